"""What a leader writes down for somebody else, and a colleague's "me too"."""

from functools import partial

import pytest

from bot.importing import import_text
from tests.stories.ward import Ward

PRINTER = "printer wont print the handover"
NAMESAKE = "name,email,role,service\nPrecious Bello,bello@elm.example,care_worker,ELM\n"


async def test_a_leader_writes_it_down_for_precious(ward: Ward) -> None:
    """It is hers, in her words; Tom gets the receipt, and she hears of it and of what comes of it."""
    await ward.tom.says(f"For Precious: {PRINTER}")
    ward.tom.hears("Saved: ISS-1.", "Thank you. Saved for Precious: ISS-1. I have told them.")
    ward.precious.hears("Tom has told me this for you. Saved: ISS-1. You will hear the news.")
    entry, directory = await ward.issue("ISS-1"), await ward.look(lambda uow: uow.directory())
    assert directory.person(entry.reported_by).first_name == "Precious"
    assert directory.person(entry.logged_by).first_name == "Tom"
    assert await ward.words("ISS-1") == PRINTER
    await ward.anita.says("ISS-1")
    await ward.anita.presses("Acknowledge")
    ward.precious.hears("Anita has it now. Answered at 20:02. ISS-1")
    await ward.precious.says("my reports")
    ward.precious.hears("ISS-1")
    assert "Tom wrote it down for Precious." in await ward.history("ISS-1")


async def test_the_whole_name_will_do_and_the_same_again_is_not_saved_twice(ward: Ward) -> None:
    for _ in range(2):
        await ward.tom.says(f"for precious adeyemi: {PRINTER}")
    ward.tom.hears("I have this once, as ISS-1.")
    ward.precious.sees("Tom has told me this for you.")
    assert await ward.refs() == ["ISS-1"]


@pytest.mark.parametrize("begins", ["for Precious, ", "For Precious - ", "on behalf of Precious: "])
async def test_other_ways_to_begin(ward: Ward, begins: str) -> None:
    await ward.tom.says(f"{begins}{PRINTER}")
    ward.tom.hears("Thank you. Saved for Precious: ISS-1.")
    ward.precious.hears("Tom has told me this for you.")
    assert await ward.words("ISS-1") == PRINTER


@pytest.mark.parametrize("text", ["for now, the printer is broken", "For Mrs Jones - her care plan is missing"])
async def test_a_comma_after_what_is_no_name(ward: Ward, text: str) -> None:
    """Ordinary words stay as they are, and nobody is told that there is nobody called now."""
    await ward.tom.says(text)
    ward.tom.does_not_see("I know nobody called")
    assert await ward.words("ISS-1") == text
    ward.ben.looked_at = True


async def test_a_question_for_precious_that_was_not_helped(ward: Ward) -> None:
    """Her card does not say that it is on Tom's list: he wrote it down, and is not asked."""
    await ward.tom.says("for Precious: where do i record that we took the bins out")
    await ward.precious.presses("See it all")
    assert "It is on the list for Tom" not in ward.precious.last().text
    ward.precious.hears("Nobody has answered yet.")


async def test_a_question_for_precious_goes_to_neither_of_them(ward: Ward) -> None:
    """Tom is in charge and asks for her: he has no answer, so Anita is asked; Precious gets it."""
    await ward.clock.at("10:00")
    await ward.tom.says("for Precious: where do i record that we took the bins out")
    ward.precious.hears("ASK-1")
    ward.tom.may_not_press("Answer")
    await ward.anita.says("ASK-1: in the app, under Tasks")
    ward.precious.hears("Anita says: in the app, under Tasks ASK-1")
    await ward.precious.presses("That helps")
    ward.precious.hears("Good. Thank you for asking.")


RULES = "title,area,plain_text,main_record\nA fall,incident,Write a fall in the app.,new\n"


async def test_the_answer_goes_to_whose_question_it_is(ward: Ward) -> None:
    """Precious gets the rule and its buttons; Tom, who wrote it down, hears that it is saved."""
    await ward.store.work(partial(import_text, what="rules", text=RULES))
    await ward.tom.says("for Precious: where does she write a fall")
    ward.tom.hears("Thank you. Saved for Precious: ASK-1. I have told them.")
    ward.tom.does_not_see("Write a fall in the app.")
    ward.tom.may_not_press("That helps")
    ward.precious.hears("Tom has told me this for you.", "Write a fall in the app. That is rule RUL-1, version 1.")
    await ward.precious.presses("That helps")
    ward.precious.hears("Good. Thank you for asking.")


async def test_a_question_for_one_of_two_of_that_name(ward: Ward) -> None:
    await ward.store.work(partial(import_text, what="rules", text=RULES))
    await ward.store.work(partial(import_text, what="people", text=NAMESAKE))
    await ward.tom.says("for Precious: where does she write a fall")
    await ward.tom.presses("Precious Adeyemi")
    ward.precious.hears("Tom has told me this for you.", "Write a fall in the app. That is rule RUL-1, version 1.")
    await ward.precious.presses("That helps")
    ward.precious.hears("Good. Thank you for asking.")


async def test_danger_told_for_somebody_is_critical_at_once(ward: Ward) -> None:
    await ward.tom.says("for Precious: mrs jones is not breathing")
    ward.tom.hears("call 999 now")
    ward.precious.hears("Saved: ISS-1.")
    ward.tom.hears("CRITICAL at Elm Court")
    await ward.tom.presses("Acknowledge")
    ward.precious.hears("Tom has it now.")
    ward.kofi.hears("Tom has it now.")


async def test_two_of_that_name(ward: Ward) -> None:
    """Saved first, with all the words; then Tom says which one it was."""
    await ward.store.work(partial(import_text, what="people", text=NAMESAKE))
    await ward.tom.says(f"for Precious: {PRINTER}")
    ward.tom.hears("Saved: ISS-1.", "I know more than one Precious here. Who told you? ISS-1")
    assert await ward.words("ISS-1") == f"for Precious: {PRINTER}"
    await ward.tom.presses("Precious Adeyemi")
    ward.tom.hears("Thank you. Saved for Precious: ISS-1.")
    ward.precious.hears("Tom has told me this for you. Saved: ISS-1.")
    directory = await ward.look(lambda uow: uow.directory())
    assert directory.person((await ward.issue("ISS-1")).reported_by).name == "Precious Adeyemi"


async def test_none_of_that_name_keeps_it_as_the_leaders(ward: Ward) -> None:
    await ward.store.work(partial(import_text, what="people", text=NAMESAKE))
    await ward.tom.says(f"for Precious: {PRINTER}")
    await ward.tom.presses("None of them")
    ward.tom.hears("All right. ISS-1 stays saved as yours.")


async def test_nobody_of_that_name(ward: Ward) -> None:
    """It may be a resident: the words are kept as they were sent, as Tom's own."""
    await ward.tom.says("for Mr Okoro: his care plan is not in the app")
    ward.tom.hears("I know nobody called Mr Okoro here, so ISS-1 is saved as yours.")
    assert await ward.words("ISS-1") == "for Mr Okoro: his care plan is not in the app"
    ward.ben.hears("High at Elm Court", "ISS-1")


async def test_who_leads_nowhere_writes_only_for_themselves(ward: Ward) -> None:
    await ward.kofi.says(f"for Precious: {PRINTER}")
    ward.kofi.hears("Saved: ISS-1.")
    ward.precious.hears_nothing()
    assert await ward.words("ISS-1") == f"for Precious: {PRINTER}"


ABUSE = "he slapped Mrs Jones in her room last night"


@pytest.mark.parametrize("begins", ["for Kofi: ", "For Kofi, ", "for Mrs Jones: "])
async def test_abuse_is_never_given_to_whoever_is_named(ward: Ward, begins: str) -> None:
    """The name may be that of the person complained about, so all the words stay Tom's and Kofi hears nothing."""
    await ward.tom.says(f"{begins}{ABUSE}")
    ward.tom.hears("Saved: ISS-1.")
    ward.tom.does_not_see("Saved for Kofi", "I know nobody called", "Who told you?")
    ward.kofi.hears_nothing()
    entry, directory = await ward.issue("ISS-1"), await ward.look(lambda uow: uow.directory())
    assert (entry.restricted, entry.danger) == (True, "safeguarding")
    assert {directory.person(p).first_name for p in (entry.reported_by, entry.logged_by)} == {"Tom"}
    assert await ward.words("ISS-1") == f"{begins}{ABUSE}"
    await ward.kofi.says("ISS-1")
    ward.kofi.does_not_see("slapped")
    for someone in (ward.ben, ward.anita, ward.grace):
        someone.looked_at = True


async def test_abuse_told_of_namesakes_asks_nobody_who_it_was(ward: Ward) -> None:
    await ward.store.work(partial(import_text, what="people", text=NAMESAKE))
    await ward.tom.says(f"for Precious: {ABUSE}")
    ward.tom.does_not_see("Who told you?", "Precious Adeyemi")
    ward.precious.hears_nothing()
    for someone in (ward.ben, ward.anita, ward.grace):
        someone.looked_at = True


async def test_the_same_abuse_told_by_two_is_saved_twice(ward: Ward) -> None:
    """What Precious told is not Tom's to know of, and what Tom tells is not thrown away for it."""
    await ward.precious.says("the night staff hit Mrs Jones, she told me")
    await ward.tom.says("for Precious: the night staff hit Mrs Jones, she told me")
    ward.tom.hears("Saved: ISS-2.")
    ward.tom.does_not_see("ISS-1")
    assert await ward.refs() == ["ISS-1", "ISS-2"]
    assert "said_again" not in [event.verb for event in await ward.trail("ISS-1")]
    for someone in (ward.ben, ward.anita, ward.grace):
        someone.looked_at = True


async def test_a_danger_told_by_two_is_saved_twice_and_by_one_once(ward: Ward) -> None:
    """Two who say it may speak of two people; the same one again is told that it is here."""
    await ward.precious.says("mrs jones is not breathing")
    for _ in range(2):
        await ward.tom.says("for Precious: mrs jones is not breathing")
    ward.tom.hears("I have this once, as ISS-2.")
    assert await ward.refs() == ["ISS-1", "ISS-2"]
    ward.kofi.looked_at = True


async def test_what_the_leader_says_again_is_the_leaders_in_the_trail(ward: Ward) -> None:
    await ward.precious.says(PRINTER)
    await ward.tom.says(f"for Precious: {PRINTER}")
    ward.tom.hears("I have this once, as ISS-1.")
    assert "Tom said it again." in await ward.history("ISS-1")


async def test_who_told_it_is_said_once_by_the_writer_and_only_of_those_offered(ward: Ward) -> None:
    """The button pressed by somebody else, and pressed again on an old card, changes nothing."""
    await ward.store.work(partial(import_text, what="people", text=NAMESAKE))
    await ward.tom.says(f"for Precious: {PRINTER}")
    asked = ward.tom.last()
    assert "Tom was asked who told it: Precious and Precious." in await ward.history("ISS-1")
    await ward.tom.presses("None of them")
    await ward.tom.presses("Precious Adeyemi", on=asked)
    ward.precious.hears("Tom has told me this for you. Saved: ISS-1.")
    for label in ("Precious Bello", "None of them"):
        await ward.tom.presses(label, on=asked)
        ward.tom.hears("That button no longer works.")
    directory = await ward.look(lambda uow: uow.directory())
    assert directory.person((await ward.issue("ISS-1")).reported_by).name == "Precious Adeyemi"


async def test_a_namesake_who_is_in_charge_is_asked_no_more_and_others_at_once(ward: Ward) -> None:
    """Kofi was asked at 22:30 as the one in charge; then it is his, so Ben is asked without any time passing."""
    namesake = "name,email,role,service\nKofi Mensah,mensah@elm.example,care_worker,ELM\n"
    await ward.store.work(partial(import_text, what="people", text=namesake))
    await ward.clock.at("22:30")
    await ward.tom.says("for Kofi: pressure mat isnt alarming in room 4")
    ward.kofi.hears("High at Elm Court")
    ward.ben.does_not_see("High")
    await ward.tom.presses("Kofi Asante")
    ward.kofi.hears("Tom has told me this for you.")
    ward.kofi.may_not_press("Acknowledge")
    ward.ben.hears("High at Elm Court")
    await ward.ben.presses("Acknowledge")
    ward.kofi.hears("Ben has it now.")


async def test_me_too(ward: Ward) -> None:
    """Kofi is linked, keeps a number of his own, and hears the outcome; nobody is asked a second time."""
    await ward.precious.says(PRINTER)
    await ward.kofi.says("Me too ISS-1!")
    ward.kofi.hears("I have added you to ISS-1. You will hear when it is sorted. Saved: ISS-2.")
    ward.kofi.does_not_see("Precious", "handover")
    assert ((await ward.issue("ISS-2")).same_as, (await ward.issue("ISS-2")).state) == ("ISS-1", "same_as_another")
    await ward.kofi.says("me too iss-1")
    ward.kofi.hears("You are on ISS-1 already.")
    assert await ward.refs() == ["ISS-1", "ISS-2"]
    await ward.tom.says("ISS-1")
    await ward.tom.presses("Sorted here")
    await ward.tom.says("changed the paper")
    ward.kofi.hears("Tom has sorted it: “changed the paper” ISS-1")
    ward.precious.hears("changed the paper")


@pytest.mark.parametrize(
    "said",
    ["me too for ISS-1", "Me too, ISS-1 thanks", "ISS-1 same here", "same problem as iss 1", "I have this too #ISS-1"],
)
async def test_me_too_in_other_words(ward: Ward, said: str) -> None:
    await ward.precious.says(PRINTER)
    await ward.kofi.says(said)
    ward.kofi.hears("I have added you to ISS-1.")
    assert (await ward.issue("ISS-2")).same_as == "ISS-1"


async def test_me_too_and_more(ward: Ward) -> None:
    """What Kofi adds is kept as his own words; what sounds like danger is a report of its own."""
    await ward.precious.says(PRINTER)
    await ward.kofi.says("me too ISS-1 since 8pm on green unit")
    ward.kofi.hears("I have added you to ISS-1.")
    assert await ward.words("ISS-2") == "me too ISS-1 since 8pm on green unit"
    await ward.anita.says("me too ISS-1 and mrs jones is choking")
    ward.anita.hears("call 999 now")
    ward.tom.hears("CRITICAL at Elm Court")
    assert (await ward.issue("ISS-3")).same_as == ""


@pytest.mark.parametrize(
    "said",
    [
        "same room as ISS-1 but another printer",
        "me too ISS-1 but not the printer",
        "me too ISS-1 and i cant see who has had their meds",
        "me too ISS-1 or ISS-7",
        "is ISS-1 fixed",
    ],
)
async def test_what_is_no_me_too(ward: Ward, said: str) -> None:
    await ward.precious.says(PRINTER)
    await ward.kofi.says(said)
    ward.kofi.does_not_see("I have added you")
    ward.tom.looked_at = True


async def test_me_too_by_the_reporter_changes_nothing(ward: Ward) -> None:
    await ward.precious.says(PRINTER)
    await ward.precious.says("me too ISS-1")
    ward.precious.hears("You are on ISS-1 already.")
    assert await ward.refs() == ["ISS-1"]


async def test_me_too_where_nothing_is_open_shows_nothing(ward: Ward) -> None:
    """A number that is not there, one that is over, and one that is kept private are all answered alike."""
    await ward.precious.says("a carer hit Mrs Jones")
    ward.grace.sees("ISS-1")
    ward.anita.sees("ISS-1")
    for ref in ("ISS-1", "ISS-9"):
        await ward.kofi.says(f"me too {ref}")
        ward.kofi.hears(f"I can't find {ref} among what is open at your service.")
    assert await ward.refs() == ["ISS-1"]


async def test_me_too_by_tapping(ward: Ward) -> None:
    """Everybody on shift hears of a critical one, and can say that they have it too."""
    await ward.precious.says("tablet wont log me in and its meds time")
    await ward.tom.presses("Acknowledge")
    ward.kofi.hears("Tom has it now")
    await ward.kofi.presses("Me too")
    ward.kofi.hears("I have added you to ISS-1.")
    assert (await ward.issue("ISS-2")).urgency == "critical"
    ward.tom.hears_nothing()


async def test_me_too_stands_alone_when_the_other_is_taken_back(ward: Ward) -> None:
    await ward.precious.says(PRINTER)
    await ward.kofi.says("me too ISS-1")
    await ward.precious.presses("Take it back")
    ward.kofi.hears("The other report was ended. Yours is open again, and I am asking. ISS-2")
    assert (await ward.issue("ISS-2")).state == "reopened"
    assert await ward.look(lambda uow: uow.chase("ISS-2")) is not None
