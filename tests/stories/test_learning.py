"""What people put right becomes an example for the next training; nobody's own words leave their seal for it."""

from collections.abc import Sequence

from core.corrections import corrections
from core.labels import Category, Urgency
from core.understanding.evaluate import Correction
from tests.stories.ward import Ward

LOGGED_OUT = "the app keeps logging me out when I do fluids on the blue unit"
PRINTER = "printer wont print the handover"
ABUSE = "she said the night staff hit her"


async def learned(ward: Ward) -> Sequence[Correction]:
    return await ward.look(lambda uow: tuple(corrections(uow)))


async def test_nothing_is_learned_from_what_nobody_has_put_right(ward: Ward) -> None:
    await ward.precious.says(LOGGED_OUT)
    await ward.kofi.says(PRINTER)
    assert await learned(ward) == ()


async def test_another_type_is_an_example_of_that_type_alone(ward: Ward) -> None:
    """Precious says that something is missing. She did not say that the urgency was right."""
    await ward.precious.says(LOGGED_OUT)
    await ward.precious.presses("Something is missing")
    (only,) = await learned(ward)
    assert (only.ref, only.category, only.urgency) == ("ISS-1", Category.MISSING_RECORD, None)
    assert only.text == LOGGED_OUT


async def test_another_urgency_is_an_example_of_that_urgency_alone(ward: Ward) -> None:
    await ward.precious.says(PRINTER)
    await ward.precious.presses("High, care is affected today")
    ward.tom.hears("High at Elm Court")
    (only,) = await learned(ward)
    assert (only.ref, only.category, only.urgency) == ("ISS-1", None, Urgency.HIGH)


async def test_care_affected_now_is_an_example_of_what_is_critical(ward: Ward) -> None:
    """And the words are those that everybody may see: her name and number are not learned."""
    await ward.precious.says("Mrs Patel NHS 999 000 0018 her care plan is not in the app")
    await ward.precious.presses("Yes, now")
    ward.tom.hears("CRITICAL at Elm Court")
    (only,) = await learned(ward)
    assert (only.category, only.urgency) == (None, Urgency.CRITICAL)
    assert "Patel" not in only.text and "999" not in only.text


async def test_no_care_affected_says_nothing_about_how_urgent_it_was(ward: Ward) -> None:
    await ward.precious.says("Mrs Patel NHS 999 000 0018 her care plan is not in the app")
    ward.tom.hears("High at Elm Court")
    await ward.precious.presses("No")
    assert await learned(ward) == ()


async def test_reports_of_abuse_teach_nobody(ward: Ward) -> None:
    """Whoever may not read such a report must not find it among the examples."""
    await ward.precious.says(ABUSE)
    for asked in (ward.anita, ward.grace):
        asked.hears("ISS-1")
    assert (await ward.issue("ISS-1")).restricted
    await ward.precious.says("no it's missing")
    assert await learned(ward) == ()
