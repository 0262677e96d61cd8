"""Names: unique, readable by every file system, computable by the browser."""

from __future__ import annotations

from plugins.search.names import Entry, directory, pack_starts, part_of, separator, shard_names


def test_a_separator_is_the_shortest_text_between_two_keys() -> None:
    """It sorts after the one and not after the other."""
    assert separator("cong", "cu") == "cu"
    assert separator("cong", "congo") == "congo"
    assert separator("an", "ban") == "b"


def test_starts_are_packed_with_what_they_share() -> None:
    """A to P for whole shards, Q to Z for split ones."""
    entries = [Entry("", b"\0\0\0"), Entry("cong", b"\0\0\1", is_split=True), Entry("conh", b"\xff\xff\xff")]
    assert directory(entries) == {"starts": "AQcongDh", "hashes": "AAAAAAAB____"}


def test_a_split_entry_shares_at_most_nine_characters() -> None:
    """There are ten capitals for it."""
    assert (
        pack_starts([Entry("a" * 12, b"\0\0\0"), Entry("a" * 13, b"\0\0\0", is_split=True)]) == "A" + "a" * 12 + "Zaaaa"
    )


def test_names_have_letters_and_digits_of_ascii_only() -> None:
    """Other bytes are spelt out, so that no file system and no address changes them."""
    assert shard_names("2026", Entry("a ж", b"\1\2\3")) == ["t/2026-a_20_d0_b6-010203.bin"]
    split = shard_names("2026", Entry("cong", b"\1\2\3", is_split=True))
    assert split == [f"t/2026-cong-010203/{part}.bin" for part in range(4)]


def test_tones_of_one_vowel_go_to_different_parts() -> None:
    """Five tones of one letter do not crowd one part."""
    assert len({part_of(word) for word in ("cồng", "cổng", "cỗng", "cống", "cộng")}) == 4
