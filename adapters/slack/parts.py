"""Puts the Slack channel together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.quiet import SILENT
from adapters.slack.answers import Answers
from adapters.slack.desk import Desk
from adapters.slack.files import SlackFiles
from adapters.slack.inbound import Inbound
from adapters.slack.outbound import SlackChannel
from adapters.slack.settings import SlackSettings
from adapters.slack.socket_mode import SocketMode
from core.form import Form
from core.ports import Clock, Door

TIMEOUT = 8
"""Seconds that one call of the Web API may take."""


@dataclass(frozen=True, kw_only=True)
class SlackParts:
    """The channel, the routes to add, and what runs beside them.

    `passed_over` counts, by reason, the believed requests that were not stored.
    """

    channel: SlackChannel
    routes: tuple[web.RouteDef, ...]
    passed_over: Counter[str]
    socket_mode: SocketMode | None
    _client: AsyncWebClient
    _desk: Desk

    async def start(self) -> None:
        """Open connections; to be called in the running loop, before the first request."""
        self._client.session = ClientSession(timeout=ClientTimeout(total=TIMEOUT))
        if self.socket_mode is not None:
            await self.socket_mode.start()

    async def stop(self) -> None:
        """Close them again, after what is being stored has been stored."""
        if self.socket_mode is not None:
            await self.socket_mode.stop()
        await self._desk.close()
        if self._client.session is not None:
            await self._client.session.close()


def build(settings: SlackSettings, *, door: Door, clock: Clock, forms: Mapping[str, Form]) -> SlackParts:
    """Everything that speaks with Slack. `forms` holds what may be opened, by name; "report" must be there."""
    client = AsyncWebClient(
        token=settings.bot_token,
        base_url=settings.api_url,
        timeout=TIMEOUT,
        logger=SILENT,
        retry_handlers=[],  # a message whose answer was lost would be sent twice: the outbox decides
    )
    desk = Desk(door, clock, Answers(client, forms), settings.teams)
    socket = SocketMode(desk, client, settings.app_token) if settings.app_token else None
    return SlackParts(
        channel=SlackChannel(client, clock, SlackFiles(client, settings.bot_token, settings.api_url)),
        routes=tuple(Inbound(desk, clock, settings.signing_secret).routes()),
        passed_over=desk.passed_over,
        socket_mode=socket,
        _client=client,
        _desk=desk,
    )
