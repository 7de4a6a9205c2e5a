"""C24 and C25: who is asked when somebody is away, at night, off shift, or in charge without a rota."""

from tests.stories.ward import PHONE, Ward

MEDS = "tablet wont log me in and its meds time"
PRINTER = "printer wont print the handover"


async def test_cover_said_in_chat(ward: Ward) -> None:
    """C24: Tom is off and names Kofi; Kofi says yes; what is urgent goes to Kofi, and it ends by itself."""
    await ward.tom.says("I'm off until Thursday, Kofi covers")
    ward.tom.hears("You are away until Thursday 4 June, 00:00. I have asked Kofi to cover and to say yes.")
    ward.kofi.hears("Tom is away until Thursday 4 June, 00:00 and asks you to cover.")
    await ward.kofi.presses("Yes")
    ward.kofi.hears("Thank you. You cover for Tom.")
    ward.tom.hears("Kofi has said yes and covers for you.")
    await ward.precious.says(MEDS)
    ward.precious.sees("Sent to Kofi.")
    ward.kofi.hears("CRITICAL at Elm Court")
    ward.tom.hears_nothing()
    await ward.precious.presses("Take it back")
    await ward.clock.at("15:00", days=1)
    await ward.precious.says("cant see anyones meds on the app and the round is now")
    ward.tom.hears("CRITICAL at Elm Court")
    ward.anita.hears("CRITICAL at Elm Court")
    ward.kofi.hears_nothing()


async def test_nobody_accepts_the_cover(ward: Ward) -> None:
    """C24: until Kofi says yes he covers nobody, so the next person is asked at once; never a dead end."""
    await ward.tom.says("I'm off until Thursday, Kofi covers")
    await ward.precious.says(MEDS)
    ward.tom.hears_nothing()
    ward.anita.hears("CRITICAL at Elm Court")
    await ward.kofi.presses("I can't")
    ward.tom.hears("Kofi can't cover for you. Please name somebody else.")


async def test_away_without_anybody_to_cover(ward: Ward) -> None:
    """C24: saved all the same, from and until when, and the truth that nobody covers."""
    await ward.tom.says("away 8 to 12 june zoltan covers")
    ward.tom.hears(
        "You are away from Monday 8 June, 00:00 until Saturday 13 June, 00:00.",
        "I can't find one person called zoltan. Nobody covers yet, so the next person is asked instead.",
    )


async def test_away_taken_back(ward: Ward) -> None:
    """A wrong date is one tap away from being undone."""
    await ward.tom.says("I'm off until Thursday, Kofi covers")
    await ward.tom.presses("That's wrong")
    ward.tom.hears("All right. You are not away.")
    await ward.precious.says(MEDS)
    ward.tom.hears("CRITICAL at Elm Court")
    await ward.kofi.presses("Yes")
    ward.kofi.hears("That button no longer works.")
    await ward.clock.forward(minutes=10)
    ward.tom.hears("CRITICAL at Elm Court")
    ward.ben.sees("CRITICAL at Elm Court")


async def test_a_small_thing_at_night_is_quiet(ward: Ward) -> None:
    """C25: the printer at 02:40 wakes nobody; Anita hears of it by day, once."""
    await ward.clock.at("02:40")
    await ward.precious.says(PRINTER)
    ward.precious.hears("Saved: ISS-1.", "It is on the list for Kofi.")
    await ward.clock.at("08:59", days=1)
    for asleep in (ward.kofi, ward.tom, ward.ben, ward.anita, ward.mo, ward.imran):
        asleep.hears_nothing()
    await ward.clock.forward(minutes=20)
    ward.anita.hears("Normal at Elm Court, 02:40.")


async def test_a_critical_one_at_night_goes_to_whoever_is_in_charge_and_on_call(ward: Ward) -> None:
    """C25: Kofi, in charge tonight, and Ben, on call, at once; nobody else is woken."""
    await ward.clock.at("03:05")
    await ward.precious.says("sensor mat alerts not coming through on blue, mr ali has fallen")
    ward.precious.hears("Saved: ISS-1.", "Sent to Kofi and Ben. Nobody has answered yet.", PHONE)
    for awake in (ward.kofi, ward.ben):
        awake.hears("CRITICAL at Elm Court, 03:05.")
    for asleep in (ward.tom, ward.anita, ward.mo, ward.imran):
        asleep.hears_nothing()


async def test_high_at_night_wakes_only_whoever_is_in_charge(ward: Ward) -> None:
    """C25: the person in charge at once, on call after an hour; managers are held until the morning, not forgotten."""
    await ward.clock.at("03:05")
    await ward.precious.says("sensor mat alerts not coming through on blue")
    ward.kofi.hears("High at Elm Court, 03:05.")
    await ward.clock.forward(minutes=59)
    ward.ben.hears_nothing()
    await ward.clock.forward(minutes=1)
    ward.ben.hears("High at Elm Court, 03:05.")
    await ward.clock.at("08:55")
    for asleep in (ward.anita, ward.imran, ward.mo):
        asleep.hears_nothing()
    await ward.clock.at("09:20")
    for up in (ward.anita, ward.imran):
        up.hears("High at Elm Court, 03:05.")
    ward.mo.hears("High at Elm Court, 03:05.")
    ward.tom.sees("High at Elm Court, 03:05.")


async def test_in_charge_said_without_a_rota(ward: Ward) -> None:
    """Kofi says that he is in charge: what is urgent comes to him for 14 hours, and Tom is told so."""
    await ward.kofi.says("I'm in charge")
    ward.kofi.hears("You are in charge at Elm Court now.")
    ward.tom.hears("Kofi says they are in charge at Elm Court now.")
    await ward.precious.says("who")
    ward.precious.hears("In charge: Kofi. On call: Ben.", PHONE)
    await ward.precious.says(MEDS)
    ward.kofi.hears("CRITICAL at Elm Court")
    ward.tom.hears_nothing()
    await ward.precious.presses("Take it back")
    await ward.clock.forward(hours=14)
    await ward.precious.says("who")
    ward.precious.hears("In charge: Tom.")


async def test_the_reporter_is_alone_in_charge_at_night(ward: Ward) -> None:
    """Kofi, in charge, reports it himself: he is not asked to answer his own report; Ben is, at once."""
    await ward.clock.at("02:40")
    await ward.kofi.says(MEDS)
    ward.kofi.hears("Sent to Ben. Nobody has answered yet.")
    ward.ben.hears("CRITICAL at Elm Court, 02:40.")
    await ward.kofi.says("got it")
    ward.kofi.hears("Nothing is waiting for your answer.")
    ward.kofi.may_not_press("Acknowledge")
    assert await ward.refs() == ["ISS-1"]
