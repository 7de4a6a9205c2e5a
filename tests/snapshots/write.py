"""Writes the signed pages and tables anew: `python -m tests.snapshots.write`. Read the difference before you keep it.

`REGISTER.md` is what a care manager reads. `REGISTER-arrows.csv` is the same as one table: what becomes
of each move from each state, tried by whom. Where a state and a move stand with "everybody", nobody can
make the move from there; with "everybody else", only those named above.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from core.register import Move, Register
from core.registers import REGISTERS
from core.snapshot import page
from core.words import WHO

HERE = Path(__file__).parent
HEADER = ("state", "move", "who", "outcome")
NOT_NOW, NOT_YOURS = "refused: not now", "refused: not theirs"
EVERYBODY, EVERYBODY_ELSE = "everybody", "everybody else"


def rows(register: Register) -> Iterator[tuple[str, str, str, str]]:
    """The table, every state and move once or more."""
    for state in register.states:
        for verb in register.verbs():
            move = register.move(verb, state.name)
            if move is None:
                yield state.name, verb, EVERYBODY, NOT_NOW
                continue
            yield from ((state.name, verb, str(who), outcome(move)) for who in WHO if who in move.who)
            yield state.name, verb, EVERYBODY_ELSE, NOT_YOURS


def outcome(move: Move) -> str:
    """What becomes of an entry, and what is asked first."""
    becomes = f"becomes {move.to}" if move.to else "stays"
    asked = " and ".join(field.name for field in move.needs if not field.optional)
    return f"{becomes}, asks {asked}" if asked else becomes


def main() -> None:
    for register in REGISTERS:
        (HERE / f"{register.name}.md").write_text(page(register), "utf-8")
        with (HERE / f"{register.name}-arrows.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(rows(register))


if __name__ == "__main__":
    main()
