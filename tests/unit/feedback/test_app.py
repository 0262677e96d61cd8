"""What the service answers: to votes, to comments, to anything else."""

from __future__ import annotations

import random
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings, strategies as st
from starlette.testclient import TestClient

from bench.strange_requests import StrangeRequest, make_request
from bench.voters import write_site
from feedback import limits, store, tokens
from feedback.app import COMMENT, COOKIE, LOOK, VOTE, make_app
from feedback.articles import Articles
from feedback.forms import MOST_BYTES
from feedback.service import Service
from feedback.store import Elsewhere, Tally
from feedback.writer import Writer

SECRET = bytes(32)
ARTICLE = "/tin/bai-0.html"
OTHER = "/tin/bai-1.html"
NOW = 1_790_000_000.0
JSON = {"Accept": "application/json"}


@dataclass
class Desk:
    """A service, its database, and the clock that it goes by."""

    output: Path
    database: Path
    client: TestClient
    now: float = NOW

    def browser(self, address: str = "203.0.113.7") -> TestClient:
        """Return another browser, with cookies of its own, behind *address*."""
        return TestClient(self.client.app, client=("127.0.0.1", 1), headers={**JSON, "X-Real-IP": address})

    def vote(self, browser: TestClient, stars: Any = 5, article: str = ARTICLE) -> httpx.Response:
        """Vote as the page's script does."""
        return browser.post(VOTE, data={"article": article, "stars": stars})

    def comment(self, browser: TestClient, text: str = "Đường đẹp.", **fields: str) -> httpx.Response:
        """Comment a minute after the form was handed out."""
        stamp = browser.get(LOOK, params={"article": ARTICLE}).json()["stamp"]
        self.now += 60
        return browser.post(
            COMMENT, data={"article": ARTICLE, "name": "Thu Hà", "text": text, "stamp": stamp, "website": "", **fields}
        )

    def comments(self) -> list[tuple[Any, ...]]:
        """Return what is stored of comments."""
        return sqlite3.connect(self.database).execute("SELECT slug, name, text, state FROM comments").fetchall()

    def votes(self) -> int:
        """Return how many votes are stored."""
        return int(sqlite3.connect(self.database).execute("SELECT count(*) FROM votes").fetchone()[0])


def opened(folder: Path) -> Iterator[Desk]:
    """Open a service of a site with five articles."""
    write_site(folder / "output", 5)
    database = folder / "var" / "phan-hoi.sqlite"
    with closing(Writer(database)) as writer, closing(store.connect(database)) as reader:
        app = make_app(Service(Articles(folder / "output"), writer, reader, SECRET), lambda: made.now)
        made = Desk(folder / "output", database, TestClient(app, client=("127.0.0.1", 1), headers=JSON))
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A service of a site with five articles."""
    yield from opened(tmp_path)


def rate(desk: Desk, points: int, votes: int) -> None:
    """Publish the article with a rating."""
    page = desk.output / ARTICLE[1:]
    rating = f'<section class="rating" data-rating="1" data-points="{points}" data-votes="{votes}" data-stars="1">'
    page.write_text(page.read_text("utf-8") + rating, "utf-8")


def test_a_vote_adds_to_what_the_page_shows_and_is_answered_with_the_sum(desk: Desk) -> None:
    """13 points in 5 votes and a 5 are 18 points in 6 votes: 3.0, three stars."""
    rate(desk, 13, 5)
    answer = desk.vote(desk.browser())
    assert answer.status_code == 200
    message = answer.json().pop("message")
    assert message.startswith("Cảm ơn")
    assert answer.json() | {"message": ""} == {
        "article": ARTICLE,
        "points": 18,
        "votes": 6,
        "average": "3",
        "stars": 3,
        "mine": 5,
        "message": "",
    }


def test_a_browser_has_one_vote_and_may_change_it(desk: Desk) -> None:
    """The second vote replaces the first; another article is another vote."""
    browser = desk.browser()
    desk.vote(browser, 1)
    assert desk.vote(browser, 4).json()["points"] == 4
    assert desk.vote(browser, 4).json()["votes"] == 1
    assert desk.vote(browser, 2, OTHER).json()["points"] == 2
    assert desk.votes() == 2


def test_the_token_is_kept_from_scripts_and_other_sites(desk: Desk) -> None:
    """HttpOnly and SameSite=Strict always, Secure where the reader came by HTTPS."""
    plain = desk.vote(desk.browser()).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/phan-hoi/"} <= set(plain.split("; "))
    assert "secure" not in plain.split("; ")
    browser = desk.browser()
    browser.headers["X-Forwarded-Proto"] = "https"
    assert "secure" in desk.vote(browser).headers["set-cookie"].lower().split("; ")


def test_a_forged_token_is_that_of_a_new_voter(desk: Desk) -> None:
    """Nobody can take another's vote away, and a changed token gives no second vote in the old one's name."""
    browser = desk.browser()
    desk.vote(browser, 1)
    token = browser.cookies[COOKIE]
    forger = desk.browser()
    forger.cookies.set(COOKIE, token[:-2] + ("AA" if token[-2:] != "AA" else "BB"))
    assert desk.vote(forger, 5).json()["votes"] == 2
    assert desk.vote(browser, 2).json()["points"] == 7


def test_votes_of_one_browser_cannot_be_put_together(desk: Desk) -> None:
    """What is stored of a voter is another with each article, and is not in the token."""
    browser = desk.browser()
    desk.vote(browser)
    desk.vote(browser, 5, OTHER)
    voters = {row[0] for row in sqlite3.connect(desk.database).execute("SELECT voter FROM votes")}
    identity = tokens.read_token(SECRET, browser.cookies[COOKIE])
    assert len(voters) == 2
    assert identity not in voters


def test_an_office_behind_one_address_may_vote_but_a_machine_may_not_fill_the_box(desk: Desk) -> None:
    """Twenty new votes an address, article and day, whatever the browsers call themselves; then only changed ones."""
    first = desk.browser()
    for number in range(limits.VOTES_A_DAY):
        browser = first if number == 0 else desk.browser()
        browser.headers["User-Agent"] = f"Mozilla/{number}"
        assert desk.vote(browser).status_code == 200
    refused = desk.vote(desk.browser())
    assert (refused.status_code, refused.json()["error"]) == (429, "enough-votes")
    assert desk.vote(first, 1).status_code == 200
    assert desk.vote(desk.browser(), 5, OTHER).status_code == 200
    assert desk.vote(desk.browser("203.0.113.8")).status_code == 200
    desk.now += 86_400
    assert desk.vote(desk.browser()).status_code == 200
    assert desk.votes() == limits.VOTES_A_DAY + 3


def test_an_address_that_sends_too_fast_waits(desk: Desk) -> None:
    """After a burst forms are taken at a person's pace, and the answer says when."""
    browser = desk.browser()
    answers = [desk.vote(browser, number % 5 + 1) for number in range(limits.BURST + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    desk.now += int(answers[-1].headers["retry-after"])
    assert desk.vote(browser).status_code == 200


def test_a_neighbour_in_an_ipv6_network_is_the_same_address(desk: Desk) -> None:
    """A home has 2^64 addresses of IPv6."""
    for number in range(limits.VOTES_A_DAY):
        assert desk.vote(desk.browser(f"2001:db8:0:1::{number:x}")).status_code == 200
    assert desk.vote(desk.browser("2001:db8:0:1:ffff::1")).status_code == 429
    assert desk.vote(desk.browser("2001:db8:0:2::1")).status_code == 200


def test_no_address_is_kept(desk: Desk) -> None:
    """Neither address nor token is in the files of the database, and yesterday's key is gone with its hashes."""
    browser = desk.browser("203.0.113.77")
    desk.vote(browser)
    desk.comment(browser)
    files = b"".join(path.read_bytes() for path in desk.database.parent.iterdir())
    assert b"203.0.113.77" not in files
    assert browser.cookies[COOKIE].encode() not in files
    before = sqlite3.connect(desk.database).execute("SELECT * FROM days").fetchall()
    desk.now += 86_400
    desk.vote(desk.browser("203.0.113.78"))
    connection = sqlite3.connect(desk.database)
    assert not set(before) & set(connection.execute("SELECT * FROM days"))
    assert connection.execute("SELECT count(*) FROM sent").fetchone() == (1,)


def test_what_was_merged_counts_once(desk: Desk) -> None:
    """Votes that a page already shows are not added to it again: old page, new page, same sum."""
    rate(desk, 13, 5)
    desk.vote(desk.browser(), 5)
    with closing(sqlite3.connect(desk.database)) as connection:
        store.set_elsewhere(connection, "bai-0", Elsewhere(front=Tally(10, 4), figures=Tally(3, 1)))
        connection.commit()
    assert desk.client.get(LOOK, params={"article": ARTICLE}).json()["points"] == 18
    (desk.output / ARTICLE[1:]).unlink()
    write_site(desk.output, 5)
    rate(desk, 18, 6)
    assert desk.client.get(LOOK, params={"article": ARTICLE}).json()["votes"] == 6


def test_a_plain_form_leads_back_to_the_article(desk: Desk) -> None:
    """Without the script a browser asks for a page: it is sent where it came from, or told why not."""
    browser = desk.browser()
    browser.headers["Accept"] = "text/html,application/xhtml+xml"
    answer = browser.post(VOTE, data={"article": ARTICLE, "stars": 3}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, ARTICLE)
    assert desk.votes() == 1
    refused = browser.post(VOTE, data={"article": ARTICLE, "stars": 9})
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "text/html; charset=utf-8"
    assert "từ 1 đến 5 sao" in refused.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://xau.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_cannot_vote_for_its_visitors(desk: Desk, headers: dict[str, str]) -> None:
    """What does not come from a page of ours is refused, with the reader's token and without."""
    answer = desk.browser().post(VOTE, data={"article": ARTICLE, "stars": 5}, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (403, "other-site")
    assert desk.votes() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_a_page_of_ours_can(desk: Desk, headers: dict[str, str]) -> None:
    """Browsers that say where a request comes from, and those that only know the origin."""
    assert desk.browser().post(VOTE, data={"article": ARTICLE, "stars": 5}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", VOTE, {}, 405),
        ("POST", LOOK, {}, 405),
        ("GET", "/phan-hoi/khac", {}, 404),
        ("GET", LOOK, {"params": {"article": "/tin/bai-99.html"}}, 404),
        ("GET", LOOK, {"params": {"article": "/tin/../tin/bai-0.html"}}, 404),
        ("GET", LOOK, {"params": {"article": "/index.html"}}, 404),
        ("POST", VOTE, {"json": {"article": ARTICLE, "stars": 5}}, 415),
        ("POST", VOTE, {"content": b"article=1"}, 415),
        ("POST", VOTE, {"data": {"article": ARTICLE, "stars": "6"}}, 422),
        ("POST", VOTE, {"data": {"article": ARTICLE}}, 422),
        ("POST", VOTE, {"data": {"article": "/tin/khong-co.html", "stars": "5"}}, 404),
        ("POST", VOTE, {"data": {"article": ARTICLE, "stars": "5" * MOST_BYTES}}, 413),
        ("POST", VOTE, {"data": {"article": [ARTICLE, OTHER], "stars": "5"}}, 400),
    ],
)
def test_what_is_no_vote_is_named_and_not_stored(
    desk: Desk, method: str, path: str, options: dict[str, Any], status: int
) -> None:
    """Each mistake has its status and says something to the reader."""
    answer = desk.browser().request(method, path, **options)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert desk.votes() == 0


def test_a_comment_waits_for_an_editor(desk: Desk) -> None:
    """It is stored as plain text, composed, without the blanks around it, and nobody sees it yet."""
    answer = desk.comment(desk.browser(), unicodedata.normalize("NFD", "  Đường <b>đẹp</b>.\r\n\r\n\r\n\r\nCảm ơn!  "))
    assert answer.status_code == 202
    assert "được duyệt" in answer.json()["message"]
    assert desk.comments() == [("bai-0", "Thu Hà", "Đường <b>đẹp</b>.\n\nCảm ơn!", "waiting")]


def test_the_same_comment_is_kept_once(desk: Desk) -> None:
    """Pressing twice, or copying with other blanks and capitals, adds nothing; the reader is thanked all the same."""
    for text in ("Đường đẹp.", "Đường đẹp.", "ĐƯỜNG   đẹp."):
        assert desk.comment(desk.browser(), text).status_code == 202
    assert len(desk.comments()) == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"website": "https://xau.example"}, "filled-trap"),
        ({"name": " "}, "bad-name"),
        ({"name": "123"}, "bad-name"),
        ({"name": "a" * 61}, "bad-name"),
        ({"text": " \n "}, "empty-text"),
        ({"text": "a" * 3001}, "long-text"),
        ({"text": "a\x07b"}, "bad-signs"),
        ({"text": "a\u202eb"}, "bad-signs"),
        ({"text": "a\ufdd0"}, "bad-signs"),
        ({"name": "Hà\nBan Biên tập"}, "bad-signs"),
        ({"text": "a" + "\u0323\u0316" * 9}, "bad-signs"),
        ({"stamp": ""}, "bad-stamp"),
        ({"stamp": tokens.make_stamp(SECRET, "bai-1", int(NOW))}, "bad-stamp"),
        ({"stamp": tokens.make_stamp(bytes(31) + b"x", "bai-0", int(NOW))}, "bad-stamp"),
        ({"stamp": tokens.make_stamp(SECRET, "bai-0", int(NOW) - 90_000)}, "bad-stamp"),
        ({"stamp": tokens.make_stamp(SECRET, "bai-0", int(NOW) + 900)}, "bad-stamp"),
        ({"stamp": tokens.make_stamp(SECRET, "bai-0", int(NOW) + 59)}, "too-soon"),
        ({"article": "/tin/khong-co.html"}, "no-article"),
    ],
)
def test_what_is_no_comment_is_named_and_not_stored(desk: Desk, fields: dict[str, str], error: str) -> None:
    """Machines fill every field and at once; people can mend what they are told."""
    answer = desk.comment(desk.browser(), fields.pop("text", "Đường đẹp."), **fields)
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"] == error
    assert desk.comments() == []


def test_joined_emoji_are_text(desk: Desk) -> None:
    """A family is four people and three joiners."""
    assert desk.comment(desk.browser(), "Vui quá 👨‍👩‍👧‍👦❤️").status_code == 202


def test_a_closed_article_takes_votes_alone(desk: Desk) -> None:
    """The page says what it takes."""
    page = desk.output / ARTICLE[1:]
    page.write_text(page.read_text("utf-8").replace("votes comments", "votes"), "utf-8")
    browser = desk.browser()
    assert desk.client.get(LOOK, params={"article": ARTICLE}).json()["comments"] is False
    assert desk.comment(browser).json()["error"] == "no-comments"
    assert desk.vote(browser).status_code == 200


def test_an_address_may_send_some_comments_a_day(desk: Desk) -> None:
    """Five on one article; the sixth has to wait for tomorrow."""
    for number in range(limits.COMMENTS_ON_ONE):
        assert desk.comment(desk.browser(), f"Ý kiến {number}").status_code == 202
    assert desk.comment(desk.browser(), "Thêm nữa").json()["error"] == "enough-comments"
    assert desk.comment(desk.browser("203.0.113.9"), "Người khác").status_code == 202


def test_a_new_release_is_known_at_once(desk: Desk) -> None:
    """An article that is published takes votes, one that is gone does not, without a restart."""
    assert desk.vote(desk.browser(), 5, "/tin/bai-5.html").status_code == 404
    write_site(desk.output, 6)
    assert desk.vote(desk.browser(), 5, "/tin/bai-5.html").status_code == 200
    (desk.output / "tin" / "bai-5.html").unlink()
    assert desk.vote(desk.browser(), 5, "/tin/bai-5.html").status_code == 404


def test_an_address_that_the_proxy_did_not_say_is_not_believed(desk: Desk) -> None:
    """`X-Real-IP` counts only from this machine: whoever reaches the service otherwise has their own address."""
    for number in range(limits.VOTES_A_DAY + 1):
        far = TestClient(
            desk.client.app, client=("198.51.100.1", 1), headers={**JSON, "X-Real-IP": f"203.0.113.{number}"}
        )
        status = desk.vote(far).status_code
    assert status == 429


def test_nothing_is_kept_by_caches(desk: Desk) -> None:
    """Figures are those of the moment, and a page of the service can run nothing."""
    answer = desk.client.get(LOOK, params={"article": ARTICLE})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def send(browser: TestClient, strange: StrangeRequest) -> httpx.Response:
    """Send a strange request with a browser of its own."""
    headers = [(name.encode(), value.encode()) for name, value in strange.headers]
    return browser.request(
        strange.method, strange.target, content=strange.body, headers=headers, follow_redirects=False
    )


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=settings().max_examples)
def test_strange_requests_are_refused_and_leave_nothing(
    chance: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No answer is the server's own fault, and what is stored came from requests that were right."""
    desk_ = opened(tmp_path_factory.mktemp("strange"))
    desk = next(desk_)
    may_vote = may_comment = 0
    for _ in range(5):
        strange = make_request(
            chance, [ARTICLE, OTHER], lambda address: tokens.make_stamp(SECRET, address[5:-5], int(NOW) - 60)
        )
        answer = send(desk.browser(), strange)
        assert answer.status_code < 500
        may_vote += strange.can_vote
        may_comment += strange.can_comment
    assert desk.votes() <= may_vote
    assert len(desk.comments()) <= may_comment
    for slug, name, text, state in desk.comments():
        assert (slug, state) in {("bai-0", "waiting"), ("bai-1", "waiting")}
        assert name.isprintable()
        assert text.replace("\n", "").isprintable()
    next(desk_, None)
