"""Small builders of values for tests: everything has a default, so that a test names only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from plugins.archives.frame import make_frame
from plugins.archives.memory import PlanMemory
from plugins.archives.pages import plan_site as plan_whole
from plugins.archives.parts import Assets, Frame
from plugins.archives.plan import Plan
from plugins.archives.reach import Referrers, Shift
from plugins.archives.reached import follow, know, plan_reached
from plugins.archives.views import Page, View
from plugins.newsroom.article import Article, Body, Comment, Rating, StaticPage
from plugins.newsroom.content import Content
from plugins.newsroom.moment import ZONE
from plugins.newsroom.site import Category, Identity, Media, Site

V = TypeVar("V", bound=View)

ASSETS = Assets(
    stylesheet="/static/style-0.css",
    script="/static/js-0/main.js",
    search_script="/static/js-0/search/view.js",
    search_worker="/static/js-0/search/worker.js",
    icon="/static/img-0/icon.svg",
    touch_icon="/static/img-0/icon-180.png",
    large_icon="/static/img-0/icon-512.png",
)

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=ZONE)

CATEGORIES = (
    Category(slug="kinh-te", name="Kinh tế"),
    Category(slug="xa-hoi", name="Xã hội"),
    Category(slug="giao-duc", name="Giáo dục", parent="xa-hoi"),
)


def at(text: str) -> datetime:
    """Return the moment of an ISO text such as `2019-06-24 22:33`, in the portal's time zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def make_article(slug: str = "tin", date: str | datetime = "2019-06-24 22:33", **fields: Any) -> Article:
    """Return an article in `kinh-te`; *fields* are further ones of `Article`."""
    moment = at(date) if isinstance(date, str) else date
    article = Article(
        path=f"articles/{moment:%Y}/{moment:%m}/{slug}.md",
        slug=slug,
        title=f"Tiêu đề {slug}",
        date=moment,
        category="kinh-te",
        summary=f"Tóm tắt {slug}.",
    )
    return replace(article, **fields)


def make_articles(count: int, **fields: Any) -> tuple[Article, ...]:
    """Return articles `tin-0000`, `tin-0001`, …, each an hour after the one before it, from 2019 on."""
    start = at("2019-01-01 00:00")
    return tuple(make_article(f"tin-{i:04}", start + timedelta(hours=i), **fields) for i in range(count))


def make_page(slug: str, **fields: Any) -> StaticPage:
    """Return a static page; *fields* are further ones of `StaticPage`."""
    return replace(StaticPage(path=f"pages/{slug}.md", slug=slug, title=f"Trang {slug}"), **fields)


def make_rating(points: int, votes: int) -> Rating:
    """Return a rating; it need not be a valid one."""
    return Rating(points=points, votes=votes)


def make_comment(identifier: str, reply_to: str = "", text: str = "Đồng ý.") -> Comment:
    """Return an approved comment."""
    return Comment(id=identifier, name="Bạn đọc", time=at("2019-07-01 09:00"), text=text, reply_to=reply_to)


def make_site(categories: Sequence[Category] = CATEGORIES, **fields: Any) -> Site:
    """Return site data with a name and an address; *fields* are further ones of `Site`."""
    site = Site(
        identity=Identity(name="Cổng tin thử", base_url="https://tin.example.vn/"), categories=tuple(categories)
    )
    return replace(site, **fields)


def make_content(
    articles: Iterable[Article] = (),
    *,
    site: Site | None = None,
    bodies: Mapping[str, str] | None = None,
    comments: Mapping[str, tuple[Comment, ...]] | None = None,
    media: Iterable[Media] = (),
    pages: Iterable[StaticPage] = (),
) -> Content:
    """
    Return a content folder without problems.

    Args:
        articles: In any order.
        site: Site data; the default is `make_site()`.
        bodies: `Article.slug` → HTML, where it is not `<p>Thân bài.</p>`.
        comments: `Article.slug` → comments.
        media: Files below `content/media/`; each is found at "/" and its path.
        pages: Static pages, in any order; `bodies` are asked for theirs too.
    """
    ordered = tuple(sorted(articles, key=lambda article: article.key))
    texts = tuple(sorted(pages, key=lambda page: (page.order, page.slug)))
    sources = [(article.path, article.slug) for article in ordered] + [(page.path, page.slug) for page in texts]
    html = bodies or {}
    return Content(
        site=site or make_site(),
        articles=ordered,
        pages=texts,
        bodies={path: Body(html=html.get(slug, "<p>Thân bài.</p>")) for path, slug in sources},
        comments=comments or {},
        media={f"/{file.path}": file for file in media},
        problems=(),
    )


def make_content_frame(content: Content, now: datetime = NOW, *, production: bool = True) -> Frame:
    """Return the site's constants of *content*."""
    return make_frame(content, now, ASSETS, production)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A planned page, and what is on it."""

    path: str
    template: str
    view: View
    source: str


def make_page_of(page: Page) -> MadePage:
    """Return *page* with what is on it."""
    return MadePage(page.path, page.template, page.view, page.source)


def plan_site(content: Content, now: datetime = NOW, *, production: bool = True) -> dict[str, MadePage]:
    """Return file → page of the whole site; no file is claimed twice."""
    frame = make_content_frame(content, now, production=production)
    pages = [make_page_of(page) for page in plan_whole(content, now, frame, "/search/root-0.json").pages]
    made = {page.path: page for page in pages}
    assert len(made) == len(pages)
    return made


def plan_shift(content: Content, memory: PlanMemory, shift: Shift, search_root: str, referrers: Referrers) -> Plan:
    """Return the plan of what *shift* can reach, as a build makes it in two steps; the memory is brought up to date."""
    shift, reach = follow(content, memory, shift, referrers)
    known = know(content, memory, make_content_frame(content, shift.now), shift.now, search_root)
    return plan_reached(known, shift, reach)


def view_of(pages: Mapping[str, MadePage], path: str, kind: type[V]) -> V:
    """Return what is on the page in *path*, which is of *kind*."""
    found = pages[path].view
    assert isinstance(found, kind)
    return found
