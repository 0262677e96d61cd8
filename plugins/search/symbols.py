"""
Numbers that are one thing: symbols of documents and dates, which become a token beside those of their parts.

`42/2022/NĐ-CP`, `42/2022 nd cp` and `42/2022/ND-CP` are `42/2022/nd-cp`; `2/9/2024`, `02-09-2024` and
`ngày 2 tháng 9 năm 2024` are `2024-09-02`.  So a query for one finds it however it is written, and nothing else by it.

The browser's twin is theme/static/js/search/symbols.js; both pass tests/contract/analysis.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.newsroom.vietnamese import fold

_BEFORE = r"(?<![\w/.-])"
_AFTER = r"(?!\w)"
_SPACE = r"[ \u00a0]+"
_DATE = rf"{_BEFORE}([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}})(?![\w/-])"
_SPELT_DATE = (
    rf"{_BEFORE}([0-9]{{1,2}}){_SPACE}th[aá]ng{_SPACE}([0-9]{{1,2}}){_SPACE}n[aă]m{_SPACE}([0-9]{{4}}){_AFTER}"
)
_SYMBOL = rf"{_BEFORE}([0-9]{{1,5}})/(?:([0-9]{{4}})/)?([a-zđ]{{2,6}}[0-9]{{0,2}}(?:-[a-zđ0-9]{{1,10}}){{0,4}}){_AFTER}"
# With spaces in it a symbol is known by its words alone.
_KINDS = r"nđ|nd|tt|qđ|qd|nq|ct|ttlt|qh[0-9]{0,2}"
_BODIES = (
    r"cp|ttg|tu|tw|ubnd|hđnd|hdnd|ubtvqh[0-9]{0,2}|"
    r"b(?:tttt|gdđt|gddt|nv|tc|yt|xd|gtvt|ca|qp|tp|ct|khđt|khdt|khcn|lđtbxh|ldtbxh|nnptnt|tnmt|vhttdl)"
)
_SPACED = rf"{_BEFORE}([0-9]{{1,5}})/([0-9]{{4}}){_SPACE}({_KINDS})(?:[ \u00a0-]+({_BODIES}))?{_AFTER}"
_OF_THE_PARTY = rf"{_BEFORE}([0-9]{{1,5}})-([a-zđ]{{2,5}}/[a-zđ]{{2,8}}){_AFTER}"
_NUMBERED = re.compile(f"{_DATE}|{_SPELT_DATE}|{_SYMBOL}|{_SPACED}|{_OF_THE_PARTY}")
_MONTHS, _DAYS = 12, 31


def find_symbols(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each symbol or date of *text*, which is in NFC and lower case, ends, and its one spelling."""
    for match in _NUMBERED.finditer(text):
        if token := _spelling(match):
            yield match.end(), token


def _spelling(match: re.Match[str]) -> str:
    """Return the one spelling, "" for what is no date."""
    (day, _, month, year, spelt_day, spelt_month, spelt_year, number, year_of, kind, *others) = match.groups()
    if spelt_day:
        day, month, year = spelt_day, spelt_month, spelt_year
    if day:
        is_date = 1 <= int(day) <= _DAYS and 1 <= int(month) <= _MONTHS
        return f"{year}-{int(month):02}-{int(day):02}" if is_date else ""
    if number:
        return fold(f"{int(number)}/{year_of}/{kind}" if year_of else f"{int(number)}/{kind}")
    spaced, spaced_year, spaced_kind, body, party, party_kind = others
    if spaced:
        return fold(f"{int(spaced)}/{spaced_year}/{spaced_kind}" + (f"-{body}" if body else ""))
    return fold(f"{int(party)}-{party_kind}")
