"""What the measurement of publishing counts, compares and draws."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from bench import footprint
from bench.edits import NEWEST, NOW, OLD, Place, edits
from bench.engine import ratios_of, rows, verdicts
from bench.engine_plot import draw
from bench.material import PARENT, make_hugo_site
from plugins.newsroom.moment import parse_moment
from plugins.newsroom.reading import read_content

FIGURES: dict[str, Any] = {"cpu": 2.0, "wall": 1.0, "memory": 100, "rendered": 5, "pages": 30, "bytes": 1024 * 1024}
ARTICLE = (
    '---\ntitle: "Tin {name}"\ndate: {date}T10:00:00+07:00\nslug: {name}\ntopic: mua-bao\ntags: ["giao thông"]\n'
    'category: xa-hoi\nunit: bao-tinh\nauthors: ["Ban Biên tập"]\nviews: 3\nrating: {{points: 9, votes: 4}}\n'
    "---\n\nThân **bài**.\n"
)
SITE = {
    "categories": f"- {{slug: {PARENT}, name: Đời sống}}\n- {{slug: xa-hoi, name: Xã hội, parent: {PARENT}}}\n",
    "units": "- {slug: bao-tinh, name: Báo tỉnh}\n",
    "topics": "- {slug: mua-bao, name: Mùa bão}\n- {slug: nong-thon-moi, name: Nông thôn mới}\n",
    "banners": '- {title: Công báo, url: "https://congbao.chinhphu.vn"}\n',
}


def archive(folder: Path) -> Path:
    """Return a folder with a few articles of the months that are edited."""
    for month in (NEWEST, OLD):
        (folder / "articles" / month).mkdir(parents=True)
        for number in range(10, 24):
            name = f"tin-{month.replace('/', '-')}-{number}"
            text = ARTICLE.format(name=name, date=f"{month.replace('/', '-')}-{number}")
            (folder / "articles" / month / f"{name}.md").write_text(text, "utf-8")
    (folder / "site").mkdir()
    for name, text in SITE.items():
        (folder / "site" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def run(**others: Any) -> dict[str, Any]:
    """Return a run of the measurement in which everything costs the same."""
    names = ("cold, with search", "cold, pages only", "cold, without reading", "newest added", "template: base")
    ours = dict.fromkeys(names, FIGURES) | others
    hugo = {"version": "0.168.0", "cpu": 4.0, "wall": 2.0, "memory": 400, "files": 9, "bytes": 9}
    pelican = {"cpu": 8.0, "wall": 8.0, "memory": 100}
    measured = {"articles": 10_000, "hugo": hugo, "pelican": pelican, "ours": ours}
    return measured | {"ratios": ratios_of(ours, hugo, pelican)}


def test_every_edit_leaves_content_without_errors(tmp_path: Path) -> None:
    """And each changes something, but for the one that is to change nothing."""
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "base.html").write_text("</head>")
    place = Place(archive(tmp_path / "content"), tmp_path)
    idle = []
    for edit in edits():
        for number in range(edit.times):
            before = footprint.take(tmp_path)
            edit.make(place, number)
            if not any(footprint.compare(before, footprint.take(tmp_path)).figures().values()):
                idle.append(edit.name)
    assert set(idle) == {"nothing changed"}
    content = read_content(place.content)
    assert content.problems == ()
    newest = [article for article in content.articles if len(article.tags) == 3 and article.topic]
    assert len(newest) == 3
    assert max(article.date for article in content.articles) == newest[-1].date < parse_moment(NOW)


def test_hugo_gets_the_same_articles(tmp_path: Path) -> None:
    """At the same addresses, in the sections of their categories, with their terms, numbers and bodies."""
    site = make_hugo_site(archive(tmp_path / "content"), tmp_path / "hugo")
    texts = [path.read_text("utf-8") for path in (site / "content" / PARENT / "xa-hoi").glob("tin-*.md")]
    assert len(texts) == 28
    head, _, body = max(texts).removeprefix("---\n").partition("---\n")
    assert body == "\nThân **bài**.\n"
    assert head.splitlines() == [
        'title: "Tin tin-2026-06-23"',
        "date: 2026-06-23T10:00:00+07:00",
        'tags: ["giao thông"]',
        'authors: ["Ban Biên tập"]',
        "views: 3",
        "rating: {points: 9, votes: 4}",
        'units: ["bao-tinh"]',
        'topics: ["mua-bao"]',
        'years: ["2026"]',
        'months: ["2026-06"]',
        "url: /xa-hoi/tin-2026-06-23.html",
    ]


def test_a_footprint_counts_what_was_written_and_deleted(tmp_path: Path) -> None:
    """By group; a file that was written with the bytes that it had counts too, one that stayed does not."""
    for path in ("a.html", "b.html", "search/x", "manifest/_.txt", "sitemap.xml", "gone.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("1234")
    before = footprint.take(tmp_path)
    (tmp_path / "gone.html").unlink()
    (tmp_path / "sitemap.xml").write_text("12345")
    os.utime(tmp_path / "search" / "x", ns=(1, 1))
    (tmp_path / "new.html").write_text("12")
    after = footprint.take(tmp_path)
    found = footprint.compare(before, after).figures()
    assert found == {"pages": 2, "sitemaps": 1, "search": 1, "manifest": 0, "bytes": 11}


def test_ratios_are_to_hugos_full_build() -> None:
    """But for what is held against stock Pelican or against our own cold build."""
    ratios = run()["ratios"]
    assert ratios["newest added"] == ratios["cold, pages only: wall"] == 0.5
    assert ratios["cold, pages only: to Pelican"] == ratios["memory"] == 0.25
    assert ratios["template: base, to cold rendering"] == 1


def test_goals_have_their_verdict() -> None:
    """Of each goal of the size: what was reached, and whether that is enough."""
    told = {row[0]: row[1:] for row in verdicts(run(**{"body, newest month": FIGURES | {"cpu": 0.2}}))}
    assert told["body, newest month"] == ["0.0500", "ratio ≤ 0.1: yes"]
    assert told["cold, pages only: to Pelican"] == ["0.2500", "ratio ≤ 0.5: yes"]
    assert told["pages changed by the newest"] == ["30", "≤ 40: yes"]
    assert list(verdicts(run() | {"articles": 77})) == []


def test_the_table_names_the_peers_first() -> None:
    """What a peer does not tell stays empty; a small share of Hugo's cost is told as a fraction."""
    table = rows(run(**{"nothing changed": FIGURES | {"cpu": 0.1}}))
    assert [row[0] for row in table][:2] == ["Hugo 0.168.0, everything", "Pelican, everything"]
    assert table[1][1:] == ["8.00", "8.00", "100", "", "", "", "", "", "", ""]
    assert table[-1] == ["nothing changed", "0.10", "1.00", "100", "5", "30", "", "", "", "1.00", "1/40.0"]


def test_the_plot_shows_each_series_at_each_size() -> None:
    """A line for each, a point for each run that has it, and names that do not lie on one another."""
    small = run() | {"articles": 1_000}
    large = run() | {"articles": 100_000, "pelican": None}
    svg = ET.fromstring(draw([large, small]))  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert len(svg.findall(f"{space}polyline")) == 5
    assert len(svg.findall(f"{space}circle")) == 9
    names = [text for text in svg.findall(f"{space}text") if text.get("fill")]
    heights = sorted(float(text.get("y", "")) for text in names if text.get("text-anchor") is None)
    assert len(heights) == 4
    assert min(second - first for first, second in pairwise(heights)) >= 15
