"""Figure 13: nothing that Slack did not sign, or that makes no sense, is stored or breaks anything."""

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from aiohttp import ClientSession
from multidict import CIMultiDict
from structlog.testing import capture_logs

from core.card import Card
from core.ports import Unclear
from tests.fakes.fake_slack import BOT_TOKEN, SIGNING_SECRET, Broken
from tests.unit.slack.conftest import Ward

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
EVENT = json.dumps(
    {
        "type": "event_callback",
        "team_id": "T0ELM",
        "event_id": "Ev1",
        "event": {
            "type": "message",
            "channel_type": "im",
            "channel": "D1",
            "user": "U1",
            "text": "tablet wont log in",
            "ts": "1795205000.000100",
        },
    }
).encode()


async def _post(ward: Ward, body: bytes, headers: Mapping[str, str], content_type: str = JSON) -> tuple[int, str]:
    whole = CIMultiDict(headers)
    whole["Content-Type"] = content_type
    async with ClientSession() as session, session.post(ward.url, data=BytesIO(body), headers=whole) as answer:
        return answer.status, await answer.text()


async def test_a_signed_event_is_stored_and_answered(ward: Ward) -> None:
    assert await _post(ward, EVENT, ward.slack.signed(EVENT)) == (200, "")
    assert len(ward.door.kept) == 1


UNSIGNED = {
    "no headers": {},
    "no signature": {"X-Slack-Request-Timestamp": "1795205000"},
    "no timestamp": {"X-Slack-Signature": "v0=" + "0" * 64},
}


@pytest.mark.parametrize("name", UNSIGNED)
async def test_missing_headers_are_refused(ward: Ward, name: str) -> None:
    assert (await _post(ward, EVENT, UNSIGNED[name]))[0] == 401
    assert not ward.door.kept


@pytest.mark.parametrize("seconds", [-301, 301, -100_000])
async def test_stale_and_future_timestamps_are_refused(ward: Ward, seconds: int) -> None:
    at = ward.clock.now() + timedelta(seconds=seconds)
    assert (await _post(ward, EVENT, ward.slack.signed(EVENT, at=at)))[0] == 401
    assert not ward.door.kept


TIMESTAMPS = ("", "abc", "nan", "inf", "-1", "1e9", "1795205000.5", "9" * 400, " 1795205000", "١٧٩٥", "0x10", "1_000")


@pytest.mark.parametrize("timestamp", TIMESTAMPS)
async def test_odd_timestamps_are_refused(ward: Ward, timestamp: str) -> None:
    headers = {**ward.slack.signed(EVENT), "X-Slack-Request-Timestamp": timestamp}
    assert (await _post(ward, EVENT, headers))[0] == 401
    assert not ward.door.kept


SIGNATURES = ("", "v0=", "v1=" + "0" * 64, "v0=" + "0" * 63, "v0=" + "g" * 64, "v0=" + "é" * 64, "v0=" + "0" * 5000)


@pytest.mark.parametrize("signature", SIGNATURES)
async def test_odd_signatures_are_refused(ward: Ward, signature: str) -> None:
    headers = {**ward.slack.signed(EVENT), "X-Slack-Signature": signature}
    assert (await _post(ward, EVENT, headers))[0] == 401
    assert not ward.door.kept


async def test_wrong_secret_wrong_case_and_changed_bodies_are_refused(ward: Ward) -> None:
    good = ward.slack.signed(EVENT)
    for headers, body in (
        (ward.slack.signed(EVENT, secret="another"), EVENT),
        ({**good, "X-Slack-Signature": good["X-Slack-Signature"].upper()}, EVENT),
        ({**good, "X-Slack-Signature": good["X-Slack-Signature"].replace("v0", "V0")}, EVENT),
        (good, EVENT + b" "),
        (good, json.dumps(json.loads(EVENT), indent=1).encode()),  # the same, written otherwise
        (good, EVENT.decode().encode("utf-16")),
    ):
        assert (await _post(ward, body, headers))[0] == 401
    assert not ward.door.kept


@pytest.mark.parametrize("name", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
async def test_a_header_that_stands_twice_is_refused(ward: Ward, name: str) -> None:
    headers = CIMultiDict(ward.slack.signed(EVENT))
    headers.add(name, headers[name])
    assert (await _post(ward, EVENT, headers))[0] == 401
    assert not ward.door.kept


DEEP = b'{"type":"event_callback","event":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
NONSENSE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", JSON),
    "null": (b"null", JSON),
    "list": (b"[]", JSON),
    "string": (b'"event_callback"', JSON),
    "number": (b"1", JSON),
    "no type": (b"{}", JSON),
    "type is null": (b'{"type":null}', JSON),
    "type is a list": (b'{"type":["event_callback"]}', JSON),
    "cut short": (EVENT[:-3], JSON),
    "bad UTF-8": (EVENT.replace(b"tablet", b"\xff\xfe\xfa"), JSON),
    "bare NUL": (EVENT.replace(b"tablet", b"\0"), JSON),
    "NUL only": (b"\0" * 100, JSON),
    "100,000 deep": (DEEP, JSON),
    "100,000 deep in objects": (b'{"type":' + b'{"a":' * 100_000, JSON),
    "duplicate key": (EVENT[:-1] + b',"type":"url_verification"}', JSON),
    "duplicate key inside": (EVENT.replace(b'"user"', b'"user": "U2", "user"'), JSON),
    "huge integer": (b'{"type":"event_callback","event":{"type":"message","n":' + b"9" * 5000 + b"}}", JSON),
    "NaN": (b'{"type":"event_callback","event":{"type":"message","n":NaN}}', JSON),
    "infinite": (b'{"type":"event_callback","event":{"type":"message","n":1e999}}', JSON),
    "no event": (b'{"type":"event_callback"}', JSON),
    "event is null": (b'{"type":"event_callback","event":null}', JSON),
    "unknown charset": (EVENT, JSON + "; charset=klingon"),
    "another charset": (EVENT, JSON + "; charset=utf-16"),
    "two charsets": (EVENT, JSON + "; charset=utf-8; charset=utf-16"),
    "another type": (EVENT, "text/plain"),
    "no type of content": (EVENT, ";;;"),
    "byte order mark": (b"\xef\xbb\xbf" + EVENT, JSON),
    "broken payload": (b"payload=", FORM),
    "payload is null": (b"payload=null", FORM),
    "payload is a list": (b"payload=%5B%5D", FORM),
    "payload is NUL": (b"payload=%00", FORM),
    "payload twice": (b"payload=%7B%7D&payload=%7B%7D", FORM),
    "payload in bad UTF-8": (b"payload=%FF%FE", FORM),
    "no payload": (b"a=b", FORM),
    "many fields": (b"&".join(b"a%d=1" % n for n in range(5000)), FORM),
    "JSON called a form": (EVENT, FORM),
    "no actions": (b"payload=" + b"%7B%22type%22%3A%22block_actions%22%7D", FORM),
    "actions of nothing": (b"payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%5Bnull%5D%7D", FORM),
    "no view": (b"payload=%7B%22type%22%3A%22view_submission%22%7D", FORM),
}


@pytest.mark.parametrize("name", NONSENSE)
async def test_signed_nonsense_is_a_clear_400(ward: Ward, name: str) -> None:
    body, content_type = NONSENSE[name]
    status, text = await _post(ward, body, ward.slack.signed(body), content_type)
    assert (status, text) == (400, "")
    assert not ward.door.kept


@pytest.mark.parametrize("name", NONSENSE)
async def test_unsigned_nonsense_is_refused_before_it_is_read(ward: Ward, name: str) -> None:
    body, content_type = NONSENSE[name]
    assert (await _post(ward, body, {}, content_type))[0] == 401


async def test_two_megabytes_are_too_much(ward: Ward) -> None:
    body = EVENT.replace(b"tablet", b"x" * 2_000_000)
    assert (await _post(ward, body, ward.slack.signed(body)))[0] == 413
    assert not ward.door.kept


async def test_too_much_without_a_length_is_too_much(ward: Ward) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    async with ClientSession() as session, session.post(ward.url, data=parts()) as answer:
        assert answer.status == 413


async def test_broken_compression_is_a_400(ward: Ward) -> None:
    headers = {**ward.slack.signed(EVENT), "Content-Encoding": "gzip"}
    assert (await _post(ward, b"not gzip at all", headers))[0] == 400


async def test_a_bomb_is_not_unpacked(ward: Ward) -> None:
    headers = {**ward.slack.signed(EVENT), "Content-Encoding": "gzip"}
    assert (await _post(ward, gzip.compress(b"x" * 50_000_000), headers))[0] in (400, 413)


async def test_a_replay_within_the_five_minutes_changes_nothing(ward: Ward) -> None:
    headers = ward.slack.signed(EVENT)
    assert (await _post(ward, EVENT, headers))[0] == 200
    ward.clock.forward(seconds=299)
    assert (await _post(ward, EVENT, headers))[0] == 200
    assert len(ward.door.kept) == 1


async def test_only_posts_are_answered(ward: Ward) -> None:
    async with ClientSession() as session, session.get(ward.url) as answer:
        assert answer.status == 405


async def test_the_address_is_confirmed_to_slack(ward: Ward) -> None:
    body = b'{"type":"url_verification","challenge":"3eZbrw1aB"}'
    assert await _post(ward, body, ward.slack.signed(body)) == (200, "3eZbrw1aB")
    assert (await _post(ward, body, {}))[0] == 401
    assert not ward.door.kept


async def test_a_slow_body_is_given_up_in_time(ward: Ward) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x"
            await asyncio.sleep(1)

    async with ClientSession() as session, asyncio.timeout(3), session.post(ward.url, data=parts()) as answer:
        assert answer.status == 408
    assert not ward.door.kept


async def test_nothing_of_a_body_or_a_secret_is_logged(
    ward: Ward, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with capture_logs() as ours:
        await _post(ward, EVENT, {})
        await _post(ward, EVENT, ward.slack.signed(EVENT, secret="another"))
        await _post(ward, EVENT[:-3], ward.slack.signed(EVENT[:-3]))
        await _post(ward, EVENT, ward.slack.signed(EVENT))
        await ward.slack.reports_this("U_PRECIOUS", "tablet wont log in")
        await ward.slack.submits("U_PRECIOUS", {"text": "tablet wont log in"})
        ward.slack.breaks("chat.postMessage", Broken(500))
        with pytest.raises(Unclear):
            await ward.parts.channel.post(ward.to("U_TOM"), Card(heading="tablet wont log in"), key="k")
    everything = repr(ours) + repr([r.getMessage() for r in caplog.records]) + "".join(capfd.readouterr())
    assert [line["event"] for line in ours][:2] == ["slack request refused"] * 2
    for secret in ("tablet", SIGNING_SECRET, BOT_TOKEN):
        assert secret not in everything
