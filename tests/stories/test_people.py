"""C20 to C23: emergencies, safeguarding, somebody unknown, words not understood, the same thing twice."""

from core.labels import Category
from tests.stories.ward import PHONE, Ward

MEDS = "tablet wont log me in and its meds time"
ABUSE = "she said the night staff hit her"


async def test_a_medical_emergency(ward: Ward) -> None:
    """C20: 999 first, then saved, numbered and sent like any other; Tom is asked to check on his team."""
    await ward.precious.says("he is not breathing help")
    assert ward.precious.last().text.startswith("If someone is in danger, call 999 now.")
    ward.precious.sees("This chat is not watched for emergencies. Saved: ISS-1.", PHONE, "Nobody has answered yet.")
    ward.tom.hears("CRITICAL at Elm Court", "words that sound like an emergency", "I have not called anyone.")
    assert await ward.words("ISS-1") == "he is not breathing help"
    await ward.clock.forward(minutes=10)
    ward.ben.hears("CRITICAL at Elm Court")


async def test_safeguarding_never_reaches_the_floor(ward: Ward) -> None:
    """C20: it goes to the quality lead and the manager who is not on that shift. Tom, in charge, can't see it."""
    await ward.precious.says(ABUSE)
    assert ward.precious.last().text.startswith("If someone is in danger, call 999. Tell your manager or safeguarding")
    ward.precious.sees("Saved: ISS-1.", "Sent to Grace and Anita.")
    for concerned in (ward.grace, ward.anita):
        concerned.hears("Someone may have been harmed. ISS-1.")
        concerned.does_not_see("night staff")
    for words in ("ISS-1", "show iss-1", "ISS-1 in place", "ISS-1: got it", "open", "my reports"):
        await ward.tom.says(words)
        ward.tom.does_not_see("harmed", "night staff", "See ISS-1")
    ward.tom.sees("I can't find ISS-1, or it is not yours to see.")
    await ward.clock.forward(hours=2)
    for nobody in (ward.kofi, ward.ben, ward.mo, ward.imran, ward.tom):
        nobody.hears_nothing()


async def test_safeguarding_is_asked_about_until_one_of_them_answers(ward: Ward) -> None:
    """Grace and Anita are asked every 15 minutes; Grace answers, reads the words, and her look is on record."""
    await ward.precious.says(ABUSE)
    await ward.clock.forward(minutes=15)
    ward.grace.hears("Anita has been asked and has not answered.")
    ward.precious.hears(f"Ring {PHONE} now")
    await ward.grace.presses("Acknowledge")
    ward.precious.hears("Grace has it now.")
    ward.anita.sees("Grace has it.")
    await ward.grace.presses("See the words")
    ward.grace.hears(ABUSE)
    assert "Grace looked at the words." in await ward.history("ISS-1")
    await ward.grace.presses("Assign")
    ward.grace.may_press("Anita Rao")
    ward.grace.may_not_press("Ben Carter", "Mo Daley", "Imran Aziz")


async def test_the_reporter_still_sees_a_restricted_report(ward: Ward) -> None:
    """Precious can look at what she wrote, and nobody else's view of it is shown to her."""
    await ward.precious.says(ABUSE)
    await ward.precious.says("ISS-1")
    ward.precious.hears("ISS-1")
    ward.precious.may_not_press("Acknowledge", "See the words")
    ward.grace.sees("ISS-1")
    ward.anita.sees("ISS-1")


async def test_somebody_unknown_reports(ward: Ward) -> None:
    """C21: Joy's report is kept and goes its way; she sees nothing of others; Tom is asked who she is, once."""
    await ward.precious.says("the app keeps logging me out when I do fluids on the blue unit")
    await ward.joy.says(MEDS)
    ward.joy.sees("Saved: ISS-2.", PHONE, "I don't know you yet", "Your report is saved all the same.")
    ward.joy.does_not_see("Tom", "Ben", "Precious")
    ward.tom.hears("CRITICAL at Elm Court", "Joy Mensah has written to Handrail and is not on the list.")
    await ward.joy.says("ISS-1")
    ward.joy.hears("I can't find ISS-1, or it is not yours to see.")
    await ward.joy.says("open")
    ward.joy.does_not_see("See ISS-1", "logging me out")
    assert ward.tom.pings("is not on the list") == 1
    assert ward.joy.pings("I have asked the people in charge to add you.") == 1


async def test_somebody_unknown_becomes_known(ward: Ward) -> None:
    """C21: Tom says that she is from the agency; from now on Joy is known and her reports are hers."""
    await ward.joy.says("how do i log in to the care app")
    await ward.tom.presses("Yes, agency")
    ward.tom.hears("Thank you. Joy Mensah is on the list now.")
    ward.joy.hears("You are on the list now.")
    await ward.joy.says("my reports")
    ward.joy.hears("ISS-1")
    await ward.joy.says("app is frozen")
    ward.joy.hears("Saved: ISS-2.", "It is on the list for Tom.")
    ward.joy.does_not_see("Your report is saved. I don't know you yet")
    await ward.tom.presses("No")
    ward.tom.hears("That button no longer works.")


async def test_somebody_stays_unknown(ward: Ward) -> None:
    """Tom does not know her: what she reported is kept all the same."""
    await ward.joy.says("how do i log in to the care app")
    await ward.tom.presses("No")
    ward.tom.hears("Joy Mensah stays off the list. What they reported is kept.")
    assert await ward.open_now("ISS-1")


async def test_words_that_are_not_understood_go_to_a_person(ward: Ward) -> None:
    """C22: kept with a number, the reporter may pick what is closest, and Tom is asked to read it."""
    await ward.precious.says("its doing the thing again")
    ward.precious.hears("Saved: ISS-1.", "I'm not sure what you mean, so a person will read it.", "Sent to Tom.")
    ward.tom.hears("Something else. ISS-1.")
    await ward.precious.presses("App slow or down")
    assert (await ward.issue("ISS-1")).category == Category.PERFORMANCE_OUTAGE
    ward.precious.hears('It is now "app slow or down". ISS-1')
    await ward.clock.forward(minutes=20)
    ward.tom.hears_nothing()


async def test_an_emoji_alone_is_kept(ward: Ward) -> None:
    """C22: nobody knows what it means, so it is kept and somebody looks at it."""
    await ward.precious.says("😭😭")
    ward.precious.hears("Saved: ISS-1.", "a person will read it")
    assert await ward.words("ISS-1") == "😭😭"
    ward.tom.hears("ISS-1")


async def test_thanks_are_no_report(ward: Ward) -> None:
    """C22: "thanks", "ok", a thumbs up: a short answer and never a record."""
    for words in ("thanks", "ok", "👍", "Thank you so much!"):
        await ward.precious.says(words)
        ward.precious.hears("You're welcome.")
    assert await ward.refs() == []


async def test_sent_twice_by_the_same_person(ward: Ward) -> None:
    """C23: "I have this once." Nothing is written twice, unless she says that it is a new problem."""
    await ward.precious.says("app is frozen on blue")
    await ward.precious.says("App is  frozen on blue")
    ward.precious.hears("I have this once, as ISS-1. No need to send it again.")
    assert await ward.refs() == ["ISS-1"]
    await ward.precious.presses("It's a new problem")
    ward.precious.hears("Saved: ISS-2.")


async def test_the_same_message_delivered_again(ward: Ward) -> None:
    """The platform repeats itself: nothing is said twice and nothing is written twice."""
    await ward.precious.says(MEDS)
    await ward.step(ward.way.again)
    await ward.restarts()
    await ward.step(ward.way.again)
    assert await ward.refs() == ["ISS-1"]
    assert len(ward.precious.screens()) == 1
    assert len(ward.tom.screens()) == 1


async def test_a_like_report_is_offered_and_never_merged_by_itself(ward: Ward) -> None:
    """C23: Kofi is asked if his is the same. He says yes: both stay, and both hear the outcome."""
    await ward.precious.says("app is frozen on blue")
    await ward.kofi.says("app frozen on blue unit")
    ward.kofi.hears("Saved: ISS-2.", "Somebody told me about something like this: ISS-1. Is yours the same? ISS-2")
    ward.kofi.does_not_see("Precious")
    assert (await ward.issue("ISS-2")).state == "reported"
    await ward.kofi.presses("Same")
    ward.kofi.hears("You will hear when that one is sorted.")
    await ward.tom.says("ISS-1")
    await ward.tom.presses("Acknowledge")
    for reporter in (ward.precious, ward.kofi):
        reporter.hears("Tom has it now.")
    await ward.tom.presses("Sorted here")
    await ward.tom.says("restarted the wifi box")
    ward.kofi.hears("Tom has sorted it: “restarted the wifi box” ISS-1")
    ward.precious.hears("Is it fixed for you? ISS-1")


async def test_a_like_report_that_is_another_one(ward: Ward) -> None:
    """C23: "Mine is different" keeps it apart, with no more questions."""
    await ward.precious.says("app is frozen on blue")
    await ward.kofi.says("app frozen on blue unit")
    await ward.kofi.presses("Mine is different")
    ward.kofi.hears("Yours stays on its own. ISS-2")
    assert await ward.open_now("ISS-1")
    assert await ward.open_now("ISS-2")
