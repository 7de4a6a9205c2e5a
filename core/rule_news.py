"""Tells staff of rules that are new or have changed, once each, and reminds once; then the person in charge has names.

Exactly once for each person and version: the receipt stands in the same transaction as the message, and its key is
unique in the database, so neither a restart nor a second process tells anybody twice.
Source: workflow PS1.2, escalation EP7, model conversation C09, decisions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import rule_cards, words
from core.card import Act, Block, Button, Buttons, Card, Words
from core.handlers import Desk
from core.labels import Role
from core.people import Directory, Service
from core.ports import Message, Priority, UnitOfWork
from core.reading import AtWork, at_work, something_passed
from core.receipts import Answer, Receipt, is_late, to_read, unanswered, wanted
from core.rule_cards import News
from core.rules import Rule

SEEN = "rules_told"
"""Name of the note with the last look, the number of changes that it saw, and when to look again in any case."""

REACHED_WITHIN = timedelta(minutes=10)
"""So long after a message was sent it is known whether it can be delivered."""

MOST_NAMED = 4
"""Rules that one line names; more are counted."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One unit of work that is due: somebody is told, or the person in charge of a service gets names."""

    person: int = 0
    service: str = ""


# ---- what is due ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Due:
    """What is due, and the number of changes of rules that was seen when it was looked for."""

    tasks: tuple[Task, ...]
    changed: int


def due(uow: UnitOfWork, desk: Desk, now: datetime) -> Due | None:
    """Everything that is due; None where nothing can have become due since the last look."""
    if not desk.rhythm.rules or not _may_be_due(uow, now):
        return None
    return Due(tasks=_tasks(uow, now), changed=uow.rules_changed())


def _tasks(uow: UnitOfWork, now: datetime) -> tuple[Task, ...]:
    directory, rules = uow.directory(), to_read(uow.rules(), now)
    if not rules:
        return ()
    told = (Task(person=here.person) for here in at_work(directory, now) if _news(uow, rules, here, now))
    named = (Task(service=service) for service in _unread(uow, rules, now))
    return (*told, *named)


def _may_be_due(uow: UnitOfWork, now: datetime) -> bool:
    since, changed, again = _last_look(uow)
    if since is None or since > now or changed != uow.rules_changed():
        return True
    return (again is not None and again <= now) or something_passed(uow.directory(), since, now)


def _last_look(uow: UnitOfWork) -> tuple[datetime | None, int, datetime | None]:
    noted = uow.note(SEEN).split()
    if len(noted) < 2:
        return None, 0, None
    again = datetime.fromisoformat(noted[2]) if len(noted) > 2 else None
    return datetime.fromisoformat(noted[0]), int(noted[1]), again


def seen(uow: UnitOfWork, now: datetime, changed: int, *, told: bool) -> None:
    """Everything up to now was handed out. It is looked at again when a rule begins, and to see who was reached.

    A rule that was kept meanwhile is not in `changed`, so the next tick looks again.
    """
    begins = (rule.effective_from for rule in uow.rules() if rule.effective_from > now)
    again = min((*begins, *((now + REACHED_WITHIN,) if told else ())), default=None)
    uow.put_note(SEEN, f"{now.isoformat()} {changed} {again.isoformat() if again else ''}".strip())


def hand_out(uow: UnitOfWork, task: Task, now: datetime) -> bool:
    """Do one of them, unless it was done before; False then."""
    rules = to_read(uow.rules(), now)
    if task.service:
        return _give_names(uow, rules, task.service, now)
    here = next(at_work(uow.directory(), now, (task.person,)), None)
    return here is not None and _tell(uow, rules, here, now)


# ---- telling staff ---------------------------------------------------------------------------------------


def _theirs(rules: Mapping[str, Rule], here: AtWork) -> tuple[Rule, ...]:
    found = (rule for rule in rules.values() if any(map(rule.serves, here.services)))
    return tuple(sorted(found, key=lambda rule: int(rule.number.partition("-")[2])))


def _news(uow: UnitOfWork, rules: Mapping[str, Rule], here: AtWork, now: datetime) -> bool:
    theirs, receipts = _theirs(rules, here), uow.receipts(person=here.person)
    return bool(wanted(theirs, receipts, here.person) or unanswered(theirs, receipts, now))


def _tell(uow: UnitOfWork, rules: Mapping[str, Rule], here: AtWork, now: datetime) -> bool:
    """One message for all that is due to this person at this moment."""
    theirs, receipts = _theirs(rules, here), uow.receipts(person=here.person)
    fresh = wanted(theirs, receipts, here.person)
    as_table = not receipts and len(fresh) >= rule_cards.TABLE_FROM
    among = len(fresh) if as_table else 1
    new = tuple(rule for rule in fresh if uow.add_receipt(_receipt(rule, here, now, among)))
    waiting = {r.of: r for r in unanswered(theirs, receipts, now) if uow.remind_receipt(r, here.until)}
    again = tuple(rule for rule in theirs if (rule.number, rule.version) in waiting)
    if not new and not again:
        return False
    tables = any(receipt.among > 1 for receipt in waiting.values())
    card = _card(uow.directory(), here, new, again, as_table=as_table, again_table=tables)
    first = (*new, *again)[0]
    key = f"rules:{here.person}:{first.number}:{first.version}:{0 if new else 1}"
    message = Message(key=key, person=here.person, priority=Priority.NEWS, card=card, ref=mail_of(here.person))
    return uow.send(message, now)


def _receipt(rule: Rule, here: AtWork, now: datetime, among: int) -> Receipt:
    return Receipt(
        person=here.person,
        number=rule.number,
        version=rule.version,
        service=next(code for code in here.services if rule.serves(code)),
        asked_at=now,
        read_by=here.until,
        among=among,
    )


def _card(
    directory: Directory,
    here: AtWork,
    new: tuple[Rule, ...],
    again: tuple[Rule, ...],
    *,
    as_table: bool,
    again_table: bool,
) -> Card:
    service = directory.service(here.services[0])
    if as_table:
        return rule_cards.table(len(new), service)
    if again_table and not new:
        return rule_cards.table(len(again), service, again=True)
    return rule_cards.card(News(rules=(*new, *again), again=not new, service=service))


def mail_of(person: int) -> str:
    """What the messages about rules to one person are kept under, so that it can be told whether they arrived."""
    return f"RULES-{person}"


def out_of_reach(uow: UnitOfWork, person: int) -> bool:
    """Whether the newest message about rules to somebody can't be delivered anywhere."""
    sent = uow.deliveries(mail_of(person))
    newest = max((delivery.created_at for delivery in sent), default=None)
    states = {delivery.state for delivery in sent if delivery.created_at == newest}
    return bool(states) and states <= {"dead", "dropped"}


# ---- names for the person in charge ----------------------------------------------------------------------


def _unread(uow: UnitOfWork, rules: Mapping[str, Rule], now: datetime) -> dict[str, list[Receipt]]:
    """By service, receipts that a leader should hear of: reminded and silent, or out of reach."""
    found: dict[str, list[Receipt]] = {}
    for receipt in uow.receipts_waiting():
        rule = rules.get(receipt.number)
        holds = rule is not None and rule.version == receipt.version
        if holds and _worth_a_word(uow, receipt, now) and _hearers(uow.directory(), receipt, now):
            found.setdefault(receipt.service, []).append(receipt)
    return found


def _worth_a_word(uow: UnitOfWork, receipt: Receipt, now: datetime) -> bool:
    if receipt.reminders and is_late(receipt, now):
        return True
    sent = receipt.asked_at is not None and now - receipt.asked_at >= REACHED_WITHIN
    return sent and out_of_reach(uow, receipt.person)


def _hearers(directory: Directory, receipt: Receipt, now: datetime) -> tuple[int, ...]:
    """Who can tell them: whoever is in charge, never about themselves; else the managers. Nobody off duty."""
    managers = directory.standing_in(directory.holders(Role.REGISTERED_MANAGER, receipt.service), now)
    for people in (directory.in_charge(receipt.service, now), managers):
        found = tuple(p for p in people if p != receipt.person and directory.on_duty(p, receipt.service, now))
        if found:
            return found
    return ()


def _give_names(uow: UnitOfWork, rules: Mapping[str, Rule], service: str, now: datetime) -> bool:
    waiting = _unread(uow, rules, now).get(service, [])
    by_hearer: dict[int, list[Receipt]] = {}
    for receipt in waiting:
        hearers = _hearers(uow.directory(), receipt, now)
        if uow.name_receipt(receipt, now):
            for hearer in hearers:
                by_hearer.setdefault(hearer, []).append(receipt)
    for hearer, receipts in by_hearer.items():
        lost = [r for r in receipts if out_of_reach(uow, r.person)]
        silent = [r for r in receipts if r not in lost]
        for said, some in ((words.NOT_READ_YET, silent), (words.CANNOT_REACH, lost)):
            if some:
                _name(uow, now, hearer, said, some)
    return bool(by_hearer)


def _name(uow: UnitOfWork, now: datetime, hearer: int, said: str, receipts: list[Receipt]) -> None:
    directory, first = uow.directory(), receipts[0]
    service = directory.service(first.service)
    card = names_card(directory, service, said, receipts)
    key = f"unread:{hearer}:{first.service}:{first.person}:{first.number}:{first.version}"
    uow.send(Message(key=key, person=hearer, priority=Priority.NEWS, card=card), now)


def names_card(directory: Directory, service: Service | None, said: str, receipts: Iterable[Receipt]) -> Card:
    """Who has not read what, by first name in the order of the alphabet, and what to type when they were told."""
    lines = tuple(_lines(directory, tuple(receipts)))
    numbers = tuple(dict.fromkeys(receipt.number for receipt in receipts))[:MOST_NAMED]
    see = tuple(
        Button(label=words.BUTTON["see"].format(ref=number), act=Act(verb="rule", value=number)) for number in numbers
    )
    place = service.name if service else words.YOUR_SERVICE
    body: tuple[Block, ...] = (*(Words(text=line) for line in lines), Buttons(buttons=see))
    return Card(heading=said.format(place=place), body=body)


def _lines(directory: Directory, receipts: tuple[Receipt, ...]) -> Iterator[str]:
    by_person: dict[int, list[str]] = {}
    for receipt in receipts:
        by_person.setdefault(receipt.person, []).append(receipt.number)
    by_rules: dict[tuple[str, ...], list[str]] = {}
    for person, numbers in by_person.items():
        by_rules.setdefault(tuple(sorted(numbers)), []).append(directory.person(person).first_name)
    for together, who in by_rules.items():
        many = len(together) > MOST_NAMED
        rules = words.SO_MANY_RULES.format(n=len(together)) if many else words.names(together)
        how = words.HOW_TO_NOTE_ALL if many else words.HOW_TO_NOTE
        line = words.RULES_WHO_AND_WHICH.format(who=words.names(sorted(who)), rules=rules)
        yield f"{line} {how.format(who=sorted(who)[0], rule=together[0])}"


# ---- answers ---------------------------------------------------------------------------------------------


def told(uow: UnitOfWork, now: datetime, rule: Rule, person: int) -> Receipt:
    """The receipt of somebody for this version, or a new one where they were not asked yet."""
    kept = next((r for r in uow.receipts(person=person) if r.of == (rule.number, rule.version)), None)
    if kept is not None:
        return kept
    made = Receipt(person=person, number=rule.number, version=rule.version, service=_place(uow, rule, person, now))
    uow.add_receipt(made)
    return made


def _place(uow: UnitOfWork, rule: Rule, person: int, now: datetime) -> str:
    directory = uow.directory()
    theirs = (directory.shift_service(person, now) or "", *directory.services_of(person))
    return next((code for code in theirs if code and rule.serves(code)), "")


def answered(uow: UnitOfWork, receipt: Receipt, **said: object) -> Receipt:
    """The receipt with what was said, kept."""
    changed = replace(receipt, **said)  # type: ignore[arg-type]
    uow.answer_receipt(changed)
    return changed


def is_new(receipt: Receipt) -> bool:
    """Whether they have not said before that they understand it."""
    return receipt.answer is not Answer.UNDERSTOOD
