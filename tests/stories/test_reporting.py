"""C01-C03: a report in one's own words, putting the type right, and advice first when it is critical."""

from core.labels import Category, Urgency
from tests.stories.ward import PHONE, Ward

MEDS = "tablet wont log me in and its meds time"


async def test_a_report_in_your_own_words(ward: Ward) -> None:
    """C01: one message is enough. Number, what it was taken for and where it went; nobody is disturbed."""
    await ward.precious.says("the app keeps logging me out when I do fluids on the blue unit")
    assert ward.precious.last().text.splitlines()[0] == "Thank you. Saved: ISS-1."
    ward.precious.sees("I took it as: Can't log in.", "Nobody has answered yet.")
    ward.precious.may_press("It's fixed", "Take it back", "Something is missing")
    ward.tom.hears_nothing()
    ward.anita.hears_nothing()
    kept = await ward.issue("ISS-1")
    assert (kept.category, kept.urgency, kept.service) == (Category.LOGIN_ACCESS, Urgency.NORMAL, "ELM")
    assert await ward.words("ISS-1") == "the app keeps logging me out when I do fluids on the blue unit"


async def test_putting_the_type_right_from_the_list(ward: Ward) -> None:
    """C02: the reporter picks another type. It is changed without an argument, and the old guess stays on record."""
    await ward.precious.says("the app keeps logging me out when I do fluids on the blue unit")
    await ward.precious.presses("Something is missing")
    ward.precious.hears('Changed. It is now "something is missing". ISS-1')
    ward.precious.sees("I took it as: Something is missing.")
    assert (await ward.issue("ISS-1")).category_by == "reporter"
    assert "change_category" in await ward.verbs("ISS-1")


async def test_putting_the_type_right_by_typing(ward: Ward) -> None:
    """C02, typed: "no it's missing" changes the report that was just made; it is not a second one."""
    await ward.precious.says("bowel chart stuck again, it wont open")
    await ward.precious.says("no it's missing")
    assert await ward.refs() == ["ISS-1"]
    assert (await ward.issue("ISS-1")).category == Category.MISSING_RECORD
    ward.precious.hears('Changed. It is now "something is missing". ISS-1')


async def test_a_critical_report_rings_at_once_with_advice_first(ward: Ward) -> None:
    """C03: advice, number, phone and the plain truth; the phone of the person in charge rings before any question."""
    await ward.precious.says(MEDS)
    assert ward.precious.last().text.startswith("Use the paper MAR now and tell the person in charge. Saved: ISS-1.")
    ward.precious.sees(PHONE, "Sent to Tom. Nobody has answered yet.", "I ask Tom and Ben at 20:12")
    ward.precious.does_not_see("help is coming", "Is anyone's care affected?")
    ward.tom.hears("CRITICAL at Elm Court, 20:02.", "ISS-1", "Nobody has answered yet.")
    ward.tom.may_press("Acknowledge", "Order a control")
    ward.tom.does_not_see("tablet wont log me in")
    for away in (ward.ben, ward.anita, ward.mo, ward.imran, ward.grace, ward.kofi):
        away.hears_nothing()


async def test_the_care_question_raises_the_urgency(ward: Ward) -> None:
    """Asked once, with buttons; "Yes, now" makes it critical and rings at once."""
    await ward.precious.says("Mrs Patel NHS 999 000 0018 her care plan is not in the app")
    ward.precious.sees("Is anyone's care affected?", "I hid an NHS number and a name")
    ward.tom.hears("High at Elm Court")
    ward.tom.does_not_see("Patel", "999 000 0018")
    await ward.precious.presses("Yes, now")
    assert (await ward.issue("ISS-1")).urgency == Urgency.CRITICAL
    ward.tom.hears("CRITICAL at Elm Court")
    ward.precious.sees(PHONE)


async def test_the_care_question_answered_by_typing(ward: Ward) -> None:
    """A typed "no" is an answer, not a new report."""
    await ward.precious.says("Mrs Patel NHS 999 000 0018 her care plan is not in the app")
    await ward.precious.says("no")
    assert await ward.refs() == ["ISS-1"]
    assert (await ward.issue("ISS-1")).care_effect == "none"
    ward.tom.sees("ISS-1")


async def test_the_reporter_makes_it_more_urgent(ward: Ward) -> None:
    """Anyone may raise the urgency from the list: the right people are asked at once."""
    await ward.precious.says("printer wont print the handover")
    ward.tom.hears_nothing()
    await ward.precious.presses("High, care is affected today")
    ward.tom.hears("High at Elm Court", "ISS-1")
    ward.precious.sees("Sent to Tom")
