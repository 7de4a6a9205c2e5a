"""The many ways in which staff of the care floor name one thing, for finding a recording rule.

A topic is a thing that is recorded, or a thing that happens to it ("refused", "broken"). The tables are about
care, never about one provider's rules: a rule and a question meet where both speak of the same topics.
Written from the everyday talk of care homes, home care and nursing; no provider has read them yet.
"""

from dataclasses import dataclass

from core.understanding.care_day import DAY
from core.understanding.care_happened import HAPPENED
from core.understanding.care_medicines import MEDICINES
from core.understanding.care_outside import OUTSIDE
from core.understanding.care_papers import PAPERS_AND_PEOPLE
from core.understanding.care_topics import Topic

TOPICS: tuple[Topic, ...] = (*HAPPENED, *MEDICINES, *DAY, *PAPERS_AND_PEOPLE, *OUTSIDE)
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
    _together("bm bowels", "bowels", "bm"),
    _together("bm pad", "bowels", "bm"),
    _together("bm", "obs", "bm"),
    _together("must weight", "weight", "must"),
    _together("must assessment", "weight", "must"),
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
able absent accent across activate actual ahead albert alone along already although always among arent around attach
away bail ball bank banner base basic batch batter battle beat became become believe bell belly below belt beside best
better between bigger bill birth bitter bless blessing blue board body boil boiled border bother bothered bottle
bottom bought bowl bowls brain branch breach bread break brian bright bring brown build built bundle busy butter buy
cable call candle care careful carter case catch cattle caught cause centre chain chair chance chat choir christen
chuckle clash clean clear click clipboard close cloud cold collection colour come common confidence confident connect
connection contingency contract controller conversion cook cooper corner correct cost count counter courier course
cover crate create creative critical cross current dark dead deal dear deep desk different dinning door dorothy double
draft drain drank draw dream drive drop drunk dry easy edge edith eight empty enough entire even ever exact exist exit
expect extra eye fable face fact fail failure fair fall family far fast feel feet fell felt female field fight file
fill fine finger fire fish fit flash flooded floor floppy fly folder folk foot force forget form forward found free
fresh friend full fun game garden general generate generator girl glad glass gold graham grain grant grass gray great
green greet grey grid group grow grown hair hall hallway hand handle hang happy hard hat head heal health hear heard
heart heat heavy heel held hell hilda hold hole hope horse hot huge hurt idea inside inspector interface iron join
jump kettle key kid kind king kiss kitchen knee knew ladder lady land large lasted later latest latte laugh lead leaky
learn least leave leg less lesson letter level lie life lift light linda line list listed listen litter little live
load local location lock lodger lotto loud lounge low lunch lying manner manual manually march marek mary mass mast
master matter mean medal meet mental mention mess metal middle migration mile milk mind minor mist mister mixer moan
model module moist moment monkey month moon moss mother motor mount mouth move muddle must name near neck never nice
nobody noise none norma normally nose nothing often older online open operation operational order outside pager paid
pail pain paint pair panic pants past pasted patel path pavement percy perfect persona phone pick picture piece pink
place plain plan planner plant plate play plenty point police poor poorly pop post posted poster pot potter pour
powder power precious pretty price print projector proper properly public puddle pull push quality quickly quiet quite
race rain raise reach read ready real reason reception red rely removed rescue reset rest rested rich ride ring rise
road rock role roof rope round rule run saddle safe salt sample sand save scanner school scoop scott scroll sea seal
seat seem seen self sell send sense sent separate september set setting settings several shake shape share sharp shirt
shock shoe shop shot shrink shut sick sight simple sing sink sir sister sit sitting size sky sleepy slow slower sluice
smart smell smile smoke smoother soap sock soft son soon sound space spanner speak speed spell spelt spent spoke spot
spring stable stage stain stairs stand star state station stay steel step stick stink stood stop store storm story
straight strain streak street string strong such summary sun super supplier surely sweet switched table talk tall
tamper taste tasted teach tear tell temple term test tested tester thank thick thin thing think third thirty though
thought throat thrown thumb ticket tidy tie tight till timer tired title toaster toe together tone tongue tooth top
torch torso total touch towel town tracey track trail train trance translation tree trial trip trouble truck true
trunk trust try tumble under unless unwell usual van view visit voice waist wait waiter waiting walk walker wall
walter warm warn waste wasted watch water wave weak wear weather went wet wheel whether white whole wide widow wild
win wind window wine winter wish without wonder wood word world worry worse worst worth wrap wright yard yellow young
"""
ORDINARY = frozenset(_ORDINARY.split())
"""Words of every day that are never taken for a misspelt word of care."""
