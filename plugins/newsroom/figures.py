"""What has come in since the front matter was written: the numbers of `figures/` added to the articles' own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from plugins.newsroom.article import Article, Figures, Rating, Views
from plugins.newsroom.finding import Finding, find_unknown


def add_figures(
    articles: Iterable[Article], files: Mapping[str, Mapping[str, Figures]], unread: Collection[str]
) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    """
    Add figures to the views and ratings of articles; what was counted when (`as_of`) stays.

    Args:
        articles: All articles, with the numbers of their front matter.
        files: Path (`figures/YYYY-MM.yaml`) → slug → what adds.
        unread: Slugs of articles that could not be read: nothing is said about their figures.

    Returns:
        The articles, and what is wrong: an article that is not there or of another month, and
        ratings out of bounds; such figures are not added.
    """
    by_slug = {article.slug: article for article in articles}
    findings: list[Finding] = []
    summed: dict[str, Article] = {}
    for path, entries in files.items():
        for slug, figures in entries.items():
            article = by_slug.get(slug)
            if article is None:
                if slug not in unread:
                    findings.append(find_unknown("E417", path, (slug,), slug, tuple(by_slug)))
            elif path != f"figures/{article.date:%Y-%m}.yaml":
                right = f"figures/{article.date:%Y-%m}.yaml"
                findings.append(Finding(key="E418", path=path, steps=(slug,), values={"slug": slug, "file": right}))
            else:
                made, finding = _add(article, figures, path)
                if finding is not None:
                    findings.append(finding)
                summed[article.path] = made
    return tuple(summed.get(article.path, article) for article in articles), tuple(findings)


def _add(article: Article, figures: Figures, path: str) -> tuple[Article, Finding | None]:
    """Return the article with *figures* added; without points and votes where the sum is out of bounds."""
    if figures.views:
        views = article.views or Views(count=0)
        article = replace(article, views=replace(views, count=views.count + figures.views))
    if not figures.points and not figures.votes:
        return article, None
    rating = article.rating or Rating(points=0, votes=0)
    points, votes = rating.points + figures.points, rating.votes + figures.votes
    if votes <= points <= 5 * votes:
        return replace(article, rating=replace(rating, points=points, votes=votes)), None
    key = "E420" if points > 5 * votes else "E420/low"
    steps = (article.slug, "points" if figures.points else "votes")
    return article, Finding(key=key, path=path, steps=steps, values={"points": points, "votes": votes})
