"""Which language a message is in: English is never taken for another, on all messages that there are."""

from collections.abc import Iterator

import pytest

from core.tongues import TONGUES
from core.understanding.dangers import DANGERS_ABROAD
from core.understanding.dangers_abroad import NOT_CHECKED, PERILS
from core.understanding.evaluate import Labelled, read_labelled
from core.understanding.language import is_kind, language_of
from core.understanding.lessons import DATA
from core.understanding.words import plain

OTHER = "other_language"


def _all_messages() -> Iterator[Labelled]:
    yield from read_labelled(DATA / "messages.jsonl", DATA / "slices.jsonl")
    for path in sorted((*DATA.glob("authors/*.jsonl"), *DATA.glob("judged/*.jsonl"))):
        yield from read_labelled(path)


MESSAGES = tuple(_all_messages())
ENGLISH = [message.text for message in MESSAGES if OTHER not in message.slices]
FOREIGN = [message.text for message in MESSAGES if OTHER in message.slices]


def test_english_is_not_taken_for_another_language() -> None:
    """At most 2 in 1,000."""
    assert len(ENGLISH) > 5000
    wrong = [text for text in ENGLISH if language_of(text) != "en"]
    assert len(wrong) * 1000 <= 2 * len(ENGLISH), wrong


def test_most_messages_in_other_languages_are_recognised() -> None:
    """What is missed is mostly half English. The words were chosen by who had read these messages."""
    assert len(FOREIGN) > 100
    seen = [text for text in FOREIGN if language_of(text) != "en"]
    assert len(seen) >= 0.85 * len(FOREIGN)


def test_danger_words_of_other_languages_never_fire_on_english() -> None:
    fired = [(rule.name, text) for text in ENGLISH for rule in DANGERS_ABROAD if rule.seen_in(plain(text))]
    assert fired == []


def test_every_danger_is_said_in_every_language() -> None:
    for peril, said in PERILS:
        assert [each.language for each in said] == sorted({each.language for each in said}, key=list(TONGUES).index)
        assert {each.language for each in said} == set(TONGUES), peril.name
        assert all(each.checked_by == NOT_CHECKED for each in said)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nie moge sie zalogowac, haslo nie dziala", "pl"),
        ("nu pot sa intru in aplicatie", "ro"),
        ("nao consigo entrar no sistema", "pt"),
        ("enikku login cheyyan pattunnilla", "ml"),
        ("എനിക്ക് ലോഗിൻ ചെയ്യാൻ പറ്റുന്നില്ല", "ml"),
        ("mera password kaam nahi kar raha hai", "hi"),
        ("मेरा पासवर्ड काम नहीं कर रहा है", "hi"),
        ("mainu kamre vich tablet nahi labh reha", "pa"),
        ("ਮੇਰਾ ਪਾਸਵਰਡ ਨਹੀਂ ਚੱਲ ਰਿਹਾ", "pa"),
        ("mero password le kaam gareko chaina", "ne"),
        ("मेरो पासवर्डले काम गरेको छैन", "ne"),
        ("hindi ako makapasok sa app", "tl"),
        ("mi ò lè wọlé, jọ̀ọ́ ẹ bá mi ṣe é", "yo"),
        ("handikwanise kupinda muapp, ndapota ndibatsireiwo", "sn"),
    ],
)
def test_the_ten_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "shes na been reyt since tea la",
        "me mam says ta, nowt wrong wi it",
        "Lola and Ana Santos are on the late, Kai is on nights",
        "Mrs Nowak and Mr Singh want their tea in the lounge",
        "Om Prakash in 4 needs his pani",
        "Asha Patel and Didi Okafor cant log in",
        "i canny get in tae the app hen",
        "duz nt wrk agen",
        "de app dont open for me no more",
        "pt in rm 6 nil by mouth",
    ],
)
def test_dialect_names_and_typing_slips_are_english(text: str) -> None:
    assert language_of(text) == "en"


def test_thanks_are_told_from_problems() -> None:
    assert is_kind(plain("Dziękuję bardzo, już działa"))
    assert is_kind(plain("നന്ദി ചേച്ചി"))
    assert not is_kind(plain("Nie mogę się zalogować"))
    assert not is_kind(plain("thanks all"))
