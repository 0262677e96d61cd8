"""
The strict model: trees of texts become articles, comments and site data, or problems.

The only module that knows pydantic.  Private records say which fields there are and of which kind;
each becomes a frozen value of `article` or `site`, whose defaults hold for what a file leaves out.
All problems of a file are found in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from plugins.newsroom import article, site
from plugins.newsroom.article import Article, Comment, Position, Status
from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.fields import (
    FieldError,
    is_slug,
    parse_average,
    parse_day,
    parse_line,
    parse_media,
    parse_number,
    parse_origin,
    parse_slug,
    parse_switch,
    parse_text,
    parse_time,
    parse_url,
    show,
)
from plugins.newsroom.problem import Problem
from plugins.newsroom.refusals import Refusal, explain_refusals
from plugins.newsroom.tree import Step, Tree
from plugins.newsroom.vietnamese import format_day, format_moment, slugify

_T = TypeVar("_T")
_EMPTY: tuple[object, ...] = ("", [], {})

_Line = Annotated[str, AfterValidator(parse_line)]
_Text = Annotated[str, AfterValidator(parse_text)]
_Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=250), AfterValidator(parse_line)]
_Summary = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(parse_text)]
_Slug = Annotated[str, AfterValidator(parse_slug)]
_Media = Annotated[str, AfterValidator(parse_media)]
_Url = Annotated[str, AfterValidator(parse_url)]
_Number = Annotated[int, PlainValidator(parse_number)]
_Moment = Annotated[datetime, PlainValidator(parse_time)]
_Day = Annotated[date, PlainValidator(parse_day)]
_Switch = Annotated[bool, PlainValidator(parse_switch)]


def _drop_empty(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return *texts* without empty ones and without those that differ from an earlier one in case only."""
    return tuple({text.casefold(): text for text in reversed(texts) if text}.values())[::-1]


_Texts = Annotated[tuple[_Line, ...], AfterValidator(_drop_empty)]
_OpenOrClosed = Literal["open", "closed"]


class _Record(BaseModel):
    """A group of fields; unknown ones are refused, empty ones count as absent."""

    model_config = ConfigDict(extra="forbid")
    keys: ClassVar[frozenset[str]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        del kwargs
        cls.keys = frozenset(field.alias or name for name, field in cls.model_fields.items())

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:  # noqa: ANN401 - whatever the YAML held
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value not in _EMPTY or key not in cls.keys}


def _fields_of(record: _Record) -> dict[str, Any]:
    """Return the fields that the file has."""
    return {name: value for name, value in record.__dict__.items() if value is not None}


def _to(kind: type[_T]) -> AfterValidator:
    """Return what turns a record into the value that it describes."""

    def make(record: _Record) -> _T:
        return kind(**_fields_of(record))

    return AfterValidator(make)


class _Rating(_Record):
    points: _Number
    votes: _Number
    as_of: _Moment | None = None

    @field_validator("votes")
    @classmethod
    def _within_bounds(cls, votes: int, info: ValidationInfo) -> int:
        points = info.data.get("points", votes)
        if points > 5 * votes:
            raise FieldError("E204", sibling="points", points=points, votes=votes)
        if points < votes:
            raise FieldError("E204/low", sibling="points", points=points, votes=votes)
        return votes


class _Views(_Record):
    count: _Number
    as_of: _Moment | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, data: Any) -> Any:  # noqa: ANN401
        return {"count": data} if isinstance(data, str) else data


class _Image(_Record):
    src: _Media
    alt: _Line = ""
    caption: _Text | None = None
    position: Position | None = None


class _Attachment(_Record):
    src: _Media
    title: _Line


class _Source(_Record):
    name: _Line
    url: _Url | None = None


class _Correction(_Record):
    date: _Moment
    text: _Text


class _Withdrawal(_Record):
    reason: _Text
    date: _Moment


class _Legacy(_Record):
    id: _Number | None = None
    paths: tuple[_Line, ...] | None = None


class _Article(_Record):
    title: _Title
    date: _Moment
    category: _Slug
    modified: _Moment | None = None
    expires: _Moment | None = None
    status: Status | None = None
    withdrawn: Annotated[_Withdrawal, _to(article.Withdrawal)] | None = None
    also_in: tuple[_Slug, ...] | None = None
    slug: _Slug | None = None
    summary: _Summary | None = None
    topic: _Slug | None = None
    tags: _Texts | None = None
    authors: _Texts | None = None
    unit: _Slug | None = None
    source: Annotated[_Source, _to(article.Source)] | None = None
    image: Annotated[_Image, _to(article.Image)] | None = None
    attachments: tuple[Annotated[_Attachment, _to(article.Attachment)], ...] | None = None
    rating: Annotated[_Rating, _to(article.Rating)] | None = None
    views: Annotated[_Views, _to(article.Views)] | None = None
    correction: Annotated[_Correction, _to(article.Correction)] | None = None
    legacy: Annotated[_Legacy, _to(article.Legacy)] | None = None
    comments: _OpenOrClosed | None = None

    @field_validator("modified", "expires")
    @classmethod
    def _in_order(cls, moment: datetime, info: ValidationInfo) -> datetime:
        first = info.data.get("date")
        if first is not None and info.field_name == "modified" and moment < first:
            raise FieldError("E211", seen=format_moment(moment), date=format_moment(first))
        if first is not None and info.field_name == "expires" and moment <= first:
            raise FieldError("E212", seen=format_moment(moment), date=format_moment(first))
        return moment


class _Comment(_Record):
    name: _Line
    time: _Moment
    text: _Text
    id: _Line | None = None
    reply_to: _Line | None = None


class _Category(_Record):
    slug: _Slug
    name: _Line
    parent: _Slug | None = None
    comments: _OpenOrClosed | None = None
    order: _Number | None = None
    description: _Text | None = None


class _Unit(_Record):
    slug: _Slug
    name: _Line


class _Topic(_Record):
    slug: _Slug
    name: _Line
    description: _Text | None = None


class _Banner(_Record):
    title: _Line
    url: _Url
    image: _Media | None = None
    alt: _Line | None = None
    slot: _Line | None = None
    order: _Number | None = None
    since: Annotated[_Day | None, Field(alias="from")] = None
    until: Annotated[_Day | None, Field(alias="to")] = None

    @field_validator("until")
    @classmethod
    def _in_order(cls, until: date, info: ValidationInfo) -> date:
        since = info.data.get("since")
        if since is not None and until < since:
            raise FieldError("E505", since=format_day(since), until=format_day(until))
        return until


class _Count(_Record):
    visits: _Number
    date: _Day


class _Statistics(_Record):
    today: Annotated[_Count, _to(site.Count)] | None = None
    month: Annotated[_Count, _to(site.Count)] | None = None
    total: Annotated[_Count, _to(site.Count)] | None = None


class _RatingSwitches(_Record):
    min_average: Annotated[Decimal, PlainValidator(parse_average)] | None = None
    structured_data: _Switch | None = None


class _Identity(_Record):
    name: _Line | None = None
    tagline: _Line | None = None
    owner: _Line | None = None
    responsible: _Line | None = None
    address: _Line | None = None
    phone: _Line | None = None
    email: _Line | None = None
    licence: _Line | None = None
    base_url: Annotated[str, AfterValidator(parse_origin)] | None = None
    rating: Annotated[_RatingSwitches, _to(site.RatingSwitches)] | None = None


_ARTICLE: TypeAdapter[_Article] = TypeAdapter(_Article)
_COMMENTS: TypeAdapter[tuple[_Comment, ...]] = TypeAdapter(tuple[_Comment, ...])

# File name without .yaml = the attribute of `Site` → its record and what validates it.
_SITE: Mapping[str, tuple[type[_Record], TypeAdapter[Any]]] = {
    "identity": (_Identity, TypeAdapter(Annotated[_Identity, _to(site.Identity)])),
    "categories": (_Category, TypeAdapter(tuple[Annotated[_Category, _to(site.Category)], ...])),
    "units": (_Unit, TypeAdapter(tuple[Annotated[_Unit, _to(site.Unit)], ...])),
    "topics": (_Topic, TypeAdapter(tuple[Annotated[_Topic, _to(site.Topic)], ...])),
    "banners": (_Banner, TypeAdapter(tuple[Annotated[_Banner, _to(site.Banner)], ...])),
    "applications": (_Banner, TypeAdapter(tuple[Annotated[_Banner, _to(site.Banner)], ...])),
    "statistics": (_Statistics, TypeAdapter(Annotated[_Statistics, _to(site.Statistics)])),
}
SITE_PARTS: tuple[str, ...] = tuple(_SITE)


def make_article(tree: Tree, path: str, stem: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """
    Make an article of its front matter.

    Args:
        tree: The front matter.
        path: The file, relative to the content folder.
        stem: The file's name without its ending: the slug where none is given.

    Returns:
        The article, and what is wrong. With problems it lacks the fields concerned, so that checks
        across files still see it; it is None where a required field is among them.
    """
    if not isinstance(tree.value, dict):
        return None, (make_problem("E115", path, tree.line_of(()), seen=shorten(show(tree.value))),)
    record, problems = _validate(_ARTICLE, _Article, tree, path, tree.value)
    if record is None:
        return None, problems
    fields = _fields_of(record)
    if "slug" not in fields:
        if not is_slug(stem):
            near = slugify(stem) or slugify(record.title) or "ten-bai"
            wrong_name = make_problem("E213/file", path, 1, "slug", seen=shorten(stem), near=near)
            return None, (*problems, wrong_name)
        fields["slug"] = stem
    made = Article(path=path, **fields)
    if made.image is not None and not made.image.alt:
        code = "E217" if made.legacy is None else "W217"
        line = tree.line_of(("image", "alt"))
        problems = (*problems, make_problem(code, path, line, "image.alt"))
    return made, problems


def make_comments(tree: Tree, path: str) -> tuple[tuple[Comment, ...], tuple[Problem, ...]]:
    """Make the comments of a file; one without `id` has its place, from 1, as its id."""
    records, problems = _validate(_COMMENTS, _Comment, tree, path, tree.value)
    comments = tuple(
        Comment(**{"id": str(place), **_fields_of(record)}) for place, record in enumerate(records or (), start=1)
    )
    return comments, problems


def make_site_part(part: str, tree: Tree, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """
    Make one attribute of `Site` of its file.

    Args:
        part: One of `SITE_PARTS`.
        tree: The file.
        path: Its path, relative to the content folder.

    Returns:
        The attribute's value, None where there is something wrong, and what is wrong.
    """
    record, adapter = _SITE[part]
    return _validate(adapter, record, tree, path, tree.value)


def _validate(
    adapter: TypeAdapter[Any], record: type[_Record], tree: Tree, path: str, value: object
) -> tuple[Any, tuple[Problem, ...]]:
    """Return the value that *adapter* makes, if need be without the optional fields that are wrong."""
    try:
        return adapter.validate_python(value), ()
    except ValidationError as error:
        refusals = tuple(
            Refusal(type=item["type"], path=item["loc"], input=item["input"], context=item.get("ctx", {}))
            for item in error.errors(include_url=False)
        )
    problems = explain_refusals(refusals, tree, path, lambda steps: _keys_at(record, steps))
    if not isinstance(value, dict):
        return None, problems
    wrong = {refusal.path[0] for refusal in refusals if refusal.path}
    rest = {key: item for key, item in value.items() if key not in wrong}
    try:
        return adapter.validate_python(rest), problems
    except ValidationError:
        return None, problems


def _keys_at(record: type[_Record], steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the keys of the group that *steps* leads to, in the order of the format; positions are passed over."""
    for step in steps:
        if isinstance(step, str) and step in record.model_fields:
            record = _record_in(record.model_fields[step].annotation) or record
    return tuple(field.alias or name for name, field in record.model_fields.items())


def _record_in(annotation: object) -> type[_Record] | None:
    """Return the record within a type such as `tuple[Annotated[_Attachment, …], ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, _Record):
        return annotation
    found = (_record_in(part) for part in get_args(annotation))
    return next((record for record in found if record is not None), None)
