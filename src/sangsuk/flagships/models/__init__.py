"""The nouns of this room."""

from sangsuk.cases import holders

from .areas import AreaChange
from .coverage import Coverage, CoverageEvent
from .exchange import ExchangeId
from .figures import Figure, StaleFigure
from .indicators import Cell, Indicator, IndicatorVersion, LightRule, Target, Unit
from .needs import NeedLink
from .programme import Aim, Alignment, Part, Programme, ProgrammeEvent, Project, ProjectText, Situation
from .reports import Entry, EntryFlag, Evidence, QuestionRule, Sheet, SheetEvent, SheetRule, Statement

__all__ = [
    "Aim",
    "Alignment",
    "AreaChange",
    "Cell",
    "Coverage",
    "CoverageEvent",
    "Entry",
    "EntryFlag",
    "Evidence",
    "ExchangeId",
    "Figure",
    "Indicator",
    "IndicatorVersion",
    "LightRule",
    "NeedLink",
    "Part",
    "Programme",
    "ProgrammeEvent",
    "Project",
    "ProjectText",
    "QuestionRule",
    "Sheet",
    "SheetEvent",
    "SheetRule",
    "Situation",
    "StaleFigure",
    "Statement",
    "Target",
    "Unit",
]

holders.register(holders.Holder(Evidence))
