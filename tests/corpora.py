"""Small corpora and queries for search, as Hypothesis strategies: few syllables, many variants, and hostile strings."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from plugins.newsroom.moment import ZONE
from plugins.newsroom.vietnamese import slugify
from plugins.search.documents import Document

SYLLABLES: Final = [
    "công",
    "cộng",
    "cống",
    "cong",
    "nghệ",
    "nghe",
    "thông",
    "thong",
    "tin",
    "tín",
    "hoà",
    "hòa",
    "hoa",
    "thuỷ",
    "thủy",
    "thuy",
    "quý",
    "quí",
    "kỹ",
    "kĩ",
    "ky",
    "đất",
    "dat",
    "đạt",
    "ở",
    "y",
    "tế",
    "42",
    "2022",
    "nđ",
    "cp",
    "uỷ",
    "ủy",
    "uy",
    "ban",
    "42/2022/NĐ-CP",
    "42/2022 nd cp",
    "2/9/2024",
    "02-09-2024",
    "mike",
    "là",
    "la",
    "gì",
    "của",
]
_HOSTILE: Final = (
    "<script>alert(1)</script>",
    "</p><b>x",
    "\"' OR 1=1 --",
    "text:công AND *",
    "[công] (tin",
    "😀",
    "a" * 90,
    "đ" * 70,
    "한국어",
    "𝐀𝐛 𠀀",
    "\ufb01n",
    "ﬀ",
    "ạ\u0301",
    "công\x1ftin",
    "công\u200btin",
    "\x00",
    "__proto__",
    "constructor",
    "!",
    "Z",
)

_FORMS: Final = (
    lambda text: text,
    str.upper,
    lambda text: unicodedata.normalize("NFD", text),
)
_WORDS: Final = st.sampled_from(SYLLABLES) | st.sampled_from(_HOSTILE)
_FIRST: Final = datetime(2023, 11, 1, tzinfo=ZONE)


@st.composite
def texts(draw: st.DrawFn, most: int = 12) -> str:
    """A text of up to *most* words, in one of several forms."""
    words = draw(st.lists(_WORDS, max_size=most))
    return draw(st.sampled_from(_FORMS))(" ".join(words))


@st.composite
def documents(draw: st.DrawFn, number: int) -> Document:
    """A document whose slug is unique for *number*; dates clash often and span several years."""
    hours = draw(st.integers(0, 40)) * 24 * 27
    title = draw(texts(6))
    return Document(
        slug=f"tin-{number}",
        url=f"/kinh-te/{slugify(title)}-{number}.html",
        title=title,
        date=_FIRST + timedelta(hours=hours),
        category="Kinh tế",
        summary=draw(texts(8)),
        rating=draw(st.sampled_from(("", "2.6"))),
        blocks=tuple(draw(st.lists(texts(20), max_size=3))),
    )


@st.composite
def corpora(draw: st.DrawFn, most: int = 20) -> list[Document]:
    """Up to *most* documents in any order."""
    count = draw(st.integers(0, most))
    return [draw(documents(number)) for number in draw(st.permutations(range(count)))]


def queries() -> st.SearchStrategy[str]:
    """Queries of up to five words."""
    return texts(5)
