"""Danger rules: a readable table that may only raise an urgency, never lower it.

A rule fires when every expression of `needs` is found in the plain text (small letters, no apostrophes)
and none of `unless`. The classifier and these rules together decide; the higher urgency stands. Each rule
carries an example and near misses, which the tests go through one by one.

Sources: the lists of emergency and safeguarding words of the workflow rules (which alone caught 2 of 20
emergencies), the corpus's rules for urgency, and the general first-aid and medicines teaching that care
staff in England are given. No provider has approved them yet, and each says so.
"""

import re
from dataclasses import dataclass

from core.labels import Urgency
from core.tongues import TONGUES
from core.understanding.danger_rule import ABROAD, GADGET
from core.understanding.danger_rule import DangerRule as DangerRule
from core.understanding.dangers_abroad import NOT_APPROVED as NOT_APPROVED
from core.understanding.dangers_abroad import PERILS, Peril, Said
from core.understanding.dangers_body import BODY
from core.understanding.dangers_care import CARE
from core.understanding.dangers_harm import HARM, OTHER_TONGUES


def _rule_abroad(peril: Peril, said: Said) -> DangerRule:
    """One line of the table of other languages as a rule."""
    return DangerRule(
        name=f"{peril.name}_{said.language}",
        needs=("|".join(said.words),),
        unless=said.unless,
        floor=peril.floor,
        risks=peril.risks,
        danger=peril.danger,
        why=f"{ABROAD} In {TONGUES[said.language].name} this can mean: {peril.means}.",
        example=said.example,
        near_misses=(said.near_miss,),
        approved_by=said.approved_by,
    )


DANGERS_ABROAD: tuple[DangerRule, ...] = tuple(_rule_abroad(peril, said) for peril, each in PERILS for said in each)
"""The rules of the ten languages. The two that follow them know fewer words, of other languages."""

DANGERS: tuple[DangerRule, ...] = (*BODY, *CARE, *HARM, *DANGERS_ABROAD, *OTHER_TONGUES)
"""Every danger rule. The words quoted as reasons are those that `needs` found."""


@dataclass(frozen=True, kw_only=True)
class DangerSeen:
    """A rule that fired, and the words (plain text) in which it was seen."""

    rule: DangerRule
    words: tuple[str, ...]


TAKEN_BACK = re.compile(
    r"^(?:ok |right |sorry )?stand down\b|\bas you were\b|\bnot a (?:live|real) (?:event|one|emergency)\b"
)
"""Words by which the writer takes the alarm back in the same breath. No rule speaks then; the classifier still does.

"Wrong chat" is not among them: the emergency may be real, and only the place wrong.
"""


_OF_A_THING = re.compile(
    rf"{GADGET}s? (?:is |was |has |are |keeps |just |gone )*(?:\w+ )?"
    r"(?:on the floor|fallen|chok\w+|unresponsive|collapsed|drowned|drowning|dead|dying|not waking)"
    rf"|(?:wake|wake up|wont wake up|cant wake|cant wake up),? (?:the |my |this )?{GADGET}(?: up)?"
    r"|(?:drown|chok)ing in (?:paper\w*|emails?|forms|work|admin|passwords|tick boxes)"
)
"""What is said of a machine or of paper, not of a person. The rules do not see it."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What the rules make of a message: those that fire, most urgent first.

    `called_off` says that something critical was read and then called off by a word that may be about something else.
    One word must not silence a danger ("yesterday she was fine, now unresponsive"): the reporter is asked.
    """

    seen: tuple[DangerSeen, ...] = ()
    called_off: bool = False


def looked_for(plain_text: str, rules: tuple[DangerRule, ...] = DANGERS) -> Looked:
    """Hold plain text against every rule."""
    if TAKEN_BACK.search(plain_text):
        return Looked()
    plain_text = _OF_A_THING.sub(" ", plain_text)
    read = [(rule, words) for rule in rules if (words := rule.read_in(plain_text))]
    seen = [DangerSeen(rule=rule, words=words) for rule, words in read if not rule.called_off_in(plain_text)]
    off = any(rule.floor is Urgency.CRITICAL and rule.called_off_in(plain_text) for rule, _ in read)
    return Looked(seen=tuple(sorted(seen, key=lambda each: each.rule.floor.rank)), called_off=off)


def dangers_in(plain_text: str, rules: tuple[DangerRule, ...] = DANGERS) -> tuple[DangerSeen, ...]:
    """The rules that fire on plain text, most urgent first."""
    return looked_for(plain_text, rules).seen
