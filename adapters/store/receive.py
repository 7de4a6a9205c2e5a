"""Group commit: requests that arrive while a commit is under way share the next one.

A commit waits for the disk; sharing it is what lets many requests be durable before they are
answered without each paying for a disk write of its own.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from core.ports import StoreClosed

ANSWER_WITHIN = 2.2
"""Seconds until somebody who waits is told to try again. Platforms give up after 3."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One verified request."""

    channel: str
    key: str
    body: bytes
    at: datetime


Write = Callable[[Sequence[Request]], Sequence[bool]]
Waiting = tuple[Request, "asyncio.Future[bool]"]


class GroupCommit:
    """Collects requests on the event loop; `flush` writes them on the writer's thread, all in one commit.

    `wake` must make `flush` run soon on that thread.
    """

    def __init__(self, write: Write, wake: Callable[[], None]) -> None:
        self._write = write
        self._wake = wake
        self._lock = threading.Lock()
        self._waiting: list[Waiting] = []

    async def keep(self, request: Request) -> bool:
        """True once the request is durable, False if it was known. Raises StoreClosed."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        with self._lock:
            first = not self._waiting
            self._waiting.append((request, future))
        if first:
            self._wake()
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                return await future
        except TimeoutError:
            # If the commit is under way it may still happen; the platform's repeat is then known.
            raise StoreClosed("the database did not answer in time") from None

    def flush(self) -> None:
        """Write all that wait. Called on the writer's thread, never raises."""
        with self._lock:
            batch, self._waiting = self._waiting, []
        wanted = [(request, future) for request, future in batch if not future.done()]
        if wanted:
            _answer(wanted, self._written([request for request, _ in wanted]))

    def _written(self, requests: Sequence[Request]) -> Sequence[bool] | StoreClosed:
        try:
            return self._write(requests)
        except StoreClosed as closed:
            return closed
        except Exception as error:  # whatever it was, nothing was kept, and the platform must try again
            return StoreClosed(f"the request was not kept ({type(error).__name__})")


def _answer(waiting: Sequence[Waiting], result: Sequence[bool] | StoreClosed) -> None:
    """Wake the event loop once for the whole batch (and once per loop, should there be several)."""
    for loop in {future.get_loop() for _, future in waiting}:
        mine = [index for index, (_, future) in enumerate(waiting) if future.get_loop() is loop]
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve, [waiting[i][1] for i in mine], _part(result, mine))


def _part(result: Sequence[bool] | StoreClosed, indices: Sequence[int]) -> Sequence[bool] | StoreClosed:
    return result if isinstance(result, StoreClosed) else [result[i] for i in indices]


def _resolve(futures: Sequence["asyncio.Future[bool]"], result: Sequence[bool] | StoreClosed) -> None:
    for index, future in enumerate(futures):
        if future.done():
            continue
        if isinstance(result, StoreClosed):
            future.set_exception(result)
        else:
            future.set_result(result[index])
