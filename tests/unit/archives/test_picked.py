"""Lists that are not by date: top rated, most viewed, announcements."""

from __future__ import annotations

from datetime import date

from plugins.archives.parts import Item, Steps
from plugins.archives.views import ListPage
from plugins.newsroom.article import Rating, Status, Views
from plugins.newsroom.site import Home, Pick
from tests.builders import NOW, at, make_article, make_articles, make_content, make_site, plan_site, view_of


def test_top_rated_in_pages_of_twenty_by_rank() -> None:
    """At most a hundred; each page says the place of its first item and leads to the pages beside it."""
    articles = make_articles(130, rating=Rating(points=4, votes=1))
    pages = plan_site(make_content(articles))
    numbers = [path for path in pages if path.startswith("danh-gia-cao/")]
    assert numbers == ["danh-gia-cao/index.html", *(f"danh-gia-cao/page-{number}/index.html" for number in range(2, 6))]
    shown = [view_of(pages, path, ListPage) for path in numbers]
    assert [(page.number, page.first_rank, len(page.items)) for page in shown] == [
        (0, 1, 20),
        (2, 21, 20),
        (3, 41, 20),
        (4, 61, 20),
        (5, 81, 20),
    ]
    # Equal scores: the later date first.
    assert [item.url for page in shown for item in page.items] == [a.url for a in articles[:-101:-1]]
    here = "/danh-gia-cao/"
    assert shown[0].steps == Steps(older=f"{here}page-2/", oldest=f"{here}page-5/")
    assert shown[1].steps == Steps(newest=here, newer=here, older=f"{here}page-3/", oldest=f"{here}page-5/")
    assert shown[4].steps == Steps(newest=here, newer=f"{here}page-4/")
    assert shown[0].heading == "Đánh giá cao"


def test_most_viewed_with_numbers_and_their_day() -> None:
    """Each item has its number; the list says when the newest of them was counted."""
    articles = [
        make_article("a", views=Views(count=5, as_of=at("2025-06-30"))),
        make_article("b", views=Views(count=71244)),
        make_article("c", views=Views(count=70, as_of=at("2025-06-01"))),
        make_article("an", views=Views(count=99, as_of=at("2026-01-01")), status=Status.HIDDEN),
        make_article("khong"),
    ]
    pages = plan_site(make_content(articles))
    page = view_of(pages, "xem-nhieu/index.html", ListPage)
    assert [(item.url, item.views) for item in page.items] == [
        ("/kinh-te/b.html", 71244),
        ("/kinh-te/c.html", 70),
        ("/kinh-te/a.html", 5),
    ]
    assert (page.as_of, page.first_rank, page.feed) == (at("2025-06-30"), 1, None)
    assert all(item.views is None for item in view_of(pages, "kinh-te/index.html", ListPage).items)


def test_no_numbers_no_rankings() -> None:
    """Without votes and views the lists are not there."""
    pages = plan_site(make_content([make_article(rating=Rating(points=0, votes=0), views=Views(count=0))]))
    assert [path for path in pages if path.startswith(("danh-gia-cao", "xem-nhieu", "thong-bao"))] == []


def test_announcements_in_the_editors_order() -> None:
    """Articles and links; what is not listed or not of the day is passed over, and nothing stands twice."""
    today = NOW.date()
    picks = (
        Pick(article="moi"),
        Pick(title="Tuyển dụng", url="https://example.vn/"),
        Pick(article="nhap"),
        Pick(article="khong-co"),
        Pick(article="an"),
        Pick(article="het", until=date(2026, 2, 28)),
        Pick(article="cu", since=today, until=today),
        Pick(article="moi"),
    )
    articles = [
        make_article("moi", "2026-01-01"),
        make_article("cu", "2019-01-01"),
        make_article("het"),
        make_article("nhap", status=Status.DRAFT),
        make_article("an", status=Status.HIDDEN),
    ]
    pages = plan_site(make_content(articles, site=make_site(home=Home(announcements=picks))))
    page = view_of(pages, "thong-bao/index.html", ListPage)
    assert [item.title for item in page.items] == ["Tiêu đề moi", "Tuyển dụng", "Tiêu đề cu"]
    assert page.items[1] == Item(url="https://example.vn/", title="Tuyển dụng")
    assert (page.heading, page.first_rank) == ("Thông báo", 0)


def test_announcements_stay_when_none_is_shown() -> None:
    """Menus lead there."""
    home = Home(announcements=(Pick(title="Cũ", url="/cu/", until=date(2020, 1, 1)),))
    pages = plan_site(make_content(site=make_site(home=home)))
    assert view_of(pages, "thong-bao/index.html", ListPage).items == ()


def test_many_announcements_are_numbered_from_the_last() -> None:
    """One more on top changes the first page only."""
    picks = tuple(Pick(title=f"Số {i}", url=f"/{i}/") for i in range(45, 0, -1))
    before, after = (
        plan_site(make_content(site=make_site(home=Home(announcements=shown)))) for shown in (picks[1:], picks)
    )
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if path.startswith("thong-bao/")} == {"thong-bao/index.html"}
    assert [item.title for item in view_of(after, "thong-bao/page-1/index.html", ListPage).items][-1] == "Số 1"
