"""What a program may say of a visit to a district office: a feedback card, without a token and without anybody in it."""

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as words
from ninja import Router
from pydantic import BaseModel, Field

from sangsuk.common import limits
from sangsuk.common.faces import range_of
from sangsuk.stories.cards import actions
from sangsuk.stories.cards.actions import NewCard
from sangsuk.stories.cards.words import API, MOST_LINE, MOST_MORE

from .answers import answer, troubles

router = Router(tags=["citizens"])


def _length(most: int) -> dict[str, int]:
    return {"maxLength": most}


class NewFeedback(BaseModel):
    """One card. Only `client_id`, `office` and `tone` are needed."""

    client_id: UUID = Field(description=words("รหัสที่ผู้ส่งสร้างเอง ส่งซ้ำด้วยรหัสเดิมนับเป็นบัตรใบเดียว"))
    office: str = Field(
        max_length=10, description=words("รหัสที่ว่าการอำเภอ 4 หลัก หรือรหัสช่องบริการบนป้าย"), examples=["5001", "5001-2"]
    )
    tone: Literal["positive", "mixed", "negative"] = Field(description=words("ดี ดีบางอย่าง หรือไม่ดี"))
    expectation: Literal["", "below", "met", "above"] = Field("", description=words("เทียบกับที่คาดไว้"))
    service: str = Field(
        "", max_length=40, description=words("งานที่มารับบริการ ดูที่ /terms/service_kind"), examples=["registration"]
    )
    line: str = Field("", description=words("หนึ่งประโยค ไม่ต้องมีชื่อใคร"), json_schema_extra=_length(MOST_LINE))  # type: ignore[arg-type]
    more: str = Field("", description=words("เล่าเพิ่ม"), json_schema_extra=_length(MOST_MORE))  # type: ignore[arg-type]
    age_band: str = Field("", max_length=40, description=words("ช่วงอายุ ดูที่ /terms/age_band"))
    condition: str = Field("", max_length=40, description=words("ผู้ตอบเป็นใคร ดูที่ /terms/condition"))

    def as_new(self) -> NewCard:
        return NewCard(code=self.office, channel=API, **self.model_dump(exclude={"office"}))


class FeedbackKept(BaseModel):
    """That it is kept. A card has no number and no key: nobody can come back to it."""

    office: str
    counter: str | None = Field(description=words("รหัสช่องบริการ ถ้ามี"))
    day: str = Field(description=words("วันที่ได้รับ ตามเวลาไทย"), examples=["2026-11-21"])


@router.post(
    "/cards", response={201: FeedbackKept, 200: FeedbackKept}, operation_id="send_card", summary=words("ส่งบัตรแสดงความเห็น"),
    description=words("บอกว่าไปรับบริการที่ว่าการอำเภอแล้วเป็นอย่างไร ไม่ต้องมีกุญแจและไม่ต้องบอกชื่อ ใบใหม่ได้ 201 ส่ง client_id เดิมซ้ำได้ 200 และนับใบเดียว"),
    openapi_extra=troubles(400, 404, 413, 415, 422, 429),
)  # fmt: skip
def send(request: HttpRequest, told: NewFeedback) -> HttpResponse:
    """New: 201. The same client_id again: 200, and still one card."""
    network = range_of(request)
    limits.check("tell_program", range=network)
    done = actions.send(told.as_new(), network=network)
    kept = FeedbackKept(office=done.card.office_id, counter=done.card.point_id, day=done.card.day.isoformat())
    return answer(kept, 201 if done.created else 200)
