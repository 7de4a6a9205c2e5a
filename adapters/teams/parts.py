"""Puts the Teams channel together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, web

from adapters.teams.answers import Answers
from adapters.teams.connector import TIMEOUT, Connector
from adapters.teams.desk import Desk
from adapters.teams.files import Small, TeamsFiles
from adapters.teams.inbound import Inbound
from adapters.teams.keys import Keys
from adapters.teams.login import Login
from adapters.teams.outbound import TeamsChannel
from adapters.teams.settings import TeamsSettings
from adapters.teams.token import Guard
from core.form import Form
from core.ports import Clock, Door


class Line:
    """The one HTTP session of the channel; it can only be had while the loop runs."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    def open(self) -> None:
        """To be called in the running loop, before the first request."""
        self._session = ClientSession(timeout=ClientTimeout(total=TIMEOUT))

    def session(self) -> ClientSession:
        """The session."""
        if self._session is None:
            raise RuntimeError("the Teams channel has not been started")
        return self._session

    async def close(self) -> None:
        """No more calls."""
        if self._session is not None:
            await self._session.close()


@dataclass(frozen=True, kw_only=True)
class TeamsParts:
    """The channel and the routes to add. `passed_over` counts, by reason, what was believed and not stored."""

    channel: TeamsChannel
    routes: tuple[web.RouteDef, ...]
    passed_over: Counter[str]
    _line: Line
    _desk: Desk

    async def start(self) -> None:
        """Open connections; to be called in the running loop, before the first request."""
        self._line.open()

    async def stop(self) -> None:
        """Close them again, after what is being stored has been stored."""
        await self._desk.close()
        await self._line.close()


def build(
    settings: TeamsSettings,
    *,
    door: Door,
    clock: Clock,
    forms: Mapping[str, Form],
    small: Small,
    public_url: str,
) -> TeamsParts:
    """Everything that speaks with Teams. `forms` holds what may be opened, by name; "report" must be there.

    `small` makes small copies of photos; `public_url` is where Handrail is reached from outside, if it is.
    """
    line = Line()
    desk = Desk(door, clock, Answers(forms))
    guard = Guard(Keys(line.session, settings.openid_url), clock, settings.app_id)
    login = Login(line.session, settings, clock)
    connector = Connector(line.session, login, settings, clock)
    files = TeamsFiles(line.session, login, settings.service_hosts)
    return TeamsParts(
        channel=TeamsChannel(connector, files, small, public_url),
        routes=tuple(Inbound(desk, guard, settings).routes()),
        passed_over=desk.passed_over,
        _line=line,
        _desk=desk,
    )
