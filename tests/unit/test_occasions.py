"""Which digests and shift starts are due at a moment, over two years and four changes of the clocks."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.labels import Phase, Role, ServiceKind
from core.occasions import Incoming, Rhythm, Round, incoming, moment_on, passed, rounds, scopes, weekly
from core.people import Cover, Directory, Person, RoleHeld, Service, Shift

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))
ANITA, TOM, KOFI, BEN, IMRAN, ZOE = range(1, 7)
WEDNESDAY = datetime(2026, 6, 3, tzinfo=UTC)
HALF_PAST_NINE = datetime(2026, 6, 3, 8, 30, tzinfo=UTC)


def service(code: str, timezone: str = "Europe/London") -> Service:
    return Service(code=code, name=code.upper(), kind=ServiceKind.CARE_HOME, timezone=timezone, phase=Phase.GO_LIVE)


def directory(**other: object) -> Directory:
    values: dict[str, object] = {
        "services": (service("elm"),),
        "people": tuple(Person(id=n, name=f"Person {n}") for n in range(1, 7)),
        "roles": (
            RoleHeld(person=ANITA, role=Role.REGISTERED_MANAGER, service="elm"),
            RoleHeld(person=TOM, role=Role.TEAM_LEADER, service="elm"),
            RoleHeld(person=KOFI, role=Role.CARE_WORKER, service="elm"),
            RoleHeld(person=BEN, role=Role.ON_CALL_MANAGER, service="elm"),
            RoleHeld(person=IMRAN, role=Role.PROJECT_LEAD, service="*"),
        ),
    }
    return Directory(**(values | other))  # type: ignore[arg-type]


def shift(person: int, starts: datetime, hours: float = 8, **other: bool) -> Shift:
    return Shift(person=person, service="elm", starts=starts, ends=starts + timedelta(hours=hours), **other)


# ---- the time of day


@pytest.mark.parametrize("at", [time(0, 30), time(1), time(1, 30), time(2), time(9, 30), time(23, 59)])
@pytest.mark.parametrize("day", [*CHANGES, date(2026, 6, 3), date(2026, 12, 31)])
def test_the_moment_is_the_first_at_which_clocks_show_the_time_or_later(day: date, at: time) -> None:
    moment = moment_on(day, at, LONDON)
    shown, before = moment.astimezone(LONDON), (moment - timedelta(minutes=1)).astimezone(LONDON)
    assert shown.date() == day and shown.time() >= at
    assert (before.date(), before.time()) < (day, at)


def test_a_time_that_is_left_out_is_when_the_clocks_jump_and_one_that_comes_twice_is_its_first() -> None:
    assert moment_on(date(2026, 3, 29), time(1, 30), LONDON) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert moment_on(date(2026, 10, 25), time(1, 30), LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


# ---- two years


def ticks(chance: random.Random) -> Iterator[datetime]:
    """Two years of ticks, now early, now late, some twice at the same moment, and stops of up to three hours."""
    now = FIRST
    while now < LAST:
        yield now
        now += timedelta(minutes=chance.choice((0, 5, 10, 20, 30, 30, 45, 180)), seconds=chance.randrange(60))


FIFTY = Directory(
    services=tuple(service(f"s{n:02}") for n in range(50)),
    people=tuple(Person(id=n, name=f"Manager {n}") for n in range(1, 52)),
    roles=(
        *(RoleHeld(person=n + 1, role=Role.REGISTERED_MANAGER, service=f"s{n:02}") for n in range(50)),
        RoleHeld(person=51, role=Role.PROJECT_LEAD, service="*"),
    ),
)


@pytest.mark.parametrize("at", [time(0, 30), time(1), time(1, 30), time(2), time(9, 30)])
def test_two_years_at_fifty_services_with_every_digest_exactly_once(at: time) -> None:
    """A crash between handing out and remembering it is simulated too: what was handed out is known by its key."""
    chance, rhythm = random.Random(at.isoformat()), Rhythm(at=at, every_day=True)
    seen, times = FIRST - timedelta(minutes=1), Counter[Round]()
    handed: set[Round] = set()
    for now in ticks(chance):
        if not passed(FIFTY, rhythm, seen, now):
            continue
        new = [one for one in rounds(FIFTY, rhythm, seen, now) if one not in handed]
        crashes = chance.random() < 0.1
        new = new[: len(new) // 2] if crashes else new
        times.update(new)
        handed.update(new)
        seen = seen if crashes else now
    days = {date(2026, 1, 1) + timedelta(days=n) for n in range(730)}
    assert set(times) >= {Round(person=p, day=day) for p in range(1, 52) for day in days}
    assert set(times.values()) == {1}
    assert len(times) == 51 * len(days)


def test_a_tick_that_finds_nothing_passed_has_nothing_due() -> None:
    """The quick look and the whole look agree."""
    here, rhythm, since = directory(shifts=(shift(TOM, WEDNESDAY + timedelta(hours=5)),)), Rhythm(), WEDNESDAY
    for minutes in range(0, 24 * 60, 7):
        now = WEDNESDAY + timedelta(minutes=minutes)
        if rounds(here, rhythm, since, now) or incoming(here, since, now):
            assert passed(here, rhythm, since, now)
        since = now


# ---- whose turn it is


def people(here: Directory, since: datetime, now: datetime, rhythm: Rhythm | None = None) -> set[int]:
    return {one.person for one in rounds(here, rhythm or Rhythm(), since, now)}


def test_on_a_weekday_everybody_without_a_rota_and_on_a_weekend_nobody() -> None:
    eve = timedelta(minutes=1)
    assert people(directory(), HALF_PAST_NINE - eve, HALF_PAST_NINE) == {ANITA, TOM, KOFI, BEN, IMRAN}
    assert people(directory(), HALF_PAST_NINE, HALF_PAST_NINE + eve) == set()
    saturday = HALF_PAST_NINE + timedelta(days=3)
    assert people(directory(), saturday - eve, saturday) == set()
    assert ANITA in people(directory(), saturday - eve, saturday, Rhythm(every_day=True))
    assert people(directory(), HALF_PAST_NINE - eve, HALF_PAST_NINE, Rhythm(at=None)) == set()


def test_who_is_on_a_rota_gets_it_on_shift_or_when_the_shift_begins_and_not_on_a_day_off() -> None:
    afternoon = HALF_PAST_NINE + timedelta(hours=5)
    here = directory(
        shifts=(
            shift(TOM, HALF_PAST_NINE - timedelta(hours=2)),
            shift(KOFI, afternoon),
            shift(BEN, HALF_PAST_NINE + timedelta(days=1)),
        )
    )
    eve = timedelta(minutes=1)
    assert people(here, HALF_PAST_NINE - eve, HALF_PAST_NINE) == {ANITA, IMRAN, TOM}
    assert people(here, HALF_PAST_NINE, afternoon) == {KOFI}
    assert people(here, afternoon, afternoon + timedelta(hours=6)) == set()


def test_on_call_at_the_weekend_is_at_work() -> None:
    saturday = HALF_PAST_NINE + timedelta(days=3)
    here = directory(shifts=(shift(BEN, saturday - timedelta(hours=16), 24, on_call=True),))
    assert people(here, saturday - timedelta(minutes=1), saturday) == {BEN}


def test_after_a_long_stop_it_comes_the_same_day_but_not_at_night_and_never_for_days_that_are_over() -> None:
    before = HALF_PAST_NINE - timedelta(days=2)
    assert [one.day for one in rounds(directory(), Rhythm(), before, HALF_PAST_NINE + timedelta(hours=9))] == [
        date(2026, 6, 3)
    ] * 5
    assert people(directory(), before, HALF_PAST_NINE + timedelta(hours=13)) == set()
    late = Rhythm(at=time(22, 30))
    assert ANITA in people(directory(), before, HALF_PAST_NINE + timedelta(hours=13, minutes=5), late)


def test_each_in_their_own_time() -> None:
    here = Directory(
        services=(service("elm"), service("faro", "Europe/Lisbon"), service("kyiv", "Europe/Kyiv")),
        people=(Person(id=1, name="A"), Person(id=2, name="B")),
        roles=(
            RoleHeld(person=1, role=Role.REGISTERED_MANAGER, service="kyiv"),
            RoleHeld(person=2, role=Role.REGISTERED_MANAGER, service="elm"),
        ),
    )
    early = HALF_PAST_NINE - timedelta(hours=2)
    assert people(here, early - timedelta(minutes=1), early) == {1}
    assert people(here, early, HALF_PAST_NINE) == {2}


def test_who_stands_in_has_the_services_of_who_is_away() -> None:
    away = Cover(
        id=1,
        person=ANITA,
        covered_by=TOM,
        starts=WEDNESDAY,
        ends=WEDNESDAY + timedelta(days=1),
        accepted=True,
    )
    assert scopes(directory(), WEDNESDAY)[ANITA].manages == ("elm",)
    assert BEN not in scopes(directory(), WEDNESDAY)
    covered = scopes(directory(covers=(away,)), WEDNESDAY + timedelta(hours=1))
    assert covered[TOM].manages == ("elm",) and ANITA not in covered
    nobody = scopes(
        directory(covers=(Cover(id=1, person=ANITA, covered_by=None, starts=WEDNESDAY, ends=away.ends),)), WEDNESDAY
    )
    assert nobody[BEN].manages == ("elm",)


def test_the_week_is_the_project_leads_on_monday() -> None:
    found = scopes(directory(), WEDNESDAY)
    assert weekly(found[IMRAN], date(2026, 6, 8)) and not weekly(found[IMRAN], date(2026, 6, 9))
    assert not weekly(found[ANITA], date(2026, 6, 8))


def test_who_was_off_on_monday_gets_the_week_on_the_first_day_back_and_once() -> None:
    lead = scopes(directory(), WEDNESDAY)[IMRAN]
    tuesday, before = date(2026, 6, 9), date(2026, 6, 1)
    assert weekly(lead, tuesday, before)
    assert not weekly(lead, date(2026, 6, 10), tuesday)
    assert weekly(lead, date(2026, 6, 15), tuesday)
    assert not weekly(scopes(directory(), WEDNESDAY)[ANITA], tuesday, before)


# ---- shifts


def test_who_comes_in_charge_is_incoming_once_and_who_goes_on_is_not() -> None:
    seven = WEDNESDAY + timedelta(hours=6)
    here = directory(
        shifts=(
            shift(KOFI, seven - timedelta(hours=8), in_charge=True),
            shift(TOM, seven, 7, in_charge=True),
            shift(TOM, seven + timedelta(hours=7), in_charge=True),
            shift(BEN, seven, on_call=True),
        )
    )
    tom = Incoming(person=TOM, service="elm", starts=seven)
    assert incoming(here, seven - timedelta(minutes=1), seven) == (tom,)
    assert incoming(here, seven, seven + timedelta(minutes=1)) == ()
    assert incoming(here, seven + timedelta(hours=6), seven + timedelta(hours=7)) == ()
    # After a stop it still comes, as long as the shift lasts.
    assert incoming(here, seven - timedelta(days=1), seven + timedelta(hours=2)) == (tom,)
    assert tom not in incoming(here, seven - timedelta(days=1), seven + timedelta(days=1))


def test_whoever_covers_the_shift_is_incoming() -> None:
    seven = WEDNESDAY + timedelta(hours=6)
    away = Cover(id=1, person=TOM, covered_by=ZOE, starts=WEDNESDAY, ends=WEDNESDAY + timedelta(days=1), accepted=True)
    here = directory(shifts=(shift(TOM, seven, in_charge=True),), covers=(away,))
    assert [one.person for one in incoming(here, WEDNESDAY, seven)] == [ZOE]
