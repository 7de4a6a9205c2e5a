"""A form as Teams shows it: in a dialog of its own, or standing in the chat. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import assert_never

from adapters.chat.fitting import Json
from adapters.chat.lengths import clean, shorten, size
from adapters.teams.press import FIELD, form_data
from adapters.teams.render import CHOOSE, ROOM, SCHEMA, VERSION, cost_of, counted, label_of, said, sending, submitting
from core import words as wording
from core.card import Act, Tone
from core.form import Field, Form, PersonField, PickField, TextField

TITLE_LIMIT = 60
TYPED_LIMIT = 3000
NAME_LIMIT = 100
LABEL_LIMIT = 200
MOST_OPTIONS = 100
FEW = 6
"""Choices that are shown all at once, each a whole line to touch; more of them are a list that opens."""

_WRONG: Json = {"color": "attention", "weight": "bolder"}


def inline_form(
    form: Form, *, nonce: str, values: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> Json:
    """The form as a card in the chat. With `errors`, each stands over its field, and `values` are what was typed."""
    data = form_data(form.name, nonce=nonce, opened_on=values or {})
    send = sending(label_of(form.send, "–"), data, tone=Tone.GOOD, inputs=True)
    heading = [said(label_of(form.title, form.name, LABEL_LIMIT), weight="bolder", size="large")]
    return _Drawn(form, values or {}, errors or {}).card(heading, send)


def dialog_of(
    form: Form,
    *,
    nonce: str,
    act: Act | None = None,
    words: str = "",
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Json:
    """The form as the card of a dialog. `act` is the press that asked for it; `words` go into the first long field.

    Shown again, it needs no `act`: what it was opened on stands among the `values` that came back.
    """
    data = form_data(form.name, nonce=nonce, opened_on=values or {} if act is None else asdict(act))
    send = submitting(label_of(form.send, "–"), data, tone=Tone.GOOD, inputs=True)
    field = _field_for_words(form) if words else None
    typed = {**({field.name: words} if field else {}), **(values or {})}
    return _Drawn(form, typed, errors or {}).card([], send)


def dialog_title(form: Form) -> str:
    """What stands over the dialog."""
    return label_of(form.title, form.name, TITLE_LIMIT)


def errors_of(form: Form | None, values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a filled-in form, by field; empty if nothing is."""
    return dict.fromkeys(form.missing(values), wording.FILL_IN) if form else {}


def _field_for_words(form: Form) -> TextField | None:
    fields = [field for field in form.fields if isinstance(field, TextField)]
    return next((field for field in fields if field.long), next(iter(fields), None))


@dataclass(frozen=True)
class _Drawn:
    """A form with what is filled in and what is wrong with it."""

    form: Form
    values: Mapping[str, str]
    errors: Mapping[str, str]

    def card(self, heading: list[Json], send: Json) -> Json:
        """The card; what is filled in and offered is shortened as far as it must be to fit."""
        frame = {"type": "AdaptiveCard", "$schema": SCHEMA, "version": VERSION}
        share = 1
        while True:
            body = [*heading, *self._notes(share), *self._fields(share), {"type": "ActionSet", "actions": [send]}]
            drawn = {**frame, "body": body, "fallbackText": label_of(self.form.title, self.form.name)}
            if cost_of(drawn) <= ROOM or share > TYPED_LIMIT:
                return drawn
            share *= 2

    def _notes(self, share: int) -> Iterator[Json]:
        texts = (field for field in self.form.fields if isinstance(field, TextField))
        if any(size(self._value(field)) > _limit(field, share) for field in texts):
            yield said(wording.SHORTENED_HERE, size="small", isSubtle=True)

    def _fields(self, share: int) -> Iterator[Json]:
        for field in self.form.fields:
            if field.name in self.errors:
                yield said(label_of(self.errors[field.name], wording.FILL_IN, LABEL_LIMIT), **_WRONG)
            yield {**self._common(field), **self._input(field, share)}

    def _common(self, field: Field) -> Json:
        required = {} if field.optional else {"isRequired": True, "errorMessage": wording.FILL_IN}
        return {"id": f"{FIELD}{field.name}", "label": label_of(field.label, field.name, LABEL_LIMIT), **required}

    def _input(self, field: Field, share: int) -> Json:
        match field:
            case TextField():
                hint = {"placeholder": label_of(field.hint, "–", LABEL_LIMIT)} if field.hint.strip() else {}
                long = {"isMultiline": True} if field.long else {}
                return {**_typed(_limit(field), shorten(self._value(field), _limit(field, share))), **long, **hint}
            case PickField():
                return {**self._offered(field, max(1, MOST_OPTIONS // share)), **self._chosen(field)}
            case PersonField():
                # Their name is typed: who works at the service is known to Handrail, not to Teams.
                return _typed(NAME_LIMIT, shorten(clean(self.values.get(field.name, "")), NAME_LIMIT // share))
            case _ as never:
                assert_never(never)

    def _offered(self, field: PickField, most: int) -> Json:
        choices = [{"title": label_of(label, value), "value": value} for value, label in field.options[:most]]
        more = len(field.options) - len(choices)
        label = label_of(field.label, field.name, LABEL_LIMIT)
        look = {"style": "expanded"} if len(choices) <= FEW else {"placeholder": CHOOSE}
        return {"type": "Input.ChoiceSet", "label": counted(label, more), "choices": choices, **look}

    def _value(self, field: TextField) -> str:
        return clean(self.values.get(field.name, field.value))

    def _chosen(self, field: PickField) -> Json:
        value = self.values.get(field.name, "")
        return {"value": value} if value in dict(field.options) else {}


def _typed(limit: int, value: str) -> Json:
    return {"type": "Input.Text", "maxLength": limit, **({"value": value} if value else {})}


def _limit(field: TextField, share: int = 1) -> int:
    return max(1, min(field.limit, TYPED_LIMIT) // share)
