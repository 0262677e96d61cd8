"""
The content format as JSON Schema, for programs in which editors write.

Made of the records that the build reads with, so that both say the same; `schema_words` gives the words.
Source: https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from plugins.newsroom.model import KINDS, describe
from plugins.newsroom.schema_words import FIELDS, FILES, GROUPS

SNIPPETS: Final = ".vscode/bai-viet.code-snippets"
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def all_schemas() -> Mapping[str, dict[str, Any]]:
    """Return file name (`article.schema.json`) → schema: of front matters, and of each kind of YAML file."""
    return MappingProxyType({f"{kind}.schema.json": _make_schema(kind) for kind in KINDS})


def editor_files() -> Mapping[str, str]:
    """Return path in the project → text of every file that is made for editors' programs of the content format."""
    schemas = all_schemas()
    snippets = make_snippets(schemas["article.schema.json"])
    files = {f"docs/schema/{name}": schema for name, schema in schemas.items()} | {SNIPPETS: snippets}
    return MappingProxyType(
        {path: json.dumps(value, ensure_ascii=False, indent=2) + "\n" for path, value in files.items()}
    )


def make_snippets(article: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return VS Code's snippets for the front matter of articles: one a field, and one of the required fields.

    No common program reads a schema for YAML within Markdown; snippets it completes there.
    Source: https://code.visualstudio.com/docs/editor/userdefinedsnippets
    """
    fields: Mapping[str, Any] = article["properties"]
    groups: Mapping[str, Any] = article["$defs"]
    snippets = {
        field["title"]: {
            "scope": "markdown",
            "prefix": name,
            "body": _snippet(name, field, groups),
            "description": field["description"],
        }
        for name, field in fields.items()
    }
    required = [f"{name}: ${number}" for number, name in enumerate(article["required"], start=1)]
    whole = {"scope": "markdown", "prefix": "bai", "body": ["---", *required, "---", "", "$0"]}
    return {article["title"]: whole | {"description": article["description"]}} | snippets


def _snippet(name: str, field: Mapping[str, Any], groups: Mapping[str, Any]) -> list[str]:
    """Return the lines that a field's name is completed to, with places for its values."""
    inner = _resolve(field, groups)
    items = _resolve(inner.get("items", {}), groups)
    group = items if "properties" in items else inner
    if "properties" not in group:
        return [f"{name}: {_place(inner, 1)}"]
    numbered = enumerate(group["properties"].items(), start=1)
    keys = [f"{key}: {_place(_resolve(one, groups), number)}" for number, (key, one) in numbered]
    start = "  - " if items else "  "
    return [f"{name}:", start + keys[0], *(" " * len(start) + key for key in keys[1:])]


def _resolve(field: Mapping[str, Any], groups: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a field holds where it is not left empty; of two ways to write it, the longer one."""
    while "$ref" in field or "anyOf" in field:
        if "$ref" in field:
            field = groups[field["$ref"].rpartition("/")[2]]
        else:
            field = next((one for one in field["anyOf"] if "properties" in one), field["anyOf"][0])
    return field


def _place(field: Mapping[str, Any], number: int) -> str:
    """Return the place for a value: to be chosen, one of a list, or free."""
    choices = ",".join(choice for choice in field.get("enum", ()) if choice)
    if "array" in field.get("type", ()):
        return f"[${number}]"
    return f"${{{number}|{choices}|}}" if choices else f"${number}"


def _make_schema(kind: str) -> dict[str, Any]:
    """Return the schema of one kind of file."""
    title, description = FILES[kind]
    plain = describe(kind)
    groups = {name: _with_words(name, group) for name, group in plain.pop("$defs", {}).items()}
    if "title" in plain:
        plain = _with_words(plain["title"], plain)
    head = {"$schema": DRAFT, "title": title, "description": description}
    schema = head | {key: value for key, value in _relaxed(plain).items() if key not in head}
    return schema | ({"$defs": _relaxed(groups)} if groups else {})


def _with_words(name: str, group: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a group with the words of it and of its fields."""
    if "anyOf" in group:
        return {"title": GROUPS[name], "anyOf": [_with_words(name, one) for one in group["anyOf"]]}
    if "properties" not in group:
        return {key: value for key, value in group.items() if key != "description"} | (
            {"title": GROUPS[name]} if "enum" in group else {}
        )
    fields = {}
    for key, field in group["properties"].items():
        title, description = FIELDS[f"{name}.{key}"]
        fields[key] = field | {"title": title, "description": description}
    return {key: value for key, value in group.items() if key != "description"} | {
        "title": GROUPS[name],
        "properties": fields,
    }


def _relaxed(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a schema in which a field that may be absent may be empty, said as shortly as programs understand best."""
    if isinstance(schema, list):
        return [_relaxed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _relaxed(value) for key, value in schema.items() if not (key == "default" and value is None)}
    match inner.get("anyOf"):
        case [{"type": kind} as only, {"type": "null"}]:
            del inner["anyOf"]
            kinds = [*kind, "null"] if isinstance(kind, list) else [kind, "null"]
            inner = only | inner | {"type": kinds}
            if "enum" in only:
                inner["enum"] = [*only["enum"], None]
    return inner
