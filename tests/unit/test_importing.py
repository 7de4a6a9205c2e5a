"""Import: all rows or none, each fault with its line, and the same file twice changes nothing."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot import doctor
from bot.importing import BadFile, Imported, import_text
from core.advice import book
from core.labels import Phase, Role, ServiceKind
from core.people import Directory, Person, Shift
from core.ports import Sender, UnitOfWork
from tests.unit.ward import START, Ward, bare

LONDON = ZoneInfo("Europe/London")

SERVICES = """code,name,kind,timezone,phase,go_live,urgent_phone
elm,Elm Court,care_home,Europe/London,go_live,2026-06-01,01632 960001
rowan,"Rowan House, North",home_care,Europe/London,preparing,2026-09-01,
"""
PEOPLE = """name,email,role,service,agency
Tom Reid,tom@elm.example,team_leader,elm,no
Ben Shaw,Ben@elm.example,on_call_manager,*,
Joy Mensah,joy@agency.example,care_worker,elm,yes
"""
ROTA_HEAD = "date,service,shift_start,shift_end,email,in_charge,on_call\n"
ROTA = (
    ROTA_HEAD
    + """2026-06-03,elm,07:30,14:30,tom@elm.example,yes,
2026-06-03,elm,14:30,21:30,BEN@elm.example,x,no
2026-06-03,elm,21:30,7:30,tom@elm.example,yes,yes
"""
)


@pytest.fixture
def ward() -> Iterator[Ward]:
    with bare() as ward:
        yield ward


def brought(ward: Ward, *files: tuple[str, str]) -> list[Imported]:
    return [ward.work(partial(import_text, what=what, text=text)) for what, text in files]


def picture(ward: Ward) -> Directory:
    return ward.work(lambda uow: uow.directory())


ALL = (("services", SERVICES), ("people", PEOPLE), ("rota", ROTA))


def test_services_people_and_rota_are_kept(ward: Ward) -> None:
    assert brought(ward, *ALL) == [
        Imported(rows=2, ignored=()),
        Imported(rows=3, ignored=()),
        Imported(rows=3, ignored=()),
    ]
    here = picture(ward)
    elm, rowan = here.services
    assert (elm.kind, elm.phase, elm.urgent_phone) == (ServiceKind.CARE_HOME, Phase.GO_LIVE, "01632 960001")
    assert (rowan.name, rowan.old_system) == ("Rowan House, North", "")
    tom, ben, joy = here.people
    assert here.holds(ben.id, Role.ON_CALL_MANAGER, "rowan")
    assert (joy.agency, tom.agency, joy.known) == (True, False, True)
    assert here.in_charge("elm", datetime(2026, 6, 3, 7, 0, tzinfo=UTC)) == (tom.id,)
    assert here.in_charge("elm", datetime(2026, 6, 3, 14, 0, tzinfo=UTC)) == (ben.id,)
    assert here.on_call("elm", datetime(2026, 6, 4, 6, 29, tzinfo=UTC)) == (tom.id,), "the night ends next morning"


def test_the_same_again_changes_nothing(ward: Ward) -> None:
    brought(ward, *ALL)
    before = picture(ward)
    brought(ward, *ALL, *ALL)
    assert picture(ward) == before


@pytest.mark.parametrize(
    "spell",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace(",", " , ").replace('" ,', '",'),
        lambda text: text.replace("code,name", '"code","name"'),
    ],
    ids=["BOM", "CRLF", "blank lines", "no last line end", "spaces", "quoted names"],
)
def test_however_a_spreadsheet_writes_it(ward: Ward, spell: Callable[[str], str]) -> None:
    plain = SERVICES.replace('"Rowan House, North"', "Rowan House")
    assert brought(ward, ("services", spell(plain))) == [Imported(rows=2, ignored=())]
    assert [(s.code, s.name, s.urgent_phone) for s in picture(ward).services] == [
        ("elm", "Elm Court", "01632 960001"),
        ("rowan", "Rowan House", ""),
    ]


def test_a_text_may_hold_line_ends_and_quotes(ward: Ward) -> None:
    text = SERVICES.replace('"Rowan House, North"', '"Rowan ""House""\nNorth"')
    brought(ward, ("services", text))
    assert picture(ward).services[1].name == 'Rowan "House"\nNorth'


def test_unknown_columns_are_ignored_and_named(ward: Ward) -> None:
    text = "colour,code,name,kind,timezone,phase,go_live,Beds\nred,elm,Elm,care_home,Europe/London,bau,2026-06-01,40\n"
    assert brought(ward, ("services", text)) == [Imported(rows=1, ignored=("colour", "Beds"))]


def test_a_row_that_is_too_short_has_empty_cells(ward: Ward) -> None:
    short = "name,email,role,service,agency\nTom,tom@elm.example,trainer,elm\n"
    brought(ward, ("services", SERVICES), ("people", short))
    assert not picture(ward).people[0].agency
    with pytest.raises(BadFile, match="line 2: service is empty"):
        brought(ward, ("people", "name,email,role,service\nTom,tom@elm.example,trainer\n"))


def test_an_empty_file_or_one_without_rows(ward: Ward) -> None:
    with pytest.raises(BadFile, match="line 1: the column code, name, kind, timezone, phase, go_live is missing"):
        brought(ward, ("services", ""))
    assert brought(ward, ("services", SERVICES.splitlines()[0])) == [Imported(rows=0, ignored=())]


FAULTS: tuple[tuple[str, str, str], ...] = (
    ("services", "elm,,care_home,Europe/London,bau,2026-06-01,", "name is empty"),
    ("services", "elm,Elm,palace,Europe/London,bau,2026-06-01,", "kind 'palace' is unknown; there are: care_home"),
    ("services", "elm,Elm,care_home,Europe/Leeds,bau,2026-06-01,", "'Europe/Leeds' is no time zone"),
    ("services", "elm,Elm,care_home,../../etc/passwd,bau,2026-06-01,", "is no time zone"),
    ("services", "elm,Elm,care_home,Europe/London,soon,2026-06-01,", "phase 'soon' is unknown"),
    ("services", "elm,Elm,care_home,Europe/London,bau,1 June,", "go_live '1 June' is no date such as 2026-06-30"),
    ("services", "*,All,care_home,Europe/London,bau,2026-06-01,", "the code * stands for all services"),
    ("services", "elm,Elm Court, North,care_home,Europe/London,bau,2026-06-01,1", "more cells than columns"),
    ("people", "Tom,tom,team_leader,elm,", "'tom' is no e-mail address"),
    ("people", "Tom,t om@elm.example,team_leader,elm,", "is no e-mail address"),
    ("people", "Tom,,team_leader,elm,", "email is empty"),
    ("people", "Tom,tom@elm.example,boss,elm,", "role 'boss' is unknown"),
    ("people", "Tom,tom@elm.example,team_leader,oak,", "there is no service 'oak'; import services first"),
    ("people", "Tom,tom@elm.example,team_leader,elm,perhaps", "agency must be yes or no, not 'perhaps'"),
    ("rota", "2026-06-31,elm,07:30,14:30,tom@elm.example,,", "date '2026-06-31' is no date"),
    ("rota", "03/06/2026,elm,07:30,14:30,tom@elm.example,,", "date '03/06/2026' is no date"),
    ("rota", "2026-06-03,elm,7.30,14:30,tom@elm.example,,", "shift_start '7.30' is no time of day such as 07:30"),
    ("rota", "2026-06-03,elm,07:30,24:00,tom@elm.example,,", "shift_end '24:00' is no time of day"),
    ("rota", "2026-06-03,elm,07:30+01:00,14:30,tom@elm.example,,", "is no time of day"),
    ("rota", "2026-06-03,oak,07:30,14:30,tom@elm.example,,", "there is no service 'oak'"),
    ("rota", "2026-06-03,elm,07:30,14:30,nobody@elm.example,,", "nobody has that e-mail address; import people first"),
    ("rota", "2026-06-03,elm,07:30,14:30,tom@elm.example,maybe,", "in_charge must be yes or no"),
)
HEADS = {"services": SERVICES, "people": PEOPLE, "rota": ROTA}


@pytest.mark.parametrize(("what", "row", "told"), FAULTS)
def test_a_bad_row_is_named_by_its_line_and_nothing_is_kept(ward: Ward, what: str, row: str, told: str) -> None:
    brought(ward, *ALL[: [name for name, _ in ALL].index(what)])
    if what == "rota":
        assert picture(ward).people
    before = picture(ward)
    with pytest.raises(BadFile) as raised:
        brought(ward, (what, f"{HEADS[what]}{row}\n"))
    lines = str(raised.value).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"line {len(HEADS[what].splitlines()) + 1}: ")
    assert told in lines[0]
    assert picture(ward) == before, "something was half-imported"


def test_all_bad_rows_are_told_at_once(ward: Ward) -> None:
    bad = SERVICES + "x,,care_home,Europe/London,bau,,\n" + "y,Y,hut,Europe/London,bau,2026-06-01,\n"
    with pytest.raises(BadFile) as raised:
        brought(ward, ("services", bad))
    assert [line.partition(":")[0] for line in str(raised.value).splitlines()] == ["line 4", "line 5"]
    assert picture(ward) == Directory()


def test_what_is_no_csv_file(ward: Ward) -> None:
    with pytest.raises(BadFile, match=r"is missing|no CSV"):
        brought(ward, ("services", "\0\0\0"))
    with pytest.raises(BadFile, match="no CSV"):
        brought(ward, ("services", SERVICES + "elm," + "x" * 200_000 + "\n"))


# ---- the rota --------------------------------------------------------------------------------------------


def rota(ward: Ward, *rows: str) -> None:
    brought(ward, ("rota", ROTA_HEAD + "\n".join(rows) + "\n"))


def worked(ward: Ward) -> list[tuple[str, str, float]]:
    """Who, from when in local time, for how many hours."""
    here = picture(ward)
    return [
        (
            here.person(s.person).first_name,
            f"{s.starts.astimezone(LONDON):%d %b %H:%M}",
            (s.ends - s.starts) / timedelta(hours=1),
        )
        for s in here.shifts
    ]


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-28", 9), ("2026-10-24", 11), ("2026-06-03", 10)], ids=["spring", "autumn", "summer"]
)
def test_a_night_shift_lasts_as_long_as_the_night(ward: Ward, day: str, hours: float) -> None:
    brought(ward, ("services", SERVICES), ("people", PEOPLE))
    ward.moment[0] = datetime.fromisoformat(day).replace(tzinfo=UTC)
    rota(ward, f"{day},elm,21:00,07:00,tom@elm.example,yes,")
    (shift,) = picture(ward).shifts
    assert shift.ends - shift.starts == timedelta(hours=hours)
    assert shift.ends.astimezone(LONDON).hour == 7


def test_from_and_to_the_same_hour_is_a_day_and_a_night(ward: Ward) -> None:
    brought(ward, ("services", SERVICES), ("people", PEOPLE))
    rota(ward, "2026-06-03,elm,08:00,08:00,tom@elm.example,yes,")
    assert worked(ward) == [("Tom", "03 Jun 08:00", 24)]


def test_a_week_that_is_imported_again_replaces_that_week_and_no_other(ward: Ward) -> None:
    brought(ward, ("services", SERVICES), ("people", PEOPLE))
    days = [f"2026-06-{day:02}" for day in range(3, 11)]
    rota(ward, *(f"{day},elm,08:00,20:00,tom@elm.example,yes," for day in days))
    rota(ward, *(f"{day},elm,09:00,21:00,ben@elm.example,yes," for day in days[:7]))
    found = worked(ward)
    assert [who for who, _, _ in found] == ["Ben"] * 7 + ["Tom"]
    assert found[0] == ("Ben", "03 Jun 09:00", 12)


def test_what_somebody_said_survives_the_rota(ward: Ward) -> None:
    brought(ward, ("services", SERVICES), ("people", PEOPLE))
    said = Shift(person=1, service="elm", starts=START, ends=START + timedelta(hours=14), in_charge=True, said=True)
    ward.work(lambda uow: uow.put_shifts([said]))
    rota(ward, "2026-06-03,elm,08:00,20:00,ben@elm.example,yes,")
    assert said in picture(ward).shifts


def test_an_unknown_person_who_is_imported_becomes_known_and_keeps_their_number(ward: Ward) -> None:
    brought(ward, ("services", SERVICES))
    unknown = ward.work(lambda uow: uow.put_person(Person(id=0, name="tom", email="TOM@elm.example", known=False)))
    brought(ward, ("people", PEOPLE))
    here = picture(ward)
    assert here.person(unknown.id).known
    assert here.person(unknown.id).name == "Tom Reid"


# ---- doctor ----------------------------------------------------------------------------------------------


def gaps(ward: Ward) -> list[str]:
    return ward.work(lambda uow: list(doctor.gaps(uow, book({}), ward.now)))


def _all_day(ward: Ward, days: int = 8, head: str = ROTA_HEAD) -> None:
    first = ward.now.date()
    rows = [f"{first + timedelta(days=n)},elm,00:00,00:00,tom@elm.example,yes,yes" for n in range(-1, days)]
    brought(ward, ("rota", head + "\n".join(rows) + "\n"))


ELM_ONLY = "\n".join(SERVICES.splitlines()[:2]) + "\n"
RULES = """title,area,plain_text,main_record,services,effective_from
A fall,incident,"In the app, under Incidents.",new,elm,
A fit,incident,"In the app, under Incidents.",new,rowan,2027-01-01
"""
LEADERS = PEOPLE + "Mo Daley,mo@elm.example,senior_leader,*,\nMo Daley,mo@elm.example,administrator,*,\n"


def test_an_empty_database_says_where_to_begin(ward: Ward) -> None:
    found = gaps(ward)
    assert "No service is known yet. Import services first." in found
    assert "Nobody is an administrator, so nobody is asked about unknown people." in found
    assert any("Safe-care advice not yet approved by your service: medicines" in line for line in found)


def test_with_everybody_in_place_only_the_advice_is_left(ward: Ward) -> None:
    brought(ward, ("services", ELM_ONLY), ("people", LEADERS), ("rules", RULES.replace("rowan", "elm")))
    _all_day(ward)
    assert [line for line in gaps(ward) if not line.startswith("Safe-care advice")] == []
    approved = {advice: {"approved_by": "manager"} for advice in book({})}
    assert ward.work(lambda uow: list(doctor.gaps(uow, book(approved), ward.now))) == []


def test_a_service_in_use_without_a_rule_is_named(ward: Ward) -> None:
    moved, without = SERVICES.replace("preparing", "parallel"), "{} has no recording rule yet, so a person has to"
    brought(ward, ("services", SERVICES))
    said = [line for line in gaps(ward) if "recording rule" in line]
    assert [line.startswith(without.format("Elm Court")) for line in said] == [True], "Rowan House only prepares"
    brought(ward, ("services", moved), ("rules", RULES))
    said = [line for line in gaps(ward) if "recording rule" in line]
    assert [line.startswith(without.format("Rowan House, North")) for line in said] == [True], "its rule is not live"
    brought(ward, ("rules", RULES.replace(",rowan,2027-01-01", ",,")))
    assert [line for line in gaps(ward) if "recording rule" in line] == []


def test_each_gap_is_one_plain_sentence(ward: Ward) -> None:
    brought(ward, ("services", SERVICES), ("people", "name,email,role,service\nAnn,ann@elm.example,care_worker,elm\n"))
    found = gaps(ward)
    assert "Rowan House, North has no urgent phone number." in found
    assert "Elm Court has nobody for the last resort (a senior leader or project lead)." in found
    assert "Elm Court has nobody on call now." in found
    assert [line for line in found if "\n" in line or not line.endswith(".")] == []


def test_a_night_with_nobody_in_charge_is_shown_from_when_to_when(ward: Ward) -> None:
    brought(ward, ("services", ELM_ONLY), ("people", LEADERS + "Ann,ann@elm.example,registered_manager,elm,\n"))
    days = [ward.now.date() + timedelta(days=n) for n in range(-1, 9)]
    day_shifts = [f"{day},elm,07:00,21:00,tom@elm.example,yes,yes" for day in days]
    nights = [f"{day},elm,21:00,07:00,ben@elm.example,yes,yes" for day in days if day.day != 5]
    rota(ward, *day_shifts, *nights)
    assert [line for line in gaps(ward) if "nobody in charge" in line] == [
        "Elm Court has nobody in charge from Friday 5 June, 21:00 to Saturday 6 June, 07:00; "
        "the manager is asked instead."
    ]


def test_without_rota_and_manager_nobody_is_said_to_be_asked_who_is_not_there(ward: Ward) -> None:
    brought(ward, ("services", ELM_ONLY), ("people", PEOPLE))
    (line,) = [line for line in gaps(ward) if "nobody in charge" in line]
    assert line.endswith("whoever comes next is asked instead.")


def test_somebody_who_has_written_and_is_on_no_list_is_counted(ward: Ward) -> None:
    def strangers(uow: UnitOfWork) -> None:
        for name in ("Lee", "Kim"):
            uow.put_person(Person(id=0, name=name, known=False))

    ward.work(strangers)
    assert "2 people have written and are not on the list yet." in gaps(ward)


class Phonebook:
    """A channel that knows some people by e-mail, and can do nothing else."""

    def __init__(self, *emails: str) -> None:
        self.emails = emails

    async def find(self, email: str) -> Sender | None:
        return Sender(channel="made-up", tenant="", user=email) if email in self.emails else None


async def test_who_cannot_be_reached_on_any_channel_is_named() -> None:
    tom, ben, joy = (
        Person(id=n, name=name, email=f"{name}@elm.example") for n, name in enumerate(("tom", "ben", "joy"))
    )
    channels = {"one": Phonebook(tom.email), "two": Phonebook()}
    found = await doctor.unreachable({tom: False, ben: True, joy: False}, channels)  # type: ignore[arg-type]
    assert found == ("joy can't be reached on any channel.",)


def test_leaders_are_who_may_have_to_be_reached(ward: Ward) -> None:
    brought(ward, ("services", ELM_ONLY), ("people", LEADERS))
    rota(ward, "2026-06-03,elm,08:00,20:00,joy@agency.example,yes,")
    assert [p.first_name for p in doctor.leaders(picture(ward))] == ["Tom", "Ben", "Joy", "Mo"]
