"""
Ctrl-C and SIGTERM: a build ends at once and publishes nothing, or has published everything.

Source of the exit codes: 128 and the signal's number, as shells have it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

STOPPING: Final = frozenset({signal.SIGINT, signal.SIGTERM})


class StoppedError(Exception):
    """
    Somebody stopped the build; `str()` says what became of the site.

    `exitcode` is what Pelican's command line ends with.
    """

    def __init__(self, number: int, *, published: bool) -> None:
        self.exitcode = 128 + number
        super().__init__(
            "Đã dừng, nhưng trang mới đã xuất bản xong trước đó. (Stopped after everything was published.)"
            if published
            else "Đã dừng giữa chừng. Không xuất bản gì; trang cũ còn nguyên. (Stopped; nothing was published.)"
        )


class Termination(KeyboardInterrupt):
    """SIGTERM, raised where Ctrl-C would be."""


def number_of(interrupt: KeyboardInterrupt) -> int:
    """Return the number of the signal that *interrupt* stands for."""
    return signal.SIGTERM if isinstance(interrupt, Termination) else signal.SIGINT


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Termination` on SIGTERM; only the main thread hears signals, in others nothing changes."""
    with _handled({signal.SIGTERM}, _terminate):
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """
    Hold both signals back: what is begun here is ended here, and then they are heard.

    Handlers do it, not the thread's mask, which every process that is started here would inherit.
    """
    heard: list[int] = []
    with _handled(STOPPING, lambda number, _frame: heard.append(number)):
        yield
    if heard:
        signal.raise_signal(heard[0])


@contextmanager
def _handled(numbers: Collection[signal.Signals], handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Termination
