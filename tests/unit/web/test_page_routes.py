"""What the page answers over HTTP: to its own script, to strangers, to nonsense."""

import asyncio
import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientResponse

from adapters.web.inbound import LARGEST_BODY, LONGEST_TEXT
from core.ports import Pressed, Said, Submitted
from core.stage import Push
from tests.unit.web.scene import CAST, EVENING, Scene, act, entry_page, ping, receipt

OWN = {"X-Handrail": "page"}


def say(text: object = "tablet wont log me in", **other: object) -> dict[str, object]:
    return {"user": "precious", "text": text, "id": str(uuid.uuid4()), **other}


async def _events(answer: ClientResponse, wanted: int) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    async with asyncio.timeout(5):
        while len(found) < wanted:
            name = (await answer.content.readline()).decode().strip()
            if name.startswith("event: "):
                data = (await answer.content.readline()).decode().removeprefix("data: ")
                found.append((name.removeprefix("event: "), json.loads(data)))
    return found


async def _state(scene: Scene) -> dict[str, Any]:
    async with scene.browser.get(scene.url + "/live") as answer:
        ((name, state),) = await _events(answer, 1)
    assert name == "state"
    return dict(state)


# ---- what is served --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/page/page.css", "text/css"),
        ("/page/page.js", "text/javascript"),
        ("/page/icon.svg", "image/svg+xml"),
        ("/live", "text/event-stream"),
        ("/entry/ISS-14?as=ben", "text/html"),
    ],
)
async def test_every_answer_is_strict_about_what_may_run(scene: Scene, path: str, kind: str) -> None:
    scene.stage.pages["ISS-14", "ben"] = entry_page()
    async with scene.browser.get(scene.url + path) as answer:
        assert answer.status == 200
        assert answer.content_type == kind
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_nothing_on_the_page_comes_from_elsewhere_or_runs_inline(scene: Scene) -> None:
    async with scene.browser.get(scene.url) as answer:
        html = await answer.text()
    assert "http://" not in html.replace("http://www.w3.org/", "")
    assert "https://" not in html
    assert "style=" not in html
    assert '<script type="module" src=' in html
    assert html.count("<script") == 1


@pytest.mark.parametrize("path", ["/page/page.html", "/page/..%2Frender.py", "/page/%2Fetc%2Fpasswd"])
async def test_only_its_own_files_are_served(scene: Scene, path: str) -> None:
    async with scene.browser.get(scene.url + path) as answer:
        assert answer.status == 404


async def test_the_name_of_the_service_is_escaped(scene: Scene) -> None:
    scene.stage.title = "<script>x</script> & Sons"
    async with scene.browser.get(scene.url) as answer:
        assert "&lt;script&gt;x&lt;/script&gt; &amp; Sons" in await answer.text()


# ---- what is said ------------------------------------------------------------------------------------


async def test_what_is_typed_goes_through_the_door_and_onto_the_phone(scene: Scene) -> None:
    body = say("  tablet wont log me in\nand its meds time ")
    assert await scene.post("/say", body) == (200, {"saved": True, "new": True})
    (kept,) = scene.door.taken.items()
    assert kept[0] == body["id"]
    said = scene.parts.channel.read(kept[1])
    assert isinstance(said, Said)
    assert (said.text, said.sender.user, said.at) == (body["text"], "precious", EVENING)
    (line,) = (await _state(scene))["phones"]["precious"]
    assert (line["side"], line["text"], line["time"]) == ("out", body["text"], "20:02")


async def test_the_same_request_twice_is_one(scene: Scene) -> None:
    body = say()
    await scene.post("/say", body)
    assert await scene.post("/say", body) == (200, {"saved": True, "new": False})
    assert len(scene.door.taken) == 1
    assert len((await _state(scene))["phones"]["precious"]) == 1


async def test_a_closed_store_says_not_saved_and_shows_no_bubble(scene: Scene) -> None:
    scene.door.closed = True
    status, told = await scene.post("/say", say())
    assert status == 503
    assert told == {"error": "Not saved. Try again or use paper."}
    assert (await _state(scene))["phones"]["precious"] == []


async def test_words_that_were_taken_are_never_called_not_saved(scene: Scene) -> None:
    body = say()
    scene.store.closed = True
    assert (await scene.post("/say", body))[0] == 200
    scene.store.closed = False
    assert (await scene.post("/say", body))[0] == 200
    assert len((await _state(scene))["phones"]["precious"]) == 1


async def test_an_answer_never_stands_above_the_words_it_answers(played: Scene) -> None:
    played.door.slow = 0.05  # the answer is ready long before the words are on the phone
    async with played.browser.get(played.url + "/live") as answer:
        await _events(answer, 1)
        await played.post("/say", say())
        told = [data for name, data in await _events(answer, 5) if name == "line"]
    lines = [data["line"] for data in told if data["user"] == "precious"]
    lines.sort(key=lambda line: line["id"])
    assert [line["side"] for line in lines] == ["out", "in"]


@pytest.mark.parametrize("text", ["x" * LONGEST_TEXT, "\U0001f634" * LONGEST_TEXT, "<b>&amp;</b>", "\u202eabc"])
async def test_long_and_strange_words_are_kept_as_they_are(scene: Scene, text: str) -> None:
    assert (await scene.post("/say", say(text)))[0] == 200
    (line,) = (await _state(scene))["phones"]["precious"]
    assert line["text"] == text


async def test_halves_of_characters_and_nul_are_kept_as_far_as_they_can_be(scene: Scene) -> None:
    assert (await scene.post("/say", say("a\ud800b\0c")))[0] == 200
    (line,) = (await _state(scene))["phones"]["precious"]
    assert line["text"] == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


@pytest.mark.parametrize("text", ["x" * (LONGEST_TEXT + 1), "\U0001f634" * LARGEST_BODY])
async def test_too_long_is_said_in_plain_words(scene: Scene, text: str) -> None:
    status, told = await scene.post("/say", say(text))
    assert status == 413
    assert "too long" in str(told["error"])
    assert not scene.door.taken


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        "words",
        say(None),
        say(12),
        say(["a"]),
        say("   \n"),
        say(user="mallory"),
        say(user=["precious"]),
        say(id=""),
        say(id="x" * 65),
        say(id="../../etc"),
        say(id=7),
    ],
)
async def test_nonsense_is_refused_and_nothing_kept(scene: Scene, body: object) -> None:
    status, told = await scene.post("/say", body)
    assert status == 400
    assert told["error"]
    assert not scene.door.taken


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"1" * 5_000])
@pytest.mark.parametrize("path", ["/say", "/press", "/submit", "/clock"])
async def test_what_is_not_json_is_refused(scene: Scene, path: str, raw: bytes) -> None:
    async with scene.browser.post(scene.url + path, data=raw, headers=OWN) as answer:
        assert answer.status == 400
        assert "could not be read" in (await answer.json())["error"]


# ---- who may send --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**OWN, "Origin": "https://elsewhere.example"},
        {**OWN, "Origin": "null"},
        {**OWN, "Sec-Fetch-Site": "cross-site"},
        {**OWN, "Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/say", "/press", "/submit", "/clock"])
async def test_another_website_cannot_send(scene: Scene, path: str, headers: dict[str, str]) -> None:
    async with scene.browser.post(scene.url + path, json=say(push="10m"), headers=headers) as answer:
        assert answer.status == 403
        assert "another website" in (await answer.json())["error"]
    assert not scene.door.taken
    assert not scene.stage.pushes


async def test_the_page_itself_may_send(scene: Scene) -> None:
    headers = {"Origin": scene.url, "Sec-Fetch-Site": "same-origin"}
    assert (await scene.post("/say", say(), **headers))[0] == 200


# ---- what is pressed and sent -----------------------------------------------------------------------------


async def test_a_press_goes_through_the_door_and_shows_its_label(scene: Scene) -> None:
    await scene.shows("tom", ping(), "p1")
    pressing = {"user": "tom", "act": {"verb": "acknowledge", "ref": "ISS-14", "version": 1}, "id": "a" * 8}
    assert (await scene.post("/press", pressing))[0] == 200
    pressed = scene.parts.channel.read(scene.door.taken["a" * 8])
    assert isinstance(pressed, Pressed)
    assert pressed.act == act("acknowledge")
    lines = (await _state(scene))["phones"]["tom"]
    assert [line.get("label") for line in lines] == [None, "I've got it"]


async def test_a_press_of_no_button_on_the_phone_shows_nothing(scene: Scene) -> None:
    pressing = {"user": "tom", "act": {"verb": "close", "ref": "ISS-1"}, "id": "a" * 8}
    assert (await scene.post("/press", pressing))[0] == 200
    assert (await _state(scene))["phones"]["tom"] == []


@pytest.mark.parametrize(
    "pressed", [None, {}, [], "acknowledge", {"verb": 1}, {"verb": "a", "version": "1"}, {"verb": "a" * 3_000}]
)
async def test_a_forged_act_is_refused(scene: Scene, pressed: object) -> None:
    assert (await scene.post("/press", {"user": "tom", "act": pressed, "id": "a" * 8}))[0] == 400
    assert not scene.door.taken


async def test_a_form_goes_through_the_door(scene: Scene) -> None:
    form = {"user": "tom", "form": "report", "values": {"text": "slow"}, "id": "a" * 8}
    assert (await scene.post("/submit", form))[0] == 200
    sent = scene.parts.channel.read(scene.door.taken["a" * 8])
    assert isinstance(sent, Submitted)
    assert (sent.form, dict(sent.values)) == ("report", {"text": "slow"})


@pytest.mark.parametrize("values", [None, [], {"a": 1}, {str(n): "" for n in range(51)}])
async def test_a_strange_form_is_refused(scene: Scene, values: object) -> None:
    form = {"user": "tom", "form": "report", "values": values, "id": "a" * 8}
    assert (await scene.post("/submit", form))[0] == 400


# ---- clock, log and what the page is told ---------------------------------------------------------------------


async def test_the_clock_is_pushed(scene: Scene) -> None:
    status, told = await scene.post("/clock", {"push": "10m"})
    assert (status, scene.stage.pushes) == (200, [Push.TEN_MINUTES])
    assert told["clock"] == {"time": "20:12", "day": "Tuesday 2 June", "iso": "2026-06-02T20:12+01:00"}


@pytest.mark.parametrize("push", ["", "1y", None, 10, ["10m"]])
async def test_no_other_push_is_known(scene: Scene, push: object) -> None:
    assert (await scene.post("/clock", {"push": push}))[0] == 400


async def test_a_page_gets_everything_and_then_each_change(scene: Scene) -> None:
    line = await scene.shows("tom", ping(), "p1")
    async with scene.browser.get(scene.url + "/live") as answer:
        ((_, state),) = await _events(answer, 1)
        assert [one["user"] for one in state["cast"]] == [actor.user for actor in CAST]
        assert not any("email" in one for one in state["cast"])
        assert state["clock"]["time"] == "20:02"
        assert [one["id"] for one in state["phones"]["tom"]] == [int(line)]
        await scene.post("/clock", {"push": "10m"})
        await scene.redraws("tom", line, receipt("Ben has it."))
        scene.stage.did("Ben answered.", "ISS-14")
        told = dict(await _events(answer, 4))
    assert told["clock"]["time"] == "20:12"
    assert (told["line"]["user"], told["line"]["line"]["changed"]) == ("tom", "20:12")
    assert told["log"] == [{"time": "20:12", "text": "Ben answered.", "ref": "ISS-14"}]


async def test_a_closed_store_shows_no_half_page(scene: Scene) -> None:
    scene.store.closed = True
    async with scene.browser.get(scene.url + "/live") as answer:
        assert answer.status == 503
    assert scene.parts.hub.listeners == 0


async def test_stopping_does_not_wait_for_open_pages(scene: Scene) -> None:
    async with scene.browser.get(scene.url + "/live") as answer:
        await _events(answer, 1)
        await scene.parts.hub.close()
        async with asyncio.timeout(1):
            while await answer.content.readany():
                pass
    assert scene.parts.hub.listeners == 0


async def test_a_page_that_does_not_listen_is_let_go(scene: Scene) -> None:
    queue = scene.parts.hub.join()
    for number in range(queue.maxsize + 1):
        scene.parts.hub.tell("line", number)
    assert scene.parts.hub.listeners == 0
    waiting = [queue.get_nowait() for _ in range(queue.qsize())]
    assert waiting[-1] is None


# ---- one entry ------------------------------------------------------------------------------------------------


async def test_an_entry_is_one_page_to_read_and_print(scene: Scene) -> None:
    scene.stage.pages["ISS-14", "ben"] = entry_page()
    async with scene.browser.get(scene.url + "/entry/iss-14?as=ben") as answer:
        html = await answer.text()
    assert answer.status == 200
    for words in ("What was said", "Sent and seen", "Kept safe", "As Ben Carter may see it", "can&#x27;t log in"):
        assert words in html


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/entry/ISS-14?as=joy", 404),
        ("/entry/ISS-99?as=ben", 404),
        ("/entry/%3Cscript%3E?as=ben", 404),
        ("/entry/ISS-14?as=mallory", 400),
        ("/entry/ISS-14", 400),
    ],
)
async def test_no_entry_is_said_in_plain_words(scene: Scene, path: str, status: int) -> None:
    scene.stage.pages["ISS-14", "ben"] = entry_page()
    async with scene.browser.get(scene.url + path) as answer:
        html = await answer.text()
    assert answer.status == status
    assert "Nothing to see here" in html
    assert "script&gt;" not in html
    assert "tablet wont" not in html


async def test_an_entry_is_escaped(scene: Scene) -> None:
    scene.stage.pages["ISS-14", "ben"] = replace(entry_page(), title="<img src=x onerror=alert(1)>")
    async with scene.browser.get(scene.url + "/entry/ISS-14?as=ben") as answer:
        html = await answer.text()
    assert "<img" not in html
    assert "&lt;img src=x" in html
