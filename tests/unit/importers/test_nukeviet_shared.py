"""Pages and dumps of running portals, held against what was put into them; skipped where they are absent."""

from __future__ import annotations

import html
import json
import lzma
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from importers.markdown import convert
from importers.nukeviet.page_reader import read_page
from importers.nukeviet.page_text import BLOCKS, read_text_page
from importers.tree import words_of_html
from plugins.newsroom.article import Article, Status
from plugins.newsroom.body import render_body
from plugins.newsroom.content import Content
from tests.html_words import words as html_words
from tests.nukeviet_dumps import files, kinds, read, reasons, run, texts

SOURCES = {
    "dump": ("nukeviet-live/dump.sql.xz",),
    "pages": ("nukeviet-live/pages.tar.xz",),
    "both": ("nukeviet-live/dump.sql.xz", "nukeviet-live/pages.tar.xz"),
}


class _AnyPicture:
    """Keeps links and pictures wherever they lead."""

    def link(self, href: str) -> str | None:
        return href if href.startswith(("/", "http")) else None

    def image(self, src: str) -> str | None:
        return f"/media/{len(src)}.png"


def words(markdown: str) -> list[str]:
    """Return the words that readers see of a text."""
    return words_of_html(render_body(markdown, "x.md", 1, is_legacy=True, takes_lead=False).body.html)


@pytest.fixture(scope="module", params=sorted(SOURCES))
def imported(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Content, Any, Path]:
    """Return the running portal's content, from its dump, its pages, or both."""
    folder = tmp_path_factory.mktemp(request.param)
    report = run(folder, *(shared / "data" / source for source in SOURCES[request.param]))
    return request.param, read(folder), report, folder


def truth(shared: Path) -> list[dict[str, Any]]:
    """Return what was put into the running portal."""
    return json.loads((shared / "data/nukeviet-live/truth.json").read_text())


def test_every_visible_article_is_as_it_was_put_in(imported: tuple[str, Content, Any, Path], shared: Path) -> None:
    """Title, date, category, author, tags, lead, views, points, votes, comments, address, and all words of the body."""
    mode, content, _, _ = imported
    found = {made.legacy.id: made for made in content.articles if made.legacy is not None}
    names = {category.slug: category.name for category in content.site.categories}
    expected = [item for item in truth(shared) if (item["served"] == 200 if mode == "pages" else item["status"] != 0)]
    assert sorted(key for key in found if key) == [90, *sorted(item["id"] for item in expected)]  # 90: the seed
    for item in expected:
        made = found[item["id"]]
        seen = {
            "title": made.title,
            "date": f"{made.date:%Y-%m-%dT%H:%M}+07:00",
            "category": names[made.category],
            "author": ", ".join(made.authors),
            "tags": sorted(made.tags),
            "path": made.url,
            "hometext": made.summary,
            "rating": (made.rating.points, made.rating.votes) if made.rating else (0, 0),
            "comments": sorted(comment.text for comment in content.comments.get(made.slug, ())),
            "words": _letters(words_of_html(content.bodies[made.path].html)),
        }
        wanted = {key: item[key] for key in ("title", "date", "category", "author", "path", "hometext")} | {
            "tags": sorted(item["tags"]),
            "rating": (item["points"], item["votes"]),
            "comments": sorted(item["comments_approved"]),
            "words": _letters(item["body_text"].split()),
        }
        assert seen == wanted, item["id"]
        if mode != "pages":
            assert _numbers(made) == (item["views"], item["expires"]), item["id"]


def _letters(tokens: list[str]) -> Counter[str]:
    """Return words without signs around them: the truth has none, and another order."""
    return Counter(word for token in tokens if (word := token.strip("-:|")))


def _numbers(made: Article) -> tuple[int | None, int | None]:
    views = made.views.count if made.views else None
    return views, int(made.expires.timestamp()) if made.expires else None


def test_what_is_hidden_stays_behind(imported: tuple[str, Content, Any, Path], shared: Path) -> None:
    """A suspended article, unapproved comments, addresses and planted links are in no file of the content folder."""
    mode, content, report, folder = imported
    written = texts(files(folder).values())
    assert not re.search(r"docgia\d|203\.0\.113|casino", written)
    for item in truth(shared):
        assert all(comment not in written for comment in item["comments_hidden"])
        if item["status"] == 0:
            assert item["title"] not in written
    if mode != "pages":
        assert reasons(report) == {"101": "trạng thái Ngưng hiệu lực"}
        drafts = sorted(made.legacy.id or 0 for made in content.articles if made.legacy and made.status is Status.DRAFT)
        assert drafts == [item["id"] for item in truth(shared) if item["status"] == 4]
        assert kinds(report)["scheduled"] == 1
    assert report.counts()["in"] == report.counts()["written"] + report.counts()["refused"]


def test_bodies_of_the_dump_have_the_sources_words_in_its_order(shared: Path) -> None:
    """Held against another parser: html.parser on the bodies as they stand in the dump."""
    dump = lzma.decompress((shared / "data/nukeviet-live/dump.sql.xz").read_bytes()).decode()
    bodies = re.findall(r"^\((\d+),'','','((?:[^'\\]|\\.)*)',NULL", dump, re.MULTILINE)
    assert len(bodies) == 61
    for number, body in bodies:
        source = re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), body)
        visible = re.sub(r'<div style="display:none">.*?</div>', "", source)
        assert words(convert(source, _AnyPicture()).markdown) == html_words(visible), number


def test_every_template_is_read(shared: Path) -> None:
    """Title, date, category, author, source, tags, lead and text of the body, of every version of the theme."""
    folder = shared / "data/nukeviet-html/templates"
    for item in json.loads((folder / "truth.json").read_text()):
        page, _ = read_page((folder / item["file"]).read_text(), item["file"])
        seen = {
            "title": page.title,
            "date": page.date.replace(" ", "T"),
            "category": page.trail[-1][0],
            "author": ", ".join(page.authors),
            "source": page.source,
            "tags": list(page.tags),
            "hometext": page.lead.split(),
            # Where a tag ends within a word the truth has a blank.
            "body_text": "".join(words(convert(page.body, _AnyPicture()).markdown)),
        }
        wanted: Mapping[str, Any] = {key: item[key] for key in ("title", "category", "author", "source", "tags")} | {
            "date": item["date"][:16],
            "hometext": item["hometext"].split(),
            "body_text": "".join(item["body_text"].split()),
        }
        assert seen == wanted, item["file"]


def test_a_company_site_gives_no_article_and_a_message(shared: Path, tmp_path: Path) -> None:
    """Each page is named with what it is; nothing is written."""
    report = run(tmp_path, shared / "data/nukeviet-html/real")
    assert not report.has_read
    assert len(report.skipped) == 15
    assert all(reason for _, reason in report.skipped)
    assert files(tmp_path) == {}


def test_every_row_of_the_sample_portal(shared: Path, tmp_path: Path) -> None:
    """As another reader of the dump has them."""
    run(tmp_path, shared / "data/nukeviet-sql/egov.sql.xz")
    content = read(tmp_path)
    found = {made.legacy.id: made for made in content.articles if made.legacy is not None}
    names = {category.slug: category.name for category in content.site.categories}
    lines = lzma.decompress((shared / "data/nukeviet-sql/articles.jsonl.xz").read_bytes()).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(found) == len(rows) == 12
    for row in rows:
        made = found[int(row["id"].removeprefix("egov-"))]
        assert made.title == html.unescape(row["title"])
        assert (f"{made.date:%Y-%m-%dT%H:%M}", names[made.category]) == (row["date"][:16], row["category"])
        assert ", ".join(made.authors) == html.unescape(row["author"] or "")
        assert " ".join(made.summary.split()) == " ".join(
            html.unescape(re.sub(r"<br\s*/?>", " ", row["hometext"])).split()
        )
        assert (made.source.name if made.source else "") == (row["source"] or "")
        assert list(made.tags) == row["tags"]
        assert made.views is not None
        assert made.views.count == int(row["hits"])
        assert made.rating is not None
        assert (made.rating.points, made.rating.votes) == (int(row["total_rating"]), int(row["click_rating"]))
        assert (made.image.src if made.image else "") == (f"/media/uploads/news/{row['image']}" if row["image"] else "")
        assert (made.image.alt if made.image else "") == html.unescape(row["image_alt"] or "" if row["image"] else "")
        assert words_of_html(content.bodies[made.path].html) == html_words(row["bodyhtml"])


def test_the_seed_page_as_text(shared: Path, tmp_path: Path) -> None:
    """Title, date, views, points, votes, the body's paragraphs and all fifteen blocks."""
    source = shared / "data/seed-article.txt"
    page = read_text_page(source.read_text())
    assert page is not None
    assert page.blocks == BLOCKS
    assert len(BLOCKS) == 15
    assert (len(page.paragraphs), sum(paragraph.startswith("- ") for paragraph in page.paragraphs)) == (10, 9)
    assert (len(page.banners), len(page.applications), dict(page.statistics)["Tổng lượt truy cập"]) == (4, 8, 383090054)
    run(tmp_path, source)
    content = read(tmp_path)
    (made,) = content.articles
    assert made.title.startswith("Những thuận lợi và khó khăn")
    assert f"{made.date:%Y-%m-%d %H:%M}" == "2019-06-24 22:33"
    assert made.rating is not None
    assert made.views is not None
    assert (made.views.count, made.rating.points, made.rating.votes) == (71244, 13, 5)
    assert content.bodies[made.path].html.count("<p>") == 10
    assert "trạng thái đăng nhập" not in texts(files(tmp_path).values())
