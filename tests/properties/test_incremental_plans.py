"""
Following up what changed plans what planning everything plans: pages as values, nothing rendered and nothing read.

Much quicker than real builds (`test_incremental.py`), so that many more and longer sequences are tried.
"""

from __future__ import annotations

import html
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from plugins.archives.memory import DATED, MAPS, OLD, REDIRECTS, remember
from plugins.archives.pages import plan_site
from plugins.archives.reach import Shift
from plugins.archives.reached import TooWideError
from plugins.newsroom.article import (
    Article,
    Body,
    Comment,
    Correction,
    Image,
    Legacy,
    Rating,
    Status,
    Views,
    Withdrawal,
)
from plugins.newsroom.content import Content
from plugins.newsroom.links import resolve_reference
from plugins.newsroom.site import Category, Home, Media, Pick, Topic, Unit
from plugins.press.store import Store
from tests.builders import (
    MadePage,
    at,
    make_article,
    make_comment,
    make_content,
    make_content_frame,
    make_page,
    make_page_of,
    make_site,
    plan_shift,
)

_EXAMPLES: Final = settings().max_examples * 3 // 10
_STEPS: Final = 20
_SEARCH: Final = "/search/root-0.json"
COUNT: Final = 110
NOW: Final = at("2026-03-01 08:00")

SITE: Final = make_site(
    (
        Category(slug="cha", name="Cha"),
        Category(slug="m0", name="Không", parent="cha"),
        Category(slug="m1", name="Một", parent="cha"),
        Category(slug="le", name="Lẻ"),
    ),
    units=(Unit(slug="u0", name="Văn phòng"), Unit(slug="u1", name="Sở")),
    topics=(Topic(slug="t0", name="Cầu"), Topic(slug="t1", name="Bão")),
    home=Home(
        pinned=(Pick(article="tin-100"),), hot=(Pick(article="tin-099"), Pick(article="them-1")), categories=("m0",)
    ),
)
MEDIA: Final = (Media(path="media/so-do.png", width=20, height=10),)
_NUMBER: Final = st.integers(0, 10_000)
_MOMENTS: Final = st.sampled_from(
    [
        at(text)
        for text in (
            "2026-02-28 23:59",
            "2026-03-02 00:00",
            "2026-03-01 08:00",
            "2026-03-01 08:01",
            "2025-03-04 12:30",
            "2024-11-01 07:00",
            "2019-06-24 00:00",
        )
    ]
)
_ONE: Final[tuple[tuple[str, st.SearchStrategy[Any]], ...]] = (
    ("title", st.sampled_from(["Tin mới", "Tiêu đề tin-003", "A & B"])),
    ("summary", st.sampled_from(["Tóm tắt mới.", ""])),
    ("category", st.sampled_from(["m0", "m1", "le", "cha"])),
    ("also_in", st.sampled_from([(), ("le",), ("m1", "m0")])),
    (
        "tags",
        st.lists(st.sampled_from(["thẻ 0", "thẻ 1", "thẻ 2", "Thẻ 3", "thẻ 3", "CNTT"]), unique=True, max_size=4).map(
            tuple
        ),
    ),
    ("topic", st.sampled_from(["", "t0", "t1"])),
    ("authors", st.sampled_from([(), ("Lê Hải",), ("lê hải", "Phạm Mai"), ("Le Hai",)])),
    ("unit", st.sampled_from(["", "u0", "u1"])),
    (
        "rating",
        st.sampled_from([None, Rating(points=5, votes=1), Rating(points=9, votes=9), Rating(points=40, votes=10)]),
    ),
    ("views", st.sampled_from([None, Views(count=0), Views(count=5000, as_of=at("2026-02-20"))])),
    ("date", _MOMENTS),
    ("modified", st.sampled_from([None, at("2026-02-27 09:00")])),
    ("expires", st.sampled_from([None, at("2026-03-01 08:00"), at("2026-03-02"), at("2026-04-01")])),
    ("status", st.sampled_from(list(Status))),
    ("withdrawn", st.sampled_from([None, Withdrawal(reason="Nhầm", date=at("2026-03-01"))])),
    ("legacy", st.sampled_from([None, Legacy(id=7, paths=("/vi/cu.html",)), Legacy(paths=("/tag/the-9/",))])),
    ("image", st.sampled_from([None, Image(src="/media/so-do.png", alt="Sơ đồ")])),
    ("correction", st.sampled_from([None, Correction(date=at("2026-03-01"), text="Sửa.")])),
    ("comments", st.sampled_from(["", "open", "closed"])),
)
# Titles, moments, lists: what a change of an article says of it.
_CHANGES: Final = st.lists(
    st.one_of(*(st.tuples(st.just(name), values) for name, values in _ONE)), min_size=1, max_size=2
).map(dict)


def first_articles() -> Iterator[Article]:
    """Yield the archive: pages of lists, feeds, neighbours and the ranking overflow, and some moments are shared."""
    for number in range(COUNT):
        moment = at("2024-11-01 07:00") + timedelta(days=4, hours=5) * (number - (number % 9 == 0))
        yield make_article(
            f"tin-{number:03}",
            moment,
            path=f"articles/tin-{number:03}.md",
            category=("m0", "m0", "m0", "m1", "le")[number % 5],
            tags=tuple(dict.fromkeys((f"thẻ {number % 4}", f"thẻ {number * 7 % 5}"))),
            topic={0: "t0", 3: "t1"}.get(number % 6, ""),
            authors=("Lê Hải",) if number % 3 else ("Phạm Mai",),
            unit=f"u{number % 2}",
            views=Views(count=number * 37 % 1000),
            rating=Rating(points=2 + number % 7, votes=2),
            status=Status.HIDDEN if number in (20, 70) else Status.PUBLISHED,
            expires=at("2026-03-05 12:00") if number == 22 else None,
        )


class Planning(RuleBasedStateMachine):
    """An archive, what the last build remembered of it, and the pages that it made."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cong-tin-"))
        self.memory = Store(self.folder / "kept", "1")
        self.articles = {article.path: article for article in first_articles()}
        self.bodies = {
            f"articles/tin-{number:03}.md": link(f"articles/tin-{number * 7 % COUNT:03}.md")
            for number in range(0, COUNT, 2)
        }
        self.comments: dict[str, tuple[Comment, ...]] = {}
        self.now = NOW
        self.waiting = 0
        self.site = self.plan_everything(self.content())
        self.planned = dict(self.articles)
        self.told: set[str] = set()
        self.moment = self.now

    def content(self) -> Content:
        """Return the content as it is now."""
        made = make_content(
            self.articles.values(), site=SITE, media=MEDIA, comments=self.comments, pages=[make_page("gioi-thieu")]
        )
        bodies = {path: Body(html=self.bodies.get(path, f"<p>{path}</p>")) for path in made.bodies}
        return replace(made, bodies=bodies)

    def plan_everything(self, content: Content) -> dict[str, MadePage]:
        """Plan the whole site and remember it."""
        plan = plan_site(content, self.now, make_content_frame(content, self.now), _SEARCH)
        remember(self.memory, content, plan, self.now)
        return {page.path: make_page_of(page) for page in plan.pages}

    def referrers(self, path: str) -> Iterable[str]:
        """Return who names a file."""
        return [
            source for source, text in self.bodies.items() if source in self.articles and path in targets(text, source)
        ]

    def pairs(self) -> list[tuple[Article | None, Article | None]]:
        """Return the articles that differ, before and after, by their names."""
        old = {article.slug: article for article in self.planned.values()}
        new = {article.slug: article for article in self.articles.values()}
        return [
            (old.get(slug), new.get(slug)) for slug in sorted(old.keys() | new.keys()) if old.get(slug) != new.get(slug)
        ]

    @invariant()
    def following_up_gives_the_whole_plan(self) -> None:
        """Pages, and what is remembered for the next time."""
        if self.waiting:
            self.waiting -= 1
            return
        content = self.content()
        if self.now < self.moment:
            self.site = self.plan_everything(content)
        else:
            self.follow_up(content)
        expected = plan_site(content, self.now, make_content_frame(content, self.now), _SEARCH)
        whole = {page.path: make_page_of(page) for page in expected.pages}
        wrong = sorted(path for path in whole.keys() | self.site.keys() if whole.get(path) != self.site.get(path))
        assert wrong == []
        clean = Store(self.folder / "clean", "1")
        remember(clean, content, expected, self.now)
        assert recollection(self.memory) == recollection(clean)
        clean.close()
        self.planned, self.moment, self.told = dict(self.articles), self.now, set()

    def follow_up(self, content: Content) -> None:
        """Plan what differs, and everything where that cannot be told."""
        bodies = sorted(path for path in self.told if path in self.articles)
        shift = Shift(pairs=self.pairs(), bodies=bodies, before=self.moment, now=self.now)
        try:
            plan = plan_shift(content, self.memory, shift, _SEARCH, self.referrers)
            made = [make_page_of(page) for page in plan.pages]
        except TooWideError:
            self.site = self.plan_everything(content)
            return
        for path in plan.dropped:
            self.site.pop(path, None)
        self.site |= {page.path: page for page in made}

    def path(self, number: int) -> str:
        """Return an article's path: 0 is the newest."""
        ordered = sorted(self.articles.values(), key=lambda article: article.key, reverse=True)
        return ordered[number % len(ordered)].path

    @rule(count=st.integers(1, 3))
    def save_several(self, count: int) -> None:
        """The next edits are published together."""
        self.waiting = count + 1

    @rule(number=_NUMBER, fields=_CHANGES)
    def change(self, number: int, fields: Mapping[str, Any]) -> None:
        """Front matter."""
        path = self.path(number)
        self.articles[path] = sound(replace(self.articles[path], **fields))

    @rule(number=_NUMBER, other=_NUMBER)
    def change_body(self, number: int, other: int) -> None:
        """The text, and what it links to."""
        path = self.path(number)
        self.bodies[path] = link(self.path(other)) + f"<p>{other}</p>"
        self.told.add(path)

    @rule(number=_NUMBER, comments=st.integers(0, 2))
    def comment(self, number: int, comments: int) -> None:
        """Comments come in or go."""
        article = self.articles[self.path(number)]
        self.comments[article.slug] = tuple(make_comment(str(place)) for place in range(comments))
        self.told.add(article.path)

    @rule(number=_NUMBER, name=st.integers(1, 3), fields=_CHANGES, date=_MOMENTS)
    def add(self, number: int, name: int, fields: Mapping[str, Any], date: datetime) -> None:
        """A new article."""
        if f"articles/them-{name}.md" not in self.articles:
            like = self.articles[self.path(number)]
            made = replace(like, path=f"articles/them-{name}.md", slug=f"them-{name}", legacy=None, date=date)
            self.articles[made.path] = sound(replace(made, **fields))

    @rule(number=_NUMBER)
    def delete(self, number: int) -> None:
        """An article goes."""
        del self.articles[self.path(number)]

    @rule(number=_NUMBER, name=st.sampled_from(["ten-1", "ten-2", ""]), folder=st.sampled_from(["", "2026/"]))
    def rename(self, number: int, name: str, folder: str) -> None:
        """An article gets another name, its file another place, or both."""
        path = self.path(number)
        article = self.articles[path]
        slug = name or article.slug
        new = f"articles/{folder}{slug}.md"
        if new in self.articles or any(other.slug == slug for other in self.articles.values() if other is not article):
            return
        del self.articles[path]
        self.articles[new] = replace(article, slug=slug, path=new)
        if path in self.bodies:
            self.bodies[new] = self.bodies.pop(path)

    @rule(
        now=st.sampled_from(
            [NOW, NOW + timedelta(minutes=1), at("2026-03-02"), at("2026-03-05 12:00"), at("2025-06-01")]
        )
    )
    def look_at(self, now: datetime) -> None:
        """Time goes on, or back."""
        self.now = now

    def teardown(self) -> None:
        """Forget everything."""
        self.memory.close()
        shutil.rmtree(self.folder)


def sound(article: Article) -> Article:
    """Return an article without what no reader of files lets through."""
    late = article.expires is not None and article.expires <= article.date
    early = article.modified is not None and article.modified < article.date
    return replace(article, expires=None if late else article.expires, modified=None if early else article.modified)


def link(path: str) -> str:
    """Return a body that links to a file of the content folder."""
    return f'<p><a href="{{filename}}/{path}">tin</a></p>'


def targets(text: str, source: str) -> set[str]:
    """Return the files that a body names."""
    return {
        resolve_reference(html.unescape(found), source) for found in re.findall(r'href="(\{filename\}[^"]*)"', text)
    }


def recollection(memory: Store) -> dict[str, Any]:
    """Return all that planning remembers."""
    lists = {name: memory.entries(name, 0, count) for name, count in memory.names("")}
    records = {name: list(memory.records(name, str).items()) for name in (DATED, MAPS, OLD, REDIRECTS)}
    return {"lists": lists, "records": records, "spellings": list(memory.items("spellings"))}


def test_following_up_plans_the_same_pages() -> None:
    """For every sequence of edits."""
    run_state_machine_as_test(Planning, settings=settings(max_examples=_EXAMPLES, stateful_step_count=_STEPS))
