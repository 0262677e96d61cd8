"""What an import leaves behind: one value a thing, and the words that say why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_LONGEST: Final = 160


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """
    One thing that was not taken over, or not as it was.

    Attributes:
        kind: A key of `KINDS`.
        example: What it was, shortened; "" where the kind says all.
    """

    kind: str
    example: str = ""


# Kind → what it is and why it does not come along, for the person who reads the report.
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "anchor": "liên kết đến một chỗ trong trang: trang mới không có chỗ đó",
        "attribute": "thuộc tính HTML không giữ được (kích thước, mã theo dõi…)",
        "comment": "lời bình trong Word: chỉ dành cho người soạn",
        "control": "nút bấm, ô nhập, biểu mẫu: trang tĩnh không có nơi nhận",
        "data-image": "ảnh nhúng trong bài không đọc được",
        "deleted-text": "chữ đã xoá khi theo dõi thay đổi (Track Changes): coi như đã chấp nhận thay đổi",
        "duplicate-lead": "đoạn đầu của bài trùng nguyên văn với phần mở đầu: giữ một lần",
        "embed": "khung nhúng (video, bản đồ…): thay bằng liên kết",
        "external-image": "ảnh nằm ở máy khác: không bao giờ tải từ mạng về khi nhập",
        "file-image": "ảnh nằm trên máy của người soạn (file:///): không thể lấy lại",
        "file-link": "liên kết đến tệp trên máy của người soạn: giữ chữ, bỏ liên kết",
        "font-style": "phông chữ, màu, cỡ chữ, giãn dòng: do giao diện mới quyết định",
        "formatting": "định dạng mà Markdown không giữ được: giữ chữ, bỏ định dạng",
        "formula": "công thức: thành chữ thường trên một dòng",
        "handler": "mã chạy khi bấm hay rê chuột (on…): không bao giờ được đăng",
        "header-footer": "đầu trang và chân trang của tờ giấy: trang web không có",
        "heading-level": "cấp của tiêu đề mục: đưa về dưới tiêu đề bài, không bỏ cách cấp nào",
        "hidden-link": "liên kết trong khối bị ẩn (thường là liên kết cài cắm): đã cách ly",
        "hidden-text": "chữ bị ẩn, người đọc không thấy: đã bỏ",
        "image": "ảnh có địa chỉ không dùng được",
        "legacy-font": "chữ gõ bằng phông TCVN3 hay VNI: đã chuyển sang Unicode",
        "link": "liên kết có địa chỉ không dùng được: giữ chữ, bỏ liên kết",
        "list-style": "kiểu đánh số của danh sách (a, b, c hay I, II, III): thành số thường",
        "object": "đối tượng nhúng (bảng tính, biểu đồ, SmartArt, ô điều khiển): trang tĩnh không có chỗ",
        "placeholder": "chữ mẫu của ô chưa điền",
        "repaired": "mã hỏng của bản NukeViet cũ ({:strong:}…): đã sửa",
        "script": "mã chương trình: không bao giờ được đăng",
        "script-link": "liên kết chạy mã (javascript:…): giữ chữ, bỏ liên kết",
        "spam-link": "liên kết đến trang cờ bạc, cá cược: giữ chữ, bỏ liên kết",
        "symbol": "ký hiệu của phông riêng (Wingdings…) không có trong Unicode",
        "text-box": "khung chữ: chuyển ra sau đoạn chứa nó",
        "toc": "mục lục tự động: số trang không có nghĩa trên trang web",
        "too-deep": "HTML lồng quá sâu: giữ chữ, bỏ định dạng",
        "tracking": "ảnh 1×1 hay ảnh theo dõi: đã bỏ",
        "unread": "phần của tệp Word mà máy không hiểu",
        "vector-image": "ảnh véctơ (EMF, WMF, SVG): trình duyệt không đọc được hoặc không an toàn",
        "word-junk": "mã thừa của Word (MsoNormal, o:p…): đã bỏ",
    }
)


def loss(kind: str, example: str = "") -> Loss:
    """
    Return a loss with its example on one line and shortened.

    Raises:
        KeyError: There is no such kind (programmer's mistake).
    """
    KINDS[kind]
    words = " ".join(example.split())
    return Loss(kind, words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")
