"""The old portal as a whole: its modules, categories, topics and tags, and its articles one by one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from importers.canonical import Value, clean_line
from importers.nukeviet import from_dump, from_pages
from importers.nukeviet.categories import OldCategory, Tree, grow, is_public
from importers.nukeviet.dump import Dump, number
from importers.nukeviet.media import Depot
from importers.nukeviet.names import article_slug, choose_spellings, free_category_slug, plain_slug
from importers.nukeviet.old import LeftOut, OldArticle
from importers.nukeviet.page_facts import PageFacts, alias_of
from importers.nukeviet.pages import Pages
from importers.nukeviet.site_data import (
    SiteData,
    add_to_menu,
    read_banners,
    read_groups,
    read_identity,
    read_menu,
    read_page_banners,
    read_statistics,
)
from importers.nukeviet.staging import Staging
from importers.nukeviet.texts import Repairs, decode_entities
from importers.report import Note
from plugins.newsroom.moment import is_moment_form
from plugins.newsroom.vietnamese import slugify

_PREFERRED: Final = "vi"


@dataclass(slots=True)
class Portal:
    """
    An old portal.

    Attributes:
        staging, dump, pages: What was read of it.
        depot: Its files.
        sets: The news modules that are imported, the largest first; its articles keep their numbers.
        foreign: The modules in other languages.
        tree: Categories.
        topics: What `site/topics.yaml` gets.
        marks: Module → what is known when its articles are read.
        names: How pages' categories, topics and tags are called.
        urls: Number → (slug, address) of each article that is written.
    """

    staging: Staging
    dump: Dump | None
    pages: Pages
    depot: Depot
    repairs: Repairs
    sets: list[str]
    foreign: list[str]
    tree: Tree
    topics: list[dict[str, Value]] = field(default_factory=list)
    marks: dict[str, from_dump.Shelfmark] = field(default_factory=dict)
    names: from_pages.Names | None = None
    urls: dict[int, str] = field(default_factory=dict)
    merged_tags: tuple[tuple[str, ...], ...] = ()
    category_slugs: dict[str, str] = field(default_factory=dict)
    repeated_titles: set[str] = field(default_factory=set)
    fingerprint: str = ""
    as_of: str = ""

    def count(self) -> int:
        """Return how many articles there are, those that stay behind among them."""
        staged = sum(self.staging.count(set_) for set_ in (*self.sets, *self.foreign))
        main = self.sets[0] if self.sets else ""
        return staged + sum(not self.staging.has_article(main, page) for page in self.staging.page_numbers())

    def articles(self) -> Iterator[tuple[str, OldArticle | LeftOut]]:
        """Yield the key and the article, or why it stays behind, of all modules and pages."""
        for place, set_ in enumerate(self.sets):
            for identity, row, detail in self.staging.articles(set_):
                item = from_dump.read_article(self.marks[set_], identity, row, detail)
                if not place and isinstance(item, OldArticle):
                    item = from_pages.fill_in(item, self._pages_of(identity), self._names())
                yield self._key(set_, identity), item
            if not self.marks[set_].is_whole:
                yield from self._cut_off(set_)
            for identity, row in self.staging.repeated(set_):
                title = clean_line(decode_entities(row.get("title", ""), self.repairs))
                remedy = "Đổi mã của một trong hai bài trong bản sao lưu rồi nhập lại."
                reason = "mã đã có một bài khác dùng trong cùng bảng"
                yield "", LeftOut(source=set_, id=identity, title=title, reason=reason, remedy=remedy)
        for set_ in self.foreign:
            for identity, row, _ in self.staging.articles(set_):
                title = clean_line(decode_entities(row.get("title", ""), self.repairs))
                reason = f"ngôn ngữ khác ({set_.split('_')[1]}): cổng mới chỉ có một ngôn ngữ"
                remedy = "Nhập ngôn ngữ này vào một thư mục nội dung riêng, từ bản sao lưu chỉ có các bảng của nó."
                yield "", LeftOut(source=set_, id=identity, title=title, reason=reason, remedy=remedy)
        main = self.sets[0] if self.sets else ""
        for identity in self.staging.page_numbers():
            if not self.staging.has_article(main, identity):
                yield f"nukeviet:{identity}", from_pages.read_article(self._pages_of(identity), self._names())

    def _cut_off(self, set_: str) -> Iterator[tuple[str, LeftOut]]:
        """Yield the articles of which a broken dump has the body only."""
        pages = set(self.staging.page_numbers())
        for identity in self.staging.orphans(set_):
            if identity not in pages:
                reason = "tiêu đề và ngày đăng nằm ở chỗ bản sao lưu bị hỏng"
                remedy = "Xuất lại bản sao lưu, hoặc nhập thêm trang đã lưu của bài."
                yield "", LeftOut(source=set_, id=identity, title="", reason=reason, remedy=remedy)

    def url_of(self, identity: int) -> str:
        """Return the address of an article on the new portal, "" where it has none."""
        return self.urls.get(identity, "")

    def site_data(self) -> SiteData:
        """Return what the other files of `site/` get."""
        data = SiteData()
        prefix = self.sets[0].split("_")[0] if self.sets else ""
        if prefix:
            read_banners(self.staging, prefix, self.depot, data, self.repairs)
            language = "_".join(self.sets[0].split("_")[:2])
            read_menu(self.staging, language, self.category_slugs, data, self.repairs)
            read_groups(self.staging, self.sets[0], self._slug_of, data, self.repairs)
        if not data.banners:
            read_page_banners(self.pages.site, self.depot, data)
        if not data.menu:
            for title, link in self.pages.site.menu:
                add_to_menu(title, link, self.category_slugs, data)
        read_statistics(self.dump, self.pages.site, data)
        settings = self.dump.settings if self.dump is not None else {}
        names = (decode_entities(settings.get("site_name", ""), self.repairs), self.pages.site.name)
        read_identity(names, self.depot.hosts_in_order, data)
        for kind, titles in (("liên kết", self.pages.banners), ("ứng dụng", self.pages.applications)):
            data.notes.extend(
                Note("banner-title", f"{kind} {t}: bản chữ không ghi dẫn đến đâu, không nhập") for t in titles
            )
        return data

    def notes(self) -> Iterator[Note]:
        """Yield what concerns the portal as a whole."""
        for spellings in self.merged_tags:
            yield Note("tags-merged", " | ".join(spellings) + f" → {spellings[0]}")
        for set_ in self.sets:
            if self.marks[set_].is_whole:
                for identity in self.staging.orphans(set_):
                    yield Note("orphan", f"{set_}: thân bài số {identity} không có bài")
            orphans = sum(not self.staging.has_article(set_, key) for key, _ in self.staging.all_links(set_, "tags_id"))
            if orphans:
                yield Note("orphan", f"{set_}: {orphans} thẻ của bài không có")

    def _key(self, set_: str, identity: int) -> str:
        return f"nukeviet:{identity}" if set_ == self.sets[0] else f"nukeviet:{set_}:{identity}"

    def _pages_of(self, identity: int) -> list[PageFacts]:
        return [PageFacts.from_record(record) for _, _, record in self.staging.pages(identity)]

    def _names(self) -> from_pages.Names:
        if self.names is None:
            raise AssertionError
        return self.names

    def _slug_of(self, identity: int) -> str:
        return self.urls.get(identity, "").rpartition("/")[2].removesuffix(".html")


def read_portal(staging: Staging, dump: Dump | None, pages: Pages, depot: Depot) -> Portal:
    """Put together what the articles refer to, and find out which of them will be written."""
    sets = sorted(staging.sets(), key=lambda set_: (-staging.count(set_), set_))
    languages = {set_.split("_")[1] for set_ in sets}
    chosen = _PREFERRED if _PREFERRED in languages or not sets else sets[0].split("_")[1]
    repairs = dump.repairs if dump is not None else pages.repairs
    mine = [set_ for set_ in sets if set_.split("_")[1] == chosen]
    portal = Portal(
        staging=staging,
        dump=dump,
        pages=pages,
        depot=depot,
        repairs=repairs,
        sets=mine,
        foreign=[set_ for set_ in sets if set_ not in mine],
        tree=grow(_categories(staging, mine, pages, repairs)),
    )
    _find_hosts(portal)
    _name_everything(portal)
    portal.as_of = _made(dump)
    _find_addresses(portal)
    return portal


def _categories(staging: Staging, sets: list[str], pages: Pages, repairs: Repairs) -> Iterator[OldCategory]:
    """Yield the categories of all modules, then those that only pages name."""
    aliases: set[str] = set()
    for place, set_ in enumerate(sets):
        # Numbers are a module's own: those of further modules get its name before them.
        before = f"{set_}:" if place else ""
        rows = sorted(staging.names(set_, "cat"), key=lambda item: (number(item[1], "sort"), item[0]))
        for key, row in rows:
            aliases.add(row.get("alias", ""))
            parent = row.get("parentid", "0")
            status = row.get("status", "1")
            yield OldCategory(
                key=f"{before}{key}",
                parent=f"{before}{parent}" if parent not in ("", "0") else "",
                name=decode_entities(row.get("title", ""), repairs),
                alias=row.get("alias", ""),
                description=decode_entities(row.get("description", ""), repairs),
                order=number(row, "weight"),
                is_open=status in ("1", "2"),
                is_public=row["who_view"] == "0" if "who_view" in row else is_public(row.get("groups_view")),
            )
    for alias, name in pages.site.categories.items():
        if alias not in aliases:
            parent = pages.site.parents.get(alias, "")
            yield OldCategory(key=f"page:{alias}", parent=f"page:{parent}" if parent else "", name=name, alias=alias)


def _find_hosts(portal: Portal) -> None:
    settings = portal.dump.settings if portal.dump is not None else {}
    named = [host.strip().lower() for host in settings.get("my_domains", "").split(",") if host.strip()]
    portal.depot.hosts_in_order = tuple(dict.fromkeys([*named, *portal.pages.site.hosts]))
    plain = {host.removeprefix("www.").partition(":")[0] for host in portal.depot.hosts_in_order}
    portal.depot.hosts = frozenset(plain | {f"www.{host}" for host in plain})


def _name_everything(portal: Portal) -> None:
    """Give categories, topics and tags their names on the new portal."""
    tree = portal.tree
    for key, category in tree.by_key.items():
        if tree.slug_of(key):
            portal.category_slugs.setdefault(category.alias, tree.slugs[key])
    spellings, portal.merged_tags = choose_spellings(_tag_counts(portal))
    topics = {set_: _topics(portal, set_) for set_ in portal.sets}
    damages = portal.dump.damages if portal.dump is not None else []
    for place, set_ in enumerate(portal.sets):
        portal.marks[set_] = from_dump.Shelfmark(
            set=set_,
            staging=portal.staging,
            tree=tree,
            category_prefix=f"{set_}:" if place else "",
            topics=topics[set_],
            spellings=spellings,
            upload=set_.split("_", 2)[2].replace("_", "-"),
            module="" if not place else set_.split("_", 2)[2].replace("_", "-"),
            is_whole=not damages,
            repairs=portal.repairs,
        )
    portal.names = from_pages.Names(
        category=lambda facts: _page_category(portal, facts),
        topic=lambda facts: _page_topic(portal, facts),
        tag=lambda name: spellings.get(slugify(clean_line(name)), ""),
    )


def _tag_counts(portal: Portal) -> Counter[str]:
    """Return each tag as it is written → on how many articles."""
    counts: Counter[str] = Counter()
    for set_ in portal.sets:
        titles = {key: row.get("title", "") for key, row in portal.staging.names(set_, "tags")}
        has_tags = False
        for _, link in portal.staging.all_links(set_, "tags_id"):
            has_tags = True
            counts[decode_entities(link.get("keyword") or titles.get(number(link, "tid"), ""), portal.repairs)] += 1
        if not has_tags:
            for _, row, detail in portal.staging.articles(set_):
                counts.update((row.get("keywords") or detail.get("keywords") or "").split(","))
    for identity in portal.staging.page_numbers():
        for _, _, record in portal.staging.pages(identity):
            counts.update(record["tags"])
    return Counter({clean_line(tag): count for tag, count in counts.items() if clean_line(tag)})


def _topics(portal: Portal, set_: str) -> Mapping[int, str]:
    """Return number → slug, and add the topics to the portal's."""
    slugs: dict[int, str] = {}
    for key, row in portal.staging.names(set_, "topics"):
        name = clean_line(decode_entities(row.get("title", ""), portal.repairs))
        slug = plain_slug(row.get("alias", ""), name, f"dong-su-kien-{key}")
        slugs[key] = slug
        entry: dict[str, Value] = {"slug": slug, "name": name or slug}
        if description := clean_line(decode_entities(row.get("description", ""), portal.repairs)):
            entry["description"] = description
        if all(known["slug"] != slug for known in portal.topics):
            portal.topics.append(entry)
    return slugs


def _page_category(portal: Portal, facts: PageFacts) -> str:
    """Return the slug of the category that a page says by trail, address or name; it is made if need be."""
    aliases = [alias_of(href) for _, href in reversed(facts.trail)]
    parts = [part for part in facts.url.partition("?")[0].split("/") if part]
    aliases.extend(alias for part in parts[-2:-1] if (alias := alias_of(f"/{part}")))
    for alias in aliases:
        if alias in portal.category_slugs:
            return portal.category_slugs[alias]
    for key, category in portal.tree.by_key.items():
        if facts.section and category.name.casefold() == facts.section.casefold() and portal.tree.slug_of(key):
            return portal.tree.slugs[key]
    alias = next(filter(None, aliases), "")
    name = facts.section or (facts.trail[-1][0] if facts.trail else alias.replace("-", " ").capitalize())
    slug = free_category_slug(plain_slug(alias, name, ""), ()) if slugify(alias or name) else ""
    if not slug or "." in alias:
        return portal.tree.add_lost()
    if all(entry["slug"] != slug for entry in portal.tree.entries):
        portal.tree.entries.append({"slug": slug, "name": name})
    return slug


def _page_topic(portal: Portal, facts: PageFacts) -> str:
    if not facts.topic:
        return ""
    name, href = facts.topic
    slug = plain_slug(alias_of(href), name, "dong-su-kien")
    if all(known["slug"] != slug for known in portal.topics):
        portal.topics.append({"slug": slug, "name": clean_line(name) or slug})
    return slug


def _made(dump: Dump | None) -> str:
    """Return when the numbers of a dump were counted, as it says at its end."""
    if dump is None or not dump.made:
        return ""
    day = dump.made.split()[0]
    return day if is_moment_form(day) else ""


def _find_addresses(portal: Portal) -> None:
    """Find out under which address each article will stand, and which titles stand twice."""
    titles: Counter[str] = Counter()
    listing = hashlib.blake2b(digest_size=16)
    for key, item in portal.articles():
        if isinstance(item, LeftOut):
            continue
        titles[item.title.casefold()] += 1
        slug = article_slug(item.alias, item.title, item.id)
        url = f"/{item.category}/{slug}.html"
        listing.update(f"{key} {url}\n".encode())
        if item.id > 0 and key.count(":") == 1:
            portal.urls[item.id] = url
    portal.repeated_titles = {title for title, count in titles.items() if count > 1}
    listing.update(json.dumps([portal.depot.fingerprint(), sorted(portal.depot.hosts), portal.category_slugs]).encode())
    portal.fingerprint = listing.hexdigest()
