"""C06: the daily check, asked of whoever is in charge while two systems run, until somebody has done it."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.health import Watch
from bot.importing import import_text
from bot.ticker import Ticker
from core.card import Act, Button, Buttons, Card
from core.checks import answers_of, counted
from core.labels import Phase
from core.ports import UnitOfWork
from core.registers import CHECKS
from core.registers.checks import Check
from tests.stories.ward import Ward, rota

ASKED = "Please look at 5 people's records at Elm Court, in the app and on paper. Do they agree? Due by 15:00."
LATE = "It was due by 15:00."
MISSED = "This check was not done. It was due by 15:00."


async def check(ward: Ward, ref: str = "CHK-1") -> Check:
    found = await ward.entry(ref)
    assert isinstance(found, Check)
    return found


async def phase(ward: Ward, phase: Phase) -> None:
    """The service comes to another phase, as an import of services has it."""

    def job(uow: UnitOfWork) -> None:
        uow.put_service(replace(uow.directory().services[0], phase=phase))

    await ward.store.work(job)


async def test_all_agree(ward: Ward) -> None:
    """Tom, in charge, is asked at 11:00 and answers with one tap, which says how many he looked at."""
    await ward.clock.at("10:59")
    ward.tom.hears_nothing()
    await ward.clock.at("11:00")
    ward.tom.hears("Daily check at Elm Court, Wednesday 3 June. CHK-1", ASKED)
    ward.tom.does_not_see("late by")
    ward.tom.may_press("I looked at 5 or more, all agree", "Found problems", "Can't check now")
    await ward.clock.forward(minutes=20)
    await ward.tom.presses("I looked at 5 or more, all agree")
    ward.tom.hears("Thank you. The check is done. CHK-1")
    ward.tom.sees("Tom did it at 11:20: looked at 5, all agree.")
    done = await check(ward)
    assert (done.state, done.result, done.late, answers_of(done).people_looked_at) == ("done", "ok", False, 5)
    await ward.clock.at("20:00")
    ward.tom.hears_nothing()
    assert await ward.refs() == ["CHK-1"]


async def test_fewer_than_five(ward: Ward) -> None:
    """A small house: no check is done without saying how many people were looked at."""
    await ward.clock.at("11:00")
    await ward.tom.presses("I looked at fewer, all agree")
    ward.tom.hears("How many people did you look at? CHK-1")
    assert (await check(ward)).state == "due"
    await ward.tom.says("3")
    ward.tom.sees("looked at 3, all agree.")
    assert answers_of(await check(ward)).people_looked_at == 3


async def test_problems_become_entries_after_one_confirmation(ward: Ward) -> None:
    """Tom types what he found in one line; he sees what was understood; one tap makes an entry of each."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    ward.tom.hears("What did you find? CHK-1")
    await ward.tom.says(
        "3 problems: two daily notes missing on blue; fluid totals differ; the turning chart is there twice"
    )
    ward.tom.hears("I read that as 3 problems. Shall I log them? CHK-1", "1. ", "fluid totals differ", "3. ")
    assert await ward.refs() == ["CHK-1"]
    await ward.tom.presses("Log them. I looked at 5 or more")
    ward.tom.hears("Thank you. Logged: ISS-1, ISS-2 and ISS-3. The check is done. CHK-1")
    done = await check(ward)
    answers = answers_of(done)
    assert (done.state, done.result, done.late) == ("done", "problems", False)
    assert (answers.people_looked_at, answers.missing_count, answers.conflict_count) == (5, 1, 1)
    assert (answers.duplicate_count, answers.refs) == (1, ("ISS-1", "ISS-2", "ISS-3"))
    for ref, said in (("ISS-1", "two daily notes missing on blue"), ("ISS-2", "fluid totals differ")):
        assert await ward.words(ref) == said
        assert "Tom found it in the daily check CHK-1." in await ward.history(ref)
        assert (await ward.entry(ref)).service == "ELM"
    ward.tom.sees("looked at 5, found problems: ISS-1,ISS-2,ISS-3.")


async def test_one_receipt_names_everything_that_was_found(ward: Ward) -> None:
    """C06: two problems, one answer: both numbers, medicines first, and who was asked about it."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("2 daily notes missing on blue, 1 mismatch in meds record 20431")
    await ward.tom.presses("Log them. I looked at 5 or more")
    (receipt,) = ward.tom.new()
    assert receipt.text.startswith("Thank you. Logged: ISS-1 and ISS-2. The check is done. CHK-1")
    ward.tom.hears("Medicines first, please. Check before the next dose.", "Sent to Anita: ISS-2.")
    assert "ISS-1" not in receipt.text.split("Sent to")[1]
    ward.anita.hears("High at Elm Court", "ISS-2")
    assert not any("ISS-1" in screen.text for screen in ward.anita.new())
    await ward.tom.presses("See ISS-2")
    ward.tom.hears("1 mismatch in meds record 20431")
    await ward.anita.presses("Acknowledge")
    ward.tom.hears("Anita has it now.")


async def test_what_was_found_is_changed_before_it_is_logged(ward: Ward) -> None:
    """Change asks once more; what was typed first stays in the trail, and only the second becomes an entry."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("looked at 6: bath chart missing for blue")
    ward.tom.hears("I read that as 1 problem. Shall I log it? CHK-1")
    await ward.tom.presses("Change")
    await ward.tom.says("looked at 6: bath chart missing for green")
    await ward.tom.presses("Log them")
    assert answers_of(await check(ward)).people_looked_at == 6
    assert await ward.words("ISS-1") == "bath chart missing for green"
    assert await ward.refs() == ["CHK-1", "ISS-1"]
    assert "Tom found: looked at 6: bath chart missing for blue" in await ward.history("CHK-1")


async def test_what_was_found_is_kept_though_nobody_confirms_it(ward: Ward) -> None:
    """Tom is called away before the tap: his words survive a restart and a shift, and Tom's reminder has them."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("bath chart missing for blue")
    await ward.restarts(after=timedelta(hours=2))
    await ward.clock.at("14:30")
    ward.tom.hears("Found so far, not logged yet: bath chart missing for blue")
    await ward.tom.presses("Log them")
    ward.tom.hears("How many people did you look at? CHK-1")
    await ward.tom.presses("4")
    ward.tom.hears("Thank you. Logged: ISS-1. The check is done. CHK-1")
    assert answers_of(await check(ward)).people_looked_at == 4


async def test_an_urgent_finding_does_not_wait_for_the_tap(ward: Ward) -> None:
    """What is critical is logged and told at once: the managers hear it before Tom has pressed anything."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("cant see anyones meds on the app and the round is now; bath chart missing for blue")
    ward.tom.hears("One of these is urgent, so I logged them at once: ISS-1 and ISS-2. The check is done. CHK-1")
    ward.anita.hears("CRITICAL at Elm Court")
    assert (await check(ward)).result == "problems"


async def test_a_danger_typed_instead_of_findings_is_a_report(ward: Ward) -> None:
    """Whatever was asked: an emergency is a report of its own, with its advice first; the check still waits."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("mrs jones is choking")
    ward.tom.hears("call 999 now")
    assert await ward.refs() == ["CHK-1", "ISS-1"]
    assert (await check(ward)).state == "due"
    ward.anita.sees("ISS-1")


async def test_logged_twice_is_logged_once(ward: Ward) -> None:
    """Two taps at one moment on the same card make one set of entries."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("bath chart missing for blue")
    label = "Log them. I looked at 5 or more"
    screen = next(s for s in ward.tom.screens() if label in s.buttons)
    await ward.tom.presses(label, on=screen)
    await ward.tom.presses(label, on=screen)
    assert await ward.refs() == ["CHK-1", "ISS-1"]


async def test_cannot_now_asks_again_in_an_hour(ward: Ward) -> None:
    """Tom has no time: he says why, is left in peace for an hour, and is asked again."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Can't check now")
    ward.tom.hears("Why can't you check now? CHK-1")
    await ward.tom.presses("No time now")
    ward.tom.hears("Thank you for telling me. I will ask again in an hour, or ask who is in charge by then. CHK-1")
    await ward.clock.forward(minutes=59)
    ward.tom.hears_nothing()
    await ward.clock.forward(minutes=1)
    ward.tom.hears(ASKED, "Tom could not do it: No time now.")
    assert (await check(ward)).state == "due"


def two_leaders(uow: UnitOfWork) -> None:
    """Kofi is a team leader too, and on the early shift with Tom."""
    import_text(uow, "people", "name,email,role,service\nKofi Asante,kofi@elm.example,team_leader,ELM\n")
    import_text(uow, "rota", f"{rota()}\n2026-06-03,ELM,07:00,18:30,kofi@elm.example,no,no")


async def test_cannot_now_offers_it_to_another_team_leader_on_shift(ward: Ward) -> None:
    """C06: Tom has no time, and Kofi leads on this shift too: he is asked at once, and Tom is left in peace."""
    await ward.store.work(two_leaders)
    await ward.clock.at("11:00")
    ward.kofi.hears_nothing()
    await ward.tom.presses("Can't check now")
    await ward.tom.presses("No time now")
    ward.tom.hears("Thank you for telling me. I am asking Kofi. I will ask you again in an hour. CHK-1")
    await ward.clock.forward(seconds=5)
    ward.kofi.hears(ASKED, "Tom could not do it: No time now.")
    ward.tom.hears_nothing()
    await ward.clock.forward(minutes=30)
    ward.kofi.hears_nothing()
    await ward.kofi.presses("I looked at 5 or more, all agree")
    ward.kofi.sees("Kofi did it at 11:30: looked at 5, all agree.")
    await ward.clock.at("16:00")
    ward.tom.hears_nothing()
    ward.anita.hears_nothing()


async def test_neither_of_two_can(ward: Ward) -> None:
    """Kofi can't either: nobody is left, so whoever is in charge is asked again in an hour."""
    await ward.store.work(two_leaders)
    await ward.clock.at("11:00")
    await ward.tom.presses("Can't check now")
    await ward.tom.presses("No time now")
    await ward.clock.forward(minutes=10)
    await ward.kofi.presses("Can't check now")
    await ward.kofi.presses("We are short of staff")
    ward.kofi.hears("I will ask again in an hour, or ask who is in charge by then. CHK-1")
    await ward.clock.forward(minutes=59)
    ward.tom.hears_nothing()
    await ward.clock.forward(minutes=1)
    ward.tom.hears(ASKED, "Kofi could not do it: We are short of staff.")
    ward.kofi.hears_nothing()


async def test_when_it_is_late_another_team_leader_on_shift_is_asked_too(ward: Ward) -> None:
    """EP5: at 15:00 the manager is told, and it is offered to whoever else leads on this shift."""
    await ward.store.work(two_leaders)
    await ward.clock.at("11:00")
    await ward.clock.at("14:59")
    ward.kofi.hears_nothing()
    ward.tom.sees("CHK-1")
    await ward.clock.at("15:00")
    ward.kofi.hears(ASKED)
    ward.anita.hears("CHK-1")
    await ward.clock.at("17:00")
    ward.kofi.hears_nothing()
    await ward.kofi.presses("I looked at 5 or more, all agree")
    assert (await check(ward)).late


async def test_cannot_now_in_ones_own_words_goes_to_the_next_in_charge(ward: Ward) -> None:
    """Tom can't, and Kofi says that he is in charge now: Kofi is asked at once; the reason is on the entry."""
    await ward.clock.at("13:50")
    await ward.tom.presses("Can't check now")
    await ward.tom.says("the folders are locked away")
    await ward.clock.at("14:05")
    ward.tom.hears_nothing()
    await ward.kofi.says("I'm in charge")
    await ward.clock.forward(seconds=5)
    ward.kofi.hears(ASKED, "Tom could not do it.")
    ward.kofi.does_not_see("the folders are locked away")
    await ward.kofi.presses("See it all")
    ward.kofi.hears("Tom could not do it: the folders are locked away.")
    await ward.kofi.presses("I looked at 5 or more, all agree")
    ward.kofi.sees("Kofi did it at 14:05: looked at 5, all agree.")


async def test_a_reminder_does_not_come_right_after_cannot_now(ward: Ward) -> None:
    """Tom says at 14:20 that he can't: no reminder at 14:30, but the manager is told at 15:00 all the same."""
    await ward.clock.at("11:00")
    await ward.clock.at("14:20")
    await ward.tom.presses("Can't check now")
    await ward.tom.presses("We are short of staff")
    await ward.clock.at("14:59")
    ward.tom.hears_nothing()
    await ward.clock.at("15:00")
    ward.anita.hears("Daily check at Elm Court, Wednesday 3 June. CHK-1", "Tom could not do it: We are short of staff.")


async def test_handover_at_two(ward: Ward) -> None:
    """At 14:00 somebody else comes on: they are asked at once, and do it."""
    await ward.clock.at("11:00")
    ward.tom.hears(ASKED)
    await ward.clock.at("13:59")
    ward.kofi.hears_nothing()

    def swap(uow: UnitOfWork) -> None:
        directory = uow.directory()
        kofi = directory.by_email("kofi@elm.example")
        assert kofi is not None
        uow.put_shifts([replace(s, person=kofi.id) for s in directory.shifts if s.in_charge and s.starts.hour == 13])

    await ward.store.work(swap)
    await ward.clock.at("14:00")
    ward.kofi.hears(ASKED)
    ward.tom.hears_nothing()
    await ward.clock.at("14:30")
    ward.kofi.hears(ASKED)
    ward.tom.hears_nothing()
    await ward.kofi.presses("I looked at 5 or more, all agree")
    assert (await check(ward)).state == "done"


async def test_late_then_missed_climbs(ward: Ward) -> None:
    """Nobody does it: a reminder at 14:30, the manager at 15:00, missed at 18:00, manager and lead next day.

    At 18:00 the manager is at home, so she hears of the missed one when she comes on duty.
    """
    await ward.clock.at("11:00")
    await ward.clock.at("14:29")
    ward.tom.hears_nothing()
    await ward.clock.at("14:30")
    ward.tom.hears(ASKED)
    ward.anita.hears_nothing()
    await ward.clock.at("15:00")
    ward.anita.hears("Daily check at Elm Court, Wednesday 3 June. CHK-1", "Tom has been asked and has not answered.")
    await ward.clock.at("17:59")
    assert (await check(ward)).state == "due"
    await ward.clock.at("18:00")
    assert ((await check(ward)).state, (await check(ward)).late) == ("missed", True)
    ward.anita.hears_nothing()
    ward.anita.sees(MISSED)
    await ward.clock.at("08:59")
    for quiet in (ward.tom, ward.anita, ward.imran):
        quiet.hears_nothing()
    await ward.clock.at("09:00")
    ward.anita.hears(MISSED)
    assert not any("late by" in screen.text for screen in ward.anita.new())
    ward.imran.hears_nothing()
    await ward.clock.at("10:59")
    for quiet in (ward.tom, ward.anita, ward.imran):
        quiet.hears_nothing()
    await ward.clock.at("11:00")
    ward.anita.hears(MISSED)
    ward.imran.hears(MISSED)
    await ward.anita.presses("Say why")
    await ward.anita.says("nobody could get into the office")
    ward.anita.sees("It was not done. Anita said why: nobody could get into the office")
    kept = await check(ward)
    assert (kept.state, kept.result, kept.late) == ("done", "not_possible", True)
    assert (await check(ward, "CHK-2")).state == "due"
    ward.tom.sees("CHK-2")


async def test_missed_while_the_manager_is_there(ward: Ward) -> None:
    """C06: the manager is on shift at 18:00, so she is asked at once: do it, or say why."""
    hers = "2026-06-03,ELM,12:00,20:00,anita@elm.example,no,no"
    await ward.store.work(lambda uow: import_text(uow, "rota", f"{rota()}\n{hers}"))
    await ward.clock.at("11:00")
    await ward.clock.at("17:59")
    ward.anita.sees("CHK-1")
    ward.tom.sees("CHK-1")
    await ward.clock.at("18:00")
    ward.anita.hears("Daily check at Elm Court, Wednesday 3 June. CHK-1", MISSED)
    ward.anita.does_not_see("late by")
    ward.anita.may_press("I looked at 5 or more, all agree", "Say why")
    ward.tom.hears_nothing()
    await ward.anita.presses("I looked at 5 or more, all agree")
    ward.anita.sees("Anita did it at 18:00: looked at 5, all agree. It was late.")
    await ward.clock.at("10:59")
    ward.imran.hears_nothing()


async def test_missed_day_after_day_goes_further_up_and_is_asked_about_once(ward: Ward) -> None:
    """The second running goes to the quality lead too; and the newest takes over from those before it."""
    await ward.clock.at("11:00")
    await ward.clock.at("12:00", days=1)
    ward.grace.hears_nothing()
    ward.imran.sees("CHK-1")
    ward.tom.sees("CHK-2")
    await ward.clock.at("12:00")
    for told in (ward.anita, ward.imran, ward.grace):
        told.hears("Daily check at Elm Court, Thursday 4 June. CHK-2", "2 checks were missed here in 7 days.")
        assert not any("CHK-1" in screen.text for screen in told.new())
    await ward.clock.at("12:00", days=3)
    newest = [screen.text for screen in ward.anita.new() if "This check was not done" in screen.text]
    assert newest and all("CHK-1" not in text and "CHK-2" not in text for text in newest)
    await ward.anita.says("today")
    digest = ward.anita.last().text
    assert "Daily check. It was missed on Sunday 7 June. CHK-5" in digest
    assert "Daily check. Due by 15:00. CHK-6" in digest
    assert "CHK-2" not in digest
    await ward.anita.says("checks")
    ward.anita.hears("Missed: 5.")


async def test_done_late(ward: Ward) -> None:
    """At 16:10 it is late and still done; that it was late stays for good."""
    await ward.clock.at("11:00")
    await ward.clock.at("16:10")
    ward.anita.sees("CHK-1")
    await ward.tom.presses("I looked at 5 or more, all agree")
    ward.tom.sees("Tom did it at 16:10: looked at 5, all agree. It was late.")
    assert (await check(ward)).late
    await ward.tom.says("checks")
    ward.tom.hears("Wed 3 June: done late")


async def test_the_calendar(ward: Ward) -> None:
    """The last 14 days in words: done, late, missed, not needed. The floor has no such list."""
    await ward.clock.at("11:00")
    await ward.tom.presses("I looked at 5 or more, all agree")
    await ward.clock.at("11:00")
    await ward.clock.at("11:00")
    ward.anita.sees("CHK-2")
    ward.imran.sees("CHK-2")
    await ward.anita.says("CHK-3")
    await ward.anita.presses("Not needed")
    await ward.anita.says("the inspectors are in")
    await ward.anita.says("checks")
    ward.anita.hears(
        "Daily checks, the last 14 days.",
        "Elm Court. Done: 1. Done late: 0. Missed: 1. Not needed: 1.",
        "Fri 5 June: not needed",
        "Thu 4 June: missed",
        "Wed 3 June: done",
        "Tue 2 June: no check",
    )
    ward.anita.hears("Sat 23 May to Tue 2 June: no check")
    kept = await ward.look(lambda uow: tuple(c for c in uow.entries(CHECKS) if isinstance(c, Check)))
    counts = counted(["ELM"], kept, date(2026, 6, 1), date(2026, 6, 30), ward.hand.at)["ELM"]
    assert (counts.done, counts.late, counts.missed, counts.not_needed, counts.due) == (1, 0, 1, 1, 0)
    await ward.precious.says("checks")
    ward.precious.does_not_see("Daily checks")


async def test_no_check_while_only_one_system_runs(ward: Ward) -> None:
    """Preparing and afterwards nobody is asked; a check that waits when the old system ends is not needed."""
    for one in (Phase.PREPARING, Phase.STABILISING, Phase.BAU):
        await phase(ward, one)
        await ward.clock.at("12:00")
        ward.tom.hears_nothing()
    assert await ward.refs() == []
    await phase(ward, Phase.PARALLEL)
    await ward.clock.forward(minutes=1)
    ward.tom.hears("Daily check at Elm Court", "This message is late by 61 min.")
    await phase(ward, Phase.STABILISING)
    await ward.clock.forward(minutes=1)
    assert (await check(ward)).state == "not_needed"
    ward.tom.sees("It is not needed. Handrail said why: Only one system is in use now")
    await ward.clock.at("16:00")
    ward.anita.hears_nothing()


async def test_downtime(ward: Ward) -> None:
    """Handrail was down from the evening until 16:00: asked then, with an hour to do it; days gone by are not asked."""
    await ward.restarts(after=timedelta(days=2, hours=20))
    ward.tom.hears("Daily check at Elm Court, Friday 5 June. CHK-1", "This message is late by 5 h.", "Due by 17:02.")
    assert await ward.refs() == ["CHK-1"]
    await ward.restarts()
    await ward.restarts()
    ward.tom.hears_nothing()


async def test_nothing_at_night(ward: Ward) -> None:
    """Handrail comes back at 23:02: no check is asked any more for that day, and none before 11:00."""
    await ward.restarts(after=timedelta(days=1, hours=3))
    await ward.clock.at("10:59")
    for asleep in (ward.tom, ward.kofi, ward.anita):
        asleep.hears_nothing()
    assert await ward.refs() == []


async def test_asked_by_two_at_one_moment(ward: Ward) -> None:
    """Two tickers on one database, at one moment: one check, asked once."""
    running = ward.running
    other = Ticker(
        store=ward.store, desk=running.desk, clock=ward.hand, mailer=running.mailer, watch=Watch(ward.store, ward.hand)
    )
    ward.hand.at += timedelta(hours=15)
    await asyncio.gather(*(ticker.tick() for ticker in (running.ticker, other, running.ticker, other)))
    await ward.settle()
    assert ward.tom.pings("Daily check at Elm Court") == 1
    assert await ward.refs() == ["CHK-1"]


@pytest.mark.only("mo senior_leader", "precious care_worker")
async def test_nobody_in_charge(ward: Ward) -> None:
    """No rota, no manager: it goes to the last resort at once, who can do it, and the health says so."""
    await ward.clock.at("11:00")
    ward.mo.hears("Daily check at Elm Court, Wednesday 3 June. CHK-1")
    await ward.mo.presses("I looked at 5 or more, all agree")
    assert (await check(ward)).state == "done"


@pytest.mark.needs("modal")
async def test_by_a_form(ward: Ward) -> None:
    """The short form: a number, and what was found; then the same one confirmation."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Use a form")
    assert ward.chat.sheet("tom") is not None
    filled = {"How many people did you look at?": "7", "What did you find?": "bath chart missing for blue"}
    await ward.step(lambda: ward.chat.submits("tom", filled))
    ward.tom.hears("I read that as 1 problem. Shall I log it? CHK-1")
    await ward.tom.presses("Log them")
    assert answers_of(await check(ward)).people_looked_at == 7
    assert await ward.words("ISS-1") == "bath chart missing for blue"


@pytest.mark.needs("modal")
async def test_by_a_form_with_nothing_found(ward: Ward) -> None:
    """The form with a number alone: all agree."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Use a form")
    await ward.step(lambda: ward.chat.submits("tom", {"How many people did you look at?": "7"}))
    ward.tom.sees("looked at 7, all agree.")


HARM = "Mrs Jones says night carer Kofi hit her"


async def says_nothing_of_it(ward: Ward) -> None:
    """Neither the check nor anything that happened to it holds a word of the harm, nor the number of its report."""
    kept, trail = await check(ward), await ward.trail("CHK-1")
    told = " ".join(
        (kept.redacted, kept.answers, await ward.words("CHK-1"), *(f"{e.note} {e.evidence}" for e in trail))
    )
    harmed = [ref for ref in await ward.refs() if (await ward.entry(ref)).restricted]
    assert harmed
    for word in ("hit", "Jones", "Kofi", "bruise", *harmed):
        assert word not in told
    assert not kept.restricted


@pytest.mark.needs("modal")
async def test_harm_told_in_the_form_is_a_restricted_report_and_not_in_the_check(ward: Ward) -> None:
    """Tom writes both into the form: the harm goes to safeguarding alone, the check asks about the rest."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Use a form")
    found = f"2 daily notes missing on blue; {HARM}; she has a bruise"
    filled = {"How many people did you look at?": "5", "What did you find?": found}
    await ward.step(lambda: ward.chat.submits("tom", filled))
    ward.tom.hears("I read that as 1 problem. Shall I log it? CHK-1")
    assert (await ward.issue("ISS-1")).restricted
    assert await ward.words("ISS-1") == f"{HARM}; she has a bruise"
    await ward.tom.presses("Log them")
    ward.tom.hears("Thank you. Logged: ISS-2. The check is done. CHK-1")
    assert await ward.words("ISS-2") == "2 daily notes missing on blue"
    assert answers_of(await check(ward)).refs == ("ISS-2",)
    await says_nothing_of_it(ward)
    await ward.clock.at("23:00")
    await ward.kofi.says("CHK-1")
    ward.kofi.hears("looked at 5, found problems: ISS-2.")
    ward.kofi.does_not_see("ISS-1", "hit her")
    for someone in ward.people.values():
        someone.looked_at = True


@pytest.mark.needs("modal")
async def test_harm_alone_told_in_the_form(ward: Ward) -> None:
    """The report is saved, restricted; whether the records agree is still to be said."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Use a form")
    filled = {"How many people did you look at?": "5", "What did you find?": HARM}
    await ward.step(lambda: ward.chat.submits("tom", filled))
    ward.tom.hears("Saved: ISS-1.", "The daily check still waits for your answer. CHK-1")
    assert (await check(ward)).state == "due"
    assert (await ward.issue("ISS-1")).restricted
    await says_nothing_of_it(ward)
    for someone in ward.people.values():
        someone.looked_at = True


async def test_what_was_typed_stands_in_no_ping_to_somebody_else(ward: Ward) -> None:
    """It is late and goes up: Anita hears that problems were typed, and reads them on the whole entry."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("2 daily notes missing on blue, doris in room 4")
    await ward.clock.at("15:00")
    ward.anita.hears("Tom has typed in problems. They are not logged yet.")
    ward.anita.does_not_see("daily notes missing", "doris")
    await ward.anita.presses("See it all")
    ward.anita.hears("Found so far, not logged yet: 2 daily notes missing on blue")
    ward.tom.sees("Found so far, not logged yet: 2 daily notes missing on blue")


@pytest.mark.told_on("page")
async def test_the_words_of_a_check_are_not_shown_like_those_of_a_report(ward: Ward) -> None:
    """A press that no card of a check offers."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says("bath chart missing for blue")
    forged = Button(label="See the words", act=Act(verb="see_words", ref="CHK-1"))
    card = Card(heading="", body=(Buttons(buttons=(forged,)),))
    await ward.tom.presses("See the words", on=replace(ward.tom.last(), source=card, buttons=("See the words",)))
    ward.tom.hears("I can't find CHK-1, or it is not yours to see.")


async def found_so_far(ward: Ward, text: str = "bath chart missing for blue") -> None:
    """Tom, asked at 11:00, types what he found and does not confirm it."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says(text)


async def test_say_why_logs_what_was_found_before(ward: Ward) -> None:
    """Tom found something and was called away; it is missed and Anita says why: his words are an entry of his."""
    await found_so_far(ward)
    await ward.clock.at("12:00", days=1)
    ward.imran.sees("CHK-1")
    await ward.anita.says("CHK-1")
    await ward.anita.presses("Say why")
    await ward.anita.says("Tom was called away")
    ward.anita.hears("Something had been found, so I logged it: ISS-1. CHK-1")
    ward.tom.hears("Anita has told me this for you. Saved: ISS-1.")
    issue = await ward.issue("ISS-1")
    directory = await ward.look(lambda uow: uow.directory())
    people = [directory.person(p).first_name for p in (issue.reported_by, issue.logged_by)]
    assert people == ["Tom", "Anita"]
    assert await ward.words("ISS-1") == "bath chart missing for blue"
    assert "Tom found it in the daily check CHK-1." in await ward.history("ISS-1")
    assert (await check(ward)).result == "not_possible"
    await ward.anita.says("CHK-1")
    ward.anita.hears("Anita said why: Tom was called away", "This was found before, and is logged: ISS-1.")


async def test_not_needed_logs_what_was_found_before(ward: Ward) -> None:
    """A check that turns out not to be needed still held two problems: both become entries."""
    await found_so_far(ward, "bath chart missing for blue; fluid totals differ")
    await ward.anita.says("CHK-1")
    await ward.anita.presses("Not needed")
    await ward.anita.says("the inspectors are in")
    ward.anita.hears("ISS-1 and ISS-2")
    ward.tom.sees("ISS-2")
    assert (await check(ward)).state == "not_needed"


async def test_time_does_not_end_a_check_that_holds_findings(ward: Ward) -> None:
    """The old system ends while something is found and not logged: the check waits until a person logs it."""
    await found_so_far(ward)
    await phase(ward, Phase.STABILISING)
    await ward.clock.forward(minutes=5)
    assert (await check(ward)).state == "due"
    await ward.tom.presses("Log them. I looked at 5 or more")
    assert await ward.words("ISS-1") == "bath chart missing for blue"


async def test_all_agree_after_all(ward: Ward) -> None:
    """Tom looked again and it was his mistake: one tap, his words stay in the trail, and the check asks how many."""
    await found_so_far(ward)
    await ward.tom.presses("All agree after all")
    ward.tom.hears("How many people did you look at? CHK-1")
    await ward.tom.says("three")
    done = await check(ward)
    assert (done.result, answers_of(done).people_looked_at) == ("ok", 3)
    assert "Tom found: bath chart missing for blue" in await ward.history("CHK-1")
    assert "Tom says all agree after all." in await ward.history("CHK-1")
    assert await ward.refs() == ["CHK-1"]


async def test_nobody_else_takes_back_what_was_found(ward: Ward) -> None:
    """Anita sees what Tom found: she can log it, and not make it nothing."""
    await found_so_far(ward)
    ward.tom.may_press("All agree after all")
    await ward.anita.says("CHK-1")
    ward.anita.may_not_press("All agree after all", "I looked at 5 or more, all agree")
    await ward.anita.presses("Log them")
    await ward.anita.says("four people")
    ward.anita.hears("Logged: ISS-1.")


@pytest.mark.parametrize("said", ["none", "all fine"])
async def test_nothing_found_in_words(ward: Ward, said: str) -> None:
    """Tom pressed the wrong button and types that all is fine: that is no problem, and the check asks how many."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Found problems")
    await ward.tom.says(said)
    ward.tom.hears("How many people did you look at? CHK-1")
    await ward.tom.says("most of them")
    ward.tom.hears("Please type a number, such as 3. How many people did you look at? CHK-1")
    await ward.tom.says("three people")
    ward.tom.sees("looked at 3, all agree.")
    assert await ward.refs() == ["CHK-1"]


async def test_a_check_answered_in_words(ward: Ward) -> None:
    """Tom answers what he was asked without any button: nothing of it becomes a report."""
    await ward.clock.at("11:00")
    for said in ("check done", "5"):
        await ward.tom.says(said)
        ward.tom.hears("Thank you. Do the two records agree? CHK-1")
    ward.tom.may_press("I looked at 5, all agree", "Found problems")
    await ward.tom.says("all fine")
    ward.tom.hears("How many people did you look at? CHK-1")
    await ward.tom.says("looked at 6, all agree")
    ward.tom.sees("Tom did it at 11:00: looked at 6, all agree.")
    assert await ward.refs() == ["CHK-1"]


async def test_almost_all_fine_is_something_found(ward: Ward) -> None:
    """All fine except something is a finding where it was asked for, and a report where it was not."""
    await ward.clock.at("11:00")
    await ward.tom.says("all fine except bath chart missing")
    assert await ward.refs() == ["CHK-1", "ISS-1"]
    await ward.tom.presses("Found problems")
    await ward.tom.says("all fine except fluid totals differ")
    ward.tom.hears("I read that as 1 problem. Shall I log it? CHK-1")


async def test_nothing_in_words_throws_away_what_was_found(ward: Ward) -> None:
    """Something is kept: "all fine" and stop both say that it is there, and only a clear choice changes it."""
    await found_so_far(ward)
    await ward.tom.presses("Change")
    await ward.tom.says("all fine")
    ward.tom.hears("What was found is not logged yet. Shall I log it? CHK-1", "bath chart missing for blue")
    await ward.tom.says("stop")
    ward.tom.hears("All right. What was typed stays with the check. It is not logged yet. CHK-1")
    ward.tom.may_press("Log them. I looked at 5 or more", "All agree after all")
    assert (await check(ward)).redacted == "bath chart missing for blue"
    assert await ward.refs() == ["CHK-1"]


async def test_the_confirmation_is_answered_in_words(ward: Ward) -> None:
    """Shall I log it? "yes", and then how many, in words."""
    await found_so_far(ward)
    await ward.tom.says("yes")
    ward.tom.hears("How many people did you look at? CHK-1")
    await ward.tom.says("four")
    ward.tom.hears("Thank you. Logged: ISS-1. The check is done. CHK-1")
    assert answers_of(await check(ward)).people_looked_at == 4


async def test_a_report_in_between_leaves_the_question_waiting(ward: Ward) -> None:
    """The printer breaks while Handrail asks how many: saved as its own, and the number still answers."""
    await ward.clock.at("11:00")
    await ward.tom.presses("I looked at fewer, all agree")
    await ward.tom.says("printer in the office is broken")
    ward.tom.hears("I saved that as a new report. If it was meant for CHK-1, press its button and type it again.")
    await ward.tom.says("3")
    ward.tom.sees("looked at 3, all agree.")
    assert await ward.refs() == ["CHK-1", "ISS-1"]


async def test_a_medicine_among_others_is_an_entry_of_its_own(ward: Ward) -> None:
    """Two problems in one line, a medicine first: two entries, and the medicine is not "something is missing"."""
    await found_so_far(ward, "mrs jones warfarin not signed on app but is on paper, 2 fluid charts empty")
    ward.tom.hears("I read that as 2 problems. Shall I log them? CHK-1")
    await ward.tom.presses("Log them. I looked at 5 or more")
    assert (await ward.entry("ISS-1")).category == "medication_record"
    assert answers_of(await check(ward)).high_risk_touched
    ward.anita.hears("ISS-1")


@pytest.mark.needs("modal")
@pytest.mark.parametrize("text", ["", "all fine"])
async def test_the_form_never_says_all_agree_over_what_was_found(ward: Ward, text: str) -> None:
    """Something was typed and not logged, then the form comes with a number: an empty one logs it, words ask."""
    await ward.clock.at("11:00")
    await ward.tom.presses("Use a form")
    await found_later(ward)
    filled = {"How many people did you look at?": "5", **({"What did you find?": text} if text else {})}
    await ward.step(lambda: ward.chat.submits("tom", filled))
    if text:
        ward.tom.hears("What was found is not logged yet. Shall I log it? CHK-1")
        await ward.tom.presses("Log them")
    ward.tom.hears("Thank you. Logged: ISS-1. The check is done. CHK-1")
    done = await check(ward)
    assert (done.result, answers_of(done).people_looked_at, answers_of(done).refs) == ("problems", 5, ("ISS-1",))


async def found_later(ward: Ward) -> None:
    """The form is open already; Tom types what he found in the talk instead."""
    await ward.tom.presses("Found problems")
    await ward.tom.says("bath chart missing for blue")
