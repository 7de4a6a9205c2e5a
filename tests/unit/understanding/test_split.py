import dataclasses

import pytest

from core.labels import Urgency
from core.understanding.lessons import shipped_data
from core.understanding.meaning import Meaning
from core.understanding.split import two_things
from core.understanding.understand import TrainedClassifier


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("tablet 3 wont charge. also joyces care plan is missing from the app",
         ("tablet 3 wont charge", "joyces care plan is missing from the app")),
        ("1) cant log in to the app at all 2) the fluid chart for room 4 is missing",
         ("cant log in to the app at all", "the fluid chart for room 4 is missing")),
    ],
)  # fmt: skip
def test_two_reports(text: str, parts: tuple[str, ...], classifier: TrainedClassifier) -> None:
    assert two_things(text, classifier) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "also",
        "tablet wont charge",
        "tablet 3 wont charge. also it wont sync",
        "she had the heart one twice and her lips are grey. also i still cant change my pin",
        "1) no resus form 2) no dols 3) coffee machine broke",
        "emar wont open and its the meds round now. also the printer is out of paper again",
        "he and she also like it",
        "cant log in to the app, also thanks for yesterday everyone",
    ],
)
def test_one_report_stays_whole(text: str, classifier: TrainedClassifier) -> None:
    assert two_things(text, classifier) == (text,)


def test_hardly_anything_else_in_the_corpus_is_cut(classifier: TrainedClassifier) -> None:
    cut = [message for message in shipped_data() if len(two_things(message.text, classifier)) > 1]
    wrong = [message.text for message in cut if "multi_problem" not in message.slices]
    assert len(wrong) <= 2, wrong


def test_no_urgency_is_lost_by_cutting(classifier: TrainedClassifier) -> None:
    """The message is as urgent as the more urgent of its two problems, and that one keeps it."""
    for message in shipped_data():
        parts = two_things(message.text, classifier)
        whole = classifier.understand(message.text)
        meanings = [classifier.understand(part) for part in parts]
        assert min(meaning.urgency.rank for meaning in meanings) <= whole.urgency.rank
        assert not whole.ask or any(meaning.ask or meaning.urgency is Urgency.CRITICAL for meaning in meanings)


def test_a_failing_classifier_loses_nothing(classifier: TrainedClassifier) -> None:
    @dataclasses.dataclass
    class Failing:
        def understand(self, text: str) -> Meaning:
            raise RuntimeError(text)

    text = "tablet 3 wont charge. also joyces care plan is missing from the app"
    assert two_things(text, Failing()) == (text,)
