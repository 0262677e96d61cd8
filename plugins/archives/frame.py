"""What surrounds every page: the site's constants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from plugins.archives.categories import CategoryTree
from plugins.archives.links import Places, make_places
from plugins.archives.pictures import make_picture
from plugins.archives.statistics import make_figures
from plugins.archives.views import Assets, BannerLink, Frame
from plugins.newsroom.site import Banner, Media, Site, is_shown


def make_frame(
    site: Site,
    media: Mapping[str, Media],
    now: datetime,
    assets: Assets,
    production: bool,  # noqa: FBT001 - a value that is shown, not a switch of this function
) -> Frame:
    """
    Make the site's constants.

    Args:
        site: Site data.
        media: Address → file, for the sizes of pictures.
        now: Decides by its day which banners and applications are shown.
        assets: Addresses of the theme's files.
        production: Whether this is the live site; a preview is closed to crawlers.
    """
    identity = site.identity
    places = make_places((), media)
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
        menu=CategoryTree(site.categories).children(""),
        banners=_make_banners(site.banners, places, now),
        applications=_make_banners(site.applications, places, now),
        has_statistics=bool(make_figures(site.statistics)),
        assets=assets,
    )


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
