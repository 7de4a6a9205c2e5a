"""Copies: taken while others write, put back elsewhere, and refused in plain words where they would do harm."""

import asyncio
import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from adapters.store import CannotOpen, SqlStore, back_up, cipher_for, migrate, restore
from adapters.store.dialect import writing_engine
from adapters.store.schema import SCRIPTS, newest
from core.labels import RecordArea
from core.ports import Event, UnitOfWork
from core.registers import ISSUES, REGISTERS
from core.rules import Draft
from tests.contract.databases import Database, on_a_file
from tests.contract.store_scene import NOON, HandClock, each, issue, made
from tests.contract.test_store_durability import ROOT, child, line

ASIDE = "handrail.db.before-restore-20260602-120000"


def fact(number: int, unit: UnitOfWork) -> None:
    unit.record(Event(ref=f"ISS-{number}", at=NOON, by=1, verb="report", frm="", to="reported", note=f"note {number}"))


def report(number: int, unit: UnitOfWork) -> None:
    """An entry and its fact, in one unit of work like every report."""
    issue(unit, f"words {number}")
    fact(number, unit)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A file only: a server is copied with its own tools, which test_postgres.py does."""
    return on_a_file(tmp_path)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "monday.db"


@pytest.fixture
def kept(url: str, clock: HandClock, copy: Path) -> Path:
    """A copy of a database with three reports, from which the original has gone on to four."""
    copy.parent.mkdir()
    with made(url, clock) as store, asyncio.Runner() as runner:
        runner.run(store.work(each(*(partial(report, number) for number in (1, 2, 3)))))
        back_up(url, copy, REGISTERS)
        runner.run(store.work(partial(report, 4)))
    return copy


@pytest.fixture
def elsewhere(tmp_path: Path, file: Path) -> str:
    """Another machine: a folder of its own, with the key brought over by hand."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    cipher_for(f"sqlite:///{file}")
    (folder / "handrail.db.key").write_bytes(file.with_name("handrail.db.key").read_bytes())
    return f"sqlite:///{folder}/handrail.db"


def refused(job: Callable[[], object]) -> str:
    with pytest.raises(CannotOpen) as found:
        job()
    return str(found.value)


def changed(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder and what is in it, but for the lock, which names a process."""
    files = [path for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def words_of(store: SqlStore) -> list[str]:
    async def look() -> list[str]:
        return await store.look(lambda unit: [unit.unseal(entry.sealed) for entry in unit.entries(ISSUES, limit=9999)])

    return asyncio.run(look())


# ---- taken


async def test_a_copy_from_the_midst_of_writing_is_one_moment_and_whole(
    file: Path, url: str, elsewhere: str, clock: HandClock, copy: Path
) -> None:
    copy.parent.mkdir()
    with made(url, clock) as store:
        reported, over, enough = 0, asyncio.Event(), asyncio.Event()

        async def write() -> None:
            nonlocal reported
            while not over.is_set():
                await store.work(partial(report, reported + 1))
                await store.receive("slack", f"key {reported}", b"x" * 2000, NOON)
                reported += 1
                if reported % 50 == 0:
                    enough.set()

        writing = asyncio.create_task(write())
        await enough.wait()
        before = reported
        taken = await asyncio.to_thread(back_up, url, copy, REGISTERS)
        after = reported
        enough.clear()
        await enough.wait()  # who writes goes on, and was never refused
        over.set()
        await writing
        assert await store.look(lambda unit: unit.verify_trail()) == ()
    assert before <= taken.entries["issues"] == taken.events <= after + 1
    assert taken.broken == () and taken.version == newest()

    done = restore(elsewhere, copy, REGISTERS, now=NOON)
    assert (done.entries, done.events, done.head) == (taken.entries, taken.events, taken.head)
    with made(elsewhere, clock) as restored:
        expected = {f"words {number}" for number in range(1, taken.events + 1)}
        entries = await restored.look(lambda unit: unit.entries(ISSUES, limit=99_999))
        found = await restored.look(lambda unit: {unit.unseal(entry.sealed) for entry in entries})
        assert found == expected
        assert await restored.look(lambda unit: unit.verify_trail()) == ()
        assert not await restored.receive("slack", "key 0", b"x", NOON)


def test_a_copy_is_one_file_that_only_its_owner_may_read(kept: Path, file: Path) -> None:
    assert [path.name for path in kept.parent.iterdir()] == ["monday.db"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_key_is_not_in_a_copy_and_neither_is_a_word(kept: Path, file: Path) -> None:
    key, raw = file.with_name("handrail.db.key").read_bytes().strip(), kept.read_bytes()
    assert key not in raw and b64decode(key) not in raw
    assert b"words 1" not in raw


def test_what_a_killed_process_left_in_the_wal_is_in_the_copy(file: Path, url: str, copy: Path) -> None:
    copy.parent.mkdir()
    with child("keep_until_killed", f"sqlite:///{file}") as process:
        assert line(process) == "open"
        answered = {line(process) for _ in range(20)}
    assert file.with_name("handrail.db-wal").stat().st_size
    back_up(url, copy, REGISTERS)
    with closing(sqlite3.connect(copy)) as raw:
        assert answered <= {row[0] for row in raw.execute("SELECT key FROM inbox")}


def test_the_sum_that_is_told_is_that_of_the_file(url: str, clock: HandClock, copy: Path, elsewhere: str) -> None:
    copy.parent.mkdir()
    made(url, clock).open().close()
    told = back_up(url, copy, REGISTERS).sha256
    assert told == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert restore(elsewhere, copy, REGISTERS, now=NOON).sha256 == told


def test_nothing_is_written_over(kept: Path, url: str, file: Path) -> None:
    before = digests(kept.parent)
    assert "is there already" in refused(lambda: back_up(url, kept, REGISTERS))
    assert "is there already" in refused(lambda: back_up(url, file, REGISTERS))
    assert digests(kept.parent) == before


def test_where_nothing_can_be_copied_that_is_said_and_nothing_is_left(url: str, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert "there is no database at" in refused(lambda: back_up(url, target, REGISTERS))
    changed(file, "CREATE TABLE recipe (cake TEXT)")
    assert "is not a Handrail database" in refused(lambda: back_up(url, target, REGISTERS))
    file.write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    assert "can't be copied" in refused(lambda: back_up(url, target, REGISTERS))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handrail.db"]


def test_a_copy_for_a_folder_that_is_not_there(kept: Path, url: str, tmp_path: Path) -> None:
    assert "gone does not exist" in refused(lambda: back_up(url, tmp_path / "gone" / "copy.db", REGISTERS))


def test_a_trail_that_was_changed_is_told_and_copied_all_the_same(
    url: str, file: Path, kept: Path, tmp_path: Path
) -> None:
    changed(file, "DROP TRIGGER event_never_updated", "UPDATE event SET verb = 'close' WHERE seq = 2")
    taken = back_up(url, tmp_path / "copy.db", REGISTERS)
    assert taken.broken == ("event 2 was changed",)
    assert (tmp_path / "copy.db").exists()


# ---- put back


def test_a_database_that_holds_something_is_replaced_only_if_told_and_kept(
    kept: Path, url: str, file: Path, clock: HandClock
) -> None:
    before = file.read_bytes()
    assert "holds something already" in refused(lambda: restore(url, kept, REGISTERS, now=NOON))
    assert file.read_bytes() == before
    done = restore(url, kept, REGISTERS, now=NOON, replace=True)
    assert done.aside == file.with_name(ASIDE)
    assert sorted(path.name for path in file.parent.glob("handrail.db*")) == [
        *("handrail.db", ASIDE, "handrail.db.key", "handrail.db.lock"),
    ]
    with made(url, clock) as store:
        assert words_of(store) == ["words 3", "words 2", "words 1"]
    with closing(sqlite3.connect(file.with_name(ASIDE))) as raw:
        assert raw.execute("SELECT count(*) FROM issue").fetchone() == (4,)


def test_what_stood_in_the_wal_of_the_replaced_one_is_kept_with_it_and_spoils_nothing(
    kept: Path, url: str, file: Path, clock: HandClock
) -> None:
    with child("keep_until_killed", f"sqlite:///{file}") as process:
        assert line(process) == "open"
        answered = {line(process) for _ in range(20)}
    assert file.with_name("handrail.db-wal").stat().st_size
    restore(url, kept, REGISTERS, now=NOON, replace=True)
    with made(url, clock) as store:
        assert len(words_of(store)) == 3
        assert asyncio.run(store.look(lambda unit: unit.verify_trail())) == ()
    with closing(sqlite3.connect(file.with_name(ASIDE))) as raw:
        assert answered <= {row[0] for row in raw.execute("SELECT key FROM inbox")}


def test_the_wal_of_a_database_that_was_deleted_does_not_spoil_what_is_restored(
    kept: Path, url: str, file: Path, clock: HandClock
) -> None:
    with child("keep_until_killed", f"sqlite:///{file}") as process:
        assert line(process) == "open" and line(process)
    file.unlink()
    done = restore(url, kept, REGISTERS, now=NOON)
    assert done.aside == file.with_name(ASIDE)
    with made(url, clock) as store:
        assert len(words_of(store)) == 3


def test_numbers_that_may_have_been_given_since_the_copy_are_not_given_again(
    kept: Path, url: str, clock: HandClock
) -> None:
    restore(url, kept, REGISTERS, now=NOON, replace=True)
    with made(url, clock) as store, asyncio.Runner() as runner:
        given = [runner.run(store.work(partial(_next, number))) for number in range(len(REGISTERS))]
    assert given == [f"{REGISTERS[0].prefix}-1004", *(f"{register.prefix}-1001" for register in REGISTERS[1:])]


async def test_neither_are_those_of_recording_rules(url: str, clock: HandClock, copy: Path) -> None:
    """They stand in answers to questions, and the rule that somebody was told by its number must stay that rule."""

    def put(title: str, unit: UnitOfWork) -> str:
        rule = unit.put_rule(Draft(area=RecordArea.INCIDENT, title=title, plain_text="In the app."))
        return rule.number if rule else ""

    copy.parent.mkdir()
    with made(url, clock) as store:
        assert await store.work(partial(put, "A fall")) == "RUL-1"
        back_up(url, copy, REGISTERS)
        assert await store.work(partial(put, "A slip")) == "RUL-2"
    restore(url, copy, REGISTERS, now=NOON, replace=True)
    with made(url, clock) as store:
        assert await store.work(partial(put, "A bruise")) == "RUL-1002"


def _next(number: int, unit: UnitOfWork) -> str:
    return unit.next_ref(REGISTERS[number])


def test_while_it_runs_nothing_is_restored(kept: Path, url: str, file: Path) -> None:
    with child("wait", f"sqlite:///{file}") as process:
        assert line(process) == "open"
        said = refused(lambda: restore(url, kept, REGISTERS, now=NOON, replace=True))
    assert f"another Handrail (process {process.pid}) is using this database; stop it first" in said
    assert restore(url, kept, REGISTERS, now=NOON, replace=True).events == 3


# ---- refused: each leaves everything as it was


def truncated(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


def overwritten(file: Path) -> None:
    """Every page but the first is rubbish."""
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def one_page_lost(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_event_ref'").fetchone()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * 4096)
        opened.write(bytes(4096))


def beginning_lost(file: Path) -> None:
    file.write_bytes(b"x" * 16 + file.read_bytes()[16:])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def a_letter(file: Path) -> None:
    file.write_text("Dear Tom, the backup is on the stick.", "utf-8")


def another_program(file: Path) -> None:
    file.unlink()
    changed(file, "CREATE TABLE recipe (cake TEXT)", "INSERT INTO recipe VALUES ('seed')")


def a_newer_version(file: Path) -> None:
    changed(file, "UPDATE alembic_version SET version_num = '9999'")


def a_changed_trail(file: Path) -> None:
    changed(file, "DROP TRIGGER event_never_updated", "UPDATE event SET note = 'no' WHERE seq = 2")


def a_shorter_trail(file: Path) -> None:
    changed(file, "DROP TRIGGER event_never_deleted", "DELETE FROM event WHERE seq = 3")


def a_trail_that_cannot_be_read(file: Path) -> None:
    changed(file, "DROP TRIGGER event_never_updated", "UPDATE event SET at = 'noonish' WHERE seq = 2")


def gone(file: Path) -> None:
    file.unlink()


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


NOT_TAKEN: tuple[tuple[Callable[[Path], None], str], ...] = (
    (truncated, "monday.db"),
    (overwritten, "monday.db"),
    (one_page_lost, "monday.db is damaged"),
    (beginning_lost, "its beginning is lost"),
    (emptied, "is no copy of a Handrail database"),
    (a_letter, "is no copy of a Handrail database"),
    (another_program, "is not a Handrail database"),
    (a_newer_version, "made by a newer Handrail (schema 9999)"),
    (a_changed_trail, "event 2: its words were changed"),
    (a_shorter_trail, "event 3 is missing"),
    (a_trail_that_cannot_be_read, "the trail can't be read to its end"),
    (gone, "there is no file"),
    (a_folder, "is not a file"),
)


@pytest.mark.parametrize(("harm", "words"), NOT_TAKEN, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_no_good_copy_is_refused_and_nothing_is_touched(
    kept: Path, url: str, file: Path, clock: HandClock, harm: Callable[[Path], None], words: str
) -> None:
    harm(kept)
    before = digests(file.parent)
    said = refused(lambda: restore(url, kept, REGISTERS, now=NOON, replace=True))
    assert words in said, said
    assert "Traceback" not in said and "SELECT" not in said
    assert digests(file.parent) == before
    with made(url, clock) as store:
        assert len(words_of(store)) == 4


def test_the_database_itself_is_no_copy_of_it(kept: Path, url: str, file: Path) -> None:
    assert "is the database itself" in refused(lambda: restore(url, file, REGISTERS, now=NOON, replace=True))


def test_a_trail_that_was_changed_is_taken_if_told(kept: Path, url: str, clock: HandClock) -> None:
    a_changed_trail(kept)
    done = restore(url, kept, REGISTERS, now=NOON, replace=True, accept_broken=True)
    assert done.broken == ("event 2: its words were changed",)
    with made(url, clock) as store:
        assert len(words_of(store)) == 3


def test_a_folder_that_is_not_there_is_named(kept: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/handrail.db"
    assert "nowhere does not exist" in refused(lambda: restore(url, kept, REGISTERS, now=NOON))


@pytest.mark.parametrize("order", [("backup", "tuesday.db"), ("restore", "copies/monday.db", "--replace")])
def test_a_full_disk_leaves_everything_as_it_was(kept: Path, file: Path, clock: HandClock, order: list[str]) -> None:
    """No file may grow beyond 64 KB: less than the database."""
    before = digests(file.parent)
    limited = ("sh", "-c", 'ulimit -f 128; exec "$@"', "sh", sys.executable, "-m", "bot", *order)
    environment = os.environ | {"HANDRAIL_DATABASE_URL": "sqlite:///handrail.db", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(limited, cwd=file.parent, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr and "can't be" in done.stderr
    assert digests(file.parent) == before
    with made(f"sqlite:///{file}", clock) as store:
        assert len(words_of(store)) == 4


def test_what_was_set_aside_before_is_never_written_over(kept: Path, url: str, file: Path) -> None:
    restore(url, kept, REGISTERS, now=NOON, replace=True)
    before = digests(file.parent)
    said = refused(lambda: restore(url, kept, REGISTERS, now=NOON, replace=True))
    assert "can't be set aside" in said
    assert digests(file.parent) == before


# ---- other databases


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_for_postgresql_its_own_program_is_named_and_the_password_is_not(scheme: str) -> None:
    url = f"{scheme}://handrail:s3cret@db.example:5433/care?sslmode=require&password=s3cret"
    address = "'--dbname=postgresql://handrail@db.example:5433/care?sslmode=require'"
    said = refused(lambda: back_up(url, Path("a copy.dump"), REGISTERS))
    assert f"pg_dump --format=custom --no-owner '--file=a copy.dump' {address}" in said
    told = refused(lambda: restore(url, Path("a copy.dump"), REGISTERS, now=NOON))
    assert f"pg_restore --no-owner --single-transaction --exit-on-error {address} 'a copy.dump'" in told
    assert "s3cret" not in said + told


@pytest.mark.parametrize(
    ("url", "words"),
    [("mysql://db/handrail", "mysql is not supported"), ("x", "not a database address"), ("sqlite://", "memory only")],
)
def test_what_is_no_database_of_ours_is_told(url: str, words: str, tmp_path: Path) -> None:
    assert words in refused(lambda: back_up(url, tmp_path / "copy.db", REGISTERS))


def test_a_database_that_was_only_migrated_can_be_copied(url: str, elsewhere: str, tmp_path: Path) -> None:
    migrate(url)
    taken = back_up(url, tmp_path / "copy.db", REGISTERS)
    assert (taken.events, taken.head) == (0, "")
    assert restore(elsewhere, tmp_path / "copy.db", REGISTERS, now=NOON).aside is None


# ---- other versions


def at_the_first_version(url: str) -> None:
    engine = writing_engine(url)
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


def test_a_copy_of_the_first_version_is_brought_to_this_one(
    url: str, elsewhere: str, clock: HandClock, tmp_path: Path
) -> None:
    at_the_first_version(url)
    taken = back_up(url, tmp_path / "copy.db", REGISTERS)
    done = restore(elsewhere, tmp_path / "copy.db", REGISTERS, now=NOON)
    assert (taken.version, done.version) == ("0001", "0001")
    assert migrate(elsewhere) == newest()
    with made(elsewhere, clock) as store:
        assert words_of(store) == []


def test_a_database_of_another_version_is_copied_but_not_read(url: str, file: Path, tmp_path: Path) -> None:
    """As before an upgrade that was forgotten: the new program copies what the old one kept."""
    migrate(url)
    changed(file, "UPDATE alembic_version SET version_num = '0000'", "DROP TABLE question")
    taken = back_up(url, tmp_path / "copy.db", REGISTERS)
    assert (taken.version, taken.entries) == ("0000", {})
    assert (tmp_path / "copy.db").exists()
