"""What the system says when a file cannot be read or written, in words that help."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_CAUSES: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.ENOSPC: "đĩa đã đầy; hãy dọn bớt rồi chạy lại (the disk is full)",
        errno.EDQUOT: "đã dùng hết dung lượng được cấp; hãy dọn bớt rồi chạy lại (the disk quota is used up)",
        errno.EFBIG: "tệp lớn hơn mức hệ thống cho phép (the file is larger than the system allows)",
        errno.EACCES: "không có quyền đọc hoặc ghi; hãy sửa quyền của thư mục này (no permission)",
        errno.EPERM: "hệ thống không cho phép (not permitted)",
        errno.EROFS: "ổ đĩa chỉ cho đọc (the file system is read-only)",
        errno.ENOENT: "không còn ở đó; có lẽ vừa bị xoá hay đổi tên, hãy chạy lại (the file is gone)",
        errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục (a part of the path is no folder)",
        errno.EEXIST: "đã có một tệp ở chỗ của thư mục này (a file stands where a folder must be)",
        errno.EIO: "đĩa có lỗi (input/output error)",
    }
)


def explain(error: OSError, place: object = "") -> str:
    """
    Return `file: cause` for *error*, in Vietnamese and English.

    Args:
        error: What the system said.
        place: What was worked on, for errors that carry no file's name (a full disk does not).
    """
    cause = _CAUSES.get(error.errno or 0) or error.strerror or type(error).__name__
    name = place or (os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "")
    return f"{name}: {cause}" if name else cause
