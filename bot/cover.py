"""Reads "I'm off until Monday, Priya covers": who is away, from when to when, and who stands in. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.people import Person

_AWAY = re.compile(r"^(?:i\W?m|i am|im)?\s*(?:off|away|on leave|on holiday|not in)\b(?P<rest>.*)$", re.I | re.S)
_COVERS = re.compile(
    r"[,.]?\s*(?:and\s+)?(?P<name>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*)?) (?:covers?|is covering|will cover)\b", re.I
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LENGTH = re.compile(r"\bfor (?P<n>\d{1,2}|a|one|two|three) (?P<unit>day|week)s?\b", re.I)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3}


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Away from `starts` to before `ends`. `covered_by` is None where no name was given or none fits."""

    starts: datetime
    ends: datetime
    name: str
    covered_by: Person | None


def read_absence(text: str, now: datetime, zone: ZoneInfo, people: Iterable[Person]) -> Absence | None:
    """The absence that a message tells of, or None if it tells of none or names no day."""
    found = _AWAY.match(text.strip())
    if not found:
        return None
    rest = found["rest"]
    covers = _COVERS.search(rest)
    span = _span(rest[: covers.start()] if covers else rest, now.astimezone(zone))
    if span is None:
        return None
    name = covers["name"] if covers else ""
    starts, ends = (datetime.combine(day, time(0), zone).astimezone(UTC) for day in span)
    return Absence(starts=max(starts, now), ends=ends, name=name, covered_by=_named(name, people))


def _named(name: str, people: Iterable[Person]) -> Person | None:
    wanted = name.casefold()
    fits = [p for p in people if wanted and wanted in (p.name.casefold(), p.first_name.casefold())]
    return fits[0] if len(fits) == 1 else None


def _span(text: str, now: datetime) -> tuple[date, date] | None:
    """First day away, and the day of the return."""
    plain, today = text.casefold(), now.date()
    length = _LENGTH.search(plain)
    if length:
        count = _NUMBERS.get(length["n"]) or int(length["n"])
        return today, today + timedelta(days=count * (7 if length["unit"].startswith("week") else 1))
    if "tomorrow" in plain and "until" not in plain and "till" not in plain:
        return today + timedelta(days=1), today + timedelta(days=2)
    if "today" in plain:
        return today, today + timedelta(days=1)
    from_to = re.search(r"(?:from )?(?P<a>[\w/ ]+?) (?:to|till|until|-) (?P<b>[\w/ ]+)", plain)
    until = re.search(r"\b(?:until|till|til|back(?: on)?) (?P<b>[\w/ ]+)", plain)
    if until and not (from_to and _day(from_to["a"], today, None)):
        back = _day(until["b"], today, None)
        return (today, back) if back and back > today else None
    if from_to:
        last = _day(from_to["b"], today, None)
        first = _day(from_to["a"], today, last)
        if first and last and first <= last:
            return first, last + timedelta(days=1)
    return None


def _day(text: str, today: date, month_of: date | None) -> date | None:
    """One day in words or numbers; a bare number takes its month from the other end of the span."""
    plain = text.strip()
    for index, name in enumerate(_DAYS):
        if re.search(rf"\b{name[:3]}(?:{name[3:]})?\b", plain):
            return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)
    if "tomorrow" in plain:
        return today + timedelta(days=1)
    numbers = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?(?:[/ ](\d{1,2}|[a-z]{3,9}))?\b", plain)
    if not numbers:
        return None
    month = _month(numbers[2]) if numbers[2] else (month_of.month if month_of else None)
    return _next(today, int(numbers[1]), month) if month else None


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    return next((i for i, name in enumerate(_MONTHS, 1) if text.startswith(name)), None)


def _next(today: date, day: int, month: int) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found >= today:
            return found
    return None
