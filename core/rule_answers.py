"""What people say to a rule: they understand it, they need help, or a leader told them face to face.

Each is one fact of the rule's own trail beside the receipt. An answer counts for the version that was shown and for
no other: whoever calls these has compared the two.
"""

from collections.abc import Iterable
from datetime import datetime

from core import answers, audit, words
from core.access import answers_for
from core.audit import Event
from core.handlers import Desk
from core.labels import Category, Kind, Urgency
from core.people import Person
from core.ports import UnitOfWork
from core.receipts import Answer, Via
from core.register import Entry
from core.registers import QUESTIONS, register_of
from core.registers.questions import Question
from core.rule_news import answered, is_new, told
from core.rules import Rule


def understood(uow: UnitOfWork, now: datetime, person: Person, rules: Iterable[Rule], channel: str) -> int:
    """They understand these versions; answers how many of them they had not said it of before."""
    fresh = [rule for rule in rules if is_new(told(uow, now, rule, person.id))]
    for rule in fresh:
        receipt = told(uow, now, rule, person.id)
        answered(uow, receipt, answer=Answer.UNDERSTOOD, via=Via.CHAT, answered_at=now, told_by=None)
        uow.record(_fact(rule, now, person, "rule_read", channel))
    return len(fresh)


def told_in_person(
    uow: UnitOfWork, now: datetime, teller: Person, person: int, rules: Iterable[Rule], channel: str
) -> int:
    """A leader has told somebody face to face; answers for how many rules that was not noted before."""
    fresh = [rule for rule in rules if is_new(told(uow, now, rule, person))]
    for rule in fresh:
        receipt = told(uow, now, rule, person)
        said = {"answer": Answer.UNDERSTOOD, "via": Via.TOLD_IN_PERSON, "answered_at": now, "told_by": teller.id}
        answered(uow, receipt, **said)
        uow.record(_fact(rule, now, teller, "rule_told", channel, people=str(person)))
    return len(fresh)


def need_help(
    uow: UnitOfWork, desk: Desk, now: datetime, person: Person, service: str, rule: Rule | None, channel: str
) -> tuple[Question, bool]:
    """Their question, linked to the rule and with the person in charge; and whether it is new. Without a rule: all."""
    receipt = told(uow, now, rule, person.id) if rule else None
    open_one = uow.entry(receipt.question) if receipt and receipt.question else None
    if rule is None:
        open_one = _about_all(uow, person)
    if isinstance(open_one, Question) and QUESTIONS.open(open_one):
        return open_one, False
    question = _question(uow, now, person, service, rule)
    uow.add(question)
    evidence = {"rule": question.rule, "version": str(question.rule_version)} if rule else {}
    uow.record(
        Event(
            ref=question.ref,
            at=now,
            by=person.id,
            verb=audit.REPORTED,
            frm="",
            to=question.state,
            evidence={"urgency": question.urgency, "category": question.category, **evidence},
            channel=channel,
        )
    )
    answers.begin(uow, desk.policies, now, question, (), placed=True)
    if rule is not None and receipt is not None:
        said = {"answer": Answer.NEED_HELP, "via": Via.CHAT, "answered_at": now, "question": question.ref}
        answered(uow, receipt, **said)
        uow.doubt_rule(rule.number, rule.version)
        uow.record(_fact(rule, now, person, "rule_help", channel, question=question.ref))
    return question, True


def _about_all(uow: UnitOfWork, person: Person) -> Entry | None:
    """Their open question about the rules as a whole. It begins with our words; theirs are added below."""
    theirs = uow.entries(QUESTIONS, reported_by=person.id, open_only=True, limit=100)
    return next((q for q in theirs if q.redacted.partition("\n")[0] == words.HELP_WITH_ALL), None)


def _question(uow: UnitOfWork, now: datetime, person: Person, service: str, rule: Rule | None) -> Question:
    text = words.HELP_WITH_ALL
    if rule is not None:
        text = words.HELP_WITH.format(title=rule.title, rule=rule.number, version=rule.version)
    return Question(
        ref=uow.next_ref(QUESTIONS),
        service=service,
        state=QUESTIONS.first,
        urgency=Urgency.NORMAL.value,
        kind=Kind.UNCERTAINTY.value,
        category=Category.WHERE_TO_RECORD.value,
        reported_by=person.id,
        logged_by=person.id,
        reported_at=now,
        happened_at=now,
        sealed=uow.seal(text),
        redacted=text,
        area=rule.area.value if rule else "other",
        rule=rule.number if rule else "",
        rule_version=rule.version if rule else 0,
    )


def asked_whom(uow: UnitOfWork, question: Question) -> str:
    """First names of those who were asked, if anybody was."""
    directory = uow.directory()
    return words.names(directory.person(p).first_name for p in audit.asked_people(uow.trail(question.ref)))


def may_note(uow: UnitOfWork, teller: Person, rule: Rule, now: datetime) -> tuple[str, ...]:
    """The services of the rule at which somebody leads, and may therefore note and see who has read it."""
    directory = uow.directory()
    here = (service.code for service in directory.services if rule.serves(service.code))
    return tuple(code for code in here if answers_for(teller.id, code, directory, now))


def _fact(rule: Rule, now: datetime, by: Person, verb: str, channel: str, **more: str) -> Event:
    return Event(
        ref=rule.number,
        at=now,
        by=by.id,
        verb=verb,
        frm="",
        to="",
        evidence={"rule": rule.number, "version": str(rule.version), **more},
        channel=channel,
    )


def is_waiting(uow: UnitOfWork, ref: str) -> bool:
    """Whether words may still be added to that question."""
    register, question = register_of(ref), uow.entry(ref)
    return register is QUESTIONS and question is not None and register.open(question)
