"""May this person make this move now, with this evidence? Pure: rows in, a decision out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core import words
from core.access import relations
from core.audit import Event
from core.form import Field, PersonField, PickField, TextField
from core.people import Directory, Person
from core.register import Context, Entry, Move, Register, Who


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Yes: the columns to set, and the state that it comes to."""

    move: Move
    to: str
    values: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Needs:
    """Yes, once this has been said."""

    move: Move
    field: Field


@dataclass(frozen=True, kw_only=True)
class Refused:
    """No, and why, in words for staff. `stale` when the presser was looking at an older version."""

    why: str
    stale: bool = False


LONGEST_NUMBER = 10
"""Digits of a person's number: a forged one must not be too large for the database."""

MOST_NAMED = 3
"""More people than these are not listed in a refusal: it is read on a phone."""

UNNAMED = ("safeguarding", "system")
"""Beside others these help nobody who was refused: the one is long and rare, the other is no person."""

Decision = Moved | Needs | Refused


def decide(
    register: Register,
    entry: Entry,
    verb: str,
    actor: Person,
    evidence: Mapping[str, str],
    directory: Directory,
    now: datetime,
    *,
    trail: tuple[Event, ...] = (),
    related: tuple[Entry, ...] = (),
    seen: int = 0,
) -> Decision:
    """The decision about one move. `seen` is the version that the actor was looking at; 0 where there was no card."""
    if seen and seen != entry.version:
        return Refused(why=words.STALE, stale=True)
    move = register.move(verb, entry.state)
    if move is None:
        return Refused(why=words.NOT_NOW.format(ref=entry.ref, state=register.state(entry.state).words))
    theirs = relations(actor.id, entry, directory, now)
    if not theirs & move.who:
        return Refused(why=not_yours(move.who))
    context = Context(
        actor=actor,
        relations=theirs,
        entry=entry,
        evidence=evidence,
        directory=directory,
        now=now,
        trail=trail,
        related=related,
    )
    return _with_evidence(entry, move, context)


def _with_evidence(entry: Entry, move: Move, context: Context) -> Decision:
    if any(not _acceptable(field, context.evidence) for field in move.needs):
        return Refused(why=words.OLD_BUTTON)
    why = move.refuse(context) if move.refuse else None
    if why is not None:
        return Refused(why=why)
    missing = next((f for f in move.needs if not f.optional and not context.evidence.get(f.name, "").strip()), None)
    if missing is not None:
        return Needs(move=move, field=missing)
    return Moved(move=move, to=move.to or entry.state, values=_values(entry, move, context.evidence))


def _acceptable(field: Field, evidence: Mapping[str, str]) -> bool:
    """Whether what was said is one of the choices, where there are choices: a forged button may say anything."""
    said = evidence.get(field.name, "")
    match field:
        case PickField():
            return not said or field.free or said in {value for value, _ in field.options}
        case PersonField():
            return not said or (said.isdecimal() and len(said) < LONGEST_NUMBER)
        case TextField():
            return True


def _values(entry: Entry, move: Move, evidence: Mapping[str, str]) -> dict[str, Any]:
    said = {column: _as_kept(entry, column, evidence.get(name, "")) for column, name in move.sets}
    return {
        "state": move.to or entry.state,
        **{c: v or None if _is_person(entry, c) else v for c, v in move.marks},
        **said,
    }


def _is_person(entry: Entry, column: str) -> bool:
    return column in ("owner", "owner_asked", "asked_of")


def _as_kept(entry: Entry, column: str, said: str) -> Any:
    return (int(said) if said else None) if _is_person(entry, column) else said


def allowed(
    register: Register,
    entry: Entry,
    actor: Person,
    directory: Directory,
    now: datetime,
    trail: tuple[Event, ...] = (),
) -> tuple[Move, ...]:
    """The moves that somebody could begin now, in the register's order: what buttons are offered."""
    moves = (register.move(verb, entry.state) for verb in register.verbs())
    return tuple(
        move
        for move in moves
        if move and not isinstance(decide(register, entry, move.verb, actor, {}, directory, now, trail=trail), Refused)
    )


def not_yours(who: frozenset[Who]) -> str:
    """The refusal for somebody else, with the people who may, short enough for a phone."""
    alone = len(who) == 1
    named = [words.WHO[name] for name in words.WHO if name in who and (alone or name not in UNNAMED)]
    if len(named) <= MOST_NAMED:
        return words.NOT_YOURS.format(who=words.either(named))
    return f"{words.NOT_YOURS.format(who=words.either(named[: MOST_NAMED - 1]))} {words.OTHER_LEADERS}"


def who_may(who: frozenset[Who]) -> str:
    """The people who may, in plain words, in a fixed order."""
    return words.either(words.WHO[name] for name in words.WHO if name in who)
