"""The encoder: read as it was trained to read, mixed in where it can be, missed by nobody where it can't."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.labels import Category, Urgency
from core.understanding.encoder import ENCODER_FILE, LONGEST, Encoder, mixed
from core.understanding.evaluate import Figures, evaluate
from core.understanding.lessons import judged_data
from core.understanding.model import CATEGORIES, COLUMNS, HEADS
from core.understanding.understand import TrainedClassifier

MESSAGE = "emar wot let me sgn for joyces 2pm its grayed out. tabets givven"


@pytest.fixture(scope="module")
def encoder(classifier: TrainedClassifier) -> Encoder:
    assert classifier.encoder is not None, "no encoder is shipped"
    return classifier.encoder


def test_it_is_small() -> None:
    assert ENCODER_FILE.stat().st_size < 40_000_000


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_scores_that_are_numbers(encoder: Encoder, text: str) -> None:
    found = encoder.outputs(text)
    assert found.shape == (28,)
    assert np.isfinite(found).all()
    assert np.array_equal(found, encoder.outputs(text))


@pytest.mark.parametrize("text", ["", "a" * 1_000_000, "word " * 200_000, "\ud800", "ﷺ" * 5_000, "\n" * 10_000])
def test_no_length_and_no_sign_makes_it_fail(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.outputs(text)).all()


def test_of_a_long_story_the_end_is_read_too(encoder: Encoder) -> None:
    story = "we had a long day and everybody was busy with the new app and its many lists. " * 12
    assert len(encoder.words.ids(story)) > LONGEST
    ends = encoder.outputs(f"{story} she is choking now"), encoder.outputs(f"{story} it was a nice day")
    assert not np.array_equal(*ends)


def test_with_no_share_of_it_the_linear_model_decides() -> None:
    rng = np.random.default_rng(4)
    linear, encoded = rng.normal(size=(6, sum(HEADS.values()))), rng.normal(size=(6, 28))
    alone = mixed(linear, encoded, 0.0)
    for head in ("category", "urgency", "risk"):
        assert np.array_equal(alone[:, COLUMNS[head]].argmax(1), linear[:, COLUMNS[head]].argmax(1))
    assert np.array_equal(mixed(linear[0], encoded[0], 0.6), mixed(linear, encoded, 0.6)[0])
    assert np.array_equal(mixed(linear, encoded, 0.6)[:, COLUMNS["danger"]], linear[:, COLUMNS["danger"]])


def test_each_category_of_the_encoder_is_the_one_of_that_name() -> None:
    linear = np.zeros(sum(HEADS.values()))
    for category in Category:
        from core.understanding.encoder import ORDER_OF_CATEGORIES

        encoded = np.zeros(28)
        encoded[ORDER_OF_CATEGORIES.index(category)] = 9.0
        assert CATEGORIES[int(mixed(linear, encoded, 1.0)[COLUMNS["category"]].argmax())] is category


def test_without_it_the_linear_model_speaks_alone(tmp_path: Path) -> None:
    broken = tmp_path / "encoder.onnx"
    broken.write_bytes(b"not a model")
    for path in (broken, tmp_path / "absent.onnx"):
        alone = TrainedClassifier.load(encoder=path)
        assert alone.encoder is None
        assert alone.model is not None
        assert alone.understand(MESSAGE).category is Category.MEDICATION_RECORD


class Faulty(Encoder):
    """An encoder that fails on every message."""

    def outputs(self, text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        raise RuntimeError("out of memory")


def test_an_encoder_that_fails_is_no_reason_to_understand_nothing(
    classifier: TrainedClassifier, encoder: Encoder
) -> None:
    faulty = Faulty(session=encoder.session, words=encoder.words)
    broken = TrainedClassifier(model=classifier.model, encoder=faulty)
    alone = TrainedClassifier(model=classifier.model)
    assert broken.understand(MESSAGE) == alone.understand(MESSAGE)


@pytest.fixture(scope="module")
def figures(classifier: TrainedClassifier) -> Figures:
    messages = judged_data()
    assert len(messages) >= 400
    return evaluate(messages, [classifier.judge(message.text) for message in messages])


def test_a_worse_model_does_not_pass(figures: Figures) -> None:
    """On messages by somebody who wrote none of the training part; the floors lie a little under what is shipped."""
    assert figures.kind_f1 >= FLOORS["kind"]
    assert figures.category_f1 >= FLOORS["category"]
    assert figures.top_3 >= FLOORS["top_3"]
    assert figures.urgency_f1 >= FLOORS["urgency"]
    assert figures.critical_or_high_or_asked >= FLOORS["critical heard"]
    assert figures.hidden_seen >= FLOORS["hidden heard"]
    assert figures.asked <= 0.12
    assert figures.near_miss_urgent <= 0.07
    assert figures.calibration_error <= 0.06


FLOORS = {"kind": 0.91, "category": 0.88, "top_3": 0.98, "urgency": 0.85, "critical heard": 0.99, "hidden heard": 0.99}


def test_urgencies_have_an_order() -> None:
    assert [urgency.rank for urgency in (Urgency.CRITICAL, Urgency.HIGH, Urgency.NORMAL, Urgency.LOW)] == [0, 1, 2, 3]
