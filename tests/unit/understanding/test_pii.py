import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nhs_number.validate import is_valid

from core.understanding import pii

CORPUS = Path(pii.__file__).with_name("data") / "messages.jsonl"
SEPARATORS = ("", " ", "-", "\u00a0", "\u200b", "\u2011", "\u2013", "\u202f", "\ufeff", ".", " - ")
ZEROS = (0x30, 0x0660, 0x06F0, 0xFF10, 0x0966, 0x09E6, 0x0D66, 0x0A66)
"""The digit 0 in ASCII, Arabic-Indic, Persian, full width, Devanagari, Bengali, Malayalam, Gurmukhi."""


def nhs_numbers() -> st.SearchStrategy[str]:
    """Valid numbers of the range 999 000 0000 - 999 999 9999, which is never issued."""
    starts = st.integers(min_value=0, max_value=999_999).map(lambda number: f"999{number:06d}")
    whole = starts.map(lambda start: [start + check for check in "0123456789" if is_valid(start + check)])
    return whole.filter(bool).map(lambda found: found[0]).filter(lambda digits: digits not in pii.NEVER_ISSUED)


def in_script(digits: str, zero: int) -> str:
    return "".join(chr(zero + int(digit)) for digit in digits)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(nhs_numbers(), st.sampled_from(SEPARATORS), st.sampled_from(ZEROS), st.sampled_from(("", "for bed 4: ", "see ")))
def test_every_valid_nhs_number_is_found(digits: str, between: str, zero: int, before: str) -> None:
    written = between.join(in_script(part, zero) for part in (digits[:3], digits[3:6], digits[6:]))
    text = f"{before}{written} not on the list"
    assert written in pii.find(text)
    assert pii.redact(text) == f"{before}[NHS number] not on the list"


def test_random_ten_digits_are_rarely_called_nhs_numbers() -> None:
    dice = random.Random(4)
    texts = [f"ref {dice.randrange(10**9, 10**10)} ok" for _ in range(3000)]
    assert sum("[NHS number]" in pii.redact(text) for text in texts) <= 0.10 * len(texts)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.sampled_from(
        ("07700 900", "01632 960", "0113 496 0", "020 7946 0", "0808 157 0", "+44 7700 900", "+44 (0)1632 960")
    ),
    st.integers(min_value=0, max_value=999),
)
def test_phones_are_phones(start: str, end: int) -> None:
    text = f"ring {start}{end:03d} please"
    assert pii.redact(text) == "ring [phone number] please"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = pii.redact(text)
    assert pii.redact(once) == once


PIECES = (
    "NHS",
    "dob",
    "born",
    "Mr",
    "Mrs Lisle",
    "for",
    "Joy",
    "999 041 2276",
    "9990412276",
    "1234567890",
    "01/02/1936",
    "07700 900291",
    "ZZ8 1LM",
    "QQ 12 34 56 C",
    "a@b.example",
    "4",
    ",",
    "acc",
    "12345678",
    "[NHS number]",
    "\n",
    "9 Weaver Street",
)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from((" ", "", "  ")))
def test_redacting_twice_changes_nothing_more_among_identifiers(pieces: list[str], between: str) -> None:
    once = pii.redact(between.join(pieces))
    assert pii.redact(once) == once


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_what_is_found_stands_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert all(found in text for found in pii.find(text))


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Agnes Purdy dob 01/02/1936 levothyroxine", "[person] dob [date of birth] levothyroxine"),
        ("dob 1.2.36 wrong", "dob [date of birth] wrong"),
        ("born 3rd March 1936", "born [date of birth]"),
        ("her birthday is 12 nov 1940", "her birthday is [date of birth]"),
        ("on the list as 12/11/1940", "on the list as [date of birth]"),
        ("moved to ZZ8 1LM in june", "moved to [postcode] in june"),
        ("moved to zz81lm in june", "moved to [postcode] in june"),
        ("NI QQ 12 34 56 C start mon", "NI [National Insurance number] start mon"),
        ("ni qq123456c", "ni [National Insurance number]"),
        ("write to fola.o@brookvale.example pls", "write to [e-mail] pls"),
        ("card 4111 1111 1111 1111 was read out", "card [card number] was read out"),
        ("sort 00-00-00 acc 12345678", "sort [bank account] acc [bank account]"),
        ("my password is Sunflower1962! ok", "my password [password] ok"),
        ("he lives 9 Weaver Street", "he lives [address]"),
        ("Mrs Lisle is out", "[person] is out"),
        ("MR HENSHAW is out", "[person] is out"),
        ("no wound chart for Joyce Smith yet", "no wound chart for [person] yet"),
        (
            "NHS no. differs: paper 999 027 4418, ecm 999 027 4481",
            "NHS no. differs: paper [NHS number], ecm [NHS number]",
        ),
        ("NHS number 999 041 2276 and 999 055 1109", "NHS number [NHS number] and [NHS number]"),
    ],
)
def test_what_is_hidden(text: str, redacted: str) -> None:
    assert pii.redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "B12 2ml given at 8am",
        "E4 5mg not on chart",
        "room a1 5th door",
        "review due 12/03/2026",
        "NEWS2 7 at 1am, sats 88 to 92",
        "error 0000000000 and 1111111111",
        "no chart for Monday",
        "ask for Movicol",
        "gave Paracetamol at 2",
        "need it for CQC and for DNACPR",
        "my password is wrong",
        "bp 120/80, 118/76 and 130/90",
        "NHS login page is down since 12.30",
        "",
        "1 2 3 4 5",
    ],
)
def test_what_stays(text: str) -> None:
    assert pii.redact(text) == text
    assert pii.find(text) == ()


def test_colleagues_and_services_can_be_kept() -> None:
    assert pii.redact("ask for Imran", frozenset({"imran"})) == "ask for Imran"
    assert pii.redact("ask for Imran") == "ask for [person]"


def test_identifiers_of_the_corpus_are_found() -> None:
    """Numbers and addresses all but one user name; names about half, and no more is promised."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    wanted = [(literal, pii.find(row["text"])) for row in rows for literal in row["pii"]]
    seen = [(literal, any(literal in each or each in literal for each in found)) for literal, found in wanted]
    numbers = [found for literal, found in seen if any(char.isdigit() for char in literal)]
    assert sum(numbers) >= len(numbers) - 1
    plain = [row["text"] for row in rows if not row["pii"]]
    assert sum(bool(pii.find(text)) for text in plain) <= 5


def test_a_long_text_is_read_in_linear_time() -> None:
    rows = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    words = " ".join(text for text in rows if not pii.find(text))
    text = (words * 2)[:100_000] + " NHS 999 041 2276 " + (words * 2)[:100_000]

    def seconds() -> float:
        start = time.perf_counter()
        assert "[NHS number]" in pii.redact(text)
        return time.perf_counter() - start

    # Measured 40 ms on the machine it was written on; the bench holds it to 50 ms.
    assert min(seconds() for _ in range(3)) < 0.25


@pytest.mark.parametrize(
    "piece", ["1 ", "0", "0 ", "a@", "Mr A ", "dob 12/", "1/1/1940 ", "A" * 9, "\u0661 ", "NHS 1234567890 "]
)
def test_no_text_takes_forever(piece: str) -> None:
    start = time.perf_counter()
    pii.redact((piece * 200_000)[:200_000])
    assert time.perf_counter() - start < 5


# ---- every way to write them (acceptance figure 32) -----------------------------------------------------------

DICE = random.Random(32)
MONTHS = ("Jan", "February", "mar", "April", "May", "june", "Jul", "august", "Sept", "october", "nov", "Dec")
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters that postcodes end with."""


def _insurance() -> str:
    first, digits, last = DICE.choice(("QQ", "AB", "JC", "PW")), f"{DICE.randrange(10**6):06d}", DICE.choice("ABCD")
    first = "AB" if first == "QQ" else first
    spaced = f"{first} {digits[:2]} {digits[2:4]} {digits[4:]} {last}"
    return DICE.choice((f"{first}{digits}{last}", spaced, spaced.lower()))


def _postcode() -> str:
    outer = DICE.choice(("M1", "LS12", "CF5", "SW1A", "W1A", "E6", "EX33"))
    inner = f"{DICE.randrange(1, 10)}{DICE.choice(LETTERS)}{DICE.choice(LETTERS)}"
    return DICE.choice((f"{outer} {inner}", f"{outer}{inner}", f"{outer} {inner}".lower()))


def _birthday() -> str:
    day, month, year = DICE.randrange(1, 29), DICE.randrange(1, 13), DICE.randrange(1922, 2006)
    forms = (f"{day}/{month}/{year}", f"{day:02}.{month:02}.{year}", f"{day}-{month:02}-{year}")
    named = (
        f"{day} {MONTHS[month - 1]} {year}",
        f"{day}th of {MONTHS[month - 1]} {year}",
        f"{year}-{month:02}-{day:02}",
    )
    return DICE.choice((*forms, *named))


def _mail() -> str:
    name = DICE.choice(("j.smith", "precious", "night.staff2", "a_b"))
    return f"{name}{DICE.randrange(99)}@{DICE.choice(('example.com', 'elm.example', 'care-home.example.org'))}"


def _phone() -> str:
    starts = ("07700 900", "01632 960", "020 7946 0", "+44 7700 900", "07700-900-", "07700900", "(01632) 960")
    return f"{DICE.choice((*starts, '0044 7700 900'))}{DICE.randrange(1000):03}"


def _address() -> str:
    name, street = (
        DICE.choice(("Elm", "Station", "Mill", "Victoria")),
        DICE.choice(("Road", "Street", "Lane", "Avenue")),
    )
    whole = f"{DICE.randrange(1, 200)} {name} {street}"
    return DICE.choice((whole, whole.lower(), whole.replace(street, "Close"), whole.replace(street, "Way")))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (_insurance, ("ni number {} on the form", "her NI is {}", "{} not accepted")),
        (_postcode, ("visit at {} not on the app", "postcode {} wrong")),
        (_birthday, ("dob {} is wrong", "born {} and the app says other", "date of birth {} missing")),
        (_mail, ("ask {} for it", "{} cant log in")),
        (_phone, ("ring {} please", "daughters number {} missing")),
        (_address, ("she lives at {} now", "address {} is wrong", "moved from {} last week")),
    ],
)
def test_identifiers_are_hidden_however_they_are_written(written: Callable[[], str], said: tuple[str, ...]) -> None:
    texts = [(value, DICE.choice(said).format(value)) for value in (written() for _ in range(1700))]
    missed = [text for value, text in texts if value in pii.redact(text)]
    assert len(missed) <= 0.01 * len(texts), missed[:5]
