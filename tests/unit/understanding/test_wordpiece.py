"""Word pieces: exactly those that the encoder was trained with."""

from pathlib import Path

import pytest

from core.understanding.encoder import WORDS_FILE
from core.understanding.wordpiece import WordPieces

KNOWN = (
    ("", [101, 102]),
    (
        "tablet wont log me in and its meds time",
        [101, 13855, 2180, 2102, 8833, 2033, 1999, 1998, 2049, 19960, 2015, 2051, 102],
    ),
    (
        "Emar WONT let me sgn 4 joyce's 2pm!!",
        [101, 7861, 2906, 2180, 2102, 2292, 2033, 22214, 2078, 1018, 11830, 1005, 1055, 1016, 9737, 999, 999, 102],
    ),
    ("café naïve Ærø", [101, 7668, 15743, 1097, 2099, 16415, 102]),
    ("他 not eating 三", [101, 100, 2025, 5983, 1741, 102]),
    ("👍 thanks 🙏🏾", [101, 100, 4283, 100, 102]),
    ("a\u200bb\xa0c\td\ne", [101, 11113, 1039, 1040, 1041, 102]),
    (
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        [101, 100, 102],
    ),
    ("été İzmir", [101, 3802, 2063, 1045, 2480, 14503, 102]),
    (
        "nhs no. 999-000-0018 (DOB 01/02/34)",
        [
            101,
            17237,
            2053,
            1012,
            25897,
            1011,
            2199,
            1011,
            25604,
            2620,
            1006,
            2079,
            2497,
            5890,
            1013,
            6185,
            1013,
            4090,
            1007,
            102,
        ],
    ),
    ("\x00\x01 hidden \x7f", [101, 5023, 102]),
    ("ﷺ ½ €5 – “quoted”", [101, 100, 1092, 1574, 2629, 1516, 1523, 9339, 1524, 102]),
    (
        "Pomocy, pan w pokoju 6 nie oddycha",
        [101, 13433, 5302, 5666, 1010, 6090, 1059, 13433, 3683, 9103, 1020, 9152, 2063, 5976, 17994, 2050, 102],
    ),
    ("مريض", [101, 1295, 17149, 14498, 29827, 102]),
)
"""Texts, and what the library that the base weights were published with makes of them."""


@pytest.fixture(scope="module")
def words() -> WordPieces:
    return WordPieces.load(WORDS_FILE)


@pytest.mark.parametrize(("text", "ids"), KNOWN, ids=range(len(KNOWN)))
def test_each_text_is_cut_as_in_training(words: WordPieces, text: str, ids: list[int]) -> None:
    assert words.ids(text) == ids


def test_marks_that_somebody_types_are_no_marks(words: WordPieces) -> None:
    """The library takes them for its own; nobody may end a message early for the encoder."""
    assert words.ids("[SEP] help").count(words.places["[SEP]"]) == 1


def test_what_is_no_vocabulary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("one\ntwo\n", "utf-8")
    with pytest.raises(ValueError, match="no vocabulary"):
        WordPieces.load(tmp_path / "words.txt")
