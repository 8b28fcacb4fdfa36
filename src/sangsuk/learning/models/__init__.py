"""The nouns of learning."""

from sangsuk.cases import holders

from .lessons import Lesson, LessonEvent, LessonQuerySet, LessonRead
from .practices import Adoption, AdoptionEvent, Practice, PracticeEvent, PracticeMaterial, PracticeQuerySet
from .quizzes import Attempt, Course, CourseLesson, CoursePass, LearningRule, Question, Quiz
from .training import EVENT_STATE, TrainingEvent, TrainingMaterial, TrainingMoment, TrainingSession
from .training_rules import TrainingBook, TrainingGroup, TrainingQuestion, TrainingRule, TrainingSubject
from .training_seats import (
    SEAT_STATE,
    TrainingAttendance,
    TrainingCertificate,
    TrainingInvitation,
    TrainingOpinion,
    TrainingSeat,
    TrainingSeatMoment,
)

__all__ = [
    "Adoption",
    "AdoptionEvent",
    "Attempt",
    "Course",
    "CourseLesson",
    "CoursePass",
    "LearningRule",
    "Lesson",
    "LessonEvent",
    "LessonQuerySet",
    "LessonRead",
    "Practice",
    "PracticeEvent",
    "PracticeMaterial",
    "PracticeQuerySet",
    "Question",
    "Quiz",
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
