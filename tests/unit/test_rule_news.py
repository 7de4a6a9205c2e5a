"""Telling rules over a real database: exactly once, over changes of the clocks, restarts, crashes and two processes."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from adapters.store import SqlStore, cipher_for
from core import rule_answers, rule_news
from core.advice import book
from core.handlers import Desk
from core.labels import RecordArea, Role
from core.occasions import Rhythm
from core.people import Cover, Person, RoleHeld, Shift
from core.policy import DEFAULTS
from core.ports import Sender, UnitOfWork
from core.receipts import Answer, to_read
from core.registers import REGISTERS
from core.rule_news import Task
from core.rules import Draft
from core.understanding.pii import redact
from tests.unit import ward
from tests.unit.elm_court import ELM

LONDON = ZoneInfo("Europe/London")
DESK = Desk(policies=DEFAULTS, advice=book({}), redact=redact)
OFF = replace(DESK, rhythm=Rhythm(rules=False))
CHANGES = tuple(datetime(*day, tzinfo=UTC) for day in ((2026, 3, 29), (2026, 10, 25)))
JUNE = datetime(2026, 6, 3, tzinfo=UTC)
DAY_STAFF, NIGHT_STAFF, OFFICE, MANAGER = (1, 2, 3), (4, 5), 6, 7
EARLY, LATE = 1, 4
"""Who is in charge by day and by night."""


class Home:
    """Elm Court with day and night staff, a store, and a clock that is set."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.now = now
        url = f"sqlite:///{folder / 'handrail.db'}"
        self.make: Callable[[], SqlStore] = lambda: SqlStore(url, cipher_for(url), REGISTERS, now=lambda: self.now)
        self.store = self.make().open()

    async def tick(self, *, desk: Desk = DESK, store: SqlStore | None = None, dies_after: int = 1000) -> int:
        """One tick, as the ticker makes it; how many tasks it found. It may die before it has noted what it did."""
        store, now = store or self.store, self.now
        due = await store.look(lambda uow: rule_news.due(uow, desk, now))
        if due is None:
            return 0
        told = []
        for task in due.tasks[:dies_after]:
            told.append(await store.work(lambda uow, task=task: rule_news.hand_out(uow, task, now)))  # type: ignore[misc]
        if len(due.tasks) <= dies_after:
            await store.work(lambda uow: rule_news.seen(uow, now, due.changed, told=any(told)))
        return len(due.tasks)

    async def sent(self) -> list[tuple[int, str]]:
        """Who got what, by key; taken out of the outbox as delivered."""

        def take(uow: UnitOfWork) -> list[tuple[int, str]]:
            taken: list[tuple[int, str]] = []
            while found := uow.claim_outgoing(self.now, 1000):
                for outgoing in found:
                    uow.sent(outgoing, "there", str(outgoing.id), 0, self.now)
                taken += [(outgoing.person, outgoing.key) for outgoing in found]
            return taken

        return await self.store.work(take)

    async def rule(self, title: str = "A fall", text: str = "In the app.", **other: object) -> None:
        draft = Draft(area=RecordArea.INCIDENT, title=title, plain_text=text, **other)  # type: ignore[arg-type]
        await self.store.work(lambda uow: uow.put_rule(draft))

    async def understood(self, person: int) -> int:
        def job(uow: UnitOfWork) -> int:
            rules = to_read(uow.rules(), self.now).values()
            return rule_answers.understood(uow, self.now, uow.directory().person(person), rules, "page")

        return await self.store.work(job)

    async def again(self) -> None:
        """The process ends and starts again."""
        self.store.close()
        self.store = self.make().open()


def furnish(uow: UnitOfWork, first: datetime) -> None:
    """Days of 07:00 to 19:00 and nights of 19:00 to 07:00, by the clock on the wall; one person is on no rota."""
    uow.put_service(ELM)
    for number in (*DAY_STAFF, *NIGHT_STAFF, OFFICE, MANAGER):
        person = uow.put_person(Person(id=0, name=f"Person{number} Name", email=f"p{number}@x.example"))
        assert person.id == number
        role = Role.REGISTERED_MANAGER if number == MANAGER else Role.CARE_WORKER
        uow.put_role(RoleHeld(person=number, role=role, service="elm"))
        uow.link(Sender(channel="page", tenant="", user=str(number)), number)
    shifts = []
    for n in range(-1, 8):
        day = (first + timedelta(days=n)).date()
        seven, nineteen = (datetime.combine(day, time(h), LONDON).astimezone(UTC) for h in (7, 19))
        next_seven = datetime.combine(day + timedelta(days=1), time(7), LONDON).astimezone(UTC)
        for people, starts, ends in ((DAY_STAFF, seven, nineteen), (NIGHT_STAFF, nineteen, next_seven)):
            shifts += [
                Shift(person=p, service="elm", starts=starts, ends=ends, in_charge=p in (EARLY, LATE)) for p in people
            ]
    uow.put_shifts(shifts)


@contextmanager
def home(first: datetime = JUNE) -> Iterator[Home]:
    with TemporaryDirectory(dir=ward.IN_MEMORY if ward.IN_MEMORY.is_dir() else None) as folder:
        made = Home(Path(folder), first)
        try:
            asyncio.run(made.store.work(lambda uow: furnish(uow, first)))
            yield made
        finally:
            made.store.close()


def local(home: Home) -> str:
    return f"{home.now.astimezone(LONDON):%a %H:%M}"


@pytest.mark.parametrize("change", CHANGES, ids=lambda day: day.date().isoformat())
def test_once_over_a_change_of_the_clocks_with_crashes_and_restarts(change: datetime) -> None:
    """Told at the start of the first shift, reminded at the next, named once after it; then nothing more for days."""

    async def story(here: Home) -> list[tuple[str, int, str]]:
        await here.rule(effective_from=here.now)
        got: list[tuple[str, int, str]] = []
        for n in range(4 * 24 * 2):
            here.now = change + timedelta(minutes=30) * n
            await here.tick(dies_after=n % 3)
            if n % 7 == 0:
                await here.again()
            await here.tick()
            await here.tick()
            got += [(local(here), person, key) for person, key in await here.sent()]
        return got

    with home(change) as here:
        got = asyncio.run(story(here))
    times = {key: at for at, _, key in got}
    assert max(Counter(key for _, _, key in got).values()) == 1
    at_once = f"{change.astimezone(LONDON):%a %H:%M}"
    assert [times[f"rules:{p}:RUL-1:1:0"] for p in (EARLY, LATE, OFFICE)] == ["Sun 07:00", at_once, "Mon 09:30"]
    assert [times[f"rules:{p}:RUL-1:1:1"] for p in (EARLY, LATE)] == ["Mon 07:00", "Sun 19:00"]
    names = [(at, person) for at, person, key in got if key.startswith("unread:")]
    assert ("Mon 19:00", LATE) in names, "the day staff are named to who is in charge by then"
    told = [(p, key.rpartition(":")[2]) for _, p, key in got if key.startswith("rules:")]
    assert sorted(told) == sorted((p, n) for p in (*DAY_STAFF, *NIGHT_STAFF, OFFICE) for n in "01")


def test_two_processes_at_the_same_moment() -> None:
    """Both find the same due, and both hand it out: each person gets one message."""

    async def story(here: Home) -> list[tuple[int, str]]:
        here.now += timedelta(hours=6)
        await here.rule()
        other = here.make().open(alone=False)
        try:
            found = await asyncio.gather(here.tick(), here.tick(store=other), here.tick(), here.tick(store=other))
        finally:
            other.close()
        assert max(found) == len(DAY_STAFF)
        return await here.sent()

    with home(JUNE + timedelta(hours=1)) as here:
        got = asyncio.run(story(here))
    assert sorted(person for person, _ in got) == list(DAY_STAFF)


def test_a_tick_costs_nothing_while_nothing_can_be_due() -> None:
    async def story(here: Home) -> list[int]:
        here.now += timedelta(hours=8)
        await here.rule()
        counts = [await here.tick(), await here.tick()]
        here.now += timedelta(hours=3)
        return [*counts, await here.tick(), await here.tick(desk=OFF)]

    with home() as here:
        assert asyncio.run(story(here)) == [len(DAY_STAFF), 0, 1, 0], "the one without a rota is told after 09:30"


def test_a_rule_kept_during_a_tick_is_found_by_the_next_one() -> None:
    """What was looked at is what is noted, not what is there when it is noted."""

    async def story(here: Home) -> int:
        here.now += timedelta(hours=8)
        await here.rule()
        now = here.now
        due = await here.store.look(lambda uow: rule_news.due(uow, DESK, now))
        assert due is not None
        await here.rule("A slip")
        for task in due.tasks:
            await here.store.work(lambda uow, task=task: rule_news.hand_out(uow, task, now))  # type: ignore[misc]
        await here.store.work(lambda uow: rule_news.seen(uow, now, due.changed, told=True))
        await here.tick()
        return len(await here.store.look(lambda uow: uow.receipts()))

    with home() as here:
        assert asyncio.run(story(here)) == 2 * len(DAY_STAFF)


def test_nobody_is_told_in_the_last_half_hour_or_while_away() -> None:
    async def story(here: Home) -> list[int]:
        here.now = datetime(2026, 6, 3, 18, 40, tzinfo=LONDON).astimezone(UTC)
        away = Cover(id=0, person=4, covered_by=None, starts=here.now, ends=here.now + timedelta(days=1))
        await here.store.work(lambda uow: uow.put_cover(away))
        await here.rule()
        await here.tick()
        here.now += timedelta(minutes=20)
        await here.tick()
        return [person for person, _ in await here.sent()]

    with home() as here:
        assert asyncio.run(story(here)) == [5]


def test_who_wrote_a_rule_is_not_asked_to_read_it() -> None:
    async def story(here: Home) -> list[int]:
        here.now += timedelta(hours=8)
        await here.rule(written_by=2)
        await here.tick()
        return [person for person, _ in await here.sent()]

    with home() as here:
        assert asyncio.run(story(here)) == [1, 3]


def test_an_answer_given_between_the_look_and_the_reminder_stops_it() -> None:
    async def story(here: Home) -> tuple[bool, Answer]:
        here.now += timedelta(hours=8)
        await here.rule()
        await here.tick()
        here.now += timedelta(hours=24)
        due = await here.store.look(lambda uow: rule_news.due(uow, DESK, here.now))
        assert due is not None
        assert Task(person=1) in due.tasks
        assert await here.understood(1) == 1
        sent = await here.store.work(lambda uow: rule_news.hand_out(uow, Task(person=1), here.now))
        (receipt,) = await here.store.look(lambda uow: uow.receipts(person=1))
        return sent, receipt.answer

    with home() as here:
        assert asyncio.run(story(here)) == (False, Answer.UNDERSTOOD)


def test_an_answer_to_the_old_version_leaves_the_new_one_open() -> None:
    async def story(here: Home) -> tuple[int, list[tuple[int, Answer]]]:
        here.now += timedelta(hours=8)
        await here.rule()
        await here.tick()
        await here.understood(1)
        await here.rule(text="On paper.")
        found = await here.tick()
        receipts = await here.store.look(lambda uow: uow.receipts(person=1))
        return found, [(r.version, r.answer) for r in receipts]

    with home() as here:
        found, answers = asyncio.run(story(here))
    assert (found, answers) == (len(DAY_STAFF), [(1, Answer.UNDERSTOOD), (2, Answer.NONE)])


def test_who_is_in_charge_does_not_get_their_own_name() -> None:
    """Whoever is in charge of the next shift is told that the one before has not read it."""

    async def story(here: Home) -> list[tuple[str, int]]:
        here.now = datetime(2026, 6, 3, 8, tzinfo=LONDON).astimezone(UTC)
        await here.rule()
        await here.tick()
        for person in (2, 3):
            await here.understood(person)
        names = []
        for n in range(1, 60):
            here.now = datetime(2026, 6, 3, 8, tzinfo=LONDON).astimezone(UTC) + timedelta(hours=n)
            await here.tick()
            for person in (*NIGHT_STAFF, OFFICE):
                await here.understood(person)
            names += [(local(here), p) for p, key in await here.sent() if key.startswith("unread:")]
        return names

    with home() as here:
        assert asyncio.run(story(here)) == [("Thu 19:00", LATE)]
