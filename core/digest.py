"""A digest: how it stands, for one person, on one screen of a phone. Pure: facts in, a card out.

First what this person has to do, each line with its button; then the numbers. Whatever does not
fit is one tap away. No free text of anybody and no restricted entry is ever in it, and nothing is
only in it: what is critical or overdue is asked about by itself, until somebody answers.
Source: model conversations C17 and C18, rules digests, decisions.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core import words
from core.access import places
from core.card import Act, Block, Button, Buttons, Card, Tone, Words
from core.checks import Outcome, outcome
from core.decide import allowed
from core.labels import Category, RecordArea
from core.moment import clock_time, spell
from core.occasions import Scope, moment_on
from core.people import Person
from core.phone import fits, sparkline
from core.registers.checks import MISSED, Check
from core.registers.issues.refusals import SILENT_REPORTER
from core.registers.issues.table import CONFIRMED, FIXED, SERIOUS, Control, Issue
from core.registers.questions import Question
from core.rule_cards import unread_line
from core.standing import Open, Standing, Waits
from core.themes import themes

MOST_NEEDS = 5
"""Things to do on the first screen. Source: rules, digests, limits."""

KEPT_NUMBERS = 3
"""Lines of numbers that stay while there is room for more than two things to do."""

PER_PAGE = 8
LONGEST_PLACE = 28
MOST_NAMES = 3
A_WEEK = 7
NOON = time(12)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """For whom it is, on which day of theirs. `since` is their last digest; `weekly` is the project lead's."""

    person: Person
    scope: Scope
    day: date
    zone: ZoneInfo
    since: datetime
    weekly: bool = False


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing on somebody's list: why it is there, and what they could press, the first that they may."""

    found: Open
    why: str
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Tie:
    """What one open entry is to the reader."""

    found: Open
    now: datetime
    asked: bool
    pinged: bool
    mine: bool
    reported: bool
    manages: bool
    leads: bool

    def waits(self, *kinds: Waits) -> bool:
        return self.found.waits in kinds

    @property
    def is_feedback(self) -> bool:
        """Whether it is what somebody thinks: it is counted as something to read, and is nothing to do."""
        return _is_feedback(self.found)

    @property
    def to_answer(self) -> bool:
        """Whether it waits for an answer, and the reader was asked for one or manages where it is."""
        return self.waits(Waits.ANSWER) and (self.manages or self.pinged)

    @property
    def silent(self) -> bool:
        """Whether its reporter was asked three days ago and has not said whether it is fixed."""
        fixed = next((e for e in reversed(self.found.trail) if e.verb in ("fixed", "sorted_here")), None)
        return fixed is not None and self.now - fixed.at >= SILENT_REPORTER


NEEDS: tuple[tuple[Callable[[_Tie], bool], str, tuple[str, ...]], ...] = (
    (lambda t: t.waits(Waits.YES) and t.asked, "yes", ("accept",)),
    (lambda t: t.reported and t.waits(Waits.ANSWER, Waits.REPORTER), "", ()),
    (lambda t: t.is_feedback and t.waits(Waits.ANSWER), "", ()),
    (lambda t: t.to_answer and isinstance(t.found.entry, Question), "question", ("answer",)),
    (lambda t: t.to_answer, "answer", ("acknowledge",)),
    (
        lambda t: t.waits(Waits.CONTROL) and (t.mine or (t.manages and t.found.overdue)),
        "control",
        ("control_in_place", "order_control"),
    ),
    (lambda t: t.waits(Waits.CLOSE) and (t.manages or t.mine), "close", ("close",)),
    (lambda t: t.waits(Waits.REPORTER) and (t.manages or t.mine) and t.silent, "silent", ("close",)),
    (lambda t: t.manages and t.found.entry.state == MISSED, "missed", ("done",)),
    (lambda t: t.leads and t.found.entry.state == MISSED, "missed", ("say_why",)),
    (lambda t: t.manages and t.waits(Waits.CHECK), "check", ("done",)),
    (lambda t: t.mine and t.waits(Waits.WORK, Waits.YES), "work", ("fixed", "sorted_here")),
    (lambda t: t.mine and t.waits(Waits.SUPPLIER), "supplier", ("supplier_news",)),
    (lambda t: t.found.overdue and t.manages, "overdue", ()),
    (lambda t: t.found.overdue and t.leads and not t.waits(Waits.CLOSE, Waits.REPORTER), "overdue", ()),
)
"""The first that is true says why an entry is on somebody's list; an empty word says that it is not."""


def needs(standing: Standing, reader: Reader) -> tuple[Need, ...]:
    """What this person has to do, the most serious first; of equals what is late, then the oldest."""
    found = (_need(standing, reader, o) for o in standing.open)
    return tuple(need for need in found if need is not None)


def _need(standing: Standing, reader: Reader, found: Open) -> Need | None:
    entry, me = found.entry, reader.person.id
    here = frozenset(places(entry, standing.directory))
    tie = _Tie(
        found=found,
        now=standing.now,
        asked=getattr(entry, "owner_asked", None) == me,
        pinged=me in found.asked,
        mine=(getattr(entry, "owner", None) or found.holder) == me,
        reported=entry.reported_by == me and not isinstance(entry, Check),
        manages=not here.isdisjoint(reader.scope.manages),
        leads=not here.isdisjoint(reader.scope.leads),
    )
    why, verbs = next(((why, verbs) for test, why, verbs in NEEDS if test(tie)), ("", ()))
    return Need(found=found, why=why, verbs=verbs) if why else None


def digest(standing: Standing, reader: Reader) -> Card | None:
    """The digest, whole on one screen; None for somebody who has nothing to do and answers for no service."""
    todo = needs(standing, reader)
    if not todo and not reader.scope.services:
        return None
    theirs = standing.within(reader.scope.services)
    numbers = list(_numbers(theirs, reader))
    shown = min(MOST_NEEDS, len(todo))
    rest = bool(theirs.open or todo)
    card = _card(standing, reader, todo, shown, numbers, rest=rest)
    while not fits(card) and (numbers or shown):
        if shown > 2 and len(numbers) <= KEPT_NUMBERS:
            shown -= 1
        elif numbers:
            numbers.pop()
        else:
            shown -= 1
        card = _card(standing, reader, todo, shown, numbers, rest=rest)
    return card


def _card(
    standing: Standing, reader: Reader, todo: tuple[Need, ...], shown: int, numbers: list[str], *, rest: bool
) -> Card:
    blocks = [block for need in todo[:shown] for block in _blocks(standing, reader, need)]
    count = Words(text="\n".join(numbers), tone=Tone.QUIET) if numbers else None
    more = words.SHOW_MORE.format(n=len(todo) - shown) if len(todo) > shown else words.SHOW_ALL
    tail = (Buttons(buttons=(Button(label=more, act=Act(verb="digest", value="1")),)),) if rest else ()
    return Card(heading=_heading(standing, reader, len(todo)), body=(*blocks, *((count,) if count else ()), *tail))


def _heading(standing: Standing, reader: Reader, todo: int) -> str:
    local = standing.now.astimezone(reader.zone)
    services = reader.scope.services
    place = _place(standing, services[0]) if len(services) == 1 else words.SOME_SERVICES.format(n=len(services))
    text = (words.WEEK if reader.weekly else words.MORNING).format(
        hello=words.HELLO_BY_TIME["morning" if local.time() < NOON else "later"],
        name=_short(reader.person.first_name),
        place=place,
        day=f"{local:%A} {local.day} {local:%B}",
        needs={0: words.NOTHING_NEEDS_YOU, 1: words.NEEDS_YOU_ONE}.get(todo, words.NEEDS_YOU.format(n=todo)),
    )
    return text if services else text.replace(f"{place}, ", "")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_PLACE else name[: LONGEST_PLACE - 1] + "…"


def _place(standing: Standing, code: str) -> str:
    service = standing.directory.service(code)
    return _short(service.name if service else code or words.SOMEBODY)


def _blocks(standing: Standing, reader: Reader, need: Need) -> tuple[Block, ...]:
    return Words(text=_line(standing, reader, need)), Buttons(buttons=(_button(standing, reader, need),))


def _line(standing: Standing, reader: Reader, need: Need) -> str:
    entry, several = need.found.entry, len(reader.scope.services) > 1
    place = f"{_place(standing, entry.service)}: " if several and entry.service else ""
    late = words.LATE if need.found.overdue and need.why != "missed" else ""
    if isinstance(entry, Check):
        why = words.NEEDS_WHY[need.why].format(**_of_check(standing, need.found, entry))
        return words.NEED_CHECK.format(place=place, late=late, what=words.A_CHECK, why=why, ref=entry.ref)
    return words.NEED.format(
        place=place,
        late=late,
        urgency=words.URGENCY_SHORT[entry.urgency],
        what=_what(need.found),
        age=spell(standing.now - entry.reported_at),
        why=words.NEEDS_WHY[need.why].format(state=need.found.register.state(entry.state).words),
        ref=entry.ref,
    )


def _of_check(standing: Standing, found: Open, check: Check) -> Mapping[str, str]:
    """A check has a day and a time. How old it is, and how urgent, says nothing."""
    due = clock_time(check.due_at, standing.directory.service(check.service))
    day = f"{check.day:%A} {check.day.day} {check.day:%B}"
    return {"due": due, "day": day, "state": found.register.state(check.state).words}


def _what(found: Open) -> str:
    """What it is about: never anybody's words."""
    match found.entry:
        case Issue():
            return words.DANGER.get(found.entry.danger) or words.CATEGORY[found.entry.category]
        case Question():
            area = words.area(found.entry.area)
            return words.A_QUESTION_ABOUT.format(area=area) if area else words.A_QUESTION
        case _:
            return words.A_CHECK


def _button(standing: Standing, reader: Reader, need: Need) -> Button:
    """What they may press now, or else a look at it. A press on a card that is no longer true changes nothing."""
    found, entry = need.found, need.found.entry
    may = {
        move.verb: move
        for move in allowed(found.register, entry, reader.person, standing.present, standing.now, found.trail)
        if move.verb in need.verbs
    }
    move = next((may[verb] for verb in need.verbs if verb in may), None)
    if move is None:
        return Button(label=words.BUTTON["see"].format(ref=entry.ref), act=Act(verb="see", ref=entry.ref))
    return Button(label=f"{move.button} {entry.ref}", act=Act(verb=move.verb, ref=entry.ref, version=entry.version))


# ---- the numbers, the most telling first: what does not fit is dropped from the end


def _numbers(theirs: Standing, reader: Reader) -> Iterator[str]:
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
    named = sorted(_short(theirs.directory.person(p).first_name) for p in people)
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


def _is_feedback(found: Open) -> bool:
    return found.entry.category == Category.FEEDBACK and found.urgency not in SERIOUS


def _to_read(theirs: Standing) -> str:
    n = sum(_is_feedback(o) and o.waits is Waits.ANSWER for o in theirs.open)
    return words.FEEDBACK_TO_READ.format(n=n) if n else ""


def _again_and_again(theirs: Standing, reader: Reader) -> str:
    found = themes(theirs, reader.day)[:2]
    said = [
        (words.A_THEME_PER_TEN if theme.per_ten else words.A_THEME).format(
            what=words.CATEGORY[theme.category], n=theme.n, per_ten=theme.per_ten, place=_place(theirs, theme.service)
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
        yield words.PULSE_DIGEST.format(place=_place(theirs, found.round.service), mean=found.mean, before=before)


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
            place = _place(theirs, code)
            yield words.SERVICE_LINE.format(place=place, new=new[code], open=still[code], late=late[code])


# ---- the rest, a tap away


def page(standing: Standing, reader: Reader, number: int) -> Card:
    """All of it, page by page: every number, what needs this person, then all else that is open at their services."""
    todo = needs(standing, reader)
    theirs = standing.within(reader.scope.services)
    listed = frozenset(need.found.entry.ref for need in todo)
    rest = tuple(Need(found=o, why="open") for o in theirs.open if o.entry.ref not in listed)
    everything = (*todo, *rest)
    pages = max(1, -(-len(everything) // PER_PAGE))
    number = min(max(number, 1), pages)
    here = everything[(number - 1) * PER_PAGE : number * PER_PAGE]
    numbers = "\n".join(_numbers(theirs, reader)) if number == 1 else ""
    left = len(everything) - number * PER_PAGE
    more = Button(label=words.SHOW_MORE.format(n=left), act=Act(verb="digest", value=str(number + 1)))
    return Card(
        heading=f"{_heading(standing, reader, len(todo))} {words.ALL_OF_IT.format(page=number, pages=pages)}",
        body=(
            *((Words(text=numbers),) if numbers else ()),
            *(block for need in here for block in _blocks(standing, reader, need)),
            *((Buttons(buttons=(more,)),) if left > 0 else ()),
        ),
    )
