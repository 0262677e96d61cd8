"""What an article costs a reader who comes for the first time: bytes, requests, hosts, and whether it stutters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, NewPage, find

KILOBYTE = 1024
# With the pictures in view, and without them.
MOST_BYTES, MOST_BARE_BYTES, MOST_REQUESTS = 40 * KILOBYTE, 25 * KILOBYTE, 8
VISITS = 3
PICTURES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass
class Traffic:
    """What a page asked for: address → bytes as they came, with headers."""

    bytes: dict[str, int] = field(default_factory=dict)

    def without_pictures(self) -> dict[str, int]:
        """Return what is no picture of the content."""
        return {
            address: size
            for address, size in self.bytes.items()
            if not urlsplit(address).path.lower().endswith(PICTURES)
        }


def record(page: Page) -> Traffic:
    """Count what *page* fetches, with its cache off."""
    traffic, addresses = Traffic(), dict[str, str]()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def on_request(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def on_end(event: dict[str, Any]) -> None:
        address = addresses[event["requestId"]]
        if not address.startswith("data:"):  # is part of the style sheet and no request
            traffic.bytes[address] = round(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", on_request)
    session.on("Network.loadingFinished", on_end)
    return traffic


@pytest.fixture(params=["seed", "long"])
def article(request: pytest.FixtureRequest, seed_article: str, demo_site: Path) -> str:
    """The article of the old portal's page, and one with contents, a picture, a table and two authors."""
    return seed_article if request.param == "seed" else find(demo_site, 'class="contents"')


@pytest.mark.parametrize("sharpness", [1, 3])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_first_visit_is_small(new_page: NewPage, article: str, width: int, sharpness: int) -> None:
    """
    Cold, an article is at most 25 KB beside its pictures; on a phone at most 40 KB and 8 requests with those in view.

    Whether its screen has one pixel for one or nine.  Requests to other hosts fail every test of this folder (see
    `new_page`).
    """
    page = new_page(width, device_scale_factor=sharpness)
    traffic = record(page)
    page.goto(article, wait_until="networkidle")
    fetched = traffic.without_pictures()
    assert any(address.endswith(".css") for address in fetched)
    assert sum(fetched.values()) <= MOST_BARE_BYTES, fetched
    if width == NARROW:
        assert sum(traffic.bytes.values()) <= MOST_BYTES, traffic
    assert len(fetched if width == WIDE else traffic.bytes) <= MOST_REQUESTS, traffic


@pytest.mark.parametrize(("width", "sharpness", "best"), [(NARROW, 1, 400), (NARROW, 2, 800), (WIDE, 1, 800)])
def test_a_browser_fetches_the_copy_that_it_needs(
    new_page: NewPage, demo_site: Path, width: int, sharpness: int, best: int
) -> None:
    """Of the lead picture one copy, in WebP, no wider than its place asks for, and not the original; and at once."""
    page = new_page(width, device_scale_factor=sharpness)
    traffic = record(page)
    page.goto(find(demo_site, 'class="picture"'), wait_until="networkidle")
    image = page.locator(".picture__image")
    (fetched,) = (address for address in traffic.bytes if "/minh-hoa/" in address and address.endswith(PICTURES))
    assert re.search(rf"/static/media/minh-hoa/[a-z-]+-{best}-[0-9a-f]{{8}}\.webp$", fetched)
    assert image.evaluate("one => one.currentSrc") == fetched
    assert image.get_attribute("fetchpriority") == "high"
    shown = image.evaluate("one => ({ wide: one.clientWidth, high: one.clientHeight })")
    assert shown["wide"] / shown["high"] == pytest.approx(16 / 9, rel=0.01)


def test_pictures_below_the_first_screen_wait(new_page: NewPage, demo_site: Path) -> None:
    """On a phone the banners' pictures, at the end of the page, are not fetched before a reader comes there."""
    page = new_page(NARROW)
    traffic = record(page)
    page.goto(find(demo_site, 'class="contents"'), wait_until="networkidle")
    assert not [address for address in traffic.bytes if "/media/banner/" in address]
    page.locator("[data-block=banners]").scroll_into_view_if_needed()
    expect(page.locator("[data-block=banners] img").first).to_have_js_property("complete", value=True)
    page.wait_for_load_state("networkidle")
    assert [address for address in traffic.bytes if "/media/banner/" in address]


def test_nothing_holds_up_a_finger(new_page: NewPage, address: str) -> None:
    """While a page loads, none of its own scripts keeps the main thread for 50 ms, as long as a finger would notice."""
    page = new_page(NARROW)
    page.add_init_script(
        "window.late = []; new PerformanceObserver(list => late.push(...list.getEntries()))"
        ".observe({type: 'long-animation-frame', buffered: true})"
    )
    slow = "window.late.flatMap(frame => frame.scripts).filter(one => one.duration > 50).map(one => one.sourceURL)"
    # Time on the wall: when other programs hold the processor, it is not the page that is slow each time.
    found: list[list[str]] = []
    for _ in range(VISITS):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("PerformanceObserver.supportedEntryTypes.includes('long-animation-frame')")
        found.append(page.evaluate(slow))
        if not found[-1]:
            return
    pytest.fail(str(found))
