"""What staff think is read by the workforce lead of their service, and nothing else is."""

from typing import Any

import pytest

from core.access import may_read
from core.labels import Category, Kind, Role
from core.registers import ISSUES
from tests.unit.elm_court import NOON, SOMEBODY, directory, entry

FEEDBACK = {"kind": Kind.FEEDBACK.value, "category": Category.FEEDBACK.value, "urgency": "low"}


@pytest.mark.parametrize(
    ("role", "other", "reads"),
    [
        (Role.WORKFORCE_LEAD, FEEDBACK, True),
        (Role.WORKFORCE_LEAD, {}, False),
        (Role.WORKFORCE_LEAD, {**FEEDBACK, "service": "oak"}, False),
        (Role.WORKFORCE_LEAD, {**FEEDBACK, "restricted": True}, False),
        (Role.CARE_WORKER, FEEDBACK, False),
    ],
)
def test_who_reads_what_staff_think(role: Role, other: dict[str, Any], reads: bool) -> None:
    here = directory((SOMEBODY, role))
    assert may_read(ISSUES, entry(**other), SOMEBODY, here, NOON) == reads


@pytest.mark.parametrize(
    ("other", "policy"),
    [
        (FEEDBACK, "feedback"),
        ({**FEEDBACK, "urgency": "normal"}, "feedback"),
        ({**FEEDBACK, "urgency": "high"}, "high"),
        ({**FEEDBACK, "category": "login_access"}, "low"),
        ({**FEEDBACK, "restricted": True}, "safeguarding"),
    ],
)
def test_who_is_asked_about_it(other: dict[str, Any], policy: str) -> None:
    assert ISSUES.policy(entry(**other)) == policy
