"""What Slack sends, from the wire to the door and back: stored before answered, once, and by its own key."""

import asyncio
import json
from datetime import timedelta

import pytest

from core.card import Act, Button, Buttons, Card, Pick
from core.ports import Incoming, Opened, Pressed, Said, Submitted
from tests.fakes.fake_slack import BOT_ID, BOT_USER, TEAM, Hang, Refuse
from tests.unit.slack.conftest import Ward


def _read(ward: Ward) -> Incoming | None:
    return ward.parts.channel.read(tuple(ward.door.kept.values())[-1])


async def _show(ward: Ward, card: Card, user: str = "U_PRECIOUS") -> None:
    await ward.parts.channel.post(ward.to(user), card, key="k1")


# ---- said


async def test_a_direct_message_is_said(ward: Ward) -> None:
    assert await ward.slack.says("U_PRECIOUS", "tablet <wont> log in & its 8pm") == 200
    said = _read(ward)
    assert isinstance(said, Said)
    assert said.text == "tablet <wont> log in & its 8pm"
    assert said.private
    assert (said.sender.channel, said.sender.tenant, said.sender.user) == ("slack", TEAM, "U_PRECIOUS")
    assert said.sender.address == ward.slack.dm("U_PRECIOUS")
    assert said.at == ward.clock.now().replace(microsecond=said.at.microsecond)


async def test_a_mention_in_a_channel_is_said_in_public(ward: Ward) -> None:
    assert await ward.slack.mentions("U_PRECIOUS", "C_ELM", "tablet is dead") == 200
    said = _read(ward)
    assert isinstance(said, Said)
    assert (said.text, said.private, said.sender.address) == ("tablet is dead", False, "")


async def test_the_same_mention_as_a_message_of_the_channel_makes_no_second_one(ward: Ward) -> None:
    ts = f"{int(ward.clock.now().timestamp())}.000900"
    facts = {"user": "U_PRECIOUS", "text": f"<@{BOT_USER}> tablet is dead", "ts": ts, "channel": "C_ELM"}
    assert await ward.slack.event({"type": "message", "channel_type": "channel", **facts}) == 200
    assert await ward.slack.event({"type": "app_mention", **facts}) == 200
    assert await ward.slack.event({"type": "app_mention", **facts}) == 200  # another event id, the same message
    assert len(ward.door.kept) == 1
    assert ward.parts.passed_over == {"channel": 1}


async def test_a_picture_without_words_is_kept(ward: Ward) -> None:
    assert await ward.slack.says("U_PRECIOUS", "", files=2) == 200
    said = _read(ward)
    assert isinstance(said, Said)
    assert (said.text, said.files) == ("", 2)


async def test_a_kind_of_message_that_nobody_knows_yet_is_kept(ward: Ward) -> None:
    assert await ward.slack.says("U_PRECIOUS", "dictated words", subtype="spoken_by_watch") == 200
    assert isinstance(_read(ward), Said)


async def test_forty_thousand_characters_are_kept_whole(ward: Ward) -> None:
    text = "fell " * 8000
    assert await ward.slack.says("U_PRECIOUS", text) == 200
    said = _read(ward)
    assert isinstance(said, Said)
    assert said.text == text.strip()


@pytest.mark.parametrize("text", ["", " ", "🙂", "👩🏽‍🦽" * 30, "a\0b", "\ud800 half"])
async def test_little_and_odd_text_is_read(ward: Ward, text: str) -> None:
    assert await ward.slack.says("U_PRECIOUS", text) == 200
    said = _read(ward)
    assert isinstance(said, Said)
    said.text.encode()


# ---- once


async def test_an_event_delivered_28_times_is_kept_once(ward: Ward) -> None:
    await ward.slack.says("U_PRECIOUS", "tablet wont log in")
    for retry in range(1, 28):
        ward.clock.forward(hours=1 if retry > 3 else 0)
        assert await ward.slack.again(min(retry, 3)) == 200
    assert len(ward.door.kept) == 1


async def test_a_retry_that_is_the_first_sight_is_kept(ward: Ward) -> None:
    ward.door.shut = True
    assert await ward.slack.says("U_PRECIOUS", "tablet wont log in") == 503
    ward.door.shut = False
    assert await ward.slack.again(retry=1) == 200
    assert len(ward.door.kept) == 1


async def test_two_messages_are_two(ward: Ward) -> None:
    await ward.slack.says("U_PRECIOUS", "help")
    await ward.slack.says("U_PRECIOUS", "help")
    assert len(ward.door.kept) == 2


async def test_a_store_that_takes_too_long_is_a_503_in_time_and_no_second_entry(ward: Ward) -> None:
    ward.door.seconds = 2.7
    started = asyncio.get_running_loop().time()
    assert await ward.slack.says("U_PRECIOUS", "tablet wont log in") == 503
    assert 2.4 < asyncio.get_running_loop().time() - started < 2.9
    await asyncio.sleep(0.4)
    ward.door.seconds = 0
    assert len(ward.door.kept) == 1  # the commit was on its way and was not cut off
    assert await ward.slack.again() == 200
    assert len(ward.door.kept) == 1


async def test_everything_that_cannot_be_stored_is_a_503(ward: Ward) -> None:
    await _show(ward, Card(heading="A", body=(Buttons(buttons=(Button(label="Go", act=Act(verb="go")),)),)))
    await ward.slack.shortcut("U_PRECIOUS")
    ward.door.shut = True
    assert await ward.slack.says("U_PRECIOUS", "x") == 503
    assert await ward.slack.mentions("U_PRECIOUS", "C1", "x") == 503
    assert await ward.slack.presses("U_PRECIOUS", "Go") == 503
    assert await ward.slack.command("U_PRECIOUS", "x") == 503
    assert await ward.slack.submits("U_PRECIOUS", {"text": "x"}) == 503
    assert ward.slack.window("U_PRECIOUS")  # the words are still there


# ---- passed over


PASSED_OVER: dict[str, tuple[dict[str, object], str]] = {
    "our own message": ({"bot_id": BOT_ID, "user": BOT_USER}, "bot"),
    "another bot": ({"subtype": "bot_message", "bot_id": "B9"}, "bot"),
    "edited": ({"subtype": "message_changed", "message": {"user": "U1", "text": "x"}}, "subtype"),
    "deleted": ({"subtype": "message_deleted"}, "subtype"),
    "in a channel": ({"channel_type": "channel", "user": "U1"}, "channel"),
    "in a group": ({"channel_type": "mpim", "user": "U1"}, "channel"),
    "of nobody": ({"user": None}, "nobody"),
    "of a list": ({"user": ["U1"]}, "nobody"),
    "unknown event": ({"type": "reaction_added"}, "unknown event"),
}


@pytest.mark.parametrize("name", PASSED_OVER)
async def test_what_is_passed_over_is_answered_and_counted(ward: Ward, name: str) -> None:
    changes, why = PASSED_OVER[name]
    event: dict[str, object] = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "text": "x",
        "ts": "1795205000.1",
        **changes,
    }
    assert await ward.slack.event(event) == 200
    assert ward.parts.passed_over == {why: 1}
    assert not ward.door.kept


@pytest.mark.parametrize("kind", ["app_rate_limited", "view_closed", "block_suggestion", "something_new"])
async def test_other_requests_are_answered_with_200(ward: Ward, kind: str) -> None:
    assert await ward.slack.event({"type": "message"}, type=kind) == 200
    assert ward.parts.passed_over == {"unknown type": 1}


# ---- pressed


CARD = Card(
    heading="ISS-12",
    body=(
        Buttons(
            buttons=(
                Button(label="I've got it", act=Act(verb="acknowledge", ref="ISS-12", version=3, card="c1")),
                Button(label="Order a control", act=Act(verb="form", ref="ISS-12", version=3, value="control")),
                Button(label="Another form", act=Act(verb="form", value="nowhere")),
            )
        ),
        Pick(
            label="Change type",
            options=tuple(
                Button(label=value, act=Act(verb="retype", ref="ISS-12", version=3, value=value, card="c" * 100))
                for value in ("login_access", "missing_record")
            ),
        ),
    ),
)


async def test_a_press_brings_the_act_back(ward: Ward) -> None:
    await _show(ward, CARD)
    assert await ward.slack.presses("U_PRECIOUS", "I've got it") == 200
    pressed = _read(ward)
    assert isinstance(pressed, Pressed)
    assert pressed.act == Act(verb="acknowledge", ref="ISS-12", version=3, card="c1")
    assert pressed.sender.address == ward.slack.dm("U_PRECIOUS")


async def test_an_option_brings_the_act_back(ward: Ward) -> None:
    await _show(ward, CARD)
    assert await ward.slack.presses("U_PRECIOUS", "missing_record") == 200
    pressed = _read(ward)
    assert isinstance(pressed, Pressed)
    assert pressed.act == Act(verb="retype", ref="ISS-12", version=3, value="missing_record", card="c" * 100)


async def test_a_press_on_the_home_has_no_address(ward: Ward) -> None:
    await ward.parts.channel.show_home(ward.to("U_PRECIOUS"), CARD)
    assert await ward.slack.presses("U_PRECIOUS", "I've got it", home=True) == 200
    pressed = _read(ward)
    assert isinstance(pressed, Pressed)
    assert pressed.sender.address == ""


async def test_a_press_delivered_twice_is_one_and_two_presses_are_two(ward: Ward) -> None:
    await _show(ward, CARD)
    await ward.slack.presses("U_PRECIOUS", "I've got it")
    await ward.slack.again()
    assert len(ward.door.kept) == 1
    await ward.slack.presses("U_PRECIOUS", "I've got it")
    assert len(ward.door.kept) == 2


FORGED = (
    "",
    "null",
    "[]",
    "{}",
    "text",
    '{"verb": 1}',
    '{"verb":"ack","version":"3"}',
    "{" * 9999,
)


@pytest.mark.parametrize("value", FORGED)
@pytest.mark.parametrize(
    "action_id", ["act:ack:0", "pick:0:{}", "pick:0", "pick:0:[]", 'pick:0:{"verb":7}', "", "foreign"]
)
async def test_a_forged_press_is_kept_as_unknown(ward: Ward, value: str, action_id: str) -> None:
    action = {"type": "button", "action_id": action_id, "value": value}
    assert await ward.slack.acts("U_PRECIOUS", action) == 200
    pressed = _read(ward)
    assert isinstance(pressed, Pressed)
    assert pressed.act == Act(verb="unknown")


# ---- commands and home


async def test_a_command_with_words_is_said_in_private(ward: Ward) -> None:
    assert await ward.slack.command("U_PRECIOUS", "tablet is dead") == 200
    said = _read(ward)
    assert isinstance(said, Said)
    assert (said.text, said.private, said.sender.address) == ("tablet is dead", True, "")
    assert ward.slack.answers[-1]["response_type"] == "ephemeral"


async def test_the_home_is_opened(ward: Ward) -> None:
    assert await ward.slack.opens_home("U_PRECIOUS") == 200
    assert isinstance(_read(ward), Opened)
    assert await ward.slack.opens_home("U_PRECIOUS", tab="messages") == 200
    assert len(ward.door.kept) == 1


# ---- forms


async def test_shortcut_command_and_button_open_a_form_at_once_with_nothing_stored(ward: Ward) -> None:
    ward.door.shut = True  # no database is needed to open a form
    for act in (ward.slack.shortcut("U_PRECIOUS"), ward.slack.command("U_PRECIOUS", " ")):
        assert await act == 200
        window = ward.slack.window("U_PRECIOUS")
        assert window is not None
        assert window.title == "Tell us what is wrong"
        assert window.options == {"care": ("Yes", "No")}
    await _show(ward, CARD)
    assert await ward.slack.presses("U_PRECIOUS", "Order a control") == 200
    window = ward.slack.window("U_PRECIOUS")
    assert window is not None
    assert window.labels == ("What is done now?",)


async def test_report_this_fills_in_the_message(ward: Ward) -> None:
    await ward.slack.reports_this("U_PRECIOUS", "tablet <dead> & gone")
    window = ward.slack.window("U_PRECIOUS")
    assert window is not None
    assert window.values["text"] == "tablet <dead> & gone"
    assert not window.text


async def test_a_long_message_is_shortened_and_the_person_is_told(ward: Ward) -> None:
    await ward.slack.reports_this("U_PRECIOUS", "fell " * 2000)
    window = ward.slack.window("U_PRECIOUS")
    assert window is not None
    assert len(window.values["text"]) <= 3000
    assert "its beginning" in window.text


async def test_a_filled_in_form_is_submitted(ward: Ward) -> None:
    await ward.slack.shortcut("U_PRECIOUS")
    assert await ward.slack.submits("U_PRECIOUS", {"What is wrong?": "<!here> a & b", "care": "Yes"}) == 200
    submitted = _read(ward)
    assert isinstance(submitted, Submitted)
    assert submitted.form == "report"
    assert submitted.values == {"text": "<!here> a & b", "care": "yes"}
    assert ward.slack.window("U_PRECIOUS") is None


async def test_a_form_opened_on_an_entry_knows_it(ward: Ward) -> None:
    await _show(ward, CARD)
    await ward.slack.presses("U_PRECIOUS", "Order a control")
    await ward.slack.submits("U_PRECIOUS", {"what": "paper MAR"})
    submitted = _read(ward)
    assert isinstance(submitted, Submitted)
    assert submitted.values == {"what": "paper MAR", "ref": "ISS-12", "version": "3"}


async def test_an_empty_field_is_refused_where_it_stands(ward: Ward) -> None:
    await ward.slack.shortcut("U_PRECIOUS")
    assert await ward.slack.submits("U_PRECIOUS", {"text": "  "}) == 200
    assert ward.slack.errors["U_PRECIOUS"] == {"text": "Please fill this in."}
    assert not ward.door.kept
    assert await ward.slack.submits("U_PRECIOUS", {"text": "dead tablet"}) == 200
    assert len(ward.door.kept) == 1


async def test_a_form_sent_twice_is_one_and_with_other_words_another(ward: Ward) -> None:
    await ward.slack.shortcut("U_PRECIOUS")
    await ward.slack.submits("U_PRECIOUS", {"text": "dead tablet"})
    await ward.slack.again()
    assert len(ward.door.kept) == 1


@pytest.mark.parametrize("fault", [Refuse("expired_trigger_id"), Hang(30)])
async def test_where_no_form_opens_the_request_is_kept_for_the_talk(ward: Ward, fault: Refuse | Hang) -> None:
    ward.slack.breaks("views.open", fault, fault)
    started = asyncio.get_running_loop().time()
    assert await ward.slack.shortcut("U_PRECIOUS") == 200
    assert asyncio.get_running_loop().time() - started < 2.5
    assert _pressed_form(ward) == "report"
    assert await ward.slack.reports_this("U_PRECIOUS", "tablet <dead>") == 200
    said = _read(ward)
    assert isinstance(said, Said)
    assert said.text == "tablet <dead>"


async def test_a_form_that_nobody_knows_is_asked_for_in_the_talk(ward: Ward) -> None:
    await _show(ward, CARD)
    assert await ward.slack.presses("U_PRECIOUS", "Another form") == 200
    assert _pressed_form(ward) == "nowhere"


def _pressed_form(ward: Ward) -> str:
    pressed = _read(ward)
    assert isinstance(pressed, Pressed)
    assert pressed.act.verb == "form"
    return pressed.act.value


# ---- time


@pytest.mark.parametrize("ts", ["0.1", "4102444800.0", "nan", "yesterday", "9" * 30, "-1"])
async def test_a_time_that_cannot_be_is_the_time_of_arrival(ward: Ward, ts: str) -> None:
    await ward.slack.says("U_PRECIOUS", "x", ts=ts)
    said = _read(ward)
    assert isinstance(said, Said)
    assert said.at == ward.clock.now()


async def test_a_delayed_event_keeps_its_own_time(ward: Ward) -> None:
    then = ward.clock.now()
    await ward.slack.says("U_PRECIOUS", "x", ts=f"{then.timestamp()}")
    ward.door.kept.clear()
    ward.clock.forward(hours=23)
    assert await ward.slack.again(3) == 200
    said = _read(ward)
    assert isinstance(said, Said)
    assert abs(said.at - then) < timedelta(seconds=1)


# ---- what is kept


async def test_no_token_and_no_address_of_slack_is_kept(ward: Ward) -> None:
    await _show(ward, CARD)
    await ward.slack.says("U_PRECIOUS", "x")
    await ward.slack.presses("U_PRECIOUS", "I've got it")
    await ward.slack.command("U_PRECIOUS", "x")
    for body in ward.door.kept.values():
        assert not {"token", "response_url", "message"} & set(json.loads(body))


@pytest.mark.parametrize("body", [b"", b"null", b"{}", b'{"kind":"said"}', b"\xff", b'{"kind":"gone","team":1}'])
async def test_a_stored_request_that_makes_no_sense_is_a_value_error(ward: Ward, body: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        ward.parts.channel.read(body)
