"""`./inv nginx`: the production server's configuration, made of the built site."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from invoke import Exit

from commands.options import usage_error
from commands.terminal import shown
from deploy.nginx_addresses import Records, Skipped
from deploy.nginx_config import Server, make_configuration
from deploy.serving_records import RecordsError, read_records

_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PLACE: Final = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}:|\[[0-9a-f:]+\]:)?[0-9]{1,5}")
_SOCKET: Final = re.compile(r"unix:/[A-Za-z0-9._/-]+")
_PATH: Final = re.compile(r"/[^\x00-\x20\"'\\;{}$]*")
_SHOWN_SKIPPED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is to be configured; texts as typed.

    Attributes:
        output: The built site, or a release of it.
        target, certificate, log: Paths on the server.
        file: Where to write, None: standard output.
        listen, old_hosts: Of each as many as wanted.
        feedback: Where the feedback service listens, "" without one.
        brotli: Whether nginx has the module.
    """

    output: Path
    target: str
    file: Path | None
    listen: tuple[str, ...]
    old_hosts: tuple[str, ...]
    certificate: str
    feedback: str
    log: str
    brotli: bool


def run(order: Order) -> None:
    """
    Write the configuration where it differs from what is there.

    Raises:
        Exit: With code 1 when nothing is built or the file cannot be written, with 2 when an option is wrong.
    """
    try:
        records = read_records(order.output)
    except RecordsError as error:
        raise Exit(str(error), code=1) from error
    text, skipped = make_configuration(records, _server(order, records))
    _tell(skipped)
    data = text.encode("utf-8", "surrogateescape")
    if order.file is None:
        sys.stdout.buffer.write(data)
        return
    if order.file.is_file() and order.file.read_bytes() == data:
        print(f"{shown(order.file)}: không có gì đổi (unchanged).")
        return
    try:
        _write(order.file, data)
    except OSError as error:
        raise Exit(f"{shown(order.file)}: không ghi được: {error.strerror}. (Cannot be written.)", code=1) from error
    print(f"Đã ghi {shown(order.file)}. Cho máy chủ dùng: nginx -t && systemctl reload nginx (written; reload nginx)")


def _write(file: Path, data: bytes) -> None:
    """Put *data* in place of *file*; nginx never reads half of it."""
    draft = file.with_name(f".{file.name}.new")
    try:
        with draft.open("wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()


def _tell(skipped: tuple[Skipped, ...]) -> None:
    for address in skipped[:_SHOWN_SKIPPED]:
        print(f"Bỏ qua địa chỉ cũ {address.address!r}: {address.reason}.", file=sys.stderr)
    if len(skipped) > _SHOWN_SKIPPED:
        print(f"… và {len(skipped) - _SHOWN_SKIPPED} địa chỉ khác. (And others.)", file=sys.stderr)


def _server(order: Order, records: Records) -> Server:
    """Return what the operator says, each part held against what it may be."""
    origin, host = _origin(records.base_url)
    for name in order.old_hosts:
        if not _HOST.fullmatch(name) or name == host:
            raise usage_error(
                f"--old-host: {name!r} không phải tên miền cũ, ví dụ cong-cu.gov.vn. (Not a former host.)"
            )
    if (order.certificate or order.old_hosts) and not host:
        message = "--certificate, --old-host: cần base_url trong content/site/site.yaml. (The site has no address.)"
        raise usage_error(message)
    for option, path in (("--target", order.target), ("--log", order.log), ("--certificate", order.certificate)):
        if not _PATH.fullmatch(path) and (path or option != "--certificate"):
            message = f"{option}: {path!r} phải là đường dẫn tuyệt đối, không có dấu cách và các dấu \" ' \\ ; {{ }} $."
            raise usage_error(f"{message} (An absolute path is needed.)")
    return Server(
        target=order.target.rstrip("/") or "/",
        listen=tuple(_place("--listen", place) for place in order.listen) or _usual_places(order.certificate),
        origin=origin,
        host=host,
        old_hosts=order.old_hosts,
        certificate=order.certificate.rstrip("/"),
        feedback=order.feedback if _SOCKET.fullmatch(order.feedback) else _service(order.feedback),
        log=order.log,
        brotli=order.brotli,
    )


def _usual_places(certificate: str) -> tuple[str, ...]:
    port = 443 if certificate else 80
    return (f"{port}", f"[::]:{port}")


def _place(option: str, value: str) -> str:
    if not _PLACE.fullmatch(value) or not 0 < int(value.rpartition(":")[2]) < 1 << 16:
        message = f"{option}: {value!r} không hợp lệ; hãy viết CỔNG hay ĐỊA-CHỈ:CỔNG. (A port, or address:port.)"
        raise usage_error(message)
    return value


def _service(value: str) -> str:
    return _place("--feedback", value) if value else ""


def _origin(base_url: str) -> tuple[str, str]:
    """Return the site's own address and the name in it, as they are asked for (international names in ASCII)."""
    if not base_url:
        return "", ""
    try:
        parts = urlsplit(base_url)
        scheme, host, port = parts.scheme, (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        scheme, host, port = "", "", None
    if scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise Exit(f"base_url: {base_url!r} không có tên miền dùng được. (No usable host.)", code=1)
    return f"{scheme}://{host}" + (f":{port}" if port else ""), host
