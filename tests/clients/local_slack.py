"""A Slack workspace on this machine: local-slack, with people, channels and the app under test.

A test that uses it carries `needs_local_slack` and so runs in a network namespace that has only
loopback (see `tests.clients.alone`); `local_slack` refuses to start it anywhere else.

    async with local_slack(Workspace(request_url=app_url + "/slack/events"), folder=tmp_path) as slack:
        await slack.says("U_PRECIOUS", "tablet wont log in", channel="C_ELM")
"""

import asyncio
import functools
import json
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from aiohttp import ClientConnectionError, ClientSession, ClientWebSocketResponse

from tests.clients.alone import only_loopback, why_not_alone

PROGRAM = Path(__file__).parent / "node_modules/local-slack-linux-x64/bin/local-slack"

BOT_USER = "U0HANDRAIL"
BOT_TOKEN = "xoxb-test-token"
APP_TOKEN = "xapp-test-token"
SIGNING_SECRET = "test-signing-secret"


@functools.cache
def why_no_local_slack() -> str | None:
    """Why local-slack cannot be run on this machine, or None."""
    if not PROGRAM.exists():
        return "local-slack is not installed (make clients)"
    return why_not_alone()


needs_local_slack = pytest.mark.alone(unless=why_no_local_slack)
"""For a test, a module (`pytestmark`) or one parameter (`marks`)."""


@dataclass(frozen=True, kw_only=True)
class SlackUser:
    """One person of the workspace."""

    id: str
    name: str
    email: str
    tz: str = "Europe/London"


@dataclass(frozen=True, kw_only=True)
class SlackChannel:
    """One channel; the bot is in it with the members."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """What local-slack is started with. `request_url` is where mode "events" sends to, signed."""

    users: tuple[SlackUser, ...] = ()
    channels: tuple[SlackChannel, ...] = ()
    mode: Literal["events", "socket"] = "events"
    request_url: str = "http://127.0.0.1:9/slack/events"

    def config(self) -> dict[str, Any]:
        """As local-slack reads it. The keys are its own."""
        return {
            "workspace": {"name": "Elm Court", "domain": "elm-court", "teamId": "T0ELM"},
            "app": {
                "appId": "A0HANDRAIL",
                "botUserId": BOT_USER,
                "botName": "handrail",
                "botToken": BOT_TOKEN,
                "appToken": APP_TOKEN,
                "signingSecret": SIGNING_SECRET,
                "mode": self.mode,
                "requestUrl": self.request_url,
            },
            "users": [
                {"id": u.id, "name": u.name.lower(), "real_name": u.name, "email": u.email, "tz": u.tz}
                for u in self.users
            ],
            "channels": [{"id": c.id, "name": c.name, "members": [*c.members, BOT_USER]} for c in self.channels],
        }


@dataclass(kw_only=True)
class LocalSlack:
    """A running workspace: what people do in it, and what they see."""

    url: str
    session: ClientSession
    socket: ClientWebSocketResponse
    shown: list[dict[str, Any]] = field(default_factory=list)
    """What was pushed to people's windows ("view", "view_errors", "home" under "t"), oldest first."""

    @property
    def api_url(self) -> str:
        """For the setting SLACK_API_URL, or for `base_url` of Slack's own client."""
        return f"{self.url}/api/"

    async def says(self, user: str, text: str, *, channel: str) -> dict[str, Any]:
        """A person writes in a channel. Returns the message, with its `ts`."""
        answer = await self.control("message", user=user, text=text, channel=channel)
        return dict(answer["message"])

    async def commands(self, user: str, command: str, text: str, *, channel: str) -> None:
        """A person uses a slash command."""
        await self.control("command", user=user, command=command, text=text, channel=channel)

    async def presses(self, user: str, message: Mapping[str, Any], action: Mapping[str, Any]) -> None:
        """A person uses an element of a message; `action` needs type, action_id, block_id and its value."""
        place = {"channel": message["channel"], "messageTs": message["ts"]}
        await self.control("interact", user=user, action=dict(action), **place)

    async def opens_home(self, user: str) -> None:
        """A person opens the app's Home tab."""
        await self.control("open-home", user=user)

    async def submits(self, user: str, values: Mapping[str, Mapping[str, Any]]) -> None:
        """A person sends the open modal: block to action to its state."""
        await self.socket.send_json({"t": "view_submit", "user": user, "values": values})

    async def closes(self, user: str) -> None:
        """A person closes the open modal."""
        await self.socket.send_json({"t": "view_close", "user": user})

    async def messages(self, channel: str) -> list[dict[str, Any]]:
        """Everything in a channel, oldest first."""
        return list((await self._get(f"messages/{channel}"))["messages"])

    async def direct_channel(self, user: str) -> str:
        """The conversation of one person with the bot, opened if there was none."""
        auth = {"Authorization": f"Bearer {BOT_TOKEN}"}
        async with self.session.post(f"{self.api_url}conversations.open", data={"users": user}, headers=auth) as answer:
            return str((await answer.json())["channel"]["id"])

    async def state(self) -> dict[str, Any]:
        """Workspace, apps, users and channels as they are now."""
        return await self._get("state")

    async def log(self) -> list[dict[str, Any]]:
        """What went over the wire between the workspace and the app."""
        return list((await self._get("log"))["log"])

    async def control(self, what: str, **body: Any) -> dict[str, Any]:
        """Any other call of local-slack's control interface. Raises ClientResponseError."""
        async with self.session.post(f"{self.url}/_control/{what}", json=body) as answer:
            return dict(await answer.json())

    async def _get(self, what: str) -> dict[str, Any]:
        async with self.session.get(f"{self.url}/_control/{what}") as answer:
            return dict(await answer.json())

    async def watch(self) -> None:
        """Keeps `shown` up to date until it is cancelled."""
        async for message in self.socket:
            event = json.loads(message.data)
            if event["t"] in ("view", "view_errors", "home"):
                self.shown.append(event)


def free_port() -> int:
    """A port nobody uses. Nobody else can take it meanwhile: the namespace is the test's own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def local_slack(workspace: Workspace, *, folder: Path, port: int | None = None) -> AsyncIterator[LocalSlack]:
    """Starts a workspace and stops it again. `folder` keeps its settings, files and output."""
    if not only_loopback():
        raise RuntimeError("local-slack listens on every interface: mark the test with needs_local_slack")
    url = f"http://127.0.0.1:{port or free_port()}"
    program = await _start(workspace, url=url, folder=folder)
    try:
        async with ClientSession(raise_for_status=True) as session, _connected(url, session) as slack:
            yield slack
    finally:
        program.terminate()
        await program.wait()


@asynccontextmanager
async def _connected(url: str, session: ClientSession) -> AsyncIterator[LocalSlack]:
    await _until_up(url, session)
    async with session.ws_connect(f"{url}/ui") as ui:
        slack = LocalSlack(url=url, session=session, socket=ui)
        watching = asyncio.create_task(slack.watch())
        yield slack
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def _start(workspace: Workspace, *, url: str, folder: Path) -> Process:
    config = folder / "local-slack.json"
    config.write_text(json.dumps(workspace.config()), encoding="utf-8")
    with (folder / "local-slack.log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            str(PROGRAM),
            *("--config", str(config), "--files-dir", str(folder / "files")),
            *("--base-host", "127.0.0.1", "--port", url.rpartition(":")[2]),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


async def _until_up(url: str, session: ClientSession) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                async with session.get(f"{url}/_control/state"):
                    return
            except ClientConnectionError:
                await asyncio.sleep(0.05)
