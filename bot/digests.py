"""Digests and the start of a shift, as somebody asks for them and presses on them."""

import re

from bot.talk import Talk
from core import handover, words
from core.access import answers_for
from core.briefing import reader_of
from core.card import Act, Card
from core.digest import Reader, digest, needs, page
from core.occasions import Scope, scopes
from core.standing import Standing, Waits, look


def today(talk: Talk, _: re.Match[str]) -> str:
    """Their digest, now."""
    return _show(talk, weekly=False)


def this_week(talk: Talk, _: re.Match[str]) -> str:
    """The project lead's digest of the week, now; for others the same as today's."""
    return _show(talk, weekly=True)


def _show(talk: Talk, *, weekly: bool) -> str:
    if not talk.person.known:
        return ""
    standing, reader = _facts(talk, weekly=weekly)
    said = _by_shift(talk, standing, reader) or digest(standing, reader) or _nothing(talk)
    if not said:
        return ""  # somebody who answers for nothing has told us something, in one word
    talk.say(said)
    return "digest"


def _by_shift(talk: Talk, standing: Standing, reader: Reader) -> Card | None:
    """What the shift began with, for who is in charge and holds nothing: all that waits for an answer is on it."""
    if reader.scope.services or any(need.found.waits is not Waits.ANSWER for need in needs(standing, reader)):
        return None
    directory = talk.uow.directory()
    here = (s.code for s in directory.services if talk.person.id in directory.in_charge(s.code, talk.now))
    service = next(here, "")
    return begins(talk, service, asked=True) if service else None


def _nothing(talk: Talk) -> str:
    """What is said where nothing is to do; empty for who answers for nothing."""
    directory = talk.uow.directory()
    if talk.person.id in scopes(directory, talk.now):
        return words.DIGEST_OFF_HINT
    answers = any(answers_for(talk.person.id, s.code, directory, talk.now) for s in directory.services)
    return words.NOTHING_NEEDS_YOU if answers else ""


def _facts(talk: Talk, *, weekly: bool) -> tuple[Standing, Reader]:
    directory = talk.uow.directory()
    scope = scopes(directory, talk.now).get(talk.person.id, Scope())
    # Who answers for no service may still have taken something on, at any of them.
    services = scope.services or tuple(service.code for service in directory.services)
    standing = look(talk.uow, talk.desk.policies, services, talk.now)
    reader = reader_of(talk.uow, directory, talk.person, scope, talk.now, weekly=weekly and bool(scope.leads))
    return standing, reader


def press(talk: Talk, act: Act) -> str:
    """A page of all of it."""
    if not talk.person.known:
        talk.say(words.OLD_BUTTON)
        return "unknown button"
    standing, reader = _facts(talk, weekly=False)
    talk.say(page(standing, reader, int(act.value) if act.value.isdecimal() and len(act.value) < 6 else 1))
    return "digest page"


def take_over(talk: Talk, act: Act) -> str:
    """One critical entry is accepted by name."""
    said = handover.take_over(talk.uow, talk.desk, talk.now, talk.person, act.ref, talk.sender.channel)
    talk.say(said)
    return "taken over"


def shift(talk: Talk, act: Act) -> str:
    """What is pressed on the card of a shift's start: more of it, told everyone, or who was not there."""
    directory = talk.uow.directory()
    if directory.service(act.ref) is None or not answers_for(talk.person.id, act.ref, directory, talk.now):
        talk.say(words.NOT_IN_CHARGE)
        return "not in charge"
    what, _, value = act.value.partition(":")
    standing = look(talk.uow, talk.desk.policies, (act.ref,), talk.now)
    number = int(value) if value.isdecimal() and len(value) < 10 else 0
    channel = talk.sender.channel
    match what:
        case "told":
            talk.say(handover.tell_everyone(talk.uow, talk.now, talk.person, act.ref, standing, channel))
        case "not":
            talk.say(handover.untick(talk.uow, talk.now, talk.person, act.ref, number, standing, channel))
        case _:
            talk.say(handover.card(standing, talk.person, act.ref, number) or words.NOTHING_OPEN)
    return f"shift {what}"


def told_everyone(talk: Talk, _: re.Match[str]) -> str:
    """The same, typed. Whoever is not in charge hears who can; their words are no report."""
    if in_charge(talk):
        return shift(talk, Act(verb="shift", ref=talk.home(), value="told"))
    if not talk.person.known or not talk.uow.directory().services_of(talk.person.id):
        return ""
    talk.say(words.NOT_IN_CHARGE)
    return "not in charge"


def in_charge(talk: Talk) -> bool:
    """Whether they are in charge where they are."""
    service = talk.home()
    return bool(service) and talk.person.id in talk.uow.directory().in_charge(service, talk.now)


def begins(talk: Talk, service: str, *, asked: bool = False) -> Card | None:
    """What somebody gets who has just said that they are in charge, or who asked for it."""
    if not talk.desk.rhythm.shift_start and not asked:
        return None
    standing = look(talk.uow, talk.desk.policies, (service,), talk.now)
    return handover.card(standing, talk.person, service)
