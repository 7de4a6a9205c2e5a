"""The demonstration can answer where to write things, from its first minute and after every start."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.build import open_store
from bot.clocks import PushedClock
from bot.demo import SERVICE, prepare
from bot.settings import Settings
from core.ports import UnitOfWork
from core.rulebook import Rulebook
from core.rules import Rule, refuse_text

TODAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


async def rules_after(folder: Path, *, starts: int = 1) -> tuple[tuple[Rule, ...], dict[str, tuple[str, ...]]]:
    """Every version of every rule after so many starts, and the titles that answer some questions."""
    asked = (
        "where do i write a fall",
        "where do i record fluids",
        "where do i write that her family visited",
        "where do i write if family complain",
    )

    def answers(uow: UnitOfWork, now: datetime) -> dict[str, tuple[str, ...]]:
        book = Rulebook()
        return {text: tuple(rule.title for rule in book.find(uow, text, SERVICE, now)) for text in asked}

    rules: tuple[Rule, ...] = ()
    found: dict[str, tuple[str, ...]] = {}
    for _ in range(starts):
        clock = PushedClock()
        with open_store(Settings(database_url=f"sqlite:///{folder}/demo.db"), clock) as store:
            await store.work(partial(prepare, clock=clock, today=TODAY))
            rules = await store.look(lambda uow: uow.rules())
            found = await store.look(partial(answers, now=clock.now()))
    return rules, found


async def test_the_demonstration_has_rules(tmp_path: Path) -> None:
    rules, found = await rules_after(tmp_path)
    assert found == {
        "where do i write a fall": ("A fall",),
        "where do i record fluids": ("Fluids",),
        "where do i write that her family visited": ("A visit",),
        "where do i write if family complain": (),
    }
    assert [rule.title for rule in rules if refuse_text(rule.plain_text)] == []


@pytest.mark.parametrize("starts", [2])
async def test_another_start_brings_them_in_once(tmp_path: Path, starts: int) -> None:
    """A rule that somebody made or changed in the demonstration is not overwritten by the next start."""
    rules, _ = await rules_after(tmp_path, starts=starts)
    assert {rule.version for rule in rules} == {1}
    assert len(rules) == len({rule.title for rule in rules})
