"""What we say, as activities of the Bot Framework: botbuilder's models know how they are written."""

from collections.abc import Mapping
from typing import Any

from botbuilder.schema import Activity, ActivityImportance, ActivityTypes, Attachment

from adapters.chat.fitting import Json
from adapters.teams.render import CARD

BOT = "28:"
"""How the id of a bot begins on Teams."""


def with_card(card: Json, summary: str, *, urgent: bool) -> Mapping[str, Any]:
    """A message that is one card. `summary` is what a lock screen shows."""
    activity = Activity(
        type=ActivityTypes.message,
        summary=summary,
        importance=ActivityImportance.high if urgent else None,
        attachments=[Attachment(content_type=CARD, content=card)],
    )
    return _written(activity)


def with_text(text: str) -> Mapping[str, Any]:
    """A message of words alone."""
    return _written(Activity(type=ActivityTypes.message, text=text))


def private_chat(app_id: str, tenant: str, user: str) -> Mapping[str, Any]:
    """What asks for the private chat with somebody; asked again, Teams names the same one."""
    return {
        "isGroup": False,
        "bot": {"id": BOT + app_id},
        "members": [{"id": user}],
        "tenantId": tenant,  # botbuilder's own model writes "tenantID", which Teams does not read
        "channelData": {"tenant": {"id": tenant}},
    }


def _written(activity: Activity) -> Mapping[str, Any]:
    found: Mapping[str, Any] = activity.serialize()
    return found
