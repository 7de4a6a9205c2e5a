"""Two real processes tick through the same day over one database: every check, digest and question comes once."""

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

from core.labels import Phase, Role
from core.people import Person, RoleHeld, Shift
from core.ports import Chase, Sender, UnitOfWork
from core.registers import CHECKS
from tests.contract.databases import Database
from tests.contract.store_scene import HandClock, elm_court, issue, made
from tests.contract.test_store_durability import ROOT, line

SERVICES = 6
MORNING = datetime(2026, 6, 2, 5, 0, tzinfo=UTC)
MOMENTS = tuple(MORNING + timedelta(minutes=20 * n) for n in range(1, 15 * 3))
"""From six in the morning, on British clocks, until nine at night: digest, shift start, check, and check missed."""


def furnish(unit: UnitOfWork) -> None:
    """Services that run two systems, each with a manager, somebody in charge and one report that nobody answers."""
    for n in range(SERVICES):
        code = f"s{n}"
        unit.put_service(elm_court(code=code, name=f"House {n}", phase=Phase.PARALLEL))
        people = [unit.put_person(Person(id=0, name=f"{who} {n}", email=f"{who}{n}@x.example")).id for who in "ab"]
        for person in people:
            unit.link(Sender(channel="page", tenant="", user=f"U{person}", address=f"D{person}"), person)
        unit.put_role(RoleHeld(person=people[0], role=Role.REGISTERED_MANAGER, service=code))
        unit.put_role(RoleHeld(person=people[1], role=Role.TEAM_LEADER, service=code))
        starts = MORNING + timedelta(hours=2)
        ends = starts + timedelta(hours=12)
        unit.put_shifts([Shift(person=people[1], service=code, starts=starts, ends=ends, in_charge=True)])
        unanswered(unit, code, people[1])


def unanswered(unit: UnitOfWork, service: str, person: int) -> None:
    at = MORNING + timedelta(hours=3)
    entry = issue(
        unit, service=service, reported_by=person, logged_by=person, reported_at=at, happened_at=at, control="none"
    )
    unit.put_chase(
        Chase(ref=entry.ref, register="issues", policy="high", cycle=1, base_at=at, sent=0, why="reported", next_at=at)
    )


@contextmanager
def ticking(url: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.contract.ticking_child", url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert line(process) == "open"
            yield process
        finally:
            process.kill()


def a_day_with(processes: int, url: str, clock: HandClock) -> None:
    clock.moment = MORNING
    with made(url, clock) as store:
        asyncio.run(store.work(furnish))
    with ExitStack() as stack:
        running = [stack.enter_context(ticking(url)) for _ in range(processes)]
        for moment in MOMENTS:
            for process in running:
                assert process.stdin
                process.stdin.write(f"{moment.isoformat()}\n")
                process.stdin.flush()
            for process in running:
                assert line(process) == moment.isoformat()


MESSAGES = "SELECT key, target FROM outbox"
FACTS = "SELECT ref, verb FROM event"


def test_two_processes_do_what_one_would(database: Database, url: str, clock: HandClock) -> None:
    alone = Database(kind=database.kind, url=database.another(), another=database.another)
    a_day_with(1, alone.url, clock)
    a_day_with(2, url, clock)
    assert Counter(database.rows(FACTS)) == Counter(alone.rows(FACTS))
    assert Counter(database.rows(MESSAGES)) == Counter(alone.rows(MESSAGES))
    assert database.rows("SELECT service, count(*) FROM daily_check GROUP BY service ORDER BY service") == [
        (f"s{n}", 1) for n in range(SERVICES)
    ]
    asked = Counter(verb for _, verb in database.rows(FACTS))
    assert asked["asked"] > 5 * SERVICES, "the issues and the checks climb all day, or this test proves little"
    digests = Counter(key for key, _ in database.rows(MESSAGES) if key.startswith("digest:"))
    assert digests == {f"digest:morning:{2 * n + 1}:2026-06-02": 1 for n in range(SERVICES)}
    clock.moment = MOMENTS[-1]
    with made(url, clock) as store:
        assert asyncio.run(store.look(lambda unit: unit.verify_trail())) == ()
        assert {entry.state for entry in asyncio.run(store.look(lambda unit: unit.entries(CHECKS)))} == {"missed"}
