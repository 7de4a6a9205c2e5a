"""What waits for somebody, as they ask for it: nobody is told that nothing does, and what is critical comes first."""

from bot.importing import import_text
from tests.stories.ward import ONE_SYSTEM, Ward, one_system

MEDS = "tablet wont log me in and its meds time"
PRINTER = "printer wont print the handover"
MANY = (
    "printer wont print the handover",
    "the button for fluids is hard to find",
    "the app is slow in the lounge",
    "i cant find the bath sheet in the app",
    "the screen of the blue tablet is cracked",
    "the report for night checks has no total",
    "the training video does not play",
    "the weight chart shows last year",
    "the app signs me out after lunch",
    "photos take ages to load in the app",
    "the room list is in a strange order",
    "the font is too small on the old phone",
)


async def test_who_was_asked_sees_it_when_asking_for_the_day(ward: Ward) -> None:
    """Ben is on call and was pinged: "today" lists what waits for his answer, each with its button."""
    await ward.store.work(one_system)
    await ward.ben.says("today")
    ward.ben.hears("Nothing needs you today.")
    await ward.precious.says(MEDS)
    await ward.clock.forward(minutes=11)
    ward.ben.sees("Tom has been asked and has not answered.")
    await ward.ben.says("today")
    ward.ben.hears("Hello, Ben.", "1 thing needs you.")
    ward.ben.hears("Critical. Can't log in, 11 min. Nobody has answered yet. ISS-1")
    await ward.ben.presses("Acknowledge ISS-1")
    ward.precious.hears("Ben has it now.")
    for somebody in (ward.tom, ward.kofi):
        somebody.screens()


async def test_got_it_offers_the_critical_one_first(ward: Ward) -> None:
    """A dozen small things came after it: what was just asked of Tom stands at the top all the same."""
    await ward.precious.says(MEDS)
    for text in MANY:
        await ward.kofi.says(text)
    await ward.tom.says("got it")
    ward.tom.hears("Which one?")
    assert ward.tom.last().buttons[0] == "ISS-1"
    ward.precious.screens()


async def test_open_goes_on_to_the_next_ten(ward: Ward) -> None:
    """Ten stand on a phone; a button shows the others, and the last page has none."""
    await ward.store.work(lambda uow: import_text(uow, "services", ONE_SYSTEM))
    for text in MANY:
        await ward.kofi.says(text)
    count = len(await ward.refs())
    assert 10 < count <= 20
    await ward.anita.says("open")
    ward.anita.hears(f"{count} open, the most urgent first.")
    await ward.anita.presses(f"Show the next {count - 10}")
    ward.anita.hears(f"{count} open, from the most urgent. From number 11 on.")
    ward.anita.may_not_press("Show the next")
    for somebody in (ward.tom, ward.kofi):
        somebody.screens()


async def test_an_answer_without_a_colon(ward: Ward) -> None:
    """Tom types the number and where to write it: it is the answer. What may be something else is asked about."""
    await ward.store.work(one_system)
    await ward.precious.says("where do i write a bath?")
    await ward.tom.says("ASK-1 we changed the colours last week")
    ward.tom.hears("Is that your answer to ASK-1?")
    assert await ward.refs() == ["ASK-1"]
    await ward.tom.says("ASK-1 in the app under personal care")
    ward.precious.sees("in the app under personal care")
    assert await ward.refs() == ["ASK-1"]
    await ward.kofi.says("where do i write a nail cut?")
    await ward.tom.says("ASK-2 same place as the bath")
    await ward.tom.presses("It's the answer")
    ward.kofi.sees("same place as the bath")
    assert sorted(await ward.refs()) == ["ASK-1", "ASK-2"]
