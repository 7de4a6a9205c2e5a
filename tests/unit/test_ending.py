"""The loops of worker and mailer end when they are told to, also when they are woken at that very moment."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path

import pytest

from adapters.store import SqlStore
from bot.build import Handrail, build, open_store
from bot.settings import Settings

LIMIT = 5
"""Seconds until a loop must have ended."""


@pytest.fixture
async def handrail(tmp_path: Path) -> AsyncIterator[Handrail]:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/handrail.db")
    with open_store(settings) as store:
        yield build(settings, store=store)


async def test_a_worker_that_is_woken_while_it_is_stopped_ends(handrail: Handrail) -> None:
    await _ends(handrail.store, handrail.worker.run(), handrail.worker.wake)


async def test_a_mailer_that_is_woken_while_it_is_stopped_ends(handrail: Handrail) -> None:
    await _ends(handrail.store, handrail.mailer.run(), handrail.mailer.wake)


async def _ends(store: SqlStore, loop: Coroutine[None, None, None], wake: Callable[[], None]) -> None:
    task = asyncio.create_task(loop)
    await store.work(lambda uow: None)
    await asyncio.sleep(0.2)  # there is nothing to do, so by now it waits; nobody is told of that
    wake()
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=LIMIT)
    task.cancel()
    assert done
    assert task.cancelled()
