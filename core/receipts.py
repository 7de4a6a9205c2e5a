"""Who has read which version of a rule: one receipt for each person and version that changes what they do.

Source: workflow PS1.2, register RUL.ack, model conversation C09. Everything here is pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.rules import Rule


class Answer(StrEnum):
    """What somebody said to a version. Source: RUL.ack; empty while nothing was said."""

    NONE = ""
    UNDERSTOOD = "understood"
    NEED_HELP = "need_help"


class Via(StrEnum):
    """How it was said: by a tap in chat, or a leader noted that they told the person face to face."""

    NONE = ""
    CHAT = "chat"
    TOLD_IN_PERSON = "told_in_person"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One person and one version of a rule. All moments are aware and in UTC.

    `asked_at` is None for somebody who was told in person before the bot came to it. `read_by` is the end of the
    shift at which they were asked last. `among` is 1, or how many rules the table held that it was announced with: the
    answer to a whole table says less than the answer to one rule, and evidence has to show that. `named_at` is when a
    leader was given their name.
    """

    person: int
    number: str
    version: int
    service: str
    asked_at: datetime | None = None
    read_by: datetime | None = None
    among: int = 1
    reminders: int = 0
    answer: Answer = Answer.NONE
    via: Via = Via.NONE
    answered_at: datetime | None = None
    told_by: int | None = None
    question: str = ""
    named_at: datetime | None = None

    @property
    def of(self) -> tuple[str, int]:
        """The rule's number and version."""
        return self.number, self.version


def changes_work(before: Rule, after: Rule) -> bool:
    """Whether staff do something else after than before; other keywords or another area only help to find a rule."""
    names = ("plain_text", "main_record", "copy_to", "active")
    return any(getattr(before, name) != getattr(after, name) for name in names)


def to_read(rules: Iterable[Rule], now: datetime) -> Mapping[str, Rule]:
    """By number, the version of each rule that staff have to know: the newest that has begun and changed their work.

    A rule that has ended is among them, not active: who followed it has to hear that. One that never held is not.
    """
    found: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda rule: rule.version):
        if rule.effective_from > now:
            continue
        before = found.get(rule.number)
        if rule.active if before is None else changes_work(before, rule):
            found[rule.number] = rule
    return found


def wanted(rules: Iterable[Rule], receipts: Iterable[Receipt], person: int) -> tuple[Rule, ...]:
    """Those of the rules that a person has not been told of. Who wrote a rule knows it.

    That a rule has ended is told to whoever knew it.
    """
    kept = tuple(receipts)
    told, knew = {receipt.of for receipt in kept}, {receipt.number for receipt in kept}
    fresh = (r for r in rules if r.written_by != person and (r.number, r.version) not in told)
    return tuple(rule for rule in fresh if rule.active or rule.number in knew)


def unanswered(rules: Iterable[Rule], receipts: Iterable[Receipt], now: datetime) -> tuple[Receipt, ...]:
    """Receipts of these very versions, asked for once, whose shift is over without an answer."""
    kept = {receipt.of: receipt for receipt in receipts}
    found = (kept.get((rule.number, rule.version)) for rule in rules)
    return tuple(r for r in found if r is not None and r.reminders == 0 and is_late(r, now))


def is_late(receipt: Receipt, now: datetime) -> bool:
    """Whether the shift in which it was to be answered is over, and it was not."""
    return receipt.answer is Answer.NONE and receipt.read_by is not None and receipt.read_by <= now


@dataclass(frozen=True, kw_only=True)
class HowRead:
    """How far one version has come: numbers of people, each person in exactly one of the parts."""

    understood: tuple[int, ...]
    in_person: tuple[int, ...]
    asked_for_help: tuple[int, ...]
    silent: tuple[int, ...]
    out_of_reach: tuple[int, ...]
    not_asked: tuple[int, ...]

    @property
    def read(self) -> int:
        """How many have read it or were told it."""
        return len(self.understood) + len(self.in_person)

    @property
    def everybody(self) -> int:
        """How many people it concerns."""
        return self.read + len(self.not_read)

    @property
    def not_read(self) -> tuple[int, ...]:
        """Who has not read it, whatever the reason."""
        return (*self.asked_for_help, *self.silent, *self.out_of_reach, *self.not_asked)


def how_read(rule: Rule, people: Iterable[int], receipts: Iterable[Receipt], lost: frozenset[int]) -> HowRead:
    """Sort everybody whom the rule concerns by how they stand to this version. `lost` are those out of reach."""
    kept = {r.person: r for r in receipts if r.of == (rule.number, rule.version)}
    parts: dict[str, list[int]] = {name: [] for name in HowRead.__dataclass_fields__}
    for person in people:
        parts[_part(kept.get(person), out_of_reach=person in lost)].append(person)
    return HowRead(**{name: tuple(found) for name, found in parts.items()})


def _part(receipt: Receipt | None, *, out_of_reach: bool) -> str:
    if receipt is None or (receipt.asked_at is None and receipt.answer is Answer.NONE):
        return "not_asked"
    if receipt.answer is Answer.UNDERSTOOD:
        return "in_person" if receipt.via is Via.TOLD_IN_PERSON else "understood"
    if receipt.answer is Answer.NEED_HELP:
        return "asked_for_help"
    return "out_of_reach" if out_of_reach else "silent"
