"""Whatever happens to a content folder, it is read: no exception, and every problem has its file and a line in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from plugins.newsroom.reading import read_content

# 200 folders in the usual run, 2,000 in a deep one.
_EXAMPLES = 2 * settings().max_examples

_FILES = {
    "articles/2026/03/le-hoi.md": """---
title: "Lễ hội: mùa xuân"
date: 2026-03-01 08:00
modified: 2026-03-02
category: kinh-te
also_in: [xa-hoi]
topic: le-hoi
tags: [một, "hai"]
authors: [Ban Biên tập]
unit: so-y-te
source: {name: Báo, url: "https://a.vn/x"}
image:
  src: /media/a.pdf
  alt: Ảnh
  position: left
attachments:
  - src: /media/a.pdf
    title: Tệp
rating: {points: 13, votes: 5, as_of: 2026-03-02}
views: 71244
correction: {date: 2026-03-03, text: Sửa}
legacy: {id: 12, paths: [/vi/news/le-hoi-12.html]}
comments: open
---

Lời dẫn.

Mở đầu **đậm** với [liên kết](https://a.vn) và [bài]({filename}hop-cho.md).

## Mục

- một
    - hai

| a | b |
|---|---|
| 1 | 2 |

<p class="MsoNormal" style="color:red">Chữ</p> [nhà](/kinh-te/) ![Ảnh](/media/a.pdf)
""",
    "articles/2026/03/hop-cho.md": "---\ntitle: Họp chợ\ndate: 2026-03-02\ncategory: xa-hoi\n---\n\nĐoạn.\n",
    "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\norder: 1\nstatus: published\n---\n\nNội dung.\n",
    "comments/le-hoi.yaml": "- {name: An, time: 2026-03-02, text: Hay, id: a}\n- {name: B, time: 2026-03-03, "
    "text: Ừ, reply_to: a}\n",
    "figures/2026-03.yaml": "le-hoi: {views: 10, points: 4, votes: 1}\nhop-cho:\n  views: 2\n",
    "site/site.yaml": "name: Cổng\nbase_url: https://tin.example.vn\n"
    "rating: {min_average: 2.5, structured_data: true}\n",
    "site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n- {slug: xa-hoi, name: Xã hội, parent: kinh-te}\n",
    "site/units.yaml": "- {slug: so-y-te, name: Sở Y tế}\n",
    "site/topics.yaml": "- slug: le-hoi\n  name: Lễ hội\n",
    "site/home.yaml": "pinned: [le-hoi]\nhot:\n  - {article: hop-cho, from: 2026-03-01, to: 2026-03-09}\n"
    "  - {title: A, url: /b/}\ncategories: [kinh-te]\n",
    "site/menu.yaml": "- {category: kinh-te}\n- {page: gioi-thieu}\n- {title: A, url: https://a.vn}\n",
    "site/places.yaml": "- {old: Xã Cũ, new: Xã Mới, date: 2025-07-01}\n",
    "site/synonyms.yaml": "- [ubnd, uỷ ban]\n",
    "site/banners.yaml": "- {title: A, url: https://a.vn, image: /media/a.pdf, alt: A, from: 2026-01-01}\n",
    "site/statistics.yaml": "total: {visits: 12, date: 2026-03-01}\n",
    "media/a.pdf": "%PDF",
}
_PUT = st.binary(max_size=4) | st.sampled_from(
    [
        b"---\n",
        b"\n",
        b"&a",
        b"*a",
        b"!x",
        b": ",
        b"\t",
        b"{",
        b"]",
        b'"',
        b"#",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        "e\u0302".encode(),
        "\u2028".encode(),
        b"<!--",
        b"<![if ",
        b"<iframe src=",
        b"javascript:",
        b"//",
        b"..",
        b"%",
        b"\\",
    ]
)
_VALUES = st.sampled_from(
    [
        "",
        "no",
        "null",
        "[]",
        "{}",
        "[[[]]]",
        "{a: {b: c}}",
        "-1",
        "1.5",
        "99999999999999999999",
        "24/06/2019",
        "0000-00-00",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        "Thứ hai",
        "''",
        "x" * 300,
        "a: b",
        "- a",
        "|",
        ">-",
        "http://[x",
        "/media/../x",
        "//",
        "/kinh-te/le-hoi.html",
        "index",
        "\ud7ff",
        "!!!",
        "le-hoi",
        "kinh-te",
    ]
)
Change = Callable[[bytes], bytes]


def _damage_bytes(place: int, length: int, put: bytes) -> Change:
    return lambda raw: raw[: place % (len(raw) + 1)] + put + raw[place % (len(raw) + 1) + length :]


def _damage_lines(place: int, other: int, kind: str) -> Change:
    def change(raw: bytes) -> bytes:
        lines = raw.splitlines(keepends=True) or [b""]
        first, second = place % len(lines), other % len(lines)
        if kind == "drop":
            del lines[first]
        elif kind == "double":
            lines.insert(second, lines[first])
        elif kind == "swap":
            lines[first], lines[second] = lines[second], lines[first]
        else:
            lines[first] = b"  " + lines[first]
        return b"".join(lines)

    return change


def _damage_value(place: int, value: str) -> Change:
    def change(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        fields = [number for number, line in enumerate(lines) if b": " in line or line.endswith(b":")]
        if fields:
            number = fields[place % len(fields)]
            lines[number] = lines[number].partition(b":")[0] + b": " + value.encode("utf-8", "replace")
        return b"\n".join(lines)

    return change


_PLACE = st.integers(0, 2_000)
_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(sorted(_FILES)),
        st.builds(_damage_bytes, _PLACE, st.integers(0, 6), _PUT)
        | st.builds(_damage_lines, _PLACE, _PLACE, st.sampled_from(["drop", "double", "swap", "indent"]))
        | st.builds(_damage_value, _PLACE, _VALUES),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder that all examples use one after the other."""
    path = tmp_path_factory.mktemp("broken")
    yield path
    shutil.rmtree(path)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for path, raw in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)


def test_the_folder_is_valid_before(folder: Path) -> None:
    """Nothing is wrong with it but Word's marks, so that every other problem comes from a change."""
    _write(folder, {path: text.encode() for path, text in _FILES.items()})
    assert {problem.code for problem in read_content(folder).problems} == {"W301", "W326"}


@settings(max_examples=_EXAMPLES)
@given(_CHANGES)
def test_broken_folders_are_read(folder: Path, changes: list[tuple[str, Change]]) -> None:
    """Bytes, lines and fields are damaged in any file: problems name a file that is there and a line that it has."""
    files = {path: text.encode() for path, text in _FILES.items()}
    for path, change in changes:
        files[path] = change(files[path])
    _write(folder, files)
    for problem in read_content(folder).problems:
        raw = files[problem.path]
        lines = raw.count(b"\n") + raw.count(b"\r") + 1
        assert 1 <= problem.line <= lines + 1
        for language in ("vi", "en"):
            report = problem.report(language)
            assert report.startswith(f"{problem.path}:{problem.line}: ")
            assert report.encode()
            assert "\n" not in report
