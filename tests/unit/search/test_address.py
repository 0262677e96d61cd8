"""The choices in the address of a search."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.search.address import EVERYTHING, read_choices
from plugins.search.facets import Filters


def test_nothing_chosen_is_everything() -> None:
    """Empty values are no choice."""
    assert read_choices("") == read_choices("?chuyen-muc=&du-tu=") == EVERYTHING


def test_every_choice_has_a_name() -> None:
    """Facets, days, all the words, newest first."""
    text = "chuyen-muc=kinh-te&don-vi=so-y-te&the=dat-dai&danh-gia=3&tu=2019-01-01&den=2019-12-31&sap-xep=ngay&du-tu=1"
    got = read_choices(text)
    options = {"category": "kinh-te", "unit": "so-y-te", "tag": "dat-dai", "rating": "3"}
    assert got.filters == Filters(options=options, since=date(2019, 1, 1), until=date(2019, 12, 31))
    assert got.every
    assert got.by_date


@pytest.mark.parametrize("text", ["mau=do", "tu=2019-02-30", "den=20190101", "du-tu=2", "sap-xep=xa"])
def test_what_is_none_of_ours_is_named(text: str) -> None:
    """The message is that part."""
    with pytest.raises(ValueError, match=text):
        read_choices(text)
