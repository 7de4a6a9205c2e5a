"""Photos in the talk: what is said of those that came, and who is shown one."""

import re
from collections.abc import Sequence

from bot import commands, moves
from bot.talk import Talk, button, question
from core import album, words
from core.card import Act, Card, Words
from core.photos import ADDED_WITHIN
from core.ports import Photo, Pressed, Said
from core.register import Entry

_NAMED = re.compile(
    r"(?:(?:here|heres|here's|is|are|this|it|its|it's|the|a|my|another|photos?|pictures?|pics?|screenshots?|proof"
    r"|evidence|of|for|from|to|with|add|attach|about)\s+)*(?P<ref>[a-z]{3}-\d{1,9})[\s.!:]*",
    re.I,
)
"""Words that only say to which entry a photo belongs: "proof for ISS-9"."""


def took(talk: Talk, said: Said) -> album.Taken:
    """Remember the photos of a message, before it is known what its words are."""
    return album.take(talk.uow, talk.now, talk.sender, talk.person, talk.turn, said.attached)


def named(talk: Talk, said: Said) -> str:
    """The words with a photo name the entry that it belongs to, and say nothing else. Empty for anything else."""
    found = _NAMED.fullmatch(said.text.strip())
    if found is None or not _waiting(talk):
        return ""
    entry = commands.readable(talk, found["ref"].upper())
    if entry is None:
        return ""
    _give(talk, entry, _waiting(talk))
    return "photo for an entry"


def _waiting(talk: Talk) -> tuple[Photo, ...]:
    """Their photos that belong to nothing yet, asked about or not."""
    return (*album.aside(talk.uow, talk.person), *album.loose(talk.uow, talk.now, talk.person))


def with_entry(talk: Talk, entry: Entry) -> None:
    """A report was saved: photos that wait for words belong to it."""
    _give(talk, entry, album.loose(talk.uow, talk.now, talk.person))


def _give(talk: Talk, entry: Entry, photos: Sequence[Photo]) -> None:
    there, too_many = album.attach(talk.uow, talk.now, talk.person, entry, photos)
    if there:
        talk.say(album.thanks(entry, there))
    if too_many:
        talk.say(words.PHOTO_NOT_TAKEN["too_many"])


def afterwards(talk: Talk, said: Said, taken: album.Taken, *, saved: bool) -> None:
    """What is said of photos comes after the answer to the words: advice must not wait behind it.

    Where no report came with them, they belong to what the words were about, or to the report of just now; else
    they wait for words. Where it may be one of several, their sender says which, and is asked again after one more.
    """
    if taken.count and album.loose(talk.uow, talk.now, talk.person):
        _place(talk, said)
    elif saved and album.aside(talk.uow, talk.person):
        _ask_which(talk, _lately(talk))
    for why in taken.refused:
        talk.say(words.PHOTO_NOT_TAKEN[why])
    if said.files > len(said.attached):
        talk.say(words.PICTURES)


def _place(talk: Talk, said: Said) -> None:
    about, lately = commands.readable(talk, talk.about), _lately(talk)
    # A photo alone says nothing of what it shows: one of harm must not go to what was asked last.
    alone = not said.text.strip() and any(entry.restricted for entry in lately)
    several = (*((about,) if about else ()), *(e for e in lately if about is None or e.ref != about.ref))
    could_be = several if about is None or alone else (about,)
    if len(could_be) == 1 and not album.aside(talk.uow, talk.person):
        with_entry(talk, could_be[0])
        _still_to_type(talk, said)
    elif could_be:
        album.put_aside(talk.uow, talk.now, talk.person)
        _ask_which(talk, could_be)
    else:
        talk.say(Card(heading=words.PHOTO_ASK_WORDS, body=(Words(text=words.PHOTO_CARE),)))


def _lately(talk: Talk) -> tuple[Entry, ...]:
    return album.own_lately(talk.uow, talk.person.id, talk.now - ADDED_WITHIN)


def _ask_which(talk: Talk, could_be: Sequence[Entry]) -> None:
    offered = (button(_named(entry), "photo_for", entry.ref) for entry in could_be)
    talk.say(question(words.PHOTO_WHICH, *offered, more=words.PHOTO_CARE))


def _named(entry: Entry) -> str:
    what = words.DANGER.get(getattr(entry, "danger", "")) or words.CATEGORY[entry.category]
    return words.PHOTO_FOR.format(what=what, ref=entry.ref)


def belongs(talk: Talk, act: Act, pressed: Pressed) -> str:
    """They say to which report the photos belong that were kept aside."""
    entry, waiting = commands.readable(talk, act.ref), album.aside(talk.uow, talk.person)
    if entry is None or not waiting:
        talk.say(words.OLD_BUTTON)
        return "no photo"
    _give(talk, entry, waiting)
    return "photo for an entry"


def remove(talk: Talk, act: Act, pressed: Pressed) -> str:
    """Whoever sent a photo takes it back, also where they may not read the entry any more."""
    entry, turns = talk.uow.entry(act.ref), act.value.split(album.TURNS_APART)
    photos = talk.uow.photos(act.ref) if entry is not None else ()
    theirs = tuple(p for p in photos if p.person == talk.person.id and str(p.turn) in turns)
    if entry is None or not theirs:
        talk.say(words.OLD_BUTTON)
        return "no photo"
    # As with the words: whoever tells of harm may be under pressure to take it back.
    if not entry.restricted:
        album.remove(talk.uow, talk.now, talk.person, entry, theirs)
    talk.say((words.PHOTO_STAYS if entry.restricted else words.PHOTO_REMOVED).format(ref=entry.ref))
    return "photo stays" if entry.restricted else "photo removed"


def _still_to_type(talk: Talk, said: Said) -> None:
    """A photo alone is no answer to what they were asked to type: it may still turn out to be none."""
    if not said.text.strip() and talk.waiting().waiting == moves.FIELD:
        talk.say(words.PHOTO_AND_WORDS.format(ref=talk.waiting().ref))


def see(talk: Talk, act: Act, pressed: Pressed) -> str:
    """Whoever may read the words may ask for the photo."""
    entry = commands.readable(talk, act.ref)
    if entry is None:
        talk.say(words.NOT_FOUND.format(ref=act.ref))
        return "not found"
    if talk.sender.channel not in talk.shows_photos:
        others = [words.CHANNELS[name] for name in talk.shows_photos if name in words.CHANNELS]
        said = words.PHOTO_NOT_HERE if others else words.PHOTO_NOWHERE
        talk.say(said.format(where=words.either(others), ref=entry.ref))
        return "photo not shown here"
    shown = album.show(talk.uow, talk.now, talk.sender, talk.person, entry, talk.turn)
    talk.say((words.PHOTO_COMES if shown else words.PHOTO_GONE).format(ref=entry.ref))
    return "photo shown" if shown else "photo gone"


PRESSES = {"see_photo": see, "photo_for": belongs, "remove_photo": remove}
