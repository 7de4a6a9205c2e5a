"""Photos that come with a report: what is taken, by its content and never by its name, and what is said of the rest.

A photo of a screen often shows somebody's details. So it is kept sealed, goes into no ping, digest or
export, and is shown only to those who may read the words, when they ask for it.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

LARGEST = 10 * 1024 * 1024
"""Bytes of a photo as it is sent. Those of a phone have two to five million."""

MOST_DOTS = 40_000_000
"""Pixels. A picture may claim far more of them than its bytes are worth."""

MOST_DOTS_WHOLE = 16_000_000
"""The same of what can only be unpacked whole, four to eight bytes for each: every PNG and WebP, and a JPEG that is
progressive, made for print, or drawn one colour after the other. A large screen has 15 million."""

MOST = 5
"""Photos of one report."""

LONGEST_SIDE = 2000
"""Pixels of a photo as it is kept: enough to read a screen by."""

ADDED_WITHIN = timedelta(minutes=10)
"""A photo that comes so soon after a report belongs to it."""

LOOSE_FOR = timedelta(minutes=30)
"""How long a photo waits for its words. Afterwards it is deleted: nobody else would ever know why it is here."""

ASIDE = "?"
"""What a photo belongs to while its sender is asked which report it is for."""

LINK_LIVES = timedelta(minutes=5)
"""How long a link to a photo works, and it works once."""

TRIES = 6
"""How often a photo is fetched before it is given up."""


class Why(StrEnum):
    """Why a photo is not taken."""

    NOT_A_PHOTO = "not_a_photo"
    HEIC = "heic"
    TOO_LARGE = "too_large"
    TOO_MANY_DOTS = "too_many_dots"
    BROKEN = "broken"
    TOO_MANY = "too_many"
    MOVES = "moves"


class NotTaken(Exception):
    """The photo is not taken. The text is the reason's name and holds nothing of the photo."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Developed:
    """A photo as it is kept: a JPEG that holds its pixels, the right way up, and nothing else."""

    jpeg: bytes
    width: int
    height: int


class Develop(Protocol):
    """Makes what was sent into what is kept, one at a time whoever sent it: it takes the processor and much memory."""

    async def __call__(self, sent: bytes) -> Developed:
        """The photo. Raises NotTaken, and nothing else whatever the bytes are."""


_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"miaf", b"msf1", b"avif", b"avis")

_WEBP_MOVES = 0x02
"""The bit in the head of a WebP that says it holds several pictures."""


def check_beginning(sent: bytes) -> None:
    """Raises NotTaken unless the bytes begin as a JPEG, PNG or WebP does, whatever their name says."""
    if len(sent) > LARGEST:
        raise NotTaken(Why.TOO_LARGE)
    if sent[4:8] == b"ftyp" and sent[8:12] in _HEIC:
        raise NotTaken(Why.HEIC)
    known = sent.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (sent[:4] == b"RIFF" and sent[8:12] == b"WEBP")
    if not known:
        raise NotTaken(Why.NOT_A_PHOTO)
    # Asked before anything opens it: the reader makes room for several pictures as soon as it begins.
    if sent[12:16] == b"VP8X" and sent[:4] == b"RIFF" and sent[20:21] and sent[20] & _WEBP_MOVES:
        raise NotTaken(Why.MOVES)


def refused_unseen(kind: str, size: int) -> Why | None:
    """Why a file is not even fetched, by what the channel says of it: `kind` is a media type or empty, `size` bytes."""
    if kind and not kind.casefold().startswith("image/"):
        return Why.NOT_A_PHOTO
    return Why.TOO_LARGE if size > LARGEST else None


def wait(attempts: int) -> float:
    """Seconds until a photo is fetched again after so many tries: 5, 15, 45 and so on, at most ten minutes."""
    return min(5.0 * 3.0 ** (attempts - 1), 600.0)
