"""The nouns of learning."""

from sangsuk.cases import holders

from .training import (
    EVENT_STATE,
    SEAT_STATE,
    TrainingAttendance,
    TrainingBook,
    TrainingCertificate,
    TrainingEvent,
    TrainingGroup,
    TrainingInvitation,
    TrainingMaterial,
    TrainingMoment,
    TrainingOpinion,
    TrainingQuestion,
    TrainingRule,
    TrainingSeat,
    TrainingSeatMoment,
    TrainingSession,
    TrainingSubject,
)

__all__ = [
    "EVENT_STATE",
    "SEAT_STATE",
    "TrainingAttendance",
    "TrainingBook",
    "TrainingCertificate",
    "TrainingEvent",
    "TrainingGroup",
    "TrainingInvitation",
    "TrainingMaterial",
    "TrainingMoment",
    "TrainingOpinion",
    "TrainingQuestion",
    "TrainingRule",
    "TrainingSeat",
    "TrainingSeatMoment",
    "TrainingSession",
    "TrainingSubject",
]

holders.register(holders.Holder(TrainingMaterial))
