"""Every arrow of every register: each state, each move, each role and relation, against the signed table.

The tables stand in `tests/snapshots`: the page that a care manager reads, and the same as CSV.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from core.access import may_read, relations
from core.decide import Moved, Needs, Refused, allowed
from core.labels import Role
from core.register import Entry, Move, Register, Relation, Who
from core.registers import ISSUES, REGISTERS
from core.registers.issues.table import Issue
from core.snapshot import page
from core.words import NOT_YOURS, STALE
from tests.unit.elm_court import (
    EVERYBODY_IN,
    NOON,
    PRECIOUS,
    SOMEBODY,
    TOM,
    all_of,
    by_somebody,
    directory,
    entry,
    event,
    fitting,
    tried,
)

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOTS = ROOT / "tests/snapshots"
ANEW = "see tests/snapshots/write.py"

EVERYBODY: tuple[Who, ...] = (*Role, *Relation)
Arrow = tuple[str, str, str]


def _rows(register: Register) -> list[dict[str, str]]:
    with (SNAPSHOTS / f"{register.name}-arrows.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _table(register_name: str) -> dict[Arrow, str]:
    """The signed table with "everybody" and "everybody else" spelled out."""
    register = next(r for r in REGISTERS if r.name == register_name)
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in _rows(register):
        said[row["state"], row["move"]][row["who"]] = row["outcome"]
    return {
        (state, verb, str(who)): outcomes.get(str(who)) or outcomes.get("everybody else") or outcomes["everybody"]
        for (state, verb), outcomes in said.items()
        for who in EVERYBODY
    }


def _arrows(register: Register) -> Iterator[tuple[str, str, Who]]:
    for state in register.states:
        for verb in register.verbs():
            yield from ((state.name, verb, who) for who in EVERYBODY)


each_register = pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.name)
each_state = pytest.mark.parametrize(
    ("register", "state"),
    [(register, state.name) for register in REGISTERS for state in register.states],
    ids=lambda value: getattr(value, "name", value),
)


@each_register
def test_the_page_of_a_register_is_the_signed_one(register: Register) -> None:
    signed = (SNAPSHOTS / f"{register.name}.md").read_text("utf-8")
    assert page(register) == signed, ANEW
    assert (ROOT / f"deploy/docs/registers/{register.name}.md").read_text("utf-8") == signed


@each_register
def test_the_signed_table_leaves_nothing_out(register: Register) -> None:
    named = {(row["state"], row["move"], row["who"]) for row in _rows(register)}
    assert len(named) == len(_rows(register)), "a row stands twice"
    assert set(_table(register.name)) == {(s, v, str(w)) for s, v, w in _arrows(register)}, ANEW


@each_state
def test_every_move_by_everybody_is_as_signed(register: Register, state: str) -> None:
    table = _table(register.name)
    wrong = []
    for _, verb, who in (arrow for arrow in _arrows(register) if arrow[0] == state):
        signed = table[state, verb, str(who)]
        # Handrail's own moves are made by no person, whoever they are.
        expected = "refused: not theirs" if who is Relation.SYSTEM and "refused" not in signed else signed
        found = _what_becomes(register, state, verb, who)
        if found != expected:
            wrong.append(f"{verb} by {who}: {found}, signed is: {expected}")
    assert wrong == []


def _what_becomes(register: Register, state: str, verb: str, who: Who) -> str:
    here, found, person = by_somebody(who, fitting(register, state, verb))
    decision = tried(register, found, verb, person, here)
    if isinstance(decision, Refused):
        _assert_plain(decision.why)
        theirs = decision.why.startswith(NOT_YOURS.partition("{")[0])
        return "refused: not theirs" if theirs else "refused: not now"
    move = decision.move
    asked = []
    evidence: dict[str, str] = {}
    while isinstance(decision, Needs):
        asked.append(decision.field.name)
        evidence[decision.field.name] = all_of(move, found)[decision.field.name]
        decision = tried(register, found, verb, person, here, evidence=evidence)
    assert isinstance(decision, Moved), f"{verb} with all that it asks: {decision}"
    becomes = "stays" if move.to is None else f"becomes {decision.to}"
    assert decision.values["state"] == decision.to == (move.to or state)
    return f"{becomes}, asks {' and '.join(asked)}" if asked else becomes


def _assert_plain(why: str) -> None:
    assert why.strip(), "no reason is given"
    assert len(why) < 200, f"too long: {why}"
    assert "_" not in why, f"an identifier is shown: {why}"
    assert "{" not in why, f"a gap is not filled: {why}"
    assert why[0].isupper() and why.endswith("."), f"no sentence: {why}"


@each_state
def test_what_is_offered_is_what_may_be_begun(register: Register, state: str) -> None:
    for who in EVERYBODY:
        here, found, person = by_somebody(who, entry(register, state))
        trail = (event("fixed"), event("close"))
        offered = {m.verb for m in allowed(register, found, here.person(person), here, NOON, trail)}
        begun = {v for v in register.verbs() if not isinstance(tried(register, found, v, person, here), Refused)}
        assert offered == begun, who


@each_state
def test_an_older_version_changes_nothing(register: Register, state: str) -> None:
    for verb in register.verbs():
        decision = tried(register, entry(register, state, version=4), verb, seen=3)
        assert decision == Refused(why=STALE, stale=True)


def test_the_version_that_was_seen_may_be_moved() -> None:
    here = directory((SOMEBODY, Role.TEAM_LEADER))
    assert isinstance(tried(ISSUES, entry(version=4), "acknowledge", here=here, seen=4), Moved)
    assert isinstance(tried(ISSUES, entry(version=4), "acknowledge", here=here, seen=0), Moved)


def test_a_move_that_there_is_not_is_refused() -> None:
    for register in REGISTERS:
        decision = tried(register, entry(register), "delete")
        assert isinstance(decision, Refused)
        _assert_plain(decision.why)


# ---- evidence that no button of ours gives -------------------------------------------------------

FORGED = ("nonsense", "' OR 1=1", "critical\n", "None", "²", "-1", "1.0", "9" * 30, "0x1f")


def _kinds(move: Move) -> Iterator[tuple[str, str]]:
    for field in move.needs:
        if field.kind == "person" or (field.kind == "pick" and not field.free):
            yield from ((field.name, forged) for forged in FORGED)


@each_register
def test_forged_answers_are_refused(register: Register) -> None:
    tries = 0
    for move in register.moves:
        here, found, person = by_somebody(min(move.who), entry(register, min(move.froms)))
        for name, forged in _kinds(move):
            tries += 1
            decision = tried(register, found, move.verb, person, here, evidence=all_of(move) | {name: forged})
            assert isinstance(decision, Refused), f"{move.verb} takes {forged!r} for {name}"
            _assert_plain(decision.why)
    assert tries or register.name == "questions"


def test_a_control_may_be_said_in_ones_own_words() -> None:
    here = directory((SOMEBODY, Role.TEAM_LEADER))
    decision = tried(ISSUES, entry(), "order_control", here=here, evidence={"control": "Maria walks it"})
    assert isinstance(decision, Moved)
    assert decision.values == {
        "state": "control_ordered",
        "control_words": "Maria walks it",
        "control": "ordered",
    }


@pytest.mark.parametrize("blank", ["", " ", "\n\t "])
def test_an_empty_answer_is_asked_for_again(blank: str) -> None:
    here = directory((SOMEBODY, Role.PROJECT_LEAD))
    decision = tried(ISSUES, entry(state="in_progress"), "fixed", here=here, evidence={"fix": blank, "proof": "seen"})
    assert isinstance(decision, Needs)
    assert decision.field.name == "fix"


def test_words_that_are_not_asked_for_set_nothing() -> None:
    here = directory((SOMEBODY, Role.TEAM_LEADER))
    given = {"state": "closed", "urgency": "low", "reported_by": "5", "version": "9"}
    decision = tried(ISSUES, entry(), "acknowledge", here=here, evidence=given)
    assert isinstance(decision, Moved)
    assert decision.values == {"state": "acknowledged"}


# ---- restricted entries ---------------------------------------------------------------------------


@each_register
def test_a_restricted_entry_is_nobodys_but_its_reporters_and_safeguardings(register: Register) -> None:
    for state in register.states:
        for who in (*Role, Relation.OWNER, Relation.ASKED, Relation.IN_CHARGE, Relation.ON_CALL):
            here, found, person = by_somebody(who, entry(register, state.name))
            assert relations(person, _restricted(found), here, NOON) == frozenset(), who
            assert not may_read(register, _restricted(found), person, here, NOON)
            refused = [tried(register, _restricted(found), v, person, here) for v in register.verbs()]
            assert all(isinstance(decision, Refused) for decision in refused), who


def _restricted(found: Entry) -> Entry:
    columns = {name: getattr(found, name) for name in type(found).model_fields}
    return type(found)(**(columns | {"restricted": True}))


def test_the_named_safeguarding_lead_takes_a_restricted_entry_to_its_end_without_any_role() -> None:
    for state, verb in (
        ("reported", "acknowledge"),
        ("acknowledged", "take_on"),
        ("in_progress", "fixed"),
        ("confirmed", "close"),
    ):
        here, found, person = by_somebody(Relation.SAFEGUARDING, entry(state=state, urgency="critical"))
        move = ISSUES.move(verb, state)
        assert move is not None
        assert isinstance(tried(ISSUES, found, verb, person, here, evidence=all_of(move)), Moved)


def test_a_manager_on_that_shift_is_kept_out_and_one_off_it_may_see() -> None:
    found = entry(restricted=True)
    off = directory((SOMEBODY, Role.REGISTERED_MANAGER))
    on = replace(off, shifts=EVERYBODY_IN)
    assert may_read(ISSUES, found, SOMEBODY, off, NOON)
    assert not may_read(ISSUES, found, SOMEBODY, on, NOON)


def test_a_manager_who_reported_it_on_shift_is_only_its_reporter() -> None:
    here = directory((TOM, Role.REGISTERED_MANAGER))
    assert relations(TOM, entry(restricted=True, reported_by=TOM), here, NOON) == {Relation.REPORTER}


def test_somebody_unknown_reads_their_own_report_and_nothing_else() -> None:
    here = directory()
    assert may_read(ISSUES, entry(), PRECIOUS, here, NOON)
    assert not may_read(ISSUES, entry(reported_by=TOM, logged_by=TOM), PRECIOUS, here, NOON)


def test_who_leads_elsewhere_sees_nothing_here() -> None:
    here = directory((SOMEBODY, Role.REGISTERED_MANAGER), (SOMEBODY, Role.QUALITY_LEAD))
    found = entry(service="rowan")
    assert isinstance(found, Issue)
    assert relations(SOMEBODY, found, here, NOON) == frozenset()
    assert not may_read(ISSUES, found, SOMEBODY, here, NOON)
