"""The tables of the store beside those of the registers, which stand in `core/registers`.

Nothing that somebody wrote stands here in clear text: bodies, cards, forms, dialogue data and the
lines of the page's phones are sealed. Notes and evidence of the trail are redacted before they
come here. Moments are aware and in UTC. Enumerations are stored by value and checked by the database.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    inspect,
)
from sqlmodel import Field as Column
from sqlmodel import SQLModel

from core.labels import Phase, RecordArea, Role, ServiceKind
from core.moment import Utc
from core.ports import Priority
from core.pulse import GROUPS
from core.receipts import Answer, Via
from core.register import one_of
from core.rules import CopyTo, MainRecord

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a migration can speak of it. Checks are named where they are made."""


class InboxState(StrEnum):
    """How far a stored request has come."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    PARKED = "parked"


class OutboxState(StrEnum):
    """How far one copy of a message has come.

    A `stale` copy was sent and must be drawn anew; of an `unclear` one nobody knows whether it
    arrived; a `dead` one cannot be delivered; a `dropped` one was no longer needed.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    STALE = "stale"
    DEAD = "dead"
    DROPPED = "dropped"
    UNCLEAR = "unclear"


class ServiceRow(SQLModel, table=True):
    """One service."""

    __tablename__ = "service"
    __table_args__ = (one_of("kind", ServiceKind), one_of("phase", Phase))

    code: str = Column(primary_key=True)
    name: str
    kind: str
    timezone: str
    phase: str
    go_live: str
    urgent_phone: str
    old_system: str
    new_system: str


class PersonRow(SQLModel, table=True):
    """One person. `email_folded` is what e-mails are compared by; NULL where none is known."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("email_folded", name="uq_person_email_folded"),)

    id: int | None = Column(default=None, primary_key=True)
    name: str
    email: str
    email_folded: str | None
    language: str
    staff_group: str
    agency: bool
    known: bool


class RoleRow(SQLModel, table=True):
    """A role held. `service` may be "*", so it points at no row."""

    __tablename__ = "role_held"
    __table_args__ = (one_of("role", Role),)

    person: int = Column(primary_key=True, foreign_key="person.id")
    role: str = Column(primary_key=True)
    service: str = Column(primary_key=True)


class ShiftRow(SQLModel, table=True):
    """A turn of duty."""

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("person", "service", "starts", "ends", "said", name="uq_shift_turn"),
        CheckConstraint("ends > starts", name="ends_later"),
        Index("ix_shift_service_starts", "service", "starts"),
    )

    id: int | None = Column(default=None, primary_key=True)
    person: int = Column(foreign_key="person.id")
    service: str
    starts: datetime = Column(sa_type=Utc)
    ends: datetime = Column(sa_type=Utc, index=True)
    in_charge: bool
    on_call: bool
    said: bool


class CoverRow(SQLModel, table=True):
    """An absence, and who stands in."""

    __tablename__ = "cover"
    __table_args__ = (CheckConstraint("ends > starts", name="ends_later"),)

    id: int | None = Column(default=None, primary_key=True)
    person: int = Column(foreign_key="person.id")
    covered_by: int | None = Column(default=None, foreign_key="person.id")
    starts: datetime = Column(sa_type=Utc)
    ends: datetime = Column(sa_type=Utc, index=True)
    accepted: bool


class IdentityRow(SQLModel, table=True):
    """Somebody's account on one channel."""

    __tablename__ = "identity"

    channel: str = Column(primary_key=True)
    tenant: str = Column(primary_key=True)
    user: str = Column(primary_key=True)
    person: int = Column(foreign_key="person.id", index=True)
    address: str
    last_seen: datetime | None = Column(default=None, sa_type=Utc)


class InboxRow(SQLModel, table=True):
    """One verified request. The body is wiped once it is handled; the key stays, so that a repeat is known."""

    __tablename__ = "inbox"
    __table_args__ = (
        one_of("state", InboxState),
        UniqueConstraint("channel", "key", name="uq_inbox_channel_key"),
        CheckConstraint("state <> 'done' OR length(sealed) = 0", name="wiped_when_done"),
        Index("ix_inbox_state_next_try", "state", "next_try"),
        # The number of a request names its answers, so none is given out again after old ones are deleted.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Column(default=None, primary_key=True)
    channel: str
    key: str
    sealed: bytes = Column(sa_type=LargeBinary)
    received_at: datetime = Column(sa_type=Utc)
    state: str
    attempts: int
    next_try: datetime = Column(sa_type=Utc)
    lease_until: datetime | None = Column(default=None, sa_type=Utc)
    handled_at: datetime | None = Column(default=None, sa_type=Utc)
    fault: str
    outcome: str


class OutboxRow(SQLModel, table=True):
    """One copy of a message. `target` is the account it goes to, or the person while none is known."""

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", OutboxState),
        one_of("priority", Priority),
        UniqueConstraint("key", "target", name="uq_outbox_key_target"),
        Index("ix_outbox_state_next_try", "state", "next_try"),
        Index("ix_outbox_target_state", "target", "state"),
    )

    id: int | None = Column(default=None, primary_key=True)
    key: str
    target: str
    person: int = Column(foreign_key="person.id")
    priority: str
    rank: int
    channel: str
    tenant: str
    user: str
    address: str
    ref: str = Column(index=True)
    view: str
    ping: bool
    sealed: bytes = Column(sa_type=LargeBinary)
    state: str
    attempts: int
    next_try: datetime = Column(sa_type=Utc)
    lease_until: datetime | None = Column(default=None, sa_type=Utc)
    provider_id: str
    drawn: int
    fault: str
    created_at: datetime = Column(sa_type=Utc)
    sent_at: datetime | None = Column(default=None, sa_type=Utc)


class EventRow(SQLModel, table=True):
    """One fact of the trail. `hash` covers the row and `prev_hash`; of the words it covers `words_hash` only."""

    __tablename__ = "event"

    seq: int = Column(primary_key=True, sa_type=Integer)
    ref: str = Column(index=True)
    at: datetime = Column(sa_type=Utc)
    by: int | None = None
    verb: str
    frm: str
    to: str
    note: str
    evidence: str
    shown_to_reporter: bool
    channel: str
    salt: str
    words_hash: str
    prev_hash: str
    hash: str


class ChaseRow(SQLModel, table=True):
    """How far the asking has come. Unless it is over there is always a next time: the database sees to it."""

    __tablename__ = "chase"
    __table_args__ = (
        CheckConstraint("is_over OR next_at IS NOT NULL", name="never_forgotten"),
        Index("ix_chase_is_over_next_at", "is_over", "next_at"),
    )

    ref: str = Column(primary_key=True)
    register_name: str
    policy: str
    cycle: int
    base_at: datetime = Column(sa_type=Utc)
    sent: int
    why: str
    next_at: datetime | None = Column(default=None, sa_type=Utc)
    answered: bool
    snoozed_until: datetime | None = Column(default=None, sa_type=Utc)
    is_over: bool


class DialogueRow(SQLModel, table=True):
    """What the bot is waiting for from somebody, sealed."""

    __tablename__ = "dialogue"

    channel: str = Column(primary_key=True)
    tenant: str = Column(primary_key=True)
    user: str = Column(primary_key=True)
    sealed: bytes = Column(sa_type=LargeBinary)
    until: datetime | None = Column(default=None, sa_type=Utc)


class CounterRow(SQLModel, table=True):
    """The last number given under a name. Numbers are given once."""

    __tablename__ = "counter"

    name: str = Column(primary_key=True)
    last: int


class NoteRow(SQLModel, table=True):
    """A small setting that must survive a restart."""

    __tablename__ = "note"

    name: str = Column(primary_key=True)
    value: str


class PhoneLineRow(SQLModel, table=True):
    """One bubble on one of the page's phones."""

    __tablename__ = "phone_line"
    __table_args__ = (one_of("side", ("in", "out")), Index("ix_phone_line_user_id", "user", "id"))

    id: int | None = Column(default=None, primary_key=True)
    user: str
    side: str
    sealed: bytes = Column(sa_type=LargeBinary)
    at: datetime = Column(sa_type=Utc)
    changed_at: datetime = Column(sa_type=Utc)


class RecordingRuleRow(SQLModel, table=True):
    """One version of a recording rule. `keywords` and `services` stand one a line; no service means every one."""

    __tablename__ = "recording_rule"
    __table_args__ = (
        one_of("area", RecordArea),
        one_of("main_record", MainRecord),
        one_of("copy_to", CopyTo),
        CheckConstraint("version > 0", name="version_counts"),
    )

    number: str = Column(primary_key=True)
    version: int = Column(primary_key=True)
    area: str
    title: str
    plain_text: str
    keywords: str
    services: str
    main_record: str
    copy_to: str
    effective_from: datetime = Column(sa_type=Utc)
    written_by: int | None = Column(default=None, foreign_key="person.id")
    from_question: str
    active: bool
    doubts: int


class PulseRoundRow(SQLModel, table=True):
    """One round of "How sure do you feel?" at one service. Once it has ended `sealed_secret` is empty for good."""

    __tablename__ = "pulse_round"
    __table_args__ = (UniqueConstraint("service", "opened_on", name="uq_pulse_round_service_opened_on"),)

    number: int = Column(primary_key=True, sa_type=Integer)
    service: str
    opened_on: date
    opens_at: datetime = Column(sa_type=Utc)
    closes_at: datetime = Column(sa_type=Utc)
    sealed_secret: bytes = Column(sa_type=LargeBinary)


class PulseAnswerRow(SQLModel, table=True):
    """One answer, without name and time. In SQLite its place in the file is that of its mark, and not of its time."""

    __tablename__ = "pulse_answer"
    __table_args__ = (
        one_of("staff_group", GROUPS),
        CheckConstraint("score BETWEEN 1 AND 5", name="score_from_1_to_5"),
        {"sqlite_with_rowid": False},
    )

    round: int = Column(primary_key=True, foreign_key="pulse_round.number")
    mark: str = Column(primary_key=True)
    staff_group: str
    score: int


class PulseLineRow(SQLModel, table=True):
    """One typed line, redacted and sealed. Its mark is of chance: it points at no answer and at nobody."""

    __tablename__ = "pulse_line"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round: int = Column(primary_key=True, foreign_key="pulse_round.number")
    mark: str = Column(primary_key=True)
    sealed: bytes = Column(sa_type=LargeBinary)


class PulseToldRow(SQLModel, table=True):
    """Who was asked in a round ("round:3"), or told of what was done ("deed:2"), and when. Never what they said."""

    __tablename__ = "pulse_told"

    what: str = Column(primary_key=True)
    person: int = Column(primary_key=True, foreign_key="person.id")
    at: datetime = Column(sa_type=Utc)


class PulseWishRow(SQLModel, table=True):
    """Somebody would like to be got in touch with. It points at no answer and at no round."""

    __tablename__ = "pulse_wish"

    number: int = Column(primary_key=True, sa_type=Integer)
    person: int = Column(foreign_key="person.id")
    service: str
    day: date
    settled: bool


class PulseDeedRow(SQLModel, table=True):
    """What a leader says was done about what people said."""

    __tablename__ = "pulse_deed"

    number: int = Column(primary_key=True, sa_type=Integer)
    service: str
    sealed: bytes = Column(sa_type=LargeBinary)
    said_by: int = Column(foreign_key="person.id")
    said_at: datetime = Column(sa_type=Utc)


class RuleReceiptRow(SQLModel, table=True):
    """What one person said to one version of a rule. `read_by`: the end of the shift at which they were asked last."""

    __tablename__ = "rule_receipt"
    __table_args__ = (
        one_of("answer", Answer),
        one_of("via", Via),
        ForeignKeyConstraint(
            ["number", "version"],
            ["recording_rule.number", "recording_rule.version"],
            name="fk_rule_receipt_number_recording_rule",
        ),
    )

    person: int = Column(primary_key=True, foreign_key="person.id")
    number: str = Column(primary_key=True, index=True)
    version: int = Column(primary_key=True)
    service: str
    asked_at: datetime | None = Column(default=None, sa_type=Utc)
    read_by: datetime | None = Column(default=None, sa_type=Utc)
    among: int
    reminders: int
    answer: str
    via: str
    answered_at: datetime | None = Column(default=None, sa_type=Utc)
    told_by: int | None = Column(default=None, foreign_key="person.id")
    question: str
    named_at: datetime | None = Column(default=None, sa_type=Utc)


class PhotoRow(SQLModel, table=True):
    """One photo. `sealed` is where to fetch it, and once it is `kept` the photo itself, without what it said of itself.

    It is deleted with its entry by a trigger of the database, whoever deletes that.
    """

    __tablename__ = "photo"
    __table_args__ = (
        Index("ix_photo_kept_next_try", "kept", "next_try"),
        # A number that was given out is named in messages, so none is given out again.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Column(default=None, primary_key=True)
    ref: str = Column(index=True)
    person: int = Column(foreign_key="person.id")
    channel: str
    tenant: str
    user: str
    address: str
    turn: int
    sealed: bytes = Column(sa_type=LargeBinary)
    kept: bool
    attempts: int
    next_try: datetime = Column(sa_type=Utc)
    created_at: datetime = Column(sa_type=Utc)


class PhotoLinkRow(SQLModel, table=True):
    """A link by which one person can open one photo once. The link itself is not kept, only its hash."""

    __tablename__ = "photo_link"

    token_hash: str = Column(primary_key=True)
    photo: int = Column(foreign_key="photo.id", ondelete="CASCADE")
    person: int = Column(foreign_key="person.id")
    until: datetime = Column(sa_type=Utc, index=True)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that need no objects."""
    mapper: Any = inspect(model)
    return cast(Table, mapper.local_table)


SERVICE, PERSON, ROLE = table_of(ServiceRow), table_of(PersonRow), table_of(RoleRow)
SHIFT, COVER, IDENTITY = table_of(ShiftRow), table_of(CoverRow), table_of(IdentityRow)
INBOX, OUTBOX, EVENT = table_of(InboxRow), table_of(OutboxRow), table_of(EventRow)
CHASE, DIALOGUE, COUNTER = table_of(ChaseRow), table_of(DialogueRow), table_of(CounterRow)
PHOTO, PHOTO_LINK = table_of(PhotoRow), table_of(PhotoLinkRow)
PULSE_ROUND, PULSE_ANSWER, PULSE_TOLD = table_of(PulseRoundRow), table_of(PulseAnswerRow), table_of(PulseToldRow)
PULSE_LINE, PULSE_WISH, PULSE_DEED = table_of(PulseLineRow), table_of(PulseWishRow), table_of(PulseDeedRow)
NOTE, PHONE_LINE = table_of(NoteRow), table_of(PhoneLineRow)
RECORDING_RULE, RULE_RECEIPT = table_of(RecordingRuleRow), table_of(RuleReceiptRow)
