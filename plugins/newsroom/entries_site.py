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
    "E506": Entry(
        vi='không có bài nào có slug "{seen}" cho trang chủ',
        en='there is no article with the slug "{seen}" for the home page',
        fix_vi="sửa slug, hoặc xoá mục này",
        fix_en="correct the slug, or delete the entry",
    ),
    "E506/near": Entry(
        vi='không có bài nào có slug "{seen}" cho trang chủ',
        en='there is no article with the slug "{seen}" for the home page',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E507": Entry(
        vi='không có trang tĩnh nào có slug "{seen}"',
        en='there is no static page with the slug "{seen}"',
        fix_vi="sửa slug, hoặc thêm trang vào thư mục pages",
        fix_en="correct the slug, or add the page to the folder pages",
    ),
    "E507/near": Entry(
        vi='không có trang tĩnh nào có slug "{seen}"',
        en='there is no static page with the slug "{seen}"',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E508": Entry(
        vi="mục này phải là slug của bài, hoặc gồm cả title và url",
        en="the entry must be an article's slug, or have both title and url",
        fix_vi='viết slug của bài, hoặc {{title: "…", url: "https://…"}}',
        fix_en='write the slug, or {{title: "…", url: "https://…"}}',
    ),
    "E508/menu": Entry(
        vi="mục menu phải có đúng một trong: category, page, hoặc cả title và url",
        en="an entry of the menu must have just one of: category, page, or both title and url",
        fix_vi='viết {{category: slug}}, {{page: slug}} hoặc {{title: "…", url: "https://…"}}',
        fix_en='write {{category: slug}}, {{page: slug}} or {{title: "…", url: "https://…"}}',
    ),
    "E509": Entry(
        vi="mục này xuất hiện hai lần, lần đầu ở dòng {first}",
        en="the entry stands here twice, first on line {first}",
        fix_vi="xoá một trong hai",
        fix_en="delete one of the two",
    ),
    "E510": Entry(
        vi="nhóm từ đồng nghĩa chỉ có {count} từ",
        en="the group of synonyms has {count} words only",
        fix_vi="viết ít nhất hai từ khác nhau, hoặc xoá nhóm",
        fix_en="write at least two different words, or delete the group",
    ),
    "E511": Entry(
        vi='tên cũ và tên mới đều là "{name}"',
        en='old and new name are both "{name}"',
        fix_vi="sửa một trong hai tên, hoặc xoá mục này",
        fix_en="correct one of them, or delete the entry",
    ),
    "E512": Entry(
        vi='từ "{word}" đã có ở nhóm từ đồng nghĩa ở dòng {first}',
        en='the word "{word}" stands in the group of synonyms on line {first} too',
        fix_vi="gộp hai nhóm, hoặc bỏ từ này ở một nhóm",
        fix_en="join the two groups, or take the word out of one",
    ),
    "E513": Entry(
        vi="chữ trắng trên nền {seen} khó đọc: độ tương phản {ratio} : 1, cần ít nhất {least} : 1",
        en="white text on {seen} is hard to read: a contrast of {ratio} : 1, at least {least} : 1 is needed",
        fix_vi="chọn màu đậm hơn, ví dụ {near}",
        fix_en="choose a darker colour, such as {near}",
    ),
    "E514": Entry(
        vi="màu {seen} không nổi trên nền {brand}: độ tương phản {ratio} : 1, cần ít nhất {least} : 1",
        en="{seen} does not stand out from {brand}: a contrast of {ratio} : 1, at least {least} : 1 is needed",
        fix_vi="chọn màu sáng hơn, ví dụ {near}",
        fix_en="choose a lighter colour, such as {near}",
    ),
    "W501": Entry(
        vi='tệp "{name}" chưa được cổng dùng đến',
        en='the file "{name}" is not used by the portal',
        fix_vi="kiểm tra tên tệp; các tệp được dùng: {known}",
        fix_en="check its name; files in use: {known}",
    ),
    "W506": Entry(
        vi='bài "{slug}" ({file}) chưa đăng, đang ẩn hoặc đã gỡ nên không hiện trên trang chủ',
        en='the article "{slug}" ({file}) is unpublished, hidden or withdrawn and is not shown on the home page',
        fix_vi="chọn bài khác, hoặc đăng bài này",
        fix_en="choose another article, or publish this one",
    ),
    "W507": Entry(
        vi='trang "{slug}" còn là bản nháp nên không hiện trong menu',
        en='the page "{slug}" is a draft and is not shown in the menu',
        fix_vi="đăng trang, hoặc xoá mục này",
        fix_en="publish the page, or delete the entry",
    ),
    "W508": Entry(
        vi="chưa có địa chỉ của cổng, nên liên kết trong RSS và sơ đồ trang cho máy tìm kiếm dẫn về {address}",
        en="the portal has no address, so that links in feeds and sitemaps lead to {address}",
        fix_vi='thêm dòng "base_url: https://…" với địa chỉ thật của cổng',
        fix_en='add a line "base_url: https://…" with the portal\'s true address',
    ),
}
