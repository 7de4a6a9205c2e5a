"""Medicines: what they are called, and what happens to them."""

from core.understanding.care_topics import Topic, aspect, topic

MEDICINES: tuple[Topic, ...] = (
    topic(
        "medicine",
        "paracetemol tabs, heart tablets, heart pills, meds, medcine, medacine, medicin, medications, medicines, "
        "lactulose, laxido, movicol, eyedrops, tablets, morning tablets, omeprazole, lansoprazole, digoxin, "
        "simvastatin, atorvastatin, beta blocker, blood thinner, antibiotics, nutritional drink, lithium, "
        "clozapine, insulin pen, rivaroxaban, sinemet, madopar, medicine, medication, med, tablet for, pills, pill, "
        "drug, insulin, warfarin, antibiotic, inhaler, eye drop, ointment, laxative, nebuliser, injection, steroid, "
        "statin, medecine, thyroxine, metformin, antidepressant, topical, mediction, medz, water tablet, "
        "prescribed, prescription, bisoprolol, ramipril, levothyroxine, amlodipine, clexane, aspirin, apixaban, "
        "furosemide, blister pack, dosette, nomad, capsule, meds pot, parkinsons meds, epilim, memantine, "
        "donepezil, sertraline, ear drop, emollient, cavilon, flu jab, jab, vaccine, homely remedy, tabs, tab, "
        "blister, water tablets, sleeping tablet, meds time, med time, tablet time, wafer, sachet, penicillin, "
        "amoxicillin, flucloxacillin, trimethoprim, nitrofurantoin, doxycycline, clarithromycin, co amoxiclav, "
        "citalopram, mirtazapine, fluoxetine, amitriptyline, quetiapine, risperidone, olanzapine, haloperidol, "
        "aripiprazole, carbamazepine, tegretol, levetiracetam, keppra, lamotrigine, phenytoin, sodium valproate, "
        "gliclazide, lantus, novorapid, humulin, novomix, edoxaban, clopidogrel, bumetanide, spironolactone, "
        "losartan, candesartan, lisinopril, perindopril, atenolol, propranolol, diltiazem, prednisolone, folic "
        "acid, ferrous, iron tablet, adcal, calcichew, alendronic, allopurinol, tamsulosin, finasteride, "
        "rivastigmine, galantamine, ventolin, seretide, fostair, spiriva, latanoprost, timolol, hypromellose, "
        "zerobase, diprobase, hydrocortisone, betnovate, daktarin, canesten, nystatin, mouthwash, macrogol, "
        "docusate, fybogel, glycerin, cosmocol, creon, heparin, dalteparin, b12, cough mixture, linctus, lozenge, "
        "ear drops, nicotine patch, medicine trolley, meds trolley, drug trolley, drugs trolley, pot of pills, pot "
        "of tablets, pot of meds, tablet pot, medicine pot, heart pill, blood pressure tablet, blood pressure "
        "tablets, bp tablet, sugar tablet, water pill, sleeper, sleeping pill, nightly pill, creams, oint, barrier "
        "cream, med cup, liquid medicine, eye ointment, antibiotic course, course of antibiotics, finish course, "
        "puffers, pessary, dosset, dosett, biodose, vitamins, co careldopa, pill organiser, new tablet, "
        "antipsychotic, rivastigmine patch, epipen, preventer, preventer inhaler",
        perhaps="patch, pump, gel, spray, solution, drops, cream, supplement, dose, iron, pod, pods, lotion, syrup, "
        "vitamin, thickener, poison, nasal",
    ),
    topic(
        "mar",
        "mar, emar, mars, mar chart, mar sheet, kardex, med chart, meds chart, medication chart, signed for wrong, "
        "signed wrong, didnt sign for, not signed for",
        implies=("medicine",),
        weight=0.3,
    ),
    aspect(
        "given",
        "given, gave, give, giving, administered, administer, popped, applied, put on, rubbed in, rubbed on, "
        "swallowed all, all taken, took all, took tablets, had tablets, took meds, had meds, took pills, taken "
        "tablets, all went down, put drops in, drops in, went down fine, went down well, went down no bother, "
        "initialled, injected, swallowed ok, swallowed fine, first go done, took no problem, took it fine, took em "
        "fine, teatime trolley, trolley finished, lunch trolley, morning trolley, night trolley, everybody had "
        "theirs, everyone had theirs, all had theirs, been took, had theirs",
        perhaps="took at, had at, took with, been taken, had",
        weight=0.25,
    ),
    topic(
        "round",
        "lunchtime round, lunch round, lunchtime meds, teatime round, bedtime round, am round, pm round, breakfast "
        "round, 8am meds, lunch meds, night meds, morning meds, teatime meds, bedtime meds, evening meds, meds "
        "round, medication round, medicine round, morning round, tea time round, night round, drug round, breakfast "
        "meds",
        implies=("medicine",),
        weight=0.4,
    ),
    aspect(
        "refusal",
        "no thank you, no thanks, wont open, shut mouth, shut tight, wasnt having, not keen, point blank, keeps "
        "saying no, wants none, wont accept, wont swallow, tipped away, wont entertain, spits, spat back, threw "
        "tablets, put in plant, in pocket, under tongue, hidden, didnt fancy, pulled a face, resists, resisted, "
        "reject, rejected, will not have, will not swallow, walked away from, stopped taking, says not today, tells "
        "me no, clamps, refuse, refusal, declined, decline, wont take, wouldnt take, would not take, will not take, "
        "didnt take, not take, not taking, does not take, doesnt take, wont have, wouldnt have, doesnt want, does "
        "not want, didnt want, dont want, not want, not wanting, says no, said no, saying no, turned down, turn "
        "down, spat, spit, spat out, spitting, pushed away, pushing away, not swallowing, hiding, hides, hid, "
        "pouched, pouching, clamped mouth, wont open mouth, keeps mouth shut, knocked back, threw on floor, not "
        "interested, unwilling, wont let me give, turned nose up, not having it, non compliance, non compliant, not "
        "compliant, shook head, turned head, chucked tablets, binned tablets, spat in bin, didnt touch, not "
        "touched, hasnt touched, never touched, pushed spoon, pushed tablets, pushes away, tablets away, pills "
        "away, meds away, mouth shut, gob shut, lips tight, lips together, pursed lips, lips shut, zipped lips, "
        "turns face, turned face, face away, turned away, pushed my hand, push my hand, pushed spoon away, pushed "
        "plate, knocked spoon, knocked cup, slapped away, slapped spoon, thinks poison, poison, poisoning, tucked "
        "in cheek, in cheek, behind teeth, not today, dont need, doesnt need them, no chance, told me where to go, "
        "told me to stuff, told me to get lost, told me to stick, down sink, down toilet, wont hear of it, wouldnt "
        "hear of it, wont go near, wont touch, wouldnt touch, wouldnt even, left untouched, untouched, isnt fussed, "
        "not fussed, not bothered with, wont have em, holding in mouth, holds in mouth, keeps in mouth, wasnt "
        "having any, not having any of it, having none of it, none of it, no thankyou, had none, wouldnt open, not "
        "open mouth, wont wake for, spat tablet, spat pill, threw away, threw it back, pushes my hand, moved head "
        "away, moves head, turns head, turn head, bit the spoon, under pillow, in hanky, in tissue, hid in, said "
        "nah, nah, not in the mood for, does one, wont budge, flat out refused, flatly, protest, gobbed in, gobbed "
        "out, in plant, in plant pot, behind radiator, down back of chair, in her bra, in handbag, down side of "
        "chair, in serviette, in napkin, gobbed, wouldnt take tablets, wont take tablets, said she didnt want, said "
        "he didnt want, no to tablets, no to meds, wouldnt swallow, took one look, threw them at, threw tablets at, "
        "chucked them at, spat at the, spat half, spat one, left in mouth, kept in mouth, wont wake up for, too "
        "sleepy for, asleep so no, asleep so didnt have, sleeping so didnt",
    ),
    aspect(
        "error",
        "picked up wrong, own up, clean forgot, forget, wrong person, wrong resident, wrong time, wrong blister, "
        "wrong tablet, wrong pot, gap in, gaps, blank box, not signed, unsigned, slip up, botch, 2 lots, two lots, "
        "second lot, second dose, again by mistake, accidentally, by accident, overlooked, skipped, too soon, meant "
        "to give, should have given, didnt get, never got, gave bob, wrongly, incorrect, incorrectly, never had, "
        "gave someone, given someone, didnt have, error, mistake, wrong, mixed up, mix up, double dosed, overdose, "
        "forgot, forgotten, not given, wasnt given, never given, didnt give, meant for, someone elses, somebody "
        "elses, another residents, other persons, omitted, omission, cocked up, cock up, mess up, screwed up, gave "
        "late, given late, missed, gave twice, ballsed up, blunder, botched, wrong way round, left in pot, found "
        "tablet, tablet on floor, found on floor tablet, slipped up, nobody gave, no one gave, noone gave, still "
        "full, come clean, still in blister, wrong eye, wrong ear, one out, one short, tablet left, not popped, "
        "signed for wrong, noticed late, nobody noticed, wrong amount, wrong ones, not to have, shouldnt have had, "
        "not meant to have, isnt meant to have, not supposed to have, gave hers to, gave his to, given to wrong, "
        "gave to wrong, gave yesterdays, gave tomorrows, hour early, hours late, hour late, didnt sign, forgot to "
        "sign, hadnt signed, no signature, no initials, not initialled, hasnt been given, not been given, hadnt "
        "had, hasnt had his, hadnt been given, should of had, should of been, should have been given, should have "
        "had, 2 doses, two doses, double up dose, instead of 2, instead of one, instead of two, instead of half, "
        "drew up, another persons, other residents, other ladys, other mans, next doors, jumped a day, day ahead, "
        "wrong day, wrong strength, wrong dose, half dose, too little, too few, one too many, not enough given, "
        "still in pack, still in pot, still in pod, still in its pocket, in pod still, not popped out, on floor "
        "under chair, swapped over, got confused and gave, got them mixed, gave both, given both, already had, "
        "already given, had already been, been given already, not realising, didnt realise, didnt notice, without "
        "realising, ive gone and, gone and given, messed up with, ear drops in eye, eye drops in ear, drops in eye "
        "instead, drops in wrong, wrong way, in wrong eye, wrong arm, wrong nostril, drops eye instead, signed "
        "wrong, not signed for, didnt sign for, gave too many, gave two, gave three, gave double, gave wrong, given "
        "wrong, given double, given twice, had double, had two lots, had twice, double given, missed tablets, "
        "missed meds, missed insulin, missed patch, missed dose, missed giving, missed out, never gave, never "
        "signed, signed but not given, signed but, signed already, signed before, signed not given, not signed but "
        "given, given not signed, wrong insulin, wrong units, wrong pack, wrong mar, wrong box, wrong bottle, wrong "
        "drops, wrong cream, wrong patch, two patches on, old patch still on, two patches, patch still on, found "
        "tablet under, tablet under bed, tablet in bed, tablet in chair, tablet down side, found pill, pill on "
        "floor, pill under, tablet on the table, left tablets on table, left her tablets, mixed her up with",
        perhaps="too late, too early, instead of, oh no, oh god, count out, double, twice, too much, too many, "
        "mismatch, muddled, messed up, wrong side",
        weight=0.9,
    ),
    topic(
        "prn",
        "heartburn, bad head, toothache, stomach ache, something to calm, calm down tablet, to settle him, rescue "
        "inhaler, puffer, when she asks, when he asks, asked for something, for headache, extra painkiller, "
        "optional med, not regular, occasional, now and then, if he needs, if she needs, only when, p.r.n, anti "
        "sickness, cold relief, paracetemol, parecetamol, aspirin for, nurofen, prn, as required, as needed, as and "
        "when, when required, when needed, when necessary, if needed, if required, pain relief, painkiller, pain "
        "killer, paracetamol, ibuprofen, lorazepam, p r n, codeine, calpol, gtn, one off dose, co codamol, "
        "cocodamol, gaviscon, senna, diazepam, promethazine, something for pain, tablet for pain, antihistamine, "
        "reliever, salbutamol, just when, giving gyp, gyp, sore throat, backache, back ache, tummy ache, tummyache, "
        "belly ache, bellyache, was hurting so, hurting so gave, dont have every day, doesnt have every day, not "
        "every day, now n again, extra sachet, extra laxido, extra laxative, extra senna, cough syrup, hayfever, "
        "piriton, cetirizine, loratadine, cyclizine, ondansetron, metoclopramide, domperidone, loperamide, imodium, "
        "hyoscine, spray under tongue, angina spray, blue inhaler, wanted something for, in agony, achey, achy, "
        "migraine, on top of usual, on top of regular, on top of normal, as when, wanted couple of, asked for "
        "couple, asked for two, couple of paracetamol, two paracetamol, for back pain, bad back, bad knee, bad hip, "
        "bad leg, playing up knee, giving him grief, took edge off, take edge off, something for sleep, settle her "
        "down, when he needs, when she needs, did it help, did it work, helped after, eased off, pain went, needed "
        "something, needed for pain, in a lot of pain, lots of pain, pain so gave, so gave paracetamol, so i gave, "
        "gave him something for, gave him two paracetamol, bit of paracetamol, couple of painkillers, throbbing, "
        "cramps, constipated so gave, for his nerves, anxious so gave, agitated so gave, panic so gave, wheezy, "
        "wheezing, breathless, out of breath, two puffs, puffs, chest tight, sickness tablet, feeling sick so gave, "
        "hay fever, knee hurts, hip hurts",
        perhaps="aches, aching, headache, in pain, sore head, for pain, for knee, for hip, calmer, indigestion, "
        "wind, painful, pain in, cramp",
        implies=("medicine",),
    ),
    topic(
        "controlled",
        "two of us sign, 2 of us sign, two sign, 2 signatures, two people sign, both sign, both have to sign, 2 "
        "staff sign, two staff sign, second checker, locked cabinet, double locked, cd balance, cd check, red "
        "register, patches count, schedule 2, oxycontin, diamorphine, lorazepam cd, matrifen, alfentanil, palexia, "
        "tapentadol, controlled drug, control drug, control med, control medicine, controlled drugs, controlled "
        "med, controlled medicine, controlled medication, cds, cd book, cd register, cd cupboard, morphine, "
        "oramorph, oxycodone, fentanyl, buprenorphine, butec, temazepam, zomorph, methadone, oxynorm, longtec, "
        "tramadol, gabapentin, pregabalin, second signature, two signatures, second signatory, syringe driver, "
        "ketamine, opiate, butrans, double signed, two to sign, methylphenidate, count is one out, controlled "
        "register, witness for, mezolar, durogesic, sevredol, abstral, shortec, norspan, transtec, hydromorphone, "
        "pethidine, morphine sulphate, morphine patch, fentanyl patch, second nurse, stood over me, nobody to stand "
        "with, stand with me, someone to stand with, running balance, cd count, count cds, counted cds, cds count, "
        "cd stock, controlled count, double locked cupboard, inner cupboard, second pair of eyes, needs two of us "
        "to sign, two of us to sign, both sign book, both signed, both initial, other signature, second sign, need "
        "second, no one to check with, nobody to check with, nobody to witness, no one to witness, red bound, bound "
        "book, painkiller patch, strong patch, liquid morphine, needs second, witness signature, cd witness, sign "
        "with me, signs with me, signed with me, checked with me, check it with me, two staff needed, two nurses, "
        "both nurses, cabinet key, cd keys, cd key, liquid in cd, ml of oramorph, wasted half, patch removed and "
        "folded, old patch folded, fold old patch, new patch on fentanyl, register is full, book is full, page "
        "total",
        perhaps="cd, driver, controlled, witness, witnessed, second person, countersign, witnessing, locked "
        "cupboard, oxy, red book, mst",
        implies=("medicine",),
    ),
    aspect(
        "stock",
        "drop off, dropped off, how many, only few, number of tablets, supply, supplies, running short, short of, "
        "used up, nearly out, repeat, reordered, monthly meds, new meds, came today from, nearly finished, tally "
        "of, booking, top up, top ups, cycle, new cycle, counting, came with, stock, stock count, stock check, "
        "count, counted, running low, running out, runs out, run out, ran out, low on, reorder, re order, ordering, "
        "book in, booked in, booking in, check in, checked in, sign in meds, came in from, delivery, delivered, "
        "carried forward, balance of, how many left, order, ordered, only left, days left, left in box, brought "
        "forward, came in, none left, received, receive, monthly order, days of, only got, got left, weeks worth, "
        "box says, screen says, dont tally, doesnt tally, tally, dont match, doesnt match, does not match, dont add "
        "up, doesnt add up, boxes short, box short, spare box, full box, one strip left, last strip, strips left, "
        "wont last, see us through, last weekend tablets, enough for, needs ordering, need ordering, chase "
        "prescription, chasing prescription, script, not arrived, hasnt arrived, hasnt turned up, not come yet, bag "
        "of tablets, bag of meds, bag of pills, green bag, counted out, count down, in box, left in bottle, left in "
        "packet, in packet, strip left, last of, last one, almost out, got in, come in from, came from chemist, "
        "from chemist, supplied, short on, two short, one short in box, missing from box, extra in box, boxes of, "
        "new box, next month, next months, month supply, months supply, overstock, over stock, stockpile, stocked, "
        "arrived, arrive, only four, only two, only three, only one, only five, only six, four left, two left, "
        "three left, one left, five left, six left, few left, not many, last two, whole month, month for everybody, "
        "putting away, needs putting away, months meds, bag come from, big bag, crate, tote, boxes come, none for, "
        "run right out, left and its, all out of, down to last, count wrong, counts wrong, count out by, count "
        "doesnt, tablets short, one tablet short, tablets over, one too many in box, more than should be, less than "
        "should be, how many tablets, how many are left, none in cupboard, none in trolley, out of stock, no stock, "
        "stock low, stock out, ran dry, empty box, box empty, last tablet, last dose, last patch, last bottle, not "
        "enough to, only enough for, chemist brought, chemist delivered, chemist came, pharmacy delivered, pharmacy "
        "brought, meds arrived, meds came, meds delivered, tablets came, tablets arrived, prescription arrived, new "
        "prescription came",
        weight=0.8,
    ),
    topic(
        "returns",
        "leftover, left overs, spare tablets, unwanted, finished with, stopped meds, chuck out, throw away, bin "
        "tablets, unused tablets, no longer on, not on any more, discontinued, out of use, dispos, return to "
        "pharmacy, sending back, dispose, disposal, destroy, destroyed, destruction, doom kit, left over, no longer "
        "needed, taken back, back to chemist, back to pharmacy, back to boots, old tablets, spoilt, get rid of, "
        "destroying, needs destroying, wants sending back, want sending back, wants to go back, want to go back, "
        "needs to go back, chemist man, chemist driver, delivery driver takes, out of date, expired, expiry, past "
        "date, past its date, gone off date, doesnt need any more, doesnt take any more, no longer takes, dead "
        "persons, carrier of pills, carrier bag, full box spare, leftover tablets, left behind tablets, get shut "
        "of, dropped on floor tablet, wasted tablet, crushed tablet, hand back, handed back, sharps back, collect "
        "old, taking away, to return, goes back to, hand in old, old meds, leftover meds, meds left over, tablets "
        "left over, meds from resident who died, changed prescription so, doctor stopped, gp stopped, dr stopped, "
        "got stopped, been discontinued, not on these any, opened too long, opened more than",
        perhaps="returns, returned, return, come off, stopped, dropped, wasted, send back, going back, goes back, "
        "what do i do with, take back, use by, unused, they stopped, been stopped, for collection, not "
        "needed, sent back, dropped off",
        weight=0.8,
    ),
    topic(
        "pharmacy",
        "pharmacy, pharmacist, chemist, boots",
        implies=("medicine",),
        weight=0.4,
    ),
)
