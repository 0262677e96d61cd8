"""The records of site data: which fields the files of `site/` have."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import GetJsonSchemaHandler, model_validator

from plugins.newsroom import site
from plugins.newsroom.fields import FieldError
from plugins.newsroom.record import (
    SLUG_SCHEMA,
    Average,
    Colour,
    Day,
    Line,
    MediaAddress,
    Number,
    OpenOrClosed,
    Origin,
    Period,
    Record,
    Slug,
    Switch,
    Text,
    Url,
    to,
)


class Category(Record):
    """A section of the portal."""

    slug: Slug
    name: Line
    parent: Slug | None = None
    comments: OpenOrClosed | None = None
    order: Number | None = None
    description: Text | None = None


class Unit(Record):
    """An office that writes articles."""

    slug: Slug
    name: Line


class Topic(Record):
    """A running story."""

    slug: Slug
    name: Line
    description: Text | None = None


class Banner(Period):
    """A link to another site."""

    title: Line
    url: Url
    image: MediaAddress | None = None
    alt: Line | None = None
    slot: Line | None = None
    order: Number | None = None


class Count(Record):
    """A number of visits and its day."""

    visits: Number
    date: Day


class Statistics(Record):
    """Visits counted from the server's logs."""

    today: Annotated[Count, to(site.Count)] | None = None
    month: Annotated[Count, to(site.Count)] | None = None
    total: Annotated[Count, to(site.Count)] | None = None


class RatingSwitches(Record):
    """What the pages show of ratings."""

    min_average: Average | None = None
    structured_data: Switch | None = None


class Identity(Record):
    """Who publishes the portal."""

    name: Line | None = None
    tagline: Line | None = None
    owner: Line | None = None
    responsible: Line | None = None
    address: Line | None = None
    phone: Line | None = None
    email: Line | None = None
    licence: Line | None = None
    base_url: Origin | None = None
    rating: Annotated[RatingSwitches, to(site.RatingSwitches)] | None = None
    dublin_core: Switch | None = None
    tone_placement: site.TonePlacement | None = None
    feedback: Switch | None = None


class Colours(Record):
    """The two colours of the portal."""

    brand: Colour
    highlight: Colour


class Appearance(Record):
    """How the portal looks."""

    short_name: Line | None = None
    logo: MediaAddress | None = None
    colours: Annotated[Colours, to(site.Colours)] | None = None
    side: tuple[site.SidePart, ...] | None = None
    share: tuple[site.Channel, ...] | None = None


class Pick(Period):
    """A hand-picked entry of the home page; a bare text is an article's slug."""

    article: Slug | None = None
    title: Line | None = None
    url: Url | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_slug(cls, data: Any) -> Any:  # noqa: ANN401 - whatever the YAML held
        return {"article": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        is_link = self.title is not None and self.url is not None
        has_link = self.title is not None or self.url is not None
        if not (is_link if self.article is None else not has_link):
            raise FieldError("E508")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler, /) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own
        """Let a bare slug stand as well."""
        one = {"oneOf": [{"required": ["article"]}, {"required": ["title", "url"]}]}
        return {"anyOf": [SLUG_SCHEMA, handler(schema) | one]}


class Home(Record):
    """What editors put on the home page by hand."""

    pinned: tuple[Annotated[Pick, to(site.Pick)], ...] | None = None
    hot: tuple[Annotated[Pick, to(site.Pick)], ...] | None = None
    announcements: tuple[Annotated[Pick, to(site.Pick)], ...] | None = None
    categories: tuple[Slug, ...] | None = None
    parts: tuple[site.HomePart, ...] | None = None


class MenuEntry(Record):
    """An entry of the menu."""

    category: Slug | None = None
    page: Slug | None = None
    title: Line | None = None
    url: Url | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if self.model_fields_set not in ({"category"}, {"page"}, {"title", "url"}):
            raise FieldError("E508/menu")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler, /) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own
        """Say which fields belong together."""
        one = [{"required": ["category"]}, {"required": ["page"]}, {"required": ["title", "url"]}]
        return handler(schema) | {"oneOf": one}


class Place(Record):
    """A place that got another name."""

    old: Line
    new: Line
    date: Day

    @model_validator(mode="after")
    def _renamed(self) -> Self:
        if self.old.casefold() == self.new.casefold():
            raise FieldError("E511", name=self.old)
        return self
