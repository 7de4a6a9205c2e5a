"""What happens when a platform does not take a message: it waits as asked, and never falls silent.

Slack can be asked what arrived, so nothing is said twice there; Teams can't, so what may be a repeat says so.
Reliability figures 3, 16 and 17.
"""

import pytest

from core import words
from tests.fakes import fake_connector, fake_slack
from tests.stories.channels import teams_id, user_id
from tests.stories.ward import Ward

MEDS = "tablet wont log me in and its meds time"
CHART = "fluid chart for room 12 wont save"

only_chat = pytest.mark.told_on("slack", "teams")
only_slack = pytest.mark.told_on("slack")
only_teams = pytest.mark.told_on("teams")


@only_chat
async def test_nothing_is_sent_before_the_platform_allows_it_and_the_critical_one_goes_first(ward: Ward) -> None:
    ward.chat.told_to_wait(30)
    await ward.tom.says("help")
    ward.tom.hears_nothing()
    await ward.precious.says(CHART)
    await ward.kofi.says(MEDS)
    asked = ward.chat.tries("tom")
    await ward.clock.forward(seconds=29)
    ward.tom.hears_nothing()
    assert asked == ward.chat.tries("tom")
    for _ in range(5):  # in Slack, afterwards one message a second
        await ward.clock.forward(seconds=1)
    assert "CRITICAL at Elm Court" in ward.tom.screens()[0].text
    assert len(ward.tom.screens()) == 3
    assert ward.tom.screens()[1].text != ward.tom.screens()[2].text


@only_slack
async def test_a_message_whose_answer_was_lost_is_looked_for_and_not_sent_again(ward: Ward) -> None:
    ward.slack.slack.breaks("chat.postMessage", fake_slack.DropReply(), fake_slack.DropReply())
    await ward.precious.says(MEDS)
    await ward.clock.forward(seconds=10)
    assert ward.precious.pings("ISS-1") == 1
    assert ward.tom.pings("CRITICAL at Elm Court") == 1
    await ward.tom.presses("Acknowledge")  # and the copies are known: they are drawn anew
    ward.precious.sees("Tom")
    ward.tom.does_not_see("Nobody has answered yet.")
    ward.kofi.sees("Tom has it now")


@only_teams
async def test_a_message_whose_answer_was_lost_is_sent_once_more_and_says_so(ward: Ward) -> None:
    ward.teams.teams.breaks("send", fake_connector.DropReply(), fake_connector.DropReply())
    await ward.precious.says(MEDS)
    await ward.clock.forward(seconds=10)
    for somebody, text in ((ward.precious, "ISS-1"), (ward.tom, "CRITICAL at Elm Court")):
        first, second = (screen for screen in somebody.screens() if text in screen.text)
        assert words.REPEATED not in first.text
        assert words.REPEATED in second.text
    await ward.tom.presses("Acknowledge")
    assert (await ward.verbs("ISS-1")).count("acknowledge") == 1
    ward.kofi.sees("Tom has it now")


@only_slack
@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "account_inactive", "user_not_found"])
async def test_whoever_cannot_be_reached_is_passed_over_at_once(ward: Ward, error: str) -> None:
    ward.slack.slack.loses(user_id("tom"), error)
    await _tom_is_passed_over(ward)


@only_teams
@pytest.mark.parametrize("ring", ["blocks", "uninstalled"])
async def test_whoever_shut_the_door_without_a_word_is_passed_over_at_once(ward: Ward, ring: str) -> None:
    getattr(ward.teams.teams, ring)(teams_id("tom"))
    await _tom_is_passed_over(ward)


async def _tom_is_passed_over(ward: Ward) -> None:
    await ward.precious.says(MEDS)
    ward.ben.hears("CRITICAL at Elm Court")
    ward.mo.hears_nothing()  # Ben was reached, and has his ten minutes
    assert "not_reached" in await ward.verbs("ISS-1")
    assert await ward.open_now("ISS-1")
    assert (await ward.health())[1]["status"] == "amber"


@only_teams
@pytest.mark.parametrize("status", [412, 502, 504])
async def test_what_teams_could_not_do_just_now_is_tried_again(ward: Ward, status: int) -> None:
    ward.teams.teams.breaks("send", *(fake_connector.Broken(status) for _ in range(4)))
    await ward.precious.says(MEDS)
    for _ in range(4):
        await ward.clock.forward(seconds=20)
    ward.tom.sees("CRITICAL at Elm Court")
    ward.precious.sees("Saved: ISS-1.")


@only_teams
async def test_what_teams_finds_too_big_arrives_all_the_same(ward: Ward) -> None:
    ward.teams.teams.breaks("send", *(fake_connector.Refuse(413, "MessageSizeTooBig") for _ in range(2)))
    await ward.precious.says(MEDS)
    ward.tom.hears("CRITICAL at Elm Court")
    ward.precious.hears("ISS-1")


@only_slack
async def test_a_token_that_was_taken_away_is_no_silence(ward: Ward) -> None:
    """Nobody can be written to: the report stands, and the machinery says that it is not well."""
    ward.chat.shuts_handrail_out()
    await ward.precious.says(MEDS)
    assert await ward.words("ISS-1") == MEDS
    assert (await ward.health())[0] == 503


@only_teams
async def test_a_login_that_is_refused_is_no_silence(ward: Ward) -> None:
    """On Teams messages wait for somebody to put the secret right; within a minute the machinery is not well."""
    ward.chat.shuts_handrail_out()
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=1, seconds=1)
    assert await ward.words("ISS-1") == MEDS
    assert (await ward.health())[0] == 503
