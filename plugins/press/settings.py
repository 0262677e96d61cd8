"""
Which settings and plugins a build refuses, and where they stand.

Pelican passes over a setting that it does not know and over a plugin that it cannot load; here both are errors.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

OWN: Final = frozenset(
    {
        "ALLOW_DROP",
        "ALLOW_VANISH",
        "CLEAN",
        "DRAFTS",
        "EXPLAIN",
        "NOW",
        "ON_PICTURES",
        "ON_PROGRESS",
        "PRODUCTION",
        "VERIFY",
        "WORKERS",
    }
)

# Settings that Pelican or its own themes read without having a default for them.
# Source: https://docs.getpelican.com/en/4.12.0/settings.html
WITHOUT_DEFAULT: Final = frozenset(
    {
        *("ARCHIVES_SAVE_AS", "ARCHIVES_URL", "AUTHOR", "AUTHORS_SAVE_AS", "AUTHORS_URL", "AUTHOR_FEED_ATOM_URL"),
        *("AUTHOR_FEED_RSS_URL", "AUTHOR_REGEX_SUBSTITUTIONS", "CATEGORIES_SAVE_AS", "CATEGORIES_URL"),
        *("CATEGORY_FEED_ATOM_URL", "CATEGORY_FEED_RSS", "CATEGORY_FEED_RSS_URL", "CATEGORY_REGEX_SUBSTITUTIONS"),
        *("DEBUG", "DEFAULT_DATE", "DISQUS_SITENAME", "FEED_ALL_ATOM_URL", "FEED_ALL_RSS", "FEED_ALL_RSS_URL"),
        *("FEED_ATOM", "FEED_ATOM_URL", "FEED_DOMAIN", "FEED_RSS", "FEED_RSS_URL", "GITHUB_POSITION", "GITHUB_URL"),
        *("LINKS", "LINKS_WIDGET_NAME", "MENUITEMS", "SITESUBTITLE", "SOCIAL", "SOCIAL_WIDGET_NAME"),
        *("STYLESHEET_URL", "SUMMARY_MAX_PARAGRAPHS", "TAGS_SAVE_AS", "TAGS_URL", "TAG_FEED_ATOM"),
        *("TAG_FEED_ATOM_URL", "TAG_FEED_RSS", "TAG_FEED_RSS_URL", "TAG_REGEX_SUBSTITUTIONS", "TIMEZONE"),
        *("TRANSLATION_FEED_ATOM_URL", "TRANSLATION_FEED_RSS", "TRANSLATION_FEED_RSS_URL", "TWITTER_USERNAME"),
    }
)

_READS_ARTICLES: Final = "đọc generator.articles, mà Cổng Tin không có (it reads generator.articles)"
_REWRITES_OUTPUT: Final = "sửa các tệp đã dựng, nên bản kê của trang không còn đúng (it rewrites built files)"

# Well-known plugins that would break the promise that a page follows from its view.
REFUSED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "better_tagcloud": _READS_ARTICLES,
        "i18n_subsites": _READS_ARTICLES,
        "more_categories": _READS_ARTICLES,
        "neighbors": _READS_ARTICLES,
        "pelican_search": _READS_ARTICLES,
        "related_posts": _READS_ARTICLES,
        "search": _READS_ARTICLES,
        "series": _READS_ARTICLES,
        "similar_posts": _READS_ARTICLES,
        "sitemap": _READS_ARTICLES,
        "subcategory": _READS_ARTICLES,
        "tag_cloud": _READS_ARTICLES,
        "tipue_search": _READS_ARTICLES,
        "css_html_js_minify": _REWRITES_OUTPUT,
        "gzip_cache": _REWRITES_OUTPUT,
        "image_process": _REWRITES_OUTPUT,
        "minify": _REWRITES_OUTPUT,
        "optimize_images": _REWRITES_OUTPUT,
        "pelican_minify": _REWRITES_OUTPUT,
        "precompress": _REWRITES_OUTPUT,
        "seo": _REWRITES_OUTPUT,
        "thumbnailer": _REWRITES_OUTPUT,
        "webassets": _REWRITES_OUTPUT,
        "yuicompressor": _REWRITES_OUTPUT,
    }
)


class SettingsError(Exception):
    """Settings that a build refuses: `str()` names file and line of each, why, and what would be right."""

    exitcode = 1


class SettingsFiles:
    """The files that set the settings, the nearest one first: tells where a name stands."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._lines: dict[str, tuple[Path, int]] = {}
        self.imported: set[str] = set()
        for file in files:
            for name, line in _assignments(tree := ast.parse(file.read_bytes())):
                self._lines.setdefault(name, (file, line))
            self.imported |= set(_imports(tree))

    def place(self, name: str) -> str:
        """Return `file:line: ` of the last assignment to *name*, "" where it comes from the command line."""
        if name not in self._lines:
            return ""
        file, line = self._lines[name]
        return f"{file.name}:{line}: "


def refuse_unknown(names: Iterable[str], known: Collection[str], files: SettingsFiles) -> None:
    """
    Refuse settings that nobody reads.

    Args:
        names: The settings that were made.
        known: Those with a default in Pelican.
        files: Where they were made.

    Raises:
        SettingsError: At least one of *names* is unknown; a name that only an import brought is none.
    """
    all_known = WITHOUT_DEFAULT | OWN | set(known)
    unknown = sorted(name for name in names if name not in all_known and name not in files.imported)
    if unknown:
        raise SettingsError("\n".join(_unknown(name, all_known, files) for name in unknown))


def _unknown(name: str, known: frozenset[str], files: SettingsFiles) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    fix = f'có phải bạn muốn viết "{near[0]}" (did you mean "{near[0]}")' if near else "xoá dòng này (delete it)"
    return f"{files.place(name)}{name}: không có thiết lập này (no such setting). Cách sửa: {fix}."


def refuse_plugins(plugins: Iterable[str], needed: str, files: SettingsFiles) -> None:
    """
    Refuse plugins that do not work here, and a list that lacks the one plugin of ours.

    Args:
        plugins: Names as in `PLUGINS`; those of modules in full.
        needed: The name of our plugin.
        files: Where the list stands.

    Raises:
        SettingsError: One of them is in `REFUSED`, or *needed* is absent.
    """
    names = list(plugins)
    place = files.place("PLUGINS")
    refused = [(name, REFUSED.get(name.rpartition(".")[2].replace("-", "_"))) for name in names if name != needed]
    found = [
        f'{place}PLUGINS: không dùng được "{name}": plugin này {why}. Cách sửa: bỏ nó khỏi PLUGINS (remove it).'
        for name, why in refused
        if why
    ]
    if needed not in names:
        found.append(f"{place}PLUGINS: thiếu {needed}. Cách sửa: PLUGINS = [pipeline] (our plugin is missing).")
    if found:
        raise SettingsError("\n".join(found))


def refuse_unloaded(asked: Iterable[str], loaded: Collection[str], files: SettingsFiles) -> None:
    """
    Refuse to build without a plugin that was asked for; Pelican itself would go on.

    Raises:
        SettingsError: Pelican could not load or register one of them.
    """
    endings = {name.rpartition(".")[2] for name in loaded}
    missing = [name for name in asked if name.rpartition(".")[2] not in endings]
    if missing:
        place = files.place("PLUGINS")
        names = ", ".join(f'"{name}"' for name in missing)
        raise SettingsError(f"{place}PLUGINS: không nạp được {names} (a plugin cannot be loaded). Cách sửa: bỏ nó.")


def _assignments(tree: ast.Module) -> list[tuple[str, int]]:
    """Return the names that a module's own code binds, the last binding first."""
    bound = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return [(node.id, node.lineno) for node in sorted(bound, key=lambda node: -node.lineno)]


def _imports(tree: ast.Module) -> list[str]:
    """Return the names that a module imports."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return [alias.asname or alias.name.partition(".")[0] for node in found for alias in node.names]
