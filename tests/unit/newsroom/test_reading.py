from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image

from plugins.newsroom.article import Rating, Views
from plugins.newsroom.moment import ZONE
from plugins.newsroom.reading import read_content
from plugins.newsroom.site import Home, MenuEntry, Pick, Place
from plugins.newsroom.source import read_article

ARTICLE = "---\ntitle: Lễ hội\ndate: 2026-03-01\ncategory: kinh-te\n---\n\nMở đầu.\n\nThân bài.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with one category and one article."""
    (tmp_path / "articles" / "2026").mkdir(parents=True)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: Kinh tế}\n", encoding="utf-8")
    (tmp_path / "articles" / "2026" / "le-hoi.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_a_folder_without_mistakes(folder: Path) -> None:
    """Everything arrives; the lead is the first paragraph, told once; absent site files have defaults."""
    content = read_content(folder)
    assert content.problems == ()
    (article,) = content.articles
    assert (article.path, article.slug, article.summary) == ("articles/2026/le-hoi.md", "le-hoi", "Mở đầu.")
    assert content.bodies[article.path].html == "<p>Thân bài.</p>"
    assert content.site.identity.base_url == "http://localhost:8000"
    assert content.site.categories[0].comments == "open"


def test_order_does_not_follow_the_file_names(folder: Path) -> None:
    """Articles ascend by date, then by slug."""
    for name, day in (("a", "2026-04-01"), ("c", "2026-02-01"), ("b", "2026-02-01")):
        text = ARTICLE.replace("2026-03-01", day)
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    assert [article.slug for article in read_content(folder).articles] == ["b", "c", "le-hoi", "a"]


def test_temporary_files_are_no_content(folder: Path) -> None:
    """What systems leave lying about is passed over without a word, editors' locks and backups with a hint."""
    for name in (".DS_Store", ".gitkeep", "Thumbs.db", ".#le-hoi.md", "~$bai.md", "le-hoi.md~", ".le-hoi.md.swp"):
        (folder / "articles" / name).write_text("x", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / "articles" / ".git").mkdir()
    (folder / "articles" / ".git" / "x.md").write_text("x", encoding="utf-8")
    content = read_content(folder)
    assert len(content.articles) == 1
    assert {(problem.code, problem.path) for problem in content.problems} == {
        ("H101", f"articles/{name}") for name in (".#le-hoi.md", "~$bai.md", "le-hoi.md~", ".le-hoi.md.swp")
    }


def test_progress_is_told(folder: Path) -> None:
    """After each article: how many of how many."""
    (folder / "articles" / "b.md").write_text(ARTICLE, encoding="utf-8")
    told: list[tuple[int, int]] = []
    read_content(folder, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_pictures_have_the_size_that_browsers_show(folder: Path) -> None:
    """Sizes come from the file; a picture that a camera turned is turned; other files have none."""
    media = folder / "media" / "2026"
    media.mkdir(parents=True)
    Image.new("RGB", (40, 30)).save(media / "a.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(media / "turned.jpg", exif=exif)
    Image.new("RGB", (5, 6)).save(media / "b.webp")
    (media / "c.pdf").write_bytes(b"%PDF")
    files = read_content(folder).media
    found = {address: (file.path, file.width, file.height) for address, file in files.items()}
    assert (files["/media/2026/c.pdf"].size, files["/media/2026/a.png"].size) == (4, (media / "a.png").stat().st_size)
    assert found == {
        "/media/2026/a.png": ("media/2026/a.png", 40, 30),
        "/media/2026/b.webp": ("media/2026/b.webp", 5, 6),
        "/media/2026/c.pdf": ("media/2026/c.pdf", 0, 0),
        "/media/2026/turned.jpg": ("media/2026/turned.jpg", 30, 40),
    }


def test_no_follow_up_mistakes_from_an_unreadable_file(folder: Path) -> None:
    """A broken categories file is told once, not once an article; an unreadable article is still there for links."""
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te\n", encoding="utf-8")
    assert [problem.code for problem in read_content(folder).problems] == ["E103"]
    (folder / "site" / "categories.yaml").write_text("- {slug: kinh-te, name: K}\n", encoding="utf-8")
    (folder / "articles" / "hong.md").write_text("x\n", encoding="utf-8")
    (folder / "articles" / "toi.md").write_text(ARTICLE + "\n[x]({filename}hong.md)\n", encoding="utf-8")
    (folder / "comments").mkdir()
    (folder / "comments" / "hong.yaml").write_text("- {name: A, time: 2026-03-01, text: b}\n", encoding="utf-8")
    assert [problem.code for problem in read_content(folder).problems] == ["E101"]


def test_links_within_the_folder_are_followed_once(folder: Path) -> None:
    """A link to a folder above does not go on for ever and is named; two links to one folder are one."""
    (folder / "articles" / "2026" / "vong").symlink_to(folder / "articles")
    (folder / "articles" / "hai").symlink_to(folder / "articles" / "2026")
    content = read_content(folder)
    assert {article.slug for article in content.articles} == {"le-hoi"}
    assert {problem.code for problem in content.problems} == {"E119"}


def test_a_pipe_does_not_keep_the_build_waiting(folder: Path) -> None:
    """What is neither file nor folder is refused unread."""
    os.mkfifo(folder / "articles" / "ong.md")
    assert [problem.code for problem in read_content(folder).problems] == ["E117"]


def test_an_empty_folder_of_articles_is_a_site(tmp_path: Path) -> None:
    """A site begins with no article at all."""
    (tmp_path / "articles").mkdir()
    content = read_content(tmp_path)
    assert (content.articles, content.problems) == ((), ())


def test_static_pages(folder: Path) -> None:
    """Pages stand by order and slug; drafts have no page; the body keeps its first paragraph."""
    pages = folder / "pages"
    pages.mkdir()
    (pages / "lien-he.md").write_text("---\ntitle: Liên hệ\norder: 2\n---\n\nSố 1.\n", encoding="utf-8")
    (pages / "b.md").write_text("---\ntitle: Giới thiệu\nslug: gioi-thieu\norder: 1\n---\nA\n", encoding="utf-8")
    (pages / "nhap.md").write_text("---\ntitle: Nháp\nstatus: draft\n---\nA\n", encoding="utf-8")
    content = read_content(folder)
    assert content.problems == ()
    assert [(page.slug, page.url, page.summary) for page in content.pages] == [
        ("gioi-thieu", "/gioi-thieu.html", ""),
        ("lien-he", "/lien-he.html", ""),
    ]
    assert content.bodies["pages/lien-he.md"].html == "<p>Số 1.</p>"


def test_figures_add_to_the_numbers_of_the_front_matter(folder: Path) -> None:
    """Views and votes are sums; when the front matter's were counted stays; numbers may come from figures alone."""
    counted = "views: {count: 100, as_of: 2026-03-02}\nrating: {points: 5, votes: 1}\n---\n"
    (folder / "articles" / "2026" / "le-hoi.md").write_text(ARTICLE.replace("---\n\nMở", counted + "\nMở"), "utf-8")
    (folder / "articles" / "b.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "figures").mkdir()
    figures = "le-hoi: {views: 7, points: 0, votes: 0}\nb: {views: 3, points: 9, votes: 2}\n"
    (folder / "figures" / "2026-03.yaml").write_text(figures, encoding="utf-8")
    content = read_content(folder)
    assert content.problems == ()
    b, festival = content.articles
    assert (festival.views, festival.rating) == (
        Views(count=107, as_of=datetime(2026, 3, 2, tzinfo=ZONE)),
        Rating(points=5, votes=1),
    )
    assert (b.views, b.rating) == (Views(count=3), Rating(points=9, votes=2))


def test_the_sum_must_be_a_rating(folder: Path) -> None:
    """Points and votes of figures need not fit each other, but with those of the article they must."""
    (folder / "articles" / "2026" / "le-hoi.md").write_text(
        ARTICLE.replace("---\n\nMở", "rating: {points: 5, votes: 2}\n---\n\nMở"), "utf-8"
    )
    (folder / "figures").mkdir()
    for figures, code in (("{points: 5}", []), ("{points: 6}", ["E420"]), ("{votes: 4}", ["E420"]), ("{votes: 3}", [])):
        (folder / "figures" / "2026-03.yaml").write_text(f"le-hoi: {figures}\n", encoding="utf-8")
        assert [problem.code for problem in read_content(folder).problems] == code


def test_hand_made_lists(folder: Path) -> None:
    """A pick is a slug, an article with days, or a link; menu, places and synonyms keep their order."""
    site = folder / "site"
    (site / "home.yaml").write_text(
        "pinned: [le-hoi]\nhot:\n  - {article: le-hoi, from: 2026-03-01, to: 2026-03-08}\n"
        "  - {title: Lịch, url: /lich.pdf}\ncategories: [kinh-te]\n",
        encoding="utf-8",
    )
    (site / "menu.yaml").write_text("- {category: kinh-te}\n- {title: A, url: https://a.vn}\n", encoding="utf-8")
    (site / "places.yaml").write_text("- {old: Xã Cũ, new: Xã Mới, date: 2025-07-01}\n", encoding="utf-8")
    (site / "synonyms.yaml").write_text("- [ubnd, uỷ ban nhân dân]\n", encoding="utf-8")
    content = read_content(folder)
    assert content.problems == ()
    assert content.site.home == Home(
        pinned=(Pick(article="le-hoi"),),
        hot=(
            Pick(article="le-hoi", since=date(2026, 3, 1), until=date(2026, 3, 8)),
            Pick(title="Lịch", url="/lich.pdf"),
        ),
        categories=("kinh-te",),
    )
    assert content.site.menu == (MenuEntry(category="kinh-te"), MenuEntry(title="A", url="https://a.vn"))
    assert content.site.places == (Place(old="Xã Cũ", new="Xã Mới", date=date(2025, 7, 1)),)
    assert content.site.synonyms == (("ubnd", "uỷ ban nhân dân"),)


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("/kinh-te/le-hoi.html", []),
        ("le-hoi.html#a", []),
        ("../kinh-te/le-hoi.html?x=1", []),
        ("/kinh-te/", []),
        ("/kinh-te", []),
        ("/kinh-te/page-3/index.html", []),
        ("/", []),
        ("https://tin.example.vn/kinh-te/le-hoi.html", []),
        ("http://TIN.example.vn", []),
        ("https://khac.example.vn/kinh-te/x.html", []),
        ("/thong-ke/", []),
        ("/rss/kinh-te/index.xml", []),
        ("/sitemap.xml", []),
        ("/vi/news/le-hoi-12.html", []),
        ("/gioi-thieu.html", []),
        ("mailto:a@b.vn", []),
        ("#chu-thich", []),
        ("/kinh-te/le-ho.html", ["E416"]),
        ("/xa-hoi/le-hoi.html", ["E416"]),
        ("/xa-hoi/", ["E416"]),
        ("//tin.example.vn/x.html", ["E416"]),
        ("le-hoi.md", ["E416"]),
        ("http://[x", []),
    ],
)
def test_links_to_pages_of_the_portal(folder: Path, link: str, codes: list[str]) -> None:
    """A link on this site leads to an article, a page, a list or an old address; elsewhere nothing is said."""
    (folder / "site" / "site.yaml").write_text("base_url: https://tin.example.vn\n", encoding="utf-8")
    (folder / "pages").mkdir()
    (folder / "pages" / "gioi-thieu.md").write_text("---\ntitle: Giới thiệu\n---\nA\n", encoding="utf-8")
    old = "legacy: {paths: [/vi/news/le-hoi-12.html]}\n---\n\nMở"
    (folder / "articles" / "2026" / "le-hoi.md").write_text(ARTICLE.replace("---\n\nMở", old), encoding="utf-8")
    (folder / "articles" / "toi.md").write_text(f"{ARTICLE}\n[x]({link})\n", encoding="utf-8")
    found = read_content(folder).problems
    assert [(problem.code, problem.line) for problem in found] == [(code, 11) for code in codes]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Even that is a problem and no exception."""
    assert [problem.code for problem in read_content(tmp_path / "none").problems] == ["E118"]


def test_one_article_alone() -> None:
    """A single text is read without its folder: only what is wrong in itself is told."""
    article, body, problems = read_article("articles/le-hoi.md", ARTICLE)
    assert (problems, article is not None, body is not None) == ((), True, True)
    _, _, problems = read_article("articles/le-hoi.md", "---\n---\nx\n")
    assert [problem.code for problem in problems] == ["E201", "E201", "E201"]
    assert read_article("articles/le-hoi.md", "")[2][0].code == "E101"
