"""What the service does not take, and what it says to the reader about that."""

from __future__ import annotations

from enum import Enum
from http import HTTPStatus


class Refusal(Enum):
    """A reason: the status of the answer, a name for programs, words for the reader."""

    BAD_FORM = (HTTPStatus.BAD_REQUEST, "bad-form", "Không hiểu được biểu mẫu đã gửi. Mời bạn tải lại trang.")
    OTHER_SITE = (HTTPStatus.FORBIDDEN, "other-site", "Chỉ nhận phản hồi gửi từ chính trang này.")
    NOT_FOUND = (HTTPStatus.NOT_FOUND, "not-found", "Không có địa chỉ này.")
    NO_ARTICLE = (HTTPStatus.NOT_FOUND, "no-article", "Không có bài viết này, hoặc bài không nhận phản hồi.")
    WRONG_METHOD = (HTTPStatus.METHOD_NOT_ALLOWED, "wrong-method", "Cách gửi không đúng.")
    TOO_LARGE = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "Nội dung gửi quá dài.")
    WRONG_TYPE = (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-type", "Chỉ nhận biểu mẫu của trang này.")
    BAD_STARS = (HTTPStatus.UNPROCESSABLE_ENTITY, "bad-stars", "Mời bạn chọn từ 1 đến 5 sao.")
    NO_COMMENTS = (HTTPStatus.UNPROCESSABLE_ENTITY, "no-comments", "Bài viết này không nhận ý kiến.")
    BAD_NAME = (HTTPStatus.UNPROCESSABLE_ENTITY, "bad-name", "Mời bạn ghi tên, có chữ, không quá 60 ký tự.")
    EMPTY_TEXT = (HTTPStatus.UNPROCESSABLE_ENTITY, "empty-text", "Mời bạn viết ý kiến.")
    LONG_TEXT = (HTTPStatus.UNPROCESSABLE_ENTITY, "long-text", "Ý kiến dài quá 3.000 ký tự. Mời bạn viết gọn hơn.")
    BAD_SIGNS = (HTTPStatus.UNPROCESSABLE_ENTITY, "bad-signs", "Có ký tự không đọc được. Mời bạn gõ lại đoạn đó.")
    FILLED_TRAP = (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "filled-trap",
        "Ô cuối cùng phải để trống. Mời bạn xoá rồi gửi lại.",
    )
    BAD_STAMP = (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "bad-stamp",
        "Trang mở đã lâu. Mời bạn chép lại ý kiến và tải lại trang.",
    )
    TOO_SOON = (HTTPStatus.UNPROCESSABLE_ENTITY, "too-soon", "Mời bạn đợi vài giây rồi gửi lại.")
    TOO_FAST = (
        HTTPStatus.TOO_MANY_REQUESTS,
        "too-fast",
        "Có quá nhiều lượt gửi từ mạng của bạn. Mời bạn thử lại sau ít phút.",
    )
    ENOUGH_VOTES = (
        HTTPStatus.TOO_MANY_REQUESTS,
        "enough-votes",
        "Hôm nay bài này đã nhận đủ lượt đánh giá từ mạng của bạn. Mời bạn thử lại ngày mai.",
    )
    ENOUGH_COMMENTS = (
        HTTPStatus.TOO_MANY_REQUESTS,
        "enough-comments",
        "Hôm nay đã nhận đủ ý kiến từ mạng của bạn. Mời bạn gửi tiếp vào ngày mai.",
    )
    FULL = (HTTPStatus.TOO_MANY_REQUESTS, "full", "Đang có quá nhiều ý kiến chờ duyệt. Mời bạn thử lại sau.")

    def __init__(self, status: HTTPStatus, code: str, message: str) -> None:
        self.status = status
        self.code = code
        self.message = message


class RefusedError(Exception):
    """Something was not taken; `refusal` says why, `wait` in how many seconds it may be tried again (0: not said)."""

    def __init__(self, refusal: Refusal, wait: int = 0) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.wait = wait
