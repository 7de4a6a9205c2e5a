"""The Teams channel alone, on real sockets: FakeTeams on one side, an open door on the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from adapters.photos.darkroom import small
from adapters.teams.parts import TeamsParts, build
from adapters.teams.read import Place
from adapters.teams.settings import TeamsSettings
from core.ports import Sender
from core.words import REPORT_FORM
from tests.fakes.fake_connector import FakeTeams
from tests.fakes.open_door import HandClock, OpenDoor
from tests.fakes.teams_writes import TENANT

PRECIOUS, TOM = "29:precious", "29:tom"

NOBODY_LISTENS = "127.0.0.1:9"
"""A host that may be called and does not answer."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything that a test of the channel needs."""

    teams: FakeTeams
    parts: TeamsParts
    door: OpenDoor
    clock: HandClock

    def to(self, user: str, *, service: str = "") -> Sender:
        """Somebody whose private chat is known."""
        place = Place(service=(service or self.teams.service_url).rstrip("/"), conversation=self.teams.dm(user))
        return Sender(channel="teams", tenant=TENANT, user=user, address=str(place))

    def only_met(self, user: str) -> Sender:
        """Somebody whose private chat is not known."""
        return Sender(channel="teams", tenant=TENANT, user=user)

    def calls(self, kind: str) -> int:
        """How many calls of a kind ("send", "update", "create", "member") there were."""
        return sum(call == kind for call, *_ in self.teams.calls)


def settings_of(teams: FakeTeams) -> TeamsSettings:
    """What the channel has to be told of this organisation."""
    given = teams.settings
    return TeamsSettings(
        app_id=given["teams_app_id"],
        password=given["teams_app_password"],
        tenant=given["teams_tenant_id"],
        tenants=frozenset({given["teams_tenant_id"]}),
        openid_url=given["teams_openid_url"],
        login_url=given["teams_login_url"],
        service_hosts=frozenset({given["teams_service_hosts"], NOBODY_LISTENS}),
    )


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    """An organisation with Precious and Tom, and the channel running."""
    clock, door = HandClock(), OpenDoor()
    async with FakeTeams(now=clock.now) as teams:
        parts = build(
            settings_of(teams), door=door, clock=clock, forms={"report": REPORT_FORM}, small=small, public_url=""
        )
        app = web.Application()
        app.add_routes(parts.routes)
        runner = web.AppRunner(app, shutdown_timeout=0.1, max_field_size=64 * 1024)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        teams.sends_to("http://{}:{}/api/messages".format(*runner.addresses[0][:2]))
        teams.add(PRECIOUS, "Precious Moyo", "precious@elm.example")
        teams.add(TOM, "Tom Reid", "tom@elm.example")
        await parts.start()
        yield Scene(teams=teams, parts=parts, door=door, clock=clock)
        await parts.stop()
        await runner.cleanup()
