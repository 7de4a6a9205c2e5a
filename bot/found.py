"""One receipt for everything that was found in a daily check, however the check was ended."""

from collections.abc import Iterator, Sequence

from bot.talk import Talk, button
from core import checking, handlers, words
from core.advice import advice_for
from core.audit import asked_people
from core.card import Buttons, Card, Words
from core.labels import CareRisk
from core.registers import CHECKS
from core.registers.checks import LOGGED_LEFT, Check
from core.registers.issues.table import SERIOUS
from core.understanding.meaning import Meaning

MOST_SEEN = 5
"""Buttons to look at what was logged; the others are listed by "my reports"."""


def log_left(talk: Talk, check: Check) -> None:
    """A check was ended by other means than logging: what was typed and kept with it is logged now, never lost."""
    trail = talk.uow.trail(check.ref)
    if CHECKS.open(check) or not check.redacted or any(event.verb == LOGGED_LEFT for event in trail):
        return
    parts = checking.understood(talk.uow, check, talk.understand)
    refs = checking.log_left(talk.uow, talk.desk, talk.now, talk.sender, talk.person, check, parts)
    heading = words.CHECK_LEFT_LOGGED.format(refs=words.names(refs), ref=check.ref)
    talk.say(receipt(talk, heading, refs, [meaning for _, meaning in parts]))


def receipt(talk: Talk, heading: str, refs: Sequence[str], meanings: Sequence[Meaning]) -> Card:
    """One receipt for everything that was found. What has a receipt of its own says the rest there."""
    short = [(ref, m) for ref, m in zip(refs, meanings, strict=True) if not checking.stands_alone(m)]
    lines = (*_advice(talk, short), *_sent_to(talk, short), *(handlers.hidden_note(m) for _, m in short))
    unique = tuple(Words(text=line) for line in dict.fromkeys(lines) if line)
    see = tuple(button(words.BUTTON["see"].format(ref=ref), "see", ref) for ref, _ in short[:MOST_SEEN])
    return Card(heading=heading, body=(*unique, *((Buttons(buttons=see),) if see else ())))


def _advice(talk: Talk, found: Sequence[tuple[str, Meaning]]) -> Iterator[str]:
    """The safe-care advice for what is serious, the one about medicines first."""
    serious = [m for _, m in found if m.urgency in SERIOUS]
    if any(CareRisk.MEDICATION in m.care_risk for m in serious):
        yield words.CHECK_MEDICINE_FIRST
    for meaning in serious:
        advice = advice_for(talk.desk.advice, meaning.category, meaning.care_risk)
        if advice is not None:
            yield f"{advice.first} {advice.more}"
            yield "" if advice.approved_by else words.ADVICE_UNAPPROVED.format(id=advice.name)


def _sent_to(talk: Talk, found: Sequence[tuple[str, Meaning]]) -> Iterator[str]:
    """Who was asked about which at once; never that somebody is coming."""
    directory = talk.uow.directory()
    asked = {ref: asked_people(talk.uow.trail(ref)) for ref, _ in found}
    for people in dict.fromkeys(asked.values()):
        if people:
            who = words.names(directory.person(p).first_name for p in people)
            about = words.names(ref for ref, theirs in asked.items() if theirs == people)
            yield words.CHECK_SENT_TO.format(who=who, refs=about)
