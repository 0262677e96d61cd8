"""Users and tokens, and how often something may be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.limits import Limit
from desk.users import Directory, Role, UsersError, make_user, read_users, renew_token, write_users
from tests.desk_kit import Clock


def test_a_token_is_its_users_and_nobody_elses(tmp_path: Path) -> None:
    """It comes back from the file by its hash alone; another token, or none, is nobody's."""
    file = tmp_path / "users.json"
    user, token = make_user("viet", "Nguyễn  Viết", "viet@example.vn", Role.EDITOR)
    write_users(file, {"viet": user})
    directory = Directory(file)
    assert directory.find(token) == user == read_users(file)["viet"]
    assert user.name == "Nguyễn Viết"
    for wrong in ("", token[:-1], token + "x", "ban_viet_", "ban_khac_x"):
        assert directory.find(wrong) is None


def test_a_new_token_or_a_removal_counts_at_once(tmp_path: Path) -> None:
    """The old token opens nothing from then on, though it had been right a moment before."""
    file = tmp_path / "users.json"
    user, old = make_user("viet", "Viết", "viet@example.vn", Role.EDITOR)
    write_users(file, {"viet": user})
    directory = Directory(file)
    assert directory.find(old)
    renewed, new = renew_token(user)
    write_users(file, {"viet": renewed})
    assert (directory.find(old), directory.find(new)) == (None, renewed)
    write_users(file, {})
    assert directory.find(new) is None
    file.unlink()
    assert directory.find(new) is None


@pytest.mark.parametrize(
    ("login", "name", "email"),
    [
        ("", "Viết", "a@b"),
        ("Viết", "Viết", "a@b"),
        ("viet_1", "Viết", "a@b"),
        ("viet", " ", "a@b"),
        ("viet", "A <x@y>", "a@b"),
        ("viet", "A\nB", "a@b"),
        ("viet", "Viết", "không có"),
        ("viet", "Viết", "a@b>\n"),
    ],
)
def test_a_user_is_one_that_a_commit_can_name(login: str, name: str, email: str) -> None:
    """Git's authors have a name and an address between < and >, on one line."""
    with pytest.raises(UsersError):
        make_user(login, name, email, Role.EDITOR)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": {}}', '{"a": {"role": "king"}}', '{"a": 5}'])
def test_a_damaged_file_says_so(tmp_path: Path, text: str) -> None:
    """Nobody is let in, and whoever runs the desk learns which file it is."""
    file = tmp_path / "users.json"
    file.write_text(text)
    if text == "[]":
        text = ""
    with pytest.raises(UsersError, match=r"users\.json"):
        read_users(file)


def test_a_limit_lets_a_burst_through_and_then_one_at_a_time() -> None:
    """Each key has a bucket of its own, which fills up again steadily."""
    clock = Clock()
    limit = Limit(3, 30, clock)
    assert [limit.take("a") for _ in range(4)] == [True, True, True, False]
    assert (limit.has("a"), limit.take("b")) == (False, True)
    clock.seconds += 10
    assert [limit.take("a"), limit.take("a")] == [True, False]
    clock.seconds += 1_000
    assert [limit.has("a"), *(limit.take("a") for _ in range(4))] == [True, True, True, True, False]
