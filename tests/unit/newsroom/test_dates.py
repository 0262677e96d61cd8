from __future__ import annotations

import pytest

from plugins.newsroom.date_mistakes import explain_date
from plugins.newsroom.moment import parse_moment

_EXAMPLE = "2019-06-24 22:33"


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("24/06/2019", "E221", "2019-06-24"),
        ("24-6-2019 8:05", "E221", "2019-06-24 08:05"),
        ("4.5.2019", "E221", "2019-05-04"),
        ("2019-6-4", "E222", "2019-06-04"),
        ("2019-06-4", "E222", "2019-06-04"),
        ("2019/06/24 22:33", "E222", "2019-06-24 22:33"),
        ("2019-06-24 8:00", "E222", "2019-06-24 08:00"),
        ("2019-06-24 10:33 PM", "E223", "2019-06-24 22:33"),
        ("24/06/2019 10:33 CH", "E223", "2019-06-24 22:33"),
        ("24/06/2019 8:00 sáng", "E223", "2019-06-24 08:00"),
        ("2019-06-24 12:05 a.m.", "E223", "2019-06-24 00:05"),
        ("2019-06-24 12:05pm", "E223", "2019-06-24 12:05"),
        ("24/06/19", "E224", "2019-06-24"),
        ("24-6-19 8:00", "E224", "2019-06-24 08:00"),
        ("ngày 24 tháng 6 năm 2019", "E225", "2019-06-24"),
        ("Thứ hai - 24/06/2019 22:33", "E225", "2019-06-24 22:33"),
        ("8 giờ 30 ngày 24/6/2019", "E225", "2019-06-24 08:30"),
        ("22h33 24/06/2019", "E225", "2019-06-24 22:33"),
        ("2019-02-30", "E220", _EXAMPLE),
        ("2019-06-24 25:00", "E220", _EXAMPLE),
        ("2019-06-24T22:33:61Z", "E220", _EXAMPLE),
        ("31/02/2019", "E221", _EXAMPLE),
        ("20190624", "E205", _EXAMPLE),
        ("2019-06-24T22:33", "E205", "2019-06-24 22:33"),
        ("hôm qua", "E205", _EXAMPLE),
        ("", "E205", _EXAMPLE),
    ],
)
def test_each_bad_form_has_its_remedy(text: str, key: str, near: str) -> None:
    """A date of another form is named by what is wrong with it, and the date that was meant is offered."""
    mistake = explain_date(text)
    assert (mistake.key, mistake.near) == (key, near)
    parse_moment(mistake.near)
