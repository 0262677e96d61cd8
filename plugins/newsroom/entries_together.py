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
}
