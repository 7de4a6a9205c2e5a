"""The address that Slack posts to: events, interactivity and commands.

Verified on the raw bytes, then parsed, then stored, then answered. 401 for what Slack did not sign,
400 for what makes no sense, 503 for what could not be stored, 200 for everything else that is signed.
Nothing of a body is ever logged.
"""

import asyncio

import structlog
from aiohttp import web

from adapters.chat.body import body_of
from adapters.chat.storing import BUDGET
from adapters.slack.desk import Answer, Desk
from adapters.slack.parse import payload_of
from adapters.slack.signature import fault_of
from core.ports import Clock

PATH = "/slack/events"
log = structlog.get_logger(__name__)


class Inbound:
    """The route. `secret` is the app's signing secret."""

    def __init__(self, desk: Desk, clock: Clock, secret: str) -> None:
        self._desk = desk
        self._clock = clock
        self._secret = secret

    def routes(self) -> list[web.RouteDef]:
        """What to add to the web application."""
        return [web.post(PATH, self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request within `BUDGET` seconds."""
        until = asyncio.get_running_loop().time() + BUDGET
        body = await body_of(request, within=BUDGET)
        if isinstance(body, web.Response):
            return body
        if fault := self._fault(request, body):
            log.warning("slack request refused", fault=fault)
            return web.Response(status=401)
        try:
            answer = await self._desk.answer(payload_of(body, request.headers.get("Content-Type", "")), until=until)
        except ValueError:
            log.warning("slack request makes no sense", size=len(body))
            return web.Response(status=400)
        return _response(answer)

    def _fault(self, request: web.Request, body: bytes) -> str | None:
        headers = request.headers
        return fault_of(
            self._secret,
            headers.getall("X-Slack-Request-Timestamp", []),
            headers.getall("X-Slack-Signature", []),
            body,
            self._clock.now(),
        )


def _response(answer: Answer) -> web.Response:
    if not answer.kept:
        return web.Response(status=503)
    if answer.body:
        return web.json_response(answer.body)
    return web.Response(text=answer.text)
