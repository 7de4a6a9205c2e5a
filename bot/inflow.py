"""Requests that are being kept go before everything else: a platform gives up after three seconds, work can wait."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

CALM = 0.005
"""Seconds without a request, after which work goes on."""


class Inflow:
    """What is coming in at this moment."""

    def __init__(self) -> None:
        self._under_way = 0
        self._last = 0.0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Around the keeping of one request."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._last = asyncio.get_running_loop().time()

    async def step_aside(self, at_most: float) -> None:
        """Let requests pass, for so many seconds at the most: however many come, work never stops altogether."""
        now = asyncio.get_running_loop().time
        until = now() + at_most
        # Calm is that nothing has happened for a while, and there is no event for that.
        while now() < until and (self._under_way or now() - self._last < CALM):  # noqa: ASYNC110
            await asyncio.sleep(CALM)
