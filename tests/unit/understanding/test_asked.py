"""What a question tells besides asking."""

import json
from pathlib import Path

import pytest

from core.handlers import is_question
from core.labels import CareRisk, Danger, Urgency
from core.understanding.asked import told_in, understood
from core.understanding.harm_told import gone_in, harm_in
from core.understanding.understand import TrainedClassifier

CLASSIFIER = TrainedClassifier.load()

JUDGED = (Path("judged_where/natural.jsonl"), Path("judged_where/questions.jsonl"))

TELL_OF_HARM = {
    "saw staff handle her roughly do i write that in notes",
    "suspected abuse which form",
    "whistleblowing about neglect where do i put it",
    "resident has gone missing where do i log it",
    "thumb shaped marks on wrist, app or the body outline thing",
    "carer left her sat in wet pad for hours on purpose i feel. which form",
    "a visitor is being nasty to a resident and i dont like it. where do i put it",
    "she told me her lad takes her pension and screams at her, do i put that in my notes",
}


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
    [
        "where do i record that tom slapped doris",
        "where do i record that Mrs Jones has been pushed by Dave",
        "where do i write about the night carer hitting Doris",
        "where do i record that staff dragged her out of bed",
        "where do i record bruises on her arms that look like finger marks",
        "where do i write up john being hit by sue",
        "where do i record that a resident kissed another resident in bed",
        "where do i record a punch to the face between two residents",
        "where do i record that they laughed at her and called her names",
        "where do i record someone has been locked in their room all night",
        "how do i record abuse",
        "where do i write that night staff left her in a wet pad",
        "where do i record that i saw tom slap doris",
        "where do i write that sue pulled her hair",
        "where do i write if she hits him",
        "where do i write that two residents were fighting",
    ],
)
def test_harm_by_a_name_in_the_passive_or_as_a_noun(text: str) -> None:
    """Whoever did it may lead the shift, so it never stays a plain question."""
    meaning = understood(text, CLASSIFIER.understand)
    assert (meaning.danger, is_question(meaning)) == (Danger.SAFEGUARDING, False)
    assert meaning.urgency.rank <= Urgency.HIGH.rank
    assert CareRisk.SAFEGUARDING in meaning.care_risk


@pytest.mark.parametrize(
    "text",
    [
        "where do i record a resident missing since 2pm",
        "resident has gone missing where do i log it",
        "where do i put that mr khan has gone missing",
        "where do i record that doris is missing",
    ],
)
def test_a_person_is_missing(text: str) -> None:
    meaning = understood(text, CLASSIFIER.understand)
    assert (meaning.danger, meaning.urgency, meaning.ask) == (Danger.MEDICAL, Urgency.CRITICAL, False)
    assert CareRisk.MISSING_PERSON in meaning.care_risk


@pytest.mark.parametrize(
    "text",
    [
        "where do i write a bruise",
        "where do i write challenging behaviour",
        "where do i record a safeguarding concern",
        "where do i write she pushed the buzzer all night",
        "where do i record a punch biopsy",
        "where do i write he kicked off at tea time",
        "where do i record that he hit out at staff during personal care",
        "where do i write that nobody was hurt",
        "where do i record that she hardly touched her lunch",
        "where do i put that he grabbed the rail",
        "where do i write that her notes are missing",
        "what do i do when a resident goes missing",
        "where do i record when a resident goes missing, she is back safe now",
        "missing person form app or paper",
        "where do i write that the tablet was locked in the office",
        "where do i record self neglect",
        "where do i record a rough night",
        "where do i put touch screen problems",
        "hypothetical for my nvq, if someone disclosed abuse which page would it be",
    ],
)
def test_what_only_sounds_like_harm(text: str) -> None:
    assert understood(text, CLASSIFIER.understand) == CLASSIFIER.understand(text)
    assert is_question(understood(text, CLASSIFIER.understand))


@pytest.mark.parametrize(
    "text",
    ["where do i write that she hit her own head", "he was pushed in his wheelchair, where do i write it"],
)
def test_nobody_did_it(text: str) -> None:
    assert understood(text, CLASSIFIER.understand).danger is Danger.NONE


def test_questions_that_tell_nothing_stay_answerable() -> None:
    """Of the collected questions about where to write something, those that tell of harm are no mere questions."""
    folder = Path("core/understanding/data")
    files = ("where_questions.jsonl", "where_questions_2.jsonl", *map(str, JUDGED))
    texts = [json.loads(line)["text"] for name in files for line in (folder / name).read_text().splitlines()]
    before = {text: CLASSIFIER.understand(text) for text in texts}
    changed = {text for text, meaning in before.items() if is_question(meaning) and (harm_in(text) or gone_in(text))}
    assert changed == TELL_OF_HARM


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
