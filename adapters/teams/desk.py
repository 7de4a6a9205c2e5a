"""Where believed activities are answered: stored first, acknowledged after."""

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.chat.storing import Storing
from adapters.chat.strict import Payload
from adapters.teams.answers import Answer, Answers
from adapters.teams.envelope import Kept, PassedOver, sort
from adapters.teams.read import CHANNEL
from core.ports import Clock, Door

ONE_PRESS = timedelta(seconds=60)
"""Teams delivers a slow press again with a new id and time, seen up to half a minute later."""

ONE_LOOK = timedelta(seconds=5)
"""The same for a press that only shows something: to be shown it twice does no harm, and not to be shown it does."""


@dataclass(frozen=True, kw_only=True)
class _Last:
    """What somebody did last: what makes it the same, its key, and when it was first seen."""

    same: str
    key: str
    at: datetime


@dataclass(kw_only=True)
class Presses:
    """Knows a press again that comes under a new id.

    It is one press if the same button of the same copy of a card is pressed within a minute by somebody who did
    nothing else in between. After a restart it knows only what has the same id; then the version in a button keeps
    it from counting twice.
    """

    _last: OrderedDict[str, _Last] = field(default_factory=OrderedDict)

    def key(self, found: Kept, now: datetime) -> str:
        """The key under which it is stored: that of the first delivery."""
        last = self._last.get(found.user)
        within = ONE_PRESS if found.for_long else ONE_LOOK
        if last is not None and found.same and last.same == found.same and now - last.at < within:
            return last.key
        self._last[found.user] = _Last(same=found.same, key=found.key, at=now)
        self._last.move_to_end(found.user)
        while now - next(iter(self._last.values())).at > ONE_PRESS:
            self._last.popitem(last=False)
        return found.key


class Desk:
    """Sorts activities, answers those on the screen, and hands the others in. `passed_over` counts the rest."""

    def __init__(self, door: Door, clock: Clock, answers: Answers) -> None:
        self._storing = Storing(door, CHANNEL)
        self._clock = clock
        self._answers = answers
        self._presses = Presses()
        self.passed_over: Counter[str] = Counter()

    async def answer(self, activity: Payload, *, until: float) -> Answer:
        """Answer one activity by the loop's time `until`. Raises ValueError for what is no activity."""
        now = self._clock.now()
        found = sort(activity, now=now)
        if isinstance(found, PassedOver):
            self.passed_over[found.why] += 1
            return Answer()

        async def keep() -> bool:
            return await self._storing.keep(self._presses.key(found, now), found.body, until=until)

        if activity["type"] != "invoke":
            return Answer(kept=await keep())
        return await self._answers.invoked(activity, keep)

    async def close(self) -> None:
        """Wait for what is being stored."""
        await self._storing.close()
