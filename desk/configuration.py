"""What Sveltia CMS is set up with: the forms, the collections of a content folder, and the Git host behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desk.changes import CONTENT
from desk.forms import STATUS_NAMES, make_fields
from plugins.newsroom.gathering import SITE_PATHS, Gathered, read_site
from plugins.newsroom.schema import all_schemas
from plugins.newsroom.site import Category, Site

LARGEST_UPLOAD: Final = 32 * 1024 * 1024
_LATEST: Final = {"fields": ["date", "title"], "default": {"field": "date", "direction": "descending"}}

COMMIT_MESSAGES: Final = {
    "create": "Bài mới: {{slug}}",
    "update": "Sửa bài: {{slug}}",
    "delete": "Xoá bài: {{slug}}",
    "uploadMedia": "Tải lên: {{path}}",
    "deleteMedia": "Xoá tệp: {{path}}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """The Git host that the CMS speaks to, in Sveltia's words; the desk's gateway is a `gitea`."""

    name: str
    repo: str
    branch: str
    base_url: str
    api_root: str


def read_site_data(content: Path) -> Site:
    """Return the site data of a content folder; what cannot be read has its default."""
    gathered = Gathered(content)
    read_site(gathered, [path for path in SITE_PATHS.values() if (content / path).is_file()])
    return Site(**gathered.site)


def make_configuration(content: Path, hosting: Hosting, year: int) -> dict[str, Any]:
    """
    Return the configuration as JSON.

    Args:
        content: The content folder.
        hosting: The Git host.
        year: The present one, which has a collection before it has an article.
    """
    site = read_site_data(content)
    backend = {
        "name": hosting.name,
        "repo": hosting.repo,
        "branch": hosting.branch,
        "base_url": hosting.base_url,
        "api_root": hosting.api_root,
        "auth_methods": ["token"],
        "commit_messages": COMMIT_MESSAGES,
    }
    return {
        "app_title": f"Bàn biên tập – {site.identity.name}",
        "logo": {"src": "/admin/icon.svg"},
        "backend": backend,
        "media_folder": f"{CONTENT}media",
        "public_folder": "/media",
        "media_libraries": {
            "default": {"config": {"max_file_size": LARGEST_UPLOAD, "slugify_filename": True}},
            "stock_assets": {"providers": []},
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 100, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "editor": {"preview": False},
        "show_preview_links": False,
        "collections": [*_articles(content, site, year), _pages()],
    }


def _articles(content: Path, site: Site, year: int) -> list[dict[str, Any]]:
    """Return a collection for each year of the archive: the present one, then the newest first."""
    folder = content / "articles"
    names = [place.name for place in folder.iterdir() if place.is_dir()] if folder.is_dir() else []
    years = {int(name) for name in names if name.isdecimal() and len(name) == len("2026")} | {year}
    fields = make_fields(all_schemas()["article.schema.json"], "article", _choices(site))
    return [
        {
            "name": f"bai-{number}",
            "label": f"Bài viết {number}",
            "label_singular": "Bài viết",
            "icon": "article",
            "folder": f"{CONTENT}articles/{number}",
            "media_folder": f"/{CONTENT}media/{number}",
            "public_folder": f"/media/{number}",
            "path": "{{date | date('MM')}}/{{slug}}",
            "slug": "{{fields.title}}",
            "extension": "md",
            "format": "yaml-frontmatter",
            "create": True,
            "delete": True,
            "summary": "{{fields.title}}",
            "sortable_fields": _LATEST,
            "view_filters": [
                {"label": STATUS_NAMES[status], "field": "status", "pattern": f"^{status}$"}
                for status in ("draft", "review")
            ],
            "view_groups": [{"label": "Chuyên mục", "field": "category"}, {"label": "Trạng thái", "field": "status"}],
            "fields": fields,
        }
        for number in sorted(years, key=lambda one: (one != year, -one))
    ]


def _pages() -> dict[str, Any]:
    return {
        "name": "trang-tinh",
        "label": "Trang tĩnh",
        "label_singular": "Trang tĩnh",
        "icon": "description",
        "description": "Giới thiệu, liên hệ… Chỉ người duyệt mới lưu được.",
        "folder": f"{CONTENT}pages",
        "slug": "{{fields.title}}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "fields": make_fields(all_schemas()["page.schema.json"], "page", {}),
    }


def _choices(site: Site) -> dict[str, Sequence[tuple[str, str]]]:
    """Return what can be chosen for the fields that name site data."""
    categories = list(_as_tree(site.categories, "", 0))
    return {
        "category": categories,
        "also_in": categories,
        "unit": [(unit.slug, unit.name) for unit in site.units],
        "topic": [(topic.slug, topic.name) for topic in site.topics],
    }


def _as_tree(categories: Sequence[Category], parent: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield (slug, name) of the categories below *parent*, each before those below it, by their order."""
    for category in sorted(categories, key=lambda one: (one.order, one.slug)):
        if category.parent == parent:
            yield category.slug, f"{'– ' * depth}{category.name}"
            yield from _as_tree(categories, category.slug, depth + 1)
