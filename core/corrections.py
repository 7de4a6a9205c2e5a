"""What people put right: a report with the type or the urgency that a person said is the right one.

Nothing is kept for this beside the entries and their trail: when those go, so does what was learned from them, with
the next training. The text is the redacted one, as everybody may see it; nobody's sealed words are looked at.
"""

from collections.abc import Iterator

from core import audit
from core.labels import CareEffect, Category, Urgency
from core.ports import UnitOfWork
from core.registers import ISSUES
from core.registers.issues.table import Issue
from core.understanding.evaluate import Correction

BY_SYSTEM = "system"
EVERY = 1_000_000


def corrections(uow: UnitOfWork) -> Iterator[Correction]:
    """Every report that somebody put right, the oldest first. Those about abuse are left out."""
    issues = (entry for entry in uow.entries(ISSUES, limit=EVERY) if isinstance(entry, Issue) and not entry.restricted)
    for issue in sorted(issues, key=lambda each: each.reported_at):
        category = None if issue.category_by == BY_SYSTEM else Category(issue.category)
        urgency = _urgency(uow, issue)
        if category or urgency:
            yield Correction(ref=issue.ref, text=issue.redacted, category=category, urgency=urgency)


def _urgency(uow: UnitOfWork, issue: Issue) -> Urgency | None:
    """The urgency, if a person has set it: by the list, or by saying that somebody's care is affected now."""
    said = audit.last(uow.trail(issue.ref), "raise_urgency", "lower_urgency", "care_effect")
    if said is None:
        return None
    if said.verb == "care_effect":
        return Urgency.CRITICAL if said.evidence.get("care") == CareEffect.NOW else None
    return Urgency(said.evidence["urgency"])
