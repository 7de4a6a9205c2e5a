"""How sure people feel: rounds, when they are due, who is asked, and what of the answers may be shown. Pure.

No name is kept with an answer. What stands in its place is a mark: a keyed hash of the round and the person, whose key
is the round's own and is destroyed when the round ends. So one person has one answer while a round is open, and
afterwards nobody can tell whose it was.
Source: model conversation C10, workflow AM3.1, register FBK, decisions ("No blame").
"""

import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from core.labels import Phase, Role
from core.people import Directory, Service

ENOUGH = 5
"""Fewer answers than this are never shown. Source: register FBK, seen_by."""

OPEN_FOR = timedelta(days=5)
"""How long a round is open. Source: entity pulse_round, closes_at."""

TOLD_FOR = timedelta(days=14)
"""How long staff are told, once each, of what was done: long enough for everybody's next shift."""

TYPED_WITHIN = timedelta(minutes=30)
"""How long after the question a typed "ok" is its answer. Source: entity conversation_state."""

LONGEST = 2000
"""Characters of the one line that are kept."""

OPENS = time(11)
"""When a round opens by itself, in the service's own time. Source: job J8."""

QUIET_TIMES = ((time(10, 30), time(11, 45)), (time(14, 30), time(16)), (time(23), time(5)))
"""When staff may be asked: away from the usual medicine rounds, meals and handovers, at night too."""

STARTERS = frozenset({Role.REGISTERED_MANAGER, Role.PROJECT_LEAD, Role.WORKFORCE_LEAD})
"""Who may start a round, and say what was done."""

WORD_READERS = frozenset({Role.PROJECT_LEAD, Role.WORKFORCE_LEAD})
"""Who reads what was typed, unless they are a manager there too: "Your manager won't see your name"."""

MANAGING = frozenset(Role) - {Role.CARE_WORKER, Role.TEAM_LEADER, Role.DIGITAL_CHAMPION, Role.TRAINER}
"""Roles of people who are not asked: they are the ones who read the results."""

CARE_WORKERS, TEAM_LEADERS, AGENCY, OTHERS, MANAGERS = "care_worker", "team_leader", "agency", "other", "manager"
GROUPS = (CARE_WORKERS, TEAM_LEADERS, AGENCY, OTHERS)
"""Staff groups as they are kept. Source: register FBK, staff_group."""

PRESSES = frozenset({"pulse", "pulse_again", "pulse_leave", "pulse_change", "pulse_keep", "pulse_yes", "pulse_no"})
"""Presses of which no channel keeps which button it was."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, kw_only=True)
class PulseRound:
    """One round at one service. `secret` is the key of its marks; once the round has ended there is none."""

    number: int
    service: str
    opened_on: date
    opens_at: datetime
    closes_at: datetime
    secret: bytes = field(repr=False)

    @property
    def ref(self) -> str:
        """How the trail calls it."""
        return f"PUL-{self.number}"

    @property
    def told(self) -> str:
        """Under which name is kept who was asked."""
        return f"round:{self.number}"

    @property
    def ended(self) -> bool:
        """Whether nobody can answer any more."""
        return not self.secret


@dataclass(frozen=True, kw_only=True)
class PulseAnswer:
    """One answer: how sure from 1 to 5, and the staff group. Never a name, a time or a word.

    The line that was typed is kept apart from it: who typed one is known from the messages, and if they were the only
    one, what they typed would tell how they answered.
    """

    mark: str = field(repr=False)
    group: str
    score: int


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Somebody would like to be got in touch with. It stands apart from every answer, and says only the day."""

    number: int
    person: int
    service: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What was done about what people said: the leader's own words, redacted, to be told to each person once."""

    number: int
    service: str
    words: str
    said_by: int
    said_at: datetime

    @property
    def told(self) -> str:
        """Under which name is kept who was told."""
        return f"deed:{self.number}"


def mark_of(found: PulseRound, person: int) -> str:
    """What stands for that person in this round. Raises ValueError once the round has ended."""
    if found.ended:
        raise ValueError(f"{found.ref} has ended")
    return hmac.new(found.secret, f"{found.number}:{person}".encode(), sha256).hexdigest()


# ---- who is asked, and when ----------------------------------------------------------------------


def raw_group(directory: Directory, person: int, service: str) -> str:
    """What somebody is at the service."""
    roles = directory.roles_of(person, service)
    if roles & MANAGING:
        return MANAGERS
    if directory.person(person).agency:
        return AGENCY
    if Role.TEAM_LEADER in roles:
        return TEAM_LEADERS
    return CARE_WORKERS if Role.CARE_WORKER in roles else OTHERS


def group_of(directory: Directory, person: int, service: str) -> str:
    """The group that is kept with an answer: one with fewer than five people counts among the others.

    Else the only team leader of a service would be told by their group alone, to whoever reads the database.
    """
    group = raw_group(directory, person, service)
    here = (p.id for p in directory.people if p.known and directory.roles_of(p.id, service))
    return group if sum(raw_group(directory, p, service) == group for p in here) >= ENOUGH else OTHERS


def to_ask(directory: Directory, service: str, now: datetime) -> tuple[int, ...]:
    """Everybody on shift there who may be asked: known, and none of those who read the results."""
    here = directory.on_shift(service, now)
    return tuple(p for p in here if directory.person(p).known and raw_group(directory, p, service) != MANAGERS)


def is_quiet(service: Service, now: datetime) -> bool:
    """Whether it is a time of day at which nobody is disturbed in a medicine round."""
    local = now.astimezone(service.zone).time()
    return any(
        begins <= local < ends if begins < ends else (local >= begins or local < ends) for begins, ends in QUIET_TIMES
    )


def weekday_from(text: str) -> int | None:
    """The day of the week on which rounds open by themselves, Monday is 0; None for "off". Raises ValueError."""
    said = text.strip().casefold()
    if said == "off":
        return None
    if said not in _DAYS:
        raise ValueError(f'The setting pulse must be a day such as "wednesday", or "off": {text!r}')
    return _DAYS.index(said)


def opens_today(service: Service, weekday: int | None, now: datetime) -> bool:
    """Whether a round opens by itself there on this day, and it is time.

    Each week while the service goes live, once a month when all is as usual, every second week else. Source: job J8.
    """
    local = now.astimezone(service.zone)
    if weekday is None or local.weekday() != weekday or local.time() < OPENS or not is_quiet(service, now):
        return False
    match service.phase:
        case Phase.GO_LIVE:
            return True
        case Phase.BAU:
            return local.day <= 7
        case _:
            return local.toordinal() // 7 % 2 == 0


# ---- what may be shown -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Sure:
    """What may be shown of a round that has ended. `before` is the mean of the one before; groups are (n, mean)."""

    round: PulseRound
    answered: int
    mean: float
    before: float | None = None
    groups: Mapping[str, tuple[int, float]] = field(default_factory=dict)


def shown(found: PulseRound, answers: Iterable[PulseAnswer], before: float | None = None) -> Sure | None:
    """What of an ended round may be shown; None for fewer than five answers, and while it is open.

    While a round is open, what is shown before and after one person answers would give that answer away.
    """
    kept = tuple(answers)
    if not found.ended or len(kept) < ENOUGH:
        return None
    return Sure(
        round=found,
        answered=len(kept),
        mean=_mean(kept),
        before=before,
        groups=_groups(kept),
    )


def _mean(answers: tuple[PulseAnswer, ...]) -> float:
    return round(sum(answer.score for answer in answers) / len(answers), 1)


def _groups(answers: tuple[PulseAnswer, ...]) -> dict[str, tuple[int, float]]:
    """Groups of five and more, as long as what is left over is nothing, or five and more as well.

    The total less the groups that are shown would else give away the few who are hidden.
    """
    by_group = {group: tuple(a for a in answers if a.group == group) for group in GROUPS}
    kept = {group: few for group, few in by_group.items() if len(few) >= ENOUGH and group != OTHERS}
    left = len(answers) - sum(map(len, kept.values()))
    while 0 < left < ENOUGH and kept:
        smallest = min(kept, key=lambda group: (len(kept[group]), group))
        left += len(kept.pop(smallest))
    return {group: (len(few), _mean(few)) for group, few in kept.items()} if len(kept) > 1 or left else {}


def newest(
    rounds: Iterable[PulseRound], service: str, answers_of: Callable[[int], tuple[PulseAnswer, ...]]
) -> tuple[PulseRound | None, Sure | None]:
    """The newest round of a service that has ended, and what may be shown of it."""
    ended = sorted((r for r in rounds if r.service == service and r.ended), key=lambda r: r.number)
    if not ended:
        return None, None
    before = shown(ended[-2], answers_of(ended[-2].number)) if len(ended) > 1 else None
    return ended[-1], shown(ended[-1], answers_of(ended[-1].number), before.mean if before else None)
