"""Missed checks without a store: how far up they go, and when nobody is asked about them any more."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import due, missed
from core.checks import CheckTimes
from core.missed import Before
from core.policy import DEFAULTS, MISSED_AFTER, for_checks
from core.registers import CHECKS
from core.registers.checks import Check
from tests.unit.elm_court import NOON, entry

TODAY = date(2026, 6, 10)
POLICY = DEFAULTS["daily_check"]
AFTER = CheckTimes().span + MISSED_AFTER
LONDON = ZoneInfo("Europe/London")


def check(days_ago: int, state: str = "missed", **other: object) -> Check:
    day = TODAY - timedelta(days=days_ago)
    due_at = datetime(day.year, day.month, day.day, 15, tzinfo=LONDON)
    found = entry(CHECKS, state, **{"ref": f"CHK-{100 - days_ago}", "day": day, "due_at": due_at, **other})
    assert isinstance(found, Check)
    return found


@pytest.mark.parametrize(
    ("earlier", "expected", "climbs"),
    [
        ((), Before(), 0),
        ((check(1, "done"), check(2, "done")), Before(), 0),
        ((check(1, "done"), check(2)), Before(missed=1), 1),
        ((check(1, "done"), check(2), check(3), check(4)), Before(missed=3), 1),
        ((check(1),), Before(missed=1, running=True), 2),
        ((check(1, "done", result="not_possible"),), Before(missed=1, running=True), 2),
        ((check(1, "not_needed"), check(2)), Before(missed=1, running=True), 2),
        ((check(1, "done"), check(7)), Before(), 0),
        ((check(1, service="oak"),), Before(), 0),
        ((check(0), check(-1)), Before(), 0),
    ],
)
def test_how_many_were_missed_lately(earlier: tuple[Check, ...], expected: Before, climbs: int) -> None:
    found = missed.before(check(0, "due"), earlier)
    assert found == expected
    assert found.climbs == climbs


@pytest.mark.parametrize(
    ("climbs", "asked"),
    [
        (0, ("registered_manager",)),
        (1, ("registered_manager", "project_lead")),
        (2, ("registered_manager", "project_lead", "quality_lead")),
    ],
)
def test_the_more_were_missed_the_further_up_it_goes_and_at_once(climbs: int, asked: tuple[str, ...]) -> None:
    now = NOON + AFTER
    chase = replace(due.begin("CHK-1", "checks", POLICY, NOON), sent=3, next_at=now)
    found = due.advance(missed.further_up(chase, POLICY, AFTER, climbs, now), POLICY, now)
    assert found is not None
    assert [POLICY.steps[step].to for step in found.steps] == [asked]
    assert found.chase.next_at is not None and found.chase.next_at > now


def test_after_a_long_stop_nobody_is_reminded_of_what_is_missed_by_then() -> None:
    now = NOON + AFTER + timedelta(hours=5)
    chase = replace(due.begin("CHK-1", "checks", POLICY, NOON), sent=1, next_at=NOON + timedelta(minutes=210))
    found = due.advance(missed.further_up(chase, POLICY, AFTER, 0, now), POLICY, now)
    assert found is not None
    assert {word for step in found.steps for word in POLICY.steps[step].to} == {"registered_manager"}


def test_what_is_answered_stays_answered_and_steps_of_ones_own_keep_their_time() -> None:
    now = NOON + AFTER
    chase = due.begin("CHK-1", "checks", POLICY, NOON)
    assert missed.further_up(due.over(chase), POLICY, AFTER, 2, now) == due.over(chase)
    short = replace(POLICY, steps=(POLICY.steps[0], POLICY.steps[4]))
    later = missed.further_up(replace(chase, sent=1), short, AFTER, 0, now)
    assert (later.sent, later.next_at) == (1, NOON + timedelta(days=1))


def test_the_manager_is_told_when_it_is_missed_whatever_the_times() -> None:
    for hours in (1, 4, 11):
        span = timedelta(hours=hours)
        assert for_checks(span).steps[3].after == span + MISSED_AFTER


def test_a_newer_check_takes_the_asking_over() -> None:
    old = check(1)
    assert not missed.overtaken(old, (old, check(2), check(0, "due"), check(0, "done", service="oak")))
    assert missed.overtaken(old, (old, check(0, "done")))
    assert missed.overtaken(old, (old, check(0)))
    assert not missed.overtaken(check(1, "due"), (check(0),))


def test_of_many_missed_ones_the_newest_is_listed_for_a_week() -> None:
    now = datetime(2026, 6, 10, 20, tzinfo=LONDON)
    others = (check(0, "due"), check(3, "done"), check(1, service="oak"))
    kept = missed.without_old_ones((check(4), check(1), *others, check(2), check(8, service="ash")), now)
    assert kept == (check(1), *others)
