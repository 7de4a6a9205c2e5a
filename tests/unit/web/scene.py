"""A small made-up stage for the page: real phones in memory, a door that answers, Elm Court at 20:02."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from adapters.web import PageParts, build
from adapters.web.inbound import read, sender
from adapters.web.phones import PhoneUnit
from core.card import Act, Button, Buttons, Card, Facts, Pick, Tone, Words
from core.ports import Incoming, PhoneLine, Pressed, StoreClosed
from core.stage import Actor, EntryPage, EntrySection, LogLine, Push, Try

T = TypeVar("T")
EVENING = datetime(2026, 6, 2, 19, 2, tzinfo=UTC)
"""20:02 at Elm Court."""

CAST = (
    Actor(
        user="precious",
        name="Precious Adeyemi",
        what="Care worker",
        phone=0,
        email="precious@elm.example",
        number="07700 900101",
        about="Something not working? Say it here in your own words. One message is enough.",
    ),
    Actor(
        user="joy",
        name="Joy Mensah",
        what="Agency, no account",
        phone=0,
        number="07700 900104",
        about="Handrail does not know Joy. What she says is kept all the same.",
        known=False,
    ),
    Actor(
        user="tom",
        name="Tom Walsh",
        what="In charge tonight",
        phone=1,
        email="tom@elm.example",
        number="07700 900102",
        about="Tom runs the evening shift. His phone lights up when something needs him.",
    ),
    Actor(
        user="ben",
        name="Ben Carter",
        what="On-call manager",
        phone=2,
        email="ben@elm.example",
        number="07700 900103",
        about="Ben is at home. His phone rings if Tom does not answer. Press +10 min to see it.",
    ),
)
TRIES = (
    Try(user="precious", text="tablet wont log me in and its meds time"),
    Try(user="precious", text="its fixed"),
    Try(user="precious", text="where do i write a fall"),
    Try(user="joy", text="the app says i have no account and i need the care plans"),
)


@dataclass
class Phonebook:
    """Phones in memory: the store as far as the page knows it."""

    kept: list[tuple[str, PhoneLine]] = field(default_factory=list)
    closed: bool = False

    def seal(self, words: str) -> bytes:
        return words.encode()[::-1]

    def unseal(self, sealed: bytes) -> str:
        return sealed[::-1].decode()

    def phone_add(self, user: str, side: str, sealed: bytes, at: datetime) -> int:
        line = PhoneLine(id=len(self.kept) + 1, side=side, sealed=sealed, at=at, changed_at=at)
        self.kept.append((user, line))
        return line.id

    def phone_set(self, line: int, sealed: bytes, at: datetime) -> None:
        user, old = self.kept[line - 1]
        self.kept[line - 1] = (user, replace(old, sealed=sealed, changed_at=at))

    def phone_lines(self, user: str, limit: int) -> tuple[PhoneLine, ...]:
        return tuple(line for whose, line in self.kept if whose == user)[-limit:]

    async def work(self, job: Callable[[PhoneUnit], T]) -> T:
        if self.closed:
            raise StoreClosed("made up")
        return job(self)

    async def look(self, job: Callable[[PhoneUnit], T]) -> T:
        return await self.work(job)


@dataclass
class PushedClock:
    moment: datetime = EVENING

    def now(self) -> datetime:
        return self.moment


@dataclass
class MadeUpStage:
    clock: PushedClock
    title: str = "Elm Court"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    cast: tuple[Actor, ...] = CAST
    tries: tuple[Try, ...] = TRIES
    lines: tuple[LogLine, ...] = ()
    pages: dict[tuple[str, str], EntryPage] = field(default_factory=dict)
    pushes: list[Push] = field(default_factory=list)

    async def push_clock(self, push: Push) -> None:
        self.pushes.append(push)
        self.clock.moment += timedelta(minutes=10 if push is Push.TEN_MINUTES else 720)

    async def log(self) -> tuple[LogLine, ...]:
        return self.lines

    async def entry(self, ref: str, as_user: str) -> EntryPage | None:
        return self.pages.get((ref, as_user))

    def did(self, text: str, ref: str = "") -> None:
        local = self.clock.now().astimezone(self.zone)
        self.lines = (*self.lines, LogLine(time=f"{local:%H:%M}", text=text, ref=ref))


Worker = Callable[[Incoming], Awaitable[None]]


@dataclass
class FrontDoor:
    """Keeps what is handed in and lets a worker answer, as the program does: after the taking, not in it."""

    clock: PushedClock
    worker: Worker | None = None
    taken: dict[str, bytes] = field(default_factory=dict)
    closed: bool = False
    slow: float = 0.0
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, channel: str, key: str, body: bytes) -> bool:
        if self.closed:
            raise StoreClosed("made up")
        if key in self.taken:
            return False
        self.taken[key] = body
        if self.worker is not None and (incoming := read(body)) is not None:
            task = asyncio.create_task(self._work(self.worker, incoming))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        await asyncio.sleep(self.slow)
        return True

    async def _work(self, worker: Worker, incoming: Incoming) -> None:
        await worker(incoming)


@dataclass(kw_only=True)
class Scene:
    """The page, served."""

    url: str
    store: Phonebook
    door: FrontDoor
    clock: PushedClock
    stage: MadeUpStage
    parts: PageParts
    browser: aiohttp.ClientSession

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, dict[str, object]]:
        """What the page's own script would send."""
        data = io.BytesIO(json.dumps(body).encode())
        own = {"X-Handrail": "page", "Content-Type": "application/json", **headers}
        async with self.browser.post(self.url + path, data=data, headers=own) as answer:
            return answer.status, await answer.json()

    async def shows(self, user: str, card: Card, key: str) -> str:
        """Handrail sends a card; answers its line."""
        return (await self.parts.channel.post(sender(user), card, key=key))[1]

    async def redraws(self, user: str, line: str, card: Card) -> None:
        await self.parts.channel.update(sender(user), line, card)


@asynccontextmanager
async def served(port: int = 0, looks: Mapping[str, Callable[[Card], Any]] | None = None) -> AsyncIterator[Scene]:
    """The page on a free port of this machine, with the looks that it may offer."""
    store, clock = Phonebook(), PushedClock()
    door, stage = FrontDoor(clock), MadeUpStage(clock)
    parts = build(store, door, clock, stage, looks=looks, watch_every=0.05)
    app = web.Application()
    parts.attach(app)
    runner = web.AppRunner(app, shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    bound = runner.addresses[0][1]
    async with aiohttp.ClientSession() as browser:
        yield Scene(
            url=f"http://127.0.0.1:{bound}",
            store=store,
            door=door,
            clock=clock,
            stage=stage,
            parts=parts,
            browser=browser,
        )
    await runner.cleanup()


# ---- a conversation, made up, in the words of the model ones -------------------------------------------


def act(verb: str, value: str = "") -> Act:
    return Act(verb=verb, ref="ISS-14", version=1, value=value)


def receipt(line: str = "Sent to Tom and Anita. Nobody has answered yet.", *, answered: bool = False) -> Card:
    affected = tuple(
        Button(label=label, act=act("affected", value))
        for label, value in (("Yes, now", "now"), ("Soon", "soon"), ("No", "no"), ("Not sure", "unsure"))
    )
    change = Pick(
        label="Change type",
        options=(
            Button(label="Can't log in", act=act("change_category", "login_access")),
            Button(label="Something is missing", act=act("change_category", "missing_record")),
        ),
    )
    advice = Words(
        text="Use the paper MAR now and tell the person in charge. If you cannot see if a dose was given, "
        "do not give it. Ask first.",
        tone=Tone.URGENT,
    )
    phone = Words(text="Urgent phone: 01632 960123", tone=Tone.PLAIN)
    asked = (Words(text="Is anyone's care affected?"), Buttons(buttons=affected), change)
    return Card(
        heading="Saved as a login problem: ISS-14",
        tone=Tone.GOOD if answered else Tone.URGENT,
        body=(advice, Words(text=line), phone, *(() if answered else asked)),
    )


def ping(service: str = "CRITICAL at Elm Court: can't log in, medicines. ISS-14") -> Card:
    verbs = (
        Button(label="I've got it", act=act("acknowledge"), tone=Tone.GOOD),
        Button(label="Order a control", act=act("order_control")),
        Button(label="Hand over", act=act("hand_over")),
    )
    return Card(
        heading=service,
        tone=Tone.URGENT,
        body=(
            Facts(
                rows=(
                    ("Reported", "20:02, Precious"),
                    ("What", "Can't log in"),
                    ("Area", "Medicines"),
                    ("Told to", "use the paper MAR"),
                )
            ),
            Buttons(buttons=verbs),
            Pick(
                label="More",
                options=(
                    Button(label="Same as another", act=act("same_as")),
                    Button(label="Not a problem", act=act("not_a_problem")),
                ),
            ),
        ),
    )


def answered_ping() -> Card:
    return Card(
        heading="Elm Court: can't log in, medicines. ISS-14",
        tone=Tone.GOOD,
        body=(
            Words(text="Ben has it. Answered at 20:12. Is the control in place on the floor?"),
            Buttons(buttons=(Button(label="In place", act=act("control_in_place"), tone=Tone.GOOD),)),
        ),
    )


def entry_page() -> EntryPage:
    return EntryPage(
        title="ISS-14: can't log in, medicines",
        status="Fixed. Precious was asked whether it works for her.",
        sections=(
            EntrySection(
                heading="What was said",
                rows=(("20:02, Precious", "tablet wont log me in and its meds time"),),
            ),
            EntrySection(
                heading="What it was taken for",
                rows=(
                    ("Type", "Can't log in"),
                    ("How urgent", "critical: someone could be harmed now"),
                    ("Why", "“meds time”: a medicine round is on"),
                ),
            ),
            EntrySection(
                heading="Sent and seen",
                rows=(
                    ("20:02", "Sent to Tom and Anita"),
                    ("20:12", "Nobody had answered. Sent to Ben"),
                    ("20:12", "Ben answered: “I've got it”"),
                ),
            ),
            EntrySection(
                heading="Kept safe",
                rows=(
                    ("20:13", "Ben ordered: paper MAR for all"),
                    ("20:15", "Tom confirmed on the floor: in place"),
                ),
            ),
            EntrySection(
                heading="Fixed and confirmed",
                rows=(("21:05", "Ben: password reset, tested on 2 tablets"),),
                lines=("Precious has not answered yet.",),
            ),
        ),
    )


async def answer_precious(scene: Scene, incoming: Incoming) -> None:
    """The worker of the made-up conversation: advice and number to Precious, a ping to Tom."""
    if isinstance(incoming, Pressed):
        if incoming.act.verb == "acknowledge":
            await scene.redraws("ben", "4", answered_ping())
            await scene.redraws("tom", "3", answered_ping())
            await scene.redraws("precious", "2", receipt("Ben has it now. He answered at 20:12.", answered=True))
        if incoming.act.verb == "affected":
            await scene.redraws("precious", "2", receipt("Ben has it.", answered=True))
        return
    scene.stage.did("Precious said something is wrong. Saved.", "ISS-14")
    await scene.shows("precious", receipt(), "r1")
    await scene.shows("tom", ping(), "p1")
    scene.stage.did("Asked Tom and Anita. Waiting 10 minutes for an answer.", "ISS-14")
