"""What a question tells besides asking."""

import pytest

from core.handlers import is_question
from core.labels import CareRisk, Danger, Urgency
from core.understanding.asked import told_in, understood
from core.understanding.understand import TrainedClassifier

CLASSIFIER = TrainedClassifier.load()


@pytest.mark.parametrize(
    "text",
    [
        "where do i write that she hit him",
        "where do i write that kofi shouted at her",
        "which form for when a resident kicked another resident",
        "where do i record he pinched her on the arm",
    ],
)
def test_somebody_was_hurt_by_somebody(text: str) -> None:
    meaning = understood(text, CLASSIFIER.understand)
    assert meaning.danger is Danger.SAFEGUARDING
    assert meaning.urgency.rank <= Urgency.HIGH.rank
    assert CareRisk.SAFEGUARDING in meaning.care_risk
    assert CareRisk.NONE not in meaning.care_risk


@pytest.mark.parametrize(
    "text",
    ["where do i put that she is choking", "where do i write he is bleeding", "where do i write that he wants to die"],
)
def test_an_emergency_in_a_question(text: str) -> None:
    meaning = understood(text, CLASSIFIER.understand)
    assert (meaning.danger, is_question(meaning)) == (Danger.MEDICAL, False)


@pytest.mark.parametrize(
    "text",
    [
        "where do i record that mrs jones got the wrong tablets",
        "where do i write that he has not had his meds",
        "where do i write that she hit her head",
    ],
)
def test_what_is_pressing_is_asked_about(text: str) -> None:
    meaning = understood(text, CLASSIFIER.understand)
    assert meaning.ask
    assert not is_question(meaning)


@pytest.mark.parametrize(
    "text",
    [
        "where do i write a fall",
        "where do i write that mrs jones had a fall",
        "where do i record that he refused his lunch",
        "where do i write that he had a bath",
        "where do i write it if she is sleeping",
        "where do i note that the gp visited mr khan",
        "where do i write that her family visited",
    ],
)
def test_an_ordinary_question_stays_one(text: str) -> None:
    assert understood(text, CLASSIFIER.understand) == CLASSIFIER.understand(text)
    assert is_question(understood(text, CLASSIFIER.understand))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Where do I write that she hit him?", ("she hit him?", False)),
        ("where do i write a fall", ("", False)),
        ("what if a resident refuses", ("a resident refuses", True)),
        ("that " + "word " * 50, ("", False)),
    ],
)
def test_what_is_told(text: str, told: tuple[str, bool]) -> None:
    assert told_in(text) == told
