"""What is said to writers about their text, and never keeps it from being published: codes W and H only."""

from __future__ import annotations

from plugins.newsroom.entry import Entry

PROOF: dict[str, Entry] = {
    "W240": Entry(
        vi="bài không có lời dẫn: không có summary và nội dung không bắt đầu bằng một đoạn văn",
        en="the article has no lead: there is no summary, and the text does not begin with a paragraph",
        fix_vi='thêm dòng summary: "…" gồm một đến hai câu',
        fix_en='add a line summary: "…" of one or two sentences',
    ),
    "H241": Entry(
        vi="lời dẫn dài {length} ký tự, quá {limit}: danh sách tin và kết quả tìm kiếm sẽ cắt bớt",
        en="the lead has {length} characters, more than {limit}: lists and search results cut it off",
        fix_vi="rút gọn còn một đến hai câu",
        fix_en="shorten it to one or two sentences",
    ),
    "H241/first": Entry(
        vi="bài không có summary nên đoạn đầu thành lời dẫn, và đoạn này dài {length} ký tự, quá {limit}",
        en="without a summary the first paragraph is the lead, and it has {length} characters, more than {limit}",
        fix_vi='thêm dòng summary: "…" gồm một đến hai câu',
        fix_en='add a line summary: "…" of one or two sentences',
    ),
    "H330": Entry(
        vi='dấu thanh đặt theo hai kiểu: {few} chữ như "{seen}", {many} chữ như "{other}"',
        en='tones are placed in two ways: {few} words like "{seen}", {many} like "{other}"',
        fix_vi="dùng một kiểu trong cả bài; ./inv check --fix sửa giúp khi site.yaml có tone_placement",
        fix_en="keep to one way in an article; ./inv check --fix mends it where site.yaml has tone_placement",
    ),
    "H331": Entry(
        vi='{count} chữ đặt dấu thanh khác kiểu của cổng, đầu tiên là "{seen}"',
        en='{count} words have their tone where the portal does not put it, first "{seen}"',
        fix_vi='viết "{right}", hoặc chạy ./inv check --fix',
        fix_en='write "{right}", or run ./inv check --fix',
    ),
    "W332": Entry(
        vi='{count} từ có chữ cái trông giống nhưng không phải, đầu tiên là "{seen}" ({sign}): tìm kiếm không thấy',
        en='{count} words hold letters that only look right, first "{seen}" ({sign}): the search does not find them',
        fix_vi='gõ lại "{meant}", hoặc chạy ./inv check --fix',
        fix_en='type "{meant}" anew, or run ./inv check --fix',
    ),
    "W333": Entry(
        vi="có ký tự vô hình ở {count} chỗ, đầu tiên là {sign}: tìm kiếm không thấy từ chứa nó",
        en="there are invisible signs in {count} places, first {sign}: the search does not find words with them",
        fix_vi="xoá và gõ lại từ đó, hoặc chạy ./inv check --fix",
        fix_en="delete and type the word anew, or run ./inv check --fix",
    ),
    "W334": Entry(
        vi='{count} từ còn ở bảng mã {encoding}: "{seen}" phải là "{meant}"',
        en='{count} words are still in {encoding}: "{seen}" should be "{meant}"',
        fix_vi="chép lại đoạn này từ văn bản gốc đã chuyển sang Unicode, hoặc nhập tệp Word bằng ./inv import-word",
        fix_en="copy the passage from the source in Unicode, or take in the Word file with ./inv import-word",
    ),
    "W334/doubled": Entry(
        vi='chữ có dấu bị hỏng ở {count} chỗ do lưu sai bảng mã: "{seen}"',
        en='accented letters are broken in {count} places by a wrong encoding: "{seen}"',
        fix_vi="chép lại đoạn này từ bản gốc",
        fix_en="copy the passage from its source",
    ),
    "W335": Entry(
        vi='liên kết {seen} có dấu hiệu cờ bạc hoặc quảng cáo rác: "{reason}"',
        en='the link {seen} looks like gambling or spam: "{reason}"',
        fix_vi="xoá liên kết; nếu không phải bạn viết, báo quản trị ngay vì có thể bài đã bị chèn",
        fix_en="delete it; if it is not yours tell the administrator at once, the article may have been tampered with",
    ),
    "W336": Entry(
        vi='liên kết "{seen}" không phải là địa chỉ đúng: tên máy chủ là "{reason}"',
        en='the link "{seen}" cannot be right: the host is "{reason}"',
        fix_vi="mở trang cần dẫn tới, chép lại địa chỉ từ trình duyệt",
        fix_en="open the page and copy its address from the browser",
    ),
    "W337": Entry(
        vi='liên kết "{seen}" dẫn tới một chỗ không có trong bài',
        en='the link "{seen}" leads to a place that the article does not have',
        fix_vi="xoá liên kết; chỉ các đề mục cấp hai của bài dài mới có tên, như #muc-ket-qua",
        fix_en="delete the link; only second-level headings of long articles have names, such as #muc-ket-qua",
    ),
    "W338": Entry(
        vi='mô tả ảnh "{seen}" chỉ là tên tệp, người dùng trình đọc màn hình không hiểu được',
        en="the picture's text \"{seen}\" is only a file's name and says nothing to those who cannot see it",
        fix_vi='viết điều thấy trong ảnh, như "Toàn cảnh buổi lễ"',
        fix_en='write what is to be seen, such as "View of the ceremony"',
    ),
    "W433": Entry(
        vi="ảnh nặng {seen}, quá {limit}: bạn đọc dùng điện thoại phải chờ lâu",
        en="the picture has {seen}, more than {limit}: readers with a telephone wait long",
        fix_vi="thu nhỏ ảnh còn chiều dài khoảng 1.600 điểm ảnh rồi lưu dạng JPEG hoặc WebP",
        fix_en="scale it down to some 1,600 pixels and save it as JPEG or WebP",
    ),
    "W433/side": Entry(
        vi="ảnh có {width} × {height} điểm ảnh, quá {limit} một chiều: máy của bạn đọc tốn nhiều bộ nhớ để mở",
        en="the picture has {width} × {height} pixels, more than {limit} on a side: readers need much memory for it",
        fix_vi="thu nhỏ ảnh còn chiều dài khoảng 1.600 điểm ảnh",
        fix_en="scale it down to some 1,600 pixels",
    ),
}
