"""What is said about bodies: codes E3 and W3."""

from __future__ import annotations

from plugins.newsroom.entry import Entry

_ALT = Entry(
    vi="ảnh {seen} chưa có mô tả cho người không nhìn thấy ảnh",
    en="the picture {seen} has no text for those who cannot see it",
    fix_vi="viết mô tả trong ngoặc vuông: ![Toàn cảnh buổi lễ]({seen})",
    fix_en="write it in the brackets: ![View of the ceremony]({seen})",
)

BODY: dict[str, Entry] = {
    "E301": Entry(
        vi="phần tử <{element}> không được dùng trong bài",
        en="the element <{element}> must not stand in an article",
        fix_vi="xoá phần tử này; video và biểu mẫu: đặt một liên kết thường",
        fix_en="delete it; for a video or a form put an ordinary link",
    ),
    "E302": Entry(
        vi='thuộc tính "{attribute}" của <{element}> chạy mã trong trình duyệt của bạn đọc',
        en='the attribute "{attribute}" of <{element}> runs code in the reader\'s browser',
        fix_vi="xoá thuộc tính này",
        fix_en="delete the attribute",
    ),
    "E303": Entry(
        vi='địa chỉ "{seen}" thuộc loại "{scheme}:" không được dùng',
        en='the address "{seen}" is of the kind "{scheme}:", which must not be used',
        fix_vi="dùng địa chỉ https://, mailto:, tel: hoặc tệp trong /media/",
        fix_en="use https://, mailto:, tel: or a file under /media/",
    ),
    "E304": _ALT,
    "W304": _ALT,
    "E305": Entry(
        vi='ảnh "{seen}" không nằm trong thư mục media',
        en='the picture "{seen}" is not in the folder media',
        fix_vi="chép ảnh vào media rồi dùng địa chỉ như /media/2019/anh.jpg",
        fix_en="copy it to media and use an address such as /media/2019/photo.jpg",
    ),
    "E306": Entry(
        vi='địa chỉ "{seen}" bắt đầu bằng một ký hiệu không được hỗ trợ',
        en='the address "{seen}" begins with a sign that is not known',
        fix_vi="dùng {{filename}} cho bài viết, {{static}} hoặc /media/ cho tệp",
        fix_en="use {{filename}} for articles, {{static}} or /media/ for files",
    ),
    "E307": Entry(
        vi="danh sách hoặc trích dẫn lồng vào nhau quá sâu",
        en="lists or quotations stand too deep in one another",
        fix_vi="bớt thụt đầu dòng, bớt dấu > ở đầu dòng",
        fix_en="indent less, or put fewer > at the beginning of lines",
    ),
    "W301": Entry(
        vi="{seen} bị bỏ khi xuất bản (chữ bên trong được giữ)",
        en="{seen} is dropped on publication (the words inside stay)",
        fix_vi="xoá phần này, hoặc dùng Markdown: **đậm**, *nghiêng*, danh sách, bảng",
        fix_en="delete it, or use Markdown: **bold**, *italics*, lists, tables",
    ),
}
