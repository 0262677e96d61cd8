"""A Word file as an article: what is in it comes along, what cannot is named."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from PIL import Image

from importers.losses import KINDS
from importers.word.filing import WORDS
from importers.word.reading import Reading, read_document
from plugins.newsroom.body import render_body
from tests.word_files import (
    b,
    cell,
    docx,
    field,
    footnote,
    image_of,
    link,
    numbering,
    p,
    parts_of,
    picture,
    r,
    row,
    table,
    zip_of,
)

HEAD = (p("Ra mắt cổng mới", style="Tieude"), p("Đoạn mở đầu.", style="Phude"))
DECIMAL = ("decimal", "%1.")
BULLET = ("bullet", "•")


def read(*blocks: str, **parts: object) -> Reading:
    """Read a file with a title, a lead and these blocks; every loss and note has words in the report."""
    reading = read_document(docx(*HEAD, *blocks, **parts), "bai")  # type: ignore[arg-type]
    assert {kind for kind, _ in reading.losses} <= set(KINDS)
    assert {kind for kind, _ in reading.notes} <= set(WORDS)
    return reading


def html_of(reading: Reading) -> str:
    """Return the body as the portal shows it; it must have nothing that the check calls an error."""
    rendered = render_body(reading.body, "bai.md", 1, is_legacy=False, takes_lead=False)
    assert [problem.report() for problem in rendered.problems] == []
    return rendered.body.html.replace("\n", "")


def losses_of(reading: Reading) -> Counter[str]:
    """Return kind → how many."""
    return Counter(kind for kind, _ in reading.losses)


def test_headings_stand_below_the_page_s_own_and_leave_no_level_out() -> None:
    """Styles are known by their names, whatever their ids are; a jump is closed and told."""
    reading = read(
        p("Một", style="u1"), "Chữ.", p("Hai", style="u2"), "Chữ.", p("Ba", style="u1"), p("Bốn", style="u3")
    )
    assert html_of(reading) == "<h2>Một</h2><p>Chữ.</p><h3>Hai</h3><p>Chữ.</p><h2>Ba</h2><h3>Bốn</h3>"
    assert reading.losses == (("heading-level", "Bốn"),)


def test_a_style_of_ones_own_is_what_it_is_based_on() -> None:
    """Or what its outline level says."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Mục lớn"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    )
    reading = read(p("Mục", style="a"), "Chữ.", p("Nhỏ", properties='<w:outlineLvl w:val="1"/>'), "Chữ.", styles=styles)
    assert "<h2>Mục</h2><p>Chữ.</p><h3>Nhỏ</h3>" in html_of(reading)


def test_lists_stand_in_lists() -> None:
    """Numbers, bullets, and bullets between two numbers, however Word indents those."""
    lists = numbering([DECIMAL, ("decimal", "%2.")], [BULLET, BULLET])
    reading = read(
        p("một", item=(1, 0)),
        p("một một", item=(1, 1)),
        p("hai", item=(1, 0)),
        p("chấm", item=(2, 0)),
        p("sâu", item=(2, 1)),
        p("ba", item=(1, 0)),
        "Hết.",
        lists=lists,
    )
    assert html_of(reading) == (
        "<ol><li>một<ol><li>một một</li></ol></li><li>hai<ul><li>chấm<ul><li>sâu</li></ul></li></ul></li>"
        "<li>ba</li></ol><p>Hết.</p>"
    )
    assert reading.losses == ()


def test_two_lists_one_behind_the_other_stay_two() -> None:
    """Bullets after the last number are no part of it."""
    reading = read(p("một", item=(1, 0)), p("chấm", item=(2, 0)), lists=numbering([DECIMAL], [BULLET]))
    assert html_of(reading) == "<ol><li>một</li></ol><ul><li>chấm</li></ul>"


def test_numbers_that_text_interrupts_become_text() -> None:
    """A list would begin at one again; what Word shows is what the article says."""
    reading = read(p("Mở", item=(1, 0)), "Giữa.", p("Kết", item=(1, 0)), lists=numbering([DECIMAL]))
    assert html_of(reading) == "<p>1. Mở</p><p>Giữa.</p><p>2. Kết</p>"


def test_numbers_by_which_laws_are_cited_become_text() -> None:
    """Such as "Điều 1." and "a)": they stand nowhere in the file's text; points belong to their clause."""
    lists = numbering([("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)")])
    reading = read(
        p("Phạm vi", style="u1", item=(1, 0)),
        p("khoản", item=(1, 1)),
        p("điểm", item=(1, 2)),
        p("điểm nữa", item=(1, 2)),
        p("khoản nữa", item=(1, 1)),
        lists=lists,
    )
    assert html_of(reading) == (
        "<h2>Điều 1. Phạm vi</h2>"
        "<ol><li><p>khoản</p><p>a) điểm</p><p>b) điểm nữa</p></li><li><p>khoản nữa</p></li></ol>"
    )


def test_word_s_own_letters_become_numbers_and_that_is_told() -> None:
    """Lists of Word go 1. a. i.; Markdown has only numbers."""
    lists = numbering([DECIMAL, ("lowerLetter", "%2."), ("lowerRoman", "%3.")])
    reading = read(p("một", item=(1, 0)), p("a", item=(1, 1)), p("i", item=(1, 2)), lists=lists)
    assert html_of(reading) == "<ol><li>một<ol><li>a<ol><li>i</li></ol></li></ol></li></ol>"
    assert reading.losses == (("list-style", "a."), ("list-style", "i."))


def test_a_table_with_a_head_is_one_of_markdown() -> None:
    """A stroke in a cell is a stroke."""
    reading = read(table(row("Xã", "Số hộ", is_header=True), row("An | Bình", cell(p(b("12"))))))
    assert "| Xã | Số hộ |" in reading.body
    assert "<td>An | Bình</td>" in html_of(reading)


def test_cells_that_go_over_several_columns_and_rows_stay_so() -> None:
    """Markdown cannot say it; the table is HTML then."""
    reading = read(
        table(
            row(cell("A", properties='<w:gridSpan w:val="2"/>'), "B"),
            row("1", "2", cell("dài", properties='<w:vMerge w:val="restart"/>')),
            row("3", "4", cell(p(), properties="<w:vMerge/>")),
        )
    )
    html = html_of(reading)
    assert '<td colspan="2">A</td><td>B</td>' in html
    assert '<td rowspan="2">dài</td>' in html
    assert "<td>3</td><td>4</td></tr>" in html


def test_a_table_of_one_cell_is_a_frame() -> None:
    """What is in it is text like any other."""
    assert html_of(read(table(row(cell("Trong khung.", "Hai."))))) == "<p>Trong khung.</p><p>Hai.</p>"


def test_a_picture_has_its_caption_and_its_text() -> None:
    """It is named by its content, and kept once however often it stands in the file."""
    reading = read(
        p(picture("anh", "Lễ khánh thành")),
        p("Ảnh 1: Quang cảnh", style="Chuthich"),
        p(picture("lai", "Lần nữa")),
        media={"anh.png": image_of(), "lai.png": image_of()},
    )
    (kept,) = reading.pictures
    assert kept.data == image_of()
    assert f'<figure><img src="{kept.address}" alt="Lễ khánh thành">' in html_of(reading)
    assert "<figcaption>Ảnh 1: Quang cảnh</figcaption></figure>" in html_of(reading)
    assert f'<p><img alt="Lần nữa" src="{kept.address}"></p>' in html_of(reading)
    assert kept.address.startswith("/media/word/")
    assert kept.address.endswith(".png")


@pytest.mark.parametrize("said", ["", "image1.png", "Picture 3", "C:\\Ảnh\\a.jpg", "IMG_0012"])
def test_a_picture_without_a_text_gets_one_that_an_editor_must_replace(said: str) -> None:
    """The caption's words, else the article's title; names of files are no texts."""
    media = {"anh.png": image_of()}
    with_caption = read(p(picture("anh", said)), p("Ảnh 1: Quang cảnh", style="Chuthich"), media=media)
    assert 'alt="Quang cảnh"' in with_caption.body
    without = read(p(picture("anh", said)), "Chữ.", media=media)
    assert 'alt="Ảnh 1 của bài Ra mắt cổng mới"' in html_of(without)
    assert [kind for kind, _ in (*with_caption.notes, *without.notes)] == ["alt", "alt"]


def test_what_is_no_picture_for_browsers_is_named() -> None:
    """Drawings of lines, broken files, pictures on other machines, which are never fetched; captions stay."""
    reading = read(
        p(picture("a")),
        p(picture("b")),
        p("Ảnh: Còn chữ", style="Chuthich"),
        p(picture("c", is_linked=True)),
        p(picture("khong-co")),
        p(picture("d")),
        media={"a.emf": b"x", "b.png": b"x", "d.png": image_of(1, 1)},
        links={"c": "http://example.vn/a.png"},
    )
    assert html_of(reading) == "<p>Ảnh: Còn chữ</p>"
    assert losses_of(reading) == Counter({"vector-image": 1, "image": 2, "external-image": 1, "tracking": 1})
    assert ("external-image", "http://example.vn/a.png") in reading.losses
    assert reading.pictures == ()


def test_pictures_that_browsers_do_not_show_are_turned_into_ones_that_they_do() -> None:
    """What the bytes are counts, not the name."""
    reading = read(
        p(picture("a", "A")),
        p(picture("b", "B")),
        media={"a.png": image_of(form="BMP"), "b.png": image_of(form="JPEG")},
    )
    assert [kept.address[-4:] for kept in reading.pictures] == [".png", ".jpg"]


def test_a_picture_that_says_where_it_was_taken_is_pointed_out() -> None:
    """Its bytes stay as they are: an editor decides."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (21.0, 2.0, 0.0)}
    made = io.BytesIO()
    Image.new("RGB", (4, 3)).save(made, "JPEG", exif=exif)
    reading = read(p(picture("a", "Lễ")), media={"a.jpg": made.getvalue()})
    assert reading.notes == (("gps", "word/media/a.jpg"),)
    assert [kept.data for kept in reading.pictures] == [made.getvalue()]


def test_footnotes_stand_at_the_end_and_lead_back() -> None:
    """In the order in which the text refers to them."""
    reading = read(
        p("Theo nghị định", footnote(7), " và luật", footnote(3), "."),
        notes={3: p("Luật số 3."), 7: p("Nghị định số 7.")},
    )
    assert "Theo nghị định[^1] và luật[^2]." in reading.body
    assert reading.body.endswith("[^1]: Nghị định số 7.\n\n[^2]: Luật số 3.")


def test_the_note_of_a_headline_is_not_lost() -> None:
    """A title is plain; its note becomes a paragraph."""
    reading = read_document(
        docx(p("Tên bài", footnote(1), style="Tieude"), "Một.", "Hai.", notes={1: p("Ghi chú.")}), "bai"
    )
    assert (reading.title, reading.body) == ("Tên bài", "Hai.\n\nGhi chú.")


def test_a_note_is_paragraphs() -> None:
    """A table or a list in one leaves its words; the portal's notes hold nothing else."""
    note = p("Xem:") + table(row(cell("A", "B"), "C")) + p("một", item=(1, 0)) + p("Hết.")
    reading = read(p("Luật", footnote(1), "."), notes={1: note}, lists=numbering([DECIMAL]))
    assert "<p>Xem:</p><p>A B C</p><p>1. một</p><p>Hết." in html_of(reading)
    assert reading.losses == (("formatting", "A B C"),)


def test_what_hides_words_from_a_search_is_taken_out() -> None:
    """Soft hyphens, blanks of no width, marks of direction; blanks of all widths are blanks."""
    hidden = "công\u00ad ng\u200bhệ\u00a0mới\u202e\u200d ở đây \U0001f468\u200d\U0001f469"
    assert html_of(read(p(hidden))) == "<p>công nghệ mới ở đây \U0001f468\u200d\U0001f469</p>"


def test_links_go_to_other_sites_and_nowhere_else() -> None:
    """Whatever Word calls them; files on the writer's disk, scripts and places in the text leave their words."""
    reading = read(
        p(
            link("web", r("cổng")),
            " ",
            field('HYPERLINK "https://a.vn/b" \\o "mẹo"', r("tin")),
            " ",
            "<w:fldSimple w:instr='HYPERLINK \"mailto:a@b.vn\"'><w:r><w:t>thư</w:t></w:r></w:fldSimple>",
            " ",
            link("tep", r("tệp")),
            " ",
            field('HYPERLINK "javascript:alert(1)"', r("mã")),
            " ",
            field('HYPERLINK \\l "cho"', r("chỗ")),
        ),
        links={"web": "https://example.vn/?a=1&b=2", "tep": "file:///C:/a.docx"},
    )
    assert html_of(reading) == (
        '<p><a href="https://example.vn/?a=1&amp;b=2" rel="noopener">cổng</a>'
        ' <a href="https://a.vn/b" rel="noopener">tin</a>'
        ' <a href="mailto:a@b.vn">thư</a> tệp mã chỗ</p>'
    )
    assert losses_of(reading) == Counter({"file-link": 1, "script-link": 1, "anchor": 1})


def test_fonts_of_old_become_unicode_run_by_run() -> None:
    """Beside Unicode in one paragraph, with the mark of a vowel in the next run, and as capitals."""
    reading = read(
        p(
            "Sở ",
            r("C«ng nghÖ", font=".VnTime"),
            " và ",
            r("tØnh", font=".VnTimeH"),
            ", ",
            r("Coä", font="VNI-Times"),
            r("ng ho", font="VNI-Times", properties="<w:lang/>"),
            r("a", font="VNI-Times"),
            r("ø", font="VNI-Times"),
            ".",
        )
    )
    assert html_of(reading) == "<p>Sở Công nghệ và TỈNH, Cộng hoà.</p>"
    assert [text for kind, text in reading.notes if kind == "legacy-font"] == [
        ".VnTime: 1 đoạn chữ",
        ".VnTimeH: 1 đoạn chữ",
        "VNI-Times: 1 đoạn chữ",
    ]


BY_DEFAULT = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>'
BY_STYLE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:style>'
)


@pytest.mark.parametrize("styles", [BY_DEFAULT, BY_STYLE])
def test_a_font_of_old_may_be_the_document_s_own(styles: str) -> None:
    """By its defaults or its normal style; a run that says Times is not in it. The soft hyphen is the letter ư."""
    soft = "<w:r><w:t>n</w:t></w:r><w:r><w:softHyphen/></w:r><w:r><w:t>íc</w:t></w:r>"
    times = r(" Nghị định", font="Times New Roman")
    assert html_of(read_document(docx("x", "y", p(soft, times), "z", styles=styles), "bai")).startswith(
        "<p>nước Nghị định</p>"
    )


def test_a_font_of_old_may_be_a_style_s() -> None:
    """Of the paragraph, through the style that it is based on, of the run, and of the numbers before paragraphs."""
    fonts = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="goc"><w:name w:val="Gốc"/>{fonts.format(".VnTime")}</w:style>'
        '<w:style w:type="paragraph" w:styleId="con"><w:name w:val="Con"/><w:basedOn w:val="goc"/></w:style>'
        f'<w:style w:type="character" w:styleId="vni"><w:name w:val="Chữ"/>{fonts.format("VNI-Times")}</w:style>'
    )
    lists = numbering([("decimal", "§iÒu %1.")])
    reading = read_document(
        docx(
            "Tên bài",
            "Mở đầu.",
            p(
                r("Ph¹m vi"),
                r(" vaø ", properties='<w:rStyle w:val="vni"/>'),
                r("®Êt", font=".VnTime"),
                style="con",
                item=(1, 0),
            ),
            styles=styles,
            lists=lists,
        ),
        "bai",
    )
    assert html_of(reading) == "<p>Điều 1. Phạm vi và đất</p>"


def test_marks_of_ours_cannot_be_forged() -> None:
    """Private characters in texts, numbers, addresses and alternative texts are not there any more."""
    forged = "\ue0000\ue001\ue0029\ue003"
    lists = numbering([("decimal", f"Điều {forged}%1.")])
    reading = read(
        p(f"chữ{forged}", item=(1, 0)),
        p(link("a", r("đây")), " ", picture("b", f"Lễ{forged}")),
        lists=lists,
        links={"a": f"https://a.vn/{forged}x"},
        media={"b.png": image_of()},
    )
    assert html_of(reading).startswith('<p>Điều 091. chữ09</p><p><a href="https://a.vn/09x" rel="noopener">đây</a>')
    assert len(reading.pictures) == 1


@pytest.mark.parametrize("number", ["99999999999999999999", "²", "-1", "", "x", "9" * 5000])
def test_numbers_that_nobody_means_do_no_harm(number: str) -> None:
    """Of levels, beginnings, columns and indents; the words come along."""
    lists = numbering([("lowerLetter", "%1)", number)])
    wild = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr><w:ind w:left="{number}"/>'
    reading = read(
        p("một", item=(1, 0)),
        p("hai", properties=f'{wild}<w:outlineLvl w:val="{number}"/>'),
        table(row(cell("ba", properties=f'<w:gridSpan w:val="{number}"/>'), "bốn")),
        lists=lists,
    )
    assert all(word in html_of(reading) for word in ("một", "hai", "ba", "bốn"))


def test_letters_that_no_font_of_old_has_are_pointed_out() -> None:
    """A text that claims such a font and has letters of another one is Unicode: it stays, and somebody looks at it."""
    reading = read(p(r("và có", font=".VnTime"), "."), p(r("là xã", font="VNI-Times"), "."))
    assert html_of(reading) == "<p>và có.</p><p>là xã.</p>"
    assert reading.notes == (("letters", "và có (.VnTime)"), ("letters", "là xã (VNI-Times)"))


def test_what_readers_of_the_paper_do_not_see_does_not_come_along() -> None:
    """Deleted and hidden words, comments, tables of contents, heads and feet; each is named."""
    header = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Mat</w:t></w:r></w:p></w:hdr>'
    reading = read(
        p("<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"),
        p(r("giấu", properties="<w:vanish/>"), "hiện", '<w:r><w:commentReference w:id="1"/></w:r>'),
        p("Mục một\t3", style="Mucluc1"),
        p(field("PAGE", r("12"))),
        parts={"word/header1.xml": header, "word/_rels/document.xml.rels": relations_with_header()},
    )
    assert html_of(reading) == "<p>mới</p><p>hiện</p><p>12</p>"
    assert losses_of(reading) == Counter(
        {"deleted-text": 1, "hidden-text": 1, "comment": 1, "toc": 1, "header-footer": 1}
    )


def relations_with_header() -> bytes:
    """Return the relations of a document with a header."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    parts = {"styles": "styles.xml", "header": "header1.xml"}
    made = "".join(
        f'<Relationship Id="r{name}" Type="{kind}{name}" Target="{target}"/>' for name, target in parts.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'.encode()


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    """As Word shows it."""
    joined = p("Nửa đầu ", properties="<w:rPr><w:del/></w:rPr>")
    assert html_of(read(joined, "nửa sau.", "Hết.")) == "<p>Nửa đầu nửa sau.</p><p>Hết.</p>"
    assert html_of(read("Một.", joined)) == "<p>Một.</p><p>Nửa đầu</p>"  # there is none
    assert "<td>Nửa đầu</td><td>hai</td>" in html_of(read(table(row("A", "B"), row(cell(joined), "hai"))))


def test_a_field_without_an_end_swallows_nothing() -> None:
    """Neither the text behind a broken one, nor that behind a table of contents whose lines are left out."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>TOC</w:instrText></w:r>"
    link_code = '<w:r><w:instrText>HYPERLINK "https://a.vn/"</w:instrText></w:r>'
    reading = read(
        p("Trước ", begin, "giữa"),
        p("sau."),
        p(begin, link_code, middle, "liên kết"),
        p("không."),
        p(begin, code, middle),
        p("Mục một 3", style="Mucluc1"),
        p("Mục hai 5", end, style="Mucluc1"),
        p("Còn."),
    )
    assert html_of(reading) == (
        '<p>Trước giữa</p><p>sau.</p><p><a href="https://a.vn/" rel="noopener">liên kết</a></p><p>không.</p><p>Còn.</p>'
    )
    assert losses_of(reading) == Counter({"toc": 2})


def test_text_boxes_and_formulas_keep_their_words() -> None:
    """A box follows its paragraph; of the two forms that Word writes one is read."""
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    drawing = f"<w:drawing><wp:anchor>{graphic}</wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    reading = read(p(f"<w:r>{both}</w:r>", "Ngoài"), p(f"<w:r>{old}</w:r>", "Hai"), p("Là ", formula))
    assert html_of(reading) == ("<p>Ngoài</p><p>Trong khung</p><p>Hai</p><p>Trong khung</p><p>Là a+b</p>")
    assert losses_of(reading) == Counter({"text-box": 2, "formula": 1})


def test_objects_are_named_with_their_words() -> None:
    """Charts, spreadsheets, diagrams, other documents: a static page has no place for them."""
    chart = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://x/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    reading = read(p(chart, sheet, "Chữ."), '<w:altChunk r:id="x"/>')
    assert losses_of(reading) == Counter({"object": 3})
    assert html_of(reading) == "<p>Chữ.</p>"


def test_bold_and_italics_stay_and_other_looks_go() -> None:
    """Raised and lowered letters too; what is underlined or marked is told."""
    reading = read(
        p(
            b("đậm"),
            " ",
            r("nghiêng", properties="<w:i/>"),
            " m",
            r("2", properties='<w:vertAlign w:val="superscript"/>'),
        ),
        p(r("gạch", properties='<w:u w:val="single"/>'), r(" màu", properties='<w:color w:val="FF0000"/>')),
    )
    assert html_of(reading) == "<p><strong>đậm</strong> <em>nghiêng</em> m<sup>2</sup></p><p>gạch màu</p>"
    assert reading.losses == (("font-style", "gạch"),)


def test_signs_of_markdown_and_html_are_only_signs() -> None:
    """What somebody typed is what readers see."""
    typed = "1. một * hai _ba_ `bốn` <b>năm</b> & | # sáu [x](y) \\ - {z}"
    html = html_of(read(p(typed), p("- gạch đầu dòng"), p("# thăng")))
    assert "<b>" not in html
    assert "<li>" not in html
    assert "1. một * hai _ba_ `bốn` &lt;b&gt;năm&lt;/b&gt; &amp; | # sáu [x](y) \\ - {z}" in html


def test_strict_open_xml_is_read_too() -> None:
    """Word can write the same with other names of namespaces."""
    data = docx(*HEAD, "Chữ.")
    parts = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in parts_of(data).items()
    }
    assert read_document(zip_of(parts), "bai") == read_document(data, "bai")


def test_numbers_of_identity_cards_are_pointed_out_and_not_repeated() -> None:
    """An editor decides; the report does not spread them."""
    reading = read("Ông A, CCCD số 001203004567, trú tại xã B.", "Hết.")
    assert ("personal-data", "001…") in reading.notes
