"""A case as each reader may read it, and what may be done with it."""

from datetime import datetime

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field

from .common import Named


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


class FieldOf(BaseModel):
    """One field of a move: how to call it and what may stand in it. `axis`: its codes are under /terms/{axis}."""

    name: str
    label: str
    kind: str = Field(description="text, choice, number, date, checks, flag, file")
    needed: bool
    least: int | None = Field(description=words("ข้อความ: จำนวนตัวอักษรน้อยที่สุด ตัวเลข: ค่าน้อยที่สุด"))
    most: int | None = Field(description=words("ข้อความ: จำนวนตัวอักษรมากที่สุด ตัวเลข: ค่ามากที่สุด"))
    axis: str | None = Field(description=words("เลือกรหัสได้จาก /terms/{axis}"))
    choices: list[Named] | None = Field(description=words("รหัสที่เลือกได้ เมื่อมีไม่กี่ข้อ"))


class MoveOf(BaseModel):
    """What may be done now: its name, its button, the fields it must have and those it may have."""

    name: str
    label: str
    needs: list[str]
    takes: list[str]
    fields: list[FieldOf]


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


class LookOf(BaseModel):
    """Somebody opened who she is: when, from which office, in which position, what and why. Never the official's name."""

    code: str = Field(description=words("รหัสการเปิดดู บอกเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลได้ถ้าสงสัย"))
    at: datetime
    office: str
    role: str
    what: str
    reason: str
    second: bool = Field(description=words("มีหัวหน้าเห็นชอบก่อนเปิดดู"))


class LookList(BaseModel):
    items: list[LookOf]
    next: str | None = Field(description=words("เครื่องหมายหน้าถัดไป หรือ null เมื่อหมดแล้ว"))


class DutyOf(BaseModel):
    """What somebody still owes on a case. `key` is what a move calls `duty`."""

    key: str
    kind: str = Field(description="task, visit, question, referral, approval, meeting, docket")
    who: str
    name: str
    status: str | None = Field(description="waiting, accepted, reported")
    lead: bool
    due_at: datetime | None
    reminders: int


class Proposed(BaseModel):
    """An ending that waits for a second person."""

    move: str
    label: str
    by: str
    at: datetime
    parts: list[Said]


class CheckOf(BaseModel):
    """One question of admission, its law, and the last answer."""

    code: str
    question: str
    basis: str
    answer: str | None = Field(description="yes, no")


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
    urgency: Named


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
    service_class: Named | None
    nature: Named | None
    accused_type: Named | None
    policy: Named | None
    refusal: Named | None
    admissible: str | None = Field(description="yes, no, keep")
    checks: list[CheckOf]
    attention: Named | None = Field(description=words("ผู้บังคับบัญชาที่ระบบขอให้ดูแล"))
    hops: int
    reminders: int
    appeals: int
    merged_into: str | None
    duties: list[DutyOf]
    proposal: Proposed | None
    allowed_moves: list[MoveOf]
    events: list[DeskEvent]
    files: list[FileOf]


class ReporterOut(BaseModel):
    name: str
    phone: str
    email: str
