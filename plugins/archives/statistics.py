"""Visits to the site, each number with the day on which it was counted."""

from __future__ import annotations

from plugins.archives.parts import Figure
from plugins.newsroom.site import Statistics


def make_figures(statistics: Statistics | None) -> tuple[Figure, ...]:
    """Return the numbers that are known, in the old portal's order and words."""
    if statistics is None:
        return ()
    counts = (
        ("Hôm nay", statistics.today),
        ("Tháng hiện tại", statistics.month),
        ("Tổng lượt truy cập", statistics.total),
    )
    return tuple(
        Figure(label=label, visits=count.visits, date=count.date) for label, count in counts if count is not None
    )
