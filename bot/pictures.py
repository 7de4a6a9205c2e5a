"""Photos in the talk: what is said of those that came, and who is shown one."""

from bot import commands
from bot.talk import Talk
from core import album, words
from core.card import Act, Card, Words
from core.ports import Pressed, Said
from core.register import Entry


def took(talk: Talk, said: Said) -> album.Taken:
    """Remember the photos of a message, before it is known what its words are."""
    return album.take(talk.uow, talk.now, talk.sender, talk.person, talk.turn, said.attached)


def with_entry(talk: Talk, entry: Entry) -> None:
    """A report was saved: photos that wait for words belong to it."""
    there, too_many = album.attach(talk.uow, talk.now, talk.person, entry)
    if there:
        talk.say(album.thanks(entry.ref))
    if too_many:
        talk.say(words.PHOTO_NOT_TAKEN["too_many"])


def afterwards(talk: Talk, said: Said, taken: album.Taken) -> None:
    """What is said of photos comes after the answer to the words: advice must not wait behind it.

    Where no report came with them, they belong to the one of just now, else they wait for words.
    """
    if taken.count and album.loose(talk.uow, talk.now, talk.person):
        newest = album.newest_own(talk.uow, talk.now, talk.person)
        if newest is not None:
            with_entry(talk, newest)
        else:
            talk.say(Card(heading=words.PHOTO_ASK_WORDS, body=(Words(text=words.PHOTO_CARE),)))
    for why in taken.refused:
        talk.say(words.PHOTO_NOT_TAKEN[why])
    if said.files > len(said.attached):
        talk.say(words.PICTURES)


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
