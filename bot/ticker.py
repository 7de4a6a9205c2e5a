"""The tick: one in-memory job that asks what time has brought. It holds no rule of its own."""

from datetime import timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.health import Watch
from bot.sender import Mailer
from core import handlers
from core.handlers import Desk
from core.ports import Clock, Store, StoreClosed

log = structlog.get_logger()

EVERY = 5
"""Seconds between ticks. What is due is computed from rows: a missed tick catches up, a double one does nothing."""

BATCH = 200

KEYS_KEPT = timedelta(days=8)
"""How long the key of a handled request is known: a platform may send it again for a day."""


class Ticker:
    """Looks at the time every few seconds."""

    def __init__(self, *, store: Store, desk: Desk, clock: Clock, mailer: Mailer, watch: Watch) -> None:
        self._store, self._desk, self._clock, self._mailer, self._watch = store, desk, clock, mailer, watch
        # The default grace of one second would skip a late tick; None lets it run however late.
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
        )

    def start(self) -> None:
        """Begin ticking."""
        self._scheduler.add_job(self.tick, "interval", seconds=EVERY, id="tick")
        self._scheduler.add_job(self.forget, "interval", hours=24, id="forget")
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def forget(self) -> None:
        """Let go of the keys of requests that no platform sends again."""
        try:
            before = self._clock.now() - KEYS_KEPT
            await self._store.work(lambda uow: uow.forget_received(before))
        except StoreClosed:
            log.error("old keys stay until tomorrow")

    async def tick(self) -> None:
        """Send what is due now."""
        try:
            while True:
                now = self._clock.now()
                found = await self._store.work(partial(handlers.chase_now, desk=self._desk, now=now, limit=BATCH))
                if found:
                    self._mailer.wake()
                self._watch.ticked = now
                if found < BATCH:
                    return
        except StoreClosed:
            log.error("tick could not write; the next one catches up")
