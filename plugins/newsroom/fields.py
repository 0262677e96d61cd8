"""The kinds of fields: how one text becomes a value, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from plugins.newsroom.catalogue import shorten
from plugins.newsroom.date_mistakes import explain_date
from plugins.newsroom.links import is_reference
from plugins.newsroom.moment import parse_moment
from plugins.newsroom.vietnamese import slugify

_NUMBER = re.compile(r"[0-9]{1,15}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[., \u00a0][0-9]{3})+")
_FRACTION = re.compile(r"[0-9]+[.,][0-9]+")
_NEGATIVE = re.compile(r"[-\u2212\u2013]\s*[0-9]+(?:[.,][0-9]+)*")
_NOT_DIGIT = re.compile(r"[^0-9]")
_LEGACY_PATH = re.compile(r"/(?!/)[^\s#\\]*")
_SLUG = re.compile(r"[a-z0-9-]{1,240}")
_AVERAGE = re.compile(r"[0-6](?:\.[0-9]{1,2})?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_HOST = re.compile(r"[^\s/?#@\\]+")
_GREATEST_AVERAGE = 6
# What people write where a file wants true or false; YAML's older rules allowed some of it.
_SWITCHES = dict.fromkeys(("yes", "y", "on", "có", "true", "1"), "true") | dict.fromkeys(
    ("no", "n", "off", "không", "false", "0"), "false"
)


class FieldError(ValueError):
    """
    A text that its field cannot take.

    Attributes:
        key: The catalogue's.
        sibling: The field of the same group that the message is about; "": the field itself.
        values: What the messages name.
    """

    def __init__(self, key: str, *, sibling: str = "", **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.sibling = sibling
        self.values = values


def parse_line(text: str) -> str:
    """Return a text of one line, without blanks around it."""
    return _without_controls(text, "")


def parse_text(text: str) -> str:
    """Return a text that may have several lines, without blanks around it."""
    return _without_controls(text, "\n\t")


def parse_number(value: Any) -> int:  # noqa: ANN401 - whatever the YAML held
    """Read a whole number of ASCII digits."""
    text = _require_text(value).strip()
    if _NUMBER.fullmatch(text):
        return int(text)
    if _NEGATIVE.fullmatch(text):
        raise FieldError("E227", seen=shorten(text))
    if _GROUPED.fullmatch(text):
        raise FieldError("E203/grouped", seen=shorten(text), near=shorten(_NOT_DIGIT.sub("", text)))
    raise FieldError("E226" if _FRACTION.fullmatch(text) else "E203", seen=shorten(text))


def parse_time(value: Any) -> datetime:  # noqa: ANN401
    """Read a date with or without a time (see `moment`)."""
    text = _require_text(value).strip()
    try:
        return parse_moment(text)
    except ValueError as error:
        mistake = explain_date(text)
        raise FieldError(mistake.key, seen=shorten(text), near=mistake.near) from error


def parse_day(value: Any) -> date:  # noqa: ANN401
    """Read a date; a time behind it is dropped."""
    return parse_time(value).date()


def parse_slug(text: str) -> str:
    """Return a name that can stand in an address."""
    text = text.strip()
    if not is_slug(text):
        raise FieldError("E213", seen=shorten(text), near=slugify(text) or "ten-bai")
    return text


def is_slug(text: str) -> bool:
    """Tell whether *text* can stand in an address as it is."""
    return _SLUG.fullmatch(text) is not None


def parse_media(text: str) -> str:
    """Return the address of a file below `/media/`; `{static}` before it is Pelican's way and taken off."""
    address = parse_line(text)
    if is_reference(address):
        address = address.partition("}")[2]
    parts = address.split("/")
    if not address.startswith("/media/") or ".." in parts or "\\" in address or not parts[-1]:
        raise FieldError("E215", seen=shorten(text))
    return address


def parse_url(text: str) -> str:
    """Return an address of the web, or one of this site that begins with one "/"."""
    address = parse_line(text)
    if address.startswith("/") and not address.startswith(("//", "/\\")):
        return address
    if _origin(address) is None:
        raise FieldError("E216", seen=shorten(text))
    return address


def parse_legacy_path(text: str) -> str:
    """Return an address of the old portal: it begins with one "/", a query may follow, no host, no "..", no "#"."""
    address = parse_line(text)
    path = address.partition("?")[0]
    if not _LEGACY_PATH.fullmatch(address) or ".." in path.split("/"):
        raise FieldError("E229", seen=shorten(text), near=shorten(_path_of(address)))
    return address


def parse_origin(text: str) -> str:
    """Return `https://host` (or http) without a slash at its end."""
    address = parse_line(text)
    if _origin(address) != address.rstrip("/").lower():
        raise FieldError("E216/origin", seen=shorten(text))
    return address.rstrip("/")


def parse_switch(value: Any) -> bool:  # noqa: ANN401
    """Read `true` or `false`."""
    text = _require_text(value).strip()
    if text not in ("true", "false"):
        near = _SWITCHES.get(text.casefold())
        if near is None:
            raise FieldError("E218", seen=shorten(text))
        raise FieldError("E218/near", seen=shorten(text), near=near)
    return text == "true"


def parse_average(value: Any) -> Decimal:  # noqa: ANN401
    """Read a number from 0 to 6; 6 is never reached and so shows nothing."""
    text = _require_text(value).strip()
    if not _AVERAGE.fullmatch(text) or Decimal(text) > _GREATEST_AVERAGE:
        raise FieldError("E219", seen=shorten(text))
    return Decimal(text)


def parse_colour(text: str) -> str:
    """Return a colour as `#rrggbb`, lower case."""
    text = text.strip()
    if not _COLOUR.fullmatch(text):
        raise FieldError("E232", seen=shorten(text))
    return text.lower()


def _origin(address: str) -> str | None:
    """Return scheme and host of a web address in lower case; None where it is none."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises ValueError where it is no number
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or " " in address:
        return None
    return f"{parts.scheme}://{parts.netloc}".lower()


def _path_of(address: str) -> str:
    """Return what an address of the old portal may have meant."""
    address = re.sub(r"[a-z][a-z0-9+.-]*://[^/]*", "", address.partition("#")[0].strip(), count=1, flags=re.IGNORECASE)
    parts = [part for part in re.split(r"[/\\]+", re.sub(r"\s+", "%20", address)) if part not in ("", "..")]
    return "/" + "/".join(parts)


def _require_text(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise FieldError("E207", seen=shorten(show(value)))
    return value


def show(value: Any) -> str:  # noqa: ANN401
    """Return *value* roughly as YAML has it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {show(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(show(item) for item in value) + "]"
    return str(value)


def _without_controls(text: str, allowed: str) -> str:
    """Return *text* stripped; refuse what no reader sees (Unicode's category Cc) but for *allowed*."""
    text = text.strip()
    if not text.isprintable():
        for character in text:
            if unicodedata.category(character) == "Cc" and character not in allowed:
                raise FieldError("E214", character=f"U+{ord(character):04X}")
    return text
