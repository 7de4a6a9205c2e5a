"""The bot's own token: one login for all, in time, and no secret in anything that is said about it."""

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from adapters.chat.faults import NotSent, Refused
from adapters.teams.login import Login, address_of
from adapters.teams.settings import TeamsSettings
from tests.fakes.key_server import APP_ID, PASSWORD, KeyServer
from tests.fakes.open_door import HandClock

TENANT = "11111111-feed-4000-8000-000000000e11"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A login, and the server that it logs in at."""

    server: KeyServer
    login: Login
    clock: HandClock
    session: ClientSession
    settings: TeamsSettings

    def again(self, **settings: Any) -> Login:
        """Another login, with other settings."""
        return Login(lambda: self.session, replace(self.settings, **settings), self.clock)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    clock = HandClock()
    async with KeyServer(now=clock.now) as server, ClientSession() as session:
        settings = TeamsSettings(
            app_id=APP_ID,
            password=PASSWORD,
            tenant=TENANT,
            tenants=frozenset({TENANT}),
            login_url=server.login_url,
        )
        login = Login(lambda: session, settings, clock, within=1.0)
        yield Desk(server=server, login=login, clock=clock, session=session, settings=settings)
        assert not server.violations


async def test_a_token_is_had_from_the_bots_own_tenant(desk: Desk) -> None:
    assert desk.server.is_ours(await desk.login.token())
    assert desk.server.login_paths == [f"/{TENANT}/oauth2/v2.0/token"]


ADDRESSES = {
    "https://login.example": "https://login.example/T/oauth2/v2.0/token",
    "https://login.example/": "https://login.example/T/oauth2/v2.0/token",
    "https://login.example/other": "https://login.example/other/oauth2/v2.0/token",
    "https://login.example/other/": "https://login.example/other/oauth2/v2.0/token",
    "https://login.example/other/oauth2/v2.0/token": "https://login.example/other/oauth2/v2.0/token",
    "https://login.example/oauth2/token": "https://login.example/oauth2/token",
    "https://login.example/token": "https://login.example/token",
    "http://127.0.0.1:81": "http://127.0.0.1:81/T/oauth2/v2.0/token",
}


@pytest.mark.parametrize("login_url", ADDRESSES)
def test_the_address_is_an_authority_or_the_endpoint_itself(login_url: str) -> None:
    assert address_of(login_url, "T") == ADDRESSES[login_url]


def test_a_tenant_cannot_lead_elsewhere() -> None:
    assert address_of("https://login.example", "../x?y") == "https://login.example/..%2Fx%3Fy/oauth2/v2.0/token"


@pytest.mark.parametrize("login_url", ["http://login.example", "ftp://127.0.0.1", "login.example", ""])
async def test_the_password_does_not_travel_in_the_clear(desk: Desk, login_url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        desk.again(login_url=login_url)


# ---- how often


async def test_one_login_serves_all(desk: Desk) -> None:
    tokens = await asyncio.gather(*(desk.login.token() for _ in range(100)))
    assert {*tokens, await desk.login.token()} == {tokens[0]}
    assert desk.server.logins == 1


async def test_a_token_is_replaced_five_minutes_before_its_end(desk: Desk) -> None:
    first = await desk.login.token()
    desk.clock.forward(seconds=3600 - 300 - 1)
    assert await desk.login.token() == first
    desk.clock.forward(seconds=1)
    second = await desk.login.token()
    assert second != first
    assert desk.server.is_ours(second)
    assert desk.server.logins == 2


async def test_a_token_that_lives_shortly_is_replaced_at_half_its_life(desk: Desk) -> None:
    desk.server.expires_in = 200
    first = await desk.login.token()
    desk.clock.forward(seconds=99)
    assert await desk.login.token() == first
    desk.clock.forward(seconds=1)
    assert await desk.login.token() != first


async def test_a_token_is_kept_for_a_day_at_most(desk: Desk) -> None:
    desk.server.expires_in = 10**9
    first = await desk.login.token()
    desk.clock.forward(days=1)
    assert await desk.login.token() != first


async def test_a_life_may_be_written_as_a_text(desk: Desk) -> None:
    desk.server.expires_in = "3599"
    await desk.login.token()
    await desk.login.token()
    assert desk.server.logins == 1


async def test_a_token_that_was_not_taken_is_forgotten(desk: Desk) -> None:
    first = await desk.login.token()
    desk.server.revokes()
    desk.login.forget()
    second = await desk.login.token()
    assert second != first
    assert desk.server.is_ours(second)


async def test_a_login_goes_on_when_whoever_asked_has_gone(desk: Desk) -> None:
    desk.server.hangs("login")
    gone = asyncio.create_task(desk.login.token())
    await desk.server.when(lambda: desk.server.logins == 1)
    gone.cancel()
    waiting = asyncio.create_task(desk.login.token())
    with suppress(asyncio.CancelledError):
        await gone
    desk.server.heals()
    assert desk.server.is_ours(await waiting)
    assert desk.server.logins == 1


# ---- what can go wrong


@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client", "invalid_request"])
async def test_a_no_is_told_with_its_code(desk: Desk, status: int, error: str) -> None:
    desk.server.refuses(error, status)
    with pytest.raises(Refused) as caught:
        await desk.login.token()
    assert caught.value == Refused(code=error)


async def test_a_wrong_password_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        await desk.again(password="another").token()
    assert caught.value.code == "invalid_client"


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"{}", b'{"error":7}', b'{"error":"A secret: x"}'])
async def test_a_no_without_a_code_is_a_no(desk: Desk, body: bytes) -> None:
    desk.server.breaks("login", 400, body)
    with pytest.raises(Refused) as caught:
        await desk.login.token()
    assert caught.value.code == "status 400"


@pytest.mark.parametrize("error", ["temporarily_unavailable", "server_error"])
async def test_a_trouble_of_theirs_is_no_refusal(desk: Desk, error: str) -> None:
    desk.server.refuses(error, 400)
    with pytest.raises(NotSent):
        await desk.login.token()


@pytest.mark.parametrize("status", [204, 302, 307, 403, 404, 429, 500, 502, 503, 504])
async def test_what_is_neither_yes_nor_no_is_not_sent_and_not_led_elsewhere(desk: Desk, status: int) -> None:
    async with KeyServer() as elsewhere:
        headers = {"Location": f"{elsewhere.url}/x/oauth2/v2.0/token"}
        desk.server.breaks("login", status, b"" if status == 204 else b"{}", headers)
        with pytest.raises(NotSent):
            await desk.login.token()
        assert elsewhere.logins == 0


def _told(**values: Any) -> bytes:
    return json.dumps({"token_type": "Bearer", "expires_in": 3600, "access_token": "t", **values}).encode()


NONSENSE = {
    "empty": b"",
    "no JSON": b"<html>",
    "null": b"null",
    "a list": b"[]",
    "bad UTF-8": b'{"access_token":"\xff","expires_in":3600}',
    "no token": b'{"expires_in":3600}',
    "an empty token": _told(access_token=""),
    "a token that is a number": _told(access_token=7),
    "a token of two lines": _told(access_token="t\r\nX-Evil: 1"),
    "a token with a space": _told(access_token="t t"),
    "a token of no header's letters": _told(access_token="tökén"),
    "a huge token": _told(access_token="t" * 20_000),
    "no life": b'{"access_token":"t"}',
    "a life of nothing": _told(expires_in=0),
    "a life in the past": _told(expires_in=-5),
    "a life that is true": _told(expires_in=True),
    "a life in words": _told(expires_in="an hour"),
    "a life without end": b'{"access_token":"t","expires_in":1e999}',
    "100,000 deep": b'{"access_token":' + b"[" * 100_000,
    "two megabytes": _told(padding="x" * 2_000_000),
}


@pytest.mark.parametrize("name", NONSENSE)
async def test_nonsense_is_not_sent(desk: Desk, name: str) -> None:
    desk.server.breaks("login", 200, NONSENSE[name])
    with pytest.raises(NotSent):
        await desk.login.token()
    desk.server.heals()
    assert await desk.login.token()


async def test_a_login_that_hangs_is_given_up_in_time_and_blocks_nothing(desk: Desk) -> None:
    desk.server.hangs("login")
    async with asyncio.timeout(5):
        outcomes = await asyncio.gather(*(desk.login.token() for _ in range(10)), return_exceptions=True)
    assert [str(outcome) for outcome in outcomes] == ["login: timeout"] * 10
    assert all(isinstance(outcome, NotSent) for outcome in outcomes)
    assert desk.server.logins == 1


async def test_nobody_there_and_a_closed_session_are_not_sent(desk: Desk) -> None:
    with pytest.raises(NotSent):
        await desk.again(login_url="http://127.0.0.1:1").token()
    await desk.session.close()
    with pytest.raises(NotSent):
        await desk.login.token()


async def test_a_token_that_still_works_bridges_a_login_that_does_not(desk: Desk) -> None:
    first = await desk.login.token()
    desk.server.breaks("login", 503)
    desk.clock.forward(seconds=3600 - 1)
    assert await desk.login.token() == first
    desk.clock.forward(seconds=1)
    with pytest.raises(NotSent):
        await desk.login.token()


async def test_a_refusal_is_told_though_a_token_still_works(desk: Desk) -> None:
    await desk.login.token()
    desk.server.refuses()
    desk.clock.forward(seconds=3600 - 1)
    with pytest.raises(Refused):
        await desk.login.token()


# ---- secrets


async def test_no_secret_is_said_or_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    said = []
    with capture_logs() as ours:
        token = await desk.login.token()
        said.append(repr(vars(desk.login)) + repr(desk.login))
        desk.login.forget()
        for status, body in ((500, b""), (401, _told(error=f"{PASSWORD} is wrong")), (200, b"{")):
            desk.server.breaks("login", status, body)
            said.append(await _trace(desk.login))
        desk.server.refuses()
        said.append(await _trace(desk.login))
        said.append(await _trace(desk.again(login_url="http://127.0.0.1:1")))
    everything = repr(said) + repr(ours) + repr([r.getMessage() for r in caplog.records]) + "".join(capfd.readouterr())
    assert "invalid_client" in everything
    assert PASSWORD not in everything
    assert token not in everything


async def _trace(login: Login) -> str:
    try:
        await login.token()
    except (NotSent, Refused) as fault:
        return repr(fault) + "".join(traceback.format_exception(fault))
    raise AssertionError("there was a token")
