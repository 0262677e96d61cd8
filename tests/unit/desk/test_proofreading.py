"""What a proofreader marks, and what is left alone: false alarms cost more than what they find."""

from __future__ import annotations

import pytest

from desk.proofreading.letters import find_invisible, find_lookalikes
from desk.proofreading.links import check_body_links
from desk.proofreading.manuscript import Manuscript
from desk.proofreading.old_fonts import check_old_fonts
from desk.proofreading.pictures import check_alt_texts
from desk.proofreading.suspects import load_suspects
from desk.proofreading.syllables import is_syllable, place_tone
from desk.proofreading.tones import check_tones
from plugins.newsroom.source import read_article


def manuscript(body: str, header: str = "") -> Manuscript:
    """Return an article's file."""
    return Manuscript("articles/tin.md", f"---\ntitle: Tin\ndate: 2026-01-01\ncategory: le\n{header}---\n\n{body}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [("hòa", "hoà"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("úy", "uý"), ("xõa", "xoã"), ("đọa", "đoạ")],
)
def test_the_tone_of_an_open_rhyme_can_stand_in_two_places(old: str, new: str) -> None:
    """Open oa, oe and uy have two spellings, each of which leads to the other."""
    assert (place_tone(old, "new"), place_tone(new, "old")) == (new, old)
    assert (place_tone(old, "old"), place_tone(new, "new")) == (old, new)


@pytest.mark.parametrize(
    "word", ["quý", "quỳ", "hoàn", "thuở", "quá", "của", "huyện", "khoét", "xoáy", "ngoẹo", "hoa", "oà!", "à"]
)
def test_other_words_have_one_spelling(word: str) -> None:
    """Closed rhymes, qu, and three vowels leave no choice."""
    assert place_tone(word, "old") == place_tone(word, "new") == word


@pytest.mark.parametrize("word", ["nghiêng", "Đường", "THÔNG", "quyển", "giếng", "uỷ", "ở", "khuỷu", "ngoằn"])
def test_syllables_are_known(word: str) -> None:
    """A syllable has an initial, a rhyme and a tone at the most."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Guðmundsson", "coâng", "word", "Putin", "hoànng", "C«ng"])
def test_foreign_words_are_no_syllables(word: str) -> None:
    """What Vietnamese cannot spell is none of it."""
    assert not is_syllable(word)


def test_prose_is_what_readers_read() -> None:
    """Addresses, code, tags and the fields that are no sentences are blanked out; places stay the same."""
    text = manuscript(
        "Đọc [hoà](/media/hoà.pdf) và `hoà`, <b title='hoà'>x</b> https://a.vn/hoà {filename}hoà.md\n\n    hoà",
        "summary: 'Lời hoà'\nauthors: [Lê hoà]\nimage: {src: /media/hoà.png, alt: ảnh hoà}\n",
    )
    assert len(text.prose) == len(text.text)
    assert text.prose.count("hoà") == 3


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Xã hòa giải, khóa sổ.", []),
        ("Xã hòa giải, khoá sổ.", ["H330"]),
        ("Xã hòa giải. Ông Hoà và bà Thuỷ.", []),
        ("Xã hòa giải, xem [hoà](/media/hoà.pdf).", ["H330"]),
        ("Xã hòa giải, xem https://a.vn/hoà", []),
        ("Xã hòa giải, tuần lễ quý một.", []),
    ],
)
def test_a_text_keeps_to_one_way_of_placing_tones(body: str, said: list[str]) -> None:
    """Both ways in one text are told once; names and addresses are nobody's choice."""
    assert [problem.code for problem in check_tones(manuscript(body), None)] == said


def test_a_site_chooses_one_way() -> None:
    """Where the site has chosen, the other way is told even where the text is at one with itself."""
    assert [problem.code for problem in check_tones(manuscript("Xã hoà giải."), "old")] == ["H331"]
    assert list(check_tones(manuscript("Xã hoà giải."), "new")) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Ðảng", "Đảng"),
        ("UBNÐ", "UBNĐ"),
        ("NÐ", "NĐ"),
        ("ðường", "đường"),
        ("cаo", "cao"),
        ("Тin", "Tin"),
        ("Guðmundsson", ""),
        ("Ðuro", ""),
        ("Россия", ""),
        ("М", ""),
        ("µm", ""),
        ("kΩ", ""),
        ("αβ", ""),
    ],
)
def test_letters_of_other_scripts_are_found_in_words_of_ours(word: str, meant: str) -> None:
    """A word of another language is right as it is; one of ours with a foreign letter in it is not."""
    found = [(lookalike.word, lookalike.meant) for lookalike in find_lookalikes(manuscript(f"Ở {word} nói."))]
    assert found == ([(word, meant)] if meant else [])


def test_invisible_signs_count_inside_words() -> None:
    """Between words, and within emoji, they do no harm."""
    assert len(tuple(find_invisible(manuscript("p\u200bháo, Tuo\u00adsheng, lễ\u200b hội, 👨\u200d👩")))) == 2


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        ("C«ng nghÖ th«ng tin ngµy nay", "TCVN3"),
        ("Coâng ngheä thoâng tin ngaøy nay", "VNI"),
        ("CÃ´ng nghá»‡ thÃ´ng tin Viá»‡t Nam", ""),
    ],
)
def test_letters_of_fonts_of_old_are_recognised(body: str, encoding: str) -> None:
    """Three words that become Vietnamese are enough."""
    (problem,) = check_old_fonts(manuscript(body))
    assert problem.code == "W334"
    assert encoding in problem.en


@pytest.mark.parametrize(
    "body",
    [
        "Müller, Ødegård và Şükrü gặp François ở São Paulo, Señor Núñez, Erdoğan.",
        "Nhiệt độ 30°C, 5 m², ½ lít, «trích dẫn» và «một lời», 10·5, § 3, giá £5 ±1.",
        "Công nghệ thông tin. C«ng nghÖ.",
    ],
)
def test_other_languages_and_signs_are_not_taken_for_them(body: str) -> None:
    """Names of footballers and signs of units are right."""
    assert list(check_old_fonts(manuscript(body))) == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[tin](https://nhacai-x.example/)", "W335"),
        ("[tin](https://m88.example/)", "W335"),
        ("[Nhà cái uy tín](https://tin.example.org/)", "W335"),
        ("[ty le keo hom nay](https://tin.example.org/)", "W335"),
        ("[Phá đường dây cá độ](https://bao.example.vn/ca-do)", ""),
        ("[Bơ](https://avocado.example.com/explode)", ""),
        ("[Nhà cái uy tín](/le/tin.html)", ""),
        ("[a](https://a..vn/)", "W336"),
        ("[a](https://-a.vn/)", "W336"),
        ("[a](https:///a.vn)", "W336"),
        ("[a](https://tỉnh.vn/)", ""),
        ("[a](https://192.0.2.7/)", ""),
        ("[a](https://a.gov.vn:8443/x?y#z)", ""),
        ("[a](//a.vn/x)", ""),
        ("[a](mailto:a@b)", ""),
        ("[a](#top)", ""),
        ("[a](#noi-dung)", ""),
        ("[a](#khong-co)", "W337"),
        ("chú thích[^1]\n\n[^1]: một", ""),
    ],
)
def test_links_are_judged_by_what_is_written(link: str, said: str) -> None:
    """Only links to other sites can be spam; running text about crime is news."""
    text = manuscript(f"Mở đầu.\n\nXem {link}.")
    _, body, _ = read_article(text.path, text.text)
    assert body is not None
    assert [problem.code for problem in check_body_links(text, body)] == ([said] if said else [])


def test_a_heading_of_a_long_article_can_be_linked_to() -> None:
    """The names are those that the page will have."""
    headings = "".join(f"## Mục {number}\n\n{'Chữ ' * 300}\n\n" for number in range(3))
    text = manuscript(f"Mở đầu.\n\n[một](#muc-muc-1), [chín](#muc-muc-9)\n\n{headings}")
    _, body, _ = read_article(text.path, text.text)
    assert body is not None
    assert [problem.vi.split('"')[1] for problem in check_body_links(text, body)] == ["#muc-muc-9"]


@pytest.mark.parametrize(
    ("alt", "is_told"),
    [
        ("IMG_2034", True),
        ("z5231_copy", True),
        ("le-hoi.JPG", True),
        ("hoi-2026", True),
        ("Hình 3", True),
        ("12345", True),
        ("Ảnh", False),
        ("Hội", False),
        ("Toàn cảnh lễ hội 2026", False),
        ("Cầu số 5", False),
    ],
)
def test_a_picture_says_what_is_to_be_seen(alt: str, is_told: bool) -> None:
    """A camera's name for a picture is none for people."""
    text = manuscript(f"Mở đầu.\n\n![{alt}](/media/hoi-2026.png)")
    article, body, _ = read_article(text.path, text.text)
    assert body is not None
    assert [problem.code for problem in check_alt_texts(text, article, body)] == ["W338"] * is_told


def test_the_words_of_spam_are_in_one_spelling() -> None:
    """Hosts have small letters without accents; nothing in the list is short enough to stand in ordinary names."""
    suspects = load_suspects()
    assert all(part == part.lower() and part.isascii() for part in suspects.host_parts)
    for host in ("essex.ac.uk", "binhan.gov.vn", "betterplace.org", "sexton.com", "banca.it"):
        assert suspects.find(host, "tin") == ""
