"""
What is the headline, the lead, the date, the signature?  Word does not say; these are guesses for an editor to confirm.

A paragraph that becomes a field leaves the body, so that every word stands in the article once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from importers.word.blocks import Block, text_of
from importers.word.dates import Found, read_dateline, read_opening
from importers.word.guessed import NO_DATE, Guess, Guessed, Properties
from importers.word.signature import follows_picture, guess_signature
from importers.word.styles import Role

LONGEST_TITLE: Final = 250
LONGEST_LEAD: Final = 1000

_TOP: Final = 8
_BOTTOM: Final = 5
_LEAD_AND_TEXT: Final = 2
_KIND: Final = 40  # characters of a line such as "BÁO CÁO" that says what kind of paper follows
_MOTTO: Final = re.compile(
    r"cộng ho[àa]a? xã hội chủ nghĩa|cộng hòa xã hội|độc lập\s*[-–]\s*tự do|^số\s*:", re.IGNORECASE
)


def guess(blocks: Sequence[Block], properties: Properties, stem: str) -> Guessed:
    """
    Guess the fields of an article.

    Args:
        blocks: The document.
        properties: What Word says about the file.
        stem: The file's name without its ending, the last resort for a title.
    """
    guessed = Guessed(list(blocks))
    _guess_date(guessed, properties)
    _guess_title(guessed, properties, stem)
    guess_signature(guessed)
    _guess_summary(guessed)
    order = ("title", "summary", "date", "authors", "source")
    guessed.guesses.sort(key=lambda item: order.index(item.name))
    return guessed


def _guess_date(guessed: Guessed, properties: Properties) -> None:
    ends = [*guessed.blocks[:_TOP], *guessed.blocks[_TOP:][-_BOTTOM:]]
    for block in ends:
        if block.is_paragraph and (found := read_dateline(block.text)) is not None:
            guessed.blocks.remove(block)
            _set_date(guessed, found, f"dòng {block.text!r}")
            return
    for found, basis in _find_in_text(guessed.blocks[:_TOP]):
        if found is not None:
            _set_date(guessed, found, basis)
            return
    for day, basis in ((properties.saved, "ngày lưu tệp Word"), (properties.made, "ngày tạo tệp Word")):
        if day:
            guessed.date = day
            guessed.guesses.append(Guess("date", day, basis))
            return
    guessed.guesses.append(Guess("date", "", f"không tìm thấy, điền tạm {NO_DATE}"))


def _find_in_text(blocks: Sequence[Block]) -> Iterator[tuple[Found | None, str]]:
    """Yield what lines of a letter's head and first sentences say of a date; they stay where they are."""
    for block in blocks:
        if not block.is_paragraph:
            for line in block.element.iter("p"):
                yield read_dateline(text_of(line)), "bảng đầu trang"
    for block in blocks:
        if block.is_paragraph:
            yield read_opening(block.text), "câu mở đầu"


def _set_date(guessed: Guessed, found: Found, basis: str) -> None:
    guessed.date = found.text
    guessed.is_weekday_odd = found.is_odd
    guessed.guesses.append(Guess("date", found.text, basis))


def _guess_title(guessed: Guessed, properties: Properties, stem: str) -> None:
    """Take the headline out of the document; where there is none, the file's properties or name must do."""
    chosen, basis = _find_title(guessed.blocks)
    title = " ".join(block.text for block in chosen)
    if not title and (properties.title and not properties.title.lower().startswith(("microsoft word", "untitled"))):
        title, basis = properties.title, "tên tài liệu trong thuộc tính của tệp"
    if not title:
        title, basis = " ".join(stem.replace("_", " ").replace("-", " ").split()), "tên tệp"
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
        basis = f"{basis}, cắt ngắn; nguyên văn còn trong bài"
    else:
        for block in chosen:
            guessed.blocks.remove(block)
    guessed.title = title
    guessed.guesses.append(Guess("title", title, basis))


def _find_title(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Return the paragraphs that make the headline, and what spoke for them."""
    top = [block for block in blocks if block.is_paragraph and block.text and not _MOTTO.search(block.text)][:_TOP]
    styled = _run_of(top, lambda block: block.paragraph.role is Role.TITLE)
    if styled:
        return styled, "kiểu Title"
    texts = [block for block in top if not block.is_picture and not block.paragraph.list_name]
    if texts and texts[0].paragraph.role is Role.HEADING:
        return texts[:1], "tiêu đề mục đầu tiên"
    if kind := _run_of(texts[:3], lambda block: _is_shouted(block) and len(block.text) <= _KIND):
        after = texts[texts.index(kind[-1]) + 1 :][:1]
        return [*kind, *(block for block in after if _is_set_off(block))], "dòng chữ hoa ở đầu"
    for block in texts[:3]:
        if _is_set_off(block) and len(block.text) <= LONGEST_TITLE:
            return [block], "dòng đậm hoặc canh giữa ở đầu"
    if texts and len(texts[0].text) <= LONGEST_TITLE // 2 and not texts[0].text.endswith((".", ":", ";")):
        return texts[:1], "dòng đầu tiên"
    heading = next((block for block in blocks[: 2 * _TOP] if block.paragraph.role is Role.HEADING), None)
    return ([heading], "tiêu đề mục đầu tiên") if heading is not None else ([], "")


def _run_of(blocks: Sequence[Block], is_meant: Callable[[Block], bool]) -> list[Block]:
    """Return the first blocks that follow one another and are meant."""
    run: list[Block] = []
    for block in blocks:
        if is_meant(block):
            run.append(block)
        elif run:
            break
    return run


def _is_shouted(block: Block) -> bool:
    return block.text.isupper() and _is_set_off(block)


def _is_set_off(block: Block) -> bool:
    """Tell whether a paragraph stands out from the text."""
    return (
        block.paragraph.role is Role.TEXT
        and (block.paragraph.alignment == "center" or block.is_all("strong", "b"))
        and not block.is_all("em", "i")
    )


def _guess_summary(guessed: Guessed) -> None:
    """Take the lead out of the document: the first paragraph, where its words say all and more text follows."""
    texts = [block for block in guessed.blocks if block.is_paragraph and not block.is_picture]
    styled = next((block for block in texts[:_TOP] if block.paragraph.role is Role.SUBTITLE), None)
    first = next((block for block in guessed.blocks if not _is_before_lead(block, guessed.blocks)), None)
    lead = styled or first
    if lead is None or len(texts) < _LEAD_AND_TEXT or not _can_lead(lead):
        guessed.guesses.append(Guess("summary", "", "để trống: cổng lấy đoạn đầu của bài"))
        return
    guessed.summary = lead.text
    guessed.blocks.remove(lead)
    said = (
        "kiểu Subtitle"
        if styled
        else ("đoạn đầu, chữ đậm hoặc nghiêng" if lead.is_all("strong", "b", "em", "i") else "đoạn đầu")
    )
    guessed.guesses.append(Guess("summary", lead.text, said))


def _is_before_lead(block: Block, blocks: Sequence[Block]) -> bool:
    """Tell whether a lead may follow a block: a picture with its caption, or the head of a letter."""
    if block.is_paragraph:
        return block.is_picture or follows_picture(block, blocks)
    return _MOTTO.search(block.text) is not None


def _can_lead(block: Block) -> bool:
    return (
        block.is_plain
        and block.paragraph.role in (Role.TEXT, Role.SUBTITLE)
        and not block.paragraph.list_name
        and len(block.text) <= LONGEST_LEAD
        and not _MOTTO.search(block.text)
    )
