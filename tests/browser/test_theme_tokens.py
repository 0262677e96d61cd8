"""Colours can be read: contrasts are computed from the tokens that the style sheet declares, in light and in dark."""

from __future__ import annotations

import re

import pytest

from plugins.archives.colours import BRAND, DARK_PAPERS, PAPERS, make_rules
from plugins.newsroom.colour import contrast
from plugins.newsroom.site import Colours
from tests.browser.conftest import ROOT

CSS = ROOT / "theme" / "static" / "css"
TEXT, MARK = 4.5, 3.0

# Ground → what is read on it; and what is only seen: lines of controls, stars, the outline of focus.
TEXTS = {
    "paper": ("ink", "ink-soft", "link", "link-visited", "accent"),
    "ground": ("ink", "ink-soft", "link", "link-visited", "accent"),
    "mark": ("ink",),
    "brand": ("brand-ink", "brand-soft"),
}
MARKS = {"paper": ("line-strong", "star", "focus", "accent"), "ground": ("focus",), "brand": ("brand-line",)}
OPERATORS = (
    Colours(brand="#0a5c36", highlight="#ffe08a"),
    Colours(brand="#003a70", highlight="#f5b335"),
    Colours(brand="#767676", highlight="#ffffff"),
    Colours(brand="#000000", highlight="#ffffff"),
)


def colours(source: str) -> dict[str, str]:
    """Return the colours among the tokens declared in *source*; a later one wins."""
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", source))


def schemes(rules: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """Return the tokens in light and in dark, as a browser would find them, with an operator's *rules* behind."""
    sheet = (CSS / "10-tokens.css").read_text("utf-8")
    found = [part.partition("prefers-color-scheme") for part in (sheet, rules)]
    light = {name: value for before, _, _ in found for name, value in colours(before).items()}
    dark = {name: value for _, _, after in found for name, value in colours(after).items()}
    return light, light | dark


def weak(tokens: dict[str, str]) -> list[str]:
    """Return the pairs of tokens whose contrast is too small."""
    return [
        f"{name} on {ground}: {contrast(tokens[name], tokens[ground]):.2f}"
        for pairs, least in ((TEXTS, TEXT), (MARKS, MARK))
        for ground, names in pairs.items()
        for name in names
        if contrast(tokens[name], tokens[ground]) < least
    ]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_and_mark_stands_out(scheme: int) -> None:
    """Texts have 4.5 : 1 on each ground, marks 3 : 1."""
    assert weak(schemes()[scheme]) == []


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("operator", OPERATORS, ids=lambda one: one.brand)
def test_an_operators_colours_can_be_read_too(operator: Colours, scheme: int) -> None:
    """Whatever two colours the content's check lets pass, what is made of them can be read."""
    tokens = schemes(make_rules(operator))[scheme]
    assert tokens["brand-line"] == operator.highlight
    assert weak(tokens) == []


def test_the_builds_grounds_are_the_themes() -> None:
    """What the build computes contrasts with is what the style sheet declares."""
    light, dark = schemes()
    assert (light["paper"], light["ground"]) == PAPERS
    assert (dark["paper"], dark["ground"]) == DARK_PAPERS
    assert light["brand"] == BRAND


def test_colours_are_declared_in_one_place() -> None:
    """Outside the tokens and what is printed no rule names a colour: so an operator's reach every corner."""
    for sheet in sorted(CSS.glob("*.css")):
        if sheet.name not in ("10-tokens.css", "80-print.css", "60-search.css"):
            text = re.sub(r"/\*.*?\*/|url\(.*?\)", "", sheet.read_text("utf-8"), flags=re.DOTALL)
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b", text) == [], sheet.name
