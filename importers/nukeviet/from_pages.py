"""The saved pages of one article as an article; and what pages add to a dump's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from importers.canonical import clean, clean_line
from importers.cleaning import read_html
from importers.nukeviet.moments import from_page, weekday_of
from importers.nukeviet.old import LeftOut, OldArticle, OldComment, Picture, without_addresses
from importers.nukeviet.page_facts import PageFacts
from importers.nukeviet.texts import looks_like_tcvn3
from importers.report import Note
from importers.tree import words_of
from plugins.newsroom.vietnamese import format_moment, slugify

_KINDS: Final = ("article", "mobile", "print", "save")
_BODY_KINDS: Final = ("article", "print", "save", "mobile")
SOURCE: Final = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How categories, topics and tags are called on the new portal."""

    category: Callable[[PageFacts], str]
    topic: Callable[[PageFacts], str]
    tag: Callable[[str], str]


def read_article(pages: Sequence[PageFacts], names: Names) -> OldArticle | LeftOut:
    """Put an article together of its pages: the body from the print page where they differ, the rest from its own."""
    ordered = sorted(pages, key=lambda page: _KINDS.index(page.kind))
    first = ordered[0]
    title = clean_line(first.title)
    date = next((moment for page in ordered if (moment := from_page(page.date)) is not None), None)
    if date is None:
        reason = "không thấy ngày đăng trong trang"
        remedy = "Nhập từ bản sao lưu cơ sở dữ liệu, hoặc lưu lại trang bài."
        return LeftOut(source=SOURCE, id=first.id, title=title, reason=reason, remedy=remedy)
    said = {(page.body, page.title, page.date) for page in ordered if page.kind == first.kind}
    notes = [Note("pages-differ", first.title)] if len(said) > 1 else []
    _check_weekday(ordered, notes)
    _check_average(ordered, notes)
    path = _path(first.url)
    lead = clean_line(_first(ordered, "lead") or "")
    if looks_like_tcvn3(title) or looks_like_tcvn3(lead):
        notes.append(Note("legacy-encoding", title))
    article = OldArticle(
        source=SOURCE,
        id=max(first.id, 0),
        title=title,
        alias=_alias(path, first.id),
        date=date,
        category=names.category(next((page for page in ordered if page.trail or page.section), first)),
        lead=lead,
        body=_body(ordered, notes),
        topic=names.topic(next((page for page in ordered if page.topic), first)),
        paths=(path,) if path else (),
    )
    return replace(_with_company(article, ordered, names), notes=tuple(notes))


def _with_company(article: OldArticle, pages: Sequence[PageFacts], names: Names) -> OldArticle:
    """Return the article with what stands around its text."""
    return replace(
        article,
        tags=tuple(dict.fromkeys(filter(None, map(names.tag, _first(pages, "tags") or ())))),
        authors=tuple(clean_line(name) for name in _first(pages, "authors") or () if slugify(name)),
        source_name=clean_line(_first(pages, "source") or ""),
        source_url=_web(_first(pages, "source_url") or ""),
        picture=_picture(_first(pages, "image")),
        attachments=_first(pages, "attachments") or (),
        views=_first(pages, "views"),
        points=_first(pages, "points"),
        votes=_first(pages, "votes"),
        comments=_comments(pages),
    )


def _picture(image: tuple[str, str, str, str] | None) -> Picture | None:
    """Return the lead picture; without a text of its own the caption is the text."""
    if image is None:
        return None
    address, alt, caption, position = image
    return Picture(address=address, alt=clean_line(alt or caption), caption=clean_line(caption), position=position)


def fill_in(article: OldArticle, pages: Sequence[PageFacts], names: Names) -> OldArticle:
    """
    Return a dump's article with what only its pages say.

    The dump wins; where a page says something else about title or date that is noted.
    """
    if not pages:
        return article
    paths = tuple(dict.fromkeys((*article.paths, *(path for page in pages if (path := _path(page.url))))))
    seen = read_article(pages, names)
    if isinstance(seen, LeftOut):
        return replace(article, paths=paths)
    return replace(
        article,
        body=article.body or seen.body,
        lead=article.lead or seen.lead,
        tags=article.tags or seen.tags,
        authors=article.authors or seen.authors,
        source_name=article.source_name or seen.source_name,
        source_url=article.source_url or seen.source_url,
        picture=article.picture or seen.picture,
        attachments=article.attachments or seen.attachments,
        comments=article.comments or seen.comments,
        views=seen.views if article.views is None else article.views,
        paths=paths,
        notes=tuple(_compare(article, seen)),
    )


def _compare(article: OldArticle, seen: OldArticle) -> Iterator[Note]:
    """Yield the notes of a dump's article, and what its pages say otherwise."""
    is_filled = not article.body and bool(seen.body)
    yield from (note for note in article.notes if not (is_filled and note.kind == "body-missing"))
    yield from (note for note in seen.notes if note.kind in ("weekday", "rating"))
    if slugify(seen.title) != slugify(article.title):
        yield Note("page-differs", f"tiêu đề: {seen.title} | {article.title}")
    if format_moment(seen.date) != format_moment(article.date):
        yield Note("page-differs", f"ngày: {format_moment(seen.date)} | {format_moment(article.date)}")


def _first(pages: Sequence[PageFacts], name: str) -> Any:  # noqa: ANN401 - the type of the field of that name
    """Return what the first page says that says anything."""
    return next((value for page in pages if (value := getattr(page, name)) not in (None, "", ())), None)


def _check_weekday(pages: Sequence[PageFacts], notes: list[Note]) -> None:
    for page in pages:
        moment = from_page(page.date)
        if (
            moment is not None
            and page.weekday
            and page.weekday.casefold() != weekday_of(moment).casefold()
            and page.weekday[0] in "TtCc"
        ):
            notes.append(Note("weekday", f"{page.weekday} - {page.date}; đúng ra là {weekday_of(moment)}"))
            return


def _check_average(pages: Sequence[PageFacts], notes: list[Note]) -> None:
    """Note where a page shows another average than its points and votes have."""
    for page in pages:
        if page.points is None or not page.votes or not page.average:
            continue
        exact = (Decimal(page.points) / page.votes).quantize(Decimal("0.1"), ROUND_HALF_UP)
        try:
            shown = Decimal(page.average)
        except InvalidOperation:
            continue
        if shown != exact:
            notes.append(Note("rating", f"trang ghi {page.average}; {page.points}/{page.votes} là {exact}"))
            return


def _body(pages: Sequence[PageFacts], notes: list[Note]) -> str:
    """Return the body: the article page's where the print page says the same, else the print page's."""
    bodies = {page.kind: page.body for page in reversed(pages) if page.body.strip()}
    ranked = [bodies[kind] for kind in _BODY_KINDS if kind in bodies]
    if not ranked:
        return ""
    prints = [bodies[kind] for kind in ("save", "print") if kind in bodies]
    if prints and words_of(read_html(prints[0]).root) != words_of(read_html(ranked[0]).root):
        notes.append(Note("bodies-differ", pages[0].title))
        return prints[0]
    return ranked[0]


def _comments(pages: Sequence[PageFacts]) -> tuple[OldComment, ...]:
    """Return the comments, by time; an answer to one that the pages do not show stands on its own."""
    found = {comment.id: comment for page in pages for comment in page.comments}
    made = [
        OldComment(
            id=comment.id,
            name=without_addresses(clean_line(comment.name)) or "Bạn đọc",
            time=moment,
            text=without_addresses(clean(comment.text)),
            reply_to=comment.reply_to if comment.reply_to in found else "",
        )
        for comment in found.values()
        if (moment := from_page(comment.time)) is not None and clean(comment.text)
    ]
    return tuple(sorted(made, key=lambda comment: (comment.time, int(comment.id) if comment.id.isdigit() else 0)))


def _path(url: str) -> str:
    """Return the path of an article's address, not encoded."""
    return unquote(urlsplit(url).path) if url else ""


def _alias(path: str, number: int) -> str:
    """Return the alias in an address."""
    name = path.rstrip("/").rpartition("/")[2].removesuffix(".html").removesuffix(".htm")
    return name.removesuffix(f"-{number}") if number > 0 else name


def _web(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""
