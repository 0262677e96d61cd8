"""The writer: renders what differs, in one process or several, and publishes all or nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from plugins.press.changes import Changes, PublicationError
from plugins.press.guards import RECORD
from plugins.press.making import Theme
from plugins.press.pool import WorkerError
from plugins.press.staged import StagedWriter
from plugins.press.store import Store
from plugins.press.writer import RenderError


@dataclass(frozen=True, slots=True)
class View:
    """What is on a page."""

    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the plan."""

    path: str
    template: str = "page.html"
    title: str = "tin"
    source: str = "bài"
    made: Callable[[str], object] = field(default=lambda _: None)

    def make_view(self) -> object:
        """Make the view, and tell."""
        self.made(self.path)
        return View(self.title)


@dataclass(slots=True)
class Site:
    """An output folder, its state, and a theme, below one folder."""

    folder: Path
    pages: dict[str, Page]
    workers: int = 1
    version: str = "1"
    frame: object = View("khung")

    def writer(self, store: Store) -> StagedWriter:
        """Return a writer."""
        filters = {"shout": str.upper}
        theme = Theme(templates=self.folder / "theme" / "templates", filters=filters, version=self.version)
        return StagedWriter(self.folder / "output", theme, store, self.workers)

    def build(self, *, articles: int = 1, production: bool = False) -> tuple[Changes, StagedWriter]:
        """Build everything."""
        store = Store(self.folder / "state", "1")
        try:
            writer = self.writer(store)
            try:
                writer.file("media/anh.png", b"png", "anh")
                writer.pages(self.pages.values(), self.frame)
                writer.guard(articles, production=production, state=self.folder / "state")
            except BaseException:
                writer.abandon()
                raise
            return writer.publish(), writer
        finally:
            store.close()

    def build_some(self, *paths: str, articles: int = 1, production: bool = False) -> tuple[Changes, StagedWriter]:
        """Build the pages of *paths* alone; one that is not planned any more is dropped."""
        store = Store(self.folder / "state", "1")
        try:
            writer = self.writer(store)
            assert store.reason + writer.doubt == ""
            writer.keep_rest()
            for path in paths:
                if path not in self.pages:
                    writer.drop(path)
            writer.pages([self.pages[path] for path in paths if path in self.pages], self.frame)
            try:
                writer.guard(articles, production=production, state=self.folder / "state")
            except PublicationError:
                writer.abandon()
                raise
            return writer.publish(), writer
        finally:
            store.close()

    def tree(self) -> dict[str, bytes]:
        """Return every file of the output."""
        output = self.folder / "output"
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site of three pages and a theme of two templates."""
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "base.html").write_text("<title>{{ frame.title }}</title>{% block main %}{% endblock %}")
    (templates / "page.html").write_text('{% extends "base.html" %}{% block main %}{{ view.title }}{% endblock %}')
    (templates / "other.html").write_text("{{ view.title | shout }}")
    paths = ("index.html", "kinh-te/a.html", "kinh-te/b.html")
    pages = {path: Page(path, title=path) for path in paths}
    return Site(tmp_path, pages | {"other.html": Page("other.html", "other.html")})


@pytest.fixture
def large(site: Site) -> Site:
    """Return the same site with so many pages that several processes render them."""
    site.pages |= {f"tin/{number}.html": Page(f"tin/{number}.html", title=f"tin {number}") for number in range(300)}
    return site


def test_pages_are_rendered_and_published(site: Site) -> None:
    """With what surrounds them, and the files beside them."""
    did, writer = site.build()
    tree = site.tree()
    assert tree["kinh-te/a.html"] == b"<title>khung</title>kinh-te/a.html"
    assert tree["other.html"] == b"TIN"
    assert tree["media/anh.png"] == b"png"
    assert (did.pages, writer.rendered, len(did.written)) == (4, 4, 5)


@pytest.mark.parametrize("workers", [2, 3])
def test_several_processes_make_the_same_site(large: Site, workers: int) -> None:
    """Byte for byte, the manifest included."""
    large.build()
    expected = large.tree()
    shutil.rmtree(large.folder / "output")
    shutil.rmtree(large.folder / "state")
    large.workers = workers
    did, writer = large.build()
    assert large.tree() == expected
    assert (did.pages, writer.rendered) == (304, 304)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_page_made_from_the_same_is_not_rendered(large: Site, workers: int) -> None:
    """An edit of one view renders one page; every verdict says why."""
    large.workers = workers
    large.build()
    large.pages["tin/7.html"] = replace(large.pages["tin/7.html"], title="khác")
    large.pages["new.html"] = Page("new.html")
    del large.pages["tin/8.html"]
    did, writer = large.build()
    assert did.written == ("new.html", "tin/7.html")
    assert did.deleted == ("tin/8.html",)
    assert (did.pages, writer.rendered) == (304, 2)
    assert "nội dung trang khác" in writer.verdict("tin/7.html")
    assert "trang mới" in writer.verdict("new.html")
    assert "giữ nguyên" in writer.verdict("tin/6.html")
    assert "không có trang này" in writer.verdict("tin/8.html")


def test_a_template_edit_renders_the_pages_of_its_closure(site: Site) -> None:
    """Others stay as they are."""
    site.build()
    base = site.folder / "theme" / "templates" / "base.html"
    base.write_text(base.read_text() + "<footer>")
    did, writer = site.build()
    assert (writer.rendered, did.written) == (3, ("index.html", "kinh-te/a.html", "kinh-te/b.html"))
    assert "mẫu" in writer.verdict("index.html")
    assert "giữ nguyên" in writer.verdict("other.html")


def test_a_page_whose_bytes_come_out_the_same_stays(site: Site) -> None:
    """Other code renders everything; what comes out the same is not touched."""
    site.build()
    before = {path: path.stat().st_mtime_ns for path in (site.folder / "output").rglob("*.html")}
    site.version = "2"
    did, writer = site.build()
    assert (writer.rendered, did.as_lines()) == (4, ())
    assert "kết quả không đổi" in writer.verdict("index.html")
    assert {path: path.stat().st_mtime_ns for path in (site.folder / "output").rglob("*.html")} == before
    assert site.build()[1].rendered == 0


def test_another_frame_renders_all_pages_that_have_it(site: Site) -> None:
    """A new name of the portal stands on every page."""
    site.build()
    site.frame = View("khác")
    assert site.build()[1].rendered == 4
    assert site.tree()["index.html"] == "<title>khác</title>index.html".encode()


def test_a_part_of_the_site_is_made_as_the_whole_would_be(site: Site) -> None:
    """Only what is asked for is made; the output, the counts and the manifest are those of a build of everything."""
    site.build()
    site.pages["kinh-te/a.html"] = replace(site.pages["kinh-te/a.html"], title="mới")
    site.pages["kinh-te/c.html"] = Page("kinh-te/c.html")
    del site.pages["kinh-te/b.html"]
    did, writer = site.build_some("index.html", "kinh-te/a.html", "kinh-te/b.html", "kinh-te/c.html")
    partial = site.tree()
    assert (did.written, did.deleted, did.pages) == (("kinh-te/a.html", "kinh-te/c.html"), ("kinh-te/b.html",), 4)
    assert writer.rendered == 2
    assert "không thay đổi nào chạm tới" in writer.verdict("other.html")
    shutil.rmtree(site.folder / "output")
    shutil.rmtree(site.folder / "state")
    assert site.build()[0].pages == 4
    assert site.tree() == partial


def test_an_edited_page_is_rendered_again(site: Site) -> None:
    """Its fingerprint is that of the last build, and what lies there is not what that build made."""
    site.build()
    (site.folder / "output" / "index.html").write_bytes(b"hack")
    did, writer = site.build()
    assert did.restored == did.written == ("index.html",)
    assert writer.altered == ("index.html",)
    assert "bị sửa" in writer.verdict("index.html")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_template_that_fails_publishes_nothing(large: Site, workers: int) -> None:
    """Wherever it is rendered, template, line and page are named, and the old site stays."""
    large.build()
    before = large.tree()
    large.workers = workers
    large.version = "2"
    (large.folder / "theme" / "templates" / "other.html").write_text("\n\n{{ view.titel }}")
    with pytest.raises(RenderError, match=r"^theme/templates/other\.html:3: other\.html: .*titel"):
        large.build()
    assert large.tree() == before


def test_a_template_that_fails_for_one_page_names_it(large: Site) -> None:
    """In the middle of a build by several processes, after most pages were staged."""
    large.workers = 2
    (large.folder / "theme" / "templates" / "page.html").write_text(
        '{% extends "base.html" %}\n{% block main %}{{ 1 // (view.title != "tin 250") }}{% endblock %}'
    )
    with pytest.raises(RenderError, match=r"^theme/templates/page\.html:2: tin/250\.html: "):
        large.build()
    assert large.tree() == {}


def test_a_worker_killed_by_the_system_publishes_nothing(large: Site) -> None:
    """As the kernel does when memory ends: never a missing page."""
    large.build()
    before = large.tree()
    parent = os.getpid()

    def die(path: str) -> None:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        pytest.fail(path)

    large.workers = 2
    large.version = "2"
    large.pages["tin/100.html"] = replace(large.pages["tin/100.html"], made=die)
    with pytest.raises(WorkerError, match="signal 9"):
        large.build()
    assert large.tree() == before
    large.pages["tin/100.html"] = replace(large.pages["tin/100.html"], made=lambda _: None)
    assert large.build()[1].rendered == 304


@pytest.mark.parametrize("workers", [1, 2])
def test_two_pages_of_one_path_are_refused(large: Site, workers: int) -> None:
    """Both sources are named, whoever rendered them."""
    large.workers = workers
    large.pages["x"] = Page("tin/5.html", source="bài khác")
    with pytest.raises(PublicationError, match=r"tin/5\.html: cả bài và bài khác"):
        large.build()


def test_a_disk_that_fails_in_a_worker_is_said(large: Site) -> None:
    """The file is named, and nothing is published."""
    large.workers = 2
    large.pages["x"] = Page("tin/5.html/x.html")
    with pytest.raises(PublicationError, match=r"tin/5\.html"):
        large.build()
    assert large.tree() == {}


@pytest.fixture
def production(site: Site) -> Site:
    """Return a site that was published for readers."""
    site.build(production=True, articles=100)
    return site


@pytest.mark.parametrize("is_partial", [True, False])
def test_readers_lose_no_page_in_silence(production: Site, is_partial: bool) -> None:
    """A production build measures what it drops, whether it looks at all pages or at a few."""
    del production.pages["kinh-te/b.html"]
    before = production.tree()
    build = production.build_some if is_partial else lambda *_, **options: production.build(**options)
    with pytest.raises(PublicationError, match="1 địa chỉ") as error:
        build("kinh-te/b.html", production=True, articles=100)
    assert "  /kinh-te/b.html" in str(error.value)
    assert production.tree() == before
    production.pages["kinh-te/b.html"] = Page("kinh-te/b.html", source="trang chuyển hướng")
    production.build(production=True, articles=100)


@pytest.mark.parametrize("is_partial", [True, False])
def test_readers_lose_no_articles_in_silence(production: Site, is_partial: bool) -> None:
    """More than one in twenty."""
    build = production.build_some if is_partial else lambda *_, **options: production.build(**options)
    with pytest.raises(PublicationError, match="từ 100 xuống 94"):
        build("index.html", production=True, articles=94)
    build("index.html", production=True, articles=95)
    assert production.tree()[f"manifest/{RECORD}"] == b'{"articles": 95, "production": true}\n'


@pytest.mark.parametrize("is_partial", [True, False])
def test_a_preview_between_two_productions_hides_no_loss(production: Site, is_partial: bool) -> None:
    """The pages that readers had are kept in mind, and only those that are gone are said to be."""
    del production.pages["kinh-te/b.html"]
    production.build(articles=100)
    production.build(articles=100)
    build = production.build_some if is_partial else lambda *_, **options: production.build(**options)
    with pytest.raises(PublicationError, match=r"^1 địa chỉ"):
        build("index.html", production=True, articles=100)


def test_the_writer_loads_no_template_engine_before_it_renders() -> None:
    """Else every build that renders nothing would pay for it."""
    code = (
        "import sys; import plugins.press.staged, plugins.press.store, plugins.press.publication\n"
        "assert not {'jinja2', 'pelican', 'markdown', 'pydantic'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[3], check=True)
