"""Broken dumps and pages: what can be read comes along, what cannot is named, nothing leads out of the folder."""

# ruff: noqa: E501 - pages and statements stand here as portals write them
from __future__ import annotations

import gzip
import lzma
import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from importers.nukeviet.sources import SourceError
from tests.nukeviet_dumps import dropped, dump, files, kinds, read, reasons, run

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = [{"id": n, "alias": f"bai-{n}", "title": f"Bài {n}"} for n in range(1, 31)]
SENTENCE = 'Thủ tướng: "Đổi mới" – ứng dụng…'


@pytest.mark.parametrize("part", [0.05, 0.3, 0.45, 0.6, 0.75, 0.9, 0.97])
def test_a_dump_that_is_cut_off(tmp_path: Path, part: float) -> None:
    """Wherever the cut is: each article whose number is left is written or refused by it; the place is named."""
    whole = dump(ARTICLES).encode()
    report = run(tmp_path, whole[: int(len(whole) * part)])
    counts = report.counts()
    assert counts["in"] == counts["written"] + counts["refused"]
    assert kinds(report)["damage"] == 1
    numbers = [entry.old_id for entry in report.entries] + [refusal.old_id for refusal in report.refusals]
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    if report.entries:
        assert len(read(tmp_path).articles) == counts["written"]
    assert report.has_read == bool(report.entries)


def test_a_dump_without_its_end_is_read_from_the_copies_of_the_categories(tmp_path: Path) -> None:
    """Each category has a copy of its articles, which stands before the bodies."""
    copy = dump(ARTICLES).replace("nv4_vi_news_rows", "nv4_vi_news_1").partition("CREATE TABLE `nv4_vi_news_1`")[2]
    whole = "CREATE TABLE `nv4_vi_news_1`" + copy.partition("-- Dump")[0] + dump(ARTICLES)
    cut = whole[: whole.index("CREATE TABLE `nv4_vi_news_rows`") + 40]
    assert run(tmp_path, cut).counts()["written"] == 30


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_broken_archive(tmp_path: Path, pack: object) -> None:
    """The archive's own damage is damage of the dump."""
    packed = pack(os.urandom(400_000) + dump(ARTICLES).encode())  # type: ignore[operator]
    (tmp_path / "a.sql.xz").write_bytes(packed[: len(packed) // 2])
    report = run(tmp_path, tmp_path / "a.sql.xz")
    assert kinds(report)["damage"] == 1
    assert not report.has_read


@pytest.mark.parametrize("charset", ["latin-1", "cp1252"])
def test_utf_8_that_went_through_another_charset(tmp_path: Path, charset: str) -> None:
    """What a connection with the wrong charset made of a whole dump, once or twice."""

    def mangle(text: str) -> str:
        keep = {0x81, 0x8D, 0x8F, 0x90, 0x9D} if charset == "cp1252" else set()
        return "".join(chr(b) if b in keep else bytes((b,)).decode(charset) for b in text.encode())

    for times, folder in ((1, "mot"), (2, "hai")):
        text = dump([{"title": SENTENCE, "hometext": SENTENCE, "body": f"<p>{SENTENCE}</p>"}])
        for _ in range(times):
            text = mangle(text)
        (tmp_path / folder).mkdir()
        report = run(tmp_path / folder, text)
        content = read(tmp_path / folder)
        (made,) = content.articles
        assert (made.title, made.summary, content.site.categories[0].name) == (SENTENCE, SENTENCE, "Tin tức")
        assert SENTENCE.rpartition(" ")[2] in content.bodies[made.path].html
        assert kinds(report)["charset"] == 1


def test_decomposed_letters_and_bytes_of_tcvn3(tmp_path: Path) -> None:
    """Composed on import; bytes that are no UTF-8 are told."""
    text = dump([{"title": unicodedata.normalize("NFD", SENTENCE)}, {"id": 2, "alias": "hai", "title": "§§TCVN§§"}])
    raw = text.encode().replace("§§TCVN§§".encode(), "C«ng nghÖ th«ng tin".encode("latin-1"))
    report = run(tmp_path, raw)
    assert {made.title for made in read(tmp_path).articles} == {SENTENCE, "Công nghệ thông tin"}
    assert kinds(report)["charset"] == 2


def test_letters_of_old_fonts_without_a_font_are_only_told(tmp_path: Path) -> None:
    """Nothing is guessed over a whole text."""
    report = run(tmp_path, dump([{"title": "C«ng nghÖ th«ng tin"}]))
    assert [made.title for made in read(tmp_path).articles] == ["C«ng nghÖ th«ng tin"]
    assert kinds(report)["legacy-encoding"] == 1


def test_one_statement_of_50_megabytes(tmp_path: Path) -> None:
    """It is read row by row: memory stays far below the statement's size."""
    with (tmp_path / "a.sql").open("w") as file:
        file.write(dump([{"id": 999_999, "alias": "x"}]).partition("INSERT INTO `nv4_vi_news_rows`")[0])
        file.write(
            "CREATE TABLE `nv4_vi_news_row_histories` (`id` int, `x` longtext);\nINSERT INTO `nv4_vi_news_row_histories` VALUES "
        )
        file.write(",\n".join(f"({n},'{'x' * 50_000}')" for n in range(1000)) + ";\n")
        file.write(dump([{"id": 999_999, "alias": "x"}]))
    code = (
        "import re, sys; from pathlib import Path; sys.path.insert(0, '.'); from tests.nukeviet_dumps import run;"
        f"r = run(Path({str(tmp_path)!r}), Path({str(tmp_path / 'a.sql')!r}));"
        "print(r.counts()['written'], r.asides, re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    written, rest = said.split(" ", 1)
    assert written == "1"
    assert "('bảng nv4_vi_news_row_histories', 1000)" in rest
    assert int(rest.split()[-1]) < 200_000


def test_a_tree_of_categories_with_circles(tmp_path: Path) -> None:
    """Circles are cut, missing parents and clashes of names are told, and the site builds."""
    categories = [
        {"catid": 1, "parentid": 2, "title": "A", "alias": "a"},
        {"catid": 2, "parentid": 1, "title": "B", "alias": "b"},
        {"catid": 3, "parentid": 3, "title": "C", "alias": "tag"},
        {"catid": 4, "parentid": 77, "title": "D", "alias": "a"},
    ]
    report = run(
        tmp_path,
        dump([{}, {"id": 2, "alias": "hai", "title": "Hai", "catid": 55, "listcatid": "55"}], categories=categories),
    )
    content = read(tmp_path)
    assert [(c.slug, c.parent) for c in content.site.categories] == [
        ("a", "b"),
        ("b", ""),
        ("tag-2", ""),
        ("a-2", ""),
        ("chua-phan-loai", ""),
    ]
    assert kinds(report) == {"category-lost": 1, "category-tree": 4}


def test_a_number_that_two_articles_have(tmp_path: Path) -> None:
    """The first has it; the second is refused by its title."""
    report = run(tmp_path, dump([{}, {"title": "Bài khác", "alias": "khac"}]))
    assert [(refusal.old_id, refusal.title) for refusal in report.refusals] == [("1", "Bài khác")]


def test_values_that_cannot_be(tmp_path: Path) -> None:
    """No day, no headline, ratings out of bounds, an end before the beginning, names that lead out."""
    articles: list[dict[str, Any]] = [
        {"id": 1, "publtime": 0, "addtime": 0},
        {"id": 2, "title": ""},
        {"id": 3, "alias": "ba", "total_rating": 26, "click_rating": 5},
        {"id": 4, "alias": "bon", "exptime": 1},
        {"id": 5, "alias": "../../../etc/passwd"},
        {"id": 6, "alias": "", "title": "!!!"},
        {"id": 7, "alias": "bay", "title": "từ " * 200, "hometext": "chữ " * 400},
        {"id": 8, "alias": "tam", "publtime": 99_999_999_999, "addtime": 0},
    ]
    report = run(tmp_path, dump(articles))
    assert reasons(report) == {"1": "không có ngày đăng", "2": "không có tiêu đề", "8": "không có ngày đăng"}
    assert {made.slug for made in read(tmp_path).articles} == {"ba-3", "bon-4", "etc-passwd-5", "bai-6", "bay-7"}
    assert {kind: kinds(report)[kind] for kind in ("rating", "expired", "field-cut")} == {
        "rating": 1,
        "expired": 1,
        "field-cut": 1,
    }
    assert {path.resolve().is_relative_to(tmp_path.resolve()) for path in tmp_path.rglob("*")} == {True}


def test_bodies_that_are_bombs(tmp_path: Path) -> None:
    """Depth costs the layout, size the article; neither costs minutes."""
    start = time.process_time()
    articles: list[dict[str, Any]] = [
        {"id": 1, "body": "<div>" * 100_000 + "trong"},
        {"id": 2, "alias": "hai", "body": "<p>x</p>" * 60_000},
        {"id": 3, "alias": "ba", "body": "x" * 20_000_001},
        {"id": 4, "alias": "bon", "body": "chữ " * 600_000},
    ]
    report = run(tmp_path, dump(articles))
    assert set(reasons(report)) == {"3", "4"}
    assert dropped(report)["too-deep"] == 1
    assert len(read(tmp_path).articles) == 2
    assert time.process_time() - start < 60


def test_two_pages_of_one_article_that_differ(tmp_path: Path) -> None:
    """The first one counts, and somebody is told."""
    page = (
        '<link rel="canonical" href="/tin/a-5.html"><div itemtype="http://schema.org/NewsArticle"><h1>A</h1>'
        '<span class="h5">{} - 24/06/2019 22:33</span><div id="news-bodyhtml"><p>{}</p></div></div>'
    )
    folder = tmp_path / "trang"
    folder.mkdir()
    (folder / "1.html").write_text(page.format("Thứ ba", "một"))
    (folder / "2.html").write_text(page.format("Thứ ba", "hai"))
    (folder / "3.html").write_bytes(b"\xff\xfe\x00garbage")
    report = run(tmp_path, folder)
    assert [made.summary for made in read(tmp_path).articles] == ["một"]
    assert (kinds(report)["pages-differ"], kinds(report)["weekday"]) == (1, 1)


def test_the_article_page_and_the_print_page_differ(tmp_path: Path) -> None:
    """What a theme's plug-ins put into the one is not in the other."""
    (tmp_path / "5.html").write_text(
        '<link rel="canonical" href="/tin/a-5.html"><div itemtype="http://schema.org/NewsArticle"><h1>A</h1>'
        '<span class="h5">Thứ hai - 24/06/2019 22:33</span><div id="news-bodyhtml"><p>một</p><p>chèn thêm</p></div></div>'
    )
    (tmp_path / "5.print.html").write_text(
        '<link rel="canonical" href="/print/tin/a-5.html"><div id="print"><div id="content"><h1>A</h1><ul class="list-inline">'
        '<li>Thứ hai - 24/06/2019 22:33</li></ul><div id="bodytext"><p>một</p></div></div></div>'
    )
    report = run(tmp_path, tmp_path / "5.html", tmp_path / "5.print.html")
    assert [(made.summary, read(tmp_path).bodies[made.path].html) for made in read(tmp_path).articles] == [("một", "")]
    assert kinds(report)["bodies-differ"] == 1


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 1000, bytes(n * n % 251 for n in range(100_000)), b"SELECT 1;", "không phải SQL".encode()]
)
def test_what_is_no_dump(tmp_path: Path, data: bytes) -> None:
    """It gives nothing, and says so."""
    report = run(tmp_path, data)
    assert not report.has_read
    assert files(tmp_path) == {}


def test_what_is_no_source(tmp_path: Path) -> None:
    """A file of another kind is refused before anything is written."""
    (tmp_path / "a.bin").write_bytes(b"\x7fELF")
    with pytest.raises(SourceError, match="không phải bản sao lưu"):
        run(tmp_path, tmp_path / "a.bin")
    with pytest.raises(SourceError, match="không có tệp"):
        run(tmp_path, tmp_path / "khong-co")


def inv(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `./inv import-nukeviet`."""
    return subprocess.run(
        [sys.executable, "tasks.py", "import-nukeviet", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_says_what_came_of_it(tmp_path: Path) -> None:
    """0 with an account, 1 where nothing could be read, 2 for a wrong option; progress goes to standard error."""
    (tmp_path / "a.sql").write_text(dump())
    done = inv("--source", str(tmp_path / "a.sql"), "--into", str(tmp_path / "c"), "--report", str(tmp_path / "r.json"))
    assert (done.returncode, "1 bài = 1 bài ghi + 0 bài từ chối" in done.stdout) == (0, True)
    assert "Ghi bài: 100%" in done.stderr
    assert (tmp_path / "r.html").is_file()
    (tmp_path / "b.sql").write_bytes(b"")
    empty = inv("--source", str(tmp_path / "b.sql"), "--into", str(tmp_path / "d"))
    assert (empty.returncode, "Không đọc được bài nào" in empty.stderr) == (1, True)
    assert inv("--source", str(tmp_path / "khong-co"), "--into", str(tmp_path / "d")).returncode == 1
    assert inv("--into", str(tmp_path / "d")).returncode == 2
