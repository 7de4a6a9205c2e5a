"""Every word that staff are shown stands in core/words.py or beside it (core/words_*.py).

So it can be read, measured and put right in one place. tests/unit/literals.py says what counts as shown.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import words
from tests.unit.literals import TABLES, said

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
"""What is not held to it, and why. Of these, what staff read is measured where it stands: tests/unit/staff_words.py."""


def _modules() -> Iterator[str]:
    for layer in ("core", "bot", "adapters"):
        for file in sorted((ROOT / layer).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if not path.startswith(tuple(ELSEWHERE)):
                yield path


def test_no_module_holds_words_for_staff() -> None:
    paths = list(_modules())
    assert len(paths) > 80
    sources = ((path, (ROOT / path).read_text(encoding="utf-8")) for path in paths)
    found = [f"{path}:{line}: {text}" for path, source in sources for line, text in said(path, source)]
    assert found == [], "to be moved to core/words.py, or beside it:\n" + "\n".join(found)


def test_whatever_is_left_out_is_there() -> None:
    assert [path for path in (*ELSEWHERE, *TABLES) if not list(ROOT.glob(f"{path}*"))] == []


def _named() -> list[tuple[str, str]]:
    """Each name in core/words.py and beside it, with the file that gives it its words."""
    return [
        (target.id, file.name)
        for file in sorted((ROOT / "core").glob("words*.py"))
        for statement in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in ast.walk(statement)
        if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store) and target.id.isupper()
    ]


def _read_names(source: str) -> Iterator[str]:
    """Every name that a module reads, whether as `words.THANKS` or as `THANKS`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def test_every_word_is_shown_somewhere() -> None:
    files = [file for layer in ("core", "bot", "adapters") for file in (ROOT / layer).rglob("*.py")]
    read = {name for file in files for name in _read_names(file.read_text(encoding="utf-8"))}
    assert [each for each in _named() if each[0] not in read] == []


def test_no_name_has_two_meanings() -> None:
    named = _named()
    assert len(named) > 300
    assert [each for each in named if [name for name, _ in named].count(each[0]) > 1] == []
    assert [each for each in named if not hasattr(words, each[0])] == []


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
