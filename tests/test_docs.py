"""The documents say what the program does: nothing undocumented, nothing documented that is gone."""

import argparse
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.here import NOT_HERE

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "deploy/docs"

NOT_IN_SETTINGS = {"HANDRAIL_CONFIG"}
"""Says where the settings are, so it cannot be one of them."""

LEAKS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|debian\.org/debian|crates\.io"
    r"|(?<![\w.~-])/(?:work|root|opt/wheels|opt/pypi)(?=[/\s\"'`)\]:,;]|$)|\.\./shared\b|\.library[/]",
    re.MULTILINE,
)
"""Hosts of package registries, and paths of a machine that only its developers have."""


def _read(path: Path) -> str:
    assert path.exists(), f"{path.relative_to(ROOT)} is missing"
    return path.read_text("utf-8")


def test_the_readme_says_how_to_run_and_test() -> None:
    readme = _read(ROOT / "README.md")
    assert [command for command in ("make run", "make test") if command not in readme] == []


def _settings() -> set[str]:
    from bot.settings import Settings

    prefix = Settings.model_config.get("env_prefix", "")
    assert prefix == "HANDRAIL_"
    return {f"{prefix}{name}".upper() for name in Settings.model_fields}


def test_every_setting_is_documented() -> None:
    """A table of the settings file, such as [escalation.critical], may be documented as that alone."""
    page = _read(DOCS / "settings.md")
    documented = set(re.findall(r"\bHANDRAIL_[A-Z0-9_]+\b", page))
    documented |= {f"HANDRAIL_{name}".upper() for name in re.findall(r"\[([a-z_]+)(?:\.[a-z_]+)?\]", page)}
    assert sorted(_settings() - documented) == [], "not in deploy/docs/settings.md"


def test_no_document_names_a_setting_that_is_gone() -> None:
    known = _settings() | NOT_IN_SETTINGS
    for page in (ROOT / "README.md", *sorted(DOCS.rglob("*.md"))):
        named = set(re.findall(r"\bHANDRAIL_[A-Z0-9_]*[A-Z0-9]\b", _read(page)))
        assert sorted(named - known) == [], f"in {page.relative_to(ROOT)}, but not in bot/settings.py"


def _subcommands() -> Iterator[str]:
    from bot.cli import parser

    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices


def test_every_command_is_documented() -> None:
    commands = list(_subcommands())
    assert commands, "bot.cli.parser() has no subcommands"
    page = DOCS / "commands.md"
    words = _read(ROOT / "README.md") + (page.read_text("utf-8") if page.exists() else "")
    missing = [c for c in commands if not re.search(rf"python -m bot {re.escape(c)}\b", words)]
    assert missing == [], 'not in README.md or deploy/docs/commands.md as "python -m bot …"'


def test_everything_that_can_be_said_is_on_the_page() -> None:
    from bot.commands import COMMANDS

    section = _read(DOCS / "commands.md").partition("\n## What people can say\n")[2].partition("\n## ")[0]
    assert [c.say for c in COMMANDS if c.say and f"`{c.say}`" not in section] == []


DECISIONS = sorted((ROOT / "deploy/decisions").glob("*.md"))


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [file.name[:5] for file in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]
    titles = {file.name: _read(file).partition("\n")[0] for file in DECISIONS}
    assert [(name, title) for name, title in titles.items() if not title.startswith(f"# {name[:4]}: ")] == []


def _pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "deploy").rglob("*.md"))]


def _links(page: Path) -> Iterator[Path]:
    """The files of ours that a page points at."""
    for link in re.findall(r"\]\(([^)\s]+)\)", _read(page)):
        if "://" not in link and not link.startswith(("#", "mailto:")):
            yield (page.parent / link.partition("#")[0]).resolve()


def test_every_link_to_a_file_of_ours_leads_somewhere() -> None:
    assert sum(1 for page in _pages() for _ in _links(page)) > 30
    gone = [f"{page.relative_to(ROOT)}: {to.name}" for page in _pages() for to in _links(page) if not to.exists()]
    assert gone == []


def test_every_page_can_be_found_from_the_readme() -> None:
    found, look = {ROOT / "README.md"}, [ROOT / "README.md"]
    while look:
        new = {to for to in _links(look.pop()) if to.suffix == ".md" and to.exists()} - found
        found |= new
        look += new
    assert [str(page.relative_to(ROOT)) for page in _pages() if page not in found] == []


def test_every_register_has_its_page_as_generated() -> None:
    from core.registers import REGISTERS
    from core.snapshot import page

    for register in REGISTERS:
        file = DOCS / "registers" / f"{register.name}.md"
        assert _read(file) == page(register), f"{file.relative_to(ROOT)} is not what core.snapshot.page gives"


def test_no_page_describes_a_register_that_is_gone() -> None:
    from core.registers import REGISTERS

    pages = {file.stem for file in (DOCS / "registers").glob("*.md")}
    assert sorted(pages - {register.name for register in REGISTERS}) == []


def _own_files() -> list[Path]:
    """Every file that is committed or would be, as git knows them."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip(f"{NOT_HERE}: no git checkout to list the files of")
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def _leaks(text: str) -> list[str]:
    return [
        f"line {number}: {found.group().strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        for found in LEAKS.finditer(line)
    ]


def test_no_file_names_a_package_host_or_a_path_of_one_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}, {leak}"
        for file in _own_files()
        for leak in _leaks(file.read_bytes().decode("utf-8", errors="ignore"))
    ]
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "index: files." + "pythonhosted" + ".org/x",
        "see " + "/wo" + "rk/main",
        "'" + "/ro" + "ot'",
        "cd .." + "/shared",
    ],
)
def test_a_leak_is_seen(text: str) -> None:
    assert _leaks(f"first\n{text}\n") != []


@pytest.mark.parametrize("text", ["/workflows/ISS", "teamwork/work/x", "a/root/b", "/rooting", "https://x/workers"])
def test_a_look_alike_is_no_leak(text: str) -> None:
    assert _leaks(text) == []
