"""The far side of the measurements: a Slack on loopback that notes when whom was written to."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

from aiohttp import web

from bot.build import workspace_app


class Workspace:
    """What arrived. Times are those of `perf_counter`."""

    def __init__(self) -> None:
        self.count = 0
        self.url = ""
        self._at: dict[str, list[float]] = defaultdict(list)
        self._news = asyncio.Event()

    def posted(self, user: str) -> None:
        """A message has arrived."""
        self.count += 1
        self._at[user].append(perf_counter())
        self._news.set()

    async def pinged(self, user: str, *, since: float, within: float) -> float | None:
        """Seconds from `since` to the first message to that user after it; None if none came."""
        try:
            async with asyncio.timeout(within):
                while not (later := [at for at in self._at[user] if at >= since]):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return None
        return later[0] - since


@asynccontextmanager
async def opened() -> AsyncIterator[Workspace]:
    """A workspace that listens on a free port of this machine."""
    workspace = Workspace()
    runner = web.AppRunner(workspace_app(workspace.posted), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.url = "http://{}:{}/api/".format(*runner.addresses[0][:2])
    try:
        yield workspace
    finally:
        await runner.cleanup()
