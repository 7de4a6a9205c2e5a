"""Receipts: who was told of which version of a rule, and what they said."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def somebody(name: str, *, nullable: bool) -> sa.Column[int]:
    key = sa.ForeignKey("person.id", name=f"fk_rule_receipt_{name}_person")
    return sa.Column(name, sa.Integer(), key, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "rule_receipt",
        somebody("person", nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        moment("asked_at"),
        moment("read_by"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("among", "reminders")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("answer", "via")),
        moment("answered_at"),
        somebody("told_by", nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        moment("named_at"),
        sa.CheckConstraint("answer IN ('', 'understood', 'need_help')", name="answer_known"),
        sa.CheckConstraint("via IN ('', 'chat', 'told_in_person')", name="via_known"),
        sa.PrimaryKeyConstraint("person", "number", "version", name="pk_rule_receipt"),
        sa.ForeignKeyConstraint(
            ["number", "version"],
            ["recording_rule.number", "recording_rule.version"],
            name="fk_rule_receipt_number_recording_rule",
        ),
    )
    op.create_index("ix_rule_receipt_number", "rule_receipt", ["number"])
