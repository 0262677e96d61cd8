"""From the sources to the content folder: what is done in which order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from importers.canonical import Value
from importers.cleaning import TooLargeError
from importers.ledger import Ledger, digest
from importers.losses import Loss
from importers.nukeviet.bodies import PortalAddresses
from importers.nukeviet.composing import Composed, Composer
from importers.nukeviet.dump import Dump, read_dump
from importers.nukeviet.media import Depot
from importers.nukeviet.old import LeftOut, OldArticle
from importers.nukeviet.pages import Pages, read_pages
from importers.nukeviet.portal import Portal, read_portal
from importers.nukeviet.site_data import SiteData, name_of_comment, name_of_link, name_of_slug
from importers.nukeviet.sources import Kind, kind_of
from importers.nukeviet.staging import Staging
from importers.nukeviet.words import WORDS
from importers.report import Account, Entry, Note, Refusal, Report, count_losses
from importers.written import Outcome, Put, Shelf, TooLargeFileError

OnStage = Callable[[str, int, int], None]

# Changes where equal sources come to other files: the next import then converts all of them again.
_VERSION: Final = "1"
_COMMAND: Final = "import-nukeviet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be imported.

    Attributes:
        sources: Dumps, folders and archives of pages.
        content: The content folder.
        media: The folder of the old portal's files, None where there is none.
        is_dry: Nothing is written.
    """

    sources: tuple[Path, ...]
    content: Path
    media: Path | None = None
    is_dry: bool = False


@dataclass(slots=True)
class Import:
    """One import while it runs."""

    order: Order
    shelf: Shelf
    staging: Staging
    account: Account = field(default_factory=Account)
    dump: Dump | None = None
    pages: Pages = field(default_factory=Pages)


def import_portal(order: Order, on_stage: OnStage) -> Report:
    """
    Import an old portal.

    Args:
        order: What and where to.
        on_stage: Told what is being done, and how much of how much is.

    Raises:
        importers.nukeviet.sources.SourceError: A source is none.
        importers.ledger.LedgerError: What the last import wrote cannot be read.
        OSError: A file cannot be read or written.
    """
    kinds = [(path, kind_of(path)) for path in order.sources]
    staging = Staging()
    try:
        with Ledger.open(order.content, is_dry=order.is_dry) as ledger:
            run = Import(order, Shelf(order.content, ledger, is_dry=order.is_dry), staging)
            _read_sources(run, kinds, on_stage)
            portal = read_portal(staging, run.dump, run.pages, Depot(run.shelf, order.media))
            _write_articles(run, portal, on_stage)
            if run.account.entries:
                _write_site(run, portal)
            _say_what_is_wrong(run, portal)
    finally:
        staging.close()
    sources = [(str(path.name), kind.value) for path, kind in kinds]
    return run.account.close(_COMMAND, sources, WORDS, is_dry=order.is_dry)


def _read_sources(run: Import, kinds: Sequence[tuple[Path, Kind]], on_stage: OnStage) -> None:
    for path, kind in kinds:
        if kind is Kind.DUMP:
            dump = read_dump(path, run.staging, lambda done, total: on_stage("Đọc bản sao lưu", done, total))
            if run.dump is None:
                run.dump = dump
            else:
                run.dump.merge(dump)
        else:
            read_pages(path, run.staging, run.pages, lambda done: on_stage("Đọc trang đã lưu", done, 0))
    run.account.skipped.extend(run.pages.skipped)


def _write_articles(run: Import, portal: Portal, on_stage: OnStage) -> None:
    """Write every article, or note why it stays behind."""
    composer = Composer(
        PortalAddresses(portal.depot, portal.url_of, portal.category_slugs), portal.as_of, portal.repairs
    )
    frame = digest(json.dumps([_VERSION, portal.fingerprint, portal.as_of]))
    total = portal.count()
    for done, (key, item) in enumerate(portal.articles(), start=1):
        if isinstance(item, LeftOut):
            run.account.refuse(
                Refusal(
                    source=item.source,
                    old_id=str(item.id) if item.id >= 0 else "",
                    title=item.title,
                    reason=item.reason,
                    remedy=item.remedy,
                )
            )
        else:
            is_repeated = item.title.casefold() in portal.repeated_titles
            notes = (*item.notes, Note("duplicate-title", item.title)) if is_repeated else item.notes
            _write_article(run, composer, key, replace(item, notes=notes), frame)
        on_stage("Ghi bài", done, total)


def _write_article(run: Import, composer: Composer, key: str, article: OldArticle, frame: str) -> None:
    """Write one article and its comments; one that neither side changed since is not converted again."""
    source = digest(f"{frame} {article!r}")
    known = run.shelf.settled(key, source)
    if known is not None:
        notes, losses = _recall(known.said)
        put = Put(Outcome.UNCHANGED, known.path)
    else:
        try:
            composed = composer.compose(article, keeps_id=key.count(":") == 1)
            losses = list(composed.losses)
            notes = list(composed.notes)
            put = _put(run.shelf, key, composed, source, _remember(notes, losses))
        except (TooLargeError, TooLargeFileError) as error:
            run.account.refuse(
                Refusal(
                    source=article.source,
                    old_id=str(article.id),
                    title=article.title,
                    reason=f"bài lớn quá mức ({error} ký tự)",
                    remedy="Chia bài, hoặc bỏ phần nhúng quá lớn trên cổng cũ rồi nhập lại.",
                )
            )
            return
    run.account.add(
        Entry(
            source=article.source,
            old_id=str(article.id) if article.id > 0 else "",
            title=article.title,
            path=put.path,
            outcome=put.outcome,
            conflicts=put.conflicts,
            notes=tuple(notes),
            losses=count_losses(losses),
        ),
        losses,
    )


def _put(shelf: Shelf, key: str, composed: Composed, source: str, said: str) -> Put:
    """Write the file of an article, and that of its comments."""
    slug = shelf.free_slug(composed.slug, key)
    path = composed.path if slug == composed.slug else f"{composed.path.rpartition('/')[0]}/{slug}.md"
    put = shelf.put(key, path, composed.document, source, said)
    if composed.comments:
        name = put.path.rpartition("/")[2].removesuffix(".md")
        shelf.put_list(f"{key}#comments", f"comments/{name}.yaml", composed.comments, name_of_comment)
    return put


def _remember(notes: Sequence[Note], losses: Sequence[Loss]) -> str:
    said = {"notes": [[n.kind, n.text] for n in notes], "losses": [[item.kind, item.example] for item in losses]}
    return json.dumps(said, ensure_ascii=False)


def _recall(said: str) -> tuple[list[Note], list[Loss]]:
    told = json.loads(said) if said else {"notes": [], "losses": []}
    return [Note(*note) for note in told["notes"]], [Loss(*item) for item in told["losses"]]


def _write_site(run: Import, portal: Portal) -> None:
    """Write the files of `site/`; of those that hold an order of their own an editor's is left alone."""
    data: SiteData = portal.site_data()
    lists: tuple[tuple[str, Sequence[dict[str, Value]]], ...] = (
        ("banners", data.banners),
        ("applications", data.applications),
    )
    files: list[Put] = [_list(run.shelf, "categories", portal.tree.entries), _list(run.shelf, "topics", portal.topics)]
    files += [_list(run.shelf, name, entries, is_named_by_link=True) for name, entries in lists if entries]
    if data.menu and _is_ours(run.shelf, "menu"):
        files.append(_list(run.shelf, "menu", data.menu, is_named_by_link=True))
    for name, fields in (("home", data.home), ("statistics", data.statistics), ("site", data.identity)):
        if fields and _is_ours(run.shelf, name):
            files.append(run.shelf.put_fields(f"nukeviet#{name}", f"site/{name}.yaml", fields))
    run.account.files.extend(put for put in files if put.path)
    run.account.note("site/", data.notes)


def _list(shelf: Shelf, name: str, entries: Sequence[dict[str, Value]], *, is_named_by_link: bool = False) -> Put:
    if not entries:
        return Put(Outcome.UNCHANGED, "")
    return shelf.put_list(
        f"nukeviet#{name}", f"site/{name}.yaml", entries, name_of_link if is_named_by_link else name_of_slug
    )


def _is_ours(shelf: Shelf, name: str) -> bool:
    return shelf.ledger.find(f"nukeviet#{name}") is not None or not (shelf.content / f"site/{name}.yaml").exists()


def _say_what_is_wrong(run: Import, portal: Portal) -> None:
    """Note what concerns the sources as a whole."""
    account = run.account
    account.note("site/categories.yaml", portal.tree.notes)
    account.note("", portal.notes())
    if run.dump is not None:
        for table, rows in run.dump.passed.items():
            account.asides[f"bảng {table}"] = rows
        account.note(
            "", (Note("damage", f"byte {d.offset}, bảng {d.table or '?'}: {d.reason}") for d in run.dump.damages)
        )
    repairs = Counter(portal.repairs.counts)
    repairs.update(run.pages.repairs.counts)
    if run.dump is not None and run.dump.repairs is not portal.repairs:
        repairs.update(run.dump.repairs.counts)
    account.note("", (Note("charset", f"{_REPAIRS[kind]}: {count}") for kind, count in sorted(repairs.items())))


_REPAIRS: Final = {
    "cut": "chữ bị cắt giữa chừng ở cuối cột, bỏ phần dở",
    "decomposed": "dấu tách rời (NFD) đã ghép lại (NFC)",
    "double-encoded": "UTF-8 bị mã hoá hai lần đã đưa về đúng",
    "entities": "thực thể HTML bị mã hoá hai lần đã giải",
    "not-utf8": "không phải UTF-8, đọc theo Windows-1252",
    "tcvn3": "chữ TCVN3 (ABC) đã chuyển sang Unicode",
    "unrepaired": "trông như hỏng bảng mã mà không sửa chắc chắn được, giữ nguyên",
}
