"""Places that are called otherwise since an article was written."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.archives.parts import PlaceNote
from plugins.archives.views import ArticlePage
from plugins.newsroom.site import Place
from tests.builders import make_article, make_content, make_site, plan_site, view_of

DAY = date(2025, 7, 1)
PLACES = (
    Place(old="Bình Phước", new="Đồng Nai", date=DAY),
    Place(old="huyện Chơn Thành", new="phường Chơn Thành", date=DAY),
)


def noted(body: str, day: str = "2019-06-24", **fields: str) -> list[str]:
    """Return the old names that are noted on an article with *body*."""
    content = make_content([make_article(date=day, **fields)], site=make_site(places=PLACES), bodies={"tin": body})
    return [note.old for note in view_of(plan_site(content), "kinh-te/tin.html", ArticlePage).places]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Tỉnh Bình Phước.</p>", ["Bình Phước"]),
        ("<p>(Bình Phước)</p>", ["Bình Phước"]),
        ("<p>Ở huyện Chơn Thành, Bình Phước</p>", ["Bình Phước", "huyện Chơn Thành"]),
        ("<p>Bình <strong>Phước</strong></p>", ["Bình Phước"]),
        ("<p>Bình\nPhước</p>", ["Bình Phước"]),
        ("<p>thanh bình phước lộc</p>", []),
        ("<p>Bình Phướcc, xBình Phước</p>", []),
        ("<p>Bình</p><p>Phước</p>", []),
        ('<p><img src="/media/a.jpg" alt="Bình Phước"></p>', []),
        ("<p>Phước Bình</p>", []),
    ],
)
def test_old_names_in_whole_words(body: str, expected: list[str]) -> None:
    """With the same capitals, whole, within one block of the text that readers see, in the register's order."""
    assert noted(body) == expected


def test_title_and_lead_count() -> None:
    """A name that stands there alone is noted once."""
    assert noted("<p>x</p>", title="Tin Bình Phước") == ["Bình Phước"]
    assert noted("<p>x</p>", summary="Bình Phước, Bình Phước") == ["Bình Phước"]
    assert noted("<p>x</p>", title="Bình", summary="Phước") == []


def test_only_changes_after_the_article() -> None:
    """An article of the day of the change, or later, knows the name."""
    assert noted("<p>Bình Phước</p>", "2025-06-30 23:59") == ["Bình Phước"]
    assert noted("<p>Bình Phước</p>", "2025-07-01 00:00") == []


def test_a_note_tells_the_new_name_and_the_day() -> None:
    """As the register has them; the text stays as it was written."""
    content = make_content([make_article()], site=make_site(places=PLACES), bodies={"tin": "<p>Bình Phước</p>"})
    page = view_of(plan_site(content), "kinh-te/tin.html", ArticlePage)
    assert page.places == (PlaceNote(old="Bình Phước", new="Đồng Nai", date=DAY),)
    assert page.html == "<p>Bình Phước</p>"
