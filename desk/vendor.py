"""
Make `desk/admin/vendor/` of npm packages: `python -m desk.vendor NODE_MODULES`, after `npm ci` in requirements/sveltia.

Sveltia CMS fetches its words, its fonts and some modules from other hosts while it runs; here it finds them beside
itself. Each replacement must hit exactly once, so that a new release that differs is noticed and not half changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "admin" / "vendor"
SUMS: Final = "files.json"
SERVED_AT: Final = "/admin/vendor"

_ELSEWHERE: Final = "https://unpkg.com"
_FONTS: Final = "https://cdn.jsdelivr.net/fontsource/fonts"
_SANS: Final = f"{_FONTS}/source-sans-3:vf@5.3.0/latin-wght-normal.woff2"
# The latin part of the font lacks letters such as ế; another face of the same family brings them.
_VIETNAMESE: Final = "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
_VIETNAMESE_REST: Final = "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB"

REPLACEMENTS: Final[Mapping[str, str]] = {
    f"=`{_ELSEWHERE}/@sveltia/cms`": f"=`{SERVED_AT}/@sveltia/cms`",
    f"=`{_ELSEWHERE}/@sveltia/ui`": f"=`{SERVED_AT}/@sveltia/ui`",
    f"=`{_ELSEWHERE}/@shikijs`": f"=`{SERVED_AT}/@shikijs`",
    f"=`{_ELSEWHERE}/${{e}}`": f"=`{SERVED_AT}/${{e}}`",
    f"{_FONTS}/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": f"{SERVED_AT}/fonts/symbols.woff2",
    f"{_FONTS}/noto-mono@5.3.0/latin-400-normal.woff2": f"{SERVED_AT}/fonts/mono.woff2",
    # Who edits files on the server's own machine needs no desk; editors must not take that way.
    "l=k(()=>ZR.isLocalHost&&!R(s))": "l=k(()=>!1)",
    _SANS: f"{SERVED_AT}/fonts/sans.woff2",
}

WORDS: Final[Mapping[str, str]] = {
    "sign_in_using_access_token_description": "Nhập mã truy cập mà quản trị viên đã cấp cho bạn.",
    "sign_in_using_access_token_link": "Chưa có mã hoặc quên mã: hãy hỏi quản trị viên.",
}


class VendorError(Exception):
    """The packages are not as this module knows them."""


def rewrite(bundle: str) -> str:
    """
    Return Sveltia's bundle with nothing left that it would fetch from a host of its makers.

    Raises:
        VendorError: An address is not there exactly once, or another one is there.
    """
    for old, new in REPLACEMENTS.items():
        if bundle.count(old) != 1:
            raise VendorError(f"{old!r}: {bundle.count(old)} times instead of once")
        bundle = bundle.replace(old, new)
    left = re.findall(r"https://(?:unpkg\.com|cdn\.jsdelivr\.net)/[\w@]\S{0,40}", bundle)
    if left:
        raise VendorError(f"left: {left}")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*\Z", "\n", bundle)


def reword(words: str) -> str:
    """
    Return Sveltia's Vietnamese words; those about tokens say how editors of a portal get one.

    Raises:
        VendorError: They are not among its words.
    """
    said: dict[str, str] = json.loads(words)
    if not said.keys() >= WORDS.keys():
        raise VendorError(f"{sorted(WORDS)}: not in vi.json")
    return json.dumps({**said, **WORDS}, ensure_ascii=False, indent=2) + "\n"


def vendor(modules: Path, folder: Path) -> None:
    """
    Write everything that the desk serves of others' making, with its licences and a sum of each file.

    Args:
        modules: `node_modules` with the packages that requirements/sveltia locks.
        folder: Is made anew.

    Raises:
        VendorError: The packages are not as expected.
        OSError: A file cannot be read or written.
    """
    cms, sans = modules / "@sveltia" / "cms", modules / "@fontsource-variable" / "source-sans-3"
    version = json.loads((cms / "package.json").read_text("utf-8"))["version"]
    assets = cms / "npm" / "assets"
    shutil.rmtree(folder, ignore_errors=True)
    files = {
        "fonts/symbols.woff2": _only(assets, "material-symbols-outlined-latin-*.woff2"),
        "fonts/mono.woff2": _only(assets, "noto-mono-latin-*.woff2"),
        "fonts/sans.woff2": _only(assets, "source-sans-3-latin-*.woff2"),
        "fonts/sans-vietnamese.woff2": sans / "files" / "source-sans-3-vietnamese-wght-normal.woff2",
        "LICENSE-sveltia-cms.txt": cms / "LICENSE.txt",
        "LICENSE-material-symbols.txt": assets / "material-symbols-outlined.LICENSE.txt",
        "LICENSE-noto-mono.txt": assets / "noto-mono.LICENSE.txt",
        "LICENSE-source-sans-3.txt": assets / "source-sans-3.LICENSE.txt",
    }
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    # Sveltia asks which release is the newest; it is the one that is here.
    (folder / "@sveltia" / "cms").mkdir(parents=True)
    (folder / "@sveltia" / "cms" / "package.json").write_text(json.dumps({"version": version}) + "\n", "utf-8")
    words = folder / f"@sveltia/cms@{version}/locales/vi.json"
    words.parent.mkdir(parents=True)
    words.write_text(reword((cms / "locales" / "vi.json").read_text("utf-8")), "utf-8")
    bundle = (cms / "dist" / "sveltia-cms.js").read_text("utf-8")
    (folder / "sveltia-cms.js").write_text(rewrite(bundle), "utf-8")
    (folder / "fonts.css").write_text(_face(), "utf-8")
    (folder / SUMS).write_text(json.dumps(sums(folder), indent=2) + "\n", "utf-8")


def sums(folder: Path) -> dict[str, str]:
    """Return path → SHA-256 of every file below *folder*, the list of sums aside."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != SUMS)
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _face() -> str:
    return (
        '@font-face {\n  font-family: "Source Sans 3";\n  font-weight: 200 900;\n  font-display: swap;\n'
        '  src: url("fonts/sans-vietnamese.woff2") format("woff2");\n'
        f"  unicode-range: {_VIETNAMESE}{_VIETNAMESE_REST};\n}}\n"
    )


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise VendorError(f"{folder / pattern}: {len(found)} files instead of one")
    return found[0]


if __name__ == "__main__":
    vendor(Path(sys.argv[1]), FOLDER)
