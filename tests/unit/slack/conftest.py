"""The Slack channel alone, on real sockets: FakeSlack on one side, an open door on the other."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import web

from adapters.slack import SlackParts, SlackSettings, build
from core.form import Form, PickField, TextField
from core.ports import Sender
from tests.fakes.fake_slack import BOT_TOKEN, SIGNING_SECRET, TEAM, FakeSlack
from tests.fakes.open_door import HandClock, OpenDoor

REPORT = Form(
    name="report",
    title="Tell us what is wrong",
    send="Send",
    fields=(
        TextField(name="text", label="What is wrong?", long=True),
        PickField(
            name="care", label="Is anyone's care affected?", options=(("yes", "Yes"), ("no", "No")), optional=True
        ),
    ),
)

CONTROL = Form(
    name="control", title="Order a control", send="Order", fields=(TextField(name="what", label="What is done now?"),)
)

FORMS = {form.name: form for form in (REPORT, CONTROL)}


@dataclass(frozen=True, kw_only=True)
class Ward:
    """Everything that a test of the channel needs."""

    slack: FakeSlack
    parts: SlackParts
    door: OpenDoor
    clock: HandClock
    url: str

    def to(self, user: str) -> Sender:
        return Sender(channel="slack", tenant=TEAM, user=user)


@pytest.fixture
async def ward() -> AsyncIterator[Ward]:
    clock, door = HandClock(), OpenDoor()
    async with FakeSlack(now=clock.now) as slack:
        settings = SlackSettings(signing_secret=SIGNING_SECRET, bot_token=BOT_TOKEN, api_url=slack.api_url)
        parts = build(settings, door=door, clock=clock, forms=FORMS)
        app = web.Application()
        app.add_routes(parts.routes)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = "http://{}:{}/slack/events".format(*runner.addresses[0][:2])
        slack.sends_to(url)
        slack.add("U_PRECIOUS", "Precious Moyo", "precious@elm.example")
        slack.add("U_TOM", "Tom Reid", "tom@elm.example")
        await parts.start()
        yield Ward(slack=slack, parts=parts, door=door, clock=clock, url=url)
        await parts.stop()
        await runner.cleanup()
