"""What every server must say with a file."""

from __future__ import annotations

import pytest

from deploy import headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/style-0123456789.css",
        "/static/js-0123456789/search/view.js",
        "/static/img-89abcdef01/icon.svg",
        "/search/root-a1b2c3.json",
        "/search/t/2019-c_c3_a0-a1b2c3.bin",
        "/search/d/2019-06-g0-a1b2c3/4.json",
    ],
)
def test_a_name_with_a_hash_is_kept_for_a_year(path: str) -> None:
    """What changes its name with its bytes is never asked for twice."""
    assert headers.cache_control(path) == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    [
        "/index.html",
        "/kinh-te/nghi-quyet-12345678.html",
        "/media/anh-abcdef01.jpg",
        "/rss/index.xml",
        "/static/style.css",
        "/search/root.json",
        "/tim-kiem/search/x-abcdef.html",
    ],
)
def test_all_else_is_asked_for_again(path: str) -> None:
    """An article whose slug ends in an old id looks like a hash and is none."""
    assert headers.cache_control(path) == "no-cache"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/index.html", "text/html; charset=utf-8"),
        ("/static/js-0123456789/main.js", "text/javascript; charset=utf-8"),
        ("/static/style-0123456789.css", "text/css; charset=utf-8"),
        ("/static/img-0123456789/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/rss/index.xml", "application/rss+xml; charset=utf-8"),
        ("/rss/kinh-te/index.xml", "application/rss+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/search/root-a1b2c3.json", "application/json"),
        ("/search/t/x-a1b2c3.bin", "application/octet-stream"),
        ("/media/anh.webp", "image/webp"),
        ("/media/ANH.JPG", "image/jpeg"),
        ("/media/quyet-dinh.pdf", "application/pdf"),
        ("/media/khong-biet.zzz", "application/octet-stream"),
        ("/media/khong-duoi", "application/octet-stream"),
    ],
)
def test_types_are_the_same_on_every_machine(path: str, expected: str) -> None:
    """Types come from our table and Python's, never from the machine's files; text says its charset."""
    assert headers.content_type(path) == expected


def test_what_is_packed_is_not_packed_again() -> None:
    """Text, JSON and the search's numbers are compressed; pictures, fonts and office files are so already."""
    assert all(map(headers.is_compressible, ("/a.html", "/a.json", "/a.svg", "/a.xml", "/a.bin", "/a.ico")))
    assert not any(map(headers.is_compressible, ("/a.jpg", "/a.webp", "/a.woff2", "/a.pdf", "/a.zip", "/a.docx")))


def test_the_content_security_policy_is_the_agreed_one() -> None:
    """Nothing inline, nothing from elsewhere; a search worker from here."""
    assert headers.CONTENT_SECURITY_POLICY == (
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )
