"""What programs read of a page: where it is, what it is about, and how a phone keeps it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from PIL import Image

from plugins.newsroom.site import Appearance, Colours, Identity
from plugins.press.adapter import FILTERS
from plugins.press.render import Renderer
from tests.browser.conftest import ROOT, WIDE, NewPage, find, parse
from tests.builders import make_articles, make_content, make_content_frame, make_site, plan_site

BASE = "https://binhan.example.vn"


def data_of(page: ET.Element, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD of one *kind* in a page."""
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        data = json.loads(script.text or "")
        if data["@type"] == kind:
            yield data


def meta(page: ET.Element, name: str) -> str | None:
    """Return the `content` of a page's meta element, Open Graph's or any other, None where it has none."""
    found = page.find(f".//meta[@property='{name}']")
    found = page.find(f".//meta[@name='{name}']") if found is None else found
    return None if found is None else found.get("content")


def test_a_page_says_where_it_is(demo_site: Path, address: str) -> None:
    """Each page that engines may list names its one address, to them and to those who share it."""
    page = parse(demo_site, address)
    if meta(page, "robots") == "noindex":
        return
    canonical = page.find(".//link[@rel='canonical']")
    assert canonical is not None
    assert canonical.get("href") == meta(page, "og:url") == BASE + address
    heading = page.find(".//h1")
    assert heading is not None
    assert meta(page, "og:title") == "".join(heading.itertext())
    assert meta(page, "og:locale") == "vi_VN"
    picture = meta(page, "og:image") or ""
    assert (demo_site / picture.removeprefix(BASE + "/")).is_file()


def test_an_article_is_a_news_article(demo_site: Path) -> None:
    """Its JSON-LD has the fields that engines ask for, with absolute addresses, true to the page."""
    address = find(demo_site, 'class="contents"')
    page = parse(demo_site, address)
    (data,) = data_of(page, "NewsArticle")
    assert data["headline"] == "".join(page.find(".//h1").itertext())  # type: ignore[union-attr]
    assert data["datePublished"] == page.find(".//article//time").get("datetime")  # type: ignore[union-attr]
    assert data["dateModified"] == data["datePublished"] == meta(page, "article:published_time")
    assert data["mainEntityOfPage"] == BASE + address
    assert [author["name"] for author in data["author"]] == ["Minh Khuê", "Thanh Trúc"]
    assert data["publisher"]["@type"] == "GovernmentOrganization"
    assert data["image"] == meta(page, "og:image") == f"{BASE}/media/minh-hoa/dich-vu-so.jpg"
    assert "dịch vụ công trực tuyến" in data["keywords"]
    assert "aggregateRating" not in data


def test_breadcrumbs_say_what_the_reader_sees(demo_site: Path, address: str) -> None:
    """The list for engines has the very steps of the one for people."""
    page = parse(demo_site, address)
    shown = [
        (link.text, BASE + (link.get("href") or "")) for link in page.iterfind(".//nav[@aria-label='Vị trí trang']//a")
    ]
    said = [
        (step["name"], step["item"])
        for data in data_of(page, "BreadcrumbList")
        for step in sorted(data["itemListElement"], key=lambda step: step["position"])
    ]
    assert said == shown


def test_the_front_page_names_the_site_and_its_search(demo_site: Path) -> None:
    """An engine can offer the portal's own search."""
    (data,) = data_of(parse(demo_site, "/"), "WebSite")
    assert data["url"] == f"{BASE}/"
    assert data["potentialAction"]["target"] == f"{BASE}/tim-kiem/?q={{query}}"


def test_data_blocks_break_no_policy(new_page: NewPage, site: str, seed_article: str) -> None:
    """With the policy that forbids inline code a browser has nothing to say about them, and the policy is strict."""
    page = new_page(WIDE)
    answer = page.goto(seed_article, wait_until="networkidle")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert page.locator("script[type='application/ld+json']").count() == 2
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then(one => one.json())")
    assert manifest["name"] == "Cổng thông tin điện tử tỉnh Bình An"
    assert site  # the page came from it; `new_page` fails on a breach of its policy


def test_icons_are_there_in_the_sizes_that_they_name(new_page: NewPage) -> None:
    """The browser's tab, a phone's home screen and the manifest find their pictures."""
    page = new_page(WIDE)
    page.goto("/")
    manifest = page.request.get("/site.webmanifest")
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    for icon in manifest.json()["icons"]:
        answer = page.request.get(icon["src"])
        assert answer.headers["content-type"].startswith(icon["type"])
        if icon["sizes"] != "any":
            width, height = Image.open(io.BytesIO(answer.body())).size
            assert icon["sizes"] == f"{width}x{height}"
    touch = page.request.get(page.locator("link[rel=apple-touch-icon]").get_attribute("href") or "")
    assert Image.open(io.BytesIO(touch.body())).size == (180, 180)


def render(site_data: Any, path: str) -> ET.Element:
    """Return a page of a small site with *site_data*."""
    content = make_content(make_articles(2, tags=("đê",)), site=site_data)
    page = plan_site(content)[path]
    source = Renderer(ROOT / "theme" / "templates", FILTERS).render(
        page.template, page.view, make_content_frame(content), page.path
    )
    root: ET.Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source.decode())
    return root


@pytest.mark.parametrize("is_on", [False, True])
def test_dublin_core_is_a_switch(is_on: bool) -> None:
    """Where the site wants it, each page has the elements that the old rules for state bodies named."""
    identity = Identity(name="Cổng", owner="Ủy ban", base_url="https://tin.example.vn", dublin_core=is_on)
    page = render(make_site(identity=identity), "kinh-te/tin-0001.html")
    found = {one.get("name"): one.get("content") for one in page.iter("meta") if (one.get("name") or "")[:3] == "DC."}
    if not is_on:
        assert found == {}
        return
    assert found["DC.title"] == "Tiêu đề tin-0001"
    assert (found["DC.creator"], found["DC.publisher"]) == ("Ủy ban", "Cổng")
    assert found["DC.identifier"] == "https://tin.example.vn/kinh-te/tin-0001.html"
    assert found["DC.date"] == "2019-01-01T01:00:00+07:00"
    assert (found["DC.language"], found["DC.subject"]) == ("vi", "đê")
    assert "DC.description" in found


def test_what_an_operator_chooses_is_data() -> None:
    """Logo, colour, what stands beside pages, and where articles can be sent follow `appearance.yaml` alone."""
    looks = Appearance(
        logo="/media/huy-hieu.png",
        colours=Colours(brand="#124b3a", highlight="#ffd479"),
        side=(),
        share=("x",),
    )
    page = render(replace(make_site(), appearance=looks), "kinh-te/tin-0001.html")
    icons = {link.get("rel"): link.get("href") for link in page.iter("link")}
    assert icons["icon"] == icons["apple-touch-icon"] == "/media/huy-hieu.png"
    masthead = page.find(".//header[@class='masthead']//img")
    assert masthead is not None
    assert masthead.get("src") == "/media/huy-hieu.png"
    assert meta(page, "theme-color") == "#124b3a"
    assert page.find(".//*[@data-block]") is None
    (share,) = [link.get("href") or "" for link in page.iterfind(".//*[@class='tools']//a")]
    assert share.startswith("https://x.com/intent/post?url=https%3A//tin.example.vn/kinh-te/tin-0001.html&text=")
