"""Names: unique, readable by every file system, computable by the browser."""

from __future__ import annotations

from plugins.search.names import (
    SUM_PART,
    Entry,
    directory,
    part_of,
    range_name,
    separator,
    shard_name,
    split_name,
    variant_part_of,
)


def test_a_separator_is_the_shortest_text_between_two_keys() -> None:
    """It sorts after the one and not after the other."""
    assert separator("cong", "cu") == "cu"
    assert separator("cong", "congo") == "congo"
    assert separator("an", "ban") == "b"


def test_starts_are_packed_with_what_they_share() -> None:
    """A letter for what is shared, a digit for the files, then the rest; and which folded forms are split."""
    entries = [Entry("", b"\0\0\0", 3), Entry("cong", b"\0\0\1"), Entry("conh", b"\xff\xff\xff")]
    packed = {"starts": "A3A0congD0h", "hashes": "AAAAAAAB____", "split": "an,cong ty"}
    assert directory(entries, ["an", "cong ty"]) == packed


def test_names_have_letters_and_digits_of_ascii_only() -> None:
    """Other bytes are spelt out, so that no file system and no address changes them."""
    assert range_name("2026", Entry("a ж", b"\1\2\3")) == "t/2026-a_20_d0_b6-010203"
    assert (shard_name(0, 0), shard_name(7, 3)) == (".bin", "/7.bin")
    assert split_name("cong ty", 4) == "/cong_20ty-4.bin"


def test_tones_of_one_vowel_go_to_different_parts() -> None:
    """Five tones of one letter do not crowd one part."""
    parts = {variant_part_of(word) for word in ("cồng", "cổng", "cỗng", "cống", "cộng")}
    assert len(parts) == 5
    assert max(parts) < SUM_PART


def test_pairs_with_one_first_syllable_are_spread_over_all_parts() -> None:
    """Each of sixteen parts has its share of two hundred, within reason."""
    counts = [0] * 16
    for number in range(200):
        counts[part_of(f"cong {number}", 16)] += 1
    assert max(counts) < 30
    assert min(counts) > 3
