"""The server as a provider runs it, on PostgreSQL: its database goes away under it, and it is killed under load.

What is told of a file in `test_cannot_write` and `test_kill_loop` holds with a server of its own too.
"""

import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout
from sqlalchemy import NullPool, create_engine

from tests.contract.store_scene import KEY
from tests.fakes.fake_slack import FakeSlack
from tests.fakes.postgres import Postgres
from tests.stories.served import ROOT, settled
from tests.stories.test_cannot_write import Place, assert_kept_once
from tests.stories.test_kill_loop import COPIES, assert_kept, assert_told, killed_again_and_again, platform_at

KILLS, A_SECOND, EVENTS = 5, 10, 120


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    made = postgres.new_database()
    yield made
    postgres.drop(made)


def settings(url: str) -> dict[str, str]:
    return {"HANDRAIL_DATABASE_URL": url, "HANDRAIL_KEY": KEY}


@pytest.fixture
async def place(tmp_path: Path, url: str) -> AsyncIterator[Place]:
    async with FakeSlack() as slack, ClientSession(timeout=ClientTimeout(total=10)) as http:
        served = await settled(tmp_path, slack, **settings(url))
        await served.start()
        try:
            yield Place(slack=slack, served=served, http=http)
        finally:
            await served.kill()


Broken = Callable[[Place], AbstractAsyncContextManager[None]]


def _stopped(postgres: Postgres, _: str) -> Broken:
    """The database's server is gone at once, as by a power cut, and comes back by itself."""

    @asynccontextmanager
    async def broken(_: Place) -> AsyncIterator[None]:
        postgres.crash()
        try:
            yield
        finally:
            postgres.start()

    return broken


def _locked(_: Postgres, url: str) -> Broken:
    """Another program holds the tables, as a tool of an administrator may."""

    @asynccontextmanager
    async def broken(_: Place) -> AsyncIterator[None]:
        command = (sys.executable, "-m", "tests.contract.store_child", "hold_the_write_lock", url)
        holder = await create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE)
        assert holder.stdout
        assert await holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            await holder.communicate(b"")

    return broken


@pytest.mark.parametrize("how", [_stopped, _locked])
async def test_what_cannot_be_kept_is_not_answered_as_kept(
    place: Place, postgres: Postgres, url: str, how: Callable[[Postgres, str], Broken]
) -> None:
    await assert_kept_once(place, how(postgres, url))


@pytest.mark.long
async def test_a_few_kills_lose_nothing_and_double_nothing(tmp_path: Path, url: str) -> None:
    async with platform_at(tmp_path, **settings(url)) as platform:
        platform.a_second, platform.events = A_SECOND, EVENTS
        await killed_again_and_again(platform, KILLS)
        health = await platform.served.asked(platform.http, "healthz")
        assert await platform.served.stop() == 0
        assert health[0] == 200, health[1]
        await assert_kept(platform, KILLS)
        assert_told(platform, _rows(url, COPIES))


def _rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]
