"""The first schema: inbox, outbox, trail, people, and the registers issues, questions and daily checks."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KINDS = ("issue", "uncertainty", "discrepancy", "feedback", "other")
CATEGORIES = (
    "login_access",
    "missing_record",
    "workflow_confusion",
    "reporting_gap",
    "data_error",
    "device_connectivity",
    "performance_outage",
    "medication_record",
    "alerts_assistive_tech",
    "training_gap",
    "other",
    "where_to_record",
    "record_mismatch",
    "feedback",
    "none",
)
URGENCIES = ("critical", "high", "normal", "low")
ISSUE_STATES = (
    "reported",
    "acknowledged",
    "control_ordered",
    "control_in_place",
    "in_progress",
    "waiting_supplier",
    "fixed",
    "confirmed",
    "closed",
    "reopened",
    "same_as_another",
    "not_a_problem",
    "withdrawn",
)
QUESTION_STATES = ("open", "with_person_in_charge", "answered", "settled", "turned_into")
CHECK_STATES = ("due", "done", "missed", "not_needed")
SERVICE_KINDS = (
    "care_home",
    "nursing_home",
    "home_care",
    "supported_living",
    "extra_care",
    "day_service",
    "other",
)
PHASES = ("preparing", "go_live", "parallel", "stabilising", "bau")
ROLES = (
    "care_worker",
    "team_leader",
    "registered_manager",
    "on_call_manager",
    "quality_lead",
    "auditor",
    "project_lead",
    "workforce_lead",
    "trainer",
    "digital_champion",
    "board_member",
    "board_chair",
    "senior_leader",
    "information_governance_lead",
    "supplier_contact",
    "evidence_reader",
    "administrator",
)
INBOX_STATES = ("waiting", "working", "done", "parked")
OUTBOX_STATES = ("waiting", "sending", "sent", "stale", "dead", "dropped", "unclear")
PRIORITIES = ("critical", "reply", "ping", "news", "digest")

Part = sa.schema.SchemaItem


def text(*names: str, null: bool = False) -> list[Part]:
    return [sa.Column(name, sa.String(), nullable=null) for name in names]


def number(*names: str, null: bool = False) -> list[Part]:
    return [sa.Column(name, sa.Integer(), nullable=null) for name in names]


def moment(*names: str, null: bool = False) -> list[Part]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=null) for name in names]


def truth(*names: str) -> list[Part]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def sealed() -> list[Part]:
    return [sa.Column("sealed", sa.LargeBinary(), nullable=False)]


def known(**allowed: Sequence[str]) -> list[Part]:
    listed = {column: ", ".join(f"'{value}'" for value in values) for column, values in allowed.items()}
    return [sa.CheckConstraint(f"{c} IN ({values})", name=f"{c}_known") for c, values in listed.items()]


def person(table: str, column: str = "person", **more: Any) -> list[Part]:
    points = sa.ForeignKey("person.id", name=f"fk_{table}_{column}_person")
    return [sa.Column(column, sa.Integer(), points, **({"nullable": False} | more))]


def later() -> Part:
    return sa.CheckConstraint("ends > starts", name="ends_later")


def create(
    table: str, key: Sequence[str], *parts: Sequence[Part], indices: Sequence[str] = (), never_again: bool = False
) -> None:
    """`never_again`: SQLite must not give a number out again after its row was deleted."""
    flat = [part for group in parts for part in group]
    op.create_table(table, *flat, sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"), sqlite_autoincrement=never_again)
    for columns in indices:
        op.create_index(f"ix_{table}_{columns.replace(' ', '_')}", table, columns.split())


def register(table: str, states: Sequence[str], *parts: Sequence[Part], indices: Sequence[str] = ()) -> None:
    create(
        table,
        ["ref"],
        text("ref", "service", "state", "urgency", "kind", "category"),
        number("reported_by", "logged_by"),
        moment("reported_at", "happened_at"),
        sealed(),
        text("redacted"),
        truth("restricted"),
        number("version"),
        known(state=states, urgency=URGENCIES, kind=KINDS, category=CATEGORIES),
        [sa.CheckConstraint("version > 0", name="version_counts")],
        *parts,
        indices=("service", "state", "reported_by", "reported_at", *indices),
    )


def upgrade() -> None:
    people()
    registers()
    trail()
    requests()
    messages()
    small_things()


def people() -> None:
    create(
        "service",
        ["code"],
        text("code", "name", "kind", "timezone", "phase", "go_live", "urgent_phone", "old_system", "new_system"),
        known(kind=SERVICE_KINDS, phase=PHASES),
    )
    create(
        "person",
        ["id"],
        number("id"),
        text("name", "email"),
        text("email_folded", null=True),
        text("language", "staff_group"),
        truth("agency", "known"),
        [sa.UniqueConstraint("email_folded", name="uq_person_email_folded")],
    )
    create("role_held", ["person", "role", "service"], person("role_held"), text("role", "service"), known(role=ROLES))
    turn = ("person", "service", "starts", "ends", "said")
    create(
        "shift",
        ["id"],
        number("id"),
        person("shift"),
        text("service"),
        moment("starts", "ends"),
        truth("in_charge", "on_call", "said"),
        [later(), sa.UniqueConstraint(*turn, name="uq_shift_turn")],
        indices=("ends", "service starts"),
    )
    create(
        "cover",
        ["id"],
        number("id"),
        person("cover"),
        person("cover", "covered_by", nullable=True),
        moment("starts", "ends"),
        truth("accepted"),
        [later()],
        indices=("ends",),
    )
    create(
        "identity",
        ["channel", "tenant", "user"],
        text("channel", "tenant", "user"),
        person("identity"),
        text("address"),
        moment("last_seen", null=True),
        indices=("person",),
    )


def registers() -> None:
    register(
        "issue",
        ISSUE_STATES,
        text("area", "care_risk", "danger", "category_by", "care_effect", "urgency_why", "control", "control_words"),
        number("owner", "owner_asked", null=True),
        text("same_as"),
        known(
            control=("none", "ordered", "in_place"),
            care_effect=("now", "soon", "none", "not_sure"),
            category_by=("system", "reporter", "person"),
            danger=("none", "medical", "safeguarding"),
        ),
        indices=("same_as",),
    )
    register("question", QUESTION_STATES, text("area", "answer", "rule", "became"))
    register(
        "daily_check",
        CHECK_STATES,
        text("template"),
        [sa.Column("day", sa.Date(), nullable=False)],
        number("asked_of", null=True),
        moment("due_at"),
        text("result", "answers", "note"),
        truth("late"),
        known(result=("", "ok", "problems", "not_possible")),
        [sa.UniqueConstraint("service", "template", "day", name="one_per_service_and_day")],
        indices=("day", "due_at"),
    )


def trail() -> None:
    create(
        "event",
        ["seq"],
        number("seq"),
        text("ref"),
        moment("at"),
        number("by", null=True),
        text("verb", "frm", "to", "note", "evidence"),
        truth("shown_to_reporter"),
        text("channel", "salt", "words_hash", "prev_hash", "hash"),
        indices=("ref",),
    )
    if op.get_bind().dialect.name == "postgresql":
        append_only_on_postgres()
    else:
        append_only_on_sqlite()
    create(
        "chase",
        ["ref"],
        text("ref", "register_name", "policy"),
        number("cycle"),
        moment("base_at"),
        number("sent"),
        text("why"),
        moment("next_at", null=True),
        truth("answered"),
        moment("snoozed_until", null=True),
        truth("is_over"),
        [sa.CheckConstraint("is_over OR next_at IS NOT NULL", name="never_forgotten")],
        indices=("is_over next_at",),
    )


def append_only_on_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_never_{verb.lower()}d BEFORE {verb} ON event "
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )


def append_only_on_postgres() -> None:
    """Also against TRUNCATE, and ALWAYS: also in sessions that switch triggers off as replication does."""
    op.execute(
        "CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE integrity_constraint_violation USING MESSAGE = 'the trail is append-only'; END $$"
    )
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"event_never_{verb.lower().removesuffix('e')}ed"
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON event FOR EACH {each} EXECUTE FUNCTION event_append_only()")
        op.execute(f"ALTER TABLE event ENABLE ALWAYS TRIGGER {name}")


def requests() -> None:
    create(
        "inbox",
        ["id"],
        number("id"),
        text("channel", "key"),
        sealed(),
        moment("received_at"),
        text("state"),
        number("attempts"),
        moment("next_try"),
        moment("lease_until", "handled_at", null=True),
        text("fault", "outcome"),
        known(state=INBOX_STATES),
        [
            sa.CheckConstraint("state <> 'done' OR length(sealed) = 0", name="wiped_when_done"),
            sa.UniqueConstraint("channel", "key", name="uq_inbox_channel_key"),
        ],
        indices=("state next_try",),
        never_again=True,
    )


def messages() -> None:
    create(
        "outbox",
        ["id"],
        number("id"),
        text("key", "target"),
        person("outbox"),
        text("priority"),
        number("rank"),
        text("channel", "tenant", "user", "address", "ref", "view"),
        truth("ping"),
        sealed(),
        text("state"),
        number("attempts"),
        moment("next_try"),
        moment("lease_until", null=True),
        text("provider_id"),
        number("drawn"),
        text("fault"),
        moment("created_at"),
        moment("sent_at", null=True),
        known(state=OUTBOX_STATES, priority=PRIORITIES),
        [sa.UniqueConstraint("key", "target", name="uq_outbox_key_target")],
        indices=("ref", "state next_try", "target state"),
    )


def small_things() -> None:
    account = ("channel", "tenant", "user")
    create("dialogue", account, text(*account), sealed(), moment("until", null=True))
    create("counter", ["name"], text("name"), number("last"))
    create("note", ["name"], text("name", "value"))
    create(
        "phone_line",
        ["id"],
        number("id"),
        text("user", "side"),
        sealed(),
        moment("at", "changed_at"),
        known(side=("in", "out")),
        indices=("user id",),
    )
