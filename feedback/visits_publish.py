"""
Counted visits and views brought into `content/`: planned, remembered, written, remembered again.

Killed anywhere, the next time finds out from the files what was written: nothing is added twice and nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from feedback.visits_articles import find_months
from feedback.visits_files import SpliceError, put_numbers, read_numbers
from feedback.visits_state import Shown, State, Step
from feedback.whole_file import put_file, read_file
from plugins.newsroom.moment import parse_moment

STATISTICS: Final = "site/statistics.yaml"
_BEFORE: Final = " before"  # the name under which the number before the last is remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """
    What stands in `content/` now.

    Attributes:
        numbers: `today`, `month`, `total` → visits and the day that they are counted to.
        articles: How many articles' views changed.
        files: The files that were written, below the content folder.
        held_back: Whether nothing was written because that day's numbers are there already.
    """

    numbers: Mapping[str, tuple[int, date]]
    articles: int
    files: tuple[str, ...]
    held_back: bool


def publish(content: Path, state: State, *, again: bool) -> Published:
    """
    Write what is new, at most once for a day of the logs unless *again*.

    Raises:
        OSError: A file cannot be read or written.
        SpliceError: A file is not what it should be; nothing was written.
    """
    with state.change():
        state.finish(_written(content, state.steps()))
    days = state.days()
    if not days:
        return Published(numbers={}, articles=0, files=(), held_back=False)
    newest = max(days)
    shown = _statistics(content, state.shown(), days, newest)
    numbers = {name: (number.visits, date.fromisoformat(number.day)) for name, number in shown.items()}
    if newest.isoformat() <= state.told() and not again:
        return Published(numbers=numbers, articles=0, files=(), held_back=True)
    texts, steps, unknown = _plan(content, state.unwritten())
    statistics = _statistics_text(content, shown)
    if statistics is not None:
        texts[STATISTICS] = statistics
    with state.change():
        state.forget(unknown)
        state.begin(steps)
        known = state.shown()
        state.show({name + _BEFORE: known[name] for name in shown if name in known} | shown)
    for path, text in texts.items():
        put_file(content / path, text)
    with state.change():
        state.finish(steps)
        state.tell(newest.isoformat())
    return Published(numbers=numbers, articles=len(steps), files=tuple(sorted(texts)), held_back=False)


def _plan(content: Path, unwritten: Mapping[str, int]) -> tuple[dict[str, bytes], list[Step], list[str]]:
    """Return file → new text, the steps that it takes, and the slugs that are no article's."""
    months = find_months(content, unwritten.keys())
    by_file: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for slug, month in sorted(months.items()):
        by_file[f"figures/{month}.yaml"][slug] = unwritten[slug]
    texts: dict[str, bytes] = {}
    steps: list[Step] = []
    for path, more in sorted(by_file.items()):
        data = read_file(content / path)
        there = read_numbers(data, path)
        made = [Step(slug, old := _views(there, slug), old + views) for slug, views in more.items()]
        texts[path] = put_numbers(data, path, {step.slug: {"views": str(step.new)} for step in made})
        steps += made
    return texts, steps, sorted(unwritten.keys() - months.keys())


def _written(content: Path, steps: Sequence[Step]) -> list[Step]:
    """Return the steps that were taken: the file has another number than before, or the article is gone."""
    months = find_months(content, [step.slug for step in steps]) if steps else {}
    files = {month: f"figures/{month}.yaml" for month in set(months.values())}
    there = {month: read_numbers(read_file(content / path), path) for month, path in files.items()}
    return [
        step for step in steps if step.slug not in months or _views(there[months[step.slug]], step.slug) != step.old
    ]


def _views(numbers: Mapping[str, Mapping[str, str]], slug: str) -> int:
    views = numbers.get(slug, {}).get("views", "0")
    return int(views) if views.isascii() and views.isdigit() else 0


def _statistics(content: Path, known: Mapping[str, Shown], days: Mapping[date, int], newest: date) -> dict[str, Shown]:
    """Return the three numbers of visits; what the old portal counted goes on."""
    there = read_numbers(read_file(content / STATISTICS), STATISTICS)
    numbers: dict[str, Shown] = {}
    for name, first in (("today", newest), ("month", newest.replace(day=1)), ("total", date.min)):
        base, base_day = _base(name, there.get(name, {}), known)
        if base_day and date.fromisoformat(base_day) < first:
            base, base_day = 0, ""
        counted = sum(
            visits
            for day, visits in days.items()
            if day >= first and (not base_day or day > date.fromisoformat(base_day))
        )
        day = max(newest.isoformat(), base_day)
        numbers[name] = Shown(base + counted, day, base, base_day)
    return numbers


def _base(name: str, there: Mapping[str, str], known: Mapping[str, Shown]) -> tuple[int, str]:
    """Return what a number begins from, and its day: what somebody else wrote, unless we went on from there before."""
    visits, day = there.get("visits", ""), there.get("date", "")
    if not visits or not day:
        return 0, ""
    for own in (known.get(name), known.get(name + _BEFORE)):
        if own is not None and (str(own.visits), own.day) == (visits, day):
            return own.base, own.base_day
    try:
        return int(visits), parse_moment(day).date().isoformat()
    except ValueError as error:
        raise SpliceError(
            f"{STATISTICS}: {name}: không hiểu số {visits!r} hay ngày {day!r}. (Not a number or day.)"
        ) from error


def _statistics_text(content: Path, shown: Mapping[str, Shown]) -> bytes | None:
    """Return the new text of the file, None where it says the same already."""
    data = read_file(content / STATISTICS)
    numbers = {name: {"visits": str(number.visits), "date": number.day} for name, number in shown.items()}
    text = put_numbers(data, STATISTICS, numbers)
    return None if text == data else text
