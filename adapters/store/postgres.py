"""What is particular to PostgreSQL, spoken to through psycopg.

Two advisory locks give the promises that SQLite gives by its files:

- The one process that serves holds SERVE in the very session in which it writes. If that session
  ends, however it ends, it can't write until it has a new session *and* the lock again; so two
  processes never write as the serving one, not even after the server or the network was gone.
- Every transaction that writes, of whatever process, begins by waiting for WRITE. Writers follow
  one another as with BEGIN IMMEDIATE: what a unit of work has read stays true until it commits. No
  unit is ever cut off to be run again, as it would be under SERIALIZABLE.
"""

import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from ipaddress import ip_address
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from adapters.store.refused import CannotOpen

OLDEST = 14
"""The oldest PostgreSQL whose makers still mend it, in November 2026."""

BUSY_MS = 2000
"""How long a statement waits for somebody else's lock; a platform is answered within 2.5 s."""

HAND = 0x48616E64
"""The first half of both locks' keys ("Hand" in ASCII). Advisory locks count per database."""

SERVE, WRITE = 1, 2

BEGIN_TO_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({HAND}, {WRITE})"
"""READ COMMITTED, because a picture taken before the lock was got would be an old one."""

BEGIN_TO_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""One moment for the whole look."""

UNLESS_TOLD_OTHERWISE = {
    "client_encoding": "utf8",
    "connect_timeout": "2",
    "keepalives_idle": "2",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "3000",
}
"""A server that is gone without a word is noticed in about five seconds. The address may say otherwise."""

SETTINGS = f"""
SET TimeZone = 'UTC'; SET lock_timeout = {BUSY_MS};
SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', 'on', false)
WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')
"""
"""For every session. The server looks after its end too: the session of a machine that vanished must
not hold SERVE for hours. A commit that was answered survives a crash; `remote_apply` is more, and stays.
"""

LIMITS = {"idle_in_transaction_session_timeout": "30s", "statement_timeout": "60s"}
"""For sessions that write. A process that is frozen while it holds WRITE (Ctrl-Z, a paused machine) goes on
answering keepalives for ever, and everybody else would wait for it. So the server ends its session; nothing of
its unit of work is kept, and it is told so when it wakes. Sessions that only read keep nobody waiting."""

LIMIT = "SELECT set_config(%(name)s, %(value)s, false) WHERE current_setting(%(name)s) = '0'"
"""Zero is the server's own "never". Whoever chose a time for the role or in the address is not overruled."""

WANTED = {"fsync": "on", "server_encoding": "UTF8"}

HOLDER = """
SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND granted
AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

LOCK_NOT_AVAILABLE = "55P03"
DATA_FAULT = "22"
"""The class of errors whose first line may repeat a value."""

SERVER_FAULTS = ("42501",)
"""Errors that psycopg counts as the program's, and that are the server's: somebody took a right away."""


def understood(url: URL) -> URL:
    """The address, with what it leaves open. Raises CannotOpen for unknown options, or without psycopg."""
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import make_conninfo
    except ImportError:
        raise CannotOpen("PostgreSQL needs psycopg: pip install 'handrail[postgres]'") from None
    try:
        make_conninfo(**dict.fromkeys(url.query, ""))
    except ProgrammingError as error:
        raise CannotOpen(f"DATABASE_URL cannot be used: {str(error).strip()}") from None
    given = UNLESS_TOLD_OTHERWISE | _encrypted(url) | {"application_name": _this_process()}
    missing = {name: value for name, value in given.items() if name not in url.query}
    return url.set(drivername="postgresql+psycopg").update_query_dict(missing)


def _encrypted(url: URL) -> dict[str, str]:
    """Left alone, libpq goes on in clear text where a server knows no TLS, and believes any certificate."""
    asked = "PGSSLMODE" in os.environ or all(map(_is_here, _hosts(url)))
    return {} if asked else {"sslmode": "verify-full"}


def _hosts(url: URL) -> list[str]:
    named = url.query.get("hostaddr") or url.query.get("host") or url.host or os.environ.get("PGHOST") or ""
    return ",".join([named] if isinstance(named, str) else named).split(",")


def _is_here(host: str) -> bool:
    """A socket in the file system, or this machine's own address."""
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _this_process() -> str:
    return f"Handrail {os.getpid()} on {platform.node()}"[:63]


def writing_engine(url: URL, *, alone: bool) -> Engine:
    """One connection. With `alone` it can be had only by one process at a time."""
    return _engine(url, connections=1, begin=BEGIN_TO_WRITE, alone=alone)


def reading_engine(url: URL, connections: int) -> Engine:
    """Connections that see one moment each, wait for no writer and cannot write."""
    return _engine(url, connections=connections, begin=BEGIN_TO_READ, alone=False)


def _engine(url: URL, *, connections: int, begin: str, alone: bool) -> Engine:
    # The ping finds out what was cut off while nobody used it, so that nobody is refused because of that.
    engine = create_engine(
        understood(url),
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        execution_options={"preserve_rowcount": True},  # or nobody is told how many rows an insert kept
    )

    def prepare(session: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        try:
            _prepare(session, alone=alone, writes=begin == BEGIN_TO_WRITE)
        except BaseException:
            session.close()
            raise

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    event.listen(engine, "handle_error", _without_values)
    return engine


def _prepare(session: Any, *, alone: bool, writes: bool) -> None:
    session.autocommit = True  # our own BEGIN says the isolation level and takes the lock, all in one message
    session.adapters.register_dumper(str, _storable_text())
    with session.cursor() as cursor:
        cursor.execute(SETTINGS)
        if writes:
            _limit(cursor)
        if alone:
            _take(cursor)


def _limit(cursor: Any) -> None:
    for name, value in LIMITS.items():
        cursor.execute(LIMIT, {"name": name, "value": value})


@contextmanager
def without_limits(connection: Connection) -> Iterator[None]:
    """For a migration, which may take long over a large table. The connection is in no transaction."""
    with _cursor(connection) as cursor:
        before = {name: cursor.execute(f"SHOW {name}").fetchone()[0] for name in LIMITS}
        for name in LIMITS:
            cursor.execute(f"SET {name} = 0")
    yield  # where it fails, nothing is put back: that store is closed, and nobody writes over this session again
    with _cursor(connection) as cursor:
        for name, value in before.items():
            cursor.execute(f"SET {name} = '{value}'")


def _cursor(connection: Connection) -> Any:
    session: Any = connection.connection.dbapi_connection
    return session.cursor()


def _take(cursor: Any) -> None:
    """Become the process that serves. Raises CannotOpen if another one is, and stays, for BUSY_MS."""
    try:
        cursor.execute(f"SELECT pg_advisory_lock({HAND}, {SERVE})")
    except Exception as error:
        if _code(error) != LOCK_NOT_AVAILABLE:
            raise
        cursor.execute(HOLDER, (HAND, SERVE))
        holder = next(iter(cursor.fetchone() or ()), None)
        raise CannotOpen(
            f"another Handrail ({_named(holder)}) is using this database; stop it first, or give this one"
            " a DATABASE_URL of its own"
        ) from None


def _named(holder: str | None) -> str:
    """Its number, and its machine if that is another one."""
    return (holder or "unknown").removesuffix(f" on {platform.node()}").replace("Handrail", "process", 1)


@cache
def _storable_text() -> Any:
    """PostgreSQL keeps any character but NUL. What holds one is kept all the same."""
    from psycopg.types.string import StrDumper

    class Storable(StrDumper):
        """Text with the replacement character in the place of NUL."""

        def dump(self, obj: str) -> Any:
            return super().dump(storable(obj))

    return Storable


def storable(words: str) -> str:
    """The words as they will stand in a column."""
    return words.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _without_values(context: ExceptionContext) -> None:
    """PostgreSQL explains a fault with the row that is at fault, and with what somebody wrote in it. Not to us."""
    fault: Any = context.original_exception
    first = getattr(getattr(fault, "diag", None), "message_primary", None)
    if first is None or context.sqlalchemy_exception is None:
        return
    plain = type(fault).__name__ if _code(fault).startswith(DATA_FAULT) else first
    fault.args = (plain,)
    context.sqlalchemy_exception.args = (f"({type(fault).__name__}) {plain}",)


def _code(error: BaseException) -> str:
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")


def is_servers_fault(error: BaseException) -> bool:
    """Whether it is the server that refuses, in an error that the driver counts as ours."""
    return _code(error) in SERVER_FAULTS


def assert_safe(engine: Engine) -> None:
    """Raises CannotOpen where the server does not keep to what durability rests on."""
    with engine.connect() as connection:
        if int(_setting(connection, "server_version_num")) < OLDEST * 10_000:
            raise CannotOpen(f"this PostgreSQL is too old; {OLDEST} or newer is needed")
        for name, wanted in WANTED.items():
            if (found := _setting(connection, name)) != wanted:
                raise CannotOpen(f"the database has {name}={found}; Handrail needs {name}={wanted}")


def _setting(connection: Connection, name: str) -> str:
    return str(connection.scalar(text("SELECT current_setting(:name)"), {"name": name}))


KEEP_REQUESTS = text("""
INSERT INTO inbox (channel, key, sealed, received_at, next_try, state, attempts, fault, outcome)
SELECT channel, key, sealed, at, at, 'waiting', 0, '', ''
FROM unnest(CAST(:channels AS text[]), CAST(:keys AS text[]), CAST(:bodies AS bytea[]), CAST(:at AS timestamptz[]))
WITH ORDINALITY AS request (channel, key, sealed, at, place) ORDER BY place
ON CONFLICT (channel, key) DO NOTHING RETURNING channel, key
""")


def keep_requests(connection: Connection, rows: Sequence[tuple[str, str, bytes, datetime]]) -> list[bool]:
    """Insert stored requests in one statement, each answered with whether it was new."""
    named = [(channel, storable(key)) for channel, key, _, _ in rows]
    values = {
        "channels": [channel for channel, _ in named],
        "keys": [key for _, key in named],
        "bodies": [row[2] for row in rows],
        "at": [row[3] for row in rows],
    }
    new = {(row.channel, row.key) for row in connection.execute(KEEP_REQUESTS, values)}
    return [name in new and name not in named[:place] for place, name in enumerate(named)]
