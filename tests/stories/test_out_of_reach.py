"""Nobody to tell, and messages that cannot be delivered."""

from datetime import timedelta

import pytest

from tests.stories.ward import PHONE, Ward

MEDS = "tablet wont log me in and its meds time"


async def test_whoever_cannot_be_reached_is_no_reason_to_wait(ward: Ward) -> None:
    """Tom has left: Ben is asked at once, not after 10 minutes, and the receipt says what is true."""
    await ward.loses("tom")
    await ward.precious.says(MEDS)
    ward.ben.hears("CRITICAL at Elm Court")
    ward.precious.sees("Ben", "Nobody has answered yet.")
    ward.precious.does_not_see("Sent to Tom")
    assert "The message to Tom could not be delivered." in await ward.history("ISS-1")


async def test_nobody_of_the_chain_can_be_reached_but_the_last(ward: Ward) -> None:
    """Tom, Ben and Anita have left: Mo is asked within the same minute."""
    await ward.loses("tom", "ben", "anita")
    await ward.precious.says(MEDS)
    ward.mo.hears("CRITICAL at Elm Court")
    ward.precious.sees("Nobody has answered yet.")
    if ward.imran.screens():
        ward.imran.sees("CRITICAL at Elm Court")


@pytest.mark.only("precious care_worker", "anita administrator")
async def test_without_anybody_in_the_chain_the_last_resort_is_told(ward: Ward) -> None:
    """No leader was ever imported: the administrator is told at once, and the health is red until there is one."""
    await ward.precious.says(MEDS)
    ward.anita.hears("CRITICAL at Elm Court")
    ward.precious.sees("Saved: ISS-1.", "Nobody has answered yet.", PHONE)


@pytest.mark.only("precious care_worker")
async def test_nobody_to_tell_colours_the_health(ward: Ward) -> None:
    """There is nobody at all: the report is kept, Precious reads what to do, and /healthz answers 503."""
    assert (await ward.health())[0] == 200
    await ward.precious.says(MEDS)
    ward.precious.sees("Use the paper MAR now", "Saved: ISS-1.", PHONE)
    ward.precious.does_not_see("Sent to", "It is on the list for")
    status, told = await ward.health()
    assert status == 503
    assert any("nobody to tell about ISS-1" in fault for fault in told["faults"])
    await ward.precious.presses("Take it back")
    assert (await ward.health())[0] == 200


async def test_the_health_is_green_while_somebody_is_asked(ward: Ward) -> None:
    """An open critical report that is being asked about is no fault of the machinery."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(hours=1)
    assert (await ward.health())[0] == 200
    for asked in (ward.tom, ward.ben, ward.mo, ward.anita, ward.imran):
        asked.sees("CRITICAL at Elm Court")


async def test_nothing_is_lost_over_a_night_of_downtime(ward: Ward) -> None:
    """Handrail was off for ten hours: whoever stands there now is asked once, and reads how late it is."""
    await ward.precious.says(MEDS)
    await ward.restarts(after=timedelta(hours=10))
    for asked in (ward.ben, ward.mo, ward.anita, ward.imran):
        assert len(asked.new()) == 1
    ward.ben.hears("This message is late by")
    ward.precious.hears(f"Ring {PHONE} now")
    ward.kofi.hears("CRITICAL at Elm Court")
    assert ward.tom.pings("CRITICAL") >= 1
