from __future__ import annotations

from typing import Final

import pytest

from plugins.newsroom.body_blocks import Piece, cut_blocks
from plugins.newsroom.body_markdown import convert, sanitise

_TABLE: Final = """<table>
<thead>
<tr>
<th>Xã</th>
<th class="align-right">Số</th>
</tr>
</thead>
<tbody>
<tr>
<td>Lộc An</td>
<td class="align-right">12</td>
</tr>
</tbody>
</table>"""


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Một câu.\nCâu sau.", "<p>Một câu.\nCâu sau.</p>"),
        (
            "**Đậm** và [nối](https://a.vn/b?c=1).",
            '<p><strong>Đậm</strong> và <a href="https://a.vn/b?c=1">nối</a>.</p>',
        ),
        ("[tin](/kinh-te/tin.html)", '<p><a href="/kinh-te/tin.html">tin</a></p>'),
        ("## Tiêu đề", "<h2>Tiêu đề</h2>"),
        ("- một\n- **hai**", "<ul>\n<li>một</li>\n<li><strong>hai</strong></li>\n</ul>"),
        (
            "| Xã | Số |\n|---|---:|\n| Lộc An | 12 |",
            _TABLE,
        ),
    ],
)
def test_what_editors_write_most_takes_no_markdown(source: str, html: str) -> None:
    """Paragraphs, headings, lists of lines and tables of plain cells have the HTML that Markdown would make."""
    assert list(cut_blocks(source)) == [Piece(html)]
    assert sanitise(convert(source)) == html


def test_other_blocks_are_left_to_markdown() -> None:
    """Neighbours among them stay together, with what stands between them; the rest is made without."""
    assert list(cut_blocks("Chữ.\n\n- một\n\n\n- *hai*\n\n    ba\n\nChữ.")) == [
        Piece("<p>Chữ.</p>"),
        Piece("", "- một\n\n\n- *hai*\n\n    ba"),
        Piece("<p>Chữ.</p>"),
    ]


@pytest.mark.parametrize("sign", ["<b>x</b>", "&nbsp;", "\\*", "`m`", "[1]: /x", "[^1]", "a\u00a0b", "\t", "   \n"])
def test_what_concerns_other_blocks_leaves_all_to_markdown(sign: str) -> None:
    """Raw HTML, entities, code, definitions, footnotes and odd blanks may have to do with any block."""
    source = f"Chữ.\n\n{sign}\n\nChữ."
    assert list(cut_blocks(source)) == [Piece("", source)]


@pytest.mark.parametrize(
    "source",
    [
        "[a](/" + "a/" * 20_000 + "x)y*",
        "[a](https://" + "a" * 50_000,
        "**a" * 20_001,
        "[a](/b) " * 20_000 + "*",
        "|" + " " * 50_000 + "x",
        "|" + " a|" * 5_000 + "\n|" + "---|" * 5_000 + "\n|" + " a|" * 5_000 + " ",
        "- a\n" * 20_000 + "x ",
        "a " * 50_000,
    ],
    ids=lambda source: source[:8],
)
def test_hostile_texts_take_no_longer_than_their_length(source: str) -> None:
    """What nearly is a simple block is seen at once to be none."""
    assert list(cut_blocks(source)) == [Piece("", source)]
