"""What surrounds every page: the site's constants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from plugins.archives.categories import CategoryTree
from plugins.archives.colours import BRAND
from plugins.archives.links import Places, make_places
from plugins.archives.parts import Assets, BannerLink, Frame, Link
from plugins.archives.pictures import make_picture
from plugins.archives.site_map import HERE
from plugins.archives.statistics import make_figures
from plugins.archives.texts import text_link
from plugins.newsroom.article import StaticPage
from plugins.newsroom.content import Content
from plugins.newsroom.site import Banner, Site, is_shown


def make_frame(
    content: Content,
    now: datetime,
    assets: Assets,
    production: bool,  # noqa: FBT001 - a value that is shown, not a switch of this function
) -> Frame:
    """
    Make the site's constants.

    Args:
        content: Site data, static pages, and the sizes of pictures.
        now: Decides by its day which banners and applications are shown.
        assets: Addresses of the theme's files.
        production: Whether this is the live site; a preview is closed to crawlers.
    """
    site = content.site
    identity, looks = site.identity, site.appearance
    places = make_places((), content.media)
    return Frame(
        name=identity.name,
        tagline=identity.tagline,
        owner=identity.owner,
        responsible=identity.responsible,
        address=identity.address,
        phone=identity.phone,
        email=identity.email,
        licence=identity.licence,
        base_url=identity.base_url.rstrip("/"),
        production=production,
        menu=_make_menu(site, content.pages),
        pages=(*map(text_link, content.pages), HERE),
        banners=_make_banners(site.banners, places, now),
        applications=_make_banners(site.applications, places, now),
        has_statistics=bool(make_figures(site.statistics)),
        colour=looks.colours.brand if looks.colours else BRAND,
        logo=make_picture(looks.logo, "", places) if looks.logo else None,
        side=looks.side,
        share=looks.share,
        dublin_core=identity.dublin_core,
        assets=assets,
    )


def _make_menu(site: Site, pages: Iterable[StaticPage]) -> tuple[Link, ...]:
    """Return the menu that editors made, else the top-level categories; an entry without a target is left out."""
    tree = CategoryTree(site.categories)
    if not site.menu:
        return tree.children("")
    texts = {page.slug: text_link(page) for page in pages}
    entries = (
        Link(url=entry.url, text=entry.title)
        if entry.url
        else tree.links.get(entry.category)
        if entry.category
        else texts.get(entry.page)
        for entry in site.menu
    )
    return tuple(link for link in entries if link is not None)


def _make_banners(banners: Iterable[Banner], places: Places, now: datetime) -> tuple[BannerLink, ...]:
    """
    Return the banners of the day of *now*, ordered by (order, place in the file).

    A picture without a text of its own is called as its banner is.
    """
    shown = (banner for banner in banners if is_shown(banner, now))
    return tuple(
        BannerLink(
            url=banner.url,
            title=banner.title,
            picture=make_picture(banner.image, banner.alt or banner.title, places) if banner.image else None,
        )
        for banner in sorted(shown, key=lambda banner: banner.order)
    )
