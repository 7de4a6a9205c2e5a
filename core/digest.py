"""A digest: how it stands, for one person, on one screen of a phone. Pure: facts in, a card out.

First what this person has to do, each line with its button; then the numbers. Whatever does not
fit is one tap away. No free text of anybody and no restricted entry is ever in it, and nothing is
only in it: what is critical or overdue is asked about by itself, until somebody answers.
Source: model conversations C17 and C18, rules digests, decisions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from core import words
from core.access import places
from core.card import Act, Block, Button, Buttons, Card, Tone, Words
from core.decide import allowed
from core.digest_numbers import Reader as Reader
from core.digest_numbers import how_it_goes as how_it_goes
from core.digest_numbers import is_feedback, lines_of, place_of, short
from core.moment import clock_time, how_old
from core.phone import fits
from core.registers.checks import MISSED, Check
from core.registers.issues.refusals import SILENT_REPORTER
from core.registers.issues.table import Issue
from core.registers.questions import Question
from core.standing import Open, Standing, Waits

MOST_NEEDS = 5
"""Things to do on the first screen. Source: rules, digests, limits."""

KEPT_NUMBERS = 3
"""Lines of numbers that stay while there is room for more than two things to do."""

PER_PAGE = 8
NOON = time(12)


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
        return is_feedback(self.found)

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
    numbers = list(lines_of(theirs, reader))
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
    place = place_of(standing, services[0]) if len(services) == 1 else words.SOME_SERVICES.format(n=len(services))
    text = (words.WEEK if reader.weekly else words.MORNING).format(
        hello=words.HELLO_BY_TIME["morning" if local.time() < NOON else "later"],
        name=short(reader.person.first_name),
        place=place,
        day=f"{local:%A} {local.day} {local:%B}",
        needs={0: words.NOTHING_NEEDS_YOU, 1: words.NEEDS_YOU_ONE}.get(todo, words.NEEDS_YOU.format(n=todo)),
    )
    return text if services else text.replace(f"{place}, ", "")


def _blocks(standing: Standing, reader: Reader, need: Need) -> tuple[Block, ...]:
    return Words(text=_line(standing, reader, need)), Buttons(buttons=(_button(standing, reader, need),))


def _line(standing: Standing, reader: Reader, need: Need) -> str:
    entry, several = need.found.entry, len(reader.scope.services) > 1
    place = f"{place_of(standing, entry.service)}: " if several and entry.service else ""
    late = words.LATE if need.found.overdue and need.why != "missed" else ""
    if isinstance(entry, Check):
        why = words.NEEDS_WHY[need.why].format(**_of_check(standing, need.found, entry))
        return words.NEED_CHECK.format(place=place, late=late, what=words.A_CHECK, why=why, ref=entry.ref)
    return words.NEED.format(
        place=place,
        late=late,
        urgency=words.URGENCY_SHORT[entry.urgency],
        what=_what(need.found),
        age=how_old(standing.now - entry.reported_at),
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
    numbers = "\n".join(lines_of(theirs, reader)) if number == 1 else ""
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
