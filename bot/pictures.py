"""Photos in the talk: what is said of those that came, and who is shown one."""

import re

from bot import commands, moves
from bot.talk import Talk
from core import album, words
from core.card import Act, Card, Words
from core.ports import Pressed, Said
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
    if found is None or not album.loose(talk.uow, talk.now, talk.person):
        return ""
    entry = commands.readable(talk, found["ref"].upper())
    if entry is None:
        return ""
    with_entry(talk, entry)
    return "photo for an entry"


def with_entry(talk: Talk, entry: Entry) -> None:
    """A report was saved: photos that wait for words belong to it."""
    there, too_many = album.attach(talk.uow, talk.now, talk.person, entry)
    if there:
        talk.say(album.thanks(entry.ref))
    if too_many:
        talk.say(words.PHOTO_NOT_TAKEN["too_many"])


def afterwards(talk: Talk, said: Said, taken: album.Taken) -> None:
    """What is said of photos comes after the answer to the words: advice must not wait behind it.

    Where no report came with them, they belong to what the words were about, or to the report of just now; else
    they wait for words.
    """
    if taken.count and album.loose(talk.uow, talk.now, talk.person):
        theirs = commands.readable(talk, talk.about) or album.newest_own(talk.uow, talk.now, talk.person)
        if theirs is not None:
            with_entry(talk, theirs)
            _still_to_type(talk, said)
        else:
            talk.say(Card(heading=words.PHOTO_ASK_WORDS, body=(Words(text=words.PHOTO_CARE),)))
    for why in taken.refused:
        talk.say(words.PHOTO_NOT_TAKEN[why])
    if said.files > len(said.attached):
        talk.say(words.PICTURES)


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
