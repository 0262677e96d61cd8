"""
How a target's folder is reached: on this machine, or by SSH and rsync.

Commands go through a shell there (`store.py`); whole files are read and brought by what is here.
"""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from deploy.problem import StoreError
from deploy.targets import Target

# Times tell browsers and caches what changed; rights are those of public files, whoever deploys.
_RSYNC: Final = ("rsync", "--recursive", "--times", "--chmod=D755,F644", "--secluded-args", "--compress")


class LocalTransport:
    """A folder of this machine."""

    def __init__(self, target: Target) -> None:
        self._folder = Path(target.path)
        self.place = target.path

    @contextmanager
    def connected(self) -> Iterator[list[str]]:
        """Give the command of a shell whose current folder is the target's; it reads commands from its input."""
        yield ["sh", "-c", f"mkdir -p {_quoted(self._folder)} && cd {_quoted(self._folder)} && exec sh"]

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        """
        Return the contents of those of *paths*, below the target's folder, that are there.

        Raises:
            StoreError: One cannot be read.
        """
        found = {}
        for path in paths:
            try:
                found[path] = (self._folder / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                raise StoreError(f"{self._folder / path}: không đọc được: {error} (cannot be read)") from error
        return found

    @contextmanager
    def bringing(self, place: str) -> Iterator[Path]:
        """Give a folder of this machine whose files are in *place*, below the target's folder, in the end."""
        yield self._folder / place


class SshTransport:
    """A folder of a server; SSH asks nothing, and the server's key must be known."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.place = f"{target.host}:{target.path}"
        options = ["-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"]
        if target.port is not None:
            options += ["-p", str(target.port)]
        if target.identity is not None:
            options += ["-i", str(target.identity), "-o", "IdentitiesOnly=yes"]
        if target.known_hosts is not None:
            options += ["-o", f"UserKnownHostsFile={target.known_hosts}", "-o", "StrictHostKeyChecking=yes"]
        self._ssh = ["ssh", *options]

    @contextmanager
    def connected(self) -> Iterator[list[str]]:
        """Give the command of a shell whose current folder is the target's; what is read and brought goes its way."""
        path = _quoted(self._target.path)
        host = self._target.host.replace("[", "").replace("]", "")
        with tempfile.TemporaryDirectory(prefix="cong-tin-") as folder:
            self._ssh += ["-o", "ControlMaster=auto", "-o", f"ControlPath={folder}/ssh"]
            yield [*self._ssh, "-T", host, f"mkdir -p {path} && cd {path} && exec sh"]

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        """
        Return the contents of those of *paths*, below the target's folder, that are there.

        Raises:
            StoreError: They cannot be fetched.
        """
        if not paths:
            return {}
        with tempfile.TemporaryDirectory(prefix="cong-tin-") as folder:
            names = "".join(f"{path}\0" for path in paths).encode()
            options = ("--files-from=-", "--from0", "--ignore-missing-args")
            self._rsync([*options, f"{self._target.host}:{self._target.path}/", f"{folder}/"], names)
            places = ((path, Path(folder, path)) for path in paths)
            return {path: place.read_bytes() for path, place in places if place.is_file()}

    @contextmanager
    def bringing(self, place: str) -> Iterator[Path]:
        """Give a folder of this machine whose files are in *place*, below the target's folder, in the end."""
        with tempfile.TemporaryDirectory(prefix="cong-tin-") as folder:
            yield Path(folder)
            self._rsync([f"{folder}/", f"{self._target.host}:{self._target.path}/{place}/"], b"")

    def _rsync(self, arguments: list[str], names: bytes) -> None:
        command = [*_RSYNC, "--rsh", shlex.join(self._ssh), *arguments]
        try:
            done = subprocess.run(command, input=names, capture_output=True, check=False)
        except FileNotFoundError as error:
            raise StoreError("Máy này chưa có rsync: hãy cài gói rsync. (rsync is missing on this machine.)") from error
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise StoreError(f"{self._target.host}: rsync không chạy được (rsync failed):\n{said}")


Transport = LocalTransport | SshTransport


def transport_of(target: Target) -> Transport:
    """Return the way to a target."""
    return SshTransport(target) if target.host else LocalTransport(target)


def _quoted(path: object) -> str:
    return shlex.quote(str(path))
