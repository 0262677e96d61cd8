"""Which articles offer votes and comments."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plugins.archives.parts import Feedback
from plugins.archives.views import ArticlePage
from plugins.newsroom.site import Category, Identity, RatingSwitches
from tests.builders import make_article, make_content, make_site, plan_site, view_of


def offer(identity: Identity, of_article: str = "", of_category: str = "open") -> Feedback | None:
    """Return what the page of the only article offers."""
    site = make_site((Category(slug="kinh-te", name="Kinh tế", comments=of_category),), identity=identity)
    article = make_article(comments=of_article)
    return view_of(plan_site(make_content([article], site=site)), "kinh-te/tin.html", ArticlePage).feedback


def test_nothing_is_offered_unless_the_portal_says_so() -> None:
    """`feedback` is off by default."""
    assert offer(Identity()) is None


@pytest.mark.parametrize(
    ("of_article", "of_category", "takes"),
    [("", "open", True), ("", "closed", False), ("closed", "open", False), ("open", "closed", True)],
)
def test_an_article_opens_or_closes_comments_and_else_its_category_does(
    of_article: str, of_category: str, takes: bool
) -> None:
    """Votes are taken in any case."""
    identity = Identity(feedback=True, rating=RatingSwitches(min_average=Decimal("2.5")))
    assert offer(identity, of_article, of_category) == Feedback(
        url="/phan-hoi/", takes_comments=takes, min_average="2.5"
    )
