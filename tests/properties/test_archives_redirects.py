"""Redirects of any old addresses: none takes a page, none leads to nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, strategies as st

from plugins.archives.redirects import find_redirects
from plugins.archives.views import RedirectPage
from plugins.newsroom.article import Article, Legacy, Status, Withdrawal
from tests.builders import NOW, make_article, make_content, plan_site

NAMES = st.sampled_from(
    [
        *("kinh-te", "luu-tru", "page-1", "print", "a", "", ".."),
        *("tin-0", "tin-0.html", "tin-1.html", "index.html", "công.html"),
    ]
)
PATHS = st.builds(
    lambda names, end: "/" + "/".join(names) + end,
    st.lists(NAMES, max_size=4),
    st.sampled_from(["", "/", ".html", "?a=1"]),
)
STATES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"status": Status.HIDDEN},
        {"status": Status.DRAFT},
        {"expires": NOW},
        {"withdrawn": Withdrawal(reason="theo yêu cầu", date=NOW)},
    ]
)


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Articles in every state that claim old addresses, the same ones too, and those of pages."""
    claims = draw(st.lists(st.tuples(st.lists(PATHS, max_size=5), st.none() | st.integers(1, 3), STATES), max_size=4))
    return [
        make_article(f"tin-{i}", legacy=Legacy(id=number, paths=tuple(paths)), **state)
        for i, (paths, number, state) in enumerate(claims)
    ]


@given(articles())
def test_redirects_never_clash_with_pages(made: list[Article]) -> None:
    """The pages of the site are the same with and without old addresses, and files and folders stay apart."""
    pages = plan_site(make_content(made))
    plain = plan_site(make_content([replace(article, legacy=None) for article in made]))
    redirects = {path: page.view for path, page in pages.items() if isinstance(page.view, RedirectPage)}
    assert pages.keys() - redirects.keys() == plain.keys()
    folders = {path.rsplit("/", depth)[0] for path in pages for depth in range(1, path.count("/") + 1)}
    assert folders.isdisjoint(pages)
    for path, view in redirects.items():
        target = view.target.removeprefix("https://tin.example.vn/")
        assert target in plain
        assert not {"", "..", "print"} & set(path.split("/"))


@given(articles())
def test_what_the_server_is_told_is_unambiguous(made: list[Article]) -> None:
    """An old address leads to one place that is no redirect itself, and is not gone at the same time."""
    pages = plan_site(make_content(made))
    own = {path for path, page in pages.items() if not isinstance(page.view, RedirectPage)}
    found = find_redirects(make_content(made), NOW, own)
    paths = dict(found.paths)
    assert len(paths) == len(found.paths)
    assert len(dict(found.ids)) == len(found.ids)
    assert all(target[1:] in own for target in paths.values())
    assert paths.keys().isdisjoint(paths.values())
    assert paths.keys().isdisjoint(found.withdrawn)
    assert all(f"/{path}" not in paths for path in own)
    told = {view.url for page in pages.values() if isinstance(view := page.view, RedirectPage)}
    assert told <= paths.keys()
