"""The exported files: nothing is lost, and they follow from the documents alone."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from hypothesis import given, settings, strategies as st

from plugins.search.analysis import VARIANT, folded_part, term_key
from plugins.search.cuts import cut_points
from plugins.search.documents import Document
from plugins.search.publication import update_all
from plugins.search.rows import length_of, make_row, row_terms
from plugins.search.scoring import impact_of, level_of
from plugins.search.shards import Coder
from plugins.search.tiers import cut_tiers
from tests.corpora import corpora
from tests.decoded_shards import decode, decode_all

ROWS = st.dictionaries(st.integers(0, 3000), st.integers(1, 400), min_size=1, max_size=60)


@given(st.dictionaries(st.text("aăâ đ1", min_size=1, max_size=40), ROWS, max_size=8))
def test_a_shard_holds_what_was_put_into_it(terms: dict[str, dict[int, int]]) -> None:
    """Documents and impacts of each term come back in order."""
    levels = bytes((number * 7 + number // 5) % 16 for number in range(3001))
    coder = Coder(levels)
    rows = {spelt: sorted(terms[spelt].items()) for spelt in sorted(terms, key=str.encode)}
    made = [
        coder.term(term_key(spelt), [number for number, _ in own], [times for _, times in own])
        for spelt, own in rows.items()
    ]
    expected = {
        spelt: [(number, impact_of(times, levels[number])) for number, times in own] for spelt, own in rows.items()
    }
    assert decode(coder.shard(made)) == expected


@settings(max_examples=25)
@given(corpora())
def test_the_shards_together_hold_every_word_and_pair_of_every_document(corpus: list[Document]) -> None:
    """With what it counts, each once; and where a folded form has several variants, their sum."""
    ordered = sorted(corpus, key=lambda document: document.key)
    held = []
    levels = []
    for document in ordered:
        row = make_row(document)
        terms = row_terms(row)
        own = Counter(terms.counts)
        own.update(f"{first} {second}" for first, seconds in terms.followers.items() for second in seconds)
        held.append(own)
        levels.append(level_of(length_of(row.words)))
    with tempfile.TemporaryDirectory() as folder:
        made = update_all(Path(folder), corpus)
    found: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    placed: dict[int, dict[int, str]] = defaultdict(dict)
    for path, data in made.written:
        if path.startswith("t/"):
            kind = "until-last-month" if path.startswith("t/until") else "newest"
            postings, places = decode_all(data)
            found[kind] += ((spelt, *row) for spelt, rows in postings.items() for row in rows)
            for spelt, rows in places.items():
                for number, level, positions in rows:
                    found[kind].append((spelt, number, level))
                    placed[number].update(dict.fromkeys(positions, spelt))
    months = Counter(f"{document.date:%Y-%m}" for document in ordered)
    for tier in cut_tiers(months):
        counted = held[tier.first : tier.end]
        if tier.has_positions:
            words = [
                (word, n, levels[tier.first + n]) for n, one in enumerate(counted) for word in one if " " not in word
            ]
            assert sorted(found["newest"]) == sorted(words)
            assert [_counted(placed[n]) for n in range(len(counted))] == counted
        else:
            assert sorted(found["until-last-month"]) == sorted(_lists(counted, levels))


def _counted(text: dict[int, str]) -> Counter[str]:
    """Return how often each word and pair stands in a text, which is given by places."""
    pairs = (f"{word} {text[place + 1]}" for place, word in text.items() if place + 1 in text)
    return Counter(text.values()) + Counter(pairs)


def _lists(held: list[Counter[str]], levels: list[int]) -> Iterator[tuple[str, int, int]]:
    """Yield (term, document, impact) of a tier with lists, sums of variants among the terms."""
    forms = defaultdict(set)
    for number, own in enumerate(held):
        for spelt, times in own.items():
            yield spelt, number, impact_of(times, levels[number])
            forms[folded_part(term_key(spelt))].add(spelt)
    for folded, spellings in forms.items():
        for number, own in enumerate(held):
            times = sum(own[spelt] for spelt in spellings)
            if times and len(spellings) > 1:
                yield folded + VARIANT, number, impact_of(times, levels[number])


@settings(max_examples=15)
@given(corpora(12), st.data())
def test_after_any_history_the_files_are_those_of_a_clean_build(corpus: list[Document], data: st.DataObject) -> None:
    """What an update writes and removes turns the files of the one before into those of a first build."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        published: dict[str, bytes] = {}
        earlier = [data.draw(st.lists(st.sampled_from(corpus), unique=True)) if corpus else [] for _ in range(3)]
        for documents in (*earlier, corpus, corpus):
            made = update_all(Path(one), documents, read=published.get)
            published |= dict(made.written)
            for path in made.removed:
                del published[path]
            made.settle()
        assert ([*made.written], made.removed) == ([], ())
        clean = update_all(Path(other), list(reversed(corpus)))
        assert published == dict(clean.written)
        assert made.root == clean.root
        facts = sorted((path, sha256(content).hexdigest(), len(content)) for path, content in published.items())
        assert sorted(made.files()) == facts == sorted(clean.files())


@given(corpora(12))
@settings(max_examples=15)
def test_names_are_unique_and_the_root_is_small(corpus: list[Document]) -> None:
    """Every file has its own path, the root among them."""
    with tempfile.TemporaryDirectory() as folder:
        made = update_all(Path(folder), corpus)
    names = [path for path, _ in made.written]
    assert len(set(map(str.lower, names))) == len(names)
    assert len(dict(made.written)[made.root]) <= 8192
    assert json.loads(dict(made.written)[made.root])["documents"] == len(corpus)


ITEMS = st.lists(st.integers(1, 300), min_size=1, max_size=120)


@given(ITEMS, st.integers(50, 400))
def test_cuts_part_the_items_into_pieces_of_at_least_the_target(sizes: list[int], target: int) -> None:
    """The first begins with the first item, and none is shorter, but a sequence shorter than that."""
    keys = [f"key-{number:03}" for number in range(len(sizes))]
    cuts = cut_points(keys, sizes, target)
    assert cuts[0] == 0
    assert cuts == sorted(set(cuts))
    for first, end in zip(cuts, [*cuts[1:], len(sizes)], strict=True):
        assert sum(sizes[first:end]) >= min(target, sum(sizes))


@given(ITEMS, st.data())
def test_a_changed_item_moves_only_cuts_near_it(sizes: list[int], data: st.DataObject) -> None:
    """Cuts further away than twice the target stay, whatever happens to one item."""
    target = 200
    sizes = [min(size, target - 1) for size in sizes]
    keys = [f"key-{number:03}" for number in range(len(sizes))]
    changed = data.draw(st.integers(0, len(sizes) - 1))
    other = [*sizes]
    other[changed] = data.draw(st.integers(1, target - 1))
    before, after = cut_points(keys, sizes, target), cut_points(keys, other, target)
    assert all(
        _distance(sizes, index, changed) <= target
        or _distance(other, index, changed) <= target
        or min(_distance(each, index, end) for each in (sizes, other) for end in (0, len(sizes))) < target
        for index in set(before) ^ set(after)
    )


def _distance(sizes: list[int], one: int, other: int) -> int:
    """Return the bytes between the beginnings of two items."""
    return sum(sizes[min(one, other) : max(one, other)])
