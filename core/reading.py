"""When somebody may be told of a rule: at work, never off shift. Pure: the directory and a moment in.

Source: decisions, People and shifts ("New rules start at a shift's start; read by the end of the first shift worked").
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.labels import Role
from core.occasions import ROSTERED_NEARBY, moment_on
from core.people import ALL_SERVICES, Directory, Shift, in_working_hours
from core.rules import Rule

STAFF = frozenset({Role.CARE_WORKER, Role.TEAM_LEADER})
"""Whose work the rules are. Source: register RUL, ack_roles. Whoever is on shift by the rota is asked beside them."""

JOINED = timedelta(minutes=30)
"""Two turns with no longer gap between them are one shift worked."""

LEAST_TIME = timedelta(minutes=30)
"""So shortly before the end of a shift nobody is handed something to read: it waits for their next one."""

WITHOUT_ROTA = timedelta(hours=24)
"""How long somebody on no rota has to answer. Source: model conversation C09."""

SANE = time(9, 30)
"""From then on, in working hours, whoever is on no rota is told. Source: decisions, not in the medicine round."""

FIRST_SHIFT = time(7)
"""When a rule starts where no rota says when the next shift does. Source: register RUL, effective_from."""


@dataclass(frozen=True, kw_only=True)
class AtWork:
    """Somebody who may be told now, at which services, and by when they are to have read it."""

    person: int
    services: tuple[str, ...]
    until: datetime


def on_floor(shift: Shift) -> bool:
    """Whether it is a turn worked there. Who is only on call is at home."""
    return shift.in_charge or not shift.on_call


def at_work(directory: Directory, now: datetime, people: Iterable[int] | None = None) -> Iterator[AtWork]:
    """Everybody (or of the `people`) who may be told of rules now: on shift, or on no rota and in working hours."""
    turns: dict[int, list[Shift]] = {}
    for shift in directory.shifts:
        if on_floor(shift):
            turns.setdefault(shift.person, []).append(shift)
    for person in (p.id for p in directory.people if p.known) if people is None else people:
        theirs = turns.get(person, [])
        found = _on_shift(theirs, person, now) or _without_rota(directory, theirs, person, now)
        if found is not None and person in directory.standing_in((person,), now):
            yield found


def _on_shift(turns: list[Shift], person: int, now: datetime) -> AtWork | None:
    holding = [shift for shift in turns if shift.holds(now)]
    end = _end(turns, holding)
    if end is None or end - now < LEAST_TIME:
        return None
    # Turns that never end, such as those of live-in carers, give a day.
    until = min(end, now + WITHOUT_ROTA)
    return AtWork(person=person, services=tuple(dict.fromkeys(shift.service for shift in holding)), until=until)


def _end(turns: list[Shift], holding: list[Shift]) -> datetime | None:
    """When the shift worked ends: turns that follow each other are one."""
    end = max((shift.ends for shift in holding), default=None)
    for shift in sorted(turns, key=lambda shift: shift.starts):
        if end is not None and shift.starts <= end + JOINED:
            end = max(end, shift.ends)
    return end


def _without_rota(directory: Directory, turns: list[Shift], person: int, now: datetime) -> AtWork | None:
    near = ROSTERED_NEARBY
    if any(not s.said and s.starts - near <= now <= s.ends + near for s in turns):
        return None
    held = {role.service for role in directory.roles if role.person == person and role.role in STAFF}
    here = (s.code for s in directory.services if not held.isdisjoint((s.code, ALL_SERVICES)))
    awake = tuple(code for code in here if _is_sane(directory, code, now))
    return AtWork(person=person, services=awake, until=now + WITHOUT_ROTA) if awake else None


def _is_sane(directory: Directory, code: str, now: datetime) -> bool:
    service = directory.service(code)
    return service is not None and in_working_hours(service, now) and now.astimezone(service.zone).time() >= SANE


def concerned(directory: Directory, rule: Rule, services: Iterable[str] | None = None) -> tuple[int, ...]:
    """Whose work the rule is, at these services or at all: staff by role, and whoever is on a rota there, by name."""
    here = {s.code for s in directory.services if rule.serves(s.code)}
    here &= set(services) if services is not None else here
    places = here | {ALL_SERVICES} if here else here
    by_role = {held.person for held in directory.roles if held.role in STAFF and held.service in places}
    by_rota = {s.person for s in directory.shifts if s.service in here and on_floor(s) and not s.said}
    known = (p for p in directory.people if p.known and p.id in by_role | by_rota and p.id != rule.written_by)
    return tuple(p.id for p in sorted(known, key=lambda p: (p.name.casefold(), p.id)))


def next_shift(directory: Directory, service: str, now: datetime) -> datetime:
    """When the next shift starts there by the rota; where none says so, at the next 07:00 of the service."""
    rota = (s.starts for s in directory.shifts if s.service == service and on_floor(s) and not s.said)
    found = min((starts for starts in rota if starts > now), default=None)
    if found is not None:
        return found
    place = directory.service(service)
    if place is None:
        return now
    today = now.astimezone(place.zone).date()
    mornings = (moment_on(today + timedelta(days=n), FIRST_SHIFT, place.zone) for n in (0, 1))
    return next(morning for morning in mornings if morning > now)


def something_passed(directory: Directory, since: datetime, now: datetime) -> bool:
    """Whether a shift began or ended in between, or the morning of those without a rota: a quick look at every tick."""
    if any(since < moment <= now for shift in directory.shifts for moment in (shift.starts, shift.ends)):
        return True
    zones = {service.timezone: service.zone for service in directory.services}.values()
    return any(since < moment_on(now.astimezone(zone).date(), SANE, zone) <= now for zone in zones)
