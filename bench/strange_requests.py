"""Requests as a service gets them from everybody but readers: broken, huge, forged; and some right ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from feedback.app import COMMENT, COOKIE, LOOK, PREFIX, VOTE
from feedback.forms import MOST_BYTES

_FORM: Final = "application/x-www-form-urlencoded"
_TYPES: Final = (
    "",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    f"{_FORM}; charset=latin1",
    "a/b/c;;",
)
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")
_STRANGE: Final = (
    *("", "\0", "\x1b[31m", "\u202e", "\ud800", "\ufeff", "%00", "%", "&&&=", "\r\nX-A: b", "../../etc/passwd"),
    *("0", "-1", "6", "9" * 400, "٣", "1.0", " 5", "true", "null", "' OR 1=1 --", "<script>alert(1)</script>"),
    *("e\u0301" * 50, "a" + "\u0323" * 40, "😀" * 2000),
)
# How often a form, one of its fields or its headers are as they should be.
_RIGHT_FORM: Final = 0.3
_LEFT_OUT: Final = 0.2
_RIGHT_HEADERS: Final = 0.6


@dataclass(frozen=True, slots=True)
class StrangeRequest:
    """A request; `can_vote` and `can_comment` say whether, from all that is known, something may be stored for it."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    can_vote: bool = False
    can_comment: bool = False


def make_request(chance: random.Random, addresses: Sequence[str], stamp: Callable[[str], str]) -> StrangeRequest:
    """
    Return one request.

    Args:
        chance: Decides.
        addresses: Of the articles that there are.
        stamp: Returns the stamp of a form handed out long enough ago, by the article's address.
    """
    kind = chance.choice((_strange_address, _strange_method, _strange_body, _vote, _vote, _comment, _comment, _look))
    return kind(chance, addresses, stamp)


def _strange_address(chance: random.Random, addresses: Sequence[str], _: Callable[[str], str]) -> StrangeRequest:
    rest = "".join(
        chance.choice(("a", "/", "..", "%2e", "%", "?", "y-kien", "danh-gia", "đ", ";", "//")) for _ in range(6)
    )
    target = quote(PREFIX + rest, safe="/%?;=")
    body = urlencode({"article": chance.choice(addresses), "stars": "5"}).encode()
    is_vote = target.partition("?")[0] == VOTE
    return StrangeRequest(chance.choice(("GET", "POST")), target, _headers(chance), body, can_vote=is_vote)


def _strange_method(chance: random.Random, addresses: Sequence[str], _: Callable[[str], str]) -> StrangeRequest:
    method = chance.choice([method for method in _METHODS if method != "POST"])
    body = urlencode({"article": chance.choice(addresses), "stars": "5"}).encode()
    return StrangeRequest(method, chance.choice((LOOK, VOTE, COMMENT)), _headers(chance), body)


def _strange_body(chance: random.Random, addresses: Sequence[str], _: Callable[[str], str]) -> StrangeRequest:
    good = urlencode({"article": chance.choice(addresses), "stars": "5"}).encode()
    body = chance.choice(
        (
            b"",
            chance.randbytes(chance.randint(1, 300)),
            good + b"&" + b"x" * (MOST_BYTES + 1),
            b"&".join([good] * 2),
            b"&".join(b"f%d=1" % number for number in range(40)),
            good.replace(b"=", b""),
            b"article=%ff%fe&stars=5",
            good.decode().encode("utf-16"),
        )
    )
    return StrangeRequest("POST", chance.choice((VOTE, COMMENT)), _headers(chance), body)


def _vote(chance: random.Random, addresses: Sequence[str], _: Callable[[str], str]) -> StrangeRequest:
    fields = {"article": chance.choice(addresses), "stars": str(chance.randint(1, 5))}
    good = _spoil(chance, fields)
    headers, is_ours = _spoil_headers(chance)
    return StrangeRequest("POST", VOTE, headers, _encode(fields), can_vote=good and is_ours)


def _comment(chance: random.Random, addresses: Sequence[str], stamp: Callable[[str], str]) -> StrangeRequest:
    address = chance.choice(addresses)
    fields = {
        "article": address,
        "name": "Bạn đọc",
        "text": f"Ý kiến {chance.random()}",
        "stamp": stamp(address),
        "website": "",
    }
    good = _spoil(chance, fields)
    headers, is_ours = _spoil_headers(chance)
    return StrangeRequest("POST", COMMENT, headers, _encode(fields), can_comment=good and is_ours)


def _look(chance: random.Random, addresses: Sequence[str], _: Callable[[str], str]) -> StrangeRequest:
    address = chance.choice(
        (*addresses, *_STRANGE, "/tin/../tin/bai-0.html", "/tin/", "/index.html", "//tin/bai-0.html")
    )
    return StrangeRequest("GET", f"{LOOK}?article={_quote(address)}", _headers(chance), b"")


def _spoil(chance: random.Random, fields: dict[str, str]) -> bool:
    """Perhaps put something strange into one field, or leave it out; return whether the form may still be right."""
    if chance.random() < _RIGHT_FORM:
        return True
    name = chance.choice(list(fields))
    if chance.random() < _LEFT_OUT:
        del fields[name]
        return name == "website"
    fields[name] = chance.choice(_STRANGE)
    return name in ("name", "text") or (name == "website" and not fields[name])


def _spoil_headers(chance: random.Random) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return headers, and whether they are those of our own page."""
    if chance.random() < _RIGHT_HEADERS:
        return _headers(chance), True
    headers = dict(_headers(chance))
    match chance.randrange(4):
        case 0:
            headers["Content-Type"] = chance.choice(_TYPES)
        case 1:
            headers["Origin"] = chance.choice(("https://xau.example", "null", "http://[", "http://127.0.0.1:1"))
        case 2:
            headers["Sec-Fetch-Site"] = chance.choice(("cross-site", "same-site", "none", "x"))
        case _:
            headers["Cookie"] = f"{COOKIE}={chance.choice(('', 'x', 'A' * 43, '=' * 50, quote('đ'), 'A' * 4000))}"
            return tuple(headers.items()), True
    return tuple(headers.items()), False


def _headers(chance: random.Random) -> tuple[tuple[str, str], ...]:
    """Return the headers of a form of ours, from one of many addresses, so that the limits are not all that is met."""
    address = f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}"
    accept = chance.choice(("application/json", "text/html", "*/*"))
    return (("Content-Type", _FORM), ("Accept", accept), ("X-Real-IP", address))


def _encode(fields: dict[str, str]) -> bytes:
    return "&".join(f"{name}={_quote(value)}" for name, value in fields.items()).encode()


def _quote(text: str) -> str:
    return quote(text, safe="/", errors="surrogatepass")
