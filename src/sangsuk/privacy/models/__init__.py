"""The nouns of the room."""

from .breaches import Breach
from .deeds import Deed
from .disclosures import Disclosure
from .requests import Correction, RightsRequest
from .retention import Batch, Erasure, Hold
from .rules import Activity, Ground, Notice, Officer, RetentionRule, TimeLimit

__all__ = [
    "Activity", "Batch", "Breach", "Correction", "Deed", "Disclosure", "Erasure", "Ground", "Hold", "Notice", "Officer",
    "RetentionRule", "RightsRequest", "TimeLimit",
]  # fmt: skip
