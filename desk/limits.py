"""How often something may be done: a bucket of tokens for each who does it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_MOST_KEPT: Final = 10_000


class Limit:
    """
    Lets something be done *burst* times at once, and then once in *seconds* / *burst*.

    Args:
        burst: How often within *seconds*.
        seconds: After which a bucket that was empty is full again.
        clock: Seconds that only go forward.
    """

    def __init__(self, burst: int, seconds: float, clock: Callable[[], float]) -> None:
        self._burst = burst
        self._rate = burst / seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # key → what is left, when

    def take(self, key: str) -> bool:
        """Take one from the bucket of *key*; tell whether there was one."""
        return self._look(key, taken=1)

    def has(self, key: str) -> bool:
        """Tell whether there is one in the bucket of *key*."""
        return self._look(key, taken=0)

    def _look(self, key: str, *, taken: int) -> bool:
        now = self._clock()
        with self._lock:
            left, then = self._buckets.pop(key, (float(self._burst), now))
            left = min(self._burst, left + (now - then) * self._rate)
            is_there = left >= 1
            if is_there:
                left -= taken
            self._buckets[key] = (left, now)
            if len(self._buckets) > _MOST_KEPT:
                self._buckets.popitem(last=False)  # who was seen longest ago, whose bucket is fullest
        return is_there
