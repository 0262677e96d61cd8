"""What is different from the last build's content: what the rooms to the right follow up."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.newsroom.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    The difference between two states of a content folder.

    Attributes:
        everything: Why all pages are to be made anew, for people; "": only what follows is different.
        articles: Articles before and after, both with the numbers of `figures/`, where the values differ;
            None before: a new one, None after: one that is gone. An article whose file was moved or
            renamed and whose slug is the same is one pair.
        bodies: `Article.path` of those whose body differs and which were there before under this path.
        comments: Slugs of articles whose comments differ.
        media: Addresses of files that are new, gone, or hold something else.
    """

    everything: str = ""
    articles: tuple[tuple[Article | None, Article | None], ...] = ()
    bodies: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    media: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Tell whether the content is what it was."""
        return not (self.everything or self.articles or self.bodies or self.comments or self.media)
