"""The table and the states of ISSUES.

Sources: register ISS and workflow IR2, as decisions.md thins them: who acknowledged, fixed and
closed, and when, are facts of the event trail and not columns.
"""

from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field as Column

from core.labels import CareEffect, Danger, RecordArea, Urgency
from core.register import Entry, State, common_checks, one_of


class Control(StrEnum):
    """What keeps people safe while the cause is not fixed. In place only when seen on the floor."""

    NONE = "none"
    ORDERED = "ordered"
    IN_PLACE = "in_place"


REPORTED, ACKNOWLEDGED = "reported", "acknowledged"
CONTROL_ORDERED, CONTROL_IN_PLACE = "control_ordered", "control_in_place"
IN_PROGRESS, WAITING = "in_progress", "waiting_supplier"
FIXED, CONFIRMED, CLOSED, REOPENED = "fixed", "confirmed", "closed", "reopened"
SAME, NOT_A_PROBLEM, WITHDRAWN = "same_as_another", "not_a_problem", "withdrawn"

STATES = (
    State(name=REPORTED, words="nobody has answered yet", open=True),
    State(name=ACKNOWLEDGED, words="somebody has it", open=True),
    State(name=CONTROL_ORDERED, words="a control is ordered", open=True),
    State(name=CONTROL_IN_PLACE, words="a control is in place", open=True),
    State(name=IN_PROGRESS, words="being worked on", open=True),
    State(name=WAITING, words="waiting for the supplier", open=True),
    State(name=FIXED, words="fixed, waiting for the reporter to say so", open=True),
    State(name=CONFIRMED, words="the reporter says it is fixed", open=True),
    State(name=CLOSED, words="closed with evidence", open=False),
    State(name=REOPENED, words="open again", open=True),
    State(name=SAME, words="the same as another one", open=False),
    State(name=NOT_A_PROBLEM, words="not a problem", open=False),
    State(name=WITHDRAWN, words="taken back by the reporter", open=False),
)


class Issue(Entry, table=True):
    """One report. `control_words` says what the control is; `owner_asked` who has not yet said yes.

    `care_risk` holds the care risks, joined by commas; `urgency_why` the reasons without quoted words.
    """

    __tablename__ = "issue"
    __table_args__ = (
        *common_checks(s.name for s in STATES),
        one_of("control", Control),
        one_of("care_effect", CareEffect),
        one_of("category_by", ("system", "reporter", "person")),
        one_of("danger", Danger),
    )
    register_name: ClassVar[str] = "issues"

    area: str = RecordArea.OTHER
    care_risk: str = ""
    danger: str = Danger.NONE
    category_by: str = "system"
    care_effect: str = CareEffect.NOT_SURE
    urgency_why: str = ""
    control: str = Control.NONE
    control_words: str = ""
    owner: int | None = None
    owner_asked: int | None = None
    same_as: str = Column(default="", index=True)


STATE_WORDS = {state.name: state.words for state in STATES}

SERIOUS = (Urgency.CRITICAL, Urgency.HIGH)
NEW = frozenset({REPORTED, REOPENED})
EARLY = frozenset({REPORTED, REOPENED, ACKNOWLEDGED, CONTROL_ORDERED, CONTROL_IN_PLACE})
WORKING = frozenset({IN_PROGRESS, WAITING})
UNFIXED = EARLY | WORKING
OPEN = UNFIXED | {FIXED, CONFIRMED}
