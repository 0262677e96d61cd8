"""
The one that writes: a thread that commits what came in together, and answers when it is on the disk.

While one commit waits for the disk the next votes gather, so that their number a second is not that of the disk's
writes a second.  Nobody is told that a vote counts before it is committed.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final, TypeVar

from feedback.store import connect, transaction

_T = TypeVar("_T")
_Job = tuple[Callable[[sqlite3.Connection], Any], "Future[Any]"]

_MOST_AT_ONCE: Final = 256


class Writer:
    """Runs jobs on the database of *path*, many in one transaction; each job is done whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer")
        self._thread.start()

    def submit(self, job: Callable[[sqlite3.Connection], _T]) -> Future[_T]:
        """
        Run *job* soon; its result is there when the disk has it.

        The future raises what the job raises: `RefusedError`, or `sqlite3.Error` also where the commit failed.
        """
        result: Future[_T] = Future()
        self._jobs.put((job, result))
        return result

    def close(self) -> None:
        """Do what was submitted, then stop."""
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs, is_last = [first], False
            while len(jobs) < _MOST_AT_ONCE and not self._jobs.empty():
                job = self._jobs.get()
                if job is None:
                    is_last = True
                    break
                jobs.append(job)
            self._commit(jobs)
            if is_last:
                return

    def _commit(self, jobs: list[_Job]) -> None:
        """Run *jobs* in one transaction and tell how each went."""
        outcomes: list[tuple[Future[Any], Any, Exception | None]] = []
        try:
            with transaction(self._connection):
                outcomes.extend((future, *self._try(job)) for job, future in jobs)
        except sqlite3.Error as error:
            outcomes = [(future, None, error) for _, future in jobs]
        for future, result, failure in outcomes:
            if failure is None:
                future.set_result(result)
            else:
                future.set_exception(failure)

    def _try(self, job: Callable[[sqlite3.Connection], Any]) -> tuple[Any, Exception | None]:
        """Run one job; undo what it did where it fails."""
        self._connection.execute("SAVEPOINT job")
        try:
            return job(self._connection), None
        except Exception as error:  # handed to whoever asked, be it a refusal or a defect
            if not self._connection.in_transaction:  # a full disk ends the whole transaction
                raise
            self._connection.execute("ROLLBACK TO job")
            return None, error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("RELEASE job")
