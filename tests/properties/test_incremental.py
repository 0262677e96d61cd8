"""
Publishing what changed gives what publishing everything gives.

Hypothesis edits an archive and publishes it again and again; after each time the site equals a clean build of the
same state, byte for byte and path for path, index and manifest included, and says the same of it.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.edited_portal import NOW, Portal, Source, kill, publish, slug_of, tree, warm_up
from tests.first_archive import BODIES, COUNT, SITE, SPECIAL, fill, photo, picture

# A sequence publishes some eight times, each time twice: incrementally and clean.
_EXAMPLES: Final = settings().max_examples * 15 // 100
_STEPS: Final = 8

# How many builds followed up what had changed, and how many made everything.
FOLLOWED: Final[Counter[bool]] = Counter()

# Which article, the newest being 0; those that others are bound to are met more often.
_NUMBER = (
    st.integers(0, 3)
    | st.sampled_from([COUNT - 1 - number for number in (*SPECIAL, *BODIES)])
    | st.integers(0, COUNT + 3)
)
_WORDS = st.sampled_from(["Tin thứ 3", "Tin mới", "Họp CNTT ở xã Khe Đá", "Đại hội “Xuân”", "A & B <c>", "Tin thứ 107"])
_DATES = st.sampled_from(
    [
        "2026-02-28 23:59",  # the newest
        "2026-03-02 00:00",  # with the announced one
        "2026-03-01 08:00",  # now
        "2026-03-01 08:01",
        "2025-03-04 12:30",
        "2024-11-01 07:00",  # with the oldest
        "2019-06-24",
        "2026-01-31 23:59:59",
    ]
)
_LINKS = (
    "Xem [bài]({{filename}}/{path}).",
    "Xem [bài]({{filename}}tin-{number:03}.md#a).",
    "Xem [trang](/le/tin-{number:03}.html).",
    "![Đồng]({{static}}/media/anh/dong.jpg) và ![Sông](/media/anh/song.png)",
    "![Sơ đồ](/media/so-do.png) và [đơn]({{static}}/media/don.txt).",
    "| A | B |\n|---|---|\n| 1 | {number} |",
    "Người dân xã Khe Đá, số {number}.",
    "Công nghệ thông tin[^1].\n\n[^1]: Ghi chú {number}.",
    "",
)


def one(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a change of front matter: new values by field, None for a field that goes."""
    return st.fixed_dictionaries(fields)


def or_none(*values: Any) -> st.SearchStrategy[Any]:
    """Return one of *values*, or that there is none."""
    return st.sampled_from([*values, None])


# What an editor changes in the front matter of an article.
_FIELDS: Final = st.one_of(
    one(title=_WORDS),
    one(summary=or_none("Tóm tắt mới.", "Tin ở xã Khe Đá.", "Tóm tắt 1.")),
    one(category=st.sampled_from(["m0", "m1", "le", "cha"])),
    one(also_in=or_none(["le"], ["m1", "m0"])),
    one(tags=st.lists(st.sampled_from(["thẻ 0", "thẻ 1", "thẻ 2", "thẻ 4", "Thẻ 3", "CNTT"]), unique=True, max_size=4)),
    one(topic=or_none("t0", "t1")),
    one(authors=or_none(["Phạm Mai"], ["Lê Hải", "Phạm Mai"], ["Lê  Hai"])),
    one(unit=or_none("u0", "u1")),
    one(rating=or_none({"points": 5, "votes": 1}, {"points": 9, "votes": 9}, {"points": 40, "votes": 10})),
    one(views=or_none(0, 999, {"count": 5000, "as_of": "2026-02-20"})),
    one(date=_DATES),
    one(date=_DATES, expires=st.just("2027-01-01")),
    one(modified=or_none("2026-02-27 09:00")),
    one(expires=or_none("2026-03-01 08:00", "2026-03-02", "2026-04-01 00:00")),
    one(status=or_none("hidden", "draft", "review")),
    one(withdrawn=or_none({"reason": "Nhầm", "date": "2026-03-01"})),
    one(slug=or_none("ten-moi", "tin-010", "dia-chi-khac", "tin-005")),
    one(legacy=or_none({"id": 7, "paths": ["/vi/cu.html"]}, {"paths": ["/le/tin-044.html"]}, {"id": 25})),
    one(image=or_none({"src": "/media/so-do.png", "alt": "Sơ đồ"}, {"src": "/media/moi.png", "alt": "Mới"})),
    one(image=or_none({"src": "/media/anh/song.png", "alt": "Sông"}, {"src": "/media/anh/dong.jpg", "alt": "Đồng"})),
    one(attachments=or_none([{"src": "/media/don.txt", "title": "Đơn"}])),
    one(correction=or_none({"date": "2026-03-01", "text": "Sửa."})),
    one(comments=or_none("open", "closed")),
)


class Publishing(RuleBasedStateMachine):
    """An archive, its editors, and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.portal = Portal(Path(tempfile.mkdtemp(prefix="cong-tin-")))
        fill(self.portal)
        self.good = self.saved()
        self.unpublished = 0  # so many more edits come before the next build

    def saved(self) -> tuple[dict[str, bytes], dict[str, Source]]:
        """Return what is on the disk."""
        return dict(self.portal.files), dict(self.portal.sources)

    def path(self, number: int) -> str:
        """Return an article's path: 0 is the newest."""
        paths = self.portal.articles()
        return paths[number % len(paths)]

    @invariant()
    def the_site_is_that_of_a_clean_build(self) -> None:
        """What has an error is published nowhere; editors see it and go back."""
        if self.unpublished:
            self.unpublished -= 1
            return
        result = publish(self.portal)
        FOLLOWED[result.followed] += 1
        if result.failure:
            self.portal.restore(*self.good)
        else:
            self.good = self.saved()

    @rule(count=st.integers(1, 2))
    def save_several(self, count: int) -> None:
        """The next edits are published together."""
        self.unpublished = count + 1

    @rule(number=_NUMBER, fields=_FIELDS)
    def change_fields(self, number: int, fields: dict[str, Any]) -> None:
        """Title, date, category, tags, status, …."""
        path = self.path(number)
        self.portal.put(path, self.portal.sources[path].changed(**fields))

    @rule(number=_NUMBER, fields=_FIELDS, more=_FIELDS)
    def change_more_fields(self, number: int, fields: dict[str, Any], more: dict[str, Any]) -> None:
        """Two at once."""
        self.change_fields(number, fields | more)

    @rule(number=_NUMBER, other=_NUMBER, link=st.sampled_from(_LINKS))
    def change_body(self, number: int, other: int, link: str) -> None:
        """The text, and what it links to."""
        path = self.path(number)
        text = f"Thân bài mới {other}.\n\n{link.format(path=self.path(other), number=other % 108)}"
        self.portal.put(path, Source(self.portal.sources[path].fields, text))

    @rule(
        number=_NUMBER,
        fields=_FIELDS,
        date=_DATES,
        name=st.sampled_from(["them", "tin-005", "a/b/tin-999", "ba\u0301o"]),
    )
    def add(self, number: int, fields: dict[str, Any], date: str, name: str) -> None:
        """A new article, which may take the place or the address of another one."""
        slug = None if name.isascii() else "bao"
        source = self.portal.sources[self.path(number)].changed(title="Bài thêm", date=date, legacy=None, slug=slug)
        self.portal.put(f"articles/{name}.md", source.changed(**fields))

    @rule(number=_NUMBER)
    def delete(self, number: int) -> None:
        """An article goes; others may link to it."""
        self.portal.take(self.path(number))

    @rule(
        number=_NUMBER, name=st.sampled_from(["doi-ten", "2026/03/doi-ten", "tin-010", "tin-300"]), keeps=st.booleans()
    )
    def rename(self, number: int, name: str, keeps: bool) -> None:
        """A file gets another name, and its article another address unless it names one."""
        path = self.path(number)
        source = self.portal.sources[path]
        self.portal.move(path, f"articles/{name}.md")
        if keeps:
            self.portal.put(f"articles/{name}.md", source.changed(slug=slug_of(path, source)))

    @rule(number=_NUMBER, other=_NUMBER)
    def swap(self, number: int, other: int) -> None:
        """Two files change names: each is where the other was, as old as it was."""
        one, two = self.path(number), self.path(other)
        if one != two:
            self.portal.move(one, "articles/cho.md")
            self.portal.move(two, one)
            self.portal.move("articles/cho.md", two)

    @rule(number=st.sampled_from([39, 42, 10, 106]), name=st.sampled_from(["dich-moi", "tin-301"]))
    def move_a_link_target(self, number: int, name: str) -> None:
        """A file that others link to is renamed, and their links with it."""
        path = f"articles/tin-{number:03}.md"
        if path not in self.portal.sources:
            return
        self.portal.move(path, f"articles/{name}.md")
        for other, source in list(self.portal.sources.items()):
            if f"tin-{number:03}.md" in source.body:
                self.portal.put(other, Source(source.fields, source.body.replace(f"tin-{number:03}.md", f"{name}.md")))

    @rule(number=_NUMBER, text=st.sampled_from(["Hay.", "Đúng <b>vậy</b>.", ""]))
    def comment(self, number: int, text: str) -> None:
        """Comments come in, or are taken back."""
        path = self.path(number)
        slug = slug_of(path, self.portal.sources[path])
        if text:
            self.portal.comment(slug, [{"name": "Bạn đọc", "time": "2026-02-28 08:00", "text": text}])
        elif f"content/comments/{slug}.yaml" in self.portal.files:
            self.portal.remove(f"content/comments/{slug}.yaml")

    @rule(
        number=_NUMBER, numbers=st.sampled_from([{"views": 5000}, {"points": 5, "votes": 1}, {"points": 9, "votes": 1}])
    )
    def count(self, number: int, numbers: dict[str, int]) -> None:
        """Figures come in; some are out of bounds."""
        path = self.path(number)
        self.portal.count_more(slug_of(path, self.portal.sources[path]), numbers)

    @rule(number=_NUMBER, picture=st.integers(2, 4), in_body=st.booleans())
    def illustrate(self, number: int, picture: int, in_body: bool) -> None:
        """A picture comes, with an article that shows it."""
        address = f"/media/anh/moi-{picture}.jpg"
        self.portal.write(f"content{address}", photo(picture))
        path = self.path(number)
        source = self.portal.sources[path]
        if in_body:
            self.portal.put(path, Source(source.fields, f"{source.body}\n\n![Mới]({address})"))
        else:
            self.portal.put(path, source.changed(image={"src": address, "alt": "Mới"}))

    @rule(
        now=st.sampled_from(
            [
                NOW + timedelta(minutes=1),
                NOW,
                datetime(2026, 3, 2, 0, 0, tzinfo=NOW.tzinfo),
                datetime(2026, 3, 5, 12, 0, tzinfo=NOW.tzinfo),
                datetime(2026, 4, 2, 9, 0, tzinfo=NOW.tzinfo),
                datetime(2025, 6, 1, 9, 0, tzinfo=NOW.tzinfo),
            ]
        )
    )
    def look_at(self, now: datetime) -> None:
        """Time goes on, or back."""
        self.portal.now = now

    @rule(number=st.integers(0, 30) | st.integers(0, 300), at_once=st.booleans())
    def be_killed(self, number: int, at_once: bool) -> None:
        """A build ends in its middle; the next one comes at once, or after a further edit."""
        kill(self.portal, number)
        self.unpublished += not at_once

    def teardown(self) -> None:
        """Publish what is still to be published."""
        try:
            if self.unpublished:
                publish(self.portal)
        finally:
            self.portal.discard()


class Operating(Publishing):
    """The same archive, and everything else that a site is made of, and what can befall it."""

    def __init__(self) -> None:
        super().__init__()
        self.write_target(0)
        link = self.portal.place("content/articles/lien-ket.md")
        link.symlink_to("../kho/nguon.md")

    @rule(number=st.integers(1, 9))
    def write_target(self, number: int) -> None:
        """A file that stands elsewhere and is an article by a link to it."""
        fields = {"title": f"Liên kết {number}", "date": "2026-02-27", "category": "le"}
        self.portal.write("content/kho/nguon.md", Source(fields).data)

    @rule(number=_NUMBER)
    def edit_unseen(self, number: int) -> None:
        """A file of another content has the size and the time of before."""
        path = self.path(number)
        file = self.portal.place(f"content/{path}")
        source, status = self.portal.sources[path], file.stat()
        title = str(source.fields["title"])
        self.portal.put(path, source.changed(title=title[:-1] + ("z" if title[-1:] != "z" else "y")))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(touch=st.booleans())
    def check_out(self, touch: bool) -> None:
        """All files are new ones with the bytes of before, or newer ones."""
        for path in self.portal.files:
            file = self.portal.place(path)
            if touch:
                file.touch()
            else:
                draft = file.with_name("draft")
                draft.write_bytes(file.read_bytes())
                draft.replace(file)

    @rule(name=st.sampled_from(["content", "noi-dung"]))
    def move_house(self, name: str) -> None:
        """The content folder is called otherwise."""
        (self.portal.folder / self.portal.home).rename(self.portal.folder / name)
        self.portal.home = name

    @rule(workers=st.integers(1, 2), clean=st.booleans(), verify=st.booleans())
    def build_otherwise(self, workers: int, clean: bool, verify: bool) -> None:
        """With other options."""
        self.portal.workers, self.portal.clean, self.portal.verify = workers, clean, verify

    @rule(name=st.sampled_from(sorted(SITE)), number=_NUMBER)
    def change_site_data(self, name: str, number: int) -> None:
        """A name, an order, a pick, a banner, a synonym …."""
        self.portal.site(name, site_change(name, self.portal.read_site(name), number))

    @rule(name=st.sampled_from(["so-do.png", "moi.png", "don.txt"]), width=st.sampled_from([0, 31, 32]))
    def change_media(self, name: str, width: int) -> None:
        """A file comes, changes its size or goes."""
        path = f"content/media/{name}"
        if width:
            self.portal.write(path, picture(width))
        elif path in self.portal.files:
            self.portal.remove(path)

    @rule(name=st.sampled_from(["dong.jpg", "song.png"]), seed=st.integers(0, 2), is_broken=st.booleans())
    def replace_picture(self, name: str, seed: int, is_broken: bool) -> None:
        """Under its name lies another picture, or one that breaks off."""
        data = photo(seed, "PNG" if name.endswith("png") else "JPEG")
        self.portal.write(f"content/media/anh/{name}", data[: len(data) // 2] if is_broken else data)

    @rule(name=st.sampled_from(["dong.jpg", "song.png"]), follows=st.booleans())
    def rename_picture(self, name: str, follows: bool) -> None:
        """A picture is called otherwise, and those who show it may know of it."""
        old, new = f"content/media/anh/{name}", f"content/media/anh/khac-{name}"
        if old not in self.portal.files:
            old, new = new, old
        if old not in self.portal.files:
            return
        self.portal.write(new, self.portal.files[old])
        self.portal.remove(old)
        before, after = (path.rpartition("/")[2] for path in (old, new))
        for path, source in list(self.portal.sources.items()) if follows else ():
            fields = json.loads(json.dumps(source.fields).replace(f"anh/{before}", f"anh/{after}"))
            self.portal.put(path, Source(fields, source.body.replace(f"anh/{before}", f"anh/{after}")))

    @rule(
        name=st.sampled_from(["gioi-thieu", "lien-he", "moi"]),
        fields=st.sampled_from(
            [{"title": "Tên khác"}, {"order": 3}, {"status": "draft"}, {"status": None, "slug": "khac"}]
        ),
    )
    def change_page(self, name: str, fields: dict[str, Any]) -> None:
        """A static page comes or changes."""
        path = f"pages/{name}.md"
        self.portal.put(path, self.portal.sources.get(path, Source({"title": "Trang mới"})).changed(**fields))

    @rule(name=st.sampled_from(["lien-he", "gioi-thieu"]))
    def delete_page(self, name: str) -> None:
        """A static page goes; the menu or an article may lead to it."""
        if f"pages/{name}.md" in self.portal.sources:
            self.portal.take(f"pages/{name}.md")

    @rule(
        place=st.sampled_from(
            [
                ("templates/components/footer.html", '<p class="footer__name">'),
                ("templates/components/item.html", '<div class="item__words">'),
                ("templates/article.html", "{{ prose.prose(view.html) }}"),
                ("templates/feed.xml", "<channel>"),
                ("templates/base.html", "</head>"),
                ("templates/redirect.html", "</head>"),
                ("templates/notice.html", "{% block main %}"),
                ("static/css/20-base.css", ""),
                ("static/js/main.js", ""),
                ("static/img/icon.svg", "</svg>"),
            ]
        ),
        number=st.integers(1, 9),
    )
    def change_theme(self, place: tuple[str, str], number: int) -> None:
        """A template, a part of one, a style sheet, a script or a picture."""
        name, before = place
        path = f"project/theme/{name}"
        text = self.portal.files[path].decode()
        added = f"/* {number} */\nbody{{top:{number}px}}\n" if name.endswith(".css") else f"<!-- {number} -->"
        added = f"\nvar a{number};\n" if name.endswith(".js") else added
        assert before in text
        self.portal.write(path, (text.replace(before, added + before, 1) if before else text + added).encode())

    @rule(line=st.sampled_from(["# một lời", "ALLOW_DROP = True", "SITEURL = 'https://khac.vn'", "KHONG_CO = 1"]))
    def change_settings(self, line: str) -> None:
        """The settings say the same, something else, or what nobody knows."""
        path = "project/pelicanconf.py"
        self.portal.write(path, self.portal.files[path] + line.encode() + b"\n")

    @rule()
    def go_into_production(self) -> None:
        """The site is for readers now, or for a preview again."""
        self.portal.production = not self.portal.production

    @rule()
    def lose_memory(self) -> None:
        """What builds remember is gone."""
        self.portal.forget()

    @rule(share=st.sampled_from([0.0, 0.01, 0.5, 0.99]), seed=st.integers(0, 9))
    def damage_memory(self, share: float, seed: int) -> None:
        """A file of what builds remember is cut off."""
        files = [path for path in sorted(self.portal.memory.rglob("*")) if path.is_file() and path.name != "lock"]
        if files:
            file = files[seed % len(files)]
            with file.open("r+b") as opened:
                opened.truncate(int(file.stat().st_size * share))

    @rule(number=_NUMBER, how=st.sampled_from(["delete", "edit", "replace", "touch"]))
    def meddle(self, number: int, how: str) -> None:
        """Somebody deletes, edits or replaces a published file, or only touches it."""
        paths = sorted(path for path in tree(self.portal.output) if not path.startswith("manifest/"))
        path = paths[number % len(paths)]
        file = self.portal.output / path
        self.portal.damaged.add(path)
        self.portal.disturbed = True
        if how == "delete":
            file.unlink()
        elif how == "touch":
            file.touch()
        else:
            data = file.read_bytes()
            data = data[:-1] + bytes([data[-1] ^ 1]) if data else b"x"
            draft = file.with_name("draft") if how == "replace" else file
            draft.write_bytes(data)
            draft.replace(file)


def site_change(name: str, data: Any, number: int) -> Any:
    """Return other site data of one file: *number* decides what is changed, and how."""
    chance = random.Random(number)  # noqa: S311 - the same at every run
    if name == "categories":
        entry = chance.choice(data)
        change: dict[str, Any] = chance.choice(
            [{"name": f"Mục {number}"}, {"order": number % 5}, {"description": "Mô tả."}, {"comments": "closed"}]
        )
        if entry["slug"] in ("m1", "le") and number % 3 == 0:
            change = {"parent": chance.choice(["cha", "m0", "le"])}
        entry |= change
    elif name in ("units", "topics", "banners", "applications"):
        key = "title" if name in ("banners", "applications") else "name"
        chance.choice(data)[key] = f"Tên {number}"
        if name == "banners":
            data[0]["from"] = chance.choice(["2026-03-01", "2026-02-01", "2026-03-03"])
    elif name == "home":
        data["pinned"] = [f"tin-{number % 108:03}"]
        data["hot"] = ["tin-107", {"article": "tin-090", "from": chance.choice(["2026-03-01", "2026-03-02"])}]
    elif name == "menu":
        chance.shuffle(data)
        data[0] = chance.choice([{"category": "le"}, {"title": "Tìm", "url": "/tim-kiem/"}, {"page": "lien-he"}])
    elif name == "site":
        data |= chance.choice(
            [
                {"tagline": f"Lời {number}"},
                {"base_url": "https://khac.vn"},
                {"rating": {"min_average": 3}},
                {"phone": "0123"},
            ]
        )
    elif name == "places":
        data[0]["new"] = chance.choice(["xã Suối Trong", "xã Tân Lập"])
    elif name == "synonyms":
        data[0] = chance.choice([["CNTT", "công nghệ thông tin", "tin học"], ["CNTT", "thẻ"], ["UBND", "ủy ban"]])
    else:
        data["today"]["visits"] = number
    return data


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    warm_up(tmp_path_factory.mktemp("warm"))


@pytest.mark.parametrize("machine", [Publishing, Operating])
def test_a_site_that_is_kept_up_to_date_equals_a_clean_build(machine: type[RuleBasedStateMachine]) -> None:
    """For every sequence of edits, with kills in between."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=_EXAMPLES,
            stateful_step_count=_STEPS,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # A proof about builds that make everything would prove nothing.
    assert FOLLOWED[True] >= FOLLOWED[False] / 4
