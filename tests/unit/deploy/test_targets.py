"""`deploy.toml` is read strictly: what is wrong is told at once, with its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.problem import TargetsError
from deploy.targets import choose_target, read_targets

ROOT = Path(__file__).resolve().parents[3]


def write(folder: Path, text: str) -> Path:
    """Return a file of targets."""
    file = folder / "deploy.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_example_is_right() -> None:
    """Whoever copies it has two targets."""
    targets = read_targets(ROOT / "deploy.example.toml")
    assert {name: bool(target.host) for name, target in targets.items()} == {"thu-nghiem": False, "may-chu": True}
    assert targets["may-chu"].key == Path("~/.config/cong-tin/release.key").expanduser()


def test_paths_are_the_file_s(tmp_path: Path) -> None:
    """A relative path means the same from every folder; one of a server is the server's."""
    file = write(
        tmp_path, '[targets.a]\npath = "live"\nkey = "k"\n[targets.b]\nhost = "h"\npath = "/srv/x"\nport = 7\n'
    )
    targets = read_targets(file)
    assert (targets["a"].path, targets["a"].key, targets["a"].keep) == (str(tmp_path / "live"), tmp_path / "k", 5)
    assert (targets["b"].path, targets["b"].port) == ("/srv/x", 7)


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Unknown and missing keys, wrong kinds, numbers out of bounds: each with its line."""
    lines = ["[targets.a]", 'paht = "x"', "keep = 1", "", "[targets.b]", 'path = "x"', 'host = "a b"', "port = true"]
    lines += ["", "[targets.c]", "path = 3", "port = 22", "", "[other]", "x = 1"]
    file = write(tmp_path, "\n".join(lines))
    with pytest.raises(TargetsError) as caught:
        read_targets(file)
    told = [line.removeprefix(f"{file}:").split(":")[:2] for line in str(caught.value).splitlines()]
    assert told == [
        ["1", " targets.a.path"],
        ["2", " targets.a.paht"],
        ["3", " targets.a.keep"],
        ["6", " targets.b.path"],
        ["7", " targets.b.host"],
        ["8", " targets.b.port"],
        ["11", " targets.c.path"],
        ["12", " targets.c.port"],
        ["14", " other"],
    ]
    assert "ý bạn là 'path'?" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"deploy\.toml: thiếu bảng \[targets"),
        ("[targets]", r"thiếu bảng"),
        ('[targets.a]\npath = "x', r"deploy\.toml:2: không phải TOML"),
        ('targets.a = "x"', r"phải là một bảng"),
        ('[targets."../a"]\npath = "x"', r"deploy\.toml:1: tên '\.\./a'"),
        ('[targets.a]\npath = ""', r"deploy\.toml:2: targets\.a\.path"),
        ('[targets.a]\npath = "/x"\nhost = "-oProxyCommand=x"', r"deploy\.toml:3: targets\.a\.host"),
    ],
)
def test_a_file_of_another_form_is_told(tmp_path: Path, text: str, says: str) -> None:
    """No host that SSH would take for an option, no name that is a path."""
    with pytest.raises(TargetsError, match=says):
        read_targets(write(tmp_path, text))


def test_a_target_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With those that are; and a file that is not there, with where to take one from."""
    file = write(tmp_path, '[targets.a]\npath = "x"\n')
    with pytest.raises(TargetsError, match=r"'b'; có: a"):
        choose_target(read_targets(file), "b", file)
    with pytest.raises(TargetsError, match=r"deploy\.example\.toml"):
        read_targets(tmp_path / "none.toml")
