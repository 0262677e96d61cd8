"""Two editors on one article: whatever order their clicks come in, no edit is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import pytest

from desk.changes import Change, Request
from desk.refusal import RefusedError
from tests.desk_kit import PATH, EverythingFits, SmallDesk, article, make_desk

FEW, MANY = 10, 200
EDITS = 2


@dataclass
class Editor:
    """
    Opens the article, adds a line, saves; on a conflict opens it anew and adds the line there.

    Attributes:
        name: As in the lines.
        small: The desk.
        left: How many lines are still to be added.
        seen, text: What was opened, and what it became; "" while nothing is open.
        saved: Lines whose save was confirmed.
        refusals: Statuses of the saves that were not.
    """

    name: str
    small: SmallDesk
    left: int = EDITS
    seen: str = ""
    text: str = ""
    saved: list[str] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)

    def step(self) -> None:
        """Do the next thing: open, or save what is open."""
        line = f"{self.name} viết dòng {self.left}."
        if not self.seen:
            self.seen = self.small.sha(PATH)
            self.text = f"{self.small.text(PATH)}\n{line}\n"
            return
        change = Change(path=PATH, data=self.text.encode(), sha=self.seen)
        try:
            self.small.desk.save(self.small.users["duyet"], Request((change,), line))
        except RefusedError as refusal:
            self.refusals.append(refusal.status)
        else:
            self.saved.append(line)
            self.left -= 1
        self.seen = ""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallDesk:
    """A desk whose content is right whatever it says."""
    return make_desk(tmp_path_factory.mktemp("desk"), EverythingFits)


def test_no_edit_is_lost(small: SmallDesk, request: pytest.FixtureRequest) -> None:
    """Every line whose save was confirmed is in the article, once, and each has its commit."""
    for seed in range(MANY if request.config.getoption("--deep") else FEW):
        chance = Random(seed)  # noqa: S311 - the same orders in every run
        start = Change(path=PATH, data=f"{article()}{seed}\n".encode(), sha=small.sha(PATH))
        small.desk.save(small.users["duyet"], Request((start,), "Bắt đầu"))
        editors = [Editor(name, small) for name in ("An", "Bình")]
        while waiting := [editor for editor in editors if editor.left]:
            chance.choice(waiting).step()
        assert {status for editor in editors for status in editor.refusals} <= {409}
        text = small.text(PATH)
        lines = [line for editor in editors for line in editor.saved]
        assert len(lines) == 2 * EDITS
        assert [text.count(line) for line in lines] == [1] * len(lines), f"seed {seed}"
