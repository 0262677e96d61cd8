from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from plugins.newsroom.article import (
    Article,
    Attachment,
    Correction,
    Image,
    Legacy,
    Position,
    Rating,
    Source,
    Status,
    Views,
)
from plugins.newsroom.header import parse_yaml
from plugins.newsroom.model import make_article, make_comments, make_site_part
from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import Banner, Category, Count, Identity, RatingSwitches, Statistics

BASE = "title: Lễ hội\ndate: 2026-03-01\ncategory: kinh-te\n"


def _article(more: str, base: str = BASE) -> tuple[Article | None, tuple[Problem, ...]]:
    tree, problems = parse_yaml(base + more, "articles/le-hoi.md", 2)
    assert problems == ()
    assert tree is not None
    return make_article(tree, "articles/le-hoi.md", "le-hoi")


def _codes(more: str, base: str = BASE) -> set[str]:
    return {problem.code for problem in _article(more, base)[1]}


def _site(part: str, text: str) -> object:
    tree, _ = parse_yaml(text, "site/x.yaml")
    assert tree is not None
    value, problems = make_site_part(part, tree, "site/x.yaml")
    assert problems == ()
    return value


def test_every_field_arrives() -> None:
    """An article with all fields becomes the value that says the same."""
    made, problems = _article(
        """\
modified: 2026-03-02 08:00
expires: 2027-01-01
status: hidden
also_in: [xa-hoi]
slug: hoi-xuan
summary: |
  Một
  hai
topic: le-hoi
tags: [Lễ hội, "", lễ HỘI, "no"]
authors: [Ban Biên tập]
unit: so-y-te
source: {name: Báo tỉnh, url: "https://example.vn/a?b=1"}
image: {src: "{static}/media/a.png", alt: Ảnh, caption: Chú thích, position: left}
attachments: [{src: /media/a.pdf, title: Tệp}]
rating: {points: 13, votes: 5, as_of: 2025-06-30}
views: 71244
correction: {date: 2026-03-03, text: Sửa}
legacy: {id: 12, paths: [/vi/news/a-12.html]}
comments: closed
"""
    )
    assert problems == ()
    assert made == Article(
        path="articles/le-hoi.md",
        slug="hoi-xuan",
        title="Lễ hội",
        date=datetime(2026, 3, 1, tzinfo=ZONE),
        category="kinh-te",
        modified=datetime(2026, 3, 2, 8, tzinfo=ZONE),
        expires=datetime(2027, 1, 1, tzinfo=ZONE),
        status=Status.HIDDEN,
        also_in=("xa-hoi",),
        summary="Một\nhai",
        topic="le-hoi",
        tags=("Lễ hội", "no"),
        authors=("Ban Biên tập",),
        unit="so-y-te",
        source=Source(name="Báo tỉnh", url="https://example.vn/a?b=1"),
        image=Image(src="/media/a.png", alt="Ảnh", caption="Chú thích", position=Position.LEFT),
        attachments=(Attachment(src="/media/a.pdf", title="Tệp"),),
        rating=Rating(points=13, votes=5, as_of=datetime(2025, 6, 30, tzinfo=ZONE)),
        views=Views(count=71244),
        correction=Correction(date=datetime(2026, 3, 3, tzinfo=ZONE), text="Sửa"),
        legacy=Legacy(id=12, paths=("/vi/news/a-12.html",)),
        comments="closed",
    )


def test_empty_values_count_as_absent() -> None:
    """What a form of an editing program leaves empty is as if it were not there; required fields are then missing."""
    made, problems = _article('summary: ""\ntags: []\nrating: {}\nmodified:\nimage:\nsource: {name: Báo, url: }\n')
    assert problems == ()
    assert made is not None
    assert (made.rating, made.modified, made.tags, made.source) == (None, None, (), Source(name="Báo"))
    for blank in ('""', '"  "', '" \\t"'):
        assert _codes("", f"title: {blank}\ndate: 2026-03-01\ncategory: kinh-te\n") == {"E230"}
    assert _codes('source: {name: " "}\n') == {"E230"}
    assert _codes("", "date: 2026-03-01\ncategory: kinh-te\n") == {"E201"}


@pytest.mark.parametrize(
    ("points", "votes", "code"),
    [(0, 0, ""), (5, 5, ""), (25, 5, ""), (13, 5, ""), (26, 5, "E204"), (4, 5, "E204"), (1, 0, "E204"), (0, 1, "E204")],
)
def test_bounds_of_a_rating(points: int, votes: int, code: str) -> None:
    """A vote gives one to five points: votes ≤ points ≤ 5 · votes."""
    assert _codes(f"rating: {{points: {points}, votes: {votes}}}\n") == ({code} if code else set())


@pytest.mark.parametrize(
    ("number", "code"),
    [
        *(
            (number, "E203")
            for number in ("1,000", "71.244", "+1", "1e3", "0x1", "١", "1_000", "một", "1 000", "1.", "-")
        ),
        *((number, "E226") for number in ("1.5", "7,25", "0.0001")),
        *((number, "E227") for number in ("-1", "−5", "- 2.5")),
    ],
)
def test_numbers_are_ascii_digits(number: str, code: str) -> None:
    """Nothing but digits is a number; separators are not guessed, fractions and signs have words of their own."""
    assert _codes(f'views: "{number}"\n') == {code}


@pytest.mark.parametrize(
    ("address", "is_good"),
    [
        ("https://example.vn", True),
        ("http://example.vn:8080/a?b#c", True),
        ("/kinh-te/", True),
        ("//example.vn/", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://exa mple.vn", False),
        ("https://example.vn:x/", False),
        ("example.vn", False),
        ("ftp://example.vn/", False),
        ("http://[x", False),
    ],
)
def test_addresses(address: str, is_good: bool) -> None:
    """An address is one of the web or of this site."""
    assert (_codes(f'source: {{name: a, url: "{address}"}}\n') == set()) is is_good


def test_all_mistakes_at_once() -> None:
    """Every wrong field of a file is told, and the others survive for the checks across files."""
    made, problems = _article(
        "status: x\nviews: x\nunit: so-y-te\ntags: x\nfoo: 1\nrating: {points: 9, votes: 1, bar: 2}\n"
    )
    assert [problem.code for problem in sorted(problems)] == ["E210", "E203", "E208", "E202", "E202", "E204"]
    assert made is not None
    assert (made.unit, made.rating, made.tags) == ("so-y-te", None, ())


def test_nearest_known_key_of_the_group() -> None:
    """An unknown key is compared with the keys of its own group, in any case."""
    _, problems = _article("Summary: x\nimage: {src: /media/a.png, alt: a, Caption: b}\nattachments: [{scr: x}]\n")
    fixes = {problem.field: problem.fix_en for problem in problems if problem.code == "E202"}
    assert fixes == {
        "Summary": 'did you mean "summary"',
        "image.Caption": 'did you mean "caption"',
        "attachments.1.scr": 'did you mean "src"',
    }


def test_dates_in_order() -> None:
    """`modified` may equal `date`, `expires` may not; offsets are compared as moments."""
    assert _codes("modified: 2026-03-01\n") == set()
    assert _codes("expires: 2026-03-01\n") == {"E212"}
    assert _codes("modified: 2026-02-28T17:00:00Z\n") == set()
    assert _codes("modified: 2026-02-28T16:59:59Z\n") == {"E211"}
    assert _codes("correction: {date: 2026-03-01, text: a}\n") == set()
    assert _codes("correction: {date: 2026-02-28, text: a}\n") == {"E228"}


def test_slug_is_the_file_name_unless_given() -> None:
    """Without a slug the file's name is the address, which it must be fit for."""
    tree, _ = parse_yaml(BASE, "articles/Lễ.md")
    assert tree is not None
    assert make_article(tree, "articles/le.md", "le")[0].slug == "le"  # type: ignore[union-attr]
    made, problems = make_article(tree, "articles/Lễ.md", "Lễ")
    assert made is None
    assert [problem.code for problem in problems] == ["E213"]


def test_comments_are_numbered() -> None:
    """A comment without an id has its place as its id."""
    tree, _ = parse_yaml(
        "- {name: An, time: 2026-03-01 08:00, text: Hay}\n- {name: B, time: 2026-03-02, text: c, reply_to: 1}\n", "c"
    )
    assert tree is not None
    comments, problems = make_comments(tree, "comments/a.yaml")
    assert problems == ()
    assert [(comment.id, comment.name, comment.reply_to) for comment in comments] == [("1", "An", ""), ("2", "B", "1")]


def test_site_data() -> None:
    """Each file of site data becomes its value, with the defaults of `site` for what it leaves out."""
    assert _site(
        "identity", "name: Cổng\nbase_url: https://example.vn/\nrating: {min_average: 2.5, structured_data: true}\n"
    ) == (
        Identity(
            name="Cổng",
            base_url="https://example.vn",
            rating=RatingSwitches(min_average=Decimal("2.5"), structured_data=True),
        )
    )
    assert _site(
        "categories", "- {slug: a, name: A}\n- {slug: b, name: B, parent: a, comments: closed, order: 2}\n"
    ) == (
        Category(slug="a", name="A"),
        Category(slug="b", name="B", parent="a", comments="closed", order=2),
    )
    assert _site("banners", "- {title: A, url: https://a.vn, from: 2026-01-01, to: 2026-01-31}\n") == (
        Banner(title="A", url="https://a.vn", since=date(2026, 1, 1), until=date(2026, 1, 31)),
    )
    assert _site("statistics", "total: {visits: 383090054, date: 2026-01-01}\n") == Statistics(
        total=Count(visits=383090054, date=date(2026, 1, 1))
    )
