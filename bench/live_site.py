"""Sites for measurements of going live: files become an output folder, and that a release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from deploy.publishing import Order, Outcome, publish
from deploy.targets import Target
from plugins.press.listing import whole_listing
from plugins.press.manifest import DIGEST, entry_of

Files = Mapping[str, bytes]


def write_site(folder: Path, files: Files) -> Path:
    """
    Make *folder* the output of a build with these files, and return it; what stays is not touched.

    Args:
        folder: The output folder.
        files: Path → content, records of `manifest/` included; lists and their sum are made anew.
    """
    records = {path: data for path, data in files.items() if _is_record(path)}
    entries = {path: entry_of(data) for path, data in files.items() if not path.startswith("manifest/")}
    wanted = {**files, **whole_listing(entries, records, ()).files}
    for place in [place for place in folder.rglob("*") if place.is_file()]:
        if place.relative_to(folder).as_posix() not in wanted:
            place.unlink()
    for path, data in wanted.items():
        place = folder / path
        if not place.is_file() or place.read_bytes() != data:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    return folder


def _is_record(path: str) -> bool:
    return path.startswith("manifest/") and not path.endswith(".txt") and path != DIGEST


def read_site(folder: Path) -> dict[str, bytes]:
    """Return the files and records of a built site, without the lists that are made anew."""
    places = (place for place in folder.rglob("*") if place.is_file())
    files = {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}
    return {path: data for path, data in files.items() if not path.startswith("manifest/") or _is_record(path)}


def address_of(path: str) -> str:
    """Return the address that readers have a page by."""
    return "/" + path.removesuffix("index.html")


def pages_of(files: Files) -> list[str]:
    """Return the pages that a server sends as they are, not those that it redirects or says to be gone."""
    moved = json.loads(files.get("manifest/redirects.json", b"{}"))
    elsewhere = {unquote(address) for address in (*moved, *json.loads(files.get("manifest/withdrawn.json", b"[]")))}
    pages = (path for path in files if path.endswith(".html") and path != "404.html")
    return sorted(path for path in pages if address_of(path) not in elsewhere)


def publish_files(output: Path, target: Path, key: Path | None = None) -> Outcome:
    """Publish *output* to a folder of this machine, whatever goes."""
    place = Target(name="bench", path=str(target), key=key)
    order = Order(output=output, target=place, state=target.parent / "state", allow_vanish=True, allow_drop=True)
    return publish(order, lambda _: None)
