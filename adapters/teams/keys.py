"""The keys that Teams signs with: fetched without holding anything up, and kept as long as nothing newer is known.

Source: Microsoft, "Authenticate requests from the Bot Connector service": the OpenID document names
the key set; refresh it at least every 24 hours, and when a token names a key that is not known.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWTError
from jwt.algorithms import RSAAlgorithm

from adapters.chat.strict import Payload, words_at
from adapters.teams.fetch import NoAnswer, SessionOf, ask, is_safe

WITHIN = 2.0
"""Seconds that a fetch may take, both documents together."""

STALE = 24 * 3600.0
"""Seconds after which keys are refreshed, while the old ones go on working."""

APART = 60.0
"""Seconds between refetches, so that made-up key names cannot turn us against the key server."""

AFTER_FAULT = 10.0
"""Seconds until the next try where a refetch failed."""

PAUSE = 1.0
"""Seconds between first loads that fail."""

BITS = range(2048, 8192 + 1)
"""Sizes of keys that are taken: a shorter one can be broken, a longer one is a way to keep us busy."""

log = structlog.get_logger(__name__)


class KeysUnavailable(Exception):
    """No key was ever fetched, and none can be had now: nobody can be believed or refused."""


@dataclass(frozen=True, kw_only=True)
class Key:
    """A key, and the channels whose requests it may sign."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class Keys:
    """The key set. `within` is the time limit of a fetch in seconds.

    A fetch runs in a task of its own, one at a time: whoever needs none of what it brings does not
    wait for it, and it goes on when whoever asked for it has gone.
    """

    def __init__(
        self,
        session_of: SessionOf,
        openid_url: str,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        within: float = WITHIN,
    ) -> None:
        """Raises ValueError for an address that is neither https nor on this machine."""
        if not is_safe(openid_url):
            raise ValueError("the address of Teams' keys is not https")
        self._session_of = session_of
        self._openid_url = openid_url
        self._monotonic = monotonic
        self._within = within
        self._known: Mapping[str, Key] = {}
        self._stale_from = 0.0
        self._not_before = monotonic()
        self._failed = False
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> Key | None:
        """The key of that name, or None where there is none even after a refetch. Raises KeysUnavailable."""
        if not self._known:
            return await self._first(kid)
        if self._monotonic() >= self._stale_from:
            self._begin()  # in the background: the old keys go on working
        return self._known.get(kid) or await self.again(kid)

    async def again(self, kid: str) -> Key | None:
        """The key of that name after a refetch, if one is due: it may have been replaced under its name."""
        await self._fetched()
        key = self._known.get(kid)
        if key is None and self._failed:
            raise KeysUnavailable  # it may be new: nobody can say that it is not
        return key

    async def _first(self, kid: str) -> Key | None:
        await self._fetched()
        if not self._known:
            raise KeysUnavailable
        return self._known.get(kid)  # as fresh as can be: asking again would bring the same

    async def _fetched(self) -> None:
        fetching = self._begin()
        if fetching is not None:
            await asyncio.wait((fetching,))

    def _begin(self) -> asyncio.Task[None] | None:
        """The fetch that is under way, or a new one, or None as long as it is too early for one."""
        if self._fetching is None or self._fetching.done():
            now = self._monotonic()
            if now < self._not_before:
                return None
            self._not_before = now + (APART if self._known else PAUSE)
            self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    async def _fetch(self) -> None:
        first = not self._known
        try:
            async with asyncio.timeout(self._within):
                self._known = await self._asked()
        except (NoAnswer, TimeoutError) as fault:
            log.warning("teams keys not fetched", fault=str(fault) or "timeout", known=len(self._known))
            self._failed = True
            self._not_before = min(self._not_before, self._monotonic() + (AFTER_FAULT if self._known else PAUSE))
            return
        self._failed = False
        now = self._monotonic()
        self._stale_from = now + STALE
        if first:
            self._not_before = now  # keys may change seconds after the start

    async def _asked(self) -> Mapping[str, Key]:
        jwks_url = words_at(await self._json(self._openid_url), "jwks_uri")
        if not is_safe(jwks_url):
            raise NoAnswer("no address of the keys")
        listed = (await self._json(jwks_url)).get("keys")
        # Reading a key is arithmetic with numbers of any size, so it is kept off the loop too.
        found = await asyncio.to_thread(dict, _keys_in(listed))
        if not found:
            raise NoAnswer("no keys")  # to forget every key because of that would shut everybody out
        return found

    async def _json(self, url: str) -> Payload:
        status, answer = await ask(self._session_of, url)
        if status != 200:
            raise NoAnswer(f"status {status}")
        return answer


def _keys_in(listed: Any) -> Iterator[tuple[str, Key]]:
    """The keys that can be used, by name. Others may stand beside them."""
    for jwk in listed if isinstance(listed, list) else ():
        if isinstance(jwk, dict) and (kid := words_at(jwk, "kid")) and (public := _public(jwk)):
            yield kid, Key(public=public, endorsements=_texts(jwk.get("endorsements")))


def _public(jwk: Payload) -> RSAPublicKey | None:
    n, e = words_at(jwk, "n"), words_at(jwk, "e")
    if jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig":
        return None
    try:
        key = RSAAlgorithm.from_jwk({"kty": "RSA", "n": n, "e": e})
    except (PyJWTError, ValueError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size in BITS else None


def _texts(value: Any) -> frozenset[str]:
    return frozenset(item for item in value if isinstance(item, str)) if isinstance(value, list) else frozenset()
