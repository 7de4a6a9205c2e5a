"""What the tests of the store share: a clock that is moved by hand, made-up people and one report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.store import SqlStore, cipher_for
from core.labels import Kind, Phase, ServiceKind, Urgency
from core.people import Person, Service
from core.ports import Message, Priority, Sender, UnitOfWork
from core.registers import ISSUES, REGISTERS
from core.registers.issues.table import Issue

KEY = "A" * 43 + "="
"""Given where there is no place beside the database for a key of its own."""

NOON = datetime(2026, 6, 2, 12, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """The time as a test sets it."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def forward(self, **length: float) -> datetime:
        self.moment += timedelta(**length)
        return self.moment


def made(url: str, clock: HandClock) -> SqlStore:
    """A store that is not open yet, with its key beside it if it is a file."""
    key = "" if url.startswith("sqlite") else KEY
    return SqlStore(url, cipher_for(url, key=key), REGISTERS, now=clock.now)


def account(user: str = "U1", *, channel: str = "slack", address: str = "D1") -> Sender:
    return Sender(channel=channel, tenant="T1", user=user, address=address)


def elm_court(**other: Any) -> Service:
    values = {
        "code": "elm",
        "name": "Elm Court",
        "kind": ServiceKind.CARE_HOME,
        "timezone": "Europe/London",
        "phase": Phase.GO_LIVE,
        "urgent_phone": "01632 960001",
    }
    return Service(**(values | other))


def someone(unit: UnitOfWork, name: str = "Precious Moyo", *accounts: Sender) -> int:
    """A known person with those accounts; their number."""
    person = unit.put_person(Person(id=0, name=name, email=f"{name.split()[0].lower()}@elm.example"))
    for one in accounts:
        unit.link(one, person.id)
    return person.id


def issue(unit: UnitOfWork, words: str = "tablet wont log me in", **other: Any) -> Issue:
    """A report, kept."""
    values: dict[str, Any] = {
        "ref": unit.next_ref(ISSUES),
        "service": "elm",
        "state": ISSUES.first,
        "urgency": Urgency.HIGH,
        "kind": Kind.ISSUE,
        "category": "login_access",
        "reported_by": 1,
        "logged_by": 1,
        "reported_at": NOON,
        "happened_at": NOON,
        "sealed": unit.seal(words),
        "redacted": "tablet won't log in",
    }
    entry = Issue(**(values | other))
    unit.add(entry)
    return entry


def message(key: str, person: int, **other: Any) -> Message:
    """A ping about nothing in particular."""
    return Message(**{"key": key, "person": person, "priority": Priority.PING, **other})


def each(*jobs: Callable[[UnitOfWork], object]) -> Callable[[UnitOfWork], None]:
    """Several steps of one unit of work."""

    def job(unit: UnitOfWork) -> None:
        for step in jobs:
            step(unit)

    return job
