"""The Slack channel."""

from adapters.slack.parts import SlackParts, build
from adapters.slack.settings import SlackSettings

__all__ = ["SlackParts", "SlackSettings", "build"]
