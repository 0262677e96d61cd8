"""One page: found to be the one that is there, or rendered and staged; and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from plugins.press.fingerprint import Surroundings, view_fingerprint
from plugins.press.publication import Publication
from plugins.press.staging import Laid
from plugins.press.writer import PlannedPage

if TYPE_CHECKING:
    from plugins.press.render import Renderer


class Verdict(IntEnum):
    """Why a page was rendered, or was not."""

    KEPT = 0
    NEW = 1
    VIEW = 2
    SURROUNDINGS = 3
    RESTORED = 4


_WORDS: Final = (
    "giữ nguyên: nội dung, khung trang, mẫu và mã nguồn như lần trước (kept: made from the same)",
    "đã dựng: trang mới, hoặc chưa có bộ nhớ về trang này (rendered: new, or nothing is known of it)",
    "đã dựng: nội dung trang khác lần trước (rendered: what is on the page differs)",
    "đã dựng: khung trang, mẫu hoặc mã nguồn khác lần trước (rendered: frame, templates or code differ)",
    "đã dựng: tệp đã xuất bản bị sửa hoặc xoá (rendered: the published file was edited or deleted)",
)
_SAME: Final = "; kết quả không đổi nên tệp giữ nguyên (the result is the same, so that the file stays)"


class Made(NamedTuple):
    """
    What became of one page.

    Attributes:
        place: Its place in the plan.
        laid: Its file.
        prints: The fingerprints of its view and of what surrounds it.
        verdict: Why it was rendered or not.
    """

    place: int
    laid: Laid
    prints: tuple[bytes, bytes]
    verdict: Verdict

    @property
    def words(self) -> str:
        """The verdict, in Vietnamese and English."""
        return _WORDS[self.verdict] + (_SAME if self.verdict and not self.laid.is_staged else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """
    What views are rendered by.

    Attributes:
        templates: The folder of the templates.
        filters: What templates may apply to values; pure functions.
        version: Of the code.
        shared: Types whose objects never change and stand on many pages, such as an article's entry in lists.
    """

    templates: Path
    filters: Mapping[str, Callable[..., object]]
    version: str
    shared: frozenset[type] = frozenset()


class PageMaker:
    """
    Makes the pages of a publication; it changes nothing but what is staged, so that forked workers can do it.

    Args:
        publication: Knows what lies in the output folder, and stages.
        theme: What views are rendered by.
    """

    def __init__(self, publication: Publication, theme: Theme) -> None:
        self._publication = publication
        self._theme = theme
        self._surroundings = Surroundings(theme.templates, theme.version)
        self._loaded: Renderer | None = None

    def prepare(self, templates: Iterable[str], frame: object) -> None:
        """Do ahead what many pages of *templates* need, so that workers that are forked then inherit it."""
        self._publication.outputs.expect_all()
        for template in templates:
            self._surroundings.fingerprint(template, frame)
            self._renderer.load(self._surroundings.closure(template))

    def make(self, place: int, page: PlannedPage, frame: object) -> Made:
        """Stage a page, or find that the one that is there is the same."""
        outputs = self._publication.outputs
        view = page.make_view()
        prints = view_fingerprint(view), self._surroundings.fingerprint(page.template, frame)
        before = outputs.origin(page.path)
        known = outputs.remembered.get(page.path)
        if before is not None and known is not None and before[:2] == prints:
            return Made(place, Laid(known[4], known[0], is_staged=False), prints, Verdict.KEPT)
        data = self._renderer.render(page.template, view, frame, page.path)
        laid = self._publication.lay(page.path, data)
        return Made(place, laid, prints, self._judge(page.path, prints))

    def _judge(self, path: str, prints: tuple[bytes, bytes]) -> Verdict:
        """Return why a page is rendered."""
        outputs = self._publication.outputs
        before = outputs.origin(path)
        if path in outputs.disturbed:
            return Verdict.RESTORED
        if before is None:
            return Verdict.NEW
        return Verdict.VIEW if before[0] != prints[0] else Verdict.SURROUNDINGS

    @property
    def _renderer(self) -> Renderer:
        """The renderer; its library is loaded when the first page must be rendered."""
        if self._loaded is None:
            from plugins.press.render import Renderer  # noqa: PLC0415 - most builds after an edit of nothing need none

            self._loaded = Renderer(self._theme.templates, self._theme.filters, self._theme.shared)
        return self._loaded
