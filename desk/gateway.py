"""The desk as one web application: the editors' pages, the Git host's calls, previews, and Word files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from desk import changes
from desk.configuration import Hosting
from desk.git_host import NAME, OWNER, GitHost
from desk.guard import LOG, Guard
from desk.identity import Doorkeeper
from desk.preview import FOLDER, Keys, answer_privately
from desk.refusal import RefusedError
from desk.saving import Desk
from desk.users import UsersError
from desk.word import read_draft
from desk.workshop import WorkshopError

ADMIN: Final = Path(__file__).resolve().parent / "admin"
_PATIENCE: Final = 20.0
_SLACK: Final = 65_536  # a form's own lines around a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """
    How browsers reach the desk.

    Attributes:
        origin: As editors type it, without a slash at its end.
        others: Further origins that mean the same.
    """

    origin: str
    others: tuple[str, ...] = ()

    @property
    def origins(self) -> tuple[str, ...]:
        """All of them."""
        return (self.origin, *self.others)

    @property
    def hosts(self) -> tuple[str, ...]:
        """What browsers send as `Host`."""
        return tuple(origin.partition("://")[2] for origin in self.origins)


def make_application(desk: Desk, doorkeeper: Doorkeeper, keys: Keys, address: Address) -> ASGIApp:
    """Return the application."""
    host, pages = GitHost(desk, doorkeeper), _Pages(desk, doorkeeper, keys, address)
    repository = "/api/v1/repos/{owner}/{name}"
    routes = [
        Route("/", _to_admin),
        Route("/admin", _to_admin),
        Route("/admin/config.json", pages.configuration),
        Mount("/admin", StaticFiles(directory=ADMIN, html=True)),
        Route("/desk/preview", pages.find_preview),
        Route("/desk/choices", pages.choices),
        Route("/desk/word", pages.word, methods=["POST"]),
        Route(FOLDER + "/{key}/{path:path}", pages.preview),
        Route("/api/v1/version", host.version),
        Route("/api/v1/settings/api", host.settings),
        Route("/api/v1/user", host.user),
        Route(repository, host.repository),
        Route(repository + "/branches/{branch:path}", host.branch),
        Route(repository + "/git/trees/{commit:path}", host.tree),
        Route(repository + "/file-contents", host.contents, methods=["POST"]),
        Route(repository + "/contents", host.change, methods=["POST"]),
        Route(repository + "/raw/{path:path}", host.file),
        Route(repository + "/media/" + desk.repository.branch + "/{path:path}", host.file),
        Route(repository + "/commits", host.commits),
    ]
    handlers: Mapping[Any, Any] = {
        RefusedError: _refuse,
        WorkshopError: _fail,
        UsersError: _fail,
        HTTPException: _no_page,
        MultiPartException: _no_form,
    }
    inner = Starlette(routes=routes, exception_handlers=handlers)
    return Guard(inner, address.hosts, address.origins, changes.LARGEST_REQUEST)


class _Pages:
    """What is not the Git host's."""

    def __init__(self, desk: Desk, doorkeeper: Doorkeeper, keys: Keys, address: Address) -> None:
        self._desk = desk
        self._doorkeeper = doorkeeper
        self._keys = keys
        self._address = address

    async def configuration(self, request: Request) -> Response:
        """Send what the CMS is set up with; there is no secret in it."""
        request.state.route = "configuration"
        origin = self._own_origin(request)
        hosting = Hosting(
            name="gitea",
            repo=f"{OWNER}/{NAME}",
            branch=self._desk.repository.branch,
            base_url=origin,
            api_root=f"{origin}/api/v1",
        )
        made = await run_in_threadpool(self._desk.configuration, hosting)
        return Response(json.dumps(made, ensure_ascii=False), media_type="application/json")

    def _own_origin(self, request: Request) -> str:
        host = request.headers["host"]
        return next(origin for origin in self._address.origins if origin.partition("://")[2] == host)

    async def find_preview(self, request: Request) -> Response:
        """Say where the preview of an article is, once it is made."""
        user = await self._doorkeeper.admit(request, "find-preview")
        path = changes.read_path(request.query_params.get("path", ""))
        state = await run_in_threadpool(self._desk.state, _PATIENCE)
        page = await run_in_threadpool(self._desk.page_of, path)
        made, published = state.preview, state.publication
        answer = {
            "ready": state.is_newest,
            "address": f"{FOLDER}/{self._keys.of(user)}{page}" if made is not None and page else "",
            "report": made.report if made is not None else "",
            "seconds": made.seconds if made is not None else 0,
            "publication": published.report if published is not None else "",
        }
        return JSONResponse(answer)

    async def preview(self, request: Request) -> Response:
        """Send a page of the preview to whoever has its address."""
        request.state.route = "preview"
        owner = await run_in_threadpool(self._keys.owner, request.path_params["key"])
        if owner is None:
            raise RefusedError(404, "không có trang này")
        request.state.login = owner.login
        path = request.scope["raw_path"].decode("latin-1").split("/", 3)[3]
        found = await run_in_threadpool(
            answer_privately, self._desk.places.preview, request.path_params["key"], f"/{path}"
        )
        return Response(found.body, found.status, dict(found.headers))

    async def choices(self, request: Request) -> Response:
        """Say which categories and units a Word file can be put into."""
        await self._doorkeeper.admit(request, "choices")
        site = await run_in_threadpool(self._desk.site)
        named = {
            "categories": [{"slug": one.slug, "name": one.name} for one in site.categories],
            "units": [{"slug": one.slug, "name": one.name} for one in site.units],
        }
        return JSONResponse(named)

    async def word(self, request: Request) -> Response:
        """Make a draft of a Word file."""
        user = await self._doorkeeper.admit(request, "word", is_change=True)
        async with request.form(max_files=1, max_fields=4, max_part_size=_SLACK) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise RefusedError(400, "chưa chọn tệp Word")
            name, data = file.filename or "", await file.read()
            category, unit = str(form.get("category", "")), str(form.get("unit", ""))
        site = await run_in_threadpool(self._desk.site)
        if category not in {one.slug for one in site.categories} or unit not in {"", *(one.slug for one in site.units)}:
            raise RefusedError(422, "chưa chọn chuyên mục, hoặc không có đơn vị này")
        draft = await run_in_threadpool(read_draft, name, data, self._desk.places.content, category, unit)
        asked = changes.Request(draft.changes, f"Nhập tệp Word: {draft.title}")
        await run_in_threadpool(self._desk.save, user, asked)
        return JSONResponse({"path": draft.path, "title": draft.title, "remarks": draft.remarks}, status_code=201)


async def _to_admin(request: Request) -> Response:
    request.state.route = "admin"
    return RedirectResponse("/admin/")


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)  # noqa: S101 - what it is registered for
    return JSONResponse({"message": error.message}, status_code=error.status)


async def _fail(_request: Request, error: Exception) -> Response:
    LOG.error("%s", error)
    return JSONResponse({"message": "máy chủ không kiểm tra được nội dung; hãy báo quản trị viên"}, status_code=503)


async def _no_page(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return JSONResponse({"message": "không có trang này"}, status_code=status)


async def _no_form(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"message": "biểu mẫu không đọc được"}, status_code=400)
