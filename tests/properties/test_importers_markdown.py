"""Whatever HTML says is what its Markdown says on the portal: the same words in the same order."""

from __future__ import annotations

from typing import Final

from hypothesis import example, given, strategies as st

from importers.markdown import convert
from importers.tree import words_of_html
from plugins.newsroom.body import render_body
from plugins.newsroom.problem import Level
from tests.html_words import letters

_SIGNS: Final = (
    "công nghệ * ** _a_ a_b # 1. - + > | a|b ` ``` \\ \\* [x](y) ![x](y) [^1] < <b> & &amp; &copy; --- === ! : ***"
)
_TEXTS: Final = (
    "# x",
    "12. x",
    "- x",
    "> y",
    "[^1]: x",
    "{filename}x",
    "~~x~~",
    "1)",
    "•",
    "5*3",
    "http://a.vn/_x_",
    "\u00a0",
    "e\u0302",
)
_WORDS: Final = st.sampled_from([*_SIGNS.split(), *_TEXTS])
_INLINE: Final = ("b", "i", "em", "strong", "u", "sub", "sup", "span", "font", "code", "s", "small", "a")
_BLOCK: Final = (
    "p",
    "div",
    "blockquote",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h4",
    "table",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
    "pre",
    "center",
    "dl",
    "dt",
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def _elements(draw: st.DrawFn, depth: int = 4) -> str:
    """Any nesting of elements, right or wrong, some of them not closed."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return _escaped(" ".join(draw(st.lists(_WORDS, min_size=1, max_size=4))))
    name = draw(st.sampled_from(_INLINE + _BLOCK))
    inner = draw(st.sampled_from(["", " ", "<br>", "\n"])).join(draw(st.lists(_elements(depth=depth - 1), max_size=3)))
    attributes = {
        "a": ' href="https://a.vn/x_y(1)"',
        "td": draw(st.sampled_from(["", ' colspan="2"'])),
        "ol": draw(st.sampled_from(["", ' start="3"'])),
    }
    end = f"</{name}>" if draw(st.integers(0, 9)) else ""
    return f"<{name}{attributes.get(name, '')}>{inner}{end}"


@given(st.lists(_elements(), max_size=4).map("".join))
@example("<p>a<b> b</b>c</p><ul><li>x<ul><li>y</ul></ul><ol><li>z</ol><ol><li>q</ol>")
@example("<table><caption>c</caption>lạc<tr><th>a|b<td>c</table>")
@example("<blockquote><h2>a</h2><table><tr><td>b<td>c<tr><td>d<td>e</table></blockquote>")
@example("<p>x!<a href='https://a.vn'>y</a></p><p>&amp;lt;b&amp;gt;</p><p>\\</p>")
def test_rendered_markdown_has_the_words_of_the_html(html: str) -> None:
    """No word is lost, added or moved, whatever the nesting, and the portal's reader finds no error."""
    converted = convert(html)
    rendered = render_body(converted.markdown, "bai.md", 1, is_legacy=True, takes_lead=False)
    assert "".join(words_of_html(rendered.body.html)) == letters(html)
    assert [problem for problem in rendered.problems if problem.level is Level.ERROR] == []


@given(st.lists(_elements(), max_size=3).map("".join))
def test_conversion_is_stable(html: str) -> None:
    """What came out of a conversion, rendered and converted again, says the same."""
    once = convert(html)
    rendered = render_body(once.markdown, "bai.md", 1, is_legacy=True, takes_lead=False).body.html
    assert "".join(words_of_html(rendered)) == letters(rendered)
    again = convert(rendered)
    assert letters(render_body(again.markdown, "bai.md", 1, is_legacy=True, takes_lead=False).body.html) == letters(
        rendered
    )


@given(st.text(max_size=400))
def test_any_text_is_converted(text: str) -> None:
    """There is no text that ends the conversion, and none that the portal's reader refuses."""
    rendered = render_body(convert(text).markdown, "bai.md", 1, is_legacy=True, takes_lead=False)
    assert [problem for problem in rendered.problems if problem.level is Level.ERROR] == []
