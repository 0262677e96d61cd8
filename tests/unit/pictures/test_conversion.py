"""The copies that are made: sizes, colours, what is turned and what is left out."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from plugins.newsroom.media import list_media
from plugins.newsroom.site import Media
from plugins.pictures.conversion import UnreadablePictureError, make_copies, missing_codecs
from plugins.pictures.renditions import Copy, list_copies

RED, GREEN, BLUE = (220, 30, 20), (20, 180, 40), (30, 60, 210)


def quarters(mode: str = "RGB", size: tuple[int, int] = (900, 600)) -> Image.Image:
    """Return a picture whose quarters are red, green, blue and white, with noise that makes its file large."""
    picture = Image.new("RGB", size, "white")
    width, height = size[0] // 2, size[1] // 2
    for colour, place in ((RED, (0, 0)), (GREEN, (width, 0)), (BLUE, (0, height))):
        picture.paste(colour, (*place, place[0] + width, place[1] + height))
    noise = random.Random(1).randbytes(120 * 120)  # noqa: S311 - the same at every run
    picture.paste(Image.frombytes("L", (120, 120), noise), (width - 60, height - 60))
    return picture.quantize(64) if mode == "P" else picture.convert(mode)


def described(folder: Path, name: str, data: bytes) -> Media:
    """Write a picture and return what the newsroom says of it."""
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media" / name).write_bytes(data)
    media, problems = list_media(folder, [f"media/{name}"])
    assert problems == ()
    return media[f"/media/{name}"]


def packed(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as the bytes of a file."""
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


@pytest.fixture
def copies_of(tmp_path: Path) -> Callable[[str, bytes], dict[Copy, Image.Image]]:
    """Return what makes the copies of a picture that is in a file of a name."""

    def make(name: str, data: bytes) -> dict[Copy, Image.Image]:
        copies = list_copies(f"/media/{name}", described(tmp_path, name, data))
        assert copies
        made = dict(make_copies(tmp_path / "media" / name, copies))
        assert [*made] == [*copies]
        return {copy: Image.open(io.BytesIO(data)) for copy, data in made.items()}

    return make


Make = Callable[[str, bytes], dict[Copy, Image.Image]]
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


def assert_quarters(picture: Image.Image, *colours: tuple[int, int, int], tolerance: int = 12) -> None:
    """Check the colours of a picture's quarters: above left, above right, below left."""
    shown, (width, height) = picture.convert("RGB"), picture.size
    places = [(width // 8, height // 8), (width * 7 // 8, height // 8), (width // 8, height * 7 // 8)]
    for place, colour in zip(places, colours, strict=True):
        found = shown.getpixel(place)
        assert isinstance(found, tuple)
        assert max(abs(one - other) for one, other in zip(found, colour, strict=True)) <= tolerance, (place, found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anh.jpg", packed(quarters(), "JPEG")),
        ("tien-trien.jpg", packed(quarters(), "JPEG", progressive=True)),
        ("anh.png", packed(quarters(), "PNG")),
        ("bang-mau.png", packed(quarters("P"), "PNG")),
        ("anh.webp", packed(quarters(), "WEBP", lossless=True)),
        ("anh.gif", packed(quarters("P"), "GIF")),
        ("trong-suot.png", packed(quarters("RGBA"), "PNG")),
        ("ten-sai.png", packed(quarters(), "JPEG")),
    ],
)
def test_copies_show_what_the_original_shows(name: str, data: bytes, copies_of: Make) -> None:
    """Each in its size and format."""
    for copy, picture in copies_of(name, data).items():
        assert (picture.size, picture.format) == ((copy.width, copy.height), FORMATS[copy.format])
        assert_quarters(picture, RED, GREEN, BLUE, tolerance=20)


def test_copies_of_cmyk_are_in_the_colours_of_screens(copies_of: Make) -> None:
    """Pictures from the printer's come so; browsers show them in colours of their own."""
    for picture in copies_of("in.jpg", packed(quarters("CMYK"), "JPEG")).values():
        assert picture.mode == "RGB"
        assert_quarters(picture, RED, GREEN, BLUE, tolerance=40)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_stands_upright(orientation: int, copies_of: Make) -> None:
    """What the camera noted is done, and need not be known any more."""
    ways = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = quarters().transpose(ways[orientation]) if orientation in ways else quarters()
    exif = Image.Exif()
    exif[0x0112] = orientation
    for copy, picture in copies_of("xoay.jpg", packed(stored, "JPEG", exif=exif)).items():
        assert picture.size == (copy.width, copy.height)
        assert copy.width > copy.height
        assert not picture.getexif()
        assert_quarters(picture, RED, GREEN, BLUE)


def test_what_a_camera_noted_is_in_no_copy(copies_of: Make) -> None:
    """Such as where a citizen's house stands."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "noi chup anh"
    data = packed(quarters(), "JPEG", exif=exif, comment=b"ghi chu", icc_profile=wide_profile())
    assert b"noi chup anh" in data
    for picture in copies_of("anh.jpg", data).values():
        assert not picture.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & picture.info.keys()


def wide_profile() -> bytes:
    """Return a profile of colours as screens show them."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_colours_of_another_space_become_those_of_the_web(copies_of: Make) -> None:
    """A picture in Lab, which no browser knows without its profile, shows what it shows."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    exact = copies_of("rgb.jpg", packed(quarters(), "JPEG", quality=95, icc_profile=wide_profile()))
    for picture in exact.values():
        assert_quarters(picture, RED, GREEN, BLUE)
    # A profile that does not fit to the picture is as none.
    for picture in copies_of("sai.jpg", packed(quarters(), "JPEG", icc_profile=lab)).values():
        assert_quarters(picture, RED, GREEN, BLUE)
    for picture in copies_of("hong.jpg", packed(quarters(), "JPEG", icc_profile=b"hong")).values():
        assert_quarters(picture, RED, GREEN, BLUE)


def test_transparent_pixels_stay_so(copies_of: Make) -> None:
    """In WebP and in PNG, from a channel of its own or from one colour that is none."""
    channel = quarters("RGBA")
    channel.putalpha(Image.new("L", channel.size, 255))
    channel.paste((0, 0, 0, 0), (0, 0, 450, 300))
    palette = quarters("P")
    index = palette.getpixel((10, 10))
    for name, data in (
        ("kenh.png", packed(channel, "PNG")),
        ("mau.png", packed(palette, "PNG", transparency=index)),
        ("mau.gif", packed(palette, "GIF", transparency=index)),
    ):
        for picture in copies_of(name, data).values():
            shown = picture.convert("RGBA")
            alpha = [shown.getpixel((x, picture.height // 8)) for x in (picture.width // 8, picture.width * 7 // 8)]
            assert [value[3] for value in alpha if isinstance(value, tuple)] == [0, 255], name


def test_sixteen_bits_a_pixel_become_eight(copies_of: Make) -> None:
    """A scan in deep grey is not white."""
    grey = Image.frombytes("L", (300, 300), random.Random(2).randbytes(90_000))  # noqa: S311 - the same at every run
    grey.paste(64, (0, 0, 150, 150))
    deep = Image.frombytes("I;16", grey.size, b"".join(bytes([value, value]) for value in grey.tobytes()))
    for picture in copies_of("quet.png", packed(deep, "PNG")).values():
        value = picture.convert("L").getpixel((30, 30))
        assert isinstance(value, int)
        assert abs(value - 64) <= 2


def test_a_photo_with_a_second_picture_behind_it_is_a_photo(tmp_path: Path) -> None:
    """As newer telephones write them; browsers show the first."""
    second = Image.new("RGB", (90, 60), "white")
    media = described(tmp_path, "may.jpg", packed(quarters(), "MPO", save_all=True, append_images=[second]))
    assert (media.kind, media.is_still) == ("JPEG", True)
    for copy, data in make_copies(tmp_path / "media" / "may.jpg", list_copies("/media/may.jpg", media)):
        picture = Image.open(io.BytesIO(data))
        assert picture.size == (copy.width, copy.height)
        assert_quarters(picture, RED, GREEN, BLUE)


def test_a_picture_that_breaks_off_is_shown_as_far_as_it_goes(copies_of: Make) -> None:
    """As browsers show it."""
    data = packed(quarters(), "JPEG", quality=95)
    for picture in copies_of("dut.jpg", data[: len(data) * 3 // 5]).values():
        colour = picture.convert("RGB").getpixel((picture.width // 8, picture.height // 8))
        assert isinstance(colour, tuple)
        assert max(abs(one - other) for one, other in zip(colour, RED, strict=True)) <= 12


def test_what_cannot_be_unpacked_is_told(tmp_path: Path) -> None:
    """The first bytes may be a picture's and the rest none."""
    data = bytearray(packed(quarters(), "WEBP", lossless=True))
    data[60:] = bytes(len(data) - 60)
    media = described(tmp_path, "hong.webp", bytes(data))
    with pytest.raises(UnreadablePictureError):
        list(make_copies(tmp_path / "media" / "hong.webp", list_copies("/media/hong.webp", media)))


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    """However often, and wherever it lies."""
    data = packed(quarters(), "JPEG")
    made = []
    for name in ("mot.jpg", "hai.jpg"):
        copies = list_copies("/media/x.jpg", described(tmp_path, name, data))
        made.append([data for _, data in make_copies(tmp_path / "media" / name, copies)])
    assert made[0] == made[1]


def test_a_narrow_picture_keeps_a_pixel_of_height(copies_of: Make) -> None:
    """A rule of 3000 × 2 pixels is not made 0 pixels high."""
    line = Image.frombytes("RGB", (3000, 2), random.Random(3).randbytes(18_000))  # noqa: S311 - the same at every run
    assert {picture.height for picture in copies_of("ke.png", packed(line, "PNG")).values()} == {1}


def test_this_installation_can_make_what_is_needed() -> None:
    """The locked Pillow has every format."""
    assert missing_codecs() == ()
