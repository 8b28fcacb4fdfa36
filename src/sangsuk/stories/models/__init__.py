"""The nouns of the room. One module for each thing that has a life of its own."""

from sangsuk.cases import holders

from .answers import PLEDGE_STATE, Answering, Pledge, PledgeEvent, PledgeFile, StoryAnswer, StoryCase
from .campaigns import Campaign, CampaignPhase, ConsentText
from .cards import CardBundle, CardPoint, CardQuerySet, FeedbackCard, OfficeNetwork
from .films import (
    FILM_STATE,
    Film,
    FilmApproval,
    FilmCost,
    FilmCount,
    FilmCut,
    FilmDay,
    FilmEvent,
    FilmPaper,
    FilmPerson,
    FilmPlace,
    FilmShowing,
)
from .gallery import DiskDuty, StoryFlag
from .improvements import ITEM_STATE, ImprovementEvent, ImprovementItem
from .judging import (
    Assignment,
    AssignmentQuerySet,
    Conflict,
    Criterion,
    Entry,
    Juror,
    Override,
    ReaderMark,
    Round,
    RoundEvent,
    Selection,
)
from .moderation import DutyTurn, HelpLine, ModerationReason, ModerationRule, ModerationSign, SeverityGrade
from .recognition import Certificate, CertificateBook, CertificatePrint, NamingConsent, Praise, Praised, RingFlag
from .sources import SourceBatch, SourcePost
from .stories import (
    STATE,
    Story,
    StoryAuthor,
    StoryConsent,
    StoryEvent,
    StoryFile,
    StoryQuerySet,
    StoryText,
    StoryWords,
)
from .telling import KeptStory, StoryDraft, StoryDraftFile

__all__ = [
    "FILM_STATE", "ITEM_STATE", "PLEDGE_STATE", "STATE", "Answering", "Assignment", "AssignmentQuerySet", "Campaign",
    "CampaignPhase", "CardBundle", "CardPoint", "CardQuerySet", "Certificate", "CertificateBook", "CertificatePrint",
    "Conflict", "ConsentText", "Criterion", "DiskDuty", "DutyTurn", "Entry", "FeedbackCard", "Film", "FilmApproval",
    "FilmCost", "FilmCount", "FilmCut", "FilmDay", "FilmEvent", "FilmPaper", "FilmPerson", "FilmPlace", "FilmShowing",
    "HelpLine", "ImprovementEvent", "ImprovementItem", "Juror", "KeptStory", "ModerationReason", "ModerationRule",
    "ModerationSign", "NamingConsent", "OfficeNetwork", "Override", "Pledge", "PledgeEvent", "PledgeFile", "Praise",
    "Praised", "ReaderMark", "RingFlag", "Round", "RoundEvent", "Selection", "SeverityGrade", "SourceBatch",
    "SourcePost", "Story", "StoryAnswer", "StoryAuthor", "StoryCase", "StoryConsent", "StoryDraft", "StoryDraftFile",
    "StoryEvent", "StoryFile", "StoryFlag", "StoryQuerySet", "StoryText", "StoryWords",
]  # fmt: skip

holders.register(
    holders.Holder(PledgeFile), holders.Holder(NamingConsent),
    holders.Holder(StoryFile, kind="suffix"), holders.Holder(StoryFile, sha256="poster", always="photo"),
    holders.Holder(StoryDraftFile, kind="suffix"), holders.Holder(StoryDraftFile, sha256="poster", always="photo"),
    holders.Holder(FilmPerson, sha256="paper_sha256", kind="paper_kind"), holders.Holder(Film, sha256="master", kind="form"),
)  # fmt: skip
