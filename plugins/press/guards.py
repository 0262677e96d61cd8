"""
Would a production build take away what readers had?

The last site is known by its manifest: the lists name its files, and the record
`site.json` says how many articles it had and whether it was made for production.
Where a preview replaces a production site, that site's figures move into the state
folder, so that the next production build is still measured by them.

What counts as an address that readers keep is a page: an HTML file.  No page in this
sense are hashed and search files (their names are not for people), numbered pages of
a list (they end where the list ends), and the lists of `_PASSING`, which are there only
while they have members: the last article of a month may expire without anybody's doing.
Categories are kept: their lists exist without members too, so one that goes was removed.
A page that became a redirect or a notice is still there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RECORD: Final = "site.json"
KEPT: Final = "last-production.json"
SHOWN: Final = 20
DROP_PERCENT: Final = 5

_PASSING: Final = frozenset(
    {"author", "danh-gia-cao", "don-vi", "luu-tru", "tag", "thong-bao", "thong-ke", "topic", "xem-nhieu"}
)
_NUMBERED: Final = re.compile(r"(?:.*/)?page-[1-9][0-9]*/index\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many articles a site has, and the paths of its pages below the output folder."""

    articles: int
    pages: frozenset[str]


def pages_of(paths: Iterable[str]) -> frozenset[str]:
    """Return those of *paths* that readers keep as addresses."""
    return frozenset(path for path in paths if path.endswith(".html") and not _passes(path))


def _passes(path: str) -> bool:
    folder, slash, _ = path.partition("/")
    return (bool(slash) and folder in _PASSING) or _NUMBERED.fullmatch(path) is not None


def format_record(articles: int, *, production: bool) -> bytes:
    """Return the content of `RECORD`."""
    return json.dumps({"articles": articles, "production": production}).encode() + b"\n"


def last_production(record: bytes | None, paths: Iterable[str], state: Path) -> Figures | None:
    """
    Return the figures of the last production build, None where none is known.

    Args:
        record: The content of the output's `RECORD`, None where there is none.
        paths: The files that the output's manifest names.
        state: The build's state folder.
    """
    found = json.loads(record) if record else {"production": False}
    if found["production"]:
        return Figures(articles=found["articles"], pages=pages_of(paths))
    try:
        kept = json.loads((state / KEPT).read_bytes())
    except FileNotFoundError:
        return None
    return Figures(articles=kept["articles"], pages=frozenset(kept["pages"]))


def keep(figures: Figures, state: Path) -> None:
    """Write *figures* down in the state folder, before a preview takes their site's place."""
    kept = {"articles": figures.articles, "pages": sorted(figures.pages)}
    draft = state / f"{KEPT}.new"
    draft.write_bytes(json.dumps(kept).encode())
    draft.replace(state / KEPT)


def losses(before: Figures, after: Figures, *, allow_drop: bool, allow_vanish: bool) -> str:
    """
    Return what readers would lose, with the option that allows it; "" where nothing speaks against publishing.

    A loss of exactly `DROP_PERCENT` per cent of the articles is no objection yet.
    """
    found = []
    lost = before.articles - after.articles
    if not allow_drop and lost * 100 > before.articles * DROP_PERCENT:
        found.append(
            f"Số bài giảm từ {before.articles} xuống {after.articles}, quá {DROP_PERCENT} % của lần xuất bản trước."
            " Nếu đúng ý: --allow-drop."
            f" (The number of articles falls by more than {DROP_PERCENT} %; if that is meant: --allow-drop.)"
        )
    gone = sorted(before.pages - after.pages)
    if gone and not allow_vanish:
        found.extend(_vanished(gone))
    return "\n".join(found)


def _vanished(gone: list[str]) -> Iterator[str]:
    yield (
        f"{len(gone)} địa chỉ của lần xuất bản trước sẽ biến mất mà không có trang chuyển hướng hay thông báo gỡ bài."
        " Hãy ghi địa chỉ cũ vào legacy.paths của bài thay thế, hoặc đặt withdrawn cho bài bị gỡ."
        " Nếu đúng ý: --allow-vanish."
        f" ({len(gone)} addresses would vanish without a redirect or a notice; if that is meant: --allow-vanish.)"
    )
    for path in gone[:SHOWN]:
        yield f"  /{path.removesuffix('index.html')}"
    if len(gone) > SHOWN:
        yield f"  … và {len(gone) - SHOWN} địa chỉ nữa (and {len(gone) - SHOWN} more)"
