"""What Teams writes to a bot: activities with everything that real ones carry. Nothing is sent from here."""

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Literal
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tests.fakes.key_server import APP_ID
from tests.fakes.teams_screen import Json

TENANT = "00000000-feed-4000-8000-0000000000e1"
BOT = f"28:{APP_ID}"
BOT_NAME = "Handrail"
GROUP = "19:elm@thread.v2"
TEAM_CHANNEL = "19:elm@thread.tacv2"
ZONE = ZoneInfo("Europe/London")

Content = Literal["text", "html"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the organisation. `id` begins with "29:"."""

    id: str
    name: str
    email: str = ""
    guest: bool = False

    @property
    def directory_id(self) -> str:
        """Their id in the organisation's directory."""
        return str(uuid5(NAMESPACE_URL, self.id))

    @property
    def chat(self) -> str:
        """Their personal conversation with Handrail."""
        return f"a:1{uuid5(NAMESPACE_URL, 'chat ' + self.id).hex}_{self.id.removeprefix('29:')[:20]}"


@dataclass(kw_only=True)
class Writer:
    """Writes activities at the time that `now` tells. No two have the same id."""

    now: Callable[[], datetime]
    _number: "count[int]" = field(default_factory=lambda: count(1))

    def activity(self, who: Person, kind: str, place: str, service_url: str) -> Json:
        """What Teams puts on any activity from somebody in a conversation."""
        device = {"locale": "en-GB", "country": "GB", "platform": "Web", "timezone": ZONE.key, "type": "clientInfo"}
        return {
            "type": kind,
            "id": self.number("f") if kind == "invoke" else self.number(),
            **self.times(),
            "localTimezone": ZONE.key,
            "channelId": "msteams",
            "serviceUrl": service_url,
            "from": {"id": who.id, "name": who.name, "aadObjectId": who.directory_id},
            "conversation": self._conversation(place),
            "recipient": {"id": BOT, "name": BOT_NAME},
            "entities": [device],
            "channelData": _channel_data(place),
            "locale": "en-GB",
        }

    def message_payload(self, author: Person, text: str, content: Content) -> Json:
        """Somebody's message, as a message extension is told of it."""
        user = {"userIdentityType": "aadUser", "id": author.directory_id, "displayName": author.name}
        return {
            "id": f"{self._milliseconds()}",
            "replyToId": None,
            "createdDateTime": self.times()["timestamp"],
            "lastModifiedDateTime": None,
            "deleted": False,
            "subject": None,
            "importance": "normal",
            "locale": "en-gb",
            "from": {"user": user, "application": None, "device": None, "conversation": None},
            "body": {"contentType": content, "content": text},
            "attachments": [],
            "mentions": [],
            "reactions": [],
        }

    def number(self, kind: str = "1") -> str:
        """An id that nothing else has."""
        return f"{kind}:{self._milliseconds()}{next(self._number):04}"

    def times(self) -> Json:
        """When it was written, as it stands on an activity."""
        now = self.now()
        return {"timestamp": _stamp(now.astimezone(UTC), "Z"), "localTimestamp": _stamp(now.astimezone(ZONE))}

    def _milliseconds(self) -> int:
        return int(self.now().timestamp() * 1000)

    def _conversation(self, place: str) -> Json:
        if place.startswith("a:"):
            return {"conversationType": "personal", "tenantId": TENANT, "id": place}
        if place.endswith("tacv2"):
            thread = f"{place};messageid={self._milliseconds()}"
            return {"isGroup": True, "conversationType": "channel", "tenantId": TENANT, "id": thread}
        return {"isGroup": True, "conversationType": "groupChat", "tenantId": TENANT, "id": place}


def said(text: str, files: int = 0) -> Json:
    """What typed words add to an activity: Teams attaches them once more as HTML."""
    shown = html.escape(text, quote=False).replace("\n", "<br>\n")
    copy = {"contentType": "text/html", "content": f"<p>{shown}</p>"}
    return {"text": text, "textFormat": "plain", "attachments": [*map(_file, range(files)), copy]}


def naming_us(activity: Json, text: str) -> Json:
    """What words that name Handrail add to an activity."""
    named = f"<at>{BOT_NAME}</at>"
    mention = {"type": "mention", "mentioned": {"id": BOT, "name": BOT_NAME}, "text": named}
    return {**said(f"{named} {text}"), "entities": [mention, *activity["entities"]]}


def place_of(activity: Json) -> str:
    """The conversation of an activity, without the thread."""
    return str(activity["conversation"]["id"]).partition(";")[0]


def _channel_data(place: str) -> Json:
    team = {"teamsChannelId": place, "channel": {"id": place}, "team": {"id": place}, "teamsTeamId": place}
    return {**(team if place.endswith("tacv2") else {}), "tenant": {"id": TENANT}}


def _file(number: int) -> Json:
    address = f"https://elm.example/files/{number}"
    return {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": address,
        "name": f"picture-{number}.png",
        "content": {"downloadUrl": address, "uniqueId": f"file-{number}", "fileType": "png"},
    }


def _stamp(moment: datetime, zone: str = "") -> str:
    """With seven digits of a second, as Teams writes it."""
    offset = moment.strftime("%z")
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f0") + (zone or f"{offset[:3]}:{offset[3:]}")
