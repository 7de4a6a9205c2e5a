"""Danger rules of harm done or feared, of fire and of cries for help. `dangers.py` reads them."""

from core.labels import CareRisk, Danger, Urgency
from core.understanding.danger_rule import ABROAD, BODY_PART, NOT_MEANT, NOT_REAL, RECORDS_ONLY, WHO, DangerRule

HARM: tuple[DangerRule, ...] = (
    DangerRule(
        name="life_at_risk",
        needs=(
            r"noose|hang(?:ed|ing) (?:him|her|them)sel(?:f|ves)|(?:found|find) (?:him|her|them) hang(?:ing|ed)|"
            rf"{WHO} (?:is |was |has |nearly )?drown(?:ing|ed)|"
            r"drown(?:ing|ed) in (?:the )?(?:bath|pool|pond|river|sea)|"
            r"coffee grounds|"
            r"(?:staff(?: member)?|carer|nurse|colleague|member of staff) (?:has |just )?(?:collapsed|fainted|"
            r"passed out)|"
            r"epi ?pen (?:was |been |just )?(?:used|given)|(?:used|given) (?:the |her |his )?epi ?pen|"
            r"(?:dead|lifeless) in (?:bed|the chair|his|her)|found (?:him|her) dead|trach\w* (?:is )?(?:blocked|out)|"
            r"news ?2? (?:score )?(?:is |of )?(?:[7-9]|1\d)(?!\w)|bp (?:is )?[3-7]\d[ /]|broken hip|hip looks wrong|"
            r"oxygen (?:cylinder|bottle|tank)? ?(?:is )?(?:empty|run(?:ning)? out|ran out)",
        ),
        unless=rf"{NOT_REAL}|{NOT_MEANT}|last (?:week|month|year)|gp (?:been|reviewed)|reviewed by|aerobics",
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
        unless=rf"{NOT_REAL}|oil ?seed",
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
        unless=rf"{NOT_REAL}|audit|petty cash",
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
            rf"{RECORDS_ONLY}|(?:tablet|phone|charger|trolley) fell|tablet fell|shes ok|hes ok|"
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
            rf"{RECORDS_ONLY}|checked over|no injur\w+|all (?:ok|fine)|(?:is|hes|shes) (?:ok|fine)|"
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
        unless=rf"{RECORDS_ONLY}|risk assessment|score|prevention",
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
        unless=rf"{RECORDS_ONLY}|fire (?:drill|door|training|warden|risk|tv|stick|cert)|gas engineer|"
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
            rf"{RECORDS_ONLY}|obs being done|keeping them apart|separated|cyber|hacker|virus|"
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
            rf"stealing)(?: \w+){{0,2}} (?:her|him|me|them|residents?)(?!{BODY_PART})|"
            r"marked round|told me what he does|shuts her door|(?:begged|asked) me not to (?:say|tell)",
            r"still (?:on|here|in|working)|on shift|with (?:her|him) (?:right )?now|in (?:the|her|"
            r"his) room|coming back|on the floor|right now|tonight|just (?:been|come)|is in there",
        ),
        unless=rf"{NOT_REAL}|i hit|separated|shift has ended|sent home|suspended|no injur\w+",
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
            rf"patients?|mr|mrs|each other|staff|man|woman|by)(?!{BODY_PART})|"
            r"(?:being|been|was|were|getting) (?:abused|neglected|hit|slapped|bullied|hurt|touched)|"
            r"(?:taking|took|taken|stealing|stole|nicking) (?:\w+ )?(?:his|her|their|money|pension|"
            r"card|cash)(?: \w+)?|neglecting (?:her|him|them)|sexual(?:ly)? (?:abuse\w*|assault\w*)|"
            r"afraid of (?:him|her|staff)|scared of (?:him|her|staff|the)|"
            r"bruis\w+ (?:on|and) .{0,40}(?:wont say|dont know how|scared|unexplained)",
            r"said|says|saying|told|tells|saw|seen|heard|overheard|witnessed|reckons?|thinks?|worried|"
            r"disclos\w+|noticed|found|staff|carer|carers|nurse|son|daughter|nephew|neighbour|husband|"
            r"wife|grandson|lodger|worker|someone|somebody|visitor|agency|residents?|manager|mrs?|miss",
        ),
        unless=rf"{NOT_REAL}|hit (?:the|a|my) (?!(?:residents?|clients?|lady|ladies|gent\w*|man|woman|"
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
        unless=rf"{RECORDS_ONLY}|where do|ambulance bay|non urgent|appointment|transport|hospital appt",
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
            rf"{NOT_REAL}|biscuits|printer|lol|brew|cake|milk"
            rf"|{NOT_MEANT}|off button|dark mode|where is the"
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
)
"""Harm, fire and cries for help."""

OTHER_TONGUES: tuple[DangerRule, ...] = (
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
"""Words of danger in languages and scripts beyond the ten of `dangers_abroad.py`."""
