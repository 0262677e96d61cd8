"""A Word file that is handed in becomes a draft, by the editor who hands it in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_kit import SmallDesk, git
from tests.word_files import docx, image_of, p, picture

FILE = docx(
    p("Được mùa", style="Tieude"),
    "Thứ hai, 24/06/2019 22:33",
    p("Đoạn mở đầu.", style="Phude"),
    "Thân bài.",
    p(picture("a", "Cánh đồng lúa")),
    media={"a.png": image_of()},
)


def hand_in(small: SmallDesk, name: str, data: bytes, **fields: str) -> Any:
    """Return the answer to a Word file."""
    form = {"category": "kinh-te", "unit": "van-phong"} | fields
    return small.client.post("/desk/word", files={"file": (name, data)}, data=form, headers=small.headers("viet"))


def test_a_word_file_becomes_a_draft_with_its_pictures(small: SmallDesk) -> None:
    """One commit by the editor; a slug that is taken is not taken again; what was guessed is said."""
    answer = hand_in(small, "bài của tôi.docx", FILE)
    assert answer.status_code == 201
    made = answer.json()
    assert made["path"] == "content/articles/2019/06/duoc-mua-2.md"
    text = small.text(made["path"])
    assert all(line in text for line in ('status: "draft"', 'category: "kinh-te"', 'unit: "van-phong"', "Thân bài."))
    assert made["remarks"]
    added = git(small.folder, "show", "--name-status", "--format=%an: %s", "HEAD").splitlines()
    assert added[0] == "Người viet: Nhập tệp Word: Được mùa"
    assert [line.partition("\t")[2].partition("/")[2].partition("/")[0] for line in added[2:]] == ["articles", "media"]


def test_the_same_file_twice_is_two_drafts(small: SmallDesk) -> None:
    """Nothing that an editor has done since is overwritten."""
    paths = [hand_in(small, "bai.docx", FILE).json()["path"] for _ in range(2)]
    assert [path.rpartition("/")[2] for path in paths] == ["duoc-mua-2.md", "duoc-mua-3.md"]


@pytest.mark.parametrize(
    ("name", "data", "fields"),
    [
        ("bai.html", b"<p>x", {}),
        ("bai.docx", b"<html>", {}),
        ("bai.docx", b"PK\x03\x04", {}),
        ("bai.docx", FILE, {"category": "khong-co"}),
        ("bai.docx", FILE, {"category": ""}),
        ("bai.docx", FILE, {"unit": "khong-co"}),
    ],
)
def test_what_cannot_become_a_draft_is_refused(
    small: SmallDesk, name: str, data: bytes, fields: dict[str, str]
) -> None:
    """Another kind of file, a broken one, a category or an office that is not there."""
    head = git(small.folder, "rev-parse", "HEAD")
    answer = hand_in(small, name, data, **fields)
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert git(small.folder, "rev-parse", "HEAD") == head


@pytest.mark.parametrize("name", ["../../etc/passwd.docx", "a\0b.docx", f"{'x' * 300}.docx", "..\\..\\x.docx"])
def test_a_files_name_leads_nowhere(small: SmallDesk, name: str) -> None:
    """It is only a name."""
    answer = hand_in(small, name, FILE)
    assert answer.status_code in {201, 400}
    assert git(small.folder, "status", "--porcelain") == ""
