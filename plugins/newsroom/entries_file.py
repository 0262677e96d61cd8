"""What is said about files and their front matter: codes E1 and W1."""

from __future__ import annotations

from plugins.newsroom.entry import Entry

FILE: dict[str, Entry] = {
    "E101": Entry(
        vi='tệp không bắt đầu bằng phần thông tin giữa hai dòng "---"',
        en='the file does not begin with a header between two "---" lines',
        fix_vi='thêm ở đầu tệp một dòng "---", các dòng title, date, category, rồi một dòng "---" nữa',
        fix_en='put a "---" line, the lines title, date, category, and another "---" line at the top',
    ),
    "E102": Entry(
        vi='phần thông tin ở đầu tệp chưa được đóng bằng dòng "---"',
        en='the header is not closed by a "---" line',
        fix_vi='thêm một dòng chỉ có "---" ngay trước nội dung bài',
        fix_en='add a line that holds "---" only, just before the text',
    ),
    "E103": Entry(
        vi="dòng này không đúng cú pháp YAML: {seen}",
        en="this line is no valid YAML: {seen}",
        fix_vi="kiểm tra dấu nháy, dấu ngoặc và thụt đầu dòng; đặt giá trị có ký tự đặc biệt trong dấu nháy kép",
        fix_en="check quotes, brackets and indentation; put a value with special characters in double quotes",
    ),
    "E104": Entry(
        vi='giá trị của "{key}" có dấu hai chấm mà không nằm trong dấu nháy: {seen}',
        en='the value of "{key}" holds a colon and is not quoted: {seen}',
        fix_vi="đặt giá trị trong dấu nháy kép: {key}: {quoted}",
        fix_en="put the value in double quotes: {key}: {quoted}",
    ),
    "E105": Entry(
        vi="dòng thụt vào bằng phím Tab",
        en="the line is indented with a tab",
        fix_vi="thay Tab bằng hai dấu cách",
        fix_en="replace the tab by two spaces",
    ),
    "E106": Entry(
        vi='sau "{key}" là dấu hai chấm toàn chiều "：", không phải ":"',
        en='"{key}" is followed by a full-width colon "：" and not by ":"',
        fix_vi='gõ lại dấu hai chấm thường và một dấu cách: "{key}: "',
        fix_en='type an ordinary colon and a space: "{key}: "',
    ),
    "E107": Entry(
        vi="đầu tệp viết theo kiểu Pelican cũ: {seen}",
        en="the header has Pelican's old form: {seen}",
        fix_vi='thêm một dòng "---" trước và sau phần thông tin, viết thường tên trường (Title → title), '
        "ngày dạng 2019-06-24 22:33",
        fix_en='add a "---" line before and after the header, write the names in lower case (Title → title), '
        "dates as 2019-06-24 22:33",
    ),
    "E108": Entry(
        vi='loại tệp "{suffix}" không được đọc, bài sẽ bị bỏ sót',
        en='files of kind "{suffix}" are not read, the article would be lost',
        fix_vi="chuyển bài sang Markdown rồi lưu với đuôi .md, hoặc đưa tệp ra khỏi thư mục articles",
        fix_en="turn the article into Markdown and save it as .md, or move the file out of the folder articles",
    ),
    "E109": Entry(
        vi="tệp không phải UTF-8 (byte 0x{byte} ở vị trí {offset})",
        en="the file is not UTF-8 (byte 0x{byte} at position {offset})",
        fix_vi='mở tệp bằng trình soạn thảo và lưu lại với bảng mã "UTF-8"',
        fix_en='open the file in an editor and save it with the encoding "UTF-8"',
    ),
    "E110": Entry(
        vi="tệp nặng {size} byte; nhiều nhất là {limit} byte",
        en="the file has {size} bytes; at most {limit}",
        fix_vi="đưa ảnh nhúng và phần dài thành tệp trong media, hoặc chia bài",
        fix_en="move embedded pictures and long parts into files under media, or split the article",
    ),
    "E111": Entry(
        vi="liên kết tượng trưng dẫn ra ngoài thư mục nội dung",
        en="a symbolic link leads out of the content folder",
        fix_vi="chép chính tệp đó vào đây thay cho liên kết",
        fix_en="copy the file itself here instead of the link",
    ),
    "E112": Entry(
        vi='trường "{key}" xuất hiện hai lần, lần đầu ở dòng {first}',
        en='the key "{key}" stands here twice, first on line {first}',
        fix_vi="xoá một trong hai dòng",
        fix_en="delete one of the two",
    ),
    "E113": Entry(
        vi='ký hiệu "&" hoặc "*" của YAML không được dùng: {seen}',
        en='YAML\'s "&" and "*" (anchors, aliases) are not used here: {seen}',
        fix_vi="đặt giá trị trong dấu nháy kép, hoặc viết lại giá trị đầy đủ",
        fix_en="put the value in double quotes, or write it out again",
    ),
    "E114": Entry(
        vi='giá trị bắt đầu bằng "!" phải nằm trong dấu nháy: {seen}',
        en='a value that begins with "!" must be quoted: {seen}',
        fix_vi="đặt giá trị trong dấu nháy kép",
        fix_en="put the value in double quotes",
    ),
    "E115": Entry(
        vi='phần thông tin phải gồm các dòng "tên: giá trị"; ở đây là: {seen}',
        en='the header must consist of lines "name: value"; here it is: {seen}',
        fix_vi='viết mỗi trường một dòng, sau dấu hai chấm có dấu cách, ví dụ title: "Tên bài"',
        fix_en='write one field a line with a space after the colon, such as title: "Headline"',
    ),
    "E116": Entry(
        vi="có ký tự điều khiển {character} không nhìn thấy được",
        en="there is an invisible control character {character}",
        fix_vi="xoá ký tự đó, hoặc chép lại đoạn này dưới dạng văn bản thuần",
        fix_en="delete it, or paste the passage again as plain text",
    ),
    "E117": Entry(
        vi="không đọc được tệp: {reason}",
        en="the file cannot be read: {reason}",
        fix_vi="kiểm tra quyền đọc và tên của tệp",
        fix_en="check the permissions and the name of the file",
    ),
    "E118": Entry(
        vi='không có thư mục "articles" trong thư mục nội dung',
        en='the content folder has no folder "articles"',
        fix_vi="kiểm tra đường dẫn của thư mục nội dung, hoặc tạo thư mục articles",
        fix_en="check the path of the content folder, or create the folder articles",
    ),
    "E119": Entry(
        vi="liên kết tượng trưng dẫn vòng quanh chính nó",
        en="a symbolic link leads in a circle",
        fix_vi="xoá liên kết này",
        fix_en="delete the link",
    ),
    "E120": Entry(
        vi="tệp biến mất trong lúc đọc",
        en="the file vanished while it was being read",
        fix_vi="chờ cho chương trình khác (đồng bộ, sao chép) làm xong rồi chạy lại",
        fix_en="wait until the other program (a synchronisation, a copy) is done, then run again",
    ),
    "E121": Entry(
        vi="tên tệp không phải UTF-8, không đọc được trên mọi máy",
        en="the file's name is not UTF-8, not every machine can read it",
        fix_vi="đổi tên tệp, chỉ dùng a-z, 0-9 và dấu gạch ngang",
        fix_en="rename the file with a-z, 0-9 and hyphens",
    ),
    "H101": Entry(
        vi='"{name}" là tệp khoá hoặc tệp lưu tạm của trình soạn thảo, không được đọc',
        en='"{name}" is an editor\'s lock or backup file and is not read',
        fix_vi="đóng trình soạn thảo, rồi xoá tệp này nếu nó còn đó",
        fix_en="close the editor, then delete the file if it is still there",
    ),
    "W101": Entry(
        vi="chữ có dấu ở dạng tổ hợp (NFD); đã được đọc như dạng dựng sẵn (NFC)",
        en="accented letters are decomposed (NFD); they were read as composed (NFC)",
        fix_vi="lưu tệp với Unicode dựng sẵn, hoặc chạy ./inv check --fix",
        fix_en="save the file with composed Unicode letters, or run ./inv check --fix",
    ),
    "W102": Entry(
        vi='phần sau dấu "#" bị coi là ghi chú và không được dùng: {seen}',
        en='what follows "#" is a comment and not used: {seen}',
        fix_vi="nếu đó là nội dung, đặt cả giá trị trong dấu nháy kép; nếu là ghi chú, đưa xuống dòng riêng",
        fix_en="if it is content, put the whole value in double quotes; if it is a comment, give it its own line",
    ),
    "W103": Entry(
        vi="tệp này không được đọc và không được xuất bản",
        en="this file is neither read nor published",
        fix_vi="đưa tệp đính kèm và ảnh vào thư mục media, xoá tệp không dùng",
        fix_en="move attachments and pictures to the folder media, delete what is not used",
    ),
    "W104": Entry(
        vi='thư mục "{name}" không được đọc',
        en='the folder "{name}" is not read',
        fix_vi="dùng các thư mục {known}",
        fix_en="use the folders {known}",
    ),
}
