"""Chases, dialogues, phones, notes, health, and that nothing which somebody wrote is readable in the file."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from adapters.store import SqlStore
from core.card import Card, Words
from core.form import Form, TextField
from core.people import Person
from core.ports import Chase, Dialogue, Health, UnitOfWork
from core.registers import ISSUES
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, account, each, issue, message, someone


def chase(ref: str = "ISS-1", next_at: datetime | None = NOON) -> Chase:
    return Chase(
        ref=ref,
        register="issues",
        policy="critical",
        cycle=1,
        base_at=NOON,
        sent=0,
        why="reported",
        next_at=next_at,
        snoozed_until=NOON + timedelta(hours=1),
    )


async def test_a_chase_goes_on_until_it_is_over(store: SqlStore) -> None:
    assert await store.look(lambda unit: unit.chase("ISS-1")) is None
    await store.work(lambda unit: unit.put_chase(chase()))
    assert await store.look(lambda unit: unit.chase("ISS-1")) == chase()
    assert await store.look(lambda unit: unit.chases_due(NOON)) == (chase(),)
    over = replace(chase(next_at=None), answered=True, sent=4)
    await store.work(lambda unit: unit.put_chase(over))
    assert await store.look(lambda unit: unit.chase("ISS-1")) == over
    assert await store.look(lambda unit: unit.chases_due(NOON + timedelta(days=9))) == ()


async def test_those_due_the_longest_come_first(store: SqlStore) -> None:
    def fill(unit: UnitOfWork) -> None:
        for number in range(5):
            unit.put_chase(chase(f"ISS-{number}", NOON - timedelta(minutes=number)))
        unit.put_chase(chase("ISS-9", NOON + timedelta(seconds=1)))

    await store.work(fill)
    due = await store.look(lambda unit: unit.chases_due(NOON, limit=3))
    assert [one.ref for one in due] == ["ISS-4", "ISS-3", "ISS-2"]


async def test_the_database_itself_forgets_no_chase(store: SqlStore, database: Database) -> None:
    await store.work(lambda unit: unit.put_chase(chase()))
    with pytest.raises(IntegrityError, match="never_forgotten"):
        database.do("UPDATE chase SET next_at = NULL")


async def test_a_dialogue_waits_until_it_is_over(store: SqlStore) -> None:
    waiting = Dialogue(waiting="where", ref="ISS-1", data={"text": "café"}, until=NOON)
    assert await store.look(lambda unit: unit.dialogue(account())) == Dialogue()
    await store.work(lambda unit: unit.put_dialogue(account(), waiting))
    assert await store.look(lambda unit: unit.dialogue(account(address="other"))) == waiting
    assert await store.look(lambda unit: unit.dialogue(account("U2"))) == Dialogue()
    await store.work(lambda unit: unit.put_dialogue(account(), Dialogue()))
    assert await store.look(lambda unit: unit.dialogue(account())) == Dialogue()


async def test_phones_show_their_newest_lines_in_order(store: SqlStore) -> None:
    def fill(unit: UnitOfWork) -> list[int]:
        return [unit.phone_add("tom", "in" if n % 2 else "out", unit.seal(f"line {n}"), NOON) for n in range(5)]

    numbers = await store.work(fill)
    await store.work(lambda unit: unit.phone_add("ben", "in", b"", NOON))
    later = NOON + timedelta(minutes=1)
    await store.work(lambda unit: unit.phone_set(numbers[3], unit.seal("drawn anew"), later))
    lines = await store.look(lambda unit: unit.phone_lines("tom", 3))
    assert [line.id for line in lines] == numbers[2:]
    assert [(line.side, line.at, line.changed_at) for line in lines][1] == ("in", NOON, later)
    words = await store.look(lambda unit: [unit.unseal(line.sealed) for line in lines])
    assert words == ["line 2", "drawn anew", "line 4"]


def put_theme(value: str, unit: UnitOfWork) -> None:
    unit.put_note("theme", value)


async def test_a_note_is_kept(store: SqlStore) -> None:
    assert await store.look(lambda unit: unit.note("theme")) == ""
    for value in ("a", "b"):
        await store.work(partial(put_theme, value))
    assert await store.look(lambda unit: unit.note("theme")) == "b"


@pytest.mark.parametrize("words", ["", "tablet", "😀\x00\n'; DROP TABLE issue; --", "\ud83d", "x" * 40_000])
async def test_any_words_are_sealed_and_unsealed(store: SqlStore, words: str) -> None:
    sealed = await store.look(lambda unit: unit.seal(words))
    assert await store.look(lambda unit: unit.unseal(sealed)) == words


NO_FAULT = Health(
    chases_late=0,
    chases_lost=0,
    outgoing_stuck=0,
    received_stuck=0,
    parked=0,
    received_waiting=0,
    outgoing_waiting=0,
    open_entries=0,
    undeliverable=0,
)


async def test_health_counts_each_fault_at_its_time(store: SqlStore, clock: HandClock) -> None:
    async def health(**after: float) -> Health:
        return await store.look(lambda unit: unit.health(NOON + timedelta(**after)))

    assert await health() == NO_FAULT
    await store.receive("slack", "a", b"x", NOON)
    await store.work(lambda unit: unit.send(message("k", someone(unit, "Tom Hale", account())), NOON))
    await store.work(each(issue, lambda unit: issue(unit, state="closed"), lambda unit: unit.put_chase(chase())))
    busy = replace(NO_FAULT, received_waiting=1, outgoing_waiting=1, open_entries=1)
    assert await health(seconds=30) == busy
    assert await health(seconds=31) == replace(busy, received_stuck=1)
    assert await health(seconds=61) == replace(busy, received_stuck=1, outgoing_stuck=1)
    assert await health(seconds=121) == replace(busy, received_stuck=1, outgoing_stuck=1, chases_late=1)

    (claimed,) = await store.work(lambda unit: unit.claim_outgoing(NOON, 1))
    assert (await health(seconds=60)).outgoing_stuck == 0
    assert (await health(seconds=61)).outgoing_stuck == 1
    (received,) = await store.work(lambda unit: unit.claim_received(NOON, 1))
    assert await health() == busy
    await store.work(
        each(
            lambda unit: unit.park(received, "KeyError"),
            lambda unit: unit.sent(claimed, "D1", "p", 0, NOON),
            lambda unit: unit.put_chase(chase(next_at=None)),
            issue,
        )
    )
    # One has no chase, the other's is over although it is open: nobody would ever be asked about either.
    assert await health(days=1) == replace(NO_FAULT, parked=1, open_entries=2, chases_lost=2)


async def test_a_copy_that_is_tried_in_vain_is_stuck_however_often_it_is_tried(store: SqlStore) -> None:
    await store.work(lambda unit: unit.send(message("k", someone(unit, "Tom Hale", account())), NOON))
    (claimed,) = await store.work(lambda unit: unit.claim_outgoing(NOON, 1))
    await store.work(lambda unit: unit.resend(claimed, NOON + timedelta(hours=1), "no answer"))
    found = await store.look(lambda unit: unit.health(NOON + timedelta(seconds=61)))
    assert found.outgoing_stuck == 1


async def test_a_stranger_who_turns_out_to_be_known_keeps_what_they_reported(store: SqlStore) -> None:
    def meet(unit: UnitOfWork) -> tuple[int, int]:
        stranger = unit.put_person(Person(id=0, name="Somebody new", known=False))
        unit.link(account(), stranger.id)
        issue(unit, reported_by=stranger.id, logged_by=stranger.id)
        listed = unit.put_person(Person(id=0, name="Precious Okafor", email="precious@elmcourt.example"))
        unit.adopt(stranger.id, listed.id)
        return stranger.id, listed.id

    stranger, listed = await store.work(meet)
    entries = await store.look(lambda unit: unit.entries(ISSUES, reported_by=listed))
    assert [entry.logged_by for entry in entries] == [listed]
    found = await store.look(lambda unit: unit.identify(account()))
    assert found is not None and found.id == listed
    assert (await store.look(lambda unit: unit.directory())).person(stranger).name == "Precious Okafor"


CANARY = "PelicanCrossing"


async def test_nothing_that_somebody_wrote_is_readable_in_the_file(
    store: SqlStore, clock: HandClock, database: Database, tmp_path: Path
) -> None:
    card = Card(heading=CANARY, body=(Words(text=CANARY),))
    form = Form(name="f", title=CANARY, send="Send", fields=(TextField(name="n", label=CANARY),))

    def write(unit: UnitOfWork) -> None:
        tom = someone(unit, "Tom Hale", account())
        issue(unit, CANARY)
        unit.send(message("k", tom, card=card, form=form, params={"words": CANARY}), NOON)
        unit.put_dialogue(account(), Dialogue(waiting="text", data={"text": CANARY}))
        unit.phone_add("tom", "in", unit.seal(CANARY), NOON)

    def handle_all(unit: UnitOfWork) -> None:
        for received in unit.claim_received(clock.now(), 1):
            unit.handled(received, "ISS-1")

    assert await store.receive("slack", "a", f'{{"text": "{CANARY}"}}'.encode(), NOON)
    await store.work(write)
    for _ in range(2):
        kept = _all_that_is_kept(database, tmp_path)
        assert b"tablet won't log in" in kept, "the redacted words should be found, or this test proves nothing"
        assert CANARY.encode() not in kept
        await store.work(handle_all)


def _all_that_is_kept(database: Database, folder: Path) -> bytes:
    """Every byte of the files; from a server, every row of every table."""
    if database.kind == "sqlite":
        return b"".join(path.read_bytes() for path in folder.iterdir())
    return b"".join(str(row).encode() for table in database.tables() for row in database.rows(f"TABLE {table}"))


async def test_faults_of_the_database_do_not_repeat_what_was_written(store: SqlStore, database: Database) -> None:
    def bad(unit: UnitOfWork) -> None:
        unit.put_note(CANARY, None)  # type: ignore[arg-type]

    with pytest.raises(Exception, match=database.says("NOT NULL", "not-null")) as found:
        await store.work(bad)
    assert CANARY not in str(found.value)
