"""Plans what a build has to make, all pages or those that a change can reach, and hands them to the press."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from plugins.archives.categories import CategoryTree
from plugins.archives.colours import make_rules
from plugins.archives.frame import make_frame
from plugins.archives.memory import moment_of, remember, text_of
from plugins.archives.pages import plan_site
from plugins.archives.parts import Assets
from plugins.archives.reach import Reach, Shift
from plugins.archives.reached import TooWideError, follow, know, plan_reached
from plugins.archives.redirects import REDIRECT, find_redirects, serving_records
from plugins.archives.register import Pair, Register
from plugins.archives.standing import GONE, HIDDEN, LISTED
from plugins.archives.visibility import is_public, listed, next_due, site_moments
from plugins.newsroom.change import Change
from plugins.newsroom.codec import decode, encode
from plugins.newsroom.content import Content
from plugins.press.assets import Bundle, bundle
from plugins.press.store import Store
from plugins.press.writer import NeedsEverythingError, Writer

FACTS: Final = "archives"
"""The kind of what is remembered here: `now`, `frame`, `theme` and `assets`."""


class PagePlanner:
    """Renders the pages of the context's `CONTENT`; publishes the theme's files and what a server needs to know."""

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, theme: str, output: str
    ) -> None:
        del path, output
        self._context = context
        self._production = bool(settings["PRODUCTION"])
        self._theme = Path(theme)
        self._store: Store = context["STORE"]

    @classmethod
    def offer(cls, portal: object) -> type[PagePlanner]:
        """Answer Pelican's question for a generator."""
        del portal
        return cls

    def generate_context(self) -> None:
        """
        Count what will be on the site, find when it next changes by itself, and follow up what is different.

        Raises:
            NeedsEverythingError: What is different reaches further than can be told page by page.
        """
        content, change = self._context["CONTENT"], self._context["CHANGE"]
        rules = make_rules(content.site.appearance.colours)
        theme = theme_digest(self._theme, rules)
        self._bundle = None if self._remembered("theme") == theme else bundle(self._theme / "static", rules)
        assets = _assets(self._bundle) if self._bundle else decode(self._store.get(FACTS, "assets") or b"", Assets)
        self._frame = make_frame(content, self._context["NOW"], assets, self._production)
        if change.everything:
            self._context["ARTICLES"] = len(listed(content, self._context["NOW"]))
            self._context["PUBLIC"] = sum(is_public(article, self._context["NOW"]) for article in content.articles)
            self._context["DUE"] = next_due(content, self._context["NOW"])
        else:
            if self._bundle is not None:
                raise NeedsEverythingError("giao diện thay đổi (the theme differs)")
            self._follow(content, change)
        for name, value in (("theme", theme.encode()), ("assets", encode(assets)), ("frame", encode(self._frame))):
            self._store.put(FACTS, name, value)
        self._store.put(FACTS, "now", text_of(self._context["NOW"]).encode())

    def _remembered(self, name: str) -> str:
        return (self._store.get(FACTS, name) or b"").decode()

    def _follow(self, content: Content, change: Change) -> None:
        """Bring the register up to date and find what the change can reach."""
        now, before = self._context["NOW"], moment_of(self._remembered("now"))
        if before is None or before > now:
            raise NeedsEverythingError(
                "trang lần trước thể hiện một thời điểm sau (the last build showed a later moment)"
            )
        if any(before < moment <= now for moment in site_moments(content.site)):
            raise NeedsEverythingError("một mục của trang vừa đến hạn (something in site data has become due)")
        if self._store.get(FACTS, "frame") != encode(self._frame):
            raise NeedsEverythingError("phần chung của mọi trang thay đổi (what surrounds every page differs)")
        shift = Shift(
            pairs=(*change.articles, *_seen_otherwise(content, change, self._store)),
            bodies=tuple(_bodies(content, change, self._store)),
            before=before,
            now=now,
        )
        try:
            self._shift, self._reach = follow(content, self._store, shift, self._referrers)
        except TooWideError as wide:
            raise NeedsEverythingError(str(wide)) from wide
        self._context["SHIFT"], self._context["MOVES"] = self._shift, self._reach.moves
        count = self._store.count
        self._context["ARTICLES"] = count(LISTED)
        self._context["PUBLIC"] = count(LISTED) + count(HIDDEN) + count(GONE)
        self._context["DUE"] = _next_due(content, self._store, now)

    def _referrers(self, path: str) -> list[str]:
        return self._store.referrers(f"file:{path}")

    def generate_output(self, writer: Writer) -> None:
        """
        Render what is to be rendered, publish the theme's files, and record where old addresses lead.

        Raises:
            NeedsEverythingError: A page comes or goes where an old address leads.
        """
        content, now = self._context["CONTENT"], self._context["NOW"]
        if self._context["CHANGE"].everything:
            self._write_everything(writer, content, now)
        else:
            self._write_reached(writer, content, now, self._shift, self._reach)

    def _write_everything(self, writer: Writer, content: Content, now: datetime) -> None:
        theme = self._bundle or bundle(self._theme / "static", make_rules(content.site.appearance.colours))
        for path, data in theme.files.items():
            writer.file(path, data, f"theme/{path}")
        plan = plan_site(content, now, self._frame, self._context["SEARCH_ROOT"])
        writer.pages(plan.pages, self._frame)
        taken = {page.path for page in plan.pages if page.template != REDIRECT}
        for name, data in serving_records(find_redirects(content, now, taken), self._frame.base_url):
            writer.record(name, data)
        remember(self._store, content, plan, now)

    def _write_reached(self, writer: Writer, content: Content, now: datetime, shift: Shift, reach: Reach) -> None:
        try:
            known = know(content, self._store, self._frame, now, self._context["SEARCH_ROOT"])
            plan = plan_reached(known, shift, reach)
        except TooWideError as wide:
            raise NeedsEverythingError(str(wide)) from wide
        for path in plan.dropped:
            writer.drop(path)
        writer.pages(plan.pages, self._frame)
        writer.keep_rest()


def theme_digest(folder: Path, rules: str) -> str:
    """Return what stands for the theme: its files' paths and bytes, and the operator's *rules* of style."""
    state = hashlib.blake2b(rules.encode(), digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            state.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            state.update(data)
    return state.hexdigest()


def _bodies(content: Content, change: Change, store: Store) -> Iterator[str]:
    """Yield the articles and static pages whose page shows another body, other comments or another file."""
    yield from change.bodies
    for slug in change.comments:
        if (article := content.find(slug)) is not None:
            yield article.path
    for address in change.media:
        yield from store.referrers(f"file:{address.removeprefix('/')}")


def _seen_otherwise(content: Content, change: Change, store: Store) -> Iterator[Pair]:
    """Yield the articles that are the same and whose picture is another one."""
    named = {article.path for pair in change.articles for article in pair if article is not None}
    for address in change.media:
        for path in store.referrers(f"file:{address.removeprefix('/')}"):
            article = content.heads.get(path)
            if article is not None and path not in named:
                named.add(path)
                yield article, article


def _next_due(content: Content, store: Store, now: datetime) -> datetime | None:
    """Return when the site next changes by itself."""
    article = Register(store, CategoryTree(content.site.categories), content.heads.__getitem__).next_due(now)
    moments = (*site_moments(content.site), *(() if article is None else (article,)))
    return min((moment for moment in moments if moment > now), default=None)


def _assets(theme: Bundle) -> Assets:
    return Assets(
        stylesheet=theme.stylesheet,
        script=theme.scripts + "main.js",
        search_script=theme.scripts + "search/view.js",
        search_worker=theme.scripts + "search/worker.js",
        icon=theme.images + "icon.svg",
        touch_icon=theme.images + "icon-180.png",
        large_icon=theme.images + "icon-512.png",
    )
