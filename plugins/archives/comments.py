"""Approved comments as a tree of replies."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.archives.parts import CommentView
from plugins.newsroom.article import Comment


def make_comments(comments: Sequence[Comment]) -> tuple[CommentView, ...]:
    """
    Nest replies in what they reply to.

    Args:
        comments: All approved comments of an article, each `id` once; siblings keep this order.

    Returns:
        The comments that reply to none. A reply is left out, with all replies to it,
        when what it replies to is not there: it would answer nobody.
    """
    replies: dict[str, list[Comment]] = {}
    for comment in comments:
        replies.setdefault(comment.reply_to, []).append(comment)
    # Breadth first without recursion, then backwards: each view is made after those of its replies.
    reached = list(replies.get("", ()))
    for comment in reached:
        reached.extend(replies.get(comment.id, ()))
    views: dict[str, CommentView] = {}
    for comment in reversed(reached):
        views[comment.id] = CommentView(
            name=comment.name,
            time=comment.time,
            text=tuple(line.strip() for line in comment.text.splitlines() if line.strip()),
            replies=tuple(views[reply.id] for reply in replies.get(comment.id, ())),
        )
    return tuple(views[comment.id] for comment in replies.get("", ()))


def count_comments(comments: Sequence[CommentView]) -> int:
    """Return how many comments there are, replies included."""
    waiting = list(comments)
    for comment in waiting:
        waiting.extend(comment.replies)
    return len(waiting)
