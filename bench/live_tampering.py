"""
Tampering that `verify` must find: 1,000 alterations of a signed release, each of one kind at a random place.

Each is made, looked for and undone; one that is not named, or beside which something else is named, is not found.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from bench.live_site import publish_files, write_site
from deploy.findings import Ask
from deploy.folder_check import check_folder
from deploy.keys import make_keys, read_public

TAMPERINGS: Final = 1_000

# Most files of a site are alike; with fewer of them a thousand checks take seconds.
_LEFT_OUT: Final = ("author/", "don-vi/", "luu-tru/2", "media/", "search/c/", "search/t/", "search/w/", "tag/")


def measure_tampering(site: Mapping[str, bytes], folder: Path) -> tuple[int, Counter[str]]:
    """
    Tamper with a release, and return how often `verify` named just that, and how often each kind was not found.

    Args:
        site: The files of a built site.
        folder: A new one, for the target and the keys.
    """
    files = {path: data for path, data in site.items() if not path.startswith(_LEFT_OUT)}
    private, public = make_keys(folder / "keys")
    target = folder / "live"
    for robots in (b"old", b"new"):
        publish_files(write_site(folder / "output", {**files, "robots.txt": robots}), target, private)
    old, now = target / "releases" / "1", target / "releases" / "2"
    ask = Ask(key=read_public(public), least=2, seen=None)
    chance = random.Random(2026)  # noqa: S311 - no secret
    missed: Counter[str] = Counter()
    site_files = sorted(place for place in now.rglob("*") if place.is_file())
    plain = [place for place in site_files if not place.name.startswith("release.")]
    manifest = [place for place in plain if place.parent.name == "manifest"]
    for _ in range(TAMPERINGS):
        kind = chance.choice(("content", "added", "removed", "manifest", "replayed"))
        if kind == "replayed":
            missed[kind] += [finding.path for finding in check_folder(old, ask).findings] != ["release.json"]
            continue
        places = manifest if kind == "manifest" else plain
        place = now / f"x{chance.random()}.html" if kind == "added" else chance.choice(places)
        named = _named(kind, place, now, ask, chance)
        missed[kind] += named != [place.relative_to(now).as_posix()]
    return TAMPERINGS - missed.total(), +missed


def _named(kind: str, place: Path, release: Path, ask: Ask, chance: random.Random) -> list[str]:
    """Tamper with one file, return what `verify` names, and undo it."""
    if kind == "added":
        place.write_bytes(chance.randbytes(20))
        found = check_folder(release, ask)
        place.unlink()
        return [finding.path for finding in found.findings]
    data = place.read_bytes()
    aside = release.parent.parent / "aside"
    place.rename(aside)  # other releases share its bytes
    if kind != "removed":
        place.write_bytes(chance.choice(_EDITS)(data, chance))
        shutil.copystat(aside, place)
    found = check_folder(release, ask)
    place.unlink(missing_ok=True)
    aside.rename(place)
    return [finding.path for finding in found.findings]


def _flip(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _add(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + b'<a href="https://casino.example/">x</a>' + data[place:]


_EDITS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (_flip, _cut, _add)
