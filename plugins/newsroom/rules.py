"""
What must hold between articles, their files and their comments: names that exist, addresses that do not clash.

Pure: works on values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from plugins.newsroom.article import Article, Body, Comment, StaticPage
from plugins.newsroom.finding import Finding, find_missing, find_unknown
from plugins.newsroom.links import broken_links, decode_path, is_reference, resolve_reference
from plugins.newsroom.site import Site
from plugins.newsroom.tree import Step, find_circle
from plugins.newsroom.vietnamese import nfc, slugify

_MEDIA_LINK = re.compile(r'\shref="(/media/[^"]*)"')


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
                yield find_unknown(code, article.path, steps, slug, known)


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


def check_list_names(articles: Iterable[Article]) -> Iterator[Finding]:
    """Find tags and authors whose lists would have no address, and authors who would share one."""
    authors: dict[str, dict[str, tuple[str, str]]] = {}
    slug_of = cache(slugify)  # few names stand in many articles
    for article in articles:
        for field, names in (("tags", article.tags), ("authors", article.authors)):
            for place, name in enumerate(names):
                slug = slug_of(name)
                if not slug:
                    yield Finding(key="E415", path=article.path, steps=(field, place), values={"seen": name})
                elif field == "authors":
                    authors.setdefault(slug, {}).setdefault(name.casefold(), (name, article.path))
    for slug, spellings in authors.items():
        if len(spellings) > 1:
            named = ", ".join(f'"{name}"' for name, _ in sorted(spellings.values()))
            files = sorted({file for _, file in spellings.values()})
            values = {"slug": slug, "authors": named, "files": ", ".join(files)}
            yield Finding(key="W430", path=files[0], steps=("authors",), values=values)


def check_legacy(articles: Iterable[Article], owners: Mapping[str, str]) -> Iterator[Finding]:
    """
    Find ids and addresses of the old portal that lead to two articles, or that a page of this one has.

    Args:
        articles: All articles.
        owners: Root-relative address of each page → its file, or "" of a list.
    """
    ids: dict[int, str] = {}
    paths: dict[str, str] = {}
    urls = {article.path: article.url for article in articles}
    old = {
        article.path: {decode_path(path) for path in _plain_paths(article)} for article in articles if article.legacy
    }
    for article in articles:
        if article.legacy is None:
            continue
        number = article.legacy.id
        if number is not None and ids.setdefault(number, article.path) != article.path:
            values: dict[str, object] = {"seen": number, "file": ids[number]}
            yield Finding(key="E423", path=article.path, steps=("legacy", "id"), values=values)
        for place, path in enumerate(article.legacy.paths):
            steps = ("legacy", "paths", place)
            other = paths.setdefault(nfc(unquote(path)), article.path)
            owner = None if "?" in path else owners.get(decode_path(path))
            if other != article.path:
                values = {"seen": path, "file": other}
                yield Finding(key="E424", path=article.path, steps=steps, values=values)
            elif owner == article.path:
                yield Finding(key="E426", path=article.path, steps=steps, values={"seen": path})
            elif owner is not None and urls[article.path] in old.get(owner, ()):
                values = {"seen": path, "file": owner}
                yield Finding(key="E426/two", path=article.path, steps=steps, values=values)
            elif owner is not None:
                values = {"seen": path, "file": owner}
                yield Finding(key="E425" if owner else "E425/list", path=article.path, steps=steps, values=values)


def _plain_paths(article: Article) -> Iterator[str]:
    """Yield the old addresses of an article that can be those of a page: they have no query."""
    return (path for path in (article.legacy.paths if article.legacy else ()) if "?" not in path)


def check_files(
    articles: Iterable[Article | StaticPage],
    bodies: Mapping[str, Body],
    media: Collection[str],
    sources: Collection[str],
) -> Iterator[Finding]:
    """
    Find pictures, attachments and links that lead to no file.

    Args:
        articles: All articles and static pages.
        bodies: Path → body.
        media: Addresses of all media.
        sources: Paths of all files in `articles/` and `pages/`, those with mistakes too.
    """
    files = {nfc(path) for path in sources} | {address.removeprefix("/") for address in media}
    for article in articles:
        kind = "W" if is_imported(article) else "E"
        for steps, address in named_files(article):
            if decode_path(address) not in media:
                place = Finding(key=f"{kind}406", path=article.path, steps=steps)
                yield find_missing(place, address, media)
        body = bodies.get(article.path)
        if body is not None:
            yield from _check_body(article.path, body, kind, media, files)


def is_imported(article: Article | StaticPage) -> bool:
    """Tell whether a broken link is no more than a warning here."""
    return isinstance(article, Article) and article.legacy is not None


def named_files(article: Article | StaticPage) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yield the files that the front matter names: where it does so, and the address."""
    if isinstance(article, StaticPage):
        return
    if article.image is not None:
        yield ("image", "src"), article.image.src
    for place, file in enumerate(article.attachments):
        yield ("attachments", place, "src"), file.src


def body_files(body: Body) -> tuple[str, ...]:
    """Return the pictures that a body shows and the media that it links to, as they are written."""
    return (*body.images, *_media_links(body.html))


def _check_body(path: str, body: Body, kind: str, media: Collection[str], files: Collection[str]) -> Iterator[Finding]:
    """Find the pictures and links of one body that lead to no file."""
    told: set[str] = set()
    for address in body_files(body):
        file = resolve_reference(address, path) if is_reference(address) else decode_path(address).removeprefix("/")
        if file.startswith("media/") and file not in files:
            told.add(address)
            yield find_missing(Finding(key=f"{kind}406", path=path, needle=address), "/" + file, media)
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
        elif comment.id in find_circle(comment.id, parents):
            yield Finding(key="E410/cycle", path=path, steps=(place, "reply_to"), values={"seen": comment.id})


def _media_links(html: str) -> Iterable[str]:
    """Return the distinct addresses of media that sanitised HTML links to."""
    if 'href="/media/' not in html:
        return ()
    return dict.fromkeys(address.replace("&amp;", "&") for address in _MEDIA_LINK.findall(html))
