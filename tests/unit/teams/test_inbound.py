"""The address that Teams posts to: who is believed, what is stored before it is answered, what stands on the screen."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.chat.storing import BUDGET
from core import words
from core.card import Act, Button, Buttons, Card, Pick, act_to_json
from core.ports import Pressed, Said, Submitted
from core.words import REPORT_FORM
from tests.fakes.fake_connector import FakeTeams
from tests.fakes.key_server import FORGED as FORGERIES
from tests.fakes.teams_writes import GROUP
from tests.unit.teams.scene import PRECIOUS, TOM, Scene, scene


@pytest.fixture
async def ward() -> AsyncIterator[Scene]:
    async with scene() as found:
        yield found
        assert not found.teams.violations


def read(ward: Scene) -> Any:
    """What the last stored request says."""
    return ward.parts.channel.read(tuple(ward.door.kept.values())[-1])


async def test_it_is_stored_before_it_is_answered(ward: Scene) -> None:
    assert await ward.teams.says(PRECIOUS, "tablet wont log in") == 200
    said = read(ward)
    assert isinstance(said, Said)
    assert (said.text, said.sender) == ("tablet wont log in", ward.to(PRECIOUS))


async def test_what_cannot_be_stored_must_come_again(ward: Scene) -> None:
    ward.door.shut = True
    assert await ward.teams.says(PRECIOUS, "tablet") == 503
    await ward.parts.channel.post(ward.to(TOM), _card(), key="k1")
    assert await ward.teams.presses(TOM, "Acknowledge") == 503
    assert not ward.door.kept
    ward.door.shut = False
    assert await ward.teams.again() == 200
    assert len(ward.door.kept) == 1


async def test_the_same_activity_four_times_is_one(ward: Scene) -> None:
    await ward.teams.says(PRECIOUS, "tablet")
    for _ in range(3):
        assert await ward.teams.again() == 200
    assert len(ward.door.kept) == 1


@pytest.mark.parametrize("how", ["execute", "submit"])
async def test_the_same_press_four_times_under_new_ids_is_one(ward: Scene, how: Any) -> None:
    """Reliability figure 21: the card's own number tells."""
    await ward.parts.channel.post(ward.to(TOM), _card().stamped("17"), key="17")
    assert await ward.teams.presses(TOM, "Acknowledge", how=how) == 200
    for _ in range(3):
        ward.clock.forward(seconds=10)
        assert await ward.teams.again(new_id=True) == 200
    assert len(ward.door.kept) == 1
    pressed = read(ward)
    assert isinstance(pressed, Pressed)
    assert pressed.act == Act(verb="acknowledge", ref="ISS-1", version=2, card="17")
    ward.clock.forward(minutes=2)
    assert await ward.teams.presses(TOM, "Acknowledge", how=how) == 200
    assert len(ward.door.kept) == 2


async def test_a_press_by_execute_is_answered_with_a_body_and_never_with_500(ward: Scene) -> None:
    """Alone, botbuilder 4.17.1 answers 500 here: it writes the body of an invoke as JSON twice."""
    await ward.parts.channel.post(ward.to(TOM), _card(), key="17")
    assert await ward.teams.presses(TOM, "Acknowledge") == 200
    assert ward.teams.answers[-1]["value"] == words.TAKEN_AT_ONCE
    assert ward.teams.told[TOM] == words.TAKEN_AT_ONCE


async def test_an_option_is_chosen_and_pressed(ward: Scene) -> None:
    acts = [Act(verb="change_category", ref="ISS-1", version=1, value=value) for value in ("device", "access")]
    pick = Pick(label="What is it?", options=tuple(Button(label=act.value.title(), act=act) for act in acts))
    await ward.parts.channel.post(ward.to(TOM), Card(heading="ISS-1", body=(pick,)).stamped("9"), key="9")
    assert await ward.teams.presses(TOM, "Access") == 200
    assert read(ward).act == Act(verb="change_category", ref="ISS-1", version=1, value="access", card="9")


async def test_a_button_opens_the_form_and_an_empty_one_comes_back_with_what_was_typed(ward: Scene) -> None:
    open_form = Button(label="Report with a form", act=Act(verb="form", value="report"))
    card = Card(heading="Hello", body=(Buttons(buttons=(open_form,)),))
    await ward.parts.channel.post(ward.to(PRECIOUS), card, key="1")
    assert await ward.teams.presses(PRECIOUS, "Report with a form") == 200
    window = ward.teams.window(PRECIOUS)
    assert window is not None
    assert not ward.door.kept  # to open a form asks no database
    assert await ward.teams.submits(PRECIOUS, {"What is wrong?": "printer wont print", "care": "none"}) == 200
    sent = read(ward)
    assert isinstance(sent, Submitted)
    assert (sent.form, sent.values["text"], sent.values["care"]) == ("report", "printer wont print", "none")
    assert ward.teams.window(PRECIOUS) is None
    assert ward.teams.told[PRECIOUS] == words.TAKEN


async def test_what_the_client_lets_through_is_checked_again(ward: Scene) -> None:
    """An old client sends an empty form all the same: it comes back, with what was chosen still there."""
    await ward.teams.extension(PRECIOUS)
    data = {"handrail": {"form": "report", "nonce": "n1"}, "field:text": "  ", "field:care": "now"}
    value = {"commandId": "report", "data": data}
    named = {"name": "composeExtension/submitAction", "value": value}
    assert await ward.teams.any({**ward.teams._activity(PRECIOUS, "invoke", GROUP), **named}) == 200
    assert not ward.door.kept
    answered = json.dumps(ward.teams.answers[-1])
    assert words.FILL_IN in answered
    assert "now" in answered


async def test_a_form_in_the_chat_is_sent_once_and_says_so(ward: Scene) -> None:
    await ward.parts.channel.ask(ward.to(PRECIOUS), REPORT_FORM, key="31")
    assert await ward.teams.submits(PRECIOUS, {"What is wrong?": "bells down"}) == 200
    assert read(ward).values["text"] == "bells down"
    assert words.TAKEN_AT_ONCE in ward.teams.last(PRECIOUS).text
    assert await ward.teams.again(new_id=True) == 200
    assert len(ward.door.kept) == 1


async def test_report_this_comes_with_the_words_of_the_message(ward: Scene) -> None:
    assert await ward.teams.reports_this(PRECIOUS, "<p>bells <b>down</b> on blue</p>", by=TOM) == 200
    window = ward.teams.window(PRECIOUS)
    assert window is not None
    assert window.values["text"] == "bells down on blue"
    assert await ward.teams.submits(PRECIOUS, {}) == 200
    assert read(ward).values["text"] == "bells down on blue"


async def test_a_form_that_is_not_known_asks_for_the_words_instead(ward: Scene) -> None:
    data = {"msteams": {"type": "task/fetch"}, "handrail": {"act": {"verb": "form", "value": "gone"}}}
    invoke = {**ward.teams._activity(TOM, "invoke"), "name": "task/fetch", "value": {"data": data}}
    assert await ward.teams.any(invoke) == 200
    assert read(ward).act == Act(verb="form", value="gone")


NO_ACTS: tuple[Any, ...] = ({"act": []}, {"act": {"verb": 5}}, {"act": {"verb": "x" * 9000}}, {})
FORGED_PRESSES: tuple[Any, ...] = ("unknown", *NO_ACTS, [], {"form": 5}, {"form": "no"})


@pytest.mark.parametrize("forged", FORGED_PRESSES)
@pytest.mark.parametrize("how", ["execute", "submit"])
async def test_a_forged_press_is_read_as_unknown_or_passed_over(ward: Scene, forged: Any, how: Any) -> None:
    assert await ward.teams.acts(TOM, {"handrail": forged}, how=how) == 200
    if ward.door.kept:
        assert not isinstance(read(ward), Said)


ODD_INVOKES: tuple[dict[str, Any], ...] = (
    {"name": "adaptiveCard/action", "value": None},
    {"name": "adaptiveCard/action", "value": {"action": None}},
    {"name": "adaptiveCard/action", "value": "x"},
    {"name": "adaptiveCard/action", "value": {"action": {"type": "Action.Http", "data": {"handrail": {"act": {}}}}}},
    {"name": "task/fetch", "value": []},
    {"name": "task/submit", "value": {"data": {"handrail": {"form": "report"}}, "context": 5}},
    {"name": "composeExtension/fetchTask", "value": {"messagePayload": {"body": {"content": 5}}}},
    {"name": "composeExtension/fetchTask", "value": {"messagePayload": "x", "botActivityPreview": 7}},
    {"name": "composeExtension/submitAction", "value": {}},
    {"name": "composeExtension/query", "value": {}},
    {"name": "signin/verifyState", "value": {}},
    {"name": "fileConsent/invoke", "value": {}},
    {"name": "nobody/knows"},
    {"name": 5},
    {},
)


@pytest.mark.parametrize("odd", ODD_INVOKES)
async def test_odd_invokes_are_answered_and_never_with_500(ward: Scene, odd: dict[str, Any]) -> None:
    ward.teams.answers.clear()
    assert await ward.teams.any({**ward.teams._activity(TOM, "invoke"), **odd}) == 200


async def test_where_botbuilder_stumbles_the_client_is_told_that_it_was_taken(ward: Scene) -> None:
    data = {"handrail": {"act": {"verb": "form", "value": "report"}}}
    broken = {"name": "task/fetch", "value": {"data": data}, "localTimestamp": "not a time"}
    assert await ward.teams.any({**ward.teams._activity(TOM, "invoke"), **broken}) == 200
    assert ward.teams.answers[-1]["task"]["value"] == words.TAKEN
    assert read(ward).act.verb == "form"


@pytest.mark.parametrize("kind", sorted(FORGERIES))
async def test_a_forged_token_is_refused_and_nothing_is_stored(ward: Scene, kind: str) -> None:
    """Reliability figure 14."""
    token = ward.teams.keys.forged(kind, ward.teams.service_url)
    activity = {**ward.teams._activity(TOM, "message"), "text": "let me in"}
    assert await ward.teams.any(activity, token=token) == 401
    assert not ward.door.kept


async def test_without_a_token_nobody_is_heard(ward: Scene) -> None:
    assert await ward.teams.any({**ward.teams._activity(TOM, "message"), "text": "x"}, token="") == 401


def _changed(teams: FakeTeams, path: str, value: Any) -> dict[str, Any]:
    """An activity in which one thing is otherwise, under a token that is good for the true service url."""
    activity = json.loads(json.dumps({**teams._activity(TOM, "message"), "text": "x"}))
    *way, last = path.split("/")
    place = activity
    for name in way:
        place = place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return dict(activity)


OTHERWISE = (
    ("serviceUrl", None, 401),
    ("serviceUrl", "https://evil.example/", 401),
    ("serviceUrl", 5, 401),
    ("channelId", "emulator", 401),
    ("channelId", None, 401),
    ("conversation/tenantId", "somebody-else", 403),
    ("channelData/tenant/id", "somebody-else", 403),
)


@pytest.mark.parametrize(("path", "value", "status"), OTHERWISE)
async def test_a_good_token_for_something_else_is_refused(ward: Scene, path: str, value: Any, status: int) -> None:
    token = ward.teams.keys.signed(ward.teams.service_url)
    assert await ward.teams.any(_changed(ward.teams, path, value), token=token) == status
    assert not ward.door.kept


async def test_an_endorsed_channel_other_than_teams_is_not_ours(ward: Scene) -> None:
    ward.teams.keys.endorsements = ["msteams", "webchat"]
    ward.teams.keys.rotates()
    token = ward.teams.keys.signed(ward.teams.service_url)
    assert await ward.teams.any(_changed(ward.teams, "channelId", "webchat"), token=token) == 403


async def test_a_service_host_that_is_not_on_the_list_is_refused(ward: Scene) -> None:
    elsewhere = "https://smba.example.com/uk/"
    token = ward.teams.keys.signed(elsewhere)
    assert await ward.teams.any(_changed(ward.teams, "serviceUrl", elsewhere), token=token) == 403


async def test_new_keys_are_believed_at_once(ward: Scene) -> None:
    """Reliability figure 15: botbuilder alone refuses them until its own copy is 24 hours old."""
    assert await ward.teams.says(TOM, "before") == 200
    ward.teams.keys.rotates()
    async with asyncio.timeout(5):
        assert await ward.teams.says(TOM, "after") == 200


async def test_while_the_keys_cannot_be_had_nobody_is_told_no(ward: Scene) -> None:
    """A good message must come again, so it is no 401; and the program goes on."""
    ward.teams.keys.breaks("openid")
    assert await ward.teams.says(TOM, "hello") == 503
    ward.teams.keys.heals()
    await asyncio.sleep(1.1)  # the pause between first loads that fail
    assert await ward.teams.again() == 200


BODIES = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"{",
    b'{"type": "message", "type": "message"}',
    b'{"type": NaN}',
    b'{"a":' * 100_000,
    b"\xff\xfe",
    b'{"type": "message", "serviceUrl": 1e999}',
)


@pytest.mark.parametrize("body", BODIES)
async def test_nonsense_in_a_good_token_is_400_or_401_and_never_500(ward: Scene, body: bytes) -> None:
    headers = {
        "Authorization": f"Bearer {ward.teams.keys.signed(ward.teams.service_url)}",
        "Content-Type": "application/json",
    }
    async with ClientSession() as http, http.post(ward.teams._bot_url, data=body, headers=headers) as answer:
        assert answer.status in (400, 401)
    assert not ward.door.kept


async def test_a_body_of_two_megabytes_is_too_large(ward: Scene) -> None:
    headers = {"Authorization": f"Bearer {ward.teams.keys.signed(ward.teams.service_url)}"}
    body = io.BytesIO(b"x" * 2**21)
    async with ClientSession() as http, http.post(ward.teams._bot_url, data=body, headers=headers) as answer:
        assert answer.status == 413


async def test_what_is_passed_over_is_counted(ward: Scene) -> None:
    assert await ward.teams.any(ward.teams._activity(TOM, "typing")) == 200
    assert ward.parts.passed_over == {"unknown type": 1}


async def test_a_slow_store_is_answered_within_the_budget(ward: Scene) -> None:
    ward.door.seconds = BUDGET + 5
    begun = asyncio.get_running_loop().time()
    assert await ward.teams.says(TOM, "hello") == 503
    assert asyncio.get_running_loop().time() - begun < BUDGET + 2


def _card() -> Card:
    act = Act(verb="acknowledge", ref="ISS-1", version=2)
    assert act_to_json(act)
    return Card(heading="CRITICAL at Elm Court", body=(Buttons(buttons=(Button(label="Acknowledge", act=act),)),))
