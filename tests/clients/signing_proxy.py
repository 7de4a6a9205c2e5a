"""What stands between Teams and a bot, on this machine: it signs what people do, and checks what the bot answers with.

A playground knows no tokens. So it sends here, and what it sends goes on to Handrail with the token that
Teams would have put on it; and Handrail's calls go on to the playground only with a token that its own
login gave it. Each person has a service address of their own.

    async with KeyServer() as keys, SigningProxy(keys, app_url="http://127.0.0.1:8080") as teams:
        teams.joins("tom", "http://127.0.0.1:56150")
        ... a playground that sends to teams.endpoint("tom") and calls itself teams.service_url("tom") ...
        posts = teams.calls("tom", "POST")
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import ClientError, ClientResponse, ClientSession, TCPConnector, web
from multidict import CIMultiDict
from yarl import URL

from tests.fakes.key_server import KeyServer

WITHIN = 15.0
"""Seconds, by the real clock, after which Teams gives a request up."""

LARGEST = 1024 * 1024

Sign = Callable[[str], str | None]
"""Makes the token for a service address; None leaves the request without any."""


@dataclass(frozen=True, kw_only=True)
class Passed:
    """One request and its answer. `at` and `done` are seconds of a clock that never goes back.

    `out` is a call that Handrail made; else it is an activity that it was sent. `path` begins with the person's name.
    """

    who: str
    out: bool
    method: str
    path: str
    body: Any
    status: int
    answer: Any
    at: float
    done: float


class SigningProxy:
    """Serves on port 0. `signs` may be put in the place of the good signature."""

    def __init__(self, keys: KeyServer, *, app_url: str) -> None:
        self.keys = keys
        self._app_url = app_url
        self._playgrounds: dict[str, str] = {}
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None
        self._changed = asyncio.Event()
        self.signs: Sign = keys.signed
        self.passed: list[Passed] = []
        """Everything that went through, oldest first. What was not let through is there as well."""
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post("/{who}/api/messages", self._inward)
        app.router.add_route("*", "/{who}/v3/{call:.+}", self._outward)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])
        # Connections are not kept: the playground closes those that rest, and now and then just when one is used again.
        self._session = ClientSession(connector=TCPConnector(force_close=True), auto_decompress=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # ---- what it is told, and tells

    @property
    def host(self) -> str:
        """For the setting HANDRAIL_TEAMS_SERVICE_HOSTS."""
        return self.url.removeprefix("http://")

    def joins(self, who: str, playground_url: str) -> None:
        """Somebody's playground is there. `who` stands in their addresses."""
        self._playgrounds[who] = playground_url

    def endpoint(self, who: str) -> str:
        """Where that playground sends what its person does."""
        return f"{self.url}/{who}/api/messages"

    def service_url(self, who: str) -> str:
        """What that playground gives out as its connector."""
        return f"{self.url}/{who}"

    def activities(self, who: str, kind: str = "") -> list[Passed]:
        """What was sent to Handrail from somebody: of one type, or all."""
        return [p for p in self.passed if p.who == who and not p.out and (not kind or p.body.get("type") == kind)]

    def calls(self, who: str, method: str = "") -> list[Passed]:
        """What Handrail called of somebody's connector: with one method, or all."""
        return [p for p in self.passed if p.who == who and p.out and (not method or p.method == method)]

    async def when(self, true: Callable[[], bool], *, within: float = WITHIN) -> None:
        """Waits, in real seconds, until something holds that a request changes. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    # ---- what it does

    async def _inward(self, request: web.Request) -> web.Response:
        at, body = time.monotonic(), await request.read()
        token = self.signs(_read(body)["serviceUrl"])
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        return await self._pass_on(request, f"{self._app_url}/api/messages", body, headers, out=False, at=at)

    async def _outward(self, request: web.Request) -> web.Response:
        at, body = time.monotonic(), await request.read()
        if not self.keys.is_ours(request.headers.get("Authorization", "")):
            denied = {"message": "Authorization has been denied for this request."}
            self._note(request, body, 401, denied, out=True, at=at)
            return web.json_response(denied, status=401)
        below = request.raw_path.partition(f"/{request.match_info['who']}/")[2]
        base = self._playgrounds[request.match_info["who"]]
        return await self._pass_on(request, f"{base}/_connector/{below}", body, {}, out=True, at=at)

    async def _pass_on(
        self, request: web.Request, url: str, body: bytes, headers: dict[str, str], *, out: bool, at: float
    ) -> web.Response:
        if self._session is None:
            raise RuntimeError("the proxy is closed")
        kept = CIMultiDict({name: request.headers[name] for name in ("Content-Type",) if name in request.headers})
        try:
            async with self._session.request(
                request.method, URL(url, encoded=True), data=body or None, headers={**kept, **headers}
            ) as answer:
                told = await answer.read()
        except ClientError as fault:
            self._note(request, body, 502, type(fault).__name__, out=out, at=at)
            return web.Response(status=502)
        self._note(request, body, answer.status, _read(told), out=out, at=at)
        return web.Response(status=answer.status, body=told, headers=_kind_of(answer))

    def _note(self, request: web.Request, body: bytes, status: int, answer: Any, *, out: bool, at: float) -> None:
        self.passed.append(
            Passed(
                who=request.match_info["who"],
                out=out,
                method=request.method,
                path=request.path,
                body=_read(body),
                status=status,
                answer=answer,
                at=at,
                done=time.monotonic(),
            )
        )
        self._changed.set()


def _kind_of(answer: ClientResponse) -> dict[str, str]:
    return {name: answer.headers[name] for name in ("Content-Type",) if name in answer.headers}


def _read(body: bytes) -> Any:
    """The JSON, the words where it is none, and nothing for nothing."""
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode(errors="replace")
