"""Who wrote an article, and where it comes from: named by a word before them, or alone in the last lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from importers.word.blocks import Block
from importers.word.guessed import Guess, Guessed
from importers.word.shape import is_caption
from importers.word.styles import Role

_BOTTOM: Final = 5
_LONGEST_NAME: Final = 60
_LONGEST_BYLINE: Final = 120
_MOST_SYLLABLES: Final = 5  # of a name
_BYLINE: Final = re.compile(
    r"\(?(?:tác giả|người viết|bài viết|thực hiện|người thực hiện|(?:tin|bài)(?:\s*(?:,|và|-|–)\s*(?:bài|ảnh))*)"
    r"\s*:\s*(.+?)\)?\.?",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"\(?(?:nguồn(?: tin)?\s*:\s*|theo\s*:\s*|theo\s+(?=[^\s,]+[^,.]{0,60}$))(.+?)\)?\.?", re.IGNORECASE
)
_BETWEEN_NAMES: Final = re.compile(r"\s*(?:,|;|&|\s[-–]\s|\svà\s)\s*")
_NAME_WORD: Final = re.compile(r"[^\W\d_][\w.'’]*")
_SURNAMES_TEXT: Final = (
    "Bùi Bế Cao Chu Cù Cư Dương Giàng Hoàng Huỳnh Hà Hầu Hồ Hứa Lê Lò Lù Lý Lương Lưu Lừu Lục Ma Mai Mùa Mạc"
    " Nguyễn Ngô Ninh Nông Phan Phàn Phùng Phạm Quách Sùng Tạ Tẩn Thào Tô Tống Triệu Trần Trịnh Trương Vàng Võ Vũ"
    " Vương Vừ Đinh Đoàn Đàm Đào Đặng Đỗ Đồng"
)
_SURNAMES: Final = frozenset(_SURNAMES_TEXT.split())


def guess_signature(guessed: Guessed) -> None:
    """Take author and source out of the document: named by a word before them, or alone in the last lines."""
    blocks = [block for block in guessed.blocks if block.is_paragraph and block.text]
    ends = [*blocks[:3], *blocks[3:][-_BOTTOM:]]
    basis = ""
    for block in ends:
        if len(block.text) > _LONGEST_BYLINE or not block.is_plain or follows_picture(block, guessed.blocks):
            continue
        if not guessed.authors and (match := _BYLINE.fullmatch(block.text)):
            guessed.authors, basis = _split_names(match[1]), f"dòng {block.text!r}"
            guessed.blocks.remove(block)
        elif not guessed.source and (match := _SOURCE.fullmatch(block.text)):
            _set_source(guessed, match[1], block)
    last = guessed.blocks[-1] if guessed.blocks else None
    if not guessed.authors and last is not None and len(blocks) > 1 and _is_signature(last):
        guessed.authors, basis = _split_names(last.text), "dòng cuối"
        guessed.blocks.remove(last)
    guessed.guesses.append(Guess("authors", ", ".join(guessed.authors), basis or "không tìm thấy"))


def _set_source(guessed: Guessed, said: str, block: Block) -> None:
    address = urlsplit(said)
    is_address = address.scheme in ("http", "https") and bool(address.netloc)
    guessed.source = address.netloc if is_address else said
    guessed.source_url = said if is_address else ""
    guessed.guesses.append(Guess("source", said, f"dòng {block.text!r}"))
    guessed.blocks.remove(block)


def follows_picture(block: Block, blocks: Sequence[Block]) -> bool:
    """Tell whether a line says something about the picture before it."""
    place = blocks.index(block)
    return place > 0 and blocks[place - 1].is_picture and is_caption(block)


def _is_signature(block: Block) -> bool:
    """Tell whether a last line is somebody's name."""
    if not block.is_plain or block.paragraph.role is not Role.TEXT or block.paragraph.list_name:
        return False
    if len(block.text) > _LONGEST_NAME:
        return False
    names = _split_names(block.text.strip("()"))
    words = [word for name in names for word in name.split()]
    if not words or not all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    stands_out = block.paragraph.alignment == "right" or block.is_all("strong", "b", "em", "i")
    if any(len(name.split()) > _MOST_SYLLABLES for name in names):
        return False
    return stands_out or all(name.split()[0] in _SURNAMES and len(name.split()) > 1 for name in names)


def _split_names(text: str) -> tuple[str, ...]:
    parts: Iterable[str] = (part.strip(" .()") for part in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))
