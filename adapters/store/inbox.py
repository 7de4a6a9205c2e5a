"""Requests that were stored and wait to be worked on.

A claim is a lease: whoever does not finish in time loses it, and the request is claimed again. A
unit of work that finishes too late finds the lease gone and keeps nothing (Stale), so that each
request takes effect once.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, or_, select, update

from adapters.store.cipher import Unreadable
from adapters.store.tables import INBOX, InboxState
from adapters.store.unit import Unit
from core.ports import Received, Stale

LEASE = timedelta(seconds=60)
KEPT_FOR = timedelta(days=7)
"""How long the key of a handled request is kept at least: platforms repeat for up to 24 h."""

DUE = (
    select(INBOX)
    .where(
        or_(
            and_(INBOX.c.state == InboxState.WAITING, INBOX.c.next_try <= bindparam("now")),
            and_(INBOX.c.state == InboxState.WORKING, INBOX.c.lease_until <= bindparam("now")),
        )
    )
    .order_by(INBOX.c.id)
    .limit(bindparam("limit"))
)
THIS = INBOX.c.id == bindparam("this")
TAKE = update(INBOX).where(THIS).values(state=InboxState.WORKING, attempts=INBOX.c.attempts + 1)
LEAVE = update(INBOX).where(THIS, INBOX.c.state == InboxState.WORKING, INBOX.c.attempts == bindparam("this_attempt"))


class Inbox(Unit):
    """Stored requests."""

    def claim_received(self, now: datetime, limit: int) -> tuple[Received, ...]:
        """Take what waits, or whose lease ran out, the oldest first. `attempts` counts this one."""
        rows = self._rows(DUE, now=now, limit=limit)
        if rows:
            self._do(TAKE, [{"this": row["id"], "lease_until": now + LEASE} for row in rows])
        return tuple(self._received(row) for row in rows)

    def _received(self, row: Any) -> Received:
        return Received(
            id=row["id"],
            channel=row["channel"],
            body=self._body(row),
            received_at=row["received_at"],
            attempts=row["attempts"] + 1,
        )

    def _body(self, row: Any) -> bytes:
        """What was sent; nothing where it can't be opened, so that one broken row stops no other."""
        try:
            return self._unseal(row["sealed"])
        except Unreadable:
            return b""

    def handled(self, received: Received, outcome: str) -> None:
        """The request is done: its body is wiped. Raises Stale if the lease on it is somebody else's now."""
        wiped = {"sealed": b"", "outcome": outcome, "fault": "", "handled_at": self._means.now()}
        self._leave(received, InboxState.DONE, **wiped)

    def retry_received(self, received: Received, at: datetime, fault: str) -> None:
        """Let it wait until `at`. Raises Stale like `handled`."""
        self._leave(received, InboxState.WAITING, next_try=at, fault=fault)

    def park(self, received: Received, fault: str) -> None:
        """Set it aside for a person to look at; its body is kept. Raises Stale like `handled`."""
        self._leave(received, InboxState.PARKED, fault=fault)

    def _leave(self, received: Received, state: InboxState, **values: Any) -> None:
        mine = {"this": received.id, "this_attempt": received.attempts}
        if not self._do(LEAVE, {**mine, "state": state.value, "lease_until": None, **values}):
            raise Stale(f"request {received.id}")

    def forget_received(self, before: datetime) -> int:
        """Delete the keys of requests handled before that moment, never younger than KEPT_FOR; how many."""
        oldest = min(before, self._means.now() - KEPT_FOR)
        return self._do(delete(INBOX).where(INBOX.c.state == InboxState.DONE, INBOX.c.handled_at < oldest))
