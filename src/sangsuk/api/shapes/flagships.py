"""The flagships of a year, as everybody may read them."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field

STANDING = words("official ตามเอกสารราชการ, confirmed กรมยืนยันแล้ว, inferred เราอนุมานเอง")


class ProgrammeLine(BaseModel):
    """One programme in a list."""

    code: str
    fiscal_year: int = Field(description=words("ปีงบประมาณเป็นคริสต์ศักราช: 2021 คือปีงบประมาณ 2564"))
    name_th: str
    name_en: str
    state: str = Field(description="open, closed")
    source: str


class ProgrammeList(BaseModel):
    items: list[ProgrammeLine]


class AlignmentOf(BaseModel):
    """That a project serves an aim."""

    framework: str = Field(
        description="national_strategy, master_plan, plan_13, cabinet_policy, ministry_policy, sdg_goal, sdg_target"
    )
    aim: str = Field(description=words("เลขของข้อในกรอบนั้น เช่น 16.9"))
    aim_th: str
    aim_en: str
    weight: Decimal = Field(description=words("ส่วนของ 1 น้ำหนักของโครงการหนึ่งในกรอบเดียวกันรวมกันได้ 1 พอดี"))
    why_th: str
    why_en: str
    standing: str = Field(description=STANDING)
    source: str
    valid_from: date


class CoverageOf(BaseModel):
    """How many districts have said what."""

    districts: int
    planned: int
    started: int
    done: int
    not_applicable: int
    missing: int


class ProjectOf(BaseModel):
    code: str
    number: int
    part: int
    part_standing: str = Field(description=STANDING)
    name_th: str
    name_en: str
    about_th: str
    about_en: str
    owner_th: str
    owner_en: str
    budget_baht: Decimal | None
    text_version: int
    text_standing: str = Field(description=STANDING)
    source: str
    coverage: CoverageOf
    alignments: list[AlignmentOf]


class PartOf(BaseModel):
    number: int
    name_th: str
    name_en: str
    source: str


class ProgrammeOf(ProgrammeLine):
    """A programme whole: its parts, its projects and what they serve."""

    about_th: str
    about_en: str
    parts: list[PartOf]
    projects: list[ProjectOf]
