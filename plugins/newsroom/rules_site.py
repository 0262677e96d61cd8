"""
What must hold in site data, and between it and the articles.

Pure: works on values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from plugins.newsroom.article import Article, StaticPage, Status
from plugins.newsroom.finding import Finding, find_missing, find_unknown
from plugins.newsroom.links import decode_path
from plugins.newsroom.rules_appearance import check_appearance, check_twice
from plugins.newsroom.site import Banner, Category, Home, Identity, MenuEntry, Pick, Site, Topic, Unit
from plugins.newsroom.tree import find_circle

RESERVED: Final = frozenset(
    {
        "admin",
        "author",
        "danh-gia-cao",
        "don-vi",
        "luu-tru",
        "manifest",
        "media",
        "phan-hoi",
        "rss",
        "search",
        "so-do-trang",
        "static",
        "tag",
        "thong-bao",
        "thong-ke",
        "tim-kiem",
        "topic",
        "xem-nhieu",
    }
)
_HOME_LISTS: Final = ("pinned", "hot", "announcements")


def check_site(site: Site, media: Collection[str], paths: Mapping[str, str]) -> Iterator[Finding]:
    """
    Find what does not fit together within a file of site data, and pictures that are not there.

    Args:
        site: Site data.
        media: Addresses of all media.
        paths: Attribute of *site* → its file.
    """
    unsaid = Identity()
    if site.identity != unsaid and site.identity.base_url == unsaid.base_url:
        yield Finding(key="W508", path=paths["identity"], values={"address": unsaid.base_url})
    yield from check_appearance(site.appearance, media, paths["appearance"])
    lists: tuple[tuple[str, Sequence[Category | Unit | Topic]], ...] = (
        ("categories", site.categories),
        ("units", site.units),
        ("topics", site.topics),
    )
    for part, entries in lists:
        first: dict[str, int] = {}
        for place, entry in enumerate(entries):
            if first.setdefault(entry.slug, place) != place:
                steps = (place, "slug")
                values = {"slug": entry.slug}
                earlier = (first[entry.slug], "slug")
                yield Finding(key="E501", path=paths[part], steps=steps, values=values, first=earlier)
    yield from _check_tree(site.categories, paths["categories"])
    yield from _check_banners(site.banners, media, paths["banners"])
    yield from _check_banners(site.applications, media, paths["applications"])
    for part, whole in (
        ("menu", site.menu),
        ("banners", site.banners),
        ("applications", site.applications),
        ("places", site.places),
    ):
        yield from check_twice(whole, paths[part], ())
    for name in _HOME_LISTS:
        yield from check_twice(getattr(site.home, name), paths["home"], (name,))
    yield from check_twice(site.home.categories, paths["home"], ("categories",))
    yield from check_twice(site.home.parts, paths["home"], ("parts",))
    yield from _check_synonyms(site.synonyms, paths["synonyms"])


def check_picks(
    home: Home, path: str, articles: Iterable[Article], unread: Collection[str], categories: Sequence[str] | None
) -> Iterator[Finding]:
    """
    Find what the home page names and does not have.

    Args:
        home: What is hand-picked.
        path: Its file.
        articles: All articles.
        unread: Slugs of articles that could not be read: nothing is said about them.
        categories: All categories, None where their file could not be read.
    """
    by_slug = {article.slug: article for article in articles}
    for name in _HOME_LISTS:
        picks: Sequence[Pick] = getattr(home, name)
        for place, pick in enumerate(picks):
            article = by_slug.get(pick.article)
            steps = (name, place, "article")
            if article is not None and (article.status is not Status.PUBLISHED or article.withdrawn is not None):
                yield Finding(key="W506", path=path, steps=steps, values={"slug": pick.article, "file": article.path})
            elif article is None and pick.article and pick.article not in unread:
                yield find_unknown("E506", path, steps, pick.article, tuple(by_slug))
    for place, slug in enumerate(home.categories):
        if categories is not None and slug not in categories:
            yield find_unknown("E403", path, ("categories", place), slug, categories)


def check_menu(
    menu: Sequence[MenuEntry],
    path: str,
    pages: Mapping[str, bool],
    unread: Collection[str],
    categories: Sequence[str] | None,
) -> Iterator[Finding]:
    """
    Find what the menu names and the portal does not have.

    Args:
        menu: The entries.
        path: Their file.
        pages: Slug of each static page → whether it is published.
        unread: Slugs of pages that could not be read: nothing is said about them.
        categories: All categories, None where their file could not be read.
    """
    for place, entry in enumerate(menu):
        if entry.category and categories is not None and entry.category not in categories:
            yield find_unknown("E403", path, (place, "category"), entry.category, categories)
        if entry.page and entry.page not in pages and entry.page not in unread:
            yield find_unknown("E507", path, (place, "page"), entry.page, tuple(pages))
        elif not pages.get(entry.page, True):
            yield Finding(key="W507", path=path, steps=(place, "page"), values={"slug": entry.page})


def check_pages(pages: Iterable[StaticPage]) -> Iterator[Finding]:
    """Find static pages of one address, and addresses that the portal keeps for itself."""
    first: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: page.path):
        if page.slug in RESERVED | {"404", "index"}:
            yield Finding(key="E422", path=page.path, steps=("slug",), values={"slug": page.slug})
        elif first.setdefault(page.slug, page.path) != page.path:
            values = {"slug": page.slug, "file": first[page.slug]}
            yield Finding(key="E421", path=page.path, steps=("slug",), values=values)


def _check_synonyms(groups: Sequence[Sequence[str]], path: str) -> Iterator[Finding]:
    """Find words that stand in two groups: the groups would be one."""
    first: dict[str, int] = {}
    for place, group in enumerate(groups):
        for word in group:
            if first.setdefault(word.casefold(), place) != place:
                earlier = (first[word.casefold()],)
                yield Finding(key="E512", path=path, steps=(place,), values={"word": word}, first=earlier)


def _check_tree(categories: Sequence[Category], path: str) -> Iterator[Finding]:
    """Find reserved slugs, parents that do not exist, and circles of parents."""
    parents = {category.slug: category.parent for category in categories}
    told: set[str] = set()
    for place, category in enumerate(categories):
        if category.slug in RESERVED:
            yield Finding(key="E502", path=path, steps=(place, "slug"), values={"slug": category.slug})
        if category.parent and category.parent not in parents:
            yield Finding(key="E503", path=path, steps=(place, "parent"), values={"seen": category.parent})
        circle = find_circle(category.slug, parents)
        if circle and not told.intersection(circle):
            told.update(circle)
            values = {"cycle": " → ".join((*circle, circle[0]))}
            yield Finding(key="E504", path=path, steps=(place, "parent"), values=values)


def _check_banners(banners: Sequence[Banner], media: Collection[str], path: str) -> Iterator[Finding]:
    """Find banners whose picture is not there."""
    for place, banner in enumerate(banners):
        if banner.image and decode_path(banner.image) not in media:
            yield find_missing(Finding(key="E406", path=path, steps=(place, "image")), banner.image, media)
