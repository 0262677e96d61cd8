"""Word files into a content folder: each becomes a draft in its place, or a refusal with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from importers.canonical import Document, Value, write_document
from importers.losses import loss
from importers.report import Account, Entry, Note, Refusal, Report, count_losses
from importers.shelved_media import put_media
from importers.word.reading import Reading
from importers.word.refusal import RefusedError
from importers.word.sandbox import read_word, shown_name
from importers.written import Shelf, TooLargeFileError
from plugins.newsroom.problem import Level
from plugins.newsroom.source import read_article
from plugins.newsroom.vietnamese import slugify

COMMAND: Final = "import-word"

WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "alt": (
            "chữ thay ảnh do máy điền hoặc lấy từ nơi khác",
            "viết lại chữ thay ảnh: một câu nói ảnh có gì, cho người không nhìn thấy ảnh",
        ),
        "duplicate-title": (
            "tên tệp của bài trùng với một bài đã có",
            "xem có phải một bài nhập hai lần không; nếu phải thì xoá một bài",
        ),
        "gps": ("ảnh có ghi toạ độ nơi chụp", "nếu không nên công bố nơi chụp, lưu lại ảnh không kèm vị trí"),
        "guess": (
            "mục do máy đoán, chờ biên tập viên xác nhận",
            "đối chiếu với bài, sửa nếu sai, rồi xoá các dòng # ở đầu tệp và đổi status",
        ),
        "legacy-font": ("chữ gõ bằng phông cũ TCVN3 hoặc VNI, đã chuyển sang Unicode", "đọc lại một lượt các đoạn này"),
        "letters": (
            "chữ mang tên phông cũ nhưng không phải chữ của phông ấy, giữ nguyên",
            "so với tệp Word và gõ lại nếu sai",
        ),
        "personal-data": (
            "có số giống số căn cước hoặc chứng minh nhân dân",
            "xoá hoặc che bớt nếu không được phép công bố",
        ),
        "problem": ("bài còn lỗi mà ./inv check sẽ báo", "sửa theo cách sửa đi kèm"),
        "weekday": ("thứ trong dòng ngày không khớp với ngày", "kiểm tra lại ngày đăng"),
    }
)


class Drawer:
    """Files articles one after the other, all into one category and from one office."""

    def __init__(self, shelf: Shelf, category: str, unit: str, *, is_category_given: bool) -> None:
        self._shelf = shelf
        self._category = category
        self._unit = unit
        self._is_category_given = is_category_given
        self._account = Account()
        self._keys: set[str] = set()

    def file(self, path: Path) -> None:
        """
        Read a Word file and write its article.

        Raises:
            OSError: The content folder cannot be written.
        """
        name = shown_name(path.name)
        try:
            self._write(name, read_word(path))
        except RefusedError as error:
            self._refuse(name, error.cause, error.remedy)
        except TooLargeFileError:
            self._refuse(name, "bài dài quá mức một tệp của cổng", "chia tệp Word thành nhiều tệp")

    def close(self, files: Sequence[Path]) -> Report:
        """Return the account of all files."""
        sources = [(shown_name(file.name), "Word") for file in files]
        return self._account.close(COMMAND, sources, WORDS, is_dry=self._shelf.is_dry)

    def _refuse(self, name: str, reason: str, remedy: str) -> None:
        self._account.refuse(Refusal(source=name, old_id="", title="", reason=reason, remedy=remedy))

    def _write(self, name: str, reading: Reading) -> None:
        stem = slugify(reading.title) or slugify(Path(name).stem) or "bai"
        wanted = "bai-index" if stem == "index" else stem  # that name is a list's
        key = self._new_key(f"word:{name}:{wanted}")
        slug = self._shelf.free_slug(wanted, key)
        notes = [Note(kind, text) for kind, text in reading.notes]
        if slug != wanted:
            notes.append(Note("duplicate-title", reading.title))
        body = reading.body
        for picture in reading.pictures:
            body = body.replace(picture.address, put_media(self._shelf, picture.address, picture.data))
        document = Document(fields=self._fields(reading), body=body, notes=self._remarks(name, reading))
        path = f"articles/{reading.date[:4]}/{reading.date[5:7]}/{slug}.md"
        notes += self._guesses(reading)
        notes += [Note("problem", text) for text in _find_problems(path, write_document(document))]
        put = self._shelf.put(key, path, document)
        losses = [loss(kind, example) for kind, example in reading.losses]
        entry = Entry(
            source=name,
            old_id="",
            title=reading.title,
            path=put.path,
            outcome=put.outcome,
            conflicts=put.conflicts,
            notes=tuple(notes),
            losses=count_losses(losses),
        )
        self._account.add(entry, losses)

    def _new_key(self, key: str) -> str:
        """Return *key*, with a number where an earlier file of this import has the same name and title."""
        number = 1
        while (candidate := key if number == 1 else f"{key}#{number}") in self._keys:
            number += 1
        self._keys.add(candidate)
        return candidate

    def _fields(self, reading: Reading) -> dict[str, Value]:
        source = {"name": reading.source} | ({"url": reading.source_url} if reading.source_url else {})
        return {
            "title": reading.title,
            "date": reading.date,
            "status": "draft",
            "category": self._category,
            "unit": self._unit,
            "summary": reading.summary,
            "authors": list(reading.authors),
            "source": source if reading.source else {},
        }

    def _guesses(self, reading: Reading) -> list[Note]:
        said = [f"{item.name} = {item.value or '(trống)'} — {item.basis}" for item in reading.guesses]
        if not self._is_category_given:
            said.append(f"category = {self._category} — chuyên mục đầu tiên, vì lệnh không nói --category")
        return [Note("guess", text) for text in said]

    def _remarks(self, name: str, reading: Reading) -> tuple[str, ...]:
        """Return the comments at the top of the file: what the editor has to confirm."""
        lines = [f"{item.name}: {item.basis}" for item in reading.guesses]
        if not self._is_category_given:
            lines.append("category: chuyên mục đầu tiên")
        return (f"CẦN XÁC NHẬN: máy đoán các mục sau từ tệp Word {name}; kiểm tra xong thì xoá các dòng này.", *lines)


def file_all(drawer: Drawer, files: Sequence[Path], on_progress: Callable[[int, int], None]) -> Report:
    """
    File every Word file and return the account.

    Raises:
        OSError: The content folder cannot be written.
    """
    for number, file in enumerate(files, start=1):
        drawer.file(file)
        on_progress(number, len(files))
    return drawer.close(files)


def _find_problems(path: str, text: str) -> list[str]:
    """Return the errors that the portal's own reader finds in an article."""
    _, _, problems = read_article(path, text)
    return [problem.report() for problem in sorted(problems) if problem.level is Level.ERROR]
