"""Where old addresses lead."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plugins.archives.redirects import find_redirects, is_plain, old_addresses, serving_records
from plugins.archives.views import ArticlePage, RedirectPage
from plugins.newsroom.article import Article, Legacy, Status, Withdrawal
from tests.builders import NOW, make_article, make_content, plan_site, view_of

WITHDRAWAL = Withdrawal(reason="theo yêu cầu", date=NOW)


def moved(slug: str, *paths: str, number: int | None = None, **fields: Any) -> Article:
    """Return an article with old addresses."""
    return make_article(slug, legacy=Legacy(id=number, paths=paths), **fields)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/cu/tin-5.html", True),
        ("/vi/news/cu/tin-5.html", True),
        ("/cu/tin/", True),
        ("/tin%20c%C5%A9.html", True),
        ("/cu/tin", False),
        ("/index.php", False),
        ("/index.php?nv=news&op=cu/tin-5.html", False),
        ("/cu/tin-5.html?page=2", False),
        ("/print/cu/tin-5.html", False),
        ("/news/savefile/cu/tin-5.html", False),
        ("/", False),
        ("//may-khac/tin.html", False),
        ("/cu/../tin.html", False),
        ("/cu/%2e%2e/tin.html", False),
        ("/.git/tin.html", False),
        ("/media/tin.html", False),
        ("/static/tin.html", False),
        ("/search/tin.html", False),
        ("/manifest/tin.html", False),
        ("/cu%5Ctin.html", False),
        ("/cu%00tin.html", False),
        (f"/{'a' * 251}.html", False),
    ],
)
def test_plain_paths(address: str, expected: bool) -> None:
    """A file can answer a path that ends in `.html` or `/`; never one that leads into folders of other kinds."""
    assert is_plain(address) is expected


def test_a_page_at_the_old_path() -> None:
    """It leads to the article, absolutely; a path in a folder's form has its index; hidden articles have it too."""
    content = make_content(
        [moved("tin", "/cu/tin-5.html", "/news/tin/"), moved("an", "/an.html", status=Status.HIDDEN)]
    )
    pages = plan_site(content)
    assert list(pages)[-3:] == ["an.html", "cu/tin-5.html", "news/tin/index.html"]
    assert pages["cu/tin-5.html"].template == "redirect.html"
    assert pages["cu/tin-5.html"].source == "articles/2019/06/tin.md"
    assert view_of(pages, "cu/tin-5.html", RedirectPage) == RedirectPage(
        url="/cu/tin-5.html", target="https://tin.example.vn/kinh-te/tin.html", title="Tiêu đề tin"
    )
    assert view_of(pages, "news/tin/index.html", RedirectPage).url == "/news/tin/"


def test_an_accented_path_has_an_accented_file() -> None:
    """Percent-encoded or not, composed or not, it is one file in UTF-8 and NFC."""
    for path in ("/tag/công-nghệ.html", "/tag/c%C3%B4ng-ngh%E1%BB%87.html", "/tag/công-nghệ.html"):
        pages = plan_site(make_content([moved("tin", path)]))
        assert view_of(pages, "tag/công-nghệ.html", RedirectPage).url == "/tag/c%C3%B4ng-ngh%E1%BB%87.html"


def test_an_old_address_never_takes_a_page() -> None:
    """Neither an article's, nor a list's, nor a folder with pages in it, nor its own present one."""
    article = moved("tin", "/kinh-te/khac.html", "/kinh-te/", "/kinh-te/tin.html", "/kinh-te/khac.html/", "/404.html")
    pages = plan_site(make_content([article, make_article("khac")]))
    assert [path for path, page in pages.items() if isinstance(page.view, RedirectPage)] == []
    assert isinstance(pages["kinh-te/khac.html"].view, ArticlePage)


def test_two_that_claim_one_address() -> None:
    """The older article has it; the check names both."""
    content = make_content([moved("b", "/cu.html"), moved("a", "/cu.html")])
    assert view_of(plan_site(content), "cu.html", RedirectPage).target.endswith("/a.html")


def test_a_file_is_no_folder_of_another_redirect() -> None:
    """Of `/cu.html` and `/cu.html/x.html` the first has its page; the server's list has both."""
    content = make_content([moved("tin", "/cu.html/x.html", "/cu.html")])
    pages = plan_site(content)
    assert "cu.html" in pages
    assert "cu.html/x.html" not in pages
    assert len(find_redirects(content, NOW, ()).paths) == 2


def test_what_the_server_is_told() -> None:
    """Every old address with its new one, ids, and what is gone; articles that readers cannot open are left out."""
    content = make_content(
        [
            moved("tin", "/cu/tin-5.html", "/index.php?nv=news&op=cu/tin-5", "/print/cu/tin-5.html#x", number=5),
            moved("het", "/cu/het-6.html", number=6, expires=NOW),
            moved("go", "/cu/go-7.html", "/cu/tin-5.html", number=7, withdrawn=WITHDRAWAL),
            moved("nhap", "/cu/nhap-8.html", number=8, status=Status.DRAFT),
            moved("mai", "/cu/mai-10.html", number=10, date="2026-03-02"),
        ]
    )
    found = find_redirects(content, NOW, {"kinh-te/tin.html"})
    assert dict(found.paths) == {
        "/cu/het-6.html": "/kinh-te/het.html",
        "/cu/tin-5.html": "/kinh-te/tin.html",
        "/index.php?nv=news&op=cu/tin-5": "/kinh-te/tin.html",
        "/print/cu/tin-5.html": "/kinh-te/tin.html",
    }
    assert found.ids == ((5, "/kinh-te/tin.html"), (6, "/kinh-te/het.html"), (7, "/kinh-te/go.html"))
    assert found.withdrawn == ("/cu/go-7.html", "/kinh-te/go.html")


def test_records_are_canonical_json() -> None:
    """Sorted, one entry a line, with the site's own address."""
    content = make_content([moved("tin", "/cũ.html", number=50), moved("b", number=6)])
    records = dict(serving_records(find_redirects(content, NOW, ()), "https://tin.example.vn"))
    assert list(records) == ["address.json", "ids.json", "redirects.json", "withdrawn.json"]
    assert records["ids.json"] == b'{\n "6": "/kinh-te/b.html",\n "50": "/kinh-te/tin.html"\n}\n'
    assert json.loads(records["redirects.json"]) == {"/c%C5%A9.html": "/kinh-te/tin.html"}
    assert records["withdrawn.json"] == b"[]\n"
    assert json.loads(records["address.json"]) == {"base_url": "https://tin.example.vn"}


def test_old_addresses_are_root_relative() -> None:
    """Others name another site."""
    article = moved("tin", "https://cu.example.vn/tin.html", "/a.html", "/a.html#b", "b.html")
    assert old_addresses(article) == ("/a.html",)
