"""Services, people, roles, shifts, cover, and the accounts by which people are known on the channels."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, delete, insert, select, update

from adapters.store.dialect import insert_or_keep, insert_or_update
from adapters.store.tables import COVER, IDENTITY, PERSON, ROLE, SERVICE, SHIFT
from adapters.store.unit import Unit
from core.labels import Phase, Role, ServiceKind
from core.moment import Utc
from core.people import Cover, Directory, Person, RoleHeld, Service, Shift
from core.ports import Sender

LOOK_BACK, LOOK_AHEAD = timedelta(days=8), timedelta(days=15)
"""Shifts and absences outside of this window around now are kept but left out of the directory.

Back: whether somebody is on a rota at all is told from the last seven days. Ahead: the same, and a
fortnight of rota for whoever looks for gaps in it.
"""

SEEN_AGAIN = timedelta(minutes=1)
"""How much later somebody must write for `last_seen` to be worth another write."""

COUNTED_AS = "directory"
"""The counter that steps on every change of these tables, in whatever process it was made."""

TURN = ("person", "service", "starts", "ends", "said")
"""What tells one shift from another."""

ACCOUNT = ("channel", "tenant", "user")
"""What tells one account from another."""

THIS = and_(*(IDENTITY.c[name] == bindparam(f"this_{name}") for name in ACCOUNT))
WHO = (
    select(PERSON, IDENTITY.c.address, IDENTITY.c.last_seen)
    .select_from(PERSON.join(IDENTITY, IDENTITY.c.person == PERSON.c.id))
    .where(THIS)
)
SEEN = update(IDENTITY).where(THIS).values(address=bindparam("newest"), last_seen=bindparam("now", type_=Utc))
GONE = delete(IDENTITY).where(THIS)
ACCOUNTS = (
    select(*(IDENTITY.c[name] for name in (*ACCOUNT, "address")))
    .where(IDENTITY.c.person == bindparam("person"))
    .order_by(IDENTITY.c.last_seen.desc().nulls_last(), *(IDENTITY.c[name] for name in ACCOUNT))
)


class People(Unit):
    """Who is who."""

    _picture: Directory | None = None
    _changed = False

    def directory(self) -> Directory:
        """Everybody, as of this transaction; shared between units as long as nothing changed."""
        if self._picture is None:
            self._picture = self._read_directory() if self._changed else self._cached_directory()
        return self._picture

    def _cached_directory(self) -> Directory:
        cache, now = self._means.cache, self._means.now()
        of = (self._last_number(COUNTED_AS), now.replace(minute=0, second=0, microsecond=0))
        if cache.of == of:
            return cache.picture
        picture = self._read_directory()
        cache.picture, cache.of = picture, of
        return picture

    def _read_directory(self) -> Directory:
        now = self._means.now()
        near = and_(SHIFT.c.ends >= now - LOOK_BACK, SHIFT.c.starts <= now + LOOK_AHEAD)
        away = and_(COVER.c.ends >= now - LOOK_BACK, COVER.c.starts <= now + LOOK_AHEAD)
        return Directory(
            # Sorted here: a server sorts words by the rules of its language, and another one otherwise.
            services=tuple(sorted(map(_service, self._rows(select(SERVICE))), key=lambda service: service.code)),
            people=tuple(map(_person, self._rows(select(PERSON).order_by(PERSON.c.id)))),
            roles=tuple(sorted(map(_role, self._rows(select(ROLE))), key=_place_of_role)),
            shifts=tuple(map(_shift, self._rows(select(SHIFT).where(near).order_by(SHIFT.c.starts, SHIFT.c.id)))),
            covers=tuple(map(_cover, self._rows(select(COVER).where(away).order_by(COVER.c.starts, COVER.c.id)))),
            safeguarding_leads=self._means.safeguarding_leads,
        )

    def _people_changed(self) -> None:
        """What this unit has changed is seen by itself at once and by others once it is committed."""
        if not self._changed:
            self._next_number(COUNTED_AS)
        self._changed, self._picture = True, None

    def put_service(self, service: Service) -> None:
        """Add the service, or change the one with that code."""
        values = asdict(service) | {"kind": service.kind.value, "phase": service.phase.value}
        self._do(insert_or_update(SERVICE, "code"), values)
        self._people_changed()

    def put_person(self, person: Person) -> Person:
        """Add somebody (id 0) or change them; answers with their id.

        A new one whose e-mail is known already is that person: an unknown one becomes known, and
        nobody known becomes unknown again. Raises ValueError if the e-mail is another person's.
        """
        holder = self._by_email(person.email)
        if holder and person.id not in (0, holder.id):
            raise ValueError("that e-mail belongs to somebody else already")
        if holder and person.id == 0:
            if holder.known and not person.known:
                return holder
            person = replace(person, id=holder.id)
        kept = self._write_person(person)
        self._people_changed()
        return kept

    def _by_email(self, email: str) -> Person | None:
        found = self._row(select(PERSON).where(PERSON.c.email_folded == _folded(email))) if email.strip() else None
        return _person(found) if found else None

    def _write_person(self, person: Person) -> Person:
        values = asdict(person) | {"email_folded": _folded(person.email)}
        del values["id"]
        if person.id:
            if not self._do(update(PERSON).where(PERSON.c.id == person.id).values(**values)):
                raise ValueError(f"there is no person {person.id}")
            return person
        return replace(person, id=self._value(insert(PERSON).values(**values).returning(PERSON.c.id)))

    def put_role(self, held: RoleHeld) -> None:
        """Give somebody a role; once is enough."""
        if self._do(insert_or_keep(ROLE), asdict(held) | {"role": held.role.value}):
            self._people_changed()

    def put_shifts(self, shifts: Sequence[Shift]) -> None:
        """Add shifts, or change those of the same person, service and times.

        Imported shifts replace all that were imported before for the same service and the same
        starting days (in the service's own time); what somebody said stays.
        """
        self._forget_replaced([shift for shift in shifts if not shift.said])
        if shifts:
            self._do(insert_or_update(SHIFT, *TURN), [asdict(shift) for shift in shifts])
            self._people_changed()

    def _forget_replaced(self, imported: Sequence[Shift]) -> None:
        for service in sorted({shift.service for shift in imported}):
            theirs = [shift for shift in imported if shift.service == service]
            replaced = self._replaced(service, theirs)
            if replaced:
                self._do(delete(SHIFT).where(SHIFT.c.id.in_(replaced)))

    def _replaced(self, service: str, imported: Sequence[Shift]) -> list[int]:
        zone = self._zone(service)
        days = {_day(shift.starts, zone) for shift in imported}
        kept = {(shift.person, shift.starts, shift.ends) for shift in imported}
        first, last = min(shift.starts for shift in imported), max(shift.starts for shift in imported)
        near = SHIFT.c.starts.between(first - timedelta(days=1), last + timedelta(days=1))
        rows = self._rows(select(SHIFT).where(SHIFT.c.service == service, SHIFT.c.said.is_(False), near))
        return [
            row["id"]
            for row in rows
            if _day(row["starts"], zone) in days and (row["person"], row["starts"], row["ends"]) not in kept
        ]

    def _zone(self, service: str) -> ZoneInfo:
        return ZoneInfo(self._value(select(SERVICE.c.timezone).where(SERVICE.c.code == service)) or "Europe/London")

    def put_cover(self, cover: Cover) -> Cover:
        """Add an absence (id 0) or change it; answers with its id."""
        values = asdict(cover)
        del values["id"]
        self._people_changed()
        if cover.id:
            self._do(update(COVER).where(COVER.c.id == cover.id).values(**values))
            return cover
        return replace(cover, id=self._value(insert(COVER).values(**values).returning(COVER.c.id)))

    def identify(self, sender: Sender) -> Person | None:
        """Who the sender is, if known. In a unit that writes, their newest address is kept."""
        row = self._row(WHO, **_account(sender))
        if row is None:
            return None
        if self._writes:
            self._seen(sender, row["address"], row["last_seen"])
        return _person(row)

    def _seen(self, sender: Sender, address: str, last_seen: datetime | None) -> None:
        now, newest = self._means.now(), sender.address or address
        if newest != address or last_seen is None or abs(now - last_seen) >= SEEN_AGAIN:
            self._do(SEEN, {**_account(sender), "newest": newest, "now": now})

    def link(self, sender: Sender, person: int) -> None:
        """From now on the sender is that person; an address that was known is not forgotten."""
        known = self._row(WHO, **_account(sender))
        address = sender.address or (known["address"] if known else "")
        values = {**asdict(sender), "address": address, "person": person, "last_seen": self._means.now()}
        self._do(insert_or_update(IDENTITY, *ACCOUNT), values)

    def unlink(self, sender: Sender) -> None:
        """The sender is reached there no more; what they wrote and who they are stays."""
        self._do(GONE, _account(sender))

    def senders_of(self, person: int) -> tuple[Sender, ...]:
        """Every account of a person, the one most recently seen first."""
        return tuple(Sender(**row) for row in self._rows(ACCOUNTS, person=person))


def _account(sender: Sender) -> dict[str, str]:
    return {f"this_{name}": getattr(sender, name) for name in ACCOUNT}


def _folded(email: str) -> str | None:
    return email.strip().casefold() or None


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _some(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _service(row: Any) -> Service:
    values = dict(row) | {"kind": ServiceKind(row["kind"]), "phase": Phase(row["phase"])}
    return Service(**values)


def _person(row: Any) -> Person:
    return Person(**_some(row, ("id", "name", "email", "language", "staff_group", "agency", "known")))


def _role(row: Any) -> RoleHeld:
    return RoleHeld(person=row["person"], role=Role(row["role"]), service=row["service"])


def _place_of_role(held: RoleHeld) -> tuple[int, str, str]:
    return held.person, held.role.value, held.service


def _shift(row: Any) -> Shift:
    return Shift(**_some(row, ("person", "service", "starts", "ends", "in_charge", "on_call", "said")))


def _cover(row: Any) -> Cover:
    return Cover(**_some(row, ("id", "person", "covered_by", "starts", "ends", "accepted")))
