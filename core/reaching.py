"""What time brings to an entry, and what is done when somebody can't be reached or is not known yet."""

from dataclasses import replace
from datetime import datetime, timedelta

from core import answers, audit, chasing, due, missed
from core.audit import Event
from core.handlers import Desk
from core.news import who_is_this
from core.people import Directory, Person, unique
from core.ports import Message, Priority, Sender, UnitOfWork
from core.registers import CHECKS
from core.registers.checks import Check
from core.registers.questions import Question

MOST_OPEN = 1000
"""Unanswered entries that are looked at when somebody leaves: far more than there ever are."""

FOR_EVER = timedelta(days=3650)


def ask_to_be_known(uow: UnitOfWork, now: datetime, person: Person, service: str) -> bool:
    """Whoever may say so is asked about somebody whom nobody knows; each once. False if all were asked before."""
    sent = [
        uow.send(
            Message(key=f"who:{person.id}:{asked}", person=asked, priority=Priority.PING, card=who_is_this(person)), now
        )
        for asked in may_make_known(uow.directory(), service, now)
    ]
    return any(sent)


def may_make_known(directory: Directory, service: str, now: datetime) -> tuple[int, ...]:
    """Administrators on duty and the person in charge now; without any, the administrators at home."""
    administrators = directory.administrators()
    on_duty = (p for p in administrators if directory.on_duty(p, service, now))
    return unique((*on_duty, *directory.in_charge(service, now))) or administrators or directory.last_resort(service)


def chase_one(uow: UnitOfWork, desk: Desk, now: datetime, ref: str) -> None:
    """What time brings to one entry: whoever is due to be asked about it is asked."""
    chase, entry = uow.chase(ref), uow.entry(ref)
    if chase is None or chase.next_at is None or chase.next_at > now:
        return
    if isinstance(entry, Check) and missed.overtaken(entry, _newer(uow, entry)):
        uow.put_chase(due.over(chase))
    elif not isinstance(entry, Question) or not answers.time_is_up(uow, desk.policies, now, entry, chase):
        chasing.step(uow, desk.policies, chase, now)


def _newer(uow: UnitOfWork, check: Check) -> tuple[Check, ...]:
    found = uow.entries(CHECKS, service=check.service, since=check.reported_at, limit=MOST_OPEN)
    return tuple(c for c in found if isinstance(c, Check))


def not_reached(uow: UnitOfWork, desk: Desk, now: datetime, ref: str, person: int, why: str) -> None:
    """A ping that can't be delivered is no answer and no reason to wait: the next step is taken at once.

    Unless somebody else of the same step was reached: they are given their time. Once all steps were
    taken the last is only repeated at its time; else pings to nobody would chase each other.
    """
    entry, chase = uow.entry(ref), uow.chase(ref)
    if entry is None:
        return
    uow.record(
        Event(
            ref=ref,
            at=now,
            by=None,
            verb=audit.UNREACHED,
            frm=entry.state,
            to=entry.state,
            note=why,
            evidence={"people": str(person)},
        )
    )
    uow.redraw(ref, view="receipt")
    if chase is None or chase.answered or chase.next_at is None:
        return
    if not audit.nobody_reached(uow.trail(ref)):
        return
    if chase.sent < len(desk.policies[chase.policy].steps):
        uow.put_chase(replace(chase, next_at=min(chase.next_at, now)))
    else:
        uow.put_note(chasing.NOBODY_TO_ASK, ref)


def left(uow: UnitOfWork, desk: Desk, now: datetime, sender: Sender) -> None:
    """Somebody can't be reached there any more; what they were asked and have not answered, the next person is."""
    person = uow.identify(sender)
    uow.unlink(sender)
    if person is None or uow.senders_of(person.id):
        return
    for chase in uow.chases_due(now + FOR_EVER, MOST_OPEN):
        asked = (d for d in uow.deliveries(chase.ref) if d.ping and d.person == person.id and d.state == "sent")
        if not chase.answered and any(asked):
            not_reached(uow, desk, now, chase.ref, person.id, "removed Handrail")
            chase_one(uow, desk, now, chase.ref)
