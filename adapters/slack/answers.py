"""What must be answered while somebody looks at the screen: a form to open, a field to fill in.

A trigger lives 3 s, so no database is asked here. Bolt finds the listener and builds the answer;
it is given requests that were verified by us, and never decides when a request is acknowledged:
with `process_before_response` it only hands its answer back.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.quiet import SILENT
from adapters.chat.strict import Payload
from adapters.slack.envelope import FORM_ACTION, REPORT, values_of
from adapters.slack.modal import errors_of, view_of
from adapters.slack.press import act_of
from adapters.slack.text import plain
from core.card import Act
from core.form import Form

OPEN_WITHIN = 1.6
"""Seconds that opening a form may take; enough of the 2.5 is left to store the request instead."""

COMMAND = "/handrail"
MESSAGE_SHORTCUT = "report_this"
SHORTCUT = "report"

log = structlog.get_logger(__name__)


class _NotOpenedError(Exception):
    """The form could not be opened: the request is stored, and the talk asks for the words instead."""


class Answers:
    """Opens forms and checks them. `forms` are known by name; "report" is among them."""

    def __init__(self, client: AsyncWebClient, forms: Mapping[str, Form]) -> None:
        self._client = client
        self._forms = forms
        self._app = _app(client)
        self._app.shortcut(SHORTCUT)(self._open_report)
        self._app.shortcut(MESSAGE_SHORTCUT)(self._open_report_of_message)
        self._app.command(COMMAND)(self._open_report)
        self._app.action(re.compile("^" + FORM_ACTION))(self._open_asked_for)
        self._app.view(re.compile("^form:"))(self._check)

    async def at_once(self, payload: Payload) -> Mapping[str, Any] | None:
        """The whole answer to the request, or None where it has to be stored like any other."""
        try:
            response = await self._app.async_dispatch(AsyncBoltRequest(body=dict(payload), mode="socket_mode"))
        except Exception as fault:  # Bolt stumbles in many ways over payloads that Slack never sends
            log.warning("slack request not answered at once", fault=type(fault).__name__)
            return None
        if response.status != 200:
            return None
        body: Mapping[str, Any] = json.loads(response.body or "{}")
        return None if payload["type"] == "view_submission" and not body else body

    async def _open_report(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await self._open(body, Act(verb="form", value=REPORT))
        await ack()

    async def _open_report_of_message(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        message = body.get("message")
        words = message.get("text") if isinstance(message, dict) else ""
        await self._open(body, Act(verb="form", value=REPORT), plain(words if isinstance(words, str) else ""))
        await ack()

    async def _open_asked_for(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        action = body["actions"][0]
        await self._open(body, act_of(action["action_id"], action.get("value", "")))
        await ack()

    async def _check(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        view = body["view"]
        form = self._forms.get(view["callback_id"].removeprefix("form:"))
        errors = errors_of(form, values_of(view)) if form else {}
        await (ack(response_action="errors", errors=errors) if errors else ack())

    async def _open(self, body: Mapping[str, Any], act: Act, words: str = "") -> None:
        form = self._forms.get(act.value)
        if form is None:
            raise _NotOpenedError
        try:
            async with asyncio.timeout(OPEN_WITHIN):
                view = view_of(form, act=act, words=words)
                await self._client.views_open(trigger_id=body["trigger_id"], view=view)
        except (SlackClientError, ClientError, TimeoutError) as fault:
            log.warning("slack form not opened", form=form.name, fault=type(fault).__name__)
            raise _NotOpenedError from None


def _app(client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(
        name="handrail",
        client=client,
        logger=SILENT,
        signing_secret="unused: requests are verified before Bolt sees them",  # noqa: S106
        process_before_response=True,
        authorize=_authorize,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
    )


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Take the workspace as given: the signature has shown it, and asking Slack would cost the trigger's time."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
