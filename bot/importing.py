"""Reads services, people, rota and recording rules from CSV: all rows or none, each fault with its line.

Nothing is ever half-imported.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.labels import Phase, RecordArea, Role, ServiceKind
from core.moment import LONDON
from core.people import ALL_SERVICES, Directory, Person, RoleHeld, Service, Shift
from core.ports import UnitOfWork
from core.rules import LONGEST_TITLE, CopyTo, Draft, MainRecord, refuse_text

TOO_LONG = "\0"
"""Stands for the cells of a row that have no column."""

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
    "rules": Columns(
        needed=("title", "area", "plain_text", "main_record"),
        optional=("keywords", "services", "copy_to", "effective_from", "active"),
    ),
}
"""What can be imported, with its columns."""


def import_text(uow: UnitOfWork, what: str, text: str) -> Imported:
    """Import one file. Raises BadFile, with every row at fault, before anything is kept."""
    columns = COLUMNS[what]
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), restkey=TOO_LONG)
    names = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in columns.needed if name not in names]
    if missing:
        raise BadFile(f"line 1: the column {', '.join(missing)} is missing")
    rows = [(line, row) for line, row in _rows(reader, columns) if any(row.values())]
    _READERS[what](uow, rows)
    known = {*columns.needed, *columns.optional}
    return Imported(rows=len(rows), ignored=tuple(name for name in names if name and name not in known))


def _rows(reader: "csv.DictReader[str]", columns: Columns) -> Iterator[tuple[int, Row]]:
    """Each row with its line. A row that is too short has empty cells; one that is too long was not quoted."""
    blank = dict.fromkeys((*columns.needed, *columns.optional), "")
    try:
        for row in reader:
            beyond = "".join(row.pop(TOO_LONG, ()))
            cells = {name.strip(): (cell or "").strip() for name, cell in row.items() if name}
            yield reader.line_num, {**blank, **cells, TOO_LONG: beyond.strip()}
    except csv.Error as fault:
        raise BadFile(f"line {reader.line_num}: this is no CSV file ({fault})") from fault


def _all(rows: list[tuple[int, Row]], read: Callable[[Row], T]) -> list[T]:
    faults: list[str] = []
    found: list[T] = []
    for line, row in rows:
        try:
            if row[TOO_LONG]:
                raise ValueError("more cells than columns; put a text with a comma in quotes")
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
        _date(row, "go_live")
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
    day, starts, ends = _date(row, "date"), _time(row, "shift_start"), _time(row, "shift_end")
    until = day if ends > starts else day + timedelta(days=1)
    return Shift(
        person=person.id,
        service=service.code,
        starts=datetime.combine(day, starts, service.zone).astimezone(UTC),
        ends=datetime.combine(until, ends, service.zone).astimezone(UTC),
        in_charge=_yes(row, "in_charge"),
        on_call=_yes(row, "on_call"),
    )


def _rules(uow: UnitOfWork, rows: list[tuple[int, Row]]) -> None:
    directory = uow.directory()
    drafts = _all(rows, lambda row: _rule(row, directory))
    lines: dict[tuple[str, frozenset[str]], int] = {}
    faults = []
    for (line, _), draft in zip(rows, drafts, strict=True):
        first = lines.setdefault((" ".join(draft.title.casefold().split()), frozenset(draft.services)), line)
        if first != line:
            faults.append(f"line {line}: line {first} has a rule of that title for the same services already")
    if faults:
        raise BadFile("\n".join(faults))
    for draft in drafts:
        uow.put_rule(draft)


def _rule(row: Row, directory: Directory) -> Draft:
    services = tuple(sorted({code for code in _listed(row, "services") if code != ALL_SERVICES}))
    strangers = [code for code in services if directory.service(code) is None]
    if strangers:
        raise ValueError(f"there is no service {strangers[0]!r}; import services first, or leave it empty for all")
    title, text = " ".join(_given(row, "title").split()), " ".join(_given(row, "plain_text").split())
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"title has {len(title)} characters, and {LONGEST_TITLE} is the most")
    why = refuse_text(text)
    if why:
        raise ValueError(f"plain_text can't be a rule: {why}")
    return Draft(
        area=RecordArea(_one_of(row, "area", RecordArea)),
        title=title,
        plain_text=text,
        keywords=_listed(row, "keywords"),
        services=services,
        main_record=MainRecord(_one_of(row, "main_record", MainRecord)),
        copy_to=CopyTo(_one_of(row, "copy_to", CopyTo)) if row["copy_to"] else CopyTo.NO,
        effective_from=_moment(row, directory.service(services[0]) if services else None),
        active=_yes(row, "active") if row["active"] else True,
    )


def _listed(row: Row, name: str) -> tuple[str, ...]:
    """The parts of a cell, between semicolons or line ends."""
    parts = (" ".join(part.split()) for part in re.split(r"[;\n]", row[name]))
    return tuple(dict.fromkeys(part for part in parts if part))


def _moment(row: Row, service: Service | None) -> datetime | None:
    """A day, from its beginning, or a day and time of day, in the service's own time; None where nothing is said."""
    value = row["effective_from"]
    if not value:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d)?", value):
        raise ValueError(f"effective_from {value!r} is no day such as 2026-06-30, nor 2026-06-30 07:00")
    try:
        return datetime.fromisoformat(value).replace(tzinfo=service.zone if service else LONDON).astimezone(UTC)
    except ValueError:
        raise ValueError(f"effective_from {value!r} is a day or time that there is not") from None


def _given(row: Row, name: str) -> str:
    value = row.get(name, "")
    if not value:
        raise ValueError(f"{name} is empty")
    return value


def _date(row: Row, name: str) -> date:
    value = _given(row, name)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{name} {value!r} is no date such as 2026-06-30") from None


def _time(row: Row, name: str) -> time:
    value = _given(row, name)
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise ValueError(f"{name} {value!r} is no time of day such as 07:30")
    return time.fromisoformat(value.zfill(5))


def _one_of(row: Row, name: str, allowed: type[StrEnum]) -> str:
    value = _given(row, name)
    if value not in list(allowed):
        raise ValueError(f"{name} {value!r} is unknown; there are: {', '.join(filter(None, allowed))}")
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
    "rules": _rules,
}
