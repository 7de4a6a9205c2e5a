"""Draws an entry for one reader at the moment it is shown: what every live copy of a card is made by."""

from collections.abc import Mapping
from datetime import datetime

from core import due
from core.access import may_read, relations
from core.card import Card
from core.decide import allowed
from core.drawn import names
from core.handlers import Desk
from core.moment import clock_time
from core.ports import Outgoing, UnitOfWork
from core.register import Entry, Look, Register
from core.registers import register_of


def draw_outgoing(uow: UnitOfWork, desk: Desk, outgoing: Outgoing, now: datetime) -> tuple[Card, int] | None:
    """The card to send and the version it shows; None for a message that has become pointless."""
    if not outgoing.view:
        return (outgoing.card, 0) if outgoing.card is not None else None
    entry, register = uow.entry(outgoing.ref), register_of(outgoing.ref)
    if entry is None or register is None:
        return None
    if outgoing.ping and not outgoing.provider_id and _answered(uow, register, entry):
        return None
    return draw(uow, desk, register, entry, outgoing.person, outgoing.view, outgoing.params, now), entry.version


def _answered(uow: UnitOfWork, register: Register, entry: Entry) -> bool:
    """Somebody answered while the ping was on its way: it is not sent any more."""
    chase = uow.chase(entry.ref)
    return not register.open(entry) or (chase is not None and chase.answered)


def draw(
    uow: UnitOfWork,
    desk: Desk,
    register: Register,
    entry: Entry,
    person: int,
    view: str,
    params: Mapping[str, str],
    now: datetime,
) -> Card:
    """The card of an entry in the view asked for, with the buttons that this reader may press."""
    directory, trail = uow.directory(), uow.trail(entry.ref)
    reader = directory.person(person)
    readable = may_read(register, entry, person, directory, now)
    return register.card(
        Look(
            view=view,
            entry=entry,
            reader=reader,
            relations=relations(person, entry, directory, now),
            moves=allowed(register, entry, reader, directory, now, trail) if readable else (),
            trail=trail,
            directory=directory,
            now=now,
            next_asked=_next_asked(uow, desk, entry, now),
            advice=desk.advice.get(params.get("advice", "")),
            params=params,
        )
    )


def _next_asked(uow: UnitOfWork, desk: Desk, entry: Entry, now: datetime) -> str:
    """Who is asked next and when, where asking goes on."""
    chase, directory = uow.chase(entry.ref), uow.directory()
    if chase is None or chase.next_at is None or chase.answered:
        return ""
    policy = desk.policies[chase.policy]
    step = policy.steps[min(chase.sent, len(policy.steps) - 1)]
    found = (p for word in step.to for p in due.resolve(directory, entry.service, word, chase.next_at))
    people = tuple(dict.fromkeys(p for p in found if p != entry.reported_by))
    if not people or chase.next_at <= now:
        return ""
    at = clock_time(chase.next_at, directory.service(entry.service))
    return f"If nobody answers, I ask {names(directory, people)} at {at}."
