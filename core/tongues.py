"""The first replies in ten other languages: shown first, with the English beneath.

Which ten: Skills for Care names India, Nigeria, Zimbabwe, the Philippines, Nepal and Ghana among the
places that most new care workers in England came from since 2022, and Romania, Poland and Portugal among
those that most settled ones did. So: Polish, Romanian, Portuguese, Malayalam, Hindi and Punjabi (India,
and Punjabi for those settled here), Nepali, Tagalog, Yoruba and Shona. This is no ranking. Twi, Bengali,
Urdu, Gujarati, Tamil, Telugu, Spanish, Italian and French are left out for now; where they are recognised
(`core.understanding.language`), the reporter is asked in English.

Malayalam, Hindi, Punjabi and Nepali are shown in their own script, also to who typed them in Latin letters.

No native speaker has checked these words, and no provider has approved them. That is why the English always
stands beneath. Everything that colleagues read stays English.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from core import words
from core.audit import REPORTED, Event
from core.labels import CareEffect, Danger

NOT_CHECKED = "not yet checked by a native speaker"

LANGUAGE = "language"
"""Name of the evidence, in the trail's first event of an entry, that says in which language it is answered."""


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """The first replies in one language; `ENGLISH` says what each of them means.

    `said` are more words that answer "Is anyone's care affected?" when typed, in small letters.
    """

    name: str
    thank: str
    kept: str
    question: str
    no_rule: str
    medical: str
    safeguarding: str
    tell: str
    phone: str
    told: str
    listed: str
    unanswered: str
    answered: str
    care: str
    now: str
    soon: str
    none: str
    not_sure: str
    thanks: str
    said: Mapping[str, str]
    checked_by: str = NOT_CHECKED

    def emergency(self, danger: str) -> str:
        """The fixed emergency advice of `words.EMERGENCY`. Raises KeyError for `Danger.NONE`."""
        return {Danger.MEDICAL: self.medical, Danger.SAFEGUARDING: self.safeguarding}[Danger(danger)]

    def answers(self) -> Mapping[str, str]:
        """The four answers to the care question, by the value of their button."""
        return {
            CareEffect.NOW: self.now,
            CareEffect.SOON: self.soon,
            CareEffect.NONE: self.none,
            CareEffect.NOT_SURE: self.not_sure,
        }

    def care_answer(self, plain: str) -> str:
        """The value of the answer that was typed in small letters, or an empty text."""
        labels = {label.casefold(): value for value, label in self.answers().items()}
        return {**self.said, **labels}.get(plain, "")


ENGLISH = Tongue(
    name="English",
    thank=words.THANK_SAVED,
    kept=words.SAVED,
    question=words.QUESTION_SAVED,
    no_rule=words.NO_RULE.format(place=words.MAIN_RECORD),
    medical=words.EMERGENCY[Danger.MEDICAL],
    safeguarding=words.EMERGENCY[Danger.SAFEGUARDING],
    tell="Tell the person in charge now.",
    phone=words.URGENT_PHONE,
    told="I have told the people in charge.",
    listed="It is on the list of the people in charge.",
    unanswered=words.NOBODY_YET,
    answered="Somebody has answered.",
    care=words.CARE_QUESTION,
    now=words.CARE_ANSWERS["now"],
    soon=words.CARE_ANSWERS["soon"],
    none=words.CARE_ANSWERS["none"],
    not_sure=words.CARE_ANSWERS["not_sure"],
    thanks=words.DONE["care_effect"],
    said={},
    checked_by="written in English",
)
"""What the others are translations of."""

TONGUES: Mapping[str, Tongue] = {
    "pl": Tongue(
        name="Polish",
        thank="Dziękuję. Zapisane: {ref}.",
        kept="Zapisane: {ref}.",
        question="Dziękuję. Pytanie zapisane: {ref}.",
        no_rule=(
            "Nie mam jeszcze na to zasady. Na razie zapisz to w głównej dokumentacji "
            "i powiedz osobie odpowiedzialnej za zmianę."
        ),
        medical=(
            "Jeśli ktoś jest w niebezpieczeństwie, dzwoń teraz pod 999. Powiedz teraz pielęgniarce "
            "lub osobie odpowiedzialnej za zmianę. Nikt nie pilnuje tego czatu w nagłych wypadkach."
        ),
        safeguarding=(
            "Jeśli ktoś jest w niebezpieczeństwie, dzwoń pod 999. Powiedz teraz kierownikowi lub osobie "
            "odpowiedzialnej za safeguarding (ochronę podopiecznych), osobiście lub przez telefon."
        ),
        tell="Powiedz teraz osobie odpowiedzialnej za zmianę.",
        phone="Pilny telefon: {phone}. Zadzwoń, jeśli nie możesz czekać.",
        told="Wiadomość poszła do osób odpowiedzialnych.",
        listed="To jest na liście osób odpowiedzialnych.",
        unanswered="Nikt jeszcze nie odpowiedział.",
        answered="Ktoś już odpowiedział.",
        care="Czy to wpływa na czyjąś opiekę?",
        now="Tak, teraz",
        soon="Wkrótce",
        none="Nie",
        not_sure="Nie wiem",
        thanks="Dziękuję. Jeśli będzie gorzej, po prostu napisz. {ref}",
        said={"tak": "now", "teraz": "now", "tak teraz": "now", "niedługo": "soon", "nie mam pewności": "not_sure"},
    ),
    "ro": Tongue(
        name="Romanian",
        thank="Mulțumesc. Am salvat: {ref}.",
        kept="Am salvat: {ref}.",
        question="Mulțumesc. Am salvat întrebarea: {ref}.",
        no_rule=(
            "Nu am încă o regulă pentru asta. Deocamdată scrie în dosarul principal "
            "și spune-i persoanei responsabile de tură."
        ),
        medical=(
            "Dacă cineva este în pericol, sună acum la 999. Spune-i acum asistentei sau persoanei "
            "responsabile de tură. Nimeni nu urmărește acest chat pentru urgențe."
        ),
        safeguarding=(
            "Dacă cineva este în pericol, sună la 999. Spune-i acum managerului sau persoanei responsabile "
            "de safeguarding (protecție), față în față sau la telefon."
        ),
        tell="Spune-i acum persoanei responsabile de tură.",
        phone="Telefon urgent: {phone}. Sună dacă nu poți aștepta.",
        told="Am anunțat persoanele responsabile.",
        listed="Este pe lista persoanelor responsabile.",
        unanswered="Nu a răspuns nimeni încă.",
        answered="Cineva a răspuns.",
        care="Este afectată îngrijirea cuiva?",
        now="Da, acum",
        soon="În curând",
        none="Nu",
        not_sure="Nu sunt sigur(ă)",
        thanks="Mulțumesc. Dacă se agravează, scrie-mi. {ref}",
        said={"da": "now", "acum": "now", "da acum": "now", "in curand": "soon", "nu stiu": "not_sure",
              "nu știu": "not_sure"},
    ),
    "pt": Tongue(
        name="Portuguese",
        thank="Obrigado. Guardei: {ref}.",
        kept="Guardei: {ref}.",
        question="Obrigado. Guardei a sua pergunta: {ref}.",
        no_rule=(
            "Ainda não tenho uma regra para isso. Por agora, escreva no registo principal "
            "e diga à pessoa responsável pelo turno."
        ),
        medical=(
            "Se alguém está em perigo, ligue já para o 999. Diga já à enfermeira ou à pessoa responsável "
            "pelo turno. Ninguém vigia este chat para emergências."
        ),
        safeguarding=(
            "Se alguém está em perigo, ligue para o 999. Diga já ao seu gerente ou ao responsável "
            "pelo safeguarding (proteção), em pessoa ou por telefone."
        ),
        tell="Diga já à pessoa responsável pelo turno.",
        phone="Telefone urgente: {phone}. Ligue se não puder esperar.",
        told="Avisei as pessoas responsáveis.",
        listed="Está na lista das pessoas responsáveis.",
        unanswered="Ainda ninguém respondeu.",
        answered="Alguém já respondeu.",
        care="Isto afeta os cuidados de alguém?",
        now="Sim, agora",
        soon="Em breve",
        none="Não",
        not_sure="Não sei",
        thanks="Obrigado. Se piorar, é só dizer. {ref}",
        said={"sim": "now", "agora": "now", "sim agora": "now", "nao": "none", "nao sei": "not_sure",
              "não tenho a certeza": "not_sure"},
    ),
    "ml": Tongue(
        name="Malayalam",
        thank="നന്ദി. സേവ് ചെയ്തു: {ref}.",
        kept="സേവ് ചെയ്തു: {ref}.",
        question="നന്ദി. നിങ്ങളുടെ ചോദ്യം സേവ് ചെയ്തു: {ref}.",
        no_rule=(
            "ഇതിന് എനിക്ക് ഇതുവരെ ഒരു നിയമം ഇല്ല. തൽക്കാലം പ്രധാന റെക്കോർഡിൽ എഴുതുക, "
            "ചുമതലയുള്ള ആളോട് പറയുക."
        ),
        medical=(
            "ആരെങ്കിലും അപകടത്തിലാണെങ്കിൽ ഇപ്പോൾ 999 വിളിക്കുക. നഴ്സിനോടോ ചുമതലയുള്ള ആളോടോ ഇപ്പോൾ പറയുക. "
            "അടിയന്തര കാര്യങ്ങൾക്കായി ഈ ചാറ്റ് ആരും നോക്കുന്നില്ല."
        ),
        safeguarding=(
            "ആരെങ്കിലും അപകടത്തിലാണെങ്കിൽ 999 വിളിക്കുക. മാനേജരോടോ സേഫ്ഗാർഡിംഗ് ചുമതലയുള്ള ആളോടോ ഇപ്പോൾ പറയുക, "
            "നേരിട്ടോ ഫോണിലോ."
        ),
        tell="ചുമതലയുള്ള ആളോട് ഇപ്പോൾ പറയുക.",
        phone="അടിയന്തര ഫോൺ: {phone}. കാത്തിരിക്കാൻ പറ്റില്ലെങ്കിൽ വിളിക്കുക.",
        told="ചുമതലയുള്ളവരെ അറിയിച്ചു.",
        listed="ഇത് ചുമതലയുള്ളവരുടെ ലിസ്റ്റിൽ ഉണ്ട്.",
        unanswered="ആരും ഇതുവരെ മറുപടി തന്നിട്ടില്ല.",
        answered="ഒരാൾ മറുപടി തന്നു.",
        care="ഇത് ആരുടെയെങ്കിലും പരിചരണത്തെ ബാധിക്കുന്നുണ്ടോ?",
        now="അതെ, ഇപ്പോൾ",
        soon="ഉടനെ",
        none="ഇല്ല",
        not_sure="ഉറപ്പില്ല",
        thanks="നന്ദി. കൂടുതൽ മോശമായാൽ എന്നോട് പറയുക. {ref}",
        said={"അതെ": "now", "ഉണ്ട്": "now", "athe": "now", "undu": "now", "und": "now", "ippol": "now",
              "illa": "none", "urappilla": "not_sure", "ariyilla": "not_sure", "അറിയില്ല": "not_sure"},
    ),
    "hi": Tongue(
        name="Hindi",
        thank="धन्यवाद। सेव हो गया: {ref}।",
        kept="सेव हो गया: {ref}।",
        question="धन्यवाद। आपका सवाल सेव हो गया: {ref}।",
        no_rule=(
            "इसके लिए मेरे पास अभी कोई नियम नहीं है। अभी मुख्य रिकॉर्ड में लिखें और इंचार्ज को बताएं।"
        ),
        medical=(
            "अगर कोई खतरे में है, तो अभी 999 पर फोन करें। नर्स या इंचार्ज को अभी बताएं। "
            "आपात स्थिति के लिए इस चैट पर कोई नज़र नहीं रखता।"
        ),
        safeguarding=(
            "अगर कोई खतरे में है, तो 999 पर फोन करें। मैनेजर या सेफगार्डिंग इंचार्ज को अभी बताएं, "
            "मिलकर या फोन पर।"
        ),
        tell="इंचार्ज को अभी बताएं।",
        phone="ज़रूरी फोन: {phone}। अगर इंतज़ार नहीं कर सकते तो फोन करें।",
        told="इंचार्ज लोगों को बता दिया गया है।",
        listed="यह इंचार्ज लोगों की सूची में है।",
        unanswered="अभी तक किसी ने जवाब नहीं दिया है।",
        answered="किसी ने जवाब दिया है।",
        care="क्या इससे किसी की देखभाल पर असर पड़ रहा है?",
        now="हाँ, अभी",
        soon="जल्द ही",
        none="नहीं",
        not_sure="पक्का नहीं",
        thanks="धन्यवाद। अगर हालत बिगड़े तो मुझे बताएं। {ref}",
        said={"हाँ": "now", "हां": "now", "अभी": "now", "haan": "now", "han": "now", "ha": "now", "haan abhi": "now",
              "abhi": "now", "jaldi": "soon", "nahi": "none", "nahin": "none", "pata nahi": "not_sure",
              "पता नहीं": "not_sure"},
    ),
    "pa": Tongue(
        name="Punjabi",
        thank="ਧੰਨਵਾਦ। ਸੇਵ ਹੋ ਗਿਆ: {ref}।",
        kept="ਸੇਵ ਹੋ ਗਿਆ: {ref}।",
        question="ਧੰਨਵਾਦ। ਤੁਹਾਡਾ ਸਵਾਲ ਸੇਵ ਹੋ ਗਿਆ: {ref}।",
        no_rule=(
            "ਇਸ ਲਈ ਮੇਰੇ ਕੋਲ ਅਜੇ ਕੋਈ ਨਿਯਮ ਨਹੀਂ ਹੈ। ਹੁਣ ਲਈ ਮੁੱਖ ਰਿਕਾਰਡ ਵਿੱਚ ਲਿਖੋ ਅਤੇ ਇੰਚਾਰਜ ਨੂੰ ਦੱਸੋ।"
        ),
        medical=(
            "ਜੇ ਕੋਈ ਖ਼ਤਰੇ ਵਿੱਚ ਹੈ, ਤਾਂ ਹੁਣੇ 999 'ਤੇ ਫ਼ੋਨ ਕਰੋ। ਨਰਸ ਜਾਂ ਇੰਚਾਰਜ ਨੂੰ ਹੁਣੇ ਦੱਸੋ। "
            "ਐਮਰਜੈਂਸੀ ਲਈ ਇਸ ਚੈਟ 'ਤੇ ਕੋਈ ਨਜ਼ਰ ਨਹੀਂ ਰੱਖਦਾ।"
        ),
        safeguarding=(
            "ਜੇ ਕੋਈ ਖ਼ਤਰੇ ਵਿੱਚ ਹੈ, ਤਾਂ 999 'ਤੇ ਫ਼ੋਨ ਕਰੋ। ਮੈਨੇਜਰ ਜਾਂ ਸੇਫ਼ਗਾਰਡਿੰਗ ਇੰਚਾਰਜ ਨੂੰ ਹੁਣੇ ਦੱਸੋ, "
            "ਮਿਲ ਕੇ ਜਾਂ ਫ਼ੋਨ 'ਤੇ।"
        ),
        tell="ਇੰਚਾਰਜ ਨੂੰ ਹੁਣੇ ਦੱਸੋ।",
        phone="ਜ਼ਰੂਰੀ ਫ਼ੋਨ: {phone}। ਜੇ ਉਡੀਕ ਨਹੀਂ ਕਰ ਸਕਦੇ ਤਾਂ ਫ਼ੋਨ ਕਰੋ।",
        told="ਇੰਚਾਰਜ ਲੋਕਾਂ ਨੂੰ ਦੱਸ ਦਿੱਤਾ ਗਿਆ ਹੈ।",
        listed="ਇਹ ਇੰਚਾਰਜ ਲੋਕਾਂ ਦੀ ਸੂਚੀ ਵਿੱਚ ਹੈ।",
        unanswered="ਅਜੇ ਤੱਕ ਕਿਸੇ ਨੇ ਜਵਾਬ ਨਹੀਂ ਦਿੱਤਾ।",
        answered="ਕਿਸੇ ਨੇ ਜਵਾਬ ਦਿੱਤਾ ਹੈ।",
        care="ਕੀ ਇਸ ਨਾਲ ਕਿਸੇ ਦੀ ਦੇਖਭਾਲ 'ਤੇ ਅਸਰ ਪੈ ਰਿਹਾ ਹੈ?",
        now="ਹਾਂ, ਹੁਣੇ",
        soon="ਜਲਦੀ ਹੀ",
        none="ਨਹੀਂ",
        not_sure="ਪੱਕਾ ਨਹੀਂ",
        thanks="ਧੰਨਵਾਦ। ਜੇ ਹਾਲਤ ਵਿਗੜੇ ਤਾਂ ਮੈਨੂੰ ਦੱਸੋ। {ref}",
        said={"ਹਾਂ": "now", "ਹੁਣੇ": "now", "haan": "now", "han ji": "now", "haanji": "now", "hune": "now",
              "nahi": "none", "nahin": "none", "pata nahi": "not_sure", "ਪਤਾ ਨਹੀਂ": "not_sure"},
    ),
    "ne": Tongue(
        name="Nepali",
        thank="धन्यवाद। सेभ भयो: {ref}।",
        kept="सेभ भयो: {ref}।",
        question="धन्यवाद। तपाईंको प्रश्न सेभ भयो: {ref}।",
        no_rule=(
            "यसका लागि मसँग अहिले नियम छैन। अहिलेलाई मुख्य रेकर्डमा लेख्नुहोस् र इन्चार्जलाई भन्नुहोस्।"
        ),
        medical=(
            "कोही खतरामा छ भने अहिले नै 999 मा फोन गर्नुहोस्। नर्स वा इन्चार्जलाई अहिले नै भन्नुहोस्। "
            "आपतकालका लागि यो च्याट कसैले हेरिरहेको हुँदैन।"
        ),
        safeguarding=(
            "कोही खतरामा छ भने 999 मा फोन गर्नुहोस्। म्यानेजर वा सेफगार्डिङ इन्चार्जलाई अहिले नै भन्नुहोस्, "
            "भेटेर वा फोनबाट।"
        ),
        tell="इन्चार्जलाई अहिले नै भन्नुहोस्।",
        phone="जरुरी फोन: {phone}। पर्खन सक्नुहुन्न भने फोन गर्नुहोस्।",
        told="इन्चार्जहरूलाई खबर गरिएको छ।",
        listed="यो इन्चार्जहरूको सूचीमा छ।",
        unanswered="अहिलेसम्म कसैले जवाफ दिएको छैन।",
        answered="कसैले जवाफ दिएको छ।",
        care="यसले कसैको हेरचाहमा असर गरेको छ?",
        now="छ, अहिले",
        soon="छिट्टै",
        none="छैन",
        not_sure="थाहा छैन",
        thanks="धन्यवाद। झन् बिग्रियो भने मलाई भन्नुहोस्। {ref}",
        said={"छ": "now", "हो": "now", "अहिले": "now", "cha": "now", "chha": "now", "ho": "now", "ahile": "now",
              "chaina": "none", "chhaina": "none", "होइन": "none", "hoina": "none", "thaha chaina": "not_sure"},
    ),
    "tl": Tongue(
        name="Tagalog",
        thank="Salamat. Nai-save na: {ref}.",
        kept="Nai-save na: {ref}.",
        question="Salamat. Nai-save na ang tanong mo: {ref}.",
        no_rule=(
            "Wala pa akong tuntunin para diyan. Isulat mo muna sa pangunahing rekord at sabihin sa in-charge."
        ),
        medical=(
            "Kung may nasa panganib, tumawag ngayon sa 999. Sabihin ngayon sa nurse o sa in-charge. "
            "Walang nagbabantay sa chat na ito para sa emergency."
        ),
        safeguarding=(
            "Kung may nasa panganib, tumawag sa 999. Sabihin ngayon sa manager o sa safeguarding lead, "
            "nang harapan o sa telepono."
        ),
        tell="Sabihin ngayon sa in-charge.",
        phone="Pang-emergency na telepono: {phone}. Tumawag kung hindi makapaghintay.",
        told="Nasabi ko na sa mga in-charge.",
        listed="Nasa listahan na ito ng mga in-charge.",
        unanswered="Wala pang sumasagot.",
        answered="May sumagot na.",
        care="May naaapektuhan ba ang pag-aalaga?",
        now="Oo, ngayon",
        soon="Malapit na",
        none="Wala",
        not_sure="Hindi sigurado",
        thanks="Salamat. Kung lumala, sabihin lang sa akin. {ref}",
        said={"oo": "now", "opo": "now", "ngayon": "now", "oo ngayon": "now", "meron": "now", "wala po": "none",
              "hindi": "none", "hindi po": "none", "hindi ko alam": "not_sure", "di ko alam": "not_sure"},
    ),
    "yo": Tongue(
        name="Yoruba",
        thank="Ẹ ṣé. Mo ti fi pamọ́: {ref}.",
        kept="Mo ti fi pamọ́: {ref}.",
        question="Ẹ ṣé. Mo ti fi ìbéèrè yín pamọ́: {ref}.",
        no_rule=(
            "Mi ò tíì ní òfin fún ìyẹn. Ní báyìí, ẹ kọ ọ́ sínú àkọsílẹ̀ àkọ́kọ́, kí ẹ sì sọ fún ẹni tó ń bójú tó iṣẹ́."
        ),
        medical=(
            "Bí ẹnikẹ́ni bá wà nínú ewu, ẹ pe 999 báyìí. Ẹ sọ fún nọ́ọ̀sì tàbí ẹni tó ń bójú tó iṣẹ́ báyìí. "
            "Kò sí ẹni tó ń ṣọ́ chat yìí fún pàjáwìrì."
        ),
        safeguarding=(
            "Bí ẹnikẹ́ni bá wà nínú ewu, ẹ pe 999. Ẹ sọ fún mánéjà tàbí ẹni tó ń bójú tó safeguarding báyìí, "
            "lójúkojú tàbí lórí fóònù."
        ),
        tell="Ẹ sọ fún ẹni tó ń bójú tó iṣẹ́ báyìí.",
        phone="Fóònù pàjáwìrì: {phone}. Ẹ pè é bí ẹ kò bá lè dúró.",
        told="Mo ti sọ fún àwọn tó ń bójú tó iṣẹ́.",
        listed="Ó wà lórí àkójọ àwọn tó ń bójú tó iṣẹ́.",
        unanswered="Kò tíì sí ẹni tó dáhùn.",
        answered="Ẹnì kan ti dáhùn.",
        care="Ṣé ó kan ìtọ́jú ẹnikẹ́ni?",
        now="Bẹ́ẹ̀ ni, báyìí",
        soon="Láìpẹ́",
        none="Rárá",
        not_sure="Kò dá mi lójú",
        thanks="Ẹ ṣé. Bí ó bá burú sí i, ẹ sọ fún mi. {ref}",
        said={"bẹ́ẹ̀ ni": "now", "beeni": "now", "bẹẹni": "now", "bẹẹ ni": "now", "bee ni": "now", "rara": "none",
              "mi ò mọ̀": "not_sure", "mi o mo": "not_sure"},
    ),
    "sn": Tongue(
        name="Shona",
        thank="Ndatenda. Zvachengetwa: {ref}.",
        kept="Zvachengetwa: {ref}.",
        question="Ndatenda. Mubvunzo wenyu wachengetwa: {ref}.",
        no_rule=(
            "Handisati ndava nemutemo wazvo. Parizvino zvinyorei murekodhi huru, uye udzai munhu anotungamirira."
        ),
        medical=(
            "Kana paine munhu ari panjodzi, fonai 999 izvozvi. Udzai nesi kana munhu anotungamirira izvozvi. "
            "Hapana ari kutarisa chat ino kuti aone zvinhu zvekukurumidza."
        ),
        safeguarding=(
            "Kana paine munhu ari panjodzi, fonai 999. Udzai maneja kana anoona nezvesafeguarding izvozvi, "
            "pachenyu kana parunhare."
        ),
        tell="Udzai munhu anotungamirira izvozvi.",
        phone="Runhare rwekukurumidza: {phone}. Fonai kana musingakwanisi kumirira.",
        told="Ndaudza vanotungamirira.",
        listed="Zviri pane rondedzero yevanotungamirira.",
        unanswered="Hapana ati apindura.",
        answered="Pane apindura.",
        care="Pane munhu ari kukanganiswa pakuchengetwa kwake here?",
        now="Hongu, izvozvi",
        soon="Munguva pfupi",
        none="Kwete",
        not_sure="Handina chokwadi",
        thanks="Ndatenda. Kana zvikawedzera kuipa, ndiudzei. {ref}",
        said={"hongu": "now", "ehe": "now", "izvozvi": "now", "aiwa": "none", "handizivi": "not_sure"},
    ),
}  # fmt: skip
"""The ten, by ISO 639-1 code. Not yet approved by the provider."""

_BY_NAME = {tongue.name.casefold(): code for code, tongue in TONGUES.items()} | {"filipino": "tl", "fil": "tl"}


def chosen(setting: str, recognised: str) -> str:
    """Code of the language that somebody is answered in; empty for English alone.

    `setting` is the person's own ("pl", "pl-PL" or "Polish"), which goes before the one recognised in the message.
    """
    own = re.split(r"[-_]", setting.strip().casefold())[0]
    codes = (_BY_NAME.get(own, own), recognised)
    return next((code for code in codes if code in TONGUES), "")


def of_report(trail: Iterable[Event]) -> Tongue | None:
    """The language that a report is answered in, as its first event keeps it; None for English alone."""
    first = next((event for event in trail if event.verb == REPORTED), None)
    return TONGUES.get(first.evidence.get(LANGUAGE, "")) if first is not None else None


def both(theirs: str, english: str) -> str:
    """The translation, and the English beneath it."""
    return f"{theirs}\n{english}" if theirs and english else english


def label(theirs: str, english: str) -> str:
    """What stands on a button in two languages."""
    return f"{theirs} / {english}"


def texts(tongue: Tongue) -> Mapping[str, str]:
    """Everything of a language that is shown, by name."""
    shown = ((field.name, getattr(tongue, field.name)) for field in fields(tongue))
    return {name: text for name, text in shown if name not in ("name", "said", "checked_by")}
