"""
The production server's configuration: one file for nginx's `http` block, made of what a build says of its addresses.

It serves `TARGET/current`, in which every file may have its compressed forms beside it (`.br`, `.gz`). All headers
stand on the level of the server, and their values depend on the address through maps: a header in a `location` would
drop all others there. Tried with nginx 1.22.

Source: docs/decisions/0017-serving.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from deploy import headers
from deploy.nginx_addresses import Records, Skipped, addresses_lines
from deploy.nginx_syntax import map_block, quoted

FEEDBACK: Final = "/phan-hoi/"

# What a browser shows or plays; all else is a file to be saved (application/octet-stream).
# fmt: off
SUFFIXES: Final = (
    "avif", "css", "csv", "doc", "docx", "gif", "htm", "html", "ico", "jpeg", "jpg", "js", "json", "md", "mjs", "mp3",
    "mp4", "pdf", "png", "ppt", "pptx", "svg", "tif", "tiff", "txt", "webm", "webmanifest", "webp", "woff2", "xls",
    "xlsx", "xml", "zip",
)
# fmt: on

_HEADER: Final = """\
# Made by `./inv nginx` from the published site; make it anew in place of editing it.
# Belongs into the http block: /etc/nginx/conf.d/ on Debian and Ubuntu."""

_LOG_FORMAT: Final = (
    'log_format portal \'$remote_addr - - [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent"\';'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """
    How a site is served.

    Attributes:
        target: The deploy target's folder on the server, absolute; `current` in it is the release that is shown.
        listen: What nginx listens on: ports or addresses with a port; without a certificate the only ones.
        origin: The site's own address without a path (`https://tin.example.vn`), "" where it has none.
        host: The name in it, "" for any.
        old_hosts: Names whose addresses lead to the same address at the site's own.
        certificate: The folder of `fullchain.pem` and `privkey.pem`, "" where somebody else ends TLS, or nobody.
        feedback: Where the feedback service listens (`127.0.0.1:8010`, `unix:/run/portal.sock`), "" without one.
        log: The access log, in the combined format.
        brotli: Whether nginx has the module that sends `.br` files.
    """

    target: str
    listen: tuple[str, ...]
    origin: str
    host: str
    old_hosts: tuple[str, ...] = ()
    certificate: str = ""
    feedback: str = ""
    log: str = "/var/log/nginx/portal.access.log"
    brotli: bool = False


def make_configuration(records: Records, server: Server) -> tuple[str, tuple[Skipped, ...]]:
    """
    Return the configuration, and the old addresses that it has no place for.

    Args:
        records: What the build says.
        server: What the operator says; its texts have been looked at (see `commands.nginx`).
    """
    maps, skipped = addresses_lines(records)
    lines = [_HEADER, *maps, *_http(server), *_site(server)]  # the sizes of tables come before the first
    if server.certificate:
        lines += _plain_http(server)
    if server.old_hosts:
        lines += _old_hosts(server)
    return "\n".join(lines) + "\n", skipped


def _http(server: Server) -> Iterator[str]:
    """Yield what stands beside the servers: the log's form, limits and the headers' values."""
    yield _LOG_FORMAT
    if server.feedback:
        yield "limit_req_zone $binary_remote_addr zone=portal_feedback:10m rate=20r/s;"
    policies = [
        f"default {quoted(headers.CONTENT_SECURITY_POLICY)};",
        f"{quoted(f'~^{headers.ADMIN}')} {quoted(headers.ADMIN_CONTENT_SECURITY_POLICY)};",
    ]
    yield from map_block("$uri", "portal_csp", policies)
    caching = [
        f"default {quoted(headers.REVALIDATE)};",
        f"{quoted(f'~^[^:]*:{FEEDBACK}')} '';",  # the service says it itself
        f"{quoted(f'~^(?:200|206|304):{headers.HASHED}$')} {quoted(headers.IMMUTABLE)};",
    ]
    yield from map_block('"$status:$uri"', "portal_caching", caching)
    # Read by whoever verifies the site, but nothing that a search should find.
    yield from map_block("$uri", "portal_robots", ["default '';", '"~^/(?:manifest|admin)/" noindex;'])


def _site(server: Server) -> Iterator[str]:
    """Yield the server of the site itself."""
    yield "server {"
    yield from _listen(server)
    if server.certificate:
        yield from _certificate(server)
        yield "    ssl_protocols TLSv1.2 TLSv1.3;"
        yield "    ssl_session_cache shared:portal_tls:10m;"
        yield "    ssl_session_tickets off;"
    yield f"    server_name {server.host or '_'};"
    yield f"    root {quoted(f'{server.target}/current')};"
    yield f"    access_log {quoted(server.log)} portal buffer=64k flush=10s;"
    yield from _indent(_BEHAVIOUR)
    if server.brotli:
        yield "    brotli_static on;"
    for name, value in (*_security(server), ("Cache-Control", "$portal_caching"), ("X-Robots-Tag", "$portal_robots")):
        yield f"    add_header {name} {value if value.startswith('$') else quoted(value)} always;"
    yield from _types()
    yield from _indent(_ROUTES)
    if server.feedback:
        yield from _feedback(server.feedback)
    yield "}"


def _security(server: Server) -> Iterator[tuple[str, str]]:
    for name, value in headers.SECURITY:
        yield name, "$portal_csp" if name == "Content-Security-Policy" else value
    if server.certificate:
        yield "Strict-Transport-Security", "max-age=31536000"


def _listen(server: Server) -> Iterator[str]:
    ending = " ssl http2" if server.certificate else ""
    yield from (f"    listen {place}{ending};" for place in server.listen)


_BEHAVIOUR: Final = """\
server_tokens off;
absolute_redirect off;
sendfile on;
tcp_nopush on;
keepalive_requests 10000;
gzip_static on;
gzip_vary on;
index index.html index.xml;
error_page 403 404 =404 /404.html;
error_page 410 @gone;"""

# "if" is safe on this level with nothing in it but "return" and "set".
_ROUTES: Final = r"""
if ($portal_gone) { return 410; }
set $portal_target $portal_moved;
if ($portal_target = $uri) { set $portal_target ''; }
if ($portal_moved_query) { set $portal_target $portal_moved_query; }
if ($portal_query_id) { set $portal_target $portal_by_id; }
if ($portal_target) { return 301 $portal_target; }

location / { try_files $uri $uri/ @old; }
location /rss/ {
    types { }
    default_type "application/rss+xml; charset=utf-8";
    try_files $uri $uri/ @old;
}
location ~ "/\." { return 404; }
location ~ "^/(?!media/).*\.(?:br|gz)$" { return 404; }
location @old {
    if ($portal_by_id = $uri) { return 404; }
    if ($portal_by_id) { return 301 $portal_by_id; }
    return 404;
}
location @gone { try_files $portal_gone /404.html =410; }"""


def _indent(lines: str) -> Iterator[str]:
    yield from (f"    {line}" if line else "" for line in lines.splitlines())


def _types() -> Iterator[str]:
    """Yield the types of files, with their charset: the preview's, not those of the machine."""
    yield ""
    yield "    types {"
    for suffix in SUFFIXES:
        yield f"        {quoted(headers.content_type(f'/x.{suffix}'))} {suffix};"
    yield "    }"
    yield "    default_type application/octet-stream;"


def _feedback(address: str) -> Iterator[str]:
    yield f"    location ^~ {FEEDBACK} {{"
    yield "        limit_req zone=portal_feedback burst=100 nodelay;"
    yield "        limit_req_status 429;"
    yield "        client_max_body_size 64k;"
    yield f"        proxy_pass http://{address};"
    yield "        proxy_http_version 1.1;"
    yield "        proxy_connect_timeout 2s;"
    yield "        proxy_read_timeout 10s;"
    for name, value in _PROXY_HEADERS:
        yield f"        proxy_set_header {name} {value};"
    yield from (f"        proxy_hide_header {name};" for name, _ in headers.SECURITY)
    yield "        error_page 502 503 504 = @feedback_down;"
    yield "    }"
    yield "    location @feedback_down { return 204; }  # a page then offers nothing, and its console stays empty"


# What clients say of themselves under these names is replaced, so that nobody chooses an address of his own.
_PROXY_HEADERS: Final = (
    ("Connection", '""'),
    ("Host", "$http_host"),  # with the port, which a browser's Origin has too
    ("X-Real-IP", "$remote_addr"),
    ("X-Forwarded-For", "$remote_addr"),
    ("X-Forwarded-Proto", "$scheme"),
)


_ACME: Final = (
    "    location ^~ /.well-known/acme-challenge/ { root /var/www/html; }"  # who issues a certificate asks there
)


def _plain_http(server: Server) -> Iterator[str]:
    """Yield the server that sends readers on to TLS."""
    yield "server {"
    yield from _PLAIN_LISTEN
    yield f"    server_name {server.host};"
    yield from _SHORT
    yield _ACME
    yield f"    location / {{ return 301 https://{server.host}$request_uri; }}"
    yield "}"


def _old_hosts(server: Server) -> Iterator[str]:
    """Yield the server that sends readers of the site's former names to its own."""
    yield "server {"
    yield from _listen(server)
    if server.certificate:
        yield from _PLAIN_LISTEN
        yield from _certificate(server)
    yield f"    server_name {' '.join(server.old_hosts)};"
    yield from _SHORT
    yield _ACME
    yield f"    location / {{ return 301 {server.origin}$request_uri; }}"
    yield "}"


_PLAIN_LISTEN: Final = ("    listen 80;", "    listen [::]:80;")
_SHORT: Final = ("    server_tokens off;", "    access_log off;")


def _certificate(server: Server) -> Iterator[str]:
    yield f"    ssl_certificate {quoted(f'{server.certificate}/fullchain.pem')};"
    yield f"    ssl_certificate_key {quoted(f'{server.certificate}/privkey.pem')};"
