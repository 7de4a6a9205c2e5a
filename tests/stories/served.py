"""Handrail as a process of its own, as it runs at a provider: `python -m bot serve`, which can be killed."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from aiohttp import ClientConnectionError, ClientSession

from adapters.store import SqlStore
from bot.bench.world import SERVICES, STAFF, in_charge, reporter, settle
from bot.build import email_of, open_store
from bot.clocks import SystemClock
from bot.settings import Settings
from tests.fakes.fake_slack import BOT_TOKEN, SIGNING_SECRET, FakeSlack

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 30.0
DRAINS_WITHIN = 150.0
LOOK_EVERY = 0.1


class Served:
    """The server. Its database and what it says on standard error stay between its lives."""

    def __init__(self, folder: Path, platform: Mapping[str, str]) -> None:
        """`platform` holds the settings of the platform that it speaks with, by their names in the environment."""
        self.database = folder / "handrail.db"
        self.said = folder / "stderr"
        self.url = ""
        self._process: Process | None = None
        self.environment = _environment(self.database, platform)

    @property
    def pid(self) -> int:
        """The number of the process that runs."""
        assert self._process, "it does not run"
        return self._process.pid

    async def start(self, **settings: str) -> None:
        """Start it, with other settings if need be, and wait until it listens. Raises TimeoutError."""
        with self.said.open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "serve"),
                cwd=ROOT,
                env=self.environment | settings,
                stdout=PIPE,
                stderr=errors,
            )
        assert self._process.stdout
        async with asyncio.timeout(STARTS_WITHIN):
            line = await self._process.stdout.readline()
        assert b"http://" in line, f"it did not start: {self.log()[-2000:]}"
        self.url = line.split()[-1].decode()

    async def kill(self) -> None:
        """As when the power fails, for all that the process knows."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """End it in good order; its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        process, self._process = self._process, None
        with suppress(ProcessLookupError):
            process.send_signal(how)
        await process.communicate()
        return process.returncode or 0

    def log(self) -> str:
        """Everything that it ever said on standard error."""
        return self.said.read_text("utf-8", "replace")

    async def asked(self, http: ClientSession, path: str) -> tuple[int, str]:
        """What it answers there; status 0 if it does not."""
        try:
            async with http.get(self.url + path) as answer:
                return answer.status, await answer.text()
        except (ClientConnectionError, TimeoutError):
            return 0, ""

    async def until_done(self, http: ClientSession) -> None:
        """Wait until nothing waits to be worked on or sent. Raises TimeoutError."""
        async with asyncio.timeout(DRAINS_WITHIN):
            while await self._left(http):  # noqa: ASYNC110 - another process: there is no event to wait for
                await asyncio.sleep(LOOK_EVERY)

    async def _left(self, http: ClientSession) -> int:
        _, told = await self.asked(http, "metrics")
        wanted = ("handrail_received_waiting ", "handrail_outgoing_waiting ")
        found = [float(line.split()[1]) for line in told.splitlines() if line.startswith(wanted)]
        return int(sum(found)) if len(found) == len(wanted) else 1

    def opened(self, *, alone: bool = False) -> SqlStore:
        """Its database, for looking at what was kept."""
        url, key = self.environment["HANDRAIL_DATABASE_URL"], self.environment.get("HANDRAIL_KEY", "")
        return open_store(Settings(database_url=url, key=key), alone=alone)


def staff() -> Iterator[str]:
    """Everybody of a provider with many services."""
    for service in range(SERVICES):
        yield in_charge(service)
        yield from (reporter(service, number) for number in range(STAFF))


async def settled(folder: Path, slack: FakeSlack, **more: str) -> Served:
    """A server, not yet started, of a provider with many services, all of whose staff are in the workspace."""
    for user in staff():
        slack.add(user, user, email_of(user))
    secrets = {"HANDRAIL_SLACK_SIGNING_SECRET": SIGNING_SECRET, "HANDRAIL_SLACK_BOT_TOKEN": BOT_TOKEN}
    return await moved_in(folder, {**secrets, "HANDRAIL_SLACK_API_URL": slack.api_url, **more})


async def moved_in(folder: Path, platform: Mapping[str, str]) -> Served:
    """A server, not yet started, that knows all staff and speaks with that platform."""
    served = Served(folder, platform)
    with served.opened(alone=True) as store:
        await store.work(lambda uow: settle(uow, SystemClock().now()))
    return served


def _environment(database: Path, platform: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return inherited | {
        "HANDRAIL_DATABASE_URL": f"sqlite:///{database}",
        **platform,
        "HANDRAIL_HOST": "127.0.0.1",
        "HANDRAIL_PORT": "0",
    }
