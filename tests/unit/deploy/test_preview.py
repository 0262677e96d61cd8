"""The output folder, served as production serves it."""

from __future__ import annotations

import gzip
import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import headers
from deploy.preview import make_server

PAGE = "<!doctype html><title>Trang nhất</title>" + "<p>Nội dung</p>" * 50


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A small site beside a file that is none of its business."""
    files = {
        "index.html": PAGE,
        "404.html": "<!doctype html><title>Không có trang này</title>",
        "kinh-te/index.html": "<title>Kinh tế</title>",
        "kinh-te/bai.html": "<title>Bài</title>",
        "rss/index.xml": "<rss/>",
        "rss/kinh-te/index.xml": "<rss/>",
        "media/cà phê.txt": "cà phê",
        "media/anh.jpg": "x" * 5000,
        "static/style-0123456789.css": "a{}" * 100,
        ".staging/journal.json": "{}",
        "manifest/_.txt": "",
    }
    for path, text in files.items():
        place = tmp_path / "output" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "output" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return tmp_path / "output"


@pytest.fixture
def connection(output: Path) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server of the site."""
    server = make_server(output)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    client = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    yield client
    client.close()
    server.shutdown()
    server.server_close()
    thread.join()


def ask(
    connection: http.client.HTTPConnection, path: str, method: str = "GET", **fields: str
) -> tuple[http.client.HTTPResponse, bytes]:
    """Return the answer and its body."""
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in fields.items()})
    response = connection.getresponse()
    return response, response.read()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "Trang nhất"),
        ("/?q=x", "Trang nhất"),
        ("/kinh-te/", "Kinh tế"),
        ("/kinh-te/bai.html", "Bài"),
        ("/rss/", "<rss/>"),
        ("/rss/kinh-te/", "<rss/>"),
        ("/media/c%C3%A0%20ph%C3%AA.txt", "cà phê"),
    ],
)
def test_an_address_shows_its_page(connection: http.client.HTTPConnection, path: str, text: str) -> None:
    """A folder shows its index.html, a feed's folder its index.xml; a query changes nothing."""
    response, body = ask(connection, path)
    assert (response.status, text in body.decode()) == (200, True)


def test_every_answer_carries_the_security_headers(connection: http.client.HTTPConnection) -> None:
    """A page, a file, a redirect, a missing page and a refused method alike."""
    for method, path in (("GET", "/"), ("GET", "/media/anh.jpg"), ("GET", "/kinh-te"), ("GET", "/x"), ("POST", "/")):
        response, _ = ask(connection, path, method)
        assert [(name, response.headers[name]) for name, _ in headers.SECURITY] == list(headers.SECURITY), path


def test_a_folder_without_its_slash_is_redirected(connection: http.client.HTTPConnection) -> None:
    """`/kinh-te` leads to `/kinh-te/`, its query kept, on the same host."""
    response, _ = ask(connection, "/kinh-te?trang=1")
    assert (response.status, response.headers["Location"]) == (301, "/kinh-te/?trang=1")
    response, _ = ask(connection, "//kinh-te")
    assert response.headers["Location"] == "/kinh-te/"


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co.html",
        "/kinh-te/bai.html/",
        "/media/",
        "/media",
        "/manifest/",
        "/.staging/journal.json",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/kinh-te/..%2f..%2fsecret.txt",
        "/kinh-te/../../secret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "//example.org/..",
        "/kinh-te//bai.html",
        "/%00",
        "/a%0d%0aSet-Cookie:x",
        "/%ff",
        "/" + "a" * 5000,
    ],
)
def test_what_is_not_published_is_not_found(connection: http.client.HTTPConnection, path: str) -> None:
    """No listing, no dot file, no way out of the folder: the 404 page with the status 404, not to be kept."""
    response, body = ask(connection, path)
    assert response.status == 404
    assert "Không có trang này" in body.decode()
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_site_without_a_404_page_still_answers(connection: http.client.HTTPConnection, output: Path) -> None:
    """A half-made folder is no reason to fail."""
    (output / "404.html").unlink()
    assert ask(connection, "/x")[0].status == 404


def test_text_is_compressed_where_the_browser_accepts_it(connection: http.client.HTTPConnection) -> None:
    """The same bytes, fewer of them; caches are told that answers differ."""
    packed, body = ask(connection, "/", Accept_Encoding="gzip, deflate, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert len(body) < len(PAGE.encode())
    assert gzip.decompress(body).decode() == PAGE
    for refused in ("", "br", "gzip;q=0", "gzip; q=0.0, br"):
        plain, body = ask(connection, "/", Accept_Encoding=refused)
        assert (plain.headers["Content-Encoding"], body.decode()) == (None, PAGE), refused
    assert ask(connection, "/", Accept_Encoding="br, gzip;q=0.5")[0].headers["Content-Encoding"] == "gzip"
    assert ask(connection, "/media/anh.jpg", Accept_Encoding="gzip")[0].headers["Content-Encoding"] is None


def test_a_page_that_the_browser_has_is_not_sent_again(connection: http.client.HTTPConnection, output: Path) -> None:
    """A tag stands for the bytes; after a new build the page comes whole."""
    first, _ = ask(connection, "/kinh-te/")
    same, body = ask(connection, "/kinh-te/", If_None_Match=str(first.headers["ETag"]))
    assert (same.status, body) == (304, b"")
    (output / "kinh-te" / "index.html").write_text("<title>Mới hơn</title>", "utf-8")
    changed, body = ask(connection, "/kinh-te/", If_None_Match=str(first.headers["ETag"]))
    assert (changed.status, "Mới hơn" in body.decode()) == (200, True)


def test_one_connection_serves_many_requests(connection: http.client.HTTPConnection) -> None:
    """As in production, a page's files come over a connection that stays open, missing ones too."""
    ask(connection, "/")
    kept = connection.sock
    for path in ("/x", "/kinh-te", "/rss/", "/static/style-0123456789.css"):
        ask(connection, path)
        assert connection.sock is kept


def test_head_has_no_body_and_other_methods_are_refused(connection: http.client.HTTPConnection) -> None:
    """A static site takes nothing in."""
    response, body = ask(connection, "/", "HEAD")
    assert (response.status, response.headers["Content-Length"], body) == (200, str(len(PAGE.encode())), b"")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        response, _ = ask(connection, "/", method)
        assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")


def test_the_server_listens_on_this_machine_only(output: Path) -> None:
    """The preview is for the person in front of it; a port that is taken is an error."""
    with make_server(output) as server:
        assert server.server_address[0] == "127.0.0.1"
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=10):
            pass
        with pytest.raises(OSError, match="in use"):
            make_server(output, server.server_port)
