"""C04: where do I write this? A rule answers, or the person in charge does, and never the one who asked."""

from functools import partial

import pytest

from bot.importing import import_text
from core.ports import UnitOfWork
from core.registers.questions import Question
from core.rules import Rule, live
from tests.stories.ward import Ward

FALL = "Write a fall in the app first, under Incidents. Then copy it to the paper incident sheet within the hour."
MISS = "Write a near miss in the app, under Incidents, and say that nobody was hurt."
MAP = "Draw the body map in the app, under Body maps. Tell the person in charge."

RULES = f"""title,area,plain_text,main_record,keywords,copy_to
A fall,incident,"{FALL}",new,fell; slipped; found on the floor,copy_to_paper
A near miss,incident,"{MISS}",new,nearly fell; nearly happened,
A daily note,daily_note,"Write the daily note in the app, under Daily notes, before your shift ends.",new,daily log,
Fluids,daily_note,"Write each drink in the app, under Fluids, as soon as it is given.",new,drinks; fluid chart,
A body map,safeguarding,"{MAP}",new,bruise,
"""

ASKS = "where do i write a fall"
STRANGE = "where do i record that we took the bins out"
ANSWER = "In the app, under Tasks. Tick that it is done."


async def rules(ward: Ward, text: str = RULES) -> None:
    """The provider imports its recording rules."""
    await ward.store.work(partial(import_text, what="rules", text=text))


async def question(ward: Ward, ref: str = "ASK-1") -> Question:
    found = await ward.entry(ref)
    assert isinstance(found, Question)
    return found


async def live_rules(ward: Ward) -> dict[str, Rule]:
    def read(uow: UnitOfWork) -> tuple[Rule, ...]:
        return live(uow.rules(), ward.hand.at)

    return {rule.title: rule for rule in await ward.look(read)}


async def test_one_clear_rule_answers(ward: Ward) -> None:
    """The answer, the rule's number and version, and two buttons; nobody else is troubled."""
    await rules(ward)
    await ward.precious.says(ASKS)
    ward.precious.hears(f"{FALL} That is rule RUL-1, version 1. Saved: ASK-1.")
    ward.precious.may_press("That helps", "Still not sure")
    ward.tom.hears_nothing()
    await ward.precious.presses("That helps")
    ward.precious.hears("Good. Thank you for asking.")
    asked = await question(ward)
    assert (asked.state, asked.rule, asked.rule_version) == ("settled", "RUL-1", 1)
    assert (asked.answer_source, asked.rule_gap) == ("rule", False)
    ward.precious.may_not_press("That helps", "Still not sure")
    await ward.clock.forward(days=3)
    ward.tom.hears_nothing()


async def test_a_rule_about_safeguarding_answers_with_what_to_do_first(ward: Ward) -> None:
    """Whoever asks where a bruise goes may be the first to know how it came."""
    await rules(ward)
    await ward.precious.says("where do i write a bruise")
    ward.precious.hears(MAP, "Was someone hurt, or is someone afraid? Keep the person safe", "call 999")
    await ward.precious.presses("That helps")
    ward.tom.hears_nothing()


async def test_a_question_that_tells_of_harm_is_no_mere_question(ward: Ward) -> None:
    """Tom is in charge, and it is told of him: he hears nothing of it. Whoever leads on safeguarding does."""
    await rules(ward)
    await ward.precious.says("where do i record that tom slapped doris")
    ward.precious.hears("If someone is in danger, call 999.", "ISS-1")
    ward.tom.hears_nothing()
    found = await ward.entry("ISS-1")
    assert (found.restricted, found.service) == (True, "ELM")
    ward.grace.sees("Someone may have been harmed. ISS-1.")
    ward.anita.screens()


async def test_that_helps_may_be_typed(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.precious.says("Yes")
    ward.precious.hears("Good. Thank you for asking.")
    assert await ward.refs() == ["ASK-1"]
    assert (await question(ward)).state == "settled"


async def test_still_not_sure_asks_the_person_in_charge_and_climbs(ward: Ward) -> None:
    """Tom is asked, and named; after 15 minutes Anita is due, who is asked when she is on duty."""
    await rules(ward)
    await ward.clock.at("10:00")
    await ward.precious.says(ASKS)
    await ward.precious.presses("Still not sure")
    ward.precious.hears("No problem. I have asked Tom. For now, write it in the app and tell Tom. ASK-1")
    ward.tom.hears("Question at Elm Court, 10:00. ASK-1.")
    ward.anita.hears_nothing()
    assert (await question(ward)).state == "with_person_in_charge"
    await ward.clock.forward(minutes=15)
    ward.anita.hears("Question at Elm Court, 10:00. ASK-1.")
    await ward.clock.forward(minutes=45)
    ward.imran.hears("Question at Elm Court, 10:00. ASK-1.")


async def test_still_not_sure_may_be_typed(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.precious.says("still not sure")
    ward.precious.hears("No problem. I have asked Tom.")
    ward.tom.hears("ASK-1")
    assert await ward.refs() == ["ASK-1"]


async def test_who_is_not_known_is_told_no_names(ward: Ward) -> None:
    await rules(ward)
    await ward.joy.says(ASKS)
    ward.joy.hears(FALL)
    await ward.joy.says("still not sure")
    ward.joy.hears("I have asked the person in charge. For now, write it in the app and tell the person in charge.")
    ward.joy.does_not_see("Tom", "Anita")
    ward.tom.hears("ASK-1")
    ward.anita.looked_at = ward.imran.looked_at = True


async def test_no_rule_fits(ward: Ward) -> None:
    """The safe default, and Tom is asked at once; he answers in one line; she says that it helps."""
    await rules(ward)
    await ward.precious.says(STRANGE)
    ward.precious.hears("Saved your question: ASK-1.", "I do not have a rule for that yet.", "Sent to Tom.")
    ward.precious.sees("Write it in the app for now and tell the person in charge.")
    assert ((await question(ward)).answer_source, (await question(ward)).rule_gap) == ("safe_default", True)
    await ward.tom.presses("Answer")
    ward.tom.hears("Where or how should they record it?")
    await ward.tom.says(ANSWER)
    ward.tom.hears("Thank you. I have passed it on. ASK-1")
    ward.precious.hears(f"Tom says: {ANSWER} ASK-1")
    await ward.precious.presses("That helps")
    assert ((await question(ward)).state, (await question(ward)).answer_source) == ("settled", "person")


async def test_the_answer_in_one_line(ward: Ward) -> None:
    """Tom answers without pressing anything; his capital letters stay."""
    await ward.precious.says(STRANGE)
    await ward.tom.says(f"ASK-1: {ANSWER}")
    ward.precious.hears(f"Tom says: {ANSWER} ASK-1")


async def test_who_may_not_answer_writes_a_message_of_their_own(ward: Ward) -> None:
    """Kofi can't see Precious's question, and she never answers her own."""
    await ward.precious.says(STRANGE)
    ward.tom.hears("ASK-1")
    for someone in (ward.kofi, ward.precious):
        await someone.says("ASK-1: the printer on the blue unit is jammed")
        someone.hears("Saved: ISS-")
    assert (await question(ward)).answer == ""


async def test_a_question_never_goes_back_to_its_asker(ward: Ward) -> None:
    """Tom is in charge and asks himself: somebody else is asked."""
    await ward.clock.at("10:00")
    await ward.tom.says(STRANGE)
    ward.tom.hears("Saved your question: ASK-1.", "Sent to Anita.")
    ward.tom.may_not_press("Answer")
    ward.anita.hears("Question at Elm Court, 10:00. ASK-1.")
    await ward.anita.says(f"answer ASK-1 {ANSWER}")
    ward.tom.hears(f"Anita says: {ANSWER} ASK-1")


async def test_two_rules_fit(ward: Ward) -> None:
    """Both are shown as buttons; the one that she taps answers."""
    await rules(ward)
    await ward.precious.says("where do i write a fall with a bruise")
    ward.precious.hears("Saved your question: ASK-1.", "Which one is it?")
    ward.precious.may_press("A fall", "A body map", "Something else")
    ward.tom.hears_nothing()
    await ward.precious.presses("A body map")
    ward.precious.hears(f"{MAP} That is rule RUL-5, version 1. Saved: ASK-1.")
    await ward.precious.presses("That helps")
    assert ((await question(ward)).rule, (await question(ward)).rule_gap) == ("RUL-5", False)


async def test_two_rules_fit_and_the_name_of_one_is_typed(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says("where do i write a fall with a bruise")
    await ward.precious.says("body map")
    ward.precious.hears(f"{MAP} That is rule RUL-5, version 1. Saved: ASK-1.")
    assert await ward.refs() == ["ASK-1"]


async def test_two_rules_fit_and_it_is_neither(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says("where do i write a fall with a bruise")
    await ward.precious.presses("Something else")
    ward.precious.hears("No problem. I have asked Tom.")
    ward.tom.hears("Question at Elm Court, 20:02. ASK-1.")
    assert (await question(ward)).rule_gap


async def test_two_rules_fit_and_nobody_chooses(ward: Ward) -> None:
    """After five minutes a person is asked."""
    await rules(ward)
    await ward.precious.says("where do i write a fall with a bruise")
    ward.precious.may_press("A fall")
    await ward.clock.forward(minutes=5)
    ward.tom.hears("Question at Elm Court, 20:02. ASK-1.")
    assert (await question(ward)).state == "with_person_in_charge"


async def test_no_word_for_a_day_settles_it(ward: Ward) -> None:
    """An answer without a reply counts as settled, which is told apart from one that helped."""
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.clock.forward(hours=24)
    ward.precious.hears_nothing()
    assert (await question(ward)).state == "settled"
    assert "no_reply" in await ward.verbs("ASK-1")
    ward.tom.hears_nothing()


async def test_the_answer_becomes_a_rule(ward: Ward) -> None:
    """Anita answers and makes it a rule: from then on the same question is answered by RUL-1, version 1."""
    await ward.clock.at("10:00")
    await ward.precious.says(STRANGE)
    ward.tom.hears("ASK-1")
    await ward.anita.says(f"ASK-1: {ANSWER}")
    ward.precious.hears(f"Anita says: {ANSWER} ASK-1")
    await ward.anita.presses("Make it a rule")
    ward.anita.hears("What is the rule for, such as: A near miss?", f"The rule will say: {ANSWER}")
    await ward.anita.says("Bins taken out")
    await ward.anita.presses("From now")
    ward.anita.hears("Thank you. From now on that is rule RUL-1, version 1. ASK-1")
    made = (await live_rules(ward))["Bins taken out"]
    assert (made.number, made.version, made.services, made.from_question) == ("RUL-1", 1, ("ELM",), "ASK-1")
    assert made.keywords == (STRANGE,)
    await ward.kofi.says(STRANGE)
    ward.kofi.hears(f"{ANSWER} That is rule RUL-1, version 1. Saved: ASK-2.")
    ward.anita.may_not_press("Make it a rule")


@pytest.mark.parametrize("between", ["later", "something else", "again"])
async def test_a_late_press_never_becomes_the_words_of_a_rule(ward: Ward, between: str) -> None:
    """Anita presses when it starts after a long while, or after something else: the answer is still the rule."""
    await ward.clock.at("10:00")
    await ward.precious.says(STRANGE)
    ward.tom.hears("ASK-1")
    await ward.anita.says(f"ASK-1: {ANSWER}")
    ward.precious.hears(ANSWER)
    await ward.anita.presses("Make it a rule")
    await ward.anita.says("Bins")
    card = ward.anita.last()
    if between == "later":
        await ward.clock.forward(minutes=31)
    elif between == "again":
        await ward.anita.presses("Make it a rule")
    else:
        await ward.anita.says("the printer on the blue unit is jammed")
        ward.tom.looked_at = True
    await ward.anita.presses("From now", on=card)
    ward.anita.hears("What is the rule for, such as: A near miss?")
    assert await live_rules(ward) == {}
    await ward.anita.says("Bins")
    ward.anita.hears("Thank you. From now on that is rule RUL-1, version 1. ASK-1")
    assert (await live_rules(ward))["Bins"].plain_text == ANSWER


async def test_a_leader_suggests_a_rule_and_the_manager_decides(ward: Ward) -> None:
    """Tom can't make one: Anita is asked, sees it on her list too, and he hears what came of it."""
    await ward.clock.at("10:00")
    await ward.precious.says(STRANGE)
    await ward.tom.says(f"ASK-1: {ANSWER}")
    ward.precious.hears(f"Tom says: {ANSWER} ASK-1")
    ward.tom.may_not_press("Make it a rule")
    await ward.tom.presses("Suggest it as a rule")
    ward.tom.hears("Thank you. I have sent it to the manager. ASK-1")
    ward.anita.hears("A leader at Elm Court suggests a rule, from the question of 10:00. ASK-1")
    await ward.anita.says("open")
    ward.anita.hears("A leader suggests a rule. ASK-1")
    await ward.anita.presses("Make it a rule")
    await ward.anita.says("Bins")
    await ward.anita.presses("From now")
    ward.tom.hears("Anita has made your answer a rule: RUL-1. ASK-1")
    assert list(await live_rules(ward)) == ["Bins"]
    await ward.anita.says("open")
    assert "suggests a rule" not in ward.anita.last().text


async def test_a_suggested_rule_is_declined(ward: Ward) -> None:
    await ward.clock.at("10:00")
    await ward.precious.says(STRANGE)
    await ward.tom.says(f"ASK-1: {ANSWER}")
    ward.precious.hears(ANSWER)
    await ward.tom.presses("Suggest it as a rule")
    await ward.anita.presses("Not a rule")
    ward.anita.hears("It stays an answer, and no rule. ASK-1")
    ward.tom.hears("It will not be a rule. ASK-1")
    ward.tom.may_not_press("Suggest it as a rule")
    assert await live_rules(ward) == {}


async def test_words_that_are_hard_to_read_are_no_rule(ward: Ward) -> None:
    """Anita is told why, and says it again in short words."""
    await ward.clock.at("10:00")
    await ward.precious.says(STRANGE)
    ward.tom.hears("ASK-1")
    await ward.anita.says(
        "ASK-1: Documentation of environmental responsibilities necessitates contemporaneous electronic registration "
        "utilising the administrative functionality of the application."
    )
    ward.precious.hears("Anita says:")
    await ward.anita.presses("Make it a rule")
    ward.anita.hears("What should the rule say, in short words?")
    await ward.anita.says("Documentation necessitates contemporaneous registration by every individual responsible.")
    ward.anita.hears("That is hard to read as a rule", "Please say it in other words.")
    await ward.anita.says(ANSWER)
    ward.anita.hears("What is the rule for, such as: A near miss?")
    await ward.anita.says("Bins")
    await ward.anita.presses("From now")
    assert (await live_rules(ward))["Bins"].plain_text == ANSWER


async def test_a_rule_that_leaves_two_people_not_sure_is_a_gap(ward: Ward) -> None:
    """Anita's list says so; a new version of the rule makes it good."""
    await rules(ward)
    for someone in (ward.precious, ward.kofi):
        await someone.says(ASKS)
        await someone.presses("Still not sure")
    ward.tom.hears("ASK-2")
    await ward.anita.says("open")
    ward.anita.hears("Rule RUL-1, version 1, left 2 people not sure: A fall. Please make it clearer.")
    await ward.tom.says("open")
    assert "not sure" not in ward.tom.last().text
    await rules(ward, RULES.replace("within the hour", "before you go home"))
    await ward.anita.says("open")
    assert "not sure" not in ward.anita.last().text
    await ward.tom.says("ASK-1: in the app, under Incidents")
    ward.precious.hears("Tom says:")


async def test_a_new_version_answers_from_now_on(ward: Ward) -> None:
    """The old version is kept with the question that it answered."""
    await rules(ward)
    await ward.precious.says(ASKS)
    ward.precious.hears("That is rule RUL-1, version 1. Saved: ASK-1.")
    await rules(ward, RULES.replace("within the hour", "before you go home"))
    await ward.kofi.says(ASKS)
    ward.kofi.hears("before you go home. That is rule RUL-1, version 2. Saved: ASK-2.")
    assert ((await question(ward)).rule_version, (await question(ward, "ASK-2")).rule_version) == (1, 2)
    assert FALL in (await question(ward)).answer


async def test_rules_to_read(ward: Ward) -> None:
    """The word "rules" lists them; one can be opened, by pressing or by its number."""
    await rules(ward)
    await ward.precious.says("rules")
    ward.precious.hears("Recording rules at your service: 5.")
    await ward.precious.presses("A fall, RUL-1")
    ward.precious.hears("A fall. RUL-1, version 1.", FALL)
    await ward.precious.says("RUL-2")
    ward.precious.hears(MISS)
    await ward.precious.says("RUL-99")
    ward.precious.hears("I can't find rule RUL-99 at your service.")
    assert await ward.refs() == []


async def test_a_question_that_sounds_dangerous_stays_an_issue(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says("where do i write that Mrs Jones fell and is not breathing")
    ward.precious.hears("call 999 now")
    ward.tom.hears("CRITICAL at Elm Court")
    ward.precious.does_not_see("RUL-1")
    assert await ward.refs() == ["ISS-1"]


async def test_an_old_card_of_a_question_changes_nothing(ward: Ward) -> None:
    """The same button pressed twice counts once, and what stands on the card is still true."""
    await rules(ward)
    await ward.precious.says(ASKS)
    before = ward.precious.last()
    await ward.precious.presses("That helps", on=before)
    await ward.precious.presses("That helps", on=before)
    ward.precious.sees("That is rule RUL-1, version 1.")
    assert (await ward.verbs("ASK-1")).count("helped") == 1
    assert (await question(ward)).state == "settled"


async def test_where_it_is_asked_comes_before_the_rule(ward: Ward) -> None:
    """Anita works at two services: nobody is asked until she has said where, and then that service's rule answers."""
    rowan = "code,name,kind,timezone,phase,go_live\nROW,Rowan House,care_home,Europe/London,preparing,2026-09-01\n"
    await ward.store.work(partial(import_text, what="services", text=rowan))
    await rules(ward)
    await ward.anita.says(ASKS)
    ward.anita.hears("Saved your question: ASK-1.", "Where are you working?")
    ward.anita.does_not_see("RUL-1")
    ward.tom.hears_nothing()
    await ward.anita.presses("Elm Court")
    ward.anita.hears(f"{FALL} That is rule RUL-1, version 1. Saved: ASK-1.")
    ward.tom.hears_nothing()
    assert ((await question(ward)).service, (await question(ward)).state) == ("ELM", "answered")


@pytest.mark.parametrize("said", ["thanks, that helps", "Yes, thanks!"])
async def test_that_helps_in_other_words(ward: Ward, said: str) -> None:
    """Nobody is sent a new problem because somebody was polite."""
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.precious.says(said)
    ward.precious.hears("Good. Thank you for asking.")
    ward.tom.hears_nothing()
    assert (await ward.refs(), (await question(ward)).state) == (["ASK-1"], "settled")


@pytest.mark.parametrize("said", ["no not really", "sorry, still don’t know where to write it"])
async def test_not_sure_in_other_words(ward: Ward, said: str) -> None:
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.precious.says(said)
    ward.precious.hears("No problem. I have asked Tom.")
    ward.tom.hears("Question at Elm Court, 20:02. ASK-1.")
    assert await ward.refs() == ["ASK-1"]


async def test_what_says_more_than_no_is_news(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.precious.says("no, she is not breathing")
    ward.precious.hears("call 999 now")
    ward.tom.hears("CRITICAL at Elm Court")
    assert await ward.refs() == ["ASK-1", "ISS-1"]


@pytest.mark.parametrize(("said", "state"), [("yes thanks", "settled"), ("not really", "with_person_in_charge")])
async def test_yes_and_no_to_what_a_person_answered(ward: Ward, said: str, state: str) -> None:
    """Tom's answer is answered like a rule's."""
    await ward.precious.says(STRANGE)
    await ward.tom.says(f"ASK-1: {ANSWER}")
    await ward.precious.says(said)
    assert (await ward.refs(), (await question(ward)).state) == (["ASK-1"], state)
    ward.precious.sees("Tom says")


async def test_still_not_sure_keeps_what_was_said(ward: Ward) -> None:
    """The answer can be read again while Tom is asked for more, and nobody counts as having answered."""
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.precious.presses("Still not sure")
    ward.precious.sees(FALL, "For now, write it in the app and tell the person in charge. Sent to Tom.")
    ward.precious.does_not_see("I do not have a rule for that yet.")
    ward.tom.sees("The answer did not help enough. Please answer again, in other words.")
    await ward.tom.says("ASK-1: on the Incidents page, at the top")
    ward.precious.hears("Tom says: on the Incidents page, at the top ASK-1")
    await ward.precious.says("still not sure")
    ward.precious.sees("Tom says: on the Incidents page", "Nobody has answered yet.")
    ward.tom.hears("Please answer again")


@pytest.mark.parametrize(
    "said",
    [
        "the app is down today so use the paper folder",
        "In the app under Falls. Check for a head injury and write it on the body map too",
    ],
)
async def test_an_answer_that_names_serious_things_is_an_answer(ward: Ward, said: str) -> None:
    await ward.precious.says(STRANGE)
    await ward.tom.presses("Answer")
    await ward.tom.says(said)
    ward.precious.hears(f"Tom says: {said} ASK-1")
    assert await ward.refs() == ["ASK-1"]


async def test_a_danger_is_no_answer_and_the_question_still_waits(ward: Ward) -> None:
    """What may be an emergency is a report of its own; Tom hears what to do if he meant it as the answer."""
    await ward.precious.says(STRANGE)
    await ward.tom.presses("Answer")
    await ward.tom.says("under Incidents. call 999 if they are not breathing")
    ward.tom.hears("call 999 now", "If it was meant for ASK-1, press its button and type it again.")
    ward.ben.hears("CRITICAL at Elm Court")
    assert (await question(ward)).answer == ""
    await ward.tom.presses("Answer")
    await ward.tom.says(ANSWER)
    ward.precious.hears(f"Tom says: {ANSWER} ASK-1")
    ward.kofi.looked_at = True


@pytest.mark.parametrize(
    "text", ["where do i write that she hit him", "where do I record that one of the carers shouted at mrs jones"]
)
async def test_harm_told_in_a_question_goes_to_the_safeguarding_lead(ward: Ward, text: str) -> None:
    """A rule may say where to write it. That somebody was hurt is told to who must know, and not to the floor."""
    await rules(ward)
    await ward.precious.says(text)
    ward.precious.hears("If someone is in danger, call 999. Tell your manager or safeguarding lead now")
    ward.grace.hears("Someone may have been harmed. ISS-1.")
    ward.anita.hears("ISS-1")
    ward.tom.hears_nothing()
    assert (await ward.issue("ISS-1")).restricted


async def test_a_wrong_medicine_told_in_a_question_is_asked_about(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says("where do i record that mrs jones got the wrong tablets")
    ward.precious.hears("Saved: ISS-1.", "Is anyone's care affected?")
    await ward.precious.presses("Yes, now")
    ward.tom.hears("CRITICAL at Elm Court")


async def test_a_question_that_tells_of_nothing_bad_stays_a_question(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says("where do i write that mrs jones had a fall")
    ward.precious.hears(f"{FALL} That is rule RUL-1")
    assert await ward.refs() == ["ASK-1"]


async def test_a_yes_after_an_hour_is_about_something_else(ward: Ward) -> None:
    await ward.precious.says(STRANGE)
    await ward.tom.says(f"ASK-1: {ANSWER}")
    ward.precious.hears("Tom says")
    await ward.clock.forward(minutes=61)
    await ward.precious.says("yes")
    ward.precious.hears("Saved: ISS-1.")
    ward.tom.sees("ISS-1")
    assert (await question(ward)).state == "answered"


async def test_two_rules_fit_and_one_is_chosen_by_its_place(ward: Ward) -> None:
    """On an old phone, or read aloud, the buttons are a list."""
    await rules(ward)
    await ward.precious.says("where do i write a fall with a bruise")
    second = next(label for label in ward.precious.last().buttons[1:] if label in ("A fall", "A body map"))
    await ward.precious.says("the second one please")
    ward.precious.hears({"A fall": FALL, "A body map": MAP}[second])
    assert await ward.refs() == ["ASK-1"]


PHONE_TOO = "In the app, under Incidents, then phone 999 if they are hurt"


async def test_an_answer_with_999_in_it_is_saved_and_then_given(ward: Ward) -> None:
    """Saved as an emergency first, since it may be one; Tom's tap makes it the answer and takes the report back."""
    await ward.precious.says(STRANGE)
    await ward.tom.presses("Answer")
    await ward.tom.says(PHONE_TOO)
    ward.tom.hears("I saved that as ISS-1, a new report. If it was your answer to ASK-1, press the button.")
    ward.ben.hears("CRITICAL at Elm Court")
    await ward.tom.presses("It is my answer to ASK-1")
    ward.precious.hears(f"Tom says: {PHONE_TOO} ASK-1")
    assert ((await question(ward)).state, (await ward.issue("ISS-1")).state) == ("answered", "withdrawn")
    assert "Tom added: It was my answer to ASK-1. It is no emergency." in await ward.history("ISS-1")
    ward.kofi.looked_at = True


async def test_an_answer_with_999_typed_again_does_not_go_round(ward: Ward) -> None:
    await ward.precious.says(STRANGE)
    for _ in range(2):
        await ward.tom.presses("Answer")
        await ward.tom.says(PHONE_TOO)
    ward.tom.hears("I have this once, as ISS-1.", "If it was your answer to ASK-1, press the button.")
    ward.ben.hears_nothing()
    await ward.tom.presses("It is my answer to ASK-1")
    ward.precious.hears(f"Tom says: {PHONE_TOO} ASK-1")
    assert (await ward.issue("ISS-1")).state == "withdrawn"
    ward.kofi.looked_at = ward.ben.looked_at = True


WITH_TOM = "with_person_in_charge"
REPLIES = {
    "no idea still": WITH_TOM,
    "ok but where": WITH_TOM,
    "ok thanks i do that": "settled",
    "that's great thanks": "settled",
    "ok got it": "settled",
    "understood thanks": "settled",
    "thats clear": "settled",
    "that helps Tom": "settled",
    "thank you tom": "answered",
}


@pytest.mark.parametrize("by", ["rule", "Tom"])
async def test_an_ordinary_reply_to_an_answer_is_no_report(ward: Ward, by: str) -> None:
    if by == "rule":
        await rules(ward)
    for number, (said, state) in enumerate(REPLIES.items(), 1):
        await ward.precious.says(f"{ASKS if by == 'rule' else STRANGE}{' please' * number}")
        if by == "Tom":
            await ward.tom.says(f"ASK-{number}: {ANSWER}")
        await ward.precious.says(said)
        assert ((await question(ward, f"ASK-{number}")).state, said) == (state, said)
    assert await ward.refs() == [f"ASK-{number}" for number in range(1, len(REPLIES) + 1)]
    ward.tom.looked_at = ward.precious.looked_at = True


@pytest.mark.parametrize("pressed", ["That helps", "Still not sure", "It is something new"])
async def test_a_few_words_after_an_answer_are_asked_about(ward: Ward, pressed: str) -> None:
    """What says nothing of its own pings nobody; where it was news after all, her words are kept."""
    await rules(ward)
    await ward.precious.says(ASKS)
    await ward.precious.says("ok i tell tom")
    ward.precious.hears("Did that help?")
    ward.tom.hears_nothing()
    assert await ward.refs() == ["ASK-1"]
    await ward.precious.presses(pressed)
    state = {"That helps": "settled", "Still not sure": WITH_TOM}.get(pressed, "answered")
    assert (await question(ward)).state == state
    if state == "answered":
        assert await ward.words("ISS-1") == "ok i tell tom"
    ward.tom.looked_at = True


async def test_something_new_may_be_typed_and_trouble_is_saved_at_once(ward: Ward) -> None:
    await ward.precious.says(STRANGE)
    await ward.tom.says(f"ASK-1: {ANSWER}")
    await ward.precious.says("ok i tell tom")
    ward.precious.hears("Did that help?")
    await ward.precious.says("it is something new")
    assert await ward.words("ISS-1") == "ok i tell tom"
    await rules(ward)
    for text in ("tablet frozen again", "mrs jones is gone"):
        await ward.kofi.says(ASKS)
        await ward.kofi.says(text)
    assert [ref for ref in await ward.refs() if ref.startswith("ISS")] == ["ISS-1", "ISS-2", "ISS-3"]
    for someone in (ward.tom, ward.kofi, ward.ben, ward.anita, ward.imran, ward.precious):
        someone.looked_at = True


@pytest.mark.parametrize("said", ["i dont understand", "ok but where"])
async def test_two_rules_fit_and_they_are_not_understood(ward: Ward, said: str) -> None:
    await rules(ward)
    await ward.precious.says("where do i write a fall with a bruise")
    await ward.precious.says(said)
    ward.precious.hears("No problem. I have asked Tom.")
    ward.tom.hears("ASK-1")
    assert await ward.refs() == ["ASK-1"]


async def test_a_few_words_while_a_rule_is_chosen_ask_again(ward: Ward) -> None:
    await rules(ward)
    await ward.precious.says("where do i write a fall with a bruise")
    await ward.precious.says("ok i tell tom")
    ward.precious.hears("Which one is it?")
    await ward.precious.says("body map")
    ward.precious.hears(f"{MAP} That is rule RUL-5, version 1. Saved: ASK-1.")
    assert await ward.refs() == ["ASK-1"]
