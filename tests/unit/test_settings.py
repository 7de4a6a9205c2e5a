"""Settings: the file under the environment, and one plain sentence for whatever does not fit."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import BadSettings, Settings, read_settings
from core.policy import DEFAULTS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "handrail.toml"


def read(file: Path, toml: str, **environment: str) -> Settings:
    file.write_text(toml, "utf-8")
    named = {f"HANDRAIL_{name}": value for name, value in environment.items()}
    return read_settings({"HANDRAIL_CONFIG": str(file), **named})


def wrong(file: Path, toml: str = "", **environment: str) -> str:
    with pytest.raises(BadSettings) as raised:
        read(file, toml, **environment)
    told = str(raised.value)
    assert told.strip() and "\n" not in told.strip(), told
    return told


def test_without_anything_all_has_its_default(file: Path) -> None:
    found = read(file, "")
    assert (found.database_url, found.host, found.port) == ("sqlite:///handrail.db", "127.0.0.1", 8080)
    assert dict(found.policies()) == dict(DEFAULTS)
    assert not found.slack_is_on()


TEAMS = {"TEAMS_APP_ID": "a", "TEAMS_APP_PASSWORD": "b", "TEAMS_TENANT_ID": "t1, t2"}


def test_teams_is_on_with_all_of_it_and_off_with_none(file: Path) -> None:
    found = read(file, "", **TEAMS)
    assert found.teams_is_on()
    assert found.teams_tenants() == ("t1", "t2")
    assert not read(file, "").teams_is_on()
    assert not read(file, "", TEAMS_APP_ID="", TEAMS_OPENID_URL="https://x.example").teams_is_on()


@pytest.mark.parametrize("left_out", TEAMS)
@pytest.mark.parametrize("empty", [None, "", " "])
def test_half_of_teams_is_refused_and_what_is_missing_named(file: Path, left_out: str, empty: str | None) -> None:
    rest = {name: value for name, value in TEAMS.items() if name != left_out}
    told = wrong(file, **rest, **({} if empty is None else {left_out: empty}))
    assert f"HANDRAIL_{left_out}" in told
    assert "half set up" in told


def test_a_list_of_hosts_that_names_none_is_refused(file: Path) -> None:
    assert "HANDRAIL_TEAMS_SERVICE_HOSTS" in wrong(file, **TEAMS, TEAMS_SERVICE_HOSTS=" , ")


def test_the_environment_stands_over_the_file(file: Path) -> None:
    found = read(file, 'port = 9000\nhost = "0.0.0.0"', PORT="9001")
    assert (found.port, found.host) == (9001, "0.0.0.0")


def test_what_a_command_gives_stands_over_both(file: Path) -> None:
    file.write_text('database_url = "sqlite:///file.db"')
    given = read_settings(
        {"HANDRAIL_CONFIG": str(file), "HANDRAIL_DATABASE_URL": "sqlite:///env.db"}, database_url="sqlite:///given.db"
    )
    assert given.database_url == "sqlite:///given.db"


def test_only_the_environment_given_is_read(file: Path) -> None:
    assert read_settings({"HANDRAIL_CONFIG": str(_empty(file)), "PORT": "1", "handrail_port": "2"}).port == 8080


def _empty(file: Path) -> Path:
    file.write_text("")
    return file


def test_lists_and_tables_come_from_the_environment_as_json(file: Path) -> None:
    found = read(file, "", SAFEGUARDING_LEADS='["a@elm.example"]', ESCALATION='{"high": {"repeat": "7m"}}')
    assert found.safeguarding_leads == ("a@elm.example",)
    assert found.policies()["high"].repeat == timedelta(minutes=7)


def test_policies_and_advice_of_the_file_stand_over_the_built_in(file: Path) -> None:
    found = read(
        file,
        """
        [escalation.critical]
        steps = [{after = "0s", to = ["in_charge"]}, {after = "5m", to = ["on_call"]}]
        repeat = "10m"
        [advice.medicines]
        first = "Use the yellow folder now."
        approved_by = "Registered manager, 3 June"
        [advice.alerts]
        approved_by = "Registered manager, 3 June"
        """,
    )
    assert [step.to for step in found.policies()["critical"].steps] == [("in_charge",), ("on_call",)]
    assert found.policies()["high"] == DEFAULTS["high"]
    advice = found.advice_book()
    assert (advice["medicines"].first, advice["medicines"].version) == ("Use the yellow folder now.", 2)
    assert advice["medicines"].approved_by and advice["alerts"].approved_by
    assert advice["alerts"].version == 1, "approved as it is"
    assert advice["unwell"].approved_by == ""


SLACK = {"SLACK_SIGNING_SECRET": "made-up", "SLACK_BOT_TOKEN": "xoxb-made-up"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (("SLACK_SIGNING_SECRET",), "HANDRAIL_SLACK_BOT_TOKEN"),
        (("SLACK_BOT_TOKEN",), "HANDRAIL_SLACK_SIGNING_SECRET"),
    ],
)
def test_slack_half_set_up_is_refused_and_says_what_is_missing(
    file: Path, given: tuple[str, ...], missing: str
) -> None:
    told = wrong(file, **{name: SLACK[name] for name in given})
    assert f"Slack is half set up: {missing} missing" in told
    assert "made-up" not in told


def test_an_app_token_alone_is_half(file: Path) -> None:
    told = wrong(file, SLACK_APP_TOKEN="xapp-made-up")
    assert "HANDRAIL_SLACK_SIGNING_SECRET and HANDRAIL_SLACK_BOT_TOKEN missing" in told


def test_slack_whole_is_on_and_with_empty_settings_off(file: Path) -> None:
    assert read(file, "", **SLACK).slack_is_on()
    assert not read(file, "", SLACK_SIGNING_SECRET="", SLACK_BOT_TOKEN="").slack_is_on()


WRONG: dict[str, tuple[str, dict[str, str], str]] = {
    "port no number": ("", {"PORT": "eighty"}, "The setting port does not fit"),
    "port too high": ("port = 70000", {}, "The setting port does not fit"),
    "port in quotes is fine, words are not": ('port = "http"', {}, "The setting port does not fit"),
    "no toml": ("port = = 3", {}, "can't be read"),
    "unknown in the file": ('slack_bot_tokn = "x"', {}, "unknown setting 'slack_bot_tokn'"),
    "unknown table": ("[escalations.high]\nrepeat = '5m'", {}, "unknown setting 'escalations'"),
    "unknown policy": ("[escalation.urgent]\nrepeat = '5m'", {}, "[escalation.urgent] is unknown"),
    "policy no table": ("escalation = 3", {}, "The setting escalation does not fit"),
    "length": ("[escalation.high]\nrepeat = 5", {}, "[escalation.high] repeat: '5' is not a length of time"),
    "steps": ("[escalation.high]\nsteps = ['10m']", {}, "a step is written"),
    "advice unknown": ("[advice.tea]\nfirst = 'x'", {}, "[advice.tea] is unknown; there are: medicines"),
    "advice misspelt": ("[advice.unwell]\nfrist = 'x'", {}, "unknown setting 'frist'"),
    "advice version": ("[advice.unwell]\nversion = 'two'", {}, "version must be a number"),
    "leads no list": ('safeguarding_leads = "a@b"', {}, "The setting safeguarding_leads does not fit"),
    "leads no json": ("", {"SAFEGUARDING_LEADS": "a@b.example"}, "HANDRAIL_SAFEGUARDING_LEADS must be written as JSON"),
    "escalation no json": ("", {"ESCALATION": "{high"}, "HANDRAIL_ESCALATION must be written as JSON"),
}


@pytest.mark.parametrize("case", WRONG)
def test_whatever_does_not_fit_is_told_in_one_sentence(file: Path, case: str) -> None:
    toml, environment, told = WRONG[case]
    assert told in wrong(file, toml, **environment)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="is not there"):
        read_settings({"HANDRAIL_CONFIG": str(tmp_path / "nowhere.toml")})


def test_a_file_that_is_no_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00port")
    with pytest.raises(BadSettings, match="can't be read"):
        read_settings({"HANDRAIL_CONFIG": str(file)})
