"""
A save: what an editor changed becomes a commit of theirs, or nothing is changed.

The desk keeps a work tree of its own, which always shows the branch's newest commit. A save is written there, the
strict reader looks at the whole, and only then the branch moves; if it cannot, the work tree goes back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from desk.changes import CONTENT, Change, Request, written
from desk.configuration import Hosting, make_configuration, read_site_data
from desk.refusal import RefusedError
from desk.repository import Author, Entry, GitError, MovedError, Repository
from desk.users import User
from desk.workshop import Built, Fault, Places, Workshop, WorkshopError
from plugins.newsroom.article import Status
from plugins.newsroom.site import Site
from plugins.newsroom.source import read_article, read_page

_STALE: Final = "đã có người khác sửa {path} sau khi bạn mở; hãy chép lại phần bạn viết, tải lại trang rồi sửa tiếp"
_NOT_YOURS: Final = (
    "{path}: chỉ người duyệt mới được sửa phần bạn đọc đang thấy."
    ' Cách sửa: chọn trạng thái "Chờ duyệt" (review) rồi lưu lại'
)
_OPEN: Final = (Status.DRAFT, Status.REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A commit that was made: its id, its moment, path → blob's id of what it wrote, the message."""

    commit: str
    moment: datetime
    blobs: Mapping[str, str]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """
    What has been made of a commit.

    Attributes:
        commit: Its id; "" before the first.
        preview: What came of the preview, None before the first.
        publication: What came of making what readers see; None before the first, or where that is not done here.
        is_newest: Whether it was made of the newest commit, or of a later one.
    """

    commit: str
    preview: Built | None
    publication: Built | None
    is_newest: bool = False


class Desk:
    """
    The repository and everything that is made of it; calls may come from several threads.

    Args:
        repository: Where commits go.
        places: Folders of the desk's own.
        workshop: Checks and builds `places.content`.
        now: Tells the moment.

    Raises (when made):
        GitError: The branch cannot be read.
    """

    def __init__(self, repository: Repository, places: Places, workshop: Workshop, now: Callable[[], datetime]) -> None:
        self.repository = repository
        self.places = places
        self._workshop = workshop
        self._now = now
        self._lock = threading.Lock()
        self._changed = threading.Condition()
        self._shown = ""  # the commit in the work tree
        self._faults: tuple[Fault, ...] = ()
        self._checked = ""  # the commit that has these
        self._state = State(commit="", preview=None, publication=None)
        self._turns = 0
        places.tree.mkdir(parents=True, exist_ok=True)

    def save(self, user: User, request: Request) -> Saved:
        """
        Commit what *user* changed.

        Raises:
            RefusedError: Not allowed, out of date, or the strict reader finds an error.
            WorkshopError: The content could not be checked.
        """
        with self._lock:
            head = self._follow()
            tree = self.repository.tree(head)
            for change in request.changes:
                _refuse_stale(change, tree)
            self._refuse_publishing(user, request.changes, tree)
            moment = self._now()
            author = Author(user.name, user.email)
            commit, blobs = self.repository.make_commit(
                head, written(request.changes), author, request.message, moment.isoformat()
            )
            self._show(head, commit)
            try:
                faults = self._judge(request.changes)
                self._move(head, commit)
            except BaseException:
                self._show(commit, head)
                raise
            self._faults, self._checked = faults, commit
        self.renew()
        return Saved(commit=commit, moment=moment, blobs=blobs, message=request.message)

    def _judge(self, changes: Sequence[Change]) -> tuple[Fault, ...]:
        """Return the errors of the content; refuse those that the changes made or that stand in changed files."""
        faults = self._workshop.check()
        known = {fault.identity for fault in self._faults}
        touched = {path.removeprefix(CONTENT) for path, _ in written(changes)}
        new = [fault for fault in faults if fault.identity not in known or fault.path in touched]
        if new:
            raise RefusedError(422, "\n".join(fault.report for fault in new))
        return faults

    def _move(self, head: str, commit: str) -> None:
        """Put the branch on the new commit, and with it the work tree where somebody has it checked out."""
        place = self.repository.checked_out
        if place is not None:
            try:
                self.repository.check_out(head, commit, place)
            except GitError as error:
                raise RefusedError(
                    409, "tệp này đang được sửa trực tiếp trên máy chủ; hãy báo quản trị viên"
                ) from error
        try:
            self.repository.move(head, commit)
        except MovedError as error:
            if place is not None:
                self.repository.check_out(commit, head, place)
            raise RefusedError(409, "có người vừa lưu cùng lúc; hãy lưu lại lần nữa") from error

    def _follow(self) -> str:
        """Bring the work tree to the branch's newest commit, whoever made it, and return that."""
        head = self.repository.head()
        if head != self._shown:
            self._show(self._shown, head)
        if head != self._checked:
            self._faults, self._checked = self._workshop.check(), head
        return head

    def _content(self) -> Path:
        """Return the content folder, which holds some commit from the first question on."""
        if not self._shown:
            with self._lock:
                if not self._shown:
                    self._show("", self.repository.head())
        return self.places.content

    def _show(self, before: str, after: str) -> None:
        try:
            self.repository.check_out(before, after, self.places.tree, self.places.index)
        except GitError:  # somebody touched the desk's own folder
            self.repository.check_out("", after, self.places.tree, self.places.index)
        self._shown = after

    def _refuse_publishing(self, user: User, changes: Iterable[Change], tree: Mapping[str, Entry]) -> None:
        """Refuse to let an editor change what readers see."""
        if user.may_publish:
            return
        for change in changes:
            if change.is_media:
                if change.path in tree or change.moved_from:
                    raise RefusedError(403, f"{change.path}: chỉ người duyệt mới được thay hoặc xoá tệp đã có")
                continue
            before = change.moved_from or change.path
            old = self.repository.blobs([tree[before].sha])[0] if before in tree else None
            states = ((before, old), (change.path, change.data))
            if not all(data is None or is_open(path, data) for path, data in states):
                raise RefusedError(403, _NOT_YOURS.format(path=change.path))

    def renew(self) -> None:
        """Make the preview of the newest commit, then what readers see; in a thread of its own."""
        threading.Thread(target=self._renew, daemon=True).start()

    def _renew(self) -> None:
        with self._lock:
            try:
                commit = self._follow()
                if self._state.commit == commit:
                    return  # for an earlier call this was done already
                self._tell(replace(self._state, commit=commit, preview=self._workshop.preview()))
                if not self._faults:
                    self._tell(replace(self._state, publication=self._workshop.publish()))
            except (GitError, WorkshopError) as error:
                self._tell(replace(self._state, preview=Built(report=str(error), seconds=0)))

    def _tell(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._turns += 1
            self._changed.notify_all()

    def site(self) -> Site:
        """Return the site data of the newest commit that the desk has seen."""
        return read_site_data(self._content())

    def configuration(self, hosting: Hosting) -> dict[str, Any]:
        """Return what the CMS is set up with for the newest commit that the desk has seen."""
        return make_configuration(self._content(), hosting, self._now().year)

    def page_of(self, path: str) -> str:
        """Return the root-relative address of the page that a file of the newest commit makes, "" for none."""
        entry = self.repository.tree(self.repository.head()).get(path)
        if entry is None or not entry.is_file:
            return ""
        text, name = self.repository.blobs([entry.sha])[0].decode("utf-8", "replace"), path.removeprefix(CONTENT)
        made = read_article(name, text)[0] if name.startswith("articles/") else read_page(name, text)[0]
        return "" if made is None else made.url

    def state(self, patience: float) -> State:
        """
        Return what has been made of the newest commit, or of the last one for which it was.

        Args:
            patience: How many seconds to wait for the newest.
        """
        head = self.repository.head()
        with self._changed:
            start = self._turns
            self._changed.wait_for(lambda: self._state.commit == head or self._turns > start + 1, patience)
            return replace(self._state, is_newest=self._state.commit == head or self._turns > start + 1)


def is_open(path: str, data: bytes) -> bool:
    """Tell whether a file is an article that is not published yet: a draft, or one that waits for review."""
    if not path.startswith(f"{CONTENT}articles/"):
        return False
    article, _, _ = read_article(path.removeprefix(CONTENT), data.decode("utf-8", "replace"))
    return article is None or article.status in _OPEN


def _refuse_stale(change: Change, tree: Mapping[str, Entry]) -> None:
    """Refuse a change of what is no more what the editor saw, and of what is no ordinary file."""
    source = change.moved_from or change.path
    for path in (source, change.path):
        parents = (path[:end] for end, sign in enumerate(path) if sign == "/")
        if any(parent in tree for parent in parents) or (path in tree and not tree[path].is_file):
            raise RefusedError(422, f"{path}: chỗ này trong kho là một liên kết, không ghi được")
    present = tree.get(source)
    if (present.sha if present is not None else "") != change.sha:
        raise RefusedError(409, _STALE.format(path=source))
    if change.moved_from and change.path in tree:
        raise RefusedError(409, f"{change.path}: đã có tệp này")
