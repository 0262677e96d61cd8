"""`./inv eval-search`: how well are a retrieval set's questions answered?"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final, Literal

from invoke import Exit

from bench.evaluation import ask_browser, ask_whoosh
from bench.judgement import Figures, judge
from bench.measure import BenchError
from bench.queries import without_accents
from bench.retrieval_set import RetrievalSetError, mix, read_documents, read_set
from commands.environment import TEST_LOCK, install_browser, install_packages
from commands.options import usage_error
from commands.places import ROOT
from commands.terminal import Progress

Engine = Literal["whoosh", "browser"]
_DIGITS: Final = 4


def engine(value: str) -> Engine:
    """
    Return the engine that answers.

    Raises:
        Exit: Neither `whoosh` nor `browser`.
    """
    if value == "whoosh":
        return "whoosh"
    if value == "browser":
        return "browser"
    message = f"--engine: {value!r} không có; chỉ có whoosh và browser. (Only whoosh and browser.)"
    raise usage_error(message)


def run(folder: Path, mixed: Path | None, asked: Engine, *, folded: bool) -> None:
    """
    Index the set in *folder*, ask its questions, and print the figures; the last line is JSON.

    Args:
        folder: A set, as `bench.retrieval_set` reads it.
        mixed: A file of further documents, which are right for no question; None for none.
        asked: Which engine answers.
        folded: Whether the questions are typed without accents.

    Raises:
        Exit: With code 1 when a file is not as it should be; the message names it and the line.
    """
    try:
        figures = evaluate(folder, mixed, asked, folded=folded)
    except (RetrievalSetError, BenchError) as error:
        raise Exit(str(error), code=1) from error
    print(json.dumps(as_fields(figures)))


def evaluate(folder: Path, mixed: Path | None, asked: Engine, *, folded: bool) -> Figures:
    """
    Return the figures of a set.

    Raises:
        RetrievalSetError: A file of it, or the one to mix with, is not as it should be.
        BenchError: The browser's search page cannot be built.
    """
    read = read_set(folder)
    documents = mix(read.documents, read_documents(mixed)) if mixed else read.documents
    _say(f"{len(documents)} bài, {len(read.questions)} câu hỏi (documents, questions)")
    if read.unjudged:
        _say(f"{read.unjudged} câu hỏi không có đáp án, bỏ qua (questions without an answer are left out)")
    queries = [without_accents(question.text) if folded else question.text for question in read.questions]
    if asked == "browser":
        install_packages(ROOT, Path(sys.prefix), TEST_LOCK)
        install_browser(ROOT)
    with Progress("Hỏi") as progress:
        found = {"whoosh": ask_whoosh, "browser": ask_browser}[asked](documents, queries, progress)
    return judge(zip(found, (question.right for question in read.questions), strict=True))


def as_fields(figures: Figures) -> dict[str, float]:
    """Return the figures as they are printed, rounded to four digits."""
    return {name: round(value, _DIGITS) for name, value in asdict(figures).items()}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
