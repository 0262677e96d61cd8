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
    "E308": Entry(
        vi="{seen} giấu chữ với bạn đọc",
        en="{seen} hides text from readers",
        fix_vi="xoá đoạn bị giấu; nếu là nội dung thật, xoá thuộc tính style hoặc hidden",
        fix_en="delete what is hidden; if it is meant to be read, delete the attribute style or hidden",
    ),
    "E309": Entry(
        vi="{seen} làm chữ nhỏ đến mức không nhìn thấy",
        en="{seen} makes text too small to be seen",
        fix_vi="xoá đoạn đó; nếu là nội dung thật, xoá thuộc tính style",
        fix_en="delete it; if it is meant to be read, delete the attribute style",
    ),
    "E310": Entry(
        vi="khung nhúng trang khác không được dùng trong bài: {seen}",
        en="a frame with another page must not stand in an article: {seen}",
        fix_vi="đặt một liên kết thường: [Xem video]({seen})",
        fix_en="put an ordinary link: [Watch the video]({seen})",
    ),
    "E311": Entry(
        vi="tệp nhúng trong địa chỉ không được dùng: {seen}",
        en="a file within an address must not be used: {seen}",
        fix_vi="lưu ảnh hoặc tệp vào media rồi dùng địa chỉ như /media/2019/anh.jpg",
        fix_en="save the picture or file under media and use an address such as /media/2019/photo.jpg",
    ),
    "E312": Entry(
        vi="{seen} nằm trên máy của người viết, bạn đọc không mở được",
        en="{seen} is on the writer's own machine, no reader can open it",
        fix_vi="chép tệp vào media rồi dùng địa chỉ như /media/2019/van-ban.pdf",
        fix_en="copy the file to media and use an address such as /media/2019/file.pdf",
    ),
    "W301": Entry(
        vi="{seen} bị bỏ khi xuất bản (chữ bên trong được giữ)",
        en="{seen} is dropped on publication (the words inside stay)",
        fix_vi="xoá phần này, hoặc dùng Markdown: **đậm**, *nghiêng*, danh sách, bảng",
        fix_en="delete it, or use Markdown: **bold**, *italics*, lists, tables",
    ),
    "W312": Entry(
        vi="{seen} nằm trên máy của người viết, bạn đọc không mở được",
        en="{seen} is on the writer's own machine, no reader can open it",
        fix_vi="chép tệp vào media rồi dùng địa chỉ như /media/2019/van-ban.pdf",
        fix_en="copy the file to media and use an address such as /media/2019/file.pdf",
    ),
    "W320": Entry(
        vi='tiêu đề "{seen}" ở cấp {level} bỏ qua cấp {allowed}',
        en='the heading "{seen}" of level {level} leaves out level {allowed}',
        fix_vi="dùng cấp {allowed}, tức {allowed} dấu # ở đầu dòng",
        fix_en="use level {allowed}: as many # at the beginning of the line",
    ),
    "W321": Entry(
        vi="bảng thiếu hàng gạch dưới hàng tiêu đề, sẽ hiện như chữ thường: {seen}",
        en="the table lacks the row of dashes below its head and would show as plain text: {seen}",
        fix_vi="thêm dòng thứ hai: {dashes}",
        fix_en="add a second line: {dashes}",
    ),
    "W322": Entry(
        vi="bảng không bắt đầu sau dòng trống bằng một hàng tiêu đề: {seen}",
        en="the table does not begin, after a blank line, with one row of heads: {seen}",
        fix_vi="để một dòng trống trước bảng, một hàng tiêu đề, rồi mới đến hàng gạch",
        fix_en="put a blank line before the table, one row of heads, then the row of dashes",
    ),
    "W323": Entry(
        vi="danh sách đứng liền sau đoạn văn, sẽ hiện như chữ thường: {seen}",
        en="the list directly follows a paragraph and would show as plain text: {seen}",
        fix_vi="để một dòng trống trước danh sách",
        fix_en="put a blank line before the list",
    ),
    "W324": Entry(
        vi="mục con chỉ thụt vào {spaces} dấu cách, sẽ thành mục cùng cấp: {seen}",
        en="the item is indented by {spaces} only and would be of the same level: {seen}",
        fix_vi="thụt mục con vào bốn dấu cách, hoặc chạy ./inv check --fix",
        fix_en="indent it by four spaces, or run ./inv check --fix",
    ),
    "W325": Entry(
        vi='các dòng bắt đầu bằng "{seen}" không thành danh sách và sẽ dính vào nhau',
        en='lines that begin with "{seen}" are no list and would run together',
        fix_vi='dùng "- " hoặc "1. " ở đầu dòng, hoặc để dòng trống giữa các dòng',
        fix_en='begin them with "- " or "1. ", or put blank lines between them',
    ),
    "W326": Entry(
        vi="còn mã của Microsoft Word ở {count} chỗ, đầu tiên là {seen}",
        en="markup of Microsoft Word is left in {count} places, first {seen}",
        fix_vi="dán lại dưới dạng văn bản thuần, rồi định dạng bằng Markdown",
        fix_en="paste it again as plain text and format it with Markdown",
    ),
    "W327": Entry(
        vi="nội dung bài bắt đầu bằng một dòng giống phần thông tin: {seen}",
        en="the text begins with a line that looks like the header: {seen}",
        fix_vi='đưa dòng này vào giữa hai dòng "---" ở đầu tệp, hoặc xoá',
        fix_en='move the line between the two "---" lines at the top, or delete it',
    ),
    "W328": Entry(
        vi="bài không có summary nên đoạn đầu thành lời dẫn, và lời dẫn không giữ liên kết: {seen}",
        en="without a summary the first paragraph becomes the lead, and a lead keeps no links: {seen}",
        fix_vi="viết summary riêng, hoặc chuyển liên kết xuống đoạn sau",
        fix_en="write a summary, or move the link to a later paragraph",
    ),
}
