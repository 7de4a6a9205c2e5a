"""Why a move of an issue may be refused, beyond state and role. Each answers None, or why not."""

from datetime import timedelta

from core import words
from core.access import could_take
from core.audit import last
from core.labels import Role, Urgency
from core.register import Context, Relation
from core.registers.issues.table import NEW, OPEN, SERIOUS, Control

SILENT_REPORTER = timedelta(hours=72)
"""After this long without the reporter's answer a fixed issue may be closed. Source: rules, closing."""

REOPEN_WITHIN = timedelta(days=30)
"""How long after closing a reporter may say that it is not fixed. Source: register ISS."""


def not_your_own(context: Context) -> str | None:
    """A serious report is answered by somebody other than its reporter."""
    alone = context.entry.urgency in SERIOUS and context.actor.id == context.entry.reported_by
    return words.REPORTED_IT_YOURSELF if alone else None


def not_first_your_own(context: Context) -> str | None:
    """While nobody has answered, a serious report is not taken by its reporter."""
    return not_your_own(context) if context.entry.state in NEW else None


def somebody_here(context: Context) -> str | None:
    """Only who leads there, by role or by shift, can be asked to take it; of a restricted one, only who may know."""
    said = context.evidence.get("person", "")
    if not said:
        return None
    return None if int(said) in could_take(context.entry, context.directory, context.now) else words.NOT_HERE


def only_small(context: Context) -> str | None:
    """Team leaders finish normal and low issues themselves; the others need a control and a proof."""
    return words.SORTED_ONLY_SMALL if context.entry.urgency in SERIOUS else None


def seen_on_the_floor(context: Context) -> str | None:
    """A control is in place when somebody who is there has seen it; it must have been ordered."""
    if getattr(context.entry, "control", "") != Control.ORDERED:
        return words.NO_CONTROL_YET
    here = context.directory.on_shift(context.entry.service, context.now)
    there = not here or context.actor.id in here or Relation.IN_CHARGE in context.relations
    return None if there else words.SEE_IT_THERE


def only_up(context: Context) -> str | None:
    """Anyone may raise the urgency; nobody lowers it this way."""
    wanted = context.evidence.get("urgency", Urgency.CRITICAL)
    return None if Urgency(wanted).rank < Urgency(context.entry.urgency).rank else words.ONLY_RAISE


def only_down(context: Context) -> str | None:
    """Lowering needs a lower urgency, and for a critical one a control on record."""
    if Urgency(context.evidence.get("urgency", Urgency.LOW)).rank <= Urgency(context.entry.urgency).rank:
        return words.ONLY_LOWER
    bare = getattr(context.entry, "control", "") != Control.IN_PLACE
    return words.CONTROL_FIRST if context.entry.urgency == Urgency.CRITICAL and bare else None


def safe_first(context: Context) -> str | None:
    """A serious issue is not put off before a control was seen in place."""
    bare = context.entry.urgency in SERIOUS and getattr(context.entry, "control", "") != Control.IN_PLACE
    return words.SAFE_FIRST if bare else None


def not_restricted(context: Context) -> str | None:
    """What may be about harm done to somebody is not ended by its reporter: they may be under pressure."""
    return words.STAYS_OPEN if context.entry.restricted else None


def somebody_looked(context: Context) -> str | None:
    """The reporter ends a critical issue only after somebody has answered it, and a restricted one never."""
    unseen = context.entry.urgency == Urgency.CRITICAL and context.entry.state in NEW
    return words.STAYS_OPEN if unseen or context.entry.restricted else None


def nobody_looked(context: Context) -> str | None:
    """Saying only that it seems over is for the issues that the reporter does not end."""
    return None if somebody_looked(context) else words.SAY_FIXED


def may_close(context: Context) -> str | None:
    """Whoever made the fix does not close a serious one; managers and the quality lead do. Source: rules, closing."""
    if context.entry.urgency not in SERIOUS:
        return None
    if Relation.OWNER in context.relations:
        return words.CLOSED_BY_FIXER
    closers = {Role.REGISTERED_MANAGER, Role.QUALITY_LEAD, Relation.SAFEGUARDING}
    allowed = context.relations & closers
    return None if allowed else words.NOT_YOURS.format(who=words.either(words.WHO[w] for w in sorted(closers)))


def reporter_was_silent(context: Context) -> str | None:
    """Before its reporter has answered, a fixed issue is closed only after three days."""
    fixed = last(context.trail, "fixed", "sorted_here")
    waited = fixed is not None and context.now - fixed.at >= SILENT_REPORTER
    return may_close(context) if waited else words.ASK_REPORTER_FIRST


def within_thirty_days(context: Context) -> str | None:
    """A reporter opens a closed issue again within 30 days; later it is a new report."""
    closed = last(context.trail, "close")
    in_time = closed is None or context.now - closed.at <= REOPEN_WITHIN
    return None if in_time else words.TOO_LATE_TO_REOPEN


def another_one(context: Context) -> str | None:
    """It is the same as another issue of its service that is open and no less urgent, so that asking goes on."""
    wanted, entry = context.evidence.get("other", ""), context.entry
    if entry.restricted:
        return words.STAYS_OPEN
    if wanted == entry.ref:
        return words.SAME_NEEDS_OTHER
    other = next((found for found in context.related if found.ref == wanted), None)
    if not wanted:
        return None
    if other is None or other.state not in OPEN or other.restricted or other.service != entry.service:
        return words.SAME_NEEDS_OPEN
    return words.SAME_BUT_URGENT if Urgency(entry.urgency).rank < Urgency(other.urgency).rank else None
