"""
What the service does with what was sent, without the web around it.

Everything that a reader sends is refused by `RefusedError`, or stored and then answered.
"""

from __future__ import annotations

import secrets
import sqlite3
from asyncio import wrap_future
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from feedback import comment_text, store, tokens
from feedback.articles import Articles, PublishedArticle
from feedback.forms import parse_stars
from feedback.limits import Pace, network_of
from feedback.refusal import Refusal, RefusedError
from feedback.store import Tally
from feedback.writer import Writer
from plugins.newsroom.article import Rating
from plugins.newsroom.moment import ZONE
from plugins.ratings import scale

THANKS_VOTE: Final = "Cảm ơn bạn đã đánh giá."
THANKS_COMMENT: Final = "Cảm ơn bạn. Ý kiến sẽ hiện ra sau khi được duyệt."


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the address that the request came from, and the browser's token, "" where it has none."""

    address: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    What an article's readers have said.

    Attributes:
        article: The address of the article.
        points, votes: All of them: what the page shows and what has come in since.
        average: As pages show it ("2.6"), "" without votes.
        stars: How many are lit, 0 without votes.
        mine: The stars that this browser gave, 0 where it gave none.
    """

    article: str
    points: int
    votes: int
    average: str
    stars: int
    mine: int


class Service:
    """Votes and comments on the articles of one site."""

    def __init__(self, articles: Articles, writer: Writer, reader: sqlite3.Connection, secret: bytes) -> None:
        self._articles = articles
        self._writer = writer
        self._reader = reader
        self._secret = secret
        self._pace = Pace()

    def look(self, address: str, sender: Sender, now: float) -> Mapping[str, object]:
        """
        Return how an article stands, whether it takes comments, and the stamp for its form.

        Raises:
            RefusedError: There is no such article.
        """
        article = self._find(address)
        identity = tokens.read_token(self._secret, sender.token)
        voter = tokens.voter_of(self._secret, identity, article.slug) if identity else b""
        mine = store.stars_of(self._reader, article.slug, voter)
        standing = self._standing(article, store.total_of(self._reader, article.slug), mine)
        stamp = tokens.make_stamp(self._secret, article.slug, int(now))
        return as_fields(standing) | {"comments": article.takes_comments, "stamp": stamp}

    async def vote(self, form: Mapping[str, str], sender: Sender, now: float) -> tuple[Standing, str]:
        """
        Count a vote; return how the article stands, and the token that the browser is to keep.

        Raises:
            RefusedError: The vote does not count.
        """
        self._check_pace(sender, now)
        article = self._find(form.get("article", ""))
        stars = parse_stars(form.get("stars", ""))
        identity = tokens.read_token(self._secret, sender.token) or secrets.token_bytes(tokens.IDENTITY_BYTES)
        voter = tokens.voter_of(self._secret, identity, article.slug)

        def job(connection: sqlite3.Connection) -> Tally:
            key = store.sender_of(connection, _day(now), network_of(sender.address))
            return store.cast_vote(connection, article.slug, voter, stars, key)

        total = await wrap_future(self._writer.submit(job))
        return self._standing(article, total, stars), tokens.make_token(self._secret, identity)

    async def comment(self, form: Mapping[str, str], sender: Sender, now: float) -> PublishedArticle:
        """
        Put a comment before the editors; return the article.

        Raises:
            RefusedError: The comment is not taken.
        """
        self._check_pace(sender, now)
        article = self._find(form.get("article", ""))
        if not article.takes_comments:
            raise RefusedError(Refusal.NO_COMMENTS)
        if form.get("website"):
            raise RefusedError(Refusal.FILLED_TRAP)
        draft = comment_text.clean(form.get("name", ""), form.get("text", ""))
        handed_out = tokens.read_stamp(self._secret, article.slug, form.get("stamp", ""))
        if handed_out is None:
            raise RefusedError(Refusal.BAD_STAMP)
        comment_text.check_age(int(now) - handed_out)

        def job(connection: sqlite3.Connection) -> bool:
            key = store.sender_of(connection, _day(now), network_of(sender.address))
            return store.add_comment(connection, article.slug, draft, key, int(now))

        await wrap_future(self._writer.submit(job))
        return article

    def _find(self, address: str) -> PublishedArticle:
        article = self._articles.find(address)
        if article is None:
            raise RefusedError(Refusal.NO_ARTICLE)
        return article

    def _check_pace(self, sender: Sender, now: float) -> None:
        wait = self._pace.wait(network_of(sender.address), now)
        if wait:
            raise RefusedError(Refusal.TOO_FAST, wait)

    def _standing(self, article: PublishedArticle, counted: Tally, mine: int) -> Standing:
        """Add what the service counted to the rest; what was merged is part of the page too, and counts once."""
        elsewhere = store.elsewhere_of(self._reader, article.slug)
        total = counted + (article.rating if elsewhere is None else elsewhere.total)
        rating = Rating(points=total.points, votes=total.votes)
        return Standing(
            article=article.address,
            points=total.points,
            votes=total.votes,
            average=scale.average(rating) if total.votes else "",
            stars=scale.stars(rating) if total.votes else 0,
            mine=mine,
        )


def as_fields(standing: Standing) -> dict[str, object]:
    """Return the fields of a standing as JSON has them."""
    return {name: getattr(standing, name) for name in Standing.__slots__}


def _day(now: float) -> str:
    """Return the portal's day at a moment."""
    return f"{datetime.fromtimestamp(now, ZONE):%Y-%m-%d}"
