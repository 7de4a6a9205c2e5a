"""The databases that the contract is held against, each as a test may look into it from outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, make_url

from adapters.store.dialect import writing_engine
from adapters.store.schema import SCRIPTS

EVERY = ("sqlite", "postgresql")


def only_on(kind: str, why: str) -> pytest.MarkDecorator:
    """The test is about something that only this database has; `why` says what."""
    assert kind in EVERY and why
    return pytest.mark.parametrize("database", [kind], indirect=True)


@dataclass(frozen=True, kw_only=True)
class Database:
    """An empty database, and what somebody could do to it who needs no Handrail."""

    kind: str
    url: str
    another: Callable[[], str]
    """Makes one more empty database and answers with its address."""

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a question is answered with."""
        with self._raw() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(self._marked(statement), values)]

    def do(self, *statements: str, values: Sequence[Any] = ()) -> None:
        """Change something by hand."""
        with self._raw() as connection:
            for statement in statements:
                connection.exec_driver_sql(self._marked(statement), tuple(values))

    def tamper(self, *statements: str) -> None:
        """As its owner could: the triggers are no obstacle to them."""
        of = "" if self.kind == "sqlite" else " ON event"
        self.do(*(f"DROP TRIGGER event_never_{done}{of}" for done in ("updated", "deleted")), *statements)

    def everything(self) -> bytes:
        """Every byte that is kept: of the files; from a server, of every row of every table."""
        if self.kind == "sqlite":
            folder = Path(str(make_url(self.url).database)).parent
            return b"".join(path.read_bytes() for path in folder.iterdir())
        return b"".join(str(row).encode() for table in self.tables() for row in self.rows(f"TABLE {table}"))

    def stays_at(self, version: str) -> None:
        """Make its tables as an older program left them."""
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        engine = writing_engine(self.url)
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, version)
        engine.dispose()

    def says(self, sqlite: str, postgresql: str) -> str:
        """What a fault is called here."""
        return {"sqlite": sqlite, "postgresql": postgresql}[self.kind]

    def tables(self) -> list[str]:
        """The names of its tables."""
        wanted = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
            "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
        }
        return [name for (name,) in self.rows(wanted[self.kind])]

    def _raw(self) -> Any:
        return create_engine(make_url(self.url), poolclass=NullPool, isolation_level="AUTOCOMMIT").connect()

    def _marked(self, statement: str) -> str:
        return statement if self.kind == "sqlite" else statement.replace("?", "%s")


def on_a_file(folder: Path) -> Database:
    """SQLite."""
    return Database(
        kind="sqlite",
        url=f"sqlite:///{folder / 'handrail.db'}",
        another=lambda: f"sqlite:///{folder / 'another.db'}",
    )
