"""Why a move of an issue may be refused, beyond state and role. Each answers None, or why not."""

from datetime import timedelta

from core import words
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
    """Only somebody of the service can be asked; of a restricted one, only who may see it."""
    said, entry = context.evidence.get("person", ""), context.entry
    if not said:
        return None
    concerned = int(said) in context.directory.safeguarding(entry.service, context.now)
    here = concerned if entry.restricted else context.directory.roles_of(int(said), entry.service)
    return None if here else words.NOT_HERE


def only_small(context: Context) -> str | None:
    """Team leaders finish normal and low issues themselves; the others need a control and a proof."""
    return words.SORTED_ONLY_SMALL if context.entry.urgency in SERIOUS else None


def something_ordered(context: Context) -> str | None:
    """Only a control that was ordered can be in place."""
    return None if getattr(context.entry, "control", "") == Control.ORDERED else words.NO_CONTROL_YET


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


def answered_first(context: Context) -> str | None:
    """A critical issue that nobody has answered cannot be put off."""
    unanswered = context.entry.state in NEW and context.entry.urgency == Urgency.CRITICAL
    return words.ANSWER_FIRST if unanswered else None


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
    """It is the same as another issue that is open, so that somebody is still asked about it."""
    wanted = context.evidence.get("other", "")
    if wanted == context.entry.ref:
        return words.SAME_NEEDS_OTHER
    found = any(other.ref == wanted and other.state in OPEN and not other.restricted for other in context.related)
    return None if found or not wanted else words.SAME_NEEDS_OPEN
