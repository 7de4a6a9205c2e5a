"""A wrong declaration fails at import; a register of another shape fits."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest
from sqlalchemy import Engine, UniqueConstraint, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import registry
from sqlmodel import Field as Column
from sqlmodel import Session, SQLModel

from core.card import Card, Words
from core.decide import Moved, Needs, Refused, allowed
from core.form import PersonField, TextField
from core.labels import Role
from core.register import (
    Chasing,
    Context,
    Entry,
    Look,
    Move,
    Register,
    Relation,
    State,
    common_checks,
    one_of,
)
from core.registers import CHECKS, ISSUES, QUESTIONS, REGISTERS, register_named, register_of
from core.registers.checks import Check
from core.registers.issues.table import Issue
from core.registers.questions import Question
from core.snapshot import page
from tests.unit.elm_court import NOON, PRECIOUS, SOMEBODY, TOM, directory, tried
from tests.unit.elm_court import entry as kept

# ---- a fourth register, unlike the three: keys that are lent out and come back ---------------------

STATES = (
    State(name="in_box", words="in the key box", open=False),
    State(name="lent", words="with somebody", open=True),
    State(name="lost", words="lost", open=True),
)


class Apart(Entry, registry=registry()):
    """Its tables are no tables of Handrail's."""


class LentKey(Apart, table=True):
    __tablename__ = "lent_key"
    __table_args__ = (
        *common_checks(s.name for s in STATES),
        one_of("size", ("small", "large")),
        UniqueConstraint("service", "hook", name="one_key_on_a_hook"),
    )
    register_name: ClassVar[str] = "keys"

    hook: str = ""
    size: str = "small"
    owner: int | None = None
    due_back: date | None = Column(default=None)


def only_one_key_each(context: Context) -> str | None:
    """Nobody takes a key while they have another."""
    return "Bring back the other key first." if context.related else None


LEND = Move(
    verb="lend",
    button="Take it",
    froms=frozenset({"in_box"}),
    to="lent",
    who=frozenset({Role.CARE_WORKER, Relation.IN_CHARGE}),
    needs=(PersonField(name="person", label="Who takes it?"),),
    refuse=only_one_key_each,
    chasing=Chasing.AGAIN,
    sets=(("owner", "person"),),
)
BRING = Move(
    verb="bring_back",
    button="Bring it back",
    froms=frozenset({"lent", "lost"}),
    to="in_box",
    who=frozenset({Relation.OWNER, Relation.IN_CHARGE}),
    chasing=Chasing.OVER,
    marks=(("owner", ""), ("size", "large")),
)
LOSE = Move(
    verb="lose",
    button="",
    froms=frozenset({"lent"}),
    to="lost",
    who=frozenset({Relation.OWNER}),
    needs=(TextField(name="where", label="Where was it last?"),),
)
KEYS = Register(
    name="keys",
    prefix="KEY",
    title="Keys",
    table=LentKey,
    states=STATES,
    first="in_box",
    moves=(LEND, BRING, LOSE),
    readers=frozenset({Relation.OWNER, Role.CARE_WORKER}),
    policy=lambda _: "normal",
    card=lambda look: Card(heading=f"Key {look.entry.ref}", body=(Words(text=look.view),)),
    once=("service", "hook"),
)


def test_another_shape_fits() -> None:
    key = kept(KEYS, hook="7")
    care_worker = directory((SOMEBODY, Role.CARE_WORKER))
    assert [m.verb for m in allowed(KEYS, key, care_worker.person(SOMEBODY), care_worker, NOON)] == ["lend"]
    assert isinstance(tried(KEYS, key, "lend", here=care_worker, related=()), Needs)
    lent = tried(KEYS, key, "lend", here=care_worker, evidence={"person": str(TOM)}, related=())
    assert isinstance(lent, Moved)
    assert lent.values == {"state": "lent", "owner": TOM}
    assert tried(KEYS, key, "lend", here=care_worker, related=(key,)) == Refused(why="Bring back the other key first.")
    assert not KEYS.open(key)
    assert KEYS.open(kept(KEYS, "lost"))


def test_a_person_column_that_is_marked_empty_holds_nobody() -> None:
    back = tried(KEYS, kept(KEYS, "lent", owner=SOMEBODY), "bring_back")
    assert isinstance(back, Moved)
    assert back.values == {"state": "in_box", "owner": None, "size": "large"}


def test_another_shape_has_its_page_in_plain_words() -> None:
    assert page(KEYS).splitlines()[:5] == [
        "# Keys (KEY)",
        "",
        "Written by the program from the register itself. A test fails when the two differ.",
        "",
        "Who may see an entry: whoever is working on it or a care worker.",
    ]
    assert (
        '- `lend` ("Take it") by the person in charge now or a care worker: it becomes: with somebody. '
        'Needs: "Who takes it?". But: Nobody takes a key while they have another. The asking begins again.'
    ) in page(KEYS)


def _moves(**changes: Any) -> Callable[[], Register]:
    return lambda: replace(KEYS, moves=(replace(LEND, **changes), BRING, LOSE))


FAULTS: dict[str, tuple[Callable[[], Register], str]] = {
    "state twice": (lambda: replace(KEYS, states=(*STATES, STATES[0])), "a state is declared twice"),
    "unknown first": (lambda: replace(KEYS, first="drawer"), "first state 'drawer' is not declared"),
    "no readers": (lambda: replace(KEYS, readers=frozenset()), "nobody may read it"),
    "unreachable": (lambda: replace(KEYS, moves=(LEND, BRING)), "state 'lost' is never reached"),
    "nobody may": (_moves(who=frozenset()), "nobody may lend"),
    "starts nowhere": (_moves(froms=frozenset()), "lend starts nowhere"),
    "unknown from": (_moves(froms=frozenset({"in_box", "sold"})), "lend names an unknown state 'sold'"),
    "unknown to": (_moves(to="sold"), "lend names an unknown state 'sold'"),
    "double arrow": (
        lambda: replace(KEYS, moves=(*KEYS.moves, replace(LEND, to="lost"))),
        "lend from in_box is declared twice",
    ),
    "sets unknown column": (_moves(sets=(("colour", "person"),)), "lend sets an unknown column 'colour'"),
    "marks unknown column": (_moves(marks=(("colour", "red"),)), "lend sets an unknown column 'colour'"),
    "never asked": (_moves(sets=(("owner", "somebody"),)), "lend sets 'owner' from 'somebody', never asked"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_declaration_fails_at_once(fault: str) -> None:
    declare, told = FAULTS[fault]
    with pytest.raises(ValueError, match=r"^register keys: ") as raised:
        declare()
    assert told in str(raised.value)


def test_all_faults_are_told_together() -> None:
    with pytest.raises(ValueError, match="nobody may read it; nobody may lend"):
        replace(KEYS, readers=frozenset(), moves=(replace(LEND, who=frozenset()), BRING, LOSE))


@pytest.mark.parametrize("missing", ["states", "readers", "moves", "first", "policy", "card"])
def test_what_matters_has_no_default(missing: str) -> None:
    given = {name: getattr(KEYS, name) for name in Register.__dataclass_fields__ if name != missing}
    with pytest.raises(TypeError, match=missing):
        Register(**given)


@pytest.mark.parametrize("missing", ["froms", "to", "who"])
def test_a_move_says_from_where_to_where_and_by_whom(missing: str) -> None:
    given = {name: getattr(LEND, name) for name in Move.__dataclass_fields__ if name != missing}
    with pytest.raises(TypeError, match=missing):
        Move(**given)


# ---- the three of this version ------------------------------------------------------------------


def test_the_registers_are_a_visible_tuple() -> None:
    assert REGISTERS == (ISSUES, QUESTIONS, CHECKS)
    assert [register.table for register in REGISTERS] == [Issue, Question, Check]
    assert len({register.prefix for register in REGISTERS}) == len({register.name for register in REGISTERS}) == 3


@pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.name)
def test_a_register_is_found_by_reference_and_by_name(register: Register) -> None:
    assert register_of(f"{register.prefix}-12") is register
    assert register_of(f"{register.prefix.lower()}-12") is register
    assert register_named(register.name) is register


def test_no_other_register_is_found() -> None:
    assert register_of("KEY-1") is None
    assert register_of("") is None
    assert register_named("keys") is None


@pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.name)
def test_an_entry_that_is_no_longer_open_asks_nobody_any_more(register: Register) -> None:
    closing = [m for m in register.moves if m.to and not register.state(m.to).open]
    assert closing
    assert [m.verb for m in closing if m.chasing is not Chasing.OVER] == []


def test_every_entry_has_a_policy() -> None:
    from core.policy import DEFAULTS

    assert {ISSUES.policy(kept(urgency=u)) for u in ("critical", "high", "normal", "low")} <= set(DEFAULTS)
    assert ISSUES.policy(kept(restricted=True)) == "safeguarding"
    assert {QUESTIONS.policy(kept(QUESTIONS)), CHECKS.policy(kept(CHECKS))} == {"question", "daily_check"}


# ---- the database refuses what the tables do not validate ----------------------------------------

WRONG: tuple[tuple[Register, str, Any], ...] = (
    *((register, column, "nonsense") for register in REGISTERS for column in ("state", "urgency", "kind", "category")),
    *((register, "version", 0) for register in REGISTERS),
    *((ISSUES, column, "nonsense") for column in ("control", "care_effect", "category_by", "danger")),
    (CHECKS, "result", "fine"),
    (KEYS, "size", "huge"),
    *((ISSUES, column, None) for column in ("service", "redacted", "sealed", "reported_at")),
)


@pytest.fixture(scope="module")
def database() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    Apart.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("register", "column", "value"), WRONG, ids=lambda v: getattr(v, "name", str(v)))
def test_the_database_refuses_what_is_no_label(database: Engine, register: Register, column: str, value: Any) -> None:
    with Session(database) as session:
        session.add(kept(register, **{column: value}))
        with pytest.raises(IntegrityError):
            session.flush()


@pytest.mark.parametrize("register", [*REGISTERS, KEYS], ids=lambda r: r.name)
def test_the_database_takes_a_right_entry(database: Engine, register: Register) -> None:
    with Session(database) as session:
        session.add(kept(register))
        session.flush()


def test_there_is_one_check_for_a_service_and_day(database: Engine) -> None:
    with Session(database) as session:
        session.add_all([kept(CHECKS), kept(CHECKS, ref="CHK-8")])
        with pytest.raises(IntegrityError):
            session.flush()


def test_a_moment_without_a_zone_is_refused(database: Engine) -> None:
    with Session(database) as session:
        session.add(kept(reported_at=datetime(2026, 6, 3, 12)))  # noqa: DTZ001 - the naive one is the test
        with pytest.raises(Exception, match="without a time zone"):
            session.flush()


def test_moments_come_back_aware_and_in_utc(database: Engine) -> None:
    with Session(database) as session:
        session.add(kept())
        session.flush()
        session.expire_all()
        found = session.get(Issue, "ISS-7")
        assert found is not None
        assert found.reported_at.tzinfo is UTC
        assert found.reported_by == PRECIOUS


def test_a_look_names_the_card_that_is_wanted() -> None:
    key, here = kept(KEYS), directory()
    look = Look(
        view="ping",
        entry=key,
        reader=here.person(TOM),
        relations=frozenset(),
        moves=(),
        trail=(),
        directory=here,
        now=NOON,
    )
    assert KEYS.card(look).as_text() == "Key KEY-7\nping"
