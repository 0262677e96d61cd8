"""Reading retrieval sets, good and bad ones."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.retrieval_set import RetrievalSetError, Text, mix, read_documents, read_set

DOCUMENTS = ['{"id": "a", "title": "Một", "body": "x\\n\\ny"}', '{"id": "b", "title": "Hai", "body": ""}']
QUESTIONS = ['{"id": "1", "text": "một?"}', '{"id": "2", "text": "hai?"}']
RIGHT = ["1\ta", "2\tb", "1\tb"]


def write(
    folder: Path,
    documents: Sequence[str] = DOCUMENTS,
    questions: Sequence[str] = QUESTIONS,
    right: Sequence[str] = RIGHT,
) -> Path:
    """Write a set and return its folder."""
    for name, lines in (("docs", documents), ("queries", questions)):
        (folder / f"{name}.jsonl.xz").write_bytes(lzma.compress(("\n".join(lines) + "\n").encode()))
    (folder / "qrels.tsv").write_text("\n".join(right) + "\n", encoding="utf-8")
    return folder


def test_a_set_is_its_documents_and_its_questions_with_all_right_answers(tmp_path: Path) -> None:
    """In the order of the files; further members of a line are passed over."""
    read = read_set(write(tmp_path, [*DOCUMENTS, '{"id": "c", "title": "Ba", "body": "z", "summary": "s"}']))
    assert read.documents == (Text("a", "Một", "x\n\ny"), Text("b", "Hai", ""), Text("c", "Ba", "z"))
    assert [(question.text, set(question.right)) for question in read.questions] == [
        ("một?", {"a", "b"}),
        ("hai?", {"b"}),
    ]


def test_a_question_without_an_answer_is_left_out_and_counted(tmp_path: Path) -> None:
    """It can be answered neither right nor wrong."""
    read = read_set(write(tmp_path, right=["1\ta", ""]))
    assert [question.id for question in read.questions] == ["1"]
    assert read.unjudged == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"documents": [DOCUMENTS[0], "{"]}, r"docs\.jsonl\.xz:2: cần một đối tượng JSON"),
        ({"documents": ["[]"]}, r"docs\.jsonl\.xz:1: cần một đối tượng JSON"),
        ({"documents": ['{"id": "a", "title": "Một"}']}, r"docs\.jsonl\.xz:1: .*id, title, body"),
        ({"documents": ['{"id": 1, "title": "Một", "body": ""}']}, r"docs\.jsonl\.xz:1: "),
        ({"documents": [DOCUMENTS[0], "", DOCUMENTS[0]]}, r"docs\.jsonl\.xz:3: id 'a' đã có"),
        ({"documents": []}, r"docs\.jsonl\.xz: không có dòng nào"),
        ({"questions": [QUESTIONS[0], '{"id": "2"}']}, r"queries\.jsonl\.xz:2: .*id, text"),
        ({"right": ["1 a"]}, r"qrels\.tsv:1: cần hai cột"),
        ({"right": ["1\ta\t1"]}, r"qrels\.tsv:1: cần hai cột"),
        ({"right": ["1\ta", "9\ta"]}, r"qrels\.tsv:2: không có câu hỏi '9'"),
        ({"right": ["1\tz"]}, r"qrels\.tsv:1: không có bài 'z'"),
        ({"right": []}, r"qrels\.tsv: không có câu hỏi nào có đáp án"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, list[str]], said: str) -> None:
    """The file, the line, and what is wrong, in Vietnamese and English."""
    with pytest.raises(RetrievalSetError, match=said) as raised:
        read_set(write(tmp_path, **change))
    assert str(raised.value).endswith(".)")


@pytest.mark.parametrize("name", ["docs.jsonl.xz", "queries.jsonl.xz", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    """Each of the three."""
    (write(tmp_path) / name).unlink()
    with pytest.raises(RetrievalSetError, match=f"{name}: không có tệp này"):
        read_set(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"no xz at all",
        lzma.compress(DOCUMENTS[0].encode() * 999)[:-40],
        lzma.compress(b'{"id": "a", "title": "\xff", "body": ""}\n'),
    ],
    ids=["foreign", "cut off", "not UTF-8"],
)
def test_a_damaged_file_is_named(tmp_path: Path, data: bytes) -> None:
    """With the line up to which it could be read."""
    (write(tmp_path) / "docs.jsonl.xz").write_bytes(data)
    with pytest.raises(RetrievalSetError, match=r"docs\.jsonl\.xz:\d+: "):
        read_set(tmp_path)


def test_a_folder_in_place_of_a_file_is_said(tmp_path: Path) -> None:
    """It is no traceback."""
    (tmp_path / "docs.jsonl.xz").mkdir()
    with pytest.raises(RetrievalSetError, match=r"docs\.jsonl\.xz:1: "):
        read_documents(tmp_path / "docs.jsonl.xz")


def test_mixing_adds_no_title_twice() -> None:
    """Neither one of the set's own nor one of the others'; case, white space and Unicode's form do not tell apart."""
    own = (Text("a", "Hoà bình", "x"), Text("b", "Khác", "y"), Text("c", "Khác", "z"))
    others = (Text("n1", "HOÀ  bình ", "x"), Text("n2", "Mới", "x"), Text("n3", "mới", "x"))
    assert [document.id for document in mix(own, others)] == ["a", "b", "c", "n2"]
