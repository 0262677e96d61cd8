"""The browser's half of search says what Python's half says: analysis, matching, order, scores."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from playwright.sync_api import Page

from plugins.newsroom.moment import ZONE
from plugins.search import root, term_files, tiers
from plugins.search.analysis import tokens
from plugins.search.documents import Document
from plugins.search.whoosh_query import ask
from tests.corpora import corpora, queries
from tests.naive_search import scan
from tests.published import publish

ROOT = Path(__file__).parents[2]
DAY = datetime(2026, 6, 1, tzinfo=ZONE)
CONTRACT = json.loads((ROOT / "tests" / "contract" / "analysis.json").read_bytes())["vectors"]

ASK = """async ([root, queries]) => {
  const { Engine } = await import("/js/engine.js");
  const engine = new Engine(new URL(root, location.href), await (await fetch(root)).text());
  return Promise.all(queries.map(async (query) => {
    const answer = await engine.ask(query);
    const results = await engine.results(answer, 0, answer.documents.length);
    const hits = results.map(({ url }, index) => [url, answer.scores[answer.documents[index]]]);
    return { hits, complete: answer.complete };
  }));
}"""


def test_both_languages_make_the_same_of_a_generated_corpus(
    script: Page, served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Same documents, same order, same scores, same count of those with all the words."""

    @settings(max_examples=settings().max_examples * 2 // 5)
    @given(corpora(), st.lists(queries(), min_size=1, max_size=12))
    def check(corpus: list[Document], asked: list[str]) -> None:
        index = tmp_path_factory.mktemp("index")
        address = publish(corpus, index, served[1] / index.name)
        answers = script.evaluate(ASK, [f"/{index.name}/{address}", asked])
        for query, answer in zip(asked, answers, strict=True):
            expected = [[hit.url, hit.score] for hit in ask(index, query)]
            assert answer["hits"] == expected, query
            assert answer["complete"] == scan(corpus, query).complete, query

    check()


def test_both_languages_agree_where_shards_are_split_and_named_in_directories(
    script: Page, served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive too large for one root answers the same, by one round more."""
    monkeypatch.setattr(tiers, "YEAR_APART", 100)
    monkeypatch.setattr(root, "LARGE", 100)
    monkeypatch.setattr(root, "_DIRECTORY", 60)
    for name, number in (("SHARD", 64), ("SPLIT", 200), ("LARGE", 100)):
        monkeypatch.setattr(term_files, name, number)
    variants = ("công", "cộng", "cống", "cồng", "cong")
    corpus = [
        Document(
            slug=f"tin-{number:04}",
            url=f"/tin-{number:04}.html",
            title=f"Tin {number}",
            date=DAY - timedelta(days=number % 500),
            category="Kinh tế",
            summary="",
            rating="",
            blocks=(
                " ".join(variants[number % 4 : number % 7]),
                f"riêng{number} nghệ{number % 90} 𝐀{number % 50} 가{number}",
            ),
        )
        for number in range(900)
    ]
    index = tmp_path_factory.mktemp("index")
    address = publish(corpus, index, served[1] / index.name)
    assert any(path.is_dir() for path in (served[1] / index.name / "t").iterdir())
    assert len(list((served[1] / index.name / "r").iterdir())) > 3
    asked = [
        "công",
        "cong",
        "cổng 17",
        "riêng17 RIENG899",
        "tin cộng nghe5",
        "𝐀7 가12",
        "zzz",
        "0 ~ \U0010ffff",
        "cống cồng",
        "nghe17 A17",
        "riêng5 nghệ5 𝐀5 가5",
        "cộng cống rieng3",
    ]
    answers = script.evaluate(ASK, [f"/{index.name}/{address}", asked])
    for query, answer in zip(asked, answers, strict=True):
        assert answer["hits"] == [[hit.url, hit.score] for hit in ask(index, query)], query
        assert answer["complete"] == scan(corpus, query).complete, query


def test_the_browser_passes_the_contract_of_analysis(script: Page) -> None:
    """Every text of the contract gives the tokens and keys that stand there."""
    got = script.evaluate(
        """async (texts) => {
          const { fold } = await import("/js/fold.js");
          const { queryTokens, tokens, VARIANT } = await import("/js/terms.js");
          const keyOf = (token) => (fold(token) === token ? token : `${fold(token)}${VARIANT}${token}`);
          return texts.map((text) => ({ text, tokens: tokens(text), keys: queryTokens(text).map(keyOf) }));
        }""",
        [vector["text"] for vector in CONTRACT],
    )
    assert got == CONTRACT


def test_both_languages_agree_on_every_assigned_character(script: Page) -> None:
    """Whether it is part of a word, and which token it is by itself, up to the end of plane 1."""
    last = 0x1FFFF
    got = script.evaluate(
        """async (last) => {
          const { tokens } = await import("/js/terms.js");
          const made = [];
          for (let point = 0; point <= last; point += 1) {
            made.push(tokens(String.fromCodePoint(point)).join(" "));
          }
          return made;
        }""",
        last,
    )
    assigned = [point for point in range(last + 1) if unicodedata.category(chr(point)) not in {"Cn", "Cs"}]
    different = [hex(point) for point in assigned if got[point] != " ".join(tokens(chr(point)))]
    assert different == []


def test_marks_are_put_on_what_matched_and_on_nothing_else(script: Page) -> None:
    """Words typed without accents mark all variants, words with accents themselves; markup is text."""
    got = script.evaluate(
        """async () => {
          const { markWords } = await import("/js/terms.js");
          const wanted = { tokens: new Set(["nghệ"]), folded: new Set(["cong"]) };
          return markWords("Công NGHỆ, nghe <b>cộng</b>; congo", wanted);
        }"""
    )
    assert got == [
        ["Công", True],
        [" ", False],
        ["NGHỆ", True],
        [", nghe <b>", False],
        ["cộng", True],
        ["</b>; congo", False],
    ]


def test_a_damaged_shard_is_a_format_error_whatever_the_damage(
    script: Page, served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Cut off, changed anywhere, or foreign: `FormatError` or another reading, no other exception."""
    index = tmp_path_factory.mktemp("index")
    corpus = [
        Document(
            slug=f"tin-{number}",
            url=f"/tin-{number}.html",
            title="Công nghệ thông tin",
            date=DAY,
            category="Kinh tế",
            summary="",
            rating="",
            blocks=("cộng đồng " * number, "số hoá"),
        )
        for number in range(1, 9)
    ]
    publish(corpus, index, served[1] / index.name)
    shard = max((served[1] / index.name / "t").iterdir(), key=lambda path: path.stat().st_size)
    report = script.evaluate(
        """async (address) => {
          const { decodeShard, FormatError } = await import("/js/shards.js");
          const whole = new Uint8Array(await (await fetch(address)).arrayBuffer());
          const report = { whole: decodeShard(whole.slice().buffer).size, cut: 0, wrong: [] };
          const attempt = (bytes, cut) => {
            try {
              decodeShard(bytes.buffer);
            } catch (error) {
              if (!(error instanceof FormatError)) {
                report.wrong.push(String(error));
              }
              report.cut += cut;
            }
          };
          for (let length = 0; length < whole.length; length += 1) {
            attempt(whole.slice(0, length), 1);
            for (const change of [1, 128, 255]) {
              const changed = whole.slice();
              changed[length] ^= change;
              attempt(changed, 0);
            }
          }
          attempt(new TextEncoder().encode("<!DOCTYPE html><title>404</title>"), 0);
          return { ...report, length: whole.length };
        }""",
        f"/{index.name}/t/{shard.name}",
    )
    assert report["wrong"] == []
    assert report["cut"] == report["length"]
    assert report["whole"] > 0
