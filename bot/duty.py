"""Who is on duty, said in chat: "I'm in charge", "who", "off until Monday, Priya covers", and who works here."""

import re
from dataclasses import replace
from datetime import timedelta

from bot import digests
from bot.cover import read_absence
from bot.talk import Talk, button, question
from core import access, drawn, words
from core.card import Act, Card
from core.labels import Role
from core.moment import day_and_time
from core.people import SAID_IN_CHARGE_FOR, Cover, Person, RoleHeld, Shift
from core.ports import Message, Priority
from core.registers import ISSUES

STAFF = frozenset(
    {
        Role.CARE_WORKER,
        Role.TEAM_LEADER,
        Role.REGISTERED_MANAGER,
        Role.ON_CALL_MANAGER,
        Role.DIGITAL_CHAMPION,
        Role.PROJECT_LEAD,
        Role.QUALITY_LEAD,
    }
)
"""Who may be in charge of a service: its own staff, whatever their role by day."""


def in_charge(talk: Talk, _: re.Match[str]) -> str:
    """Somebody says that they are in charge: it holds for a long shift, over the rota."""
    service, directory = talk.home(), talk.uow.directory()
    if not service or not directory.roles_of(talk.person.id, service) & STAFF:
        talk.say(words.IN_CHARGE_WHERE)
        return "in charge where"
    before = directory.in_charge(service, talk.now)
    shift = Shift(
        person=talk.person.id,
        service=service,
        starts=talk.now,
        ends=talk.now + SAID_IN_CHARGE_FOR,
        in_charge=True,
        said=True,
    )
    talk.uow.put_shifts((shift,))
    directory = talk.uow.directory()
    place = directory.service(service)
    name = place.name if place else service
    if directory.in_charge(service, talk.now) != (talk.person.id,):
        # Somebody who is at home can't take a shift from whom the rota has there.
        talk.say(words.ROTA_SAYS.format(who=drawn.names(directory, before), place=name))
        return "rota says otherwise"
    talk.say(words.IN_CHARGE_NOW.format(place=name))
    started = digests.begins(talk, service)
    if started is not None:
        talk.say(started)
    for person in before:
        if person != talk.person.id:
            told = Card(heading=words.NO_LONGER_IN_CHARGE.format(who=talk.person.first_name, place=name))
            key = f"charge:{service}:{talk.turn}:{person}"
            talk.uow.send(Message(key=key, person=person, priority=Priority.PING, card=told), talk.now)
    return "in charge"


def who(talk: Talk, _: re.Match[str]) -> str:
    """Says who is in charge and on call now."""
    directory = talk.uow.directory()
    service = directory.service(talk.home())
    if service is None or not talk.person.known:
        return ""
    charge = drawn.names(directory, directory.in_charge(service.code, talk.now)) or words.NOBODY
    call = drawn.names(directory, directory.on_call(service.code, talk.now)) or words.NOBODY
    talk.say(words.WHO_NOW.format(place=service.name, charge=charge, call=call, phone=service.urgent_phone or "-"))
    return "who"


def away(talk: Talk, text: str) -> str:
    """Cover said in chat: it counts for the asking at once, and the one who covers is asked to say yes."""
    directory = talk.uow.directory()
    service = directory.service(talk.home()) or (directory.services[0] if directory.services else None)
    if service is None or not talk.person.known:
        return ""
    absence = read_absence(text, talk.now, service.zone, (p for p in directory.people if p.known))
    if absence is None:
        return ""
    stand_in = absence.covered_by
    cover = talk.uow.put_cover(
        Cover(
            id=0,
            person=talk.person.id,
            covered_by=stand_in.id if stand_in else None,
            starts=absence.starts,
            ends=absence.ends,
        )
    )
    shape = words.FROM_UNTIL if absence.starts > talk.now else words.UNTIL
    when = shape.format(start=day_and_time(absence.starts, service), end=day_and_time(absence.ends, service))
    if stand_in is None:
        unknown = words.NOBODY_OF_THAT_NAME.format(name=absence.name) if absence.name else ""
        talk.say(words.AWAY_NO_COVER.format(when=when, unknown=unknown))
        return "away"
    talk.say(
        question(
            words.AWAY.format(when=when, name=stand_in.first_name),
            button(words.BUTTON["cover_cancel"], "cover", str(cover.id), "cancel"),
        )
    )
    _ask_cover(talk, cover, stand_in.id, when)
    return "away"


def _ask_cover(talk: Talk, cover: Cover, stand_in: int, when: str) -> None:
    card = question(
        words.WILL_YOU_COVER.format(who=talk.person.first_name, when=when),
        button(words.BUTTON["cover_yes"], "cover", str(cover.id), "yes"),
        button(words.BUTTON["cover_no"], "cover", str(cover.id), "no"),
    )
    talk.uow.send(Message(key=f"cover:{cover.id}", person=stand_in, priority=Priority.PING, card=card), talk.now)


def cover_answer(talk: Talk, act: Act) -> str:
    """Yes or no to covering somebody, or the absence taken back."""
    cover = next((c for c in talk.uow.directory().covers if str(c.id) == act.ref), None)
    theirs = (
        cover is not None
        and cover.ends > talk.now
        and talk.person.id == (cover.person if act.value == "cancel" else cover.covered_by)
    )
    if cover is None or not theirs:
        talk.say(words.OLD_BUTTON)
        return "no cover"
    away = talk.uow.directory().person(cover.person)
    changed = {
        "yes": replace(cover, accepted=True),
        "no": replace(cover, accepted=False, covered_by=None),
        "cancel": replace(cover, starts=min(cover.starts, talk.now - timedelta(seconds=1)), ends=talk.now),
    }[act.value if act.value in ("yes", "no", "cancel") else "no"]
    talk.uow.put_cover(changed)
    talk.say(words.COVER_ANSWER[act.value].format(who=away.first_name))
    if act.value != "cancel":
        told = words.COVER_TOLD[act.value].format(who=talk.person.first_name)
        key = f"cover:{cover.id}:{act.value}"
        talk.uow.send(Message(key=key, person=away.id, priority=Priority.NEWS, card=Card(heading=told)), talk.now)
    return f"cover {act.value}"


def make_known(talk: Talk, act: Act) -> str:
    """An administrator or who leads says whether somebody works here."""
    directory = talk.uow.directory()
    person = next((p for p in directory.people if str(p.id) == act.ref), None)
    if person is None or person.known or not _may_make_known(talk, person):
        talk.say(words.OLD_BUTTON)
        return "not known"
    if act.value not in ("agency", "staff"):
        talk.say(words.NOT_KNOWN.format(name=person.name))
        return "stays unknown"
    talk.uow.put_person(replace(person, known=True, agency=act.value == "agency"))
    for service in {entry.service for entry in talk.uow.entries(ISSUES, reported_by=person.id) if entry.service}:
        talk.uow.put_role(RoleHeld(person=person.id, role=Role.CARE_WORKER, service=service))
    talk.say(words.KNOWN_NOW.format(name=person.name))
    card = Card(heading=words.YOU_ARE_KNOWN)
    talk.uow.send(Message(key=f"known:{person.id}", person=person.id, priority=Priority.NEWS, card=card), talk.now)
    return "known"


def _may_make_known(talk: Talk, person: Person) -> bool:
    """Administrators always; leaders for somebody who reported at their service."""
    directory = talk.uow.directory()
    theirs = {entry.service for entry in talk.uow.entries(ISSUES, reported_by=person.id)}
    leads_there = any(access.answers_for(talk.person.id, service, directory, talk.now) for service in theirs)
    return talk.person.id in directory.administrators() or leads_there
