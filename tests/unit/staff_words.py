"""Every text that Handrail can show to staff, gathered from where it stands, and its sentences.

A text is taken as it is shown: placeholders are filled with everyday words, and where a table fills one, with the
longest of its words. What a provider imports (names, rules, approved advice) and what people write is theirs.
The ten other languages are not here: readability formulas for English say nothing about them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.commands import COMMANDS
from core import drawn, words
from core.advice import BUILT_IN
from core.decide import not_yours
from core.form import Field, Form, PickField, TextField
from core.register import Register
from core.registers import REGISTERS
from core.understanding.dangers import DANGERS
from core.understanding.understand import NOT_READ, OTHER_LANGUAGE, OVER

FILLED: Mapping[str, str] = {
    "answer": "Write it in the daily notes.",
    "at": "20:02",
    "by": "Tom",
    "call": "Ben",
    "care": "Not sure",
    "category": "Alerts, bells or sensors",
    "cause": "Training",
    "charge": "Tom",
    "control": "Look in on people more often",
    "due": "20:00",
    "end": "Monday 8 June, 00:00",
    "fix": "The tablet was charged.",
    "id": '"food-and-drink", version 1',
    "label": "Change type",
    "late": "12 min",
    "length": "15 minutes",
    "n": "3",
    "name": "Joy",
    "news": "They are still looking.",
    "note": "It is the blue tablet.",
    "other": "ISS-11",
    "people": "Tom and Ben",
    "person": "Ben",
    "phone": "01632 960123",
    "place": "Elm Court",
    "promised": "Friday",
    "proof": "tried it again",
    "reason": "It is back again.",
    "ref": "ISS-12",
    "result": "Found problems",
    "stands": "ordered, not yet seen in place",
    "start": "Friday 5 June, 00:00",
    "state": "fixed, waiting for the reporter to say so",
    "ticket": "12",
    "time": "12 min",
    "unknown": "",
    "urgency": "critical, someone could be harmed now",
    "what": "Alerts, bells or sensors",
    "when": "until Monday 8 June, 00:00",
    "who": "Tom",
}
"""What stands in a placeholder. A new placeholder needs a row here, or the gathering fails."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"]?\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text and where it stands, for the list of offenders."""

    where: str
    text: str

    def sentences(self) -> Iterator[str]:
        """Its sentences, each with at least one word; a reference alone is none."""
        for part in SENTENCE_END.split(self.text):
            if WORD.search(re.sub(r"[A-Z]{3}-\d+", "", part)):
                yield part.strip()


def filled(text: str) -> str:
    """The text with everyday words in its placeholders. Raises KeyError for a placeholder without a row above."""
    return PLACEHOLDER.sub(lambda found: FILLED[found[1]], text)


def texts() -> tuple[Text, ...]:
    """Every text once, by where it stands."""
    found = {Text(where=where, text=filled(text)) for where, text in _all() if text.strip()}
    return tuple(sorted(found, key=lambda each: (each.where, each.text)))


def _all() -> Iterator[tuple[str, str]]:
    for name, value in vars(words).items():
        if name.isupper():
            yield from ((f"words.{name}", text) for text in _in(value))
    yield from ((f"drawn.HISTORY {verb}", line) for verb, line in drawn.HISTORY.items())
    yield from ((f"advice {advice.id}", f"{advice.first} {advice.more}") for advice in BUILT_IN)
    yield from (("help", f"{command.say}: {command.help}") for command in COMMANDS if command.help)
    yield from ((f"danger {rule.name}", rule.why) for rule in DANGERS)
    yield from (("reason", text) for text in (NOT_READ, OTHER_LANGUAGE, OVER))
    for register in REGISTERS:
        yield from _of_register(register)


def _of_register(register: Register) -> Iterator[tuple[str, str]]:
    yield f"{register.name} title", register.title
    yield from ((f"{register.name} state {state.name}", state.words) for state in register.states)
    for move in register.moves:
        yield f"{register.name} {move.verb}", move.button
        yield from ((f"{register.name} {move.verb}", text) for field in move.needs for text in _of_field(field))
        yield f"{register.name} {move.verb} refused", not_yours(move.who)


def _of_field(field: Field) -> Iterator[str]:
    yield field.label
    if isinstance(field, TextField):
        yield field.hint
    if isinstance(field, PickField):
        yield from (label for _, label in field.options)


def _in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Form():
            yield from (value.title, value.send)
            yield from (text for field in value.fields for text in _of_field(field))
        case Mapping():
            for one in value.values():
                yield from _in(one)
        case tuple():
            for one in value:
                yield from _in(one)
        case _:
            return
