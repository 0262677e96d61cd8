"""Many queries about an archive of three tiers: the browser finds what Whoosh finds, in its order, with its scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from plugins.newsroom.moment import ZONE
from plugins.newsroom.vietnamese import fold, slugify
from plugins.search import root, term_files, tiers
from plugins.search.address import Choices
from plugins.search.documents import Document
from plugins.search.facets import Facets, Filters, Option
from plugins.search.whoosh_index import Index, open_index
from plugins.search.whoosh_query import ask_index
from tests.corpora import SYLLABLES
from tests.published import publish

DOCUMENTS: Final = 250
QUERIES, DEEP_QUERIES = 300, 2_000
AT_ONCE: Final = 100
FIRST: Final = datetime(2024, 1, 1, 6, tzinfo=ZONE)

SELECT: Final = """async ([root, requests]) => {
  const { Engine } = await import("/js/engine.js");
  const { select } = await import("/js/select.js");
  const engine = new Engine(new URL(root, location.href), await (await fetch(root)).text());
  return Promise.all(requests.map(async (asked) => {
    const selection = await select(engine, asked);
    const documents = await selection.take(0, engine.root.documents);
    const shown = await engine.results({ ...selection.answer, documents }, 0, 3);
    const scores = documents.map((document) => selection.answer.scores[document]);
    const { complete, total } = selection;
    return { documents, scores, shown: shown.map(({ url }) => url), total, complete };
  }));
}"""


def options(*slugs: str) -> tuple[Option, ...]:
    """Return options whose names are their slugs."""
    return tuple(Option(slug, slug) for slug in slugs)


FACETS: Final = {
    "category": options("kinh-te", "y-te", "xa-hoi"),
    "unit": options("so-y-te", "ubnd"),
    "tag": options("dat-dai", "cai-cach", "an-ninh", "mua-lu"),
}


def make_corpus(chance: Random) -> list[Document]:
    """Return documents of three calendar years, the newest month among them, in the order of the index."""
    # A few words are in most documents, most in few, as in any language.
    weights = [1 / place for place in range(1, len(SYLLABLES) + 1)]

    def text(words: int) -> str:
        own = chance.choices(SYLLABLES, weights, k=words)
        return " ".join(word if chance.random() < 0.9 else f"riêng{chance.randint(1, 60)}" for word in own)

    def make(number: int) -> Document:
        title = text(chance.randint(3, 8))
        return Document(
            slug=f"tin-{number:03}",
            url=f"/kinh-te/{slugify(title)}-{number:03}.html",
            title=title,
            date=FIRST + timedelta(hours=90 * number),
            category="Kinh tế",
            summary=text(10),
            rating=chance.choice(("", "1", "2.6", "4.9")),
            blocks=tuple(text(chance.randint(1, 60)) for _ in range(chance.randint(1, 4))),
            facets=Facets(**{name: tuple(chance.sample(own, chance.randint(0, 2))) for name, own in FACETS.items()}),
        )

    return [make(number) for number in range(DOCUMENTS)]


class Readers:
    """What readers ask about a corpus: words that stand in it, mostly, in any of several ways."""

    def __init__(self, chance: Random, corpus: list[Document]) -> None:
        self._chance = chance
        self._corpus = corpus
        self.kinds: Mapping[str, Callable[[], str]] = {
            "words": lambda: self._run(5, within=False),
            "phrase": lambda: f'"{self._run(3)}"',
            "exclusion": lambda: f"{self._run(2)} -{self._run(1)}",
            "excluded phrase": lambda: f'{self._run(2)} -"{self._run(2)}"',
            "title": lambda: f"title:{self._run(1, in_title=True)} {self._run(1)}",
            "title phrase": lambda: f'title:"{self._run(2, in_title=True)}"',
            "filters alone": lambda: "",
        }

    def ask(self, kind: str) -> dict[str, Any]:
        """Return a request of a *kind*, as the search's worker is sent it; a third of them with filters."""
        is_narrowed = kind == "filters alone" or self._chance.random() < 1 / 3
        return {
            "query": self.kinds[kind](),
            "filters": dict(self._chance.sample([*self._filters().items()], 2)) if is_narrowed else {},
            "every": self._chance.random() < 0.2,
            "byDate": self._chance.random() < 0.2,
            "counts": False,
        }

    def _run(self, most: int, *, in_title: bool = False, within: bool = True) -> str:
        """Return words of one text, neighbours unless said otherwise: as they stand, bare or in capitals."""
        document = self._chance.choice(self._corpus)
        words = (document.title if in_title else self._chance.choice(document.blocks)).split()
        count = self._chance.randint(1, most)
        first = self._chance.randrange(max(1, len(words) - count + 1))
        chosen = words[first : first + count] if within else self._chance.choices(words, k=count)
        form: Callable[[str], str] = self._chance.choice((str, str, fold, str.upper))
        return form(" ".join(chosen))

    def _filters(self) -> dict[str, str]:
        """Return a value for each filter."""
        days = sorted(FIRST.date() + timedelta(days=self._chance.randrange(900)) for _ in range(2))
        chosen = {name: self._chance.choice(own).slug for name, own in FACETS.items()}
        return {**chosen, "rating": self._chance.choice("124"), "since": f"{days[0]}", "until": f"{days[1]}"}


def whoosh(index: Index, asked: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Return the addresses and scores that Whoosh finds, in order."""
    chosen = dict(asked["filters"])
    since, until = (date.fromisoformat(day) if (day := chosen.pop(name, "")) else None for name in ("since", "until"))
    choices = Choices(Filters(options=chosen, since=since, until=until), every=asked["every"], by_date=asked["byDate"])
    return [(hit.url, hit.score) for hit in ask_index(index, asked["query"], None, choices)]


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small archive be cut as a large one is: three tiers, directories, forms that are split."""
    monkeypatch.setattr(tiers, "YEAR_APART", 100)
    monkeypatch.setattr(root, "LARGE", 100)
    monkeypatch.setattr(term_files, "LARGE", 100)
    monkeypatch.setattr(term_files, "SPLIT", 256)


@pytest.mark.usefixtures("small_files")
def test_the_browser_answers_every_query_as_whoosh_does(
    script: Page, served: tuple[str, Path], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Words, phrases, exclusions, titles and filters, 2,000 of them in a deep run; each kind finds something often."""
    chance = Random(20_260_601)  # noqa: S311 - the same queries in every run
    corpus = make_corpus(chance)
    address = publish(corpus, tmp_path, served[1] / "queries")
    files = served[1] / "queries"
    assert len({path.name[:10] for path in (files / "c").iterdir()}) >= 3
    assert [*files.glob("r/*")]
    assert [*files.glob("t/*/*-4.bin")]
    readers = Readers(chance, corpus)
    count = DEEP_QUERIES if pytestconfig.getoption("--deep") else QUERIES
    kinds = [[*readers.kinds][number % len(readers.kinds)] for number in range(count)]
    requests = [readers.ask(kind) for kind in kinds]
    found: Counter[str] = Counter()
    with open_index(tmp_path) as index:
        for first in range(0, count, AT_ONCE):
            some = requests[first : first + AT_ONCE]
            answers = script.evaluate(SELECT, [f"/queries/{address}", some])
            for kind, asked, answer in zip(kinds[first:], some, answers, strict=False):
                expected = whoosh(index, asked)
                got = [corpus[document].url for document in answer["documents"]]
                assert [*zip(got, answer["scores"], strict=True)] == expected, asked
                assert (answer["shown"], answer["total"]) == (got[:3], len(expected)), asked
                if answer["complete"] is not None:
                    assert answer["complete"] == len(whoosh(index, {**asked, "every": True})), asked
                found[kind] += bool(expected)
    assert all(found[kind] > kinds.count(kind) / 3 for kind in readers.kinds), found
