"""A page is rendered again when anything differs that its bytes follow from, and then only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import jinja2
import jinja2.meta
import pytest

from plugins.press.fingerprint import Surroundings, view_fingerprint

THEME = Path(__file__).resolve().parents[3] / "theme" / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is on a page."""

    title: str = "a"
    items: tuple[str, ...] = ()
    date: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    counts: tuple[tuple[str, int], ...] = ()


def test_equal_views_have_equal_fingerprints() -> None:
    """Whatever objects they are."""
    assert view_fingerprint(View(items=("a", "b"))) == view_fingerprint(View(items=tuple("ab")))


@pytest.mark.parametrize(
    "other",
    [
        View(title="b"),
        View(title="a "),
        View(items=("",)),
        View(items=("a", "b")),
        View(items=("ab",)),
        View(date=datetime(2026, 1, 1, 1, tzinfo=UTC)),
        View(counts=(("a", 1),)),
    ],
)
def test_other_views_have_other_fingerprints(other: View) -> None:
    """Each part counts, with its borders."""
    assert view_fingerprint(other) != view_fingerprint(View())
    assert len(view_fingerprint(other)) == 16


def test_a_view_without_one_form_is_refused() -> None:
    """A type of which nobody has said how it is written is a programmer's mistake."""
    with pytest.raises(TypeError):
        view_fingerprint(Fraction(1, 3))


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a folder with a page that extends, imports and includes, and a page that does not."""
    (tmp_path / "components").mkdir()
    (tmp_path / "page.html").write_text(
        '{% extends "base.html" %}\n{% import "components/a.html" as a %}\n{%- from \'components/b.html\' import b -%}'
    )
    (tmp_path / "base.html").write_text("<p>{%+ include\n'components/c.html' ignore missing %}")
    (tmp_path / "components" / "a.html").write_text('{% import "components/d.html" as d with context %}')
    for name in "bcde":
        (tmp_path / "components" / f"{name}.html").write_text(name)
    (tmp_path / "robots.txt").write_text("x")
    return tmp_path


def test_the_closure_holds_all_that_a_template_leads_to(templates: Path) -> None:
    """Through any number of steps, and nothing else."""
    found = Surroundings(templates, "1").closure("page.html")
    assert found == ["base.html", *(f"components/{name}.html" for name in "abcd"), "page.html"]
    assert Surroundings(templates, "1").closure("robots.txt") == ["robots.txt"]


def test_a_name_that_is_not_spelt_out_may_be_any(templates: Path) -> None:
    """Then every template counts."""
    (templates / "base.html").write_text('{% include "components/a.html" if view.x else "components/e.html" %}')
    assert "components/e.html" in Surroundings(templates, "1").closure("page.html")
    assert "robots.txt" in Surroundings(templates, "1").closure("page.html")


def test_the_theme_s_closures_are_those_that_jinja_sees() -> None:
    """Jinja's own reading of the templates is the oracle."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME))  # noqa: S701 - nothing is rendered

    def leads_to(name: str) -> set[str]:
        source = (THEME / name).read_text("utf-8")
        found = jinja2.meta.find_referenced_templates(environment.parse(source))
        return {name}.union(*(leads_to(other) for other in found if other))

    surroundings = Surroundings(THEME, "1")
    for name in (path.name for path in THEME.iterdir() if path.is_file()):
        assert set(surroundings.closure(name)) == leads_to(name)


@pytest.mark.parametrize("name", ["page.html", "base.html", *(f"components/{name}.html" for name in "abcd")])
def test_an_edit_of_any_template_of_the_closure_counts(templates: Path, name: str) -> None:
    """An edit of another one does not."""
    before = Surroundings(templates, "1").fingerprint("page.html", View())
    alone = Surroundings(templates, "1").fingerprint("robots.txt", View())
    (templates / name).write_text((templates / name).read_text() + " ")
    assert Surroundings(templates, "1").fingerprint("page.html", View()) != before
    assert Surroundings(templates, "1").fingerprint("robots.txt", View()) == alone


def test_frame_and_version_count(templates: Path) -> None:
    """What surrounds every page, and the code that makes it."""
    surroundings = Surroundings(templates, "1")
    one = surroundings.fingerprint("page.html", View())
    assert surroundings.fingerprint("page.html", View()) == one
    assert surroundings.fingerprint("page.html", View(title="b")) != one
    assert Surroundings(templates, "2").fingerprint("page.html", View()) != one


def test_a_template_that_is_missing_is_no_matter_here(templates: Path) -> None:
    """Whoever renders the page says so."""
    (templates / "components" / "b.html").unlink()
    assert "components/b.html" in Surroundings(templates, "1").closure("page.html")
    assert Surroundings(templates, "1").fingerprint("page.html", None)
