"""Store first, answer after: a request is kept durably within the time that the platform gives."""

import asyncio
import hashlib

import structlog

from core.ports import Door, StoreClosed

BUDGET = 2.5
"""Seconds from arrival within which every request is answered. Slack gives up after 3, Teams after 10 to 15."""

log = structlog.get_logger(__name__)


def key_of(kind: str, *parts: str) -> str:
    """A key of known length, or nothing if the platform left out what would make it one."""
    if not all(parts):
        return ""
    whole = ":".join((kind, *parts))
    return whole if len(whole) <= 200 else f"{kind}:{hashlib.sha256(whole.encode(errors='replace')).hexdigest()}"


class Storing:
    """Hands requests of one channel in."""

    def __init__(self, door: Door, channel: str) -> None:
        self._door = door
        self._channel = channel
        self._under_way: set[asyncio.Task[bool]] = set()

    async def keep(self, key: str, body: bytes, *, until: float) -> bool:
        """Store it, waiting no longer than the loop's time `until`; a commit on its way is never cut off.

        False only if it could not be stored: then it must come again.
        """
        storing = asyncio.ensure_future(self._door.take(self._channel, key, body))
        self._under_way.add(storing)
        storing.add_done_callback(self._stored)
        await asyncio.wait((storing,), timeout=max(0.0, until - asyncio.get_running_loop().time()))
        return storing.done() and not storing.cancelled() and storing.exception() is None

    def _stored(self, storing: asyncio.Task[bool]) -> None:
        self._under_way.discard(storing)
        fault = None if storing.cancelled() else storing.exception()
        if fault is not None and not isinstance(fault, StoreClosed):
            log.error("request not stored", channel=self._channel, fault=type(fault).__name__)

    async def close(self) -> None:
        """Wait for what is being stored."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=BUDGET)
