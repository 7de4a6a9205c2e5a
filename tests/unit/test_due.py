"""What is due: each rule, and what must hold in every history. No clock, no database."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import due
from core.due import advance, again, answered, begin, due_at, over, reach, snoozed
from core.labels import Role, Urgency
from core.people import Cover, Directory
from core.policy import DEFAULTS, Policy
from core.ports import Chase
from tests.unit.elm_court import BEN, LEAD, NOON, PRECIOUS, SOMEBODY, TOM, directory, shift

CRITICAL, HIGH, NORMAL = DEFAULTS["critical"], DEFAULTS["high"], DEFAULTS["normal"]
HOUR = timedelta(hours=1)
NIGHT = NOON + timedelta(hours=12)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def fresh(policy: Policy = CRITICAL) -> Chase:
    return begin("ISS-1", "issues", policy, NOON)


def steps(policy: Policy, *minutes: float) -> list[tuple[int, ...]]:
    """Which steps go out when it is looked at those minutes after the report."""
    chase, sent = fresh(policy), []
    for moment in minutes:
        found = advance(chase, policy, at(moment))
        sent.append(found.steps if found else ())
        chase = found.chase if found else chase
    return sent


# ---- steps, repeats, lateness ----------------------------------------------------------------------


def test_each_step_goes_out_at_its_time_once() -> None:
    assert steps(CRITICAL, 0, 0, 9.9, 10, 10, 19, 20, 30) == [(0,), (), (), (1,), (), (), (2,), (3,)]


def test_the_last_step_is_repeated_without_end() -> None:
    assert steps(CRITICAL, 0, 10, 20, 30, 44, 45, 60, 75) == [(0,), (1,), (2,), (3,), (), (3,), (3,), (3,)]
    week = [(3,)] * 600
    assert steps(CRITICAL, 0, 10, 20, 30, *(45 + 15 * n for n in range(600)))[4:] == week


def test_overdue_steps_collapse_into_one_that_says_how_late_it_is() -> None:
    found = advance(fresh(), CRITICAL, at(25))
    assert found is not None
    assert (found.steps, found.late, found.chase.sent) == ((0, 1, 2), timedelta(minutes=25), 3)
    assert found.chase.next_at == at(30)


@pytest.mark.parametrize("down", [0, 1, 12, 44, 240, 60 * 24 * 30])
def test_after_any_downtime_one_look_is_enough(down: float) -> None:
    found = advance(fresh(), CRITICAL, at(down))
    assert found is not None
    assert found.late == timedelta(minutes=down)
    assert found.steps == tuple(dict.fromkeys(found.steps)), "a step stands twice"
    assert found.chase.next_at is not None
    assert at(down) < found.chase.next_at <= at(down + 15)
    assert advance(found.chase, CRITICAL, at(down)) is None


def test_late_repeats_are_counted_and_not_sent_one_by_one() -> None:
    chase = replace(fresh(), sent=4, next_at=at(45))
    found = advance(chase, CRITICAL, at(45 + 15 * 1000 + 1))
    assert found is not None
    assert (found.steps, found.chase.sent) == ((3,), 1005)


def test_a_step_taken_early_leaves_no_longer_silence_behind_it() -> None:
    """Nobody could be reached at the start, so that everybody was asked at once: again in 15 minutes, not in 45."""
    chase = fresh()
    for _ in CRITICAL.steps:
        found = advance(replace(chase, next_at=NOON), CRITICAL, NOON)
        assert found is not None
        chase = found.chase
    assert chase.next_at == at(15)


def test_what_is_over_is_never_due() -> None:
    assert advance(over(fresh()), CRITICAL, at(10**6)) is None


# ---- answers ------------------------------------------------------------------------------------------


def test_an_answer_is_silence_until_the_control_is_overdue() -> None:
    chase = answered(fresh(), CRITICAL, at(2), reported_at=NOON, controlled=False)
    assert (chase.answered, chase.why, chase.next_at) == (True, due.NO_CONTROL, at(30))
    assert advance(chase, CRITICAL, at(29.9)) is None


def test_a_missing_control_asks_again_from_the_second_step() -> None:
    chase = answered(fresh(), CRITICAL, at(2), reported_at=NOON, controlled=False)
    found = advance(chase, CRITICAL, at(30))
    assert found is not None
    assert (found.steps, found.chase.cycle, found.chase.answered) == ((1,), 2, False)
    assert found.chase.next_at == at(40)


def test_who_answers_late_still_has_time_for_the_control() -> None:
    chase = answered(fresh(), CRITICAL, at(120), reported_at=NOON, controlled=False)
    assert chase.next_at == at(130)


def test_with_the_control_in_place_it_comes_back_only_when_forgotten() -> None:
    chase = answered(fresh(), CRITICAL, at(2), reported_at=NOON, controlled=True)
    assert (chase.why, chase.next_at) == (due.FORGOTTEN, at(2) + timedelta(hours=4))
    found = advance(chase, CRITICAL, at(242))
    assert found is not None
    assert (found.steps, found.chase.cycle, found.chase.answered) == ((0,), 2, False)


def test_without_a_length_of_its_own_it_comes_back_after_the_repeat() -> None:
    policy = DEFAULTS["daily_check"]
    assert policy.comes_back is None
    chase = answered(fresh(policy), policy, NOON, reported_at=NOON, controlled=True)
    assert chase.next_at == NOON + policy.repeat


def test_a_policy_of_one_step_repeats_it_where_the_control_is_missing() -> None:
    policy = replace(CRITICAL, steps=CRITICAL.steps[:1])
    found = advance(answered(fresh(policy), policy, NOON, reported_at=NOON, controlled=False), policy, at(30))
    assert found is not None
    assert found.steps == (0,)


# ---- again and putting off ----------------------------------------------------------------------------


def test_asking_again_begins_at_the_first_step_at_once() -> None:
    chase = again(answered(fresh(), CRITICAL, at(2), reported_at=NOON, controlled=True), HIGH, at(60))
    assert (chase.policy, chase.cycle, chase.sent, chase.next_at) == ("high", 2, 0, at(60))
    found = advance(chase, HIGH, at(60))
    assert found is not None
    assert (found.steps, found.chase.next_at) == ((0,), at(90))


@pytest.mark.parametrize("policy", DEFAULTS.values(), ids=DEFAULTS.keys())
def test_asking_again_is_at_once_under_every_policy(policy: Policy) -> None:
    found = advance(again(fresh(policy), policy, at(7)), policy, at(7))
    assert found is not None
    assert found.late == timedelta(0)


@pytest.mark.parametrize("wanted", [timedelta(minutes=15), HOUR, timedelta(hours=8), timedelta(days=30)])
def test_nobody_puts_it_off_past_the_ceiling_and_then_it_goes_on(wanted: timedelta) -> None:
    chase, until = snoozed(fresh(), NOON, wanted), NOON + min(wanted, timedelta(hours=8))
    assert chase.snoozed_until == chase.next_at == until
    assert advance(chase, CRITICAL, until - timedelta(seconds=1)) is None
    found = advance(chase, CRITICAL, until)
    assert found is not None
    assert (found.steps, found.chase.cycle, found.chase.snoozed_until) == ((0,), 2, None)


# ---- every history -----------------------------------------------------------------------------------

POLICIES = st.sampled_from(tuple(DEFAULTS.values()))
WAITS = st.integers(0, 60 * 24 * 20).map(lambda m: timedelta(minutes=m)) | st.timedeltas(
    timedelta(0), timedelta(hours=2)
)
ACTS = st.sampled_from(("look", "look", "look", "answer", "control", "snooze", "again", "pull"))


def longest(policy: Policy) -> timedelta:
    """The longest that a policy ever stays silent while nobody has answered."""
    gaps = (due_at(policy, NOON, n + 1) - due_at(policy, NOON, n) for n in range(len(policy.steps)))
    return max(policy.steps[0].after, policy.repeat, *gaps)


def silence(policy: Policy) -> timedelta:
    """The longest that an answered entry is left alone."""
    return max(policy.control_within or timedelta(0), policy.comes_back or policy.repeat, due.SNOOZE_CEILING)


@settings(max_examples=300, deadline=None)
@given(POLICIES, st.lists(st.tuples(WAITS, ACTS), max_size=25))
def test_in_every_history_somebody_is_asked_in_time_and_nothing_twice(
    policy: Policy, history: list[tuple[timedelta, str]]
) -> None:
    now, chase, sent = NOON, fresh(policy), set[tuple[int, int]]()
    for wait, act in history:
        now += wait
        found = None
        match act:
            case "answer" | "control":
                chase = answered(chase, policy, now, reported_at=NOON, controlled=act == "control")
            case "snooze":
                chase = snoozed(chase, now, wait)
                assert chase.next_at is not None and chase.next_at <= now + due.SNOOZE_CEILING
            case "again":
                chase = again(chase, policy, now)
            case "pull" if not chase.answered and chase.sent < len(policy.steps):
                chase = replace(chase, next_at=now)
                found = advance(chase, policy, now)
            case _:
                assert chase.next_at is not None
                was_due, silent = chase.next_at <= now, chase.answered
                found = advance(chase, policy, now)
                assert (found is not None) == was_due, "sent before its time, or not at its time"
                assert not (found and silent and not was_due), "somebody was asked after the answer"
        if found:
            chase = found.chase
            key = (chase.cycle, chase.sent)
            assert key not in sent, "the same step twice"
            sent.add(key)
            assert not chase.answered
            assert advance(chase, policy, now) is None, "more than one message a look"
        assert chase.next_at is not None, "an open entry that nobody is asked about"
        limit = silence(policy) if chase.answered else longest(policy)
        assert chase.next_at <= now + limit, f"silent for {chase.next_at - now}"


# ---- who is reached ------------------------------------------------------------------------------------


def staffed() -> Directory:
    """Alex manages, in working hours; Tom and Ben by the rota; Sofia leads the project, away without cover."""
    return directory((SOMEBODY, Role.REGISTERED_MANAGER), (LEAD, Role.PROJECT_LEAD))


def reached(words: tuple[str, ...], urgency: Urgency, now: datetime, *never: int) -> due.Reach:
    return reach(staffed(), ("elm",), words, urgency, now, never=frozenset(never))


def test_a_critical_one_reaches_everybody_named_at_any_hour() -> None:
    found = reached(("in_charge", "on_call", "registered_manager"), Urgency.CRITICAL, NIGHT - HOUR * 6)
    assert found == due.Reach(people=(TOM, BEN, SOMEBODY))
    assert reached(("registered_manager",), Urgency.CRITICAL, NIGHT).people == (SOMEBODY,)


@pytest.mark.parametrize("urgency", [Urgency.HIGH, Urgency.NORMAL, Urgency.LOW])
def test_off_duty_is_held_and_not_left_out(urgency: Urgency) -> None:
    assert reached(("registered_manager",), urgency, NOON) == due.Reach(people=(SOMEBODY,))
    assert reached(("registered_manager",), urgency, NIGHT) == due.Reach(people=(), held=True)


def test_who_is_on_duty_is_asked_without_waiting_for_the_others() -> None:
    evening = NOON + timedelta(hours=7)
    assert reached(("in_charge", "registered_manager"), Urgency.HIGH, evening) == due.Reach(people=(TOM,))


def test_each_is_asked_once_and_the_reporter_never() -> None:
    words = ("in_charge", "registered_manager", "in_charge")
    assert reached(words, Urgency.CRITICAL, NOON, TOM).people == (SOMEBODY,)
    assert reached(words, Urgency.CRITICAL, NOON).people == (TOM, SOMEBODY)


def test_nobody_named_is_nobody_and_not_held() -> None:
    assert reached(("senior_leader",), Urgency.HIGH, NIGHT) == due.Reach(people=())


def test_who_is_away_is_replaced_by_who_said_yes() -> None:
    cover = Cover(id=1, person=SOMEBODY, covered_by=PRECIOUS, starts=NOON, ends=NIGHT, accepted=True)
    here = replace(staffed(), covers=(cover,), shifts=(shift(PRECIOUS),))
    found = reach(here, ("elm",), ("registered_manager",), Urgency.HIGH, NOON, never=frozenset())
    assert found.people == (PRECIOUS,)
    silent = replace(here, covers=(replace(cover, accepted=False),))
    assert reach(silent, ("elm",), ("registered_manager",), Urgency.HIGH, NOON, never=frozenset()) == due.Reach(
        people=()
    )


@pytest.mark.parametrize("word", ["deputy", "last_resort", "safeguarding", "manager_on_duty", *Role])
def test_every_word_of_a_policy_stands_for_somebody_or_nobody(word: str) -> None:
    assert isinstance(due.resolve(staffed(), "elm", word, NOON), tuple)


def test_the_manager_on_duty_is_left_in_peace_at_night() -> None:
    assert due.resolve(staffed(), "elm", "manager_on_duty", NOON) == (SOMEBODY,)
    assert due.resolve(staffed(), "elm", "manager_on_duty", NIGHT) == ()


def test_a_word_that_is_no_role_is_an_error() -> None:
    with pytest.raises(ValueError, match="cleaner"):
        due.resolve(staffed(), "elm", "cleaner", NOON)
