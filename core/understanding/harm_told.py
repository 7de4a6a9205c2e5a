"""Words of harm between people, as told in a question or in one line: "where do I write that Tom slapped Doris".

Who did it and to whom may be a name, a passive or nothing at all, so the verb or noun is read, whatever stands around
it, and what is no harm is taken out: "pushed the buzzer", "hit her own head", "kicked off at tea time", "nobody was
hit", "if a resident hits another", a drill. What residents do to staff is left to the rules about behaviour.
"""

import re

from core.understanding.danger_rule import NOT_REAL
from core.understanding.words import plain

_US = r"me|us|myself|my\b|our\b|at me|at us|out at (?:me|us|staff)|staff\b|carers\b|everyone|everybody|people|others\b"
_THEMSELVES = r"(?:him|her|them|it)sel(?:f|ves)|(?:his|her|their) own"
_BODY = (
    r"(?:own|head|face|nose|lip|arm|elbow|hand|finger|back|bottom|hip|leg|knee|shin|foot|toe|wrist|shoulder|ankle"
    r"|thumb|eye|chin|heel|forehead|cheek)s?\b"
)
_PERSON = (
    r"(?:him|her|them|he|she|they|someone|somebody|mr|mrs|miss|ms|residents?|service users?|clients?|tenants?|patients?"
    r"|lad(?:y|ies)|gent\w*|man|woman|person|people|carers?|staff|nurse|visitor|each other|one another)"
)
_THING = (
    rf"(?:it|the (?!(?:\w+ )?{_PERSON}\b)|a (?!(?:\w+ )?{_PERSON}\b)|an (?!(?:\w+ )?{_PERSON}\b)|this|that|these|those"
    r"|on\b|in\b|up\b|off\b|out\b|away\b|through\b|past\b|under\b|save|send|enter|submit|refresh|delete)"
)
_FOOD = (
    r"(?:food|meal|breakfast|lunch|dinner|tea|supper|pudding|plate|drink|drinks|water|juice|meds|tablets?|medicines?"
    r"|screen|phone|things?|belongings|buzzer|bell|button|walker|frame|chair|table|trolley|spoon|cup|door)\b"
)
_HIS_THING = rf"(?:his|her|their|mr \w+|mrs \w+) (?:\w+ )?{_FOOD}"

_NO_HARM = rf"(?! (?:{_US}|{_THEMSELVES}|{_THING}|{_HIS_THING}))"
"""What must not follow a word of harm."""

_STRUCK = (
    r"(?:hit|hits|hitting|slapp(?:ed|ing)|slaps|punch(?:ed|es|ing)|kick(?:ed|s|ing)|thump(?:ed|s|ing)"
    r"|whack(?:ed|s|ing)|smack(?:ed|s|ing)|elbowed|headbutt\w*|throttl(?:ed|ing)|strangl(?:ed|ing)"
    r"|shov(?:ed|es|ing)|yank(?:ed|s|ing))"
)
_HANDLED = r"(?:push(?:ed|es|ing)|dragg(?:ed|ing)|drags|grabb(?:ed|ing)|grabs|pinch(?:ed|es|ing))"

_TOLD = (
    r"(?:saw|seen|see|watched|witnessed) (?:\w+ ){1,4}?"
    rf"(?:slap|punch|kick|push|shove|drag|yank|grab|pinch|thump|smack){_NO_HARM}(?! (?:his|her|their) {_BODY}$)",
    r"(?:nasty|cruel|horrible|unkind) (?:to|towards) (?!me\b|us\b)",
    # Hit his head on the shelf, hit by a car: no one did it.
    rf"{_STRUCK}(?! (?:his|her|their) {_BODY})(?! by (?:a |the )?(?:car|van|bus|door|ball|bug|virus|outage|hoist))"
    rf"(?! against| target| to (?!the )){_NO_HARM}",
    rf"{_STRUCK} (?:his|her|their) {_BODY}(?= and (?:called|told|swore|shouted|said))",
    rf"{_HANDLED}(?! by the)(?! (?:his|her|their) (?:own )?(?:leg|foot|feet|nerve|hand away)| (?:feet|foot|leg|on)\b)"
    r"(?! (?:back|hand|hands)\b)(?! \w+ (?:wheelchair|trolley|chair|buzzer|bell|button)\b)"
    r"(?! (?:\w+ ){0,3}in (?:a|the|his|her|their) (?:wheel ?)?chair)"
    rf"(?! \w+ (?:just )?(?:as|before)\b){_NO_HARM}",
    r"(?:a|the|one|for) (?:punch|slap|kick|shove|smack|thump)(?! (?:biopsy|bowl|card|up|off|out|line|bag|ball))"
    r"(?! (?:to|in|on) (?:the )?(?:box|file|label|wall|door))\b",
    r"pull(?:ed|s|ing) (?:\w+ ){1,2}?(?:hair|ears?)\b(?! out)|pull(?:ed|s|ing) \w+ (?:about|by the)\b",
    r"(?:bit|bites|biting|bitten|scratch(?:ed|es|ing)|hurt|hurts|hurting|shook|shaking)"
    rf" (?:him|her(?! (?:{_BODY}|tongue|nails|food))|them|mr|mrs|miss|ms|another|(?:a|the|our) (?:\w+ )?{_PERSON})\b",
    r"(?:bitten|scratched|hurt|injured) by "
    r"(?!(?:a |the |her |his )?(?:cat|dog|insect|bug|wasp|nails?|hoist|chair|door))",
    r"(?:shout(?:ed|s|ing)?|scream(?:ed|s|ing)?|yell(?:ed|s|ing)?|swore|swears?|swearing|spat|spits?|spitting"
    r"|snapp(?:ed|ing)"
    rf"|threw (?:\w+ ){{1,3}}|laugh(?:ed|s|ing)?) ?at(?! (?:{_US}|{_THEMSELVES}|it\b|the (?!(?:\w+ )?{_PERSON}\b)"
    r"|jokes?|bingo|my|his own|her own|tv|telly|all\b|nothing|walls?|doors?|windows?|floor))",
    r"call(?:ed|s|ing) (?!me|us)\w+ (?:\w+ )?names\b",
    r"call(?:ed|s|ing) (?:him|her|them) (?:a (?:\w+ )?(?:cow|bitch|pig|liar|nuisance|idiot|baby)|filthy|stupid|fat"
    r"|useless|ugly|lazy|thick|dirty|disgusting)",
    r"(?:mock|taunt|humiliat|belittl|ridicul|bully|bulli)(?:ed|es|s|ing)\b(?! training)",
    rf"threaten(?:ed|s|ing)(?! (?:{_US}|to\b))",
    r"kiss(?:ed|es|ing)(?! (?:me|us|goodbye|goodnight|(?:his|her|my|their) (?:wife|husband|partner|mum|son|daughter)))",
    r"(?<!hardly )(?<!didnt )(?<!not )(?<!barely )(?<!never )(?<!of them )touch(?:ed|es|ing)"
    rf"(?! wood| base| screen| (?:him|her|them)sel){_NO_HARM}(?! (?:his|her|their) (?:face|nose|ears?|toes)\b)",
    r"(?:rough|roughly) (?:with|to|handl\w+)(?! (?:me|us|the|it))",
    r"(?:handl|mov|treat|grabb)\w* (?:\w+ ){0,3}(?:too )?rough(?:ly)?",
    r"(?:was|were|been|being|is|got|gets|get|getting|too) rough\b(?! (?:night|day|shift|week|sea|skin))",
    rf"lock(?:ed|ing|s)? (?!me\b|us\b|it\b|my\b|{_THEMSELVES})"
    r"(?:(?!out\b|cupboard|notes?\b|records?\b)\w+ ){0,3}?in(?:side)?"
    r" (?:(?:his|her|their|a|the) )?(?:bed ?rooms?|rooms?|bathroom|toilet|flat|house|lounge|garden|all (?:day|night))",
    r"forc(?:ed|es|ing) (?:him|her|them|food|mr|mrs|residents?|a resident)\b|force ?fe?ed\w*",
    r"(?:held|holding|pinned|pinning|tied|tying) (?:him|her|them|mr \w+|mrs \w+|a resident) (?:down|to|against)",
    r"(?:finger|thumb|hand|grip|fist|belt|slap|rope)s?(?: |-)?(?:shaped )?(?:marks?|bruis\w+)|hand ?prints?"
    r"|(?:bruis\w+|marks?) (?:\w+ ){0,3}?(?:like|from|of) (?:a |an |the )?(?:\w+ )?"
    r"(?:finger|hand|thumb|grip|fist|belt)\w*",
    r"rap(?:ed|ing)\b|grop(?:ed|es|ing)|fondl\w+|molest\w*"
    r"|sexual(?:ly)? (?:act|assault\w*|abus\w*|touch\w*|comment\w*)",
    r"in bed (?:together|with (?:another|a) )",
    r"(?<!heart )(?<!panic )(?<!asthma )(?<!anxiety )(?<!angina )(?<!ischaemic )"
    rf"(?:attack(?:ed|ing|s)|assault(?:ed|ing|s)?)(?! (?:on )?(?:{_US}))",
    rf"{_PERSON}(?: \w+)? (?:were |was |are |is |had a |having a |been )?(?:fighting|fought|fight)\b"
    rf"(?! (?:\w+ ){{0,3}}?(?:infection|cancer|illness|flu|covid|sleep|fit))"
    rf"|fight between|fighting (?:with )?{_PERSON}",
    r"(?<!self )(?<!drug )(?<!alcohol )(?<!substance )(?:abus(?:e|es|ed|ing|ive)|neglect(?:ed|ful|ing|s)?)"
    r"(?! (?:to|of|towards|at|on) (?:staff|us|me)\b)",
    r"left (?:\w+ ){0,4}?(?:in|on) (?:a |the |her |his |their )?(?:own )?"
    r"(?:wet|soiled|dirty|wee|urine|pee|poo|faeces)\b",
    r"st(?:ole|olen|eals|ealing) (?:from |money |(?:his|her|their) )",
)
_HARM = re.compile(r"\b(?:" + "|".join(_TOLD) + ")")

_NOT_DONE = re.compile(
    r"\b(?:nobody|no one|noone|never|not|wasnt|werent|didnt|hasnt|nearly|almost|close to)(?: (?:been|was|got|being))? $"
)
"""What stands before a word of harm that did not happen."""

_SOME = rf"(?:a|an|any|one|two|another|some|someone|somebody|anyone|anybody|{_PERSON})"
_IN_GENERAL = re.compile(
    rf"\b(?:(?:what )?if|in case) (?!he\b|she\b|they\b){_SOME}\b"
    rf"|\b(?:when|whenever) (?!he\b|she\b|they\b)(?:\w+ )?{_SOME}(?: \w+)? (?:is|are|gets?|goes|has been|hits?|slaps?"
    r"|punches|kicks?|bites?|push(?:es)?|shouts?|screams?|swears?|spits?|touch(?:es)?|grabs?|discloses?|tells?|says?)\b"
    rf"|\b(?:hypothetical\w*|nvq|assignment|{NOT_REAL})\b"
)

_NO_PERSON = (
    r"(?:money|cash|medication|insulin|something|one|it|stuff|this|data|info\w*|jewellery|property|nothing|what)"
)
_WHO = (
    r"(?:(?:residents?|service users?|clients?|tenants?|patients?|lady|gent\w*|man|woman|person|someone|somebody|mr|mrs"
    rf"|miss|ms)(?: (?!\w+s\b|{_NO_PERSON})\w+)?|he|she|hes|shes|that (?!{_NO_PERSON}\b)\w+)"
)
_GONE = re.compile(
    rf"\b{_WHO} (?:is |has |have |been |gone |went |going |now )*missing\b"
    r"(?! (?:person|people|persons|record|notes?|chart|form|dose|entry|signature|out|the|a|some|from the|from app)\b)"
    r"|\bgone missing from (?:his|her|their) (?:room|bed|flat)\b"
)
_FOUND = re.compile(
    r"\b(?:back (?:now|safe|home|in)|came back|come back|is back|hes back|shes back|returned|found (?:him|her|safe)"
    r"|been found|brought (?:him|her|them)?(?: \w+)? ?back|nobody is missing|profile|herbert|drill)\b"
)

_AFRAID = re.compile(
    r"\b(?:scared|afraid|frightened|terrified)(?: \w+)?"
    r" (?:of (?!(?:\w+ )?(?:press|break|us(?:e|ing)|gett|do|mak|los|delet"
    r"|click|hitt|it\b|this\b|(?:the |this )?(?:new )?(?:app|tablet|system|computer|phone|technology|wifi)))"
    r"|to (?:say|speak|tell|go|come|work|be)|for (?:him|her|them|my|mr|mrs))"
    r"|\bscares me when (?:he|she|they)\b"
    r"|\b(?:hit|hits|slapp?\w*|punch\w*|push\w*|touch\w*|grab\w*|threaten\w*|bully\w*|bullie\w*|(?:shout|scream|sw[eo]a?r)\w*"
    r" at) (?:me|us)\b(?! (?:out|off))"
    r"|\b(?:not safe|unsafe|in danger|get hurt|gets hurt|getting hurt|got hurt|come to harm)\b"
)
"""Somebody is afraid of somebody, or not safe."""

_AT_AN_END = re.compile(
    r"\bcant go on\b(?! (?:the|my|to|app|it))|\bcant (?:take|cope|bear)(?: (?:it|this))? any ?more"
    r"|\b(?:hurt|harm|kill|cut)(?:ing)? (?:myself|themsel|himself|herself)|\bsuicid\w+|\bend it all\b"
    r"|\bwant(?:s)? to die\b|\bdont want to (?:be here|live)\b|\bno point (?:in )?(?:living|going on)\b"
)
"""Somebody is at the end of their strength, or may hurt themselves."""


def harm_in(text: str) -> str:
    """The words by which a text tells that somebody harms somebody; empty where it tells of none.

    >>> harm_in("where do I record that Tom slapped Doris")
    'slapped'
    """
    words = " ".join(plain(text).split())
    if _IN_GENERAL.search(words):
        return ""
    found = (seen for seen in _HARM.finditer(words) if not _NOT_DONE.search(words[: seen.start()]))
    return next((seen[0].strip() for seen in found), "")


def gone_in(text: str) -> bool:
    """Whether a text tells that a person is missing, and not that they are back."""
    words = " ".join(plain(text).split())
    return bool(_GONE.search(words)) and not _FOUND.search(words) and not _IN_GENERAL.search(words)


def afraid_in(text: str) -> bool:
    """Whether somebody tells that they or others are afraid of a person, or not safe."""
    return bool(_AFRAID.search(" ".join(plain(text).split())))


def at_an_end_in(text: str) -> bool:
    """Whether somebody tells that they or others can't go on."""
    return bool(_AT_AN_END.search(" ".join(plain(text).split())))
