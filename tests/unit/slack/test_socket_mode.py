"""Socket Mode: stored before acknowledged, and always connected again."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack import SlackSettings, build
from core.ports import Said, Submitted
from tests.fakes.fake_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Broken, FakeSlack, Limit, Refuse
from tests.fakes.open_door import HandClock, OpenDoor
from tests.unit.slack.conftest import FORMS, Ward


@pytest.fixture
async def line() -> AsyncIterator[Ward]:
    clock, door = HandClock(), OpenDoor()
    async with FakeSlack(now=clock.now) as slack:
        slack.add("U_PRECIOUS", "Precious Moyo", "precious@elm.example")
        settings = SlackSettings(
            signing_secret=SIGNING_SECRET, bot_token=BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url
        )
        parts = build(settings, door=door, clock=clock, forms=FORMS)
        await parts.start()
        await slack.when(lambda: slack.sockets == 1)
        yield Ward(slack=slack, parts=parts, door=door, clock=clock, url="")
        await parts.stop()


async def test_a_message_over_the_line_is_kept_and_acknowledged(line: Ward) -> None:
    assert await line.slack.says("U_PRECIOUS", "tablet wont log in") == 200
    said = line.parts.channel.read(next(iter(line.door.kept.values())))
    assert isinstance(said, Said)
    assert said.text == "tablet wont log in"


async def test_what_could_not_be_stored_is_not_acknowledged_and_comes_again(line: Ward) -> None:
    line.door.shut = True
    assert await line.slack.says("U_PRECIOUS", "tablet wont log in") == 504
    line.door.shut = False
    assert await line.slack.again() == 200
    assert len(line.door.kept) == 1


async def test_the_same_over_both_ways_is_one(line: Ward) -> None:
    await line.slack.says("U_PRECIOUS", "tablet wont log in")
    await line.slack.again()
    assert len(line.door.kept) == 1


async def test_forms_work_over_the_line(line: Ward) -> None:
    assert await line.slack.command("U_PRECIOUS") == 200
    assert await line.slack.submits("U_PRECIOUS", {"text": " "}) == 200
    assert line.slack.errors["U_PRECIOUS"] == {"text": "Please fill this in."}
    assert await line.slack.submits("U_PRECIOUS", {"text": "dead tablet"}) == 200
    submitted = line.parts.channel.read(next(iter(line.door.kept.values())))
    assert isinstance(submitted, Submitted)
    assert await line.slack.command("U_PRECIOUS", "dead tablet") == 200
    assert line.slack.answers[-1]["response_type"] == "ephemeral"


async def test_nonsense_over_the_line_is_acknowledged_and_kept_nowhere(line: Ward) -> None:
    assert await line.slack.event({}, type=None) == 200
    assert not line.door.kept


async def test_an_announced_end_opens_the_next_line_before_the_old_one_closes(line: Ward) -> None:
    await line.slack.says_goodbye()
    await line.slack.when(lambda: line.slack.sockets == 2)
    await line.slack.cuts_sockets(oldest=True)
    await line.slack.when(lambda: line.slack.sockets == 1)
    assert await line.slack.says("U_PRECIOUS", "still there?") == 200


async def test_a_cut_line_is_opened_again(line: Ward) -> None:
    for _ in range(3):
        await line.slack.cuts_sockets()
        await line.slack.when(lambda: line.slack.sockets == 1)
        assert await line.slack.says("U_PRECIOUS", "still there?") == 200


@pytest.mark.parametrize("fault", [Broken(500), Refuse("internal_error"), Limit(1)])
async def test_a_line_that_cannot_be_opened_is_tried_again(line: Ward, fault: Broken | Refuse | Limit) -> None:
    line.slack.breaks("apps.connections.open", fault)
    await line.slack.cuts_sockets()
    await line.slack.when(lambda: [method for method, _ in line.slack.calls].count("apps.connections.open") == 2)
    line.clock.forward(seconds=1)
    await line.slack.when(lambda: line.slack.sockets == 1)
    assert not line.slack.violations
    assert await line.slack.says("U_PRECIOUS", "still there?") == 200


async def test_a_half_open_line_is_noticed(line: Ward) -> None:
    line.slack.deaf = True
    await line.slack.cuts_sockets()
    await line.slack.when(lambda: line.slack.sockets == 1)
    line.slack.deaf = False
    await line.slack.when(lambda: line.slack.opened >= 3, within=15)
    await line.slack.when(lambda: line.slack.sockets >= 1)
    assert await line.slack.says("U_PRECIOUS", "still there?") == 200


async def test_stopping_leaves_nothing_open(line: Ward) -> None:
    await line.parts.stop()
    await line.slack.when(lambda: line.slack.sockets == 0)
