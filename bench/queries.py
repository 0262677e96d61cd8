"""What is asked: known-item queries in several spellings, and text as it is typed without accents."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, TypeVar

from bench.measure import SHARED, BenchError, corpus_of

SPELLINGS: Final = ("accented", "unaccented", "nfd", "upper", "swapped")
COUNT: Final = 300

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class KnownItem:
    """Words of one article's summary, which was not indexed: its slug, and the query by spelling."""

    slug: str
    spellings: Mapping[str, str]


def known_items(articles: int, *options: str) -> tuple[KnownItem, ...]:
    """
    Return the known-item queries of the first *articles* of the news; the same ones each time.

    Args:
        articles: How many the searched site holds.
        options: Further options of the tool: `--tone` takes only queries that have a second spelling.

    Raises:
        BenchError: The news or the tool is not there, or the tool failed.
    """
    tool = SHARED / "tools" / "known_items.py"
    corpus = corpus_of(articles)
    if not tool.exists():
        raise BenchError(f"the benchmark needs {tool}, which is not part of the project")
    command = [sys.executable, str(tool), str(corpus), "--articles", str(articles), "--count", str(COUNT), *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise BenchError(f"{tool}: ended with {done.returncode}")
    rows = map(json.loads, done.stdout.decode().splitlines())
    return tuple(KnownItem(row["slug"], {name: row[name] for name in SPELLINGS}) for row in rows)


def sample(items: Sequence[Item], count: int) -> Sequence[Item]:
    """Return at most *count* of *items*, evenly spread."""
    return items[:: max(1, len(items) // count)][:count]


def slug_of(url: str) -> str:
    """Return the slug of the article at *url*."""
    return PurePosixPath(url).stem


def without_accents(text: str) -> str:
    """Return *text* as it is typed without accents: no marks, d for đ, the case kept."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in plain if not unicodedata.combining(character))
