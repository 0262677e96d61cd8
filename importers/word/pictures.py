"""Pictures out of a document: checked, named by their content, with words for those who cannot see them."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement
from PIL import Image

from importers.word.blocks import PICTURE, text_of
from importers.word.findings import Findings, clean
from importers.word.package import Package
from plugins.newsroom.vietnamese import nfc

FOLDER: Final = "/media/word/"

_KEPT: Final = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
_READ: Final = (*_KEPT, "BMP", "TIFF")
_MOST_PIXELS: Final = 50_000_000
_LONGEST_ALT: Final = 250
_DIGITS: Final = 16
_GPS: Final = 0x8825
_NAME_OF_FILE: Final = re.compile(
    r"\S+\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf)"
    r"|(?:image|picture|img|dsc|dscn|ảnh|hình|hình ảnh|screenshot)?[\s_-]*\d*"
    r"|[a-z]:[\\/].*|(?:https?|file):.*",
    re.IGNORECASE,
)
_CAPTION_NUMBER: Final = re.compile(r"^(?:Ảnh|Hình)\s*\d*\s*[:.]\s*(?=\S)")
_MADE_BY_MACHINE: Final = re.compile(
    r"\s*(?:Description automatically generated(?: with [\w -]+ confidence)?|Mô tả được tạo tự động.*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture of the article: its address and its bytes."""

    address: str
    data: bytes


class Album:
    """Takes the pictures of one article out of its document."""

    def __init__(self, package: Package, findings: Findings, title: str) -> None:
        self.kept: dict[str, Kept] = {}
        self._package = package
        self._findings = findings
        self._title = title
        self._by_part: dict[str, Kept | None] = {}
        self._count = 0

    def place(self, body: HtmlElement) -> None:
        """Give the images of a body their addresses and texts; those that cannot be shown are taken out."""
        for image in list(body.iter("img")):
            picture = self._findings.pictures[int(image.get("src", "").removeprefix(PICTURE))]
            kept = self._keep(picture.part)
            figure = image.getparent()
            if kept is None:
                image.drop_tree()
                if figure is not None and figure.tag == "figure" and figure.find("img") is None:
                    _keep_caption(figure)
                continue
            self._count += 1
            image.set("src", kept.address)
            image.set("alt", self._describe(picture.alt, figure))

    def _keep(self, part: str) -> Kept | None:
        """Return the picture of a part, each once, None where it cannot be shown."""
        if part not in self._by_part:
            checked = check_picture(self._package.read(part), part, self._findings)
            kept = None
            if checked is not None:
                data, suffix = checked
                name = hashlib.sha256(data).hexdigest()[:_DIGITS]
                kept = self.kept.setdefault(name, Kept(f"{FOLDER}{name}{suffix}", data))
            self._by_part[part] = kept
        return self._by_part[part]

    def _describe(self, said: str, figure: HtmlElement | None) -> str:
        """Return the text for a picture: Word's, else its caption, else one that an editor has to replace."""
        alt = _MADE_BY_MACHINE.sub("", nfc(" ".join(clean(said).split())))
        if alt and not _NAME_OF_FILE.fullmatch(alt):
            if alt != " ".join(said.split()):
                self._findings.notes.append(("alt", f"do máy viết: {alt}"))
            return alt[:_LONGEST_ALT]
        caption = figure.find("figcaption") if figure is not None and figure.tag == "figure" else None
        if caption is not None:
            self._findings.notes.append(("alt", f"lấy theo chú thích: {text_of(caption)}"))
            return _CAPTION_NUMBER.sub("", text_of(caption))[:_LONGEST_ALT]
        alt = f"Ảnh {self._count} của bài {self._title}"[:_LONGEST_ALT]
        self._findings.notes.append(("alt", f"chưa có, điền tạm: {alt}"))
        return alt


def check_picture(data: bytes, name: str, findings: Findings) -> tuple[bytes, str] | None:
    """
    Return the bytes of a picture that browsers show, and the ending of its name; None, and a loss, where it is none.

    What the bytes are counts, not what the file says that they are; BMP and TIFF become PNG.
    """
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            Image.open(io.BytesIO(data), formats=_READ).verify()
            with Image.open(io.BytesIO(data), formats=_READ) as picture:
                return _take(picture, data, name, findings)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        findings.lose("image", f"{name}: {type(error).__name__}")
        return None


def _take(picture: Image.Image, data: bytes, name: str, findings: Findings) -> tuple[bytes, str] | None:
    """Return a picture's bytes as browsers show them."""
    width, height = picture.size
    if width * height <= 1:
        findings.lose("tracking", name)
        return None
    if picture.format in _KEPT:
        if picture.getexif().get_ifd(_GPS):
            findings.notes.append(("gps", name))
        return data, _KEPT[picture.format]
    if width * height > _MOST_PIXELS:
        findings.lose("image", f"{name}: {width} × {height} điểm ảnh, quá lớn")
        return None
    made = io.BytesIO()
    picture.convert("RGB").save(made, "PNG")
    return made.getvalue(), ".png"


def _keep_caption(figure: HtmlElement) -> None:
    """Let the caption of a picture that is not shown be a paragraph."""
    figure.tag = "p"
    for caption in figure.findall("figcaption"):
        caption.drop_tag()
