"""Text -> the numbers of its tokens, as the encoder was trained to read it: BERT's uncased word pieces.

Written here because the usual library brings a network client along, and from this program no message leaves. What
it gives is held against that library's answers for hostile texts and for messages of the corpus.

Source: Devlin et al., BERT; the rules are those of the `BertNormalizer`, `BertPreTokenizer` and `WordPiece` that the
base weights were published with.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_WORD = 100
"""Characters. A longer word is one unknown token."""

_SPACES = frozenset("\t\n\r")
_CHINESE = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
            (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # fmt: skip
"""Blocks whose characters are words of their own."""


@dataclass(frozen=True, kw_only=True)
class WordPieces:
    """The vocabulary, and how text is cut into it."""

    places: Mapping[str, int]

    @classmethod
    def load(cls, path: Path) -> "WordPieces":
        """Read a vocabulary, one token on a line. Raises OSError, or ValueError where its own marks are missing."""
        words = path.read_text("utf-8").split("\n")
        places = {word: place for place, word in enumerate(words) if word}
        if not {"[UNK]", "[CLS]", "[SEP]"} <= places.keys():
            raise ValueError(f"{path.name} is no vocabulary of word pieces")
        return cls(places=places)

    def ids(self, text: str) -> list[int]:
        """The tokens of a text, with the marks of beginning and end."""
        found = [piece for word in _words(text) for piece in self._pieces(word)]
        return [self.places["[CLS]"], *found, self.places["[SEP]"]]

    def _pieces(self, word: str) -> list[int]:
        """The word in the longest pieces that are known; one unknown token where that does not come out."""
        unknown = [self.places["[UNK]"]]
        if len(word) > LONGEST_WORD:
            return unknown
        found, start = list[int](), 0
        while start < len(word):
            end = len(word)
            while end > start and (piece := ("##" if start else "") + word[start:end]) not in self.places:
                end -= 1
            if end == start:
                return unknown
            found.append(self.places[piece])
            start = end
        return found


def _words(text: str) -> Iterator[str]:
    """Words in small letters without accents; each mark of punctuation is a word."""
    word = list[str]()
    for sign in _without_accents("".join(_cleaned(text)).lower()):
        if sign.isspace() or _is_punctuation(sign):
            if word:
                yield "".join(word)
                word = []
            if not sign.isspace():
                yield sign
        else:
            word.append(sign)
    if word:
        yield "".join(word)


def _cleaned(text: str) -> Iterator[str]:
    for sign in text:
        code = ord(sign)
        if code in (0, 0xFFFD) or (
            sign not in _SPACES and unicodedata.category(sign) in ("Cc", "Cf", "Cn", "Co", "Cs")
        ):
            continue
        if sign in _SPACES or unicodedata.category(sign) == "Zs":
            yield " "
        elif any(first <= code <= last for first, last in _CHINESE):
            yield f" {sign} "
        else:
            yield sign


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn")


def _is_punctuation(sign: str) -> bool:
    code = ord(sign)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(sign).startswith("P")
