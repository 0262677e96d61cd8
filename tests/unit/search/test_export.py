"""The export of an index whose words outgrow a shard."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from plugins.newsroom.moment import ZONE
from plugins.newsroom.vietnamese import fold
from plugins.search import term_files
from plugins.search.documents import Document
from plugins.search.export import Export, export
from plugins.search.whoosh_index import update
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """The export of such documents."""
    folder = tmp_path_factory.mktemp("index")
    update(folder, make_corpus(2400))
    return export(folder)


def test_variants_that_outgrow_a_shard_are_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to four files under one hash, which hold nothing else."""
    monkeypatch.setattr(term_files, "ALONE", 256)
    update(tmp_path, make_corpus(600))
    own = {
        path
        for path, data in export(tmp_path).files
        if path.startswith("t/") and {fold(term) for term in decode(data)} == {"cong"}
    }
    assert len(own) > 1
    assert {path.rsplit("/", 1)[1] for path in own} <= {f"{part}.bin" for part in range(4)}
    assert len({path.rsplit("/", 1)[0] for path in own}) == 1


def test_a_changed_document_leaves_the_shards_of_other_words_as_they_are(made: Export, tmp_path: Path) -> None:
    """A new word in one article renames the files of the ranges of its terms, and perhaps their neighbours."""
    corpus = make_corpus(2400)
    edited = [*corpus[:300], _with_word(corpus[300]), *corpus[301:]]
    update(tmp_path, edited)
    before = {path for path, _ in made.files if path.startswith("t/")}
    after = {path for path, _ in export(tmp_path).files if path.startswith("t/")}
    assert len(before - after) <= 3
    assert len(before) > 20


def _with_word(document: Document) -> Document:
    """Return *document* with another word in place of its own, so that its length stays."""
    blocks = (document.blocks[0], "riêng300b")
    return Document(**{**{name: getattr(document, name) for name in Document.__slots__}, "blocks": blocks})
