"""What every part of a unit of work stands on: one transaction, and the means of the store.

Statements are made once, as constants, and get their values when they are run: making a statement
costs several times as much as running it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, bindparam, select, update
from sqlmodel import Session

from adapters.store.cipher import Cipher
from adapters.store.dialect import insert_or_keep
from adapters.store.tables import COUNTER
from core.people import Directory
from core.register import Register

Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]

NAMED = COUNTER.c.name == bindparam("counter")
LAST_NUMBER = select(COUNTER.c.last).where(NAMED)
COUNT_ON = update(COUNTER).where(NAMED).values(last=COUNTER.c.last + 1).returning(COUNTER.c.last)


@dataclass
class DirectoryCache:
    """The newest picture of everybody that was committed, and what it is a picture of."""

    of: tuple[int, datetime] | None = None
    picture: Directory = field(default_factory=Directory)


@dataclass(frozen=True, kw_only=True)
class Means:
    """What the units of one store share. `now` is asked only for what no caller says the time of."""

    cipher: Cipher
    registers: Mapping[str, Register]
    now: Callable[[], datetime]
    safeguarding_leads: frozenset[str]
    cache: DirectoryCache


class Unit:
    """One transaction. `writes` is false in a job that only looks."""

    def __init__(self, connection: Connection, means: Means, *, writes: bool) -> None:
        self._connection = connection
        self._means = means
        self._writes = writes

    @cached_property
    def _session(self) -> Session:
        """For entries only, which are handed out as objects, always taken out of the session first."""
        return Session(self._connection, autoflush=False, expire_on_commit=False)

    def _rows(self, statement: Executable, **values: Any) -> tuple[RowMapping, ...]:
        return tuple(self._connection.execute(statement, values).mappings())

    def _row(self, statement: Executable, **values: Any) -> RowMapping | None:
        return self._connection.execute(statement, values).mappings().first()

    def _value(self, statement: Executable, **values: Any) -> Any:
        return self._connection.execute(statement, values).scalar()

    def _do(self, statement: Executable, values: Values | None = None) -> int:
        """Run a statement that writes, once or once per set of values; how many rows it touched."""
        return self._connection.execute(statement, values).rowcount

    def _next_number(self, name: str) -> int:
        """The next number under that name, from 1. It is given once, unless nothing of the unit is kept."""
        given = self._value(COUNT_ON, counter=name)
        if given is None:
            self._do(insert_or_keep(COUNTER), {"name": name, "last": 0})
            given = self._value(COUNT_ON, counter=name)
        return int(given)

    def _last_number(self, name: str) -> int:
        return int(self._value(LAST_NUMBER, counter=name) or 0)

    def _seal(self, plain: bytes) -> bytes:
        return self._means.cipher.seal(plain)

    def _unseal(self, sealed: bytes) -> bytes:
        return self._means.cipher.unseal(sealed)
