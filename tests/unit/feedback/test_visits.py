"""Visits and views out of a web server's logs."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from invoke import Exit

from bench.access_log import Truth, make_lines
from commands.stats import Order, run
from feedback import visits_publish, whole_file
from feedback.visits_lines import is_bot, parse_line
from feedback.visits_state import State
from plugins.newsroom.reading import read_content

FIREFOX: Final = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
SLUGS: Final = ("mot", "hai", "ba")
LAST: Final = date(2026, 11, 24)
ARTICLE: Final = "---\ntitle: Bài\ndate: 2026-{}-05\ncategory: kinh-te\n{}---\nNội dung của bài.\n"


def line(
    path: str = "/kinh-te/mot.html",
    *,
    day: str = "24/Nov/2026",
    address: str = "1.2.3.4",
    status: int = 200,
    method: str = "GET",
    agent: str = FIREFOX,
) -> bytes:
    """Return a line of a log."""
    return f'{address} - - [{day}:10:00:00 +0700] "{method} {path} HTTP/1.1" {status} 9 "-" "{agent}"\n'.encode()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of three articles, one of which has another slug than its file's name."""
    folder = tmp_path / "content"
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    (folder / "site" / "units.yaml").write_text("- {slug: van-phong, name: Văn phòng}\n", "utf-8")
    for name, month, more in (("mot", "10", ""), ("hai", "11", ""), ("khac", "11", "slug: ba\n")):
        place = folder / "articles" / "2026" / month / f"{name}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(ARTICLE.format(month, more), "utf-8")
    return folder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where the log lies."""
    return tmp_path / "access.log"


def count(content: Path, *logs: Path, again: bool = False) -> None:
    """Count logs into the content."""
    run(Order(logs=logs, content=content, state=content.parent / "state.sqlite", again=again), as_json=True)


def views(content: Path) -> dict[str, int]:
    """Return the views of each article, as the build reads them; nothing in the content may be wrong."""
    read = read_content(content)
    assert [problem.report() for problem in read.problems if problem.code.startswith("E")] == []
    return {article.slug: article.views.count for article in read.articles if article.views is not None}


def visits(content: Path) -> tuple[int, int, int, str]:
    """Return today's, the month's and all visits, and the day, as the build reads them."""
    statistics = read_content(content).site.statistics
    assert statistics is not None
    assert statistics.today is not None
    assert statistics.month is not None
    assert statistics.total is not None
    return (
        statistics.today.visits,
        statistics.month.visits,
        statistics.total.visits,
        f"{statistics.total.date:%Y-%m-%d}",
    )


def goaccess(log: Path, folder: Path) -> tuple[int, int, int]:
    """Return what GoAccess counts: visits of the last day, of its month, and all."""
    program = shutil.which("goaccess")
    if program is None:
        pytest.skip("needs goaccess (package goaccess)")
    result = folder / "goaccess.json"
    options = ["--log-format=COMBINED", "--no-global-config", "--ignore-crawlers", "--date-spec=date", "--no-progress"]
    subprocess.run([program, log, *options, "-o", result], check=True, capture_output=True)
    rows = json.loads(result.read_text())["visitors"]["data"]
    counts = {row["data"]: row["visitors"]["count"] for row in rows}
    newest = max(counts)
    month = sum(number for day, number in counts.items() if day[:6] == newest[:6])
    return counts[newest], month, sum(counts.values())


@pytest.mark.parametrize("name", ["access.log", "access.log.2.gz"])
def test_a_log_counts_as_goaccess_and_the_truth_have_it(content: Path, tmp_path: Path, name: str) -> None:
    """Visits equal those of another program; views equal what the log was made of."""
    truth = Truth()
    plain = tmp_path / "plain.log"
    plain.write_bytes(b"".join(make_lines(6000, SLUGS, truth, last=LAST)))
    log = tmp_path / name
    log.write_bytes(gzip.compress(plain.read_bytes()) if name.endswith(".gz") else plain.read_bytes())
    count(content, log)
    expected = (len(truth.visitors[LAST]), truth.visits(LAST.replace(day=1)), truth.visits())
    assert visits(content) == (*expected, "2026-11-24")
    assert Counter(views(content)) == truth.views
    assert goaccess(plain, tmp_path) == expected


def test_what_counts(content: Path, log: Path) -> None:
    """A page that a reader was sent or had; refused requests, crawlers and other methods are no view."""
    log.write_bytes(
        line()
        + line(status=304)
        + line("/kinh-te/mot.html?utm_source=x")
        + line(status=301)
        + line(status=404, address="9.9.9.9")
        + line(method="HEAD")
        + line(method="POST")
        + line("/kinh-te/mot.html.gz")
        + line("/kinh-te/")
        + line(agent="Mozilla/5.0 (compatible; Googlebot/2.1)")
        + line(agent="curl/8.0")
        + line(agent="Other browser")
    )
    count(content, log)
    assert views(content) == {"mot": 4}
    assert visits(content) == (2, 2, 2, "2026-11-24")


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/24", False),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile/15E148 [FBAN/FBIOS;FBAV/450]", False),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT_X18) AppleWebKit/537.36 Chrome/99 Mobile Safari/537.36", False),
        ("GPTBot/1.2", True),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", True),
        ("python-requests/2.31", True),
        ("Mozilla/5.0 HeadlessChrome/120", True),
    ],
)
def test_programs_are_no_readers(agent: str, expected: bool) -> None:
    """An app that shows pages to people is a browser; a telephone is called as it is called."""
    assert is_bot(agent.encode()) is expected


@pytest.mark.parametrize(
    "text",
    [b"", b"x", b'1.2.3.4 - - [31/Feb/2026:10:00:00 +0700] "GET / HTTP/1.1" 200 1 "-" "x"', line()[:-3], b"\xff" * 50],
)
def test_other_lines_say_nothing(text: bytes) -> None:
    """Whatever they hold."""
    assert parse_line(text) is None


def test_a_log_is_read_once_however_it_is_called(content: Path, log: Path, tmp_path: Path) -> None:
    """Grown, rotated, packed: what was read stays read, and what is new is counted."""
    log.write_bytes(line() * 3)
    count(content, log)
    count(content, log, log, again=True)
    assert views(content) == {"mot": 3}
    with log.open("ab") as file:
        file.write(line("/kinh-te/hai.html", address="5.6.7.8"))
    rotated = log.rename(tmp_path / "access.log.1")
    log.write_bytes(line("/kinh-te/ba.html", day="25/Nov/2026"))
    count(content, log, rotated)
    assert views(content) == {"mot": 3, "hai": 1, "ba": 1}
    packed = tmp_path / "access.log.2.gz"
    packed.write_bytes(gzip.compress(rotated.read_bytes()))
    rotated.unlink()
    count(content, packed, log, again=True)
    assert views(content) == {"mot": 3, "hai": 1, "ba": 1}
    assert visits(content) == (1, 3, 3, "2026-11-25")


def test_a_log_of_many_blocks_is_known_again(content: Path, log: Path) -> None:
    """Its place is found far behind its beginning."""
    log.write_bytes(b"".join(line(address=f"1.2.{n // 250}.{n % 250}") for n in range(9000)))
    count(content, log)
    with log.open("ab") as file:
        file.write(line("/kinh-te/hai.html") * 2)
    count(content, log, again=True)
    assert views(content) == {"mot": 9000, "hai": 2}


def test_half_a_line_waits(content: Path, log: Path) -> None:
    """The server is still writing it; a whole line without an end is whole."""
    whole, half = line(), line("/kinh-te/hai.html")
    log.write_bytes(whole + half[:60])
    count(content, log)
    assert views(content) == {"mot": 1}
    log.write_bytes(whole + half.removesuffix(b"\n"))
    count(content, log, again=True)
    log.write_bytes(whole + half + whole)
    count(content, log, again=True)
    assert views(content) == {"mot": 2, "hai": 1}


def test_numbers_are_written_once_a_day(content: Path, log: Path) -> None:
    """What comes later on the same day waits for the next, unless it is asked for."""
    log.write_bytes(line())
    count(content, log)
    before = (content / "site" / "statistics.yaml").stat()
    log.write_bytes(line() + line(address="5.6.7.8"))
    count(content, log)
    assert (content / "site" / "statistics.yaml").stat() == before
    assert views(content) == {"mot": 1}
    count(content, log, again=True)
    assert (views(content), visits(content)) == ({"mot": 2}, (2, 2, 2, "2026-11-24"))
    log.write_bytes(log.read_bytes() + line(day="25/Nov/2026"))
    count(content, log)
    assert (views(content), visits(content)) == ({"mot": 3}, (1, 3, 3, "2026-11-25"))


def test_nothing_new_touches_no_file(content: Path, log: Path) -> None:
    """So that a build finds nothing changed."""
    log.write_bytes(line())
    count(content, log)
    files = {path: path.stat() for path in content.rglob("*") if path.is_file()}
    count(content, log, again=True)
    assert {path: path.stat() for path in content.rglob("*") if path.is_file()} == files


def test_the_old_portals_numbers_go_on(content: Path, log: Path) -> None:
    """What it counted stays part of total and month; days that it counted are not counted again."""
    file = content / "site" / "statistics.yaml"
    file.write_text(
        "# từ cổng cũ\ntotal: {visits: 383090054, date: 2026-11-22} # đếm lại\nmonth: {visits: 100, date: 2026-11-22}\n"
    )
    log.write_bytes(line(day="22/Nov/2026") + line(day="23/Nov/2026") + line() + line(address="5.6.7.8"))
    count(content, log)
    assert visits(content) == (2, 103, 383090057, "2026-11-24")
    assert file.read_text().startswith("# từ cổng cũ\ntotal: {visits: 383090057, date: 2026-11-24} # đếm lại\n")
    log.write_bytes(log.read_bytes() + line(day="01/Dec/2026"))
    count(content, log)
    assert visits(content) == (1, 1, 383090058, "2026-12-01")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "mot: {views: 2}\n"),
        ("# chú thích\n", "# chú thích\nmot: {views: 2}\n"),
        ("{}\n", "{mot: {views: 2}}\n"),
        ("mot: {points: 4, votes: 1} # phiếu\n", "mot: {views: 2, points: 4, votes: 1} # phiếu\n"),
        ("mot: {views: 7, points: 4, votes: 1}\n", "mot: {views: 9, points: 4, votes: 1}\n"),
        ("mot:\n  points: 4\n  votes: 1\n", "mot:\n  views: 2\n  points: 4\n  votes: 1\n"),
        ("mot:\n  # tay\n  views: '7'\n", "mot:\n  # tay\n  views: 9\n"),
        ("mot: {}\n", "mot: {views: 2}\n"),
        ("{mot: {views: 1}}\n", "{mot: {views: 3}}\n"),
    ],
)
def test_figures_change_in_place(content: Path, log: Path, before: str, after: str) -> None:
    """Comments, order and what readers gave stay."""
    file = content / "figures" / "2026-10.yaml"
    file.parent.mkdir()
    file.write_text(before, "utf-8")
    log.write_bytes(line() * 2)
    count(content, log)
    assert file.read_text("utf-8") == after
    assert views(content)["mot"] >= 2


def test_a_broken_file_of_the_content_is_named_and_nothing_is_lost(content: Path, log: Path) -> None:
    """What was counted is written once the file is mended."""
    file = content / "figures" / "2026-10.yaml"
    file.parent.mkdir()
    file.write_text("mot: [\n", "utf-8")
    log.write_bytes(line() * 2)
    with pytest.raises(Exit, match=r"figures/2026-10\.yaml:") as raised:
        count(content, log)
    assert raised.value.code == 1
    assert not (content / "site" / "statistics.yaml").exists()
    file.write_text("", "utf-8")
    count(content, log)
    assert views(content) == {"mot": 2}


@pytest.mark.parametrize("moment", range(11))
def test_a_count_that_is_killed_counts_once(
    content: Path, log: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Wherever it ends, the next one comes to the same numbers."""
    log.write_bytes(line() * 2 + line("/kinh-te/hai.html") + line(day="23/Nov/2026"))
    calls = 0

    class KilledError(Exception):
        pass

    def killing(place: Any) -> Any:
        def call(*arguments: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == moment + 1:
                raise KilledError
            return place(*arguments)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(visits_publish, "put_file", killing(whole_file.put_file))
        patch.setattr(os, "replace", killing(os.replace))
        for name in ("begin", "show", "finish", "tell"):
            patch.setattr(State, name, killing(getattr(State, name)))
        with pytest.raises(KilledError):
            count(content, log)
    count(content, log)
    count(content, log, again=True)
    assert views(content) == {"mot": 3, "hai": 1}
    assert visits(content) == (1, 2, 2, "2026-11-24")


def test_no_address_is_kept(content: Path, log: Path, tmp_path: Path) -> None:
    """Neither as it is nor as a hash once the day is over; secrets go with the days."""
    log.write_bytes(line(day="20/Nov/2026") + line(day="23/Nov/2026") + line())
    count(content, log)
    raw = (tmp_path / "state.sqlite").read_bytes()
    assert b"1.2.3.4" not in raw
    assert b"Firefox" not in raw
    state = sqlite3.connect(tmp_path / "state.sqlite")
    assert [day for (day,) in state.execute("SELECT DISTINCT day FROM visitor ORDER BY day")] == [
        "2026-11-23",
        "2026-11-24",
    ]
    assert state.execute("SELECT day FROM day WHERE secret IS NULL").fetchall() == [("2026-11-20",)]
    state.close()
    assert (tmp_path / "state.sqlite").stat().st_mode & 0o077 == 0


def test_lines_that_come_late_are_told(content: Path, log: Path, tmp_path: Path, capsys: Any) -> None:
    """A closed day stays as it is; views still count."""
    log.write_bytes(line(day="20/Nov/2026") + line())
    count(content, log)
    other = tmp_path / "other.log"
    other.write_bytes(line(day="20/Nov/2026", address="5.6.7.8"))
    count(content, other, again=True)
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["late"] == 1
    assert (visits(content)[2], views(content)) == (2, {"mot": 3})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x7fELF\0\0\0" + b"x" * 100, "nhị phân"),
        (gzip.compress(line() * 5000)[:-20], "gzip"),
        (b"\x1f\x8b", "gzip"),
        (b"khong phai nhat ky\n" * 3, "combined"),
        (b"x" * 3_000_000, "nhị phân"),
        (None, "không đọc được"),
    ],
)
def test_bad_logs_are_named_and_good_ones_count(
    content: Path, log: Path, tmp_path: Path, data: bytes | None, said: str
) -> None:
    """File, cause and remedy, exit code 1; nothing of a bad log is counted."""
    log.write_bytes(line())
    bad = tmp_path / "bad.log"
    if data is not None:
        bad.write_bytes(data)
    with pytest.raises(Exit, match=said) as raised:
        count(content, bad, log)
    assert raised.value.code == 1
    assert str(bad) in str(raised.value)
    assert views(content) == {"mot": 1}


def test_malformed_lines_are_named(content: Path, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File and line of each, without the address; the others count."""
    log.write_bytes(line() + b"9.8.7.6 hong\n" + line())
    count(content, log)
    output = capsys.readouterr()
    assert f"{log}:2:" in output.err
    assert "9.8.7.6" not in output.err
    assert json.loads(output.out)["malformed"] == 1
    assert views(content) == {"mot": 2}


def test_pages_of_no_article_are_left_out(content: Path, log: Path) -> None:
    """An old address with a page of its own looks like one."""
    log.write_bytes(line("/cu/bai-7.html") + line())
    count(content, log)
    assert views(content) == {"mot": 1}


def test_a_log_must_be_named(content: Path) -> None:
    """Without one there is nothing to do."""
    with pytest.raises(Exit, match="--log") as raised:
        count(content)
    assert raised.value.code == 2
