"""A tier that is spliced after edits has the files of one that is made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from unittest.mock import patch

from hypothesis import given, settings, strategies as st

from plugins.search import term_files, term_splice
from plugins.search.analysis import term_key
from plugins.search.document_edits import Edited, form_edits
from plugins.search.names import range_name
from plugins.search.posting_edits import Splicer
from plugins.search.published import LostError, Splice
from plugins.search.rows import length_of, terms_of
from plugins.search.scoring import impact_of, level_of
from plugins.search.shards import Coder, Term
from plugins.search.term_files import encode_lists
from plugins.search.term_splice import Kept, TermSplice

# Few words with many variants, words too long for a cut between them, symbols, and words of one document each.
WORDS: Final = (
    *("công", "cộng", "cong", "nghệ", "nghe", "nghé", "đất", "dat", "12/2024/nđ-cp", "42"),
    *(f"{'x' * 20}{number}" for number in range(12)),
    *(f"t{number}" for number in range(400)),
)
TEXTS: Final = st.lists(st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join), min_size=2, max_size=4).map(
    "\n".join
)
SIZES: Final = st.fixed_dictionaries(
    {
        "SHARD": st.sampled_from((8, 40, 400)),
        "SPLIT": st.sampled_from((64, 2048)),
        "LARGE": st.sampled_from((5, 20_000)),
        "LARGE_SPREAD": st.sampled_from((0, 2)),
        "_TARGETS": st.sampled_from((2, 64)),
    }
)


def published(texts: Sequence[str]) -> tuple[list[Kept], dict[str, bytes]]:
    """Return the ranges and files of a tier of documents, which are their tokens with a line a block."""
    postings: dict[str, tuple[list[int], list[int], list[bytes]]] = {}
    for number, text in enumerate(texts):
        terms = terms_of(text)
        for token, frequency in terms.counts.items():
            held = postings.setdefault(term_key(token), ([], [], []))
            for values, value in zip(held, (number, frequency, _followers(terms.followers, token)), strict=True):
                values.append(value)  # type: ignore[attr-defined]
    coder = Coder(bytes(level_of(length_of(text)) for text in texts))
    ranges: list[Kept] = []
    files: dict[str, bytes] = {}
    for own in encode_lists(coder, ((key, *postings[key]) for key in sorted(postings)), len(texts)):
        ranges.append(Kept(own.entry, own.split, own.size))
        files |= {range_name("2026", own.entry) + rest: data for rest, data in own.files.items()}
    return ranges, files


def _followers(held: Mapping[str, Sequence[str]], token: str) -> bytes:
    return " ".join(held.get(token, ())).encode()


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=40), SIZES, st.data())
def test_spliced_terms_are_those_of_a_whole_tier(texts: list[str], sizes: dict[str, int], data: st.DataObject) -> None:
    """Whatever documents are edited: byte for byte, path for path, and what is remembered for the next edit."""
    places = data.draw(st.lists(st.integers(0, len(texts) - 1), unique=True, min_size=1, max_size=3))
    edited = [Edited(place, texts[place], data.draw(TEXTS)) for place in sorted(places)]
    now = [*texts]
    for document in edited:
        now[document.number] = document.after
    with patch.dict(vars(term_files), sizes), patch.object(term_splice, "SHARD", sizes["SHARD"]):
        (ranges, files), (expected, expected_files) = published(texts), published(now)
        made = Splice()
        try:
            spliced = TermSplice("2026", len(texts), ranges, files.__getitem__).apply(form_edits(edited), made)
        except LostError:
            return
    assert spliced == expected
    left = {path: content for path, content in files.items() if path not in made.gone}
    assert left | made.files == expected_files


LEVELS: Final = bytes(number * 7 % 16 for number in range(3001))
HELD: Final = st.dictionaries(st.integers(0, 3000), st.integers(1, 9), min_size=1, max_size=200)


@given(HELD, st.dictionaries(st.integers(0, 3000), st.integers(0, 9), max_size=5), st.data())
def test_an_edited_list_is_that_of_what_it_holds_now(held: dict[int, int], edits: dict[int, int], data: Any) -> None:
    """Documents that come, go or count something else; a shard is read back as it was written."""
    edits |= dict.fromkeys(data.draw(st.lists(st.sampled_from(sorted(held)), max_size=3)), 0)
    coder, splicer = Coder(LEVELS), Splicer(len(LEVELS))
    term, other = _term(coder, "công", held), _term(coder, "xã hội", {7: 1})
    assert [*splicer.read(coder.shard([term, other]))] == [term, other]
    changed = {document: impact_of(times, LEVELS[document]) if times else None for document, times in edits.items()}
    now = {document: times for document, times in (held | edits).items() if times}
    assert splicer.edit(term, changed) == (_term(coder, "công", now) if now else None)


def _term(coder: Coder, spelt: str, held: Mapping[int, int]) -> Term:
    """Return a term of documents that hold it so often."""
    key = term_key(spelt)
    documents = sorted(held)
    return coder.term(key, documents, [held[document] for document in documents])
