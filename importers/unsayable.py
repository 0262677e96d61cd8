"""The signal that Markdown has no way to say something."""

from __future__ import annotations


class UnsayableError(Exception):
    """Markdown cannot say it; HTML can."""
