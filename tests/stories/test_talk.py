"""What else people say: two things at once, their own list, help; and what nobody should have to be afraid of."""

import json

from tests.stories.ward import Ward, texts

MEDS = "tablet wont log me in and its meds time"
LIVE = ("<!channel", "<!here", "<!everyone", "<@U", "<#C")


async def test_two_things_in_one_message(ward: Ward) -> None:
    """Clearly two problems: two numbers, each with its own type."""
    await ward.precious.says("tablet 3 wont charge. also joyces care plan is missing")
    ward.precious.hears("Saved: ISS-1.", "Tablet, phone or wifi", "Saved: ISS-2.", "Something is missing")
    assert await ward.words("ISS-1") == "tablet 3 wont charge"
    assert await ward.words("ISS-2") == "joyces care plan is missing"
    ward.tom.hears("High at Elm Court, 20:02. Something is missing. ISS-2.")


async def test_two_things_one_of_them_a_danger_stay_together(ward: Ward) -> None:
    """With a danger in it nothing is cut apart: one critical report with all the words."""
    await ward.precious.says("tablet 3 wont charge. also mrs jones is choking")
    assert await ward.refs() == ["ISS-1"]
    ward.precious.hears("call 999 now")
    ward.tom.hears("CRITICAL at Elm Court")


async def test_the_reasons_quote_nobody(ward: Ward) -> None:
    """Why it is critical stands on the entry in plain words; the quoted words of Precious stay sealed."""
    await ward.precious.says(MEDS)
    why = str(getattr(await ward.entry("ISS-1"), "urgency_why", ""))
    assert why.startswith("Medicines are due")
    assert '"' not in why and "you wrote" not in why and "wont log me in" not in why
    await ward.tom.presses("See it all")
    ward.tom.hears("Medicines are due")


async def test_my_reports(ward: Ward) -> None:
    """Her own reports, newest first, and how each stands; nobody else's."""
    await ward.precious.says("my reports")
    ward.precious.hears("You have not told me of anything yet.")
    await ward.precious.says(MEDS)
    await ward.kofi.says("the app keeps logging me out when I do fluids on the blue unit")
    await ward.tom.says("got it")
    await ward.tom.presses("ISS-1")
    await ward.precious.says("my reports")
    ward.precious.hears("Your reports, newest first.", "Now: somebody has it. ISS-1")
    ward.precious.does_not_see("ISS-2")
    await ward.precious.presses("See ISS-1")
    ward.precious.hears("Tom answered: I have it.")


async def test_help_says_what_each_person_can_do(ward: Ward) -> None:
    """Precious reads of what she can do; Tom also of what leaders can. Every word that help names works."""
    await ward.precious.says("help")
    ward.precious.hears("Tell me what is wrong in your own words.", "my reports:", "it's fixed:")
    ward.precious.does_not_see("got it:", "in place:")
    await ward.tom.says("HELP?")
    ward.tom.hears("got it:", "ISS-12 in place:", "open:")
    assert await ward.refs() == []


async def test_open_lists_the_most_urgent_first(ward: Ward) -> None:
    """Tom sees everything open at Elm Court, the critical one on top; Precious can't list what is not hers."""
    await ward.kofi.says("printer wont print the handover")
    await ward.precious.says(MEDS)
    await ward.tom.says("open")
    listed = ward.tom.last().text
    assert listed.startswith("2 open, the most urgent first.")
    assert listed.index("ISS-2") < listed.index("ISS-1")


async def test_a_very_long_message(ward: Ward) -> None:
    """40,000 letters: a clear answer, and not one of them is lost."""
    story = ("the wifi on the blue unit drops out. " * 1200)[:40_000]
    await ward.precious.says(story)
    ward.precious.hears("Saved: ISS-1.")
    assert await ward.words("ISS-1") == story.strip()
    await ward.tom.says("ISS-1")
    ward.tom.hears("ISS-1")
    await ward.tom.presses("See the words")
    ward.tom.hears("the wifi on the blue unit drops out.")


async def test_mass_mentions_never_come_alive(ward: Ward) -> None:
    """Words that would ring everybody's phone are kept as they were typed, and ring nobody's."""
    await ward.precious.says("<!channel> @everyone @here printer is broken <@U_TOM> <https://evil.example|tap>")
    ward.precious.hears("Saved: ISS-1.")
    assert "@everyone" in await ward.words("ISS-1")
    await ward.tom.says("ISS-1")
    await ward.tom.presses("See the words")
    ward.tom.hears("printer is broken")
    if ward.way.name == "slack":
        sent = json.dumps([params for method, params in ward.slack.slack.calls if method.startswith("chat.")])
        assert not [live for live in LIVE if live in sent]
    if ward.way.name == "teams":
        sent = json.dumps([facts["body"] for _, facts in ward.teams.teams.calls])
        assert '"entities"' not in sent


async def test_no_words_at_all(ward: Ward) -> None:
    """Nothing typed: a clear answer, and no entry."""
    answer = await ward.way.says("precious", "   ")
    await ward.settle()
    read = answer.words + texts(ward.precious.screens())
    assert "no words" in read or "can't see any words" in read
    assert await ward.refs() == []


async def test_whatever_is_typed_while_the_bot_waits_is_never_lost(ward: Ward) -> None:
    """Precious is asked whether care is affected and writes of something else: that is a report of its own."""
    await ward.precious.says("Mrs Patel NHS 999 000 0018 her care plan is not in the app")
    ward.precious.sees("Is anyone's care affected?")
    await ward.precious.says("the printer on the blue unit is jammed")
    assert await ward.refs() == ["ISS-1", "ISS-2"]
    await ward.precious.presses("No")
    assert (await ward.issue("ISS-1")).care_effect == "none"
    ward.tom.sees("ISS-1")


async def test_nobodys_words_are_in_the_log(ward: Ward) -> None:
    """What people wrote, and who they are, stands in no line of the log."""
    await ward.precious.says("zebra crossing tablet wont log me in and its meds time")
    await ward.tom.presses("Acknowledge")
    written = json.dumps(ward.log, default=str)
    assert ward.log
    assert not [word for word in ("zebra", "Precious", "precious@", "Tom") if word in written]
    ward.kofi.sees("Tom has it now")
