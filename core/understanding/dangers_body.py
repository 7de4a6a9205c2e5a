"""Danger rules of the body: breath, heart, blood, sugar, swelling. `dangers.py` reads them."""

from core.labels import CareRisk, Danger, Urgency
from core.understanding.danger_rule import NOT_MEANT, NOT_REAL, RECORDS_ONLY, WHO, DangerRule

BODY: tuple[DangerRule, ...] = (
    DangerRule(
        name="not_breathing",
        needs=(
            r"(?:not|isnt|aint|stopped|stopping|stops) breath(?:ing|in|e)|cant (?:get (?:her|his|a|"
            r"their) )?breath(?:e|s)?|"
            r"no (?:pulse|breath)|cardiac arrest|gasping for (?:air|breath)|fighting for breath|"
            r"(?:started|doing|giving) (?:cpr|compressions)|"
            r"struggling to breathe?|breathing (?:about |at )?[1-7] a minute",
        ),
        unless=rf"{NOT_REAL}|if (?:he|she|they) stops? breathing",
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
            rf"{RECORDS_ONLY}|choking risk (?:assessment|score)"
            rf"|{NOT_MEANT}|choking (?:risk )?(?:form|report|assessment)|laughing"
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
            rf"{WHO} (?:has |have |is )?(?:just )?collapsed|"
            rf"(?:gone|going) (?:all )?(?:limp|floppy)|lifeless|keeps? (?:blacking|passing) out",
        ),
        unless=(
            rf"{RECORDS_ONLY}|(?:screen|tablet|app|system|page|ipad|laptop|phone|menu) (?:is |has |"
            r"just |gone )?(?:unresponsive|wont wake|collapsed|not waking|gone)|"
            r"(?:unresponsive|wake(?: up)?) (?:screen|tablet|app|system|page|button)"
            rf"|{NOT_MEANT}|deep sleeper|no tenant|printer|reply not"
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
        unless=rf"{RECORDS_ONLY}|(?:seizure|epilepsy) (?:chart|record|log|plan|frequency|monitor)|"
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
        unless=rf"{RECORDS_ONLY}|stroke (?:unit|ward|club|association)|old stroke|previous stroke|years",
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
            rf"(?:lips|face|{WHO}|mouth|hands|knee|gone|going|looks?|looking|turned|turning|very|and|"
            rf"a funny|weak and)(?: \w+){{0,2}} (?<!on )(?<!on the )(?:blue|grey|gray|purple|mottled|clammy|ashen)|"
            r"(?:blue|grey|gray|purple) (?:round|around|in) the|mottled to|gurgl(?:ing|y|es)|"
            r"breathing (?:really |very )?(?:funny|fast|weird|hard|heavy|shallow|like)|"
            r"snor(?:ing|ey|y) (?:funny|noise)|lips are the wrong col\w+|sats? (?:is |are |of |at |"
            r"down to )?[5-8]\d\b(?! to)|\b[78]\d ?%|resp rate (?:dropping|low)|cant swallow",
        ),
        unless=(
            rf"{RECORDS_ONLY}|screens?|(?:lights?|led|lamp|router|hub)(?: \w+){{0,4}} (?:blue|purple)|"
            r"(?:grey|gray|blue|purple)(?:ed)? (?:out|box|button|tile|icon|"
            r"tab|bit|bar|folder|form|line)|theme|colou?rs?|"
            r"hes fine|shes fine|nurse aware|hes \d\d now|battery|percent|complian\w+|complete\w*|button|icon|grey hair"
            rf"|{NOT_MEANT}|squares|dress|slush|pictures|mat in \d+|dot on|form date|alarms at"
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
        unless=rf"{RECORDS_ONLY}|sepsis (?:tool|form|screen\w*|box|tab|page|pathway|lead|risk)|"
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
        unless=rf"{RECORDS_ONLY}|(?:app|tablet|system|phone|it) (?:has |is )?(?:eaten|ate|drank|drinking|eating)",
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
        unless=rf"{RECORDS_ONLY}|england|football|nearly had",
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
        unless=rf"{RECORDS_ONLY}|bleeding (?:obvious|tablet|system|thing|app)|stopped (?:bleeding|now)",
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
        unless=rf"{RECORDS_ONLY}|target|range",
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
            rf"{WHO}|now|swell\w*|swollen|rash|balloon",
        ),
        unless=rf"{RECORDS_ONLY}|nappy|heat rash|old rash|cream for",
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
)
