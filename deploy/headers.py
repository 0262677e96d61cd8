"""
What every web server must say with a file of the portal: security, caching, types.

The preview sends these headers, and the production server's configuration is made of the same values.
"""

from __future__ import annotations

import mimetypes
import re
from pathlib import PurePosixPath
from typing import Final

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)

# The editors' desk sets styles from its script, and shows pictures and files that it holds in memory.
ADMIN: Final = "/admin/"
ADMIN_CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self' data: blob:; "
    "manifest-src 'self'; form-action 'self'; frame-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'"
)

SECURITY: Final[tuple[tuple[str, str], ...]] = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)

IMMUTABLE: Final = "public, max-age=31536000, immutable"
REVALIDATE: Final = "no-cache"  # kept by caches, but asked for again each time: a 304 costs no body

# Only below these two folders does a hash in a name mean that the bytes never change: an
# article's slug may end in digits too.
HASHED: Final = r"/(?:static|search)/.*-[0-9a-f]{6,64}[./].*"

# Spelled out where Python's versions or the machine's own list of types differ.
TYPES: Final[dict[str, str]] = {
    ".avif": "image/avif",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
_STANDARD: Final = mimetypes.MimeTypes()  # Python's own table, without the machine's files

_PACKED: Final = re.compile(r"(?:image/(?!svg|vnd\.microsoft)|audio/|video/|font/|application/(?:pdf|zip|gzip|vnd\.))")


def content_type(path: str) -> str:
    """
    Return the `Content-Type` of the file at *path*, text with its charset.

    Args:
        path: Root-relative, of a file (`/rss/index.xml`).
    """
    if path.startswith("/rss/") and path.endswith(".xml"):
        return "application/rss+xml; charset=utf-8"
    suffix = PurePosixPath(path).suffix.lower()
    guessed = TYPES.get(suffix) or _STANDARD.guess_type(f"x{suffix}")[0] or "application/octet-stream"
    is_text = guessed.startswith("text/") or guessed.endswith(("/xml", "+xml"))
    return f"{guessed}; charset=utf-8" if is_text else guessed


def cache_control(path: str) -> str:
    """
    Return the `Cache-Control` of the file at *path*.

    Args:
        path: Root-relative, of a file (`/static/style-0123456789ab.css`).
    """
    return IMMUTABLE if re.fullmatch(HASHED, path) else REVALIDATE


def is_compressible(path: str) -> bool:
    """Tell whether the file at *path* is worth compressing; pictures, fonts and office files are packed already."""
    return not _PACKED.match(content_type(path))
