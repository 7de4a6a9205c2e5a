"""A made-up provider for the measurements: many services, so that nobody is pinged by everybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.build import Event, email_of, event_of
from bot.importing import import_text
from core.ports import UnitOfWork

SERVICES, STAFF = 20, 25
"""Services, and the staff of each."""

STAFF_IN_ALL = SERVICES * STAFF
"""The 500 who all write at the handover at half past seven."""

WARDS = 20
"""Further services from which critical reports come one at a time, so that their pings can be told apart."""

CRITICAL = "tablet {number} wont log me in and its meds time"
WORDS = (
    "bowel chart wont save in room {number}, lost what i wrote",
    "cant open the care plan for room {number}, it says no access",
    "printer wont print handover {number}",
    "fluid chart for room {number} wont save",
    "app keeps crashing on tablet {number}",
    "handheld {number} wont sync the visit times",
    "repositioning chart {number} is not on the list any more",
    "weight chart {number} shows the wrong unit",
    "the app freezes on screen {number} when i save notes",
    CRITICAL,
)
"""One in ten is critical. Every text comes with a number of its own: the same words twice are one report."""


@dataclass(kw_only=True)
class Crowd:
    """Everybody who writes, one after the other, each event with a number of its own."""

    secret: str

    def __post_init__(self) -> None:
        self._numbers = count(1)

    def events(self, at: datetime, how_many: int) -> Iterator[Event]:
        """So many reports, written ahead so that writing them takes no time from the measurement."""
        return iter([self._event(next(self._numbers), at.timestamp()) for _ in range(how_many)])

    def _event(self, number: int, at: float) -> Event:
        user, text = spoken(number)
        return event_of(self.secret, user, text, number, at)

    def critical(self, ward: int, at: datetime) -> Event:
        """One critical report from a service of its own."""
        number = next(self._numbers)
        return event_of(
            self.secret, reporter(SERVICES + ward, 0), CRITICAL.format(number=number), number, at.timestamp()
        )


def spoken(number: int) -> tuple[str, str]:
    """Who makes the report with that number, and in what words: every house hears every kind."""
    turn, service = divmod(number, SERVICES)
    return reporter(service, turn % STAFF), WORDS[turn % len(WORDS)].format(number=number)


def reporter(service: int, number: int) -> str:
    """The user id of a member of staff."""
    return f"R{service:03}N{number:03}"


def in_charge(service: int) -> str:
    """The user id of whoever is in charge there."""
    return f"L{service:03}"


def in_charge_of_ward(ward: int) -> str:
    """The user id of whoever is pinged about a critical report from there."""
    return in_charge(SERVICES + ward)


def settle(uow: UnitOfWork, now: datetime) -> None:
    """Fill an empty database with the provider."""
    import_text(uow, "services", "\n".join(_services()))
    import_text(uow, "people", "\n".join(_people()))
    import_text(uow, "rota", "\n".join(_rota(now)))


def _services() -> Iterator[str]:
    yield "code,name,kind,timezone,phase,go_live"
    for number in range(SERVICES + WARDS):
        yield f"S{number:03},House {number},care_home,UTC,go_live,2026-11-16"


def _people() -> Iterator[str]:
    yield "name,email,role,service"
    for service in range(SERVICES + WARDS):
        yield f"Leader {service},{email_of(in_charge(service))},team_leader,S{service:03}"
        for number in range(STAFF if service < SERVICES else 1):
            user = reporter(service, number)
            yield f"Carer {user},{email_of(user)},care_worker,S{service:03}"


def _rota(now: datetime) -> Iterator[str]:
    """Round the clock, and on the next day too: a run may go past midnight."""
    yield "date,service,shift_start,shift_end,email,in_charge,on_call"
    for day in (now.astimezone(UTC).date() + timedelta(days=n) for n in range(-1, 2)):
        for service in range(SERVICES + WARDS):
            yield f"{day},S{service:03},00:00,00:00,{email_of(in_charge(service))},yes,no"
