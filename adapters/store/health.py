"""How the machinery stands, counted by indexed queries."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from adapters.store.entries import open_states
from adapters.store.tables import CHASE, INBOX, OUTBOX, InboxState, OutboxState, table_of
from adapters.store.unit import Unit
from core.ports import Health
from core.register import Register

LATE_CHASE = timedelta(minutes=2)
STUCK_OUTGOING = timedelta(seconds=60)
STUCK_RECEIVED = timedelta(seconds=30)
REMEMBERED = timedelta(days=1)


class Looks(Unit):
    """What operators look at."""

    def health(self, now: datetime) -> Health:
        """The counts. A chase is late after 2 min, a copy stuck after 60 s, a request after 30 s."""
        registers = tuple(self._means.registers.values())
        return Health(
            chases_late=self._count(CHASE, CHASE.c.is_over.is_(False), CHASE.c.next_at < now - LATE_CHASE),
            chases_lost=sum(self._open(register, _unchased(register)) for register in registers),
            outgoing_stuck=self._count(OUTBOX, _outgoing_stuck(now)),
            received_stuck=self._count(INBOX, _UNHANDLED, INBOX.c.received_at < now - STUCK_RECEIVED),
            parked=self._count(INBOX, INBOX.c.state == InboxState.PARKED),
            received_waiting=self._count(INBOX, _UNHANDLED),
            outgoing_waiting=self._count(OUTBOX, OUTBOX.c.state.in_(_ON_THEIR_WAY)),
            open_entries=sum(self._open(register) for register in registers),
            undeliverable=self._count(OUTBOX, _UNDELIVERABLE, OUTBOX.c.created_at > now - REMEMBERED),
        )

    def _count(self, table: Table, *tests: ColumnElement[bool]) -> int:
        return int(self._value(select(func.count()).select_from(table).where(*tests)))

    def _open(self, register: Register, *tests: ColumnElement[bool]) -> int:
        table = table_of(register.table)
        return self._count(table, table.c.state.in_(open_states(register)), *tests)


_UNHANDLED = INBOX.c.state.in_((InboxState.WAITING, InboxState.WORKING))
_UNDELIVERABLE = and_(OUTBOX.c.state == OutboxState.DEAD, OUTBOX.c.ping.is_(True))
_ON_THEIR_WAY = (OutboxState.WAITING, OutboxState.STALE, OutboxState.UNCLEAR, OutboxState.SENDING)


def _outgoing_stuck(now: datetime) -> ColumnElement[bool]:
    """Copies that were never sent, however often they were tried: a retry ahead does not make them well."""
    waiting = OUTBOX.c.state.in_((OutboxState.WAITING, OutboxState.UNCLEAR))
    return or_(
        and_(waiting, OUTBOX.c.created_at < now - STUCK_OUTGOING),
        and_(OUTBOX.c.state == OutboxState.SENDING, OUTBOX.c.lease_until < now),
    )


def _unchased(register: Register) -> ColumnElement[bool]:
    table = table_of(register.table)
    return ~select(CHASE.c.ref).where(CHASE.c.ref == table.c.ref, CHASE.c.is_over.is_(False)).exists()
