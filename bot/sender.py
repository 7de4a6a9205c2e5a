"""Sends what waits in the outbox, the most urgent first, and draws sent copies anew when their entry changed."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.draw import draw_outgoing
from bot.inflow import Inflow
from bot.showing import Showing
from core import reaching, words
from core.album import PHOTO_VIEW
from core.card import Card, Tone, Words
from core.form import Form
from core.handlers import Desk
from core.ports import (
    Busy,
    Channel,
    Clock,
    Outgoing,
    Sender,
    Store,
    StoreClosed,
    Unclear,
    UnitOfWork,
    Unreachable,
)

log = structlog.get_logger()

AT_ONCE = 20

SENDS_WITHIN = 0.05
"""Seconds that a message waits for requests that come in a flood."""

IDLE = 1.0
LONGEST_WAIT = 60
"""Seconds between tries at the most: a ping that can't be sent is tried for as long as nobody has answered."""


def _to(outgoing: Outgoing) -> Sender:
    return Sender(channel=outgoing.channel, tenant=outgoing.tenant, user=outgoing.user, address=outgoing.address)


def _repeated(card: Card) -> Card:
    """What may have arrived already, and nobody can tell, says so: rather twice than never."""
    return replace(card, body=(*card.body, Words(text=words.REPEATED, tone=Tone.QUIET)))


class Mailer:
    """Takes messages from the outbox to the channels."""

    def __init__(
        self,
        *,
        store: Store,
        channels: Mapping[str, Channel],
        desk: Desk,
        clock: Clock,
        inflow: Inflow,
        showing: Showing | None = None,
    ) -> None:
        self._showing = showing
        self._store, self._channels, self._desk, self._clock, self._inflow = store, channels, desk, clock, inflow
        self._waiting = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something waits to be sent."""
        self._waiting.set()

    async def run(self) -> None:
        """Send until cancelled. One slow address holds up no other."""
        while True:
            try:
                found = await self.claim()
            except StoreClosed:
                await asyncio.sleep(IDLE)
                continue
            if not found:
                # Not wait_for: when woken and cancelled at once, that of Python 3.11 forgets the cancellation.
                with suppress(TimeoutError):
                    async with asyncio.timeout(IDLE):
                        await self._waiting.wait()
                self._waiting.clear()

    async def claim(self) -> int:
        """Take what is due and start sending it; answers how many there were."""
        room = AT_ONCE - len(self._busy)
        if room <= 0:
            await asyncio.wait(self._busy, return_when=asyncio.FIRST_COMPLETED)
            return 1
        await self._inflow.step_aside(SENDS_WITHIN)
        now = self._clock.now()
        due = await self._store.work(lambda uow: uow.claim_outgoing(now, room))
        for outgoing in due:
            task = asyncio.create_task(self._one(outgoing))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)
        return len(due)

    async def settle(self) -> None:
        """Wait until everything begun is finished."""
        while self._busy:
            await asyncio.gather(*self._busy)

    async def _one(self, outgoing: Outgoing) -> None:
        try:
            await self._deliver(outgoing)
        except Busy as busy:
            await self._again(outgoing, busy.seconds, "asked to wait")
        except Unreachable as gone:
            await self._lost(outgoing, str(gone))
        except Unclear as unclear:
            await self._again(outgoing, self._backoff(outgoing), str(unclear), unclear=True)
        except StoreClosed:
            log.error("message waits for its lease to end", id=outgoing.id)
        except Exception as fault:
            log.error("message failed", id=outgoing.id, fault=type(fault).__name__)
            await self._again(outgoing, self._backoff(outgoing), type(fault).__name__, unclear=True)
        self.wake()

    def _backoff(self, outgoing: Outgoing) -> float:
        """Longer each time, and not the same for all: what failed together must not come back together."""
        return float(min(2 ** min(outgoing.attempts, 10), LONGEST_WAIT)) * random.uniform(0.75, 1.25)  # noqa: S311

    async def _deliver(self, outgoing: Outgoing) -> None:
        if not outgoing.channel:
            await self._look_up(outgoing)
            return
        channel = self._channels.get(outgoing.channel)
        if channel is None:
            raise Unreachable("that channel is switched off")
        if outgoing.form is not None:
            await self._ask(channel, outgoing, outgoing.form)
            return
        if outgoing.view == PHOTO_VIEW:
            await self._show(outgoing)
            return
        now = self._clock.now()
        drawn = await self._store.look(lambda uow: draw_outgoing(uow, self._desk, outgoing, now))
        if drawn is None:
            await self._store.work(lambda uow: uow.drop(outgoing, "no longer needed"))
            return
        await self._put(channel, outgoing, drawn[0].stamped(str(outgoing.id)), drawn[1])

    async def _ask(self, channel: Channel, outgoing: Outgoing, form: Form) -> None:
        address, provider_id = await channel.ask(_to(outgoing), form, key=str(outgoing.id))
        now = self._clock.now()
        await self._store.work(lambda uow: uow.sent(outgoing, address, provider_id, 0, now))

    async def _show(self, outgoing: Outgoing) -> None:
        """A photo that they asked for. It is never drawn anew."""
        placed = await self._showing.show(outgoing, _to(outgoing)) if self._showing else None
        now = self._clock.now()
        if placed is None:
            await self._store.work(lambda uow: uow.drop(outgoing, "no photo to show"))
        else:
            await self._store.work(lambda uow: uow.sent(outgoing, placed[0], placed[1], 0, now))

    async def _put(self, channel: Channel, outgoing: Outgoing, card: Card, version: int) -> None:
        to = _to(outgoing)
        if outgoing.provider_id:
            await channel.update(to, outgoing.provider_id, card)
            placed = (outgoing.address, outgoing.provider_id)
        else:
            placed = await self._post(channel, outgoing, to, card)
        now = self._clock.now()
        await self._store.work(lambda uow: uow.sent(outgoing, placed[0], placed[1], version, now))

    async def _post(self, channel: Channel, outgoing: Outgoing, to: Sender, card: Card) -> tuple[str, str]:
        if outgoing.state == "unclear":
            found = await channel.find_sent(to, key=str(outgoing.id), since=outgoing.created_at)
            if found is not None:
                return found
            card = card if channel.can_look_back else _repeated(card)
        return await channel.post(to, card, key=str(outgoing.id))

    async def _look_up(self, outgoing: Outgoing) -> None:
        """Somebody who has never written is looked for by e-mail, on every channel that is on."""
        person = await self._store.look(lambda uow: uow.directory().person(outgoing.person))
        found, wait = await self._found(person.email)
        if not found and wait:
            raise Busy(wait)
        if not found:
            raise Unreachable("no channel knows this person")

        def place(uow: UnitOfWork) -> None:
            for sender in found:
                uow.link(sender, person.id)
            uow.address(outgoing, found)

        await self._store.work(place)

    async def _found(self, email: str) -> tuple[list[Sender], float]:
        """Where they can be reached, and how long the longest channel that was too busy to say asks to wait."""
        found: list[Sender] = []
        wait = 0.0
        for channel in self._channels.values():
            try:
                sender = await channel.find(email)
            except Busy as busy:
                wait = max(wait, busy.seconds)
                continue
            found += [sender] if sender is not None else []
        return found, wait

    async def _again(self, outgoing: Outgoing, seconds: float, fault: str, *, unclear: bool = False) -> None:
        at = self._clock.now() + timedelta(seconds=seconds)
        try:
            await self._store.work(lambda uow: uow.resend(outgoing, at, fault, unclear=unclear))
        except StoreClosed:
            log.error("message waits for its lease to end", id=outgoing.id)

    async def _lost(self, outgoing: Outgoing, why: str) -> None:
        """It will never arrive there. For a ping that means: the next person, at once."""
        now = self._clock.now()

        def lose(uow: UnitOfWork) -> None:
            uow.drop(outgoing, why, undeliverable=True)
            theirs = (d for d in uow.deliveries(outgoing.ref) if d.person == outgoing.person and d.ping)
            # Their other accounts got a copy at the same moment; an earlier ping that arrived says nothing of this one.
            others = (d for d in theirs if d.created_at == outgoing.created_at)
            if outgoing.ping and not any(d.state in ("waiting", "sending", "sent", "stale") for d in others):
                reaching.not_reached(uow, self._desk, now, outgoing.ref, outgoing.person, why)
                reaching.chase_one(uow, self._desk, now, outgoing.ref)

        log.warning("message undeliverable", id=outgoing.id, channel=outgoing.channel, why=why)
        await self._store.work(lose)
