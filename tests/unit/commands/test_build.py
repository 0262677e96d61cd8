"""`./inv build`: what it says, and what it leaves when it cannot build."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from invoke import Exit

from commands.build import Order, Summary, as_line, as_text, build, run
from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import ContentProblems, Level, Problem
from plugins.press import adapter

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=ZONE)
CATEGORIES = "- {slug: kinh-te, name: Kinh tế}\n"
ARTICLE = "---\ntitle: Được mùa\ndate: 2026-02-01\ncategory: kinh-te\n---\n\nLúa tốt.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with two articles, one of them for next month."""
    folder = tmp_path / "content"
    (folder / "site").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "site" / "categories.yaml").write_text(CATEGORIES, "utf-8")
    (folder / "articles" / "duoc-mua.md").write_text(ARTICLE, "utf-8")
    (folder / "articles" / "hen-gio.md").write_text(ARTICLE.replace("2026-02-01", "2026-04-01 09:00"), "utf-8")
    return folder


def preview(content: Path, output: Path) -> Order:
    """Return the order of a preview."""
    return Order(content=content, output=output, now=NOW)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_tells_what_it_did(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json` standard output holds the agreed object alone."""
    run(preview(content, tmp_path / "out"), as_json=True)
    answer = json.loads(capsys.readouterr().out)
    numbers = ["articles", "pages", "rendered", "written", "deleted", "problems", "seconds"]
    assert list(answer) == [*numbers, "now", "next_due"]
    assert (answer["articles"], answer["now"]) == (1, "2026-03-01T08:00:00+07:00")
    assert answer["next_due"] == "2026-04-01T09:00:00+07:00"
    assert (tmp_path / "out" / "kinh-te" / "duoc-mua.html").is_file()


def test_a_second_build_writes_nothing(content: Path, tmp_path: Path) -> None:
    """Same input, same bytes."""
    build(preview(content, tmp_path / "out"))
    again = build(preview(content, tmp_path / "out"))
    assert (again.written, again.deleted) == (0, 0)


def test_an_edit_renders_what_shows_it(content: Path, tmp_path: Path) -> None:
    """The other pages stay, and the summary says so; so does the list of what changed."""
    output, lines = tmp_path / "out", tmp_path / "changed.txt"
    build(preview(content, output))
    (content / "articles" / "duoc-mua.md").write_text(f"{ARTICLE}\nLúa rất tốt.\n", "utf-8")
    before = files(output)
    run(preview(content, output), as_json=False, changed_files=lines)
    after = files(output)
    told = [f"M {path}" for path, data in after.items() if before.get(path) != data]
    told += [f"D {path}" for path in before.keys() - after.keys()]
    assert sorted(lines.read_text("utf-8").splitlines()) == sorted(told)
    assert "M kinh-te/duoc-mua.html" in told
    assert "M kinh-te/index.html" not in told


@pytest.mark.parametrize("address", ["/kinh-te/duoc-mua.html", "kinh-te/duoc-mua.html"])
def test_the_fate_of_a_page_is_explained(content: Path, tmp_path: Path, address: str) -> None:
    """Rendered or kept, and why; of an address that is not there it is said too."""
    order = replace(preview(content, tmp_path / "out"), explain=address)
    assert build(order).verdict.startswith("đã dựng: trang mới")
    assert build(order).verdict.startswith("giữ nguyên")
    assert "không có trang này" in build(replace(order, explain="/khong-co.html")).verdict
    for folder in ("/", "/kinh-te/", "/rss/"):
        assert build(replace(order, explain=folder)).verdict.startswith("giữ nguyên")


def test_a_file_altered_by_hand_is_put_right_and_named(content: Path, tmp_path: Path) -> None:
    """Deleted and edited ones alike, search files too."""
    output = tmp_path / "out"
    build(preview(content, output))
    before = files(output)
    root = next((output / "search").glob("root-*.json"))
    (output / "index.html").write_text("bị sửa", "utf-8")
    root.unlink()
    summary = build(preview(content, output))
    assert set(summary.restored) == {"index.html", f"search/{root.name}"}
    assert files(output) == before


def test_to_forget_the_past_changes_nothing(content: Path, tmp_path: Path) -> None:
    """A clean build and one that reads all files again publish the same bytes."""
    output = tmp_path / "out"
    build(preview(content, output))
    before = files(output)
    for order in (replace(preview(content, output), clean=True), replace(preview(content, output), verify=True)):
        assert build(order).written == 0
        assert files(output) == before


def test_production_opens_the_site_to_crawlers(content: Path, tmp_path: Path) -> None:
    """A preview is closed to them, the published site is not."""
    build(preview(content, tmp_path / "preview"))
    build(Order(content=content, output=tmp_path / "live", now=NOW, production=True))
    assert "Disallow: /\n" in (tmp_path / "preview" / "robots.txt").read_text()
    assert "Disallow: /\n" not in (tmp_path / "live" / "robots.txt").read_text()


def test_with_an_error_nothing_is_published(content: Path, tmp_path: Path) -> None:
    """The message is the whole report; the site stays as it was, to the byte."""
    output = tmp_path / "out"
    build(preview(content, output))
    before = files(output)
    (content / "articles" / "hong.md").write_text(ARTICLE.replace("kinh-te", "khong-co"), "utf-8")
    with pytest.raises(Exit, match=r"(?s)articles/hong\.md:4: .*Không xuất bản gì; trang cũ còn nguyên") as exit_:
        run(preview(content, output), as_json=False)
    assert exit_.value.code == 1
    assert files(output) == before
    with pytest.raises(ContentProblems):
        build(preview(content, output))


def test_with_an_error_the_object_counts_the_problems(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program that asked for JSON gets it even when nothing is published; the report goes to standard error."""
    (content / "articles" / "hong.md").write_text(ARTICLE.replace("kinh-te", "khong-co"), "utf-8")
    with pytest.raises(Exit):
        run(preview(content, tmp_path / "out"), as_json=True)
    answer = json.loads(capsys.readouterr().out)
    assert (answer["problems"], answer["written"], answer["pages"]) == (1, 0, 0)


def test_a_folder_of_somebody_else_is_not_built_into(content: Path, tmp_path: Path) -> None:
    """Files that no build made are never deleted or mixed with a site."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.md").write_text("x")
    with pytest.raises(Exit, match="Không xuất bản gì"):
        run(preview(content, tmp_path / "out"), as_json=False)
    assert files(tmp_path / "out") == {"thesis.md": b"x"}


def test_the_summary_for_people_says_how_to_look_at_the_site(tmp_path: Path) -> None:
    """Numbers as Vietnamese readers write them; foreign folders are named in the commands."""
    summary = Summary(
        articles=71244,
        pages=3,
        rendered=2,
        written=2,
        deleted=1,
        problems=(Problem("articles/a.md", 3, "W101", "", Level.WARNING, "sai", "wrong", "sửa", "mend"),),
        seconds=1.5,
        now=NOW,
        next_due=None,
        everything="",
        restored=("index.html",),
        files=(),
        forgets="đĩa đã đầy",
        verdict="",
    )
    text = as_text(summary, Order(content=tmp_path / "c", output=tmp_path, now=NOW))
    assert "71.244" in text
    assert f"Điều cần xem:   1 (xem: ./inv check --content '{tmp_path / 'c'}')" in text
    assert "Đã sửa lại tệp bị đổi bên ngoài: index.html" in text
    assert "Lần sau sẽ dựng lại tất cả: đĩa đã đầy" in text
    assert text.endswith(f"./inv serve --output '{tmp_path}'")
    assert json.loads(as_line(summary))["next_due"] is None


def test_output_and_content_do_not_lie_in_one_another(content: Path, tmp_path: Path) -> None:
    """A site in the content would be read as content, and content in the output would be deleted."""
    before = files(tmp_path)
    for output in (content, content / "out", tmp_path):
        with pytest.raises(Exit, match="không được nằm trong nhau"):
            run(preview(content, output), as_json=False)
    assert files(tmp_path) == before


def test_a_state_folder_that_cannot_be_made_is_said(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here a file stands where `.cache` would lie; the message names the place, and there is no site."""
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(adapter, "ROOT", tmp_path / "file")
    with pytest.raises(Exit, match=r"file/\.cache.*không phải thư mục.*\nKhông xuất bản gì"):
        run(preview(content, tmp_path / "out"), as_json=False)
    assert not (tmp_path / "out").exists()
