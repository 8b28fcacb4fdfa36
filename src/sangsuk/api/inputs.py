"""What programs may send. Only the shape is checked here; the rules stand in the rooms below and speak for themselves."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field

from sangsuk.cases.actions import New, Person
from sangsuk.cases.queries import Filters

Degrees = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Version = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Query = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


def _length(least: int, most: int) -> dict[str, Any]:
    """Told in the description only: the rule below counts better, and has the better sentence."""
    return {"minLength": least, "maxLength": most}


class NewPlace(BaseModel):
    """Where it happened: a district's code, a sub-district's code, or a point."""

    district: str | None = Field(None, description=words("รหัสอำเภอหรือเขต 4 หลัก"), examples=["5001"])
    subdistrict: str | None = Field(None, description=words("รหัสตำบลหรือแขวง 6 หลัก"), examples=["500107"])
    village: str | None = Field(None, description=words("รหัสหมู่บ้าน 8 หลัก"))
    point: tuple[Degrees, Degrees] | None = Field(
        None, description=words("จุดบนแผนที่: ลองจิจูด แล้วละติจูด (WGS 84)"), examples=[[98.9853, 18.7883]]
    )
    note: str = Field("", description=words("บอกจุดให้ชัดขึ้น เช่น หน้าโรงเรียน"), json_schema_extra=_length(0, 1000))


class NewReporter(BaseModel):
    """Who tells. With identity `none` nothing of this is kept."""

    name: str = Field("", json_schema_extra=_length(0, 200), examples=["Somchai Jaidee"])
    phone: str = Field("", examples=["081 555 0101"])
    email: str = Field("", examples=["somchai@example.com"])
    national_id: str = Field(
        "",
        max_length=40,
        description=words("เลขประจำตัวประชาชน 13 หลัก เก็บเฉพาะเรื่องที่กำหนดว่าต้องใช้ เรื่องอื่นส่งมาก็ไม่เก็บ"),
        examples=["1-2345-67890-12-1"],
    )
    has_no_national_id: bool = Field(False, description=words("ไม่มีเลขประจำตัวประชาชน ใช้กับเรื่องที่ต้องมีเลข"))


def _person(told: NewReporter | None) -> Person:
    return Person(told.name, told.phone, told.email, told.national_id) if told else Person()


class NewCase(BaseModel):
    """A complaint, or another matter for the centre."""

    client_id: UUID = Field(description=words("รหัสที่ผู้ส่งสร้างเอง ส่งซ้ำด้วยรหัสเดิมจะได้เรื่องเดิม ไม่มีเรื่องซ้ำ"))
    description: str = Field(description=words("เกิดอะไรขึ้น"), json_schema_extra=_length(10, 10_000))
    place: NewPlace
    identity: Literal["named", "hidden", "none"] = Field(
        description=words("named บอกชื่อ, hidden ให้ทราบเฉพาะศูนย์ดำรงธรรม, none ไม่บอกชื่อ")
    )
    mission: str = Field("grievance", description=words("บริการของศูนย์ ดูที่ /missions"))
    wish: str | None = Field(None, description=words("อยากให้ช่วยอย่างไร"), json_schema_extra=_length(0, 10_000))
    category: str | None = Field(None, description=words("ประเภทเรื่อง ดูที่ /categories"), examples=["water.flood"])
    reporter: NewReporter | None = None
    channel: str = Field("api", description=words("ช่องทางที่รับเรื่อง ดูที่ /channels"))
    nature: str | None = Field(None, description=words("ลักษณะของเรื่อง ดูที่ /terms/nature"))
    wishes: list[str] = Field(default_factory=list, max_length=15, description=words("ความประสงค์ ดูที่ /terms/wish"))
    accused_type: str | None = Field(None, description=words("ผู้ถูกร้อง ดูที่ /terms/accused"))
    accused: list[str] | None = Field(
        None,
        max_length=10,
        description=words("รหัสหน่วยงานที่ถูกร้องเรียน ดูที่ /offices รายการว่างคือไม่ได้ร้องเรียนหน่วยงานใด ถ้าไม่ส่งมา ระบบดูจากข้อความ"),
        examples=[["5001"]],
    )
    complainant_type: str = Field("person", description=words("ผู้ร้อง ดูที่ /terms/complainant"))
    distress: int | None = Field(
        None,
        strict=True,
        description=words("เรื่องนี้ทำให้ทุกข์ใจแค่ไหน 0 ไม่เลย ถึง 10 มากที่สุด"),
        json_schema_extra={"minimum": 0, "maximum": 10},
    )
    urgency: Literal["normal", "urgent", "life"] = Field("normal", description=words("ความเร่งด่วน เจ้าหน้าที่เท่านั้น"))
    service_class: str = Field("general", description=words("ชั้นของเรื่อง ดูที่ /terms/service_class เจ้าหน้าที่เท่านั้น"))
    policy: str | None = Field(None, description=words("นโยบายสำคัญ ดูที่ /terms/policy เจ้าหน้าที่เท่านั้น"))
    answer: str | None = Field(
        None,
        description=words("คำตอบที่ให้ไปแล้ว ส่งมาเมื่อบันทึกและจบเรื่องทันที เจ้าหน้าที่เท่านั้น"),
        json_schema_extra=_length(10, 5000),
    )
    body: str | None = Field(None, description=words("ส่งต่อให้หน่วยงานใด เมื่อ mission เป็น referral และมี answer"))
    body_kind: str | None = Field(None, description=words("หน่วยงานแบบไหน ดูที่ /terms/referred_to"))
    notice_version: str | None = Field(
        None, max_length=20, description=words("รุ่นของประกาศความเป็นส่วนตัวที่แสดงให้ผู้ร้องอ่าน ดูที่ /privacy/notices/reporter")
    )
    language: Literal["th", "en"] | None = Field(
        None, description=words("ภาษาของข้อความถึงผู้ร้อง ถ้าไม่บอกใช้ตาม Accept-Language")
    )

    def as_new(self, language: str) -> New:
        place, told = self.place, self.reporter
        return New(
            client_id=self.client_id, description=self.description, identity=self.identity, wish=self.wish or "",
            mission=self.mission, category=self.category or None, district=place.district or None,
            subdistrict=place.subdistrict or None, village=place.village or None, point=place.point,
            place_note=place.note, reporter=_person(told), channel=self.channel,
            language=self.language or language, nature=self.nature or "", wishes=tuple(self.wishes),
            accused_type=self.accused_type or "", complainant_type=self.complainant_type, distress=self.distress,
            urgency=self.urgency, service_class=self.service_class, policy=self.policy or "",
            accused=None if self.accused is None else tuple(self.accused),
            notice=self.notice_version or "", has_no_id=bool(told and told.has_no_national_id),
        )  # fmt: skip

    def for_officials(self) -> str:
        """The first field that only an official may send, "" when there is none."""
        usual = {"urgency": "normal", "service_class": "general", "policy": None, "answer": None, "body": None}
        return next((name for name, value in usual.items() if (getattr(self, name) or None) != value), "")


class Reply(BaseModel):
    """What the citizen says later. Without `move`: an answer when a question is open, else more facts."""

    move: Literal["add", "answer", "agree", "object", "withdraw", "rate", "reopen", "appeal"] | None = None
    text: str | None = Field(
        None, description=words("ข้อความ (add, answer, object, reopen, appeal)"), json_schema_extra=_length(2, 5000)
    )
    solved: Literal["yes", "partly", "no"] | None = Field(None, description=words("ปัญหาได้รับการแก้ไขหรือไม่ (rate)"))
    rating: int | None = Field(
        None,
        strict=True,
        description=words("คะแนนการดูแล 1 ถึง 5 (rate)"),
        json_schema_extra={"minimum": 1, "maximum": 5},
    )
    comment: str | None = Field(
        None, description=words("อยากบอกอะไรเพิ่ม (agree, withdraw, rate)"), json_schema_extra=_length(0, 2000)
    )
    rating_result: int | None = Field(
        None,
        strict=True,
        description=words("คะแนนผลที่ได้ 1 ถึง 5 (rate)"),
        json_schema_extra={"minimum": 1, "maximum": 5},
    )
    wish_met: Literal["yes", "partly", "no"] | None = Field(None, description=words("ได้ตามที่ขอไว้หรือไม่ (rate)"))
    distress_after: int | None = Field(
        None,
        strict=True,
        description=words("ตอนนี้ยังทุกข์ใจแค่ไหน 0 ไม่เลย ถึง 10 มากที่สุด (rate)"),
        json_schema_extra={"minimum": 0, "maximum": 10},
    )
    version: Version | None = Field(None, description=words("รุ่นของเรื่องที่เห็น ถ้าส่งมาและเก่าไปจะได้ 409"))

    def data(self) -> dict[str, Any]:
        names = ("text", "solved", "rating", "rating_result", "wish_met", "distress_after", "comment")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


class NewMove(BaseModel):
    """One move of an official. `allowed_moves` of the case says which there are and what each needs."""

    move: str = Field(examples=["accept"])
    version: Version = Field(description=words("รุ่นของเรื่องที่เห็นก่อนทำ ถ้ามีผู้ทำไปก่อนแล้วจะได้ 409"))
    data: dict[str, Any] = Field(default_factory=dict, description=words("ช่องที่ขั้นตอนนี้ต้องการ"))


class Reason(BaseModel):
    """Why the name is looked at. The look is written down before the name is shown."""

    reason: str = Field(json_schema_extra=_length(5, 500))


class ListQuery(BaseModel):
    """What the list is narrowed to; nothing means not narrowed."""

    status: Query = Field("", description=words("สถานะ ดูที่ /statuses"))
    category: Query = Field("", description=words("ประเภทเรื่อง รวมประเภทย่อย"))
    district: Query = Field("", description=words("รหัสอำเภอหรือเขต 4 หลัก"))
    due: Query = Field("", description=words("soon ใกล้ครบกำหนด, late เลยกำหนด, หรือวันที่ เช่น 2026-11-20"))
    q: Query = Field("", description=words("คำค้นหรือเลขที่เรื่อง"))
    cursor: Query = Field("", description=words("เครื่องหมายหน้าถัดไป จากช่อง next ของหน้าก่อน"))
    limit: int = Field(30, ge=1, le=100, description=words("จำนวนรายการต่อหน้า"))

    def filters(self) -> Filters:
        return Filters(self.status, self.category, self.district, self.due, self.q)


class StoryQuery(BaseModel):
    """What the list is narrowed to."""

    q: Query = Field("", description=words("คำในเรื่องเล่า"))
    region: Query = Field("", description=words("ภาค: north, northeast, central, east, west, south"))
    province: Query = Field("", description=words("รหัสจังหวัด 2 หลัก"))
    office: Query = Field("", description=words("รหัสที่ว่าการอำเภอ ดูที่ /offices"))
    theme: Query = Field("", description=words("เป็นเรื่องของ ดูที่ /terms/story_theme"))
    service: Query = Field("", description=words("บริการ ดูที่ /terms/service_kind"))
    tone: Query = Field("", description=words("positive ประทับใจ, negative ยังไม่พอใจ, mixed มีทั้งสองอย่าง"))
    expectation: Query = Field("", description=words("below ต่ำกว่าที่คาด, met ตามที่คาด, above เหนือความคาดหมาย"))
    flagship: Query = Field("", description=words("โครงการสำคัญที่เกี่ยวข้อง ดูที่ /terms/flagship"))
    campaign: Query = Field("", description=words("รหัสโครงการ"))
    after: Query = Field("", description=words("ค่า next ของหน้าก่อน"))


class LookQuery(BaseModel):
    cursor: Query = Field("", description=words("เครื่องหมายหน้าถัดไป จากช่อง next ของหน้าก่อน"))

    def before(self) -> int | None:
        """The row that the page before ended with; what was never given out begins at the beginning, as on her page."""
        return int(self.cursor) if self.cursor.isascii() and self.cursor.isdigit() and len(self.cursor) < 19 else None


class PlaceQuery(BaseModel):
    q: Query = Field(description=words("ชื่อสถานที่ ไทยหรืออังกฤษ หรือรหัสไปรษณีย์"), examples=["Mae Rim"])
    limit: int = Field(10, ge=1, le=50)


class OfficeQuery(BaseModel):
    province: Query = Field("", description=words("รหัสจังหวัด 2 หลัก"))
    kind: Query = Field("", description="ministry, dopa, province, district, khet, agency")


class HeadQuery(BaseModel):
    before: date | None = Field(None, description=words("เฉพาะวันก่อนวันนี้"), examples=["2026-11-20"])
    limit: int = Field(100, ge=1, le=100, description=words("จำนวนวันต่อหน้า"))


class GrowthQuery(BaseModel):
    first: date = Field(description=words("วันแรกที่นำมาเทียบ"), examples=["2026-11-19"])
    second: date = Field(description=words("วันหลังที่นำมาเทียบ"), examples=["2026-11-20"])


class ReportQuery(BaseModel):
    """What a report is asked about; left out, it is one's own office and the time that its page begins with."""

    office: Query = Field("", description=words("ศูนย์หรือหน่วยงาน ดูช่อง offices ที่ /desk/reports"), examples=["under:5000"])
    year: Query = Field("", description=words("ปีงบประมาณ พ.ศ."), examples=["2570"])
    month: Query = Field("", description=words("เดือน 1 ถึง 12 หรือ 0 คือทั้งปีงบประมาณ"))
    mission: Query = Field("", description=words("บริการของศูนย์ ดูที่ /missions"))

    def given(self) -> dict[str, str]:
        return {"office": self.office, "year": self.year, "month": self.month, "mission": self.mission}


class ReportPage(ReportQuery):
    cursor: Query = Field("", description=words("เครื่องหมายหน้าถัดไป จากช่อง next ของหน้าก่อน"))
    limit: int = Field(100, ge=1, le=500, description=words("จำนวนแถวต่อหน้า"))


class OutcomeQuery(BaseModel):
    office: Query = Field("", description=words("ศูนย์ ดูช่อง offices ที่ /desk/reports"))
    year: Query = Field("", description=words("ปีงบประมาณ พ.ศ."))
    month: Query = Field("", description=words("เดือน 1 ถึง 12 หรือ 0 คือทั้งปีงบประมาณ"))
    by: Query = Field("office", description=words("แต่ละแถวคืออะไร: office ศูนย์ที่จบเรื่อง, district อำเภอที่เกิดเหตุ"))
    cursor: Query = Field("", description=words("เครื่องหมายหน้าถัดไป จากช่อง next ของหน้าก่อน"))
    limit: int = Field(100, ge=1, le=500, description=words("จำนวนแถวต่อหน้า"))

    def given(self) -> dict[str, str]:
        return {"office": self.office, "year": self.year, "month": self.month}


class FigureQuery(BaseModel):
    area: Query = Field("", description=words("รหัสจังหวัดหรืออำเภอ ไม่ระบุคือทั้งประเทศ"), examples=["50"])
    period: Query = Field("", description=words("2021-01, FY2021Q2 หรือ FY2021 ไม่ระบุคือปีล่าสุด"), examples=["FY2021"])
    view: Query = Field("then", description=words("then ตามเขตในช่วงเวลานั้น, now ตามเขตปัจจุบัน"))


class DataValueQuery(BaseModel):
    orgUnit: Query = Field(description=words("รหัสจังหวัดหรืออำเภอ"), examples=["5001"])  # noqa: N815 - DHIS2's name
    period: Query = Field(description=words("2021-01, FY2021Q2 หรือ FY2021"), examples=["2021-01"])
