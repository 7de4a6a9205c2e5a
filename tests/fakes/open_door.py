"""A door for the tests of channels: keeps in memory what is handed in, and can be shut."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from core.ports import StoreClosed


@dataclass(kw_only=True)
class OpenDoor:
    """Implements core.ports.Door. `seconds` is how long storing takes."""

    shut: bool = False
    seconds: float = 0.0
    kept: dict[str, bytes] = field(default_factory=dict)

    async def take(self, channel: str, key: str, body: bytes) -> bool:
        await asyncio.sleep(self.seconds)
        if self.shut:
            raise StoreClosed
        known = key in self.kept
        self.kept.setdefault(key, body)
        return not known

    def last(self) -> Any:
        """What was handed in last, read as JSON."""
        return json.loads(tuple(self.kept.values())[-1])


@dataclass(kw_only=True)
class HandClock:
    """A clock that only moves when it is moved."""

    at: datetime = datetime(2026, 11, 20, 20, 2, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)
