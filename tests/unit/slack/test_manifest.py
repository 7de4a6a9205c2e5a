"""Everything that the manifest promises is there, and it asks for no more than is used."""

import re
from pathlib import Path

import pytest

from adapters.slack import answers, envelope, inbound
from tests.unit.slack.conftest import Ward

ROOT = Path(__file__).resolve().parents[3]
MANIFEST = (ROOT / "deploy/slack-manifest.yaml").read_text(encoding="utf-8")
GUIDE = (ROOT / "deploy/docs/slack.md").read_text(encoding="utf-8")


def _values(key: str) -> list[str]:
    return re.findall(rf"^\s*(?:- )?{key}: ([^\s#]+)", MANIFEST, re.MULTILINE)


def _items(key: str) -> list[str]:
    part = re.search(rf"^( *){key}:\n((?:\1  +- .*\n)+)", MANIFEST, re.MULTILINE)
    assert part
    return re.findall(r"- (\S+)", part[2])


def test_every_shortcut_and_command_has_its_listener() -> None:
    assert set(_values("callback_id")) == {answers.SHORTCUT, answers.MESSAGE_SHORTCUT}
    assert _values("command") == [answers.COMMAND]


def test_every_event_is_sorted() -> None:
    heard = {event.partition(".")[0] for event in _items("bot_events")}
    assert heard == set(envelope._EVENTS)


def test_every_address_is_the_one_that_is_served() -> None:
    addresses = _values("url") + _values("request_url")
    assert len(addresses) == 3
    assert {address.removeprefix("https://handrail.example") for address in addresses} == {inbound.PATH}


def test_the_rights_are_the_least() -> None:
    assert _items("bot") == [
        "app_mentions:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "im:history",
        "im:write",
        "users:read",
        "users:read.email",
    ]


@pytest.mark.parametrize("name", ["SIGNING_SECRET", "BOT_TOKEN", "APP_TOKEN", "API_URL"])
def test_every_setting_is_explained(name: str) -> None:
    assert f"`HANDRAIL_SLACK_{name}`" in GUIDE


async def test_each_shortcut_and_command_opens_the_form(ward: Ward) -> None:
    acts = {
        answers.SHORTCUT: ward.slack.shortcut("U_PRECIOUS"),
        answers.MESSAGE_SHORTCUT: ward.slack.reports_this("U_PRECIOUS", "dead tablet"),
        answers.COMMAND: ward.slack.command("U_PRECIOUS"),
    }
    assert set(acts) == {*_values("callback_id"), *_values("command")}
    for name, act in acts.items():
        assert await act == 200
        assert ward.slack.windows.pop("U_PRECIOUS", None), name
