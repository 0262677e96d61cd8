"""
The commands of `./inv`: their names and options.  What they do is in `commands/`.

Each imports its module when it runs, so that `./inv --list` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from invoke import Collection, Context, task

from commands.program import Portal

ROOT: Final = Path(__file__).resolve().parent
CONTENT: Final = str(ROOT / "content")
OUTPUT: Final = str(ROOT / "output")


@task(
    help={
        "content": "thư mục nội dung (mặc định: content)",
        "output": "thư mục xuất bản (mặc định: output)",
        "now": "thời điểm mà trang thể hiện, ví dụ '2026-11-24 08:30' (mặc định: bây giờ)",
        "production": "dựng để đưa lên mạng, cho máy tìm kiếm vào",
        "allow_drop": "với --production: chấp nhận mất hơn 5 % số bài của lần trước",
        "allow_vanish": "với --production: chấp nhận địa chỉ cũ biến mất",
        "json": "in kết quả dạng JSON ra stdout",
    },
    auto_shortflags=False,
)
def build(  # noqa: PLR0913 - an option each
    _context: Context,
    *,
    content: str = CONTENT,
    output: str = OUTPUT,
    now: str = "",
    production: bool = False,
    allow_drop: bool = False,
    allow_vanish: bool = False,
    json: bool = False,
) -> None:
    """Dựng trang và chỉ mục tìm kiếm (build the site)."""
    from commands import build as command, options

    order = command.Order(
        content=options.content_folder(content),
        output=options.output_folder(output),
        now=options.moment(now),
        production=production,
        allow_drop=allow_drop,
        allow_vanish=allow_vanish,
    )
    command.run(order, as_json=json)


@task(
    help={
        "content": "thư mục nội dung (mặc định: content)",
        "output": "thư mục xuất bản (mặc định: output)",
        "port": "cổng (mặc định: 8000; 0: cổng trống bất kỳ)",
    },
    auto_shortflags=False,
)
def livereload(_context: Context, *, content: str = CONTENT, output: str = OUTPUT, port: str = "8000") -> None:
    """Xem trang, tự dựng lại mỗi khi lưu tệp (rebuild on save)."""
    from commands import livereload as command, options

    command.run(
        options.content_folder(content),
        options.output_folder(output),
        options.number("--port", port, least=0, most=options.LAST_PORT),
    )


@task(
    help={
        "title": "tiêu đề của bài",
        "category": "slug của chuyên mục (mặc định: chuyên mục đầu tiên)",
        "content": "thư mục nội dung (mặc định: content)",
    },
    positional=["title"],
    auto_shortflags=False,
)
def new(_context: Context, title: str, *, category: str = "", content: str = CONTENT) -> None:
    """Tạo một bài mới dạng nháp (start an article)."""
    from commands import new as command, options

    command.run(title, category, options.content_folder(content), options.moment(""))


@task(
    help={
        "output": "thư mục để ghi, mỗi loại một tệp; không có thì in tất cả ra stdout",
        "renew": "ghi lại các bản đi cùng dự án (docs/schema, .vscode)",
    },
    auto_shortflags=False,
)
def schema(_context: Context, *, output: str = "", renew: bool = False) -> None:
    """In JSON Schema của các tệp nội dung (schemas for editors)."""
    from commands import options, schema as command

    if renew:
        command.renew(options.ROOT)
    elif output:
        command.write(options.output_folder(output))
    else:
        command.show()


@task(
    help={"output": "thư mục đã dựng (mặc định: output)", "port": "cổng (mặc định: 8000; 0: cổng trống bất kỳ)"},
    auto_shortflags=False,
)
def serve(_context: Context, *, output: str = OUTPUT, port: str = "8000") -> None:
    """Xem trang vừa dựng trên máy này (serve the built site)."""
    from commands import options, serve as command

    command.run(options.output_folder(output), options.number("--port", port, least=0, most=options.LAST_PORT))


@task
def clean(_context: Context) -> None:
    """Xoá trang đã dựng và trạng thái của nó (remove the built site)."""
    from commands import clean as command, options

    command.run(Path(OUTPUT), options.ROOT)


@task(
    help={
        "content": "thư mục nội dung (mặc định: content)",
        "json": "in kết quả dạng JSON ra stdout",
        "lang": "ngôn ngữ của thông báo: vi (mặc định) hoặc en",
    },
    auto_shortflags=False,
)
def check(_context: Context, *, content: str = CONTENT, json: bool = False, lang: str = "vi") -> None:
    """Tìm mọi lỗi trong nội dung, nói cách sửa (name every mistake)."""
    from commands import check as command, options

    command.run(options.content_folder(content), options.language(lang), as_json=json)


@task(
    help={
        "query": "những từ cần tìm, có dấu hoặc không dấu",
        "output": "thư mục đã dựng (mặc định: output)",
        "json": "in kết quả dạng JSON ra stdout",
        "limit": "số kết quả nhiều nhất (mặc định: 10)",
    },
    positional=["query"],
    auto_shortflags=False,
)
def search(_context: Context, query: str, *, output: str = OUTPUT, json: bool = False, limit: str = "10") -> None:
    """Hỏi chỉ mục Whoosh của trang đã dựng (ask the index)."""
    from commands import options, search as command

    command.run(query, options.output_folder(output), options.number("--limit", limit, least=1), as_json=json)


@task(
    name="eval-search",
    help={
        "set": "thư mục có docs.jsonl.xz, queries.jsonl.xz và qrels.tsv",
        "mix": "tệp tin tức (.jsonl.xz) để trộn thêm vào; bài trùng tiêu đề thì bỏ",
        "engine": "whoosh (mặc định) hoặc browser: trang tìm kiếm trong Chromium",
        "folded": "gõ các câu hỏi không dấu",
    },
    auto_shortflags=False,
)
def eval_search(
    _context: Context,
    *,
    set: str,  # noqa: A002 - the option's name
    mix: str = "",
    engine: str = "whoosh",
    folded: bool = False,
) -> None:
    """Chấm điểm tìm kiếm bằng câu hỏi có đáp án (judge it)."""
    from commands import eval_search as command, options

    command.run(
        options.input_folder("--set", set),
        options.input_file("--mix", mix) if mix else None,
        command.engine(engine),
        folded=folded,
    )


@task(help={"deep": "thử nhiều trường hợp hơn; mất nhiều phút"}, auto_shortflags=False)
def test(_context: Context, *, deep: bool = False) -> None:  # noqa: PT028 - a task, no test
    """Kiểm tra mã nguồn, chạy mọi phép thử (lint, types, all tests)."""
    from commands import options, test as command

    command.run(options.ROOT, deep=deep)


@task(
    help={"what": "phép đo: build, pages hoặc search", "articles": "build, search: số bài (mặc định: 10000)"},
    positional=["what"],
    auto_shortflags=False,
)
def bench(_context: Context, what: str, *, articles: str = "10000") -> None:
    """Đo cạnh công cụ khác trong cùng một lượt (compare)."""
    from commands import bench as command, options

    command.run(what, options.number("--articles", articles, least=1))


if __name__ == "__main__":
    Portal(Collection(build, serve, livereload, clean, check, new, schema, search, eval_search, test, bench)).run()
