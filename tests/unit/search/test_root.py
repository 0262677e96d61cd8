"""The root: small at any size."""

from __future__ import annotations

import json
from itertools import product
from string import ascii_lowercase

import pytest

from plugins.search import root
from plugins.search.names import Entry, content_hash
from plugins.search.root import encode_ranges, encode_root
from plugins.search.term_files import LARGE


def make_ranges(count: int) -> list[tuple[Entry, list[str]]]:
    """Return *count* ranges, some with a folded form that is split."""
    starts = ["", *("".join(letters) for letters in product(ascii_lowercase, repeat=4))][:count]
    return [
        (Entry(start, content_hash(start.encode()), 2), [start] * (place % 5 == 1))
        for place, start in enumerate(starts)
    ]


def test_a_small_tier_has_all_its_names_in_the_root() -> None:
    """No further file, so no further round."""
    member, files = encode_ranges("2026", make_ranges(20), LARGE - 1)
    assert files == []
    assert member["shards"]["starts"].startswith("A2A2aaaaD2b")
    assert len(member["shards"]["hashes"]) == 80
    assert member["shards"]["split"].split(",")[0] == "aaaa"


def test_the_names_of_a_large_tier_are_in_directories() -> None:
    """They hold all ranges between them, are small, and their names carry their hashes; the root names them alone."""
    member, files = encode_ranges("until-2025", make_ranges(20_000), LARGE)
    assert len(member["directories"]["hashes"]) == 4 * len(files)
    assert sum(len(json.loads(data)["hashes"]) for _, data in files) == 4 * 20_000
    assert sum(len(json.loads(data)["split"].split(",")) for _, data in files) == 4_000
    assert all(content_hash(data).hex() in path for path, data in files)
    assert max(len(data) for _, data in files) < 4096
    assert len(encode_root(100_000, [member])) <= 8192


@pytest.mark.parametrize("member", ["step", "steps", "leastSteps", "pivot", "levels", "k1", "b", "idfFloor"])
def test_the_root_holds_the_numbers_of_the_ranking(member: str) -> None:
    """The browser has none of its own."""
    assert member in json.loads(encode_root(0, []))
    assert json.loads(encode_root(0, []))["format"] == root.VERSION
