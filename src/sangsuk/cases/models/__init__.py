"""The nouns of the room. One module for each thing that has a life of its own."""

from .case import OPEN, STATE, Case, CaseQuerySet, IsAmong
from .drafts import Draft, DraftFile
from .history import Attachment, CaseEvent, Register, Reporter
from .visits import Visit, VisitPhoto, VisitReport

__all__ = [
    "OPEN", "STATE", "Attachment", "Case", "CaseEvent", "CaseQuerySet", "Draft", "DraftFile", "IsAmong", "Register",
    "Reporter", "Visit", "VisitPhoto", "VisitReport",
]  # fmt: skip
