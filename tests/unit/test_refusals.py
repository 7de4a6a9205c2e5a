"""Each check of a move, on both sides of its line."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import words
from core.decide import Moved, Needs, Refused
from core.labels import Role
from core.people import Directory
from core.register import Entry, Register
from core.registers import CHECKS, ISSUES, QUESTIONS
from core.registers.issues.refusals import REOPEN_WITHIN, SILENT_REPORTER
from tests.unit.elm_court import (
    BEN,
    EVERYBODY_IN,
    NOON,
    OTHER,
    PRECIOUS,
    ROTA,
    SOMEBODY,
    TOM,
    directory,
    entry,
    event,
    tried,
)

SECOND = timedelta(seconds=1)


def by(*roles: Role) -> Directory:
    return directory(*((SOMEBODY, role) for role in roles), shifts=EVERYBODY_IN)


LEADER, MANAGER = by(Role.TEAM_LEADER), by(Role.REGISTERED_MANAGER)


def why(register: Register, found: Entry, verb: str, **given: object) -> str | None:
    """Why it is refused, or None where it may be begun."""
    decision = tried(register, found, verb, **given)  # type: ignore[arg-type]
    return decision.why if isinstance(decision, Refused) else None


# ---- answering --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("urgency", "expected"),
    [
        ("critical", words.REPORTED_IT_YOURSELF),
        ("high", words.REPORTED_IT_YOURSELF),
        ("normal", None),
        ("low", None),
    ],
)
@pytest.mark.parametrize("verb", ["acknowledge", "order_control"])
def test_a_serious_report_is_answered_by_somebody_else(verb: str, urgency: str, expected: str | None) -> None:
    assert why(ISSUES, entry(urgency=urgency, reported_by=TOM), verb, person=TOM) == expected
    assert why(ISSUES, entry(urgency=urgency, reported_by=PRECIOUS), verb, person=TOM) is None


def test_nobody_takes_their_own_serious_report_before_it_was_answered() -> None:
    asked = entry(urgency="critical", reported_by=TOM, owner_asked=TOM)
    assert why(ISSUES, asked, "accept", person=TOM) == words.REPORTED_IT_YOURSELF
    asked.state = "acknowledged"
    assert why(ISSUES, asked, "accept", person=TOM) is None


def test_who_typed_it_for_somebody_may_answer_it() -> None:
    assert why(ISSUES, entry(urgency="critical", logged_by=TOM), "acknowledge", person=TOM) is None


@pytest.mark.parametrize("who", [SOMEBODY, 99])
def test_nobody_is_asked_who_does_not_work_here(who: int) -> None:
    assert why(ISSUES, entry(), "assign", person=TOM, evidence={"person": str(who)}) == words.NOT_HERE
    assert why(ISSUES, entry(), "assign", person=TOM, evidence={"person": str(TOM)}) is None


def test_a_restricted_entry_is_given_only_to_who_may_see_it() -> None:
    here = directory((SOMEBODY, Role.QUALITY_LEAD), (BEN, Role.TEAM_LEADER), safeguarding_leads=frozenset())
    found = entry(restricted=True)
    assert why(ISSUES, found, "assign", here=here, evidence={"person": str(BEN)}) == words.NOT_HERE
    assert why(ISSUES, found, "assign", here=here, evidence={"person": str(SOMEBODY)}) is None


# ---- controls and small things -------------------------------------------------------------------


@pytest.mark.parametrize("urgency", ["critical", "high"])
def test_only_small_things_are_sorted_here(urgency: str) -> None:
    assert why(ISSUES, entry(urgency=urgency), "sorted_here", here=LEADER) == words.SORTED_ONLY_SMALL
    assert isinstance(tried(ISSUES, entry(urgency="normal"), "sorted_here", here=LEADER), Needs)
    assert isinstance(tried(ISSUES, entry(urgency="low"), "sorted_here", here=LEADER, evidence={"fix": "x"}), Moved)


@pytest.mark.parametrize(
    ("control", "expected"), [("none", words.NO_CONTROL_YET), ("in_place", words.NO_CONTROL_YET), ("ordered", None)]
)
@pytest.mark.parametrize("state", ["control_ordered", "in_progress", "waiting_supplier"])
def test_only_an_ordered_control_can_be_in_place(state: str, control: str, expected: str | None) -> None:
    assert why(ISSUES, entry(state=state, control=control), "control_in_place", here=LEADER) == expected


def test_a_control_is_in_place_when_somebody_who_is_there_has_seen_it() -> None:
    found, at_home = entry(state="control_ordered"), replace(LEADER, shifts=ROTA)
    assert why(ISSUES, found, "control_in_place", here=LEADER) is None
    assert why(ISSUES, found, "control_in_place", here=at_home) == words.SEE_IT_THERE
    no_rota = directory((SOMEBODY, Role.TEAM_LEADER), shifts=())
    assert why(ISSUES, found, "control_in_place", here=no_rota) is None, "without a rota nobody is known to be there"


# ---- urgency ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "wanted", "may"), [
    ("normal", "high", True), ("normal", "critical", True), ("low", "normal", True), ("high", "critical", True),
    ("normal", "normal", False), ("normal", "low", False), ("critical", "critical", False), ("critical", "high", False),
])  # fmt: skip
def test_urgency_is_raised_by_anyone_and_only_up(now: str, wanted: str, may: bool) -> None:
    found = why(ISSUES, entry(urgency=now), "raise_urgency", person=PRECIOUS, evidence={"urgency": wanted})
    assert found == (None if may else words.ONLY_RAISE)


@pytest.mark.parametrize(("now", "wanted", "may"), [
    ("high", "normal", True), ("high", "low", True), ("normal", "low", True),
    ("high", "high", False), ("high", "critical", False), ("low", "low", False), ("low", "critical", False),
])  # fmt: skip
def test_urgency_is_lowered_by_a_manager_and_only_down(now: str, wanted: str, may: bool) -> None:
    given = {"urgency": wanted, "reason": "Looked at it"}
    assert why(ISSUES, entry(urgency=now), "lower_urgency", here=MANAGER, evidence=given) == (
        None if may else words.ONLY_LOWER
    )
    refused = why(ISSUES, entry(urgency=now), "lower_urgency", here=LEADER, evidence=given)
    assert refused is not None and refused.startswith("Only ")


@pytest.mark.parametrize("control", ["none", "ordered", "in_place"])
def test_a_critical_one_is_lowered_only_with_a_control_in_place(control: str) -> None:
    found = why(ISSUES, entry(urgency="critical", control=control), "lower_urgency", here=MANAGER)
    assert found == (None if control == "in_place" else words.CONTROL_FIRST)


def test_lowering_says_why() -> None:
    decision = tried(ISSUES, entry(urgency="high"), "lower_urgency", here=MANAGER, evidence={"urgency": "low"})
    assert isinstance(decision, Needs)
    assert decision.field.name == "reason"


# ---- putting off ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("urgency", "control", "expected"), [
    ("critical", "none", words.SAFE_FIRST), ("critical", "ordered", words.SAFE_FIRST), ("critical", "in_place", None),
    ("high", "ordered", words.SAFE_FIRST), ("high", "in_place", None), ("normal", "none", None), ("low", "none", None),
])  # fmt: skip
def test_a_serious_one_is_put_off_only_with_a_control_in_place(
    urgency: str, control: str, expected: str | None
) -> None:
    assert why(ISSUES, entry(urgency=urgency, control=control), "snooze", here=LEADER) == expected


def test_putting_off_needs_a_reason_and_one_of_the_lengths() -> None:
    asked = tried(ISSUES, entry(), "snooze", here=LEADER, evidence={"length": "8h"})
    assert isinstance(asked, Needs)
    assert asked.field.name == "reason"
    given = {"length": "30d", "reason": "later"}
    assert why(ISSUES, entry(), "snooze", here=LEADER, evidence=given) == words.OLD_BUTTON


# ---- closing and opening again -------------------------------------------------------------------


@pytest.mark.parametrize("urgency", ["critical", "high"])
def test_who_fixed_a_serious_one_does_not_close_it(urgency: str) -> None:
    found = entry(state="confirmed", urgency=urgency, owner=SOMEBODY)
    assert why(ISSUES, found, "close", here=MANAGER) == words.CLOSED_BY_FIXER
    found.owner = TOM
    assert why(ISSUES, found, "close", here=MANAGER) is None
    assert why(ISSUES, found, "close", here=by(Role.QUALITY_LEAD)) is None


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.PROJECT_LEAD, Role.ON_CALL_MANAGER])
def test_a_serious_one_is_closed_by_manager_or_quality_lead_only(role: Role) -> None:
    refused = why(ISSUES, entry(state="confirmed", urgency="high"), "close", here=by(role))
    assert refused is not None and "the registered manager" in refused and "the quality lead" in refused
    assert why(ISSUES, entry(state="confirmed", urgency="normal"), "close", here=by(role)) is None


def test_who_fixed_a_small_one_closes_it() -> None:
    assert why(ISSUES, entry(state="confirmed", urgency="normal", owner=SOMEBODY), "close") is None


@pytest.mark.parametrize(("waited", "expected"), [
    (SILENT_REPORTER - SECOND, words.ASK_REPORTER_FIRST), (SILENT_REPORTER, None), (SILENT_REPORTER * 9, None)
])  # fmt: skip
@pytest.mark.parametrize("verb", ["fixed", "sorted_here"])
def test_before_its_reporter_spoke_it_is_closed_after_three_days_only(
    verb: str, waited: timedelta, expected: str | None
) -> None:
    trail = (event(verb, at=NOON - waited),)
    assert why(ISSUES, entry(state="fixed"), "close", here=MANAGER, trail=trail) == expected
    assert timedelta(hours=72) == SILENT_REPORTER


def test_the_newest_fix_counts() -> None:
    trail = (event("fixed", at=NOON - timedelta(days=9)), event("not_fixed"), event("fixed", at=NOON - SECOND))
    assert why(ISSUES, entry(state="fixed"), "close", here=MANAGER, trail=trail) == words.ASK_REPORTER_FIRST
    assert why(ISSUES, entry(state="fixed"), "close", here=MANAGER, trail=()) == words.ASK_REPORTER_FIRST


@pytest.mark.parametrize(("since", "expected"), [
    (REOPEN_WITHIN, None), (REOPEN_WITHIN + SECOND, words.TOO_LATE_TO_REOPEN), (SECOND, None)
])  # fmt: skip
def test_its_reporter_opens_it_again_within_thirty_days(since: timedelta, expected: str | None) -> None:
    trail = (event("close", at=NOON - since),)
    assert why(ISSUES, entry(state="closed"), "not_fixed", person=PRECIOUS, trail=trail) == expected
    assert timedelta(days=30) == REOPEN_WITHIN


def test_a_leader_opens_it_again_at_any_time() -> None:
    trail = (event("close", at=NOON - timedelta(days=400)),)
    assert why(ISSUES, entry(state="closed"), "reopen", here=LEADER, trail=trail) is None


# ---- what the reporter ends ---------------------------------------------------------------------------


@pytest.mark.parametrize(("urgency", "state", "ends"), [
    ("critical", "reported", False), ("critical", "reopened", False), ("critical", "acknowledged", True),
    ("high", "reported", True), ("normal", "reported", True), ("low", "in_progress", True),
])  # fmt: skip
def test_the_reporter_ends_a_critical_one_only_after_somebody_answered(urgency: str, state: str, ends: bool) -> None:
    found = entry(urgency=urgency, state=state)
    assert why(ISSUES, found, "its_fixed", person=PRECIOUS) == (None if ends else words.STAYS_OPEN)
    assert why(ISSUES, found, "seems_fixed", person=PRECIOUS) == (words.SAY_FIXED if ends else None)


def test_the_reporter_ends_no_restricted_one() -> None:
    for state in ("reported", "acknowledged", "in_progress"):
        found = entry(restricted=True, state=state)
        assert why(ISSUES, found, "its_fixed", person=PRECIOUS) == words.STAYS_OPEN
        assert why(ISSUES, found, "seems_fixed", person=PRECIOUS) is None
    assert why(ISSUES, entry(restricted=True), "withdraw", person=PRECIOUS) == words.STAYS_OPEN
    assert why(ISSUES, entry(), "withdraw", person=PRECIOUS) is None
    assert why(ISSUES, entry(restricted=True), "same_as", person=PRECIOUS, evidence={"other": "ISS-8"}) is not None


# ---- the same as another ---------------------------------------------------------------------------


def test_it_is_the_same_as_another_one_that_is_open() -> None:
    def refused(other: str, *related: Entry) -> str | None:
        return why(ISSUES, entry(), "same_as", person=PRECIOUS, evidence={"other": other}, related=related)

    assert refused("ISS-8", OTHER) is None
    assert refused("ISS-7", entry()) == words.SAME_NEEDS_OTHER
    assert refused("ISS-8") == words.SAME_NEEDS_OPEN
    assert refused("anything") == words.SAME_NEEDS_OPEN
    for closed in ("closed", "withdrawn", "same_as_another", "not_a_problem"):
        assert refused("ISS-8", entry(ref="ISS-8", state=closed)) == words.SAME_NEEDS_OPEN
    assert refused("ISS-8", entry(ref="ISS-8", restricted=True)) == words.SAME_NEEDS_OPEN
    assert refused("ISS-8", entry(ref="ISS-8", service="rowan")) == words.SAME_NEEDS_OPEN
    assert refused("ISS-8", entry(ref="ISS-8", urgency="critical")) is None


def test_a_more_urgent_one_does_not_vanish_into_a_less_urgent_one() -> None:
    found = why(ISSUES, entry(urgency="high"), "same_as", person=PRECIOUS, evidence={"other": "ISS-8"})
    assert found == words.SAME_BUT_URGENT


# ---- questions and checks -----------------------------------------------------------------------


def test_nobody_answers_their_own_question() -> None:
    mine = entry(QUESTIONS, reported_by=TOM)
    assert why(QUESTIONS, mine, "answer", person=TOM) == words.NEVER_ITS_ASKER
    assert why(QUESTIONS, entry(QUESTIONS), "answer", person=TOM) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"result": "not_possible"}, words.CHECK_SAY_WHY),
        ({"result": "not_possible", "note": "  "}, words.CHECK_SAY_WHY),
        ({"result": "not_possible", "note": "No tablet"}, None),
        ({"result": "ok"}, None),
        ({"result": "problems"}, None),
    ],
)
def test_a_check_that_was_not_possible_says_why(given: dict[str, str], expected: str | None) -> None:
    assert why(CHECKS, entry(CHECKS), "done", here=LEADER, evidence=given) == expected


def test_who_makes_a_move_may_read_the_entry() -> None:
    from core.register import Relation
    from core.registers import REGISTERS

    aside = {Relation.SYSTEM, Relation.SAFEGUARDING}  # no person; and reads by being concerned
    for register in REGISTERS:
        movers = {who for move in register.moves for who in move.who} - aside
        assert movers <= register.readers, register.name
