"""Who is in charge, on call, standing in, on duty, concerned with safeguarding: at every hour of the year."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.labels import Role
from core.people import SAID_IN_CHARGE_FOR, Cover, Directory, Person, RoleHeld, in_working_hours, unique
from tests.unit.elm_court import BEN, ELM, LEAD, NOON, PEOPLE, PRECIOUS, SOMEBODY, TOM, directory, shift

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)
MANAGER, ON_CALL = Role.REGISTERED_MANAGER, Role.ON_CALL_MANAGER


def away(person: int, covered_by: int | None = None, *, accepted: bool = True, days: float = 7) -> Cover:
    return Cover(
        id=person,
        person=person,
        covered_by=covered_by,
        starts=NOON,
        ends=NOON + timedelta(days=days),
        accepted=accepted,
    )


def nobody_on_rota(*roles: tuple[int, Role], **other: object) -> Directory:
    return directory(*roles, **{"shifts": (), **other})


# ---- in charge ----------------------------------------------------------------------------------------


def test_in_charge_is_who_the_rota_says() -> None:
    here = directory((SOMEBODY, MANAGER))
    assert here.in_charge("elm", NOON) == (TOM,)
    assert here.in_charge("elm", NOON + 8 * HOUR) == (SOMEBODY,), "after the shift: the manager"
    assert here.in_charge("rowan", NOON) == ()


def test_a_shift_ends_when_it_ends() -> None:
    one, following = shift(TOM, NOON, 8, in_charge=True), shift(BEN, NOON + 8 * HOUR, 8, in_charge=True)
    here = directory(shifts=(one, following))
    assert here.in_charge("elm", NOON) == (TOM,)
    assert here.in_charge("elm", NOON + 8 * HOUR - timedelta(seconds=1)) == (TOM,)
    assert here.in_charge("elm", NOON + 8 * HOUR) == (BEN,)
    assert here.in_charge("elm", NOON - timedelta(seconds=1)) == ()


def test_without_a_rota_it_is_who_said_so_last_for_fourteen_hours() -> None:
    said = [
        shift(person, NOON + wait, 14, in_charge=True, said=True) for person, wait in ((TOM, 0 * HOUR), (BEN, HOUR))
    ]
    here = nobody_on_rota((SOMEBODY, MANAGER), shifts=tuple(said))
    assert timedelta(hours=14) == SAID_IN_CHARGE_FOR
    assert here.in_charge("elm", NOON) == (TOM,)
    assert here.in_charge("elm", NOON + 2 * HOUR) == (BEN,)
    assert here.in_charge("elm", NOON + 15 * HOUR - timedelta(seconds=1)) == (BEN,)
    assert here.in_charge("elm", NOON + 15 * HOUR) == (SOMEBODY,)


def test_who_is_on_shift_may_say_so_over_the_rota() -> None:
    said = shift(PRECIOUS, NOON, 14, in_charge=True, said=True)
    here = directory(shifts=(shift(TOM, in_charge=True), shift(PRECIOUS), said))
    assert here.in_charge("elm", NOON) == (PRECIOUS,)


def test_whoever_is_in_charge_and_away_is_covered_by_who_said_yes() -> None:
    here = directory((SOMEBODY, MANAGER), covers=(away(TOM, BEN),))
    assert here.in_charge("elm", NOON) == (BEN,)
    assert directory((SOMEBODY, MANAGER), covers=(away(TOM),)).in_charge("elm", NOON) == (SOMEBODY,)


def test_the_managers_cover_is_in_charge_while_they_are_away() -> None:
    here = nobody_on_rota((SOMEBODY, MANAGER), covers=(away(SOMEBODY, BEN),))
    assert here.in_charge("elm", NOON) == (BEN,)
    assert here.in_charge("elm", NOON + timedelta(days=7)) == (SOMEBODY,)
    assert nobody_on_rota((SOMEBODY, MANAGER), covers=(away(SOMEBODY),)).in_charge("elm", NOON) == ()


def test_several_can_be_in_charge_and_each_is_named_once() -> None:
    turns = (shift(TOM, in_charge=True), shift(TOM, NOON, 4, in_charge=True), shift(BEN, in_charge=True))
    assert directory(shifts=turns).in_charge("elm", NOON) == (TOM, BEN)


# ---- on call, deputies, last resort ---------------------------------------------------------------------


def test_on_call_is_the_rota_before_the_role() -> None:
    here = directory((SOMEBODY, ON_CALL))
    assert here.on_call("elm", NOON) == (BEN,)
    assert here.on_call("elm", NOON + 9 * HOUR) == (SOMEBODY,)
    assert directory((SOMEBODY, ON_CALL), covers=(away(BEN),)).on_call("elm", NOON) == (SOMEBODY,)


def test_the_deputy_is_the_managers_cover_else_the_on_call_manager() -> None:
    roles = ((SOMEBODY, MANAGER), (BEN, ON_CALL))
    assert directory(*roles).deputies("elm", NOON) == (BEN,)
    assert directory(*roles, covers=(away(SOMEBODY, TOM),)).deputies("elm", NOON) == (TOM,)
    assert directory().deputies("elm", NOON) == ()


def test_the_last_resort_is_the_first_of_three_roles_that_somebody_holds() -> None:
    order = ((TOM, Role.SENIOR_LEADER), (BEN, Role.PROJECT_LEAD), (LEAD, Role.ADMINISTRATOR))
    assert directory(*order).last_resort("elm") == (TOM,)
    assert directory(*order[1:]).last_resort("elm") == (BEN,)
    assert directory(*order[2:]).last_resort("elm") == (LEAD,)
    assert directory().last_resort("elm") == ()


# ---- standing in ------------------------------------------------------------------------------------------


def test_cover_counts_once_it_is_accepted() -> None:
    assert directory(covers=(away(TOM, BEN),)).standing_in((TOM,), NOON) == (BEN,)
    assert directory(covers=(away(TOM, BEN, accepted=False),)).standing_in((TOM,), NOON) == ()
    assert directory(covers=(away(TOM),)).standing_in((TOM,), NOON) == ()


def test_cover_is_followed_to_who_is_there() -> None:
    covers = (away(TOM, BEN), away(BEN, PRECIOUS))
    assert directory(covers=covers).standing_in((TOM, BEN), NOON) == (PRECIOUS,)
    assert directory(covers=(*covers, away(PRECIOUS))).standing_in((TOM,), NOON) == ()


@pytest.mark.parametrize(
    "covers",
    [
        (away(TOM, TOM),),
        (away(TOM, BEN), away(BEN, TOM)),
        (away(TOM, BEN), away(BEN, PRECIOUS), away(PRECIOUS, TOM)),
        (away(TOM, BEN), away(BEN, PRECIOUS), away(PRECIOUS, BEN)),
    ],
)
def test_cover_in_a_circle_is_nobody(covers: tuple[Cover, ...]) -> None:
    assert directory(covers=covers).standing_in((TOM,), NOON) == ()


def test_two_covers_for_one_absence_are_both_asked() -> None:
    both = (away(TOM, BEN), replace(away(TOM, PRECIOUS), id=9))
    assert directory(covers=both).standing_in((TOM,), NOON) == (BEN, PRECIOUS)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.booleans()), max_size=8), st.integers(1, 5))
def test_whatever_covers_there_are_only_people_who_are_there_stand_in(
    covers: list[tuple[int, int, bool]], person: int
) -> None:
    here = directory(covers=tuple(away(p, by, accepted=yes) for p, by, yes in covers))
    gone = {p for p, _, _ in covers}
    found = here.standing_in((person,), NOON)
    assert not gone & set(found)
    assert len(found) == len(set(found))
    if person not in gone:
        assert found == (person,)


# ---- on duty ------------------------------------------------------------------------------------------------


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (local(6, 3, 8, 59), False),
        (local(6, 3, 9), True),
        (local(6, 3, 16, 59), True),
        (local(6, 3, 17), False),
        (local(6, 6, 12), False),
        (local(6, 7, 12), False),
        (local(3, 27, 9), True),  # the last Friday of winter time, 09:00 UTC
        (local(3, 30, 9), True),  # the first Monday of summer time, 08:00 UTC
        (local(3, 30, 8, 59), False),
        (datetime(2026, 3, 30, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 27, 8, 0, tzinfo=UTC), False),
        (local(10, 23, 16, 59), True),
        (local(10, 26, 16, 59), True),
        (datetime(2026, 10, 26, 16, 30, tzinfo=UTC), True),
        (datetime(2026, 10, 23, 16, 30, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 8, 30, tzinfo=UTC), False),
    ],
)
def test_working_hours_are_the_services_own_through_the_year(moment: datetime, expected: bool) -> None:
    assert in_working_hours(ELM, moment) is expected
    assert nobody_on_rota().on_duty(SOMEBODY, "elm", moment) is expected


def test_a_service_not_known_yet_keeps_london_time() -> None:
    assert in_working_hours(None, local(6, 3, 9))
    assert not in_working_hours(None, local(6, 3, 8, 59))


def test_who_is_on_a_rota_is_on_duty_by_the_rota_only() -> None:
    night = shift(TOM, local(6, 3, 21), 10)
    here = directory(shifts=(night,))
    assert not here.on_duty(TOM, "elm", local(6, 3, 12)), "working hours, but asleep"
    assert here.on_duty(TOM, "elm", local(6, 3, 23))
    assert not here.on_duty(TOM, "elm", local(6, 9, 12))
    assert here.on_duty(TOM, "elm", local(6, 12, 12)), "a week later the rota says nothing of them"


def test_to_be_on_call_is_duty_and_no_rota() -> None:
    here = directory(shifts=(shift(BEN, local(6, 3, 17), 16, on_call=True),))
    assert here.on_duty(BEN, "elm", local(6, 3, 23))
    assert here.on_duty(BEN, "elm", local(6, 5, 12)), "a manager keeps working hours between turns on call"
    assert not here.on_duty(BEN, "elm", local(6, 5, 20))


@pytest.mark.parametrize(
    ("starts", "hours"), [(local(3, 28, 21), 9), (local(10, 24, 21), 11)], ids=["29 March 2026", "25 October 2026"]
)
def test_a_night_shift_over_a_change_of_the_clocks_ends_at_its_local_hour(starts: datetime, hours: float) -> None:
    night = shift(TOM, starts, hours, in_charge=True)
    assert night.ends.astimezone(LONDON).hour == 7
    here = directory(shifts=(night,))
    for passed in range(int(hours * 4)):
        assert here.in_charge("elm", starts + timedelta(minutes=15 * passed)) == (TOM,)
    assert here.in_charge("elm", starts + hours * HOUR) == ()


def test_the_hour_that_is_there_twice_is_worked_twice() -> None:
    night = shift(TOM, local(10, 24, 21), 11, in_charge=True)
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0).astimezone(UTC)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1).astimezone(UTC)
    assert second - first == HOUR
    assert directory(shifts=(night,)).on_shift("elm", first) == directory(shifts=(night,)).on_shift("elm", second)


# ---- safeguarding ------------------------------------------------------------------------------------------


def test_safeguarding_is_the_named_lead_and_managers_off_that_shift() -> None:
    here = directory((SOMEBODY, MANAGER), (TOM, MANAGER), (BEN, Role.QUALITY_LEAD))
    assert here.safeguarding("elm", NOON) == (LEAD, SOMEBODY), "Tom manages and is on shift"


def test_without_a_named_lead_the_quality_lead_stands_in() -> None:
    here = directory((BEN, Role.QUALITY_LEAD), safeguarding_leads=frozenset())
    assert here.safeguarding("elm", NOON) == (BEN,)


def test_the_name_of_the_lead_is_read_in_any_letter_case() -> None:
    people = tuple(replace(p, email=p.email.upper()) for p in PEOPLE)
    assert directory(people=people).safeguarding("elm", NOON) == (LEAD,)


def test_with_nobody_else_safeguarding_is_the_last_resort() -> None:
    here = directory((TOM, MANAGER), (PRECIOUS, Role.SENIOR_LEADER), safeguarding_leads=frozenset())
    assert here.safeguarding("elm", NOON) == (PRECIOUS,)


def test_a_manager_who_is_away_is_not_asked_and_their_cover_is() -> None:
    here = directory((SOMEBODY, MANAGER), covers=(away(SOMEBODY, PRECIOUS),), safeguarding_leads=frozenset())
    assert here.safeguarding("elm", NOON) == (PRECIOUS,)


# ---- where somebody works -------------------------------------------------------------------------------------

ROWAN = replace(ELM, code="rowan", name="Rowan House")


def test_home_is_where_the_shift_is_else_the_only_service() -> None:
    roles = (
        RoleHeld(person=PRECIOUS, role=Role.CARE_WORKER, service="elm"),
        RoleHeld(person=TOM, role=Role.CARE_WORKER, service="elm"),
        RoleHeld(person=TOM, role=Role.CARE_WORKER, service="rowan"),
        RoleHeld(person=SOMEBODY, role=Role.QUALITY_LEAD, service="*"),
    )
    here = Directory(services=(ELM, ROWAN), people=PEOPLE, roles=roles, shifts=(shift(TOM, NOON, 8, service="rowan"),))
    assert here.home_service(PRECIOUS, NOON) == "elm"
    assert here.home_service(TOM, NOON) == "rowan"
    assert here.home_service(TOM, NOON - HOUR) is None, "it has to be asked"
    assert here.home_service(SOMEBODY, NOON) is None
    assert here.home_service(BEN, NOON) is None, "known nowhere"
    assert here.services_of(SOMEBODY) == ("elm", "rowan")
    assert replace(here, services=(ELM,)).home_service(BEN, NOON) == "elm", "there is only one"
    assert here.roles_of(SOMEBODY, "rowan") == {Role.QUALITY_LEAD}
    assert here.holds(TOM, Role.CARE_WORKER, "rowan") and not here.holds(PRECIOUS, Role.CARE_WORKER, "rowan")


def test_those_of_a_service_come_before_those_of_all() -> None:
    roles = (
        RoleHeld(person=BEN, role=MANAGER, service="*"),
        RoleHeld(person=TOM, role=MANAGER, service="elm"),
        RoleHeld(person=TOM, role=MANAGER, service="*"),
    )
    assert Directory(roles=roles).holders(MANAGER, "elm") == (TOM, BEN)


# ---- unknown people ---------------------------------------------------------------------------------------------


def test_somebody_unknown_has_no_role_and_no_service_and_a_name_to_be_called_by() -> None:
    stranger = Person(id=9, name="", known=False)
    here = directory(people=(*PEOPLE, stranger))
    assert here.roles_of(9, "elm") == frozenset()
    assert here.services_of(9) == ()
    assert stranger.first_name == "Somebody"
    assert Person(id=1, name="  Tom  Reid ").first_name == "Tom"


def test_people_are_found_by_e_mail_in_any_letter_case_and_never_by_an_empty_one() -> None:
    here = directory(people=(*PEOPLE, Person(id=9, name="Agency nurse", known=False)))
    assert here.by_email("TOM@Elm.example") == PEOPLE[0]
    assert here.by_email("") is None
    assert here.by_email("nobody@elm.example") is None


def test_a_person_who_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        directory().person(4711)


def test_each_once_in_the_order_first_seen() -> None:
    assert unique([3, 1, 3, 2, 1]) == (3, 1, 2)
