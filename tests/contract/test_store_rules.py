"""Recording rules in the store: a database from before them comes through, and versions survive."""

import asyncio

from adapters.store import migrate
from adapters.store.schema import newest
from core.labels import RecordArea
from core.registers.questions import Question
from core.rules import Draft
from tests.contract.databases import Database
from tests.contract.store_scene import HandClock, made

MOMENT = "2026-06-02 19:02:00.000000"

OLD_QUESTION = f"""
INSERT INTO question (ref, service, state, urgency, kind, category, reported_by, logged_by, reported_at, happened_at,
                      sealed, redacted, restricted, version, area, answer, rule, became)
VALUES ('ASK-4', 'ELM', 'with_person_in_charge', 'normal', 'uncertainty', 'where_to_record', 1, 1, '{MOMENT}',
        '{MOMENT}', ?, 'where do i write it', ?, 2, 'other', '', '', '')
"""


def test_a_question_from_before_the_rules_comes_through(url: str, database: Database, clock: HandClock) -> None:
    database.stays_at("0001")
    database.do(OLD_QUESTION, values=(b"\0", False))
    assert migrate(url) == newest()
    with made(url, clock) as store:
        found = asyncio.run(store.look(lambda unit: unit.entry("ASK-4")))
        assert isinstance(found, Question)
        assert (found.redacted, found.state, found.version) == ("where do i write it", "with_person_in_charge", 2)
        assert (found.rule_version, found.answer_source, found.rule_gap, found.rule_wish) == (0, "", False, "")
        asyncio.run(store.work(lambda unit: unit.change(found, {"rule_gap": True})))
        assert asyncio.run(store.look(lambda unit: unit.rules())) == ()


def test_versions_are_kept_over_a_restart_and_numbers_are_given_once(url: str, clock: HandClock) -> None:
    def draft(title: str, text: str) -> Draft:
        return Draft(area=RecordArea.INCIDENT, title=title, plain_text=text, keywords=("one", "two words"))

    with made(url, clock) as store:
        first = asyncio.run(store.work(lambda unit: unit.put_rule(draft("A fall", "In the app."))))
        assert asyncio.run(store.work(lambda unit: unit.put_rule(draft("A fall", "In the app.")))) is None
    with made(url, clock) as store:
        before = asyncio.run(store.look(lambda unit: unit.rules_changed()))
        second = asyncio.run(store.work(lambda unit: unit.put_rule(draft("A fall", "On paper."))))
        third = asyncio.run(store.work(lambda unit: unit.put_rule(draft("A slip", "On paper."))))
        assert asyncio.run(store.look(lambda unit: unit.rules())) == (first, second, third)
        assert asyncio.run(store.look(lambda unit: unit.rules_changed())) == before + 2
    assert second is not None
    assert third is not None
    assert [(rule.number, rule.version) for rule in (second, third)] == [("RUL-1", 2), ("RUL-2", 1)]
    assert second.effective_from == clock.now()
