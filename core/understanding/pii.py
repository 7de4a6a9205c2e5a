"""Personal data in free text: find it, and put what it was in its place.

Source: `conversation_rules.redaction` of the workflow rules. Numbers and addresses of fixed form are
found in every digit script and with every usual separator; the time is linear in the length of the
text. Names are found only where the words around them give them away (a title, "resident", "for",
"dob"): many are missed, and nothing is promised for them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from nhs_number.validate import is_valid

from core.understanding.not_names import NOT_NAMES

NHS = "[NHS number]"
BIRTH = "[date of birth]"
PHONE = "[phone number]"
EMAIL = "[e-mail]"
POSTCODE = "[postcode]"
NINO = "[National Insurance number]"
CARD = "[card number]"
ACCOUNT = "[bank account]"
ADDRESS = "[address]"
PASSWORD = "[password]"  # noqa: S105 - what is shown in the place of one
VEHICLE = "[vehicle registration]"
PERSON = "[person]"

LABELS = (NHS, BIRTH, PHONE, EMAIL, POSTCODE, NINO, CARD, ACCOUNT, ADDRESS, PASSWORD, VEHICLE, PERSON)

NEVER_ISSUED = frozenset({digit * 10 for digit in "0123456789"} | {"0123456789", "1234567890"})
"""Ten digits that pass or nearly pass the check and belong to nobody (test entries, typing along the row)."""

NHS_CONTEXT_WORDS = 12
"""Ten digits this near to "NHS" are taken as an NHS number whatever the check digit says.

The rules say 4; a number in three groups and a second one beside it ("paper 999 ..., ecm 999 ...") need more.
"""

LATEST_BIRTH_YEAR = 2008
"""A full date up to this year is taken as somebody's birthday without further words."""

MOST_PASSES = 8
"""Hiding one thing may bring the next one nearer to a word that gives it away, so we look again."""

_SEP = r"[\s\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u2060\ufeff\uff0d._]"
_DIGIT_RUN = re.compile(rf"[0-9](?:{_SEP}{{0,3}}[0-9]){{9,}}")
_NHS_WORD = re.compile(r"\bnhs\b", re.I)
_MASKED = re.compile("|".join(re.escape(label) for label in LABELS))


@dataclass(frozen=True, kw_only=True, order=True)
class Found:
    """One piece of personal data: where it stands in the text (code points) and what it is."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A kind of personal data.

    The expression begins at a rare character (a digit, "@"), which keeps long texts fast; `before` is what
    must stand directly before it and is hidden too. `accept` sees the words before (up to 40 characters)
    and the match.
    """

    label: str
    regex: re.Pattern[str]
    before: re.Pattern[str] | None = None
    accept: Callable[[str, str], bool] = lambda _before, _match: True


def is_nhs_number(digits: str) -> bool:
    """Whether ten ASCII digits are an NHS number by their check digit, and not one that nobody ever has."""
    return digits not in NEVER_ISSUED and bool(is_valid(digits))


def _passes_luhn(_before: str, text: str) -> bool:
    digits = [int(char) for char in reversed(text) if char.isdigit()]
    doubled = [digit * (1 + place % 2) for place, digit in enumerate(digits)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0 and len(set(digits)) > 1


_FIRST = r"[0-9](?<![0-9].)"
"""A digit that begins a number; written so that the search jumps from digit to digit."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    r"[0-9](?<![0-9/.\-].)(?:[0-9]?(?:\s?[/.\-]\s?[01]?[0-9]\s?[/.\-]\s?|(?:st|nd|rd|th)?\s(?:of\s)?"
    rf"{_MONTH},?\s)(?:[0-9]{{4}}|[0-9]{{2}})|[0-9]{{3}}-[01][0-9]-[0-3][0-9])(?![0-9])"
)
_YEAR = re.compile(r"(?<![0-9])(1[89][0-9]{2}|20[0-9]{2})(?![0-9])")
_BORN = re.compile(r"\bd\.?o\.?b\b|\bborn\b|birth", re.I)


def _is_birthday(before: str, text: str) -> bool:
    """Whether words before a date say so, or its four-digit year is one in which a grown-up was born."""
    year = _YEAR.search(text)
    plausible = year is not None and 1900 < int(year[1]) <= LATEST_BIRTH_YEAR
    return plausible or _BORN.search(before) is not None


def _is_uk_phone(_before: str, text: str) -> bool:
    """Whether digits starting with 0 have a British area or mobile code (01, 02, 03: 10 or 11 digits)."""
    digits = [char for char in text if char.isdigit()]
    return digits[1] in "1237" or (digits[1] in "5689" and len(digits) == 11)


_STREETS = (
    "road|street|lane|close|avenue|drive|court|crescent|terrace|gardens|grove|row|walk|square|mews|gate|side|"
    "rd|st|ln|ave|cres"
)
_STREETS_WITH_CAPITALS = "Way|Place|Rise|Hill|View|Parade"
_STREETS_IN_SMALL_LETTERS = "road|street|avenue|crescent|terrace|grove|gardens|lane"
"""Words that say street even after a name in small letters, as people type on a phone; "close" would not."""

_NINE_TO_ELEVEN = r"(?:[\s()\-.\u200b-\u200f]{0,3}[0-9]){9,11}(?![0-9])"

FIXED = (
    Pattern(
        label=EMAIL,
        regex=re.compile(r"@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}"),
        before=re.compile(r"(?<![\w.+\-])[\w.+\-]{1,40}$"),
    ),
    Pattern(label=BIRTH, regex=re.compile(_DATE, re.I), accept=_is_birthday),
    Pattern(
        label=CARD,
        regex=re.compile(
            rf"{_FIRST}(?:[0-9]{{12,18}}|[0-9]{{3}}(?:{_SEP}{{1,2}}[0-9]{{4}}){{3}}"
            rf"|[0-9]{{3}}{_SEP}{{1,2}}[0-9]{{6}}{_SEP}{{1,2}}[0-9]{{5}})(?![0-9])"
        ),
        accept=_passes_luhn,
    ),
    Pattern(
        label=PHONE,
        regex=re.compile(rf"44(?:{_SEP}{{0,2}}\(0\))?{_NINE_TO_ELEVEN}"),
        before=re.compile(rf"(?:\+|(?<![0-9])00){_SEP}{{0,2}}$"),
    ),
    Pattern(label=PHONE, regex=re.compile(rf"44(?<![0-9+]44)(?=[\s\-]?7){_NINE_TO_ELEVEN}")),
    Pattern(
        label=PHONE,
        regex=re.compile(rf"0(?<![0-9+].)(?:{_SEP}{{0,2}}[()]?{_SEP}{{0,2}}[0-9]){{9,10}}(?![0-9])"),
        accept=_is_uk_phone,
    ),
    Pattern(
        label=NINO,
        regex=re.compile(rf"{_FIRST}(?:{_SEP}{{0,2}}[0-9]){{5}}{_SEP}{{0,2}}[A-Da-d](?![A-Za-z0-9])"),
        before=re.compile(rf"(?<![A-Za-z0-9])[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z]{_SEP}{{0,2}}$", re.I),
    ),
    Pattern(
        label=POSTCODE,
        # Amounts and times are written like the second half: "B12 2ml", "E4 5mg", "room A1 2pm".
        regex=re.compile(
            r"[0-9](?!(?:st|nd|rd|th|m[lgm]|[ckd]m|[kc]g|[cd]l|am|pm|hr|iu|pc)(?![A-Za-z]))[A-Za-z]{2}(?![A-Za-z0-9])"
        ),
        before=re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR\s?)[ \u00a0]{0,2}$", re.I),
    ),
    Pattern(
        label=VEHICLE,
        regex=re.compile(r"[0-9]{2} ?[A-Z]{3}(?![A-Za-z0-9])"),
        before=re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}$"),
    ),
    Pattern(
        label=ACCOUNT,
        regex=re.compile(rf"{_FIRST}(?:[0-9]{{7}}|[0-9]-[0-9]{{2}}-[0-9]{{2}})(?![0-9\-])"),
        accept=lambda before, _: re.search(r"\b(?:acc|account|a/c|sort)\b", before[-25:], re.I) is not None,
    ),
    Pattern(
        label=PASSWORD,
        # A password has a digit or a sign in it; "my password is wrong" is not one.
        regex=re.compile(r"(?:is|was|:)\s(?=[^\s\[]{0,40}[0-9!@#$%&*?])[^\s\[]{5,40}"),
        accept=lambda before, _: re.search(r"\bpass(?:word|code)\s{0,3}$", before, re.I) is not None,
    ),
    Pattern(
        label=ADDRESS,
        regex=re.compile(
            rf"{_FIRST}[0-9]{{0,2}}[a-z]?,?\s(?:[0-9]{{1,3}}\s)?(?:"
            rf"(?:[A-Z][a-z'’]{{2,20}}\s){{1,2}}(?:(?i:{_STREETS})|{_STREETS_WITH_CAPITALS})"
            rf"|(?:[a-z][a-z'’]{{2,20}}\s){{1,2}}(?:{_STREETS_IN_SMALL_LETTERS}))\b"
        ),
    ),
)
"""What has a fixed form, in the order in which it is looked for; a later one never overlaps an earlier one."""

_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’\-]{1,24}"
_NAMES = re.compile(rf"[A-ZÀ-ÖØ-Þ](?<!\w.)[\w'’\-]{{1,24}}(?:\s{_NAME}){{0,3}}")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_TITLE = re.compile(r"(?<![\w])(?:mr|mrs|miss|ms|mx|dr|sir|dame|mister|missus)\.?\s{1,2}$", re.I)
_GIVES_AWAY = re.compile(
    r"(?<![\w])(?:resident|client|patient|gentleman|lady|for|with|gave|named?|called|tell|told|ask|asked)\s$",
    re.I,
)
"""Words before a name (`names_rule`, and a few more that were safe on the corpus)."""
_NUMBER_FOLLOWS = re.compile(r",?\s(?:(?:dob|d\.o\.b|born)\b|nhs\s(?:no\b|num|[0-9]))", re.I)


def _ascii_digits(text: str) -> str:
    """The text with every decimal digit of any script as 0-9; the same length, so that places stay true."""
    if text.isascii():
        return text
    foreign = {char for char in set(text) if char > "\x7f" and char.isdecimal()}
    return text.translate({ord(char): str(unicodedata.decimal(char)) for char in foreign}) if foreign else text


def _windows(run: str) -> Iterator[tuple[int, int, str, bool]]:
    """Every ten digits of a digit run that begin and end with a group: (start, end, digits, valid).

    The sum over the run is taken at once, so that a long row of digits costs no more than reading it; the
    few windows that pass are then checked one by one.
    """
    codes = np.frombuffer(run.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    places = np.flatnonzero((codes >= 48) & (codes <= 57))
    values = (codes[places] - 48).astype(np.int64)
    checks = np.convolve(values, np.arange(1, 11), mode="valid") % 11
    begins = np.concatenate(([True], np.diff(places) > 1))
    ends = np.concatenate((np.diff(places) > 1, [True]))
    for first in np.flatnonzero(begins[: len(checks)] & ends[9:]):
        window = places[first : first + 10]
        digits = "".join(map(str, values[first : first + 10]))
        yield int(window[0]), int(window[-1]) + 1, digits, bool(checks[first] == 0) and is_nhs_number(digits)


def _near_nhs(text: str, start: int, end: int) -> bool:
    """Whether "NHS" stands within a few words before or after."""
    before = " ".join(text[max(0, start - 120) : start].split()[-NHS_CONTEXT_WORDS:])
    after = " ".join(text[end : end + 120].split()[:NHS_CONTEXT_WORDS])
    return bool(_NHS_WORD.search(before) or _NHS_WORD.search(after))


def _nhs_numbers(text: str) -> Iterator[Found]:
    for run in _DIGIT_RUN.finditer(text):
        taken = 0
        for start, end, digits, valid in _windows(run[0]):
            if start < taken or digits in NEVER_ISSUED:
                continue
            if valid or _near_nhs(text, run.start() + start, run.start() + end):
                taken = end
                yield Found(start=run.start() + start, end=run.start() + end, label=NHS)


def _matches(text: str, pattern: Pattern) -> Iterator[Found]:
    for match in pattern.regex.finditer(text):
        start = match.start()
        before = text[max(0, start - 40) : start]
        if pattern.before is not None:
            prefix = pattern.before.search(before)
            if prefix is None:
                continue
            start -= len(prefix[0])
        if pattern.accept(before, match[0]):
            yield Found(start=start, end=match.end(), label=pattern.label)


def _names(text: str, keep: frozenset[str]) -> Iterator[Found]:
    """Names by the words around them, ending before a word that is no name (a medicine, a day, a colleague)."""
    for capitals in _NAMES.finditer(text):
        numbered = _NUMBER_FOLLOWS.match(text, capitals.end()) is not None
        for word in _NAME_WORD.finditer(text, capitals.start(), capitals.end()):
            before = text[max(0, word.start() - 12) : word.start()]
            title = _TITLE.search(before)
            if title or numbered or _GIVES_AWAY.search(before):
                end = _name_end(text, word.start(), capitals.end(), keep, loud=title is not None)
                if end is not None:
                    yield Found(start=word.start() - (len(title[0]) if title else 0), end=end, label=PERSON)
                    break


def _name_end(text: str, start: int, stop: int, keep: frozenset[str], *, loud: bool) -> int | None:
    """Where the name ends, or None if its first word is no name. `loud`: names in capitals count."""
    end = None
    for word in _NAME_WORD.finditer(text, start, stop):
        possessive = word[0].endswith(("'s", "’s"))
        plain = (word[0][:-2] if possessive else word[0]).casefold()
        # Words in capitals after "for" are sections of the record (MAR, DOLS), not people.
        if plain in NOT_NAMES or plain in keep or (not loud and word[0].isupper()):
            break
        end = word.end() - (2 if possessive else 0)
    return end


def _blanked(text: str, spans: list[Found]) -> str:
    """The text with what is found already made unreadable, the same length."""
    parts, last = [], 0
    for found in sorted(spans):
        parts += [text[last : found.start], "\x00" * (found.end - found.start)]
        last = found.end
    return "".join((*parts, text[last:]))


def locate(text: str, keep: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """Personal data in the text, in order, never overlapping.

    `keep` holds words in small letters that are not hidden as names: staff first names, services.
    """
    plain = _ascii_digits(text)
    if "[" in plain:
        plain = _MASKED.sub(lambda match: "\x00" * len(match[0]), plain)
    # Names stand beside dates and numbers, so they are looked for before those are made unreadable.
    names = list(_names(plain, keep))
    spans: list[Found] = []
    if re.search("[0-9@]", plain) or "pass" in plain.casefold():
        for pattern in FIXED:
            new = list(_matches(plain, pattern))
            plain = _blanked(plain, new) if new else plain
            spans += new
        new = list(_nhs_numbers(plain))
        plain = _blanked(plain, new) if new else plain
        spans += new
    spans += [name for name in names if "\x00" not in plain[name.start : name.end]]
    return tuple(_apart(spans))


def _apart(spans: list[Found]) -> Iterator[Found]:
    """In order; of two that overlap the first one."""
    last = 0
    for found in sorted(spans):
        if found.start >= last:
            last = found.end
            yield found


def _once(text: str, keep: frozenset[str]) -> tuple[str, list[str]]:
    parts, literals, last = [], [], 0
    for found in locate(text, keep):
        parts += [text[last : found.start], found.label]
        literals.append(text[found.start : found.end])
        last = found.end
    return "".join((*parts, text[last:])), literals


def hide(text: str, keep: frozenset[str] = frozenset()) -> tuple[str, tuple[str, ...]]:
    """The redacted text, and the literal substrings that were hidden (each once, in order)."""
    literals: list[str] = []
    for _ in range(MOST_PASSES):
        redacted, new = _once(text, keep)
        literals += new
        if redacted == text:
            break
        text = redacted
    return text, tuple(dict.fromkeys(literals))


def find(text: str, keep: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The literal substrings of the text that are personal data."""
    return hide(text, keep)[1]


def redact(text: str, keep: frozenset[str] = frozenset()) -> str:
    """The text with each piece of personal data replaced by what it was, such as "[NHS number]"."""
    return hide(text, keep)[0]
