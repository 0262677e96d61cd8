"""What Python makes of the contract's texts; the browser's half is in tests/browser/test_search_parity.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.search.analysis import query_tokens, term_key, tokens

CONTRACT = json.loads((Path(__file__).parent / "analysis.json").read_bytes())


@pytest.mark.parametrize("vector", CONTRACT["vectors"], ids=lambda vector: vector["text"][:20])
def test_a_text_gives_the_tokens_and_keys_of_the_contract(vector: dict[str, Any]) -> None:
    """Tokens in order, then the keys of the distinct ones."""
    assert tokens(vector["text"]) == vector["tokens"]
    assert [term_key(token) for token in query_tokens(vector["text"])] == vector["keys"]
