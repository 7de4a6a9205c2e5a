"""What somebody is to an entry, and what they may therefore see of it."""

from collections.abc import Iterator
from datetime import datetime

from core.labels import Category, Role
from core.people import Directory
from core.register import Entry, Register, Relation, Who

LEADERS: frozenset[Who] = frozenset(
    {
        Relation.IN_CHARGE,
        Relation.ON_CALL,
        Role.TEAM_LEADER,
        Role.REGISTERED_MANAGER,
        Role.ON_CALL_MANAGER,
        Role.PROJECT_LEAD,
        Role.QUALITY_LEAD,
        Role.SENIOR_LEADER,
    }
)
"""Who may answer for a service."""

MANAGERS: frozenset[Who] = frozenset(
    {Role.REGISTERED_MANAGER, Role.ON_CALL_MANAGER, Role.PROJECT_LEAD, Role.QUALITY_LEAD, Role.SENIOR_LEADER}
)
"""Who may decide about an entry beyond answering it."""

SAFEGUARDING_ONLY: frozenset[Who] = frozenset({Relation.REPORTER, Relation.SAFEGUARDING})


def places(entry: Entry, directory: Directory) -> tuple[str, ...]:
    """The services that an entry may be about: its own, else its reporter's, else every one."""
    if entry.service:
        return (entry.service,)
    return directory.services_of(entry.reported_by) or tuple(service.code for service in directory.services)


def could_take(entry: Entry, directory: Directory, now: datetime) -> tuple[int, ...]:
    """Who can be asked to take it: who leads at its service, by role or shift; of a restricted one, who may know."""
    if entry.restricted:
        return directory.safeguarding(entry.service, now, never=entry.reported_by)
    here = places(entry, directory)
    return tuple(p.id for p in directory.people if any(answers_for(p.id, service, directory, now) for service in here))


def relations(person: int, entry: Entry, directory: Directory, now: datetime) -> frozenset[Who]:
    """Every role and relation of somebody to the entry, at this moment.

    For a restricted entry whoever is neither its reporter nor concerned with safeguarding is nobody,
    whatever their role: it never goes to the floor, and never to the person complained about.
    """
    ties = frozenset(_ties(person, entry, directory, now))
    if entry.restricted and not ties & SAFEGUARDING_ONLY:
        return frozenset()
    if entry.restricted and Relation.SAFEGUARDING not in ties:
        return frozenset({Relation.REPORTER})
    return ties.union(*(directory.roles_of(person, service) for service in places(entry, directory)))


def _ties(person: int, entry: Entry, directory: Directory, now: datetime) -> Iterator[Relation]:
    if person in (entry.reported_by, entry.logged_by):
        yield Relation.REPORTER
    if person == getattr(entry, "owner", None):
        yield Relation.OWNER
    if person in (getattr(entry, "owner_asked", None), getattr(entry, "asked_of", None)):
        yield Relation.ASKED
    here = places(entry, directory)
    if any(person in directory.in_charge(service, now) for service in here):
        yield Relation.IN_CHARGE
    if any(person in directory.on_call(service, now) for service in here):
        yield Relation.ON_CALL
    if person in directory.last_resort(entry.service) and not _led(entry.service, directory, now):
        # Whoever is told because nobody else can be must be able to answer.
        yield Relation.IN_CHARGE
    if entry.category == Category.FEEDBACK and any(directory.holds(person, Role.WORKFORCE_LEAD, s) for s in here):
        # What staff think is for the workforce lead. Source: register FBK, seen_by.
        yield Relation.ASKED
    if entry.restricted and person in directory.safeguarding(entry.service, now, never=entry.reported_by):
        yield Relation.SAFEGUARDING


def _led(service: str, directory: Directory, now: datetime) -> bool:
    return bool(directory.in_charge(service, now) or directory.on_call(service, now))


def may_read(register: Register, entry: Entry, person: int, directory: Directory, now: datetime) -> bool:
    """Whether somebody may see the entry at all."""
    theirs = relations(person, entry, directory, now)
    return bool(theirs & register.readers) or (entry.restricted and bool(theirs))


def answers_for(person: int, service: str, directory: Directory, now: datetime) -> bool:
    """Whether somebody leads at the service now, by role or by shift."""
    if person in directory.in_charge(service, now) or person in directory.on_call(service, now):
        return True
    return bool(directory.roles_of(person, service) & LEADERS)
