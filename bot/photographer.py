"""Fetches photos after their report was saved, has them developed, and keeps them. Who sent one hears if it fails."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta

import structlog

from core import album
from core.photos import LOOSE_FOR, TRIES, Develop, NotTaken, wait
from core.ports import Attached, Busy, Clock, Photo, PhotoChannel, Stale, Store, StoreClosed, UnitOfWork, Unreachable

log = structlog.get_logger()

AT_ONCE = 2
"""Photos that are fetched side by side. They are developed one at a time."""

IDLE = 5.0
"""Seconds between looks when nobody woke it."""


class Photographer:
    """Takes photos from the channels to the store."""

    def __init__(
        self,
        *,
        store: Store,
        channels: Mapping[str, PhotoChannel],
        develop: Develop,
        clock: Clock,
        done: Callable[[], None],
    ) -> None:
        self._store, self._channels, self._clock, self._done = store, channels, clock, done
        self.develop = develop
        self._waiting = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """A photo may have come."""
        self._waiting.set()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            try:
                found = await self.claim()
            except StoreClosed:
                await asyncio.sleep(IDLE)
                continue
            if not found:
                with suppress(TimeoutError):
                    async with asyncio.timeout(IDLE):
                        await self._waiting.wait()
                self._waiting.clear()

    async def claim(self) -> int:
        """Take what is due and start on it; answers how many there were. What waited too long goes or is placed."""
        if len(self._busy) >= AT_ONCE:
            await asyncio.wait(self._busy, return_when=asyncio.FIRST_COMPLETED)
            return 1
        now = self._clock.now()

        def anything(uow: UnitOfWork) -> bool:
            return uow.photos_wait(now, now - LOOSE_FOR) or bool(album.unanswered(uow, now))

        if not await self._store.look(anything):
            return 0
        room = AT_ONCE - len(self._busy)

        def job(uow: UnitOfWork) -> tuple[tuple[Photo, Attached], ...]:
            uow.forget_loose_photos(now - LOOSE_FOR)
            album.place_unanswered(uow, now)
            return uow.claim_photos(now, room)

        due = await self._store.work(job)
        self._done()
        for photo, attached in due:
            task = asyncio.create_task(self._one(photo, attached))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)
        return len(due)

    async def settle(self) -> None:
        """Wait until everything begun is finished."""
        while self._busy:
            await asyncio.gather(*self._busy)

    async def stop(self) -> None:
        """Let go of what is being fetched: it is fetched again after the next start."""
        for task in self._busy:
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)

    async def _one(self, photo: Photo, attached: Attached) -> None:
        try:
            outcome = await self._outcome(photo, attached)
        except Exception as fault:
            log.error("photo failed", id=photo.id, attempts=photo.attempts, fault=type(fault).__name__)
            outcome = self._later(photo, wait(photo.attempts))
        try:
            await self._store.work(outcome)
        except Stale:
            log.info("photo was taken over or deleted", id=photo.id)
        except StoreClosed:
            log.error("photo waits for its lease to end", id=photo.id)
        self._done()

    async def _outcome(self, photo: Photo, attached: Attached) -> Callable[[UnitOfWork], None]:
        """What is to be written about it."""
        now = self._clock.now()
        try:
            jpeg = await self._got(photo, attached)
        except NotTaken as fault:
            log.info("photo not taken", id=photo.id, why=fault.why.value)
            why = fault.why
            return lambda uow: album.refused(uow, now, photo, why)
        except Busy as busy:
            return self._later(photo, max(busy.seconds, wait(photo.attempts)))
        except Unreachable as gone:
            log.warning("photo out of reach", id=photo.id, why=str(gone))
            return lambda uow: album.not_got(uow, now, photo)
        return lambda uow: album.kept(uow, now, photo, jpeg)

    async def _got(self, photo: Photo, attached: Attached) -> bytes:
        channel = self._channels.get(photo.sender.channel)
        if channel is None:
            raise Unreachable("that channel is switched off")
        sent = await channel.fetch(attached)
        developed = await self.develop(sent)
        log.info("photo developed", id=photo.id, width=developed.width, height=developed.height)
        return developed.jpeg

    def _later(self, photo: Photo, seconds: float) -> Callable[[UnitOfWork], None]:
        now = self._clock.now()
        if photo.attempts >= TRIES:
            log.warning("photo given up", id=photo.id)
            return lambda uow: album.not_got(uow, now, photo)
        again = now + timedelta(seconds=seconds)
        return lambda uow: uow.retry_photo(photo, again)
