"""
From the Whoosh index to the files that a browser searches.

Everything comes from the index's sorted postings and stored fields, never from Whoosh's
files, whose bytes differ from build to build; so the same documents give the same files,
whatever the index went through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.search.blocks import cut_groups, encode_group, pack_periods
from plugins.search.columns import encode_columns
from plugins.search.known_words import encode_known_words
from plugins.search.names import pack_hashes, root_name
from plugins.search.root import File, encode_root
from plugins.search.term_files import encode_terms
from plugins.search.texts import encode_texts
from plugins.search.tiers import cut_tiers
from plugins.search.whoosh_index import open_index


@dataclass(frozen=True, slots=True)
class Export:
    """The files as (path, bytes), and the path of the root; all paths are relative to the search folder."""

    root: str
    files: tuple[File, ...]


def export(folder: Path) -> Export:
    """
    Return the files that the index in *folder* is searched by; their paths are relative to where they will lie.

    Raises:
        FileNotFoundError: There is no index.
    """
    with open_index(folder) as index:
        shown = [index.shown(document) for document in range(index.count)]
        levels = bytes(index.length_level(document) for document in range(index.count))
        tiers = cut_tiers([date.fromisoformat(one.date[:10]) for one in shown])
        parts, files = encode_terms(index, tiers, levels)
        size, groups = cut_groups(shown)
        hashes = []
        for group in groups:
            digest, blocks = encode_group(group)
            hashes.append(digest)
            files += blocks
        columns = encode_columns([index.faceted(document) for document in range(index.count)])
        words = [index.words(document) for document in range(index.count)]
        texts = encode_texts([(one.date, own) for one, own in zip(shown, words, strict=True)])
        known = encode_known_words(words)
        files += [*columns.files, *texts.files, *known.files]
        places = {"groupSize": size, "periods": pack_periods(groups), "groups": pack_hashes(hashes)}
        places |= {"columns": columns.hashes, "texts": texts.hash, "knownWords": known.hash}
        root, directories = encode_root(index.count, index.average_length, parts, places)
    name = root_name(root)
    return Export(name, (*files, *directories, (name, root)))
