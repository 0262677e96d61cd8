"""`./inv build --production` takes nothing from readers unless it is told to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from invoke import Exit

from commands.build import Order, run
from plugins.newsroom.moment import ZONE

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=ZONE)
ARTICLE = "---\ntitle: Bài {0}\ndate: 2026-02-{0:02}\ncategory: kinh-te\n---\n\nNội dung bài {0}.\n"
COUNT = 20


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with twenty articles."""
    folder = tmp_path / "content"
    (folder / "site").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", "utf-8")
    for number in range(1, COUNT + 1):
        (folder / "articles" / f"bai-{number}.md").write_text(ARTICLE.format(number), "utf-8")
    return folder


def build(content: Path, *, production: bool = True, drop: bool = False, vanish: bool = False) -> None:
    """Build beside the content."""
    output = content.parent / "out"
    order = Order(content=content, output=output, now=NOW, production=production, allow_drop=drop, allow_vanish=vanish)
    run(order, as_json=True)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_vanished_address_is_refused_and_the_last_site_stays(content: Path) -> None:
    """One article of twenty is no drop, but its address is gone: that is said, with the address and the option."""
    build(content)
    before = tree(content.parent / "out")
    assert before["manifest/site.json"] == b'{"articles": 20, "production": true}\n'
    (content / "articles" / "bai-1.md").unlink()
    with pytest.raises(Exit, match=r"(?s)^1 địa chỉ .*--allow-vanish.*\n  /kinh-te/bai-1\.html\nKhông xuất bản gì"):
        build(content)
    assert tree(content.parent / "out") == before
    build(content, vanish=True)
    assert "kinh-te/bai-1.html" not in tree(content.parent / "out")
    build(content)


def test_a_drop_is_refused_even_where_addresses_may_vanish(content: Path) -> None:
    """Two of twenty are ten per cent; both options are needed, and each is named."""
    build(content)
    for number in (1, 2):
        (content / "articles" / f"bai-{number}.md").unlink()
    with pytest.raises(Exit, match=r"(?s)từ 20 xuống 18.*--allow-drop.*2 địa chỉ.*--allow-vanish"):
        build(content)
    with pytest.raises(Exit, match="--allow-drop"):
        build(content, vanish=True)
    with pytest.raises(Exit, match="--allow-vanish"):
        build(content, drop=True)
    build(content, drop=True, vanish=True)


def test_a_preview_is_never_refused_and_hides_nothing(content: Path) -> None:
    """The production build after it is still measured by the production build before it."""
    build(content)
    (content / "articles" / "bai-1.md").unlink()
    build(content, production=False)
    with pytest.raises(Exit, match=r"/kinh-te/bai-1\.html"):
        build(content)


def test_the_first_production_build_has_nothing_to_lose(content: Path) -> None:
    """Previews promise readers nothing."""
    build(content, production=False)
    for number in range(1, COUNT):
        (content / "articles" / f"bai-{number}.md").unlink()
    build(content)


def test_an_article_that_expires_is_no_loss(content: Path) -> None:
    """A scheduled end needs nobody's permission: the article counts on, the lists without members are no addresses."""
    only = content / "articles" / "bai-1.md"
    only.write_text(ARTICLE.format(1).replace("2026-02-01", "2025-02-01\nexpires: 2026-02-20"), "utf-8")
    early = Order(content=content, output=content.parent / "out", now=NOW.replace(month=2, day=19), production=True)
    run(early, as_json=True)
    assert "luu-tru/2025/02/index.html" in tree(content.parent / "out")
    run(Order(content=content, output=content.parent / "out", now=NOW, production=True), as_json=True)
    assert "luu-tru/2025/02/index.html" not in tree(content.parent / "out")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bai-1", "slug: bai-mot\nlegacy: {paths: [/kinh-te/bai-1.html]}"),
        ("bai-1", "withdrawn: {reason: Đăng nhầm, date: 2026-02-25}"),
    ],
)
def test_a_redirect_or_a_notice_keeps_an_address(content: Path, old: str, new: str) -> None:
    """An article that moved or was withdrawn on purpose leaves something at its old address."""
    build(content)
    file = content / "articles" / f"{old}.md"
    file.write_text(file.read_text("utf-8").replace("category:", f"{new}\ncategory:"), "utf-8")
    build(content)
    assert f"kinh-te/{old}.html" in tree(content.parent / "out")
