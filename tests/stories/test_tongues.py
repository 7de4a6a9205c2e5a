"""Staff who write in another language: the first replies in it with the English beneath; colleagues read English."""

from bot.importing import import_text
from core.labels import Danger, Urgency
from core.ports import UnitOfWork
from core.tongues import TONGUES, label
from core.words import CARE_ANSWERS, CARE_QUESTION, EMERGENCY
from tests.stories.ward import PHONE, Ward

FALLEN = "Pani K upadła w pokoju 6 i krwawi z głowy"
LOCKED_OUT = "app il login cheyyan pattunnilla, password thettanennu parayunnu"
POLISH, MALAYALAM, ROMANIAN = TONGUES["pl"], TONGUES["ml"], TONGUES["ro"]


def kofi_reads_romanian(uow: UnitOfWork) -> None:
    """The list of people says so."""
    import_text(
        uow, "people", "name,email,role,service,language\nKofi Asante,kofi@elm.example,care_worker,ELM,Romanian\n"
    )


async def test_an_emergency_in_polish(ward: Ward) -> None:
    """Mrs K has fallen and bleeds: advice in Polish, then in English; Tom reads English; the card stays Polish."""
    await ward.kofi.says(FALLEN)
    kept = await ward.issue("ISS-1")
    assert (kept.urgency, kept.danger) == (Urgency.CRITICAL, Danger.MEDICAL)
    shown = ward.kofi.last().text
    assert shown.startswith(f"{POLISH.medical} Zapisane: ISS-1.")
    assert shown.index(POLISH.medical) < shown.index(EMERGENCY[Danger.MEDICAL])
    ward.kofi.sees(f"Pilny telefon: {PHONE}.", f"Urgent phone: {PHONE}.", POLISH.told, "Sent to Tom.")
    ward.tom.hears("CRITICAL at Elm Court, 20:02.", "Possible emergency", "Please check on your team now.")
    ward.tom.does_not_see("Zapisane", POLISH.medical, POLISH.told, "upadła")
    await ward.tom.presses("Acknowledge")
    ward.kofi.sees("Tom has it now.")
    ward.precious.hears("Tom has it now. ISS-1")
    ward.precious.does_not_see(POLISH.answered)
    assert f"{POLISH.answered}\nTom has it." in ward.kofi.screens()[0].text
    await ward.kofi.presses("It's fixed")
    assert "its_fixed" in await ward.verbs("ISS-1")
    again = ward.kofi.screens()[0].text
    assert again.startswith(f"{POLISH.medical} Zapisane: ISS-1.") and EMERGENCY[Danger.MEDICAL] in again
    ward.tom.does_not_see(POLISH.answered)


async def test_a_login_problem_in_malayalam_typed_in_latin_letters(ward: Ward) -> None:
    """Receipt and care question in Malayalam, English beneath; her button counts, and she is thanked in both."""
    await ward.precious.says(LOCKED_OUT)
    shown = ward.precious.last().text
    assert shown.startswith(MALAYALAM.thank.format(ref="ISS-1"))
    ward.precious.sees("Thank you. Saved: ISS-1.", f"{MALAYALAM.care}\n{CARE_QUESTION}")
    ward.precious.may_press(*(label(text, CARE_ANSWERS[value]) for value, text in MALAYALAM.answers().items()))
    await ward.precious.presses(label(MALAYALAM.soon, "Soon"))
    kept = await ward.issue("ISS-1")
    assert (kept.care_effect, kept.urgency) == ("soon", Urgency.HIGH)
    ward.precious.hears(MALAYALAM.thanks.format(ref="ISS-1"), "Thank you. If it gets worse, just tell me. ISS-1")
    assert ward.precious.screens()[0].text.startswith(MALAYALAM.thank.format(ref="ISS-1"))
    ward.tom.hears("High at Elm Court")
    ward.tom.does_not_see(MALAYALAM.care, MALAYALAM.told)


async def test_the_care_question_answered_in_polish(ward: Ward) -> None:
    """A typed "tak" is the answer "Yes, now", not a new report."""
    await ward.kofi.says("Nie mogę się zalogować, hasło wygasło wczoraj")
    ward.kofi.sees(f"{POLISH.care}\n{CARE_QUESTION}")
    await ward.kofi.says("Tak.")
    assert await ward.refs() == ["ISS-1"]
    kept = await ward.issue("ISS-1")
    assert (kept.care_effect, kept.urgency) == ("now", Urgency.CRITICAL)
    ward.kofi.sees(POLISH.thanks.format(ref="ISS-1"))
    ward.tom.hears("CRITICAL at Elm Court")


async def test_the_language_on_the_list_of_people_comes_first(ward: Ward) -> None:
    """Kofi is listed with Romanian and writes English: he gets both, and Precious beside him English only."""
    await ward.store.work(kofi_reads_romanian)
    await ward.kofi.says("printer wont print the handover")
    assert ward.kofi.last().text.startswith(ROMANIAN.thank.format(ref="ISS-1"))
    ward.kofi.sees("Thank you. Saved: ISS-1.")
    await ward.precious.says("the app keeps logging me out when I do fluids on the blue unit")
    assert ward.precious.last().text.startswith("Thank you. Saved: ISS-2.")
    ward.precious.does_not_see(*(tongue.thank.format(ref="ISS-2") for tongue in TONGUES.values()))


async def test_a_question_in_polish(ward: Ward) -> None:
    """Where to write it: the number and what to do for now, in both languages."""
    await ward.kofi.says("Gdzie wpisać, że klient nie chciał kąpieli? W notatkach czy w zadaniach?")
    assert ward.kofi.last().text.startswith(POLISH.question.format(ref="ASK-1"))
    ward.kofi.sees("Thank you. Saved your question: ASK-1.", POLISH.no_rule, "Write it in the app for now")
    ward.tom.hears("Question at Elm Court, 20:02. ASK-1.")
    ward.tom.does_not_see("Pytanie")
