"""Modules that a page needs at once are one file; those that come later import from it."""

from __future__ import annotations

import pytest

from plugins.press.scripts import join_modules
from plugins.press.writer import RenderError

PAGE = {
    "page.js": 'import { find } from "./search/find.js";\nfind(() => import("./search/later.js"));\n',
    "search/find.js": 'import { fold } from "./fold.js";\n\nexport const find = (more) => fold(more); // how\n',
    "search/fold.js": "/** Why. */\nexport const fold = (text) => text.toLowerCase();\n",
    "search/later.js": 'import { fold } from "./fold.js";\nimport { sum } from "./sums.js";\nfold(sum);',
    "search/sums.js": 'import { find } from "./find.js";\nexport const sum = find(1);\n',
}


def test_an_entry_holds_what_it_needs_after_what_that_needs() -> None:
    """A module runs when all that it imports has run; its imports are left out, and so are comments."""
    assert join_modules(PAGE)["page.js"].split("\n") == [
        "export const fold=(text)=>text.toLowerCase();",
        "export const find=(more)=>fold(more);",
        'find(()=>import("./search/later.js"));',
    ]


def test_what_comes_later_imports_from_the_entry_what_that_holds() -> None:
    """So that nothing is fetched twice, and no module has two states."""
    files = join_modules(PAGE)
    assert set(files) == {"page.js", "search/later.js", "search/sums.js"}
    assert files["search/later.js"] == ('import{fold}from"./../page.js";import{sum}from"./sums.js";fold(sum);')
    assert files["search/sums.js"] == 'import{find}from"./../page.js";export const sum=find(1);'


def test_each_entry_has_its_own_copy() -> None:
    """A page and its worker share no state, and wait for one file each."""
    files = join_modules({"a.js": 'import "./c.js";\na();', "b.js": 'import "./c.js";\nb();', "c.js": "c();"})
    assert files == {"a.js": "c();\na();", "b.js": "c();\nb();"}


def test_modules_may_need_each_other() -> None:
    """Each is there once."""
    files = join_modules(
        {
            "a.js": 'import { b } from "./b.js";\nb();',
            "b.js": 'import { c } from "./c.js";\nexport function b() { c(); }',
            "c.js": 'import { b } from "./b.js";\nexport function c() { b(); }',
        }
    )
    assert files == {"a.js": "export function c(){b();}\nexport function b(){c();}\nb();"}


def test_what_is_loaded_while_running_may_be_there_already() -> None:
    """Then it is the entry itself."""
    files = join_modules({"a.js": 'import { b } from "./b.js";\nimport("./b.js");', "b.js": "export const b = 1;"})
    assert files == {"a.js": 'export const b=1;\nimport("./a.js");'}


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ('import { a } from "./none.js";', "none.js"),
        ('import("./none.js");', "none.js"),
        ("import { b } from './b.js';", "import { a, b }"),
        ('import b from "./b.js";', "import { a, b }"),
        ('import * as b from "./b.js";', "import { a, b }"),
        ('export { b } from "./b.js";', "import { a, b }"),
        ('import { b as c } from "./b.js";', "import { a, b }"),
        ("import(name);", "import { a, b }"),
        ('import { b } from "./b.js";\nconst b = 2;', "b.js"),
    ],
)
def test_what_is_not_understood_is_refused(source: str, cause: str) -> None:
    """The message names the file and the remedy; nothing is published that a browser would choke on."""
    with pytest.raises(RenderError, match="theme/static/js/") as caught:
        join_modules({"a.js": source, "b.js": "export const b = 1;"})
    assert cause in str(caught.value)


def test_what_comes_later_belongs_to_one_entry() -> None:
    """It imports from that one's file."""
    with pytest.raises(RenderError, match=r"c\.js"):
        join_modules({"a.js": 'import("./c.js");', "b.js": 'import("./c.js");', "c.js": "c();"})
