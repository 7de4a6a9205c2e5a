"""Danger rules: a readable table that may only raise an urgency, never lower it.

A rule fires when every expression of `needs` is found in the plain text (small letters, no apostrophes)
and none of `unless`. The classifier and these rules together decide; the higher urgency stands. Each rule
carries an example and near misses, which the tests go through one by one.

Sources: the lists of emergency and safeguarding words of the workflow rules (which alone caught 2 of 20
emergencies), the corpus's rules for urgency, and the general first-aid and medicines teaching that care
staff in England are given. No provider has approved them yet, and each says so.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from core.labels import CareRisk, Danger, Urgency
from core.tongues import TONGUES
from core.understanding.dangers_abroad import NOT_APPROVED as NOT_APPROVED
from core.understanding.dangers_abroad import PERILS, Peril, Said


@dataclass(frozen=True, kw_only=True)
class DangerRule:
    """One danger. `floor` is the least urgency of a message in which it is seen.

    `asks` is set where only the reporter knows how bad it is: they are asked whether anyone's care is affected.
    """

    name: str
    needs: tuple[str, ...]
    unless: str = r"(?!)"
    floor: Urgency
    risks: tuple[CareRisk, ...]
    danger: Danger = Danger.NONE
    why: str
    example: str
    near_misses: tuple[str, ...]
    asks: bool = False
    approved_by: str = NOT_APPROVED

    @cached_property
    def _needs(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(rf"(?<!\w)(?:{part})(?!\w)") for part in self.needs)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self.unless})(?!\w)")

    def seen_in(self, plain_text: str) -> tuple[str, ...]:
        """The words in which the danger was seen, or () if it was not."""
        words = self.read_in(plain_text)
        return () if words and self.called_off_in(plain_text) else words

    def read_in(self, plain_text: str) -> tuple[str, ...]:
        """The words of the danger, also where something else in the message calls it off; () without any."""
        seen: list[str] = []
        for part in self._needs:
            match = part.search(plain_text)
            if match is None:
                return ()
            seen.append(match[0])
        return tuple(dict.fromkeys(seen))

    def called_off_in(self, plain_text: str) -> bool:
        """Whether a word in the message ("training", "yesterday") calls this danger off."""
        return self._unless.search(plain_text) is not None


ABROAD = "These may be words of danger in another language. No native speaker has checked them yet."
"""How the reason begins where such words were seen."""


def _rule_abroad(peril: Peril, said: Said) -> DangerRule:
    """One line of the table of other languages as a rule."""
    return DangerRule(
        name=f"{peril.name}_{said.language}",
        needs=("|".join(said.words),),
        unless=said.unless,
        floor=peril.floor,
        risks=peril.risks,
        danger=peril.danger,
        why=f"{ABROAD} In {TONGUES[said.language].name} this can mean: {peril.means}.",
        example=said.example,
        near_misses=(said.near_miss,),
        approved_by=said.approved_by,
    )


DANGERS_ABROAD: tuple[DangerRule, ...] = tuple(_rule_abroad(peril, said) for peril, each in PERILS for said in each)
"""The rules of the ten languages. The two that follow them know fewer words, of other languages."""


# The pieces from which expressions are put together.
_WHO = (
    r"(?:he|she|hes|shes|him|her|his|they|theyre|resident|residents|lady|ladies|gent|"
    r"gentleman|chap|man|woman|client|patient|"
    r"lad|boy|girl|mum|dad|tenant|person|someone|somebody|mr|mrs|miss|ms)"
)
_CANT = r"(?:cant|cannot|can not|wont|will not|unable to|not able to|doesnt|couldnt|isnt|not|wont let (?:me|us))"
_NOT_REAL = (
    r"drills?|mock|training|trained|e ?learning|course|module|quiz|poster|newsletter|"
    r"awareness|practi[cs]e system|policy|"
    r"test person|demo|bingo|competition|menu|competency|refresher|workshop|webinar"
)
_RECORDS_ONLY = (
    rf"{_NOT_REAL}|(?:monthly|weekly|quarterly|annual) (?:report|audit|stats|figures)|"
    r"report (?:shows|is|for|says)|last (?:week|month|year)|yesterday|"
    r"years ago|history of|dashboard|tick ?box|drop ?down|where (?:do|does|should|can|"
    r"to) (?:i |we |it )?(?:log|record|put|write|go)"
)
_NOT_MEANT = (
    r"lol|the word|spel(?:t|ling)|typing error|typo|i mean|pretend|made ?up|hypothetical\w*|bum|"
    r"nobody (?:is|was|had) (?:choking|hurt|ill|double|eating)|my telly|box set|on (?:the )?telly|"
    r"i nearly died|nearly died me"
)
"""Words by which the writer says that they do not mean it, or that it was nothing."""

_GADGET = r"(?:tablet|phone|laptop|ipad|screen|charger|printer|wi ?fi|app|system|computer|router|scanner)"
_BODY_PART = r"(?: (?:head|face|arm|leg|hip|knee|elbow|thumb|finger|hand|toe|shin|back|foot|bum|eye)s?\b)"

_STATED_WORKAROUND = (
    r"(?:using|used|on|got|have|with|from|by|off) (?:the |a |an |our |my )?(?:paper|printed|"
    r"print ?outs?|printout|sheets?|back ?up|clipboard|folder|"
    r"laminated|handover|old (?:one|file|system|mar)|spare|other tablet)\w*|paper (?:mars?|"
    r"copy|copies|charts?|one)|by hand|contingency|"
    r"not (?:given|giving)|no harm|double check\w*|(?:checks?|checking) (?:every|upped|rooms|"
    r"her|him|them|done|in place)|1:1|hourly|"
    r"sat with|sitting with|staying with|someone (?:is )?(?:sat|sitting|staying) with|"
    r"borrowed|in the meantime|as normal|on time|all had|been given"
)
_LOGIN = (
    r"log(?:ged|ging)? ?(?:me |us |him |her )?(?:in|on|out|off)|logins?|password|pin|"
    r"lock(?:ed|ing)? (?:me |us )?out|locked|access|get in(?:to)?|"
    r"open|see|view|load|loading|connect|get on|sign in|up"
)
_MEDICINES = (
    r"meds|meds? (?:time|round)|medication|medications|medicines?|tablets? round|drug round|"
    r"round|e ?-?mars?|mars?|insulin|"
    r"novorapid|controlled drugs?|morphine|oramorph|warfarin|parkinsons (?:meds|tablets?)|"
    r"epilepsy (?:meds|tablets?)|pain ?killers?|syringe drivers?"
)
_TIME_NOW = (
    r"now|needs? (?:their |his |her )?(?:insulin|meds|medication|medicines?|pain relief)|"
    r"its (?:meds|med|medication|tablet)s? ?(?:time|round)|time for|meds time|(?:due|late|"
    r"overdue)(?: (?:now|at|in))?|in \d+ ?min\w*|"
    r"(?:mid|middle of|half ?way (?:thru|through)|during|doing|started|starting|"
    r"about to (?:start|do|give)) (?:the )?.{0,12}round|waiting for (?:their|his|her)|"
    r"right now|this minute|mid meds|mid round|trolley (?:is )?out|"
    r"its (?:the |our )?(?:\w+ ){0,2}(?:round|meds)"
)

DANGERS: tuple[DangerRule, ...] = (
    DangerRule(
        name="not_breathing",
        needs=(
            r"(?:not|isnt|aint|stopped|stopping|stops) breath(?:ing|in|e)|cant (?:get (?:her|his|a|"
            r"their) )?breath(?:e|s)?|"
            r"no (?:pulse|breath)|cardiac arrest|gasping for (?:air|breath)|fighting for breath|"
            r"(?:started|doing|giving) (?:cpr|compressions)|"
            r"struggling to breathe?|breathing (?:about |at )?[1-7] a minute",
        ),
        unless=rf"{_NOT_REAL}|if (?:he|she|they) stops? breathing",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Someone who can't breathe well needs help at once.",
        example="he is not breathing help",
        near_misses=(
            "cpr training says not breathing page is blank",
            "this app gives me no room to breathe",
            "system keeps stopping",
        ),
    ),
    DangerRule(
        name="choking",
        needs=(
            r"(?:is|are|was|shes|hes|theyre|keeps|started|now|just|been|man|lady|resident|someone|him|"
            r"her) (?:been )?chok(?:ing|ed|in)|^chok(?:ing|in)|"
            r"chok(?:ing|ed|in) (?:on|now|in (?:the )?(?:dining|lounge|room)|help|dining)|back slaps|"
            r"heimlich|abdominal thrusts|"
            r"food stuck in (?:her|his) throat|no sound com(?:in|ing) out",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|choking risk (?:assessment|score)"
            rf"|{_NOT_MEANT}|choking (?:risk )?(?:form|report|assessment)|laughing"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.NUTRITION_HYDRATION, CareRisk.CLINICAL_DETERIORATION),
        danger=Danger.MEDICAL,
        why="Choking can kill in a few minutes.",
        example="man choking dining room",
        near_misses=(
            "training on choking was ace",
            "choking drill got entered as a real incident",
            "choking risk assessment wont save",
        ),
    ),
    DangerRule(
        name="unresponsive",
        needs=(
            r"(?:wont|wouldnt|cant|not|isnt|couldnt) (?:be )?wak(?:e|ing|en)(?: (?:up|him|her))?|"
            r"not responding to (?:me|us|voice)|"
            r"(?:not|isnt|wont) answer(?:ing)? (?:me|to)|unresponsive|unconscious|passed out|"
            rf"{_WHO} (?:has |have |is )?(?:just )?collapsed|"
            rf"(?:gone|going) (?:all )?(?:limp|floppy)|lifeless|keeps? (?:blacking|passing) out",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|(?:screen|tablet|app|system|page|ipad|laptop|phone|menu) (?:is |has |"
            r"just |gone )?(?:unresponsive|wont wake|collapsed|not waking|gone)|"
            r"(?:unresponsive|wake(?: up)?) (?:screen|tablet|app|system|page|button)"
            rf"|{_NOT_MEANT}|deep sleeper|no tenant|printer|reply not"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Somebody who does not wake up needs help this minute.",
        example="my old chap wont wake for his breakfast",
        near_misses=(
            "the tablet wont wake up from sleep",
            "app is unresponsive after lunch",
            "menu keeps collapsed",
        ),
    ),
    DangerRule(
        name="seizure",
        needs=(
            r"(?:is|hes|shes|having|still|been|had|started|now|in) (?:a |another )?(?:seizur(?:e|ing)|"
            r"fitting|convuls\w+|fit)|"
            r"(?:seizure|fit|fitting|jerking|shaking) (?:that )?(?:wont|isnt|not|hasnt|for \d+|"
            r"\d+ min)\w*|status epilepticus|shake all body|"
            r"(?:floor|bed|he|she|lad) (?:is )?jerking",
            r"now|wont stop|stop|still|min\w*|help|floor|buccal|spray|rescue|jerking|999|ambulance|"
            r"room \d+|having|room twenty|shaking|fitting",
        ),
        unless=rf"{_RECORDS_ONLY}|(?:seizure|epilepsy) (?:chart|record|log|plan|frequency|monitor)|"
        r"(?:doesnt|dont|does not|not|wont|isnt) (?:a good )?fit(?:ting)?|"
        r"fitting (?:room|new|the|a)|fitted|was fine|all over now|recovered",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="A fit that goes on is an emergency.",
        example="shes having a fit that wont stop",
        near_misses=(
            "the case does not fit the new tablet",
            "seizure frequency report shows 4",
            "man is fitting the new wifi box, still here",
        ),
    ),
    DangerRule(
        name="stroke_signs",
        needs=(
            r"(?:having|had|had a|think its a|thinks? \w+ a) stroke|face (?:has |is |"
            r"all )?(?:droop\w*|dropped|lopsided|gone)|slurring|slurred (?:speech|words)|"
            r"one side of (?:his|her) (?:mouth|face)|cant (?:lift|move|feel|raise) (?:his|her|"
            r"one) (?:left |right )?(?:arm|side|leg)|mouth (?:has )?dropped",
        ),
        unless=rf"{_RECORDS_ONLY}|stroke (?:unit|ward|club|association)|old stroke|previous stroke|years",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="These can be signs of a stroke, where minutes count.",
        example="her face is drooping and shes slurring",
        near_misses=(
            "stroke unit letter not uploaded",
            "previous stroke not in her history",
            "stroke awareness module wont load",
        ),
    ),
    DangerRule(
        name="bad_colour_or_breath",
        needs=(
            rf"(?:lips|face|{_WHO}|mouth|hands|knee|gone|going|looks?|looking|turned|turning|very|and|"
            rf"a funny|weak and)(?: \w+){{0,2}} (?<!on )(?<!on the )(?:blue|grey|gray|purple|mottled|clammy|ashen)|"
            r"(?:blue|grey|gray|purple) (?:round|around|in) the|mottled to|gurgl(?:ing|y|es)|"
            r"breathing (?:really |very )?(?:funny|fast|weird|hard|heavy|shallow|like)|"
            r"snor(?:ing|ey|y) (?:funny|noise)|lips are the wrong col\w+|sats? (?:is |are |of |at |"
            r"down to )?[5-8]\d\b(?! to)|\b[78]\d ?%|resp rate (?:dropping|low)|cant swallow",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|screens?|(?:lights?|led|lamp|router|hub)(?: \w+){{0,4}} (?:blue|purple)|"
            r"(?:grey|gray|blue|purple)(?:ed)? (?:out|box|button|tile|icon|"
            r"tab|bit|bar|folder|form|line)|theme|colou?rs?|"
            r"hes fine|shes fine|nurse aware|hes \d\d now|battery|percent|complian\w+|complete\w*|button|icon|grey hair"
            rf"|{_NOT_MEANT}|squares|dress|slush|pictures|mat in \d+|dot on|form date|alarms at"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="A change in colour or breath can mean that someone gets worse fast.",
        example="shes gone a funny grey and wont look at me",
        near_misses=(
            "button is greyed out and has gone grey",
            "he likes the blue theme, going blue all over",
            "printer gone on blue",
            "care plans have gone missing on blue",
            "the light on the router has gone blue",
            "she says report compliance is 78%",
        ),
    ),
    DangerRule(
        name="sepsis_signs",
        needs=(r"sepsis|septic",),
        unless=rf"{_RECORDS_ONLY}|sepsis (?:tool|form|screen\w*|box|tab|page|pathway|lead|risk)|"
        r"septic tank|had sepsis",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Sepsis needs help within the hour.",
        example="temp 39 resp 30 sepsis??",
        near_misses=("sepsis tool wont open on the app", "sepsis training not booked", "septic tank is being emptied"),
    ),
    DangerRule(
        name="swallowed_something",
        needs=(
            r"(?:swallowed|eaten|drank|drunk|drinking|ate) (?:a |the |some |her |his |"
            r"all )?(?:\w+ )?(?:battery|batteries|"
            r"bleach|cleaner|cleaning|liquitab|washing|tablets out|coin|glove|hand gel|gel|detergent|disinfectant)",
        ),
        unless=rf"{_RECORDS_ONLY}|(?:app|tablet|system|phone|it) (?:has |is )?(?:eaten|ate|drank|drinking|eating)",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Someone swallowed a thing that can harm them.",
        example="resident has swallowed a battery",
        near_misses=("the app has eaten the battery again", "swallowed bleach drill entered as real", "battery died"),
    ),
    DangerRule(
        name="chest_pain",
        needs=(
            r"chest (?:pain|pains|is tight|tightness|hurts|hurting)|pains? in (?:his|her|the) chest|"
            r"having a heart attack|crushing pain",
        ),
        unless=rf"{_RECORDS_ONLY}|england|football|nearly had",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Chest pain needs 999.",
        example="she has chest pain since 3 and nobody came",
        near_misses=(
            "england crashed out again. heart attack stuff",
            "chest pain protocol training not loading",
            "chest freezer alarm",
        ),
    ),
    DangerRule(
        name="bleeding",
        needs=(
            r"bleed(?:ing|s)? (?:badly|heavily|a lot|everywhere|wont stop|from|head)|"
            r"head (?:is )?bleeding|heavy bleed\w*|wont stop bleeding|"
            r"haemorrhag\w+|blood everywhere|pouring (?:with )?blood|gums bleeding|(?:fallen|fell|"
            r"fall).{0,40}bleeding",
        ),
        unless=rf"{_RECORDS_ONLY}|bleeding (?:obvious|tablet|system|thing|app)|stopped (?:bleeding|now)",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Bleeding that does not stop is an emergency.",
        example="heavy bleed from his leg wont stop",
        near_misses=(
            "bleeding tablet has died again",
            "this bleeding system",
            "where do i log bleeding from last week",
        ),
    ),
    DangerRule(
        name="low_or_high_sugar",
        needs=(
            r"hypo|hypos|diabetic|insulin|blood sugars?|sugars?|bms?|gluc\w+|meter",
            r"shaky|drenched|sweaty|clammy|talking rubbish|not waking|drowsy|says hi|reads? hi|"
            r"reading hi|hi on the|(?<![\d.:])[12]\.\d(?![\d.])|having a hypo|in a hypo|is hypo|"
            r"gone hypo",
        ),
        unless=rf"{_RECORDS_ONLY}|target|range",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Very low or very high blood sugar is an emergency.",
        example="shes diabetic and shaky and drenched",
        near_misses=(
            "diabetic range 6 to 12 old, 4 to 7 new",
            "insulin chart wont print",
            "hypo training date wrong",
        ),
    ),
    DangerRule(
        name="swelling_after_something",
        needs=(
            r"anaphyl\w+|(?:face|lips?|tongue|throat|mouth)(?: \w+){0,3} (?:swell\w*|swollen|big|"
            r"closing|balloon|up)|hives|lumps all over|"
            r"rash (?:on|all|over|spreading|coming|after)|come (?:up|out) in (?:lumps|a rash|hives)|"
            r"scratch the neck|voice is different",
            rf"{_WHO}|now|swell\w*|swollen|rash|balloon",
        ),
        unless=rf"{_RECORDS_ONLY}|nappy|heat rash|old rash|cream for",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.ALLERGY, CareRisk.CLINICAL_DETERIORATION),
        danger=Danger.MEDICAL,
        why="A rash or a swelling that comes up can be a severe allergy.",
        example="her lips are swelling up after the pudding",
        near_misses=(
            "anaphylaxis course has wrong date",
            "face recognition login up the wall",
            "cream for his heat rash not on chart",
        ),
    ),
    DangerRule(
        name="allergy_and_giving",
        needs=(
            r"allerg\w*|nkda|anaphyl\w*|severe reaction|previous reaction|penicillin put|epi ?pens?",
            r"about to|(?:going|got|here) to give|in my hand|first dose|due (?:at|now|in)|giving|gave|"
            r"given|just had|had|has had|eaten|eating|serving|served|"
            r"in \d+ min\w*|drip is running|next nurse|catheteri\w+|in front of|on (?:his|her) plate|"
            r"minutes? ago|now",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|given up|allergic to mondays|not (?:been )?(?:given|had)|havent given|"
            r"didnt give|had (?:a|no|to|the) (?:look|go|idea|wrong)|hayfever"
            rf"|{_NOT_MEANT}|put back on|gone now|new (?:washing|soap) powder|still on paper"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.ALLERGY, CareRisk.MEDICATION),
        why="An allergy is not in the record, and something is being given.",
        example="folder says allergic to penicillin, app says none, about to give flucloxacillin",
        near_misses=(
            "allergy awareness menu quiz now on home page",
            "am i the only one allergic to mondays",
            "her allergy is spelt wrong, not given anything",
        ),
    ),
    DangerRule(
        name="given_twice_or_wrong",
        needs=(
            r"(?:had(?! to)|given|gave|got|took|taken|taking|been giving|"
            r"giving)(?: \w+){0,6} (?:twice|two lots|double(?: dose)?|both|ten times|10 times|"
            r"too (?:much|many))|"
            r"double dosed?|overdos(?:e|ed)|had two of everything|four times a day since|daily.{0,60}days running|"
            r"(?:gave|given|had|took|taken)(?: \w+){0,4} (?:wrong|someone elses|somebody elses|"
            r"another residents)(?: \w+){0,2} (?:meds|medication|medicines?|tablets?|pills?|dose|"
            r"insulin|patch)|"
            r"(?:gave|given) (?:\w+ ){0,4}(?:to )?(?:the )?wrong (?:resident|person|patient|lady|man|gent|client)|"
            r"(?:gave|given) (?:the )?wrong persons|"
            r"(?:gave|given) (?:\w+ ){1,4}(?:meds|medication|tablets?|pills?|insulin|warfarin|dose) "
            r"by (?:mistake|accident)",
        ),
        unless=(
            rf"{_NOT_REAL}|(?:shows?|showing|charted|recorded|signed|ticked|printed|entered|typed|"
            r"saved|logged) (?:up )?twice|sign(?:ed|ing) twice|hours? ago and (?:is )?fine|"
            r"no (?:harm|ill effects)|optician|last (?:week|month)|given both (?:phones|numbers|"
            r"tablets)|had (?:to|it) (?:do|type|enter)\w*|wrong one|given (?:me|us)|gave (?:me|us)|"
            r"got both|both (?:systems|records|phones|of us|ok)|password|"
            r"(?:double|given|gave) (?:the )?right"
            rf"|{_NOT_MEANT}|overdosed? (?:of thank|on passwords|warning|alert|form|chat)|i hadnt|we havent|"
            r"dose was (?:right|correct)|no double dose|stock (?:says|reads|count)|where would i|pop ?up|"
            r"cancelled twice|months? (?:ago|back)|been back over"
            r"|cups? of tea|cuppa|(?:bp|temp|obs|weight) twice|shifts"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.MEDICATION,),
        why="A medicine has gone to the wrong person, twice, or too much of it.",
        example="the app showed it as not done so she's had her warfarin twice",
        near_misses=(
            "calcium shows twice on her mar",
            "i had to log in twice",
            "system has given me the wrong password twice",
        ),
    ),
    DangerRule(
        name="medicines_now_and_no_record",
        needs=(
            _MEDICINES,
            rf"{_CANT}(?: \w+){{0,4}} (?:{_LOGIN})|lock(?:ed|ing) (?:me |us )?out|logged (?:me|"
            r"us) (?:out|off)|(?:is|are|its|whole|gone|system|app|everything|been|went|outage|blank|"
            r"all) (?:all )?(?:down|off|frozen|blank|white|outage)|outage|frozen|died|"
            r"no (?:e ?mar|mar|access|internet)|wont (?:load|open|connect|sync|work|log)\w*|"
            r"dont know (?:who|what|if).{0,30}(?:had|given|gave|in them)|spare wont",
            _TIME_NOW,
        ),
        unless=(
            rf"{_NOT_REAL}|{_STATED_WORKAROUND}|quiz|payslip|not (?:urgent|now)|planned"
            rf"|{_NOT_MEANT}|if that|came back|would be"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.MEDICATION,),
        why="Medicines are due and the record of who has had what cannot be seen.",
        example="tablet wont log me in and its meds time",
        near_misses=(
            "tablet wont log me in and its meds time, using paper mars",
            "emar training wont load now",
            "cant log in to do my notes",
            "cant see the round icon on the home screen",
        ),
    ),
    DangerRule(
        name="medicines_now_blocked",
        needs=(
            _MEDICINES,
            rf"{_CANT}(?: \w+){{0,4}} (?:{_LOGIN}|sign)|locked out|(?:is|are|its|all) down|outage|"
            r"frozen|no (?:e ?mar|mar|access)|wont (?:load|open|connect|sync)",
            _TIME_NOW,
        ),
        unless=rf"{_NOT_REAL}|planned|not urgent|payslip",
        floor=Urgency.HIGH,
        risks=(CareRisk.MEDICATION,),
        why="Medicines are due and the record cannot be used as it should be.",
        example="cant open emar and its the tea time round now, using paper mars",
        near_misses=(
            "cant log in to do my notes",
            "emar training wont load now",
            "stock page on emar is ugly",
        ),
    ),
    DangerRule(
        name="time_critical_medicine_late",
        needs=(
            r"parkinson\w*|madopar|sinemet|insulin|novorapid|epilep\w+|keppra|epilim|apomorphine|"
            r"syringe drivers?|palliative",
            r"late already|is late|overdue|missed|not had|hasnt had|past when|no mar|"
            r"last insulin unknown|due (?:now|at|a change|before)|stiff\w*|in pain",
            r"no|not|cant|cannot|dont|isnt|wrong|which|nobody|wont|down",
        ),
        unless=rf"{_NOT_REAL}|{_STATED_WORKAROUND}|given right|want it in two|times? (?:is|are|"
        r"were) (?:changed|wrong)",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.MEDICATION,),
        why="This medicine must not be late.",
        example="no mar for the new lady and her parkinsons tablet is late already",
        near_misses=(
            "parkinsons training missed due to cover",
            "epilepsy course dates not right",
            "insulin fridge photo upside down",
        ),
    ),
    DangerRule(
        name="wrong_food_or_fluid",
        needs=(
            r"puree\w*|thicken\w*|thick|thin (?:fluids?|liquids?)|nothing thin|soft diet|texture|"
            r"nil by mouth|nbm|level [3-6]|dysphagia|swallow\w*|choking risk|custard thick|wet sponge|"
            r"smooth food|no (?:feed|flush)|salt ?team|iddsi",
            r"gave|given|giving|eaten|eating|ate|had|drank|drinking|in front of|serving|just fed|"
            r"fed (?:her|him)|out now|right now|on (?:his|her) plate",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|not (?:been )?(?:given|had)|havent given|kitchen (?:has|have|had|know)|"
            r"to be safe|had (?:a|no|to|the|salt)|last (?:salt|review)|meds|tablets"
            rf"|{_NOT_MEANT}|pruned"
            r"|leaflets?|all documented"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.NUTRITION_HYDRATION,),
        why="Somebody may get food or drink that is not safe to swallow.",
        example="breakfast gave him toast, new care plan doesnt show the soft diet thing",
        near_misses=(
            "thick and easy stock page blank",
            "puree menu poster was given a new picture",
            "soft diet icon is upside down",
        ),
    ),
    DangerRule(
        name="wishes_unknown_and_dying",
        needs=(
            r"dnacpr|dnar|cpr|resus\w*|wishes|purple form|lilac form|respect form|what (?:hes|"
            r"shes) (?:chosen|signed)|signed up to|end of life|for everything",
            r"paramedics?|ambulance|peri ?arrest|arrests?|arrested|no pulse|no breath|compressions|"
            r"(?:gp|they) says? hours|dying|downhill|stops breathing|"
            r"going fast|last hours|came home to die|gone in (?:her|his) sleep|collapsed|crew here",
        ),
        unless=rf"{_NOT_REAL}|hes well|shes well|ambulance bay|where (?:do|does)",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.DNACPR_RESUS, CareRisk.CLINICAL_DETERIORATION),
        why="Somebody is near death and their wishes cannot be seen.",
        example="paramedics here, old folder has a signed dnacpr and ecm says for resus",
        near_misses=(
            "dnacpr form has wrong gp, hes well",
            "resus training with the ambulance crew",
            "dnacpr e-learning where do i log it",
        ),
    ),
    DangerRule(
        name="missing_person",
        needs=(
            r"cant find (?!(?:any (?:record|note)|the|my|a|where|how|out|it|edna at all, typed)\b)\w+|"
            r"missing (?:person|lady|man|resident|gent\w*)|(?:hes|shes|he is|she is|he isnt|she isnt|"
            r"not) (?:missing|here|in (?:his|her|the) (?:room|bed|garden|flat|building)|back)|"
            r"isnt back|"
            r"(?:hes|shes|has|resident|someone|residents) (?:gone|wandered|walked) (?:out|off|"
            r"missing)|wandered off|absconded|left the building|(?:one|1|im one) short|"
            r"doors? wide open|took eight|"
            r"bed(?:s)? (?:is )?cold|gone out the (?:gate|door|front)|nobody(?:s| has)? seen (?:her|him)",
            r"anywhere|all (?:the )?rooms|garden|grounds|searched|looked everywhere|police|gate|door|"
            r"street|road|dark|outside|lawn|been (?:gone )?\d+ (?:min\w*|hrs?|hours?)|"
            r"counted|river|trains|front door|minus \d|freezing out|dementia|wander\w*|absconded|building",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|(?:typed|typing) (?:her|his)|search(?:ed|ing)? (?:bar|box|for (?:her|"
            r"his) name)|cant find (?:any|the|a|my|it|where|how)|on (?:the )?(?:list|app|system)|"
            r"record|page missing|like clockwork|engineer"
            rf"|{_NOT_MEANT}|missing person (?:one|form)|corrected by|sat (?:here|next)|tablet offline|"
            r"care ?plan|book|invoices|moved to"
            r"|walk with (?:his|her|their)|with (?:his|her) (?:son|daughter|family|wife|husband)"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.MISSING_PERSON,),
        danger=Danger.MEDICAL,
        why="Somebody may be missing.",
        example="cant find Walter anywhere weve checked all rooms and the garden",
        near_misses=(
            "the missing person drill went like clockwork, police came to talk",
            "cant find the garden risk assessment anywhere",
            "cant find Edna on the system, searched everywhere",
        ),
    ),
    DangerRule(
        name="nobody_called_and_found",
        needs=(
            r"sensors?|alarms?|alerts?|bells?|buzzers?|call ?bells?|pendants?|mat|mattress|nurse call|"
            r"panel|screen|camera|phones|light no come|machine|button|thing on (?:his|her)|buzz\w*",
            r"not (?:working|going|reaching|sent|linked|alert\w*|buzz\w*|call\w*)|did ?nt (?:go|buzz|"
            r"alert|call|ring|work|send)|never (?:did|went|buzzed|alerted|rang|called|came|told)|"
            r"nothing (?:buzzed|has come|came|"
            r"on)|hasnt|"
            r"wasnt|offline|no come|is not call|says? (?:online|everyone|everybody)|dead|was not|down|isnt",
            r"found (?:him|her|on|a|them)|on the (?:floor|lino|carpet|ground)|fallen|"
            r"is down (?:between|by)|freezing|hanging|hang on|head is a mess|hurt|crying|shaking|"
            r"been (?:there|lying)|sat against|cant feel|burn\w*|stuck",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|no one hurt|found (?:it|the|a (?:cable|plug|way|fix))|(?:tablet|phone|"
            r"sensor|charger) (?:fell|on the floor|is on the floor)|shes ok|hes ok|unhurt"
            r"|found a (?:spare|new|different|replacement)"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.FALL_INJURY,),
        danger=Danger.MEDICAL,
        why="A call for help did not come through and somebody was found hurt or at risk.",
        example="floor sensor didnt go off, found him on the floor freezing",
        near_misses=(
            "sensor didnt go off in the test, found a cable loose",
            "alarm panel is down on the old wing, empty",
            "the pendant demo isnt on the floor plan",
        ),
    ),
    DangerRule(
        name="calls_not_reaching_staff",
        needs=(
            r"(?:call ?bells?|nurse ?call|pendants?|bells|buzzers|falls? (?:mats?|sensors?)|"
            r"door alarms?|(?:bed|floor|epilepsy) (?:exit )?(?:sensors?|alarms?|mats?|alerts?)|"
            r"telecare|alerts)",
            r"(?:is |are |all |both )?(?:down|offline|dead)|not (?:working|going off|reaching|coming|"
            r"alert\w*|connect\w*|linked|linking|report\w*)|isnt (?:working|going|coming)|"
            r"arent (?:working|going|coming)|"
            r"wont (?:connect|work|link)|stopped working|nobodys calls|no one gets|went to nobody",
        ),
        unless=rf"{_RECORDS_ONLY}|fridge|empty (?:room|flat)|spare|office|history|engineer booked|kitchen|"
        r"navy|not urgent|no rush",
        floor=Urgency.HIGH,
        risks=(CareRisk.FALL_INJURY,),
        why="Calls for help may not be reaching staff.",
        example="bells down",
        near_misses=(
            "fridge alerts not working",
            "alerts history not coming up",
            "call bell in the empty room is down",
        ),
    ),
    DangerRule(
        name="whole_record_missing",
        needs=(
            r"(?:care ?plan|whole (?:record|file|profile)|(?:his|her|their|entire) (?:record|file|profile))",
            r"(?:gone|missing|blank|empty|disappeared|vanished|isnt there|not there|"
            r"not (?:in|on) (?:the )?(?:app|system|ecm|tablet))",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|template|draft|logo|photo|picture|button|tab|icon|page number|signature|review|"
            r"back (?:now|again)|found it|its there now|printed copy|comment|section"
            rf"|{_NOT_MEANT}|wrong branch|sat here|resolved|solicitor|all i want|all there"
        ),
        floor=Urgency.HIGH,
        risks=(),
        asks=True,
        why="A whole record is missing.",
        example="new lady in 4, whole care plan is gone from the tablet",
        near_misses=(
            "care plan template has no logo",
            "the care plan tab icon is missing",
            "her care plan is back now",
        ),
    ),
    DangerRule(
        name="chart_not_kept",
        needs=(
            r"(?:fluids?|food|intake|food and fluids?|drinks|stool|bowels?|weight|bm|blood sugar|obs|seizure) "
            r"(?:charts?|sheets?|balance)",
            r"(?:wont|doesnt|not|isnt|didnt) sav(?:e|ing|ed)|(?:keeps? )?losing|lost|gone|wiped|vanished|disappeared|"
            r"missing|blank|deleted",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|template|blank (?:charts?|sheets?|copies|one)|print\w*|back (?:now|again)|found|scale"
        ),
        floor=Urgency.HIGH,
        risks=(),
        why="A chart that care depends on this shift does not keep what is written.",
        example="food chart for the lady in 8 wiped since breakfast",
        near_misses=(
            "can someone print blank fluid charts for the folder",
            "lost my pen filling in the weight chart training",
            "food chart is back now",
        ),
    ),
    DangerRule(
        name="life_at_risk",
        needs=(
            r"noose|hang(?:ed|ing) (?:him|her|them)sel(?:f|ves)|(?:found|find) (?:him|her|them) hang(?:ing|ed)|"
            rf"{_WHO} (?:is |was |has |nearly )?drown(?:ing|ed)|"
            r"drown(?:ing|ed) in (?:the )?(?:bath|pool|pond|river|sea)|"
            r"coffee grounds|"
            r"(?:staff(?: member)?|carer|nurse|colleague|member of staff) (?:has |just )?(?:collapsed|fainted|"
            r"passed out)|"
            r"epi ?pen (?:was |been |just )?(?:used|given)|(?:used|given) (?:the |her |his )?epi ?pen|"
            r"(?:dead|lifeless) in (?:bed|the chair|his|her)|found (?:him|her) dead|trach\w* (?:is )?(?:blocked|out)|"
            r"news ?2? (?:score )?(?:is |of )?(?:[7-9]|1\d)(?!\w)|bp (?:is )?[3-7]\d[ /]|broken hip|hip looks wrong|"
            r"oxygen (?:cylinder|bottle|tank)? ?(?:is )?(?:empty|run(?:ning)? out|ran out)",
        ),
        unless=rf"{_NOT_REAL}|{_NOT_MEANT}|last (?:week|month|year)|gp (?:been|reviewed)|reviewed by|aerobics",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="Somebody's life may be at risk.",
        example="found him hanging from the door",
        near_misses=(
            "we are drowning in paperwork",
            "that phone has drowned, rip",
            "noose knot in the craft training video",
        ),
    ),
    DangerRule(
        name="sexual_harm",
        needs=(
            r"raped?|raping|sexual(?:ly)? (?:touch\w*|assault\w*|abus\w*)|"
            r"touch\w* (?:him|her|them|another \w+) sexually",
        ),
        unless=rf"{_NOT_REAL}|oil ?seed",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.SAFEGUARDING,),
        danger=Danger.SAFEGUARDING,
        why="Somebody tells of sexual harm.",
        example="resident sexually touching another in the lounge",
        near_misses=("oil seed rape is in bloom", "sexual abuse training tomorrow"),
    ),
    DangerRule(
        name="money_taken_by_staff",
        needs=(
            r"(?:staff|carer|colleague|nurse|worker)s?",
            r"(?:stealing|stole|steals|nicking|taking) (?:\w+ ){0,3}(?:money|cash|purse|bank card|jewell?ery)",
        ),
        unless=rf"{_NOT_REAL}|audit|petty cash",
        floor=Urgency.HIGH,
        risks=(CareRisk.SAFEGUARDING,),
        danger=Danger.SAFEGUARDING,
        why="Somebody says that staff take what is not theirs.",
        example="my colleague is stealing the residents money",
        near_misses=("staff taking the petty cash to the bank", "money training for staff"),
    ),
    DangerRule(
        name="hurt_and_down",
        needs=(
            r"(?:fallen|fell|fall|on the (?:bathroom )?(?:floor|carpet|lino|ground|stairs)|"
            r"went straight through my arms|slid down|heard a bump|stuck half way|"
            r"hang(?:ing)? on the side)",
            r"(?:head|hip|leg|neck|arm|wrist)(?: \w+){0,4} (?:bleed\w*|broken|wrong way|mess|cut|"
            r"hurt\w*|pain|swollen)|wrong way|crying about|cant (?:get|move|stand|lift)|wont open|"
            r"bleeding|not moving|in agony|screaming|someone come|neck on|help now|need help|snor\w+",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|(?:tablet|phone|charger|trolley) fell|tablet fell|shes ok|hes ok|"
            r"no injur\w+|checked over|fallen (?:off|over) the system|menu"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.FALL_INJURY,),
        danger=Danger.MEDICAL,
        why="Somebody is down and hurt.",
        example="someone come to lounge, she has fallen and her head is bleeding",
        near_misses=(
            "tablet fell off the trolley, cant move the screen",
            "lady slip off the commode, shes ok, checked over",
            "fall menu wont open, fell over again lol training",
        ),
    ),
    DangerRule(
        name="down_now",
        needs=(
            r"(?:has|have|hes|shes) (?:just )?fallen|just fell|(?:is|hes|shes|still) (?:down )?on the floor(?: now)?",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|checked over|no injur\w+|all (?:ok|fine)|(?:is|hes|shes) (?:ok|fine)|"
            r"back (?:up|in (?:bed|chair))|up again|fallen (?:behind|asleep|off|out|through)"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.FALL_INJURY,),
        danger=Danger.MEDICAL,
        why="Somebody is down.",
        example="couldnt get on the app and miss okoro has fallen by her bed",
        near_misses=(
            "she has fallen off the list of visits, where do i log it",
            "he has fallen asleep and the app logged me out",
            "fallen behind with the notes",
        ),
    ),
    DangerRule(
        name="wants_to_die",
        needs=(
            r"suicid\w+|kill (?:him|her|my|them)sel(?:f|ves)|end (?:it all|(?:his|her|my) life)|"
            r"wants? (?:it all to stop|to die)|ligature|self harm(?:ing)?|cutting (?:him|her)self|"
            r"locked (?:him|her)self in",
        ),
        unless=rf"{_RECORDS_ONLY}|risk assessment|score|prevention",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.SAFEGUARDING,),
        danger=Danger.MEDICAL,
        why="Somebody may be about to harm themselves.",
        example="he has locked himself in and says he will end it all",
        near_misses=(
            "suicide prevention training not booked",
            "suicide risk assessment wont print",
            "self harm module last week",
        ),
    ),
    DangerRule(
        name="fire_or_gas",
        needs=(
            r"smoke (?:in|coming|everywhere|from)|(?:is|on|its|theres a|a|kitchen|room|"
            r"laundry) (?:on )?fire(?! (?:drill|door|alarm|warden|exit|panel|one|training|risk|safety|"
            r"engineer|file|folder|stick|tablet|plan|cert))|smell (?:of )?gas|gas smell|smells of gas|gas leak|"
            r"can smell (?:gas|burning)|^fire+!*(?: |$)|carbon monoxide",
        ),
        unless=rf"{_RECORDS_ONLY}|fire (?:drill|door|training|warden|risk|tv|stick|cert)|gas engineer|"
        r"you(?:re| are) (?:all )?(?:on )?fire|(?:team|phones?|phones|inbox|teams|app|rota|"
        r"you) (?:is |are |s )?on fire|smoke (?:break|shed)|alarm test|mandatory",
        floor=Urgency.CRITICAL,
        risks=(),
        danger=Danger.MEDICAL,
        why="Fire, smoke or gas: all are in danger.",
        example="smoke in the laundry corridor",
        near_misses=(
            "fire drill training",
            "gas engineer coming at 4",
            "fire door poster needs printing",
            "team are on fire today",
        ),
    ),
    DangerRule(
        name="assault_now",
        needs=(
            r"(?:being|been|is|was|getting|just) (?:attacked|assaulted|punched|strangled|raped)|"
            r"attacking|going for (?:each other|(?:him|her|me|us|others))|got (?:him|her|me) by the|"
            r"(?:has|got|holding|with) (?:a|the) (?:knife|rake|hammer|weapon|scissors)|"
            r"hand is where it shouldnt|crying no|fighting each other|"
            r"(?:hes|shes|he is|she is) not (?:meant to be|allowed|supposed to be) (?:here|near|in)|"
            r"(?:not|isnt|wasnt|shouldnt) (?:be |being )?(?:let|allowed) (?:up|in|near|"
            r"here).{0,120}(?:lift|here|now|room|building)|must not work with",
        ),
        unless=(
            rf"{_RECORDS_ONLY}|obs being done|keeping them apart|separated|cyber|hacker|virus|"
            r"visitor flag|apart|borrowed"
            r"|cake|craft|scissors for|in the (?:office|kitchen|store)"
        ),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.SAFEGUARDING,),
        danger=Danger.SAFEGUARDING,
        why="Somebody is being attacked or is with a person who must not be near them.",
        example="two of them going for each other in the smoking shed",
        near_misses=(
            "system attacked by a virus last week",
            "safeguarding course on being attacked",
            "resident on resident push, they are separated",
        ),
    ),
    DangerRule(
        name="abuse_and_still_there",
        needs=(
            r"(?:hit|hits|hitting|slapped|slaps|punched|kicked|hurt|hurts|grabbed|pinched|shoved|"
            r"pushed|touched|touches|touching|abus\w+|rough with|shouted at|swore at|stole|"
            rf"stealing)(?: \w+){{0,2}} (?:her|him|me|them|residents?)(?!{_BODY_PART})|"
            r"marked round|told me what he does|shuts her door|(?:begged|asked) me not to (?:say|tell)",
            r"still (?:on|here|in|working)|on shift|with (?:her|him) (?:right )?now|in (?:the|her|"
            r"his) room|coming back|on the floor|right now|tonight|just (?:been|come)|is in there",
        ),
        unless=rf"{_NOT_REAL}|i hit|separated|shift has ended|sent home|suspended|no injur\w+",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.SAFEGUARDING,),
        danger=Danger.SAFEGUARDING,
        why="Somebody says they were harmed, and the person who did it may still be near.",
        example="a resident says a carer hit her this morning and he is still on the floor working",
        near_misses=(
            "i hit her name on the list and it froze, still on shift",
            "safeguarding training on rough with residents tonight",
        ),
    ),
    DangerRule(
        name="abuse_told_or_seen",
        needs=(
            r"(?:hit|hits|hitting|slap(?:s|ped|ping)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|hurt by|hurts|hurting|"
            r"grab(?:s|bed|bing)?|pinch(?:es|ed|ing)?|"
            r"shoved|abused|abusing|stole from|stealing from|rough with|shout(?:s|ed|ing)? at|"
            r"swore at|swear at|swearing at|touched|touches|touching)"
            r"(?: (?:a|an|the|another|one of the|our))? (?:her|him|me|them|residents?|clients?|ladies|lady|gent\w*|"
            rf"patients?|mr|mrs|each other|staff|man|woman|by)(?!{_BODY_PART})|"
            r"(?:being|been|was|were|getting) (?:abused|neglected|hit|slapped|bullied|hurt|touched)|"
            r"(?:taking|took|taken|stealing|stole|nicking) (?:\w+ )?(?:his|her|their|money|pension|"
            r"card|cash)(?: \w+)?|neglecting (?:her|him|them)|sexual(?:ly)? (?:abuse\w*|assault\w*)|"
            r"afraid of (?:him|her|staff)|scared of (?:him|her|staff|the)|"
            r"bruis\w+ (?:on|and) .{0,40}(?:wont say|dont know how|scared|unexplained)",
            r"said|says|saying|told|tells|saw|seen|heard|overheard|witnessed|reckons?|thinks?|worried|"
            r"disclos\w+|noticed|found|staff|carer|carers|nurse|son|daughter|nephew|neighbour|husband|"
            r"wife|grandson|lodger|worker|someone|somebody|visitor|agency|residents?|manager|mrs?|miss",
        ),
        unless=rf"{_NOT_REAL}|hit (?:the|a|my) (?!(?:residents?|clients?|lady|ladies|gent\w*|man|woman|"
        r"patients?|other)\b)\w+|hit (?:on|save|send|enter|button|refresh|my|by (?:a )?(?:car|"
        r"virus|"
        r"outage))|tak(?:ing|en) her (?:own )?(?:tablets|meds|time|photo|medication|bp|obs|temp|weight|breakfast|"
        r"lunch|tea|dinner)|tak(?:ing|en) his (?:own )?(?:tablets|meds|time|photo|medication|bp|obs|temp|weight|"
        r"breakfast|lunch|tea|dinner)|"
        r"rough (?:week|day|night|shift)|touched (?:the|my) (?:screen|tablet)|touch screen|"
        r"hurts my (?:eyes|head)|i hit|took (?:her|his) (?:meds|tablets|medication|obs|bp|temp|"
        r"weight|time|dinner|lunch|breakfast|tea|inhaler)",
        floor=Urgency.HIGH,
        risks=(CareRisk.SAFEGUARDING,),
        danger=Danger.SAFEGUARDING,
        why="Someone may have been harmed by someone else.",
        example="she said the night staff hit her",
        near_misses=(
            "i hit the button and it says error",
            "its been a rough week with the new system, staff tired",
            "it took her meds off the list, carer told me",
            "abuse of the printer by staff lol training",
            "manager says slap a label on the folder",
        ),
    ),
    DangerRule(
        name="help_is_called",
        needs=(
            r"(?:rung|ringing|rang|phoned|phone|called|calling|call|on to|waiting for|dialled|need|"
            r"get) (?:an? |the )?(?:999|ambulance)|999 (?:called|on (?:the )?(?:way|phone|line)|"
            r"coming)|ambulance (?:on (?:its|the) way|called|coming|control|here)|"
            r"paramedics? (?:are )?(?:here|with|on)|crash call|sending (?:her|him) in|111 (?:on|queue)",
        ),
        unless=rf"{_RECORDS_ONLY}|where do|ambulance bay|non urgent|appointment|transport|hospital appt",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why="An ambulance or urgent help has been called.",
        example="have rung 999, form wont open",
        near_misses=(
            "whos parked across the ambulance bay",
            "patient transport ambulance called off, appointment moved",
            "ambulance training day",
        ),
    ),
    DangerRule(
        name="cry_for_help",
        needs=(
            r"^(?:emergency|999|help now|help me|help!*|help help.*|emergency help|"
            r"its an emergency)[ .!]*$|need help now|someone come (?:now|quick|to)|come (?:quick|"
            r"now) (?:please|pls)?|please sister come|please come quick|somebody come",
        ),
        unless=(
            rf"{_NOT_REAL}|biscuits|printer|lol|brew|cake|milk"
            rf"|{_NOT_MEANT}|off button|dark mode|where is the"
            r"|rota|payslip|where do|how do i|wages|annual leave|holiday"
        ),
        floor=Urgency.CRITICAL,
        risks=(),
        danger=Danger.MEDICAL,
        why="Somebody asks for help at once.",
        example="need help NOW",
        near_misses=(
            "emergency!!! we've run out of biscuits",
            "help with the printer please",
            "can someone come round for a brew",
        ),
    ),
    *DANGERS_ABROAD,
    DangerRule(
        name="danger_in_another_language",
        needs=(
            "|".join(
                (
                    # Spanish, Italian, French
                    r"no respira|no puede respirar|se est[aá] (?:ahogando|atragantando)|atragant\w+|incendio|sangrando|"
                    r"no despierta",
                    r"non respira|sta soffocando|soffoca|sanguina\w*|non si sveglia|priv[oa] di sensi",
                    r"ne respire (?:pas|plus)|s ?(?:é|e)touffe|inconscient\w*|saigne\w*|incendie|ne se r(?:é|"
                    r"e)veille pas",
                )
            ),
        ),
        unless=r"(?!)",
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why=ABROAD,
        example="ayuda, el señor de la 6 no respira",
        near_misses=("Dzień dobry wszystkim", "no puedo entrar en la aplicacion", "Bună ziua, mulțumesc"),
    ),
    DangerRule(
        name="danger_in_another_script",
        # Bengali: combining signs are no word characters, so no word ends.
        needs=(r".*?(?:শ্বাস নিচ্ছে না|অজ্ঞান).*",),
        floor=Urgency.CRITICAL,
        risks=(CareRisk.CLINICAL_DETERIORATION,),
        danger=Danger.MEDICAL,
        why=ABROAD,
        example="উনি শ্বাস নিচ্ছে না",
        near_misses=("कैसे बंद करूं यह फॉर्म, सेव नहीं हो रहा", "നോട്ട്സ് പേപ്പറിൽ എഴുതണോ"),
    ),
)
"""Every danger rule. The words quoted as reasons are those that `needs` found."""


@dataclass(frozen=True, kw_only=True)
class DangerSeen:
    """A rule that fired, and the words (plain text) in which it was seen."""

    rule: DangerRule
    words: tuple[str, ...]


TAKEN_BACK = re.compile(
    r"^(?:ok |right |sorry )?stand down\b|\bas you were\b|\bnot a (?:live|real) (?:event|one|emergency)\b"
)
"""Words by which the writer takes the alarm back in the same breath. No rule speaks then; the classifier still does.

"Wrong chat" is not among them: the emergency may be real, and only the place wrong.
"""


_OF_A_THING = re.compile(
    rf"{_GADGET}s? (?:is |was |has |are |keeps |just |gone )*(?:\w+ )?"
    r"(?:on the floor|fallen|chok\w+|unresponsive|collapsed|drowned|drowning|dead|dying|not waking)"
    rf"|(?:wake|wake up|wont wake up|cant wake|cant wake up),? (?:the |my |this )?{_GADGET}(?: up)?"
    r"|(?:drown|chok)ing in (?:paper\w*|emails?|forms|work|admin|passwords|tick boxes)"
)
"""What is said of a machine or of paper, not of a person. The rules do not see it."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What the rules make of a message: those that fire, most urgent first.

    `called_off` says that something critical was read and then called off by a word that may be about something else.
    One word must not silence a danger ("yesterday she was fine, now unresponsive"): the reporter is asked.
    """

    seen: tuple[DangerSeen, ...] = ()
    called_off: bool = False


def looked_for(plain_text: str, rules: tuple[DangerRule, ...] = DANGERS) -> Looked:
    """Hold plain text against every rule."""
    if TAKEN_BACK.search(plain_text):
        return Looked()
    plain_text = _OF_A_THING.sub(" ", plain_text)
    read = [(rule, words) for rule in rules if (words := rule.read_in(plain_text))]
    seen = [DangerSeen(rule=rule, words=words) for rule, words in read if not rule.called_off_in(plain_text)]
    off = any(rule.floor is Urgency.CRITICAL and rule.called_off_in(plain_text) for rule, _ in read)
    return Looked(seen=tuple(sorted(seen, key=lambda each: each.rule.floor.rank)), called_off=off)


def dangers_in(plain_text: str, rules: tuple[DangerRule, ...] = DANGERS) -> tuple[DangerSeen, ...]:
    """The rules that fire on plain text, most urgent first."""
    return looked_for(plain_text, rules).seen
