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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plugins.press.durable import write_durably

RECORD: Final = "site.json"
KEPT: Final = "last-production.json"
SHOWN: Final = 20
DROP_PERCENT: Final = 5

_PASSING: Final = frozenset(
    {"author", "danh-gia-cao", "don-vi", "luu-tru", "tag", "thong-bao", "thong-ke", "topic", "xem-nhieu"}
)
_NUMBERED: Final = re.compile(r"(?:.*/)?page-[1-9][0-9]*/index\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """
    The last production site.

    Attributes:
        articles: How many it had.
        pages: Its pages, where a preview has taken its place; None where it is what the output folder holds.
    """

    articles: int
    pages: frozenset[str] | None


def pages_of(paths: Iterable[str]) -> frozenset[str]:
    """Return those of *paths* that readers keep as addresses."""
    return frozenset(path for path in paths if path.endswith(".html") and not _passes(path))


def _passes(path: str) -> bool:
    folder, slash, _ = path.partition("/")
    return (bool(slash) and folder in _PASSING) or _NUMBERED.fullmatch(path) is not None


def format_record(articles: int, *, production: bool) -> bytes:
    """Return the content of `RECORD`."""
    return json.dumps({"articles": articles, "production": production}).encode() + b"\n"


def last_production(record: bytes | None, state: Path) -> Production | None:
    """
    Return the last production site, None where none is known.

    Args:
        record: The content of the output's `RECORD`, None where there is none.
        state: The build's state folder.
    """
    found = json.loads(record) if record else {"production": False}
    if found["production"]:
        return Production(articles=found["articles"], pages=None)
    try:
        kept = json.loads((state / KEPT).read_bytes())
    except FileNotFoundError:
        return None
    return Production(articles=kept["articles"], pages=frozenset(kept["pages"]))


def keep_production(record: bytes | None, paths: Callable[[], Iterable[str]], state: Path) -> None:
    """
    Before a preview takes a production site's place, write that site's figures down in the state folder.

    Args:
        record: The content of the output's `RECORD`, None where there is none.
        paths: Returns the files of the output's site.
        state: The build's state folder.
    """
    before = last_production(record, state)
    if before is None or before.pages is not None:
        return
    kept = {"articles": before.articles, "pages": sorted(pages_of(paths()))}
    write_durably(state / KEPT, json.dumps(kept).encode())


def objection(
    articles: int,
    before: Production | None,
    *,
    allow_drop: bool,
    gone: Callable[[frozenset[str] | None], Iterable[str]] | None,
) -> str:
    """
    Return what readers would lose, with the option that allows it; "" where nothing speaks against publishing.

    A loss of exactly `DROP_PERCENT` per cent of the articles is no objection yet.

    Args:
        articles: How many the new site has.
        before: The last production site; without one there is nothing to lose.
        allow_drop: Any number of articles may go.
        gone: Returns the files that the new site does not have, of the output's or of those given; None where any
            may go.
    """
    if before is None:
        return ""
    found = []
    lost = before.articles - articles
    if not allow_drop and lost * 100 > before.articles * DROP_PERCENT:
        found.append(
            f"Số bài giảm từ {before.articles} xuống {articles}, quá {DROP_PERCENT} % của lần xuất bản trước."
            " Nếu đúng ý: --allow-drop."
            f" (The number of articles falls by more than {DROP_PERCENT} %; if that is meant: --allow-drop.)"
        )
    vanished = sorted(pages_of(gone(before.pages))) if gone else []
    if vanished:
        found.extend(_vanished(vanished))
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
