"""Cards and acts survive being kept as JSON, and nothing else is taken for one."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.card import (
    Act,
    Button,
    Buttons,
    Card,
    Facts,
    Pick,
    Tone,
    Words,
    act_from_json,
    act_to_json,
    card_from_json,
    card_to_json,
)
from core.form import Form, PersonField, PickField, TextField

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
ACTS = st.builds(Act, verb=TEXTS, ref=TEXTS, version=st.integers(0, 10**6), value=TEXTS, card=TEXTS)
TONES = st.sampled_from(Tone)
BUTTONS = st.lists(st.builds(Button, label=TEXTS, act=ACTS, tone=TONES), max_size=4).map(tuple)
BLOCKS = st.one_of(
    st.builds(Words, text=TEXTS, tone=TONES, kind=st.just("words")),
    st.builds(Facts, rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=4).map(tuple), kind=st.just("facts")),
    st.builds(Buttons, buttons=BUTTONS, kind=st.just("buttons")),
    st.builds(Pick, label=TEXTS, options=BUTTONS, kind=st.just("pick")),
)
CARDS = st.builds(Card, heading=TEXTS, body=st.lists(BLOCKS, max_size=5).map(tuple), tone=TONES)


@settings(max_examples=150, deadline=None)
@given(CARDS)
def test_a_card_comes_back_as_it_was(card: Card) -> None:
    assert card_from_json(card_to_json(card)) == card


@settings(max_examples=150, deadline=None)
@given(ACTS)
def test_an_act_comes_back_as_it_was(act: Act) -> None:
    assert act_from_json(act_to_json(act)) == act


def test_an_act_is_short() -> None:
    assert act_to_json(Act(verb="acknowledge", ref="ISS-1")) == '{"verb":"acknowledge","ref":"ISS-1"}'


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        "{}",
        "null",
        "[]",
        '"acknowledge"',
        "acknowledge",
        '{"verb": 3}',
        '{"verb": "see", "version": "2"}',
        '{"verb": "see", "version": 1.5}',
        '{"verb": "see", "ref": null}',
        '{"verb": ["see"]}',
        "{'verb': 'see'}",
        '{"verb": "see"',
        b"\xff\xfe",
        "[" * 5000,
    ],
)
def test_what_no_button_of_ours_carries_is_refused(foreign: str | bytes) -> None:
    with pytest.raises(ValueError):
        act_from_json(foreign)


@pytest.mark.parametrize("foreign", [b"", b"{}", b'{"heading": 1}', b'{"heading": "x", "body": [{"kind": "video"}]}'])
def test_what_is_no_card_is_refused(foreign: bytes) -> None:
    with pytest.raises(ValueError):
        card_from_json(foreign)


SEE = Button(label="See it", act=Act(verb="see", ref="ISS-1", version=2))
OTHER = Button(label="Other", act=Act(verb="other"))
WHOLE = Card(
    heading="High at Elm Court. ISS-1.",
    body=(
        Words(text="Nobody has answered yet."),
        Facts(rows=(("Reported", "5 min ago"), ("About", "medicines"))),
        Buttons(buttons=(SEE, OTHER)),
        Pick(label="More", options=(SEE, OTHER)),
        Words(text=""),
    ),
)


def test_each_block_reads_as_plain_text() -> None:
    assert WHOLE.as_text().splitlines() == [
        "High at Elm Court. ISS-1.",
        "Nobody has answered yet.",
        "Reported: 5 min ago",
        "About: medicines",
        "[See it] [Other]",
        "More: See it, Other",
    ]


def test_every_press_of_a_card_in_reading_order() -> None:
    assert list(WHOLE.presses()) == [SEE, OTHER, SEE, OTHER]


def test_a_stamp_names_the_copy_on_every_press_and_changes_nothing_else() -> None:
    stamped = WHOLE.stamped("41")
    assert {button.act.card for button in stamped.presses()} == {"41"}
    assert stamped.as_text() == WHOLE.as_text()
    assert stamped.stamped("") == WHOLE


def test_labels_are_kept_as_json_of_our_own() -> None:
    assert json.loads(card_to_json(WHOLE))["body"][0] == {"text": WHOLE.body[0].text, "tone": "plain", "kind": "words"}  # type: ignore[union-attr]


def test_a_form_says_what_is_missing() -> None:
    form = Form(
        name="report",
        title="Report a problem",
        send="Send",
        fields=(
            TextField(name="text", label="What is wrong?"),
            PickField(name="care", label="Is care affected?", options=(("now", "Yes"),), optional=True),
            PersonField(name="person", label="Who?"),
        ),
    )
    assert form.missing({}) == ("text", "person")
    assert form.missing({"text": "  ", "person": "3"}) == ("text",)
    assert form.missing({"text": "wifi", "person": "3"}) == ()
    assert form.as_text() == "Report a problem\nWhat is wrong?\nIs care affected?\nWho?"
