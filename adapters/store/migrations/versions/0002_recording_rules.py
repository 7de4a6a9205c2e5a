"""Recording rules, and what a question says of the rule that answered it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

AREAS = (
    "medication",
    "safeguarding",
    "incident",
    "care_plan",
    "risk_assessment",
    "daily_note",
    "review",
    "handover",
    "task",
    "alert",
    "other",
)
MAIN_RECORDS = ("new", "old", "paper", "")
COPIES = ("no", "copy_to_new", "copy_to_old", "copy_to_paper")


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def known(column: str, allowed: tuple[str, ...]) -> sa.CheckConstraint:
    values = ", ".join(f"'{value}'" for value in allowed)
    return sa.CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")


def upgrade() -> None:
    op.create_table(
        "recording_rule",
        text("number"),
        number("version"),
        *map(text, ("area", "title", "plain_text", "keywords", "services", "main_record", "copy_to")),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Integer(), sa.ForeignKey("person.id", name="fk_recording_rule_written_by_person")),
        text("from_question"),
        sa.Column("active", sa.Boolean(), nullable=False),
        number("doubts"),
        known("area", AREAS),
        known("main_record", MAIN_RECORDS),
        known("copy_to", COPIES),
        sa.CheckConstraint("version > 0", name="version_counts"),
        sa.PrimaryKeyConstraint("number", "version", name="pk_recording_rule"),
    )
    # What was asked before has no rule yet: the new columns say so.
    op.add_column("question", sa.Column("rule_version", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("question", sa.Column("answer_source", sa.String(), nullable=False, server_default=""))
    op.add_column("question", sa.Column("rule_gap", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("question", sa.Column("rule_wish", sa.String(), nullable=False, server_default=""))
