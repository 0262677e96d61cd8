"""The records of articles, static pages, comments and figures: which fields their files have."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, GetJsonSchemaHandler, ValidationInfo, field_validator, model_validator

from plugins.newsroom import article
from plugins.newsroom.article import Position, Status
from plugins.newsroom.fields import FieldError
from plugins.newsroom.record import (
    NUMBER_SCHEMA,
    LegacyPath,
    Line,
    MediaAddress,
    Moment,
    Number,
    OpenOrClosed,
    Record,
    Slug,
    Summary,
    Text,
    Texts,
    Title,
    Url,
    to,
)
from plugins.newsroom.vietnamese import format_day, format_moment


class Rating(Record):
    """The sum of the stars given, and how many voted."""

    points: Number
    votes: Number
    as_of: Moment | None = None

    @field_validator("votes")
    @classmethod
    def _within_bounds(cls, votes: int, info: ValidationInfo) -> int:
        points = info.data.get("points", votes)
        if points > 5 * votes:
            raise FieldError("E204", sibling="points", points=points, votes=votes)
        if points < votes:
            raise FieldError("E204/low", sibling="points", points=points, votes=votes)
        return votes


class Views(Record):
    """How often the article was read; a bare number is the count."""

    count: Number
    as_of: Moment | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, data: Any) -> Any:  # noqa: ANN401 - whatever the YAML held
        return {"count": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler, /) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own
        """Let a bare number stand as well."""
        return {"anyOf": [NUMBER_SCHEMA, handler(schema)]}


class Image(Record):
    """The lead picture; `alt` is required too, but in imported articles its lack is a warning only."""

    model_config = ConfigDict(json_schema_extra={"required": ["src", "alt"]})

    src: MediaAddress
    alt: Line = ""
    caption: Text | None = None
    position: Position | None = None


class Attachment(Record):
    """A file to download."""

    src: MediaAddress
    title: Line


class Source(Record):
    """Where the article was first published."""

    name: Line
    url: Url | None = None


class Correction(Record):
    """A correction note."""

    date: Moment
    text: Text


class Withdrawal(Record):
    """Why and when the article was taken down."""

    reason: Text
    date: Moment


class Legacy(Record):
    """What the old portal called the article."""

    id: Number | None = None
    paths: tuple[LegacyPath, ...] | None = None


class Article(Record):
    """The front matter of an article."""

    title: Title
    date: Moment
    category: Slug
    modified: Moment | None = None
    expires: Moment | None = None
    status: Status | None = None
    withdrawn: Annotated[Withdrawal, to(article.Withdrawal)] | None = None
    also_in: tuple[Slug, ...] | None = None
    slug: Slug | None = None
    summary: Summary | None = None
    topic: Slug | None = None
    tags: Texts | None = None
    authors: Texts | None = None
    unit: Slug | None = None
    source: Annotated[Source, to(article.Source)] | None = None
    image: Annotated[Image, to(article.Image)] | None = None
    attachments: tuple[Annotated[Attachment, to(article.Attachment)], ...] | None = None
    rating: Annotated[Rating, to(article.Rating)] | None = None
    views: Annotated[Views, to(article.Views)] | None = None
    correction: Annotated[Correction, to(article.Correction)] | None = None
    legacy: Annotated[Legacy, to(article.Legacy)] | None = None
    comments: OpenOrClosed | None = None

    @field_validator("modified", "expires")
    @classmethod
    def _in_order(cls, moment: datetime, info: ValidationInfo) -> datetime:
        first = info.data.get("date")
        if first is not None and info.field_name == "modified" and moment < first:
            raise FieldError("E211", seen=format_moment(moment), date=format_moment(first))
        if first is not None and info.field_name == "expires" and moment <= first:
            raise FieldError("E212", seen=format_moment(moment), date=format_moment(first))
        return moment

    @field_validator("withdrawn")
    @classmethod
    def _withdrawn_later(cls, withdrawal: article.Withdrawal, info: ValidationInfo) -> article.Withdrawal:
        first = info.data.get("date")
        if first is not None and withdrawal.date.date() < first.date():
            raise FieldError("E231", seen=format_day(withdrawal.date), date=format_day(first))
        return withdrawal

    @field_validator("correction")
    @classmethod
    def _corrected_later(cls, correction: article.Correction, info: ValidationInfo) -> article.Correction:
        first = info.data.get("date")
        if first is not None and correction.date.date() < first.date():
            raise FieldError("E228", seen=format_day(correction.date), date=format_day(first))
        return correction


class Page(Record):
    """The front matter of a static page."""

    title: Title
    slug: Slug | None = None
    summary: Summary | None = None
    modified: Moment | None = None
    order: Number | None = None
    status: Literal["published", "draft"] | None = None


class Comment(Record):
    """An approved comment."""

    name: Line
    time: Moment
    text: Text
    id: Line | None = None
    reply_to: Line | None = None


class Figures(Record):
    """What adds to an article's numbers."""

    views: Number | None = None
    points: Number | None = None
    votes: Number | None = None
