"""The production server's configuration, as a real nginx understands it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest

from deploy import headers
from deploy.nginx_addresses import Records, addresses_lines
from deploy.nginx_config import make_configuration
from tests.nginx_server import Running, checked, free_port, has_brotli, make_server, running, serving

PAGE: Final = "<!doctype html><title>Bài</title>" + "<p>Nội dung</p>" * 50
FILES: Final = {
    "index.html": PAGE,
    "404.html": "<!doctype html><title>Không có trang này</title>",
    "kinh-te/index.html": "<title>Kinh tế</title>",
    "kinh-te/bai.html": PAGE,
    "kinh-te/ten-5.html": "<title>Tên</title>",
    "kinh-te/rut.html": "<title>Bài đã rút</title>",
    "cu/bai-7.html": "<title>Trang chuyển hướng</title>",
    "rss/index.xml": "<rss/>",
    "sitemap.xml": "<urlset/>",
    "media/cà phê.txt": "cà phê",
    "media/anh.jpg": "x" * 5000,
    "media/goi.gz": "zz",
    "static/style-0123456789.css": "a{}" * 100,
    "static/style.css": "a{}",
    "search/root-a1b2c3.json": "{}",
    "manifest/_.txt": "",
    "admin/index.html": "<title>Biên tập</title>",
}
REDIRECTS: Final = {
    "/cu/bai-7.html": "/kinh-te/bai.html",
    "/Cu/Hoa-8.html": "/kinh-te/bai.html",
    "/Kinh-Te/Ten-5.html": "/kinh-te/ten-5.html",
    "/KINH-TE/": "/kinh-te/bai.html",
    "/index.php?nv=news&op=cu/bai": "/kinh-te/bai.html",
    "/trung/A.html": "/kinh-te/bai.html",
    "/trung/a.html": "/kinh-te/ten-5.html",
}
IDS: Final = {"5": "/kinh-te/ten-5.html", "7": "/kinh-te/bai.html", "9": "/kinh-te/rut.html", "11": "/mat/mat-11.html"}
WITHDRAWN: Final = ("/cu/rut-9.html", "/kinh-te/rut.html", "/khong-con.html")


def records(redirects: Mapping[str, str] = REDIRECTS) -> Records:
    """Return what a build would say of the small site."""
    return Records(base_url="", redirects=redirects, ids=IDS, withdrawn=WITHDRAWN, files=frozenset(FILES))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deploy target: a release with compressed forms, `current`, and a file that is none of its business."""
    target = tmp_path_factory.mktemp("site")
    for path, text in {**FILES, ".bi-mat": "bí mật", "kinh-te/.htaccess": "bí mật"}.items():
        place = target / "release" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        if path.endswith((".html", ".css")) and len(text) > 100:
            place.with_name(f"{place.name}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
            place.with_name(f"{place.name}.br").write_bytes(b"brotli")
    (target / "secret.txt").write_text("secret")
    (target / "current").symlink_to("release")
    return target


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A plain nginx that serves the site."""
    with serving(site, records(), tmp_path_factory.mktemp("nginx")) as running_server:
        yield running_server


def test_a_page_has_every_header_that_the_preview_sends(server: Running) -> None:
    """Security, caching and type come from one table."""
    reply = server.ask("/kinh-te/bai.html")
    assert (reply.status, reply.body.decode()) == (200, PAGE)
    assert {name: reply.headers[name.lower()] for name, _ in headers.SECURITY} == dict(headers.SECURITY)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["cache-control"] == "no-cache"
    assert reply.headers["server"] == "nginx"


@pytest.mark.parametrize("path", [path for path in FILES if not path.startswith((".", "cu/", "kinh-te/rut"))])
def test_every_file_is_served_as_the_preview_does(server: Running, path: str) -> None:
    """Type and caching agree file by file."""
    reply = server.ask(f"/{quote(path)}")
    assert (reply.status, reply.body.decode()) == (200, FILES[path])
    assert reply.headers["content-type"] == headers.content_type(f"/{path}")
    assert reply.headers["cache-control"] == headers.cache_control(f"/{path}")


def test_a_page_comes_compressed_to_those_who_take_it(server: Running) -> None:
    """The form is that which lies beside the page; caches are told that there are several."""
    plain, packed = (server.ask("/", Accept_Encoding=coding) for coding in ("identity", "br;q=0.5, gzip"))
    assert (gzip.decompress(packed.body).decode(), plain.body.decode()) == (PAGE, PAGE)
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert {plain.headers["vary"], packed.headers["vary"]} == {"Accept-Encoding"}
    assert plain.headers["etag"] != packed.headers["etag"]
    assert packed.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.skipif(not has_brotli(), reason="needs nginx's module for brotli (libnginx-mod-http-brotli-static)")
def test_brotli_comes_first_where_nginx_knows_it(site: Path, tmp_path: Path) -> None:
    """The option asks for the module; gzip stays for the others."""
    with serving(site, records(), tmp_path / "nginx", brotli=True) as server:
        assert server.ask("/", Accept_Encoding="gzip, br").headers["content-encoding"] == "br"
        assert server.ask("/", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"
        assert server.ask("/", Accept_Encoding="gzip, br").body == b"brotli"


def test_what_a_reader_has_costs_no_body(server: Running) -> None:
    """A 304 keeps the headers that a cache needs."""
    for path, kept in (("/kinh-te/bai.html", headers.REVALIDATE), ("/static/style-0123456789.css", headers.IMMUTABLE)):
        again = server.ask(path, If_None_Match=server.ask(path).headers["etag"])
        assert (again.status, again.body, again.headers["cache-control"]) == (304, b"", kept)
        assert "content-security-policy" in again.headers


def test_a_folder_has_a_slash(server: Running) -> None:
    """Without one it leads to the folder on whatever host and port the reader is."""
    reply = server.ask("/kinh-te")
    assert (reply.status, reply.headers["location"]) == (301, "/kinh-te/")
    assert server.ask("/rss/").headers["content-type"] == "application/rss+xml; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/cu/bai-7.html", "/kinh-te/bai.html"),  # though a page for plain servers lies there
        ("/cu/bai-7.html?utm_source=x", "/kinh-te/bai.html"),
        ("/Cu/Hoa-8.html", "/kinh-te/bai.html"),
        ("/cu/hoa-8.html", "/kinh-te/bai.html"),  # typed without its capitals
        ("/%63u/bai-7.html", "/kinh-te/bai.html"),
        ("/Kinh-Te/Ten-5.html", "/kinh-te/ten-5.html"),
        ("/KINH-TE/", "/kinh-te/bai.html"),
        ("/trung/A.html", "/kinh-te/bai.html"),
        ("/trung/a.html", "/kinh-te/ten-5.html"),
        ("/index.php?nv=news&op=cu/bai", "/kinh-te/bai.html"),
        ("/vi/news/cat/ten-5.html", "/kinh-te/ten-5.html"),
        ("/vi/news/print/cat/ten-5.html", "/kinh-te/ten-5.html"),
        ("/savefile/cat/ten-5.html", "/kinh-te/ten-5.html"),
        ("/vi/news/cat/ten-5/", "/kinh-te/ten-5.html"),
        ("/index.php/news/ten-0005", "/kinh-te/ten-5.html"),
        ("/index.php?language=vi&nv=news&op=cat/ten-5.html", "/kinh-te/ten-5.html"),
        ("/?language=vi&nv=news&op=cat%2Ften-5&x=1", "/kinh-te/ten-5.html"),
    ],
)
def test_old_addresses_lead_on(server: Running, path: str, expected: str) -> None:
    """By the list where it names them, else by the id at their end, whatever stands before it."""
    reply = server.ask(path)
    assert (reply.status, reply.headers.get("location")) == (301, expected)
    assert "content-security-policy" in reply.headers


@pytest.mark.parametrize(
    "path",
    [
        "/kinh-te/ten-5.html",  # the old one but for its capitals: itself, in place of a loop
        "/kinh-te/",  # an old address in capitals does not hide a list
        "/?q=1",
    ],
)
def test_no_old_address_hides_a_page(server: Running, path: str) -> None:
    """Letter case counts where it tells a page from an old address."""
    assert server.ask(path).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co.html",
        "/cat/la-12345.html",
        "/mat/mat-11.html",  # its article went, and the configuration is older: no loop
        "/tag/covid-5/",
        "/vi/news/tag/covid-5/",
        "/khoa-5/",
        "/index.php",
        "/static/",
        "/.bi-mat",
        "/kinh-te/.htaccess",
        "/.git/config",
        "/index.html.gz",
        "/index.html.br",
        "/kinh-te/bai.html/",
        "/static/style-abcdef0123.css",
        "/..%2fsecret.txt",
        "/rss/..%2f..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/static/..%5c..%5csecret.txt",
    ],
)
def test_what_is_not_there(server: Running, path: str) -> None:
    """It has the site's own page and the status 404, and caches do not keep it."""
    reply = server.ask(path)
    assert reply.status in (404, 400)
    if reply.status == 404:
        assert "Không có trang này" in reply.body.decode()
        assert reply.headers["cache-control"] == "no-cache"
        assert "content-security-policy" in reply.headers


@pytest.mark.parametrize(
    "target", ["/../secret.txt", "/kinh-te/../../secret.txt", "//secret.txt", "http://x/../secret.txt", "/%00", "/\x01"]
)
def test_nothing_outside_the_release_is_served(server: Running, target: str) -> None:
    """Whatever the form of the way out."""
    answer = server.ask_raw(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1"))
    assert re.match(rb"HTTP/1\.1 40[04] ", answer)
    assert b"\r\n\r\nsecret" not in answer


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/kinh-te/rut.html", "Bài đã rút"),
        ("/cu/rut-9.html", "Bài đã rút"),
        ("/khong-con.html", "Không có trang này"),
    ],
)
def test_what_was_withdrawn_is_gone(server: Running, path: str, title: str) -> None:
    """The notice comes with 410, at its old addresses too."""
    reply = server.ask(path)
    assert (reply.status, title in reply.body.decode()) == (410, True)
    assert reply.headers["cache-control"] == "no-cache"
    assert "content-security-policy" in reply.headers


def test_the_desk_has_a_policy_of_its_own(server: Running) -> None:
    """Only below /admin/ may a script set styles, and searches are kept out of it and the manifest."""
    desk = server.ask("/admin/")
    assert desk.headers["content-security-policy"] == headers.ADMIN_CONTENT_SECURITY_POLICY
    assert (desk.headers["x-robots-tag"], server.ask("/manifest/_.txt").headers["x-robots-tag"]) == ("noindex",) * 2
    assert "x-robots-tag" not in server.ask("/kinh-te/bai.html").headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_pages_are_only_read(server: Running, method: str) -> None:
    """No method changes anything."""
    assert server.ask("/kinh-te/bai.html", method).status == 405


def test_addresses_can_be_anything(site: Path, tmp_path: Path) -> None:
    """No old address ends a word, begins a block or names a variable; each leads where it should, encoded."""
    odd = [
        '"',
        "'",
        "\\",
        "\\\\",
        "{",
        "}",
        ";",
        "$uri",
        "${uri}",
        "#",
        " ",
        "\t",
        "\n",
        "\r\n",
        "~^",
        "*",
        "\x7f",
        "é",
    ]
    names = [*odd, *(f"{one}{two}" for one in odd for two in odd), "\\.html$", '"; } location / { return 200; } #']
    redirects = {f"/x/{quote(name)}-{number}": f"/y/{name}-{number}" for number, name in enumerate(names)}
    redirects |= {f"/z-{number}?{name}": f"/y/{number}" for number, name in enumerate(odd) if "#" not in name}
    with serving(site, records(redirects), tmp_path / "nginx") as server:
        for old, new in redirects.items():
            path, question, query = old.partition("?")
            reply = server.ask(path + question + quote(query, safe="\"'\\{};$~^*"))
            assert (reply.status, reply.headers.get("location")) == (301, quote(new, safe="/'*~;#?%")), old
        assert server.ask("/kinh-te/bai.html").status == 200


def test_long_and_many_addresses_start(tmp_path: Path) -> None:
    """The sizes of nginx's tables follow from what is put into them."""
    redirects = {f"/{'a' * 1900}-{number}": "/kinh-te/bai.html" for number in range(3)}
    redirects |= {f"/cu/bai-so-{number}.html": f"/kinh-te/bai-{number}.html" for number in range(30_000)}
    text, _ = make_configuration(records(redirects), make_server(tmp_path, 8000, tmp_path))
    assert checked(text, tmp_path) == ""


def test_addresses_that_nobody_can_ask_for_are_named() -> None:
    """What browsers shorten, and what is too long, is left out and said."""
    odd = ["/a//b", "/a/../b", "/./a", "/%00", f"/{'a' * 2001}", "x"]
    _, skipped = addresses_lines(records(dict.fromkeys(odd, "/b")))
    assert sorted(one.address for one in skipped) == sorted(odd)


def test_equal_records_make_equal_text(tmp_path: Path) -> None:
    """The order in which addresses come has no say."""
    backwards = dict(reversed(REDIRECTS.items()))
    server = make_server(tmp_path, 8000, tmp_path)
    assert make_configuration(records(), server) == make_configuration(records(backwards), server)


def test_former_hosts_lead_to_the_site(site: Path, tmp_path: Path) -> None:
    """Path and query come along; the host in the answer is never the one that was sent."""
    fields = {"host": "tin.example.vn", "old_hosts": ("cu.example.vn", "www.cu.example.vn")}
    with serving(site, records(), tmp_path / "nginx", **fields) as server:
        reply = server.ask("/vi/news/x-5.html?a=1", host="www.cu.example.vn")
        assert (reply.status, reply.headers["location"]) == (301, "https://tin.example.vn/vi/news/x-5.html?a=1")
        assert server.ask("/kinh-te/bai.html", host="tin.example.vn").status == 200


def test_the_feedback_service_is_reached_through_a_limit(site: Path, tmp_path: Path) -> None:
    """It learns the reader's address from nginx alone; a flood from one address is turned away."""
    upstream = tmp_path / "upstream"
    text = """server { listen 127.0.0.1:PORT; location / { add_header Content-Security-Policy x;
        add_header Cache-Control no-store; return 200 "$http_x_forwarded_for $http_x_real_ip $http_host"; } }"""
    port = free_port()
    with (
        running(text.replace("PORT", str(port)), upstream, port),
        serving(site, records(), tmp_path / "nginx", feedback=f"127.0.0.1:{port}") as server,
    ):
        reply = server.ask("/phan-hoi/x", X_Forwarded_For="1.2.3.4", X_Real_IP="1.2.3.4")
        assert reply.body.decode() == f"127.0.0.1 127.0.0.1 127.0.0.1:{server.port}"
        assert reply.headers["content-security-policy"] == headers.CONTENT_SECURITY_POLICY
        assert reply.headers["cache-control"] == "no-store"
        assert 429 in {server.ask("/phan-hoi/x").status for _ in range(150)}
        assert server.ask("/phan-hoi/x", "POST", body=b"x" * 70_000).status in (413, 429)
        assert server.ask("/kinh-te/bai.html").status == 200


def test_pages_stay_whole_without_the_service(site: Path, tmp_path: Path) -> None:
    """A service that is down has nothing to say at its own addresses, and that is all."""
    with serving(site, records(), tmp_path / "nginx", feedback="127.0.0.1:1") as server:
        assert server.ask("/phan-hoi/x").status == 204
        assert server.ask("/kinh-te/bai.html").status == 200


def test_a_new_release_is_seen_at_once(tmp_path: Path) -> None:
    """Nothing of the release before is kept."""
    target = tmp_path / "site"
    for name in ("one", "two"):
        (target / name).mkdir(parents=True)
        (target / name / "index.html").write_text(name)
    (target / "current").symlink_to("one")
    with serving(target, records(), tmp_path / "nginx") as server:
        assert server.ask("/").body == b"one"
        (target / "next").symlink_to("two")
        (target / "next").replace(target / "current")
        assert server.ask("/").body == b"two"


def test_https(site: Path, tmp_path: Path) -> None:
    """With a certificate nginx takes the configuration, and readers come to TLS."""
    text, _ = make_configuration(records(), make_server(site, 1, tmp_path, certificate="/etc/x", host="tin.example.vn"))
    assert "listen 127.0.0.1:1 ssl http2;" in text
    assert 'add_header Strict-Transport-Security "max-age=31536000" always;' in text
    assert "return 301 https://tin.example.vn$request_uri;" in text
    assert "fullchain.pem" in checked(text, tmp_path / "nginx")  # the only thing that it misses
