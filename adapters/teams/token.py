"""Whether a request comes from Teams: its token is checked before anything of the body is looked at.

Source: Microsoft, "Authenticate requests from the Bot Connector service". Where it leaves room, the
narrower reading holds: RS256 only, an expiry is required, and the token is for us and for nobody else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWS, PyJWTError

from adapters.chat.strict import Payload, json_object
from adapters.teams.keys import Key, Keys
from core.ports import Clock

ISSUER = "https://api.botframework.com"

LEEWAY = 300
"""Seconds by which the clocks of Teams and of this machine may differ."""

LONGEST = 16 * 1024
"""Characters of a token. Those of Teams have about 1,200."""

LONGEST_NAME = 256
"""Characters of a key's name."""

_BEARER = re.compile(r"Bearer +([\w-]+\.[\w-]+\.[\w-]+)", re.ASCII | re.IGNORECASE)
_JWS = PyJWS(algorithms=["RS256"])


@dataclass(frozen=True, kw_only=True)
class Believed:
    """What a token vouches for: where answers go, and the channels that its key may speak for."""

    service_url: str
    endorsements: frozenset[str]


class NotBelieved(Exception):
    """The request is not from Teams, or not for us. `why` holds nothing of the token."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Guard:
    """Believes tokens of Teams that were made for the app `app_id`."""

    def __init__(self, keys: Keys, clock: Clock, app_id: str) -> None:
        """Raises ValueError without an app id: then any token of any bot would do."""
        if not app_id:
            raise ValueError("no app id")
        self._keys = keys
        self._clock = clock
        self._app_id = app_id

    async def check(self, headers: Sequence[str]) -> Believed:
        """What the token vouches for. Takes every Authorization header: two are a trick.

        Raises NotBelieved, or KeysUnavailable where it cannot be told.
        """
        token = _token_in(headers)
        key, payload = await self._opened(token, _key_name(token))
        if not key.endorsements:
            raise NotBelieved("endorsements")
        claims = _claims(payload)
        if claims is None:
            raise NotBelieved("claims")
        return Believed(service_url=self._judged(claims), endorsements=key.endorsements)

    async def _opened(self, token: str, kid: str) -> tuple[Key, bytes]:
        for look in (self._keys.find, self._keys.again):
            key = await look(kid)
            if key is None:
                raise NotBelieved("key")
            payload = _payload(token, key.public)
            if payload is not None:
                return key, payload
        raise NotBelieved("signature")

    def _judged(self, claims: Payload) -> str:
        """The service's address, if all claims hold."""
        now = self._clock.now().timestamp()
        expires, begins, service_url = claims.get("exp"), claims.get("nbf", now), claims.get("serviceurl")
        if claims.get("iss") != ISSUER:
            raise NotBelieved("issuer")
        # A list with us in it is refused: each of the others in it could hand the token on to us.
        if claims.get("aud") != self._app_id:
            raise NotBelieved("audience")
        if not _is_number(expires) or now > expires + LEEWAY:
            raise NotBelieved("expiry")
        if not _is_number(begins) or now < begins - LEEWAY:
            raise NotBelieved("not yet valid")
        if not isinstance(service_url, str) or not service_url:
            raise NotBelieved("service address")
        return service_url


def _token_in(headers: Sequence[str]) -> str:
    if len(headers) != 1 or len(headers[0]) > LONGEST:
        raise NotBelieved("header")
    found = _BEARER.fullmatch(headers[0])
    if found is None:
        raise NotBelieved("form")
    return found[1]


def _key_name(token: str) -> str:
    """The name of the key, from a header that nobody has vouched for yet."""
    header = _header(token)
    if header is None or header.get("alg") != "RS256":
        raise NotBelieved("algorithm")
    kid = header.get("kid")
    if not isinstance(kid, str) or not 0 < len(kid) <= LONGEST_NAME:
        raise NotBelieved("key name")
    return kid


# What these stumble over quotes the token, so their errors end here and nothing is raised from them.


def _header(token: str) -> Payload | None:
    try:
        return _JWS.get_unverified_header(token)
    except (PyJWTError, ValueError):
        return None


def _payload(token: str, key: RSAPublicKey) -> bytes | None:
    try:
        found = _JWS.decode_complete(token, key, algorithms=["RS256"])["payload"]
    except (PyJWTError, ValueError):
        return None
    return found if isinstance(found, bytes) else None


def _claims(payload: bytes) -> Payload | None:
    try:
        return json_object(payload.decode())
    except ValueError:
        return None


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
