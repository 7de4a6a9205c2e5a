"""The Bot Connector: the four calls that Handrail makes, and the four ways in which they can go wrong.

Our own calls instead of botbuilder's: those try once, wait up to 100 s, and go on in a thread after we have given up.
"""

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import structlog
from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession

from adapters.chat.faults import Limited, Lost, NotSent, Refused
from adapters.chat.strict import json_object, words_at
from adapters.teams.activities import private_chat
from adapters.teams.hosts import trusted
from adapters.teams.login import Login
from adapters.teams.pace import ASKING, ORGANISATION, SENDING, Pauses, Window, Windows
from adapters.teams.read import Place
from adapters.teams.settings import TeamsSettings
from core.ports import Clock

TIMEOUT = 8
"""Seconds that one call may take."""

PATIENCE = 2.0
"""Seconds that a call waits for its turn by itself; what has to wait longer is put off."""

NO_LOGIN = 30.0
"""Seconds until the next try where Teams does not take our password: somebody has to put it right."""

AGAIN = frozenset({409, 412, 423, 425, 429, *range(300, 400)})
"""Nothing was done, and it may be tried again. A redirect is never followed: our token goes to no other place."""

TOO_LARGE = frozenset({"BadSyntax", "MessageSizeTooBig", "RequestEntityTooLarge"})

log = structlog.get_logger(__name__)

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Call:
    """One call: what it counts as, and under which key."""

    method: str
    service: str
    path: str
    key: str
    windows: Sequence[Window] = SENDING
    json: Json | None = None


class Connector:
    """Calls, paced. Each raises Limited, Refused, Lost or NotSent, and nothing else."""

    def __init__(
        self,
        session_of: Callable[[], ClientSession],
        login: Login,
        settings: TeamsSettings,
        clock: Clock,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session_of = session_of
        self._login = login
        self._settings = settings
        self._clock = clock
        self._monotonic = monotonic
        self._windows = Windows()
        self._pauses = Pauses()

    async def send(self, place: Place, activity: Json) -> str:
        """Put an activity into a conversation; its id."""
        path = f"/v3/conversations/{_part(place.conversation)}/activities"
        answer = await self._made(_Call(method="POST", service=place.service, path=path, key=str(place), json=activity))
        return words_at(answer, "id")

    async def update(self, place: Place, activity_id: str, activity: Json) -> None:
        """Put another one in the place of an activity."""
        path = f"/v3/conversations/{_part(place.conversation)}/activities/{_part(activity_id)}"
        whole = {**activity, "id": activity_id}
        await self._made(_Call(method="PUT", service=place.service, path=path, key=str(place), json=whole))

    async def private_chat(self, service: str, tenant: str, user: str) -> Place:
        """The private chat with somebody."""
        json = private_chat(self._settings.app_id, tenant, user)
        call = _Call(method="POST", service=service, path="/v3/conversations", key=f"chat with {user}", json=json)
        conversation = words_at(await self._made(call), "id")
        if not conversation:
            raise Lost("no conversation named")
        return Place(service=service, conversation=conversation)

    async def member(self, place: Place, user: str) -> Json:
        """What Teams tells of somebody."""
        path = f"/v3/conversations/{_part(place.conversation)}/members/{_part(user)}"
        key = f"members of {place}"
        return await self._made(_Call(method="GET", service=place.service, path=path, key=key, windows=ASKING))

    async def _made(self, call: _Call) -> Json:
        if not trusted(call.service, self._settings.service_hosts):
            raise Refused(code="service host not allowed")
        try:
            answer = await self._in_turn(call)
        except _NotTakenError:
            self._login.forget()
            try:
                answer = await self._in_turn(call)
            except _NotTakenError:
                log.warning("teams does not take our token")
                raise Limited(seconds=NO_LOGIN) from None
        self._pauses.went_well(call.key)
        return answer

    async def _in_turn(self, call: _Call) -> Json:
        token = await self._token()  # before the call is counted: a slow login must not bunch calls together
        await self._turn(call)
        return await self._called(call, token)

    async def _token(self) -> str:
        try:
            return await self._login.token()
        except Refused as fault:
            log.warning("teams login refused", fault=fault.code)
            raise Limited(seconds=NO_LOGIN) from None

    async def _turn(self, call: _Call) -> None:
        """Wait until the call may be made. Raises Limited where that takes too long."""
        # With several organisations they share one window: slower than it might be, and never too fast.
        uses = ((call.key, call.windows), ("organisation", ORGANISATION))
        while True:
            if (pause := self._pauses.wait(call.key, self._clock.now())) > 0:
                raise Limited(seconds=pause)
            wait = max(self._windows.wait(key, windows, self._monotonic()) for key, windows in uses)
            if wait <= 0:
                break
            if wait > PATIENCE:
                raise Limited(seconds=wait)
            await asyncio.sleep(wait)
        for key, _ in uses:
            self._windows.used(key, self._monotonic())
        self._windows.tidy(self._monotonic())

    async def _called(self, call: _Call, token: str) -> Json:
        try:
            async with self._session_of().request(
                call.method,
                call.service + call.path,
                json=call.json,
                headers={"Authorization": f"Bearer {token}"},
                allow_redirects=False,
            ) as answer:
                return await self._read(call, answer)
        except ClientConnectorError as fault:
            raise NotSent(type(fault).__name__) from None
        except (ClientError, TimeoutError, OSError, ValueError) as fault:
            raise Lost(type(fault).__name__) from None

    async def _read(self, call: _Call, answer: ClientResponse) -> Json:
        text = await answer.text(errors="replace")
        if 200 <= answer.status < 300:
            return json_object(text) if text.strip() else {}
        if answer.status == 401:
            raise _NotTakenError
        if answer.status in AGAIN:
            seconds = _retry_after(answer) or self._pauses.stumbled(call.key, random.random())  # noqa: S311
            self._pauses.asked(call.key, seconds, self._clock.now())
            raise Limited(seconds=seconds)
        if answer.status >= 500 or answer.status == 408:
            raise Lost(f"status {answer.status}")
        code = _code(text) or f"status {answer.status}"
        raise Refused(code=code, too_large=answer.status == 413 or code in TOO_LARGE)


class _NotTakenError(Exception):
    """Our token was not taken: it may have run out, or been taken back."""


def _part(name: str) -> str:
    return quote(name, safe="")


def _code(text: str) -> str:
    """The connector's own word for why. Older answers name it at the top."""
    try:
        said = json_object(text)
    except ValueError:
        return ""
    return words_at(said, "error", "code") or words_at(said, "errorCode") or words_at(said, "code")


def _retry_after(answer: ClientResponse) -> float:
    try:
        return min(max(float(answer.headers.get("Retry-After", "")), 0.1), 3600.0)
    except ValueError:
        return 0.0
