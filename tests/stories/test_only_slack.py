"""What only Slack has: App Home, mentions, shortcuts, the slash command, the modal, files."""

import pytest

from tests.stories.channels import user_id
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
    assert await ward.slack.slack.mentions(PRECIOUS, "C0ELM", MEDS) == 200
    await ward.settle()
    ward.precious.sees("Saved: ISS-1.")
    assert await ward.words("ISS-1") == MEDS
    assert not ward.slack.slack.channels["C0ELM"]
    ward.tom.sees("CRITICAL at Elm Court")


@pytest.mark.needs("shortcut", "modal")
async def test_report_this_message(ward: Ward) -> None:
    """The shortcut on a message opens a form with its words; sending it makes the report."""
    slack = ward.slack.slack
    assert await slack.reports_this(PRECIOUS, MEDS, by=user_id("kofi")) == 200
    window = slack.window(PRECIOUS)
    assert window is not None
    assert window.values["text"] == MEDS
    assert await slack.submits(PRECIOUS, {"Is anyone's care affected?": "Yes, now"}) == 200
    await ward.settle()
    assert slack.window(PRECIOUS) is None
    ward.precious.sees("Saved: ISS-1.")
    ward.tom.sees("CRITICAL at Elm Court")


@pytest.mark.needs("shortcut", "modal")
async def test_the_form_of_the_global_shortcut(ward: Ward) -> None:
    """For those who like a form: an empty one says what is missing, a filled-in one is a report like any other."""
    slack = ward.slack.slack
    assert await slack.shortcut(PRECIOUS) == 200
    assert await slack.submits(PRECIOUS, {"What is wrong?": ""}) == 200
    assert slack.errors[PRECIOUS]
    assert (
        await slack.submits(PRECIOUS, {"What is wrong?": "printer wont print", "Is anyone's care affected?": "No"})
        == 200
    )
    await ward.settle()
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
    assert await ward.slack.slack.says(PRECIOUS, MEDS, files=1) == 200
    await ward.settle()
    ward.precious.sees("I can't take pictures or voice notes yet", "Saved: ISS-1.")
    ward.tom.sees("ISS-1")


@pytest.mark.needs("leave")
async def test_somebody_leaves_between_two_pings(ward: Ward) -> None:
    """Ben's account is closed while he is on call: Mo is asked at once, not ten minutes later."""
    await ward.precious.says(MEDS)
    ward.slack.slack.loses(user_id("ben"))
    ward.slack.slack.loses(user_id("tom"))
    await ward.clock.forward(minutes=10)
    ward.mo.hears("CRITICAL at Elm Court")
    ward.tom.sees("CRITICAL at Elm Court")
