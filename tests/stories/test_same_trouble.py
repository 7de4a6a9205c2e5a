"""C23: several people tell the same in their own words, and others tell what only sounds like it."""

from tests.stories.ward import Ward


async def stands_alone(ward: Ward) -> None:
    """Kofi's report is of the same sort as Precious's, and is not offered as the same."""
    first, second = await ward.issue("ISS-1"), await ward.issue("ISS-2")
    assert (first.category, first.area) == (second.category, second.area)
    ward.kofi.hears("Saved: ISS-2.")
    ward.kofi.may_not_press("Same")


async def test_the_same_trouble_in_other_words_is_offered(ward: Ward) -> None:
    """Kofi's words are other words for what Precious told; his report stands whatever he answers."""
    await ward.precious.says("wifi down on the blue unit")
    await ward.kofi.says("no internet on blue")
    ward.kofi.hears("Saved: ISS-2.", "Somebody told me about something like this: ISS-1. Is yours the same? ISS-2")
    ward.kofi.does_not_see("Precious")
    assert (await ward.issue("ISS-2")).state == "reported"
    await ward.kofi.presses("Same")
    ward.kofi.hears("You will hear when that one is sorted.")
    assert (await ward.issue("ISS-2")).same_as == "ISS-1"


async def test_those_who_said_so_before_are_counted(ward: Ward) -> None:
    """Tom is the third: he hears that two others told the same, whether or not they were linked."""
    await ward.precious.says("wifi down on the blue unit")
    await ward.kofi.says("no internet on blue")
    await ward.kofi.presses("Same")
    await ward.tom.says("no wifi at all on blue unit")
    ward.tom.hears("2 other people told me something like this: ISS-1. Is yours the same? ISS-3")
    assert (await ward.issue("ISS-3")).state == "reported"


async def test_another_place_is_never_the_same(ward: Ward) -> None:
    """Another unit, said in nearly the same words: nothing is offered."""
    await ward.precious.says("wifi down on the blue unit")
    await ward.kofi.says("wifi down on the red unit")
    await stands_alone(ward)


async def test_another_room_is_never_the_same(ward: Ward) -> None:
    """A number that differs by one digit is another room."""
    await ward.precious.says("call bell not working in room 4")
    await ward.kofi.says("call bell not working in room 14")
    await stands_alone(ward)
    ward.tom.hears("ISS-2")


async def test_the_opposite_is_never_the_same(ward: Ward) -> None:
    """Somebody says that it is not so: that is no second report of it."""
    await ward.precious.says("wifi is down on blue")
    await ward.kofi.says("wifi is not down on blue")
    await stands_alone(ward)
