"""Digests handed out over a real database: exactly once, over changes of the clocks, restarts and two processes."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from adapters.store import SqlStore, cipher_for
from core import briefing
from core.advice import book
from core.handlers import Desk
from core.labels import Danger, Phase, Role, ServiceKind
from core.occasions import Rhythm
from core.people import Person, RoleHeld, Service
from core.policy import DEFAULTS
from core.ports import Sender, UnitOfWork
from core.registers import REGISTERS
from core.understanding.pii import redact
from tests.unit import ward
from tests.unit.ward import ANITA, BEN, IMRAN, TOM

DESK = Desk(policies=DEFAULTS, advice=book({}), redact=redact)
EVERY_DAY = replace(DESK, rhythm=Rhythm(at=time(1, 30), every_day=True))
CHANGES = tuple(datetime(*day, tzinfo=UTC) for day in ((2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31)))
SERVICES = 50


class Provider:
    """A store, and a clock that is set."""

    def __init__(self, folder: Path) -> None:
        self.now = CHANGES[0]
        url = f"sqlite:///{folder / 'handrail.db'}"
        self.make: Callable[[], SqlStore] = lambda: SqlStore(url, cipher_for(url), REGISTERS, now=lambda: self.now)
        self.store = self.make().open()

    async def tick(self, desk: Desk = EVERY_DAY, *, store: SqlStore | None = None, dies_after: int = 10_000) -> int:
        """One tick, as the ticker makes it; dies before it has noted that all was handed out, if told to."""
        store, now = store or self.store, self.now
        letters = await store.look(lambda uow: briefing.due(uow, desk, now))
        if letters is None:
            return 0
        for letter in letters[:dies_after]:
            await store.work(lambda uow, letter=letter: briefing.hand_out(uow, letter, now))  # type: ignore[misc]
        if len(letters) <= dies_after:
            await store.work(lambda uow: briefing.seen(uow, now))
        return len(letters)

    async def sent(self) -> list[tuple[int, str]]:
        """Who got a digest, by key, in the order sent; taken out of the outbox as sent."""

        def take(uow: UnitOfWork) -> list[tuple[int, str]]:
            taken: list[tuple[int, str]] = []
            while found := uow.claim_outgoing(self.now, 1000):
                for outgoing in found:
                    uow.drop(outgoing, "read")
                taken += [(outgoing.person, outgoing.key) for outgoing in found]
            return taken

        return await self.store.work(take)


def furnish(uow: UnitOfWork) -> None:
    for n in range(SERVICES):
        place = Service(
            code=f"s{n:02}",
            name=f"House {n}",
            kind=ServiceKind.CARE_HOME,
            timezone="Europe/London",
            phase=Phase.GO_LIVE,
        )
        uow.put_service(place)
        person = uow.put_person(Person(id=0, name=f"Manager {n}", email=f"m{n}@x.example"))
        uow.put_role(RoleHeld(person=person.id, role=Role.REGISTERED_MANAGER, service=place.code))
        uow.link(Sender(channel="page", tenant="", user=str(person.id)), person.id)


@contextmanager
def provider() -> Iterator[Provider]:
    with TemporaryDirectory(dir=ward.IN_MEMORY if ward.IN_MEMORY.is_dir() else None) as folder:
        made = Provider(Path(folder))
        try:
            asyncio.run(made.store.work(furnish))
            yield made
        finally:
            made.store.close()


@pytest.mark.parametrize("change", CHANGES, ids=lambda day: day.date().isoformat())
def test_fifty_services_over_a_change_of_the_clocks(change: datetime) -> None:
    """Four days around it, with ticks that die in the middle, come twice, and restarts: one each, every day."""

    async def story(here: Provider) -> list[tuple[int, str]]:
        here.now = change - timedelta(days=1, hours=12)
        await here.tick()
        got: list[tuple[int, str]] = []
        for n in range(1, 4 * 24):
            here.now = change - timedelta(days=1, hours=12) + n * timedelta(hours=1)
            await here.tick(dies_after=7 if n % 5 else 10_000)
            await here.tick(dies_after=20)
            if n % 25 == 0:
                here.store.close()
                here.store = here.make().open()
            await here.tick()
            got += await here.sent()
        return got

    with provider() as here:
        got = asyncio.run(story(here))
    days = [(change + timedelta(days=n)).date().isoformat() for n in (-1, 0, 1, 2)]
    assert len(set(got)) == len(got)
    assert sorted(got) == sorted((p, f"digest:morning:{p}:{day}") for p in range(1, SERVICES + 1) for day in days)


def test_two_processes_at_the_same_moment() -> None:
    """Both find the same due, and both hand it out: each person gets one."""

    async def story(here: Provider) -> list[tuple[int, str]]:
        await here.tick()
        here.now += timedelta(days=1, hours=3)
        other = here.make().open(alone=False)
        try:
            found = await asyncio.gather(here.tick(), here.tick(store=other), here.tick(), here.tick(store=other))
        finally:
            other.close()
        assert max(found) == SERVICES
        return await here.sent()

    with provider() as here:
        got = asyncio.run(story(here))
    assert sorted(person for person, _ in got) == list(range(1, SERVICES + 1))


def test_a_new_account_is_no_reason_for_a_second_digest() -> None:
    """Somebody who joins another channel after a crash in the middle gets no second copy of this morning's."""

    async def story(here: Provider) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        await here.tick()
        here.now += timedelta(days=1, hours=3)
        await here.tick(dies_after=SERVICES - 1)
        before = await here.sent()
        await here.store.work(lambda uow: uow.link(Sender(channel="slack", tenant="t", user="u"), 1))
        await here.tick()
        return before, await here.sent()

    with provider() as here:
        before, after = asyncio.run(story(here))
    assert len(before) == SERVICES - 1
    assert [person for person, _ in after] == [SERVICES]


def test_the_first_start_sends_nothing_for_the_morning_that_is_over() -> None:
    async def story(here: Provider) -> list[int]:
        here.now = datetime(2026, 6, 3, 12, tzinfo=UTC)
        counts = [await here.tick(DESK), await here.tick(DESK)]
        here.now += timedelta(hours=20, minutes=30)
        return [*counts, await here.tick(DESK)]

    with provider() as here:
        assert asyncio.run(story(here)) == [0, 0, SERVICES]


def test_a_clock_that_was_wrong_does_not_silence_the_digests() -> None:
    """Once it stood in 2040: from the next look on, digests come as ever."""

    async def story(here: Provider) -> int:
        here.now = datetime(2040, 6, 4, 12, tzinfo=UTC)
        await here.tick(DESK)
        here.now = datetime(2026, 6, 3, 6, tzinfo=UTC)
        await here.tick(DESK)
        here.now += timedelta(hours=3)
        return await here.tick(DESK)

    with provider() as here:
        assert asyncio.run(story(here)) == SERVICES


# ---- who gets one


def due(here: ward.Ward, desk: Desk = DESK) -> dict[int, str]:
    """Whose cards are due now, after a look 24 hours ago."""
    before = here.now - timedelta(days=1)
    here.work(lambda uow: uow.put_note(briefing.SEEN, before.isoformat()))
    letters = here.work(lambda uow: briefing.due(uow, desk, here.now))
    return {letter.person: letter.card.as_text() for letter in letters or () if letter.card is not None}


def test_managers_always_and_others_only_with_something_to_do() -> None:
    with ward.opened() as here:
        assert list(due(here)) == [ANITA]
        ref = here.report()
        here.move(ref, "acknowledge", TOM)
        assert set(due(here)) == {ANITA, TOM}
        here.move(ref, "assign", TOM, person=str(IMRAN))
        assert set(due(here)) == {ANITA, TOM, IMRAN}


def test_it_can_be_switched_off() -> None:
    with ward.opened() as here:
        assert due(here, replace(DESK, rhythm=Rhythm(at=None))) == {}


def test_what_is_restricted_and_what_is_over_is_not_there() -> None:
    with ward.opened() as here:
        here.report(danger=Danger.SAFEGUARDING)
        assert "Open" not in due(here)[ANITA]
        ref = here.report()
        here.move(ref, "withdraw", ward.PRECIOUS)
        assert "Open" not in due(here)[ANITA]


def test_printed_without_being_sent() -> None:
    with ward.opened() as here:
        everybody = here.work(lambda uow: briefing.now_for(uow, DESK, here.now))
        assert [card.heading.split(".")[0] for card in everybody] == ["Good morning, Anita", "Good morning, Imran"]
        ben: Any = here.work(lambda uow: briefing.now_for(uow, DESK, here.now, "BEN@elm.example"))
        nobody: Any = here.work(lambda uow: briefing.now_for(uow, DESK, here.now, "who@elm.example"))
        assert (ben, nobody) == ((), ())
        assert BEN not in due(here)
