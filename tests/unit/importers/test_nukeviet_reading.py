"""What dumps and saved pages say: rows without a server, charsets that were mixed up, the parts of a page."""

# ruff: noqa: E501, S608 - pages and statements stand here as portals write them
from __future__ import annotations

import io
import unicodedata

import pytest

from importers.nukeviet.names import article_slug, choose_spellings
from importers.nukeviet.page_facts import NoArticleError, PageFacts
from importers.nukeviet.page_reader import read_page
from importers.nukeviet.page_text import BLOCKS, read_text_page
from importers.nukeviet.sql import DumpReader, Row, Wish
from importers.nukeviet.tables import place_of
from importers.nukeviet.texts import Repairs, decode_bytes, decode_entities, looks_like_tcvn3

SENTENCE = 'Thủ tướng: "Đổi mới" – ứng dụng…'


def rows(sql: str | bytes, wish: Wish = Wish.READ) -> list[Row]:
    """Return the rows of a dump, which has no damage."""
    reader = DumpReader(io.BytesIO(sql.encode() if isinstance(sql, str) else sql), lambda _table: wish)
    found = list(reader.rows())
    assert reader.damages == []
    return found


CREATE = "CREATE TABLE IF NOT EXISTS `t` (`a` int(11) NOT NULL DEFAULT '0', b enum('x,(','y') , PRIMARY KEY (`a`), KEY b (`b`));\n"


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("'a''b\\'c\\\\d\\n\\0\\Z\\%'", b"a'b'c\\d\n\0\x1a\\%"),
        ("''", b""),
        ("NULL", None),
        ("-12.5e3", b"-12.5e3"),
        ("0x4869", b"Hi"),
        ("x'4869'", b"Hi"),
        ("_binary 'Hi'", b"Hi"),
        ("_utf8mb4'Hi'", b"Hi"),
        ('"a""b"', b'a"b'),
        ("CURRENT_TIMESTAMP()", None),
        ("'); DROP TABLE `t`; -- '", b"); DROP TABLE `t`; -- "),
    ],
)
def test_literals(literal: str, value: bytes | None) -> None:
    """All that mysqldump and people write."""
    assert rows(f"{CREATE}INSERT INTO `t` VALUES (1,{literal});")[0].cells == (b"1", value)


def test_statements_of_any_form() -> None:
    """Comments, several rows, lists of columns, names of databases, statements that are of no interest."""
    sql = (
        "-- INSERT INTO `t` VALUES (9,9);\n/* INSERT INTO t VALUES (9,'9'); */ # x'\n/*!40101 SET NAMES utf8 */;\n"
        f"{CREATE}LOCK TABLES `t` WRITE;\nINSERT IGNORE INTO `db`.`t` VALUES (1,'a'),\n(2,'b');\nREPLACE INTO t (`b`, a) VALUES ('c', 3);\n"
        "UPDATE t SET b='x;y';\nINSERT INTO `t` VALUES (4,'d')"
    )
    assert [(row.columns, row.cells) for row in rows(sql + ";")] == [
        (("a", "b"), (b"1", b"a")),
        (("a", "b"), (b"2", b"b")),
        (("b", "a"), (b"c", b"3")),
        (("a", "b"), (b"4", b"d")),
    ]


def test_a_row_may_be_larger_than_what_is_read_at_once() -> None:
    """Rows and statements may be cut anywhere by the reader's own steps."""
    long = "x" * 3_000_000
    sql = CREATE + "INSERT INTO `t` VALUES " + ",".join(f"({n},'{long if n == 2 else n}')" for n in range(50_000)) + ";"
    found = rows(sql)
    assert len(found) == 50_000
    assert found[2].cells == (b"2", long.encode())
    assert rows(sql, Wish.LEAVE) == []


def test_damage_is_named_and_reading_goes_on() -> None:
    """A row that cannot be read costs its statement, not the dump."""
    sql = f"{CREATE}INSERT INTO `t` VALUES (1,'a'),(2,oops +),(3,'c');\nINSERT INTO `t` VALUES (4,'d');\nINSERT INTO `t` VALUES (5,'e"
    reader = DumpReader(io.BytesIO(sql.encode()), lambda _table: Wish.READ)
    assert [row.cells[0] for row in reader.rows()] == [b"1", b"4"]
    assert [(damage.table, damage.reason) for damage in reader.damages] == [
        ("t", "không hiểu được một dòng dữ liệu"),
        ("t", "bị cắt ngang"),
    ]


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("nv4_vi_news_rows", ("nv4_vi_news", "rows")),
        ("nv4_vi_tin_tuc_block_cat", ("nv4_vi_tin_tuc", "block_cat")),
        ("abc_en_news_12", ("abc_en_news", "copies")),
        ("nv3_vi_news_bodyhtml_1", ("nv3_vi_news", "bodyhtml")),
        ("nv4_banners_rows", ("nv4__", "banners_rows")),
        ("nv4_vi_comment", ("nv4_vi_", "comment")),
        ("nv4_vi_news_row_histories", None),
        ("nv4_users", None),
    ],
)
def test_tables_are_known_by_their_names(table: str, place: tuple[str, str] | None) -> None:
    """Whatever prefix, language and module."""
    found = place_of(table)
    assert (None if found is None else (found.set, found.part)) == place


def _as(charset: str) -> bytes:
    """Return a sentence whose UTF-8 was taken for another charset."""
    letters = (
        (bytes((b,)).decode(charset) if charset == "latin-1" or b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b))
        for b in SENTENCE.encode()
    )
    return "".join(letters).encode()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (_as("latin-1"), "double-encoded"),
        (_as("cp1252"), "double-encoded"),
        (_as("latin-1").decode().encode("latin-1").decode("latin-1").encode(), "double-encoded"),
        (unicodedata.normalize("NFD", SENTENCE).encode(), "decomposed"),
        (SENTENCE.encode()[:-1] + b"", "cut"),
    ],
)
def test_mixed_up_charsets_are_led_back(raw: bytes, kind: str) -> None:
    """Exactly, and counted."""
    repairs = Repairs()
    expected = SENTENCE[:-1] if kind == "cut" else SENTENCE
    assert decode_bytes(raw, repairs) == expected
    assert repairs.counts[kind] >= 1


@pytest.mark.parametrize("text", ["Hà Nội – “Âu Lạc”", "Ã", "café", "Âm nhạc ở Ấn Độ", "5 € – 10 £", "C«ng nghÖ"])
def test_what_is_no_mixed_up_charset_stays(text: str) -> None:
    """Nothing is guessed."""
    assert decode_bytes(text.encode(), Repairs()) == text


def test_bytes_of_tcvn3_and_windows_1252() -> None:
    """Bytes that are no UTF-8 are what they can be."""
    repairs = Repairs()
    assert decode_bytes("C«ng nghÖ th«ng tin".encode("latin-1"), repairs) == "Công nghệ thông tin"
    assert decode_bytes("“café”".encode("cp1252"), repairs) == "“café”"
    assert repairs.counts == {"tcvn3": 1, "not-utf8": 1}
    assert looks_like_tcvn3("C«ng nghÖ th«ng tin")
    assert not looks_like_tcvn3("Công nghệ «thông tin»")


def test_home_made_entities() -> None:
    """Escaped once is decoded; escaped twice only where NukeViet's own entities come out."""
    assert decode_entities("42&#x002F;2022&#x002F;NĐ-CP &#40;sửa&#41;", Repairs()) == "42/2022/NĐ-CP (sửa)"
    assert decode_entities("&amp;#x002F; &amp;quot;A&amp;quot; A&amp;B &amp;copy;", Repairs()) == '/ "A" A&B &copy;'


def test_slugs_and_tags() -> None:
    """The alias stays and ends in the number; one spelling for each tag that shares an address."""
    assert article_slug("Gioi-thieu", "", 8) == "gioi-thieu-8"
    assert article_slug("../../x", "", 9) == "x-9"
    assert article_slug("", "Đổi mới", 0) == "doi-moi"
    assert len(article_slug("a" * 300, "", 123456)) == 240
    chosen, merged = choose_spellings({"công nghệ": 2, "Công nghệ": 1, "cong nghe": 9, "đất": 1})
    assert chosen == {"cong-nghe": "công nghệ", "dat": "đất"}
    assert merged == (("công nghệ", "Công nghệ", "cong nghe"),)


PAGE = """<!DOCTYPE html><html lang="vi"><head><title>Họp báo</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2019-06-30+0722:33:00"><meta property="og:site_name" content="Cổng thử">
<link rel="canonical" href="https://cu.example.vn/tin-tuc/hop-bao-12.html"></head><body>
<ul class="temp-breadcrumbs hidden"><li><a href="/">Trang nhất</a></li><li><a href="/tin-tuc/">Tin tức</a></li>
<li><a href="/thoi-su/">Thời sự</a></li></ul><span class="current-time">Thứ năm - 02/02/2023 16:43</span>
<div class="news_column panel" itemtype="http://schema.org/NewsArticle" itemscope><h1 class="title" itemprop="headline">Họp báo: quý 2</h1>
<span class="hidden" itemprop="datePublished">2019-06-30T00:00:00+07:00</span>
<div class="newsdetailmetatop"><span class="h5"><i class="fa fa-clock-o"></i>Thứ hai - 24/06/2019 22:33</span>
<span class="h5"><i class="fa fa-eye"></i>71244</span></div>
<figure class="article left"><img src="/uploads/news/a.jpg" alt="Toàn cảnh"><figcaption>Toàn cảnh</figcaption></figure>
<div class="hometext" itemprop="description">Sáng nay, tỉnh họp báo.</div>
<div id="news-bodyhtml" class="bodytext"><p>Thân <b>bài</b>.</p></div>
<p class="h5 text-right"><strong>Tác giả: </strong><a href="/author/an/">An</a>, Bình</p>
<p class="h5 text-right"><strong>Nguồn tin: </strong><a href="https://bao.vn/">Báo</a></p></div>
<div class="news-download-file"><div class="list-group-item"><span class="badge"><a href="#pdf0">x</a></span><a href="/uploads/a.pdf">Tờ trình</a></div></div>
<div class="h5"><em class="fa fa-tags"></em><a href="/tag/d">đất đai</a>, <a href="/tag/e">giá</a></div>
<form id="form3B"><p id="stringrating">Tổng số điểm của bài viết là: 13 trong 5 đánh giá</p>Xếp hạng: <span>2.6</span> - <span>5</span> phiếu bầu</form>
<div id="idcomment" data-id="12"><ul class="comment-list"><li class="media" id="cid_3"><div class="media-body"><div class="margin-bottom">Hay<br>lắm</div>
<strong class="cm_item">Lan </strong><span class="small"> 05/07/2019 17:35</span></div><ul><li class="media" id="cid_4"><div class="media-body">
<div class="margin-bottom">Cảm ơn</div><strong class="cm_item">Ban biên tập</strong><span class="small">06/07/2019 08:00</span></div></li></ul></li></ul></div>
<div id="timeoutsess">Bạn đã không sử dụng Site, Bấm vào đây để duy trì trạng thái đăng nhập.</div></body></html>"""


def facts(html: str, name: str = "trang.html") -> PageFacts:
    """Return what a page says."""
    return read_page(html, name)[0]


def test_an_articles_page_says_all() -> None:
    """From the visible text, not from the metadata."""
    page = facts(PAGE)
    assert (page.kind, page.id, page.title) == ("article", 12, "Họp báo: quý 2")
    assert (page.date, page.weekday, page.views) == ("2019-06-24 22:33", "Thứ hai", 71244)
    assert (page.lead, page.body) == ("Sáng nay, tỉnh họp báo.", "<p>Thân <b>bài</b>.</p>")
    assert (page.authors, page.source, page.source_url) == (("An", "Bình"), "Báo", "https://bao.vn/")
    assert page.tags == ("đất đai", "giá")
    assert (page.points, page.votes, page.average) == (13, 5, "2.6")
    assert page.trail[-1] == ("Thời sự", "/thoi-su/")
    assert page.image == ("/uploads/news/a.jpg", "Toàn cảnh", "Toàn cảnh", "left")
    assert page.attachments == (("/uploads/a.pdf", "Tờ trình"),)
    assert [(c.id, c.name, c.time, c.text, c.reply_to) for c in page.comments] == [
        ("3", "Lan", "2019-07-05 17:35", "Hay\nlắm", ""),
        ("4", "Ban biên tập", "2019-07-06 08:00", "Cảm ơn", "3"),
    ]
    assert PageFacts.from_record(page.as_record()) == page


def test_print_and_save_pages() -> None:
    """Same template, told apart by their address; the number is the article's."""
    html = (
        '<link rel="canonical" href="https://cu.example.vn/savefile/tin-tuc/hop-bao-12.html"><div id="print"><div id="content"><h1>Họp báo</h1>'
        '<ul class="list-inline"><li>Thứ hai - 24/06/2019 22:33</li></ul><div id="hometext"><div class="imghome"><img src="/a.jpg"><em>Ảnh</em></div>Mở đầu.</div>'
        '<div id="bodytext"><p>Thân.</p></div><div id="author"><p><strong>Tác giả:</strong> An</p></div></div><div id="footer"><p class="copyright">x</p></div></div>'
    )
    page = facts(html)
    assert (page.kind, page.id, page.url) == ("save", 12, "https://cu.example.vn/tin-tuc/hop-bao-12.html")
    assert (page.title, page.lead, page.body, page.authors) == ("Họp báo", "Mở đầu.", "<p>Thân.</p>", ("An",))
    assert facts(html.replace("savefile", "print")).kind == "print"


def test_the_template_of_version_3() -> None:
    """Names of 2010."""
    html = (
        '<div class="news_column"><div id="news_detail"><h1>Họp báo</h1><span class="time">Thứ năm - 24/06/2010 08:05</span>'
        '<div id="hometext"><div id="imghome" class="fl"><img src="/uploads/news/a.jpg" alt="x"><p><em>Ghi chú</em></p></div>Mở đầu.</div>'
        '<div class="bodytext">Thân.</div><p style="text-align: right;"><strong>Tác giả bài viết: </strong>An</p></div>'
        '<div class="keywords"><strong>Từ khóa: </strong><a href="/search/x"><em>đất</em></a></div></div>'
    )
    page = facts(html, "hop-bao-7.html")
    assert (page.id, page.date, page.lead, page.authors, page.tags) == (
        7,
        "2010-06-24 08:05",
        "Mở đầu.",
        ("An",),
        ("đất",),
    )
    assert page.image == ("/uploads/news/a.jpg", "x", "Ghi chú", "left")


def test_the_template_of_version_5() -> None:
    """Names of 2026: no microdata, a body known by its class only."""
    html = (
        '<meta property="og:type" content="article"><link rel="canonical" href="https://cu.example.vn/tin/hop-bao-7.html"><div class="vstack gap-3 mb-4">'
        '<h1 class="mb-0">Họp báo</h1><div class="row"><div class="col-md-6"><i class="fa-regular fa-clock"></i> Thứ hai - 24/06/2019 22:33</div></div>'
        '<div class="clearfix"><figure class="figure float-start"><img src="/uploads/news/a.jpg" alt="Họp báo"><figcaption>Ghi chú</figcaption></figure>'
        '<div id="newsImgPreview" class="d-none"><img src="/uploads/news/b.jpg"></div><div class="fw-bold" data-toggle="error-report">Mở đầu.</div></div>'
        '<div class="richtext-container news-bodyhtml clearfix" data-toggle="error-report"><p>Thân.</p></div>'
        '<ul class="list-group"><li class="list-group-item"><div><a href="/uploads/a.pdf" download>Tải về: <strong>Tờ trình</strong></a><a href="#file-0">x</a></div></li></ul>'
        '<p class="mb-1"><strong>Tác giả:</strong> An</p><a class="badge" href="/tag/dat"><i class="fa-solid fa-tag"></i> đất đai</a>'
        '<form data-id="7"><div class="d-none"><div>Tổng số điểm của bài viết là: 13 trong 5 đánh giá</div><div>Xếp hạng: <span>2.6</span> / <span>5</span> phiếu bầu</div></div></form></div>'
    )
    page = facts(html)
    assert (page.id, page.title, page.date, page.lead, page.body) == (
        7,
        "Họp báo",
        "2019-06-24 22:33",
        "Mở đầu.",
        "<p>Thân.</p>",
    )
    assert (page.authors, page.tags, page.attachments) == (("An",), ("đất đai",), (("/uploads/a.pdf", "Tờ trình"),))
    assert (page.points, page.votes, page.average) == (13, 5, "2.6")
    assert page.image == ("/uploads/news/a.jpg", "", "Ghi chú", "left")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<title>Lỗi truy cập 404</title><body>Trang không tồn tại trên máy chủ", "404"),
        ("<title>Cổng</title><body>Bạn truy cập quá nhanh, vui lòng chờ 60 giây", "flood"),
        ("<title>Thành viên đăng nhập</title><form><input name='x'></form>", "đăng nhập"),
        ("<title>Tin</title><div class='news_column'><a href='/a-1.html'>A</a></div>", "danh sách"),
        ("<p>xin chào", "không có bài"),
        ("<div>" * 70_000, "bomb"),
    ],
)
def test_pages_without_an_article_say_what_they_are(html: str, reason: str) -> None:
    """No article is made of them."""
    with pytest.raises(NoArticleError, match=f"(?i){reason}"):
        facts(html)


def test_a_page_saved_as_text_shows_its_fifteen_blocks() -> None:
    """Told apart by the words that NukeViet prints between them."""
    text = (
        "Họp báo\n\nThứ hai - 24/06/2019 22:33 71244\nMở đầu.\n\n- Một.\n\n- Hai.\n\nTổng số điểm của bài viết là: 13 trong 5 đánh giá\n\n"
        "Xếp hạng: 2.6 - 5 phiếu bầu\nClick để đánh giá bài viết\n\n  Ý kiến bạn đọc\n\nNhững tin mới hơn\nTin A (01/07/2019)\n\nNhững tin cũ hơn\n\n"
        "Việc làm\nThống kê truy cập\n  • Hôm nay363,785\nỨNG DỤNG\n1 abc\nPortal_X\nBạn đã không sử dụng Site, Bấm vào đây"
    )
    page = read_text_page(text)
    assert page is not None
    assert page.blocks == BLOCKS
    assert page.paragraphs == ("- Một.", "- Hai.")
    assert (page.facts.views, page.facts.points, page.facts.votes, page.facts.average) == (71244, 13, 5, "2.6")
    assert (page.newer, page.older, page.banners) == (("Tin A (01/07/2019)",), (), ("Việc làm",))
    assert (page.statistics, page.applications) == ((("Hôm nay", 363785),), ("1 abc", "Portal_X"))
    assert read_text_page("chỉ là chữ") is None
