"""Where believed activities are answered: stored first, acknowledged after."""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.chat.storing import Storing
from adapters.chat.strict import Payload
from adapters.teams.answers import Answers
from adapters.teams.envelope import Kept, PassedOver, sort
from adapters.teams.read import CHANNEL
from core.ports import Clock, Door

ONE_PRESS = timedelta(seconds=60)
"""Teams delivers a slow press again with a new id and time, seen up to half a minute later."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What Teams is told. `kept` is false only if the activity could not be stored: then it must come again."""

    kept: bool = True
    body: Mapping[str, Any] | None = None


@dataclass(kw_only=True)
class Presses:
    """Knows a press again that comes under a new id: the same button of the same copy of a card within a minute.

    After a restart it knows nothing; then the version in the button keeps a press from counting twice.
    """

    _first: OrderedDict[str, datetime] = field(default_factory=OrderedDict)

    def key(self, same: str, now: datetime) -> str:
        """The key of this press: that of the first of its kind, as long as that is recent."""
        while self._first and now - next(iter(self._first.values())) > ONE_PRESS:
            self._first.popitem(last=False)
        return f"{same}:{self._first.setdefault(same, now).isoformat()}"


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
            return await self._storing.keep(self._key(found, now), found.body, until=until)

        if activity["type"] != "invoke":
            return Answer(kept=await keep())
        invoked = await self._answers.invoked(activity, keep)
        return Answer(kept=invoked.kept, body=invoked.body)

    def _key(self, found: Kept, now: datetime) -> str:
        return self._presses.key(found.same, now) if found.same else found.key

    async def close(self) -> None:
        """Wait for what is being stored."""
        await self._storing.close()
