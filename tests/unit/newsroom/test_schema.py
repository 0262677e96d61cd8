from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom.header import parse_yaml, split_front_matter
from plugins.newsroom.schema import DRAFT, SNIPPETS, all_schemas, editor_files
from plugins.newsroom.source import read_article

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = dict(all_schemas())
_BARE = re.compile(r"-?[0-9]+")


def _refusals(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """Check a tree of texts as a program does that reads plain scalars as YAML 1.2 has them: the keywords in use."""
    if "$ref" in schema:
        yield from _refusals(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    for keyword in ("anyOf", "oneOf"):
        fitting = sum(not any(_refusals(value, way, whole)) for way in schema.get(keyword, ()))
        if keyword in schema and (fitting == 0 or (keyword == "oneOf" and fitting > 1)):
            yield f"{value!r} fits {fitting} ways"
    if "type" in schema and not _kinds(value) & set(
        [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    ):
        yield f"{value!r} is no {schema['type']}"
    if isinstance(value, str) and value:
        yield from _refusals_of_text(value, schema)
    elif isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{value} is too short"
        for item in value:
            yield from _refusals(item, schema.get("items", {}), whole)
    elif isinstance(value, dict):
        yield from _refusals_of_map(value, schema, whole)


def _kinds(value: Any) -> set[str]:
    """Return what JSON's words for a value may be."""
    if not isinstance(value, str):
        return {"object"} if isinstance(value, dict) else {"array"}
    kinds = {"string"}
    kinds |= {"integer", "number"} if _BARE.fullmatch(value) else set()
    kinds |= {"boolean"} if value in ("true", "false") else set()
    return kinds if value else {"string", "null"}


def _refusals_of_text(value: str, schema: dict[str, Any]) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{value!r} is no {schema['pattern']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is none of {schema['enum']}"
    if len(value) > schema.get("maxLength", len(value)):
        yield f"{value!r} is too long"


def _refusals_of_map(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    yield from (f"{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, item in value.items():
        known = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
        if known is False:
            yield f"{key} is unknown"
        else:
            yield from _refusals(item, known, whole)


def _check(kind: str, text: str) -> list[str]:
    tree, problems = parse_yaml(text, kind)
    assert problems == ()
    schema = SCHEMAS[f"{kind}.schema.json"]
    return list(_refusals(tree.value, schema, schema)) if tree else []


def _front_matters(folder: str) -> list[Path]:
    return sorted((ROOT / "content" / folder).rglob("*.md"))


def test_committed_copies_are_those_of_the_model() -> None:
    """What editors' programs read says what the build does; `./inv schema --renew` writes it anew."""
    for path, text in editor_files().items():
        assert (ROOT / path).read_text("utf-8") == text, f"{path} is not what the model says"
    committed = {path.name for path in (ROOT / "docs" / "schema").glob("*.json")}
    assert committed == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_in_words(name: str) -> None:
    """Files, groups and fields have a Vietnamese title, fields also a description, and nothing of the code shows."""
    schema = SCHEMAS[name]
    assert schema["$schema"] == DRAFT
    assert schema["title"]
    assert schema["description"]
    groups = [schema, *schema.get("$defs", {}).values()]
    ways = [way for group in groups for way in group.get("anyOf", ())]
    for group in (*groups, *ways):
        for field in group.get("properties", {}).values():
            assert field["title"]
            assert field["description"]
        assert group.get("properties") is None or group["additionalProperties"] is False
    assert all(group["title"] and "description" not in group for group in groups[1:])


def test_demo_content_fits() -> None:
    """What the build accepts, the schemas accept."""
    for kind, folder in (("article", "articles"), ("page", "pages")):
        for file in _front_matters(folder):
            parts, _ = split_front_matter(file.read_text("utf-8"), file.name)
            assert parts is not None
            assert _check(kind, parts.header) == [], file
    for file in sorted((ROOT / "content" / "site").glob("*.yaml")):
        assert _check(file.stem, file.read_text("utf-8")) == [], file
    for kind in ("comments", "figures"):
        for file in sorted((ROOT / "content" / kind).glob("*.yaml")):
            assert _check(kind, file.read_text("utf-8")) == [], file


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("article", "title: a\ndate: 2026-03-01\n"),
        ("article", "title: a\ndate: 01/03/2026\ncategory: b\n"),
        ("article", "title: a\ndate: 2026-03-01\ncategory: Kinh tế\n"),
        ("article", "title: a\ndate: 2026-03-01\ncategory: b\nsumary: c\n"),
        ("article", "title: a\ndate: 2026-03-01\ncategory: b\nstatus: public\n"),
        ("article", "title: a\ndate: 2026-03-01\ncategory: b\nviews: 1.5\n"),
        ("article", "title: a\ndate: 2026-03-01\ncategory: b\nimage: {src: /media/a.png}\n"),
        ("article", "title: a\ndate: 2026-03-01\ncategory: b\nlegacy: {paths: [news/a.html]}\n"),
        ("page", "slug: a\n"),
        ("menu", "- {title: a}\n"),
        ("home", "pinned: [{title: a}]\n"),
        ("synonyms", "- [a]\n"),
        ("figures", "a: {views: -1}\n"),
        ("statistics", "today: {visits: 1}\n"),
    ],
)
def test_mistakes_do_not_fit(kind: str, text: str) -> None:
    """What the build refuses in a single field, the schemas refuse."""
    assert _check(kind, text) != []


def test_short_forms_fit() -> None:
    """A bare number of views, a bare slug, and empty optional fields are no mistakes."""
    assert _check("article", "title: no\ndate: 2026-03-01 08:00\ncategory: b\nviews: 12\nsummary:\nimage:\n") == []
    assert _check("home", "hot: [a, {article: b, from: 2026-01-01}, {title: c, url: /d/}]\n") == []


def test_site_files_are_wired() -> None:
    """Visual Studio Code finds the schema of every YAML file of the content."""
    wired = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    yaml_files = {name for name in SCHEMAS if name not in ("article.schema.json", "page.schema.json")}
    assert {path.removeprefix("./docs/schema/") for path in wired} == yaml_files
    for path, files in wired.items():
        kind = path.removeprefix("./docs/schema/").removesuffix(".schema.json")
        assert files in (f"content/site/{kind}.yaml", f"content/{kind}/*.yaml")


def test_snippets_are_front_matter() -> None:
    """Each snippet, completed by nothing, holds known fields of an article only."""
    snippets = json.loads((ROOT / SNIPPETS).read_text("utf-8"))
    fields = SCHEMAS["article.schema.json"]["properties"]
    assert {snippet["prefix"] for snippet in snippets.values()} == {"bai", *fields}
    for snippet in snippets.values():
        lines = [re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d+", r"\1", line) for line in snippet["body"]]
        header = "\n".join(line for line in lines if line != "---")
        codes = {problem.code for problem in read_article("articles/a.md", f"---\n{header}\n---\n")[2]}
        assert codes <= {"E201", "E230"}, snippet["prefix"]
