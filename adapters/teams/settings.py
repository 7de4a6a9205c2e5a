"""What must be known to speak with Teams."""

from dataclasses import dataclass, field

OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LOGIN_URL = "https://login.microsoftonline.com"
SERVICE_HOSTS = frozenset({"smba.trafficmanager.net"})


@dataclass(frozen=True, kw_only=True)
class TeamsSettings:
    """The bot's registration, and whom it believes.

    `tenants` are the only organisations listened to; `tenant` is where the bot is registered, and one
    of them. `service_hosts` ("host" or "host:port") are the only places that anything is sent to.
    """

    app_id: str
    password: str = field(repr=False)
    tenant: str
    tenants: frozenset[str]
    openid_url: str = OPENID_URL
    login_url: str = LOGIN_URL
    service_hosts: frozenset[str] = SERVICE_HOSTS

    def __post_init__(self) -> None:
        """Refuse what would leave the door open or shut for good."""
        if not (self.app_id.strip() and self.password.strip()):
            raise ValueError("Teams needs both an app id and a password")
        if self.tenant not in self.tenants:
            raise ValueError("the bot's own tenant is not among those that are listened to")
