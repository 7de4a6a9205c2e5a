"""The writers of reports and moves. Each function is one unit of work: decide, then row, trail, chase and messages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core import album, answers, audit, chasing, checks, due, tongues, words
from core.access import may_read
from core.advice import AdviceBook
from core.audit import Event
from core.card import Card
from core.checks import CheckTimes
from core.decide import Decision, Moved, Refused, decide
from core.labels import CareEffect, CareRisk, Danger, Kind, RecordArea, Urgency
from core.news import tell
from core.occasions import Rhythm
from core.people import Person
from core.policy import Policy
from core.ports import Message, Priority, Sender, UnitOfWork
from core.register import Entry, Register
from core.registers import ISSUES, QUESTIONS, register_of
from core.registers.checks import Check
from core.registers.issues.table import Issue
from core.registers.questions import Question
from core.understanding.meaning import Meaning
from core.understanding.recording_rules import RecordingRule

QUOTES = "Because you wrote"
"""How a reason begins to quote the words that it was read from."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What the provider has settled: policies by name, advice, how text is redacted, when digests go out."""

    policies: Mapping[str, Policy]
    advice: AdviceBook
    redact: Callable[[str], str]
    checks: CheckTimes = field(default_factory=CheckTimes)
    rhythm: Rhythm = field(default_factory=Rhythm)
    pulse: int | None = None
    """The day of the week on which staff are asked how sure they feel, Monday is 0; None for never by itself."""


def report(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    sender: Sender,
    person: Person,
    service: str,
    text: str,
    meaning: Meaning,
    happened_at: datetime,
    *,
    rules: Sequence[RecordingRule] = (),
    told_by: Person | None = None,
    receipt: bool = True,
) -> Entry:
    """Keep one report: entry, trail, the first pings and the receipt, all in one.

    `rules` are those that may answer a question; `told_by` who writes it down for `person`, and gets the receipt.
    Without a `receipt` of its own whoever calls says what was saved.
    """
    register = QUESTIONS if is_question(meaning) else ISSUES
    writer = told_by or person
    entry = _entry(uow, register, now, person, service, text, meaning, happened_at)
    entry.logged_by = writer.id
    uow.add(entry)
    uow.record(
        Event(
            ref=entry.ref,
            at=now,
            by=writer.id,
            verb=audit.REPORTED,
            frm="",
            to=entry.state,
            evidence={"urgency": entry.urgency, "category": entry.category, **_language(writer, meaning)},
            channel=sender.channel,
        )
    )
    # The receipt is queued first: its advice must not wait behind anything else for the reporter.
    if receipt:
        _receipt(uow, now, sender, writer, entry, meaning)
    if register is QUESTIONS:
        placed = bool(service) or not uow.directory().services
        answers.begin(uow, desk.policies, now, entry, rules, placed=placed)
    else:
        chasing.start(uow, desk.policies, register, entry, now, care_asked=meaning.ask)
    return entry


def _language(person: Person, meaning: Meaning) -> dict[str, str]:
    """In which language the report is answered, as a fact of the trail, so that its cards stay in it when redrawn."""
    code = tongues.chosen(person.language, meaning.language)
    return {tongues.LANGUAGE: code} if code else {}


def is_question(meaning: Meaning) -> bool:
    """Whether it is a question and nothing else. Where a danger may be behind it, it is a problem to be asked about.

    In another language everything is asked about; a question goes to a person at once all the same.
    """
    asked = meaning.ask and meaning.language == "en"
    return meaning.kind is Kind.UNCERTAINTY and not urgent(meaning) and not asked


def urgent(meaning: Meaning) -> bool:
    """Whether a message is too pressing to be treated as a mere question."""
    return meaning.danger is not Danger.NONE or meaning.urgency is Urgency.CRITICAL


def _entry(
    uow: UnitOfWork,
    register: Register,
    now: datetime,
    person: Person,
    service: str,
    text: str,
    meaning: Meaning,
    happened_at: datetime,
) -> Entry:
    common: dict[str, Any] = {
        "ref": uow.next_ref(register),
        "service": service,
        "state": register.first,
        "urgency": meaning.urgency.value,
        "kind": meaning.kind.value,
        "category": meaning.category.value,
        "reported_by": person.id,
        "logged_by": person.id,
        "reported_at": now,
        "happened_at": min(happened_at, now),
        "sealed": uow.seal(text),
        "redacted": meaning.redacted,
        "restricted": meaning.danger is Danger.SAFEGUARDING,
    }
    area = (meaning.area or RecordArea.OTHER).value
    if register is QUESTIONS:
        return Question(**common, area=area)
    effect = CareEffect.NOW if meaning.urgency is Urgency.CRITICAL else CareEffect.NOT_SURE
    return Issue(
        **common,
        area=area,
        care_risk=",".join(risk for risk in meaning.care_risk if risk is not CareRisk.NONE),
        danger=meaning.danger.value,
        care_effect=effect.value,
        urgency_why=_why(meaning),
    )


def _why(meaning: Meaning) -> str:
    """The reasons without what they quote: quoted words are the reporter's own, and those are kept sealed only."""
    unquoted = (reason.partition(QUOTES)[0].strip() for reason in meaning.reasons)
    return " ".join(reason for reason in unquoted if reason)[:300]


def _receipt(uow: UnitOfWork, now: datetime, sender: Sender, person: Person, entry: Entry, meaning: Meaning) -> None:
    params = {
        "unsure": "1" if meaning.kind is Kind.OTHER and meaning.danger is Danger.NONE else "",
        "ask": "1" if meaning.ask and meaning.urgency is not Urgency.CRITICAL else "",
        "alternatives": ",".join(meaning.alternatives),
        "hidden": hidden_note(meaning),
    }
    uow.send(
        Message(
            key=f"receipt:{entry.ref}",
            person=person.id,
            priority=Priority.CRITICAL if entry.urgency == Urgency.CRITICAL else Priority.REPLY,
            ref=entry.ref,
            view="receipt",
            only=sender,
            params={key: value for key, value in params.items() if value},
        ),
        now,
    )


def hidden_note(meaning: Meaning) -> str:
    """What was hidden from what others see, in words; empty when nothing was."""
    kinds = [kind for kind in words.HIDDEN if f"[{kind}]" in meaning.redacted and meaning.pii]
    return words.HID.format(what=words.names(words.HIDDEN[kind] for kind in kinds)) if kinds else ""


def move(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    actor: Person,
    ref: str,
    verb: str,
    evidence: Mapping[str, str],
    *,
    seen: int = 0,
    channel: str = "",
) -> tuple[Entry, Decision] | None:
    """Make one move of one entry, if it may be made. None for an entry that is not there or not theirs to see."""
    register, entry = register_of(ref), uow.entry(ref)
    if register is None or entry is None:
        return None
    directory, trail = uow.directory(), uow.trail(ref)
    if not may_read(register, entry, actor.id, directory, now):
        _refused(uow, now, actor, entry, verb, channel)
        return None
    clean = {key: desk.redact(value) for key, value in evidence.items()}
    related = tuple(found for value in clean.values() if register_of(value) and (found := uow.entry(value)))
    decision = decide(register, entry, verb, actor, clean, directory, now, trail=trail, related=related, seen=seen)
    if isinstance(decision, Moved):
        _apply(uow, desk, now, actor, register, entry, decision, clean, channel)
    elif isinstance(decision, Refused) and not decision.stale:
        _refused(uow, now, actor, entry, verb, channel)
    return entry, decision


def _refused(uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, verb: str, channel: str) -> None:
    uow.record(
        Event(
            ref=entry.ref,
            at=now,
            by=actor.id,
            verb=audit.REFUSED,
            frm=entry.state,
            to=entry.state,
            note=verb,
            channel=channel,
        )
    )


def _apply(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    actor: Person,
    register: Register,
    entry: Entry,
    decision: Moved,
    evidence: Mapping[str, str],
    channel: str,
) -> None:
    before, urgency = entry.state, Urgency(entry.urgency)
    verb = decision.move.verb
    brought = answers.follows(uow, now, actor, entry, verb, evidence)
    evidence = {**evidence, **brought.evidence}
    of_check = checks.follows(entry, verb, evidence, now) if isinstance(entry, Check) else {}
    values = {**decision.values, **_follows(entry, actor, verb, evidence), **brought.columns, **of_check}
    uow.change(entry, values)
    uow.record(
        Event(
            ref=entry.ref,
            at=now,
            by=actor.id,
            verb=verb,
            frm=before,
            to=entry.state,
            evidence=evidence,
            shown_to_reporter=decision.move.news,
            channel=channel,
        )
    )
    chasing.after(
        uow, desk.policies, register, entry, decision.move.chasing, now, urgency=urgency, evidence=evidence, verb=verb
    )
    if verb == "withdraw":
        album.remove(uow, now, actor, entry, uow.photos(entry.ref))
    uow.redraw(entry.ref)
    tell(uow, now, actor, entry, decision.move, evidence)
    answers.tell(uow, now, actor, entry, verb)
    if not register.open(entry) and verb != "close":
        _stand_alone(uow, desk, now, register, entry)


def _stand_alone(uow: UnitOfWork, desk: Desk, now: datetime, register: Register, ended: Entry) -> None:
    """Reports that were the same as one that was taken back are asked about by themselves again."""
    for entry in uow.same_as(ended.ref):
        alone = register.move("stand_alone", entry.state)
        if alone is None or alone.to is None:
            continue
        before = entry.state
        uow.change(entry, {"state": alone.to, "same_as": ""})
        uow.record(Event(ref=entry.ref, at=now, by=None, verb=alone.verb, frm=before, to=entry.state))
        chasing.restart(uow, desk.policies, register, entry, now)
        card = Card(heading=words.STANDS_ALONE.format(ref=entry.ref))
        key = f"alone:{entry.ref}:{entry.version}"
        uow.send(Message(key=key, person=entry.reported_by, priority=Priority.NEWS, card=card), now)
        uow.redraw(entry.ref)


def _follows(entry: Entry, actor: Person, verb: str, evidence: Mapping[str, str]) -> dict[str, object]:
    """Columns that follow from who made the move rather than from what they said."""
    if not isinstance(entry, Issue):
        return {}
    mine = actor.id == entry.reported_by
    follows: dict[str, dict[str, object]] = {
        "accept": {"owner": actor.id},
        "take_on": {"owner": actor.id},
        "sorted_here": {"owner": actor.id},
        "fixed": {"owner": actor.id},
        "change_category": {"category_by": "reporter" if mine else "person"},
        "care_effect": {"urgency": _urgency_by_effect(entry, evidence.get("care", ""))},
        "not_fixed": {"control": "none"},
        "reopen": {"control": "none"},
    }
    return follows.get(verb, {})


def _urgency_by_effect(entry: Issue, effect: str) -> str:
    """Urgency as the answer about care has it; a critical one is lowered by a manager only. Source: rules, triage."""
    now = Urgency(entry.urgency)
    if now is Urgency.CRITICAL:
        return now.value
    table = {CareEffect.NOW: Urgency.CRITICAL, CareEffect.SOON: Urgency.HIGH, CareEffect.NOT_SURE: Urgency.HIGH}
    raised = table.get(CareEffect(effect) if effect else CareEffect.NOT_SURE)
    return (now if raised is None else now.at_least(raised)).value


IN_OWN_WORDS = (ISSUES, QUESTIONS)
"""Registers whose entries are what somebody reported. Only of these are the words themselves shown."""


def see_words(uow: UnitOfWork, now: datetime, actor: Person, entry: Entry) -> str:
    """The reporter's own words, opened; every look but the reporter's own is recorded."""
    if actor.id != entry.reported_by:
        uow.record(Event(ref=entry.ref, at=now, by=actor.id, verb=audit.LOOKED, frm=entry.state, to=entry.state))
    return uow.unseal(entry.sealed)


def set_service(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    actor: Person,
    entry: Entry,
    service: str,
    *,
    rules: Sequence[RecordingRule] = (),
) -> None:
    """The reporter says where they are: from now on that service is asked, or one of its `rules` answers."""
    uow.change(entry, {"service": service})
    uow.record(
        Event(
            ref=entry.ref,
            at=now,
            by=actor.id,
            verb="placed",
            frm=entry.state,
            to=entry.state,
            evidence={"service": service},
        )
    )
    register = register_of(entry.ref)
    waits = (chase := uow.chase(entry.ref)) is not None and chase.why == due.CARE
    if register is QUESTIONS:
        answers.placed(uow, desk.policies, now, entry, rules)
    elif register is not None and register.open(entry) and not waits:
        chasing.restart(uow, desk.policies, register, entry, now)
    uow.redraw(entry.ref)


def add_words(uow: UnitOfWork, desk: Desk, now: datetime, actor: Person, entry: Entry, text: str) -> None:
    """The reporter adds something: kept sealed with the entry, its redacted form in the trail."""
    together = uow.unseal(entry.sealed) + "\n" + text
    redacted = desk.redact(text)
    uow.change(entry, {"sealed": uow.seal(together), "redacted": f"{entry.redacted}\n{redacted}"})
    uow.record(
        Event(ref=entry.ref, at=now, by=actor.id, verb=audit.ADDED, frm=entry.state, to=entry.state, note=redacted)
    )
    uow.redraw(entry.ref)
