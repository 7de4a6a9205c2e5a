"""What a danger rule is, and the pieces from which the expressions of the tables are put together."""

import re
from dataclasses import dataclass
from functools import cached_property

from core.labels import CareRisk, Danger, Urgency
from core.understanding.dangers_abroad import NOT_APPROVED


@dataclass(frozen=True, kw_only=True)
class DangerRule:
    """One danger. `floor` is the least urgency of a message in which it is seen.

    `asks` is set where only the reporter knows how bad it is: they are asked whether anyone's care is affected.
    """

    name: str
    needs: tuple[str, ...]
    unless: str = r"(?!)"
    floor: Urgency
    risks: tuple[CareRisk, ...]
    danger: Danger = Danger.NONE
    why: str
    example: str
    near_misses: tuple[str, ...]
    asks: bool = False
    approved_by: str = NOT_APPROVED

    @cached_property
    def _needs(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(rf"(?<!\w)(?:{part})(?!\w)") for part in self.needs)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self.unless})(?!\w)")

    def seen_in(self, plain_text: str) -> tuple[str, ...]:
        """The words in which the danger was seen, or () if it was not."""
        words = self.read_in(plain_text)
        return () if words and self.called_off_in(plain_text) else words

    def read_in(self, plain_text: str) -> tuple[str, ...]:
        """The words of the danger, also where something else in the message calls it off; () without any."""
        seen: list[str] = []
        for part in self._needs:
            match = part.search(plain_text)
            if match is None:
                return ()
            seen.append(match[0])
        return tuple(dict.fromkeys(seen))

    def called_off_in(self, plain_text: str) -> bool:
        """Whether a word in the message ("training", "yesterday") calls this danger off."""
        return self._unless.search(plain_text) is not None


# The pieces from which expressions are put together.
WHO = (
    r"(?:he|she|hes|shes|him|her|his|they|theyre|resident|residents|lady|ladies|gent|"
    r"gentleman|chap|man|woman|client|patient|"
    r"lad|boy|girl|mum|dad|tenant|person|someone|somebody|mr|mrs|miss|ms)"
)
CANT = r"(?:cant|cannot|can not|wont|will not|unable to|not able to|doesnt|couldnt|isnt|not|wont let (?:me|us))"
NOT_REAL = (
    r"drills?|mock|training|trained|e ?learning|course|module|quiz|poster|newsletter|"
    r"awareness|practi[cs]e system|policy|"
    r"test person|demo|bingo|competition|menu|competency|refresher|workshop|webinar"
)
RECORDS_ONLY = (
    rf"{NOT_REAL}|(?:monthly|weekly|quarterly|annual) (?:report|audit|stats|figures)|"
    r"report (?:shows|is|for|says)|last (?:week|month|year)|yesterday|"
    r"years ago|history of|dashboard|tick ?box|drop ?down|where (?:do|does|should|can|"
    r"to) (?:i |we |it )?(?:log|record|put|write|go)"
)
NOT_MEANT = (
    r"lol|the word|spel(?:t|ling)|typing error|typo|i mean|pretend|made ?up|hypothetical\w*|bum|"
    r"nobody (?:is|was|had) (?:choking|hurt|ill|double|eating)|my telly|box set|on (?:the )?telly|"
    r"i nearly died|nearly died me"
)
"""Words by which the writer says that they do not mean it, or that it was nothing."""

GADGET = r"(?:tablet|phone|laptop|ipad|screen|charger|printer|wi ?fi|app|system|computer|router|scanner)"
BODY_PART = r"(?: (?:head|face|arm|leg|hip|knee|elbow|thumb|finger|hand|toe|shin|back|foot|bum|eye)s?\b)"

STATED_WORKAROUND = (
    r"(?:using|used|on|got|have|with|from|by|off) (?:the |a |an |our |my )?(?:paper|printed|"
    r"print ?outs?|printout|sheets?|back ?up|clipboard|folder|"
    r"laminated|handover|old (?:one|file|system|mar)|spare|other tablet)\w*|paper (?:mars?|"
    r"copy|copies|charts?|one)|by hand|contingency|"
    r"not (?:given|giving)|no harm|double check\w*|(?:checks?|checking) (?:every|upped|rooms|"
    r"her|him|them|done|in place)|1:1|hourly|"
    r"sat with|sitting with|staying with|someone (?:is )?(?:sat|sitting|staying) with|"
    r"borrowed|in the meantime|as normal|on time|all had|been given"
)
LOGIN = (
    r"log(?:ged|ging)? ?(?:me |us |him |her )?(?:in|on|out|off)|logins?|password|pin|"
    r"lock(?:ed|ing)? (?:me |us )?out|locked|access|get in(?:to)?|"
    r"open|see|view|load|loading|connect|get on|sign in|up"
)
MEDICINES = (
    r"meds|meds? (?:time|round)|medication|medications|medicines?|tablets? round|drug round|"
    r"round|e ?-?mars?|mars?|insulin|"
    r"novorapid|controlled drugs?|morphine|oramorph|warfarin|parkinsons (?:meds|tablets?)|"
    r"epilepsy (?:meds|tablets?)|pain ?killers?|syringe drivers?"
)
TIME_NOW = (
    r"now|needs? (?:their |his |her )?(?:insulin|meds|medication|medicines?|pain relief)|"
    r"its (?:meds|med|medication|tablet)s? ?(?:time|round)|time for|meds time|(?:due|late|"
    r"overdue)(?: (?:now|at|in))?|in \d+ ?min\w*|"
    r"(?:mid|middle of|half ?way (?:thru|through)|during|doing|started|starting|"
    r"about to (?:start|do|give)) (?:the )?.{0,12}round|waiting for (?:their|his|her)|"
    r"right now|this minute|mid meds|mid round|trolley (?:is )?out|"
    r"its (?:the |our )?(?:\w+ ){0,2}(?:round|meds)"
)

ABROAD = "These may be words of danger in another language. No native speaker has checked them yet."
"""How the reason begins where such words were seen."""
