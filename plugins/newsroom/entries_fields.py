"""What is said about fields: codes E2 and W2."""

from __future__ import annotations

from plugins.newsroom.entry import Entry

_ALT = Entry(
    vi="ảnh đại diện chưa có mô tả cho người không nhìn thấy ảnh",
    en="the lead picture has no text for those who cannot see it",
    fix_vi='thêm dòng alt vào image, ví dụ alt: "Toàn cảnh buổi lễ"',
    fix_en='add alt to image, such as alt: "View of the ceremony"',
)

FIELDS: dict[str, Entry] = {
    "E201": Entry(
        vi='thiếu trường bắt buộc "{key}"',
        en='the required field "{key}" is missing',
        fix_vi='thêm dòng "{key}: …"',
        fix_en='add a line "{key}: …"',
    ),
    "E202": Entry(
        vi='không có trường nào tên "{key}"',
        en='there is no field "{key}"',
        fix_vi="xoá dòng này, hoặc dùng một trong các trường: {known}",
        fix_en="delete the line, or use one of: {known}",
    ),
    "E202/near": Entry(
        vi='không có trường nào tên "{key}"',
        en='there is no field "{key}"',
        fix_vi='có phải bạn muốn viết "{near}"',
        fix_en='did you mean "{near}"',
    ),
    "E203": Entry(
        vi='"{seen}" không phải là số nguyên viết bằng các chữ số 0-9',
        en='"{seen}" is no whole number of the digits 0-9',
        fix_vi="chỉ viết chữ số, không dấu chấm, dấu phẩy hay đơn vị, ví dụ 71244",
        fix_en="write digits only, no points, commas or units, such as 71244",
    ),
    "E203/grouped": Entry(
        vi='"{seen}" có dấu ngăn cách các chữ số',
        en='"{seen}" has signs between its digits',
        fix_vi="chỉ viết chữ số: {near}",
        fix_en="write digits only: {near}",
    ),
    "E204": Entry(
        vi="tổng điểm {points} vượt quá 5 × {votes} lượt đánh giá",
        en="{points} points are more than 5 × {votes} votes",
        fix_vi='sửa "votes" hoặc "points"',
        fix_en='correct "votes" or "points"',
    ),
    "E204/low": Entry(
        vi="tổng điểm {points} ít hơn 1 × {votes} lượt đánh giá",
        en="{points} points are less than 1 × {votes} votes",
        fix_vi='sửa "votes" hoặc "points"',
        fix_en='correct "votes" or "points"',
    ),
    "E205": Entry(
        vi='"{seen}" không phải là ngày giờ đúng dạng',
        en='"{seen}" is no date of a form that is read',
        fix_vi='viết như "2019-06-24", "2019-06-24 22:33" hoặc "2019-06-24T22:33:00+07:00"',
        fix_en='write it as "2019-06-24", "2019-06-24 22:33" or "2019-06-24T22:33:00+07:00"',
    ),
    "E206": Entry(
        vi="dài {length} ký tự; nhiều nhất là {limit}",
        en="has {length} characters; at most {limit}",
        fix_vi="viết ngắn lại",
        fix_en="shorten it",
    ),
    "E207": Entry(
        vi="phải là một đoạn chữ, không phải danh sách hay nhóm trường: {seen}",
        en="must be a text, not a list or a group of fields: {seen}",
        fix_vi="viết giá trị trên cùng dòng, trong dấu nháy kép nếu nó bắt đầu bằng [ hoặc {{",
        fix_en="write the value on the same line, in double quotes where it begins with [ or {{",
    ),
    "E208": Entry(
        vi="phải là một danh sách: {seen}",
        en="must be a list: {seen}",
        fix_vi='viết trong ngoặc vuông, ví dụ ["một", "hai"], hoặc mỗi mục một dòng bắt đầu bằng "- "',
        fix_en='write it in brackets, such as ["one", "two"], or one item a line beginning with "- "',
    ),
    "E209": Entry(
        vi='phải là một nhóm trường "tên: giá trị": {seen}',
        en='must be a group of fields "name: value": {seen}',
        fix_vi="viết trong ngoặc nhọn, ví dụ {{{example}}}, hoặc mỗi trường một dòng thụt vào hai dấu cách",
        fix_en="write it in braces, such as {{{example}}}, or one field a line, indented by two spaces",
    ),
    "E210": Entry(
        vi='"{seen}" không phải là giá trị được dùng ở đây',
        en='"{seen}" is no value that is used here',
        fix_vi="chọn một trong: {allowed}",
        fix_en="choose one of: {allowed}",
    ),
    "E211": Entry(
        vi="ngày sửa {seen} trước ngày đăng {date}",
        en="the change of {seen} is before the publication of {date}",
        fix_vi='sửa "modified" hoặc "date"',
        fix_en='correct "modified" or "date"',
    ),
    "E212": Entry(
        vi="ngày hết hạn {seen} không sau ngày đăng {date}",
        en="the end of {seen} is not after the publication of {date}",
        fix_vi='sửa "expires" hoặc "date"',
        fix_en='correct "expires" or "date"',
    ),
    "E213": Entry(
        vi='"{seen}" không dùng được làm địa chỉ; chỉ gồm a-z, 0-9 và dấu "-", dài 1 đến 240 ký tự',
        en='"{seen}" cannot stand in an address; only a-z, 0-9 and "-", 1 to 240 characters',
        fix_vi="viết {near}",
        fix_en="write {near}",
    ),
    "E213/file": Entry(
        vi='tên tệp "{seen}" không dùng được làm địa chỉ; chỉ gồm a-z, 0-9 và dấu "-", dài 1 đến 240 ký tự',
        en='the file name "{seen}" cannot stand in an address; only a-z, 0-9 and "-", 1 to 240 characters',
        fix_vi="đổi tên tệp, hoặc thêm dòng slug: {near}",
        fix_en="rename the file, or add the line slug: {near}",
    ),
    "E214": Entry(
        vi="có ký tự điều khiển {character} hoặc xuống dòng ở chỗ không được phép",
        en="there is a control character {character} or a line break where none may be",
        fix_vi="viết giá trị trên một dòng và xoá ký tự đó",
        fix_en="write the value on one line and delete the character",
    ),
    "E215": Entry(
        vi='"{seen}" không phải là địa chỉ của tệp trong thư mục media',
        en='"{seen}" is no address of a file in the folder media',
        fix_vi='chép tệp vào media rồi viết như "/media/2019/anh.jpg"',
        fix_en='copy the file to media and write it as "/media/2019/photo.jpg"',
    ),
    "E216": Entry(
        vi='"{seen}" không phải là địa chỉ web',
        en='"{seen}" is no web address',
        fix_vi='viết đầy đủ, bắt đầu bằng "https://"',
        fix_en='write it in full, beginning with "https://"',
    ),
    "E216/origin": Entry(
        vi='"{seen}" không phải là địa chỉ gốc của một trang web',
        en='"{seen}" is no root address of a site',
        fix_vi='viết như "https://example.vn", không có đường dẫn phía sau',
        fix_en='write it as "https://example.vn", without a path behind it',
    ),
    "E217": _ALT,
    "W217": _ALT,
    "E218": Entry(
        vi='"{seen}" không phải là true hoặc false',
        en='"{seen}" is neither true nor false',
        fix_vi="viết true (có) hoặc false (không)",
        fix_en="write true or false",
    ),
    "E218/near": Entry(
        vi='"{seen}" không phải là true hoặc false',
        en='"{seen}" is neither true nor false',
        fix_vi="viết {near}",
        fix_en="write {near}",
    ),
    "E219": Entry(
        vi='"{seen}" không phải là số từ 0 đến 6',
        en='"{seen}" is no number from 0 to 6',
        fix_vi='viết như "1" hoặc "2.5", dùng dấu chấm thập phân',
        fix_en='write it as "1" or "2.5", with a decimal point',
    ),
    "E220": Entry(
        vi='"{seen}" là ngày hoặc giờ không có thật',
        en='"{seen}" is a day or time that does not exist',
        fix_vi="xem lại ngày, tháng và giờ; tháng 2 có 28 hoặc 29 ngày, giờ từ 00:00 đến 23:59",
        fix_en="check day, month and time; February has 28 or 29 days, hours go from 00:00 to 23:59",
    ),
    "E221": Entry(
        vi='"{seen}" viết ngày trước năm',
        en='"{seen}" has the day before the year',
        fix_vi="viết năm trước: {near}",
        fix_en="write the year first: {near}",
    ),
    "E222": Entry(
        vi='"{seen}" thiếu số 0 hoặc không dùng dấu gạch ngang',
        en='"{seen}" lacks zeros or hyphens',
        fix_vi="viết đủ hai chữ số và dùng dấu gạch ngang: {near}",
        fix_en="write two digits each, with hyphens: {near}",
    ),
    "E223": Entry(
        vi='"{seen}" dùng giờ sáng, chiều (AM, PM, SA, CH)',
        en='"{seen}" has a time with AM or PM',
        fix_vi="viết giờ từ 00 đến 23: {near}",
        fix_en="write hours from 00 to 23: {near}",
    ),
    "E224": Entry(
        vi='"{seen}" chỉ có hai chữ số của năm',
        en='"{seen}" has a year of two digits',
        fix_vi="viết năm trước, đủ bốn chữ số: {near}",
        fix_en="write the year first, with four digits: {near}",
    ),
    "E225": Entry(
        vi='"{seen}" viết ngày giờ bằng chữ',
        en='"{seen}" is a date in words',
        fix_vi="viết bằng số: {near}",
        fix_en="write it in digits: {near}",
    ),
    "E226": Entry(
        vi='"{seen}" là số lẻ; ở đây chỉ dùng số nguyên',
        en='"{seen}" is a fraction; only whole numbers stand here',
        fix_vi="viết số nguyên; với rating, viết tổng điểm chứ không phải điểm trung bình",
        fix_en="write a whole number; of a rating the sum of the points, not their average",
    ),
    "E227": Entry(
        vi='"{seen}" là số âm',
        en='"{seen}" is a negative number',
        fix_vi="viết số từ 0 trở lên, không có dấu trừ",
        fix_en="write 0 or more, without a minus sign",
    ),
    "E228": Entry(
        vi="ngày đính chính {seen} trước ngày đăng {date}",
        en="the correction of {seen} is before the publication of {date}",
        fix_vi='sửa "correction.date" hoặc "date"',
        fix_en='correct "correction.date" or "date"',
    ),
    "E229": Entry(
        vi='"{seen}" không phải là địa chỉ ở cổng cũ',
        en='"{seen}" is no address of the old portal',
        fix_vi='viết phần đường dẫn, bắt đầu bằng một dấu "/", không có tên máy chủ và dấu "#": {near}',
        fix_en='write the path only, beginning with one "/", without host and "#": {near}',
    ),
    "E230": Entry(
        vi='trường bắt buộc "{key}" để trống',
        en='the required field "{key}" is empty',
        fix_vi="viết giá trị sau dấu hai chấm",
        fix_en="write a value behind the colon",
    ),
    "E231": Entry(
        vi="ngày gỡ bài {seen} trước ngày đăng {date}",
        en="the withdrawal of {seen} is before the publication of {date}",
        fix_vi='sửa "withdrawn.date" hoặc "date"',
        fix_en='correct "withdrawn.date" or "date"',
    ),
    "E232": Entry(
        vi='"{seen}" không phải là mã màu',
        en='"{seen}" is no colour',
        fix_vi='viết trong dấu nháy kép dấu "#" và sáu chữ số 0-9, a-f, ví dụ "#7a1620"',
        fix_en='write in double quotes "#" and six of 0-9, a-f, such as "#7a1620"',
    ),
    "H201": Entry(
        vi='"{seen}" được đọc là chữ, không phải là có, không hay để trống',
        en='"{seen}" is read as a word, not as yes, no or nothing',
        fix_vi="nếu đúng là chữ, đặt trong dấu nháy kép; nếu muốn để trống, xoá dòng này",
        fix_en="if it is meant as a word, put it in double quotes; to leave the field empty, delete the line",
    ),
}
