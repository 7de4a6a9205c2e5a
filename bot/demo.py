"""The demonstration: a made-up provider, a clock that can be pushed, and the stage around the page's phones."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from bot.clocks import PushedClock
from bot.demo_rules import RULES_CSV
from bot.draw import draw
from bot.importing import import_text
from core.access import may_read
from core.audit import REFUSED
from core.card import Facts, Words
from core.drawn import history_line, names
from core.handlers import Desk
from core.labels import Role
from core.moment import clock_time, day_and_time
from core.people import Directory, Person, RoleHeld, Shift
from core.ports import Delivery, Store, UnitOfWork
from core.receipts import Answer, Receipt, Via
from core.registers import register_of
from core.stage import Actor, EntryPage, EntrySection, LogLine, Push, Try

FOLDER = Path(".demo")
DATABASE_URL = f"sqlite:///{FOLDER}/handrail.db"
STARTS_AT = time(20, 2)
"""The local time at which a fresh demonstration begins: two minutes into the medicine round."""

OFFSET = "demo_clock_offset"
SERVICE = "ELM"
ROTA_DAYS = 14
LOG_LINES = 80

SERVICES_CSV = """code,name,kind,timezone,phase,go_live,urgent_phone,old_system,new_system
ELM,Elm Court,care_home,Europe/London,go_live,2026-11-16,01632 960123,paper folders,the app
"""

CAST = (
    Actor(user="precious", name="Precious Okafor", what="Care worker", phone=0, email="precious@elmcourt.example",
          number="07700 900101", about="Tell Handrail what is wrong, in your own words."),
    Actor(user="joy", name="Joy Mensah", what="Agency, not on the list", phone=0, known=False,
          number="07700 900102", about="Nobody has added Joy yet. She can still report."),
    Actor(user="kofi", name="Kofi Asante", what="Care worker, in charge at night", phone=0,
          email="kofi@elmcourt.example", number="07700 900103", about="Kofi is on shift too, and in charge at night."),
    Actor(user="tom", name="Tom Reid", what="In charge now", phone=1, email="tom@elmcourt.example",
          number="07700 900104", about="Tom is in charge until 22:00. Urgent things come here first."),
    Actor(user="ben", name="Ben Shaw", what="On-call manager", phone=2, email="ben@elmcourt.example",
          number="07700 900105", about="Ben is on call. He is asked when nobody answers."),
    Actor(user="anita", name="Anita Rao", what="Registered manager", phone=2, email="anita@elmcourt.example",
          number="07700 900106", about="Anita works in the daytime. She closes what is proved."),
    Actor(user="mo", name="Mo Daley", what="Senior leader", phone=2, email="mo@elmcourt.example",
          number="07700 900107", about="Mo is asked last."),
)  # fmt: skip

ROLES = (
    ("precious", Role.CARE_WORKER),
    ("kofi", Role.CARE_WORKER),
    ("tom", Role.TEAM_LEADER),
    ("ben", Role.ON_CALL_MANAGER),
    ("anita", Role.REGISTERED_MANAGER),
    ("anita", Role.ADMINISTRATOR),
    ("mo", Role.SENIOR_LEADER),
)

TRIES = (
    Try(user="precious", text="tablet wont log me in and its meds time"),
    Try(user="precious", text="printer wont print the handover"),
    Try(user="precious", text="where do i write a fall"),
    Try(user="precious", text="its fixed"),
    Try(user="joy", text="nobody showed me how to log in"),
    Try(user="tom", text="open"),
)

SHIFTS = (
    ("precious", time(14), time(22), False, False),
    ("kofi", time(14), time(22), False, False),
    ("tom", time(14), time(22), True, False),
    ("kofi", time(22), time(7), True, False),
    ("tom", time(7), time(14), True, False),
    ("precious", time(7), time(14), False, False),
    ("ben", time(17), time(9), False, True),
)
"""Who works when, each day: person, from, to, in charge, on call."""


def prepare(uow: UnitOfWork, clock: PushedClock, today: datetime) -> None:
    """Fill an empty database with the made-up provider; keep everything of one that is there."""
    offset = uow.note(OFFSET)
    if offset:
        clock.offset = timedelta(seconds=float(offset))
    else:
        import_text(uow, "services", SERVICES_CSV)
        _set_clock(uow, clock, today)
    zone = uow.directory().services[0].zone
    _people(uow)
    if not uow.rules():
        import_text(uow, "rules", RULES_CSV)
        _all_have_read(uow, clock.now())
    _rota(uow, zone, clock.now().astimezone(zone).date())


def _set_clock(uow: UnitOfWork, clock: PushedClock, today: datetime) -> None:
    zone = uow.directory().services[0].zone
    start = datetime.combine(today.astimezone(zone).date(), STARTS_AT, zone)
    clock.offset = start - today
    uow.put_note(OFFSET, str(clock.offset.total_seconds()))


def _people(uow: UnitOfWork) -> None:
    known = {actor.user: actor for actor in CAST if actor.known}
    for user, role in ROLES:
        person = uow.put_person(Person(id=0, name=known[user].name, email=known[user].email))
        uow.put_role(RoleHeld(person=person.id, role=role, service=SERVICE))


def _all_have_read(uow: UnitOfWork, now: datetime) -> None:
    """The rules are no news here: phones are to be empty at first. One that changes later is told as it would be."""
    for person in uow.directory().people:
        for rule in uow.rules():
            uow.add_receipt(
                Receipt(
                    person=person.id,
                    number=rule.number,
                    version=rule.version,
                    service=SERVICE,
                    asked_at=now,
                    read_by=now,
                    answer=Answer.UNDERSTOOD,
                    via=Via.CHAT,
                    answered_at=now,
                )
            )


def _rota(uow: UnitOfWork, zone: tzinfo, today: date) -> None:
    directory = uow.directory()
    emails = {actor.user: actor.email for actor in CAST}
    shifts = [
        Shift(
            person=person.id,
            service=SERVICE,
            starts=_moment(day, starts, zone),
            ends=_moment(day if ends > starts else day + timedelta(days=1), ends, zone),
            in_charge=in_charge,
            on_call=on_call,
        )
        for day in (today + timedelta(days=n) for n in range(-1, ROTA_DAYS))
        for user, starts, ends, in_charge, on_call in SHIFTS
        if (person := directory.by_email(emails[user])) is not None
    ]
    uow.put_shifts(shifts)


def _moment(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


class DemoStage:
    """The demonstration around the phones. `time_passed` lets happen what has fallen due."""

    def __init__(self, store: Store, desk: Desk, clock: PushedClock, zone: tzinfo) -> None:
        self._store, self._desk, self._clock, self._zone = store, desk, clock, zone
        self.time_passed: Callable[[], Awaitable[None]] | None = None

    @property
    def title(self) -> str:
        """The name of the service."""
        return "Elm Court"

    @property
    def zone(self) -> tzinfo:
        """The service's own time zone."""
        return self._zone

    @property
    def cast(self) -> tuple[Actor, ...]:
        """Everybody who holds a phone."""
        return CAST

    @property
    def tries(self) -> tuple[Try, ...]:
        """Sentences to try."""
        return TRIES

    async def push_clock(self, push: Push) -> None:
        """Move the clock, and let happen what falls due."""
        now = self._clock.now()
        self._clock.push(timedelta(minutes=10) if push is Push.TEN_MINUTES else self._until_morning(now))
        offset = str(self._clock.offset.total_seconds())
        await self._store.work(lambda uow: uow.put_note(OFFSET, offset))
        if self.time_passed is not None:
            await self.time_passed()

    def _until_morning(self, now: datetime) -> timedelta:
        local = now.astimezone(self._zone)
        day = local.date() + timedelta(days=1)
        return datetime.combine(day, time(8), self._zone).astimezone(UTC) - now

    async def log(self) -> tuple[LogLine, ...]:
        """The latest events of all entries, oldest first."""
        return await self._store.look(self._log)

    def _log(self, uow: UnitOfWork) -> tuple[LogLine, ...]:
        directory = uow.directory()
        service = directory.services[0] if directory.services else None
        return tuple(
            LogLine(
                time=clock_time(event.at, service),
                text=f"{event.ref}: {history_line(event, directory)}",
                ref=event.ref,
            )
            for event in sorted(uow.recent_events(LOG_LINES), key=lambda event: event.seq)
            if event.verb != REFUSED
        )

    async def entry(self, ref: str, as_user: str) -> EntryPage | None:
        """One entry on one page, as that actor may see it."""
        now = self._clock.now()
        return await self._store.look(lambda uow: self._entry(uow, ref, as_user, now))

    def _entry(self, uow: UnitOfWork, ref: str, as_user: str, now: datetime) -> EntryPage | None:
        actor = next((a for a in CAST if a.user == as_user), None)
        directory, register, entry = uow.directory(), register_of(ref), uow.entry(ref)
        reader = self._reader(uow, actor, directory)
        if register is None or entry is None or reader is None:
            return None
        if not may_read(register, entry, reader.id, directory, now):
            return None
        card = draw(uow, self._desk, register, entry, reader.id, "entry", {}, now)
        service = directory.service(entry.service)
        facts = next((block.rows for block in card.body if isinstance(block, Facts)), ())
        written = uow.unseal(entry.sealed) if reader.id == entry.reported_by else entry.redacted
        trail = tuple(event for event in uow.trail(ref) if event.verb != REFUSED)
        happened = tuple((self._at(e.at), history_line(e, directory)) for e in trail)
        return EntryPage(
            title=card.heading,
            status=_last_words(card.body),
            sections=(
                EntrySection(heading="What was written", lines=(written,)),
                EntrySection(
                    heading="In short",
                    rows=(
                        ("Reported by", names(directory, (entry.reported_by,))),
                        ("Reported at", day_and_time(entry.reported_at, service)),
                        *(row for row in facts if row[0] != "Reported"),
                    ),
                ),
                EntrySection(heading="Sent to", rows=self._sent(uow.deliveries(ref), directory)),
                EntrySection(heading="What happened", rows=happened),
            ),
        )

    def _reader(self, uow: UnitOfWork, actor: Actor | None, directory: Directory) -> Person | None:
        if actor is None:
            return None
        if actor.known:
            return directory.by_email(actor.email)
        return next((p for p in directory.people if not p.known and p.name == actor.name), None)

    def _sent(self, deliveries: tuple[Delivery, ...], directory: Directory) -> tuple[tuple[str, str], ...]:
        """Each person who was asked, with the times at which the messages reached them."""
        times: dict[int, list[str]] = {}
        for delivery in deliveries:
            if delivery.ping:
                at = self._at(delivery.sent_at) if delivery.sent_at else _UNSENT.get(delivery.state, "on its way")
                times.setdefault(delivery.person, []).append(at)
        return tuple((names(directory, (person,)), "; ".join(at)) for person, at in times.items())

    def _at(self, moment: datetime) -> str:
        """Day and time, short enough for one line on paper."""
        local = moment.astimezone(self._zone)
        return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


_UNSENT = {"dropped": "not needed any more", "dead": "could not be delivered"}
"""What became of a message that was not sent, by its state."""


def _last_words(body: tuple[object, ...]) -> str:
    found = [block.text for block in body if isinstance(block, Words)]
    return found[-1] if found else ""
