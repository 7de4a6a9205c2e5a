"""What phones mishear and thumbs slip into is read as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.labels import Urgency
from core.understanding.understand import TrainedClassifier
from core.understanding.words import plain


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("she is CHOCKING on her toast", "she is choking on her toast"),
        ("he's unconcious in the lounge", "hes unconscious in the lounge"),
        ("ee mar wont open and the mark chart is gone", "emar wont open and the mar chart is gone"),
        ("Dynamic or form in the file", "dnar form in the file"),
        ("peg feet due at 6", "peg feed due at 6"),
        ("censor mat not working", "sensor mat not working"),
    ],
)
def test_misheard_words_are_put_right(heard: str, meant: str) -> None:
    assert plain(heard) == meant


@pytest.mark.parametrize(
    "text",
    [
        "one or two more fine days",
        "he was joking about his dinner",
        "my remark",
        "email about the chart",
        "a dynamic form",
    ],
)
def test_words_that_only_look_alike_stay(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "shes chocking on her tea right now",
        "found him unconcious in the bathroom",
        "he is not breething",
        "having a seizer and i cant see his plan",
    ],
)
def test_a_danger_is_heard_however_it_is_spelt(text: str, classifier: TrainedClassifier) -> None:
    assert classifier.understand(text).urgency is Urgency.CRITICAL


@given(st.text(max_size=300))
def test_what_is_plain_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
