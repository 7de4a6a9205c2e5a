"""Where photos are fetched from, and where no token of ours ever goes."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.files import SlackFiles
from adapters.slack.files import attached_in as in_slack
from adapters.teams.files import TeamsFiles
from adapters.teams.files import attached_in as in_teams
from adapters.teams.login import Login
from adapters.teams.parts import Line
from adapters.teams.settings import SERVICE_HOSTS, TeamsSettings
from core.photos import Why, refused_unseen, wait
from tests.fakes.open_door import HandClock


@pytest.mark.parametrize(
    ("api", "url", "fine"),
    [
        ("https://slack.com/api/", "https://files.slack.com/files-pri/T1-F1/screen.jpg", True),
        ("https://www.slack.com/api/", "https://files.slack.com/files-pri/T1-F1/screen.jpg", True),
        ("https://slack-gov.com/api/", "https://files.slack-gov.com/files-pri/T1-F1/screen.jpg", True),
        ("https://slack.com/api/", "http://files.slack.com/x.jpg", False),
        ("https://slack.com/api/", "https://files.slack.com:444/x.jpg", False),
        ("https://slack.com/api/", "https://files.slack.com.evil.example/x.jpg", False),
        ("https://slack.com/api/", "https://evil.example/files.slack.com", False),
        ("https://slack.com/api/", "https://files.slack.com@evil.example/x.jpg", False),
        ("https://slack.com/api/", "https://me:x@files.slack.com/x.jpg", False),
        ("https://slack.com/api/", "https://127.0.0.1/x.jpg", False),
        ("https://slack.com/api/", "https://files.slack.com\\@evil.example/x.jpg", False),
        ("https://slack.com/api/", "https://[files.slack.com/x", False),
        ("http://127.0.0.1:9000/api/", "http://127.0.0.1:9000/x.jpg", True),
        ("http://127.0.0.1:9000/api/", "http://127.0.0.1:9001/x.jpg", False),
    ],
)
def test_slack(api: str, url: str, fine: bool) -> None:
    assert SlackFiles(AsyncWebClient(), "xoxb-fake", api).allowed(url) is fine


@pytest.mark.parametrize(
    ("where", "fine"),
    [
        ("file https://elm-my.sharepoint.com/personal/x/_layouts/download.aspx?tempauth=a.b", True),
        ("file https://ELM.SharePoint.com/x", True),
        ("file https://elm.sharepoint.com:443/x", True),
        ("inline https://smba.trafficmanager.net/emea/v3/attachments/1/views/original", True),
        ("inline https://elm-my.sharepoint.com/x", False),
        ("file http://elm.sharepoint.com/x", False),
        ("file https://sharepoint.com/x", False),
        ("file https://elmsharepoint.com/x", False),
        ("file https://elm.sharepoint.com.evil.example/x", False),
        ("file https://elm.sharepoint.com:8443/x", False),
        ("file https://elm.sharepoint.com@evil.example/x", False),
        ("file https://169.254.169.254/latest/meta-data", False),
        ("file ", False),
        ("", False),
    ],
)
def test_teams(where: str, fine: bool) -> None:
    settings = TeamsSettings(app_id="a", password="p", tenant="t", tenants=frozenset({"t"}))
    line = Line()
    files = TeamsFiles(line.session, Login(line.session, settings, HandClock()), SERVICE_HOSTS)
    assert files.allowed(where) is fine


@pytest.mark.parametrize(
    "files", [None, "x", [None], [{}], [{"url_private": 7}], [{"url_private": "https://x", "is_external": True}]]
)
def test_nonsense_among_the_files_of_slack_is_passed_over(files: object) -> None:
    assert in_slack(files) == []


def test_what_is_kept_of_the_files_of_a_message() -> None:
    told = {"id": "F1", "name": "Mrs Made-Up.jpg", "mimetype": "image/jpeg", "size": 12, "url_private": "https://x/y"}
    assert in_slack([told]) == [{"where": "https://x/y", "kind": "image/jpeg", "size": 12}]
    filed = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "Mrs Made-Up.pdf"}
    assert in_teams([{**filed, "content": {"downloadUrl": "https://x/y", "fileType": "pdf"}}]) == [
        {"where": "file https://x/y", "kind": "application/pdf", "size": 0}
    ]
    assert in_teams([{"contentType": "text/html", "content": "<p>look</p>"}, filed, 7]) == []


@pytest.mark.parametrize(
    ("kind", "size", "why"),
    [
        ("", 0, None),
        ("image/heic", 5, None),
        ("IMAGE/PNG", 5, None),
        ("audio/mp4", 5, Why.NOT_A_PHOTO),
        ("application/pdf", 5, Why.NOT_A_PHOTO),
        ("image/jpeg", 10 * 1024 * 1024 + 1, Why.TOO_LARGE),
    ],
)
def test_what_is_not_even_fetched(kind: str, size: int, why: Why | None) -> None:
    assert refused_unseen(kind, size) is why


def test_tries_come_ever_more_slowly() -> None:
    assert [wait(n) for n in range(1, 7)] == [5, 15, 45, 135, 405, 600]
