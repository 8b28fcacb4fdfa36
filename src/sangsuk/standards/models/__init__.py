"""The nouns of this room."""

from sangsuk.cases import holders

from .assessments import (
    ASSESSMENT_STATE,
    Answer,
    Assessment,
    AssessmentEvent,
    Evidence,
    OfficeCertificate,
    StandardBook,
)
from .forms import Criterion, Form, FormEvent, Section
from .rules import Band, StandardRule
from .surveys import SurveyAnswer

__all__ = [
    "ASSESSMENT_STATE", "Answer", "Assessment", "AssessmentEvent", "Band", "Criterion", "Evidence", "Form", "FormEvent",
    "OfficeCertificate", "Section", "StandardBook", "StandardRule", "SurveyAnswer",
]  # fmt: skip

holders.register(holders.Holder(Evidence))
