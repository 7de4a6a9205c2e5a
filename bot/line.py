"""Who goes next: the most urgent first, and among equals whoever came first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count


class Line:
    """One at a time. A lower `rank` goes before a higher one, however many of those wait already."""

    def __init__(self) -> None:
        self._numbers = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._taken = False

    @asynccontextmanager
    async def turn(self, rank: int) -> AsyncIterator[None]:
        """Wait for one's turn, and keep it until the end of the block."""
        if self._taken:
            called = asyncio.get_running_loop().create_future()
            heappush(self._waiting, (rank, next(self._numbers), called))
            try:
                await called
            except asyncio.CancelledError:
                if called.done() and not called.cancelled():
                    self._call_next()
                raise
        self._taken = True
        try:
            yield
        finally:
            self._call_next()

    def _call_next(self) -> None:
        self._taken = False
        while self._waiting and not self._taken:
            *_, called = heappop(self._waiting)
            if not called.done():
                called.set_result(None)
                self._taken = True
