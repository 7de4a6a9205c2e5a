"""The one place that knows which database this is: SQLite now, with room for a second one.

Everything else in the store is written in the common language of SQLAlchemy.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, Table, create_engine, event
from sqlalchemy.dialects import sqlite
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

from core.ports import StoreClosed

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

IN_MEMORY_JOURNAL = "memory"


class CannotOpen(StoreClosed):
    """The store will not open. The text says why and what to do, for the person who starts the program."""


def understood(url: str) -> URL:
    """The database address, checked. Raises CannotOpen for what this version cannot use."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise CannotOpen("DATABASE_URL is not a database address; an example is sqlite:///handrail.db") from None
    if parsed.get_backend_name() == "postgresql":
        raise CannotOpen("PostgreSQL is not supported by this version yet; use sqlite:///handrail.db")
    if parsed.get_backend_name() != "sqlite":
        raise CannotOpen(f"{parsed.get_backend_name()} is not supported; use sqlite:///handrail.db")
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise CannotOpen(f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or newer is needed")
    return parsed.set(drivername="sqlite")


def database_file(url: str) -> Path | None:
    """The file that holds the database, or None if it lives in memory only."""
    name = understood(url).database
    return None if name in (None, "", ":memory:") else Path(str(name).removeprefix("file:"))


def engine_for(url: str, *, connections: int, begin: str, reading: bool = False) -> Engine:
    """An engine whose every transaction starts with `begin`; `reading` ones refuse to write."""
    in_memory = database_file(url) is None
    pool: dict[str, Any] = (
        {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
        if in_memory
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


def writing_engine(url: str) -> Engine:
    """One connection that takes the write lock when it begins, so that what was read stays true."""
    return engine_for(url, connections=1, begin="BEGIN IMMEDIATE")


def reading_engine(url: str, connections: int) -> Engine:
    """Connections that see one moment each and wait for no writer."""
    return engine_for(url, connections=connections, begin="BEGIN", reading=True)


def assert_safe(engine: Engine) -> None:
    """Raises CannotOpen where the database does not keep to what durability rests on."""
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


@cache
def insert_or_keep(table: Table) -> sqlite.Insert:
    """An insert that leaves alone what is there already."""
    return sqlite.insert(table).on_conflict_do_nothing()


@cache
def insert_or_update(table: Table, *keys: str) -> sqlite.Insert:
    """An insert that overwrites the row with the same `keys`."""
    statement = sqlite.insert(table)
    rest = [column.name for column in table.columns if column.name not in {*keys, "id"}]
    changed = {column: statement.excluded[column] for column in rest}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


def keep_requests(connection: Connection, rows: Iterable[Sequence[Any]]) -> list[bool]:
    """Insert stored requests, each answered with whether it was new.

    Straight through the driver: this is the one path whose speed the platforms wait for.
    A row is (channel, key, sealed, received_at as UTC text).
    """
    dbapi = connection.connection.dbapi_connection
    assert dbapi is not None  # noqa: S101 - a connection that is checked out has one
    cursor = dbapi.cursor()
    try:
        return [cursor.execute(KEEP_REQUEST, row).rowcount == 1 for row in rows]
    finally:
        cursor.close()


KEEP_REQUEST = """
INSERT INTO inbox (channel, key, sealed, received_at, next_try, state, attempts, fault, outcome)
VALUES (?1, ?2, ?3, ?4, ?4, 'waiting', 0, '', '')
ON CONFLICT (channel, key) DO NOTHING
"""


_ITS_FAULT = (sqlite3.DatabaseError, DBAPIError)
_OURS = (
    *(IntegrityError, ProgrammingError, DataError, InterfaceError, NotSupportedError),
    *(sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.NotSupportedError),
)


def cannot_write(error: BaseException) -> bool:
    """Whether the database itself failed (locked, full, read-only, broken), rather than our statement."""
    return isinstance(error, _ITS_FAULT) and not isinstance(error, _OURS)


def why_not(error: BaseException) -> str:
    """The database's own short reason, without statement or parameters."""
    return str(getattr(error, "orig", None) or error)
