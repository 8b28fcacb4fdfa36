"""Figures: reports and outcomes."""

from datetime import datetime

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field

from .common import Named


class ReportList(BaseModel):
    """The reports that mean something for the reader, and whose she may ask for."""

    items: list[Named]
    offices: list[Named]


class ReportRow(BaseModel):
    """One row: `values` stand as the columns do; null is no figure (yet), and the head of a group has none."""

    code: str = Field(description=words("รหัสของแถว เช่น ประเภทเรื่อง อำเภอ หรือเดือน ว่างเมื่อเป็นยอดรวม"))
    label: str
    kind: str = Field(description="group, part, sum, (plain)")
    office: str | None = Field(description=words("ถามรายงานของศูนย์นี้ต่อได้ ถ้าท่านอ่านได้"))
    values: list[int | None]


class ReportOut(BaseModel):
    """A report as on its page: what it comes to, up to when it is counted, and the table."""

    name: str
    heading: str
    finding: str
    office: str
    period: str
    as_of: datetime | None
    complete: bool = Field(description=words("false ขณะกำลังนับใหม่ทั้งหมด"))
    lead: str
    columns: list[str]
    rows: list[ReportRow]
    next: str | None = Field(description=words("เครื่องหมายหน้าถัดไป หรือ null เมื่อหมดแล้ว"))


class MeasureOf(BaseModel):
    name: str
    label: str
    meaning: str


class FigureOf(BaseModel):
    """A count, a mean or a share (0-1) with its 95 % interval; null where fewer than ten answered."""

    measure: str
    value: float | None
    answers: int | None
    low: float | None
    high: float | None


class OutcomeRow(BaseModel):
    code: str
    name: str
    figures: list[FigureOf]


class OutcomeList(BaseModel):
    finding: str
    office: str
    measures: list[MeasureOf]
    items: list[OutcomeRow]
    next: str | None = Field(description=words("เครื่องหมายหน้าถัดไป หรือ null เมื่อหมดแล้ว"))
