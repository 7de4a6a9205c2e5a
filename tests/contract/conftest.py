"""A real store, on a real file and on a real server: every test that asks for it is run on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.contract.databases import EVERY, Database, on_a_file
from tests.contract.store_scene import HandClock, made
from tests.fakes.postgres import Postgres


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=EVERY)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield on_a_file(tmp_path)
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.new_database()
    yield Database(kind=request.param, url=url, another=postgres.new_database)
    postgres.drop(url)


@pytest.fixture
def url(database: Database) -> str:
    return database.url


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    """The file of the database, for what only SQLite has."""
    assert database.kind == "sqlite", "say only_on('sqlite', why)"
    return tmp_path / "handrail.db"


@pytest.fixture
def store(url: str, clock: HandClock) -> Iterator[SqlStore]:
    with made(url, clock) as opened:
        yield opened
