"""
What editors and operators do to the archive of a measurement, one thing at a time.

An edit that costs little is made and published several times, each time elsewhere, so that a median can be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# Noon of the archive's last day; its newest month is the one that readers see most of.
NOW: Final = "2026-06-30 12:00"
NEWEST: Final = "2026/06"
OLD: Final = "2012/05"
OFTEN: Final = 3

_ADDED: Final = "tin-moi-nhat"
_NEW: Final = """\
---
title: Tin mới nhất {number}
date: 2026-06-30T10:{number:02}:00+07:00
category: xa-hoi
topic: nong-thon-moi
tags: ["giao thông", "du lịch", "ngân sách"]
summary: Tóm tắt của tin mới nhất {number}.
views: 12
---

Đoạn đầu của tin mới nhất.

## Chi tiết

- Một **điều** quan trọng.
- Một [liên kết](https://example.org/tin).
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edit is made: the folders of the content and of the project."""

    content: Path
    project: Path

    def article(self, month: str, number: int) -> Path:
        """Return an article of a month, from its middle on; of any other where a small archive has none there."""
        found = sorted((self.content / "articles" / month).glob("*.md"))
        paths = [path for path in found if not path.name.startswith(_ADDED)] or sorted(self.content.rglob("*.md"))
        return paths[(len(paths) // 2 + number) % len(paths)]


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit: what the table calls it, how it is made for the *number*-th time, and how often."""

    name: str
    make: Callable[[Place, int], None]
    times: int = 1


def _nothing(place: Place, number: int) -> None:
    del place, number


def _add(place: Place, number: int) -> None:
    path = place.content / "articles" / NEWEST / f"{_ADDED}-{number}.md"
    path.write_text(_NEW.format(number=number), "utf-8")


def _body(month: str) -> Callable[[Place, int], None]:
    def append(place: Place, number: int) -> None:
        path = place.article(month, number)
        path.write_text(path.read_text("utf-8") + f"\nTòa soạn cập nhật lần {number}.\n", "utf-8")

    return append


def _field(pattern: str, replacement: str) -> Callable[[Place, int], None]:
    """Return an edit of a line of front matter of a current article."""

    def edit(place: Place, number: int) -> None:
        _replace(place.article(NEWEST, number + 5), pattern, replacement)

    return edit


def _delete(place: Place, number: int) -> None:
    place.article(NEWEST, number + 9).unlink()


def _site(place: Place, number: int) -> None:
    del number
    _replace(place.content / "site" / "banners.yaml", "title: Công báo", "title: Công báo Chính phủ")


def _template(place: Place, number: int) -> None:
    del number
    _replace(
        place.project / "theme" / "templates" / "base.html", "</head>", '<meta name="generator" content="x">\n</head>'
    )


def _replace(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise ValueError(path)
    path.write_text(text, "utf-8")


def edits() -> Iterator[Edit]:
    """Yield all edits in the order in which they are made: each finds the site that the one before it left."""
    yield Edit("nothing changed", _nothing, OFTEN)
    yield Edit("body, newest month", _body(NEWEST), OFTEN)
    yield Edit("body, old year", _body(OLD), OFTEN)
    yield Edit("newest added", _add, OFTEN)
    yield Edit("title, newest month", _field(r'^title: "', 'title: "Sửa: '), OFTEN)
    yield Edit("date, newest month", _field(r"^date: 2026-06-\d\d", "date: 2026-06-02"), OFTEN)
    yield Edit("delete, newest month", _delete, OFTEN)
    yield Edit("site data: a banner", _site)
    yield Edit("template: base", _template)
