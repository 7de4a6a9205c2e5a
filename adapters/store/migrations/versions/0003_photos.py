"""Photos: one table for them, one for the links to them; a photo goes with its entry."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REGISTERS = ("issue", "question", "daily_check")
"""The tables of entries as they are called at this revision."""


def upgrade() -> None:
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("ref", "channel", "tenant", "user", "address")),
        sa.Column("person", sa.Integer(), sa.ForeignKey("person.id", name="fk_photo_person_person"), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("turn", "attempts")),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("next_try", "created_at")),
        sa.PrimaryKeyConstraint("id", name="pk_photo"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_photo_ref", "photo", ["ref"])
    op.create_index("ix_photo_kept_next_try", "photo", ["kept", "next_try"])
    photo = sa.ForeignKey("photo.id", name="fk_photo_link_photo_photo", ondelete="CASCADE")
    op.create_table(
        "photo_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("photo", sa.Integer(), photo, nullable=False),
        sa.Column(
            "person", sa.Integer(), sa.ForeignKey("person.id", name="fk_photo_link_person_person"), nullable=False
        ),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_photo_link"),
    )
    op.create_index("ix_photo_link_until", "photo_link", ["until"])
    go_with_their_entry()


def go_with_their_entry() -> None:
    """Triggers instead of a foreign key: an entry may stand in one of several tables."""
    runs = "BEGIN DELETE FROM photo WHERE ref = OLD.ref; END"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION photos_go_with_their_entry() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN DELETE FROM photo WHERE ref = OLD.ref; RETURN OLD; END $$"
        )
        runs = "EXECUTE FUNCTION photos_go_with_their_entry()"
    for table in REGISTERS:
        op.execute(f"CREATE TRIGGER photos_go_with_{table} AFTER DELETE ON {table} FOR EACH ROW {runs}")
