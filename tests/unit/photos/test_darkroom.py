"""What was sent becomes a plain JPEG or is refused, whatever the bytes are."""

import asyncio
import random
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from adapters.photos.darkroom import Darkroom, develop, small
from core.photos import LONGEST_SIDE, NotTaken, Why
from tests.fakes import pictures


def made(mode: str, kind: str, *, size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", Why.NOT_A_PHOTO),
        (pictures.program(), Why.NOT_A_PHOTO),
        (pictures.page_of_web(), Why.NOT_A_PHOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Why.NOT_A_PHOTO),
        (made("P", "GIF"), Why.NOT_A_PHOTO),
        (made("RGB", "TIFF"), Why.NOT_A_PHOTO),
        (b"%PDF-1.7", Why.NOT_A_PHOTO),
        (b"\xff\xd8\xff" + pictures.program(), Why.BROKEN),
        (b"RIFF\x00\x00\x00\x00WEBP", Why.BROKEN),
        (pictures.broken(), Why.BROKEN),
        (pictures.heic(), Why.HEIC),
        (pictures.bomb(), Why.TOO_MANY_DOTS),
        (pictures.too_large(), Why.TOO_LARGE),
    ],
)
def test_what_is_refused(sent: bytes, why: Why) -> None:
    with pytest.raises(NotTaken) as refused:
        develop(sent)
    assert refused.value.why is why


@pytest.mark.parametrize(
    "sent",
    [
        made("RGB", "JPEG"),
        made("L", "JPEG"),
        made("CMYK", "JPEG"),
        made("RGB", "MPO"),
        made("RGBA", "PNG"),
        made("LA", "PNG"),
        made("P", "PNG", transparency=0),
        made("1", "PNG"),
        made("I;16", "PNG"),
        made("RGBA", "WEBP"),
        made("RGB", "PNG", pnginfo=None, size=(1, 1)),
    ],
)
def test_every_way_to_write_a_picture_becomes_a_plain_jpeg(sent: bytes) -> None:
    found = Image.open(BytesIO(develop(sent).jpeg))
    assert (found.format, found.mode) == ("JPEG", "RGB")


def test_nothing_but_pixels_is_left() -> None:
    developed = develop(pictures.screen())
    found = Image.open(BytesIO(developed.jpeg))
    assert (developed.width, developed.height) == found.size == (800, 1200)
    assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not found.getexif()


def test_what_shines_through_is_white() -> None:
    found = Image.open(BytesIO(develop(made("RGBA", "PNG")).jpeg))
    assert found.getpixel((10, 10)) == (255, 255, 255)


def test_a_large_photo_is_made_smaller() -> None:
    developed = develop(made("RGB", "JPEG", size=(5000, 2500)))
    assert (developed.width, developed.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_a_small_copy_keeps_to_its_size() -> None:
    kept = develop(pictures.busy()).jpeg
    assert len(kept) > 100_000
    assert len(small(kept, most=8_500).jpeg) <= 8_500
    with pytest.raises(ValueError, match="small enough"):
        small(kept, most=100)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_whatever_is_broken_is_refused_and_nothing_else_happens(seed: int, kind: str) -> None:
    chance = random.Random(seed)
    sent = bytearray(pictures.screen(width=90, height=60, kind=kind))
    for _ in range(chance.randint(1, 30)):
        sent[chance.randrange(len(sent))] = chance.randrange(256)
    try:
        assert develop(bytes(sent)).jpeg.startswith(b"\xff\xd8")
    except NotTaken as refused:
        assert refused.why in Why


def test_a_large_png_is_not_unpacked() -> None:
    """It would take hundreds of megabytes for a file of some kilobytes; a JPEG of that size takes little."""
    with pytest.raises(NotTaken) as refused:
        develop(made("1", "PNG", size=(5000, 4000)))
    assert refused.value.why is Why.TOO_MANY_DOTS
    assert max(develop(made("L", "JPEG", size=(5000, 4000))).width, 0) == LONGEST_SIDE


@pytest.mark.parametrize(("mode", "kind"), [("P", "PNG"), ("RGBA", "PNG"), ("RGB", "JPEG"), ("RGBA", "WEBP")])
def test_a_large_one_is_made_small_and_stands_upright(mode: str, kind: str) -> None:
    turned = Image.Exif()
    turned[0x0112] = pictures.TURNED
    found = develop(made(mode, kind, size=(2400, 1200), exif=turned))
    assert (found.width, found.height) == (1000, 2000)


def one_colour_at_a_time(sent: bytes) -> bytes:
    """The same JPEG, saying that its first scan draws one colour only."""
    at = sent.index(b"\xff\xda") + 4
    return sent[:at] + b"\x01" + sent[at + 1 :]


@pytest.mark.parametrize(
    "sent",
    [
        made("RGB", "JPEG", size=(5000, 4000), progressive=True),
        made("CMYK", "JPEG", size=(5000, 4000)),
        one_colour_at_a_time(made("RGB", "JPEG", size=(5000, 4000))),
    ],
    ids=["progressive", "for print", "one colour at a time"],
)
def test_a_jpeg_that_can_only_be_unpacked_whole_may_have_fewer_dots(sent: bytes) -> None:
    with pytest.raises(NotTaken) as refused:
        develop(sent)
    assert refused.value.why is Why.TOO_MANY_DOTS


@pytest.mark.parametrize("more", [{"progressive": True}, {}])
def test_a_photo_of_a_phone_is_taken_however_it_was_written(more: dict[str, bool]) -> None:
    assert develop(made("RGB", "JPEG", size=(4032, 3024), **more)).width == LONGEST_SIDE


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_a_picture_that_moves(kind: str) -> None:
    with pytest.raises(NotTaken) as refused:
        develop(pictures.moving(kind))
    assert refused.value.why is Why.MOVES


async def test_one_at_a_time_whoever_sent_it() -> None:
    darkroom = Darkroom()
    found = await asyncio.gather(*(darkroom(pictures.screen()) for _ in range(3)))
    assert len({developed.jpeg for developed in found}) == 1
    with pytest.raises(NotTaken):
        await darkroom(pictures.broken())
    assert (await darkroom(pictures.screen())).jpeg == found[0].jpeg, "it is free again after a broken one"
