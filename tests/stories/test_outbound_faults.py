"""What happens when Slack does not take a message: it waits as asked, never says a thing twice, and never falls silent.

Reliability figures 3, 16 and 17.
"""

import pytest

from tests.fakes.fake_slack import DropReply, Limit, Refuse
from tests.stories.channels import user_id
from tests.stories.ward import Ward

MEDS = "tablet wont log me in and its meds time"
CHART = "fluid chart for room 12 wont save"

only_slack = pytest.mark.needs("leave")


@only_slack
async def test_nothing_is_sent_before_slack_allows_it_and_the_critical_one_goes_first(ward: Ward) -> None:
    slack = ward.slack.slack
    slack.breaks("chat.postMessage", Limit(30))
    await ward.tom.says("help")
    ward.tom.hears_nothing()
    await ward.precious.says(CHART)
    await ward.kofi.says(MEDS)
    asked = len([call for call, params in slack.calls if params.get("channel") == slack.dm(user_id("tom"))])
    await ward.clock.forward(seconds=29)
    ward.tom.hears_nothing()
    assert asked == len([call for call, params in slack.calls if params.get("channel") == slack.dm(user_id("tom"))])
    for _ in range(5):  # afterwards one message a second
        await ward.clock.forward(seconds=1)
    assert "CRITICAL at Elm Court" in ward.tom.screens()[0].text
    assert len(ward.tom.screens()) == 3
    assert ward.tom.screens()[1].text != ward.tom.screens()[2].text


@only_slack
async def test_a_message_whose_answer_was_lost_is_looked_for_and_not_sent_again(ward: Ward) -> None:
    ward.slack.slack.breaks("chat.postMessage", DropReply(), DropReply())
    await ward.precious.says(MEDS)
    await ward.clock.forward(seconds=10)
    assert ward.precious.pings("ISS-1") == 1
    assert ward.tom.pings("CRITICAL at Elm Court") == 1
    await ward.tom.presses("Acknowledge")  # and the copies are known: they are drawn anew
    ward.precious.sees("Tom")
    ward.tom.does_not_see("Nobody has answered yet.")
    ward.kofi.sees("Tom has it now")


@only_slack
@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "account_inactive", "user_not_found"])
async def test_whoever_cannot_be_reached_is_passed_over_at_once(ward: Ward, error: str) -> None:
    ward.slack.slack.loses(user_id("tom"), error)
    await ward.precious.says(MEDS)
    ward.ben.hears("CRITICAL at Elm Court")
    ward.mo.hears_nothing()  # Ben was reached, and has his ten minutes
    assert "not_reached" in await ward.verbs("ISS-1")
    assert await ward.open_now("ISS-1")
    assert (await ward.health())[1]["status"] == "amber"


@only_slack
async def test_a_token_that_was_taken_away_is_no_silence(ward: Ward) -> None:
    """Nobody can be written to: the report stands, and the machinery says that it is not well."""
    ward.slack.slack.breaks("chat.postMessage", *(Refuse("token_revoked") for _ in range(50)))
    await ward.precious.says(MEDS)
    assert await ward.words("ISS-1") == MEDS
    assert (await ward.health())[0] == 503
