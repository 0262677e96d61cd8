"""The article that both READMEs show, and the mistake in it that they show as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.newsroom.source import read_article

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_article_is_valid_and_its_mistake_is_reported_as_shown(name: str) -> None:
    """Whoever copies the example has an article of the demo site; the report is the program's own words."""
    readme = (ROOT / name).read_text(encoding="utf-8")
    path = re.search(r"^`content/(articles/\S+)`:$", readme, re.MULTILINE)
    source = re.search(r"```markdown\n(.*?)```", readme, re.DOTALL)
    report = re.search(r"^    (articles/.*)$", readme, re.MULTILINE)
    assert path
    assert source
    assert report
    article, _, problems = read_article(path[1], source[1])
    assert problems == ()
    assert article is not None
    assert f"\n- slug: {article.category}\n" in (ROOT / "content" / "site" / "categories.yaml").read_text("utf-8")
    link = re.search(r"\{filename\}([^)]+)", source[1])
    assert link
    assert (ROOT / "content" / path[1]).parent.joinpath(link[1]).resolve().is_file()
    _, _, problems = read_article(path[1], source[1].replace("points: 13", "points: 26"))
    assert [problem.report() for problem in problems] == [report[1]]
