"""Works on what came in: each stored request becomes one unit of work. Requests of one person stay in order."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot import conversation
from bot.commands import home_card
from bot.inflow import Inflow
from bot.line import Line
from bot.talk import Heard, Talk
from core import handlers, reaching, words
from core.card import Card, Words
from core.handlers import Desk
from core.people import Person
from core.ports import (
    Channel,
    Classifier,
    Clock,
    Incoming,
    Left,
    Message,
    Opened,
    Pressed,
    Priority,
    Received,
    Said,
    Sender,
    Stale,
    Store,
    StoreClosed,
    Submitted,
    UnitOfWork,
)
from core.rulebook import Rulebook
from core.understanding.asked import understood
from core.understanding.meaning import Meaning
from core.understanding.split import two_things

log = structlog.get_logger()

ATTEMPTS = 8
"""After so many failures a request is parked: kept, counted as a fault, never deleted."""

TOLD_AFTER = 2
"""After so many failures the writer is told to use another way."""

AT_ONCE = 8
"""People looked up side by side, so that one slow look-up holds up nobody else."""

IN_HAND = 500
"""People whose requests are understood before it is their turn: so far back a critical report is seen at once."""

WORTH_A_CLAIM = 100
"""With so many in hand that fewer could be added, no more are claimed: a claim costs a write to the disk."""

HEARS_WITHIN, WORKS_WITHIN = 0.02, 0.2
"""Seconds that understanding, which is quick, and working, which is not, wait for requests that come in a flood."""

FIRST, LATER = 0, 1
"""Who goes first: danger, and whoever looks at the screen after a press."""

IDLE = 1.0
"""Seconds between looks when nobody woke the worker."""


def _tell_of_trouble(uow: UnitOfWork, received: Received, incoming: Incoming, now: datetime) -> None:
    person = uow.identify(incoming.sender)
    if person is None:
        return
    directory = uow.directory()
    service = directory.service(directory.home_service(person.id, now) or "")
    ring = words.RING.format(phone=service.urgent_phone) if service and service.urgent_phone else ""
    card = Card(heading=words.NOT_WORKED_ON, body=(Words(text=f"{ring} {words.TELL_IN_CHARGE}".strip()),))
    key = f"trouble:{received.id}"
    uow.send(Message(key=key, person=person.id, priority=Priority.CRITICAL, card=card, only=incoming.sender), now)


class Worker:
    """Turns stored requests into entries, moves and answers."""

    def __init__(
        self,
        *,
        store: Store,
        channels: Mapping[str, Channel],
        classifier: Classifier,
        desk: Desk,
        clock: Clock,
        inflow: Inflow,
        done: Callable[[], None],
        shows_photos: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        self._shows_photos = shows_photos
        self._store, self._channels, self._classifier = store, channels, classifier
        self._desk, self._clock, self._inflow, self._done = desk, clock, inflow, done
        self._rulebook = Rulebook()
        self._arrived = asyncio.Event()
        self._looking_up, self._thinking = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
        self._line = Line()
        self._finished = asyncio.Event()
        self._begun: set[asyncio.Task[None]] = set()
        self._last: dict[tuple[str, str], asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Something has arrived."""
        self._arrived.set()

    async def run(self) -> None:
        """Work until cancelled."""
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
                        await self._arrived.wait()
                self._arrived.clear()

    async def claim(self) -> int:
        """Take what waits and start on it; answers how many there were."""
        room = IN_HAND - len(self._last)
        if room < WORTH_A_CLAIM:
            self._finished.clear()
            await self._finished.wait()
            return 1
        now = self._clock.now()
        waiting = await self._store.work(lambda uow: uow.claim_received(now, room))
        for received in waiting:
            self._start(received)
        return len(waiting)

    async def settle(self) -> None:
        """Wait until everything begun is finished."""
        while self._last:
            await asyncio.gather(*self._last.values())

    async def stop(self) -> None:
        """Finish what is being written; what waits for its turn is taken up by the next start."""
        for task in self._begun:
            task.cancel()
        await asyncio.gather(*self._begun, return_exceptions=True)

    def _start(self, received: Received) -> None:
        incoming, readable = self._read(received)
        key = (incoming.sender.channel, incoming.sender.user) if incoming else (received.channel, str(received.id))
        before = self._last.get(key)
        task = asyncio.create_task(self._one(received, incoming, before, readable=readable))
        self._last[key] = task
        self._begun.add(task)
        task.add_done_callback(lambda ended: self._ended(key, ended))

    def _ended(self, key: tuple[str, str], task: "asyncio.Task[None]") -> None:
        self._begun.discard(task)
        self._finished.set()
        if self._last.get(key) is task:
            del self._last[key]

    def _read(self, received: Received) -> tuple[Incoming | None, bool]:
        """What it says, and whether it could be read at all. Nothing said is None and readable."""
        channel = self._channels.get(received.channel)
        if channel is None:
            return None, False
        try:
            return channel.read(received.body), True
        except ValueError:
            return None, False

    async def _one(
        self,
        received: Received,
        incoming: Incoming | None,
        before: "asyncio.Task[None] | None",
        *,
        readable: bool,
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            if not readable:
                raise ValueError("unreadable")
            await self._work(received, incoming)
        except Stale:
            log.info("request was taken over by a later attempt", id=received.id)
        except Exception as fault:
            log.error("request failed", id=received.id, attempts=received.attempts, fault=type(fault).__name__)
            # What can't even be read is kept for a person at once: trying again would read no more.
            park = not readable or received.attempts >= ATTEMPTS
            await self._failed(received, incoming, type(fault).__name__, park=park)
        self._done()

    async def _failed(self, received: Received, incoming: Incoming | None, fault: str, *, park: bool) -> None:
        """Try again later, in the end keep it for a person; whoever wrote it hears that it is not worked on yet."""
        now = self._clock.now()
        again = now + timedelta(seconds=min(2**received.attempts, 60))

        def put_aside(uow: UnitOfWork) -> None:
            if park:
                uow.park(received, fault)
            else:
                uow.retry_received(received, again, fault)
            if incoming is not None and received.attempts >= TOLD_AFTER:
                _tell_of_trouble(uow, received, incoming, now)

        try:
            await self._store.work(put_aside)
        except (StoreClosed, Stale):
            log.error("request waits for its lease to end", id=received.id)

    async def _work(self, received: Received, incoming: Incoming | None) -> None:
        if incoming is None:
            await self._store.work(lambda uow: uow.handled(received, "nothing to do"))
            return
        if isinstance(incoming, Left):
            await self._store.work(lambda uow: self._left(uow, received, incoming))
            return
        async with self._looking_up:
            await self._inflow.step_aside(WORKS_WITHIN)
            known = await self._known(incoming.sender)
        # What costs processor time does not run side by side, or requests that arrive would wait for it.
        async with self._thinking:
            await self._inflow.step_aside(HEARS_WITHIN)
            heard = await self._heard(incoming)
            if heard is not None and any(handlers.is_question(meaning) for _, meaning in heard.parts):
                # New rules are read here, beside the loop, so that no unit of work has to wait for it.
                await self._store.look(lambda uow: self._rulebook.finder(uow, self._clock.now()))
        async with self._line.turn(FIRST if heard is None or handlers.urgent(heard.meaning) else LATER):
            await self._inflow.step_aside(WORKS_WITHIN)
            home = await self._store.work(lambda uow: self._turn(uow, received, incoming, known, heard))
        if home is not None:
            await self._channels[received.channel].show_home(incoming.sender, home)

    async def _known(self, sender: Sender) -> Person | None:
        """The person, if they have been met and nothing more is to be learned of them."""
        person = await self._store.look(lambda uow: uow.identify(sender))
        if person is not None and (person.known or person.email):
            return person
        profile = await self._channels[sender.channel].profile(sender)
        if profile is None:
            return person
        met = person

        def meet(uow: UnitOfWork) -> Person:
            listed = uow.directory().by_email(profile.email) if profile.email else None
            if listed is not None and met is not None and met.id != listed.id:
                uow.adopt(met.id, listed.id)
            found = listed or uow.put_person(
                replace(met, name=profile.name, email=profile.email)
                if met
                else Person(id=0, name=profile.name, email=profile.email, known=False)
            )
            uow.link(sender, found.id)
            return found

        return await self._store.work(meet)

    async def _heard(self, incoming: Incoming) -> Heard | None:
        """Understanding is work for the processor: it runs beside the loop and outside every transaction."""
        match incoming:
            case Said():
                return await asyncio.to_thread(self._understood, incoming.text)
            case Submitted():
                return await asyncio.to_thread(self._understood, incoming.values.get("text", ""))
            case Pressed() | Opened() | Left():
                return None

    def _understood(self, text: str) -> Heard:
        meaning = self._understand(text)
        parts = two_things(text, self._classifier)
        whole = ((text, meaning),)
        split = tuple((part, self._understand(part)) for part in parts) if len(parts) > 1 else whole
        return Heard(text=text, meaning=meaning, parts=split)

    def _understand(self, text: str) -> Meaning:
        return understood(text, self._classifier.understand)

    def _turn(
        self, uow: UnitOfWork, received: Received, incoming: Incoming, known: Person | None, heard: Heard | None
    ) -> Card | None:
        person = uow.identify(incoming.sender) or known or self._stranger(uow, incoming.sender)
        talk = Talk(
            uow=uow,
            desk=self._desk,
            now=self._clock.now(),
            sender=incoming.sender,
            person=person,
            turn=received.id,
            understand=self._understand,
            rulebook=self._rulebook,
            shows_photos=self._shows_photos(),
        )
        outcome, home = _answer(talk, incoming, heard)
        uow.handled(received, outcome)
        log.info("handled", id=received.id, channel=received.channel, outcome=outcome)
        return home

    def _left(self, uow: UnitOfWork, received: Received, left: Left) -> None:
        """Whoever removed Handrail counts as out of reach at once, not only when a message comes back."""
        reaching.left(uow, self._desk, self._clock.now(), left.sender)
        uow.handled(received, "left")

    def _stranger(self, uow: UnitOfWork, sender: Sender) -> Person:
        """Somebody of whom not even the channel tells anything: kept as a person all the same."""
        person = uow.put_person(Person(id=0, name=words.SOMEBODY_NEW, known=False))
        uow.link(sender, person.id)
        return person


def _answer(talk: Talk, incoming: Incoming, heard: Heard | None) -> tuple[str, Card | None]:
    match incoming:
        case Said() if heard is not None:
            return conversation.hear(talk, incoming, heard), None
        case Submitted() if heard is not None:
            return conversation.submit(talk, incoming, heard), None
        case Pressed():
            return conversation.press(talk, incoming), None
        case _:
            return "home", home_card(talk)
