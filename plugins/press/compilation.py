"""
Jinja's compiler, with less work left for each page; what a template means is the same, with two strict exceptions.

Measured on 13,400 pages, Jinja itself spends most of a page on asking whether a value has an attribute or is an item,
on wrapping every piece of escaped text, on looking templates up and on matching the arguments of macros.  Here

- `view.title` is Python's own attribute: an item of a mapping is written `view["title"]`, and an attribute that is not
  there is an error inside `default` and `is defined` too;
- a call is Python's own call;
- an imported template is looked up once;
- an imported macro that is called with nothing but texts, numbers, parts of the frame and objects that stand on many
  pages gives what it gave before: it sees nothing else.  So the masthead, the footer and the boxes beside the page are
  rendered once, and an article's entry once for all its lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2
import jinja2.compiler
import jinja2.nodes
import jinja2.runtime
import jinja2.utils
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # the C function has no other name

# Lists follow time, so that an entry is soon needed again; 16,384 of 700 bytes are 11 MB a process.
_KEPT_RESULTS: Final = 16_384
_PLAIN: Final = frozenset({str, int, type(None)})

# `Markup(text)` asks its argument for an HTML form first; these texts are HTML.
_make_markup: Final[Callable[[str], str]] = partial(str.__new__, Markup)


class Compiler(jinja2.compiler.CodeGenerator):
    """Writes attributes and calls as Python's own."""

    def visit_Getattr(self, node: jinja2.nodes.Getattr, frame: jinja2.compiler.Frame) -> None:  # noqa: N802 - Jinja's
        """Write `node.attr`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's
        self,
        node: jinja2.nodes.Call,
        frame: jinja2.compiler.Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Write `node(…)`; rare forms of calls are left to Jinja."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _import_common(self, node: jinja2.nodes.Import | jinja2.nodes.FromImport, frame: jinja2.compiler.Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.imported(")
        self.visit(node.template, frame)
        self.write(")")


class Template(jinja2.Template):
    """A template whose code escapes and calls macros by the functions below."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, object],  # noqa: A002 - Jinja's
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """Make a template of compiled code."""
        template = super().from_code(environment, code, globals, uptodate)
        if isinstance(environment, Environment):
            template.root_render_func.__globals__.update(escape=escaped, Macro=environment.macro)
        return template


class Environment(jinja2.Environment):
    """
    The templates of a folder, compiled by `Compiler`; they are read once and are not looked at again.

    Only this folder is searched, everything is escaped, and a name that is not there is an error.

    Args:
        templates: The folder.
        filters: What templates may apply to values.
        shared: Types whose objects never change and stand on many pages.
    """

    code_generator_class = Compiler
    template_class = Template

    def __init__(
        self,
        templates: Path,
        filters: Mapping[str, Callable[..., object]],
        shared: Iterable[type] = (),
    ) -> None:
        super().__init__(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.filters.update(filters)
        # The global functions (`range`, `lipsum` with its random text, …) are not a function of the view.
        self.globals.clear()
        # JSON in a page is UTF-8 like the rest of it: escapes would double the size of Vietnamese words.
        self.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
        self._modules: dict[str, jinja2.environment.TemplateModule] = {}
        self._lasting: dict[int, object] = {}
        self._shared = frozenset(shared)

    def imported(self, name: str) -> jinja2.environment.TemplateModule:
        """Return what a template exports that is imported without a context."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]

    def outlive(self, frame: object) -> None:
        """Let *frame* and what it directly holds live as long as this environment, so that macros know them again."""
        if id(frame) in self._lasting:
            return
        names = getattr(frame, "__dataclass_fields__", ())
        for part in (frame, *(getattr(frame, name) for name in names)):
            self._lasting[id(part)] = part

    def macro(
        self,
        environment: jinja2.Environment,
        function: Callable[..., str],
        name: str,
        arguments: tuple[str, ...],
        *rest: bool,
    ) -> Callable[..., str]:
        """Return a macro, as compiled templates make it, that keeps its results where it can."""
        whole = jinja2.runtime.Macro(environment, function, name, list(arguments), *rest)
        if any(rest[:3]):  # it takes any arguments, or a block of its caller's
            return whole
        count = len(arguments)
        padding = [(jinja2.utils.missing,) * (count - given) for given in range(count + 1)]
        kept: dict[tuple[object, ...], tuple[str, tuple[object, ...]]] = {}
        lasting, shared = self._lasting, self._shared

        def call(*values: object, **named: object) -> str:
            if named:
                values += tuple(named.pop(argument, jinja2.utils.missing) for argument in arguments[len(values) :])
            if named or len(values) > count:
                return whole(*values, **named)  # which says what is wrong
            key: tuple[object, ...] = ()
            for value in values:
                if type(value) in _PLAIN:
                    key += (value,)
                elif type(value) in shared or id(value) in lasting:
                    key += ((id(value),),)
                else:
                    return _make_markup(function(*values, *padding[len(values)]))
            if key not in kept:
                if len(kept) == _KEPT_RESULTS:
                    kept.clear()
                result = _make_markup(function(*values, *padding[len(values)]))
                kept[key] = result, values  # as long as they live, no other object is taken for one of them
            return kept[key][0]

        return call


def escaped(value: object) -> str:
    """Return *value* as HTML; what is marked as HTML stays as it is."""
    if type(value) is str:
        return _escape_inner(value)
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)
