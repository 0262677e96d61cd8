"""
What records are made of: their base, and the types of their fields.

A record says which fields a group has and of which kind; it becomes a frozen value of `article` or
`site`.  Each type carries what an editor's program may know of it: its JSON Schema.  Every plain
scalar is text to the portal, but a number or a truth value to such a program, so that a text may be those too.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from plugins.newsroom.fields import (
    FieldError,
    parse_average,
    parse_colour,
    parse_day,
    parse_legacy_path,
    parse_line,
    parse_media,
    parse_number,
    parse_origin,
    parse_slug,
    parse_switch,
    parse_text,
    parse_time,
    parse_url,
)
from plugins.newsroom.vietnamese import format_day

_T = TypeVar("_T")
_FEWEST_SYNONYMS: Final = 2

_TEXT: Final[dict[str, Any]] = {"type": ["string", "number", "boolean"]}
_MOMENT: Final = r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?|T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2}))?$"
NUMBER_SCHEMA: Final[dict[str, Any]] = {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,15}$"}
SLUG_SCHEMA: Final[dict[str, Any]] = {"type": ["string", "integer"], "pattern": "^[a-z0-9-]{1,240}$"}

Line = Annotated[str, AfterValidator(parse_line), WithJsonSchema(_TEXT)]
Text = Annotated[str, AfterValidator(parse_text), WithJsonSchema(_TEXT)]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=250),
    AfterValidator(parse_line),
    WithJsonSchema(_TEXT | {"minLength": 1, "maxLength": 250}),
]
Summary = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=1000),
    AfterValidator(parse_text),
    WithJsonSchema(_TEXT | {"maxLength": 1000}),
]
Slug = Annotated[str, AfterValidator(parse_slug), WithJsonSchema(SLUG_SCHEMA)]
MediaAddress = Annotated[
    str, AfterValidator(parse_media), WithJsonSchema({"type": "string", "pattern": r"^(\{static\})?/media/.*[^/]$"})
]
Url = Annotated[str, AfterValidator(parse_url), WithJsonSchema({"type": "string", "pattern": "^(https?://|/)"})]
Origin = Annotated[
    str, AfterValidator(parse_origin), WithJsonSchema({"type": "string", "pattern": "^https?://[^/?#]+/?$"})
]
LegacyPath = Annotated[
    str, AfterValidator(parse_legacy_path), WithJsonSchema({"type": "string", "pattern": r"^/(?!/)[^\s#\\]*$"})
]
Number = Annotated[int, PlainValidator(parse_number), WithJsonSchema(NUMBER_SCHEMA)]
Average = Annotated[
    Decimal,
    PlainValidator(parse_average),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0, "maximum": 6, "pattern": r"^[0-6](\.[0-9]{1,2})?$"}),
]
Colour = Annotated[
    str, AfterValidator(parse_colour), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"})
]
Moment = Annotated[datetime, PlainValidator(parse_time), WithJsonSchema({"type": "string", "pattern": _MOMENT})]
Day = Annotated[date, PlainValidator(parse_day), WithJsonSchema({"type": "string", "pattern": _MOMENT})]
Switch = Annotated[bool, PlainValidator(parse_switch), WithJsonSchema({"type": "boolean"})]
OpenOrClosed = Literal["open", "closed"]


def _drop_empty(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return *texts* without empty ones and without those that differ from an earlier one in case only."""
    return tuple({text.casefold(): text for text in reversed(texts) if text}.values())[::-1]


def _at_least_two(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a group of words that says nothing."""
    if len(texts) < _FEWEST_SYNONYMS:
        raise FieldError("E510", count=len(texts))
    return texts


Texts = Annotated[tuple[Line, ...], AfterValidator(_drop_empty)]
Synonyms = Annotated[
    Texts,
    AfterValidator(_at_least_two),
    WithJsonSchema({"type": "array", "items": _TEXT, "minItems": _FEWEST_SYNONYMS}),
]


def _is_empty(value: object) -> bool:
    """Tell whether a field says nothing: no text but blanks, no item, no field."""
    return not (value.strip() if isinstance(value, str) else value)


class Record(BaseModel):
    """A group of fields; unknown ones are refused, empty ones count as absent."""

    model_config = ConfigDict(extra="forbid")
    keys: ClassVar[frozenset[str]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        """Note the keys as files have them."""
        del kwargs
        cls.keys = frozenset(field.alias or name for name, field in cls.model_fields.items())

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:  # noqa: ANN401 - whatever the YAML held
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if not _is_empty(value) or key not in cls.keys}


class Period(Record):
    """A record of something shown from one day to another."""

    since: Annotated[Day | None, Field(alias="from")] = None
    until: Annotated[Day | None, Field(alias="to")] = None

    @field_validator("until")
    @classmethod
    def _in_order(cls, until: date, info: ValidationInfo) -> date:
        since = info.data.get("since")
        if since is not None and until < since:
            raise FieldError("E505", since=format_day(since), until=format_day(until))
        return until


def fields_of(record: Record) -> dict[str, Any]:
    """Return the fields that the file has."""
    return {name: value for name, value in record.__dict__.items() if value is not None}


def to(kind: type[_T]) -> AfterValidator:
    """Return what turns a record into the value that it describes."""

    def make(record: Record) -> _T:
        return kind(**fields_of(record))

    return AfterValidator(make)
