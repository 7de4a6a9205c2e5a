"""Who people are, where they work, who is in charge now, and whom an escalation reaches.

Everything here is a pure reading of the `Directory`, one frozen picture of services, people,
roles, shifts and cover. Times are aware and in UTC; a service's own zone is used only to tell
working hours.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from core.labels import Phase, Role, ServiceKind

SAID_IN_CHARGE_FOR = timedelta(hours=14)
"""How long "I'm in charge" holds where there is no rota. Source: decisions, People and shifts."""

NIGHT = (time(22), time(7))
"""From, to, in the service's own time: nobody calls the registered manager then. Source: policies, quiet hours."""

WORKING_HOURS = (time(9), time(17))
"""Monday to Friday, in the service's own time. Source: workflow rules, "working day"."""

ALL_SERVICES = "*"


@dataclass(frozen=True, kw_only=True)
class Service:
    """One registered location or branch. `urgent_phone` is shown when nobody has answered."""

    code: str
    name: str
    kind: ServiceKind
    timezone: str
    phase: Phase
    go_live: str = ""
    urgent_phone: str = ""
    old_system: str = ""
    new_system: str = ""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The service's own time zone."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who has written or was imported. Nobody has confirmed an unknown person yet."""

    id: int
    name: str
    email: str = ""
    language: str = "en"
    staff_group: str = ""
    agency: bool = False
    known: bool = True

    @property
    def first_name(self) -> str:
        """The name used in a sentence."""
        return self.name.split()[0] if self.name.split() else "Somebody"


@dataclass(frozen=True, kw_only=True)
class RoleHeld:
    """A role at one service, or at all (`ALL_SERVICES`)."""

    person: int
    role: Role
    service: str


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A turn of duty from the rota, or one that somebody said ("I'm in charge"): `said`."""

    person: int
    service: str
    starts: datetime
    ends: datetime
    in_charge: bool = False
    on_call: bool = False
    said: bool = False

    def holds(self, now: datetime) -> bool:
        """Whether `now` lies within the shift."""
        return self.starts <= now < self.ends


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Somebody is away; `covered_by` stands in once they have accepted."""

    id: int
    person: int
    covered_by: int | None
    starts: datetime
    ends: datetime
    accepted: bool = False

    def holds(self, now: datetime) -> bool:
        """Whether `now` lies within the absence."""
        return self.starts <= now < self.ends


@dataclass(frozen=True, kw_only=True)
class Directory:
    """One frozen picture of everybody, read once per unit of work."""

    services: tuple[Service, ...] = ()
    people: tuple[Person, ...] = ()
    roles: tuple[RoleHeld, ...] = ()
    shifts: tuple[Shift, ...] = ()
    covers: tuple[Cover, ...] = ()
    safeguarding_leads: frozenset[str] = field(default_factory=frozenset)
    """E-mail addresses named by the provider; without any, the quality lead stands in."""

    @cached_property
    def _people(self) -> dict[int, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {service.code: service for service in self.services}

    def person(self, person_id: int) -> Person:
        """The person with that id. Raises KeyError if there is none."""
        return self._people[person_id]

    def service(self, code: str) -> Service | None:
        """The service with that code, or None: an unknown person's report may have none yet."""
        return self._services.get(code)

    def by_email(self, email: str) -> Person | None:
        """The person with that e-mail, whatever its letter case."""
        wanted = email.casefold()
        return next((p for p in self.people if wanted and p.email.casefold() == wanted), None)

    def holds(self, person_id: int, role: Role, service: str) -> bool:
        """Whether somebody has the role at the service (or at all)."""
        return any(
            held.person == person_id and held.role is role and held.service in (service, ALL_SERVICES)
            for held in self.roles
        )

    def roles_of(self, person_id: int, service: str) -> frozenset[Role]:
        """All roles of somebody at the service."""
        return frozenset(
            held.role for held in self.roles if held.person == person_id and held.service in (service, ALL_SERVICES)
        )

    def holders(self, role: Role, service: str) -> tuple[int, ...]:
        """Everybody with the role at the service, those of the service before those of all."""
        found = [h for h in self.roles if h.role is role and h.service in (service, ALL_SERVICES)]
        return unique(h.person for h in sorted(found, key=lambda h: h.service == ALL_SERVICES))

    def holders_of(self, role: str, service: str) -> tuple[int, ...]:
        """Everybody with the role of that identifier. Raises ValueError for a word that is no role."""
        return self.holders(Role(role), service)

    def services_of(self, person_id: int) -> tuple[str, ...]:
        """Codes of the services where somebody has a role; every service for a role at all."""
        codes = {held.service for held in self.roles if held.person == person_id}
        everywhere = ALL_SERVICES in codes
        return tuple(s.code for s in self.services if everywhere or s.code in codes)

    def on_shift(self, service: str, now: datetime) -> tuple[int, ...]:
        """Everybody on shift at the service now. Who is only on call is at home."""
        here = (s for s in self.shifts if s.service == service and s.holds(now))
        return unique(s.person for s in here if s.in_charge or not s.on_call)

    def shift_service(self, person_id: int, now: datetime) -> str | None:
        """Where somebody is on shift now, if anywhere."""
        return next((s.service for s in self.shifts if s.person == person_id and s.holds(now)), None)

    def home_service(self, person_id: int, now: datetime) -> str | None:
        """The service that a report of theirs is about: where they are on shift, else their only one."""
        here = self.shift_service(person_id, now)
        if here:
            return here
        theirs = self.services_of(person_id)
        if len(theirs) == 1:
            return theirs[0]
        return self.services[0].code if len(self.services) == 1 else None

    def in_charge(self, service: str, now: datetime) -> tuple[int, ...]:
        """The person in charge now: the rota, else who said so, else the manager or who covers them.

        Who is on shift there may say so over the rota, until the rota's next person begins.
        """
        holding = [s for s in self.shifts if s.service == service and s.in_charge and s.holds(now)]
        rota = [s for s in holding if not s.said]
        said = [s for s in holding if s.said and self._may_say_so(s, rota, now)]
        if said:
            return (max(said, key=lambda s: s.starts).person,)
        on_rota = self.standing_in(unique(s.person for s in rota), now)
        return on_rota or self.standing_in(self.holders(Role.REGISTERED_MANAGER, service), now)

    def _may_say_so(self, said: Shift, rota: list[Shift], now: datetime) -> bool:
        here = any(
            s.person == said.person and s.service == said.service and not s.said for s in self.shifts if s.holds(now)
        )
        return not rota or (here and all(s.starts <= said.starts for s in rota))

    def on_call(self, service: str, now: datetime) -> tuple[int, ...]:
        """Who is on call now: by the rota, else whoever holds the on-call role."""
        rota = (s.person for s in self.shifts if s.service == service and s.on_call and s.holds(now))
        return self.standing_in(unique(rota), now) or self.standing_in(self.holders(Role.ON_CALL_MANAGER, service), now)

    def deputies(self, service: str, now: datetime) -> tuple[int, ...]:
        """Who stands in for the registered manager: their cover, else the on-call managers."""
        managers = self.holders(Role.REGISTERED_MANAGER, service)
        covering = unique(c for m in managers for c in self.standing_in((m,), now) if c != m)
        return covering or self.standing_in(self.holders(Role.ON_CALL_MANAGER, service), now)

    def last_resort(self, service: str) -> tuple[int, ...]:
        """Who is told when nobody else can be: senior leaders, project leads, then administrators."""
        order = (Role.SENIOR_LEADER, Role.PROJECT_LEAD, Role.ADMINISTRATOR)
        return next((found for role in order if (found := self.holders(role, service))), ())

    def administrators(self) -> tuple[int, ...]:
        """Everybody who sets up people and services."""
        return unique(held.person for held in self.roles if held.role is Role.ADMINISTRATOR)

    def standing_in(self, people: Iterable[int], now: datetime) -> tuple[int, ...]:
        """`people`, each who is away replaced by whoever accepted to cover them; nobody covers: left out."""
        return unique(stand_in for p in people for stand_in in self._stand_in(p, now, frozenset()))

    def _stand_in(self, person_id: int, now: datetime, passed: frozenset[int]) -> tuple[int, ...]:
        away = [c for c in self.covers if c.person == person_id and c.holds(now)]
        if not away:
            return (person_id,)
        covering = (c.covered_by for c in away if c.accepted and c.covered_by is not None)
        return unique(
            found
            for stand_in in covering
            if stand_in not in passed
            for found in self._stand_in(stand_in, now, passed | {person_id})
        )

    def on_duty(self, person_id: int, service: str, now: datetime) -> bool:
        """Whether a message that is not critical may reach them: on shift, on call, or in working hours.

        Who is on a rota is on duty only by the rota; who is on none (managers, leads) keeps
        working hours, so nobody has to enter evenings and Sundays as absences.
        """
        theirs = [s for s in self.shifts if s.person == person_id]
        if any(s.holds(now) for s in theirs):
            return True
        nearby = timedelta(days=7)
        rostered = any(s.starts - nearby <= now <= s.ends + nearby and not s.on_call and not s.said for s in theirs)
        return not rostered and in_working_hours(self.service(service), now)

    def safeguarding(self, service: str, now: datetime, *, never: int = 0) -> tuple[int, ...]:
        """Who may know of a safeguarding entry: the lead, and managers who are not on that shift.

        `never` is its reporter, who does not answer it; without anybody else the last resort is asked.
        """
        named = tuple(p.id for p in self.people if p.email.casefold() in self.safeguarding_leads)
        leads = named or self.holders(Role.QUALITY_LEAD, service)
        working = set(self.on_shift(service, now))
        managers = self.standing_in(self.holders(Role.REGISTERED_MANAGER, service), now)
        concerned = unique((*leads, *(m for m in managers if m not in working)))
        return tuple(p for p in concerned if p != never) or tuple(p for p in self.last_resort(service) if p != never)


def unique(people: Iterable[int]) -> tuple[int, ...]:
    """Each once, in the order first seen."""
    return tuple(dict.fromkeys(people))


def at_night(service: Service | None, now: datetime) -> bool:
    """Whether it is night at the service (in London if it has no time yet)."""
    local = now.astimezone(service.zone if service else ZoneInfo("Europe/London")).time()
    return local >= NIGHT[0] or local < NIGHT[1]


def in_working_hours(service: Service | None, now: datetime) -> bool:
    """Monday to Friday, 09:00 to 17:00 in the service's own time (London if it has none yet)."""
    local = now.astimezone(service.zone if service else ZoneInfo("Europe/London"))
    return local.weekday() < 5 and WORKING_HOURS[0] <= local.time() < WORKING_HOURS[1]
