"""Reads the imports and holds them against the layers of the design.

The rules are proven on small made-up trees, each of which breaks one.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("adapters", "bot", "core", "tests")

CHAT_SDKS = ("botbuilder", "botframework", "slack", "slack_bolt", "slack_sdk")
CLOCKS = (
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "time.monotonic",
    "time.perf_counter",
    "time.time",
    "time.time_ns",
)
QUERIES = tuple(
    f"{package}.{name}"
    for package in ("sqlalchemy", "sqlmodel")
    for name in (
        *("create_engine", "delete", "engine.Connection", "engine.Engine", "exists", "ext", "func"),
        *("insert", "orm", "select", "Session", "sql", "text", "union", "union_all", "update"),
    )
)
HIDDEN_IMPORTS = ("__import__", "importlib.__import__", "importlib.import_module")


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A dotted name from outside the file, as it is imported or used on one line."""

    name: str
    line: int
    imported: bool


@dataclass(frozen=True)
class Source:
    """One Python file. `path` is counted from the root of the tree, "core/due.py"."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def module(self) -> tuple[str, ...]:
        """The dotted name in parts; a package is named by its folder."""
        parts = self.path.with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return (*self._imports(), *self._uses())

    def _imports(self) -> Iterator[Mention]:
        for node in ast.walk(self.tree):
            for name, _ in _bindings(node, self.path):
                yield Mention(name=name, line=_line(node), imported=True)

    def _uses(self) -> Iterator[Mention]:
        """Every name and attribute, followed back through the imports: `dt.datetime.now` too."""
        bound = {here: name for node in ast.walk(self.tree) for name, here in _bindings(node, self.path)}
        for node in ast.walk(self.tree):
            if name := _dotted(node, bound):
                yield Mention(name=name, line=_line(node), imported=False)


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _bindings(node: ast.AST, path: PurePosixPath) -> Iterator[tuple[str, str]]:
    """What an import statement brings in: (its full dotted name, the name it is bound to here)."""
    if isinstance(node, ast.Import):
        yield from ((a.name, a.asname or a.name.partition(".")[0]) for a in node.names)
    if isinstance(node, ast.ImportFrom):
        start = _package(path, node.level) if node.level else ()
        base = ".".join((*start, *filter(None, [node.module])))
        yield from ((f"{base}.{a.name}", a.asname or a.name) for a in node.names)


def _package(path: PurePosixPath, level: int) -> tuple[str, ...]:
    """The package that a relative import with `level` dots starts from."""
    return path.parts[:-level]


def _dotted(node: ast.AST, bound: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return bound.get(node.id, node.id)
    if isinstance(node, ast.Attribute) and (owner := _dotted(node.value, bound)):
        return f"{owner}.{node.attr}"
    return None


def _is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _ours(source: Source) -> Iterator[Mention]:
    return (m for m in source.mentions if m.imported and m.name.partition(".")[0] in OURS)


Complaints = Iterator[tuple[int, str]]
"""Line numbers, and what is wrong there."""


def core_imports_core(source: Source) -> Complaints:
    if source.module[0] == "core":
        for m in _ours(source):
            if not _is_in(m.name, "core"):
                yield m.line, f"core imports {m.name}; core may import nothing of ours but core"


def adapters_import_core(source: Source) -> Complaints:
    if source.module[0] == "adapters":
        own = ".".join(source.module[:2])
        for m in _ours(source):
            if not any(_is_in(m.name, room) for room in ("core", "adapters.chat", own)):
                yield m.line, f"{own} imports {m.name}; an adapter may import only core and itself, and adapters.chat"


def bot_imports_core(source: Source) -> Complaints:
    if source.module[0] == "bot" and source.module != ("bot", "build"):
        for m in _ours(source):
            if not (_is_in(m.name, "core") or _is_in(m.name, "bot")):
                yield (
                    m.line,
                    f"{m.name} is imported; in bot only bot/build.py may import adapters, nothing tests",
                )


def build_imports_no_tests(source: Source) -> Complaints:
    if source.module == ("bot", "build"):
        for m in _ours(source):
            if _is_in(m.name, "tests"):
                yield m.line, f"bot/build.py imports {m.name}; fakes are passed in, never imported"


def chat_sdks_stay_in_adapters(source: Source) -> Complaints:
    if source.module[0] != "adapters":
        for m in source.mentions:
            if m.imported and m.name.partition(".")[0] in CHAT_SDKS:
                yield m.line, f"{m.name} is imported; chat platforms are known only in adapters"


def queries_stay_in_the_store(source: Source) -> Complaints:
    if source.module[:2] != ("adapters", "store"):
        for m in source.mentions:
            if m.name == "select" or any(_is_in(m.name, query) for query in QUERIES):
                yield m.line, f"{m.name} is used; the database is read and written only in adapters/store"


def core_has_no_clock(source: Source) -> Complaints:
    if source.module[0] == "core":
        for m in source.mentions:
            if m.name in CLOCKS:
                yield m.line, f"{m.name} is used; in core `now` is an argument"


def registers_stand_alone(source: Source) -> Complaints:
    if source.module[:2] == ("core", "registers") and len(source.module) > 2:
        own = ".".join(source.module[:3])
        for m in _ours(source):
            if _is_in(m.name, "core.registers") and not _is_in(m.name, own):
                yield m.line, f"{own} imports {m.name}; registers do not import each other"


def nothing_is_imported_by_name(source: Source) -> Complaints:
    for m in source.mentions:
        if m.name in HIDDEN_IMPORTS:
            yield m.line, f"{m.name} hides an import from this test; import by a statement"


RULES: tuple[Callable[[Source], Complaints], ...] = (
    core_imports_core,
    adapters_import_core,
    bot_imports_core,
    build_imports_no_tests,
    chat_sdks_stay_in_adapters,
    queries_stay_in_the_store,
    core_has_no_clock,
    registers_stand_alone,
    nothing_is_imported_by_name,
)


def specification_names_no_register(sources: list[Source]) -> Iterator[str]:
    """core/register.py knows no register: not by import, not by constant, table or name in a string."""
    names = _names_of_registers(sources)
    for source in sources:
        if source.module == ("core", "register"):
            said = {(m.line, m.name.rpartition(".")[2]) for m in source.mentions if not m.imported}
            said |= {(m.line, "core.registers") for m in _ours(source) if _is_in(m.name, "core.registers")}
            said |= set(_texts(source.tree))
            for line, name in sorted(said):
                if name in names:
                    yield f"{source.path}:{line}: {name} is named; the specification knows no register"


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _names_of_registers(sources: list[Source]) -> frozenset[str]:
    """The module names, constants and tables of the registers, and the package that holds them."""
    registers = [s for s in sources if s.module[:2] == ("core", "registers") and len(s.module) > 2]
    files = {s.module[2] for s in registers}
    tables = {n.name for s in registers for n in s.tree.body if isinstance(n, ast.ClassDef) and n.keywords}
    return frozenset({"core.registers", *files, *(name.upper() for name in files), *tables})


def sources_under(root: Path) -> list[Source]:
    """The program's own files, tests left out: they may import whatever they test."""
    files = sorted(file for name in ("adapters", "bot", "core") for file in (root / name).rglob("*.py"))
    return [Source(PurePosixPath(f.relative_to(root).as_posix()), f.read_text("utf-8")) for f in files]


def complaints(root: Path) -> list[str]:
    """Every breach in the tree, each once, as "file:line: what is wrong"."""
    sources = sources_under(root)
    found = [f"{s.path}:{line}: {why}" for s in sources for rule in RULES for line, why in rule(s)]
    return list(dict.fromkeys([*found, *specification_names_no_register(sources)]))


def test_imports_keep_to_the_layers() -> None:
    found = complaints(ROOT)
    assert not found, "\n" + "\n".join(found)


def test_every_package_is_read() -> None:
    assert {source.module[0] for source in sources_under(ROOT)} == {"adapters", "bot", "core"}


SOUND = {
    "core/due.py": "from datetime import datetime\nfrom core.register import Move\nfrom . import register\n",
    "core/moment.py": "from sqlalchemy.engine import Dialect\ndef f(d: Dialect): ...\n",
    "core/register.py": "from sqlmodel import SQLModel\nfrom sqlalchemy import Index\nchecks = ()\n",
    "core/registers/__init__.py": "from core.registers.issues import ISSUES\n",
    "core/registers/issues.py": "from core.register import Entry\nclass Issue(Entry, table=True): ...\n",
    "bot/build.py": "from adapters.slack.inbound import receive\nfrom adapters import store\n",
    "bot/ticker.py": "import time\nfrom core import due\nfrom bot import build\nstarted = time.monotonic()\n",
    "adapters/slack/inbound.py": "from slack_bolt.async_app import AsyncApp\nfrom . import render\n",
    "adapters/slack/render.py": "import core.card\nfrom adapters.slack import blocks\n",
    "adapters/chat/lengths.py": "from core import card\n",
    "adapters/teams/render.py": "from adapters.chat.lengths import size\n",
    "adapters/store/work.py": "from sqlmodel import select\nrows = select(1)\n",
}
"""A tree that keeps every rule, with the look-alikes that must not be taken for a breach."""

BREACHES = (
    ("core/due.py", "from bot import cli", "core may import nothing of ours but core"),
    ("core/due.py", "import adapters.store", "core may import nothing of ours but core"),
    ("core/due.py", "from ..adapters.web import page", "core may import nothing of ours but core"),
    (
        "core/due.py",
        "def f():\n    from tests.fakes import clock",
        "core may import nothing of ours but core",
    ),
    ("adapters/web/page.py", "from bot import conversation", "only core and itself"),
    ("adapters/web/page.py", "from adapters.slack.render import blocks", "only core and itself"),
    ("adapters/web/page.py", "from adapters import store", "only core and itself"),
    ("adapters/chat/lengths.py", "from adapters.slack.text import inert", "only core and itself"),
    ("adapters/web/page.py", "from ..store import work", "only core and itself"),
    ("bot/cli.py", "from adapters.store import work", "only bot/build.py may import adapters"),
    ("bot/bench.py", "import adapters.slack.inbound", "only bot/build.py may import adapters"),
    ("bot/cli.py", "import tests.fakes", "only bot/build.py may import adapters"),
    ("bot/build.py", "from tests.fakes import clock", "never imported"),
    ("bot/cli.py", "import slack_bolt", "only in adapters"),
    ("bot/build.py", "from slack_sdk.web.async_client import AsyncWebClient", "only in adapters"),
    ("core/card.py", "from botbuilder.schema import Activity", "only in adapters"),
    ("core/due.py", "from sqlmodel import select", "only in adapters/store"),
    ("core/due.py", "import sqlalchemy as sa\nrows = sa.select(1)", "only in adapters/store"),
    ("bot/cli.py", "from sqlalchemy.orm import Session", "only in adapters/store"),
    ("bot/cli.py", "rows = select(1)", "only in adapters/store"),
    ("adapters/web/page.py", "from sqlalchemy import text", "only in adapters/store"),
    ("core/due.py", "from datetime import datetime\nat = datetime.now()", "`now` is an argument"),
    ("core/due.py", "import datetime as dt\nat = dt.datetime.now(dt.UTC)", "`now` is an argument"),
    ("core/due.py", "from datetime import datetime as D\nclock = D.utcnow", "`now` is an argument"),
    ("core/due.py", "from datetime import date\nday = date.today()", "`now` is an argument"),
    ("core/due.py", "from time import time as t", "`now` is an argument"),
    ("core/due.py", "import time\nat = time.time()", "`now` is an argument"),
    ("core/registers/questions.py", "from core.registers.issues import Issue", "do not import each other"),
    ("core/registers/questions.py", "from . import issues", "do not import each other"),
    ("core/registers/questions.py", "from core.registers import REGISTERS", "do not import each other"),
    ("core/register.py", "from core.registers import REGISTERS", "knows no register"),
    ("core/register.py", "from core.registers.issues import Issue\nx = Issue", "knows no register"),
    ("core/register.py", "def f(r):\n    return r.name == 'issues'", "knows no register"),
    ("core/register.py", "from core import anything\nx = anything.ISSUES", "knows no register"),
    ("bot/cli.py", "import importlib\nx = importlib.import_module('adapters.store')", "hides an import"),
    ("core/due.py", "x = __import__('adapters')", "hides an import"),
)


def _plant(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_a_sound_tree_has_no_complaints(tmp_path: Path) -> None:
    _plant(tmp_path, SOUND)
    assert complaints(tmp_path) == []


@pytest.mark.parametrize(("file", "text", "why"), BREACHES)
def test_a_breach_is_named_with_its_place(tmp_path: Path, file: str, text: str, why: str) -> None:
    _plant(tmp_path, SOUND | {file: text + "\n"})
    found = complaints(tmp_path)
    assert found
    assert all(line.startswith(f"{file}:") for line in found), found
    assert any(why in line for line in found), found
