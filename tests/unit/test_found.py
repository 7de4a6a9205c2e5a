"""What is typed about a daily check: nothing found, how many, one thing or several."""

import pytest

from core import checks, found
from core.found import Said
from core.labels import Category, Urgency
from core.understanding.understand import TrainedClassifier


@pytest.fixture(scope="module")
def classifier() -> TrainedClassifier:
    return TrainedClassifier.load()


@pytest.mark.parametrize(
    "text",
    [
        "all fine",
        "All agree.",
        "none",
        "nothing",
        "all ok",
        "everything is fine",
        "no problems",
        "they all agree",
        "Nil",
    ],
)
def test_nothing_found_is_read_in_words(text: str) -> None:
    assert found.said(text) == (Said.AGREE, 0)


@pytest.mark.parametrize(
    "text",
    ["all fine except meds", "none of the mars are signed", "nothing in the app for ivy", "all good but 1 missing",
     "no mar", "nothing", "fluids differ", "done wrong", "ok but late", "no problems except doris"],
)  # fmt: skip
def test_something_found_is_never_read_as_nothing(text: str) -> None:
    assert (found.said(text)[0] is Said.AGREE) is (text == "nothing")


@pytest.mark.parametrize(
    "text", ["done", "check done", "The check is done.", "I've done the check", "daily check complete"]
)
def test_done_does_not_say_that_all_agree(text: str) -> None:
    assert found.said(text) == (Said.DONE, 0)


@pytest.mark.parametrize(("text", "many"), [("looked at 6, all agree", 6), ("checked three people: all fine", 3)])
def test_how_many_is_read_with_it(text: str, many: int) -> None:
    assert found.said(text) == (Said.AGREE, many)


@pytest.mark.parametrize("text", ["ok", "fine", "no", "good", "clear"])
def test_one_bare_word_answers_only_where_it_was_asked_for(text: str) -> None:
    assert found.said(text)[0] is Said.AGREE
    assert found.said(text, asked=False)[0] is Said.NOTHING


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("three", 3), ("Three people", 3), ("only 4", 4), ("5 or more", 5), ("12", 12), ("twelve", 12),
     ("looked at 2", 2), ("0", 0), ("1000", 0), ("3 notes missing", 0), ("one tablet gone", 0), ("all of them", 0)],
)  # fmt: skip
def test_the_number_is_read_in_figures_and_in_words(text: str, number: int) -> None:
    assert found.number(text) == number


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2 notes missing and one mar chart wrong", ("2 notes missing", "one mar chart wrong")),
        ("2 notes missing and a mar chart wrong", ("2 notes missing", "a mar chart wrong")),
        (
            "mrs jones warfarin not signed on app but is on paper, 2 fluid charts empty",
            ("mrs jones warfarin not signed on app but is on paper", "2 fluid charts empty"),
        ),
        ("room 12, 2 notes missing", ("room 12, 2 notes missing",)),
        ("2 mars not signed at 8, 12 and 4", ("2 mars not signed at 8, 12 and 4",)),
        ("ivy and 2 others not signed", ("ivy and 2 others not signed",)),
        ("not written up at 8, 10 and 2 pm", ("not written up at 8, 10 and 2 pm",)),
        ("not washed and a bruise not written up", ("not washed and a bruise not written up",)),
        ("missing since 1 june, 2 am and later", ("missing since 1 june, 2 am and later",)),
    ],
)
def test_a_count_begins_another_problem_where_both_say_what_is_wrong(text: str, parts: tuple[str, ...]) -> None:
    assert checks.findings(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "bath chart missing and warfarin not signed",
        "no daily notes for ivy, mar chart not signed either",
        "fluid chart empty but mrs jones warfarin not signed on app",
    ],
)
def test_a_medicine_is_never_lost_under_something_missing(text: str, classifier: TrainedClassifier) -> None:
    meaning = found.understood(text, classifier.understand)
    assert meaning.category is Category.MEDICATION_RECORD
    assert meaning.urgency.rank <= classifier.understand(text).urgency.rank <= Urgency.HIGH.rank


@pytest.mark.parametrize("text", ["bath chart missing and fluids empty", "2 daily notes missing on blue"])
def test_what_holds_no_medicine_stays_what_it_is(text: str, classifier: TrainedClassifier) -> None:
    assert found.understood(text, classifier.understand) == classifier.understand(text)
