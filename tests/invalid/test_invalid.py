"""
Every code of the catalogue is produced by a content folder of its own, word for word.

`<CODE>/content/` holds the mistake, `<CODE>/expected.txt` the whole Vietnamese report.  Where the
mistake cannot be kept in a repository (a huge file, another encoding, a link that leads out), it is made here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from desk.proofreading.pictures import LARGEST_FILE as LARGEST_PICTURE, LONGEST_SIDE
from desk.proofreading.proof import proofread_all
from plugins.newsroom.catalogue import CODES
from plugins.newsroom.decoding import LARGEST_FILE
from plugins.newsroom.parsing import is_markdown
from plugins.newsroom.reading import read_content
from plugins.newsroom.walk import walk_files

HERE = Path(__file__).parent
PROBLEMS = HERE.parent.parent / "docs" / "problems.vi.md"
ARTICLE = '---\ntitle: "Lễ hội"\ndate: 2026-03-01\ncategory: kinh-te\n---\n\nĐoạn mở đầu.\n'


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _start(folder: Path) -> Path:
    _write(folder / "site" / "categories.yaml", '- {slug: kinh-te, name: "Kinh tế"}\n')
    _write(folder / "articles" / "le-hoi.md", ARTICLE)
    return folder / "articles"


def _make_huge(folder: Path) -> None:
    _write(_start(folder) / "qua-nang.md", ARTICLE + "a" * (LARGEST_FILE - len(ARTICLE.encode()) + 1))


def _make_old_encoding(folder: Path) -> None:
    (_start(folder) / "cu.md").write_bytes(ARTICLE.encode() + "Đoạn công\n".encode("utf-16-le"))


def _make_deep_list(folder: Path) -> None:
    items = "".join("    " * depth + "- mục\n" for depth in range(400))
    _write(_start(folder) / "sau.md", ARTICLE + "\n" + items)


def _make_link_out(folder: Path) -> None:
    outside = folder.parent / "outside.md"
    _write(outside, ARTICLE)
    (_start(folder) / "ngoai.md").symlink_to(outside)


def _make_unreadable(folder: Path) -> None:
    (_start(folder) / "mat.md").symlink_to(folder / "articles" / "khong-co.md")


def _make_two_spellings(folder: Path) -> None:
    _start(folder)
    _write(folder / "media" / "\u1ea3nh.pdf", "")
    _write(folder / "media" / "a\u0309nh.pdf", "")


def _make_circle(folder: Path) -> None:
    articles = _start(folder)
    (articles / "chinh-no.md").symlink_to("chinh-no.md")
    (articles / "len-tren").symlink_to(articles)


def _make_two(folder: Path) -> None:
    _write(_start(folder) / "dong-bo.md", ARTICLE)


def _make_foreign_name(folder: Path) -> None:
    name = os.fsencode(_start(folder)) + b"/l\xe5 h\xf4i.md"
    Path(os.fsdecode(name)).write_text(ARTICLE, encoding="utf-8")


def _make_left_behind(folder: Path) -> None:
    articles = _start(folder)
    for name in ("~$le-hoi.md", "le-hoi.md~", ".#hop-cho.md", ".hop-cho.md.swp", "le-hoi.md.bak"):
        _write(articles / name, "x")
    _write(articles / ".gitkeep", "")


def _make_heavy_pictures(folder: Path) -> None:
    _start(folder)
    media = folder / "media"
    media.mkdir()
    Image.new("1", (LONGEST_SIDE + 1, 1)).save(media / "rong.png")
    Image.new("1", (LONGEST_SIDE, 1)).save(media / "vua.png")
    (media / "nang.png").write_bytes((media / "vua.png").read_bytes().ljust(2 * LARGEST_PICTURE))


MADE: dict[str, Callable[[Path], None]] = {
    "E109": _make_old_encoding,
    "E110": _make_huge,
    "E111": _make_link_out,
    "E307": _make_deep_list,
    "E117": _make_unreadable,
    "E119": _make_circle,
    "E120": _make_two,
    "E121": _make_foreign_name,
    "E414": _make_two_spellings,
    "H101": _make_left_behind,
    "W433": _make_heavy_pictures,
}


def _remove_second(folder: Path) -> Callable[[int, int], None]:
    """Return what takes a file away while the folder is being read, as a synchronisation does."""
    return lambda _done, _total: (folder / "articles" / "le-hoi.md").unlink(missing_ok=True)


@pytest.mark.parametrize("code", CODES)
def test_folder_gives_exactly_its_report(code: str, tmp_path: Path) -> None:
    """The report of a code's folder is its `expected.txt`, and the code is in it."""
    folder = tmp_path / "content"
    if code in MADE:
        MADE[code](folder)
    else:
        shutil.copytree(HERE / code / "content", folder)
    content = read_content(folder, _remove_second(folder) if code == "E120" else None)
    listed = [path for part in ("articles", "pages") for path in walk_files(folder, part)[0] if is_markdown(path)]
    problems = sorted((*content.problems, *proofread_all(folder, listed, content)))
    report = "".join(problem.report() + "\n" for problem in problems)
    assert report == (HERE / code / "expected.txt").read_text(encoding="utf-8")
    assert f" {code} " in report


def test_each_folder_has_a_code() -> None:
    """No folder stays behind when a code goes."""
    assert sorted(entry.name for entry in HERE.iterdir() if (entry / "expected.txt").exists()) == list(CODES)


def test_each_code_is_documented() -> None:
    """`docs/problems.vi.md` has one entry a code, in order."""
    lines = PROBLEMS.read_text(encoding="utf-8").splitlines()
    assert [line[4:8] for line in lines if line.startswith("### ")] == list(CODES)
