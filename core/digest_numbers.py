"""The numbers of a digest, the most telling first: what does not fit on the screen is dropped from the end."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core import words
from core.checks import Outcome, outcome
from core.labels import Category, RecordArea
from core.occasions import Scope, moment_on
from core.people import Person
from core.phone import sparkline
from core.registers.issues.table import CONFIRMED, FIXED, SERIOUS, Control, Issue
from core.registers.questions import Question
from core.rule_cards import unread_line
from core.standing import Open, Standing, Waits
from core.themes import themes

LONGEST_PLACE = 28
MOST_NAMES = 3
A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Reader:
    """For whom it is, on which day of theirs. `since` is their last digest; `weekly` is the project lead's."""

    person: Person
    scope: Scope
    day: date
    zone: ZoneInfo
    since: datetime
    weekly: bool = False


def short(name: str) -> str:
    """A name that leaves room for the rest of its line."""
    return name if len(name) <= LONGEST_PLACE else name[: LONGEST_PLACE - 1] + "…"


def place_of(standing: Standing, code: str) -> str:
    """The name of a service, or what stands for one that is not known."""
    service = standing.directory.service(code)
    return short(service.name if service else code or words.SOMEBODY)


def lines_of(theirs: Standing, reader: Reader) -> Iterator[str]:
    """Every line of numbers that says something."""
    for line in (
        _open_now(theirs),
        _changed(theirs, reader),
        _waiting(theirs),
        _controls(theirs),
        *(_services(theirs, reader) if reader.weekly else ()),
        _checks(theirs, reader),
        _questions(theirs),
        _to_read(theirs),
        unread_line(number for _, number in theirs.unread),
        _again_and_again(theirs, reader),
        _trend(theirs, reader),
        _good_news(theirs, reader),
        *(_sure(theirs) if reader.weekly else ()),
    ):
        if line:
            yield line.strip()


def serious_of(found: tuple[Open, ...]) -> str:
    """How many are critical and high, in brackets; empty where none are."""
    counted = Counter(o.urgency for o in found)
    said = (f"{counted[u]} {words.URGENCY_SHORT[u].lower()}" for u in SERIOUS if counted[u])
    text = ", ".join(said)
    return words.SERIOUS_OF.format(what=text) if text else ""


def _open_now(theirs: Standing) -> str:
    late = sum(o.overdue for o in theirs.open)
    found = words.OPEN_NOW.format(n=len(theirs.open), serious=serious_of(theirs.open), late=late)
    return found if theirs.open else ""


def _waiting(theirs: Standing) -> str:
    said = (_waiting_for(theirs, kind) for kind in Waits)
    text = ", ".join(part for part in said if part)
    return words.WAITING_FOR.format(what=text) if text else ""


def _waiting_for(theirs: Standing, kind: Waits) -> str:
    """How many wait for that, and for whom, in the order of the alphabet: never a table of who has most."""
    found = [o for o in theirs.open if o.waits is kind]
    if not found:
        return ""
    people = {person for o in found for person in _of_whom(o)}
    named = sorted(short(theirs.directory.person(p).first_name) for p in people)
    who = f" ({words.names(named)})" if named and len(named) <= MOST_NAMES else ""
    return words.WAITS[kind].format(n=len(found), who=who)


def _of_whom(found: Open) -> tuple[int, ...]:
    entry = found.entry
    if not isinstance(entry, Issue):
        return found.asked
    by_kind: Mapping[Waits, tuple[int | None, ...]] = {
        Waits.YES: (entry.owner_asked,),
        Waits.ANSWER: found.asked,
        Waits.CONTROL: (entry.owner or found.holder,),
        Waits.WORK: (entry.owner or found.holder,),
    }
    return tuple(p for p in by_kind.get(found.waits, ()) if p is not None)


def _controls(theirs: Standing) -> str:
    issues = [o.entry for o in theirs.open if isinstance(o.entry, Issue)]
    there = [issue for issue in issues if issue.control == Control.IN_PLACE]
    ending = sum(issue.state in (FIXED, CONFIRMED) for issue in there)
    unseen = sum(issue.control == Control.ORDERED for issue in issues)
    if not there and not unseen:
        return ""
    return words.CONTROLS_NOW.format(
        n=len(there),
        ending=words.CONTROLS_END.format(n=ending) if ending else "",
        unseen=words.CONTROLS_UNSEEN.format(n=unseen) if unseen else "",
    )


_CHECK_KINDS = {
    "done": (Outcome.DONE,),
    "late": (Outcome.LATE,),
    "missed": (Outcome.MISSED, Outcome.NOT_POSSIBLE),
    "due": (Outcome.DUE, Outcome.OVERDUE),
}
"""A missed check with a reason is still a missed one."""


def _checks(theirs: Standing, reader: Reader) -> str:
    """Checks since the last digest, and of today."""
    first = reader.day - timedelta(days=A_WEEK) if reader.weekly else reader.since.astimezone(reader.zone).date()
    here = [c for c in theirs.checks if first <= c.day <= reader.day]
    counted = Counter(outcome(c, theirs.now) for c in here)
    sums = {kind: sum(counted[one] for one in of) for kind, of in _CHECK_KINDS.items()}
    said = ", ".join(words.CHECKS_BY[kind].format(n=n) for kind, n in sums.items() if n)
    return words.CHECKS_WERE.format(what=said) if said else ""


def _questions(theirs: Standing) -> str:
    asked = [o.entry for o in theirs.open if isinstance(o.entry, Question) and o.waits is Waits.ANSWER]
    if not asked:
        return ""
    about = Counter(words.HOW_TO_RECORD if q.area == RecordArea.OTHER else words.AREA[q.area] for q in asked)
    common = [f"{area} {n}" if len(asked) > 1 else area for area, n in about.most_common(MOST_NAMES)]
    return words.QUESTIONS_OPEN.format(n=len(asked), what=", ".join(common))


def is_feedback(found: Open) -> bool:
    """Whether it is what somebody thinks, to be read and not to be mended."""
    return found.entry.category == Category.FEEDBACK and found.urgency not in SERIOUS


def _to_read(theirs: Standing) -> str:
    n = sum(is_feedback(o) and o.waits is Waits.ANSWER for o in theirs.open)
    return words.FEEDBACK_TO_READ.format(n=n) if n else ""


def _again_and_again(theirs: Standing, reader: Reader) -> str:
    found = themes(theirs, reader.day)[:2]
    said = [
        (words.A_THEME_PER_TEN if theme.per_ten else words.A_THEME).format(
            what=words.CATEGORY[theme.category], n=theme.n, per_ten=theme.per_ten, place=place_of(theirs, theme.service)
        )
        for theme in found
    ]
    return words.AGAIN_AND_AGAIN.format(what=". ".join(said)) if said else ""


def _changed(theirs: Standing, reader: Reader) -> str:
    verbs = Counter(event.verb for _, event in theirs.events if event.at >= reader.since)
    counted = {
        "new": sum(e.reported_at >= reader.since for e in theirs.reported),
        "closed": verbs["close"] + verbs["helped"],
        "again": verbs["reopen"] + verbs["not_fixed"],
    }
    said = ", ".join(words.CHANGED_BY[kind].format(n=n) for kind, n in counted.items() if n)
    return words.CHANGED.format(since=_since(reader), what=said) if said else ""


def _since(reader: Reader) -> str:
    last = reader.since.astimezone(reader.zone).date()
    return words.YESTERDAY if last >= reader.day - timedelta(days=1) else f"{last:%A} {last.day} {last:%B}"


def _trend(theirs: Standing, reader: Reader) -> str:
    """New ones of each of the last seven whole days, against the seven before."""
    counted = Counter(e.reported_at.astimezone(reader.zone).date() for e in theirs.reported)
    days = [counted[reader.day - timedelta(days=n)] for n in range(2 * A_WEEK, 0, -1)]
    before, lately = sum(days[:A_WEEK]), sum(days[A_WEEK:])
    if not before and not lately:
        return ""
    how = words.TREND_HOW[how_it_goes(before, lately)]
    return words.TREND.format(bars=sparkline(days[A_WEEK:]), n=lately, how=how, before=before)


def how_it_goes(before: int, lately: int) -> str:
    """How this week stands to the one before. A difference of one, or of less than a fifth, says nothing."""
    if abs(lately - before) <= max(1, before // 5):
        return "same"
    return "more" if lately > before else "fewer"


def _good_news(theirs: Standing, reader: Reader) -> str:
    fixed = sum(e.verb in ("confirm", "its_fixed") and e.at >= reader.since for _, e in theirs.events)
    return words.GOOD_NEWS.format(n=fixed) if fixed else ""


def _sure(theirs: Standing) -> Iterator[str]:
    """How sure people feel, one line for each service that may be told of. Source: rules, board_weekly."""
    for found in theirs.sure:
        before = words.SURE_BEFORE.format(before=found.before) if found.before else ""
        yield words.PULSE_DIGEST.format(place=place_of(theirs, found.round.service), mean=found.mean, before=before)


def _services(theirs: Standing, reader: Reader) -> Iterator[str]:
    """One line for each service, in the same order each week. Source: rules, board_weekly."""
    if len(reader.scope.services) < 2:
        return
    since = moment_on(reader.day - timedelta(days=A_WEEK), time(0), reader.zone)
    new = Counter(e.service for e in theirs.reported if e.reported_at >= since)
    still = Counter(o.entry.service for o in theirs.open)
    late = Counter(o.entry.service for o in theirs.open if o.overdue)
    for code in reader.scope.services:
        if new[code] or still[code]:
            place = place_of(theirs, code)
            yield words.SERVICE_LINE.format(place=place, new=new[code], open=still[code], late=late[code])
