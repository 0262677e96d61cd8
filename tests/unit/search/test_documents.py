"""Documents: all visible text of an article, in blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.archives.visibility import listed
from plugins.newsroom.article import Attachment, Comment, Correction, Image, Source
from plugins.newsroom.reading import read_content
from plugins.search.documents import make_document, text_blocks
from plugins.search.facets import Facets, Option
from tests.builders import at, make_article, make_rating


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p><strong>Hà</strong> Nội, H<sub>2</sub>O</p>", ("Hà Nội, H2O",)),
        ("<p>một<br>hai</p>", ("một", "hai")),
        ("<ul><li>một</li><li>hai <em>ba</em></li></ul>", ("một", "hai ba")),
        ("<table><tr><td>1</td><td>2</td></tr></table>", ("1", "2")),
        ("<blockquote>trước<p>trong</p>sau</blockquote>", ("trước", "trong", "sau")),
        ("<p>a &amp; b &lt;i&gt; &nbsp; c</p>", ("a & b <i> c",)),
        ('<p>xem <img src="x.png" alt="ảnh"> này</p>', ("xem", "này")),
        ("<h2>Đầu đề</h2>\n<p>  Đoạn\n văn </p><p></p>", ("Đầu đề", "Đoạn văn")),
        ("<p>một</p><!-- ghi chú --><script>x()</script>", ("một",)),
        ("<span>" * 3000 + "sâu", ("sâu",)),
        ("", ()),
    ],
)
def test_blocks_part_words_and_inline_elements_do_not(body: str, blocks: tuple[str, ...]) -> None:
    """What a reader sees as one line is one block."""
    assert text_blocks(body) == blocks


def test_everything_that_readers_see_of_an_article_is_in_its_document() -> None:
    """Caption, attachments, tags, authors, unit, source, correction and approved comments follow the body."""
    article = make_article(
        summary="Tóm tắt.",
        image=Image(src="a.png", alt="mô tả", caption="Chú thích"),
        attachments=(Attachment(src="a.pdf", title="Văn bản"),),
        tags=("chuyển đổi số",),
        authors=("An Bình",),
        source=Source(name="Báo Tỉnh"),
        correction=Correction(date=at("2019-07-01 00:00"), text="Đính chính số liệu"),
        rating=make_rating(13, 5),
    )
    comment = Comment(id="1", name="Bạn đọc", time=at("2019-07-02 00:00"), text="Ý kiến\nhay")
    facets = Facets(unit=(Option("so-y-te", "Sở Y tế"),))
    document = make_document(article, "<p>Thân bài</p>", "Kinh tế", facets=facets, comments=(comment,))
    assert document.blocks == (
        "Thân bài",
        "Chú thích",
        "Văn bản",
        "chuyển đổi số",
        "An Bình",
        "Sở Y tế",
        "Báo Tỉnh",
        "Đính chính số liệu",
        "Ý kiến hay",
    )
    assert (document.category, document.rating, document.summary) == ("Kinh tế", "2.6", "Tóm tắt.")


def test_an_article_without_votes_has_no_rating() -> None:
    """Neither without a rating nor with one of no votes."""
    for rating in (None, make_rating(0, 0)):
        assert make_document(make_article(rating=rating), "", "Kinh tế").rating == ""


def test_nothing_that_only_surrounds_an_article_is_indexed() -> None:
    """What of the old page is dropped, and what stands around every article of the demo site, is in no document."""
    content = read_content(Path(__file__).resolve().parents[3] / "content")
    articles = listed(content, at("2026-11-20 08:00"))
    assert articles
    around = (
        "Đang truy cập",
        "Click để đánh giá",
        "duy trì trạng thái đăng nhập",
        "Thống kê truy cập",
        "trong 5 đánh giá",
    )
    for article in articles:
        comments = content.comments.get(article.slug, ())
        document = make_document(article, content.bodies[article.path].html, "", comments=comments)
        text = "\n".join((document.title, document.summary, *document.blocks))
        assert [words for words in around if words in text] == [], article.path
