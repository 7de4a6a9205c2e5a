"""Draws an entry for one reader at the moment it is shown: what every live copy of a card is made by."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core import due, words
from core.access import may_read, places, relations
from core.advice import Advice, advice_for
from core.audit import Event, asked_people
from core.card import Card
from core.chasing import never_asked
from core.decide import allowed
from core.drawn import names
from core.handlers import Desk
from core.labels import RecordArea, Urgency
from core.linking import shown_with
from core.moment import clock_time, day_and_time
from core.ports import Outgoing, UnitOfWork
from core.register import Entry, Look, Register
from core.registers import register_of
from core.registers.issues.table import Issue
from core.registers.questions import BY_RULE, Question


def draw_outgoing(uow: UnitOfWork, desk: Desk, outgoing: Outgoing, now: datetime) -> tuple[Card, int] | None:
    """The card to send and the version it shows; None for a message that has become pointless."""
    if not outgoing.view:
        return (outgoing.card, 0) if outgoing.card is not None else None
    entry, register = uow.entry(outgoing.ref), register_of(outgoing.ref)
    if entry is None or register is None:
        return None
    if outgoing.ping and not outgoing.provider_id and _answered(uow, register, entry):
        return None
    if not may_read(register, entry, outgoing.person, uow.directory(), now):
        # A copy that was sent while they might see it is emptied; a new one is not sent at all.
        gone = Card(heading=words.NO_LONGER_YOURS.format(ref=entry.ref))
        return (gone, entry.version) if outgoing.provider_id else None
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
            advice=_advice(uow, desk, entry),
            params={**_with_photos(uow, entry, params), **_links(uow, entry, trail)},
        )
    )


def _with_photos(uow: UnitOfWork, entry: Entry, params: Mapping[str, str]) -> Mapping[str, str]:
    """The card learns how many photos there are, and nothing else of them."""
    kept = sum(photo.kept for photo in uow.photos(entry.ref))
    return {**params, "photos": str(kept)} if kept else params


def _links(uow: UnitOfWork, entry: Entry, trail: tuple[Event, ...]) -> Mapping[str, str]:
    """The card learns the numbers of what is linked with it, and nothing else of them."""
    found = shown_with(uow, entry, trail)
    return {"linked": " ".join(found)} if found else {}


def _advice(uow: UnitOfWork, desk: Desk, entry: Entry) -> Advice | None:
    """The safe-care advice for an issue, and for a question that a rule about safeguarding answers."""
    if isinstance(entry, Question) and entry.answer_source == BY_RULE:
        named = (r for r in uow.rules() if (r.number, r.version) == (entry.rule, entry.rule_version))
        return desk.advice["safeguarding"] if any(r.area is RecordArea.SAFEGUARDING for r in named) else None
    if not isinstance(entry, Issue):
        return None
    return advice_for(desk.advice, entry.category, entry.care_risk.split(","))


def _next_asked(uow: UnitOfWork, desk: Desk, entry: Entry, now: datetime) -> str:
    """Who is asked next and when, where asking goes on."""
    chase, directory = uow.chase(entry.ref), uow.directory()
    if chase is None or chase.next_at is None or chase.answered:
        return ""
    policy = desk.policies.get(chase.policy) or desk.policies["critical"]
    step = policy.steps[min(chase.sent, len(policy.steps) - 1)]
    urgency = Urgency.CRITICAL if entry.restricted else Urgency(entry.urgency)
    never = never_asked(entry)
    people = due.reach(directory, places(entry, directory), step.to, urgency, chase.next_at, never=never).people
    if not people or chase.next_at <= now:
        return ""
    service = directory.service(entry.service)
    soon = chase.next_at - now < timedelta(hours=12)
    at = clock_time(chase.next_at, service) if soon else day_and_time(chase.next_at, service)
    if set(people) <= set(asked_people(uow.trail(entry.ref))):
        return words.NEXT_ASKED_AGAIN.format(at=at)
    return words.NEXT_ASKED.format(who=names(directory, people), at=at)
