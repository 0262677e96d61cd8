from __future__ import annotations

import ast
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from plugins.newsroom import checks, digests, refresh as refreshing
from plugins.newsroom.article import Article
from plugins.newsroom.change import Change
from plugins.newsroom.content import Content
from plugins.newsroom.memory import Memory, UnreadableError
from plugins.newsroom.problem import errors
from plugins.newsroom.reading import read_content
from plugins.newsroom.recall import read_changes
from plugins.newsroom.refresh import Manner
from plugins.press.store import Store

ARTICLE: Final = "articles/2026/le-hoi.md"
OTHER: Final = "articles/2026/cay-cau.md"
FILES: Final = {
    "site/categories.yaml": "- {slug: kinh-te, name: Kinh tế}\n- {slug: xa-hoi, name: Xã hội}\n",
    "site/home.yaml": "pinned: [{article: ghim}]\n",
    "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nChữ.\n",
    ARTICLE: (
        "---\ntitle: Lễ hội\ndate: 2026-03-01\ncategory: kinh-te\ntags: [Lễ hội]\nauthors: [Tổ báo]\n"
        "rating: {points: 4, votes: 1}\nviews: 10\n---\n\nMở đầu.\n\nThân bài.\n"
    ),
    OTHER: (
        "---\ntitle: Cây cầu\ndate: 2026-03-02\ncategory: xa-hoi\ntags: [Lễ hội, Cầu]\nauthors: [Tổ báo]\n---\n\n"
        "Mở đầu.\n\n[Ghim]({filename}ghim.md), [xem](/kinh-te/nhap.html)\n"
    ),
    "articles/2026/ghim.md": "---\ntitle: Ghim\ndate: 2026-03-03\ncategory: kinh-te\n---\n\nChữ.\n",
    "articles/2026/nhap.md": "---\ntitle: Nháp\ndate: 2026-03-03\ncategory: kinh-te\nstatus: draft\n---\n\nChữ.\n",
    "articles/2026/cho.md": "---\ntitle: Chờ\ndate: 2026-03-04\ncategory: kinh-te\nstatus: draft\n---\n\nChữ.\n",
    "comments/le-hoi.yaml": "- {name: An, time: 2026-03-02 08:00, text: Hay}\n",
    "figures/2026-03.yaml": "le-hoi: {views: 3}\n",
}
Reader = Callable[..., tuple[Content, Change]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder without errors."""
    for path, text in FILES.items():
        write(tmp_path / "content", path, text)
    return tmp_path / "content"


@pytest.fixture
def read(folder: Path, tmp_path: Path) -> Reader:
    """Reads the folder and remembers it as a build would; it was read once."""

    def read(manner: Manner | None = None) -> tuple[Content, Change]:
        store = Store(tmp_path / "state", "1")
        content, change = read_changes(folder, Memory(store), store.reason, manner or Manner())
        problems = dict(content.heads), content.problems
        if not errors(content.problems):
            store.commit()
        store.close()
        plain = read_content(folder)
        if not errors(plain.problems):
            assert problems[0] == plain.heads
        assert problems[1] == plain.problems
        return content, change

    _, change = read()
    assert change.everything
    return read


def write(folder: Path, path: str, text: str | bytes) -> None:
    """Write a file of the content folder."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def swap(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return an edit that replaces a text in a file of `FILES`."""
    assert old in FILES[path]
    return lambda folder: write(folder, path, FILES[path].replace(old, new))


def add(path: str, text: str | bytes) -> Callable[[Path], None]:
    """Return an edit that adds a file, or writes it anew."""
    return lambda folder: write(folder, path, text)


def delete(path: str) -> Callable[[Path], None]:
    """Return an edit that deletes a file."""
    return lambda folder: (folder / path).unlink()


def _newer(pair: tuple[Article | None, Article | None]) -> Article:
    """Return an article as it is, or as it was."""
    article = pair[1] or pair[0]
    assert article is not None
    return article


NEW: Final = "---\ntitle: Mới\ndate: 2026-03-05\ncategory: xa-hoi\ntags: [Cầu, Mới]\nauthors: [Tổ báo]\n---\n\nChữ.\n"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(swap(ARTICLE, "Thân", "Toàn"), ([], [ARTICLE], []), id="body"),
        pytest.param(swap(ARTICLE, "title: Lễ hội", "title: Hội"), (["le-hoi"], [], []), id="title"),
        pytest.param(swap(ARTICLE, "Mở đầu", "Tóm tắt"), (["le-hoi"], [], []), id="summary"),
        pytest.param(swap(ARTICLE, "[Lễ hội]", "[Lễ hội, Cầu, Mới]"), (["le-hoi"], [], []), id="tags added"),
        pytest.param(swap(ARTICLE, "tags: [Lễ hội]\n", ""), (["le-hoi"], [], []), id="tags removed"),
        pytest.param(swap(ARTICLE, "category: kinh-te", "category: xa-hoi"), (["le-hoi"], [], []), id="category"),
        pytest.param(swap(ARTICLE, "2026-03-01", "2026-03-09"), (["le-hoi"], [], []), id="date"),
        pytest.param(swap(ARTICLE, "points: 4", "points: 5"), (["le-hoi"], [], []), id="rating"),
        pytest.param(swap(ARTICLE, "views: 10", "views: 11"), (["le-hoi"], [], []), id="views"),
        pytest.param(swap("articles/2026/cho.md", "status: draft\n", ""), (["cho"], [], []), id="published"),
        pytest.param(swap(OTHER, "title: Cây", "slug: cau-moi\ntitle: Cây"), (["cau-moi"], [], []), id="slug"),
        pytest.param(add("articles/2026/moi.md", NEW), (["moi"], [], []), id="new"),
        pytest.param(delete("articles/2026/cho.md"), (["cho"], [], []), id="deleted"),
        pytest.param(add("comments/ghim.yaml", FILES["comments/le-hoi.yaml"]), ([], [], ["ghim"]), id="comments"),
        pytest.param(delete("comments/le-hoi.yaml"), ([], [], ["le-hoi"]), id="comments deleted"),
        pytest.param(
            swap("figures/2026-03.yaml", "3}", "4}\nghim: {views: 1}"), (["ghim", "le-hoi"], [], []), id="figures"
        ),
        pytest.param(delete("figures/2026-03.yaml"), (["le-hoi"], [], []), id="figures deleted"),
        pytest.param(add("articles/.le-hoi.md.swp", "x"), ([], [], []), id="open in an editor"),
        pytest.param(add(ARTICLE, FILES[ARTICLE]), ([], [], []), id="saved as it was"),
    ],
)
def test_what_happens_every_day_is_followed_up(
    folder: Path,
    read: Reader,
    edit: Callable[[Path], None],
    expected: tuple[list[str], list[str], list[str]],
) -> None:
    """Of an edit that concerns no other file only its own articles, bodies and comments count as changed."""
    heads, bodies, comments = expected
    edit(folder)
    _, change = read()
    assert change.everything == ""
    assert sorted(pair.slug for pair in map(_newer, change.articles)) == heads
    assert (list(change.bodies), list(change.comments)) == (bodies, comments)
    assert read()[1].is_nothing


def test_a_new_picture_with_its_article_is_followed_up(folder: Path, read: Reader, tmp_path: Path) -> None:
    """A picture that only a new article names is described, and nothing else is."""
    Image.new("RGB", (4, 3)).save(tmp_path / "anh.png")
    write(folder, "media/2026/anh.png", (tmp_path / "anh.png").read_bytes())
    write(folder, "articles/2026/moi.md", NEW.replace("tags", "image: {src: /media/2026/anh.png, alt: Ảnh}\ntags"))
    content, change = read()
    assert (change.everything, change.media) == ("", ("/media/2026/anh.png",))
    assert content.problems == read_content(folder).problems


def test_a_file_with_another_name_is_one_article(folder: Path, read: Reader) -> None:
    """An article whose file is moved and whose slug stays is one pair, before and after."""
    (folder / ARTICLE).rename(folder / "articles" / "le-hoi.md")
    _, change = read()
    assert change.everything == ""
    ((before, after),) = change.articles
    assert before is not None
    assert after is not None
    assert (before.path, after.path) == (ARTICLE, "articles/le-hoi.md")


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(swap("articles/2026/nhap.md", "status: draft\n", ""), id="a draft that others link to"),
        pytest.param(delete("articles/2026/nhap.md"), id="an article that others link to is gone"),
        pytest.param(swap("articles/2026/ghim.md", "title", "status: hidden\ntitle"), id="a picked article is hidden"),
        pytest.param(swap(ARTICLE, "[Lễ hội]", "[Lề hội]"), id="a tag of the same address"),
        pytest.param(swap(ARTICLE, "Tổ báo", "Tờ báo"), id="an author of the same address"),
        pytest.param(swap(ARTICLE, "2026-03-01", "2026-02-01"), id="a date of another month than its figures"),
        pytest.param(swap(ARTICLE, "Thân", "[cầu](/xa-hoi/cau.html)"), id="a link to nothing"),
        pytest.param(swap("pages/gioi-thieu.md", "Chữ", "Lời"), id="a static page"),
        pytest.param(add("site/units.yaml", "- {slug: so, name: Sở}\n"), id="site data"),
        pytest.param(add("articles/Bài.md", NEW), id="an error"),
        pytest.param(delete("site/home.yaml"), id="site data gone"),
    ],
)
def test_what_may_concern_others_is_looked_at_as_a_whole(
    folder: Path, read: Reader, edit: Callable[[Path], None]
) -> None:
    """Where problems of other files could come or go, all rules are asked; a reason is given."""
    edit(folder)
    assert read()[1].everything


def test_names_in_several_spellings_are_followed_up(folder: Path, read: Reader) -> None:
    """Only where the article that a problem of two spellings names may be another one is everything looked at."""
    write(folder, OTHER, FILES[OTHER].replace("Tổ báo", "Tờ báo"))
    assert read()[1].everything
    write(folder, "articles/2026/moi.md", NEW)
    write(folder, "articles/2026/moi-hon.md", NEW.replace("Tổ báo", "Tờ báo"))
    assert read()[1].everything == ""
    (folder / "articles" / "2026" / "moi.md").unlink()
    assert read()[1].everything == ""
    write(folder, "articles/2026/cu.md", NEW.replace("2026-03-05", "2020-03-05"))
    assert read()[1].everything


def test_warnings_stay_with_an_article_that_is_edited(folder: Path, read: Reader) -> None:
    """A broken link of an imported article is told of on its new line, and no longer when it is mended."""
    text = NEW.replace("tags", "legacy: {id: 1}\ntags").replace("Chữ.", "Chữ.\n\n[cũ](/kinh-te/khong-co.html)")
    write(folder, "articles/2026/moi.md", text)
    content, change = read()
    assert change.everything
    (before,) = (problem for problem in content.problems if problem.path == "articles/2026/moi.md")
    write(folder, "articles/2026/moi.md", text.replace("Chữ.", "Chữ.\n\nThêm."))
    content, change = read()
    assert change.everything == ""
    (after,) = (problem for problem in content.problems if problem.path == "articles/2026/moi.md")
    assert (after.code, after.line) == (before.code, before.line + 2)
    write(folder, "articles/2026/moi.md", text.replace("khong-co", "le-hoi"))
    content, change = read()
    assert change.everything == ""
    assert {problem.path for problem in content.problems} == {OTHER}


def test_every_rule_is_known_to_suspicion() -> None:
    """
    A new rule between files needs an answer to what could make or unmake its problems when an article changes:
    in `suspicion.py`, or it looks at site data, static pages or one file alone.
    """
    source = ast.parse(inspect.getsource(checks.check_everything))
    rules = {node.id for node in ast.walk(source) if isinstance(node, ast.Name) and node.id.startswith("check_")}
    by_suspicion = {
        "check_slugs",
        "check_tags",
        "check_list_names",
        "check_legacy",
        "check_files",
        "check_withdrawn",
        "check_links",
        "check_comments",
        "check_picks",
    }
    assert rules == by_suspicion | {"check_names", "check_pages", "check_site", "check_menu"}


def test_nothing_is_parsed_twice(folder: Path, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everything is wanted, only the files that hold something else are read."""
    told: list[tuple[int, int]] = []
    write(folder, "site/units.yaml", "[]\n")
    write(folder, ARTICLE, FILES[ARTICLE] + "Thêm.\n")
    for file in (folder / "articles").rglob("*.md"):
        os.utime(file, ns=(10**18, 10**18))
    monkeypatch.setattr(refreshing, "time_ns", lambda: 2 * 10**18)
    assert read(Manner(on_progress=lambda done, total: told.append((done, total))))[1].everything
    assert told[-1][0] == told[-1][1]


def test_many_changes_are_taken_as_a_whole(folder: Path, read: Reader) -> None:
    """More than 500 changed files are not followed up one by one."""
    for number in range(refreshing.MOST_FOLLOWED + 1):
        write(folder, f"articles/n/bai-{number}.md", NEW)
    _, change = read()
    assert "500" in change.everything


def test_many_files_are_read_in_several_processes(folder: Path, read: Reader) -> None:
    """Shares of many files may be read in any order and anywhere."""
    for number in range(350):
        write(folder, f"articles/n/bai-{number}.md", NEW)

    def backwards(work: refreshing.Work, /) -> list[bytes]:
        return [*reversed([*work(1, 2), *work(0, 2)])]

    _, change = read(Manner(spread=backwards))
    assert len(change.articles) == 350


def test_the_same_size_and_time_do_not_hide_another_content(
    folder: Path, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is replaced by one of its size and time is read: its inode, or when it was changed, differs."""
    monkeypatch.setattr(refreshing, "time_ns", lambda: 2**62)  # long after
    read()
    stat = (folder / ARTICLE).stat()
    write(folder, ARTICLE, FILES[ARTICLE].replace("Thân", "Than "))
    os.utime(folder / ARTICLE, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (folder / ARTICLE).stat().st_size == stat.st_size
    assert (folder / ARTICLE).stat().st_mtime_ns == stat.st_mtime_ns
    assert read()[1].bodies == (ARTICLE,)


def test_a_clock_that_was_set_back_hides_nothing(folder: Path, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is older than it was is read again."""
    monkeypatch.setattr(refreshing, "time_ns", lambda: 2**62)
    read()
    write(folder, ARTICLE, FILES[ARTICLE].replace("Thân", "Toàn"))
    os.utime(folder / ARTICLE, ns=(10**9, 10**9))
    assert read()[1].bodies == (ARTICLE,)


def test_verifying_reads_every_file(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk says of files is not asked where all are to be verified."""
    monkeypatch.setattr(refreshing, "time_ns", lambda: 2**62)
    read()
    told: list[tuple[int, int]] = []
    _, change = read(Manner(verify=True, on_progress=lambda done, total: told.append((done, total))))
    assert change.is_nothing
    assert told == [(len(FILES), len(FILES))]


def test_git_may_stand_for_reading(folder: Path, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a fresh checkout files are not read whose ids Git knows; the others are."""
    monkeypatch.setattr(refreshing, "time_ns", lambda: 2**62)
    monkeypatch.setattr(refreshing, "MOST_FOLLOWED", 3)
    read()
    ids = {path: digests.blob_id(text.encode()) for path, text in FILES.items()}
    write(folder, ARTICLE, FILES[ARTICLE] + "Thêm.\n")
    for path in FILES:
        os.utime(folder / path, ns=(10**9, 10**9))
    monkeypatch.setattr(refreshing, "tracked_ids", lambda _: ids)
    told: list[tuple[int, int]] = []
    _, change = read(Manner(on_progress=lambda done, total: told.append((done, total))))
    assert change.bodies == (ARTICLE,)
    assert told == [(1, 1)]


def test_what_cannot_be_understood_is_no_content(folder: Path, read: Reader, tmp_path: Path) -> None:
    """A value that was damaged in the store is an error of the store, never an article."""
    write(folder, ARTICLE, FILES[ARTICLE] + "Thêm.\n")
    store = Store(tmp_path / "state", "1")
    store.put("article", ARTICLE, b'{"path": 1}')
    with pytest.raises(UnreadableError, match=r"article articles/2026/le-hoi\.md"):
        read_changes(folder, Memory(store))
    store.close()
    assert read()[1].bodies == (ARTICLE,)
