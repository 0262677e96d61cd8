"""What readers see at a moment, and when that changes."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.archives.visibility import gone, listed, next_due, with_pages
from plugins.newsroom.article import Article, Status, Withdrawal
from plugins.newsroom.site import Banner, Home, Pick
from tests.builders import at, make_article, make_content, make_site

NOW = at("2026-03-01 08:00")


def test_hidden_articles_have_pages_but_stand_in_no_list() -> None:
    """Only published articles are listed; hidden ones have pages; drafts, future, expired and withdrawn have none."""
    content = make_content(
        [
            make_article("cong-khai"),
            make_article("an", status=Status.HIDDEN),
            make_article("nhap", status=Status.DRAFT),
            make_article("cho-duyet", status=Status.REVIEW),
            make_article("tuong-lai", "2026-03-01 08:01"),
            make_article("dung-gio", NOW),
            make_article("het-han", expires=NOW),
            make_article("con-han", expires=at("2026-03-01 08:01")),
            make_article("go", withdrawn=Withdrawal(reason="theo yêu cầu", date=NOW)),
        ]
    )
    assert [article.slug for article in listed(content, NOW)] == ["con-han", "cong-khai", "dung-gio"]
    assert [article.slug for article in with_pages(content, NOW)] == ["an", "con-han", "cong-khai", "dung-gio"]
    assert [article.slug for article in gone(content, NOW)] == ["go", "het-han"]


def test_what_was_never_published_leaves_no_notice() -> None:
    """A draft, and an article whose day has not come, are not gone."""
    withdrawal = Withdrawal(reason="theo yêu cầu", date=NOW)
    content = make_content(
        [
            make_article("nhap", status=Status.DRAFT, withdrawn=withdrawal),
            make_article("duyet", status=Status.REVIEW, expires=NOW),
            make_article("tuong-lai", "2026-03-02", withdrawn=withdrawal),
        ]
    )
    assert gone(content, NOW) == ()
    assert next_due(content, NOW) == at("2026-03-02")


@pytest.mark.parametrize(
    ("articles", "due"),
    [
        ([make_article()], None),
        ([make_article(date="2026-03-05 10:00")], "2026-03-05 10:00"),
        ([make_article(date=NOW)], None),
        ([make_article(expires=at("2026-03-02 00:00"))], "2026-03-02 00:00"),
        ([make_article(expires=NOW)], None),
        ([make_article(date="2026-03-05", status=Status.DRAFT)], None),
        ([make_article(date="2026-03-05", status=Status.HIDDEN)], "2026-03-05 00:00"),
        ([make_article(expires=at("2026-04-01"), withdrawn=Withdrawal(reason="x", date=NOW))], None),
        (
            [make_article("a", "2026-03-05"), make_article("b", expires=at("2026-03-04 12:00"))],
            "2026-03-04 12:00",
        ),
    ],
)
def test_next_due_is_the_next_appearance_or_expiry(articles: list[Article], due: str | None) -> None:
    """Only what lies after now and shows counts, and the earliest wins."""
    assert next_due(make_content(articles), NOW) == (at(due) if due else None)


@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        (None, None, None),
        (date(2026, 3, 2), None, "2026-03-02 00:00"),
        (None, date(2026, 3, 1), "2026-03-02 00:00"),
        (date(2026, 2, 1), date(2026, 3, 31), "2026-04-01 00:00"),
        (date(2026, 2, 1), date(2026, 2, 28), None),
        (date(2026, 3, 1), date(9999, 12, 31), None),
    ],
)
def test_next_due_knows_the_windows_of_banners(since: date | None, until: date | None, due: str | None) -> None:
    """A banner or application comes at the midnight that begins its first day and goes at the one after its last."""
    banner = Banner(title="Công báo", url="https://example.vn/", since=since, until=until)
    expected = at(due) if due else None
    assert next_due(make_content(site=make_site(banners=(banner,))), NOW) == expected
    assert next_due(make_content(site=make_site(applications=(banner,))), NOW) == expected


PICKS = (Pick(article="tin", since=date(2026, 3, 3)), Pick(title="a", url="/a/", until=date(2026, 3, 1)))


@pytest.mark.parametrize("home", [Home(pinned=PICKS), Home(hot=PICKS), Home(announcements=PICKS)])
def test_next_due_knows_the_windows_of_picks(home: Home) -> None:
    """An entry of the home page comes and goes at midnight as a banner does."""
    content = make_content([make_article()], site=make_site(home=home))
    assert next_due(content, NOW) == at("2026-03-02")
    assert next_due(content, at("2026-03-02")) == at("2026-03-03")
    assert next_due(content, at("2026-03-03")) is None
