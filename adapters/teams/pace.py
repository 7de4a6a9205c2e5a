"""How fast we may speak. Nothing is ever sent inside a `Retry-After`, nor faster than Teams lets a bot.

Source: Microsoft, "Optimize your bot with rate limiting in Teams": so many calls in so many seconds, in several
windows at once, for each conversation; and 30 a second for each organisation.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Window = tuple[int, float]
"""So many calls in so many seconds."""

SENDING: tuple[Window, ...] = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
ASKING: tuple[Window, ...] = ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0))
ORGANISATION: tuple[Window, ...] = ((30, 1.0),)


@dataclass(kw_only=True)
class Windows:
    """Calls of the past, by key. Times are seconds of a clock that never goes back."""

    _calls: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _tidied: float = 0.0

    def wait(self, key: str, windows: Sequence[Window], now: float) -> float:
        """Seconds until the key may be used once more; 0 for now."""
        calls = self._calls.get(key)
        if not calls:
            return 0.0
        longest = max(seconds for _, seconds in windows)
        while calls and calls[0] <= now - longest:
            calls.popleft()
        # The n-th call from the end must be older than the window that allows n.
        waits = (calls[-count] + seconds - now for count, seconds in windows if len(calls) >= count)
        return max(0.0, *waits, 0.0)

    def used(self, key: str, now: float) -> None:
        """A call was made."""
        self._calls[key].append(now)

    def tidy(self, now: float) -> None:
        """Now and then, drop the keys that nobody used for an hour."""
        if now < self._tidied + 60:
            return
        self._tidied = now
        for key in [key for key, calls in self._calls.items() if not calls or calls[-1] < now - 3600]:
            del self._calls[key]


@dataclass(kw_only=True)
class Pauses:
    """When Teams asked to be left alone, by key. By the clock of the program, like everything that is put off."""

    _until: dict[str, datetime] = field(default_factory=dict)
    _faults: dict[str, int] = field(default_factory=dict)

    def wait(self, key: str, now: datetime) -> float:
        """Seconds until the key may be used again."""
        until = self._until.get(key)
        return (until - now).total_seconds() if until is not None and now < until else 0.0

    def asked(self, key: str, seconds: float, now: datetime) -> None:
        """Teams asked to wait so long."""
        until = now + timedelta(seconds=seconds)
        self._until[key] = max(until, self._until.get(key, until))

    def stumbled(self, key: str, chance: float) -> float:
        """Seconds to wait where Teams does not say: 2 to 20, doubling; `chance` (0 to 1) spreads many apart.

        Source: the same page, exponential backoff with jitter.
        """
        tries = self._faults.get(key, 0)
        self._faults[key] = tries + 1
        return min(20.0, float(2 << min(tries, 4))) * (0.75 + chance / 2)

    def went_well(self, key: str) -> None:
        """A call was answered."""
        self._faults.pop(key, None)
