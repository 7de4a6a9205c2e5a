"""C08: what happens while nobody answers."""

from datetime import timedelta

from tests.stories.ward import PHONE, Ward

MEDS = "tablet wont log me in and its meds time"


async def test_it_climbs_until_somebody_answers(ward: Ward) -> None:
    """Tom at once, Ben after 10 minutes, Mo after 20, all again after 30, and Precious is given the phone number."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=9)
    ward.ben.hears_nothing()
    await ward.clock.forward(minutes=1)
    ward.ben.hears("CRITICAL at Elm Court, 20:02.", "Tom has been asked and has not answered.", "10 min ago")
    ward.tom.hears("CRITICAL at Elm Court")
    ward.mo.hears_nothing()
    await ward.clock.forward(minutes=10)
    ward.mo.hears("CRITICAL at Elm Court", "Tom and Ben have been asked and have not answered.")
    await ward.clock.forward(minutes=10)
    for person in (ward.tom, ward.ben, ward.mo, ward.anita, ward.imran):
        person.hears("CRITICAL at Elm Court")
    ward.grace.hears_nothing()
    ward.precious.hears("All have been asked and nobody has answered yet. ISS-1", f"Ring {PHONE} now", "face to face")


async def test_it_goes_on_without_end_until_somebody_answers_and_then_is_quiet(ward: Ward) -> None:
    """Every 15 minutes, all night. Then Ben answers: everybody's card says so, and nobody's phone rings again."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=30)
    asked = {p.user: p.pings("CRITICAL") for p in (ward.anita, ward.mo, ward.imran)}
    await ward.clock.forward(hours=6)
    for person in (ward.anita, ward.mo, ward.imran):
        assert person.pings("CRITICAL") == asked[person.user] + 24
    await ward.ben.presses("Acknowledge")
    ward.precious.hears("Ben has it now. Answered at 02:32. ISS-1")
    for person in (ward.tom, ward.anita, ward.mo, ward.imran):
        person.sees("Ben has it. First answered at 02:32.", "Nothing more for you to do now.")
        person.does_not_see("Nobody has answered yet.")
        person.may_not_press("Acknowledge")
    ward.kofi.sees("Ben has it now")
    await ward.clock.forward(minutes=9)
    for person in (ward.tom, ward.anita, ward.mo, ward.imran, ward.kofi, ward.precious):
        person.hears_nothing()


async def test_no_control_in_time_starts_it_again(ward: Ward) -> None:
    """Acknowledged is not safe yet: without a control in place after 30 minutes the asking starts again."""
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=5)
    await ward.tom.presses("Acknowledge")
    ward.tom.hears("Thank you, Tom. It is yours now. What keeps people safe for now? Please order a control by 20:32.")
    ward.kofi.hears("Tom has it now")
    await ward.clock.forward(minutes=24)
    ward.tom.hears_nothing()
    ward.ben.hears_nothing()
    await ward.clock.forward(minutes=1)
    for asked in (ward.tom, ward.ben):
        asked.hears("But no control is in place yet. What keeps people safe for now?")
    await ward.clock.forward(minutes=20)
    ward.precious.hears("No control has been seen in place yet", f"Ring {PHONE} now")
    ward.precious.does_not_see("nobody has answered yet")
    for asked in (ward.mo, ward.anita, ward.imran):
        asked.hears("CRITICAL at Elm Court")


async def test_acknowledged_and_forgotten_comes_back(ward: Ward) -> None:
    """The control is in place, and then nobody does anything: after four hours it is asked about again."""
    await ward.precious.says(MEDS)
    await ward.tom.presses("Order a control")
    await ward.tom.presses("Paper records for everyone")
    await ward.tom.presses("In place")
    ward.kofi.sees("Paper records for everyone")
    await ward.clock.forward(hours=3, minutes=59)
    ward.tom.hears_nothing()
    await ward.clock.forward(minutes=1)
    for awake in (ward.kofi, ward.ben):
        awake.hears("But nobody has said anything about it for a while. Please look at it again.")
    ward.precious.sees("ISS-1")


async def test_downtime_collapses_into_one_message_that_says_how_late_it_is(ward: Ward) -> None:
    """Handrail was down for 22 minutes: one message each, "late by 12 min", not one for each step missed."""
    await ward.precious.says(MEDS)
    await ward.restarts(after=timedelta(minutes=22))
    for person in (ward.tom, ward.ben, ward.mo):
        assert len(person.new()) == 1
    ward.ben.hears("This message is late by 12 min.")
    ward.precious.sees("Nobody has answered yet.")
