"""A made-up provider with our server: who writes to it, and what it has kept."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from aiohttp import ClientSession

from bot.bench.load import Wires
from bot.bench.servers import Server, start, waiting
from bot.bench.workspace import Workspace
from bot.bench.world import Crowd, in_charge_of_ward, settle
from bot.build import open_store
from bot.clocks import SystemClock
from bot.settings import Settings
from core.registers import REGISTERS

SECRET, TOKEN = "bench-signing-secret", "xoxb-bench"
LOOK_EVERY = 0.2
WITHIN = 120.0
EVERYTHING = 10_000_000


@dataclass(kw_only=True)
class Provider:
    """Our server and its database. `accepted` counts the reports that it answered with 200."""

    settings: Settings
    environment: Mapping[str, str]
    server: Server
    workspace: Workspace
    crowd: Crowd = field(default_factory=lambda: Crowd(secret=SECRET))
    accepted: int = 0

    async def critical(self, ward: int, after: float) -> float | None:
        """One critical report from a service of its own; seconds from its answer to the ping."""
        await asyncio.sleep(after)
        wires = Wires(self.server.url)
        status = await wires.send(self.crowd.critical(ward, SystemClock().now()))
        answered = perf_counter()
        wires.close()
        self.accepted += status == 200
        return await self.workspace.pinged(in_charge_of_ward(ward), since=answered, within=WITHIN)

    async def drained(self) -> None:
        """Until the server has nothing left to do. Raises TimeoutError."""
        async with asyncio.timeout(WITHIN), ClientSession() as session:
            while await waiting(session, self.server.url):  # noqa: ASYNC110 - another process has no event for us
                await asyncio.sleep(LOOK_EVERY)

    async def kept(self) -> str:
        """How many of the accepted reports are there, once the server has ended: entries, and requests that wait."""
        await self.server.stop()
        with open_store(self.settings, alone=False) as store:
            now = SystemClock().now()
            entries = await store.look(lambda uow: sum(len(uow.entries(r, limit=EVERYTHING)) for r in REGISTERS))
            wait = (await store.look(lambda uow: uow.health(now))).received_waiting
            faults = await store.look(lambda uow: uow.verify_trail())
        verdict = "none lost, none double" if entries + wait == self.accepted else "NOT THE SAME"
        trail = f"THE TRAIL HAS {len(faults)} FAULTS" if faults else "the trail is whole"
        return f"{entries} entries and {wait} waiting of {self.accepted} accepted: {verdict}; {trail}"


async def settled(folder: Path, workspace: Workspace) -> Provider:
    """The provider on a new database, and its server started."""
    settings = Settings(database_url=f"sqlite:///{folder / 'bench.db'}")
    with open_store(settings) as store:
        await store.work(lambda uow: settle(uow, SystemClock().now()))
    environment = _environment(settings, workspace)
    server = await start("bot", "serve", environment=environment, log=folder / "log")
    return Provider(settings=settings, environment=environment, server=server, workspace=workspace)


def _environment(settings: Settings, workspace: Workspace) -> dict[str, str]:
    """What this process has, without any setting of an installation of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return inherited | {
        "HANDRAIL_DATABASE_URL": settings.database_url,
        "HANDRAIL_SLACK_SIGNING_SECRET": SECRET,
        "HANDRAIL_SLACK_BOT_TOKEN": TOKEN,
        "HANDRAIL_SLACK_API_URL": workspace.url,
        "HANDRAIL_PORT": "0",
        "HANDRAIL_HOST": "127.0.0.1",
    }
