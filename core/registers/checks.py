"""DAILY CHECKS: one per service and day while two systems run; a missed one is an event of its own.

Source: workflow PS1.5 and register CHK, template daily_parallel.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field as Column

from core import drawn, words
from core.access import LEADERS
from core.audit import Event, last
from core.card import Act, Button, Buttons, Card
from core.form import PickField, TextField
from core.labels import Role
from core.moment import Utc
from core.register import (
    Chasing,
    Context,
    Entry,
    Look,
    Move,
    Register,
    Relation,
    State,
    Who,
    common_checks,
    one_of,
)

DUE, DONE, MISSED, NOT_NEEDED = "due", "done", "missed", "not_needed"

FOUND, CLEARED, LOGGED_LEFT = "found", "all_agree_after_all", "logged_left"
"""Verbs of the trail: something was typed and kept; whoever typed it took it back; it was logged as the check ended."""

STATES = (
    State(name=DUE, words="due", open=True),
    State(name=DONE, words="done", open=False),
    State(name=MISSED, words="missed", open=True),
    State(name=NOT_NEEDED, words="not needed", open=False),
)


class Check(Entry, table=True):
    """One check. `answers` is the JSON of the template's own dataclass; `late` stays true for good."""

    __tablename__ = "daily_check"
    __table_args__ = (
        *common_checks(s.name for s in STATES),
        one_of("result", ("", "ok", "problems", "not_possible")),
        UniqueConstraint("service", "template", "day", name="one_per_service_and_day"),
    )
    register_name: ClassVar[str] = "checks"

    template: str = "daily_parallel"
    day: date = Column(index=True)
    asked_of: int | None = None
    due_at: datetime = Column(sa_type=Utc, index=True)
    result: str = ""
    answers: str = "{}"
    note: str = ""
    late: bool = False


RESULTS = (
    ("ok", "I looked at 5 or more, all agree"),
    ("problems", "Found problems"),
    ("not_possible", "Can't check now"),
)
RESULT = PickField(name="result", label="Do the two records agree?", options=RESULTS)
NOTE = TextField(name="note", label="Why not?", limit=300, optional=True)
WHY = TextField(name="note", label="Why could the check not be done?", limit=300)
CANNOT = PickField(
    name="note",
    label="Why can't you check now?",
    options=tuple((reason, reason) for reason in words.CHECK_CANNOT),
    free=True,
)
DOERS: frozenset[Who] = frozenset({Relation.ASKED, Relation.IN_CHARGE, Role.TEAM_LEADER, Role.REGISTERED_MANAGER})


def finders(trail: Sequence[Event]) -> tuple[int, ...]:
    """Who typed what is kept with a check and not logged yet, the last of them last."""
    cleared = last(trail, CLEARED)
    typed = [e.by for e in trail if e.verb == FOUND and e.by is not None and (cleared is None or e.seq > cleared.seq)]
    return tuple(dict.fromkeys(reversed(typed)))[::-1]


def why_not(context: Context) -> str | None:
    """A check that was not possible says why; none ends as all agree while something found is not logged.

    Source: register CHK, field note.
    """
    agrees = context.evidence.get("result") == "ok"
    if agrees and context.entry.redacted and finders(context.trail):
        return words.CHECK_HAS_FINDINGS
    bare = context.evidence.get("result") == "not_possible" and not context.evidence.get("note", "").strip()
    return words.CHECK_SAY_WHY if bare else None


MOVES = (
    Move(
        verb="done",
        button="Do the check",
        froms=frozenset({DUE}),
        to=DONE,
        who=DOERS,
        needs=(RESULT, NOTE),
        refuse=why_not,
        chasing=Chasing.OVER,
        sets=(("result", "result"), ("note", "note")),
    ),
    Move(
        verb="done",
        button="Do the check",
        froms=frozenset({MISSED}),
        to=DONE,
        who=frozenset({Relation.ASKED, Role.REGISTERED_MANAGER}),
        needs=(RESULT, NOTE),
        refuse=why_not,
        chasing=Chasing.OVER,
        sets=(("result", "result"), ("note", "note")),
    ),
    # The asking goes on by itself: whoever is in charge is asked again in an hour, or whoever comes on before.
    Move(
        verb="cannot_now",
        button="Can't check now",
        froms=frozenset({DUE}),
        to=None,
        who=frozenset({Relation.ASKED, Relation.IN_CHARGE, Role.TEAM_LEADER}),
        needs=(CANNOT,),
        sets=(("note", "note"),),
        marks=(("asked_of", ""),),
    ),
    Move(
        verb="say_why",
        button="Say why",
        froms=frozenset({DUE, MISSED}),
        to=DONE,
        who=frozenset({Role.REGISTERED_MANAGER, Role.PROJECT_LEAD}),
        needs=(WHY,),
        chasing=Chasing.OVER,
        sets=(("note", "note"),),
        marks=(("result", "not_possible"),),
    ),
    # The policy's steps go on: what climbs is one unanswered check, whatever it is called by now.
    Move(
        verb="missed",
        button="",
        froms=frozenset({DUE}),
        to=MISSED,
        who=frozenset({Relation.SYSTEM}),
    ),
    Move(
        verb="not_needed",
        button="Not needed",
        froms=frozenset({DUE}),
        to=NOT_NEEDED,
        who=frozenset({Role.REGISTERED_MANAGER, Role.PROJECT_LEAD, Relation.SYSTEM}),
        needs=(TextField(name="reason", label="Why is it not needed?", limit=200),),
        chasing=Chasing.OVER,
    ),
)


def card(look: Look) -> Card:
    """The card of one daily check, as it stands now."""
    check = look.entry
    if not isinstance(check, Check):
        raise TypeError(f"{check.ref} is no check")
    heading = words.CHECK_HEADING.format(place=drawn.place(look), day=_day(check.day), ref=check.ref)
    if check.state not in (DUE, MISSED):
        return Card(heading=heading, body=(*drawn.words_of(_ended(look, check)), *drawn.words_of(_left(look))))
    lines = (drawn.late(look), look.params.get("silent", ""), _stands(look, check), _cannot(look))
    return Card(
        heading=heading,
        body=(
            *drawn.words_of(" ".join(filter(None, lines))),
            *drawn.words_of(_so_far(look, check)),
            *_buttons(look, check),
        ),
    )


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _stands(look: Look, check: Check) -> str:
    """What is asked, and whether it is late."""
    due = drawn.clock_time(check.due_at, look.directory.service(check.service))
    if check.state == MISSED:
        return words.CHECK_MISSED.format(due=due) + _missed_before(look)
    ask = words.CHECK_LATE if look.now > check.due_at else words.CHECK_ASK
    return ask.format(place=drawn.place(look), due=due)


def _missed_before(look: Look) -> str:
    """How many were missed in the seven days up to this one, this one counted in."""
    event = last(look.trail, "missed")
    n = int(event.evidence.get("before", "0")) if event else 0
    return f" {words.CHECK_MISSED_BEFORE.format(n=n + 1)}" if n else ""


def _cannot(look: Look) -> str:
    """Who could not do it, and why, so that nobody asks them twice. Their own words stay out of others' pings."""
    said = last(look.trail, "cannot_now")
    if said is None:
        return ""
    who, why = drawn.name(look.directory, said.by), said.evidence.get("note", "")
    if why in words.CHECK_CANNOT or _may_stand_here(look, said):
        return words.CHECK_COULD_NOT.format(who=who, why=why)
    return words.CHECK_COULD_NOT_NOW.format(who=who)


def _so_far(look: Look, check: Check) -> str:
    """What was typed and is not logged yet; in a ping only to whoever typed it."""
    if not check.redacted:
        return ""
    found = last(look.trail, "found")
    if _may_stand_here(look, found):
        return words.CHECK_FOUND_SO_FAR.format(found=check.redacted)
    return words.CHECK_TYPED.format(who=drawn.name(look.directory, found.by) if found else words.SOMEBODY)


def _may_stand_here(look: Look, typed: Event | None) -> bool:
    """Whether typed words may stand on this card: pings show none, but to whoever typed them."""
    return look.view == "entry" or (typed is not None and typed.by == look.reader.id)


def _hides_words(look: Look, check: Check) -> bool:
    """Whether the whole entry says more than this card."""
    typed = (last(look.trail, "found") if check.redacted else None, last(look.trail, "cannot_now"))
    free = (e for e in typed if e is not None and e.evidence.get("note", "") not in words.CHECK_CANNOT)
    return any(not _may_stand_here(look, event) for event in free)


def _ended(look: Look, check: Check) -> str:
    """How it ended, in one line."""
    event = last(look.trail, "done", "say_why", "not_needed")
    if event is None:
        return ""
    at = drawn.clock_time(event.at, look.directory.service(check.service))
    facts = {**event.evidence, "who": drawn.name(look.directory, event.by), "at": at}
    late = f" {words.CHECK_WAS_LATE}" if check.late and event.verb == "done" else ""
    return words.CHECK_ENDED[event.verb if event.verb != "done" else check.result].format_map(_Known(facts)) + late


def _left(look: Look) -> str:
    """What had been found and was logged when the check ended otherwise."""
    event = last(look.trail, LOGGED_LEFT)
    refs = event.evidence["refs"] if event else ""
    return words.CHECK_FOUND_BEFORE.format(refs=words.names(refs.split(","))) if refs else ""


class _Known(dict[str, str]):
    """Facts in which a missing one reads as "some"."""

    def __missing__(self, key: str) -> str:
        return words.CHECK_SOME


def _buttons(look: Look, check: Check) -> tuple[Buttons, ...]:
    """What this reader may do: the usual answer first."""
    may = {move.verb for move in look.moves}
    row: list[Button] = []
    if "done" in may:
        if check.redacted:
            row += [
                Button(label=words.CHECK_LOG, act=drawn.act(look, "check_log")),
                Button(label=words.CHECK_CHANGE, act=drawn.act(look, "check_change")),
            ]
            if finders(look.trail) == (look.reader.id,):
                row.append(Button(label=words.CHECK_AGREE_AFTER_ALL, act=drawn.act(look, "check_clear")))
        else:
            row += [
                Button(label=words.CHECK_ALL_AGREE, act=drawn.act(look, "check_ok", "5")),
                Button(label=words.CHECK_FOUND, act=drawn.act(look, "check_found")),
                Button(label=words.CHECK_FEWER, act=drawn.act(look, "check_fewer")),
                Button(label=words.CHECK_FORM_BUTTON, act=Act(verb="form", value="check")),
            ]
    others = ("cannot_now", "say_why", "not_needed")
    row += [Button(label=m.button, act=drawn.act(look, m.verb)) for m in look.moves if m.verb in others]
    if _hides_words(look, check):
        # Without a version: it changes nothing.
        row.append(Button(label=words.BUTTON["see_all"], act=Act(verb="see", ref=check.ref)))
    return (Buttons(buttons=tuple(row)),) if row else ()


CHECKS = Register(
    name="checks",
    prefix="CHK",
    title="Daily checks",
    table=Check,
    states=STATES,
    first=DUE,
    moves=MOVES,
    readers=LEADERS | {Relation.ASKED},
    policy=lambda _entry: "daily_check",
    card=card,
    once=("service", "template", "day"),
)
