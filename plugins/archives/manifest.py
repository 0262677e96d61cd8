"""What a phone needs to put the site on its home screen."""

from __future__ import annotations

from plugins.archives.addresses import MANIFEST, output_path
from plugins.archives.inventory import Inventory
from plugins.archives.machine_views import AppIcon, AppManifest
from plugins.archives.parts import Frame
from plugins.archives.views import Page

_TYPES = {"jpg": "jpeg"}  # endings that are not called as their type is


def manifest_page(inventory: Inventory) -> Page:
    """
    Return the web application manifest.

    Source: https://www.w3.org/TR/appmanifest/
    """
    frame = inventory.frame

    def make_view() -> AppManifest:
        return AppManifest(
            name=frame.name,
            short_name=inventory.site.appearance.short_name or frame.name,
            colour=frame.colour,
            icons=_icons(frame),
        )

    return Page(path=output_path(MANIFEST), template="site.webmanifest", make_view=make_view, source="web manifest")


def _icons(frame: Frame) -> tuple[AppIcon, ...]:
    """Return the operator's logo, else the theme's icons."""
    logo = frame.logo
    if logo is None:
        drawing = AppIcon(src=frame.assets.icon, sizes="any", type="image/svg+xml")
        return (drawing, AppIcon(src=frame.assets.large_icon, sizes="512x512", type="image/png"))
    ending = logo.src.rpartition(".")[2].lower()
    return (AppIcon(src=logo.src, sizes=f"{logo.width}x{logo.height}", type=f"image/{_TYPES.get(ending, ending)}"),)
