"""C03 and C08: a critical report, and what happens while nobody answers."""

from tests.stories.ward import PHONE, Ward

MEDS = "cant see anyones meds on the app and its the 8pm round"


async def test_a_critical_report_gives_advice_first_and_rings_at_once(ward: Ward) -> None:
    """Advice, number, phone and the plain truth that nobody has answered; Tom's phone rings before any question."""
    await ward.precious.says(MEDS)
    print(ward.precious.phone(), ward.tom.phone())
    receipt = ward.precious.last()
    assert receipt.text.startswith("Use the paper MAR now and tell the person in charge. Saved: ISS-1.")
    ward.precious.sees(PHONE, "Sent to Tom. Nobody has answered yet.")
    ward.tom.hears("CRITICAL at Elm Court, 20:02.")
    assert False
