"""What all tests share: Hypothesis without chance, and the data that is not part of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = ROOT.parent / "shared"

# The same examples on every machine and in every run; a slow machine is no failure.
settings.register_profile(
    "fixed",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--renew-golden`, which writes the golden site's pages anew instead of comparing them."""
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden/expected anew")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real articles and tools beside the project; the test is skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"needs real articles in {SHARED / 'data'}, which are not part of the project")
    return SHARED
