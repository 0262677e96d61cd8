"""What `{filename}…` and `{static}…` mean."""

from __future__ import annotations

import unicodedata

import pytest

from plugins.newsroom.links import (
    broken_links,
    decode_path,
    encode_path,
    is_reference,
    reference_suffix,
    resolve_reference,
)

ARTICLE = "articles/2019/06/cntt.md"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("{filename}khac.md", "articles/2019/06/khac.md"),
        ("{filename}../../2020/01/moi.md", "articles/2020/01/moi.md"),
        ("{filename}/articles/2020/01/moi.md#muc-2", "articles/2020/01/moi.md"),
        ("{static}/media/a.pdf", "media/a.pdf"),
        ("{static}../../../media/a.pdf?v=1#trang=2", "media/a.pdf"),
        ("{static}/media/B%E1%BA%A3n%20%C4%91%E1%BB%93.png", "media/Bản đồ.png"),
        ("{static}/media/" + unicodedata.normalize("NFD", "Bản đồ.png"), "media/Bản đồ.png"),
        ("{static}/media/./x/../a.pdf", "media/a.pdf"),
        ("{static}//media/a.pdf", "media/a.pdf"),
        ("{static}../../../../etc/passwd", ""),
        ("{static}/../media/a.pdf", ""),
        ("{filename}", "articles/2019/06"),
        ("{filename}/", ""),
        ("{filename}#muc", "articles/2019/06"),
    ],
)
def test_a_reference_is_relative_to_its_article_or_to_the_content_folder(reference: str, path: str) -> None:
    """As in Pelican; percent-encoding and NFD do not matter, and nothing outside the folder is meant."""
    assert is_reference(reference)
    assert resolve_reference(reference, ARTICLE) == path


@pytest.mark.parametrize("address", ["https://example.vn/{filename}", "/media/a.pdf", "{attach}a.pdf", "#muc", ""])
def test_other_addresses_are_no_references(address: str) -> None:
    """Only the two forms at the start count; asking for the file of another is a programmer's mistake."""
    assert not is_reference(address)
    assert reference_suffix(address) == ""
    with pytest.raises(ValueError, match=r"^"):
        resolve_reference(address, ARTICLE)


def test_suffix_is_kept() -> None:
    """Query and fragment are no part of the path."""
    assert reference_suffix("{static}/media/a.pdf?v=1#trang=2") == "?v=1#trang=2"
    assert reference_suffix("{filename}a.md") == ""


def test_broken_links_are_listed_as_written() -> None:
    """A link is broken when no file has its path; other addresses are not looked at."""
    links = ("{filename}co.md#a", "{filename}khong.md#b", "https://example.vn/", "{static}/media/x.png")
    assert broken_links(links, ARTICLE, {"articles/2019/06/co.md"}) == (links[1], links[3])


def test_paths_are_encoded_and_decoded() -> None:
    """A path with Vietnamese letters and spaces survives the way into an address and back."""
    assert encode_path("/media/Bản đồ (1).png") == "/media/B%E1%BA%A3n%20%C4%91%E1%BB%93%20(1).png"
    assert decode_path(encode_path("/media/Bản đồ (1).png")) == "/media/Bản đồ (1).png"
    assert decode_path("/media/a.png?v=1#x") == "/media/a.png"
