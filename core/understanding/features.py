"""Text -> a sparse vector: TF-IDF of words and pairs of words, of pieces of words, and concepts.

Training and use share this code, so that a message is seen alike in both. Needs only NumPy.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.understanding.words import concepts

LONGEST_WORD = 24
PIECES = (2, 3, 4, 5)
"""Lengths of the pieces of words (characters), spaces at the ends of a word included."""

CONCEPT_WEIGHT = 0.6
"""Weight of a concept beside word and piece vectors of length 1. Chosen by cross-validation."""

START_WEIGHT = 0.3
"""Weight of the first words, which tell a question from a complaint."""

PAIRED = (
    "now",
    "no_harm",
    "workaround",
    "acted",
    "alone",
    "body",
    "emar",
    "allergy",
    "missing",
    "login",
    "alert",
    "where_to",
    "food",
)
"""Concepts whose meeting says more than each alone: medicines + now, allergy + acted."""

_WORD = re.compile(r"[^\W_]+|[?!]+|[\U0001f300-\U0001faff]")
_NUMBER = re.compile(r"\d+")

Vector = tuple[NDArray[np.intp], NDArray[np.float32]]
"""The places of the features of one message, and their values."""


def words_of(plain_text: str) -> list[str]:
    """The words of plain text; numbers become "#", so that "8am" and "9am" are alike."""
    return [_NUMBER.sub("#", word)[:LONGEST_WORD] for word in _WORD.findall(plain_text)]


def _word_grams(words: list[str]) -> Iterable[str]:
    yield from (f"w:{word}" for word in words)
    yield from (f"w:{first} {second}" for first, second in pairwise(words))


def _pieces(words: list[str]) -> Iterable[str]:
    for word in words:
        padded = f" {word} "
        for length in PIECES:
            for start in range(max(0, len(padded) - length + 1)):
                yield f"c:{padded[start : start + length]}"


def concept_features(plain_text: str) -> dict[str, float]:
    """A feature for each concept, for each telling pair of concepts and for the shape of the text."""
    names = [name for name, _ in concepts(plain_text)]
    telling = [name for name in names if name in PAIRED]
    pairs = [f"k:{a}+{b}" for place, a in enumerate(telling) for b in telling[place + 1 :]]
    features = {f"k:{name}": CONCEPT_WEIGHT for name in names} | dict.fromkeys(pairs, CONCEPT_WEIGHT / 2)
    if "system" not in names:
        features["k:no system"] = CONCEPT_WEIGHT
    first = words_of(plain_text[:80])[:3]
    features |= {f"k:first {word}": START_WEIGHT for word in first[:1]} | {
        f"k:start {word}": START_WEIGHT for word in first
    }
    features["k:length"] = min(1.0, len(plain_text) / 300) * CONCEPT_WEIGHT
    return features


def term_counts(plain_text: str) -> tuple[Counter[str], Counter[str]]:
    """How often each word (and pair) and each piece occurs."""
    words = words_of(plain_text)
    return Counter(_word_grams(words)), Counter(_pieces(words))


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The terms known, their places in the weights and how rare each is (IDF)."""

    places: Mapping[str, int]
    rareness: NDArray[np.float32]

    def vector(self, plain_text: str) -> Vector:
        """The places and values of a message; unknown terms are left out."""
        places: list[int] = []
        values: list[float] = []
        for counts in term_counts(plain_text):
            block = [(self.places[term], count) for term, count in counts.items() if term in self.places]
            weights = [(1 + math.log(count)) * float(self.rareness[place]) for place, count in block]
            norm = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
            places += [place for place, _ in block]
            values += [weight / norm for weight in weights]
        for name, value in concept_features(plain_text).items():
            if name in self.places:
                places.append(self.places[name])
                values.append(value)
        return np.array(places, dtype=np.intp), np.array(values, dtype=np.float32)


def learn_vocabulary(plain_texts: list[str], least: int = 2) -> Vocabulary:
    """The terms found in at least `least` messages, in alphabetical order, and the concepts."""
    seen: Counter[str] = Counter()
    for text in plain_texts:
        for counts in term_counts(text):
            seen.update(counts.keys())
        seen.update(concept_features(text).keys())
    terms = sorted(term for term, count in seen.items() if count >= least)
    total = len(plain_texts)
    rareness = [math.log((1 + total) / (1 + seen[term])) + 1 for term in terms]
    return Vocabulary(
        places={term: place for place, term in enumerate(terms)},
        rareness=np.array(rareness, dtype=np.float32),
    )
