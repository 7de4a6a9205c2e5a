"""Where Teams' tokens come from, on port 0: the OpenID document, the key set, and the login for bots.

It signs good tokens and forged ones, changes its keys, counts who asks, and hangs or breaks on command.

    async with KeyServer(app_id=APP_ID, now=clock.now) as keys:
        good = keys.signed("http://127.0.0.1:8080/")
        bad = keys.forged("wrong aud", "http://127.0.0.1:8080/")
        keys.rotates()
        keys.hangs("keys")
        assert keys.fetches == 1
"""

import asyncio
import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any, Literal, Self

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

APP_ID = "00000000-feed-4000-8000-00000000b0b0"
PASSWORD = "fake-app-password"
ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"
LIVES = 3600
"""Seconds that a token lives, by `now`."""

Json = dict[str, Any]
Place = Literal["openid", "keys", "login"]


@cache
def private_key(number: int, bits: int = 2048) -> RSAPrivateKey:
    """The n-th key of this run; making one takes a tenth of a second, so all servers share them."""
    return generate_private_key(public_exponent=65537, key_size=bits)


def jwk_of(key: RSAPrivateKey, kid: str, **more: Any) -> Json:
    """The public half, as it stands in a key set."""
    numbers = key.public_key().public_numbers()
    return {"kty": "RSA", "use": "sig", "kid": kid, "n": _number(numbers.n), "e": _number(numbers.e), **more}


@dataclass(kw_only=True)
class _Fault:
    status: int = 500
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class KeyServer:
    """`now` gives the time of tokens; by default the real one. `password` is what the bot logs in with."""

    def __init__(
        self, *, app_id: str = APP_ID, password: str = PASSWORD, now: Callable[[], datetime] | None = None
    ) -> None:
        self.app_id = app_id
        self.password = password
        self._now = now or (lambda: datetime.now(UTC))
        self.fetches = 0
        """How often the key set was asked for."""
        self.openid_fetches = 0
        self.logins = 0
        """How often somebody asked to log in, also in vain."""
        self.login_paths: list[str] = []
        self.violations: list[str] = []
        """What is wrong with how a login was asked for."""
        self.expires_in: Any = LIVES
        """What a login says that its token lives."""
        self.published: list[Json] = []
        """The key set. Tests may put anything in."""
        self.endorsements: list[str] = ["msteams", "webchat"]
        self.kid = ""
        self._numbers = count(1)
        self._key_numbers = count(1)
        self._faults: dict[str, _Fault] = {}
        self._hanging: dict[str, asyncio.Event] = {}
        self._issued: dict[str, datetime] = {}
        self._changed = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.url = ""
        self._key = private_key(0)
        self._publish("key-0")

    # ---- its own life

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/v1/.well-known/openidconfiguration", self._openid)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_post("/{path:.+}", self._login)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])
        return self

    async def __aexit__(self, *_: object) -> None:
        self.heals()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def openid_url(self) -> str:
        """For the setting HANDRAIL_TEAMS_OPENID_URL."""
        return f"{self.url}/v1/.well-known/openidconfiguration"

    @property
    def jwks_url(self) -> str:
        """Where the OpenID document says that the keys are."""
        return f"{self.url}/v1/.well-known/keys"

    @property
    def login_url(self) -> str:
        """For the setting HANDRAIL_TEAMS_LOGIN_URL: the authority alone."""
        return self.url

    # ---- tokens for the bot's door

    def signed(self, service_url: str, *, header: Mapping[str, Any] | None = None, **claims: Any) -> str:
        """A good token, but for what is given: a claim or a header of None is left out."""
        whole_header = {"alg": "RS256", "typ": "JWT", "kid": self.kid, **(header or {})}
        return self.minted(_given(whole_header), _given({**self.claims(service_url), **claims}))

    def claims(self, service_url: str) -> Json:
        """What a good token claims."""
        now = int(self._now().timestamp())
        return {"serviceurl": service_url, "nbf": now, "exp": now + LIVES, "iss": ISSUER, "aud": self.app_id}

    def minted(self, header: Any, claims: Any, *, sign: Callable[[bytes], bytes] | None = None) -> str:
        """Any token at all, signed with the newest key unless said otherwise. Bytes are taken as they are."""
        told = f"{_coded(_written(header))}.{_coded(_written(claims))}"
        return f"{told}.{_coded((sign or self._sign)(told.encode()))}"

    def forged(self, kind: str, service_url: str = "https://smba.trafficmanager.net/teams/") -> str:
        """A token that must not be believed. The kinds are those of FORGED."""
        return FORGED[kind](self, service_url)

    # ---- keys

    def rotates(self, *, same_kid: bool = False, keeps_old: bool = False) -> str:
        """Signs with another key from now on; answers its name. The old one is no longer published, unless kept."""
        old, self._key = self.kid, private_key(next(self._key_numbers))
        if not keeps_old:
            self.published = [jwk for jwk in self.published if jwk.get("kid") != old]
        self._publish(old if same_kid else f"key-{next(self._numbers)}")
        return self.kid

    def _publish(self, kid: str) -> None:
        self.kid = kid
        self.published.append(jwk_of(self._key, kid, endorsements=self.endorsements))

    def public_pem(self) -> bytes:
        """The public half of the newest key, which everybody has."""
        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def _sign(self, told: bytes) -> bytes:
        return self._key.sign(told, padding.PKCS1v15(), SHA256())

    # ---- tokens for calls that go out

    def is_ours(self, bearer: str) -> bool:
        """Whether a login handed that token out, and it still lives. With or without the word Bearer."""
        until = self._issued.get(bearer.removeprefix("Bearer "))
        return until is not None and self._now() < until

    def revokes(self) -> None:
        """No token that was handed out is taken any more."""
        self._issued.clear()

    # ---- faults: each lasts until heals()

    def hangs(self, place: Place) -> None:
        """Takes the request and does not answer."""
        self._hanging.setdefault(place, asyncio.Event())

    def breaks(
        self, place: Place, status: int = 500, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        """Answers this instead."""
        self._faults[place] = _Fault(status=status, body=body, headers=headers or {})

    def refuses(self, error: str = "invalid_client", status: int = 401) -> None:
        """Answers logins with that code of OAuth."""
        body = json.dumps({"error": error, "error_description": f"AADSTS0: {self.password} is wrong"}).encode()
        self.breaks("login", status, body, {"Content-Type": "application/json"})

    def heals(self) -> None:
        """Everything works again; what hung is answered."""
        self._faults.clear()
        for hanging in self._hanging.values():
            hanging.set()
        self._hanging.clear()

    async def when(self, true: Callable[[], bool], *, within: float = 5.0) -> None:
        """Waits, in real seconds, until something holds that a request changes. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    # ---- what it answers

    async def _openid(self, _request: web.Request) -> web.Response:
        self.openid_fetches += 1
        told = {"issuer": ISSUER, "jwks_uri": self.jwks_url, "id_token_signing_alg_values_supported": ["RS256"]}
        return await self._answer("openid", told)

    async def _keys(self, _request: web.Request) -> web.Response:
        self.fetches += 1
        return await self._answer("keys", {"keys": self.published})

    async def _login(self, request: web.Request) -> web.Response:
        self.logins += 1
        self.login_paths.append(request.path)
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        if form.get("grant_type") != "client_credentials" or form.get("scope") != SCOPE:
            self.violations.append(f"a login with {sorted(form)}")
            return web.json_response({"error": "invalid_request"}, status=400)
        if (form.get("client_id"), form.get("client_secret")) != (self.app_id, self.password):
            return web.json_response({"error": "invalid_client"}, status=401)
        token = f"bot-token-{next(self._numbers)}"
        lives = self.expires_in if isinstance(self.expires_in, int) else LIVES
        self._issued[token] = self._now() + timedelta(seconds=lives)
        told = {"token_type": "Bearer", "expires_in": self.expires_in, "access_token": token}
        return await self._answer("login", told)

    async def _answer(self, place: Place, told: Json) -> web.Response:
        self._changed.set()
        if hanging := self._hanging.get(place):
            await hanging.wait()
        if fault := self._faults.get(place):
            return web.Response(status=fault.status, body=fault.body, headers=fault.headers)
        return web.json_response(told)


# ---- tokens that must not be believed -------------------------------------------------------------


def _hs256(keys: KeyServer, url: str) -> str:
    """The old trick: the public key taken for a shared secret."""
    header = {"alg": "HS256", "typ": "JWT", "kid": keys.kid}
    return keys.minted(header, keys.claims(url), sign=lambda told: hmac.digest(keys.public_pem(), told, hashlib.sha256))


def _unsigned(alg: str, signature: bytes = b"") -> "Forgery":
    return lambda keys, url: keys.minted(
        {"alg": alg, "typ": "JWT", "kid": keys.kid}, keys.claims(url), sign=lambda _: signature
    )


def _stranger(told: bytes) -> bytes:
    return private_key(-1).sign(told, padding.PKCS1v15(), SHA256())


def _elsewhere(**header: Any) -> "Forgery":
    """Signed by a stranger, who says where their key is to be had."""
    return lambda keys, url: keys.minted(
        {"alg": "RS256", "typ": "JWT", "kid": keys.kid, **header}, keys.claims(url), sign=_stranger
    )


def _claims(**claims: Any) -> "Forgery":
    return lambda keys, url: keys.signed(url, **claims)


def _header(**header: Any) -> "Forgery":
    return lambda keys, url: keys.signed(url, header=header)


def _raw(claims: Any) -> "Forgery":
    return lambda keys, url: keys.minted({"alg": "RS256", "kid": keys.kid}, claims)


def _timed(claim: str, seconds: int) -> "Forgery":
    return lambda keys, url: keys.signed(url, **{claim: keys.claims(url)["nbf"] + seconds})


def _twice(keys: KeyServer, url: str) -> str:
    """Two audiences, of which one reader takes the first and another the last."""
    claims = json.dumps(keys.claims(url)).replace("{", '{"aud": "somebody-else", ', 1)
    return keys.minted({"alg": "RS256", "kid": keys.kid}, claims.encode())


Forgery = Callable[[KeyServer, str], str]

FORGED: Mapping[str, Forgery] = {
    "wrong aud": _claims(aud="somebody-else"),
    "wrong iss": _claims(iss="https://sts.windows.net/evil/"),
    "no aud": _claims(aud=None),
    "no iss": _claims(iss=None),
    "aud is a list with ours": lambda keys, url: keys.signed(url, aud=[keys.app_id, "somebody-else"]),
    "aud stands twice": _twice,
    "iss is a list with ours": _claims(iss=[ISSUER]),
    "alg none": _unsigned("none"),
    "alg none, with a signature": _unsigned("none", b"signature"),
    "alg NONE": _unsigned("NONE"),
    "HS256 signed with the public key": _hs256,
    "RS256 signed with nothing": _unsigned("RS256"),
    "signed by a stranger": _elsewhere(),
    "unknown kid": _header(kid="nobody"),
    "no kid": _header(kid=None),
    "empty kid": _header(kid=""),
    "kid is a number": _header(kid=1),
    "kid is a list": _header(kid=["key-0"]),
    "kid is very long": _header(kid="k" * 5_000),
    "alg is a list": _header(alg=["RS256"]),
    "no alg": _header(alg=None),
    "RS512 said": _header(alg="RS512"),
    "crit": _header(crit=["urn:nobody-knows"]),
    "crit is nonsense": _header(crit="urn:nobody-knows"),
    "b64 false": _header(b64=False, crit=["b64"]),
    "expired 301 s ago": _timed("exp", -301),
    "no exp": _claims(exp=None),
    "exp is a text": _claims(exp="4102444800"),
    "exp is true": _claims(exp=True),
    "exp is a list": _claims(exp=[4102444800]),
    "exp is null": lambda keys, url: _raw({**keys.claims(url), "exp": None})(keys, url),
    "exp is infinite": lambda keys, url: _raw({**keys.claims(url), "exp": float("inf")})(keys, url),
    "nbf in 301 s": _timed("nbf", 301),
    "nbf is a text": _claims(nbf="0"),
    "nbf is true": _claims(nbf=True),
    "nbf is null": lambda keys, url: _raw({**keys.claims(url), "nbf": None})(keys, url),
    "no serviceurl": _claims(serviceurl=None),
    "empty serviceurl": _claims(serviceurl=""),
    "serviceurl is a list": _claims(serviceurl=["https://smba.trafficmanager.net/teams/"]),
    "claims are null": _raw(None),
    "claims are a list": _raw([]),
    "claims are no JSON": _raw(b"{"),
    "claims are bad UTF-8": _raw(b'{"iss":"\xff\xfe"}'),
    "claims are 5,000 deep": _raw(b'{"iss":' + b"[" * 5_000 + b"]" * 5_000 + b"}"),
    "header is null": lambda keys, url: keys.minted(None, keys.claims(url)),
    "header is a list": lambda keys, url: keys.minted([], keys.claims(url)),
    "header is no JSON": lambda keys, url: keys.minted(b"\xff{", keys.claims(url)),
    "header is 5,000 deep": lambda keys, url: keys.minted(b"[" * 5_000, keys.claims(url)),
    "more than 16 KB": _claims(padding="x" * 20_000),
    "cut short": lambda keys, url: keys.signed(url)[:-10],
    "garbage": lambda _keys, _url: "garbage",
    "dots": lambda _keys, _url: "..",
    "four parts": lambda keys, url: keys.signed(url) + ".AAAA",
}
"""By name, how each is made."""

ELSEWHERE: Mapping[str, Callable[[str], Forgery]] = {
    "jku": lambda there: _elsewhere(jku=there),
    "x5u": lambda there: _elsewhere(x5u=there),
    "jwk": lambda _there: _elsewhere(jwk=jwk_of(private_key(-1), "stranger")),
}
"""Forgeries that bring their own key along, or an address of it: by header, made with that address."""


def _given(values: Mapping[str, Any]) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _written(value: Any) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def _coded(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _coded(value.to_bytes((value.bit_length() + 7) // 8, "big"))
