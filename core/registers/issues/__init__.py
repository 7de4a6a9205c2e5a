"""ISSUES: everything that does not work in live use, from first words to closure evidence."""

from core.access import LEADERS
from core.labels import Role
from core.register import Entry, Register, Relation
from core.registers.issues.card import card
from core.registers.issues.moves import MOVES, REPORTER
from core.registers.issues.table import CONFIRMED, FIXED, REPORTED, STATES, Issue


def policy(entry: Entry) -> str:
    """A restricted entry has a chain of its own, and so has a fixed one; every other follows its urgency."""
    fixed = "closing" if entry.state in (FIXED, CONFIRMED) else entry.urgency
    return "safeguarding" if entry.restricted else fixed


ISSUES = Register(
    name="issues",
    prefix="ISS",
    title="Issues",
    table=Issue,
    states=STATES,
    first=REPORTED,
    moves=MOVES,
    readers=LEADERS | REPORTER | {Relation.OWNER, Relation.ASKED, Role.BOARD_CHAIR},
    policy=policy,
    card=card,
)
