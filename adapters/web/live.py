"""Pages that are open: every change is told to all of them, as server-sent events."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from aiohttp import web

from core.ports import Clock, StoreClosed
from core.stage import Stage

WAITING = 1_000
"""Events that may wait for one slow page. Beyond that it is let go; it comes back and gets everything."""

BEAT = 15.0
"""Seconds after which a quiet connection is shown to be alive."""

_log = logging.getLogger(__name__)


def event(name: str, data: Any) -> bytes:
    """One server-sent event. JSON has no line breaks, so it fits on the one line that it may have."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


class Hub:
    """All open pages."""

    def __init__(self) -> None:
        self._open: dict[asyncio.Queue[bytes | None], Mapping[str, str]] = {}

    @property
    def listeners(self) -> int:
        """How many pages are open."""
        return len(self._open)

    def tell(self, name: str, data: Any) -> None:
        """Tell every open page."""
        line = event(name, data)
        for queue in tuple(self._open):
            self._put(queue, line)

    def tell_of(self, user: str, name: str, data_in: Callable[[str], Any]) -> None:
        """Tell every open page what changed on somebody's phone, as that page shows it.

        `data_in` makes the data for a look ("" is the page's own): once for each that is in use.
        """
        line_in = cache(lambda look: event(name, data_in(look)))
        for queue, looks in tuple(self._open.items()):
            self._put(queue, line_in(looks.get(user, "")))

    def _put(self, queue: asyncio.Queue[bytes | None], line: bytes | None) -> None:
        try:
            queue.put_nowait(line)
        except asyncio.QueueFull:
            self._let_go(queue)

    def _let_go(self, queue: asyncio.Queue[bytes | None]) -> None:
        self._open.pop(queue, None)
        queue.get_nowait()
        queue.put_nowait(None)

    def join(self, looks: Mapping[str, str] | None = None) -> asyncio.Queue[bytes | None]:
        """Be told from now on, of each user's phone in the look given; None means that it is over."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING)
        self._open[queue] = looks or {}
        return queue

    def leave(self, queue: asyncio.Queue[bytes | None]) -> None:
        """Be told no more."""
        self._open.pop(queue, None)

    async def close(self, app: web.Application | None = None) -> None:
        """Let every page go; they try again by themselves."""
        for queue in tuple(self._open):
            self._open.pop(queue, None)
            self._put(queue, None)


async def send_events(answer: web.StreamResponse, queue: asyncio.Queue[bytes | None]) -> None:
    """Write what the page is told until it leaves or is let go."""
    with suppress(ConnectionResetError):
        while True:
            try:
                async with asyncio.timeout(BEAT):
                    line = await queue.get()
            except TimeoutError:
                line = b": still here\n\n"
            if line is None:
                return
            await answer.write(line)


@dataclass(kw_only=True)
class Watch:
    """Looks at clock and log while somebody is watching, and tells the pages what is new."""

    hub: Hub
    stage: Stage
    clock: Clock
    every: float
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _told: dict[str, Any] = field(default_factory=dict)

    def wake(self) -> None:
        """Something happened: look at once."""
        self._woken.set()

    def clock_now(self) -> dict[str, str]:
        """The time as the page shows it."""
        local = self.clock.now().astimezone(self.stage.zone)
        return {
            "time": f"{local:%H:%M}",
            "day": f"{local:%A} {local.day} {local:%B}",
            "iso": local.isoformat(timespec="minutes"),
        }

    async def log_now(self) -> list[dict[str, str]]:
        """The log as the page shows it."""
        return [asdict(line) for line in await self.stage.log()]

    async def running(self, app: web.Application) -> AsyncIterator[None]:
        """Watch for as long as the application runs."""
        task = asyncio.create_task(self._run())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.every):
                    await self._woken.wait()
            self._woken.clear()
            if self.hub.listeners:
                await self._look()

    async def _look(self) -> None:
        """A look that fails is tried again in a moment: what is shown may be late, never wrong."""
        try:
            self._tell("clock", self.clock_now())
            self._tell("log", await self.log_now())
        except StoreClosed:
            return
        except Exception:
            _log.exception("the log of the page could not be read")

    def _tell(self, name: str, data: Any) -> None:
        if self._told.get(name) != data:
            self._told[name] = data
            self.hub.tell(name, data)
