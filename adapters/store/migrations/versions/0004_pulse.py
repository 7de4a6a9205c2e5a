"""How sure people feel: rounds, answers without names, who was told what, wishes and what was done."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

GROUPS = ("care_worker", "team_leader", "agency", "other")


def _person(table: str, name: str = "person") -> sa.Column[int]:
    key = sa.ForeignKey("person.id", name=f"fk_{table}_{name}_person")
    return sa.Column(name, sa.Integer(), key, nullable=False)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _round(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("pulse_round.number", name=f"fk_{table}_round_pulse_round")
    return sa.Column("round", sa.Integer(), key, nullable=False)


def upgrade() -> None:
    _rounds_and_answers()
    op.create_table(
        "pulse_told",
        sa.Column("what", sa.String(), nullable=False),
        _person("pulse_told"),
        _moment("at"),
        sa.PrimaryKeyConstraint("what", "person", name="pk_pulse_told"),
    )
    op.create_table(
        "pulse_wish",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _person("pulse_wish"),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_pulse_wish"),
    )
    op.create_table(
        "pulse_deed",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _person("pulse_deed", "said_by"),
        _moment("said_at"),
        sa.PrimaryKeyConstraint("number", name="pk_pulse_deed"),
    )


def _rounds_and_answers() -> None:
    op.create_table(
        "pulse_round",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        _moment("opens_at"),
        _moment("closes_at"),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_pulse_round"),
        sa.UniqueConstraint("service", "opened_on", name="uq_pulse_round_service_opened_on"),
    )
    groups = ", ".join(f"'{group}'" for group in GROUPS)
    op.create_table(
        "pulse_answer",
        _round("pulse_answer"),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("staff_group", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"staff_group IN ({groups})", name="staff_group_known"),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name="score_from_1_to_5"),
        sa.PrimaryKeyConstraint("round", "mark", name="pk_pulse_answer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_line",
        _round("pulse_line"),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("round", "mark", name="pk_pulse_line"),
        sqlite_with_rowid=False,
    )
