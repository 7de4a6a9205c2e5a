"""Reads services, people and rota from CSV: all rows or none, each fault with its line, nothing half-imported."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.labels import Phase, Role, ServiceKind
from core.people import ALL_SERVICES, Directory, Person, RoleHeld, Service, Shift
from core.ports import UnitOfWork

Row = Mapping[str, str]
T = TypeVar("T")


class BadFile(Exception):
    """What is wrong with the file, one line of text for each row at fault."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many rows were taken, and the columns that were ignored."""

    rows: int
    ignored: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns of a file."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


COLUMNS: Mapping[str, Columns] = {
    "services": Columns(
        needed=("code", "name", "kind", "timezone", "phase", "go_live"),
        optional=("urgent_phone", "old_system", "new_system"),
    ),
    "people": Columns(needed=("name", "email", "role", "service"), optional=("language", "staff_group", "agency")),
    "rota": Columns(needed=("date", "service", "shift_start", "shift_end", "email", "in_charge", "on_call")),
}
"""What can be imported, with its columns."""


def import_text(uow: UnitOfWork, what: str, text: str) -> Imported:
    """Import one file. Raises BadFile, with every row at fault, before anything is kept."""
    columns = COLUMNS[what]
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    names = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in columns.needed if name not in names]
    if missing:
        raise BadFile(f"line 1: the column {', '.join(missing)} is missing")
    rows = [(reader.line_num, _clean(row)) for row in reader]
    _READERS[what](uow, [(line, row) for line, row in rows if any(row.values())])
    known = {*columns.needed, *columns.optional}
    return Imported(rows=len(rows), ignored=tuple(name for name in names if name and name not in known))


def _clean(row: Mapping[str | None, str | list[str] | None]) -> Row:
    return {key.strip(): value.strip() for key, value in row.items() if key and isinstance(value, str)}


def _all(rows: list[tuple[int, Row]], read: Callable[[Row], T]) -> list[T]:
    faults: list[str] = []
    found: list[T] = []
    for line, row in rows:
        try:
            found.append(read(row))
        except ValueError as fault:
            faults.append(f"line {line}: {fault}")
    if faults:
        raise BadFile("\n".join(faults))
    return found


def _services(uow: UnitOfWork, rows: list[tuple[int, Row]]) -> None:
    for service in _all(rows, _service):
        uow.put_service(service)


def _service(row: Row) -> Service:
    zone = _given(row, "timezone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise ValueError(f"{zone!r} is no time zone, such as Europe/London") from fault
    if row["go_live"]:
        date.fromisoformat(row["go_live"])
    code = _given(row, "code")
    if code == ALL_SERVICES:
        raise ValueError("the code * stands for all services and can't be one")
    return Service(
        code=code,
        name=_given(row, "name"),
        kind=ServiceKind(_one_of(row, "kind", ServiceKind)),
        timezone=zone,
        phase=Phase(_one_of(row, "phase", Phase)),
        go_live=row["go_live"],
        urgent_phone=row.get("urgent_phone", ""),
        old_system=row.get("old_system", ""),
        new_system=row.get("new_system", ""),
    )


def _people(uow: UnitOfWork, rows: list[tuple[int, Row]]) -> None:
    codes = {service.code for service in uow.directory().services} | {ALL_SERVICES}
    for person, role, service in _all(rows, lambda row: _person(row, codes)):
        kept = uow.put_person(person)
        uow.put_role(RoleHeld(person=kept.id, role=role, service=service))


def _person(row: Row, codes: set[str]) -> tuple[Person, Role, str]:
    email, service = _given(row, "email"), _given(row, "service")
    if email.count("@") != 1 or " " in email:
        raise ValueError(f"{email!r} is no e-mail address")
    if service not in codes:
        raise ValueError(f"there is no service {service!r}; import services first")
    person = Person(
        id=0,
        name=_given(row, "name"),
        email=email,
        language=row.get("language") or "en",
        staff_group=row.get("staff_group", ""),
        agency=_yes(row, "agency"),
    )
    return person, Role(_one_of(row, "role", Role)), service


def _rota(uow: UnitOfWork, rows: list[tuple[int, Row]]) -> None:
    directory = uow.directory()
    uow.put_shifts(_all(rows, lambda row: _shift(row, directory)))


def _shift(row: Row, directory: Directory) -> Shift:
    service = directory.service(_given(row, "service"))
    if service is None:
        raise ValueError(f"there is no service {row['service']!r}; import services first")
    person = directory.by_email(_given(row, "email"))
    if person is None:
        raise ValueError("nobody has that e-mail address; import people first")
    day = date.fromisoformat(_given(row, "date"))
    starts, ends = time.fromisoformat(_given(row, "shift_start")), time.fromisoformat(_given(row, "shift_end"))
    until = day if ends > starts else day + timedelta(days=1)
    return Shift(
        person=person.id,
        service=service.code,
        starts=datetime.combine(day, starts, service.zone).astimezone(UTC),
        ends=datetime.combine(until, ends, service.zone).astimezone(UTC),
        in_charge=_yes(row, "in_charge"),
        on_call=_yes(row, "on_call"),
    )


def _given(row: Row, name: str) -> str:
    value = row.get(name, "")
    if not value:
        raise ValueError(f"{name} is empty")
    return value


def _one_of(row: Row, name: str, allowed: type[Role] | type[Phase] | type[ServiceKind]) -> str:
    value = _given(row, name)
    if value not in list(allowed):
        raise ValueError(f"{name} {value!r} is unknown; there are: {', '.join(allowed)}")
    return value


def _yes(row: Row, name: str) -> bool:
    value = row.get(name, "").casefold()
    if value in ("yes", "y", "true", "1", "x"):
        return True
    if value in ("", "no", "n", "false", "0", "-"):
        return False
    raise ValueError(f"{name} must be yes or no, not {value!r}")


_READERS: Mapping[str, Callable[[UnitOfWork, list[tuple[int, Row]]], None]] = {
    "services": _services,
    "people": _people,
    "rota": _rota,
}
