"""Requests that are stored before they are answered, and worked on after."""

import asyncio
import threading
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from core.ports import Received, Stale, StoreClosed, UnitOfWork
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, made


async def claim(store: SqlStore, clock: HandClock, limit: int = 10) -> tuple[Received, ...]:
    return await store.work(lambda unit: unit.claim_received(clock.now(), limit))


async def keep(store: SqlStore, *keys: str) -> list[bool]:
    return [await store.receive("slack", key, f"body {key}".encode(), NOON) for key in keys]


async def test_a_request_is_kept_once_per_channel(store: SqlStore) -> None:
    assert await keep(store, "a", "b", "a") == [True, True, False]
    assert await store.receive("web", "a", b"", NOON)


async def test_it_is_claimed_in_order_and_as_it_came(store: SqlStore, clock: HandClock) -> None:
    await keep(store, "a", "b", "c")
    first = await claim(store, clock, limit=2)
    assert first == tuple(
        Received(id=r.id, channel="slack", body=body, received_at=NOON, attempts=1)
        for r, body in zip(first, (b"body a", b"body b"), strict=True)
    )
    assert [r.body for r in await claim(store, clock)] == [b"body c"]
    assert await claim(store, clock) == ()


async def test_any_bytes_are_kept(store: SqlStore, clock: HandClock) -> None:
    body = bytes(range(256)) * 4096
    await store.receive("slack", "big", body, NOON)
    assert [r.body for r in await claim(store, clock)] == [body]


async def test_handled_means_wiped_and_still_known(store: SqlStore, clock: HandClock, database: Database) -> None:
    await keep(store, "a")
    (received,) = await claim(store, clock)
    await store.work(lambda unit: unit.handled(received, "ISS-1"))
    assert database.rows("SELECT state, sealed, outcome FROM inbox") == [("done", b"", "ISS-1")]
    assert await keep(store, "a") == [False]
    clock.forward(hours=2)
    assert await claim(store, clock) == ()


async def test_a_lease_that_ran_out_is_claimed_again_and_only_the_new_holder_finishes(
    store: SqlStore, clock: HandClock
) -> None:
    await keep(store, "a")
    (first,) = await claim(store, clock)
    clock.forward(seconds=60)
    (second,) = await claim(store, clock)
    assert (second.id, second.attempts) == (first.id, 2)

    def late(unit: UnitOfWork) -> None:
        unit.put_note("done by", "the late one")
        unit.handled(first, "ISS-1")

    with pytest.raises(Stale):
        await store.work(late)
    assert await store.look(lambda unit: unit.note("done by")) == ""
    await store.work(lambda unit: unit.handled(second, "ISS-1"))
    with pytest.raises(Stale):
        await store.work(lambda unit: unit.handled(second, "ISS-1"))


async def test_a_fault_waits_and_then_is_parked_with_its_words(
    store: SqlStore, clock: HandClock, database: Database
) -> None:
    await keep(store, "a")
    (first,) = await claim(store, clock)
    later = NOON + timedelta(seconds=10)
    await store.work(lambda unit: unit.retry_received(first, later, "KeyError"))
    assert await claim(store, clock) == ()
    clock.forward(seconds=10)
    (second,) = await claim(store, clock)
    assert second.attempts == 2
    await store.work(lambda unit: unit.park(second, "KeyError, 8 times"))
    clock.forward(days=1)
    assert await claim(store, clock) == ()
    rows = database.rows("SELECT state, fault, length(sealed) > 0 FROM inbox")
    assert rows == [("parked", "KeyError, 8 times", 1)]


async def test_keys_are_forgotten_after_a_week_at_the_earliest(store: SqlStore, clock: HandClock) -> None:
    await keep(store, "a")
    (received,) = await claim(store, clock)
    await store.work(lambda unit: unit.handled(received, "ISS-1"))

    def forget(unit: UnitOfWork) -> int:
        return unit.forget_received(clock.now())

    clock.forward(days=6.9)
    assert await store.work(forget) == 0
    clock.forward(days=0.2)
    await keep(store, "waiting")
    assert await store.work(forget) == 1
    assert await keep(store, "a", "waiting") == [True, False]


async def test_many_at_once_share_commits_and_each_is_new_once(store: SqlStore, database: Database) -> None:
    async def sender(number: int) -> int:
        return sum([await store.receive("slack", f"k{key}", b"x", NOON) for key in range(number, number + 50)])

    new = await asyncio.gather(*(sender(number) for number in range(50)))
    assert sum(new) == 99
    assert database.rows("SELECT count(*), count(DISTINCT key) FROM inbox") == [(99, 99)]


async def test_requests_go_before_work_that_waits(store: SqlStore) -> None:
    """A unit is under way and another waits; a request that comes now is kept before the other begins."""
    asked = threading.Event()

    def waiting(unit: UnitOfWork) -> int:
        asked.wait(5)
        return unit.health(NOON).received_waiting

    first, second = (asyncio.ensure_future(store.work(waiting)) for _ in range(2))
    request = asyncio.ensure_future(store.receive("slack", "a", b"x", NOON))
    await asyncio.sleep(0.01)
    asked.set()
    assert (await first, await second, await request) == (0, 1, True)


async def test_whoever_stops_waiting_does_not_stop_the_work(store: SqlStore) -> None:
    def slow(unit: UnitOfWork) -> None:
        for number in range(200):
            unit.put_note(f"n{number}", "kept")

    working = asyncio.create_task(store.work(slow))
    receiving = asyncio.create_task(store.receive("slack", "a", b"x", NOON))
    await asyncio.sleep(0.005)
    for task in (working, receiving):
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await store.work(lambda unit: unit.note("n199")) == "kept"


async def test_a_closed_store_says_so(url: str, clock: HandClock) -> None:
    store = made(url, clock)
    for opened in (False, True):
        if opened:
            store.open()
            store.close()
        with pytest.raises(StoreClosed):
            await store.receive("slack", "a", b"x", NOON)
        with pytest.raises(StoreClosed):
            await store.work(lambda unit: unit.note("a"))


async def test_what_was_asked_before_the_close_is_finished(url: str, clock: HandClock) -> None:
    store = made(url, clock).open()
    tasks = [asyncio.create_task(store.receive("slack", str(n), b"x", NOON)) for n in range(20)]
    await asyncio.sleep(0)
    store.close()
    assert await asyncio.gather(*tasks) == [True] * 20


async def test_what_a_killed_process_had_begun_is_due_at_once(url: str, clock: HandClock) -> None:
    with made(url, clock) as store:
        await keep(store, "a")
        assert len(await claim(store, clock)) == 1
        assert await claim(store, clock) == ()
    with made(url, clock) as store:
        (again,) = await claim(store, clock)
    assert again.attempts == 2


async def test_a_request_that_cannot_be_opened_stops_no_other(
    store: SqlStore, clock: HandClock, database: Database
) -> None:
    await keep(store, "broken", "whole")
    database.do("UPDATE inbox SET sealed = ? WHERE key = 'broken'", values=[b"\0"])
    assert [r.body for r in await claim(store, clock)] == [b"", b"body whole"]
