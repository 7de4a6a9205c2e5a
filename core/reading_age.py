"""How hard a text is to read, and what to do about it. Source: house rule of the words for staff, reading age 9 to 11.

The age is that of Flesch and Kincaid (1975): their school grade and five years. Syllables are counted by their
vowels, which is right for most English words and never far off for a whole text.

This measures what a provider writes, while somebody waits for the answer: whole texts, with nothing to install and
no dictionary to load. Handrail's own sentences are measured by a test, one by one, with two formulas and a
dictionary of syllables, which a running Handrail does not carry. The test also holds the two measures together.
"""

import re

from core import words as wording

HIGHEST = 11
"""Years. Source: register RUL, `plain_text`."""

LONG_SENTENCE, LONG_WORD = 15, 4
"""From so many words a sentence, and from so many syllables a word, is named in the hint."""

ENOUGH, USUAL = 20, 1.4
"""In fewer words than this one long word would weigh too much: what is missing counts as everyday words, which have
so many syllables each."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SENTENCE_ENDS = re.compile(r"[.!?:;]+(?:\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")


def reading_age(text: str) -> float:
    """Years of age from which it is read with ease; 5 for a text without words. Never raises."""
    sentences = _sentences(text)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 5.0
    missing = max(0, ENOUGH - len(words))
    weight = (sum(map(_syllables, words)) + missing * USUAL) / (len(words) + missing)
    return max(5.0, 0.39 * len(words) / len(sentences) + 11.8 * weight - 15.59 + 5)


def too_hard(text: str) -> str:
    """Why staff would find it hard to read, with a hint; empty for a text that is easy enough."""
    age = reading_age(text)
    if age < HIGHEST + 1:  # an age of 11 lasts until the twelfth birthday
        return ""
    longest, named = _longest(text), _long_words(text)
    hints = (
        f"cut the sentence of {longest} words in two" if longest else "",
        f"say it without {named}" if named else "",
    )
    hint = " and ".join(filter(None, hints)) or "use shorter words"
    return f"the reading age is {int(age)}, and it may be {HIGHEST} at most: {hint}"


def easier(text: str) -> str:
    """What to do about a text that is too hard, in sentences for staff."""
    longest, named = _longest(text), _long_words(text)
    hints = (
        wording.RULE_CUT.format(n=longest) if longest else "",
        wording.RULE_WITHOUT.format(named=named) if named else "",
    )
    return " ".join(filter(None, hints)) or wording.RULE_SHORTER


def _longest(text: str) -> int:
    """Words of its longest sentence, if it should be cut; else 0."""
    longest = max(map(len, _sentences(text)), default=0)
    return longest if longest >= LONG_SENTENCE else 0


def _long_words(text: str) -> str:
    """Up to three words that should be others, the longest first."""
    long_words = sorted({word.casefold() for word in _WORD.findall(text)}, key=_syllables, reverse=True)[:3]
    return ", ".join(word for word in long_words if _syllables(word) >= LONG_WORD)


def _sentences(text: str) -> list[list[str]]:
    found = (_WORD.findall(part) for part in _SENTENCE_ENDS.split(text))
    return [words for words in found if words]


def _syllables(word: str) -> int:
    plain = word.casefold()
    silent = plain.endswith("e") and not plain.endswith(("le", "ee", "ye", "oe")) and len(plain) > 3
    return max(1, len(_VOWELS.findall(plain)) - (1 if silent else 0))
