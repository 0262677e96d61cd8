"""What a build has to do: pages to make, files to drop, and what the sitemap is to remember."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from plugins.archives.views import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    The plan of a build.

    Attributes:
        pages: What is to be made, in a fixed order.
        dropped: Files below the output folder that are on the site no more.
        dated: Address → last change of every page that is no article, as the maps of lists show them.
        maps: Address → newest entry of every sitemap but the index.
    """

    pages: list[Page]
    dropped: tuple[str, ...] = ()
    dated: Mapping[str, datetime | None] = field(default_factory=dict)
    maps: Mapping[str, datetime | None] = field(default_factory=dict)
