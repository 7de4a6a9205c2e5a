"""The first replies in other languages: complete, with the same gaps as the English, and short enough for a button."""

import string

import pytest

from adapters.slack.render import LABEL_LIMIT as SLACK_LABEL
from adapters.teams.render import LABEL_LIMIT as TEAMS_LABEL
from core import words
from core.audit import REPORTED, Event
from core.labels import CareEffect
from core.tongues import ENGLISH, NOT_CHECKED, TONGUES, Tongue, both, chosen, label, of_report, texts
from tests.unit.elm_court import NOON

EACH = pytest.mark.parametrize("tongue", TONGUES.values(), ids=lambda tongue: tongue.name)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_are_ten() -> None:
    assert len(TONGUES) == 10
    assert len({tongue.name for tongue in TONGUES.values()}) == 10


@EACH
def test_every_text_is_there_with_the_gaps_of_the_english(tongue: Tongue) -> None:
    english = texts(ENGLISH)
    assert texts(tongue).keys() == english.keys()
    for name, text in texts(tongue).items():
        assert text.strip() == text != "", name
        assert gaps(text) == gaps(english[name]), name
        assert text != english[name], name


@EACH
def test_the_emergency_number_is_in_the_advice(tongue: Tongue) -> None:
    assert "999" in tongue.medical and "999" in tongue.safeguarding


@EACH
def test_a_button_in_two_languages_is_short_enough(tongue: Tongue) -> None:
    assert list(tongue.answers()) == list(words.CARE_ANSWERS) == list(CareEffect)
    labels = [label(text, words.CARE_ANSWERS[value]) for value, text in tongue.answers().items()]
    assert max(map(len, labels)) <= min(SLACK_LABEL, TEAMS_LABEL) == 75
    assert len(set(labels)) == 4


@EACH
def test_typed_answers_mean_one_of_the_four(tongue: Tongue) -> None:
    assert {tongue.care_answer(text.casefold()) for text in tongue.answers().values()} == set(CareEffect)
    assert set(tongue.said.values()) <= set(CareEffect)
    assert all(said == said.casefold().strip(" .!।") for said in tongue.said)
    assert tongue.care_answer("printer") == ""


@EACH
def test_each_says_that_nobody_has_checked_it(tongue: Tongue) -> None:
    assert tongue.checked_by == NOT_CHECKED


@pytest.mark.parametrize(
    ("setting", "recognised", "code"),
    [
        ("en", "en", ""),
        ("en", "pl", "pl"),
        ("pl", "en", "pl"),
        ("pl-PL", "en", "pl"),
        (" Polish ", "en", "pl"),
        ("Filipino", "en", "tl"),
        ("ne", "hi", "ne"),
        ("fr", "en", ""),
        ("en", "es", ""),
        ("", "sn", "sn"),
        ("Klingon", "en", ""),
    ],
)
def test_ones_own_language_goes_before_the_one_recognised(setting: str, recognised: str, code: str) -> None:
    assert chosen(setting, recognised) == code


def reported(**evidence: str) -> Event:
    return Event(ref="ISS-1", at=NOON, by=1, verb=REPORTED, frm="", to="reported", evidence=evidence)


def test_the_trail_keeps_the_language_of_a_report() -> None:
    assert of_report((reported(language="pl"),)) is TONGUES["pl"]


def test_reports_from_before_and_unknown_codes_are_english() -> None:
    assert of_report(()) is None
    assert of_report((reported(urgency="low"),)) is None
    assert of_report((reported(language="xx"),)) is None


def test_the_english_stands_beneath() -> None:
    assert both("Dziękuję.", "Thank you.") == "Dziękuję.\nThank you."
    assert both("", "Thank you.") == "Thank you."
    assert both("Dziękuję.", "") == ""
