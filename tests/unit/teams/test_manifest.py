"""The app package is one that Teams takes: within the limits of its schema, in plain words, the same every time."""

import io
import json
import re
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from adapters.teams import manifest as m
from adapters.teams.envelope import REPORT, REPORT_THIS
from bot.commands import COMMANDS
from core.words import REPORT_FORM
from tests.unit import test_cli
from tests.unit.test_cli import Run
from tests.unit.test_words import JARGON, LONGEST_SENTENCE, PROMISES

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "deploy/docs/teams.md"
APP = "11111111-2222-3333-4444-55555555abcd"
PAGE = "https://care.example/handrail"

child, run = test_cli.child, test_cli.run

Json = dict[str, Any]

# ---- the limits, as Microsoft's schema for app manifests 1.19 has them ----------------------------------------


def _text(longest: int, pattern: str = "") -> Json:
    return {"type": "string", "minLength": 1, "maxLength": longest, **({"pattern": pattern} if pattern else {})}


def _all_of(**properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _some(most: int, *values: str) -> Json:
    return {"type": "array", "minItems": 1, "maxItems": most, "uniqueItems": True, "items": {"enum": list(values)}}


def _up_to(most: int, item: Json) -> Json:
    return {"type": "array", "minItems": 1, "maxItems": most, "items": item}


GUID = _text(36, "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")
LINK = _text(2048, "^https://")  # the schema lets http through, its text does not
SCOPES = _some(3, "personal", "team", "groupChat")
BOT = _all_of(
    botId=GUID,
    scopes=SCOPES,
    isNotificationOnly={"enum": [False]},
    supportsFiles={"enum": [True]},
    commandLists=_up_to(
        3, _all_of(scopes=SCOPES, commands=_up_to(10, _all_of(title=_text(32), description=_text(128))))
    ),
)
EXTENSION = _all_of(
    botId=GUID,
    commands=_up_to(
        10,
        _all_of(
            id=_text(64),
            type={"enum": ["action"]},
            context=_some(3, "compose", "commandBox", "message"),
            title=_text(32),
            description=_text(128),
            fetchTask={"enum": [True]},
        ),
    ),
)
SCHEMAS = "https://developer.microsoft.com/json-schemas/teams"
SCHEMA = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    **_all_of(
        **{"$schema": {"enum": [f"{SCHEMAS}/v1.19/MicrosoftTeams.schema.json"]}},
        manifestVersion={"enum": ["1.19"]},
        version=_text(256, r"^([0-9]|[1-9]+[0-9]*)\.([0-9]|[1-9]+[0-9]*)\.([0-9]|[1-9]+[0-9]*)$"),
        id=GUID,
        developer=_all_of(name=_text(32), websiteUrl=LINK, privacyUrl=LINK, termsOfUseUrl=LINK),
        name=_all_of(short=_text(30), full=_text(100)),
        description=_all_of(short=_text(80), full=_text(4000)),
        icons=_all_of(color=_text(2048), outline=_text(2048)),
        accentColor=_text(7, "^#[0-9a-fA-F]{6}$"),
        defaultInstallScope={"enum": ["personal", "team", "groupChat", "meetings"]},
        bots=_up_to(1, BOT),
        composeExtensions=_up_to(1, EXTENSION),
        permissions=_some(2, "identity", "messageTeamMembers"),
        validDomains={"type": "array", "maxItems": 16, "items": _text(2048)},
    ),
}


def _faults(found: Json) -> list[str]:
    Draft4Validator.check_schema(SCHEMA)
    return [fault.message for fault in Draft4Validator(SCHEMA).iter_errors(found)]


def _files(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return _files(m.package(APP, PAGE))


@pytest.fixture
def made(files: dict[str, bytes]) -> Json:
    found: Json = json.loads(files["manifest.json"])
    return found


def test_three_files_lie_at_the_root(files: dict[str, bytes]) -> None:
    assert sorted(files) == ["color.png", "manifest.json", "outline.png"]


def test_the_manifest_keeps_every_limit(made: Json) -> None:
    assert _faults(made) == []


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("name", {"short": "H" * 31, "full": "H"}),
        ("description", {"short": "s" * 81, "full": "f"}),
        ("accentColor", "green"),
        ("developer", {"name": "H", "websiteUrl": "http://x", "privacyUrl": "https://x", "termsOfUseUrl": "https://x"}),
        ("id", "handrail"),
        ("permissions", ["identity", "everything"]),
        ("webApplicationInfo", {"id": APP}),
    ],
)
def test_what_breaks_a_limit_is_seen(made: Json, part: str, wrong: object) -> None:
    assert _faults({**made, part: wrong}) != []


# ---- what it promises -------------------------------------------------------------------------------------


def test_the_app_its_bot_and_its_extension_have_one_id(made: Json) -> None:
    assert {made["id"], made["bots"][0]["botId"], made["composeExtensions"][0]["botId"]} == {APP}


def test_each_command_of_the_extension_is_one_that_is_answered(made: Json) -> None:
    commands = {command["id"]: command["context"] for command in made["composeExtensions"][0]["commands"]}
    assert commands == {REPORT_THIS: ["message"], REPORT: ["compose", "commandBox"]}
    assert REPORT_THIS == "report_this"
    assert REPORT_FORM.name == REPORT


def test_each_suggested_word_is_a_command(made: Json) -> None:
    lists = {tuple(one["scopes"]): [c["title"] for c in one["commands"]] for one in made["bots"][0]["commandLists"]}
    assert lists == {("personal",): ["help", "my reports", "open", "who"], ("team", "groupChat"): ["help"]}
    assert [word for word in lists["personal",] if not any(c.pattern.fullmatch(word) for c in COMMANDS)] == []


def test_nothing_is_asked_for_that_is_not_used(made: Json) -> None:
    assert made["permissions"] == ["identity", "messageTeamMembers"]
    assert made["validDomains"] == []
    assert {"webApplicationInfo", "authorization", "devicePermissions"} & set(made) == set()


def test_the_version_is_handrails_own(made: Json) -> None:
    assert made["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_the_links_lead_where_the_provider_says(made: Json) -> None:
    assert {made["developer"][link] for link in ("websiteUrl", "privacyUrl", "termsOfUseUrl")} == {PAGE}


def _said(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _said(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _said(one, name)
    elif isinstance(value, str) and name in {"short", "full", "title", "description"}:
        yield value


def test_its_words_are_plain(made: Json) -> None:
    texts = list(_said(made))
    assert len(texts) >= 12
    assert [text for text in texts if JARGON.search(text) or PROMISES.search(text)] == []
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?:])\s+", text)]
    assert [s for s in sentences if len(s.split()) > LONGEST_SENTENCE] == []
    assert [word for s in sentences for word in re.findall(r"[a-z]+", s, re.I) if len(word) > 12] == []


def test_the_same_program_writes_the_same_bytes() -> None:
    assert m.package(APP, PAGE) == m.package(APP.upper(), PAGE)


# ---- the icons --------------------------------------------------------------------------------------------


def _pixels(png: bytes) -> tuple[int, list[tuple[int, ...]]]:
    """Side and pixels of a square PNG in the one form that is written here; every chunk is checked."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(name + content),)
        chunks.append((name, content))
        at += 12 + length
    assert [name for name, _ in chunks] == [b"IHDR", b"IDAT", b"IEND"]
    width, height, *form = struct.unpack(">IIBBBBB", chunks[0][1])
    assert (width, form) == (height, [8, 6, 0, 0, 0])
    rows = zlib.decompress(chunks[1][1])
    assert len(rows) == height * (1 + 4 * width)
    assert {rows[row * (1 + 4 * width)] for row in range(height)} == {0}
    plain = b"".join(rows[row * (1 + 4 * width) + 1 : (row + 1) * (1 + 4 * width)] for row in range(height))
    return width, [tuple(plain[at : at + 4]) for at in range(0, len(plain), 4)]


def test_the_outline_icon_is_white_on_nothing(files: dict[str, bytes]) -> None:
    side, pixels = _pixels(files["outline.png"])
    assert side == 32
    assert {pixel[:3] for pixel in pixels} == {(255, 255, 255)}
    solid = [pixel[3] for pixel in pixels]
    assert (solid[0], solid[-1], max(solid)) == (0, 0, 255)
    assert 100 < solid.count(255) < 400


def test_the_color_icon_is_a_full_square_with_its_mark_in_the_middle(files: dict[str, bytes]) -> None:
    side, pixels = _pixels(files["color.png"])
    assert side == 192
    assert {pixel[3] for pixel in pixels} == {255}
    brand = (*bytes.fromhex(m.COLOUR.removeprefix("#")), 255)
    marked = [(at % side, at // side) for at, pixel in enumerate(pixels) if pixel != brand]
    assert len(marked) > 1000
    places = [place for spot in marked for place in spot]
    assert 36 <= min(places) <= max(places) < 36 + 120
    assert (255, 255, 255, 255) in pixels


# ---- the command ------------------------------------------------------------------------------------------


def test_the_command_needs_the_app_id_only_and_may_be_run_again(run: Run, tmp_path: Path) -> None:
    for page in ("https://old.example", PAGE):
        done = run("teams-manifest", "--address", page, HANDRAIL_TEAMS_APP_ID=APP)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("handrail-teams.zip is written.")
    assert (tmp_path / "handrail-teams.zip").read_bytes() == m.package(APP, PAGE)


def test_it_is_told_that_the_links_lead_nowhere_yet(run: Run, tmp_path: Path) -> None:
    done = run("teams-manifest", "--out", "mine.zip", HANDRAIL_TEAMS_APP_ID=APP)
    assert (done.code, (tmp_path / "mine.zip").exists()) == (0, True)
    assert "Give --address" in done.err


@pytest.mark.parametrize(
    ("app_id", "told"),
    [
        ("", "HANDRAIL_TEAMS_APP_ID is not set"),
        ("  ", "HANDRAIL_TEAMS_APP_ID is not set"),
        ("handrail", "is no app id"),
        (APP + "0", "is no app id"),
        ("{" + APP + "}", "is no app id"),
    ],
)
def test_a_wrong_app_id_is_told_in_plain_words(run: Run, tmp_path: Path, app_id: str, told: str) -> None:
    done = run("teams-manifest", HANDRAIL_TEAMS_APP_ID=app_id)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "page", ["http://care.example", "care.example", "https://", "https://a b", "https://u:p@x", "https://[x", ""]
)
def test_an_address_that_teams_cannot_link_to_is_refused(run: Run, tmp_path: Path, page: str) -> None:
    done = run("teams-manifest", "--address", page, HANDRAIL_TEAMS_APP_ID=APP)
    assert (done.code, list(tmp_path.iterdir())) == (2, [])
    assert "must begin with https://" in done.err


def test_a_file_that_is_something_else_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name", "utf-8")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("holiday.txt", "sea")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    for name in ("people.csv", "other.zip"):
        done = run("teams-manifest", "--out", name, HANDRAIL_TEAMS_APP_ID=APP)
        assert (done.code, "no app package" in done.err) == (2, True)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("place", [".", "nowhere/app.zip"])
def test_a_place_that_takes_no_file_is_told_in_one_line(run: Run, place: str) -> None:
    done = run("teams-manifest", "--out", place, HANDRAIL_TEAMS_APP_ID=APP)
    assert (done.code, len(done.err.splitlines())) == (2, 1)


# ---- the guide --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["APP_ID", "APP_PASSWORD", "TENANT_ID", "OPENID_URL", "LOGIN_URL", "SERVICE_HOSTS"])
def test_every_setting_is_explained(name: str) -> None:
    assert f"`HANDRAIL_TEAMS_{name}`" in GUIDE.read_text(encoding="utf-8")
