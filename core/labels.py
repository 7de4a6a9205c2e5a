"""The product's closed lists of labels: what a message is, how urgent, about what, and who people are.

Sources: the labels of the message corpus (kinds, categories, urgencies, care risks) and the roles,
record areas and phases of the workflow specification. The words that staff see for each label
stand in `core.words`; here are only the stable identifiers that are stored and exported.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a message is."""

    ISSUE = "issue"
    UNCERTAINTY = "uncertainty"
    DISCREPANCY = "discrepancy"
    FEEDBACK = "feedback"
    OTHER = "other"


class Category(StrEnum):
    """What it is about. The first eleven belong to issues and are recognised from staff's own words."""

    LOGIN_ACCESS = "login_access"
    MISSING_RECORD = "missing_record"
    WORKFLOW_CONFUSION = "workflow_confusion"
    REPORTING_GAP = "reporting_gap"
    DATA_ERROR = "data_error"
    DEVICE_CONNECTIVITY = "device_connectivity"
    PERFORMANCE_OUTAGE = "performance_outage"
    MEDICATION_RECORD = "medication_record"
    ALERTS_ASSISTIVE_TECH = "alerts_assistive_tech"
    TRAINING_GAP = "training_gap"
    OTHER = "other"
    # Each belongs to one kind other than issue.
    WHERE_TO_RECORD = "where_to_record"
    RECORD_MISMATCH = "record_mismatch"
    FEEDBACK = "feedback"
    NONE = "none"


ISSUE_CATEGORIES: tuple[Category, ...] = (
    Category.LOGIN_ACCESS,
    Category.MISSING_RECORD,
    Category.WORKFLOW_CONFUSION,
    Category.REPORTING_GAP,
    Category.DATA_ERROR,
    Category.DEVICE_CONNECTIVITY,
    Category.PERFORMANCE_OUTAGE,
    Category.MEDICATION_RECORD,
    Category.ALERTS_ASSISTIVE_TECH,
    Category.TRAINING_GAP,
    Category.OTHER,
)
"""The categories that an issue may have, in the order in which they are offered."""


class Urgency(StrEnum):
    """How soon somebody must act. `rank` orders them: 0 is the most urgent."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Position in the scale, 0 (critical) to 3 (low)."""
        return tuple(type(self)).index(self)

    def at_least(self, floor: "Urgency") -> "Urgency":
        """The more urgent of the two: danger rules may raise an urgency and never lower it."""
        return min(self, floor, key=lambda urgency: urgency.rank)


class CareRisk(StrEnum):
    """The sides of a person's care that a report touches."""

    MEDICATION = "medication"
    CLINICAL_DETERIORATION = "clinical_deterioration"
    SAFEGUARDING = "safeguarding"
    FALL_INJURY = "fall_injury"
    NUTRITION_HYDRATION = "nutrition_hydration"
    SKIN_INTEGRITY = "skin_integrity"
    ALLERGY = "allergy"
    DNACPR_RESUS = "dnacpr_resus"
    MISSING_PERSON = "missing_person"
    NONE = "none"


class RecordArea(StrEnum):
    """The part of the care record concerned."""

    MEDICATION = "medication"
    SAFEGUARDING = "safeguarding"
    INCIDENT = "incident"
    CARE_PLAN = "care_plan"
    RISK_ASSESSMENT = "risk_assessment"
    DAILY_NOTE = "daily_note"
    REVIEW = "review"
    HANDOVER = "handover"
    TASK = "task"
    ALERT = "alert"
    OTHER = "other"


class Danger(StrEnum):
    """Which fixed emergency advice goes first. It adds advice; it never replaces the record."""

    NONE = "none"
    MEDICAL = "medical"
    SAFEGUARDING = "safeguarding"


class CareEffect(StrEnum):
    """The answer to "Is anyone's care affected?"."""

    NOW = "now"
    SOON = "soon"
    NONE = "none"
    NOT_SURE = "not_sure"


class Role(StrEnum):
    """Who somebody is, for one service or for all."""

    CARE_WORKER = "care_worker"
    TEAM_LEADER = "team_leader"
    REGISTERED_MANAGER = "registered_manager"
    ON_CALL_MANAGER = "on_call_manager"
    QUALITY_LEAD = "quality_lead"
    AUDITOR = "auditor"
    PROJECT_LEAD = "project_lead"
    WORKFORCE_LEAD = "workforce_lead"
    TRAINER = "trainer"
    DIGITAL_CHAMPION = "digital_champion"
    BOARD_MEMBER = "board_member"
    BOARD_CHAIR = "board_chair"
    SENIOR_LEADER = "senior_leader"
    INFORMATION_GOVERNANCE_LEAD = "information_governance_lead"
    SUPPLIER_CONTACT = "supplier_contact"
    EVIDENCE_READER = "evidence_reader"
    ADMINISTRATOR = "administrator"


class Phase(StrEnum):
    """Where a service stands on its way to the new system."""

    PREPARING = "preparing"
    GO_LIVE = "go_live"
    PARALLEL = "parallel"
    STABILISING = "stabilising"
    BAU = "bau"


class ServiceKind(StrEnum):
    """What sort of service it is."""

    CARE_HOME = "care_home"
    NURSING_HOME = "nursing_home"
    HOME_CARE = "home_care"
    SUPPORTED_LIVING = "supported_living"
    EXTRA_CARE = "extra_care"
    DAY_SERVICE = "day_service"
    OTHER = "other"
