"""
Work spread over forked processes, which inherit everything that was made before and hand back bytes.

Forked, not spawned: what a site's pages are made of need not be sent to anybody.  A worker that fails hands its
exception back; one that the system kills is noticed, so that nothing goes missing in silence.  When the parent is
killed its workers end at their next word to it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector
from typing import BinaryIO, Final, NoReturn

_DATA: Final = 0
_ERROR: Final = 1
_HEAD: Final = 5
_READ_BYTES: Final = 1 << 20


class WorkerError(Exception):
    """A worker ended before its work did; `str()` says how, in Vietnamese and English."""

    exitcode = 1


@dataclass(slots=True)
class _Worker:
    """A forked process: the reading end of its pipe, and what came that is not a whole message yet."""

    process: int
    pipe: int
    rest: bytearray = field(default_factory=bytearray)
    is_done: bool = False


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[int, int], Iterable[bytes]], workers: int) -> Iterator[tuple[int, bytes]]:
    """
    Run `work(number, workers)` in as many processes and yield what each makes, as (number, bytes).

    What one worker makes comes in its order.  With one worker it is done in this process.

    Args:
        work: Makes the share of worker *number*, from 0; which that is it decides alone.
        workers: At least 1.

    Raises:
        WorkerError: A worker was killed.
        Exception: What *work* raised in the first worker that failed.
    """
    if workers == 1:
        yield from ((0, data) for data in work(0, 1))
        return
    gc.collect()
    gc.freeze()  # so that a collection in a worker does not copy every page of memory that it shares
    team: list[_Worker] = []
    try:
        for number in range(workers):
            team.append(_fork(work, number, workers, team))
        yield from _listen(team)
    finally:
        gc.unfreeze()
        for worker in team:
            os.close(worker.pipe)
            if not worker.is_done:
                os.kill(worker.process, signal.SIGKILL)
                os.waitpid(worker.process, 0)


def _fork(work: Callable[[int, int], Iterable[bytes]], number: int, workers: int, team: list[_Worker]) -> _Worker:
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        for other in team:
            os.close(other.pipe)  # else a pipe would stay open when the parent is gone
        os.close(reading)
        _serve(work, number, workers, writing)
    os.close(writing)
    return _Worker(process, reading)


def _serve(work: Callable[[int, int], Iterable[bytes]], number: int, workers: int, pipe: int) -> NoReturn:
    """Do a worker's share and end the process, whatever happens: nothing of the parent's may run on here."""
    code = 1
    try:
        with open(pipe, "wb", buffering=1 << 16) as out:
            try:
                for data in work(number, workers):
                    _send(out, _DATA, data)
            except Exception as error:
                _send(out, _ERROR, _packed(error))
                raise
        code = 0  # everything has gone into the pipe
    finally:
        os._exit(code)


def _packed(error: Exception) -> bytes:
    """Return *error* as bytes; one that cannot be sent comes back as its words."""
    try:
        pickle.loads(data := pickle.dumps(error))  # noqa: S301 - what we have just packed
    except (pickle.PickleError, AttributeError, TypeError, ValueError):
        return pickle.dumps(WorkerError(f"{type(error).__name__}: {error}"))
    return data


def _send(out: BinaryIO, kind: int, data: bytes) -> None:
    out.write(kind.to_bytes(1, "big") + len(data).to_bytes(_HEAD - 1, "big"))
    out.write(data)


def _listen(team: list[_Worker]) -> Iterator[tuple[int, bytes]]:
    with DefaultSelector() as selector:
        for number, worker in enumerate(team):
            selector.register(worker.pipe, EVENT_READ, number)
        while selector.get_map():
            for key, _ in selector.select():
                worker = team[key.data]
                data = os.read(worker.pipe, _READ_BYTES)
                if not data:
                    selector.unregister(worker.pipe)
                    _bury(worker)
                worker.rest += data
                yield from ((key.data, message) for message in _messages(worker))


def _messages(worker: _Worker) -> Iterator[bytes]:
    """Yield the whole messages that have come; raise the error that one of them is."""
    at = 0
    rest = worker.rest
    while len(rest) - at >= _HEAD:
        end = at + _HEAD + int.from_bytes(rest[at + 1 : at + _HEAD], "big")
        if len(rest) < end:
            break
        kind, data = rest[at], bytes(rest[at + _HEAD : end])
        at = end
        if kind == _ERROR:
            raise pickle.loads(data)  # noqa: S301 - from our own child
        yield data
    del rest[:at]


def _bury(worker: _Worker) -> None:
    """Take leave of a worker whose pipe has ended."""
    code = os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])
    worker.is_done = True
    if code:
        how = f"tín hiệu {-code} (signal {-code})" if code < 0 else f"mã {code} (code {code})"
        raise WorkerError(
            f"Một tiến trình con đã dừng giữa chừng: {how}; có lẽ máy hết bộ nhớ. Hãy chạy lại với --workers 1."
            " (A worker ended before its work did, perhaps for lack of memory; try again with --workers 1.)"
        )
