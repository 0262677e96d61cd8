"""The query language in Python: every line of the contract that the browser passes too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.search.query import parse

VECTORS = json.loads((Path(__file__).parent / "query.json").read_bytes())["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["line"][:30])
def test_a_line_means_what_the_contract_says(vector: dict[str, Any]) -> None:
    """Text that scores, and conditions that narrow."""
    query = parse(vector["line"])
    conditions = [
        {"tokens": list(one.tokens), "inTitle": one.in_title, "isExcluded": one.is_excluded} for one in query.conditions
    ]
    assert {"text": query.text, "conditions": conditions} == {key: vector[key] for key in ("text", "conditions")}
