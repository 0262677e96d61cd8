"""What is said about several files together: codes E4 and W4."""

from __future__ import annotations

from plugins.newsroom.entry import Entry

_MEDIA = Entry(
    vi='không có tệp "{seen}" trong thư mục nội dung',
    en='there is no file "{seen}" in the content folder',
    fix_vi="chép tệp vào đó, hoặc sửa tên (phân biệt chữ hoa, chữ thường và đuôi tệp)",
    fix_en="copy the file there, or correct the name (capitals and the ending count)",
)
_MEDIA_NEAR = Entry(
    vi=_MEDIA.vi,
    en=_MEDIA.en,
    fix_vi='có phải bạn muốn viết "{near}"',
    fix_en='did you mean "{near}"',
)
_TARGET = Entry(
    vi='liên kết "{seen}" không dẫn tới bài viết hay tệp nào',
    en='the link "{seen}" leads to no article and no file',
    fix_vi="sửa đường dẫn; tính từ thư mục của bài này, hoặc từ thư mục nội dung nếu bắt đầu bằng /",
    fix_en="correct the path; it starts at the folder of this article, or at the content folder after a leading /",
)

TOGETHER: dict[str, Entry] = {
    "E401": Entry(
        vi='{count} bài cùng có slug "{slug}": {files}',
        en='{count} articles have the slug "{slug}": {files}',
        fix_vi="giữ slug này ở một bài, đặt slug khác cho các bài còn lại",
        fix_en="leave it to one of them, give the others another slug",
    ),
    "E402": Entry(
        vi='slug "{slug}" được dành cho trang danh sách của chuyên mục',
        en='the slug "{slug}" is kept for the list page of the category',
        fix_vi="đặt slug khác, ví dụ theo tiêu đề của bài",
        fix_en="choose another slug, such as one made of the headline",
    ),
    "E403": Entry(
        vi='chuyên mục "{seen}" không có trong site/categories.yaml',
        en='there is no category "{seen}" in site/categories.yaml',
        fix_vi="dùng một slug có trong site/categories.yaml, hoặc thêm chuyên mục này vào đó",
        fix_en="use a slug that stands in site/categories.yaml, or add the category there",
    ),
    "E403/near": Entry(
        vi='chuyên mục "{seen}" không có trong site/categories.yaml',
        en='there is no category "{seen}" in site/categories.yaml',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E404": Entry(
        vi='đơn vị "{seen}" không có trong site/units.yaml',
        en='there is no unit "{seen}" in site/units.yaml',
        fix_vi="dùng một slug có trong site/units.yaml, hoặc thêm đơn vị này vào đó",
        fix_en="use a slug that stands in site/units.yaml, or add the unit there",
    ),
    "E404/near": Entry(
        vi='đơn vị "{seen}" không có trong site/units.yaml',
        en='there is no unit "{seen}" in site/units.yaml',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E405": Entry(
        vi='chủ đề "{seen}" không có trong site/topics.yaml',
        en='there is no topic "{seen}" in site/topics.yaml',
        fix_vi="dùng một slug có trong site/topics.yaml, hoặc thêm chủ đề này vào đó",
        fix_en="use a slug that stands in site/topics.yaml, or add the topic there",
    ),
    "E405/near": Entry(
        vi='chủ đề "{seen}" không có trong site/topics.yaml',
        en='there is no topic "{seen}" in site/topics.yaml',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E406": _MEDIA,
    "E406/near": _MEDIA_NEAR,
    "W406": _MEDIA,
    "W406/near": _MEDIA_NEAR,
    "E407": _TARGET,
    "W407": _TARGET,
    "E408": Entry(
        vi='các thẻ {tags} có cùng địa chỉ "{slug}" (trong {files})',
        en='the tags {tags} have the same address "{slug}" (in {files})',
        fix_vi="dùng một cách viết trong mọi bài",
        fix_en="use one spelling in all articles",
    ),
    "E409": Entry(
        vi='không có bài nào có slug "{slug}" cho các ý kiến trong tệp này',
        en='there is no article with the slug "{slug}" for the comments in this file',
        fix_vi="đổi tên tệp theo slug của bài, hoặc xoá tệp",
        fix_en="name the file after the slug of the article, or delete it",
    ),
    "E410": Entry(
        vi='không có ý kiến nào có id "{seen}" để trả lời',
        en='there is no comment with the id "{seen}" to reply to',
        fix_vi='sửa "reply_to" theo id của một ý kiến trong tệp này',
        fix_en='correct "reply_to" to the id of a comment in this file',
    ),
    "E410/cycle": Entry(
        vi='ý kiến "{seen}" trả lời vòng quanh chính nó',
        en='the comment "{seen}" replies to itself, if by way of others',
        fix_vi='sửa hoặc xoá "reply_to"',
        fix_en='correct or delete "reply_to"',
    ),
    "E411": Entry(
        vi='hai ý kiến có cùng id "{seen}"',
        en='two comments have the id "{seen}"',
        fix_vi="đặt id khác cho một ý kiến",
        fix_en="give one of them another id",
    ),
    "E412": Entry(
        vi='tệp loại "{suffix}" không được xuất bản vì có thể chứa mã chạy trong trình duyệt',
        en='files of kind "{suffix}" are not published, for they may hold code that browsers run',
        fix_vi="xuất ảnh ra PNG, JPEG, WebP hoặc GIF; tài liệu ra PDF",
        fix_en="export pictures to PNG, JPEG, WebP or GIF, documents to PDF",
    ),
    "E413": Entry(
        vi="tệp có đuôi của ảnh nhưng không đọc được như ảnh",
        en="the file is called a picture and cannot be read as one",
        fix_vi="mở ảnh bằng phần mềm ảnh và lưu lại, hoặc thay ảnh khác",
        fix_en="open it in an image program and save it again, or replace it",
    ),
    "E414": Entry(
        vi="các tệp này có cùng một địa chỉ {url}: {files}",
        en="these files have one and the same address {url}: {files}",
        fix_vi="đổi tên một trong các tệp",
        fix_en="rename one of them",
    ),
    "E415": Entry(
        vi='"{seen}" không có chữ cái hay chữ số nào, không làm được địa chỉ',
        en='"{seen}" has no letter or digit to make an address of',
        fix_vi="viết bằng chữ, hoặc xoá",
        fix_en="write it in words, or delete it",
    ),
    "E416": Entry(
        vi='liên kết "{seen}" không dẫn tới trang nào của cổng',
        en='the link "{seen}" leads to no page of the portal',
        fix_vi="sửa địa chỉ, hoặc dùng {{filename}} và tên tệp của bài",
        fix_en="correct the address, or use {{filename}} and the name of the article's file",
    ),
    "E416/near": Entry(
        vi='liên kết "{seen}" không dẫn tới trang nào của cổng',
        en='the link "{seen}" leads to no page of the portal',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "W416": Entry(
        vi='liên kết "{seen}" không dẫn tới trang nào của cổng',
        en='the link "{seen}" leads to no page of the portal',
        fix_vi="sửa địa chỉ, hoặc dùng {{filename}} và tên tệp của bài",
        fix_en="correct the address, or use {{filename}} and the name of the article's file",
    ),
    "W416/near": Entry(
        vi='liên kết "{seen}" không dẫn tới trang nào của cổng',
        en='the link "{seen}" leads to no page of the portal',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E417": Entry(
        vi='không có bài nào có slug "{seen}" để cộng số liệu',
        en='there is no article with the slug "{seen}" to add figures to',
        fix_vi="sửa slug, hoặc xoá mục này",
        fix_en="correct the slug, or delete the entry",
    ),
    "E417/near": Entry(
        vi='không có bài nào có slug "{seen}" để cộng số liệu',
        en='there is no article with the slug "{seen}" to add figures to',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E418": Entry(
        vi='số liệu của bài "{slug}" nằm ở tệp của tháng khác',
        en='the figures of the article "{slug}" stand in the file of another month',
        fix_vi="chuyển mục này sang {file}",
        fix_en="move the entry to {file}",
    ),
    "E419": Entry(
        vi="tên tệp số liệu không có dạng YYYY-MM.yaml",
        en="the file of figures is not called YYYY-MM.yaml",
        fix_vi="đặt tên theo tháng đăng của các bài, ví dụ 2019-06.yaml",
        fix_en="name it after the month of the articles, such as 2019-06.yaml",
    ),
    "E420": Entry(
        vi="cộng với bài, tổng điểm {points} vượt quá 5 × {votes} lượt đánh giá",
        en="with the article's own, {points} points are more than 5 × {votes} votes",
        fix_vi='sửa "votes" hoặc "points"',
        fix_en='correct "votes" or "points"',
    ),
    "E420/low": Entry(
        vi="cộng với bài, tổng điểm {points} ít hơn 1 × {votes} lượt đánh giá",
        en="with the article's own, {points} points are less than 1 × {votes} votes",
        fix_vi='sửa "votes" hoặc "points"',
        fix_en='correct "votes" or "points"',
    ),
    "E421": Entry(
        vi='trang "{slug}" trùng địa chỉ với {file}',
        en='the page "{slug}" has the address of {file}',
        fix_vi="đặt slug khác cho một trong hai trang",
        fix_en="give one of them another slug",
    ),
    "E422": Entry(
        vi='"{slug}" là địa chỉ dành riêng của cổng, không dùng làm trang tĩnh',
        en='"{slug}" is an address that the portal keeps for itself, not for a page',
        fix_vi="đặt slug khác",
        fix_en="choose another slug",
    ),
    "E423": Entry(
        vi="id {seen} của cổng cũ đã có ở {file}",
        en="the old portal's id {seen} stands in {file} too",
        fix_vi="sửa id ở một trong hai bài",
        fix_en="correct the id of one of them",
    ),
    "E424": Entry(
        vi='địa chỉ cũ "{seen}" đã có ở {file}',
        en='the old address "{seen}" stands in {file} too',
        fix_vi="chỉ để địa chỉ này ở một bài",
        fix_en="leave it to one article",
    ),
    "E425": Entry(
        vi='địa chỉ cũ "{seen}" là địa chỉ hiện nay của {file}',
        en='the old address "{seen}" is the present one of {file}',
        fix_vi="xoá địa chỉ này khỏi legacy.paths, hoặc đổi slug của bài kia",
        fix_en="delete it from legacy.paths, or change the slug of the other article",
    ),
    "E425/list": Entry(
        vi='địa chỉ cũ "{seen}" là địa chỉ hiện nay của một trang danh sách',
        en='the old address "{seen}" is the present one of a list',
        fix_vi="xoá địa chỉ này khỏi legacy.paths",
        fix_en="delete it from legacy.paths",
    ),
    "E426": Entry(
        vi='địa chỉ cũ "{seen}" chuyển hướng về chính bài này',
        en='the old address "{seen}" leads back to this article itself',
        fix_vi="xoá địa chỉ này khỏi legacy.paths",
        fix_en="delete it from legacy.paths",
    ),
    "E426/two": Entry(
        vi='địa chỉ cũ "{seen}" chuyển hướng vòng quanh với {file}',
        en='the old address "{seen}" leads in a circle with {file}',
        fix_vi="xoá địa chỉ này khỏi legacy.paths của một trong hai bài",
        fix_en="delete it from legacy.paths of one of them",
    ),
    "W430": Entry(
        vi='các tác giả {authors} có cùng một địa chỉ "{slug}" (trong {files})',
        en='the authors {authors} have the same address "{slug}" (in {files})',
        fix_vi="nếu là một người, dùng một cách viết; nếu không, hai người có chung một trang",
        fix_en="if they are one person, use one spelling; otherwise both share one page",
    ),
    "W431": Entry(
        vi='liên kết "{seen}" dẫn tới bài hoặc trang chưa đăng, bạn đọc sẽ không mở được',
        en='the link "{seen}" leads to an unpublished article or page, readers cannot open it',
        fix_vi="dùng {{filename}} và tên tệp của bài: chữ vẫn còn, liên kết chỉ hiện khi bài được đăng",
        fix_en="use {{filename}} and the name of its file: the words stay, the link shows once it is published",
    ),
    "W432": Entry(
        vi="bài đã gỡ nhưng tệp {file} của bài vẫn còn trong media, bạn đọc vẫn mở được",
        en="the article is withdrawn but its file {file} is still in media, readers can still open it",
        fix_vi="nếu tệp cũng phải gỡ, xoá tệp khỏi media rồi xoá chỗ nhắc tới tệp trong bài",
        fix_en="if the file must go too, delete it from media, and what names it in the article",
    ),
}
