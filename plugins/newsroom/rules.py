"""
What must hold between files: names that exist, addresses that do not clash.

Pure: works on values.  A finding has no line yet; `reading` finds it when there is one to be
found, so that a folder without mistakes pays nothing for it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plugins.newsroom.article import Article, Body, Comment
from plugins.newsroom.links import broken_links, decode_path, is_reference, resolve_reference
from plugins.newsroom.site import Banner, Category, Site, Topic, Unit
from plugins.newsroom.tree import Step
from plugins.newsroom.vietnamese import nfc, slugify

RESERVED = frozenset(
    {
        "admin",
        "author",
        "danh-gia-cao",
        "don-vi",
        "luu-tru",
        "manifest",
        "media",
        "rss",
        "search",
        "static",
        "tag",
        "thong-bao",
        "thong-ke",
        "tim-kiem",
        "topic",
    }
)
_MEDIA_LINK = re.compile(r'\shref="(/media/[^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    A problem whose line is not known yet.

    Attributes:
        key: The catalogue's.
        path: The file.
        steps: Where in the file's YAML; empty: the file as a whole, or its body.
        needle: What to look for in the body, "" where the place is not there.
        values: What the messages name.
        first: Where in the same YAML an earlier thing stands whose line the message names.
    """

    key: str
    path: str
    steps: tuple[Step, ...] = ()
    needle: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    first: tuple[Step, ...] = ()


def check_names(articles: Iterable[Article], site: Site, skipped: Collection[str]) -> Iterator[Finding]:
    """
    Find categories, units and topics that do not exist.

    Args:
        articles: All articles.
        site: Site data.
        skipped: Attributes of *site* whose file could not be read: nothing is said about them.
    """
    categories = [category.slug for category in site.categories]
    units = [unit.slug for unit in site.units]
    topics = [topic.slug for topic in site.topics]
    for article in articles:
        asked: list[tuple[str, str, tuple[Step, ...], str, Sequence[str]]] = [
            ("categories", "E403", ("category",), article.category, categories)
        ]
        asked += [
            ("categories", "E403", ("also_in", place), slug, categories) for place, slug in enumerate(article.also_in)
        ]
        if article.unit:
            asked.append(("units", "E404", ("unit",), article.unit, units))
        if article.topic:
            asked.append(("topics", "E405", ("topic",), article.topic, topics))
        for part, code, steps, slug, known in asked:
            if part not in skipped and slug not in known:
                yield _unknown(code, article.path, steps, slug, known)


def check_slugs(articles: Iterable[Article]) -> Iterator[Finding]:
    """Find articles of one address, and addresses that lists have."""
    paths: dict[str, list[str]] = {}
    for article in articles:
        paths.setdefault(article.slug, []).append(article.path)
        if article.slug == "index":
            yield Finding(key="E402", path=article.path, steps=("slug",), values={"slug": article.slug})
    for slug, files in paths.items():
        if len(files) > 1:
            files.sort()
            values = {"slug": slug, "count": len(files), "files": ", ".join(files)}
            yield Finding(key="E401", path=files[0], steps=("slug",), values=values)


def check_tags(articles: Iterable[Article]) -> Iterator[Finding]:
    """Find tags that readers see as different and that would share one page."""
    first: dict[str, str] = {}
    for article in articles:
        for tag in article.tags:
            first.setdefault(tag, article.path)
    spellings: dict[str, dict[str, str]] = {}
    for tag in sorted(first):
        spellings.setdefault(slugify(tag), {}).setdefault(nfc(tag.casefold()), tag)
    for slug, tags in spellings.items():
        if len(tags) > 1:
            files = sorted({first[tag] for tag in tags.values()})
            named = ", ".join(f'"{tag}"' for tag in tags.values())
            values = {"slug": slug, "tags": named, "files": ", ".join(files)}
            yield Finding(key="E408", path=files[0], steps=("tags",), values=values)


def check_files(
    articles: Iterable[Article], bodies: Mapping[str, Body], media: Collection[str], sources: Collection[str]
) -> Iterator[Finding]:
    """
    Find pictures, attachments and links that lead to no file.

    Args:
        articles: All articles.
        bodies: Path → body.
        media: Addresses of all media.
        sources: Paths of all files in `articles/`, those with mistakes too.
    """
    files = {nfc(path) for path in sources} | {address.removeprefix("/") for address in media}
    for article in articles:
        kind = "E" if article.legacy is None else "W"
        for steps, address in _named_files(article):
            if decode_path(address) not in media:
                place = Finding(key=f"{kind}406", path=article.path, steps=steps)
                yield _missing(place, address, media)
        body = bodies.get(article.path)
        if body is not None:
            yield from _check_body(article.path, body, kind, media, files)


def _named_files(article: Article) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yield the files that the front matter names: where it does so, and the address."""
    if article.image is not None:
        yield ("image", "src"), article.image.src
    for place, file in enumerate(article.attachments):
        yield ("attachments", place, "src"), file.src


def _check_body(path: str, body: Body, kind: str, media: Collection[str], files: Collection[str]) -> Iterator[Finding]:
    """Find the pictures and links of one body that lead to no file."""
    told: set[str] = set()
    for address in (*body.images, *_media_links(body.html)):
        file = resolve_reference(address, path) if is_reference(address) else decode_path(address).removeprefix("/")
        if file.startswith("media/") and file not in files:
            told.add(address)
            yield _missing(Finding(key=f"{kind}406", path=path, needle=address), "/" + file, media)
    for link in broken_links(body.links, path, files):
        if link not in told:
            yield Finding(key=f"{kind}407", path=path, needle=link, values={"seen": link})


def check_comments(files: Mapping[str, tuple[str, Sequence[Comment]]], slugs: Collection[str]) -> Iterator[Finding]:
    """
    Find comments to nothing.

    Args:
        files: Slug → the comment file's path and its comments.
        slugs: The slugs of all articles; a file whose article could not be read counts as one.
    """
    for slug, (path, comments) in files.items():
        if slug not in slugs:
            yield Finding(key="E409", path=path, values={"slug": slug})
        yield from _check_thread(path, comments)


def check_site(site: Site, media: Collection[str], paths: Mapping[str, str]) -> Iterator[Finding]:
    """
    Find what does not fit together in site data.

    Args:
        site: Site data.
        media: Addresses of all media.
        paths: Attribute of *site* → its file.
    """
    lists: tuple[tuple[str, Sequence[Category | Unit | Topic]], ...] = (
        ("categories", site.categories),
        ("units", site.units),
        ("topics", site.topics),
    )
    for part, entries in lists:
        first: dict[str, int] = {}
        for place, entry in enumerate(entries):
            if first.setdefault(entry.slug, place) != place:
                steps = (place, "slug")
                values = {"slug": entry.slug}
                earlier = (first[entry.slug], "slug")
                yield Finding(key="E501", path=paths[part], steps=steps, values=values, first=earlier)
    yield from _check_tree(site.categories, paths["categories"])
    yield from _check_banners(site.banners, media, paths["banners"])
    yield from _check_banners(site.applications, media, paths["applications"])


def _check_tree(categories: Sequence[Category], path: str) -> Iterator[Finding]:
    """Find reserved slugs, parents that do not exist, and circles of parents."""
    parents = {category.slug: category.parent for category in categories}
    told: set[str] = set()
    for place, category in enumerate(categories):
        if category.slug in RESERVED:
            yield Finding(key="E502", path=path, steps=(place, "slug"), values={"slug": category.slug})
        if category.parent and category.parent not in parents:
            yield Finding(key="E503", path=path, steps=(place, "parent"), values={"seen": category.parent})
        circle = _circle(category.slug, parents)
        if circle and not told.intersection(circle):
            told.update(circle)
            values = {"cycle": " → ".join((*circle, circle[0]))}
            yield Finding(key="E504", path=path, steps=(place, "parent"), values=values)


def _check_banners(banners: Sequence[Banner], media: Collection[str], path: str) -> Iterator[Finding]:
    """Find banners whose picture is not there."""
    for place, banner in enumerate(banners):
        if banner.image and decode_path(banner.image) not in media:
            yield _missing(Finding(key="E406", path=path, steps=(place, "image")), banner.image, media)


def _check_thread(path: str, comments: Sequence[Comment]) -> Iterator[Finding]:
    """Find ids that stand twice, replies to nothing, and circles of replies."""
    parents = {comment.id: comment.reply_to for comment in comments}
    seen: set[str] = set()
    for place, comment in enumerate(comments):
        if comment.id in seen:
            yield Finding(key="E411", path=path, steps=(place, "id"), values={"seen": comment.id})
        seen.add(comment.id)
        if comment.reply_to and comment.reply_to not in parents:
            yield Finding(key="E410", path=path, steps=(place, "reply_to"), values={"seen": comment.reply_to})
        elif comment.id in _circle(comment.id, parents):
            yield Finding(key="E410/cycle", path=path, steps=(place, "reply_to"), values={"seen": comment.id})


def _circle(start: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the circle of parents that *start* is in, from there on; () where it is in none."""
    way: dict[str, None] = {}
    name = start
    while name and name not in way:
        way[name] = None
        name = parents.get(name, "")
    return tuple(way) if name == start else ()


def _media_links(html: str) -> Iterable[str]:
    """Return the distinct addresses of media that sanitised HTML links to."""
    if 'href="/media/' not in html:
        return ()
    return dict.fromkeys(address.replace("&amp;", "&") for address in _MEDIA_LINK.findall(html))


def _unknown(code: str, path: str, steps: tuple[Step, ...], slug: str, known: Sequence[str]) -> Finding:
    """Return the finding of a name that does not exist, with the nearest that does."""
    near = difflib.get_close_matches(slug, known, n=1)
    if near:
        return Finding(key=f"{code}/near", path=path, steps=steps, values={"seen": slug, "near": near[0]})
    return Finding(key=code, path=path, steps=steps, values={"seen": slug})


def _missing(finding: Finding, address: str, media: Collection[str]) -> Finding:
    """Complete the finding of a file that is not there, with the one of nearly its name."""
    address = decode_path(address)
    folder = address.rpartition("/")[0]
    # Only neighbours are compared: all against all would take minutes in a large folder.
    neighbours = [other for other in media if other.rpartition("/")[0] == folder]
    near = difflib.get_close_matches(address, neighbours, n=1, cutoff=0.8)
    if near:
        return replace(finding, key=f"{finding.key}/near", values={"seen": address, "near": near[0]})
    return replace(finding, values={"seen": address})
