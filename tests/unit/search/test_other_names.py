"""A document is found by every name of what it names."""

from __future__ import annotations

import pytest

from plugins.search.documents import make_document
from plugins.search.other_names import OtherNames
from tests.builders import make_article

NAMES = OtherNames([("tỉnh Lam Giang", "tỉnh Bình An"), ("CNTT", "công nghệ thông tin")])


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Đường về tỉnh Lam Giang.", ("tỉnh Bình An",)),
        ("Đường về tỉnh Bình An.", ("tỉnh Lam Giang",)),
        ("Ứng dụng CNTT ở xã.", ("công nghệ thông tin",)),
        ("Ngành công nghệ thông tin (CNTT).", ()),
        ("Mã CNTT2 và cntt.", ()),
    ],
)
def test_the_other_names_are_added(text: str, added: tuple[str, ...]) -> None:
    """Both ways; in whole words, with the same capitals; nothing that is there already."""
    document = make_document(make_article(title="Tin"), f"<p>{text}</p>", "Kinh tế")
    assert NAMES.add(document).blocks == (*document.blocks, *added)
