"""A made-up access log, the same for the same seed, with what is in it counted while it is made."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

_WEBKIT: Final = "AppleWebKit/537.36 (KHTML, like Gecko)"
BROWSERS: Final = (
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/{{}}.0.0.0 Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 14; SM-A155F) {_WEBKIT} Chrome/{{}}.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_{} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:{}.0) Gecko/20100101 Firefox/{}.0",
)
CRAWLERS: Final = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OTHERS: Final = ("/", "/kinh-te/", "/static/style-0123456789.css", "/search/root-a1b2c3.json", "/rss/", "/media/a.jpg")


@dataclass(slots=True)
class Truth:
    """What a log holds: visitors of each day, and views of each article."""

    visitors: defaultdict[date, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    views: Counter[str] = field(default_factory=Counter)

    def visits(self, first: date = date.min) -> int:
        """Return the visits from a day on."""
        return sum(len(visitors) for day, visitors in self.visitors.items() if day >= first)


def make_lines(  # noqa: PLR0913 - each says something else of the log
    count: int, slugs: Sequence[str], truth: Truth, *, last: date, days: int = 45, seed: int = 1
) -> Iterator[bytes]:
    """
    Yield *count* lines of an access log, ascending by time.

    Args:
        count: How many.
        slugs: Articles that are read, the first ones most.
        truth: Is told what the lines say.
        last: The last day.
        days: On how many days up to it they fall.
        seed: Another log for each.
    """
    chance = random.Random(seed)  # noqa: S311 - a measurement, no secret
    start = datetime.combine(last - timedelta(days=days - 1), datetime.min.time())
    step = timedelta(days=days) / count
    people = [(_address(chance), _browser(chance)) for _ in range(max(count // 3, 1))]
    for number in range(count):
        moment = start + number * step
        address, agent = chance.choice(people)
        kind = chance.random()
        if kind < 0.15:  # noqa: PLR2004 - the share of crawlers
            address, agent = _address(chance), chance.choice(CRAWLERS)
        request, slug, status = _request(chance, slugs)
        if kind >= 0.15 and not status.startswith("4"):  # noqa: PLR2004 - the same share
            truth.visitors[moment.date()].add((address, agent))
            if slug and status in ("200", "304"):
                truth.views[slug] += 1
        when = f"{moment.day:02}/{_MONTHS[moment.month - 1]}/{moment.year}:{moment:%H:%M:%S} +0700"
        yield f'{address} - - [{when}] "{request}" {status} 4321 "-" "{agent}"\n'.encode()


def _request(chance: random.Random, slugs: Sequence[str]) -> tuple[str, str, str]:
    """Return a request line, the article that it reads ("" for none, or where it is not a reading), and the answer."""
    kind = chance.random()
    if kind < 0.6:  # noqa: PLR2004 - the share of articles
        slug = slugs[min(int(chance.expovariate(8) * len(slugs)), len(slugs) - 1)]
        query = chance.choice(("", "", "", "?utm_source=zalo"))
        status = chance.choices(("200", "304", "206", "301", "404", "503"), (80, 10, 1, 3, 4, 2))[0]
        method = chance.choices(("GET", "HEAD", "POST"), (97, 2, 1))[0]
        return f"{method} /kinh-te/{slug}.html{query} HTTP/2.0", slug if method == "GET" else "", status
    if kind < 0.65:  # noqa: PLR2004 - the share of what nobody finds
        return "GET /wp-login.php HTTP/1.1", "", "404"
    return f"GET {chance.choice(_OTHERS)} HTTP/2.0", "", chance.choices(("200", "304"), (3, 1))[0]


def _address(chance: random.Random) -> str:
    if chance.random() < 0.2:  # noqa: PLR2004 - the share of IPv6
        return "2001:db8:" + ":".join(f"{chance.randrange(1 << 16):x}" for _ in range(6))
    return ".".join(str(chance.randrange(1, 255)) for _ in range(4))


def _browser(chance: random.Random) -> str:
    version = chance.randrange(1, 30) + 100
    return chance.choice(BROWSERS).format(version, version)
