"""
The theme's modules as readers fetch them: one file holds a module and all that it cannot begin without.

What no module imports is an entry; what is imported by `import("…")` comes later.  An entry's file is the modules that
it needs, each after those that this one needs, without the lines that import them, so their names must differ; what
comes later stays a file of its own and imports from the entry's.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rjsmin import jsmin

from plugins.press.writer import RenderError

_IMPORT = re.compile(r'\bimport(\{[^{}]*\}from|)"(\.[^"]+)";?')
_LATER = re.compile(r'(?<=\bimport\()"(\.[^"]+)"(?=\))')
_FOREIGN = re.compile(r"""\b(?:import|from)\s*["']\.|\bimport\([^")]""")
_NAMED = re.compile(r"^(?:export )?(?:async )?(?:const|let|var|class|function\*?) ([\w$]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Module:
    """
    A module without comments and needless space.

    Attributes:
        code: All of it.
        body: What is left without its imports.
        imports: The paths of modules that it needs.
        later: Those that it imports while it runs.
        names: What it declares at its top.
    """

    code: str
    body: str
    imports: tuple[str, ...]
    later: tuple[str, ...]
    names: tuple[str, ...]


def join_modules(sources: Mapping[str, str]) -> dict[str, str]:
    """
    Return the files that readers fetch, by path.

    Args:
        sources: The modules, by path.

    Raises:
        RenderError: An import is written otherwise than here understood or finds nothing, a name is declared twice in
            what comes together, or what comes later is reached from two entries.
    """
    modules = {path: _read(path, sources) for path in sorted(sources)}
    reached = {path for module in modules.values() for path in (*module.imports, *module.later)}
    files: dict[str, str] = {}
    for entry in modules:
        if entry in reached:
            continue
        held = list(dict.fromkeys(_needed(modules, entry, ())))
        _refuse_twins(modules, held)
        files[entry] = "\n".join(_moved(modules[path].body, path, entry, held) for path in held)
        for path in _later(modules, held):
            if path in files:
                raise _wrong(path, "có hai mô-đun gốc cùng dùng", "reached from two entries")
            files[path] = _moved(modules[path].code, path, path, held)
    return files


def _read(path: str, sources: Mapping[str, str]) -> _Module:
    code = jsmin(sources[path]).strip()
    body = _IMPORT.sub("", code)
    if _FOREIGN.search(body) or any(" as " in clause for clause, _ in _IMPORT.findall(code)):
        raise _wrong(
            path, 'mỗi lệnh nhập phải là import { a, b } from "./c.js"; hoặc import("./c.js")', "other imports"
        )
    imports = tuple(_target(path, name) for _, name in _IMPORT.findall(code))
    later = tuple(_target(path, name) for name in _LATER.findall(code))
    for target in (*imports, *later):
        if target not in sources:
            raise _wrong(path, f"không có mô-đun {target}", "no such module")
    return _Module(code, body, imports, later, tuple(_NAMED.findall(sources[path])))


def _needed(modules: Mapping[str, _Module], path: str, above: Sequence[str]) -> Iterator[str]:
    """Yield what *path* needs and itself, each after what it needs; `above` are those that are being followed."""
    for other in modules[path].imports:
        if other not in (*above, path):
            yield from _needed(modules, other, (*above, path))
    yield path


def _later(modules: Mapping[str, _Module], held: Sequence[str]) -> list[str]:
    """Return the modules that come later than those of *held*, and what these need beside."""
    found = dict.fromkeys(path for own in held for path in modules[own].later)
    waiting = list(found)
    while waiting:
        module = modules[waiting.pop()]
        new = [path for path in (*module.imports, *module.later) if path not in (*held, *found)]
        found |= dict.fromkeys(new)
        waiting += new
    return [path for path in found if path not in held]


def _refuse_twins(modules: Mapping[str, _Module], held: Sequence[str]) -> None:
    counts = Counter(name for path in held for name in modules[path].names)
    for path in held:
        for name in modules[path].names:
            if counts[name] > 1:
                others = ", ".join(other for other in held if other != path and name in modules[other].names)
                raise _wrong(path, f"tên {name} cũng có ở {others}", "declared twice in one file")


def _moved(code: str, path: str, place: str, held: Sequence[str]) -> str:
    """Return *code* of the module *path* as it stands in the file *place*; the last of *held* is where all are."""

    def name(target: str) -> str:
        target = _target(path, target)
        return f'"./{posixpath.relpath(held[-1] if target in held else target, posixpath.dirname(place) or ".")}"'

    code = _IMPORT.sub(lambda match: f"import{match[1]}{name(match[2])};", code)
    return _LATER.sub(lambda match: name(match[1]), code)


def _target(path: str, name: str) -> str:
    """Return the path of the module that *path* calls *name*."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def _wrong(path: str, problem: str, english: str) -> RenderError:
    return RenderError(f"theme/static/js/{path}: {problem} ({english})")
