"""Elm Court as the unit tests see it: one service, one rota, and somebody for every role and relation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.audit import Event
from core.decide import Decision, decide
from core.form import Field, PersonField, PickField
from core.labels import Phase, Role, ServiceKind
from core.people import Directory, Person, RoleHeld, Service, Shift
from core.register import Entry, Move, Register, Relation, Who
from core.registers import CHECKS, ISSUES, QUESTIONS

NOON = datetime(2026, 6, 3, 11, 0, tzinfo=UTC)
"""A Wednesday, 12:00 in London."""

TOM, BEN, PRECIOUS, LEAD, SOMEBODY = 1, 2, 3, 4, 5
"""In charge now; on call now; who reported it; the named safeguarding lead; whoever tries a move."""

ELM = Service(
    code="elm",
    name="Elm Court",
    kind=ServiceKind.CARE_HOME,
    timezone="Europe/London",
    phase=Phase.GO_LIVE,
    urgent_phone="01632 960001",
)

PEOPLE = (
    Person(id=TOM, name="Tom Reid", email="tom@elm.example"),
    Person(id=BEN, name="Ben Shaw", email="ben@elm.example"),
    Person(id=PRECIOUS, name="Precious Okafor", email="precious@elm.example"),
    Person(id=LEAD, name="Sofia Lane", email="sofia@elm.example"),
    Person(id=SOMEBODY, name="Alex Moss", email="alex@elm.example"),
)


def shift(person: int, starts: datetime = NOON - timedelta(hours=4), hours: float = 12, **other: Any) -> Shift:
    return Shift(
        **{"person": person, "service": "elm", "starts": starts, "ends": starts + timedelta(hours=hours), **other}
    )


ROTA = (shift(TOM, in_charge=True), shift(BEN, on_call=True))
EVERYBODY_IN = (*ROTA, shift(SOMEBODY), shift(LEAD))


def directory(*roles: tuple[int, Role], **other: Any) -> Directory:
    """Tom is in charge and Ben on call by the rota, so that no role stands in for either."""
    values: dict[str, Any] = {
        "services": (ELM,),
        "people": PEOPLE,
        "roles": tuple(RoleHeld(person=person, role=role, service="elm") for person, role in roles),
        "shifts": ROTA,
        "safeguarding_leads": frozenset({"sofia@elm.example"}),
    }
    return Directory(**(values | other))


OWN: Mapping[str, Mapping[str, Any]] = {
    ISSUES.name: {"area": "other", "control": "ordered", "control_words": "A second person checks"},
    QUESTIONS.name: {"kind": "uncertainty", "category": "where_to_record"},
    CHECKS.name: {"day": date(2026, 6, 3), "due_at": NOON + timedelta(hours=3)},
}


def entry(register: Register = ISSUES, state: str = "", **other: Any) -> Entry:
    """An entry of everyday urgency, by Precious an hour ago. A control is ordered where there can be one."""
    values: dict[str, Any] = {
        "ref": f"{register.prefix}-7",
        "service": "elm",
        "state": state or register.first,
        "urgency": "normal",
        "kind": "issue",
        "category": "login_access",
        "reported_by": PRECIOUS,
        "logged_by": PRECIOUS,
        "reported_at": NOON - timedelta(hours=1),
        "happened_at": NOON - timedelta(hours=1),
        "sealed": b"sealed",
        "redacted": "tablet won't log in",
    }
    return register.table(**{**values, **OWN.get(register.name, {}), **other})


def fitting(register: Register, state: str, verb: str) -> Entry:
    """An entry in that state whose own checks let the verb pass, if there is one."""
    return entry(register, state, **({"restricted": True} if verb == "seems_fixed" else {}))


OTHER = entry(ref="ISS-8")
"""Another open issue, which one may be the same as."""


def event(verb: str, at: datetime = NOON - timedelta(days=4), **other: Any) -> Event:
    return Event(**{"ref": "ISS-7", "at": at, "by": TOM, "verb": verb, "frm": "", "to": "", **other})


def by_somebody(who: Who, found: Entry) -> tuple[Directory, Entry, int]:
    """Somebody on shift who is `who` to the entry and nothing else: the directory, the entry, their number."""
    here = directory((PRECIOUS, Role.CARE_WORKER), shifts=EVERYBODY_IN)
    match who:
        case Role():
            return directory((SOMEBODY, who), shifts=EVERYBODY_IN), found, SOMEBODY
        case Relation.REPORTER:
            return here, found, PRECIOUS
        case Relation.OWNER | Relation.ASKED:
            columns = {Relation.OWNER: ("owner",), Relation.ASKED: ("owner_asked", "asked_of")}[who]
            values = {name: SOMEBODY for name in columns if name in type(found).model_fields}
            return here, _with(found, **values), SOMEBODY
        case Relation.IN_CHARGE:
            return here, found, TOM
        case Relation.ON_CALL:
            return here, found, BEN
        case Relation.SAFEGUARDING:
            return here, _with(found, restricted=True), LEAD
        case Relation.SYSTEM:
            return here, found, SOMEBODY


def _with(found: Entry, **values: Any) -> Entry:
    return type(found)(**{name: getattr(found, name) for name in type(found).model_fields} | values)


def somebody(person: int, here: Directory) -> Person:
    return here.person(person)


CHOSEN = {"other": OTHER.ref}


def answer(move: Move, field: Field, found: Entry) -> str:
    """Something fitting for what a move needs."""
    if field.name == "urgency":
        return "low" if move.verb == "lower_urgency" else "critical"
    if isinstance(field, PickField):
        return field.options[0][0]
    if isinstance(field, PersonField):
        return str(LEAD if found.restricted else TOM)
    return CHOSEN.get(field.name, "Tried it again and it works")


def all_of(move: Move, found: Entry | None = None) -> dict[str, str]:
    return {field.name: answer(move, field, found or entry()) for field in move.needs}


def tried(
    register: Register,
    found: Entry,
    verb: str,
    person: int = SOMEBODY,
    here: Directory | None = None,
    *,
    evidence: Mapping[str, str] | None = None,
    now: datetime = NOON,
    trail: tuple[Event, ...] = (event("fixed"), event("close")),
    related: tuple[Entry, ...] = (OTHER,),
    seen: int = 0,
) -> Decision:
    """What happens when somebody tries a move. Tom works here, so that he can be asked."""
    here = here or directory()
    here = replace(here, roles=(*here.roles, RoleHeld(person=TOM, role=Role.CARE_WORKER, service="elm")))
    return decide(
        register, found, verb, here.person(person), evidence or {}, here, now, trail=trail, related=related, seen=seen
    )
