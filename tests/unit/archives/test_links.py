"""A body on its page: links that lead somewhere, pictures with their sizes."""

from __future__ import annotations

import pytest

from plugins.archives.links import make_places, resolve_body
from plugins.newsroom.site import Media
from tests.builders import make_article

ARTICLE = make_article("cntt")
OTHER = make_article("moi", "2020-01-05 07:00", category="xa-hoi")
PLACES = make_places(
    [ARTICLE, OTHER],
    {
        "/media/anh.jpg": Media(path="media/anh.jpg", width=640, height=480),
        "/media/Bản đồ.png": Media(path="media/Bản đồ.png", width=30, height=20),
        "/media/a&b.pdf": Media(path="media/a&b.pdf"),
        "/media/ve.svg": Media(path="media/ve.svg"),
    },
)


def resolved(body: str) -> str:
    """Return *body* as it stands on the page of ARTICLE."""
    return resolve_body(body, ARTICLE.path, PLACES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="{filename}cntt.md">x</a>', '<a href="/kinh-te/cntt.html">x</a>'),
        ('<a href="{filename}../../2020/01/moi.md#m" title="t">x</a>', '<a href="/xa-hoi/moi.html#m" title="t">x</a>'),
        (
            '<a rel="noopener" href="{static}/media/a&amp;b.pdf">x</a>',
            '<a rel="noopener" href="/media/a&amp;b.pdf">x</a>',
        ),
        (
            '<a href="{static}/media/B%E1%BA%A3n%20%C4%91%E1%BB%93.png">x</a>',
            '<a href="/media/B%E1%BA%A3n%20%C4%91%E1%BB%93.png">x</a>',
        ),
    ],
)
def test_links_to_files_become_addresses(before: str, after: str) -> None:
    """Other attributes and the fragment stay; the address is encoded."""
    assert resolved(before) == after


def test_a_link_without_a_target_loses_its_address_and_keeps_its_words() -> None:
    """An article without a page at the moment, or no file at all: a reader meets no dead link."""
    assert resolved('<p><a href="{filename}nhap.md" title="t">chữ</a></p>') == '<p><a title="t">chữ</a></p>'


@pytest.mark.parametrize(
    "body",
    [
        "<p>Không có gì.</p>",
        '<p><a href="/kinh-te/">x</a> {filename}cntt.md</p>',
        '<pre><code>&lt;a href="{filename}cntt.md"&gt; &lt;img src="/media/anh.jpg"&gt;</code></pre>',
        '<td title="{filename}cntt.md">x</td>',
    ],
)
def test_everything_else_stays_byte_for_byte(body: str) -> None:
    """Text, examples of code and other attributes that look like links are no links."""
    assert resolved(body) == body


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<img src="/media/anh.jpg" alt="Một &quot;ảnh&quot;">',
            '<img src="/media/anh.jpg" alt="Một &quot;ảnh&quot;" width="640" height="480"',
        ),
        (
            '<img alt="" src="{static}/media/anh.jpg">',
            '<img alt="" src="/media/anh.jpg" width="640" height="480"',
        ),
        (
            '<img src="/media/anh.jpg" alt="x" width="99" height="1">',
            '<img src="/media/anh.jpg" alt="x" width="640" height="480"',
        ),
        (
            '<img src="/media/B%E1%BA%A3n%20%C4%91%E1%BB%93.png" alt="x">',
            '<img src="/media/B%E1%BA%A3n%20%C4%91%E1%BB%93.png" alt="x" width="30" height="20"',
        ),
        ('<img src="/media/ve.svg" alt="x">', '<img src="/media/ve.svg" alt="x"'),
        ('<img src="/media/khong-co.png" alt="x">', '<img src="/media/khong-co.png" alt="x"'),
        ('<img src="{static}/media/khong-co.png" alt="x">', '<img alt="x"'),
    ],
)
def test_pictures_get_size_and_load_when_needed(before: str, after: str) -> None:
    """Each picture has the file's size where that is known, and does not hold up the page."""
    assert resolved(f"<p>{before}</p>") == f'<p>{after} loading="lazy" decoding="async"></p>'


def test_resolving_twice_changes_nothing() -> None:
    """A resolved body has no open places."""
    once = resolved('<p><a href="{filename}cntt.md">x</a><img src="/media/anh.jpg" alt="x"></p>')
    assert resolved(once) == once
