"""Every text that Handrail can show to staff, gathered from where it stands, and its sentences.

A text is taken as it is shown: placeholders are filled with everyday words, and where a table fills one, with the
longest of its words. What a provider imports (names, rules, approved advice) and what people write is theirs.
The ten other languages are not here: readability formulas for English say nothing about them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from bot.commands import COMMANDS
from bot.demo import CAST
from core import drawn
from core.advice import BUILT_IN
from core.decide import not_yours
from core.form import Field, Form, PickField, TextField
from core.register import Register
from core.registers import REGISTERS
from core.tongues import ENGLISH
from core.understanding.dangers import DANGERS
from tests.unit.literals import FILLED_IN, reads_like_words, said

ROOT = Path(__file__).resolve().parents[2]

FILLED: Mapping[str, str] = {
    "age": "2 h ago",
    "all": "24",
    "answer": "Write it in the daily notes.",
    "answered": "12",
    "area": "medicines",
    "at": "20:02",
    "bars": "▁▂▃",
    "before": "12",
    "by": "Tom",
    "call": "Ben",
    "care": "Not sure",
    "category": "Alerts, bells or sensors",
    "cause": "Training",
    "charge": "Tom",
    "check": "CHK-12",
    "control": "Look in on people more often",
    "counts": "Open: 3 (1 critical, 2 high).",
    "day": "Monday 8 June",
    "done": "3",
    "due": "20:00",
    "end": "Monday 8 June, 00:00",
    "ending": "1 can end, as the problem is fixed. ",
    "first": "Keep the person safe and tell your manager or safeguarding lead now, face to face.",
    "fix": "The tablet was charged.",
    "found": "2 notes are missing.",
    "group": "Care workers",
    "hello": "Good morning",
    "hints": "Use shorter words.",
    "how": "fewer than the 7 before",
    "id": '"food-and-drink", version 1',
    "label": "Change type",
    "late": "12 min",
    "length": "15 minutes",
    "line": "2 notes are missing.",
    "looked_at": "5",
    "mean": "3.4",
    "missed": "3",
    "most": "80",
    "n": "3",
    "name": "Joy",
    "named": "water",
    "needs": "3 things need you.",
    "new": "3",
    "news": "They are still looking.",
    "not_needed": "3",
    "note": "It is the blue tablet.",
    "one": "ISS-12",
    "open": "3",
    "other": "ISS-11",
    "page": "1",
    "pages": "3",
    "people": "Tom and Ben",
    "per_ten": "3",
    "person": "Ben",
    "phone": "01632 960123",
    "place": "Elm Court",
    "promised": "Friday",
    "proof": "tried it again",
    "question": "ASK-12",
    "read": "21",
    "reason": "It is back again.",
    "ref": "ISS-12",
    "refs": "ISS-12 and ISS-13",
    "result": "Found problems",
    "rule": "RUL-12",
    "rules": "A fall, A fall with a head injury",
    "serious": " (1 critical, 2 high)",
    "since": "Friday 5 June",
    "stands": "ordered, not yet seen in place",
    "start": "Friday 5 June, 00:00",
    "state": "fixed, waiting for the reporter to say so",
    "text": "Write it in the daily notes.",
    "ticket": "12",
    "time": "12 min",
    "title": "A fall",
    "unknown": "",
    "unseen": "2 ordered, but not yet seen in place.",
    "urgency": "critical, someone could be harmed now",
    "version": "2",
    "what": "Alerts, bells or sensors",
    "when": "until Monday 8 June, 00:00",
    "where": "Slack",
    "who": "Tom",
    "why": "No time now",
}
"""What stands in a placeholder. A new placeholder needs a row here, or the gathering fails."""

_THEME = "Can't log in 3 times in 7 days at Elm Court"

FILLED_THERE: Mapping[str, Mapping[str, str]] = {
    "AGAIN_AND_AGAIN": {"what": f"{_THEME}. {_THEME}"},
    "ASKED_FOR_YOU": {"place": "the main record"},
    "CHANGED": {"what": "3 new, 2 closed, 1 open again"},
    "CHECKS_COUNT": {"late": "3"},
    "CHECKS_WERE": {"what": "3 done, 1 done late, 2 missed"},
    "CONTROLS_TO_KEEP": {"what": "Look in on people more often (ISS-12)"},
    "FOR_NOW": {"place": "the main record"},
    "NEED": {
        "place": "Elm Court: ",
        "late": "Late. ",
        "urgency": "Critical",
        "age": "2 h",
        "why": "No control is in place yet.",
    },
    "NEED_CHECK": {"place": "Elm Court: ", "late": "Late. ", "what": "Daily check", "why": "Due by 15:00."},
    "NO_RULE": {"place": "the main record"},
    "OPEN_NOW": {"late": "3"},
    "QUESTIONS_OPEN": {"what": "medicines 2, daily notes 1"},
    "OPEN_LIST_FROM": {"first": "11"},
    "SERIOUS_OF": {"what": "1 critical, 2 high"},
    "SERVICE_LINE": {"late": "3"},
    "SHIFT_CRITICAL": {"age": "2 h", "state": "Tom has it."},
    "WAITING_FOR": {"what": "an answer 2 (Tom), a control 1 (Ben), the supplier 1"},
    "WAITS": {"who": " (Tom)"},
}
"""The same for one text, by its name, where the placeholder stands for something else than in most."""

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


def filled(text: str, name: str = "") -> str:
    """The text of that name with everyday words in its placeholders. Raises KeyError for a placeholder without any."""
    rows = {**FILLED, **FILLED_THERE.get(name, {})}
    return PLACEHOLDER.sub(lambda found: rows[found[1]], text)


def texts() -> tuple[Text, ...]:
    """Every text once, by where it stands."""
    found = {Text(where=where, text=filled(text, where)) for where, text in _all() if text.strip()}
    return tuple(sorted(found, key=lambda each: (each.where, each.text)))


def names_of_words() -> Mapping[str, object]:
    """Everything that core/words.py and the modules beside it say, by its name."""
    modules = (import_module(f"core.{file.stem}") for file in sorted((ROOT / "core").glob("words*.py")))
    return {name: value for module in modules for name, value in vars(module).items() if name.isupper()}


def _all() -> Iterator[tuple[str, str]]:
    for name, value in names_of_words().items():
        yield from ((name, text) for text in _in(value))
    yield from ((f"drawn.HISTORY {verb}", line) for verb, line in drawn.HISTORY.items())
    yield from ((f"advice {advice.id}", f"{advice.first} {advice.more}") for advice in BUILT_IN)
    yield from (("help", f"{command.say}: {command.help}") for command in COMMANDS if command.help)
    yield from ((f"danger {rule.name}", rule.why) for rule in DANGERS)
    yield from (
        (f"tongues.ENGLISH {field.name}", text) for field in fields(ENGLISH) for text in _of_english(field.name)
    )
    for register in REGISTERS:
        yield from _of_register(register)
    for path in BESIDE:
        yield from ((path, _shown(text)) for _, text in said(path, (ROOT / path).read_text(encoding="utf-8")))
    yield from _of_the_page()
    yield from _of_the_slack_app()


BESIDE = ("bot/demo.py", "core/understanding/understand.py")
"""Modules that hold words for staff themselves: tests/unit/test_where_words_stand.py says why."""


_MADE_UP = re.compile("|".join(name for actor in CAST for name in (actor.name, actor.name.split()[0])))


def _shown(text: str) -> str:
    """A literal with a name in the place of what is filled in, and of each made-up person."""
    return _MADE_UP.sub("Tom", text).replace(FILLED_IN, "Tom").replace("{", "").replace("}", "")


def _of_english(name: str) -> Iterator[str]:
    value = getattr(ENGLISH, name)
    if isinstance(value, str):
        yield value


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


STATIC = ROOT / "adapters" / "web" / "static"
JS_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.S)
JS_TEXT = re.compile(r"\"([^\"\n]*)\"|`([^`]*)`")
JS_FILLED_IN = re.compile(r"\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
JS_LABEL = re.compile(r"[A-Z][a-z]+|.*\([a-z ]+\)")
JS_CODE = re.compile(r"[<>{}=;|\\/\[\]#]|^\.")
READ_OUT = ("alt", "aria-label", "content", "placeholder", "title")
"""Attributes that are shown or read out."""


class _Page(HTMLParser):
    """Collects what a page of HTML shows and reads out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kept = ("name" not in given or given["name"] == "description") and [given.get(name) for name in READ_OUT]
        self.found += [text for text in kept or () if text]

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())


def _of_the_page() -> Iterator[tuple[str, str]]:
    for file in sorted(STATIC.glob("*.html")):
        page = _Page()
        page.feed(file.read_text(encoding="utf-8"))
        yield from ((file.name, re.sub(r"\$\w+", "Tom", text)) for text in page.found)
    for file in sorted(STATIC.glob("*.js")):
        yield from ((file.name, _shown(text)) for text in _of_script(file.read_text(encoding="utf-8")))


def _of_script(source: str) -> Iterator[str]:
    """The texts of a script that read like words for people; a class or the name of a key is none."""
    for found in JS_TEXT.finditer(JS_COMMENT.sub("", source)):
        text = JS_FILLED_IN.sub(FILLED_IN, found[1] or found[2] or "")
        if not JS_CODE.search(text) and (JS_LABEL.fullmatch(text) or reads_like_words(text)):
            yield text


def _of_the_slack_app() -> Iterator[tuple[str, str]]:
    """What Slack shows of the app: everything in its manifest that is called name, description or hint."""
    manifest = yaml.safe_load((ROOT / "deploy" / "slack-manifest.yaml").read_text(encoding="utf-8"))
    yield from (("slack-manifest.yaml", text) for text in _described(manifest))


def _described(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, value in part.items():
            shown = name in ("name", "description", "display_name", "usage_hint")
            yield from (value,) if shown else _described(value)
    elif isinstance(part, list):
        for value in part:
            yield from _described(value)
