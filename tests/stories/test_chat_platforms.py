"""What chat platforms have and the page has not: mentions, reports of somebody else's message, forms, files, leaving.

And what one of them has alone: Slack's App Home and slash command.
"""

from datetime import timedelta

import pytest

from core import words
from tests.stories.channels import teams_id, user_id
from tests.stories.ward import Ward

MEDS = "tablet wont log me in and its meds time"
PRECIOUS = user_id("precious")


@pytest.mark.needs("home")
async def test_home_shows_my_reports(ward: Ward) -> None:
    """App Home: what to do, and her own reports; a button there works like any other."""
    await ward.precious.says(MEDS)
    assert await ward.slack.slack.opens_home(PRECIOUS) == 200
    await ward.settle()
    home = ward.slack.slack.home(PRECIOUS)
    assert home is not None
    assert "Your reports, newest first." in home.text
    assert "ISS-1" in home.text
    ward.remember()
    assert await ward.slack.slack.presses(PRECIOUS, "See ISS-1", home=True) == 200
    await ward.settle()
    ward.precious.hears("Precious reported it.")
    ward.tom.sees("ISS-1")


@pytest.mark.needs("mention")
async def test_a_mention_in_a_channel_is_answered_in_private(ward: Ward) -> None:
    """Precious names Handrail where others read along: the report is kept, and the answer comes to her alone."""
    await ward.step(lambda: ward.chat.mentions("precious", MEDS))
    ward.precious.sees("Saved: ISS-1.")
    assert await ward.words("ISS-1") == MEDS
    assert not ward.chat.in_public()
    ward.tom.sees("CRITICAL at Elm Court")


@pytest.mark.needs("shortcut", "modal")
async def test_report_this_message(ward: Ward) -> None:
    """Reporting a message opens a form with its words; sending it makes the report."""
    await ward.step(lambda: ward.chat.reports_this("precious", MEDS, by="kofi"))
    sheet = ward.chat.sheet("precious")
    assert sheet is not None
    assert sheet.values["text"] == MEDS
    await ward.step(lambda: ward.chat.submits("precious", {"Is anyone's care affected?": "Yes, now"}))
    assert ward.chat.sheet("precious") is None
    ward.precious.sees("Saved: ISS-1.")
    ward.tom.sees("CRITICAL at Elm Court")


@pytest.mark.needs("shortcut", "modal")
async def test_the_form_that_can_be_opened_anywhere(ward: Ward) -> None:
    """For those who like a form: an empty one says what is missing, a filled-in one is a report like any other."""
    await ward.step(lambda: ward.chat.opens_form("precious"))
    await ward.step(lambda: ward.chat.submits("precious", {"What is wrong?": ""}))
    sheet = ward.chat.sheet("precious")
    assert sheet is not None
    assert "Please fill this in." in sheet.text
    filled = {"What is wrong?": "printer wont print", "Is anyone's care affected?": "No"}
    await ward.step(lambda: ward.chat.submits("precious", filled))
    ward.precious.sees("Saved: ISS-1.")
    assert (await ward.issue("ISS-1")).care_effect == "none"


@pytest.mark.needs("slash")
async def test_the_slash_command(ward: Ward) -> None:
    """With words it is a report, answered in the direct conversation; without, it opens the form."""
    slack = ward.slack.slack
    assert await slack.command(PRECIOUS, MEDS) == 200
    assert "direct messages" in str(slack.answers[-1])
    await ward.settle()
    ward.precious.sees("Saved: ISS-1.")
    assert await slack.command(PRECIOUS) == 200
    assert slack.window(PRECIOUS) is not None
    ward.tom.sees("ISS-1")


@pytest.mark.needs("files")
async def test_a_picture_with_words(ward: Ward) -> None:
    """A picture can't be taken, as it may show somebody's details; the words with it are kept."""
    await ward.step(lambda: ward.chat.sends_file("precious", MEDS))
    ward.precious.sees("I can't take pictures or voice notes yet", "Saved: ISS-1.")
    ward.tom.sees("ISS-1")


@pytest.mark.needs("leave")
async def test_somebody_leaves_between_two_pings(ward: Ward) -> None:
    """Ben's account is closed while he is on call: Mo is asked at once, not ten minutes later."""
    await ward.precious.says(MEDS)
    await ward.way.loses("ben")
    await ward.way.loses("tom")
    await ward.clock.forward(minutes=10)
    ward.mo.hears("CRITICAL at Elm Court")
    ward.tom.sees("CRITICAL at Elm Court")


@pytest.mark.told_on("teams")
async def test_a_press_that_teams_delivers_again_under_a_new_id_counts_once(ward: Ward) -> None:
    """Teams gives a slow press up after 15 s and sends it again as if it were another one."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    for seconds in (15, 30):
        ward.hand.at += timedelta(seconds=seconds)
        assert await ward.teams.teams.again(new_id=True) == 200
        await ward.settle()
    assert (await ward.verbs("ISS-1")).count("acknowledge") == 1
    ward.kofi.sees("Tom has it now")
    assert ward.tom.pings("Thank you, Tom.") == 1


@pytest.mark.told_on("teams")
async def test_the_organisation_moves_to_another_region(ward: Ward) -> None:
    """Teams changes the address for answers: whoever has written since is answered at the new one."""
    ward.teams.teams.moves("amer")
    await ward.tom.says("help")
    await ward.precious.says(MEDS)
    ward.precious.hears("Saved: ISS-1.")
    ward.tom.hears("CRITICAL at Elm Court")


@pytest.mark.told_on("teams")
async def test_whoever_removed_the_app_and_adds_it_again_is_asked_again(ward: Ward) -> None:
    """Tom leaves and comes back: he is on the list as before."""
    await ward.way.loses("tom")
    assert await ward.teams.teams.installs(teams_id("tom")) == 200
    await ward.settle()
    await ward.precious.says(MEDS)
    ward.tom.hears("CRITICAL at Elm Court")


@pytest.mark.told_on("teams")
async def test_whoever_removes_the_app_with_a_ping_unanswered_is_passed_over_at_once(ward: Ward) -> None:
    """Tom was asked and then removed Handrail: Ben is asked at once, not ten minutes later."""
    await ward.precious.says(MEDS)
    ward.tom.hears("CRITICAL at Elm Court")
    ward.ben.hears_nothing()
    assert await ward.teams.teams.uninstalls(teams_id("tom")) == 200
    await ward.settle()
    ward.ben.hears("CRITICAL at Elm Court")
    assert "The message to Tom could not be delivered." in await ward.history("ISS-1")


@pytest.mark.told_on("teams")
async def test_somebody_who_never_added_the_app_is_told_how_to_see_the_answer(ward: Ward) -> None:
    """A bot can't open a chat with Joy: her words are kept, and where she wrote it says what to do."""
    ward.teams.teams.uninstalled(teams_id("joy"))
    await ward.step(lambda: ward.chat.mentions("joy", MEDS))
    assert await ward.words("ISS-1") == MEDS
    assert ward.chat.in_public() == 1
    ward.joy.hears_nothing()
    ward.tom.hears("CRITICAL at Elm Court", "Joy Mensah has written to Handrail and is not on the list.")


@pytest.mark.told_on("teams")
async def test_an_old_client_can_press_too(ward: Ward) -> None:
    """What does not know the newer kind of button sends the older one that stands behind it."""
    await ward.precious.says(MEDS)
    ward.remember()
    assert await ward.teams.teams.presses(teams_id("tom"), "Acknowledge", how="submit") == 200
    await ward.settle()
    ward.precious.sees("Tom")
    assert "acknowledge" in await ward.verbs("ISS-1")
    ward.kofi.sees("Tom has it now")
    ward.tom.hears("Tom")


@pytest.mark.told_on("teams")
async def test_nothing_chosen_from_a_list_changes_nothing(ward: Ward) -> None:
    """In Teams a list has a button of its own, which can be pressed too early."""
    await ward.precious.says(MEDS)
    before = await ward.verbs("ISS-1")
    await ward.precious.presses(words.CHOOSE)
    ward.precious.hears(words.CHOOSE_FIRST)
    assert await ward.verbs("ISS-1") == before
    ward.tom.sees("ISS-1")


@pytest.mark.told_on("teams")
async def test_a_new_version_of_the_app_is_no_news_for_anybody(ward: Ward) -> None:
    """Teams takes the old one away and adds the new one: nobody has left, and nobody is greeted again."""
    await ward.precious.says(MEDS)
    ward.tom.hears("CRITICAL at Elm Court")
    for action in ("remove-upgrade", "add-upgrade"):
        update = {**ward.teams.teams._activity(teams_id("tom"), "installationUpdate"), "action": action}
        ward.remember()
        assert await ward.teams.teams.any(update) == 200
        await ward.settle()
        ward.tom.hears_nothing()
    ward.ben.hears_nothing()


@pytest.mark.told_on("teams")
async def test_a_guest_with_a_leaders_address_is_not_that_leader(ward: Ward) -> None:
    """What another organisation says of its people gives nobody a role here."""
    ward.teams.teams.add(teams_id("joy"), "Joy Mensah", "tom@elm.example", guest=True)
    await ward.joy.says("nobody showed me how to log in")
    ward.joy.may_not_press("Acknowledge")
    assert (await ward.issue("ISS-1")).reported_by not in await ward.look(
        lambda uow: {p.id for p in uow.directory().people if p.known}
    )
    ward.tom.screens()


@pytest.mark.told_on("teams")
async def test_leaving_after_having_answered_is_no_message_lost(ward: Ward) -> None:
    await ward.precious.says(MEDS)
    await ward.tom.presses("Acknowledge")
    assert await ward.teams.teams.uninstalls(teams_id("tom")) == 200
    await ward.settle()
    assert "could not be delivered" not in await ward.history("ISS-1")
    ward.ben.hears_nothing()
    ward.kofi.screens()


@pytest.mark.told_on("teams")
async def test_a_form_sent_from_a_chat_of_two_colleagues_is_answered_in_her_own_chat(ward: Ward) -> None:
    teams = ward.teams.teams
    between = "19:precious_kofi@unq.gbl.spaces"
    assert await teams.reports_this(teams_id("precious"), "<p>bells down on blue</p>", where=between) == 200
    assert await teams.submits(teams_id("precious"), {}) == 200
    await ward.settle()
    ward.precious.sees("Saved: ISS-1.")
    assert between not in teams.conversations
    ward.tom.screens()
