"""The tick: one in-memory job that asks what time has brought. It holds no rule of its own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.health import Watch
from bot.sender import Mailer
from core import briefing, checking, pulsing, reaching, rule_news
from core.briefing import Held, Letter
from core.checks import Planned
from core.handlers import Desk
from core.ports import Chase, Clock, Store, StoreClosed, UnitOfWork
from core.registers import CHECKS
from core.rule_news import Task

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
        self._held: Held | None = None
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

    @contextmanager
    def _guard(self, said: str, **facts: object) -> Iterator[None]:
        """A part at fault holds up no other: its fault is counted and logged. A store that is closed ends the tick."""
        try:
            yield
        except StoreClosed:
            raise
        except Exception as fault:
            self._watch.chase_faults.inc()
            log.error(said, fault=type(fault).__name__, **facts)

    async def _tick(self) -> None:
        failed: set[str] = set()
        with self._guard("who is to be asked could not be read"):
            await self._chases(failed, but=CHECKS.name)
        with self._guard("checks could not be looked for"):
            await self._checks(self._clock.now())
        with self._guard("who is to be asked about checks could not be read"):
            # After the checks themselves: one that is missed now goes to others, and one may be put off.
            await self._chases(failed)
            self._watch.ticked = self._clock.now()
        await self._hand_out(self._clock.now())
        with self._guard("rounds could not be looked for"):
            await self._pulses(self._clock.now())
        with self._guard("rules could not be told"):
            await self._tell_rules(self._clock.now())

    async def _chases(self, failed: set[str], *, but: str = "") -> None:
        """Whoever is due to be asked, but not about entries of that register, nor about those that `failed`."""
        while True:
            due = await self._store.look(partial(_due, now=self._clock.now()))
            fresh = [chase for chase in due if chase.ref not in failed and chase.register != but]
            for chase in fresh:
                if not await self._one(chase):
                    failed.add(chase.ref)
            if fresh:
                self._mailer.wake()
            if len(due) < BATCH or not fresh:
                break

    async def _one(self, chase: Chase) -> bool:
        """One entry at fault must not silence all others; False then."""
        with self._guard("one entry could not be asked about", ref=chase.ref):
            await self._store.work(partial(reaching.chase_one, desk=self._desk, now=self._clock.now(), ref=chase.ref))
            return True
        return False

    async def _checks(self, now: datetime) -> None:
        """Daily checks whose time has come, and those that somebody else has by now."""
        found = await self._store.look(partial(checking.waiting, desk=self._desk, now=now))
        for what in found:
            name = f"{what.service} {what.day}" if isinstance(what, Planned) else what
            with self._guard("one check could not be looked after", check=name):
                await self._check(what, now, name)
        if found:
            self._mailer.wake()

    async def _check(self, what: Planned | str, now: datetime, name: str) -> None:
        """That another process was sooner is no fault."""
        try:
            await self._store.work(partial(checking.step, desk=self._desk, now=now, what=what))
        except StoreClosed:
            raise
        except Exception:
            if not await self._store.look(partial(checking.is_settled, desk=self._desk, now=now, what=what)):
                raise
            log.info("somebody else was sooner", check=name)

    async def _hand_out(self, now: datetime) -> None:
        """Digests and what a shift starts with, after everything that is more urgent. What fails is tried again."""
        with self._guard("letters could not be looked for"):
            letters = await self._store.look(partial(briefing.due, desk=self._desk, now=now, held=self._held))
            if letters is not None:
                await self._letters(letters, now)
            return
        self._held = briefing.hold(self._held, now)

    async def _letters(self, letters: tuple[Letter, ...], now: datetime) -> None:
        """Each in a unit of work of its own. All is seen once all have gone, or those that fail were tried enough."""
        failed = [letter.person for letter in letters if not await self._letter(letter, now)]
        if letters:
            self._mailer.wake()
        if failed and not briefing.tried_enough(self._held, now):
            self._held = briefing.hold(self._held, now)
            return
        if failed:
            log.error("letters were given up", people=failed)
        await self._store.work(partial(briefing.seen, now=now))
        self._held = None

    async def _letter(self, letter: Letter, now: datetime) -> bool:
        """One person's digest at fault must not keep everybody else from theirs; False then."""
        with self._guard("one letter could not be sent", person=letter.person):
            await self._store.work(partial(briefing.hand_out, letter=letter, now=now))
            return True
        return False

    async def _tell_rules(self, now: datetime) -> None:
        """Rules that are new or have changed, each person in a unit of work of their own."""
        due = await self._store.look(partial(rule_news.due, desk=self._desk, now=now))
        if due is None:
            return
        told = [await self._rule_task(task, now) for task in due.tasks]
        await self._store.work(partial(rule_news.seen, now=now, changed=due.changed, told=any(told)))
        if any(told):
            self._mailer.wake()

    async def _rule_task(self, task: Task, now: datetime) -> bool:
        """One person at fault must not keep a rule from everybody else. What failed is tried again with the rest."""
        with self._guard("one person could not be told of a rule", person=task.person):
            return await self._store.work(partial(rule_news.hand_out, task=task, now=now))
        return True

    async def _pulses(self, now: datetime) -> None:
        """Who is to be asked how sure they feel, or told what was done about it."""
        found = await self._store.look(partial(pulsing.waiting, desk=self._desk, now=now))
        for what in found:
            with self._guard("a round could not go on"):
                await self._store.work(partial(pulsing.step, now=now, what=what))
        if found:
            self._mailer.wake()
