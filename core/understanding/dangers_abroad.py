"""Danger words in the ten languages of `core.tongues`: a readable table that may only raise an urgency.

Twelve dangers, each said in ten languages. `dangers.py` makes a rule of each line. The words are matched in
plain text (small letters, no apostrophes), with and without accents, and for Malayalam, Hindi, Punjabi and
Nepali in their own script and in Latin letters as people type on a phone.

Where the lines come from: the dangers are those of the English table; the words are everyday ones. No native
speaker has checked them and no provider has approved them: each line says so. They must not fire on English.
"""

from dataclasses import dataclass

from core.labels import CareRisk, Danger, Urgency

NOT_APPROVED = "not yet approved by the provider"
NOT_CHECKED = "not yet checked by a native speaker"


@dataclass(frozen=True, kw_only=True)
class Peril:
    """One danger, in English: what it means, the least urgency of who writes it, and the advice that goes first."""

    name: str
    means: str
    floor: Urgency
    risks: tuple[CareRisk, ...]
    danger: Danger


@dataclass(frozen=True, kw_only=True)
class Said:
    """How a danger is said in one language.

    `words` are regular expressions, one of which is enough; `unless` calls it off (training, a negation,
    long ago). `example` must be seen, `near_miss` must not.
    """

    language: str
    words: tuple[str, ...]
    example: str
    near_miss: str
    unless: str = r"(?!)"
    approved_by: str = NOT_APPROVED
    checked_by: str = NOT_CHECKED


_BODY = (CareRisk.CLINICAL_DETERIORATION,)

FALLEN = Peril(
    name="fallen",
    means="fallen, on the floor",
    floor=Urgency.HIGH,
    risks=(CareRisk.FALL_INJURY,),
    danger=Danger.MEDICAL,
)
NOT_BREATHING = Peril(
    name="not_breathing", means="not breathing, choking", floor=Urgency.CRITICAL, risks=_BODY, danger=Danger.MEDICAL
)
UNCONSCIOUS = Peril(
    name="unconscious", means="passed out, not waking", floor=Urgency.CRITICAL, risks=_BODY, danger=Danger.MEDICAL
)
BLEEDING = Peril(name="bleeding", means="bleeding", floor=Urgency.CRITICAL, risks=_BODY, danger=Danger.MEDICAL)
ATTACK = Peril(
    name="attack", means="chest pain, stroke, a fit", floor=Urgency.CRITICAL, risks=_BODY, danger=Danger.MEDICAL
)
HIT = Peril(
    name="hit",
    means="hit or hurt by somebody",
    floor=Urgency.HIGH,
    risks=(CareRisk.SAFEGUARDING,),
    danger=Danger.SAFEGUARDING,
)
MISSING = Peril(
    name="missing",
    means="a person is missing",
    floor=Urgency.CRITICAL,
    risks=(CareRisk.MISSING_PERSON,),
    danger=Danger.MEDICAL,
)
WRONG_MEDICINE = Peril(
    name="wrong_medicine",
    means="wrong medicine, given twice, too much given",
    floor=Urgency.CRITICAL,
    risks=(CareRisk.MEDICATION,),
    danger=Danger.MEDICAL,
)
NOT_GIVEN = Peril(
    name="not_given",
    means="a medicine was not given",
    floor=Urgency.HIGH,
    risks=(CareRisk.MEDICATION,),
    danger=Danger.NONE,
)
FIRE = Peril(name="fire", means="fire or smoke", floor=Urgency.CRITICAL, risks=(), danger=Danger.MEDICAL)
ALLERGY = Peril(
    name="allergy",
    means="allergy, swollen face",
    floor=Urgency.CRITICAL,
    risks=(CareRisk.ALLERGY,),
    danger=Danger.MEDICAL,
)
HELP = Peril(name="help", means="help", floor=Urgency.CRITICAL, risks=(), danger=Danger.MEDICAL)

# Training and drills call a danger off; "yesterday" only a fall, as other things may have gone on since.
_PL_UNREAL = r"szkoleni\w+|ćwicze\w+|cwicze\w+|próbn\w+|probn\w+|kurs\w*"
_RO_UNREAL = r"instruire\w*|training\w*|curs\w*|exercițiu\w*|exercitiu\w*|simulare"
_PT_UNREAL = r"formação|formacao|treino|simulacro|curso"
_TL_UNREAL = r"training|drill|seminar"
_HI_UNREAL = r"training|drill|ट्रेनिंग|ड्रिल"
_PA_UNREAL = r"training|drill|ਟ੍ਰੇਨਿੰਗ|ਡਰਿੱਲ"
_NE_UNREAL = r"training|talim|drill|तालिम|ड्रिल"
_ML_UNREAL = r"training|drill|ട്രെയിനിംഗ്|ഡ്രിൽ"
_YO_UNREAL = r"training|drill|ìdánilẹ́kọ̀ọ́"
_SN_UNREAL = r"training|drill|kudzidziswa|dzidziso"
_AGO = (
    r"wczoraj|w zeszłym|w zeszlym|ieri|săptămâna trecută|ontem|semana passada|kahapon|noong|kal|"
    r"pichle|कल|पिछले|ਕੱਲ੍ਹ|ਪਿਛਲੇ|"
    r"hijo|हिजो|innale|ഇന്നലെ|àná|nezuro"
)

PERILS: tuple[tuple[Peril, tuple[Said, ...]], ...] = (
    (
        FALLEN,
        (
            Said(
                language="pl",
                words=(
                    r"upad[łl]\w*",
                    r"przewróci[łl]\w* się",
                    r"przewroci[łl]\w* sie",
                    r"leży na podłodze",
                    r"lezy na podlodze",
                ),
                unless=rf"{_PL_UNREAL}|{_AGO}|nie upad\w+|tablet upad\w+|telefon upad\w+",
                example="pani upadła w łazience",
                near_miss="szkolenie o tym, co robić, gdy ktoś upadł",
            ),
            Said(
                language="ro",
                words=(
                    r"a c[ăa]zut(?! (?:netul|internetul|sistemul|wifi))",
                    r"e(?:ste)? pe jos",
                    r"c[ăa]zut[ăa]? pe podea",
                ),
                unless=rf"{_RO_UNREAL}|{_AGO}|nu a c[ăa]zut|tableta a c[ăa]zut|telefonul a c[ăa]zut|"
                r"sistemul a c[ăa]zut",
                example="doamna a căzut lângă pat",
                near_miss="curs despre ce facem când cineva a căzut",
            ),
            Said(
                language="pt",
                words=(r"caiu(?! (?:a rede|o sistema|a internet))", r"est[áa] no ch[ãa]o", r"ca[íi]d[oa] no ch[ãa]o"),
                unless=rf"{_PT_UNREAL}|{_AGO}|n[ãa]o caiu|o tablet caiu|o sistema caiu|a rede caiu|a internet caiu",
                example="a senhora caiu na casa de banho",
                near_miss="a senhora não caiu, está bem",
            ),
            Said(
                language="ml",
                words=(r"veenu", r"veenit\w+", r"nilathu kidakk\w+", r"വീണു\S*", r"നിലത്ത് കിടക്ക\S*"),
                unless=rf"{_ML_UNREAL}|{_AGO}|veenilla|tablet veenu|phone veenu|വീണില്ല",
                example="room 4 le ammachi veenu",
                near_miss="ammachi veenilla, sugamaanu",
            ),
            Said(
                language="hi",
                words=(
                    r"gir (?:gaya|gayi|gaye|gai|pad[ai])",
                    r"zameen pa[re] (?:pad[ai]|gir\w*)",
                    r"गिर (?:गया|गयी|गई|गए|पड़)\S*",
                ),
                unless=rf"{_HI_UNREAL}|{_AGO}|nahi(?:n)? gir\w+|tablet gir \w+|phone gir \w+|नहीं गिर\S*",
                example="mata ji bathroom mein gir gayi",
                near_miss="wo kal gir gaya tha, abhi theek hai",
            ),
            Said(
                language="pa",
                words=(r"digg? (?:gay[ai]|gya|gai|pay[ai])", r"ਡਿੱਗ (?:ਗਿਆ|ਗਈ|ਪਿਆ|ਪਈ|ਗਏ)\S*"),
                unless=rf"{_PA_UNREAL}|{_AGO}|nahin? digg?\w*|ਨਹੀਂ ਡਿੱਗ\S*",
                example="bibi ji kamre vich digg gaye ne, digg gayi",
                near_miss="ਬੀਬੀ ਜੀ ਨਹੀਂ ਡਿੱਗੇ, ਠੀਕ ਹਨ",
            ),
            Said(
                language="ne",
                words=(
                    r"lad(?:nu|e|yo|"
                    r"in)(?:bhayo)?",
                    r"bhui ma ladeko",
                    r"लड्नुभयो",
                    r"लडे\S*",
                    r"लडिन्",
                    r"भुइँमा",
                ),
                unless=rf"{_NE_UNREAL}|{_AGO}|ladena\w*|ladnu bhaena|लडेन\S*|लड्नुभएन",
                example="aama bathroom ma ladnubhayo",
                near_miss="आमा लड्नुभएन, ठीक हुनुहुन्छ",
            ),
            Said(
                language="tl",
                words=(r"nahulog", r"natumba", r"nadapa", r"nadulas", r"nakahiga sa sahig", r"nasa sahig"),
                unless=rf"{_TL_UNREAL}|{_AGO}|hindi (?:naman |po )?na(?:hulog|tumba|dapa|dulas)|"
                r"nahulog ang (?:tablet|phone)",
                example="natumba si lola sa banyo",
                near_miss="hindi naman natumba si lola, ayos siya",
            ),
            Said(
                language="yo",
                words=(r"ti ṣubú", r"ti subu", r"ṣubú lulẹ̀", r"subu lule", r"subu sile"),
                unless=rf"{_YO_UNREAL}|{_AGO}|kò ṣubú|ko subu",
                example="mama ti subu ninu yara",
                near_miss="training lori ohun ti a nse bi mama ti subu",
            ),
            Said(
                language="sn",
                words=(r"[wv]?adonha", r"[wv]?awa pasi", r"adonhera", r"ari pasi"),
                unless=rf"{_SN_UNREAL}|{_AGO}|haana kudonha|hapana adonha|haasi pasi",
                example="mbuya vadonha, mbuya wadonha mubathroom",
                near_miss="hapana adonha, vese vari bho",
            ),
        ),
    ),
    (
        NOT_BREATHING,
        (
            Said(
                language="pl",
                words=(
                    r"nie oddych\w+",
                    r"nie mo[żz]e oddycha[ćc]",
                    r"dusi si[ęe]",
                    r"d[łl]awi si[ęe]",
                    r"zakrztusi[łl]\w*",
                    r"zad[łl]awi[łl]\w*",
                ),
                unless=_PL_UNREAL,
                example="pan w dziewiątce dusi się chlebem",
                near_miss="szkolenie: co robić, gdy ktoś się dusi",
            ),
            Said(
                language="ro",
                words=(
                    r"nu (?:mai )?respir\w+",
                    r"nu poate respira",
                    r"se [îi]neac[ăa]",
                    r"s-a [îi]necat",
                    r"se sufoc[ăa]",
                ),
                unless=_RO_UNREAL,
                example="domnul se sufocă cu pâine",
                near_miss="curs: ce facem dacă cineva nu respiră",
            ),
            Said(
                language="pt",
                words=(r"n[ãa]o (?:est[áa] a )?respira\w*", r"n[ãa]o consegue respirar", r"engasg\w+", r"sufoca\w*"),
                unless=_PT_UNREAL,
                example="o senhor engasgou com o pão",
                near_miss="formação sobre engasgamento na terça",
            ),
            Said(
                language="ml",
                words=(
                    r"shwasi(?:kk|k)unnilla",
                    r"swasi(?:kk|k)unnilla",
                    r"sh?wasam (?:illa|muttu\w*|kittunnilla)",
                    r"ശ്വസിക്കുന്നില്ല\S*",
                    r"ശ്വാസം (?:മുട്ട|കിട്ടുന്നില്ല|ഇല്ല)\S*",
                ),
                unless=_ML_UNREAL,
                example="appachan swasikkunnilla, vegam varu",
                near_miss="shwasam illa enna training innale kazhinju",
            ),
            Said(
                language="hi",
                words=(
                    r"saa?n?s nahin?",
                    r"saa?n?s (?:ruk|band)\w*",
                    r"dam ghut\w*",
                    r"gale? me?i?n? (?:atak|phas|fas)\w*",
                    r"(?:साँस|सांस) (?:नहीं|रुक|बंद)\S*",
                    r"दम घुट\S*",
                    r"गले में (?:अटक|फंस|फँस)\S*",
                ),
                unless=_HI_UNREAL,
                example="baba ko saans nahi aa rahi",
                near_miss="saans nahi aane par kya kare, uski training kab hai",
            ),
            Said(
                language="pa",
                words=(
                    r"saa?h nahin?",
                    r"saa?h (?:ruk|band)\w*",
                    r"dam ghut\w*",
                    r"ਸਾਹ (?:ਨਹੀਂ|ਰੁਕ|ਬੰਦ)\S*",
                    r"ਦਮ ਘੁੱ?ਟ\S*",
                ),
                unless=_PA_UNREAL,
                example="babe nu saah nahi aa reha",
                near_miss="ਸਾਹ ਨਹੀਂ ਆਉਣ ਬਾਰੇ ਟ੍ਰੇਨਿੰਗ ਕਦੋਂ ਹੈ",
            ),
            Said(
                language="ne",
                words=(
                    r"sas (?:ferna|pherna) sak\w*",
                    r"saa?s (?:ferna|pherna|rok|bandha?|aako chhaina)\w*",
                    r"saa?s chh?aina",
                    r"सास (?:फेर|रोक|बन्द|छैन)\S*",
                    r"निसास्सि\S*",
                ),
                unless=_NE_UNREAL,
                example="बुबाले सास फेर्न सक्नुभएको छैन",
                near_miss="saas ferna garo huda ke garne bhanne talim kahile ho",
            ),
            Said(
                language="tl",
                words=(
                    r"hindi (?:na |po |na po |siya |na siya )?humihinga",
                    r"hindi (?:siya )?makahinga",
                    r"nabubulunan",
                    r"nabulunan",
                    r"nasasamid",
                    r"nasamid",
                ),
                unless=_TL_UNREAL,
                example="nabulunan si lolo sa tinapay",
                near_miss="training kung ano gagawin pag nabulunan",
            ),
            Said(
                language="yo",
                words=(
                    r"kò (?:lè )?mí(?: mọ́)?",
                    r"ko (?:le )?mi (?:mo|daada|dada)",
                    r"kò lè mí",
                    r"ko le mi",
                    r"nǹkan há a l[ọ́o]́?rùn",
                    r"ounje ha a lorun",
                ),
                unless=_YO_UNREAL,
                example="baba ko le mi, e jowo e wa",
                near_miss="training lori eni ti ko le mi",
            ),
            Said(
                language="sn",
                words=(
                    r"ha[ao]si kufema",
                    r"haachafema",
                    r"ha[ao]kwanis[ei] kufema",
                    r"ha[ao]gon[ei] kufema",
                    r"arikudzipwa",
                    r"ari kudzipwa",
                    r"adzipwa",
                    r"akachatwa nechikafu",
                ),
                unless=_SN_UNREAL,
                example="sekuru ari kudzipwa nechingwa",
                near_miss="kudzidziswa kwezvekuita kana munhu ari kudzipwa",
            ),
        ),
    ),
    (
        UNCONSCIOUS,
        (
            Said(
                language="pl",
                words=(
                    r"nieprzytomn\w+",
                    r"zemdla[łl]\w*",
                    r"straci[łl]\w* przytomno[śs][ćc]",
                    r"nie reaguje",
                    r"nie mog[ęe] (?:jej|go) obudzi[ćc]",
                    r"nie budzi si[ęe]",
                ),
                unless=rf"{_PL_UNREAL}|(?:ekran|tablet|przycisk|aplikacja|system|telefon)\w* nie reaguje",
                example="pani z czwórki jest nieprzytomna",
                near_miss="przycisk nie reaguje w aplikacji",
            ),
            Said(
                language="ro",
                words=(r"incon[șs]tient\w*", r"le[șs]inat\w*", r"nu se treze[șs]te", r"nu r[ăa]spunde la voce"),
                unless=_RO_UNREAL,
                example="doamna a leșinat în baie",
                near_miss="curs despre pacientul inconștient",
            ),
            Said(
                language="pt",
                words=(r"inconsciente\w*", r"desmai\w+", r"n[ãa]o acorda", r"perdeu os sentidos"),
                unless=_PT_UNREAL,
                example="a senhora desmaiou na sala",
                near_miss="curso sobre o que fazer num desmaio",
            ),
            Said(
                language="ml",
                words=(
                    r"bodham (?:illa|ill|poyi|kettu)",
                    r"unarunnilla",
                    r"ബോധമില്ല\S*",
                    r"ബോധം (?:ഇല്ല|പോയി|കെട്ടു)\S*",
                    r"ഉണരുന്നില്ല\S*",
                ),
                unless=_ML_UNREAL,
                example="room 9 le appachan bodham illa",
                near_miss="ബോധമില്ലാത്തവർക്കുള്ള ട്രെയിനിംഗ് എന്നാണ്",
            ),
            Said(
                language="hi",
                words=(
                    r"behosh\w*",
                    r"hosh nahin?",
                    r"hosh me?i?n nahin?",
                    r"uth nahin? rah[ei]",
                    r"बेहोश\S*",
                    r"होश (?:में )?नहीं\S*",
                ),
                unless=rf"{_HI_UNREAL}|behosh nahin?",
                example="dadi behosh ho gayi hai",
                near_miss="wo behosh nahi hai, so rahi hai",
            ),
            Said(
                language="pa",
                words=(
                    r"be ?hosh\w* (?:ho|hai|hain|pa[iy])\w*",
                    r"hosh (?:vich )?nahin?",
                    r"ਬੇਹੋਸ਼\S*",
                    r"ਹੋਸ਼ (?:ਵਿੱਚ )?ਨਹੀਂ\S*",
                ),
                unless=rf"{_PA_UNREAL}|behosh nahin?|ਬੇਹੋਸ਼ ਨਹੀਂ",
                example="ਬੀਬੀ ਜੀ ਬੇਹੋਸ਼ ਹੋ ਗਏ",
                near_miss="ਉਹ ਬੇਹੋਸ਼ ਨਹੀਂ, ਸੌਂ ਰਹੇ ਹਨ",
            ),
            Said(
                language="ne",
                words=(r"behos(?!h)\w*", r"hos ma chh?aina\w*", r"बेहोस\S*", r"होसमा छैन\S*"),
                unless=rf"{_NE_UNREAL}|behos hoina|बेहोस होइन\S*",
                example="aama behos hunubhayo",
                near_miss="बेहोस होइन, सुतिरहनुभएको छ",
            ),
            Said(
                language="tl",
                words=(
                    r"walang malay",
                    r"nawalan ng malay",
                    r"hinimatay",
                    r"hindi (?:na |siya |na siya )?magising",
                    r"ayaw magising",
                ),
                unless=_TL_UNREAL,
                example="hinimatay si lola sa sala",
                near_miss="seminar tungkol sa taong nawalan ng malay",
            ),
            Said(
                language="yo",
                words=(r"ti dákú", r"ti daku", r"kò (?:lè )?jí", r"ko le ji"),
                unless=_YO_UNREAL,
                example="mama ti daku, e jowo",
                near_miss="training lori eni ti o ti daku",
            ),
            Said(
                language="sn",
                words=(r"[wv]?afenda", r"[wv]?afenta", r"ha[ao]si kumuka", r"haachaziva kana"),
                unless=_SN_UNREAL,
                example="mbuya wafenda mukicheni",
                near_miss="dzidziso yezvekuita kana munhu afenda",
            ),
        ),
    ),
    (
        BLEEDING,
        (
            Said(
                language="pl",
                words=(r"krwawi\w*", r"leci krew", r"du[żz]o krwi", r"leje si[ęe] krew", r"krwotok\w*"),
                unless=rf"{_PL_UNREAL}|nie krwawi",
                example="pan krwawi z nogi",
                near_miss="pan już nie krwawi, opatrunek zmieniony",
            ),
            Said(
                language="ro",
                words=(r"s[âaî]ngereaz[ăa]", r"curge s[âa]nge", r"mult s[âa]nge", r"hemoragie"),
                unless=rf"{_RO_UNREAL}|nu (?:mai )?s[âaî]ngereaz[ăa]",
                example="domnul sângerează la cap",
                near_miss="domnul nu mai sângerează, e bine",
            ),
            Said(
                language="pt",
                words=(r"sangra(?:ndo|r)?", r"est[áa] a sangrar", r"muito sangue", r"deita sangue", r"hemorragia"),
                unless=rf"{_PT_UNREAL}|n[ãa]o (?:est[áa] a )?sangra\w*|parou de sangrar",
                example="o senhor tem a perna cortada e muito sangue",
                near_miss="já parou de sangrar, está tudo bem",
            ),
            Said(
                language="ml",
                words=(
                    r"(?:chora|raktham) (?:varunnu|pokunnu|ozhukunnu|vannu)",
                    r"രക്തം (?:വരുന്നു|പോകുന്നു|ഒഴുകുന്നു|വാർന്ന)\S*",
                    r"ചോര (?:വരുന്നു|ഒഴുകുന്നു)\S*",
                ),
                unless=rf"{_ML_UNREAL}|varunnilla|വരുന്നില്ല",
                example="ammachiyude kaalil ninnu chora varunnu",
                near_miss="chora varunnilla, dressing maatti",
            ),
            Said(
                language="hi",
                words=(r"kh?oo?n (?:beh|nikal|bah|aa rah|ruk nahi)\w*", r"ख\u093c?ून (?:बह|निकल|आ रहा|रुक नहीं)\S*"),
                unless=rf"{_HI_UNREAL}|kh?oo?n nahin?|खून नहीं\S*",
                example="uncle ke sir se khoon nikal raha hai",
                near_miss="ab khoon nahi nikal raha, patti badal di",
            ),
            Said(
                language="pa",
                words=(
                    r"kh?oo?n (?:vag|nikal|nikl|aa reha)\w*",
                    r"lahu (?:vag|nikal)\w*",
                    r"ਖ\u0a3c?ੂਨ (?:ਵਗ|ਨਿਕਲ|ਆ ਰਿਹਾ)\S*",
                ),
                unless=rf"{_PA_UNREAL}|kh?oo?n nahin?|ਖੂਨ ਨਹੀਂ\S*",
                example="ਬਾਬਾ ਜੀ ਦੇ ਸਿਰ ਵਿੱਚੋਂ ਖੂਨ ਵਗ ਰਿਹਾ ਹੈ",
                near_miss="ਹੁਣ ਖੂਨ ਨਹੀਂ ਵਗ ਰਿਹਾ",
            ),
            Said(
                language="ne",
                words=(r"ragat (?:bag|aa|aai|nisk|chuh)\w*", r"रगत (?:बग|आइ|आए|आयो|निस्क|चुह)\S*"),
                unless=rf"{_NE_UNREAL}|ragat (?:aaeko|bageko) chh?aina|आएको छैन|बगेको छैन",
                example="bubako tauko bata ragat bagiraheko cha",
                near_miss="अहिले रगत आएको छैन",
            ),
            Said(
                language="tl",
                words=(r"dumudugo", r"nagdurugo", r"duguan", r"maraming dugo"),
                unless=rf"{_TL_UNREAL}|hindi (?:na |naman |na po )?(?:dumudugo|nagdurugo)",
                example="nagdurugo ang ulo ni lolo",
                near_miss="hindi na nagdurugo ang sugat",
            ),
            Said(
                language="yo",
                words=(r"ẹ̀jẹ̀ ń (?:jáde|dà)\S*", r"eje n? ?(?:jade|da)", r"n? ?seje", r"ń ṣẹ̀jẹ̀"),
                unless=rf"{_YO_UNREAL}|eje ko (?:jade|da)",
                example="eje n jade lori baba",
                near_miss="eje ko jade mo, o ti dara",
            ),
            Said(
                language="sn",
                words=(r"(?:ari )?kubuda ropa", r"ropa (?:riri kubuda|rakawanda)", r"anobuda ropa"),
                unless=rf"{_SN_UNREAL}|haasi kubuda ropa|haachabuda ropa",
                example="sekuru ari kubuda ropa mumusoro",
                near_miss="haasi kubuda ropa, zvapera",
            ),
        ),
    ),
    (
        ATTACK,
        (
            Said(
                language="pl",
                words=(
                    r"b[óo]l w klatce",
                    r"boli (?:j[ąa]|go) (?:w )?klatk\w+",
                    r"udar\w*",
                    r"zawa[łl]\w*",
                    r"drgawki",
                    r"napad padaczki",
                ),
                unless=rf"{_PL_UNREAL}|po udarze|historia",
                example="pan ma ból w klatce i jest szary",
                near_miss="gdzie wpisać, że pani jest po udarze",
            ),
            Said(
                language="ro",
                words=(
                    r"dur(?:ere|eri) [îi]n piept",
                    r"[îi]l doare pieptul",
                    r"o doare pieptul",
                    r"infarct",
                    r"accident vascular",
                    r"convulsii",
                ),
                unless=rf"{_RO_UNREAL}|istoric\w*|acum \w+ ani",
                example="doamna are dureri în piept",
                near_miss="unde scriu istoricul de infarct",
            ),
            Said(
                language="pt",
                words=(r"dor(?:es)? no peito", r"avc", r"derrame", r"convuls\w+", r"ataque card[íi]aco", r"enfarte"),
                unless=rf"{_PT_UNREAL}|hist[óo]rico\w*|anos",
                example="a senhora está com dor no peito",
                near_miss="histórico de dor no peito, onde escrevo",
            ),
            Said(
                language="ml",
                words=(
                    r"nenju ?vedana",
                    r"nenchu ?vedana",
                    r"apasmaram",
                    r"pakshaghatham",
                    r"നെഞ്ചുവേദന\S*",
                    r"നെഞ്ച് വേദന\S*",
                    r"അപസ്മാര\S*",
                ),
                unless=rf"{_ML_UNREAL}|nenjuvedana illa|ഇല്ല",
                example="appachanu nenju vedana, vegam varu",
                near_miss="nenjuvedana illa, ippol sugamaanu",
            ),
            Said(
                language="hi",
                words=(
                    r"(?:seene|chh?aati|sine) me?i?n dard",
                    r"daura (?:pad|aaya|aa gaya)\w*",
                    r"heart attack (?:aa|ho)\w*",
                    r"lakwa\w*",
                    r"(?:सीने|छाती) में दर्द\S*",
                    r"दौरा (?:पड़|आया)\S*",
                    r"लकवा\S*",
                ),
                unless=rf"{_HI_UNREAL}|dard nahin?|दर्द नहीं\S*|purana",
                example="baba ko seene mein dard hai",
                near_miss="ab seene mein dard nahi hai",
            ),
            Said(
                language="pa",
                words=(
                    r"chh?aati vich (?:dard|peed)",
                    r"daura (?:pai|peya)\w*",
                    r"ਛਾਤੀ ਵਿੱਚ (?:ਦਰਦ|ਪੀੜ)\S*",
                    r"ਦੌਰਾ (?:ਪਿਆ|ਪੈ)\S*",
                ),
                unless=rf"{_PA_UNREAL}|dard nahin?|ਦਰਦ ਨਹੀਂ\S*",
                example="bibi nu chaati vich dard hai",
                near_miss="ਹੁਣ ਛਾਤੀ ਵਿੱਚ ਦਰਦ ਨਹੀਂ ਹੈ",
            ),
            Said(
                language="ne",
                words=(
                    r"chh?ati (?:dukh\w*|ma dukh\w*)",
                    r"hridayaghat",
                    r"chh?are rog",
                    r"छाती (?:दुख)\S*",
                    r"हृदयघात\S*",
                    r"छारे रोग\S*",
                ),
                unless=rf"{_NE_UNREAL}|dukheko chh?aina|दुखेको छैन",
                example="bubako chati dukhiraheko cha",
                near_miss="अहिले छाती दुखेको छैन",
            ),
            Said(
                language="tl",
                words=(
                    r"masakit ang dibdib",
                    r"sumasakit ang dibdib",
                    r"inatake sa puso",
                    r"na-?stroke",
                    r"kinukumbulsyon",
                    r"nangingisay",
                ),
                unless=rf"{_TL_UNREAL}|hindi (?:na )?(?:masakit|sumasakit)",
                example="masakit ang dibdib ni lolo",
                near_miss="hindi na masakit ang dibdib niya",
            ),
            Said(
                language="yo",
                words=(r"àyà ń dùn\S*", r"aya n dun\w*", r"gìrì", r"rọpárọsẹ̀", r"warapa"),
                unless=rf"{_YO_UNREAL}|aya ko dun",
                example="aya n dun baba gan",
                near_miss="aya ko dun baba mo",
            ),
            Said(
                language="sn",
                words=(
                    r"kurwadziwa (?:ne|mu)?chipfuva",
                    r"chipfuva chi(?:ri kurwadza|norwadza)",
                    r"pfari",
                    r"[wv]?aita stroke",
                ),
                unless=rf"{_SN_UNREAL}|chipfuva hachi\w+",
                example="sekuru vanoti chipfuva chiri kurwadza",
                near_miss="chipfuva hachichina kurwadza",
            ),
        ),
    ),
    (
        HIT,
        (
            Said(
                language="pl",
                words=(
                    r"uderzy[łl]\w* (?:j[ąa]|go|mnie|pani[ąa]|pana|mieszka\w+)",
                    r"pobi[łl]\w*",
                    r"bije (?:j[ąa]|go|mieszka\w+)",
                    r"krzywdzi\w*",
                    r"zn[ęe]ca si[ęe]",
                ),
                unless=_PL_UNREAL,
                example="opiekun uderzył ją w rękę",
                near_miss="szkolenie: co gdy ktoś krzywdzi mieszkańca",
            ),
            Said(
                language="ro",
                words=(r"a lovit-?(?:o|ul)?", r"l-a lovit", r"o bate", r"[îi]l bate", r"abuzat[ăa]?"),
                unless=rf"{_RO_UNREAL}|s-a lovit",
                example="îngrijitorul a lovit-o pe doamna",
                near_miss="curs despre persoana abuzată",
            ),
            Said(
                language="pt",
                words=(
                    r"bateu (?:nela|nele|na senhora|no senhor)",
                    r"bate (?:nela|nele)",
                    r"agrediu",
                    r"maltrat\w+",
                    r"abusou",
                ),
                unless=_PT_UNREAL,
                example="o colega bateu nela",
                near_miss="formação sobre quem maltrata",
            ),
            Said(
                language="ml",
                words=(r"adichu", r"thalli", r"upadravich\w*", r"അടിച്ചു\S*", r"തല്ലി\S*", r"ഉപദ്രവി\S*"),
                unless=rf"{_ML_UNREAL}|print adichu|type adichu|bell adichu|ടൈപ്പ് അടിച്ചു|ബെൽ അടിച്ചു",
                example="carer ammachiye adichu",
                near_miss="bell adichu, aarum vannilla",
            ),
            Said(
                language="hi",
                words=(
                    r"(?:ko|use|mujhe|unhe) (?:maara|mara|thappad|peeta|pita)(?: \w+)?",
                    r"maar (?:diya|raha|rahi)",
                    r"thappad maar\w*",
                    r"pitai",
                    r"(?:को|उसे|मुझे|उन्हें) मारा\S*",
                    r"थप्पड़\S*",
                    r"पिटाई\S*",
                    r"मारपीट\S*",
                ),
                unless=rf"{_HI_UNREAL}|nahin? mara|नहीं मारा",
                example="carer ne dadi ko thappad mara",
                near_miss="kisi ne nahi mara, training ki baat hai",
            ),
            Said(
                language="pa",
                words=(
                    r"nu (?:mareya|marya|kutteya|kuttya)",
                    r"chaped mar\w*",
                    r"thappad mar\w*",
                    r"ਨੂੰ (?:ਮਾਰਿਆ|ਕੁੱਟਿਆ)\S*",
                    r"ਥੱਪੜ\S*",
                    r"ਕੁੱਟ\S*",
                ),
                unless=rf"{_PA_UNREAL}|nahin? mar\w+|ਨਹੀਂ ਮਾਰਿਆ",
                example="carer ne bibi nu mareya",
                near_miss="ਕਿਸੇ ਨੇ ਨਹੀਂ ਮਾਰਿਆ",
            ),
            Said(
                language="ne",
                words=(
                    r"lai (?:kuty\w*|kute\w*|hirka\w*|pity\w*|pite\w*)",
                    r"thappad haa?n\w*",
                    r"लाई (?:कुट|पिट|हिर्का)\S*",
                    r"थप्पड\S*",
                    r"दुर्व्यवहार\S*",
                ),
                unless=rf"{_NE_UNREAL}|kutena\w*|कुटेन\S*",
                example="carer le aama lai kutyo",
                near_miss="दुर्व्यवहार बारे तालिम कहिले हो",
            ),
            Said(
                language="tl",
                words=(r"sinaktan", r"sinasaktan", r"sinampal", r"binugbog", r"pinalo", r"inaabuso"),
                unless=rf"{_TL_UNREAL}|hindi sinaktan|walang sinaktan",
                example="sinampal ng carer si lola",
                near_miss="hindi sinaktan si lola, natutulog siya",
            ),
            Said(
                language="yo",
                words=(
                    r"(?:gbá|lu|nà) (?:màmá|bàbá|mama|baba)",
                    r"na (?:mama|baba) (?:ni|gan)",
                    r"fi ìyà jẹ\S*",
                    r"fi iya je",
                ),
                unless=_YO_UNREAL,
                example="osise yen fi iya je mama",
                near_miss="training lori awon ti won fi iya je",
            ),
            Said(
                language="sn",
                words=(
                    r"[wv]?arova",
                    r"[wv]?arohwa",
                    r"arikurova",
                    r"ari kurova",
                    r"ari kurohwa",
                    r"[wv]?ambama",
                    r"kushungurudz\w+",
                ),
                unless=rf"{_SN_UNREAL}|hapana arova",
                example="mushandi arova mbuya",
                near_miss="dzidziso yekushungurudzwa kwevanhu",
            ),
        ),
    ),
    (
        MISSING,
        (
            Said(
                language="pl",
                words=(
                    r"zagin[ęeąa][łl]?\w* (?:pani|pan|mieszka\w+)",
                    r"(?:pani|pan|mieszka\w+) zagin\w+",
                    r"nie mog[ęe] znale[źz][ćc] (?:pani|pana|mieszka\w+)",
                    r"uciek[łl]\w* z domu",
                    r"wysz[łl]\w* i nie wr[óo]ci[łl]\w*",
                ),
                unless=_PL_UNREAL,
                example="nie mogę znaleźć pana z szóstki",
                near_miss="nie mogę znaleźć przycisku zapisz",
            ),
            Said(
                language="ro",
                words=(
                    r"(?:domnul|doamna|rezidentul|rezidenta) (?:a disp[ăa]rut|lipse[șs]te|nu e nic[ăa]ieri)",
                    r"nu (?:g[ăa]sesc|o g[ăa]sim|[îi]l g[ăa]sim|g[ăa]sim) (?:pe )?(?:domnul|doamna)",
                ),
                unless=_RO_UNREAL,
                example="domnul a dispărut din cameră",
                near_miss="planul a dispărut din aplicație",
            ),
            Said(
                language="pt",
                words=(
                    r"(?:senhora?|utente|residente)(?: \w+)? (?:desapareceu|fugiu|est[áa] desaparecid[oa])",
                    r"n[ãa]o encontr\w+ (?:a senhora|o senhor|o utente)",
                ),
                unless=_PT_UNREAL,
                example="a senhora desapareceu do quarto",
                near_miss="não encontro o plano na aplicação",
            ),
            Said(
                language="ml",
                words=(
                    r"(?:ammachiye|appachane|residentine|aale) kaa?nunnilla",
                    r"kaa?naathaayi",
                    r"കാണാതായി\S*",
                    r"(?:അമ്മച്ചിയെ|അപ്പച്ചനെ|ആളെ) കാണുന്നില്ല\S*",
                ),
                unless=_ML_UNREAL,
                example="appachane kanunnilla, door thurannu kidakkunnu",
                near_miss="care plan app il kanunnilla",
            ),
            Said(
                language="hi",
                words=(
                    r"(?:dadi|dada|baba|mata ji|uncle|aunty|resident|mareez)(?: ji)? (?:gum|gayab|"
                    r"laa?pata|nahin? mil rah\w+|kahin nahin?)(?: \w+)?",
                    r"(?:दादी|दादा|बाबा|माता जी|मरीज|मरीज़|अंकल|आंटी) (?:गुम|गायब|लापता|नहीं मिल|कहीं नहीं)\S*",
                ),
                unless=_HI_UNREAL,
                example="dadi nahi mil rahi, darwaza khula hai",
                near_miss="care plan nahi mil raha app mein",
            ),
            Said(
                language="pa",
                words=(
                    r"(?:bibi|baba|babe|resident)(?: ji)? (?:gum|gayab|labh nahin?|nahin? labh)\w*(?: \w+)?",
                    r"(?:ਬੀਬੀ|ਬਾਬਾ)(?: ਜੀ)? (?:ਗੁੰਮ|ਗਾਇਬ|ਨਹੀਂ ਲੱਭ)\S*",
                ),
                unless=_PA_UNREAL,
                example="ਬਾਬਾ ਜੀ ਗੁੰਮ ਹੋ ਗਏ",
                near_miss="ਕੇਅਰ ਪਲਾਨ ਨਹੀਂ ਲੱਭ ਰਿਹਾ",
            ),
            Said(
                language="ne",
                words=(
                    r"(?:aama|buba|baje|bajyai|resident|birami)(?: lai| ji)? (?:hara\w+|bhetiena\w*|"
                    r"bhetina\w*|bhetieko chh?aina)",
                    r"(?:आमा|बुबा|बिरामी)(?:लाई)? (?:हरा|भेटिए|भेटिनु)\S*",
                ),
                unless=_NE_UNREAL,
                example="buba haraunu bhayo, dhoka khula cha",
                near_miss="care plan bhetiena app ma",
            ),
            Said(
                language="tl",
                words=(
                    r"nawawala (?:po )?(?:si|ang (?:resident|pasyente|matanda))",
                    r"hindi (?:ko |namin |po )?(?:makita|mahanap) (?:si|ang (?:resident|pasyente))",
                    r"tumakas si",
                ),
                unless=_TL_UNREAL,
                example="nawawala si lola, bukas ang pinto",
                near_miss="nawawala ang care plan sa app",
            ),
            Said(
                language="yo",
                words=(
                    r"(?:mama|baba|màmá|bàbá) ti sọnù",
                    r"(?:mama|baba) ti sonu",
                    r"a ko ri (?:mama|baba)",
                    r"a kò rí (?:màmá|bàbá)",
                ),
                unless=_YO_UNREAL,
                example="a ko ri baba, ilekun si sile",
                near_miss="a ko ri iwe itoju",
            ),
            Said(
                language="sn",
                words=(
                    r"(?:mbuya|sekuru|murwere|resident) (?:[wv]?ashakatika|[wv]?arasika|[wv]?anyangarika)",
                    r"hatisi kuona (?:mbuya|sekuru)",
                    r"hati(?:si )?kuwana (?:mbuya|sekuru)",
                ),
                unless=_SN_UNREAL,
                example="sekuru varasika, musuwo wakavhurika",
                near_miss="care plan yarasika muapp",
            ),
        ),
    ),
    (
        WRONG_MEDICINE,
        (
            Said(
                language="pl",
                words=(
                    r"z[łl]y lek",
                    r"z[łl]e leki",
                    r"nie te leki",
                    r"nie ten lek",
                    r"podw[óo]jn[ąa] dawk[ęe]",
                    r"(?:dwa razy|dwukrotnie) (?:lek\w*|dawk\w+|poda\w+)",
                    r"przedawkowa\w+",
                    r"poda[łl]\w+ (?:jej|mu) (?:z[łl]\w+|cudz\w+) lek\w*",
                ),
                unless=rf"{_PL_UNREAL}|nie poda[łl]am|nie poda[łl]em",
                example="podałam jej złe leki, teraz śpi",
                near_miss="szkolenie: co robić po przedawkowaniu",
            ),
            Said(
                language="ro",
                words=(
                    r"medicament(?:ul|e|ele)? gre[șs]it\w*",
                    r"doz[ăa] dubl[ăa]",
                    r"supradoz\w+",
                    r"(?:dat|luat) (?:de dou[ăa] ori|medicamentele altcuiva)",
                ),
                unless=rf"{_RO_UNREAL}|nu i-am dat",
                example="i-am dat medicamentul greșit",
                near_miss="curs despre supradoză",
            ),
            Said(
                language="pt",
                words=(
                    r"(?:medicamento|medica[çc][ãa]o|rem[ée]dio)s? errad[oa]s?",
                    r"dose (?:dupla|a dobrar)",
                    r"overdose de \w+",
                    r"sobredosagem",
                    r"dei duas vezes",
                ),
                unless=rf"{_PT_UNREAL}|n[ãa]o dei",
                example="dei o medicamento errado à senhora",
                near_miss="curso sobre sobredosagem",
            ),
            Said(
                language="ml",
                words=(
                    r"marunnu maari(?: koduthu| poyi)?",
                    r"thetta?aya marunnu",
                    r"randu pravashyam (?:marunnu )?koduthu",
                    r"മരുന്ന് മാറി\S*",
                    r"തെറ്റായ മരുന്ന്\S*",
                    r"രണ്ട് (?:പ്രാവശ്യം|തവണ) (?:മരുന്ന് )?കൊടുത്തു\S*",
                ),
                unless=_ML_UNREAL,
                example="njan marunnu maari koduthu",
                near_miss="marunnu maari poyaal enthu cheyyanam enna training",
            ),
            Said(
                language="hi",
                words=(
                    r"gala?t (?:dawai?|dawa|goli|medicine)\w*",
                    r"do baa?r (?:dawai?|goli|de di|de diya)",
                    r"(?:dawai?|goli) do baa?r",
                    r"ग\u093c?लत (?:दवा|गोली)\S*",
                    r"(?:दवा|दवाई|गोली) दो बार\S*",
                ),
                unless=rf"{_HI_UNREAL}|nahin? di|नहीं दी",
                example="maine galti se galat dawai de di",
                near_miss="galat dawai list mein thi, maine nahi di",
            ),
            Said(
                language="pa",
                words=(
                    r"galt? dawai?\w*",
                    r"galat dawai? \w+ (?:ditti|ditta|de ditti)",
                    r"(?:dawai|goli) do vaa?r",
                    r"ਗ\u0a3c?ਲਤ ਦਵਾਈ\S*",
                    r"ਦਵਾਈ ਦੋ ਵਾਰ\S*",
                ),
                unless=rf"{_PA_UNREAL}|nahin? ditti|ਨਹੀਂ ਦਿੱਤੀ",
                example="ਮੈਂ ਗਲਤ ਦਵਾਈ ਦੇ ਦਿੱਤੀ",
                near_miss="ਗਲਤ ਦਵਾਈ ਸੀ, ਮੈਂ ਨਹੀਂ ਦਿੱਤੀ",
            ),
            Said(
                language="ne",
                words=(
                    r"galat aushadhi\w*",
                    r"galat ausadhi\w*",
                    r"(?:aushadhi|ausadhi) (?:dui palta|duichoti)",
                    r"गलत औषधि\S*",
                    r"औषधि (?:दुई पटक|दुईचोटि)\S*",
                ),
                unless=rf"{_NE_UNREAL}|diena\w*|दिएन\S*|दिइन",
                example="maile galat aushadhi diye",
                near_miss="गलत औषधि थियो, मैले दिइन",
            ),
            Said(
                language="tl",
                words=(
                    r"mali(?:ng)? (?:ang )?(?:na)?(?:ibigay na )?gamot",
                    r"maling gamot",
                    r"dalawang beses (?:na)?(?:bigyan|nabigyan|naibigay|uminom)",
                    r"na-?overdose",
                    r"nasobrahan sa gamot",
                ),
                unless=rf"{_TL_UNREAL}|hindi ko (?:na)?ibinigay",
                example="maling gamot ang naibigay ko kay lolo",
                near_miss="seminar kung maling gamot ang naibigay",
            ),
            Said(
                language="yo",
                words=(
                    r"oogun ti ko ye",
                    r"oogun ti kii se (?:tire|tie)",
                    r"oògùn tí kò yẹ",
                    r"oogun le?emeji",
                    r"fun (?:ni|un) oogun elomiran",
                ),
                unless=rf"{_YO_UNREAL}|nko fun",
                example="mo fun mama ni oogun ti ko ye",
                near_miss="training lori oogun ti ko ye",
            ),
            Said(
                language="sn",
                words=(
                    r"mushonga (?:usiri iwo|usiri wake|wakanganisa|wemumwe|kaviri)",
                    r"mapiritsi (?:asiri iwo|asiri ake|kaviri|emumwe)",
                    r"[ao]verdose (?:ye|ya)\w+",
                ),
                unless=rf"{_SN_UNREAL}|handina kupa",
                example="ndapa mbuya mushonga usiri iwo",
                near_miss="dzidziso yemushonga usiri iwo",
            ),
        ),
    ),
    (
        NOT_GIVEN,
        (
            Said(
                language="pl",
                words=(
                    r"nie (?:dosta[łl]\w*|wzi[ęea][łl]\w*|poda\w+|dano) (?:\w+ )?(?:lek\w*|insulin\w*|"
                    r"tablet(?:ek|ki)|antybiotyk\w*)",
                    r"lek\w* nie (?:poda\w+|dan\w+)",
                    r"bez (?:insuliny|lek[óo]w)",
                ),
                unless=_PL_UNREAL,
                example="pani nie dostała insuliny rano",
                near_miss="kurs podawania leków, nie dostałam certyfikatu",
            ),
            Said(
                language="ro",
                words=(
                    r"nu (?:a primit|i s-au dat|i s-a dat|a luat|i-am dat) (?:\w+ )?(?:medicament\w*|"
                    r"insulin\w*|pastil\w*|tratament\w*)",
                    r"f[ăa]r[ăa] insulin[ăa]",
                ),
                unless=_RO_UNREAL,
                example="domnul nu a primit insulina",
                near_miss="nu am primit parola nouă",
            ),
            Said(
                language="pt",
                words=(
                    r"n[ãa]o (?:tomou|recebeu|foi dad[oa]|dei|deram) (?:\w+ )?(?:a |o |os |"
                    r"as )?(?:medica\w+|rem[ée]dio\w*|insulina|comprimido\w*)",
                    r"sem insulina",
                ),
                unless=_PT_UNREAL,
                example="a senhora não tomou a insulina",
                near_miss="não recebi a senha nova",
            ),
            Said(
                language="ml",
                words=(
                    r"(?:marunnu|insulin|gulika) (?:koduthilla|koduthittilla|kazhichilla|kittiyilla)",
                    r"(?:മരുന്ന്|ഇൻസുലിൻ|ഗുളിക) (?:കൊടുത്തില്ല|കൊടുത്തിട്ടില്ല|കഴിച്ചില്ല|കിട്ടിയില്ല)\S*",
                ),
                unless=_ML_UNREAL,
                example="ammachikku insulin koduthilla",
                near_miss="marunnu koduthu, kuzhappam illa",
            ),
            Said(
                language="hi",
                words=(
                    r"(?:dawai?|goli|insulin) nahin? (?:di|mili|li|diya|gayi)",
                    r"(?:दवा|दवाई|गोली|इंसुलिन) नहीं (?:दी|मिली|ली)\S*",
                ),
                unless=_HI_UNREAL,
                example="baba ko subah ki dawai nahi mili",
                near_miss="dawai de di hai, sab theek",
            ),
            Said(
                language="pa",
                words=(
                    r"(?:dawai|goli|insulin) nahin? (?:ditti|mili|leni|layi)",
                    r"(?:ਦਵਾਈ|ਗੋਲੀ|ਇੰਸੁਲਿਨ) ਨਹੀਂ (?:ਦਿੱਤੀ|ਮਿਲੀ|ਲਈ)\S*",
                ),
                unless=_PA_UNREAL,
                example="bibi nu dawai nahi ditti",
                near_miss="ਦਵਾਈ ਦੇ ਦਿੱਤੀ ਹੈ",
            ),
            Said(
                language="ne",
                words=(
                    r"(?:aushadhi|ausadhi|insulin) (?:diena\w*|dieko chh?aina|khaena\w*|khanu ?bhaena|paena\w*)",
                    r"(?:औषधि|इन्सुलिन) (?:दिएन|दिएको छैन|खाएन|खानुभएन|पाएन)\S*",
                ),
                unless=_NE_UNREAL,
                example="aama le aushadhi khanubhaena",
                near_miss="औषधि दिएँ, सबै ठीक छ",
            ),
            Said(
                language="tl",
                words=(
                    r"hindi (?:pa |po |pa po )?(?:na)?(?:bigyan|nabigyan|nainom|uminom|napainom|"
                    r"naibigay)(?: \w+){0,2} (?:ng |ang )?(?:gamot|insulin)",
                    r"hindi (?:pa )?naibigay ang (?:gamot|insulin)",
                    r"walang insulin",
                ),
                unless=_TL_UNREAL,
                example="hindi pa nabigyan si lola ng insulin",
                near_miss="hindi pa ako nabigyan ng password",
            ),
            Said(
                language="yo",
                words=(
                    r"ko ti lo oogun",
                    r"ko lo oogun",
                    r"(?:a )?ko fun (?:mama|baba|un) ni oogun",
                    r"kò (?:tíì )?lo oògùn",
                ),
                unless=_YO_UNREAL,
                example="baba ko ti lo oogun re",
                near_miss="baba ti lo oogun re",
            ),
            Said(
                language="sn",
                words=(
                    r"ha[ae]?n?a? ?kupiwa (?:mushonga|mapiritsi|insulin)",
                    r"haana kumwa (?:mushonga|mapiritsi)",
                    r"handina kumupa (?:mushonga|mapiritsi|insulin)",
                    r"hava(?:sati va|na ku)\w+ (?:mushonga|mapiritsi|insulin)",
                ),
                unless=_SN_UNREAL,
                example="mbuya havana kupiwa mushonga, havana kumwa mushonga",
                near_miss="mbuya vapiwa mushonga",
            ),
        ),
    ),
    (
        FIRE,
        (
            Said(
                language="pl",
                words=(r"po[żz]ar", r"pali si[ęe]", r"dym (?:w|na|leci)"),
                unless=rf"{_PL_UNREAL}|alarm próbny|pali si[ęe] (?:lampka|dioda)|nie pali si[ęe]",
                example="pali się w kuchni",
                near_miss="próbny alarm, pożar na niby",
            ),
            Said(
                language="ro",
                words=(
                    r"incendiu\w*",
                    r"a luat foc",
                    r"arde (?:buc[ăa]t[ăa]ria|casa|camera|ceva)",
                    r"fum (?:în|in|pe)",
                ),
                unless=rf"{_RO_UNREAL}|nu arde",
                example="a luat foc bucătăria",
                near_miss="exercițiu de incendiu la ora 3",
            ),
            Said(
                language="pt",
                words=(r"inc[êe]ndio", r"fogo (?:na|no)", r"est[áa] a arder", r"fumo (?:na|no)"),
                unless=_PT_UNREAL,
                example="há fogo na cozinha",
                near_miss="simulacro de incêndio às 3",
            ),
            Said(
                language="ml",
                words=(
                    r"thee (?:pidichu|pidikkunnu|kathunnu)",
                    r"puka varunnu",
                    r"തീ (?:പിടിച്ചു|പിടിക്കുന്നു|കത്തുന്നു)\S*",
                    r"തീപിടി\S*",
                ),
                unless=_ML_UNREAL,
                example="kitchen il thee pidichu",
                near_miss="thee pidichu ennaal enthu cheyyanam, training",
            ),
            Said(
                language="hi",
                words=(
                    r"aag (?:lag|lagi|lag gayi)\w*",
                    r"dhuaa?n? (?:nikal|aa rah|bhar)\w*",
                    r"आग (?:लग)\S*",
                    r"धुआं\S*",
                    r"धुआँ\S*",
                ),
                unless=_HI_UNREAL,
                example="kitchen mein aag lag gayi",
                near_miss="aag lagne ki drill kab hai",
            ),
            Said(
                language="pa",
                words=(r"agg lag\w*", r"ਅੱਗ ਲੱਗ\S*", r"ਧੂੰਆਂ\S*"),
                unless=_PA_UNREAL,
                example="rasoi vich agg lag gayi",
                near_miss="ਅੱਗ ਲੱਗਣ ਦੀ ਡਰਿੱਲ ਕਦੋਂ ਹੈ",
            ),
            Said(
                language="ne",
                words=(
                    r"aago (?:lag|lagyo|bal)\w*",
                    r"dhuwa aa\w*",
                    r"आगो (?:लाग|लाग्यो|बल)\S*",
                    r"आगलागी\S*",
                    r"धुवाँ\S*",
                ),
                unless=_NE_UNREAL,
                example="bhansa ma aago lagyo",
                near_miss="आगलागीको तालिम कहिले हो",
            ),
            Said(
                language="tl",
                words=(r"may sunog", r"sunog sa", r"nasusunog", r"may usok"),
                unless=rf"{_TL_UNREAL}|walang sunog|hindi nasusunog",
                example="may usok sa kusina, nasusunog",
                near_miss="drill lang, kunwari may sunog",
            ),
            Said(
                language="yo",
                words=(r"iná ń jó\S*", r"ina n jo\w*", r"ina ti jo", r"iná ti mú", r"eefin n jade"),
                unless=_YO_UNREAL,
                example="ina n jo ninu idana",
                near_miss="drill ni, ina n jo lasan",
            ),
            Said(
                language="sn",
                words=(
                    r"moto (?:uri|wabatira|urikubvira|wapisa)",
                    r"imba iri kutsva",
                    r"kicheni iri kutsva",
                    r"hutsi h\w+",
                ),
                unless=_SN_UNREAL,
                example="kicheni iri kutsva, huyai",
                near_miss="drill yemoto uri nhasi",
            ),
        ),
    ),
    (
        ALLERGY,
        (
            Said(
                language="pl",
                words=(
                    r"reakcj\w+ alergiczn\w+",
                    r"wstrz[ąa]s anafilaktyczny",
                    r"spuch[łl]\w* (?:jej|mu)? ?(?:twarz|usta|j[ęe]zyk|gard[łl]o)",
                    r"puchn\w+ (?:jej|mu) (?:twarz|usta|j[ęe]zyk)",
                    r"(?:twarz|usta|j[ęe]zyk) (?:jej|mu)? ?(?:puchn\w+|spuch\w+)",
                ),
                unless=rf"{_PL_UNREAL}|gdzie wpisa[ćc]",
                example="puchnie jej twarz po orzechach",
                near_miss="gdzie wpisać, że miała kiedyś reakcję alergiczną",
            ),
            Said(
                language="ro",
                words=(
                    r"reac[țt]ie alergic[ăa]",
                    r"[șs]oc anafilactic",
                    r"i s-a umflat (?:fa[țt]a|limba|g[âa]tul)",
                    r"i se umfl[ăa] (?:fa[țt]a|limba|g[âa]tul|buzele)",
                ),
                unless=rf"{_RO_UNREAL}|unde scriu",
                example="i se umflă limba după nuci",
                near_miss="unde scriu o reacție alergică veche",
            ),
            Said(
                language="pt",
                words=(
                    r"rea[çc][ãa]o al[ée]rgica",
                    r"choque anafil[áa]tico",
                    r"(?:cara|l[íi]ngua|garganta|boca|rosto) (?:est[áa] )?(?:a inchar|inchad[oa]|inchou)",
                ),
                unless=rf"{_PT_UNREAL}|onde (?:escrevo|registo)",
                example="a língua está a inchar depois do peixe",
                near_miss="onde registo uma reação alérgica antiga",
            ),
            Said(
                language="ml",
                words=(
                    r"allergy (?:vannu|undayi|aayi)",
                    r"(?:mukham|chundu|naakku) (?:veerth|neeru|cheerth)\w*",
                    r"അലർജി (?:വന്നു|ഉണ്ടായി|ആയി)\S*",
                    r"(?:മുഖം|ചുണ്ട്|നാക്ക്) (?:വീർ|നീര്|ചീർ)\S*",
                ),
                unless=_ML_UNREAL,
                example="mukham veerthu, shrimp kazhichu",
                near_miss="allergy column il onnum illa",
            ),
            Said(
                language="hi",
                words=(
                    r"allergy ho (?:gayi|gai|rahi)",
                    r"(?:chehra|muh|munh|honth|jeebh) (?:sooj|suj|phool)\w*",
                    r"एलर्जी हो (?:गई|गयी|रही)\S*",
                    r"(?:चेहरा|मुंह|होंठ|जीभ) (?:सूज|फूल)\S*",
                ),
                unless=_HI_UNREAL,
                example="unka chehra sooj raha hai nuts khane ke baad",
                near_miss="allergy wala column khaali hai",
            ),
            Said(
                language="pa",
                words=(
                    r"allergy ho (?:gayi|gai|rahi)",
                    r"(?:muh|mooh|chehra|jeebh|bull) (?:suj|sujj)\w*",
                    r"ਐਲਰਜੀ ਹੋ (?:ਗਈ|ਰਹੀ)\S*",
                    r"(?:ਮੂੰਹ|ਚਿਹਰਾ|ਜੀਭ|ਬੁੱਲ੍ਹ) ਸੁੱਜ\S*",
                ),
                unless=_PA_UNREAL,
                example="ਬੀਬੀ ਦਾ ਮੂੰਹ ਸੁੱਜ ਗਿਆ",
                near_miss="ਐਲਰਜੀ ਵਾਲਾ ਕਾਲਮ ਖਾਲੀ ਹੈ",
            ),
            Said(
                language="ne",
                words=(
                    r"allergy bhayo",
                    r"(?:anuhar|mukh|oth|jibro) sunni\w*",
                    r"एलर्जी भयो\S*",
                    r"(?:अनुहार|मुख|ओठ|जिब्रो) सुन्नि\S*",
                ),
                unless=_NE_UNREAL,
                example="badam khayera anuhar sunniyo",
                near_miss="एलर्जीको कोलम खाली छ",
            ),
            Said(
                language="tl",
                words=(
                    r"na-?allergy",
                    r"inaallergy",
                    r"inaatake ng allergy",
                    r"namamaga ang (?:mukha|labi|dila|lalamunan)",
                ),
                unless=rf"{_TL_UNREAL}|hindi namamaga",
                example="namamaga ang labi ni lola pagkakain ng hipon",
                near_miss="walang laman ang allergy sa care plan",
            ),
            Said(
                language="yo",
                words=(r"(?:oju|ojú|ètè|ete|ahon) (?:re |rẹ̀ )?(?:n|ń|ti) w[uú]\S*",),
                unless=_YO_UNREAL,
                example="oju mama, oju re n wu leyin ounje",
                near_miss="oju ewe yen ko si ninu app",
            ),
            Said(
                language="sn",
                words=(
                    r"(?:chiso|muromo|miromo|rurimi) (?:chake |wake |yake |rwake )?(?:chiri ku|uri ku|"
                    r"iri ku|ruri ku|cha|wa|ya|rwa)zvimba",
                ),
                unless=_SN_UNREAL,
                example="chiso chake chiri kuzvimba adya nzungu",
                near_miss="allergy haina kunyorwa pacare plan",
            ),
        ),
    ),
    (
        HELP,
        (
            Said(
                language="pl",
                words=(
                    r"^pomocy",
                    r"pomocy ?!+",
                    r"ratunku",
                    r"szybko (?:pomoc|pom[óo][żz]cie)",
                    r"wezwijcie karetk[ęe]",
                ),
                unless=rf"{_PL_UNREAL}|pomocy (?:z|przy) (?:drukark|tablet|has|aplikac)\w+",
                example="Ratunku, pokój 6",
                near_miss="potrzebuję pomocy z drukarką",
            ),
            Said(
                language="ro",
                words=(
                    r"^ajutor ?[!.]*$",
                    r"ajutor ?!+",
                    r"ajutor (?:repede|urgent|acum)",
                    r"chema[țt]i (?:ambulan[țt]a|salvarea)",
                ),
                unless=rf"{_RO_UNREAL}|mul[țt]umesc pentru ajutor",
                example="ajutor repede camera 4",
                near_miss="Bună ziua, mulțumesc pentru ajutor",
            ),
            Said(
                language="pt",
                words=(
                    r"socorro",
                    r"^ajuda ?[!.]*$",
                    r"ajuda ?!+",
                    r"ajuda (?:r[áa]pido|urgente|agora)",
                    r"chamem (?:a|uma) ambul[âa]ncia",
                ),
                unless=_PT_UNREAL,
                example="socorro quarto 7",
                near_miss="obrigada pela ajuda com a senha",
            ),
            Said(
                language="ml",
                words=(
                    r"rakshikk\w+",
                    r"vegam varu\w*",
                    r"odi varu\w*",
                    r"രക്ഷിക്ക\S*",
                    r"വേഗം വ(?:രൂ|രു|ാ)\S*",
                    r"ഓടി വ(?:രൂ|രു|ാ)\S*",
                ),
                unless=_ML_UNREAL,
                example="vegam varu, room 14",
                near_miss="sahayathinu nandi",
            ),
            Said(
                language="hi",
                words=(
                    r"bachao",
                    r"^madad ?[!.]*$",
                    r"jaldi aa?o",
                    r"jaldi aaiye",
                    r"ambulance bula\w*",
                    r"बचाओ\S*",
                    r"जल्दी आ(?:ओ|इए|इये|एं)\S*",
                    r"एम्बुलेंस बुला\S*",
                ),
                unless=_HI_UNREAL,
                example="jaldi aao room 5",
                near_miss="madad ke liye shukriya",
            ),
            Said(
                language="pa",
                words=(
                    r"bachao ji",
                    r"chheti aao",
                    r"cheti aao",
                    r"chheti aa jao",
                    r"ਬਚਾਓ\S*",
                    r"ਛੇਤੀ ਆ\S*",
                    r"ਜਲਦੀ ਆਓ\S*",
                ),
                unless=_PA_UNREAL,
                example="ਛੇਤੀ ਆਓ ਕਮਰਾ 3",
                near_miss="ਮਦਦ ਲਈ ਧੰਨਵਾਦ",
            ),
            Said(
                language="ne",
                words=(r"guhar", r"bachau\w*", r"chh?ito aau\w*", r"गुहार\S*", r"बचाउ\S*", r"छिटो आउ\S*"),
                unless=_NE_UNREAL,
                example="chito aaunus kotha 8",
                near_miss="sahayog ko lagi dhanyabad",
            ),
            Said(
                language="tl",
                words=(
                    r"^(?:tulong|saklolo)(?: po)? ?[!.]*$",
                    r"saklolo",
                    r"tulong ?!+",
                    r"tulong (?:po )?(?:agad|bilis|ngayon na)",
                    r"tulungan (?:mo|ninyo|nyo) (?:kami|siya)",
                    r"tumawag (?:kayo )?ng ambulansya",
                ),
                unless=_TL_UNREAL,
                example="saklolo kwarto 2",
                near_miss="salamat sa tulong kanina",
            ),
            Said(
                language="yo",
                words=(
                    r"ẹ gbà (?:mí|wá|wa)\S*",
                    r"e gba (?:mi|wa) o+",
                    r"ẹ wá kíákíá",
                    r"e wa kiakia",
                    r"iranlowo kiakia",
                ),
                unless=_YO_UNREAL,
                example="e wa kiakia yara 5",
                near_miss="e seun fun iranlowo yin",
            ),
            Said(
                language="sn",
                words=(
                    r"batsirai(?:wo)? ?!+",
                    r"ndibatsireiwo ?!+",
                    r"huyai (?:nekukurumidza|izvozvi)",
                    r"mayw[ae]e+",
                    r"fonai ambulance",
                    r"^batsirai ?[.]*$",
                ),
                unless=_SN_UNREAL,
                example="huyai nekukurumidza rumu 7",
                near_miss="ndatenda nerubatsiro rwenyu",
            ),
        ),
    ),
)
"""Every danger, and how it is said in each of the ten languages."""
