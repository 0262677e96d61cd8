"""
What search knows of an article: a `Document`.

The core below this module knows no article: it indexes documents.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plugins.newsroom.article import Article, Comment
from plugins.ratings.scale import average
from plugins.search.facets import Facets

# Most bodies are plain paragraphs, and the HTML parser takes thirty times as long for the same text.
_PLAIN = re.compile(r"(?:\s*<p>[^<]*</p>)*\s*")
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_AMBIGUOUS = re.compile(r"&(?!(?:amp|lt|gt|quot|#39);)")

_NO_FACETS = Facets()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    One article as search sees it.

    Attributes:
        slug: Unique; with `date` the order of documents.
        url: Root-relative.
        category: The category's name.
        summary: Plain text; shown, and indexed once.
        rating: The shown average ("2.6"), "" without votes.
        blocks: The body's text, one string a block (paragraph, heading, cell, …), so that neighbouring
            words of two blocks are no pair; then captions, tags, and whatever else is visible text of the article.
        facets: What it can be found by beside its words.
    """

    slug: str
    url: str
    title: str
    date: datetime
    category: str
    summary: str
    rating: str
    blocks: tuple[str, ...]
    facets: Facets = _NO_FACETS

    @property
    def key(self) -> tuple[datetime, str]:
        """The order of documents, which is the order of their numbers in the index."""
        return (self.date, self.slug)


def make_document(
    article: Article,
    body_html: str,
    category_name: str,
    *,
    facets: Facets = _NO_FACETS,
    comments: Sequence[Comment] = (),
) -> Document:
    """
    Return what search knows of *article*.

    Args:
        article: One that readers can find (`Article.is_listed`).
        body_html: Its sanitised body; links and image sizes need not be filled in.
        category_name: The name of its main category.
        facets: Its categories, its office and its tags.
        comments: The approved ones, which stand on its page.
    """
    image, source, correction = article.image, article.source, article.correction
    others = (
        image.caption if image else "",
        *(attachment.title for attachment in article.attachments),
        *article.tags,
        *article.authors,
        *(office.name for office in facets.unit),
        source.name if source else "",
        correction.text if correction else "",
        *(comment.text for comment in comments),
    )
    rating = article.rating
    return Document(
        slug=article.slug,
        url=article.url,
        title=article.title,
        date=article.date,
        category=category_name,
        summary=article.summary,
        rating=average(rating) if rating and rating.votes else "",
        blocks=(*text_blocks(body_html), *filter(None, map(_squeeze, others))),
        facets=facets,
    )


def text_blocks(body_html: str) -> tuple[str, ...]:
    """
    Return the visible text of *body_html*, one string a block.

    Inline elements part no words (`<strong>Hà</strong> Nội` is "Hà Nội", `H<sub>2</sub>O` is "H2O"), the
    edges of every other element do.  White space is single spaces; empty blocks are left out.
    """
    if _PLAIN.fullmatch(body_html) and not _AMBIGUOUS.search(body_html):
        texts = [html.unescape(text) for text in _PARAGRAPH.findall(body_html)]
    else:
        from plugins.search.visible_text import parted_text  # noqa: PLC0415 - loads a parser, which few builds need

        texts = parted_text(body_html).split("\0")
    return tuple(filter(None, map(_squeeze, texts)))


def _squeeze(text: str) -> str:
    """Return *text* with single spaces in place of white space."""
    return " ".join(text.split())
