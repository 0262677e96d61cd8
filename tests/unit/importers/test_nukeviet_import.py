"""A portal comes along with its links, repeatably, and whatever does not is accounted for."""

# ruff: noqa: E501 - pages and rows stand here as portals write them
from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commands.build import Order, build
from importers.report_files import write_report
from plugins.archives.addresses import output_path
from plugins.newsroom.article import Attachment, Figures, Image, Legacy, Position, Rating, Source, Status
from plugins.newsroom.links import decode_path
from tests.builders import at
from tests.nukeviet_dumps import PUBLISHED, dropped, dump, files, kinds, read, reasons, run, texts

ROOT = Path(__file__).resolve().parents[3]
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
PAGE = """<html><head><meta property="og:type" content="article"><meta property="og:site_name" content="Cổng thử">
<link rel="canonical" href="https://cu.example.vn/vi/news/tin-tuc/khai-giang-lop-tap-huan-{id}.html"></head><body>
<ul class="temp-breadcrumbs"><li><a href="/tin-tuc/">Tin tức</a></li></ul>
<div class="news_column" itemtype="http://schema.org/NewsArticle"><h1 class="title">{title}</h1>
<span class="h5">Thứ hai - 24/06/2019 22:33</span><div class="hometext">Mở đầu.</div><div id="news-bodyhtml"><p>Từ trang.</p></div></div>
<em class="fa fa-tags"></em><div class="keywords"><a href="/tag/x">giáo dục</a></div></body></html>"""


def test_an_article_with_everything(tmp_path: Path) -> None:
    """Every field that the portal has comes from where the dump keeps it."""
    article = {
        "id": 12,
        "listcatid": "1,2",
        "topicid": 4,
        "author": "Bình",
        "sourceid": 3,
        "edittime": PUBLISHED + 60,
        "exptime": PUBLISHED + 86400,
        "title": "Nghị định 42&#x002F;2022&#x002F;NĐ-CP",
        "alias": "Nghi-dinh-42",
        "homeimgfile": "2019_06/a.gif",
        "homeimgalt": "Toàn cảnh",
        "allowed_comm": "",
        "hitstotal": 71244,
        "total_rating": 13,
        "click_rating": 5,
        "hometext": "Mở &quot;đầu&quot;<br />của bài.",
    }
    tables: Mapping[str, Any] = {
        "nv4_vi_news_tags": [{"tid": 5, "title": "Đất đai", "alias": "dat-dai"}],
        "nv4_vi_news_tags_id": [{"id": 12, "tid": 5, "keyword": "đất đai"}],
        "nv4_vi_news_topics": [{"topicid": 4, "title": "Cầu mới", "alias": "cau-moi", "description": "Từ khởi công."}],
        "nv4_vi_news_sources": [{"sourceid": 3, "title": "Báo tỉnh", "link": "https://bao.example.vn"}],
        "nv4_vi_news_author": [{"id": 9, "pseudonym": "An"}],
        "nv4_vi_news_authorlist": [{"id": 12, "aid": 9, "pseudonym": "An"}],
        "nv4_vi_news_block_cat": [{"bid": 1, "title": "Tin tiêu điểm", "alias": "tieu-diem", "weight": 1}],
        "nv4_vi_news_block": [{"bid": 1, "id": 12, "weight": 1}, {"bid": 1, "id": 99, "weight": 2}],
        "nv4_banners_plans": [{"id": 1, "title": "Cột phải"}, {"id": 2, "title": "Ứng dụng"}],
        "nv4_banners_rows": [
            {"id": 1, "title": "Công báo", "pid": 1, "file_name": "x.gif", "click_url": "https://congbao.vn", "act": 1, "weight": 1},
            {"id": 2, "title": "1 bp today", "pid": 2, "file_name": "", "click_url": "https://today.vn", "act": 1, "weight": 1},
            {"id": 3, "title": "Tắt", "pid": 1, "file_name": "", "click_url": "https://tat.vn", "act": 0, "weight": 1},
        ],
        "nv4_vi_menu_rows": [
            {"id": 1, "parentid": 0, "mid": 1, "title": "Tin", "link": "/index.php?language=vi&nv=news&op=tin-tuc", "sort": 1, "status": 1},
            {"id": 2, "parentid": 0, "mid": 1, "title": "Giới thiệu", "link": "/index.php?language=vi&nv=about", "sort": 2, "status": 1},
        ],
        "nv4_counter": [
            {"c_type": "total", "c_val": "hits", "last_update": PUBLISHED, "c_count": 383090054},
            {"c_type": "month", "c_val": "Jun", "last_update": PUBLISHED, "c_count": 9969717},
            {"c_type": "day", "c_val": "24", "last_update": PUBLISHED, "c_count": 363785},
        ],
        "nv4_vi_faq": [{"id": 1, "title": "Hỏi"}],
    }  # fmt: skip
    details = [{"id": 12, "files": "2019_06/to-trinh.pdf,https://khac.vn/x.pdf", "imgposition": 1}]
    media = tmp_path / "uploads"
    (media / "news/2019_06").mkdir(parents=True)
    (media / "news/2019_06/a.gif").write_bytes(GIF)
    categories = [{}, {"catid": 2, "parentid": 1, "title": "Thời sự", "alias": "thoi-su", "sort": 2}]
    report = run(tmp_path, dump([article], details=details, categories=categories, tables=tables), media=media)
    content = read(tmp_path)
    (made,) = content.articles
    assert (made.title, made.summary) == ("Nghị định 42/2022/NĐ-CP", 'Mở "đầu" của bài.')
    assert (made.slug, made.path) == ("nghi-dinh-42-12", "articles/2019/06/nghi-dinh-42-12.md")
    assert (made.date, made.modified, made.expires) == (
        at("2019-06-24 22:33"),
        at("2019-06-24 22:34"),
        at("2019-06-25 22:33"),
    )
    assert (made.category, made.also_in, made.topic) == ("tin-tuc", ("thoi-su",), "cau-moi")
    assert (made.tags, made.authors) == (("đất đai",), ("An", "Bình"))
    assert made.source == Source(name="Báo tỉnh", url="https://bao.example.vn")
    assert made.image == Image(
        src="/media/uploads/news/2019_06/a.gif", alt="Toàn cảnh", caption="Toàn cảnh", position=Position.LEFT
    )
    assert made.attachments == (Attachment(src="/media/uploads/news/2019_06/to-trinh.pdf", title="to-trinh.pdf"),)
    assert made.rating == Rating(points=13, votes=5, as_of=at("2019-01-01 00:00").replace(2026, 11, 20))
    assert made.views is not None
    assert made.views.count == 71244
    assert made.legacy == Legacy(id=12, paths=("/tin-tuc/Nghi-dinh-42-12.html",))
    assert made.comments == "closed"
    assert content.site.categories[1].parent == "tin-tuc"
    assert content.site.topics[0].description == "Từ khởi công."
    assert content.site.home.hot[0].article == "nghi-dinh-42-12"
    assert [(banner.title, banner.image) for banner in content.site.banners] == [("Công báo", "")]
    assert [banner.title for banner in content.site.applications] == ["1 bp today"]
    assert [entry.category for entry in content.site.menu] == ["tin-tuc"]
    assert content.site.statistics is not None
    assert content.site.statistics.total is not None
    assert content.site.statistics.total.visits == 383090054
    assert "/media/uploads/news/2019_06/a.gif" in content.media
    assert kinds(report) == {
        "attachment-outside": 1,
        "banner-title": 2,
        "dead-media": 2,
        "expired": 1,
        "menu-lost": 1,
        "orphan": 1,
    }
    assert report.asides == (("bảng nv4_vi_faq", 1),)


def test_states_are_kept_and_what_is_hidden_leaves_a_line_only(tmp_path: Path) -> None:
    """Published, scheduled, expired, draft and review come along as such; suspended, locked and private ones do not."""
    articles = [{"id": n, "status": n, "title": f"Bài {n}", "body": f"<p>Ruột {n}.</p>"} for n in range(11)]
    articles[3]["exptime"] = PUBLISHED + 60
    articles += [{"id": 22, "status": 22, "title": "Khoá"}, {"id": 23, "catid": 2, "listcatid": "2", "title": "Nội bộ"}]
    report = run(
        tmp_path, dump(articles, categories=[{}, {"catid": 2, "title": "Kín", "alias": "kin", "groups_view": "4"}])
    )
    states = {made.legacy.id: made.status for made in read(tmp_path).articles if made.legacy}
    assert states == {1: Status.PUBLISHED, 2: Status.PUBLISHED, 3: Status.PUBLISHED, 4: Status.DRAFT} | dict.fromkeys(
        range(5, 11), Status.REVIEW
    )
    assert reasons(report) == {
        "0": "trạng thái Ngưng hiệu lực",
        "22": "bị khoá vì chuyên mục bị đình chỉ (trước đó: Xuất bản)",
        "23": "chuyên mục Kín chỉ cho thành viên xem",
    }
    assert report.counts()["in"] == report.counts()["written"] + report.counts()["refused"] == 13
    written = texts(files(tmp_path).values())
    assert not re.search("Bài 0|Ruột 0|Khoá|Nội bộ|Kín", written)


def test_approved_comments_come_along_without_what_is_personal(tmp_path: Path) -> None:
    """Only those whose ancestors are approved; no address of mail or machine; plain text."""
    comments = [
        {"cid": 1, "content": "Dòng một<br />dòng &lt;hai&gt;", "post_name": "Lan"},
        {"cid": 2, "pid": 1, "content": "Trả lời"},
        {"cid": 3, "status": 0, "content": "Giấu"},
        {"cid": 4, "pid": 3, "content": "Dưới giấu"},
        {"cid": 5, "pid": 6, "content": "Vòng"},
        {"cid": 6, "pid": 5, "content": "Vòng"},
        {"cid": 7, "module": "page", "content": "Nơi khác"},
        {
            "cid": 8,
            "content": "Gửi lan@example.org, máy 203.0.113.7",
            "post_name": "lan@example.org",
            "post_time": PUBLISHED + 7200,
        },
    ]
    report = run(tmp_path, dump(comments=comments))
    found = read(tmp_path).comments["khai-giang-lop-tap-huan-1"]
    assert [(c.id, c.name, c.text, c.reply_to) for c in found] == [
        ("1", "Lan", "Dòng một\ndòng <hai>", ""),
        ("2", "Bạn đọc", "Trả lời", "1"),
        ("8", "[đã ẩn]", "Gửi [đã ẩn], máy [đã ẩn]", ""),
    ]
    assert kinds(report)["comment-orphan"] == 3
    assert not re.search(r"@|203\.0\.113|[Gg]iấu|Nơi khác", texts(files(tmp_path).values()))


def test_planted_links_are_in_the_report_and_nowhere_else(tmp_path: Path) -> None:
    """Quarantined: named with their address."""
    body = '<p>Ruột.</p><div style="display:none"><a href="https://casino.example/x">nổ hũ</a></div>'
    report = run(tmp_path, dump([{"body": body}]))
    assert "casino" not in texts(files(tmp_path).values())
    assert kinds(report)["spam"] == 1
    assert report.dropped[0].examples == (
        ("articles/2019/06/khai-giang-lop-tap-huan-1.md", "nổ hũ → https://casino.example/x"),
    )


def test_links_within_the_portal_lead_on(tmp_path: Path) -> None:
    """By the number at the end, whatever stands before it; to what did not come along they lose their address."""
    body = (
        '<p><a href="/vi/news/cu/hop-bao-2.html">một</a> <a href="/index.php?language=vi&amp;nv=news&amp;op=tin-tuc/hop-bao-2">hai</a> '
        '<a href="/tin-tuc/khong-con-9.html">ba</a> <a href="/tin-tuc/">bốn</a> <a href="/tag/đất-đai">năm</a> '
        '<a href="https://khac.vn/hop-bao-2.html">sáu</a> <a href="/uploads/a.pdf">bảy</a> <a href="//cdn.vn/x">tám</a></p>'
    )
    run(tmp_path, dump([{"body": body}, {"id": 2, "alias": "hop-bao", "title": "Họp báo"}]))
    content = read(tmp_path)
    html = content.bodies["articles/2019/06/khai-giang-lop-tap-huan-1.md"].html
    assert re.findall(r'(?:<a href="([^"]*)"[^>]*>)?(một|hai|ba|bốn|năm|sáu|bảy|tám)', html) == [
        ("/tin-tuc/hop-bao-2.html", "một"),
        ("/tin-tuc/hop-bao-2.html", "hai"),
        ("", "ba"),
        ("/tin-tuc/", "bốn"),
        ("/tag/dat-dai/", "năm"),
        ("https://khac.vn/hop-bao-2.html", "sáu"),
        ("/media/uploads/a.pdf", "bảy"),
        ("https://cdn.vn/x", "tám"),
    ]


def test_pictures_lie_below_media_whatever_their_address_was(tmp_path: Path) -> None:
    """Hosts of the portal, thumbnails and queries lead to one file; what lies nowhere is named."""
    media = tmp_path / "site"
    (media / "uploads/news").mkdir(parents=True)
    (media / "uploads/news/ảnh 1.gif").write_bytes(GIF)
    (media / "uploads/news/hong.gif").write_bytes(b"no picture")
    (media / "uploads/news/ra.gif").symlink_to("/etc/hostname")
    body = (
        '<p><img src="/uploads/news/%E1%BA%A3nh%201.gif?t=5" alt="a"><img src="/assets/news/ảnh 1.gif" alt="b">'
        '<img src="https://cu.vn/uploads/news/ảnh 1.gif" alt="c"><img src="/uploads/news/hong.gif" alt="d"><img src="/uploads/news/ra.gif" alt="e">'
        '<img src="/uploads/../../etc/passwd.gif" alt="f"><img src="https://khac.vn/x.png" alt="g"></p>'
    )
    config = [{"lang": "sys", "module": "global", "config_name": "my_domains", "config_value": "cu.vn"}]
    report = run(tmp_path, dump([{"body": body}], tables={"nv4_config": config}), media=media)
    content = read(tmp_path)
    assert sorted(content.media) == ["/media/uploads/news/ảnh 1.gif"]
    (images,) = [content.bodies[made.path].images for made in content.articles]
    assert [decode_path(image) for image in images] == [
        "/media/uploads/news/ảnh 1.gif",
        "/media/uploads/news/hong.gif",
        "/media/uploads/news/ra.gif",
        "/media/ngoai/khac-vn/x.png",
    ]
    assert (kinds(report)["dead-media"], dropped(report)["image"]) == (3, 1)


def test_a_damaged_body_is_mended(tmp_path: Path) -> None:
    """Marks of an old fault become tags again; a body that repeats the lead says it once."""
    lead = "Sáng nay, lớp tập huấn khai giảng."
    body = f"<p>{lead}</p><p>{{:strong:}}Đậm{{:/strong:}} và thường.</p>"
    report = run(tmp_path, dump([{"body": body}]))
    (html,) = [body.html for body in read(tmp_path).bodies.values()]
    assert html == "<p><strong>Đậm</strong> và thường.</p>"
    assert dropped(report) == {"duplicate-lead": 1, "repaired": 2}


def test_tags_that_would_share_a_page_become_one(tmp_path: Path) -> None:
    """The spelling with marks wins, and the account says so."""
    tags = [{"id": 1, "tid": 1, "keyword": "công nghệ"}, {"id": 2, "tid": 2, "keyword": "cong nghe"}]
    report = run(tmp_path, dump([{}, {"id": 2, "alias": "hai"}], tables={"nv4_vi_news_tags_id": tags}))
    assert {made.tags for made in read(tmp_path).articles} == {("công nghệ",)}
    assert kinds(report)["tags-merged"] == 1


def test_pages_fill_in_what_the_dump_lacks_and_the_dump_wins(tmp_path: Path) -> None:
    """Articles that are on pages only come along too; old addresses are those that pages show."""
    with zipfile.ZipFile(tmp_path / "trang.zip", "w") as archive:
        for number, title in ((1, "Khác"), (5, "Chỉ có trang"), (9, "Ẩn")):
            archive.writestr(f"../../{number}.html", PAGE.format(id=number, title=title))
        archive.writestr("404.html", "<title>Lỗi 404</title>")
    report = run(tmp_path, dump([{}, {"id": 9, "status": 0, "title": "Ẩn"}]), tmp_path / "trang.zip")
    content = read(tmp_path)
    by_id = {made.legacy.id: made for made in content.articles if made.legacy}
    assert sorted(key for key in by_id if key) == [1, 5]
    assert (by_id[1].title, by_id[1].tags) == ("Khai giảng lớp tập huấn", ("giáo dục",))
    assert by_id[1].legacy == Legacy(id=1, paths=("/vi/news/tin-tuc/khai-giang-lop-tap-huan-1.html",))
    assert content.bodies[by_id[1].path].html == "<p>Lớp học kéo dài ba ngày.</p>"
    assert content.bodies[by_id[5].path].html == "<p>Từ trang.</p>"
    assert content.site.identity.base_url == "https://cu.example.vn"
    assert kinds(report)["page-differs"] == 1
    assert report.skipped == (("404.html", "trang báo lỗi 404"),)
    assert report.counts()["in"] == 3


def test_a_second_module_and_another_language(tmp_path: Path) -> None:
    """Numbers are the largest module's own; one language is one portal."""
    second = dump([{"id": 1, "title": "Thông báo", "alias": "thong-bao"}], module="nv4_vi_thong_bao")
    foreign = dump([{"id": 3, "title": "News"}], module="nv4_en_news")
    report = run(tmp_path, dump([{}, {"id": 2, "alias": "hai"}]) + second + foreign)
    legacies = {made.slug: made.legacy for made in read(tmp_path).articles}
    assert legacies["thong-bao-1"] == Legacy(paths=("/thong-bao/tin-tuc/thong-bao-1.html",))
    assert legacies["khai-giang-lop-tap-huan-1"] == Legacy(id=1)
    assert reasons(report) == {"3": "ngôn ngữ khác (en): cổng mới chỉ có một ngôn ngữ"}


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """Same source, same files, same account; into an empty folder the same bytes."""
    source = dump([{"id": n, "alias": f"bai-{n}", "body": "<p>a</p><script>b</script>"} for n in range(1, 6)])
    first, before = run(tmp_path, source), files(tmp_path)
    second = run(tmp_path, source)
    assert files(tmp_path) == before
    assert second.counts() == first.counts() | {"created": 0, "unchanged": 5}
    assert (second.dropped, second.attention) == (first.dropped, first.attention)
    (tmp_path / "khac").mkdir()
    run(tmp_path / "khac", source)
    assert files(tmp_path / "khac") == before


def test_a_later_import_keeps_editors_work(tmp_path: Path) -> None:
    """The source's news and the editor's are joined; where they clash the editor's stays and is told."""
    run(tmp_path, dump([{}, {"id": 2, "alias": "hai", "title": "Hai"}]))
    one = tmp_path / "content/articles/2019/06/khai-giang-lop-tap-huan-1.md"
    two = one.with_name("hai-2.md")
    one.write_text(one.read_text().replace("ba ngày", "bốn ngày"))
    two.write_text(two.read_text().replace('"Hai"', '"Hai sửa"'))
    report = run(tmp_path, dump([{"hitstotal": 99}, {"id": 2, "alias": "hai", "title": "Hai mới"}]))
    assert [(entry.outcome.value, entry.conflicts) for entry in report.entries] == [
        ("merged", ()),
        ("conflict", ("title",)),
    ]
    assert "bốn ngày" in one.read_text()
    assert "99" in one.read_text()
    assert '"Hai sửa"' in two.read_text()


def test_a_dry_run_writes_nothing_and_says_the_same(tmp_path: Path) -> None:
    """The account can be read before anything happens."""
    dry = run(tmp_path, dump(), is_dry=True)
    assert not (tmp_path / "content").exists()
    wet = run(tmp_path, dump())
    assert dry.counts() == wet.counts()
    assert (dry.is_dry, wet.is_dry) == (True, False)


def test_the_account_is_written_for_programs_and_for_people(tmp_path: Path) -> None:
    """JSON whose numbers add up, and a page that escapes what it quotes."""
    report = run(
        tmp_path,
        dump([{"title": "A <script>", "body": "<p>x</p><script>y</script>"}, {"id": 2, "status": 0, "title": "B"}]),
    )
    page = write_report(report, tmp_path / "bao-cao.json")
    said = json.loads((tmp_path / "bao-cao.json").read_text())
    assert said["counts"]["in"] == said["counts"]["written"] + said["counts"]["refused"] == 2
    assert said["articles"][0]["id"] == "1"
    assert said["refused"][0] | {"source": ""} == {
        "id": "2",
        "title": "B",
        "reason": "trạng thái Ngưng hiệu lực",
        "remedy": "Cho bài hiệu lực trở lại trên cổng cũ rồi nhập lại.",
        "source": "",
    }
    assert [item["kind"] for item in said["dropped"]] == ["script"]
    assert page.name == "bao-cao.html"
    assert "A &lt;script&gt;" in page.read_text()
    assert "<script" not in page.read_text()


def test_an_import_goes_on_after_a_kill(tmp_path: Path) -> None:
    """Killed in the middle, run again: the same files as in one go."""
    articles = [{"id": n, "alias": f"bai-{n}", "body": "<p><b>a</b> b</p>" * 40} for n in range(1, 801)]
    (tmp_path / "a.sql").write_text(dump(articles))
    command = [
        sys.executable,
        "tasks.py",
        "import-nukeviet",
        "--source",
        str(tmp_path / "a.sql"),
        "--into",
        str(tmp_path / "content"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    folder = tmp_path / "content/articles"
    while process.poll() is None and len(list(folder.rglob("*.md"))) < 20:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert 0 < len(list(folder.rglob("*.md"))) < 800
    report = run(tmp_path, tmp_path / "a.sql")
    assert report.counts()["written"] == 800
    assert report.counts()["unchanged"] > 0
    (tmp_path / "khac").mkdir()
    run(tmp_path / "khac", tmp_path / "a.sql")
    assert files(tmp_path) == files(tmp_path / "khac")


def test_every_old_address_answers_on_the_built_site(tmp_path: Path) -> None:
    """By a page of its own, by a redirect, or by the number at its end."""
    categories = [{}, {"catid": 2, "parentid": 1, "title": "Thời sự", "alias": "Thoi-su", "sort": 2}]
    articles = [
        {},
        {"id": 2, "alias": "Hop-Bao", "catid": 2, "listcatid": "1,2"},
        {"id": 3, "alias": "ba", "status": 2, "body": "<p><b>x</b></p>"},
    ]
    (tmp_path / "5.html").write_text(PAGE.format(id=5, title="Trang"))
    run(tmp_path, dump(articles, categories=categories), tmp_path / "5.html")
    read(tmp_path)
    build(Order(content=tmp_path / "content", output=tmp_path / "output", now=at("2026-11-24 08:00")))
    ids = json.loads(next((tmp_path / "output").rglob("ids.json")).read_text())
    plain = ["/tin-tuc/khai-giang-lop-tap-huan-1.html", "/Thoi-su/Hop-Bao-2.html", "/tin-tuc/ba-3.html", "/tin-tuc/", "/thoi-su/",
             "/vi/news/tin-tuc/khai-giang-lop-tap-huan-5.html"]  # fmt: skip
    for path in plain:
        assert (tmp_path / "output" / output_path(path)).is_file(), path
    for path in (
        "/vi/news/tin-tuc/khai-giang-lop-tap-huan-1.html",
        "/print/Thoi-su/Hop-Bao-2.html",
        "/index.php?nv=news&op=tin-tuc/ba-3",
    ):
        number = re.findall(r"-(\d+)(?:\.html)?$", path)[0]
        assert (tmp_path / "output" / output_path(ids[number])).is_file(), path


def test_figures_that_came_in_later_still_find_their_article(tmp_path: Path) -> None:
    """Slugs stay, so that what the new portal counted goes on counting."""
    run(tmp_path, dump())
    (tmp_path / "content/figures").mkdir()
    (tmp_path / "content/figures/2019-06.yaml").write_text("khai-giang-lop-tap-huan-1: {views: 3}\n")
    run(tmp_path, dump([{"title": "Đổi tiêu đề", "alias": "doi-tieu-de"}]))
    (made,) = read(tmp_path).articles
    assert made.slug == "khai-giang-lop-tap-huan-1"
    assert made.views is not None
    assert made.views.count == 7 + Figures(views=3).views
