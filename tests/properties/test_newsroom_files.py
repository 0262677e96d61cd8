from __future__ import annotations

import json
import re

import markdown
from hypothesis import event, given, strategies as st
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from plugins.newsroom import body
from plugins.newsroom.body_blocks import cut_blocks
from plugins.newsroom.body_markdown import _Alignment, convert, sanitise
from plugins.newsroom.decoding import decode_text
from plugins.newsroom.header import parse_yaml
from plugins.newsroom.source import read_article

# What YAML can hold in quotes; JSON strings are YAML strings.
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"))
_MARKDOWN = st.lists(
    st.sampled_from(
        [
            "chữ",
            " ",
            "\n",
            "\n\n",
            "*",
            "_",
            "**",
            "`",
            "[",
            "](",
            ")",
            "![",
            "]",
            "]:",
            "<",
            ">",
            "&",
            "&lt;",
            "\\",
            "#",
            "- ",
            "1. ",
            "    ",
            "\t",
            "|",
            "---",
            "===",
            ": ",
            "  \n",
            "[^1]",
            "[^1]: ",
            "<b>",
            "</b>",
            "<script>",
            "http://a.vn",
            "javascript:x",
            "/media/a.png",
            "{filename}b.md",
            "\u00a0",
            "\u2028",
            "\u3000",
            "+ ",
            "a@b.vn",
            '"',
            "'",
            "x" * 3,
        ]
    ),
    max_size=25,
).map("".join)
_PLAIN = st.lists(
    st.sampled_from(
        [
            "Xã Lộc An",
            " ",
            "\n",
            "\n\n",
            "\n\n\n",
            ". ",
            ", ",
            '"',
            "'",
            "(2)",
            "1",
            "1.",
            "1)",
            "-",
            "– ",
            "a-b",
            "!",
            "?",
            ":",
            "=",
            "+",
            "%",
            "{x}",
            "~",
            "^",
            "$",
            "@",
            "…",
            "đ",
            "\u3000",
            "  ",
        ]
    ),
    max_size=20,
).map("".join)

_BLOCKS = st.lists(
    st.sampled_from(
        [
            "Xã Lộc An",
            "**đậm** và [nối](https://a.vn/b)",
            "[x y](/kinh-te/a.html), **hai chữ**",
            "**a** **b**",
            "**a****b**",
            "**a\nb**",
            "** x**",
            "**[a](/b)**",
            "[**a**](/b)",
            "[a](/b)[c](/d)",
            '[a](/b "t")',
            "[z](b.md)",
            "![ảnh](/media/a.png)",
            "*",
            "***",
            "[",
            "](",
            "_",
            "!",
            "# đầu",
            "## Tiêu đề",
            "## đầu #",
            "####### bảy",
            "## Tiêu đề\nchữ",
            "- một",
            "- m\n- **n**\n- o",
            "a\n- b",
            "1. một",
            "> ",
            "===",
            "---",
            "| a | b |\n|---|---:|\n| c | d |",
            "|a|b|\n|:-:|---|\n|c|d|",
            "| a | b |\n|---|---|\n| c |",
            "| a |\n|:---|\n| b |\n| **c** |",
            "    ",
            "  \n",
            "\n",
            "\n\n\n",
            "<b>",
            "&",
            "`m`",
            "[1]: /x",
            "\u3000",
        ]
    ).flatmap(lambda block: st.sampled_from(("\n\n", "\n\n", "\n", " ", "")).map(lambda end: block + end)),
    max_size=8,
).map("".join)

_VALID = """---
title: "Lễ hội: mùa xuân"
date: 2026-03-01 08:00
category: kinh-te
tags: [một, "hai"]
image:
  src: /media/a.png
  alt: Ảnh
rating: {points: 13, votes: 5}
---

Mở đầu **đậm**.

- [liên kết](https://a.vn) ![Ảnh](/media/b.png)
""".encode()


@given(st.dictionaries(_TEXT.filter(str.strip), st.one_of(_TEXT, st.lists(_TEXT)), max_size=6))
def test_front_matter_round_trip(fields: dict[str, str | list[str]]) -> None:
    """Any texts written as YAML come back as they were, in their order, on their lines."""
    keys = [json.dumps(key, ensure_ascii=False) for key in fields]
    if any(len(key) > 900 for key in keys):  # YAML reads a key only where it has up to 1024 characters
        return
    text = "".join(f"{key}: {json.dumps(fields[json.loads(key)], ensure_ascii=False)}\n" for key in keys)
    tree, problems = parse_yaml(text, "a.md", 2)
    assert problems == ()
    assert (tree.value if tree else {}) == fields
    if tree:
        assert [tree.line_of((key,)) for key in fields] == list(range(2, 2 + len(fields)))


@given(_PLAIN)
def test_plain_bodies_take_a_short_way_to_the_same_bytes(source: str) -> None:
    """A body in which nothing looks like Markdown gives what Markdown and the sanitiser make of it."""
    if body._MARKED.search(source) is None:
        assert body.render_plain(source) == body.render_marked(source)[0]


@given(_BLOCKS)
def test_simple_blocks_take_a_short_way_to_the_same_bytes(source: str) -> None:
    """Pieces made by themselves, joined by line feeds, give what Markdown and the sanitiser make of the whole body."""
    pieces = list(cut_blocks(source))
    made = (piece.html or sanitise(convert(piece.source)) for piece in pieces)
    whole = sanitise(convert(source))
    assert "\n".join(filter(None, made)) == whole
    event("a short way" if any(piece.html for piece in pieces) else "Markdown")


@given(_MARKDOWN)
def test_left_out_patterns_would_have_matched_nothing(source: str) -> None:
    """Leaving inline patterns out by their signs changes no byte, and no body depends on the one before it."""
    full = markdown.Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            FootnoteExtension(BACKLINK_TITLE="Trở lại chỗ có chú thích {}"),
            _Alignment(),
        ],
    )
    assert convert(source) == full.convert(source)


@given(_MARKDOWN)
def test_nothing_active_survives(source: str) -> None:
    """Whatever an editor writes, the HTML holds no script, no handler and no address that runs."""
    html = body.render_marked(source)[0]
    tags = re.findall(r"<[^>]*>", html)
    assert not any(re.match(r"</?(script|iframe|h1|style)\b", tag) for tag in tags)
    assert not any(re.search(r'(href|src)="\s*javascript:', tag) for tag in tags)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(_VALID)),
            st.integers(0, 6),
            st.binary(max_size=4) | st.sampled_from([b"---\n", b"\n", b"&", b": ", b"\t"]),
        ),
        max_size=5,
    )
)
def test_damaged_files_never_raise(changes: list[tuple[int, int, bytes]]) -> None:
    """A valid file with bytes cut and put in gives an article or problems; each problem has its file and line."""
    raw = _VALID
    for place, length, put in changes:
        raw = raw[:place] + put + raw[place + length :]
    text, found = decode_text(raw, "articles/a.md")
    article, _, problems = read_article("articles/a.md", text)
    assert article is not None or problems or found
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    for problem in (*found, *problems):
        assert problem.path == "articles/a.md"
        assert 1 <= problem.line <= lines
        assert problem.report().startswith(f"articles/a.md:{problem.line}: ")
        assert "\n" not in problem.report() + problem.report("en")
