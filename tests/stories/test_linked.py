"""Entries that belong together: a leader links them, and each card shows the other."""

import pytest

from core.linking import LINKED, UNLINKED, Outcome
from core.words import LINKING_SAID
from tests.stories.ward import Ward

PRINTER = "printer wont print the handover"
WIFI = "wifi keeps dropping on blue unit"


async def two(ward: Ward) -> None:
    """Two problems of Elm Court."""
    await ward.precious.says(PRINTER)
    await ward.kofi.says(WIFI)


async def facts(ward: Ward, ref: str) -> str:
    """What Tom reads when he opens it."""
    await ward.tom.says(ref)
    return ward.tom.last().text


@pytest.mark.parametrize("said", ["link ISS-1 and ISS-2", "Link iss-1 iss-2.", "link ISS-1 with ISS-2"])
async def test_each_card_shows_the_other(ward: Ward, said: str) -> None:
    await two(ward)
    await ward.tom.says(said)
    ward.tom.hears("Thank you. ISS-1 and ISS-2 are linked now. Each card shows the other.")
    assert "Linked with: ISS-2" in await facts(ward, "ISS-1")
    await ward.tom.presses("See ISS-2")
    assert "Linked with: ISS-1" in ward.tom.last().text
    assert "Tom linked it with ISS-2." in await ward.history("ISS-1")
    assert "Tom linked it with ISS-1." in await ward.history("ISS-2")
    assert [(await ward.issue(ref)).state for ref in ("ISS-1", "ISS-2")] == ["reported", "reported"]
    assert await ward.refs() == ["ISS-1", "ISS-2"]


async def test_a_question_and_a_problem(ward: Ward) -> None:
    """Of different registers too; and the link ends when somebody says so."""
    await ward.precious.says(PRINTER)
    await ward.kofi.says("where do i record that we took the bins out")
    await ward.tom.says("link ASK-1 to ISS-1")
    assert "Linked with: ISS-1" in await facts(ward, "ASK-1")
    await ward.tom.says("link ISS-1 ASK-1")
    ward.tom.hears("ISS-1 and ASK-1 are linked already.")
    await ward.tom.says("unlink ISS-1 from ASK-1")
    ward.tom.hears("ISS-1 and ASK-1 are not linked any more.")
    assert "Linked with" not in await facts(ward, "ASK-1")
    await ward.tom.says("unlink ISS-1 ASK-1")
    ward.tom.hears("ISS-1 and ASK-1 are not linked.")
    assert (await ward.verbs("ISS-1")).count("linked") == (await ward.verbs("ISS-1")).count("unlinked") == 1


async def test_who_leads_nowhere_links_nothing(ward: Ward) -> None:
    """And learns nothing of what is there."""
    await two(ward)
    await ward.kofi.says("link ISS-1 ISS-2")
    ward.kofi.hears("I can't link ISS-1 and ISS-2.")
    await ward.kofi.says("ISS-2")
    ward.kofi.does_not_see("Linked with")
    assert "linked" not in await ward.verbs("ISS-2")


@pytest.mark.parametrize("said", ["link ISS-1 ISS-9", "link ISS-1 ISS-1", "link ISS-1 FOO-1"])
async def test_what_is_not_there_is_linked_with_nothing(ward: Ward, said: str) -> None:
    await two(ward)
    await ward.tom.says(said)
    ward.tom.hears("You need to lead where both of them are.")
    assert "linked" not in await ward.verbs("ISS-1")


async def test_what_is_restricted_is_linked_with_nothing(ward: Ward) -> None:
    """Not even by who may read it: the other card would name it to everybody."""
    await ward.precious.says("a carer hit Mrs Jones")
    await ward.kofi.says(PRINTER)
    for leader in (ward.grace, ward.tom):
        await leader.says("link ISS-1 ISS-2")
        leader.hears("I can't link ISS-1 and ISS-2.")
    assert "linked" not in await ward.verbs("ISS-2")
    ward.anita.sees("ISS-1")


async def test_me_too_shows_on_both_cards(ward: Ward) -> None:
    """Who leads sees how many have it, and can read what each of them wrote."""
    await ward.precious.says(PRINTER)
    await ward.kofi.says("me too ISS-1")
    ward.kofi.hears("I have added you to ISS-1.")
    assert "Linked with: ISS-2" in await facts(ward, "ISS-1")
    assert "Linked with: ISS-1" in await facts(ward, "ISS-2")


async def test_a_link_stays_after_a_restart_and_on_the_ping(ward: Ward) -> None:
    await ward.precious.says("tablet wont log me in and its meds time")
    await ward.kofi.says(WIFI)
    await ward.tom.says("link ISS-1 ISS-2")
    ward.tom.sees("Linked with: ISS-2")
    await ward.restarts()
    assert "Linked with: ISS-1" in await facts(ward, "ISS-2")
    ward.precious.does_not_see("Linked with")


def test_every_outcome_has_its_words() -> None:
    cannot = {(UNLINKED, Outcome.TOO_MANY)}
    assert set(LINKING_SAID) == {(verb, each.value) for verb in (LINKED, UNLINKED) for each in Outcome} - cannot
