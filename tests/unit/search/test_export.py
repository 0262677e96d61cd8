"""The export of an index whose words outgrow a shard."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from plugins.newsroom.moment import ZONE
from plugins.newsroom.vietnamese import fold
from plugins.search import term_files
from plugins.search.analysis import VARIANT
from plugins.search.documents import Document
from plugins.search.names import SUM_PART
from plugins.search.publication import update_all
from tests.decoded_shards import decode

FIRST = datetime(2020, 1, 1, tzinfo=ZONE)
VARIANTS = ("công", "cộng", "cống", "cong")


def make_corpus(count: int) -> list[Document]:
    """Return documents that all hold variants of one syllable, and each a word of its own."""
    return [
        Document(
            slug=f"tin-{number:04}",
            url=f"/tin-{number:04}.html",
            title=f"Tin {number}",
            date=FIRST + timedelta(hours=number),
            category="Kinh tế",
            summary="",
            rating="",
            blocks=(" ".join(VARIANTS[: number % 4 + 1]), f"riêng{number}"),
        )
        for number in range(count)
    ]


def terms_in(data: bytes) -> set[str]:
    """Return the folded forms in a shard."""
    return {fold(term).rstrip(VARIANT) for term in decode(data)}


def test_variants_that_outgrow_a_shard_are_in_files_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One holds their sum, which is what a query without accents asks for, and nothing else."""
    monkeypatch.setattr(term_files, "SPLIT", 256)
    written = dict(update_all(tmp_path, make_corpus(1600)).written)
    own = {path: data for path, data in written.items() if path.startswith("t/until") and "/cong-" in path[2:]}
    assert {path.rsplit("/", 1)[1] for path in own} == {f"cong-{part}.bin" for part in range(SUM_PART + 1)}
    assert len({path.rsplit("/", 1)[0] for path in own}) == 1
    [total] = [data for path, data in own.items() if path.endswith(f"-{SUM_PART}.bin")]
    assert [*decode(total)] == ["cong" + VARIANT]
    others = [data for path, data in written.items() if path.startswith("t/until") and path not in own]
    assert not any("cong" in terms_in(data) for data in others)


def test_a_changed_document_leaves_the_shards_of_other_words_as_they_are(tmp_path: Path) -> None:
    """A new word in one old article renames the files of the ranges of its terms, and perhaps their neighbours."""
    corpus = make_corpus(2400)
    update_all(tmp_path, corpus).settle()
    made = update_all(tmp_path, [*corpus[:300], _with_word(corpus[300]), *corpus[301:]])
    assert len({path.rsplit("/", 1)[0] for path in made.removed if path.startswith("t/")}) <= 3
    assert len([path for path, *_ in made.files() if path.startswith("t/")]) > 20


def test_an_edit_in_the_newest_month_leaves_the_files_of_other_words_as_they_are(tmp_path: Path) -> None:
    """Those of its old and its new word, its block, its text, and the lists that name them."""
    corpus = make_corpus(2400)
    update_all(tmp_path, corpus).settle()
    made = update_all(tmp_path, [*corpus[:-1], _with_word(corpus[-1])])
    assert len([path for path, _ in made.written if path.startswith("t/")]) <= 3
    assert len(made.written) <= 20


def test_a_block_that_grows_in_the_newest_month_moves_no_word_of_the_blocks_after_it(tmp_path: Path) -> None:
    """Words at the end of a paragraph write the files of these words alone, while its article is of the same level."""
    corpus = make_corpus(40)
    paragraphs = tuple(" ".join(f"đoạn{block}{number}" for number in range(62)) for block in range(3))
    before, after = (
        replace(corpus[-1], slug="dai", blocks=(paragraphs[0] + ending, *paragraphs[1:]))
        for ending in ("", " ông nói thêm rằng mọi việc đã xong")
    )
    update_all(tmp_path, [*corpus, before]).settle()
    made = update_all(tmp_path, [*corpus, after])
    assert 0 < len([path for path, _ in made.written if path.startswith("t/")]) <= 8


def _with_word(document: Document) -> Document:
    """Return *document* with another word in place of its own, so that its length stays."""
    return replace(document, blocks=(document.blocks[0], "riêng300b"))
