"""Whether a report was made before: by the same person in the same words, or by somebody else in like ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core import audit
from core.access import may_read
from core.audit import Event
from core.labels import Category
from core.people import Person
from core.ports import UnitOfWork
from core.register import Entry, Register
from core.registers import ISSUES, QUESTIONS
from core.registers.issues.table import Issue
from core.understanding.similar import alike

SAME_WORDS_WITHIN = timedelta(minutes=10)
"""The same words from the same person within this time are the same report. Source: rules, duplicates."""

SAME_PROBLEM_WITHIN = timedelta(hours=24)
"""How long a like report at the same service is offered as the same one. Source: rules, duplicates."""


def said_again(
    uow: UnitOfWork, now: datetime, person: Person, text: str, *, by: Person | None = None, urgent: bool = False
) -> Entry | None:
    """The open report of the same person with the same words from the last ten minutes, its repeat noted.

    `by` is who writes it now, if that is somebody else. What they may not read is no repeat of theirs, for its
    number alone would say too much; nor is what is `urgent`, unless they wrote it the first time as well.
    """
    since, writer = now - SAME_WORDS_WITHIN, by or person
    wanted = _squeezed(text)
    for register in (ISSUES, QUESTIONS):
        for entry in uow.entries(register, reported_by=person.id, open_only=True, since=since, limit=20):
            if not _may_repeat(uow, now, writer, register, entry, urgent=urgent):
                continue
            if _squeezed(uow.unseal(entry.sealed)) == wanted:
                uow.record(
                    Event(ref=entry.ref, at=now, by=writer.id, verb=audit.SAID_AGAIN, frm=entry.state, to=entry.state)
                )
                return entry
    return None


def _may_repeat(
    uow: UnitOfWork, now: datetime, writer: Person, register: Register, entry: Entry, *, urgent: bool
) -> bool:
    """Whether the same words of this writer may be taken for that report."""
    theirs = writer.id in (entry.reported_by, entry.logged_by)
    return theirs or (not urgent and may_read(register, entry, writer.id, uow.directory(), now))


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True, kw_only=True)
class SaidByOthers:
    """The open report that is most like a new one, and how many other people told something like it."""

    entry: Entry
    people: int


def looks_like(uow: UnitOfWork, now: datetime, entry: Entry) -> SaidByOthers | None:
    """The report of somebody else that is most like this one, to be offered and never merged by likeness alone."""
    if not isinstance(entry, Issue) or entry.restricted or not entry.service or entry.category == Category.OTHER:
        return None
    others = uow.entries(ISSUES, service=entry.service, open_only=True, since=now - SAME_PROBLEM_WITHIN, limit=50)
    mine = uow.unseal(entry.sealed)
    near = [(other, alike(mine, uow.unseal(other.sealed))) for other in others if _of_a_sort(entry, other)]
    offered = [(other, likeness.share) for other, likeness in near if likeness.offered]
    if not offered:
        return None
    # Of equally alike ones the oldest: it is the one that others will have been linked to.
    chosen, _ = min(offered, key=lambda pair: (-pair[1], pair[0].reported_at))
    told = [other for other, _ in offered] + list(uow.same_as(chosen.ref))
    return SaidByOthers(entry=chosen, people=len({other.reported_by for other in told} - {entry.reported_by}))


def _of_a_sort(entry: Issue, other: Entry) -> bool:
    """What must be the same before words are compared. Source: rules, duplicates."""
    return (
        isinstance(other, Issue)
        and other.ref != entry.ref
        and other.reported_by != entry.reported_by
        and not other.restricted
        and (other.category, other.area) == (entry.category, entry.area)
    )
