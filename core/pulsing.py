"""How sure people feel, applied: opens and ends rounds, asks each person once, keeps answers without names.

Nothing here writes an event, a note or a message that says what anybody answered: the trail knows of rounds and of
what leaders do, and every answer is thanked for in the same words.
Source: model conversation C10, workflow AM3.1, decisions ("No blame").
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core import pulse, words
from core.audit import Event, asked_people
from core.card import Act, Button, Buttons, Card, Words
from core.checks import planned
from core.handlers import Desk
from core.labels import Role, Urgency
from core.people import Directory, Person, Service, at_night
from core.ports import Message, Priority, UnitOfWork
from core.pulse import Deed, PulseAnswer, PulseRound
from core.registers import ISSUES, REGISTERS
from core.registers.checks import MISSED
from core.registers.issues.table import NEW
from core.standing import Waits, waits_for

LOOK_BACK = timedelta(days=2)
"""How far back a round of today can have opened, in whatever time zone."""

BEFORE_A_CHECK = timedelta(minutes=30)
"""How long before the daily check is asked nobody who will do it is asked anything else."""

OPENED, ENDED, TOLD, LOOKED = "pulse_opened", "pulse_ended", "pulse_deed", "pulse_looked"
"""What the trail knows of a round, and of what leaders do with it."""

CONTACTS = (Role.WORKFORCE_LEAD, Role.PROJECT_LEAD, Role.TRAINER, Role.DIGITAL_CHAMPION)
"""Who gets in touch with somebody who wishes it: the first of these that there is."""

OVER_STAFF = frozenset({Role.REGISTERED_MANAGER, Role.ON_CALL_MANAGER})
"""Never these: "Your manager won't see your name"."""


class Taken(StrEnum):
    """What became of an answer."""

    KEPT = "kept"
    ALREADY = "already"
    OVER = "over"
    NOT_ASKED = "not asked"


# ---- what time brings ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Begin:
    """A round opens by itself."""

    service: str


@dataclass(frozen=True, kw_only=True)
class End:
    """A round is over."""

    number: int


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Somebody is on shift in a quiet hour and has not been asked."""

    number: int
    person: int


@dataclass(frozen=True, kw_only=True)
class Share:
    """Somebody is on shift in a quiet hour and has not heard what was done."""

    deed: int
    person: int


@dataclass(frozen=True, kw_only=True)
class PassOn:
    """A wish waits for somebody who is on duty now."""

    wish: int
    person: int


Step = Begin | End | Ask | Share | PassOn


def waiting(uow: UnitOfWork, desk: Desk, now: datetime) -> tuple[Step, ...]:
    """What time has brought. Cheap to ask every few seconds."""
    rounds = uow.pulses(since=now - LOOK_BACK)
    opened = (r for r in rounds if not r.ended)
    return (
        *(End(number=r.number) for r in opened if r.closes_at <= now),
        *_beginning(uow.directory(), desk, rounds, now),
        *_asking(uow, desk, rounds, now),
        *_passing_on(uow, now),
    )


def _beginning(directory: Directory, desk: Desk, rounds: tuple[PulseRound, ...], now: datetime) -> Iterator[Begin]:
    """Where a round opens by itself, unless one is open there or was opened today."""
    for service in directory.services:
        day = now.astimezone(service.zone).date()
        here = (r for r in rounds if r.service == service.code)
        there = any(r.opened_on == day or (not r.ended and r.closes_at > now) for r in here)
        if not there and pulse.opens_today(service, desk.pulse, now):
            yield Begin(service=service.code)


def _asking(uow: UnitOfWork, desk: Desk, rounds: tuple[PulseRound, ...], now: datetime) -> Iterator[Ask | Share]:
    """Each once, on shift, in a quiet hour, and not while a critical report there waits for its answer."""
    asked = {r.service: r for r in rounds if not r.ended and r.closes_at > now}
    deeds = uow.deeds(now - pulse.TOLD_FOR)
    for code in dict.fromkeys((*asked, *(deed.service for deed in deeds))):
        people = _free(uow, code, now)
        if code in asked:
            told = uow.told_of_pulse(asked[code].told) if people else {}
            fresh = tuple(p for p in people if p not in told)
            busy = _busy(uow, desk, code, now) if fresh else frozenset()
            yield from (Ask(number=asked[code].number, person=p) for p in fresh if p not in busy)
            continue  # what was done stands on the question itself, and comes alone between two rounds
        for deed in (d for d in deeds if d.service == code and people):
            told = uow.told_of_pulse(deed.told)
            yield from (Share(deed=deed.number, person=p) for p in people if p not in told)


def _free(uow: UnitOfWork, code: str, now: datetime) -> tuple[int, ...]:
    directory = uow.directory()
    service = directory.service(code)
    if service is None or not pulse.is_quiet(service, now):
        return ()
    people = pulse.to_ask(directory, code, now)
    waits = uow.entries(ISSUES, service=code, open_only=True) if people else ()
    return () if any(e.urgency == Urgency.CRITICAL and e.state in NEW for e in waits) else people


def _busy(uow: UnitOfWork, desk: Desk, code: str, now: datetime) -> frozenset[int]:
    """Who has something else to answer, or soon will: two questions at once and an answer is taken for the other."""
    directory = uow.directory()
    service = directory.service(code)
    found = (e for register in REGISTERS for e in uow.entries(register, service=code, open_only=True))
    waits = (e for e in found if e.state != MISSED and waits_for(e) in (Waits.ANSWER, Waits.CHECK))
    asked = {p for entry in waits for p in asked_people(uow.trail(entry.ref))}
    soon = service and planned(service, now + BEFORE_A_CHECK, desk.checks)
    return frozenset(asked.union(directory.in_charge(code, now) if soon and soon.asked_at > now else ()))


def _passing_on(uow: UnitOfWork, now: datetime) -> Iterator[PassOn]:
    directory = uow.directory()
    for wish in uow.wishes():
        told = uow.told_of_pulse(f"wish:{wish.number}")
        for person in contacts(directory, wish.service, wish.person, now):
            service = directory.service(wish.service)
            if person not in told and not at_night(service, now) and directory.on_duty(person, wish.service, now):
                yield PassOn(wish=wish.number, person=person)


def step(uow: UnitOfWork, now: datetime, what: Step) -> None:
    """One thing that time has brought. One that another process was sooner with changes nothing."""
    match what:
        case Begin():
            begin(uow, now, what.service, by=None)
        case End():
            _end(uow, now, what.number)
        case Ask():
            _ask(uow, now, what)
        case Share():
            _share(uow, now, what)
        case PassOn():
            _pass_on(uow, now, what)


def begin(uow: UnitOfWork, now: datetime, code: str, *, by: int | None) -> PulseRound | None:
    """Open a round at a service; None where one is open or was opened today."""
    service = uow.directory().service(code)
    if service is None or any(r.service == code and not r.ended for r in uow.pulses()):
        return None
    opened = uow.open_pulse(code, now.astimezone(service.zone).date(), now, now + pulse.OPEN_FOR)
    if opened is not None:
        _record(uow, now, opened.ref, by, OPENED)
    return opened


def _end(uow: UnitOfWork, now: datetime, number: int) -> None:
    found = round_of(uow, number)
    if found is not None and not found.ended:
        # What fewer said can never be shown, and would only be there for somebody to guess whose it is.
        uow.end_pulse(number, keep=len(uow.pulse_answers(number)) >= pulse.ENOUGH)
        _record(uow, now, found.ref, None, ENDED)


def _record(uow: UnitOfWork, now: datetime, ref: str, by: int | None, verb: str) -> None:
    uow.record(Event(ref=ref, at=now, by=by, verb=verb, frm="", to=""))


def round_of(uow: UnitOfWork, number: int) -> PulseRound | None:
    """The round of that number."""
    return next((found for found in uow.pulses() if found.number == number), None)


def _ask(uow: UnitOfWork, now: datetime, what: Ask) -> None:
    found = round_of(uow, what.number)
    if found is None or found.ended or not uow.tell_of_pulse(found.told, what.person, now):
        return
    deeds = (d for d in uow.deeds(now - pulse.TOLD_FOR) if d.service == found.service)
    news = tuple(d for d in deeds if uow.tell_of_pulse(d.told, what.person, now))
    card = question(found.number, "pulse", tuple(_deed_line(uow.directory(), d) for d in news))
    _send(uow, now, f"pulse:{found.number}:{what.person}", what.person, card)


def question(number: int, verb: str, before: tuple[str, ...] = ()) -> Card:
    """The question with its five buttons."""
    buttons = (
        Button(label=label, act=Act(verb=verb, ref=str(number), value=score))
        for score, label in words.PULSE_SCORES.items()
    )
    lines = (Words(text=text) for text in (words.PULSE_NO_NAMES, *before))
    return Card(heading=words.PULSE_ASK, body=(*lines, Buttons(buttons=tuple(buttons))))


def _share(uow: UnitOfWork, now: datetime, what: Share) -> None:
    deed = next((d for d in uow.deeds(now - pulse.TOLD_FOR) if d.number == what.deed), None)
    if deed is not None and uow.tell_of_pulse(deed.told, what.person, now):
        card = Card(heading=_deed_line(uow.directory(), deed))
        _send(uow, now, f"{deed.told}:{what.person}", what.person, card)


def _deed_line(directory: Directory, deed: Deed) -> str:
    return words.PULSE_DEED.format(who=directory.person(deed.said_by).first_name, what=deed.words)


def _pass_on(uow: UnitOfWork, now: datetime, what: PassOn) -> None:
    wish = next((w for w in uow.wishes() if w.number == what.wish), None)
    told = f"wish:{what.wish}"
    if wish is None or not uow.tell_of_pulse(told, what.person, now):
        return
    directory = uow.directory()
    who, service = directory.person(wish.person), directory.service(wish.service)
    text = words.PULSE_SOMEONE_WISHES.format(who=who.name, place=service.name if service else wish.service)
    card = Card(heading=text, body=(Buttons(buttons=(wish_button(who, wish.number),)),))
    _send(uow, now, f"{told}:{what.person}", what.person, card)


def wish_button(who: Person, number: int) -> Button:
    """What is pressed once somebody has been got in touch with."""
    label = words.PULSE_WISH_BUTTON.format(who=who.first_name)[:75]
    return Button(label=label, act=Act(verb="pulse_done", value=str(number)))


def _send(uow: UnitOfWork, now: datetime, key: str, person: int, card: Card) -> None:
    uow.send(Message(key=key, person=person, priority=Priority.NEWS, card=card), now)


# ---- what somebody answers ---------------------------------------------------------------------------


def answer(uow: UnitOfWork, now: datetime, person: int, number: int, score: int, *, again: bool = False) -> Taken:
    """Keep how sure somebody feels, from 1 to 5; `again` puts it in the place of what they said before."""
    found = round_of(uow, number)
    if found is None or person not in uow.told_of_pulse(found.told) or not 1 <= score <= 5:
        return Taken.NOT_ASKED
    if found.ended or found.closes_at <= now:
        return Taken.OVER
    before = _theirs(uow, found, person)
    if before is not None and not again:
        return Taken.ALREADY
    group = pulse.group_of(uow.directory(), person, found.service)
    kept = before or PulseAnswer(mark=pulse.mark_of(found, person), group=group, score=score)
    uow.put_pulse_answer(number, replace(kept, score=score))
    return Taken.KEPT


def _theirs(uow: UnitOfWork, found: PulseRound, person: int) -> PulseAnswer | None:
    mark = pulse.mark_of(found, person)
    return next((kept for kept in uow.pulse_answers(found.number) if kept.mark == mark), None)


def add_line(uow: UnitOfWork, desk: Desk, now: datetime, person: int, number: int, text: str) -> bool:
    """Keep what gets in the way, redacted and apart from their answer; False if they gave none or it is over."""
    found = round_of(uow, number)
    if found is None or found.ended or found.closes_at <= now:
        return False
    if _theirs(uow, found, person) is None:
        return False
    uow.add_pulse_line(number, desk.redact(text)[: pulse.LONGEST])
    return True


def take_line_out(uow: UnitOfWork, desk: Desk, number: int, text: str) -> None:
    """Somebody makes a report of their line: it goes on with their name there, and stays no line of the round."""
    uow.drop_pulse_line(number, desk.redact(text)[: pulse.LONGEST])


def unanswered(uow: UnitOfWork, now: datetime, person: int) -> tuple[PulseRound, datetime] | None:
    """The open round that somebody was asked in and has not answered, and when they were asked."""
    for found in uow.pulses(since=now):
        asked = uow.told_of_pulse(found.told).get(person) if not found.ended and found.closes_at > now else None
        if asked is not None and _theirs(uow, found, person) is None:
            return found, asked
    return None


def contacts(directory: Directory, service: str, person: int, now: datetime) -> tuple[int, ...]:
    """Who gets in touch with somebody there: never who manages the service, and never themselves."""
    for role in CONTACTS:
        holders = directory.standing_in(directory.holders(role, service), now)
        fit = tuple(p for p in holders if p != person and not manages(directory, service, p, now))
        if fit:
            return fit
    return ()


def manages(directory: Directory, service: str, person: int, now: datetime) -> bool:
    """Whether somebody manages the service now: by role, as who covers a manager, or on call."""
    over = (p for role in OVER_STAFF for p in directory.standing_in(directory.holders(role, service), now))
    stand_ins = (*over, *directory.deputies(service, now), *directory.on_call(service, now))
    return bool(directory.roles_of(person, service) & OVER_STAFF) or person in stand_ins


def wish(uow: UnitOfWork, now: datetime, person: int, found: PulseRound) -> bool:
    """Note that somebody would like to be got in touch with: apart from their answer, and with the day only."""
    service = uow.directory().service(found.service)
    if service is None or person not in uow.told_of_pulse(found.told):
        return False
    uow.add_wish(person, found.service, now.astimezone(service.zone).date())
    return True


# ---- what leaders do -----------------------------------------------------------------------------------


def say_what_was_done(uow: UnitOfWork, desk: Desk, now: datetime, person: Person, service: Service, text: str) -> Deed:
    """Keep what was done, redacted, to be told once to each who works there."""
    deed = uow.add_deed(service.code, desk.redact(text)[: pulse.LONGEST], person.id, now)
    _record(uow, now, f"DEED-{deed.number}", person.id, TOLD)
    return deed


def words_looked_at(uow: UnitOfWork, now: datetime, person: int, found: PulseRound) -> None:
    """Somebody has read what was typed in a round: every such look is in the trail."""
    _record(uow, now, found.ref, person, LOOKED)
