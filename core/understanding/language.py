"""Which language a message is written in, by its commonest words and its script.

Covers English and the languages most spoken in England's care workforce that can be told apart honestly
this way. In doubt the answer is "en". Figures on the corpus stand in the document on understanding.
"""

import re

from core.understanding.words import plain

LEAST_WORDS = 2
"""So many words of a language must be seen before it is believed (one in a message of three words)."""

_WORDS: dict[str, str] = {
    "pl": "nie jest się na do czy gdzie mam mogę proszę jak to ale pan pani dzień dobry dziękuję nowym starym systemie "
    "pomocy od rana co już wszystkim złe jego jej dla są bardzo łatwiejszy niż z w leków pokój pokoju",
    "ro": "nu și este sunt pentru unde cum pot mă vă mulțumesc bună ziua doamna domnul trebuie azi ieri care din la am "
    "de în hârtie camera găsesc apar să pe acolo planul ajutor",
    "pt": "não é uma para onde como eu está preciso ninguém obrigada obrigado no na sistema novo mostrou bom dia "
    "ajuda senhora senhor com já está muito usar posso meu minha",
    "es": "no el la los las una para dónde donde cómo está puedo gracias hola por favor en que del nuevo antiguo "
    "contraseña ya señor señora ayuda personas con lo entrar podemos todo",
    "it": "non il la gli una per dove come sono posso grazie buongiorno che del nuovo vecchio di è mi piace signora "
    "signor aiuto oggi ieri con questo anche",
    "fr": "ne pas le la les une pour où comment je suis merci bonjour est dans du nouveau ancien vide des monsieur "
    "madame aidez aide avec sur ce imprime service fin",
    "tl": "ang ng sa hindi ako po ba ito paano saan salamat naman kay mga pwede na para lang si maraming ingat gamot "
    "bagong nang kasi may tulong",
    "ceb": "ang sa dili unsa akong buhaton gikan asa kini ug nga pa kaganina buntag",
    "yo": "ní kò mo wà ṣe fún àti ẹ jọ̀ọ́ pẹ̀lú ibo níbo mi ti",
    "sn": "handi sei kuti ndi kwete zvakadii mangwanani ndinoda ndatenda nhasi",
}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("ur", re.compile("[\u0600-\u06ff]")),
    ("ne", re.compile("[\u0900-\u097f]")),
)
_VOCABULARY = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ENGLISH = frozenset(
    [
        "the",
        "is",
        "not",
        "and",
        "to",
        "on",
        "in",
        "of",
        "for",
        "it",
        "has",
        "have",
        "been",
        "my",
        "i",
        "we",
        "he",
        "she",
        "her",
        "his",
        "was",
        "what",
        "how",
        "where",
        "which",
        "do",
        "does",
        "cant",
        "wont",
        "dont",
        "please",
        "can",
        "no",
        "a",
        "an",
        "this",
        "that",
        "with",
        "just",
        "now",
        "are",
        "they",
        "you",
        "all",
        "me",
        "at",
        "but",
        "there",
        "its",
        "be",
        "or",
        "so",
        "when",
        "from",
        "up",
        "out",
        "by",
        "if",
        "get",
        "got",
        "still",
        "one",
        "only",
        "new",
        "old",
        "hi",
        "hello",
        "thanks",
        "who",
        "any",
        "like",
        "thank",
    ]
)
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The ISO 639 code of the language; "en" in doubt. Pure, never raises."""
    words = [word.replace("ş", "ș").replace("ţ", "ț") for word in _LETTERS.findall(plain(text))]
    script = _script(text[:400])
    if script is not None:
        return script
    scores = {language: sum(word in known for word in words) for language, known in _VOCABULARY.items()}
    best = max(scores, key=lambda language: scores[language])
    enough = scores[best] >= (LEAST_WORDS if len(words) > 3 else 1)
    english = sum(word in _ENGLISH for word in words)
    return best if enough and scores[best] > english and scores[best] * 5 >= len(words) else "en"


def _script(text: str) -> str | None:
    """A language by its script, if at least a quarter of the letters are of it."""
    letters = sum(char.isalpha() for char in text)
    for language, regex in _SCRIPTS:
        if letters and len(regex.findall(text)) * 4 >= letters:
            return language
    return None
