"""What the values of options mean."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from invoke import Exit

from commands import options
from plugins.newsroom.clock import current_minute
from plugins.newsroom.moment import ZONE

HALF_PAST_EIGHT = datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)


def test_folders_are_those_of_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder is taken from where the command was given; an output need not exist yet."""
    (tmp_path / "bài").mkdir()
    monkeypatch.chdir(tmp_path)
    assert options.content_folder("bài") == tmp_path.resolve() / "bài"
    assert options.output_folder("xuất/bản") == tmp_path.resolve() / "xuất" / "bản"


@pytest.mark.parametrize("value", ["2026-11-24 08:30", "2026-11-24T08:30:00+07:00", "2026-11-24T01:30:00Z"])
def test_a_moment_is_written_as_in_an_article(value: str) -> None:
    """`--now` takes the forms of the content format."""
    assert options.moment(value) == HALF_PAST_EIGHT


def test_without_a_moment_it_is_the_clocks_minute() -> None:
    """Two builds in one minute show the same."""
    assert current_minute({}, lambda: HALF_PAST_EIGHT.timestamp() + 59.9) == HALF_PAST_EIGHT


def test_source_date_epoch_comes_before_the_clock() -> None:
    """Reproducible builds name their moment in the environment, to the second."""
    moment = current_minute({"SOURCE_DATE_EPOCH": str(int(HALF_PAST_EIGHT.timestamp()) + 7)}, lambda: 0.0)
    assert moment == HALF_PAST_EIGHT.replace(second=7)
    assert moment.tzinfo is ZONE


@pytest.mark.parametrize("stated", ["x", "1.5", "9" * 30, "9" * 12 + "000"])
def test_a_source_date_epoch_that_is_no_time_is_refused(stated: str) -> None:
    """A wrong variable never falls back to the clock in silence."""
    with pytest.raises(ValueError, match=r".+"):
        current_minute({"SOURCE_DATE_EPOCH": stated}, lambda: 0.0)


@pytest.mark.parametrize("value", ["", "-1", "+1", "1.0", "٣", "1_0", " 1", "0x1"])
def test_a_number_is_plain_digits(value: str) -> None:
    """What Python would also take as a number is a slip of the hand."""
    with pytest.raises(Exit) as exit_:
        options.number("--port", value, least=0)
    assert exit_.value.code == 2


def test_both_bounds_of_a_number_are_allowed() -> None:
    """1 and 10 are from 1 to 10, 0 and 11 are not."""
    assert [options.number("--x", text, least=1, most=10) for text in ("1", "10")] == [1, 10]
    for text in ("0", "11"):
        with pytest.raises(Exit, match="từ 1 đến 10"):
            options.number("--x", text, least=1, most=10)
