"""Whether a request comes from Slack, told from its raw bytes before anything is parsed.

Source: Slack, "Verifying requests from Slack": HMAC-SHA256 over `v0:timestamp:body`.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime

SKEW = 300
"""Seconds that a timestamp may lie in the past or in the future."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """The signature that Slack puts on a request."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def fault_of(
    secret: str, timestamps: Sequence[str], signatures: Sequence[str], body: bytes, now: datetime
) -> str | None:
    """Why the request is not believed, or None if it is. Takes every header of each name: two are a trick."""
    if len(timestamps) != 1 or not _TIMESTAMP.fullmatch(timestamps[0]):
        return "timestamp"
    if len(signatures) != 1 or not _SIGNATURE.fullmatch(signatures[0]):
        return "signature form"
    if abs(now.timestamp() - int(timestamps[0])) > SKEW:
        return "stale"
    if not hmac.compare_digest(signature_of(secret, timestamps[0], body), signatures[0]):
        return "signature"
    return None
