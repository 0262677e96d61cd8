"""The site's constants."""

from __future__ import annotations

from datetime import date

from plugins.archives.parts import Link
from plugins.newsroom.site import Banner, Count, Identity, Media, MenuEntry, Statistics
from tests.builders import at, make_content, make_content_frame, make_page, make_site

NOW = at("2026-03-01 23:59")
URL = "https://example.vn/"


def test_banners_of_the_day_in_order() -> None:
    """Shown from the first to the last day, by `order`, then in the file's order; applications alike."""
    banners = (
        Banner(title="c", url=URL, order=2),
        Banner(title="a", url=URL, order=1, since=date(2026, 3, 1), until=date(2026, 3, 1)),
        Banner(title="hết hạn", url=URL, until=date(2026, 2, 28)),
        Banner(title="b", url=URL, order=1),
        Banner(title="chưa đến", url=URL, since=date(2026, 3, 2)),
    )
    frame = make_content_frame(make_content(site=make_site(banners=banners, applications=banners[::-1])), NOW)
    assert [banner.title for banner in frame.banners] == ["a", "b", "c"]
    assert [banner.title for banner in frame.applications] == ["b", "a", "c"]


def test_pictures_have_sizes_and_a_text() -> None:
    """The file's size, the banner's own text or its title; none where there is no picture."""
    banners = (
        Banner(title="Việc làm", url=URL, image="/media/viec làm.png", alt="Biểu trưng"),
        Banner(title="Công báo", url=URL, image="/media/khong-co.png"),
        Banner(title="Không ảnh", url=URL),
    )
    media = [Media(path="media/viec làm.png", width=200, height=60)]
    content = make_content(site=make_site(banners=banners), media=media)
    first, second, third = make_content_frame(content, NOW).banners
    assert first.picture is not None
    assert (first.picture.src, first.picture.alt) == ("/media/viec%20l%C3%A0m.png", "Biểu trưng")
    assert (first.picture.width, first.picture.height) == (200, 60)
    assert second.picture is not None
    assert (second.picture.alt, second.picture.width) == ("Công báo", 0)
    assert third.picture is None


def test_identity_and_menu() -> None:
    """The base address has no slash at its end; the menu holds the top-level categories."""
    identity = Identity(name="Cổng", base_url="https://tin.example.vn//")
    frame = make_content_frame(make_content(site=make_site(identity=identity)), NOW, production=False)
    assert frame.base_url == "https://tin.example.vn"
    assert [link.url for link in frame.menu] == ["/kinh-te/", "/xa-hoi/"]
    assert not frame.production


def test_statistics_are_announced_only_where_a_number_is_known() -> None:
    """Absent or empty statistics are none."""
    known = Statistics(total=Count(visits=5, date=date(2026, 2, 28)))
    for statistics, expected in ((None, False), (Statistics(), False), (known, True)):
        frame = make_content_frame(make_content(site=make_site(statistics=statistics)), NOW)
        assert frame.has_statistics is expected


def test_the_menu_that_editors_made() -> None:
    """Categories, static pages and links in the file's order; a page that is not there is left out."""
    menu = (
        MenuEntry(page="gioi-thieu"),
        MenuEntry(category="giao-duc"),
        MenuEntry(title="Dịch vụ công", url="https://dichvucong.gov.vn/"),
        MenuEntry(page="ban-nhap"),
    )
    content = make_content(site=make_site(menu=menu), pages=[make_page("gioi-thieu", title="Giới thiệu")])
    assert make_content_frame(content, NOW).menu == (
        Link(url="/gioi-thieu.html", text="Giới thiệu"),
        Link(url="/giao-duc/", text="Giáo dục"),
        Link(url="https://dichvucong.gov.vn/", text="Dịch vụ công"),
    )


def test_the_footer_names_the_static_pages() -> None:
    """In their order, and the site's map after them."""
    pages = [make_page("lien-he", order=2), make_page("gioi-thieu", order=1)]
    frame = make_content_frame(make_content(pages=pages), NOW)
    assert [link.url for link in frame.pages] == ["/gioi-thieu.html", "/lien-he.html", "/so-do-trang/"]
