"""Clocks: the system's own, and one that the demonstration can push."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The time of the machine."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)


class PushedClock:
    """The machine's time, moved by an offset that can be pushed forward."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Now, in UTC, as the demonstration has it."""
        return datetime.now(UTC) + self.offset

    def push(self, length: timedelta) -> None:
        """Move forward."""
        self.offset += length
