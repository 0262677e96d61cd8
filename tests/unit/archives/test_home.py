"""The front page."""

from __future__ import annotations

from datetime import date

from plugins.archives.views import HomePage
from plugins.newsroom.article import Article, Rating, Status, Views
from plugins.newsroom.site import HOME_PARTS, Home, Pick
from tests.builders import at, make_article, make_articles, make_content, make_site, plan_site, view_of

EMPTY = HomePage(
    leads=(),
    newest=(),
    hot=(),
    announcements=(),
    blocks=(),
    top_rated=(),
    most_viewed=(),
    most_viewed_as_of=None,
    figures=(),
    parts=HOME_PARTS,
)


def front(articles: list[Article], home: Home | None = None) -> HomePage:
    """Return the front page of a site with *articles*."""
    return view_of(plan_site(make_content(articles, site=make_site(home=home or Home()))), "index.html", HomePage)


def test_without_picks_the_newest_leads() -> None:
    """Then the five that follow it, and up to five of each top-level category with its descendants."""
    articles = [*make_articles(7), make_article("lop-1", "2020-01-01", category="giao-duc")]
    home = front(articles)
    assert [item.title for item in home.leads] == ["Tiêu đề lop-1"]
    assert [item.title for item in home.newest] == [f"Tiêu đề tin-000{i}" for i in (6, 5, 4, 3, 2)]
    assert [(block.category.text, len(block.items)) for block in home.blocks] == [("Kinh tế", 5), ("Xã hội", 1)]
    assert home.blocks[0].items[0].title == "Tiêu đề tin-0006"
    assert (home.hot, home.announcements, home.top_rated, home.most_viewed) == ((), (), (), ())


def test_an_empty_site_has_an_empty_front_page() -> None:
    """Nothing is made up."""
    assert front([]) == EMPTY


def test_pinned_entries_lead_and_do_not_stand_twice() -> None:
    """In the file's order; five others follow them."""
    home = front(list(make_articles(9)), Home(pinned=(Pick(article="tin-0007"), Pick(article="tin-0001"))))
    assert [item.url for item in home.leads] == ["/kinh-te/tin-0007.html", "/kinh-te/tin-0001.html"]
    assert [item.url[-6] for item in home.newest] == ["8", "6", "5", "4", "3"]


def test_picks_come_and_go() -> None:
    """Out of its days, or of an article that readers cannot find, an entry is passed over, and the newest leads."""
    hidden = make_article("an", "2020-01-01", status=Status.HIDDEN)
    picks = (
        Pick(article="tin-0000", until=date(2026, 2, 28)),
        Pick(article="tin-0000", since=date(2026, 3, 2)),
        Pick(article="an"),
    )
    home = front([*make_articles(2), hidden], Home(pinned=picks, hot=(*picks, Pick(title="Lũ", url="/lu.html"))))
    assert [item.url for item in home.leads] == ["/kinh-te/tin-0001.html"]
    assert [(item.url, item.title, item.date) for item in home.hot] == [("/lu.html", "Lũ", None)]


def test_five_announcements_and_all_hot_news() -> None:
    """The rest of the announcements is on their own page."""
    picks = tuple(Pick(title=str(i), url=f"/{i}/") for i in range(8))
    home = front([], Home(hot=picks, announcements=picks))
    assert [item.title for item in home.announcements] == ["0", "1", "2", "3", "4"]
    assert len(home.hot) == 8


def test_blocks_that_editors_chose() -> None:
    """In their order, lower categories too; one without articles is left out."""
    articles = [make_article("a"), make_article("b", category="giao-duc")]
    home = front(articles, Home(categories=("giao-duc", "xa-hoi", "kinh-te")))
    assert [block.category.url for block in home.blocks] == ["/giao-duc/", "/xa-hoi/", "/kinh-te/"]
    assert [block.category.url for block in front(articles[:1], Home(categories=("giao-duc",))).blocks] == []


def test_five_best_and_five_most_read() -> None:
    """The beginnings of the two rankings, with the day of the numbers."""
    articles = [
        make_article(f"tin-{i}", rating=Rating(points=20 + i, votes=10), views=Views(count=i, as_of=at("2026-02-01")))
        for i in range(1, 8)
    ]
    home = front(articles)
    assert [item.url[-6] for item in home.top_rated] == ["7", "6", "5", "4", "3"]
    assert [item.views for item in home.most_viewed] == [7, 6, 5, 4, 3]
    assert home.most_viewed_as_of == at("2026-02-01")
