"""A desk on a small repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk_kit import SmallDesk, make_desk


@pytest.fixture
def small(tmp_path: Path) -> SmallDesk:
    """A desk, an editor `viet` and an approver `duyet`."""
    return make_desk(tmp_path)
