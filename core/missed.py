"""Daily checks that were missed: how far up each goes at once, and when there is nothing left to ask. Pure.

Source: policy EP5. The first missed one is the manager's; the second in seven days goes to the project lead
too; the second running to the quality lead as well. A newer check of the same service takes the asking over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.due import due_at
from core.policy import Policy
from core.ports import Chase
from core.register import Entry
from core.registers.checks import DONE, DUE, MISSED, NOT_NEEDED, Check

WITHIN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Before:
    """The checks of one service in the seven days up to a missed one: `missed` of them, `running` if the last was."""

    missed: int = 0
    running: bool = False

    @property
    def climbs(self) -> int:
        """How many steps further up the missed one goes at once."""
        return 2 if self.running else min(self.missed, 1)


def before(check: Check, kept: Iterable[Check]) -> Before:
    """How the checks before this one went. A reason given afterwards leaves the day missed."""
    earlier = sorted(
        (c for c in kept if _same(c, check) and timedelta() < check.day - c.day < WITHIN and c.state != NOT_NEEDED),
        key=lambda c: c.day,
    )
    missed = [_was_missed(c) for c in earlier]
    return Before(missed=sum(missed), running=bool(missed) and missed[-1])


def _same(one: Check, other: Check) -> bool:
    return (one.service, one.template) == (other.service, other.template)


def _was_missed(check: Check) -> bool:
    return check.state == MISSED or (check.state == DONE and check.result == "not_possible")


def further_up(chase: Chase, policy: Policy, missed_after: timedelta, climbs: int, now: datetime) -> Chase:
    """The asking about a check that is missed now: what would be sent before is left out.

    `missed_after` counts from when it was asked, as the steps of the policy do.
    """
    last = len(policy.steps) - 1
    told = next((place for place, step in enumerate(policy.steps) if step.after >= missed_after), last)
    place = max(chase.sent, min(told + climbs, last))
    if chase.answered or chase.next_at is None:
        return chase
    return replace(chase, sent=place, next_at=now if climbs else due_at(policy, chase.base_at, place))


def overtaken(check: Check, kept: Iterable[Check]) -> bool:
    """Whether a newer check of the service has come to an end: then nobody is asked about this missed one any more."""
    return check.state == MISSED and any(_same(c, check) and c.day > check.day and c.state != DUE for c in kept)


def without_old_ones(entries: Iterable[Entry], now: datetime) -> tuple[Entry, ...]:
    """The same without missed checks that are a week old, or have a newer missed one at their service.

    They are counted and stand in the calendar, but nobody needs to do anything about each of them.
    """
    listed = tuple(entries)
    newest: dict[tuple[str, str], Check] = {}
    for entry in listed:
        if isinstance(entry, Check) and entry.state == MISSED and now - entry.due_at < WITHIN:
            known = newest.setdefault((entry.service, entry.template), entry)
            if entry.day > known.day:
                newest[entry.service, entry.template] = entry
    kept = {check.ref for check in newest.values()}
    return tuple(e for e in listed if not isinstance(e, Check) or e.state != MISSED or e.ref in kept)
