"""Templates see their view and the frame, and every slip in one is named."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.press.render import Renderer
from plugins.press.writer import RenderError


def render(folder: Path, template: str, **view: object) -> str:
    """Render a template of the given text with a view of the given fields."""
    (folder / "page.html").write_text(template)
    return Renderer(folder, {"shout": str.upper}).render("page.html", SimpleNamespace(**view), None, "a.html").decode()


def test_text_is_escaped(tmp_path: Path) -> None:
    """Markup in a title is text."""
    assert render(tmp_path, "{{ view.title }}", title='<b>"') == "&lt;b&gt;&#34;"


def test_filters_are_those_given(tmp_path: Path) -> None:
    """The press knows no Vietnamese; the filters come from outside."""
    assert render(tmp_path, "{{ view.title|shout }}", title="a") == "A"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{{ view.titel }}", r"page\.html:2: a\.html: .*titel"),
        ("\n\n{% if %}", r"page\.html:3: a\.html"),
        ("{{ now() }}", r"page\.html:1: a\.html: 'now' is undefined"),
        ("\n{% extends 'base.html' %}", r"page\.html:2: a\.html: .*base\.html"),
        ("{{ view.title|shoutt }}", r"page\.html:1: a\.html: .*shoutt"),
        ("{% for x in range(3) %}{% endfor %}", r"range"),
    ],
)
def test_a_slip_names_template_line_page_and_cause(tmp_path: Path, template: str, said: str) -> None:
    """An undefined name, a syntax error, a missing template: never an empty place in a page."""
    with pytest.raises(RenderError, match=said):
        render(tmp_path, template, title="")


def test_a_missing_template_names_itself(tmp_path: Path) -> None:
    """No template of another theme steps in."""
    with pytest.raises(RenderError, match=r"article\.html:1: a\.html: .*'article\.html'"):
        Renderer(tmp_path, {}).render("article.html", None, None, "a.html")


def test_a_slip_in_an_included_template_is_named_there(tmp_path: Path) -> None:
    """The file named is the one to mend, with its folder, as seen from above the theme."""
    folder = tmp_path / "theme" / "templates"
    (folder / "components").mkdir(parents=True)
    (folder / "components" / "stars.html").write_text("<b>\n{{ view.stars }}")
    (folder / "page.html").write_text("{% include 'components/stars.html' %}")
    with pytest.raises(RenderError, match=r"^theme/templates/components/stars\.html:2: a\.html: "):
        Renderer(folder, {}).render("page.html", SimpleNamespace(), None, "a.html")
