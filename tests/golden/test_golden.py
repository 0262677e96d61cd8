"""
A small site, whole: its bytes are the same wherever and however it is built, and are those that were agreed.

After an intended change of a page: `pytest tests/golden --renew-golden`, then read the difference.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = Path(__file__).with_name("content")
EXPECTED = Path(__file__).with_name("expected")
NOW = "2026-11-20 09:00"
PAGES = [
    "index.html",
    "chinh-quyen-so/cntt.html",
    "chinh-quyen-so/tram-phat-song.html",
    "van-hoa/le-hoi.html",
    "tin-huyen/doi-ten.html",
    "tin-huyen/da-go.html",
    "tin-huyen/het-han.html",
    "vi/news/tin-huyen/cau-treo-4321.html",
    "gioi-thieu.html",
    "tin-huyen/index.html",
    "tag/cai-cach-hanh-chinh/index.html",
    "topic/cau-treo/index.html",
    "don-vi/index.html",
    "danh-gia-cao/index.html",
    "xem-nhieu/index.html",
    "so-do-trang/index.html",
    "rss/topic/cau-treo/index.xml",
    "manifest/redirects.json",
    "manifest/withdrawn.json",
    "manifest/site.json",
    "luu-tru/2019/index.html",
    "thong-ke/index.html",
    "rss/chinh-quyen-so/index.xml",
    "sitemap.xml",
    "sitemap-2019.xml",
    "robots.txt",
    "site.webmanifest",
]

# One worker builds the site once.
pytestmark = pytest.mark.xdist_group("golden")


def pelican(output: Path, environment: dict[str, str], content: Path = CONTENT) -> subprocess.CompletedProcess[str]:
    """Build with Pelican's own command line."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pelican",
        content,
        "-s",
        ROOT / "pelicanconf.py",
        "-o",
        output,
        "-e",
        f'NOW="{NOW}"',
    ]
    return subprocess.run(
        command, env=os.environ | environment, cwd=output.parent, text=True, capture_output=True, check=False
    )


def tree(output: Path) -> dict[str, bytes]:
    """Return every file below *output*: path → bytes."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site, built by `pelican content -s pelicanconf.py`."""
    output = tmp_path_factory.mktemp("golden") / "out"
    done = pelican(output, {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def test_two_folders_two_hash_seeds_two_zones_one_site(site: Path, tmp_path: Path) -> None:
    """Same content, same now: same bytes, search index and manifest included."""
    done = pelican(tmp_path / "elsewhere", {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(tmp_path / "elsewhere") == tree(site)


def test_inv_build_gives_the_same_bytes_as_pelican(site: Path, tmp_path: Path) -> None:
    """`./inv build` is Pelican with a summary, nothing else."""
    command: list[str | Path] = [
        sys.executable,
        ROOT / "tasks.py",
        "build",
        "--content",
        CONTENT,
        "--output",
        tmp_path / "out",
        "--now",
        NOW,
    ]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(tmp_path / "out") == tree(site)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_as_agreed(site: Path, path: str, request: pytest.FixtureRequest) -> None:
    """A page changes only when somebody meant it to (the hashes in addresses aside)."""
    made = re.sub(r"-[0-9a-f]{10}(?=[./])", "-HASH", (site / path).read_text("utf-8"))
    made = re.sub(r"/search/root-[^.\"]+", "/search/root-HASH", made)
    expected = EXPECTED / path
    if request.config.getoption("--renew-golden"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")


def test_what_is_not_published_leaves_no_trace(site: Path) -> None:
    """Drafts, scheduled articles and what was withdrawn or has expired are in no page, feed, sitemap or index."""
    drafts = ("ban-nhap", "Bài viết dở", "sap-dang", "Bài hẹn giờ")
    traces = (*drafts, "Danh sách đăng nhầm", "Nội dung này không còn ở trang nào", "Lịch này đã qua")
    assert [path for path, data in tree(site).items() if any(trace.encode() in data for trace in traces)] == []


def test_a_mistake_publishes_nothing(site: Path, tmp_path: Path) -> None:
    """With one error in the content Pelican ends with 1, says where, and the last site stays whole."""
    output, content = tmp_path / "out", tmp_path / "content"
    for source, target in ((site, output), (CONTENT, content)):
        for path, data in tree(source).items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(data)
    article = content / "articles/2019/06/cntt.md"
    article.write_text(article.read_text("utf-8").replace("points: 13", "points: 26"), "utf-8")
    done = pelican(output, {"COLUMNS": "500"}, content)  # Pelican folds long lines to the width of the terminal
    assert done.returncode == 1
    assert "articles/2019/06/cntt.md:10: rating.points: E204" in done.stdout + done.stderr
    assert tree(output) == tree(site)
