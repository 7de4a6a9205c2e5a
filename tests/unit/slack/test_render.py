"""Cards and forms as Slack takes them: within every limit, with nothing live in them, whatever stands in them."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.modal import view_of
from adapters.slack.press import act_of, option_values
from adapters.slack.render import SUM_LIMIT, TEXT_LIMIT, home_of, message_of, text_of
from core.card import Act, Block, Button, Buttons, Card, Facts, Pick, Tone, Words
from core.form import Field, Form, PersonField, PickField, TextField
from tests.fakes.block_kit import faults_of, size_of, view_faults_of
from tests.unit.slack.hostile import HOSTILE

CARD = Card(
    heading="Login problem at Elm Court: ISS-12",
    tone=Tone.URGENT,
    body=(
        Words(text="Use the paper MAR now and tell the person in charge."),
        Facts(rows=(("Service", "Elm Court"), ("Urgency", "critical"), ("Answered", "Nobody yet"))),
        Words(text="Urgent phone: 01632 960000", tone=Tone.QUIET),
        Buttons(
            buttons=(
                Button(label="I've got it", act=Act(verb="acknowledge", ref="ISS-12", version=1), tone=Tone.GOOD),
                Button(label="Withdraw", act=Act(verb="withdraw", ref="ISS-12", version=1), tone=Tone.URGENT),
            )
        ),
        Pick(
            label="Change type",
            options=(Button(label="Missing", act=Act(verb="retype", ref="ISS-12", version=1, value="missing_record")),),
        ),
    ),
)


def test_a_card_as_blocks() -> None:
    message = message_of(CARD)
    assert faults_of(message.blocks) == []
    assert [block["type"] for block in message.blocks] == [
        "header",
        "section",
        "section",
        "context",
        "actions",
        "section",
    ]
    assert [b.get("style") for b in message.blocks[4]["elements"]] == ["primary", "danger"]
    assert message.blocks[2]["fields"][0]["text"] == "Service: Elm Court"
    assert message.blocks[5]["text"]["text"] == "Change type"


def test_a_card_as_text_says_it_all() -> None:
    assert text_of(CARD).splitlines() == CARD.as_text().splitlines()


def test_no_word_is_markup() -> None:
    def kinds(found: Any) -> set[str]:
        if isinstance(found, list):
            return set().union(*map(kinds, found))
        if not isinstance(found, dict):
            return set()
        own = {found["type"]} if "text" in found and isinstance(found["text"], str) else set()
        return own.union(*map(kinds, found.values()))

    assert kinds(list(message_of(CARD).blocks)) == {"plain_text"}


def test_many_buttons_stand_in_fives_under_names_of_their_own() -> None:
    buttons = tuple(Button(label=f"B{n}", act=Act(verb="go", value=str(n))) for n in range(25))
    blocks = message_of(Card(heading="x", body=(Buttons(buttons=buttons), Buttons(buttons=buttons)))).blocks
    assert faults_of(blocks) == []
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    assert [len(row) for row in rows] == [5] * 10
    ids = [element["action_id"] for row in rows for element in row]
    assert len(set(ids)) == 50


def test_long_words_are_split_and_not_cut() -> None:
    text = "\n".join(f"line {n}" for n in range(700))
    blocks = message_of(Card(heading="x", body=(Words(text=text),))).blocks
    assert faults_of(blocks) == []
    assert "\n".join(block["text"]["text"] for block in blocks[1:]) == text


def test_what_does_not_fit_is_counted_and_buttons_stay() -> None:
    lines = tuple(Words(text=f"ISS-{n}") for n in range(200))
    blocks = message_of(Card(heading="x", body=(*lines, CARD.body[3]))).blocks
    assert faults_of(blocks) == []
    shown = sum(1 for block in blocks if block["type"] == "section")
    assert {"type": "plain_text", "text": f"… and {200 - shown} more", "emoji": True} in [
        element for block in blocks if block["type"] == "context" for element in block["elements"]
    ]
    assert blocks[-1]["type"] == "actions"


def test_a_hundred_and_one_options_are_counted() -> None:
    options = tuple(Button(label=f"O{n}", act=Act(verb="go", value=str(n))) for n in range(101))
    blocks = message_of(Card(heading="x", body=(Pick(label="Choose", options=options),))).blocks
    assert faults_of(blocks) == []
    assert blocks[1]["text"]["text"] == "Choose (… and 1 more)"


# ---- anything at all


def _digest(lines: int, text: str) -> tuple[Block, ...]:
    return tuple(Words(text=f"ISS-{n} {text}") for n in range(lines))


words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=200), st.integers(0, 5000).map(lambda n: "w <!here> " * n))
short = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=90))
acts = st.builds(
    Act,
    verb=st.text(alphabet="abcdefghij_", min_size=1, max_size=20),
    ref=st.sampled_from(["", "ISS-12"]),
    version=st.integers(0, 10_000),
    value=st.text(max_size=40),
    card=st.sampled_from(["", "c" * 32]),
)
tones = st.sampled_from(Tone)
buttons = st.builds(Button, label=short, act=acts, tone=tones)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Words, text=words, tone=tones),
    st.builds(Facts, rows=st.lists(st.tuples(short, words), max_size=25).map(tuple)),
    st.builds(Buttons, buttons=st.lists(buttons, max_size=30).map(tuple)),
    st.builds(Pick, label=short, options=st.lists(buttons, max_size=110).map(tuple)),
)
cards = st.builds(
    Card,
    heading=words,
    tone=tones,
    body=st.one_of(
        st.lists(blocks, max_size=12).map(tuple),
        st.builds(_digest, st.integers(0, 2000), st.text(max_size=90)),
    ),
)

LIVE = re.compile(r"<[!@#A-Za-z/]|<https?:")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(cards)
def test_any_card_keeps_every_limit_with_nothing_live_in_it(card: Card) -> None:
    message = message_of(card)
    assert faults_of(message.blocks) == []
    assert size_of(message.blocks) <= SUM_LIMIT
    assert 0 < len(message.text) <= TEXT_LIMIT
    assert "<" not in message.text
    assert not [text for text in _texts(message.blocks) if LIVE.search(text)]
    json.dumps([message.text, message.blocks]).encode()


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(cards)
def test_any_card_makes_a_home(card: Card) -> None:
    view = home_of(card)
    if view["blocks"]:
        assert view_faults_of(view) == []


def _texts(found: Any) -> list[str]:
    if isinstance(found, (list, tuple)):
        return [text for part in found for text in _texts(part)]
    if not isinstance(found, dict):
        return []
    own = [found["text"]] if isinstance(found.get("text"), str) else []
    return own + [text for part in found.values() for text in _texts(part)]


# ---- acts


@settings(deadline=None)
@given(st.lists(acts, min_size=1, max_size=20), st.integers(0, 99))
def test_an_option_that_fits_brings_its_act_back(given_acts: list[Act], number: int) -> None:
    action_id, values = option_values(given_acts, number)
    assert len(action_id) <= 255
    for act, value in zip(given_acts, values, strict=True):
        assert len(value) <= 150
        if value:
            assert act_of(action_id, value) == act


def test_usual_options_fit() -> None:
    usual = [
        Act(verb="change_category", ref="ISS-12345", version=99, value=value, card="f" * 64)
        for value in ("login_access", "missing_record", "safeguarding_related_to_someone_else")
    ]
    assert all(option_values(usual, 12)[1])


# ---- forms


fields: st.SearchStrategy[Field] = st.one_of(
    st.builds(
        TextField,
        name=st.just("n"),
        label=short,
        hint=words,
        limit=st.integers(-1, 9000),
        long=st.booleans(),
        value=words,
    ),
    st.builds(
        PickField,
        name=st.just("n"),
        label=short,
        options=st.lists(
            st.tuples(st.from_regex(r"[a-z_]{1,30}", fullmatch=True), short), min_size=1, max_size=120
        ).map(tuple),
        optional=st.booleans(),
    ),
    st.builds(PersonField, name=st.just("n"), label=short),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(short, short, st.lists(fields, min_size=1, max_size=8), words)
def test_any_form_makes_a_modal(title: str, send: str, given_fields: list[Field], typed: str) -> None:
    named = tuple(type(f)(**{**vars(f), "name": f"f{n}"}) for n, f in enumerate(given_fields))
    view = view_of(Form(name="report", title=title, send=send, fields=named), act=Act(verb="form"), words=typed)
    assert view_faults_of(view) == []
    assert len(view["title"]["text"]) <= 24


@pytest.mark.parametrize("length", [0, 1, 2999, 3000, 3001, 40_000])
def test_the_person_is_told_only_if_their_words_were_shortened(length: int) -> None:
    form = Form(name="f", title="t", send="s", fields=(TextField(name="x", label="x", long=True),))
    view = view_of(form, words="x" * length)
    assert (view["blocks"][0]["type"] == "context") is (length > 3000)
    assert len(view["blocks"][-1]["element"].get("initial_value", "")) == min(length, 3000)
