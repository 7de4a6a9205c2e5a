"""ISSUES: everything that does not work in live use, from first words to closure evidence."""

from core.access import LEADERS
from core.labels import Category, Kind, Role
from core.register import Entry, Register, Relation
from core.registers.issues.card import card
from core.registers.issues.moves import MOVES, REPORTER
from core.registers.issues.table import CONFIRMED, FIXED, REPORTED, SERIOUS, STATES, Issue


def policy(entry: Entry) -> str:
    """A restricted entry has a chain of its own; so have a fixed one, feedback, and one not understood."""
    if entry.restricted:
        return "safeguarding"
    if entry.state in (FIXED, CONFIRMED):
        return "closing"
    if entry.category == Category.FEEDBACK and entry.urgency not in SERIOUS:
        return "feedback"
    # "A person will read it" was promised: the person in charge is asked, as for a question.
    unread = isinstance(entry, Issue) and entry.kind == Kind.OTHER and entry.category_by == "system"
    return "question" if unread and entry.urgency not in SERIOUS else entry.urgency


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
