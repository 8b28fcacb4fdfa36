"""The public record for programs that keep it: whoever fetches the heads every day makes sure that no past is rewritten."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from ninja import Query, Router
from pydantic import BaseModel

from sangsuk.common.errors import Missing
from sangsuk.ledger import keybook, log
from sangsuk.ledger.models import LogHead

from .answers import answer, troubles
from .inputs import GrowthQuery, HeadQuery
from .shapes.record import GrowthOf, HeadList, HeadOf, InclusionOf, RecordKeyList, RecordKeyOf

router = Router(tags=["record"])
LASTING = 86_400
"""Seconds: what was published does not change."""


@router.get(
    "/record/heads",
    response=HeadList,
    operation_id="list_heads",
    summary=words("ตัวเลขประจำวันของบันทึกสาธารณะ"),
    description=words("พร้อมลายมือชื่อ วันล่าสุดมาก่อน เก็บสำเนาไว้ทุกวัน แล้วจะไม่มีใครเขียนประวัติใหม่ได้"),
    openapi_extra=troubles(422),
)
def list_heads(request: HttpRequest, asked: Query[HeadQuery]) -> HttpResponse:
    """A hundred at a time."""
    found = log.heads(before=asked.before, most=asked.limit + 1)
    rest = found[asked.limit - 1].day if len(found) > asked.limit else None
    return _open(HeadList(items=[_head(head) for head in found[: asked.limit]], next=rest))


@router.get(
    "/record/heads/{day}",
    response=HeadOf,
    operation_id="read_head",
    summary=words("ตัวเลขประจำวันของวันหนึ่ง"),
    description=words("วันที่เผยแพร่แล้วไม่เปลี่ยนอีก"),
    openapi_extra=troubles(404, 422),
)
def read_head(request: HttpRequest, day: date) -> HttpResponse:
    """What was published never changes, so it may be kept for a day."""
    return _open(_head(_of(day)), LASTING)


@router.get(
    "/record/keys",
    response=RecordKeyList,
    operation_id="list_record_keys",
    summary=words("กุญแจสาธารณะของบันทึก"),
    description=words("ทุกดอกตั้งแต่ดอกแรก ดอกใหม่มีลายมือชื่อของดอกก่อนหน้ารับรอง"),
)
def list_record_keys(request: HttpRequest) -> HttpResponse:
    return _open(RecordKeyList(items=[RecordKeyOf.model_validate(key) for key in keybook.told()]))


@router.get(
    "/record/heads/{day}/proofs/{index}",
    response=InclusionOf,
    operation_id="prove_inclusion",
    summary=words("หลักฐานว่าใบหนึ่งอยู่ในบันทึก"),
    description=words("ใบแต่ละใบเป็นตัวเลขที่ไม่บอกอะไร ผู้ที่มีหลักฐานของเรื่องตนจึงขอหลักฐานใหม่ของวันใดก็ได้โดยไม่ต้องใช้รหัสลับ"),
    openapi_extra=troubles(404, 422),
)
def prove_inclusion(request: HttpRequest, day: date, index: int) -> HttpResponse:
    """By its place in the log; whose leaf it is nobody can tell from the answer."""
    head = _of(day)
    found = log.inclusion(head, index)
    if found is None:
        raise Missing("no_leaf", _("บันทึกของวันนี้ไม่มีใบที่ตำแหน่งนี้"))
    leaf, path = found
    made = InclusionOf(head=_head(head), index=index, leaf_hash=leaf.hex(), path=[step.hex() for step in path])
    return _open(made, LASTING)


@router.get(
    "/record/growth",
    response=GrowthOf,
    operation_id="prove_growth",
    summary=words("หลักฐานว่าบันทึกไม่ถูกแก้ย้อนหลัง"),
    description=words("บันทึกของวันแรกเป็นส่วนต้นของบันทึกวันหลัง"),
    openapi_extra=troubles(404, 422),
)
def prove_growth(request: HttpRequest, asked: Query[GrowthQuery]) -> HttpResponse:
    """Between any two days, the earlier first."""
    first, second = _of(asked.first), _of(asked.second)
    if first.size > second.size:
        raise Missing("no_day", _("กรุณาบอกวันที่มาก่อนในช่อง first และวันที่มาทีหลังในช่อง second"))
    grown = log.grown(first, second)
    return _open(GrowthOf(first=_head(first), second=_head(second), path=grown["path"]), LASTING)


def _of(day: date) -> LogHead:
    found = LogHead.objects.filter(day=day).first()
    if found is None:
        raise Missing("no_day", _("ยังไม่มีบันทึกของวันนี้"))
    return found


def _head(head: LogHead) -> HeadOf:
    return HeadOf.model_validate(log.signed_head(head))


def _open(body: BaseModel, seconds: int = 300) -> HttpResponse:
    """For anybody, from any page."""
    return answer(body, Cache_Control=f"public, max-age={seconds}", Access_Control_Allow_Origin="*")
