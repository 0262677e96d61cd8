"""Work spread over processes: everything comes back, or the failure does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.press.pool import WorkerError, cores, spread


def share(number: int, workers: int) -> Iterator[bytes]:
    """Yield every *workers*-th number below 1,000, from *number* on."""
    for value in range(number, 1_000, workers):
        yield str(value).encode()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_share_comes_back_in_its_order(workers: int) -> None:
    """Whatever the number of workers."""
    found = list(spread(share, workers))
    assert sorted(int(data) for _, data in found) == list(range(1_000))
    for number in range(workers):
        assert [data for worker, data in found if worker == number] == list(share(number, workers))


def test_large_and_empty_messages_come_whole() -> None:
    """Larger than a pipe holds, and of no bytes at all."""

    def work(number: int, workers: int) -> Iterator[bytes]:
        del workers
        yield bytes([number]) * 3_000_000
        yield b""

    found = sorted(spread(work, 2))
    assert found == [(0, b""), (0, bytes(3_000_000)), (1, b""), (1, b"\1" * 3_000_000)]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_is_the_parents(workers: int) -> None:
    """With its type and its words; the other workers end."""

    def work(number: int, workers: int) -> Iterator[bytes]:
        yield b"begun"
        if number == workers - 1:
            raise LookupError("mẫu hỏng")
        time.sleep(60)

    start = time.monotonic()
    with pytest.raises(LookupError, match=r"^mẫu hỏng$"):
        list(spread(work, workers))
    assert time.monotonic() - start < 30


def test_an_exception_that_cannot_travel_is_said() -> None:
    """Its name and its words come; nothing is lost."""

    class Odd(Exception):  # noqa: N818 - a local one, which cannot be sent
        pass

    def work(number: int, workers: int) -> Iterator[bytes]:
        raise Odd(f"{number} of {workers}")

    with pytest.raises(WorkerError, match=r"Odd: [01] of 2"):
        list(spread(work, 2))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_killed_by_the_system_is_noticed(number: signal.Signals) -> None:
    """What it would have made is never passed over."""

    def work(worker: int, workers: int) -> Iterator[bytes]:
        yield from share(worker, workers)
        if worker:
            os.kill(os.getpid(), number)

    with pytest.raises(WorkerError, match=f"signal {number.value}.*--workers 1"):
        list(spread(work, 2))


def test_a_worker_that_just_leaves_is_noticed() -> None:
    """As a library's `exit` would."""

    def work(worker: int, workers: int) -> Iterator[bytes]:
        del worker, workers
        yield b"x"
        os._exit(5)

    with pytest.raises(WorkerError, match="code 5"):
        list(spread(work, 2))


def test_leaving_early_ends_the_workers() -> None:
    """Whoever stops listening, by Ctrl-C for instance, leaves no process behind."""

    def work(worker: int, workers: int) -> Iterator[bytes]:
        del worker, workers
        yield str(os.getpid()).encode() + bytes(100_000)
        time.sleep(60)

    found = spread(work, 2)
    pids = [int(next(found)[1].rstrip(b"\0")) for _ in range(2)]
    found.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_workers_end_when_their_parent_is_killed() -> None:
    """They would hold the lock of the state folder."""
    code = (
        "import os, time; from plugins.press.pool import spread\n"
        "def work(number, workers):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    while True:\n"
        "        yield bytes(1000); time.sleep(0.001)\n"
        "for _ in spread(work, 2): pass"
    )
    root = Path(__file__).resolve().parents[3]
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    for _ in range(2):
        assert int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert parent.stdout.read() == ""  # it ends when no worker holds the other end any more
    parent.stdout.close()


def test_there_is_at_least_one_core() -> None:
    """The default number of workers."""
    assert 1 <= cores() <= (os.cpu_count() or 1)
