"""What happened to somebody: falls, marks, seizures, behaviour, harm, alerts."""

from core.understanding.care_topics import Topic, aspect, topic

HAPPENED: tuple[Topic, ...] = (
    topic(
        "fall",
        "base over apex, arse over, took spill, ended up on, on knees, lying on, laid on, tiles, on deck, fallen "
        "out, rolled off, rolled out, slid out, slid down, slid off, on all fours, tumbled, on his back on, down "
        "stairs, hit ground, hit head on, missed last step, tripping, tripped, off toilet, slithered, dropped to "
        "floor, sat on floor, gone flying, over rug, fall, fal, fell, fallen, trip over, toppled, on floor, on "
        "carpet, on lino, onto floor, to floor, came down hard, lost balance, lost footing, off chair, off bed, out "
        "of chair, rolled out of bed, out of bed onto, unwitnessed, missed step, came a cropper, faller, legs gave "
        "way, legs went, knees buckled, hit deck, face plant, took a tumble, stumbled, keeled over, lowered to "
        "floor, went flying, tripped over, trip hazard, took header, off step, off stairs, sliding out, slipping "
        "down, slipping out, tipped out, down on his knees, on bum, bum on floor, on bottom on, on backside, flat "
        "on face, flat on back, sprawled, in a heap on, gone for burton, went for burton, overbalanced, feet went, "
        "feet slid, feet from under, leg gave, leg gave way, knees went, slid out of, come off toilet, came off "
        "toilet, come off bed, come off chair, came off chair, missed chair, missed seat, couldnt get up, cant get "
        "up, couldnt get himself up, couldnt get herself up, picked up off, up off floor, off floor, heard thud, "
        "heard bang, heard crash, bathroom floor, bedroom floor, kitchen floor, floor by bed, floor next to, beside "
        "bed on, kissed floor, kissed carpet, hit carpet, hit floor, down on floor, found down, arse over tit, arse "
        "over elbow, head over heels, tripped on, caught foot, caught slipper, tumbled down, slipped from, slipped "
        "out of chair, slipped out of bed, skidded, rolled right out, sank to floor, assisted to floor, eased to "
        "floor, gone over on, went over on, fell over, falls over, gone base over, gone splat, tripping over, long "
        "lie, lying on floor, lay on floor, sitting on floor, on hands and knees, face first, nose dive, out of "
        "wheelchair, from wheelchair, off wheelchair, out of bed and onto, off commode, off sofa, missed bed, down "
        "with a bump, gone head first, landed on bum, landed on bottom, landed on backside, legs buckled, legs "
        "folded, lost feet, stumble, trip up, tripped up, post fall, onto tiles, onto lino, post falls, purler, "
        "took purler, cropper, came croppper, went headlong, headlong, went sprawling, sat down hard, misjudged "
        "chair, missed kerb, tripped up kerb, down the steps, off kerb, ended up ground, ended up on ground, hit "
        "deck hard, down like a sack, sack of spuds, sack of potatoes, nosedived, slipped on wet, slipped on floor, "
        "slipped on water, slipped on rug, slipped on step, slipped on ice, slipped on mat, took a fall, had a "
        "fall, had tumble, ended up in heap, wedged between bed, between bed and wall, sat on the bathroom floor, "
        "pulled wheelchair over, tipped over, tipped backwards, chair tipped, wheelchair tipped, tipped forward, "
        "went over on ankle, helped up off, got her up with hoist, hoisted off floor, raizer, camel lifting, lifted "
        "off floor, down between, slumped to floor, slid to floor, slid onto floor, slid off bed, slid off chair, "
        "knees gave way, knees gave, legs went from under, legs just went, gone from under",
        perhaps="slip, slid, collapsed, collapse, header, went down, gone down, landed on, found on, gone over, "
        "went over, tumble, went bang, wobbled, buckled, downstairs, to ground, on ground, slipped off, "
        "slipped in, thud, in heap, nobody saw, no one saw, noone saw, not witnessed, didnt see, not seen",
        weight=1.2,
    ),
    topic(
        "near_miss",
        "came close, just missed, stopped myself, noticed before, realised before, caught him before, grabbed "
        "before, before i gave, no harm came, got away with, dodged, inches from, so close, but nothing happened, "
        "nothing happened, averted, didnt actually, near miss, close call, close shave, near thing, lucky escape, "
        "narrow escape, nobody hurt, no one hurt, noone hurt, no harm done, almost happened, nearly happened, could "
        "have been bad, could have been worse, could have been nasty, near accident, near hit, just in time, in "
        "nick of time, spotted in time, caught in time, before reached, stopped in time, nearly an accident, could "
        "of been bad, could of been worse, nothing came of it, got her down safe, safe in end, thats close, nearly "
        "event, nearly events, choked but, checked and didnt, split second, took away in time, just as walked past, "
        "right after walked past, missed me by, missed her by, by inch, by inches, by whisker, whisker, hairs "
        "breadth, skin of teeth, managed to catch, managed to grab, managed to stop, caught just, grabbed just, "
        "could have gone, could have fell, could have fallen, could of fallen, could of gone, could have hurt, "
        "could have been hurt, could have killed, could have choked, could of choked, could have landed, could have "
        "scalded, could have burnt, could have ended, good job i, good thing i, glad i checked, glad i looked, "
        "stopped before, before any harm, before anyone got hurt, before she drank, before he drank, before drank, "
        "before swallowed, before ate, before he took, before she took, before took, before he swallowed, before "
        "she swallowed, before it hit, before it touched, before it got to, noticed in time, saw in time, seen in "
        "time, spotted before, i spotted it before, got to her in time, got there in time, got it off in time, away "
        "in time, off her in time, nearly gave, almost gave, nearly drank, nearly swallowed, nearly choked, nearly "
        "dropped, nearly scalded, nearly tipped, nearly went, nearly had, nearly got, nearly slipped, almost "
        "slipped, almost fell, nearly tripped, almost tripped, almost dropped, came to no harm, nobody under it, "
        "nobody underneath, no one underneath, bit of luck, by luck, by sheer luck, close one, too close for "
        "comfort, heart in mouth, gave me a fright but, nobody hurt this time, might have been nasty, might have "
        "been bad, no injury this time, but caught it, but i caught, but spotted, but noticed, but i noticed, but i "
        "spotted, realised just before, just before lifted, before we lifted, before i lifted, before lifted, no "
        "one got hurt, nobody got hurt, noone got hurt, came crashing down, crashing down right, crashed down, came "
        "down right, stopped whisker, reversed up, reversed, reversing van, clocked before, before had any, before "
        "he had any, before she had any, before anybody, in my hand before, in front of him before, nearly under, "
        "nearly ran, nearly run over, nearly hit, swerved, jumped out way, out of way, got out of way, wasnt on "
        "proper, not on proper, second before lifted, second before we lifted, nearly went over, nearly toppled, "
        "near enough fell, came within, within an inch, within inches, stopped just, grabbed him in time, pulled "
        "her back, before it went wrong, thank god i, good job she, good job he, good job we, lucky i, lucky we, "
        "lucky she, lucky he, no damage done, not hurt but could",
        perhaps="phew, lucky, luckily, thankfully, prevented, narrowly, no harm, but didnt, but no, might have, "
        "could easily have, i stopped, intercepted, second before, no damage, could have been, could of "
        "been",
        weight=1.2,
    ),
    aspect(
        "nearly",
        "nearly, almost, very nearly, just about to, about to give, about to fall",
        weight=0.6,
    ),
    topic(
        "incident",
        "incidents, something happened, accidents, incident, accident, datix, riddor, accident book, untoward, near "
        "accident form, accident report, incident report, injury report",
        weight=0.8,
    ),
    topic(
        "skin_mark",
        "finger shaped, thumb shaped, grip mark, hand print, handprint, nosebleed, nose bleed, body outline, body "
        "diagram, body drawing, purple mark, discolouration, discoloration, yellowing, red patch, ripped skin, "
        "blood blister, stitches, rubbed raw, scuff, chafing, new mark, body map, body chart, bruise, skin tear, "
        "scratch, graze, wound, rash, red blotch, red mark, mark on, mark on body, scald, black and blue, black "
        "eye, laceration, abrasion, scrape, blotch, red spots, discoloured, purple patch, finger mark, gash, "
        "injury, injured, insect bite, sore patch, dry skin, scab, torn skin, skin integrity, broken nail, shiner, "
        "itchy, split skin, skin split, skin came off, paper skin, skin peeled, skin has peeled, skin back, "
        "blisters, blistered, knocked shin, itchy red, dark purple, new bruise, skinned, caught leg, caught arm, "
        "bang on head, bump on head, nicked chin, nicked himself, nicked herself, nicked face, nicked finger, "
        "nicked leg, nick on, nicked with, razor cut, cut shaving, shaving cut, shaving nick, cut with razor, cut "
        "thumb, cut finger, cut hand, cut leg, egg on head, egg on forehead, goose egg, lump on head, carpet burn, "
        "friction burn, scratch mark, nail mark, teeth mark, bite mark, brown mark, green mark, blue mark, black "
        "mark, yellow mark, purple on, purply, greeny, yellowy, weal, welt, blotchy, red raw, stung, splinter, skin "
        "hanging, skin gone, skin off, skin come off, took skin off, stubbed, trapped finger, trapped hand, caught "
        "finger, caught skin, knocked elbow, knocked leg, knocked arm, knock to, bumped leg, bumped head, bumped "
        "arm, banged arm, banged leg, banged elbow, banged head, banged knee, dripping blood, blood on sheet, blood "
        "on pillow, steri strip, steristrip, mark i hadnt seen, mark that wasnt there, wasnt there yesterday, wasnt "
        "there this morning, lesion, bite on, swollen ankle, ankle swollen, new lump, fingertip mark, finger tip "
        "mark, red line, red ring, black thumb, black toe, blue finger, broken skin, cut open, opened up arm, split "
        "lip, fat lip, bust lip, bloody nose, graze on, scraped, sore eye, red eye, scalded, purple arm, purple "
        "hand, bruising, bluish, paper thin, tissue paper skin, skin like paper, mark under, mark on arm, patch on "
        "arm, thumb print, caught elbow, caught arm on, caught leg on, caught hand on, caught on door, caught knee, "
        "caught shin, caught on, on door handle, elbow bleeding, elbow on, cut on, cut to, mark on back, mark on "
        "leg, red lines, purple blotch, fresh bruise, old bruise, big bruise, yellow bruise, bruise like, knuckles "
        "grazed, grazed knee, sore knuckle, scab off, picked scab, picked at skin, scratching till bled, scratched "
        "himself, scratched herself, broke skin, skin broke, cracked skin, cracked heel, chapped, dry patch, "
        "eczema, psoriasis, ringworm, sunburn, sunburnt, itching all over, spotty, pinprick, weeping wound, oozing, "
        "open wound, bandage off, dressing come off, dressing off, dressing leaking",
        perhaps="cut, cuts, split, marks, lump, bump, raw, spots, plaster, flap, burn, burnt, knock on, puffy, "
        "mole, bled, blood on, peeled, tender, dressing on, boil, banged, bashed, egg on, swelling, "
        "swollen, bleeding, sting, itch, itching, stitch, shingles, hand mark",
        weight=1.1,
    ),
    topic(
        "pressure",
        "raw bottom, red patch on, red heels, tailbone, hip bone, cat 2, cat 3, waterlow, purpose t, sore heel, "
        "damage on, pink skin, skin bottom, skin hot, moisture damage, hip red, red hip, red elbow, elbow red, "
        "pressure sore, pressure ulcer, pressure damage, pressure area, pressure injury, bed sore, bedsore, bed "
        "soar, moisture lesion, sacrum, sacral, non blanching, not blanching, blanch, grade 1, grade 2, grade 3, "
        "grade 4, category 2, category 3, category 4, category 1, red bottom, sore bottom, red bum, sore bum, bum "
        "red, bottom red, red heel, skin break down, skin breaking down, breaking down, broken area, not going "
        "white, does not go white, red skin, red and sore, purple heel, buttock, sore bot, tissue viability, mushy, "
        "tail bone, boggy, heels are, hole on bum, hole in bum, hole on bottom, hole in bottom, new hole on, sore "
        "on bum, off sacrum, repose boots, heel boots, heel protector, floated heels, heels floated, black heel, "
        "heel black, heel gone black, heel has gone, coccyx, sore elbow, skin broken, skin gone purple, stays red, "
        "doesnt fade, wont fade, red when i press, press and stays, doesnt go white, when i press it, stayed red, "
        "bum cheek, cheeks red, sore bits, necrotic, sloughy, pressure wound, ankle bone, bony bits, bum sore, arse "
        "sore, sore arse, backside red, red backside, sore backside, bottom sore, bottom raw, raw bum, raw "
        "backside, skin on bottom, skin on bum, dark patch on heel, airwave, discoloured heel, sore coming, red "
        "area, pink area, red patch on bottom, red patch on heel, red patch on hip, red between legs, moisture, "
        "moist between, marks from sitting, sitting too long, sat too long, cushion mark, pressure relief, pressure "
        "relieving, offload, offloading, hot and red",
        perhaps="pressure, sore, sores, bony, ulcer, on bum, sore hip, heel, off bottom, slough",
        weight=1.1,
    ),
    topic(
        "reposition",
        "pulled up bed, onto back, onto right, onto left, onto side, turnes, facing window, sat forward, two hourly "
        "turn, change side, hrly turn, reposition, turning, repositioning, turn chart, change of position, position "
        "change, changed position, onto left side, onto right side, on left side, on right side, moved in bed, "
        "rolled over, moved position, other hip, side to side, same hip, 30 degree, changed side, shift position, "
        "rolled onto, roll over, log roll, roll at, rolled at, roll every, rolled every, back to side, side to "
        "back, swapped sides, swap sides, changed sides, turned over, flipped over, flipped onto, rolled to, facing "
        "door, facing wall, propped on, propped up on, turns done, do turns, did turns, turned every, needs "
        "turning, turn due, late turn, every two hours on side, 2 hourly on side, onto tummy, onto front, moved "
        "round in bed, shifted over, moved over in bed, heaved over, rolled away, turned at, last turned, been "
        "turned, got turned, due turning, wants turning, rolled on left, rolled on right, on left at, on right at, "
        "on back at, on left, on right, onto other hip, shift onto, couldnt shift, left to right, right to left, "
        "lay on left, lay on right, rolled him on",
        perhaps="turn, moved up, facing, other side, same side, left side, right side, wedge, tilt, tilted, pillow "
        "under, pillow behind, from side, from back to",
    ),
    topic(
        "seizure",
        "vacant spell, blank spell, staring, gone stiff, jerked, jerks, frothing, foaming, rescue med, shook all "
        "over, fitted, fits, seizing, petit mal, bit tongue, shaking and, seizure, had a fit, epilepsy, epileptic, "
        "epi, convulsion, convulsed, tonic clonic, vacant episode, jerking, grand mal, eyes rolled, rolled back, "
        "buccal, midazolam, postictal, myoclonic, went stiff, shaking all over, blank episode, status epilepticus, "
        "funny turn, one of turns, arm flapping, back with us after, came round after, went vacant, shaking didnt "
        "stop, shaking wouldnt stop, went rigid, juddering, thrashing about, convulsing, trance, jerky, whole body "
        "shook, stiff as board, lip smacking, drop attack, vns, vagus, gone vacant, eyes gone, eyes rolling, eyes "
        "went back, eyes up in head, shook for, jerked for, stared through, staring into space, stared into space, "
        "out of it for, gone for few seconds, gone for a minute, arms going, shaking for, shaking all, twitched, "
        "biting tongue, turned blue, one of dos, had a funny do, went into one, had one of turns, fitted for, "
        "fitting for, nocturnal, came to after, frothing at, froth at, arms and legs, arms jerking, legs jerking, "
        "arms stiff, whole body stiff, jerking on floor, staring at nothing, stares at nothing, staring blankly, "
        "stared blank, wouldnt respond, didnt respond, not responding, no response for, lasted 2 min, lasted two "
        "min, lasted 3 min, had a funny turn, had another turn, had another fit, had another one 3 min, back to "
        "back fits, smelt burning before, confused after jerking, vacant look, vacant stare, gave midazolam, gave "
        "buccal",
        perhaps="fit, fitting, blank, shakes, vacant, absence, absences, seize, seized, twitching, foam, stiff and, "
        "unresponsive, aura, rigid, drooling, zoned out, not with us, wasnt with us, magnet",
        weight=1.2,
    ),
    topic(
        "behaviour",
        "lobbed, hurled, hurling, effing, swear, going mad, flipped out, wouldnt settle, calling out, undressing, "
        "smearing, ripped up, lashing, lashed, yelled, yelling, raging, having a go at, hit another, hit carer, "
        "thumped, thump, headbutt, clawed, weeping, sobbing, sobbed, in tears, disinhibited, physical with, dug "
        "nails, squared up, wouldnt calm, threatened me, swung, swiped, kicked, chucking, hair pull, hitting other, "
        "behaviour, abc, abc chart, abc form, aggression, aggressive, agitated, agitation, distressed, kicked off, "
        "kicking off, hit me, hitting, hit out, lash out, punch, bit me, bitten, spat at, spit at, shout, swore at, "
        "swearing, threw at, meltdown, outburst, pbs, restrained, scratched me, pulled hair, tearful, head banging, "
        "head butt, banging head, self harm, wound up, lost temper, slapped me, pinched me, grabbed me, pacing, "
        "hurting himself, hurting herself, pushed another, flipped, temper, tantrum, verbally abusive, racist, went "
        "for me, went for another, smashed, trashed, kicked me, sundowning, paranoid, blew up, lost the plot, mood "
        "swing, bit another, bit carer, raging at, went for other, threw his dinner, with stick, called me every "
        "name, every name under sun, effed and, eff and, effing and, strop, stropped, mard on, paddy, gobbed at, "
        "lamped, clouted, clocked me, belted me, whacked, walloped, swung for, swing for, took swing, took a swing "
        "at, lunged, pushed me, nipped me, tried to hit, trying to hit, tried to bite, tried to punch, bite me, "
        "bites me, hits me, slap me, wont let me near, get out get out, weepy, inconsolable, asking for mum, wants "
        "to go home, wanting to go home, accusing, accused me, accuses, hallucinat, seeing things, got in state, in "
        "a right state, worked up, het up, riled, lost rag, lost it with, flew off handle, went off on one, off on "
        "one, blew top, hit roof, kicked right off, throwing things, chucked dinner, chucked plate, chucked cup, "
        "chucked tea, lobbed remote, banged on door, banging on door, rattling door, trying doors, trying door, "
        "exposing, took clothes off, taking clothes off, going into others rooms, into other rooms, tells me to f, "
        "foul mouth, foul language, cursing, cussing, raised fist, fists, clenched, nasty words, abusive, "
        "screeching, wailing, bawling, howling, sobs, low mood, beside herself, beside himself, distraught, "
        "scratching me, scratch me, grabbing, grabs, grabbed carer, spits at, wouldnt let me touch, fighting me, "
        "fought me, resisting care, hit the wall, punched wall, kicked door, kicked table, smashed cup, smashed "
        "plate, thumped lady, thumped man, hit other, hit lady, hit a resident, slapped another, hit another "
        "resident, pushed lady, shoved another, what set off, set off by, calmed down after, went for kel, went for "
        "lady, flapping and shouting, lashed out, going for people, going for me, turned on me, got in my face, in "
        "my face, gets nasty, got nasty, turned nasty, bite arm, bit arm, bite hand, bit hand, bite finger, bit "
        "finger, bit carer arm, gobbed at me, gobbed on me, gobbed in my, hitting staff, hitting carers, threw cup, "
        "threw drink, threw plate, threw tea, threw remote, threw walking stick, swiped at, tried to thump, tried "
        "to kick, kicked out, lashing out at, spat in, spat on, nasty temper, bad temper, angry outburst, in foul "
        "mood, foul mood, bad mood, crying for mum, crying all, wont stop crying, wouldnt stop crying, couldnt "
        "calm, cant calm, wont calm, took ages to calm, hard to calm, threatened to hit, threatened staff, "
        "stamping, slammed door, slamming doors, barricaded, tore up, ripped curtain, pulled fire, stripped off, "
        "taken all clothes, naked in corridor, weed in plant pot, smeared, sexual comments, groped carer, grabbed "
        "my bum, grabbed my boob, racist to, calling me names, called me a, calling me, name calling, abused me, "
        "abuse to staff, screamed at me, screamed house, shouted at me, shouted at staff, shouting at staff, "
        "shouting at other, rowing with another, two residents fighting, residents fighting, fighting, punch up, "
        "squaring up, arguing with another resident, self harming, cut himself on purpose, cut herself on purpose, "
        "suicidal, wants to end it, wishes he was dead, wishes she was dead",
        perhaps="mood, upset, crying, cried, tears, banging, kick, kicks, shouting, scream, screamed, threw, "
        "throwing, distress, angry, anxious, restraint, challenging, trigger, fist, followed me, violent, "
        "stripping, rocking, scared, repeating, swore, over and over, in state, violence, very low, very "
        "loud, biting",
        weight=1.1,
    ),
    topic(
        "safeguarding",
        "yank, yanked, taken advantage, took advantage, pinching from, locked in, coerced, rude to, ripping off, "
        "conned, scam, scammed, unkind, smacked, slapped, slap, harming, draining account, bank account, cuckoo, "
        "pocketing, treated badly, being mean, mean to, fishy, not fed, starved, kissed, swore at resident, "
        "swearing at resident, shouting at her, shouted at her, cruelty, whistle blow, whistle blowing, worried "
        "about how, bad practice, poor care, not being looked after, told me carer, safeguarding, safeguard, abuse, "
        "abused, neglect, disclosure, disclosed, shouts at her, shouts at resident, inappropriate, taking her "
        "money, stealing, stole, whistleblow, exploit, exploited, groomed, grooming, scared of, frightened of, "
        "afraid of, carer hit, carer hitting, staff hit, carer slapped, carer shouting, staff shouting, staff "
        "shouted, carer shouted, harm by, harmed by, at risk of harm, self neglect, threatened, threatening, bully, "
        "bullied, bullying, mistreat, ill treat, assault, sexual, at risk from, using her card, not right with, "
        "manhandled, left in wet, concern form, mash, left in dirty, nasty to, in wet pad for hours, left in pad, "
        "being nasty, deliberate, deliberately, disrespectful, humiliated, laughing at, mocked, i dont like it, "
        "carer left, staff left, worry about him, unexplained injury, makes him sign, sign cheques, verbal abuse of "
        "resident, threaten resident, shove in, pulled arm, pulled by arm, left lying in, left him lying, told "
        "tough, not to tell, dont tell anyone, keep secret, keep it quiet, swore me to secrecy, does to him, doing "
        "to him, frit, terrified, petrified, flinch, flinches, flinching, cower, cowering, wont be alone with, "
        "making write cheques, makes write cheques, write cheques, sign over, changed will, new will, pressuring, "
        "locked in bedroom, locked in room, locked bedroom, no food in, empty fridge, nothing in fridge, left alone "
        "all day, hit by staff, slaps, slapping, shook her by, pushed onto, pushed into, withheld, not allowed out, "
        "wont let her out, wont let her eat, tied up, strapped in, cant explain, seen carer, saw carer, saw staff, "
        "seen a nurse, carer being, staff being, money keeps going, money going missing, filming residents, taking "
        "photos of, got into bed with, groped, on to me about son, taking pension, takes pension, takes her money, "
        "spends her money, has her card, got her pin, knows her pin, helping himself to, helping herself to, lives "
        "off, underfed, unwashed, filthy house, living in filth, same clothes for days, no clean clothes, squalor, "
        "left in poo, left in wee, left in own, left sat in, sat in own, sat in wee, soaking since, buzzer out of "
        "reach, bell out of reach, took buzzer off, unplugged buzzer, call bell taken, told to shut up, calls her "
        "names, called her names, makes fun, took mick, taking mick, threatens, threatens to, wont leave her alone "
        "with, hurts me, he hurts, she hurts, hurts when, night man, night fella, comes in at night and, afraid to "
        "go home, scared to go home, doesnt want to go home, bruises she wont explain, bruises he wont explain, "
        "wont say how, wouldnt say how, slap marks, finger bruises, grip marks, pulled her hair, called her stupid, "
        "stupid cow, silly cow, daft cow, called her fat, to her face, in her face, hand under, hand up, hand down "
        "her, put hand under, put his hand, under nightie, up her skirt, private parts, privates, bottom pinched, "
        "interfered with, messing with her, rude names, swore at her, snapped at her, told off, talks down to, "
        "talks to her like, speaks to her like, treats like, touched breast, grabbed breast, saw him hit, saw him "
        "slap, shouted in her face, grabbed by wrist, grabbed by the arm, frogmarched, pulled out of bed, yanked "
        "out, fed too fast, forced food, force fed, force feeding, shoved food, ignoring buzzer, ignored bell, "
        "ignoring bell, left on toilet for, left on commode for, left all night, left for hours, hours in wet, "
        "soaked for hours, no wash for days, not been washed, not changed all, asleep on duty, sleeping on duty, "
        "drunk on duty, on her phone while, twisted arm, arm up back, says someone comes in, someone comes in at "
        "night, comes in her room, son takes, daughter takes, nephew takes, son controls, husband hits, wife hits, "
        "husband shouts, wife shouts, husband wont let, son wont let, daughter wont let, asked me to keep secret, "
        "told me in confidence, black eye from, money vanished from account, emptied account, emptied savings, took "
        "her savings, keeps her locked, worried shes being, worried hes being, think shes being, think hes being, "
        "dont feel right how, isnt right how, not right how, agency was rough, the way he talks to, the way she "
        "talks to, the way they treat",
        perhaps="nicked, nicking, rough, roughly, touched, ignored, forced, afraid, frightened, scared, suspicious, "
        "left without, hit by, on purpose, handled, hurting, being hurt, shoved, cruel, kiss, domestic, "
        "emptying, dragged, whispered, controlling, controls, one of ours, one of our, put down, threat to, "
        "did to him, hurts, tied to",
        weight=1.2,
    ),
    topic(
        "missing_person",
        "legged, done a bunk, scarpered, walkabout, walkies, couldnt find, could not find, slipped past, found in "
        "town, out fire exit, fire exit, out back door, went awol, nowhere in building, lost track of, never came "
        "back, never came home, off on own, went off alone, went out alone, out alone, wondered off, wonder off, "
        "wondering off, went for a wander, took himself off, took herself off, headcount, wandered down, found down "
        "road, police found, gone from room, bed empty, room empty, empty bed, empty room, left without telling, "
        "left site, went out on own, missing person, missing resident, missing service user, gone missing, went "
        "missing, goes missing, resident missing, awol, abscond, walked out, left building, gone out without, went "
        "out without, found outside, found by bus, found in street, found wandering, out front door, out of front "
        "door, out the gate, out of gate, not come back, didnt come back, didnt return, hasnt come back, do not "
        "know where he is, dont know where he is, dont know where she is, unaccounted, herbert protocol, "
        "disappeared, snuck out, sneaked out, slipped out, let himself out, let herself out, not in building, "
        "eloped, did a runner, not in room, nowhere to be found, slipped out behind, found at corner shop, found "
        "him at, couldnt be found, slipped away from, slipped off from, gave us slip, gave me slip, given us slip, "
        "given the slip, nowhere to be seen, search everywhere, searched everywhere, searched high, looked high, "
        "looked everywhere, looking everywhere, not in any room, wandered out, wandered from, found in car park, "
        "found in road, found on street, found outside shop, through fire door, over fence, over the wall, climbed "
        "out, climbed fence, went out gate, set off on own, set off down, should be back by, not back yet, still "
        "not back, not back from, police brought back, brought back by police, brought back by neighbour, neighbour "
        "brought, not answering door, didnt answer door, coats gone, coat gone, coat and shoes gone, bed not slept "
        "in, not slept in bed, halfway down road, half way down, up street, at bus stop, on bus on own, on main "
        "road, front door open, front door wide open, door wide open, left without anyone, nobody knows where, no "
        "one knows where, where hes gone, where shes gone, walked off, wandered away, gone walkabout, gone walkies, "
        "ran off, vanished from, missing from room, missing from building, lost resident, wasnt in bed when, not in "
        "bed, wasnt in room, isnt in room, police fetched, fetched back, brought back from, police rang, brought "
        "home by police, got lost, lost in town, found at co op, from co op, lost for 20, lost for 10, lost for, "
        "gone off on own, out of building, out building, left on his own, left on her own without, cant find "
        "resident, cant find mrs, cant find mr, not on unit, not in the home, not at home when, not in when i "
        "called, not in house, house empty, out looking, went looking for, police are looking, police helicopter, "
        "rang police as, reported missing, past bedtime and not back, not come home, hasnt come home, didnt come "
        "home, due back, should be back, never came in, late back",
        perhaps="bunk, got out, search, searched, escaped, bolted, took off, run off, head count, wandered, "
        "wandering, wander off, not returned, down road, up the road, found at shop, where he is, where she "
        "is, dont know where, lost her at, no sign of, down street",
        weight=1.2,
    ),
    topic(
        "anywhere",
        "anywhere, nowhere, everywhere",
        weight=0.0,
    ),
    aspect(
        "missing",
        "missing, lost, cant find, cannot find, vanished, mislaid, misplaced, disappear",
        weight=0.7,
    ),
    topic(
        "alert",
        "neck button, button round neck, round neck, pressed button, buzzed, ringing bell, mat went off, door "
        "alarm, bed alarm, chair alarm, sensors, bleeping, motion detector, movement detector, fall detector, pull "
        "the cord, callbell, bed exit, emergency button, panic button, wristband, false alarm, set off, door "
        "buzzer, call bell, nurse call, sensor, sensor mat, falls mat, crash mat, pendant, buzzer, door contact, "
        "door sensor, bed sensor, bed mat, floor mat, chair sensor, acoustic, lifeline, careline, telecare, motion "
        "sensor, pressure mat, call button, emergency cord, red cord, wrist alarm, epilepsy alarm, movement sensor, "
        "room light came, door thing, necklace button, button on necklace, pressed for help, pressed necklace, "
        "pressed pendant, kept pressing, keeps pressing, pressing bell, pulled cord, pulled red cord, pulled "
        "string, pull string, buzzing, buzzes, on buzzer, buzzer going, rings bell, rang bell, bell going, bell "
        "ringing, mat bleep, mat went, mat beep, mat didnt, never went through, didnt come through, never came "
        "through, no one answered bell, nobody answered bell, tripped sensor, sensor tripped, base unit, red "
        "button, wrist thing, falls alarm, fall alarm, movement alarm, door chime, chime, exit alarm, seat alarm, "
        "went off at, going off all night, going off every, keeps going off, sets off, light above door, light over "
        "door, bell light, corridor light, panel lit, flashing on board, came up on screen room, pager went, "
        "handset bleeped, smart watch, call point, pull cord in, pressure thing by bed went, thing by bed went, bed "
        "thing, mat thing, floor thing, pad went off, chair pad, chair pad alarm, thing by bed, bedside mat, bed "
        "pad alarm, pad alarm, pressed by mistake, leaned on buzzer, buzzed by, buzzed for, rang for, bell didnt "
        "work, buzzer didnt, buzzer not, pendant didnt, pendant not, pendant wont, sensor didnt, sensor not, sensor "
        "wont, sensor keeps, mat not, mat wasnt, mat keeps, alarm didnt, alarm not, alarm wont, alarm keeps, alarm "
        "on door, alarm on bed, alarm on chair, door alert, movement alert, alert on, alert from, alert for, camera "
        "alert, falls pendant, epilepsy mat, alarm sounded, alarm sounding, alarm ringing, alarm in room, kept "
        "ringing, keeps ringing, kept buzzing, keeps buzzing, kept going off",
        perhaps="went off, bell, bells, tracker, gps, watch alarm, bleep, light came on, pager, on panel, beeping, "
        "beeped, bleeped, alert, alarm, alarms",
    ),
)
