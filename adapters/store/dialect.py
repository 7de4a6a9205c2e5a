"""The one place that knows which database this is. SQLite is done here, PostgreSQL in `postgres`.

Everything else in the store is written in the common language of SQLAlchemy.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, Table, create_engine, event, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.pool import ConnectionPoolEntry

from adapters.store import postgres
from adapters.store.refused import CannotOpen as CannotOpen

OLDEST_SQLITE = (3, 35, 0)
"""The first SQLite that gives back what it wrote (RETURNING)."""

BUSY_MS = 2000
"""How long a statement waits for another process's lock; a platform is answered within 2.5 s."""

PRAGMAS: tuple[tuple[str, int | str], ...] = (
    ("busy_timeout", BUSY_MS),
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL: a commit that was answered survives a power cut
    ("foreign_keys", 1),
)
"""Set on every connection and read back at start: SQLite ignores in silence what it does not know."""

POSTGRES = ("postgresql", "postgres")
"""How addresses of PostgreSQL begin; hosting firms write the second."""


def understood(url: str) -> URL:
    """The database address, checked. Raises CannotOpen for what this version cannot use."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise CannotOpen("DATABASE_URL is not a database address; an example is sqlite:///handrail.db") from None
    if parsed.get_backend_name() in POSTGRES:
        return postgres.understood(parsed)
    if parsed.get_backend_name() != "sqlite":
        raise CannotOpen(f"{parsed.get_backend_name()} is not supported; use sqlite:///… or postgresql://…")
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise CannotOpen(f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or newer is needed")
    return parsed.set(drivername="sqlite")


def is_postgres(url: str) -> bool:
    """Whether the database is a server of its own. Raises CannotOpen like `understood`."""
    return understood(url).get_backend_name() == "postgresql"


def database_file(url: str) -> Path | None:
    """The file that holds the database, or None if it lives in memory or on a server."""
    parsed = understood(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database).removeprefix("file:"))


def is_in_memory(url: str) -> bool:
    """Whether nothing of it outlives the process."""
    return database_file(url) is None and not is_postgres(url)


def is_there(url: str) -> bool:
    """Whether somebody has made the database already. Raises CannotOpen where the server can't be asked."""
    file = database_file(url)
    if not is_postgres(url):
        return file is not None and file.exists()
    engine = reading_engine(url, 1)
    try:
        with said_at_start(), engine.connect() as connection:
            return inspect(connection).has_table("alembic_version")
    finally:
        engine.dispose()


def writing_engine(url: str, *, alone: bool = False) -> Engine:
    """One connection that takes the write lock when it begins, so that what was read stays true.

    `alone`: on PostgreSQL the connection itself holds the lock of the process that serves; for SQLite
    that is `SingleProcess`.
    """
    if is_postgres(url):
        return postgres.writing_engine(make_url(url), alone=alone)
    return _sqlite_engine(url, connections=1, begin="BEGIN IMMEDIATE")


def reading_engine(url: str, connections: int) -> Engine:
    """Connections that see one moment each and wait for no writer."""
    if is_postgres(url):
        return postgres.reading_engine(make_url(url), connections)
    return _sqlite_engine(url, connections=connections, begin="BEGIN", reading=True)


def _sqlite_engine(url: str, *, connections: int, begin: str, reading: bool = False) -> Engine:
    """An engine whose every transaction starts with `begin`; `reading` ones refuse to write."""
    pool: dict[str, Any] = (
        {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
        if database_file(url) is None
        else {"pool_size": connections, "max_overflow": 0}
    )
    engine = create_engine(understood(url), hide_parameters=True, **pool)

    def prepare(dbapi: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        dbapi.isolation_level = None  # the driver would begin too late, at the first write only
        for name, value in (*PRAGMAS, ("query_only", int(reading))):
            _pragma(dbapi, f"{name} = {value}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def assert_safe(engine: Engine) -> None:
    """Raises CannotOpen where the database does not keep to what durability rests on."""
    if engine.dialect.name == "postgresql":
        postgres.assert_safe(engine)
        return
    in_memory = engine.url.database in (None, "", ":memory:")
    with engine.connect() as connection:
        for name, wanted in PRAGMAS:
            found = pragma(connection, name)
            if found != wanted and not (in_memory and name == "journal_mode"):
                raise CannotOpen(f"the database does not take {name}={wanted} (it says {found}); use a local disk")


def pragma(connection: Connection, text: str) -> Any:
    """Read or set one pragma outside of any transaction; its answer, if it gives one."""
    dbapi = connection.connection.dbapi_connection
    assert dbapi is not None  # noqa: S101 - a connection that is checked out has one
    return _pragma(dbapi, text)


def _pragma(dbapi: DBAPIConnection, text: str) -> Any:
    cursor = dbapi.cursor()
    try:
        cursor.execute(f"PRAGMA {text}")
        row = cursor.fetchone()
    finally:
        cursor.close()
    return row[0] if row else None


@contextmanager
def tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by dropping it, which must not pull down what points at it. PostgreSQL may take long."""
    if connection.dialect.name != "sqlite":
        with postgres.without_limits(connection):
            yield
        return
    pragma(connection, "foreign_keys = OFF")
    try:
        yield
    finally:
        pragma(connection, "foreign_keys = ON")


# SQLite took over the words for these from PostgreSQL, so PostgreSQL's statements do for both.


@cache
def insert_or_keep(table: Table) -> postgresql.Insert:
    """An insert that leaves alone what is there already."""
    return postgresql.insert(table).on_conflict_do_nothing()


@cache
def insert_or_update(table: Table, *keys: str) -> postgresql.Insert:
    """An insert that overwrites the row with the same `keys`."""
    statement = postgresql.insert(table)
    rest = [column.name for column in table.columns if column.name not in {*keys, "id"}]
    changed = {column: statement.excluded[column] for column in rest}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


def keep_requests(connection: Connection, rows: Sequence[tuple[str, str, bytes, datetime]]) -> list[bool]:
    """Insert stored requests, each answered with whether it was new.

    A row is (channel, key, sealed, received_at). For SQLite straight through the driver: this is the
    one path whose speed the platforms wait for.
    """
    if connection.dialect.name == "postgresql":
        return postgres.keep_requests(connection, rows)
    dbapi = connection.connection.dbapi_connection
    assert dbapi is not None  # noqa: S101 - a connection that is checked out has one
    cursor = dbapi.cursor()
    try:
        return [cursor.execute(KEEP_REQUEST, (*row[:3], _as_text(row[3]))).rowcount == 1 for row in rows]
    finally:
        cursor.close()


KEEP_REQUEST = """
INSERT INTO inbox (channel, key, sealed, received_at, next_try, state, attempts, fault, outcome)
VALUES (?1, ?2, ?3, ?4, ?4, 'waiting', 0, '', '')
ON CONFLICT (channel, key) DO NOTHING
"""


def _as_text(moment: datetime) -> str:
    """As the column type for moments keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


_ITS_FAULT = (sqlite3.DatabaseError, DBAPIError)
_OURS = (
    *(IntegrityError, ProgrammingError, DataError, InterfaceError, NotSupportedError),
    *(sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.NotSupportedError),
)


def cannot_write(error: BaseException) -> bool:
    """Whether the database itself failed (locked, full, read-only, broken, gone), rather than our statement."""
    if postgres.is_servers_fault(error):
        return True
    return isinstance(error, _ITS_FAULT) and not isinstance(error, _OURS)


def why_not(error: BaseException) -> str:
    """The database's own short reason, without statement or parameters."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


@contextmanager
def said_at_start() -> Iterator[None]:
    """Raises CannotOpen where the database itself is what fails."""
    try:
        yield
    except Exception as error:
        if cannot_write(error):
            raise CannotOpen(f"the database cannot be opened: {why_not(error)}") from error
        raise
