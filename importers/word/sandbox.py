"""Reads Word files in a process of their own: what hangs, swells or falls is a refused file and no more."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from importers.word.guessed import Guess
from importers.word.package import read_file
from importers.word.pictures import Kept
from importers.word.reading import Reading
from importers.word.refusal import RefusedError
from importers.word.worker import RESULT, SECONDS
from plugins.newsroom.vietnamese import nfc

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_OFFICE: Final = ("soffice", "libreoffice")
_PATIENCE: Final = 3
"""How many seconds of a clock a second of processor time may take on a busy machine."""


def read_word(file: Path, *, seconds: float = SECONDS * _PATIENCE) -> Reading:
    """
    Read a Word file; a .doc or .odt by way of LibreOffice.

    Args:
        file: The file, never changed.
        seconds: How long it may take by the clock.

    Raises:
        RefusedError: It cannot be read, see `refusal.CAUSES`.
    """
    stem = shown_name(file.stem)
    with tempfile.TemporaryDirectory(prefix="word-") as name:
        folder = Path(name)
        result = _work(file, folder, stem, seconds)
        if kind := result.get("office"):
            result = _work(_convert(file, kind, folder, seconds), folder, stem, seconds)
        if kind := result.get("refused"):
            raise RefusedError(str(kind), str(result["seen"]))
        if result.get("office"):
            raise RefusedError("converter", "kết quả không phải .docx")
        return _to_reading(result, folder)


def shown_name(name: str) -> str:
    """Return a file's name as it can be written down: bytes that are no UTF-8 are shown as question marks."""
    return nfc(name.encode("utf-8", "replace").decode("utf-8"))


def _work(file: Path, folder: Path, stem: str, seconds: float) -> dict[str, Any]:
    """Let the worker read *file*; return what it wrote."""
    command = [sys.executable, "-m", "importers.word.worker", str(file.absolute()), str(folder), stem]
    code, said = _run(command, _ROOT, seconds)
    result = folder / RESULT
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise RefusedError("slow", f"hơn {SECONDS} giây xử lý")
    if code or not result.is_file():
        raise RefusedError("failed", (said.strip().splitlines() or ["tiến trình đọc dừng giữa chừng"])[-1][:200])
    answer: dict[str, Any] = json.loads(result.read_text("utf-8"))
    result.unlink()
    return answer


def _run(command: list[str], where: Path, seconds: float) -> tuple[int, str]:
    """
    Run a command in a group of its own, which ends with it; return its code and what it said.

    Raises:
        RefusedError: It took too long.
    """
    surroundings = {name: os.environ[name] for name in ("PATH", "LANG", "HOME", "TMPDIR") if name in os.environ}
    with subprocess.Popen(
        command,
        cwd=where,
        env={**surroundings, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise RefusedError("slow", f"hơn {seconds:.0f} giây") from error
        finally:
            _end_group(process)
        return process.returncode, said.decode("utf-8", "replace")


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what a command left running; it is the head of its group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # all have ended
    except PermissionError:  # macOS says so of a group whose processes have all ended
        process.kill()


def _convert(file: Path, kind: str, folder: Path, seconds: float) -> Path:
    """
    Return the .docx that LibreOffice makes of a file.

    Raises:
        RefusedError: There is no LibreOffice, or it cannot.
    """
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    if office is None:
        raise RefusedError("office", kind)
    source = folder / f"nguon{kind}"
    source.write_bytes(read_file(file))
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
    code, said = _run([*command, "--outdir", str(folder / "made"), str(source)], folder, seconds)
    made = folder / "made" / "nguon.docx"
    if code or not made.is_file():
        raise RefusedError("converter", " ".join(["tệp hỏng hoặc có mật khẩu", *said.strip().splitlines()[-1:]])[:200])
    return made


def _to_reading(said: dict[str, Any], folder: Path) -> Reading:
    """Return the reading that the worker wrote down."""
    return Reading(
        title=said["title"],
        summary=said["summary"],
        date=said["date"],
        authors=tuple(said["authors"]),
        source=said["source"],
        source_url=said["source_url"],
        body=said["body"],
        pictures=tuple(
            Kept(address, (folder / str(number)).read_bytes()) for number, address in enumerate(said["pictures"])
        ),
        guesses=tuple(Guess(**item) for item in said["guesses"]),
        losses=tuple((kind, example) for kind, example in said["losses"]),
        notes=tuple((kind, text) for kind, text in said["notes"]),
    )
