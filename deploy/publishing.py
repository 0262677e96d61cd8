"""
A deployment from beginning to end: check, plan, pack, bring, switch; and back again.

The tree that becomes the next release is an old one, brought up to date (`succession`); it is no release while that
goes on, and readers never see it.  Killed at any step, what readers see is the old release or the new one, whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from deploy.bringing import bring
from deploy.fitness import objections
from deploy.keys import PrivateKey, is_signed, read_private, sign
from deploy.output import Output, check_output, read_output
from deploy.packing import Cache
from deploy.plan import Plan
from deploy.problem import OutputError, StoreError
from deploy.release import RECORD, SIGNATURE, Release, format_release, index_hash
from deploy.store import Store, open_store
from deploy.succession import Succession, live_tree, tidy
from deploy.targets import Target
from deploy.transport import transport_of
from deploy.tree import INDEX, Tree, format_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be published.

    Attributes:
        output: The built site's folder.
        target: Where it goes.
        state: The folder on this machine that remembers what was packed and looked at.
        allow_drop, allow_vanish: What readers may lose: articles, addresses.
        clean: Take every file from the output, none from earlier releases, which are deleted afterwards.
        dry_run: Only look.
    """

    output: Path
    target: Target
    state: Path
    allow_drop: bool = False
    allow_vanish: bool = False
    clean: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    What came of it.

    Attributes:
        articles: How many articles the site has.
        changed: How many files are new or other than those that readers saw.
        removed: How many files are gone.
        signed: Whether releases of this target are signed.
        brought: How many files came from the output.
        kept: How many files of earlier releases stay reachable.
        serial: The new release's; 0 where none was made, because readers see all this already, or only to look.
        untidy: Why old releases could not be put in order afterwards, "" where they were.
    """

    articles: int
    changed: int
    removed: int
    signed: bool
    brought: int = 0
    kept: int = 0
    serial: int = 0
    untidy: str = ""


def publish(order: Order, on_wait: Callable[[str], None]) -> Outcome:
    """
    Make what is built what readers see.

    Args:
        order: What is to be published.
        on_wait: Called once when another deployment holds the target, with its process's number.

    Raises:
        OutputError: The output must not be published.
        KeyFileError: The target's key cannot be used.
        StoreError: The target cannot be reached, or a step failed there.
    """
    output = read_output(order.output)
    check_output(output, order.state / "checked" / name_of(order.output))
    key = read_private(order.target.key) if order.target.key else None
    with open_store(transport_of(order.target), on_wait) as store:
        live, change = live_tree(store, output.tree, is_needed=not order.clean)
        against = objections(output, live, change, allow_drop=order.allow_drop, allow_vanish=order.allow_vanish)
        if against:
            raise OutputError("\n".join(against))
        gone = sum(path not in change.after and not (live and path in live.kept) for path in change.before)
        seen = Outcome(articles=output.articles, changed=len(change.after), removed=gone, signed=key is not None)
        is_live = live is not None and live.manifest == output.tree.index and _is_signed_so(store, key)
        if order.dry_run or (is_live and not order.clean):
            return seen
        succession = Succession(store, output.tree, None if order.clean else live, order.target.keep)
        serial = max(0, *store.inventory.releases, store.inventory.current or 0) + 1
        with store.bringing() as (files, steps):
            bring(order.output, succession.plan.bring, Cache(order.state / "packed"), files)
            _write_own(files, output, succession.next, serial, key)
            _write_steps(steps, files, succession.plan)
        store.revise()
        store.finish(serial)
        store.switch(serial)
        outcome = replace(seen, brought=len(succession.plan.bring), kept=len(succession.next.kept), serial=serial)
        try:
            tidy(store, order.target.keep, serial, is_clean=order.clean)
        except StoreError as error:
            outcome = replace(outcome, untidy=str(error))
    Cache(order.state / "packed").sweep(outcome.serial)
    return outcome


def name_of(folder: Path) -> str:
    """Return a name for what is remembered of *folder*."""
    return hashlib.blake2b(str(folder.resolve()).encode(), digest_size=8).hexdigest()


def _is_signed_so(store: Store, key: PrivateKey | None) -> bool:
    """Tell whether what readers see is signed with *key*, and not at all where there is none."""
    files = store.read(str(store.inventory.current), (RECORD, SIGNATURE))
    if key is None or SIGNATURE not in files:
        return (key is None) == (SIGNATURE not in files)
    return is_signed(key.public_key(), files.get(RECORD, b""), files[SIGNATURE])


def _write_own(files: Path, output: Output, tree: Tree, serial: int, key: PrivateKey | None) -> None:
    """Write the files that say what a release is."""
    index = format_index(tree)
    record = format_release(
        Release(
            articles=output.articles,
            created=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            files=output.files,
            index=index_hash(index),
            serial=serial,
        )
    )
    (files / INDEX).write_bytes(index)
    (files / RECORD).write_bytes(record)
    if key is not None:
        (files / SIGNATURE).write_bytes(sign(key, record))


def _write_steps(steps: Path, files: Path, plan: Plan) -> None:
    """Write the lists that `revise` goes by."""
    brought = [path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()]
    lists = {
        "touched": plan.touched,
        "remove": (*plan.remove, SIGNATURE),  # the next release may be an unsigned one
        "folders": plan.folders,
        "files": sorted(brought),
        **{f"from-{tree}": paths for tree, paths in plan.links.items()},
    }
    for name, lines in lists.items():
        (steps / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def roll_back(target: Target, to: int | None, on_wait: Callable[[str], None]) -> tuple[int, int]:
    """
    Let readers see an earlier release again, and return the serials of the one that they saw and of this one.

    Args:
        target: The place.
        to: The release's serial; None: the last one before that which readers see.
        on_wait: Called once when a deployment holds the target, with its process's number.

    Raises:
        StoreError: There is no such release, or the target cannot be reached.
    """
    with open_store(transport_of(target), on_wait) as store:
        inventory = store.inventory
        if inventory.current is None:
            raise StoreError(f"{target.path}: chưa có bản phát hành nào. (Nothing is published here.)")
        earlier = [serial for serial in inventory.releases if serial < inventory.current]
        serial = to if to is not None else max(earlier, default=0)
        if serial not in inventory.releases:
            there = ", ".join(map(str, inventory.releases))
            raise StoreError(
                f"{target.path}: không có bản {serial or 'nào cũ hơn'}; đang có: {there}, đang chạy:"
                f" {inventory.current}. Cách sửa: --to với một bản trong số này. (No such release.)"
            )
        if serial != inventory.current:
            store.switch(serial)
        return inventory.current, serial
