"""The root: small at any size."""

from __future__ import annotations

import json

from plugins.search.names import Entry, content_hash
from plugins.search.root import ROOT_LIMIT, TierShards, encode_root
from plugins.search.tiers import Tier

PLACES = {"groupSize": 64, "periods": ["2026-06", 5], "groups": "AAAA"}


def make_shards(count: int) -> list[Entry]:
    """Return *count* entries."""
    starts = ["", *sorted(f"{number:05x}" for number in range(1, count))]
    return [Entry(start, content_hash(start.encode())) for start in starts]


def test_a_small_archive_has_all_its_names_in_the_root() -> None:
    """No further file, so no further round."""
    root, files = encode_root(5, 100, [TierShards(Tier("2026-06", 0, 5), make_shards(20))], PLACES)
    tier = json.loads(root)["tiers"][0]
    assert files == []
    assert tier["shards"]["starts"].startswith("A0A000001E02")
    assert len(tier["shards"]["hashes"]) == 80


def test_the_longest_list_of_names_moves_out_of_a_root_that_would_be_too_large() -> None:
    """Small tiers stay; the files hold all entries between them, and their names carry their hashes."""
    tiers = [
        TierShards(Tier("until-2025", 0, 100_000), make_shards(8000)),
        TierShards(Tier("2026", 100_000, 100_900), make_shards(90)),
    ]
    root, files = encode_root(100_900, 500, tiers, PLACES)
    large, small = json.loads(root)["tiers"]
    assert len(root) <= ROOT_LIMIT
    assert "shards" in small
    assert len(large["directories"]["hashes"]) == 4 * len(files)
    assert sum(len(json.loads(data)["hashes"]) for _, data in files) == 4 * 8000
    assert all(content_hash(data).hex() in path for path, data in files)
    assert max(len(data) for _, data in files) < 4096
