"""
Whatever is published after whatever: readers see the output, whole, and no release ever changes once it was made.

Sites of a few paths that come, go, change and take each other's place; deployments, rollbacks, other numbers of kept
releases, and deployments that were killed before a step.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from hypothesis import given, settings, strategies as st

from deploy.findings import Ask
from deploy.folder_check import check_folder
from deploy.plan import is_hashed
from deploy.problem import StoreError
from deploy.publishing import roll_back
from deploy.store import open_store
from deploy.transport import transport_of
from tests.released import TEXT, WHOLE, deploy, make_output, published, target, tree

PATHS: Final = (
    "kinh-te/bai-1.html",
    "kinh-te/bai-2.html",
    "kinh-te/a b – ấ.html",
    "tag/a/index.html",
    "tag/a",  # a file where a folder was
    "-r/-f.html",
    "search/w/a-0123ab.json",
    "search/w/b-4567cd.json",
    "static/css/t-0123456789ab.css",
    "media/a.pdf",
)

contents = st.integers(0, 5).map(lambda number: TEXT * (number % 2) + str(number).encode())
sites = st.dictionaries(st.sampled_from(PATHS), contents, max_size=8).filter(
    lambda site: not {"tag/a", "tag/a/index.html"} <= site.keys()
)
steps: st.SearchStrategy[tuple[str, dict[str, bytes], int]] = st.one_of(
    st.tuples(st.just("deploy"), sites, st.integers(2, 4)),
    st.tuples(st.just("kill"), sites, st.integers(0, 2)),
    st.tuples(st.just("roll back"), st.just({}), st.just(0)),
)


class Place:
    """A target, and what its releases held when they were made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, dict[str, bytes]] = {}

    @property
    def current(self) -> str:
        """The serial of the release that readers see."""
        return (self.folder / "live" / "current").readlink().name

    def look(self) -> None:
        """Find every release as it was made, and remember new ones."""
        for release in (self.folder / "live" / "releases").glob("[0-9]*"):
            held = tree(release)
            assert self.made.setdefault(release.name, held) == held
            assert check_folder(release, Ask(key=None, least=0, seen=None)).findings == ()


def kill(place: Place, stop: int) -> None:
    """Leave what a deployment leaves that was killed after it took a tree, and before it had changed it (fully)."""
    with open_store(transport_of(target(place.folder / "live")), lambda _: None) as store:
        free = [*store.inventory.spares, *(str(n) for n in store.inventory.releases if n != store.inventory.current)]
        if store.inventory.has_next or not free:
            return
        store.take(free[0])
    unfinished = place.folder / "live" / "releases" / ".next"
    paths = sorted(path for path in tree(unfinished) if not path.startswith(("release.", "manifest/")))
    touched = [path for path in paths if not path.endswith((".br", ".gz"))]
    (unfinished.parent / ".next.touched").write_text("".join(f"{path}\n" for path in touched), encoding="utf-8")
    for path in paths[:: stop + 1]:
        (unfinished / path).unlink()


@settings(max_examples=settings().max_examples // 5)
@given(plan=st.lists(steps, min_size=1, max_size=7))
def test_readers_see_what_was_published_last(plan: list[tuple[str, dict[str, bytes], int]]) -> None:
    """The output's files, their twins, and the hashed files of the last two releases; nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        deploy(make_output(place.folder / "output", WHOLE), target(place.folder / "live"), allow_vanish=True)
        place.look()
        for name, site, number in plan:
            before = place.current
            if name == "roll back":
                earlier = [serial for serial in place.made if int(serial) < int(before)]
                try:
                    roll_back(target(place.folder / "live"), None, lambda _: None)
                except StoreError:
                    assert not any((place.folder / "live" / "releases" / serial).is_dir() for serial in earlier)
            elif name == "kill":
                kill(place, number)
                assert place.current == before
            else:
                output = make_output(place.folder / "output", {**WHOLE, **site})
                there = sorted(map(int, (path.name for path in (place.folder / "live/releases").glob("[0-9]*"))))
                others = [str(serial) for serial in there if str(serial) != before][-1:]
                deploy(output, target(place.folder / "live", keep=number), allow_vanish=True)
                place.look()
                made = place.made[place.current]
                hashed = {path for serial in (before, *others) for path in manifested(place.made[serial])}
                hashed = {path for path in hashed if is_hashed(path)}
                files = tree(output)
                held = published(made)
                if place.current != before:
                    assert held.keys() == files.keys() | hashed
                assert {path: held[path] for path in files} == files
                kept = [path.name for path in (place.folder / "live" / "releases").glob("*") if path.is_dir()]
                if place.current != before:
                    assert len(kept) == number
            place.look()


def manifested(release: dict[str, bytes]) -> set[str]:
    """Return the files that a release's own manifest names."""
    lists = [data for path, data in release.items() if path.startswith("manifest/") and path.endswith(".txt")]
    return {line.split(" ", 2)[2] for data in lists for line in data.decode().splitlines()}
