"""The entries of the registers. The store learns of the registers when it is made and knows none by name."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Insert, Select, Update, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from adapters.store.tables import table_of
from adapters.store.unit import Unit
from core.ports import Stale
from core.register import Entry, Register

FIXED = frozenset({"ref", "version"})
"""Columns that no change may name: the store itself sees to them."""


class Entries(Unit):
    """Entries are handed out apart from any session: changing one in memory changes nothing in the database."""

    def next_ref(self, register: Register) -> str:
        """A reference that was never given before, such as "ISS-12"."""
        return f"{register.prefix}-{self._next_number(register.name)}"

    def add(self, entry: Entry) -> None:
        """Keep a new entry, checked (tables do not validate by themselves).

        Raises ValueError for values that do not fit, or if the register allows one such entry only.
        """
        valid = _validated(entry, {})
        self._put(_insert(type(entry)), valid)
        _settle(entry, valid)

    def entry(self, ref: str) -> Entry | None:
        """The entry with that reference, or None."""
        register = self._register_of(ref)
        if register is None:
            return None
        return next(iter(self._apart(_select(register.table), this_ref=ref)), None)

    def change(self, entry: Entry, values: Mapping[str, Any]) -> None:
        """Change columns if nobody else has changed the entry since it was read; `entry` then shows it.

        Raises Stale if somebody has, ValueError for values that do not fit.
        """
        valid = _validated(entry, values)
        unknown = (set(values) & FIXED) | (set(values) - set(valid))
        if unknown:
            raise ValueError(f"cannot change {', '.join(sorted(unknown))}")
        changed = {name: valid[name] for name in values} | {"version": entry.version + 1}
        same = {"this_ref": entry.ref, "this_version": entry.version}
        if self._put(_update(type(entry)), changed | same) != 1:
            raise Stale(entry.ref)
        _settle(entry, changed)

    def _put(self, statement: Executable, values: Mapping[str, Any]) -> int:
        try:
            return self._do(statement, values)
        except IntegrityError as error:
            raise ValueError(f"the database does not take it: {error.orig}") from None

    def entries(
        self,
        register: Register,
        *,
        service: str | None = None,
        reported_by: int | None = None,
        open_only: bool = False,
        since: datetime | None = None,
        limit: int = 100,
    ) -> tuple[Entry, ...]:
        """Entries of a register, the newest report first, at most `limit`."""
        columns = table_of(register.table).c
        wanted: tuple[tuple[Any, Callable[[], ColumnElement[bool]]], ...] = (
            (service, lambda: columns.service == service),
            (reported_by, lambda: columns.reported_by == reported_by),
            (open_only or None, lambda: columns.state.in_(open_states(register))),
            (since, lambda: columns.reported_at >= since),
        )
        return self._found(register, *(test() for value, test in wanted if value is not None), limit=limit)

    def same_as(self, ref: str) -> tuple[Entry, ...]:
        """Entries that somebody said are the same as this one, in registers that have such a thing."""
        register = self._register_of(ref)
        if register is None or "same_as" not in register.table.model_fields:
            return ()
        return self._found(register, table_of(register.table).c.same_as == ref, limit=None)

    def _found(self, register: Register, *tests: ColumnElement[bool], limit: int | None) -> tuple[Entry, ...]:
        columns = table_of(register.table).c
        newest = (columns.reported_at.desc(), func.length(columns.ref).desc(), columns.ref.desc())
        statement = select(register.table).where(*tests).order_by(*newest).limit(limit)
        return self._apart(statement)

    def _apart(self, statement: Select[Any], **values: Any) -> tuple[Entry, ...]:
        """Entries as objects that belong to no session."""
        found = tuple(self._session.scalars(statement, values))
        self._session.expunge_all()
        return found

    def _register_of(self, ref: str) -> Register | None:
        return self._means.registers.get(ref.partition("-")[0])

    def _version_of(self, ref: str) -> int:
        """The version that an entry has now; 0 for a reference that is none."""
        register = self._register_of(ref)
        if register is None:
            return 0
        return int(self._value(_version(register.table), this_ref=ref) or 0)


@cache
def _insert(model: type[Entry]) -> Insert:
    return insert(table_of(model))


@cache
def _update(model: type[Entry]) -> Update:
    columns = table_of(model).c
    return update(table_of(model)).where(_is(model), columns.version == bindparam("this_version"))


@cache
def _select(model: type[Entry]) -> Select[Any]:
    return select(model).where(_is(model))


@cache
def _version(model: type[Entry]) -> Select[Any]:
    return select(table_of(model).c.version).where(_is(model))


def _is(model: type[Entry]) -> ColumnElement[bool]:
    return table_of(model).c.ref == bindparam("this_ref")


def open_states(register: Register) -> tuple[str, ...]:
    """The states in which somebody still has something to do."""
    return tuple(state.name for state in register.states if state.open)


def _validated(entry: Entry, values: Mapping[str, Any]) -> dict[str, Any]:
    """The entry's columns with `values` put in, as its types want them; enumerations by their plain value."""
    model = type(entry)
    columns = {name: getattr(entry, name) for name in model.model_fields}
    valid = model.model_validate({**columns, **values})
    return {name: _plain(getattr(valid, name)) for name in columns}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return str(value) if isinstance(value, str) else value


def _settle(entry: Entry, values: Mapping[str, Any]) -> None:
    """Make the object say what the database says, without marking anything as changed."""
    for name, value in values.items():
        set_committed_value(entry, name, value)
