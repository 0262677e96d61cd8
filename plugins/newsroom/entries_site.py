"""What is said about site data: codes E5 and W5."""

from __future__ import annotations

from plugins.newsroom.entry import Entry

SITE: dict[str, Entry] = {
    "E501": Entry(
        vi='slug "{slug}" xuất hiện hai lần trong tệp, lần đầu ở dòng {first}',
        en='the slug "{slug}" stands twice in this file, first on line {first}',
        fix_vi="xoá hoặc đổi một trong hai",
        fix_en="delete or change one of the two",
    ),
    "E502": Entry(
        vi='"{slug}" là địa chỉ dành riêng của cổng, không dùng làm chuyên mục',
        en='"{slug}" is an address that the portal keeps for itself, not for a category',
        fix_vi='đặt slug khác, ví dụ "{slug}-tin"',
        fix_en='choose another slug, such as "{slug}-tin"',
    ),
    "E503": Entry(
        vi='chuyên mục cha "{seen}" không có trong tệp này',
        en='there is no category "{seen}" in this file to be the parent',
        fix_vi='sửa "parent" theo slug của một chuyên mục, hoặc xoá dòng này',
        fix_en='correct "parent" to the slug of a category, or delete the line',
    ),
    "E504": Entry(
        vi="các chuyên mục là cha của nhau thành vòng: {cycle}",
        en="these categories are parents of one another in a circle: {cycle}",
        fix_vi='xoá "parent" của một chuyên mục trong vòng',
        fix_en='delete "parent" of one of them',
    ),
    "E505": Entry(
        vi='ngày "to" {until} trước ngày "from" {since}',
        en='the day "to" {until} is before the day "from" {since}',
        fix_vi="sửa một trong hai ngày",
        fix_en="correct one of the two",
    ),
    "W501": Entry(
        vi='tệp "{name}" chưa được cổng dùng đến',
        en='the file "{name}" is not used by the portal',
        fix_vi="kiểm tra tên tệp; các tệp được dùng: {known}",
        fix_en="check its name; files in use: {known}",
    ),
}
