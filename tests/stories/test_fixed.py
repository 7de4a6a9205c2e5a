"""Fixed is not closed: the reporter says so first, somebody else checks a serious one, and nothing is forgotten."""

from datetime import timedelta

import pytest

from tests.stories.ward import Ward

MEDS = "tablet wont log me in and its meds time"
PRINTER = "printer wont print the handover"


async def tom_makes_it_safe_and_fixes_it(ward: Ward) -> None:
    """Tom acknowledges, orders a control and sees it in place; Imran takes it and says that it is fixed."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Order a control")
    await ward.tom.presses("Paper records for everyone")
    await ward.tom.presses("In place")
    await ward.tom.presses("Assign")
    await ward.tom.presses("Imran Aziz")
    await ward.imran.presses("Yes, I'll take it")
    await ward.imran.presses("Fixed")
    ward.imran.hears("What was done? ISS-1")
    await ward.imran.says("reset the login server")
    ward.imran.hears("How do you know it works?")
    await ward.imran.says("logged in on tablet 3 myself, ticket 4411")
    ward.kofi.sees("ISS-1")


async def test_from_first_words_to_closure_with_evidence(ward: Ward) -> None:
    """Fixed with a proof, confirmed by Precious, and closed by Anita, who did not fix it; all of it is on record."""
    await tom_makes_it_safe_and_fixes_it(ward)
    ward.imran.hears("Thank you. I have asked the reporter if it is fixed. ISS-1")
    ward.precious.hears("Is it fixed for you? ISS-1", "Imran says: reset the login server")
    await ward.precious.presses("Yes, it's fixed")
    ward.precious.hears("Good. Thank you for telling us. ISS-1")
    ward.imran.may_not_press("Close")
    await ward.clock.at("09:30")
    ward.anita.hears("Now: the reporter says it is fixed.", "Please check it and close it.")
    await ward.anita.presses("Close")
    await ward.anita.presses("Supplier fault")
    await ward.anita.says("three people logged in at nine, ticket 4411 closed")
    ward.anita.hears("Closed, with your proof. Thank you. ISS-1")
    ward.precious.hears("Anita has checked it and closed it. Thank you for telling us. ISS-1")
    assert not await ward.open_now("ISS-1")
    history = await ward.history("ISS-1")
    for line in (
        "Precious reported it.",
        "Sent to Tom.",
        "Tom saw that the control is in place.",
        "Imran fixed it: reset the login server. Proof: logged in on tablet 3 myself, ticket 4411",
        "Precious says it is fixed.",
        "Anita closed it. Cause: Supplier fault. Proof: three people logged in at nine, ticket 4411 closed",
    ):
        assert line in history
    await ward.clock.forward(days=3)
    for person in (ward.precious, ward.tom, ward.anita, ward.imran):
        person.hears_nothing()


async def test_the_night_is_quiet_once_it_is_fixed(ward: Ward) -> None:
    """A fixed critical one wakes nobody: closing it is work for the day."""
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.precious.presses("Yes, it's fixed")
    await ward.clock.at("08:50")
    for asleep in (ward.tom, ward.ben, ward.anita, ward.mo, ward.kofi, ward.imran):
        asleep.hears_nothing()


@pytest.mark.mornings
async def test_whoever_has_not_said_is_asked_once_more_at_work(ward: Ward) -> None:
    """Precious went home without an answer: she is asked again when her next shift starts, and then no more."""
    await tom_makes_it_safe_and_fixes_it(ward)
    ward.precious.hears("Is it fixed for you? ISS-1")
    await ward.clock.at("22:00")
    ward.precious.hears_nothing()
    await ward.clock.at("07:00")
    ward.precious.hears("Is it fixed for you? ISS-1", "Imran says: reset the login server")
    await ward.clock.at("14:00", days=1)
    ward.precious.hears_nothing()
    await ward.precious.says("yes its fixed")
    assert (await ward.verbs("ISS-1")).count("confirm") == 1
    ward.anita.sees("The reporter says it is fixed. Please check it and close it.")


@pytest.mark.mornings
async def test_a_change_of_type_is_no_reason_to_ask_a_third_time(ward: Ward) -> None:
    """Tom puts it under another type after she was asked again: at her next shift Precious hears nothing."""
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.clock.at("07:00")
    ward.precious.hears("Is it fixed for you? ISS-1")
    version = (await ward.entry("ISS-1")).version
    await ward.tom.says("ISS-1")
    await ward.tom.presses("Tablet, phone or wifi")
    assert (await ward.entry("ISS-1")).version > version
    await ward.clock.at("14:00")
    ward.precious.hears_nothing()
    ward.anita.sees("Waiting for: the reporter 1.")


@pytest.mark.mornings
async def test_fixed_a_second_time_it_is_asked_anew(ward: Ward) -> None:
    """Precious says that it is not fixed; Tom fixes it again, and she may be asked again about that."""
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.clock.at("07:00")
    ward.precious.hears("Is it fixed for you? ISS-1")
    await ward.precious.presses("Not fixed")
    await ward.tom.presses("Acknowledge")
    await ward.tom.presses("I'm working on it")
    await ward.tom.presses("Fixed")
    await ward.tom.says("a new tablet")
    await ward.tom.says("logged in on it myself")
    ward.precious.hears("Is it fixed for you? ISS-1", "Tom says: a new tablet")
    await ward.clock.at("14:00")
    ward.precious.hears("Is it fixed for you? ISS-1", "Tom says: a new tablet")
    ward.anita.sees("Waiting for: the reporter 1.")


@pytest.mark.mornings
async def test_without_shift_starts_they_are_asked_all_the_same(ward: Ward) -> None:
    """That setting is about whoever comes in charge; another one is about this question."""
    ward.more = {"shift_start": False}
    await ward.restarts()
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.clock.at("07:00")
    ward.precious.hears("Is it fixed for you? ISS-1", "Imran says: reset the login server")


@pytest.mark.mornings
async def test_it_can_be_switched_off(ward: Ward) -> None:
    ward.more = {"ask_again": False}
    await ward.restarts()
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.clock.at("07:00")
    ward.precious.hears_nothing()


@pytest.mark.mornings
async def test_whoever_has_said_is_not_asked_again(ward: Ward) -> None:
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.precious.presses("Yes, it's fixed")
    await ward.clock.at("07:00")
    ward.precious.hears_nothing()


async def test_not_fixed_opens_it_again(ward: Ward) -> None:
    """Precious says no: it is open again, the person in charge is asked at once, and Imran hears it."""
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.precious.presses("Not fixed")
    ward.precious.hears("It is open again, and I am asking again. ISS-1")
    ward.precious.sees("Sent to Tom. Nobody has answered yet.")
    ward.tom.hears("CRITICAL at Elm Court", "Now: open again.", "Nobody has answered yet.")
    ward.imran.hears("Now: open again.")
    await ward.clock.forward(minutes=10)
    ward.ben.hears("CRITICAL at Elm Court", "Tom has been asked and has not answered.")


async def test_not_fixed_typed(ward: Ward) -> None:
    """Typed answers work too: a bare "no" to "Is it fixed for you?" opens it again."""
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.precious.says("no")
    assert (await ward.entry("ISS-1")).state == "reopened"
    ward.tom.hears("Now: open again.")


async def test_it_cannot_be_closed_before_the_reporter_has_answered(ward: Ward) -> None:
    """While Precious has not said so, nobody closes it; after three days of silence Anita may."""
    await tom_makes_it_safe_and_fixes_it(ward)
    await ward.clock.at("10:00")
    await ward.anita.says("ISS-1")
    ward.anita.may_not_press("Close")
    await ward.clock.forward(days=3)
    await ward.anita.says("ISS-1")
    ward.anita.may_press("Close")
    ward.precious.sees("Is it fixed for you? ISS-1")
    ward.grace.sees("Now: fixed, waiting for the reporter to say so.")


async def test_it_is_fixed_by_itself(ward: Ward) -> None:
    """Precious says that the printer works again: Tom is asked to check it and close it."""
    await ward.precious.says(PRINTER)
    await ward.precious.says("it's fixed")
    ward.precious.hears("Good. Somebody will check it and close it. ISS-1")
    ward.tom.hears("Now: the reporter says it is fixed.", "Please check it and close it.")
    await ward.tom.presses("Close")
    await ward.tom.presses("Equipment")
    await ward.tom.says("printed a page")
    ward.precious.hears("Tom has checked it and closed it.")


async def test_it_is_fixed_and_there_are_several(ward: Ward) -> None:
    """With two reports open, the bot asks which one; a number in the words says it at once."""
    await ward.precious.says(PRINTER)
    await ward.precious.says("the app keeps logging me out when I do fluids on the blue unit")
    await ward.precious.says("its fixed now")
    ward.precious.hears("Which one?")
    await ward.precious.presses("ISS-2")
    assert (await ward.entry("ISS-2")).state == "confirmed"
    await ward.precious.says("ISS-1 is fixed")
    assert (await ward.entry("ISS-1")).state == "confirmed"
    assert await ward.refs() == ["ISS-1", "ISS-2"]
    ward.tom.sees("ISS-1", "ISS-2")


async def test_taken_back_before_anybody_acted(ward: Ward) -> None:
    """A mistake can be taken back while nobody has acted: the asking ends, and Tom's card says so."""
    await ward.precious.says(MEDS)
    await ward.precious.presses("Take it back")
    ward.precious.hears("All right. I have taken it back. ISS-1")
    ward.tom.sees("taken back by the reporter")
    ward.tom.may_not_press("Acknowledge")
    await ward.clock.forward(hours=2)
    ward.ben.hears_nothing()
    ward.tom.hears_nothing()


async def test_not_taken_back_once_somebody_has_acted(ward: Ward) -> None:
    """Tom has answered: the old button changes nothing, and "Take it back" is gone."""
    await ward.precious.says(MEDS)
    old = ward.precious.last()
    await ward.tom.presses("Acknowledge")
    ward.precious.may_not_press("Take it back")
    await ward.precious.presses("Take it back", on=old)
    ward.precious.hears("Nothing was changed. This is how it stands now.")
    assert await ward.open_now("ISS-1")
    ward.kofi.sees("Tom has it")


async def test_a_restart_between_the_question_and_the_answer(ward: Ward) -> None:
    """Handrail is off for 20 minutes while Imran looks for the ticket number: his answer still counts."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Order a control")
    await ward.tom.presses("Extra staff")
    await ward.tom.presses("In place")
    await ward.tom.presses("I'm working on it")
    await ward.anita.says("ISS-1")
    await ward.anita.presses("Fixed")
    await ward.anita.says("new password")
    await ward.restarts(after=timedelta(minutes=20))
    await ward.anita.says("tried it with Precious")
    ward.precious.hears("Is it fixed for you? ISS-1", "Anita says: new password")
    assert await ward.refs() == ["ISS-1"]
    ward.kofi.sees("ISS-1")
