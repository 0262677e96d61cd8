"""
The commands of `./inv`: their names and options.  What they do is in `commands/`.

Each imports its module when it runs, so that `./inv --list` answers at once.
"""

from __future__ import annotations

from pathlib import Path

from invoke import Collection, Context, task

from commands.desk_tasks import desk, desk_user, report
from commands.feedback_tasks import comments, feedback, feedback_merge
from commands.live_tasks import deploy, keygen, rollback, verify
from commands.places import CONTENT, OUTPUT, ROOT
from commands.program import Portal
from commands.serving_tasks import due, nginx, stats


@task(
    help={
        "content": "thư mục nội dung (mặc định: content)",
        "output": "thư mục xuất bản (mặc định: output)",
        "now": "thời điểm mà trang thể hiện, ví dụ '2026-11-24 08:30' (mặc định: bây giờ)",
        "production": "dựng để đưa lên mạng, cho máy tìm kiếm vào",
        "allow_drop": "với --production: chấp nhận mất hơn 5 % số bài của lần trước",
        "allow_vanish": "với --production: chấp nhận địa chỉ cũ biến mất",
        "clean": "quên những gì các lần dựng trước ghi nhớ, làm lại tất cả",
        "verify": "đọc lại mọi tệp, kể cả những tệp trông như chưa đổi",
        "workers": "số tiến trình cùng dựng trang (mặc định: 0, mỗi lõi một)",
        "explain": "nói vì sao trang ở địa chỉ này được dựng mới hay giữ nguyên, ví dụ /kinh-te/bai.html",
        "changed_files": "tệp để ghi danh sách những gì đã đổi trong thư mục xuất bản: M là ghi, D là xoá",
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
    clean: bool = False,
    verify: bool = False,
    workers: str = "0",
    explain: str = "",
    changed_files: str = "",
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
        clean=clean,
        verify=verify,
        workers=options.number("--workers", workers, least=0),
        explain=explain,
    )
    command.run(order, as_json=json, changed_files=Path(changed_files) if changed_files else None)


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
        command.renew(ROOT)
    elif output:
        command.write(options.output_folder(output))
    else:
        command.show()


@task(
    help={
        "output": "thư mục đã dựng (mặc định: output)",
        "port": "cổng (mặc định: 8000; 0: cổng trống bất kỳ)",
        "feedback": "cổng của ./inv feedback (mặc định: 8010); dịch vụ không chạy thì trang vẫn đủ",
    },
    auto_shortflags=False,
)
def serve(_context: Context, *, output: str = OUTPUT, port: str = "8000", feedback: str = "8010") -> None:
    """Xem trang vừa dựng trên máy này (serve the built site)."""
    from commands import options, serve as command

    command.run(
        options.output_folder(output),
        options.number("--port", port, least=0, most=options.LAST_PORT),
        options.number("--feedback", feedback, least=0, most=options.LAST_PORT),
    )


@task
def clean(_context: Context) -> None:
    """Xoá trang đã dựng và trạng thái của nó (remove the site)."""
    from commands import clean as command

    command.run(Path(OUTPUT), ROOT)


@task(
    help={
        "content": "thư mục nội dung (mặc định: content)",
        "file": "chỉ kiểm tra tệp này và những gì nó nhắc tới; dùng được nhiều lần",
        "staged": "chỉ kiểm tra các tệp nội dung sắp được commit, kể cả tệp bị xoá",
        "fix": "sửa những gì sửa được mà không đổi nội dung, và cho xem đã sửa gì",
        "dry_run": "như --fix, nhưng chỉ cho xem, không ghi",
        "format": "dạng báo cáo: text (mặc định), json, github hoặc gitlab",
        "json": "in kết quả dạng JSON ra stdout, như --format json",
        "lang": "ngôn ngữ của thông báo: vi (mặc định) hoặc en",
    },
    iterable=["file"],
    auto_shortflags=False,
)
def check(  # noqa: PLR0913 - an option each
    _context: Context,
    *,
    content: str = CONTENT,
    file: list[str] | None = None,
    staged: bool = False,
    fix: bool = False,
    dry_run: bool = False,
    format: str = "",  # noqa: A002 - the option's name
    json: bool = False,
    lang: str = "vi",
) -> None:
    """Tìm mọi lỗi trong nội dung, nói cách sửa (check content)."""
    from commands import check as command, options

    folder = options.content_folder(content)
    command.run(
        command.Order(
            folder=folder,
            choice=options.chosen_files(file or (), folder, staged=staged),
            language=options.language(lang),
            format=options.report_format(format, json=json),
            fix="show" if dry_run else "write" if fix else "no",
        )
    )


@task(
    help={
        "query": "những từ cần tìm, có dấu hoặc không dấu",
        "output": "thư mục đã dựng (mặc định: output)",
        "json": "in kết quả dạng JSON ra stdout",
        "limit": "số kết quả nhiều nhất (mặc định: 10)",
        "filters": "bộ lọc, viết như địa chỉ trang tìm kiếm: 'chuyen-muc=kinh-te&tu=2019-01-01&du-tu=1'",
    },
    positional=["query"],
    auto_shortflags=False,
)
def search(
    _context: Context, query: str, *, output: str = OUTPUT, json: bool = False, limit: str = "10", filters: str = ""
) -> None:
    """Hỏi chỉ mục Whoosh của trang đã dựng (ask the index)."""
    from commands import options, search as command

    most = options.number("--limit", limit, least=1)
    command.run(query, options.output_folder(output), most, as_json=json, chosen=command.choices(filters))


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


@task(
    name="import-word",
    help={
        "file": "tệp Word (.docx; .doc và .odt khi máy có LibreOffice); lặp lại --file cho nhiều tệp",
        "into": "thư mục nội dung nhận bài nháp (mặc định: content)",
        "category": "slug của chuyên mục (mặc định: chuyên mục đầu tiên)",
        "unit": "slug của đơn vị viết bài",
        "report": "ghi báo cáo JSON ở đây, trang HTML nằm cạnh",
        "dry_run": "chỉ xem sẽ ra sao, không ghi gì vào thư mục nội dung",
    },
    iterable=["file"],
    auto_shortflags=False,
)
def import_word(  # noqa: PLR0913 - an option each
    _context: Context,
    *,
    file: list[str],
    into: str = CONTENT,
    category: str = "",
    unit: str = "",
    report: str = "",
    dry_run: bool = False,
) -> None:
    """Đưa tệp Word vào thành bài nháp (Word files to drafts)."""
    from commands import import_word as command, options

    order = command.Order(
        files=command.named_files(file),
        content=options.input_folder("--into", into),
        category=category,
        unit=unit,
        report=Path(report).resolve() if report else None,
        is_dry=dry_run,
    )
    command.run(order)


@task(help={"deep": "thử nhiều trường hợp hơn; mất nhiều phút"}, auto_shortflags=False)
def test(_context: Context, *, deep: bool = False) -> None:  # noqa: PT028 - a task, no test
    """Kiểm tra mã nguồn, chạy mọi phép thử (lint, types, tests)."""
    from commands import test as command

    command.run(ROOT, deep=deep)


@task(
    help={"what": "phép đo: build, desk, engine, live, pages hoặc search", "articles": "số bài (mặc định: 10000)"},
    positional=["what"],
    auto_shortflags=False,
)
def bench(_context: Context, what: str, *, articles: str = "10000") -> None:
    """Đo cạnh công cụ khác trong cùng một lượt (compare)."""
    from commands import bench as command, options

    command.run(what, options.number("--articles", articles, least=1))


@task(
    name="import-nukeviet",
    iterable=["source"],
    help={
        "source": "bản sao lưu MySQL (.sql, .xz, .gz), hay thư mục, tệp zip chứa trang đã lưu; lặp lại được",
        "into": "thư mục nội dung nhận bài (mặc định: content)",
        "media": "thư mục uploads của cổng cũ, để chép ảnh và tệp đính kèm",
        "dry_run": "chạy thử: đọc hết, báo cáo, không ghi gì vào thư mục nội dung",
        "report": "tệp JSON của báo cáo; trang HTML cùng tên nằm bên cạnh",
    },
    auto_shortflags=False,
)
def import_nukeviet(
    _context: Context,
    *,
    source: list[str],
    into: str = CONTENT,
    media: str = "",
    dry_run: bool = False,
    report: str = "",
) -> None:
    """Chuyển cổng NukeViet cũ thành Markdown (an old portal)."""
    from commands import import_nukeviet as command, options

    command.run(
        source,
        options.target_folder("--into", into),
        options.input_folder("--media", media) if media else None,
        options.target_file("--report", report) if report else None,
        is_dry=dry_run,
    )


if __name__ == "__main__":
    Portal(
        Collection(
            build,
            serve,
            livereload,
            due,
            nginx,
            stats,
            clean,
            deploy,
            rollback,
            verify,
            keygen,
            check,
            new,
            schema,
            report,
            search,
            eval_search,
            import_nukeviet,
            import_word,
            feedback,
            comments,
            feedback_merge,
            test,
            bench,
            desk,
            desk_user,
        )
    ).run()
