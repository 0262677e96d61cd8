"""
What tests and measurements need beyond a build: packages from their locks, and a browser.

`inv` has made `.venv` by the same rules: a copy of the lock, written last, says that the
packages are there; while it equals the lock, nothing is fetched.
"""

from __future__ import annotations

import ctypes
import fcntl
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from invoke import Exit

LOCK_FILE: Final = "test.txt"
PEER: Final = "pagefind"
PEER_LOCK: Final = "package-lock.json"


@contextmanager
def _only_set_up(root: Path) -> Iterator[None]:
    """Hold the lock that `inv` takes too: of two set-ups the second waits."""
    with (root / "inv").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_packages(root: Path, environment: Path) -> None:
    """
    Bring the packages of requirements/test.txt into the running *environment*, where they are not yet.

    Raises:
        Exit: With code 1 when they cannot be fetched.
    """
    lock, mark = root / "requirements" / LOCK_FILE, environment / LOCK_FILE
    unfinished = mark.with_suffix(".new")
    with _only_set_up(root):
        if mark.is_file() and mark.read_bytes() == lock.read_bytes():
            return
        print("Đang cài các gói để kiểm thử và đo… (Installing what tests and measurements need.)", file=sys.stderr)
        # An interrupted installation may have left half a package that looks whole.
        again = ["--force-reinstall"] if unfinished.exists() else []
        mark.unlink(missing_ok=True)
        shutil.copyfile(lock, unfinished)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        exact = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(unfinished)]
        if subprocess.run([*pip, *again, *exact], stdout=sys.stderr, check=False).returncode:
            message = "Không cài được các gói Python: hãy kiểm tra kết nối mạng rồi chạy lại. (Packages missing.)"
            raise Exit(message, code=1)
        unfinished.replace(mark)


def install_peer(root: Path, environment: Path) -> None:
    """
    Bring Pagefind into the running *environment* by npm, where it is not yet, as its lock says.

    Raises:
        Exit: With code 1 when it cannot be fetched.
    """
    source, folder = root / "requirements" / PEER, environment / PEER
    mark = folder / "installed.json"
    with _only_set_up(root):
        if mark.is_file() and mark.read_bytes() == (source / PEER_LOCK).read_bytes():
            return
        _install_system({"npm": lambda: shutil.which("npm") is not None}, root)
        print("Đang cài Pagefind… (Installing Pagefind.)", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        npm = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        if subprocess.run(npm, cwd=folder, stdout=sys.stderr, check=False).returncode:
            message = "Không cài được Pagefind: hãy kiểm tra kết nối mạng rồi chạy lại. (Pagefind is missing.)"
            raise Exit(message, code=1)
        shutil.copyfile(folder / PEER_LOCK, mark)


def install_browser(root: Path) -> None:
    """
    Install Debian's Chromium, and a library that Playwright's driver needs, where they are not yet.

    Raises:
        Exit: With code 1 when they cannot be installed; what to do has been printed.
    """
    _install_system(BROWSER_PACKAGES, root)


def _install_system(packages: Mapping[str, Callable[[], bool]], root: Path) -> None:
    """Install those of Debian's *packages* that are not there yet."""
    missing = [package for package, is_there in packages.items() if not is_there()]
    if missing and subprocess.run(["sh", root / "commands" / "system-packages.sh", *missing], check=False).returncode:
        raise Exit(code=1)


def _has_library(name: str) -> bool:
    """Tell whether the system's loader finds the shared library *name*."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


# Debian package → whether what it brings is there.  A small installation of Debian lacks the second one.
BROWSER_PACKAGES: Final[Mapping[str, Callable[[], bool]]] = {
    "chromium": Path("/usr/bin/chromium").exists,
    "libatomic1": partial(_has_library, "libatomic.so.1"),
}
