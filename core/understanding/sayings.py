"""What staff call things, what goes wrong with them, and the words that say nothing: tables for `told` and `similar`.

A row is a name and the ways of saying it, divided by commas, as `plain` leaves them: small letters, no
apostrophes. A way may be a phrase of up to `LONGEST_PHRASE` words; the longest that fits is read.
"""

from collections.abc import Mapping

LONGEST_PHRASE = 5


def _row(words: str) -> list[str]:
    return words.split()


def _each(words: str) -> frozenset[str]:
    return frozenset(_row(words))


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
    "work": "work, works, working, worked, wrking, functioning, function, does anything",
    "frozen": "respond, responds, responding",
    "log in": "log in, login, logins, logged in, logging in, log me in, log us in, log back in, log on, logon, "
    "logged on, log me on, logging on, sign in, signed in, signing in, sign on, sign me in, let me in, let us in, "
    "letting me in, lets me in, letting us in, get in, getting in, get into, get on to, get logged in, "
    "get logged on, getting logged in, logged into, log into, lgo in, log on to, get on, lgoin, sign into",
    "accept": "accept, accepts, accepting, accepted, take my, taking my, recognise, recognised, go through",
    "load": "load, loads, loading, loded, loding, open, opens, opening, start up, launch",
    "show": "show, shows, showing, shown on, appear, appears, appearing, come up, came up, find, see, locate, "
    "there, listed, come through, coming through, found",
    "ring": "ring, rings, ringing, picking up, pick up, picking him up, picking her up, picking them up, detecting, "
    "trigger, triggers, triggering, going off, go off, goes off, went off, alarm, alarms, alarming, alerting, "
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
    "connect": "connect, connects, connecting, connected, go online, get online, pair, pairing",
    "skip": "skip, skipping, go on without, miss out",
    "reset": "reset, resetting",
    "record": "record, recorded, recording",
}
"""What things and people do when all is well; not doing it is the trouble of the same name."""

TROUBLES: Mapping[str, str] = {
    "work": "down, dead, broken, broke, bust, failed, fails, failing, fault, faulty, unavailable, outage, offline, "
    "out, gone down, went down, gone off, died, is out, are out, went out, is off, are off, gone out, out on, off on, "
    "dies, stopped, packed up, crashed, crash, crashes, crashing, conked, "
    "lost connection, dropped out, dropped, cut out, kaput, silent, does nothing, disconnected",
    "log in": "locked out, locked us out, locked me out, shut out",
    "accept": "rejected, refused, refusing, declined, expired, keeps saying no",
    "used up": "run out, ran out, running out",
    "thrown out": "logging me out, logs me out, logged me out, logging out, logs out, logged out, throwing me out, "
    "throws me out, kicking me out, kicks me out, kicked out, kicked me out, logging us out, logs us out, "
    "logs you out, boots me out, boots you out, booting me out, chucks me out, chucking me out, kicks you out, "
    "throws you out, signs me out, signing me out",
    "frozen": "frozen, freeze, freezes, freezing, froze, stuck, hanging, hangs, spin, spinning, just spins, "
    "just spinning",
    "slow": "slow, slowly, ages, takes ages, crawling, lagging, laggy, lag, slower, takes forever, taking forever, "
    "forever, painfully slow, dragging, like treacle, sluggish, sluggishly",
    "show": "missing, gone, disappeared, vanished, blank, empty, lost, absent, wiped, missing off, missing from, "
    "dropped off, nothing in, no data, havent got, losing, loses, "
    "wheres, where is, where are, where have, where has, without a, no longer there, "
    "not present, gone missing, mising",
    "not on": "isnt on, arent on, not on, not there, isnt there, arent there",
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

NOT = _each(
    "not no cant cannot wont wot dont doesnt isnt arent wasnt werent didnt couldnt shouldnt havent hasnt hadnt never "
    "unable without nothing none nobody neither nor nae aint cnt wouldnt"
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
    frozenset({"load", "frozen"}),
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

PLACE_NOUNS = _each(
    "unit wing ward floor corridor side lounge landing house block suite team lane road court end stairs"
)
"""What stands behind the name of a place: the word before it tells which one, whatever that word is."""

POSITIONS = _each("upper lower middle end back front far near left right main bottom top other")
"""Small words that tell which one before one of these."""

PARTS_OF_DAY: Mapping[str, str] = {
    "morning": "morning, breakfast, early",
    "midday": "lunch, lunchtime, midday, noon, dinner, dinnertime",
    "afternoon": "afternoon, tea, teatime, tea time",
    "evening": "evening, night, nighttime, bedtime, supper, tuck in, nights",
    "day": "day, days",
}
"""Parts of the day that a round, a visit or a check is called by."""

DAYS = _each(
    "monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday "
    "sundays yesterdays todays tomorrows"
)
"""Days that a record is called by. Without its "s", "yesterday" says when somebody noticed."""

WHOSE_WEEK = _each("last next")
WEEKS = _each("weeks months")
"""As in "last weeks rota": without its "s" it says when somebody noticed."""

ROUND = _each(
    "meds med medication medications medicine medicines round rounds dose doses visit visits call calls check checks "
    "insulin obs turn turns tablets run drugs emar mar list slot tick "
    "shift shifts handover handovers notes note report rota"
)
"""What a time belongs to when it says which one, rather than since when."""

SINCE = _each("since from at about around till until by before after past nearly gone approx roughly this last")
"""A time after one of these says when somebody noticed, not which round it is."""

MEASURES = _each("mg ml kg mcg g units litres puffs tablets tabs stone drops")
"""A number before one of these is an amount, and two amounts are two things."""

COUNTED = _each(
    "min mins minute minutes hour hours hr hrs day days week weeks month months sec secs seconds time times x of us "
    "goes attempts tries year years percent"
)
"""A number before one of these says how long or how often, and nothing about which thing it is."""

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
        _row(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
"""Numbers in words. "One", "first" and "second" say other things too, and are read only beside a label."""

SEVERAL = frozenset(SPOKEN) - {"zero", "one", "first", "second", "third", "fourth", "fifth"}
"""Numbers in words that are read wherever they stand."""

HE = _each("he him his hes gent gentleman chap mr")
SHE = _each("she her hers shes lady mrs miss ms")
"""Words for one person. He and she are two people."""

TITLES = _each("mr mrs miss ms dr")
"""What comes before a name."""

SMALL_WORDS = _each(
    """a able about after afternoon again ah all already also am an and annoying another any anybody anymore anyone
    anything anywhere apartment are around as asap ask asked asking asks at away b back bay be because bed beds
    been before being bit both box boxes breakfast bring brings brought building busy but button buttons by c
    came can carer carers check checking checks cheers client clients come comes coming completely constantly
    corridor cos could currently d data day days details did different dinner do does doing done dose doses due
    during e each eg eight either else elsewhere enter entered entire entries entry etc even evening ever every
    everybody everyone everywhere exactly f fed few ffs first five flat flats floor floors for forever form
    forms four from fully g gave gent get gets getting give given giving go goes going gonna got gotta guys h
    had half handed happen happened happening happens happy hard has have having he hello help helping her here
    heres hers hey hi him his hiya hold home hour hours house hr hrs i id ie if ill im in info into is it item
    items its ive j joke just k keep keeping keeps kept know knows l ladies lads lady last let lets letting
    level like list lists ll lol long longer look looking looks lot lots lunch m made main make makes making man
    manager many may maybe me men mid middle might min mine mins minute minutes more morning most much must my
    myself n name need needed needs new next night nights noticed now nowhere number nurse nurses o of off oh
    old omg on once one ones only onto opened or other others our ourselves over own p page pages panel paper
    part people per perhaps person place please pls present press pressed presses pressing pretty proceed
    properly put puts putting q quite r re really reason records resident residents rm room rooms round rounds s
    said same sat say saying says second seeing seem seems seen senior seniors she sheet sheets shift shifts
    should shown side signed since site sitting six so some somebody someone something sorry staff still
    straight stuff such supper t ta take takes taking tea team tell ten tenant tenants than thank thanks that
    the their them then theres these they theyre theyve thing things think third this those three through thx
    till time times tired to today told tonight too took totally tried tries try trying two type typed typing u
    under unit units until up update updated updating ur urgent urgently us use used uses using v ve very via w
    wait waiting wanna want wanted wants ward was watching way we week weeks well went were weve what when where
    which while who whole whos why will wing with woman would write written wrote x xx xxx y yesterday yet you
    your z"""
)
"""Words that say nothing about what the trouble is."""

NAMES = _each(
    """ada agnes albert alf alfred ali alice amy ann anna anne annie arthur audrey barbara barry beatrice bella bernard
    bert beryl bessie betty bill bob brenda brian carol carole cath catherine charles charlie clara clive colin
    connie cyril daisy dave david dennis derek dev dora doreen doris dorothy doug douglas edith edna edward
    eileen elaine elizabeth ellen elsie emily emma enid eric ernest ernie ethel eva evelyn flo florence frank
    fred freda gary george gerald gertrude gladys glenda glenys gordon grace graham greta gwen hannah harold
    harriet harry helen henry herbert hilda horace ian ida irene iris ivor jack james jane janet jean jenny jim
    joan joe john joseph joyce judith june karen kath kathleen keith ken kenneth kevin kofi len leonard leslie
    lily linda lucy mabel malcolm marek margaret maria marie marjorie martin mary maud maureen mavis max michael
    mildred millie minnie mo molly monica muriel nan nancy nell nellie nia nigel nora norma norman olive olwen
    pam pat patricia paul pauline pearl peggy percy peter phil philip phyllis queenie ralph raymond reg rita
    robert roger ron ronald rosa roy ruby ruth sally sam sandra sarah sheila shirley sian sid sidney simon stan
    stanley stella steve sue susan sybil sylvia ted terence teresa terry thelma thomas tom tomasz tony trevor
    valerie vera vernon victor vincent viola violet walter wendy wilf william win winifred winnie winston zed"""
)
"""First names, so that none is taken for a misspelt word. Far from all: an unknown word counts as a name anyway."""
