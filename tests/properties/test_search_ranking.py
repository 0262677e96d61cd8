"""What Whoosh answers is what reading every document finds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings, strategies as st

from plugins.search.documents import Document
from plugins.search.publication import update_all
from plugins.search.whoosh_query import ask
from tests.corpora import corpora, queries
from tests.naive_search import scan


@settings(max_examples=40)
@given(corpora(), st.lists(queries(), min_size=1, max_size=8))
def test_whoosh_returns_the_same_documents_in_the_same_order_with_the_same_scores(
    corpus: list[Document], asked: list[str]
) -> None:
    """Scores are sums of multiples of a power of two, so they are equal, not merely near."""
    with tempfile.TemporaryDirectory() as folder:
        update_all(Path(folder), corpus)
        for query in asked:
            hits = ask(Path(folder), query)
            assert [(hit.url, hit.score) for hit in hits] == scan(corpus, query).hits
            assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
            assert ask(Path(folder), query, 3) == hits[:3]
