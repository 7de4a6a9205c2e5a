"""What staff are shown: short sentences, no jargon, no promise of help, and a number at the end of the first line."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

import pytest

from core import drawn, words
from core.advice import BUILT_IN
from core.form import Form
from core.labels import Category, Danger, RecordArea, Role, Urgency
from core.register import Relation
from core.registers import ISSUES, REGISTERS
from core.understanding.pii import redact
from core.words import category, either, names

LONGEST_SENTENCE = 25
"""Words. Source: house rules of the conversations, as the brief of these tests has them."""

JARGON = re.compile(
    r"\b(?:users?|submit\w*|invalid|escalat\w*|null|error code|login credentials|authenticat\w*|parameters?|boolean"
    r"|database|payload|timestamp|workflow|stakeholders?|actionable|kindly)\b",
    re.I,
)
PROMISES = re.compile(
    r"help is (?:coming|on (?:the|its) way)|someone (?:is coming|will come)|will be (?:fixed|resolved)", re.I
)
FOR_THE_SUPPLIER = re.compile(r"supplier|ticket number", re.I)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Form():
            yield value.as_text()
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case _:
            return


def _staff_texts() -> Iterator[tuple[str, str]]:
    for name, value in vars(words).items():
        if name.isupper():
            yield from ((name, text) for text in _texts(value))
    for verb, line in drawn.HISTORY.items():
        yield f"HISTORY {verb}", line
    for advice in BUILT_IN:
        yield f"advice {advice.id}", advice.first
        yield f"advice {advice.id}", advice.more
    for register in REGISTERS:
        yield from ((f"{register.name} state", state.words) for state in register.states)
        for move in register.moves:
            yield f"{register.name} {move.verb}", move.button
            yield from ((f"{register.name} {move.verb}", field.label) for field in move.needs)


TEXTS = sorted({(name, text) for name, text in _staff_texts() if text})
SENTENCES = [
    (name, sentence)
    for name, text in TEXTS
    for sentence in re.split(r"(?<=[.!?:])\s+", text.replace("\n", ". "))
    if sentence.strip()
]


def test_there_is_something_to_read() -> None:
    assert len(SENTENCES) > 300


def test_sentences_are_short() -> None:
    long = [f"{name}: {s}" for name, s in SENTENCES if len(s.split()) > LONGEST_SENTENCE]
    assert long == []


def test_there_is_no_jargon() -> None:
    assert [f"{name}: {text}" for name, text in TEXTS if JARGON.search(text)] == []


def test_a_ticket_is_only_the_suppliers() -> None:
    tickets = [text for _, text in TEXTS if re.search(r"\btickets?\b", text, re.I)]
    assert [text for text in tickets if not FOR_THE_SUPPLIER.search(text)] == []


def test_help_is_never_promised() -> None:
    assert [text for _, text in TEXTS if PROMISES.search(text)] == []


def test_no_identifier_is_shown() -> None:
    shown = [(name, re.sub(r"\{\w*\}", "", text)) for name, text in TEXTS]
    assert [f"{name}: {text}" for name, text in shown if "_" in text] == []


def test_no_advice_withholds_a_medicine_without_saying_whom_to_ring() -> None:
    for advice in BUILT_IN:
        said = f"{advice.first} {advice.more}"
        if re.search(r"(?:do not|don't|stop|before you) give", said, re.I) and "medicine" in said.lower():
            assert re.search(r"\b(?:ring|call)\b", said, re.I), advice.id


@pytest.mark.parametrize("labels", [Category, Urgency, RecordArea, Danger, Role, Relation], ids=lambda e: e.__name__)
def test_every_label_has_words(labels: type[StrEnum]) -> None:
    tables: dict[type[StrEnum], Mapping[str, str]] = {
        Category: words.CATEGORY,
        Urgency: words.URGENCY,
        RecordArea: words.AREA,
        Danger: {**words.EMERGENCY, Danger.NONE: ""},
        Role: words.WHO,
        Relation: words.WHO,
    }
    assert set(labels) <= set(tables[labels])


def test_every_verb_has_thanks_and_a_line_of_history() -> None:
    for register in REGISTERS:
        by_people = {m.verb for m in register.moves if m.who != {Relation.SYSTEM}}
        assert sorted(by_people - set(words.DONE) - {"turn_into"}) == []
        assert sorted({m.verb for m in register.moves} - set(drawn.HISTORY) - {"turn_into", "pass_on"}) == []


def test_whatever_is_told_to_the_reporter_has_words() -> None:
    told = {move.verb for move in ISSUES.moves if move.news}
    assert sorted(told - set(words.NEWS)) == []


def test_news_and_thanks_end_with_the_number() -> None:
    for name, table in (("NEWS", words.NEWS), ("DONE", words.DONE)):
        assert [f"{name} {verb}" for verb, text in table.items() if not text.endswith("{ref}")] == []


def test_choices_survive_the_hiding_of_names() -> None:
    """What somebody picks is redacted like all that is said, so it must still be one of the choices afterwards."""
    for register in REGISTERS:
        for move in register.moves:
            for field in move.needs:
                if field.kind == "pick":
                    assert [v for v, _ in field.options if redact(v) != v] == [], f"{move.verb} {field.name}"


def test_names_in_a_sentence() -> None:
    assert [names(n) for n in ([], ["Tom"], ["Tom", "Ben"], ["Tom", "Ben", "Mo"])] == [
        "",
        "Tom",
        "Tom and Ben",
        "Tom, Ben and Mo",
    ]
    assert either(["a", "b", "c"]) == "a, b or c"
    assert category(Category.LOGIN_ACCESS) == "can't log in"
