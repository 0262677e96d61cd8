"""
How much may come from one address.

An office of hundreds may stand behind one address, so that these are bounds for machines, not for people; who voted
is told by tokens.  A browser's name says nothing: whoever wants many votes changes it at each.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

VOTES_A_DAY: Final = 20
"""New votes from one address for one article in a day; one vote given anew counts once."""
COMMENTS_A_DAY: Final = 20
"""Comments from one address in a day."""
COMMENTS_ON_ONE: Final = 5
"""Comments from one address on one article in a day."""
WAITING: Final = 5_000
"""Comments that wait for an editor; beyond that a flood only fills the disk."""

BURST: Final = 60
"""Forms that an address may send at once …"""
PER_SECOND: Final = 1.0
"""… and how many more with each second."""

_NETWORK_BITS: Final = 64  # what a home has in IPv6; each of its machines can take any address of it
_MOST_KNOWN: Final = 20_000


def network_of(address: str) -> str:
    """Return what counts as one address: an IPv4 address, an IPv6 network of 64 bits; "" for anything else."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _NETWORK_BITS), strict=False))


@dataclass(slots=True)
class _Bucket:
    left: float
    seen: float


class Pace:
    """How fast forms may come from each network; known in memory alone, for as long as it matters."""

    def __init__(self, burst: float = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, sender: str, now: float) -> int:
        """Count one form of *sender* at *now* (seconds); return 0, or in how many seconds it would be taken."""
        bucket = self._buckets.get(sender)
        if bucket is None:
            if len(self._buckets) >= _MOST_KNOWN:
                self._forget(now)
            bucket = self._buckets[sender] = _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + max(now - bucket.seen, 0) * self._per_second)
        bucket.seen = now
        if bucket.left < 1:
            return int((1 - bucket.left) / self._per_second) + 1
        bucket.left -= 1
        return 0

    def _forget(self, now: float) -> None:
        """Drop the senders whose bucket is full again; all, where there are too many others."""
        full = self._burst / self._per_second
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if now - bucket.seen < full}
        if len(self._buckets) >= _MOST_KNOWN:
            self._buckets.clear()
