"""Document blocks: what results show, and the numbers from which their places follow."""

from __future__ import annotations

import json

from plugins.search.blocks import Group, Shown, cut_groups, encode_group, pack_periods


def make_shown(day: str, number: int = 0, summary: str = "") -> Shown:
    """Return a document of *day*."""
    return Shown(f"Tin {number}", f"/tin-{number}.html", f"{day}T08:00:00+07:00", "Kinh tế", summary, "2.6")


def test_groups_are_of_one_month_and_at_most_64_documents() -> None:
    """A new article touches the last group of its month."""
    size, groups = cut_groups({"2026-05": 70, "2026-06": 1})
    assert size == 64
    assert groups == [Group("2026-05", 0, 0, 64), Group("2026-05", 1, 64, 70), Group("2026-06", 0, 70, 71)]


def test_periods_are_runs_that_begin_with_a_name() -> None:
    """A month without documents ends a run; December is followed by January."""
    counts = {"2019-06": 1, "2019-12": 2, "2020-01": 1}
    assert pack_periods(cut_groups(counts)[1]) == ["2019-06", 1, "2019-12", 2, 1]


def test_a_large_archive_has_larger_groups_and_a_long_one_has_years() -> None:
    """The root's share stays small at any size."""
    size, groups = cut_groups({"2026-05": 64 * 1000})
    assert (size, len(groups)) == (256, 250)
    long = {f"{1600 + month // 12:04}-{month % 12 + 1:02}": 1 for month in range(400)}
    assert cut_groups(long)[1][:2] == [Group("1600", 0, 0, 12), Group("1601", 0, 12, 24)]
    assert pack_periods(cut_groups(long)[1]) == ["1600", *[12] * 33, 4]


def test_a_block_holds_two_documents_and_its_name_the_hash_of_its_group() -> None:
    """One list a document; a long summary ends at a space with an ellipsis."""
    documents = [make_shown("2026-06-01", n, "từ " * 100) for n in range(3)]
    digest, blocks = encode_group(Group("2026-06", 1, 64, 67), documents)
    (name, data), (last, _) = blocks
    assert name == f"d/2026-06-g1-{digest.hex()}/0.json"
    assert last == f"d/2026-06-g1-{digest.hex()}/1.json"
    rows = json.loads(data)["documents"]
    assert [row[0] for row in rows] == ["Tin 0", "Tin 1"]
    assert rows[0][4].endswith("từ…")
    assert len(rows[0][4]) <= 201


def test_an_address_leaves_out_what_its_title_makes() -> None:
    """A space stands there; an address of another title is whole."""
    titles = {"Đất đai, 2026": "/y-te/ -7.html", "Khác": "/y-te/dat-dai-2026-7.html", "!": "/y-te/dat-dai-2026-7.html"}
    shown = [Shown(title, "/y-te/dat-dai-2026-7.html", "2026-06-01", "Y tế", "", "") for title in titles]
    blocks = [json.loads(data) for _, data in encode_group(Group("2026-06", 0, 0, len(shown)), shown)[1]]
    assert [row[1] for block in blocks for row in block["documents"]] == [*titles.values()]


def test_a_change_of_one_document_renames_its_group_alone() -> None:
    """The hash of a group follows from its documents alone."""
    one, other = Group("2026-05", 0, 0, 1), Group("2026-06", 0, 1, 2)
    hashes = [
        [encode_group(group, [make_shown("2026-06-01", number)])[0] for group in (one, other)] for number in (0, 7)
    ]
    assert hashes[0] != hashes[1]
    assert encode_group(one, [make_shown("2026-06-01")])[0] == hashes[0][0]
