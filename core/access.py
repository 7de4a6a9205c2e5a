"""What somebody is to an entry, and what they may therefore see of it."""

from collections.abc import Iterator
from datetime import datetime

from core.labels import Role
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
    return ties | directory.roles_of(person, entry.service)


def _ties(person: int, entry: Entry, directory: Directory, now: datetime) -> Iterator[Relation]:
    if person in (entry.reported_by, entry.logged_by):
        yield Relation.REPORTER
    if person == getattr(entry, "owner", None):
        yield Relation.OWNER
    if person in (getattr(entry, "owner_asked", None), getattr(entry, "asked_of", None)):
        yield Relation.ASKED
    if person in directory.in_charge(entry.service, now):
        yield Relation.IN_CHARGE
    if person in directory.on_call(entry.service, now):
        yield Relation.ON_CALL
    if entry.restricted and person in directory.safeguarding(entry.service, now):
        yield Relation.SAFEGUARDING


def may_read(register: Register, entry: Entry, person: int, directory: Directory, now: datetime) -> bool:
    """Whether somebody may see the entry at all."""
    theirs = relations(person, entry, directory, now)
    return bool(theirs & register.readers) or (entry.restricted and bool(theirs))


def answers_for(person: int, service: str, directory: Directory, now: datetime) -> bool:
    """Whether somebody leads at the service now, by role or by shift."""
    if person in directory.in_charge(service, now) or person in directory.on_call(service, now):
        return True
    return bool(directory.roles_of(person, service) & LEADERS)
