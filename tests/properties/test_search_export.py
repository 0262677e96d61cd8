"""The exported files: nothing is lost, and they follow from the documents alone."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from hypothesis import given, settings, strategies as st

from plugins.search import scoring
from plugins.search.analysis import term_key
from plugins.search.cuts import cut_points
from plugins.search.documents import Document
from plugins.search.export import export
from plugins.search.shards import Coder
from plugins.search.tiers import cut_tiers
from plugins.search.whoosh_index import document_terms, update
from tests.corpora import corpora
from tests.decoded_shards import decode, decode_all

ROWS = st.dictionaries(st.integers(0, 3000), st.integers(1, 400), min_size=1, max_size=60)


@given(st.dictionaries(st.text("aăâ đ1", min_size=1, max_size=9), ROWS, max_size=8))
def test_a_shard_holds_what_was_put_into_it(terms: dict[str, dict[int, int]]) -> None:
    """Documents, frequencies and length levels of each term come back in order."""
    levels = bytes((number * 7 + number // 5) % 16 for number in range(3001))
    coder = Coder(levels)
    rows = {spelt: sorted(terms[spelt].items()) for spelt in sorted(terms, key=str.encode)}
    made = [
        coder.term(term_key(spelt), [number for number, _ in own], [times for _, times in own])
        for spelt, own in rows.items()
    ]
    expected = {spelt: [(number, times, levels[number]) for number, times in own] for spelt, own in rows.items()}
    assert decode(coder.shard(made)) == expected


@settings(max_examples=25)
@given(corpora())
def test_the_shards_together_hold_every_word_and_pair_of_every_document(corpus: list[Document]) -> None:
    """With its frequency and length, each once."""
    ordered = sorted(corpus, key=lambda document: document.key)
    expected: Counter[tuple[int, str, int, int]] = Counter()
    for number, document in enumerate(ordered):
        terms = document_terms(document)
        level = scoring.level_of(sum(terms.counts.values()))
        held = Counter(terms.counts)
        held.update(f"{first} {second}" for first, seconds in terms.followers.items() for second in seconds)
        expected.update((number, spelt, times, level) for spelt, times in held.items())
    with tempfile.TemporaryDirectory() as folder:
        update(Path(folder), corpus)
        made = export(Path(folder))
    found: Counter[tuple[int, str, int, int]] = Counter()
    firsts = {tier.name: tier.first for tier in cut_tiers([document.date.date() for document in ordered])}
    places: dict[int, dict[int, str]] = defaultdict(dict)
    levels = {}
    for path, data in made.files:
        if path.startswith("t/"):
            first = firsts[_tier_of(path)]
            postings, placed = decode_all(data)
            for spelt, rows in postings.items():
                found.update((first + number, spelt, times, level) for number, times, level in rows)
                levels.update((first + number, level) for number, _, level in rows)
            for spelt, held in placed.items():
                for number, positions in held:
                    places[first + number].update(dict.fromkeys(positions, spelt))
    for number, text in places.items():
        pairs = Counter(f"{word} {text[place + 1]}" for place, word in text.items() if place + 1 in text)
        found.update((number, pair, times, levels[number]) for pair, times in pairs.items())
    assert found == expected


def _tier_of(path: str) -> str:
    """Return the tier in a shard's path: all but the start and the hash."""
    return path.split("/")[1].removesuffix(".bin").rsplit("-", 2)[0]


@settings(max_examples=15)
@given(corpora(12), st.data())
def test_after_any_history_the_files_are_those_of_a_clean_build(corpus: list[Document], data: st.DataObject) -> None:
    """An index that held other documents before exports the same bytes."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        for _ in range(3):
            update(Path(one), data.draw(st.lists(st.sampled_from(corpus), unique=True)) if corpus else [])
        update(Path(one), corpus)
        update(Path(other), list(reversed(corpus)))
        assert export(Path(one)) == export(Path(other))


@given(corpora(12))
@settings(max_examples=15)
def test_names_are_unique_and_the_root_is_small(corpus: list[Document]) -> None:
    """Every file has its own path, the root among them."""
    with tempfile.TemporaryDirectory() as folder:
        update(Path(folder), corpus)
        made = export(Path(folder))
    names = [path for path, _ in made.files]
    assert len(set(map(str.lower, names))) == len(names)
    assert len(dict(made.files)[made.root]) <= 8192
    assert json.loads(dict(made.files)[made.root])["documents"] == len(corpus)


ITEMS = st.lists(st.integers(1, 300), min_size=1, max_size=120)


@given(ITEMS, st.integers(50, 400))
def test_cuts_part_the_items_into_pieces_of_at_least_the_target_but_around_large_ones(
    sizes: list[int], target: int
) -> None:
    """An item that reaches the target stands alone."""
    keys = [f"key-{number:03}" for number in range(len(sizes))]
    cuts = cut_points(keys, sizes, target, target)
    assert cuts[0] == 0
    assert cuts == sorted(set(cuts))
    for first, end in zip(cuts, [*cuts[1:], len(sizes)], strict=True):
        assert end - first == 1 or max(sizes[first:end]) < target


@given(ITEMS, st.data())
def test_a_changed_item_moves_only_cuts_near_it(sizes: list[int], data: st.DataObject) -> None:
    """Cuts further away than twice the target stay, whatever happens to one item."""
    target = 200
    sizes = [min(size, target - 1) for size in sizes]
    keys = [f"key-{number:03}" for number in range(len(sizes))]
    changed = data.draw(st.integers(0, len(sizes) - 1))
    other = [*sizes]
    other[changed] = data.draw(st.integers(1, target - 1))
    before, after = cut_points(keys, sizes, target, target), cut_points(keys, other, target, target)
    assert all(
        _distance(sizes, index, changed) <= target
        or _distance(other, index, changed) <= target
        or min(_distance(each, index, end) for each in (sizes, other) for end in (0, len(sizes))) < target
        for index in set(before) ^ set(after)
    )


def _distance(sizes: list[int], one: int, other: int) -> int:
    """Return the bytes between the beginnings of two items."""
    return sum(sizes[min(one, other) : max(one, other)])
