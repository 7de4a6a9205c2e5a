"""What a register may declare, and the checks made when it is imported.

A register is a table of data: its SQLModel table, its states, its moves and its readers. Buttons,
permission checks, the form of what a move needs, help, history, export and the plain-words page
of who may do what are all read off it. Leaving something out is never permission: states, movers
and readers have no defaults. This module knows no register by name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field as Column
from sqlmodel import SQLModel

from core.advice import Advice
from core.audit import Event
from core.card import Card
from core.form import Field
from core.labels import Category, Kind, Role, Urgency
from core.moment import Utc
from core.people import Directory, Person


class Relation(StrEnum):
    """What somebody is to one entry, whatever their role."""

    REPORTER = "reporter"
    OWNER = "owner"
    ASKED = "asked"
    IN_CHARGE = "in_charge"
    ON_CALL = "on_call"
    SAFEGUARDING = "safeguarding"
    SYSTEM = "system"


Who = Role | Relation


class Chasing(StrEnum):
    """What a move does to the chase for an answer."""

    KEEPS = "keeps"
    ANSWERED = "answered"
    CONTROLLED = "controlled"
    AGAIN = "again"
    OVER = "over"


class Entry(SQLModel):
    """The columns that every register has. Times are aware, in UTC.

    `sealed` holds the reporter's own words, encrypted; `redacted` the same without identifiers,
    which is all that is ever shown, sent or exported by default.
    """

    ref: str = Column(primary_key=True)
    service: str = Column(index=True)
    state: str = Column(index=True)
    urgency: str
    kind: str
    category: str
    reported_by: int = Column(index=True)
    logged_by: int
    reported_at: datetime = Column(sa_type=Utc, index=True)
    happened_at: datetime = Column(sa_type=Utc)
    sealed: bytes = Column(sa_type=LargeBinary)
    redacted: str
    restricted: bool = False
    version: int = 1

    register_name: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class Context:
    """All that a move's own check may look at."""

    actor: Person
    relations: frozenset[Who]
    entry: Entry
    evidence: Mapping[str, str]
    directory: Directory
    now: datetime
    trail: tuple[Event, ...] = ()
    related: tuple[Entry, ...] = ()
    """Entries that the evidence names."""


Refuse = Callable[[Context], str | None]


@dataclass(frozen=True, kw_only=True)
class State:
    """One state. `words` is how it is said to staff. Only an `open` entry is chased or counted as open."""

    name: str
    words: str
    open: bool


@dataclass(frozen=True, kw_only=True)
class Move:
    """One arrow: from which states, by whom, with what evidence, to which state (None: it stays).

    `sets` copies evidence into columns, as (column, evidence name); `marks` gives columns fixed values.
    `news` is whether the reporter is told. `button` is empty for moves that are not offered as one.
    """

    verb: str
    button: str
    froms: frozenset[str]
    to: str | None
    who: frozenset[Who]
    needs: tuple[Field, ...] = ()
    refuse: Refuse | None = None
    chasing: Chasing = Chasing.KEEPS
    news: bool = False
    sets: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Look:
    """Everything that a card of an entry is drawn from, for one reader at one moment.

    `view` names the card wanted; `moves` are those that the reader could begin; `next_asked` says
    who is asked next and when, where that is so; `others` are news of entries that are the same.
    """

    view: str
    entry: Entry
    reader: Person
    relations: frozenset[Who]
    moves: tuple[Move, ...]
    trail: tuple[Event, ...]
    directory: Directory
    now: datetime
    next_asked: str = ""
    advice: Advice | None = None
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Register:
    """One register, whole. `policy` names the escalation policy of an entry; `once` its natural key."""

    name: str
    prefix: str
    title: str
    table: type[Entry]
    states: tuple[State, ...]
    first: str
    moves: tuple[Move, ...]
    readers: frozenset[Who]
    policy: Callable[[Entry], str]
    card: Callable[[Look], Card]
    once: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError where the declaration contradicts itself, so that it fails at import."""
        faults = tuple(_faults(self))
        if faults:
            raise ValueError(f"register {self.name}: " + "; ".join(faults))

    def state(self, name: str) -> State:
        """The state of that name. Raises KeyError if there is none."""
        return {state.name: state for state in self.states}[name]

    def open(self, entry: Entry) -> bool:
        """Whether somebody still has something to do about the entry."""
        return self.state(entry.state).open

    def move(self, verb: str, state: str) -> Move | None:
        """The move that `verb` is from `state`, if there is one."""
        return next((m for m in self.moves if m.verb == verb and state in m.froms), None)

    def verbs(self) -> tuple[str, ...]:
        """Every verb once, in the order declared."""
        return tuple(dict.fromkeys(move.verb for move in self.moves))


def one_of(column: str, allowed: Iterable[str]) -> CheckConstraint:
    """A database check that a column holds one of the allowed values: SQLModel tables do not validate."""
    listed = ", ".join(f"'{value}'" for value in allowed)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def common_checks(states: Iterable[str]) -> tuple[Any, ...]:
    """The checks that every register's table carries."""
    return (
        one_of("state", states),
        one_of("urgency", Urgency),
        one_of("kind", Kind),
        one_of("category", Category),
        CheckConstraint("version > 0", name="version_counts"),
    )


def _faults(register: Register) -> Iterable[str]:
    names = [state.name for state in register.states]
    if len(set(names)) != len(names):
        yield "a state is declared twice"
    if register.first not in names:
        yield f"the first state {register.first!r} is not declared"
    if not register.readers:
        yield "nobody may read it"
    yield from _move_faults(register, frozenset(names))
    reached = {register.first} | {move.to for move in register.moves if move.to}
    yield from (f"state {name!r} is never reached" for name in names if name not in reached)


def _move_faults(register: Register, names: frozenset[str]) -> Iterable[str]:
    seen: set[tuple[str, str]] = set()
    columns = set(register.table.model_fields)
    for move in register.moves:
        if not move.who:
            yield f"nobody may {move.verb}"
        if not move.froms:
            yield f"{move.verb} starts nowhere"
        unknown = (move.froms | ({move.to} if move.to else set())) - names
        yield from (f"{move.verb} names an unknown state {name!r}" for name in sorted(unknown))
        yield from (f"{move.verb} from {s} is declared twice" for s in sorted(move.froms) if (move.verb, s) in seen)
        seen |= {(move.verb, state) for state in move.froms}
        changed = [column for column, _ in (*move.sets, *move.marks)]
        yield from (f"{move.verb} sets an unknown column {c!r}" for c in changed if c not in columns)
        asked = {f.name for f in move.needs}
        yield from (f"{move.verb} sets {c!r} from {e!r}, never asked" for c, e in move.sets if e not in asked)
