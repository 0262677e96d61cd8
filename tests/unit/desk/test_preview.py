"""The preview: every address of a page leads below the private one."""

from __future__ import annotations

from pathlib import Path

from desk.preview import answer_privately
from desk.users import renew_token, write_users
from tests.desk_kit import DRAFT, SmallDesk, article

PAGE = (
    '<!DOCTYPE html><html><head><link rel="stylesheet" href="/static/a.css"></head><body data-root="/search/r.json">'
    '<a href="/kinh-te/">x</a> <a href="//other.example/">y</a> <a href="https://e.example/">z</a> <a href="#a">w</a>'
    '<img src="/media/a.png" srcset="/media/a.png 1x, /media/b.png 2x" alt="/media"></body></html>'
)


def test_addresses_lead_below_the_private_one(tmp_path: Path) -> None:
    """Links, pictures, styles and data of scripts; what leads elsewhere stays."""
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    found = answer_privately(tmp_path, "k", "/a.html").body.decode()
    assert 'href="/xem-truoc/k/static/a.css"' in found
    assert 'data-root="/xem-truoc/k/search/r.json"' in found
    assert '<a href="/xem-truoc/k/kinh-te/">x</a> <a href="//other.example/">y</a>' in found
    assert 'srcset="/xem-truoc/k/media/a.png 1x, /xem-truoc/k/media/b.png 2x" alt="/media"' in found
    assert '<a href="https://e.example/">z</a> <a href="#a">w</a>' in found


def test_a_folder_leads_to_its_own_address(tmp_path: Path) -> None:
    """The redirect to the slash stays within the preview; nothing outside of it is read."""
    (tmp_path / "site" / "kinh-te").mkdir(parents=True)
    (tmp_path / "site" / "kinh-te" / "index.html").write_text("<p>x", "utf-8")
    (tmp_path / "secret.html").write_text("bí mật", "utf-8")
    found = answer_privately(tmp_path / "site", "k", "/kinh-te")
    assert dict(found.headers)["Location"] == "/xem-truoc/k/kinh-te/"
    for path in ("/../secret.html", "/%2e%2e/secret.html", "/kinh-te/..%2f..%2fsecret.html"):
        assert answer_privately(tmp_path / "site", "k", path).status == 404


def test_an_address_is_one_users_and_ends_with_their_token(small: SmallDesk) -> None:
    """Two users have two addresses; a guessed one, and that of somebody who is gone, show nothing."""
    pages = small.desk.places.preview
    (pages / "kinh-te").mkdir(parents=True)
    (pages / "kinh-te" / "ban-nhap.html").write_text("<p>Bản nháp", "utf-8")
    small.save(DRAFT, article("Bản nháp", "status: draft\n", "Khác."), "viet")
    addresses = {}
    for login in ("viet", "duyet"):
        said = small.client.get(f"/desk/preview?path={DRAFT}", headers=small.headers(login)).json()
        addresses[login] = said["address"]
        assert said["address"].endswith("/kinh-te/ban-nhap.html")
        answer = small.client.get(said["address"])
        assert "Bản nháp" in answer.text
        assert (answer.headers["cache-control"], answer.headers["x-robots-tag"]) == ("no-store", "noindex, nofollow")
    assert addresses["viet"] != addresses["duyet"]
    assert small.client.get(f"/xem-truoc/{'0' * 32}/kinh-te/ban-nhap.html").status_code == 404
    assert small.client.get(f"/desk/preview?path={DRAFT}").status_code == 401
    write_users(small.users_file, {**small.users, "viet": renew_token(small.users["viet"])[0]})
    assert small.client.get(addresses["viet"]).status_code == 404
    assert small.client.get(addresses["duyet"]).status_code == 200
