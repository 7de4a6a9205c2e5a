"""Entries that belong together: a leader says so, and the card of each shows the other.

A link is a fact of both trails and nothing else: nothing is merged, closed or asked because of it. Nobody links
what they may not read, and what is restricted is linked with nothing: its number alone would say too much.
Source: register ISS, linked entries.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from core.access import answers_for, may_read
from core.audit import Event
from core.people import Person
from core.ports import Sender, UnitOfWork
from core.register import Entry
from core.registers import register_of

LINKED, UNLINKED = "linked", "unlinked"

MOST = 10
"""Entries that one is linked with: more than that is a theme, which the digest shows."""


class Outcome(StrEnum):
    """What came of linking two entries."""

    DONE = "done"
    NOT_THEIRS = "not theirs"
    AS_IT_IS = "as it is"
    TOO_MANY = "too many"


def linked_with(trail: Iterable[Event]) -> tuple[str, ...]:
    """The numbers that the entry of that trail is linked with now, in the order in which they were."""
    found: dict[str, None] = {}
    for event in trail:
        if event.verb == LINKED:
            found[event.evidence["other"]] = None
        elif event.verb == UNLINKED:
            found.pop(event.evidence["other"], None)
    return tuple(found)


def link(uow: UnitOfWork, now: datetime, sender: Sender, person: Person, refs: tuple[str, str], verb: str) -> Outcome:
    """Link two entries, or end their link. Both trails say so, and both cards are drawn anew."""
    one, other = (_theirs(uow, now, person, ref) for ref in refs)
    if one is None or other is None or one.ref == other.ref:
        return Outcome.NOT_THEIRS
    there = {entry.ref: linked_with(uow.trail(entry.ref)) for entry in (one, other)}
    if (other.ref in there[one.ref]) == (verb == LINKED):
        return Outcome.AS_IT_IS
    if verb == LINKED and any(len(links) >= MOST for links in there.values()):
        return Outcome.TOO_MANY
    for entry, another in ((one, other), (other, one)):
        uow.record(_event(entry, another, now, sender, person, verb))
        uow.redraw(entry.ref)
    return Outcome.DONE


def _theirs(uow: UnitOfWork, now: datetime, person: Person, ref: str) -> Entry | None:
    """The entry, if they may read it, lead where it is, and it is not restricted."""
    register, entry, directory = register_of(ref), uow.entry(ref), uow.directory()
    if register is None or entry is None or entry.restricted:
        return None
    leads = answers_for(person.id, entry.service, directory, now)
    return entry if leads and may_read(register, entry, person.id, directory, now) else None


def _event(entry: Entry, other: Entry, now: datetime, sender: Sender, person: Person, verb: str) -> Event:
    return Event(
        ref=entry.ref,
        at=now,
        by=person.id,
        verb=verb,
        frm=entry.state,
        to=entry.state,
        evidence={"other": other.ref},
        channel=sender.channel,
    )


def shown_with(uow: UnitOfWork, entry: Entry, trail: Iterable[Event]) -> tuple[str, ...]:
    """Everything that its card names beside it: links, who said "me too", and the one that it is the same as."""
    same = getattr(entry, "same_as", "")
    too = (each.ref for each in uow.same_as(entry.ref))
    return tuple(dict.fromkeys((*((same,) if same else ()), *too, *linked_with(trail))))
