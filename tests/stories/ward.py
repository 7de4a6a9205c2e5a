"""A ward to tell stories on: Elm Court on Tuesday 2 June at 20:02, real HTTP, a real database file, a clock by hand.

    await ward.precious.says("tablet wont log me in and its meds time")
    ward.tom.sees("CRITICAL at Elm Court")
    await ward.clock.forward(minutes=10)
    await ward.ben.presses("Acknowledge")
    ward.precious.sees("Ben has it")

After every step all that follows from it has been done and sent. A logged error, a thing that the
channel would refuse, and a message to somebody on whose phone the story never looks, fail it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from adapters.store import SqlStore
from bot.build import Handrail, build, open_store
from bot.importing import import_text
from bot.settings import Settings
from core.audit import Event
from core.drawn import history_line
from core.ports import Classifier, UnitOfWork
from core.register import Entry
from core.registers import register_of
from core.registers.issues.table import Issue
from core.stage import Actor, EntryPage, LogLine, Push, Try
from tests.stories.channels import Answered, ChatWay, PageWay, Screen, SlackWay, TeamsWay, Way

T = TypeVar("T")

ZONE = ZoneInfo("Europe/London")
EVENING = datetime(2026, 6, 2, 20, 2, tzinfo=ZONE).astimezone(UTC)
"""Tuesday 2 June, 20:02: two minutes into the medicine round."""

PHONE = "01632 960123"
NEVER = datetime(2040, 1, 1, tzinfo=UTC)
MANY = 20_000
"""More moments than any story lets pass: a clock that gets stuck fails instead of turning for ever."""

SERVICES = f"""code,name,kind,timezone,phase,go_live,urgent_phone,old_system,new_system
ELM,Elm Court,care_home,Europe/London,go_live,2026-06-01,{PHONE},paper folders,the app
"""

ONE_SYSTEM = SERVICES.replace("go_live,2026", "stabilising,2026")

PEOPLE = """name,email,role,service
Precious Adeyemi,precious@elm.example,care_worker,ELM
Kofi Asante,kofi@elm.example,care_worker,ELM
Tom Walsh,tom@elm.example,team_leader,ELM
Ben Carter,ben@elm.example,on_call_manager,ELM
Anita Rao,anita@elm.example,registered_manager,ELM
Anita Rao,anita@elm.example,administrator,*
Mo Daley,mo@elm.example,senior_leader,*
Imran Aziz,imran@elm.example,project_lead,*
Grace Lindqvist,grace@elm.example,quality_lead,*
"""

SHIFTS = (
    "07:00,14:00,tom@elm.example,yes,no",
    "07:00,14:00,precious@elm.example,no,no",
    "14:00,22:00,tom@elm.example,yes,no",
    "14:00,22:00,precious@elm.example,no,no",
    "14:00,22:00,kofi@elm.example,no,no",
    "22:00,07:00,kofi@elm.example,yes,no",
    "17:00,09:00,ben@elm.example,no,yes",
)
"""Each day from Monday 1 June: from, to, who, in charge, on call. Managers by day are on no rota."""

ROTA_DAYS = 14

QUIET: Mapping[str, Any] = {"digest_at": "off", "shift_start": False, "ask_again": False, "tell_rules": False}
"""Most stories are about one report: in them nobody gets digests or rules, or is asked again on coming to work.

Those about mornings switch them on."""

MARKS = ("01:30", "07:00", "09:30", "14:00", "22:00")
"""Times of day at which digests go out or shifts begin in the stories."""

_LISTED = {line.partition(" ")[0].casefold(): line.split(",") for line in PEOPLE.splitlines()[1:]}

CAST = (
    *(Actor(user=user, name=row[0], what=row[2], phone=0, email=row[1]) for user, row in _LISTED.items()),
    Actor(user="joy", name="Joy Mensah", what="Agency", phone=0, known=False),
)


def rota() -> str:
    """The rota of two weeks, as a file."""
    days = (f"2026-06-{day:02}" for day in range(1, ROTA_DAYS + 1))
    rows = (f"{day},ELM,{shift}" for day in days for shift in SHIFTS)
    return "\n".join(("date,service,shift_start,shift_end,email,in_charge,on_call", *rows))


def move_in(uow: UnitOfWork) -> None:
    """Everybody and their shifts, imported as a provider does it."""
    import_text(uow, "services", SERVICES)
    import_text(uow, "people", PEOPLE)
    import_text(uow, "rota", rota())


def one_system(uow: UnitOfWork) -> None:
    """Only one system runs, so no daily check is asked: stories of mornings are about the rest."""
    import_text(uow, "services", ONE_SYSTEM)


def move_in_only(uow: UnitOfWork, only: Sequence[str]) -> None:
    """Nobody but these, each as "anita administrator", and no rota."""
    head, *rows = PEOPLE.splitlines()
    kept = [row for row in rows if f"{row.partition(' ')[0].casefold()} {row.split(',')[2]}" in only]
    import_text(uow, "services", SERVICES)
    import_text(uow, "people", "\n".join((head, *kept)))


class ByHand:
    """A clock that moves only when it is moved."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What the page needs around its phones. Only the cast matters here."""

    cast: tuple[Actor, ...]
    title: str = "Elm Court"
    zone: tzinfo = ZONE
    tries: tuple[Try, ...] = ()

    async def push_clock(self, push: Push) -> None:
        raise AssertionError("a story moves the clock by itself")

    async def log(self) -> tuple[LogLine, ...]:
        return ()

    async def entry(self, ref: str, as_user: str) -> EntryPage | None:
        return None


class Faults(logging.Handler):
    """Errors of libraries and of asyncio itself."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.name}: {record.getMessage()}")


class Someone:
    """One of the cast, with their phone."""

    def __init__(self, ward: "Ward", actor: Actor) -> None:
        self._ward, self.actor, self.user = ward, actor, actor.user
        self.looked_at = False

    async def says(self, text: str) -> None:
        """Type and send. Whoever writes is looking at their phone."""
        self.looked_at = True
        await self._ward.step(lambda: self._ward.way.says(self.user, text))

    async def sends(self, text: str, *photos: bytes, name: str = "screen.jpg") -> None:
        """Send photos, with words or without."""
        self.looked_at = True
        await self._ward.step(lambda: self._ward.way.sends(self.user, text, *photos, name=name))

    async def photos(self) -> list[bytes]:
        """Every photo that Handrail has shown them, opened where it has to be."""
        return await self._ward.way.photos(self.user)

    async def presses(self, label: str, *, on: Screen | None = None) -> None:
        """Press a button or pick an option: on the newest message that has it, or on a picture of an older one."""
        await self._ward.step(self.pressing(label, on=on))

    def pressing(self, label: str, *, on: Screen | None = None) -> Callable[[], Awaitable[Answered]]:
        """The press itself, to be made with others at the same moment."""
        screen = on or next((s for s in reversed(self._screens()) if label in s.buttons), None)
        assert screen is not None, f"{self.user} sees no button {label!r}\n{self.phone()}"
        return lambda: self._ward.way.presses(self.user, label, screen)

    def _screens(self) -> tuple[Screen, ...]:
        self.looked_at = True
        return self._ward.screens[self.user]

    def screens(self) -> tuple[Screen, ...]:
        """Every message from Handrail, oldest first, as it looks now."""
        return self._screens()

    def last(self) -> Screen:
        """The newest message."""
        assert self._screens(), f"{self.user}'s phone is empty"
        return self._screens()[-1]

    def new(self) -> tuple[Screen, ...]:
        """The messages that came with the last step."""
        return self._screens()[self._ward.before.get(self.user, 0) :]

    def sees(self, *texts: str) -> None:
        """Each text stands somewhere on the phone, as it looks now."""
        for text in texts:
            assert any(text in screen.text for screen in self._screens()), f"{text!r} is not there\n{self.phone()}"

    def does_not_see(self, *texts: str) -> None:
        """None of the texts stands on the phone or on a button."""
        for text in texts:
            found = [s for s in self._screens() if text in s.text or text in s.buttons]
            assert not found, f"{text!r} is there\n{self.phone()}"

    def hears(self, *texts: str) -> None:
        """Each text came with the last step."""
        for text in texts:
            assert any(text in screen.text for screen in self.new()), f"{text!r} did not come\n{self.phone()}"

    def hears_nothing(self) -> None:
        """No message came with the last step."""
        assert not self.new(), f"something came\n{self.phone()}"

    def may_press(self, *labels: str) -> None:
        """The newest message with any button has these."""
        screen = next((s for s in reversed(self._screens()) if s.buttons), None)
        missing = [label for label in labels if screen is None or label not in screen.buttons]
        assert not missing, f"no button {missing}\n{self.phone()}"

    def may_not_press(self, *labels: str) -> None:
        """No message has these buttons."""
        found = [label for label in labels for s in self._screens() if label in s.buttons]
        assert not found, f"there are buttons {found}\n{self.phone()}"

    def pings(self, text: str) -> int:
        """How many messages hold the text."""
        return sum(text in screen.text for screen in self._screens())

    def phone(self) -> str:
        """The whole phone, to be read when something is wrong."""
        bubbles = (
            f"  | {s.text}\n  | {list(s.buttons)}".replace("\n", "\n  | ") for s in self._ward.screens[self.user]
        )
        return f"--- {self.user}'s phone at {self._ward.time()}\n" + "\n  +\n".join(bubbles)


class WardClock:
    """The ward's clock. Moving it lets happen, each at its own moment, what falls due on the way."""

    def __init__(self, ward: "Ward") -> None:
        self._ward = ward

    async def forward(self, **by: float) -> None:
        """Time passes while Handrail runs."""
        await self.to(self._ward.hand.at + timedelta(**by))

    async def at(self, time: str, *, days: int = 0) -> None:
        """Until the next moment of that time of day, and so many days more."""
        hour, minute = map(int, time.split(":"))
        local = self._ward.hand.at.astimezone(ZONE)
        wanted = local.replace(hour=hour, minute=minute, second=0)
        await self.to((wanted + timedelta(days=days + (wanted <= local))).astimezone(UTC))

    async def to(self, moment: datetime) -> None:
        """Until that moment."""
        self._ward.remember()
        for _ in range(MANY):
            due = await self._ward.look(lambda uow: uow.chases_due(moment, 1))
            next_at = self._mark(moment) if self._ward.mornings else None
            if due and due[0].next_at is not None:
                next_at = min(next_at or moment, due[0].next_at)
            self._ward.hand.at = max(self._ward.hand.at, next_at or moment)
            await self._ward.running.ticker.tick()
            await self._ward.rest()
            if next_at is None:
                return await self._ward.read()
        raise AssertionError("time does not pass: something is due again and again")

    def _mark(self, until: datetime) -> datetime | None:
        """The next of the marks, if it comes before that moment."""
        local = self._ward.hand.at.astimezone(ZONE)
        days = (local.date() + timedelta(days=n) for n in (0, 1))
        marks = (
            datetime.combine(day, time.fromisoformat(mark), ZONE).astimezone(UTC) for day in days for mark in MARKS
        )
        return next((mark for mark in marks if self._ward.hand.at < mark < until), None)


@dataclass(kw_only=True)
class Ward:
    """The whole ward. `screens` is what stands on every phone after the last step."""

    way: Way
    folder: Path
    classifier: Classifier
    log: list[MutableMapping[str, Any]]
    faults: Faults
    more: Mapping[str, Any] = field(default_factory=dict)
    hand: ByHand = field(default_factory=ByHand)
    cast: tuple[Actor, ...] = CAST
    people: dict[str, Someone] = field(default_factory=dict)
    screens: dict[str, tuple[Screen, ...]] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    url: str = ""
    gone: set[str] = field(default_factory=set)
    mornings: bool = False
    """Whether the story is told with digests and shift starts."""
    _prologue: dict[str, int] = field(default_factory=dict)
    """How many messages everybody had before the story began; nobody looks at them any more."""
    _handrail: Handrail | None = None
    _store: SqlStore | None = None
    _runner: web.AppRunner | None = None

    def __post_init__(self) -> None:
        self.clock = WardClock(self)
        self.people = {actor.user: Someone(self, actor) for actor in self.cast}
        self.screens = {actor.user: () for actor in self.cast}

    def __getattr__(self, name: str) -> Someone:
        """Everybody of the cast by first name: `ward.precious`."""
        people = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        found: Someone = people[name]
        return found

    # ---- its life

    async def opens(self) -> None:
        """Everybody has a phone; Handrail starts."""
        await self.way.open(self.cast)
        await self._start()
        await self.way.settle_in()
        await self.rest()
        self._prologue = {user: len(screens) for user, screens in (await self.way.read()).items()}

    async def closes(self) -> None:
        """Handrail stops."""
        await self._stop()
        await self.way.close()

    async def restarts(self, *, after: timedelta = timedelta(0)) -> None:
        """Handrail stops and, so much later, starts again on the same database."""
        self.remember()
        await self._stop()
        self.hand.at += after
        await self._start()
        await self.settle()

    async def loses(self, *users: str) -> None:
        """These have left the channel: nothing reaches them any more."""
        self.gone |= set(users)
        for user in users:
            await self.way.loses(user)
        await self.restarts()

    async def _start(self) -> None:
        settings = Settings(
            **{
                **({} if self.mornings else QUIET),
                "database_url": f"sqlite:///{self.folder}/handrail.db",
                **self.way.settings(),
                **self.more,
            }
        )
        self._store = open_store(settings, self.hand)
        here = tuple(actor for actor in self.cast if actor.user not in self.gone)
        stage = Stage(cast=here) if self.way.name == "page" else None
        self._handrail = build(settings, store=self._store, clock=self.hand, classifier=self.classifier, stage=stage)
        self._handrail.failed = lambda: self.faults.seen.append("a loop has died")
        self._runner = web.AppRunner(self._handrail.app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])
        self.way.moved_to(self.url)

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        if self._store is not None:
            self._store.close()

    # ---- steps

    async def step(self, *doings: Callable[[], Awaitable[Answered]]) -> None:
        """Do it, all at the same moment, and wait until everything that follows from it is done."""
        self.remember()
        answers = await asyncio.gather(*(doing() for doing in doings))
        assert all(answer.status == 200 for answer in answers), answers
        await self.settle()

    def remember(self) -> None:
        """A step begins: what comes from now on is new."""
        self.before = {user: len(screens) for user, screens in self.screens.items()}

    async def settle(self) -> None:
        """Until everything that follows has been done; then look at the phones."""
        await self.rest()
        await self.read()

    async def read(self) -> None:
        """Look at all phones."""
        shown = await self.way.read()
        self.screens = {
            actor.user: shown.get(actor.user, ())[self._prologue.get(actor.user, 0) :] for actor in self.cast
        }
        self.assert_well()

    async def rest(self) -> None:
        """Until nothing waits that could be worked on or sent now."""
        worker, mailer, photographer = self.running.worker, self.running.mailer, self.running.photographer
        at_rest = False
        while not at_rest:
            found = await worker.claim()
            await worker.settle()
            found += await photographer.claim()
            await photographer.settle()
            found += await mailer.claim()
            await mailer.settle()
            # Whatever the running loops claimed was claimed before these, so it shows as busy here.
            at_rest = not found and not await self._due() and not (worker._last or mailer._busy or photographer._busy)

    async def _due(self) -> int:
        """How many messages could be sent and requests worked on now; looked at without taking them."""
        now, store = self.hand.at, self.store

        def peek(uow: UnitOfWork) -> None:
            photos = len(uow.claim_photos(now, 1))
            raise Peeked(len(uow.claim_received(now, 1)) + len(uow.claim_outgoing(now, 1)) + photos)

        try:
            await store.work(peek)
        except Peeked as peeked:
            return peeked.count
        return 0

    @property
    def running(self) -> Handrail:
        """The Handrail that runs now."""
        assert self._handrail is not None
        return self._handrail

    @property
    def store(self) -> SqlStore:
        """Its database."""
        assert self._store is not None
        return self._store

    @property
    def slack(self) -> SlackWay:
        """The workspace, for what only Slack has."""
        assert isinstance(self.way, SlackWay)
        return self.way

    @property
    def teams(self) -> TeamsWay:
        """The organisation, for what only Teams has."""
        assert isinstance(self.way, TeamsWay)
        return self.way

    @property
    def chat(self) -> ChatWay:
        """The chat platform, for what the page has not."""
        assert not isinstance(self.way, PageWay)
        return cast(ChatWay, self.way)

    # ---- what is kept

    async def look(self, job: Callable[[UnitOfWork], T]) -> T:
        """Read the database."""
        return await self.store.look(job)

    async def entry(self, ref: str) -> Entry:
        """One entry. Fails if there is none."""
        found = await self.look(lambda uow: uow.entry(ref))
        assert found is not None, f"there is no {ref}"
        return found

    async def issue(self, ref: str) -> Issue:
        """One issue."""
        found = await self.entry(ref)
        assert isinstance(found, Issue)
        return found

    async def words(self, ref: str) -> str:
        """The reporter's own words, as kept."""
        entry = await self.entry(ref)
        return await self.look(lambda uow: uow.unseal(entry.sealed))

    async def refs(self) -> list[str]:
        """Every entry that there is, in the order of the trail."""
        events = await self.look(lambda uow: uow.recent_events(MANY))
        return list(dict.fromkeys(event.ref for event in sorted(events, key=lambda event: event.seq)))

    async def trail(self, ref: str) -> tuple[Event, ...]:
        """What happened to an entry."""
        return await self.look(lambda uow: uow.trail(ref))

    async def verbs(self, ref: str) -> list[str]:
        """The verbs of what happened to an entry."""
        return [event.verb for event in await self.trail(ref)]

    async def history(self, ref: str) -> str:
        """What happened to an entry, in the words that people read."""
        directory = await self.look(lambda uow: uow.directory())
        return "\n".join(history_line(event, directory) for event in await self.trail(ref))

    async def open_now(self, ref: str) -> bool:
        """Whether the entry still has something to be done."""
        register = register_of(ref)
        assert register is not None
        return register.open(await self.entry(ref))

    async def health(self) -> tuple[int, Mapping[str, Any]]:
        """What /healthz answers: status and body."""
        async with aiohttp.ClientSession() as session, session.get(self.url + "/healthz") as answer:
            return answer.status, await answer.json()

    def time(self) -> str:
        """The time of day at Elm Court."""
        return f"{self.hand.at.astimezone(ZONE):%a %H:%M}"

    # ---- what must never be

    def assert_well(self) -> None:
        """Nothing was logged as an error, and nothing was sent that the channel would refuse."""
        errors = [line for line in self.log if line["log_level"] in ("error", "critical")]
        assert not errors, errors
        assert not self.faults.seen, self.faults.seen
        assert not self.way.violations, self.way.violations

    def assert_told(self) -> None:
        """Nobody got a message on whose phone the story never looked."""
        unexpected = [p.phone() for p in self.people.values() if self.screens[p.user] and not p.looked_at]
        assert not unexpected, "unexpected messages\n" + "\n".join(unexpected)


class Peeked(Exception):
    """What was looked at. Raised inside a unit of work, so that nothing of it is kept."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def texts(screens: Sequence[Screen]) -> str:
    """All that is read on some messages."""
    return "\n\n".join(screen.text for screen in screens)
