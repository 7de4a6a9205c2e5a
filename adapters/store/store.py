"""`SqlStore`: everything that Handrail keeps, in one SQL database.

Sessions are synchronous and run in one thread that alone writes, so a unit of work costs one hop
between threads. (SQLAlchemy's own asyncio layer pays one hop per *statement*, and can be cut off
between two of them.) Requests that arrive go first: before each unit of work, the writer's thread
commits all that have come in, together. Jobs that only look run in a small pool of reading threads,
each over its own picture of the database, and wait for no writer.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, select, update

from adapters.store import dialect
from adapters.store.asking import Asking
from adapters.store.cipher import KEY_CHECK, Cipher, Unreadable
from adapters.store.dialect import CannotOpen
from adapters.store.health import Looks
from adapters.store.inbox import Inbox
from adapters.store.lock import SingleProcess
from adapters.store.outbox import Outbox
from adapters.store.photos import Photos
from adapters.store.pulses import Pulses
from adapters.store.receipts import Receipts
from adapters.store.receive import GroupCommit, Request
from adapters.store.rules import Rules
from adapters.store.schema import bring_up_to_date, is_up_to_date
from adapters.store.tables import INBOX, OUTBOX, InboxState, OutboxState
from adapters.store.talk import Talk
from adapters.store.trail import Trail
from adapters.store.unit import DirectoryCache, Means
from core.ports import StoreClosed, UnitOfWork
from core.register import Register

T = TypeVar("T")

READERS = 3

LEASED = ((INBOX, INBOX.c.state == InboxState.WORKING), (OUTBOX, OUTBOX.c.state == OutboxState.SENDING))
"""What some process has begun and not finished."""


class SqlUnit(Outbox, Trail, Asking, Talk, Inbox, Photos, Looks, Rules, Receipts, Pulses):
    """All reads and writes of one transaction: the parts, put together."""


class SqlStore:
    """The store. `registers` are those whose entries it keeps; `now` is the clock.

    Open it before use and close it after; or use it as a context manager.
    """

    def __init__(
        self,
        url: str,
        cipher: Cipher,
        registers: Iterable[Register],
        *,
        now: Callable[[], datetime],
        safeguarding_leads: Iterable[str] = (),
    ) -> None:
        self._url = url
        self._file = dialect.database_file(url)
        self._lock = SingleProcess(self._file) if self._file else None
        self._means = Means(
            cipher=cipher,
            registers={register.prefix: register for register in registers},
            now=now,
            safeguarding_leads=frozenset(email.casefold() for email in safeguarding_leads),
            cache=DirectoryCache(),
        )
        self._open: _Opened | None = None

    def open(self, *, alone: bool = True) -> Self:
        """Open the database. `alone` takes the lock of the one process that serves, and migrates.

        A tool that only reads opens it with `alone=False`, beside the process that serves. Raises
        CannotOpen, saying in plain words what is wrong.
        """
        if self._open:
            return self
        if self._file and not self._file.absolute().parent.is_dir():
            raise CannotOpen(f"the folder {self._file.absolute().parent} for the database does not exist")
        if not alone and self._file and not self._file.exists():
            raise CannotOpen(f"there is no database at {self._file}")
        if alone and self._lock:
            self._lock.take()
        try:
            with dialect.said_at_start():
                self._open = _Opened(self._url, self._means, self._file, alone=alone)
                self._open.prepare(may_migrate=alone)
                if alone:
                    self._open.take_over()
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Finish what is under way, then let go of the database."""
        opened, self._open = self._open, None
        if opened:
            opened.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def work(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run one unit of work and commit it. On an error nothing of it is kept.

        It is never cut off half-way: whoever stops waiting does not stop the work. Raises
        StoreClosed when the database cannot be written.
        """
        opened = self._opened()
        running = asyncio.get_running_loop().run_in_executor(opened.writer, opened.work, job)
        return await asyncio.shield(running)

    async def look(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run a job that only reads; it waits for no writer."""
        opened = self._opened()
        return await asyncio.get_running_loop().run_in_executor(opened.readers, opened.look, job)

    async def receive(self, channel: str, key: str, body: bytes, at: datetime) -> bool:
        """Keep one verified request, durably; False if its key is known already.

        Raises StoreClosed, within 2.5 s, when it cannot be written.
        """
        return await self._opened().arriving.keep(Request(channel=channel, key=key, body=body, at=at))

    def _opened(self) -> "_Opened":
        if self._open is None:
            raise StoreClosed("the store is not open")
        return self._open


class _Opened:
    """The engines and threads of a store while it is open."""

    def __init__(self, url: str, means: Means, file: Path | None, *, alone: bool) -> None:
        self._means = means
        self._file = file
        one_for_all = dialect.is_in_memory(url)
        self._engine = dialect.writing_engine(url, alone=alone)
        self._reading = self._engine if one_for_all else dialect.reading_engine(url, READERS)
        self.writer = ThreadPoolExecutor(1, "store-writer")
        self.readers: Executor = self.writer if one_for_all else ThreadPoolExecutor(READERS, "store-reader")
        self.arriving = GroupCommit(self._keep, self._wake)
        self._identity: tuple[int, int] | None = None

    def prepare(self, *, may_migrate: bool) -> None:
        """Check all that must be right before anything is kept."""
        dialect.assert_safe(self._engine)
        with (self._engine if may_migrate else self._reading).connect() as connection:
            if may_migrate:
                bring_up_to_date(connection)
            elif not is_up_to_date(connection):
                raise CannotOpen("the database is older than this program; run: python -m bot migrate")
        self._check_key()
        self._identity = self._file_identity()

    def take_over(self) -> None:
        """Whoever held the leases is gone: what they had begun is due now, and not when the leases end."""
        with self._reading.connect() as connection:
            begun = [table for table, test in LEASED if connection.scalar(select(table.c.id).where(test).limit(1))]
        if begun:
            with self._transaction() as connection:
                for table, test in LEASED:
                    connection.execute(update(table).where(test).values(lease_until=self._means.now()))

    def _check_key(self) -> None:
        with self._reading.connect() as connection:
            kept = SqlUnit(connection, self._means, writes=False).note(KEY_CHECK)
        if not kept:
            self.work(lambda unit: unit.put_note(KEY_CHECK, unit.seal(KEY_CHECK).hex()))
            return
        try:
            self._means.cipher.unseal(bytes.fromhex(kept))
        except Unreadable:
            raise CannotOpen(
                "the encryption key is not the one that this database was written with; set KEY or KEY_FILE"
                " to the right one"
            ) from None

    def work(self, job: Callable[[UnitOfWork], T]) -> T:
        """Runs on the writer's thread."""
        self.arriving.flush()
        with self._transaction() as connection:
            return job(SqlUnit(connection, self._means, writes=True))

    def look(self, job: Callable[[UnitOfWork], T]) -> T:
        """Runs on a reader's thread."""
        with _said_plainly(), self._reading.connect() as connection:
            return job(SqlUnit(connection, self._means, writes=False))

    def _keep(self, requests: Sequence[Request]) -> Sequence[bool]:
        """Runs on the writer's thread: one commit for all."""
        rows = [(r.channel, r.key, self._means.cipher.seal(r.body), r.at) for r in requests]
        with self._transaction() as connection:
            return dialect.keep_requests(connection, rows)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Committed at the end, or undone on any error. Raises StoreClosed where the database is at fault."""
        self._assert_in_place()
        with _said_plainly(), self._engine.begin() as connection:
            yield connection

    def _wake(self) -> None:
        with suppress(RuntimeError):  # it is closing; whoever waits is told to try again
            self.writer.submit(self.arriving.flush)

    def _file_identity(self) -> tuple[int, int] | None:
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)

    def _assert_in_place(self) -> None:
        """SQLite goes on writing to a file that was deleted or replaced; what it wrote would be lost."""
        if self._identity and self._file_identity() != self._identity:
            raise StoreClosed("the database file was moved or deleted while it was in use")

    def close(self) -> None:
        self.writer.shutdown(wait=True)
        self.readers.shutdown(wait=True)
        self._reading.dispose()
        self._engine.dispose()


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if dialect.cannot_write(error):
            raise StoreClosed(dialect.why_not(error)) from error
        raise
