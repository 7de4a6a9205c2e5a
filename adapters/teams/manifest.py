"""The app package that an administrator uploads to Teams: a manifest and two icons, in one zip file.

The limits are those of Microsoft's schema for app manifests, version 1.19. The icons are drawn here, so
that no picture has to be kept; the same program writes the same bytes every time.
"""

import io
import json
import math
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from adapters.teams.envelope import REPORT, REPORT_THIS
from core import words

Json = dict[str, Any]

SCHEMA = "1.19"
VERSION = "0.1.0"
"""The version of Handrail. Teams takes a changed package only with a changed version."""

COLOUR = "#1d4e4a"
FILES = ("manifest.json", "color.png", "outline.png")

_GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier time; what time it is must not change the bytes


def package(app_id: str, address: str) -> bytes:
    """The zip file for the bot with that app id. Raises ValueError, in plain words, for what Teams would refuse.

    `address` is an https page of the provider's own: Teams links to it as the page of the app, for
    its privacy and for its terms of use.
    """
    contents = (json.dumps(manifest(app_id, address), indent=2).encode() + b"\n", color_icon(), outline_icon())
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in zip(FILES, contents, strict=True):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def write_package(file: Path, app_id: str, address: str) -> None:
    """Write the package to that file, over an earlier one. Raises ValueError for a file that is something else."""
    content = package(app_id, address)
    if file.exists() and not _is_package(file):
        raise ValueError(f"{file} is there already and is no app package. Name another file with --out.")
    file.write_bytes(content)


def _is_package(file: Path) -> bool:
    if not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as archive:
        return sorted(archive.namelist()) == sorted(FILES)


def manifest(app_id: str, address: str) -> Json:
    """What Teams is told about the app. Raises ValueError, in plain words, for a wrong id or address."""
    bot, page = _guid(app_id), _page(address)
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": VERSION,
        # The app has the id of its bot. So a later package is the same app to Teams, an update and not a
        # second Handrail beside the first; and there is no other id that somebody would have to keep.
        "id": bot,
        "developer": {"name": "Handrail", "websiteUrl": page, "privacyUrl": page, "termsOfUseUrl": page},
        "name": {"short": words.HANDRAIL, "full": words.APP_NAME},
        "description": {
            "short": words.APP_SHORT,
            "full": words.APP_LONG,
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": COLOUR,
        "defaultInstallScope": "personal",
        "bots": [_bot(bot)],
        "composeExtensions": [{"botId": bot, "commands": _COMMANDS}],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],  # nothing of ours is ever opened inside Teams
    }


_COMMANDS = [
    {
        "id": REPORT_THIS,
        "type": "action",
        "context": ["message"],
        "title": words.REPORT_THIS,
        "description": words.REPORT_THIS_DOES,
        "fetchTask": True,
    },
    {
        "id": REPORT,
        "type": "action",
        "context": ["compose", "commandBox"],
        "title": words.REPORT_FORM.title,
        "description": words.REPORT_FORM_DOES,
        "fetchTask": True,
    },
]

_HELP, *_ASKED_ALONE = ({"title": say, "description": does} for say, does in words.APP_COMMANDS.items())
"""Asked in one's own chat: what concerns one person does not belong before a whole team."""


def _bot(bot: str) -> Json:
    return {
        "botId": bot,
        "scopes": ["personal", "team", "groupChat"],
        "isNotificationOnly": False,
        "supportsFiles": True,  # photos of screens, in the private chat
        "commandLists": [
            {"scopes": ["personal"], "commands": [_HELP, *_ASKED_ALONE]},
            {"scopes": ["team", "groupChat"], "commands": [_HELP]},
        ],
    }


def _guid(app_id: str) -> str:
    found = app_id.strip()
    if not found:
        raise ValueError("HANDRAIL_TEAMS_APP_ID is not set. It is the Microsoft App ID of your Azure Bot.")
    if not _GUID.fullmatch(found):
        raise ValueError(
            "HANDRAIL_TEAMS_APP_ID is no app id. An app id looks like this: 12345678-abcd-abcd-abcd-1234567890ab."
        )
    return found.lower()


def _page(address: str) -> str:
    try:
        parts = urlsplit(address)
        fits = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and len(address) <= 2048
    except ValueError:
        fits = False
    if not fits or re.search(r"[\s\x00-\x1f]", address):
        raise ValueError(f"{address!r} is no address that Teams can link to. It must begin with https://.")
    return address


# ---- icons ------------------------------------------------------------------------------------------------

Colour = tuple[int, int, int, int]
"""Red, green, blue and how solid it is, each 0 to 255."""

WHITE: Colour = (255, 255, 255, 255)
CLEAR: Colour = (255, 255, 255, 0)
BRAND: Colour = (0x1D, 0x4E, 0x4A, 255)

_STROKES = (((6, 12), (26, 12)), ((9, 19), (23, 19)), ((9, 12), (9, 25)), ((23, 12), (23, 25)))
"""Two rails on two posts, as on the page's icon: from one point to another, on a sheet of 32 by 32."""
_MIDDLE = (16.0, 18.5)
_THICK = 3.0


def color_icon() -> bytes:
    """192 by 192: white on a full square. Teams rounds the corners; the mark keeps within the middle 120."""
    return _icon(192, scale=5.0, back=BRAND, front=WHITE)


def outline_icon() -> bytes:
    """32 by 32: white on nothing."""
    return _icon(32, scale=1.2, back=CLEAR, front=WHITE)


def _icon(side: int, *, scale: float, back: Colour, front: Colour) -> bytes:
    """The mark in the middle of a square. `scale` is how many pixels one unit of the sheet takes."""
    steps = [(place + 0.5 - side / 2) / scale for place in range(side)]
    rows = [[_blend(back, front, _covered(x, y, scale)) for x in steps] for y in steps]
    return _png(side, b"".join(b"\0" + bytes(part for colour in row for part in colour) for row in rows))


def _covered(x: float, y: float, scale: float) -> float:
    """How much of the pixel the mark covers, 0 to 1: its edge is soft over the width of one pixel."""
    nearest = min(_distance(x + _MIDDLE[0], y + _MIDDLE[1], *stroke) for stroke in _STROKES)
    return min(1.0, max(0.0, (_THICK / 2 - nearest) * scale + 0.5))


def _distance(x: float, y: float, start: tuple[int, int], end: tuple[int, int]) -> float:
    """From a point to an upright or level stroke."""
    across = max(start[0] - x, 0.0, x - end[0])
    along = max(start[1] - y, 0.0, y - end[1])
    return math.sqrt(across * across + along * along)


def _blend(back: Colour, front: Colour, share: float) -> Colour:
    red, green, blue, solid = (round(b + (f - b) * share) for b, f in zip(back, front, strict=True))
    return red, green, blue, solid


def _png(side: int, rows: bytes) -> bytes:
    """A PNG file, 8 bits for each of red, green, blue and alpha. Every row begins with its filter, 0."""
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
