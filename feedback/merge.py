"""
Votes and approved comments brought into `content/`, in one commit.

What is written follows from the database and the files alone, and is the same however often it is done: a file's votes
are those that others counted, noted once before anything is written, and those of the service.  So a merge that was
killed is done by the next one, and another's commit in between changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from feedback import store
from feedback.comment_files import revise
from feedback.content_lock import alone_in
from feedback.repository import check_repository, commit
from feedback.store import Comment, Elsewhere, Tally
from feedback.visits_articles import Found, find_articles
from feedback.visits_files import SpliceError, put_numbers, read_numbers
from feedback.whole_file import put_file, read_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """
    What a merge did.

    Attributes:
        files: What the commit changed, below the content folder.
        articles: Slugs of articles whose votes changed.
        comments: How many approved comments stand in the files now.
        lost: Slugs with votes or approved comments that are no article's any more.
        commit: The commit's name, "" where nothing was new.
    """

    files: tuple[str, ...]
    articles: tuple[str, ...]
    comments: int
    lost: tuple[str, ...]
    commit: str


def merge(content: Path, connection: sqlite3.Connection) -> Merged:
    """
    Bring what came in into the files of *content*.

    Raises:
        RepositoryError: The folder is in no repository, or Git refuses.
        SpliceError: A file there has errors; nothing was written.
        OSError: A file cannot be read or written.
        sqlite3.Error: The database cannot be.
    """
    check_repository(content)
    with alone_in(content):
        totals = store.all_totals(connection)
        by_slug: defaultdict[str, list[Comment]] = defaultdict(list)
        for comment in store.comments_in(connection):
            by_slug[comment.slug].append(comment)
        articles = find_articles(content, totals.keys() | by_slug.keys())
        figures, changed = _plan_votes(content, connection, articles, totals)
        comments = {
            f"comments/{slug}.yaml": _plan_comments(content, slug, found)
            for slug, found in sorted(by_slug.items())
            if slug in articles
        }
        for path, data in (*figures.items(), *comments.items()):
            _write(content / path, data)
        approved = {slug: sum(one.state == "approved" for one in found) for slug, found in by_slug.items()}
        shown = sum(count for slug, count in approved.items() if slug in articles)
        paths = (*figures, *comments)
        name = commit(content, paths, _message(len(changed), shown))
        wanted = {slug for slug, tally in totals.items() if tally.votes} | {slug for slug in approved if approved[slug]}
        return Merged(
            files=paths if name else (),
            articles=tuple(changed),
            comments=shown,
            lost=tuple(sorted(wanted - articles.keys())),
            commit=name,
        )


def _plan_votes(
    content: Path, connection: sqlite3.Connection, articles: Mapping[str, Found], totals: Mapping[str, Tally]
) -> tuple[dict[str, bytes], list[str]]:
    """Return file → new text, and the articles whose votes change; note first what others have counted."""
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for slug in sorted(articles.keys() & totals.keys()):
        by_file[f"figures/{articles[slug].month}.yaml"].append(slug)
    texts: dict[str, bytes] = {}
    notes: dict[str, Elsewhere] = {}
    changed: list[str] = []
    for path, slugs in sorted(by_file.items()):
        data = read_file(content / path)
        there = read_numbers(data, path)
        numbers: dict[str, dict[str, str]] = {}
        for slug in slugs:
            now, front = _tally(there.get(slug, {}), path, slug), articles[slug]
            others = _others(store.elsewhere_of(connection, slug), now, totals[slug])
            notes[slug] = Elsewhere(Tally(front.points, front.votes), others)
            wanted = others + totals[slug]
            numbers[slug] = {"points": str(wanted.points), "votes": str(wanted.votes)}
            if wanted != now:
                changed.append(slug)
        texts[path] = put_numbers(data, path, {slug: numbers[slug] for slug in slugs})
    with store.transaction(connection):
        for slug, note in notes.items():
            store.set_elsewhere(connection, slug, note)
    return texts, changed


def _others(known: Elsewhere | None, now: Tally, counted: Tally) -> Tally:
    """
    Return the votes of `figures/` that the service did not count.

    Noted at an article's first merge.  A file with more votes than both together was merged from a younger database
    than this one, which came back from a backup: what is not in it any more was counted elsewhere from now on.
    """
    others = now if known is None else known.figures
    if now.votes <= others.votes + counted.votes:
        return others
    votes = now.votes - counted.votes
    return Tally(min(max(now.points - counted.points, votes), 5 * votes), votes)


def _plan_comments(content: Path, slug: str, comments: list[Comment]) -> bytes:
    path = f"comments/{slug}.yaml"
    approved = [comment for comment in comments if comment.state == "approved"]
    others = {comment.id for comment in comments if comment.state != "approved"}
    return revise(read_file(content / path), path, approved, others)


def _tally(fields: Mapping[str, str], path: str, slug: str) -> Tally:
    try:
        return Tally(int(fields.get("points") or 0), int(fields.get("votes") or 0))
    except ValueError as error:
        raise SpliceError(f"{path}: {slug}: điểm và lượt phải là số. (Points and votes must be numbers.)") from error


def _message(articles: int, comments: int) -> str:
    return f"Nhập phản hồi của bạn đọc\n\nBài có đánh giá mới: {articles}. Ý kiến đang hiện: {comments}.\n"


def _write(path: Path, data: bytes) -> None:
    """Put *data* in place of a file that holds something else; no data is no file."""
    if data == read_file(path):
        return
    if data:
        put_file(path, data)
    else:
        path.unlink()
