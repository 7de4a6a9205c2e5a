"""DAILY CHECKS: one per service and day while two systems run; a missed one is an event of its own.

Source: workflow PS1.5 and register CHK, template daily_parallel.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field as Column

from core import drawn, words
from core.access import LEADERS
from core.card import Card, Words
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
    common_checks,
    one_of,
)

DUE, DONE, MISSED, NOT_NEEDED = "due", "done", "missed", "not_needed"

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


def why_not(context: Context) -> str | None:
    """A check that was not possible says why. Source: register CHK, field note."""
    bare = context.evidence.get("result") == "not_possible" and not context.evidence.get("note", "").strip()
    return words.CHECK_SAY_WHY if bare else None


MOVES = (
    Move(
        verb="done",
        button="Do the check",
        froms=frozenset({DUE}),
        to=DONE,
        who=frozenset({Relation.ASKED, Relation.IN_CHARGE, Role.TEAM_LEADER, Role.REGISTERED_MANAGER}),
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
    Move(
        verb="missed",
        button="",
        froms=frozenset({DUE}),
        to=MISSED,
        who=frozenset({Relation.SYSTEM}),
        chasing=Chasing.AGAIN,
    ),
    Move(
        verb="not_needed",
        button="Not needed",
        froms=frozenset({DUE}),
        to=NOT_NEEDED,
        who=frozenset({Role.REGISTERED_MANAGER, Role.PROJECT_LEAD}),
        needs=(TextField(name="reason", label="Why is it not needed?", limit=200),),
        chasing=Chasing.OVER,
    ),
)


def card(look: Look) -> Card:
    """The card of one daily check."""
    service = look.directory.service(look.entry.service)
    due = drawn.clock_time(getattr(look.entry, "due_at", look.entry.reported_at), service)
    ask = words.CHECK_ASK.format(place=drawn.place(look), due=due)
    return Card(heading=f"Daily check. {look.entry.ref}", body=(Words(text=ask), *drawn.buttons(look)))


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
