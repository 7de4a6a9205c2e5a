"""The server is killed again and again under load on Teams: nothing that was answered is lost.

Reliability figures 1 and 3. Teams lets a bot look at nothing that it sent, so what was in flight at a kill may
arrive twice; then it says so.
"""

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from aiohttp import ClientError

from bot.bench.world import SERVICES, in_charge, spoken
from bot.build import email_of
from bot.sender import AT_ONCE
from core import words
from core.registers import REGISTERS
from tests.fakes.fake_connector import FakeTeams
from tests.fakes.teams_writes import BOT
from tests.stories.served import Served, moved_in, staff

KILLS = 10
LIVES = (0.1, 1.2)
"""Seconds between listening and the kill."""

A_SECOND, MOST = 20, 500
"""Teams takes 30 calls a second for one organisation, so more would only wait in the outbox."""

AGAIN = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 0.0, 0.0)
"""Seconds between tries of what was not answered. The last ones are made when nothing is killed any more."""

NUMBER = re.compile(r"\d+")


@dataclass(kw_only=True)
class Platform:
    """Teams, sending messages to wherever the server listens now."""

    teams: FakeTeams
    served: Served
    random: Random = field(default_factory=lambda: Random(4))
    answered: set[int] = field(default_factory=set)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def send_until_over(self) -> None:
        """New messages at a steady pace; then every one that was not answered is sent until it is."""
        begun, sent = monotonic(), list[asyncio.Task[None]]()
        while not self.over.is_set() and len(sent) < MOST:
            sent.append(asyncio.create_task(self._message(len(sent))))
            await self._pause(begun + len(sent) / A_SECOND - monotonic())
        await asyncio.gather(*sent)

    async def _message(self, number: int) -> None:
        """The same activity each time, as Teams does, and now and then once more after it was answered."""
        user, text = spoken(number)
        activity = {**self.teams._activity(teams_id(user), "message"), "text": text, "textFormat": "plain"}
        for after in (0.0, *AGAIN):
            await self._pause(after)
            if await self._delivered(activity):
                self.answered.add(number)
                break
        if self.random.random() < 0.1:
            await self._delivered(activity)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self.over.wait()

    async def _delivered(self, activity: dict[str, object]) -> bool:
        self.teams.sends_to(f"{self.served.url}api/messages")
        try:
            return await self.teams.any(activity) == 200
        except (ClientError, OSError):
            return False


def teams_id(user: str) -> str:
    """How a member of staff is called on Teams."""
    return f"29:{user}"


@asynccontextmanager
async def _platform(folder: Path) -> AsyncIterator[Platform]:
    async with FakeTeams() as teams:
        served = await moved_in(folder, {f"HANDRAIL_{name.upper()}": value for name, value in teams.settings.items()})
        for user in staff():
            teams.add(teams_id(user), user, email_of(user))
        try:
            yield Platform(teams=teams, served=served)
        finally:
            await served.kill()


@pytest.mark.long
async def test_ten_kills_lose_nothing_and_what_comes_twice_says_so(tmp_path: Path) -> None:
    async with _platform(tmp_path) as platform:
        await _settle_in(platform)
        sending = asyncio.create_task(platform.send_until_over())
        for _ in range(KILLS):
            await platform.served.start()
            await asyncio.sleep(platform.random.uniform(*LIVES))
            await platform.served.kill()
        await platform.served.start()
        platform.over.set()
        await sending
        await _until_done(platform)
        assert await platform.served.stop() == 0
        await _assert_kept(platform)
        _assert_told(platform)


async def _settle_in(platform: Platform) -> None:
    """Whoever is in charge has added Handrail, or nobody could be told."""
    await platform.served.start()
    platform.teams.sends_to(f"{platform.served.url}api/messages")
    for service in range(SERVICES):
        assert await platform.teams.installs(teams_id(in_charge(service))) == 200
    await _until_done(platform)
    await platform.served.kill()


async def _until_done(platform: Platform) -> None:
    session = platform.teams._session
    assert session is not None
    await platform.served.until_done(session)


async def _assert_kept(platform: Platform) -> None:
    with platform.served.opened() as store:
        kept = await store.look(
            lambda uow: [uow.unseal(e.sealed) for r in REGISTERS for e in uow.entries(r, limit=100_000)]
        )
        assert await store.look(lambda uow: uow.verify_trail()) == ()
    numbers = Counter(int(NUMBER.findall(text)[0]) for text in kept)
    print(f"{len(platform.answered)} messages answered, {len(kept)} entries")
    assert len(platform.answered) > KILLS * 5
    assert sorted(platform.answered - set(numbers)) == [], "answered, and lost"
    assert [number for number, times in numbers.items() if times > 1] == [], "kept twice"


def _assert_told(platform: Platform) -> None:
    """Every message of the outbox arrived; a second copy says that it may be one, and there are few of them."""
    with closing(sqlite3.connect(platform.served.database)) as raw:
        copies = raw.execute("SELECT user, provider_id, view, state FROM outbox").fetchall()
    lost = [user for user, *_, state in copies if state not in ("sent", "dropped")]
    assert set(lost) <= {""}, "given up, although the person has Handrail"
    ours = [m for found in platform.teams.conversations.values() for m in found if m.user == BOT]
    marked = {provider_id for _, provider_id, _, state in copies if state == "sent"}
    assert marked <= {message.id for message in ours}, "marked as sent, and never sent"
    assert len([1 for _, _, view, _ in copies if view == "receipt"]) == len(platform.answered)
    repeats = [message for message in ours if words.REPEATED in str(message.activity)]
    greetings = SERVICES
    print(f"{len(ours)} messages, {len(repeats)} of them say that they may have come before")
    assert len(ours) - greetings - len(marked) <= len(repeats) <= KILLS * AT_ONCE
    assert platform.teams.violations == []
