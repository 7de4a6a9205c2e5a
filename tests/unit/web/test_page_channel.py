"""The page as a channel: who is found, what is posted once, what is redrawn."""

import pytest

from adapters.web.inbound import read, sender
from core.card import Card
from core.form import Form, TextField
from core.ports import Channel, Sender, Unreachable
from tests.unit.web.scene import CAST, EVENING, Scene, answered_ping, ping


async def test_it_is_a_channel(scene: Scene) -> None:
    channel: Channel = scene.parts.channel
    assert channel.name == "page"


async def test_everybody_of_the_cast_has_a_name_and_the_known_an_email(scene: Scene) -> None:
    for one in CAST:
        profile = await scene.parts.channel.profile(sender(one.user))
        assert profile is not None
        assert (profile.name, bool(profile.email)) == (one.name, one.known)
    assert await scene.parts.channel.profile(sender("mallory")) is None


async def test_people_are_found_by_email(scene: Scene) -> None:
    assert await scene.parts.channel.find("TOM@elm.example") == sender("tom")
    assert await scene.parts.channel.find("nobody@elm.example") is None
    assert await scene.parts.channel.find("") is None


async def test_a_card_is_posted_once_and_found_again(scene: Scene) -> None:
    channel, tom = scene.parts.channel, sender("tom")
    sent = await channel.post(tom, ping(), key="p1")
    assert sent == ("tom", "1")
    assert await channel.post(tom, ping(), key="p1") == sent
    assert await channel.find_sent(tom, key="p1", since=EVENING) == sent
    assert await channel.find_sent(tom, key="p2", since=EVENING) is None
    assert await channel.find_sent(sender("ben"), key="p1", since=EVENING) is None


async def test_a_redrawn_card_keeps_its_place_and_its_key(scene: Scene) -> None:
    channel, tom = scene.parts.channel, sender("tom")
    _, line = await channel.post(tom, ping(), key="p1")
    await channel.update(tom, line, answered_ping())
    assert await channel.find_sent(tom, key="p1", since=EVENING) == ("tom", line)
    (drawn,) = await channel.phones.lines("tom")
    assert drawn["card"]["tone"] == "good"


async def test_the_same_card_again_is_no_news(scene: Scene) -> None:
    _, line = await scene.parts.channel.post(sender("tom"), ping(), key="p1")
    before = list(scene.store.kept)
    await scene.redraws("tom", line, ping())
    assert scene.store.kept == before


async def test_a_line_that_is_not_there_is_left_alone(scene: Scene) -> None:
    await scene.redraws("tom", "99", ping())
    assert scene.store.kept == []


async def test_whoever_is_not_of_the_cast_cannot_be_reached(scene: Scene) -> None:
    stranger = Sender(channel="page", tenant="page", user="mallory")
    with pytest.raises(Unreachable):
        await scene.parts.channel.post(stranger, ping(), key="p1")
    with pytest.raises(Unreachable):
        await scene.parts.channel.update(stranger, "1", ping())


async def test_words_are_kept_sealed(scene: Scene) -> None:
    await scene.shows("tom", Card(heading="the words themselves"), "k1")
    ((_, line),) = scene.store.kept
    assert b"the words themselves" not in line.sealed


async def test_a_form_stands_on_the_phone(scene: Scene) -> None:
    form = Form(name="report", title="Tell us", send="Send", fields=(TextField(name="t", label="What?"),))
    await scene.parts.channel.ask(sender("tom"), form, key="f1")
    (line,) = await scene.parts.channel.phones.lines("tom")
    assert (line["kind"], line["form"]["title"]) == ("form", "Tell us")


async def test_home_is_a_declared_gap(scene: Scene) -> None:
    await scene.parts.channel.show_home(sender("tom"), ping())
    assert scene.store.kept == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"user": "tom", "kind": "said"}',
        b'{"user": "tom", "kind": "other", "at": "2026-06-02T19:02:00+00:00"}',
        b'{"user": "tom", "kind": "said", "at": "yesterday", "text": "x"}',
        b'{"user": "tom", "kind": "pressed", "at": "2026-06-02T19:02:00+00:00", "act": "x"}',
        b'{"user": "tom", "kind": "submitted", "at": "2026-06-02T19:02:00+00:00", "form": "f", "values": 1}',
    ],
)
def test_nonsense_in_the_inbox_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read(body)
