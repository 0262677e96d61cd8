"""
The tree of categories: the way down to each, and which articles each one lists.

The tree has been checked by `newsroom`: every parent exists and none is its own ancestor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plugins.archives.addresses import HOME as HOME_URL, category_url
from plugins.archives.parts import Link
from plugins.newsroom.article import Article
from plugins.newsroom.site import Category

HOME = Link(url=HOME_URL, text="Trang chủ")


class CategoryTree:
    """
    The categories, with siblings ordered by (order, place in the file).

    Attributes:
        ordered: All categories, each before its children (depth first).
        top: Those without a parent.
        links: Slug → its address and name.
        ancestors: Slug → the slugs on the way down to it, itself the last.
    """

    __slots__ = ("_children", "ancestors", "links", "ordered", "top")

    def __init__(self, categories: Sequence[Category]) -> None:
        """Take the categories in their file's order."""
        self._children: dict[str, list[Category]] = {}
        for category in sorted(categories, key=lambda category: category.order):
            self._children.setdefault(category.parent, []).append(category)
        self.links = {category.slug: category_link(category) for category in categories}
        self.ancestors: dict[str, tuple[str, ...]] = {"": ()}
        self.ordered = tuple(self._walk(""))
        self.top = tuple(self._children.get("", ()))

    def _walk(self, parent: str) -> Iterable[Category]:
        """Yield all categories below *parent*, depth first, and note the way down to each."""
        for category in self._children.get(parent, ()):
            self.ancestors[category.slug] = (*self.ancestors[parent], category.slug)
            yield category
            yield from self._walk(category.slug)

    def child_slugs(self, slug: str) -> tuple[str, ...]:
        """Return the categories right below *slug*; below "" those at the top."""
        return tuple(category.slug for category in self._children.get(slug, ()))

    def children(self, slug: str) -> tuple[Link, ...]:
        """Return the links to the categories right below *slug*; below "" those at the top."""
        return tuple(self.links[child] for child in self.child_slugs(slug))

    def breadcrumbs(self, slug: str) -> tuple[Link, ...]:
        """Return the way from the home page to *slug*, both included."""
        return (HOME, *(self.links[step] for step in self.ancestors[slug]))

    def lists_of(self, article: Article) -> tuple[str, ...]:
        """Return the categories that list *article*, each once: its own, those in `also_in`, and all above them."""
        slugs = (article.category, *article.also_in)
        return tuple(dict.fromkeys(step for slug in slugs for step in self.ancestors[slug]))


def category_link(category: Category) -> Link:
    """Return the address and the name of *category*."""
    return Link(url=category_url(category.slug), text=category.name)
