"""What becomes of each activity: kept, under which key, read back as what a person did; or passed over."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.teams.desk import Presses
from adapters.teams.envelope import Kept, PassedOver, sort
from adapters.teams.read import Place, place_of, read
from core.card import Act
from core.ports import Left, Opened, Pressed, Said, Submitted

NOON = datetime(2026, 6, 2, 12, tzinfo=UTC)
SERVICE = "https://smba.trafficmanager.net/uk/"
PERSONAL = {"id": "a:1precious", "conversationType": "personal", "tenantId": "T1"}
GROUP = {"id": "19:elm@thread.v2", "conversationType": "groupChat", "isGroup": True, "tenantId": "T1"}
CHANNEL = {"id": "19:elm@thread.tacv2;messageid=17", "conversationType": "channel", "isGroup": True, "tenantId": "T1"}
US = {"id": "28:app", "name": "Handrail"}
MENTION = {"type": "mention", "mentioned": US, "text": "<at>Handrail</at>"}


def activity(kind: str = "message", /, **over: Any) -> dict[str, Any]:
    base = {
        "type": kind,
        "id": "1717",
        "timestamp": "2026-06-02T11:59:58.5Z",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": {"id": "29:precious", "name": "Precious Moyo", "aadObjectId": "o-1"},
        "recipient": US,
        "conversation": PERSONAL,
        "channelData": {"tenant": {"id": "T1"}},
    }
    return {**base, **over}


def invoke(name: str, value: Mapping[str, Any], **over: Any) -> dict[str, Any]:
    return activity("invoke", name=name, value=value, **over)


def kept(found: Mapping[str, Any]) -> Kept:
    sorted_ = sort(found, now=NOON)
    assert isinstance(sorted_, Kept), sorted_
    return sorted_


def why(found: Mapping[str, Any]) -> str:
    sorted_ = sort(found, now=NOON)
    assert isinstance(sorted_, PassedOver), sorted_
    return sorted_.why


def act_data(**act: Any) -> dict[str, Any]:
    return {"handrail": {"act": act}}


def test_words_in_the_private_chat() -> None:
    said, met = read(kept(activity(text="tablet wont log in", textFormat="plain")).body)
    assert isinstance(said, Said)
    assert (said.text, said.private, said.files) == ("tablet wont log in", True, 0)
    assert said.at == datetime(2026, 6, 2, 11, 59, 58, 500000, tzinfo=UTC)
    assert (said.sender.channel, said.sender.tenant, said.sender.user) == ("teams", "T1", "29:precious")
    assert place_of(said.sender.address) == Place(
        service="https://smba.trafficmanager.net/uk", conversation="a:1precious"
    )
    assert (met.own, met.name) == (True, "Precious Moyo")


@pytest.mark.parametrize("place", [GROUP, CHANNEL])
def test_a_mention_where_others_read_along(place: dict[str, Any]) -> None:
    text = "<at>Handrail</at> the printer is dead"
    said, met = read(kept(activity(text=text, entities=[MENTION], conversation=place)).body)
    assert isinstance(said, Said)
    assert (said.text, said.private) == ("the printer is dead", False)
    assert said.sender.address == ""  # the answer goes to the private chat, never to where others read along
    assert (met.own, met.place.conversation) == (False, place["id"])


def test_of_a_channel_the_team_is_asked_about_people() -> None:
    where = {"conversation": CHANNEL, "channelData": {"tenant": {"id": "T1"}, "team": {"id": "19:team@thread.tacv2"}}}
    _, met = read(kept(activity(text="<at>Handrail</at> hello", entities=[MENTION], **where)).body)
    assert met.roster.conversation == "19:team@thread.tacv2"


def test_the_tenant_is_found_where_botbuilder_loses_it() -> None:
    only_below = {k: v for k, v in PERSONAL.items() if k != "tenantId"}
    assert read(kept(activity(text="x", conversation=only_below)).body)[0].sender.tenant == "T1"
    assert read(kept(activity(text="x", channelData={})).body)[0].sender.tenant == "T1"
    assert why(activity(text="x", channelData={}, conversation=only_below)) == "nobody"


def test_the_same_message_has_the_same_key_and_another_has_another() -> None:
    first = kept(activity(text="a"))
    assert kept(activity(text="a")).key == first.key
    assert kept(activity(text="a", id="1718")).key != first.key
    assert kept(activity(text="a", conversation={**PERSONAL, "id": "a:2"})).key != first.key
    assert kept(activity(text="a", id="9" * 500)).key != kept(activity(text="a", id="9" * 501)).key
    assert len(kept(activity(text="a", id="9" * 500)).key) < 250


def test_files_are_counted_without_the_copy_of_the_text() -> None:
    attached = [
        {"contentType": "text/html", "content": "<p>look</p>"},
        {"contentType": "application/vnd.microsoft.teams.file.download.info", "content": {}},
        {"contentType": "image/*", "contentUrl": "https://x.example"},
    ]
    said, _ = read(kept(activity(text="look", attachments=attached)).body)
    assert isinstance(said, Said)
    assert said.files == 2


@pytest.mark.parametrize("value", [{"action": {"type": "Action.Execute", "verb": "press"}}, {}])
def test_a_press_is_read_by_execute_and_by_submit(value: dict[str, Any]) -> None:
    data = act_data(verb="acknowledge", ref="ISS-1", version=3, card="17")
    found = (
        invoke("adaptiveCard/action", {**value, "action": {**value["action"], "data": data}})
        if value
        else activity(value=data)
    )
    pressed, _ = read(kept(found).body)
    assert isinstance(pressed, Pressed)
    assert pressed.act == Act(verb="acknowledge", ref="ISS-1", version=3, card="17")


def test_a_press_that_comes_again_under_a_new_id_is_the_same_for_a_minute() -> None:
    data = act_data(verb="acknowledge", ref="ISS-1", version=3, card="17")
    first, again = (kept(activity(value=data, id=number)) for number in ("1", "2"))
    assert first.same == again.same != ""
    presses = Presses()
    keys = {presses.key(found, NOON.replace(second=at)) for found, at in ((first, 0), (again, 30), (again, 59))}
    assert keys == {first.key}
    assert presses.key(again, NOON.replace(minute=2)) == again.key
    other = kept(activity(value=act_data(verb="acknowledge", ref="ISS-1", version=4, card="17")))
    assert other.same != first.same
    theirs = kept(activity(value=data, id="3", **{"from": {"id": "29:tom"}}))
    assert presses.key(theirs, NOON.replace(minute=2)) == theirs.key


def test_a_press_after_something_else_is_a_press_of_its_own() -> None:
    """Order a control, "stop", and the same button again: she means it."""
    data = act_data(verb="order_control", ref="ISS-1", version=3, card="17")
    first, again = (kept(activity(value=data, id=number)) for number in ("1", "3"))
    presses = Presses()
    presses.key(first, NOON)
    presses.key(kept(activity(text="stop", id="2")), NOON.replace(second=4))
    assert presses.key(again, NOON.replace(second=8)) == again.key


def test_what_only_shows_something_is_shown_again_after_a_moment() -> None:
    data = act_data(verb="command", value="my reports", card="17")
    first, again = (kept(activity(value=data, id=number)) for number in ("1", "2"))
    presses = Presses()
    presses.key(first, NOON)
    assert presses.key(again, NOON.replace(second=2)) == first.key
    assert presses.key(again, NOON.replace(second=20)) == again.key


def test_the_same_delivery_has_the_same_key_also_after_a_restart() -> None:
    data = act_data(verb="acknowledge", ref="ISS-1", version=3, card="17")
    assert Presses().key(kept(activity(value=data)), NOON) == Presses().key(kept(activity(value=data)), NOON)


def test_a_form_is_known_by_its_number_and_by_what_was_filled_in() -> None:
    def form(text: str, number: str, activity_id: str) -> Kept:
        data = {"handrail": {"form": "report", "nonce": number}, "field:text": text, "field:care": "now"}
        return kept(invoke("task/submit", {"data": data, "context": {"theme": "dark"}}, id=activity_id))

    sent, _ = read(form("printer", "n1", "1").body)
    assert isinstance(sent, Submitted)
    assert (sent.form, sent.values["text"], sent.values["care"]) == ("report", "printer", "now")
    assert form("printer", "n1", "1").key == form("printer", "n1", "2").key
    assert form("printer", "n1", "1").key != form("printer two", "n1", "2").key
    assert form("printer", "n1", "1").key != form("printer", "n2", "2").key


def test_what_asks_for_a_form_is_kept_only_if_it_cannot_be_shown() -> None:
    asked = kept(invoke("task/fetch", {"data": act_data(verb="form", value="report")}))
    pressed, _ = read(asked.body)
    assert isinstance(pressed, Pressed)
    assert pressed.act.verb == "form"


def test_report_this_holds_the_message_as_it_is_read() -> None:
    body = {"contentType": "html", "content": "<div>bells <b>down</b>&nbsp;again<br>room 4</div>"}
    value = {"commandId": "report_this", "messagePayload": {"body": body}}
    asked = kept(invoke("composeExtension/fetchTask", value, conversation=GROUP))
    said, _ = read(asked.body)
    assert isinstance(said, Said)
    assert said.text == "bells down again\nroom 4"
    assert said.private
    assert said.sender.address == ""


def test_adding_and_removing_handrail() -> None:
    opened, met = read(kept(activity("installationUpdate", action="add")).body)
    assert isinstance(opened, Opened)
    assert str(met.place) == opened.sender.address
    left, _ = read(kept(activity("installationUpdate", action="remove")).body)
    assert isinstance(left, Left)
    assert why(activity("installationUpdate", action="add", conversation=GROUP)) == "installed for a group"


def test_the_chat_of_two_colleagues_is_nobodys_own_chat_with_us() -> None:
    """Teams calls it personal too; an answer there would be read by the other one."""
    between = {"id": "19:aaa_bbb@unq.gbl.spaces", "conversationType": "personal", "tenantId": "T1"}
    data = {"handrail": {"form": "report", "nonce": "n1"}, "field:text": "printer"}
    sent, met = read(kept(invoke("composeExtension/submitAction", {"data": data}, conversation=between)).body)
    assert sent.sender.address == ""
    assert not met.own


@pytest.mark.parametrize("words", ['<quoted messageId="1778622003149"/> yes', "<quoted messageId='1'></quoted>yes"])
def test_an_answer_to_one_message_is_read_without_the_mark_of_it(words: str) -> None:
    quoted = {"entities": [{"type": "quotedReply"}], "attachments": [{"contentType": "messageReference"}]}
    said, _ = read(kept(activity(text=words, **quoted)).body)
    assert isinstance(said, Said)
    assert (said.text, said.files) == ("yes", 0)
    assert read(kept(activity(text=words)).body)[0] != said  # typed by hand it is words like any other


def test_words_with_a_value_beside_them_are_words() -> None:
    said, _ = read(kept(activity(text="mum has fallen", value={})).body)
    assert isinstance(said, Said)


def test_half_a_character_in_a_name_stops_nothing() -> None:
    _, met = read(kept(activity(text="x", **{"from": {"id": "29:x", "name": "Jo\ud83d"}})).body)
    assert met.name.encode()


PASSED_OVER = (
    (activity("typing"), "unknown type"),
    (activity("messageReaction"), "unknown type"),
    (activity("messageUpdate", text="x"), "unknown type"),
    (activity("conversationUpdate", membersAdded=[US]), "unknown type"),
    (activity("x" * 9000), "unknown type"),
    (invoke("composeExtension/query", {}), "unknown invoke"),
    (invoke("signin/verifyState", {}), "unknown invoke"),
    (invoke("", {}), "unknown invoke"),
    (activity(text="x", conversation=GROUP), "channel"),
    (activity(text="x", **{"from": {"id": "28:other"}}), "bot"),
    (activity(text="x", **{"from": {"id": "29:x", "role": "bot"}}), "bot"),
    (activity(text="x", **{"from": {}}), "nobody"),
    (activity(value={"theirs": 1}), "foreign card"),
    (invoke("task/submit", {"data": []}), "foreign card"),
    (activity("installationUpdate", action="dance"), "unknown type"),
    (activity("installationUpdate", action="add-upgrade"), "upgrade"),
    (activity("installationUpdate", action="remove-upgrade"), "upgrade"),
)


@pytest.mark.parametrize(("found", "reason"), PASSED_OVER)
def test_what_says_nothing_to_us_is_passed_over(found: dict[str, Any], reason: str) -> None:
    assert why(found) == reason


@pytest.mark.parametrize("broken", [{}, {"type": ""}, {"type": 5}, {"type": None}, {"type": ["message"]}])
def test_what_has_no_type_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="type"):
        sort(broken, now=NOON)


ODD: tuple[dict[str, Any], ...] = (
    {"from": "x"},
    {"conversation": []},
    {"entities": {}},
    {"attachments": "x"},
    {"text": 5},
    {"timestamp": 17},
    {"timestamp": "2100-01-01T00:00:00Z"},
    {"timestamp": "1970-01-01T00:00:00Z"},
    {"channelData": None},
    {"recipient": None},
    {"value": []},
    {"text": "\ud800 \x00"},
    {"serviceUrl": None},
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_parts_stop_nothing(odd: dict[str, Any]) -> None:
    found = sort({**activity(text="tablet"), **odd}, now=NOON)
    if isinstance(found, Kept):
        incoming, _ = read(found.body)
        assert incoming.at in (NOON, datetime(2026, 6, 2, 11, 59, 58, 500000, tzinfo=UTC))


@pytest.mark.parametrize("broken", [b"", b"[]", b"{}", b'{"kind": "said"}', b'{"kind": "dance"}', b"\xff"])
def test_a_broken_stored_body_is_nonsense_and_nothing_worse(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(broken)


def test_no_secret_and_no_copy_of_the_card_is_kept() -> None:
    found = activity(text="x", callerId="urn:botframework:azure", channelData={"tenant": {"id": "T1"}, "secret": "s3"})
    assert "s3" not in json.dumps(json.loads(kept(found).body))
