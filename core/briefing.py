"""Hands out what is due by the clock: digests, and what a shift starts with. What is due is told by `core.occasions`.

Exactly one digest for each person and day of theirs: a note of the day stands in the same
transaction as the message, and the message's key is unique in the database, so neither a restart
nor a second process makes another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core import handover, occasions
from core.audit import last as newest
from core.card import Card
from core.digest import Reader, digest, needs
from core.handlers import Desk
from core.moment import LONDON
from core.occasions import Scope
from core.people import Directory, Person
from core.ports import Message, Priority, UnitOfWork
from core.registers import ISSUES
from core.registers.issues.table import FIXED, Issue
from core.standing import Open, Standing, look

SEEN = "occasions_seen"
"""Name of the note with the moment up to which everything was handed out."""

MOST_ASKED_AGAIN = 50
"""Open reports of one person that are looked through."""

LONGEST_BACK = timedelta(days=7)
"""A digest never speaks of changes from further back."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One card for one person, or the `view` of an entry. `key` is its own, and is handed out once.

    Where there is a `note`, that and `value` say it as well, for longer than keys are kept.
    """

    key: str
    person: int
    card: Card | None = None
    ref: str = ""
    view: str = ""
    note: str = ""
    value: str = ""
    weekly: bool = False
    priority: Priority = Priority.DIGEST


def due(uow: UnitOfWork, desk: Desk, now: datetime) -> tuple[Letter, ...] | None:
    """Everything that fell due since the last look; None if nothing can have.

    At the very first look nothing has: nobody gets this morning's digest because Handrail was installed at noon.
    """
    since, rhythm, directory = _seen(uow, now), desk.rhythm, uow.directory()
    if since is None:
        return ()
    if not occasions.passed(directory, rhythm, since, now):
        return None
    rounds = occasions.rounds(directory, rhythm, since, now)
    starts = occasions.incoming(directory, since, now) if rhythm.shift_start else ()
    again = tuple(_still_to_say(uow, directory, since, now)) if rhythm.ask_again else ()
    if not rounds and not starts:
        return again
    standing = look(uow, desk.policies, (s.code for s in directory.services), now)
    scopes = occasions.scopes(directory, now)
    busy = frozenset(p for found in standing.open for p in _holders(found))
    digests = (_digest(uow, standing, scopes.get(one.person, Scope()), one, busy) for one in rounds)
    shifts = (_shift(standing, one) for one in starts)
    return tuple(letter for letter in (*shifts, *again, *digests) if letter is not None)


def _seen(uow: UnitOfWork, now: datetime) -> datetime | None:
    """The last look. One from the future (a clock that was wrong) says nothing."""
    noted = uow.note(SEEN)
    seen = datetime.fromisoformat(noted) if noted else None
    return seen if seen is not None and seen <= now else None


def seen(uow: UnitOfWork, now: datetime) -> None:
    """Everything up to now was handed out."""
    uow.put_note(SEEN, now.isoformat())


def hand_out(uow: UnitOfWork, letter: Letter, now: datetime) -> bool:
    """Send one letter, unless it was handed out before; False then."""
    if letter.note:
        if uow.note(letter.note) == letter.value:
            return False
        uow.put_note(letter.note, letter.value)
    if letter.weekly:
        uow.put_note(_week(letter.person), letter.value)
    message = Message(
        key=letter.key,
        person=letter.person,
        priority=letter.priority,
        card=letter.card,
        ref=letter.ref,
        view=letter.view,
    )
    return uow.send(message, now)


def _still_to_say(uow: UnitOfWork, directory: Directory, since: datetime, now: datetime) -> Iterator[Letter]:
    """Whoever comes to work and has not said whether their report is fixed is asked once more, and no third time."""
    for person in occasions.came_to_work(directory, since, now):
        for entry in uow.entries(ISSUES, reported_by=person, open_only=True, limit=MOST_ASKED_AGAIN):
            if entry.state == FIXED:
                fix = newest(uow.trail(entry.ref), "fixed", "sorted_here")
                key = f"fixed_again:{entry.ref}:{fix.seq if fix else 0}:{person}"
                yield Letter(key=key, person=person, ref=entry.ref, view="fixed_question", priority=Priority.NEWS)


def _holders(found: Open) -> tuple[int, ...]:
    issue = found.entry
    owners = (issue.owner, issue.owner_asked) if isinstance(issue, Issue) else ()
    return tuple(p for p in (found.holder, *owners) if p is not None)


def _digest(
    uow: UnitOfWork, standing: Standing, scope: Scope, one: occasions.Round, busy: frozenset[int]
) -> Letter | None:
    """A digest for who answers for a service, and for others only if something is theirs to do."""
    if not scope.services and one.person not in busy:
        return None
    person = standing.directory.person(one.person)
    reader = reader_of(uow, standing.directory, person, scope, standing.now, day=one.day)
    # A manager hears also that nothing needs them, a project lead once a week; for others silence says the same.
    made = digest(standing, reader) if scope.manages or reader.weekly or needs(standing, reader) else None
    if made is None:
        return None
    kind = "week" if reader.weekly else "morning"
    key = f"digest:{kind}:{person.id}:{one.day.isoformat()}"
    value = one.day.isoformat()
    return Letter(key=key, person=person.id, card=made, note=_note(person.id), value=value, weekly=reader.weekly)


def now_for(uow: UnitOfWork, desk: Desk, now: datetime, email: str = "") -> tuple[Card, ...]:
    """The digests as they would be at this moment, of one person or of everybody who answers for a service."""
    directory, scopes = uow.directory(), occasions.scopes(uow.directory(), now)
    wanted = directory.by_email(email) if email else None
    people = ((wanted.id,) if wanted else ()) if email else tuple(scopes)
    standing = look(uow, desk.policies, (s.code for s in directory.services), now)
    readers = (reader_of(uow, directory, directory.person(p), scopes.get(p, Scope()), now) for p in people)
    return tuple(made for reader in readers if (made := digest(standing, reader)) is not None)


def _note(person: int) -> str:
    return f"digest:{person}"


def _week(person: int) -> str:
    return f"week:{person}"


def reader_of(
    uow: UnitOfWork,
    directory: Directory,
    person: Person,
    scope: Scope,
    now: datetime,
    *,
    day: date | None = None,
    weekly: bool | None = None,
) -> Reader:
    """For whom a digest is made, and since when they have heard nothing."""
    zone = occasions.zone_of(directory, person.id) if directory.services else LONDON
    day = day or now.astimezone(zone).date()
    noted = uow.note(_note(person.id))
    last = date.fromisoformat(noted) if noted else day
    week = uow.note(_week(person.id))
    since = now - timedelta(days=max(1, (day - last).days))
    return Reader(
        person=person,
        scope=scope,
        day=day,
        zone=zone,
        since=max(since, now - LONGEST_BACK),
        weekly=occasions.weekly(scope, day, date.fromisoformat(week) if week else None) if weekly is None else weekly,
    )


def _shift(standing: Standing, one: occasions.Incoming) -> Letter | None:
    person = standing.directory.person(one.person)
    made = handover.card(standing, person, one.service)
    if made is None or not handover.matters(standing, one.service):
        return None
    value = f"{one.service}:{one.starts.isoformat()}"
    note = f"shift:{person.id}"
    return Letter(key=f"{note}:{value}", person=person.id, card=made, note=note, value=value, priority=Priority.PING)
