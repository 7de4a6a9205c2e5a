"""Reports that belong to somebody else as well: a colleague's "me too", and what a leader wrote down for another."""

from dataclasses import dataclass
from datetime import datetime

from core import audit, chasing, words
from core.access import may_read
from core.audit import Event
from core.card import Act, Button, Buttons, Card
from core.handlers import Desk
from core.people import Person
from core.ports import Message, Priority, Sender, UnitOfWork
from core.register import Entry
from core.registers import ISSUES, register_of
from core.registers.issues.table import SAME, Issue


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Somebody's own entry and the one that it is the same as; `new` unless they were on it before."""

    mine: Entry
    other: Entry
    new: bool


def me_too(uow: UnitOfWork, now: datetime, sender: Sender, person: Person, ref: str, text: str) -> Joined | None:
    """Link somebody to an open issue of their own service. They keep an entry of their own and hear the outcome.

    None where there is no such issue for them: another service's, a restricted one, one that is over.
    """
    other = _shared(uow, now, person, ref)
    if other is None:
        return None
    theirs = next((e for e in (other, *uow.same_as(other.ref)) if e.reported_by == person.id), None)
    if theirs is not None:
        return Joined(mine=theirs, other=other, new=False)
    mine = _same(uow, now, person, other, text)
    uow.add(mine)
    for verb, before in ((audit.REPORTED, ""), ("same_as", ISSUES.first)):
        uow.record(_event(mine, now, person, verb, before, sender))
    uow.redraw(other.ref)
    return Joined(mine=mine, other=other, new=True)


def _shared(uow: UnitOfWork, now: datetime, person: Person, ref: str) -> Issue | None:
    """The open issue that others of its service may join: followed to the one that it is the same as."""
    entry = uow.entry(ref)
    if isinstance(entry, Issue) and entry.state == SAME:
        entry = uow.entry(entry.same_as)
    if not isinstance(entry, Issue) or entry.restricted or not ISSUES.open(entry):
        return None
    directory = uow.directory()
    here = {*directory.services_of(person.id), directory.shift_service(person.id, now)}
    return entry if person.known and entry.service in here else None


def _same(uow: UnitOfWork, now: datetime, person: Person, other: Issue, text: str) -> Issue:
    """Their own entry, of the same sort as the other and never chased by itself while that one is."""
    return Issue(
        ref=uow.next_ref(ISSUES),
        service=other.service,
        state=SAME,
        urgency=other.urgency,
        kind=other.kind,
        category=other.category,
        reported_by=person.id,
        logged_by=person.id,
        reported_at=now,
        happened_at=now,
        sealed=uow.seal(text),
        redacted=words.ME_TOO_IN.format(ref=other.ref),
        area=other.area,
        care_risk=other.care_risk,
        care_effect=other.care_effect,
        same_as=other.ref,
    )


def _event(mine: Issue, now: datetime, person: Person, verb: str, before: str, sender: Sender) -> Event:
    told = {"urgency": mine.urgency, "category": mine.category} if verb == audit.REPORTED else {"other": mine.same_as}
    to = ISSUES.first if verb == audit.REPORTED else mine.state
    return Event(
        ref=mine.ref, at=now, by=person.id, verb=verb, frm=before, to=to, evidence=told, channel=sender.channel
    )


def tell_whose_it_is(uow: UnitOfWork, now: datetime, writer: Person, entry: Entry) -> None:
    """Whoever it was written down for hears so, and from then on the news of it."""
    uow.record(
        Event(
            ref=entry.ref,
            at=now,
            by=writer.id,
            verb="logged_for",
            frm=entry.state,
            to=entry.state,
            evidence={"person": str(entry.reported_by)},
        )
    )
    see = Button(label=words.BUTTON["see_all"], act=Act(verb="see", ref=entry.ref))
    heading = words.LOGGED_FOR_YOU.format(who=writer.first_name, ref=entry.ref)
    card = Card(heading=heading, body=(Buttons(buttons=(see,)),))
    key = f"logged:{entry.ref}:{entry.reported_by}"
    uow.send(Message(key=key, person=entry.reported_by, priority=Priority.NEWS, card=card), now)


def ask_who_told(uow: UnitOfWork, now: datetime, writer: Person, entry: Entry, people: tuple[Person, ...]) -> None:
    """The writer is asked which of these told them; only to one of them can the entry be given."""
    offered = {"people": ",".join(str(person.id) for person in people)}
    uow.record(
        Event(
            ref=entry.ref,
            at=now,
            by=writer.id,
            verb=audit.WHO_TOLD,
            frm=entry.state,
            to=entry.state,
            evidence=offered,
        )
    )


def may_give_to(uow: UnitOfWork, writer: Person, entry: Entry) -> tuple[Person, ...]:
    """Whom the writer may still say it was told by: those they were asked about, once, and never of abuse."""
    offered = audit.last(uow.trail(entry.ref), audit.WHO_TOLD)
    mine = entry.reported_by == writer.id == entry.logged_by
    if offered is None or offered.by != writer.id or not mine or entry.restricted:
        return ()
    ids = offered.evidence["people"].split(",")
    return tuple(person for person in uow.directory().people if person.known and str(person.id) in ids)


def give_to(uow: UnitOfWork, desk: Desk, now: datetime, writer: Person, entry: Entry, person: Person) -> bool:
    """What the writer saved as their own was told by somebody else of the service. False if that can't be.

    Nobody answers for their own report: if they were asked to and have not, others are asked at once.
    """
    register, directory = register_of(entry.ref), uow.directory()
    works_here = directory.roles_of(person.id, entry.service) or person.id in directory.on_shift(entry.service, now)
    if register is None or person not in may_give_to(uow, writer, entry) or not works_here:
        return False
    if not may_read(register, entry, writer.id, directory, now):
        return False
    chase = uow.chase(entry.ref)
    waits_for_them = chase is not None and not chase.answered and person.id in audit.asked_people(uow.trail(entry.ref))
    uow.change(entry, {"reported_by": person.id})
    tell_whose_it_is(uow, now, writer, entry)
    uow.redraw(entry.ref)
    if waits_for_them and register.open(entry):
        chasing.restart(uow, desk.policies, register, entry, now)
    return True
