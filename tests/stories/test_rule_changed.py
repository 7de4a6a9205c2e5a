"""C09: a rule has changed. Everybody whom it concerns is told once, at work, and leaders see who has read it."""

from functools import partial

import pytest

from bot.importing import import_text
from core.receipts import Answer, Receipt, Via
from tests.stories.ward import Someone, Ward, one_system

FALL = "Write a fall in the app first, under Incidents. Then copy it to the paper incident sheet within the hour."
ONLY = "Write a fall in the app only. You no longer copy it to paper."
HEAD = "title,area,plain_text,main_record,keywords,copy_to,effective_from,active\n"
A_FALL = f'A fall,incident,"{FALL}",new,fell,copy_to_paper,,yes\n'
FALL_IN_APP = f'A fall,incident,"{ONLY}",new,fell,,,yes\n'
MISS = 'A near miss,incident,"Write a near miss in the app, under Incidents.",new,nearly fell,,,yes\n'
DRINKS = 'Fluids,daily_note,"Write each drink in the app, as soon as it is given.",new,drinks,,,yes\n'
MAP = 'A body map,safeguarding,"Draw the body map in the app. Tell the person in charge.",new,bruise,,,yes\n'
NOTE = 'A daily note,daily_note,"Write the daily note in the app before your shift ends.",new,log,,,yes\n'

NEW = "There is a new rule: A fall. RUL-1, version 1."
CHANGED = "A rule has changed: A fall. RUL-1, version 2."
THANKS = "Thank you. To see all the rules, type rules."


async def begins(ward: Ward, *rows: str) -> None:
    """Staff are told of rules here; digests and shift starts have stories of their own."""
    ward.mornings = True
    ward.more = {"digest_at": "off", "shift_start": False}
    await ward.store.work(one_system)
    if rows:
        await bring(ward, *rows)
    await ward.restarts()


async def bring(ward: Ward, *rows: str) -> None:
    """The provider imports its recording rules."""
    await ward.store.work(partial(import_text, what="rules", text=HEAD + "".join(rows)))


async def told_so_far(ward: Ward) -> None:
    """Everybody on the evening shift has read what there is."""
    for someone in (ward.precious, ward.kofi, ward.tom):
        await someone.presses("I understand")


async def receipt(ward: Ward, someone: Someone, number: str = "RUL-1", version: int = 1) -> Receipt:
    directory = await ward.look(lambda uow: uow.directory())
    person = directory.by_email(f"{someone.user}@elm.example")
    assert person is not None
    kept = await ward.look(lambda uow: uow.receipts(person=person.id))
    return next(r for r in kept if r.of == (number, version))


async def test_whoever_is_on_shift_is_told_once_and_understands(ward: Ward) -> None:
    """Number and version, the whole rule and two buttons; nobody off shift hears anything."""
    await begins(ward, A_FALL)
    for someone in (ward.precious, ward.kofi, ward.tom):
        someone.hears(NEW, FALL, "It holds since Tuesday 2 June, 20:02.")
        someone.may_press("I understand", "I need help")
    for someone in (ward.anita, ward.ben, ward.mo, ward.imran, ward.grace):
        someone.hears_nothing()
    await ward.precious.presses("I understand")
    ward.precious.hears(THANKS)
    kept = await receipt(ward, ward.precious)
    assert (kept.answer, kept.via, kept.answered_at) == (Answer.UNDERSTOOD, Via.CHAT, ward.hand.at)
    await ward.precious.presses("I understand")
    assert await ward.verbs("RUL-1") == ["rule_read"], "a second tap counts no more than the first"
    await ward.restarts()
    await ward.clock.forward(minutes=90)
    assert ward.precious.pings("A fall. RUL-1") == 1


async def test_a_rule_that_starts_tomorrow_is_told_at_the_start_of_the_shift(ward: Ward) -> None:
    """Not tonight, and not off shift: at 07:00 to who comes on, at 14:00 to who comes then."""
    await begins(ward)
    await bring(ward, A_FALL.replace(",,yes", ",2026-06-03 07:00,yes"))
    await ward.clock.at("06:59")
    for someone in (ward.precious, ward.kofi, ward.tom):
        someone.hears_nothing()
    await ward.clock.at("07:00")
    ward.precious.hears(NEW, "It holds since Wednesday 3 June, 07:00.")
    ward.tom.hears(NEW)
    ward.kofi.hears_nothing()
    await ward.clock.at("14:00")
    ward.kofi.hears(NEW)
    ward.precious.hears_nothing()


async def test_silence_is_reminded_once_and_then_named_to_who_is_in_charge(ward: Ward) -> None:
    """No word by the end of the shift: the whole text again at the next one, then named; after that no more."""
    await begins(ward, A_FALL)
    await ward.precious.presses("I understand")
    await ward.tom.presses("I understand")
    await ward.clock.at("22:00")
    ward.kofi.hears_nothing()
    await ward.clock.at("14:00")
    ward.kofi.hears("Before you start: there is a new rule. A fall. RUL-1, version 1.")
    ward.kofi.hears("Write a fall in the app first, under Incidents.")
    assert "copy it to the paper" in ward.kofi.last().text
    assert (await receipt(ward, ward.kofi)).reminders == 1
    await ward.clock.at("07:00")
    ward.tom.hears("Some people have not read a rule yet.", "Kofi: RUL-1. Then type: told Kofi RUL-1.")
    ward.anita.hears_nothing()
    heard = len(ward.tom.screens()), len(ward.kofi.screens())
    await ward.clock.forward(days=3)
    assert (len(ward.tom.screens()), len(ward.kofi.screens())) == heard
    await ward.tom.says("told Kofi RUL-1")
    ward.tom.hears("Thank you. I have noted that you told Kofi. RUL-1")
    kept = await receipt(ward, ward.kofi)
    assert (kept.answer, kept.via) == (Answer.UNDERSTOOD, Via.TOLD_IN_PERSON)
    assert "Tom told Kofi about version 1 in person." in await ward.history("RUL-1")


async def test_i_need_help_opens_a_question_and_tells_who_is_in_charge(ward: Ward) -> None:
    """It is linked to the rule; what is not clear may be typed; the answer comes back to her."""
    await begins(ward, A_FALL)
    ward.kofi.sees(NEW)
    await ward.precious.presses("I need help")
    ward.precious.hears("No problem. What is not clear? You can type it. I have told Tom too. ASK-1")
    ward.tom.hears("Question at Elm Court, 20:02. ASK-1.")
    asked = await ward.entry("ASK-1")
    assert (getattr(asked, "rule", ""), getattr(asked, "rule_version", 0)) == ("RUL-1", 1)
    assert (await receipt(ward, ward.precious)).answer is Answer.NEED_HELP
    await ward.precious.says("which paper sheet do you mean")
    ward.precious.hears("Thank you. I have added that. ASK-1")
    assert "which paper sheet" in await ward.words("ASK-1")
    await ward.tom.says("ASK-1: the blue one in the office")
    ward.precious.hears("Tom says: the blue one in the office ASK-1")
    await ward.precious.presses("That helps")
    await ward.precious.presses("I understand")
    ward.precious.hears(THANKS)
    kept = await receipt(ward, ward.precious)
    assert (kept.answer, kept.question) == (Answer.UNDERSTOOD, "ASK-1")


async def test_i_understand_may_be_typed(ward: Ward) -> None:
    """With the number it counts; without one it may be about anything, so the rules are shown with their button."""
    await begins(ward, A_FALL, MISS)
    ward.tom.sees("2 rules are new or have changed.")
    await ward.kofi.says("I understand RUL-2")
    ward.kofi.hears(THANKS)
    assert [(await receipt(ward, ward.kofi, f"RUL-{n}")).answer for n in (1, 2)] == [Answer.NONE, Answer.UNDERSTOOD]
    await ward.precious.says("understood")
    ward.precious.hears("Do you mean this? Please press the button.", FALL)
    assert (await receipt(ward, ward.precious)).answer is Answer.NONE
    await ward.precious.presses("I understand all 2")
    assert (await receipt(ward, ward.precious)).answer is Answer.UNDERSTOOD
    assert [ref for ref in await ward.refs() if not ref.startswith("RUL")] == []


async def test_the_managers_digest_counts_and_names_nobody(ward: Ward) -> None:
    """One line in the morning, once a leader has the names: how many, not who."""
    await begins(ward, A_FALL)
    ward.more = {"shift_start": False}
    await ward.restarts()
    for someone in (ward.precious, ward.tom):
        await someone.presses("I understand")
    ward.kofi.sees(NEW)
    await ward.clock.at("09:30")
    assert "RUL-1" not in ward.anita.last().text
    await ward.clock.at("09:30")
    assert "Rules not read by all: RUL-1 (1 person)." in ward.anita.last().text
    assert "Kofi" not in ward.anita.last().text
    ward.tom.hears("Kofi: RUL-1.")


async def test_pressed_twice_it_is_one_question(ward: Ward) -> None:
    await begins(ward, A_FALL)
    ward.kofi.sees(NEW)
    await ward.precious.presses("I need help")
    ward.tom.hears("ASK-1")
    await ward.precious.presses("I need help")
    assert [ref for ref in await ward.refs() if ref.startswith("ASK")] == ["ASK-1"]


async def test_a_danger_is_never_taken_for_what_is_not_clear(ward: Ward) -> None:
    await begins(ward, A_FALL)
    ward.kofi.sees(NEW)
    await ward.precious.presses("I need help")
    await ward.precious.says("Mr Jones fell and is not breathing")
    ward.precious.hears("call 999 now")
    ward.tom.hears("CRITICAL at Elm Court")
    ward.kofi.sees("")


@pytest.mark.parametrize(
    "said",
    [
        "pressure mat isnt alarming in room 4",
        "mar chart is missing for mrs jones",
        "printer wont print the handover",
        "i cant log in",
        "i missed a dose for mr okoro",
    ],
)
async def test_trouble_is_a_report_of_its_own_though_asked_what_is_not_clear(ward: Ward, said: str) -> None:
    await begins(ward, A_FALL)
    ward.kofi.sees(NEW)
    await ward.precious.presses("I need help")
    await ward.precious.says(said)
    ward.precious.hears("Saved: ISS-1.", "If it was meant for ASK-1,")
    ward.tom.sees("ASK-1")
    assert await ward.words("ISS-1") == said
    assert said not in await ward.words("ASK-1")
    ward.ben.looked_at = True


@pytest.mark.parametrize(
    "said",
    [
        "is insulin on paper or in the app",
        "what if the app is down",
        "what do i do if the tablet is not working",
        "what if they bang their head",
        "i dont understand the copy bit",
        "i cant find it in the app",
    ],
)
async def test_what_is_not_clear_about_a_rule_stays_with_its_question(ward: Ward, said: str) -> None:
    """Such words name what is serious or broken, and ask about it."""
    await begins(ward, A_FALL)
    ward.kofi.sees(NEW)
    await ward.precious.presses("I need help")
    await ward.precious.says(said)
    ward.precious.hears("Thank you. I have added that. ASK-1")
    ward.tom.sees("ASK-1")
    assert said in await ward.words("ASK-1")


async def test_help_with_the_whole_table_pressed_twice_is_one_question(ward: Ward) -> None:
    await begins(ward, A_FALL, MISS, DRINKS, MAP, NOTE)
    ward.kofi.sees("Rules are here")
    await ward.precious.presses("I need help")
    ward.precious.hears("What is not clear?")
    await ward.precious.says("where do meds errors go")
    await ward.precious.presses("I need help")
    ward.precious.hears("I have your question already.", "ASK-1")
    ward.tom.sees("ASK-1")
    assert [ref for ref in await ward.refs() if ref.startswith("ASK")] == ["ASK-1"]


async def test_no_press_shows_a_rule_to_whom_it_does_not_concern(ward: Ward) -> None:
    """Grace records nothing at Elm Court. Whatever she presses on Precious's card, she reads no rule and asks none."""
    await begins(ward, NOTE)
    await told_so_far(ward)
    await bring(ward, A_FALL, MISS, DRINKS, MAP)
    await ward.clock.forward(minutes=1)
    shown = ward.precious.last()
    for someone in (ward.kofi, ward.tom):
        someone.sees("4 rules")
    for label in ("Show the next 1", "I need help", "I understand all 3"):
        await ward.grace.presses(label, on=shown)
        ward.grace.hears("not for your service. I did not note anything.")
    ward.grace.does_not_see("body map", "Which rule do you need help with?", FALL)
    assert [ref for ref in await ward.refs() if ref.startswith("ASK")] == []


async def test_the_tap_on_an_old_version_never_counts_for_the_new_one(ward: Ward) -> None:
    """The old card shows how things stand now, and only that card's tap counts."""
    await begins(ward, A_FALL)
    old = ward.precious.last()
    ward.kofi.sees(NEW)
    ward.tom.sees(NEW)
    await bring(ward, FALL_IN_APP)
    await ward.clock.forward(minutes=1)
    ward.precious.hears(CHANGED, ONLY)
    await ward.precious.presses("I understand", on=old)
    ward.precious.hears("This rule has changed since then. Your tap was not counted.", ONLY)
    assert (await receipt(ward, ward.precious, version=2)).answer is Answer.NONE
    assert (await receipt(ward, ward.precious, version=1)).answer is Answer.NONE
    await ward.precious.presses("I understand")
    ward.precious.hears(THANKS)
    assert (await receipt(ward, ward.precious, version=2)).answer is Answer.UNDERSTOOD


async def test_new_keywords_are_no_change_for_staff(ward: Ward) -> None:
    """Nobody is told, and what was answered stays answered."""
    await begins(ward, A_FALL)
    await told_so_far(ward)
    await bring(ward, A_FALL.replace("fell", "fell; slipped"))
    await ward.clock.forward(minutes=1)
    for someone in (ward.precious, ward.kofi, ward.tom):
        someone.hears_nothing()
    await ward.anita.says("RUL-1")
    ward.anita.hears("A fall. RUL-1, version 2.", "3 of 3 have read it.")


async def test_a_rule_that_ended_is_told_to_whoever_knew_it(ward: Ward) -> None:
    await begins(ward, A_FALL)
    await told_so_far(ward)
    await bring(ward, A_FALL.replace(",,yes", ",,no"))
    await ward.clock.forward(minutes=1)
    for someone in (ward.precious, ward.kofi, ward.tom):
        someone.hears("A rule has ended: A fall. RUL-1, version 2.", "You no longer need to follow it.")
    await ward.precious.presses("I understand")
    ward.precious.hears(THANKS)


async def test_a_whole_table_is_announced_as_one(ward: Ward) -> None:
    """Five rules on the first day are one message; the answer says among how many they were given."""
    await begins(ward, A_FALL, MISS, DRINKS, MAP, NOTE)
    for someone in (ward.precious, ward.kofi, ward.tom):
        assert [screen.text.splitlines()[0] for screen in someone.new()] == ["Rules are here: 5 for Elm Court."]
        someone.hears("type rules")
    await ward.precious.presses("Show the rules")
    ward.precious.hears("Recording rules at your service: 5.")
    await ward.precious.presses("I know where they are")
    ward.precious.hears(THANKS)
    kept = [await receipt(ward, ward.precious, f"RUL-{n}") for n in range(1, 6)]
    assert {(r.answer, r.among) for r in kept} == {(Answer.UNDERSTOOD, 5)}
    await ward.clock.at("14:00")
    ward.kofi.hears("Before you start: rules are here, 5 for Elm Court.")
    ward.precious.hears_nothing()


async def test_some_rules_are_one_message_and_a_tap_counts_for_what_was_shown(ward: Ward) -> None:
    """Four change at once: three stand in full on the card, the fourth is a tap away and has its own answer."""
    await begins(ward, NOTE)
    await told_so_far(ward)
    await bring(ward, A_FALL, MISS, DRINKS, MAP)
    await ward.clock.forward(minutes=1)
    ward.precious.hears("4 rules are new or have changed.", f"A fall. RUL-2, version 1. {FALL}")
    ward.precious.does_not_see("Draw the body map")
    for someone in (ward.kofi, ward.tom):
        assert len(someone.new()) == 1
    await ward.precious.presses("I understand all 3")
    assert (await receipt(ward, ward.precious, "RUL-4")).answer is Answer.UNDERSTOOD
    assert (await receipt(ward, ward.precious, "RUL-5")).answer is Answer.NONE
    await ward.precious.presses("Show the next 1")
    ward.precious.hears("Draw the body map in the app.")
    await ward.precious.presses("I understand")
    assert (await receipt(ward, ward.precious, "RUL-5")).answer is Answer.UNDERSTOOD
    await ward.kofi.presses("I need help")
    ward.kofi.hears("Which rule do you need help with?")
    await ward.kofi.presses("Fluids, RUL-4")
    ward.kofi.hears("What is not clear?")
    ward.tom.hears("Question at Elm Court")
    assert getattr(await ward.entry("ASK-1"), "rule", "") == "RUL-4"


async def test_a_leader_sees_how_many_have_read_it_and_who_has_not(ward: Ward) -> None:
    """Anita sees names by the alphabet, and notes whom she told with one tap; a care worker sees none of it."""
    await begins(ward, A_FALL)
    await ward.precious.presses("I understand")
    await ward.kofi.presses("I need help")
    await ward.kofi.says("stop")
    ward.tom.sees("ASK-1")
    await ward.anita.says("RUL-1")
    ward.anita.hears("1 of 3 have read it.", "Asked, no answer yet: Tom.", "Asked for help: Kofi.")
    await ward.anita.presses("Tom Walsh")
    ward.anita.hears("Thank you. I have noted that you told Tom. RUL-1")
    await ward.anita.says("RUL-1")
    ward.anita.hears("2 of 3 have read it. Told face to face: 1.")
    await ward.precious.says("RUL-1")
    assert "have read it" not in ward.precious.last().text
    await ward.precious.says("told Kofi RUL-1")
    ward.precious.hears("Only a leader of the service can note that. RUL-1")


async def test_told_everyone_about_a_rule(ward: Ward) -> None:
    """At handover Tom tells all who are on shift; whoever is not there is not noted."""
    await begins(ward, A_FALL)
    ward.kofi.sees(NEW)
    ward.precious.sees(NEW)
    await ward.tom.says("told everyone RUL-1")
    ward.tom.hears("Thank you. I have noted that you told Kofi and Precious. RUL-1")
    await ward.tom.says("told Precious, kofi and Zeno RUL-1")
    ward.tom.hears("noted", "I know nobody called Zeno who needs to read RUL-1.")
    await ward.tom.says("told Zeno RUL-1")
    ward.tom.hears("I know nobody called Zeno who needs to read RUL-1.")


async def test_whoever_cannot_be_reached_is_named_at_once(ward: Ward) -> None:
    """Kofi has left the channel: Tom hears it while Kofi is still on shift."""
    await ward.loses("kofi")
    await begins(ward, A_FALL)
    ward.precious.sees(NEW)
    await ward.clock.forward(minutes=11)
    ward.tom.hears("I cannot reach some people about a rule. Please tell them in person.", "Kofi: RUL-1.")
    await ward.tom.says("RUL-1")
    ward.tom.hears("Cannot be reached: Kofi. Please tell them in person.")
    await ward.tom.says("told Kofi RUL-1")
    await ward.tom.says("RUL-1")
    assert "Cannot be reached" not in ward.tom.last().text


async def test_a_rule_made_in_chat_starts_with_the_next_shift(ward: Ward) -> None:
    """Its answer goes to the asker at once; as a rule it is told at 22:00 to who works then."""
    await begins(ward)
    await ward.precious.says("where do i record that we took the bins out")
    ward.tom.hears("ASK-1")
    await ward.anita.says("ASK-1: In the app, under Tasks. Tick that it is done.")
    ward.precious.hears("Anita says: In the app, under Tasks. Tick that it is done. ASK-1")
    await ward.anita.presses("Make it a rule")
    await ward.anita.says("Bins taken out")
    ward.anita.hears("When does it start?")
    await ward.anita.presses("From the next shift")
    ward.anita.hears("It is rule RUL-1, version 1. It starts on Tuesday 2 June, 22:00. ASK-1")
    ward.kofi.hears_nothing()
    await ward.clock.at("22:00")
    ward.kofi.hears("There is a new rule: Bins taken out. RUL-1, version 1.")
    ward.precious.hears_nothing()
    await ward.clock.at("07:00")
    ward.precious.hears("There is a new rule: Bins taken out. RUL-1, version 1.")
    ward.tom.hears("There is a new rule: Bins taken out. RUL-1, version 1.")
    ward.anita.does_not_see("There is a new rule")
