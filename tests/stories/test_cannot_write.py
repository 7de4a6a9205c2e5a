"""A database that cannot be written is never answered with 200, and whatever comes again is kept once.

Reliability figures 4 and 6, on the server as it is started at a provider.
"""

import asyncio
import json
import re
import resource
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import ClientSession, ClientTimeout

from bot.bench.world import spoken
from core.registers import REGISTERS
from tests.clients.here import skip_here
from tests.fakes.fake_slack import TEAM, FakeSlack
from tests.stories.served import ROOT, Served, settled

MANY = 20
ANSWERED_WITHIN = 2.5
RED_WITHIN = 10.0


@dataclass(kw_only=True)
class Place:
    """A workspace, a server, and somebody who writes to it."""

    slack: FakeSlack
    served: Served
    http: ClientSession

    bodies: dict[int, bytes] = field(default_factory=dict)

    async def send(self, number: int) -> int:
        """One report, or the same again; the status."""
        body = self.bodies.setdefault(number, self._body(number))
        headers = {"Content-Type": "application/json", **self.slack.signed(body)}
        async with self.http.post(f"{self.served.url}slack/events", data=body, headers=headers) as answer:
            await answer.read()
            return answer.status

    def _body(self, number: int) -> bytes:
        user, text = spoken(number)
        stamp = f"{int(self.slack._now().timestamp())}.{number:06}"
        facts = {"type": "message", "channel": self.slack.dm(user), "channel_type": "im", "user": user, "text": text}
        event = {**facts, "ts": stamp, "event_ts": stamp}
        payload = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number}", "event": event}
        return json.dumps(payload).encode()

    async def send_all(self) -> Counter[int]:
        """Twenty at the same moment, and how they were answered."""
        return Counter(await asyncio.gather(*(self.send(number) for number in range(1, MANY + 1))))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with FakeSlack() as slack, ClientSession(timeout=ClientTimeout(total=10)) as http:
        served = await settled(tmp_path, slack)
        try:
            yield Place(slack=slack, served=served, http=http)
        finally:
            await served.kill()


@asynccontextmanager
async def _locked(place: Place) -> AsyncIterator[None]:
    """Another process holds the write lock, as a backup tool may."""
    command = (sys.executable, "-m", "tests.contract.store_child", "hold_the_write_lock", str(place.served.database))
    await place.served.start()
    holder = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE)
    assert holder.stdout
    assert await holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        await holder.communicate(b"")  # the end of its input is the end of the lock


@asynccontextmanager
async def _full(place: Place) -> AsyncIterator[None]:
    """No file of the server may grow any more, as on a full disk."""
    await place.served.start()
    written = place.served.database.with_name("handrail.db-wal").stat().st_size
    _, hard = resource.prlimit(place.served.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(place.served.pid, resource.RLIMIT_FSIZE, (written, hard))
    try:
        yield
    finally:
        resource.prlimit(place.served.pid, resource.RLIMIT_FSIZE, (hard, hard))


@asynccontextmanager
async def _read_only(place: Place) -> AsyncIterator[None]:
    """The database may only be read, until somebody puts that right and starts the server again."""
    await place.served.start(HANDRAIL_DATABASE_URL=f"sqlite:///file:{place.served.database}?mode=ro&uri=true")
    yield
    await place.served.stop()
    await place.served.start()


@pytest.mark.parametrize("broken", [_locked, _full, _read_only])
async def test_what_cannot_be_kept_is_not_answered_as_kept(
    place: Place, broken: Callable[[Place], AbstractAsyncContextManager[None]]
) -> None:
    await assert_kept_once(place, broken)


async def assert_kept_once(place: Place, broken: Callable[[Place], AbstractAsyncContextManager[None]]) -> None:
    """What is sent while it is broken is refused in time, health goes red, and what comes again is kept once."""
    async with broken(place):
        begun = monotonic()
        assert await place.send_all() == {503: MANY}
        assert monotonic() - begun < ANSWERED_WITHIN
        assert await _red(place, until=begun + RED_WITHIN)
    async with asyncio.timeout(RED_WITHIN):
        while set(await place.send_all()) != {200}:  # as Slack comes again
            continue
    await place.served.until_done(place.http)
    assert (await place.served.asked(place.http, "healthz"))[0] == 200
    await place.served.stop()
    with place.served.opened() as store:
        words = await store.look(lambda uow: [uow.unseal(e.sealed) for r in REGISTERS for e in uow.entries(r)])
    assert sorted(int(re.findall(r"\d+", text)[0]) for text in words) == list(range(1, MANY + 1))


async def _red(place: Place, *, until: float) -> bool:
    while monotonic() < until:
        if (await place.served.asked(place.http, "healthz"))[0] == 503:
            return True
    return False


async def test_every_answer_comes_after_a_sync_to_the_disk(place: Place, tmp_path: Path) -> None:
    strace, log = shutil.which("strace"), tmp_path / "syncs"
    if not strace:
        skip_here("strace is not installed, so syncs to the disk cannot be counted")
    await place.served.start()
    command = (strace, "-f", "-e", "trace=fsync,fdatasync,sendto", "-o", str(log), "-p", str(place.served.pid))
    watching = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=PIPE)
    assert watching.stderr
    if b"attached" not in await watching.stderr.readline():
        skip_here("strace may not look at other processes, so syncs to the disk cannot be counted")
    for number in range(1, 101):
        assert await place.send(number) == 200
    watching.send_signal(signal.SIGINT)
    await watching.communicate()
    since_the_last = [part.count("sync(") for part in log.read_text("utf-8").split('"HTTP/1.1 200')[:-1]]
    assert len(since_the_last) >= 100
    assert min(since_the_last[:100]) >= 1
