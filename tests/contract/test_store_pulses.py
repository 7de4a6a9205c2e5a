"""How sure people feel, in the store: a database from before comes through, and no row tells when it was written."""

import asyncio
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from adapters.store import SqlStore, migrate
from adapters.store.schema import newest
from core.ports import UnitOfWork
from core.pulse import PulseAnswer, PulseRound, mark_of
from tests.contract.databases import Database, only_on
from tests.contract.store_scene import NOON, HandClock, made, someone

DAY = date(2026, 6, 2)
LATER = NOON + timedelta(days=5)


def opened(unit: UnitOfWork) -> PulseRound:
    found = unit.open_pulse("elm", DAY, NOON, LATER)
    assert found is not None
    return found


def put(unit: UnitOfWork, found: PulseRound, person: int, score: int) -> None:
    mark = mark_of(found, person)
    unit.put_pulse_answer(found.number, PulseAnswer(mark=mark, group="care_worker", score=score))


def type_line(unit: UnitOfWork, found: PulseRound, words: str) -> None:
    unit.add_pulse_line(found.number, words)


def test_a_database_from_before_comes_through(database: Database, url: str, clock: HandClock) -> None:
    database.stays_at("0003")
    who = "'Precious Moyo', 'precious@elm.example', 'precious@elm.example', 'en', ''"
    database.do(
        "INSERT INTO person (name, email, email_folded, language, staff_group, agency, known)"
        f" VALUES ({who}, false, true)"
    )
    database.do("INSERT INTO note (name, value) VALUES ('kept', 'as it was')")
    assert migrate(url) == newest()
    with made(url, clock) as store:
        known = asyncio.run(store.look(lambda unit: unit.directory().by_email("precious@elm.example")))
        assert known is not None
        assert asyncio.run(store.look(lambda unit: unit.note("kept"))) == "as it was"
        assert asyncio.run(store.look(lambda unit: (unit.pulses(), unit.wishes(), unit.deeds(NOON)))) == ((), (), ())

        def ask_and_answer(unit: UnitOfWork) -> None:
            found = opened(unit)
            assert unit.tell_of_pulse(found.told, known.id, NOON)
            put(unit, found, known.id, 2)

        asyncio.run(store.work(ask_and_answer))


async def test_one_round_a_service_and_day(store: SqlStore) -> None:
    first = await store.work(opened)
    assert await store.work(lambda unit: unit.open_pulse("elm", DAY, NOON, LATER)) is None
    other = await store.work(lambda unit: unit.open_pulse("oak", DAY, NOON, LATER))
    assert other is not None
    assert (first.number, other.number) == (1, 2)
    assert first.secret != other.secret
    assert (first.opens_at, first.closes_at, first.opened_on) == (NOON, LATER, DAY)
    assert await store.look(lambda unit: unit.pulses()) == (first, other)


async def test_one_answer_a_person_changed_and_not_added(store: SqlStore) -> None:
    found = await store.work(opened)
    await store.work(lambda unit: put(unit, found, 1, 2))
    await store.work(lambda unit: put(unit, found, 1, 4))
    await store.work(lambda unit: put(unit, found, 2, 5))
    kept = await store.look(lambda unit: unit.pulse_answers(found.number))
    assert sorted(a.score for a in kept) == [4, 5]


@pytest.mark.parametrize("wrong", [0, 6])
async def test_a_score_is_from_1_to_5(store: SqlStore, wrong: int) -> None:
    found = await store.work(opened)
    with pytest.raises(IntegrityError):
        await store.work(lambda unit: put(unit, found, 1, wrong))
    assert await store.look(lambda unit: unit.pulse_answers(found.number)) == ()


async def test_at_the_end_secret_and_marks_go_and_answers_stay(store: SqlStore, database: Database) -> None:
    found = await store.work(opened)
    for person, score in ((1, 2), (2, 3), (3, 5)):
        await store.work(partial(put, found=found, person=person, score=score))
    marks = {mark_of(found, person) for person in (1, 2, 3)}
    assert {mark for (mark,) in database.rows("SELECT mark FROM pulse_answer")} == marks
    await store.work(lambda unit: unit.end_pulse(found.number))
    (ended,) = await store.look(lambda unit: unit.pulses())
    assert ended.ended
    with pytest.raises(ValueError, match="has ended"):
        mark_of(ended, 1)
    kept = await store.look(lambda unit: unit.pulse_answers(found.number))
    assert sorted(a.score for a in kept) == [2, 3, 5]
    assert not marks & {answer.mark for answer in kept}
    assert [bytes(sealed) for (sealed,) in database.rows("SELECT sealed_secret FROM pulse_round")] == [b""]


async def test_too_few_answers_go_with_the_secret(store: SqlStore, database: Database) -> None:
    found = await store.work(opened)
    await store.work(partial(put, found=found, person=1, score=2))
    await store.work(partial(type_line, found=found, words="a line"))
    await store.work(lambda unit: unit.end_pulse(found.number, keep=False))
    assert database.rows("SELECT score FROM pulse_answer") == []
    assert database.rows("SELECT round FROM pulse_line") == []
    assert [r.ended for r in await store.look(lambda unit: unit.pulses())] == [True]


async def test_one_line_is_taken_out_and_no_other(store: SqlStore) -> None:
    found = await store.work(opened)
    for words in ("the same", "the same", "another"):
        await store.work(partial(type_line, found=found, words=words))
    for words in ("the same", "never typed"):
        await store.work(partial(lambda unit, words: unit.drop_pulse_line(found.number, words), words=words))
    assert sorted(await store.look(lambda unit: unit.pulse_lines(found.number))) == ["another", "the same"]


async def test_the_place_of_a_row_is_that_of_its_mark(store: SqlStore, database: Database) -> None:
    """Read without an order, as whoever looks into the tables would: not in the order in which people answered."""
    found = await store.work(opened)
    for person in range(1, 9):
        await store.work(partial(put, found=found, person=person, score=3))
    marks = [mark for (mark,) in database.rows("SELECT mark FROM pulse_answer")]
    assert marks == sorted(marks)
    assert marks != [mark_of(found, person) for person in range(1, 9)]


async def test_lines_are_kept_in_no_order_and_point_at_no_answer(store: SqlStore, database: Database) -> None:
    found = await store.work(opened)
    await store.work(lambda unit: put(unit, found, 1, 2))
    typed = [f"line {n} 😀" for n in range(8)]
    for one in typed:
        await store.work(partial(type_line, found=found, words=one))
    kept = await store.look(lambda unit: unit.pulse_lines(found.number))
    assert sorted(kept) == typed
    assert list(kept) != typed
    marks = [mark for (mark,) in database.rows("SELECT mark FROM pulse_line")]
    assert marks == sorted(marks)
    assert not set(marks) & {mark_of(found, person) for person in range(10)}


@only_on("postgresql", "it keeps with every row which transaction wrote it")
async def test_every_row_says_the_same_transaction(store: SqlStore, database: Database) -> None:
    """Else it would be told by it which answer came with which message of thanks."""
    found = await store.work(opened)
    for person in range(1, 6):
        await store.work(partial(put, found=found, person=person, score=3))
        await store.work(lambda unit: unit.add_pulse_line(found.number, "a line"))
    for table in ("pulse_answer", "pulse_line"):
        assert len(database.rows(f"SELECT DISTINCT xmin FROM {table}")) == 1


async def test_told_once_and_kept_over_a_restart(store: SqlStore, url: str, clock: HandClock) -> None:
    person = await store.work(someone)
    assert await store.work(lambda unit: unit.tell_of_pulse("deed:1", person, NOON))
    assert not await store.work(lambda unit: unit.tell_of_pulse("deed:1", person, LATER))
    found = await store.work(opened)
    store.close()
    with made(url, clock) as again:
        assert await again.look(lambda unit: unit.told_of_pulse("deed:1")) == {person: NOON}
        assert await again.look(lambda unit: unit.told_of_pulse("deed:2")) == {}
        assert await again.look(lambda unit: unit.pulses(since=LATER)) == (found,)
        await again.work(lambda unit: unit.end_pulse(found.number))
        assert await again.look(lambda unit: unit.pulses(since=LATER)) == ()


async def test_wishes_and_deeds(store: SqlStore) -> None:
    person = await store.work(someone)
    assert await store.work(lambda unit: unit.add_wish(person, "elm", DAY))
    assert not await store.work(lambda unit: unit.add_wish(person, "elm", DAY))
    (wish,) = await store.look(lambda unit: unit.wishes())
    assert (wish.person, wish.service, wish.day) == (person, "elm", DAY)
    assert await store.work(lambda unit: unit.settle_wish(wish.number))
    assert not await store.work(lambda unit: unit.settle_wish(wish.number))
    assert await store.look(lambda unit: unit.wishes()) == ()
    deed = await store.work(lambda unit: unit.add_deed("elm", "fluids are on the first screen", person, NOON))
    assert await store.look(lambda unit: unit.deeds(NOON)) == (deed,)
    assert await store.look(lambda unit: unit.deeds(LATER)) == ()
