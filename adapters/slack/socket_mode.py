"""Socket Mode: the same requests over a connection that we open, where no address can be reached from outside.

An envelope is acknowledged only when its request has been stored; otherwise Slack delivers it again.
A connection is expected to end now and then. When Slack announces it, the next one is opened before
the old one closes; a half-open one is noticed by its missing answers to pings.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, ClientWebSocketResponse, WSMsgType
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.faults import Limited, Lost, NotSent, Refused
from adapters.chat.storing import BUDGET
from adapters.chat.strict import Payload, json_object
from adapters.slack.calls import called
from adapters.slack.desk import Answer, Desk
from adapters.slack.parse import command

PING = 5.0
"""Seconds between pings. Without an answer within half of it, the connection counts as dead."""

FIRST_WAIT = 0.5
LONGEST_WAIT = 10.0
"""Seconds to wait before the next attempt; doubled each time. Reconnecting stays within 15 s of Slack being back."""

LARGEST = 4 * 1024 * 1024
"""Bytes of an envelope."""

log = structlog.get_logger(__name__)


class SocketMode:
    """Keeps a connection open and answers what comes over it."""

    def __init__(self, desk: Desk, client: AsyncWebClient, app_token: str) -> None:
        self._desk = desk
        self._client = client
        self._app_token = app_token
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: ClientSession | None = None
        self.connections = 0

    async def start(self) -> None:
        """Begin; the first connection is made in the background, so that a silent Slack stops nothing else."""
        self._session = ClientSession(timeout=ClientTimeout(total=None, connect=10))
        self._spawn(self._keep_connected(self._session))

    async def stop(self) -> None:
        """Close everything. What was not acknowledged comes again."""
        for task in (tasks := tuple(self._tasks)):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _keep_connected(self, session: ClientSession) -> None:
        wait = FIRST_WAIT
        while True:
            replace, opened = asyncio.Event(), asyncio.Event()
            self._spawn(self._connection(session, replace, opened))
            await replace.wait()
            wait = FIRST_WAIT if opened.is_set() else min(2 * wait, LONGEST_WAIT)
            await asyncio.sleep(0 if opened.is_set() and self.connections else wait)

    async def _connection(self, session: ClientSession, replace: asyncio.Event, opened: asyncio.Event) -> None:
        """One connection from beginning to end. Sets `opened` at its greeting, `replace` when another is needed."""
        try:
            url = (await called(self._client.apps_connections_open(app_token=self._app_token)))["url"]
            async with session.ws_connect(url, heartbeat=PING, max_msg_size=LARGEST) as socket:
                self.connections += 1
                try:
                    await self._serve(socket, replace, opened)
                finally:
                    self.connections -= 1
        except Limited as fault:
            log.warning("slack socket asked to wait", seconds=fault.seconds)
            await asyncio.sleep(fault.seconds)
        except (Refused, Lost, NotSent, ClientError, TimeoutError, OSError) as fault:
            code = fault.code if isinstance(fault, Refused) else type(fault).__name__
            log.warning("slack socket not connected", fault=code)
        finally:
            replace.set()

    async def _serve(self, socket: ClientWebSocketResponse, replace: asyncio.Event, opened: asyncio.Event) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                envelope = json_object(message.data)
            except ValueError:
                log.warning("slack envelope makes no sense", size=len(message.data))
                continue
            kind = envelope.get("type")
            if kind == "hello":
                opened.set()
            elif kind == "disconnect":
                replace.set()
            elif isinstance(envelope.get("envelope_id"), str):
                self._spawn(self._take(socket, envelope))

    async def _take(self, socket: ClientWebSocketResponse, envelope: Payload) -> None:
        try:
            until = asyncio.get_running_loop().time() + BUDGET
            answer = await self._desk.answer(_payload(envelope), until=until)
        except ValueError:
            log.warning("slack request makes no sense")
            answer = Answer()
        if answer.kept:
            with suppress(ClientError, ConnectionError):
                await socket.send_json(_acknowledgement(envelope, answer.body))

    def _spawn(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _payload(envelope: Payload) -> Payload:
    payload = envelope.get("payload")
    if not isinstance(payload, dict):
        raise ValueError("no payload")
    return command(payload) if envelope["type"] == "slash_commands" else payload


def _acknowledgement(envelope: Payload, body: Mapping[str, Any] | None) -> dict[str, Any]:
    accepts = body and envelope.get("accepts_response_payload") is not False
    return {"envelope_id": envelope["envelope_id"], **({"payload": dict(body or {})} if accepts else {})}
