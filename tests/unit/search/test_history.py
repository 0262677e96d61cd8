"""An archive that is edited fifty times: after any history the published files are those of a first build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final

import pytest

from plugins.newsroom.moment import ZONE
from plugins.search.changes import Changes
from plugins.search.documents import Document
from plugins.search.months import months_of
from plugins.search.publication import update, update_all

# Every ten edits end with that by which a month is left without a document.
TEN: Final = ("body", "title", "month", "year", "delete", "add", "hide", "show", "newest")
WORDS: Final = (
    "công",
    "cộng",
    "cong",
    "nghệ",
    "nghe",
    "thông",
    "tin",
    "đất",
    "đai",
    "xã",
    "hội",
    "số",
    "12/2024/NĐ-CP",
)
NEWEST: Final = datetime(2024, 6, 1, tzinfo=ZONE)


class Archive:
    """Documents by slug, those that readers see and those that are hidden, and seeded edits of them."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._made = 0
        self.seen: dict[str, Document] = {}
        self.hidden: dict[str, Document] = {}
        # Years of few documents each in half of their months; then the two newest months, of more than one leaf.
        for year in range(2020, 2024):
            for month in range(1 + year % 2, 13, 2):
                self._add(datetime(year, month, 3, tzinfo=ZONE), 1 + month % 4)
        self._add(NEWEST - timedelta(days=20), 8)
        self._add(NEWEST, 66)

    def edit(self, kind: str) -> str:
        """Make an edit of a *kind*; return the slug of its document."""
        if kind == "add":
            return self._add(self._any_date(), 1)
        if kind == "newest":
            return self._add(max(document.date for document in self.seen.values()) + timedelta(minutes=5), 1)
        if kind == "show":
            slug, document = self.hidden.popitem()
            self.seen[slug] = document
            return slug
        document = self._chance.choice(self._alone() if kind == "alone" else [*self.seen.values()])
        if kind == "hide":
            self.hidden[document.slug] = document
        if kind in ("hide", "delete"):
            del self.seen[document.slug]
        else:
            self.seen[document.slug] = self._changed(document, kind)
        return document.slug

    def _changed(self, document: Document, kind: str) -> Document:
        """Return *document* as an edit leaves it that keeps it in the archive."""
        if kind == "title":
            return replace(document, title=self._text(4))
        if kind == "body":
            return replace(document, blocks=(*document.blocks, self._text(70)))
        if kind == "month":
            return replace(document, date=document.date.replace(month=document.date.month % 12 + 1))
        other = 2020 + (document.date.year - 2020 + self._chance.randint(1, 3)) % 4
        return replace(document, date=document.date.replace(year=other))

    def _alone(self) -> list[Document]:
        """Return those that are the only document of their month."""
        months = Counter(_month(document) for document in self.seen.values())
        return [document for document in self.seen.values() if months[_month(document)] == 1]

    def _add(self, first: datetime, count: int) -> str:
        """Add documents, an hour apart; return the last one's slug."""
        for number in range(count):
            slug = f"tin-{self._made}"
            self._made += 1
            self.seen[slug] = Document(
                slug=slug,
                url=f"/{slug}.html",
                title=self._text(5),
                date=first + timedelta(hours=number),
                category="Kinh tế",
                summary=self._text(6),
                rating=self._chance.choice(("", "3.4")),
                blocks=(self._text(12), f"riêng{self._made}"),
            )
        return slug

    def _any_date(self) -> datetime:
        return datetime(self._chance.randint(2020, 2023), self._chance.randint(1, 12), 9, tzinfo=ZONE)

    def _text(self, words: int) -> str:
        return " ".join(self._chance.choices(WORDS, k=words))


def _month(document: Document) -> str:
    return f"{document.date:%Y-%m}"


class Site:
    """What readers are served: the files that updates wrote and did not remove since."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files: dict[str, bytes] = {}
        self.loaded: list[str] = []

    def publish(self, documents: dict[str, Document]) -> Changes:
        """Bring the site up to date, and remember which documents had to be read for that."""
        self.loaded = []

        def load(slug: str) -> Document:
            self.loaded.append(slug)
            return documents[slug]

        ordered = sorted(documents.values(), key=lambda document: document.key)
        made = update(self._folder, months_of(ordered), load, read=self.files.get)
        self.files |= dict(made.written)
        for path in made.removed:
            del self.files[path]
        made.settle()
        return made


def facts_of(files: dict[str, bytes]) -> list[tuple[str, str, int]]:
    """Return path, SHA-256 and size of each file."""
    return sorted((path, sha256(data).hexdigest(), len(data)) for path, data in files.items())


def fifty_edits(chance: Random) -> Iterator[str]:
    """Yield kinds of edits, ten by ten in another order."""
    for _ in range(5):
        ten = [*TEN]
        while ten.index("hide") > ten.index("show") or ten == [*TEN]:
            chance.shuffle(ten)
        yield from (*ten, "alone")


def test_fifty_edits_lead_to_the_files_of_a_first_build(tmp_path: Path) -> None:
    """Whatever was edited, moved, deleted, added or hidden; and no document is read but the edited one."""
    chance = Random(20_240_601)  # noqa: S311 - the same edits in every run
    archive, site = Archive(chance), Site(tmp_path / "edited")
    assert len(archive.seen) > 110
    site.publish(archive.seen)
    for number, kind in enumerate(fifty_edits(chance), start=1):
        slug = archive.edit(kind)
        made = site.publish(archive.seen)
        assert site.loaded == ([slug] if slug in archive.seen else []), (number, kind)
        if number % 10 == 0:
            clean = update_all(tmp_path / f"clean-{number}", archive.seen.values())
            expected = facts_of(dict(clean.written))
            assert facts_of(site.files) == expected, (number, kind)
            assert (sorted(made.files()), made.root) == (expected, clean.root), (number, kind)
    assert number == 50


@pytest.mark.parametrize("is_first_there", [True, False], ids=["it goes", "it comes"])
def test_a_month_that_becomes_or_ceases_to_be_the_oldest_is_made_again(tmp_path: Path, *, is_first_there: bool) -> None:
    """The oldest part of the archive names the common words; without an older one that is the newest month."""
    archive, site = Archive(Random(1)), Site(tmp_path / "edited")  # noqa: S311 - as above
    newest = {slug: document for slug, document in archive.seen.items() if document.date >= NEWEST}
    [old, *_] = archive.seen.values()
    histories = [newest, {old.slug: old, **newest}]
    for documents in reversed(histories) if is_first_there else histories:
        site.publish(documents)
    clean = update_all(tmp_path / "clean", documents.values())
    assert facts_of(site.files) == facts_of(dict(clean.written))


def test_an_edit_of_an_old_document_reads_and_writes_what_it_touches(tmp_path: Path) -> None:
    """The files of the tier are spliced, of which few are read; then those of a first build are there."""
    archive, site = Archive(Random(2)), Site(tmp_path / "edited")  # noqa: S311 - as above
    site.publish(archive.seen)
    [old, *_] = archive.seen.values()
    archive.seen[old.slug] = replace(old, blocks=(*old.blocks, "riêng1 riêng1"))
    made = site.publish(archive.seen)
    assert {tier.name: tier.gone is None for tier in made.made} == {"until-last-month": False, "root": True}
    clean = update_all(tmp_path / "clean", archive.seen.values())
    assert facts_of(site.files) == facts_of(dict(clean.written)) == sorted(made.files())


@pytest.mark.parametrize("damage", [None, b"", b"{}"], ids=["lost", "empty", "other"])
def test_what_was_published_is_looked_at_not_trusted(tmp_path: Path, damage: bytes | None) -> None:
    """A file that is not as it was published is no base for an edit: the tier is made again as a whole."""
    archive, site = Archive(Random(3)), Site(tmp_path / "edited")  # noqa: S311 - as above
    site.publish(archive.seen)
    [old, *_] = archive.seen.values()
    archive.seen[old.slug] = replace(old, title="Đất đai")
    clean = dict(update_all(tmp_path / "clean", archive.seen.values()).written)
    made = update_all(tmp_path / "edited", archive.seen.values(), read=lambda _: damage)
    assert all(tier.gone is None for tier in made.made)
    left = {path: data for path, data in site.files.items() if path not in made.removed}
    assert facts_of(left | dict(made.written)) == facts_of(clean)


@pytest.mark.parametrize("left", [0, -4096, None], ids=["empty", "cut off", "overwritten"])
def test_a_damaged_ledger_is_none(tmp_path: Path, left: int | None) -> None:
    """What is published is then made as for the first time."""
    archive = Archive(Random(4))  # noqa: S311 - as above
    first = update_all(tmp_path, archive.seen.values())
    first.settle()
    ledger = tmp_path / "ledger.sqlite"
    ledger.write_bytes(ledger.read_bytes()[:left] if left is not None else b"\0" * 8192)
    made = update_all(tmp_path, archive.seen.values())
    assert made.is_whole
    assert facts_of(dict(made.written)) == facts_of(dict(first.written))
    made.settle()
    assert not update_all(tmp_path, archive.seen.values()).written


def test_an_update_that_broke_off_is_made_up_for(tmp_path: Path) -> None:
    """Its leaves are written, but which documents differ is told by what is published."""
    archive, site = Archive(Random(5)), Site(tmp_path / "edited")  # noqa: S311 - as above
    site.publish(archive.seen)
    one, other, *_ = archive.seen.values()
    archive.seen[one.slug] = replace(one, blocks=("đất",))
    update_all(tmp_path / "edited", archive.seen.values(), read=site.files.get)
    archive.seen[other.slug] = replace(other, title="Xã hội số")
    made = site.publish(archive.seen)
    assert made.made[0].gone is not None
    assert facts_of(site.files) == facts_of(dict(update_all(tmp_path / "clean", archive.seen.values()).written))
