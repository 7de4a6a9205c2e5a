"""Forms as Teams takes them: in a dialog and in the chat, filled in, wrong, and of any size."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.chat.lengths import clean, size
from adapters.teams.dialog import dialog_of, dialog_title, errors_of, inline_form
from adapters.teams.press import form_of
from core import words as wording
from core.card import Act
from core.form import Field, Form, PersonField, PickField, TextField
from tests.fakes.adaptive import faults_of
from tests.unit.slack.hostile import HOSTILE

Json = Mapping[str, Any]

REPORT = wording.REPORT_FORM
REQUEST = Act(verb="form", ref="ISS-12", version=3, card="4711")


def _inputs(card: Json) -> dict[str, Json]:
    return {part["id"]: part for part in card["body"] if str(part["type"]).startswith("Input.")}


def _send(card: Json) -> Json:
    found: Json = card["body"][-1]["actions"][0]
    return found


def _words(card: Json) -> list[str]:
    return [part["inlines"][0]["text"] for part in card["body"] if part["type"] == "RichTextBlock"]


def test_a_form_in_a_dialog() -> None:
    card = dialog_of(REPORT, nonce="n1", act=REQUEST)
    assert faults_of(card) == []
    text, care = _inputs(card).values()
    assert text == {
        "type": "Input.Text",
        "id": "field:text",
        "label": "What is wrong?",
        "isRequired": True,
        "errorMessage": wording.FILL_IN,
        "maxLength": 3000,
        "isMultiline": True,
        "placeholder": "In your own words",
    }
    assert "isRequired" not in care
    assert [(c["value"], c["title"]) for c in care["choices"]] == list(wording.CARE_ANSWERS.items())
    send = _send(card)
    assert (send["type"], send["title"], send["associatedInputs"]) == ("Action.Submit", "Send", "auto")
    assert form_of({**send["data"], "field:text": "the wifi", "field:care": ""}) == (
        "report",
        {"text": "the wifi", "care": "", "ref": "ISS-12", "version": "3", "card": "4711"},
    )
    assert send["data"]["handrail"]["nonce"] == "n1"
    assert dialog_title(REPORT) == "Report a problem"


def test_a_form_in_the_chat_has_its_title_over_it_and_is_sent_by_old_clients_as_well() -> None:
    card = inline_form(REPORT, nonce="n1")
    assert faults_of(card) == []
    assert _words(card) == ["Report a problem"]
    send = _send(card)
    assert (send["type"], send["fallback"]["type"]) == ("Action.Execute", "Action.Submit")
    assert send["data"] == send["fallback"]["data"] == {"handrail": {"form": "report", "nonce": "n1"}}


@pytest.mark.parametrize("draw", [dialog_of, inline_form])
def test_what_is_wrong_stands_over_its_field_and_what_was_typed_stays(draw: Any) -> None:
    values = {"text": "<b>the wifi</b> {{x}}", "care": "soon", "ref": "ISS-12", "version": "3"}
    card = draw(REPORT, nonce="n1", values=values, errors={"care": "Please choose."})
    assert faults_of(card) == []
    kinds = [part["type"] for part in card["body"]][-4:]
    assert kinds == ["Input.Text", "RichTextBlock", "Input.ChoiceSet", "ActionSet"]
    assert _words(card)[-1] == "Please choose."
    assert {name: part["value"] for name, part in _inputs(card).items()} == {
        "field:text": values["text"],
        "field:care": "soon",
    }
    assert form_of(_send(card)["data"]) == ("report", {"ref": "ISS-12", "version": "3"})


def test_a_person_is_named_by_typing() -> None:
    form = Form(name="f", title="t", send="s", fields=(PersonField(name="who", label="Who should take it?"),))
    [field] = _inputs(dialog_of(form, nonce="n", values={"who": "Ben"})).values()
    assert (field["type"], field["value"], field["maxLength"]) == ("Input.Text", "Ben", 100)


def test_a_few_choices_are_seen_at_once_and_many_in_a_list() -> None:
    def drawn(count: int) -> Json:
        field = PickField(name="p", label="Which?", options=tuple((str(n), f"O{n}") for n in range(count)))
        return _inputs(dialog_of(Form(name="f", title="t", send="s", fields=(field,)), nonce="n"))["field:p"]

    assert drawn(6)["style"] == "expanded"
    assert "style" not in drawn(7)
    assert drawn(7)["placeholder"]


@pytest.mark.parametrize("length", [0, 1, 2999, 3000, 3001, 40_000])
def test_the_person_is_told_only_if_their_words_were_shortened(length: int) -> None:
    form = Form(name="f", title="t", send="s", fields=(TextField(name="x", label="x", long=True),))
    card = dialog_of(form, nonce="n", words="x" * length)
    assert _words(card) == ([wording.SHORTENED_HERE] if length > 3000 else [])
    assert len(_inputs(card)["field:x"].get("value", "")) == min(length, 3000)


def test_a_form_with_more_in_it_than_teams_takes_is_shortened_and_says_so() -> None:
    options = tuple((f"option_{n}", f"Option {n} " + "o" * 60) for n in range(100))
    form = Form(
        name="f",
        title="t",
        send="s",
        fields=(
            *(TextField(name=f"t{n}", label="x", long=True, value='"' * 3000) for n in range(5)),
            *(PickField(name=f"p{n}", label="x", options=options) for n in range(3)),
        ),
    )
    card = dialog_of(form, nonce="n")
    assert faults_of(card) == []
    assert _words(card) == [wording.SHORTENED_HERE]
    assert all(field.get("maxLength", 3000) == 3000 for field in _inputs(card).values())


def test_what_is_missing_is_named() -> None:
    assert errors_of(REPORT, {"text": " "}) == {"text": wording.FILL_IN}
    assert errors_of(REPORT, {"text": "x"}) == {}
    assert errors_of(None, {}) == {}


# ---- anything at all


text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=200), st.integers(0, 5000).map(lambda n: 'w "{{x}}"\n' * n))
short = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=90))
fields: st.SearchStrategy[Field] = st.one_of(
    st.builds(
        TextField,
        name=st.just("n"),
        label=short,
        hint=text,
        limit=st.integers(-1, 9000),
        long=st.booleans(),
        optional=st.booleans(),
        value=text,
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
forms = st.builds(
    Form,
    name=st.just("report"),
    title=short,
    send=short,
    fields=st.lists(fields, min_size=1, max_size=8).map(
        lambda found: tuple(type(field)(**{**vars(field), "name": f"f{n}"}) for n, field in enumerate(found))
    ),
)
filled = st.dictionaries(st.integers(0, 8).map(lambda n: f"f{n}"), text)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms, text, filled, filled)
def test_any_form_is_drawn(form: Form, typed: str, values: dict[str, str], errors: dict[str, str]) -> None:
    for card in (
        dialog_of(form, nonce="n" * 64, act=REQUEST, words=typed, values=values, errors=errors),
        inline_form(form, nonce="n" * 64, values=values, errors=errors),
    ):
        assert faults_of(card) == []
        assert list(_inputs(card)) == [f"field:{field.name}" for field in form.fields]
        for field, drawn in zip(form.fields, _inputs(card).values(), strict=True):
            more = len(getattr(field, "options", ())) - len(drawn.get("choices", ()))
            assert more == 0 or drawn["label"].endswith(f"(… and {more} more)")
    assert 0 < size(dialog_title(form)) <= 60


@settings(max_examples=100, deadline=None)
@given(text)
def test_what_was_typed_is_kept_letter_by_letter_while_it_fits(typed: str) -> None:
    value = _inputs(dialog_of(REPORT, nonce="n", values={"text": typed}))["field:text"].get("value", "")
    kept = clean(typed)
    assert value == kept if size(kept) <= 3000 else kept.startswith(value.removesuffix("…"))
