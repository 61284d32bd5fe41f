"""What a browser is answered. Each request for work is done by a process of its own: what a document does to that one costs no other."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from functools import partial
from traceback import format_exception_only
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planlint.cli.app import work
from planlint.cli.app.pages import ASSETS, asset, home_page, message_page
from planlint.cli.app.settings import Settings
from planlint.cli.app.shelf import Held, Shelf
from planlint.cli.app.visitors import COOKIE, Door, Pace
from planlint.cli.app.work import File, Refused, Report, Upload, Worker
from planlint.pool import Limits, Lost, as_done
from planlint.record import Record

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""The names under which this machine is asked for by itself."""

_WAITING = 64
_TEXT = 200_000
_HANDED_IN = 300.0
_MODULES = ("planlint.cli.app.work", "planlint.reporters.html", "planlint.formats.docx", "planlint.formats.html")
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ONE_OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Words(Record):
    """A sentence in the two languages."""

    zh: str
    en: str


class Problem(Exception):
    """Why a request is not answered with what it asks for."""

    def __init__(self, code: int, words: Words) -> None:
        super().__init__(words.en)
        self.code = code
        self.words = words


_CLOSED = Words("请用 planlint 启动时显示的地址打开本页。", "Open this page by the address that planlint showed when it began.")
_ELSEWHERE = Words("请求不是本页发出的", "the request does not come from this page")
_GONE = Words("文稿已不在：关闭过，或放了太久。请重新拖入。", "the document is gone: it was closed, or lay too long; drop it again")
_NO_ROOM = Words("文稿太多，放不下了；先关闭几份", "there is no room for more documents; close some")
_BUSY = Words("正在处理的文稿太多，请稍后再试", "too much is being worked on; try again in a while")
_OFTEN = Words("请求太频繁，请一分钟后再试", "too many requests; try again in a minute")
_SLOW = Words("传得太慢，没有收完", "it was handed in too slowly")
_MALFORMED = Words("请求的内容不对", "the request is not of the right form")
_LOST = {
    "time": Words("这份文稿用时过长，已停止处理", "this document took too long, work on it was stopped"),
    "memory": Words("这份文稿占用内存过多，已停止处理", "this document needed too much memory, work on it was stopped"),
    "crash": Words(
        "处理这份文稿的进程崩溃了；请把文稿发给 planlint 的维护者", "the process that worked on this document died; planlint's maintainers want to see it"
    ),
}
_BROKEN = Words("planlint 自身出错，这份文稿没有处理完", "a fault of planlint: the document is not done")


class Site:
    """The app: documents on a shelf, a door, and processes that work."""

    def __init__(self, settings: Settings, *, token: str | None, language: str, jobs: int, hosts: tuple[str, ...], pace: int) -> None:
        """`hosts` are the names under which it may be asked for, `pace` the requests for work that an address may make in a minute."""
        self._settings = settings
        self._language = language
        self._shelf = Shelf()
        self._door = Door(token)
        self._pace = Pace(pace)
        self._jobs = jobs
        self._busy = 0
        self._limiter: anyio.CapacityLimiter | None = None
        self._hosts = hosts

    def application(self) -> Starlette:
        """The application for a server."""
        routes = [
            Route("/", self._answer(self._home, closed=False)),
            *(Route(f"/{name}", self._asset) for name in ASSETS),
            Route("/documents", self._answer(self._take), methods=["POST"]),
            Route("/documents/{id}", self._answer(self._close), methods=["DELETE"]),
            Route("/documents/{id}/report", self._answer(self._report)),
            Route("/documents/{id}/written", self._answer(self._written), methods=["POST"]),
            Route("/documents/{id}/{what}.xlsx", self._answer(self._workbook)),
            Route("/documents/{id}/compare/{other}", self._answer(self._compare)),
            Route("/text", self._answer(self._text), methods=["POST"]),
        ]
        middleware = [Middleware(_Headers), Middleware(TrustedHostMiddleware, allowed_hosts=list(self._hosts))]
        return Starlette(routes=routes, middleware=middleware)

    # ── Who is answered, and what goes wrong ───────────────────────────────

    def _answer(self, handler: Callable[[Request, str], Awaitable[Response]], *, closed: bool = True) -> Callable[[Request], Awaitable[Response]]:
        """A handler behind the door: it is given the name of the browser, and what goes wrong in it is told in a sentence."""

        async def answered(request: Request) -> Response:
            owner = self._door.known(request.cookies.get(COOKIE))
            try:
                if owner is None and closed:
                    raise Problem(403, _CLOSED)
                # a form of another site can't send this header
                if request.method not in ("GET", "HEAD") and request.headers.get("x-planlint") != "1":
                    raise Problem(403, _ELSEWHERE)
                return await handler(request, owner or "")
            except Problem as problem:
                return self._told(request, problem)
            except ClientDisconnect:
                return Response(status_code=400)

        return answered

    def _told(self, request: Request, problem: Problem) -> Response:
        language = self._language_of(request)
        reason = problem.words.en if language == "en" else problem.words.zh
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(message_page(language, "planlint", reason), problem.code)
        return JSONResponse({"reason": reason}, problem.code)

    def _language_of(self, request: Request) -> str:
        asked = request.query_params.get("lang") or request.cookies.get("planlint-lang")
        return asked if asked in ("zh", "en") else self._language

    # ── Pages ──────────────────────────────────────────────────────────────

    async def _home(self, request: Request, owner: str) -> Response:
        language = self._language_of(request)
        if not owner:
            if not self._door.opens(request.query_params.get("token")):
                raise Problem(403, _CLOSED)
            # the token does not stay in the address, where it would be seen and copied
            entered = RedirectResponse("/", 303)
            entered.set_cookie(COOKIE, self._door.cookie(), httponly=True, samesite="strict")
            return entered
        if "token" in request.query_params:
            return RedirectResponse("/", 303)
        page = HTMLResponse(home_page(language, size=self._settings.size), headers={"Content-Security-Policy": _ONE_OWN})
        if "lang" in request.query_params:
            page.set_cookie("planlint-lang", language, httponly=True, samesite="strict")
        return page

    async def _asset(self, request: Request) -> Response:
        name = request.url.path.removeprefix("/")
        return Response(asset(name), media_type=ASSETS[name])

    # ── Documents ──────────────────────────────────────────────────────────

    async def _take(self, request: Request, owner: str) -> Response:
        upload = Upload(_plain(request.query_params.get("name", "")), await self._body(request, self._settings.size))
        report = await self._work(request, work.Check(upload, self._language_of(request)))
        assert isinstance(report, Report)
        name = self._shelf.put(owner, upload, report.page)
        if name is None:
            raise Problem(503, _NO_ROOM)
        return JSONResponse({"id": name, **report.facts}, 201)

    async def _close(self, request: Request, owner: str) -> Response:
        self._shelf.drop(owner, request.path_params["id"])
        return Response(status_code=204)

    async def _report(self, request: Request, owner: str) -> Response:
        held = self._held(request, owner)
        stem = os.path.splitext(held.upload.name)[0]
        headers = _saved(f"{stem}-planlint.html") if "save" in request.query_params else {}
        return HTMLResponse(held.page, headers=headers)

    async def _written(self, request: Request, owner: str) -> Response:
        held = self._held(request, owner)
        chosen = _parsed(await self._body(request, _TEXT * 4))
        accepted, rejected = (_words(chosen, name) for name in ("accepted", "rejected"))
        file = await self._work(request, work.Write(held.upload, accepted, rejected, self._language_of(request)))
        assert isinstance(file, File)
        return Response(file.content, media_type="application/octet-stream", headers={**_saved(file.name), "X-Planlint-Made": str(file.made)})

    async def _workbook(self, request: Request, owner: str) -> Response:
        held, what = self._held(request, owner), request.path_params["what"]
        if what not in ("tasks", "targets"):
            return Response(status_code=404)
        file = await self._work(request, work.Listed(held.upload, what, self._language_of(request)))
        assert isinstance(file, File)
        return Response(file.content, media_type=_WORKBOOK, headers=_saved(file.name))

    async def _compare(self, request: Request, owner: str) -> Response:
        held, other = self._held(request, owner), self._held(request, owner, "other")
        how = "with" if request.query_params.get("how") == "with" else "against"
        report = await self._work(request, work.Comparison(held.upload, other.upload, how, self._language_of(request)))
        assert isinstance(report, Report)
        return HTMLResponse(report.page, headers={"Content-Security-Policy": _ONE_OWN})

    async def _text(self, request: Request, _owner: str) -> Response:
        text = _parsed(await self._body(request, _TEXT * 4)).get("text")
        if not isinstance(text, str) or len(text) > _TEXT:
            raise Problem(400, _MALFORMED)
        return JSONResponse(await self._work(request, work.Typed(text, self._language_of(request))))

    def _held(self, request: Request, owner: str, name: str = "id") -> Held:
        held = self._shelf.get(owner, request.path_params[name])
        if held is None:
            raise Problem(404, _GONE)
        return held

    # ── Bodies and work ────────────────────────────────────────────────────

    async def _body(self, request: Request, most: int) -> bytes:
        """What was handed in. Raises Problem where it is too much or comes too slowly, ClientDisconnect where it breaks off."""
        megabytes = max(most >> 20, 1)
        large = Problem(413, Words(f"文稿太大：最多 {megabytes} MB", f"too large: {megabytes} MB at most"))
        if int(request.headers.get("content-length") or 0) > most:
            raise large
        received = bytearray()
        try:
            async with asyncio.timeout(_HANDED_IN):
                async for piece in request.stream():
                    received += piece
                    if len(received) > most:
                        raise large
        except TimeoutError:
            raise Problem(408, _SLOW) from None
        return bytes(received)

    async def _work(self, request: Request, asked: work.Request) -> work.Answer:
        """What a process makes of a request. Raises Problem where there are too many, or it can't be done."""
        if not self._pace.allows(request.client.host if request.client is not None else ""):
            raise Problem(429, _OFTEN)
        if self._busy >= _WAITING:
            raise Problem(503, _BUSY)
        self._limiter = self._limiter or anyio.CapacityLimiter(self._jobs)
        self._busy += 1
        try:
            answer = await anyio.to_thread.run_sync(partial(_done, self._settings, asked), limiter=self._limiter)
        finally:
            self._busy -= 1
        if isinstance(answer, Refused):
            raise Problem(422, Words(answer.reason, answer.reason))
        if isinstance(answer, Lost):
            raise Problem(422, _LOST[answer.error])
        if answer is None:
            raise Problem(500, _BROKEN)
        return answer


def _done(settings: Settings, asked: work.Request) -> work.Answer | Lost | None:
    """The answer of a process; what became of it where it has none, and None for a fault of planlint's own."""
    try:
        return next(answer for _, answer in as_done(Worker(settings), [asked], 1, Limits(settings.seconds, settings.memory), modules=_MODULES))
    except Exception as error:
        import logging

        # what it was in the other process is its note
        logging.getLogger("planlint.app").error("%s", "".join(format_exception_only(error)))
        return None


def _plain(name: str) -> str:
    """The last part of a name that was handed in, whatever system it comes from."""
    last = name.replace("\\", "/").rpartition("/")[2].replace("\0", "")
    return last[-200:].strip() or "文稿.txt"


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def _parsed(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Problem(400, _MALFORMED)
    return found


def _words(found: dict[str, object], name: str) -> tuple[str, ...]:
    words = found.get(name, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise Problem(400, _MALFORMED)
    return tuple(words)


class _Headers:
    """Puts the same headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((n.encode(), v.encode()) for n, v in _HEADERS.items() if n.lower().encode() not in there)]
            await send(message)

        await self._app(scope, receive, sent)
