"""From what the validator refuses to problems: codes, fields, lines, remedies."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from plugins.newsroom.catalogue import make_problem, shorten
from plugins.newsroom.fields import FieldError, show
from plugins.newsroom.problem import Problem
from plugins.newsroom.tree import Step, Tree

# The validator's names of mistakes → the catalogue's.
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "E201",
        "extra_forbidden": "E202",
        "string_too_long": "E206",
        "string_type": "E207",
        "tuple_type": "E208",
        "model_type": "E209",
        "dict_type": "E209",
        "enum": "E210",
        "literal_error": "E210",
    }
)

_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "attachments": 'src: /media/2019/van-ban.pdf, title: "Văn bản"',
        "correction": 'date: 2019-06-25, text: "…"',
        "image": 'src: /media/2019/anh.jpg, alt: "…"',
        "legacy": "id: 1234",
        "rating": "points: 13, votes: 5",
        "source": 'name: "…", url: "https://…"',
        "views": "count: 71244",
        "withdrawn": 'reason: "…", date: 2019-06-25',
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One thing that the validator refused: its name of the mistake, where, what stood there, and details."""

    type: str
    path: Sequence[Step]
    input: Any
    context: Mapping[str, Any]


def explain_refusals(
    refusals: Iterable[Refusal], tree: Tree, path: str, keys_at: Callable[[Sequence[Step]], Sequence[str]]
) -> tuple[Problem, ...]:
    """
    Turn refusals into problems.

    Args:
        refusals: What the validator found.
        tree: What it was found in, for the lines.
        path: The file.
        keys_at: Tells the keys of the group at a path.
    """
    return tuple(_explain(refusal, tree, path, keys_at) for refusal in refusals)


def _explain(refusal: Refusal, tree: Tree, path: str, keys_at: Callable[[Sequence[Step]], Sequence[str]]) -> Problem:
    """Return the problem of one refusal."""
    steps = tuple(refusal.path)
    cause = refusal.context.get("error")
    if isinstance(cause, FieldError):
        key, values = cause.key, dict(cause.values)
        if cause.sibling:
            steps = (*steps[:-1], cause.sibling)
    else:
        key, values = _KEYS[refusal.type], _values(refusal)
    if key == "E201" and tree.depth_of(steps) == len(steps):
        key = "E230"
    if key == "E202":
        known = keys_at(steps[:-1])
        near = difflib.get_close_matches(str(steps[-1]).lower(), known, n=1)
        key, values = ("E202/near", values | {"near": near[0]}) if near else (key, values | {"known": ", ".join(known)})
    line = tree.line_of(steps)
    # A bare `views: x` is read as `views: {count: x}`; the field is called as the file has it.
    named = steps if key == "E201" else steps[: tree.depth_of(steps)]
    return make_problem(key, path, line, field_name(named), **values)


def field_name(steps: Iterable[Step]) -> str:
    """Return the dotted name of a field; list items are counted from 1."""
    return shorten(".".join(str(step + 1) if isinstance(step, int) else step for step in steps))


def _values(refusal: Refusal) -> dict[str, object]:
    """Return what the messages of a refusal may name."""
    last = refusal.path[-1] if refusal.path else ""
    names = [step for step in refusal.path if isinstance(step, str)]
    values: dict[str, object] = {
        "key": shorten(str(last)),
        "seen": shorten(show(refusal.input)),
        "example": _EXAMPLES.get(names[-1] if names else "", "name: …"),
    }
    if "max_length" in refusal.context:
        values["limit"] = refusal.context["max_length"]
        values["length"] = len(refusal.input.strip())
    if "expected" in refusal.context:
        values["allowed"] = ", ".join(re.findall(r"'([^']*)'", refusal.context["expected"]))
    return values
