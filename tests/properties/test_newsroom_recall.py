from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hypothesis import event, given, settings, strategies as st
from PIL import Image

from plugins.newsroom.article import Article
from plugins.newsroom.change import Change
from plugins.newsroom.content import Content
from plugins.newsroom.memory import Memory
from plugins.newsroom.problem import errors
from plugins.newsroom.reading import read_content
from plugins.newsroom.recall import read_changes
from plugins.press.store import Store

_EXAMPLES: Final = 2 * settings().max_examples
_CATEGORIES: Final = "- {slug: kinh-te, name: Kinh tế}\n- {slug: xa-hoi, name: Xã hội}\n"
_PLACES: Final = ("articles/2026/a.md", "articles/2026/b.md", "articles/c.md", "articles/d.md", "articles/2025/e.md")
_LINKS: Final = (
    "{filename}/articles/2026/a.md",
    "{filename}/articles/c.md",
    "{filename}d.md",
    "/kinh-te/a.html",
    "/kinh-te/b.html",
    "/xa-hoi/c.html?x=1",
    "d.html",
    "/gioi-thieu.html",
    "/nhap.html",
    "/tin/cu.aspx",
    "/tin/e.html",
    "http://localhost:8000/kinh-te/e.html",
    "https://example.org/kinh-te/a.html",
    "/media/2026/tep.pdf",
    "{static}/media/2026/anh.png",
)
_OLD: Final = ("/tin/cu.aspx", "/tin/e.html", "/kinh-te/b.html", "/cu?id=1", "/cu?id=2", "/cu", "/T%C3%ACm")


@dataclass(frozen=True, slots=True)
class Write:
    """A file that gets new content; None: it is deleted."""

    path: str
    data: bytes | None

    def on(self, folder: Path) -> None:
        """Do it."""
        file = folder / self.path
        if self.data is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.data)


@dataclass(frozen=True, slots=True)
class Move:
    """A file that gets another name."""

    path: str
    to: str

    def on(self, folder: Path) -> None:
        """Do it, where there is one."""
        if (folder / self.path).exists():
            (folder / self.to).parent.mkdir(parents=True, exist_ok=True)
            (folder / self.path).rename(folder / self.to)


Edit = Write | Move


@st.composite
def _legacy(draw: st.DrawFn) -> str:
    """What the old portal called an article."""
    paths = draw(st.lists(st.sampled_from(_OLD), max_size=2, unique=True))
    number = draw(st.sampled_from(("", "id: 1", "id: 2")))
    return f"legacy: {{{', '.join(filter(None, (number, f'paths: {paths}')))}}}"


_FEATURES: Final = {
    "slug": st.sampled_from(("slug: a", "slug: b", "slug: moi", "slug: index")),
    "status": st.sampled_from(("status: draft", "status: review", "status: hidden")),
    "tags": st.sampled_from(("tags: [Hòa]", "tags: [hòa]", "tags: [Hoà]", "tags: [y tế, Hòa]")),
    "authors": st.sampled_from(("authors: [Lê Hoà]", "authors: [Lê Hòa]", "authors: [LÊ HOÀ]", "authors: [Tổ báo]")),
    "legacy": _legacy(),
    "withdrawn": st.just("withdrawn: {reason: Sai, date: 2026-02-03}"),
    "image": st.sampled_from(("anh.png", "anh2.png")).map("image: {{src: /media/2026/{}, alt: Ảnh}}".format),
    "rating": st.sampled_from(("rating: {points: 4, votes: 1}", "rating: {points: 5, votes: 5}")),
    "date": st.sampled_from(("date: 2026-02-01", "date: 2026-02-03", "date: 2026-01-03")),
    "category": st.just("category: xa-hoi"),
    "body": st.sampled_from(("Mở đầu.", "Lời **đầu**.")),
    "links": st.lists(st.sampled_from(_LINKS), min_size=1, max_size=2).map(
        lambda links: "\n\n".join(f"[chữ]({link})" for link in links)
    ),
}


@st.composite
def _article(draw: st.DrawFn) -> bytes:
    """The text of an article that says little."""
    names = draw(st.lists(st.sampled_from(sorted(_FEATURES)), max_size=3, unique=True))
    said = {"title": draw(st.sampled_from(("title: Một", "title: Hai")))}
    said |= {"date": "date: 2026-01-02", "category": "category: kinh-te"}
    said |= {name: draw(_FEATURES[name]) for name in names}
    body = "\n\n".join(("Tóm tắt.", said.pop("body", ""), said.pop("links", "")))
    return ("---\n" + "\n".join(said.values()) + f"\n---\n\n{body}\n").encode()


def _picture(colour: str) -> bytes:
    with tempfile.TemporaryFile() as file:
        Image.new("RGB", (4, 3), colour).save(file, "PNG")
        file.seek(0)
        return file.read()


_PICTURES: Final = (_picture("red"), _picture("blue"), b"no picture")
_FIGURES: Final = (
    "a: {views: 3}\n",
    "a: {views: 3}\nb: {points: 4, votes: 1}\n",
    "c: {views: 1}\n",
    "moi: {views: 2}\n",
)
_HOME: Final = ("pinned: [{article: a}]\n", "hot: [{article: d}]\n", "")
_COMMENT: Final = "- {name: An, time: 2026-02-03 08:00, text: Hay}\n"

_ARTICLES: Final = st.builds(Write, st.sampled_from(_PLACES), _article())
EDITS: Final = st.one_of(
    _ARTICLES,
    _ARTICLES,
    _ARTICLES,
    st.builds(Write, st.sampled_from(_PLACES), st.none()),
    st.builds(Move, st.sampled_from(_PLACES), st.sampled_from((*_PLACES, "articles/2026/c.md"))),
    st.builds(
        Write,
        st.sampled_from(("comments/a.yaml", "comments/b.yaml")),
        st.sampled_from(
            (None, _COMMENT.encode(), b"", (_COMMENT + "- {name: Ba, time: 2026-02-03, text: Ừ}\n").encode())
        ),
    ),
    st.builds(
        Write,
        st.sampled_from(("figures/2026-01.yaml", "figures/2026-02.yaml")),
        st.sampled_from((None, *(text.encode() for text in _FIGURES))),
    ),
    st.builds(Write, st.just("site/home.yaml"), st.sampled_from(_HOME).map(str.encode)),
    st.builds(
        Write,
        st.sampled_from(("media/2026/anh.png", "media/2026/anh2.png")),
        st.none() | st.sampled_from(_PICTURES),
    ),
    st.builds(Write, st.just("media/2026/tep.pdf"), st.sampled_from((None, b"%PDF"))),
    st.builds(Write, st.just("articles/.a.md.swp"), st.sampled_from((None, b"x"))),
    st.builds(Write, st.just("articles/ghi-chu"), st.sampled_from((None, b"x"))),
)


@contextmanager
def folders() -> Iterator[tuple[Path, Path]]:
    """A content folder that holds what nearly all hold, and one for what is remembered."""
    whole = Path(tempfile.mkdtemp())
    folder, state = whole / "content", whole / "state"
    for path, text in {
        "site/categories.yaml": _CATEGORIES,
        "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\n[a](/kinh-te/a.html)\n",
        "pages/nhap.md": "---\ntitle: Nháp\nstatus: draft\n---\n\nChữ.\n",
        "articles/2026/a.md": "---\ntitle: Một\ndate: 2026-01-01\ncategory: kinh-te\n---\n\nChữ.\n",
        "articles/c.md": "---\ntitle: Ba\ndate: 2026-01-02\ncategory: xa-hoi\nlegacy: {id: 9}\n---\n\n[d](d.html)\n",
    }.items():
        Write(path, text.encode()).on(folder)
    try:
        yield folder, state
    finally:
        shutil.rmtree(whole)


def _read(folder: Path, state: Path) -> tuple[Content, Change]:
    """Read what is new, and remember it where a build would: not with an error in it."""
    store = Store(state, "1")
    try:
        content, change = read_changes(folder, Memory(store), store.reason)
        content = _held(content)
        if not errors(content.problems):
            store.commit()
    finally:
        store.close()
    return content, change


def _held(content: Content) -> Content:
    """Return the content with everything looked up."""
    return Content(
        site=content.site,
        articles=tuple(sorted(content.heads.values(), key=lambda article: (*article.key, article.path))),
        pages=content.pages,
        bodies=dict(content.bodies),
        comments=dict(content.comments),
        media=dict(content.media),
        problems=content.problems,
        heads=dict(content.heads),
        by_slug=dict(content.by_slug),
    )


def _difference(before: Content, after: Content) -> Change:
    """Find what differs by comparing two whole contents."""
    pairs: dict[str, tuple[Article | None, Article | None]] = {}
    for slug in before.by_slug.keys() | after.by_slug.keys():
        old, new = before.find(slug), after.find(slug)
        if old != new:
            pairs[slug] = (old, new)
    return Change(
        articles=tuple(pair for _, pair in sorted(pairs.items())),
        bodies=tuple(
            sorted(
                path
                for path, article in after.heads.items()
                if path in before.heads and before.bodies[path] != after.bodies[article.path]
            )
        ),
        comments=tuple(
            sorted(
                slug
                for slug in before.comments.keys() | after.comments.keys()
                if before.comments.get(slug, ()) != after.comments.get(slug, ())
            )
        ),
        media=tuple(
            sorted(
                url for url in before.media.keys() | after.media.keys() if before.media.get(url) != after.media.get(url)
            )
        ),
    )


def _by_slug(change: Change) -> Mapping[str, tuple[Article | None, Article | None]]:
    found: dict[str, tuple[Article | None, Article | None]] = {}
    for before, after in change.articles:
        if before is not None and after is not None and before.slug != after.slug:  # one file, two slugs
            found[before.slug], found[after.slug] = (before, None), (None, after)
        elif article := after or before:
            found[article.slug] = (before, after)
    return found


@settings(max_examples=_EXAMPLES)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=2), min_size=1, max_size=10))
def test_what_is_followed_up_is_what_reading_everything_finds(steps: list[list[Edit]]) -> None:
    """
    After any edits the content that is looked up equals the one that is read anew, its problems included,
    and what is said to have changed is what differs.
    """
    with folders() as (folder, state):
        known, change = _read(folder, state)
        assert change.everything
        for step in steps:
            for edit in step:
                edit.on(folder)
            content, change = _read(folder, state)
            plain = read_content(folder)
            assert content.problems == plain.problems
            event("everything" if change.everything else "followed up" if not change.is_nothing else "nothing")
            if errors(plain.problems):
                assert change.everything
                continue
            assert content == plain
            if not change.everything:
                expected = _difference(known, plain)
                assert _by_slug(change) == _by_slug(expected)
                assert (change.bodies, change.comments, change.media) == (
                    expected.bodies,
                    expected.comments,
                    expected.media,
                )
            known = plain
