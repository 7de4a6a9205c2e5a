"""Makes what was sent into what is kept: only the pixels, the right way up, small enough, and nothing else.

Where the photo was taken, on which phone and what the app wrote into it go, because nothing is
copied but pixels. A picture that unpacks to far more than its size is refused by what its head says, before
anything is unpacked.
"""

import asyncio
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageOps

from core.photos import LONGEST_SIDE, MOST_DOTS, MOST_DOTS_WHOLE, Developed, NotTaken, Why, check_beginning

TAKEN = ("JPEG", "PNG", "WEBP")
"""No other reader of the library is ever asked, whatever the bytes say."""

QUALITY = 85

START_OF_SCAN = 0xDA

Image.MAX_IMAGE_PIXELS = None
"""The library's own limit is larger and warns only. Ours is checked below, on every picture."""


class Darkroom:
    """Develops beside the loop, one picture at a time: two large ones at once would take twice the memory."""

    def __init__(self) -> None:
        self._one = asyncio.Lock()

    async def __call__(self, sent: bytes) -> Developed:
        """The photo as it is kept. Raises NotTaken and nothing else."""
        async with self._one:
            return await asyncio.to_thread(develop, sent)


def develop(sent: bytes) -> Developed:
    """The photo as it is kept. Raises NotTaken and nothing else."""
    check_beginning(sent)
    try:
        with Image.open(BytesIO(sent), formats=TAKEN) as opened:
            return _written(_pixels(opened, sent))
    except NotTaken:
        raise
    except Exception:
        # Broken and made-up files fail in every way that there is; all mean the same to whoever sent it.
        raise NotTaken(Why.BROKEN) from None


def small(jpeg: bytes, *, most: int) -> Developed:
    """A copy of a kept photo of at most `most` bytes, as large as that allows. Raises ValueError if none is."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as opened:
        plain = opened.convert("RGB")
    for side, quality in ((1200, 60), (900, 55), (700, 50), (500, 45), (350, 40), (200, 40)):
        found = _written(plain, side=side, quality=quality)
        if len(found.jpeg) <= most:
            return found
    raise ValueError("no copy is small enough")


def _pixels(opened: Image.Image, sent: bytes) -> Image.Image:
    width, height = opened.size
    if width * height > (MOST_DOTS_WHOLE if _unpacked_whole(opened, sent) else MOST_DOTS):
        raise NotTaken(Why.TOO_MANY_DOTS)
    if opened.format == "PNG" and getattr(opened, "is_animated", False):
        raise NotTaken(Why.MOVES)
    with suppress(AttributeError):  # only a JPEG can be unpacked smaller than it is
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    opened.load()
    # Made small first: every step after this one takes the memory of a small picture.
    small = _smooth(opened)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _flat(ImageOps.exif_transpose(small))


def _unpacked_whole(opened: Image.Image, sent: bytes) -> bool:
    """Whether all of it must be in memory before any of it can be made small."""
    if opened.format not in ("JPEG", "MPO") or opened.mode == "CMYK" or "progressive" in opened.info:
        return True
    return _in_first_scan(sent) != len(opened.getbands())


def _in_first_scan(sent: bytes) -> int:
    """How many colours the first scan of a JPEG draws; 0 where that is not found. Source: ITU T.81, B.2.3."""
    at = 2
    while sent[at : at + 1] == b"\xff":
        if sent[at + 1] == START_OF_SCAN:
            return sent[at + 4]
        at += 2 + int.from_bytes(sent[at + 2 : at + 4])
    return 0


def _smooth(picture: Image.Image) -> Image.Image:
    """In a mode that can be made small smoothly, as it is where it has one: a palette can't be."""
    if picture.mode in ("RGB", "RGBA", "L", "LA", "CMYK"):
        return picture
    exif = picture.getexif()
    found = picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    found.info = {"exif": exif.tobytes()} if exif else {}
    return found


def _flat(picture: Image.Image) -> Image.Image:
    """Without what shines through: on white, as a screen would show it."""
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    flat = Image.new("RGB", clear.size, "white")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat


def _written(picture: Image.Image, *, side: int = LONGEST_SIDE, quality: int = QUALITY) -> Developed:
    fitted = picture.copy()
    fitted.thumbnail((side, side), Image.Resampling.LANCZOS)
    # A new picture: what the old one knew of itself (comment, colours, place) would be written along.
    clean = Image.new("RGB", fitted.size)
    clean.paste(fitted)
    out = BytesIO()
    clean.save(out, "JPEG", quality=quality, optimize=True)
    return Developed(jpeg=out.getvalue(), width=clean.width, height=clean.height)
