"""What staff call things, what goes wrong with them, and the words that say nothing: tables for `similar`.

A row is a name and the ways of saying it, divided by commas, as `plain` leaves them: small letters, no
apostrophes. A way may be a phrase of up to `LONGEST_PHRASE` words; the longest that fits is read.
"""

from collections.abc import Mapping

LONGEST_PHRASE = 5

THINGS: Mapping[str, str] = {
    "app": "app, apps, ecm, e cm, system, sistem, application, software, whole system, whole app, everything, "
    "care app, care system",
    "tablet": "tablet, tablets, tab, tabs, tabby, ipad, ipads",
    "phone": "phone, phones, fone, mobile, mobiles, work phone, smartphone",
    "laptop": "laptop, laptops, computer, computers, pc, pcs, desktop",
    "handset": "handset, handsets, pager, pagers",
    "printer": "printer, printers",
    "wifi": "wifi, wi fi, internet, signal, network, connection, router, broadband, internet connection, wifi signal",
    "bells": "bell, bells, call bell, call bells, callbell, callbells, buzzer, buzzers, nurse call, nursecall, "
    "nurse call system, call system, call bell alerts, call bell alert, bell alerts",
    "mat": "mat, mats, sensor mat, sensor mats, falls mat, falls mats, floor mat, pressure mat, crash mat",
    "bed sensor": "bed sensor, bed sensors",
    "door sensor": "door sensor, door sensors, door alarm, door contact",
    "sensor": "sensor, sensors",
    "pendant": "pendant, pendants, pendant alarm, pendant alarms, lifeline",
    "camera": "camera, cameras",
    "tracker": "tracker, trackers",
    "scanner": "scanner, scanners",
    "hoist": "hoist, hoists",
    "trolley": "trolley, trolleys",
    "key safe": "key safe, keysafe",
    "emar": "emar, e mar, emars, mar, mars, mar chart, mar charts, mar sheet, mar sheets, meds, med, medication, "
    "medications, medicine, medicines, medication screen, meds screen, drugs, medicashun",
    "fluid": "fluid, fluids, fluid chart, fluid charts, fluid record, fluid records, fluids chart, fluids record",
    "food": "food, food chart, food charts, meals chart",
    "bowel": "bowel, bowels, bowel chart, bowel charts",
    "weight": "weight, weights, weight chart, weight charts",
    "turns": "turn, turns, turn chart, turn charts, turning chart, turning charts, repositioning, "
    "repositioning chart, repositioning charts, repositioning record",
    "mood": "mood, mood chart, mood score",
    "sleep": "sleep, sleep chart, sleep charts",
    "wound": "wound, wounds, wound chart, wound record",
    "chart": "chart, charts",
    "care plan": "care plan, care plans, careplan, careplans, support plan, support plans",
    "risk assessment": "risk assessment, risk assessments, risk score",
    "body map": "body map, body maps, bodymap, bodymaps",
    "incident": "incident, incidents, incident form, incident forms, accident, accidents, accident form, "
    "accident forms",
    "expenses": "expenses, expenses form, mileage",
    "notes": "notes, note, daily notes, daily note, visit notes, visit note",
    "handover": "handover, handovers, hand over, handover sheet, handover sheets",
    "report": "report, reports",
    "falls": "falls, fall",
    "safeguarding": "safeguarding",
    "complaints": "complaint, complaints",
    "rota": "rota, rotas, rotta",
    "visit": "visit, visits, call, calls",
    "task": "task, tasks, task list",
    "review": "review, reviews",
    "allergy": "allergy, allergies",
    "dnacpr": "dnacpr, dnar, respect form",
    "dols": "dols",
    "diet": "diet, diets, diet sheet",
    "passport": "passport, hospital passport, hospital passports",
    "protocol": "protocol, protocols",
    "photo": "photo, photos, picture, pictures, photograph, photographs",
    "birthday": "dob, date of birth, birth date",
    "kin": "next of kin, nok",
    "address": "address, addresses",
    "contact number": "phone number, contact number, telephone number",
    "resident": "resident list, residents list, list of residents",
    "password": "password, passwords, pass word",
    "pin": "pin, pins, pin number, pin code",
    "code": "code, codes, access code, login code, text code, code by text",
    "training site": "training site, training page, e learning, elearning",
    "stock": "stock, balance, stock count",
    "battery": "battery, batteries",
    "screen": "screen, screens",
}
"""Things that trouble may be with, and what they are called."""

RECORDS = frozenset(THINGS) - {
    "app", "tablet", "phone", "laptop", "handset", "printer", "wifi", "bells", "mat", "bed sensor", "door sensor",
    "sensor", "pendant", "camera", "tracker", "scanner", "hoist", "trolley", "key safe", "battery", "screen",
}  # fmt: skip
"""Things that are written down: without one it is missing. Of anything else, that it does not work."""

CARRIERS = frozenset({"app", "tablet", "screen", "phone"})
"""What everything else is done on. Named or not, the trouble may be the same."""

DOING: Mapping[str, str] = {
    "work": "work, works, working, worked, wrking, functioning, function, respond, responds, responding, does anything",
    "log in": "log in, login, logins, logged in, logging in, log me in, log us in, log back in, log on, logon, "
    "logged on, log me on, logging on, sign in, signed in, signing in, sign on, sign me in, let me in, let us in, "
    "letting me in, lets me in, letting us in, get in, getting in, get into, get on to, get logged in, "
    "get logged on, getting logged in, logged into, log into, lgo in, log on to, get on, lgoin, sign into",
    "accept": "accept, accepts, accepting, accepted, take my, taking my, recognise, recognised, go through",
    "load": "load, loads, loading, loded, loding, open, opens, opening, start up, launch",
    "show": "show, shows, showing, shown on, appear, appears, appearing, come up, came up, find, see, locate, "
    "there, listed, come through, coming through, found",
    "ring": "ring, rings, ringing, going off, go off, goes off, went off, alarm, alarms, alarming, alerting, "
    "sound, sounds, sounding, ringing through, alert, alerts, getting alerts, get alerts",
    "charge": "charge, charges, charging, charged, hold charge, holding charge, hold its charge, hold a charge",
    "start": "turn on, turning on, turns on, switch on, switching on, switches on, power on, power up, start, starts, "
    "starting, started, powering on, come on, boot, boot up, trun on",
    "save": "save, saves, saving, saved",
    "print": "print, prints, printing, printed",
    "sync": "sync, syncs, syncing, synced, synchronise, synchronising, synchronised, upload, uploads, uploading, "
    "uploaded",
    "sign": "sign, sign for, signing, signing for, sign out, tick, ticking, sign off, my signature, sgn",
    "submit": "submit, submits, submitting, submitted, send, sends, sending, sent",
    "connect": "connect, connects, connecting, connected",
    "skip": "skip, skipping, go on without, miss out",
    "reset": "reset, resetting",
    "record": "record, recorded, recording",
}
"""What things and people do when all is well; not doing it is the trouble of the same name."""

TROUBLES: Mapping[str, str] = {
    "work": "down, dead, broken, broke, bust, failed, fails, failing, fault, faulty, unavailable, outage, out, offline, "
    "gone down, went down, gone off, off, died, dies, stopped, packed up, crashed, crash, crashes, crashing, conked, "
    "lost connection, dropped out, dropped, cut out, kaput, silent, does nothing, disconnected",
    "log in": "locked out, locked us out, locked me out, shut out",
    "accept": "rejected, refused, refusing, declined, expired, run out, ran out, keeps saying no",
    "thrown out": "logging me out, logs me out, logged me out, logging out, logs out, logged out, throwing me out, "
    "throws me out, kicking me out, kicks me out, kicked out, kicked me out, logging us out, logs us out",
    "frozen": "frozen, freeze, freezes, freezing, froze, stuck, hanging, hangs, spin, spinning, just spins, "
    "just spinning",
    "slow": "slow, slowly, ages, takes ages, crawling, lagging, laggy, lag, slower, takes forever, 20 mins",
    "show": "missing, gone, disappeared, vanished, blank, empty, lost, absent, wiped, missing off, missing from, "
    "dropped off, nothing in, no data, not there, havent got, without a, isnt on, arent on, not on, no longer there, "
    "not present, gone missing, mising",
    "wrong": "wrong, incorrect, incorrectly, mistake, mistakes, error in",
    "twice": "twice, duplicate, duplicates, duplicated, duplicate entries, double, doubled, shows twice, on twice",
    "late": "late, overdue",
    "false alarm": "false alarms, false alarm, keeps going off, keep going off, keeps alarming, alarms constantly, "
    "constantly alarms, keeps ringing, going off for nothing, wont stop going off, constantly going off",
    "charge": "battery dies, battery is dead, battery has died, battery died, battery dead, flat battery, "
    "battery dies straight away",
    "skip": "makes me, forces me, it makes me, makes you, mandatory",
    "cracked": "cracked, smashed, stolen, overheating, jammed, melted, snapped, soaked, unpaid",
    "taught": "training, trained, taught, teach, been shown, shown how, shown us, shown me, never been trained, "
    "never been shown, been trained, induction, no one has shown us, nobody has taught us, need training, "
    "training needed, no training, had no training, nobody trained us, never been taught, nobody has shown us, "
    "never shown, not been trained",
    "how": "how do i, how do we, how do you, how can i, how can we, how can, how to, how, dont know how, "
    "dont know how to, no idea how, cant work out how, cant figure out how, not sure how",
    "out of date": "out of date, old version, outdated",
    "paper": "out of paper, no paper",
    "too much": "too loud, too bright, too many, too small",
    "elses": "someone elses, somebody elses, upside down, mixed up, swapped",
}
"""What goes wrong, by the words that say so without a "not"."""

NOT = frozenset(
    "not no cant cannot wont wot dont doesnt isnt arent wasnt werent didnt couldnt shouldnt havent hasnt hadnt never "
    "unable without nothing none nobody neither nor nae aint cnt wouldnt".split()
) | {"no longer", "failed to", "fails to", "failing to", "refuses to", "no one"}
"""What turns the words that follow into their opposite."""

OVER = (
    "back on, back up, is back, is up, fine, fine now, ok, okay, ok now, all good, sorted, fixed, all ok, is on, "
    "up again, back to normal, able to, managed to, can now, looks nice, sent ok, save ok"
)
"""Words that say that it is well, where nothing else in the text says the opposite."""

ALIKE_TROUBLES: tuple[frozenset[str], ...] = (
    frozenset({"work", "load"}),
    frozenset({"work", "ring"}),
    frozenset({"work", "start"}),
    frozenset({"work", "print"}),
    frozenset({"work", "connect"}),
    frozenset({"work", "accept"}),
    frozenset({"work", "sync"}),
    frozenset({"load", "frozen"}),
    frozenset({"work", "frozen"}),
    frozenset({"log in", "accept"}),
    frozenset({"load", "show"}),
)
"""Troubles that people call by each other's names: a bell that does not ring is a bell that does not work."""

PLACES: Mapping[str, str] = {
    "unit": "blue, red, green, yellow, orange, purple, pink, white, gold, silver, lilac, amber, primrose, bluebell, "
    "daisy, rose, ivy, oak, willow, maple, beech, elm, ash, cedar, birch, lavender, poppy, heather, orchid, jasmine, "
    "hawthorn, rowan, fern, holly, sycamore, magnolia, foxglove, snowdrop, buttercup, chestnut, hazel, thistle, "
    "juniper, laurel, pine, north, south, east, west, nursing, residential, dementia, memory",
    "floor": "upstairs, downstairs, top, ground, basement, attic",
    "spot": "kitchen, office, lounge, dining, laundry, reception, corridor, garden, annexe, annex, main house, "
    "sluice, conservatory, clinic, treatment, staff room, sleep in room, bungalow, bathroom, nurses station",
}
"""Places by name, by their sort. Rooms, flats and floors with a number are read by their number."""

PARTS_OF_DAY: Mapping[str, str] = {
    "morning": "morning, breakfast, early",
    "midday": "lunch, lunchtime, midday, noon, dinner, dinnertime",
    "afternoon": "afternoon, tea, teatime, tea time",
    "evening": "evening, night, nighttime, bedtime, supper, tuck in, nights",
    "day": "day, days",
}
"""Parts of the day that a round, a visit or a check is called by."""

DAYS = frozenset(
    "monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday "
    "sundays yesterdays todays tomorrows".split()
)
"""Days that a record is called by. Without its "s", "yesterday" says when somebody noticed."""

WHOSE_WEEK = frozenset("last next".split())
WEEKS = frozenset("weeks months".split())
"""As in "last weeks rota": without its "s" it says when somebody noticed."""

ROUND = frozenset(
    "meds med medication medications medicine medicines round rounds dose doses visit visits call calls check checks "
    "insulin obs turn turns tablets run drugs emar mar list slot tick".split()
)
"""What a time belongs to when it says which one, rather than since when."""

SINCE = frozenset(
    "since from at about around till until by before after past nearly gone approx roughly this last".split()
)
"""A time after one of these says when somebody noticed, not which round it is."""

MEASURES = frozenset("mg ml kg mcg g units litres puffs tablets tabs stone drops".split())
"""A number before one of these is an amount, and two amounts are two things."""

COUNTED = frozenset(
    "min mins minute minutes hour hours hr hrs day days week weeks month months sec secs seconds times x of staff "
    "carers people residents us goes attempts tries clients others nurses time men ladies year years percent".split()
)
"""A number before one of these counts, and says nothing about which thing it is."""

LABELS: Mapping[str, str] = {
    "room": "room, rooms, rm, rms, bedroom, r",
    "flat": "flat, flats, apartment, apartments, apt, studio",
    "bed": "bed, beds, bay",
    "house": "house, houses, number, bungalow, block",
    "unit": "unit, ward, wing, team",
    "floor": "floor, level, storey, landing",
    "tablet": "tablet, tablets, tab, ipad",
    "phone": "phone, phones, fone, mobile",
    "laptop": "laptop, computer, pc",
    "handset": "handset, pager",
    "printer": "printer",
    "trolley": "trolley, cart",
    "hoist": "hoist",
    "van": "van, car",
    "error": "error, code, message",
    "page": "page, step, tab, section, stage",
    "version": "version, grade",
    "sensor": "sensor, mat, camera, bell, buzzer, pendant, scanner, monitor",
}
"""What a number belongs to when it stands behind one of these."""

ROOMS = frozenset({"room", "flat", "bed", "house"})
"""Labels that say where somebody lives: two different ones are two different places."""

SPOKEN: Mapping[str, int] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
"""Numbers in words; read only behind or before a label, because "one" and "second" say other things too."""

HE = frozenset("he him his hes gent gentleman chap mr".split())
SHE = frozenset("she her hers shes lady mrs miss ms".split())
"""Words for one person. He and she are two people."""

TITLES = frozenset("mr mrs miss ms dr".split())
"""What comes before a name."""

SMALL_WORDS = frozenset(
    """a an the this that these those it its is are was were be been being am i im ive me my we us our you your u ur
    they them their he she him her his hers someone somebody anyone anybody everyone everybody one ones who whos which
    what when where why and or but so because cos if then than as at by for from in into of off on onto to too up with
    over under out about around again still just also now yet already ever really very quite pretty so such all any
    some every each both half most more much many lot lots bit few only even well like please pls thanks thank thx
    hi hello hiya hey morning evening afternoon night tonight today day days nights yesterday week weeks since till
    until before after during while once time times hour hours hr hrs min mins minute minutes long back here there
    theres heres has have had having do does did done doing can could will would should may might must get gets got
    getting go goes going gone went come comes came coming keep keeps kept keeping say says said saying tell told let
    lets letting make makes made making want wants wanted need needs needed try tries tried trying use uses using used
    put puts give given giving gave take takes took taking know knows help helping look looks looking think seem seems
    ok okay sorry x xx xxx ta cheers oh ah lol omg ffs urgent urgently asap anything something things thing stuff
    nothing none nobody no not never either neither nor cant wont dont doesnt isnt arent didnt wasnt havent hasnt
    couldnt cannot unable without staff carer carers nurse nurses senior seniors team resident residents client clients
    people person men man woman lady ladies gent guys lads tenant tenants manager shift shifts round rounds mid middle
    half way through paper check checks checking every waiting wait due busy everywhere anywhere whole entire part
    place same another other others different new old next last first second third straight away press presses pressed
    button buttons pressing happens happen happening happened happy annoying joke tired hard fed able unit units floor
    floors wing side level ward house home building corridor room rooms rm flat flats bed beds apartment number no bay
    level main site completely totally properly fully dont forms form page pages box boxes record records recorded
    entry entries chart charts sheet sheets list lists item items data info details s t m d re ve ll im id ill weve
    theyre theyve were id didnt aint gotta gonna wanna via per etc eg ie e g p n y r o c b v k q w z l f h j as such
    noticed seen see seeing sat sitting watching four five six three two ten tea supper lunch breakfast dinner
    reason constantly show screen listed dead stuck loads eight since update updated updating mobile own phone
    tonight currently at present afternoon evening shown nae dose doses handed mine myself ourselves nowhere wrote
    written write typed type typing sign signed name hold having four able until anymore longer how do team
    panel doing started starts work working responding works responds one responding else elsewhere app
    accepted tried entered enter putting proceed bring brings brought through being put for with after each
    ages crawling takes taking forever loading opened listed exactly maybe perhaps asking ask asks asked""".split()
)
"""Words that say nothing about what the trouble is."""

NAMES = frozenset(
    """ada agnes albert alf alfred alice ali amy ann anna anne annie arthur audrey barbara barry beatrice bella bernard bert
    beryl bessie betty bill bob brenda brian carol carole catherine cath charles charlie clara clive colin connie
    cyril daisy dave david dennis derek dev doreen doris dora dorothy doug douglas edith edna edward eileen elaine
    elizabeth ellen elsie emily emma enid eric ernest ernie ethel eva evelyn florence flo frank fred freda gary
    george gerald gertrude gladys glenda glenys gordon grace graham greta gwen hannah harold harriet harry helen
    henry herbert hilda horace ian ida irene iris ivor jack james jane janet jean jenny jim joan joe john joseph
    joyce judith june karen kath kathleen keith ken kenneth kevin kofi len leonard leslie lily linda lucy mabel
    malcolm marek margaret maria marie marjorie martin mary maud maureen mavis max michael mildred millie
    minnie molly mo monica muriel nan nancy nell nellie nia nigel nora norma norman olive olwen pam pat patricia paul
    pauline pearl peggy percy peter phil philip phyllis queenie ralph raymond reg rita robert roger ron ronald rosa
    roy ruby ruth sally sam sandra sarah sheila shirley sian sid sidney simon stan stanley stella steve sue susan
    sybil sylvia ted terence teresa terry thelma thomas tom tony tomasz trevor valerie vera vernon victor vincent viola
    violet walter wendy wilf william win winifred winnie winston zed""".split()
)
"""First names, so that none is taken for a misspelt word. Far from all: an unknown word counts as a name anyway."""
