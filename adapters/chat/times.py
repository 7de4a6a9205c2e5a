"""How far a platform's own time is believed."""

from datetime import datetime, timedelta

OLDEST = timedelta(days=7)
NEWEST = timedelta(minutes=5)
"""A time further away than this is not believed: the time of arrival is taken instead."""


def believable(at: datetime, now: datetime) -> datetime:
    """The platform's time of something, or `now` where that makes no sense."""
    return at if now - OLDEST <= at <= now + NEWEST else now
