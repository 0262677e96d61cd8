"""The plan of a build that concerns few pages of a large archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from plugins.archives.addresses import ANNOUNCEMENTS, MOST_VIEWED, TOP_RATED, feed_url, output_path, period_url
from plugins.archives.article_pages import article_page
from plugins.archives.categories import CategoryTree
from plugins.archives.feeds import category_feed, site_feed, term_feed
from plugins.archives.home import home_page
from plugins.archives.inventory import DatedPage, Inventory, make_inventory
from plugins.archives.kept_shelves import keep_groups, keep_places, keep_shelves
from plugins.archives.lists import category_list
from plugins.archives.memory import DATED, MAPS, OLD, REDIRECTS, PlanMemory, moment_of, text_of
from plugins.archives.notices import notice_page
from plugins.archives.numbering import count_numbered, page_address
from plugins.archives.pages import address_of, search_page
from plugins.archives.parts import Frame
from plugins.archives.periods import entrance_page, month_list, year_page
from plugins.archives.picked import pick_items, picked_pages
from plugins.archives.plan import Plan
from plugins.archives.reach import Reach, Referrers, Shift, find_reach
from plugins.archives.redirects import old_addresses, redirect_page
from plugins.archives.register import Move, Register
from plugins.archives.site_map import map_page
from plugins.archives.sitemaps import Dated, index_page, list_maps, map_page as sitemap_page, newest_of, year_maps
from plugins.archives.standing import CATEGORY, LISTED, MONTH, period_named, term_name
from plugins.archives.term_pages import term_list, terms_page
from plugins.archives.terms import KINDS, Kind, Terms
from plugins.archives.texts import text_page
from plugins.archives.views import Page
from plugins.archives.visibility import is_gone, is_public
from plugins.newsroom.article import Article
from plugins.newsroom.content import Content


class TooWideError(Exception):
    """The change reaches further than can be told page by page; `str()` says why. Plan everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    What a plan goes by.

    Attributes:
        content: Site data, static pages; articles and bodies by path.
        inventory: What pages share, on shelves that are looked up.
        memory: What the last build remembered; brought up to date.
        search_root: Address of the search index's root file.
    """

    content: Content
    inventory: Inventory
    memory: PlanMemory
    search_root: str


def follow(content: Content, memory: PlanMemory, shift: Shift, referrers: Referrers) -> tuple[Shift, Reach]:
    """
    Bring the register up to date, and find what can be reached.

    Args:
        content: The content as it is now; its articles are looked up by path.
        memory: What the last build remembered.
        shift: What is different, but for what the time has changed by itself.
        referrers: Who names a file.

    Returns:
        The shift with the articles that appeared or went by themselves, and its reach.

    Raises:
        TooWideError: Everything is to be planned; the memory is then of no use any more.
    """
    register = Register(memory, CategoryTree(content.site.categories), content.heads.__getitem__)
    named = {article.path for pair in shift.pairs for article in pair if article is not None}
    due = [path for path in register.due_between(shift.before, shift.now) if path not in named]
    heads = [content.heads[path] for path in due]
    shift = replace(shift, pairs=(*shift.pairs, *((head, head) for head in heads)))
    refuse_wide(shift)
    moves = register.update(shift.pairs, shift.before, shift.now)
    return shift, find_reach(shift, moves, memory, referrers)


def know(content: Content, memory: PlanMemory, frame: Frame, now: datetime, search_root: str) -> Known:
    """Return what a plan goes by."""
    tree = CategoryTree(content.site.categories)
    register = Register(memory, tree, content.heads.__getitem__)
    terms = Terms(keep_groups(memory, content, register.written_name), content.site)
    shelves = keep_shelves(memory, content, tree, now)
    inventory = make_inventory(content, frame, shelves, terms, keep_places(content, now))
    return Known(content=content, inventory=inventory, memory=memory, search_root=search_root)


def refuse_wide(shift: Shift) -> None:
    """
    Make sure that a change leaves alone what a server knows of old addresses and of withdrawn articles.

    Raises:
        TooWideError: It does not.
    """
    for before, after in shift.pairs:
        old = _served(before, shift.before)
        new = _served(after, shift.now)
        if old != new:
            raise TooWideError("địa chỉ cũ hoặc bài gỡ thay đổi (old addresses or withdrawals differ)")


def _served(article: Article | None, now: datetime) -> object:
    """Return what a server is told of an article: nothing of one that was neither imported nor withdrawn."""
    if article is None or (article.legacy is None and article.withdrawn is None):
        return None
    return (article.url, article.legacy, article.withdrawn is None, is_public(article, now), is_gone(article, now))


def plan_reached(known: Known, shift: Shift, reach: Reach) -> Plan:
    """
    Plan the pages that a change can reach.

    Args:
        known: What to go by.
        shift: What is different.
        reach: What it can reach.

    Raises:
        TooWideError: A page comes or goes where an old address leads or would lead.
    """
    lists = list(_list_pages(known, shift.now, reach))
    dated = {address_of(page): modified for page, modified in lists}
    gone = dict.fromkeys(_gone_lists(known, reach, dated))
    pages = [page for page, _ in lists]
    pages += _article_pages(known, shift, reach)
    pages.append(search_page(known.inventory, known.search_root))
    pages += _feeds(known.inventory, reach)
    maps, lost = _sitemaps(known, reach, dated, gone)
    pages += maps
    paths = {page.path for page in pages}
    dropped = {output_path(address) for address in gone} | set(_gone_feeds(reach)) | set(lost)
    dropped |= set(_gone_articles(shift))
    dropped -= paths
    _refuse_old(known.memory, (*sorted(dropped), *sorted(paths)))
    pages += _redirects(known, shift)
    return Plan(pages=pages, dropped=tuple(sorted(dropped)))


def _list_pages(known: Known, now: datetime, reach: Reach) -> Iterator[DatedPage]:
    """Yield pages of lists; what is about the whole site is always among them."""
    inventory = known.inventory
    picked = pick_items(inventory, now)
    yield home_page(inventory, picked, now)
    yield from picked_pages(inventory, picked)
    yield map_page(inventory, picked), None
    for category in inventory.tree.ordered:
        if CATEGORY + category.slug in reach.moves.lists:
            yield from category_list(inventory, category, reach.wants(CATEGORY + category.slug))
    for kind in KINDS:
        groups = inventory.terms.groups(kind)
        if kind.url in reach.kinds and groups:
            yield terms_page(inventory, kind)
        for slug in _moved_terms(kind, reach):
            if slug in groups:
                yield from term_list(inventory, kind, slug, reach.wants(term_name(kind, slug)))
    yield from _period_pages(inventory, reach)
    for page in inventory.texts:
        if page.path in reach.pages:
            yield text_page(page, known.content, inventory), page.modified


def _period_pages(inventory: Inventory, reach: Reach) -> Iterator[DatedPage]:
    periods = [period_named(name) for name in reach.moves.lists if name.startswith(MONTH)]
    if periods:
        yield entrance_page(inventory)
    for year in sorted({year for year, _ in periods} & set(inventory.years)):
        yield year_page(inventory, year)
    for period in sorted(periods):
        if period in inventory.shelves.by_month:
            year, month = period
            yield from month_list(inventory, period, reach.wants(f"{MONTH}{year:04}-{month:02}"))


def _moved_terms(kind: Kind, reach: Reach) -> list[str]:
    prefix = term_name(kind, "")
    names = {name for name in (*reach.moves.lists, *reach.whole) if name.startswith(prefix)}
    return sorted(name.removeprefix(prefix) for name in names)


def _article_pages(known: Known, shift: Shift, reach: Reach) -> Iterator[Page]:
    """Yield the pages and notices of the articles that are reached."""
    for path in sorted(reach.pages):
        article = known.content.heads.get(path)
        if article is None:
            continue
        if article.has_page(shift.now):
            yield article_page(article, known.content, known.inventory)
        elif is_gone(article, shift.now):
            yield notice_page(article, known.inventory)


def _feeds(inventory: Inventory, reach: Reach) -> Iterator[Page]:
    if LISTED in reach.feeds:
        yield site_feed(inventory)
    for category in inventory.tree.ordered:
        if CATEGORY + category.slug in reach.feeds:
            yield category_feed(inventory, category)
    for kind in KINDS:
        prefix = term_name(kind, "")
        groups = inventory.terms.groups(kind)
        slugs = sorted(name.removeprefix(prefix) for name in reach.feeds if name.startswith(prefix))
        yield from (term_feed(inventory, kind, slug) for slug in slugs if kind.has_feeds and slug in groups)


def _sitemaps(
    known: Known, reach: Reach, dated: dict[str, datetime | None], gone: Iterable[str]
) -> tuple[list[Page], list[str]]:
    """Return the maps that differ and, where one does, the index; and the files of those that are no more."""
    record, maps = known.memory.records(DATED, str), known.memory.records(MAPS, str)
    new: dict[str, list[Dated]] = {}
    families: list[str] = []
    if any(record.get(url) != text_of(modified) for url, modified in dated.items()) or any(gone):
        for url, modified in dated.items():
            record.put(url, text_of(modified))
        for url in gone:
            record.drop(url)
        new |= list_maps((url, moment_of(text)) for url, text in record.items())
        families.append("/sitemap-lists")
    for year in sorted(reach.years):
        new |= year_maps(known.inventory, year)
        families.append(f"/sitemap-{year:04}")
    if not families:
        return [], []
    known_maps = [url for url, _ in maps.items()]
    lost = [url for url in known_maps if url not in new and url.removesuffix(".xml").startswith(tuple(families))]
    for url, entries in new.items():
        maps.put(url, text_of(newest_of(entries)))
    for url in lost:
        maps.drop(url)
    index = index_page(known.inventory, _index_order((url, moment_of(text)) for url, text in maps.items()))
    pages = [sitemap_page(known.inventory, url, entries) for url, entries in new.items()]
    return [index, *pages], [output_path(url) for url in lost]


def _index_order(maps: Iterable[Dated]) -> list[Dated]:
    """Return the maps as the index has them: of lists, then of years; each family by its numbers."""

    def key(entry: Dated) -> tuple[bool, str, int]:
        family, _, rest = entry[0].removesuffix(".xml").removeprefix("/sitemap-").partition("-")
        return (family != "lists", family, int(rest or 1))

    return sorted(maps, key=key)


def _gone_lists(known: Known, reach: Reach, dated: Iterable[str]) -> Iterator[str]:
    """Yield the addresses of list pages that are no more."""
    for name, move in reach.moves.lists.items():
        url = _url_of(name)
        if url:
            yield from _gone_numbers(url, move)
            if move.before and not move.count and not name.startswith(CATEGORY):
                yield url
    inventory = known.inventory
    for kind in KINDS:
        if kind.url in reach.kinds and not inventory.terms.groups(kind):
            yield kind.url
    years = {period_named(name)[0] for name in reach.moves.lists if name.startswith(MONTH)}
    yield from (period_url(year) for year in years.difference(inventory.years))
    planned = set(dated)
    record = known.memory.records(DATED, str)
    for prefix in (TOP_RATED, MOST_VIEWED, ANNOUNCEMENTS):
        known_urls = [prefix] if record.get(prefix) is not None else []
        known_urls += [url for url, _ in record.after(prefix, 100) if url.startswith(prefix)]
        yield from (url for url in known_urls if url not in planned)


def _gone_numbers(url: str, move: Move) -> Iterator[str]:
    for number in range(count_numbered(move.count) + 1, count_numbered(move.before) + 1):
        yield page_address(url, number)


def _url_of(name: str) -> str:
    """Return the address of the list of this name, "" of one that has no pages of its own."""
    if name.startswith(CATEGORY):
        return f"/{name.removeprefix(CATEGORY)}/"
    if name.startswith(MONTH):
        return period_url(*period_named(name))
    return f"/{name}/" if any(name.startswith(term_name(kind, "")) for kind in KINDS) else ""


def _gone_feeds(reach: Reach) -> Iterator[str]:
    """Yield the files of the feeds of tags and topics that are no more."""
    for kind in KINDS:
        for name, move in reach.moves.lists.items():
            if kind.has_feeds and name.startswith(term_name(kind, "")) and move.before and not move.count:
                yield output_path(feed_url(f"/{name}/"), "index.xml")


def _gone_articles(shift: Shift) -> Iterator[str]:
    """Yield the files of articles that had a page or a notice and that have neither there any more."""
    for before, after in shift.pairs:
        if before is not None and is_public(before, shift.before):
            stays = after is not None and is_public(after, shift.now) and after.url == before.url
            if not stays:
                yield output_path(before.url)


def _redirects(known: Known, shift: Shift) -> Iterator[Page]:
    """Yield the pages at old addresses of articles whose title differs; `refuse_wide` has seen to all else."""
    made = known.memory.records(REDIRECTS, str)
    for before, after in shift.pairs:
        if before is not None and after is not None and before.title != after.title:
            for address in old_addresses(after):
                page = redirect_page(address, after, known.inventory)
                if made.get(page.path) == after.path:
                    yield page


def _refuse_old(memory: PlanMemory, paths: Iterable[str]) -> None:
    """Make sure that no page comes or goes where an old address leads, or would lead if it could."""
    old = memory.records(OLD, str)
    for path in paths:
        below = old.after(f"{path}/", 1)
        if old.get(path) is not None or (below and below[0][0].startswith(f"{path}/")):
            raise TooWideError(f"{path} là một địa chỉ cũ (an old address)")
