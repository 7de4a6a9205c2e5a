"""The many ways in which staff of the care floor name one thing, for finding a recording rule.

A topic is a thing that is recorded, or a thing that happens to it ("refused", "broken"). The table is about
care, never about one provider's rules: a rule and a question meet where both speak of the same topics.
Written from the everyday talk of care homes, home care and nursing; no provider has read it yet.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One thing that staff speak of, and the words that say it.

    `implies` names the topics that are always meant as well: whoever says "CD book" speaks of medicine.
    `weight` is what it counts beside others (1 = as much as its rarity says).
    `aspect` marks what may happen to many things ("wrong", "refused") and so says little when it stands alone.
    `outside` marks what no care record holds, such as parking, unless a rule names it.
    """

    name: str
    said: tuple[str, ...]
    implies: tuple[str, ...] = ()
    weight: float = 1.0
    aspect: bool = False
    outside: bool = False


def _topic(name: str, said: str, *, implies: tuple[str, ...] = (), weight: float = 1.0) -> Topic:
    return Topic(name=name, said=_phrases(said), implies=implies, weight=weight)


def _aspect(name: str, said: str, *, weight: float = 1.0) -> Topic:
    return Topic(name=name, said=_phrases(said), weight=weight, aspect=True)


def _outside(said: str) -> tuple[Topic, ...]:
    """Each by itself: a rule for the fridge says nothing of the laundry."""
    return tuple(Topic(name=f"outside: {each}", said=(each,), outside=True) for each in _phrases(said))


def _phrases(said: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in said.split(","))


TOPICS: tuple[Topic, ...] = (
    # What happened.
    _topic(
        "fall",
        "base over apex, arse over, took spill, ended up on, on knees, lying on, laid on, tiles, on deck, fallen "
        "out, rolled off, rolled out, slid out, slid down, slid off, on all fours, to ground, tumbled, on his back "
        "on, down stairs, hit ground, hit head on, missed last step, stacked it, tripping, tripped, off toilet, "
        "slithered, dropped to floor, sat on floor, wobbled, found on, downstairs, gone flying, over rug, went "
        "bang, buckled, fall, fal, fell, fallen, slip, slid, trip over, tumble, toppled, on floor, on carpet, on "
        "lino, on ground, onto floor, to floor, went down, gone down, came down hard, lost balance, lost footing, "
        "off chair, off bed, out of chair, rolled out of bed, out of bed onto, unwitnessed, collapsed, missed "
        "step, came a cropper, gone over, went over, faller, landed on, legs gave way, legs went, knees buckled, "
        "hit deck, face plant, took a tumble, stumbled, keeled over, lowered to floor, went flying, tripped over, "
        "trip hazard, took header, header, off step, off stairs, sliding out, slipping down, slipping out, "
        "collapse, tipped out, down on his knees, down on her knees",
        weight=1.2,
    ),
    _topic(
        "near_miss",
        "this close, came close, just missed, phew, stopped myself, noticed before, realised before, caught him "
        "before, caught her before, grabbed before, before i gave, no harm came, luckily, lucky, thankfully, got "
        "away with, dodged, narrowly, inches from, so close, but didnt, but no, but nothing happened, nothing "
        "happened, no damage, averted, prevented, didnt actually, could easily have, might have, near miss, close "
        "call, close shave, near thing, lucky escape, narrow escape, nobody hurt, no one hurt, noone hurt, no harm "
        "done, almost happened, nearly happened, could have been bad, could have been worse, could have been "
        "nasty, near accident, near hit, just in time, in nick of time, spotted in time, caught in time, before "
        "reached, before it reached, stopped in time, nearly an accident, could of been bad, could of been worse, "
        "no harm, nothing came of it, got her down safe, got him down safe, i stopped, safe in end, no one was "
        "hurt, nobody was hurt, intercepted, thats close, nearly event, nearly events, choked but, checked and "
        "didnt",
        weight=1.2,
    ),
    _aspect("nearly", "nearly, almost, very nearly, just about to, about to give, about to fall", weight=0.6),
    _topic(
        "incident",
        "incidents, something happened, accidents, incident, accident, datix, riddor, accident book, untoward",
        weight=0.8,
    ),
    _topic(
        "skin_mark",
        "finger shaped, thumb shaped, grip mark, hand print, handprint, split, bled, nosebleed, nose bleed, puffy, "
        "body outline, body diagram, body drawing, plaster, purple mark, discolouration, discoloration, cuts, "
        "yellowing, red patch, ripped skin, blood blister, stitches, rubbed raw, raw, scuff, chafing, new mark, "
        "body map, body chart, bruise, skin tear, scratch, graze, cut, wound, rash, red blotch, red mark, mark on, "
        "mark on body, marks, lump, bump, burn, scald, black and blue, black eye, swelling, swollen, laceration, "
        "abrasion, scrape, blood on, bleeding, blotch, red spots, spots, discoloured, purple patch, finger mark, "
        "gash, injury, injured, insect bite, sore patch, dry skin, scab, torn skin, skin integrity, broken nail, "
        "shiner, itchy, hives, mole, split skin, skin split, skin came off, paper skin, skin peeled, skin has "
        "peeled, peeled, skin back, blisters, blistered, knocked shin, knocked her, knocked his, knock on, itchy "
        "red, dark purple, hand mark, new bruise, bashed, banged, skinned, caught leg, caught arm, bang on head, "
        "bump on head, flap",
        weight=1.1,
    ),
    _topic(
        "pressure",
        "sore, sores, raw bottom, red patch on, red heels, tailbone, hip bone, bony, cat 2, cat 3, waterlow, "
        "purpose t, sore heel, damage on, pink skin, skin bottom, skin hot, moisture damage, hip red, red hip, red "
        "elbow, elbow red, pressure sore, pressure ulcer, pressure damage, pressure area, pressure injury, "
        "pressure, bed sore, bedsore, bed soar, moisture lesion, sacrum, sacral, heel, non blanching, not "
        "blanching, blanch, grade 1, grade 2, grade 3, grade 4, category 2, category 3, category 4, category 1, "
        "red bottom, sore bottom, red bum, sore bum, bum red, bottom red, red heel, skin break down, skin breaking "
        "down, breaking down, broken area, not going white, does not go white, red skin, red and sore, sore hip, "
        "purple heel, ulcer, buttock, sore bot, tissue viability, mushy, tail bone, boggy, heels are",
        weight=1.1,
    ),
    _topic(
        "reposition",
        "pulled up bed, moved up, other side, onto back, onto right, onto left, onto side, turnes, facing window, "
        "sat forward, two hourly turn, change side, hrly turn, wedge, turn, turned her, turned him, reposition, "
        "turning, repositioning, turn chart, change of position, position change, changed position, onto left "
        "side, onto right side, on left side, on right side, left side, right side, moved in bed, rolled over, "
        "tilt, tilted, moved position, other hip, side to side, same side, same hip, 30 degree, changed side, "
        "shift position, rolled onto, roll over, log roll, roll at, rolled at, roll every, rolled every",
    ),
    _topic(
        "seizure",
        "vacant spell, blank spell, vacant, staring, gone stiff, stiff and, jerked, jerks, foam, frothing, "
        "foaming, rescue med, shook all over, fitted, fits, shakes, seize, seized, seizing, petit mal, blank, "
        "unresponsive, bit tongue, shaking and, seizure, fit, fitting, had a fit, epilepsy, epileptic, epi, "
        "convulsion, convulsed, tonic clonic, absence, absences, vacant episode, jerking, twitching, grand mal, "
        "eyes rolled, rolled back, buccal, midazolam, postictal, myoclonic, went stiff, shaking all over, blank "
        "episode, status epilepticus, zoned out, his turns, her turns, funny turn, one of turns",
        weight=1.2,
    ),
    _topic(
        "behaviour",
        "lobbed, hurled, hurling, effing, swear, going mad, flipped out, wouldnt settle, calling out, undressing, "
        "stripping, smearing, ripped up, lashing, lashed, kicks, yelled, yelling, screamed, raging, having a go "
        "at, banging, grabbed my, hit another, hit carer, thumped, thump, headbutt, clawed, weeping, sobbing, "
        "sobbed, in tears, disinhibited, physical with, dug nails, squared up, wouldnt calm, trigger, threatened "
        "me, swung, swiped, kicked, chucking, hair pull, followed me, hitting other, behaviour, abc, abc chart, "
        "abc form, aggression, aggressive, agitated, agitation, distress, distressed, upset, kick, kicked off, "
        "kicking off, hit me, hitting, hit out, lash out, punch, bit me, bitten, biting, spat at, spit at, scream, "
        "shouting, shout, swore at, swearing, throwing, threw, threw at, meltdown, outburst, pbs, restraint, "
        "restrained, angry, violent, violence, challenging, scratched me, pulled hair, tearful, crying, cried, "
        "head banging, head butt, banging head, self harm, wound up, lost temper, slapped me, pinched me, grabbed "
        "me, pacing, anxious, hurting himself, hurting herself, pushed another, flipped, temper, tantrum, verbally "
        "abusive, racist, went for me, went for another, smashed, trashed, kicked me, sundowning, paranoid, blew "
        "up, lost the plot, mood swing, mood, bit another, bit carer, raging at, went for other, threw his dinner, "
        "threw her dinner, with stick, with his stick, trigger was",
        weight=1.1,
    ),
    _topic(
        "safeguarding",
        "yank, yanked, dragged, emptying, taken advantage, took advantage, nicking, nicked, pinching from, locked "
        "in, locked her in, coerced, rude to, ripping off, conned, scam, scammed, unkind, shoved, handling her, "
        "handling him, left without, ignored, smacked, slapped, slap, hurt him, hurt her, hurts him, hurts her, "
        "hitting her, hitting him, hits him, hits her, harming, emptied her, draining account, bank account, "
        "cuckoo, forced, pocketing, treating him, treating her, treated badly, treats her, treats him, being mean, "
        "mean to, fishy, not fed, starved, kiss, kissed, afraid, frightened, swore at resident, swearing at "
        "resident, shouting at her, shouting at him, shouted at her, shouted at him, cruelty, suspicious, whistle "
        "blow, whistle blowing, worried about how, bad practice, poor care, not being looked after, told me carer, "
        "hit him, hit her, grabbed her, grabbed him, safeguarding, safeguard, abuse, abused, neglect, rough, "
        "roughly, disclosure, disclosed, hurting, shouts at her, shouts at him, shouts at resident, touched, "
        "inappropriate, taking her money, taking his money, taking money, stealing, stole, whistleblow, exploit, "
        "exploited, groomed, grooming, scared of, frightened of, afraid of, carer hit, carer hitting, staff hit, "
        "carer slapped, carer shouting, staff shouting, staff shouted, carer shouted, harm by, harmed by, at risk "
        "of harm, self neglect, domestic, threatened, threatening, bully, bullied, bullying, mistreat, ill treat, "
        "assault, sexual, at risk from, using her card, using his card, not right with, handled, manhandled, being "
        "hurt, hit by, left in wet, concern form, mash, left in dirty, nasty to, cruel, on purpose, in wet pad for "
        "hours, left in pad, being nasty, is nasty, slaps her, slaps him, deliberate, deliberately, disrespectful, "
        "humiliated, laughing at, mocked, i dont like it, carer left, staff left, worry about him, worry about "
        "her, unexplained injury, makes him sign, makes her sign, sign cheques, verbal abuse of resident, threaten "
        "resident",
        weight=1.2,
    ),
    _topic(
        "missing_person",
        "legged, done a bunk, bunk, scarpered, walkabout, walkies, couldnt find, could not find, slipped past, "
        "found in town, out fire exit, fire exit, out back door, went awol, nowhere in building, lost track of, "
        "never came back, never came home, off on own, went off alone, went out alone, out alone, wondered off, "
        "wonder off, wondering off, went for a wander, a wander, took himself off, took herself off, head count, "
        "headcount, wandered down, found down road, up the road, down the road, down road, police found, gone from "
        "room, bed empty, room empty, empty bed, empty room, left without telling, left site, went out on own, "
        "missing person, missing resident, missing service user, gone missing, went missing, goes missing, "
        "resident missing, awol, abscond, wander off, wandered, wandering, walked out, left building, got out, "
        "gone out without, went out without, found outside, found by bus, found in street, found wandering, out "
        "front door, out of front door, out the gate, out of gate, not come back, not returned, didnt come back, "
        "didnt return, hasnt come back, do not know where he is, dont know where he is, dont know where she is, "
        "unaccounted, herbert protocol, disappeared, snuck out, sneaked out, slipped out, escaped, let himself "
        "out, let herself out, not in building, eloped, did a runner, bolted, not in room, nowhere to be found, "
        "slipped out behind, found at shop, found at corner shop, found him at, found her at, search, searched, "
        "couldnt be found",
        weight=1.2,
    ),
    _topic("anywhere", "anywhere, nowhere, everywhere", weight=0.0),
    _aspect(
        "missing", "missing, lost, gone, cant find, cannot find, vanished, mislaid, misplaced, disappear", weight=0.7
    ),
    _topic(
        "alert",
        "neck button, button round neck, round neck, pressed button, pressed her button, pressed his button, "
        "buzzed, ringing bell, mat went off, went off, bells, door alarm, bed alarm, chair alarm, alarms, sensors, "
        "bleeping, motion detector, movement detector, fall detector, pull the cord, callbell, bed exit, emergency "
        "button, panic button, wristband, watch alarm, false alarm, set off, door buzzer, alert, call bell, nurse "
        "call, sensor, sensor mat, falls mat, crash mat, pendant, alarm, buzzer, door contact, door sensor, bed "
        "sensor, bed mat, floor mat, pull cord, chair sensor, acoustic, lifeline, careline, telecare, motion "
        "sensor, pressure mat, call button, bleep, emergency cord, red cord, bell, wrist alarm, tracker, gps, "
        "epilepsy alarm, movement sensor, beeping",
    ),
    # Medicines.
    _topic(
        "medicine",
        "paracetemol tabs, heart tablets, heart pills, meds, medcine, medacine, medicin, medications, medicines, "
        "lactulose, laxido, movicol, eyedrops, tablets, morning tablets, omeprazole, lansoprazole, digoxin, "
        "simvastatin, atorvastatin, beta blocker, blood thinner, antibiotics, gel, nutritional drink, lithium, "
        "clozapine, insulin pen, rivaroxaban, sinemet, madopar, medicine, medication, med, tablet for, pills, "
        "pill, dose, drug, insulin, warfarin, antibiotic, inhaler, eye drop, cream, ointment, laxative, patch, "
        "nebuliser, injection, steroid, statin, medecine, thyroxine, metformin, antidepressant, topical, "
        "mediction, medz, water tablet, prescribed, prescription, bisoprolol, ramipril, levothyroxine, amlodipine, "
        "clexane, aspirin, thickener, supplement, apixaban, furosemide, blister pack, dosette, nomad, capsule, "
        "syrup, vitamin, meds pot, pump, parkinsons meds, epilim, memantine, donepezil, sertraline, ear drop, "
        "nasal, spray, lotion, emollient, cavilon, flu jab, jab, vaccine, homely remedy, tabs, tab, drops, "
        "blister, water tablets, sleeping tablet, meds time, med time, tablet time, wafer, sachet, solution",
    ),
    _topic(
        "mar",
        "mar, emar, mars, mar chart, mar sheet, kardex, med chart, meds chart, medication chart",
        implies=("medicine",),
        weight=0.3,
    ),
    _aspect("given", "given, gave, give, giving, administered, administer, popped, had, applied, put on", weight=0.25),
    _topic(
        "round",
        "lunchtime round, lunch round, lunchtime meds, teatime round, bedtime round, am round, pm round, breakfast "
        "round, 8am meds, lunch meds, night meds, morning meds, teatime meds, bedtime meds, evening meds, meds "
        "round, medication round, medicine round, morning round, tea time round, night round, drug round, "
        "breakfast meds",
        implies=("medicine",),
        weight=0.4,
    ),
    _aspect(
        "refusal",
        "no thank you, no thanks, wont open, shut mouth, shut tight, wasnt having, not keen, point blank, keeps "
        "saying no, wants none, wont accept, wont swallow, tipped away, wont entertain, spits, spat back, threw "
        "tablets, put in plant, in pocket, under tongue, hidden, didnt fancy, pulled a face, resists, resisted, "
        "reject, rejected, will not have, will not swallow, walked away from, stopped taking, says not today, "
        "tells me no, clamps, refuse, refusal, declined, decline, wont take, wouldnt take, would not take, will "
        "not take, didnt take, not take, not taking, does not take, doesnt take, wont have, wouldnt have, doesnt "
        "want, does not want, didnt want, dont want, not want, not wanting, says no, said no, saying no, turned "
        "down, turn down, spat, spit, spat out, spitting, pushed away, pushing away, not swallowing, hiding, "
        "hides, hid, pouched, pouching, clamped mouth, wont open mouth, keeps mouth shut, knocked back, threw on "
        "floor, not interested, unwilling, wont let me give, turned nose up, not having it, non compliance, non "
        "compliant, not compliant, shook head, turned head, chucked them, chucked tablets, binned tablets, spat in "
        "bin, didnt touch, not touched, hasnt touched, never touched, pushed spoon, pushed tablets, pushes away, "
        "tablets away, pills away, meds away",
    ),
    _aspect(
        "error",
        "picked up wrong, own up, clean forgot, forget, wrong person, wrong resident, wrong time, wrong blister, "
        "wrong tablet, wrong pot, gap in, gaps, blank box, not signed, unsigned, slip up, botch, 2 lots, two lots, "
        "second lot, second dose, again by mistake, accidentally, by accident, overlooked, skipped, too soon, "
        "meant to give, should have given, didnt get, never got, mixed, gave bob, wrongly, incorrect, incorrectly, "
        "mismatch, never had, gave someone, given someone, didnt have, error, mistake, wrong, mixed up, mix up, "
        "double, double dosed, twice, extra, overdose, too much, forgot, forgotten, not given, wasnt given, never "
        "given, didnt give, too late, too early, meant for, someone elses, somebody elses, another residents, "
        "other persons, omitted, omission, messed up, cocked up, cock up, muddled, mess up, screwed up, gave late, "
        "given late, missed, gave twice, ballsed up, blunder, botched, expired, out of date, wrong way round, left "
        "in pot, found tablet, tablet on floor, found on floor tablet, slipped up, nobody gave, no one gave, noone "
        "gave, still full, instead of, come clean, still in blister, wrong eye, wrong ear, count out, one out, one "
        "short, tablet left, not popped, signed for wrong, noticed late, nobody noticed, wrong amount",
        weight=0.9,
    ),
    _topic(
        "prn",
        "heartburn, sore head, bad head, toothache, aches, stomach ache, something to calm, calm down tablet, to "
        "settle him, to settle her, rescue inhaler, puffer, when she asks, when he asks, asked for something, for "
        "pain, for the pain, for headache, extra painkiller, optional med, not regular, occasional, now and then, "
        "if he needs, if she needs, needs it, only when, p.r.n, anti sickness, cold relief, paracetemol, "
        "parecetamol, aspirin for, nurofen, prn, as required, as needed, as and when, when required, when needed, "
        "when necessary, if needed, if required, pain relief, painkiller, pain killer, paracetamol, ibuprofen, "
        "lorazepam, p r n, codeine, calpol, gtn, one off dose, headache, co codamol, cocodamol, gaviscon, senna, "
        "diazepam, promethazine, in pain, something for pain, tablet for pain, antihistamine, reliever, "
        "salbutamol, just when",
        implies=("medicine",),
    ),
    _topic(
        "controlled",
        "two of us sign, 2 of us sign, two sign, 2 signatures, two people sign, both sign, both have to sign, 2 "
        "staff sign, two staff sign, second person, second checker, locked cabinet, double locked, cd balance, cd "
        "check, red register, patches count, schedule 2, oxycontin, diamorphine, lorazepam cd, matrifen, "
        "alfentanil, palexia, tapentadol, controlled drug, control drug, control med, control medicine, controlled "
        "drugs, controlled med, controlled medicine, controlled medication, cd, cds, cd book, cd register, cd "
        "cupboard, controlled, morphine, oramorph, oxycodone, fentanyl, buprenorphine, butec, temazepam, zomorph, "
        "methadone, oxynorm, longtec, tramadol, gabapentin, pregabalin, red book, second signature, two "
        "signatures, second signatory, mst, driver, syringe driver, ketamine, opiate, butrans, double signed, two "
        "to sign, countersign, methylphenidate, count is one out, controlled register, witness for",
        implies=("medicine",),
    ),
    _aspect(
        "stock",
        "drop off, dropped off, how many, only few, number of tablets, supply, supplies, running short, short of, "
        "used up, nearly out, repeat, reordered, monthly meds, new meds, came today from, nearly finished, tally "
        "of, booking, top up, top ups, cycle, new cycle, counting, came with, stock, stock count, stock check, "
        "count, counted, running low, running out, runs out, run out, ran out, low on, reorder, re order, "
        "ordering, book in, booked in, booking in, check in, checked in, sign in meds, came in from, delivery, "
        "delivered, carried forward, balance of, how many left, order, ordered, only left, days left, left in box, "
        "brought forward, came in, none left, received, receive, monthly order, days of, only got, got left, weeks "
        "worth",
        weight=0.8,
    ),
    _topic(
        "returns",
        "leftover, left overs, spare tablets, unwanted, finished with, stopped meds, chuck out, throw away, bin "
        "tablets, unused tablets, no longer on, not on any more, discontinued, out of use, send it back, dispos, "
        "return to pharmacy, returns, returned, return, send back, sending back, sent back, dispose, disposal, "
        "destroy, destroyed, destruction, doom kit, unused, left over, no longer needed, stopped, take back, going "
        "back, goes back, taken back, back to chemist, back to pharmacy, back to boots, old tablets, spoilt, "
        "dropped, get rid of, destroying, needs destroying",
        weight=0.8,
    ),
    _topic("pharmacy", "pharmacy, pharmacist, chemist, boots", implies=("medicine",), weight=0.4),
    # What a day holds.
    _topic(
        "mealtime",
        "before lunch, after lunch, at lunch, lunchtime, lunch time, before breakfast, after breakfast, at "
        "breakfast, since breakfast, before dinner, after dinner, at dinner, dinner time, dinnertime, teatime, tea "
        "time, at tea, before tea, after tea, before meals, since lunch, during lunch, during breakfast, during "
        "dinner, before food, after food",
        weight=0.0,
    ),
    _topic(
        "fluids",
        "half a cuppa, cuppas, gulp, gulps, beakers, tot up, milkshakes, mug, drinks, drinked, h2o, how much she "
        "drank, how much he drank, coffee, cup tea, thirst, tea, lemonade, water, fluid, drink, drank, drunk, "
        "sips, sip, ml, mls, hydration, dehydrated, beaker, cup of tea, cuppa, juice, squash, water intake, of "
        "water, of tea, of coffee, input output, intake output, fluid balance, flooid, thirsty, brew, cup of, "
        "glass of, milkshake, fortisip, ensure, thickened, subcut fluids, peg feed, peg, flush, bottle of water, "
        "bevvy, jug of water, drinking, milky coffee, liquids, bottle of pop, can of pop, cups, how many cups, "
        "cupful, pints",
    ),
    _topic(
        "urine",
        "drained, bag drained, weeing, been for wee, wees, weeing a lot, dark wee, smelly wee, urin, bladder, "
        "hasnt been for wee, convene, passing, night drainage, ml in bag, emptying catheter, emptied catheter, "
        "water works, waterworks, dry pad, urine, wee, weed, pee, peed, urinate, catheter, catheter bag, output, "
        "bag emptied, emptied bag, passed water, passing water, leg bag, night bag, urinal, urinary, widdle, uti, "
        "dipstick, urine dip, piss, retention, wet sheets, wet bed, wet the bed, spend a penny, number one, void, "
        "conveen, dark urine",
    ),
    _topic(
        "food",
        "banana, left his, left her, few bites, cleared plate, cleaned plate, clean plate, picked at, nibble, "
        "nibbled, meat, veg, jelly, ice cream, crisps, chocolate, seconds, spoons, hardly ate, finished it all, "
        "meals, sunday roast, sarnie, butty, egg, fruit, crumble, chips, stew, pie, omelette, custard, yogurt, "
        "yoghurt, mash potato, cooked breakfast, swallow little, munched, off his grub, ate up, off meals, refused "
        "dinner, food, meal, ate, eat, eaten, eating, breakfast, lunch, dinner, supper, tea time meal, appetite, "
        "pudding, porridge, snack, sandwich, soup, toast, puree, diet, off food, feeding, fed, biscuit, cake, "
        "mouthful, spoonful, picking at, plate, nutrition, food diary, intake, starving, hungry, fasting, dessert, "
        "grub, nosh, roast, cereal, weetabix, fish and chips, fortified, left most of, food intake, scran, curry, "
        "eating like bird, eats like bird, eats nothing",
        weight=0.9,
    ),
    _topic(
        "bowels",
        "motion, motions, number twos, been to toilet, bowel movement, diorrhea, diorrhoea, diareah, diarea, "
        "dihorea, bm chart toilet, wiped, opened up, upset stomach, upset tummy, dodgy tummy, bad tummy, bowel, "
        "bowels, poo, poop, pooed, bo, b o, b o chart, bno, stool, faeces, bristol, diarrhoea, diarrhea, runs, "
        "loose stool, loose motion, loose, constipated, constipation, opened, number two, type 1, type 2, type 3, "
        "type 4, type 5, type 6, type 7, motion chart, soiled, bunged up, been to loo, enema, suppository, stoma, "
        "colostomy, bristol chart, turd, crap, shit, squits, dump, back passage, number 2, trots, not been for "
        "days, toileting, toilet, messed himself, messed herself, loo, not been for, hasnt been for, hasnt been "
        "since, not been in days, not been since, accident in pad, pooing, pooey",
    ),
    _topic(
        "pad",
        "wet through, changing her, nappies, changed his, briefs, padded, wet trousers, had accident toilet, "
        "toileting accident, wet himself, wet herself, pad, pads, continence, incontinence, incontinent, pad "
        "change, pull up, pullup, wet pad, nappy, tena, soaked, inco, changed pad, kylie, net pants",
        weight=0.8,
    ),
    _topic(
        "weight",
        "heavier, lighter, clothes hanging off, hanging off, loose clothes, clothes loose, shrinking, weighs, "
        "weighed in, wt, stones, pounds lighter, loosing, dropped 2, thinner, putting on weight, weight gone down, "
        "wasting, fatter, wheights, slimmer, sit on scales, 5 kg, body mass, wieghts, weight, weigh, weighed, "
        "weighing, wheigt, wieght, weigth, wait chart, kilo, kg, must score, must tool, must screening, must "
        "chart, must form, must assessment, must where, put must, log must, record must, do must, fill must, must "
        "go, must app, must paper, bmi, lost weight, put on weight, muac, scales, stone, gained, gain, got thin, "
        "got very thin, skinny, lbs, pounds heavier, losing weight, weight loss, malnutrition, must redoing, must "
        "redone, must needs, must tools, the must, musts",
    ),
    _topic(
        "obs",
        "reading, readings, tempreture, temperture, tempature, thermomiter, sugers, suger, fever, heart beat, "
        "heartbeat, pulse ox, oximeter, respirations, cuff, bloodpressure, breaths, high temp, blood sugars, "
        "systolic, observed, diabetic, clammy, temprature, glucometer, obs, observation, observations, vital, "
        "vital signs, vitals, bp, blood pressure, temperature, temp, temps, pulse, heart rate, news2, news 2, news "
        "score, sats, saturation, oxygen, o2, resps, respiration, respiratory rate, blood sugar, blood glucose, "
        "bm, bms, glucose, sugar, sugars, finger prick, pricked finger, dipped finger, hypo, hyper, stats, ecg, "
        "breathing rate, thermometer, restore2, soft signs, deteriorating, diabetes, diabetic reading, neuro, gcs, "
        "peak flow, spo2, high reading, cgm, libre, set of obs, news chart, news form",
    ),
    _topic(
        "daily_note",
        "quiet day, ordinary day, normal day, nothing to report, line in, been fine all day, all well, how she "
        "been, how he been, how shes been, how hes been, how she is doing, good spirits, wellbeing, well being, "
        "happy day, chatty, general notes, usual day, uneventful, nothing special, end of day, what i did with, "
        "what we did, day to day, settled day, nothing much happened, care given, write up for shift, write up of "
        "day, summary of day, daily note, daily notes, daily log, daily record, daily report, daily entry, how her "
        "day, how his day, how day was, how day went, end of shift note, progress note, running record, general "
        "note, visit note, care note, call note, day went, good day, note for day, all went fine, went fine, all "
        "fine with, all good with, no concerns, fine this morning",
    ),
    _topic(
        "personal_care",
        "hair done, did hair, brushed hair, flannel, helped dress, undressed, teeth brushed, wash and dress, "
        "assisted wash, bed wash, got ready, help getting ready, clean clothes, changed clothes, shampoo, nails "
        "cut, personal care, wash, washed, dressed, bath, bathed, shower, showered, shave, shaved, bed bath, strip "
        "wash, hair wash, got up, got dressed, support given, hair brushed, freshened up",
        weight=0.5,
    ),
    _topic(
        "handover",
        "lates, earlies, the nights, morning crew, night crew, crew, next lot, night lot, coming on duty, for "
        "night shift, tell night shift, to night shift, pass along, know about for, colleagues know, others know, "
        "take over from me, change over, changeover, days to know, shift leader, oncoming staff, brief next, nurse "
        "coming on, next carer, next carers, following shift, next person, next team, morning lot, day lot, "
        "handover, hand over, communication book, comms book, comm book, next shift, night staff, day staff, "
        "oncoming, take over, message book, pass on, passed on, coming on shift, late shift, early shift, tell the "
        "lates, tell nights, tell the others, message for, leave a message, shift report, tell other staff, tell "
        "everyone, let others know, heads up, diary message, shift change, for the nights, staff coming on, night "
        "team, day team, morning staff, handing over, message to",
    ),
    _topic(
        "sleep",
        "waking, kept waking, dropped off, sleepless, bedtime, went to bed, up since, rest, rested, night like, "
        "nodded, woke up, wakes, woken, sleeping well, no sleep, dozed, awake, got up in night, hardly slept, "
        "zonked, out like a light, spark out, sparko, sleep, slept, asleep, sleeping, up all night, up in night, "
        "insomnia, restless, didnt sleep, nap, settled night, bad night, woke, kip, wide awake, good night, "
        "unsettled night, disturbed night, disturbances, snoring, dozing, up half night, shut eye, tossing, up at "
        "3, fast asleep, night no sleep, up wandering, wandering at night, awake wandering",
    ),
    _topic(
        "night_check",
        "checked on, checked him, checked her, round at 2, 2 hourly, two hourly, each hour, every hour, every two "
        "hours, on the hour, nite checks, doing rounds, night round, looked in, check him, check her, peeked, "
        "peek, popped in on, night check, night checks, hourly check, hourly checks, check at night, nite check, "
        "two hourly check, night round check, checks overnight, half hourly, 15 min check, welfare check, nightly "
        "check, looked in on, popped head in, nighttime, checks through night, waking night, sleep in, half hour "
        "check, my rounds, did rounds, did my rounds, doing my rounds, on my rounds, overnight check, checks at "
        "nite, every hour at night, look in, look ins, checked overnight, checked in night",
        weight=0.6,
    ),
    _topic(
        "activity",
        "knit, natter, colouring, sing song, singsong, zoo, farm, museum, walk, baked, ball game, balloon, "
        "sensory, prayer, football, rugby, memory lane, card making, flower arranging, exercises, armchair "
        "exercise, skittles, crossword, board game, puzzle, knitting group, tea dance, garden party, karaoke, day "
        "trip, trip, took part, social, hobbies, entertainment, shop, shops, shopping, coffee morning, library, "
        "bus trip, picnic, yoga, animals visit, therapy dog, activity, activities, outing, trip out, day out, "
        "bingo, singing, sing along, singalong, joined in, craft, painting, painted, painting class, exercise "
        "class, chair exercise, quiz, garden centre, day centre, took out, took them out, took her out, took him "
        "out, baking, knitting, church, entertainer, film, movie, jigsaw, games, dominoes, gardening, community "
        "access, shopping trip, cinema, swimming, music, dancing, danced, one to one time, reminiscence, club, "
        "arts, pub, hobby, sports, cafe, played cards, seaside, walk round, went for a walk, theatre, dance, book "
        "club, pampering, nails done, bowling, gym, socialising, beach, went to pub, went to park, went to shops, "
        "went to church, went to cafe, went to cinema, feeding ducks, watched film, movie night",
        weight=0.8,
    ),
    # Papers about a person.
    _topic(
        "care_plan",
        "pureed food now, prefer, prefers, preferred, preferences, hates, doesnt like, does not like, wants to be "
        "called, update plan, plans, her plan, his plan, thickened fluids now, likes to, soft diet now, needs two, "
        "needs help with, wants female, female carer, male carer, support plan, supportplan, careplan, now on, "
        "intolerant, using a frame, needs now, guidelines, how we support, pathway, bed time routine, care plan, "
        "care plans, plan, plan of care, preference, dislikes, dont like, allergy, allergic, needs have, needs, "
        "diet change, new diet, one page profile, about me, life story, routine, now needs, now uses, level of "
        "support, intolerance, passport, profile, can now walk, now walk, walk with one, with one not two, now "
        "able, soft diet from, moved to soft, from today needs, no longer needs, now assist, needs one carer, "
        "needs two carers, now transfers, likes lights, lights on at night, likes her, likes his, likes light",
        weight=0.9,
    ),
    _aspect(
        "change",
        "now has, now need, now wants, differently, been changed, altering, swap, swapped, started to need, since "
        "last, gone from, revise, change, changed, changing, update, updated, updating, amend, edit, different "
        "now, new need, alter, anymore, any more, no longer, increased, revised, rewrite, altered",
        weight=0.4,
    ),
    _topic(
        "risk_assessment",
        "risky, danger of, dangers, hazards, hazard, assess danger, how safe, safe to, is he safe, bedrails, risk "
        "rating, risks, score risk, how likely, control measures, risk plan, self medicate, risk assessment, risk "
        "assess, assess risk, risk assessing, ra, ras, risk form, falls risk, choking risk, risk score, bed rail, "
        "bed rails, bedrail, moving and handling, manual handling, evac plan, risk of, risk, smoking risk, fire "
        "risk, handling plan, evacuation, m h, assessing risk, handling assessment, braden, fire evacuation, lone "
        "working, falls assessment, fall assessment, falls form, assessment for falls, assess falls",
    ),
    _aspect("assessment", "assessment, assess, assessed, assessing", weight=0.3),
    _topic(
        "review",
        "yearly look, monthly look, look at care, look at her care, look at his care, go over care, sit down with, "
        "catch up about, annual, rewiew, 3 month, three month, review notes, 12 month, yearly meeting, 6 monthly, "
        "six monthly, 28 day, placement, annual look, care meeting, evaluation, evaluate, monthly evaluation, "
        "review, reviewed, reviewing, care review, annual review, monthly review, 6 month, six month, yearly, "
        "resident of day, resident of the day, cpa, quarterly, review meeting, six weekly, 6 week, 12 week",
        weight=1.2,
    ),
    _topic(
        "capacity",
        "understand, sign for himself, sign for herself, say yes to, agreed, own mind, understands, cant consent, "
        "know what he is agreeing, know what she is agreeing, deprived, deprivation, liberty, authorisation, "
        "standard authorisation, cant agree, not able to decide, decision about, decision, best intrest, best "
        "intrests, make choices, makes choices, decides, capasity, capcity, mental capasity, able to choose, "
        "doesnt understand, unable to consent, capacity, mental capacity, mca, dols, dol, dolls, dols "
        "authorisation, lps, best interest, best interests, consent, consented, agree to, permission, cant decide, "
        "cannot decide, unable to decide, deprivation of liberty, cop, court of protection, imca, lpa, power of "
        "attorney, doesnt understand decision, make decision, makes decision, decision for, own decisions, poa, "
        "advocate, understand the decision, able to decide, locked door, make up own mind, can decide, decide, no "
        "capacity, lacks capacity, lack of capacity",
    ),
    _topic(
        "dnacpr",
        "no cpr, heart stopped, do not resuscitate, dont resuscitate, dont resus, resusitate, resusitation, bring "
        "her back, bring him back, final days, last days, escalation plan, treatment escalation, ceiling of care, "
        "ambulance crew ask, dnar form, resuss, red border, funeral wishes, wants to die, place of death, hospice, "
        "dnacpr, dnar, dnr, respect form, respect, resus, resuscitate, resuscitated, resuscitation, cpr, lilac "
        "form, purple form, not for resus, end of life, eol, advance care plan, advance decision, wishes, dying, "
        "palliative, preferred place of death, gold standard, last wishes, final wishes, anticipatory, bring back, "
        "heart stops, purple paper, restart heart, acp, tep, funeral plan",
        weight=1.1,
    ),
    # People.
    _topic(
        "family",
        "grandaughter, grandad, granny, grandma, mother, father, sons, daughters, stepson, ex wife, rellies, rels, "
        "family member, fiance, boyfriend, girlfriend, hubbie, kids, child, children, inlaws, aunt, godson, ex "
        "husband, guardian, family, daughter, son, wife, husband, brother, sister, niece, nephew, relative, "
        "relatives, nok, next of kin, partner, mum, dad, grandson, granddaughter, cousin, loved one, in law, "
        "friend, neighbour, grandkids, hubby, missus, auntie, uncle, parents, grandchildren",
        weight=0.8,
    ),
    _topic(
        "visitor",
        "visitor came, visiters, vicar, priest, pastor, guests, guest, friend visited, friends visited, who has "
        "been in to see, who came to see, popped by, dropped by, popped round, came by, dropped in, been to see, "
        "came round, come round, visitor, visitors, visitors book, sign in book",
        weight=0.8,
    ),
    _aspect(
        "visit",
        "visit, visited, came, come, been, popped in, came in, been in, attended, seen by, turned up, came to see",
        weight=0.25,
    ),
    _aspect(
        "phone",
        "on phone, rings, on the phone, phoning, email, message from, text from, video called, zoom, skype, spoke "
        "with, talked to, had a chat with, letting know, told family, contacted, contact, call, phoned, phone "
        "call, rang, ring family, ring gp, ringing, called, telephoned, spoke to, rung, video call, facetime, "
        "email from, emailed, call from, spoken to, told, inform, informed, let know, updated family",
        weight=0.3,
    ),
    _topic(
        "professional",
        "doctors, drs, doctor said, nurse said, audiologist, specialist nurse, community matron, midwife, dental, "
        "ooh, 111 call, ambulance crew, ambulance, paramedics, physios, o t, speech therapist, slt, visiting "
        "nurse, nurse visited, mental health nurse, memory nurse, out of hours doctor, heart nurse, podiatry, "
        "chiropidist, chiropody, pharmacist visit, district nurses, social services, care manager, care "
        "coordinator, foot man, feet done, optition, bloods taken, took bloods, gp, doctor, dr, district nurse, "
        "dn, nurse came, nurse been, chiropodist, podiatrist, physio, physiotherapist, ot, occupational therapist, "
        "salt, salt team, speech and language, dietician, dietitian, social worker, cpn, professional, 111, "
        "paramedic, 999, optician came, community nurse, mental health team, tvn, nurse practitioner, "
        "practitioner, anp, out of hours, rapid response, consultant, psychiatrist, tissue viability nurse, "
        "therapist, specialist, gp surgery, matron, ward round, psychologist, dementia nurse, hospice nurse, "
        "diabetic nurse, stoma nurse, healthcare professional, mdt, foot lady, frailty team, medic, swallow team, "
        "continence nurse, vaccinator, cmht, macmillan, crisis team, medical advice, doc, gp said, gp rang, gp "
        "call, gp visit, tvn came, fire gp",
    ),
    _topic(
        "appointment",
        "bloods booked, eye clinic, memory clinic, follow up, transport, booked in at, booked in with, appointment "
        "letter, dentist appointment, due to see, going to see, has to be at, going to hospital, going hospital, "
        "got to be at, needs to be at, apointment, appoinment, appointmnts, hospital trip, op date, operation, "
        "going in for, pre op, calender, date for, blood tests, letter from hospital, hospital letter, next check "
        "up, dental appointment, see the consultant, booster, opticians, appointment, appt, appts, apt, "
        "appointments, diary, dairy, desk diary, dentist, outpatient, outpatients, clinic, clinic letter, eye "
        "test, optician, hospital appointment, scan, x ray, xray, blood test, due at hospital, book transport, "
        "calendar, booked for, hearing test, hospital on, hospital date, hospital visit, check up, physio "
        "appointment, appointmnt, scheduled, fracture clinic, mammogram, referral, specsavers, audiology",
    ),
    # Things.
    _topic(
        "money",
        "14 quid, notes and coins, tin, money in, money out, coin, penny, pennies, spends, buying, buy, bought "
        "him, bought her, payed, savings, pound, till receipt, his change, her change, lent, float, debit card, "
        "credit card, withdrew, withdraw, cash machine, atm, dosh, 5er, a tenner, twenty, cigs money, paid, pays, "
        "money, cash, petty cash, wallet, purse, pounds, quid, bank card, spend, spent, spending money, pocket "
        "money, change from, receipt, finances, pension, fiver, tenner, allowance, bought, paid for, haircut, "
        "finance, transaction, coins, paying, cheque, in safe, the safe, bank statement, shopping money, coppers, "
        "cashpoint",
    ),
    _topic(
        "belongings",
        "telly brought, ornament, walking stick, own things, stuff brought, new clothes, phone charger, own bed, "
        "watch, wedding ring, brooch, chain, jumper, blanket, own blanket, trousers, pyjamas, dressing gown, "
        "knickers, socks, tablet of his own, brought him, brought her, list of things, items, her things, his "
        "things, her stuff, his stuff, hear aid, specs, spectacles, plate teeth, soft toy, teddy, bag of clothes, "
        "gold, new telly, new tv, belongings, valuables, property, inventory, ring, jewellery, jewelry, necklace, "
        "clothes, clothing, glasses, hearing aid, hearing aids, dentures, teeth, false teeth, slippers, "
        "possessions, own chair, own tv, keepsake, new coat, cardigan, shoes, handbag, own furniture, things from "
        "home, earring, photo frame, radio, personal items, suitcase, coat, bracelet, brought from home, brought "
        "in, stuff from home, laptop, mobile, own telly",
    ),
    _topic(
        "equipment",
        "bath hoist, ceiling track, track hoist, brakes, brake, tyre, wheels, strap, straps, clip, bath seat, bath "
        "chair, walker, zimmer frame, raised toilet seat, bed rails broken, nebuliser machine, concentrator, "
        "oxygen machine, slings, hoists, grab rail, crutches, mobility scooter, scooter, steady, sarah stedy, "
        "handling belt, bumper, mattress pump, shower seat, kit, wheel chair, equipment, hoist, sling, wheelchair, "
        "stand aid, standaid, bed wont, broken bed, bed broken, bed broke, air mattress, mattress, rotunda, "
        "commode, walking frame, zimmer, frame, rollator, bath lift, profiling bed, hospital bed, cot side, slide "
        "sheet, shower chair, stairlift, recliner, riser chair, suction machine, pump machine, bed remote, "
        "handset, turntable, sara stedy, airflow, toilet seat, loop, trolley, machine, aid, cushion",
        weight=0.6,
    ),
    _aspect(
        "broken",
        "wont lower, wont lift, wont raise, wheel come off, come off, not inflating, wont inflate, bent, jammed, "
        "no power, dead battery, wont hold charge, not charging, makes a noise, making a noise, noisy, grinding, "
        "squeaking, wont stop, sparks, sparking, unsafe, needs repair, need repair, wear and tear, ripping, tear "
        "in, hole in, split in, coming apart, fell off, goes down on own, not lifting, not raising, didnt work, "
        "did not work, doesnt sound, didnt sound, isnt working, faults, duff, kaput, buggered, bust up, "
        "malfunction, wont go, broken, broke, fault, faulty, not working, doesnt work, dont work, wont work, "
        "ripped, torn, deflated, deflating, deflates, wont go up, wont go down, stuck, snapped, cracked, repair, "
        "knackered, bust, busted, packed in, packed up, out of order, damaged, defective, frayed, leaking, conked "
        "out, died on, wobbly, flat battery, wont charge, needs fixing, fix, didnt go off, not going off, stopped "
        "working, wonky, battery gone, dodgy, loose wheel, wont move, given up, gone bang, gone wrong, playing up, "
        "wont start, fell apart, wheel came off, fallen off, came off, not holding, past it, needs mending, mend, "
        "is dead, has died battery, gone dead, wont come up, wont come down, wont turn on, wont switch on, not "
        "going up, not going down",
        weight=0.9,
    ),
    _topic(
        "complaint",
        "fuming about, angry about, angry with, not pleased, wants to speak to manager, upset with us, not "
        "impressed, isnt impressed, kicked off at us, unimpressed, having a moan, had a moan, grumbling, grumbled, "
        "unhappy about, rant, ranted, ranting, disgusted, disappointed, wasnt happy, isnt happy, wants to make a "
        "formal, formal, whinging, gripe, had words, up in arms, slated, complaint, complain, complained, "
        "complaining, not happy, unhappy, moan, moaning, moaned, grumble, grievance, fed up with, not satisfied, "
        "dissatisfied, criticised, annoyed, cross about, cross with, kicking up fuss, slagging, whinge, raging "
        "about, had a go, kick up fuss, complains, displeased, cheesed off, concern raised, not good enough, "
        "livid, fuming, furious, care is rubbish, rubbish care, says care is, wants it looked at, terrible care, "
        "poor service, not up to scratch, isnt good enough, wants a word, rude email, rude letter, rude phone "
        "call, angry email, angry letter, angry daughter, angry son, angry family, angry relative, email from "
        "daughter about, shouted at us about, threatening to complain, going to cqc",
    ),
    _topic(
        "compliment",
        "angels, nice comments, lovely card, card saying, saying thanks, thanked us, chocolates, thanks from, "
        "thankyou, thank you from, thanks letter, appreciate, wonderful, so kind, marvellous, brilliant job, good "
        "job, great job, doing a great, doing a good, amazing, good feedback, positive feedback, impressed, nice "
        "letter, nice card, biscuits from family, praising, good review, lovely comment, kind comment, said we "
        "are, said were, compliment, thank you card, thankyou card, thanks card, thank you letter, praise, "
        "praised, nice comment, lovely letter, feedback, thank you note, positive comment, grateful, box of "
        "chocolates, said thank you, nice things, chuffed, flowers from family, said lovely, lovely things, kind "
        "words, pleased with, happy with, suggestion, said how good, good things, card from family, heaps of "
        "praise",
    ),
    # What no care record holds, and care that must not be taken for something near it.
    *_outside(
        "fire register, fire officer, fire bell, bell test, weekly bell, weekly test, staff flu, staff jab, staff "
        "jabs, staff flu jabs, staff vaccination, kitchen delivery, kitchen deliveries, meds fridge, medicine "
        "fridge, umbrella, wheres menu, lost property staff, hurt my back, my back, pregnant, food probe, hot "
        "food, password, deep clean, blue light card, sharps, sharps bin, oxygen cylinder, calibration, library "
        "book, revalidation, student, student nurse, garden gate, gate, garden fence, fence, mop head, shed, "
        "hedge, lanyard, lunch break, sunday off, day off, days off, time off, childcare, school, bonus, tips, "
        "leaving do, leaving card, birthday card, nurse pin, dress code, smoking area, smoke break, broadband, "
        "bills, council tax, rent, tenancy, housing benefit, benefits, universal credit, meeting room, agenda, "
        "minutes of, blinds, door handle, door lock, tap, dripping, sink, toilet blocked, blocked, toilet roll, "
        "soap, batteries, sofa, lamp, plug, socket, fuse, paint pots, wallpaper, hot water, draught, chef, cook, "
        "kitchen temps, kitchen temperature, crockery, cutlery, tea towel, groceries, magazine, tv guide, sky tv, "
        "netflix, van, mot, car, tyre pressure, sat nav, bike, stamps, envelopes, hoover bag, coshh, chemicals, "
        "bleach, waste, clinical waste, yellow bag, agency hours, newsletter, website, facebook, photographer, "
        "work experience, apprentice, voucher, lateral flow, vegetables, tuck shop, stock of gloves, pads order, "
        "pad delivery, pad order, incontinence order, wheelchair service, key worker, keyworker, named nurse, "
        "contact details, address, phone number",
    ),
    *_outside(
        "payslip, payroll, wage, wages, pay, overtime, holiday, holiday request, annual leave, leave request, "
        "rota, shift swap, swap shift, timesheet, off sick, sick note, sickness, mileage, expenses, dbs, "
        "reference, references, supervision, appraisal, induction, new starter, training, certificate, nvq, staff "
        "meeting, probation, break time, tea break, my break, breaks, contract, staff file, p45, maternity, clock "
        "in, agency invoice, invoice, union, tax, staff test, volunteer, interview, staff my hours, job, bank "
        "holiday, staff allergy, disciplinary, handed in notice, pay rise, toil, e learning, elearning, course, "
        "fit note, doctors note, payday, pin badge, recruitment, lateness, late for work, staff injury, "
        "competency, staff appraisal",
    ),
    *_outside(
        "park, parking, car park, permit, uniform, tunic, name badge, badge, locker, laundry, washing machine, "
        "dryer, bird feeder, fish tank, our cat, house cat, home cat, dog, vet, vets, pet, hamster, rabbit, "
        "budgie, tv licence, light bulb, bulb, boiler, heating, roof, kettle, microwave, dishwasher, bin, bins, "
        "recycling, fire drill, fire alarm test, fire door, extinguisher, fire panel, legionella, flushing, water "
        "temp, water temperature, water temperatures, bath temp, bath temps, bath temperature, fridge, freezer, "
        "fridge temp, fridge temperature, cleaning, cleaning schedule, deep clean, pat test, pat testing, minibus, "
        "petrol, fuel, milk order, food order, kitchen order, menu, menu choice, newspaper, post for, parcel, "
        "mail, hairdresser, christmas, party, decorations, contractor, maintenance, plumber, electrician, window, "
        "windows, gardener, garden shed, stationery, ink, printer, photocopier, staff room, wi fi code, wifi code, "
        "door code, keypad, key safe, keys, lift, gloves, aprons, ppe, first aid box, raffle, fete, insurance, "
        "cqc, inspection, audit, policy, policies, fundraising, lottery, sweepstake, television, room temperature, "
        "room temperatures, vacuum, mop, spillage, pest, mice, ants, wasps, curtains, carpet cleaning, cooker, "
        "food hygiene, probe, allergen, shopping order, linen, towels, bed linen, ironing, wardrobe, smoke "
        "detector, coffee machine, vending, gas, meter, electric meter, cctv, taxi, bus, spare key, spare keys, "
        "toner, paper towels, hand gel, garden furniture, lawn, grass, snow, gritting, radiator",
    ),
    *_outside("password, log in, login, username, wi fi, wifi, ipad, charger, internet, screen frozen, pin code"),
    *_outside(
        "died, death, passed away, undertaker, funeral, deceased, coroner, last offices, last rites",
    ),
    *_outside(
        "mouth care, oral care, teeth clean, toothbrush, brush teeth, nail care, toenails, nail cutting, catheter "
        "change, outbreak, covid outbreak, covid test, covid case, norovirus, isolation, tracheostomy, ventilator, "
        "admission, new admission, discharge, hospital transfer, transferred to hospital, respite, pre admission, "
        "sun cream, vape, cigarettes, alcohol, vaping, sex, religion, voting, vote, pregnancy, period, periods, "
        "photo consent form staff, donation, solicitor, funding, direct payment, invoice, infection control, hand "
        "hygiene, swab, swabs",
    ),
)
"""Topics, in no order that matters. Words are compared without their endings ("bruises", "bruised")."""


@dataclass(frozen=True, kw_only=True)
class Together:
    """Topics that mean something else when they come together: "nearly" and "fall" are a near miss.

    `takes_away` are topics that are then no longer meant.
    """

    needs: frozenset[str]
    gives: str
    takes_away: frozenset[str] = frozenset()


def _together(needs: str, gives: str, takes_away: str = "") -> Together:
    return Together(needs=frozenset(needs.split()), gives=gives, takes_away=frozenset(takes_away.split()))


TOGETHER: tuple[Together, ...] = (
    _together("nearly fall", "near_miss", "fall nearly"),
    _together("nearly medicine", "near_miss", "medicine error given nearly"),
    _together("near_miss error", "near_miss", "error medicine given"),
    _together("near_miss fall", "near_miss", "fall"),
    _together("near_miss equipment", "near_miss", "equipment"),
    _together("error given", "medicine"),
    _together("error given fluids", "medicine", "fluids"),
    _together("missing belongings", "belongings", "missing"),
    _together("missing money", "money", "missing"),
    _together("missing anywhere", "missing_person", "missing"),
    _together("missing_person missing", "missing_person", "missing"),
)
"""Read from the first to the last."""

_SAID_NOTHING = """
a about advice advise after afternoon again also am an and another any anybody anyone apart app application apps are
as asap ask asked asking asks at back bad be because been before being big bit bits bloke book books boss both box boy
bring brought but button by can cant care cared carer carers caring category chap chart charts cheers client clients
colleague computer confused copied copy copying cos could cud customer cuz day days did didnt digital do document
documented documenting documents does doesnt doing done dont down duck due dunno during each early ecm either
electronic else end ended enter entered entry evening every everyone few fil file filed fill filled filling find
finish finished first five floor folder folders for form forms found four friday from front full gent gentleman get
gets girl go goes going gonna good got gotta guy had half happen happend happened happening happens has hasnt have
havent he he'd hear heard hello help her here hers hes hey hi high him his hiya home hour hours house how hun i if ill
im in individual input into is isnt it its ive just keep kept kind know lad lady lass last late left let like little
log logged logging logs lol long look lot love low made main make man manager many mate may me meant might min mine
mins minute minutes miss monday month more morning most mr mrs ms much must my need new next night nights no nobody
noone nope not note noted notes nothing noting now number nurse o of off ok old on once one only option or other our
out over own page paper part patient patients pc people per person place places please pls plz pm press put puts
putting question quick re really record recorded recording records remember report reported reporting resident
residents right rite room said same saturday say says screen second section see seem seems senior service shall she
sheet sheets shes shift short should show showing shown shud side sign signed signing since small so some somebody
someone something somewhere sorry sort staff start started still stuff sunday supposed sure system systems ta tab
tablet tablets take taken taking team tell telly tenant than thank thanks that thats the their them then there theres
these they thing things think third this tho those thought three through thursday thx tick ticked time to today told
tomorrow tonight too took tuesday two type u under unit unsure until up update ur us use used user users using very
wanna want wanted wants was wasnt way we wednesday week well wen went wer were what whats when wher where wheres which
while who whose whre why wich will wise witch with within woman wondering wont work worked works wot would wouldnt
write writes writing written wrote wud x y ya yeah year yes yesterday yet yh you your
"""
SAID_NOTHING = frozenset(_SAID_NOTHING.split())
"""Words that say nothing of what is recorded: of asking, of systems, of who and when. Small letters."""

_LEFT_OUT_OF_PHRASES = """
a an her him his is it my our some that the their them these this those was were your
"""
LEFT_OUT_OF_PHRASES = frozenset(_LEFT_OUT_OF_PHRASES.split())
"""Small words that may stand inside a phrase without breaking it: "spat his meds", "bum is red"."""

_ORDINARY = """
able absent across ahead albert alone along already although always among arent around away bail ball bank base basic
batch beat became become believe bell belly below belt beside best better between bill birth bitter bless blessing
blue board body boil boiled border bother bothered bottom bought bowl bowls brain branch breach bread break brian
bright bring brown build built busy butter buy call care careful carter case catch caught cause centre chain chair
chance chat choir clean clear click close cloud cold colour come common cook cooper corner correct cost count course
cover cross current dark dead deal dear deep desk different door dorothy double drain drank draw dream drive drop
drunk dry easy edge edith eight empty enough entire even ever exact expect extra eye face fact fail failure fair fall
family far fast feel feet fell felt female field fight file fill fine finger fire fish fit flash flooded floor floppy
fly folk foot force forget form forward found free fresh friend full fun game garden girl glad glass gold graham grain
grass great green greet grey group grow hair hall hand hang happy hard hat head heal health hear heard heart heat
heavy heel held hell hilda hold hole hope horse hot huge hurt idea inside iron join jump key kid kind king kiss
kitchen knee knew lady land large lasted later laugh lead learn least leave leg less lesson letter level lie life lift
light linda line list listed listen litter live load local lock loud lounge low lunch lying march marek mass mast
matter mean medal meet mental mention mess metal middle mile milk mind minor mist moan model module moist moment
monkey month moon moss mother motor mount mouth move must name near neck never nice nobody noise none nose nothing
often older online open order outside pager paid pail pain paint pair panic pants past pasted patel path percy perfect
phone pick picture piece pink place plain plan plant plate play plenty point police poor poorly pop post posted pot
pour powder power precious pretty price print proper properly public pull push quality quickly quiet quite race rain
raise reach read ready real reason reception red removed rescue reset rest rested rich ride rise road rock role roof
rope round rule run safe salt sand save school scoop scott scroll sea seat seem seen self sell send sense sent
separate set several shake shape share sharp shirt shock shoe shop shot shrink shut sick sight simple sing sink sir
sit sitting size sky slow smart smell smile smoke soap sock soft son soon sound space speak speed spell spelt spent
spoke spot spring stage stairs stand star state station stay steel step stick stink stood stop store storm story
straight strain street string strong such summary sun super surely sweet switched table talk tall taste tasted teach
tear tell term test tested thank thick thin thing think third thirty though thought throat thrown thumb ticket tidy
tie tight till tired toe together tone tongue tooth top torch torso total touch towel town tracey track trail train
tree trial trip trouble truck true trunk trust try under unless unwell usual van view visit voice waist wait waiter
waiting walk wall warm warn waste wasted watch water wave weak wear weather went wet wheel whether white whole wide
widow wild win wind window wine winter wish without wonder wood word world worry worse worst worth wrap wright yard
yellow young
"""
ORDINARY = frozenset(_ORDINARY.split())
"""Words of every day that are never taken for a misspelt word of care."""
