from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, strategies as st

from plugins.newsroom.article import Article, Body, Comment, Figures, StaticPage
from plugins.newsroom.codec import decode, encode, pack, unpack
from plugins.newsroom.finding import Finding
from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import Problem
from plugins.newsroom.scan import Listing
from plugins.newsroom.site import Media, Site
from plugins.newsroom.spelling import First

_PLAIN: Final[Mapping[object, st.SearchStrategy[Any]]] = {
    str: st.text(max_size=10),
    int: st.integers(-(10**15), 10**15),
    bool: st.booleans(),
    bytes: st.binary(),
    # What messages name: texts and numbers.
    object: st.text() | st.integers(0, 10**15),
    date: st.dates(),
    # Moments have whole seconds; at the calendar's ends, too.
    datetime: st.datetimes(timezones=st.just(ZONE)).map(lambda moment: moment.replace(microsecond=0, fold=0)),
    Decimal: st.decimals(0, 6, allow_nan=False, places=2) | st.integers(0, 6).map(Decimal),
}


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, with every field of a dataclass."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and is_dataclass(kind):
        return st.builds(kind, **{name: _values(hint) for name, hint in get_type_hints(kind).items()})
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if part is types.NoneType else _values(part) for part in parts))
    if origin is Literal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return st.sampled_from(parts or kind)
    if origin is tuple:
        is_row = parts[-1] is Ellipsis
        return st.lists(_values(parts[0]), max_size=3).map(tuple) if is_row else st.tuples(*map(_values, parts))
    return st.dictionaries(_values(parts[0]), _values(parts[1]), max_size=3)


@pytest.mark.parametrize(
    "kind",
    [
        Article,
        Body,
        StaticPage,
        tuple[StaticPage, bool],
        tuple[Comment, ...],
        dict[str, Figures],
        Site,
        Media,
        tuple[Problem, ...],
        tuple[tuple[Finding, Problem], ...],
        Listing,
        tuple[First, ...],
        str,
        bool,
        bytes,
    ],
    ids=str,
)
@given(data=st.data())
def test_what_is_kept_comes_back_equal(kind: Any, data: st.DataObject) -> None:
    """Every value of every type that is remembered, with its types, its order and its moments' offset."""
    value = data.draw(_values(kind))
    back = decode(encode(value), kind)
    assert back == value
    assert repr(back) == repr(value)


@given(st.lists(st.tuples(st.text(), st.binary(), st.none() | st.lists(st.tuples(st.text(), st.binary())).map(tuple))))
def test_what_is_packed_comes_back_equal(rows: list[Any]) -> None:
    """The rows that workers send to their parent."""
    assert unpack(pack(rows), list[tuple[str, bytes, tuple[tuple[str, bytes], ...] | None]]) == rows


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"path": 1}', b"\x80\x04K\x01."])
def test_what_is_no_such_value_is_refused(data: bytes) -> None:
    """Nothing that was cut off, is of another type, or is a program for another decoder becomes a value."""
    with pytest.raises(ValueError, match=r"."):
        decode(data, Article)
