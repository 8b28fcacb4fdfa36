"""The nouns of the room. One module for each thing that has a life of its own."""

from .case import OPEN, STATE, Case, CaseQuerySet, IsAmong
from .daily import Absence, Batch, BatchItem, Presence, ReplyTemplate, ReplyUse, SavedFilter
from .drafts import Draft, DraftFile
from .history import Attachment, CaseEvent, Register, Reporter
from .visits import Visit, VisitPhoto, VisitReport

__all__ = [
    "OPEN", "STATE", "Absence", "Attachment", "Batch", "BatchItem", "Case", "CaseEvent", "CaseQuerySet", "Draft",
    "DraftFile", "IsAmong", "Presence", "Register", "ReplyTemplate", "ReplyUse", "Reporter", "SavedFilter", "Visit",
    "VisitPhoto", "VisitReport",
]  # fmt: skip
