"""
The commands of `./inv` for the editors' desk: their names and options, beside those in `tasks.py`.

Each imports its module when it runs, so that `./inv --list` answers at once.
"""

from __future__ import annotations

from typing import Final

from invoke import Context, task

from commands.places import CONTENT, ROOT

REPORT: Final = str(ROOT / "report")


@task(
    help={
        "repo": "kho Git của cổng, có thư mục làm việc hoặc kho trần (mặc định: kho của dự án này)",
        "branch": "nhánh để ghi (mặc định: nhánh đang mở)",
        "port": "cổng (mặc định: 8080; 0: cổng trống bất kỳ)",
        "address": "địa chỉ mà biên tập viên gõ, khi có máy chủ web đứng trước, ví dụ https://bientap.tinh.gov.vn",
        "users": "tệp người dùng (mặc định: .desk/users.json)",
        "output": "dựng trang cho bạn đọc vào thư mục này sau mỗi lần lưu; không có thì không dựng",
        "production": "với --output: dựng để đưa lên mạng, cho máy tìm kiếm vào",
    },
    auto_shortflags=False,
)
def desk(  # noqa: PLR0913 - an option each
    _context: Context,
    *,
    repo: str = str(ROOT),
    branch: str = "",
    port: str = "8080",
    address: str = "",
    users: str = "",
    output: str = "",
    production: bool = False,
) -> None:
    """Mở bàn biên tập trên trình duyệt (the editors' desk)."""
    from commands import desk as command, options

    order = command.Order(
        repo=options.input_folder("--repo", repo),
        branch=branch,
        port=options.number("--port", port, least=0, most=options.LAST_PORT),
        address=command.check_address(address) if address else "",
        users=options.target_file("--users", users) if users else command.USERS,
        output=options.output_folder(output) if output else None,
        production=production,
    )
    command.run(order)


@task(
    name="desk-user",
    help={
        "login": "tên đăng nhập: a-z, 0-9, dấu chấm, gạch ngang; không có thì liệt kê tất cả",
        "name": "họ và tên, là tên tác giả trong lịch sử sửa bài",
        "email": "địa chỉ thư công vụ",
        "role": "editor: viết và gửi duyệt (mặc định); approver: duyệt và đăng",
        "remove": "xoá người này",
        "users": "tệp người dùng (mặc định: .desk/users.json)",
    },
    auto_shortflags=False,
)
def desk_user(  # noqa: PLR0913 - an option each
    _context: Context,
    *,
    login: str = "",
    name: str = "",
    email: str = "",
    role: str = "",
    remove: bool = False,
    users: str = "",
) -> None:
    """Thêm người vào bàn biên tập, cấp mã mới (desk users)."""
    from commands import desk as desk_command, desk_user as command, options

    file = options.target_file("--users", users) if users else desk_command.USERS
    if not login:
        command.show(file)
    elif remove:
        command.remove(file, login)
    else:
        command.put(file, login, name, email, role)


@task(
    help={
        "from": "ngày đầu kỳ, ví dụ 2026-01-01 (mặc định: đầu năm của ngày cuối kỳ)",
        "to": "ngày cuối kỳ (mặc định: hôm nay)",
        "content": "thư mục nội dung (mặc định: content)",
        "output": "thư mục để ghi báo cáo (mặc định: report)",
        "now": "thời điểm lập báo cáo (mặc định: bây giờ)",
        "json": "in số liệu dạng JSON ra stdout",
    },
    auto_shortflags=False,
)
def report(  # noqa: PLR0913 - an option each
    _context: Context,
    *,
    from_: str = "",
    to: str = "",
    content: str = CONTENT,
    output: str = REPORT,
    now: str = "",
    json: bool = False,
) -> None:
    """Báo cáo ai đóng góp bao nhiêu bài (report contributions)."""
    from commands import options, report as command

    moment = options.moment(now)
    command.run(
        command.Order(
            content=options.content_folder(content),
            output=options.output_folder(output),
            period=command.period(from_, to, moment),
            now=moment,
            as_json=json,
        )
    )
