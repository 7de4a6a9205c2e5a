"""What follows for a question: a rule that answers it, who is asked instead, and an answer that becomes a rule.

Source: workflow PS1.4, escalation EP6, model conversation C04.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core import audit, chasing, due, words
from core.audit import Event
from core.card import Act, Button, Buttons, Card
from core.chasing import Policies
from core.labels import RecordArea, Role
from core.moment import day_and_time
from core.people import Person
from core.ports import Chase, Message, Priority, UnitOfWork
from core.reading import next_shift
from core.register import Entry
from core.registers.questions import (
    ANSWERED,
    BY_RULE,
    FROM_NOW,
    OPEN,
    QUESTIONS,
    SAFE_DEFAULT,
    SUGGESTED,
    WITH_LEADER,
    Question,
    main_record,
)
from core.rules import Draft, newest_live
from core.understanding.recording_rules import RecordingRule

CHOICE = "choice"
"""Why the asking waits: the asker was shown two rules, or asked where they work."""

CHOSEN_WITHIN = timedelta(minutes=5)
"""How long the asker has to choose before a person is asked. As long as the question about care, C01."""

MOST_OPEN = 500
"""Questions of a service that are looked through for suggested rules."""

Rules = Sequence[RecordingRule]


@dataclass(frozen=True, kw_only=True)
class Follows:
    """What a move brings with it: columns to set, and evidence to add to the trail."""

    columns: Mapping[str, object] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)


def begin(uow: UnitOfWork, policies: Policies, now: datetime, question: Entry, rules: Rules, *, placed: bool) -> None:
    """The first step: answered by a clear rule, or a choice of two, or sent to the person in charge at once."""
    policy = policies[QUESTIONS.policy(question)]
    chase = due.begin(question.ref, QUESTIONS.name, policy, now)
    uow.put_chase(chase)
    if len(rules) == 1:
        answer_by_rule(uow, policies, now, question, rules[0])
    elif rules:
        offer(uow, now, question, rules)
        uow.put_chase(_waiting(chase, now))
    elif placed:
        pass_on(uow, policies, now, question)
    else:
        uow.put_chase(_waiting(chase, now))


def _waiting(chase: Chase, now: datetime) -> Chase:
    return replace(chase, why=CHOICE, next_at=now + CHOSEN_WITHIN)


def answer_by_rule(uow: UnitOfWork, policies: Policies, now: datetime, question: Entry, rule: RecordingRule) -> None:
    """The rule answers; the asker says whether it helps."""
    before = question.state
    told = {"answer": rule.plain_text, "rule": rule.id, "rule_version": rule.version, "answer_source": BY_RULE}
    uow.change(question, {"state": ANSWERED, **told})
    evidence = {"rule": rule.id, "version": str(rule.version)}
    _record(uow, now, question, "answered_by_rule", before, evidence)
    chase = uow.chase(question.ref)
    if chase is not None:
        policy = policies[QUESTIONS.policy(question)]
        uow.put_chase(due.answered(chase, policy, now, reported_at=question.reported_at, controlled=True))


def offer(uow: UnitOfWork, now: datetime, question: Entry, rules: Rules) -> None:
    """Two rules may be meant: the asker chooses."""
    evidence = {"rules": " ".join(rule.id for rule in rules), "titles": "\n".join(rule.title for rule in rules)}
    _record(uow, now, question, audit.OFFERED_RULES, question.state, evidence)


def offered(trail: Sequence[Event]) -> tuple[tuple[str, str], ...]:
    """Number and title of each rule that the asker was shown to choose from."""
    shown = audit.last(trail, audit.OFFERED_RULES)
    if shown is None:
        return ()
    return tuple(zip(shown.evidence["rules"].split(), shown.evidence["titles"].splitlines(), strict=True))


def pass_on(uow: UnitOfWork, policies: Policies, now: datetime, question: Entry) -> None:
    """No rule fits: the safe default stands, and the person in charge is asked at once."""
    before = question.state
    uow.change(question, {"state": WITH_LEADER, "answer_source": SAFE_DEFAULT, "rule_gap": True})
    _record(uow, now, question, "pass_on", before, {})
    chase = uow.chase(question.ref)
    if chase is not None and chase.why == due.UNANSWERED:
        chasing.step(uow, policies, chase, now)
    else:
        chasing.restart(uow, policies, QUESTIONS, question, now)


def _record(
    uow: UnitOfWork, now: datetime, question: Entry, verb: str, before: str, evidence: Mapping[str, str]
) -> None:
    uow.record(Event(ref=question.ref, at=now, by=None, verb=verb, frm=before, to=question.state, evidence=evidence))


def placed(uow: UnitOfWork, policies: Policies, now: datetime, question: Entry, rules: Rules) -> None:
    """The asker has said where they work: only now the rules that hold there are known."""
    chase = uow.chase(question.ref)
    if chase is None or chase.why != CHOICE:
        chasing.restart(uow, policies, QUESTIONS, question, now)
    else:
        begin(uow, policies, now, question, rules, placed=True)


def time_is_up(uow: UnitOfWork, policies: Policies, now: datetime, entry: Entry, chase: Chase) -> bool:
    """What silence of the asker means; False where it is not the asker who is waited for."""
    if entry.state == OPEN and chase.why == CHOICE:
        pass_on(uow, policies, now, entry)
    elif entry.state == ANSWERED and isinstance(entry, Question):
        move = QUESTIONS.move("no_reply", entry.state)
        uow.change(entry, {"state": move.to if move and move.to else entry.state})
        _record(uow, now, entry, "no_reply", ANSWERED, {})
        uow.put_chase(due.over(chase))
    else:
        return False
    uow.redraw(entry.ref)
    return True


# ---- what moves bring with them ---------------------------------------------------------------------


def follows(
    uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, verb: str, evidence: Mapping[str, str]
) -> Follows:
    """What a move of a question brings with it; nothing for other entries and moves."""
    if not isinstance(entry, Question):
        return Follows()
    match verb:
        case "choose_rule":
            return _chosen(uow, now, evidence["rule"])
        case "pass_on":
            return Follows(columns={"rule_gap": True})
        case "still_not_sure":
            return _not_helped(uow, entry)
        case "make_rule":
            return _made(uow, now, actor, entry, evidence)
        case _:
            return Follows()


def _chosen(uow: UnitOfWork, now: datetime, number: str) -> Follows:
    rule = newest_live(uow.rules(), number, now)
    if rule is None:
        raise ValueError("a rule was chosen that is not live")
    columns = {"answer": rule.plain_text, "rule_version": rule.version}
    return Follows(columns=columns, evidence={"version": str(rule.version)})


def _not_helped(uow: UnitOfWork, question: Question) -> Follows:
    if question.answer_source == BY_RULE:
        uow.doubt_rule(question.rule, question.rule_version)
    return Follows(columns={"rule_gap": True})


def _made(uow: UnitOfWork, now: datetime, actor: Person, question: Question, evidence: Mapping[str, str]) -> Follows:
    """The question's own words become its keywords, so that who asks alike is answered."""
    later = evidence.get("start") != FROM_NOW
    starts = next_shift(uow.directory(), question.service, now) if later else now
    rule = uow.put_rule(
        Draft(
            area=RecordArea(question.area),
            title=_one_line(evidence["title"]),
            plain_text=_one_line(evidence["text"]),
            keywords=(_one_line(question.redacted),),
            services=(question.service,),
            effective_from=starts,
            written_by=actor.id,
            from_question=question.ref,
        )
    )
    if rule is None:
        return Follows()
    since = {"since": day_and_time(starts, uow.directory().service(question.service))} if later else {}
    return Follows(evidence={"rule": rule.number, "version": str(rule.version), **since})


def _one_line(text: str) -> str:
    return " ".join(text.split())


def thanks(uow: UnitOfWork, entry: Entry, verb: str) -> str:
    """What the mover of a question hears where it depends on what came of it; empty elsewhere."""
    if not isinstance(entry, Question):
        return ""
    if verb in ("still_not_sure", "pass_on"):
        return _asked_for_you(uow, entry)
    if verb == "make_rule":
        made = audit.last(uow.trail(entry.ref), "make_rule")
        known = made is not None and made.evidence.get("rule")
        if made is None or not known:
            return ""
        since = made.evidence.get("since", "")
        said = words.RULE_MADE_LATER if since else words.RULE_MADE
        return said.format(ref=entry.ref, since=since, **_rule_of(made))
    return ""


def _rule_of(event: Event) -> dict[str, str]:
    return {"rule": event.evidence["rule"], "version": event.evidence["version"]}


def _asked_for_you(uow: UnitOfWork, question: Question) -> str:
    """Who was asked, if anybody was: some are asked only once they are on duty."""
    trail = uow.trail(question.ref)
    asked = trail[-1].evidence.get("people", "") if trail and trail[-1].verb == audit.ASKED else ""
    if not asked:
        return ""
    directory = uow.directory()
    # Somebody whom nobody knows yet is told no names.
    known = directory.person(question.reported_by).known
    named = words.names(directory.person(int(person)).first_name for person in asked.split(","))
    who = named if known else words.PERSON_IN_CHARGE
    place = main_record(directory.service(question.service))
    return words.ASKED_FOR_YOU.format(who=who, place=place, ref=question.ref)


def tell(uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, verb: str) -> None:
    """Who else hears of a move: managers of a suggested rule, and whoever suggested or gave what became one."""
    if verb == "suggest_rule":
        for person in rule_makers(uow, entry.service, now):
            key = f"suggested:{entry.ref}:{entry.version}:{person}"
            message = Message(key=key, person=person, priority=Priority.NEWS, ref=entry.ref, view="suggestion")
            uow.send(message, now)
    if verb in ("make_rule", "not_a_rule"):
        _tell_answerer(uow, now, actor, entry, verb)


def rule_makers(uow: UnitOfWork, service: str, now: datetime) -> tuple[int, ...]:
    """Who decides about a suggested rule: the registered manager or who covers, else the project lead."""
    directory = uow.directory()
    roles = (Role.REGISTERED_MANAGER, Role.PROJECT_LEAD)
    return next((p for role in roles if (p := directory.standing_in(directory.holders(role, service), now))), ())


def _tell_answerer(uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, verb: str) -> None:
    trail = uow.trail(entry.ref)
    event = audit.last(trail, "suggest_rule") or audit.last(trail, "answer")
    if event is None or event.by is None or event.by == actor.id:
        return
    made = audit.last(trail, "make_rule")
    rule = made.evidence.get("rule", "") if made else ""
    said = words.RULE_MADE_OF_YOURS if verb == "make_rule" else words.RULE_DECLINED
    see = Buttons(buttons=(Button(label=words.BUTTON["see_all"], act=Act(verb="see", ref=entry.ref)),))
    card = Card(heading=said.format(who=actor.first_name, rule=rule, ref=entry.ref), body=(see,))
    key = f"{verb}:{entry.ref}:{entry.version}"
    uow.send(Message(key=key, person=event.by, priority=Priority.NEWS, card=card), now)


def suggested(uow: UnitOfWork, service: str) -> tuple[Question, ...]:
    """Questions at the service whose answer somebody suggests as a rule, and nobody has decided about."""
    found = uow.entries(QUESTIONS, service=service, limit=MOST_OPEN)
    return tuple(q for q in found if isinstance(q, Question) and q.rule_wish == SUGGESTED)
