"""Spelling as phones and dictation leave it: endings taken off, slips of a finger and words written as they sound.

Words are held against a vocabulary that is known beforehand. Nothing here knows what a word means.
"""

import re
from collections.abc import Iterable

SHORTEST = 4
"""Letters. A shorter word is taken as it stands: one slip away there is nearly always another word."""
LONG = 8
"""Letters. From here on two slips are forgiven."""
SUBSTITUTED = 6
"""Letters. In a shorter word no letter may stand for another: "stood" is not "stool"."""
LONGEST = 24
"""Letters. What is longer is no word of the table, and is left alone."""
SHORTEST_SOUND = 4

_WHOLE = """
anything batteries bed bedding bills bites biting bits booked booking boots bowling breaks care ceiling cleaning
colouring days dressing dropped drops earlies emptied emptying evening faeces fed feed flushing glasses gps hates
heating ironing items jammed later lates legged lights marked minutes missed missing morning need needs news nights
nothing obs opened outing pacing parking paying pop popped reading red rest ring running runs sats scales scanned
screening seconds sling something spring staring stopped string tablets teeth tiles tips training tripped waste
watched wedding
"""
_KEPT = {word: word for word in _WHOLE.split()} | {
    "cared": "care",
    "caring": "care",
    "fits": "fit",
    "likes": "like",
    "loosing": "los",
    "losing": "los",
    "parked": "parking",
    "readings": "reading",
    "shoes": "shoe",
    "shops": "shop",
    "tripping": "tripped",
    "trips": "trip",
}
"""Words whose ending is part of them, or means something else: "missing" is not a miss, "tablets" are no device."""

_ENDINGS = ("ies", "ied", "ing", "ed", "es", "s")


def stem(word: str) -> str:
    """The word without its ending: "bruises", "bruised" and "bruising" are one. Small letters in, small out."""
    if word in _KEPT:
        return _KEPT[word]
    for ending in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and not (ending == "s" and root[-1] in "su"):
            return _settled(root, ending)
    return word.removesuffix("e") if len(word) > 3 else word


def _settled(root: str, ending: str) -> str:
    if ending in ("ies", "ied"):
        return root + "y"
    if ending in ("ing", "ed") and len(root) > 3 and root[-1] == root[-2] and root[-1] not in "ls":
        return root[:-1]
    return root.removesuffix("e") if len(root) > 3 else root


_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("gh"), ""),
    (re.compile("x"), "ks"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("[ckq]+"), "k"),
    (re.compile("z"), "s"),
    (re.compile("(?<=.)[aeiouyhw]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sound(word: str) -> str:
    """Roughly how a word sounds: its first letter and its consonants ("seezure" and "seizure" are "ssr")."""
    for regex, letters in _SOUNDS:
        word = regex.sub(letters, word)
    return word


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _lost(word: str) -> set[str]:
    """The word, and what is left of it when a letter is lost; two letters of a long one."""
    once = _without_one(word)
    twice = {shorter for each in once for shorter in _without_one(each)} if len(word) >= LONG else set()
    return {word} | once | twice


def slips(one: str, other: str) -> int:
    """How many slips lie between two words: a letter more, less, other, or two that changed places."""
    before, last = list(range(len(other) + 1)), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, facing in enumerate(other, 1):
            least = min(now[-1] + 1, last[column] + 1, last[column - 1] + (letter != facing))
            crossed = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == facing
            now.append(min(least, before[column - 2] + 1) if crossed else least)
        before, last = last, now
    return last[-1]


class Speller:
    """Finds the word of a vocabulary that somebody meant. Made once; the same words give the same answers.

    `more` words can be added to a big vocabulary without reading it again: give the speller that holds it as `base`.
    """

    def __init__(self, more: Iterable[str], ordinary: Iterable[str], base: "Speller | None" = None) -> None:
        self._base = base
        self._words: frozenset[str] = frozenset(more) - (base._words if base else frozenset())
        self._ordinary = frozenset(ordinary)
        long_enough = [word for word in sorted(self._words) if SHORTEST <= len(word) <= LONGEST and word.isalpha()]
        self._by_letters: dict[str, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in long_enough:
            self._by_sound.setdefault(sound(word), []).append(word)
            for left in _lost(word):
                self._by_letters.setdefault(left, []).append(word)

    def meant(self, word: str) -> str:
        """The word of the vocabulary that was meant, or the word itself. Takes and gives words without endings."""
        if self._knows(word) or word in self._ordinary:
            return word
        if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()):
            return word
        near = sorted((slips(word, each), each) for each in self._near(word))
        return next((each for count, each in near if self._forgiven(word, each, count)), word)

    def _knows(self, word: str) -> bool:
        return word in self._words or (self._base is not None and self._base._knows(word))

    @staticmethod
    def _forgiven(word: str, meant: str, count: int) -> bool:
        """Whether so many slips are too few to make another word of it. A short word keeps its letters."""
        if sound(word) == sound(meant) and len(sound(meant)) >= SHORTEST_SOUND and count == 2:
            return True
        if len(meant) < SUBSTITUTED and len(word) == len(meant):
            return sorted(word) == sorted(meant) and count == 1
        return word[0] == meant[0] and count <= (2 if len(word) >= LONG else 1)

    def _near(self, word: str) -> set[str]:
        found = {each for left in _lost(word) for each in self._by_letters.get(left, ())}
        found.update(self._by_sound.get(sound(word), ()))
        return found | self._base._near(word) if self._base else found
