"""
The house: who may import whom, how large a part may be, where a thing may happen.

The rules are the tables below; the tests read the sources' syntax trees and nothing is run.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
CODE: Final = ("plugins", "importers", "commands", "deploy", "desk", "feedback", "bench")
CONFIGURATION: Final = ("tasks.py", "pelicanconf.py", "publishconf.py")

MODULE_LINES: Final = 400
FUNCTION_LINES: Final = 40

# What lies outside the rooms → what it may import, with all that is below it.
OUTSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "bench": ("bench", "deploy", "desk", "feedback", "plugins"),
    "commands": ("bench", "commands", "deploy", "desk", "feedback", "importers", "plugins"),
    "deploy": ("deploy",),
    "desk": ("deploy.preview", "desk", "importers", "plugins.archives.headings", "plugins.newsroom", "plugins.ratings"),
    "feedback": ("feedback", "plugins.newsroom", "plugins.ratings"),
    "importers": ("importers", "plugins.newsroom"),
    "pelicanconf": ("plugins.pipeline", "plugins.press.portal"),
    "publishconf": ("pelicanconf",),
    "tasks": ("commands",),
}

# Room → the rooms that it may import, itself aside.  Adapters and `pipeline` have rules of their own.
ROOMS: Final[Mapping[str, frozenset[str]]] = {
    "newsroom": frozenset(),
    "ratings": frozenset({"newsroom"}),
    "pictures": frozenset({"newsroom"}),
    "archives": frozenset({"newsroom", "pictures", "ratings"}),
    "press": frozenset(),
    "search": frozenset({"newsroom", "ratings"}),
}

# Third-party package → the modules that alone may import it.
THIRD_PARTY: Final[Mapping[str, frozenset[str]]] = {
    "axe_playwright_python": frozenset({"bench.pages"}),
    "bs4": frozenset(
        {
            "importers.nukeviet.page_parts",
            "importers.nukeviet.page_reader",
            "importers.nukeviet.page_site",
            "importers.nukeviet.pages",
            "plugins.search.visible_text",
        }
    ),
    "brotli": frozenset({"bench.live_switches", "deploy.packing"}),
    "cryptography": frozenset({"bench.network", "deploy.keys"}),
    "h2": frozenset({"bench.network"}),
    "invoke": frozenset({"tasks", "commands"}),
    "playwright": frozenset({"bench.chromium", "bench.cold", "bench.desk", "bench.pages", "bench.search"}),
    "trustme": frozenset({"bench.network"}),
    "lxml": frozenset({"importers"}),
    "mammoth": frozenset({"importers.word.conversion"}),
    "jinja2": frozenset({"plugins.press.compilation", "plugins.press.render"}),
    "rcssmin": frozenset({"plugins.press.assets"}),
    "rjsmin": frozenset({"plugins.press.scripts"}),
    "markdown": frozenset({"plugins.newsroom.body_markdown"}),
    "markupsafe": frozenset({"plugins.press.compilation"}),
    "msgspec": frozenset(
        {"plugins.newsroom.codec", "plugins.press.chunks", "plugins.press.fingerprint", "plugins.press.staged"}
    ),
    "nh3": frozenset({"plugins.newsroom.body_markdown"}),
    "pelican": frozenset({"plugins.pipeline", "plugins.adapter", "commands", "bench"}),
    "PIL": frozenset(
        {
            "importers.shelved_media",
            "importers.word.pictures",
            "plugins.newsroom.media",
            "plugins.pictures.conversion",
            "plugins.pictures.renditions",
        }
    ),
    "pydantic": frozenset(
        {
            "plugins.newsroom.model",
            "plugins.newsroom.record",
            "plugins.newsroom.records_article",
            "plugins.newsroom.records_site",
        }
    ),
    "watchfiles": frozenset({"commands.livereload"}),
    "whoosh": frozenset({"plugins.search.whoosh_index", "plugins.search.whoosh_leaf"}),
    "starlette": frozenset({"desk.gateway", "desk.git_host", "desk.guard", "desk.identity", "feedback.app"}),
    "uvicorn": frozenset({"commands.desk", "feedback.server"}),
    "yaml": frozenset({"plugins.newsroom.header"}),
}

VAGUE_NAMES: Final = frozenset({"common", "helper", "helpers", "manager", "misc", "util", "utils"})

# What a script of the search may touch: browser's door → the files that use it.
DOORS: Final[Mapping[str, str]] = {r"\bdocument\s*[.\[]": "view*.js", r"\bfetch\s*\(": "load.js"}


def module_of(path: Path) -> str:
    """Return the dotted name of the module in *path*; a package's is its folder's."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def sources() -> dict[str, Path]:
    """Return every module of the project but the tests: dotted name → file."""
    files = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]
    return {module_of(path): path for path in [*files, *(ROOT / name for name in CONFIGURATION)]}


SOURCES: Final = sources()
PARAMETERS: Final = [pytest.param(name, id=name) for name in SOURCES]


def tree_of(name: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(SOURCES[name].read_bytes())


def imports_of(name: str) -> Iterator[str]:
    """Yield the modules that a module names in its imports, wherever they stand; relative ones as "."."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                yield "."
                continue
            parts = [f"{base}.{alias.name}" for alias in node.names]
            yield from (part if part in SOURCES else base for part in parts)


def own_imports(name: str) -> set[str]:
    """Return the project's own modules that a module imports."""
    return {imported for imported in imports_of(name) if imported in SOURCES}


def room_of(name: str) -> str:
    """Return the room of a module below `plugins`, "" of any other."""
    parts = name.split(".")
    return parts[1] if parts[0] == "plugins" and len(parts) > 1 else ""


def is_adapter(name: str) -> bool:
    """Tell whether a module joins a room to a build, or a build to Pelican."""
    return name.startswith("plugins.") and name.endswith((".adapter", ".portal"))


def may_import(name: str, imported: str) -> bool:
    """Tell whether the tables let module *name* import the project's module *imported*."""
    outside = OUTSIDE.get(name.split(".", maxsplit=1)[0])
    if outside is not None:
        return any(imported == allowed or imported.startswith(f"{allowed}.") for allowed in outside)
    if name in ("plugins.pipeline", "plugins.press.portal"):
        return is_adapter(imported) or (name, room_of(imported)) == ("plugins.press.portal", "press")
    if is_adapter(imported):
        return False
    return room_of(imported) in (ROOMS if is_adapter(name) else ROOMS[room_of(name)] | {room_of(name)})


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_module_imports_only_from_the_rooms_that_its_own_may(name: str) -> None:
    """Data flows from left to right; nothing on the right is imported by anything on its left."""
    assert sorted(imported for imported in own_imports(name) if not may_import(name, imported)) == []


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_package_from_outside_is_known_to_one_module(name: str) -> None:
    """What a foreign package can do is behind one door, so that it can be replaced there."""
    room = "plugins.adapter" if is_adapter(name) else name.split(".", maxsplit=1)[0]
    for imported in imports_of(name):
        package = imported.split(".", maxsplit=1)[0]
        if package in (*CODE, "pelicanconf") or package in sys.stdlib_module_names:
            continue
        assert {name, room} & THIRD_PARTY.get(package, frozenset()), f"{name} imports {imported}"


@pytest.mark.parametrize("name", PARAMETERS)
def test_imports_are_absolute(name: str) -> None:
    """A reader sees the room in every import."""
    assert "." not in imports_of(name)


def test_no_two_modules_need_each_other() -> None:
    """There are no cycles, so that every module can be read after those it stands on."""
    try:
        tuple(TopologicalSorter({name: own_imports(name) for name in SOURCES}).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_module_fits_in_the_head(name: str) -> None:
    """Modules and functions have an upper limit."""
    assert len(SOURCES[name].read_text("utf-8").splitlines()) <= MODULE_LINES
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1 - documentation_lines(node)
            assert lines <= FUNCTION_LINES, f"{name}.{node.name}: {lines} lines"


def documentation_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function's docstring takes; saying more about a function does not lengthen it."""
    return (node.body[0].end_lineno or 0) - node.body[0].lineno + 1 if ast.get_docstring(node) else 0


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_name_says_what_a_module_is_about(name: str) -> None:
    """A module that is called after nothing collects everything."""
    assert not VAGUE_NAMES & set(re.split(r"[._]", name))


@pytest.mark.parametrize("name", [name for name, path in SOURCES.items() if path.name == "__init__.py"])
def test_a_package_says_its_question_and_nothing_else(name: str) -> None:
    """An `__init__.py` holds a docstring: importing a room's module runs no other module."""
    body = tree_of(name).body
    assert len(body) == 1
    assert ast.get_docstring(tree_of(name))


def test_every_folder_of_modules_is_a_package() -> None:
    """Each room says its question."""
    folders = {path.parent for path in SOURCES.values()} - {ROOT}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file()) == []


def test_only_the_pipeline_registers() -> None:
    """One file tells in which order a build happens."""
    found = {
        name
        for name in SOURCES
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef) and node.name == "register"
    }
    assert found == {"plugins.pipeline"}


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_mistake_is_swallowed(name: str) -> None:
    """A handler that catches everything raises: a programmer's mistake is never only a log line."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.ExceptHandler) and catches_all(node):
            assert any(isinstance(inner, ast.Raise) for inner in ast.walk(node)), f"{name}:{node.lineno}"


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler is bare or catches `Exception` or `BaseException`."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException")) for kind in kinds
    )


def test_each_door_of_the_browser_has_its_scripts() -> None:
    """In the search, `view*.js` alone touch the page and `load.js` alone fetches; the rest is pure."""
    scripts = sorted((ROOT / "theme" / "static" / "js" / "search").glob("*.js"))
    assert scripts
    for script in scripts:
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", script.read_text("utf-8"), flags=re.DOTALL)
        for door, owner in DOORS.items():
            assert fnmatch(script.name, owner) or not re.search(door, code), f"{script.name}: {door}"
