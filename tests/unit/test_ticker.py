"""The tick goes on whatever is at fault: nothing keeps a report from being asked about, and each keeps to its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import pytest

from adapters.store import SqlStore
from bot.health import Watch
from bot.inflow import Inflow
from bot.sender import Mailer
from bot.ticker import EVERY, Ticker
from core import briefing, checking, pulsing, reaching, rule_news
from core.labels import Phase, RecordArea, Role
from core.people import Person, RoleHeld, Shift
from core.ports import Sender, UnitOfWork
from core.registers import CHECKS
from core.rules import Draft
from tests.unit import ward
from tests.unit.elm_court import ELM
from tests.unit.ward import ANITA, BEN, PRECIOUS, TOM

T = TypeVar("T")

PARTS = {"check", "letter", "round", "rule"}
"""What time has brought beside the critical report."""

FAULTS: dict[Any, str] = {
    checking.waiting: "check",
    checking.step: "check",
    briefing.due: "letter",
    briefing.hand_out: "letter",
    briefing.seen: "",
    pulsing.waiting: "round",
    pulsing.step: "round",
    rule_news.due: "rule",
    rule_news.hand_out: "rule",
    rule_news.seen: "",
}
"""What can be at fault, and what is missing then until the next tick; nothing where only the noting failed."""


@dataclass(kw_only=True)
class Faulty:
    """A store of which some jobs fail, as if a row that they read were bad. `tries` counts all jobs by what they do."""

    store: SqlStore
    fails: set[Any] = field(default_factory=set)
    tries: list[Any] = field(default_factory=list)

    async def look(self, job: Callable[[UnitOfWork], T]) -> T:
        return await self.store.look(self._maybe(job))

    async def work(self, job: Callable[[UnitOfWork], T]) -> T:
        return await self.store.work(self._maybe(job))

    def _maybe(self, job: Callable[[UnitOfWork], T]) -> Callable[[UnitOfWork], T]:
        what = job.func if isinstance(job, partial) else job
        self.tries.append(what)

        def fail(uow: UnitOfWork) -> T:
            raise ValueError("a bad row")

        return fail if what in self.fails else job


@dataclass(kw_only=True)
class Night:
    """A ward with the ticker that serves, and the store that it is given."""

    ward: ward.Ward
    store: Faulty

    def __post_init__(self) -> None:
        desk = replace(self.ward.desk, pulse=self.ward.now.weekday())
        self.watch = Watch(self.ward.store, self)
        mailer = Mailer(store=self.ward.store, channels={}, desk=desk, clock=self, inflow=Inflow())
        self.ticker = Ticker(store=self.store, desk=desk, clock=self, mailer=mailer, watch=self.watch)  # type: ignore[arg-type]

    def now(self) -> Any:
        return self.ward.now

    def tick(self, seconds: float = EVERY) -> None:
        self.ward.forward(seconds=seconds)
        self.ward.runner.run(self.ticker.tick())

    def faults(self) -> float:
        return self.watch.registry.get_sample_value("handrail_chase_faults_total") or 0

    def keys(self) -> list[str]:
        """The key of every message so far."""
        return [key for _, key in self.messages()]

    def messages(self) -> list[tuple[int, str]]:
        """Who got which message, by key; looked at and left as it was."""

        def peek(uow: UnitOfWork) -> None:
            taken: list[tuple[int, str]] = []
            while found := uow.claim_outgoing(self.ward.now, 1000):
                for outgoing in found:
                    uow.drop(outgoing, "read")
                taken += [(outgoing.person, outgoing.key) for outgoing in found]
            raise Peeked(taken)

        try:
            self.ward.work(peek)
        except Peeked as peeked:
            return peeked.found
        return []

    def there(self) -> set[str]:
        """Which of the parts are done."""
        keys = self.keys()
        checks = self.ward.work(lambda uow: uow.entries(CHECKS))
        rounds = self.ward.work(lambda uow: uow.pulses())
        found = {
            "check": bool(checks),
            "letter": any(key.startswith("digest:") for key in keys),
            "round": bool(rounds),
            "rule": any(key.startswith("rules:") for key in keys),
        }
        return {name for name, is_there in found.items() if is_there}


class Peeked(Exception):
    def __init__(self, found: list[tuple[int, str]]) -> None:
        super().__init__()
        self.found = found


@contextmanager
def night() -> Iterator[Night]:
    with ward.opened() as here:
        yield Night(ward=here, store=Faulty(store=here.store))


def everything_is_due(here: ward.Ward) -> str:
    """A critical report that nobody has answered, a check, Anita's digest, a round and a rule, at the same moment."""

    def furnish(uow: UnitOfWork) -> None:
        uow.put_service(replace(ELM, old_system="paper folders"))
        for person in (TOM, BEN, PRECIOUS, ANITA):
            uow.link(Sender(channel="page", tenant="", user=str(person)), person)
        uow.put_rule(Draft(area=RecordArea.INCIDENT, title="A fall", plain_text="In the app."))
        uow.put_note(briefing.SEEN, (here.now - timedelta(days=1)).isoformat())

    here.forward(hours=1, minutes=5)
    here.work(furnish)
    ref = here.report()
    here.forward(minutes=10)
    return ref


def test_everything_at_its_time() -> None:
    with night() as here:
        ref = everything_is_due(here.ward)
        here.tick()
        assert (here.there(), here.faults()) == (PARTS, 0)
        assert here.ward.stands(ref).times == 2


@pytest.mark.parametrize("fault", FAULTS, ids=lambda job: f"{job.__module__}.{job.__name__}")
def test_a_fault_keeps_nothing_else(fault: Any) -> None:
    """The critical report climbs at its moment, the others get theirs, and the next tick brings what was missing."""
    with night() as here:
        ref = everything_is_due(here.ward)
        here.store.fails = {fault}
        here.tick()
        assert here.ward.stands(ref).times == 2, "the critical report was not asked about again"
        assert here.watch.ticked == here.ward.now
        assert here.there() == PARTS - {FAULTS[fault]}
        assert here.faults() >= 1
        before = set(here.keys())
        here.store.fails = set()
        if fault is rule_news.hand_out:
            here.tick(rule_news.REACHED_WITHIN.total_seconds())
        here.tick()
        after = here.keys()
        assert here.there() == PARTS
        assert before <= set(after) and len(set(after)) == len(after)


def test_a_fault_in_asking_whether_a_check_is_settled() -> None:
    with night() as here:
        ref = everything_is_due(here.ward)
        here.store.fails = {checking.step, checking.is_settled}
        here.tick()
        assert here.ward.stands(ref).times == 2
        assert here.there() == PARTS - {"check"}


def test_who_is_asked_at_fault_leaves_the_rest_and_shows() -> None:
    """One entry at fault is skipped in that tick, and asked about in the next one."""
    with night() as here:
        ref = everything_is_due(here.ward)
        here.store.fails = {reaching.chase_one}
        here.tick()
        assert (here.ward.stands(ref).times, here.faults(), here.there()) == (1, 1, PARTS)
        here.store.fails = set()
        here.tick()
        assert here.ward.stands(ref).times == 2


def test_the_asking_goes_before_everything_else() -> None:
    with night() as here:
        everything_is_due(here.ward)
        here.tick()
        order = [job for job in here.store.tries if job in (reaching.chase_one, checking.waiting, briefing.due)]
        assert order[:3] == [reaching.chase_one, checking.waiting, briefing.due]


def test_a_service_with_a_bad_time_zone_silences_no_other() -> None:
    """A row as no import makes it: checks, letters and rounds are at fault, and Elm Court still climbs."""
    with night() as here:
        ref = everything_is_due(here.ward)
        here.ward.work(
            lambda uow: uow.put_service(replace(ELM, code="mars", timezone="Mars/Base", phase=Phase.PARALLEL))
        )
        here.tick()
        assert here.ward.stands(ref).times == 2
        assert here.watch.ticked == here.ward.now
        assert here.faults() >= 3


# ---- one letter at fault

MANY = 10
HOUSES = range(8, 8 + MANY)
"""The managers of as many houses more; the note of the first one's last digest can't be read."""

BAD = HOUSES[0]


def many_houses(here: ward.Ward) -> None:
    """At 9:30, after a look at 9:20."""

    def furnish(uow: UnitOfWork) -> None:
        for person in HOUSES:
            place = replace(ELM, code=f"s{person}", name=f"House {person}", phase=Phase.STABILISING)
            uow.put_service(place)
            assert uow.put_person(Person(id=0, name=f"Manager {person}", email=f"m{person}@x.example")).id == person
            uow.put_role(RoleHeld(person=person, role=Role.REGISTERED_MANAGER, service=place.code))
            uow.link(Sender(channel="page", tenant="", user=str(person)), person)
        uow.put_note(f"digest:{BAD}", "not a day")
        uow.put_note(briefing.SEEN, here.now.isoformat())

    here.forward(minutes=-40)
    here.work(furnish)
    here.forward(minutes=10)


def digests(here: Night) -> list[int]:
    return sorted(person for person, key in here.messages() if key.startswith("digest:") and person in HOUSES)


def seen(here: Night) -> str:
    return here.ward.work(lambda uow: uow.note(briefing.SEEN))


def test_one_digest_at_fault_is_the_only_one_missing() -> None:
    with night() as here:
        many_houses(here.ward)
        before = seen(here)
        here.tick()
        assert digests(here) == [*HOUSES[1:]]
        assert (here.faults(), seen(here)) == (1, before)


def test_it_comes_as_soon_as_what_was_at_fault_is_mended() -> None:
    with night() as here:
        many_houses(here.ward)
        here.tick()
        here.ward.work(lambda uow: uow.put_note(f"digest:{BAD}", ""))
        here.tick()
        assert digests(here) == [*HOUSES]
        assert seen(here) == here.ward.now.isoformat()


def test_one_that_fails_for_ever_is_tried_ever_less_and_given_up_after_an_hour() -> None:
    with night() as here:
        many_houses(here.ward)
        before = seen(here)
        for _ in range(60 * 60 // EVERY):
            here.tick()
        tried = here.faults()
        assert 8 <= tried <= 12
        assert (digests(here), seen(here)) == ([*HOUSES[1:]], before)
        for _ in range(60 * 60 // EVERY):
            here.tick()
        assert here.faults() == tried + 1
        assert digests(here) == [*HOUSES[1:]]
        assert seen(here) != before


def test_while_one_is_held_a_shift_that_begins_gets_its_card() -> None:
    """Between two tries of the one at fault, what falls due in the meantime comes at its moment."""
    with night() as here:
        many_houses(here.ward)
        starts = here.ward.now + timedelta(minutes=27, seconds=EVERY)
        next_in = Shift(person=BAD + 1, service="elm", starts=starts, ends=starts + timedelta(hours=8), in_charge=True)
        here.ward.work(lambda uow: uow.put_shifts([next_in]))
        here.ward.report()
        for _ in range(27 * 60 // EVERY):
            here.tick()
        assert here.faults() <= 10
        assert not any(key.startswith("shift:") for _, key in here.messages())
        here.tick()
        assert here.ward.now == starts
        assert [person for person, key in here.messages() if key.startswith("shift:")] == [next_in.person]
