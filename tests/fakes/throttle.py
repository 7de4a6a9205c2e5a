"""How often Teams lets a bot call: so many calls in so many seconds, several windows at once. Pure.

Figures: Microsoft, "Optimize your bot with rate limiting in Teams".
"""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Window = tuple[int, float]

SENDING: Sequence[Window] = ((7, 1), (8, 2), (60, 30), (1800, 3600))
ASKING: Sequence[Window] = ((14, 1), (16, 2), (120, 30), (3600, 3600))
WHOLE_TENANT: Sequence[Window] = ((30, 1),)

WINDOWS: Mapping[str, Sequence[Window]] = {"send": SENDING, "create": SENDING, "member": ASKING}
"""By call, for each conversation. A message that is changed counts for the tenant alone."""


@dataclass(kw_only=True)
class Throttle:
    """Calls that were let through, by key. Refused ones do not count."""

    _calls: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, key: str, windows: Sequence[Window], now: float) -> float:
        """Seconds until one more call is let through; 0 for now."""
        calls = self._calls[key]
        return max((calls[-most] + seconds - now for most, seconds in windows if len(calls) >= most), default=0.0)

    def count(self, key: str, now: float) -> None:
        """A call was let through."""
        self._calls[key].append(now)
