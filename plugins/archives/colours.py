"""
The portal's own colours as a style sheet: what the theme's tokens are where an operator names two colours.

The grounds are those of `theme/static/css/10-tokens.css`; a test holds the two together.
"""

from __future__ import annotations

from typing import Final

from plugins.newsroom.colour import BLACK, WHITE, mix, readable
from plugins.newsroom.site import Colours

BRAND: Final = "#6b1220"
PAPERS: Final = ("#ffffff", "#f7f4ee")
DARK_PAPERS: Final = ("#161412", "#211e1b")
_DARKER: Final = 0.35  # so that a band of the brand does not glare in the dark
_SOFT: Final = 0.85  # the share of white in texts on the brand that stand back


def make_rules(colours: Colours | None) -> str:
    """
    Return rules that put *colours* into the theme's tokens, "" for the theme's own.

    What is text in the brand's colour is made darker or lighter until it can be read on each ground.
    """
    if colours is None:
        return ""
    light = _tokens(colours.brand, colours.highlight, readable(colours.brand, PAPERS, BLACK))
    dark = _tokens(mix(colours.brand, BLACK, _DARKER), colours.highlight, readable(colours.brand, DARK_PAPERS, WHITE))
    return f"@layer tokens{{:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}}}"


def _tokens(brand: str, highlight: str, accent: str) -> str:
    soft = readable(mix(brand, WHITE, _SOFT), (brand,), WHITE)
    return f"--brand:{brand};--brand-soft:{soft};--brand-line:{highlight};--accent:{accent}"
