"""Which language a message is written in, by its commonest words and its script.

Covers English and the languages most spoken in England's care workforce that can be told apart honestly
this way. In doubt the answer is "en". Figures on the corpus stand in the document on understanding.
"""

import re
import unicodedata

from core.understanding.words import plain

LEAST_WORDS = 2
"""So many words of a language must be seen before it is believed (one in a message of three words)."""

_WORDS: dict[str, str] = {
    "pl": (
        "nikt jestem nowa pokazał cofnąć mogę pisać zdjęcie jej nie jest się na do czy gdzie mam mogę proszę jak "
        "to ale pan pani dzień dobry dziękuję nowym starym systemie pomocy od rana co już wszystkim złe jego jej "
        "dla są bardzo łatwiejszy niż z w leków pokój pokoju bo jestem nikt mi dzięki działa działają dobra "
        "dobrze nowa tylko mało po polsku telefon brak dalej nic który która które przychodzą godzinę za późno "
        "chyba wpisać zapisać hasło zalogować papierze papier aplikacja aplikacji aplikację leki lek upadła upadł "
        "krwawi oddycha zdjęcie zmianie córka teraz dzisiaj dziś wczoraj jutro wieczorem chce sama sam notatki "
        "podpis tabletki tabletkę spadła nikogo ktoś"
    ),
    "ro": (
        "banii buzunar limba scris scriu nu și este sunt pentru unde cum pot mă vă mulțumesc bună ziua doamna "
        "domnul trebuie azi ieri care din la am de în hârtie camera găsesc apar să pe acolo planul ajutor intru "
        "zice că parola aplicație aplicația scriu caiet foarte mult îmi place merge încercat trei ori nimeni "
        "poate scriem dimineață apare căzut respiră acum aici nou veche pacienta pacientul medicamente tura "
        "asistenta sau rog"
    ),
    "pt": (
        "obriga escolher antes fechar mesmo quando pessoa dormir não é uma para onde como eu está preciso ninguém "
        "obrigada obrigado no na sistema novo mostrou bom dia ajuda senhora senhor com já está muito usar posso "
        "meu minha consigo funciona senha entrar quarto caiu remédio medicamento ontem hoje agora também doente "
        "porque estou em do da que não tem fazer escrever aplicação papel"
    ),
    "es": (
        "puede respirar dice dé vez enfermera tiene jeringa habitación ella no el la los las una para dónde donde "
        "cómo está puedo gracias hola por favor en que del nuevo antiguo contraseña ya señor señora ayuda "
        "personas con lo entrar podemos todo"
    ),
    "de": (
        "nicht ist der das ein eine kein keine ich wir bitte hilfe danke mehr atmet gestürzt heute gestern kann "
        "schreibe neue alte geht auf zimmer frau herr"
    ),
    "it": (
        "non il la gli una per dove come sono posso grazie buongiorno che del nuovo vecchio di è mi piace signora "
        "signor aiuto oggi ieri con questo anche"
    ),
    "fr": (
        "ne pas le la les une pour où comment je suis merci bonjour est dans du nouveau ancien vide des monsieur "
        "madame aidez aide avec sur ce imprime service fin"
    ),
    "tl": (
        "lumang dalawang papel tinanong alin susundin kumakapag ang ng sa hindi ako po ba ito paano saan salamat "
        "naman kay mga pwede na para lang si maraming ingat gamot bagong nang kasi may tulong yung ayaw nung mula "
        "muna kami hanggang mahina nawala bakit sabi kanina anak kumusta ganda mabilis kaysa ko namin gumagana "
        "makapasok wala walang nasa kwarto lola lolo nurse nahulog humihinga"
    ),
    "ceb": ("ang sa dili unsa akong buhaton gikan asa kini ug nga pa kaganina buntag"),
    "yo": (
        "ní kò mo wà ṣe fún àti ẹ jọ̀ọ́ pẹ̀lú ibo níbo mi ti jowo ejo ejoo bawo nibo oogun iranlowo awon alaisan "
        "seun ninu àwọn jọwọ ẹ̀rọ kọ tó inú lórí gbà mọ̀ le yìí"
    ),
    "sn": (
        "handina kugona kuvhara vakarara handi sei kuti ndi kwete zvakadii mangwanani ndinoda ndatenda nhasi "
        "haisi kubva tese harisi asi munhu richirira zvake rinoramba iyi yakanaka chaizvo nyore app haishandi "
        "haivhuri kuvhurika handikwanise kupinda mushonga mbuya sekuru ndapota ndibatsire batsirai rubatsiro "
        "nekuti kana zviri pano nezuro adonha wadonha password yangu rwangu changu ndiri ndakanganwa"
    ),
    "hi": (
        "dobara kholo bhasha wapas badalni padti hai hain nahi nahin mein kya kaise kahan kahaan kab kyun mujhe "
        "mera meri mere aap yeh woh wala wali wale kar karna karne raha rahi rahe hoon gaya gayi gaye tha thi "
        "bahut accha acha theek thik abhi aaj kal ko ka ki ke liye bhi aur ne likhna dekha dekh shukriya "
        "dhanyavad bhai didi purani purana naya nayi khaali dawai dawa chal pata kripya madad kamre kamra chahiye "
        "karun karu ho se khul likhun"
    ),
    "pa": (
        "hai nahi nahin vich kithe kiven kidda mainu sanu tusi tuhada assi reha peya gya naal hunda hundi dasso "
        "kar karna rahi gaya ki da di de nu te ton ji dawai khulda likhna kamre hun mera meri"
    ),
    "ne": (
        "cha chha chaina chhaina chhu garna garnu garne gareko bhayo bhaena lai lagi kaha kasari malai mero hamro "
        "tapai huncha hunna hudaina sakdina sakina sakiyena sakiraheko ramro dhanyabad kina hijo bhane birami "
        "aushadhi ausadhi kotha lekhne lekhna khulena khuldaina ko ma ra pani aaja ni yo tyo milena mildaina"
    ),
    "ml": (
        "puthiyathu kitti aano onnum aavunnilla illa alla undu und ente enikku njan njangal ningal evide engane "
        "enthu entha eppol ippol innu innale cheyyan cheyyam cheythu pattunnilla pattilla parayunnu kanunnilla "
        "kaanunnilla aanu aayi venam marunnu koduthu kodukkan nokki ezhuthan ezhuthanam ezhuthi vegam varu "
        "ammachi appachan chechi veenu bodham valare nannayi sahayikku sahayam athe ithu athu ivide il le login "
        "password thurakkunnilla mariyilla"
    ),
    "gu": ("aave lakhvanu karu saav khali ghare jamvanu chhe nathi aaje kem kyan maru mane tame khultu kai"),
    "cy": (
        "gwnes roi bapur dwi cofnodi nawr gofyn bob tro maer mae yn y ir yr newydd hen dw ddim sut ble rhoi "
        "nodiadau diolch am ar ac wedi gan fod iaith gymraeg dweud bwyd shwmae fawr bawb ni rydyn neu dyddiadur"
    ),
}
"""Words by which each language is known. Small ones that English has too count only beside others."""

_ALSO_ENGLISH = frozenset(
    """
    pan to do z w am de pot camera no na para as the com dia per come fin service sur est may si po sa pa asi kana app
    mi ti le mo kay lang login password nurse il ha ho se ko ka ki ke ne da di te ji hun ma ra ni yo pani aaja kal chal
    naya thi tha und athe innu y ir hen ar ac sam sama mam od po co sau care rog pe merge ori place tura em tem due que
    les des la lo el en con del once du ce pas ba ito ko lola lolo anak sabi wala kami muna mula mel si ibo
    sei iyi tese nova del bath kotha lai lagi mero cha bhai didi aap mera meri aanu le kab ng ang kar ya kai mane tame
    """.split()  # noqa: SIM905 - words read better as words
)
"""Words above that staff also write in English, or that are names of people: alone they prove nothing."""

_MALAYALAM_ENDING = re.compile(r"\w{2,}(?:unnilla|unnundu|unnu|kkilla|ttilla|yilla)")
"""Verbs of Malayalam in Latin letters, which run together and are spelled in many ways."""

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("ur", re.compile("[\u0600-\u06ff]")),
)
UNKNOWN = "und"
"""ISO 639 code of a language that is not known here, such as one in Chinese or Cyrillic letters."""

_NEPALI = re.compile(
    r"(?<!\S)(?:छ|छैन|छन्|छु|मा|लाई|यो|भयो|भएन|गर्न|गर्ने|गर्नु|हुन्छ|राम्रो|मलाई|कहाँ|लेख्ने|सकिन|सक्दिन)(?![^\s।?!,.])"
)
"""Words in which Nepali differs from Hindi, which has the same script."""


def _unaccented(word: str) -> str:
    """As typed on a phone without the letters of one's own language."""
    return "".join(c for c in unicodedata.normalize("NFD", word.replace("ł", "l")) if not unicodedata.combining(c))


def _vocabulary(words: str) -> frozenset[str]:
    """The words, and the longer ones also without accents."""
    given = frozenset(words.split())
    bare = {_unaccented(word) for word in given}
    return given | {word for word in bare if len(word) > 2 and word not in _ENGLISH}


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
_VOCABULARY = {language: _vocabulary(words) for language, words in _WORDS.items()}
_LETTERS = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")


_KIND = re.compile(
    r"(?<!\w)(?:"
    r"dzi[eę]k\w*|dzie[nń] dobry|dobra aplikacja|bardzo (?:fajn\w+|dobr\w+)|łatwiejszy|"
    r"mul[tț]umesc|bun[aă] ziua|foarte bun\w*|"
    r"obrigad[oa]|bom dia|gracias|grazie|mi piace|merci|salamat|kumusta|ang ganda|ndatenda|yakanaka|diolch|gwych|"
    r"shukriya|dhanyabad|dhanyavad|dhanwad|nandi|accha|acha|ramro|e seun|ẹ ṣeun|nannayi|dobry dzie[nń]"
    r")(?!\w)|धन्यवाद|शुक्रिया|अच्छ|राम्रो|നന്ദി|നല്ല|ਧੰਨਵਾਦ|ਵਧੀਆ"
)
"""Thanks, greetings and praise."""


def is_kind(plain_text: str) -> bool:
    """Whether somebody thanks, greets or praises in one of the other languages."""
    return _KIND.search(plain_text) is not None


def language_of(text: str) -> str:
    """The ISO 639 code of the language; "en" in doubt. Pure, never raises."""
    words = [word.replace("ş", "ș").replace("ţ", "ț") for word in _LETTERS.findall(plain(text))]
    script = _script(text[:400])
    if script is not None:
        return script
    found = {language: _known(words, language, known) for language, known in _VOCABULARY.items()}
    # What only that language has decides between like languages; otherwise the one named first.
    best = max(found, key=lambda language: (len(found[language]), sum(w not in _ALSO_ENGLISH for w in found[language])))
    score, sure = len(found[best]), any(word not in _ALSO_ENGLISH for word in found[best])
    enough = sure and score >= (LEAST_WORDS if len(words) > 3 else 1)
    english = sum(word in _ENGLISH for word in words)
    return best if enough and score > english and score * 5 >= len(words) else "en"


def _known(words: list[str], language: str, known: frozenset[str]) -> list[str]:
    """The words that are of the language."""
    endings = language == "ml"
    return [word for word in words if word in known or (endings and _MALAYALAM_ENDING.fullmatch(word))]


def _is_latin(char: str) -> bool:
    """Whether a letter is Latin, with whatever dots and lines (Yoruba, Vietnamese)."""
    return char < "\u0370" or "\u1e00" <= char <= "\u1eff"


def _script(text: str) -> str | None:
    """A language by its script, if at least a quarter of the letters are of it."""
    letters = sum(char.isalpha() for char in text)
    for language, regex in _SCRIPTS:
        if letters and len(regex.findall(text)) * 4 >= letters:
            return "ne" if language == "hi" and _NEPALI.search(text) else language
    foreign = sum(char.isalpha() and not _is_latin(char) for char in text)
    return UNKNOWN if foreign and foreign * 4 >= letters else None
