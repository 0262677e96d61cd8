"""
What a parser lets pass and HTML forbids: ids twice, references to nothing, elements where they may not stand.

The rules are those of the standard's content models for the elements that the theme uses.
Source: https://html.spec.whatwg.org/multipage/indices.html#elements-3
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import html5lib
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import parse

PHRASING: Final = frozenset(
    {
        *("a", "abbr", "b", "br", "button", "cite", "code", "del", "em", "i", "img", "input", "ins", "kbd", "label"),
        *("mark", "picture", "q", "s", "script", "select", "small", "source", "span", "strong", "sub", "sup", "svg"),
        *("time", "u", "var", "wbr"),
    }
)
ONLY_PHRASING: Final = frozenset(
    {
        *("b", "button", "em", "h1", "h2", "h3", "h4", "h5", "h6", "label", "p", "small", "span", "strong", "sub"),
        *("sup", "time"),
    }
)
INTERACTIVE: Final = frozenset({"a", "button", "details", "input", "label", "select", "textarea"})
CHILDREN: Final = {
    "dl": {"dt", "dd", "div"},
    "ol": {"li"},
    "picture": {"source", "img"},
    "select": {"option", "optgroup"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "tr": {"th", "td"},
    "ul": {"li"},
}
PARENTS: Final = {
    "figcaption": {"figure"},
    "legend": {"fieldset"},
    "li": {"ol", "ul"},
    "source": {"picture"},
    "summary": {"details"},
}
NEEDED: Final = {
    "img": ("alt", "src"),
    "source": ("sizes", "srcset", "type"),
    "time": ("datetime",),
}
ONE: Final = ("for", "popovertarget")
MANY: Final = ("aria-controls", "aria-describedby", "aria-labelledby", "headers")


def troubles(root: ET.Element) -> Iterator[str]:
    """Yield what is wrong with the elements of a page."""
    ids = Counter(one.get("id") for one in root.iter() if one.get("id") is not None)
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1 or not name)
    for one in root.iter():
        named = [one.get(name, "") for name in ONE if one.get(name)]
        named += [part for name in MANY for part in one.get(name, "").split()]
        named += [one.get("href", "")[1:]] if one.tag == "a" and one.get("href", "").startswith("#") else []
        yield from (f"<{one.tag}> refers to {name!r}, which is not there" for name in named if name not in ids)
        yield from (f"<{one.tag}> lacks {name}" for name in NEEDED.get(str(one.tag), ()) if one.get(name) is None)
        for child in one:
            if one.tag in CHILDREN and child.tag not in CHILDREN[str(one.tag)]:
                yield f"<{child.tag}> in <{one.tag}>"
            if child.tag in PARENTS and one.tag not in PARENTS[str(child.tag)]:
                yield f"<{child.tag}> in <{one.tag}>"
        if one.tag in ONLY_PHRASING:
            yield from (f"<{child.tag}> in <{one.tag}>" for child in one if child.tag not in PHRASING)
        if one.tag in ("a", "button"):
            yield from (f"<{other.tag}> in <{one.tag}>" for other in one.iter() if other.tag in INTERACTIVE - {one.tag})


def test_a_page_keeps_to_the_rules_of_its_elements(demo_site: Path, address: str) -> None:
    """Ids are there once, what is referred to is there, elements stand where they may and have what they need."""
    assert list(troubles(parse(demo_site, address))) == []


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        ('<p id="a">x</p><p id="a">y</p>', "id 'a' 2 times"),
        ('<a href="#b">x</a>', "<a> refers to 'b', which is not there"),
        ('<section aria-labelledby="c"></section>', "<section> refers to 'c', which is not there"),
        ("<h2><div>x</div></h2>", "<div> in <h2>"),
        ("<ul><p>x</p></ul>", "<p> in <ul>"),
        ('<button type="button"><a href="/">x</a></button>', "<a> in <button>"),
        ('<img src="a.png">', "<img> lacks alt"),
        ('<source srcset="a.webp 400w" type="image/webp" sizes="1px">', "<source> in <body>"),
    ],
)
def test_the_checker_finds_what_is_wrong(body: str, trouble: str) -> None:
    """A page with one mistake has that one."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    assert list(troubles(parser.parse(f"<!DOCTYPE html><title>x</title>{body}"))) == [trouble]


def test_the_policy_stops_a_script_that_somebody_brings_in(loose_page: Page, address: str) -> None:
    """On every kind of page: neither inline nor from elsewhere does one run, and no style stands in the page."""
    loose_page.route("https://la.example.vn/**", lambda route: route.fulfill(body="window.ran = true"))
    loose_page.goto(address)
    stopped = loose_page.evaluate("""() => new Promise((resolve) => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
        stopped.push(effectiveDirective);
        if (stopped.length === 3) resolve(stopped.sort());
      });
      const inline = document.createElement("script");
      inline.textContent = "window.ran = true";
      const foreign = document.createElement("script");
      foreign.src = "https://la.example.vn/a.js";
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.body.append(inline, foreign, style);
    })""")
    assert stopped == ["script-src-elem", "script-src-elem", "style-src-elem"]
    assert loose_page.evaluate("window.ran") is None
    assert loose_page.locator("body").is_visible()
