"""C17 and C18: the manager's morning, the project lead's Monday, whoever owns something, and nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.importing import import_text
from core.ports import UnitOfWork
from tests.stories.ward import ONE_SYSTEM, SERVICES, ZONE, Ward, rota

MEDS = "tablet wont log me in and its meds time"
PRINTER = "printer wont print the handover"
QUIET_DAY = "Good morning, Anita. Elm Court, Wednesday 3 June. Nothing needs you today."

MORE_SERVICES = """OAK,Oak Lodge,care_home,Europe/London,stabilising,2026-06-01,01632 960124,paper folders,the app
ASH,Ash Grange,care_home,Europe/London,stabilising,2026-06-01,01632 960125,paper folders,the app
"""
MORE_PEOPLE = """name,email,role,service
Anita Rao,anita@elm.example,registered_manager,OAK
Anita Rao,anita@elm.example,registered_manager,ASH
"""

pytestmark = pytest.mark.mornings


def three_services(uow: UnitOfWork) -> None:
    import_text(uow, "services", ONE_SYSTEM + MORE_SERVICES)
    import_text(uow, "people", MORE_PEOPLE)


async def test_the_managers_morning(ward: Ward) -> None:
    """C17: what needs Anita comes first, each line with a button that works; then the numbers."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.tom.presses("Order a control")
    await ward.tom.presses("Extra staff")
    await ward.tom.presses("In place")
    await ward.precious.says("it's fixed")
    await ward.kofi.says(PRINTER)
    await ward.clock.at("09:30")
    digest = ward.anita.last()
    assert digest.text.startswith("Good morning, Anita. Elm Court, Wednesday 3 June. 2 things need you.")
    ward.anita.hears(
        "Critical. Can't log in, 13 h. The reporter says it is fixed. Please close it. ISS-1",
        "Nobody has answered yet. ISS-2",
        "Since yesterday: 2 new.",
        "Controls in place: 1. 1 can end, as the problem is fixed.",
        "Good news: 1 fixed, and the reporters say so.",
    )
    assert "tablet" not in digest.text and "Precious" not in digest.text
    await ward.anita.presses("Close ISS-1", on=digest)
    await ward.anita.presses("Training")
    await ward.anita.says("tried it again with her")
    ward.anita.hears("Closed, with your proof. Thank you. ISS-1")
    ward.precious.hears("Anita has checked it and closed it.")
    await ward.anita.presses("Acknowledge ISS-2", on=digest)
    ward.kofi.hears("Anita has it now.")
    await ward.anita.presses("Close ISS-1", on=digest)
    ward.anita.hears("Nothing was changed. This is how it stands now.")
    await ward.anita.presses("Show all", on=digest)
    ward.anita.hears("All of it, page 1 of 1.", "ISS-2")
    ward.kofi.sees("Kofi, you are in charge at Elm Court now.")
    ward.tom.sees("Tom, you are in charge at Elm Court now.")


async def test_a_quiet_day_is_one_line_for_the_manager_and_nothing_for_others(ward: Ward) -> None:
    """C17, a quiet day: managers hear that it is quiet. Whoever has nothing to do hears nothing."""
    await ward.clock.at("09:30")
    assert [screen.text for screen in ward.anita.screens()] == [QUIET_DAY]
    assert ward.anita.last().buttons == ()
    for nobody in (ward.precious, ward.kofi, ward.tom, ward.ben, ward.mo, ward.imran, ward.grace):
        nobody.hears_nothing()
    await ward.clock.at("09:29")
    ward.anita.hears_nothing()


async def test_the_project_leads_monday(ward: Ward) -> None:
    """C18 for the project lead: on Monday, with the week; nobody is disturbed on Saturday and Sunday."""
    await ward.precious.says(PRINTER)
    await ward.tom.says("ISS-1")
    await ward.tom.presses("Acknowledge")
    await ward.clock.at("09:30", days=2)
    assert ward.anita.pings("Good morning") == 3
    assert ward.imran.pings("Good morning") == 0
    await ward.clock.at("09:30", days=1)
    assert ward.anita.pings("Good morning") == 3
    await ward.clock.at("09:30")
    ward.imran.hears("Good morning, Imran. Your week. Elm Court, Monday 8 June.", "New each day: ", "Open: 1.")
    ward.anita.hears("Good morning, Anita. Elm Court, Monday 8 June.")
    assert "Your week" not in ward.anita.last().text
    await ward.clock.at("09:30")
    assert ward.imran.pings("Your week") == 1


async def test_the_week_of_a_project_lead_who_was_off_on_monday(ward: Ward) -> None:
    """C18: Imran has the Monday off; on Tuesday his first digest is that of the week, and on Wednesday it is not."""
    await ward.precious.says(PRINTER)
    await ward.clock.at("09:30", days=5)
    assert ward.imran.pings("Your week") == 1
    his = "2026-06-{day},ELM,09:00,17:00,imran@elm.example,no,no"
    days = "\n".join(his.format(day=day) for day in ("09", "10", "16", "17", "18"))
    await ward.store.work(lambda uow: import_text(uow, "rota", f"{rota()}\n{days}"))
    await ward.clock.at("09:30", days=6)
    assert ward.imran.pings("Your week") == 1
    await ward.clock.at("09:30")
    assert ward.imran.pings("Your week") == 2
    ward.imran.hears("Your week. Elm Court, Tuesday 16 June.")
    await ward.clock.at("09:30")
    assert ward.imran.pings("Your week") == 2
    ward.anita.sees("Good morning, Anita.")


async def test_one_digest_for_three_services(ward: Ward) -> None:
    """One digest per person for all their services; each line says where."""
    await ward.store.work(three_services)
    await ward.precious.says(PRINTER)
    await ward.clock.at("09:30")
    assert ward.anita.pings("Good morning") == 1
    ward.anita.hears("Good morning, Anita. 3 services, Wednesday 3 June. 1 thing needs you.", "Elm Court: ")


async def test_a_restart_at_half_past_nine(ward: Ward) -> None:
    """Stopped at 09:29 and back at 09:31: the digest comes then, and once, however often Handrail starts again."""
    await ward.clock.at("09:29")
    ward.anita.hears_nothing()
    await ward.restarts(after=timedelta(minutes=2))
    assert [screen.text for screen in ward.anita.new()] == [QUIET_DAY]
    await ward.restarts()
    await ward.restarts(after=timedelta(minutes=30))
    assert ward.anita.pings("Nothing needs you today") == 1


async def test_a_long_stop(ward: Ward) -> None:
    """Back in the afternoon the digest comes late; back at night nobody is disturbed, and the next morning's comes."""
    await ward.restarts(after=timedelta(hours=18))
    ward.anita.hears("Hello, Anita. Elm Court, Wednesday 3 June. Nothing needs you today.")
    await ward.restarts(after=timedelta(hours=33))
    ward.anita.hears_nothing()
    await ward.clock.at("09:30")
    ward.anita.hears("Good morning, Anita. Elm Court, Friday 5 June.")
    assert len(ward.anita.screens()) == 2


@pytest.mark.parametrize("evening", [datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2027, 3, 27, 20, tzinfo=UTC)])
async def test_nothing_twice_when_the_clocks_change(ward: Ward, evening: datetime) -> None:
    """Half past one comes twice in October and never in March: one digest on that Sunday, and on each day beside."""
    ward.more = {"digest_at": "01:30", "digest_every_day": True}
    ward.hand.at = evening
    await ward.restarts()
    come = ward.anita.pings("Nothing needs you today")
    for day in (1, 2, 3):
        await ward.clock.to((evening.astimezone(ZONE) + timedelta(days=day)).astimezone(UTC))
        assert ward.anita.pings("Nothing needs you today") == come + day
    assert ward.imran.pings("Your week") == 1


async def test_what_is_late_is_never_only_in_a_digest(ward: Ward) -> None:
    """A small one that nobody answers is asked about by itself after a day, and stands in the digest too."""
    await ward.precious.says("the blue tablet will not turn on")
    await ward.clock.at("09:30", days=1)
    ward.anita.hears("at Elm Court, 20:02.", "Good morning, Anita.", "Late. ", "ISS-1")
    ward.imran.hears("1 thing needs you.", "Late. ")
    assert any("20:02" in screen.text and "Good morning" not in screen.text for screen in ward.anita.new())


async def test_whoever_has_something_to_do_gets_a_digest_too(ward: Ward) -> None:
    """Imran took one on: next morning it is on his list. The others still hear nothing."""
    await ward.precious.says(PRINTER)
    await ward.tom.says("ISS-1")
    await ward.tom.presses("Acknowledge")
    await ward.tom.presses("Assign")
    await ward.tom.presses("Imran Aziz")
    await ward.imran.presses("Yes, I'll take it")
    await ward.clock.at("09:30")
    ward.imran.hears("Good morning, Imran.", "1 thing needs you.", "You have it. ISS-1")
    ward.imran.may_press("Fixed ISS-1")
    ward.anita.hears("Nothing needs you today.", "Waiting for: work 1 (Imran).")
    ward.precious.sees("ISS-1")


async def test_whoever_covers_gets_it_instead(ward: Ward) -> None:
    """C24: Anita is away, Ben covers and gets her list."""
    await ward.anita.says("away 3 to 5 june ben covers")
    await ward.ben.presses("Yes")
    await ward.clock.at("09:30")
    ward.ben.hears("Good morning, Ben. Elm Court, Wednesday 3 June. Nothing needs you today.")
    ward.anita.hears_nothing()


async def test_what_is_restricted_is_in_no_digest(ward: Ward) -> None:
    """A safeguarding report is asked about until somebody answers, and is neither named nor counted in a digest."""
    await ward.precious.says("she said the night staff hit her")
    await ward.grace.presses("Acknowledge")
    await ward.clock.at("09:30")
    assert QUIET_DAY in [screen.text for screen in ward.anita.screens()]
    ward.tom.hears_nothing()
    ward.kofi.hears_nothing()


@pytest.mark.told_on("slack")
async def test_a_night_of_reminders_holds_up_no_digest(ward: Ward) -> None:
    """Reminded every quarter of an hour: each is one message, and no reminder draws all those before it anew."""
    await ward.precious.says("she said the night staff hit her")
    await ward.grace.presses("Acknowledge")
    await ward.clock.at("09:30")
    ward.anita.hears(QUIET_DAY)
    pings = ward.anita.pings("ISS-1") + ward.grace.pings("ISS-1")
    redrawn = [name for name, _ in ward.slack.slack.calls].count("chat.update")
    assert pings > 50
    assert redrawn < pings


async def test_the_digest_on_asking(ward: Ward) -> None:
    """On "today" it is shown now, as often as it is wanted, and the morning's comes all the same.

    From whoever answers for nothing a lone "today" is taken as something that they tell.
    """
    await ward.precious.says(PRINTER)
    await ward.anita.says("today")
    ward.anita.hears("Hello, Anita. Elm Court, Tuesday 2 June. 1 thing needs you.", "ISS-1")
    await ward.imran.says("this week")
    ward.imran.hears("Your week. Elm Court, Tuesday 2 June.")
    assert await ward.refs() == ["ISS-1"]
    await ward.tom.says("today")
    ward.tom.hears("Tom, you are in charge at Elm Court now.", "Open: 1")
    assert await ward.refs() == ["ISS-1"]
    await ward.precious.says("today")
    ward.precious.hears("Thank you. Saved: ISS-2.")
    ward.tom.sees("ISS-2")
    await ward.clock.at("09:30")
    ward.anita.hears("Good morning, Anita.")


async def test_while_two_systems_run_the_check_is_part_of_the_morning(ward: Ward) -> None:
    """The check that nobody did yesterday stands in Anita's digest, and is asked about by itself too."""
    await ward.store.work(lambda uow: import_text(uow, "services", SERVICES))
    await ward.clock.at("11:00")
    ward.tom.hears("Daily check at Elm Court")
    await ward.clock.at("09:30")
    digest = next(screen for screen in ward.anita.screens() if "Thursday 4 June" in screen.text)
    assert "CHK-1" in digest.text
    assert "Checks: 1 missed." in digest.text
    ward.anita.hears("This check was not done.")
    ward.imran.hears("Daily check")
    ward.kofi.hears("Daily check")
