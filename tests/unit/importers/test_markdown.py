"""HTML becomes the Markdown that an editor would have written; what does not come along is named."""

from __future__ import annotations

import pytest

from importers.cleaning import LARGEST, TooLargeError
from importers.markdown import convert


def kinds(html: str) -> list[str]:
    """Return the kinds of loss of a conversion, in their order."""
    return [loss.kind for loss in convert(html).losses]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Một <b>đậm</b> và <i>nghiêng</i>.</p>", "Một **đậm** và _nghiêng_."),
        ("<p>H<sub>2</sub>O, <u>gạch</u></p>", "H<sub>2</sub>O, <u>gạch</u>"),
        ("<p>ng<i>hiê</i>ng</p>", "ng<em>hiê</em>ng"),
        ("<p><b>một </b><b>từ</b></p>", "**một từ**"),
        ("<p>- Thứ nhất</p><p>1. Thứ hai</p>", "\\- Thứ nhất\n\n1\\. Thứ hai"),
        ("<p>NN&amp;PTNT &lt;b&gt; &amp;copy;</p>", "NN&PTNT &lt;b> &amp;copy;"),
        ("một<br>hai<br><br>ba", "một<br>\nhai\n\nba"),
        ("<h1>Lớn</h1><h3>Nhỏ</h3>", "## Lớn\n\n### Nhỏ"),
        ("<h2>Lập trình C#</h2>", "## Lập trình C\\#"),
        ("<p>Xem!<a href='https://a.vn/x (1).pdf'>tệp</a></p>", "Xem\\![tệp](https://a.vn/x%20%281%29.pdf)"),
        ("<blockquote><p>một</p><p>hai</p></blockquote>", "> một\n>\n> hai"),
        ("<hr>", "---"),
        ("<p>&nbsp;</p><p>&nbsp;&nbsp; thụt</p>", "thụt"),
        ('<p><img src="/media/a b.jpg" alt="Ảnh [1]"></p>', "![Ảnh \\[1\\]](/media/a%20b.jpg)"),
    ],
)
def test_running_text(html: str, markdown: str) -> None:
    """Emphasis, links, pictures and what looks like Markdown and is none."""
    assert convert(html).markdown == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n    - b\n2. c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n    - b"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n    b\n\n- c"),
        ("<ol start='3'><li>ba</li></ol>", '<ol start="3">\n<li>ba</li>\n</ol>'),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<ul>\n<li>b</li>\n</ul>"),
    ],
)
def test_lists(html: str, markdown: str) -> None:
    """Four blanks a level; numbers that do not begin at 1 and lists that follow one another stay what they are."""
    assert convert(html).markdown == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<table><tr><td>Xã<td align=right>Số<tr><td>A<td style='text-align:right'>1</table>",
            "| Xã | Số |\n| --- | ---: |\n| A | 1 |",
        ),
        ("<table><tr><th>A|B</th><th>C</th></tr><tr><td>1</td></tr></table>", "| A\\|B | C |\n| --- | --- |\n| 1 |  |"),
        (
            "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>",
            "| a<br>b | c |\n| --- | --- |\n| d | e |",
        ),
        (
            "<table><tr><td colspan='2'>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            '<table>\n<tr><td colspan="2">a</td></tr>\n<tr><td>b</td><td>c</td></tr>\n</table>',
        ),
        ("<table><tr><td>chỉ để dàn trang</td></tr></table>", "chỉ để dàn trang"),
        (
            '<table><tr><td><img src="/media/a.jpg" alt="a"></td></tr><tr><td>Chú thích</td></tr></table>',
            '<figure><img src="/media/a.jpg" alt="a">\n<figcaption>Chú thích</figcaption>\n</figure>',
        ),
    ],
)
def test_tables(html: str, markdown: str) -> None:
    """A table of plain cells is Markdown, one with cells that span is HTML, one that only lays out is none."""
    assert convert(html).markdown == markdown


def test_a_picture_keeps_its_caption() -> None:
    """A figure stays one."""
    html = '<figure class="image"><img src="/media/a.jpg" alt="a"><figcaption>Ảnh: <b>An</b></figcaption></figure>'
    caption = "<figcaption>Ảnh: <strong>An</strong></figcaption>"
    assert convert(html).markdown == f'<figure><img src="/media/a.jpg" alt="a">\n{caption}\n</figure>'
    assert convert(html).images == ("/media/a.jpg",)


def test_footnotes_become_markdowns_own() -> None:
    """What the portal's reader would render from footnotes leads back to footnotes."""
    html = (
        '<p>Luật<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p><div class="footnote"><hr><ol>'
        '<li id="fn:1"><p>Điều 5. <a class="footnote-backref" href="#fnref:1">↩</a></p><p>Khoản 2.</p></li></ol></div>'
    )
    assert convert(html).markdown == "Luật[^1]\n\n[^1]: Điều 5.\n\n    Khoản 2."


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("a<o:p></o:p>", "word-junk"),
        ('<p class="MsoNormal">a</p>', "word-junk"),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]-->a", "word-junk"),
        ('<p style="color:red">a</p>', "font-style"),
        ('a<div style="display:none"><a href="https://casino.example">b</a></div>', "hidden-link"),
        ('a<span style="font-size:0">b</span>', "hidden-text"),
        ('a<span class="hidden">b</span>', "hidden-text"),
        ("a<script>b()</script>", "script"),
        ('<p onclick="b()">a</p>', "handler"),
        ('<a href="javascript:b()">a</a>', "script-link"),
        ('<a href="file:///C:/b.doc">a</a>', "file-link"),
        ('<a href="https://bet88.com">a</a>', "spam-link"),
        ('<a href="#b">a</a>', "anchor"),
        ('a<img src="file:///C:/b.png">', "file-image"),
        ('a<img src="/media/b.gif" width="1" height="1">', "tracking"),
        ('a<img src="https://b.vn/c.jpg">', "image"),
        ('a<img src="data:image/png;base64,xx">', "data-image"),
        ('<form>a<input name="b"></form>', "control"),
        ('<ol type="a"><li>a</li></ol>', "list-style"),
        ('<font face=".VnTime">«</font>', "legacy-font"),
        ('<p data-b="1">a</p>', "attribute"),
    ],
)
def test_what_goes_is_named(html: str, kind: str) -> None:
    """Each kind of junk goes, and once only."""
    assert kinds(html).count(kind) == 1
    assert "b" not in convert(html).markdown


def test_hidden_links_are_named_with_their_words() -> None:
    """What was planted can be read in the account, and nowhere else."""
    converted = convert(
        '<p>a</p><div style="left:-9999px;position:absolute"><a href="https://x.example/no-hu">nổ hũ</a></div>'
    )
    assert converted.markdown == "a"
    assert converted.losses[0].example == "nổ hũ → https://x.example/no-hu"


def test_a_picture_that_loads_late_is_the_true_one() -> None:
    """The address of the picture is where scripts find it, not the empty one before."""
    html = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/media/that.jpg" alt="Thật" width="1">'
    assert convert(html).markdown == "![Thật](/media/that.jpg)"


def test_a_video_becomes_a_link() -> None:
    """A frame of another site gives way to a link with a name; no other site is loaded into a page."""
    html = '<iframe src="https://www.youtube.com/embed/x" title="Lễ hội"></iframe>'
    assert convert(html).markdown == "[Video: Lễ hội](https://www.youtube.com/embed/x)"
    assert kinds(html) == ["embed"]


def test_text_in_a_font_of_old_becomes_unicode() -> None:
    """Only within an element with such a font."""
    html = '<p>« <span style="font-family:.VnTime">C«ng nghÖ</span> <font face="VNI-Times">coâng</font></p>'
    assert convert(html).markdown == "« Công nghệ công"


@pytest.mark.parametrize(
    "html", ["<div>" * 50_000, "<table><tr><td>" * 300, "<ul><li>" * 500, "<blockquote>" * 3_000, "<b>" * 50_000]
)
def test_a_bomb_of_depth_keeps_its_words(html: str) -> None:
    """However deep, it is read in no time, and told once."""
    converted = convert(f"{html}chữ")
    assert "chữ" in converted.markdown
    assert [loss.kind for loss in converted.losses] == ["too-deep"]


def test_a_bomb_of_size_is_refused() -> None:
    """More HTML than any article has is not even read."""
    with pytest.raises(TooLargeError):
        convert("x" * (LARGEST + 1))
