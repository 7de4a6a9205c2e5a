"""Capitalised words after "for" or "with" that are not a person: medicines, days, systems, everyday words."""

NOT_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter eid diwali ramadan adcal alendronic amlodipine
    amoxicillin apixaban aspirin atorvastatin baclofen bisoprolol buprenorphine butrans calogen carbamazepine
    carbocisteine clexane clonazepam clopidogrel co codeine cosmocol creon cyclizine dalteparin denosumab
    diazepam digoxin donepezil doxycycline edoxaban ensure epilim fentanyl flucloxacillin fluoxetine fortisip
    fostair furosemide gabapentin gaviscon gliclazide glucagon haloperidol humalog humulin hyoscine ibuprofen
    insulin keppra lactulose lansoprazole lantus laxido levemir levetiracetam levothyroxine lithium loperamide
    loratadine lorazepam macrogol madopar memantine metformin methotrexate midazolam mirtazapine morphine
    movicol naproxen nitrofurantoin novorapid olanzapine omeprazole oramorph oxycodone oxynorm paracetamol
    penicillin phenytoin prednisolone pregabalin quetiapine ramipril risperidone rivaroxaban salbutamol senna
    sertraline simvastatin sinemet sodium spironolactone tamsulosin thick thicken thiamine tramadol trimethoprim
    ventolin warfarin zopiclone android apple app care carers chrome covid datix ecm emar english excel google
    gp ipad iphone mar mars medication meds microsoft nhs nights nourish office outlook parkinsons pharmacy
    safari safeguarding samsung sharepoint slack social staff system teams welsh wifi windows word word's day
    days late lates early earlies all some any the this that these those it he she they them we you i my our
    your his her their what when where which who why how and but not no yes please thanks flat room unit floor
    house home lodge ward wing a an is are was were has have hospital doctor nurse manager senior deputy council
    police ambulance paramedics fire both each every today tomorrow yesterday now someone everyone anyone nobody
    new old paper tablet mr mrs miss ms mx dr sir dame
    """.split()  # noqa: SIM905 - words read better as words
)
