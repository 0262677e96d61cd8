"""Headline, lead, date and signature: guesses, each with what spoke for it, and no word twice."""

from __future__ import annotations

import pytest

from importers.word.dates import read_dateline, read_opening
from importers.word.guessed import NO_DATE
from importers.word.reading import Reading, read_document
from tests.word_files import b, cell, docx, image_of, p, picture, r, row, table

CORE = (
    '<c:p xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dcterms:created>2018-01-02T03:04:05Z</dcterms:created>"
    "<dcterms:modified>{saved}</dcterms:modified></c:p>"
)


def read(*blocks: str, core: str = "", media: dict[str, bytes] | None = None) -> Reading:
    """Read a file called "tep-moi"."""
    return read_document(docx(*blocks, core=core, media=media), "tep-moi")


def basis_of(reading: Reading, name: str) -> str:
    """Return what spoke for a field."""
    return next(guess.basis for guess in reading.guesses if guess.name == name)


def i(text: str) -> str:
    """Return a run in italics."""
    return r(text, properties="<w:i/>")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thứ hai, 24/06/2019 22:33", "2019-06-24 22:33"),
        ("Thứ 2 - 24/6/2019", "2019-06-24"),
        ("22h33, thứ Hai, ngày 24-6-2019", "2019-06-24 22:33"),
        ("Hải Vân, ngày 05 tháng 3 năm 2021", "2021-03-05"),
        ("Cập nhật lúc: 24/06/2019", None),
        ("Cập nhật: 24/06/2019 07:05 (GMT+7)", "2019-06-24 07:05"),
        ("(24.06.2019)", "2019-06-24"),
        ("Ngày 24/06/2019, tỉnh họp", None),
        ("31/02/2019", None),
        ("24/06/1019", None),
        ("24/06/2019 25:00", None),
    ],
)
def test_a_line_that_is_only_a_date_is_read(text: str, moment: str | None) -> None:
    """With a place, a weekday and hours, in whatever order; a day that does not exist is none."""
    found = read_dateline(text)
    assert (None if found is None else found.text) == moment


def test_a_weekday_that_it_was_not_is_pointed_out() -> None:
    """24 June 2019 was a Monday."""
    assert read_dateline("Chủ nhật, 23/06/2019") == read_dateline("23/06/2019")
    reading = read(p("Tên bài", style="Tieude"), "Thứ ba, 24/06/2019", "Một.", "Hai.")
    assert reading.notes == (("weekday", "2019-06-24"),)


def test_news_begin_with_a_day() -> None:
    """Nothing else at the beginning of a sentence is one."""
    assert [
        getattr(read_opening(text), "text", None)
        for text in ("Sáng 24/6/2019, tại", "Quyết định số 2", "Ngày 24/6, tại")
    ] == [
        "2019-06-24",
        None,
        None,
    ]


def test_styles_say_it_best() -> None:
    """A title of two lines is one; what becomes a field leaves the body."""
    reading = read(
        p("Ra mắt", style="Tieude"),
        p("cổng mới", style="Tieude"),
        p("Hải Vân, ngày 24 tháng 6 năm 2019", align="right"),
        p("Đoạn mở đầu.", style="Phude"),
        "Thân bài.",
        p("Trần Thị Bình", align="right"),
    )
    assert (reading.title, reading.summary, reading.date) == ("Ra mắt cổng mới", "Đoạn mở đầu.", "2019-06-24")
    assert reading.authors == ("Trần Thị Bình",)
    assert reading.body == "Thân bài."
    assert [guess.name for guess in reading.guesses] == ["title", "summary", "date", "authors"]
    assert basis_of(reading, "title") == "kiểu Title"


@pytest.mark.parametrize(
    ("first", "title", "basis"),
    [
        (p("Mục đầu", style="u1"), "Mục đầu", "tiêu đề mục đầu tiên"),
        (p(b("Dòng đậm")), "Dòng đậm", "dòng đậm hoặc canh giữa ở đầu"),
        (p("Dòng giữa", align="center"), "Dòng giữa", "dòng đậm hoặc canh giữa ở đầu"),
        (p("Dòng thường"), "Dòng thường", "dòng đầu tiên"),
        (p("Một câu có dấu chấm ở cuối."), "tep moi", "tên tệp"),
    ],
)
def test_without_a_style_the_look_of_the_first_lines_decides(first: str, title: str, basis: str) -> None:
    """A sentence is no headline: then the file's name must do."""
    reading = read(first, "Câu một của bài.", "Câu hai của bài.")
    assert (reading.title, basis_of(reading, "title")) == (title, basis)


def test_a_paper_of_an_office_says_what_it_is_in_two_lines() -> None:
    """The head of the letter stays in the body and gives the date."""
    head = table(
        row(
            cell(p(b("SỞ NỘI VỤ"), align="center")),
            cell(
                p(b("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), align="center"),
                p("Hải Vân, ngày 05 tháng 3 năm 2021", align="center"),
            ),
        )
    )
    reading = read(
        head, p(b("BÁO CÁO"), align="center"), p(b("Cải cách quý I"), align="center"), "Câu một.", "Câu hai."
    )
    assert (reading.title, reading.date, reading.summary) == ("BÁO CÁO Cải cách quý I", "2021-03-05", "Câu một.")
    assert "SỞ NỘI VỤ" in reading.body


def test_a_title_that_is_too_long_is_cut_and_stays_in_the_text() -> None:
    """No word is lost."""
    long = "chữ " * 70 + "cuối"
    reading = read(p(long, style="Tieude"), "Câu một.", "Câu hai.")
    assert reading.title.endswith(" chữ…")
    assert len(reading.title) <= 250
    assert "cuối" in reading.body


def test_the_lead_is_the_first_paragraph_if_its_words_say_all() -> None:
    """One with a note, a link or a picture stays in the body, where the portal takes its words; so does a lone one."""
    title = p("Tên bài", style="Tieude")
    assert read(title, p(b("Đậm.")), "Hai.").summary == "Đậm."
    assert read(title, "Một.", "Hai.").summary == "Một."
    assert read(title, p("Một ", r("2", properties='<w:vertAlign w:val="superscript"/>')), "Hai.").summary == ""
    assert read(title, "Một.").summary == ""
    with_picture = read(title, p(picture("a", "Lễ")), p(i("Ảnh: Lễ")), "Một.", "Hai.", media={"a.png": image_of()})
    assert with_picture.summary == "Một."
    assert "figcaption" in with_picture.body


def test_without_a_date_the_file_s_own_days_must_do() -> None:
    """The day on which it was last saved, in Vietnam; with nothing at all a day that nobody takes for true."""
    core = CORE.format(title="", saved="2019-06-24T18:00:00Z")
    assert read("Một", "Hai.", "Ba.", core=core).date == "2019-06-25"
    assert read("Một", "Hai.", "Ba.", core=CORE.format(title="", saved="hôm qua")).date == "2018-01-02"
    nowhere = read("Một", "Hai.", "Ba.")
    assert nowhere.date == NO_DATE
    assert "không tìm thấy" in basis_of(nowhere, "date")


def test_the_file_s_title_is_better_than_its_name() -> None:
    """Unless Word made it up."""
    saved = "2019-06-24T18:00:00Z"
    assert read("Một câu.", "Hai câu.", core=CORE.format(title="Tên tài liệu", saved=saved)).title == "Tên tài liệu"
    assert read("Một câu.", "Hai câu.", core=CORE.format(title="Microsoft Word - a", saved=saved)).title == "tep moi"


@pytest.mark.parametrize(
    ("last", "authors"),
    [
        (p("Tác giả: Nguyễn Văn An"), ("Nguyễn Văn An",)),
        (p("Bài, ảnh: Lê Bình - Trần Chi"), ("Lê Bình", "Trần Chi")),
        (p("Tin và ảnh: Hoàng Dung, Vũ Em"), ("Hoàng Dung", "Vũ Em")),
        (p("Giàng A Páo"), ("Giàng A Páo",)),
        (p(b("Hải Đăng")), ("Hải Đăng",)),
        (p("Thanh Hà – Minh Tú", align="right"), ("Thanh Hà", "Minh Tú")),
        (p("Hải Đăng"), ()),
        (p("Ảnh: Lê Bình"), ()),
        (p(b("Mọi người đều vui")), ()),
        (p("Trần Văn An đến dự.", align="right"), ()),
        (p(b("Quyết định số 12")), ()),
    ],
)
def test_a_signature_is_a_name_alone_or_one_that_is_announced(last: str, authors: tuple[str, ...]) -> None:
    """A name without a known surname must stand out; whoever took the pictures only is no author."""
    reading = read(p("Tên bài", style="Tieude"), "Câu một.", "Câu hai.", last)
    assert reading.authors == authors
    assert len(reading.body.split("\n\n")) == (1 if authors else 2)


def test_a_source_is_its_name_or_its_address() -> None:
    """As old portals sign what they took over."""
    title = p("Tên bài", style="Tieude")
    named = read(title, "Câu một.", "Câu hai.", p("Nguồn: Báo Hải Vân"))
    assert (named.source, named.source_url) == ("Báo Hải Vân", "")
    linked = read(title, "Câu một.", "Câu hai.", p("Nguồn: https://bao.example.vn/a"))
    assert (linked.source, linked.source_url) == ("bao.example.vn", "https://bao.example.vn/a")
    assert read(title, "Câu một.", "Câu hai.", p("(Theo Báo Hải Vân)", align="right")).source == "Báo Hải Vân"
    assert read(title, "Câu một.", "Câu hai.", p("Theo đó, mọi người cùng làm.")).source == ""
