"""Every older schema, with rows in each of its tables, becomes the newest one on both databases and loses nothing."""

import asyncio
import re
from datetime import date, timedelta
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DateTime, Engine, MetaData, RowMapping, Table, inspect, select
from sqlalchemy.exc import IntegrityError

from adapters.store import migrate
from adapters.store.dialect import writing_engine
from adapters.store.schema import SCRIPTS, newest
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, account, issue, made, message, someone

OLDER = sorted({script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()} - {newest()})
OF_ALEMBIC = "alembic_version"
OF_TYPE = {int: 1, bool: True, bytes: b"\0kept", date: date(2026, 6, 2)}


def filled(engine: Engine) -> dict[str, RowMapping]:
    """One made-up row in each table, with what the checks of that time allowed; as it stands there."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            if table.name != OF_ALEMBIC:
                connection.execute(table.insert().values(_row(connection, table)))
        return _rows(connection, tables)


def _rows(connection: Connection, tables: MetaData) -> dict[str, RowMapping]:
    """The one row of each table."""
    ours = (table for table in tables.sorted_tables if table.name != OF_ALEMBIC)
    return {table.name: connection.execute(select(table)).mappings().one() for table in ours}


def _row(connection: Connection, table: Table) -> dict[str, Any]:
    """A number that the database gives by itself is left to it."""
    checks = {found["name"]: found["sqltext"] for found in inspect(connection).get_check_constraints(table.name)}
    given = (column for column in table.columns if column.name != "id")
    return {column.name: _value(column, checks.get(f"{column.name}_known")) for column in given}


def _value(column: Any, allowed: str | None) -> Any:
    if allowed:
        return re.findall(r"'(\w*)'", allowed)[0]
    if isinstance(column.type, DateTime):
        moment = NOON + timedelta(hours=1 if column.name == "ends" else 0)
        return moment if column.type.timezone else moment.replace(tzinfo=None)
    return OF_TYPE.get(column.type.python_type, f"kept {column.name}")


@pytest.mark.parametrize("version", OLDER)
def test_a_filled_database_of_an_older_version_comes_through(
    url: str, database: Database, clock: HandClock, version: str
) -> None:
    database.stays_at(version)
    engine = writing_engine(url)
    before = filled(engine)
    engine.dispose()
    assert {"event", "inbox", "issue", "outbox", "person", "question", "daily_check"} <= before.keys()
    assert migrate(url) == newest()

    engine, tables = writing_engine(url), MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        after = {name: connection.execute(select(tables.tables[name])).mappings().one() for name in before}
    engine.dispose()
    assert {name: {column: after[name][column] for column in row} for name, row in before.items()} == before
    with pytest.raises(IntegrityError, match="append-only"):
        database.do("UPDATE event SET note = 'other'")
    assert _goes_on(url, clock) == "ISS-1"


def _goes_on(url: str, clock: HandClock) -> str:
    """The newest program works on it: the reference of a new report."""
    with made(url, clock) as store:
        person = asyncio.run(store.work(lambda unit: someone(unit, "Tom Hale", account())))
        assert person == 2
        assert asyncio.run(store.work(lambda unit: unit.send(message("k", person), NOON)))
        assert asyncio.run(store.receive("slack", "new", b"x", NOON))
        return asyncio.run(store.work(lambda unit: issue(unit).ref))
