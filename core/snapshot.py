"""The truth of a register in plain words: a page that a care manager can read and sign."""

from collections.abc import Iterator

from core.decide import who_may
from core.form import Field
from core.register import Chasing, Move, Register

_CHASING = {
    Chasing.KEEPS: "",
    Chasing.ANSWERED: "The asking stops.",
    Chasing.CONTROLLED: "The asking stops.",
    Chasing.AGAIN: "The asking begins again.",
    Chasing.OVER: "Nobody is asked about it any more.",
}


def page(register: Register) -> str:
    """The register as a Markdown page: states, who may read, and every move from every state."""
    return "\n".join((*_head(register), *_states(register), "", *_moves(register), ""))


def _head(register: Register) -> Iterator[str]:
    yield f"# {register.title} ({register.prefix})"
    yield ""
    yield "Written by the program from the register itself. A test fails when the two differ."
    yield ""
    yield f"Who may see an entry: {who_may(register.readers)}."
    yield ""


def _states(register: Register) -> Iterator[str]:
    yield "| state | in words | still open |"
    yield "| --- | --- | --- |"
    for state in register.states:
        yield f"| `{state.name}` | {state.words} | {'yes' if state.open else 'no'} |"


def _moves(register: Register) -> Iterator[str]:
    for state in register.states:
        yield f"## From: {state.words} (`{state.name}`)"
        yield ""
        moves = [move for move in register.moves if state.name in move.froms]
        yield from (f"- {_sentence(register, move)}" for move in moves)
        if not moves:
            yield "- Nothing more can be done."
        yield ""


def _sentence(register: Register, move: Move) -> str:
    to = f"it becomes: {register.state(move.to).words}" if move.to else "it stays as it is"
    label = f' ("{move.button}")' if move.button else ""
    told = "The reporter is told." if move.news else ""
    needs = f"Needs: {'; '.join(_need(field) for field in move.needs)}." if move.needs else ""
    rule = f"But: {_rule(move)}" if move.refuse else ""
    parts = (f"`{move.verb}`{label} by {who_may(move.who)}: {to}.", needs, rule, _CHASING[move.chasing], told)
    return " ".join(part for part in parts if part)


def _need(field: Field) -> str:
    return f'"{field.label}"' + (" (may be left out)" if field.optional else "")


def _rule(move: Move) -> str:
    """The first paragraph of the check's own description."""
    told = (move.refuse.__doc__ or "").strip() if move.refuse else ""
    return told.split("\n\n")[0].replace("\n    ", " ")
