"""What all tests share: Hypothesis without chance, and the data that is not part of the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Playwright, sync_playwright

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
# Ten times as many, for `./inv test --deep`; a test that needs more than others asks for a multiple.
settings.register_profile("deep", settings.get_profile("fixed"), max_examples=1_000)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--renew-golden` and `--renew-pictures`, which write what the tests make into the project, and `--deep`."""
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden/expected anew")
    parser.addoption("--renew-pictures", action="store_true", help="write docs/pictures/editors anew")
    parser.addoption("--deep", action="store_true", help="ten times as many generated examples")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples are generated, before the tests are imported."""
    settings.load_profile("deep" if config.getoption("--deep") else "fixed")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real articles and tools beside the project; the test is skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"needs real articles in {SHARED / 'data'}, which are not part of the project")
    return SHARED
