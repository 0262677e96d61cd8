"""What a build leaves in `output/manifest/` for servers, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from deploy.nginx_addresses import Records

FOLDER: Final = "manifest"


class RecordsError(Exception):
    """The records are not there, or are not what a build writes; `str()` names file, cause and remedy."""


def read_records(output: Path) -> Records:
    """
    Read what the build of *output* says about serving it; a release folder of a deploy target will do too.

    Raises:
        RecordsError: Something is missing or spoilt.
    """
    folder = output / FOLDER
    ids = _texts(folder / "ids.json")
    if odd := [number for number in ids if not (number.isascii() and number.isdigit())]:
        raise _spoilt(folder / "ids.json", f"{odd[0]!r}")
    withdrawn = _json(folder / "withdrawn.json")
    if not isinstance(withdrawn, list) or not all(isinstance(address, str) for address in withdrawn):
        raise _spoilt(folder / "withdrawn.json", "không phải danh sách địa chỉ")
    return Records(
        base_url=_texts(folder / "address.json").get("base_url", ""),
        redirects=_texts(folder / "redirects.json"),
        ids=ids,
        withdrawn=withdrawn,
        files=frozenset(_files(folder)),
    )


def _texts(file: Path) -> dict[str, str]:
    record = _json(file)
    if not isinstance(record, dict) or not all(isinstance(value, str) for value in record.values()):
        raise _spoilt(file, "không phải bảng địa chỉ")
    return record


def _json(file: Path) -> Any:  # noqa: ANN401 - whatever the JSON held
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError as error:
        message = f"{file}: không có tệp này. Cách sửa: chạy ./inv build trước. (Build the site first.)"
        raise RecordsError(message) from error
    except OSError as error:
        raise RecordsError(f"{file}: không đọc được: {error.strerror}. (Cannot be read.)") from error
    except ValueError as error:
        raise _spoilt(file, str(error)) from error


def _files(folder: Path) -> list[str]:
    paths: list[str] = []
    for file in sorted(folder.glob("*.txt")):
        try:
            lines = file.read_bytes().decode("utf-8", "surrogateescape").splitlines()
            paths += [line.split(" ", 2)[2] for line in lines]
        except OSError as error:
            raise RecordsError(f"{file}: không đọc được: {error.strerror}. (Cannot be read.)") from error
        except IndexError as error:
            raise _spoilt(file, "không phải danh sách tệp") from error
    return paths


def _spoilt(file: Path, cause: str) -> RecordsError:
    return RecordsError(f"{file}: nội dung hỏng: {cause}. Cách sửa: chạy ./inv build lại. (Spoilt; build again.)")
