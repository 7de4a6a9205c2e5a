"""What stands in a digest, and that it fits on a phone whatever there is to say."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from core.audit import Event
from core.card import Buttons, Card, Words
from core.digest import MOST_NEEDS, Reader, digest, how_it_goes, needs, page
from core.handover import card as shift_card
from core.labels import ISSUE_CATEGORIES, Category, Role, Urgency
from core.moment import LONDON
from core.occasions import Scope
from core.people import Directory, Person, RoleHeld, Service, Shift
from core.phone import CHARACTERS, LINES, lines
from core.policy import DEFAULTS
from core.ports import Chase
from core.register import Entry, Register
from core.registers import CHECKS, ISSUES, QUESTIONS
from core.registers.checks import Check
from core.standing import Open, Standing, opened
from core.themes import Theme, themes
from tests.unit.elm_court import ELM
from tests.unit.elm_court import entry as elm_entry

NOW = datetime(2026, 6, 3, 8, 30, tzinfo=UTC)
"""A Wednesday, 09:30 in London."""

ANITA, TOM, PRECIOUS, IMRAN = 1, 2, 3, 4
NAMES = ("Anita Rao", "Tom Walsh", "Precious Adeyemi", "Imran Aziz")
LONG = "Bartholomew-Maximilian-Constantine"
number = count(1)


def directory(services: tuple[Service, ...] = (ELM,), names: tuple[str, ...] = NAMES) -> Directory:
    codes = [service.code for service in services]
    return Directory(
        services=services,
        people=tuple(Person(id=n, name=name) for n, name in enumerate(names, 1)),
        roles=(
            *(RoleHeld(person=ANITA, role=Role.REGISTERED_MANAGER, service=code) for code in codes),
            *(RoleHeld(person=TOM, role=Role.TEAM_LEADER, service=code) for code in codes),
            *(RoleHeld(person=PRECIOUS, role=Role.CARE_WORKER, service=code) for code in codes),
            RoleHeld(person=IMRAN, role=Role.PROJECT_LEAD, service="*"),
        ),
        shifts=(
            Shift(
                person=TOM,
                service="elm",
                starts=NOW - timedelta(hours=2),
                ends=NOW + timedelta(hours=5),
                in_charge=True,
            ),
        ),
    )


def found(
    register: Register = ISSUES,
    state: str = "",
    *,
    verbs: tuple[tuple[str, int], ...] = (),
    chase: dict[str, Any] | None = None,
    **values: Any,
) -> Open:
    """One open entry by Precious, reported three hours ago unless said otherwise."""
    base = {"reported_at": NOW - timedelta(hours=3), "reported_by": PRECIOUS, "control": "none", "control_words": ""}
    if register is not ISSUES:
        base = {key: base[key] for key in ("reported_at", "reported_by")}
    entry = elm_entry(register, state, **{"ref": f"{register.prefix}-{next(number)}", **base, **values})
    trail = tuple(
        Event(ref=entry.ref, at=NOW - timedelta(hours=2), by=by, verb=verb, frm="", to="", seq=n)
        for n, (verb, by) in enumerate(verbs, 1)
    )
    asking: dict[str, Any] = {"answered": bool(verbs), "sent": 0, "why": "unanswered"}
    known = Chase(
        **{
            "ref": entry.ref,
            "register": register.name,
            "policy": register.policy(entry),
            "cycle": 1,
            "base_at": entry.reported_at,
            "next_at": NOW,
            **asking,
            **(chase or {}),
        }
    )
    return opened(register, entry, trail, known, DEFAULTS, NOW)


def standing(*here: Open, people: Directory | None = None, **other: Any) -> Standing:
    return Standing(now=NOW, directory=people or directory(), open=tuple(sorted(here, key=lambda o: o.order)), **other)


def reader(person: int = ANITA, *, manages: tuple[str, ...] = ("elm",), **other: Any) -> Reader:
    people = directory(names=other.pop("names", NAMES))
    values: dict[str, Any] = {
        "person": people.person(person),
        "scope": Scope(manages=manages),
        "day": date(2026, 6, 3),
        "zone": LONDON,
        "since": NOW - timedelta(days=1),
    }
    return Reader(**(values | other))


def why(one: Open, person: int = ANITA, **scope: tuple[str, ...]) -> list[str]:
    """Why an entry is on somebody's list."""
    given = Scope(**scope) if scope else Scope(manages=("elm",) if person == ANITA else ())
    return [need.why for need in needs(standing(one), reader(person, scope=given))]


def made(*here: Open, **other: Any) -> Card:
    card = digest(standing(*here, **other), reader())
    assert card is not None
    return card


# ---- what needs whom


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (found(), ["answer"]),
        (found(reported_by=ANITA), []),
        (found(state="in_progress", owner=TOM, verbs=(("acknowledge", TOM),)), []),
        (found(state="in_progress", owner=ANITA, verbs=(("acknowledge", TOM),)), ["work"]),
        (found(state="acknowledged", urgency="critical", verbs=(("acknowledge", ANITA),)), ["control"]),
        (found(state="acknowledged", urgency="critical", verbs=(("acknowledge", TOM),)), []),
        (
            found(
                state="acknowledged",
                urgency="critical",
                verbs=(("acknowledge", TOM),),
                chase={"answered": False, "why": "no_control"},
            ),
            ["control"],
        ),
        (found(state="waiting_supplier", owner=ANITA, verbs=(("take_on", ANITA),)), ["supplier"]),
        (found(state="confirmed", verbs=(("fixed", TOM),)), ["close"]),
        (found(state="fixed", verbs=(("fixed", TOM),)), []),
        (found(state="acknowledged", owner_asked=ANITA, verbs=(("acknowledge", TOM),)), ["yes"]),
        (found(QUESTIONS), ["question"]),
        (found(QUESTIONS, "answered", verbs=(("answer", TOM),)), []),
        (found(CHECKS), ["check"]),
        (found(CHECKS, "missed"), ["missed"]),
    ],
)
def test_what_is_on_a_managers_list(one: Open, expected: list[str]) -> None:
    assert why(one) == expected


def test_others_have_only_what_is_their_own() -> None:
    assert why(found(), IMRAN) == []
    assert why(found(state="in_progress", owner=IMRAN, verbs=(("accept", IMRAN),)), IMRAN) == ["work"]
    assert why(found(state="acknowledged", owner_asked=TOM, verbs=(("acknowledge", ANITA),)), TOM) == ["yes"]
    assert why(found(), PRECIOUS) == []


def test_a_project_lead_sees_what_is_late() -> None:
    assert why(found(), IMRAN, leads=("elm",)) == []
    assert why(found(chase={"sent": 3}), IMRAN, leads=("elm",)) == ["overdue"]


def test_a_silent_reporter_is_not_waited_for_longer_than_three_days() -> None:
    old = found(state="fixed", verbs=(("fixed", TOM),))
    event = Event(ref=old.entry.ref, at=NOW - timedelta(hours=72), by=TOM, verb="fixed", frm="", to="", seq=1)
    assert why(opened(ISSUES, old.entry, (event,), None, DEFAULTS, NOW)) == ["silent"]


@pytest.mark.parametrize(
    ("urgency", "sent", "late"),
    [("critical", 1, False), ("critical", 2, True), ("normal", 0, False), ("normal", 1, True), ("low", 1, True)],
)
def test_what_is_late_is_what_was_asked_about_in_vain(urgency: str, sent: int, late: bool) -> None:
    assert found(urgency=urgency, chase={"sent": sent}).overdue is late


def test_a_step_taken_early_because_nobody_stood_before_it_makes_nothing_late() -> None:
    new = {"base_at": NOW - timedelta(minutes=1), "sent": 2}
    assert not found(QUESTIONS, chase=new).overdue
    assert found(QUESTIONS, chase={**new, "base_at": NOW - timedelta(minutes=15)}).overdue


# ---- the card


def test_the_most_serious_comes_first_then_what_is_late_then_the_oldest() -> None:
    low = found(urgency="low", reported_at=NOW - timedelta(days=9))
    late = found(chase={"sent": 1})
    old, new = found(reported_at=NOW - timedelta(hours=20)), found()
    critical = found(urgency="critical", reported_at=NOW)
    order = [need.found for need in needs(standing(new, low, old, critical, late), reader())]
    assert order == [critical, late, old, new, low]


def test_each_line_has_its_button_and_no_words_of_anybody() -> None:
    card = made(found(redacted="the tablet is broken", sealed=b"x"), found(state="confirmed", verbs=(("fixed", TOM),)))
    blocks = [type(block) for block in card.body]
    assert blocks == [Words, Buttons, Words, Buttons, Words, Buttons]
    labels = [button.label for button in card.presses()]
    assert labels[0].startswith("Acknowledge ISS-") and labels[1].startswith("Close ISS-")
    assert labels[-1] == "Show all"
    assert "tablet is broken" not in card.as_text()


def test_what_they_may_not_do_is_a_look_instead() -> None:
    """Only somebody who is there can say that a control is in place, so there is no button that would be refused."""
    one = found(state="control_ordered", urgency="critical", control="ordered", verbs=(("acknowledge", ANITA),))
    assert why(one) == ["control"]
    labels = [button.label for button in made(one).presses()]
    assert labels[0] == f"See {one.entry.ref}"


def test_a_quiet_day() -> None:
    assert made() == Card(heading="Good morning, Anita. Elm Court, Wednesday 3 June. Nothing needs you today.")
    assert digest(standing(found()), reader(PRECIOUS, manages=())) is None


def test_the_numbers() -> None:
    there = found(state="in_progress", urgency="high", control="in_place", owner=TOM, verbs=(("take_on", TOM),))
    ending = found(state="confirmed", control="in_place", verbs=(("fixed", TOM),))
    asked = found(QUESTIONS, area="medication")
    checks = tuple(
        elm_entry(CHECKS, state, ref=f"CHK-{n}", day=day, late=late)
        for n, (state, day, late) in enumerate(
            (
                ("done", date(2026, 6, 2), False),
                ("done", date(2026, 6, 2), True),
                ("missed", date(2026, 6, 2), False),
                ("due", date(2026, 6, 3), False),
                ("done", date(2026, 5, 1), False),
            )
        )
    )
    assert all(isinstance(check, Check) for check in checks)
    reported = (there.entry, ending.entry)
    events = tuple(
        ("elm", Event(ref="ISS-1", at=NOW - timedelta(hours=1), by=TOM, verb=verb, frm="", to=""))
        for verb in ("close", "close", "not_fixed", "confirm")
    )
    text = made(there, ending, asked, checks=checks, reported=reported, events=events).as_text()
    for line in (
        "Open: 3 (1 high). Late: 0.",
        "Since yesterday: 2 new, 2 closed, 1 open again.",
        "Waiting for: an answer 1, work 1 (Tom), somebody to close it 1.",
        "Controls in place: 2. 1 can end, as the problem is fixed.",
        "Checks: 1 done, 1 done late, 1 missed, 1 due today.",
        "Questions open: 1. About: medicines.",
        "Good news: 1 fixed, and the reporters say so.",
    ):
        assert line in text.split("\n"), f"{line}\n---\n{text}"


def test_a_check_that_was_not_done_is_missed_with_a_reason_or_without() -> None:
    """Anita said why it was not done: that settles it, but nobody has done it."""
    why_not = elm_entry(CHECKS, "done", day=date(2026, 6, 2), result="not_possible", late=True)
    text = made(checks=(why_not,)).as_text()
    assert "Checks: 1 missed." in text
    assert "done late" not in text


def test_a_check_on_the_list_says_its_day_and_not_how_old_it_is() -> None:
    text = made(found(CHECKS, "missed", ref="CHK-1", late=True), found(CHECKS, ref="CHK-2")).as_text()
    assert "\nDaily check. It was missed on Wednesday 3 June. CHK-1\n" in text
    assert "\nDaily check. Due by 15:00. CHK-2\n" in text


def test_a_project_lead_reads_that_a_check_was_missed() -> None:
    assert why(found(CHECKS, "missed"), IMRAN, leads=("elm",)) == ["missed"]
    assert why(found(CHECKS), IMRAN, leads=("elm",)) == []


def test_after_a_weekend_it_says_since_when() -> None:
    card = digest(standing(reported=(found().entry,)), reader(since=NOW - timedelta(days=3)))
    assert card is not None and "Since Sunday 31 May: 1 new." in card.as_text()


@pytest.mark.parametrize(
    ("before", "lately", "how"),
    [
        (0, 0, "same"),
        (0, 1, "same"),
        (0, 2, "more"),
        (10, 8, "same"),
        (10, 7, "fewer"),
        (10, 13, "more"),
        (2, 0, "fewer"),
    ],
)
def test_a_trend_in_words(before: int, lately: int, how: str) -> None:
    assert how_it_goes(before, lately) == how


def days_ago(*days: int) -> tuple[Entry, ...]:
    return tuple(found(reported_at=NOW - timedelta(days=n)).entry for n in days)


def test_the_trend_counts_whole_days_and_not_today() -> None:
    text = made(reported=days_ago(0, 1, 1, 3, 9, 10, 11, 12, 13, 14)).as_text()
    assert "New each day: ▁▁▁▁▅▁█ 3 in 7 days, fewer than the 7 before (6)." in text


# ---- again and again


@pytest.mark.parametrize(
    ("n", "staff", "live", "themed"),
    [
        (5, 3, "2026-01-01", True),
        (4, 3, "2026-01-01", False),
        (5, 3, "2026-06-01", True),
        (5, 40, "2026-06-01", False),
        (20, 40, "2026-06-01", True),
        (5, 40, "2026-05-01", True),
        (5, 40, "soon", True),
    ],
)
def test_a_theme_is_five_in_a_week_and_at_first_five_for_every_ten_staff(
    n: int, staff: int, live: str, themed: bool
) -> None:
    place = Service(code="elm", name="Elm Court", kind=ELM.kind, timezone=ELM.timezone, phase=ELM.phase, go_live=live)
    people = Directory(
        services=(place,),
        people=(Person(id=PRECIOUS, name="Precious"),),
        roles=tuple(RoleHeld(person=p, role=Role.CARE_WORKER, service="elm") for p in range(staff)),
    )
    here = Standing(now=NOW, directory=people, reported=tuple(found().entry for _ in range(n)))
    assert bool(themes(here, date(2026, 6, 3))) is themed


def test_what_is_placed_nowhere_is_no_theme_and_another_service_counts_for_itself() -> None:
    other = tuple(found(category=Category.OTHER).entry for _ in range(9))
    three, four = tuple(found().entry for _ in range(3)), tuple(found(service="oak").entry for _ in range(4))
    old = tuple(found(reported_at=NOW - timedelta(days=8)).entry for _ in range(9))
    assert themes(standing(reported=(*other, *three, *four, *old)), date(2026, 6, 3)) == ()
    more = standing(reported=(*three, *(found().entry for _ in range(2))))
    assert themes(more, date(2026, 6, 3)) == (Theme(service="elm", category="login_access", n=5),)


# ---- its size


def many(n: int, services: int) -> tuple[Open, ...]:
    """Open entries of every sort, one after the other."""
    sorts: tuple[dict[str, Any], ...] = (
        {},
        {"urgency": "critical", "chase": {"sent": 4}},
        {
            "state": "confirmed",
            "urgency": "high",
            "control": "in_place",
            "verbs": (("acknowledge", TOM), ("fixed", TOM)),
        },
        {"state": "acknowledged", "urgency": "critical", "control": "ordered", "verbs": (("acknowledge", ANITA),)},
        {"register": QUESTIONS, "area": "daily_note"},
        {"register": CHECKS, "state": "missed"},
        {"state": "waiting_supplier", "owner": TOM, "verbs": (("take_on", TOM),)},
        {"state": "acknowledged", "owner_asked": ANITA, "verbs": (("acknowledge", TOM),), "danger": "medical"},
    )
    return tuple(
        found(
            **{
                **sorts[i % len(sorts)],
                "category": ISSUE_CATEGORIES[i % 11],
                "service": f"s{i % services}" if services > 1 else "elm",
                "ref": f"{sorts[i % len(sorts)].get('register', ISSUES).prefix}-{999_000_000 + i}",
            }
        )
        for i in range(n)
    )


@pytest.mark.parametrize("services", [1, 3, 50])
@pytest.mark.parametrize("n", [1, 2, 5, 6, 40, 500])
@pytest.mark.parametrize("weekly", [False, True])
def test_it_is_at_most_a_screenful_whatever_is_open(n: int, services: int, weekly: bool) -> None:
    """Names of people and places as long as they like; what does not fit is counted and one tap away."""
    places = (
        tuple(
            Service(
                code=f"s{i}",
                name=f"{LONG} House and Gardens {i}",
                kind=ELM.kind,
                timezone=ELM.timezone,
                phase=ELM.phase,
            )
            for i in range(services)
        )
        if services > 1
        else (ELM,)
    )
    codes = tuple(service.code for service in places)
    names = tuple(f"{LONG}{n} Smith" for n in range(4))
    people = directory(places, names)
    here = many(n, services)
    reported = tuple(o.entry for o in here)
    whole = standing(*here, people=people, reported=reported)
    scope = Scope(manages=codes, leads=codes if weekly else ())
    card = digest(whole, reader(names=names, scope=scope, weekly=weekly))
    assert card is not None
    assert lines(card) <= LINES, card.as_text()
    assert len(card.as_text()) <= CHARACTERS
    todo = needs(whole, reader(names=names, scope=scope))
    shown = sum(isinstance(block, Words) for block in card.body[:-1]) - 1
    assert shown <= MOST_NEEDS
    if todo:
        assert shown >= min(2, len(todo)), "what needs somebody is never crowded out by numbers"
    assert [b.act.verb for b in card.presses()][-1] == "digest"


def test_the_rest_is_all_there_page_by_page() -> None:
    whole, me = standing(*many(500, 1)), reader()
    seen: list[str] = []
    for number_of_page in range(1, 64):
        card = page(whole, me, number_of_page)
        assert len(card.body) <= 20
        assert all(len(block.text) <= 3000 for block in card.body if isinstance(block, Words))
        seen += [b.act.ref for b in card.presses() if b.act.ref]
    assert sorted(seen) == sorted(o.entry.ref for o in whole.open)
    assert page(whole, me, 999) == page(whole, me, 63)
    assert page(whole, me, 0) == page(whole, me, 1)


def test_a_shift_starts_with_a_screenful_too() -> None:
    """Thirty critical ones: four on the first card, each with its button, and the others a tap away."""
    here = tuple(found(urgency="critical", state="acknowledged", verbs=(("acknowledge", ANITA),)) for _ in range(30))
    people = directory(names=(LONG, f"{LONG} Walsh", "Precious", "Imran"))
    whole = standing(*here, *many(100, 1), people=people)
    tom = people.person(TOM)
    first, taken, refs = 0, 0, list[str]()
    while taken < 40:
        card = shift_card(whole, tom, "elm", first)
        assert card is not None
        assert lines(card) <= LINES, card.as_text()
        assert len(card.as_text()) <= CHARACTERS
        refs += [b.act.ref for b in card.presses() if b.act.verb == "take_over"]
        more = next((b.act.value for b in card.presses() if b.act.value.startswith("from:")), "")
        if not more:
            break
        first, taken = int(more.removeprefix("from:")), taken + 1
    critical = [o.entry.ref for o in whole.open if o.urgency is Urgency.CRITICAL]
    assert sorted(refs) == sorted(critical)
