"""The page of an article."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.archives.addresses import output_path
from plugins.archives.comments import count_comments, make_comments
from plugins.archives.inventory import Inventory
from plugins.archives.items import make_rating
from plugins.archives.links import resolve_body
from plugins.archives.neighbours import Neighbourhood
from plugins.archives.pictures import make_lead_picture
from plugins.archives.views import ArticlePage, Link, Page
from plugins.newsroom.article import Article, Attachment, Source, Status
from plugins.newsroom.content import Content
from plugins.newsroom.links import decode_path, encode_path


def article_pages(content: Content, inventory: Inventory) -> Iterator[Page]:
    """
    Yield the page of every article that has one, hidden ones too, ascending by (date, slug).

    A body is read and resolved only when its page is asked for.
    """
    neighbourhood = Neighbourhood(inventory.listed)
    units = {unit.slug: unit.name for unit in inventory.site.units}
    for article in inventory.with_pages:
        view = make_article_page(article, content, inventory, neighbourhood, units.get(article.unit, ""))
        yield Page(path=output_path(article.url), template="article.html", view=view, source=article.path)


def make_article_page(
    article: Article, content: Content, inventory: Inventory, neighbourhood: Neighbourhood, unit: str
) -> ArticlePage:
    """
    Put everything on an article's page.

    Args:
        article: The article.
        content: Where its body and comments are.
        inventory: What all pages share.
        neighbourhood: The listed articles by category.
        unit: The name of the office that wrote it, or "".
    """
    switches = inventory.site.identity.rating
    rating = make_rating(article.rating, switches.min_average)
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
        picture=make_lead_picture(article.image, inventory.places),
        html=resolve_body(content.bodies[article.path].html, article.path, inventory.places),
        authors=article.authors,
        unit=unit,
        source=_make_source(article.source),
        tags=article.tags,
        attachments=tuple(_make_attachment(attachment) for attachment in article.attachments),
        correction=article.correction.text if article.correction else "",
        correction_date=article.correction.date if article.correction else None,
        rating=rating,
        rating_structured_data=switches.structured_data and rating is not None,
        comment_count=count_comments(comments),
        comments=comments,
        newer=neighbourhood.newer(article),
        older=neighbourhood.older(article),
    )


def _make_source(source: Source | None) -> Link | None:
    """Return where the article was first published; its address may be "" where only the name is known."""
    return None if source is None else Link(url=source.url, text=source.name)


def _make_attachment(attachment: Attachment) -> Link:
    """Return the link to a file to download."""
    return Link(url=encode_path(decode_path(attachment.src)), text=attachment.title)
