"""
The archive that a sequence of edits begins with: small texts, but lists, feeds, neighbours and rankings overflow.

108 articles: the list of the parent category has three numbered pages; every article is rated, so that the
ranking leaves some out.
"""

from __future__ import annotations

import io
import random
from datetime import datetime, timedelta
from typing import Any, Final

from PIL import Image

from plugins.newsroom.moment import ZONE
from tests.edited_portal import Portal, Source

COUNT: Final = 108
FIRST_DAY: Final = datetime(2024, 11, 1, 7, 0, tzinfo=ZONE)
CATEGORIES: Final = ("m0", "m0", "m0", "m1", "le")

# Articles that are not like the others: number → fields.
SPECIAL: Final[dict[int, dict[str, Any]]] = {
    7: {"also_in": ["le"], "source": {"name": "Báo tỉnh", "url": "https://bao.example.vn"}},
    20: {"status": "hidden"},
    21: {"status": "draft"},
    22: {"expires": "2026-03-05 12:00"},
    23: {"withdrawn": {"reason": "Đăng nhầm", "date": "2026-02-01"}},
    24: {"date": "2026-03-02 00:00"},
    25: {"legacy": {"id": 25, "paths": ["/vi/news/le/tin-25.html"]}},
    33: {
        "withdrawn": {"reason": "Nhầm", "date": "2026-02-01"},
        "attachments": [{"src": "/media/don.txt", "title": "B"}],
    },
    26: {"expires": "2025-12-01 00:00"},
    30: {
        "image": {"src": "/media/so-do.png", "alt": "Sơ đồ"},
        "attachments": [{"src": "/media/so-do.png", "title": "A"}],
    },
    31: {"attachments": [{"src": "/media/don.txt", "title": "Mẫu đơn"}]},
    34: {"image": {"src": "/media/anh/dong.jpg", "alt": "Đồng lúa", "caption": "Vụ mùa", "position": "left"}},
    103: {"image": {"src": "/media/anh/dong.jpg", "alt": "Đồng lúa"}},
    32: {"correction": {"date": "2026-01-15", "text": "Đã sửa số liệu."}},
}
BODIES: Final = {
    25: "Mở đầu.\n\nXem [a]({filename}them.md), [b](/le/them.html), [c](/media/moi.png), [d](/le/tin-039.html).",
    40: "Mở đầu.\n\nXem [bài trước]({filename}tin-039.md).",
    41: "Mở đầu.\n\nXem [bài khác]({filename}/articles/tin-042.md#muc).\n\n![Bản đồ]({static}/media/so-do.png)",
    42: "Mở đầu.\n\nXem [trang](/le/tin-044.html) và [giới thiệu]({filename}/pages/gioi-thieu.md).",
    43: "Người dân xã Khe Đá vui mừng.\n\n| Xã | Hộ |\n|---|---:|\n| Khe Đá | 6 |",
    44: "Mở đầu.\n\n![Đồng lúa]({static}../media/anh/dong.jpg)\n\n![Sông](/media/anh/song.png)",
    107: "Tin mới nhất.\n\n## Mục\n\n- một\n- hai",
}
SITE: Final[dict[str, Any]] = {
    "categories": [
        {"slug": "cha", "name": "Mục cha"},
        {"slug": "m0", "name": "Mục đầu", "parent": "cha"},
        {"slug": "m1", "name": "Mục sau", "parent": "cha"},
        {"slug": "le", "name": "Mục lẻ"},
    ],
    "units": [{"slug": "u0", "name": "Văn phòng"}, {"slug": "u1", "name": "Sở Y tế"}],
    "topics": [{"slug": "t0", "name": "Cầu treo", "description": "Từ đầu."}, {"slug": "t1", "name": "Bão số 3"}],
    "site": {"name": "Cổng thử", "base_url": "https://tin.example.vn"},
    "home": {"pinned": ["tin-106"], "hot": ["tin-100", "tin-022"], "categories": ["m0", "le"]},
    "menu": [{"category": "cha"}, {"page": "gioi-thieu"}],
    "banners": [{"title": "Tuần lễ", "url": "https://a.vn", "from": "2026-03-02", "to": "2026-03-05"}],
    "applications": [{"title": "Công báo", "url": "https://b.vn", "image": "/media/so-do.png", "alt": "Công báo"}],
    "places": [{"old": "xã Khe Đá", "new": "xã Suối Trong", "date": "2025-07-01"}],
    "synonyms": [["CNTT", "công nghệ thông tin"]],
    "statistics": {"today": {"visits": 15, "date": "2026-02-28"}},
}


def picture(width: int) -> bytes:
    """Return a picture of a width."""
    data = io.BytesIO()
    Image.new("RGB", (width, 20), (0, 90, 160)).save(data, "PNG")
    return data.getvalue()


def photo(seed: int, kind: str = "JPEG") -> bytes:
    """Return a small picture of which smaller copies are made all the same."""
    data = io.BytesIO()
    pixels = random.Random(seed).randbytes(80 * 80 * 3)  # noqa: S311 - the same at every run
    Image.frombytes("RGB", (80, 80), pixels).save(data, kind, quality=98)
    return data.getvalue()


def article(number: int) -> Source:
    """Return an article of the archive."""
    # Every ninth has the moment of the one before it, so that names decide their order.
    moment = FIRST_DAY + timedelta(days=4, hours=5) * (number - (number % 9 == 0))
    fields = {
        "title": f"Tin thứ {number}",
        "date": f"{moment:%Y-%m-%d %H:%M}",
        "category": CATEGORIES[number % len(CATEGORIES)],
        "unit": f"u{number % 2}",
        "authors": ["Lê Hải" if number % 3 else "Phạm Mai"],
        "tags": list(dict.fromkeys((f"thẻ {number % 4}", f"thẻ {number * 7 % 5}"))),
        "topic": {0: "t0", 3: "t1"}.get(number % 6),
        "summary": f"Tóm tắt {number}." if number % 2 else None,
        "views": number * 37 % 1000,
        "rating": {"points": 2 + number % 7, "votes": 2},
    }
    return Source({}, BODIES.get(number, f"Thân bài {number}.")).changed(**fields | SPECIAL.get(number, {}))


def fill(portal: Portal) -> None:
    """Write the archive."""
    for number in range(COUNT):
        portal.put(f"articles/tin-{number:03}.md", article(number))
    portal.put("pages/gioi-thieu.md", Source({"title": "Giới thiệu"}, "Xem [tin]({filename}/articles/tin-010.md)."))
    portal.put("pages/lien-he.md", Source({"title": "Liên hệ", "order": 2}, "Điện thoại: 0123."))
    for name, data in SITE.items():
        portal.site(name, data)
    portal.write("content/media/so-do.png", picture(30))
    portal.write("content/media/don.txt", b"don\n")
    portal.write("content/media/anh/dong.jpg", photo(0))
    portal.write("content/media/anh/song.png", photo(1, "PNG"))
    portal.comment("tin-010", [{"name": "Bạn đọc", "time": "2026-01-02 08:00", "text": "Hay."}])
    portal.count_more("tin-010", {"views": 5, "points": 4, "votes": 1})
