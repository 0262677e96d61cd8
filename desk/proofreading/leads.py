"""The lead of an article: it stands in lists, in search results, and where readers share the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desk.proofreading.manuscript import Manuscript
from plugins.newsroom.article import Article
from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.problem import Problem

LONGEST: Final = 500
"""Characters; lists show some 300, a lead of a newspaper has 150 to 350."""


def check_lead(manuscript: Manuscript, article: Article) -> Iterator[Problem]:
    """Find that an article has no lead, or one that is longer than anybody reads."""
    if not article.summary:
        yield make_problem("W240", manuscript.path, 1, "summary")
    elif len(article.summary) > LONGEST:
        line = manuscript.line_of_field(("summary",))
        key = "H241" if manuscript.has_field("summary") else "H241/first"
        yield make_problem(key, manuscript.path, line, "summary", length=len(article.summary), limit=LONGEST)
