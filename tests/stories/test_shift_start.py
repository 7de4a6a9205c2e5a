"""The start of a shift: what is open, critical ones accepted by name, and everybody told at handover."""

import pytest

from tests.stories.ward import Ward

MEDS = "tablet wont log me in and its meds time"
NO_MEDS = "cant see anyones meds on the app and the round is now"

pytestmark = pytest.mark.mornings


async def test_two_criticals_accepted_by_name(ward: Ward) -> None:
    """At 22:00 Kofi is in charge by the rota: both are on one card, and he accepts each by its own button."""
    await ward.precious.says(MEDS)
    await ward.precious.says(NO_MEDS)
    for ref in ("ISS-1", "ISS-2"):
        await ward.tom.says(f"{ref} got it")
        await ward.tom.says(ref)
        await ward.tom.presses("Order a control")
        await ward.tom.presses("Extra staff")
        await ward.tom.presses("In place")
    await ward.clock.at("22:00")
    card = next(s for s in ward.kofi.new() if "you are in charge" in s.text)
    assert card.text.startswith("Kofi, you are in charge at Elm Court now. Open: 2 (2 critical).")
    assert "Tom has it. ISS-1" in card.text and "Tom has it. ISS-2" in card.text
    assert (
        "Keep up: Extra staff (ISS-2), Extra staff (ISS-1)." in card.text or "Keep up: Extra staff (ISS-1)" in card.text
    )
    await ward.kofi.presses("I have it now: ISS-1", on=card)
    ward.kofi.hears("Thank you. You have it for this shift. ISS-1")
    ward.precious.hears("Kofi is in charge now and has it. ISS-1")
    ward.tom.sees("Kofi has it.")
    await ward.kofi.presses("I have it now: ISS-2", on=card)
    for ref in ("ISS-1", "ISS-2"):
        assert (await ward.verbs(ref)).count("took_over") == 1
        assert "Kofi came on shift and has it." in await ward.history(ref)
    await ward.kofi.presses("I have it now: ISS-2", on=card)
    assert (await ward.verbs("ISS-2")).count("took_over") == 1


async def test_one_that_nobody_answered_is_answered_by_accepting(ward: Ward) -> None:
    """To accept a critical one that nobody has answered is the answer: the asking stops until a control is due."""
    await ward.clock.at("21:55")
    await ward.precious.says(MEDS)
    await ward.clock.at("22:00")
    ward.kofi.hears("Kofi, you are in charge at Elm Court now.", "Nobody has answered yet. ISS-1")
    await ward.kofi.presses("I have it now: ISS-1")
    ward.precious.hears("Kofi has it now.")
    assert {"acknowledge", "took_over"} <= set(await ward.verbs("ISS-1"))
    await ward.clock.forward(minutes=14)
    ward.kofi.hears_nothing()
    ward.ben.hears_nothing()
    ward.tom.sees("ISS-1")


async def test_nobody_gets_an_empty_card(ward: Ward) -> None:
    """With nothing open nobody hears anything, and whoever simply goes on is told nothing twice."""
    await ward.clock.at("22:00")
    ward.kofi.hears_nothing()
    await ward.clock.at("07:00")
    await ward.precious.says("printer wont print the handover")
    await ward.clock.at("14:00")
    ward.tom.hears_nothing()
    ward.anita.sees("Good morning, Anita.")
    await ward.clock.at("22:00")
    ward.kofi.hears_nothing()
    await ward.kofi.says("who")


async def test_who_says_that_they_are_in_charge_gets_it_at_once(ward: Ward) -> None:
    """Without waiting for the rota: Kofi takes over in the middle of the shift."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.kofi.says("I'm in charge")
    ward.kofi.hears("You are in charge at Elm Court now.", "Critical, just now. Can't log in. Tom has it. ISS-1")
    await ward.kofi.presses("I have it now: ISS-1")
    ward.tom.sees("Kofi has it.")
    ward.precious.hears("Kofi is in charge now and has it. ISS-1")
    await ward.tom.says("I have it now")
    ward.tom.does_not_see("You have it for this shift")


async def test_told_everyone_at_handover(ward: Ward) -> None:
    """One press records all on shift; then Tom unticks Kofi, who was not there."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.tom.says("told everyone")
    ward.tom.hears("Noted: you told Precious and Kofi about 1 open. Was anybody not there?")
    ward.tom.may_press("Precious Adeyemi was not there", "Kofi Asante was not there")
    await ward.tom.presses("Kofi Asante was not there")
    ward.tom.hears("Noted. Kofi still has to be told.")
    history = await ward.history("ISS-1")
    assert "Tom told Precious and Kofi at handover." in history
    assert "Kofi was not at the handover." in history
    await ward.tom.presses("Kofi Asante was not there")
    assert (await ward.verbs("ISS-1")).count("not_told") == 1
    await ward.tom.says("told everyone")
    ward.tom.hears("Noted: you told Precious about 1 open.")
    assert (await ward.verbs("ISS-1")).count("told_at_handover") == 1
    ward.kofi.sees("Tom has it now")


async def test_only_who_is_in_charge_tells_and_takes(ward: Ward) -> None:
    """A card from an hour ago changes nothing once somebody else is in charge."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.kofi.says("I'm in charge")
    card = next(s for s in ward.kofi.new() if "you are in charge" in s.text)
    await ward.clock.forward(minutes=5)
    await ward.tom.says("I'm in charge")
    ward.tom.hears("Tom, you are in charge at Elm Court now.", "You have it. ISS-1")
    await ward.kofi.presses("I have it now: ISS-1", on=card)
    ward.kofi.hears("Only the person in charge now can do that.")
    await ward.kofi.presses("Told everyone at handover", on=card)
    assert "took_over" not in await ward.verbs("ISS-1")
    assert "told_at_handover" not in await ward.verbs("ISS-1")
