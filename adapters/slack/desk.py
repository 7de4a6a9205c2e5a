"""Where verified requests are answered, whichever way they came: stored first, acknowledged after."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.slack.answers import Answers
from adapters.slack.envelope import Challenge, Kept, PassedOver, sort
from adapters.slack.parse import Payload
from adapters.slack.read import CHANNEL
from core.ports import Clock, Door, StoreClosed

BUDGET = 2.5
"""Seconds from arrival within which every request is answered. Slack gives up after 3."""

COMMAND_TAKEN = {"response_type": "ephemeral", "text": "I have that. My answer is in our direct messages."}

log = structlog.get_logger(__name__)


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
        self._door = door
        self._clock = clock
        self._answers = answers
        self._teams = teams
        self._storing: set[asyncio.Task[bool]] = set()
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
        if not await self._keep(found, until):
            return NOT_KEPT
        return Answer(body=COMMAND_TAKEN if payload["type"] == "command" else None)

    async def _keep(self, kept: Kept, until: float) -> bool:
        """Store it, but wait no longer than `until`. A commit on its way is never cut off."""
        storing = asyncio.ensure_future(self._door.take(CHANNEL, kept.key, kept.body))
        self._storing.add(storing)
        storing.add_done_callback(self._stored)
        await asyncio.wait((storing,), timeout=max(0.0, until - asyncio.get_running_loop().time()))
        return storing.done() and not storing.cancelled() and storing.exception() is None

    def _stored(self, storing: asyncio.Task[bool]) -> None:
        self._storing.discard(storing)
        fault = None if storing.cancelled() else storing.exception()
        if fault is not None and not isinstance(fault, StoreClosed):
            log.error("slack request not stored", fault=type(fault).__name__)

    async def close(self) -> None:
        """Wait for what is being stored."""
        if self._storing:
            await asyncio.wait(self._storing, timeout=BUDGET)
