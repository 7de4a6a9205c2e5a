"""A store with Elm Court in it, worked by hand: reports, moves and ticks, each one unit of work at a set time."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from adapters.store import SqlStore, cipher_for
from core import handlers, reaching
from core.advice import book
from core.audit import ASKED, Event
from core.decide import Decision
from core.handlers import Desk
from core.labels import CareRisk, Category, Danger, Kind, Role, Urgency
from core.people import Person, RoleHeld, Shift
from core.policy import DEFAULTS
from core.ports import Chase, Delivery, Sender, UnitOfWork
from core.register import Entry
from core.registers import REGISTERS
from core.understanding.meaning import Meaning
from core.understanding.pii import redact
from tests.unit.elm_court import ELM

T = TypeVar("T")
START = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
"""A Wednesday, 10:00 in London."""

NAMES = ("Tom Reid", "Ben Shaw", "Precious Okafor", "Anita Rao", "Mo Daley", "Imran Khan", "Grace Obi")
TOM, BEN, PRECIOUS, ANITA, MO, IMRAN, GRACE = range(1, 8)
ROLES = (
    (TOM, Role.TEAM_LEADER),
    (BEN, Role.ON_CALL_MANAGER),
    (PRECIOUS, Role.CARE_WORKER),
    (ANITA, Role.REGISTERED_MANAGER),
    (MO, Role.SENIOR_LEADER),
    (IMRAN, Role.PROJECT_LEAD),
    (GRACE, Role.QUALITY_LEAD),
)

MEANING = Meaning(
    kind=Kind.ISSUE,
    category=Category.LOGIN_ACCESS,
    alternatives=(),
    urgency=Urgency.CRITICAL,
    ask=False,
    care_risk=(CareRisk.NONE,),
    area=None,
    danger=Danger.NONE,
    confidence=1.0,
    reasons=(),
    pii=(),
    redacted="tablet wont log me in",
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one entry stands: how often it was asked about, whom, and how many messages that made."""

    chase: Chase
    entry: Entry
    times: int
    people: tuple[int, ...]
    pings: int


@dataclass(kw_only=True)
class Ward:
    """Elm Court: Tom in charge and Ben on call by a rota without end, the others in working hours."""

    store: SqlStore
    runner: asyncio.Runner
    moment: list[datetime] = field(default_factory=lambda: [START])
    desk: Desk = field(default_factory=lambda: Desk(policies=DEFAULTS, advice=book({}), redact=redact))

    @property
    def now(self) -> datetime:
        return self.moment[0]

    def forward(self, **length: float) -> None:
        self.moment[0] += timedelta(**length)

    def work(self, job: Callable[[UnitOfWork], T]) -> T:
        return self.runner.run(self.store.work(job))

    def person(self, who: int) -> Person:
        return self.work(lambda uow: uow.directory().person(who))

    def report(self, urgency: Urgency = Urgency.CRITICAL, by: int = PRECIOUS, **meant: object) -> str:
        meaning = replace(MEANING, urgency=urgency, **meant)  # type: ignore[arg-type]
        sender = Sender(channel="page", tenant="", user=str(by))

        def job(uow: UnitOfWork) -> str:
            person = uow.directory().person(by)
            return handlers.report(
                uow, self.desk, self.now, sender, person, "elm", meaning.redacted, meaning, self.now
            ).ref

        return self.work(job)

    def move(self, ref: str, verb: str, who: int = TOM, **evidence: str) -> Decision | None:
        def job(uow: UnitOfWork) -> Decision | None:
            done = handlers.move(uow, self.desk, self.now, uow.directory().person(who), ref, verb, evidence)
            return done[1] if done else None

        return self.work(job)

    def tick(self) -> int:
        """What time brings to every entry; how many there were."""

        def job(uow: UnitOfWork) -> int:
            waiting = uow.chases_due(self.now)
            for chase in waiting:
                reaching.chase_one(uow, self.desk, self.now, chase.ref)
            return len(waiting)

        return self.work(job)

    def unreached(self, ref: str, person: int) -> None:
        """As the mailer does when a ping can't be delivered."""

        def job(uow: UnitOfWork) -> None:
            reaching.not_reached(uow, self.desk, self.now, ref, person, "blocked")
            reaching.chase_one(uow, self.desk, self.now, ref)

        self.work(job)

    def entry(self, ref: str) -> Entry:
        found = self.work(lambda uow: uow.entry(ref))
        assert found is not None
        return found

    def chase(self, ref: str) -> Chase:
        found = self.work(lambda uow: uow.chase(ref))
        assert found is not None
        return found

    def trail(self, ref: str) -> tuple[Event, ...]:
        return self.work(lambda uow: uow.trail(ref))

    def asked(self, ref: str) -> list[tuple[float, tuple[int, ...]]]:
        """Minutes from the first report of the test, and who was asked then."""
        return [
            ((e.at - START).total_seconds() / 60, tuple(int(p) for p in e.evidence["people"].split(",")))
            for e in self.trail(ref)
            if e.verb == ASKED
        ]

    def stands(self, ref: str) -> "Standing":
        """All that a test may ask of one entry, read at once."""

        def job(uow: UnitOfWork) -> Standing:
            chase, entry = uow.chase(ref), uow.entry(ref)
            assert chase is not None and entry is not None
            asked = [e for e in uow.trail(ref) if e.verb == ASKED]
            people = tuple(int(p) for e in asked for p in e.evidence["people"].split(","))
            return Standing(
                chase=chase,
                entry=entry,
                times=len(asked),
                people=people,
                pings=sum(d.ping for d in uow.deliveries(ref)),
            )

        return self.work(job)

    def deliveries(self, ref: str) -> tuple[Delivery, ...]:
        return self.work(lambda uow: uow.deliveries(ref))


def _furnish(uow: UnitOfWork) -> None:
    uow.put_service(ELM)
    for number, name in enumerate(NAMES, 1):
        kept = uow.put_person(Person(id=0, name=name, email=f"{name.split()[0].lower()}@elm.example"))
        assert kept.id == number
    for person, role in ROLES:
        uow.put_role(RoleHeld(person=person, role=role, service="elm"))
    begun, ended = START - timedelta(days=1), START + timedelta(days=4000)
    uow.put_shifts(
        [
            Shift(person=TOM, service="elm", starts=begun, ends=ended, in_charge=True),
            Shift(person=BEN, service="elm", starts=begun, ends=ended, on_call=True),
        ]
    )


IN_MEMORY = Path("/dev/shm")
"""Where there is such a folder, nothing waits for a disk."""


@cache
def _migrated() -> dict[str, bytes]:
    """The files of an empty database: to copy them takes a tenth of the time of making them."""
    with TemporaryDirectory() as folder:
        _store(Path(folder), [START]).open().close()
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def _store(folder: Path, moment: list[datetime]) -> SqlStore:
    url = f"sqlite:///{folder / 'handrail.db'}"
    return SqlStore(url, cipher_for(url), REGISTERS, now=lambda: moment[0])


@contextmanager
def bare() -> Iterator[Ward]:
    """A ward of its own with nobody in it yet."""
    moment = [START]
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        for name, content in _migrated().items():
            Path(folder, name).write_bytes(content)
            Path(folder, name).chmod(0o600)
        with _store(Path(folder), moment) as store, asyncio.Runner() as runner:
            yield Ward(store=store, runner=runner, moment=moment)


@contextmanager
def opened() -> Iterator[Ward]:
    """The same with everybody at work."""
    with bare() as ward:
        ward.work(_furnish)
        yield ward
