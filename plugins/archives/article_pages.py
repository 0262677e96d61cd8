"""The page of an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from plugins.archives.addresses import FEEDBACK, output_path
from plugins.archives.comments import count_comments, make_comments
from plugins.archives.headings import name_headings
from plugins.archives.inventory import Inventory
from plugins.archives.items import make_rating
from plugins.archives.links import Places, resolve_body
from plugins.archives.parts import Download, Feedback, Link
from plugins.archives.pictures import make_lead_picture
from plugins.archives.views import ArticlePage, Page
from plugins.archives.visibility import with_pages
from plugins.newsroom.article import Article, Attachment, Position, Source, Status
from plugins.newsroom.content import Content
from plugins.newsroom.links import decode_path, encode_path


def article_pages(content: Content, inventory: Inventory, now: datetime) -> Iterator[Page]:
    """
    Yield the page of every article that has one at *now*, hidden ones too, ascending by (date, slug).

    A body is read and resolved only when its page is asked for.
    """
    for article in with_pages(content, now):
        yield article_page(article, content, inventory)


def article_page(article: Article, content: Content, inventory: Inventory) -> Page:
    """Return the page of an article."""
    make_view = partial(make_article_page, article, content, inventory)
    return Page(path=output_path(article.url), template="article.html", make_view=make_view, source=article.path)


def make_article_page(article: Article, content: Content, inventory: Inventory) -> ArticlePage:
    """
    Put everything on an article's page.

    Args:
        article: The article.
        content: Where its body and comments are.
        inventory: What all pages share.
    """
    body, terms = content.bodies[article.path].html, inventory.terms
    switches = inventory.site.identity.rating
    rating = make_rating(article.rating, switches.min_average)
    picture = make_lead_picture(article.image, inventory.places)
    is_bare = picture is None or picture.position == Position.NONE.value
    html, contents = name_headings(resolve_body(body, article.path, inventory.places, begins=is_bare))
    comments = make_comments(content.comments.get(article.slug, ()))
    return ArticlePage(
        url=article.url,
        title=article.title,
        date=article.date,
        modified=article.modified,
        is_hidden=article.status is Status.HIDDEN,
        category=inventory.tree.links[article.category],
        breadcrumbs=inventory.tree.breadcrumbs(article.category),
        views=article.views.count if article.views else None,
        views_as_of=article.views.as_of if article.views else None,
        lead=article.summary,
        picture=picture,
        html=html,
        contents=contents,
        authors=terms.authors(article),
        unit=terms.unit(article),
        source=_make_source(article.source),
        topic=terms.topic(article),
        tags=terms.tags(article),
        attachments=tuple(_make_download(file, inventory.places) for file in article.attachments),
        places=inventory.register.notes(article, body),
        correction=article.correction.text if article.correction else "",
        correction_date=article.correction.date if article.correction else None,
        rating=rating,
        rating_structured_data=switches.structured_data and rating is not None,
        feedback=_make_feedback(article, inventory),
        comment_count=count_comments(comments),
        comments=comments,
        newer=inventory.neighbourhood.newer(article),
        older=inventory.neighbourhood.older(article),
        related=inventory.relations.related(article),
    )


def _make_feedback(article: Article, inventory: Inventory) -> Feedback | None:
    """Return what readers can do; comments are open unless the article says otherwise, or else its category."""
    identity = inventory.site.identity
    if not identity.feedback:
        return None
    of_category = next(item.comments for item in inventory.site.categories if item.slug == article.category)
    return Feedback(
        url=FEEDBACK,
        takes_comments=(article.comments or of_category) == "open",
        min_average=str(identity.rating.min_average),
    )


def _make_source(source: Source | None) -> Link | None:
    """Return where the article was first published; its address may be "" where only the name is known."""
    return None if source is None else Link(url=source.url, text=source.name)


def _make_download(attachment: Attachment, places: Places) -> Download:
    """Return a file to download with its kind and size; the size is 0 where the file is missing."""
    path = decode_path(attachment.src)
    file = places.media.get(path)
    return Download(
        url=encode_path(path),
        text=attachment.title,
        kind=PurePosixPath(path).suffix[1:].upper(),
        size=file.size if file else 0,
    )
