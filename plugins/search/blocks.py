"""
What a result shows, in blocks of a few documents.

Documents are grouped by calendar month, and a month into groups of at most `size`
documents; the root holds a count a month and 24 bits a group, from which the browser works
out the address of any document's block.  So a changed title renames the blocks of its
group, and nothing else.  What stands in an address as the title makes it is a space there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.newsroom.vietnamese import slugify
from plugins.search.names import block_name, content_hash

VERSION = 2

BLOCK = 2
# Documents a group: one edit renames all its blocks.  The newest month, where most edits are, has smaller ones.
_GROUP = 64
NEWEST_GROUP = 16
# More groups than this make the root too large; 384 take 1.5 KB there.
_MOST_GROUPS = 384

# Characters of a summary in a result, about two lines; a first paragraph can have a thousand.  Ten of 200 take 0.6 KB
# more than ten of 160.
_SUMMARY = 160


@dataclass(frozen=True, slots=True)
class Shown:
    """What the result list shows of a document; `date` is ISO 8601, `rating` the shown average or ""."""

    title: str
    url: str
    date: str
    category: str
    summary: str
    rating: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some documents of one month (or year), from `first` up to `end` of the tier: `number` counts from 0 in it."""

    period: str
    number: int
    first: int
    end: int


def cut_groups(counts: Mapping[str, int], smallest: int = _GROUP) -> tuple[int, list[Group]]:
    """
    Return the size of a full group, *smallest* at least, and the groups of so many documents a month, ascending.

    Periods are months, or years where there are too many months; groups grow by powers of two with
    the archive, so that their number stays small.
    """
    width = 7 if len(counts) <= _MOST_GROUPS else 4
    runs = groupby(counts, key=lambda month: month[:width])
    periods = [(period, sum(counts[month] for month in run)) for period, run in runs]
    largest = max((count for _, count in periods), default=0)
    size = smallest
    while size < largest and sum(-(-count // size) for _, count in periods) > _MOST_GROUPS:
        size *= 2
    groups = []
    before = 0
    for period, count in periods:
        groups += [
            Group(period, number, before + first, before + min(count, first + size))
            for number, first in enumerate(range(0, count, size))
        ]
        before += count
    return size, groups


def encode_group(group: Group, documents: Sequence[Shown]) -> tuple[bytes, Iterator[tuple[str, bytes]]]:
    """Return the hash of a group of these *documents*, and its blocks as (path below the search folder, bytes)."""
    blocks = [_encode_block(documents[first : first + BLOCK]) for first in range(0, len(documents), BLOCK)]
    digest = content_hash(b"\n".join(blocks))
    return digest, zip(group_paths(group, digest), blocks, strict=True)


def group_paths(group: Group, digest: bytes) -> list[str]:
    """Return the paths of the blocks of a group of that hash below the search folder."""
    count = -(-(group.end - group.first) // BLOCK)
    return [block_name(group.period, group.number, digest, index) for index in range(count)]


def pack_periods(groups: Sequence[Group]) -> list[str | int]:
    """Return how many documents each period has: the name of the first of a run of periods, then the run's counts."""
    packed: list[str | int] = []
    expected = ""
    for period, run in groupby(groups, key=lambda group: group.period):
        if period != expected:
            packed.append(period)
        packed.append(sum(group.end - group.first for group in run))
        expected = _period_after(period)
    return packed


def _period_after(period: str) -> str:
    """Return the month after `2019-12` (`2020-01`), or the year after `2019`."""
    if "-" not in period:
        return f"{int(period) + 1:04}"
    year, month = map(int, period.split("-"))
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def _encode_block(documents: Sequence[Shown]) -> bytes:
    """Return the bytes of a block: a list a document, which later versions may lengthen."""
    rows = [
        [shown.title, _without_title(shown), shown.date, shown.category, _shorten(shown.summary), shown.rating]
        for shown in documents
    ]
    data = {"format": VERSION, "documents": rows}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _without_title(shown: Shown) -> str:
    """Return the address with a space, which none has, in place of what the title makes; readers make it again."""
    slug = slugify(shown.title)
    return shown.url.replace(slug, " ", 1) if slug else shown.url


def _shorten(text: str) -> str:
    """Return the beginning of a long text, up to a space, with an ellipsis."""
    if len(text) <= _SUMMARY:
        return text
    return text[:_SUMMARY].rpartition(" ")[0].rstrip(" ,;:.-–") + "…"
