"""How fast we may speak. Nothing is ever sent inside a `Retry-After`.

Slack lets a conversation have about one message a second, with short bursts. So nobody is held
back until Slack asks for it; from then on that conversation gets one message a second for a while.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.ports import Busy, Clock

CAREFUL_FOR = timedelta(minutes=1)
APART = timedelta(seconds=1)


@dataclass(kw_only=True)
class Pace:
    """Remembers, for each key (a conversation, or a method), when it may be used again."""

    clock: Clock
    _free_at: dict[str, datetime] = field(default_factory=dict)
    _careful_until: dict[str, datetime] = field(default_factory=dict)

    def go(self, key: str) -> None:
        """Return if `key` may be used now. Raises Busy if it must wait."""
        now = self.clock.now()
        if now < (free_at := self._free_at.get(key, now)):
            raise Busy((free_at - now).total_seconds())
        if now < self._careful_until.get(key, now):
            self._free_at[key] = now + APART
        else:
            self._free_at.pop(key, None)
            self._careful_until.pop(key, None)

    def told_to_wait(self, key: str, seconds: float) -> Busy:
        """Slack asked to wait; answers what to raise."""
        free_at = self.clock.now() + timedelta(seconds=seconds)
        self._free_at[key] = max(free_at, self._free_at.get(key, free_at))
        self._careful_until[key] = self._free_at[key] + CAREFUL_FOR
        return Busy(seconds)
