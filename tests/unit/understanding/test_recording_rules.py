"""Which recording rule answers "where do I write this?"."""

import dataclasses
import random
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from core.labels import RecordArea
from core.understanding.care_words import TOPICS
from core.understanding.evaluate_rules import Asked, RuleFigures, evaluate_rules, read_questions, report_rules
from core.understanding.lessons import DATA
from core.understanding.recording_rules import Found, Reader, RecordingRule, RuleFinder, read_rules
from core.understanding.spelling import Speller, slips, stem

RULES = read_rules(DATA / "recording_rules.jsonl")
FINDER = RuleFinder(RULES)
TUNED = DATA / "where_questions.jsonl"
TUNED_2 = DATA / "where_questions_2.jsonl"
JUDGED = DATA / "judged_where" / "questions.jsonl"


def _ids(question: str, finder: RuleFinder = FINDER, service: str = "") -> list[str]:
    return [rule.id for rule in finder.find(question, service).rules]


def _rule(name: str, title: str, *keywords: str, services: tuple[str, ...] = ()) -> RecordingRule:
    return RecordingRule(
        id=name,
        version=1,
        area=RecordArea.OTHER,
        title=title,
        plain_text="Write it in the app.",
        keywords=keywords,
        services=services,
    )


# ---- examples ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("where do i write a fall", "RUL-3"),
        ("unwitnessed, found him on the floor by his bed. which form", "RUL-3"),
        ("nobody saw her go down in the lounge, she was on the carpet", "RUL-3"),
        ("no poo for 4 days, old chart or new?", "RUL-15"),
        ("BO type 4 where", "RUL-15"),
        ("bm was 14, where does it go", "RUL-17"),
        ("NEWS2 on paper still?", "RUL-17"),
        ("how much tea she drank", "RUL-13"),
        ("emptied his catheter bag, app or paper", "RUL-13"),
        ("changed her pad where do i put it", "RUL-15"),
        ("is the lilac form still the one for no cpr", "RUL-26"),
        ("where do i keep the DNAR", "RUL-26"),
        ("paracetamol prn where", "RUL-10"),
        ("cd book or emar for the oramorph", "RUL-11"),
        ("skin tear on his arm", "RUL-5"),
        ("he has gone awol, back now, what form", "RUL-21"),
        ("two hourly turns where do we tick", "RUL-6"),
        ("MUST score where", "RUL-16"),
        ("he had a fit at tea time", "RUL-18"),
        ("gp came, where do i write what he said", "RUL-23"),
        ("daughter rang to ask how she is", "RUL-22"),
        ("her son brought 20 pounds cash in", "RUL-31"),
        ("sling is ripped", "RUL-32"),
        ("the DoLS has come back", "RUL-25"),
        ("call bell didnt go off", "RUL-35"),
    ],
)
def test_staff_words_find_the_rule(question: str, rule: str) -> None:
    assert _ids(question)[:1] == [rule]


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("wher do i rite the seezure", "RUL-18"),
        ("bruse on her arm", "RUL-5"),
        ("e mar or paper for the tablets i gave", "RUL-7"),
        ("safe guarding form", "RUL-20"),
        ("bodymap", "RUL-5"),
        ("nearmiss", "RUL-4"),
        ("siezure chart", "RUL-18"),
        ("complant from the family", "RUL-33"),
        ("where do i put controled drugs", "RUL-11"),
        ("hand over sheet", "RUL-2"),
    ],
)
def test_spelling_of_phones_and_dictation_is_forgiven(question: str, rule: str) -> None:
    assert rule in _ids(question)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("where do i log a near miss", "RUL-4", "RUL-21"),
        ("near miss with the tablets", "RUL-4", "RUL-9"),
        ("he nearly fell but i caught him", "RUL-4", "RUL-3"),
        ("she refused her tablets", "RUL-8", "RUL-9"),
        ("gave the wrong tablets", "RUL-9", "RUL-8"),
        ("missed a dose of her tablets", "RUL-9", "RUL-21"),
        ("her wedding ring is missing", "RUL-31", "RUL-21"),
        ("skin tear", "RUL-5", "RUL-6"),
        ("refused her dinner", "RUL-14", "RUL-7"),
    ],
)
def test_a_look_alike_is_not_taken_for_the_rule(question: str, right: str, wrong: str) -> None:
    shown = _ids(question)
    assert shown[:1] == [right]
    assert wrong not in shown


@pytest.mark.parametrize("words", ["app", "on paper", "in the new system", "in the old book", "on the tablet", "pls"])
def test_words_of_asking_and_of_systems_count_nothing(words: str) -> None:
    assert _ids(f"where do i record a fall {words}") == ["RUL-3"]
    assert _ids(f"where do i write this {words}") == []


@pytest.mark.parametrize(
    "question",
    ["", "hello", "app or paper?", "where do staff park", "payslip is wrong", "which form for a new uniform",
     "vets appointment for the cat", "fridge temperatures which sheet", "fire drill log"],
)  # fmt: skip
def test_what_no_rule_covers_gets_none(question: str) -> None:
    assert _ids(question) == []


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("bm was 14", "RUL-17"),
        ("had a loose bm in her pad", "RUL-15"),
        ("130 over 80", "RUL-17"),
        ("her temp was 38.4", "RUL-17"),
        ("MUST score is 2", "RUL-16"),
        ("counted the CDs", "RUL-11"),
        ("comes out in hives from nuts", "RUL-27"),
        ("bum on the floor by the commode", "RUL-3"),
        ("pushed the spoon of tablets away", "RUL-8"),
        ("speech lady has been", "RUL-23"),
        ("went through everything with Arthur", "RUL-34"),
        ("nowt happened today", "RUL-1"),
        ("sides up on the bed so she dont roll out", "RUL-28"),
        ("nicked his chin with the razor", "RUL-5"),
        ("new meds came today", "RUL-12"),
    ],
)
def test_words_with_two_meanings_are_read_by_what_stands_beside_them(question: str, rule: str) -> None:
    assert _ids(question)[:1] == [rule]


@pytest.mark.parametrize("question", ["i must do this", "slipped away at ten past four", "his ring is on the razor"])
def test_a_word_that_says_a_thing_only_perhaps_is_no_sure_rule(question: str) -> None:
    assert len(_ids(question)) != 1


def test_what_is_said_only_perhaps_is_enough_when_nothing_else_is_said() -> None:
    assert _ids("the bath") == ["RUL-1"]


def test_the_same_thing_said_twice_perhaps_is_sure() -> None:
    heard = Reader().hear("washed and dressed, then a shower")
    assert "personal_care" in heard.sure
    assert "personal_care" not in Reader().hear("washed").sure


def test_a_name_that_the_provider_gave_a_rule_is_sure_and_only_for_what_it_speaks_of() -> None:
    assert "fall" not in Reader().hear("slipped in the bathroom").sure
    named = Reader(["A fall", "slipped"])
    assert "fall" in named.hear("slipped in the bathroom").sure
    assert "fall" not in named.hear("slipped away at ten past four").terms


def test_one_rule_of_a_small_table_is_found_like_one_of_many() -> None:
    finder = RuleFinder([_rule("RUL-1", "A fall", "fell", "slipped"), _rule("RUL-2", "Fluids")])
    assert _ids("resident slipped in bathroom is ok, where do i put it", finder) == ["RUL-1"]


def test_what_is_perhaps_a_near_miss_takes_no_fall_away() -> None:
    assert "RUL-3" in _ids("mr patel had a fall this morning but no injury which form")


def test_either_of_two_things_is_both() -> None:
    assert set(_ids("where do i write a near miss or a fall")) == {"RUL-3", "RUL-4"}


def test_no_phrase_says_a_topic_both_surely_and_perhaps() -> None:
    assert not [topic.name for topic in TOPICS if set(topic.said) & set(topic.perhaps)]


def test_two_that_both_fit_are_both_shown() -> None:
    assert set(_ids("she fell and has a big bruise on her hip")) == {"RUL-3", "RUL-5"}
    assert set(_ids("refused her morphine")) == {"RUL-8", "RUL-11"}


# ---- rules ------------------------------------------------------------------------------------------------


def test_the_order_of_the_rules_does_not_matter() -> None:
    mixed = list(RULES)
    random.Random(3).shuffle(mixed)
    other = RuleFinder(mixed)
    questions = read_questions(TUNED)
    assert [other.find(each.text) for each in questions] == [FINDER.find(each.text) for each in questions]


def test_a_rule_about_something_that_the_table_does_not_know_is_found_by_its_own_words() -> None:
    finder = RuleFinder([*RULES, _rule("RUL-90", "Laminator loans"), _rule("RUL-91", "Laundry", "washing machine")])
    assert _ids("where do i sign out the laminater", finder) == ["RUL-90"]
    assert _ids("laundry list where", finder) == ["RUL-91"]
    assert _ids("laundry list where") == []


def test_a_rule_of_another_service_is_not_shown() -> None:
    finder = RuleFinder([_rule("RUL-1", "A fall", services=("ELM",)), _rule("RUL-2", "Weight", "scales")])
    assert _ids("where do i write a fall", finder, "ELM") == ["RUL-1"]
    assert _ids("where do i write a fall", finder, "OAK") == []
    assert _ids("where do i write a fall", finder) == []
    assert _ids("weights?", finder, "OAK") == ["RUL-2"]


def test_a_services_own_rule_stands_for_the_common_one() -> None:
    finder = RuleFinder([_rule("RUL-1", "A fall"), _rule("RUL-2", "A Fall", services=("ELM",))])
    assert _ids("fall", finder, "ELM") == ["RUL-2"]
    assert _ids("fall", finder, "OAK") == ["RUL-1"]


def test_without_rules_nothing_is_found() -> None:
    assert RuleFinder([]).find("where do i write a fall") == Found()


def test_a_rule_without_a_word_in_it_is_never_found() -> None:
    finder = RuleFinder([_rule("RUL-1", "???", ""), _rule("RUL-2", "A fall")])
    assert _ids("???", finder) == []
    assert _ids("fall", finder) == ["RUL-2"]


# ---- hostile texts ----------------------------------------------------------------------------------------


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    assert len(FINDER.find(text).rules) <= 2


@given(st.lists(st.sampled_from(["fall", "near", "miss", "tablets", "refused", "e", "mar", "\ud800", "ٱلدواء", "药"])))
def test_any_words_in_any_order_give_the_same_answer_twice(words: list[str]) -> None:
    assert FINDER.find(" ".join(words)) == FINDER.find(" ".join(words))


@settings(max_examples=25)
@given(st.text(max_size=40), st.text(max_size=40))
def test_rules_may_hold_any_text(title: str, keyword: str) -> None:
    RuleFinder([_rule("RUL-1", title, keyword)]).find(f"{title} {keyword}")


@pytest.mark.parametrize("text", ["a" * 200_000, "fall " * 40_000, "\ud800" * 5000, "где записать падение", "🤷" * 999])
def test_a_very_long_or_strange_text_is_read_quickly(text: str) -> None:
    begun = perf_counter()
    assert len(FINDER.find(text).rules) <= 2
    assert perf_counter() - begun < 0.5


def test_a_message_is_answered_fast_enough_with_a_hundred_rules() -> None:
    copies = [dataclasses.replace(rule, id=f"{rule.id}-{turn}") for turn in range(3) for rule in RULES]
    finder, questions = RuleFinder(copies), read_questions(TUNED)
    took = []
    for question in questions:
        begun = perf_counter()
        finder.find(question.text)
        took.append(perf_counter() - begun)
    assert len(copies) >= 100
    assert sorted(took)[len(took) // 2] < 0.001  # 0.1 ms was measured


# ---- spelling ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bruises", "bruised"),
        ("refused", "refusing"),
        ("falls", "fall"),
        ("turned", "turns"),
        ("activities", "activity"),
    ],
)
def test_endings_are_taken_off(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_missing_is_not_a_miss_and_tablets_are_not_a_tablet() -> None:
    assert stem("missing") != stem("miss")
    assert stem("tablets") != stem("tablet")


@pytest.mark.parametrize(
    ("one", "other", "count"), [("fall", "fall", 0), ("fall", "fal", 1), ("siezur", "seizur", 1), ("cat", "dog", 3)]
)
def test_slips_are_counted(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


def test_an_ordinary_word_is_never_put_right() -> None:
    speller = Speller(["weight", "stool", "seizur"], ["stood"])
    assert speller.meant("stood") == "stood"
    assert speller.meant("siezur") == "seizur"
    assert speller.meant("weigt") == "weight"


# ---- figures ----------------------------------------------------------------------------------------------


def _figures(questions: list[Asked]) -> RuleFigures:
    return evaluate_rules(questions, [FINDER.find(each.text) for each in questions])


def test_figures_on_the_questions_it_was_tuned_on() -> None:
    figures = _figures(read_questions(TUNED))
    assert figures.questions >= 180
    assert figures.top_1 >= 0.95
    assert figures.top_2 >= 0.97
    assert figures.none_said >= 0.93
    assert figures.wrong_alone <= 0.02


def test_figures_on_the_questions_of_another_author_that_it_was_then_tuned_on() -> None:
    """Before it was tuned on them: 0.57, 0.62, 0.76 and 0.097."""
    figures = _figures(read_questions(TUNED_2))
    assert figures.questions >= 320
    assert figures.top_1 >= 0.92
    assert figures.top_2 >= 0.94
    assert figures.none_said >= 0.94
    assert figures.wrong_alone <= 0.02


def test_figures_on_questions_of_another_author_that_nothing_was_tuned_on() -> None:
    """Measured once: 0.72, 0.76, 0.92 and 0.063. The bounds are below that, so that words may be added and moved."""
    figures = _figures(read_questions(JUDGED))
    assert figures.top_1 >= 0.68
    assert figures.top_2 >= 0.72
    assert figures.none_said >= 0.84
    assert figures.wrong_alone <= 0.08


@pytest.mark.parametrize("file", [TUNED, TUNED_2, JUDGED])
def test_the_questions_name_rules_that_there_are(file: Path) -> None:
    known = {rule.id for rule in RULES}
    questions = read_questions(file)
    assert len({each.id for each in questions}) == len(questions)
    assert {each for question in questions for each in question.rules} == known


def test_every_area_has_a_rule() -> None:
    assert {rule.area for rule in RULES} == set(RecordArea)


def test_figures_are_counted_as_they_are_told() -> None:
    one, two = RULES[0], RULES[1]
    questions = [
        Asked(id="a", text="", rules=(one.id,)),
        Asked(id="b", text="", rules=(one.id,)),
        Asked(id="c", text="", rules=(one.id, two.id)),
        Asked(id="d", text="", rules=()),
        Asked(id="e", text="", rules=()),
    ]
    answers = [Found(rules=(one,)), Found(rules=(two, one)), Found(), Found(), Found(rules=(two,))]
    figures = evaluate_rules(questions, answers)
    assert figures == RuleFigures(
        questions=5,
        top_1=1 / 3,
        top_2=2 / 3,
        alone=1 / 3,
        none_said=1 / 2,
        wrong_alone=1 / 5,
        two_shown=1 / 5,
        missed=1 / 3,
    )
    lines = list(report_rules(questions, answers, [0.001] * 5))
    assert "| top_2 | 0.667 |" in lines
    assert sum(line.startswith("|  |") for line in lines) == 3


def test_a_line_that_is_no_question_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "a", "text": "where"}\n', encoding="utf-8")
    with pytest.raises(KeyError):
        read_questions(file)


# ---- the command ------------------------------------------------------------------------------------------


def test_the_command_prints_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(TUNED), "--rules", str(DATA / "recording_rules.jsonl")]) == 0
    printed = capsys.readouterr().out
    assert f"| questions | {len(read_questions(TUNED))} |" in printed
    assert "| wrong_alone |" in printed


def test_the_command_refuses_a_file_without_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rules.jsonl"
    file.write_text('{"id": "RUL-1"}\n', encoding="utf-8")
    assert main(["evaluate", str(TUNED), "--rules", str(file)]) == 2
    assert "rules.jsonl holds a line without" in capsys.readouterr().err
