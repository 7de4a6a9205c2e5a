"""What the words of a message give away: a plain form of the text, and concepts of the care floor.

Staff write "emar wot let me sgn", "bells down", "dont wrk". `plain` takes away what carries no meaning
(capitals, apostrophes, odd characters); a `Concept` gathers the many ways of saying one thing, so that
what is learned from one writer carries over to another.
"""

import re
import unicodedata
from dataclasses import dataclass

from core.labels import RecordArea

LONGEST_READ = 4000
"""Characters that are read for their meaning. Of a longer text the beginning and the end are read."""

_APOSTROPHES = re.compile("['’‘`´ʼ]")
_SPACES = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]+")
_PILED = re.compile(
    "(?<=[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
"""More than three marks on one letter: an attack on whoever must put them in order, never a language."""
_STRETCHED = re.compile(r"(\w)\1{3,}")


_HEARD: dict[str, str] = {
    "choking": "chocking|chokeing|chokin|joking on (?:his|her) (?:food|dinner|tea|lunch|toast|meat)",
    "breathing": "breething|breathin|brething|breatheing",
    "unconscious": "unconcious|unconsious|unconscius|unconshus|unconchious",
    "unresponsive": "un responsive|unresponcive|unrisponsive",
    "seizure": "seizer|siezure|seziure|seisure|seesure|sezure",
    "bleeding": "bleading|bleedin|bleding",
    "collapsed": "colapsed|collasped|callapsed",
    "allergy": "alergy|allegy|allergie|alergie",
    "allergic": "alergic|allergick|alergik",
    "ambulance": "ambulence|ambulanse|ambilance",
    "diabetic": "diabetick|dying a betic|dia betic",
    "hypo": "high po|hipo",
    "insulin": "insuline|in sulin|insulen|insulan",
    "warfarin": "warfrin|wafarin|warferin|war for in|warfarine",
    "morphine": "morphene|morfine|morphin",
    "oramorph": "oramorf|oral morph|aura morph|or a morph",
    "paracetamol": "parasetamol|paracetemol|parrot cetamol|paracetomol",
    "medication": "medecation|medicasion|medicaton|meditation round",
    "dnar": "dna r|d n a r|dynamic or|dee nar|d nar",
    "dnacpr": "dna cpr|d n a c p r|dnr cpr",
    "emar": "e mar|e-mar|e ma|ee mar|email chart|emarr",
    "mar chart": "mark chart|ma chart|marr chart|mar sheet|mark sheet",
    "peg feed": "peg feet|peg fed|pegg feed",
    "call bell": "core bell|callbell",
    "sensor mat": "censor mat|sensor matt|sense a mat",
    "pull cord": "pool cord|pullcord|pull chord",
    "safeguarding": "safe guarding|safegarding|save guarding",
    "catheter": "cathiter|cathetar|cafeter|catherter",
    "login": "log inn|loggin",
    "password": "pass word|passwrd|pasword",
}
"""What phones hear and thumbs slip into, by the word that was meant. For the danger rules above all: "chocking"."""

_MISHEARD = re.compile(rf"(?<!\w)(?:{'|'.join(f'({wrong})' for wrong in _HEARD.values())})(?!\w)")
_MEANT = tuple(_HEARD)


def _as_meant(found: re.Match[str]) -> str:
    return _MEANT[(found.lastindex or 1) - 1]


def plain(text: str) -> str:
    """The text in small letters without apostrophes, control characters and stretched letters ("sooooo").

    What dictation mishears is put right ("chocking", "peg feet"). Lone surrogates become spaces. At most
    `LONGEST_READ` characters.
    """
    if len(text) > LONGEST_READ:
        text = f"{text[: LONGEST_READ - 1000]} {text[-999:]}"
    text = "".join(" " if "\ud800" <= char <= "\udfff" else char for char in text)
    text = _PILED.sub("", text)
    text = unicodedata.normalize("NFKC", text).lower()[:LONGEST_READ]
    text = _STRETCHED.sub(r"\1\1", _SPACES.sub(" ", _APOSTROPHES.sub("", text))).strip()
    return _MISHEARD.sub(_as_meant, text)


@dataclass(frozen=True, kw_only=True)
class Concept:
    """One thing that staff may mean, and the expressions (on plain text) that say it."""

    name: str
    regex: re.Pattern[str]


def _concept(name: str, expression: str) -> Concept:
    return Concept(name=name, regex=re.compile(rf"(?<!\w)(?:{expression})(?!\w)"))


CONCEPTS: tuple[Concept, ...] = (
    _concept(
        "login",
        r"log(?:ged|ging)? ?(?:me |us |back )?(?:in|on|out|off)\w*|logins?|log in|pass ?(?:word|code)s?|passwd|pin|"
        r"lock(?:ed|ing)? ?(?:me |us )?out|user ?names?|authenticator|two factor|2fa|permissions?|access denied|"
        r"reset|unlock\w*|credentials|sign ?(?:in|on)|my account|no access|access",
    ),
    _concept(
        "missing",
        r"missing|not (?:there|here|on|come|came|showing|in)|isnt (?:there|on|here|showing)|arent (?:there|on)|"
        r"gone|disappeared|vanished|empty|blank|no record|nothing (?:there|on|for|in|under)|wiped|lost|"
        r"cant (?:find|see)|doesnt show|dont show|not showing",
    ),
    _concept(
        "how_to",
        r"how (?:do|can|to|does|would)\w*|cant work out|cant figure|wont let me|wot let me|doesnt let|makes me|"
        r"forces|it wants|keeps asking|too many (?:clicks|screens|steps)|greyed out|grayed out",
    ),
    _concept(
        "report",
        r"reports?|export\w*|dashboards?|statistics|stats|kpis?|figures|audit|graphs?|csv|excel|"
        r"print(?:s|ed|out)?|percent\w*|totals?|return",
    ),
    _concept(
        "wrong",
        r"wrong\w*|incorrect\w*|mixed up|muddled|swapped|someone elses|somebody elses|duplicate\w*|"
        r"shows? twice|misspelt|spelt|out of date|error",
    ),
    _concept(
        "device",
        r"tablet (?:wont|is|has|died|dead|keeps|froze)\w*|wi ?fi|signal|chargers?|charge|charging|battery|"
        r"screen|printer|bluetooth|sync\w*|offline|internet|connect\w*|scanner|handsets?|router|network|"
        r"camera|keyboard|sim|hotspot|nfc|devices?|ipads?|laptop",
    ),
    _concept(
        "outage",
        r"down|slow\w*|crash\w*|freez\w*|froze\w*|loading|wont load|not loading|outage|spinning|"
        r"timed? ?out|timing out|lag\w*|whole (?:system|app|building|home)|every(?:one|body|"
        r"thing)|all (?:units|floors)",
    ),
    _concept(
        "emar",
        r"e ?mar|e-mar|mar|mars|meds|medication\w*|medicines?|prn|controlled drugs?|cds?|doses?|insulin|"
        r"warfarin|eye drops|stock|round|blister|dosette|tabets|pills|morphine|oramorph|prescri\w+|pharmacy",
    ),
    _concept(
        "alert",
        r"alerts?|alarms?|sensors?|pendants?|call ?bells?|nurse call|bells?|buzz\w*|mats?|pagers?|"
        r"notifications?|trackers?|pull cords?|monitors?|door contacts?|didnt go off|not going off|falls mat",
    ),
    _concept(
        "training",
        r"train\w*|induction|shown|taught|showed|never been shown|e ?learning|course|refresher|"
        r"dont know how|no idea how|first time|teach|lessons?|walk me through|champion",
    ),
    _concept(
        "where_to",
        r"gdzie|unde|onde|evide|kahan|kahaan|kithe|saan|nibo|kupi|"
        r"where (?:do|does|should|can|to|is|would|am)\w*|which (?:one|system|form|place|book|screen)|"
        r"old or new|paper or|or paper|both|in the (?:new|old)|still (?:do|use|fill|write)|which do",
    ),
    _concept("old_new", r"old|paper|folder|kardex|file|book"),
    _concept(
        "mismatch",
        r"(?:dont|doesnt|do not|not) (?:match|agree|tally)|differ\w*|says .{2,60} says|conflict\w*|"
        r"two versions|discrepanc\w*|vs|versus|not the same|old .{2,60} new|paper .{2,60}(?:ecm|"
        r"app|tablet|screen|emar)",
    ),
    _concept(
        "opinion",
        r"love\w*|like|hate|great|brilliant|better|worse|prefer|easier|idea|suggest\w*|could we|"
        r"would be (?:nice|good)|feedback|opinion|confident|well done|impressed|rubbish|ridiculous|i think|miss the",
    ),
    _concept(
        "social",
        r"thanks?|thank you|cheers|ta|morning|hello|hi|hiya|shift|cover|swap|payslip|rota|uniform|"
        r"anyone|tonight|party|lol|haha|bless|milk|brew",
    ),
    _concept(
        "now",
        r"now|right now|this minute|immediately|asap|urgent\w*|due (?:now|at|in)|about to|going (?:up|in) at|"
        r"in \d+ min\w*|next dose|straight away|currently|quick|hurry|help",
    ),
    _concept(
        "no_harm",
        r"no (?:harm|injur\w+|effect|impact|rush|panic|odds|biggie|hurry|ill effects)|not (?:urgent|affecting|"
        r"a problem|a complaint|given)|nobody (?:hurt|affected|harmed)|no one (?:hurt|harmed|affected|missed)|"
        r"just (?:saying|fyi|annoying)|fyi|when you (?:can|get)|whenever|all (?:ok|fine|good|"
        r"well)|shes (?:ok|fine|well|stable)|"
        r"hes (?:ok|fine|well|stable|comfy)|works? fine|harmless|cosmetic|looks",
    ),
    _concept(
        "workaround",
        r"(?:using|used|on|use|gone back to|going by) (?:the |a |an )?(?:paper|old|printed|sheet|back ?up|"
        r"clipboard|folder|own|laminated|handover|mobile)\w*|by hand|handwritten|written (?:on|"
        r"it)|wrote it|checks? (?:every|upped|being)|"
        r"(?:sat|sitting|stayed|staying) with|1:1|hourly checks|checking (?:her|him|them|rooms)|"
        r"told (?:senior|manager|gp|the)|"
        r"ringing|rung|phoned|borrowed|keeping|following that|in the meantime|for now|"
        r"at (?:the )?min\w*|double checked|"
        r"not giving|held|holding|contingency|manual\w*|writing",
    ),
    _concept(
        "body",
        r"breath\w*|grey|gray|blue|purple|pale|mottled|clammy|sweat\w*|shak\w+|drows\w*|sleepy|floppy|limp|"
        r"slur\w*|confused|unconscious|unresponsive|twitch\w*|jerk\w*|seizure|fitting|pulse|sats|"
        r"rash|swell\w*|swollen|"
        r"lips|vomit\w*|bleed\w*|blood|pain|choking|chok\w+|gurgl\w*|dizzy|burning up|temp|hot|cold|cough\w*|hypo|"
        r"stiff\w*|dehydrat\w*|throat|chest|collapsed|faint\w*",
    ),
    _concept(
        "acted",
        r"gave|given|had|taken|swallowed|ate|eaten|eating|drank|been giving|ive given|gave him|gave her|"
        r"put up|running|serving|in my hand|in front of|stood (?:in|with)|with (?:him|her) now|in the room",
    ),
    _concept(
        "people",
        r"he|she|hes|shes|him|her|his|resident|lady|gent\w*|chap|man|woman|client|patient|lad|tenant|mum",
    ),
    _concept(
        "alone",
        r"on my own|only (?:nurse|one|me|rn)|sole|nobody (?:answering|here)|no nurse|alone|no one (?:here|answering)|"
        r"not (?:answering|picking up)|lone",
    ),
    _concept(
        "fall",
        r"fall|falls|fell|fallen|slip\w*|trip\w*|floor|carpet|lino|hoist\w*|transfer\w*|climb\w*|stand aid",
    ),
    _concept(
        "harm_by",
        r"hit|hits|slap\w*|punch\w*|grab\w*|bruis\w*|shout\w*|steal\w*|stole\w*|touch\w*|rough|abus\w*|neglect\w*|"
        r"safeguard\w*|dols|restrain\w*|marks?|scared|frightened|swear\w*|not allowed|contact",
    ),
    _concept(
        "away",
        r"wander\w*|gone out|not (?:back|in (?:his|her) room|home)|missing (?:person|lady|man)|absent|police|gate|"
        r"left the building|anywhere|searched|door (?:was )?(?:open|on the latch)|outside|search",
    ),
    _concept(
        "food",
        r"food|diet\w*|thick\w*|fluids?|puree|soft|texture|feed\w*|peg|eat\w*|drink\w*|toast|sandwich\w*|meal\w*|"
        r"breakfast|lunch|dinner|tea|swallow\w*|weight|nil by mouth",
    ),
    _concept(
        "skin",
        r"pressure|sore\w*|wound\w*|skin|turn(?:s|ing|ed)?|reposition\w*|mattress|dressing\w*|grade|blister",
    ),
    _concept("allergy", r"allerg\w*|nkda|anaphyl\w*|epipen|nuts?|penicillin|intoleran\w*|reaction|latex"),
    _concept(
        "resus",
        r"dnacpr|dnar|cpr|resus\w*|respect form|purple form|lilac form|end of life|eol|wishes|dying|palliative",
    ),
    _concept(
        "sorted",
        r"sorted|ignore (?:me|that|my)|nvm|never ?mind|all good now|(?:fine|working|ok|back) now|worked|fixed itself",
    ),
    _concept(
        "many",
        r"all (?:of us|staff|residents|units|floors)|every(?:one|body)|both units|whole|none of us|whole home|team",
    ),
    _concept(
        "cosmetic",
        r"colou?r|font|icon|logo|typo|spelling|spelt|picture|photo|upside down|emoji|banner|poster|theme|size",
    ),
    _concept(
        "system",
        r"e ?cm|app|system|tablets?|screens?|e ?-?mars?|mars?|records?|recorded|recording|login|"
        r"log ?in|notes?|care ?plans?|"
        r"forms?|charts?|reports?|pages?|tabs?|buttons?|software|devices?|sync\w*|wi ?fi|phones?|"
        r"digital|online|password|"
        r"click\w*|print\w*|folder|paper|old one|new one|module|portal|alerts?|sensors?|profile|upload\w*|import\w*|"
        r"save[ds]?|saving|document\w*|update[ds]?|field|box|menu|icon|log|logged|scan\w*|photo|"
        r"tasks?|training|trained|"
        r"go live|dashboard",
    ),
    _concept(
        "office",
        r"payslip|payday|wages|overtime|annual leave|rota|uniform|tunic|car|parked|bus|lift|hot water|heating|gloves|"
        r"maintenance|taxi|driver|cover|swap|shift|off sick|milk|biscuits|cake|party|lunch|"
        r"birthday|hairdresser|boiler|"
        r"bulb|earring|glasses|quiz",
    ),
    _concept(
        "time_wrong",
        r"(?:yesterday|tomorrow|wrong (?:date|time|day))s?|last years?|future|clock|\d+ hours? (?:ahead|behind|out)",
    ),
    _concept(
        "no_option",
        r"no option|not an option|no (?:box|field|button|tile)|doesnt have|only (?:gives|lets|shows|has|open)|"
        r"there should be|can (?:you|we|it)|could (?:you|we|it)|please add|any chance",
    ),
    _concept(
        "pretend",
        r"drill|mock|quiz|e ?learning|practi[cs]e|newsletter|poster|bingo|awareness|test person|"
        r"competition|demo|course",
    ),
)
"""Concepts, each a feature of the classifier. Their order is part of the trained model."""


def concepts(text: str) -> tuple[tuple[str, str], ...]:
    """The concepts found in plain text: (name, the words that say so), in the order of the table."""
    found = ((concept.name, concept.regex.search(text)) for concept in CONCEPTS)
    return tuple((name, match[0]) for name, match in found if match)


_PRETENDED = re.compile(
    r"(?<!\w)(?:drills?|mock|quiz|e ?learning|practi[cs]e (?:system|run)|newsletters?|"
    r"posters?|bingo|awareness|test person|competition|demo|"
    r"refresher|training (?:video|date|report|week|course)|lick of paint|typo|spelt|font|icon)(?!\w)"
)


def pretended(text: str) -> bool:
    """Whether plain text is about a drill, a course, a poster or the look of a page rather than about care."""
    return _PRETENDED.search(text) is not None


_SHUT_OUT = re.compile(
    r"(?<!\w)(?:cant|cannot|wont|will not|doesnt|not|unable to|keeps?) (?:let (?:me|us) )?"
    r"log(?:ging)? (?:me |us )?(?:in|on|out|off)(?!\w)"
)


def shut_out(text: str) -> bool:
    """Whether plain text says that somebody can't log in, or is logged out."""
    return _SHUT_OUT.search(text) is not None


AREAS: tuple[tuple[RecordArea, str], ...] = (
    (
        RecordArea.MEDICATION,
        r"e ?-?mars?|mar chart|mars?|meds|medication\w*|medicines?|prn|doses?|insulin|warfarin|controlled drugs?|"
        r"antibiotics?|inhalers?|patch|pharmacy|prescri\w+|eye drops|oramorph|morphine|"
        r"paracetamol|creams?|tablets given|pills",
    ),
    (
        RecordArea.SAFEGUARDING,
        r"safeguarding|dols|abus\w+|restraint|mca|mental capacity|best interests?|body map|pbs",
    ),
    (
        RecordArea.INCIDENT,
        r"incidents?|accidents?|falls?|fell|fallen|near miss\w*|abc charts?|injur\w+|bruis\w+|datix",
    ),
    (
        RecordArea.RISK_ASSESSMENT,
        r"risk assess\w+|risk score\w*|waterlow|braden|must score|falls risk|moving and handling|peeps?",
    ),
    (
        RecordArea.CARE_PLAN,
        r"care ?plans?|support plans?|dnacpr|dnar|respect form|allerg\w+|diet\w*|thicken\w*|puree|hoist|nok|"
        r"next of kin|preferences|life story|plans?",
    ),
    (RecordArea.HANDOVER, r"hand ?overs?"),
    (RecordArea.REVIEW, r"reviews?"),
    (
        RecordArea.ALERT,
        r"alerts?|alarms?|sensors?|pendants?|call ?bells?|nurse call|bells?|mats?|trackers?|pull cords?",
    ),
    (RecordArea.TASK, r"tasks?|to do|to-do|visits?|rounds?|checks?"),
    (
        RecordArea.DAILY_NOTE,
        r"daily notes?|notes?|fluids?|food charts?|bowels?|weights?|obs|charts?|turns?|personal care|bath\w*|wash\w*",
    ),
)
"""Words of each part of the record. Where two are named, the higher in the table counts: it carries more risk."""

_AREA_WORDS = tuple((area, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for area, words in AREAS)


def record_area(text: str) -> RecordArea | None:
    """The part of the care record that plain text names, or None."""
    return next((area for area, regex in _AREA_WORDS if regex.search(text)), None)


_SORTED = re.compile(
    r"^(?:hi |sorry |ok |oh |its ok |please |pls |ah |aw )*"
    r"(?:ignore (?:me|that|this|my (?:last|message|msg)\w*)|never ?mind|nvm|"
    r"(?:its |it is |all |that(?:s| is) |been )+sorted|sorted(?: now| it| thanks| thx| ta| dont worry| x+)*$|"
    r"(?:my |the )?[a-z ]{2,30} (?:is |are |s )?(?:fine|working|ok|back(?: up| on)?|sorted|on|"
    r"up)(?: again)? (?:now|again)|"
    r"(?:its |it is |all )?(?:working|fine|ok|good|back) (?:now|again)|panic over|false alarm|"
    r"no need now|found it(?: now)?$)"
)
_BUT = re.compile(
    r"(?<!\w)(?:but|just (?:that|which|one)|except|although|though|still|only (?:it|the)|"
    r"however|history|last week|how|where|which|"
    r"cant|wont|isnt|doesnt|not|slow|missing|wrong|nobody|no one|again please)(?!\w)"
)
_SORTED_END = re.compile(
    r"(?:ignore (?:me|that|this)|(?:its|all|now|got it) sorted(?: now| thanks| ta)?|nvm(?: sorted)?)[ .!x:)]*$"
)


def sorted_already(text: str) -> bool:
    """Whether plain text says that it is over ("login is fine now") and nothing else is wrong."""
    over = _SORTED.search(text)
    if over and not _BUT.search(text, over.end()) and len(text) - over.end() < 60:
        return True
    return _SORTED_END.search(text) is not None and len(text) < 120
