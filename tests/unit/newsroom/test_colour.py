"""How well a colour can be read on another; the expected numbers are those of WebAIM's contrast checker."""

from __future__ import annotations

import pytest

from plugins.newsroom.colour import BLACK, WHITE, contrast, mix, readable


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#008000", "#ffffff", 5.14),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    """In either order."""
    assert contrast(one, other) == contrast(other, one)
    assert contrast(one, other) == pytest.approx(expected, abs=0.006)


def test_a_mixture_goes_from_one_colour_to_the_other() -> None:
    """Its ends are the two."""
    assert mix("#204060", "#ffffff", 0) == "#204060"
    assert mix("#204060", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


def test_a_colour_is_moved_only_as_far_as_it_must() -> None:
    """One that can be read stays; one that cannot is barely readable afterwards."""
    assert readable("#767676", (WHITE,), BLACK) == "#767676"
    moved = readable("#e07a5f", (WHITE, "#f7f4ee"), BLACK)
    assert 4.5 <= contrast(moved, "#f7f4ee") < 4.8
