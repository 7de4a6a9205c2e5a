"""Made-up photos, good and bad, as phones and mischief-makers send them."""

import struct
import zlib
from io import BytesIO

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

PLACE = (51, 30, 26)
"""Degrees, minutes and seconds north, which no kept photo may hold."""

COMMENT = b"taken for Mrs Made-Up"
TURNED = 6
"""The EXIF orientation of a phone that was held upright."""


def screen(*, width: int = 1200, height: int = 800, kind: str = "JPEG") -> bytes:
    """A photo of a screen, with where it was taken, on which phone, and a comment; its top left corner is red."""
    picture = Image.new("RGB", (width, height), (240, 240, 235))
    picture.paste((200, 20, 20), (0, 0, width // 2, height // 2))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Made-Up Phones", "Phone 9", TURNED
    exif.get_ifd(0x8825).update({1: "N", 2: tuple(IFDRational(part) for part in PLACE), 3: "W", 4: (0, 7, 39)})
    out = BytesIO()
    more = {"comment": COMMENT} if kind == "JPEG" else {}
    picture.save(out, kind, exif=exif, **more)
    return out.getvalue()


def busy() -> bytes:
    """A photo of so many colours that no card could hold it."""
    picture = Image.effect_noise((1600, 1200), 90).convert("RGB")
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def moving(kind: str) -> bytes:
    """Two pictures that are shown in turn."""
    first, second = (Image.new("RGB", (64, 48), colour) for colour in ("red", "green"))
    out = BytesIO()
    first.save(out, kind, save_all=True, append_images=[second], duration=200)
    return out.getvalue()


def program() -> bytes:
    """A Windows program, whatever it is called."""
    return b"MZ\x90\x00" + b"\x00" * 60 + b"This program cannot be run in DOS mode." + bytes(2000)


def bomb() -> bytes:
    """A small PNG that unpacks to gigabytes."""
    return _png(60_000, 60_000, zlib.compress(bytes(1_000_000), 9))


def broken() -> bytes:
    """A photo that was cut off."""
    return screen()[:-900]


def too_large() -> bytes:
    """A JPEG of more than 10 MB, by what follows its end."""
    return screen() + bytes(10 * 1024 * 1024)


def heic() -> bytes:
    """How a photo of an iPhone begins."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(3000)


def page_of_web() -> bytes:
    """HTML that a careless browser would run."""
    return b"<html><script>alert(1)</script></html>"


def _png(width: int, height: int, data: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
