"""
Which articles go with another one: those of its running story, then those that share a tag.

On each side of the article in time there are at most five: the nearest of its topic, and
what is then left of the five is shared by its tags.  A page with one tag takes the nearest
five of it, with two the nearest two of each, with more the nearest one of each.  So the
newest article changes five pages of its topic and, where articles have three tags or more,
one page for each of its own tags: five for each tag would be twenty pages.

An article stands once, under the topic or under the first tag that both have; it may also
be a neighbour in the category, for a story is read as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from plugins.archives.neighbours import make_neighbour
from plugins.archives.parts import Neighbour, Related
from plugins.archives.terms import TAG, TOPIC, Terms
from plugins.newsroom.article import Article

LIMIT = 5

Side = Callable[[list[int], int], list[int]]


class Relations:
    """The listed articles by topic and by tag; an article is known by its place among all of them."""

    __slots__ = ("_articles", "_keys", "_neighbours", "_tags", "_terms", "_topics")

    def __init__(self, articles: Sequence[Article], terms: Terms) -> None:
        """Take the listed articles, ascending by (date, slug)."""
        places = {article.slug: place for place, article in enumerate(articles)}
        self._articles = articles
        self._keys = [article.key for article in articles]
        self._neighbours = [make_neighbour(article) for article in articles]
        self._terms = terms
        self._topics, self._tags = (
            {slug: [places[article.slug] for article in group.articles] for slug, group in terms.groups(kind).items()}
            for kind in (TOPIC, TAG)
        )

    def related(self, article: Article) -> tuple[Related, ...]:
        """Return what goes with *article*, listed or hidden: its topic first, then its tags in its order."""
        tags = self._terms.tag_slugs(article)
        story = self._topics.get(article.topic, [])
        lists = [self._tags[slug] for slug in tags]
        if not story and not lists:
            return ()
        end = bisect_left(self._keys, article.key)
        is_listed = end < len(self._keys) and self._keys[end] == article.key
        newer = _choose(lambda places, limit: _after(places, end + is_listed, limit), story, lists)
        older = _choose(lambda places, limit: _before(places, end, limit), story, lists)
        return tuple(self._group(article.topic, tags, (*reversed(newer), *older)))

    def _group(self, topic: str, tags: Sequence[str], places: Iterable[int]) -> Iterator[Related]:
        """Yield *places*, descending, under what they share with an article of *topic* and with *tags*."""
        story: list[int] = []
        tagged: dict[str, list[int]] = {tag: [] for tag in tags}
        for place in places:
            other = self._articles[place]
            if topic and other.topic == topic:
                story.append(place)
            else:
                theirs = self._terms.tag_slugs(other)
                tagged[next(tag for tag in tags if tag in theirs)].append(place)
        if story:
            yield Related(kind="topic", link=self._terms.groups(TOPIC)[topic].link, items=self._items(story))
        for tag, found in tagged.items():
            if found:
                yield Related(kind="tag", link=self._terms.groups(TAG)[tag].link, items=self._items(found))

    def _items(self, places: Iterable[int]) -> tuple[Neighbour, ...]:
        """Return the articles at *places*, in their order."""
        return tuple(self._neighbours[place] for place in places)


def _choose(side: Side, story: list[int], lists: Sequence[list[int]]) -> list[int]:
    """
    Choose the articles of one side.

    Args:
        side: Returns up to so many places of a list on that side, nearest first.
        story: The places of the articles of the topic, ascending.
        lists: The same for each tag.

    Returns:
        Up to `LIMIT` places, nearest first.
    """
    chosen = side(story, LIMIT)
    if len(chosen) < LIMIT and lists:
        share = max(1, LIMIT // len(lists))
        others = {place for places in lists for place in side(places, share)}.difference(chosen)
        chosen += side(sorted(others), LIMIT - len(chosen))
        chosen = side(sorted(chosen), LIMIT)
    return chosen


def _after(places: list[int], start: int, limit: int) -> list[int]:
    """Return up to *limit* of *places* from *start* on, ascending."""
    first = bisect_left(places, start)
    return places[first : first + limit]


def _before(places: list[int], end: int, limit: int) -> list[int]:
    """Return up to *limit* of *places* before *end*, descending."""
    last = bisect_left(places, end)
    return places[max(0, last - limit) : last][::-1]
