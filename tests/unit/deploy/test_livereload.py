"""The server of `./inv livereload` adds a script to pages, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy import headers
from deploy.livereload import Board, answer_livereload
from deploy.preview import Answer, Request, answer


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A small site."""
    files = {
        "index.html": "<!doctype html><title>Tin</title><body><p>Tin</p></body></html>",
        "404.html": "<title>404</title>",
        "static/style-0123456789.css": "a{}" * 100,
        "rss/index.xml": "<rss/>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path.resolve()


def ask(output: Path, board: Board, target: str) -> Answer:
    """Return the answer to a browser that has the page already and takes compressed bytes."""
    tag = dict(answer(output, Request(target)).headers).get("ETag", "")
    return answer_livereload(output, board, Request(target, "gzip", tag))


@pytest.mark.parametrize("target", ["/", "/index.html", "/khong-co.html"])
def test_a_page_gets_the_script_and_stays_itself(output: Path, target: str) -> None:
    """Its bytes are those of the output with one line more, in the body where there is one, never from a cache."""
    board = Board()
    page, plain = ask(output, board, target), answer(output, Request(target))
    script = f'<script type="module" src="/.livereload/livereload.js?{board.state.version}"></script>\n'.encode()
    assert page.body.replace(script, b"") == plain.body
    assert page.body.count(script) == 1
    assert page.status == plain.status
    assert dict(page.headers)["Cache-Control"] == "no-store"
    assert "ETag" not in dict(page.headers)
    if b"</body>" in plain.body:
        assert script + b"</body>" in page.body


def test_the_policy_is_that_of_production(output: Path) -> None:
    """For pages, for the script and for the state: no exception is made for the reload."""
    for target in ("/", "/.livereload/livereload.js", "/.livereload/state.json", "/.livereload/livereload.css"):
        answered = dict(ask(output, Board(), target).headers)
        assert answered["Content-Security-Policy"] == headers.CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("target", ["/static/style-0123456789.css", "/rss/"])
def test_what_is_no_page_is_served_as_production_does(output: Path, target: str) -> None:
    """Compressed, cached and unchanged."""
    request = Request(target, "gzip", "")
    assert answer_livereload(output, Board(), request) == answer(output, request)


def test_the_state_follows_the_builds(output: Path) -> None:
    """The version changes with the site alone, the report with every build."""
    board = Board()
    first = json.loads(ask(output, board, "/.livereload/state.json").body)
    assert (first["kind"], first["report"]) == ("fine", "")
    board.post("error", "articles/a.md:2: E104", changed=False)
    broken = json.loads(ask(output, board, "/.livereload/state.json").body)
    assert broken == {"version": first["version"], "kind": "error", "report": "articles/a.md:2: E104"}
    board.post("fine", "", changed=True)
    assert board.state.version != first["version"]


def test_a_server_that_was_started_anew_is_noticed() -> None:
    """Its first version is not the last one's first version."""
    assert Board().state.version != Board().state.version


def test_before_the_first_build_there_is_a_page_to_wait_on(tmp_path: Path) -> None:
    """An output folder that is not there yet answers 404 with the script."""
    answered = answer_livereload(tmp_path / "output", Board(), Request("/"))
    assert answered.status == 404
    assert b"/.livereload/livereload.js" in answered.body
