"""What the desk refuses: each attack that it was made to withstand."""

from __future__ import annotations

import base64
import io
import json
import logging
import zipfile

import pytest

from desk.changes import LARGEST_MEDIA, LARGEST_REQUEST
from tests.desk_kit import API, DRAFT, ORIGIN, PATH, SmallDesk, article, git

MEDIA = "content/media/2026/tep"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def test_a_token_in_an_address_opens_nothing(small: SmallDesk) -> None:
    """Addresses are written down by proxies and browsers; a token there counts as lost."""
    for name in ("token", "access_token", "Private_Token"):
        answer = small.client.get(f"/api/v1/user?{name}={small.tokens['duyet']}")
        assert answer.status_code == 400
        assert "xin mã mới" in answer.json()["message"]
        both = small.client.get(f"/api/v1/user?{name}={small.tokens['duyet']}", headers=small.headers())
        assert both.status_code == 400


def test_a_token_is_in_no_log(small: SmallDesk, caplog: pytest.LogCaptureFixture) -> None:
    """Wherever a browser may put it: header, address, path, body; the file of users holds none either."""
    token = small.tokens["duyet"]
    with caplog.at_level(logging.DEBUG):
        small.client.get("/api/v1/user", headers=small.headers())
        small.client.get(f"/api/v1/user?token={token}")
        small.client.get(f"/api/v1/{token}")
        small.client.get(f"/xem-truoc/{token}/")
        small.client.post(f"{API}/contents", content=token, headers=small.headers())
        small.save(PATH, article(body="Khác."))
    said = [record.getMessage() for record in caplog.records if record.name == "desk"]
    assert any("duyet" in line for line in said)
    assert not [line for line in said if token in line]
    assert token not in small.users_file.read_text("utf-8")
    assert small.users_file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "path",
    [
        "../outside.md",
        "content/articles/../../../etc/passwd.md",
        "content/articles/./a.md",
        "/etc/passwd",
        "content/articles//a.md",
        "content\\articles\\a.md",
        "content/articles/.git/hooks.md",
        ".git/config",
        ".github/workflows/x.yml",
        "content/articles/a.md\0.png",
        "content/articles/a\n.md",
        "plugins/newsroom/x.md",
        "content/articles/2026/11/x.html",
        "content/site/../../tasks.md",
        "content/media/.htaccess",
    ],
)
def test_a_path_leads_nowhere_else(small: SmallDesk, path: str) -> None:
    """Only articles, pages, site data and media are written; every other path is refused as it is, not cleaned."""
    head = git(small.folder, "rev-parse", "HEAD")
    assert small.save(path, article()).status_code == 422
    assert small.save(DRAFT, article(), from_path=path, operation="update").status_code == 422
    assert git(small.folder, "rev-parse", "HEAD") == head


@pytest.mark.parametrize("path", ["../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "content/../.git/config"])
def test_nothing_else_is_read(small: SmallDesk, path: str) -> None:
    """Reading takes paths from the branch's own list."""
    assert small.get(f"/raw/{path}?ref=main").status_code == 404
    assert small.client.get(f"/admin/{path}").status_code == 404


def test_an_author_cannot_be_forged(small: SmallDesk) -> None:
    """The author is whose token it is, whatever the request says."""
    content = base64.b64encode(article("Bản nháp", "status: draft\n", "Khác.").encode()).decode()
    other = {"name": "Chủ tịch tỉnh", "email": "ct@example.vn"}
    file = {"operation": "update", "path": DRAFT, "content": content, "sha": small.sha(DRAFT)}
    body = {"message": "x", "files": [file], "author": other, "committer": other, "dates": {"author": "1999-01-01"}}
    assert small.post(body, "viet").status_code == 201
    assert git(small.folder, "log", "-1", "--format=%an %ae %cn %ce %ad", "--date=format:%Y") == (
        "Người viet viet@example.vn Người viet viet@example.vn 2026"
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_page_changes_nothing(small: SmallDesk, headers: dict[str, str]) -> None:
    """Not even with the token; and without it, which no browser sends by itself, nobody does."""
    body = {"files": [{"operation": "delete", "path": PATH, "sha": small.sha(PATH)}]}
    for address in (f"{API}/contents", "/desk/word"):
        answer = small.client.post(address, json=body, headers=small.headers() | headers)
        assert answer.status_code == 403
    assert small.client.post(f"{API}/contents", json=body).status_code == 401
    assert small.sha(PATH)


def test_a_form_is_no_request(small: SmallDesk) -> None:
    """What a page of another site can send without asking, a form of plain text, is not understood."""
    body = json.dumps({"files": [{"operation": "delete", "path": PATH, "sha": small.sha(PATH)}]})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = small.client.post(f"{API}/contents", content=body, headers=small.headers() | {"Content-Type": kind})
        assert answer.status_code == 415


def test_no_cookie_is_set_and_none_counts(small: SmallDesk) -> None:
    """There is nothing that a browser would send along by itself."""
    answer = small.client.get("/api/v1/user", headers=small.headers())
    assert "set-cookie" not in answer.headers
    cookies = {"token": small.tokens["duyet"], "Authorization": f"token {small.tokens['duyet']}"}
    small.client.cookies.update(cookies)
    assert small.client.get("/api/v1/user").status_code == 401


def test_another_name_of_this_machine_is_refused(small: SmallDesk) -> None:
    """A page whose name leads here by its own name server is another site's all the same."""
    assert small.client.get("/admin/", headers={"Host": "evil.example"}).status_code == 421


def test_a_large_upload_is_refused(small: SmallDesk) -> None:
    """By what it says of its size, by what comes, and by what it holds."""
    headers = small.headers() | {"Content-Type": "application/json"}
    said = small.client.post(f"{API}/contents", content=b"x" * (LARGEST_REQUEST + 1), headers=headers)
    assert said.status_code == 413
    chunks = (b"x" * 1_000_000 for _ in range(LARGEST_REQUEST // 1_000_000 + 1))
    assert small.client.post(f"{API}/contents", content=chunks, headers=headers).status_code == 413
    large = small.save(f"{MEDIA}.png", PNG + b"\0" * LARGEST_MEDIA)
    assert (large.status_code, "32 MB" in large.json()["message"]) == (413, True)
    assert small.save(DRAFT, article(body="x" * 3_000_000)).status_code == 413


SCRIPTS = {
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "htm": b"<html></html>",
    "xhtml": b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    "js": b"alert(1)",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h1v1z'/></svg>",
    "php": b"<?php",
    "exe": b"MZ",
    "": b"x",
}


@pytest.mark.parametrize(("suffix", "data"), SCRIPTS.items(), ids=SCRIPTS)
def test_what_can_run_is_no_medium(small: SmallDesk, suffix: str, data: bytes) -> None:
    """Readers get media from the portal's own address."""
    assert small.save(f"{MEDIA}.{suffix}".rstrip("."), data).status_code == 422


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "webp", "avif", "pdf", "docx", "txt", "csv", "mp4"])
def test_a_page_under_another_name_is_no_medium(small: SmallDesk, suffix: str) -> None:
    """A file is what its bytes are."""
    answer = small.save(f"{MEDIA}.{suffix}", SCRIPTS["html"])
    assert answer.status_code == 422


def test_plain_media_are_taken(small: SmallDesk) -> None:
    """A picture and a document; an editor may add them."""
    assert small.save(f"{MEDIA}.png", PNG_WHOLE, "viet").status_code == 201
    assert small.save(f"{MEDIA}.docx", packed({"word/document.xml": b"<w/>"}), "viet").status_code == 201


def test_an_editor_replaces_no_medium(small: SmallDesk) -> None:
    """A picture that is there may stand on a published page."""
    assert small.save(f"{MEDIA}.png", PNG_WHOLE, "duyet").status_code == 201
    assert small.save(f"{MEDIA}.png", PNG_WHOLE + b"\0", "viet").status_code == 403
    assert small.save(f"{MEDIA}.png", "", "viet", operation="delete").status_code == 403


def test_a_zip_bomb_is_refused(small: SmallDesk) -> None:
    """As a document to download and as a Word file: by what it would unpack to, without unpacking it."""
    bomb = packed({"word/document.xml": b"\0" * 250_000_000})
    assert len(bomb) < 300_000
    assert small.save(f"{MEDIA}.docx", bomb).status_code == 422
    many = packed({f"{number}": b"" for number in range(2_001)})
    assert small.save(f"{MEDIA}.zip", many).status_code == 422
    answer = small.client.post(
        "/desk/word",
        files={"file": ("bai.docx", bomb)},
        data={"category": "kinh-te"},
        headers=small.headers("viet"),
    )
    assert answer.status_code == 422
    assert "bai.docx" in answer.json()["message"]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"files": []},
        {"files": ["x"]},
        {"files": [{"operation": "chmod", "path": PATH}]},
        {"files": [{"operation": "update", "path": PATH, "content": "không phải base64", "sha": "0" * 40}]},
        {"files": [{"operation": "update", "path": PATH, "content": "", "sha": "--upload-pack=x"}]},
        {"files": [{"operation": "delete", "path": PATH, "sha": "0" * 40}] * 2},
        {"files": [{"operation": "delete", "path": 5}]},
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(small: SmallDesk, body: object) -> None:
    """Without a traceback, and without a commit."""
    head = git(small.folder, "rev-parse", "HEAD")
    assert small.post(body).status_code in {400, 409, 422}
    assert git(small.folder, "rev-parse", "HEAD") == head


def test_wrong_tokens_shut_an_address_out_for_a_while(small: SmallDesk) -> None:
    """Ten in ten minutes; then even the right one has to wait."""
    for number in range(10):
        wrong = {"Authorization": f"token ban_duyet_{number}"}
        assert small.client.get("/api/v1/user", headers=wrong).status_code == 401
    assert small.client.get("/api/v1/user", headers=small.headers()).status_code == 429
    small.clock.seconds += 61
    assert small.client.get("/api/v1/user", headers=small.headers()).status_code == 200


def test_nobody_saves_without_end(small: SmallDesk) -> None:
    """Sixty saves a minute, refused ones too; others are not held up."""
    answers = [small.post({}, "viet").status_code for _ in range(61)]
    assert (answers[59], answers[60]) == (400, 429)
    assert small.post({}, "duyet").status_code == 400


def test_every_answer_has_its_policy(small: SmallDesk) -> None:
    """The editors' pages may style themselves; nothing else may do anything."""
    admin = small.client.get("/admin/").headers
    assert "style-src 'self' 'unsafe-inline'" in admin["content-security-policy"]
    assert "script-src 'self';" in admin["content-security-policy"]
    for path in ("/api/v1/user", "/x", "/admin/config.json?token=x"):
        headers = small.client.get(path).headers
        assert "'unsafe" not in headers["content-security-policy"].replace("style-src 'self' 'unsafe-inline'", "")
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    raw = small.get(f"/raw/{PATH}?ref=main")
    assert (raw.headers["content-type"], raw.headers["content-security-policy"]) == (
        "application/octet-stream",
        "default-src 'none'; sandbox; frame-ancestors 'none'",
    )
    assert ORIGIN not in raw.headers.get("access-control-allow-origin", "")


def packed(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


PNG_WHOLE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
