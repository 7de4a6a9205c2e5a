"""Copies of the whole database: taken while Handrail runs, and put back while it does not.

Only SQLite is copied here; PostgreSQL has programs of its own for it, and the refusal names them. A copy
is one file. The key is never in it: no key was ever in the database.
"""

import dataclasses
import os
import shlex
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import TypedDict

from sqlalchemy import URL, Connection, Table, func, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from adapters.store.cipher import sync_folder
from adapters.store.dialect import CannotOpen, database_file, insert_or_keep, reading_engine, writing_engine
from adapters.store.lock import SingleProcess
from adapters.store.rules import NUMBERED_AS
from adapters.store.schema import bring_up_to_date, newest
from adapters.store.tables import COUNTER, EVENT, table_of
from adapters.store.trail import breaks
from core.register import Register

MARK = b"SQLite format 3\0"
"""What every SQLite file begins with."""

ALWAYS_THERE = frozenset({"alembic_version", "counter", "event", "inbox", "note", "outbox"})
"""Tables that every version of Handrail has: by them its databases are told from others."""

SKIPPED = 1000
"""Numbers of each register, and of recording rules, that are left out after a restore. Those that were given since the
copy was made stand in messages and on paper, and their buttons still work: none may come to mean something else."""

BUSY_S = 5.0
"""How long a copy waits for a lock. Readers and the one who writes do not lock each other out."""


@dataclass(frozen=True, kw_only=True)
class Copied:
    """What a copy holds, or what was restored from one.

    `version` is the schema that the copy was made with and `sha256` is the copy's. `entries` counts by register and
    `events` the trail; `head` is the hash of its newest fact; `broken` says in plain words what is wrong with the
    trail. These four are empty for a copy of another version. `aside` is where what was replaced lies now.
    """

    file: Path
    sha256: str
    version: str
    entries: Mapping[str, int]
    events: int
    head: str
    broken: tuple[str, ...]
    aside: Path | None = None


def back_up(url: str, file: Path, registers: Iterable[Register]) -> Copied:
    """Copy the database at `url` to the new `file`, in one moment, while others write. Raises CannotOpen."""
    database = _sqlite_file(url, "pg_dump", "--format=custom", "--no-owner", f"--file={file}")
    if not database.is_file():
        raise CannotOpen(f"there is no database at {database}")
    if file.exists() or file.is_symlink():
        raise CannotOpen(f"{file} is there already, and nothing is written over it; name another file")
    _assert_folder(file)
    with _draft(file) as draft:
        with _told(f"{database} can't be copied"):
            _copy(database, draft)
            _assert_whole(draft, database)
            version = _version(draft, database)
            holds = _read(draft, version, registers)
            _leave_one_file(draft)
        made = Copied(file=file, sha256=_sha256(draft), version=version, **holds)
        draft.rename(file)
    sync_folder(file.absolute().parent)
    return made


def restore(
    url: str,
    file: Path,
    registers: Iterable[Register],
    *,
    now: datetime,
    replace: bool = False,
    accept_broken: bool = False,
) -> Copied:
    """Put the copy `file` in the place of the database at `url`, brought to this version.

    A database that is there already is replaced only if told (`replace`), and is kept beside it. A copy whose trail
    is broken is taken only if told (`accept_broken`). Nothing is touched before the copy has been checked whole.
    Raises CannotOpen, also while Handrail runs.
    """
    order = ("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error")
    database = _sqlite_file(url, *order, last=str(file))
    _assert_copy(file, database)
    _assert_folder(database)
    lock = SingleProcess(database)
    lock.take()
    try:
        if _holds_something(database) and not replace:
            raise CannotOpen(
                f"{database} holds something already, and nothing was restored. With --replace it is set aside, not"
                " deleted; or give a DATABASE_URL of its own"
            )
        with _draft(database) as draft:
            found = _prepared(draft, file, tuple(registers))
            if found.broken and not accept_broken:
                raise CannotOpen(_refusal(found))
            aside = _set_aside(database, now)
            draft.rename(database)
        sync_folder(database.absolute().parent)
        return dataclasses.replace(found, aside=aside)
    finally:
        lock.release()


def _prepared(draft: Path, file: Path, registers: tuple[Register, ...]) -> Copied:
    """The copy as it will be restored, in `draft`."""
    with _told(f"{file} can't be restored"):
        _copy(file, draft)
        _assert_whole(draft, file)
        version = _version(draft, file)
        _bring_up(draft, file, registers)
        holds = _read(draft, newest(), registers)
        _leave_one_file(draft)
        return Copied(file=file, sha256=_sha256(file), version=version, **holds)


def _refusal(found: Copied) -> str:
    told = "\n".join(f"- {fault}" for fault in found.broken)
    return (
        f"the trail in {found.file} was changed, and nothing was restored:\n{told}\n"
        "Take an older copy. If there is none, --accept-broken-trail restores it as it is"
    )


def _sqlite_file(url: str, *order: str, last: str = "") -> Path:
    """The file of the database at `url`. Raises CannotOpen, for PostgreSQL with the command that is run instead."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is not None and parsed.get_backend_name() == "postgresql":
        # The password stays out of what is shown: the program asks for it, or finds it in ~/.pgpass.
        where = {name: getattr(parsed, name) for name in ("username", "host", "port", "database", "query")}
        address = URL.create("postgresql", **where).difference_update_query(["password"]).render_as_string()
        command = shlex.join([*order, f"--dbname={address}", *([last] if last else [])])
        into = " into an empty database" if last else ""
        raise CannotOpen(f"this is for SQLite only. PostgreSQL has a program for it; run{into}:\n  {command}")
    file = database_file(url)
    if file is None:
        raise CannotOpen("this database lives in memory only: there is nothing to copy and nothing to restore")
    return file


def _assert_copy(file: Path, database: Path) -> None:
    """Raises CannotOpen for what can be no copy at all, before anything is done with it."""
    if not file.exists():
        raise CannotOpen(f"there is no file {file}")
    if not file.is_file():
        raise CannotOpen(f"{file} is not a file")
    if database.exists() and file.samefile(database):
        raise CannotOpen(f"{file} is the database itself, not a copy of it")
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(MARK))
    except OSError as error:
        raise CannotOpen(f"{file} can't be read: {error.strerror}") from None
    if begins != MARK:
        raise CannotOpen(f"{file} is no copy of a Handrail database, or its beginning is lost. Nothing was restored")


def _assert_folder(file: Path) -> None:
    if not file.absolute().parent.is_dir():
        raise CannotOpen(f"the folder {file.absolute().parent} does not exist")


def _holds_something(database: Path) -> bool:
    return database.exists() and database.stat().st_size > 0


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A file beside `file` that becomes it when all is done, and is gone if it is not. Its owner alone may read it."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise CannotOpen(f"cannot write {draft}: {error.strerror}") from None
    try:
        yield draft
    finally:
        for tail in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + tail).unlink(missing_ok=True)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Whatever the database, the disk or a migration says is told after `what`, without any statement."""
    try:
        yield
    except CannotOpen:
        raise
    except (sqlite3.Error, SQLAlchemyError, OSError, RuntimeError) as error:
        raise CannotOpen(f"{what}: {getattr(error, 'orig', None) or error}") from error


def _copy(source: Path, target: Path) -> None:
    """All pages in one step: who writes meanwhile is not held up, and does not make the copy begin anew."""
    # Opened for writing where that may be: what a killed process left in the WAL is then part of the copy.
    mode = "rw" if os.access(source, os.W_OK) and os.access(source.absolute().parent, os.W_OK) else "ro"
    address = f"{source.absolute().as_uri()}?mode={mode}"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_S)) as read,
        closing(sqlite3.connect(target)) as written,
    ):
        read.execute("PRAGMA query_only = 1")
        read.backup(written)


def _assert_whole(draft: Path, of: Path) -> None:
    try:
        with closing(sqlite3.connect(draft)) as raw:
            said = [row[0] for row in raw.execute("PRAGMA integrity_check(3)")]
            pointless = raw.execute("PRAGMA foreign_key_check").fetchone() if said == ["ok"] else None
    except sqlite3.DatabaseError as error:
        said, pointless = [str(error)], None
    if said != ["ok"] or pointless:
        why = "; ".join(said) if said != ["ok"] else "a row points at nothing"
        raise CannotOpen(f"{of} is damaged, and nothing was done with it ({why.splitlines()[0]})")


def _version(draft: Path, of: Path) -> str:
    """The version of its schema. Raises CannotOpen where it is not Handrail's."""
    with closing(sqlite3.connect(draft)) as raw:
        tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables >= ALWAYS_THERE:
            raise CannotOpen(f"{of} is not a Handrail database, and nothing was done with it")
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _bring_up(draft: Path, of: Path, registers: tuple[Register, ...]) -> None:
    engine = writing_engine(f"sqlite:///{draft}")
    try:
        with engine.connect() as connection:
            bring_up_to_date(connection)
        with engine.begin() as connection:
            _skip_numbers(connection, [*(register.name for register in registers), NUMBERED_AS])
    except CannotOpen as newer:
        raise CannotOpen(f"{of} can't be restored: {newer}") from None
    finally:
        engine.dispose()


def _skip_numbers(connection: Connection, names: list[str]) -> None:
    connection.execute(insert_or_keep(COUNTER), [{"name": name, "last": 0} for name in names])
    connection.execute(update(COUNTER).where(COUNTER.c.name.in_(names)).values(last=COUNTER.c.last + SKIPPED))


class _Holds(TypedDict):
    entries: Mapping[str, int]
    events: int
    head: str
    broken: tuple[str, ...]


def _read(draft: Path, version: str, registers: Iterable[Register]) -> _Holds:
    """What stands in it. The tables of another version are not read."""
    if version != newest():
        return _Holds(entries={}, events=0, head="", broken=())
    engine = reading_engine(f"sqlite:///{draft}", 1)
    try:
        with engine.connect() as connection:
            return _Holds(
                entries={register.name: _rows(connection, table_of(register.table)) for register in registers},
                events=_rows(connection, EVENT),
                head=connection.scalar(select(EVENT.c.hash).order_by(EVENT.c.seq.desc()).limit(1)) or "",
                broken=_broken(connection),
            )
    finally:
        engine.dispose()


def _rows(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _broken(connection: Connection) -> tuple[str, ...]:
    try:
        return breaks(connection)
    except (ValueError, TypeError) as error:  # a moment or a note that is none any more
        return (f"the trail can't be read to its end ({type(error).__name__})",)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _leave_one_file(draft: Path) -> None:
    """Everything into the one file, and that on the disk."""
    with closing(sqlite3.connect(draft)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    handle = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _set_aside(database: Path, now: datetime) -> Path | None:
    """The database that is replaced gets another name, with what stands in its WAL.

    A WAL that stayed would be read as part of the restored database and spoil it, also one without a database.
    """
    aside = database.with_name(f"{database.name}.before-restore-{now:%Y%m%d-%H%M%S}")
    wal = database.with_name(database.name + "-wal")
    parts = [part for part in (database, wal) if part.exists() and part.stat().st_size]
    try:
        for part in parts:
            aside.with_name(aside.name + part.name.removeprefix(database.name)).hardlink_to(part)
    except OSError as error:
        raise CannotOpen(f"{database} can't be set aside as {aside}: {error.strerror}") from None
    for tail in ("-wal", "-shm"):
        database.with_name(database.name + tail).unlink(missing_ok=True)
    return aside if parts else None
