"""Asking until somebody answers: applies what `core.due` decides to rows, trail and messages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from core import audit, due, words
from core.access import places
from core.audit import Event
from core.labels import CareEffect, Urgency
from core.moment import spell
from core.news import ring_now
from core.people import unique
from core.policy import Policy, duration
from core.ports import Chase, Message, Priority, UnitOfWork
from core.register import Chasing, Entry, Register
from core.registers import register_of
from core.registers.issues.table import Control, Issue
from core.registers.questions import Question

Policies = Mapping[str, Policy]

HAND_OVER_WITHIN = {Urgency.CRITICAL: timedelta(minutes=10), Urgency.HIGH: timedelta(minutes=30)}
"""How long somebody who was asked to take over has to say yes; else a day. Source: policies, hand_over."""

NOBODY_TO_ASK = "nobody_to_ask"
"""Name of the note that colours the health red while only the last resort, or nobody, stands for an entry."""


def start(
    uow: UnitOfWork, policies: Policies, register: Register, entry: Entry, now: datetime, *, care_asked: bool = False
) -> None:
    """Begin asking about a new entry; what is due at once is sent in the same unit of work.

    With `care_asked` the reporter was asked whether anyone's care is affected.
    """
    chase = due.begin(entry.ref, register.name, policies[register.policy(entry)], now)
    if care_asked and _pressing(entry).rank > Urgency.HIGH.rank:
        chase = due.until_care_is_answered(chase, now)
    uow.put_chase(chase)
    step(uow, policies, chase, now)


def restart(uow: UnitOfWork, policies: Policies, register: Register, entry: Entry, now: datetime) -> None:
    """Begin again from the first step, under the policy that fits the entry now."""
    chase, policy = uow.chase(entry.ref), policies[register.policy(entry)]
    if chase is None:
        return start(uow, policies, register, entry, now)
    renewed = due.again(chase, policy, now)
    uow.put_chase(renewed)
    return step(uow, policies, renewed, now)


def step(uow: UnitOfWork, policies: Policies, chase: Chase, now: datetime) -> None:
    """Send what is due of one chase, and set when to look again."""
    entry, register = uow.entry(chase.ref), register_of(chase.ref)
    if entry is None or register is None or not register.open(entry):
        _over(uow, chase)
        return
    # A policy that this version does not know (a rollback, a changed name) never ends the asking.
    policy = policies.get(chase.policy) or policies[register.policy(entry)]
    if chase.why == due.CARE:
        _care_question(uow, policies, register, entry, chase, now)
        return
    found = due.advance(chase, policy, now)
    if found is not None:
        _ask(uow, policy, entry, chase, found, now)


def _care_question(
    uow: UnitOfWork, policies: Policies, register: Register, entry: Entry, chase: Chase, now: datetime
) -> None:
    """No word about whether anyone's care is affected counts as "soon". Source: rules, triage."""
    if chase.next_at is None or chase.next_at > now:
        return
    silent = isinstance(entry, Issue) and entry.care_effect == CareEffect.NOT_SURE
    if silent and Urgency(entry.urgency).rank > Urgency.HIGH.rank:
        uow.change(entry, {"urgency": Urgency.HIGH.value})
        uow.record(
            Event(
                ref=entry.ref,
                at=now,
                by=None,
                verb=audit.CARE_UNANSWERED,
                frm=entry.state,
                to=entry.state,
                evidence={"urgency": Urgency.HIGH.value},
            )
        )
        restart(uow, policies, register, entry, now)
    else:
        uow.put_chase(due.care_is_settled(chase, policies[register.policy(entry)]))


def _over(uow: UnitOfWork, chase: Chase) -> None:
    uow.put_chase(due.over(chase))
    _colour_health(uow, chase.ref, nobody=False)


def _ask(uow: UnitOfWork, policy: Policy, entry: Entry, before: Chase, found: due.Due, now: datetime) -> None:
    reached = _reach(uow, policy, entry, found, now)
    while not reached.people and not reached.held and found.chase.sent < len(policy.steps):
        # Nobody stands at this step: the next one is taken at once, not waited for.
        found = _next_step(policy, found, now)
        reached = _reach(uow, policy, entry, found, now)
    if reached.held:
        uow.put_chase(replace(before, next_at=now + due.HELD_RECHECK))
        _ask_those_on_duty(uow, policy, entry, before, found, now)
        return
    uow.put_chase(found.chase)
    _colour_health(uow, entry.ref, nobody=not reached.people)
    anew = found.chase.cycle > 1 and (before.sent == 0 or found.chase.cycle != before.cycle)
    _send(uow, entry, policy, found, reached.people or _last_resort(uow, entry), now, anew=anew)


def _last_resort(uow: UnitOfWork, entry: Entry) -> tuple[int, ...]:
    directory = uow.directory()
    found = (p for service in (*places(entry, directory), "") for p in directory.last_resort(service))
    return tuple(p for p in unique(found) if p not in never_asked(entry))


def never_asked(entry: Entry) -> frozenset[int]:
    """Who is not asked about it: its reporter, and of a question also whoever asked it for somebody else."""
    return frozenset({entry.reported_by, entry.logged_by} if isinstance(entry, Question) else {entry.reported_by})


def _ask_those_on_duty(
    uow: UnitOfWork, policy: Policy, entry: Entry, before: Chase, found: due.Due, now: datetime
) -> None:
    """While a step waits for somebody to come on duty, the steps before it are asked again, so nothing goes silent."""
    asked = audit.last(uow.trail(entry.ref), audit.ASKED)
    if asked is None or now - asked.at < policy.repeat:
        return
    earlier = replace(found, steps=tuple(range(min(found.steps))), chase=before)
    reached = _reach(uow, policy, entry, earlier, now)
    if reached.people:
        _send(uow, entry, policy, earlier, reached.people, now, again=True)


def _colour_health(uow: UnitOfWork, ref: str, *, nobody: bool) -> None:
    """An entry that nobody stands for shows in the health until somebody does, or it is over."""
    if nobody:
        uow.put_note(NOBODY_TO_ASK, ref)
    elif uow.note(NOBODY_TO_ASK) == ref:
        uow.put_note(NOBODY_TO_ASK, "")


def _next_step(policy: Policy, found: due.Due, now: datetime) -> due.Due:
    position = found.chase.sent
    following = due.next_after(policy, found.chase.base_at, position + 1, now)
    return replace(found, steps=(position,), chase=replace(found.chase, sent=position + 1, next_at=following))


def _reach(uow: UnitOfWork, policy: Policy, entry: Entry, found: due.Due, now: datetime) -> due.Reach:
    named = tuple(dict.fromkeys(word for index in found.steps for word in policy.steps[index].to))
    urgency = Urgency.CRITICAL if entry.restricted else _pressing(entry)
    directory, never = uow.directory(), never_asked(entry)
    reached = due.reach(directory, places(entry, directory), named, urgency, now, never=never)
    return replace(reached, people=unique((*_hand_over_parties(uow, entry, found.chase), *reached.people)))


def _hand_over_parties(uow: UnitOfWork, entry: Entry, chase: Chase) -> tuple[int, ...]:
    """After a hand-over that nobody took, both are asked again: who was asked, and who holds it still."""
    if chase.why != due.HANDOVER or not isinstance(entry, Issue) or entry.owner_asked is None:
        return ()
    held = audit.last(uow.trail(entry.ref), "assign", "hand_over")
    return (entry.owner_asked, *((held.by,) if held is not None and held.by is not None else ()))


def _pressing(entry: Entry) -> Urgency:
    """How urgent it is to be answered: what is fixed wakes nobody, whatever it was before."""
    return Urgency.NORMAL if entry.state in _DONE else Urgency(entry.urgency)


def _send(
    uow: UnitOfWork,
    entry: Entry,
    policy: Policy,
    found: due.Due,
    people: tuple[int, ...],
    now: datetime,
    *,
    again: bool = False,
    anew: bool = False,
) -> None:
    """One message to each. `again` marks a step asked once more, out of turn, so that its key is its own.

    `anew` says that the asking begins again with it.
    """
    chase = found.chase
    turn = f"{chase.sent}+{len(uow.trail(entry.ref))}" if again else str(chase.sent)
    late = spell(found.late) if found.late >= due.LATE_IS_SAID_FROM else ""
    silent = {person: _who_was_silent(uow, entry, person) for person in people}
    uow.record(_asked_event(entry, people, late, now))
    for person in people:
        uow.send(
            Message(
                key=f"ping:{entry.ref}:{chase.cycle}:{turn}:{person}",
                person=person,
                priority=Priority.CRITICAL if _pressing(entry) is Urgency.CRITICAL else Priority.PING,
                ref=entry.ref,
                view="ping",
                ping=True,
                params={"late": late, "silent": silent[person]},
            ),
            now,
        )
    everybody_asked = chase.sent >= max(len(policy.steps), 2) or not people
    if everybody_asked and _pressing(entry) in (Urgency.CRITICAL, Urgency.HIGH):
        _tell_reporter_of_silence(uow, entry, chase, now, nobody=not people)
    # The reporter sees whom it went to now. Older pings say nothing that has changed, unless asking begins again:
    # to draw all of them anew at each of a night's reminders would keep what is new waiting behind them.
    uow.redraw(entry.ref, view="" if anew else "receipt")


def _asked_event(entry: Entry, people: tuple[int, ...], late: str, now: datetime) -> Event:
    evidence = {"people": ",".join(map(str, people)), **({"late": late} if late else {})}
    verb = audit.ASKED if people else audit.NOBODY
    return Event(ref=entry.ref, at=now, by=None, verb=verb, frm=entry.state, to=entry.state, evidence=evidence)


def _who_was_silent(uow: UnitOfWork, entry: Entry, reader: int) -> str:
    """Who else has been asked and has not answered, in words for whoever is asked next."""
    asked = [p for p in audit.asked_people(uow.trail(entry.ref)) if p != reader]
    if not asked:
        return ""
    directory = uow.directory()
    who = words.names(directory.person(p).first_name for p in asked)
    return words.SILENT_ONE.format(who=who) if len(asked) == 1 else words.SILENT_MANY.format(who=who)


def _tell_reporter_of_silence(
    uow: UnitOfWork, entry: Entry, chase: Chase, now: datetime, *, nobody: bool = False
) -> None:
    answered = chase.why not in (due.UNANSWERED, due.AGAIN)
    if answered and isinstance(entry, Issue) and entry.control == Control.IN_PLACE:
        return
    uow.send(
        Message(
            key=f"silence:{entry.ref}:{chase.cycle}",
            person=entry.reported_by,
            priority=Priority.CRITICAL,
            card=ring_now(uow.directory(), entry, _silence(nobody=nobody, answered=answered)),
        ),
        now,
    )


def _silence(*, nobody: bool, answered: bool) -> str:
    if nobody:
        return words.NOBODY_REACHED
    return words.NOT_SAFE_YET if answered else words.NOBODY_ANSWERED


def after(
    uow: UnitOfWork,
    policies: Policies,
    register: Register,
    entry: Entry,
    effect: Chasing,
    now: datetime,
    *,
    urgency: Urgency,
    evidence: Mapping[str, str],
    verb: str,
) -> None:
    """What a move does to the asking. `urgency` is that before the move."""
    chase, policy = uow.chase(entry.ref), policies[register.policy(entry)]
    if chase is None:
        return
    match effect:
        case Chasing.OVER:
            _over(uow, chase)
        case Chasing.AGAIN:
            restart(uow, policies, register, entry, now)
        case Chasing.ANSWERED | Chasing.CONTROLLED:
            controlled = not isinstance(entry, Issue) or entry.control == Control.IN_PLACE or entry.state in _DONE
            renewed = replace(chase, policy=policy.name)
            answered = due.answered(renewed, policy, now, reported_at=entry.reported_at, controlled=controlled)
            uow.put_chase(_until_taken(entry, chase, answered))
        case Chasing.KEEPS:
            _keeps(uow, policies, register, entry, chase, now, urgency, evidence, verb)


def _until_taken(entry: Entry, before: Chase, after: Chase) -> Chase:
    """While somebody was asked to take it and has not said yes, nothing moves that deadline further away."""
    pending = isinstance(entry, Issue) and entry.owner_asked is not None and before.why == due.HANDOVER
    if not pending or before.next_at is None or after.next_at is None or after.next_at <= before.next_at:
        return after
    return replace(after, why=due.HANDOVER, next_at=before.next_at)


_DONE = ("fixed", "confirmed")


def _keeps(
    uow: UnitOfWork,
    policies: Policies,
    register: Register,
    entry: Entry,
    chase: Chase,
    now: datetime,
    urgency: Urgency,
    evidence: Mapping[str, str],
    verb: str,
) -> None:
    if chase.why == due.CARE and verb in ("care_effect", "raise_urgency", "lower_urgency"):
        # A person has said how urgent it is: no silence speaks after that.
        chase = due.care_is_settled(chase, policies.get(chase.policy) or policies[register.policy(entry)])
        uow.put_chase(chase)
    if verb == "snooze":
        uow.put_chase(_until_taken(entry, chase, due.snoozed(chase, now, duration(evidence["length"]))))
    elif verb in ("assign", "hand_over") and chase.answered:
        waiting = now + HAND_OVER_WITHIN.get(Urgency(entry.urgency), timedelta(days=1))
        uow.put_chase(replace(chase, why=due.HANDOVER, next_at=min(chase.next_at or waiting, waiting)))
    elif Urgency(entry.urgency).rank < urgency.rank:
        restart(uow, policies, register, entry, now)
    elif register.policy(entry) != chase.policy:
        uow.put_chase(_slower(chase, policies[register.policy(entry)], now))


def _slower(chase: Chase, policy: Policy, now: datetime) -> Chase:
    """The same asking under a gentler policy: what its steps would have sent by now counts as sent.

    It is a cycle of its own, because its steps are counted anew. What is answered stays answered.
    """
    if chase.answered:
        return replace(chase, policy=policy.name)
    passed = sum(1 for index in range(len(policy.steps)) if due.due_at(policy, chase.base_at, index) <= now)
    next_at = due.due_at(policy, chase.base_at, passed)
    return replace(chase, policy=policy.name, cycle=chase.cycle + 1, sent=passed, next_at=next_at)
