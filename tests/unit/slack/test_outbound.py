"""How messages leave: every answer of Slack becomes the right one of busy, unreachable and unclear."""

import asyncio

import pytest

from adapters.slack import SlackSettings, build
from core.card import Act, Button, Buttons, Card, Words
from core.ports import Busy, Channel, Profile, Sender, Unclear, Unreachable
from tests.fakes.fake_slack import BOT_TOKEN, SIGNING_SECRET, TEAM, Broken, DropReply, Hang, Limit, Refuse
from tests.fakes.open_door import HandClock, OpenDoor
from tests.unit.slack.conftest import FORMS, Ward

CARD = Card(
    heading="Login problem: ISS-12",
    body=(Words(text="Sent to Tom."), Buttons(buttons=(Button(label="Withdraw", act=Act(verb="withdraw")),))),
)


async def test_a_card_is_sent_and_drawn_anew(ward: Ward) -> None:
    channel: Channel = ward.parts.channel
    address, sent = await channel.post(ward.to("U_TOM"), CARD, key="k1")
    shown = ward.slack.last("U_TOM")
    assert address == ward.slack.dm("U_TOM")
    assert (shown.text, shown.buttons, shown.updated) == ("Login problem: ISS-12\nSent to Tom.", ("Withdraw",), False)
    assert shown.notification == "Login problem: ISS-12\nSent to Tom.\n[Withdraw]"
    to = Sender(channel="slack", tenant=TEAM, user="U_TOM", address=address)
    await channel.update(to, sent, Card(heading="Withdrawn: ISS-12"))
    shown = ward.slack.last("U_TOM")
    assert (shown.text, shown.buttons, shown.updated) == ("Withdrawn: ISS-12", (), True)
    assert not ward.slack.violations


async def test_the_conversation_is_opened_once(ward: Ward) -> None:
    for n in range(3):
        await ward.parts.channel.post(ward.to("U_TOM"), CARD, key=f"k{n}")
    assert [method for method, _ in ward.slack.calls].count("conversations.open") == 1


async def test_nothing_is_unfurled_linked_or_parsed(ward: Ward) -> None:
    await ward.parts.channel.post(ward.to("U_TOM"), Card(heading="<!here> https://a.example"), key="k1")
    params = ward.slack.calls[-1][1]
    assert (params["parse"], params["link_names"], params["mrkdwn"]) == ("none", False, False)
    assert (params["unfurl_links"], params["unfurl_media"]) == (False, False)


UNREACHABLE = (
    "account_inactive",
    "cannot_dm_bot",
    "channel_not_found",
    "invalid_auth",
    "is_archived",
    "not_in_channel",
    "restricted_action",
    "something_new",
    "token_revoked",
    "user_disabled",
)


@pytest.mark.parametrize("code", UNREACHABLE)
async def test_a_refusal_is_unreachable(ward: Ward, code: str) -> None:
    ward.slack.breaks("chat.postMessage", Refuse(code))
    ward.slack.breaks("chat.update", Refuse(code))
    with pytest.raises(Unreachable, match=code):
        await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    with pytest.raises(Unreachable, match=code):
        await ward.parts.channel.update(ward.to("U_TOM"), "1.0", CARD)


async def test_whoever_is_no_member_or_is_blocked_is_unreachable(ward: Ward) -> None:
    with pytest.raises(Unreachable, match="user_not_found"):
        await ward.parts.channel.post(ward.to("U_GONE"), CARD, key="k1")
    ward.slack.loses("U_TOM", "is_archived")
    with pytest.raises(Unreachable, match="is_archived"):
        await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")


LOST = (DropReply(), Broken(500), Broken(503), Broken(200), Refuse("internal_error"), Refuse("fatal_error"))


@pytest.mark.parametrize("fault", LOST)
async def test_a_lost_answer_to_a_message_is_unclear_and_sent_once(
    ward: Ward, fault: DropReply | Broken | Refuse
) -> None:
    ward.slack.breaks("chat.postMessage", fault)
    with pytest.raises(Unclear):
        await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    assert [method for method, _ in ward.slack.calls].count("chat.postMessage") == 1


@pytest.mark.parametrize("fault", LOST)
async def test_a_lost_answer_to_anything_else_is_tried_again_later(
    ward: Ward, fault: DropReply | Broken | Refuse
) -> None:
    _, sent = await ward.parts.channel.post(ward.to("U_PRECIOUS"), CARD, key="k1")
    for method in (
        "chat.update",
        "conversations.open",
        "conversations.history",
        "views.publish",
        "users.lookupByEmail",
    ):
        ward.slack.breaks(method, fault, fault)  # aiohttp asks once more where asking does no harm
    calls = (
        ward.parts.channel.update(ward.to("U_PRECIOUS"), sent, CARD),
        ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k2"),
        ward.parts.channel.find_sent(ward.to("U_PRECIOUS"), key="k1", since=ward.clock.now()),
        ward.parts.channel.find("tom@elm.example"),
    )
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(result) for result in results] == [Busy] * 4


async def test_a_message_whose_answer_was_lost_is_found_again(ward: Ward) -> None:
    ward.slack.breaks("chat.postMessage", DropReply())
    started = ward.clock.now()
    with pytest.raises(Unclear):
        await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    found = await ward.parts.channel.find_sent(ward.to("U_TOM"), key="k1", since=started)
    assert found == (ward.slack.dm("U_TOM"), ward.slack.last("U_TOM").ts)
    assert await ward.parts.channel.find_sent(ward.to("U_TOM"), key="k2", since=started) is None


async def test_a_message_that_never_arrived_is_not_found(ward: Ward) -> None:
    ward.slack.breaks("chat.postMessage", Broken(500))
    with pytest.raises(Unclear):
        await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    assert await ward.parts.channel.find_sent(ward.to("U_TOM"), key="k1", since=ward.clock.now()) is None


async def test_a_message_is_found_behind_many_others(ward: Ward) -> None:
    started = ward.clock.now()
    await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="first")
    for n in range(150):
        await ward.parts.channel.post(ward.to("U_TOM"), CARD, key=f"k{n}")
    assert await ward.parts.channel.find_sent(ward.to("U_TOM"), key="first", since=started)


async def test_no_slack_at_all_is_busy(ward: Ward) -> None:
    settings = SlackSettings(signing_secret=SIGNING_SECRET, bot_token=BOT_TOKEN, api_url="http://127.0.0.1:9/api/")
    parts = build(settings, door=OpenDoor(), clock=HandClock(), forms=FORMS)
    await parts.start()
    with pytest.raises(Busy):
        await parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    assert await parts.channel.profile(ward.to("U_TOM")) is None
    await parts.stop()


# ---- pace


async def test_slack_is_left_alone_as_long_as_it_asks(ward: Ward) -> None:
    ward.slack.breaks("chat.postMessage", Limit(30))
    for forward, left in ((0, 30), (0, 30), (20, 10)):
        ward.clock.forward(seconds=forward)
        with pytest.raises(Busy) as busy:
            await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
        assert busy.value.seconds == left
    await ward.parts.channel.post(ward.to("U_PRECIOUS"), CARD, key="k2")  # the others do not wait
    ward.clock.forward(seconds=10)
    await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    assert not ward.slack.violations
    assert len(ward.slack.messages("U_TOM")) == 1


async def test_sixty_pings_at_one_a_second_break_no_rule(ward: Ward) -> None:
    ward.slack.a_second_apart = True
    waiting = list(range(60))
    for _ in range(2000):
        if not waiting:
            break
        try:
            await ward.parts.channel.post(ward.to("U_TOM"), CARD, key=f"k{waiting[0]}")
            waiting.pop(0)
        except Busy as busy:
            ward.clock.forward(seconds=busy.seconds)
    assert not waiting
    assert len(ward.slack.messages("U_TOM")) == 60
    assert not ward.slack.violations


async def test_a_crowd_does_not_send_inside_a_wait(ward: Ward) -> None:
    ward.slack.breaks("chat.postMessage", Limit(10))
    for seconds in (0, 9):
        ward.clock.forward(seconds=seconds)
        posts = (ward.parts.channel.post(ward.to("U_TOM"), CARD, key=f"{n}") for n in range(1 if not seconds else 50))
        results = await asyncio.gather(*posts, return_exceptions=True)
        assert all(isinstance(result, Busy) for result in results)
    assert not ward.slack.violations


# ---- sizes


@pytest.mark.parametrize("code", ["msg_too_long", "msg_blocks_too_long", "invalid_blocks"])
async def test_what_slack_finds_too_large_goes_as_text(ward: Ward, code: str) -> None:
    ward.slack.breaks("chat.postMessage", Refuse(code))
    _, sent = await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    assert not ward.slack.last("U_TOM").blocks
    assert "Login problem: ISS-12" in ward.slack.last("U_TOM").text
    ward.slack.breaks("chat.update", Refuse(code))
    await ward.parts.channel.update(ward.to("U_TOM"), sent, Card(heading="New"))
    assert ward.slack.last("U_TOM").text == "New"


async def test_a_body_too_large_goes_as_text(ward: Ward) -> None:
    ward.slack.breaks("chat.postMessage", Broken(413))
    await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    assert not ward.slack.last("U_TOM").blocks


# ---- who


async def test_name_and_email_of_a_member(ward: Ward) -> None:
    found = await ward.parts.channel.profile(ward.to("U_TOM"))
    assert found == Profile(name="Tom Reid", email="tom@elm.example")


async def test_bots_the_deleted_and_the_unknown_have_no_profile(ward: Ward) -> None:
    ward.slack.add("U_BOT", "Another bot", "bot@elm.example", bot=True)
    ward.slack.add("U_OLD", "Left", "old@elm.example", deleted=True)
    for user in ("U_BOT", "U_OLD", "U_NOBODY", ""):
        assert await ward.parts.channel.profile(ward.to(user)) is None
    assert await ward.parts.channel.find("bot@elm.example") is None
    assert await ward.parts.channel.find("old@elm.example") is None


async def test_a_slow_look_up_of_a_name_is_given_up(ward: Ward) -> None:
    ward.slack.breaks("users.info", Hang(10))
    async with asyncio.timeout(2.5):
        assert await ward.parts.channel.profile(ward.to("U_TOM")) is None


async def test_somebody_is_found_by_email_whatever_its_case(ward: Ward) -> None:
    assert await ward.parts.channel.find("Tom@Elm.Example") == ward.to("U_TOM")
    assert await ward.parts.channel.find("precious@elm.example") == ward.to("U_PRECIOUS")
    assert await ward.parts.channel.find("nobody@elm.example") is None
    assert [method for method, _ in ward.slack.calls].count("auth.test") == 1


async def test_the_home_is_shown(ward: Ward) -> None:
    await ward.parts.channel.show_home(ward.to("U_TOM"), CARD)
    home = ward.slack.home("U_TOM")
    assert home is not None
    assert home.buttons == ("Withdraw",)


async def test_a_home_that_cannot_be_shown_stops_nothing(ward: Ward) -> None:
    ward.slack.breaks("views.publish", Limit(5), Broken(500))
    for _ in range(3):
        await ward.parts.channel.show_home(ward.to("U_NOBODY"), CARD)
        ward.clock.forward(seconds=6)
    assert ward.slack.home("U_NOBODY") is None


async def test_a_copy_that_is_gone_does_not_make_its_reader_unreachable(ward: Ward) -> None:
    address, _ = await ward.parts.channel.post(ward.to("U_TOM"), CARD, key="k1")
    await ward.parts.channel.update(ward.to("U_TOM"), "1.000001", CARD)
    assert address == ward.slack.dm("U_TOM")


def test_an_empty_secret_is_refused() -> None:
    for secret, token in (("", "x"), ("x", ""), (" ", "x")):
        with pytest.raises(ValueError, match="secret"):
            SlackSettings(signing_secret=secret, bot_token=token)


def test_no_secret_is_shown() -> None:
    shown = repr(SlackSettings(signing_secret="s3cret", bot_token="t0ken", app_token="4pp"))
    assert not {"s3cret", "t0ken", "4pp"} & set(shown.replace("'", " ").split())
