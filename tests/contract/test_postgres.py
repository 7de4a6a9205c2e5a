"""What only PostgreSQL can do to us: be far away, cut us off, restart, fill up, and be run by somebody else."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import IntegrityError

from adapters.store import CannotOpen, SqlStore, cipher_for, migrate
from adapters.store.dialect import is_there, reading_engine, tables_may_be_rebuilt, understood, writing_engine
from core.people import Person
from core.ports import Event, StoreClosed, UnitOfWork
from core.registers import REGISTERS
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, each, issue, made
from tests.contract.test_store_durability import child, line
from tests.fakes.postgres import Postgres

OURS = "datname = current_database() AND starts_with(application_name, 'Handrail')"
PROMISED = 3.0
"""Seconds within which Slack wants its answer. Handrail's own deadline is shorter, to leave a busy machine room."""

SERVING = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND granted"


@pytest.fixture
def database(postgres: Postgres) -> Iterator[Database]:
    """An empty one, of this kind only."""
    url = postgres.new_database()
    yield Database(kind="postgresql", url=url, another=postgres.new_database)
    postgres.drop(url)


async def note(store: SqlStore, words: str) -> None:
    await store.work(lambda unit: unit.put_note("a", words))


async def noted(store: SqlStore) -> str:
    return await store.look(lambda unit: unit.note("a"))


def cut(database: Database) -> None:
    """End every session of Handrail, as an administrator or a failing network would."""
    database.rows(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {OURS}")


# ---- the address


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql://db.elm.example/handrail", "verify-full"),
        ("postgres://u:secret@10.0.0.7:5433/handrail", "verify-full"),
        ("postgresql:///handrail?host=/run/postgresql,db.elm.example", "verify-full"),
        ("postgresql://db.elm.example/handrail?sslmode=require", "require"),
        ("postgresql:///handrail", None),
        ("postgresql:///handrail?host=/run/postgresql", None),
        ("postgresql+asyncpg://localhost/handrail", None),
        ("postgresql://127.0.0.2/handrail", None),
        ("postgresql://[::1]/handrail", None),
    ],
)
def test_another_machine_is_spoken_to_in_secret_and_must_prove_who_it_is(address: str, mode: str | None) -> None:
    found = understood(address)
    assert found.query.get("sslmode") == mode
    assert found.drivername == "postgresql+psycopg"


def test_the_address_may_say_how_long_to_wait() -> None:
    assert understood("postgresql://db/handrail").query["connect_timeout"] == "2"
    assert understood("postgresql://db/handrail?connect_timeout=9").query["connect_timeout"] == "9"


@pytest.mark.parametrize("missing", ["?host={folder}/nowhere", "?host={folder}&user=nobody_here", "?colour=red"])
def test_a_server_that_cannot_be_used_is_said_without_the_password(
    postgres: Postgres, clock: HandClock, missing: str
) -> None:
    address = f"postgresql://handrail:hush@/nothing{missing.format(folder=postgres.folder)}"
    with pytest.raises(CannotOpen) as found:
        made(address, clock).open()
    with pytest.raises(CannotOpen, match=r"cannot be (opened|used)"):
        migrate(address)
    assert "hush" not in str(found.value)
    assert "\n" not in str(found.value)


def test_a_database_that_cannot_hold_every_letter_is_refused(
    database: Database, postgres: Postgres, clock: HandClock
) -> None:
    database.do("CREATE DATABASE letters ENCODING 'SQL_ASCII' TEMPLATE template0")
    with pytest.raises(CannotOpen, match="server_encoding=SQL_ASCII"):
        made(postgres.url("letters"), clock).open()
    database.do("DROP DATABASE letters WITH (FORCE)")


def test_whether_somebody_made_it_is_known_before_it_is_opened(url: str, postgres: Postgres) -> None:
    assert not is_there(url)
    migrate(url)
    assert is_there(url)
    with pytest.raises(CannotOpen, match="cannot be opened"):
        is_there(postgres.url("nothing"))


# ---- the key


def test_where_the_key_is_must_be_said(url: str) -> None:
    with pytest.raises(CannotOpen, match="set KEY_FILE, or KEY"):
        cipher_for(url)


def test_a_key_file_is_made_once_and_never_replaced(
    url: str, postgres: Postgres, tmp_path: Path, clock: HandClock
) -> None:
    key = tmp_path / "key"
    with pytest.raises(CannotOpen, match="cannot be opened"):
        cipher_for(postgres.url("nothing"), key_file=key)
    assert not key.exists()
    SqlStore(url, cipher_for(url, key_file=key), REGISTERS, now=clock.now).open().close()
    key.rename(tmp_path / "elsewhere")
    with pytest.raises(CannotOpen, match="is missing"):
        cipher_for(url, key_file=key)
    assert not key.exists()


# ---- durable


def test_a_session_is_durable_whatever_the_server_is_set_to(database: Database, url: str) -> None:
    name = make_url(url).database
    database.do(
        f"ALTER DATABASE {name} SET synchronous_commit = off", f"ALTER DATABASE {name} SET timezone = 'Asia/Tokyo'"
    )
    with writing_engine(url).connect() as connection:
        wanted = ("synchronous_commit", "lock_timeout", "TimeZone", "transaction_isolation", "fsync")
        found = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in wanted}
    connection.engine.dispose()
    assert found == {
        "synchronous_commit": "on",
        "lock_timeout": "2s",
        "TimeZone": "UTC",
        "transaction_isolation": "read committed",
        "fsync": "on",
    }
    database.do(f"ALTER DATABASE {name} SET synchronous_commit = remote_apply")
    with writing_engine(url).connect() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "remote_apply"
    connection.engine.dispose()


def test_a_server_that_does_not_write_to_its_disk_is_refused(url: str, database: Database, clock: HandClock) -> None:
    database.do("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    try:
        _until(lambda: database.rows("SHOW fsync") == [("off",)])
        with pytest.raises(CannotOpen, match="fsync=off"):
            made(url, clock).open()
    finally:
        database.do("ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()")
        _until(lambda: database.rows("SHOW fsync") == [("on",)])


def _until(done: object) -> None:
    assert callable(done)
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end


async def test_what_was_answered_survives_a_crash_of_the_server(url: str, postgres: Postgres, clock: HandClock) -> None:
    with child("keep_until_killed", url) as process:
        assert line(process) == "open"
        answered = [line(process) for _ in range(30)]
        postgres.crash()
        answered += process.communicate(timeout=30)[0].split("\n")[:-1]
        assert process.returncode
    postgres.start()
    with made(url, clock) as store:
        assert not any([await store.receive("slack", key, b"x", NOON) for key in answered])
        assert len(await store.work(lambda unit: unit.claim_received(NOON, 100_000))) >= len(answered)


async def test_a_server_that_is_gone_is_said_at_once_and_found_again(
    store: SqlStore, url: str, postgres: Postgres, clock: HandClock
) -> None:
    await note(store, "before")
    assert await noted(store) == "before"
    postgres.crash()
    try:
        for _ in range(3):
            began = time.monotonic()
            results = await asyncio.gather(
                store.receive("slack", "a", b"x", NOON), note(store, "lost"), noted(store), return_exceptions=True
            )
            # What is promised is promised to whoever waits for one answer, so each round is held to it by itself.
            assert time.monotonic() - began < PROMISED
            assert [type(result) for result in results] == [StoreClosed] * 3
    finally:
        postgres.start()
    assert await store.receive("slack", "a", b"x", NOON)
    await note(store, "after")
    assert await noted(store) == "after"
    with pytest.raises(CannotOpen, match="another Handrail"):
        made(url, clock).open()


async def test_a_server_that_hangs_is_said_in_time(store: SqlStore, database: Database) -> None:
    """As when its disk hangs, or the network swallows everything."""
    ((pid,),) = database.rows(SERVING)
    os.kill(pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        with pytest.raises(StoreClosed, match="in time"):
            await store.receive("slack", "a", b"x", NOON)
        assert time.monotonic() - began < PROMISED
    finally:
        os.kill(pid, signal.SIGCONT)
    await note(store, "after")
    assert await noted(store) == "after"


async def test_whoever_is_frozen_while_writing_does_not_stop_the_others(store: SqlStore, url: str) -> None:
    """Its machine answers for it as long as it is paused, so only the server can end its session."""
    soon = make_url(url).update_query_dict({"options": "-c idle_in_transaction_session_timeout=1s"})
    with child("stop_while_writing", soon.render_as_string(hide_password=False)) as frozen:
        assert line(frozen) == "writing"
        await asyncio.sleep(1.2)
        assert await store.receive("slack", "a", b"x", NOON)
        await note(store, "ours")
        frozen.send_signal(signal.SIGCONT)
        assert line(frozen).startswith("closed: ")
    assert await noted(store) == "ours"


def _limits(engine: Engine, *, migrating: bool = False) -> list[str]:
    asked = ("idle_in_transaction_session_timeout", "statement_timeout")
    with engine.connect() as connection, tables_may_be_rebuilt(connection) if migrating else nullcontext():
        found = [str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in asked]
        connection.rollback()
    return found


def test_only_sessions_that_write_are_limited_and_not_while_they_migrate(url: str) -> None:
    writing, reading = writing_engine(url), reading_engine(url, 1)
    assert _limits(writing) == ["30s", "1min"]
    assert _limits(writing, migrating=True) == ["0", "0"]
    assert _limits(writing) == ["30s", "1min"]
    assert _limits(reading) == ["0", "0"]
    chosen = writing_engine(f"{url}&options=-c%20statement_timeout%3D5min")
    assert _limits(chosen) == ["30s", "5min"]
    for engine in (writing, reading, chosen):
        engine.dispose()


async def test_a_full_disk_is_said_and_nothing_answered_is_lost(
    store: SqlStore, database: Database, postgres: Postgres
) -> None:
    """The server process that writes for us may let no file grow beyond 16 MiB: as large as its log is made anyway."""
    ((pid,),) = database.rows(SERVING)
    postgres.limit(pid, 16 * 2**20)
    kept: list[str] = []
    with pytest.raises(StoreClosed):
        for number in range(40):
            await store.receive("slack", str(number), os.urandom(2**20), NOON)
            kept.append(str(number))
    postgres.limit(pid, None)
    assert len(kept) > 5
    assert [key for (key,) in database.rows("SELECT key FROM inbox ORDER BY id")] == kept
    assert await store.receive("slack", str(len(kept)), b"x", NOON)


async def test_a_server_that_may_only_be_read_is_said(url: str, database: Database, clock: HandClock) -> None:
    made(url, clock).open().close()
    database.do(f"ALTER DATABASE {make_url(url).database} SET default_transaction_read_only = on")
    with made(url, clock) as store:
        with pytest.raises(StoreClosed, match="read-only"):
            await store.receive("slack", "a", b"x", NOON)
        with pytest.raises(StoreClosed, match="read-only"):
            await note(store, "b")


async def test_rights_that_were_taken_away_are_said(url: str, database: Database, clock: HandClock) -> None:
    made(url, clock).open().close()
    database.do(
        "CREATE ROLE serves LOGIN",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO serves",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO serves",
    )
    try:
        with made(str(make_url(url).set(username="serves")), clock) as store:
            await note(store, "a role that owns nothing can serve")
            database.do("REVOKE INSERT, UPDATE ON note, inbox FROM serves")
            with pytest.raises(StoreClosed, match="permission denied"):
                await note(store, "b")
            with pytest.raises(StoreClosed, match="permission denied"):
                await store.receive("slack", "a", b"x", NOON)
    finally:
        database.do("DROP OWNED BY serves", "DROP ROLE serves")


async def test_a_backup_that_was_put_back_is_whole(
    store: SqlStore, url: str, database: Database, postgres: Postgres, clock: HandClock
) -> None:
    """Taken while Handrail serves; the trail in it can't be changed either."""
    fact = Event(ref="ISS-1", at=NOON, by=1, verb="report", frm="", to="reported")
    await store.work(each(issue, lambda unit: unit.record(fact)))
    assert await store.receive("slack", "a", b"x", NOON)
    restored = database.another()
    postgres.copy(url, restored)
    with made(restored, clock) as copy:
        assert await copy.look(lambda unit: unit.verify_trail()) == ()
        assert await copy.work(lambda unit: issue(unit).ref) == "ISS-2"
        assert [await copy.receive("slack", key, b"x", NOON) for key in ("a", "b")] == [False, True]
    with pytest.raises(IntegrityError, match="append-only"):
        Database(kind="postgresql", url=restored, another=str).do("TRUNCATE event")


# ---- one process


async def test_whoever_is_cut_off_while_idle_serves_on(
    store: SqlStore, url: str, database: Database, clock: HandClock
) -> None:
    await note(store, "before")
    assert await noted(store) == "before"
    cut(database)
    assert await store.receive("slack", "a", b"x", NOON)
    await note(store, "after")
    assert await noted(store) == "after"
    with pytest.raises(CannotOpen, match=f"another Handrail .process {os.getpid()}. is using"):
        made(url, clock).open()


async def test_whoever_is_cut_off_in_the_middle_keeps_nothing_of_it(store: SqlStore, database: Database) -> None:
    def unlucky(unit: UnitOfWork) -> None:
        unit.put_note("a", "half")
        cut(database)
        unit.put_note("b", "whole")

    with pytest.raises(StoreClosed, match="terminating connection"):
        await store.work(unlucky)
    assert await noted(store) == ""
    await note(store, "after")
    assert await noted(store) == "after"


async def test_whoever_was_cut_off_and_overtaken_writes_nothing_any_more(
    store: SqlStore, url: str, database: Database, clock: HandClock
) -> None:
    await note(store, "ours")
    cut(database)
    with made(url, clock) as other:
        await note(other, "theirs")
        with pytest.raises(StoreClosed, match="another Handrail"):
            await note(store, "ours again")
        with pytest.raises(StoreClosed):
            await store.receive("slack", "a", b"x", NOON)
        assert await noted(other) == await noted(store) == "theirs"
    await note(store, "ours at last")
    assert await noted(store) == "ours at last"


def test_two_databases_of_one_server_do_not_keep_each_other_out(url: str, database: Database, clock: HandClock) -> None:
    with made(url, clock), made(database.another(), clock):
        assert len(database.rows(SERVING)) == 2


async def test_what_a_unit_read_stays_true_until_it_commits(store: SqlStore, url: str, clock: HandClock) -> None:
    """A tool that writes beside the process that serves waits for its turn, whatever it means to change."""
    read, go = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(unit: UnitOfWork) -> None:
        before = unit.note("a")
        loop.call_soon_threadsafe(read.set)
        asyncio.run_coroutine_threadsafe(go.wait(), loop).result(5)
        unit.put_note("a", before + "1")

    with made(url, clock).open(alone=False) as tool:
        ours = asyncio.create_task(store.work(slow))
        await read.wait()
        theirs = asyncio.create_task(tool.work(lambda unit: unit.put_note("a", unit.note("a") + "2")))
        done, _ = await asyncio.wait([theirs], timeout=0.2)
        assert not done
        go.set()
        await asyncio.gather(ours, theirs)
    assert await noted(store) == "12"


# ---- the trail, and what is kept


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE event",
        "TRUNCATE event, chase CASCADE",
        "UPDATE event SET note = 'other' WHERE seq = 1",
        "DELETE FROM event",
        "INSERT INTO event SELECT * FROM event ON CONFLICT (seq) DO UPDATE SET note = 'other'",
    ],
)
async def test_nothing_that_a_session_can_set_opens_the_trail(
    store: SqlStore, database: Database, statement: str
) -> None:
    fact = Event(ref="ISS-1", at=NOON, by=1, verb="report", frm="", to="reported")
    await store.work(lambda unit: unit.record(fact))
    for role in ("origin", "replica"):
        with pytest.raises(IntegrityError, match="append-only"):
            database.do(f"BEGIN; SET LOCAL session_replication_role = {role}; {statement}; COMMIT")
    assert await store.look(lambda unit: unit.verify_trail()) == ()


async def test_the_one_character_that_cannot_be_kept_loses_nothing_else(store: SqlStore) -> None:
    person = await store.work(lambda unit: unit.put_person(Person(id=0, name="Tom\0 Hale")))
    assert (await store.look(lambda unit: unit.directory())).person(
        person.id
    ).name == "Tom\N{REPLACEMENT CHARACTER} Hale"
    assert await store.receive("slack", "a\0b", b"\0", NOON)
    assert not await store.receive("slack", "a\0b", b"\0", NOON)
    entry = await store.work(lambda unit: issue(unit, "words with \0 in them"))
    assert await store.look(lambda unit: unit.unseal(entry.sealed)) == "words with \0 in them"


async def test_a_fault_does_not_repeat_the_row(store: SqlStore) -> None:
    await store.work(lambda unit: issue(unit))
    with pytest.raises(ValueError, match="duplicate key") as found:
        await store.work(lambda unit: issue(unit, ref="ISS-1", redacted="PelicanCrossing"))
    assert "ISS-1" not in str(found.value)
    with pytest.raises(Exception, match=r"InvalidTextRepresentation|DataError") as bad:
        await store.work(lambda unit: unit.phone_set("PelicanCrossing", b"", NOON))  # type: ignore[arg-type]
    assert "PelicanCrossing" not in str(bad.value)
