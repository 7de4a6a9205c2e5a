"""Where verified requests are answered, whichever way they came: stored first, acknowledged after."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.chat.storing import Storing
from adapters.chat.strict import Payload
from adapters.slack.answers import Answers
from adapters.slack.envelope import Challenge, PassedOver, sort
from adapters.slack.read import CHANNEL
from core import words
from core.ports import Clock, Door

COMMAND_TAKEN = {"response_type": "ephemeral", "text": words.COMMAND_TAKEN}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What Slack is told. `kept` is false only if the request could not be stored: then it must come again."""

    kept: bool = True
    body: Mapping[str, Any] | None = None
    text: str = ""


NOT_KEPT = Answer(kept=False)


class Desk:
    """Sorts payloads, answers those on the screen, and hands the others in. `passed_over` counts the rest."""

    def __init__(self, door: Door, clock: Clock, answers: Answers, teams: frozenset[str]) -> None:
        self._storing = Storing(door, CHANNEL)
        self._clock = clock
        self._answers = answers
        self._teams = teams
        self.passed_over: Counter[str] = Counter()

    async def answer(self, payload: Payload, *, until: float) -> Answer:
        """Answer one payload by the loop's time `until`. Raises ValueError for what is no payload of Slack."""
        found = sort(payload, now=self._clock.now(), teams=self._teams)
        if isinstance(found, Challenge):
            return Answer(text=found.value)
        if isinstance(found, PassedOver):
            self.passed_over[found.why] += 1
            return Answer()
        if found.at_once and (body := await self._answers.at_once(payload)) is not None:
            return Answer(body=body)
        if not await self._storing.keep(found.key, found.body, until=until):
            return NOT_KEPT
        return Answer(body=COMMAND_TAKEN if payload["type"] == "command" else None)

    async def close(self) -> None:
        """Wait for what is being stored."""
        await self._storing.close()
