from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from hypothesis import example, given, strategies as st

from plugins.newsroom.article import Article, Body, Image, Legacy, Withdrawal
from plugins.newsroom.body import render_body
from plugins.newsroom.finding import Finding
from plugins.newsroom.links import decode_path
from plugins.newsroom.references import files_of, links_of, references_of
from plugins.newsroom.rules import body_files, check_files
from plugins.newsroom.rules_links import Addresses, check_links
from plugins.newsroom.rules_withdrawn import check_withdrawn
from tests.builders import make_article

BASE = "https://vidu.gov.vn"
ADDRESSES = Addresses((), (), (), frozenset(), frozenset(), BASE)

_PIECES = st.lists(
    st.sampled_from(
        [
            "chữ ",
            "\n\n",
            ' href="/giả" ',
            " href=",
            "[a](/kinh-te/b.html)",
            "[b](/media/2026/t%E1%BB%87p.pdf?x=1)",
            "[c]({filename}c.md#muc)",
            "[d]({static}/media/d.png)",
            "[e](https://vidu.gov.vn/e&amp;f.html)",
            "[g](https://example.org/)",
            "[h](//vidu.gov.vn/h)",
            "![i](/media/i.png)",
            "[![j](/media/j.png)](/media/j.pdf)",
            "<a href='/k.html'>k</a>",
            "[l](#muc)",
            "[m](mailto:a@b.vn)",
        ]
    ),
    max_size=8,
).map("".join)


@given(_PIECES)
def test_without_its_text_a_body_says_the_same(source: str) -> None:
    """Every rule about links and files finds in what is left of a body what it finds in the body."""
    withdrawal = Withdrawal(reason="Sai", date=make_article().date)
    article = make_article("a", withdrawn=withdrawal, image=Image(src="/media/x.png", alt="Ảnh"))
    body = render_body(source, article.path, 1, is_legacy=False, takes_lead=False).body
    links = links_of(body)
    assert "chữ" not in links.html
    assert list(body_files(links)) == list(body_files(body))
    assert _find_all(article, links) == _find_all(article, body)
    assert set(references_of(article, links, ADDRESSES)) == set(references_of(article, body, ADDRESSES))


def _find_all(article: Article, body: Body) -> list[Finding]:
    """Return what the rules that look at bodies find."""
    bodies = {article.path: body}
    return [
        *check_files((article,), bodies, {"/media/i.png"}, ()),
        *check_links((article,), bodies, ADDRESSES),
        *check_withdrawn((article,), bodies, {"/media/j.png"}),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "http",
                "https",
                ":",
                "//",
                "/",
                "vidu.gov.vn",
                "VIDU.gov.vn",
                "a.vn",
                ":443",
                "@",
                "?",
                "#",
                "\t",
                "\n",
                "\\",
                " ",
                "x",
                "%2F",
                "[",
                "]",
                "..",
                "à",
            ]
        ),
        max_size=8,
    ).map("".join)
)
@example("https://vidu.gov.vn")
@example("https://vidu.gov.vn\n")
@example("https://vidu.gov.vn.a.vn/x")
def test_links_to_elsewhere_are_told_from_our_own(address: str) -> None:
    """The short cut for links to other hosts leaves out none that leads to the portal, however it is written."""
    try:
        parts = urlsplit(urljoin(f"{BASE}/kinh-te/a.html", address))
    except ValueError:
        expected = None
    else:
        is_ours = parts.scheme in ("http", "https") and parts.netloc.lower() == "vidu.gov.vn"
        expected = (decode_path(parts.path) or "/") if is_ours else None
    assert ADDRESSES.path_of(address, "/kinh-te/a.html") == expected


def test_what_an_article_refers_to() -> None:
    """Files that front matter and body name, addresses on the portal, and what the old portal called it."""
    article = make_article(
        "a",
        path="articles/2026/a.md",
        image=Image(src="/media/%E1%BA%A3nh.png", alt="Ảnh"),
        legacy=Legacy(id=7, paths=("/T%C3%ACm.aspx?id=1",)),
    )
    body = Body(
        html='<a href="{filename}b.md#x">b</a> <a href="/x.html?y">x</a> <a href="https://a.vn/">a</a>',
        links=("{filename}b.md#x",),
        images=("/media/c.png",),
    )
    assert sorted(references_of(article, links_of(body), ADDRESSES)) == [
        "file:articles/2026/b.md",
        "file:media/c.png",
        "file:media/ảnh.png",
        "href:/x.html",
        "number:7",
        "old:/Tìm.aspx",
        "old:/Tìm.aspx?id=1",
    ]
    assert files_of(article, Body(html="")) == {"media/ảnh.png"}
