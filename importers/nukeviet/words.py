"""What the account of an import from NukeViet asks people to look at: kind → what it is, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "alt-file-name": ("Chữ thay ảnh trông như tên tệp", "Viết lại cho người dùng trình đọc màn hình hiểu được."),
        "attachment-lost": (
            "Tệp đính kèm không biết nằm ở đâu",
            "Tìm tệp trên máy chủ cũ, đưa vào content/media rồi thêm vào bài.",
        ),
        "attachment-outside": (
            "Tệp đính kèm nằm ở trang khác",
            "Đã để thành liên kết cuối bài; nên tải về content/media.",
        ),
        "banner-title": (
            "Tên liên kết, ứng dụng trông như tên tệp",
            "Sửa title trong site/banners.yaml hoặc site/applications.yaml.",
        ),
        "bodies-differ": (
            "Thân bài ở trang bài và trang in khác nhau",
            "So hai trang; đã dùng trang in hoặc trang lưu.",
        ),
        "body-missing": (
            "Không có phần thân bài trong bản sao lưu",
            "Kiểm tra bài; nếu có trang đã lưu, nhập thêm bằng --source.",
        ),
        "category-lost": (
            "Chuyên mục của bài không còn",
            "Bài được đưa vào chuyên mục khác hoặc 'Chưa phân loại'; xếp lại.",
        ),
        "category-tree": (
            "Cây chuyên mục có vòng lặp hoặc thiếu cấp trên",
            "Kiểm tra parent trong site/categories.yaml.",
        ),
        "charset": ("Chữ bị hỏng bảng mã", "Phần sửa được đã sửa; đọc lại những chỗ còn lại."),
        "comment-orphan": ("Bình luận trả lời một bình luận không hiện", "Không nhập; không cần làm gì."),
        "damage": ("Bản sao lưu bị hỏng hoặc bị cắt ngang", "Xuất lại bản sao lưu; những gì đọc được đã nhập."),
        "dead-link": ("Liên kết đến trang của cổng cũ không có ở cổng mới", "Sửa hoặc bỏ liên kết."),
        "dead-media": (
            "Ảnh hay tệp không có trong --media",
            "Chép tệp vào đúng chỗ dưới content/media, hoặc chạy lại với --media.",
        ),
        "duplicate-lead": ("Đoạn đầu của thân bài lặp lại phần mở đầu", "Đã giữ một lần; không cần làm gì."),
        "duplicate-title": ("Nhiều bài cùng tiêu đề", "Xem có bài nào đăng trùng không."),
        "expired": ("Bài đã hết hạn", "Giữ ngày hết hạn; trang hiện thông báo hết hạn."),
        "field-cut": ("Chữ dài hơn mức cho phép", "Đã rút gọn; sửa lại nếu cần."),
        "group-lost": ("Nhóm tin không có chỗ ở trang chủ mới", "Chọn bài cần ghim trong site/home.yaml."),
        "legacy-encoding": (
            "Chữ trông như gõ bằng phông TCVN3 mà không ghi phông",
            "Đọc lại, chuyển sang Unicode nếu đúng.",
        ),
        "menu-lost": ("Mục menu không có chỗ trong menu mới", "Thêm vào site/menu.yaml nếu cần."),
        "no-alt": ("Ảnh không có chữ thay", "Viết chữ thay cho ảnh."),
        "orphan": ("Dữ liệu mồ côi trong bản sao lưu", "Dấu vết của bài đã xoá; không cần làm gì."),
        "page-differs": ("Trang đã lưu và bản sao lưu nói khác nhau", "Đã theo bản sao lưu."),
        "pages-differ": ("Hai trang đã lưu của cùng một bài khác nhau", "Đã theo trang thứ nhất; so lại hai trang."),
        "personal-data": ("Có thể có số giấy tờ tuỳ thân trong bài", "Xem có được phép công khai không."),
        "private": (
            "Chuyên mục hay bài chỉ cho thành viên xem",
            "Không nhập; nếu cần công khai, mở quyền rồi nhập lại.",
        ),
        "rating": (
            "Điểm đánh giá không hợp lệ hoặc không khớp",
            "Số không hợp lệ bị bỏ; trung bình luôn được tính lại.",
        ),
        "redirect": ("Bài chỉ để chuyển hướng sang trang khác", "Bài mới có liên kết thấy được."),
        "reused-id": (
            "Hai bài khác nhau mang cùng mã",
            "Bài thứ hai bị từ chối hoặc không giữ mã; xem lại bản sao lưu.",
        ),
        "scheduled": ("Bài hẹn giờ đăng", "Đến ngày sẽ hiện; cần dựng trang vào lúc đó."),
        "spam": ("Nghi có nội dung cài cắm", "Xem bài; các liên kết đã được gỡ và ghi trong báo cáo."),
        "tags-merged": ("Hai thẻ khác dấu có cùng địa chỉ", "Đã gộp về một cách viết; sửa nếu gộp sai."),
        "weekday": ("Thứ trong tuần không khớp với ngày", "Giữ ngày; kiểm tra lại nếu ngày quan trọng."),
    }
)
