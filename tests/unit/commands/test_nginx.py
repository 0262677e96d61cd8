"""`./inv nginx`: from a built site to a configuration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invoke import Exit

from commands import build as build_command
from commands.nginx import Order, run
from commands.options import moment
from commands.places import ROOT
from deploy import headers
from deploy.serving_records import RecordsError, read_records
from tests.nginx_server import copied, serving

FORMS = ("/vi/news/x/y-{}.html", "/print/x/y-{}.html", "/vi/news/savefile/x/y-{}.html", "/index.php?op=x/y-{}")


def write_records(output: Path, **changed: object) -> Path:
    """Write what a build leaves for servers and return the output folder; None leaves a record out."""
    records: dict[str, object] = {
        "address": {"base_url": "https://tin.example.vn"},
        "ids": {"5": "/kinh-te/bai.html"},
        "redirects": {"/cu.html": "/kinh-te/bai.html"},
        "withdrawn": [],
    }
    folder = output / "manifest"
    folder.mkdir(parents=True)
    for name, record in (records | changed).items():
        if record is not None:
            (folder / f"{name}.json").write_text(record if isinstance(record, str) else json.dumps(record))
    (folder / "_.txt").write_text("0 0 index.html\n")
    return output


def order(output: Path, **fields: object) -> Order:
    """Return an order with its usual values."""
    said: dict[str, object] = {
        "output": output,
        "target": "/srv/portal",
        "file": None,
        "listen": (),
        "old_hosts": (),
        "certificate": "",
        "feedback": "",
        "log": "/var/log/nginx/portal.access.log",
        "brotli": False,
    }
    return Order(**(said | fields))  # type: ignore[arg-type]  # tests name the fields


def test_the_demo_site_behind_nginx(tmp_path: Path) -> None:
    """Every file is there with its headers, every old address leads on, what was withdrawn is gone."""
    output = tmp_path / "output"
    build_command.build(build_command.Order(content=ROOT / "content", output=output, now=moment("2026-11-24 08:00")))
    records = read_records(output)
    assert records.redirects
    assert records.withdrawn
    with serving(copied(output, tmp_path / "site"), records, tmp_path / "nginx") as server:
        for old, new in records.redirects.items():
            reply = server.ask(old)
            assert (reply.status, reply.headers["location"]) == (301, new)
        for number, new in records.ids.items():
            for form in FORMS:
                reply = server.ask(form.format(number))
                assert (reply.status, reply.headers["location"]) == (301, new)
            assert server.ask(new).status == 200
        for address in records.withdrawn:
            assert server.ask(address).status == 410
        hidden = {address.removeprefix("/") for address in (*records.redirects, *records.withdrawn)}
        for file in sorted(set(records.files) - hidden):
            reply = server.ask(f"/{file}")
            assert (reply.status, reply.body) == (200, (output / file).read_bytes())
            assert reply.headers["content-type"] == headers.content_type(f"/{file}")
            assert reply.headers["cache-control"] == headers.cache_control(f"/{file}")


def test_a_file_is_written_only_where_it_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that nginx is told to look again only when there is something to see."""
    output, file = write_records(tmp_path / "output"), tmp_path / "portal.conf"
    run(order(output, file=file))
    assert "nginx -t" in capsys.readouterr().out
    assert 'root "/srv/portal/current";' in file.read_text()
    before = file.stat()
    run(order(output, file=file))
    assert "unchanged" in capsys.readouterr().out
    assert file.stat() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "portal.conf"]


def test_without_a_file_it_goes_to_standard_output(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nothing else is there, so that it can be redirected."""
    run(order(write_records(tmp_path / "output")))
    assert b"server_name tin.example.vn;" in capfdbinary.readouterr().out


def test_old_addresses_without_a_place_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest is configured."""
    output = write_records(tmp_path / "output", redirects={f"/a//{number}": "/b" for number in range(30)})
    run(order(output, file=tmp_path / "portal.conf"))
    told = capsys.readouterr().err
    assert "'/a//0'" in told
    assert "10 địa chỉ khác" in told


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "srv"},
        {"target": ""},
        {"target": "/srv/$uri"},
        {"target": "/srv/a b"},
        {"target": '/srv/"; }'},
        {"log": "x"},
        {"log": ""},
        {"certificate": "x"},
        {"listen": ("80; include /etc/passwd",)},
        {"listen": ("0",)},
        {"listen": ("65536",)},
        {"feedback": "service.example.vn/x"},
        {"old_hosts": ("cu.example.vn; x",)},
        {"old_hosts": ("tin.example.vn",)},
        {"old_hosts": ("Cu.example.vn",)},
    ],
)
def test_options_cannot_carry_configuration(tmp_path: Path, fields: dict[str, object]) -> None:
    """Each is held against what it may be; a wrong one is a usage error."""
    with pytest.raises(Exit) as raised:
        run(order(write_records(tmp_path / "output"), file=tmp_path / "x", **fields))
    assert raised.value.code == 2
    assert not (tmp_path / "x").exists()


def test_a_certificate_needs_a_name(tmp_path: Path) -> None:
    """A site without an address of its own cannot be served by TLS."""
    with pytest.raises(Exit, match="base_url"):
        run(order(write_records(tmp_path / "output", address={"base_url": ""}), certificate="/etc/x"))


@pytest.mark.parametrize("address", ["https://", "ftp://tin.example.vn", "https://a b", "https://x;y", "https://[x"])
def test_a_host_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    """It would be a word of the configuration."""
    with pytest.raises(Exit, match="base_url"):
        run(order(write_records(tmp_path / "output", address={"base_url": address})))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"ids": None}, "ids.json: không có tệp này"),
        ({"redirects": "{"}, "redirects.json: nội dung hỏng"),
        ({"redirects": ["x"]}, "redirects.json: nội dung hỏng"),
        ({"withdrawn": {"x": "y"}}, "withdrawn.json: nội dung hỏng"),
        ({"ids": {"x": "/y"}}, "ids.json: nội dung hỏng"),
    ],
)
def test_spoilt_records_are_named(tmp_path: Path, changed: dict[str, object], named: str) -> None:
    """File, cause and remedy; nothing is configured by half."""
    output = write_records(tmp_path / "output", **changed)
    with pytest.raises(RecordsError, match=named):
        read_records(output)
    with pytest.raises(Exit, match=r"\./inv build") as raised:
        run(order(output))
    assert raised.value.code == 1


def test_an_international_name_is_asked_for_in_ascii(tmp_path: Path) -> None:
    """As browsers ask for it."""
    run(order(write_records(tmp_path / "output", address={"base_url": "https://tỉnh.example.vn"}), file=tmp_path / "x"))
    assert "server_name xn--" in (tmp_path / "x").read_text()
