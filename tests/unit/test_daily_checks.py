"""Daily checks without a store: when they are asked, who has them, what was found, how they are counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import BadSettings, Settings
from core import checking, checks, due
from core.audit import ASKED, Event
from core.checks import CheckTimes, Counts, DailyParallel, Outcome, Planned, times_from
from core.labels import Category, Kind, Phase, RecordArea
from core.people import Service, at_night
from core.policy import DEFAULTS, for_checks
from core.registers import CHECKS
from core.registers.checks import Check
from tests.unit.elm_court import ELM, NOON, entry, event
from tests.unit.ward import MEANING, opened

TIMES = CheckTimes()
PARALLEL = replace(ELM, phase=Phase.PARALLEL)
ZONES = (
    "Europe/London",
    "Europe/Madrid",
    "UTC",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "America/St_Johns",
    "Asia/Kolkata",
    "Pacific/Pago_Pago",
)
FIFTY = tuple(replace(PARALLEL, code=f"S{n:02}", timezone=ZONES[n % len(ZONES)]) for n in range(50))
BEGINNING = datetime(2026, 3, 1, tzinfo=UTC)
YEARS = timedelta(days=730)
"""Four clock changes in London: March and October 2026, March and October 2027."""


def local(text: str, day: str = "2026-06-03", zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(f"{day}T{text}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def kept(plan: Planned, **other: Any) -> Check:
    found = entry(CHECKS, service=plan.service, day=plan.day, due_at=plan.due_at, **other)
    assert isinstance(found, Check)
    return found


def of_day(day: date, state: str = "due", **other: Any) -> Check:
    due_at = datetime.combine(day, time(15), ZoneInfo("Europe/London")).astimezone(UTC)
    found = entry(CHECKS, state, service="elm", day=day, due_at=due_at, **other)
    assert isinstance(found, Check)
    return found


# ---- when one is asked ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "asked"),
    [("10:59:59", False), ("11:00", True), ("17:59:59", True), ("18:00", False), ("23:30", False), ("00:00", False)],
)
def test_it_is_asked_from_eleven_until_the_day_would_count_as_missed(at: str, asked: bool) -> None:
    assert (checks.planned(PARALLEL, local(at), TIMES) is not None) is asked


@pytest.mark.parametrize(
    ("phase", "old", "asked"),
    [
        (Phase.PREPARING, "paper", False),
        (Phase.GO_LIVE, "paper", True),
        (Phase.GO_LIVE, "", False),
        (Phase.PARALLEL, "", True),
        (Phase.STABILISING, "paper", False),
        (Phase.BAU, "paper", False),
    ],
)
def test_it_is_asked_while_two_systems_run(phase: Phase, old: str, asked: bool) -> None:
    service = replace(ELM, phase=phase, old_system=old)
    assert (checks.planned(service, local("11:00"), TIMES) is not None) is asked


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-10-26"])
def test_it_is_asked_by_the_clock_on_the_wall_across_clock_changes(day: str) -> None:
    plan = checks.planned(PARALLEL, local("11:00", day), TIMES)
    assert plan == Planned(
        service="elm", day=date.fromisoformat(day), asked_at=local("11:00", day), due_at=local("15:00", day)
    )


def test_what_is_asked_late_leaves_an_hour() -> None:
    plan = checks.planned(PARALLEL, local("16:30"), TIMES)
    assert plan is not None
    assert (plan.asked_at, plan.due_at) == (local("11:00"), local("17:30"))


def test_a_service_far_away_has_its_own_day() -> None:
    away = replace(PARALLEL, timezone="Pacific/Kiritimati")
    plan = checks.planned(away, datetime(2026, 6, 2, 21, 0, tzinfo=UTC), TIMES)
    assert plan is not None
    assert plan.day == date(2026, 6, 3)


def ticks(every: timedelta, down: frozenset[int] = frozenset(), long: timedelta = YEARS) -> Iterator[datetime]:
    """Moments from the beginning on; on the days in `down` Handrail does not run."""
    for number in range(long // every):
        now = BEGINNING + number * every
        if (now - BEGINNING).days not in down:
            yield now


def simulated(services: tuple[Service, ...], moments: Iterator[datetime]) -> dict[tuple[str, date], list[datetime]]:
    """When each check was opened. Every moment is looked at twice, as two processes or a double tick would."""
    opened: dict[tuple[str, date], list[datetime]] = {}
    rows: dict[str, Check] = {}
    for now in moments:
        for _ in range(2):
            for plan in checks.wanted(services, rows.values(), now, TIMES):
                opened.setdefault((plan.service, plan.day), []).append(now)
                rows[plan.service] = kept(plan)
    return opened


def test_two_years_four_clock_changes_fifty_services_each_day_exactly_once() -> None:
    opened = simulated(FIFTY, ticks(timedelta(minutes=119)))
    assert {len(times) for times in opened.values()} == {1}
    for service in FIFTY:
        first = BEGINNING.astimezone(service.zone).date() + timedelta(days=1)
        days = {first + timedelta(days=n) for n in range(YEARS.days - 2)}
        assert days <= {day for code, day in opened if code == service.code}
    by_code = {service.code: service for service in FIFTY}
    for (code, day), (at,) in opened.items():
        there = at.astimezone(by_code[code].zone)
        assert there.date() == day
        # The first moment of the run may find a day that has begun; else it is the first tick from 11:00 on.
        assert time(11) <= there.time() < time(13) or at == BEGINNING


@settings(max_examples=25, deadline=None)
@given(down=st.frozensets(st.integers(0, 49), max_size=30), hour=st.integers(1, 9))
def test_downtime_never_asks_twice_for_another_day_or_at_night(down: frozenset[int], hour: int) -> None:
    some = FIFTY[:3]
    opened = simulated(some, ticks(timedelta(hours=hour), down, timedelta(days=50)))
    by_code = {service.code: service for service in some}
    for (code, day), times in opened.items():
        there = times[0].astimezone(by_code[code].zone)
        assert len(times) == 1
        assert there.date() == day
        assert TIMES.asked <= there.time() < TIMES.last
        assert not at_night(by_code[code], times[0])


# ---- settings and policy ---------------------------------------------------------------------------


def test_the_times_are_settings() -> None:
    assert Settings().check_times() == CheckTimes(asked=time(11), due=time(15))
    assert times_from("9:30", "12:00") == CheckTimes(asked=time(9, 30), due=time(12))


@pytest.mark.parametrize(
    ("asked", "due_at", "why"),
    [
        ("eleven", "15:00", "check_asked_at is 'eleven', which is no time such as 11:00"),
        ("11:00", "25:00", "check_due_at is '25:00'"),
        ("06:59", "15:00", "from 07:00 and before 21:00"),
        ("21:00", "22:00", "from 07:00 and before 21:00"),
        ("11:00", "11:00", "must be after check_asked_at"),
        ("11:00", "22:01", "not after 22:00"),
    ],
)
def test_times_that_do_not_fit_are_told(asked: str, due_at: str, why: str) -> None:
    with pytest.raises(BadSettings, match=why):
        Settings(check_asked_at=asked, check_due_at=due_at).check_times()


def test_the_manager_is_told_when_it_is_due_whatever_the_times() -> None:
    built_in = Settings(check_asked_at="10:00", check_due_at="16:00").policies()["daily_check"]
    assert [step.after for step in built_in.steps[:3]] == [timedelta(0), timedelta(hours=5.5), timedelta(hours=6)]
    assert for_checks(TIMES.span) == DEFAULTS["daily_check"]
    given_by = Settings(escalation={"daily_check": {"repeat": "2d"}}, check_due_at="13:00").policies()["daily_check"]
    assert (given_by.repeat, given_by.steps[2].after) == (timedelta(days=2), timedelta(hours=2))


@given(minutes=st.integers(1, 11 * 60))
def test_the_steps_stay_in_order(minutes: int) -> None:
    after = [step.after for step in for_checks(timedelta(minutes=minutes)).steps]
    assert after == sorted(after)


def test_what_comes_too_soon_is_left_out_and_later_steps_keep_their_time() -> None:
    policy = DEFAULTS["daily_check"]
    chase = replace(due.begin("CHK-1", "checks", policy, NOON), sent=1, next_at=NOON + timedelta(minutes=210))
    later = due.not_before(chase, policy, NOON + timedelta(hours=4))
    assert (later.sent, later.next_at) == (2, NOON + timedelta(hours=4))
    assert due.not_before(chase, policy, NOON) == chase


# ---- who has it --------------------------------------------------------------------------------------


def asked(person: int, at: datetime, seq: int) -> Event:
    return event(ASKED, at, by=None, seq=seq, evidence={"people": str(person)})


def test_whoever_comes_on_is_asked_once() -> None:
    trail = (asked(1, NOON, 1),)
    assert checks.to_ask(trail, (1,), NOON) == ()
    assert checks.to_ask(trail, (2,), NOON) == (2,)
    both = (*trail, asked(2, NOON, 2))
    assert checks.to_ask(both, (1,), NOON) == ()
    assert checks.to_ask((), (), NOON) == ()


def test_who_could_not_is_asked_again_after_an_hour_and_once() -> None:
    trail = (asked(1, NOON, 1), event("cannot_now", NOON, seq=2))
    assert checks.to_ask(trail, (1,), NOON + timedelta(minutes=59)) == ()
    assert checks.to_ask(trail, (1,), NOON + timedelta(hours=1)) == (1,)
    manager = (*trail, asked(9, NOON + timedelta(minutes=30), 3))
    assert checks.to_ask(manager, (1,), NOON + timedelta(hours=1)) == (1,)
    again = (*manager, asked(1, NOON + timedelta(hours=1), 4))
    assert checks.to_ask(again, (1,), NOON + timedelta(hours=5)) == ()


# ---- what was found --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "3 problems: Ivy's MAR missing; fluid totals differ; turning chart there twice.",
            ("Ivy's MAR missing", "fluid totals differ", "turning chart there twice"),
        ),
        ("2 daily notes missing on blue, 1 mismatch in meds record 20431",
         ("2 daily notes missing on blue", "1 mismatch in meds record 20431")),
        ("2 notes missing on blue, 1 mismatch in meds; fluids differ",
         ("2 notes missing on blue", "1 mismatch in meds", "fluids differ")),
        ("2 notes missing and 1 mismatch", ("2 notes missing", "1 mismatch")),
        ("1. MAR missing 2. fluids differ", ("MAR missing", "fluids differ")),
        ("- MAR missing\n- fluids differ\n", ("MAR missing", "fluids differ")),
        ("found two problems: a; b", ("a", "b")),
        ("i looked at 7: bath chart missing", ("bath chart missing",)),
        ("fluids differ, paper says 800, app says 600", ("fluids differ, paper says 800, app says 600",)),
        ("room 12, 2 notes missing", ("room 12, 2 notes missing",)),
        ("notes for Ivy and Sam missing", ("notes for Ivy and Sam missing",)),
        (";;", (";;",)),
    ],
)  # fmt: skip
def test_one_line_is_cut_where_it_holds_several(text: str, parts: tuple[str, ...]) -> None:
    assert checks.findings(text) == parts


@given(st.text(max_size=400))
def test_whatever_is_typed_makes_at_least_one_finding_and_never_too_many(text: str) -> None:
    found = checks.findings(text)
    assert 1 <= len(found) <= checks.MOST_FOUND


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=1, max_size=60))
def test_no_word_is_lost(told: list[str]) -> None:
    assert " ".join(checks.findings("; ".join(told))).replace(";", " ").split() == told


@pytest.mark.parametrize(
    ("text", "number"),
    [("looked at 7: a", 7), ("I looked at 12 people, 1 note missing", 12), ("checked 5 residents a", 5), ("7 a", 0)],
)
def test_the_number_is_read_where_it_is_said(text: str, number: int) -> None:
    assert checks.looked_at(text) == number


def test_problems_are_counted_by_what_they_are() -> None:
    missing = replace(MEANING, category=Category.MISSING_RECORD, area=RecordArea.DAILY_NOTE)
    medicine = replace(MEANING, category=Category.MEDICATION_RECORD)
    mismatch = replace(MEANING, kind=Kind.DISCREPANCY, category=Category.RECORD_MISMATCH)
    parts = (
        ("2 daily notes missing", missing),
        ("MAR written twice", medicine),
        ("fluids", mismatch),
        ("the totals differ", missing),
    )
    answers = checks.answers(parts, 6, ("ISS-1",))
    assert answers == DailyParallel(
        people_looked_at=6,
        missing_count=2,
        duplicate_count=1,
        conflict_count=2,
        areas=("daily_note", "medication"),
        high_risk_touched=True,
        refs=("ISS-1",),
    )
    assert checks.answers_from(answers.evidence()) == answers
    assert checks.answers_from({"looked_at": "many"}) == DailyParallel()
    assert DailyParallel().evidence() == {}


# ---- how it went -------------------------------------------------------------------------------------

MONDAY = date(2026, 6, 1)
WEEK = (
    of_day(MONDAY, "done", result="ok"),
    of_day(MONDAY + timedelta(days=1), "done", result="problems", late=True),
    of_day(MONDAY + timedelta(days=2), "missed", late=True),
    of_day(MONDAY + timedelta(days=3), "done", result="not_possible", late=True),
    of_day(MONDAY + timedelta(days=4), "not_needed"),
    of_day(MONDAY + timedelta(days=6), "due"),
)


def test_the_counts_of_some_days() -> None:
    sunday = MONDAY + timedelta(days=6)
    at_noon, at_four, at_night_ = (local(t, sunday.isoformat()) for t in ("12:00", "16:00", "23:00"))
    assert checks.counted(["elm", "other"], WEEK, MONDAY, sunday, at_noon) == {
        "elm": Counts(done=1, late=1, missed=2, reasons=1, not_needed=1, due=1, problems=1),
        "other": Counts(),
    }
    assert checks.counted(["elm"], WEEK, sunday, sunday, at_four)["elm"] == Counts(due=1, overdue=1)
    assert checks.counted(["elm"], WEEK, sunday, sunday, at_night_)["elm"] == Counts(missed=1)
    assert checks.counted(["elm"], WEEK, MONDAY, MONDAY, at_noon)["elm"] == Counts(done=1)


def test_the_calendar_says_every_day() -> None:
    sunday = MONDAY + timedelta(days=6)
    days = checks.calendar("elm", WEEK, sunday, 8, local("16:00", sunday.isoformat()))
    assert [how for _, how in days] == [
        Outcome.OVERDUE,
        Outcome.NONE,
        Outcome.NOT_NEEDED,
        Outcome.NOT_POSSIBLE,
        Outcome.MISSED,
        Outcome.LATE,
        Outcome.DONE,
        Outcome.NONE,
    ]
    assert [day for day, _ in days] == [sunday - timedelta(days=n) for n in range(8)]


# ---- with a real store -------------------------------------------------------------------------------


def test_ten_days_over_a_clock_change_in_a_store_each_day_once() -> None:
    """Down for two days in the middle; one that nobody does is missed, and none is asked twice."""
    down = range(4, 6)
    with opened() as ward:
        ward.work(lambda uow: uow.put_service(PARALLEL))
        ward.moment[0] = local("00:00", "2026-10-21")
        for number in range(10 * 8):
            if number // 8 not in down:
                for _ in range(2):
                    for what in ward.work(lambda uow: checking.waiting(uow, ward.desk, ward.now)):
                        ward.work(partial(checking.step, desk=ward.desk, now=ward.now, what=what))
                ward.tick()
            ward.forward(hours=3)
        rows = [c for c in ward.work(lambda uow: uow.entries(CHECKS)) if isinstance(c, Check)]
        days = sorted(c.day for c in rows)
        assert days == [date(2026, 10, 21) + timedelta(days=n) for n in range(10) if n not in down]
        assert {c.state for c in rows} == {"missed"}
        for check in rows:
            first = next(e for e in ward.trail(check.ref) if e.verb == ASKED)
            assert first.at.astimezone(PARALLEL.zone).date() == check.day
