"""
A peer: an article in the layout of GOV.UK Frontend, as its page template and components have it.

Markup: `govuk-template`, `govuk-header`, `govuk-breadcrumbs`, `govuk-footer` and the typography classes of the npm
package; its style sheet, script, fonts and icons are served as they come.
Source: https://design-system.service.gov.uk/styles/page-template/
"""

from __future__ import annotations

import html
import json
import shutil
import sys
from pathlib import Path
from typing import Final

from bench.measure import BenchError

PACKAGE: Final = Path(sys.prefix) / "govuk" / "node_modules" / "govuk-frontend"

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="vi" class="govuk-template">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#1d70b8">
<link rel="icon" sizes="any" href="/assets/images/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/govuk-frontend.min.css">
</head>
<body class="govuk-template__body">
<script>document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ?
' govuk-frontend-supported' : '');</script>
<a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">Chuyển đến nội dung chính</a>
<header class="govuk-template__header"><div class="govuk-header">
<div class="govuk-header__container govuk-width-container">
<div class="govuk-header__logo"><a href="/" class="govuk-header__homepage-link">{site}</a></div></div></div></header>
<div class="govuk-width-container">
<nav class="govuk-breadcrumbs" aria-label="Vị trí trang"><ol class="govuk-breadcrumbs__list">
<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="/">Trang chủ</a></li></ol></nav>
<main class="govuk-main-wrapper" id="main-content">
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">{title}</h1>
<p class="govuk-body-s">{moment}</p>
<p class="govuk-body-l">{lead}</p>
{body}
</div></div>
</main>
</div>
<footer class="govuk-footer"><div class="govuk-width-container"><div class="govuk-footer__meta">
<div class="govuk-footer__meta-item govuk-footer__meta-item--grow">{site}</div></div></div></footer>
<script type="module">import {{ initAll }} from "/govuk-frontend.min.js"; initAll();</script>
</body>
</html>
"""


def write_page(folder: Path, site: str, words: tuple[str, str, str], body: str, package: Path = PACKAGE) -> str:
    """
    Write the article and what it needs.

    Args:
        folder: Where to write; it becomes the root of the site.
        site: The portal's name.
        words: Title, moment and lead, plain.
        body: Its HTML: paragraphs.
        package: The npm package.

    Returns:
        The page's address.

    Raises:
        BenchError: The package is not there.
    """
    built = package / "dist" / "govuk"
    if not built.is_dir():
        raise BenchError(f"{built}: GOV.UK Frontend is missing; run it by ./inv bench pages")
    shutil.copytree(built / "assets", folder / "assets")
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        shutil.copyfile(built / name, folder / name)
    title, moment, lead = map(html.escape, words)
    text = body.replace("<p>", '<p class="govuk-body">')
    page = _PAGE.format(title=title, moment=moment, lead=lead, body=text, site=html.escape(site))
    (folder / "article.html").write_text(page, encoding="utf-8")
    return "/article.html"


def version() -> str:
    """Return the package's version."""
    return str(json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"])
