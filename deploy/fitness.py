"""
Is a built site fit to take the live one's place?

The build has guards of its own (`plugins/press/guards.py`), which measure by the last build of the same folder; these
measure by what readers see, and mean the same by an address: an HTML page, but no numbered page and none of the lists
that live by their members.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from deploy.manifest import ARTICLES, FOLDER
from deploy.output import SHOWN, Output
from deploy.tree import Difference, Tree

DROP_PERCENT: Final = 5
PASSING: Final = frozenset(
    {"author", "danh-gia-cao", "don-vi", "luu-tru", "tag", "thong-bao", "thong-ke", "topic", "xem-nhieu"}
)

_REDIRECTS: Final = f"{FOLDER}redirects.json"
_WITHDRAWN: Final = f"{FOLDER}withdrawn.json"
_NUMBERED: Final = re.compile(r"(?:.*/)?page-[1-9][0-9]*/index\.html")

# What every site of ours has: kind → a file of it.
_PAGES: Final[Mapping[str, str]] = {
    "trang chủ (home page)": "index.html",
    "trang báo không tìm thấy (404 page)": "404.html",
    "bản tin RSS (feed)": "rss/index.xml",
    "sơ đồ trang cho máy tìm kiếm (sitemap)": "sitemap.xml",
    "robots.txt": "robots.txt",
    "lưu trữ theo thời gian (archive)": "luu-tru/index.html",
    "trang tìm kiếm (search page)": "tim-kiem/index.html",
}
_FILES: Final[Mapping[str, tuple[str, str]]] = {
    "chỉ mục tìm kiếm (search index)": ("search", "root-*.json"),
    "kiểu trình bày (style sheet)": ("static", "**/*.css"),
    "mã tương tác (scripts)": ("static", "**/*.js"),
}


def objections(
    output: Output, live: Tree | None, change: Difference, *, allow_drop: bool, allow_vanish: bool
) -> list[str]:
    """
    Return why the output must not be published; nothing where it may.

    Args:
        output: The built site.
        live: What readers see, None before the first release.
        change: From there to the output.
        allow_drop: Any number of articles may go.
        allow_vanish: Any address may go.
    """
    found = [] if output.production else [_PREVIEW]
    found += [f"Thiếu {kind}: bản dựng không đầy đủ. (This kind of page is missing.)" for kind in _missing(output)]
    if live is not None:
        records = live.read((ARTICLES, _REDIRECTS))
        before = int(json.loads(records[ARTICLES])["articles"])
        if not allow_drop and (before - output.articles) * 100 > before * DROP_PERCENT:
            found.append(
                f"Số bài giảm từ {before} xuống {output.articles}, quá {DROP_PERCENT} % của trang đang chạy."
                " Nếu đúng ý: --allow-drop."
                f" (The number of articles falls by more than {DROP_PERCENT} %; if that is meant: --allow-drop.)"
            )
        vanished = [] if allow_vanish else sorted(_vanished(output, records.get(_REDIRECTS, b"{}"), change))
        if vanished:
            found.append("\n".join(_told(vanished)))
    return found


_PREVIEW: Final = (
    "Đây là bản xem thử, không cho máy tìm kiếm vào; hãy dựng lại bằng ./inv build --production."
    " (This is a preview; build with --production.)"
)


def _missing(output: Output) -> Iterator[str]:
    """Yield the kinds of pages that the output lacks."""
    folder = output.folder
    yield from (kind for kind, path in _PAGES.items() if not (folder / path).is_file())
    for kind, (top, pattern) in _FILES.items():
        if next((folder / top).glob(pattern), None) is None:
            yield kind
    categories = [feed.parent.name for feed in sorted((folder / "rss").glob("*/index.xml"))]
    lists = [name for name in categories if not (folder / name / "index.html").is_file()]
    if lists or not categories:
        yield f"trang chuyên mục {', '.join(lists)} (category list)".replace("  ", " ")
    pages = (page for name in categories for page in (folder / name).glob("*.html") if page.name != "index.html")
    if not output.articles or next(pages, None) is None:
        yield "bài viết (articles)"


def is_address(path: str) -> bool:
    """Tell whether readers keep the file's address."""
    folder, slash, _ = path.partition("/")
    passes = (bool(slash) and folder in PASSING) or _NUMBERED.fullmatch(path)
    return path.endswith(".html") and not passes


def _vanished(output: Output, redirects: bytes, change: Difference) -> Iterator[str]:
    """Yield the live site's addresses that would answer nothing."""
    records = output.tree.read((_REDIRECTS, _WITHDRAWN))
    answered = {*json.loads(records.get(_REDIRECTS, b"{}")), *json.loads(records.get(_WITHDRAWN, b"[]"))}
    for path in change.before:
        address = f"/{path.removesuffix('index.html')}"
        if path not in change.after and is_address(path) and address not in answered:
            yield address
    for address in json.loads(redirects):
        if address not in answered and not (output.folder / address.lstrip("/")).exists():
            yield address


def _told(vanished: Iterable[str]) -> Iterator[str]:
    gone = list(vanished)
    yield (
        f"{len(gone)} địa chỉ đang có trên mạng sẽ biến mất mà không có trang chuyển hướng hay thông báo gỡ bài."
        " Hãy ghi địa chỉ cũ vào legacy.paths của bài thay thế, hoặc đặt withdrawn cho bài bị gỡ."
        " Nếu đúng ý: --allow-vanish."
        f" ({len(gone)} live addresses would vanish; if that is meant: --allow-vanish.)"
    )
    yield from (f"  {address}" for address in gone[:SHOWN])
    if len(gone) > SHOWN:
        yield f"  … và {len(gone) - SHOWN} địa chỉ nữa (and {len(gone) - SHOWN} more)"
