"""
The CMS's forms, made of the content's one schema: a field of the schema is a field of the form.

Source: the JSON Schema that Sveltia CMS ships (schema/sveltia-cms.json)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

Widget: TypeAlias = dict[str, Any]
Choices: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""Name of a field → (value, what the editor reads) of what it may be."""

# Fields that programs write; the CMS keeps what it has no field for.
LEFT_OUT: Final[Mapping[str, frozenset[str]]] = {"article": frozenset({"legacy", "views"}), "page": frozenset()}

# The order in which editors meet the fields; the body comes after the summary, the rest is rarely needed.
ORDER: Final = ("title", "status", "category", "date", "summary", "body", "image", "tags", "unit", "authors", "topic")

STATUS_NAMES: Final[Mapping[str, str]] = {
    "draft": "Bản nháp – đang viết",
    "review": "Chờ duyệt – viết xong, gửi người duyệt",
    "published": "Đã đăng – bạn đọc thấy",
    "hidden": "Ẩn – có trang, không nằm trong danh sách",
}
_WORDS: Final[Mapping[str, str]] = {
    "none": "Không hiện",
    "left": "Bên trái",
    "below": "Dưới tóm tắt",
    "open": "Nhận ý kiến",
    "closed": "Không nhận ý kiến",
}
# Where the schema's words are for whoever types the file, the form says it for whoever fills it in.
HINTS: Final[Mapping[str, str]] = {
    "title": "Một dòng, tối đa 250 ký tự.",
    "status": "Viết xong thì chọn “Chờ duyệt” rồi bấm Lưu; người duyệt sẽ chọn “Đã đăng”."
    " Bài cũ chưa ghi gì là bài đã đăng.",
    "category": "Quyết định địa chỉ của bài và nơi bài được xếp.",
    "date": "Bấm “Hiện tại” để đăng ngay; chọn ngày giờ ở tương lai là hẹn giờ đăng.",
    "modified": "Chỉ ghi khi sửa nội dung bài đã đăng.",
    "expires": "Bài được hiện đến lúc này; để trống là hiện mãi.",
    "also_in": "Những chuyên mục khác cũng liệt kê bài này.",
    "tags": "Mỗi dòng một từ khoá; gọi một việc bằng một từ khoá trong mọi bài.",
    "authors": "Mỗi dòng một tên.",
    "unit": "Cơ quan viết bài; được tính trong báo cáo đóng góp.",
    "topic": "Dòng sự kiện mà bài thuộc về.",
    "image": "Ảnh cần có mô tả cho người không nhìn thấy ảnh.",
    "rating": "Tổng số sao và số lượt; tổng từ số lượt đến 5 lần số lượt.",
    "points": "Tổng số sao của mọi lượt.",
    "as_of": "Ngày đếm.",
    "source": "Nơi đăng đầu tiên, khi bài lấy từ báo hoặc cơ quan khác.",
    "attachments": "Văn bản, biểu mẫu để bạn đọc tải về.",
    "correction": "Hiện phía trên bài, sau khi bài đã đăng có chỗ sai.",
    "src": "Chọn tệp có sẵn hoặc tải tệp lên.",
    "withdrawn": "Thay trang của bài bằng một thông báo có lý do.",
    "comments": "Để trống là theo chuyên mục.",
    "position": "Để trống là dưới tóm tắt.",
    "slug": "Chỉ gồm a-z, 0-9 và dấu gạch ngang. Để trống là lấy từ tiêu đề; đã đăng thì đừng đổi.",
    "summary": "Vài câu mở đầu, hiện trong danh sách và kết quả tìm kiếm; để trống là lấy đoạn đầu của bài.",
}
_DATE_FORMAT: Final = "YYYY-MM-DD HH:mm"
_ATTACHED: Final = "Tệp"
_LONG: Final = frozenset({"summary", "text", "reason", "caption"})


def make_fields(schema: Mapping[str, Any], kind: str, choices: Choices) -> list[Widget]:
    """
    Return the fields of the form of an article or a static page, its text among them.

    Args:
        schema: JSON Schema of the front matter.
        kind: `article` or `page`.
        choices: What can be chosen where the schema names other files' slugs.
    """
    maker = _Maker(schema.get("$defs", {}), choices)
    required = frozenset(schema["required"])
    fields = {
        name: maker.make(name, field, is_required=name in required)
        for name, field in schema["properties"].items()
        # The CMS takes no field without a choice; an article that has one keeps it.
        if name not in LEFT_OUT[kind] and choices.get(name, True)
    }
    fields["body"] = _body()
    names = [*(name for name in ORDER if name in fields), *(name for name in fields if name not in ORDER)]
    return [fields[name] for name in names]


def _body() -> Widget:
    return {
        "name": "body",
        "label": "Nội dung",
        "widget": "richtext",
        "required": True,
        "hint": "Có tệp Word thì dùng nút “Nhập tệp Word” ở góc màn hình: bảng và ảnh được giữ nguyên.",
    }


class _Maker:
    """Makes fields of one form."""

    def __init__(self, groups: Mapping[str, Any], choices: Choices) -> None:
        self._groups = groups
        self._choices = choices

    def make(self, name: str, field: Mapping[str, Any], *, is_required: bool) -> Widget:
        """Return the form's field for one of the schema's."""
        inner = self._resolve(field)
        head: Widget = {
            "name": name,
            "label": field.get("title") or inner["title"],
            # The CMS would write a default into an article that says none, and so take it away from its readers.
            "required": is_required or name == "status",
        }
        hint = HINTS.get(name) or field.get("description")
        if hint:
            head["hint"] = hint
        return head | self._kind(name, inner)

    def _resolve(self, field: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what a field holds where it is not left empty."""
        while "$ref" in field or "anyOf" in field:
            field = self._groups[field["$ref"].rpartition("/")[2]] if "$ref" in field else field["anyOf"][0]
        return field

    def _kind(self, name: str, field: Mapping[str, Any]) -> Widget:
        """Return what is entered, and how."""
        kinds = field.get("type", "object")
        if "items" in field:
            return self._list(name, self._resolve(field["items"]))
        if "properties" in field:
            return {"widget": "object", "fields": self._inner(field)}
        if name in self._choices:
            return {"widget": "select", "options": _options(self._choices[name])}
        if "enum" in field:
            return _select(name, [value for value in field["enum"] if value])
        if "integer" in kinds and "minimum" in field:
            return {"widget": "number", "value_type": "int", "min": 0}
        return _text(name, field)

    def _list(self, name: str, items: Mapping[str, Any]) -> Widget:
        if "properties" in items:
            return {"widget": "list", "fields": self._inner(items)}
        if name in self._choices:
            return {"widget": "select", "multiple": True, "options": _options(self._choices[name])}
        return {"widget": "list"}

    def _inner(self, group: Mapping[str, Any]) -> list[Widget]:
        required = frozenset(group.get("required", ()))
        return [self.make(name, one, is_required=name in required) for name, one in group["properties"].items()]


def _select(name: str, values: Sequence[str]) -> Widget:
    words = STATUS_NAMES if name == "status" else _WORDS
    ordered = sorted(values, key=list(words).index)
    return {"widget": "select", "options": _options([(value, words[value]) for value in ordered])}


def _options(choices: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in choices]


def _text(name: str, field: Mapping[str, Any]) -> Widget:
    """Return how a text is entered; its pattern tells a moment and a file from words."""
    pattern = str(field.get("pattern", ""))
    if "/media/" in pattern:
        return {"widget": "file" if field["title"] == _ATTACHED else "image", "choose_url": False}
    if pattern.startswith(r"^\d{4}"):
        return {"widget": "datetime", "format": _DATE_FORMAT, "date_format": "DD/MM/YYYY", "time_format": "HH:mm"}
    widget: Widget = {"widget": "text" if name in _LONG else "string"}
    for ours, theirs in (("minLength", "minlength"), ("maxLength", "maxlength")):
        if ours in field:
            widget[theirs] = field[ours]
    if pattern:
        widget["pattern"] = [pattern, HINTS.get(name) or field["description"]]
    return widget
