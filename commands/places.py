"""Where things are when no option says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
CONTENT: Final = str(ROOT / "content")
OUTPUT: Final = str(ROOT / "output")
