"""The schema's version: made, brought up to date, or refused.

A migration is one transaction: a program that is killed in it leaves the old schema or the new
one. An older program refuses the schema of a newer one.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from adapters.store.dialect import CannotOpen, database_file, said_at_start, tables_may_be_rebuilt, writing_engine
from adapters.store.lock import SingleProcess

SCRIPTS = Path(__file__).with_name("migrations")


def migrate(url: str) -> str:
    """Create or update the database at `url`; answers with its version. Raises CannotOpen if it is in use."""
    file = database_file(url)
    lock = SingleProcess(file) if file else None
    if lock:
        lock.take()
    engine = writing_engine(url, alone=True)
    try:
        with said_at_start(), engine.connect() as connection:
            bring_up_to_date(connection)
            return newest()
    finally:
        engine.dispose()
        if lock:
            lock.release()


def newest() -> str:
    """The version that this program knows as the newest."""
    return str(_scripts(Config()).get_current_head())


def is_up_to_date(connection: Connection) -> bool:
    """Whether the schema is the program's own. Raises CannotOpen if it is a newer program's."""
    found = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    known = {script.revision for script in _scripts(Config()).walk_revisions()}
    if found is not None and found not in known:
        raise CannotOpen(
            f"this database was made by a newer Handrail (schema {found}); start that version, or restore"
            " the copy made before the update"
        )
    return found == newest()


def bring_up_to_date(connection: Connection) -> None:
    """Migrate over a connection that is in no transaction. Raises CannotOpen for a newer program's schema."""
    if is_up_to_date(connection):
        return
    with tables_may_be_rebuilt(connection):
        config = Config()
        _scripts(config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _scripts(config: Config) -> ScriptDirectory:
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)
