"""What must be answered while somebody looks at the screen: a form to show, a field to fill in, a press that was taken.

botbuilder routes the invoke to the method that answers it and shapes the answer. It is given activities
that we have verified; it sends nothing, and never decides whether a request counts as taken.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import structlog
from botbuilder.core import BotAdapter, InvokeResponse, TurnContext
from botbuilder.core.serializer_helper import serializer_helper
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ActivityTypes, AdaptiveCardInvokeValue, Attachment, ResourceResponse
from botbuilder.schema.teams import (
    MessagingExtensionAction,
    MessagingExtensionActionResponse,
    TaskModuleContinueResponse,
    TaskModuleMessageResponse,
    TaskModuleRequest,
    TaskModuleResponse,
    TaskModuleTaskInfo,
)

from adapters.chat.strict import Payload, words_at
from adapters.teams.dialog import dialog_of, dialog_title, errors_of, inline_form
from adapters.teams.envelope import REPORT, data_of, message_of
from adapters.teams.press import OPEN_FORM, OURS, form_of, pressed_act
from adapters.teams.render import CARD, card_of
from core import words
from core.card import Act, Card
from core.form import Form

MESSAGE = "application/vnd.microsoft.activity.message"

DIALOG_HEIGHT, DIALOG_WIDTH = "medium", "medium"

Keep = Callable[[], Awaitable[bool]]

log = structlog.get_logger(__name__)

# botbuilder's serializer warns of each field that it has no name for: "trigger", which stands on every press, and
# whatever else somebody makes up.
logging.getLogger("msrest.serialization").disabled = True


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What Teams is told. `kept` is false only if it had to be stored and could not be: then it must come again."""

    kept: bool = True
    body: Mapping[str, Any] | None = None


class _NotKept(Exception):
    """It could not be stored: Teams shows that it did not work, and what was typed stays on the screen."""


class Answers:
    """Shows forms, checks them, and says that a press was taken. `forms` are known by name."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms

    async def invoked(self, activity: Payload, keep: Keep) -> Answer:
        """Answer an invoke. `keep` stores it, where it is not answered by showing something."""
        turn = _Turn(activity, self._forms, keep)
        try:
            context = TurnContext(_Mute(), Activity().deserialize(dict(activity)))
            await turn.on_turn(context)
        except _NotKept:
            return Answer(kept=False)
        except Exception as fault:  # botbuilder stumbles in many ways over activities that Teams never sends
            log.warning("teams invoke not answered by botbuilder", fault=type(fault).__name__)
            return await _only_kept(turn, keep)
        answer = context.turn_state.get(TurnContext._INVOKE_RESPONSE_KEY)
        response = answer.value if answer is not None else None
        if response is None or response.status >= 400:
            return await _only_kept(turn, keep)
        return Answer(body=response.body)


class _Mute(BotAdapter):  # type: ignore[misc]
    """An adapter that sends nothing: the answer to an invoke is taken out of the turn, all else is the outbox's."""

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """Take the answer to the invoke."""
        for activity in activities:
            if activity.type == ActivityTypes.invoke_response:
                context.turn_state[TurnContext._INVOKE_RESPONSE_KEY] = activity
        return [ResourceResponse() for _ in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Never called."""
        raise NotImplementedError

    async def delete_activity(self, context: TurnContext, reference: Any) -> None:
        """Never called."""
        raise NotImplementedError


class _Turn(TeamsActivityHandler):  # type: ignore[misc]
    """One invoke. The answers read the activity as it came, which botbuilder's own models lose parts of."""

    def __init__(self, activity: Payload, forms: Mapping[str, Form], keep: Keep) -> None:
        super().__init__()
        self.activity = activity
        self._forms = forms
        self._keep = keep
        self.kept = False

    @staticmethod
    def _create_invoke_response(body: object = None) -> InvokeResponse:
        """Leave alone what is JSON already: botbuilder 4.17.1 fails on it, and on the text of a card's answer."""
        return InvokeResponse(status=200, body=body if isinstance(body, dict) else serializer_helper(body))

    async def on_adaptive_card_invoke(
        self, turn_context: TurnContext, invoke_value: AdaptiveCardInvokeValue
    ) -> Mapping[str, Any]:
        """A button on a card, or a form that stands in the chat."""
        found = form_of(data_of(self.activity))
        if found is None:
            await self._store()
            return _on_card(MESSAGE, words.TAKEN_AT_ONCE)
        name, values = found
        form = self._forms.get(name)
        if form is not None and (errors := errors_of(form, values)):
            return _on_card(CARD, inline_form(form, nonce=_nonce(self.activity), values=values, errors=errors))
        await self._store()
        return _on_card(CARD, card_of(Card(heading=words.TAKEN_AT_ONCE)))

    async def on_teams_task_module_fetch(
        self, turn_context: TurnContext, task_module_request: TaskModuleRequest
    ) -> TaskModuleResponse:
        """A button that opens a form."""
        act = pressed_act(data_of(self.activity))
        form = self._forms.get(act.value) if act.verb == OPEN_FORM else None
        if form is None:
            await self._store()
            return TaskModuleResponse(task=TaskModuleMessageResponse(value=words.TAKEN))
        return TaskModuleResponse(task=_dialog(form, act=act))

    async def on_teams_task_module_submit(
        self, turn_context: TurnContext, task_module_request: TaskModuleRequest
    ) -> TaskModuleResponse:
        """A form was sent."""
        return TaskModuleResponse(task=await self._checked())

    async def on_teams_messaging_extension_fetch_task(
        self, turn_context: TurnContext, action: MessagingExtensionAction
    ) -> MessagingExtensionActionResponse:
        """The message extension: on somebody's message, or beside the box where one types."""
        return MessagingExtensionActionResponse(
            task=_dialog(self._forms[REPORT], act=Act(verb=OPEN_FORM, value=REPORT), words=message_of(self.activity))
        )

    async def on_teams_messaging_extension_submit_action_dispatch(
        self, turn_context: TurnContext, action: MessagingExtensionAction
    ) -> MessagingExtensionActionResponse:
        """The form of the message extension was sent."""
        return MessagingExtensionActionResponse(task=await self._checked())

    async def _checked(self) -> TaskModuleContinueResponse | TaskModuleMessageResponse:
        """The same form again with what is missing and all that was typed; or the word that it was taken."""
        name, values = form_of(data_of(self.activity)) or ("", {})
        form = self._forms.get(name)
        if form is not None and (errors := errors_of(form, values)):
            return _dialog(form, values=values, errors=errors, nonce=_nonce(self.activity))
        await self._store()
        return TaskModuleMessageResponse(value=words.TAKEN)

    async def _store(self) -> None:
        self.kept = await self._keep()
        if not self.kept:
            raise _NotKept


async def _only_kept(turn: _Turn, keep: Keep) -> Answer:
    """Where there is nothing to show: the request is kept like any other, and Teams told so in the way it expects."""
    kept = turn.kept or await keep()
    name = words_at(turn.activity, "name")
    if name == "adaptiveCard/action":
        return Answer(kept=kept, body=_on_card(MESSAGE, words.TAKEN_AT_ONCE))
    in_dialog = name.startswith(("task/", "composeExtension/"))
    return Answer(kept=kept, body={"task": {"type": "message", "value": words.TAKEN}} if in_dialog else None)


def _dialog(form: Form, *, nonce: str = "", **shown: Any) -> TaskModuleContinueResponse:
    card = dialog_of(form, nonce=nonce or uuid4().hex, **shown)
    info = TaskModuleTaskInfo(
        title=dialog_title(form),
        height=DIALOG_HEIGHT,
        width=DIALOG_WIDTH,
        card=Attachment(content_type=CARD, content=card),
    )
    return TaskModuleContinueResponse(value=info)


def _nonce(activity: Payload) -> str:
    """The form's own number, so that the same form sent twice is known as one."""
    carried = data_of(activity).get(OURS)
    return str(carried.get("nonce", "")) if isinstance(carried, dict) else ""


def _on_card(kind: str, value: Any) -> Mapping[str, Any]:
    return {"statusCode": 200, "type": kind, "value": value}
