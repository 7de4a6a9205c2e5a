"""What no care record holds, such as parking, and care that must not be taken for something near it."""

from core.understanding.care_topics import Topic, outside

OUTSIDE: tuple[Topic, ...] = (
    *outside(
        "fire register, fire officer, fire bell, bell test, weekly bell, weekly test, staff flu, staff jab, staff "
        "jabs, staff flu jabs, staff vaccination, kitchen delivery, kitchen deliveries, meds fridge, medicine "
        "fridge, umbrella, wheres menu, lost property staff, hurt my back, pregnant, food probe, hot food, "
        "password, deep clean, blue light card, sharps, sharps bin, oxygen cylinder, calibration, library book, "
        "revalidation, student, student nurse, garden gate, garden fence, mop head, hedge, lanyard, lunch break, "
        "sunday off, day off, days off, time off, childcare, bonus, tips, leaving do, leaving card, birthday card, "
        "nurse pin, dress code, smoking area, smoke break, broadband, council tax, tenancy, housing benefit, "
        "benefits, universal credit, meeting room, agenda, minutes of, blinds, door handle, door lock, toilet "
        "blocked, blocked, toilet roll, batteries, socket, fuse, paint pots, wallpaper, hot water, draught, chef, "
        "kitchen temps, kitchen temperature, crockery, cutlery, tea towel, groceries, tv guide, sky tv, netflix, "
        "van, mot, tyre pressure, sat nav, bike, stamps, hoover bag, coshh, chemicals, waste, clinical waste, "
        "yellow bag, agency hours, newsletter, website, facebook, photographer, work experience, apprentice, "
        "voucher, lateral flow, vegetables, tuck shop, stock of gloves, pads order, pad delivery, pad order, "
        "incontinence order, wheelchair service, key worker, keyworker, named nurse, contact details, phone number, "
        "payslip, payroll, wage, wages, pay, overtime, holiday, holiday request, annual leave, leave request, rota, "
        "shift swap, swap shift, timesheet, off sick, sick note, sickness, mileage, expenses, dbs, reference, "
        "references, supervision, appraisal, induction, new starter, training, certificate, nvq, staff meeting, "
        "probation, break time, tea break, breaks, contract, staff file, p45, maternity, clock in, agency invoice, "
        "invoice, union, tax, staff test, volunteer, interview, staff my hours, job, bank holiday, staff allergy, "
        "disciplinary, handed in notice, pay rise, toil, e learning, elearning, fit note, doctors note, payday, pin "
        "badge, recruitment, lateness, late for work, staff injury, competency, staff appraisal, park, parking, "
        "permit, uniform, tunic, name badge, badge, locker, washing machine, dryer, bird feeder, fish tank, house "
        "cat, home cat, vet, vets, pet, hamster, budgie, tv licence, light bulb, bulb, boiler, roof, microwave, "
        "dishwasher, bin, bins, recycling, fire drill, fire alarm test, fire door, extinguisher, fire panel, "
        "legionella, flushing, water temp, water temperature, water temperatures, bath temp, bath temps, bath "
        "temperature, fridge, freezer, fridge temp, fridge temperature, cleaning, cleaning schedule, pat test, pat "
        "testing, minibus, petrol, fuel, milk order, food order, kitchen order, menu, menu choice, newspaper, post "
        "for, parcel, hairdresser, decorations, contractor, maintenance, plumber, electrician, gardener, garden "
        "shed, stationery, ink, printer, photocopier, staff room, wi fi code, wifi code, door code, keypad, key "
        "safe, gloves, aprons, ppe, first aid box, raffle, fete, insurance, cqc, inspection, audit, policy, "
        "policies, fundraising, lottery, sweepstake, television, room temperature, room temperatures, vacuum, "
        "spillage, pest, mice, ants, wasps, carpet cleaning, cooker, food hygiene, probe, allergen, shopping order, "
        "linen, towels, bed linen, ironing, smoke detector, coffee machine, vending, electric meter, cctv, spare "
        "key, spare keys, toner, paper towels, hand gel, garden furniture, gritting, radiator, log in, login, "
        "username, wi fi, wifi, ipad, charger, internet, screen frozen, pin code, died, death, passed away, "
        "undertaker, funeral, deceased, coroner, last offices, last rites, mouth care, oral care, teeth clean, "
        "toothbrush, brush teeth, nail care, catheter change, outbreak, covid outbreak, covid test, covid case, "
        "norovirus, isolation, tracheostomy, ventilator, admission, new admission, hospital transfer, transferred "
        "to hospital, respite, pre admission, sun cream, vape, vaping, religion, voting, vote, pregnancy, periods, "
        "photo consent form staff, donation, funding, direct payment, infection control, hand hygiene, swabs",
    ),
    # Staff.
    *outside(
        "cant come in, cant come to work, cant make it in, coming in tomorrow, ringing in sick, call in sick, "
        "calling in sick, phone in sick, ring in sick, throwing up all night, off work, weeks gone, my own hand, me "
        "own hand, me back, me leg, me knee, me hand, me shoulder, burnt myself, cut myself, hurt myself, scalded "
        "myself, hurt meself, cut meself, burnt meself, pulled muscle, not a resident, staff accident, colleague "
        "hurt, needle stick, needlestick, sharps injury, walking to car, lone worker, feel safe walking, swap "
        "shifts, swap shift with, hours wrong, wages short, p60, barney, staff row, falling out, fallen out with, "
        "fell out with, fell out, row with, arguing, argument, placement book, mentor, apprenticeship, bullying at "
        "work, being bullied, manager is bullying, resign, resigning, notice in, leaving job, uniforms, shoes for "
        "work, double time, pay slip, unpaid, payrise, extra shift, pick up shift, cover for, short staffed, short "
        "staff, staffing, no staff, understaffed, staffing levels, on call rota, clocking in, fob, hand in notice, "
        "whatsapp group, car broke down, car wont start, flat tyre, stuck in traffic, bus late, running late, backs "
        "gone, back gone, back has gone, shifting furniture, moving furniture, put back out, own finger, jabbed own "
        "finger, jabbed my own, used needle, needle, needles, following me round, shadowing, shadow shift, agency "
        "never showed, never showed, didnt show, didnt turn up for shift, just me on, just me and, only me on, "
        "twenty of them, late to second, late to first, late to my, roadworks, ring road, traffic, min late, mins "
        "late, running behind, call ran over, who ticks her off, new girl is following, in own car, own car, claim, "
        "claiming, training course, on a course",
    ),
    # The building and the kitchen.
    *outside(
        "bath was 39, bath water, bath thermometer, shower head, shower heads, run the taps, hot tap, lecky, "
        "electric, electrics, electricity, power cut, power off, power went, pitch black, generator, light fitting, "
        "corridor lights, burst pipe, leak in, ceiling leak, damp patch, mould, drains, smell of gas, blocked "
        "drain, toilet overflowed, lino lifting, carpet lifted, lightbulb, doorbell, intercom, front door lock, "
        "fire exit blocked, assembly point, evacuated, evacuation drill, evac drill, fire marshal, fire warden, "
        "smoke alarm, emergency lights, emergency lighting, kitchen fridge, fridge said, fridge reads, chicken "
        "probed, probed at, core temp, delivery of food, food delivery, fridge door, meat delivery, kitchen like, "
        "dishcloth, red mop, mop bucket, colour coded, deep cleaned, deep cleaning, wipes, cupboard stock, no "
        "gloves, large gloves, hand sanitiser, sanitiser, toilet rolls, bin bags, rats, rat, mouse droppings, bed "
        "bugs, fleas, pigeon, cockroach, bins not, waste bags, clinical waste bags, washer, tumble dryer, tumble "
        "drier, laundry bags, iron burnt, sheets short, towels short, bedding short, gas man, boiler man, repair "
        "man, builder, painter, decorator, window cleaner, milkman, garden bench, greenhouse, bird table, car "
        "insurance, key lost, lost keys, lost key, master key, in practice, fire practise, delivery of pads, "
        "delivery of incontinence, incontinence stuff, deliveries of pads, deliveries of veg, pads delivery, "
        "delivery never, delivery never turned up",
    ),
    # Machines of the office.
    *outside(
        "router, no signal, signal, sim card, app crashed, wont load, frozen, locked out, new phone, work phone, "
        "work mobile, cracked screen, lost phone, laminator, usb, email account, two factor, left my list, list of "
        "clients, left rota, left folder on, data breach, wrong email, emailed wrong, gdpr, subject access, freedom "
        "of information, copies of everything, wants copies, copy of his file, records request, we hold on him, we "
        "hold about",
    ),
    # Death.
    *outside(
        "slipped away at, slipped away, slipped away in, passed in night, passed peacefully, passed this morning, "
        "chapel of rest, chapel rest, funeral director, funeral men, undertakers, co op funeral, took body, verify "
        "death, verified death, verification of death, death certificate, gone to heaven, lost her last night, died "
        "in night, took last breath, last breath, dead in bed, found dead, laid out, laying out, kin after death, "
        "wake for, memorial",
    ),
    # Who comes and goes, infection.
    *outside(
        "moving in with us, might be moving in, moving in, moved in today, new lady coming, show round, showing "
        "round, look round, looking round, viewing, prospective, enquiry, waiting list, vacancy, empty room to let, "
        "pre assessment, preassessment, assess at hospital, went up ward, on the ward to see, first visit package, "
        "start of package, package of care, funding panel, who pays, top up fee, fees, chc, continuing healthcare, "
        "two lines, covid stick, covid positive, tested positive, stay in room, stop in room, flu going round, "
        "sickness bug, d and v, d v, bug going round, vomiting bug, scabies, head lice, shingles outbreak, "
        "isolating, isolate, barrier nursing, deep clean after, discharge letter, going home for good, moved out, "
        "moving out, hospital bag, hospital pack, transfer letter, cremation, journalist, reporter, film crew, tik "
        "tok, tiktok, social media, snapchat, instagram",
    ),
    # Scenery: it may stand around what is asked, and counts less against a rule.
    *outside(
        "lamp, soap, window, curtains, wardrobe, kettle, bus, taxi, car, dog, fence, gate, bleach, sofa, christmas, "
        "party, heating, school, mop, laundry, car park, new resident, new client, new service user, tap, rabbit, "
        "swab, discharge, envelopes, mail, keys, rent, alcohol, cigarettes, gas, lawn, snow, door key",
        weight=0.4,
    ),
)
