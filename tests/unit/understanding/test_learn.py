"""Learning from corrections: they help, a worse model is refused, and no word of staff is shown or kept."""

from collections.abc import Sequence

import pytest

from core.labels import Category, Urgency
from core.understanding.encoder import Encoder
from core.understanding.evaluate import Correction
from core.understanding.learn import HOLDING, LEAST, Learned, learn, report
from core.understanding.lessons import Lessons
from core.understanding.model import COLUMNS, LinearModel
from core.understanding.train import put_right
from core.understanding.understand import TrainedClassifier, judge

LODGE = (
    "the lodge says no again",
    "lodge says no, cant do my notes",
    "its the lodge saying no to everybody",
    "lodge says no tonight as well",
    "why does the lodge say no to agency",
    "lodge said no at 7",
    "the lodge says no on my phone",
    "lodge no again lads",
    "lodge keeps saying no",
    "still the lodge, still no",
    "lodge says no, third time",
    "the lodge says no to jo",
)
"""In this house "the lodge says no" is what everybody says when they are not let in."""


@pytest.fixture(scope="module")
def encoder(classifier: TrainedClassifier) -> Encoder:
    assert classifier.encoder is not None
    return classifier.encoder


@pytest.fixture(scope="module")
def few() -> Lessons:
    """A part of the messages, so that it takes seconds."""
    shipped = Lessons.shipped()
    return Lessons(messages=shipped.messages[:450], tuning=shipped.tuning[:50], judged=shipped.judged[:150])


@pytest.fixture(scope="module")
def in_use(classifier: TrainedClassifier) -> LinearModel:
    assert classifier.model is not None
    return classifier.model


def corrected(texts: Sequence[str], category: Category | None, urgency: Urgency | None = None) -> list[Correction]:
    return [
        Correction(ref=f"ISS-{number}", text=text, category=category, urgency=urgency)
        for number, text in enumerate(texts, 1)
    ]


@pytest.fixture(scope="module")
def lodge(few: Lessons, encoder: Encoder, in_use: LinearModel) -> Learned:
    return learn(few, encoder, in_use, in_use, corrected(LODGE, Category.LOGIN_ACCESS))


def test_what_was_put_right_is_understood_next_time(lodge: Learned, encoder: Encoder, in_use: LinearModel) -> None:
    new = "lodge says no since breakfast"
    assert judge(new, in_use, encoder).meaning.category is not Category.LOGIN_ACCESS
    assert judge(new, lodge.model, encoder).meaning.category is Category.LOGIN_ACCESS
    before, after, total = lodge.own
    assert total == 3
    assert before < after == total
    assert lodge.refusals == ()


def test_the_same_corrections_give_the_same_model(
    few: Lessons, encoder: Encoder, in_use: LinearModel, lodge: Learned
) -> None:
    again = put_right(in_use, encoder, [*few.messages[::HOLDING], *few.tuning], corrected(LODGE, Category.LOGIN_ACCESS))
    assert (again.weights == lodge.model.weights).all()
    assert again.tuning == lodge.model.tuning
    assert again.trained_on == lodge.model.trained_on


def test_no_word_of_staff_can_be_read_out_of_the_model(lodge: Learned, in_use: LinearModel) -> None:
    assert lodge.model.vocabulary.places == in_use.vocabulary.places
    assert lodge.model.trained_on != in_use.trained_on


def test_the_report_shows_numbers_and_never_what_staff_wrote(lodge: Learned) -> None:
    shown = "\n".join(report(lodge, corrected(LODGE, Category.LOGIN_ACCESS)))
    assert "ISS-12: login_access" in shown
    assert "Of 3 corrections that were kept out" in shown
    assert f"| kind_f1 | {lodge.before.kind_f1:.3g} | {lodge.after.kind_f1:.3g} |" in shown
    assert not any(text in shown for text in LODGE)


def test_a_model_that_hears_fewer_dangers_is_refused(few: Lessons, encoder: Encoder, in_use: LinearModel) -> None:
    """Somebody has set everything critical to low: that must not teach Handrail to sleep."""
    dulled = [
        Correction(ref=f"ISS-{number}", text=message.text, category=Category.FEEDBACK, urgency=Urgency.LOW)
        for number, message in enumerate(few.judged, 1)
        if message.urgency is not Urgency.LOW
    ]
    learned = learn(few, encoder, in_use, in_use, dulled)
    assert any(reason.startswith("Fewer critical reports") for reason in learned.refusals)
    assert any(reason.startswith("It is right less often about the type") for reason in learned.refusals)
    assert learned.changed


def test_too_few_corrections_are_not_kept_out(few: Lessons, encoder: Encoder, in_use: LinearModel) -> None:
    learned = learn(few, encoder, in_use, in_use, corrected(LODGE[: LEAST - 1], Category.LOGIN_ACCESS))
    assert learned.own == (0, 0, 0)
    assert "kept out" not in "\n".join(report(learned, ()))


def test_only_what_was_put_right_is_taught(few: Lessons, encoder: Encoder, in_use: LinearModel) -> None:
    """A corrected urgency moves no type."""
    learned = put_right(in_use, encoder, few.tuning, corrected(LODGE, None, Urgency.HIGH))
    for head, same in (("category", True), ("kind", True), ("urgency", False)):
        moved = learned.weights[:, COLUMNS[head]] != in_use.weights[:, COLUMNS[head]]
        assert bool(moved.any()) is not same, head
