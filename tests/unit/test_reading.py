"""Receipts and when somebody may be told, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.labels import RecordArea, Role
from core.reading import at_work, concerned, next_shift
from core.receipts import Answer, Receipt, Via, how_read, to_read, unanswered, wanted
from core.rule_cards import News, card, named, one, some, table, versions
from core.rules import CopyTo, MainRecord, Rule
from tests.unit.elm_court import ELM, NOON, PRECIOUS, SOMEBODY, TOM, directory, shift

RULE = Rule(
    number="RUL-3",
    version=1,
    area=RecordArea.INCIDENT,
    title="A fall",
    plain_text="Write a fall in the app. Then tell the nurse.",
    keywords=("fell",),
    services=(),
    main_record=MainRecord.NEW,
    copy_to=CopyTo.NO,
    effective_from=NOON,
    written_by=None,
    from_question="",
    active=True,
)
ASKED = Receipt(person=1, number="RUL-3", version=1, service="elm", asked_at=NOON, read_by=NOON + timedelta(hours=8))


@pytest.mark.parametrize(
    ("change", "version"),
    [
        ({"keywords": ("slipped",)}, 1),
        ({"area": RecordArea.ALERT}, 1),
        ({"plain_text": "On paper."}, 2),
        ({"main_record": MainRecord.PAPER}, 2),
        ({"copy_to": CopyTo.PAPER}, 2),
        ({"active": False}, 2),
        ({"plain_text": "On paper.", "effective_from": NOON + timedelta(days=1)}, 1),
    ],
)
def test_what_has_to_be_read_is_what_changes_the_work(change: dict[str, object], version: int) -> None:
    newer = replace(RULE, version=2, **change)  # type: ignore[arg-type]
    assert to_read([newer, RULE], NOON)["RUL-3"].version == version


def test_a_rule_that_never_held_is_not_read() -> None:
    assert to_read([replace(RULE, active=False)], NOON) == {}
    assert to_read([RULE], NOON - timedelta(seconds=1)) == {}


def test_that_a_rule_ended_is_for_who_knew_it() -> None:
    ended = replace(RULE, version=2, active=False)
    assert wanted([ended], [], 1) == ()
    assert wanted([ended], [ASKED], 1) == (ended,)
    assert wanted([RULE], [ASKED], 1) == ()


def test_late_is_only_this_version_without_an_answer() -> None:
    over = NOON + timedelta(hours=8)
    assert unanswered([RULE], [ASKED], over) == (ASKED,)
    assert unanswered([RULE], [ASKED], over - timedelta(seconds=1)) == ()
    assert unanswered([replace(RULE, version=2)], [ASKED], over) == ()
    for other in (replace(ASKED, reminders=1), replace(ASKED, answer=Answer.NEED_HELP)):
        assert unanswered([RULE], [other], over) == ()


def test_everybody_stands_in_one_part() -> None:
    in_person = replace(ASKED, person=2, answer=Answer.UNDERSTOOD, via=Via.TOLD_IN_PERSON)
    receipts = (
        replace(ASKED, answer=Answer.UNDERSTOOD, via=Via.CHAT),
        in_person,
        replace(ASKED, person=3, answer=Answer.NEED_HELP),
        replace(ASKED, person=4),
        replace(ASKED, person=5),
        replace(in_person, person=6, version=9),
    )
    found = how_read(RULE, range(1, 7), receipts, frozenset({5}))
    assert (found.understood, found.in_person, found.asked_for_help) == ((1,), (2,), (3,))
    assert (found.silent, found.out_of_reach, found.not_asked) == ((4,), (5,), (6,))
    assert (found.read, found.everybody) == (2, 6)


# ---- when and whom


def test_at_work_is_on_shift_and_turns_that_follow_each_other_are_one() -> None:
    turns = (shift(TOM), shift(TOM, NOON + timedelta(hours=8), 4), shift(PRECIOUS, NOON + timedelta(hours=8)))
    here = directory(shifts=turns)
    (found,) = at_work(here, NOON)
    assert (found.person, found.services, found.until) == (TOM, ("elm",), NOON + timedelta(hours=12))


def test_turns_without_an_end_give_a_day() -> None:
    (found,) = at_work(directory(shifts=(shift(TOM, hours=2000),)), NOON)
    assert found.until == NOON + timedelta(hours=24)


def test_on_call_is_at_home_and_no_rota_is_working_hours() -> None:
    on_call = (shift(TOM, on_call=True),)
    assert list(at_work(directory(shifts=on_call), NOON)) == []
    staff = directory((SOMEBODY, Role.CARE_WORKER), (TOM, Role.REGISTERED_MANAGER), shifts=())
    assert [found.person for found in at_work(staff, NOON)] == [SOMEBODY]
    for quiet in (NOON.replace(hour=8), NOON.replace(hour=20), NOON + timedelta(days=3)):
        assert list(at_work(staff, quiet)) == []


def test_whom_a_rule_concerns() -> None:
    here = directory((SOMEBODY, Role.CARE_WORKER), shifts=(shift(TOM), shift(PRECIOUS, on_call=True)))
    assert concerned(here, RULE) == (SOMEBODY, TOM)
    assert concerned(here, replace(RULE, written_by=TOM)) == (SOMEBODY,)
    assert concerned(here, replace(RULE, services=("oak",))) == ()


def test_the_next_shift_is_that_of_the_rota_or_seven_in_the_morning() -> None:
    soon = NOON + timedelta(hours=3)
    assert next_shift(directory(shifts=(shift(TOM), shift(PRECIOUS, soon))), "elm", NOON) == soon
    without = directory(shifts=())
    assert next_shift(without, "elm", NOON) == datetime(2026, 6, 4, 6, tzinfo=UTC)
    assert next_shift(without, "elm", datetime(2026, 10, 25, 0, tzinfo=UTC)) == datetime(2026, 10, 25, 7, tzinfo=UTC)


# ---- cards


def test_a_button_names_exactly_the_versions_that_stand_above_it() -> None:
    rules = [replace(RULE, number=f"RUL-{n}", version=n) for n in range(1, 6)]
    shown = some(rules)
    values = [button.act.value for button in shown.presses()]
    assert values == ["RUL-1:1,RUL-2:2,RUL-3:3"] * 2 + ["RUL-4:4,RUL-5:5"]
    assert versions(named(rules)) == tuple((f"RUL-{n}", n) for n in range(1, 6))


@pytest.mark.parametrize("value", ["", "RUL-1", "RUL-1:", "ISS-1:1", "RUL-1:1;RUL-2:1", "RUL-1:1,", "table"])
def test_a_forged_value_names_nothing(value: str) -> None:
    assert versions(value) == ()


def test_the_second_time_the_whole_text_stands_above_the_tap() -> None:
    first, again = card(News(rules=(RULE,), service=ELM)), card(News(rules=(RULE,), again=True, service=ELM))
    assert "Then tell the nurse." in first.as_text()
    assert "Then tell the nurse." in again.as_text()
    assert [button.label for button in again.presses()] == ["I understand", "I need help"]
    assert again.heading == "Before you start: there is a new rule. A fall. RUL-3, version 1."
    changed = card(News(rules=(replace(RULE, version=2),), again=True, service=ELM))
    assert changed.heading == "Before you start: one rule has changed. A fall. RUL-3, version 2."
    assert one(replace(RULE, version=2), ELM).heading == "A rule has changed: A fall. RUL-3, version 2."
    assert table(35, ELM).heading == "Rules are here: 35 for Elm Court."
