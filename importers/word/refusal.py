"""Why a file cannot be read: a name for programs, the cause and the remedy for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SAVE_AS: Final = "mở tệp bằng Word, chọn Tệp → Lưu thành (Save As) → Word Document (*.docx), rồi nhập tệp mới"
_REPAIR: Final = "mở tệp bằng Word (Tệp → Mở → Mở và sửa chữa), lưu lại thành .docx mới, rồi nhập lại"
_PASTE: Final = "mở một tài liệu Word mới, dán nội dung vào, lưu thành .docx, rồi nhập tệp mới"

# Name → (cause, remedy); both may hold {seen}.
CAUSES: Final[Mapping[str, tuple[str, str]]] = {
    "active": ("tệp có mã lệnh ({seen})", f"{_SAVE_AS}; định dạng .docx không giữ macro"),
    "bomb": ("tệp bung ra quá lớn ({seen}), có thể là tệp bẫy", f"nếu chắc là tệp của mình: {_PASTE}"),
    "broken": ("tệp hỏng hoặc thiếu phần ({seen})", _REPAIR),
    "converter": ("LibreOffice không chuyển được tệp này ({seen})", _SAVE_AS),
    "deep": ("các phần trong tệp lồng vào nhau quá sâu ({seen})", _PASTE),
    "doctype": ("tệp khai báo thực thể XML ({seen}), Word không bao giờ ghi như vậy", _REPAIR),
    "empty": ("tệp không có chữ nào", "kiểm tra xem đã chọn đúng tệp chưa"),
    "failed": ("trình đọc gặp lỗi ở tệp này ({seen})", f"{_PASTE}; báo cho người giữ phần mềm, kèm tệp"),
    "format": ("tệp không phải tài liệu Word ({seen})", f"chọn đúng tệp, hoặc {_SAVE_AS}"),
    "large": ("tệp quá lớn ({seen})", "nén ảnh trong Word (Định dạng ảnh → Nén ảnh), lưu lại, hoặc chia tệp"),
    "missing": ("không đọc được tệp ({seen})", "kiểm tra tên, thư mục và quyền đọc tệp"),
    "names": ("trong tệp có tên đường dẫn lạ ({seen})", _REPAIR),
    "office": (
        "tệp {seen} cần LibreOffice để đọc, mà máy này chưa cài",
        f"{_SAVE_AS}; hoặc cài LibreOffice (apt install libreoffice-writer-nogui)",
    ),
    "password": (
        "tệp có mật khẩu",
        "mở tệp bằng Word, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ tài liệu), lưu rồi nhập lại",
    ),
    "slow": ("đọc tệp quá lâu hoặc tốn quá nhiều bộ nhớ ({seen})", f"chia tệp thành nhiều tệp nhỏ, hoặc {_PASTE}"),
}


class RefusedError(Exception):
    """
    A file that is not read.

    Attributes:
        name: One of `CAUSES`.
        seen: What was found, for people.
    """

    def __init__(self, name: str, seen: str = "") -> None:
        super().__init__(name, seen)
        self.name = name
        self.seen = seen

    @property
    def cause(self) -> str:
        """What is wrong with the file."""
        return CAUSES[self.name][0].format(seen=self.seen)

    @property
    def remedy(self) -> str:
        """What to do."""
        return CAUSES[self.name][1]
