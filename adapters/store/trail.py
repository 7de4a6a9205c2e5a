"""The append-only trail. Every fact carries the hash of the one before it.

The chain covers a salted hash of the words and not the words: if they must be destroyed one day,
text and salt go, and the chain still holds. Changing, removing or reordering a row is found by
`verify_trail`. Whoever controls both database and program could rebuild the whole chain; against
that, and against a cut end, only a copy of the newest hash kept elsewhere helps.
"""

import json
import secrets
from collections.abc import Iterator
from datetime import UTC
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select

from adapters.store.postgres import storable
from adapters.store.tables import EVENT
from adapters.store.unit import LAST_NUMBER, Unit
from core.ports import Event

COUNTED_AS = "event"
WORDS_DESTROYED = "words_destroyed"
"""The verb of the event that says, in its evidence `seq`, whose words were destroyed on purpose."""

HASHED = ("prev_hash", "seq", "ref", "at", "by", "verb", "frm", "to", "shown_to_reporter", "channel", "words_hash")

NEW = insert(EVENT)
ALL = select(EVENT).order_by(EVENT.c.seq)
OF_ENTRY = ALL.where(EVENT.c.ref == bindparam("ref"))
NEWEST = select(EVENT).order_by(EVENT.c.seq.desc()).limit(bindparam("limit"))
HEAD = select(EVENT.c.hash).order_by(EVENT.c.seq.desc()).limit(1)


class Trail(Unit):
    """Facts, in the order in which they became true."""

    def record(self, event: Event) -> None:
        """Add one fact. Its `seq` is given here."""
        row = {
            "seq": self._next_number(COUNTED_AS),
            "ref": event.ref,
            "at": event.at,
            "by": event.by,
            "verb": event.verb,
            "frm": event.frm,
            "to": event.to,
            "note": event.note,
            "evidence": _json(dict(event.evidence)),
            "shown_to_reporter": event.shown_to_reporter,
            "channel": event.channel,
            "salt": secrets.token_hex(16),
            "prev_hash": self._value(HEAD) or "",
        }
        # The chain is over what will be read, and a NUL would be read as another character.
        row = {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}
        row["words_hash"] = _words_hash(row)
        self._do(NEW, row | {"hash": _hash(row)})

    def trail(self, ref: str) -> tuple[Event, ...]:
        """Every fact about one entry, the oldest first."""
        return tuple(map(_event, self._rows(OF_ENTRY, ref=ref)))

    def recent_events(self, limit: int) -> tuple[Event, ...]:
        """The newest facts, the newest first."""
        return tuple(map(_event, self._rows(NEWEST, limit=limit)))

    def verify_trail(self) -> tuple[str, ...]:
        """Every break of the chain in plain words; nothing if it is whole."""
        return breaks(self._connection)


def breaks(connection: Connection) -> tuple[str, ...]:
    """Every break of the chain in that database, in plain words. It needs no key."""
    given = int(connection.scalar(LAST_NUMBER, {"counter": COUNTED_AS}) or 0)
    rows = connection.execute(ALL, execution_options={"yield_per": 1000})
    return tuple(_breaks(iter(rows.mappings()), given))


def _breaks(rows: Iterator[RowMapping], given: int) -> Iterator[str]:
    """Walk the chain once. `given` is the last number that was ever handed out."""
    seq, head, wordless, destroyed = 0, "", set[int](), set[int]()
    for row in rows:
        yield from _missing(seq + 1, row["seq"] - 1)
        yield from _row_breaks(row, head if row["seq"] == seq + 1 else None)
        seq, head = row["seq"], row["hash"]
        if not row["salt"]:
            wordless.add(seq)
        if row["verb"] == WORDS_DESTROYED:
            destroyed.add(int(json.loads(row["evidence"]).get("seq", 0)))
    yield from _missing(seq + 1, given)
    yield from (f"event {n}: its words are gone, and no event says why" for n in sorted(wordless - destroyed))


def _missing(first: int, last: int) -> Iterator[str]:
    if first == last:
        yield f"event {first} is missing"
    elif first < last:
        yield f"events {first} to {last} are missing"


def _row_breaks(row: RowMapping, head: str | None) -> Iterator[str]:
    """`head` is the hash of the event before, or None if that one is missing."""
    if head is not None and row["prev_hash"] != head:
        yield f"event {row['seq']} does not follow the one before it"
    if row["hash"] != _hash(row):
        yield f"event {row['seq']} was changed"
    elif row["words_hash"] != _words_hash(row) and (row["salt"] or row["note"] or row["evidence"] != "{}"):
        yield f"event {row['seq']}: its words were changed"


def _hash(row: Any) -> str:
    facts = [row[name] for name in HASHED]
    facts[HASHED.index("at")] = row["at"].astimezone(UTC).isoformat()
    facts[HASHED.index("shown_to_reporter")] = bool(row["shown_to_reporter"])
    return sha256(_json(facts).encode()).hexdigest()


def _words_hash(row: Any) -> str:
    return sha256(_json([row["salt"], row["note"], row["evidence"]]).encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _event(row: RowMapping) -> Event:
    names = ("ref", "at", "by", "verb", "frm", "to", "note", "shown_to_reporter", "channel", "seq")
    return Event(evidence=json.loads(row["evidence"]), **{name: row[name] for name in names})
