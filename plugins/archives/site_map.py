"""The site's map for people.  It names no article, so that publishing one leaves it as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.archives.addresses import HOME as HOME_URL, SEARCH, SITE_MAP, STATISTICS, feed_url, output_path
from plugins.archives.categories import HOME, CategoryTree
from plugins.archives.inventory import Inventory
from plugins.archives.parts import Branch, Link
from plugins.archives.periods import ENTRANCE, year_link
from plugins.archives.picked import NOTICES, RATED, VIEWED, Picked
from plugins.archives.terms import KINDS, TOPIC
from plugins.archives.texts import text_link
from plugins.archives.views import MapPage, Page

HERE = Link(url=SITE_MAP, text="Sơ đồ trang")


def map_page(inventory: Inventory, picked: Picked) -> Page:
    """Return the map: categories as a tree, static pages, lists, running stories, years and feeds."""

    def make_view() -> MapPage:
        topics = inventory.terms.groups(TOPIC)
        years = _branches(map(year_link, inventory.years))
        groups = (
            ("Chuyên mục", _category_branches(inventory.tree, "")),
            ("Giới thiệu", _branches(text_link(page) for page in inventory.texts)),
            ("Danh sách", _branches(_lists(inventory, picked))),
            (TOPIC.heading, _branches(group.link for group in topics.values())),
            (ENTRANCE.text, (Branch(link=ENTRANCE, branches=years),)),
            ("RSS", _branches(_feeds(inventory))),
        )
        return MapPage(
            url=SITE_MAP,
            heading=HERE.text,
            breadcrumbs=(HOME, HERE),
            groups=tuple((heading, branches) for heading, branches in groups if branches),
        )

    return Page(path=output_path(SITE_MAP), template="map.html", make_view=make_view, source="site map")


def _category_branches(tree: CategoryTree, parent: str) -> tuple[Branch, ...]:
    """Return the categories below *parent* with those below each."""
    return tuple(
        Branch(link=tree.links[slug], branches=_category_branches(tree, slug)) for slug in tree.child_slugs(parent)
    )


def _branches(links: Iterable[Link]) -> tuple[Branch, ...]:
    """Return *links* with nothing below them."""
    return tuple(Branch(link=link) for link in links)


def _lists(inventory: Inventory, picked: Picked) -> Iterator[Link]:
    """Yield the lists that there are, and the pages of search and statistics."""
    if inventory.site.home.announcements:
        yield NOTICES
    if picked.top_rated:
        yield RATED
    if picked.most_viewed:
        yield VIEWED
    yield from (Link(url=kind.url, text=kind.heading) for kind in KINDS if inventory.terms.groups(kind))
    if inventory.frame.has_statistics:
        yield Link(url=STATISTICS, text="Thống kê truy cập")
    yield Link(url=SEARCH, text="Tìm kiếm")


def _feeds(inventory: Inventory) -> Iterator[Link]:
    """Yield the feed of the site and those of its categories."""
    yield Link(url=feed_url(HOME_URL), text=inventory.frame.name)
    for category in inventory.tree.ordered:
        link = inventory.tree.links[category.slug]
        yield Link(url=feed_url(link.url), text=link.text)
