"""What a module says to staff, read off its syntax.

A literal counts as said to staff when it reads like a sentence or a label (two words or more, of which the first
has a capital, or with the mark of a sentence), wherever it stands; or when it is handed to what people are shown (a
heading, a label, an answer), however short it is. What is raised, logged, matched or described (a docstring) is not
shown. A word built from pieces in several steps can escape this.
"""

import ast
import re
from collections.abc import Iterator

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


def said(path: str, source: str) -> list[tuple[int, str]]:
    """The literals of a module that it shows to staff, each with its line, by line."""
    tree = ast.parse(source)
    held = [statement for statement in tree.body if not _may_hold(path, statement)]
    found = {(node.lineno, text) for statement in held for node, text in _shown(statement)}
    literals = [each for statement in held for each in _literals(statement)]
    found |= {(node.lineno, text) for node, text in literals if reads_like_words(text)}
    return sorted(found)


def reads_like_words(text: str) -> bool:
    """Whether it reads like a sentence or a label of several words."""
    return LETTERS.search(text) is not None and SENTENCE.search(text) is not None


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
