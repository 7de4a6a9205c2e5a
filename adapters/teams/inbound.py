"""The address that Teams posts to.

The token is checked before anything of the body is read; then where it says it comes from; then it is
stored, then answered. 401 for what is not believed, 403 for what is not ours to hear, 400 for what makes
no sense, 503 for what could not be checked or stored, 200 for everything else. Nothing of a body is ever logged.
"""

import asyncio

import structlog
from aiohttp import web

from adapters.chat.body import body_of
from adapters.chat.storing import BUDGET
from adapters.chat.strict import Payload, json_object, media_of, words_at
from adapters.teams.desk import Desk
from adapters.teams.envelope import tenants_of
from adapters.teams.hosts import trusted
from adapters.teams.keys import KeysUnavailable
from adapters.teams.settings import TeamsSettings
from adapters.teams.token import Believed, Guard, NotBelieved

PATH = "/api/messages"
CHANNEL_ID = "msteams"

log = structlog.get_logger(__name__)


class Inbound:
    """The route."""

    def __init__(self, desk: Desk, guard: Guard, settings: TeamsSettings) -> None:
        self._desk = desk
        self._guard = guard
        self._settings = settings

    def routes(self) -> list[web.RouteDef]:
        """What to add to the web application."""
        return [web.post(PATH, self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request within `BUDGET` seconds."""
        until = asyncio.get_running_loop().time() + BUDGET
        try:
            async with asyncio.timeout(BUDGET):
                believed = await self._guard.check(request.headers.getall("Authorization", []))
        except NotBelieved as fault:
            return _refused(401, fault.why)
        except (KeysUnavailable, TimeoutError):
            return _refused(503, "the keys could not be had")
        body = await body_of(request, within=max(0.0, until - asyncio.get_running_loop().time()))
        if isinstance(body, web.Response):
            return body
        try:
            return await self._answer(_activity_of(body, request.headers.get("Content-Type", "")), believed, until)
        except ValueError:
            return _refused(400, "no sense")

    async def _answer(self, activity: Payload, believed: Believed, until: float) -> web.Response:
        if fault := self._fault(activity, believed):
            return _refused(*fault)
        answer = await self._desk.answer(activity, until=until)
        if not answer.kept:
            return web.Response(status=503)
        return web.json_response(answer.body) if answer.body is not None else web.Response()

    def _fault(self, activity: Payload, believed: Believed) -> tuple[int, str] | None:
        """Why the activity is not heard although its token is good: the token is for another, or it is not ours."""
        service, channel = words_at(activity, "serviceUrl"), words_at(activity, "channelId")
        if not service or service.rstrip("/") != believed.service_url.rstrip("/"):
            return 401, "service url"
        if channel not in believed.endorsements:
            return 401, "endorsement"
        if channel != CHANNEL_ID:
            return 403, "channel"
        if not trusted(service, self._settings.service_hosts):
            return 403, "service host"
        tenants = tenants_of(activity)
        if not tenants or not self._settings.tenants.issuperset(tenants):
            return 403, "tenant"
        return None


def _activity_of(body: bytes, content_type: str) -> Payload:
    kind, charset = media_of(content_type)
    if kind != "application/json" or charset not in ("", "utf-8", "utf8"):
        raise ValueError("not JSON")
    return json_object(body.decode())


def _refused(status: int, why: str) -> web.Response:
    log.warning("teams request refused", status=status, fault=why)
    return web.Response(status=status)
