"""Hands out what is due by the clock: digests, and what a shift starts with. What is due is told by `core.occasions`.

Exactly one digest for each person and day of theirs: a note of the day stands in the same
transaction as the message, and the message's key is unique in the database, so neither a restart
nor a second process makes another.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from core import handover, occasions
from core.audit import last
from core.card import Card
from core.digest import Reader, digest, needs
from core.handlers import Desk
from core.moment import LONDON
from core.occasions import Scope
from core.people import Directory, Person
from core.ports import Message, Priority, StoreClosed, UnitOfWork
from core.registers import ISSUES
from core.registers.issues.table import FIXED, Issue
from core.standing import Open, Standing, look

SEEN = "occasions_seen"
"""Name of the note with the moment up to which everything was handed out."""

MOST_ASKED_AGAIN = 50
"""Open reports of one person that are looked through."""

LONGEST_BACK = timedelta(days=7)
"""A digest never speaks of changes from further back."""

HELD_FOR = timedelta(hours=1)
"""How long a letter that fails is tried again. Whoever it was for can still ask for what it says, by one word."""


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
    fault: Exception | None = None
    """Why it could not be made: so everybody else gets theirs, and this one is known to be missing."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """Something fails since the moment `since`, and was tried last at the moment `tried`."""

    since: datetime
    tried: datetime

    @property
    def again_at(self) -> datetime:
        """At the next tick, then after as long again as it has failed: all letters are made for one that fails."""
        return self.tried + min(self.tried - self.since, HELD_FOR)


def hold(held: Held | None, now: datetime) -> Held:
    """Something failed now, for the first time or again."""
    return Held(since=held.since if held else now, tried=now)


def tried_enough(held: Held | None, now: datetime) -> bool:
    """Whether what fails is given up, so that the last look does not stay behind for ever."""
    return held is not None and now - held.since >= HELD_FOR


def due(uow: UnitOfWork, desk: Desk, now: datetime, held: Held | None = None) -> tuple[Letter, ...] | None:
    """Everything that fell due since the last look; None if nothing can have, or what is `held` must wait.

    At the very first look nothing has: nobody gets this morning's digest because Handrail was installed at noon.
    """
    since, rhythm, directory = _seen(uow, now), desk.rhythm, uow.directory()
    if since is None:
        return ()
    # What falls due while something is held does not wait for it.
    looked = held.tried if held is not None and now < held.again_at else since
    if not occasions.passed(directory, rhythm, looked, now):
        return None
    rounds = occasions.rounds(directory, rhythm, since, now)
    starts = occasions.incoming(directory, since, now) if rhythm.shift_start else ()
    here = occasions.came_to_work(directory, since, now) if rhythm.ask_again else ()
    again = _made((person, partial(_still_to_say, uow, person)) for person in here)
    if not rounds and not starts:
        return again
    standing = look(uow, desk.policies, (s.code for s in directory.services), now)
    scopes = occasions.scopes(directory, now)
    busy = frozenset(p for found in standing.open for p in _holders(found))
    shifts = _made((one.person, partial(_shift, standing, one)) for one in starts)
    digests = _made(
        (one.person, partial(_digest, uow, standing, scopes.get(one.person, Scope()), one, busy)) for one in rounds
    )
    return (*shifts, *again, *digests)


def _made(makers: Iterable[tuple[int, Callable[[], Iterable[Letter]]]]) -> tuple[Letter, ...]:
    """The letters of each person. One person's fault is a letter as well, and takes nobody else's."""
    found: list[Letter] = []
    for person, make in makers:
        try:
            found += make()
        except StoreClosed:
            raise
        except Exception as fault:
            found.append(Letter(key="", person=person, fault=fault))
    return tuple(found)


def _seen(uow: UnitOfWork, now: datetime) -> datetime | None:
    """The last look. One from the future (a clock that was wrong) says nothing."""
    noted = uow.note(SEEN)
    seen = datetime.fromisoformat(noted) if noted else None
    return seen if seen is not None and seen <= now else None


def seen(uow: UnitOfWork, now: datetime) -> None:
    """Everything up to now was handed out."""
    uow.put_note(SEEN, now.isoformat())


def hand_out(uow: UnitOfWork, letter: Letter, now: datetime) -> bool:
    """Send one letter, unless it was handed out before; False then. Raises why it could not be made."""
    if letter.fault is not None:
        raise letter.fault
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


def _still_to_say(uow: UnitOfWork, person: int) -> tuple[Letter, ...]:
    """Whoever comes to work and has not said whether their report is fixed is asked once more, and no third time."""
    mine = uow.entries(ISSUES, reported_by=person, open_only=True, limit=MOST_ASKED_AGAIN)
    return tuple(_asked_again(uow, entry.ref, person) for entry in mine if entry.state == FIXED)


def _asked_again(uow: UnitOfWork, ref: str, person: int) -> Letter:
    """Once for each time that somebody said it is fixed, whatever else has changed since."""
    fix = last(uow.trail(ref), "fixed", "sorted_here")
    key = f"fixed_again:{ref}:{fix.seq if fix else 0}:{person}"
    return Letter(key=key, person=person, ref=ref, view="fixed_question", priority=Priority.NEWS)


def _holders(found: Open) -> tuple[int, ...]:
    issue = found.entry
    owners = (issue.owner, issue.owner_asked) if isinstance(issue, Issue) else ()
    return tuple(p for p in (found.holder, *owners) if p is not None)


def _digest(
    uow: UnitOfWork, standing: Standing, scope: Scope, one: occasions.Round, busy: frozenset[int]
) -> tuple[Letter, ...]:
    """A digest for who answers for a service, and for others only if something is theirs to do."""
    if not scope.services and one.person not in busy:
        return ()
    person = standing.directory.person(one.person)
    reader = reader_of(uow, standing.directory, person, scope, standing.now, day=one.day)
    # A manager hears also that nothing needs them, a project lead once a week; for others silence says the same.
    made = digest(standing, reader) if scope.manages or reader.weekly or needs(standing, reader) else None
    if made is None:
        return ()
    kind = "week" if reader.weekly else "morning"
    key = f"digest:{kind}:{person.id}:{one.day.isoformat()}"
    value = one.day.isoformat()
    return (Letter(key=key, person=person.id, card=made, note=_note(person.id), value=value, weekly=reader.weekly),)


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
    before = date.fromisoformat(noted) if noted else day
    week = uow.note(_week(person.id))
    since = now - timedelta(days=max(1, (day - before).days))
    return Reader(
        person=person,
        scope=scope,
        day=day,
        zone=zone,
        since=max(since, now - LONGEST_BACK),
        weekly=occasions.weekly(scope, day, date.fromisoformat(week) if week else None) if weekly is None else weekly,
    )


def _shift(standing: Standing, one: occasions.Incoming) -> tuple[Letter, ...]:
    person = standing.directory.person(one.person)
    made = handover.card(standing, person, one.service)
    if made is None or not handover.matters(standing, one.service):
        return ()
    value = f"{one.service}:{one.starts.isoformat()}"
    note = f"shift:{person.id}"
    key = f"{note}:{value}"
    return (Letter(key=key, person=person.id, card=made, note=note, value=value, priority=Priority.PING),)
