"""From a file's bytes to clean text: UTF-8, line feeds, NFC, no control characters."""

from __future__ import annotations

import re
import unicodedata

from plugins.newsroom.catalogue import make_problem
from plugins.newsroom.problem import Problem
from plugins.newsroom.vietnamese import nfc

LARGEST_FILE = 2_000_000
"""Bytes a text file may have; a long report has 100,000."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def decode_text(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """
    Read the text of a file.

    Args:
        raw: The file's bytes; a BOM and CRLF are accepted.
        path: For messages.

    Returns:
        The text in NFC with line feeds at its line ends ("" where it cannot be read), and what is wrong.
    """
    if len(raw) > LARGEST_FILE:
        return "", (make_problem("E110", path, 1, size=len(raw), limit=LARGEST_FILE),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (len(raw) - len(error.object))  # the decoder drops the BOM and counts from behind it
        line = raw.count(b"\n", 0, start) + 1
        return "", (make_problem("E109", path, line, byte=f"{raw[start]:02X}", offset=start),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = []
    if not unicodedata.is_normalized("NFC", text):
        problems.append(make_problem("W101", path, _decomposed_line(text)))
        text = nfc(text)
    if _CONTROL.search(text):
        for number, content in enumerate(text.split("\n"), start=1):
            if match := _CONTROL.search(content):
                problems.append(make_problem("E116", path, number, character=f"U+{ord(match[0]):04X}"))
    return text, tuple(problems)


def _decomposed_line(text: str) -> int:
    """Return the first line that is not composed."""
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, start=1) if not unicodedata.is_normalized("NFC", line)), 1)
