"""
A few changed files followed up, everything else left as it is remembered.

What is found here is what `whole` would find; where that is not certain, a `DoubtError` says why, and all is
looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from plugins.newsroom.article import Article, Body
from plugins.newsroom.change import Change
from plugins.newsroom.finding import Finding
from plugins.newsroom.memory import (
    ARTICLES,
    AUTHORS,
    BODIES,
    COMMENTS,
    FINDINGS,
    GAPS,
    LINKS,
    MEDIA,
    PAGES,
    PROBLEMS,
    SLUGS,
    STEMS,
    TAGS,
    WITHDRAWN,
    Memory,
)
from plugins.newsroom.own_checks import Neighbours, check_article
from plugins.newsroom.problem import errors
from plugins.newsroom.references import NO_LINKS, figure_references, references_of
from plugins.newsroom.refresh import Refreshed
from plugins.newsroom.rules import check_comments
from plugins.newsroom.rules_links import Addresses
from plugins.newsroom.site import Site
from plugins.newsroom.spelling import author_spelling, first_with, tag_spelling
from plugins.newsroom.sums import Sums
from plugins.newsroom.suspicion import DoubtError, Edit, Surroundings, suspect
from plugins.newsroom.vietnamese import nfc


class Pursuit:
    """
    Follows what changed in a content folder.

    Args:
        folder: The content folder.
        memory: What is remembered: of each file as it is now, of the folder as a whole as it was.
        refreshed: What changed.
        site: Site data.
    """

    def __init__(self, folder: Path, memory: Memory, refreshed: Refreshed, site: Site) -> None:
        self._folder = folder
        self._memory = memory
        self._before = refreshed.before
        self._paths = (*refreshed.changed, *refreshed.gone)
        self._site = site
        self._edits = tuple(self._list_edits())
        self._sums = Sums(memory, refreshed.before, self._of("figures/"))
        pages = tuple(memory.items(PAGES))
        drafts = frozenset(page.slug for _, (page, is_published) in pages if not is_published)
        base_url = site.identity.base_url
        self._lists = Addresses(
            (), tuple(page for _, (page, _) in pages), site.categories, drafts, frozenset(), base_url
        )

    def follow(self) -> Change:
        """
        Find what is different, and remember what holds between the files.

        Raises:
            DoubtError: Everything must be looked at.
        """
        self._refuse()
        media = tuple(self._add_media())
        self._settle()
        around, neighbours = self._surroundings(), self._neighbours()
        for edit in self._edits:
            for reason in suspect(edit, around):
                raise DoubtError(reason)
            if edit.after is not None:
                self._check_alone(edit.after, edit.links_after, neighbours)
                self._note_spellings(edit.after)
        return Change(
            articles=tuple(_join_moved(self._sums.add_to(self._edits))),
            bodies=tuple(self._list_bodies()),
            comments=tuple(self._check_comments()),
            media=media,
        )

    def _list_edits(self) -> Iterator[Edit]:
        for path in self._of("articles/"):
            held, after = self._before[path], self._memory.get(ARTICLES, path)
            if held.article is not None or after is not None:
                yield Edit(
                    path=path,
                    before=held.article,
                    after=after,
                    links_before=held.links or NO_LINKS,
                    links_after=self._memory.get(LINKS, path) or NO_LINKS,
                )

    def _of(self, part: str) -> list[str]:
        """Return the paths of a part that changed, ascending."""
        return sorted(path for path in self._paths if path.startswith(part))

    def _refuse(self) -> None:
        """Raise where a file has errors, or is of a kind whose reach is not known."""
        for path in self._paths:
            if path.startswith(("pages/", "site/")):
                raise DoubtError(f"{path} đã đổi ({path} changed)")
            if nfc(path) != path:
                raise DoubtError(f"tên tệp {path} không ở dạng NFC (its name is not NFC)")
            if errors(self._memory.get(PROBLEMS, path) or ()):
                raise DoubtError(f"{path} có lỗi ({path} has errors)")

    def _add_media(self) -> Iterator[str]:
        """Describe new media, yield their addresses; raise where others may miss them."""
        for path in self._of("media/"):
            address = f"/{path}"
            # Before it is asked for, the picture library need not be there.
            from plugins.newsroom.media import list_media  # noqa: PLC0415

            is_missed = self._memory.has(GAPS, address.rpartition("/")[0]) or self._others(f"file:{path}")
            if self._memory.has(MEDIA, address) or is_missed:
                raise DoubtError(f"{path} đã đổi ({path} changed)")
            media, problems = list_media(self._folder, (path,))
            if problems:
                raise DoubtError(f"{path} có lỗi ({path} has errors)")
            self._memory.put_many(MEDIA, media.items())
            yield address

    def _settle(self) -> None:
        """Remember which slugs there are, and who refers to what."""
        memory = self._memory
        for edit in self._edits:
            if edit.before is not None and memory.get(SLUGS, edit.before.slug) == edit.path:
                memory.drop(SLUGS, edit.before.slug)
        for edit in self._edits:
            if edit.after is not None and not memory.has(SLUGS, edit.after.slug):
                memory.put(SLUGS, edit.after.slug, edit.path)
        memory.store.refer_many(
            (edit.path, references_of(edit.after, edit.links_after, self._lists) if edit.after is not None else ())
            for edit in self._edits
        )
        memory.store.refer_many((path, figure_references(self._sums.entries(path))) for path in self._of("figures/"))

    def _others(self, target: str) -> frozenset[str]:
        return frozenset(self._memory.store.referrers(target)) - frozenset(self._paths)

    def _surroundings(self) -> Surroundings:
        memory = self._memory
        return Surroundings(
            home=self._site.home,
            lists=self._lists,
            referrers=memory.store.referrers,
            owner=lambda slug: memory.get(SLUGS, slug) or "",
            find=self._find,
            tag=lambda slug: memory.get(TAGS, slug),
            author=lambda slug: memory.get(AUTHORS, slug) or (),
            has_comments=lambda slug: memory.has(COMMENTS, f"comments/{slug}.yaml"),
            is_missed=lambda slug: memory.has(STEMS, slug),
            is_withdrawn=lambda file: memory.has(WITHDRAWN, file),
            changed=frozenset(self._paths),
        )

    def _neighbours(self) -> Neighbours:
        def has_file(path: str) -> bool:
            if path.startswith("media/"):
                return self._memory.has(MEDIA, f"/{path}")
            return self._memory.has(ARTICLES, path) or self._memory.has(PAGES, path)

        def redirected(path: str) -> tuple[Article, ...]:
            found = (self._memory.get(ARTICLES, source) for source in self._memory.store.referrers(f"old:{path}"))
            return tuple(article for article in found if article is not None)

        return Neighbours(site=self._site, lists=self._lists, find=self._find, redirected=redirected, has_file=has_file)

    def _find(self, slug: str) -> Article | None:
        path = self._memory.get(SLUGS, slug)
        return None if path is None else self._memory.get(ARTICLES, path)

    def _check_alone(self, article: Article, links: Body, neighbours: Neighbours) -> None:
        """Find out what is told of an article's own file; raise where it is not what was told before."""
        path = article.path
        known = [finding for finding, _ in self._before[path].findings]
        kept = [finding for finding in known if finding.key == "W430"]
        for finding in check_article(article, links, neighbours):
            same = [other for other in known if _is_same(finding, other)]
            if not same:
                raise DoubtError(f"{path} có vấn đề mới với tệp khác (it does not fit to other files)")
            kept += same
        if kept:
            # Lines are looked for in the file, with all that reading takes; it has just been read.
            from plugins.newsroom.gathering import locate  # noqa: PLC0415

            self._memory.put(FINDINGS, path, tuple(locate(kept, self._folder)))

    def _note_spellings(self, article: Article) -> None:
        for tag in article.tags:
            self._memory.put(TAGS, *tag_spelling(tag))
        for name in article.authors:
            slug, spelling = author_spelling(name)
            if not self._memory.has(AUTHORS, slug):
                self._memory.put(AUTHORS, slug, (first_with(article, spelling),))

    def _list_bodies(self) -> Iterator[str]:
        for path in self._of("articles/"):
            held, after = self._before[path].body, self._memory.get(BODIES, path)
            if held is not None and after is not None and held != after:
                yield path

    def _check_comments(self) -> Iterator[str]:
        """Yield the slugs whose comments differ; raise where something is wrong with them."""
        for path in self._of("comments/"):
            slug, after = PurePosixPath(path).stem, self._memory.get(COMMENTS, path)
            if after is not None:
                slugs = {slug} if self._memory.has(SLUGS, slug) else frozenset[str]()
                for _ in check_comments({slug: (path, after)}, slugs):
                    raise DoubtError(f"{path} có lỗi ({path} has errors)")
            if (self._before[path].comments or ()) != (after or ()):
                yield slug


def _is_same(finding: Finding, other: Finding) -> bool:
    """Tell whether two findings of one file tell the same; what may be meant instead is told by the whole folder."""
    return (
        finding.key.partition("/")[0] == other.key.partition("/")[0]
        and (finding.steps, finding.needle) == (other.steps, other.needle)
        and finding.values.get("seen") == other.values.get("seen")
    )


def _join_moved(
    pairs: Iterable[tuple[Article | None, Article | None]],
) -> Iterator[tuple[Article | None, Article | None]]:
    """Make one pair of an article that is gone and one that is new where they have one slug."""
    known = list(pairs)
    gone = {before.slug: before for before, after in known if before is not None and after is None}
    for before, after in known:
        if before is None and after is not None:
            yield gone.pop(after.slug, None), after
        elif before is not None and after is not None:
            yield before, after
    yield from ((before, None) for before in gone.values())
