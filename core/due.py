"""What is due now. Pure: rows, policy and `now` in; steps to send and the next moment out.

Nothing here reads a clock or a database, so every history can be tried in a test.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.labels import Urgency
from core.people import Directory, at_night, unique
from core.policy import Policy
from core.ports import Chase

LATE_IS_SAID_FROM = timedelta(minutes=2)
"""A ping that is later than this says how late it is."""

SNOOZE_CEILING = timedelta(hours=8)
"""Nobody can put an entry off for longer. Source: reliability design, engine."""

HELD_RECHECK = timedelta(minutes=15)
"""How soon a ping that waits for somebody to be on duty is looked at again."""

UNANSWERED, NO_CONTROL, FORGOTTEN = "unanswered", "no_control", "forgotten"
SNOOZED, AGAIN, HANDOVER = "snoozed", "again", "handover"
CARE = "care_question"

CARE_ANSWERED_WITHIN = timedelta(minutes=5)
"""How long "Is anyone's care affected?" waits for the reporter. Source: model conversation C01."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """Steps to send now, as one message to each person, and the chase as it stands after that."""

    steps: tuple[int, ...]
    late: timedelta
    chase: Chase


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Who gets a ping now. `held` says that there is somebody, but off duty, and it can wait for them."""

    people: tuple[int, ...]
    held: bool = False
    last_resort: bool = False


def begin(ref: str, register: str, policy: Policy, at: datetime) -> Chase:
    """The chase of a new entry, reported `at`."""
    return Chase(
        ref=ref,
        register=register,
        policy=policy.name,
        cycle=1,
        base_at=at,
        sent=0,
        why=UNANSWERED,
        next_at=at + policy.steps[0].after,
    )


def until_care_is_answered(chase: Chase, now: datetime) -> Chase:
    """The reporter was asked whether anyone's care is affected: look again when they should have answered."""
    return replace(chase, why=CARE, next_at=now + CARE_ANSWERED_WITHIN)


def care_is_settled(chase: Chase, policy: Policy) -> Chase:
    """The question about care has its answer: the asking goes on as if it had never been put."""
    return replace(chase, why=UNANSWERED, next_at=due_at(policy, chase.base_at, chase.sent))


def due_at(policy: Policy, base: datetime, position: int) -> datetime:
    """When the step at `position` is due; positions past the last step are its repeats."""
    last = len(policy.steps) - 1
    if position <= last:
        return base + policy.steps[position].after
    return base + policy.steps[last].after + (position - last) * policy.repeat


def next_after(policy: Policy, base: datetime, sent: int, now: datetime) -> datetime:
    """When to ask again once `sent` steps went out, the last one now: at the next one's time, or sooner.

    A step that was taken early, because nobody stood at the one before or nobody could be reached,
    leaves no longer silence behind it than if it had been taken at its own time.
    """
    following = due_at(policy, base, sent)
    return min(following, now + (following - due_at(policy, base, sent - 1)))


def advance(chase: Chase, policy: Policy, now: datetime) -> Due | None:
    """What is due of this chase, or None. Overdue steps collapse into one, which says how late it is."""
    if chase.next_at is None or chase.next_at > now:
        return None
    if chase.answered:
        chase = _next_cycle(chase, policy, now)
    # What waited for somebody to come on duty was looked at again and again: it is late from the last look on only.
    first = chase.next_at or now
    passed = 1 + _positions_passed(chase, policy, now)
    steps = unique(min(chase.sent + i, len(policy.steps) - 1) for i in range(min(passed, len(policy.steps) + 1)))
    sent = chase.sent + passed
    after = replace(chase, sent=sent, next_at=next_after(policy, chase.base_at, sent, now), snoozed_until=None)
    return Due(steps=steps, late=max(now - first, timedelta(0)), chase=after)


def _positions_passed(chase: Chase, policy: Policy, now: datetime) -> int:
    """How many further positions are due as well; repeats are counted, not walked one by one."""
    further = 0
    while (
        chase.sent + further + 1 < len(policy.steps) and due_at(policy, chase.base_at, chase.sent + further + 1) <= now
    ):
        further += 1
    if chase.sent + further + 1 < len(policy.steps):
        return further
    following = due_at(policy, chase.base_at, chase.sent + further + 1)
    return further if following > now else further + 1 + (now - following) // policy.repeat


def _next_cycle(chase: Chase, policy: Policy, now: datetime) -> Chase:
    """Asking begins again: from the second step where a control is missing, else from the first."""
    start = 1 if chase.why == NO_CONTROL and len(policy.steps) > 1 else 0
    base = now - policy.steps[start].after
    return replace(chase, cycle=chase.cycle + 1, base_at=base, sent=start, answered=False, next_at=now)


def answered(chase: Chase, policy: Policy, now: datetime, *, reported_at: datetime, controlled: bool) -> Chase:
    """Somebody answered: silence, until a control is overdue or the entry is forgotten."""
    waits_for_control = policy.control_within is not None and not controlled
    if waits_for_control and policy.control_within is not None:
        # Who answers late still gets a third of the time to put the control in place.
        deadline = max(reported_at + policy.control_within, now + policy.control_within / 3)
        return replace(chase, answered=True, why=NO_CONTROL, next_at=deadline, snoozed_until=None)
    rest = policy.comes_back or policy.repeat
    return replace(chase, answered=True, why=FORGOTTEN, next_at=now + rest, snoozed_until=None)


def again(chase: Chase, policy: Policy, now: datetime, why: str = AGAIN) -> Chase:
    """Asking begins anew from the first step: reopened, made more urgent, or a hand-over that failed."""
    base = now - policy.steps[0].after
    return replace(
        chase,
        policy=policy.name,
        cycle=chase.cycle + 1,
        base_at=base,
        sent=0,
        why=why,
        next_at=now,
        answered=False,
        snoozed_until=None,
    )


def snoozed(chase: Chase, now: datetime, length: timedelta) -> Chase:
    """Put off, never past the ceiling; afterwards the asking goes on."""
    until = now + min(length, SNOOZE_CEILING)
    return replace(chase, answered=True, why=SNOOZED, next_at=until, snoozed_until=until)


def not_before(chase: Chase, policy: Policy, until: datetime) -> Chase:
    """The same asking with what it would send before `until` left out; later steps keep their time."""
    sent, next_at = chase.sent, chase.next_at
    while next_at is not None and next_at < until:
        sent += 1
        next_at = due_at(policy, chase.base_at, sent)
    return replace(chase, sent=sent, next_at=next_at)


def over(chase: Chase) -> Chase:
    """Nothing is left to ask."""
    return replace(chase, answered=True, next_at=None, snoozed_until=None)


def reach(
    directory: Directory,
    services: tuple[str, ...],
    words: tuple[str, ...],
    urgency: Urgency,
    now: datetime,
    *,
    never: frozenset[int],
) -> Reach:
    """Whom a step reaches at this moment, by shift and role. `never` holds those who are not asked (the reporter).

    `services` is one, or several while it is not known which one the entry is about.
    """
    if urgency is Urgency.CRITICAL and "manager_on_duty" in words:
        # At night the registered manager's step goes to whoever is on call. Source: model conversation C25.
        nights = any(at_night(directory.service(service), now) for service in services)
        words = (*words, "on_call") if nights else words
    named = [
        (p, word, service)
        for word in words
        for service in services
        for p in resolve(directory, service, word, now, never=never)
        if p not in never
    ]
    if urgency is Urgency.CRITICAL:
        return Reach(people=unique(p for p, _, _ in named))
    by_shift = ("in_charge", "on_call", "safeguarding")
    duty = unique(p for p, word, service in named if word in by_shift or directory.on_duty(p, service, now))
    return Reach(people=duty, held=bool(named) and not duty)


def resolve(
    directory: Directory, service: str, word: str, now: datetime, *, never: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """The people that one word of a policy stands for at this moment."""
    match word:
        case "in_charge":
            return directory.in_charge(service, now)
        case "on_call":
            return directory.on_call(service, now)
        case "deputy":
            return directory.deputies(service, now)
        case "safeguarding":
            return directory.safeguarding(service, now, never=next(iter(never), 0))
        case "last_resort":
            return directory.last_resort(service)
        case "manager_on_duty":
            managers = directory.standing_in(directory.holders_of("registered_manager", service), now)
            return tuple(m for m in managers if directory.on_duty(m, service, now))
        case role:
            return directory.standing_in(directory.holders_of(role, service), now)
