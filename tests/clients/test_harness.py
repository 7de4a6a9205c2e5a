"""The clients that other tests rely on do what they promise."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from tests.clients import alone, here
from tests.clients.browser import OpenScreen, Screen
from tests.clients.local_slack import (
    BOT_TOKEN,
    SIGNING_SECRET,
    SlackChannel,
    SlackUser,
    Workspace,
    local_slack,
    needs_local_slack,
)
from tests.clients.playground import playground
from tests.clients.signing_proxy import SigningProxy
from tests.fakes.key_server import APP_ID, PASSWORD, SCOPE, KeyServer
from tests.fakes.teams_writes import Person

ROOT = Path(__file__).resolve().parent.parent.parent

PRECIOUS = SlackUser(id="U1PRECIOUS", name="Precious", email="precious@example.org")
ELM = SlackChannel(id="C1ELM", name="elm-court", members=(PRECIOUS.id,))

PAGE = """<!doctype html><meta name="viewport" content="width=device-width"><title>Elm Court</title>
<p id="said">Nothing yet</p><button onclick="said.textContent='Sent'">Send</button>"""
BROKEN = "<!doctype html><title>Broken</title><script>console.error('no such shift'); gone()</script>"

outside = pytest.mark.skipif(alone.only_loopback(), reason="is itself run where there is only loopback")


async def _serve(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


@pytest.fixture
async def site() -> AsyncIterator[str]:
    async def page(request: web.Request) -> web.Response:
        text = BROKEN if request.path == "/broken" else PAGE
        return web.Response(text=text, content_type="text/html")

    app = web.Application()
    app.router.add_get("/{name:(broken)?}", page)
    app.router.add_get("/favicon.ico", page)
    async for url in _serve(app):
        yield url


async def test_a_phone_shows_a_page_and_is_photographed(phone: Screen, site: str) -> None:
    await phone.page.goto(site)
    await phone.page.get_by_role("button", name="Send").tap()
    assert await phone.page.locator("#said").text_content() == "Sent"
    assert await phone.fits()
    assert (await phone.shot("harness")).stat().st_size > 0


async def test_screens_are_as_wide_and_as_dark_as_asked(open_screen: OpenScreen, site: str) -> None:
    desk, night = await open_screen(size=(1280, 800)), await open_screen(colours="dark")
    await desk.page.goto(site)
    await night.page.goto(site)
    assert await desk.page.evaluate("innerWidth") == 1280
    assert await night.page.evaluate("innerWidth") == 390
    assert await night.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


async def test_what_a_page_complains_of_is_kept(phone: Screen, site: str) -> None:
    await phone.page.goto(f"{site}/broken")
    assert phone.complaints == ["error: no such shift", "exception: gone is not defined"]
    phone.complaints.clear()


async def test_the_browser_reaches_nobody_outside(phone: Screen) -> None:
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        await phone.page.goto("http://example.org/")


@pytest.fixture
async def received(tmp_path: Path) -> AsyncIterator[tuple[str, asyncio.Queue[bool]]]:
    """An app's address, and whether each thing sent to it was signed as Slack signs."""
    verdicts: asyncio.Queue[bool] = asyncio.Queue()
    verifier = SignatureVerifier(SIGNING_SECRET)

    async def events(request: web.Request) -> web.Response:
        await verdicts.put(verifier.is_valid_request(await request.read(), dict(request.headers)))
        return web.Response()

    app = web.Application()
    app.router.add_post("/slack/events", events)
    async for url in _serve(app):
        yield f"{url}/slack/events", verdicts


@needs_local_slack
async def test_a_workspace_knows_its_people_and_sends_signed_events(
    tmp_path: Path, received: tuple[str, asyncio.Queue[bool]]
) -> None:
    url, verdicts = received
    workspace = Workspace(users=(PRECIOUS,), channels=(ELM,), request_url=url)
    async with local_slack(workspace, folder=tmp_path) as slack:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url)
        found = await client.users_lookupByEmail(email=PRECIOUS.email)
        assert found["user"]["id"] == PRECIOUS.id
        await slack.says(PRECIOUS.id, "tablet wont log in", channel=ELM.id)
        async with asyncio.timeout(5):
            assert await verdicts.get() is True
        hers = await slack.direct_channel(PRECIOUS.id)
        await client.chat_postMessage(channel=hers, text="Got it")
        assert [m["text"] for m in await slack.messages(ELM.id)] == ["tablet wont log in"]
        assert [m["text"] for m in await slack.messages(await slack.direct_channel(PRECIOUS.id))] == ["Got it"]


@needs_local_slack
async def test_a_workspace_hears_nobody_outside() -> None:
    assert alone.only_loopback()


@outside
async def test_a_workspace_does_not_start_where_others_could_hear_it(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="needs_local_slack"):
        async with local_slack(Workspace(), folder=tmp_path):
            pytest.fail("it started")


@outside
async def test_a_playground_does_not_start_where_others_could_hear_it(tmp_path: Path) -> None:
    tom = Person(id="29:tom", name="Tom")
    with pytest.raises(RuntimeError, match="needs_playground"):
        async with playground(tom, endpoint="", service_url="", folder=tmp_path, port=9):
            pytest.fail("it started")


async def test_what_people_do_goes_out_signed_and_only_a_good_login_gets_an_answer_in() -> None:
    heard: list[str] = []

    async def hears(request: web.Request) -> web.Response:
        heard.append(f"{request.method} {request.raw_path}")
        return web.json_response({"id": "1"}, status=201 if "Authorization" in request.headers else 200)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", hears)
    async for url in _serve(app):
        async with KeyServer() as keys, SigningProxy(keys, app_url=url) as teams, ClientSession() as session:
            teams.joins("tom", url)
            async with session.post(teams.endpoint("tom"), json={"serviceUrl": "x", "type": "message"}) as answer:
                assert (answer.status, await answer.json()) == (201, {"id": "1"})
            call = URL(f"{teams.service_url('tom')}/v3/conversations/a%3A1/activities", encoded=True)
            async with session.post(call, json={}, headers={"Authorization": "Bearer made-up"}) as answer:
                assert answer.status == 401
            async with session.post(
                call, json={}, headers={"Authorization": await _logged_in(keys, session)}
            ) as answer:
                assert answer.status == 200
    assert heard == ["POST /api/messages", "POST /_connector/v3/conversations/a%3A1/activities"]


async def _logged_in(keys: KeyServer, session: ClientSession) -> str:
    form = {"grant_type": "client_credentials", "client_id": APP_ID, "client_secret": PASSWORD, "scope": SCOPE}
    async with session.post(f"{keys.login_url}/elm/oauth2/v2.0/token", data=form) as answer:
        return f"Bearer {(await answer.json())['access_token']}"


FATES = """
import os, pytest
pytestmark = pytest.mark.alone
def test_passes(): pass
def test_fails(): assert 1 == 2
def test_skips(): pytest.skip("on Tuesdays only")
def test_dies(): os._exit(9)
def test_after(): pass
"""


@outside
@pytest.mark.skipif(alone.why_not_alone() is not None, reason=f"{here.NOT_HERE}: {alone.why_not_alone()}")
def test_every_fate_of_a_test_in_the_namespace_is_told_outside(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.clients.alone"]\n')
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = alone\n")
    (tmp_path / "test_fates.py").write_text(FATES)
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    for fate in ("passes PASSED", "fails FAILED", "skips SKIPPED", "dies FAILED", "after FAILED"):
        assert f"test_fates.py::test_{fate}" in told
    assert "assert 1 == 2" in told
    assert "3 failed, 1 passed, 1 skipped" in told


def test_what_was_not_run_is_counted_by_reason() -> None:
    class Report:
        longrepr = ("test_x.py", 3, f"Skipped: {here.NOT_HERE}: no Chromium (any)")

    class Other:
        longrepr = ("test_y.py", 4, "Skipped: only on Tuesdays")

    assert here.not_run_here([Report(), Report(), Other()]) == {"no Chromium (any)": 2}
