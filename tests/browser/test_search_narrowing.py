"""Conditions, filters and orders: the browser leaves what Whoosh leaves, and both what reading all leaves."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from playwright.sync_api import Page

from plugins.newsroom.moment import ZONE
from plugins.search.address import Choices
from plugins.search.documents import Document
from plugins.search.facets import Facets, Filters, Option
from plugins.search.query import Condition, parse
from plugins.search.whoosh_query import ask
from tests.corpora import corpora, texts
from tests.naive_search import bare, words_of
from tests.published import publish

VECTORS = json.loads((Path(__file__).parents[1] / "contract" / "query.json").read_bytes())["vectors"]

SELECT = """async ([root, requests]) => {
  const { Engine } = await import("/js/engine.js");
  const { select } = await import("/js/select.js");
  const engine = new Engine(new URL(root, location.href), await (await fetch(root)).text());
  return Promise.all(requests.map(async (asked) => {
    const selection = await select(engine, asked);
    const urls = [];
    for (let first = 0; ; first += 3) {
      const documents = await selection.take(first, 3);
      if (documents.length === 0) {
        return { urls, total: selection.total, isExact: selection.isExact, counts: selection.counts };
      }
      const results = await engine.results({ ...selection.answer, documents }, 0, 3);
      urls.push(...results.map(({ url }) => url));
    }
  }));
}"""

FIRST = datetime(2026, 6, 1, tzinfo=ZONE)
CATEGORIES = (Option("kinh-te", "Kinh tế"), Option("nong-nghiep", "Nông nghiệp"), Option("y-te", "Y tế"))
UNITS = (Option("so-y-te", "Sở Y tế"), Option("ban-bien-tap", "Ban Biên tập"))
TAGS = (Option("dat-dai", "đất đai"), Option("cai-cach", "cải cách"), Option("an-ninh", "an ninh"))
RATINGS = ("", "1", "2.6", "3", "4.9", "5")


@st.composite
def faceted_corpora(draw: st.DrawFn) -> list[Document]:
    """Small corpora whose documents have facets and ratings."""

    def with_facets(document: Document) -> Document:
        facets = Facets(
            category=tuple(draw(st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=3, unique=True))),
            unit=tuple(draw(st.lists(st.sampled_from(UNITS), max_size=1))),
            tag=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=3, unique=True))),
        )
        values = {name: getattr(document, name) for name in Document.__slots__}
        return Document(**{**values, "facets": facets, "rating": draw(st.sampled_from(RATINGS))})

    return [with_facets(document) for document in draw(corpora())]


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A line of the query language: words, phrases, exclusions and titles in any order."""
    phrase = texts(3).map('"{}"'.format)
    part = st.one_of(
        texts(2), phrase, texts(1).map("-{}".format), phrase.map("-{}".format), texts(1).map("title:{}".format),
        phrase.map("title:{}".format), st.sampled_from(('"', "-", "title:", '-title:"công nghệ"')),
    )  # fmt: skip
    return " ".join(draw(st.lists(part, max_size=3)))


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """What a reader asks of the search page, as its worker is sent it."""
    choices = {
        "category": st.sampled_from([option.slug for option in CATEGORIES]),
        "unit": st.sampled_from([option.slug for option in UNITS]),
        "rating": st.sampled_from("12345"),
        "tag": st.sampled_from([option.slug for option in TAGS]),
        "since": st.dates(date(2023, 10, 1), date(2026, 12, 1)).map(date.isoformat),
        "until": st.dates(date(2023, 10, 1), date(2026, 12, 1)).map(date.isoformat),
    }
    names = draw(st.lists(st.sampled_from(sorted(choices)), max_size=2, unique=True))
    return {
        "query": draw(lines()),
        "filters": {name: draw(choices[name]) for name in names},
        "every": draw(st.booleans()),
        "byDate": draw(st.booleans()),
        "counts": draw(st.booleans()),
    }


def whoosh(index: Path, request: dict[str, Any]) -> list[str]:
    """Return the addresses that Whoosh finds for *request*, in order."""
    chosen = dict(request["filters"])
    since, until = (
        date.fromisoformat(day) if day else None for day in (chosen.pop("since", ""), chosen.pop("until", ""))
    )
    filters = Filters(options=chosen, since=since, until=until)
    hits = ask(index, request["query"], None, Choices(filters, every=request["every"], by_date=request["byDate"]))
    return [hit.url for hit in hits]


def known(request: dict[str, Any], corpus: list[Document]) -> dict[str, Any]:
    """Return *request* without filters that no document has, which a browser ignores and names."""
    kept = {name: value for name, value in request["filters"].items() if _exists(name, value, corpus)}
    return {**request, "filters": kept}


def _exists(name: str, value: str, corpus: list[Document]) -> bool:
    return name in ("since", "until") or any(_has(document, name, value) for document in corpus)


def _has(document: Document, name: str, value: str) -> bool:
    """Tell whether *document* is admitted by one filter."""
    day = document.date.astimezone(ZONE).date().isoformat()
    if name in ("since", "until"):
        return day >= value if name == "since" else day <= value
    if name == "rating":
        return bool(document.rating) and float(document.rating) >= int(value)
    return value in [option.slug for option in getattr(document.facets, name)]


def reads(document: Document, condition: Condition) -> bool:
    """Tell, by reading it, whether *document* meets *condition*."""
    blocks = (document.title,) if condition.in_title else (document.title, document.summary, *document.blocks)
    wanted = list(condition.tokens)
    found = False
    for block in blocks:
        words = words_of(block)
        for start in range(len(words)):
            run = words[start : start + len(wanted)]
            means = [
                word == want or (bare(want) == want == bare(word)) for word, want in zip(run, wanted, strict=False)
            ]
            found = found or (len(run) == len(wanted) and all(means))
    return found != condition.is_excluded


def test_both_languages_leave_the_same_documents_and_they_are_the_right_ones(
    script: Page, served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Phrases, exclusions, titles, filters, all words, order by date: same documents, same order."""

    @settings(max_examples=settings().max_examples * 2 // 5)
    @given(faceted_corpora(), st.lists(requests(), min_size=1, max_size=10))
    def check(corpus: list[Document], asked: list[dict[str, Any]]) -> None:
        index = tmp_path_factory.mktemp("index")
        address = publish(corpus, index, served[1] / index.name)
        asked = [known(request, corpus) for request in asked]
        answers = script.evaluate(SELECT, [f"/{index.name}/{address}", asked])
        for request, answer in zip(asked, answers, strict=True):
            expected = whoosh(index, request)
            assert answer["urls"] == expected, request
            assert answer["total"] == len(expected)
            assert answer["isExact"]
            plain = whoosh(index, {**request, "query": parse(request["query"]).text, "filters": {}, "every": False})
            within = set(plain) if plain else {document.url for document in corpus}
            conditions = parse(request["query"]).conditions
            right = {
                document.url
                for document in corpus
                if document.url in within
                and all(reads(document, condition) for condition in conditions)
                and all(_has(document, *chosen) for chosen in request["filters"].items())
            }
            if not request["every"] and (plain or not words_of(parse(request["query"]).text)):
                assert set(expected) == (right if plain or conditions or request["filters"] else set()), request

    check()


def test_the_counts_beside_filters_are_those_of_the_documents_left(
    script: Page, served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each option says how many results it would leave, all other filters as they are."""

    @settings(max_examples=20)
    @given(faceted_corpora(), st.sampled_from(["", "công", "tin thong"]), requests())
    def check(corpus: list[Document], query: str, drawn: dict[str, Any]) -> None:
        index = tmp_path_factory.mktemp("index")
        address = publish(corpus, index, served[1] / index.name)
        request = known({**drawn, "query": query, "every": False, "counts": True}, corpus)
        [answer] = script.evaluate(SELECT, [f"/{index.name}/{address}", [request]])
        for name in ("category", "unit", "rating"):
            others = {other: value for other, value in request["filters"].items() if other != name}
            for slug, _, count in answer["counts"][name]:
                left = whoosh(index, {**request, "filters": {**others, name: slug}})
                assert count == len(left), (name, slug, request)

    check()


def test_the_browser_passes_the_contract_of_the_query_language(script: Page) -> None:
    """Every line of the contract means what stands there."""
    got = script.evaluate(
        """async (lines) => {
          const { parse } = await import("/js/query.js");
          return lines.map((line) => ({ line, ...parse(line) }));
        }""",
        [vector["line"] for vector in VECTORS],
    )
    assert got == VECTORS


def test_an_unknown_choice_is_named_and_ignored(
    script: Page, served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An address may be older than the site."""
    corpus = [
        Document(
            slug=f"tin-{number}",
            url=f"/tin-{number}.html",
            title="Công nghệ",
            date=FIRST + timedelta(days=number),
            category="Kinh tế",
            summary="",
            rating="",
            blocks=("Một bài.",),
        )
        for number in range(3)
    ]
    index = tmp_path_factory.mktemp("index")
    address = publish(corpus, index, served[1] / index.name)
    got = script.evaluate(
        """async (root) => {
          const { Engine } = await import("/js/engine.js");
          const { select } = await import("/js/select.js");
          const engine = new Engine(new URL(root, location.href), await (await fetch(root)).text());
          const filters = { category: "khong-co", tag: "__proto__", rating: "9", unit: "x", since: "2026-06-02" };
          const { total, unknown } = await select(engine, { query: "công", filters });
          return { total, unknown };
        }""",
        f"/{index.name}/{address}",
    )
    assert got == {"total": 2, "unknown": ["category", "tag", "rating", "unit"]}
