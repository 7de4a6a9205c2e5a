"""The trail: added to, never changed, and any tampering is named."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from adapters.store import SqlStore
from core.ports import Event, UnitOfWork
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, each


def event(number: int = 1, **other: object) -> Event:
    values = {
        "ref": f"ISS-{number % 2}",
        "at": NOON + timedelta(minutes=number),
        "by": number or None,
        "verb": "acknowledge",
        "frm": "reported",
        "to": "acknowledged",
        "note": f"note {number}",
        "evidence": {"seen": "yes", "by whom": "Zoë"},
        "shown_to_reporter": True,
        "channel": "slack",
    }
    return Event(**(values | other))  # type: ignore[arg-type]


@pytest.fixture
async def trailed(store: SqlStore) -> SqlStore:
    await store.work(each(*(partial(record, event(number)) for number in range(1, 11))))
    return store


def record(fact: Event, unit: UnitOfWork) -> None:
    unit.record(fact)


async def test_facts_come_back_in_order(trailed: SqlStore) -> None:
    trail = await trailed.look(lambda unit: unit.trail("ISS-1"))
    assert [fact.seq for fact in trail] == [1, 3, 5, 7, 9]
    assert trail[0] == event(1, seq=1)
    recent = await trailed.look(lambda unit: unit.recent_events(3))
    assert [fact.seq for fact in recent] == [10, 9, 8]


async def test_time_itself_has_no_name(store: SqlStore) -> None:
    await store.work(lambda unit: unit.record(event(2, by=None)))
    assert [fact.by for fact in await store.look(lambda unit: unit.trail("ISS-0"))] == [None]
    assert await store.look(verify) == ()


async def test_a_unit_that_failed_leaves_no_gap(trailed: SqlStore) -> None:
    def fails(unit: UnitOfWork) -> None:
        unit.record(event(11))
        raise LookupError

    with pytest.raises(LookupError):
        await trailed.work(fails)
    await trailed.work(lambda unit: unit.record(event(11)))
    assert await trailed.look(verify) == ()


@pytest.mark.parametrize("statement", ["UPDATE event SET note = ''", "DELETE FROM event WHERE seq = 3"])
async def test_the_database_refuses_to_change_the_trail(trailed: SqlStore, database: Database, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        database.do(statement)
    assert await trailed.look(verify) == ()


def verify(unit: UnitOfWork) -> tuple[str, ...]:
    return unit.verify_trail()


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE event SET verb = 'close' WHERE seq = 4"], ["event 4 was changed"]),
        (["UPDATE event SET at = '2026-06-02 12:05:00.000000' WHERE seq = 4"], ["event 4 was changed"]),
        (["UPDATE event SET by = NULL WHERE seq = 1"], ["event 1 was changed"]),
        (["UPDATE event SET shown_to_reporter = false WHERE seq = 10"], ["event 10 was changed"]),
        (["UPDATE event SET note = 'other' WHERE seq = 4"], ["event 4: its words were changed"]),
        (["UPDATE event SET evidence = '{}' WHERE seq = 4"], ["event 4: its words were changed"]),
        (["UPDATE event SET salt = '', note = 'other' WHERE seq = 4"], ["event 4: its words were changed"]),
        (["DELETE FROM event WHERE seq = 5"], ["event 5 is missing"]),
        (["DELETE FROM event WHERE seq IN (1, 2)"], ["events 1 to 2 are missing"]),
        (["DELETE FROM event WHERE seq > 7"], ["events 8 to 10 are missing"]),
        (
            [
                "UPDATE event SET seq = 99 WHERE seq = 3",
                "UPDATE event SET seq = 3 WHERE seq = 4",
                "UPDATE event SET seq = 4 WHERE seq = 99",
            ],
            ["event 3 does not follow", "event 3 was changed", "event 4 does not follow", "event 4 was changed"],
        ),
        (
            ["UPDATE event SET seq = -seq WHERE seq > 5", "UPDATE event SET seq = 1 - seq WHERE seq < 0"],
            ["event 6 is missing", *(f"event {n} was changed" for n in range(7, 12))],
        ),
    ],
)
async def test_every_tampering_is_named(
    trailed: SqlStore, database: Database, statements: list[str], found: list[str]
) -> None:
    database.tamper(*statements)
    breaks = await trailed.look(verify)
    for wanted in found:
        assert any(said.startswith(wanted) for said in breaks), (wanted, breaks)
    # The one after a row that was changed may be named too: it no longer follows what stands before it.
    named = {word for said in breaks for word in said.replace(":", "").split() if word.isdigit()}
    expected = {word for said in found for word in said.replace(":", "").split() if word.isdigit()}
    assert named <= expected | {str(int(max(expected, key=int)) + 1)}


async def test_an_event_slipped_in_is_named(trailed: SqlStore, database: Database) -> None:
    columns = 'ref, at, "by", verb, frm, "to", note, evidence, shown_to_reporter, channel, salt, words_hash'
    database.tamper(
        "UPDATE event SET seq = -seq WHERE seq > 5",
        "UPDATE event SET seq = 1 - seq WHERE seq < 0",
        f"INSERT INTO event (seq, {columns}, prev_hash, hash)"
        f" SELECT 6, {columns}, hash, 'made up' FROM event WHERE seq = 5",
    )
    breaks = await trailed.look(verify)
    assert "event 6 was changed" in breaks
    assert "event 7 does not follow the one before it" in breaks


async def test_words_may_be_destroyed_on_purpose_and_the_chain_holds(trailed: SqlStore, database: Database) -> None:
    database.tamper("UPDATE event SET note = '', evidence = '{}', salt = '' WHERE seq = 4")
    assert await trailed.look(verify) == ("event 4: its words are gone, and no event says why",)
    await trailed.work(lambda unit: unit.record(event(11, verb="words_destroyed", evidence={"seq": "4"})))
    assert await trailed.look(verify) == ()


async def test_the_same_words_have_another_hash_each_time(store: SqlStore, database: Database) -> None:
    await store.work(each(*[partial(record, event())] * 2))
    assert database.rows("SELECT count(DISTINCT words_hash) FROM event") == [(2,)]
