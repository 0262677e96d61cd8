"""The report of contributions: an example reckoned by hand, the page, and the files beside it."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from invoke import Exit

from commands.report import Order, run
from desk.charts import draw_bars, draw_columns
from desk.contributions import NO_AUTHOR, NO_UNIT, Period, count_contributions
from desk.report_page import make_page
from desk.report_tables import guard_cell, make_csv_files
from plugins.newsroom.article import Article, Rating, Status, Views
from plugins.newsroom.site import Unit
from tests.builders import NOW, make_article, make_site

SITE = make_site(
    units=(Unit(slug="so", name="Sở <Y tế>"), Unit(slug="xa", name="Ủy ban xã Đông"), Unit(slug="ap", name="Âp Một"))
)
YEAR = Period(first=date(2026, 1, 1), last=date(2026, 12, 31))


def some() -> list[Article]:
    """Five articles; the borders of the year are those of Vietnam."""
    return [
        make_article("a", "2026-01-01 00:00", unit="so", authors=("An", "Bình"), views=Views(count=1200)),
        make_article("b", "2026-02-03 08:00", unit="so", authors=("AN",), rating=Rating(points=13, votes=5)),
        make_article("c", "2026-02-03 09:00", unit="xa", category="xa-hoi", title="=SUM(A1)"),
        make_article("d", "2026-02-04 09:00", unit="ap", status=Status.DRAFT),
        make_article("e", "2025-12-31 23:59", unit="so", authors=("An",)),
        make_article("f", "2026-03-01 08:01", unit="so", authors=("An",)),
    ]


def test_an_example_reckoned_by_hand() -> None:
    """Drafts, last year's and what is to come are left out; an article of two counts for both, by halves."""
    found = count_contributions(some(), SITE, YEAR, NOW)
    assert [article.slug for article in found.articles] == ["a", "b", "c"]
    assert (found.total.articles, found.total.views, found.total.average) == (3, 1200, "2.6")
    assert [(row.name, row.tally.articles) for row in found.units] == [("Sở <Y tế>", 2), ("Ủy ban xã Đông", 1)]
    assert [(row.name, row.tally.articles, str(row.tally.share)) for row in found.authors] == [
        ("An", 2, "3/2"),
        ("Bình", 1, "1/2"),
        (NO_AUTHOR, 1, "1"),
    ]
    assert [row.tally.articles for row in found.months] == [1, 2, *[0] * 10]
    assert [row.name for row in found.months][::11] == ["01/2026", "12/2026"]
    assert [(row.name, row.tally.articles) for row in found.categories] == [("Kinh tế", 2), ("Xã hội", 1)]


def test_equals_stand_in_the_order_of_the_alphabet() -> None:
    """Â comes after A and before B; what has no unit is named."""
    units = ("xa", "ap", "", "so")
    made = [make_article(f"t{number}", "2026-01-02 08:00", unit=unit) for number, unit in enumerate(units)]
    found = count_contributions(made, SITE, YEAR, NOW)
    assert [row.name for row in found.units] == ["Âp Một", NO_UNIT, "Sở <Y tế>", "Ủy ban xã Đông"]


class _Outline(HTMLParser):
    """Tells whether tags match, and what is in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += ((tag, name) for name, _ in attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += ((tag, name) for name, _ in attrs)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_holds_no_script_and_nothing_foreign() -> None:
    """Names are escaped; no attribute is code or style; nothing is fetched."""
    page = make_page(count_contributions(some(), SITE, YEAR, NOW), SITE, NOW)
    outline = _Outline()
    outline.feed(page)
    assert outline.open == []
    assert not {name for _, name in outline.attributes} & {"style", "src", "href", "onclick"}
    assert "<script" not in page
    assert "Sở &lt;Y tế&gt;" in page
    assert "<Y tế>" not in page
    assert "default-src 'none'" in page
    assert "01/01/2026 – 31/12/2026" in page
    assert "1.200" in page
    assert page == make_page(count_contributions(some()[::-1], SITE, YEAR, NOW), SITE, NOW)


def test_a_chart_says_its_numbers() -> None:
    """Screen readers get a title and all numbers in words; bars are as long as their numbers."""
    chart = draw_bars("don-vi", "Số bài", (("A & B", 1000), ("C", 250), ("D", 0)))
    assert '<title id="don-vi-ten">Số bài</title>' in chart
    assert "A &amp; B: 1.000; C: 250; D: 0." in chart
    assert re.findall(r'class="bar"[^>]* width="(\d+)"', chart) == ["320", "80", "1"]
    columns = draw_columns("thang", "Số bài", [(f"{month:02}/2026", month) for month in range(1, 13)] * 3)
    assert columns.count('<rect class="bar"') == 36
    assert columns.count('<text class="name"') == 12
    assert draw_columns("thang", "Số bài", ()).count("Không có số liệu") == 1


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@sum", "\t=1", "＝1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    """What a spreadsheet would compute has a quotation mark before it."""
    assert guard_cell(text) == f"'{text}"


def test_csv_files_are_for_spreadsheets() -> None:
    """A byte order mark, so that accents show; months are words, or they would become days."""
    files = make_csv_files(count_contributions(some(), SITE, YEAR, NOW), SITE)
    assert sorted(files) == ["bai-viet.csv", "chuyen-muc.csv", "don-vi.csv", "tac-gia.csv", "thang.csv"]
    assert files["tac-gia.csv"].decode("utf-8-sig").splitlines()[1] == "An,2,1.50,1200,13,5,2.6"
    assert files["thang.csv"].decode("utf-8-sig").splitlines()[2] == "Tháng 02/2026,2,0,13,5,2.6"
    assert "'=SUM(A1)" in files["bai-viet.csv"].decode("utf-8-sig")
    assert all(data.startswith(b"\xef\xbb\xbf") for data in files.values())


def test_the_command_writes_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The numbers of `figures/` count; content with an error gives no report, since its numbers would be short."""
    folder = tmp_path / "content"
    for path, text in {
        "site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n",
        "articles/tin.md": "---\ntitle: Tin\ndate: 2026-01-02\ncategory: kinh-te\nviews: 3\n---\n\nChữ.\n",
        "figures/2026-01.yaml": "tin: {views: 4}\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    order = Order(content=folder, output=tmp_path / "bao-cao", period=YEAR, now=NOW, as_json=True)
    run(order)
    answer = json.loads(capsys.readouterr().out)
    assert (answer["from"], answer["to"], answer["total"]["views"]) == ("2026-01-01", "2026-12-31", 7)
    assert len(list((tmp_path / "bao-cao").iterdir())) == 6
    (folder / "articles/hai.md").write_text("x", encoding="utf-8")
    with pytest.raises(Exit, match="Nội dung có lỗi"):
        run(order)
