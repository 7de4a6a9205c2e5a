"""Elm Court on Teams: an Agents Playground for each person, and the program as it is run, over signed HTTP.

The playground knows no tokens, so one thing stands between: it signs as Microsoft does, and checks Handrail's login.
The pictures in tests/.shots are meant to be looked at.
"""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from core import words
from tests.clients.browser import OpenScreen, Screen
from tests.clients.local_slack import free_port
from tests.clients.playground import LIMIT, Playground, needs_playground, playground
from tests.clients.program import Program, program
from tests.clients.signing_proxy import Passed, Sign, SigningProxy
from tests.fakes.key_server import APP_ID, PASSWORD, KeyServer
from tests.fakes.teams_screen import CARD, Json, window_of
from tests.fakes.teams_writes import GROUP, TENANT, Person, Writer

pytestmark = needs_playground

MESSAGE = "application/vnd.microsoft.activity.message"

SENTENCE = "tablet wont log me in and its meds time"
QUIET = "the printer in the office is broken"

OLD_PRESS = {"handrail": {"act": {"verb": "form", "value": "report"}}}
"""The button that opens the form, in a client that knows of no dialogs."""

PRECIOUS = Person(id="29:precious", name="Precious Okafor", email="precious@elmcourt.example")
TOM = Person(id="29:tom", name="Tom Reid", email="tom@elmcourt.example")
BEN = Person(id="29:ben", name="Ben Shaw", email="ben@elmcourt.example")

SERVICES = """code,name,kind,timezone,phase,go_live,urgent_phone
ELM,Elm Court,care_home,Europe/London,go_live,2026-11-16,01632 960123
"""

PEOPLE = """name,email,role,service
Precious Okafor,precious@elmcourt.example,care_worker,ELM
Tom Reid,tom@elmcourt.example,team_leader,ELM
Ben Shaw,ben@elmcourt.example,on_call_manager,ELM
"""

SHIFTS = (("precious", "no", "no"), ("tom", "yes", "no"), ("ben", "no", "yes"))


def _rota() -> str:
    """Everybody works round the clock, so that the hour at which the test runs makes no difference."""
    today = datetime.now(UTC).astimezone(ZoneInfo("Europe/London")).date()
    rows = (
        f"{today + timedelta(days=day)},ELM,00:00,00:00,{who}@elmcourt.example,{in_charge},{on_call}"
        for day in (-1, 0, 1)
        for who, in_charge, on_call in SHIFTS
    )
    return "\n".join(("date,service,shift_start,shift_end,email,in_charge,on_call", *rows, ""))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that the provider's own files were brought into."""
    folder = tmp_path_factory.mktemp("elm-court")
    for what, text in (("services", SERVICES), ("people", PEOPLE), ("rota", _rota())):
        (folder / f"{what}.csv").write_text(text, "utf-8")
        told = await Program(folder=folder).run("import", what, f"{what}.csv")
        assert told == f"{len(text.splitlines()) - 1} rows of {what} imported.\n"
    return folder


@dataclass(kw_only=True)
class ElmCourt:
    """The program, what stands before it, and a playground for each person."""

    app: Program
    teams: SigningProxy
    people: tuple[Playground, ...]

    async def kept(self) -> int:
        """How many requests from Teams Handrail has stored, as its own metrics tell."""
        async with self.people[0].session.get(f"{self.app.url}/metrics") as answer:
            found = re.search(r'^handrail_requests_total\{channel="teams"\} (\d+)', await answer.text(), re.MULTILINE)
        return int(found[1]) if found else 0

    async def seconds_until(self, who: Person, asked: Person) -> tuple[float, float]:
        """From somebody's newest message, and from its answer, to the first post to another after that."""
        said = self.teams.activities(_name(who), "message")[-1]

        def posts() -> list[Passed]:
            return [post for post in self.teams.calls(_name(asked), "POST") if post.at > said.at]

        await self.teams.when(lambda: bool(posts()))
        return posts()[0].at - said.at, posts()[0].at - said.done


Open = Callable[..., AbstractAsyncContextManager[ElmCourt]]


@pytest.fixture
def elm_court(imported: Path, tmp_path: Path) -> Open:
    """Opens Elm Court with a playground for each of the people."""
    folder = tmp_path / "served"
    shutil.copytree(imported, folder)

    def opened(*people: Person, installed: bool = True, calm: bool = True) -> AbstractAsyncContextManager[ElmCourt]:
        return _opened(folder, people, installed=installed, calm=calm)

    return opened


@asynccontextmanager
async def _opened(folder: Path, people: tuple[Person, ...], *, installed: bool, calm: bool) -> AsyncIterator[ElmCourt]:
    app_port = free_port()
    async with (
        KeyServer() as keys,
        SigningProxy(keys, app_url=f"http://127.0.0.1:{app_port}") as teams,
        program(folder, port=app_port, **_settings(keys, teams)) as app,
        AsyncExitStack() as stack,
    ):
        async with asyncio.TaskGroup() as starting:
            starting.create_task(app.start("serve"))
            opening = [starting.create_task(stack.enter_async_context(_window(who, teams, folder))) for who in people]
        elm = ElmCourt(app=app, teams=teams, people=tuple(task.result() for task in opening))
        for one in elm.people if installed else ():
            await one.installs()
            await one.sees(words.HELP_STAFF)
        yield elm
        assert await app.stop() == 0
        assert not calm or _surprises(app) == []
        assert keys.violations == []
        assert [p for p in teams.passed if p.out and p.status >= 300] == []


def _surprises(app: Program) -> list[str]:
    """What it complained of, but for those whom nothing can be told: only some of the people have a playground."""
    return [line for line in app.complaints() if '"message undeliverable"' not in line]


def _settings(keys: KeyServer, teams: SigningProxy) -> dict[str, str]:
    return {
        "HANDRAIL_TEAMS_APP_ID": APP_ID,
        "HANDRAIL_TEAMS_APP_PASSWORD": PASSWORD,
        "HANDRAIL_TEAMS_TENANT_ID": TENANT,
        "HANDRAIL_TEAMS_OPENID_URL": keys.openid_url,
        "HANDRAIL_TEAMS_LOGIN_URL": keys.login_url,
        "HANDRAIL_TEAMS_SERVICE_HOSTS": teams.host,
    }


def _window(who: Person, teams: SigningProxy, folder: Path) -> AbstractAsyncContextManager[Playground]:
    name, port = _name(who), free_port()
    teams.joins(name, f"http://127.0.0.1:{port}")
    return playground(who, endpoint=teams.endpoint(name), service_url=teams.service_url(name), folder=folder, port=port)


def _name(who: Person) -> str:
    return who.id.removeprefix("29:")


async def test_a_critical_report_is_answered_and_both_cards_say_so(elm_court: Open) -> None:
    async with elm_court(PRECIOUS, TOM) as elm:
        precious, tom = elm.people
        await precious.says(SENTENCE)
        receipt = await precious.sees("Use the paper MAR now", "Saved: ISS-1", "01632 960123", "Nobody has answered")
        ping = await tom.sees("CRITICAL at Elm Court", "ISS-1", button="Acknowledge")
        whole, after = await elm.seconds_until(PRECIOUS, TOM)
        print(f"ping {whole:.3f} s after the message, {after:.3f} s after its answer")
        told = await tom.presses("Acknowledge", "CRITICAL at Elm Court")
        assert told == {"type": MESSAGE, "value": words.TAKEN_AT_ONCE}
        await tom.sees("Thank you, Tom. It is yours now.")
        await precious.sees("Tom has it now.", "ISS-1")
        await _redrawn(precious, receipt.id, "Tom has it.")
        await _redrawn(tom, ping.id, "Tom has it.")


async def _redrawn(one: Playground, message: str, words_of_state: str) -> None:
    """That very message says so now."""
    await one.when(lambda: any(m.id == message and m.updated and words_of_state in m.text for m in one.messages()))


async def test_whoever_installed_is_asked_after_a_restart_and_whoever_uninstalled_is_not(elm_court: Open) -> None:
    async with elm_court(PRECIOUS, TOM, BEN, installed=False) as elm:
        precious, tom, ben = elm.people
        for one in elm.people:
            await one.installs()
            await one.sees(words.HELP_STAFF)
        (greeting,) = tom.messages()
        assert "What is open" in greeting.buttons
        assert await elm.app.stop() == 0
        await elm.app.start("serve")
        assert (await tom.uninstalls())["response"]["statusCode"] == 200
        await precious.says(SENTENCE)
        await ben.sees("CRITICAL at Elm Court", "ISS-1", button="Acknowledge")
        assert elm.teams.activities("ben", "message") == []
        assert [m.id for m in tom.messages()] == [greeting.id]


async def test_the_form_opens_from_a_button_and_checks_what_is_filled_in(elm_court: Open) -> None:
    async with elm_court(PRECIOUS) as elm:
        (precious,) = elm.people
        opened = await precious.presses("Report with a form", words.HELP_STAFF)
        card = _card_in(opened, "Report a problem")
        again = _card_in(await precious.sends_dialog("task/submit", card, {"care": "Soon"}), "Report a problem")
        assert words.FILL_IN in window_of("", again).text
        assert window_of("", again).values["care"] == "soon"
        told = await precious.sends_dialog("task/submit", again, {"text": QUIET})
        assert told == {"task": {"type": "message", "value": words.TAKEN}}
        await precious.sees("Saved: ISS-1")


async def test_report_this_brings_the_words_of_the_message_along(elm_court: Open) -> None:
    async with elm_court(PRECIOUS) as elm:
        (precious,) = elm.people
        about = Writer(now=lambda: datetime.now(UTC)).message_payload(TOM, f"<p>{QUIET}</p>", "html")
        extension: Json = {"commandId": "report_this", "commandContext": "message", "messagePayload": about}
        opened = await precious.extends("composeExtension/fetchTask", {**extension, "context": {"theme": "default"}})
        card = _card_in(opened, "Report a problem")
        assert window_of("", card).values["text"] == QUIET
        missing = await precious.sends_dialog("composeExtension/submitAction", card, {"text": ""}, **extension)
        assert words.FILL_IN in window_of("", _card_in(missing, "Report a problem")).text
        told = await precious.sends_dialog("composeExtension/submitAction", card, {}, **extension)
        assert told == {"task": {"type": "message", "value": words.TAKEN}}
        await precious.sees("Saved: ISS-1")


def _card_in(answer: Json, title: str) -> Json:
    """The card of the dialog that an answer opens."""
    assert answer["task"]["type"] == "continue"
    shown = answer["task"]["value"]
    assert shown["title"] == title
    assert shown["card"]["contentType"] == CARD
    card: Json = shown["card"]["content"]
    return card


async def test_a_mention_in_a_group_is_answered_in_private_and_other_talk_is_not_heard(elm_court: Open) -> None:
    async with elm_court(PRECIOUS, installed=False) as elm:
        (precious,) = elm.people
        await precious.says_in_group("the tablet is broken too", naming_handrail=False)
        overheard = {**await precious.activity(conversation=GROUP), "type": "message", "text": "and the wifi is down"}
        assert (await precious.sends(overheard))["response"]["statusCode"] == 200
        assert await elm.kept() == 0
        await precious.says_in_group(QUIET, naming_handrail=True)
        await precious.sees("Saved: ISS-1")
        assert precious.messages(GROUP) == []
        assert await elm.kept() == 1


async def test_what_is_not_signed_for_handrail_is_refused_and_not_kept(elm_court: Open) -> None:
    async with elm_court(PRECIOUS, calm=False) as elm:
        (precious,) = elm.people
        signed, before = elm.teams.signs, await elm.kept()
        said = {**await precious.activity(), "type": "message", "text": SENTENCE}
        for token in (None, elm.teams.keys.signed(said["serviceUrl"], aud="somebody-else")):
            elm.teams.signs = _always(token)
            assert (await precious.sends(said))["response"]["statusCode"] == 401
        assert await elm.kept() == before
        assert all("teams request refused" in line for line in elm.app.complaints())
        elm.teams.signs = signed
        await precious.says(SENTENCE)
        await precious.sees("Saved: ISS-1")
        assert await elm.kept() == before + 1


def _always(token: str | None) -> Sign:
    return lambda _service_url: token


async def test_two_people_read_and_press_in_their_own_windows(elm_court: Open, open_screen: OpenScreen) -> None:
    async with elm_court(PRECIOUS, TOM, installed=False) as elm:
        hers, his = [await _looked_at(open_screen, one) for one in elm.people]
        await hers.shot("teams-precious-1-greeted", whole=False)
        await _writes(hers, SENTENCE)
        await _shows(hers, "Use the paper MAR now")
        await _shows(his, "CRITICAL at Elm Court")
        await hers.shot("teams-precious-2-said", whole=False)
        await his.shot("teams-tom-1-asked", whole=False)
        await _card(his, "CRITICAL at Elm Court").get_by_role("button", name="Acknowledge").click()
        await _shows(his, "Thank you, Tom. It is yours now.")
        await _shows(hers, "Tom has it now.")
        await _shows(hers, "Tom has it. First answered at")
        await expect(hers.page.get_by_text("Nobody has answered yet.")).to_have_count(0)
        await hers.shot("teams-precious-3-answered", whole=False)
        await his.shot("teams-tom-2-answered", whole=False)
        _forgive(hers, his)


async def test_a_form_and_a_list_are_filled_in_in_a_window(elm_court: Open, open_screen: OpenScreen) -> None:
    async with elm_court(PRECIOUS, installed=False) as elm:
        (precious,) = elm.people
        screen = await _looked_at(open_screen, precious)
        await precious.submits(await precious.sees(words.HELP_STAFF), OLD_PRESS)
        form = _card(screen, "What is wrong?")
        again = await precious.fills_in(await precious.sees("What is wrong?"), {"care": "Soon"})
        assert words.FILL_IN in window_of("", again["value"]).text
        await _does(form.get_by_role("button", name="Send").click, form.get_by_text(words.FILL_IN))
        await screen.shot("teams-form-1-missing", whole=False)

        async def send() -> None:
            await form.get_by_label("What is wrong?").fill(QUIET)
            await form.get_by_text("Soon", exact=True).click()
            await screen.shot("teams-form-2-filled-in", whole=False)
            await form.get_by_role("button", name="Send").click()

        await _does(send, _card(screen, words.TAKEN_AT_ONCE))
        await _shows(screen, "Saved: ISS-1")
        receipt = _card(screen, "Saved: ISS-1")
        await receipt.get_by_role("button", name=words.CHOOSE).first.click()
        await _shows(screen, words.CHOOSE_FIRST)

        async def choose() -> None:
            await receipt.get_by_role("combobox", name="Change type").click()
            await screen.page.get_by_role("option", name="Wrong details").click()
            await screen.shot("teams-list-1-chosen", whole=False)
            await receipt.get_by_role("button", name=words.CHOOSE).first.click()

        await _does(choose, _card(screen, 'Changed. It is now "wrong details".'))
        await _shows(screen, "I took it as: Wrong details.")
        await screen.shot("teams-list-2-changed", whole=False)
        _forgive(screen)


async def _does(something: Callable[[], Awaitable[None]], seen: Locator) -> None:
    """Does it until that is seen: the playground draws a new card twice, and the second time empties its fields."""
    async with asyncio.timeout(4 * LIMIT):
        while True:
            await something()
            try:
                await expect(seen).to_be_visible(timeout=LIMIT * 1000)
                return
            except AssertionError:
                continue


async def _shows(screen: Screen, text: str) -> None:
    await expect(_card(screen, text)).to_be_visible(timeout=LIMIT * 1000)


def _forgive(*screens: Screen) -> None:
    """The playground's own page misses pictures that it would fetch from Microsoft."""
    for screen in screens:
        screen.complaints[:] = [complaint for complaint in screen.complaints if "Failed to load" not in complaint]


async def _looked_at(open_screen: OpenScreen, one: Playground) -> Screen:
    """Teams as somebody has it before them; the first look installs Handrail."""
    screen = await open_screen(size=(1280, 1000))
    await screen.page.goto(one.url)
    await _shows(screen, words.HELP_STAFF)
    return screen


async def _writes(screen: Screen, text: str) -> None:
    composer = screen.page.locator("[contenteditable=true][role=textbox]").filter(visible=True).first
    await composer.click()
    await screen.page.keyboard.type(text)
    await screen.page.get_by_role("button", name="Send Message").click()


def _card(screen: Screen, text: str) -> Locator:
    """The newest card with these words."""
    return screen.page.locator(".ac-adaptiveCard").filter(has_text=text).last
