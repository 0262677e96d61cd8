"""What others made and the desk serves: as it was taken over, and asking no other host."""

from __future__ import annotations

import json
import re

import pytest

from desk.vendor import FOLDER, REPLACEMENTS, SUMS, VendorError, reword, rewrite, sums

BUNDLE = "".join(f"a{old}b;" for old in REPLACEMENTS) + "\n//# sourceMappingURL=x.js.map\n"


def test_every_file_is_as_it_was_taken_over() -> None:
    """A change by hand would be lost at the next release; each package brings its licence."""
    assert json.loads((FOLDER / SUMS).read_text("utf-8")) == sums(FOLDER)
    assert len(list(FOLDER.glob("LICENSE-*.txt"))) == 4


def test_the_bundle_names_no_host_of_its_makers() -> None:
    """Words, fonts and modules come from the desk itself."""
    text = (FOLDER / "sveltia-cms.js").read_text("utf-8")
    assert not re.findall(r"https://(?:unpkg\.com|cdn\.jsdelivr\.net)/[\w@]", text)
    assert all(text.count(new) >= 1 for new in REPLACEMENTS.values())


def test_a_bundle_is_rewritten_where_it_is_as_expected() -> None:
    """Each address once, and the map of the source is gone."""
    assert rewrite(BUNDLE) == "".join(f"a{new}b;" for new in REPLACEMENTS.values()) + "\n"


@pytest.mark.parametrize("old", REPLACEMENTS)
def test_a_bundle_that_differs_is_refused(old: str) -> None:
    """Absent, or there twice: a new release wants a look."""
    for other in (BUNDLE.replace(f"a{old}b;", ""), BUNDLE + old):
        with pytest.raises(VendorError):
            rewrite(other)


def test_an_address_that_nobody_knows_is_refused() -> None:
    """A new release may fetch something else."""
    with pytest.raises(VendorError, match="left"):
        rewrite(BUNDLE + "x=`https://unpkg.com/new`")
    with pytest.raises(VendorError):
        reword("{}")
