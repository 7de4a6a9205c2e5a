"""Digests, weeks and daily checks of fifty services over a real database, each exactly once.

Around every change of the clocks in two years, with the ticker that serves, which dies in the middle
of its work, is started again, and runs twice at the same moment. The two years in between are told
without a database in `test_occasions` and `test_daily_checks`.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from adapters.store import SqlStore, cipher_for
from bot.health import Watch
from bot.inflow import Inflow
from bot.sender import Mailer
from bot.ticker import Ticker
from core import handlers
from core.advice import book
from core.audit import ASKED
from core.handlers import Desk
from core.labels import Phase, Role, ServiceKind
from core.occasions import Rhythm
from core.people import Person, RoleHeld, Service
from core.policy import DEFAULTS
from core.ports import Sender, StoreClosed, UnitOfWork
from core.registers import CHECKS, REGISTERS
from core.registers.checks import DUE, Check
from core.understanding.pii import redact
from tests.unit import ward

T = TypeVar("T")

LONDON = ZoneInfo("Europe/London")
CHANGES = tuple(date(*day) for day in ((2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31)))
SERVICES = 50
LEAD = SERVICES + 1
IDLE = SERVICES - 2
"""Services from this number on never do their checks, so that missed ones are among them."""


@dataclass(kw_only=True)
class Dying:
    """The store of a process that is killed after so many more units of work."""

    store: SqlStore
    left: int

    async def look(self, job: Callable[[UnitOfWork], T]) -> T:
        return await self.store.look(job)

    async def work(self, job: Callable[[UnitOfWork], T]) -> T:
        self.left -= 1
        if self.left < 0:
            raise StoreClosed("killed")
        return await self.store.work(job)


@dataclass(kw_only=True)
class Provider:
    """Fifty services, with a clock that is set. `sent` is every message: to whom, with which key."""

    folder: Path
    at: datetime
    rhythm: Rhythm
    sent: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = Desk(policies=DEFAULTS, advice=book({}), redact=redact, rhythm=self.rhythm)
        self.store = self.opened()

    def now(self) -> datetime:
        return self.at

    def opened(self, *, alone: bool = True) -> SqlStore:
        url = f"sqlite:///{self.folder / 'handrail.db'}"
        return SqlStore(url, cipher_for(url), REGISTERS, now=self.now).open(alone=alone)

    async def tick(self, store: SqlStore | None = None, *, dies_after: int | None = None) -> None:
        """One tick, as the program makes it."""
        real = store or self.store
        used = real if dies_after is None else Dying(store=real, left=dies_after)
        mailer = Mailer(store=real, channels={}, desk=self.desk, clock=self, inflow=Inflow())
        watch = Watch(real, self)
        await Ticker(store=used, desk=self.desk, clock=self, mailer=mailer, watch=watch).tick()  # type: ignore[arg-type]

    async def hour(self, number: int) -> None:
        """An hour of bad luck: a tick that dies, one that dies later, two at once, and now and then a new start."""
        await self.tick(dies_after=number % 9)
        await self.tick(dies_after=30)
        if number % 7 == 0:
            other = self.opened(alone=False)
            await asyncio.gather(self.tick(), self.tick(other), self.tick(), self.tick(other))
            other.close()
        if number % 11 == 0:
            self.store.close()
            self.store = self.opened()
        await self.tick()
        await self.store.work(self._take)

    def _take(self, uow: UnitOfWork) -> None:
        """What waits to be sent, as sent."""
        while found := uow.claim_outgoing(self.at, 1000):
            for outgoing in found:
                uow.drop(outgoing, "read")
            self.sent += [(outgoing.person, outgoing.key) for outgoing in found]

    def do_checks(self, uow: UnitOfWork) -> None:
        """Everybody but the idle does the check that waits."""
        for check in uow.entries(CHECKS, open_only=True, limit=1000):
            if check.state == DUE and int(check.service[1:]) < IDLE:
                person = uow.directory().person(int(check.service[1:]) + 1)
                done = {"result": "ok", "looked_at": "5"}
                handlers.move(uow, self.desk, self.at, person, check.ref, "done", done)


def furnish(uow: UnitOfWork) -> None:
    for n in range(SERVICES):
        place = Service(
            code=f"s{n:02}",
            name=f"House {n}",
            kind=ServiceKind.CARE_HOME,
            timezone="Europe/London",
            phase=Phase.PARALLEL,
        )
        uow.put_service(place)
        add(uow, f"m{n}", Role.REGISTERED_MANAGER, place.code)
    add(uow, "lead", Role.PROJECT_LEAD, "*")


def add(uow: UnitOfWork, name: str, role: Role, service: str) -> None:
    person = uow.put_person(Person(id=0, name=name, email=f"{name}@x.example"))
    uow.put_role(RoleHeld(person=person.id, role=role, service=service))
    uow.link(Sender(channel="page", tenant="", user=str(person.id)), person.id)


@contextmanager
def provider(at: datetime, rhythm: Rhythm) -> Iterator[Provider]:
    with TemporaryDirectory(dir=ward.IN_MEMORY if ward.IN_MEMORY.is_dir() else None) as folder:
        made = Provider(folder=Path(folder), at=at, rhythm=rhythm)
        try:
            asyncio.run(made.store.work(furnish))
            yield made
        finally:
            made.store.close()


@pytest.mark.parametrize(
    ("change", "digest_at"), [*((change, time(1, 30)) for change in CHANGES), (CHANGES[1], time(9, 30))], ids=str
)
def test_fifty_services_around_a_change_of_the_clocks(change: date, digest_at: time) -> None:
    """From Saturday to Tuesday: one digest a day, one week on Monday, and one check a day, asked once."""
    days = [change + timedelta(days=n) for n in (-1, 0, 1, 2)]
    begin = datetime.combine(days[0], time(0, 10), LONDON).astimezone(UTC)
    end = datetime.combine(days[-1], time(23, 10), LONDON).astimezone(UTC)

    async def story(here: Provider) -> list[Check]:
        number = 0
        while here.at <= end:
            await here.hour(number)
            if here.at.astimezone(LONDON).hour == 13:
                await here.store.work(here.do_checks)
            here.at, number = here.at + timedelta(hours=1), number + 1
        return await here.store.look(lambda uow: [c for c in uow.entries(CHECKS, limit=1000) if isinstance(c, Check)])

    with provider(begin, Rhythm(at=digest_at, every_day=True)) as here:
        kept = asyncio.run(story(here))
        asked = asyncio.run(here.store.look(lambda uow: {c.ref: uow.trail(c.ref) for c in kept}))

    digests = sorted(sent for sent in here.sent if sent[1].startswith("digest:"))
    managers = [(p, f"digest:morning:{p}:{day}") for p in range(1, LEAD) for day in days]
    weeks = [(LEAD, f"digest:week:{LEAD}:{day}") for day in days if day.weekday() == 0]
    of_lead = [one for one in digests if one[0] == LEAD]
    assert [one for one in digests if one[0] != LEAD] == sorted(managers)
    assert [one for one in of_lead if ":week:" in one[1]] == weeks
    assert len({key for _, key in digests}) == len(digests)
    assert len({key.rpartition(":")[2] for _, key in of_lead}) == len(of_lead)

    assert Counter((c.service, c.day) for c in kept) == {(f"s{n:02}", day): 1 for n in range(SERVICES) for day in days}
    for check in kept:
        first = [event for event in asked[check.ref] if event.verb in ("planned", ASKED)][:2]
        assert [event.verb for event in first] == ["planned", ASKED]
        assert sum(event.verb == "planned" for event in asked[check.ref]) == 1
        there = first[1].at.astimezone(LONDON)
        assert (there.date(), there.hour) == (check.day, 11)
    assert {c.state for c in kept if int(c.service[1:]) < IDLE} == {"done"}
    assert {c.state for c in kept if int(c.service[1:]) >= IDLE} == {"missed"}
    assert max(Counter(here.sent).values()) == 1
    done = {c.ref for c in kept if c.state == "done"}
    pings = Counter(key.split(":")[1] for _, key in here.sent if key.startswith("ping:"))
    assert {ref: pings[ref] for ref in done} == dict.fromkeys(done, 1)
