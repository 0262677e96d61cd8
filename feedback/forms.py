"""What a browser sends: a small form, understood strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from feedback.refusal import Refusal, RefusedError

MOST_BYTES: Final = 32 * 1024  # 3,000 letters of three bytes, each written as %XX, and the other fields
_MOST_FIELDS: Final = 10
_TYPE: Final = "application/x-www-form-urlencoded"


def check_type(content_type: str) -> None:
    """
    Hold the header `Content-Type` against what our forms send.

    Raises:
        RefusedError: It is something else.
    """
    kind, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().replace('"', "")
    if kind.strip().lower() != _TYPE or charset not in ("", "charset=utf-8"):
        raise RefusedError(Refusal.WRONG_TYPE)


def parse_form(body: bytes) -> Mapping[str, str]:
    """
    Return the fields of a form.

    Raises:
        RefusedError: It is no UTF-8, is not written as forms are, or has a field twice.
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise RefusedError(Refusal.BAD_FORM) from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise RefusedError(Refusal.BAD_FORM)
    return fields


def check_origin(site: str, origin: str, host: str) -> None:
    """
    Refuse what another site's page makes a reader's browser send.

    Args:
        site: Header `Sec-Fetch-Site`, "" where absent.
        origin: Header `Origin`, "" where absent: then it is no page of a browser that sends it.
        host: Header `Host`, as the browser sent it.

    Raises:
        RefusedError: It comes from elsewhere.
    """
    if site and site != "same-origin":
        raise RefusedError(Refusal.OTHER_SITE)
    if origin and not site:
        try:
            is_ours = urlsplit(origin).netloc.lower() == host.lower()
        except ValueError:
            is_ours = False
        if not is_ours:
            raise RefusedError(Refusal.OTHER_SITE)


def parse_stars(text: str) -> int:
    """
    Return how many stars are given.

    Raises:
        RefusedError: Not a digit from 1 to 5.
    """
    if text not in ("1", "2", "3", "4", "5"):
        raise RefusedError(Refusal.BAD_STARS)
    return int(text)
