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

from collections.abc import Callable, Iterable, Iterator, Sequence

from plugins.archives.neighbours import Cards
from plugins.archives.parts import Related
from plugins.archives.shelves import Key, Shelf
from plugins.archives.terms import TAG, TOPIC, Group, Terms
from plugins.newsroom.article import Article

LIMIT = 5

Side = Callable[[Shelf, int], list[Article]]


class Relations:
    """The listed articles by topic and by tag."""

    __slots__ = ("_cards", "_tags", "_terms", "_topics")

    def __init__(self, terms: Terms, cards: Cards) -> None:
        """Take the terms of the listed articles."""
        self._terms = terms
        self._cards = cards
        self._topics = terms.groups(TOPIC)
        self._tags = terms.groups(TAG)

    def related(self, article: Article) -> tuple[Related, ...]:
        """Return what goes with *article*, listed or hidden: its topic first, then its tags in its order."""
        tags = self._terms.tag_slugs(article)
        story = self._topics.get(article.topic) if article.topic else None
        lists = [self._tags[slug].articles for slug in tags]
        if story is None and not lists:
            return ()
        key = article.key
        newer = _choose(lambda shelf, limit: shelf.after(key, limit), story, lists)
        older = _choose(lambda shelf, limit: shelf.before(key, limit), story, lists, is_older=True)
        return tuple(self._group(article.topic, tags, (*reversed(newer), *older)))

    def _group(self, topic: str, tags: Sequence[str], others: Iterable[Article]) -> Iterator[Related]:
        """Yield *others*, the newest first, under what they share with an article of *topic* and with *tags*."""
        story: list[Article] = []
        tagged: dict[str, list[Article]] = {tag: [] for tag in tags}
        for other in others:
            if topic and other.topic == topic:
                story.append(other)
            else:
                theirs = self._terms.tag_slugs(other)
                tagged[next(tag for tag in tags if tag in theirs)].append(other)
        if story:
            yield Related(kind="topic", link=self._topics[topic].link, items=self._cards.of(story))
        for tag, found in tagged.items():
            if found:
                yield Related(kind="tag", link=self._tags[tag].link, items=self._cards.of(found))


def _choose(side: Side, story: Group | None, lists: Sequence[Shelf], *, is_older: bool = False) -> list[Article]:
    """
    Choose the articles of one side.

    Args:
        side: Returns up to so many articles of a shelf on that side, nearest first.
        story: The articles of the topic.
        lists: The articles of each tag.
        is_older: Which side it is.

    Returns:
        Up to `LIMIT` articles, nearest first.
    """
    chosen = side(story.articles, LIMIT) if story else []
    if len(chosen) < LIMIT and lists:
        share = max(1, LIMIT // len(lists))
        taken = {article.slug for article in chosen}
        others = {article.slug: article for shelf in lists for article in side(shelf, share)}
        nearest = sorted(others.values(), key=_key, reverse=is_older)
        chosen += [article for article in nearest if article.slug not in taken][: LIMIT - len(chosen)]
        chosen.sort(key=_key, reverse=is_older)
    return chosen


def _key(article: Article) -> Key:
    return article.key
