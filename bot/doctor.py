"""Looks for gaps before they hurt: a shift with nobody in charge, nobody on call, no rules, somebody out of reach."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from core import access
from core.advice import AdviceBook
from core.labels import Phase
from core.moment import day_and_time
from core.people import Directory, Person, Service
from core.ports import Channel, UnitOfWork
from core.rules import Rule, live

AHEAD = timedelta(days=7)
"""How far the rota is looked through."""

STEP = timedelta(minutes=30)

_HOW = " On Teams they must add Handrail first, or an administrator adds it for them."


def gaps(uow: UnitOfWork, advice: AdviceBook, now: datetime) -> Iterator[str]:
    """Every gap that the database shows, as one plain sentence each."""
    directory = uow.directory()
    if not directory.services:
        yield "No service is known yet. Import services first."
    for service in directory.services:
        yield from _service_gaps(directory, service, now)
    yield from _without_rules(directory, uow.rules(), now)
    if not directory.administrators():
        yield "Nobody is an administrator, so nobody is asked about unknown people."
    unknown = [person for person in directory.people if not person.known]
    if unknown:
        yield f"{len(unknown)} people have written and are not on the list yet."
    unapproved = [a.id for a in advice.values() if not a.approved_by]
    if unapproved:
        yield f"Safe-care advice not yet approved by your service: {', '.join(unapproved)}."
    yield from uow.verify_trail()
    health = uow.health(now)
    yield from (f"{n} requests could not be worked on and are parked." for n in (health.parked,) if n)


def _service_gaps(directory: Directory, service: Service, now: datetime) -> Iterator[str]:
    if not service.urgent_phone:
        yield f"{service.name} has no urgent phone number."
    if not directory.last_resort(service.code):
        yield f"{service.name} has nobody for the last resort (a senior leader or project lead)."
    if not directory.on_call(service.code, now):
        yield f"{service.name} has nobody on call now."
    yield from _uncovered(directory, service, now)


def _without_rules(directory: Directory, rules: Sequence[Rule], now: datetime) -> Iterator[str]:
    """Services on their new system in which a person has to answer every "where do I write this?"."""
    ours = live(rules, now)
    for service in directory.services:
        if service.phase is not Phase.PREPARING and not any(rule.serves(service.code) for rule in ours):
            yield f"{service.name} has no recording rule yet, so a person has to answer each question. Import rules."


def _uncovered(directory: Directory, service: Service, now: datetime) -> Iterator[str]:
    """Stretches of the coming week with nobody in charge: by rota where there is one, else by standing in."""
    moment, open_since = now, None
    while moment < now + AHEAD:
        nobody = not _somebody(directory, service, moment)
        if nobody and open_since is None:
            open_since = moment
        if not nobody and open_since is not None:
            yield _gap(directory, service, open_since, moment)
            open_since = None
        moment += STEP
    if open_since is not None:
        yield _gap(directory, service, open_since, moment)


def _somebody(directory: Directory, service: Service, moment: datetime) -> bool:
    theirs = [s for s in directory.shifts if s.service == service.code and s.in_charge]
    rostered = any(s.ends > moment - AHEAD and not s.said for s in theirs)
    if rostered:
        return any(s.holds(moment) for s in theirs)
    return bool(directory.in_charge(service.code, moment))


def _gap(directory: Directory, service: Service, start: datetime, end: datetime) -> str:
    instead = "the manager" if directory.in_charge(service.code, start) else "whoever comes next"
    return (
        f"{service.name} has nobody in charge from {day_and_time(start, service)} to {day_and_time(end, service)}; "
        f"{instead} is asked instead."
    )


def leaders(directory: Directory) -> tuple[Person, ...]:
    """Everybody who may have to be reached."""
    return tuple(
        person
        for person in directory.people
        if any(directory.roles_of(person.id, s.code) & access.LEADERS for s in directory.services)
        or any(shift.person == person.id and (shift.in_charge or shift.on_call) for shift in directory.shifts)
    )


async def unreachable(people: Mapping[Person, bool], channels: Mapping[str, Channel]) -> tuple[str, ...]:
    """Who can't be reached on any channel. `people` says of each whether an address is known already."""
    missing = []
    for person, has_address in people.items():
        found = has_address or any([await channel.find(person.email) for channel in channels.values()])
        if not found:
            missing.append(f"{person.name} can't be reached on any channel.{_HOW if 'teams' in channels else ''}")
    return tuple(missing)
