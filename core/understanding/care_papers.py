"""Papers about a person, the people around one, and things."""

from core.understanding.care_topics import Topic, aspect, topic

PAPERS_AND_PEOPLE: tuple[Topic, ...] = (
    topic(
        "care_plan",
        "pureed food now, prefers, preferred, preferences, doesnt like, does not like, wants to be called, update "
        "plan, thickened fluids now, soft diet now, needs two, wants female, female carer, male carer, support "
        "plan, supportplan, careplan, intolerant, using a frame, how we support, bed time routine, care plan, care "
        "plans, plan of care, preference, dont like, allergy, allergic, needs have, diet change, new diet, one page "
        "profile, about me, life story, now needs, now uses, level of support, intolerance, can now walk, now walk, "
        "walk with one, with one not two, now able, soft diet from, moved to soft, from today needs, no longer "
        "needs, now assist, needs one carer, needs two carers, now transfers, likes lights, likes light, pages "
        "wrong, page wrong, page still says, page in room, paper still says, plan still says, plan says, sheet "
        "still says, now level, level 2 to 3, thickener level, cannot have, nuts, peanut, shellfish, dairy free, "
        "gluten, coeliac, comes up in lumps, comes out in lumps, comes out in, comes out in hives, come out in "
        "hives, out in hives, hives from, hives after, hives when, brings out in, brings him out, swells up, "
        "swelled up, puffs up, epipen, always in wheelchair, now in wheelchair, finish with frame, finished with "
        "frame, doesnt use frame, doubled up, double handed, single handed, stopped walking, doesnt walk, no longer "
        "walks, wants door open, wants lady carer, lady carer, only women, only men, vegan, vegetarian, halal, "
        "kosher, on puree, puree from, now on puree, soft from, mashed from, minced and moist, level 5, level 6, "
        "used to but, reacts to, reacted to, wants it doing, how he wants, how she wants, done differently, do it "
        "differently, not what it says, doesnt match plan, out of date plan, plan out of date, plan is old, old "
        "plan, needs updating, need updating, need changing, care needs, support needs, lie in, likes lie in, still "
        "got down as, still got her down, still down as, got down as, instead of baths, showers instead, baths "
        "instead, from here on, from here on in, has her down as, no longer likes, changed his mind about, rather "
        "have, would rather, prefers to, wants up at, getting up time, bed time is now, wants calling, wants to be "
        "known as, known as, likes calling, calls himself, allergic to, allergies, new allergy, penicillin allergy, "
        "care plan wrong, plan wrong, plan needs, plan need, plan has, plan isnt, plan not, in plan, on plan, needs "
        "hoist now, needs hoisting now, needs full hoist, needs feeding now, now needs feeding, now needs hoist, "
        "now hoisted, walks with stick now, uses stick now, walking better, walking worse, mobility changed, "
        "mobility worse, change of needs, change in needs, likes to be, likes to have, likes to get, wants to get "
        "up, wants to go to bed, wants to be, wants bed, prefers bath, prefers shower, prefers tea, stopped liking, "
        "no longer eats meat, doesnt eat meat, doesnt eat pork, no pork, no dairy, no sugar now",
        perhaps="needs, likes to, now on, plans, plan, routine, dislikes, hates, prefer, passport, profile, gone "
        "from, gone off, cant have, from today, from now on, needs now, nut, still says, page says, level "
        "2, level 3, level 4, needs help with, wants to change, pathway, needs changing, reaction to, come "
        "out in, came out in, double up, sensitive to, guidelines, lights on at night, hives",
        weight=0.9,
    ),
    aspect(
        "change",
        "now has, now need, now wants, differently, been changed, altering, swap, swapped, started to need, since "
        "last, gone from, revise, change, changed, changing, update, updated, updating, amend, edit, different now, "
        "new need, alter, anymore, any more, no longer, increased, revised, rewrite, altered, used to, instead now, "
        "as of today, as of now, finish with, finished with, done with, always now, now always, moved onto, moved "
        "on to, gone onto, gone on to, switched to, switched, not any longer, has gone to, nowadays, page, pages",
        weight=0.4,
    ),
    topic(
        "risk_assessment",
        "assess danger, how safe, is he safe, bedrails, risk rating, score risk, how likely, control measures, risk "
        "plan, self medicate, risk assessment, risk assess, assess risk, risk assessing, ra, ras, risk form, falls "
        "risk, choking risk, risk score, bed rail, bed rails, bedrail, moving and handling, manual handling, evac "
        "plan, risk of, fire risk, handling plan, evacuation, assessing risk, handling assessment, braden, fire "
        "evacuation, lone working, falls assessment, fall assessment, falls form, assessment for falls, assess "
        "falls, putting sides up, put sides up, bed sides, bedsides, climbs over, climbing over, rail up, rails up, "
        "first time with hoist, first go with hoist, which sling, what can go wrong, could go wrong, might go "
        "wrong, may go wrong, weigh up risk, safe to go, if its safe, if it is safe, safe for her, safe on, safe "
        "enough, alsatian, big dog, dog bites, dog at, wants to go alone, go out alone, go shop alone, go to shop "
        "alone, wants to go on own, wants to smoke, smokes in bed, smoking in bed, might choke, may choke, could "
        "choke, choke on, loose rug, hoarding, hoarder, own toast, cook for himself, cook for herself, use cooker, "
        "kettle on own, own kettle, stairs on own, self administer, self administering, flammable, likelihood, "
        "precautions, what if he, what if she, so dont roll out, so she dont roll out, dont roll out, doesnt roll "
        "out, so doesnt fall, so he doesnt fall, so she doesnt fall, stop falling out, stop him falling, to stop "
        "falling, think about what, ciggie, ciggy, paraffin, thought about fire, thought about what, catch fire, go "
        "up in flames, set fire, set herself alight, thought of what, have we thought, candles, candle, at risk of "
        "falling, risk of falling, risk of choking, danger to, is he safe to, is she safe to, safe for him to, safe "
        "to have, safe to use, safe to leave, safe to stay, can she use, bed rails on, bed rails for, rails for, "
        "rails so, new hoist for, hoist assessment, sling size, what size sling, who decides sling, scald risk, hot "
        "water bottle, electric blanket, kettle risk, oven on, leaves gas on, leaves cooker on, leaves oven, "
        "knives, sharp knife, wander risk, pets risk, stairs risk, hot drinks on own, swallowing risk",
        perhaps="risk, risks, hazard, danger of, climber, safe to, choking, lighter, sides up, clutter, how many of "
        "us, work out if, hazards, dangers, rugs, m h, smoking risk, weigh up, risky, oxygen and",
    ),
    aspect(
        "assessment",
        "assessment, assess, assessed, assessing",
        weight=0.3,
    ),
    topic(
        "review",
        "yearly look, monthly look, look at care, go over care, sit down with, catch up about, rewiew, 3 month, "
        "review notes, 12 month, yearly meeting, 6 monthly, six monthly, 28 day, annual look, care meeting, monthly "
        "evaluation, review, reviewed, reviewing, care review, annual review, monthly review, 6 month, resident of "
        "day, cpa, review meeting, six weekly, 6 week, 12 week, six weeks is up, first six weeks, first month is "
        "up, last half year, looking back, how its all going, how all going, all still working, still working for, "
        "still right for, everything still right, still suits, every four weeks check, going through everything, "
        "went through everything, go through everything, gone through everything, through everything with, sat with "
        "family, talk about care, chat about care, over past year, last six months, last 6 months, three months on, "
        "3 months on, month on, talk through care, go over everything, went over everything, key worker meeting, "
        "keyworker meeting, monthly chat, check still happy, is it all working, month by month, every month we, "
        "each month we, mid year, end of trial, trial period, whole package, through package, nothing to alter, "
        "anything to alter, anything need changing, went through package, package with, whole care, all care, "
        "review due, reviews due, review of care, review with, plan review, looking at care plan, every month "
        "check, monthly plan, evaluations, yearly chat, annual chat, annual get together, talk about how things, "
        "how things are going, how things going, see how going, how she is getting on, how hes getting on, how shes "
        "getting on, how settled in since, social worker review, funding review, met with family about care, "
        "meeting with family, family meeting, sat with daughter and, everything we do for, everything we do, all "
        "care with, whole lot with",
        perhaps="annual, yearly, placement, evaluation, evaluate, sit down, sat down with, signature, look back, "
        "past year, goals, outcomes, 6 weeks, six weeks, how its going, top to bottom, over everything, "
        "round table, care still, once a month, half year, quarterly, three month, six month, twelve month, "
        "once year",
        weight=1.2,
    ),
    topic(
        "capacity",
        "sign for himself, sign for herself, say yes to, cant consent, know what he is agreeing, know what she is "
        "agreeing, deprived, deprivation, standard authorisation, cant agree, not able to decide, decision about, "
        "best intrest, best intrests, make choices, makes choices, capasity, capcity, mental capasity, able to "
        "choose, doesnt understand, unable to consent, capacity, mental capacity, mca, dols, dol, dols "
        "authorisation, lps, best interest, best interests, consent, consented, cant decide, cannot decide, unable "
        "to decide, deprivation of liberty, court of protection, imca, lpa, power of attorney, doesnt understand "
        "decision, make decision, makes decision, decision for, own decisions, poa, advocate, understand the "
        "decision, able to decide, make up own mind, can decide, no capacity, lacks capacity, lack of capacity, "
        "weigh up information, retain information, urgent authorisation, standard auth, best interests assessor, "
        "bia, rpr, attorney, deputyship, who decides, cant make sense, said yes to photo, agree to photo, okay with "
        "having, said she could, signed consent, sign consent, consent form, can say yes, own choice, right mind, "
        "sound mind, unwise, know what he wants, know what shes signing, know what hes signing, understand what, "
        "understands what, dont understand what, tests her understanding, four questions, two stage, bi meeting, "
        "bim, locking door, keep her from leaving, not free to leave, not free to go, not allowed to leave, stop "
        "her leaving, for his own good, under dols, dol expired, dols expired, dols ran out, keeping him here, kept "
        "here, keep him here, cannot agree, covertly, covert, doesnt know he is taking, dont know he is, without "
        "knowing, hidden in food, hiding in food, council authorisation, authorisation for, lpa paperwork, power of "
        "attorney paper, power of attorney form, has power of attorney, lasting power, enduring power, ok with "
        "photo, happy to have photo, photo consent, photos consent, flu jab consent, consent for flu, consent for "
        "vaccine, agrees to vaccine, she cant decide, he cant decide, can she choose, can he choose, understand "
        "risk, understands risk, knows what he wants, says she wants to leave, keeps asking to leave but, wants to "
        "leave but, cant go out alone by law, stopping him leaving",
        perhaps="decision, decide, decides, understand, understands, agreed, dolls, agree to, willing, permission, "
        "authorisation, retain, restriction, liberty, deputy, agree with, agrees to, cop, own mind, locked "
        "door, locked doors, cant leave, restricts, doesnt get it",
    ),
    topic(
        "dnacpr",
        "no cpr, heart stopped, do not resuscitate, dont resuscitate, dont resus, resusitate, resusitation, bring "
        "her back, final days, treatment escalation, ceiling of care, ambulance crew ask, dnar form, resuss, red "
        "border, funeral wishes, wants to die, place of death, dnacpr, dnar, dnr, respect form, resus, resuscitate, "
        "resuscitated, resuscitation, cpr, lilac form, purple form, not for resus, end of life, eol, advance care "
        "plan, advance decision, preferred place of death, last wishes, heart stops, purple paper, restart heart, "
        "acp, funeral plan, lilac sheet, lilac paper, natural death, allow natural, red edged, stops breathing, "
        "stop breathing, purple sheet, let her go, let nature, comfort only, comfort care, keep her comfy, not for "
        "hospital, dont send to hospital, not for admission, not for 999, jump on chest, pump chest, chest "
        "compressions, start heart, kiss of life, resus form, not for cpr, wants no cpr, doesnt want cpr, dont "
        "bring back, bringing back, want bringing back, not bringing back, heart gives out, if heart stops, if "
        "arrests, cardiac arrest, treatment plan emergency, no heroics, no ambulance wishes, how wants to go, how "
        "she wants to go, when her time comes, not to be resuscitated, dont want resus, doesnt want resus, no "
        "resus, heart stop, heart stopping, save her or not, end of life plan, end of life wishes, where she wants "
        "to die, where he wants to die, wants to die at home, die at home, die here, not to go to hospital, not go "
        "to hospital, stay here at end, burial, buried, cremated, cpr form, cpr decision, cpr paper, resus paper, "
        "resus decision, dnr form, dnr paper",
        perhaps="wishes, respect, dying, palliative, hospice, arrest, on chest, time comes, lilac, last days, keep "
        "comfortable, tep, anticipatory, gold standard, final wishes, escalation plan, if stops",
        weight=1.1,
    ),
    topic(
        "family",
        "grandaughter, grandad, granny, grandma, sons, daughters, stepson, ex wife, rellies, rels, family member, "
        "fiance, boyfriend, girlfriend, hubbie, inlaws, aunt, godson, ex husband, family, daughter, son, wife, "
        "husband, brother, sister, niece, nephew, relative, relatives, nok, next of kin, mum, dad, grandson, "
        "granddaughter, cousin, loved one, in law, grandkids, hubby, missus, auntie, uncle, parents, grandchildren, "
        "gran, nan, nana, lad of his, stepdaughter, step daughter, step son, great niece, great nephew, godaughter, "
        "goddaughter, sis, bro, hubby of, ex partner, young un, grandbairn, wifey, widower, old man hers, other "
        "half, better half, next door neighbour, rellie, family of, great grandkids, great grandson, great "
        "granddaughter, great grandchildren, ladd, lass of hers, family asked, family rang, family phoned, family "
        "want, mum rang, dad rang, mums here, son rang, daughter rang, wife rang, husband rang, sister rang, "
        "brother rang",
        perhaps="child, children, partner, friend, neighbour, mate of, father, mother, guardian, kids, folks, "
        "widow, lad",
        weight=0.8,
    ),
    topic(
        "visitor",
        "visitor came, visiters, vicar, priest, pastor, friend visited, friends visited, who has been in to see, "
        "who came to see, popped by, popped round, came by, visitor, visitors, visitors book, sign in book, came "
        "with flowers, brought grapes, brought flowers, popped in to see, old friend, from church came, rabbi, "
        "imam, father came, befriender, mate of, workmate, came to sit, sat with mum, sat with dad, stopped by, "
        "call round, called round, been up to see, been in to see, popped in hour, popped in for, grapes, with "
        "grapes, with flowers, for an hour, had visitors, visitor today, visited by, came to visit, came visiting, "
        "came to see her, brought cake, brought baby, brought dog, took her home for, took her out for tea, came at "
        "lunchtime, came for tea",
        perhaps="guest, guests, minister, visits, visiting, been to see, came round, come round, in to see, dropped "
        "in, dropped by, nun",
        weight=0.8,
    ),
    aspect(
        "visit",
        "visit, visited, came, come, been, popped in, came in, been in, attended, seen by, turned up, came to see",
        weight=0.25,
    ),
    aspect(
        "phone",
        "on phone, rings, phoning, email, message from, text from, video called, zoom, skype, spoke with, talked "
        "to, had a chat with, letting know, told family, contacted, contact, call, phoned, phone call, rang, ring "
        "family, ring gp, ringing, called, telephoned, spoke to, rung, video call, facetime, email from, emailed, "
        "call from, spoken to, told, inform, informed, let know, updated family, on video, on zoom, video with, "
        "telephone, rang up, phoned up, ring up, rang to ask, phoned to ask, asked after, asking after, wanted to "
        "know how, let wife know, let daughter know, let son know, let family know, left message, voicemail, "
        "answerphone, whatsapp, texted, text, tablet call, called back, rang back, ring back, phoned back, gave her "
        "a ring, gave a bell, ta ring, buzz from, blower, on blower, dog and bone, rang lad, rang son, rang "
        "daughter",
        weight=0.3,
    ),
    topic(
        "professional",
        "doctors, drs, doctor said, nurse said, audiologist, specialist nurse, community matron, midwife, ooh, 111 "
        "call, ambulance crew, paramedics, physios, o t, speech therapist, slt, visiting nurse, nurse visited, "
        "mental health nurse, memory nurse, out of hours doctor, heart nurse, podiatry, chiropidist, chiropody, "
        "district nurses, social services, care manager, care coordinator, optition, bloods taken, took bloods, gp, "
        "doctor, dr, district nurse, dn, nurse came, nurse been, chiropodist, podiatrist, physio, physiotherapist, "
        "occupational therapist, salt team, speech and language, dietician, dietitian, social worker, cpn, 111, "
        "paramedic, optician came, community nurse, mental health team, tvn, nurse practitioner, anp, out of hours, "
        "rapid response, consultant, psychiatrist, tissue viability nurse, gp surgery, ward round, psychologist, "
        "dementia nurse, hospice nurse, diabetic nurse, stoma nurse, healthcare professional, mdt, foot lady, "
        "frailty team, medic, swallow team, continence nurse, vaccinator, cmht, macmillan, crisis team, medical "
        "advice, gp said, gp rang, gp call, gp visit, tvn came, fire gp, foot woman, foot doctor, foot nurse, done "
        "toenails, did toenails, toenails done, did feet, cut toenails, nails clipped, speech lady, speech woman, "
        "speech man, speech person, swallow lady, swallow assessment, swallow test, swallow nurse, ot lady, ot man, "
        "ot woman, physio lady, physio man, physio girl, diet lady, diet woman, nutrition nurse, nutritionist, eye "
        "man, eye lady, hearing man, hearing woman, hearing lady, ear lady, optician did, optician been, optician "
        "visit, optician looked, dentist came, dentist been, dentist visit, surgery rang, surgery phoned, surgery "
        "said, ward rang, ward phoned, hospital rang, hospital phoned, hospital said, social work, sw came, "
        "parkinsons nurse, respiratory nurse, copd nurse, continence lady, wheelchair lady, wheelchair woman, crew "
        "came, crew said, ambulance lads, ambulance came, crew been, leg nurse, wound nurse, dressing nurse, "
        "dressings nurse, bandage nurse, bladder nurse, catheter nurse, cancer nurse, nurse from surgery, district "
        "came, dn team, dns, psych nurse, mental health worker, mental health lady, memory lady, doc came, doc "
        "been, doctor came, doctor rang, doctor been, doctor sat, doctor out, gp came, gp been, gp out, gp sent, gp "
        "changed, gp wants, nurse looked, nurse dressed, nurse changed, nurse took, surgery nurse, geriatrician, "
        "paediatric, radiographer, phlebotomist, bloods lady, blood lady, blood woman, came to take blood, took "
        "blood, has been to take blood, oxygen lady, oxygen nurse, diabetes nurse, community physio, falls team, "
        "therapy team, intermediate care, discharge team, reablement, prosthetics, orthotics, wheelchair people, "
        "music therapist, care co ordinator, advocate came, hospital at home, virtual ward, gave once over, once "
        "over, yellow sheet, not taking in, crew left, left sheet, left yellow, left advice, paramedics left, "
        "dietician rang, ot came, ot been, physio came, physio been, nurse rang, chiropodist been, chiropodist "
        "came, podiatrist came, dn came, dn been, dns came, salt came, salt been, salt visit, social worker rang, "
        "social worker came, sw rang, cpn came, doctor visited, dr visited, dr came, dr rang, dr said, doctor "
        "phoned, gp phoned, gp visited, paramedics came, paramedics said, paramedics been, 111 said, optician "
        "visited, nails lady, audiologist came, what doctor said, what nurse said, what gp said, what physio said, "
        "what they said, advice from, been seen by, was seen by, got seen by, advised by, has prescribed",
        perhaps="doc, ot, salt, specialist, 999, ambulance, matron, foot man, psych, districts, solicitor, locum, "
        "nurse from, therapist, practitioner, professional, pharmacist visit, feet done, dental, surgery",
    ),
    topic(
        "appointment",
        "bloods booked, eye clinic, memory clinic, booked in at, booked in with, appointment letter, dentist "
        "appointment, due to see, going to see, has to be at, going to hospital, got to be at, needs to be at, "
        "apointment, appoinment, appointmnts, hospital trip, op date, going in for, calender, blood tests, letter "
        "from hospital, hospital letter, next check up, dental appointment, see the consultant, opticians, "
        "appointment, appt, appts, appointments, desk diary, outpatient, outpatients, clinic letter, eye test, "
        "hospital appointment, x ray, xray, blood test, due at hospital, book transport, booked for, hearing test, "
        "hospital on, hospital date, hospital visit, check up, physio appointment, appointmnt, fracture clinic, "
        "mammogram, specsavers, audiology, cataract, cataract clinic, bloods at, bloods due, bloods tomorrow, "
        "bloods monday, blood at surgery, somebody has to take, someone has to take, somebody to take, someone to "
        "take, needs taking to, needs escort, who is taking, whos taking, booked in for, booked him in, xray next, "
        "got to be there, fasting bloods, nil by mouth, hospital transport, transport booked, patient transport, "
        "ambulance booked, letter from clinic, at clinic, to clinic, to dentist, to optician, to opticians, to "
        "hospital on, to hospital at, to the doctors at, at doctors, doctors at, ct scan, ultrasound, colonoscopy, "
        "chemo, dialysis, day surgery, see specialist, seeing specialist, seeing consultant, moved to tuesday, "
        "rescheduled, cancelled clinic, orthopaedic, cardiology, urology, dermatology, breast clinic, diabetic "
        "clinic, warfarin clinic, leg clinic, eye hospital, telephone appointment, phone appointment, next dentist, "
        "transport at, eye place, cancelled, slot cancelled, tooth out, teeth out, having tooth, having op, having "
        "scan, having bloods, having operation, taxi ordered, taxi booked, hospital place, next tuesday at, tuesday "
        "slot, new date, date changed, appointment changed, moved his slot, chemo at, foot clinic, hip clinic, "
        "heart clinic, chest clinic, bone scan, tooth, going with for, heart scan, scan on, scan wednesday, who is "
        "going with, going to dentist, going to opticians, going to clinic, going to eye, going to hospital on, "
        "going for scan, going for xray, going for bloods, going for test, dentist on, dentist at, dentist "
        "tomorrow, dentist friday, optician at, hospital at, hospital tomorrow, clinic tomorrow, clinic monday, "
        "clinic at, clinic on, scan at, hospital thing, hospital check, hospital follow up, going with her to, go "
        "with her to, who goes with, who takes her, next appointment, missed appointment, missed his clinic, did "
        "not attend, book her in for, book dentist, book gp, book doctor, make appointment, ring to book",
        perhaps="follow up, transport, operation, scan, referral, diary, dairy, date for, booster, escort, clinic, "
        "scheduled, due at, has to take, going hospital, dentist, optician, letter come, letters come, pick "
        "up at, pre op, picked up at, ortho, calendar, mri, apt, slot, reminder",
    ),
    topic(
        "money",
        "14 quid, notes and coins, money in, money out, penny, pennies, payed, savings, till receipt, lent, debit "
        "card, credit card, withdrew, withdraw, cash machine, atm, dosh, 5er, cigs money, money, cash, petty cash, "
        "wallet, purse, quid, bank card, spending money, pocket money, receipt, finances, fiver, tenner, paid for, "
        "transaction, paying, cheque, bank statement, shopping money, cashpoint, pound note, ten pound note, i buy, "
        "bought milk, milk and bread, bits from shop, fetched shopping, owes, owed, borrowed, float short, tin "
        "short, money tin, cash tin, cash box, lottery ticket, scratch card, scratchcard, fags, cig money, took out "
        "bank, took from bank, bank book, p each, pence, 10p, chip and pin, contactless, paid hairdresser, paid "
        "chiropodist, pay hairdresser, gave me money, gave me a, give me a note, tenner from, change back, quid "
        "short, pound short, pounds short, out by pound, balance in tin, dropped off fifty, fifty for, twenty for, "
        "ten for, dropped off twenty, money for sweets, fifty quid, fifty pounds, hundred pounds, for her sweets, "
        "cash for, cash in, cash out, bit of cash, cash from, money from family, money from daughter, money from "
        "son, spending money from, gave money, gave cash, gave me cash, gave me twenty, gave me tenner, bought with "
        "her, money for hair, hairdresser money, money for hairdresser, pay for hair, change from shop, change from "
        "shopping, receipts, found money, found cash, found purse, found wallet, tin is out, cash short, cash out "
        "by, cash doesnt",
        perhaps="tin, paid, pays, buy, buying, pound, pounds, twenty, coppers, spends, spend, spent, change from, "
        "allowance, borrow, owe, bought, pension, coin, coins, float, haircut, in safe, got shopping, to "
        "bank, at bank, post office, did shopping, finance",
    ),
    topic(
        "belongings",
        "telly brought, walking stick, own things, stuff brought, new clothes, phone charger, wedding ring, brooch, "
        "own blanket, dressing gown, tablet of his own, hear aid, specs, spectacles, soft toy, teddy, bag of "
        "clothes, new telly, new tv, belongings, valuables, inventory, jewellery, jewelry, necklace, hearing aid, "
        "hearing aids, dentures, false teeth, possessions, own chair, own tv, keepsake, new coat, own furniture, "
        "things from home, earring, photo frame, personal items, suitcase, bracelet, brought from home, stuff from "
        "home, own telly, bottom teeth, top teeth, bottom set, top set, teeth vanished, labelled, name tag, name "
        "label, clothes gone, someone elses clothes, wrong clothes on, lost clothes, lost cardi, jewels, engagement "
        "ring, pearl, pearls, medal, wedding photo, hearing aide, hearing aid lost, batteries for hearing aid, "
        "frame glasses, reading glasses, best coat, gloves hers, hankies, walkman, cd player, kindle, tv brought, "
        "telly from home, chair from home, furniture from home, brought clothes, brought chair, brought telly, "
        "brought suitcase, moved in with, came in with, list of what, what came in with, belongs to, lost ring, "
        "lost glasses, glasses gone, glasses have gone, ring gone, ring missing, lost teeth, lost watch, watch "
        "gone, lost slippers, lost purse, lost handbag, came in with suitcase, what he came in with, what she came "
        "in with, new telly for room, new chair for room, new tv in room, broke her glasses, broken glasses, "
        "glasses broke, glasses broken, glasses missing, teeth missing, teeth gone, dentures gone, dentures "
        "missing, dentures lost, lost dentures, hearing aid gone, hearing aid missing, aid has gone, clothes "
        "missing, clothes have gone, cardigan missing, jumper missing, jumper shrunk, shrunk, lost in wash, lost in "
        "laundry, ring has gone, watch missing, phone missing, jewellery missing, gold chain, gold ring, valuable",
        perhaps="ring, watch, clothes, clothing, glasses, teeth, chain, gold, radio, coat, trousers, items, "
        "blanket, shoes, jumper, socks, label, hat, scarf, bag of, brought in, property, mobile, laptop, "
        "slippers, plate teeth, list of things, picture of family, ornament, own bed, pyjamas, knickers, "
        "cardi, handbag, cardigan",
    ),
    topic(
        "equipment",
        "bath hoist, ceiling track, track hoist, tyre, bath seat, bath chair, walker, zimmer frame, raised toilet "
        "seat, bed rails broken, nebuliser machine, concentrator, oxygen machine, slings, hoists, grab rail, "
        "crutches, mobility scooter, scooter, sarah stedy, handling belt, mattress pump, shower seat, wheel chair, "
        "equipment, hoist, sling, wheelchair, stand aid, standaid, bed wont, broken bed, bed broken, bed broke, air "
        "mattress, mattress, rotunda, commode, walking frame, zimmer, rollator, bath lift, profiling bed, cot side, "
        "slide sheet, shower chair, stairlift, recliner, riser chair, suction machine, pump machine, bed remote, "
        "handset, turntable, sara stedy, airflow, toilet seat, profiling, head end, foot end, castor, caster, bath "
        "aid, transfer board, banana board, hoist battery, stand hoist, standing hoist, full hoist, air bed, "
        "airbed, bed lever, overbed table, perching stool, wheel chairs, footplate, footrest, foot plate, leg rest, "
        "armrest, headrest, seat belt, lap belt, tail lift, electric bed, hi lo bed, low bed, feed pump, oxygen "
        "thing, walker thing, walking aid, sling loop, loops, pressure cushion, alternating, raised seat, toilet "
        "frame, toilet riser, glide sheet, slide board, hoist wont, hoist not, hoist beeping, hoist stopped, "
        "wheelchair wheel, wheelchair brake, wheelchair flat, bed wont go, bed stuck, bed motor, motor, mattress "
        "gone, mattress flat, mattress leaking, frame wobbly, frame broke, commode broke, commode wheel, sling "
        "torn, sling frayed, sling worn, sling ripped, chair broke, riser, recliner wont, recliner stuck, stairlift "
        "stuck, stand aid wont",
        perhaps="machine, aid, frame, loop, kit, cushion, steady, clip, strap, straps, trolley, wheels, brake, "
        "brakes, pump for, bed frame, ramp, bumper, turner, belt on, suction, raiser, hospital bed",
        weight=0.6,
    ),
    aspect(
        "broken",
        "wont lower, wont lift, wont raise, wheel come off, not inflating, wont inflate, jammed, no power, dead "
        "battery, wont hold charge, not charging, makes a noise, making a noise, grinding, squeaking, wont stop, "
        "sparks, sparking, unsafe, needs repair, need repair, wear and tear, ripping, hole in, split in, coming "
        "apart, fell off, goes down on own, not lifting, not raising, didnt work, did not work, doesnt sound, didnt "
        "sound, isnt working, faults, duff, kaput, buggered, bust up, malfunction, wont go, broken, broke, fault, "
        "faulty, not working, doesnt work, dont work, wont work, ripped, torn, deflated, deflating, deflates, wont "
        "go up, wont go down, snapped, cracked, knackered, busted, packed up, out of order, defective, frayed, "
        "leaking, conked out, wobbly, flat battery, wont charge, needs fixing, fix, didnt go off, not going off, "
        "stopped working, wonky, battery gone, dodgy, loose wheel, wont move, given up, gone bang, gone wrong, "
        "playing up, wont start, fell apart, wheel came off, fallen off, came off, not holding, needs mending, "
        "mend, has died battery, gone dead, wont come up, wont come down, wont turn on, wont switch on, not going "
        "up, not going down, stitching, frays, fraying, handset dead, leg off, wobbles, lopsided, loose screw, "
        "screw loose, screw missing, snapped off, bit come off, bit came off, wheel off, battery dead, no battery, "
        "error code, wont tilt, perished, rusty, rusted, worn out, red light on, stuck down, stuck up, stuck half, "
        "stopped halfway, stopped half way, stops half, half way up, wont budge, not go down, not go up, will not "
        "go, not lift, not move, not turning on, nothing happens when, dead as, gone pop, gone phut, on blink, on "
        "its last legs, held together, gaffer tape, taped up, wont stay, wont lock, wont hold, doesnt hold, doesnt "
        "lock, doesnt charge, not charge, gone flat, went flat, puncture, punctured, smells of burning, burning "
        "smell, drops on own, clunking, squeals, dont hold, brakes dont, brakes gone, brakes not",
        perhaps="come off, shot, bent, stuck, worn, bald, bust, sinks, sinking, smoking plug, burst, bolt, clicks, "
        "noisy, packed in, damaged, tear in, died on, repair",
        weight=0.9,
    ),
    topic(
        "complaint",
        "fuming about, angry about, angry with, not pleased, wants to speak to manager, not impressed, isnt "
        "impressed, kicked off at us, unimpressed, having a moan, had a moan, grumbling, grumbled, unhappy about, "
        "ranted, ranting, disgusted, wasnt happy, isnt happy, wants to make a formal, whinging, gripe, up in arms, "
        "complaint, complain, complained, complaining, not happy, moan, moaning, moaned, grumble, grievance, fed up "
        "with, not satisfied, dissatisfied, criticised, cross about, kicking up fuss, slagging, whinge, kick up "
        "fuss, complains, displeased, cheesed off, not good enough, livid, fuming, furious, care is rubbish, "
        "rubbish care, says care is, wants it looked at, terrible care, poor service, not up to scratch, isnt good "
        "enough, rude email, rude letter, rude phone call, angry email, angry letter, angry daughter, angry son, "
        "angry family, angry relative, email from daughter about, shouted at us about, threatening to complain, "
        "going to cqc, take further, shell take it further, wants summat done, wants something done, wants sorting, "
        "wants sorted, wants dealt with, state of room, disgrace, disgraceful, appalling, nobody listens, ask for "
        "manager, asking for manager, wants manager, see manager, rang shouting, rang up shouting, not best "
        "pleased, seeing red, earful, mouthful from, tore strip, slagged, letter moaning, bad review, one star, "
        "wants to know why, wants answer, wants answers, wants refund, wants apology, apology, having a pop, had a "
        "pop, not what we pay, what we pay for, pays good money, reporting us, report us, go to council, go to "
        "papers, ombudsman, taking legal, solicitors letter, kicked up stink, kicking up stink, narked, miffed, "
        "peeved, hacked off, pissed off, brassed off, browned off, got the hump, has the hump, cob on, up the wall, "
        "went mad at us, went mad about, going mad about, on at us, unacceptable, dinner cold, dinners cold, always "
        "cold, food cold, tea cold, boss to answer, want boss, wants boss, wants someone to answer, speak to "
        "whoever is in charge, speak to boss, see the boss, says its always, says its not right, says not right, "
        "demand, demanding to, demands, not happy about, not happy with, isnt happy about, isnt happy with, wasnt "
        "happy about, wasnt happy with, moaned about, moaning about, moans about, complaining about, complained "
        "about, wants to complain, want to complain, kicked up fuss about, kicking off about, kicked off about, "
        "kicked off because her mum, had a go at me about, having a go about, upset about care, upset about how, "
        "annoyed about, says nobody, says no one, says we never, says we dont, says we havent, says we are not, "
        "said we never, said we dont, says carers are, says staff are, says room is dirty, says rooms dirty, says "
        "mum is, unhappy with",
        perhaps="formal, concern raised, dealt with, had words, cross with, upset with us, state of, terrible, "
        "shocking, had a go, unhappy, annoyed, wants a word, raging about, disappointed, rant, talk over, "
        "disgusting, awful care, always late, in writing, talking over, kept waiting, stink about, never "
        "happy, slated",
    ),
    topic(
        "compliment",
        "angels, nice comments, lovely card, saying thanks, thanked us, thanks from, thankyou, thank you from, "
        "thanks letter, marvellous, brilliant job, great job, doing a great, doing a good, good feedback, positive "
        "feedback, nice letter, nice card, biscuits from family, praising, good review, lovely comment, kind "
        "comment, said we are, compliment, thank you card, thankyou card, thanks card, thank you letter, praise, "
        "praised, nice comment, lovely letter, thank you note, positive comment, box of chocolates, said thank you, "
        "chuffed, flowers from family, said lovely, lovely things, kind words, said how good, card from family, "
        "heaps of praise, lovely note, lovely message, nice note, card from, tin of biscuits, cake from family, "
        "said ta, couldnt fault, cant fault, cannot fault, best carers, best care, five star, raved, dead pleased, "
        "made up with, well pleased, really pleased, so pleased, wanted to thank, wants to thank, flowers for "
        "staff, gift for staff, present for staff, wine for staff, sweets for staff, for looking after, credit to, "
        "proud of us, sang our praises, sing our praises, singing praises, best girls, best lot, best staff, best "
        "ever, best shes ever had, best hes ever had, someone high up to know, wants manager to know how good, "
        "deserve, deserve a medal, deserves, gold stars, lovely staff, lovely girls, you lot are, said we do, said "
        "we were, said how kind, said how lovely, said were all, says we are great, says were great, says thanks "
        "to, said thanks for, left card, gave us a card, sent a card, sent flowers, brought us chocolates, brought "
        "us cake, brought us biscuits, brought us, box of biscuits, box of roses, nice words, nice email, lovely "
        "email, lovely text, happy with care, pleased with care",
        perhaps="amazing, wonderful, good things, grateful, suggestion, feedback, roses, stars, chocolates, "
        "impressed, card saying, fab, fantastic, brill, kindness, good job, appreciate, so kind, happy "
        "with, pleased with, chocs, nice things, gold, over moon",
    ),
    topic(
        "noise",
        "turns out, turned out, turn up, turned up to, took turns, in turn, went down fine, went down well, went "
        "down treat, slip of paper, left slip, permission slip, consent slip, weigh up, i spotted, i must, we must, "
        "must i, must we, must be, must have, you must, he must, she must, must not, must get, must sign, must "
        "check, must remember, must tell, must say, must admit, must ask, telly went off, lights went off, light "
        "went off, in loo, on loo, in toilet, on toilet, in bathroom, by window, at window, in window, out of "
        "window, in laundry, down laundry, from laundry, to laundry, in car park, in garden, round garden, in shed, "
        "in kitchen, from kitchen, by kettle, on bus, off bus, under door, at door, behind door, in wardrobe, in "
        "lift, by lift, in fridge, in bin, on the bin, by bin, in dining room, in lounge, in corridor, by radiator, "
        "on windowsill, by sink, in sink, in shower room, twice daily, twice day, once daily, once day, three times "
        "day, four times day, when she was having dinner, in hospital, from hospital, on way to, on the way back, "
        "best of, at least, of course, as far as, at all, in front of, in case, full stop, new line, comma, "
        "question mark, where to put, wear do i put, voice to text, dictating, autocorrect, what a day, made up, "
        "make up, came up, come up, comes up, going on, went on, carry on, no idea, not sure, dont know, im new, "
        "new here, first day, bank staff, agency, agency staff, agency carer, bless, poor thing, poor love, poor "
        "soul, sort of, kind of, by way, ta, by god, goodness, please advise, any idea, anyone know, does anyone "
        "know",
        weight=0.0,
    ),
)
