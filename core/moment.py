"""Moments: aware and in UTC inside, in the service's own time only when shown."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from core import words
from core.people import Service

LONDON = ZoneInfo("Europe/London")
"""The zone in which times are shown while the service is not known yet."""


class Utc(TypeDecorator[datetime]):
    """A column of aware moments. Refuses naive ones at once instead of guessing their zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database, as UTC. SQLite keeps no zone, so it gets the plain UTC reading."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database, aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def clock_time(moment: datetime, service: Service | None) -> str:
    """The time of day as staff read it, such as "20:02"."""
    return _local(moment, service).strftime("%H:%M")


def day_and_time(moment: datetime, service: Service | None) -> str:
    """Day and time, such as "Tuesday 2 June, 20:02"."""
    local = _local(moment, service)
    return f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"


def _local(moment: datetime, service: Service | None) -> datetime:
    return moment.astimezone(service.zone if service else LONDON)


def how_old(length: timedelta) -> str:
    """How long ago something began, for a line of a list: "just now", "12 min"."""
    return spell(length) if length >= timedelta(minutes=1) else words.JUST_NOW


def spell(length: timedelta) -> str:
    """A length of time in words, rounded down: "12 min", "3 h", "2 days"."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 120:
        return words.MINUTES.format(n=minutes)
    if minutes < 48 * 60:
        return words.HOURS.format(n=minutes // 60)
    return words.DAYS.format(n=minutes // (24 * 60))
