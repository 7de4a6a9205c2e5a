"""What must be known to speak with one Slack workspace."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class SlackSettings:
    """Secrets and addresses of the Slack app.

    With `app_token` requests come over Socket Mode as well as over HTTP. `teams` are the only
    workspaces listened to; empty means whichever one signs its requests with our secret.
    """

    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    teams: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse an empty secret: a channel without one would be open to everybody."""
        if not (self.signing_secret.strip() and self.bot_token.strip()):
            raise ValueError("Slack needs both a signing secret and a bot token")
