"""One call of Slack's Web API, and the four ways in which it can go wrong.

The table of error codes is the rule. A code that is not in it is a refusal: Slack said no, so the
message certainly did not arrive, and whoever sent it must be told rather than wait.
"""

from collections.abc import Awaitable, Mapping
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chat.faults import Limited, Lost, NotSent, Refused

WAIT = 5.0
"""Seconds to wait where Slack does not say how long."""

_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_TOO_LARGE = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "too_many_blocks",
    }
)
_DOUBTFUL = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack says of these that a part of the call may have succeeded."""


async def called(call: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
    """What Slack answered. Raises Limited, Refused, Lost or NotSent, and nothing else."""
    try:
        answer = (await call).data
    except SlackApiError as fault:
        raise _fault(fault) from None
    except ClientConnectorError as fault:
        raise NotSent(type(fault).__name__) from None
    except (ClientError, SlackClientError, TimeoutError, OSError, ValueError, AttributeError) as fault:
        # Slack's client stumbles in various ways over an answer that is not JSON.
        raise Lost(type(fault).__name__) from None
    if not isinstance(answer, dict):
        raise Lost("no JSON object")
    return answer


def _fault(fault: SlackApiError) -> Limited | Refused | Lost:
    answer = fault.response
    status: int = getattr(answer, "status_code", 0) or getattr(answer, "status", 0)
    data = getattr(answer, "data", None)
    code = data.get("error", "") if isinstance(data, dict) else ""
    if status == 429 or code in _LIMITED:
        return Limited(seconds=_retry_after(getattr(answer, "headers", {})))
    if status == 413:
        return Refused(code="msg_too_long", too_large=True)
    if not code or code in _DOUBTFUL or status >= 500:
        return Lost(code or f"status {status}")
    return Refused(code=code, too_large=code in _TOO_LARGE)


def _retry_after(headers: Mapping[str, str]) -> float:
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        return min(max(float(found), 0.1), 3600.0)
    except ValueError:
        return WAIT
