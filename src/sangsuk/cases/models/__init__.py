"""The nouns of the room. One module for each thing that has a life of its own."""

from .callbacks import SampleDrawn, SampleRule
from .case import OPEN, STATE, Case, CaseQuerySet, IsAmong
from .daily import Absence, Batch, BatchItem, Presence, ReplyTemplate, ReplyUse, SavedFilter
from .drafts import Draft, DraftFile
from .history import Attachment, CaseEvent, Register, Reporter
from .mediation import MEDIATION_STATE, Mediation, MediationQuerySet, Mediator, Party
from .mediation_history import DocketRegister, MediationEvent, MediationRule, Session
from .mine import DelegateLook, Delegation, KeptCase, LookKey
from .outcomes import Callback, Caught, Custody, Relief
from .papers import Letter, LetterHead, LetterMinutes, LetterRegister
from .repeats import CaseLink, Group, Likeness, Supporter
from .scans import FileScan
from .second_looks import SecondLook
from .thinking import Prefilled
from .visits import Visit, VisitPhoto, VisitReport
from .words import Words

__all__ = [
    "Callback", "Caught", "Custody", "Relief", "SampleDrawn", "SampleRule",
    "MEDIATION_STATE", "DocketRegister", "Mediation", "MediationEvent", "MediationQuerySet", "MediationRule", "Mediator",
    "Party", "Session",
    "OPEN", "STATE", "Absence", "Attachment", "Batch", "BatchItem", "Case", "CaseEvent", "CaseQuerySet", "Draft",
    "DraftFile", "IsAmong", "Presence", "Register", "ReplyTemplate", "ReplyUse", "Reporter", "SavedFilter", "Visit",
    "VisitPhoto", "VisitReport",
    "Letter", "LetterHead", "LetterMinutes", "LetterRegister",
    "CaseLink", "Group", "Likeness", "Prefilled", "SecondLook", "Supporter", "Words", "FileScan",
    "DelegateLook", "Delegation", "KeptCase", "LookKey",
]  # fmt: skip
