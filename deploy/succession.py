"""
Which tree becomes the next release, and what is left of earlier ones.

As many trees as releases are kept lie in the target from the first deployment on, as links to the same files; so a
publish never links a whole site anew.  A tree that does not hold what it says is thrown away.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import Final

from deploy.manifest import Entry, ManifestError
from deploy.plan import kept_of, make_plan
from deploy.problem import StoreError
from deploy.store import NEXT, SPARE, Store
from deploy.tree import NOTHING, Difference, Tree, describe, difference

_LAST_SEEN: Final = 2  # releases whose hashed files stay reachable


def live_tree(store: Store, site: Tree, *, is_needed: bool) -> tuple[Tree | None, Difference]:
    """
    Return what readers see, None before the first release; and how the built site differs from that.

    Args:
        store: The target.
        site: The built site.
        is_needed: Without it, None too where what readers see is not whole.

    Raises:
        StoreError: It is not whole, and needed.
    """
    current = store.inventory.current
    if current is None:
        return None, difference(NOTHING, site)
    try:
        live = _described(store, str(current))
        return live, difference(live, site)
    except ManifestError as error:
        if not is_needed:
            return None, difference(NOTHING, site)
        raise StoreError(
            f"Bản đang chạy ({current}) không còn nguyên vẹn: {error}. Hãy xem bằng ./inv verify, rồi đưa lên lại"
            " toàn bộ bằng --clean. (The live release was altered; publish everything anew with --clean.)"
        ) from error


def _described(store: Store, tree: str) -> Tree:
    """Return a tree, whose files are read once: it may be far away, and is held against several others."""
    known: dict[str, bytes | None] = {}

    def read(paths: Collection[str]) -> dict[str, bytes]:
        unread = [path for path in paths if path not in known]
        if unread:
            known.update(dict.fromkeys(unread) | store.read(tree, unread))
        return {path: data for path in paths if (data := known[path]) is not None}

    return describe(read)


class Succession:
    """
    How the next release is made; when made, a tree of the target is no release any more.

    Args:
        store: The target.
        site: The built site.
        live: What readers see; None: nothing is taken from there.
        keep: How many trees the target has.

    Attributes:
        next: The next release.
        plan: What is to be done for it.
    """

    def __init__(self, store: Store, site: Tree, live: Tree | None, keep: int) -> None:
        self._store = store
        self._keep = keep
        self._trees = self._last_seen(live, site) if live else {}
        kept: dict[str, Entry] = {}
        for tree in self._trees.values():
            change = difference(tree, site)
            gone = {path: entry for path, entry in change.before.items() if path not in change.after}
            kept = kept_of(tree, gone) | kept
        self.next = Tree({**site.index, **kept}, site.read)
        base, touched = self._base(is_new=live is None)
        self.plan = make_plan(
            difference(base, self.next),
            touched,
            self.next.find(touched) if touched else {},
            {name: difference(tree, self.next) for name, tree in self._trees.items()},
        )

    def _last_seen(self, live: Tree, site: Tree) -> dict[str, Tree]:
        """Return the releases that readers saw last, as far as they are whole, by name."""
        inventory = self._store.inventory
        others = [serial for serial in inventory.releases if serial != inventory.current]
        trees = {str(inventory.current): live}
        for serial in others[:-_LAST_SEEN:-1]:
            with suppress(ManifestError):
                tree = _described(self._store, str(serial))
                difference(tree, site)
                trees[str(serial)] = tree
        return trees

    def _base(self, *, is_new: bool) -> tuple[Tree, list[str]]:
        """Let a tree be the unfinished one; return what it holds, and which of its files may be of another state."""
        store, inventory = self._store, self._store.inventory
        if inventory.has_next and not is_new:
            with suppress(ManifestError):
                return self._comparable(NEXT), store.touched()
        if inventory.has_next:
            store.discard(NEXT)
        if is_new:
            return NOTHING, []
        oldest = [str(serial) for serial in inventory.releases if serial != inventory.current]
        free = [*inventory.spares, *(oldest if len(inventory.releases) >= self._keep else ())]
        if free:
            store.take(free[0])
            self._trees.pop(free[0], None)  # its files are where they are needed
            with suppress(ManifestError):
                return self._comparable(NEXT), []
            store.discard(NEXT)
        store.clone(str(inventory.current), NEXT)
        return self._comparable(NEXT), []

    def _comparable(self, name: str) -> Tree:
        """
        Return a tree that can be brought up to date.

        Raises:
            ManifestError: It does not hold the lists that it should.
        """
        tree = _described(self._store, name)
        difference(tree, self.next)
        return tree


def tidy(store: Store, keep: int, serial: int, *, is_clean: bool) -> None:
    """
    Leave *keep* trees in the target: releases, and spare ones where there are not so many yet.

    Args:
        store: The target.
        keep: How many trees.
        serial: The release that readers see.
        is_clean: Leave no other tree that was there before.
    """
    inventory = store.look()
    older = [str(other) for other in inventory.releases if other != serial]
    doomed = [*inventory.spares, *older] if is_clean else []
    if not is_clean:
        extra = max(len(older) + 1 + len(inventory.spares) - keep, 0)
        doomed = [*inventory.spares, *older][:extra]
    for tree in doomed:
        store.discard(tree)
    spares = [name for name in inventory.spares if name not in doomed]
    names = (f"{SPARE}{number}" for number in range(1, keep) if f"{SPARE}{number}" not in spares)
    missing = keep - 1 - (len(older) + len(inventory.spares) - len(doomed))
    for name, _ in zip(names, range(missing), strict=False):
        store.clone(str(serial), name)
