"""What a saved page says of an article and of its portal."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final
from urllib.parse import unquote, urlsplit

_MODULES: Final = frozenset(
    [
        "about",
        "banners",
        "comment",
        "contact",
        "faq",
        "feeds",
        "groups",
        "laws",
        "menu",
        "news",
        "page",
        "rss",
        "search",
        "seek",
        "sitemap",
        "statistics",
        "tag",
        "topic",
        "users",
        "vi",
        "voting",
        "en",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageComment:
    """A comment on a page; `time` is `YYYY-MM-DD HH:MM`, `reply_to` another one's `id` or ""."""

    id: str
    name: str
    time: str
    text: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """
    One page of an article, in plain values; "" and None stand for what the page does not say.

    Attributes:
        kind: `article`, `mobile`, `print` or `save`.
        id: The article's number; negative where the page has none.
        url: The article's address as the page gives it.
        date: `YYYY-MM-DD HH:MM`, local time.
        weekday: As the page has it, for a check.
        body: HTML.
        average: The average that the page shows.
        trail: (name, address) of the categories that lead to the article, its own last.
        attachments: (address, title).
        image: (address, alt, caption, position) or ().
        topic: (name, address) or ().
    """

    kind: str
    id: int
    url: str = ""
    title: str = ""
    date: str = ""
    weekday: str = ""
    lead: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    tags: tuple[str, ...] = ()
    views: int | None = None
    points: int | None = None
    votes: int | None = None
    average: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    section: str = ""
    image: tuple[str, str, str, str] | tuple[()] = ()
    attachments: tuple[tuple[str, str], ...] = ()
    topic: tuple[str, str] | tuple[()] = ()
    comments: tuple[PageComment, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """Return the facts as JSON can hold them."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> PageFacts:
        """Return the facts that `as_record` gave away."""
        values = {name: _frozen(value) for name, value in record.items() if name != "comments"}
        comments = tuple(PageComment(**comment) for comment in record["comments"])
        return cls(**values, comments=comments)


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


@dataclass(slots=True)
class SiteFacts:
    """
    What pages say of the whole portal; the first page that says something has its way.

    Attributes:
        hosts: Hosts under which the portal's pages are known, in the order in which they were met.
        name: The portal's.
        categories: Alias → name, of those that feeds or trails name.
        parents: Alias → alias of the category above it.
        banners: (title, address of the picture, target) of links with pictures, in the page's order.
        counter: Label of a number of visits → number.
        menu: (title, address) of the entries of the menu.
    """

    hosts: dict[str, None] = field(default_factory=dict)
    name: str = ""
    categories: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    banners: tuple[tuple[str, str, str], ...] = ()
    counter: dict[str, int] = field(default_factory=dict)
    menu: tuple[tuple[str, str], ...] = ()

    def learn_trail(self, trail: tuple[tuple[str, str], ...]) -> None:
        """Take the categories of a trail, each below the one before it."""
        above = ""
        for name, address in trail:
            alias = alias_of(address)
            if alias:
                self.categories.setdefault(alias, name)
                if above and above != alias:
                    self.parents.setdefault(alias, above)
                above = alias

    def merge(self, other: SiteFacts) -> None:
        """Take over what is not known yet."""
        for item in fields(self):
            mine, theirs = getattr(self, item.name), getattr(other, item.name)
            if isinstance(mine, dict):
                for key, value in theirs.items():
                    mine.setdefault(key, value)
            elif not mine:
                setattr(self, item.name, theirs)


def alias_of(address: str) -> str:
    """Return the last part of a category's address: its alias; "" where it is none's."""
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    return parts[-1] if parts and parts[-1] not in _MODULES and not parts[-1].endswith((".html", ".php")) else ""


class NoArticleError(Exception):
    """A page without an article; the message says what it is instead."""
