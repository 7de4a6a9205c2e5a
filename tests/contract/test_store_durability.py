"""What was answered stays, and what cannot be kept is never answered as kept."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adapters.store import CannotOpen, SqlStore
from adapters.store.dialect import pragma, writing_engine
from core.ports import StoreClosed, UnitOfWork
from tests.clients.here import skip_here
from tests.contract.databases import Database, only_on
from tests.contract.store_scene import NOON, HandClock, made

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def child(job: str, url: str, *before: str) -> Iterator[subprocess.Popen[str]]:
    """Another process with the store; ended at the latest with the block."""
    command = [*before, sys.executable, "-m", "tests.contract.store_child", job, url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@only_on("sqlite", "the process that is watched writes the file itself; with PostgreSQL the server does")
def test_every_commit_is_synced_to_the_disk(url: str, tmp_path: Path) -> None:
    strace, log = shutil.which("strace"), tmp_path / "syncs"
    if not strace:
        skip_here("strace is not installed, so syncs to the disk cannot be counted")
    with child("keep_hundred", url, strace, "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(log)) as process:
        said = process.communicate(timeout=60)[0].split()
    if said != ["open", "begin", "end"]:
        skip_here("strace may not look at other processes, so syncs to the disk cannot be counted")
    lines = log.read_text().splitlines()
    first, last = (next(i for i, text in enumerate(lines) if f'"{word}' in text) for word in ("begin", "end"))
    assert sum("sync(" in text for text in lines[first:last]) >= 100


@only_on("sqlite", "PostgreSQL has no pragmas; test_postgres.py looks at its settings")
def test_every_connection_is_set_to_be_durable(url: str) -> None:
    with writing_engine(url).connect() as connection:
        found = {name: pragma(connection, name) for name in ("journal_mode", "synchronous", "foreign_keys")}
        assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        assert 0 < pragma(connection, "busy_timeout") < 2500
    connection.engine.dispose()


@pytest.mark.parametrize("seconds", [0, 0.1, 0.4])
async def test_what_was_answered_survives_a_kill(
    database: Database, url: str, clock: HandClock, seconds: float
) -> None:
    with child("keep_until_killed", url) as process:
        assert line(process) == "open"
        answered = [line(process)]
        time.sleep(seconds)  # noqa: ASYNC251 - nothing else runs here
        process.send_signal(signal.SIGKILL)
        answered += process.communicate()[0].split("\n")[:-1]
    with made(url, clock) as store:
        again = [await store.receive("slack", key, b"x", NOON) for key in answered]
        claimed = await store.work(lambda unit: unit.claim_received(NOON, 100_000))
        assert await store.look(lambda unit: unit.verify_trail()) == ()
    assert not any(again)
    assert len(claimed) >= len(answered)
    if database.kind == "sqlite":
        assert database.rows("PRAGMA integrity_check") == [("ok",)]


async def test_a_lock_held_by_another_process_is_said_in_time_and_nothing_is_lost(
    store: SqlStore, url: str, clock: HandClock
) -> None:
    with child("hold_the_write_lock", url) as process:
        assert line(process) == "held"
        began = time.monotonic()
        results = await asyncio.gather(
            store.work(lambda unit: unit.put_note("a", "b")),
            *(store.receive("slack", str(number), b"x", NOON) for number in range(20)),
            return_exceptions=True,
        )
        assert time.monotonic() - began < 2.5
        assert {type(result) for result in results} == {StoreClosed}
        assert await store.look(lambda unit: unit.note("a")) == ""
    for number in range(20):  # some may have been kept when the lock was let go, after the answer
        await store.receive("slack", str(number), b"x", NOON)
    assert len(await store.work(lambda unit: unit.claim_received(clock.now(), 100))) == 20


@only_on("sqlite", "the process that is limited writes the file itself; test_postgres.py limits the server's")
def test_a_full_disk_is_said_and_nothing_answered_is_lost(url: str, database: Database) -> None:
    with child("fill_the_disk", url) as process:
        said = process.communicate(timeout=60)[0].splitlines()
    kept = [words for words in said if words.startswith("full")]
    closed = [words for words in said if words.startswith("closed")]
    assert (said[0], len(closed), said[-2:]) == ("open", 1, ["work was refused", "True"])
    assert kept
    keys = {key for (key,) in database.rows("SELECT key FROM inbox")}
    assert keys == {"first", *kept, f"full {len(kept)}"}


@only_on("sqlite", "it is the address that says so; test_postgres.py has a server that may only be read")
async def test_a_database_that_may_only_be_read_is_said(url: str, file: Path, clock: HandClock) -> None:
    with made(url, clock):
        pass
    read_only = f"sqlite:///file:{file}?mode=ro&uri=true"
    with SqlStore(read_only, made(url, clock)._means.cipher, (), now=clock.now) as store:
        with pytest.raises(StoreClosed, match="readonly"):
            await store.receive("slack", "a", b"x", NOON)
        with pytest.raises(StoreClosed, match="readonly"):
            await store.work(lambda unit: unit.put_note("a", "b"))


@only_on("sqlite", "a server's database can't be taken away while somebody is connected")
async def test_a_file_that_was_taken_away_is_said(store: SqlStore, file: Path) -> None:
    """SQLite would go on writing to the deleted file and call it kept."""
    assert await store.receive("slack", "a", b"x", NOON)
    file.rename(file.with_name("moved.db"))  # noqa: ASYNC240
    with pytest.raises(StoreClosed, match="moved or deleted"):
        await store.receive("slack", "b", b"x", NOON)
    with pytest.raises(StoreClosed, match="moved or deleted"):
        await store.work(lambda unit: unit.put_note("a", "b"))


@only_on("sqlite", "a server looks after its own files")
def test_a_broken_file_is_refused(file: Path, url: str, clock: HandClock) -> None:
    made(url, clock).open().close()
    file.write_bytes(b"not a database" * 1000)
    with pytest.raises(CannotOpen, match="not a database"):
        made(url, clock).open()


async def test_readers_wait_for_no_writer_and_see_only_what_was_kept(store: SqlStore) -> None:
    begun, looked = threading.Event(), threading.Event()

    def slow(unit: UnitOfWork) -> bool:
        unit.put_note("a", "half")
        begun.set()
        in_time = looked.wait(5)
        unit.put_note("a", "whole")
        return in_time

    working = asyncio.create_task(store.work(slow))
    await asyncio.to_thread(begun.wait, 5)
    assert await store.look(lambda unit: unit.note("a")) == ""
    looked.set()
    assert await working
    assert await store.look(lambda unit: unit.note("a")) == "whole"


@only_on("sqlite", "a server looks after its own log")
def test_a_copy_with_a_torn_end_opens(file: Path, url: str, tmp_path: Path, clock: HandClock) -> None:
    """The write-ahead log cut at any byte: what is left is whole."""
    store = made(url, clock).open()
    for number in range(30):
        asyncio.run(store.receive("slack", str(number), os.urandom(300), NOON))
    whole, wal = file.read_bytes(), file.with_name(file.name + "-wal").read_bytes()
    store.close()
    copy = tmp_path / "copy.db"
    seen = set()
    for cut in range(0, len(wal), max(1, len(wal) // 40)):
        copy.write_bytes(whole)
        copy.with_name("copy.db-wal").write_bytes(wal[:cut])
        with closing(sqlite3.connect(copy)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if raw.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                seen.add(raw.execute("SELECT count(*), max(id) FROM inbox").fetchone())
    assert all(count == (newest or 0) for count, newest in seen)
