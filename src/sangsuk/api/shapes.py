"""The shapes that programs get to read. Each reader has one of her own, so that nothing slips into the wrong one."""

from datetime import datetime

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field


class Named(BaseModel):
    """A code with its name in the language asked for."""

    code: str
    name: str


class PlaceOf(BaseModel):
    """Where it is: codes, the name as one line, and the point if one was given."""

    province: str
    district: str
    subdistrict: str | None
    village: str | None
    name: str
    note: str
    point: tuple[float, float] | None


class Due(BaseModel):
    """What we promise next, by when, and the rule that says so. `finish_at` is the promise for the whole matter."""

    kind: str = Field(description="accept, progress, agency_report, answer, finish")
    at: datetime = Field(description=words("เวลาไทย ISO 8601"))
    sentence: str
    rule: str
    late: bool
    finish_at: datetime | None


class Said(BaseModel):
    """One thing said with an event: the field, what it is called, and the words."""

    field: str
    label: str
    text: str


class FileOf(BaseModel):
    """A photograph or a paper of the case."""

    id: int
    kind: str = Field(description="photo, pdf")
    name: str
    size: int
    width: int | None
    height: int | None
    url: str


class Event(BaseModel):
    """One line of the story: who did what, when, and why."""

    seq: int
    at: datetime
    move: str
    sentence: str
    who: str
    by_citizen: bool
    parts: list[Said]
    files: list[FileOf]


class DeskEvent(Event):
    """`inside` marks what the citizen does not see."""

    inside: bool


class MoveOf(BaseModel):
    """What may be done now: its name, its button, the fields it must have and those it may have."""

    name: str
    label: str
    needs: list[str]
    takes: list[str]


class Given(BaseModel):
    """The answer to a new matter. Keep `key`: it is shown to nobody else and opens the case."""

    number: str
    key: str | None = Field(description=words("รหัสลับของเรื่อง เป็น null เมื่อรหัส client_id เดิมมากับข้อความอื่น"))
    created: bool
    status: str
    state: str
    office: Named
    agency: Named | None
    track_url: str
    due: Due | None
    events: list[Event]


class CitizenCase(BaseModel):
    """The case as its owner sees it."""

    number: str
    version: int
    status: str
    state: str
    where: str
    next: str
    late: bool
    office: Named
    agency: Named | None
    mission: Named
    category: Named | None
    description: str
    wish: str
    place: PlaceOf
    submitted_at: datetime
    closed_at: datetime | None
    due: Due | None
    question: str | None = Field(description=words("คำถามที่รอคำตอบ"))
    allowed_moves: list[MoveOf]
    events: list[Event]
    files: list[FileOf]


class DeskRow(BaseModel):
    """One line of an official's list."""

    number: str
    version: int
    status: str
    state: str
    gist: str
    mission: str
    channel: str
    category: Named | None
    district: Named
    province: str
    office: Named
    agency: Named | None
    assignee: str | None
    submitted_at: datetime
    closed_at: datetime | None
    due: Due | None


class DeskList(BaseModel):
    items: list[DeskRow]
    next: str | None = Field(description=words("เครื่องหมายหน้าถัดไป หรือ null เมื่อหมดแล้ว"))


class DeskCaseOut(DeskRow):
    """The case as this official may see it."""

    description: str
    wish: str
    place: PlaceOf
    identity: str = Field(description="named, hidden, none")
    may_reveal: bool = Field(description=words("ท่านดูชื่อและเบอร์ติดต่อได้หรือไม่ ดู /reporter"))
    routing_reason: str
    settlement: Named | None
    solved: str | None
    rating: int | None
    allowed_moves: list[MoveOf]
    events: list[DeskEvent]
    files: list[FileOf]


class ReporterOut(BaseModel):
    name: str
    phone: str
    email: str


class PlaceFound(BaseModel):
    """One place of the search."""

    kind: str = Field(description="province, district, subdistrict, village")
    code: str
    name: str
    name_th: str
    name_en: str
    province: str
    district: str | None
    subdistrict: str | None
    point: tuple[float, float] | None


class PlaceList(BaseModel):
    items: list[PlaceFound]


class WordOf(BaseModel):
    """A code and its names."""

    code: str
    name: str
    name_th: str
    name_en: str


class WordList(BaseModel):
    items: list[WordOf]


class CategoryOf(WordOf):
    parent: str | None
    hint: str


class CategoryList(BaseModel):
    items: list[CategoryOf]


class OfficeOf(WordOf):
    """A centre or an agency."""

    kind: str
    level: str
    parent: str | None
    province: str | None
    district: str | None
    agency_kind: str | None
    is_centre: bool


class OfficeList(BaseModel):
    items: list[OfficeOf]


class Colleague(BaseModel):
    id: int
    name: str


class ColleagueList(BaseModel):
    items: list[Colleague]
