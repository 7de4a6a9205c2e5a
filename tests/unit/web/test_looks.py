"""What the page is told of a phone that looks like Slack or Teams: the very payload, and only where it is asked for."""

import asyncio
import json
from typing import Any

import pytest

from adapters.slack.render import message_of
from adapters.teams.render import card_of
from adapters.web.inbound import sender
from core.card import Card
from core.form import Form, TextField
from tests.unit.web.scene import Scene, answered_ping, ping, receipt, served


class Page:
    """An open page: what it is told, event by event, as it came over the wire."""

    def __init__(self, scene: Scene, query: str = "") -> None:
        self._asked = scene.browser.get(f"{scene.url}/live{query}")

    async def __aenter__(self) -> "Page":
        self._answer = await self._asked.__aenter__()
        return self

    async def __aexit__(self, *failure: Any) -> None:
        await self._asked.__aexit__(*failure)

    async def told(self, wanted: str) -> tuple[Any, bytes]:
        """The next event of that name, read and raw."""
        async with asyncio.timeout(5):
            while True:
                name = await self._answer.content.readline()
                if name == f"event: {wanted}\n".encode():
                    raw = (await self._answer.content.readline()).removeprefix(b"data: ").rstrip()
                    return json.loads(raw), raw


def _lines(state: Any, user: str) -> list[dict[str, Any]]:
    return list(state["phones"][user])


@pytest.mark.parametrize("card", [ping(), receipt(), answered_ping(), Card(heading="<b> & “déjà” \U0001f634")])
@pytest.mark.parametrize("look", ["slack", "teams"])
async def test_a_phone_in_a_look_is_told_what_would_be_sent_there(dressed: Scene, card: Card, look: str) -> None:
    await dressed.shows("tom", card, "p1")
    sent = message_of(card).blocks if look == "slack" else card_of(card)
    async with Page(dressed, f"?look1={look}") as page:
        state, raw = await page.told("state")
        (line,) = _lines(state, "tom")
        assert (line["look"], line["payload"]) == (look, sent)
        assert json.dumps(sent).encode() in raw
        await dressed.shows("tom", card, "p2")
        told, raw = await page.told("line")
        assert told["line"]["payload"] == sent
        assert json.dumps(sent).encode() in raw


async def test_a_redrawn_card_comes_with_its_new_payload(dressed: Scene) -> None:
    number = await dressed.shows("ben", ping(), "p1")
    async with Page(dressed, "?look2=teams") as page:
        await page.told("state")
        await dressed.redraws("ben", number, answered_ping())
        told, _ = await page.told("line")
    assert (told["line"]["look"], told["line"]["payload"]) == ("teams", card_of(answered_ping()))


async def test_each_page_is_told_in_its_own_looks(dressed: Scene) -> None:
    async with Page(dressed) as own, Page(dressed, "?look1=slack&look2=teams") as other:
        assert (await own.told("state"))[0]["looks"] == {"offered": ["slack", "teams"], "shown": {}}
        assert (await other.told("state"))[0]["looks"]["shown"] == {"tom": "slack", "ben": "teams"}
        for user, look in (("tom", "slack"), ("ben", "teams")):
            await dressed.shows(user, ping(), f"{user}-1")
            mine, raw = await own.told("line")
            assert "look" not in mine["line"]
            assert b"payload" not in raw
            assert (await other.told("line"))[0]["line"]["look"] == look


async def test_no_payload_is_made_where_nobody_looks() -> None:
    made: list[Card] = []

    def counting(card: Card) -> str:
        made.append(card)
        return "drawn"

    async with served(looks={"slack": counting}) as scene:
        async with Page(scene) as page:
            await page.told("state")
            await scene.shows("tom", ping(), "p1")
            await page.told("line")
        assert made == []
        async with Page(scene, "?look1=slack") as one, Page(scene, "?look1=slack") as two:
            await one.told("state")
            await two.told("state")
            made.clear()
            await scene.shows("tom", receipt(), "p2")
            await one.told("line")
            await two.told("line")
        assert made == [receipt()]  # once, however many pages look


@pytest.mark.parametrize(
    "query", ["?look0=slack", "?look1=other", "?look1=", "?look9=slack", "?look1=%00", "?tom=slack"]
)
async def test_the_care_workers_own_phone_and_what_is_not_offered_stay_as_they_are(dressed: Scene, query: str) -> None:
    for user in ("precious", "tom"):
        await dressed.shows(user, ping(), f"{user}-1")
    async with Page(dressed, query) as page:
        state, raw = await page.told("state")
    assert state["looks"]["shown"] == {}
    assert b"payload" not in raw


async def test_only_cards_have_a_payload(dressed: Scene) -> None:
    form = Form(name="report", title="Tell us", send="Send", fields=(TextField(name="t", label="What?"),))
    await dressed.parts.channel.ask(sender("tom"), form, key="f1")
    await dressed.post("/say", {"user": "tom", "text": "open", "id": "a" * 8})
    async with Page(dressed, "?look1=slack") as page:
        state, _ = await page.told("state")
    assert [line["kind"] for line in _lines(state, "tom")] == ["form", "typed"]
    assert not any("payload" in line for line in _lines(state, "tom"))


async def test_a_payload_that_cannot_be_made_stops_neither_the_card_nor_the_page() -> None:
    def broken(card: Card) -> str:
        raise RuntimeError("made up")

    async with served(looks={"slack": broken}) as scene, Page(scene, "?look1=slack") as page:
        await page.told("state")
        assert await scene.shows("tom", ping(), "p1") == "1"
        told, _ = await page.told("line")
    assert (told["line"]["look"], told["line"]["payload"]) == ("slack", None)
    assert told["line"]["card"]["heading"] == ping().heading


async def test_a_page_without_looks_offers_none(scene: Scene) -> None:
    async with Page(scene, "?look1=slack") as page:
        state, _ = await page.told("state")
    assert state["looks"] == {"offered": [], "shown": {}}


@pytest.mark.parametrize("name", ["looks.js", "looks.css", "parts.js"])
async def test_what_draws_the_looks_is_as_strict_as_the_page(scene: Scene, name: str) -> None:
    async with scene.browser.get(f"{scene.url}/page/{name}") as answer:
        text = await answer.text()
        assert answer.status == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "://" not in text
    assert "innerHTML" not in text
