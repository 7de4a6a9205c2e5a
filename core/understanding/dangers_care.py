"""Danger rules of care: medicines, food, wishes, missing people, calls and records. `dangers.py` reads them."""

from core.labels import CareRisk, Danger, Urgency
from core.understanding.danger_rule import (
    CANT,
    LOGIN,
    MEDICINES,
    NOT_MEANT,
    NOT_REAL,
    RECORDS_ONLY,
    STATED_WORKAROUND,
    TIME_NOW,
    DangerRule,
)

CARE: tuple[DangerRule, ...] = (
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
            rf"{RECORDS_ONLY}|given up|allergic to mondays|not (?:been )?(?:given|had)|havent given|"
            r"didnt give|had (?:a|no|to|the) (?:look|go|idea|wrong)|hayfever"
            rf"|{NOT_MEANT}|put back on|gone now|new (?:washing|soap) powder|still on paper"
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
            rf"{NOT_REAL}|(?:shows?|showing|charted|recorded|signed|ticked|printed|entered|typed|"
            r"saved|logged) (?:up )?twice|sign(?:ed|ing) twice|hours? ago and (?:is )?fine|"
            r"no (?:harm|ill effects)|optician|last (?:week|month)|given both (?:phones|numbers|"
            r"tablets)|had (?:to|it) (?:do|type|enter)\w*|wrong one|given (?:me|us)|gave (?:me|us)|"
            r"got both|both (?:systems|records|phones|of us|ok)|password|"
            r"(?:double|given|gave) (?:the )?right"
            rf"|{NOT_MEANT}|overdosed? (?:of thank|on passwords|warning|alert|form|chat)|i hadnt|we havent|"
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
            MEDICINES,
            rf"{CANT}(?: \w+){{0,4}} (?:{LOGIN})|lock(?:ed|ing) (?:me |us )?out|logged (?:me|"
            r"us) (?:out|off)|(?:is|are|its|whole|gone|system|app|everything|been|went|outage|blank|"
            r"all) (?:all )?(?:down|off|frozen|blank|white|outage)|outage|frozen|died|"
            r"no (?:e ?mar|mar|access|internet)|wont (?:load|open|connect|sync|work|log)\w*|"
            r"dont know (?:who|what|if).{0,30}(?:had|given|gave|in them)|spare wont",
            TIME_NOW,
        ),
        unless=(
            rf"{NOT_REAL}|{STATED_WORKAROUND}|quiz|payslip|not (?:urgent|now)|planned"
            rf"|{NOT_MEANT}|if that|came back|would be"
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
            MEDICINES,
            rf"{CANT}(?: \w+){{0,4}} (?:{LOGIN}|sign)|locked out|(?:is|are|its|all) down|outage|"
            r"frozen|no (?:e ?mar|mar|access)|wont (?:load|open|connect|sync)",
            TIME_NOW,
        ),
        unless=rf"{NOT_REAL}|planned|not urgent|payslip",
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
        unless=rf"{NOT_REAL}|{STATED_WORKAROUND}|given right|want it in two|times? (?:is|are|"
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
            rf"{RECORDS_ONLY}|not (?:been )?(?:given|had)|havent given|kitchen (?:has|have|had|know)|"
            r"to be safe|had (?:a|no|to|the|salt)|last (?:salt|review)|meds|tablets"
            rf"|{NOT_MEANT}|pruned"
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
        unless=rf"{NOT_REAL}|hes well|shes well|ambulance bay|where (?:do|does)",
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
            rf"{RECORDS_ONLY}|(?:typed|typing) (?:her|his)|search(?:ed|ing)? (?:bar|box|for (?:her|"
            r"his) name)|cant find (?:any|the|a|my|it|where|how)|on (?:the )?(?:list|app|system)|"
            r"record|page missing|like clockwork|engineer"
            rf"|{NOT_MEANT}|missing person (?:one|form)|corrected by|sat (?:here|next)|tablet offline|"
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
            rf"{RECORDS_ONLY}|no one hurt|found (?:it|the|a (?:cable|plug|way|fix))|(?:tablet|phone|"
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
        unless=rf"{RECORDS_ONLY}|fridge|empty (?:room|flat)|spare|office|history|engineer booked|kitchen|"
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
            rf"{RECORDS_ONLY}|template|draft|logo|photo|picture|button|tab|icon|page number|signature|review|"
            r"back (?:now|again)|found it|its there now|printed copy|comment|section"
            rf"|{NOT_MEANT}|wrong branch|sat here|resolved|solicitor|all i want|all there"
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
            rf"{RECORDS_ONLY}|template|blank (?:charts?|sheets?|copies|one)|print\w*|back (?:now|again)|found|scale"
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
)
