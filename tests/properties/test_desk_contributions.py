"""Contributions: whatever they are looked at by, they add up to the same."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, strategies as st

from desk.contributions import Period, Row, count_contributions
from desk.report_tables import make_csv
from plugins.newsroom.article import Article, Rating, Status, Views, Withdrawal
from plugins.newsroom.moment import ZONE
from plugins.newsroom.site import Unit
from tests.builders import make_article, make_site

NOW = datetime(2026, 3, 1, 8, tzinfo=ZONE)
SITE = make_site(units=(Unit(slug="so-y-te", name="Sở Y tế"), Unit(slug="ubnd", name="UBND tỉnh")))


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Articles around the turn of a year, of all states."""
    made = []
    for number in range(draw(st.integers(0, 8))):
        moment = datetime(2025, 11, 28, tzinfo=ZONE) + timedelta(hours=draw(st.integers(0, 24 * 100)))
        votes = draw(st.integers(0, 3))
        fields: dict[str, Any] = {
            "unit": draw(st.sampled_from(("", "so-y-te", "ubnd", "khac"))),
            "category": draw(st.sampled_from(("kinh-te", "xa-hoi"))),
            "authors": tuple(draw(st.lists(st.sampled_from(("An", "AN", "Bình", "Đức")), max_size=3, unique=True))),
            "views": draw(st.none() | st.integers(0, 99).map(lambda count: Views(count=count))),
            "rating": Rating(points=draw(st.integers(votes, 5 * votes)), votes=votes),
            "status": draw(st.sampled_from((Status.PUBLISHED, *Status))),
            "withdrawn": draw(st.sampled_from((None, None, Withdrawal(reason="Sai", date=NOW)))),
        }
        made.append(make_article(f"tin-{number}", moment.astimezone(draw(st.sampled_from((ZONE, UTC)))), **fields))
    return made


def sums(rows: tuple[Row, ...]) -> tuple[int, Fraction, int, int, int]:
    """Return what rows add up to."""
    tallies = [row.tally for row in rows]
    return (
        sum(tally.articles for tally in tallies),
        sum((tally.share for tally in tallies), Fraction()),
        sum(tally.views for tally in tallies),
        sum(tally.points for tally in tallies),
        sum(tally.votes for tally in tallies),
    )


@given(articles(), st.integers(0, 60), st.integers(0, 60))
def test_every_view_adds_up_to_the_total(made: list[Article], start: int, length: int) -> None:
    """Units, months and categories share the articles out; authors do so by their shares."""
    first = date(2025, 12, 1) + timedelta(days=start)
    period = Period(first=first, last=first + timedelta(days=length))
    found = count_contributions(made, SITE, period, NOW)
    wanted = [
        one
        for one in made
        if one.status in (Status.PUBLISHED, Status.HIDDEN)
        and one.withdrawn is None
        and one.date <= NOW
        and period.first <= (one.date.astimezone(UTC) + timedelta(hours=7)).date() <= period.last
    ]
    total = (
        len(wanted),
        Fraction(len(wanted)),
        sum(one.views.count for one in wanted if one.views),
        sum(one.rating.points for one in wanted if one.rating),
        sum(one.rating.votes for one in wanted if one.rating),
    )
    assert {one.slug for one in found.articles} == {one.slug for one in wanted}
    assert sums((Row(name="", tally=found.total),)) == total
    assert sums(found.units) == sums(found.months) == sums(found.categories) == total
    assert sums(found.authors)[1] == len(wanted)
    counted = Counter(
        name for one in wanted for name in {author.upper() for author in one.authors} or {"KHÔNG GHI TÊN"}
    )
    assert {row.name.upper(): row.tally.articles for row in found.authors} == counted
    assert count_contributions(reversed(made), SITE, period, NOW) == found


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=2, max_size=2)))
def test_a_spreadsheet_reads_every_cell_and_computes_none(rows: list[list[str]]) -> None:
    """Cells come back as they were, but for a quotation mark before what would be a formula."""
    data = make_csv(("a", "b"), rows)
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read[0] == ["a", "b"]
    for cell, was in zip(
        [cell for row in read[1:] for cell in row], [cell for row in rows for cell in row], strict=True
    ):
        assert cell in (was, f"'{was}")
        assert not cell.startswith(("=", "+", "-", "@"))
