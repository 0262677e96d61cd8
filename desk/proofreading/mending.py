"""
What can be mended without asking: a text goes in, a text comes out that says the same.

Each step is held against the strict reader: a step after which the file would say something else is not taken. Steps
that change letters may change only how a word is spelled; lists may only come to stand where they were meant to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from desk.proofreading.header_signs import mend_header
from desk.proofreading.letters import INVISIBLE, find_invisible, find_lookalikes, plain_letters
from desk.proofreading.list_levels import mend_lists
from desk.proofreading.manuscript import WORD, Manuscript
from desk.proofreading.syllables import is_syllable
from desk.proofreading.tones import OTHER, find_spelled
from plugins.newsroom.article import Article, Body, StaticPage
from plugins.newsroom.body_lead import plain_text
from plugins.newsroom.decoding import decode_text
from plugins.newsroom.problem import Level
from plugins.newsroom.site import TonePlacement
from plugins.newsroom.source import read_article, read_page
from plugins.newsroom.vietnamese import fold

Meaning = tuple[Article | StaticPage | None, Body | None]
Step = Callable[[Manuscript], str]
Judge = Callable[[Meaning, Meaning], bool]
"""Tells whether a file that meant the first may mean the second."""
Change = tuple[int, int, str]
"""Where a word starts and ends, and what stands there then."""

_TRAILING: Final = re.compile(r"[ \t]+$", re.MULTILINE)
_UNSEEN: Final = re.compile(r"[ \t]+(?=\n|</|$)")
_CODE: Final = re.compile(r"^(?: {4}|\t)[^\n]*$|^[ ]{0,3}(`{3,}|~{3,}).*?(?:^[ ]{0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_HARD_BREAK: Final = re.compile(r"(?<=\S)[ ]{2,}(?=\n[ \t]*\S)")


def mend(path: str, data: bytes, choice: TonePlacement | None) -> bytes:
    """
    Mend an article or a static page.

    Args:
        path: The file, relative to the content folder.
        data: What it holds.
        choice: Where the site puts tones; None: tones stay where they are.

    Returns:
        The mended file: UTF-8 without a byte order mark, line feeds, NFC. *data* itself where that is no text. Mending
        what was mended changes nothing.
    """
    text, problems = decode_text(data, path)
    if any(problem.level is Level.ERROR for problem in problems):
        return data
    steps: list[tuple[Step, Judge]] = [
        (mend_header, _is_readable),
        (_join_words, _is_spelled_alike),
        (_mend_letters, _is_spelled_alike),
        (_trim, _is_same),
        (mend_lists, _has_same_words),
    ]
    if choice is not None:
        steps.append((lambda manuscript: _move_tones(manuscript, choice), _is_spelled_alike))
    # A step that was refused may be right after another one: until nothing changes any more.
    before = ""
    while text != before:
        before = text
        for step, is_right in steps:
            text = _take(path, text, step, is_right)
    return text.encode()


def _take(path: str, text: str, step: Step, is_right: Judge) -> str:
    """Return the text after a step, or as it is where that would say something else."""
    made = step(Manuscript(path, text))
    return made if made == text or is_right(_read(path, text), _read(path, made)) else text


def _read(path: str, text: str) -> Meaning:
    """Return what the strict reader makes of a text."""
    if path.startswith("pages/"):
        page, _, body, _ = read_page(path, text)
        return page, body
    article, body, _ = read_article(path, text)
    return article, body


def _is_same(before: Meaning, after: Meaning) -> bool:
    """Tell whether nothing is different but blanks at the ends of lines and paragraphs, which browsers do not show."""
    html = [_UNSEEN.sub("", body.html) if body is not None else "" for _, body in (before, after)]
    return before[0] == after[0] and html[0] == html[1]


def _is_readable(before: Meaning, after: Meaning) -> bool:
    """Tell whether a file can be read that could not be; one that could must not change."""
    return before == after if before[0] is not None else after[0] is not None


def _is_spelled_alike(before: Meaning, after: Meaning) -> bool:
    """Tell whether nothing is different but tones, look-alikes and invisible signs."""
    return _bare(before) == _bare(after)


def _has_same_words(before: Meaning, after: Meaning) -> bool:
    """Tell whether front matter and words are the same, in the same order."""
    words = [plain_text(body.html) if body is not None else "" for _, body in (before, after)]
    return before[0] == after[0] and words[0] == words[1]


def _bare(meaning: Meaning) -> str:
    """Return all that is said, in letters without marks."""
    return fold(plain_letters(INVISIBLE.sub("", repr(meaning))))


def _join_words(manuscript: Manuscript) -> str:
    """Take invisible signs out of words; where they stand between two whole words, nobody knows what is meant."""
    changes: list[Change] = []
    for place in find_invisible(manuscript):
        before = re.search(rf"{WORD.pattern}$", manuscript.prose[:place])
        after = WORD.match(manuscript.prose, place + 1)
        halves = (before[0] if before else "", after[0] if after else "")
        if is_syllable("".join(halves)) or not all(map(is_syllable, halves)):
            changes.append((place, place + 1, ""))
    return _replace(manuscript.text, changes)


def _mend_letters(manuscript: Manuscript) -> str:
    """Put the right letters in the place of those that look alike."""
    found = find_lookalikes(manuscript)
    return _replace(manuscript.text, ((word.place, word.place + len(word.word), word.meant) for word in found))


def _move_tones(manuscript: Manuscript, choice: TonePlacement) -> str:
    """Place tones as the site does."""
    found = find_spelled(manuscript, OTHER[choice])
    return _replace(manuscript.text, ((word.place, word.place + len(word.word), word.meant) for word in found))


def _replace(text: str, changes: Iterable[Change]) -> str:
    """Return *text* with the changes made; they ascend."""
    made, end = "", 0
    for start, stop, meant in changes:
        made += text[end:start] + meant
        end = stop
    return made + text[end:]


def _trim(manuscript: Manuscript) -> str:
    """Take blanks away behind lines where they mean nothing, and end the file with one line feed."""
    text = manuscript.text
    start = manuscript.body_start
    hard = {match.start() for match in _HARD_BREAK.finditer(text, start)}
    code = [match.span() for match in _CODE.finditer(text, start)]

    def trim(match: re.Match[str]) -> str:
        is_kept = match.start() in hard or any(first <= match.start() <= last for first, last in code)
        return match[0] if is_kept else ""

    trimmed = _TRAILING.sub(trim, text)
    return trimmed.rstrip("\n") + "\n"
