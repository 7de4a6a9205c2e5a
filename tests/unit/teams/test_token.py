"""Figure 14: no token is believed that Teams did not sign for us, for now and for this place."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.teams.keys import Keys, KeysUnavailable
from adapters.teams.token import Believed, Guard, NotBelieved
from tests.fakes.key_server import APP_ID, ELSEWHERE, FORGED, KeyServer
from tests.fakes.open_door import HandClock

HERE = "https://smba.trafficmanager.net/uk/"


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A guard, and the server whose keys it goes by."""

    server: KeyServer
    guard: Guard
    clock: HandClock

    async def believes(self, token: str) -> bool:
        """True, or the guard's error."""
        return (await self.guard.check([f"Bearer {token}"])).service_url == HERE

    async def why(self, *headers: str) -> str:
        """Why the headers are not believed; nothing of a token stands in the error, nor in what led to it."""
        with pytest.raises(NotBelieved) as caught:
            await self.guard.check(headers)
        told = "".join(repr((error, vars(error), error.args)) for error in _all(caught.value))
        assert not any(part in told for header in headers for part in header.split(".") if len(part) > 8)
        return caught.value.why


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    clock = HandClock()
    async with KeyServer(now=clock.now) as server, ClientSession() as session:
        keys = Keys(lambda: session, server.openid_url)
        yield Gate(server=server, guard=Guard(keys, clock, APP_ID), clock=clock)


async def test_a_good_token_is_believed(gate: Gate) -> None:
    believed = await gate.guard.check([f"Bearer {gate.server.signed(HERE)}"])
    assert believed == Believed(service_url=HERE, endorsements=frozenset({"msteams", "webchat"}))


@pytest.mark.parametrize("kind", FORGED)
async def test_a_forged_token_is_not_believed(gate: Gate, kind: str) -> None:
    assert await gate.why(f"Bearer {gate.server.forged(kind)}")


WHY = {
    "wrong aud": "audience",
    "aud is a list with ours": "audience",
    "wrong iss": "issuer",
    "alg none, with a signature": "algorithm",
    "HS256 signed with the public key": "algorithm",
    "signed by a stranger": "signature",
    "unknown kid": "key",
    "no kid": "key name",
    "kid is very long": "key name",
    "expired 301 s ago": "expiry",
    "nbf in 301 s": "not yet valid",
    "no serviceurl": "service address",
    "aud stands twice": "claims",
    "claims are 5,000 deep": "claims",
    "more than 16 KB": "header",
}


@pytest.mark.parametrize("kind", WHY)
async def test_it_is_refused_for_what_is_wrong_with_it(gate: Gate, kind: str) -> None:
    assert await gate.why(f"Bearer {gate.server.forged(kind)}") == WHY[kind]


async def test_all_forgeries_together_cost_one_refetch(gate: Gate) -> None:
    assert await gate.believes(gate.server.signed(HERE))
    for kind in FORGED:
        await gate.why(f"Bearer {gate.server.forged(kind)}")
    assert await gate.believes(gate.server.signed(HERE))
    assert gate.server.fetches == 2


async def test_a_token_without_expiry_is_refused(gate: Gate) -> None:
    """What botbuilder 4.17.1 accepts for ever."""
    assert await gate.why(f"Bearer {gate.server.signed(HERE, exp=None)}") == "expiry"


async def test_a_malformed_token_is_refused_and_breaks_nothing(gate: Gate) -> None:
    """What botbuilder 4.17.1 answers 500 to."""
    for kind in ("garbage", "unknown kid", "no kid", "header is no JSON", "claims are no JSON", "cut short"):
        assert await gate.why(f"Bearer {gate.server.forged(kind)}")


async def test_a_token_without_service_address_is_refused(gate: Gate) -> None:
    """Without one, botbuilder 4.17.1 does not compare it with where the answer goes."""
    assert await gate.why(f"Bearer {gate.server.signed(HERE, serviceurl=None)}") == "service address"


# ---- headers


def _headers_of(good: str) -> dict[str, list[str]]:
    return {
        "missing": [],
        "empty": [""],
        "twice": [f"Bearer {good}", f"Bearer {good}"],
        "once empty": [f"Bearer {good}", ""],
        "two in one": [f"Bearer {good}, Bearer {good}"],
        "no token": ["Bearer"],
        "an empty token": ["Bearer "],
        "no scheme": [good],
        "another scheme": [f"Basic {good}"],
        "another scheme with ours inside": [f"NotBearer {good}"],
        "no space": [f"Bearer{good}"],
        "a tab": [f"Bearer\t{good}"],
        "space after it": [f"Bearer {good} "],
        "a line after it": [f"Bearer {good}\n"],
        "NUL": [f"Bearer {good}\0"],
        "padded": [f"Bearer {good}=="],
        "lone surrogate": [f"Bearer {good}\udcff"],
        "another script": ["Bearer " + good.replace("e", "\N{CYRILLIC SMALL LETTER IE}")],
        "huge": ["Bearer " + "x" * 2_000_000],
    }


@pytest.mark.parametrize("name", _headers_of(""))
async def test_odd_headers_are_refused(gate: Gate, name: str) -> None:
    assert await gate.why(*_headers_of(gate.server.signed(HERE))[name]) in ("header", "form")
    assert gate.server.openid_fetches == 0


async def test_the_scheme_is_taken_in_any_case(gate: Gate) -> None:
    believed = await gate.guard.check([f"bearer {gate.server.signed(HERE)}"])
    assert believed.service_url == HERE


async def test_no_character_can_be_changed(gate: Gate) -> None:
    good = gate.server.signed(HERE)
    assert await gate.believes(good)
    for index, sign in enumerate(good):
        changed = good[:index] + ("A" if sign != "A" else "B") + good[index + 1 :]
        with pytest.raises(NotBelieved):
            await gate.believes(changed)


# ---- time


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -300), ("exp", 0), ("nbf", 300), ("nbf", None)])
async def test_clocks_may_differ_by_five_minutes(gate: Gate, claim: str, seconds: int | None) -> None:
    at = None if seconds is None else int(gate.clock.now().timestamp()) + seconds
    claims: dict[str, Any] = {claim: at}
    assert await gate.believes(gate.server.signed(HERE, **claims))


async def test_time_goes_by_our_clock(gate: Gate) -> None:
    good = gate.server.signed(HERE)
    gate.clock.forward(seconds=3600 + 300)
    assert await gate.believes(good)
    gate.clock.forward(seconds=1)
    assert await gate.why(f"Bearer {good}") == "expiry"


async def test_numbers_of_any_size_are_compared(gate: Gate) -> None:
    assert await gate.believes(gate.server.signed(HERE, exp=10**400))
    assert await gate.believes(gate.server.signed(HERE, exp=4102444800.5))
    assert await gate.why(f"Bearer {gate.server.signed(HERE, nbf=10**400)}") == "not yet valid"


# ---- keys


async def test_a_key_that_no_channel_endorses_signs_nothing(gate: Gate) -> None:
    gate.server.endorsements = []
    gate.server.rotates()
    assert await gate.why(f"Bearer {gate.server.signed(HERE)}") == "endorsements"


@pytest.mark.parametrize("header", ELSEWHERE)
async def test_keys_that_a_token_brings_along_are_not_looked_at(gate: Gate, header: str) -> None:
    async with KeyServer(now=gate.clock.now) as elsewhere:
        forged = ELSEWHERE[header](elsewhere.jwks_url)(gate.server, HERE)
        assert await gate.why(f"Bearer {forged}") == "signature"
        assert await gate.believes(gate.server.signed(HERE, header={header: elsewhere.jwks_url}))
        assert elsewhere.fetches == 0


async def test_a_new_key_is_believed_at_once(gate: Gate) -> None:
    assert await gate.believes(gate.server.signed(HERE))
    gate.server.rotates()
    assert await gate.believes(gate.server.signed(HERE))
    assert gate.server.fetches == 2


async def test_a_key_replaced_under_its_name_is_believed_after_one_refetch(gate: Gate) -> None:
    old = gate.server.signed(HERE)
    assert await gate.believes(old)
    gate.server.rotates(same_kid=True)
    assert await gate.believes(gate.server.signed(HERE))
    assert gate.server.fetches == 2
    assert await gate.why(f"Bearer {old}") == "signature"


async def test_without_keys_nobody_is_believed_or_refused(gate: Gate) -> None:
    gate.server.breaks("openid")
    with pytest.raises(KeysUnavailable):
        await gate.believes(gate.server.signed(HERE))


async def test_while_the_keys_hang_those_with_a_known_key_are_believed(gate: Gate) -> None:
    good = gate.server.signed(HERE)
    assert await gate.believes(good)
    gate.server.hangs("keys")
    waiting = asyncio.create_task(gate.why(f"Bearer {gate.server.forged('unknown kid')}"))
    await gate.server.when(lambda: gate.server.fetches == 2)
    for _ in range(20):
        assert await gate.believes(good)
    assert not waiting.done()
    gate.server.heals()
    assert await waiting == "key"


def test_without_an_app_id_there_is_no_guard() -> None:
    with pytest.raises(ValueError, match="app id"):
        Guard(Keys(ClientSession, "https://keys.example/"), HandClock(), "")


def _all(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
