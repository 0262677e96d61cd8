"""Which pages show which pictures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from hypothesis import given, strategies as st

from plugins.newsroom.article import Image
from plugins.newsroom.site import Media
from plugins.pictures.uses import Uses, shown_on
from tests.builders import make_article

T = TypeVar("T")
PICTURES = st.frozensets(st.sampled_from(["/media/a.jpg", "/media/b.jpg", "/media/c.jpg"])).map(
    lambda some: tuple(sorted(some))
)
CHANGES = st.dictionaries(st.sampled_from(["mot.md", "hai.md", "ba.md", "bon.md"]), PICTURES, max_size=4)


class HeldMap(dict[str, T], Generic[T]):
    """An ordered map in memory."""

    def put(self, key: str, value: T) -> None:
        """Set a value."""
        self[key] = value

    def drop(self, key: str) -> None:
        """Forget a value."""
        self.pop(key, None)

    def fill(self, entries: Iterable[tuple[str, T]]) -> None:
        """Replace all."""
        self.clear()
        self.update(entries)


@given(before=CHANGES, edits=st.lists(CHANGES, max_size=4))
def test_edits_one_by_one_come_to_what_counting_all_comes_to(
    before: dict[str, tuple[str, ...]], edits: list[dict[str, tuple[str, ...]]]
) -> None:
    """Each time it is told which pictures came and which went, and what is remembered is what a fresh count has."""
    shown: HeldMap[tuple[str, ...]] = HeldMap()
    counts: HeldMap[int] = HeldMap()
    uses, pages = Uses(shown, counts), dict(before)
    assert uses.fill(pages.items()) == sorted({picture for some in before.values() for picture in some})
    for edit in edits:
        old = {picture for some in pages.values() for picture in some}
        pages |= edit
        new = {picture for some in pages.values() for picture in some}
        assert uses.change(edit.items()) == (sorted(new - old), sorted(old - new))
        fresh: tuple[HeldMap[tuple[str, ...]], HeldMap[int]] = (HeldMap(), HeldMap())
        Uses(*fresh).fill(pages.items())
        assert (shown, counts) == fresh


def test_a_page_shows_its_lead_picture_and_those_of_its_body() -> None:
    """However they are named; what has no copies, or is not there, is left out."""
    media = {
        f"/media/{name}": Media(path=f"media/{name}", size=9000, width=90, height=60, kind="JPEG", digest=name)
        for name in ("dau.jpg", "thân bài.jpg", "kho/c.jpg", "khac.jpg")
    }
    media["/media/nho.png"] = Media(path="media/nho.png", size=90, width=9, height=6, kind="PNG", digest="x")
    article = make_article("a", image=Image(src="/media/dau.jpg", alt="Đầu"))
    images = ("/media/th%C3%A2n%20b%C3%A0i.jpg", "{static}/media/kho/c.jpg", "/media/nho.png", "/media/mat.jpg")
    assert shown_on(article, images, media) == ("/media/dau.jpg", "/media/kho/c.jpg", "/media/thân bài.jpg")
