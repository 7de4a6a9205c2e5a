"""Receipts in the store: each step once, whichever process is sooner, and a database from before them comes through."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from adapters.store import SqlStore, migrate
from adapters.store.schema import newest
from core.labels import RecordArea
from core.ports import UnitOfWork
from core.receipts import Answer, Receipt, Via
from core.rules import Draft, Rule
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, made, someone

LATER = NOON + timedelta(hours=8)
MOMENT = "2026-06-02 19:02:00.000000"

OLD_RULE = f"""
INSERT INTO recording_rule (number, version, area, title, plain_text, keywords, services, main_record, copy_to,
                            effective_from, written_by, from_question, active, doubts)
VALUES ('RUL-1', 1, 'incident', 'A fall', 'In the app.', '', '', 'new', 'no', '{MOMENT}', NULL, '', TRUE, 1)
"""
OLD_PERSON = """
INSERT INTO person (name, email, email_folded, language, staff_group, agency, known)
VALUES ('Precious Moyo', 'p@elm.example', 'p@elm.example', 'en', '', FALSE, TRUE)
"""


def rule(unit: UnitOfWork) -> Rule:
    made = unit.put_rule(Draft(area=RecordArea.INCIDENT, title="A fall", plain_text="In the app."))
    assert made is not None
    return made


def receipt(person: int, **other: object) -> Receipt:
    kept = Receipt(person=person, number="RUL-1", version=1, service="elm", asked_at=NOON, read_by=LATER)
    return replace(kept, **other)  # type: ignore[arg-type]


def furnished(store: SqlStore) -> Receipt:
    """Somebody, a rule and their receipt, kept."""

    def job(unit: UnitOfWork) -> Receipt:
        rule(unit)
        kept = receipt(someone(unit))
        assert unit.add_receipt(kept)
        return kept

    return asyncio.run(store.work(job))


def test_a_database_from_before_the_receipts_comes_through(url: str, database: Database, clock: HandClock) -> None:
    database.stays_at("0003")
    database.do(OLD_RULE, OLD_PERSON)
    assert migrate(url) == newest()
    with made(url, clock) as store:
        (kept,) = asyncio.run(store.look(lambda unit: unit.rules()))
        assert (kept.number, kept.plain_text, kept.doubts) == ("RUL-1", "In the app.", 1)
        assert asyncio.run(store.look(lambda unit: unit.receipts())) == ()
        assert asyncio.run(store.work(lambda unit: unit.add_receipt(receipt(1))))


def test_a_receipt_is_made_once_and_survives_a_restart(url: str, clock: HandClock) -> None:
    with made(url, clock) as store:
        kept = furnished(store)
        again = replace(kept, among=5)
        assert not asyncio.run(store.work(lambda unit: unit.add_receipt(again)))
    with made(url, clock) as store:
        found = asyncio.run(store.look(lambda unit: unit.receipts(person=kept.person)))
        assert found == asyncio.run(store.look(lambda unit: unit.receipts(number="RUL-1"))) == (kept,)
        assert asyncio.run(store.look(lambda unit: unit.receipts(number="RUL-2"))) == ()


def test_a_reminder_goes_out_once(store: SqlStore) -> None:
    """The second to come has read the receipt before the first reminded: it does nothing."""
    kept, until = furnished(store), LATER + timedelta(hours=24)
    assert asyncio.run(store.work(lambda unit: unit.remind_receipt(kept, until)))
    assert not asyncio.run(store.work(lambda unit: unit.remind_receipt(kept, until)))
    (found,) = asyncio.run(store.look(lambda unit: unit.receipts()))
    assert (found.reminders, found.read_by) == (1, until)


def test_a_name_is_given_once(store: SqlStore) -> None:
    kept = furnished(store)
    assert asyncio.run(store.look(lambda unit: unit.receipts_waiting())) == (kept,)
    assert asyncio.run(store.work(lambda unit: unit.name_receipt(kept, NOON)))
    assert not asyncio.run(store.work(lambda unit: unit.name_receipt(kept, LATER)))
    assert asyncio.run(store.look(lambda unit: unit.receipts_waiting())) == ()


def test_what_was_answered_is_kept_and_asked_for_no_more(store: SqlStore) -> None:
    kept = furnished(store)
    said = replace(kept, answer=Answer.UNDERSTOOD, via=Via.TOLD_IN_PERSON, answered_at=LATER, told_by=kept.person)
    asyncio.run(store.work(lambda unit: unit.answer_receipt(said)))
    assert asyncio.run(store.look(lambda unit: unit.receipts())) == (said,)
    assert asyncio.run(store.look(lambda unit: unit.receipts_waiting())) == ()
    assert not asyncio.run(store.work(lambda unit: unit.remind_receipt(kept, LATER)))


def test_an_answer_to_one_version_says_nothing_of_the_next(store: SqlStore) -> None:
    kept = furnished(store)

    def next_one(unit: UnitOfWork) -> None:
        unit.put_rule(Draft(area=RecordArea.INCIDENT, title="A fall", plain_text="On paper."))
        unit.add_receipt(replace(kept, version=2))
        unit.answer_receipt(replace(kept, answer=Answer.UNDERSTOOD, via=Via.CHAT, answered_at=LATER))

    asyncio.run(store.work(next_one))
    found = asyncio.run(store.look(lambda unit: unit.receipts(number="RUL-1")))
    assert [(r.version, r.answer) for r in found] == [(1, Answer.UNDERSTOOD), (2, Answer.NONE)]
