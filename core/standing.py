"""How everything stands at one moment: the facts that digests and shift starts are made of. Restricted entries never.

`look` reads them, once for everybody; the rest is pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from core import due
from core.access import places
from core.audit import OPENED_AGAIN, Event, asked_people, last
from core.drawn import ANSWERS, HOLDING
from core.labels import Urgency
from core.missed import without_old_ones
from core.people import Directory
from core.policy import Policy
from core.ports import Chase, UnitOfWork
from core.pulse import Sure, newest
from core.receipts import to_read
from core.register import Entry, Register
from core.registers import REGISTERS, register_of
from core.registers.checks import MISSED, Check
from core.registers.issues.table import CONFIRMED, FIXED, NEW, SERIOUS, UNFIXED, WAITING, Control, Issue
from core.registers.questions import ANSWERED, Question

LOOK_BACK = timedelta(days=15)
"""Fourteen whole days, to say whether this week is better than the one before, and the part of today."""

ALL = 1_000_000


class Waits(StrEnum):
    """What an open entry waits for."""

    ANSWER = "answer"
    YES = "yes"
    CONTROL = "control"
    WORK = "work"
    SUPPLIER = "supplier"
    REPORTER = "reporter"
    CLOSE = "close"
    CHECK = "check"


@dataclass(frozen=True, kw_only=True)
class Open:
    """One open entry. `holder` has it; `asked` were asked and have not answered."""

    entry: Entry
    register: Register
    trail: tuple[Event, ...]
    waits: Waits
    holder: int | None
    asked: tuple[int, ...]
    overdue: bool

    @property
    def urgency(self) -> Urgency:
        """How urgent it is."""
        return Urgency(self.entry.urgency)

    @property
    def order(self) -> tuple[int, bool, datetime]:
        """The most serious first, then what is overdue, then the oldest."""
        return (self.urgency.rank, not self.overdue, self.entry.reported_at)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """All facts. `open` is in the order in which it is shown; `reported` and `events` are of the last 15 days."""

    now: datetime
    directory: Directory
    open: tuple[Open, ...] = ()
    reported: tuple[Entry, ...] = ()
    checks: tuple[Check, ...] = ()
    events: tuple[tuple[str, Event], ...] = field(default=())
    """Each with the code of its entry's service."""
    sure: tuple[Sure, ...] = ()
    """What may be shown of each service's newest round, if it ended in these days."""
    unread: tuple[tuple[str, str], ...] = ()
    """Service and number of a rule, once for each person who was reminded of it or can't be reached, and is silent."""

    @cached_property
    def present(self) -> Directory:
        """The directory with those only who are on duty now: who may do what now is read off it far faster."""
        return replace(self.directory, shifts=tuple(s for s in self.directory.shifts if s.holds(self.now)))

    def within(self, services: Iterable[str]) -> "Standing":
        """What belongs to these services; an entry whose service is not known yet belongs to all that it may be of."""
        wanted = frozenset(services)
        return replace(
            self,
            open=tuple(o for o in self.open if wanted.intersection(places(o.entry, self.directory))),
            reported=tuple(e for e in self.reported if e.service in wanted),
            checks=tuple(c for c in self.checks if c.service in wanted),
            events=tuple((service, e) for service, e in self.events if service in wanted),
            sure=tuple(s for s in self.sure if s.round.service in wanted),
            unread=tuple((service, number) for service, number in self.unread if service in wanted),
        )


def look(uow: UnitOfWork, policies: Mapping[str, Policy], services: Iterable[str], now: datetime) -> Standing:
    """Read how it stands at these services."""
    since, wanted = now - LOOK_BACK, (*services, "")
    there = without_old_ones(
        (
            entry
            for register in REGISTERS
            for service in wanted
            for entry in uow.entries(register, service=service, open_only=True, limit=ALL)
            if not entry.restricted
        ),
        now,
    )
    found = [
        opened(register, entry, uow.trail(entry.ref), uow.chase(entry.ref), policies, now)
        for entry in there
        if (register := register_of(entry.ref)) is not None
    ]
    reported = [
        entry
        for register in REGISTERS
        for service in wanted
        for entry in uow.entries(register, service=service, since=since, limit=ALL)
        if not entry.restricted
    ]
    known = {entry.ref: entry for entry in (*reported, *(o.entry for o in found))}
    return Standing(
        now=now,
        directory=uow.directory(),
        open=tuple(sorted(found, key=lambda o: o.order)),
        reported=tuple(entry for entry in reported if not isinstance(entry, Check)),
        checks=tuple(entry for entry in reported if isinstance(entry, Check)),
        events=tuple(_placed(uow, known, _events_since(uow, since))),
        sure=_sure(uow, since),
        unread=_unread(uow, now),
    )


def _sure(uow: UnitOfWork, since: datetime) -> tuple[Sure, ...]:
    rounds = uow.pulses()
    lately = dict.fromkeys(r.service for r in rounds if r.ended and r.closes_at >= since)
    found = (newest(rounds, service, uow.pulse_answers)[1] for service in lately)
    return tuple(sure for sure in found if sure is not None)


def _unread(uow: UnitOfWork, now: datetime) -> tuple[tuple[str, str], ...]:
    named = uow.receipts_waiting(named=True)
    rules = to_read(uow.rules(), now) if named else {}
    return tuple((r.service, r.number) for r in named if r.number in rules and rules[r.number].version == r.version)


def _events_since(uow: UnitOfWork, since: datetime) -> tuple[Event, ...]:
    """The newest facts back to that moment. The trail is read from its end, so its length costs nothing."""
    limit = 1000
    while True:
        events = uow.recent_events(limit)
        if len(events) < limit or events[-1].at < since:
            return tuple(event for event in events if event.at >= since)
        limit *= 4


COUNTED = frozenset({"close", "confirm", "its_fixed", "not_fixed", "reopen", "helped"})
"""Verbs that a digest counts."""


def _placed(uow: UnitOfWork, known: dict[str, Entry], events: Iterable[Event]) -> Iterable[tuple[str, Event]]:
    for event in events:
        if event.verb not in COUNTED:
            continue
        entry = known.get(event.ref) or uow.entry(event.ref)
        if entry is not None and not entry.restricted:
            known[event.ref] = entry
            yield entry.service, event


def opened(
    register: Register,
    entry: Entry,
    trail: tuple[Event, ...],
    chase: Chase | None,
    policies: Mapping[str, Policy],
    now: datetime,
) -> Open:
    """The facts of one open entry."""
    since = last(trail, *OPENED_AGAIN)
    lately = tuple(e for e in trail if since is None or e.seq > since.seq)
    held = last(lately, *HOLDING) or last(lately, *ANSWERS)
    return Open(
        entry=entry,
        register=register,
        trail=trail,
        waits=waits_for(entry),
        holder=held.by if held else None,
        asked=asked_people(trail) if held is None else (),
        overdue=_overdue(register, entry, chase, policies, now),
    )


def waits_for(entry: Entry) -> Waits:
    """What an open entry waits for, by its state."""
    match entry:
        case Issue():
            return _issue_waits_for(entry)
        case Check():
            return Waits.CHECK
        case Question() if entry.state == ANSWERED:
            return Waits.REPORTER
        case _:
            return Waits.ANSWER


def _issue_waits_for(issue: Issue) -> Waits:
    if issue.owner_asked is not None and issue.state in UNFIXED:
        return Waits.YES
    bare = issue.urgency in SERIOUS and issue.control != Control.IN_PLACE
    return _BY_STATE.get(issue.state) or (Waits.CONTROL if bare else Waits.WORK)


_BY_STATE = {
    **dict.fromkeys(NEW, Waits.ANSWER),
    WAITING: Waits.SUPPLIER,
    FIXED: Waits.REPORTER,
    CONFIRMED: Waits.CLOSE,
}


def _overdue(
    register: Register, entry: Entry, chase: Chase | None, policies: Mapping[str, Policy], now: datetime
) -> bool:
    """Whether an answer, a control, a yes or a check is late: the asking has had to go on."""
    if isinstance(entry, Check):
        return entry.state == MISSED or entry.late or entry.due_at <= now
    if chase is None or chase.answered or entry.state == FIXED:  # what waits for its reporter is not late
        return False
    if chase.why not in (due.UNANSWERED, due.CARE, due.AGAIN):
        return True
    policy = policies.get(chase.policy) or policies[register.policy(entry)]
    # Where the first step is taken at once, only the second says that nobody answered the first; and a step that was
    # taken early, because nobody stood at the one before, says nothing yet.
    if policy.steps[0].after:
        return chase.sent >= 1
    return chase.sent >= 2 and due.due_at(policy, chase.base_at, 1) <= now
