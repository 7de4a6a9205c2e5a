"""The server is killed thirty times under load: nothing that was answered is lost, and nothing stands twice.

Reliability figures 1 and 3: Slack's own way of repeating, its minutes shortened to seconds.
"""

import asyncio
import json
import re
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.bench.world import SERVICES, in_charge, spoken
from core.registers import REGISTERS
from tests.fakes.fake_slack import BOT_USER, TEAM, FakeSlack
from tests.stories.served import Served, settled

KILLS = 30
LIVES = (0.02, 0.6)
"""Seconds between listening and the kill: from the shortest to the longest."""

A_SECOND, EVENTS = 40, 1500
TWICE = 0.05
"""The share of events that are sent twice although the first was answered."""

REPEATS = (0.0, 1.0, 5.0)
"""Slack's three repeats (at once, after a minute, after five), sixty times faster."""

LATE = (10.0, 20.0, 40.0, 80.0)
"""Delayed Events: hourly afterwards, sixty times faster again, as long as the load lasts."""

LAST = (0.0,) * 3
"""At the end, when nothing is killed any more."""

NUMBER = re.compile(r"\d+")


@dataclass(kw_only=True)
class Platform:
    """Slack, sending events to wherever the server listens now."""

    slack: FakeSlack
    served: Served
    http: ClientSession
    random: Random
    a_second: int = A_SECOND
    events: int = EVENTS
    answered: set[int] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    _under_way: list[asyncio.Task[None]] = field(default_factory=list)

    async def send_until_over(self) -> None:
        """New events at a steady pace; then every one that was not answered is sent until it is."""
        begun = monotonic()
        while not self.over.is_set() and len(self._under_way) < self.events:
            number = len(self._under_way)
            self._under_way.append(asyncio.create_task(self._event(number)))
            await self._pause(begun + number / self.a_second - monotonic())
        await asyncio.gather(*self._under_way)

    async def _event(self, number: int) -> None:
        body = self._body(number)
        twice = self.random.random() < TWICE
        for retry, after in enumerate((0.0, *REPEATS, *LATE, *LAST)):
            await self._pause(after)
            if await self._delivered(body, retry):
                self.answered.add(number)
                break
        if twice:
            await self._delivered(body, 0)

    async def _pause(self, seconds: float) -> None:
        """So long, but no longer than the load lasts: then the server listens and stays."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.over.wait()

    async def _delivered(self, body: bytes, retry: int) -> bool:
        headers = {"Content-Type": "application/json", **self.slack.signed(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_error"}
        try:
            async with self.http.post(f"{self.served.url}slack/events", data=body, headers=headers) as answer:
                await answer.read()
                status = answer.status
        except (ClientError, TimeoutError, OSError):
            status = 0
        self.statuses[status] += 1
        return status == 200

    def _body(self, number: int) -> bytes:
        user, text = spoken(number)
        stamp = f"{int(self.slack._now().timestamp())}.{number:06}"
        facts = {"type": "message", "channel": self.slack.dm(user), "channel_type": "im", "user": user}
        event = {**facts, "text": text, "ts": stamp, "event_ts": stamp}
        payload = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number:08}", "event": event}
        return json.dumps({**payload, "event_time": int(float(stamp)), "token": "deprecated"}).encode()


@asynccontextmanager
async def platform_at(folder: Path, **settings: str) -> AsyncIterator[Platform]:
    """Slack, and a server of its own with those settings, which is started and killed by the test."""
    async with FakeSlack() as slack, ClientSession(timeout=ClientTimeout(total=3)) as http:
        served = await settled(folder, slack, **settings)
        try:
            yield Platform(slack=slack, served=served, http=http, random=Random(1109))
        finally:
            await served.kill()


@pytest.mark.long
async def test_thirty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    async with platform_at(tmp_path) as platform:
        await killed_again_and_again(platform, KILLS)
        health = await platform.served.asked(platform.http, "healthz")
        assert await platform.served.stop() == 0
        assert health[0] == 200, health[1]
        await assert_kept(platform, KILLS)
        with closing(sqlite3.connect(platform.served.database)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            copies = raw.execute(COPIES).fetchall()
        assert_told(platform, copies)
        pinged = {user for _, user, _, ping, state, _ in copies if ping and state == "sent"}
        assert pinged == {in_charge(service) for service in range(SERVICES)}


async def killed_again_and_again(platform: Platform, kills: int) -> None:
    """Under load, so many times; then it stays, and works off what is left."""
    sending = asyncio.create_task(platform.send_until_over())
    for _ in range(kills):
        await platform.served.start()
        await asyncio.sleep(platform.random.uniform(*LIVES))
        await platform.served.kill()
    await platform.served.start()
    platform.over.set()
    await sending
    await platform.served.until_done(platform.http)


async def assert_kept(platform: Platform, kills: int) -> None:
    """Every event that was answered is one entry, and the trail is whole."""
    with platform.served.opened() as store:
        kept = await store.look(
            lambda uow: [(e.ref, uow.unseal(e.sealed)) for r in REGISTERS for e in uow.entries(r, limit=100_000)]
        )
        assert await store.look(lambda uow: uow.verify_trail()) == ()
    numbers = Counter(int(NUMBER.findall(words)[0]) for _, words in kept)
    print(f"{len(platform.answered)} events answered, {len(kept)} entries, answers {dict(platform.statuses)}")
    assert len(platform.answered) > kills * 10
    assert sorted(platform.answered - set(numbers)) == [], "answered, and lost"
    assert [number for number, times in numbers.items() if times > 1] == [], "kept twice"


COPIES = 'SELECT id, "user", view, ping, state, ref FROM outbox'


def assert_told(platform: Platform, copies: Sequence[Sequence[Any]]) -> None:
    """Every reporter has a receipt for every report, whoever is in charge every ping, and nobody has one twice."""
    slack = platform.slack
    arrived = Counter(_keys(slack))
    print(f"{len(copies)} messages, {sum(arrived.values()) - len(arrived)} of them sent twice")
    assert {state for *_, state, _ in copies} <= {"sent", "dropped"}
    assert [copy for copy in copies if copy[4] == "sent" and not arrived[str(copy[0])]] == [], "marked, and never sent"
    assert len([copy for copy in copies if copy[2] == "receipt" and copy[4] == "sent"]) == len(platform.answered)
    assert {key: times for key, times in arrived.items() if times > 1} == {}, "sent twice"
    assert slack.violations == []


def _keys(slack: FakeSlack) -> Iterator[str]:
    """The key of every message of ours that arrived, as often as it did."""
    for messages in slack.channels.values():
        yield from (m.metadata["event_payload"]["key"] for m in messages if m.user == BOT_USER and m.metadata)
