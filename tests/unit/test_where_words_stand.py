"""Every word that staff are shown stands in core/words.py, so that it can be read, measured and put right in one place.

What a module says is read off its syntax. A literal counts as said to staff when it reads like a sentence or a
label (two words or more, of which the first has a capital, or with the mark of a sentence), wherever it stands; or
when it is handed to what people are shown (a heading, a label, an answer), however short it is. What is raised,
logged, matched or described (a docstring) is not shown. A word built from pieces in several steps can escape this.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ELSEWHERE: dict[str, str] = {
    "core/words": "the place itself, and its topics beside it",
    "core/tongues.py": "the same in ten other languages",
    "core/advice.py": "fixed safe-care advice, with versions and approvals",
    "core/understanding/": "the reasons of the rules, beside the rules; also data and tools of training",
    "core/register.py": "faults of a declaration, raised when it is imported",
    "core/snapshot.py": "the page of a register that a manager signs",
    "core/policy.py": "settings, said to who sets them up",
    "bot/bench/": "said on a terminal",
    "bot/cli.py": "said on a terminal",
    "bot/copies.py": "said on a terminal",
    "bot/demo.py": "the stage for trying it out",
    "bot/doctor.py": "said on a terminal",
    "bot/health.py": "said to who keeps it running",
    "bot/importing.py": "said on a terminal",
    "bot/settings.py": "said on a terminal",
    "adapters/slack/bench_bare.py": "a program that is only measured",
    "adapters/store/": "said to who keeps it running",
}
"""What is not held to it, and why."""

TABLES: dict[str, frozenset[str]] = {
    "core/drawn.py": frozenset({"HISTORY"}),  # measured where it stands, next to what fills it in
    "core/handlers.py": frozenset({"QUOTES"}),  # only looked for, never said
}
"""Names of a module that may hold words."""

DECLARED = "core/registers/"
"""In a register's own files the declarations outside of functions hold its labels; functions hold none."""

SHOWN_BY_NAME = {
    "Button": {"label"},
    "Card": {"heading"},
    "Command": {"help"},
    "Form": {"title", "send"},
    "PersonField": {"label"},
    "Pick": {"label"},
    "PickField": {"label"},
    "TextField": {"label", "hint"},
    "Words": {"text"},
}
SHOWN_FIRST = {"button", "question", "say", "words_of"}
NOT_SHOWN = {"compile", "debug", "error", "exception", "info", "warning", "get", "CheckConstraint", "RuntimeError"}

SENTENCE = re.compile(r"[^\W\d_]['’\w]*,? [^\W\d_].*[.!?…](?:$|\s)|^…|^\W*[A-Z◦][\w'’]*,? [\w'’◦]", re.S)
LETTERS = re.compile(r"[^\W\d_]{2}")
CODE = re.compile(r"[<>{}=;|\\]|https?:|^[A-Z][\w-]+: |^Bearer ")
FILLED_IN = "◦"
"""What stands in a literal for what is filled in."""


def said(path: str, source: str) -> list[str]:
    """The literals of a module that it shows to staff, each with its line."""
    tree = ast.parse(source)
    held = [statement for statement in tree.body if not _may_hold(path, statement)]
    found = {(node.lineno, text) for statement in held for node, text in _shown(statement)}
    literals = [each for statement in held for each in _literals(statement)]
    found |= {(node.lineno, text) for node, text in literals if LETTERS.search(text) and SENTENCE.search(text)}
    return [f"{path}:{line}: {text}" for line, text in sorted(found)]


def _shown(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Literals handed to what people are shown."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            given = [k.value for k in node.keywords if k.arg in SHOWN_BY_NAME.get(name, ())]
            given += node.args[:1] if name in SHOWN_FIRST else []
            yield from ((value, text) for value in given for text in _text(value) if LETTERS.search(text))


def _may_hold(path: str, statement: ast.stmt) -> bool:
    table = isinstance(statement, ast.AnnAssign | ast.Assign) and _target(statement) in TABLES.get(path, ())
    return table or (path.startswith(DECLARED) and not isinstance(statement, ast.FunctionDef))


def _literals(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Every literal that may reach somebody's screen."""
    if isinstance(node, ast.Raise | ast.Assert) or (isinstance(node, ast.Call) and _name(node.func) in NOT_SHOWN):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield from ((node, text) for text in _text(node) if not CODE.search(text))
        return
    if isinstance(node, ast.Subscript):
        return  # a key
    if isinstance(node, ast.keyword) and node.arg == "say":
        return  # what staff type themselves
    for child in ast.iter_child_nodes(node):
        yield from _literals(child)


def _text(node: ast.AST) -> Iterator[str]:
    """A literal as it reads."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else FILLED_IN for part in parts)
        case ast.IfExp(body=body, orelse=otherwise):
            yield from (*_text(body), *_text(otherwise))
        case ast.BinOp(left=left, right=right):
            yield from (*_text(left), *_text(right))
        case _:
            return


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _target(statement: ast.AnnAssign | ast.Assign) -> str:
    return _name(statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0])


def _modules() -> Iterator[str]:
    for layer in ("core", "bot", "adapters"):
        for file in sorted((ROOT / layer).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if not path.startswith(tuple(ELSEWHERE)):
                yield path


def test_no_module_holds_words_for_staff() -> None:
    paths = list(_modules())
    assert len(paths) > 80
    found = [line for path in paths for line in said(path, (ROOT / path).read_text(encoding="utf-8"))]
    assert found == [], "to be moved to core/words.py:\n" + "\n".join(found)


def test_whatever_is_left_out_is_there() -> None:
    assert [path for path in (*ELSEWHERE, *TABLES) if not list(ROOT.glob(f"{path}*"))] == []


@pytest.mark.parametrize(
    "line",
    [
        'talk.say("Please wait a moment.")',
        'answer = f"{who} has it. First answered at {at}."',
        'return "Nothing more for you to do now."',
        'label = shorten(text) or "Choose a name"',
        'Pick(label="Choose", options=())',
        'button("Yes", "cover")',
        'Card(heading=text if text else "Nothing")',
        'more = f"… and {n} more"',
    ],
)
def test_words_in_a_module_are_found(line: str) -> None:
    assert said("bot/made_up.py", f"def draw():\n    {line}\n") != []


@pytest.mark.parametrize(
    "line",
    [
        'raise ValueError("The setting does not fit.")',
        'log.warning("Request refused by the door.", why=why)',
        '"""Draw the card. Nothing else."""',
        'return "not found"',
        'headers = {"Content-Type": "text/plain"}',
        'talk.say(words.NOT_FOUND.format(ref="ISS-12"))',
        'button(words.BUTTON["see"], "see")',
    ],
)
def test_what_nobody_is_shown_is_not(line: str) -> None:
    assert said("bot/made_up.py", f"def draw():\n    {line}\n") == []
