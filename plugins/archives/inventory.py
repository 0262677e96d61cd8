"""What the pages of one build share, made once, so that no page searches through all articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from plugins.archives.categories import CategoryTree
from plugins.archives.items import make_item
from plugins.archives.links import Places, make_places
from plugins.archives.neighbours import Cards, Neighbourhood
from plugins.archives.parts import Frame, Item
from plugins.archives.place_notes import PlaceRegister
from plugins.archives.related import Relations
from plugins.archives.shelves import HeldShelf, Shelf
from plugins.archives.terms import Terms, collect_groups
from plugins.archives.views import Page
from plugins.archives.visibility import listed, with_pages
from plugins.newsroom.article import Article, StaticPage
from plugins.newsroom.content import Content
from plugins.newsroom.site import Site
from plugins.ratings.ranking import rank, rank_by_views

DatedPage = tuple[Page, datetime | None]
"""A page and when what is on it last changed, for the sitemap."""

Member = Article | Item
"""What stands in a list: an article, or a hand-picked link to elsewhere."""

Period = tuple[int, int]
"""A year and a month of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """
    The lists of articles that pages are made from.  All but the rankings ascend by (date, slug).

    Attributes:
        listed: The articles that stand in lists.
        by_category: Slug → the listed articles of the category's list; every category is there.
        by_main: Slug → the listed articles whose main category it is; one without articles may be absent.
        by_month: Period → its listed articles, ascending; only those that have some.
        rated, viewed: The best rated and the most read, best first.
        find: `Article.slug` → the listed article, None where there is none.
    """

    listed: Shelf
    by_category: Mapping[str, Shelf]
    by_main: Mapping[str, Shelf]
    by_month: Mapping[Period, Shelf]
    rated: Sequence[Article]
    viewed: Sequence[Article]
    find: Callable[[str], Article | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """
    A content folder at a moment.

    Attributes:
        site: Site data.
        frame: The site's constants.
        texts: The static pages, ascending by (order, slug).
        shelves: The lists of articles.
        tree: The categories.
        terms: Tags, topics, authors and units.
        places: Where the files of the content folder lie.
        neighbourhood, relations: What stands near an article.
        register: Places that got another name.
    """

    site: Site
    frame: Frame
    texts: tuple[StaticPage, ...]
    shelves: Shelves
    tree: CategoryTree
    terms: Terms
    places: Places
    neighbourhood: Neighbourhood
    relations: Relations
    register: PlaceRegister
    _items: dict[str, Item] = field(default_factory=dict)

    def entry(self, article: Article) -> Item:
        """Return the entry of a listed article in lists."""
        item = self._items.get(article.slug)
        if item is None:
            min_average = self.site.identity.rating.min_average
            item = make_item(article, self.tree.links[article.category], self.places, min_average)
            self._items[article.slug] = item
        return item

    def entries(self, members: Iterable[Member]) -> tuple[Item, ...]:
        """Return the list entries of *members*, in their order."""
        return tuple(self.entry(member) if isinstance(member, Article) else member for member in members)

    @property
    def years(self) -> list[int]:
        """The years with listed articles, the newest first."""
        return sorted({year for year, _ in self.shelves.by_month}, reverse=True)


def take_inventory(content: Content, now: datetime, frame: Frame) -> Inventory:
    """Collect what the pages of *content* at *now* share."""
    tree = CategoryTree(content.site.categories)
    articles = listed(content, now)
    terms = Terms(collect_groups(articles, content.site), content.site)
    places = make_places((*with_pages(content, now), *content.pages), content.media)
    return make_inventory(content, frame, hold_shelves(articles, tree), terms, places)


def make_inventory(content: Content, frame: Frame, shelves: Shelves, terms: Terms, places: Places) -> Inventory:
    """Put together what pages share; of *content* only site data and static pages are taken."""
    cards = Cards()
    return Inventory(
        site=content.site,
        frame=frame,
        texts=content.pages,
        shelves=shelves,
        tree=CategoryTree(content.site.categories),
        terms=terms,
        places=places,
        neighbourhood=Neighbourhood(shelves.by_main, cards),
        relations=Relations(terms, cards),
        register=PlaceRegister(content.site.places),
    )


def hold_shelves(articles: tuple[Article, ...], tree: CategoryTree) -> Shelves:
    """Make the shelves of the listed *articles*, which ascend by (date, slug)."""
    categories: dict[str, list[Article]] = {category.slug: [] for category in tree.ordered}
    mains: dict[str, list[Article]] = {}
    months: dict[Period, list[Article]] = {}
    for article in articles:
        mains.setdefault(article.category, []).append(article)
        months.setdefault(period_of(article), []).append(article)
        for slug in tree.lists_of(article):
            categories[slug].append(article)
    return Shelves(
        listed=HeldShelf(articles),
        by_category={slug: HeldShelf(group) for slug, group in categories.items()},
        by_main={slug: HeldShelf(group) for slug, group in mains.items()},
        by_month={period: HeldShelf(group) for period, group in sorted(months.items())},
        rated=rank(articles),
        viewed=rank_by_views(articles),
        find={article.slug: article for article in articles}.get,
    )


def period_of(article: Article) -> Period:
    """Return the month of an article."""
    return article.date.year, article.date.month


def last_change(article: Article) -> datetime:
    """Return when *article* last changed in substance: the latest of its date, `modified` and its correction."""
    if article.modified is None and article.correction is None:
        return article.date
    correction = article.correction.date if article.correction else article.date
    return max(article.date, article.modified or article.date, correction)


def newest_change(members: Iterable[Member]) -> datetime | None:
    """Return when one of the articles among *members* last changed, None where there are none."""
    return max((last_change(member) for member in members if isinstance(member, Article)), default=None)
