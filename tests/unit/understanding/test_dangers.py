from pathlib import Path

import pytest

from core.labels import Danger, Urgency
from core.understanding.danger_table import page
from core.understanding.dangers import DANGERS, NOT_APPROVED, DangerRule, dangers_in
from core.understanding.understand import TrainedClassifier
from core.understanding.words import plain


def named(rule: DangerRule) -> str:
    return rule.name


@pytest.mark.parametrize("rule", DANGERS, ids=named)
def test_a_rule_sees_its_example(rule: DangerRule, classifier: TrainedClassifier) -> None:
    assert rule.seen_in(plain(rule.example))
    meaning = classifier.understand(rule.example)
    assert meaning.urgency.rank <= rule.floor.rank
    assert set(rule.risks) <= set(meaning.care_risk)
    assert any(reason.startswith(rule.why) for reason in classifier.understand(rule.example).reasons)


@pytest.mark.parametrize(
    ("rule", "near_miss"), [(rule, near_miss) for rule in DANGERS for near_miss in rule.near_misses]
)
def test_a_near_miss_raises_nothing(rule: DangerRule, near_miss: str) -> None:
    assert not rule.seen_in(plain(near_miss))
    assert all(seen.rule.floor.rank > rule.floor.rank for seen in dangers_in(plain(near_miss)))


def test_every_rule_says_who_approved_it_and_why() -> None:
    assert len({rule.name for rule in DANGERS}) == len(DANGERS)
    for rule in DANGERS:
        assert rule.why.endswith(".") and rule.example
        assert rule.approved_by == NOT_APPROVED
        assert rule.near_misses
        assert rule.floor in (Urgency.CRITICAL, Urgency.HIGH)


@pytest.mark.parametrize(
    "text",
    [
        "i hit the button and it crashed",
        "its been a rough week with the new system",
        "fire drill training",
        "emergency!!! we've run out of biscuits",
        "the case does not fit",
        "gas engineer at 4",
        "stroke of luck, the report works",
        "can you touch base with me about training",
    ],
)
def test_everyday_words_are_no_danger(text: str) -> None:
    assert dangers_in(plain(text)) == ()


def test_the_most_urgent_comes_first() -> None:
    seen = dangers_in(plain("bells down and she is not breathing"))
    assert [each.rule.floor for each in seen] == sorted(
        (each.rule.floor for each in seen), key=lambda floor: floor.rank
    )
    assert seen[0].rule.name == "not_breathing"


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("the med round is due and my phone is locked out of the system", Urgency.CRITICAL),
        ("agency nurse cant get in and 6 people need insulin", Urgency.CRITICAL),
        ("mr patel has had his morphine twice because tablet showed not given", Urgency.CRITICAL),
        ("gone blue and not answering me", Urgency.CRITICAL),
        ("cant find gladys, not in her room or the lounge, front door was open", Urgency.CRITICAL),
        ("found joan on the floor, sensor never alerted", Urgency.CRITICAL),
        ("gas smell in kitchen", Urgency.CRITICAL),
        ("staff member hit a resident", Urgency.HIGH),
        ("someone has been stealing money from bert", Urgency.HIGH),
        ("he says he wants to kill himself", Urgency.CRITICAL),
    ],
)
def test_dangers_written_after_the_rules(text: str, floor: Urgency) -> None:
    """Some of these were missed at first and led to a wider rule; none is in the corpus."""
    assert any(seen.rule.floor is floor for seen in dangers_in(plain(text)))


@pytest.mark.parametrize(
    "text",
    [
        "sorry stand down, she is not choking it was the telly",
        "someone is choking, as you were, he coughed it up in the role play",
        "she has fallen and her head is bleeding. not a real event, its for the drill on friday",
    ],
)
def test_who_takes_the_alarm_back_in_the_same_breath_is_believed_by_the_rules(text: str) -> None:
    assert dangers_in(plain(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "manager said stand down the agency nurse and now she is not breathing",
        "he is not breathing, please cancel my other report",
        "nothing lost on the app but she is choking now",
        "he is not breathing!! sorry wrong chat",
    ],
)
def test_a_danger_is_not_taken_back_by_words_about_something_else(text: str) -> None:
    assert dangers_in(plain(text))


def test_where_only_the_reporter_knows_how_bad_it_is_they_are_asked(classifier: TrainedClassifier) -> None:
    asking = [rule for rule in DANGERS if rule.asks]
    assert asking
    for rule in asking:
        meaning = classifier.understand(rule.example)
        assert meaning.ask or meaning.urgency is Urgency.CRITICAL


def test_the_page_for_whoever_approves_them_shows_every_rule() -> None:
    shown = (Path(__file__).parents[3] / "deploy/docs/dangers.md").read_text("utf-8")
    assert shown == "\n".join(page()) + "\n", "write it anew: python -m core.understanding.danger_table"
    assert shown.count("\n| ") == len(DANGERS) + 2


@pytest.mark.parametrize(
    "text",
    [
        "yesterday she was fine, now unresponsive",
        "having a seizure now, was fine 5 min ago",
        "he was choking last week, choking again right now please",
        "he fell on the stairs, its sorted",
        "the bleeding is back on again",
        "患者没有呼吸",
        "тя не диша, помощ",
        "er atmet nicht mehr, hilfe",
    ],
)
def test_where_a_danger_may_be_the_reporter_is_asked(text: str, classifier: TrainedClassifier) -> None:
    """One word about something else, or a language that is not known, must not silence it."""
    meaning = classifier.understand(text)
    assert meaning.ask or meaning.urgency is Urgency.CRITICAL
    assert not meaning.sorted_already


@pytest.mark.parametrize(
    "text",
    [
        "cant wake the tablet up",
        "the wifi is choking again",
        "the tablet is on the floor and screen cracked",
        "drowning in paperwork here",
    ],
)
def test_what_is_said_of_a_machine_asks_nobody(text: str, classifier: TrainedClassifier) -> None:
    meaning = classifier.understand(text)
    assert meaning.urgency.rank > Urgency.HIGH.rank
    assert not meaning.ask


def test_who_hit_her_own_head_is_hurt_and_not_abused(classifier: TrainedClassifier) -> None:
    meaning = classifier.understand("joyce hit her head on the radiator in her room and is really sleepy now")
    assert (meaning.urgency, meaning.danger) == (Urgency.CRITICAL, Danger.MEDICAL)
