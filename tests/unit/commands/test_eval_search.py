"""`./inv eval-search`: a small set, asked in both ways."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from invoke import Exit

from commands.eval_search import engine, run

DOCUMENTS = [
    ("d/1", "Giá gạo tăng", "Nông dân vui vì giá gạo.\n\nVụ mùa tốt."),
    ("d 2", "Trường học <b>mới</b>", "Học sinh đến trường ở xã An Hoà."),
    ("d3", "Cầu qua sông", "Cây cầu nối hai bờ sông.\nXe máy qua được."),
]
QUESTIONS = [("q1", "giá gạo?", ["d/1"]), ("q2", "trường ở An Hòa", ["d3", "d 2"]), ("q3", "bờ sông", ["d/1"])]
NEWS = [("n1", "GIÁ GẠO TĂNG", "giá gạo " * 9), ("n2", "Bờ sông", "bờ sông " * 9)]


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write a compressed file of JSON lines."""
    path.write_bytes(lzma.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


@pytest.fixture
def retrieval_set(tmp_path: Path) -> Path:
    """A set of three documents and three questions, one of which has two right documents."""
    write(tmp_path / "docs.jsonl.xz", [{"id": key, "title": title, "body": body} for key, title, body in DOCUMENTS])
    write(tmp_path / "queries.jsonl.xz", [{"id": key, "text": text} for key, text, _ in QUESTIONS])
    pairs = "".join(f"{key}\t{document}\n" for key, _, right in QUESTIONS for document in right)
    (tmp_path / "qrels.tsv").write_text(pairs, encoding="utf-8")
    return tmp_path


def figures(capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    """Return what the last line on standard output says."""
    return json.loads(capsys.readouterr().out.splitlines()[-1])


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("asked", ["whoosh", "browser"])
def test_both_engines_give_the_figures_of_the_set(
    retrieval_set: Path, capsys: pytest.CaptureFixture[str], asked: str, folded: bool
) -> None:
    """The first two questions find their document first, the third asks for one that does not hold its words."""
    run(retrieval_set, None, engine(asked), folded=folded)
    assert figures(capsys) == {"mrr10": 0.6667, "hit1": 0.6667, "hit10": 0.6667, "queries": 3}


def test_other_news_are_in_the_way_but_no_title_is_there_twice(
    retrieval_set: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The double of the first document, which would come first, is left out."""
    rows = [{"id": key, "title": title, "body": body, "summary": "x"} for key, title, body in NEWS]
    run(retrieval_set, write(tmp_path / "news.jsonl.xz", rows), "whoosh", folded=False)
    captured = capsys.readouterr()
    assert "4 bài, 3 câu hỏi" in captured.err
    assert json.loads(captured.out)["hit1"] == 0.6667


def test_a_bad_set_ends_with_1_and_names_the_line(retrieval_set: Path) -> None:
    """The message is the reader's."""
    (retrieval_set / "qrels.tsv").write_text("q1\td/1\nq1\tkhông có\n", encoding="utf-8")
    with pytest.raises(Exit, match=r"qrels\.tsv:2: không có bài 'không có'") as exit_:
        run(retrieval_set, None, "whoosh", folded=False)
    assert exit_.value.code == 1


def test_an_unknown_engine_is_a_usage_error() -> None:
    """The message says which there are."""
    with pytest.raises(Exit, match="chỉ có whoosh và browser") as exit_:
        engine("lucene")
    assert exit_.value.code == 2
