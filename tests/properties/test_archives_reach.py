"""A plan of what a change can reach, against a plan of everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings, strategies as st

from plugins.archives.memory import DATED, MAPS, OLD, REDIRECTS, remember
from plugins.archives.pages import plan_site
from plugins.archives.plan import Plan
from plugins.archives.reach import Shift
from plugins.archives.reached import TooWideError
from plugins.archives.register import Pair
from plugins.newsroom.article import Article, Legacy, Rating, Status, Views
from plugins.newsroom.content import Content
from plugins.newsroom.site import Home, Pick, Topic, Unit
from plugins.press.store import Store
from tests.builders import NOW, make_article, make_content, make_content_frame, make_site, plan_shift

ROOT = "/search/root-0.json"
START = NOW - timedelta(days=40)
SITE = make_site(
    topics=(Topic(slug="cds", name="Chuyển đổi số"), Topic(slug="lu", name="Lũ")),
    units=(Unit(slug="so-y-te", name="Sở Y tế"),),
    home=Home(pinned=(Pick(article="tin-003"),), announcements=(Pick(article="tin-001"), Pick(title="Ra", url="/ra/"))),
)

fields = st.fixed_dictionaries(
    {
        "date": st.integers(0, 45 * 24 * 6).map(lambda ten: START + timedelta(minutes=10 * ten)),
        "category": st.sampled_from(["kinh-te", "kinh-te", "xa-hoi", "giao-duc"]),
        "also_in": st.sampled_from([(), (), (), ("xa-hoi",)]),
        "title": st.sampled_from(["Một", "Hai"]),
        "summary": st.sampled_from(["", "Tóm tắt."]),
        "topic": st.sampled_from(["", "", "cds", "lu"]),
        "tags": st.lists(st.sampled_from(["a", "A", "b", "c"]), max_size=2, unique_by=str.casefold).map(tuple),
        "authors": st.sampled_from([(), ("Lê Hà",), ("Lê Hạ",)]),
        "unit": st.sampled_from(["", "so-y-te"]),
        "rating": st.sampled_from([None, Rating(points=5, votes=1), Rating(points=8, votes=4)]),
        "views": st.sampled_from([None, Views(count=5), Views(count=9)]),
        "status": st.sampled_from([Status.PUBLISHED] * 8 + [Status.HIDDEN, Status.DRAFT]),
        "expires": st.sampled_from([None] * 6 + [NOW, NOW + timedelta(hours=5)]),
        "modified": st.sampled_from([None, None, NOW]),
    }
)


def legacy_of(number: int) -> Legacy | None:
    """Return what some articles were called by the old portal."""
    return Legacy(id=number, paths=(f"/cu/{number}.html",)) if number % 7 == 3 else None


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    """Archives in which lists have several pages."""
    drawn = draw(st.lists(fields, min_size=30, max_size=60))
    return [article_of(number, **values) for number, values in enumerate(drawn)]


def article_of(number: int, **values: Any) -> Article:
    """Return the article of a number."""
    return make_article(f"tin-{number:03}", legacy=legacy_of(number), **values)


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Article], list[Article]]:
    """An archive before and after one to three changes: of one field, of a whole article, new ones, fewer."""
    before = draw(archives())
    after = list(before)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(after)))
        values = draw(fields)
        if place == len(after):
            after.append(article_of(max((int(a.slug[4:]) for a in (*before, *after)), default=0) + 1, **values))
        elif draw(st.booleans()):
            name = draw(st.sampled_from(sorted(values)))
            changed: dict[str, Any] = {name: values[name]}
            after[place] = replace(after[place], **changed)
        elif draw(st.booleans()):
            del after[place]
        else:
            after[place] = article_of(int(after[place].slug[4:]), **values)
    return before, after


def content_of(articles: Iterable[Article]) -> Content:
    """Return a folder with these articles."""
    return make_content(tuple(articles), site=SITE)


def pairs_of(before: list[Article], after: list[Article]) -> list[Pair]:
    """Return the articles that differ."""
    old, new = ({article.path: article for article in part} for part in (before, after))
    return [(old.get(path), new.get(path)) for path in sorted(old | new) if old.get(path) != new.get(path)]


def views_of(plan: Plan) -> dict[str, Any]:
    """Return file → template and what is on the page."""
    views = {page.path: (page.template, page.view, page.source) for page in plan.pages}
    assert len(views) == len(plan.pages)
    return views


def state_of(store: Store) -> dict[str, Any]:
    """Return all that is remembered of lists and sitemaps."""
    lists = {name: store.entries(name, 0, count) for name, count in store.names("")}
    records = {name: dict(store.records(name, str).items()) for name in (DATED, MAPS, OLD, REDIRECTS)}
    return {"lists": lists, "spellings": list(store.items("spellings")), **records}


def plan_whole(content: Content, now: datetime) -> Plan:
    """Return the plan of everything."""
    return plan_site(content, now, make_content_frame(content, now), ROOT)


@settings(max_examples=100)
@given(edits(), st.sampled_from([timedelta(0), timedelta(0), timedelta(hours=6), timedelta(days=9)]))
def test_what_is_reached_is_all_that_differs(change: tuple[list[Article], list[Article]], later: timedelta) -> None:
    """Every page that differs is planned as a whole plan has it, and the memory is that of a whole plan."""
    before, after = change
    old, new, now = content_of(before), content_of(after), NOW + later
    with TemporaryDirectory() as folder:
        store, fresh = (Store(Path(folder) / name, "1") for name in ("kept", "fresh"))
        was, whole = plan_whole(old, NOW), plan_whole(new, now)
        remember(store, old, was, NOW)
        shift = Shift(pairs=pairs_of(before, after), before=NOW, now=now)
        try:
            plan = plan_shift(new, store, shift, ROOT, lambda _: ())
        except TooWideError:
            return
        old_views, new_views, planned = views_of(was), views_of(whole), views_of(plan)
        differ = {path for path, view in new_views.items() if old_views.get(path) != view}
        assert differ <= planned.keys()
        assert {path: new_views.get(path) for path in planned} == planned
        assert set(plan.dropped) == old_views.keys() - new_views.keys()
        remember(fresh, new, whole, now)
        assert state_of(store) == state_of(fresh)
        store.close()
        fresh.close()
