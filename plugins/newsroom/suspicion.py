"""
Whether a change of one article could make or unmake a problem that is told of another file.

The rules themselves (`rules*`) look at everything. Here are the few look-ups that say that they would find what they
found before: whatever is in doubt counts as suspicious, and then the rules are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.newsroom.article import Article, Body, Status
from plugins.newsroom.links import decode_path
from plugins.newsroom.references import files_of, old_addresses
from plugins.newsroom.rules_links import Addresses
from plugins.newsroom.site import Home
from plugins.newsroom.spelling import First, author_spelling, tag_spelling
from plugins.newsroom.vietnamese import nfc

_UNPUBLISHED = (Status.DRAFT, Status.REVIEW)


class DoubtError(Exception):
    """A change may concern more than can be told without looking at everything; `str()` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """
    One article file before and after; None where there was or is none.

    `links` are what `references.links_of` leaves of the bodies.
    """

    path: str
    before: Article | None
    after: Article | None
    links_before: Body
    links_after: Body

    @property
    def sides(self) -> tuple[tuple[Article, Body], ...]:
        """Before and after, as far as there are articles."""
        sides = ((self.before, self.links_before), (self.after, self.links_after))
        return tuple((article, links) for article, links in sides if article is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """
    What can be looked up.

    Attributes:
        home: What is hand-picked.
        lists: Which addresses lists and static pages have; knows no article.
        referrers: Text (see `references`) → the articles, pages and files of figures that refer to it after the
            change.
        owner: Slug → path of the article that has it after the change, "" of none.
        find: Slug → that article.
        tag: Slug → spelling (see `spelling`) before the change, None where there is none.
        author: Slug → spellings before the change.
        has_comments: Tells whether there are comments for a slug after the change.
        is_missed: Tells whether a broken link ends in this name.
        is_withdrawn: Tells whether a withdrawn article names this file.
        changed: Paths of all files that change together; what is told of them is found out anew.
    """

    home: Home
    lists: Addresses
    referrers: Callable[[str], Iterable[str]]
    owner: Callable[[str], str]
    find: Callable[[str], Article | None]
    tag: Callable[[str], str | None]
    author: Callable[[str], tuple[First, ...]]
    has_comments: Callable[[str], bool]
    is_missed: Callable[[str], bool]
    is_withdrawn: Callable[[str], bool]
    changed: frozenset[str]

    def others(self, target: str) -> frozenset[str]:
        """Return who refers to *target* and does not change."""
        return frozenset(self.referrers(target)) - self.changed


def suspect(edit: Edit, around: Surroundings) -> Iterator[str]:
    """
    Yield what an edit could concern beyond its own file, in words for people.

    Args:
        edit: What is different.
        around: What the rest of the content says.
    """
    yield from _by_slug(edit, around)
    yield from _by_spelling(edit, around)
    yield from _by_address(edit, around)
    yield from _by_legacy(edit, around)
    yield from _by_files(edit, around)


def _by_slug(edit: Edit, around: Surroundings) -> Iterator[str]:
    """Look at what names articles by their slugs: other articles, the home page, comments, figures."""
    after = edit.after
    if after is not None and around.owner(after.slug) != edit.path:
        yield f'hai bài có slug "{after.slug}" (two articles have it)'
    if (edit.before is None) != (after is None) and around.others(f"file:{nfc(edit.path)}"):
        yield f"{edit.path} được bài khác nhắc tới (others refer to it)"
    if _seen_by_editors(edit.before) == _seen_by_editors(after):
        return
    picked = {pick.article for pick in (*around.home.pinned, *around.home.hot, *around.home.announcements)}
    for article, _ in edit.sides:
        slug = article.slug
        if slug in picked:
            yield f'"{slug}" có trong site/home.yaml (it is picked there)'
        owner = around.find(slug)
        if around.has_comments(slug) and owner is None:
            yield f'ý kiến của "{slug}" không còn bài (its comments have no article)'
        months = {f"figures/{owner.date:%Y-%m}.yaml"} if owner is not None else set()
        if set(around.referrers(f"figures:{slug}")) - months:
            yield f'số liệu của "{slug}" nằm ở tháng khác (its figures are those of another month)'


def _seen_by_editors(article: Article | None) -> tuple[object, ...]:
    """Return what site data, comments and figures depend on."""
    if article is None:
        return ()
    is_shown = article.status is Status.PUBLISHED and article.withdrawn is None
    return article.path, article.slug, f"{article.date:%Y-%m}", is_shown


def _by_spelling(edit: Edit, around: Surroundings) -> Iterator[str]:
    """Look at how tags and authors are spelled: which article is named depends on their order, too."""
    after = edit.after
    for tag in after.tags if after is not None else ():
        slug, spelling = tag_spelling(tag)
        if around.tag(slug) not in (None, spelling):
            yield f'thẻ "{tag}" có cách viết khác (the tag is spelled in another way elsewhere)'
    if _authored(edit.before) == _authored(after):
        return
    for article, _ in edit.sides:
        for name in article.authors:
            slug, spelling = author_spelling(name)
            if _is_told(article, spelling, around.author(slug)):
                yield f'tác giả "{name}" có nhiều cách viết (the author is spelled in several ways)'


def _authored(article: Article | None) -> tuple[object, ...]:
    """Return what decides which article is the first with a spelling of an author."""
    return () if article is None else (article.authors, article.key, article.path)


def _is_told(article: Article, spelling: str, known: tuple[First, ...]) -> bool:
    """Tell whether a problem of several spellings comes with an article's, or is told of the article."""
    first = next((first for first in known if first.spelling == spelling), None)
    if first is None:
        return bool(known)
    return len(known) > 1 and (article.path == first.path or (*article.key, article.path) < first.place)


def _by_address(edit: Edit, around: Surroundings) -> Iterator[str]:
    """Look at who links to an address that is new, gone, or open to other people than before."""
    before, after = _opened(edit.before), _opened(edit.after)
    for url in sorted(before.keys() | after.keys()):
        if before.get(url) != after.get(url) and around.others(f"href:{url}"):
            yield f"{url} được trang khác liên kết tới (others link to it)"
    for article, _ in edit.sides:
        if before.keys() != after.keys() and around.is_missed(article.slug):
            yield f'có liên kết hỏng tới "{article.slug}" (a broken link means it)'
    for url in after:
        if set(around.referrers(f"old:{url}")) or url in around.lists.owners:
            yield f"{url} cũng là một địa chỉ khác (it is another address, too)"


def _opened(article: Article | None) -> Mapping[str, bool]:
    """Return the address of an article → whether somebody still works on it."""
    return {} if article is None else {article.url: article.status in _UNPUBLISHED}


def _by_legacy(edit: Edit, around: Surroundings) -> Iterator[str]:
    """Look at addresses and ids of the old portal: they are there once, and links may use them."""
    before = edit.before.legacy if edit.before is not None else None
    after = edit.after.legacy if edit.after is not None else None
    if before == after:
        return
    for path in sorted(old_addresses(before) ^ old_addresses(after)):
        if around.others(f"href:{path}"):
            yield f"{path} được trang khác liên kết tới (others link to it)"
    targets = [f"old:{path}" for path in sorted(old_addresses(after))]
    if after is not None and after.id is not None:
        targets.append(f"number:{after.id}")
    for target in targets:
        if set(around.referrers(target)) - {edit.path}:
            yield f"{target.partition(':')[2]} của cổng cũ có ở bài khác (another article has it, too)"
    for path in sorted(decode_path(path) for path in (after.paths if after is not None else ())):
        stem = path.rpartition("/")[2].rpartition(".")[0]
        owner = around.find(stem)
        if path in around.lists.owners or (owner is not None and owner.url == path):
            yield f"{path} là địa chỉ hiện nay của một trang (it is the present address of a page)"


def _by_files(edit: Edit, around: Surroundings) -> Iterator[str]:
    """Look at the files of withdrawn articles: whether others show them."""
    files = [files_of(article, links) for article, links in edit.sides]
    if any(article.withdrawn is not None for article, _ in edit.sides) and any(files):
        yield f"{edit.path} là bài đã gỡ có tệp (it is withdrawn and has files)"
    first = files[0] if edit.before is not None and files else frozenset()
    last = files[-1] if edit.after is not None and files else frozenset()
    for file in sorted(first ^ last):
        if around.is_withdrawn(file):
            yield f"{file} là tệp của một bài đã gỡ (it is a withdrawn article's)"
