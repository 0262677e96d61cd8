"""What the pages of one build share, made once, so that no page searches through all articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from plugins.archives import visibility
from plugins.archives.categories import CategoryTree
from plugins.archives.items import make_items
from plugins.archives.links import Places, make_places
from plugins.archives.parts import Frame, Item
from plugins.archives.terms import Terms
from plugins.archives.views import Page
from plugins.newsroom.article import Article, StaticPage
from plugins.newsroom.content import Content
from plugins.newsroom.site import Site

DatedPage = tuple[Page, datetime | None]
"""A page and when what is on it last changed, for the sitemap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """
    A content folder at a moment.

    Attributes:
        site: Site data.
        frame: The site's constants.
        listed: The articles that stand in lists, ascending by (date, slug).
        with_pages: These and the hidden ones, ascending by (date, slug).
        texts: The static pages, ascending by (order, slug).
        by_category: Slug → the listed articles of the category's list, ascending; every category is there.
        items: `Article.slug` → its entry in lists, for the listed ones.
        changed: `Article.url` → when the article last changed, for the listed ones.
        tree: The categories.
        terms: Tags, topics, authors and units.
        places: Where the files of the content folder lie.
    """

    site: Site
    frame: Frame
    listed: tuple[Article, ...]
    with_pages: tuple[Article, ...]
    texts: tuple[StaticPage, ...]
    by_category: Mapping[str, tuple[Article, ...]]
    items: Mapping[str, Item]
    changed: Mapping[str, datetime]
    tree: CategoryTree
    terms: Terms
    places: Places

    def entries(self, articles: Iterable[Article]) -> tuple[Item, ...]:
        """Return the list entries of *articles*, in their order."""
        return tuple(self.items[article.slug] for article in articles)

    def newest_change(self, items: Iterable[Item]) -> datetime | None:
        """Return when one of the articles in *items* last changed, None where there are none; links do not count."""
        changed = self.changed
        return max((changed[item.url] for item in items if item.url in changed), default=None)


def take_inventory(content: Content, now: datetime, frame: Frame) -> Inventory:
    """Collect what the pages of *content* at *now* share."""
    site = content.site
    listed = visibility.listed(content, now)
    pages = visibility.with_pages(content, now)
    tree = CategoryTree(site.categories)
    places = make_places((*pages, *content.pages), content.media)
    items = make_items(listed, tree.links, places, site.identity.rating.min_average)
    return Inventory(
        site=site,
        frame=frame,
        listed=listed,
        with_pages=pages,
        texts=content.pages,
        by_category=_group_by_category(listed, tree),
        items=items,
        changed={items[article.slug].url: last_change(article) for article in listed},
        tree=tree,
        terms=Terms(listed, site),
        places=places,
    )


def last_change(article: Article) -> datetime:
    """Return when *article* last changed in substance: the latest of its date, `modified` and its correction."""
    if article.modified is None and article.correction is None:
        return article.date
    correction = article.correction.date if article.correction else article.date
    return max(article.date, article.modified or article.date, correction)


def _group_by_category(articles: Iterable[Article], tree: CategoryTree) -> dict[str, tuple[Article, ...]]:
    """Return the articles of each category's list, in their order."""
    groups: dict[str, list[Article]] = {category.slug: [] for category in tree.ordered}
    for article in articles:
        for slug in tree.lists_of(article):
            groups[slug].append(article)
    return {slug: tuple(group) for slug, group in groups.items()}
