"""Templates compiled our way give what Jinja's own way gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from markupsafe import Markup, escape

from plugins.press.compilation import Environment, escaped

COMPONENTS = """
{% macro plain(text, number=7, last=none) %}<b>{{ text }}|{{ number }}|{{ last }}</b>{% endmacro %}
{% macro of(thing, kind="row") %}{{ thing.title }} {{ kind }} {{ plain(thing.title) }}{% endmacro %}
{% macro wrap(title) %}<div title="{{ title }}">{{ caller() }}</div>{% endmacro %}
{% macro any() %}{{ varargs | join("+") }}{{ kwargs["x"] }}{% endmacro %}
"""
PAGE = """
{% import "components.html" as c %}{% from "components.html" import plain as p %}
{{ view.title }} {{ view.html | safe }} {{ view.title ~ view.html }} {{ view.number }} {{ view["title"] }}
{{ c.plain(view.title) }}{{ c.plain(view.title, 8) }}{{ c.plain(view.title, last=view.number) }}{{ p("<") }}
{{ c.plain(1) }}{{ c.plain(true) }}{{ c.plain("1") }}{{ c.plain(1) }}{{ c.plain(none) }}
{{ c.of(view) }}{{ c.of(frame) }}{{ c.of(frame, "lead") }}{{ c.of(frame) }}{{ c.of(kind="x", thing=view) }}
{% call c.wrap(view.title) %}{{ view.number }}{% endcall %}{{ c.any(1, view.title, x="<") }}
{% for item in view.items %}{{ loop.index }}/{{ loop.last }}: {{ item.upper() }}
{{ c.plain(item, loop.index0) }}{% endfor %}
{% macro own(x) %}{{ x }}{{ view.title }}{% endmacro %}{{ own(1) }}{{ own(1) }}
{% set block %}<i>{{ view.title }}</i>{% endset %}{{ block }}{{ view.title | upper | replace("A", "<") }}
"""


@dataclass(frozen=True)
class View:
    """What is on a page."""

    title: str = "Thử <a> & 'b' \"c\""
    html: str = "<p>thân bài</p>"
    number: int = 1_234
    items: tuple[str, ...] = ("a", "<b>", "")

    def __getitem__(self, name: str) -> object:
        return getattr(self, name)


def renderers(folder: Path) -> tuple[Environment, jinja2.Environment]:
    """Return our environment and Jinja's own, set up alike."""
    folder.mkdir(exist_ok=True)
    (folder / "components.html").write_text(COMPONENTS, "utf-8")
    (folder / "page.html").write_text(PAGE, "utf-8")
    plain = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return Environment(folder, {}), plain


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(), html=st.text(), number=st.integers(), items=st.lists(st.text(), max_size=3))
def test_a_page_is_the_one_that_jinja_makes(
    tmp_path: Path, title: str, html: str, number: int, items: list[str]
) -> None:
    """Escaping, macros with every kind of argument, loops, blocks, filters; each page rendered twice."""
    ours, plain = renderers(tmp_path / "templates")
    frame = View(title="<khung>")
    ours.outlive(frame)
    for view in (View(title, html, number, tuple(items)), View(), View(title, html, number, tuple(items))):
        expected = plain.get_template("page.html").render(view=view, frame=frame)
        assert ours.get_template("page.html").render(view=view, frame=frame) == expected


def test_a_macro_knows_its_frame_from_another(tmp_path: Path) -> None:
    """What it gave for one frame is not given for the next."""
    ours, plain = renderers(tmp_path / "templates")
    for title in ("a", "b", "a"):
        frame = View(title=title)
        ours.outlive(frame)
        expected = plain.get_template("page.html").render(view=View(), frame=frame)
        assert ours.get_template("page.html").render(view=View(), frame=frame) == expected


def test_a_macro_of_the_frame_is_rendered_once(tmp_path: Path) -> None:
    """Else the masthead and the footer would be rendered for every page of the site."""
    calls: list[str] = []

    def note(text: str) -> str:
        calls.append(text)
        return text

    (tmp_path / "components.html").write_text("{% macro of(frame, x) %}{{ frame.title | note }}{{ x }}{% endmacro %}")
    (tmp_path / "page.html").write_text('{% import "components.html" as c %}{{ c.of(frame, 1) }}{{ c.of(view, 1) }}')
    environment = Environment(tmp_path, {"note": note})
    frame = View(title="frame")
    environment.outlive(frame)
    for _ in range(3):
        environment.get_template("page.html").render(view=View(title="view"), frame=frame)
    assert calls == ["frame", "view", "view", "view"]


def test_an_entry_of_many_lists_is_rendered_once(tmp_path: Path) -> None:
    """By the object that it is, not by its content; and not where another argument makes it another text."""
    calls: list[str] = []

    def note(text: str) -> str:
        calls.append(text)
        return text

    (tmp_path / "components.html").write_text(
        "{% macro of(entry, kind) %}{{ entry.title | note }}{{ kind }}{% endmacro %}"
    )
    macro = Environment(tmp_path, {"note": note}, {View}).imported("components.html").of  # type: ignore[attr-defined]
    one, other = View(title="a"), View(title="b")
    assert [macro(one, "x"), macro(one, "x"), macro(one, "y"), macro(other, "x")] == ["ax", "ax", "ay", "bx"]
    assert calls == ["a", "a", "b"]


def test_an_entry_that_is_gone_is_not_taken_for_another(tmp_path: Path) -> None:
    """An object may come to lie where an older one lay."""
    (tmp_path / "components.html").write_text("{% macro of(entry) %}{{ entry.title }}{% endmacro %}")
    macro = Environment(tmp_path, {}, {View}).imported("components.html").of  # type: ignore[attr-defined]
    assert [macro(View(title=str(number))) for number in range(40_000)] == [str(number) for number in range(40_000)]


def test_a_macro_keeps_no_more_than_so_many_results(tmp_path: Path) -> None:
    """And gives the right ones after it has thrown the old ones away."""
    (tmp_path / "components.html").write_text("{% macro of(x) %}<{{ x }}>{% endmacro %}")
    macro = Environment(tmp_path, {}).imported("components.html").of  # type: ignore[attr-defined]
    assert [macro(number) for number in range(20_000)] == [f"<{number}>" for number in range(20_000)]
    assert macro(5) == "<5>"


@pytest.mark.parametrize("value", ["<&>\"'", Markup("<b>"), 5, True, None, 2.5, ["<"]])
def test_escaping_is_that_of_jinja(value: object) -> None:
    """Text, what is marked as HTML, numbers, and anything else."""
    assert str(escaped(value)) == str(escape(value))


@pytest.mark.parametrize("call", ["c.plain()", "c.plain(1, 2, 3, 4)", "c.plain(1, colour=2)", "c.plain(1, text=2)"])
def test_a_wrong_call_of_a_macro_is_an_error(tmp_path: Path, call: str) -> None:
    """As in Jinja: too few, too many, unknown and doubled arguments."""
    ours, plain = renderers(tmp_path / "templates")
    (tmp_path / "templates" / "wrong.html").write_text(f'{{% import "components.html" as c %}}{{{{ {call} }}}}')
    with pytest.raises((TypeError, jinja2.UndefinedError)) as expected:
        plain.get_template("wrong.html").render()
    with pytest.raises(expected.type, match=r".") as error:
        ours.get_template("wrong.html").render()
    assert str(error.value) == str(expected.value)


def test_an_attribute_that_is_not_there_is_an_error_everywhere(tmp_path: Path) -> None:
    """Even where Jinja would call it undefined: views have all their attributes, so it is a slip."""
    (tmp_path / "page.html").write_text("{{ view.titel | default('x') }}")
    with pytest.raises(AttributeError, match="titel"):
        Environment(tmp_path, {}).get_template("page.html").render(view=View())
