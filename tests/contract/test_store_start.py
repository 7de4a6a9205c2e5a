"""What is checked before anything is kept: key, lock, schema, address; each refusal in plain words."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from adapters.store import CannotOpen, Cipher, SqlStore, Unreadable, cipher_for, migrate
from adapters.store.dialect import writing_engine
from adapters.store.schema import newest
from core.registers import REGISTERS
from tests.contract.databases import Database, only_on
from tests.contract.store_scene import KEY, HandClock, issue, made
from tests.contract.test_store_durability import child, line

OTHER_KEY = "B" * 42 + "A="

BESIDE = "a server has no place beside it; test_postgres.py says what is done instead"


def refused(url: str, clock: HandClock, **key: Any) -> str:
    with pytest.raises(CannotOpen) as found:
        SqlStore(url, cipher_for(url, **key), REGISTERS, now=clock.now).open()
    return str(found.value)


# ---- the key


@only_on("sqlite", BESIDE)
def test_a_key_is_made_once_and_only_its_owner_may_read_it(url: str, file: Path) -> None:
    sealed = cipher_for(url).seal(b"words")
    key = file.with_name("handrail.db.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert cipher_for(url).unseal(sealed) == b"words"
    assert [path.name for path in file.parent.iterdir()] == ["handrail.db.key"]


def test_the_wrong_key_is_refused_at_start(url: str, clock: HandClock) -> None:
    SqlStore(url, cipher_for(url, key=KEY), REGISTERS, now=clock.now).open().close()
    SqlStore(url, cipher_for(url, key=KEY), REGISTERS, now=clock.now).open().close()
    assert "the encryption key is not the one" in refused(url, clock, key=OTHER_KEY)
    SqlStore(url, cipher_for(url, key=KEY), REGISTERS, now=clock.now).open().close()


@only_on("sqlite", BESIDE)
def test_a_lost_key_file_is_never_replaced(url: str, file: Path, clock: HandClock) -> None:
    made(url, clock).open().close()
    key = file.with_name("handrail.db.key")
    key.rename(file.with_name("elsewhere"))
    assert "missing" in refused(url, clock)
    assert not key.exists()


def test_keys_change_and_old_words_stay_readable(url: str, clock: HandClock) -> None:
    with SqlStore(url, cipher_for(url, key=KEY), REGISTERS, now=clock.now) as store:
        asyncio.run(store.work(issue))
    with SqlStore(url, cipher_for(url, key=f"{OTHER_KEY} {KEY}"), REGISTERS, now=clock.now) as store:
        entry = asyncio.run(store.look(lambda unit: unit.entry("ISS-1")))
        assert entry is not None
        assert asyncio.run(store.look(lambda unit: unit.unseal(entry.sealed))) == "tablet wont log me in"
        newer = asyncio.run(store.look(lambda unit: unit.seal("new words")))
    assert cipher_for(url, key=OTHER_KEY).unseal(newer) == b"new words"
    with pytest.raises(Unreadable):
        cipher_for(url, key=KEY).unseal(newer)


def test_a_key_file_may_lie_elsewhere(url: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(KEY + "\n")
    assert cipher_for(url, key_file=secret).unseal(cipher_for(url, key=KEY).seal(b"x")) == b"x"


@pytest.mark.parametrize("key", ["short", "ä" * 32, "A" * 42, KEY + " short", " "])
def test_a_key_that_is_none_is_refused(url: str, tmp_path: Path, key: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(key)
    with pytest.raises(CannotOpen, match="key") as found:
        cipher_for(url, key_file=secret)
    assert key.strip() == "" or key not in str(found.value)
    with pytest.raises(CannotOpen, match="not both"):
        cipher_for(url, key=KEY, key_file=secret)


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_sealed_words_that_were_touched_are_not_read(place: int) -> None:
    cipher = Cipher(b"k" * 32)
    sealed = bytearray(cipher.seal(b"words"))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(Unreadable):
        cipher.unseal(bytes(sealed))
    with pytest.raises(Unreadable):
        cipher.unseal(bytes(sealed[:place]))


def key_of(url: str) -> str:
    """What `made` gave it, where that is not kept beside it."""
    return "" if url.startswith("sqlite") else KEY


# ---- one process


def test_a_second_process_is_refused_and_a_reading_one_is_not(url: str, clock: HandClock) -> None:
    with child("wait", url) as process:
        assert line(process) == "open"
        assert f"another Handrail (process {process.pid}) is using this database" in refused(
            url, clock, key=key_of(url)
        )
        with pytest.raises(CannotOpen, match="another Handrail"):
            migrate(url)
        with made(url, clock).open(alone=False) as reading:
            assert asyncio.run(reading.look(lambda unit: unit.entries(REGISTERS[0]))) == ()
    made(url, clock).open().close()


def test_opening_twice_is_opening_once(url: str, clock: HandClock) -> None:
    store = made(url, clock)
    assert store.open() is store.open()
    store.close()
    store.close()


def test_a_store_that_could_not_open_lets_go(url: str, clock: HandClock) -> None:
    made(url, clock).open().close()
    refused(url, clock, key=OTHER_KEY)
    made(url, clock).open().close()


# ---- the schema


def test_the_migrations_make_exactly_the_tables_of_the_program(url: str, database: Database) -> None:
    """Also the checks, which the comparison of Alembic leaves out."""
    assert migrate(url) == newest()
    migrated, declared = writing_engine(url), writing_engine(database.another())
    SQLModel.metadata.create_all(declared)
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    for table in SQLModel.metadata.tables:
        assert _described(migrated, table) == _described(declared, table)
    migrated.dispose()
    declared.dispose()


def _described(engine: Any, table: str) -> dict[str, Any]:
    look = inspect(engine)
    columns = {c["name"]: (str(c["type"]), c["nullable"], c.get("primary_key")) for c in look.get_columns(table)}
    checks = {c["name"]: " ".join(c["sqltext"].split()) for c in look.get_check_constraints(table)}
    points = {(*c["constrained_columns"], c["referred_table"]) for c in look.get_foreign_keys(table)}
    indices = {i["name"]: tuple(i["column_names"]) for i in look.get_indexes(table)}
    unique = {u["name"]: tuple(u["column_names"]) for u in look.get_unique_constraints(table)}
    key = look.get_pk_constraint(table)["constrained_columns"]
    return {"columns": columns, "key": key, "checks": checks, "points": points, "indices": indices, "unique": unique}


def test_a_migration_is_whole_or_not_at_all(url: str, database: Database) -> None:
    database.do("CREATE TABLE phone_line (in_the_way INTEGER)")
    with pytest.raises(Exception, match="already exists"):
        migrate(url)
    assert database.tables() == ["phone_line"]


def test_migrating_comes_before_the_first_start_or_not(url: str, clock: HandClock) -> None:
    assert migrate(url) == migrate(url) == newest()
    made(url, clock).open().close()
    assert migrate(url) == newest()


def test_the_schema_of_a_newer_program_is_refused(url: str, database: Database, clock: HandClock) -> None:
    made(url, clock).open().close()
    database.do("UPDATE alembic_version SET version_num = '9999'")
    assert "newer Handrail (schema 9999)" in refused(url, clock, key=key_of(url))
    with pytest.raises(CannotOpen, match="newer Handrail"):
        made(url, clock).open(alone=False)
    with pytest.raises(CannotOpen, match="newer Handrail"):
        migrate(url)


@only_on("sqlite", "only here can the tool itself make a database by opening it")
def test_a_reading_tool_makes_no_database(url: str, file: Path, clock: HandClock) -> None:
    with pytest.raises(CannotOpen, match="there is no database"):
        made(url, clock).open(alone=False)
    assert not file.exists()


def test_a_reading_tool_neither_makes_nor_migrates(url: str, database: Database, clock: HandClock) -> None:
    database.do("SELECT 1")  # with this an empty file is there too
    if database.kind == "sqlite":
        Path(url.removeprefix("sqlite:///")).touch()
    with pytest.raises(CannotOpen, match="python -m bot migrate"):
        made(url, clock).open(alone=False)
    assert database.tables() == []


# ---- the address


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://u:secret@db/handrail", "mysql is not supported"),
        ("mysql://db/handrail", "mysql is not supported"),
        ("handrail.db", "not a database address"),
        ("", "not a database address"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, words: str) -> None:
    with pytest.raises(CannotOpen, match=words) as found:
        cipher_for(url)
    assert "secret" not in str(found.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, clock: HandClock) -> None:
    assert "gone" in refused(f"sqlite:///{tmp_path}/gone/handrail.db", clock)
    assert "does not exist" in refused(f"sqlite:///{tmp_path}/gone/handrail.db", clock, key=KEY)


async def test_a_store_in_memory_keeps_nothing_but_works_alike(clock: HandClock) -> None:
    with made("sqlite://", clock) as store:
        await store.work(issue)
        assert await store.receive("web", "a", b"x", clock.now())
        found = await store.look(lambda unit: unit.entry("ISS-1"))
        assert found is not None
        assert await store.look(lambda unit: unit.health(clock.now())) is not None
