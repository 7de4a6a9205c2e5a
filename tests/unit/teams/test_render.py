"""Cards as Teams takes them: within every limit, with nothing live in them, whatever stands in them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.chat.lengths import size
from adapters.teams.press import pressed_act
from adapters.teams.render import LINE, ROOM, ROW, SUMMARY_LIMIT, TEXT_LIMIT, card_of, summary_of, text_of
from core import words as wording
from core.card import Act, Block, Button, Buttons, Card, Facts, Pick, Tone, Words
from tests.fakes.adaptive import faults_of, size_of
from tests.unit.slack.hostile import HOSTILE

Json = Mapping[str, Any]

ACKNOWLEDGE = Act(verb="acknowledge", ref="ISS-12", version=1)
CARD = Card(
    heading="Login problem at Elm Court: ISS-12",
    body=(
        Words(text="Use the paper MAR now.", tone=Tone.URGENT),
        Facts(rows=(("Service", "Elm Court"), ("Urgency", "critical"))),
        Words(text="Urgent phone: 01632 960000", tone=Tone.QUIET),
        Buttons(
            buttons=(
                Button(label="I've got it", act=ACKNOWLEDGE, tone=Tone.GOOD),
                Button(label="Withdraw", act=Act(verb="withdraw", ref="ISS-12", version=1), tone=Tone.URGENT),
                Button(label="Report a problem", act=Act(verb="form", value="report")),
            )
        ),
        Pick(
            label="Change type",
            options=(
                Button(label="Missing", act=Act(verb="retype", ref="ISS-12", version=1, value="missing_record")),
                Button(label="Login", act=Act(verb="retype", ref="ISS-12", version=1, value="login_access")),
            ),
        ),
    ),
)


# ---- reading a drawn card


def _parts(found: Any) -> Iterator[Json]:
    """Everything on the card; what a client without Action.Execute would get instead is not looked into."""
    for part in found:
        yield part
        yield from _parts([*part.get("items", ()), *part.get("actions", ()), *part.get("choices", ())])


def _runs(card: Json) -> list[str]:
    return ["".join(run["text"] for run in part["inlines"]) for part in _parts(card["body"]) if "inlines" in part]


def _said(card: Json) -> str:
    names = ("title", "label", "placeholder", "errorMessage")
    labels = [part[name] for part in _parts(card["body"]) for name in names if name in part]
    return "\n".join([*_runs(card), *labels])


def _of(card: Json, kind: str) -> list[Json]:
    return [part for part in _parts(card["body"]) if part.get("type") == kind]


def _data(card: Json) -> list[Json]:
    return [action["data"] for action in (*_of(card, "Action.Execute"), *_of(card, "Action.Submit"))]


# ---- one card


def test_a_card_as_teams_draws_it() -> None:
    drawn = card_of(CARD)
    assert faults_of(drawn) == []
    assert [part["type"] for part in drawn["body"]] == [
        "RichTextBlock",
        "Container",
        "RichTextBlock",
        "RichTextBlock",
        "RichTextBlock",
        "ActionSet",
        "ActionSet",
        "Container",
    ]
    heading, urgent, service, _, quiet = drawn["body"][:5]
    assert heading["inlines"] == [{"type": "TextRun", "text": CARD.heading, "weight": "bolder", "size": "large"}]
    assert urgent["style"] == "attention"
    assert [(run["text"], run.get("weight")) for run in service["inlines"]] == [
        ("Service: ", "bolder"),
        ("Elm Court", None),
    ]
    assert quiet["inlines"][0]["isSubtle"] is True
    assert drawn["fallbackText"] == text_of(CARD)


def test_a_button_is_pressed_on_old_clients_as_well() -> None:
    first, second = _of(card_of(CARD), "Action.Execute")[:2]
    assert first == {
        "type": "Action.Execute",
        "verb": "press",
        "title": "I've got it",
        "data": {"handrail": {"act": {"verb": "acknowledge", "ref": "ISS-12", "version": 1}}},
        "associatedInputs": "none",
        "style": "positive",
        "fallback": {
            "type": "Action.Submit",
            "title": "I've got it",
            "data": {"handrail": {"act": {"verb": "acknowledge", "ref": "ISS-12", "version": 1}}},
            "associatedInputs": "none",
            "style": "positive",
        },
    }
    assert second["style"] == "destructive"


def test_a_button_that_opens_a_form_asks_for_a_dialog() -> None:
    [opens] = _of(card_of(CARD), "Action.Submit")
    act = {"verb": "form", "value": "report"}
    assert opens["data"] == {"msteams": {"type": "task/fetch"}, "handrail": {"act": act}}


def test_a_list_has_a_button_of_its_own() -> None:
    drawn = card_of(CARD)
    [field] = _of(drawn, "Input.ChoiceSet")
    assert (field["id"], field["label"]) == ("pick:0", "Change type")
    assert field["choices"] == [
        {"title": "Missing", "value": '{"value":"missing_record"}'},
        {"title": "Login", "value": '{"value":"login_access"}'},
    ]
    button = next(action for action in _of(drawn, "Action.Execute") if action["title"] == wording.CHOOSE)
    assert button["associatedInputs"] == "auto"
    assert button["data"] == {"handrail": {"act": {"verb": "retype", "ref": "ISS-12", "version": 1}, "pick": "pick:0"}}


def test_an_answer_of_one_sentence_is_no_headline() -> None:
    [heading] = card_of(Card(heading="Thank you, Ben."))["body"]
    assert heading["inlines"] == [{"type": "TextRun", "text": "Thank you, Ben.", "weight": "bolder"}]


def test_what_is_urgent_begins_with_one_coloured_box() -> None:
    card = Card(heading="CRITICAL", tone=Tone.URGENT, body=(Words(text="Check now.", tone=Tone.URGENT), *CARD.body))
    heading, first, second = card_of(card)["body"][:3]
    assert [part["style"] for part in (heading, first, second)] == ["attention"] * 3
    assert [part.get("spacing") for part in (heading, first, second)] == [None, "none", "none"]


def test_every_row_of_a_list_stands_by_itself() -> None:
    rows = [(Words(text=f"ISS-{n}"), Buttons(buttons=(Button(label="See", act=ACKNOWLEDGE),))) for n in range(3)]
    drawn = card_of(Card(heading="3 open", body=tuple(block for row in rows for block in row)))
    lines = [part for part in drawn["body"][1:] if part["type"] == "RichTextBlock"]
    assert [part.get("separator", False) for part in lines] == [False, True, True]


def test_buttons_stand_so_that_a_row_fits_on_a_phone() -> None:
    labels = ("Yes, now", "Soon", "No", "Not sure", "x" * 40, "It's fixed", "y" * 75)
    buttons = tuple(Button(label=label, act=Act(verb="go", value=label)) for label in labels)
    rows = [
        [a["title"] for a in s["actions"]]
        for s in card_of(Card(heading="x", body=(Buttons(buttons=buttons),)))["body"][1:]
    ]
    assert rows == [["Yes, now", "Soon"], ["No", "Not sure"], ["x" * 40], ["It's fixed"], ["y" * 75]]
    assert all(len(row) <= ROW and (len(row) == 1 or sum(map(len, row)) < LINE) for row in rows)


def test_long_words_are_split_and_not_cut() -> None:
    text = "\n".join(f"line {n}" for n in range(700))
    drawn = card_of(Card(heading="x", body=(Words(text=text),)))
    assert faults_of(drawn) == []
    assert "\n".join(_runs(drawn)[1:]) == text


def test_the_last_resort_is_cut_before_anything_else() -> None:
    lines = tuple(Words(text=f"ISS-{n} " + "w" * 100) for n in range(60))
    drawn = card_of(Card(heading="x", body=lines))
    assert len(_runs(drawn)) == 61
    assert 0 < len(drawn["fallbackText"]) < len(text_of(Card(heading="x", body=lines)))


def test_then_what_old_clients_press() -> None:
    buttons = tuple(Button(label=f"See ISS-{n}", act=Act(verb="see", ref=f"ISS-{n}", card="4711")) for n in range(30))
    rows = tuple(block for b in buttons for block in (Words(text=f"About {b.act.ref}"), Buttons(buttons=(b,))))
    drawn = card_of(Card(heading="x", body=rows))
    assert faults_of(drawn) == []
    assert [pressed_act(data) for data in _data(drawn)] == [button.act for button in buttons]
    assert len(_runs(drawn)) == 31
    assert all("fallback" not in action for action in _of(drawn, "Action.Execute"))


def test_what_does_not_fit_is_counted_and_buttons_stay() -> None:
    lines = tuple(Words(text=f"ISS-{n}") for n in range(500))
    drawn = card_of(Card(heading="x", body=(*lines, CARD.body[3])))
    assert faults_of(drawn) == []
    shown = sum(1 for run in _runs(drawn) if run.startswith("ISS-"))
    assert f"… and {500 - shown} more" in _runs(drawn)
    assert drawn["body"][-1]["type"] == "ActionSet"


def test_a_hundred_and_one_options_are_counted() -> None:
    options = tuple(Button(label=f"O{n}", act=Act(verb="go", value=str(n))) for n in range(101))
    [field] = _of(card_of(Card(heading="x", body=(Pick(label="Choose", options=options),))), "Input.ChoiceSet")
    assert field["label"] == "Choose (… and 1 more)"
    assert len(field["choices"]) == 100


def test_a_card_of_nothing_is_still_a_card() -> None:
    for body in ((), (Words(text=" "), Facts(rows=(("", ""),)), Pick(label="x", options=()), Buttons(buttons=()))):
        drawn = card_of(Card(heading="", body=body))
        assert faults_of(drawn) == []
        assert _runs(drawn) == ["Handrail"]


def test_the_lock_screen_shows_the_heading_in_one_line() -> None:
    assert summary_of(CARD) == CARD.heading
    assert summary_of(Card(heading="", body=(Words(text="a\nb"),))) == "a b"
    assert summary_of(Card(heading="")) == "Handrail"


def test_a_card_as_text_says_it_all() -> None:
    said = text_of(CARD).replace("\N{WORD JOINER}", "").splitlines()
    assert [line.rstrip() for line in said] == CARD.as_text().splitlines()


# ---- anything at all


TOKEN = re.compile(r"ISS-\d+;")
COUNTED = re.compile(r"… and (\d+) more")

text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=200), st.integers(0, 5000).map(lambda n: 'w "{{x}}" ' * n))
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
many = st.one_of(st.integers(0, 12), st.integers(0, 2000))


def _lines(count: int, line: str, tone: Tone) -> tuple[Block, ...]:
    return tuple(Words(text=f"ISS-{n}; {line}", tone=tone) for n in range(count))


def _facts(count: int, line: str) -> tuple[Block, ...]:
    return (Facts(rows=tuple((f"ISS-{n};", line) for n in range(count))),)


def _buttons(count: int, line: str, act: Act) -> tuple[Block, ...]:
    return (Buttons(buttons=tuple(Button(label=f"ISS-{n}; {line}", act=act) for n in range(count))),)


def _picks(count: int, line: str, act: Act) -> tuple[Block, ...]:
    return (Pick(label=line, options=tuple(Button(label=f"ISS-{n}; {line}", act=act) for n in range(count))),)


def _list(count: int, line: str, act: Act) -> tuple[Block, ...]:
    return tuple(block for n in range(count // 2) for block in (Words(text=f"ISS-{n}; {line}"), *_buttons(1, "", act)))


one_line = text.map(lambda found: " ".join(found.split())[:150])
entries = st.lists(
    st.one_of(
        st.builds(_lines, many, one_line, tones),
        st.builds(_facts, many, one_line),
        st.builds(_buttons, many, one_line, acts),
        st.builds(_picks, many, one_line, acts),
        st.builds(_list, many, one_line, acts),
    ),
    max_size=4,
).map(lambda found: tuple(block for blocks in found for block in blocks))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Words, text=text, tone=tones),
    st.builds(Facts, rows=st.lists(st.tuples(short, text), max_size=25).map(tuple)),
    st.builds(Buttons, buttons=st.lists(buttons, max_size=30).map(tuple)),
    st.builds(Pick, label=short, options=st.lists(buttons, max_size=110).map(tuple)),
)
cards = st.builds(Card, heading=text, tone=tones, body=st.lists(blocks, max_size=12).map(tuple))

LIVE = re.compile(r"\{\{|\$\{|</?at\b|[\u202a-\u202e\u2066-\u2069\x00\ud800-\udfff]", re.IGNORECASE)
KINDS = {
    "RichTextBlock",
    "TextRun",
    "Container",
    "ActionSet",
    "Action.Execute",
    "Action.Submit",
    "Input.ChoiceSet",
    None,
}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(cards, st.builds(Card, heading=text, tone=tones, body=entries)))
def test_any_card_keeps_every_limit_with_nothing_live_in_it(card: Card) -> None:
    drawn = card_of(card)
    assert faults_of(drawn) == []
    assert size_of(drawn) <= ROOM
    assert {part.get("type") for part in _parts(drawn["body"])} <= KINDS
    assert not LIVE.search(_said(drawn))
    assert 0 < size(text_of(card)) <= TEXT_LIMIT
    assert 0 < size(summary_of(card)) <= SUMMARY_LIMIT
    assert len(summary_of(card).splitlines()) == 1
    assert not LIVE.search(text_of(card) + summary_of(card))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(entries)
def test_every_entry_is_listed_or_counted(body: tuple[Block, ...]) -> None:
    drawn = card_of(Card(heading="x", body=body))
    given_entries = sum(len(list(_named(block))) for block in body)
    shown = len(TOKEN.findall(_said(drawn)))
    counted = sum(map(int, COUNTED.findall(_said(drawn))))
    assert shown + counted == given_entries


def _named(block: Block) -> Iterator[object]:
    match block:
        case Words():
            yield block
        case Facts():
            yield from block.rows
        case Buttons():
            yield from block.buttons
        case Pick():
            yield from block.options


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(cards, st.builds(Card, heading=text, body=entries)), st.integers(3_000, ROOM))
def test_any_card_fits_in_less_room_as_well(card: Card, room: int) -> None:
    drawn = card_of(card, room=room)
    assert size_of(drawn) <= room
    assert faults_of(drawn) == []


@pytest.mark.parametrize("room", [3_000, 8_000, ROOM])
def test_a_heading_of_any_length_leaves_room_for_the_buttons(room: int) -> None:
    card = Card(heading='"' * 5000, body=(Buttons(buttons=(Button(label="Go", act=ACKNOWLEDGE),)),))
    drawn = card_of(card, room=room)
    assert size_of(drawn) <= room
    assert drawn["body"][1]["type"] == "ActionSet"


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(cards)
def test_everything_that_can_be_pressed_on_any_card_comes_back_as_it_was(card: Card) -> None:
    drawn = card_of(card)
    expected = {button.act for button in card.presses()}
    fields = {field["id"]: field for field in _of(drawn, "Input.ChoiceSet")}
    for data in _data(drawn):
        field = fields.get(data["handrail"].get("pick"))
        chosen = [{field["id"]: choice["value"]} for choice in field["choices"]] if field else [{}]
        for choice in chosen:
            assert pressed_act({**data, **choice}) in expected
    if size_of(drawn) < ROOM // 2 and "… and" not in _said(drawn):
        assert sum(len(field["choices"]) for field in fields.values()) + len(_data(drawn)) - len(fields) == len(
            list(card.presses())
        )


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_is_drawn(tone: Tone) -> None:
    button = Buttons(buttons=(Button(label="Go", act=ACKNOWLEDGE, tone=tone),))
    assert faults_of(card_of(Card(heading="x", tone=tone, body=(Words(text="y", tone=tone), button)))) == []
