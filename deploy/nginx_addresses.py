"""
The addresses that nginx answers with something else than a file: redirects, old ids, what was withdrawn.

nginx looks a path up decoded, with "//" made one and without letter case.  Old portals have capitals in their
addresses and ours has none, so that mostly helps; where it would hide a page or mix two old addresses up, the
address is matched by an expression that knows case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from deploy.nginx_syntax import LONGEST_WORD, fold, hash_sizes, literal, map_block, quoted, target

NOT_FOUND: Final = "/404.html"

# Which part of an old path is its article's id: the digits after the last hyphen, of a page (`…-12.html`), or of a
# folder or nothing in particular, as old portals had it too, below at least one more name.  The pages of tags and the
# like end in digits of their own (`/tag/covid-19/`).
_LIST = r"(?:tag|topic|groups|author|rss|media|static|search|manifest|admin|phan-hoi)/"
PATH_IDS: Final = (
    r"^/(?:.*/)?[^/]*-0*(?<portal_html_id>[0-9]+)\.html$",
    rf"^/(?!(?:[a-z][a-z]/)?(?:[^/]+/)?{_LIST})[^/]+/(?:.*/)?[^/]*-0*(?<portal_name_id>[0-9]+)/?$",
)
QUERY_ID: Final = r"^/(?:index\.php)?\?(?:.*&)?op=[^&]*-0*(?<portal_op_id>[0-9]+)(?:\.html)?/?(?:&.*)?$"

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))  # ASCII


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """
    What a build says about how its output is to be served.

    Attributes:
        base_url: The site's own address (`https://tin.example.vn`), "" where it has none.
        redirects: Old address, percent-encoded and perhaps with a query → new one.
        ids: The old portal's id → address.
        withdrawn: Addresses of what is gone for good.
        files: Paths of all published files, below the output folder.
    """

    base_url: str
    redirects: Mapping[str, str]
    ids: Mapping[str, str]
    withdrawn: Collection[str]
    files: Collection[str]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An old *address* that no request can have, and why, in words for an operator."""

    address: str
    reason: str


def addresses_lines(records: Records) -> tuple[list[str], tuple[Skipped, ...]]:
    """
    Return the maps of a site's addresses, and the addresses that could not be taken in.

    `$portal_moved` and `$portal_moved_query` are where path and query lead, `$portal_query_id` is set where the query
    names an old article, `$portal_by_id` is where the old id of either leads, and `$portal_gone` is the file to show
    with 410; each is empty where there is nothing.
    """
    skipped: list[Skipped] = []
    paths: dict[str, str] = {}
    queries: dict[str, str] = {}
    for address, new in sorted(records.redirects.items()):
        if (key := _key(address, skipped)) is not None:
            (queries if "?" in address else paths)[key] = new
    gone = [key for address in sorted(records.withdrawn) if (key := _key(address, skipped)) is not None]
    notices = {key: _notice(key, records) for key in gone}
    max_size, bucket = hash_sizes([*paths, *queries, *gone, *records.ids])
    lines = [
        f"map_hash_max_size {max_size};",
        f"map_hash_bucket_size {bucket};",
        *map_block("$uri", "portal_moved", _moved(paths, _live(records.files, paths))),
        *map_block('"$uri?$args"', "portal_moved_query", _moved(queries, {})),
        *map_block("$uri", "portal_gone", _moved(notices, _live(records.files, notices))),
        *map_block('"$uri?$args"', "portal_query_id", [f"{quoted(f'~{QUERY_ID}')} $portal_op_id;"]),
        *map_block("$uri", "portal_path_id", _path_ids()),
        *map_block('"$portal_query_id$portal_path_id"', "portal_by_id", _ids(records.ids)),
    ]
    return lines, tuple(skipped)


def _key(address: str, skipped: list[Skipped]) -> str | None:
    """Return *address* as nginx sees it when it is asked for; None where no request comes through like this."""
    encoded, question, query = address.partition("?")
    path = unquote(encoded, errors="surrogateescape")
    key = path + question + quote(query, safe=_PRINTABLE)
    if not path.startswith("/") or "//" in path or {".", ".."} & set(path.split("/")):
        skipped.append(Skipped(address, "trình duyệt và máy chủ rút gọn '//', './' và '../' (never asked for)"))
    elif "\0" in path:
        skipped.append(Skipped(address, "có ký tự rỗng (a null character)"))
    elif len(key.encode("utf-8", "surrogateescape")) > LONGEST_WORD:
        skipped.append(Skipped(address, f"dài hơn {LONGEST_WORD} byte (too long)"))
    else:
        return key
    return None


def _live(files: Collection[str], moved: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return the addresses of pages, redirects aside, by their folded form; only those that *moved* could hide."""
    wanted = {fold(address) for address in moved}
    live: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        folder = file.removesuffix("index.html").removesuffix("index.xml")
        for address in {f"/{file}", f"/{folder}", f"/{folder.rstrip('/')}"}:
            if fold(address) in wanted and address not in moved:
                live[fold(address)].add(address)
    return {folded: frozenset(addresses) for folded, addresses in live.items()}


def _moved(moved: Mapping[str, str], live: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield the entries of a map of old addresses to new ones."""
    by_folded: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for old, new in moved.items():
        by_folded[fold(old)][old] = new
    for folded, group in sorted(by_folded.items()):
        hidden = live.get(folded, frozenset())
        # A page that is its own old address but for case is left alone where the map is used.
        if len(set(group.values())) == 1 and hidden <= set(group.values()):
            yield f"{quoted(folded)} {target(next(iter(group.values())))};"
        else:
            yield from (f"{_exactly(old)} {target(new)};" for old, new in sorted(group.items()))


def _exactly(address: str) -> str:
    return quoted(f"~^{literal(address)}\\z")


def _notice(key: str, records: Records) -> str:
    """Return the file, with "/" before it, that says that what was at *key* is gone."""
    ways = (key, records.ids.get(_trailing_id(key), ""))
    place = next((way for way in ways if way.removeprefix("/") in records.files), NOT_FOUND)
    return place if target(place) == quoted(place) else NOT_FOUND


def _ids(ids: Mapping[str, str]) -> Iterator[str]:
    yield from (
        f"{quoted(number)} {target(new)};" for number, new in sorted(ids.items(), key=lambda item: int(item[0]))
    )


def _path_ids() -> list[str]:
    return [
        f"{quoted(f'~{PATH_IDS[0]}')} $portal_html_id;",
        f"{quoted(f'~*{PATH_IDS[1]}')} $portal_name_id;",
    ]


def _trailing_id(path: str) -> str:
    """Return the old id that a path ends in, "" where it has none."""
    digits = path.removesuffix("/").removesuffix(".html").rpartition("-")[2]
    return digits.lstrip("0") if digits.isascii() and digits.isdigit() else ""
