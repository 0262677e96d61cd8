from __future__ import annotations

import pytest

from plugins.newsroom.body import Rendered, render_body


def _render(source: str, *, takes_lead: bool = False, is_legacy: bool = False) -> Rendered:
    return render_body(source, "articles/a.md", 1, is_legacy=is_legacy, takes_lead=takes_lead)


def _codes(source: str) -> list[str]:
    return [problem.code for problem in _render(source).problems]


def test_table_alignment_becomes_a_class() -> None:
    """A column's alignment is a class, not a style and not an attribute."""
    html = _render("| a | b |\n|--:|:-:|\n| 1 | 2 |\n").body.html
    assert '<th class="align-right">a</th>' in html
    assert '<td class="align-center">2</td>' in html
    assert "style" not in html


def test_first_level_headings_move_down() -> None:
    """The page's headline is its only `h1`; where a body uses `#`, all its headings move down."""
    assert _render("# Một\n\n## Hai\n").body.html == "<h2>Một</h2>\n<h3>Hai</h3>"
    assert _render("## Hai\n").body.html == "<h2>Hai</h2>"
    assert "<h1" not in _render("<h1>Một</h1>\n").body.html


def test_links_to_other_sites_say_noopener() -> None:
    """Only a link to another host has `rel`, an editor's own `rel` is replaced."""
    html = _render('[a](https://a.vn/) [b](/kinh-te/) <a rel="x" href="//c.vn">c</a>\n').body.html
    assert html.count('rel="noopener"') == 2
    assert '<a href="/kinh-te/">b</a>' in html


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a <ScRiPt>x</sCrIpT>", "E301"),
        ("<object data=x></object>", "E301"),
        ("<style>p{}</style>", "E301"),
        ('<p ONCLICK="x()">a</p>', "E302"),
        ("<img src=/media/a.png alt=b onerror=x()>", "E302"),
        ("[a](JaVaScRiPt:x)", "E303"),
        ("[a](java&#115;cript:x)", "E303"),
        ('<a href="java\nscript:x">a</a>', "E303"),
        ("<a href=' &#1; vbscript:x'>a</a>", "E303"),
        ("[a][1]\n\n[1]: javascript:x", "E303"),
        ("<javascript:alert(1)>", "W301"),
        ("![a](data:image/svg+xml,x)", "E311"),
        ("[a](DATA:text/html,x)", "E311"),
        ("[a](file:///C:/a.doc)", "E312"),
        ('<iframe src="https://a.vn/"></iframe>', "E310"),
        ('<p style="Display:None">a</p>', "E308"),
        ('<p style="color:red;visibility : hidden !important">a</p>', "E308"),
        ('<p style="position:absolute;left:-9999px">a</p>', "E308"),
        ('<p style="opacity:0">a</p>', "E308"),
        ('<p style="height:1px;overflow:hidden">a</p>', "E308"),
        ("<div hidden>a</div>", "E308"),
        ('<font style="font-size:0px">a</font>', "E309"),
        ('<span style="font-size: 1pt">a</span>', "E309"),
        ('<span style="font: 0/0 a">a</span>', "E309"),
        ('<p style="font: 12px/1 a; font-size: 0.9em">a</p>', "W301"),
        ('<p style="opacity:0.5;font-size:12px;left:-2px;height:90px;overflow:hidden">a</p>', "W301"),
        ('<p class="MsoNormal">a</p>', "W326"),
        ("a<o:p></o:p>", "W326"),
        ("<!--[if gte mso 9]>a<![endif]-->", "W326"),
        ("![](/media/a.png)", "E304"),
        ("![a](../a.png)", "E305"),
        ("![a](/media/../../a.png)", "E305"),
        ("[a]({attach}x)", "E306"),
        ("<font size=3>a</font>", "W301"),
        ('<td align="right">a</td>', "W301"),
    ],
)
def test_active_and_foreign_markup_is_named(source: str, code: str) -> None:
    """Whatever could run, load or get lost has its code, and never reaches the HTML."""
    rendered = _render(f"Đoạn đầu.\n\n{source}\n")
    assert code in {problem.code for problem in rendered.problems}
    assert all(problem.line >= 3 for problem in rendered.problems)
    for word in ("script", "onclick", "onerror", "style", "data:"):
        assert word not in rendered.body.html.lower() or code == "W301"


@pytest.mark.parametrize(
    "source",
    [
        "`<script>` và `[x](javascript:1)` và `![](x)`",
        "    <iframe src=x>\n    [a](javascript:x)",
        "Giá < 5 và > 3, A&B; a_b_c",
        "<!-- <script> -->\n\nchữ",
        "<http://a.vn/> <b>đậm</b> <sub>2</sub>",
        "![Ảnh]({static}/media/a.png) ![Ảnh](/media/b.png)",
        "Chú thích[^1].\n\n[^1]: Luật.",
    ],
)
def test_harmless_text_is_no_problem(source: str) -> None:
    """Code is shown and not run; the markup that stays is no loss."""
    assert _codes(source) == []


def test_ids_are_those_of_footnotes_only() -> None:
    """An id that could be one of the page's own is dropped and named."""
    rendered = _render('<ul><li id="main">a</li></ul>\n\nb[^1]\n\n[^1]: c\n')
    assert [problem.code for problem in rendered.problems] == ["W301"]
    assert 'id="main"' not in rendered.body.html
    assert '<li id="fn:1">' in rendered.body.html


def test_deep_lists_spoil_neither_this_body_nor_the_next() -> None:
    """What is nested too deep is a problem, and the converter is fit for use after it."""
    assert _codes("\n".join("    " * depth + "- a" for depth in range(400))) == ["E307"]
    assert _codes("![](/media/a.png)\n\n" * 3) == ["E304"] * 3


def test_line_of_the_second_script() -> None:
    """Each of several equal mistakes has its own line; code before it is passed over."""
    problems = _render("`<script>`\n\n<script>a</script>\n\n<b>x</b>\n\n<script>b</script>\n").problems
    assert [problem.line for problem in problems] == [3, 7]


def test_a_paragraph_with_a_footnote_is_no_lead() -> None:
    """In plain text the footnote's sign would be a stray digit, and its way back would lead nowhere."""
    rendered = render_body("Một[^1].\n\nHai.\n\n[^1]: Ba.\n", "a.md", 1, is_legacy=False, takes_lead=True)
    assert rendered.lead == ""
    assert 'id="fnref:1"' in rendered.body.html


def test_lead_is_taken_out() -> None:
    """The first paragraph leaves the body as plain text; pictures and headings before it stay."""
    rendered = _render("![Ảnh](/media/a.png)\n\nMở **đầu** &amp; [liên kết](https://a.vn).\n\nHai.\n", takes_lead=True)
    assert rendered.lead == "Mở đầu & liên kết."
    assert rendered.body.html == '<p><img alt="Ảnh" src="/media/a.png"></p>\n<p>Hai.</p>'
    assert _render("Một.\n\nHai.\n", takes_lead=True).body.html == "<p>Hai.</p>"
    listed = _render("- một\n- hai\n\nBa.\n", takes_lead=True)
    assert listed.lead == ""
    assert "Ba." in listed.body.html


def test_addresses_for_other_files_to_fill() -> None:
    """`{filename}` and `{static}` stand as written; each address is listed once, unescaped."""
    body = _render(
        "[a]({filename}../b.md) [b]({filename}../b.md) ![c]({static}/media/c&d.png) [x](/media/x.pdf)\n"
    ).body
    assert body.links == ("{filename}../b.md", "{static}/media/c&d.png")
    assert body.images == ("{static}/media/c&d.png",)
    assert 'href="{filename}../b.md"' in body.html


def test_imported_pictures_without_a_text_are_warned_of() -> None:
    """In an imported article a picture without a text is a warning."""
    assert [problem.code for problem in _render("![](/media/a.png)", is_legacy=True).problems] == ["W304"]


def test_word_is_named_once() -> None:
    """A text pasted from Word holds hundreds of marks: they are counted and told at the first one."""
    found = _render('Đầu.\n\n<p class="MsoNormal">a<o:p></o:p></p>\n\n<p class="MsoListParagraph">b</p>\n').problems
    assert [(problem.code, problem.line) for problem in found] == [("W326", 3)]
    assert "3 places" in found[0].en


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Xem [chợ](/kinh-te/).\n\nHai.\n", [1]),
        ("# Một\n\nHai\n---\n\n![Ảnh](/media/a.png)\n\nXem [chợ](/kinh-te/).\n", [8]),
        ("![a] [b](/kinh-te/)\n", [1]),
        ("Một.\n\nXem [chợ](/kinh-te/).\n", []),
        ("- [chợ](/kinh-te/)\n", []),
    ],
)
def test_links_that_the_lead_loses_are_named(source: str, lines: list[int]) -> None:
    """Only a first paragraph that becomes the lead loses its links; the line is that on which it begins."""
    found = render_body(source, "articles/a.md", 1, is_legacy=False, takes_lead=True).problems
    assert [problem.line for problem in found if problem.code == "W328"] == lines
    kept = render_body(source, "articles/a.md", 1, is_legacy=False, takes_lead=False).problems
    assert [problem.code for problem in kept if problem.code == "W328"] == []
