"""What a day and a night hold: eating, drinking, washing, sleeping, and what is measured."""

from core.understanding.care_topics import Topic, topic

DAY: tuple[Topic, ...] = (
    topic(
        "mealtime",
        "before lunch, after lunch, at lunch, lunchtime, lunch time, before breakfast, after breakfast, at "
        "breakfast, since breakfast, before dinner, after dinner, at dinner, dinner time, dinnertime, teatime, tea "
        "time, at tea, before tea, after tea, before meals, since lunch, during lunch, during breakfast, during "
        "dinner, before food, after food",
        weight=0.0,
    ),
    topic(
        "fluids",
        "half a cuppa, cuppas, gulp, gulps, beakers, tot up, milkshakes, drinks, drinked, h2o, how much she drank, "
        "how much he drank, cup tea, thirst, lemonade, fluid, drink, drank, sips, sip, ml, mls, hydration, "
        "dehydrated, beaker, cup of tea, cuppa, juice, squash, water intake, of water, of tea, of coffee, input "
        "output, intake output, fluid balance, flooid, thirsty, brew, cup of, glass of, fortisip, thickened, subcut "
        "fluids, peg feed, peg, bottle of water, bevvy, drinking, milky coffee, liquids, bottle of pop, can of pop, "
        "cups, how many cups, cupful, pints, brews, supped, sup, supping, cup and half, half cup, half glass, glug, "
        "litre, litres, ltr, fluid restriction, restricted fluids, ovaltine, horlicks, hot chocolate, cocoa, push "
        "fluids, pushing fluids, encourage fluids, encouraging fluids, sip feed, complan, barely drinking, wont "
        "drink, wouldnt drink, not drinking, pot of tea, mug of, orange juice, glass of milk, cups of, sipped, "
        "swallow of water, cordial, ribena, lucozade, pint of, drink up, in and out, what went in, dry mouth, sippy "
        "cup, feeder cup, tumbler, five hundred ml, hundred ml, millilitres, thickened drinks, water jug, jug",
        perhaps="water, tea, coffee, milk, flush, drunk, straw, cloudy, ensure, jug of water, milkshake, mug",
    ),
    topic(
        "urine",
        "drained, bag drained, weeing, been for wee, wees, weeing a lot, dark wee, smelly wee, urin, bladder, hasnt "
        "been for wee, night drainage, ml in bag, emptying catheter, emptied catheter, water works, waterworks, dry "
        "pad, urine, wee, weed, pee, peed, urinate, catheter, catheter bag, bag emptied, emptied bag, passed water, "
        "passing water, leg bag, night bag, urinal, urinary, widdle, uti, dipstick, urine dip, piss, wet sheets, "
        "wet bed, spend a penny, number one, conveen, dark urine, colour of wee, blood in wee, wee is dark, cloudy, "
        "strong smell, wee bottle, pee bottle, bottle in night, urine sample, ml out, out of catheter, catheter "
        "drained, drained catheter, bag was full, emptied leg, catheter emptied, nothing in bag, not weed, not "
        "passed, not peed, drained off, sheath, bottle by bed, bottle full, measured, i measured, urine bottle, "
        "into bottle, from bag, out of bag",
        perhaps="output, passing, retention, void, sample, convene, in bottle",
    ),
    topic(
        "food",
        "banana, few bites, cleared plate, cleaned plate, clean plate, picked at, nibble, nibbled, meat, veg, "
        "jelly, ice cream, crisps, chocolate, seconds, spoons, hardly ate, finished it all, meals, sunday roast, "
        "sarnie, butty, fruit, crumble, chips, stew, pie, omelette, custard, yogurt, yoghurt, mash potato, cooked "
        "breakfast, swallow little, munched, off his grub, ate up, off meals, refused dinner, food, meal, ate, eat, "
        "eaten, eating, breakfast, lunch, dinner, supper, tea time meal, appetite, pudding, porridge, snack, "
        "sandwich, soup, toast, puree, off food, feeding, fed, biscuit, mouthful, spoonful, picking at, nutrition, "
        "food diary, dessert, grub, nosh, roast, cereal, weetabix, fish and chips, fortified, left most of, food "
        "intake, scran, curry, eating like bird, eats like bird, eats nothing, knife and fork, bread, gravy, spuds, "
        "potatoes, peas, carrots, cornflakes, ready brek, bacon, sausage, sausages, pasta, salad, cheese, crackers, "
        "bangers, jam, marmalade, scone, trifle, three quarters, quarter of, bar custard, mopped up, wolfed, "
        "scoffed, polished off, demolished, tucked in to, tucked into, ate nothing, ate well, ate half, spoon fed, "
        "no appetite, pushing food, pushed food, food round plate, barely ate, barely touched, elevenses, brekkie, "
        "brekky, brekfast, hardly touched, nibbling, chewing, chewed, swallowing food, not eating, isnt eating, "
        "hasnt eaten, wont eat, wouldnt eat, ate two, ate three, bowl of, slice of, weetabix gone, half sandwich, "
        "mash, mince, eggs, boiled egg, scrambled, pancake, choc, tart, grapes, strawberries, spoonfuls, forkful, "
        "bites of, second helping, helpings, helping of, finger food, leftovers on plate, plate untouched, hot "
        "meal, ready meal, microwave meal, meals on wheels, mopped gravy, mopped plate, bread and butter, chapati, "
        "dal, roti, naan, samosa, jollof, plantain, noodles, licked bowl clean, licked plate, made her eat, just "
        "pudding, only pudding, only soup, only toast, lasagne, pizza, gammon, ham, tuna, steak, spag bol, "
        "spaghetti, hotpot, casserole, dumplings, yorkshire, broccoli, cabbage, sprouts, sultana, raisins, melon, "
        "pear, pears, peaches, ate all, ate most, ate only, ate quarter, ate bit, all eaten, eaten half, eaten "
        "none, eaten all, only picking, didnt finish anything, didnt finish",
        perhaps="plate, egg, fish, liver, rice, spoon, fork, chicken, orange, apple, beans, milk, intake, sponge, "
        "starving, hungry, sweets, fasting, diet, cake",
        weight=0.9,
    ),
    topic(
        "bowels",
        "motions, number twos, bowel movement, diorrhea, diorrhoea, diareah, diarea, dihorea, bm chart toilet, "
        "opened up, upset stomach, upset tummy, dodgy tummy, bad tummy, bowel, bowels, poo, poop, pooed, bo, b o, b "
        "o chart, bno, stool, faeces, diarrhoea, diarrhea, loose stool, loose motion, constipated, constipation, "
        "number two, type 1, type 2, type 3, type 4, type 5, type 6, type 7, motion chart, soiled, bunged up, "
        "enema, suppository, stoma, colostomy, bristol chart, turd, squits, back passage, number 2, trots, not been "
        "for days, messed himself, messed herself, not been for, hasnt been for, hasnt been since, not been in "
        "days, not been since, accident in pad, pooing, pooey, rabbit droppings, rabbit pellets, droppings, "
        "pellets, sloppy, blow out, number 2s, opened today, mucky pad, dirty pad, hasnt gone for, hasnt gone "
        "since, not gone for, not gone since, hasnt been to toilet, hasnt been toilet, tarry, blood in poo, mucus, "
        "straining, stool sample, loose again, loose bm, big bm, small bm, large bm, hard bm, soft bm, bm in pad, "
        "had bm, no bm, bm type, bm today, bm for days, bms loose, bo today, no bo, bunged, cleared out, clear out, "
        "poorly tummy, pooped, poops, like gravel, like water, soft serve, mushy one, type six, type seven, type "
        "five, type four, type three, type two, type one, on the bristol, wind only, passing wind, skidmark, shat, "
        "shite, dung, done a poo, turds, faecal, impacted, been for a number, day four no, laxatives worked, big "
        "one in toilet, big one in loo, done big one, did big one, large one, soft like sausage, like sausage, like "
        "toothpaste, like porridge, like nuts, done number, been twice on loo, sat on loo and nothing, on commode "
        "and, result on commode, good result, small result, large result, good clear out, not had his bowels, "
        "passed stool",
        perhaps="loo, toilet, toileting, runs, loose, opened, dump, motion, been to loo, watery, runny, messed, "
        "bristol, explosive, crap, shit, wiped",
    ),
    topic(
        "bm",
        "bm, bms",
    ),
    topic(
        "pad",
        "nappies, padded, wet trousers, had accident toilet, toileting accident, wet himself, wet herself, pad, "
        "continence, incontinence, incontinent, pad change, pull up, pullup, wet pad, nappy, tena, changed pad, "
        "kylie, net pants, fresh one on, clean one on, clean pad, fresh pad, mess in pad, new pad, dry pad, pad "
        "dry, pad wet, soaked through, soaking wet, wet again, wet bed pad, night pad, day pad, tenas, sheet wet, "
        "wet sheet, bed was wet, pad rash, dry and clean, slip on, tena slip, old one damp, only damp, old one wet",
        perhaps="damp, soaked, wet through, pads, cleaned up, changed again, changed at, briefs, put clean, "
        "drenched, inco, fresh slip, clean slip",
        weight=0.8,
    ),
    topic(
        "weight",
        "clothes hanging off, hanging off, loose clothes, clothes loose, shrinking, weighs, weighed in, pounds "
        "lighter, thinner, putting on weight, weight gone down, wasting, fatter, wheights, slimmer, sit on scales, "
        "body mass, wieghts, weight, weighed, weighing, wheigt, wieght, weigth, wait chart, kilo, kg, must score, "
        "must tool, must screening, must chart, must form, must assessment, must where, put must, log must, record "
        "must, fill must, must app, must paper, bmi, lost weight, put on weight, muac, scales, got thin, got very "
        "thin, skinny, lbs, pounds heavier, losing weight, weight loss, malnutrition, must redoing, must tools, on "
        "scale, half stone, weigh in, weighs less, dropped stone, dropped dress size, dress size, falling off her, "
        "clothes falling off, trousers falling down, skin and bone, bag of bones, put on half, put on pounds, put "
        "on few, lost few pounds, lost pounds, lost kilo, gone up to, kilos, kgs, heavy now, chair scales, hoist "
        "scales, sit on scale, stand on scale, bathroom scales, wasting away, must came, must of 2, must 2, must 1, "
        "must 0, must step, tape round arm, tape round upper, upper arm, mid arm, arm measure, measured arm, tape "
        "measure",
        perhaps="stone, stones, gain, gained, scale, belt, lighter, heavier, pound lighter, losing it fast, put on, "
        "wt, loosing, dropped 2, weigh",
    ),
    topic(
        "must",
        "must",
        weight=0.0,
    ),
    topic(
        "obs",
        "tempreture, temperture, tempature, thermomiter, sugers, suger, heart beat, heartbeat, pulse ox, oximeter, "
        "respirations, bloodpressure, breaths, high temp, blood sugars, systolic, temprature, glucometer, obs, "
        "observation, observations, vital, vital signs, vitals, bp, blood pressure, temperature, pulse, heart rate, "
        "news2, news 2, news score, sats, saturation, resps, respiration, respiratory rate, blood sugar, blood "
        "glucose, glucose, finger prick, pricked finger, dipped finger, hypo, ecg, breathing rate, thermometer, "
        "restore2, soft signs, diabetes, diabetic reading, neuro, gcs, peak flow, spo2, cgm, set of obs, news "
        "chart, news form, heart going, breathing 26, breathing fast, breaths minute, a minute breathing, on cuff, "
        "blood test strip, thumb prick, pricked, dipped out, temp up, burning up, feels hot, hot to touch, running "
        "temp, high sugar, low sugar, sugar low, sugar high, oxygen level, oxygen levels, sat level, sats level, "
        "breath rate, respiration rate, pressure down, low bp, high bp, numbers off the machine, sitting and "
        "standing, lying and standing, postural, escalate score, scored 5 on news, score news, neuro obs, head "
        "injury obs, head obs, mmol, mm hg, celsius, degrees temp, did his numbers, numbers with machine, numbers "
        "normal, with machine at, machine says, numbers on machine, did her sugars, did his bloods pressure, ear "
        "thing, finger clip, clip on finger, peg on finger, finger thing, low oxygen, oxygen low, oxygen 8, low "
        "sats, sats low",
        perhaps="reading, readings, sugar, sugars, temp, temps, stats, oxygen, high reading, scored, fever, clammy, "
        "hyper, observed, diabetic, prick, pupils, pressure up, deteriorating, cuff, libre, o2",
    ),
    topic(
        "daily_note",
        "ordinary day, normal day, line in, been fine all day, how she been, how he been, how shes been, how hes "
        "been, how she is doing, good spirits, wellbeing, well being, happy day, chatty, usual day, uneventful, "
        "nothing special, end of day, what i did with, what we did, day to day, settled day, nothing much happened, "
        "write up for shift, write up of day, summary of day, daily note, daily notes, daily log, daily record, "
        "daily report, daily entry, how her day, how day went, end of shift note, progress note, running record, "
        "general note, care note, call note, day went, note for day, all went fine, all fine with, all good with, "
        "fine this morning, nowt to report, nowt to say, nothing to say, same as always, same as ever, same as "
        "usual, same old, usual self, no worries, ordinary shift, normal shift, quiet shift, quiet morning, quiet "
        "afternoon, no bother, cheerful, cheery, settled in himself, settled in herself, bit quiet, in good form, "
        "on good form, happy mood, good mood, cheerful mood, bit under weather, under weather, what sort of day, "
        "what kind of day, summary of shift, what ive done, what i have done, my call today, my visit today, all "
        "tasks done, tasks done, out of ordinary, nothing unusual, nothing exciting, nothing major, nowt happened, "
        "nowt doing, nothing doing, plodding along, pottering, pottered, lazy day, calm day, calm morning, calm "
        "shift, good shift, ok today, alright today, all right today, been alright, been great, been lovely, had "
        "nice day, lovely day, good morning with, did the usual, usual stuff, everything fine, all okay, did call, "
        "morning call, tea call, bed call, evening call, write up call, write up visit, what weve been doing, what "
        "he did today, what she did today, how it went today, how it went with, mundane, routine shift, routine "
        "day, nothing out of, bit mardy, good fettle, fine fettle, fettle, dots call, call went, visit went, in "
        "good heart, right as rain, chipper, jolly, happy as larry, no trouble, good as gold, nothing bad, nothing "
        "wrong today, same routine, nothing happened today, nothing much today, nothing else to say, boring day, "
        "dull day, day was fine, day was good, he is well, she is well, all good, been quiet, had good, sat in "
        "lounge all day, watched telly all day, same as yesterday, how they have been, how theyve been, what we did "
        "today, how shift went, write about day, short note, end of visit, after each visit, after call, half hour "
        "call done, tea visit, morning visit, bedtime visit, lunch visit",
        perhaps="content, bright, been ok, been good, all done, went ok, went well, everything done, all ok, nice "
        "day, good day, did everything, nothing to report, went fine, no issues, no problems, fine today, "
        "care given, as usual, quiet day, all well, all normal, been fine, call done, no concerns, visit "
        "note, general notes, what i done",
    ),
    topic(
        "personal_care",
        "hair done, did hair, brushed hair, flannel, helped dress, undressed, teeth brushed, wash and dress, "
        "assisted wash, bed wash, got ready, help getting ready, clean clothes, changed clothes, shampoo, nails "
        "cut, personal care, bathed, showered, shave, shaved, bed bath, strip wash, hair wash, got dressed, hair "
        "brushed, freshened up, frock on, pjs, pj, jamas, teeth done, face and hands, hands and face, top and tail, "
        "topped and tailed, combed, lipstick, nails filed, soak in bath, hair washed, cleaned teeth, up washed, "
        "wash n, wash and, up and dressed, into chair, in chair by, put to bed, helped bed, creamed legs, clean "
        "nightie, deodorant, change clothes, change trouser, help shower, swill, bathed combed, combed hair, cut "
        "nails, teeth in, bed made, made bed, trimmed, plaited, ironed blouse, cardigan on, shoes on, socks on",
        perhaps="bath, wash, got up, support given, nightie, frock, shower, into bed, up and about, washed, dressed",
        weight=0.5,
    ),
    topic(
        "handover",
        "lates, earlies, morning crew, night crew, next lot, night lot, coming on duty, for night shift, tell night "
        "shift, to night shift, pass along, know about for, colleagues know, others know, take over from me, change "
        "over, changeover, days to know, shift leader, oncoming staff, brief next, nurse coming on, next carers, "
        "following shift, morning lot, day lot, handover, hand over, communication book, comms book, comm book, "
        "next shift, night staff, day staff, message book, coming on shift, late shift, early shift, tell the "
        "lates, tell nights, tell the others, leave a message, shift report, tell other staff, tell everyone, let "
        "others know, diary message, shift change, for the nights, staff coming on, night team, day team, morning "
        "staff, handing over, coming after us, ones after us, ones coming after, whoever comes next, whoever on "
        "next, whos on next, who comes on next, person after me, girl after me, carer after me, one after me, carer "
        "arriving, taking over from, give information, lot after us, nights need to know, days need to know, night "
        "lot need, tell days, what went on last night, clocking off, clock off, knocking off, knock off, going off "
        "shift, coming off shift, just come on, come on shift, come on duty, came on shift, came on duty, left us "
        "nothing, nothing passed, without word about, update for night, leave word, leave a note for, note for "
        "nights, note for next, note for days, oppo, update on everyone, info for nights, info for next, info on "
        "everyone, all twelve people, whole corridor, whole floor, whole unit, run through everyone, rundown, pass "
        "over, passing over, passing on, tell whoever, whoever relieves, relieving, relieves me, fill in nights, "
        "bring up to speed, next in, staff after, things for night, things for day, tell night, let nights know, "
        "let days know, let next, for whoever, next staff, next lot in, tell them on nights, tell nights staff, "
        "tell morning, tell morning staff, tell whoever comes, for morning staff, for morning lot, for day staff, "
        "for next shift, for whoever comes, so nights know, so days know, so next shift, so they know, so everyone "
        "knows, need everyone to know, shift swap over, before shift starts, start of shift, what have i missed, "
        "been off for, been off a week, back from days off, first shift back, anything i should know, what i need "
        "to know",
        perhaps="crew, relief, heads up, message for, message to, take over, took over, passed on, pass on, takes "
        "over, taking over, after us, oncoming, what went on, next person, next team, next carer, run down, "
        "carer coming, up to speed, end of shift, before i go off",
    ),
    topic(
        "sleep",
        "waking, kept waking, sleepless, night like, nodded, woke up, wakes, woken, sleeping well, no sleep, dozed, "
        "got up in night, hardly slept, zonked, out like a light, spark out, sparko, sleep, slept, asleep, "
        "sleeping, up all night, up in night, insomnia, didnt sleep, settled night, bad night, kip, wide awake, "
        "good night, unsettled night, disturbed night, disturbances, snoring, dozing, up half night, shut eye, "
        "tossing, up at 3, fast asleep, night no sleep, up wandering, wandering at night, awake wandering, all flat "
        "out, fast on, sound asleep, out for count, snored, snores, couldnt settle, cant settle, not settled, all "
        "asleep, all in bed, kipping, slept like, slept right, slept well, slept bad, sleeps, cat nap, drifted off, "
        "nodding off, nod off, tossed and turned, up and down all night, didnt drop off, never slept, awake till, "
        "awake since, lying awake, bad dream, nightmares, nightmare, got off to sleep, went off to sleep, hasnt "
        "slept, not slept, not sleep, not sleeping, wont go to bed, eyes wide open, wide open eyes, eyes open, "
        "lying there eyes, lying there awake, staring at ceiling, slept through, slept all night, slept all day, "
        "slept most, slept till, slept fine, slept badly, awake all night, awake from, awake most, up most of "
        "night, up since 3, up since four, up since 4, up at 2, up at 4, wandering all night, wont settle, didnt "
        "settle, settled at, went off about, went off at ten, bed at, went to bed at, put to bed at, got up at, how "
        "slept, how night was",
        perhaps="rest, rested, up since, dropped off, nap, bedtime, woke, still up, flat out, eyes shut, eyes "
        "closed, up and down, restless, was in bed, went to bed, gone to bed, awake, up till, awake at",
    ),
    topic(
        "night_check",
        "round at 2, on the hour, nite checks, doing rounds, night round, peeked, popped in on, night check, night "
        "checks, hourly check, hourly checks, check at night, nite check, two hourly check, night round check, "
        "checks overnight, half hourly, 15 min check, nightly check, looked in on, popped head in, nighttime, "
        "checks through night, waking night, half hour check, did rounds, on my rounds, overnight check, checks at "
        "nite, every hour at night, checked overnight, checked in night, midnight round, torch round, 3am round, "
        "2am round, midnight check, peeped, peeped in, peep, looked in at, lying down again, ticks every hour, each "
        "hour tick, 3am check, 2am check, 15 minute, 15 mins, quarter hourly, went round everyone, went round them "
        "all, checked everyone, round at midnight, round at 3, round at 4, round at 1, stuck my head in, put my "
        "head in, head round door, 4 in morning, 3 in morning, 2 in morning, 5 in morning, 1 in morning, four in "
        "morning, three in morning, two in morning, one in morning, five in morning, wee hours, small hours, dead "
        "of night, middle of night, checks every two, checks every hour, two hour checks, did checks, done checks, "
        "checks done, do checks, night checks done, hourly ones, hourly check done, hourly looks, check was late, "
        "missed check, missed 2am, missed 3am, all asleep at, everyone asleep, everyone in bed, round at two, round "
        "at three, round at four",
        perhaps="look in, look ins, round done, torch, checked on, each hour, every hour, sleep in, looked in, "
        "through the night, during night, night hour, peek, check everyone, welfare check, 2 hourly, two "
        "hourly, every two hours",
        weight=0.6,
    ),
    topic(
        "activity",
        "knit, natter, colouring, sing song, singsong, zoo, museum, baked, ball game, balloon, sensory, rugby, "
        "memory lane, card making, flower arranging, armchair exercise, skittles, crossword, board game, puzzle, "
        "knitting group, tea dance, garden party, karaoke, day trip, took part, hobbies, entertainment, coffee "
        "morning, bus trip, picnic, yoga, animals visit, therapy dog, activity, activities, outing, trip out, day "
        "out, bingo, singing, sing along, singalong, joined in, craft, painting, painted, painting class, exercise "
        "class, chair exercise, quiz, garden centre, day centre, took out, baking, knitting, entertainer, jigsaw, "
        "dominoes, gardening, community access, shopping trip, cinema, swimming, dancing, danced, one to one time, "
        "reminiscence, arts, hobby, sports, cafe, played cards, seaside, walk round, went for a walk, theatre, book "
        "club, pampering, nails done, bowling, gym, socialising, went to pub, went to park, went to shops, went to "
        "church, went to cafe, went to cinema, feeding ducks, watched film, movie night, laughed her head off, sat "
        "in garden, round the block, sings, dominos, draughts, nails painted, painted nails, hand massage, massage, "
        "school kids, nursery kids, film night, planted, planting, fed birds, feeding birds, crosswords, crochet, "
        "pat dog, donkey, bowls, ice cream van, drive out, ride out, run out in bus, went out with group, group "
        "session, joining in, colour in, coloured in, watched match, watching match, football match, watched "
        "strictly, sensory room, keep fit, seated exercise, singer, guitar, piano, carol, carols, bible, mass in, "
        "service in lounge, tea party, fete visit, mini golf, snooker, pool table, chess, scrabble, cards with, "
        "allotment, potting, made scones, making scones, made cakes, making cakes, made cards, tomatoes, tomato, "
        "planted with, watered plants, singing to, with ladies made, pom pom, sewing, embroidery, model, watched "
        "tennis, watched telly together, looked at photos, photo album, memory box, ladies group, mens group, men "
        "in sheds, horses, hand bells, world cup, royal, quizzed, ipad games, bus ride, canal, steam train, boat "
        "trip, church service, hymn, hymns",
        perhaps="walk, shop, shops, film, games, music, club, trip, social, library, farm, enjoyed, played, plays, "
        "doll, movie, pub, church, park, football, dance, bubble, fiddle, had a go at, shopping, exercises, "
        "prayer, sang, beach",
        weight=0.8,
    ),
)
