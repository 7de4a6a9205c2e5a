"""Daily checks, pure: when one is due to be asked, who is asked, what was found, and how many were done.

Source: workflow PS1.5, register CHK, template daily_parallel, policy EP5 and decisions.md (People and shifts).
Rows, people and `now` come in, values go out: every day of every year can be tried in a test.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from pydantic import TypeAdapter

from core.audit import ASKED, Event, last
from core.found import told_apart
from core.labels import Category, Kind, Phase, RecordArea
from core.people import NIGHT, Service
from core.policy import MISSED_AFTER
from core.registers.checks import DONE, DUE, MISSED, NOT_NEEDED, Check
from core.understanding.meaning import Meaning

TEMPLATE = "daily_parallel"

ENOUGH = 5
"""People to look at, or everybody where there are fewer. Source: check_templates, people_looked_at."""

AGAIN_AFTER = timedelta(hours=1)
"""How soon whoever can't check now is asked again."""

TIME_TO_DO_IT = timedelta(hours=1)
"""What is asked late, after downtime, leaves at least so long until it is due."""

LATEST = time(NIGHT[0].hour - 1)
"""Local time from which no check is asked any more: what is due an hour later would be due in the night."""

MOST_FOUND = 20
"""Problems that one check is split into at the most; more are kept together in the last."""

HIGH_RISK = frozenset({RecordArea.MEDICATION, RecordArea.SAFEGUARDING, RecordArea.INCIDENT})
"""Source: entity service, high_risk_areas."""


@dataclass(frozen=True, kw_only=True)
class CheckTimes:
    """When the check is asked and due, in each service's own time."""

    asked: time = time(11)
    due: time = time(15)

    @property
    def span(self) -> timedelta:
        """From asked to due by the clock on the wall."""
        return timedelta(hours=self.due.hour - self.asked.hour, minutes=self.due.minute - self.asked.minute)

    @property
    def last(self) -> time:
        """From this time no check is asked any more for that day."""
        return min(LATEST, self.due.replace(hour=min(self.due.hour + MISSED_AFTER // timedelta(hours=1), 23)))


def times_from(asked: str, due: str) -> CheckTimes:
    """Times as settings have them, such as "11:00" and "15:00". Raises ValueError in words for who sets them."""
    times = CheckTimes(asked=_time("check_asked_at", asked), due=_time("check_due_at", due))
    if not NIGHT[1] <= times.asked < LATEST:
        raise ValueError(f"check_asked_at must be from {NIGHT[1]:%H:%M} and before {LATEST:%H:%M}")
    if not times.asked < times.due <= NIGHT[0]:
        raise ValueError(f"check_due_at must be after check_asked_at and not after {NIGHT[0]:%H:%M}")
    return times


def _time(name: str, text: str) -> time:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if not found:
        raise ValueError(f"{name} is {text!r}, which is no time such as 11:00")
    return time(int(found[1]), int(found[2]))


# ---- when one is asked ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One check that is due to be asked now. `day` is the service's own; moments are aware, in UTC."""

    service: str
    day: date
    asked_at: datetime
    due_at: datetime


def two_systems(service: Service) -> bool:
    """Whether an old record is still in use beside the new one. Source: rules, dual running.

    A service that goes live without an old system has nothing to compare; "parallel" says it by itself.
    """
    return service.phase is Phase.PARALLEL or (service.phase is Phase.GO_LIVE and bool(service.old_system))


def planned(service: Service, now: datetime, times: CheckTimes) -> Planned | None:
    """The check of the service's day, if it may be asked now: never early, never at night, never for another day.

    After downtime it is asked late, but not once the day would count as missed.
    """
    day = _day_to_ask(service, now, times)
    if day is None:
        return None
    asked_at, due_at = (_moment(day, at, service) for at in (times.asked, times.due))
    return Planned(service=service.code, day=day, asked_at=asked_at, due_at=max(due_at, now + TIME_TO_DO_IT))


def _day_to_ask(service: Service, now: datetime, times: CheckTimes) -> date | None:
    """The service's own day, where its check may be asked now."""
    if not two_systems(service):
        return None
    local = now.astimezone(service.zone)
    return local.date() if times.asked <= local.time() < times.last else None


def _moment(day: date, at: time, service: Service) -> datetime:
    return datetime.combine(day, at, service.zone).astimezone(UTC)


def wanted(services: Iterable[Service], kept: Iterable[Check], now: datetime, times: CheckTimes) -> tuple[Planned, ...]:
    """The checks to be asked now that are not kept yet: one for each service and day."""
    asked = {s.code: day for s in services if (day := _day_to_ask(s, now, times)) is not None}
    if not asked:
        return ()
    there = {(check.service, check.day) for check in kept if check.template == TEMPLATE}
    found = (planned(s, now, times) for s in services if s.code in asked and (s.code, asked[s.code]) not in there)
    return tuple(plan for plan in found if plan is not None)


def is_missed(check: Check, now: datetime) -> bool:
    """Whether nobody did it for so long after it was due that the day counts as missed."""
    return check.state == DUE and now >= check.due_at + MISSED_AFTER


def to_ask(
    trail: Sequence[Event], in_charge: Sequence[int], now: datetime, others: Sequence[int] = ()
) -> tuple[int, ...]:
    """Who is asked beside the policy's own steps: of those in charge now who came on since, and who could not.

    Each of the `others`, who lead on this shift too, is asked once.
    """
    asks = [event for event in trail if event.verb == ASKED]
    ever = {person for event in asks for person in _people(event)}
    fresh = tuple(person for person in (*in_charge, *others) if person not in ever)
    cannot = last(trail, "cannot_now")
    if fresh or cannot is None or now < cannot.at + AGAIN_AFTER:
        return fresh
    since = {person for event in asks if event.seq > cannot.seq for person in _people(event)}
    return tuple(person for person in in_charge if person not in since)


def _people(event: Event) -> tuple[int, ...]:
    return tuple(int(person) for person in event.evidence.get("people", "").split(",") if person)


# ---- what was found ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class DailyParallel:
    """The answers of one check. Counts are of records. Source: check_templates, daily_parallel."""

    people_looked_at: int = 0
    missing_count: int = 0
    duplicate_count: int = 0
    conflict_count: int = 0
    areas: tuple[str, ...] = ()
    high_risk_touched: bool = False
    refs: tuple[str, ...] = ()

    def evidence(self) -> dict[str, str]:
        """The same as texts, for the trail; what is nothing is left out."""
        texts = {
            "looked_at": str(self.people_looked_at or ""),
            "missing": str(self.missing_count or ""),
            "duplicate": str(self.duplicate_count or ""),
            "conflict": str(self.conflict_count or ""),
            "areas": ",".join(self.areas),
            "high_risk": "yes" if self.high_risk_touched else "",
            "refs": ",".join(self.refs),
        }
        return {name: text for name, text in texts.items() if text}


def answers_from(evidence: Mapping[str, str]) -> DailyParallel:
    """The answers that a move's evidence holds."""
    number = {name: _number(evidence.get(name, "")) for name in ("looked_at", "missing", "duplicate", "conflict")}
    return DailyParallel(
        people_looked_at=number["looked_at"],
        missing_count=number["missing"],
        duplicate_count=number["duplicate"],
        conflict_count=number["conflict"],
        areas=_listed(evidence.get("areas", "")),
        high_risk_touched=evidence.get("high_risk") == "yes",
        refs=_listed(evidence.get("refs", "")),
    )


def answers_of(check: Check) -> DailyParallel:
    """The answers that a check keeps; empty ones where there are none yet."""
    return _DAILY.validate_json(check.answers)


_DAILY: TypeAdapter[DailyParallel] = TypeAdapter(DailyParallel)


def follows(check: Check, verb: str, evidence: Mapping[str, str], now: datetime) -> dict[str, object]:
    """Columns of a check that follow from a move: whether it was late, for good, and its answers."""
    if verb not in ("done", "say_why"):
        return {}
    kept = _DAILY.dump_json(answers_from(evidence)).decode()
    return {"late": check.late or now > check.due_at, "answers": kept}


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,3}", text.strip()) else 0


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item for item in text.split(",") if item)


_LOOKED_AT = re.compile(
    r"^\s*(?:i |we )?(?:have )?(?:looked at|checked) (\d{1,3})\b(?: people| residents| records)?[\s,:;.-]*", re.I
)
_HOW_MANY = re.compile(
    r"^\s*(?:found |there (?:are|were) )?(?:\d{1,2}|two|three|four|five|six) (?:problems?|things?|issues?)\s*[:.\-]\s*",
    re.I,
)
_APART = re.compile(r"\s*(?:;|\n|\u2022)\s*")
_NUMBERED = re.compile(r"(?:^|(?<=[\s,.;]))\d{1,2}[.)]\s+")
_COUNTED = re.compile(r"(?:,\s*(?:and\s+)?|\s+and\s+)(?=\d{1,2}\s+(?!and\b|or\b|[ap]m\b)[a-z])", re.I)
_BEGINS_COUNTED = re.compile(r"\s*\d{1,2}\s+[a-z]", re.I)
_BULLET = re.compile(r"^[-*\s]+|[\s,.;]+$")


def looked_at(text: str) -> int:
    """How many people the writer says they looked at ("looked at 7: …"); 0 where they do not say."""
    found = _LOOKED_AT.match(text)
    return int(found[1]) if found else 0


def findings(text: str) -> tuple[str, ...]:
    """The problems that one message tells, each in the writer's own words: nothing is left out but the counting.

    Cut at semicolons, line ends and numbers; at commas and "and" only before a count ("2 notes missing, 1 mismatch")
    where each side tells something of its own. In doubt it stays whole: one entry too few is only untidy.
    """
    body = _HOW_MANY.sub("", _LOOKED_AT.sub("", text, count=1), count=1)
    parts = _parts(body)
    if len(parts) > MOST_FOUND:
        parts = [*parts[: MOST_FOUND - 1], "; ".join(parts[MOST_FOUND - 1 :])]
    return tuple(parts) or (text.strip(),)


def as_typed(text: str, parts: Sequence[str]) -> str:
    """Some of the findings of a text as one text again, with how many people were looked at where it says so."""
    said = _LOOKED_AT.match(text)
    return f"{said[0] if said else ''}{'; '.join(parts)}" if parts else ""


def _parts(body: str) -> list[str]:
    cuts = _APART.split(body)
    if len(_NUMBERED.findall(body)) > 1:
        cuts = [piece for cut in cuts for piece in _NUMBERED.split(cut)]
    else:
        cuts = [piece for cut in cuts for piece in (_COUNTED.split(cut) if _BEGINS_COUNTED.match(cut) else [cut])]
    cuts = [piece for cut in cuts for piece in told_apart(cut)]
    return [clean for cut in cuts if (clean := _BULLET.sub("", cut))]


_TWICE = re.compile(r"\b(?:twice|duplicat\w*|doubled?(?: up)?|two copies|written 2 times)\b", re.I)
_MISSING = re.compile(r"\b(?:missing|not there|no entry|not in the app|gone|empty|blank)\b", re.I)
_OTHERWISE = re.compile(
    r"\b(?:differ\w*|mismatch\w*|(?:do(?:es)?n['\u2019]?t|do(?:es)? not) (?:match|agree)|says? \w+ .*says?)\b", re.I
)


def answers(parts: Sequence[tuple[str, Meaning]], looked: int, refs: Sequence[str]) -> DailyParallel:
    """What the problems come to, counted: the words first, the classifier where they say nothing."""
    sorts = [(_sort(text, meaning), _count(text)) for text, meaning in parts]
    total = {sort: sum(n for found, n in sorts if found == sort) for sort in ("missing", "duplicate", "conflict")}
    areas = tuple(dict.fromkeys(area for _, meaning in parts if (area := _area(meaning))))
    return DailyParallel(
        people_looked_at=looked,
        missing_count=total["missing"],
        duplicate_count=total["duplicate"],
        conflict_count=total["conflict"],
        areas=tuple(map(str, areas)),
        high_risk_touched=bool(HIGH_RISK & set(areas)),
        refs=tuple(refs),
    )


def _sort(text: str, meaning: Meaning) -> str:
    table = ((_TWICE, "duplicate"), (_OTHERWISE, "conflict"), (_MISSING, "missing"))
    said = next((sort for pattern, sort in table if pattern.search(text)), "")
    if said:
        return said
    if meaning.kind is Kind.DISCREPANCY:
        return "conflict"
    return "missing" if meaning.category is Category.MISSING_RECORD else ""


def _count(text: str) -> int:
    found = re.match(r"(\d{1,2})\s+[a-z]", text, re.I)
    return max(int(found[1]), 1) if found else 1


def _area(meaning: Meaning) -> RecordArea | None:
    if meaning.category is Category.MEDICATION_RECORD:
        return RecordArea.MEDICATION
    return meaning.area if meaning.area is not RecordArea.OTHER else None


# ---- how it went ---------------------------------------------------------------------------------


class Outcome(StrEnum):
    """How one day of one service stands."""

    DONE = "done"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"
    NOT_POSSIBLE = "not_possible"
    NOT_NEEDED = "not_needed"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Checks of one service over some days.

    `late` were done after they were due; `missed` were not done (`reasons` of them with a reason given);
    `due` still can be done, `overdue` of them after their time; `problems` were done and found something.
    """

    done: int = 0
    late: int = 0
    missed: int = 0
    reasons: int = 0
    not_needed: int = 0
    due: int = 0
    overdue: int = 0
    problems: int = 0


def outcome(check: Check, now: datetime) -> Outcome:
    """How one check stands at `now`."""
    if check.state == NOT_NEEDED:
        return Outcome.NOT_NEEDED
    if check.state == DONE:
        if check.result == "not_possible":
            return Outcome.NOT_POSSIBLE
        return Outcome.LATE if check.late else Outcome.DONE
    if check.state == MISSED or is_missed(check, now):
        return Outcome.MISSED
    return Outcome.OVERDUE if now > check.due_at else Outcome.DUE


def counted(
    services: Iterable[str], kept: Iterable[Check], first: date, until: date, now: datetime
) -> dict[str, Counts]:
    """Checks of each service from `first` to `until`, both included, by the service's own day."""
    found: dict[str, list[tuple[Outcome, Check]]] = {service: [] for service in services}
    for check in kept:
        if check.service in found and first <= check.day <= until:
            found[check.service].append((outcome(check, now), check))
    return {service: _counts(of) for service, of in found.items()}


def _counts(of: Sequence[tuple[Outcome, Check]]) -> Counts:
    number = {one: sum(1 for found, _ in of if found is one) for one in Outcome}
    return Counts(
        done=number[Outcome.DONE],
        late=number[Outcome.LATE],
        missed=number[Outcome.MISSED] + number[Outcome.NOT_POSSIBLE],
        reasons=number[Outcome.NOT_POSSIBLE],
        not_needed=number[Outcome.NOT_NEEDED],
        due=number[Outcome.DUE] + number[Outcome.OVERDUE],
        overdue=number[Outcome.OVERDUE],
        problems=sum(1 for found, check in of if found in (Outcome.DONE, Outcome.LATE) and check.result == "problems"),
    )


def calendar(
    service: str, kept: Iterable[Check], until: date, days: int, now: datetime
) -> tuple[tuple[date, Outcome], ...]:
    """The last `days` days of one service up to `until`, the newest first; a day with no check is NONE."""
    of = {check.day: outcome(check, now) for check in kept if check.service == service}
    span = (until - timedelta(days=back) for back in range(days))
    return tuple((day, of.get(day, Outcome.NONE)) for day in span)
