"""
The peer: Pagefind over the same articles.

A page holds the text that our index is made of: the headline, the blocks of the body, the tags, the authors
and the unit as paragraphs, all in `data-pagefind-body`; no field, weight or filter of its own.  With the
headline as `h1` Pagefind found less at 10,000 articles, and without the page's `title` less again.  Its
search page is the least that shows ten results through Pagefind's own API.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.measure import Cost, run
from plugins.newsroom.article import Article
from plugins.newsroom.content import Content
from plugins.newsroom.reading import read_content
from plugins.search.documents import text_blocks

PROGRAM: Final = Path(sys.prefix) / "pagefind" / "node_modules" / ".bin" / "pagefind"

# Pagefind's ready-made interfaces, which its search page does not load.
_INTERFACES: Final = ("*ui*", "*highlight*")

_ARTICLE: Final = """\
<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><main data-pagefind-body>
<p>{title}</p>
{text}
</main></body>
</html>
"""
_SEARCH: Final = """\
<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8"><title>Tìm kiếm</title><link rel="icon" href="data:,"></head>
<body>
<ol data-search-results></ol>
<script type="module">
const pagefind = await import("/pagefind/pagefind.js");
window.pagefind = pagefind;
const { results } = await pagefind.search(new URLSearchParams(location.search).get("q"));
const found = await Promise.all(results.slice(0, 10).map((result) => result.data()));
const list = document.querySelector("[data-search-results]");
list.toggleAttribute("data-nothing-found", found.length === 0);
list.append(...found.map(({ url, meta, excerpt }) => {
  const [item, link, text] = ["li", "a", "p"].map((name) => document.createElement(name));
  link.href = url;
  link.textContent = meta.title;
  text.innerHTML = excerpt;
  item.append(link, text);
  return item;
}));
</script>
</body>
</html>
"""


def version() -> str:
    """Return the version that is measured."""
    return subprocess.run([PROGRAM, "--version"], capture_output=True, check=True, text=True).stdout.split()[-1]


def build(content: Path, site: Path, log: Path) -> Cost:
    """
    Make the pages of *content* in *site*, index them, and return what the indexing cost.

    Raises:
        BenchError: Pagefind failed.
    """
    _write_pages(read_content(content), site)
    return run([PROGRAM, "--site", site], log)


def index_files(site: Path) -> Iterator[Path]:
    """Yield the files that are served for searching."""
    folder = site / "pagefind"
    for pattern in _INTERFACES:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    yield from (path for path in folder.rglob("*") if path.is_file())


def _write_pages(content: Content, site: Path) -> None:
    """Write a page an article, where ours would be, and the search page where ours is."""
    units = {unit.slug: unit.name for unit in content.site.units}
    for article in content.articles:
        page = site / article.url.lstrip("/")
        page.parent.mkdir(parents=True, exist_ok=True)
        blocks = (*text_blocks(content.bodies[article.path].html), *_other_text(article, units))
        text = "\n".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks)
        page.write_text(_ARTICLE.format(title=html.escape(article.title, quote=False), text=text), encoding="utf-8")
    search = site / "tim-kiem" / "index.html"
    search.parent.mkdir()
    search.write_text(_SEARCH, encoding="utf-8")


def _other_text(article: Article, units: dict[str, str]) -> Iterator[str]:
    yield from article.tags
    yield from article.authors
    if article.unit:
        yield units[article.unit]
