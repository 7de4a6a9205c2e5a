"""Reads "I'm off until Monday, Priya covers": who is away, from when to when, and who stands in. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.people import Person

_AWAY = re.compile(r"^(?:i\W?m|i am|im)?\s*(?:off|away|on leave|on holiday|not in)\b(?P<rest>.*)$", re.I | re.S)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_TIME = (
    rf"(?:{'|'.join(f'{day[:3]}(?:{day[3:]})?' for day in _DAYS)}"
    r"|from|to|until|till?|the|of|on|back|for|an?|one|two|three|days?|weeks?|today|tomorrow"
    r"|sick|ill|poorly|work|annual|leave|holiday|and|\d{1,2}(?:st|nd|rd|th)?(?:/\d{1,2})?)\b"
)
"""Words that an absence is told in. A sentence with any other word is about something else, and is kept as a report."""

_ONLY_TIME = re.compile(rf"(?:\W*(?:{_TIME}|{_MONTH}))*\W*", re.I)
_NO_DATE = rf"(?:(?<!\d )(?<!\d[a-z]{{2}} )|(?!{_MONTH}))"
"""June after a number is a month; anywhere else she may be who covers."""

_COVERS = re.compile(
    rf"[,.]?\s*\b(?:and\s+)?(?P<name>(?!{_TIME}){_NO_DATE}[^\W\d_][\w'-]*(?: (?!will\b|is\b)[^\W\d_][\w'-]*)?)"
    r" (?:covers?|is covering|will cover)\b(?: for me)?[\s.!]*$",
    re.I,
)
LONGEST = 200
"""Characters of an absence at the most; what is longer tells of something else as well."""

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
    found = _AWAY.match(text.strip()) if len(text) <= LONGEST else None
    if not found:
        return None
    rest = found["rest"]
    covers = _COVERS.search(rest)
    when = rest[: covers.start()] if covers else rest
    span = _span(when, now.astimezone(zone)) if _ONLY_TIME.fullmatch(when) else None
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
