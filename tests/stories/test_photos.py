"""Photos with a report: kept without what they say of themselves, and shown only to who may read the words."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from PIL import Image

from core.ports import UnitOfWork
from tests.fakes import fake_connector, fake_slack, pictures
from tests.stories.channels import Answered, PageWay, teams_id, user_id
from tests.stories.ward import Ward

PRINTER = "printer wont print the handover"
CARE = "Please no names or faces. Cover what a screen shows about a person."
PHOTO = pictures.screen()


async def kept(ward: Ward, ref: str) -> list[bytes]:
    """The photos of an entry as they are kept, opened."""

    def job(uow: UnitOfWork) -> list[bytes]:
        return [uow.photo_jpeg(photo) for photo in uow.photos(ref) if photo.kept]

    return await ward.look(job)


async def anything_kept(ward: Ward) -> int:
    """How many photos there are in the whole database, fetched or not."""

    def job(uow: UnitOfWork) -> int:
        return sum(uow.photo(number) is not None for number in range(1, 30))

    return await ward.look(job)


def breaks(ward: Ward, times: int) -> None:
    """So many fetches of a photo go wrong."""
    if ward.way.name == "slack":
        ward.slack.slack.breaks("download", *[fake_slack.Broken(503)] * times)
    else:
        ward.teams.teams.breaks("download", *[fake_connector.Broken(503)] * times)


async def sent(ward: Ward, photo: bytes, **about: Any) -> Answered:
    """A photo on Slack of which the message says something else."""
    return Answered(status=await ward.slack.slack.sends(user_id("precious"), PRINTER, photo, **about))


async def opened(ward: Ward, link: str, how: str) -> tuple[int, str]:
    """What is answered there: status and kind. Nothing of it may be stored anywhere."""
    async with aiohttp.ClientSession() as session, session.request(how, ward.url + link) as answer:
        assert "no-store" in answer.headers["Cache-Control"]
        return answer.status, answer.content_type


def link_in(ward: Ward) -> str:
    """The path of the newest link on Tom's phone."""
    cards = [shown.card for shown in ward.teams.teams.messages(teams_id("tom"))]
    return str(re.findall(r'"https://handrail.example(/photo/[^"]+)"', json.dumps(cards))[-1])


async def test_a_photo_with_words(ward: Ward) -> None:
    """One message is a report with its photo: saved, thanked for once, and nobody else is disturbed."""
    await ward.precious.sends(PRINTER, PHOTO, PHOTO)
    ward.precious.hears("Saved: ISS-1.", "The photo is with ISS-1.", CARE)
    assert ward.precious.pings(CARE) == 1
    assert len(await kept(ward, "ISS-1")) == 2
    assert await ward.words("ISS-1") == PRINTER
    ward.tom.hears_nothing()
    assert (await ward.verbs("ISS-1")).count("photo_added") == 2


async def test_what_a_photo_says_of_itself_is_gone(ward: Ward) -> None:
    """Where it was taken, on which phone and what was written into it are not in the kept bytes; it stands upright."""
    assert Image.open(BytesIO(PHOTO)).getexif().get_ifd(0x8825)[2] == pictures.PLACE
    await ward.precious.sends(PRINTER, PHOTO)
    (jpeg,) = await kept(ward, "ISS-1")
    found = Image.open(BytesIO(jpeg))
    assert (found.format, found.size) == ("JPEG", (800, 1200))
    assert not found.getexif()
    assert not {"exif", "comment", "icc_profile"} & set(found.info)
    assert b"Exif" not in jpeg
    assert b"Made-Up" not in jpeg
    corner = found.convert("RGB").getpixel((700, 100))  # the red corner, after a quarter turn
    assert isinstance(corner, tuple)
    assert corner[0] > 150 > 100 > corner[1]
    raw = (ward.folder / "handrail.db").read_bytes() + (ward.folder / "handrail.db-wal").read_bytes()
    assert jpeg[:200] not in raw, "it lies open in the database"
    assert b"Made-Up Phones" not in raw


async def test_a_photo_alone_and_then_words(ward: Ward) -> None:
    """One line of words is asked for; the photo waits and belongs to what is said next."""
    await ward.precious.sends("", PHOTO)
    ward.precious.hears("Please tell me in one line what is wrong", CARE)
    assert await ward.refs() == []
    await ward.precious.says("thanks")
    await ward.clock.forward(minutes=5)
    await ward.precious.says(PRINTER)
    ward.precious.hears("Saved: ISS-1.", "The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1


async def test_a_photo_that_nobody_says_anything_about_is_deleted(ward: Ward) -> None:
    """After half an hour nobody would know why it is here."""
    await ward.precious.sends("", PHOTO)
    assert await anything_kept(ward) == 1
    await ward.clock.forward(minutes=31)
    assert await anything_kept(ward) == 0
    await ward.precious.says(PRINTER)
    assert await kept(ward, "ISS-1") == []


async def test_a_photo_soon_after_a_report_belongs_to_it(ward: Ward) -> None:
    """Within ten minutes nothing is asked; later it is."""
    await ward.precious.says(PRINTER)
    await ward.clock.forward(minutes=9)
    await ward.precious.sends("", PHOTO)
    ward.precious.hears("The photo is with ISS-1.")
    await ward.clock.forward(minutes=2)
    await ward.precious.sends("", PHOTO)
    ward.precious.hears("Please tell me in one line what is wrong")
    assert len(await kept(ward, "ISS-1")) == 1


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (pictures.program, "that file is not one"),
        (pictures.page_of_web, "that file is not one"),
        (pictures.too_large, "That photo is too large. I can take photos of up to 10 MB."),
        (pictures.bomb, "That photo is too large for me to open."),
        (pictures.broken, "I could not open that photo."),
        (pictures.heic, "(HEIC). Take a screenshot"),
        (partial(pictures.moving, "WEBP"), "That picture moves, and I can only take photos that stand still."),
    ],
)
async def test_what_is_no_photo_is_not_kept_and_the_words_are(ward: Ward, made: Callable[[], bytes], said: str) -> None:
    """Checked by content, whatever the name says; why, and what to do instead, is said in words."""
    await ward.precious.sends(PRINTER, made(), name="screen.jpg")
    ward.precious.hears("Saved: ISS-1.", said)
    assert await anything_kept(ward) == 0
    assert await ward.words("ISS-1") == PRINTER
    assert (await ward.health())[0] == 200


async def test_a_voice_note_is_not_even_fetched(ward: Ward) -> None:
    """What the channel itself calls no picture is answered at once."""
    await ward.precious.sends(PRINTER, b"ID3" + bytes(500), name="note.mp3")
    ward.precious.hears("Saved: ISS-1.", "that file is not one")
    assert await anything_kept(ward) == 0


async def test_five_photos_are_kept_with_one_report(ward: Ward) -> None:
    """More are not, and that is said."""
    await ward.precious.sends(PRINTER, *[pictures.screen(width=300, height=200)] * 6)
    ward.precious.hears("I keep up to 5 photos with one report.")
    assert len(await kept(ward, "ISS-1")) == 5
    await ward.precious.sends("", PHOTO)
    ward.precious.hears("I keep up to 5 photos with one report.")
    assert len(await kept(ward, "ISS-1")) == 5
    assert await anything_kept(ward) == 5


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_other_kinds_are_taken_too(ward: Ward, kind: str) -> None:
    """Screenshots are PNG; whatever came, a JPEG is kept."""
    await ward.precious.sends(PRINTER, pictures.screen(kind=kind), name=f"screen.{kind.lower()}")
    (jpeg,) = await kept(ward, "ISS-1")
    assert Image.open(BytesIO(jpeg)).format == "JPEG"
    ward.precious.sees("The photo is with ISS-1.")


async def test_who_may_read_the_words_may_see_the_photo(ward: Ward) -> None:
    """Tom asks and is shown it alone; the look stands in the trail. Pings hold a button and no photo."""
    await ward.precious.sends("tablet wont log me in and its meds time", PHOTO)
    ward.tom.may_press("See the photo")
    assert await ward.tom.photos() == []
    await ward.tom.presses("See the photo")
    ward.tom.hears("I am sending it to you now. ISS-1")
    (seen,) = await ward.tom.photos()
    assert Image.open(BytesIO(seen)).format == "JPEG"
    assert "Tom looked at the photo." in await ward.history("ISS-1")
    assert (await ward.verbs("ISS-1")).count("photo_looked") == 1
    for other in (ward.kofi, ward.ben, ward.anita, ward.precious):
        assert await other.photos() == []


async def test_the_reporter_sees_their_own_and_that_is_no_look(ward: Ward) -> None:
    """What is somebody's own is not recorded as looked at, as with the words."""
    await ward.precious.sends(PRINTER, PHOTO)
    await ward.precious.says("ISS-1")
    await ward.precious.presses("See the photo")
    assert len(await ward.precious.photos()) == 1
    assert "photo_looked" not in await ward.verbs("ISS-1")


async def test_who_may_not_read_the_words_is_shown_nothing(ward: Ward) -> None:
    """Kofi presses a button that is not his: it is as if there were no such entry."""
    await ward.precious.sends("tablet wont log me in and its meds time", PHOTO)
    button = next(screen for screen in ward.tom.screens() if "See the photo" in screen.buttons)
    await ward.kofi.presses("See the photo", on=button)
    ward.kofi.hears("I can't find ISS-1, or it is not yours to see.")
    assert await ward.kofi.photos() == []
    assert "photo_looked" not in await ward.verbs("ISS-1")


async def test_a_restricted_photo_is_as_strict_as_the_words(ward: Ward) -> None:
    """A safeguarding report: neither the floor nor who leads it sees the photo."""
    await ward.precious.sends("a carer slapped a resident, he has a bruise", PHOTO)
    assert (await ward.issue("ISS-1")).restricted
    for told in (ward.grace, ward.anita):
        told.sees("ISS-1")
        assert await told.photos() == []
    button = next(screen for screen in ward.grace.screens() if "See the photo" in screen.buttons)
    await ward.tom.presses("See the photo", on=button)
    ward.tom.hears("I can't find ISS-1, or it is not yours to see.")
    assert await ward.tom.photos() == []
    await ward.grace.presses("See the photo")
    assert len(await ward.grace.photos()) == 1


@pytest.mark.told_on("slack", "teams")
async def test_a_photo_that_comes_at_the_third_try(ward: Ward) -> None:
    """The report is saved at once; the photo follows when it can be had."""
    breaks(ward, 2)
    await ward.precious.sends(PRINTER, PHOTO)
    ward.precious.hears("Saved: ISS-1.")
    ward.precious.does_not_see("The photo is with ISS-1.")
    for _ in range(2):
        await ward.clock.forward(minutes=1)
    ward.precious.hears("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1


@pytest.mark.told_on("slack", "teams")
async def test_a_photo_that_never_comes(ward: Ward) -> None:
    """It is given up in the end, and said; the words are safe all the while."""
    breaks(ward, 50)
    await ward.precious.sends(PRINTER, PHOTO)
    ward.precious.hears("Saved: ISS-1.")
    for _ in range(8):
        await ward.clock.forward(minutes=12)
    ward.precious.sees("I could not get the picture. Your words are saved. ISS-1")
    assert await anything_kept(ward) == 0
    assert ward.precious.pings("I could not get the picture.") == 1
    assert await ward.words("ISS-1") == PRINTER


@pytest.mark.told_on("slack")
async def test_a_photo_that_we_are_not_allowed_to_have(ward: Ward) -> None:
    """Without the right to read files Slack answers with its page to sign in, which is no photo."""
    ward.slack.slack.breaks("download", fake_slack.Refuse("not allowed"))
    await ward.precious.sends(PRINTER, PHOTO)
    ward.precious.hears("I could not get the picture. Your words are saved. ISS-1")
    assert await anything_kept(ward) == 0


@pytest.mark.told_on("slack")
@pytest.mark.parametrize("url", ["https://files.slack.com.evil.example/x.jpg", "http://127.0.0.1:1/x.jpg", "file:///x"])
async def test_our_token_goes_to_no_other_host(ward: Ward, url: str) -> None:
    """A message that names another place for its file is not believed."""
    await ward.step(lambda: sent(ward, PHOTO, url_private=url))
    ward.precious.sees("Saved: ISS-1.", "I can't take pictures")
    assert not [call for call in ward.slack.slack.calls if call[0] == "download"]
    assert await anything_kept(ward) == 0


@pytest.mark.told_on("slack")
async def test_a_photo_that_claims_to_be_small(ward: Ward) -> None:
    """The size is counted while it comes, whatever was said of it before."""
    await ward.step(lambda: sent(ward, pictures.too_large(), size=1000))
    ward.precious.sees("Saved: ISS-1.", "That photo is too large.")
    assert await anything_kept(ward) == 0


@pytest.mark.told_on("slack")
async def test_a_look_from_a_group_is_answered_in_private(ward: Ward) -> None:
    """An upload that Slack does not take is tried again."""
    await ward.precious.sends("tablet wont log me in and its meds time", PHOTO)
    ward.slack.slack.breaks("files.completeUploadExternal", fake_slack.Broken())
    await ward.tom.presses("See the photo")
    assert await ward.tom.photos() == []
    await ward.clock.forward(minutes=1)
    assert len(await ward.tom.photos()) == 1


@pytest.mark.told_on("teams")
async def test_a_picture_put_into_the_text(ward: Ward) -> None:
    """Teams keeps those with the connector, which wants our token."""

    async def sends() -> Answered:
        return Answered(status=await ward.teams.teams.sends(teams_id("precious"), PRINTER, PHOTO, inline=True))

    await ward.step(sends)
    ward.precious.sees("Saved: ISS-1.", "The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1


@pytest.mark.told_on("teams")
async def test_a_link_where_the_photo_is_too_large_for_a_card(ward: Ward) -> None:
    """With an address of our own Teams gets a link: it opens once, within five minutes, after a press."""
    ward.more = {"public_url": "https://handrail.example"}
    await ward.restarts()
    await ward.precious.sends("tablet wont log me in and its meds time", pictures.busy())
    await ward.tom.presses("See the photo")
    assert await ward.tom.photos() == []
    first = link_in(ward)
    assert await opened(ward, first, "GET") == (200, "text/html")
    assert await opened(ward, first, "GET") == (200, "text/html"), "looking at a link must not use it up"
    assert await opened(ward, first, "POST") == (200, "image/jpeg")
    assert await opened(ward, first, "POST") == (404, "text/html")
    await ward.clock.forward(seconds=10)
    await ward.tom.presses("See the photo")
    late = link_in(ward)
    await ward.clock.forward(minutes=6)
    assert late != first
    assert await opened(ward, late, "POST") == (404, "text/html")


@pytest.mark.told_on("teams")
async def test_a_small_copy_where_there_is_no_address_for_a_link(ward: Ward) -> None:
    """Teams takes little in one card: without an address of our own a small copy has to do, and says so."""
    await ward.precious.sends("tablet wont log me in and its meds time", pictures.busy())
    await ward.tom.presses("See the photo")
    ward.tom.hears("This is a small copy of it.")
    (seen,) = await ward.tom.photos()
    assert max(Image.open(BytesIO(seen)).size) < max(Image.open(BytesIO((await kept(ward, "ISS-1"))[0])).size)


@pytest.mark.told_on("page")
async def test_a_link_on_the_page_works_once_and_not_for_long(ward: Ward) -> None:
    """The phone shows a button; what is behind it is shown once."""
    await ward.precious.sends("tablet wont log me in and its meds time", PHOTO)
    await ward.tom.presses("See the photo")
    assert len(await ward.tom.photos()) == 1
    way = ward.way
    assert isinstance(way, PageWay)
    assert "The link to the photo that Tom asked for was opened." in await ward.history("ISS-1")
    (link,) = way._opened
    assert await way.opens(link) == b""
    await ward.tom.presses("See the photo")
    await ward.clock.forward(minutes=6)
    assert (await ward.tom.photos())[1] == b""


async def test_a_photo_as_proof_of_a_move(ward: Ward) -> None:
    """Tom has fixed it and shows it: the photo goes where his words go, whether it comes with them or before them."""
    await ward.precious.says("tablet wont log me in and its meds time")
    await ward.tom.presses("Acknowledge")
    await ward.tom.presses("I'm working on it")
    await ward.tom.says("ISS-1")
    await ward.tom.presses("Fixed")
    await ward.tom.sends("new password set at the desk", PHOTO)
    ward.tom.hears("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1
    await ward.tom.sends("", PHOTO)
    ward.tom.hears("The photo is with ISS-1.", "Please also type in one line what you want to say. ISS-1")
    await ward.tom.says("she is logged in, see the photo")
    ward.precious.hears("Is it fixed for you?")
    assert len(await kept(ward, "ISS-1")) == 2
    assert "Tom added a photo." in await ward.history("ISS-1")
    assert await ward.refs() == ["ISS-1"]
    ward.kofi.looked_at = ward.ben.looked_at = ward.anita.looked_at = True


@pytest.mark.parametrize("said", ["ISS-1", "photo for iss-1", "Here is the proof for ISS-1."])
async def test_a_photo_for_a_number(ward: Ward, said: str) -> None:
    """Whoever may read an entry may add a photo to it by its number."""
    await ward.precious.says(PRINTER)
    await ward.tom.sends(said, PHOTO)
    ward.tom.hears("The photo is with ISS-1.")
    await ward.tom.sends("", PHOTO)
    ward.tom.hears("Please tell me in one line what is wrong")
    await ward.tom.says("it's for ISS-1")
    ward.tom.hears("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 2
    assert await ward.refs() == ["ISS-1"]


async def test_a_photo_for_a_number_that_is_not_theirs(ward: Ward) -> None:
    """Kofi may not read it: nothing of his goes there, and he learns nothing."""
    await ward.precious.says(PRINTER)
    await ward.kofi.sends("ISS-1", PHOTO)
    ward.kofi.hears("I can't find ISS-1, or it is not yours to see.")
    assert await kept(ward, "ISS-1") == []


async def test_a_photo_of_what_was_told_for_somebody(ward: Ward) -> None:
    """Tom wrote it down for Precious, and sends the photo after it."""
    await ward.tom.says(f"for Precious: {PRINTER}")
    ward.precious.hears("Tom has told me this for you.")
    await ward.tom.sends("", PHOTO)
    ward.tom.hears("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1


async def test_a_photo_that_says_it_is_fixed(ward: Ward) -> None:
    """The reporter's own move takes its photo along too, however old the report is."""
    await ward.precious.says(PRINTER)
    await ward.clock.forward(minutes=40)
    await ward.precious.sends("its fixed", PHOTO)
    ward.precious.hears("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1
    for someone in ward.people.values():
        someone.looked_at = True


async def test_an_empty_file_with_words(ward: Ward) -> None:
    """Whatever came with them, the words are saved."""
    await ward.precious.sends(PRINTER, b"")
    ward.precious.hears("Saved: ISS-1.", "that file is not one")
    assert await anything_kept(ward) == 0


@pytest.mark.told_on("slack")
async def test_a_photo_of_an_iphone_by_the_picture_that_slack_draws_of_it(ward: Ward) -> None:
    """Slack shows such photos to everybody as pictures of its own: that one is taken."""
    thumb = ward.slack.slack.draws(pictures.screen(width=1024, height=768))
    await ward.step(lambda: sent(ward, pictures.heic(), mimetype="image/heic", thumb_1024=thumb))
    ward.precious.sees("Saved: ISS-1.", "The photo is with ISS-1.")
    (jpeg,) = await kept(ward, "ISS-1")
    assert Image.open(BytesIO(jpeg)).format == "JPEG"


@pytest.mark.told_on("slack")
@pytest.mark.parametrize("thumb", ["https://files.slack.com.evil.example/x.jpg", "file:///etc/passwd"])
async def test_a_picture_of_a_photo_on_another_host(ward: Ward, thumb: str) -> None:
    """It is believed as little as the file itself would be."""
    await ward.step(lambda: sent(ward, pictures.heic(), mimetype="image/heic", thumb_1024=thumb))
    ward.precious.sees("Saved: ISS-1.", "Please send a photo straight from your phone, or tell me in words.")
    assert not [call for call in ward.slack.slack.calls if call[0] == "download"]


async def test_what_cannot_be_had_is_not_called_impossible(ward: Ward) -> None:
    """A voice note is answered with what can be done instead."""
    await ward.precious.sends(PRINTER, b"ID3" + bytes(500), name="note.mp3")
    ward.precious.hears("I can only take photos", "Please tell me in words.")


ABUSE = "a carer slapped a resident, he has a bruise"


def looked(ward: Ward) -> None:
    """What others are told is no matter of this story."""
    for someone in ward.people.values():
        someone.looked_at = True


async def test_which_of_two_reports_a_photo_is_for(ward: Ward) -> None:
    """After harm and a printer a photo alone goes to neither by itself: Precious says which."""
    await ward.precious.says(ABUSE)
    await ward.precious.says(PRINTER)
    await ward.precious.sends("", PHOTO)
    ward.precious.hears("I have your photo. Which report is it for?")
    ward.precious.does_not_see("The photo is with")
    assert (await kept(ward, "ISS-1"), await kept(ward, "ISS-2")) == ([], [])
    await ward.precious.presses("Someone may have been harmed. ISS-1")
    ward.precious.hears("The photo is with ISS-1. Only people who may read ISS-1 can see it.")
    assert len(await kept(ward, "ISS-1")) == 1
    ward.precious.may_not_press("Remove the photo")
    looked(ward)


async def test_which_by_its_number(ward: Ward) -> None:
    """Typed instead of pressed; a photo that comes meanwhile is asked about together with it."""
    await ward.precious.says("the tablet in the lounge is broken")
    await ward.precious.says(PRINTER)
    await ward.precious.sends("", PHOTO)
    await ward.precious.sends("", pictures.screen(width=300, height=200))
    await ward.precious.says("it's for ISS-1")
    ward.precious.hears("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 2
    assert await ward.refs() == ["ISS-1", "ISS-2"]
    looked(ward)


async def test_one_more_report_while_it_is_asked(ward: Ward) -> None:
    """The photo does not go to what is said next by itself: it may be of harm. It is offered."""
    await ward.precious.says(ABUSE)
    await ward.precious.says("the tablet in the lounge is broken")
    await ward.precious.sends("", PHOTO)
    await ward.precious.says(PRINTER)
    ward.precious.hears("Saved: ISS-3.", "I have your photo. Which report is it for?")
    assert await kept(ward, "ISS-3") == []
    label = next(b for s in ward.precious.new() for b in s.buttons if b.endswith("ISS-3"))
    await ward.precious.presses(label)
    assert len(await kept(ward, "ISS-3")) == 1
    looked(ward)


async def test_nobody_says_which(ward: Ward) -> None:
    """It is not lost: after half an hour it goes where the fewest may see it, and Precious is told."""
    await ward.precious.says(ABUSE)
    await ward.precious.says(PRINTER)
    await ward.precious.sends("", PHOTO)
    await ward.clock.forward(minutes=29)
    assert (await anything_kept(ward), await kept(ward, "ISS-1")) == (1, [])
    await ward.restarts(after=timedelta(minutes=2))
    ward.precious.sees("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1
    assert await kept(ward, "ISS-2") == []
    looked(ward)


async def test_harm_alone_takes_the_photo_at_once(ward: Ward) -> None:
    """There is only one report that it can be for, and few may see it there. It stays, as the words do."""
    await ward.precious.says(ABUSE)
    await ward.precious.sends("", PHOTO)
    ward.precious.hears("The photo is with ISS-1.")
    assert len(await kept(ward, "ISS-1")) == 1
    ward.precious.may_not_press("Remove the photo")
    looked(ward)


async def test_a_photo_is_taken_back(ward: Ward) -> None:
    """Precious removes what she sent, and nothing else; Tom can't open it any more, and that is on record."""
    await ward.precious.sends("tablet wont log me in and its meds time", PHOTO)
    await ward.tom.sends("photo for ISS-1", PHOTO)
    await ward.precious.presses("Remove the photo")
    ward.precious.hears("I have removed the photo. ISS-1")
    assert len(await kept(ward, "ISS-1")) == 1
    assert "Precious removed a photo." in await ward.history("ISS-1")
    button = next(screen for screen in ward.tom.screens() if "Remove the photo" in screen.buttons)
    await ward.kofi.presses("Remove the photo", on=button)
    ward.kofi.hears("That button no longer works.")
    await ward.tom.presses("Remove the photo")
    assert await anything_kept(ward) == 0
    looked(ward)


async def test_what_is_taken_back_takes_its_photos_along(ward: Ward) -> None:
    """No photo of a report that was taken back can be opened, by nobody; the next photo does not go there."""
    await ward.precious.sends(PRINTER, PHOTO)
    await ward.precious.says("take it back")
    assert await anything_kept(ward) == 0
    assert "Precious removed a photo." in await ward.history("ISS-1")
    await ward.precious.sends("", PHOTO)
    ward.precious.hears("Please tell me in one line what is wrong")


@pytest.mark.told_on("page")
async def test_a_link_to_a_photo_that_was_taken_back(ward: Ward) -> None:
    """It was asked for before and not yet opened."""
    await ward.precious.sends("tablet wont log me in and its meds time", PHOTO)
    await ward.tom.presses("See the photo")
    await ward.precious.presses("Remove the photo")
    assert await ward.tom.photos() == [b""]
    looked(ward)


@pytest.mark.told_on("slack", "teams")
async def test_a_photo_that_never_comes_while_it_is_asked_about(ward: Ward) -> None:
    """What is said of it names no report."""
    await ward.precious.says("the tablet in the lounge is broken")
    await ward.precious.says(PRINTER)
    await ward.precious.sends("", b"no photo")
    ward.precious.hears("that file is not one")
    ward.precious.does_not_see("Your words are saved. ?")
    assert await anything_kept(ward) == 0
    looked(ward)
