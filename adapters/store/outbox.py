"""Messages on their way: one row per copy, so that each copy can wait, fail and be drawn anew by itself."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BindParameter, Select, Table, and_, bindparam, case, delete, func, or_, select, update

from adapters.store.dialect import insert_or_keep
from adapters.store.entries import Entries
from adapters.store.people import People
from adapters.store.tables import IDENTITY, OUTBOX, PERSON, PHOTO, OutboxState, table_of
from core.card import Card
from core.form import Form
from core.moment import Utc
from core.ports import Delivery, Message, Outgoing, Priority, Sender

LEASE = timedelta(seconds=60)
"""How long one attempt may take. After that nobody knows whether the copy arrived."""

S = OutboxState


@dataclass(frozen=True, kw_only=True)
class Payload:
    """What is sealed of a message."""

    card: Card | None
    form: Form | None
    params: Mapping[str, str]


_PAYLOAD: TypeAdapter[Payload] = TypeAdapter(Payload)


class Outbox(People, Entries):
    """Outgoing messages."""

    def send(self, message: Message, now: datetime) -> bool:
        """Queue one copy for every account of the person, or for `only`; False if all of them were there.

        Somebody without any account gets one copy without a channel, for `address` to resolve.
        """
        there = {row["target"] for row in self._rows(TARGETS, key=message.key)}
        if _person_target(message.person) in there:
            return False
        senders = (message.only,) if message.only else self.senders_of(message.person)
        common = self._common(message, now)
        copies = [copy for copy in _copies(message.person, senders) if copy["target"] not in there]
        return bool(copies) and self._do(insert_or_keep(OUTBOX), [common | copy for copy in copies]) > 0

    def adopt(self, stranger: int, person: int) -> None:
        """Somebody taken for a stranger turns out to be known: their accounts, reports and messages become theirs.

        The trail is never rewritten, so the stranger stays in it, under the right name.
        """
        for table, column in ((IDENTITY, "person"), (OUTBOX, "person"), (PHOTO, "person"), *self._people_of_entries()):
            self._do(update(table).where(table.c[column] == stranger).values({column: person}))
        self._do(
            update(OUTBOX).where(OUTBOX.c.target == _person_target(stranger)).values(target=_person_target(person))
        )
        name = self.directory().person(person).name
        self._do(update(PERSON).where(PERSON.c.id == stranger).values(name=name, known=True))
        self._people_changed()

    def _people_of_entries(self) -> list[tuple[Table, str]]:
        tables = [table_of(register.table) for register in self._means.registers.values()]
        return [(table, column) for table in tables for column in ("reported_by", "logged_by")]

    def _common(self, message: Message, now: datetime) -> dict[str, Any]:
        payload = Payload(card=message.card, form=message.form, params=dict(message.params))
        return _fresh(now) | {
            "key": message.key,
            "person": message.person,
            "priority": message.priority.value,
            "rank": message.priority.rank,
            "ref": message.ref,
            "view": message.view,
            "ping": message.ping,
            "sealed": self._seal(_PAYLOAD.dump_json(payload)),
        }

    def redraw(self, ref: str, *, view: str = "") -> None:
        """Every copy of the entry's card that was sent, or of one view of it, must be drawn anew."""
        if view:
            self._do(REDRAW_VIEW, {"this_ref": ref, "this_view": view})
            self._do(REDRAW_VIEW_AFTER, {"this_ref": ref, "this_view": view})
        else:
            self._do(REDRAW, {"this_ref": ref})
            self._do(REDRAW_AFTER, {"this_ref": ref})

    def claim_outgoing(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Take what is due, at most one copy per account so that order is kept.

        What was never sent goes before what is only drawn anew; then by priority, then by age.

        `state` says what it was: waiting, stale, or unclear (also when an attempt never came
        back). `attempts` counts this one.
        """
        rows = self._rows(DUE, now=now, limit=limit)
        if rows:
            self._do(TAKE, [{"this": row["id"], "lease_until": now + LEASE} for row in rows])
        return tuple(outgoing for row in rows if (outgoing := self._outgoing(row)) is not None)

    def _outgoing(self, row: Any) -> Outgoing | None:
        """The copy; None where it can't be opened: it is given up, and stops no other."""
        try:
            payload = _PAYLOAD.validate_json(self._unseal(row["sealed"]))
        except ValueError:
            self._do(update(OUTBOX).where(THIS).values(state=S.DEAD, fault="it can't be opened"), {"this": row["id"]})
            return None
        same = ("id", "key", "person", "channel", "address", "user", "tenant", "ref", "view", "ping")
        return Outgoing(
            **{name: row[name] for name in (*same, "provider_id", "created_at")},
            priority=Priority(row["priority"]),
            card=payload.card,
            form=payload.form,
            params=payload.params,
            state=_was(row),
            attempts=row["attempts"] + 1,
        )

    def address(self, outgoing: Outgoing, senders: Sequence[Sender]) -> None:
        """Put one copy per account in the place of a copy without a channel.

        Raises ValueError without any account: then `drop` or `resend` it.
        """
        if not senders:
            raise ValueError("nobody to send it to")
        row = self._row(COPY, this=outgoing.id)
        if row is None:
            return
        common = {name: row[name] for name in row if name != "id"} | _fresh(row["created_at"])
        self._do(insert_or_keep(OUTBOX), [common | copy for copy in _copies(outgoing.person, senders)])
        self._do(GONE, {"this": outgoing.id})

    def sent(self, outgoing: Outgoing, address: str, provider_id: str, drawn: int, now: datetime) -> None:
        """It arrived, showing version `drawn`; if the entry has moved on since, it is drawn anew."""
        behind = bool(outgoing.view) and self._version_of(outgoing.ref) > drawn
        values = {
            "this": outgoing.id,
            "new_state": (S.STALE if behind else S.SENT).value,
            "address": address,
            "provider_id": provider_id,
            "drawn": drawn,
            "now": now,
            "next_try": now,
        }
        self._do(ARRIVED, values)

    def resend(self, outgoing: Outgoing, at: datetime, fault: str, *, unclear: bool = False) -> None:
        """Try again at `at`; `unclear` if it may have arrived. Does nothing if the attempt is not ours any more."""
        state = S.STALE if outgoing.provider_id else S.UNCLEAR if unclear else S.WAITING
        self._do(LEAVE, _mine(outgoing) | {"state": state.value, "next_try": at, "fault": fault})

    def drop(self, outgoing: Outgoing, why: str, *, undeliverable: bool = False) -> None:
        """Give the copy up, with the reason. Does nothing if the attempt is not ours any more."""
        state = S.DEAD if undeliverable else S.DROPPED
        self._do(LEAVE, _mine(outgoing) | {"state": state.value, "fault": why})

    def deliveries(self, ref: str) -> tuple[Delivery, ...]:
        """What became of every copy that is about an entry, the oldest first."""
        return tuple(Delivery(**row) for row in self._rows(OF_ENTRY, ref=ref))


def _due() -> Select[Any]:
    now: BindParameter[datetime] = bindparam("now")
    waiting = and_(OUTBOX.c.state.in_((S.WAITING, S.STALE, S.UNCLEAR)), OUTBOX.c.next_try <= now)
    lost = and_(OUTBOX.c.state == S.SENDING, OUTBOX.c.lease_until <= now)
    busy = select(OUTBOX.c.target).where(OUTBOX.c.state == S.SENDING, OUTBOX.c.lease_until > now)
    again = case((OUTBOX.c.state == S.STALE, 1), else_=0)
    first = func.row_number().over(partition_by=OUTBOX.c.target, order_by=(again, OUTBOX.c.rank, OUTBOX.c.id))
    ranked = (
        select(OUTBOX, first.label("place"), again.label("again"))
        .where(or_(waiting, lost), OUTBOX.c.target.not_in(busy))
        .subquery()
    )
    return (
        select(ranked)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.again, ranked.c.rank, ranked.c.id)
        .limit(bindparam("limit"))
    )


DUE = _due()
THIS = OUTBOX.c.id == bindparam("this")
COPY = select(OUTBOX).where(THIS)
GONE = delete(OUTBOX).where(THIS)
TARGETS = select(OUTBOX.c.target).where(OUTBOX.c.key == bindparam("key"))
TAKE = update(OUTBOX).where(THIS).values(state=S.SENDING, attempts=OUTBOX.c.attempts + 1)
LEAVE = (
    update(OUTBOX)
    .where(THIS, OUTBOX.c.state == S.SENDING, OUTBOX.c.attempts == bindparam("this_attempt"))
    .values(lease_until=None)
)
FIRST_SENT = func.coalesce(OUTBOX.c.sent_at, bindparam("now", type_=Utc))
CHANGED_MEANWHILE = "changed meanwhile"
"""Stands as the fault of a copy that is on its way while it must be drawn anew."""
NEW_STATE = case((OUTBOX.c.fault == CHANGED_MEANWHILE, S.STALE.value), else_=bindparam("new_state"))
ARRIVED = update(OUTBOX).where(THIS).values(state=NEW_STATE, lease_until=None, attempts=0, fault="", sent_at=FIRST_SENT)
SHOWN = update(OUTBOX).where(OUTBOX.c.ref == bindparam("this_ref"), OUTBOX.c.view != "")
REDRAW = SHOWN.where(OUTBOX.c.state == S.SENT).values(state=S.STALE)
REDRAW_AFTER = SHOWN.where(OUTBOX.c.state == S.SENDING).values(fault=CHANGED_MEANWHILE)
THIS_VIEW = OUTBOX.c.view == bindparam("this_view")
REDRAW_VIEW, REDRAW_VIEW_AFTER = REDRAW.where(THIS_VIEW), REDRAW_AFTER.where(THIS_VIEW)
DELIVERED = ("person", "channel", "view", "ping", "state", "fault", "created_at", "sent_at")
OF_ENTRY = select(*(OUTBOX.c[name] for name in DELIVERED)).where(OUTBOX.c.ref == bindparam("ref")).order_by(OUTBOX.c.id)


def _was(row: Any) -> str:
    """What a claimed row was before. An attempt that never came back may have arrived."""
    if row["state"] != S.SENDING:
        return str(row["state"])
    return str(S.STALE if row["provider_id"] else S.UNCLEAR)


def _mine(outgoing: Outgoing) -> dict[str, Any]:
    return {"this": outgoing.id, "this_attempt": outgoing.attempts}


def _fresh(now: datetime) -> dict[str, Any]:
    """The columns of a copy that nobody has tried to send yet."""
    return {
        "state": S.WAITING,
        "attempts": 0,
        "next_try": now,
        "lease_until": None,
        "provider_id": "",
        "drawn": 0,
        "fault": "",
        "created_at": now,
        "sent_at": None,
    }


def _person_target(person: int) -> str:
    return json.dumps([person])


def _copies(person: int, senders: Iterable[Sender]) -> tuple[dict[str, Any], ...]:
    """Where the copies go, one per account; one to nowhere yet if there is no account."""
    nowhere = {"channel": "", "tenant": "", "user": "", "address": "", "target": _person_target(person)}
    found = tuple(
        {
            "channel": sender.channel,
            "tenant": sender.tenant,
            "user": sender.user,
            "address": sender.address,
            "target": json.dumps([sender.channel, sender.tenant, sender.user]),
        }
        for sender in senders
    )
    return found or (nowhere,)
