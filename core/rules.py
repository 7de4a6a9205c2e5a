"""Recording rules: for each type of record where it is written, in versions that are never overwritten.

Source: register RUL and workflow PS1.1; decisions, Rules (a rule stands for one *type* of record). The full register,
with approval and reading receipts, comes later; this is the table that answers questions.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core import words
from core.labels import RecordArea
from core.reading_age import easier, too_hard

PREFIX = "RUL"
LONGEST_TITLE, LONGEST_TEXT = 80, 400
"""Characters. Source: register RUL."""

GAP_FROM = 2
"""People left not sure by one version of a rule from which on the rule itself is doubted. Source: trigger PS1.t3."""


class MainRecord(StrEnum):
    """Where a type of record is written. Source: enums.where_recorded; empty where only the text says it."""

    NEW = "new"
    OLD = "old"
    PAPER = "paper"
    IN_THE_TEXT = ""


class CopyTo(StrEnum):
    """Where a second copy goes. Source: enums.copy_to."""

    NO = "no"
    NEW = "copy_to_new"
    OLD = "copy_to_old"
    PAPER = "copy_to_paper"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a rule shall say. `services` are codes, none means every service; `written_by` is None if imported.

    Without `effective_from` it holds from the moment at which it is kept. One that is not `active` ends the rule.
    """

    area: RecordArea
    title: str
    plain_text: str
    keywords: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    main_record: MainRecord = MainRecord.IN_THE_TEXT
    copy_to: CopyTo = CopyTo.NO
    effective_from: datetime | None = None
    written_by: int | None = None
    from_question: str = ""
    active: bool = True


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a rule. `doubts` counts the people whom it left not sure."""

    number: str
    version: int
    area: RecordArea
    title: str
    plain_text: str
    keywords: tuple[str, ...]
    services: tuple[str, ...]
    main_record: MainRecord
    copy_to: CopyTo
    effective_from: datetime
    written_by: int | None
    from_question: str
    active: bool
    doubts: int = 0

    @property
    def is_gap(self) -> bool:
        """Whether it has left so many people not sure that it should be written anew."""
        return self.doubts >= GAP_FROM

    def serves(self, service: str) -> bool:
        """Whether it holds at the service."""
        return not self.services or service in self.services


def refuse_text(text: str) -> str:
    """Why a text can't be a rule, with a hint; empty if it can."""
    if len(text) > LONGEST_TEXT:
        return f"it has {len(text)} characters, and {LONGEST_TEXT} is the most: say it in fewer words"
    return too_hard(text)


def say_easier(text: str) -> str:
    """What to do about a text that can't be a rule, in sentences for staff."""
    if len(text) > LONGEST_TEXT:
        return words.RULE_TOO_LONG.format(n=len(text), most=LONGEST_TEXT)
    return easier(text)


def same_rule(title: str, services: Iterable[str], rule: Rule) -> bool:
    """Whether a rule of that title for those services is a version of this one."""
    return _plain(title) == _plain(rule.title) and frozenset(services) == frozenset(rule.services)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def next_version(draft: Draft, kept: Iterable[Rule], new_number: Callable[[], str], now: datetime) -> Rule | None:
    """The version that the draft becomes, the next of its rule or the first of a new one; None if nothing is new."""
    versions = [rule for rule in kept if same_rule(draft.title, draft.services, rule)]
    newest = max(versions, key=lambda rule: rule.version, default=None)
    if newest is not None and _says_the_same(draft, newest):
        return None
    return Rule(
        number=newest.number if newest else new_number(),
        version=newest.version + 1 if newest else 1,
        area=draft.area,
        title=draft.title,
        plain_text=draft.plain_text,
        keywords=draft.keywords,
        services=tuple(sorted(draft.services)),
        main_record=draft.main_record,
        copy_to=draft.copy_to,
        effective_from=draft.effective_from or now,
        written_by=draft.written_by,
        from_question=draft.from_question,
        active=draft.active,
    )


def _says_the_same(draft: Draft, rule: Rule) -> bool:
    names = ("area", "title", "plain_text", "keywords", "main_record", "copy_to", "active")
    same_day = draft.effective_from in (None, rule.effective_from)
    return same_day and all(getattr(draft, name) == getattr(rule, name) for name in names)


def live(rules: Iterable[Rule], now: datetime) -> tuple[Rule, ...]:
    """Of each rule the newest version that has begun, unless that one ended the rule; by number."""
    begun: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda rule: rule.version):
        if rule.effective_from <= now:
            begun[rule.number] = rule
    return tuple(sorted((rule for rule in begun.values() if rule.active), key=_by_number))


def _by_number(rule: Rule) -> int:
    return int(rule.number.removeprefix(f"{PREFIX}-"))


def newest_live(rules: Sequence[Rule], number: str, now: datetime) -> Rule | None:
    """The version of that rule that is live now, if any."""
    return next((rule for rule in live(rules, now) if rule.number == number), None)
