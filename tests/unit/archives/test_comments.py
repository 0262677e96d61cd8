"""Approved comments as a tree."""

from __future__ import annotations

from plugins.archives.comments import count_comments, make_comments
from plugins.archives.parts import CommentView
from tests.builders import make_comment


def outline(comments: tuple[CommentView, ...]) -> list[object]:
    """Return the first lines of *comments*, each with those of its replies."""
    return [[comment.text[0], outline(comment.replies)] if comment.replies else comment.text[0] for comment in comments]


def test_replies_are_nested_and_siblings_keep_their_order() -> None:
    """A reply stands under what it answers, even where it comes first in the file; all are counted."""
    tree = make_comments(
        [
            make_comment("3", "1", "ba"),
            make_comment("1", text="một"),
            make_comment("2", text="hai"),
            make_comment("4", "1", "bốn"),
            make_comment("5", "3", "năm"),
        ]
    )
    assert outline(tree) == [["một", [["ba", ["năm"]], "bốn"]], "hai"]
    assert count_comments(tree) == 5


def test_a_reply_to_what_is_not_there_is_left_out() -> None:
    """A hidden comment takes its replies with it, and so does a ring of replies."""
    tree = make_comments(
        [
            make_comment("1"),
            make_comment("2", "an"),
            make_comment("3", "2"),
            make_comment("4", "5"),
            make_comment("5", "4"),
        ]
    )
    assert count_comments(tree) == 1


def test_a_long_exchange_is_no_trouble() -> None:
    """Depth is not bounded by the interpreter's stack."""
    comments = [make_comment(str(i), str(i - 1) if i else "") for i in range(5000)]
    assert count_comments(make_comments(comments)) == 5000


def test_each_line_is_a_paragraph() -> None:
    """Line breaks survive, empty lines do not."""
    (comment,) = make_comments([make_comment("1", text=" Dòng một \n\n\nDòng hai\n")])
    assert comment.text == ("Dòng một", "Dòng hai")
