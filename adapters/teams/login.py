"""The token that Handrail shows to Teams: fetched in time, by one caller for all, and never written down.

Source: Microsoft, "Authenticate requests from your bot to the Bot Connector service": client
credentials at the bot's own tenant, for the scope of the Bot Framework.
"""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from adapters.chat.faults import NotSent, Refused
from adapters.chat.strict import Payload, words_at
from adapters.teams.fetch import NoAnswer, SessionOf, ask, is_safe
from adapters.teams.settings import TeamsSettings
from core.ports import Clock

SCOPE = "https://api.botframework.com/.default"

WITHIN = 5.0
"""Seconds that a login may take."""

EARLY = timedelta(minutes=5)
"""How long before its end a token is replaced; one that lives less than twice that, at half its life."""

LONGEST_LIFE = 24 * 3600
"""Seconds for which a token is kept at most, whatever is said of it."""

_TOKEN = re.compile(r"[!-~]{1,16384}", re.ASCII)
_CODE = re.compile(r"[a-z_]{1,64}", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)
_SAID_NO = frozenset({400, 401})
_PASSING = frozenset({"server_error", "temporarily_unavailable"})
"""Codes of OAuth that say nothing about us."""


@dataclass(frozen=True, kw_only=True)
class _Token:
    words: str = field(repr=False)
    fresh_until: datetime
    until: datetime


class Login:
    """Logs in as the bot. `within` is the time limit of a login in seconds."""

    def __init__(self, session_of: SessionOf, settings: TeamsSettings, clock: Clock, *, within: float = WITHIN) -> None:
        """Raises ValueError for an address that the password would travel to in the clear."""
        if not is_safe(settings.login_url):
            raise ValueError("the address of Teams' login is not https")
        self._session_of = session_of
        self._settings = settings
        self._clock = clock
        self._within = within
        self._held: _Token | None = None
        self._asking: asyncio.Task[_Token | Refused | NotSent] | None = None

    async def token(self) -> str:
        """The token for a call. Raises Refused where the login says no, and NotSent where it says nothing."""
        held = self._held
        if held is not None and self._clock.now() < held.fresh_until:
            return held.words
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        asking = self._asking
        await asyncio.wait((asking,))  # it goes on for the others when this caller is gone
        return self._words(asking.result())

    def forget(self) -> None:
        """Teams did not take the token: the next call logs in anew."""
        self._held = None

    def _words(self, outcome: _Token | Refused | NotSent) -> str:
        if isinstance(outcome, _Token):
            return outcome.words
        held = self._held
        if isinstance(outcome, NotSent) and held is not None and self._clock.now() < held.until:
            return held.words  # it was to be replaced, but it still works
        raise outcome

    async def _ask(self) -> _Token | Refused | NotSent:
        settings = self._settings
        form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.password,
            "scope": SCOPE,
        }
        address = address_of(settings.login_url, settings.tenant)
        try:
            async with asyncio.timeout(self._within):
                status, answer = await ask(self._session_of, address, form=form)
        except (NoAnswer, TimeoutError) as fault:
            return NotSent(f"login: {str(fault) or 'timeout'}")
        outcome = _outcome(status, answer, self._clock.now())
        if isinstance(outcome, _Token):
            self._held = outcome
        return outcome


def address_of(login_url: str, tenant: str) -> str:
    """The address of the token endpoint, from itself or from an authority with or without its tenant."""
    path = urlsplit(login_url).path.strip("/")
    if not path:
        return f"{login_url.rstrip('/')}/{quote(tenant, safe='')}/oauth2/v2.0/token"
    if "/" not in path and path != "token":
        return f"{login_url.rstrip('/')}/oauth2/v2.0/token"
    return login_url


def _outcome(status: int, answer: Payload, now: datetime) -> _Token | Refused | NotSent:
    code = words_at(answer, "error")
    if status in _SAID_NO and code not in _PASSING:
        return Refused(code=code if _CODE.fullmatch(code) else f"status {status}")
    words, seconds = words_at(answer, "access_token"), _seconds(answer.get("expires_in"))
    if status != 200:
        return NotSent(f"login: status {status}")
    if not (_TOKEN.fullmatch(words) and seconds):
        return NotSent("login: no token")
    life = timedelta(seconds=min(seconds, LONGEST_LIFE))
    return _Token(words=words, fresh_until=now + max(life - EARLY, life / 2), until=now + life)


def _seconds(value: Any) -> int:
    """A life in seconds, or 0 for nonsense. Some logins write the number as a text."""
    if isinstance(value, str) and _SECONDS.fullmatch(value):
        return int(value)
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0
