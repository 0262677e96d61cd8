"""Which of a picture's many addresses is the picture, and whether it is one at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from importers.addresses import is_tracker

# Where scripts that load pictures late keep the true address, the surest first.
_LATE: Final = ("data-src", "data-original", "data-lazy-src", "data-img", "data-lazy", "data-url", "data-echo")
_SIZE: Final = re.compile(r"\s*0*([01])(?:px|pt)?\s*$", re.IGNORECASE)
_STYLED: Final = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px|pt)?\s*(?:;|$)", re.IGNORECASE)
_BLANK_NAMES: Final = re.compile(
    r"(?:^|/)(?:blank|spacer|pixel|trans(?:parent)?|clear|1x1|loading|lazy|placeholder)\.(?:gif|png|svg)(?:$|\?)",
    re.IGNORECASE,
)
_BLANK_DATA: Final = re.compile(r"data:image/(?:gif;base64,R0lGODlhAQAB|svg)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An address, and the kind of loss where it is none of a picture."""

    address: str
    loss: str = ""


def choose_picture(attributes: Mapping[str, str]) -> Chosen:
    """Return the address of the picture that an `img` shows in the end."""
    late = [attributes.get(name, "").strip() for name in _LATE]
    src = attributes.get("src", "").strip()
    candidates = [*late, src, *_candidates(attributes.get("data-srcset") or attributes.get("srcset") or "")]
    usable = [address for address in candidates if address and not _is_blank(address)]
    if not usable:
        return Chosen(src, "tracking" if src else "image")
    address = usable[0]
    if address.lower().startswith("file:") or re.match(r"[a-zA-Z]:[\\/]", address):
        return Chosen(address, "file-image")
    is_tiny = _is_tiny(attributes) and not any(late)
    return Chosen(address, "tracking" if is_tiny or is_tracker(address) else "")


def _candidates(srcset: str) -> list[str]:
    """Return the addresses of a `srcset`."""
    return [part.split()[0] for part in srcset.split(",") if part.strip()]


def _is_blank(address: str) -> bool:
    """Tell whether an address is that of a picture that only keeps a place free."""
    return bool(_BLANK_NAMES.search(address) or _BLANK_DATA.match(address))


def _is_tiny(attributes: Mapping[str, str]) -> bool:
    """Tell whether a picture has at most one pixel in a direction."""
    sizes = (attributes.get("width", ""), attributes.get("height", ""))
    return any(_SIZE.match(size) for size in sizes) or _STYLED.search(attributes.get("style", "")) is not None
