"""All checks of everything against everything, in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.newsroom.article import Article, Body, Comment, StaticPage
from plugins.newsroom.finding import Finding
from plugins.newsroom.rules import (
    check_comments,
    check_files,
    check_legacy,
    check_list_names,
    check_names,
    check_slugs,
    check_tags,
)
from plugins.newsroom.rules_links import Addresses, check_links
from plugins.newsroom.rules_site import check_menu, check_pages, check_picks, check_site
from plugins.newsroom.rules_withdrawn import check_withdrawn
from plugins.newsroom.site import Media, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    What a content folder holds, as far as it could be read.

    Attributes:
        site, articles, bodies, media: As in `Content`.
        pages: Drafts too.
        drafts: Slugs of the static pages that are drafts.
        comments: Slug → the comment file's path and its comments.
        sources: Paths of all Markdown files, those with mistakes too.
        unread_slugs: What the files that could not be read are called by.
        unread_parts: Attributes of *site* whose file could not be read.
        site_paths: Attribute of *site* → its file.
    """

    site: Site
    articles: tuple[Article, ...]
    pages: tuple[StaticPage, ...]
    drafts: frozenset[str]
    bodies: Mapping[str, Body]
    comments: Mapping[str, tuple[str, tuple[Comment, ...]]]
    media: Mapping[str, Media]
    sources: tuple[str, ...]
    unread_slugs: frozenset[str]
    unread_parts: frozenset[str]
    site_paths: Mapping[str, str]


def check_everything(known: Known) -> Iterator[Finding]:
    """Find what does not fit together."""
    articles, site, paths, unread = known.articles, known.site, known.site_paths, known.unread_slugs
    addresses = Addresses(articles, known.pages, site.categories, known.drafts, unread, site.identity.base_url)
    is_sure = "categories" not in known.unread_parts
    categories = [category.slug for category in site.categories] if is_sure else None
    written: tuple[Article | StaticPage, ...] = (*articles, *known.pages)
    yield from check_slugs(articles)
    yield from check_names(articles, site, known.unread_parts)
    yield from check_tags(articles)
    yield from check_list_names(articles)
    yield from check_legacy(articles, addresses.owners)
    yield from check_files(written, known.bodies, known.media, known.sources)
    yield from check_withdrawn(written, known.bodies, known.media)
    if is_sure:
        yield from check_links(written, known.bodies, addresses)
    yield from check_pages(known.pages)
    yield from check_comments(known.comments, {article.slug for article in articles} | unread)
    yield from check_site(site, known.media, paths)
    yield from check_picks(site.home, paths["home"], articles, unread, categories)
    pages = {page.slug: page.slug not in known.drafts for page in known.pages}
    yield from check_menu(site.menu, paths["menu"], pages, unread, categories)
