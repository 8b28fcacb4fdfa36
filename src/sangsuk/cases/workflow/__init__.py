"""The life of a case as one table. Buttons, the API's allowed moves, roles, required fields, clocks, messages, the
sentences of the timeline and the diagram in docs/ are all read from here. Pure: values in, values out.
"""

from .fields import FIELDS, Field
from .move import Facts, Move, holds
from .statuses import (
    ACCEPTED,
    AGENCY,
    AGENCY_ACCEPTED,
    ASSIGNED,
    CITIZEN,
    CLOSED,
    COMMANDER,
    ESCALATED,
    FORMER,
    HERE,
    IN_PROGRESS,
    INFO_REQUESTED,
    MEDIATION,
    MERGED,
    NEW,
    OPEN,
    OUTSIDE,
    OWNER,
    QUIET,
    RECEIVED,
    REFERRED_OUT,
    REFUSED,
    REOPENED,
    RESULT_REPORTED,
    RETURNED,
    REVIEW,
    SCREENING,
    SENT_BACK,
    SETTLED,
    STATUSES,
    SUPERIOR,
    SUSPENDED,
    SYSTEM,
    TOLD,
    TONES,
    WITH_AGENCY,
    WITHDRAWN,
    WORK,
)  # fmt: skip
from .table import CLOCK_OF, IMPORTED, MOVES, SAID, SUBMITTED, available, check

__all__ = [
    "ACCEPTED", "AGENCY", "AGENCY_ACCEPTED", "ASSIGNED", "CITIZEN", "CLOCK_OF", "CLOSED", "COMMANDER", "ESCALATED",
    "FIELDS", "FORMER", "Facts", "Field", "HERE", "IMPORTED", "INFO_REQUESTED", "IN_PROGRESS", "MEDIATION", "MERGED",
    "MOVES", "Move", "NEW", "OPEN", "OUTSIDE", "OWNER", "QUIET", "RECEIVED", "REFERRED_OUT", "REFUSED", "REOPENED",
    "RESULT_REPORTED", "RETURNED", "REVIEW", "SAID", "SCREENING", "SENT_BACK", "SETTLED", "STATUSES",
    "SUBMITTED", "SUPERIOR", "SUSPENDED", "SYSTEM", "TOLD", "TONES", "WITHDRAWN", "WITH_AGENCY", "WORK", "available", "check",
    "holds",
]  # fmt: skip
