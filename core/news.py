"""Who hears of a move: the reporter of every change, whoever was asked, and the floor of a control."""

from collections.abc import Mapping
from datetime import datetime

from core import audit, drawn, words
from core.access import places
from core.card import Act, Button, Buttons, Card, Words
from core.decide import allowed
from core.drawn import spoken
from core.labels import Urgency
from core.moment import clock_time
from core.people import Directory, Person, unique
from core.ports import Message, Priority, UnitOfWork
from core.register import Entry, Move
from core.registers import register_of
from core.registers.issues.table import Issue

FOR_THE_FLOOR = ("acknowledge", "order_control", "control_in_place")
"""Moves of a critical issue that everybody on shift hears of."""


def tell(uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, move: Move, evidence: Mapping[str, str]) -> None:
    """Queue everything that people hear because of one move."""
    if move.news:
        for person in reporters_of(uow, entry):
            if person != actor.id:
                _tell_reporter(uow, now, actor, entry, move.verb, evidence, person)
    if move.verb in ("assign", "hand_over") and evidence.get("person"):
        _ask_to_take(uow, now, entry, int(evidence["person"]))
    if move.verb in ("accept", "decline"):
        _tell_asker(uow, now, actor, entry, words.SAID_YES if move.verb == "accept" else words.SAID_NO)
    if move.verb == "not_fixed":
        _tell_owner_again(uow, now, entry)
    if move.verb in ("confirm", "its_fixed", "seems_fixed"):
        _tell_answerer(uow, now, entry)
    if move.verb in FOR_THE_FLOOR and entry.urgency == Urgency.CRITICAL and not entry.restricted:
        _tell_floor(uow, now, actor, entry, move.verb, evidence)
    if move.verb == "answer":
        uow.send(_live(entry, entry.reported_by, "receipt", Priority.REPLY, "answer"), now)


def reporters_of(uow: UnitOfWork, entry: Entry) -> tuple[int, ...]:
    """Everybody who hears the outcome: its reporter, and those whose reports are the same."""
    return unique((entry.reported_by, *(same.reported_by for same in uow.same_as(entry.ref))))


def _tell_reporter(
    uow: UnitOfWork,
    now: datetime,
    actor: Person,
    entry: Entry,
    verb: str,
    evidence: Mapping[str, str],
    person: int,
) -> None:
    if verb in ("fixed", "sorted_here") and person == entry.reported_by:
        uow.send(_live(entry, person, "fixed_question", Priority.REPLY, verb), now)
        return
    hearer = uow.directory().person(person)
    said = news_line(uow, now, actor.first_name if hearer.known else words.SOMEBODY, entry, verb, evidence)
    if said:
        key = f"news:{entry.ref}:{entry.version}:{verb}:{person}"
        uow.send(Message(key=key, person=person, priority=Priority.NEWS, card=Card(heading=said)), now)


def news_line(uow: UnitOfWork, now: datetime, who: str, entry: Entry, verb: str, evidence: Mapping[str, str]) -> str:
    """One move as the reporter hears it; empty where there is nothing to say."""
    service = uow.directory().service(entry.service)
    template = words.NEWS.get(verb, "")
    said = {name: spoken(name, value) for name, value in evidence.items()}
    facts = {"who": who, "at": clock_time(now, service), "ref": entry.ref, **said}
    return template.format_map(facts) if template else ""


def _ask_to_take(uow: UnitOfWork, now: datetime, entry: Entry, person: int) -> None:
    priority = Priority.CRITICAL if entry.urgency == Urgency.CRITICAL else Priority.PING
    uow.send(_live(entry, person, "asked", priority, "asked"), now)


def _tell_asker(uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, text: str) -> None:
    """Whoever asked somebody to take it hears what they said."""
    asked = audit.last(uow.trail(entry.ref), "assign", "hand_over")
    if asked is not None and asked.by is not None:
        card = Card(heading=text.format(who=actor.first_name, ref=entry.ref))
        key = f"answer:{entry.ref}:{entry.version}"
        uow.send(Message(key=key, person=asked.by, priority=Priority.NEWS, card=card), now)


def _tell_owner_again(uow: UnitOfWork, now: datetime, entry: Entry) -> None:
    """Whoever thought that it was fixed hears that it is not, unless they are asked anyway."""
    owner = entry.owner if isinstance(entry, Issue) else None
    if owner is not None and owner not in audit.asked_people(uow.trail(entry.ref)):
        uow.send(_live(entry, owner, "ping", Priority.PING, "not_fixed"), now)


def _tell_answerer(uow: UnitOfWork, now: datetime, entry: Entry) -> None:
    """Whoever works on it, or else whoever was in it last, is asked to look and close it."""
    owner = entry.owner if isinstance(entry, Issue) else None
    directory = uow.directory()
    by_shift = directory.safeguarding if entry.restricted else directory.in_charge
    for person in (owner,) if owner else by_shift(entry.service, now):
        if person != entry.reported_by:
            uow.send(_live(entry, person, "ping", Priority.PING, "confirmed"), now)


def _live(entry: Entry, person: int, view: str, priority: Priority, why: str) -> Message:
    return Message(
        key=f"{why}:{entry.ref}:{entry.version}:{person}",
        person=person,
        priority=priority,
        ref=entry.ref,
        view=view,
    )


def _tell_floor(
    uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, verb: str, evidence: Mapping[str, str]
) -> None:
    directory = uow.directory()
    control = evidence.get("control") or (entry.control_words if isinstance(entry, Issue) else "")
    service = directory.service(entry.service)
    text = words.FLOOR[verb].format(
        what=words.category(entry.category),
        place=service.name if service else "",
        who=actor.first_name,
        control=control,
        ref=entry.ref,
    )
    heard = {actor.id, *reporters_of(uow, entry)}
    for person in unique((*directory.on_shift(entry.service, now), *_who_ordered(uow, entry, verb))):
        if person not in heard:
            key = f"floor:{entry.ref}:{entry.version}:{person}"
            body = _may_see_it(uow, now, entry, person) if verb == "order_control" else _me_too(entry, verb)
            uow.send(Message(key=key, person=person, priority=Priority.NEWS, card=Card(heading=text, body=body)), now)


def _me_too(entry: Entry, verb: str) -> tuple[Buttons, ...]:
    """Who has the same trouble says so with one tap, as soon as it is known that somebody has it."""
    button = Button(label=words.BUTTON["me_too"], act=Act(verb="me_too", ref=entry.ref))
    return (Buttons(buttons=(button,)),) if verb == "acknowledge" else ()


def _who_ordered(uow: UnitOfWork, entry: Entry, verb: str) -> tuple[int, ...]:
    """Whoever ordered the control hears that it is in place, also from home."""
    ordered = audit.last(uow.trail(entry.ref), "order_control") if verb == "control_in_place" else None
    return (ordered.by,) if ordered and ordered.by else ()


def _may_see_it(uow: UnitOfWork, now: datetime, entry: Entry, person: int) -> tuple[Buttons, ...]:
    """The button for whoever can say that the control is in place."""
    register, directory = register_of(entry.ref), uow.directory()
    reader = directory.person(person)
    offered = allowed(register, entry, reader, directory, now, uow.trail(entry.ref)) if register else ()
    return drawn.safe_for_now(entry, (move for move in offered if move.verb == "control_in_place"))


def ring_now(directory: Directory, entry: Entry, text: str) -> Card:
    """What the reporter hears when nobody could be asked, nobody has answered, or nothing is in place."""
    phones = unique_phones(directory, entry)
    face_to_face = words.TELL_SAFEGUARDING if entry.restricted else words.TELL_IN_CHARGE
    ring = words.RING.format(phone=words.either(phones)) if phones else ""
    return Card(heading=text.format(ref=entry.ref), body=(Words(text=f"{ring} {face_to_face}".strip()),))


def unique_phones(directory: Directory, entry: Entry) -> tuple[str, ...]:
    """The urgent phones of the services that the entry may be about."""
    found = (directory.service(code) for code in places(entry, directory))
    return tuple(dict.fromkeys(s.urgent_phone for s in found if s is not None and s.urgent_phone))


def who_is_this(person: Person) -> Card:
    """What an administrator is asked about somebody whom nobody knows."""
    row = tuple(
        Button(label=label, act=Act(verb="know", ref=str(person.id), value=value))
        for value, label in words.WORKS_HERE.items()
    )
    return Card(heading=words.WHO_IS_THIS.format(name=person.name), body=(Buttons(buttons=row),))
