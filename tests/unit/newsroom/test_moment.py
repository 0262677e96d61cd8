from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plugins.newsroom.moment import ZONE, parse_moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-06-24", "2019-06-24T00:00:00+07:00"),
        ("2019-06-24 22:33", "2019-06-24T22:33:00+07:00"),
        ("2019-06-24 22:33:05", "2019-06-24T22:33:05+07:00"),
        ("2019-06-24T22:33:00+07:00", "2019-06-24T22:33:00+07:00"),
        ("2019-06-24T22:33+0700", "2019-06-24T22:33:00+07:00"),
        ("2019-06-24T15:33:00Z", "2019-06-24T22:33:00+07:00"),
        ("2019-06-24T15:33:00.250Z", "2019-06-24T22:33:00+07:00"),
        ("2019-06-24T20:00:00-05:00", "2019-06-25T08:00:00+07:00"),
        ("2024-02-29", "2024-02-29T00:00:00+07:00"),
        ("1900-01-01", "1900-01-01T00:00:00+07:00"),
        ("1965-05-19T08:00:00+07:00", "1965-05-19T08:00:00+07:00"),
    ],
)
def test_forms_that_are_read(text: str, expected: str) -> None:
    """A day, a day with a time, and ISO 8601 with an offset are read, in Vietnam's time."""
    moment = parse_moment(text)
    assert moment.isoformat() == expected
    assert moment.tzinfo is ZONE


@pytest.mark.parametrize(
    "text",
    [
        "", "2019", "2019-06", "24/06/2019", "06/24/2019", "2019/06/24", "2019-6-24", "20190624", "2019-06-24 22",
        "2019-06-24 22h33", "2019-06-24T22:33:00", "2019-06-24 22:33+07:00", "2019-06-24 22:33 ", " 2019-06-24",
        "2019-06-24  22:33", "2023-02-29", "2019-13-01", "2019-06-31", "2019-06-24 24:00", "2019-06-24 22:60",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "٢٠١٩-٠٦-٢٤", "hôm nay", "2019-W26-1", "2019-06-24\n",
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    """No other form is read, so that no day is guessed."""
    with pytest.raises(ValueError, match=r".*"):
        parse_moment(text)


def test_same_moment_whatever_the_offset() -> None:
    """An offset changes how a moment is written and not which one it is."""
    assert parse_moment("2019-06-24T15:33:00+00:00") == datetime(2019, 6, 24, 15, 33, tzinfo=UTC)
