"""
The part of Gitea's API that Sveltia CMS speaks, on a repository on this machine.

Source: https://docs.gitea.com/api/1.24
"""

from __future__ import annotations

import binascii
import json
from collections.abc import Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from desk.changes import CONTENT, read_request
from desk.identity import Doorkeeper
from desk.refusal import RefusedError
from desk.repository import Entry
from desk.saving import Desk
from desk.users import User

OWNER: Final = "cong-tin"
NAME: Final = "noi-dung"
VERSION: Final = "1.24.0"
"""What is spoken here; older ones lack calls that Sveltia needs."""
_MOST_AT_ONCE: Final = 500
_LARGEST_ANSWER: Final = 16 * 1024 * 1024
_MOST_COMMITS: Final = 100


class GitHost:
    """Answers the calls; each is a method with the name of what it is asked for."""

    def __init__(self, desk: Desk, doorkeeper: Doorkeeper) -> None:
        self._desk = desk
        self._doorkeeper = doorkeeper

    async def version(self, request: Request) -> Response:
        """Say which API this is."""
        await self._user(request, "version")
        return JSONResponse({"version": VERSION})

    async def settings(self, request: Request) -> Response:
        """Say how much may be asked for at once."""
        await self._user(request, "settings")
        limits = {
            "max_response_items": _MOST_AT_ONCE,
            "default_paging_num": _MOST_AT_ONCE,
            "default_git_trees_per_page": 100_000,
            "default_max_blob_size": _LARGEST_ANSWER,
            "default_max_response_size": _LARGEST_ANSWER,
        }
        return JSONResponse(limits)

    async def user(self, request: Request) -> Response:
        """Say who asks."""
        user = await self._user(request, "user")
        fields = {"id": 1, "login": user.login, "full_name": user.name, "email": user.email, "avatar_url": ""}
        return JSONResponse(fields | {"html_url": "", "role": user.role.value})

    async def repository(self, request: Request) -> Response:
        """Say what may be done here."""
        await self._user(request, "repository")
        self._named(request)
        permissions = {"admin": False, "push": True, "pull": True}
        return JSONResponse({"permissions": permissions, "default_branch": self._desk.repository.branch})

    async def branch(self, request: Request) -> Response:
        """Say what the newest commit is."""
        await self._user(request, "branch")
        self._named(request)
        self._refuse_branch(request.path_params["branch"])
        repository = self._desk.repository
        head = await run_in_threadpool(repository.head)
        message = await run_in_threadpool(repository.message, head)
        return JSONResponse({"name": repository.branch, "commit": {"id": head, "message": message}})

    async def tree(self, request: Request) -> Response:
        """List the content's files."""
        await self._user(request, "tree")
        self._named(request)
        files = await run_in_threadpool(self._files)
        listed = [
            {"path": path, "mode": entry.mode, "type": "blob", "size": entry.size, "sha": entry.sha}
            for path, entry in files.items()
        ]
        return JSONResponse({"tree": listed, "truncated": False, "page": 1, "total_count": len(listed)})

    async def contents(self, request: Request) -> Response:
        """Send what several files hold."""
        await self._user(request, "file-contents")
        self._named(request)
        body = await _json(request)
        asked = body.get("files") if isinstance(body, dict) else None
        if not isinstance(asked, list) or len(asked) > _MOST_AT_ONCE:
            raise RefusedError(400, f"mỗi lần đọc nhiều nhất {_MOST_AT_ONCE} tệp")
        paths = [path for path in asked if isinstance(path, str)]
        return Response(await run_in_threadpool(self._read_all, paths), media_type="application/json")

    def _read_all(self, paths: list[str]) -> bytes:
        files = self._files()
        found = [(path, files[path]) for path in paths if path in files]
        blobs = dict(zip((entry.sha for _, entry in found), self._blobs(found), strict=True))
        answer: list[dict[str, str] | None] = []
        for path in paths:
            entry = files.get(path)
            if entry is None:
                answer.append(None)
                continue
            text = binascii.b2a_base64(blobs[entry.sha], newline=False).decode()
            answer.append({"path": path, "type": "file", "sha": entry.sha, "encoding": "base64", "content": text})
        return json.dumps(answer).encode()

    def _blobs(self, found: list[tuple[str, Entry]]) -> list[bytes]:
        return self._desk.repository.blobs([entry.sha for _, entry in found])

    async def file(self, request: Request) -> Response:
        """Send one file as it is; a browser must not take it for a page."""
        await self._user(request, "file")
        self._named(request)
        files = await run_in_threadpool(self._files)
        entry = files.get(request.path_params["path"])
        if entry is None:
            raise RefusedError(404, "không có tệp này")
        data = await run_in_threadpool(self._desk.repository.blobs, [entry.sha])
        return Response(data[0], media_type="application/octet-stream")

    async def commits(self, request: Request) -> Response:
        """List the commits that changed a file."""
        await self._user(request, "commits")
        self._named(request)
        path = request.query_params.get("path", "")
        found = await run_in_threadpool(self._desk.repository.history, path, _MOST_COMMITS) if path else []
        return JSONResponse(
            [
                {
                    "sha": commit.sha,
                    "created": commit.date,
                    "commit": {
                        "message": commit.message,
                        "author": {"name": commit.name, "email": commit.email, "date": commit.date},
                    },
                    "author": None,
                }
                for commit in found
            ]
        )

    async def change(self, request: Request) -> Response:
        """Commit changes."""
        user = await self._user(request, "change", is_change=True)
        self._named(request)
        body = await _json(request)
        if isinstance(body, dict) and body.get("branch"):
            self._refuse_branch(body["branch"])
        asked = await run_in_threadpool(read_request, body)
        saved = await run_in_threadpool(self._desk.save, user, asked)
        files = [
            {"path": change.path, "sha": saved.blobs[change.path]} if change.path in saved.blobs else None
            for change in asked.changes
        ]
        commit = {"sha": saved.commit, "created": saved.moment.isoformat(), "message": saved.message}
        return JSONResponse({"commit": commit, "files": files}, status_code=201)

    def _files(self) -> Mapping[str, Entry]:
        """Return the ordinary files of the content."""
        tree = self._desk.repository.tree(self._desk.repository.head())
        return {path: entry for path, entry in tree.items() if path.startswith(CONTENT) and entry.is_file}

    async def _user(self, request: Request, route: str, *, is_change: bool = False) -> User:
        return await self._doorkeeper.admit(request, route, is_change=is_change)

    @staticmethod
    def _named(request: Request) -> None:
        if (request.path_params["owner"], request.path_params["name"]) != (OWNER, NAME):
            raise RefusedError(404, "không có kho này")

    def _refuse_branch(self, branch: object) -> None:
        if branch != self._desk.repository.branch:
            raise RefusedError(404, "không có nhánh này")


async def _json(request: Request) -> Any:  # noqa: ANN401 - JSON
    """
    Return the body of a request, which must say that it is JSON: a form of another page cannot.

    Raises:
        RefusedError: It is not.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(415, "cần nội dung dạng JSON")
    try:
        return await run_in_threadpool(json.loads, await request.body())
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "nội dung JSON không đọc được") from error
