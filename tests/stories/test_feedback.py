"""What staff think, and what nobody understands: kept, thanked for kindly, and read by whoever it is for."""

from bot.importing import import_text
from tests.stories.ward import SERVICES, Ward

PRAISE = "the new app is much quicker for fluids, well done"
SIGH = "i feel nobody listens to us about this app"
NONSENSE = "asdf qwer"
WORKFORCE = "name,email,role,service\nGrace Lindqvist,grace@elm.example,workforce_lead,ELM\n"


async def test_what_somebody_thinks_is_thanked_for_and_kept(ward: Ward) -> None:
    """No problem is made of it: nobody is asked whether it is fixed, and nobody is disturbed at once."""
    await ward.precious.says(PRAISE)
    ward.precious.hears(
        "Thank you for telling us what you think. Saved: ISS-1.", "pick what is closest under Change type"
    )
    ward.precious.does_not_see("How urgent:", "It's fixed", "It is on the list", "Nobody has answered yet")
    ward.precious.may_press("Take it back")
    for nobody in (ward.tom, ward.anita, ward.ben):
        nobody.hears_nothing()
    entry = await ward.entry("ISS-1")
    assert (entry.kind, entry.category) == ("feedback", "feedback")
    assert await ward.words("ISS-1") == PRAISE
    await ward.precious.says("my reports")
    ward.precious.hears("What you think.", "ISS-1")


async def test_it_reaches_the_workforce_lead_and_the_manager(ward: Ward) -> None:
    """Next day Grace hears of it, not its words; Anita's digest counts it; Grace takes it on: Precious hears that."""
    await ward.store.work(lambda uow: import_text(uow, "services", SERVICES.replace("paper folders", "")))
    await ward.store.work(lambda uow: import_text(uow, "people", WORKFORCE))
    await ward.precious.says(SIGH)
    await ward.clock.at("10:00", days=1)
    ward.grace.sees("Low at Elm Court, 20:02. What you think. ISS-1.")
    ward.grace.does_not_see("nobody listens", "Nobody has answered yet")
    assert not any("control" in label for label in ward.grace.last().buttons)
    ward.anita.hears_nothing()
    await ward.anita.says("today")
    ward.anita.hears("Nothing needs you today.", "What people think: 1 to read.")
    await ward.grace.says("open")
    ward.grace.hears("1 open", "What you think.")
    await ward.grace.presses("See ISS-1")
    ward.grace.hears(SIGH)
    await ward.grace.presses("Yes, I'll take it")
    ward.precious.hears("Grace is working on it now. ISS-1")


async def test_the_manager_finds_it_among_what_is_open(ward: Ward) -> None:
    """Feedback and what nobody understands stand in the list of Anita, and she can answer both."""
    await ward.precious.says(PRAISE)
    await ward.kofi.says(NONSENSE)
    await ward.anita.says("open")
    ward.anita.hears("2 open, the most urgent first.", "Something else.", "What you think.")
    await ward.anita.says("ISS-1")
    ward.anita.hears(PRAISE)
    await ward.anita.presses("Acknowledge")
    ward.precious.hears("Anita has it now.")
    ward.tom.sees("ISS-2")


async def test_what_nobody_understands_is_read_by_a_person(ward: Ward) -> None:
    """Nothing is bounced: it has a number, the person in charge is asked at once, and Kofi hears who has it."""
    await ward.kofi.says(NONSENSE)
    ward.kofi.hears("Saved: ISS-1.", "I'm not sure what you mean, so a person will read it.")
    ward.tom.hears("Something else. ISS-1.")
    assert (await ward.entry("ISS-1")).kind == "other"
    assert await ward.words("ISS-1") == NONSENSE
    await ward.tom.presses("Acknowledge")
    ward.kofi.hears("Tom has it now.")


async def test_feedback_that_was_a_problem_goes_the_way_of_problems(ward: Ward) -> None:
    """Precious picks another type: from then on it is a problem like any, with its words and its buttons."""
    await ward.precious.says(SIGH)
    await ward.precious.presses("Hard to use")
    ward.precious.sees("I took it as: Hard to use.")
    ward.precious.may_press("It's fixed")
