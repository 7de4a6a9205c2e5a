"""How messages leave: every answer of Teams becomes the right one of busy, unreachable and unclear."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from core import words
from core.card import Act, Button, Buttons, Card, Tone, Words
from core.ports import Busy, Channel, Profile, Sender, Unclear, Unreachable
from core.words import REPORT_FORM
from tests.fakes.fake_connector import Broken, DropReply, Fault, Limit, Refuse
from tests.fakes.teams_writes import GROUP, TENANT
from tests.unit.teams.scene import NOBODY_LISTENS, PRECIOUS, TOM, Scene, scene

CARD = Card(
    heading="Login problem: ISS-12",
    body=(Words(text="Sent to Tom."), Buttons(buttons=(Button(label="Withdraw", act=Act(verb="withdraw")),))),
)


@pytest.fixture
async def ward() -> AsyncIterator[Scene]:
    async with scene() as found:
        yield found
        assert not found.teams.violations


async def test_a_card_is_sent_and_drawn_anew(ward: Scene) -> None:
    channel: Channel = ward.parts.channel
    address, sent = await channel.post(ward.to(TOM), CARD, key="k1")
    shown = ward.teams.last(TOM)
    assert address == ward.to(TOM).address
    assert (shown.text, shown.buttons, shown.updated) == ("Login problem: ISS-12\nSent to Tom.", ("Withdraw",), False)
    assert "Login problem: ISS-12" in shown.notification
    await channel.update(ward.to(TOM), sent, Card(heading="Withdrawn: ISS-12"))
    shown = ward.teams.last(TOM)
    assert (shown.text, shown.buttons, shown.updated) == ("Withdrawn: ISS-12", (), True)


async def test_an_urgent_card_is_marked_important(ward: Scene) -> None:
    await ward.parts.channel.post(ward.to(TOM), Card(heading="CRITICAL", tone=Tone.URGENT), key="k1")
    await ward.parts.channel.post(ward.to(TOM), Card(heading="Thanks"), key="k2")
    marks = [m.activity.get("importance") for m in ward.teams.conversations[ward.teams.dm(TOM)]]
    assert marks == ["high", None]


async def test_a_form_stands_in_the_chat(ward: Scene) -> None:
    await ward.parts.channel.ask(ward.to(TOM), REPORT_FORM, key="k1")
    assert "What is wrong?" in str(ward.teams.last(TOM).card)


UNREACHABLE = (
    (403, "MessageWritesBlocked"),
    (403, "BotNotInConversationRoster"),
    (403, "ForbiddenOperationException"),
    (404, "ConversationNotFound"),
    (410, "Gone"),
    (400, "ServiceError"),
    (451, "SomethingNew"),
)


@pytest.mark.parametrize(("status", "code"), UNREACHABLE)
async def test_a_refusal_is_unreachable(ward: Scene, status: int, code: str) -> None:
    ward.teams.breaks("send", Refuse(status, code))
    ward.teams.breaks("update", Refuse(status, code))
    with pytest.raises(Unreachable, match=code):
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    with pytest.raises(Unreachable, match=code):
        await ward.parts.channel.update(ward.to(TOM), "1", CARD)


async def test_whoever_blocked_or_removed_handrail_is_unreachable(ward: Scene) -> None:
    ward.teams.blocks(TOM)
    with pytest.raises(Unreachable, match="MessageWritesBlocked"):
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")


@pytest.mark.parametrize("status", [301, 302, 307, 409, 412, 423, 425])
async def test_what_was_not_done_and_is_nobodys_fault_is_tried_again(ward: Scene, status: int) -> None:
    """A redirect of some proxy, too: it is not followed, and says nothing of the person."""
    ward.teams.breaks("send", Broken(status))
    with pytest.raises(Busy):
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    ward.clock.forward(seconds=20)
    await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")


async def test_a_conversation_that_is_gone_without_a_word_is_unreachable(ward: Scene) -> None:
    ward.teams.breaks("send", Broken(404))
    with pytest.raises(Unreachable, match="404"):
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")


@pytest.mark.parametrize("fault", [DropReply(), Broken(408), Broken(500), Broken(502), Broken(503), Broken(504)])
async def test_a_lost_answer_to_a_message_is_unclear_and_sent_once(ward: Scene, fault: Fault) -> None:
    ward.teams.breaks("send", fault)
    with pytest.raises(Unclear):
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    assert ward.calls("send") == 1


@pytest.mark.parametrize("fault", [DropReply(), Broken(502)])
async def test_a_lost_answer_to_a_redrawing_is_tried_again(ward: Scene, fault: Fault) -> None:
    _, sent = await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    ward.teams.breaks("update", fault, fault)  # the connection itself tries a second time
    with pytest.raises(Busy):
        await ward.parts.channel.update(ward.to(TOM), sent, CARD)


async def test_a_copy_that_is_gone_stays_gone_and_says_nothing_of_the_person(ward: Scene) -> None:
    ward.teams.breaks("update", Refuse(404, "ActivityNotFoundInConversation"))
    await ward.parts.channel.update(ward.to(TOM), "17", CARD)


async def test_nothing_is_called_inside_a_retry_after(ward: Scene) -> None:
    ward.teams.breaks("send", Limit(17))
    with pytest.raises(Busy) as busy:
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    assert busy.value.seconds == 17
    with pytest.raises(Busy):
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    assert ward.calls("send") == 1
    await ward.parts.channel.post(ward.to(PRECIOUS), CARD, key="k2")  # nobody else waits
    ward.clock.forward(seconds=17)
    await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")


async def test_a_call_that_waited_for_its_turn_heeds_a_pause_that_was_asked_for_meanwhile(ward: Scene) -> None:
    """Eight at once: seven go, the first of them is told to wait, and the eighth stays."""
    ward.teams.breaks("send", Limit(20))
    cards = (ward.parts.channel.post(ward.to(TOM), CARD, key=f"k{n}") for n in range(8))
    outcomes = await asyncio.gather(*cards, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(Busy) >= 2
    assert ward.calls("send") == 7
    ward.teams._violations.clear()  # the other six were on their way when the first was answered


async def test_a_slow_login_bunches_no_calls_together(ward: Scene) -> None:
    ward.teams.keys.hangs("login")
    loop = asyncio.get_running_loop()
    sending = [loop.create_task(ward.parts.channel.post(ward.to(TOM), CARD, key=f"k{n}")) for n in range(9)]
    await ward.teams.keys.when(lambda: ward.teams.keys.logins > 0)
    ward.teams.keys.heals()
    begun = loop.time()
    await asyncio.gather(*sending)
    assert loop.time() - begun >= 1.9  # seven in the first second, the eighth and ninth after


@pytest.mark.parametrize("fault", [Limit(None), Refuse(412, "PreconditionFailed")])
async def test_without_a_time_it_waits_longer_each_time(ward: Scene, fault: Fault) -> None:
    waits = []
    for _ in range(4):
        ward.teams.breaks("send", fault)
        with pytest.raises(Busy) as busy:
            await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
        waits.append(busy.value.seconds)
        ward.clock.forward(seconds=busy.value.seconds)
    assert 1.5 <= waits[0] <= 2.5
    assert 12 <= waits[3] <= 20
    assert waits == sorted(waits)


async def test_a_card_that_is_too_large_shrinks_and_is_sent(ward: Scene) -> None:
    ward.teams.breaks("send", Refuse(413, "MessageSizeTooBig"), Refuse(413, "MessageSizeTooBig"))
    await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    assert "Login problem: ISS-12" in ward.teams.last(TOM).text
    sizes = [len(json.dumps(body)) for call, body in ward.teams.calls if call == "send"]
    assert sizes[2] < sizes[0]


async def test_a_token_that_is_not_taken_is_replaced_once(ward: Scene) -> None:
    await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    ward.teams.keys.revokes()
    await ward.parts.channel.post(ward.to(TOM), CARD, key="k2")
    assert len(ward.teams.messages(TOM)) == 2


async def test_a_password_that_is_refused_keeps_messages_waiting(ward: Scene) -> None:
    ward.teams.keys.refuses()
    with pytest.raises(Busy):
        await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")
    ward.teams.keys.heals()
    await ward.parts.channel.post(ward.to(TOM), CARD, key="k1")


async def test_without_a_connection_nothing_was_sent_and_it_waits(ward: Scene) -> None:
    nobody = ward.to(TOM, service=f"http://{NOBODY_LISTENS}/uk")
    with pytest.raises(Busy):
        await ward.parts.channel.post(nobody, CARD, key="k1")
    with pytest.raises(Busy):
        await ward.parts.channel.update(nobody, "1", CARD)


async def test_a_service_host_that_is_not_listed_gets_nothing(ward: Scene) -> None:
    nobody = ward.teams.settings["teams_service_hosts"].partition(":")[0]
    with pytest.raises(Unreachable, match="not allowed"):
        await ward.parts.channel.post(ward.to(TOM, service=f"http://{nobody}:1/x"), CARD, key="k1")
    with pytest.raises(Unreachable, match="not allowed"):
        await ward.parts.channel.post(ward.to(TOM, service="https://evil.example"), CARD, key="k1")


async def test_the_private_chat_is_opened_for_whoever_wrote_in_a_group_only(ward: Scene) -> None:
    assert await ward.teams.mentions(PRECIOUS, GROUP, "the printer is dead") == 200
    ward.parts.channel.read(tuple(ward.door.kept.values())[-1])
    address, _ = await ward.parts.channel.post(ward.only_met(PRECIOUS), CARD, key="k1")
    assert address == ward.to(PRECIOUS).address
    assert ward.teams.last(PRECIOUS).text.startswith("Login problem")
    assert not [m for m in ward.teams.conversations[GROUP] if m.user != PRECIOUS]


async def test_whoever_has_not_added_handrail_is_told_where_they_asked_how_to_see_the_answer(ward: Scene) -> None:
    ward.teams.uninstalled(PRECIOUS)
    assert await ward.teams.mentions(PRECIOUS, GROUP, "the printer is dead") == 200
    ward.parts.channel.read(tuple(ward.door.kept.values())[-1])
    for key in ("k1", "k2"):
        with pytest.raises(Unreachable):
            await ward.parts.channel.post(ward.only_met(PRECIOUS), CARD, key=key)
    said = [m.activity["text"] for m in ward.teams.conversations[GROUP] if m.user != PRECIOUS]
    assert said == [words.OPEN_A_CHAT]  # once, and nothing of the answer itself


async def test_where_the_chat_opens_and_the_message_is_refused_it_is_said_too(ward: Scene) -> None:
    assert await ward.teams.mentions(PRECIOUS, GROUP, "the printer is dead") == 200
    ward.parts.channel.read(tuple(ward.door.kept.values())[-1])
    ward.teams.breaks("send", Refuse(403, "MessageWritesBlocked"))
    with pytest.raises(Unreachable):
        await ward.parts.channel.post(ward.only_met(PRECIOUS), CARD, key="k1")
    assert [m.activity["text"] for m in ward.teams.conversations[GROUP] if m.user != PRECIOUS] == [words.OPEN_A_CHAT]


async def test_whoever_was_never_met_is_unreachable(ward: Scene) -> None:
    assert await ward.parts.channel.find("tom@elm.example") is None
    with pytest.raises(Unreachable):
        await ward.parts.channel.post(Sender(channel="teams", tenant=TENANT, user="29:nobody"), CARD, key="k1")


async def test_the_newest_service_url_is_used_also_for_what_was_queued_before(ward: Scene) -> None:
    before = ward.to(TOM)
    ward.teams.moves("amer")
    assert await ward.teams.says(TOM, "hello") == 200
    ward.parts.channel.read(tuple(ward.door.kept.values())[-1])
    address, sent = await ward.parts.channel.post(before, CARD, key="k1")
    assert address == ward.to(TOM).address
    await ward.parts.channel.update(before, sent, Card(heading="Done"))
    assert ward.teams.last(TOM).text == "Done"


async def test_name_and_e_mail_are_looked_up_and_a_guest_has_no_made_up_address(ward: Scene) -> None:
    ward.teams.add("29:guest", "Gita Guest", "tom@elm.example", guest=True)
    assert await ward.parts.channel.profile(ward.to(TOM)) == Profile(name="Tom Reid", email="tom@elm.example")
    assert await ward.parts.channel.profile(ward.to("29:guest")) == Profile(name="Gita Guest")
    assert await ward.parts.channel.profile(ward.only_met("29:nobody")) is None


async def test_where_the_look_up_fails_the_name_on_the_message_is_taken(ward: Scene) -> None:
    assert await ward.teams.says(TOM, "hello") == 200
    ward.parts.channel.read(tuple(ward.door.kept.values())[-1])
    ward.teams.breaks("member", Broken(500))
    assert await ward.parts.channel.profile(ward.to(TOM)) == Profile(name="Tom Reid")


async def test_a_greeting_that_fails_stops_nothing(ward: Scene) -> None:
    ward.teams.breaks("send", Refuse(403, "MessageWritesBlocked"))
    await ward.parts.channel.show_home(ward.to(TOM), CARD)
    await ward.parts.channel.show_home(ward.to(TOM), CARD)
    assert len(ward.teams.messages(TOM)) == 1
