"""The category tree: as the old portal had it, without circles, and with names that the new one can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from importers.canonical import Value, clean_line
from importers.nukeviet.names import free_category_slug, plain_slug
from importers.report import Note

_EVERYBODY: Final = frozenset({"6", "5"})  # all, and guests
LOST: Final = "chua-phan-loai"
LOST_NAME: Final = "Chưa phân loại"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCategory:
    """A category of the old portal; `is_open`: not suspended; `is_public`: everybody may read it."""

    key: str
    parent: str
    name: str
    alias: str
    description: str = ""
    order: int = 0
    is_open: bool = True
    is_public: bool = True


@dataclass(slots=True)
class Tree:
    """
    The categories under their new names.

    Attributes:
        slugs: Key of the old category → slug.
        by_key: Key → category.
        entries: What `site/categories.yaml` gets, in the order of the tree.
        notes: What is wrong with the tree.
    """

    slugs: dict[str, str] = field(default_factory=dict)
    by_key: dict[str, OldCategory] = field(default_factory=dict)
    entries: list[dict[str, Value]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def slug_of(self, key: str) -> str:
        """Return the slug of an open and public category, "" of any other."""
        category = self.by_key.get(key)
        return self.slugs[key] if category is not None and category.is_open and category.is_public else ""

    def add_lost(self) -> str:
        """Return the slug of the category for articles whose own is gone; it is made when it is first asked for."""
        if all(entry["slug"] != LOST for entry in self.entries):
            self.entries.append({"slug": LOST, "name": LOST_NAME, "order": 999})
        return LOST


def is_public(groups_view: str | None) -> bool:
    """Tell whether everybody may read a category or an article: an absent column says so, an empty one does not."""
    return groups_view is None or not _EVERYBODY.isdisjoint(groups_view.replace(" ", "").split(","))


def grow(categories: Iterable[OldCategory]) -> Tree:
    """Make the tree; a circle of parents is cut where it was entered, and named."""
    tree = Tree()
    for category in categories:
        if category.key not in tree.by_key:
            tree.by_key[category.key] = category
            slug = plain_slug(category.alias, category.name, f"chuyen-muc-{category.key}")
            free = free_category_slug(slug, tree.slugs.values())
            if slug != category.alias and category.alias:
                tree.notes.append(
                    Note("category-tree", f"{category.name}: địa chỉ cũ /{category.alias}/, mới /{free}/")
                )
            elif free != slug:
                tree.notes.append(Note("category-tree", f"{category.name}: địa chỉ {slug} đã có chủ, thành {free}"))
            tree.slugs[category.key] = free
    parents = {key: _parent(category, tree) for key, category in tree.by_key.items()}
    for key in parents:
        _cut_circle(key, parents, tree)
    for key, category in tree.by_key.items():
        if category.is_open and category.is_public:
            tree.entries.append(_entry(category, _nearest(parents[key], parents, tree), tree))
    return tree


def _parent(category: OldCategory, tree: Tree) -> str:
    if category.parent in ("", "0") or category.parent == category.key:
        return ""
    if category.parent not in tree.by_key:
        tree.notes.append(Note("category-tree", f"{category.name}: chuyên mục cấp trên {category.parent} không có"))
        return ""
    return category.parent


def _cut_circle(key: str, parents: dict[str, str], tree: Tree) -> None:
    """Take the parent from the category whose parent leads back to it."""
    seen = [key]
    while parents[seen[-1]]:
        above = parents[seen[-1]]
        if above in seen:
            tree.notes.append(
                Note("category-tree", f"{tree.by_key[seen[-1]].name}: vòng lặp qua {tree.by_key[above].name}")
            )
            parents[seen[-1]] = ""
            return
        seen.append(above)


def _nearest(key: str, parents: Mapping[str, str], tree: Tree) -> str:
    """Return the slug of the nearest category above that is imported, "" where there is none."""
    while key and not tree.slug_of(key):
        key = parents[key]
    return tree.slugs[key] if key else ""


def _entry(category: OldCategory, parent: str, tree: Tree) -> dict[str, Value]:
    entry: dict[str, Value] = {"slug": tree.slugs[category.key], "name": clean_line(category.name) or category.key}
    if parent:
        entry["parent"] = parent
    if category.order:
        entry["order"] = category.order
    if description := clean_line(category.description):
        entry["description"] = description
    return entry
