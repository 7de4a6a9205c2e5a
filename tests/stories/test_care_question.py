"""Is anyone's care affected? Where nobody says, it counts as soon: no phone put away makes a report less urgent."""

from core.labels import Urgency
from core.tongues import TONGUES, label
from tests.stories.ward import Ward

PASSWORD = "Nie mogę się zalogować, hasło wygasło wczoraj"
"""A login problem in Polish: not urgent by its words, and asked about, because they may be understood badly."""


async def test_no_answer_counts_as_soon(ward: Ward) -> None:
    await ward.kofi.says(PASSWORD)
    assert (await ward.issue("ISS-1")).urgency == Urgency.NORMAL
    await ward.clock.forward(minutes=4)
    ward.tom.hears_nothing()
    await ward.clock.forward(minutes=2)
    assert (await ward.issue("ISS-1")).urgency == Urgency.HIGH
    ward.tom.hears("High at Elm Court", "ISS-1")
    assert "Nobody said if someone's care is affected, so it counts as soon." in await ward.history("ISS-1")
    ward.kofi.sees("Sent to Tom.")


async def test_an_answer_in_time_is_taken_as_given(ward: Ward) -> None:
    await ward.kofi.says(PASSWORD)
    await ward.clock.forward(minutes=3)
    await ward.kofi.presses(label(TONGUES["pl"].none, "No"))
    await ward.clock.forward(minutes=30)
    kept = await ward.issue("ISS-1")
    assert (kept.care_effect, kept.urgency) == ("none", Urgency.NORMAL)
    ward.tom.hears_nothing()


async def test_the_answer_may_come_after_the_silence(ward: Ward) -> None:
    """It was asked about at once when the time was up; "Yes, now" still makes it critical."""
    await ward.kofi.says(PASSWORD)
    await ward.clock.forward(minutes=6)
    ward.tom.hears("High at Elm Court")
    await ward.kofi.presses(label(TONGUES["pl"].now, "Yes, now"))
    assert (await ward.issue("ISS-1")).urgency == Urgency.CRITICAL
    ward.tom.hears("CRITICAL at Elm Court")


async def test_what_is_not_asked_about_stays_as_it_is(ward: Ward) -> None:
    """Leaders are not pinged for every small thing."""
    await ward.kofi.says("the printer on the blue unit is jammed")
    await ward.clock.forward(minutes=30)
    assert (await ward.issue("ISS-1")).urgency == Urgency.NORMAL
    ward.tom.hears_nothing()


async def test_a_restart_forgets_no_question(ward: Ward) -> None:
    await ward.kofi.says(PASSWORD)
    await ward.clock.forward(minutes=2)
    await ward.restarts()
    await ward.clock.forward(minutes=4)
    assert (await ward.issue("ISS-1")).urgency == Urgency.HIGH
    ward.tom.hears("High at Elm Court")


async def test_a_question_behind_which_a_danger_may_be_is_a_problem(ward: Ward) -> None:
    """She only asks where to write it; whether he is still on the floor, nobody knows. So she is asked."""
    await ward.precious.says("where do i record he has been on the floor since the drill")
    assert await ward.refs() == ["ISS-1"]
    ward.precious.sees("Is anyone's care affected?")
    await ward.precious.presses("Yes, now")
    assert (await ward.issue("ISS-1")).urgency == Urgency.CRITICAL
    ward.tom.hears("CRITICAL at Elm Court")
