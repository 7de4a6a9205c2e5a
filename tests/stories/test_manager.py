"""C07: what the person in charge and the managers can do with a critical report, and what everybody sees of it."""

from core.registers.issues.table import Control
from tests.stories.ward import Ward

MEDS = "tablet wont log me in and its meds time"


async def test_acknowledge(ward: Ward) -> None:
    """Tom has it: he is asked for a control, Precious and the floor hear it, and his card offers what comes next."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=2)
    await ward.tom.presses("Acknowledge")
    ward.tom.hears("Thank you, Tom. It is yours now.", "Please order a control by 20:32. ISS-1")
    ward.tom.may_not_press("Acknowledge")
    ward.precious.hears("Tom has it now. Answered at 20:04. ISS-1")
    ward.precious.sees("Tom has it. First answered at 20:04.")
    ward.precious.does_not_see("Nobody has answered yet.")
    ward.kofi.hears("Elm Court: can't log in. Tom has it now. ISS-1")
    await ward.clock.forward(minutes=27)
    ward.ben.hears_nothing()


async def test_acknowledge_by_typing(ward: Ward) -> None:
    """On an old phone without buttons: "got it" does the same."""
    await ward.precious.says(MEDS)
    await ward.tom.says("got it")
    ward.tom.hears("It is yours now.")
    ward.precious.hears("Tom has it now.")
    ward.kofi.hears("Tom has it now.")


async def test_a_control_is_ordered_and_then_seen_in_place_on_the_floor(ward: Ward) -> None:
    """Ben orders it from home; it counts as ordered until Tom has seen it on the floor."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=10)
    await ward.ben.presses("Order a control")
    ward.ben.hears("What keeps people safe for now? ISS-1")
    await ward.ben.presses("Paper records for everyone")
    assert (await ward.issue("ISS-1")).control == Control.ORDERED
    ward.precious.hears("Ben has ordered this for now: Paper records for everyone.")
    ward.precious.sees("For now: Paper records for everyone (ordered, not yet seen in place).")
    for person in (ward.tom, ward.kofi):
        person.hears("For now: Paper records for everyone. Ben asks you to start it. ISS-1")
    ward.tom.may_press("In place")
    await ward.tom.presses("In place")
    assert (await ward.issue("ISS-1")).control == Control.IN_PLACE
    ward.precious.hears("Tom has seen that it is in place. Please keep to it. ISS-1")
    ward.precious.sees("For now: Paper records for everyone (in place).")
    ward.kofi.hears("In place now: Paper records for everyone. ISS-1")
    ward.ben.sees("Control: Paper records for everyone (in place)")


async def test_a_control_in_ones_own_words_survives_a_restart_in_the_middle(ward: Ward) -> None:
    """Handrail is stopped and started while Tom types: his words are still the answer to what he was asked."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Order a control")
    await ward.restarts()
    await ward.tom.says("paper MAR from the red folder")
    assert (await ward.issue("ISS-1")).control_words == "paper MAR from the red folder"
    assert await ward.refs() == ["ISS-1"]
    ward.precious.hears("Tom has ordered this for now: paper MAR from the red folder.")
    ward.kofi.sees("paper MAR from the red folder")


async def test_a_danger_typed_while_a_question_waits_is_a_new_report(ward: Ward) -> None:
    """Tom was asked for a control and writes of an emergency: it is never swallowed as the answer."""
    await ward.precious.says("sensor mat alerts not coming through on blue")
    await ward.tom.presses("Order a control")
    await ward.tom.says("mrs jones is choking")
    assert await ward.refs() == ["ISS-1", "ISS-2"]
    assert (await ward.issue("ISS-1")).control == Control.NONE
    ward.tom.hears("call 999 now")
    ward.ben.sees("ISS-2")


async def test_nothing_is_ordered_after_stop(ward: Ward) -> None:
    """Tom thinks better of it: "stop" leaves everything as it was."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Order a control")
    await ward.tom.says("stop")
    ward.tom.hears("All right. Nothing was changed.")
    assert (await ward.issue("ISS-1")).control == Control.NONE


async def test_give_it_to_somebody_who_says_yes(ward: Ward) -> None:
    """Until Imran says yes it stays with Tom; then Tom hears it, and Precious too."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.tom.presses("Assign")
    await ward.tom.says("imran")
    ward.tom.hears("I have asked them. Until they say yes it stays with you. ISS-1")
    ward.imran.hears("CRITICAL at Elm Court", "Tom asks you to take ISS-1. Until you say yes it stays with Tom.")
    ward.imran.may_press("Yes, I'll take it", "I can't")
    assert (await ward.issue("ISS-1")).owner is None
    await ward.imran.presses("Yes, I'll take it")
    ward.tom.hears("Imran has said yes and has it now. ISS-1")
    ward.precious.hears("Imran is working on it now. ISS-1")
    ward.tom.sees("Working on it: Imran")
    ward.kofi.sees("Tom has it now")


async def test_somebody_who_was_asked_cannot_take_it(ward: Ward) -> None:
    """Imran says no: it stays with Tom, who hears it at once, and the asking goes on."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.tom.presses("Assign")
    await ward.tom.presses("Imran Aziz")
    await ward.imran.presses("I can't")
    ward.imran.hears("All right. I am asking the others again. ISS-1")
    ward.tom.hears("Imran can't take it. It stays with you, and I am asking again. ISS-1", "CRITICAL at Elm Court")
    ward.kofi.sees("ISS-1")


async def test_a_hand_over_that_nobody_accepts_comes_back(ward: Ward) -> None:
    """Ben has 10 minutes to say yes to a critical one. He does not: it is asked about again."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.tom.presses("Hand over")
    await ward.tom.presses("Ben Carter")
    ward.ben.hears("Tom asks you to take ISS-1.")
    await ward.clock.forward(minutes=9)
    ward.tom.hears_nothing()
    await ward.clock.forward(minutes=1)
    ward.tom.hears("CRITICAL at Elm Court", "Ben was asked to take it and has not said yes.")
    assert (await ward.issue("ISS-1")).owner is None
    ward.kofi.sees("Tom has it now")


async def test_two_managers_press_at_once(ward: Ward) -> None:
    """The first wins. The other is told so, sees how it stands, and nothing is changed."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=10)
    await ward.step(ward.tom.pressing("Acknowledge"), ward.ben.pressing("Acknowledge"))
    acknowledged = [event for event in await ward.trail("ISS-1") if event.verb == "acknowledge"]
    assert len(acknowledged) == 1
    first, second = (ward.tom, ward.ben) if "It is yours now" in ward.tom.last().text else (ward.ben, ward.tom)
    first.hears("It is yours now.")
    second.hears("This has changed since you last saw it. Nothing was changed.")
    second.sees(f"{first.actor.name.split()[0]} has it. First answered at 20:12.")
    assert ward.precious.pings("has it now. Answered at 20:12.") == 1
    ward.kofi.sees("has it now")


async def test_an_old_button_changes_nothing_and_shows_the_state_of_now(ward: Ward) -> None:
    """Ben presses a card from before Tom answered: nothing changes, and he sees how it stands."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=10)
    old = ward.ben.last()
    await ward.tom.presses("Acknowledge")
    before = await ward.verbs("ISS-1")
    await ward.ben.presses("Acknowledge", on=old)
    ward.ben.hears("Nothing was changed. This is how it stands now.", "Tom has it. First answered at 20:12.")
    assert await ward.verbs("ISS-1") == before
    ward.precious.sees("Tom has it")
    ward.kofi.sees("Tom has it")


async def test_a_press_that_is_delivered_twice_counts_once(ward: Ward) -> None:
    """The network sends Tom's press again: one answer, one trail entry, no second message."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    await ward.step(ward.way.again)
    assert (await ward.verbs("ISS-1")).count("acknowledge") == 1
    ward.tom.hears_nothing()
    ward.precious.hears_nothing()
    ward.kofi.hears_nothing()


async def test_put_off_with_a_reason_and_a_ceiling(ward: Ward) -> None:
    """A critical one can't be put off before people are safe; then for a while, with a reason, and it comes back."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    ward.tom.may_not_press("Put off")
    await ward.tom.presses("Order a control")
    await ward.tom.presses("Extra staff")
    await ward.tom.presses("In place")
    await ward.tom.presses("Put off")
    ward.tom.hears("For how long? ISS-1")
    await ward.tom.presses("1 hour")
    ward.tom.hears("Why? ISS-1")
    await ward.tom.says("engineer comes at nine")
    ward.tom.hears("All right. I will ask again after that. ISS-1")
    await ward.clock.forward(minutes=59)
    ward.tom.hears_nothing()
    await ward.clock.forward(minutes=1)
    ward.tom.hears("CRITICAL at Elm Court")
    assert "engineer comes at nine" in await ward.history("ISS-1")
    ward.precious.sees("ISS-1")
    ward.kofi.sees("ISS-1")


async def test_sorted_here(ward: Ward) -> None:
    """Tom finishes a small one himself, saying what he did; Precious is asked if it is fixed."""
    await ward.precious.says("printer wont print the handover")
    await ward.tom.says("open")
    await ward.tom.presses("See ISS-1")
    await ward.tom.presses("Sorted here")
    await ward.tom.says("put paper in")
    ward.tom.hears("Thank you. I have asked the reporter if it is fixed. ISS-1")
    ward.precious.hears("Is it fixed for you? ISS-1", "Tom says: put paper in")
    await ward.precious.presses("Yes, it's fixed")
    ward.precious.hears("Good. Thank you for telling us. ISS-1")
    ward.tom.hears("The reporter says it is fixed.")


async def test_a_leader_cannot_just_sort_out_a_critical_one(ward: Ward) -> None:
    """A critical one needs a control and a proof: "Sorted here" is not even offered."""
    await ward.precious.says(MEDS)
    ward.tom.may_not_press("Sorted here")
    ward.tom.may_press("Acknowledge")
