"""
The same archive for each tool: real articles in twelve categories, five of them below a parent, with tags and topics.

The portal's folder is what `bench.measure.make_content` makes, and running stories and a parent beside it; Hugo's
is written from the portal's, file by file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bench.measure import ROOT, make_content

PARENT: Final = "doi-song"
BELOW: Final = frozenset({"xa-hoi", "giao-duc", "y-te", "van-hoa", "the-thao"})
TOPICS: Final = ("cau-moi", "chuyen-doi-so", "mua-bao", "nong-thon-moi", "dai-hoi")
# One article in so many belongs to a running story.
STORIES: Final = 10
HUGO: Final = ROOT / "bench" / "hugo"

_SITE: Final = 'name: Cổng đo\nbase_url: "https://tin.example.vn"\n'
_BANNERS: Final = '- {title: Công báo, url: "https://congbao.chinhphu.vn"}\n- {title: Dịch vụ công, url: "https://dichvucong.gov.vn"}\n'
# The fields that Hugo has a word of its own for, or that it takes as they are.
_LISTS: Final = {"unit": "units", "topic": "topics"}
_AS_THEY_ARE: Final = ("title", "date", "tags", "authors", "summary", "views", "rating")


def make_archive(folder: Path, count: int) -> Path:
    """
    Make the portal's content in *folder* and return it.

    Raises:
        BenchError: The news or the tool is not there.
    """
    make_content(folder, count, "--rich")
    categories = (folder / "site" / "categories.yaml").read_text("utf-8").splitlines()
    with (folder / "site" / "categories.yaml").open("w", encoding="utf-8") as file:
        file.write(f"- {{slug: {PARENT}, name: Đời sống}}\n")
        for line in categories:
            is_below = line.partition("slug: ")[2].partition(",")[0] in BELOW
            file.write(line.replace("}", f", parent: {PARENT}}}") + "\n" if is_below else line + "\n")
    topics = "".join(f"- {{slug: {slug}, name: {slug.replace('-', ' ').capitalize()}}}\n" for slug in TOPICS)
    for name, text in (("topics", topics), ("site", _SITE), ("banners", _BANNERS)):
        (folder / "site" / f"{name}.yaml").write_text(text, "utf-8")
    for path in (folder / "articles").rglob("*.md"):
        number = int.from_bytes(hashlib.blake2b(path.name.encode(), digest_size=4).digest(), "big")
        if number % STORIES == 0:
            topic = TOPICS[number // STORIES % len(TOPICS)]
            path.write_text(path.read_text("utf-8").replace("\ntags: ", f"\ntopic: {topic}\ntags: ", 1), "utf-8")
    return folder


def make_hugo_site(archive: Path, folder: Path) -> Path:
    """Write the articles of *archive* as a site of Hugo in *folder*, with templates, and return it."""
    shutil.copytree(HUGO, folder)
    content = folder / "content"
    names = [json_line(line) for line in (archive / "site" / "categories.yaml").read_text("utf-8").splitlines()]
    for category in names:
        section = content / _section(category["slug"])
        section.mkdir(parents=True)
        (section / "_index.md").write_text(f"---\ntitle: {category['name']}\n---\n", "utf-8")
    (folder / "data").mkdir()
    shutil.copyfile(archive / "site" / "banners.yaml", folder / "data" / "banners.yaml")
    for path in sorted((archive / "articles").rglob("*.md")):
        head, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        text = f"---\n{_hugo_head(fields)}\n---\n{body}"
        (content / _section(fields["category"]) / path.name).write_text(text, "utf-8")
    return folder


def json_line(line: str) -> Mapping[str, str]:
    """Return a line `- {key: value, …}` of site data as a mapping."""
    parts = (part.split(": ", 1) for part in line.removeprefix("- {").removesuffix("}").split(", "))
    return {key: value.strip('"') for key, value in parts}


def _section(category: str) -> str:
    return f"{PARENT}/{category}" if category in BELOW else category


def _hugo_head(fields: Mapping[str, str]) -> str:
    """Return the front matter for Hugo; the months of its archive are a taxonomy."""
    date = fields["date"]
    lines = [f"{name}: {fields[name]}" for name in _AS_THEY_ARE if name in fields]
    lines += [f"{plural}: [{json.dumps(fields[name])}]" for name, plural in _LISTS.items() if name in fields]
    address = f"/{fields['category']}/{fields['slug']}.html"
    return "\n".join((*lines, f'years: ["{date[:4]}"]', f'months: ["{date[:7]}"]', f"url: {address}"))
