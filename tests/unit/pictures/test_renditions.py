"""Which copies a picture has, what they are called, what a browser can choose from."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from deploy.headers import IMMUTABLE, cache_control
from plugins.newsroom.site import Media
from plugins.pictures.renditions import choose, list_copies, recipe_key

PHOTO = Media(path="media/anh/cau.jpg", size=2_000_000, width=4000, height=3000, kind="JPEG", digest="0f" * 16)


def shapes(media: Media) -> list[tuple[int, int, str]]:
    """Return width, height and format of the copies of a picture."""
    return [(copy.width, copy.height, copy.format) for copy in list_copies("/media/anh/cau.jpg", media)]


def test_a_photo_has_three_widths_in_two_formats() -> None:
    """WebP, and JPEG for browsers without it."""
    assert shapes(PHOTO) == [
        (400, 300, "webp"),
        (400, 300, "jpg"),
        (800, 600, "webp"),
        (800, 600, "jpg"),
        (1200, 900, "webp"),
        (1200, 900, "jpg"),
    ]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (90, [90]),
        (400, [400]),
        (440, [440]),
        (445, [400, 445]),
        (800, [400, 800]),
        (1199, [400, 800, 1199]),
        (1201, [400, 800, 1200]),
    ],
)
def test_no_copy_is_wider_than_the_original(width: int, widths: list[int]) -> None:
    """Nor does one stand close below it, a file for nothing."""
    photo = replace(PHOTO, width=width, height=width)
    assert sorted({width for width, _, _ in shapes(photo)}) == widths
    choice = choose("/media/anh/cau.jpg", photo)
    assert choice is not None
    assert [known for _, known in choice.webp] == [known for _, known in choice.fallback] == widths


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_an_original_that_is_narrow_enough_is_its_own_fallback(kind: str) -> None:
    """Every browser shows it, so that no second one is made."""
    choice = choose("/media/anh/cau.jpg", replace(PHOTO, width=800, height=600, kind=kind))
    assert choice is not None
    assert choice.fallback[-1] == ("/media/anh/cau.jpg", 800)


@pytest.mark.parametrize(
    ("media", "formats"),
    [
        (replace(PHOTO, kind="PNG", has_alpha=True), {"webp", "png"}),
        (replace(PHOTO, kind="PNG"), {"webp", "png"}),
        (replace(PHOTO, kind="GIF"), {"webp", "png"}),
        (replace(PHOTO, kind="WEBP"), {"webp", "jpg"}),
        (replace(PHOTO, kind="WEBP", has_alpha=True), {"webp", "png"}),
        (replace(PHOTO, kind="WEBP", width=300, height=200), {"webp", "jpg"}),
    ],
)
def test_the_fallback_shows_what_the_original_does(media: Media, formats: set[str]) -> None:
    """What may be transparent stays so; of WebP there is one that other browsers show, too."""
    assert {kind for _, _, kind in shapes(media)} == formats


@pytest.mark.parametrize(
    "media",
    [
        Media(path="media/anh/cau.jpg", size=2_000_000),
        replace(PHOTO, kind="GIF", is_still=False),
        replace(PHOTO, size=8192),
        replace(PHOTO, kind="PNG", width=10_000, height=6_000),
        replace(PHOTO, width=12_000, height=12_000),
        replace(PHOTO, kind="PNG", width=200, height=20_000),
    ],
    ids=["no-picture", "animation", "small-file", "large-drawing", "larger-than-any-photo", "longer-than-webp-holds"],
)
def test_where_copies_would_not_help_or_not_fit_there_are_none(media: Media) -> None:
    """The original is shown, as it is."""
    assert list_copies("/media/anh/cau.jpg", media) == ()
    assert choose("/media/anh/cau.jpg", media) is None


def test_a_photo_of_a_telephone_with_108_megapixels_has_copies() -> None:
    """It is not unpacked as a whole."""
    assert shapes(replace(PHOTO, width=12_000, height=9_000))


def test_another_picture_has_other_names() -> None:
    """So a copy may be kept for ever, and the servers' rule says so of it."""
    before, after = (
        [copy.address for copy in list_copies("/media/a b/cầu.jpg", replace(PHOTO, digest=digest))]
        for digest in ("0f" * 16, "1f" * 16)
    )
    assert not {*before} & {*after}
    assert re.fullmatch(r"/static/media/a b/cầu-400-[0-9a-f]{8}\.webp", before[0])
    assert {cache_control(address) for address in before} == {IMMUTABLE}


def test_pictures_that_hold_the_same_share_work_and_no_name() -> None:
    """One is converted for both; names do not clash, even where only the endings differ."""
    one, other = (replace(PHOTO, path=path) for path in ("media/cau.jpg", "media/cau.jpeg"))
    assert recipe_key(one) == recipe_key(other)
    assert not {copy.address for copy in list_copies("/media/cau.jpg", one)} & {
        copy.address for copy in list_copies("/media/cau.jpeg", other)
    }


def test_a_picture_at_the_top_of_media_lies_at_the_top_of_its_copies() -> None:
    """No empty part is in the address."""
    assert list_copies("/media/cau.jpg", PHOTO)[0].address.startswith("/static/media/cau-400-")
