"""Whose digest and whose shift start is due at a moment. Pure: the directory and two moments in, names out.

What is due is whatever fell between the last look and now, so that a missed tick catches up and a
double one finds nothing. Times of day are each person's own: those of their service.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.labels import Role
from core.moment import LONDON
from core.people import ALL_SERVICES, NIGHT, Directory, Shift, unique

MINUTE = timedelta(minutes=1)
ROSTERED_NEARBY = timedelta(days=7)
"""Who has a shift within this time is on a rota. As `Directory.on_duty` has it."""

SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """When digests go out: `at` this time of day, or never. `every_day` also to who is off that day.

    `shift_start` says whether the incoming person in charge gets what is open, `ask_again` whether staff who have
    not said if their report is fixed are asked once more at work, and `rules` whether staff are told at work of
    rules that are new or have changed.
    """

    at: time | None = time(9, 30)
    every_day: bool = False
    shift_start: bool = True
    ask_again: bool = True
    rules: bool = True


@dataclass(frozen=True, kw_only=True)
class Round:
    """Somebody whose digest is due, on which day of their own."""

    person: int
    day: date


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """Somebody who is in charge of a service since `starts`."""

    person: int
    service: str
    starts: datetime


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The services that somebody answers for: as manager (or standing in), and as project lead."""

    manages: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()

    @property
    def services(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys((*self.manages, *self.leads)))


def moment_on(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, at which clocks there show that time or later on that day.

    In October the earlier of two; in March, for a time that is left out, the moment the clocks jump.
    """
    wanted = datetime.combine(day, at, zone)
    moment = wanted.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return moment
    moment = wanted.replace(fold=1).astimezone(UTC)
    while moment.astimezone(zone).replace(tzinfo=None) < wanted.replace(tzinfo=None):
        moment += MINUTE
    return moment


def passed(directory: Directory, rhythm: Rhythm, since: datetime, now: datetime) -> bool:
    """Whether anything can have fallen due in between: a quick look, made at every tick."""
    if since >= now:
        return False
    if any(since < shift.starts <= now for shift in directory.shifts):
        return True
    zones = {service.timezone for service in directory.services}
    return rhythm.at is not None and any(
        since < moment_on(now.astimezone(zone).date(), rhythm.at, zone) <= now for zone in map(ZoneInfo, zones)
    )


def rounds(directory: Directory, rhythm: Rhythm, since: datetime, now: datetime) -> tuple[Round, ...]:
    """Everybody whose own moment for a digest came after `since`. Whether there is anything for them is not said."""
    if rhythm.at is None:
        return ()
    zones, shifts = _zones(directory), _by_person(directory.shifts)
    found = []
    for person in directory.people:
        zone = zones.get(person.id)
        if zone is None or not person.known:
            continue
        day = now.astimezone(zone).date()
        moment = _moment_of(shifts.get(person.id, ()), rhythm, rhythm.at, day, zone, now)
        if moment is not None and since < moment <= now:
            found.append(Round(person=person.id, day=day))
    return tuple(found)


def _moment_of(
    shifts: Iterable[Shift], rhythm: Rhythm, at: time, day: date, zone: ZoneInfo, now: datetime
) -> datetime | None:
    """When somebody's digest of that day is due: at the set time, or when they come on shift; None on a day off."""
    moment = moment_on(day, at, zone)
    if rhythm.every_day or any(shift.holds(moment) for shift in shifts):
        return None if _too_late(at, zone, now) else moment
    rota = [s for s in shifts if not s.on_call and not s.said]
    if any(s.starts - ROSTERED_NEARBY <= moment <= s.ends + ROSTERED_NEARBY for s in rota):
        midnight = moment_on(day + timedelta(days=1), time(0), zone)
        return min((s.starts for s in rota if moment < s.starts < midnight), default=None)
    return None if day.weekday() >= SATURDAY or _too_late(at, zone, now) else moment


def _too_late(at: time, zone: ZoneInfo, now: datetime) -> bool:
    """After a long stop nobody is disturbed at night: the next morning's digest says it all. Source: quiet hours."""
    return at < NIGHT[0] <= now.astimezone(zone).time()


def incoming(directory: Directory, since: datetime, now: datetime) -> tuple[Incoming, ...]:
    """Who came in charge by the rota after `since` and still is; who simply goes on is not incoming."""
    found = (
        Incoming(person=person, service=shift.service, starts=shift.starts)
        for shift in directory.shifts
        if shift.in_charge and not shift.said and since < shift.starts <= now < shift.ends
        for person in directory.in_charge(shift.service, now)
        if not _was_in_charge(directory, person, shift)
    )
    return tuple(dict.fromkeys(found))


def came_to_work(directory: Directory, since: datetime, now: datetime) -> tuple[int, ...]:
    """Who came on a shift of the rota after `since` and is still there."""
    began = (s for s in directory.shifts if since < s.starts <= now < s.ends and not s.on_call and not s.said)
    return unique(shift.person for shift in began)


def _was_in_charge(directory: Directory, person: int, shift: Shift) -> bool:
    before = shift.starts - MINUTE
    mine = (s for s in directory.shifts if s.person == person and s.service == shift.service and s.in_charge)
    return any(s.holds(before) and s != shift for s in mine)


def scopes(directory: Directory, now: datetime) -> Mapping[int, Scope]:
    """Who answers for which services now. Without a manager who is there, whoever stands in for them."""
    manages, leads = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for service in (s.code for s in directory.services):
        managers = directory.standing_in(directory.holders(Role.REGISTERED_MANAGER, service), now)
        for person in managers or directory.deputies(service, now):
            manages[person].append(service)
        for person in directory.standing_in(directory.holders(Role.PROJECT_LEAD, service), now):
            leads[person].append(service)
    return {
        person: Scope(manages=tuple(manages.get(person, ())), leads=tuple(leads.get(person, ())))
        for person in unique((*manages, *leads))
    }


def weekly(scope: Scope, day: date, last: date | None = None) -> bool:
    """Whether that day's digest is the project lead's of the week.

    It is Monday's, or the first of the week for whoever was off on Monday. `last` is the day of the one before.
    """
    monday = day - timedelta(days=day.weekday())
    return bool(scope.leads) and (day == monday or (last is not None and last < monday))


def _zones(directory: Directory) -> dict[int, ZoneInfo]:
    """Each person's own time: that of the first service where they have a role."""
    places = {service.code: service.zone for service in directory.services}
    first = next(iter(places.values()), LONDON)
    zones: dict[int, ZoneInfo] = {}
    for held in directory.roles:
        zone = first if held.service == ALL_SERVICES else places.get(held.service)
        if zone is not None:
            zones.setdefault(held.person, zone)
    return zones


def zone_of(directory: Directory, person: int) -> ZoneInfo:
    """The zone of somebody's own day."""
    return _zones(directory).get(person, LONDON)


def _by_person(shifts: Iterable[Shift]) -> Mapping[int, list[Shift]]:
    found = defaultdict[int, list[Shift]](list)
    for shift in shifts:
        found[shift.person].append(shift)
    return found
