"""Elm Court on a real Slack workspace: local-slack, both ways in, the program as it is run, nothing stood in for.

The steps of the escalation are seconds instead of minutes, so that climbing is seen without pushing a clock.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.clients.browser import OpenScreen, Screen
from tests.clients.local_slack import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    SIGNING_SECRET,
    LocalSlack,
    SlackChannel,
    SlackUser,
    Workspace,
    free_port,
    local_slack,
    needs_local_slack,
)
from tests.clients.program import Program, program

pytestmark = needs_local_slack

Mode = Literal["events", "socket"]
Message = Mapping[str, Any]

SENTENCE = "tablet wont log me in and its meds time"
LIMIT = 15
"""Seconds until something must have happened: the tick looks every five."""

PRECIOUS = SlackUser(id="U0PRECIOUS", name="Precious Okafor", email="precious@elmcourt.example")
TOM = SlackUser(id="U0TOM", name="Tom Reid", email="tom@elmcourt.example")
BEN = SlackUser(id="U0BEN", name="Ben Shaw", email="ben@elmcourt.example")
ANITA = SlackUser(id="U0ANITA", name="Anita Rao", email="anita@elmcourt.example")
JOY = SlackUser(id="U0JOY", name="Joy Mensah", email="joy@agency.example")
EVERYBODY = (PRECIOUS, TOM, BEN, ANITA, JOY)
ELM = SlackChannel(id="C0ELM", name="elm-court", members=tuple(user.id for user in EVERYBODY))

SETTINGS = """[escalation.critical]
steps = [{after = "0s", to = ["in_charge"]}, {after = "2s", to = ["on_call"]}]
repeat = "2s"
"""

SERVICES = """code,name,kind,timezone,phase,go_live,urgent_phone
ELM,Elm Court,care_home,Europe/London,go_live,2026-11-16,01632 960123
"""

PEOPLE = """name,email,role,service
Precious Okafor,precious@elmcourt.example,care_worker,ELM
Tom Reid,tom@elmcourt.example,team_leader,ELM
Ben Shaw,ben@elmcourt.example,on_call_manager,ELM
Anita Rao,anita@elmcourt.example,registered_manager,ELM
Anita Rao,anita@elmcourt.example,administrator,ELM
"""

SHIFTS = (("precious", "no", "no"), ("tom", "yes", "no"), ("ben", "no", "yes"), ("anita", "no", "no"))


def _rota() -> str:
    """Everybody works round the clock, so that the hour at which the test runs makes no difference."""
    today = datetime.now(UTC).astimezone(ZoneInfo("Europe/London")).date()
    rows = (
        f"{today + timedelta(days=day)},ELM,00:00,00:00,{who}@elmcourt.example,{in_charge},{on_call}"
        for day in (-1, 0, 1)
        for who, in_charge, on_call in SHIFTS
    )
    return "\n".join(("date,service,shift_start,shift_end,email,in_charge,on_call", *rows, ""))


async def until(check: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so. Raises TimeoutError."""
    async with asyncio.timeout(LIMIT):
        while not await check():  # noqa: ASYNC110 (local-slack tells nobody when a message has come)
            await asyncio.sleep(0.05)


def _buttons(message: Message) -> Iterator[Mapping[str, Any]]:
    for block in message.get("blocks", ()):
        if block["type"] == "actions":
            yield from block["elements"]


def _label(button: Mapping[str, Any]) -> str:
    return str(button["text"]["text"])


@dataclass(kw_only=True)
class ElmCourt:
    """The workspace and the program, and what people do and see in it."""

    slack: LocalSlack
    app: Program

    async def writes(self, who: SlackUser, text: str) -> Message:
        """Somebody writes to Handrail in their direct messages."""
        return await self.slack.says(who.id, text, channel=await self.slack.direct_channel(who.id))

    async def phone(self, who: SlackUser) -> list[Message]:
        """What Handrail has written to somebody, as it looks now, oldest first."""
        found = await self.slack.messages(await self.slack.direct_channel(who.id))
        return [message for message in found if message["user"] == BOT_USER]

    async def sees(self, who: SlackUser, *words: str, button: str = "") -> Message:
        """The newest message with all these words, and with that button; waited for. Fails with what is there."""
        found: list[Message] = []

        async def there() -> bool:
            found[:] = [m for m in await self.phone(who) if _has(m, words, button)]
            return bool(found)

        try:
            await until(there)
        except TimeoutError:
            told = "\n--\n".join(m["text"] for m in await self.phone(who))
            pytest.fail(f"{who.name} never saw {words} {button}, but:\n{told}")
        return found[-1]

    async def presses(self, who: SlackUser, label: str, *words: str) -> None:
        """Somebody presses a button of the newest message with these words that has it.

        A card that was not yet drawn anew says what was so before: words of the state make it the fresh one.
        """
        message = await self.sees(who, *words, button=label)
        button = next(b for b in _buttons(message) if _label(b) == label)
        await self.slack.presses(who.id, message, {"block_id": "b", **button})

    async def pings(self, who: SlackUser, ref: str) -> list[Message]:
        """All pings about one entry on somebody's phone."""
        return [m for m in await self.phone(who) if m["text"].startswith("CRITICAL at") and f"{ref}." in m["text"]]


def _has(message: Message, words: tuple[str, ...], button: str) -> bool:
    pressable = not button or any(_label(b) == button for b in _buttons(message))
    return pressable and all(word in message["text"] for word in words)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with settings and a database that the provider's own files were brought into."""
    folder = tmp_path_factory.mktemp("elm-court")
    (folder / "handrail.toml").write_text(SETTINGS, "utf-8")
    for what, text in (("services", SERVICES), ("people", PEOPLE), ("rota", _rota())):
        (folder / f"{what}.csv").write_text(text, "utf-8")
        told = await Program(folder=folder).run("import", what, f"{what}.csv")
        assert told == f"{len(text.splitlines()) - 1} rows of {what} imported.\n"
    return folder


@asynccontextmanager
async def _opened(folder: Path, mode: Mode) -> AsyncIterator[ElmCourt]:
    slack_port, app_port = free_port(), free_port()
    variables = {
        "HANDRAIL_SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "HANDRAIL_SLACK_BOT_TOKEN": BOT_TOKEN,
        "HANDRAIL_SLACK_API_URL": f"http://127.0.0.1:{slack_port}/api/",
        **({"HANDRAIL_SLACK_APP_TOKEN": APP_TOKEN} if mode == "socket" else {}),
    }
    workspace = Workspace(
        users=EVERYBODY, channels=(ELM,), mode=mode, request_url=f"http://127.0.0.1:{app_port}/slack/events"
    )
    async with (
        local_slack(workspace, folder=folder, port=slack_port) as slack,
        program(folder, port=app_port, **variables) as app,
    ):
        await app.start("serve")
        if mode == "socket":
            await until(lambda: _said_hello(slack))
        yield ElmCourt(slack=slack, app=app)
        assert await app.stop() == 0
        assert app.complaints() == []


async def _said_hello(slack: LocalSlack) -> bool:
    return any("hello" in line["summary"] for line in await slack.log())


@pytest.fixture(params=["events", "socket"])
async def elm(request: pytest.FixtureRequest, imported: Path, tmp_path: Path) -> AsyncIterator[ElmCourt]:
    """Elm Court, served over signed HTTP events and over Socket Mode."""
    folder = tmp_path / "served"
    shutil.copytree(imported, folder)
    async with _opened(folder, request.param) as opened:
        yield opened


async def test_a_critical_report_climbs_until_somebody_answers_and_ends_with_the_reporter(elm: ElmCourt) -> None:
    receipt = await _reported(elm)
    await _climbed(elm)
    await _answered(elm, receipt)
    await _quiet(elm)
    await _controlled(elm)
    await _not_fixed(elm)


async def _reported(elm: ElmCourt) -> Message:
    await elm.writes(PRECIOUS, SENTENCE)
    receipt = await elm.sees(
        PRECIOUS, "Use the paper MAR now", "Saved: ISS-1", "01632 960123", "Nobody has answered yet."
    )
    await elm.sees(TOM, "CRITICAL at Elm Court", "ISS-1", button="Acknowledge")
    assert await _seconds_from_answer_to(elm, TOM) <= 1.0
    return receipt


async def _seconds_from_answer_to(elm: ElmCourt, who: SlackUser) -> float:
    """From the answer to Slack to the first message to somebody, on the wire."""
    log, channel = await elm.slack.log(), await elm.slack.direct_channel(who.id)
    answered = next(i for i in log if i["direction"] == "from_bot" and i["kind"] in ("ack", "events_api"))
    posted = next(i for i in log if i["summary"] == "chat.postMessage" and i["detail"]["channel"] == channel)
    return float(posted["time"] - answered["time"]) / 1000


async def _climbed(elm: ElmCourt) -> None:
    await elm.sees(BEN, "CRITICAL at Elm Court", "Tom has been asked and has not answered.")
    await elm.sees(PRECIOUS, "Ring 01632 960123 now")

    async def asked_again() -> bool:
        return len(await elm.pings(BEN, "ISS-1")) > 1

    await until(asked_again)


async def _answered(elm: ElmCourt, receipt: Message) -> None:
    await elm.presses(BEN, "Acknowledge", "ISS-1")
    await elm.sees(BEN, "Thank you, Ben. It is yours now.")
    await elm.sees(PRECIOUS, "Ben has it now.", "ISS-1")

    async def every_card_shows_it() -> bool:
        cards = [*await elm.pings(TOM, "ISS-1"), *await elm.pings(BEN, "ISS-1")]
        mine = next(m for m in await elm.phone(PRECIOUS) if m["ts"] == receipt["ts"])
        return all("Ben has it." in card["text"] for card in (*cards, mine))

    await until(every_card_shows_it)
    redrawn = {i["detail"]["ts"] for i in await elm.slack.log() if i["summary"] == "chat.update"}
    assert {receipt["ts"], *(m["ts"] for m in await elm.pings(TOM, "ISS-1"))} <= redrawn


async def _quiet(elm: ElmCourt) -> None:
    """While an unknown agency worker's report is asked about again and again, nothing comes about the first."""
    before = len(await elm.pings(TOM, "ISS-1")) + len(await elm.pings(BEN, "ISS-1"))
    await elm.writes(JOY, "cant open the mar chart and meds are due now")
    await elm.sees(JOY, "Saved: ISS-2", "Nobody has answered yet.")
    await elm.sees(JOY, "I don't know you yet", "Your report is saved all the same.")
    await elm.sees(ANITA, "Joy Mensah has written to Handrail and is not on the list.", button="Yes, agency")

    async def asked_three_times() -> bool:
        return len(await elm.pings(BEN, "ISS-2")) > 2

    await until(asked_three_times)
    assert len(await elm.pings(TOM, "ISS-1")) + len(await elm.pings(BEN, "ISS-1")) == before
    await elm.presses(ANITA, "Yes, agency", "Joy Mensah")
    await elm.sees(JOY, "You are on the list now.")
    await elm.presses(BEN, "Acknowledge", "ISS-2")
    await elm.sees(JOY, "Ben has it now.", "ISS-2")


async def _controlled(elm: ElmCourt) -> None:
    await elm.presses(BEN, "Order a control", "Thank you, Ben.", "ISS-1")
    await elm.presses(BEN, "Paper records for everyone", "What keeps people safe for now?", "ISS-1")
    await elm.sees(PRECIOUS, "Ben has ordered this for now: Paper records for everyone.")
    await elm.presses(TOM, "In place", "Ben asks you to start it.")
    await elm.sees(PRECIOUS, "Tom has seen that it is in place.", "ISS-1")


async def _not_fixed(elm: ElmCourt) -> None:
    before = len(await elm.pings(TOM, "ISS-1"))
    await elm.presses(BEN, "I'm working on it", "Now: a control is in place", "ISS-1")
    await elm.presses(BEN, "Fixed", "Now: being worked on", "ISS-1")
    await elm.sees(BEN, "What was done?", "ISS-1")
    await elm.writes(BEN, "reset her password")
    await elm.sees(BEN, "How do you know it works?", "ISS-1")
    await elm.writes(BEN, "she logged in while I was on the phone")
    await elm.presses(PRECIOUS, "Not fixed", "Is it fixed for you?", "reset her password")
    await elm.sees(PRECIOUS, "It is open again, and I am asking again.", "ISS-1")

    async def asked_again() -> bool:
        return len(await elm.pings(TOM, "ISS-1")) > before

    await until(asked_again)


async def test_the_command_opens_a_form_which_checks_what_is_filled_in(elm: ElmCourt) -> None:
    slack = elm.slack
    await slack.commands(PRECIOUS.id, "/handrail", "", channel=ELM.id)
    view = (await _shown(slack, "view"))["stack"][-1]
    assert view["title"]["text"] == "Report a problem"
    await slack.submits(PRECIOUS.id, _filled_in(""))
    assert (await _shown(slack, "view_errors"))["errors"] == {"text": "Please fill this in."}
    await slack.submits(PRECIOUS.id, _filled_in("the printer in the office is broken"))
    await elm.sees(PRECIOUS, "Thank you. Saved: ISS-1.")


def _filled_in(text: str) -> Mapping[str, Mapping[str, Any]]:
    return {"text": {"v": {"type": "plain_text_input", "value": text}}}


async def _shown(slack: LocalSlack, what: str) -> Mapping[str, Any]:
    """The newest thing of that kind that was pushed to somebody's window; waited for."""

    async def there() -> bool:
        return any(event["t"] == what for event in slack.shown)

    await until(there)
    return next(event for event in reversed(slack.shown) if event["t"] == what)


async def test_the_home_tab_shows_my_reports(elm: ElmCourt) -> None:
    await elm.writes(PRECIOUS, SENTENCE)
    await elm.sees(PRECIOUS, "Saved: ISS-1")
    await elm.slack.opens_home(PRECIOUS.id)
    blocks = (await _shown(elm.slack, "home"))["view"]["blocks"]
    assert "Can't log in." in str(blocks)
    assert "See ISS-1" in [_label(button) for button in _buttons({"blocks": blocks})]


async def test_a_mention_in_a_channel_is_answered_in_private(elm: ElmCourt) -> None:
    await elm.slack.says(PRECIOUS.id, f"<@{BOT_USER}> the wifi is down in the lounge", channel=ELM.id)
    await elm.sees(PRECIOUS, "Saved: ISS-1")
    assert [m["user"] for m in await elm.slack.messages(ELM.id)] == [PRECIOUS.id]


async def test_two_people_read_and_press_in_the_workspace_itself(
    imported: Path, tmp_path: Path, open_screen: OpenScreen
) -> None:
    folder = tmp_path / "served"
    shutil.copytree(imported, folder)
    async with _opened(folder, "events") as elm:
        hers, his = [await _window(open_screen, elm, who) for who in (PRECIOUS, TOM)]
        await hers.page.locator("textarea").fill(SENTENCE)
        await hers.page.keyboard.press("Enter")
        await expect(hers.page.get_by_text("Use the paper MAR now")).to_be_visible()
        await expect(hers.page.get_by_text("Nobody has answered yet.")).to_be_visible()
        await expect(his.page.get_by_text("CRITICAL at Elm Court").first).to_be_visible()
        await hers.shot("slack-precious-1-said")
        await his.shot("slack-tom-1-asked")
        await his.page.get_by_role("button", name="Acknowledge").first.click()
        await expect(his.page.get_by_text("Thank you, Tom. It is yours now.")).to_be_visible()
        await expect(hers.page.get_by_text("Tom has it now.")).to_be_visible()
        await expect(hers.page.get_by_text("Nobody has answered yet.")).to_have_count(0)
        await hers.shot("slack-precious-2-answered")
        await his.shot("slack-tom-2-answered")


async def _window(open_screen: OpenScreen, elm: ElmCourt, who: SlackUser) -> Screen:
    """Slack as somebody has it before them, at their direct messages with Handrail."""
    await elm.slack.direct_channel(who.id)
    screen = await open_screen(size=(1280, 850))
    await screen.page.goto(elm.slack.url)
    await screen.page.locator("select").first.select_option(label=who.name)
    await screen.page.get_by_role("button", name=who.name).click()
    await expect(screen.page.get_by_placeholder(f"Message {who.name}")).to_be_visible()
    return screen
