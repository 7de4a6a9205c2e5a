"""The stand-in for Teams itself: it lets pass what Teams lets pass, and shows what people would see."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web

from tests.fakes.fake_connector import Broken, DropReply, FakeTeams, Limit, Refuse
from tests.fakes.key_server import APP_ID, PASSWORD, SCOPE
from tests.fakes.open_door import HandClock
from tests.fakes.teams_screen import CARD, FIELD
from tests.fakes.teams_writes import BOT, GROUP, TEAM_CHANNEL, TENANT

PRECIOUS = "29:precious"
Json = dict[str, Any]


@dataclass(kw_only=True)
class Bot:
    """A bot that keeps what it hears, answers as it is told, and calls the Connector by hand."""

    teams: FakeTeams
    clock: HandClock
    http: aiohttp.ClientSession
    token: str = ""
    heard: list[Json] = field(default_factory=list)
    answers: list[Json] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)

    async def hears(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.headers.append(request.headers.get("Authorization", ""))
        return web.json_response(self.answers.pop(0)) if self.answers else web.Response()

    async def calls(self, method: str, *path: str, body: Json | None = None, token: str = "") -> aiohttp.ClientResponse:
        address = "/".join((self.teams.service_url + "v3", *(quote(part, safe="") for part in path)))
        headers = {"Authorization": f"Bearer {token or self.token}"}
        answer = await self.http.request(method, address, json=body, headers=headers)
        await answer.read()
        return answer

    async def sends(self, activity: Json, to: str = "") -> aiohttp.ClientResponse:
        place = to or self.teams.dm(PRECIOUS)
        return await self.calls("POST", "conversations", place, "activities", body=activity)


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    clock = HandClock()
    async with FakeTeams(now=clock.now) as teams, aiohttp.ClientSession() as http:
        bot = Bot(teams=teams, clock=clock, http=http)
        app = web.Application()
        app.router.add_post("/api/messages", bot.hears)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        teams.sends_to("http://{}:{}/api/messages".format(*runner.addresses[0][:2]))
        teams.add(PRECIOUS, "Precious Adeyemi", "precious@elm.example")
        teams.add("29:tom", "Tom Walsh")
        teams.keys.expires_in = 8 * 3600
        form = {"grant_type": "client_credentials", "client_id": APP_ID, "client_secret": PASSWORD, "scope": SCOPE}
        async with http.post(f"{teams.keys.login_url}/{TENANT}/oauth2/v2.0/token", data=form) as answer:
            bot.token = (await answer.json())["access_token"]
        yield bot
        await runner.cleanup()


def _button(title: str, **data: Any) -> Json:
    data = {"handrail": data}
    submit = {"type": "Action.Submit", "title": title, "data": data}
    return {"type": "Action.Execute", "title": title, "verb": "press", "data": data, "fallback": submit}


def _message(*body: Json, summary: str = "New") -> Json:
    card = {"type": "AdaptiveCard", "version": "1.4", "body": list(body)}
    return {"type": "message", "summary": summary, "attachments": [{"contentType": CARD, "content": card}]}


def _card(*titles: str) -> Json:
    words = {"type": "TextBlock", "text": "Saved", "wrap": True}
    return _message(words, {"type": "ActionSet", "actions": [_button(t, act={"verb": t}) for t in titles or ("Yes",)]})


TEXT = {"type": "TextBlock", "text": "What is wrong?"}
FORM = (
    {"type": "Input.Text", "id": f"{FIELD}text", "label": "What is wrong?", "maxLength": 20},
    {
        "type": "Input.ChoiceSet",
        "id": f"{FIELD}care",
        "label": "Care?",
        "choices": [{"title": "Yes", "value": "now"}, {"title": "No", "value": "none"}],
    },
    {"type": "ActionSet", "actions": [{"type": "Action.Submit", "title": "Send", "data": {"handrail": {"form": "r"}}}]},
)


def _dialog(*body: Json) -> Json:
    content = {"type": "AdaptiveCard", "version": "1.4", "body": list(body)}
    info = {"title": "Report", "height": "medium", "card": {"contentType": CARD, "content": content}}
    return {"task": {"type": "continue", "value": info}}


# ---- what people write


async def test_a_message_carries_what_teams_puts_on_it_and_a_token_for_where_it_came_from(bot: Bot) -> None:
    assert await bot.teams.says(PRECIOUS, "tablet <wont> log in", files=1) == 200
    heard = bot.heard[-1]
    assert heard["text"] == "tablet <wont> log in"
    assert [a["contentType"].rpartition(".")[2] for a in heard["attachments"]] == ["info", "text/html"]
    assert heard["attachments"][-1]["content"] == "<p>tablet &lt;wont&gt; log in</p>"
    assert heard["conversation"] == {
        "conversationType": "personal",
        "tenantId": TENANT,
        "id": bot.teams.dm(PRECIOUS),
    }
    assert heard["timestamp"] == "2026-11-20T20:02:00.0000000Z"
    assert heard["localTimestamp"] == "2026-11-20T20:02:00.0000000+00:00"
    assert (heard["from"]["id"], heard["recipient"]["id"], heard["channelId"]) == (PRECIOUS, BOT, "msteams")
    assert len(bot.headers[-1].split(".")) == 3


@pytest.mark.parametrize(("place", "kind"), [(GROUP, "groupChat"), (TEAM_CHANNEL, "channel")])
async def test_a_mention_names_the_bot(bot: Bot, place: str, kind: str) -> None:
    assert await bot.teams.mentions(PRECIOUS, place, "help") == 200
    heard = bot.heard[-1]
    assert heard["text"] == "<at>Handrail</at> help"
    assert heard["entities"][0]["mentioned"]["id"] == BOT
    assert (heard["conversation"]["conversationType"], heard["conversation"]["isGroup"]) == (kind, True)
    assert heard["conversation"]["id"].startswith(place)


async def test_the_same_comes_again_also_under_a_new_id(bot: Bot) -> None:
    await bot.teams.says(PRECIOUS, "help")
    bot.clock.forward(seconds=15)
    await bot.teams.again()
    await bot.teams.again(new_id=True)
    first, same, new = bot.heard
    assert first == same
    assert (new["id"] != first["id"], new["timestamp"] != first["timestamp"]) == (True, True)
    assert new["text"] == "help"


async def test_installing_and_removing_are_two_activities_each(bot: Bot) -> None:
    await bot.teams.installs(PRECIOUS)
    await bot.teams.uninstalls(PRECIOUS)
    assert [(a["type"], a.get("action", "")) for a in bot.heard] == [
        ("conversationUpdate", ""),
        ("installationUpdate", "add"),
        ("conversationUpdate", ""),
        ("installationUpdate", "remove"),
    ]
    assert (await bot.sends(_card())).status == 403


# ---- what people see and press


async def test_a_button_is_pressed_as_execute_and_as_its_fallback(bot: Bot) -> None:
    await bot.sends(_card("Acknowledge", "See the words"))
    shown = bot.teams.last(PRECIOUS)
    assert (shown.text, shown.buttons, shown.notification) == ("Saved", ("Acknowledge", "See the words"), "New")
    bot.answers = [{"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "I have that."}]
    assert await bot.teams.presses(PRECIOUS, "Acknowledge") == 200
    assert bot.teams.told[PRECIOUS] == "I have that."
    assert await bot.teams.presses(PRECIOUS, "Acknowledge", how="submit") == 200
    invoke, message = bot.heard
    assert (invoke["name"], invoke["value"]["action"]["verb"]) == ("adaptiveCard/action", "press")
    assert invoke["value"]["action"]["data"] == message["value"] == {"handrail": {"act": {"verb": "Acknowledge"}}}
    assert invoke["replyToId"] == message["replyToId"] == shown.id
    assert not bot.teams.violations
    with pytest.raises(LookupError):
        await bot.teams.presses(PRECIOUS, "Fly")


async def test_the_card_that_answers_a_press_stands_in_its_place(bot: Bot) -> None:
    await bot.sends(_card())
    content = _card("No")["attachments"][0]["content"]
    bot.answers = [{"statusCode": 200, "type": CARD, "value": content}]
    await bot.teams.presses(PRECIOUS, "Yes")
    assert bot.teams.last(PRECIOUS).buttons == ("No",)


async def test_an_option_of_a_list_is_chosen_and_then_sent_with_the_lists_own_button(bot: Bot) -> None:
    choices = [{"title": "Tom", "value": '{"value":"7"}'}, {"title": "Ben", "value": '{"value":"8"}'}]
    pick = {"type": "Input.ChoiceSet", "id": "pick:1", "label": "Give it to", "choices": choices}
    chosen = _button("Choose this", act={"verb": "assign"}, pick="pick:1")
    await bot.sends(_message(TEXT, pick, {"type": "ActionSet", "actions": [chosen, _button("Close", act={})]}))
    shown = bot.teams.last(PRECIOUS)
    assert shown.buttons == ("Tom", "Ben", "Choose this", "Close")
    assert shown.text == "What is wrong?\nGive it to"
    bot.answers = [{"statusCode": 200, "type": "text", "value": ""}] * 2
    await bot.teams.presses(PRECIOUS, "Ben")
    await bot.teams.presses(PRECIOUS, "Choose this")
    ben, nobody = (heard["value"]["action"]["data"] for heard in bot.heard)
    assert ben["pick:1"] == '{"value":"8"}'
    assert "pick:1" not in nobody


async def test_a_button_opens_a_dialog_that_stays_open_until_it_is_filled_in(bot: Bot) -> None:
    fetch = {"type": "Action.Submit", "title": "Report", "data": {"msteams": {"type": "task/fetch"}, "handrail": {}}}
    await bot.sends(_message(TEXT, {"type": "ActionSet", "actions": [fetch]}))
    bot.answers = [_dialog(TEXT, *FORM), _dialog(TEXT, *FORM), {"task": {"type": "message", "value": "I have that."}}]
    await bot.teams.presses(PRECIOUS, "Report")
    window = bot.teams.window(PRECIOUS)
    assert window is not None
    assert (window.title, window.labels, window.options["care"]) == (
        "Report",
        ("What is wrong?", "Care?"),
        ("Yes", "No"),
    )
    assert await bot.teams.submits(PRECIOUS, {}) == 200
    assert bot.teams.window(PRECIOUS) is not None
    assert await bot.teams.submits(PRECIOUS, {"text": "broken", "Care?": "No"}) == 200
    assert bot.teams.window(PRECIOUS) is None
    assert bot.teams.told[PRECIOUS] == "I have that."
    assert [a["name"] for a in bot.heard] == ["task/fetch", "task/submit", "task/submit"]
    assert bot.heard[-1]["value"]["data"] == {
        "handrail": {"form": "r"},
        f"{FIELD}text": "broken",
        f"{FIELD}care": "none",
    }
    for strange in ({"weather": "fine"}, {"text": "x" * 21}, {"care": "perhaps"}):
        bot.answers = [_dialog(TEXT, *FORM)]
        await bot.teams.presses(PRECIOUS, "Report")
        with pytest.raises(LookupError):
            await bot.teams.submits(PRECIOUS, strange)


async def test_what_must_be_filled_in_does_not_leave_the_client_empty(bot: Bot) -> None:
    needed = {**FORM[0], "isRequired": True, "errorMessage": "Please fill this in."}
    await bot.sends(_message(needed, *FORM[1:]))
    assert await bot.teams.submits(PRECIOUS, {"text": ""}) == 200
    assert bot.teams.errors[PRECIOUS] == {"text": "Please fill this in."}
    assert not bot.heard
    assert await bot.teams.submits(PRECIOUS, {"text": "broken"}) == 200
    assert bot.heard[-1]["value"][f"{FIELD}text"] == "broken"


async def test_the_extension_brings_the_message_and_its_dialog_knows_where_it_came_from(bot: Bot) -> None:
    bot.answers = [_dialog(*FORM)]
    assert await bot.teams.reports_this(PRECIOUS, "<p>broken</p>", by="29:tom") == 200
    payload = bot.heard[-1]["value"]["messagePayload"]
    assert payload["body"] == {"contentType": "html", "content": "<p>broken</p>"}
    assert payload["from"]["user"]["displayName"] == "Tom Walsh"
    await bot.teams.submits(PRECIOUS, {"text": "broken"})
    sent = bot.heard[-1]
    assert (sent["name"], sent["value"]["commandId"]) == ("composeExtension/submitAction", "report_this")
    assert await bot.teams.extension(PRECIOUS) == 200
    assert "messagePayload" not in bot.heard[-1]["value"]


# ---- the Connector


async def test_a_message_is_changed_where_it_stands(bot: Bot) -> None:
    sent = await (await bot.sends({"type": "message", "text": "**a** \\_b\\_"})).json()
    assert bot.teams.last(PRECIOUS).text == "**a** _b_"
    place = ("conversations", bot.teams.dm(PRECIOUS), "activities")
    assert (await bot.calls("PUT", *place, sent["id"], body=_card())).status == 200
    assert (await bot.calls("PUT", *place, "1:0", body=_card())).status == 404
    assert [(shown.text, shown.updated) for shown in bot.teams.messages(PRECIOUS)] == [("Saved", True)]


async def test_a_chat_is_created_and_its_member_known(bot: Bot) -> None:
    whole = {
        "isGroup": False,
        "bot": {"id": BOT},
        "members": [{"id": PRECIOUS}],
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
    }
    created = await bot.calls("POST", "conversations", body=whole)
    assert (created.status, (await created.json())["id"]) == (201, bot.teams.dm(PRECIOUS))
    member = await bot.calls("GET", "conversations", bot.teams.dm(PRECIOUS), "members", PRECIOUS)
    told = await member.json()
    assert (member.status, told["email"], told["tenantId"]) == (200, "precious@elm.example", TENANT)
    strangers = ({**whole, "tenantId": "another"}, {**whole, "members": [{"id": "29:nobody"}]})
    assert [(await bot.calls("POST", "conversations", body=body)).status for body in strangers] == [403, 400]
    assert (await bot.calls("GET", "conversations", bot.teams.dm(PRECIOUS), "members", "29:tom")).status == 404


async def test_only_tokens_of_the_login_are_taken(bot: Bot) -> None:
    assert (await bot.calls("POST", "conversations", body={}, token="made-up")).status == 401
    bot.clock.forward(hours=8)
    assert (await bot.sends(_card())).status == 401


@pytest.mark.parametrize(
    ("ring", "code"), [("blocks", "MessageWritesBlocked"), ("uninstalled", "BotNotInConversationRoster")]
)
async def test_whoever_shut_the_door_is_not_reached(bot: Bot, ring: str, code: str) -> None:
    getattr(bot.teams, ring)(PRECIOUS)
    refused = await bot.sends(_card())
    assert (refused.status, (await refused.json())["error"]["code"]) == (403, code)
    assert (await bot.sends(_card(), to=bot.teams.dm("29:tom"))).status == 201
    assert (await bot.sends(_card(), to="a:nobody")).status == 404
    await bot.teams.installs(PRECIOUS)
    assert (await bot.sends(_card())).status == 201


async def test_after_a_move_the_old_address_is_dead(bot: Bot) -> None:
    old = bot.teams.service_url
    bot.teams.moves("amer", status=410)
    assert (await bot.sends(_card())).status == 201
    async with bot.http.post(f"{old}v3/conversations", json={}) as answer:
        assert answer.status == 410
    await bot.teams.says(PRECIOUS, "help")
    assert bot.heard[-1]["serviceUrl"] == bot.teams.service_url != old


# ---- sizes and cards


async def test_a_message_that_is_too_big_or_no_card_of_teams_is_noticed(bot: Bot) -> None:
    words = {"type": "message", "text": "x" * 45_000}
    assert (await bot.sends(words)).status == 201
    assert "90" in bot.teams.violations[0]
    refused = await bot.sends({**words, "text": "x" * 60_000})
    assert (refused.status, (await refused.json())["error"]["code"]) == (413, "MessageSizeTooBig")
    seen = len(bot.teams.violations)
    await bot.sends(_message({"type": "TextBlok", "text": "x"}, summary=""))
    assert len(bot.teams.violations) >= seen + 2
    assert (await bot.sends({"type": "message"})).status == 400
    assert (await bot.sends({"type": "message", "attachments": [{"contentType": "image/png"}]})).status == 400


# ---- how fast


@pytest.mark.parametrize(("most", "after"), [(7, 1), (8, 2), (60, 30), (1800, 3600)])
async def test_each_window_of_a_conversation_is_kept(bot: Bot, most: int, after: int) -> None:
    """As evenly as the narrower windows allow, up to the last call that this one lets through."""
    bot.teams.throttles = True
    apart = {7: 0.0, 8: 0.15, 60: 0.48, 1800: 1.999}[most]
    for _ in range(most):
        assert (await bot.sends(TYPING)).status == 201
        bot.clock.forward(seconds=apart)
    refused = await bot.sends(TYPING)
    assert refused.status == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= after
    assert (await bot.sends(TYPING, to=bot.teams.dm("29:tom"))).status == 201
    bot.clock.forward(seconds=int(refused.headers["Retry-After"]))
    assert (await bot.sends(TYPING)).status == 201
    assert (bot.teams.throttled, bot.teams.violations) == (1, [])


TYPING: Json = {"type": "typing"}


async def test_the_whole_organisation_has_thirty_calls_a_second(bot: Bot) -> None:
    bot.teams.throttles = True
    for number in range(6):
        bot.teams.add(f"29:n{number}", f"N{number}")
    statuses = [(await bot.sends(TYPING, to=bot.teams.dm(f"29:n{n % 6}"))).status for n in range(31)]
    assert statuses == [201] * 30 + [429]
    assert (await bot.calls("GET", "conversations", bot.teams.dm(PRECIOUS), "members", PRECIOUS)).status == 429
    assert len(bot.teams.violations) == 1
    bot.clock.forward(seconds=1)
    assert (await bot.calls("GET", "conversations", bot.teams.dm(PRECIOUS), "members", PRECIOUS)).status == 200


async def test_a_call_inside_a_retry_after_is_a_violation(bot: Bot) -> None:
    bot.teams.breaks("send", Limit(30), Limit(), Broken(), Refuse(412, "PreconditionFailed"))
    assert (await bot.sends(_card())).headers["Retry-After"] == "30"
    bot.clock.forward(seconds=30)
    vague = await bot.sends(_card())
    assert (vague.status, "Retry-After" in vague.headers) == (429, False)
    assert [(await bot.sends(_card())).status for _ in range(3)] == [502, 412, 201]
    assert not bot.teams.violations
    bot.teams.breaks("send", Limit(30))
    await bot.sends(_card())
    bot.clock.forward(seconds=29)
    assert (await bot.sends(_card())).status == 429
    assert len(bot.teams.violations) == 1


async def test_a_lost_answer_loses_no_message(bot: Bot) -> None:
    bot.teams.breaks("send", DropReply())
    with pytest.raises(aiohttp.ClientError):
        await bot.sends(_card())
    assert len(bot.teams.messages(PRECIOUS)) == 1
