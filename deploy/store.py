"""
The folder of releases: what is there, and each step that changes it.

The steps are functions of `store.sh`, run by a shell where the folder is; the shell holds the folder's lock while it
runs, and ends with whoever started it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import IO, Final

from deploy.problem import StoreError
from deploy.transport import Transport

NEXT: Final = ".next"
SPARE: Final = ".spare-"
TOUCHED: Final = "releases/.next.touched"

_END: Final = "= end "
_WAIT: Final = "= wait "


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """
    What the folder holds.

    Attributes:
        current: The serial of the release that readers see, None before the first.
        releases: The serials of all whole releases, ascending.
        spares: Whole trees that are no release, by name.
        has_next: Whether a deployment was killed while it made a tree the next release's.
    """

    current: int | None
    releases: tuple[int, ...]
    spares: tuple[str, ...]
    has_next: bool


class Store:
    """
    An open folder of releases; made by `open_store`.

    Attributes:
        inventory: What the folder held when its lock was taken.
        process: The number of the process that holds the lock, where the folder is.
    """

    def __init__(self, shell: subprocess.Popen[bytes], transport: Transport, on_wait: Callable[[str], None]) -> None:
        self._shell = shell
        self._transport = transport
        self._on_wait = on_wait
        self._send(resources.files("deploy").joinpath("store.sh").read_text("utf-8"))
        self._run("lock", own_shell=True)
        self._token = ""
        self.inventory = self.look()
        self.process = int(self._token.partition(".")[0])

    def look(self) -> Inventory:
        """Remove what killed deployments left, and return what the folder holds."""
        facts = [(name, value) for name, _, value in (line.partition(" ") for line in self._run("look"))]
        self._token = next(value for name, value in facts if name == "token")
        return _inventory(facts)

    def read(self, tree: str, paths: Collection[str]) -> dict[str, bytes]:
        """
        Return the contents of those of *paths* that the tree has.

        Raises:
            StoreError: They cannot be read.
        """
        found = self._transport.read([f"releases/{tree}/{path}" for path in paths])
        return {path.removeprefix(f"releases/{tree}/"): data for path, data in found.items()}

    def touched(self) -> list[str]:
        """Return the paths of the unfinished tree that may be of neither release."""
        data = self._transport.read([TOUCHED]).get(TOUCHED, b"")
        return data.decode().split("\n")[:-1]

    @contextmanager
    def bringing(self) -> Iterator[tuple[Path, Path]]:
        """Give the folders (files, plan) of this machine that what is brought is written to."""
        with self._transport.bringing(f".incoming/{self._token}") as folder:
            for name in ("files", "plan"):
                (folder / name).mkdir(parents=True, exist_ok=True)
            yield folder / "files", folder / "plan"

    def take(self, tree: str) -> None:
        """Let a whole tree become the unfinished one."""
        self._run(f"take {tree}")

    def clone(self, tree: str, copy: str) -> None:
        """Make another tree of the files of one, by links."""
        self._run(f"clone {tree} {copy}")

    def discard(self, tree: str) -> None:
        """Delete a tree."""
        self._run(f"discard {tree}")

    def revise(self) -> None:
        """Make the unfinished tree what the plan says that was brought."""
        self._run("revise")

    def finish(self, serial: int) -> None:
        """Let the unfinished tree be a whole release."""
        self._run(f"finish {serial}")

    def switch(self, serial: int) -> None:
        """Let readers see a release."""
        self._run(f"switch {serial}")

    def _send(self, text: str) -> None:
        try:
            _pipe(self._shell.stdin).write(text.encode())
            _pipe(self._shell.stdin).flush()
        except BrokenPipeError:
            return  # what the shell had to say is read next

    def _run(self, command: str, *, own_shell: bool = False) -> list[str]:
        """
        Run a command there and return what it printed.

        Args:
            command: A function of `store.sh` and its arguments.
            own_shell: It changes the shell itself; others run below it and end at their first failure.

        Raises:
            StoreError: It failed, or the shell ended.
        """
        body = command if own_shell else f"(set -e; {command})"
        self._send(f"{body} </dev/null\necho '{_END}'$?\n")
        lines: list[str] = []
        for raw in _pipe(self._shell.stdout):
            line = raw.decode(errors="replace").rstrip("\n")
            if line.startswith(_WAIT):
                self._on_wait(line.removeprefix(_WAIT))
            elif line.startswith(_END):
                if line != f"{_END}0":
                    raise StoreError(self._failure(command, lines))
                return lines
            else:
                lines.append(line)
        raise StoreError(self._failure(command, lines))

    def _failure(self, command: str, lines: list[str]) -> str:
        said = "\n".join(lines) or "không có thông báo (no message)"
        return f"{self._transport.place}: bước «{command}» không làm được (this step failed):\n{said}"


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError("the shell was started without pipes")
    return pipe


def _inventory(facts: list[tuple[str, str]]) -> Inventory:
    trees = [value for name, value in facts if name == "tree"]
    current = next((value.rpartition("/")[2] for name, value in facts if name == "current"), "")
    return Inventory(
        current=int(current) if current.isdecimal() else None,
        releases=tuple(sorted(int(tree) for tree in trees if tree.isdecimal())),
        spares=tuple(sorted(tree for tree in trees if tree.startswith(SPARE))),
        has_next=NEXT in trees,
    )


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        # A session of its own: Ctrl-C and a closed terminal end the deployment, and then this shell, between two steps.
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, start_new_session=True)
    except FileNotFoundError as error:
        raise StoreError(f"Máy này chưa có {error.filename}. (The program is missing.)") from error


@contextmanager
def open_store(transport: Transport, on_wait: Callable[[str], None]) -> Iterator[Store]:
    """
    Open a folder of releases, made where it is missing, and hold its lock.

    Args:
        transport: The way to it.
        on_wait: Called once when another deployment holds the lock, with its process's number.

    Raises:
        StoreError: The folder or its server cannot be had.
    """
    with transport.connected() as command, _started(command) as shell:
        try:
            yield Store(shell, transport, on_wait)
        except BaseException:
            shell.terminate()  # it may be waiting for the lock; a step that it has begun it ends first
            raise
        finally:
            with suppress(BrokenPipeError):
                _pipe(shell.stdin).close()
