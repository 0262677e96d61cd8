"""Saved pages into the staging database; what they tell of the portal, and files that hold no article, by reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from bs4 import UnicodeDammit

from importers.nukeviet.page_facts import NoArticleError, PageFacts, SiteFacts
from importers.nukeviet.page_reader import read_page
from importers.nukeviet.page_text import read_text_page
from importers.nukeviet.sources import SavedFile, saved_files
from importers.nukeviet.staging import Staging
from importers.nukeviet.texts import Repairs, decode_bytes, undo_double_encoding

_FOR_SITE: Final = 40  # pages that are asked about their portal


@dataclass(slots=True)
class Pages:
    """
    What is known of saved pages after they were read.

    Attributes:
        site: What they tell of the portal.
        skipped: (file, reason) of those that hold no article.
        repairs: What was set right in their texts.
        unnumbered: How many pages of articles have no number.
        read: How many pages of articles there were.
        banners, applications: Names of links on pages saved as text, which do not say where they lead.
    """

    site: SiteFacts = field(default_factory=SiteFacts)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    repairs: Repairs = field(default_factory=Repairs)
    banners: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    unnumbered: int = 0
    read: int = 0


def read_pages(path: Path, staging: Staging, pages: Pages, on_page: Callable[[int], None]) -> None:
    """
    Read the pages of a source.

    Args:
        path: A folder, an archive or a file.
        staging: Where they go.
        pages: What is known so far; added to.
        on_page: Told how many files were read.

    Raises:
        importers.nukeviet.sources.SourceError: The archive is broken.
    """
    for count, file in enumerate(saved_files(path), start=1):
        try:
            facts, site = _read(file, pages)
        except NoArticleError as error:
            pages.skipped.append((file.name, str(error)))
        else:
            if not facts.id:
                pages.unnumbered += 1
                facts = replace(facts, id=-pages.unnumbered, url=facts.url or f"/{PurePosixPath(file.name).stem}.html")
            pages.read += 1
            site.learn_trail(facts.trail)
            pages.site.merge(site)
            staging.add_page(facts.id, facts.kind, file.name, facts.as_record())
        on_page(count)


def _read(file: SavedFile, pages: Pages) -> tuple[PageFacts, SiteFacts]:
    """
    Read one page.

    Raises:
        NoArticleError: There is none in it.
    """
    if file.data is None:
        raise NoArticleError("tệp lớn quá mức của một trang")
    text = decode_page(file.data, pages.repairs)
    if "<" not in text[:4096] or PurePosixPath(file.name).suffix.lower() == ".txt":
        found = read_text_page(text)
        if found is None:
            raise NoArticleError("tệp chữ không có tiêu đề và ngày đăng của một bài")
        pages.banners, pages.applications = pages.banners or found.banners, pages.applications or found.applications
        counter = dict(found.statistics)
        return found.facts, SiteFacts(counter=counter)
    return read_page(text, file.name, wants_site=pages.read < _FOR_SITE)


def decode_page(data: bytes, repairs: Repairs) -> str:
    """Return the text of a page: UTF-8 where it is that, else as the page says, else as a dump's bytes are read."""
    try:
        return undo_double_encoding(data.decode("utf-8-sig"), repairs)
    except UnicodeDecodeError:
        declared = UnicodeDammit(data, is_html=True).declared_html_encoding
    if declared and declared.lower().replace("-", "") not in ("utf8", "ascii", "usascii"):
        try:
            return undo_double_encoding(data.decode(declared), repairs)
        except (LookupError, UnicodeDecodeError):
            repairs.note("not-utf8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return "\n".join(decode_bytes(line, repairs) for line in data.split(b"\n"))
