"""What an editor's browser asks to be changed, as typed values; whatever cannot be meant is refused."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from desk.refusal import RefusedError
from desk.uploads import refuse_upload
from plugins.newsroom.vietnamese import nfc

CONTENT: Final = "content/"
MEDIA: Final = "content/media/"
LARGEST_REQUEST: Final = 48 * 1024 * 1024  # a file of `LARGEST_MEDIA` takes a third more in base64
LARGEST_MEDIA: Final = 32 * 1024 * 1024
LARGEST_TEXT: Final = 2 * 1024 * 1024
_MOST_FILES: Final = 50
_LONGEST_PATH: Final = 400
_LONGEST_MESSAGE: Final = 2000
_SHA: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
# What the desk writes: articles and static pages, site data, media.
_TEXTS: Final = re.compile(r"content/(?:articles/(?:[^/]+/){0,4}|pages/)[^/]+\.md|content/site/[a-z]+\.yaml")
_UNKNOWN: Final = "yêu cầu không hiểu được"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One file to be written or deleted.

    Attributes:
        path: In the repository.
        data: What it is to hold; None deletes it.
        sha: The blob that the editor saw at `path`, or at `moved_from`; "" where they saw none.
        moved_from: Where the file stood until now, "" where it stays.
    """

    path: str
    data: bytes | None
    sha: str = ""
    moved_from: str = ""

    @property
    def is_media(self) -> bool:
        """Whether it is a picture or another file to show or to download."""
        return self.path.startswith(MEDIA)


@dataclass(frozen=True, slots=True)
class Request:
    """Changes that belong together, and the message of their commit."""

    changes: tuple[Change, ...]
    message: str


def read_request(body: Any) -> Request:  # noqa: ANN401 - JSON
    """
    Understand the body of a request for changes in the form of Gitea's `POST /repos/{owner}/{repo}/contents`.

    Who it says that the author is does not matter here.

    Raises:
        RefusedError: It cannot be understood, or asks for what nobody may do.
    """
    files = body.get("files") if isinstance(body, dict) else None
    if not isinstance(files, list) or not files:
        raise RefusedError(400, _UNKNOWN)
    if len(files) > _MOST_FILES:
        raise RefusedError(413, f"mỗi lần lưu nhiều nhất {_MOST_FILES} tệp")
    changes = tuple(_read_change(file) for file in files)
    paths = [path for change in changes for path in (change.path, change.moved_from) if path]
    if len(set(paths)) < len(paths):
        raise RefusedError(400, "một tệp được nêu hai lần trong một lần lưu")
    return Request(changes, _text(body, "message")[:_LONGEST_MESSAGE].replace("\0", ""))


def _read_change(file: Any) -> Change:  # noqa: ANN401 - JSON
    if not isinstance(file, dict):
        raise RefusedError(400, _UNKNOWN)
    operation, sha = _text(file, "operation"), _text(file, "sha")
    path, moved_from = read_path(_text(file, "path")), _text(file, "from_path")
    if sha and not _SHA.fullmatch(sha):
        raise RefusedError(400, _UNKNOWN)
    if operation == "delete":
        return Change(path=path, data=None, sha=sha)
    if operation not in ("create", "update"):
        raise RefusedError(400, _UNKNOWN)
    moved_from = read_path(moved_from) if moved_from and moved_from != path else ""
    change = Change(path=path, data=_decode(_text(file, "content")), sha=sha, moved_from=moved_from)
    refuse_content(change)
    return change


def refuse_content(change: Change) -> None:
    """
    Refuse a file that is too large or may not lie in the portal.

    Raises:
        RefusedError: It is.
    """
    data, limit = change.data or b"", LARGEST_MEDIA if change.is_media else LARGEST_TEXT
    if len(data) > limit:
        raise RefusedError(413, f"{change.path}: tệp lớn hơn {limit // 1024 // 1024} MB")
    if change.is_media:
        refuse_upload(change.path, data)


def read_path(path: str) -> str:
    """
    Return a path that the desk writes.

    Raises:
        RefusedError: It leads elsewhere.
    """
    parts = path.split("/")
    is_plain = all(part and not part.startswith(".") and not part.endswith((" ", ".")) for part in parts)
    if not is_plain or not path.isprintable() or "\\" in path or nfc(path) != path or len(path) > _LONGEST_PATH:
        raise RefusedError(422, f"đường dẫn {path[:_LONGEST_PATH]!r} không dùng được")
    if not path.startswith(MEDIA) and not _TEXTS.fullmatch(path):
        raise RefusedError(422, f"{path}: chỉ ghi được bài, trang tĩnh, số liệu của cổng và tệp trong content/media")
    return path


def _text(fields: Mapping[str, Any], name: str) -> str:
    """Return a text of a JSON object, "" where it is absent or null."""
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RefusedError(400, _UNKNOWN)
    return value


def _decode(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusedError(400, _UNKNOWN) from error


def written(changes: Sequence[Change]) -> list[tuple[str, bytes | None]]:
    """Return each path that changes touch, and what it holds after them, None for nothing."""
    gone = [(change.moved_from, None) for change in changes if change.moved_from]
    return [*gone, *((change.path, change.data) for change in changes)]
