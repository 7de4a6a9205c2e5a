"""The tick: one in-memory job that asks what time has brought. It holds no rule of its own."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.health import Watch
from bot.sender import Mailer
from core import briefing, checking, pulsing, reaching, rule_news
from core.briefing import Letter
from core.checks import Planned
from core.handlers import Desk
from core.ports import Chase, Clock, Store, StoreClosed, UnitOfWork
from core.rule_news import Due, Task

log = structlog.get_logger()

EVERY = 5
"""Seconds between ticks. What is due is computed from rows: a missed tick catches up, a double one does nothing."""

BATCH = 200

KEYS_KEPT = timedelta(days=8)
"""How long the key of a handled request is known: a platform may send it again for a day."""


def _due(uow: UnitOfWork, now: datetime) -> tuple[Chase, ...]:
    return uow.chases_due(now, BATCH)


class Ticker:
    """Looks at the time every few seconds."""

    def __init__(self, *, store: Store, desk: Desk, clock: Clock, mailer: Mailer, watch: Watch) -> None:
        self._store, self._desk, self._clock, self._mailer, self._watch = store, desk, clock, mailer, watch
        self._ticking = asyncio.Lock()
        # The default grace of one second would skip a late tick; None lets it run however late.
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
        )

    def start(self) -> None:
        """Begin ticking."""
        self._scheduler.add_job(self.tick, "interval", seconds=EVERY, id="tick")
        self._scheduler.add_job(self.forget, "interval", hours=24, id="forget")
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, after the tick that is under way."""
        if self._scheduler.running:
            self._scheduler.pause()
            async with self._ticking:
                self._scheduler.shutdown(wait=False)

    async def forget(self) -> None:
        """Let go of the keys of requests that no platform sends again."""
        try:
            before = self._clock.now() - KEYS_KEPT
            await self._store.work(lambda uow: uow.forget_received(before))
        except StoreClosed:
            log.error("old keys stay until tomorrow")

    async def tick(self) -> None:
        """Ask whoever is due to be asked now, each entry in a unit of work of its own."""
        try:
            async with self._ticking:
                await self._tick()
        except StoreClosed:
            log.error("tick could not write; the next one catches up")

    async def _tick(self) -> None:
        failed: set[str] = set()
        await self._checks()
        while True:
            now = self._clock.now()
            due = await self._store.look(partial(_due, now=now))
            fresh = [chase for chase in due if chase.ref not in failed]
            for chase in fresh:
                await self._one(chase, failed)
            if fresh:
                self._mailer.wake()
            if len(due) < BATCH or not fresh:
                break
        await self._hand_out(self._clock.now())
        await self._pulses(self._clock.now())
        await self._tell_rules(self._clock.now())
        self._watch.ticked = now

    async def _checks(self) -> None:
        """Daily checks whose time has come, and those that somebody else has by now."""
        now = self._clock.now()
        found = await self._store.look(partial(checking.waiting, desk=self._desk, now=now))
        for what in found:
            await self._check(what, now)
        if found:
            self._mailer.wake()

    async def _check(self, what: Planned | str, now: datetime) -> None:
        """One check at fault holds up no other, and another process that was sooner is no fault."""
        name = f"{what.service} {what.day}" if isinstance(what, Planned) else what
        try:
            await self._store.work(partial(checking.step, desk=self._desk, now=now, what=what))
        except StoreClosed:
            raise
        except Exception as fault:
            if await self._store.look(partial(checking.is_settled, desk=self._desk, now=now, what=what)):
                log.info("somebody else was sooner", check=name)
                return
            self._watch.chase_faults.inc()
            log.error("one check could not be looked after", check=name, fault=type(fault).__name__)

    async def _pulses(self, now: datetime) -> None:
        """Who is to be asked how sure they feel, or told what was done about it; last, as nothing hangs on it."""
        found = await self._store.look(partial(pulsing.waiting, desk=self._desk, now=now))
        for what in found:
            try:
                await self._store.work(partial(pulsing.step, now=now, what=what))
            except StoreClosed:
                raise
            except Exception as fault:
                self._watch.chase_faults.inc()
                log.error("a round could not go on", fault=type(fault).__name__)
        if found:
            self._mailer.wake()

    async def _hand_out(self, now: datetime) -> None:
        """Digests and shift starts, each in a unit of work of its own, after everything that is more urgent."""
        letters = await self._due_letters(now)
        if letters is None:
            return
        for letter in letters:
            await self._letter(letter, now)
        await self._store.work(partial(briefing.seen, now=now))
        if letters:
            self._mailer.wake()

    async def _due_letters(self, now: datetime) -> tuple[Letter, ...] | None:
        """What is due now. A fault in making digests stops no asking: it is counted, and today's are left out."""
        try:
            return await self._store.look(partial(briefing.due, desk=self._desk, now=now))
        except StoreClosed:
            raise
        except Exception as fault:
            self._watch.chase_faults.inc()
            log.error("digests could not be made", fault=type(fault).__name__)
            return ()

    async def _letter(self, letter: Letter, now: datetime) -> None:
        """One person's digest at fault must not keep everybody else from theirs."""
        try:
            await self._store.work(partial(briefing.hand_out, letter=letter, now=now))
        except StoreClosed:
            raise
        except Exception as fault:
            self._watch.chase_faults.inc()
            log.error("one digest could not be sent", person=letter.person, fault=type(fault).__name__)

    async def _tell_rules(self, now: datetime) -> None:
        """Rules that are new or have changed, each person in a unit of work of their own."""
        due = await self._due_rules(now)
        if due is None:
            return
        told = [await self._rule_task(task, now) for task in due.tasks]
        await self._store.work(partial(rule_news.seen, now=now, changed=due.changed, told=any(told)))
        if any(told):
            self._mailer.wake()

    async def _due_rules(self, now: datetime) -> Due | None:
        """A fault in telling rules stops no asking: it is counted, and the next tick tries again."""
        try:
            return await self._store.look(partial(rule_news.due, desk=self._desk, now=now))
        except StoreClosed:
            raise
        except Exception as fault:
            self._watch.chase_faults.inc()
            log.error("rules could not be told", fault=type(fault).__name__)
            return None

    async def _rule_task(self, task: Task, now: datetime) -> bool:
        """One person at fault must not keep a rule from everybody else. What failed is tried again with the rest."""
        try:
            return await self._store.work(partial(rule_news.hand_out, task=task, now=now))
        except StoreClosed:
            raise
        except Exception as fault:
            self._watch.chase_faults.inc()
            log.error("one person could not be told of a rule", person=task.person, fault=type(fault).__name__)
            return True

    async def _one(self, chase: Chase, failed: set[str]) -> None:
        """One entry at fault must not silence all others."""
        step = partial(reaching.chase_one, desk=self._desk, now=self._clock.now(), ref=chase.ref)
        try:
            await self._store.work(step)
        except StoreClosed:
            raise
        except Exception as fault:
            failed.add(chase.ref)
            self._watch.chase_faults.inc()
            log.error("one entry could not be asked about", ref=chase.ref, fault=type(fault).__name__)
