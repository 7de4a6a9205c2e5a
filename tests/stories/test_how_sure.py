"""C10: how sure people feel. Asked on shift in a quiet hour, each once, and nothing tells whose answer it was."""

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from bot.importing import import_text
from core import pulsing
from core.people import Cover
from core.ports import UnitOfWork
from core.pulsing import Taken
from tests.stories.ward import SERVICES, Ward

ASKED = "How sure do you feel using the app on shift?"
LINE = "too many screens to do one fluid"

WORKFORCE = "name,email,role,service\nGrace Lindqvist,grace@elm.example,workforce_lead,ELM\n"
MORE = ("ana", "bea", "cal", "dee")
MORE_PEOPLE = "name,email,role,service\n" + "".join(
    f"{name.title()} Moss,{name}@elm.example,care_worker,ELM\n" for name in MORE
)


ONLY_THE_APP = SERVICES.replace("paper folders", "")
"""No daily check is asked where only one system runs: it is no part of these stories."""


@pytest.fixture(autouse=True)
async def only_the_app(ward: Ward) -> None:
    await ward.store.work(lambda uow: import_text(uow, "services", ONLY_THE_APP))


def workforce_lead(uow: UnitOfWork) -> None:
    import_text(uow, "people", WORKFORCE)


def others_answer(uow: UnitOfWork, ward: Ward, scores: tuple[int, ...]) -> None:
    """Colleagues without a phone in this story, asked and answering as everybody is."""
    import_text(uow, "people", MORE_PEOPLE)
    (found,) = uow.pulses(since=ward.hand.at)
    for name, score in zip(MORE, scores, strict=False):
        person = uow.directory().by_email(f"{name}@elm.example")
        assert person is not None
        uow.tell_of_pulse(found.told, person.id, ward.hand.at)
        assert pulsing.answer(uow, ward.hand.at, person.id, found.number, score) is Taken.KEPT


async def asked(ward: Ward) -> None:
    """Anita starts a round in the evening; on Wednesday at 11 Precious and Tom are on shift and are asked."""
    await ward.store.work(workforce_lead)
    await ward.anita.says("ask how sure")
    ward.anita.hears("I am asking staff at Elm Court how sure they feel, each once, on shift.", "Sunday 7 June")
    await ward.clock.at("11:00")
    ward.precious.sees(ASKED, "Your manager won't see your name.")
    ward.tom.sees(ASKED)


async def answers(ward: Ward) -> tuple[list[tuple[str, int]], list[str]]:
    """What is kept of the newest round: answers without their marks, and lines."""

    def read(uow: UnitOfWork) -> tuple[list[tuple[str, int]], list[str]]:
        number = uow.pulses()[-1].number
        return sorted((a.group, a.score) for a in uow.pulse_answers(number)), list(uow.pulse_lines(number))

    return await ward.look(read)


async def test_one_tap_one_line_and_no_name(ward: Ward) -> None:
    """C10 as it is told: a score, a line, and the wish that somebody gets in touch."""
    await asked(ward)
    await ward.precious.presses("2")
    ward.precious.hears("Thank you. What gets in the way? You can type one line, or leave it.")
    await ward.precious.says(LINE)
    ward.precious.hears(
        "Thank you. No name is kept with what you say.", "Want someone to get in touch? Then Grace gets your name"
    )
    assert await answers(ward) == ([("other", 2)], [LINE])
    assert await ward.refs() == ["PUL-1"]
    await ward.precious.presses("No thanks")
    ward.precious.hears("All right. Thank you.")
    ward.grace.hears_nothing()
    assert await ward.look(lambda uow: uow.wishes()) == ()


async def test_the_wish_goes_to_the_workforce_lead_without_the_answer(ward: Ward) -> None:
    """[Yes, I'd like that]: Grace hears the name and the wish, never the score or the line; then she settles it."""
    await asked(ward)
    await ward.precious.presses("1 Not at all")
    await ward.precious.presses("Leave it")
    ward.precious.hears("Want someone to get in touch?")
    await ward.precious.presses("Yes, I'd like that")
    ward.precious.hears("Thank you. I pass it on to Grace. Your answer is not with it.")
    await ward.clock.forward(minutes=1)
    ward.grace.hears("Precious Adeyemi at Elm Court would like someone to get in touch about using the app.")
    ward.grace.does_not_see("1 Not at all")
    ward.anita.does_not_see("Precious Adeyemi at Elm Court would like")
    await ward.grace.says("how sure")
    ward.grace.hears("I am asking until Sunday 7 June.", "Precious Adeyemi at Elm Court would like someone")
    await ward.grace.presses("I got in touch with Precious")
    ward.grace.hears("Thank you. I have noted it.")
    assert await ward.look(lambda uow: uow.wishes()) == ()
    await ward.clock.forward(minutes=2)
    await ward.grace.presses("I got in touch with Precious")
    ward.grace.hears("That is noted already.")


async def test_a_second_try_changes_it_or_leaves_it(ward: Ward) -> None:
    """Typed at first; pressed again later: asked whether to change it, and changed by answering anew."""
    await asked(ward)
    await ward.precious.says("ok")
    ward.precious.hears("What gets in the way?")
    await ward.precious.says("leave it")
    await ward.precious.presses("No thanks")
    await ward.precious.presses("5 Very")
    ward.precious.hears("You have answered this time. Do you want to change it?")
    await ward.precious.presses("Leave it")
    assert await answers(ward) == ([("other", 3)], [])
    await ward.precious.presses("Change it")
    await ward.precious.says("4")
    ward.precious.hears("Thank you. I have changed it.")
    assert await answers(ward) == ([("other", 4)], [])


async def test_asked_once_on_shift_and_in_a_quiet_hour(ward: Ward) -> None:
    """Nobody in the medicine round, nobody at home, nobody twice; who reads the results is not asked."""
    await ward.anita.says("ask how sure")
    await ward.clock.at("08:00")
    assert ward.precious.pings(ASKED) == 0
    await ward.clock.at("11:00")
    assert [p.pings(ASKED) for p in (ward.precious, ward.tom, ward.kofi, ward.ben, ward.anita)] == [1, 1, 0, 0, 0]
    await ward.clock.at("15:00")
    assert [p.pings(ASKED) for p in (ward.precious, ward.tom, ward.kofi)] == [1, 1, 1]
    await ward.clock.at("11:00", days=1)
    assert [p.pings(ASKED) for p in (ward.precious, ward.tom, ward.kofi)] == [1, 1, 1]
    await ward.anita.says("ask how sure")
    ward.anita.hears("I am asking at Elm Court already.")


async def test_not_while_a_critical_report_waits(ward: Ward) -> None:
    """Nobody is asked how they feel while somebody could be harmed and nobody has answered."""
    await ward.anita.says("ask how sure")
    await ward.clock.at("10:45")
    waited = ward.precious.pings(ASKED)
    assert waited == 1
    await ward.clock.at("14:20")
    await ward.precious.says("tablet wont log me in and its meds time")
    await ward.clock.at("14:35")
    assert ward.kofi.pings(ASKED) == 0
    await ward.tom.presses("Acknowledge")
    await ward.clock.at("14:50")
    assert ward.kofi.pings(ASKED) == 1
    for somebody in (ward.anita, ward.ben, ward.mo, ward.imran):
        somebody.screens()


async def test_a_danger_and_a_question_are_never_swallowed_as_the_line(ward: Ward) -> None:
    """What is pressing, typed where the line was asked for, is a report as ever. So is a clear question."""
    await asked(ward)
    await ward.precious.presses("2")
    await ward.precious.says("mrs jones is choking")
    ward.precious.hears("call 999 now", "ISS-1")
    assert await answers(ward) == ([("other", 2)], [])
    await ward.tom.presses("3 OK")
    await ward.tom.says("where do i write a fall?")
    ward.tom.hears("ASK-1")
    assert await answers(ward) == ([("other", 2), ("other", 3)], [])
    ward.ben.screens()


TELLS_OF_HARM = (
    "some carers shout at doris and i am scared to say",
    "she was left in a wet bed all night",
    "we keep missing insulin because the wifi drops",
    "i feel like i cant go on",
    "i am scared of one of the night staff",
    "the alarm mats dont work half the time so people fall",
)


@pytest.mark.parametrize("line", TELLS_OF_HARM)
async def test_a_line_that_tells_of_harm_says_what_to_do(ward: Ward, line: str) -> None:
    """It is no thank-you: what to do comes first, and a tap that reports it. Left alone it has no name."""
    await asked(ward)
    await ward.precious.presses("2")
    await ward.precious.says(line)
    ward.precious.hears("This may be about someone's safety. Nobody is told of it yet.", "call 999")
    ward.precious.may_press("Report this", "Leave it")
    assert await answers(ward) == ([("other", 2)], [line])
    assert await ward.refs() == ["PUL-1"]
    await ward.precious.presses("Leave it")
    ward.precious.hears("Thank you. No name is kept with what you say.")
    assert await answers(ward) == ([("other", 2)], [line])
    ward.tom.hears_nothing()


async def test_a_tap_makes_a_line_a_report_past_the_floor(ward: Ward) -> None:
    """More typed before the tap belongs to it. It is no line of the round any more, and Tom hears nothing."""
    await asked(ward)
    await ward.precious.presses("2")
    await ward.precious.says("i am scared of one of the night staff")
    ward.precious.hears("Keep the person safe and tell your manager or safeguarding lead now")
    await ward.precious.says("it is mostly at the weekend")
    assert await answers(ward) == (
        [("other", 2)],
        ["i am scared of one of the night staff\nit is mostly at the weekend"],
    )
    await ward.precious.presses("Report this")
    ward.precious.hears("ISS-1")
    found = await ward.entry("ISS-1")
    assert (found.restricted, found.kind, found.service) == (True, "issue", "ELM")
    assert await answers(ward) == ([("other", 2)], [])
    ward.tom.hears_nothing()
    for somebody in (ward.grace, ward.anita, ward.ben, ward.mo):
        somebody.screens()


ORDINARY = (LINE, "wifi is slow", "not enough training", "i am scared of pressing the wrong thing")


@pytest.mark.parametrize("line", ORDINARY)
async def test_an_ordinary_line_is_kept_without_a_name(ward: Ward, line: str) -> None:
    await asked(ward)
    await ward.precious.presses("2")
    await ward.precious.says(line)
    ward.precious.hears("Thank you. No name is kept with what you say.")
    assert await answers(ward) == ([("other", 2)], [line])


async def test_who_stands_in_for_the_manager_reads_no_line(ward: Ward) -> None:
    """Grace reads what was typed, and not while she covers for Anita."""
    await asked(ward)
    await ward.store.work(lambda uow: others_answer(uow, ward, (3, 4, 5, 4)))
    await ward.precious.presses("2")
    await ward.precious.says(LINE)
    await ward.clock.at("12:00", days=5)
    await ward.grace.says("how sure")
    ward.grace.hears(f"“{LINE}”")
    seen = ward.grace.pings(LINE)
    await ward.store.work(partial(covers_for_the_manager, ward=ward))
    await ward.grace.says("how sure")
    assert ward.grace.pings(LINE) == seen
    for somebody in (ward.tom, ward.kofi):
        somebody.screens()


async def test_a_report_in_between_and_the_line_after_it(ward: Ward) -> None:
    """A question typed where the line was asked for is kept as one; the line may still follow, or be left."""
    await asked(ward)
    await ward.precious.presses("2")
    await ward.precious.says("where do i write a bath?")
    ward.precious.hears("ASK-1", "You can still type one line, or leave it.")
    await ward.precious.says(LINE)
    ward.precious.hears("Thank you. No name is kept with what you say.")
    assert await answers(ward) == ([("other", 2)], [LINE])
    assert await ward.refs() == ["PUL-1", "ASK-1"] or await ward.refs() == ["ASK-1", "PUL-1"]
    for somebody in (ward.tom, ward.kofi):
        somebody.screens()


def covers_for_the_manager(uow: UnitOfWork, ward: Ward) -> None:
    grace, anita = (uow.directory().by_email(f"{name}@elm.example") for name in ("grace", "anita"))
    assert grace is not None
    assert anita is not None
    until = ward.hand.at + timedelta(days=1)
    away = Cover(id=0, person=anita.id, covered_by=grace.id, starts=ward.hand.at, ends=until, accepted=True)
    uow.put_cover(away)


async def both_systems(ward: Ward) -> None:
    await ward.store.work(lambda uow: import_text(uow, "services", SERVICES))


async def test_a_number_is_never_taken_for_the_other_question(ward: Ward) -> None:
    """A round and then the daily check wait for Tom: "5" may answer either, so he is asked which."""
    await ward.anita.says("ask how sure")
    await ward.clock.at("10:55")
    ward.tom.sees(ASKED)
    await both_systems(ward)
    await ward.clock.at("11:01")
    ward.tom.sees("Due by 15:00")
    await ward.tom.says("5")
    ward.tom.hears("I asked you more than one thing. Which one do you mean?")
    ward.tom.may_press("The daily check")
    assert await answers(ward) == ([], [])
    await ward.tom.presses("How sure I feel")
    ward.tom.hears(ASKED)
    await ward.tom.presses("4", on=ward.tom.last())
    assert await answers(ward) == ([("other", 4)], [])
    ward.precious.screens()


async def test_no_round_while_something_else_waits_of_somebody(ward: Ward) -> None:
    """Tom is asked to do the check: the question of the round comes to him when he has done it."""
    await both_systems(ward)
    await ward.anita.says("ask how sure")
    await ward.clock.at("10:45")
    assert [p.pings(ASKED) for p in (ward.precious, ward.tom)] == [1, 0]
    await ward.clock.at("11:10")
    assert ward.tom.pings(ASKED) == 0
    await ward.tom.presses("I looked at 5 or more, all agree")
    await ward.clock.forward(minutes=2)
    assert ward.tom.pings(ASKED) == 1
    ward.anita.screens()


async def test_too_few_and_enough(ward: Ward) -> None:
    """Four answers are too few to show. Five are shown when the round has ended, and never before."""
    await asked(ward)
    await ward.store.work(lambda uow: others_answer(uow, ward, (3, 4, 5)))
    await ward.precious.presses("2")
    await ward.anita.says("how sure")
    ward.anita.hears("Elm Court: I am asking until Sunday 7 June. Answers are shown when it has ended.")
    await ward.clock.at("21:00", days=4)
    await ward.anita.says("how sure")
    ward.anita.hears("Elm Court, asked from Tuesday 2 June: Too few answers to show.")
    assert (await answers(ward))[0] == []
    await ward.anita.says("ask how sure")
    await ward.clock.at("11:00")
    await ward.store.work(lambda uow: others_answer(uow, ward, (3, 4, 5, 4)))
    await ward.precious.presses("2")
    await ward.precious.says(LINE)
    await ward.clock.at("12:00", days=5)
    await ward.anita.says("how sure")
    ward.anita.hears("Elm Court, asked from Sunday 7 June: about 3.6 of 5. 5 answered.")
    ward.anita.does_not_see(LINE, "too many screens")
    await ward.store.work(workforce_lead)
    await ward.grace.says("how sure")
    ward.grace.hears(f"“{LINE}”")
    await ward.imran.says("week")
    ward.imran.hears("How sure people feel at Elm Court: about 3.6 of 5.")
    assert "pulse_looked" in await ward.verbs("PUL-2")
    await ward.precious.presses("5 Very")
    ward.precious.hears("This round is over.")
    await ward.precious.says("how sure")
    ward.precious.hears("ISS-1")
    for somebody in (ward.imran, ward.ben, ward.kofi, ward.tom, ward.mo):
        somebody.screens()


async def test_you_said_we_did(ward: Ward) -> None:
    """What a leader says was done is told to each person once, on shift, alone or with the next question."""
    await ward.anita.says("we did: fluids are now on the first screen")
    ward.anita.hears("Everybody at Elm Court hears it once, on their next shift.")
    await ward.clock.at("11:00")
    ward.precious.hears("You told us what gets in the way. Anita says we did this: fluids are now on the first screen")
    ward.kofi.hears_nothing()
    await ward.anita.says("ask how sure")
    await ward.clock.at("15:00")
    question = next(s for s in ward.kofi.screens() if ASKED in s.text)
    assert "Anita says we did this: fluids are now on the first screen" in question.text
    assert ward.precious.pings("we did this") == 1
    await ward.clock.at("11:00", days=1)
    assert [p.pings("we did this") for p in (ward.precious, ward.tom, ward.kofi)] == [1, 1, 1]


async def test_only_leaders_who_may_begin_see_and_say(ward: Ward) -> None:
    """From staff the same words are kept like any. Another leader hears who may; a command alone is no report."""
    await ward.precious.says("ask how sure")
    ward.precious.hears("Saved: ISS-1.")
    for words in ("we did: nothing", "ask how sure"):
        await ward.tom.says(words)
        ward.tom.hears("Only the registered manager, the project lead or the workforce lead can do that.")
    assert await ward.refs() == ["ISS-1"]
    assert await ward.look(lambda uow: (uow.pulses(), uow.deeds(ward.hand.at))) == ((), ())
    await ward.tom.says("help")
    ward.tom.hears("how sure: shows", "told everyone: notes")
    assert "ask how sure:" not in ward.tom.last().text and "we did:" not in ward.tom.last().text
    await ward.ben.says("help")
    assert "told everyone:" not in ward.ben.last().text
    await ward.ben.says("told everyone")
    ward.ben.hears("Only the person in charge now can do that.")
    await ward.anita.says("help")
    ward.anita.hears("ask how sure: asks", "we did: a shorter list for fluids: tells")
    assert await ward.refs() == ["ISS-1"]


async def test_a_weekly_day(ward: Ward) -> None:
    """With a day set, a round opens by itself at 11 on that day, every week while the service goes live."""
    ward.more = {"pulse": "wednesday"}
    await ward.restarts()
    await ward.clock.at("11:00")
    await ward.clock.forward(minutes=1)
    assert ward.precious.pings(ASKED) == 1
    await ward.clock.at("11:00", days=6)
    await ward.clock.forward(minutes=1)
    assert ward.precious.pings(ASKED) == 2
    assert [r.service for r in await ward.look(lambda uow: uow.pulses())] == ["ELM", "ELM"]
    ward.tom.screens()
    ward.kofi.screens()


# ---- what the database tells ---------------------------------------------------------------------------


def everything(ward: Ward, opened: UnitOfWork) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, with all that is sealed opened by the provider's key."""
    engine = create_engine(f"sqlite:///{ward.folder}/handrail.db")
    with engine.connect() as connection:
        return {
            table: [_open(dict(row), opened) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]
            for table in inspect(engine).get_table_names()
        }


def _open(row: Mapping[str, Any], uow: UnitOfWork) -> dict[str, Any]:
    return {
        name: uow.unseal(value) if isinstance(value, bytes) and value and name == "sealed" else value
        for name, value in row.items()
    }


@pytest.mark.parametrize("ended", [False, True], ids=["while it is open", "when it has ended"])
async def test_no_row_ties_a_person_to_an_answer(ward: Ward, ended: bool) -> None:
    """With the whole database and the key: an answer names nobody, and nothing else holds the answer or the line."""
    await asked(ward)
    await ward.precious.presses("2")
    await ward.precious.says(LINE)
    await ward.precious.presses("No thanks")
    await ward.tom.says("4")
    await ward.tom.says("the wifi upstairs drops out")
    await ward.tom.presses("No thanks")
    if ended:
        await ward.store.work(lambda uow: others_answer(uow, ward, (2, 4, 4)))
        await ward.clock.at("12:00", days=5)
    tables = await ward.look(lambda uow: everything(ward, uow))
    kept, lines = tables.pop("pulse_answer"), tables.pop("pulse_line")
    assert sorted(row["sealed"] for row in lines) == ["the wifi upstairs drops out", LINE]
    assert all(set(row) == {"round", "mark", "sealed"} for row in lines)
    assert not {row["mark"] for row in lines} & {row["mark"] for row in kept}
    assert sorted(row["score"] for row in kept) == ([2, 2, 4, 4, 4] if ended else [2, 4])
    assert all(set(row) == {"round", "mark", "staff_group", "score"} for row in kept)
    for table, rows in tables.items():
        for row in rows:
            said = json.dumps(row, default=str)
            assert "screens" not in said and "wifi upstairs" not in said, (table, row)
            assert not any(row["mark"] in said for row in kept), (table, row)
            assert not _one_score(said), (table, row)
    assert not [row for row in tables["inbox"] if "pulse" in row["key"]]
    assert {row["outcome"] for row in tables["inbox"]} >= {"a round"}
    assert {event["verb"] for event in tables["event"] if event["ref"] == "PUL-1"} <= {"pulse_opened", "pulse_ended"}
    secrets = [row["sealed_secret"] for row in tables["pulse_round"]]
    assert all(not secret if ended else secret for secret in secrets)
    ward.kofi.screens()


def _one_score(said: str) -> bool:
    """Whether a row holds one score of a round, and not all five as the question does."""
    scores = {
        score
        for score in "12345"
        if f'\\"verb\\":\\"pulse\\",\\"ref\\":\\"1\\",\\"version\\":0,\\"value\\":\\"{score}\\"' in said
    }
    return 0 < len(scores) < 5
