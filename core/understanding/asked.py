"""What a question tells besides asking: "where do I write that she hit him" says that she hit him.

Whoever asks where to write something harmful is often the first to tell of it. So what is told in a question is
understood by itself too, and what it says can only make the whole more pressing, never less.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from core.labels import CareRisk, Danger, Kind, Urgency
from core.understanding.harm_told import gone_in, harm_in
from core.understanding.meaning import Meaning
from core.understanding.words import plain

_SOMEBODY = (
    r"(?:he|she|someone|somebody|(?:a|the|another|one of the|our) (?:\w+ )?(?:resident|service user|client|carer|staff"
    r"|nurse|lady|man|woman|gentleman|visitor|relative|person)s?|(?:night|day) staff|staff|mr|mrs|miss|ms)"
)
_TOLD = re.compile(
    r"(?P<maybe>\b(?:if|when|whenever) )?"
    rf"(?:\b(?:that|because|after|cos) (?P<that>\S+ \S.*)|\b(?P<told>{_SOMEBODY} (?!who\b|that\b|needs? to\b)\S.*))"
)
"""The part of a question that tells something: after "that", or from somebody who did something or was done to."""

MOST_TOLD = 20
"""Words of what is told. Where there are more, it is a story and no question, and was understood as one."""

_ASKS = re.compile(
    r"\b(?:where|which|what|how|wheres)\b.{0,30}\b(?:record|write|report|log|put|document|note|raise|form|forms|fill)\b"
    r"|\bwhere (?:do|does|should|to)\b|\b(?:do|should|can) (?:i|we|u|you) (?:write|put|record|log|report|note)\b"
)
"""A question about recording, also where it was read as something else: "how do I record abuse"."""

_WRONG_MEDICINE = re.compile(
    r"\b(?:wrong|double|extra|someone elses|somebody elses|another residents|too (?:much|many)|twice)\b.{0,20}"
    r"\b(?:tablets?|meds?|medicines?|medication|doses?|pills?|insulin|patch(?:es)?|eye drops|inhaler)\b"
)

Understand = Callable[[str], Meaning]


def understood(text: str, understand: Understand) -> Meaning:
    """What a message means, with what a question tells. Raises nothing that `understand` does not."""
    meaning = understand(text)
    asks = meaning.kind is Kind.UNCERTAINTY or _ASKS.search(plain(text))
    if not asks or meaning.danger is not Danger.NONE:
        return meaning
    counted = harm_counted(meaning, text)
    if counted is not meaning:
        return counted
    told, maybe = told_in(text) if meaning.kind is Kind.UNCERTAINTY else ("", False)
    return _with(meaning, told, understand(told), maybe=maybe) if told else meaning


def harm_counted(meaning: Meaning, text: str, *, afraid: bool = False) -> Meaning:
    """The meaning with the harm that its words tell of; `afraid` says that somebody in it is. The same without any."""
    if meaning.danger is not Danger.NONE:
        return meaning
    if afraid or harm_in(text):
        return _told(meaning, Danger.SAFEGUARDING, CareRisk.SAFEGUARDING, Urgency.HIGH)
    if gone_in(text):
        return _told(meaning, Danger.MEDICAL, CareRisk.MISSING_PERSON, Urgency.CRITICAL)
    return meaning


def told_in(text: str) -> tuple[str, bool]:
    """What a question tells, in small letters, and whether only as something that may be; empty where it only asks."""
    found = _TOLD.search(" ".join(plain(text).split()))
    told = (found["that"] or found["told"]).strip() if found else ""
    return (told, bool(found and found["maybe"])) if len(told.split()) <= MOST_TOLD else ("", False)


def _told(meaning: Meaning, danger: Danger, risk: CareRisk, urgency: Urgency) -> Meaning:
    """Somebody was harmed or is gone: advice first. What somebody did goes past the floor, for who did it may lead."""
    risks = {*meaning.care_risk, risk} - {CareRisk.NONE}
    return replace(
        meaning,
        urgency=meaning.urgency.at_least(urgency),
        ask=meaning.ask and urgency is not Urgency.CRITICAL,
        danger=danger,
        care_risk=tuple(risk for risk in CareRisk if risk in risks),
    )


def _with(meaning: Meaning, told: str, inner: Meaning, *, maybe: bool) -> Meaning:
    """A danger counts in full. What is merely pressing is asked about: who asks where to write it may be past it."""
    if inner.danger is not Danger.NONE:
        return replace(meaning, urgency=meaning.urgency.at_least(inner.urgency), danger=inner.danger)
    pressing = inner.urgency is Urgency.CRITICAL or (inner.urgency is Urgency.HIGH and inner.ask)
    if (pressing and not maybe) or _WRONG_MEDICINE.search(told):
        return replace(meaning, urgency=meaning.urgency.at_least(Urgency.HIGH), ask=True)
    return meaning
