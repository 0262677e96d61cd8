"""Small built sites, without a build: any files, with the manifest that the press writes for them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.manifest import Entry
from deploy.packing import SUFFIXES, has_twins, is_twin
from deploy.publishing import Order, Outcome, publish
from deploy.targets import Target
from plugins.press.listing import whole_listing
from plugins.press.manifest import entry_of

TEXT: Final = b"<p>S\xc3\xb4ng Bi\xc3\xaan, th\xc3\xa1ng m\xc6\xb0\xe1\xbb\x9di m\xe1\xbb\x99t</p>\n" * 40

# A file of each kind that every site has.
WHOLE: Final[Mapping[str, bytes]] = {
    "404.html": b"<h1>404</h1>",
    "index.html": b"<h1>home</h1>" + TEXT,
    "kinh-te/bai-1.html": b"<h1>1</h1>" + TEXT,
    "kinh-te/index.html": b"<h1>list</h1>",
    "luu-tru/index.html": b"<h1>archive</h1>",
    "robots.txt": b"User-agent: *\n",
    "rss/index.xml": b"<rss/>",
    "rss/kinh-te/index.xml": b"<rss/>",
    "search/root-0123ab.json": b"{}",
    "sitemap.xml": b"<urlset/>",
    "static/css/site-0123456789ab.css": b"p{margin:0}\n" * 200,
    "static/js/site-0123456789ab.js": b"export {};\n",
    "tim-kiem/index.html": b"<h1>search</h1>",
}


def make_output(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    articles: int = 100,
    production: bool = True,
    redirects: Mapping[str, str] | None = None,
    withdrawn: tuple[str, ...] = (),
) -> Path:
    """Make *folder* the site of *files* and return it; a file that stays is not touched."""
    records = {
        "address.json": {"base_url": "https://tin.example.vn"},
        "redirects.json": dict(redirects or {}),
        "site.json": {"articles": articles, "production": production},
        "withdrawn.json": list(withdrawn),
    }
    named = {f"manifest/{name}": json.dumps(value, indent=1).encode() + b"\n" for name, value in records.items()}
    listing = whole_listing({path: entry_of(data) for path, data in files.items()}, named, ())
    wanted = {**files, **listing.files}
    for path in tree(folder).keys() - wanted.keys():
        (folder / path).unlink()
        for parent in (folder / path).parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    for path, data in wanted.items():
        place = folder / path
        if not place.is_file() or place.read_bytes() != data:
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(".draft")
            draft.write_bytes(data)
            draft.replace(place)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*: path → content."""
    places = folder.rglob("*") if folder.is_dir() else ()
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places if place.is_file()}


def target(folder: Path, *, keep: int = 3, key: Path | None = None) -> Target:
    """Return a target of this machine."""
    return Target(name="thu", path=str(folder), keep=keep, key=key)


def deploy(
    output: Path, place: Target, *, allow_drop: bool = False, allow_vanish: bool = False, clean: bool = False
) -> Outcome:
    """Publish *output* with a state folder beside it."""
    order = Order(
        output=output,
        target=place,
        state=output.parent / "state",
        allow_drop=allow_drop,
        allow_vanish=allow_vanish,
        clean=clean,
    )
    return publish(order, lambda _: None)


def live(place: Target) -> dict[str, bytes]:
    """Return what readers see: path → content."""
    return tree(Path(place.path) / "current")


def without_twins(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return *files* without compressed twins; that each is there and right is checked on the way."""
    twins = {
        path + suffix: (suffix, entry_of(data))
        for path, data in files.items()
        if has_twins(path, len(data))
        for suffix in SUFFIXES
    }
    wrong = [p for p, (suffix, e) in twins.items() if not is_twin(files.get(p, b""), suffix, Entry(e.sha256, e.size))]
    assert wrong == []
    return {path: data for path, data in files.items() if path not in twins}


def published(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those of a release's *files* that a build made."""
    plain = without_twins(files)
    return {path: data for path, data in plain.items() if not path.startswith("release.")}


def copy(source: Path, folder: Path) -> Path:
    """Copy a tree by links and return the copy: its files must be replaced, not written to."""
    return Path(shutil.copytree(source, folder, symlinks=True, copy_function=os.link))
