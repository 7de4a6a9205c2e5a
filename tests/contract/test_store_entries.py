"""Entries of the registers: kept, found, and changed by one at a time."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from adapters.store import SqlStore
from core.labels import CareEffect
from core.ports import Stale, UnitOfWork
from core.register import Entry
from core.registers import CHECKS, ISSUES, QUESTIONS
from core.registers.checks import Check
from core.registers.issues.table import Issue
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, issue, made


async def test_references_count_up_per_register(store: SqlStore) -> None:
    refs = await store.work(lambda unit: [unit.next_ref(r) for r in (ISSUES, ISSUES, QUESTIONS, ISSUES)])
    assert refs == ["ISS-1", "ISS-2", f"{QUESTIONS.prefix}-1", "ISS-3"]
    assert await store.work(lambda unit: unit.next_ref(ISSUES)) == "ISS-4"


async def test_an_entry_comes_back_as_it_was_kept(store: SqlStore) -> None:
    kept = await store.work(issue)
    found = await store.look(lambda unit: unit.entry("ISS-1"))
    assert isinstance(found, Issue)
    assert found.model_dump() == kept.model_dump()
    assert (found.reported_at, found.version, type(found.urgency)) == (NOON, 1, str)
    assert await store.look(lambda unit: unit.unseal(found.sealed)) == "tablet wont log me in"


@pytest.mark.parametrize("ref", ["ISS-99", "XYZ-1", "", "ISS", "ISS-1 OR 1=1"])
async def test_what_is_not_there_is_none(store: SqlStore, ref: str) -> None:
    await store.work(issue)
    assert await store.look(lambda unit: unit.entry(ref)) is None
    assert await store.look(lambda unit: unit.same_as(ref)) == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "lost"),
        ("urgency", "extreme"),
        ("category", ""),
        ("control", "maybe"),
        ("reported_by", "Tom"),
        ("reported_at", datetime(2026, 6, 2, 12, 0)),  # noqa: DTZ001 - that is the point
        ("redacted", None),
        ("version", 0),
    ],
)
async def test_values_that_do_not_fit_are_refused_and_nothing_is_kept(store: SqlStore, column: str, value: Any) -> None:
    with pytest.raises(ValueError):
        await store.work(lambda unit: issue(unit, **{column: value}))
    assert await store.look(lambda unit: unit.entries(ISSUES)) == ()
    assert await store.work(lambda unit: unit.next_ref(ISSUES)) == "ISS-1"


async def test_a_change_is_seen_in_the_object_and_in_the_database(store: SqlStore) -> None:
    await store.work(issue)

    def change(unit: UnitOfWork) -> Entry:
        entry = unit.entry("ISS-1")
        assert entry is not None
        unit.change(entry, {"state": "acknowledged", "owner": 7, "care_effect": CareEffect.SOON})
        assert unit.entry("ISS-1") == entry
        return entry

    changed = await store.work(change)
    assert isinstance(changed, Issue)
    assert (changed.state, changed.owner, changed.care_effect, changed.version) == ("acknowledged", 7, "soon", 2)
    found = await store.look(lambda unit: unit.entry("ISS-1"))
    assert found == changed


async def test_a_change_of_an_old_version_is_stale(store: SqlStore) -> None:
    old = await store.work(issue)
    seen = await store.look(lambda unit: unit.entry("ISS-1"))
    assert seen is not None
    await store.work(lambda unit: unit.change(seen, {"state": "acknowledged"}))
    with pytest.raises(Stale):
        await store.work(lambda unit: unit.change(old, {"state": "withdrawn"}))
    assert (old.state, old.version) == ("reported", 1)


@pytest.mark.parametrize(
    "values", [{"state": "lost"}, {"owner": "Tom"}, {"colour": "red"}, {"version": 9}, {"ref": "ISS-2"}]
)
async def test_a_change_that_does_not_fit_is_refused(store: SqlStore, values: dict[str, object]) -> None:
    entry = await store.work(issue)
    with pytest.raises(ValueError):
        await store.work(lambda unit: unit.change(entry, values))
    assert (await store.look(lambda unit: unit.entry("ISS-1"))) == entry


async def test_an_object_that_is_changed_by_hand_changes_nothing(store: SqlStore) -> None:
    await store.work(issue)

    def by_hand(unit: UnitOfWork) -> None:
        entry = unit.entry("ISS-1")
        assert entry is not None
        entry.state = "closed"
        unit.entries(ISSUES)

    await store.work(by_hand)
    found = await store.look(lambda unit: unit.entry("ISS-1"))
    assert found is not None
    assert (found.state, found.version) == ("reported", 1)


async def test_one_winner_per_version(store: SqlStore) -> None:
    """Ten tasks with twenty changes each on one report: every success is a version, and no success is lost."""
    await store.work(issue)

    def change(entry: Entry, task: int, unit: UnitOfWork) -> None:
        unit.change(entry, {"owner": task})
        unit.put_note(f"won by {task}", str(int(unit.note(f"won by {task}") or 0) + 1))

    async def task(number: int) -> int:
        won = 0
        for _ in range(20):
            entry = await store.look(lambda unit: unit.entry("ISS-1"))
            assert entry is not None
            await asyncio.sleep(0)
            try:
                await store.work(partial(change, entry, number))
                won += 1
            except Stale:
                continue
        return won

    successes = await asyncio.gather(*(task(number) for number in range(10)))
    last = await store.look(lambda unit: unit.entry("ISS-1"))
    assert last is not None
    assert last.version == 1 + sum(successes)
    assert 0 < sum(successes) < 200
    noted = await store.look(lambda unit: [int(unit.note(f"won by {n}") or 0) for n in range(10)])
    assert noted == successes


async def test_two_stores_on_one_file_lose_no_update_either(store: SqlStore, url: str) -> None:
    def count(unit: UnitOfWork) -> None:
        unit.put_note("count", str(int(unit.note("count") or 0) + 1))

    with made(url, HandClock()).open(alone=False) as other:
        await asyncio.gather(*((store if n % 2 else other).work(count) for n in range(200)))
    assert await store.look(lambda unit: unit.note("count")) == "200"


async def test_a_failed_unit_keeps_nothing(store: SqlStore) -> None:
    def fails(unit: UnitOfWork) -> None:
        entry = issue(unit)
        unit.change(entry, {"state": "acknowledged"})
        raise LookupError

    with pytest.raises(LookupError):
        await store.work(fails)
    assert await store.look(lambda unit: unit.entries(ISSUES)) == ()


async def test_entries_are_found_by_what_is_asked_newest_first(store: SqlStore) -> None:
    def fill(unit: UnitOfWork) -> None:
        for number in range(12):
            issue(
                unit,
                service="elm" if number % 2 else "oak",
                state="closed" if number % 3 == 0 else "reported",
                reported_by=number % 4,
                reported_at=NOON + timedelta(minutes=number // 2 * 2),
            )

    await store.work(fill)

    async def refs(**wanted: object) -> list[int]:
        found = await store.look(lambda unit: unit.entries(ISSUES, **wanted))  # type: ignore[arg-type]
        return [int(entry.ref.partition("-")[2]) for entry in found]

    assert await refs() == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert await refs(limit=2) == [12, 11]
    assert await refs(service="elm") == [12, 10, 8, 6, 4, 2]
    assert await refs(reported_by=0) == [9, 5, 1]
    assert await refs(open_only=True) == [12, 11, 9, 8, 6, 5, 3, 2]
    assert await refs(since=NOON + timedelta(minutes=8)) == [12, 11, 10, 9]
    assert await refs(service="elm", open_only=True, since=NOON + timedelta(minutes=4), limit=2) == [12, 8]


async def test_those_said_to_be_the_same(store: SqlStore) -> None:
    await store.work(lambda unit: [issue(unit), issue(unit, same_as="ISS-1"), issue(unit, same_as="ISS-2")])
    assert [entry.ref for entry in await store.look(lambda unit: unit.same_as("ISS-1"))] == ["ISS-2"]
    assert await store.look(lambda unit: unit.same_as(f"{CHECKS.prefix}-1")) == ()


async def test_one_daily_check_per_service_and_day(store: SqlStore, database: Database) -> None:
    def check(unit: UnitOfWork) -> None:
        common = issue(unit).model_dump(include=set(Entry.model_fields))
        own = {"ref": unit.next_ref(CHECKS), "state": CHECKS.first, "day": date(2026, 6, 2), "due_at": NOON}
        unit.add(Check(**(common | own)))

    await store.work(check)
    with pytest.raises(ValueError, match=database.says("UNIQUE", "unique constraint")):
        await store.work(check)
    (kept,) = await store.look(lambda unit: unit.entries(CHECKS))
    assert isinstance(kept, Check)
    assert (kept.day, kept.due_at, kept.due_at.tzinfo) == (date(2026, 6, 2), NOON, UTC)
