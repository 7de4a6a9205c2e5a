"""Settings: the environment (`HANDRAIL_…`) over one TOML file, checked whole before anything starts."""

import json
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from core.advice import AdviceBook, book
from core.checks import CheckTimes, times_from
from core.occasions import Rhythm
from core.policy import DEFAULTS, Policy, for_checks, policy_from
from core.pulse import weekday_from


class BadSettings(Exception):
    """What is wrong with the settings, in plain words for whoever runs Handrail."""


class Settings(BaseSettings):
    """Everything that a provider can set. `deploy/docs/settings.md` says what each is for."""

    model_config = SettingsConfigDict(env_prefix="HANDRAIL_")

    database_url: str = "sqlite:///handrail.db"
    key: str = ""
    key_file: str = ""
    slack_signing_secret: str = ""
    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_api_url: str = "https://slack.com/api/"
    teams_app_id: str = ""
    teams_app_password: str = ""
    teams_tenant_id: str = ""
    teams_openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_login_url: str = "https://login.microsoftonline.com"
    teams_service_hosts: str = "smba.trafficmanager.net"
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    safeguarding_leads: tuple[str, ...] = ()
    model: str = ""
    check_asked_at: str = "11:00"
    check_due_at: str = "15:00"
    log_level: str = "INFO"
    digest_at: str = "09:30"
    digest_every_day: bool = False
    shift_start: bool = True
    ask_again: bool = True
    pulse: str = "off"
    tell_rules: bool = True
    escalation: dict[str, dict[str, Any]] = Field(default_factory=dict)
    advice: dict[str, dict[str, str]] = Field(default_factory=dict)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what it is given: `read_settings` puts the environment over the file, and nothing reads them again."""
        return (init_settings,)

    def policies(self) -> Mapping[str, Policy]:
        """Every escalation policy, the provider's over the built-in. Raises BadSettings."""
        try:
            built_in = {**DEFAULTS, "daily_check": for_checks(self.check_times().span)}
            given = {name: policy_from(name, table, built_in) for name, table in self.escalation.items()}
            return {**built_in, **given}
        except (ValueError, TypeError, AttributeError) as fault:
            raise BadSettings(str(fault)) from fault

    def check_times(self) -> CheckTimes:
        """When daily checks are asked and due, in each service's own time. Raises BadSettings."""
        try:
            return times_from(self.check_asked_at, self.check_due_at)
        except ValueError as fault:
            raise BadSettings(str(fault)) from fault

    def advice_book(self) -> AdviceBook:
        """The safe-care advice, the provider's over the built-in. Raises BadSettings."""
        try:
            return book(self.advice)
        except ValueError as fault:
            raise BadSettings(str(fault)) from fault

    def rhythm(self) -> Rhythm:
        """When digests go out. Raises BadSettings."""
        said = self.digest_at.strip()
        try:
            at = None if said.casefold() == "off" else datetime.strptime(said, "%H:%M").time()  # noqa: DTZ007
        except ValueError as fault:
            raise BadSettings(f'The setting digest_at must be a time such as "09:30", or "off": {said!r}') from fault
        return Rhythm(
            at=at,
            every_day=self.digest_every_day,
            shift_start=self.shift_start,
            ask_again=self.ask_again,
            rules=self.tell_rules,
        )

    def pulse_day(self) -> int | None:
        """The day of the week on which staff are asked how sure they feel, Monday is 0. Raises BadSettings."""
        try:
            return weekday_from(self.pulse)
        except ValueError as fault:
            raise BadSettings(str(fault)) from fault

    def slack_is_on(self) -> bool:
        """Whether Slack is set up. Raises BadSettings where only half of it is."""
        needed = {
            "HANDRAIL_SLACK_SIGNING_SECRET": self.slack_signing_secret,
            "HANDRAIL_SLACK_BOT_TOKEN": self.slack_bot_token,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing and (self.slack_app_token or len(missing) < len(needed)):
            raise BadSettings(f"Slack is half set up: {' and '.join(missing)} missing. Give all of it, or none.")
        return not missing

    def teams_is_on(self) -> bool:
        """Whether Teams is set up. Raises BadSettings where only half of it is."""
        needed = {
            "HANDRAIL_TEAMS_APP_ID": self.teams_app_id,
            "HANDRAIL_TEAMS_APP_PASSWORD": self.teams_app_password,
            "HANDRAIL_TEAMS_TENANT_ID": ",".join(self.teams_tenants()),
        }
        missing = [name for name, value in needed.items() if not value.strip()]
        if missing and len(missing) < len(needed):
            raise BadSettings(f"Teams is half set up: {' and '.join(missing)} missing. Give all of it, or none.")
        if not missing and not listed(self.teams_service_hosts):
            raise BadSettings("HANDRAIL_TEAMS_SERVICE_HOSTS names no host, so nothing could be sent. Leave it out.")
        return not missing

    def teams_tenants(self) -> tuple[str, ...]:
        """The organisations that are listened to on Teams; the bot is registered in the first."""
        return listed(self.teams_tenant_id)


def listed(text: str) -> tuple[str, ...]:
    """The items of a setting that takes several, separated by commas."""
    return tuple(item.strip() for item in text.split(",") if item.strip())


def read_settings(environment: Mapping[str, str], **given: Any) -> Settings:
    """The settings of this start. Raises BadSettings in plain words for anything that does not fit."""
    path = environment.get("HANDRAIL_CONFIG", "")
    try:
        settings = Settings(**{**_from_file(path), **_from_environment(environment), **given})
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadSettings(f"The setting {where} does not fit: {first['msg']}") from fault
    settings.policies()
    settings.advice_book()
    settings.rhythm()
    settings.pulse_day()
    settings.slack_is_on()
    settings.teams_is_on()
    return settings


def _from_file(path: str) -> dict[str, Any]:
    file = Path(path or "handrail.toml")
    if not file.is_file():
        if path:
            raise BadSettings(f"The settings file {path} is not there.")
        return {}
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise BadSettings(f"The settings file {file} can't be read: {fault}") from fault
    unknown = sorted(set(found) - set(Settings.model_fields))
    if unknown:
        raise BadSettings(f"The settings file {file} has an unknown setting {unknown[0]!r}.")
    return found


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    named = {name: f"HANDRAIL_{name.upper()}" for name in Settings.model_fields}
    return {name: _value(name, environment[variable]) for name, variable in named.items() if variable in environment}


def _value(name: str, text: str) -> Any:
    """Texts and numbers as they are; lists and tables are written as JSON."""
    if Settings.model_fields[name].annotation in (str, int):
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise BadSettings(f"The setting HANDRAIL_{name.upper()} must be written as JSON.") from None
