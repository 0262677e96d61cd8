"""The contents of a long article."""

from __future__ import annotations

from plugins.archives.headings import FEWEST, SHORTEST, name_headings
from plugins.archives.parts import Link

LONG = "<p>" + "a" * SHORTEST + "</p>"


def test_headings_get_names_that_links_lead_to() -> None:
    """Names come from the words, without markup and with entities read; equal words get numbers, signs a place."""
    body = f"<h2>Đất &amp; <em>nước</em></h2>{LONG}<h2>Ai?</h2><h3>b</h3><h2>Ai?</h2><h2>★</h2>"
    named, links = name_headings(body)
    assert links == (
        Link(url="#muc-dat-nuoc", text="Đất & nước"),
        Link(url="#muc-ai", text="Ai?"),
        Link(url="#muc-ai-2", text="Ai?"),
        Link(url="#muc-4", text="★"),
    )
    assert named == (
        f'<h2 id="muc-dat-nuoc">Đất &amp; <em>nước</em></h2>{LONG}<h2 id="muc-ai">Ai?</h2><h3>b</h3>'
        '<h2 id="muc-ai-2">Ai?</h2><h2 id="muc-4">★</h2>'
    )


def test_a_short_article_stays_as_it_is() -> None:
    """Few headings or little text need no list."""
    few = LONG + "<h2>a</h2>" * (FEWEST - 1)
    little = "<h2>a</h2>" * 9
    assert name_headings(few) == (few, ())
    assert name_headings(little) == (little, ())
