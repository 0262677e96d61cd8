"""
Does a web server send what was published?

Every file is asked for as a reader's browser asks: at the address that readers use, plain and in each compressed form,
since a server may hold these as files of their own.  Files that were added cannot be seen from outside.
"""

from __future__ import annotations

import http.client
import json
import random
import urllib.parse
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final

from deploy.fetching import Fetcher, Reply
from deploy.findings import Ask, Finding, Kind, Record, Verdict, check_record, differing
from deploy.manifest import FOLDER, Entry, ManifestError, entry_of, is_list, read_list
from deploy.packing import has_twins, is_twin

CLIENTS: Final = 8  # requests at a time
FORMS: Final[Mapping[str, str]] = {"gzip": ".gz", "br": ".br"}

_INDEXES: Final = ("index.html", "index.xml")
_REDIRECTS: Final = f"{FOLDER}redirects.json"
_ADDRESS: Final = f"{FOLDER}address.json"
# A page that says that something is not there, or no longer, is sent with that status.
_BESIDE_OK: Final = frozenset({HTTPStatus.OK, HTTPStatus.GONE})
_NO_ANSWER: Final = (OSError, http.client.HTTPException)


@dataclass(frozen=True, slots=True)
class _Unanswered:
    """Why a file could not be asked for."""

    path: str
    why: str


def check_server(url: str, ask: Ask, sample: int) -> Verdict:
    """
    Hold what the server at *url* sends against what it says of itself.

    Args:
        url: The site's address.
        ask: What it is held against.
        sample: How many files are asked for, chosen by chance; 0: all.

    Raises:
        OSError: It does not answer at all.
    """
    fetcher = Fetcher(url)
    try:
        record = check_record(partial(_content, fetcher), ask)
    except http.client.HTTPException as error:
        raise OSError(f"{url}: {error}") from error
    expected: dict[str, Entry] = {}
    with ThreadPoolExecutor(CLIENTS) as clients:
        if record.index is not None:
            expected = _expected(fetcher, clients, record)
        redirects = _redirects(fetcher, url, expected)
        chosen = sorted(expected)
        if sample and sample < len(chosen):
            chosen = sorted(random.SystemRandom().sample(chosen, sample))
        told = clients.map(lambda path: _check_file(fetcher, path, expected[path], redirects), chosen)
        for outcome in told:
            if isinstance(outcome, Finding):
                record.findings.append(outcome)
            elif outcome is not None:
                record.unchecked.append(f"{outcome.path}: {outcome.why}")
    return Verdict(
        findings=tuple(sorted(record.findings, key=lambda finding: (finding.path, finding.kind.value))),
        unchecked=tuple(record.unchecked),
        checked=len(chosen),
        release=record.release,
        is_signed=record.is_signed,
    )


def _content(fetcher: Fetcher, path: str) -> bytes | None:
    """
    Return a file's content, None where the server has none.

    Raises:
        OSError: The server answers neither.
    """
    reply = fetcher.get(f"/{path}")
    if reply.status == HTTPStatus.OK:
        return reply.body
    if reply.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return None
    raise OSError(f"{path}: máy chủ trả lời {reply.status} (the server's answer)")


def _expected(fetcher: Fetcher, clients: ThreadPoolExecutor, record: Record) -> dict[str, Entry]:
    """Return what every file must hold, by the lists that are as they should be; others are found wanting."""
    index = record.index or {}
    lists = [path for path in index if is_list(path)]
    expected = {path: entry for path, entry in index.items() if path not in lists}
    for path, found in zip(lists, clients.map(lambda path: _list(fetcher, path), lists), strict=True):
        if isinstance(found, _Unanswered):
            record.unchecked.append(f"{path}: {found.why}")
        elif found is None or entry_of(found) != index[path]:
            record.findings.append(differing(path, found is not None))
            record.unchecked.append(f"các tệp trong {path} (the files that this list names)")
        else:
            try:
                expected |= read_list(found, path)
            except ManifestError as error:
                record.findings.append(Finding(path, Kind.CHANGED, str(error)))
    return expected


def _list(fetcher: Fetcher, path: str) -> bytes | _Unanswered | None:
    try:
        return _content(fetcher, path)
    except _NO_ANSWER as error:
        return _Unanswered(path, str(error))


def _redirects(fetcher: Fetcher, url: str, expected: Mapping[str, Entry]) -> Mapping[str, frozenset[str]]:
    """Return old address → where the server may send readers from there, as far as the records are as published."""
    records = {}
    for path in (_REDIRECTS, _ADDRESS):
        try:
            data = _content(fetcher, path) if path in expected else None
        except _NO_ANSWER:
            data = None  # it is asked for again as a file, and named then
        if data is not None and entry_of(data) == expected[path]:
            records[path] = json.loads(data)
    bases = ("", url.rstrip("/"), str(records.get(_ADDRESS, {}).get("base_url", "")))
    return {
        old: frozenset(f"{base}{urllib.parse.quote(new)}" for base in bases)
        for old, new in records.get(_REDIRECTS, {}).items()
    }


def _check_file(
    fetcher: Fetcher, path: str, entry: Entry, redirects: Mapping[str, Iterable[str]]
) -> Finding | _Unanswered | None:
    """Ask for a file in each of its forms; return what is wrong with it."""
    address = _address(path)
    forms = ("identity", *FORMS) if has_twins(path, entry.size) else ("identity",)
    for form in forms:
        try:
            reply = fetcher.get(address, encoding=form, size=entry.size)
        except _NO_ANSWER as error:
            return _Unanswered(path, str(error))
        if _is_redirect(reply, redirects.get(address, ())):
            continue
        if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR or reply.status == HTTPStatus.TOO_MANY_REQUESTS:
            return _Unanswered(path, f"máy chủ trả lời {reply.status} (the server's answer)")
        if not _is_right(reply, path, entry):
            return _finding(path, form, reply)
    return None


def _address(path: str) -> str:
    """Return the root-relative address at which readers find a file."""
    folder, _, name = path.rpartition("/")
    return f"/{folder}/".replace("//", "/") if name in _INDEXES else f"/{path}"


def _is_redirect(reply: Reply, allowed: Iterable[str]) -> bool:
    moved = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
    return reply.status in moved and reply.location in allowed


def _is_right(reply: Reply, path: str, entry: Entry) -> bool:
    statuses = _BESIDE_OK | {HTTPStatus.NOT_FOUND} if path == "404.html" else _BESIDE_OK
    if reply.status not in statuses:
        return False
    if reply.encoding in FORMS:
        return is_twin(reply.body, FORMS[reply.encoding], entry)
    return reply.encoding in ("", "identity") and entry_of(reply.body) == entry


def _finding(path: str, form: str, reply: Reply) -> Finding:
    if reply.status == HTTPStatus.NOT_FOUND:
        return Finding(path, Kind.MISSING)
    where = f", chuyển tới {reply.location}" if reply.location else ""
    packed = "" if form == "identity" else f", dạng nén {form}"
    return Finding(path, Kind.CHANGED, f"máy chủ trả lời {reply.status}{where}{packed} (the server's answer)")
