"""The files by which a browser filters, and verifies phrases."""

from __future__ import annotations

import gzip
import json
import random
from datetime import date, timedelta

from plugins.search.columns import encode_columns
from plugins.search.facets import Facets, Option, faceted
from plugins.search.texts import TextWriter

BUDGET = 12 * 1024
DAYS_BUDGET = 2560
CATEGORIES = [Option(f"muc-{number}", f"Mục {number}") for number in range(12)]
UNITS = [Option(f"so-{number}", f"Sở {number}") for number in range(6)]


def test_the_columns_of_ten_thousand_articles_keep_their_budget() -> None:
    """What opening the filters loads, as a server sends it, even where nothing of an article tells of the next."""
    draw = random.Random(5)  # noqa: S311 - a sample
    days = sorted(date(2010, 1, 1) + timedelta(days=draw.randrange(6000)) for _ in range(10_000))
    ratings = ["", "1.4", "2.6", "3", "3.1", "3.4", "4.6", "5"]
    documents = [
        faceted(
            Facets(category=(draw.choice(CATEGORIES),), unit=(draw.choice(UNITS),)),
            day,
            draw.choices(ratings, weights=[33, 1, 20, 20, 20, 4, 1, 1])[0],
        )
        for day in days
    ]
    files = dict(encode_columns("2026", documents).files)
    sizes = {path.split("/")[1].split("-")[1]: len(gzip.compress(data)) for path, data in files.items()}
    assert sum(size for name, size in sizes.items() if name != "day") <= BUDGET
    assert sizes["day"] <= DAYS_BUDGET


def test_tags_that_share_a_slug_are_one_option() -> None:
    """The first name stands, whichever article comes first."""
    tags = [(Option("dat-dai", "Đất đai"),), (Option("dat-dai", "đất đai"), Option("an-ninh", "an ninh"))]
    for order in (tags, tags[::-1]):
        documents = [faceted(Facets(tag=own), date(2020, 1, 1), "") for own in order]
        made = dict(encode_columns("2026", documents).files)
        [options] = [
            json.loads(data)["options"]
            for path, data in made.items()
            if "options" in json.loads(data) and path.startswith("c/2026-tag-")
        ]
        assert [option[:3] for option in options] == [["an-ninh", "an ninh", 1], ["dat-dai", "Đất đai", 2]]


def test_a_new_article_renames_few_files_of_text() -> None:
    """The list of files, its own, and those of the title's words."""
    old = {f"2020-{month:02}": ["tin tức\nthân bài"] * 10 for month in range(1, 13)}
    before = texts_of(old)
    after = texts_of(old | {"2020-12": [*old["2020-12"], "tin mới\nhết"]})
    assert len(after.keys() - before.keys()) <= 4


def texts_of(months: dict[str, list[str]]) -> dict[str, bytes]:
    """Return the files of the texts of some months."""
    files: dict[str, bytes] = {}
    writer = TextWriter("2020", sum(map(len, months.values())), files.__setitem__)
    for month, texts in months.items():
        writer.add(month, texts)
    writer.finish()
    return files
